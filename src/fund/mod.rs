//! The Fund itself: money, objectives, modes, people, dates, countries, each with the law behind it.
//!
//! Money, objectives and rates depend on [`Fund::amif_2021_2027`] and [`Fund::amif_2014_2020`], on the enums of
//! the law's own lists, and on tables by date ([`Dated`](crate::law::Dated)); the checks are methods of the same
//! types. Countries take part, associate, sit in the European Migration Network and have
//! their managing authorities and allocations: [`participation`], [`association`], [`network_member`],
//! [`ManagingAuthority`], [`Allocation`].

mod allocations;
mod amounts;
mod annex;
mod answer;
mod application;
mod association;
mod authorities;
mod citing;
mod code;
mod envelope;
mod history;
mod indicator;
mod intervention;
mod limits;
mod measure;
mod mode;
mod network;
mod objective;
mod parameter;
mod participation;
mod person;
mod pre_financing;
mod sources;
mod write;

use std::fmt;

use chrono::NaiveDate;

pub use allocations::{Allocation, Announcement, Approval, Figure, FigureKind};
pub use amounts::{Ground, LUMP_SUMS_2014};
pub use annex::Belongs;
#[cfg(feature = "programme")]
pub(crate) use annex::{CHANGE_EARLIER, CHANGE_LATER};
pub use answer::{Answer, DayRange, Holds};
pub use application::{
    Contact, ELIGIBLE_ENTITIES, Eligibility, MIGRATION_NETWORK, OFFERED_THROUGH, Publication, Publisher,
    Route, SOCIAL_ECONOMY, SUPPORT_BODIES,
};
pub use association::{DublinAgreement, association};
pub use authorities::ManagingAuthority;
pub use citing::{TableCitation, tables_citing};
pub use code::ParseCodeError;
pub use envelope::{AllocationKey, AllocationRule, BudgetLine, PublicClaim, Share};
pub use history::{Effective, Event, LegalAct};
pub(crate) use indicator::CODES as INDICATOR_CODES;
pub use indicator::Indicator;
pub use intervention::{InterventionTable, InterventionType};
pub use limits::{ANNEX_IV_ACTIONS, EmergencyCase, FixedAmount, FixedNumber, OPERATING_SUPPORT_COSTS};
pub use measure::{Measure, ScopeItem};
pub use mode::{Component, Instrument, ManagementMode, Use};
pub use network::{ContactPoint, Observer, network_member, network_observer};
pub use objective::SpecificObjective;
pub use parameter::{ActionType, Parameter};
pub use participation::{ProgrammingPeriod, participants, participation};
#[cfg(feature = "programme")]
pub(crate) use person::any_of;
pub use person::{AdmittedPerson, PersonAmount, PersonAmounts, VULNERABLE_GROUPS, person_amounts};
pub use pre_financing::{Due, Instalment, PreFinancing, pre_financing};

use crate::law::{Act, Basis, Citation, Cited};
use crate::money::{Eur, Rate};

/// A section of the public page that the project started from.
const fn page(section: &'static str) -> Citation {
    Citation::document(
        "EU Social Economy Gateway, Asylum, Migration and Integration Fund",
        section,
        Basis::OfficialPage,
    )
}

/// An amount of a table.
#[expect(clippy::panic, reason = "called in constants only, so a wrong amount does not compile")]
const fn euros(euros: i64) -> Eur {
    match Eur::from_euros(euros) {
        Some(amount) => amount,
        None => panic!("no such amount"),
    }
}

/// A rate of a table, in hundredths of a per cent.
#[expect(clippy::panic, reason = "called in constants only, so a wrong rate does not compile")]
const fn percent(hundredths: u32) -> Rate {
    match Rate::from_hundredths(hundredths) {
        Some(rate) => rate,
        None => panic!("no such rate"),
    }
}

/// The Asylum, Migration and Integration Fund in one programming period.
///
/// ```
/// use amif::fund::Fund;
///
/// let fund = Fund::amif_2021_2027();
/// assert_eq!(fund.envelope.amount.grouped().to_string(), "9 882 000 000");
/// assert_eq!(fund.validate(), Ok(()));
/// assert_eq!(Fund::on("2019-05-01".parse().unwrap_or_default()), Some(Fund::amif_2014_2020()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fund {
    /// The name.
    pub name: &'static str,
    /// The abbreviation.
    pub short_name: &'static str,
    /// The first and the last day of the programming period.
    pub period: Cited<(NaiveDate, NaiveDate)>,
    /// The act that founds it.
    pub act: Act,
    /// That act and those that changed it.
    pub acts: &'static [LegalAct],
    /// The acts that it replaced.
    pub replaced: &'static [Act],
    /// The envelope and its parts.
    pub envelope: BudgetLine,
    /// Shares that the public states otherwise than the law.
    pub claims: &'static [PublicClaim],
    /// Other totals that were published.
    pub other_totals: &'static [Cited<(&'static str, Eur)>],
    /// Annex I: how programmes get their initial allocation. `None` where only the result is known.
    pub allocation: Option<AllocationRule>,
    /// The policy objective, in the crate's own words.
    pub policy_objective: Cited<&'static str>,
    /// What the public page says the Fund aims at, in the crate's own words.
    pub goal: Cited<&'static str>,
    /// The responsible directorate-general: its short and its full name.
    pub directorate_general: Cited<(&'static str, &'static str)>,
    /// What the Fund adds to the one before it.
    pub additions: &'static [Cited<&'static str>],
    /// Its days, in order.
    pub events: &'static [Event],
}

