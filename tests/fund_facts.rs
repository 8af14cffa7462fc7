//! Every fact of the public page the project started from: the fact, the call that gives it, the value.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

use amif::fund::{
    ActionType, AdmittedPerson, Contact, ContactPoint, FixedAmount, FixedNumber, Fund, Ground, Holds,
    Instrument, InterventionType, LUMP_SUMS_2014, MIGRATION_NETWORK, ManagementMode, ManagingAuthority,
    OFFERED_THROUGH, Parameter, ProgrammingPeriod, Publication, Publisher, SOCIAL_ECONOMY, SUPPORT_BODIES,
    SpecificObjective, Use, network_member, network_observer, participants, person_amounts, pre_financing,
};
use amif::{
    Country,
    law::{Basis, Citation, Dated},
    value::OrganisationType,
};

/// One row: what the page says, how to ask the crate, what it answers, and what the answer must have in it.
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

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

/// The day on which the sources on countries were read.
fn today() -> chrono::NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn types() -> Vec<&'static str> {
    OrganisationType::ALL.iter().map(|t| t.words()).collect()
}

fn step(mode: ManagementMode, number: usize) -> &'static str {
    mode.route().steps[number].value
}

fn use_of(mode: ManagementMode, instrument: Instrument) -> String {
    format!("{:?}", mode.instrument(instrument).0)
}

