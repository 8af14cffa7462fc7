//! Every number of the law of the Fund: its place, the item that gives it, the value. The facts of the public page are in
//! tests/conformance.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

use amif::fund::{
    ActionType, AdmittedPerson, FixedAmount, FixedNumber, Fund, Ground, Instrument, InterventionType,
    LUMP_SUMS_2014, ManagementMode, Parameter, SpecificObjective, Use, person_amounts, pre_financing,
};
use amif::law::Dated;

/// One row: the place in the law, how to ask the crate, what it answers, and what the answer must have in it.
struct Row {
    fact: &'static str,
    call: &'static str,
    found: String,
    value: &'static str,
}

impl Row {
    /// A value is met to the letter; words are found in the answer.
    fn wrong(&self) -> bool {
        let exact = self.value.starts_with(|c: char| c.is_ascii_digit());
        if exact { self.found != self.value } else { !self.found.contains(self.value) }
    }
}

macro_rules! rows {
    ($($fact:literal, $call:expr => $value:literal;)+) => {
        vec![$(Row { fact: $fact, call: stringify!($call), found: format!("{}", $call), value: $value },)+]
    };
}

fn now() -> &'static Fund {
    Fund::amif_2021_2027()
}

fn before() -> &'static Fund {
    Fund::amif_2014_2020()
}

fn event(fund: &Fund, day: &str) -> String {
    let day = day.parse().unwrap();
    fund.events.iter().find(|e| e.date == day).map(|e| e.what.to_owned()).unwrap_or_default()
}

#[track_caller]
fn all_right(rows: &[Row]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|row| row.wrong())
        .map(|row| format!("{}: {} gives {:?}, not {:?}", row.fact, row.call, row.found, row.value))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn at<T: std::fmt::Display>(table: &'static Dated<T>, day: &str) -> String {
    table.at(day.parse().unwrap()).map_or_else(|error| error.to_string(), T::to_string)
}

fn sum_for(ground: Ground, minor: bool, day: &str) -> String {
    let person = AdmittedPerson {
        date: day.parse().ok(),
        vulnerable: Some(minor),
        unaccompanied_minor: Some(minor),
        ..AdmittedPerson::new("P-1", ground)
    };
    let sums = person_amounts(&[person]).unwrap();
    format!("{} to {}", sums.certain, sums.possible)
}

