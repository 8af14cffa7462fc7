//! Fixed amounts and numbers, and the short lists that limits refer to.

use super::annex::{CHANGE_EARLIER, CHANGE_LATER, FIRST, LAST};
use super::euros;
use super::parameter::{FIRST_2014, LAST_2020};
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation, Cited, Dated, Entry, State, dated, entry};
use crate::money::Eur;

named_enum! {
    /// Amounts that the law fixes, other than those per person and those of the budget.
    pub enum FixedAmount("fixed amount") {
        /// The total cost above which a project of 2014–2020 may go on in a second phase: Art. 39(4).
        PhasedProject = "phased-project",
        /// 2014–2020: the most a year for technical assistance at the Commission's initiative.
        CommissionTechnicalAssistance2014 = "commission-technical-assistance-2014",
        /// 2014–2020: what a programme may spend on technical assistance beside its share, for the period.
        ProgrammeTechnicalAssistance2014 = "programme-technical-assistance-2014",
    }
}

static PHASED: Dated<Eur> = dated!(
    "total cost above which a project of 2014-2020 may be phased",
    &[entry!(FIRST, State::Value(euros(500_000)), &[Citation::act(Act::Amif2021, "Art. 39(4)", Basis::Act)])],
    LAST,
);
static COMMISSION_2014: Dated<Eur> = dated!(
    "technical assistance at the Commission's initiative of 2014-2020, a year",
    &[entry!(
        FIRST_2014,
        State::Value(euros(2_500_000)),
        &[Citation::act_noted(Act::Amif2014, "Art. 23(1)", Basis::Act, "up to")]
    )],
    LAST_2020,
);
static PROGRAMME_2014: Dated<Eur> = dated!(
    "technical assistance in programmes of 2014-2020, beside the share",
    &[entry!(
        FIRST_2014,
        State::Value(euros(1_000_000)),
        &[Citation::act_noted(Act::Amif2014, "Art. 23(2)", Basis::Act, "for the whole period")]
    )],
    LAST_2020,
);

impl FixedAmount {
    /// The amount, by date.
    ///
    /// ```
    /// use amif::fund::FixedAmount;
    ///
    /// let day = "2023-01-01".parse().unwrap_or_default();
    /// assert_eq!(FixedAmount::PhasedProject.amount().at(day)?.to_string(), "500000.00");
    /// # Ok::<(), amif::law::DatedError>(())
    /// ```
    #[must_use]
    pub fn amount(self) -> &'static Dated<Eur> {
        match self {
            FixedAmount::PhasedProject => &PHASED,
            FixedAmount::CommissionTechnicalAssistance2014 => &COMMISSION_2014,
            FixedAmount::ProgrammeTechnicalAssistance2014 => &PROGRAMME_2014,
        }
    }
}

named_enum! {
    /// Numbers that the law fixes.
    pub enum FixedNumber("fixed number") {
        /// The fewest independent entities in a consortium with an entity of a listed third country.
        ThirdCountryConsortium = "third-country-consortium",
        /// How many of them must be established in a Member State.
        ThirdCountryConsortiumInMemberState = "third-country-consortium-in-member-state",
        /// For how many months at most an urgent decision on emergency assistance is valid.
        EmergencyDecisionMonths = "emergency-decision-months",
        /// The year of the milestones of output indicators.
        MilestoneYear = "milestone-year",
        /// The year of the targets of indicators.
        TargetYear = "target-year",
        /// The year of the last annual performance report, due on 15 February.
        LastReportYear = "last-report-year",
    }
}

/// A number of which the text was not seen.
macro_rules! sister {
    ($name:ident, $what:literal, $number:literal, $place:literal, $note:literal) => {
        static $name: Dated<u32> = dated!(
            $what,
            &[entry!(
                FIRST,
                State::Value($number),
                &[Citation::act_noted(Act::Amif2021, $place, Basis::Unverified, $note)]
            )],
            LAST,
        );
    };
}
sister!(
    CONSORTIUM,
    "independent entities with one of a listed third country",
    2,
    "Art. 24(3)",
    "read in the sister act, Regulation (EU) 2021/1149, Art. 19(3)"
);
sister!(
    IN_MEMBER_STATE,
    "of them in a Member State",
    1,
    "Art. 24(3)",
    "read in the sister act, Regulation (EU) 2021/1149, Art. 19(3)"
);
sister!(
    DECISION_MONTHS,
    "months of an urgent decision on emergency assistance",
    18,
    "Art. 31",
    "read in the sister act, Regulation (EU) 2021/1149, Art. 25"
);