static AMIF_2021_2027: Fund = Fund {
    name: "Asylum, Migration and Integration Fund",
    short_name: "AMIF",
    period: Cited {
        value: (annex::FIRST, annex::LAST),
        source: &[Citation::act(Act::Amif2021, "Art. 1", Basis::Act)],
    },
    act: Act::Amif2021,
    acts: history::ACTS_2021,
    replaced: &[],
    envelope: envelope::ENVELOPE_2021,
    claims: envelope::CLAIMS_2021,
    other_totals: envelope::OTHER_TOTALS_2021,
    allocation: Some(envelope::ANNEX_I),
    policy_objective: Cited {
        value: "to contribute to managing migration flows efficiently, and to carrying out, strengthening and developing the common policies on asylum and on immigration, in line with Union law and the international obligations of the Union and its Member States",
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Art. 3(1)",
            Basis::Summary,
            "read in national funding guidelines and a file of the European Parliament",
        )],
    },
    goal: Cited {
        value: "to strengthen what Member States can do and how they manage migration, and to enhance solidarity and the sharing of responsibility between them, above all by emergency assistance and relocation",
        source: &[page("What is the goal of the funding programme?")],
    },
    directorate_general: Cited {
        value: ("HOME", "Directorate-General for Migration and Home Affairs"),
        source: &[page("Responsible Directorate-General in the European Commission")],
    },
    additions: &[
        Cited {
            value: "a stronger external dimension, with pre-integration, return and reintegration, which 2014-2020 could not cover in full",
            source: &[page("History of the programme")],
        },
        Cited {
            value: "more flexibility, by a balanced mix of shared, direct and indirect management",
            source: &[page("History of the programme")],
        },
        Cited {
            value: "it builds on the results and lessons of 2014-2020",
            source: &[page("History of the programme")],
        },
        Cited {
            value: "a thematic facility for emerging or unforeseen needs",
            source: &[
                Citation::act_noted(
                    Act::Amif2021,
                    "Art. 11",
                    Basis::Inferred,
                    "it sets the facility up; that 2014-2020 had none is concluded, neither it nor the page says so",
                ),
                Citation::document(
                    "EU Social Economy Gateway, Asylum, Migration and Integration Fund",
                    "How is the funding programme structured?",
                    Basis::Inferred,
                ),
            ],
        },
    ],
    events: history::EVENTS_2021,
};

static AMIF_2014_2020: Fund = Fund {
    name: "Asylum, Migration and Integration Fund",
    short_name: "AMIF",
    period: Cited {
        value: (parameter::FIRST_2014, parameter::LAST_2020),
        source: &[Citation::act(Act::Amif2014, "Art. 1(1)", Basis::Act), page("History of the programme")],
    },
    act: Act::Amif2014,
    acts: history::ACTS_2014,
    replaced: history::REPLACED_2014,
    envelope: envelope::ENVELOPE_2014,
    claims: &[],
    other_totals: envelope::OTHER_TOTALS_2014,
    // By the allocations of 2011-2013, Member State by Member State; no keys.
    allocation: None,
    policy_objective: Cited {
        value: "to contribute to managing migration flows efficiently, and to carrying out, strengthening and developing the common policy on asylum, subsidiary and temporary protection, and on immigration, in respect of the Charter",
        source: &[Citation::act(Act::Amif2014, "Art. 3(1)", Basis::Act)],
    },
    goal: Cited {
        value: "to contribute to managing migration flows efficiently and to the common policies on asylum and immigration",
        source: &[Citation::act(Act::Amif2014, "Art. 3(1)", Basis::Act)],
    },
    directorate_general: Cited {
        value: ("HOME", "Directorate-General for Migration and Home Affairs"),
        source: &[Citation::document("General knowledge", "", Basis::Unverified)],
    },
    additions: &[Cited {
        value: "one fund instead of three: refugees, return, integration",
        source: &[Citation::act(Act::Amif2014, "Art. 30", Basis::Act)],
    }],
    events: history::EVENTS_2014,
};