#[rustfmt::skip]
fn page() -> Vec<Row> {
    use ManagementMode::{Direct, Shared};
    use SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
    rows! {
        // Name, budget, goal
        "the Fund's name", now().name => "Asylum, Migration and Integration Fund";
        "its abbreviation", now().short_name => "AMIF";
        "the period is 2021 - 2027", now().period.value.0 => "2021-01-01";
        "the period is 2021 - 2027", now().period.value.1 => "2027-12-31";
        "the total budget is 9.88 billion", now().other_totals[0].value.1.grouped() => "9 880 000 000";
        "which the law states to the euro", now().envelope.amount.grouped() => "9 882 000 000";
        "it boosts national capacities and procedures for managing migration", now().goal.value => "strengthen what Member States can do and how they manage migration";
        "it enhances solidarity and responsibility sharing", now().goal.value => "solidarity and the sharing of responsibility";
        "in particular through emergency assistance and relocation", now().goal.value => "emergency assistance and relocation";
        // Structure
        "there are four specific objectives", SpecificObjective::ALL.len() => "4";
        "the asylum system and its external dimension", Asylum.page_goal().value => "external dimension";
        "legal migration and integration", LegalMigration.page_goal().value => "integrating third-country nationals";
        "irregular migration, return and readmission", Return.page_goal().value => "countering irregular migration and to effective return and readmission";
        "solidarity towards those most affected", Solidarity.page_goal().value => "most affected by migration and asylum challenges";
        "63.5 % is channelled through shared management", now().claims[0].claimed => "63.5 %";
        "the exact share is another", now().share("programmes").unwrap() => "63.4487 %";
        "and the difference is explained", now().claims[0].explanation => "political agreement of December 2020";
        "it is the largest share", now().line("programmes").unwrap().amount > now().line("thematic-facility").unwrap().amount => "true";
        "by the Commission and the Member States", Shared.managed_by().value => "the Commission together with national and regional authorities of the Member States";
        "the rest is the thematic facility", now().line("thematic-facility").unwrap().amount.grouped() => "3 612 000 000";
        "whose share is claimed to be 36.5 %", now().claims[1].claimed => "36.5 %";
        "directly managed, says the page; the law, as far as read, otherwise", now().claims[1].explanation => "directly managed by the Commission; by the sister act, and so probably here, it is spent under shared, direct and indirect";
        "by the Directorate-General for Migration and Home Affairs", now().directorate_general.value.1 => "Directorate-General for Migration and Home Affairs";
        "for emerging or unforeseen needs", now().additions[3].value => "emerging or unforeseen needs";
        // Thematic areas
        "thematic area: legal migration and integration", LegalMigration.name() => "Legal migration and integration";
        "in line with economic and social needs, and integration", LegalMigration.thematic_area().value => "economic and social needs, and contributes to the integration";
        "thematic area: return", Return.name() => "Return";
        "fair and effective return strategies against irregular migration", Return.thematic_area().value => "fair and effective return strategies that help to combat irregular migration";
        "with a sustainable, effective and dignifying process", Return.thematic_area().value => "lasting, effective and dignified return";
        "thematic area: solidarity", Solidarity.name() => "Solidarity";
        "the most affected can count on the others", Solidarity.thematic_area().value => "count on solidarity from the others";
        "thematic area: asylum", Asylum.name() => "Asylum";
        "the Common European Asylum System and its external dimensions", Asylum.thematic_area().value => "Common European Asylum System and its external dimensions";
        // Social economy
        "it is of interest to organisations for social inclusion of migrants", SOCIAL_ECONOMY.value => "social inclusion of people from migrant backgrounds";
        "training to reskill", SOCIAL_ECONOMY.value => "training for new skills";
        "job placements", SOCIAL_ECONOMY.value => "finding jobs";
        "entrepreneurial endeavour", SOCIAL_ECONOMY.value => "starting a business";
        // Who is eligible
        "State and federal authorities", types()[0] => "State and federal authorities";
        "local public bodies", types()[1] => "local public bodies";
        "non-governmental organisations", types()[2] => "non-governmental organisations";
        "humanitarian organisations", types()[3] => "humanitarian organisations";
        "private law companies", types()[4] => "private law companies";
        "public law companies", types()[5] => "public law companies";
        "education organisations", types()[6] => "education organisations";
        "research organisations", types()[7] => "research organisations";
        "and no other", types().len() => "8";
        // How to apply
        "step 1: understand objectives and priorities", step(Shared, 0) => "objectives and priorities of the Fund";
        "it tells whether the project aligns", step(Shared, 0) => "whether the project fits them";
        "step 2: check the programmes in your region", step(Shared, 1) => "programme of your Member State or region";
        "its selection criteria and investment priorities", step(Shared, 1) => "selection criteria and investment priorities";
        "step 3: contact the national managing authority", step(Shared, 2) => "Contact the managing authority";
        "it chooses projects and manages day to day", step(Shared, 2) => "chooses the projects and answers for the daily management";
        "step 4: follow its application procedures", step(Shared, 3) => "application procedure of that managing authority";
        "whom to contact under shared management", Shared.route().contact == Contact::ManagingAuthority => "true";
        "funding through calls for tender", OFFERED_THROUGH.value[0] => "calls for tender";
        "funding through grants", OFFERED_THROUGH.value[1] => "grants";
        "the Commission publishes calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::Commission) => "true";
        "national authorities publish calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::NationalAuthorities) => "true";
        "both publish them, under either mode", use_of(Shared, Instrument::CallForProposals) == use_of(Direct, Instrument::CallForProposals) => "true";
        "the Commission publishes an annual work programme", Publication::AnnualWorkProgramme.publishers().value == [Publisher::Commission] => "true";
        "with the objectives and priorities of the year", step(Direct, 1) => "annual work programme for the objectives and priorities of the year";
        "work contracts", use_of(Direct, Instrument::WorkContract) => "Allowed";
        "supply contracts", use_of(Direct, Instrument::SupplyContract) => "Allowed";
        "service contracts", use_of(Direct, Instrument::ServiceContract) => "Allowed";
        "visit the portal regularly", step(Direct, 2) => "Visit the Funding & Tenders Portal regularly";
        "whom to contact for calls of the Commission", Direct.route().contact == Contact::Portal => "true";
        // Support
        "the European team in the local authority or chamber of commerce", SUPPORT_BODIES[0].value => "European team of your local authority or chamber of commerce";
        "national or regional authorities, networks, incubators", SUPPORT_BODIES[1].value => "national or regional authorities, networks and incubators";
        // Countries, managing authorities, the European Migration Network
        "the eligible countries (the page names none)", participants(ProgrammingPeriod::From2021, today()).count() => "26";
        "each of them has a managing authority to contact", participants(ProgrammingPeriod::From2021, today()).all(|c| Shared.route().managing_authority(c).is_some()) => "true";
        "and it is the one on record", Shared.route().managing_authority(country("AT")) == ManagingAuthority::of(country("AT")) => "true";
        "the network is one of migration and asylum experts of the Union", MIGRATION_NETWORK[0].value => "of the Union of experts on migration and asylum";
        "for objective, comparable, policy-relevant information", MIGRATION_NETWORK[0].value => "objective, comparable information that is of use to policy";
        "it is coordinated by the Commission", MIGRATION_NETWORK[1].value => "coordinated by the Commission";
        "its contact points are appointed in each Member State", MIGRATION_NETWORK[2].value => "the governments of each Member State and of Norway appoint";
        "which the list bears out", participants(ProgrammingPeriod::From2021, today()).all(|c| ContactPoint::of(c).is_some()) => "true";
        "Member States are members", network_member(country("AT"), today()).holds() == Holds::Yes => "true";
        "and in Norway, an observer by the Commission's list", network_observer(country("NO"), today()).holds() == Holds::Yes => "true";
        "contact points: ministries", MIGRATION_NETWORK[3].value => "ministries of the interior and of justice";
        "contact points: research institutes", MIGRATION_NETWORK[3].value => "research institutes";
        "contact points: non-governmental organisations", MIGRATION_NETWORK[3].value => "non-governmental organisations";
        "contact points: offices of an international organisation", MIGRATION_NETWORK[3].value => "national offices of an international organisation";
        "each coordinates a national network", MIGRATION_NETWORK[4].value => "coordinates a national network";
        "all the members can be found", ContactPoint::all().len() >= 26 => "true";
        // Background
        "drafted on 16 April 2014", event(before(), "2014-04-16") => "the public page says drafted";
        "established for 2014-2020", before().period.value.0 => "2014-01-01";
        "established for 2014-2020", before().period.value.1 => "2020-12-31";
        "2021-2027 builds on the lessons of 2014-2020", now().additions[2].value => "builds on the results and lessons of 2014-2020";
        "it strengthens the external dimension", now().additions[0].value => "stronger external dimension";
        "by pre-integration, return and reintegration", now().additions[0].value => "pre-integration, return and reintegration";
        "which were not fully covered before", now().additions[0].value => "could not cover in full";
        "it is more flexible", now().additions[1].value => "more flexibility";
        "by a balanced mix of shared, direct and indirect management", now().additions[1].value => "balanced mix of shared, direct and indirect management";
        "there are three management modes", ManagementMode::ALL.len() => "3";
        "the responsible directorate-general is HOME", now().directorate_general.value.0 => "HOME";
    }
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

#[test]
fn every_fact_of_the_page_has_a_call_and_a_value() {
    all_right(&page());
}

#[test]
fn what_the_page_says_is_cited_from_the_page() {
    let fund = now();
    let sources: Vec<&[Citation]> =
        [fund.goal.source, fund.directorate_general.source, SOCIAL_ECONOMY.source]
            .into_iter()
            .chain([OFFERED_THROUGH.source])
            .chain(fund.claims.iter().map(|c| c.source))
            .chain(SUPPORT_BODIES.iter().map(|b| b.source))
            .chain(Publication::ALL.iter().map(|p| p.publishers().source))
            .chain(
                SpecificObjective::ALL.iter().flat_map(|o| [o.page_goal().source, o.thematic_area().source]),
            )
            .chain(ManagementMode::Shared.route().steps.iter().map(|s| s.source))
            .collect();
    for source in sources {
        assert_eq!(source[0].basis(), Basis::OfficialPage);
        assert!(source[0].title().starts_with("EU Social Economy Gateway"), "{}", source[0]);
    }
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