/// A year of the performance framework: the Common Provisions set it, and what is cumulative stands elsewhere.
macro_rules! performance {
    ($name:ident, $what:literal, $year:literal) => {
        static $name: Dated<u32> = dated!(
            $what,
            &[entry!(
                FIRST,
                State::Value($year),
                &[
                    Citation::act(Act::CommonProvisions, "Art. 16(1)", Basis::Act),
                    Citation::act_noted(
                        Act::Amif2021,
                        "Art. 33",
                        Basis::Unverified,
                        "that milestones and targets are cumulative and output baselines zero; the text was not seen"
                    ),
                ]
            )],
            LAST,
        );
    };
}
performance!(MILESTONES, "year of milestones", 2024);
performance!(TARGETS, "year of targets", 2029);
sister!(
    LAST_REPORT,
    "year of the last annual performance report",
    2031,
    "Art. 35(1)",
    "the first report, of 2023, was read; the last year was not seen"
);

impl FixedNumber {
    /// The number, by date.
    ///
    /// ```
    /// use amif::fund::FixedNumber;
    ///
    /// assert_eq!(*FixedNumber::TargetYear.number().at("2024-01-01".parse()?)?, 2029);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn number(self) -> &'static Dated<u32> {
        match self {
            FixedNumber::ThirdCountryConsortium => &CONSORTIUM,
            FixedNumber::ThirdCountryConsortiumInMemberState => &IN_MEMBER_STATE,
            FixedNumber::EmergencyDecisionMonths => &DECISION_MONTHS,
            FixedNumber::MilestoneYear => &MILESTONES,
            FixedNumber::TargetYear => &TARGETS,
            FixedNumber::LastReportYear => &LAST_REPORT,
        }
    }
}

named_enum! {
    /// The cases of emergency assistance, Art. 31(1), in the crate's own words.
    pub enum EmergencyCase("case of emergency assistance") {
        /// (a) A large or disproportionate influx into Member States, with urgent demands on reception,
        /// detention, asylum and migration systems.
        ExceptionalSituation = "exceptional_situation",
        /// (b) A mass influx of displaced persons under Directive 2001/55/EC, temporary protection.
        MassInflux = "mass_influx",
        /// (ba) A crisis under Art. 1(4)(a) of Regulation (EU) 2024/1359, added in 2026.
        Crisis = "crisis",
        /// (c) An exceptional situation in a third country, with a possible impact on flows to the Union.
        ThirdCountrySituation = "third_country_situation",
    }
}

static CASES: Dated<bool> = dated!(
    "case of emergency assistance",
    &[entry!(FIRST, State::Value(true), &[Citation::act(Act::Amif2021, "Art. 31(1)", Basis::Act)])],
    LAST,
);
const CRISIS: Citation = Citation::act(Act::Crisis, "Art. 19", Basis::Act);
static CRISIS_ENTRIES: &[Entry<bool>] = &[
    entry!(FIRST, State::Value(false), &[CRISIS]),
    entry!(
        CHANGE_EARLIER,
        State::SourcesDiffer,
        &[
            Citation::act_noted(Act::Crisis, "Art. 20", Basis::Act, "a later stored text: 12 June 2026"),
            Citation::act_noted(Act::Crisis, "Art. 20", Basis::Summary, "as first published: 1 July 2026"),
        ]
    ),
    entry!(CHANGE_LATER, State::Value(true), &[CRISIS]),
];
static CRISIS_CASE: Dated<bool> = dated!("emergency assistance in a crisis", CRISIS_ENTRIES, LAST);

static CASE_A: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 31(1)(a)", Basis::Act)];
static CASE_B: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 31(1)(b)", Basis::Act)];
static CASE_BA: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 31(1)(ba)", Basis::Act), CRISIS];
static CASE_C: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 31(1)(c)", Basis::Act)];
static BEYOND_SCOPE: &[Citation] = &[Citation::act_noted(
    Act::Amif2021,
    "Art. 11",
    Basis::Act,
    "all but Art. 31(1)(a) and (b) is bound to Annex III; the number of the paragraph was not seen",
)];