impl Fund {
    /// The Fund of 2021–2027, Regulation (EU) 2021/1147.
    ///
    /// ```
    /// let fund = amif::fund::Fund::amif_2021_2027();
    /// assert_eq!(fund.act, amif::law::Act::Amif2021);
    /// ```
    #[must_use]
    pub fn amif_2021_2027() -> &'static Fund {
        &AMIF_2021_2027
    }

    /// The Fund of 2014–2020, Regulation (EU) No 516/2014.
    ///
    /// ```
    /// let fund = amif::fund::Fund::amif_2014_2020();
    /// assert_eq!(fund.act, amif::law::Act::Amif2014);
    /// ```
    #[must_use]
    pub fn amif_2014_2020() -> &'static Fund {
        &AMIF_2014_2020
    }

    /// The Fund in whose programming period a day lies; `None` outside both.
    ///
    /// ```
    /// use amif::{fund::Fund, law::Act};
    ///
    /// assert_eq!(Fund::on("2024-01-01".parse()?).map(|fund| fund.act), Some(Act::Amif2021));
    /// assert!(Fund::on("2013-12-31".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn on(date: NaiveDate) -> Option<&'static Fund> {
        [Fund::amif_2014_2020(), Fund::amif_2021_2027()]
            .into_iter()
            .find(|fund| (fund.period.value.0..=fund.period.value.1).contains(&date))
    }

    /// The budget line with this id, such as `"programmes"`.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// assert!(Fund::amif_2021_2027().line("programmes").is_some());
    /// assert!(Fund::amif_2021_2027().line("no-such-line").is_none());
    /// ```
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&BudgetLine> {
        self.envelope.find(id)
    }

    /// The exact share of a budget line in the envelope.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// let share = Fund::amif_2021_2027().share("programmes").ok_or("no such line")?;
    /// assert_eq!(share.percent(1), "63.4", "not the 63.5 of the public page");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn share(&self, id: &str) -> Option<Share> {
        Share::new(self.line(id)?.amount, self.envelope.amount)
    }

    /// Whether the parts add up, to the cent: the envelope, every split, the keys of Annex I, the public
    /// claims beside the law, the order of days.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// assert!(Fund::amif_2021_2027().validate().is_ok());
    /// ```
    ///
    /// # Errors
    /// With every [`FundFault`] found.
    pub fn validate(&self) -> Result<(), Vec<FundFault>> {
        let mut faults = Vec::new();
        self.check_budget(&mut faults);
        self.check_claims(&mut faults);
        self.check_allocation(&mut faults);
        if self.period.value.0 > self.period.value.1 {
            faults.push(FundFault::new("the period ends before it begins".to_owned()));
        }
        if self.events.iter().zip(self.events.iter().skip(1)).any(|(a, b)| a.date > b.date) {
            faults.push(FundFault::new("the events are out of order".to_owned()));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn check_budget(&self, faults: &mut Vec<FundFault>) {
        for (_, line) in self.envelope.lines() {
            if line.source.is_empty() {
                faults.push(FundFault::new(format!("{}: no citation", line.id)));
            }
            let sum = Eur::checked_sum(line.parts.iter().map(|part| part.amount));
            if !line.parts.is_empty() && sum != Some(line.amount) {
                let sum = sum.map_or("more than can be held".to_owned(), |s| format!("EUR {s}"));
                faults.push(FundFault::new(format!(
                    "{}: its parts are {sum}, not EUR {}",
                    line.id, line.amount
                )));
            }
        }
    }

    fn check_claims(&self, faults: &mut Vec<FundFault>) {
        for claim in self.claims {
            let (part, whole) = (claim.claimed.millionths(), Rate::WHOLE.millionths());
            let claimed = i128::from(self.envelope.amount.cents()).checked_mul(i128::from(part));
            let stated = i128::from(claim.would_be.cents()).checked_mul(i128::from(whole));
            let enacted = self.line(claim.line).map(|line| line.amount);
            let difference = enacted.and_then(|enacted| claim.would_be.checked_sub(enacted));
            if claimed != stated || difference != Some(claim.difference) {
                faults.push(FundFault::new(format!("{}: the public claim does not add up", claim.line)));
            }
        }
    }

    fn check_allocation(&self, faults: &mut Vec<FundFault>) {
        let Some(rule) = &self.allocation else { return };
        if !are_whole(rule.keys.iter().map(|key| key.weight)) {
            faults.push(FundFault::new("the keys of Annex I are not 100 %".to_owned()));
        }
        for key in rule.keys.iter().filter(|key| !are_whole(key.criteria.iter().map(|c| c.1))) {
            faults.push(FundFault::new(format!("the criteria for {} are not 100 %", key.area)));
        }
        // The keys share out whatever the fixed amounts leave, so a wrong count of States shows only here.
        let (normal, higher) = rule.counted.value;
        let counted = normal.checked_add(higher).and_then(|sum| usize::try_from(sum).ok());
        if counted != Some(Allocation::all().len()) {
            faults.push(FundFault::new(format!(
                "{normal} and {higher} Member States are counted, {} have a programme",
                Allocation::all().len()
            )));
        }
        if usize::try_from(higher) != Ok(rule.higher_for.value.len()) {
            faults.push(FundFault::new(format!(
                "{higher} Member States are counted with the higher amount, {} are named",
                rule.higher_for.value.len()
            )));
        }
        let initial = self.line("initial-allocation").map(|line| line.amount);
        let areas = initial.and_then(|initial| {
            let fixed = rule.fixed_total()?;
            let areas = rule.keys.iter().map(|key| rule.area(key.area, initial));
            areas.chain([Some(fixed)]).try_fold(Eur::ZERO, |sum, area| sum.checked_add(area?))
        });
        if areas.is_none() || areas != initial {
            faults.push(FundFault::new(
                "fixed amounts and keys do not share out the initial allocation".to_owned(),
            ));
        }
    }
}

fn are_whole(mut rates: impl Iterator<Item = Rate>) -> bool {
    let sum = rates.try_fold(0u32, |sum, rate| sum.checked_add(rate.millionths()));
    sum == Some(Rate::WHOLE.millionths())
}

/// Something about a fund that does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundFault {
    message: String,
}