#[rustfmt::skip]
fn law() -> Vec<Row> {
    use ActionType::{AnnexIv, EmergencyAssistance, OperatingSupport, SolidarityAction, SpecificAction, Standard, TechnicalAssistance};
    use Parameter as P;
    let (old, mid, now_) = ("2018-01-01", "2024-01-01", "2026-08-01");
    let annex_i = || now().allocation.as_ref().unwrap();
    let initial = || now().line("initial-allocation").unwrap().amount;
    rows! {
        "Art. 10(1)", now().envelope.amount => "9882000000.00";
        "Art. 10(2)(a)", now().line("programmes").unwrap().amount => "6270000000.00";
        "Art. 10(2)(b)", now().line("thematic-facility").unwrap().amount => "3612000000.00";
        "Art. 10(3), unverified", at(P::CommissionTechnicalAssistance.share(), now_) => "0.42 %";
        "Art. 10(4), unverified", at(P::Transfers.share(), now_) => "5 %";
        "Art. 11(4), unverified", at(P::MinimumShareSolidarity.share(), now_) => "20 %";
        "press text", at(P::MinimumShareLocal.share(), now_) => "5 %";
        "press text, cited", P::MinimumShareLocal.share().entries()[0].source[0].basis() => "summary";
        "Art. 13(1)(a)", initial() => "5225000000.00";
        "Art. 13(1)(b)", now().line("mid-term-adjustment").unwrap().amount => "1045000000.00";
        "Art. 14(1), 2021", at(P::PreFinancing.share(), "2021-07-01") => "4 %";
        "Art. 14(1), 2022", at(P::PreFinancing.share(), "2022-07-01") => "3 %";
        "Art. 14(1), 2026", at(P::PreFinancing.share(), now_) => "5 %";
        "Art. 14(1), the amounts", pre_financing("1000000.00".parse().unwrap(), "2022-01-01".parse().unwrap()).unwrap().sum => "270000.00";
        "Art. 14(2)", pre_financing("1000000.00".parse().unwrap(), "2022-01-01".parse().unwrap()).unwrap().instalments[0].due => "in 2022, the year of adoption";
        "Art. 14(1), 2027", at(P::PreFinancing.share(), "2027-01-01") => "provided for none";
        "Art. 15(1)", at(Standard.ceiling(), mid) => "75 %";
        "Art. 15(2)", at(SpecificAction.ceiling(), mid) => "90 %";
        "Art. 15(3)", at(AnnexIv.ceiling(), mid) => "90 %";
        "Art. 15(4)", at(OperatingSupport.ceiling(), mid) => "100 %";
        "Art. 15(5)", at(EmergencyAssistance.ceiling(), mid) => "100 %";
        "Art. 15(6)", at(TechnicalAssistance.ceiling(), mid) => "100 %";
        "Art. 15(6a) before 2026", at(SolidarityAction.ceiling(), mid) => "provided for none";
        "Art. 15(6a) between", at(SolidarityAction.ceiling(), "2026-06-15") => "the sources differ";
        "Art. 15(6a) since", at(SolidarityAction.ceiling(), now_) => "100 %";
        "Art. 16(2)(a)", at(P::MinimumShareAsylum.share(), mid) => "15 %";
        "Art. 16(2)(b)", at(P::MinimumShareIntegration.share(), mid) => "15 %";
        "no minimum for (c)", SpecificObjective::Return.minimum_share().is_none() => "true";
        "Art. 17(2), secondary", at(P::MidTermCondition.share(), mid) => "10 %";
        "Art. 17(1), effective", event(now(), "2025-01-01") => "mid-term adjustment";
        "Art. 19(1)", sum_for(Ground::Resettlement, false, now_) => "10000.00 to 10000.00";
        "Art. 19(2)", sum_for(Ground::HumanitarianAdmission, false, now_) => "6000.00 to 6000.00";
        "Art. 19(3)", sum_for(Ground::NationalResettlement, true, now_) => "8000.00 to 8000.00";
        "Art. 20(1)", sum_for(Ground::RelocatedApplicant, false, now_) => "10000.00 to 10000.00";
        "Art. 20(1), minors", sum_for(Ground::RelocatedBeneficiary, true, now_) => "12000.00 to 12000.00";
        "Art. 20(1), minors, between", sum_for(Ground::RelocatedApplicant, true, "2026-06-15") => "10000.00 to 12000.00";
        "Art. 20(2)", sum_for(Ground::RelocationTransfer, false, now_) => "500.00 to 500.00";
        "Art. 20(3)", sum_for(Ground::ResponsibilityTransfer, false, now_) => "500.00 to 500.00";
        "Art. 21(1), unverified", at(P::OperatingSupport.share(), mid) => "15 %";
        "Art. 24(3), parallel", at(FixedNumber::ThirdCountryConsortium.number(), mid) => "2";
        "Art. 28", at(P::CommissionTechnicalAssistanceRate.share(), mid) => "100 %";
        "Art. 33, unverified, milestones", at(FixedNumber::MilestoneYear.number(), mid) => "2024";
        "Art. 33, unverified, targets", at(FixedNumber::TargetYear.number(), mid) => "2029";
        "Art. 35, unverified, last report", at(FixedNumber::LastReportYear.number(), mid) => "2031";
        "Art. 35, unverified, its day", event(now(), "2031-02-15") => "last annual performance report";
        "Art. 39(4), report", event(now(), "2024-02-15") => "phased projects";
        "Annex I, 5", annex_i().initial_data.value[0] => "2017";
        "Annex I, 3(b), exclusions", annex_i().excluded_permits.value.len() => "3";
        "Art. 31, parallel", at(P::EmergencyPreFinancing.share(), mid) => "95 %";
        "Art. 34(1)", event(now(), "2024-12-31") => "mid-term evaluation";
        "Art. 35(1)", event(now(), "2023-02-15") => "first annual performance report";
        "Art. 39(4)(b)", at(FixedAmount::PhasedProject.amount(), mid) => "500000.00";
        "CPR Art. 36(5)", at(P::ProgrammeTechnicalAssistance.share(), mid) => "6 %";
        "Annex I, 1(a)", annex_i().fixed.value => "8000000.00";
        "Annex I, 1(a), CY MT EL", annex_i().fixed_higher.value => "28000000.00";
        "Annex I, asylum", annex_i().area(SpecificObjective::Asylum, initial()).unwrap() => "1734950000.00";
        "Annex I, integration", annex_i().area(SpecificObjective::LegalMigration, initial()).unwrap() => "1487100000.00";
        "Annex VI, number of codes", InterventionType::all().count() => "65";
        "516/2014 Art. 14(1)", before().envelope.amount => "3137000000.00";
        "516/2014 Art. 14(6)(b)", before().line("union-actions").unwrap().amount => "385000000.00";
        "516/2014 Art. 15(1)", at(P::MinimumShareAsylum2014.share(), old) => "20 %";
        "516/2014 Art. 17(1)", at(&LUMP_SUMS_2014[0], old) => "6000.00";
        "516/2014 Art. 17(2)", at(&LUMP_SUMS_2014[1], old) => "10000.00";
        "516/2014 Art. 18(1)", at(&LUMP_SUMS_2014[2], old) => "6000.00";
        "516/2014 Art. 23(1)", at(FixedAmount::CommissionTechnicalAssistance2014.amount(), old) => "2500000.00";
        "516/2014 Art. 23(2)", at(P::ProgrammeTechnicalAssistance2014.share(), old) => "5.5 %";
        "514/2014 Art. 17(3)", event(before(), "2024-06-30") => "expenditure of 2014-2020 is eligible";
    }
}

#[test]
fn every_number_of_the_law_has_a_call_and_a_value() {
    all_right(&law());
}

#[test]
fn both_funds_prove_that_their_parts_add_up() {
    assert_eq!(now().validate(), Ok(()));
    assert_eq!(before().validate(), Ok(()));
    assert_eq!(before().envelope.amount.grouped().to_string(), "3 137 000 000");
    assert_eq!(before().share("programmes").unwrap().percent(1), "87.7");
    assert_eq!(Use::Allowed, ManagementMode::Indirect.instrument(Instrument::Contribution).0);
}