impl EmergencyCase {
    /// Whether the case is in force, by date.
    ///
    /// ```
    /// use amif::fund::EmergencyCase;
    ///
    /// assert_eq!(EmergencyCase::MassInflux.in_force().at("2024-01-01".parse()?)?, &true);
    /// // Added in 2026.
    /// assert_eq!(EmergencyCase::Crisis.in_force().at("2024-01-01".parse()?)?, &false);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_force(self) -> &'static Dated<bool> {
        match self {
            EmergencyCase::Crisis => &CRISIS_CASE,
            _ => &CASES,
        }
    }

    /// The letter of the case in Art. 31(1), such as `"ba"`.
    ///
    /// ```
    /// assert_eq!(amif::fund::EmergencyCase::Crisis.letter(), "ba");
    /// ```
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            EmergencyCase::ExceptionalSituation => "a",
            EmergencyCase::MassInflux => "b",
            EmergencyCase::Crisis => "ba",
            EmergencyCase::ThirdCountrySituation => "c",
        }
    }

    /// The case in short, in the crate's own words, with its place in Art. 31(1).
    ///
    /// ```
    /// use amif::fund::EmergencyCase;
    ///
    /// let case = EmergencyCase::MassInflux.wording();
    /// assert!(case.value.contains("2001/55/EC"));
    /// assert_eq!(case.source[0].to_string(), "Regulation (EU) 2021/1147, Art. 31(1)(b)");
    /// ```
    #[must_use]
    pub fn wording(self) -> Cited<&'static str> {
        match self {
            EmergencyCase::ExceptionalSituation => Cited {
                value: "an exceptional migratory situation: a large or disproportionate influx into one or more Member States, with urgent demands on reception, detention, asylum and migration systems",
                source: CASE_A,
            },
            EmergencyCase::MassInflux => Cited {
                value: "a mass influx of displaced persons within Directive 2001/55/EC, temporary protection",
                source: CASE_B,
            },
            EmergencyCase::Crisis => Cited {
                value: "a crisis within Art. 1(4)(a) of Regulation (EU) 2024/1359, added in 2026",
                source: CASE_BA,
            },
            EmergencyCase::ThirdCountrySituation => Cited {
                value: "an exceptional migratory situation in a third country, where persons in need of protection could be stranded among others, notably with a possible impact on flows to the Union",
                source: CASE_C,
            },
        }
    }

    /// Whether assistance may go beyond the actions of Annex III: cases (a) and (b) alone, Art. 11.
    ///
    /// ```
    /// use amif::fund::EmergencyCase;
    ///
    /// assert!(EmergencyCase::MassInflux.beyond_scope().value);
    /// assert!(!EmergencyCase::ThirdCountrySituation.beyond_scope().value);
    /// ```
    #[must_use]
    pub fn beyond_scope(self) -> Cited<bool> {
        Cited {
            value: matches!(self, EmergencyCase::ExceptionalSituation | EmergencyCase::MassInflux),
            source: BEYOND_SCOPE,
        }
    }
}

/// What operating support pays under every objective, Annex VII, in the crate's own words.
pub static OPERATING_SUPPORT_COSTS: Cited<[&str; 3]> = Cited {
    value: [
        "staff",
        "services such as the upkeep or replacement of equipment, ICT systems included",
        "services such as the upkeep and repair of infrastructure",
    ],
    source: &[Citation::act(Act::Amif2021, "Annex VII", Basis::Act)],
};

/// The actions that Annex IV lists for the higher rate of Art. 15(3), in the crate's own words.
pub static ANNEX_IV_ACTIONS: Cited<&[&str]> = Cited {
    value: &[
        "integration measures carried out by local and regional authorities and civil society organisations, those led by refugees and migrants among them",
        "developing and carrying out effective alternatives to detention",
        "programmes of assisted voluntary return and reintegration, and related activities",
        "measures for vulnerable persons and applicants with special reception or procedural needs, such as the protection of minors, above all unaccompanied ones, also through care outside institutions",
    ],
    source: &[
        Citation::act(Act::Amif2021, "Annex IV", Basis::Act),
        Citation::act(Act::Amif2021, "Art. 15(3)", Basis::Act),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_has_a_gap_an_overlap_or_an_uncited_value() {
        assert!(FixedAmount::ALL.iter().all(|a| a.amount().faults().is_empty()));
        assert!(FixedNumber::ALL.iter().all(|n| n.number().faults().is_empty()));
        assert!(EmergencyCase::ALL.iter().all(|c| c.in_force().faults().is_empty()));
    }

    #[test]
    fn the_lists_and_the_cases_are_cited() {
        assert_eq!(EmergencyCase::ALL.iter().map(|c| c.letter()).collect::<Vec<_>>(), ["a", "b", "ba", "c"]);
        for case in EmergencyCase::ALL {
            let place = format!("Art. 31(1)({})", case.letter());
            assert_eq!(case.wording().source[0].section(), place);
            assert!(!case.wording().value.is_empty());
            assert_eq!(case.beyond_scope().value, ["a", "b"].contains(&case.letter()));
            assert_eq!(case.beyond_scope().source[0].section(), "Art. 11");
        }
        assert_eq!(OPERATING_SUPPORT_COSTS.source[0].section(), "Annex VII");
        assert_eq!(ANNEX_IV_ACTIONS.source[0].section(), "Annex IV");
        assert_eq!(ANNEX_IV_ACTIONS.value.len(), 4);
    }

    #[test]
    fn the_case_of_crisis_came_with_the_changes_of_2026() {
        let on = |day: &str| EmergencyCase::Crisis.in_force().at(day.parse().unwrap()).copied().ok();
        let days = ["2026-06-11", "2026-06-12", "2026-06-30", "2026-07-01"];
        assert_eq!(days.map(on), [Some(false), None, None, Some(true)]);
    }
}