impl FundFault {
    fn new(message: String) -> Self {
        FundFault { message }
    }
}

impl fmt::Display for FundFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FundFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_funds_add_up_to_the_cent() {
        assert_eq!(Fund::amif_2021_2027().validate(), Ok(()));
        assert_eq!(Fund::amif_2014_2020().validate(), Ok(()));
    }

    #[test]
    fn a_cent_too_many_is_a_fault_wherever_it_is() {
        let cent = Eur::from_cents(1).unwrap();
        let mut fund = Fund::amif_2021_2027().clone();
        fund.envelope.amount = fund.envelope.amount.checked_add(cent).unwrap();
        let faults = fund.validate().unwrap_err();
        assert!(faults[0].to_string().starts_with("envelope: its parts are EUR 9882000000.00"), "{faults:?}");
        assert_eq!(faults.len(), 3, "the two public claims no longer fit either");

        let mut fund = Fund::amif_2021_2027().clone();
        let mut rule = fund.allocation.clone().unwrap();
        assert_eq!(rule.counted.value, (23, 3));
        for (wrong, count) in [((24, 3), 1), ((22, 3), 1), ((22, 4), 1), ((24, 2), 1), ((23, 4), 2)] {
            rule.counted.value = wrong;
            fund.allocation = Some(rule.clone());
            let faults = fund.validate().unwrap_err();
            assert_eq!(faults.len(), count, "{wrong:?} {faults:?}");
            assert!(faults[0].to_string().contains("Member States are counted"), "{faults:?}");
        }
        let named = rule.higher_for.value.iter().map(|code| code.parse::<crate::Country>().unwrap());
        assert!(named.map(Allocation::of).all(|row| row.is_some()), "each has a programme");

        let mut fund = Fund::amif_2021_2027().clone();
        fund.period.value = (fund.period.value.1, fund.period.value.0);
        assert_eq!(fund.validate().unwrap_err().len(), 1);

        let mut fund = Fund::amif_2014_2020().clone();
        fund.envelope.source = &[];
        assert_eq!(fund.validate().unwrap_err().len(), 1);
    }

    #[test]
    fn each_day_has_its_fund() {
        let on = |text: &str| Fund::on(text.parse().unwrap()).map(|f| f.act);
        assert_eq!(on("2013-12-31"), None);
        assert_eq!(on("2014-01-01"), Some(Act::Amif2014));
        assert_eq!(on("2020-12-31"), Some(Act::Amif2014));
        assert_eq!(on("2021-01-01"), Some(Act::Amif2021));
        assert_eq!(on("2027-12-31"), Some(Act::Amif2021));
        assert_eq!(on("2028-01-01"), None);
    }

    #[test]
    fn every_fact_of_the_fund_is_cited() {
        for fund in [Fund::amif_2021_2027(), Fund::amif_2014_2020()] {
            let sources = [fund.policy_objective.source, fund.goal.source, fund.directorate_general.source]
                .into_iter()
                .chain([fund.period.source])
                .chain(fund.acts.iter().map(|a| a.source))
                .chain(fund.events.iter().map(|e| e.source))
                .chain(fund.additions.iter().map(|a| a.source))
                .chain(fund.other_totals.iter().map(|t| t.source));
            assert!(sources.into_iter().all(|s| !s.is_empty()));
        }
    }
}
