//! The Fund's parameters by date: co-financing, pre-financing, minimum shares, ceilings.

use super::ProgrammingPeriod;
use super::SpecificObjective;
use super::annex::{ADDED_BY, CHANGE_EARLIER, CHANGE_LATER, DISPUTED, FIRST, LAST};
use super::percent;
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation, Dated, Entry, State, dated, entry};
use crate::money::Rate;
use crate::time::day;

/// The first and last day of the period of 2014–2020.
pub(super) const FIRST_2014: chrono::NaiveDate = ProgrammingPeriod::From2014.first_day();
pub(super) const LAST_2020: chrono::NaiveDate = ProgrammingPeriod::From2014.last_day();

named_enum! {
    /// The types of action that Art. 15 of Regulation (EU) 2021/1147 sets a co-financing ceiling for.
    ///
    /// Art. 15 concerns shared management. For actions that the Commission finances directly the call sets
    /// the rate.
    pub enum ActionType("type of action") {
        /// A project, where nothing else applies: Art. 15(1).
        Standard = "standard",
        /// A project under specific actions: Art. 15(2).
        SpecificAction = "specific_action",
        /// An action listed in Annex IV: Art. 15(3).
        AnnexIv = "annex_iv",
        /// Operating support: Art. 15(4).
        OperatingSupport = "operating_support",
        /// Emergency assistance: Art. 15(5).
        EmergencyAssistance = "emergency_assistance",
        /// Technical assistance at the initiative of the Member States: Art. 15(6).
        TechnicalAssistance = "technical_assistance",
        /// A solidarity action: Art. 15(6a), added in 2026.
        SolidarityAction = "solidarity_action",
    }
}

macro_rules! article_15 {
    ($name:ident, $what:literal, $place:literal, $rate:literal) => {
        static $name: Dated<Rate> = dated!(
            $what,
            &[entry!(
                FIRST,
                State::Value(percent($rate)),
                &[Citation::act(Act::Amif2021, $place, Basis::Act)],
            )],
            LAST,
        );
    };
}

article_15!(STANDARD, "co-financing of a project", "Art. 15(1)", 7_500);
article_15!(SPECIFIC, "co-financing of a project under specific actions", "Art. 15(2)", 9_000);
article_15!(ANNEX_IV, "co-financing of an action of Annex IV", "Art. 15(3)", 9_000);
article_15!(OPERATING, "co-financing of operating support", "Art. 15(4)", 10_000);
article_15!(EMERGENCY, "co-financing of emergency assistance", "Art. 15(5)", 10_000);
article_15!(TECHNICAL, "co-financing of technical assistance", "Art. 15(6)", 10_000);

static SOLIDARITY_ENTRIES: &[Entry<Rate>] = &[
    entry!(FIRST, State::NotProvided, ADDED_BY),
    entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
    entry!(
        CHANGE_LATER,
        State::Value(percent(10_000)),
        &[
            Citation::act(Act::Amif2021, "Art. 15(6a)", Basis::Act),
            Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act),
        ],
    ),
];
static SOLIDARITY: Dated<Rate> = dated!("co-financing of a solidarity action", SOLIDARITY_ENTRIES, LAST);

impl ActionType {
    /// The largest share that the Union may bear of the total eligible expenditure, by date.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// let day = "2024-08-21".parse().unwrap_or_default();
    /// assert_eq!(ActionType::Standard.ceiling().at(day)?.to_string(), "75 %");
    /// # Ok::<(), amif::law::DatedError>(())
    /// ```
    #[must_use]
    pub fn ceiling(self) -> &'static Dated<Rate> {
        match self {
            ActionType::Standard => &STANDARD,
            ActionType::SpecificAction => &SPECIFIC,
            ActionType::AnnexIv => &ANNEX_IV,
            ActionType::OperatingSupport => &OPERATING,
            ActionType::EmergencyAssistance => &EMERGENCY,
            ActionType::TechnicalAssistance => &TECHNICAL,
            ActionType::SolidarityAction => &SOLIDARITY,
        }
    }

    /// The name in words, for sentences.
    ///
    /// ```
    /// assert_eq!(amif::fund::ActionType::AnnexIv.words(), "an action listed in Annex IV");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            ActionType::Standard => "a project, standard",
            ActionType::SpecificAction => "a project under specific actions",
            ActionType::AnnexIv => "an action listed in Annex IV",
            ActionType::OperatingSupport => "operating support",
            ActionType::EmergencyAssistance => "emergency assistance",
            ActionType::TechnicalAssistance => "technical assistance of a Member State",
            ActionType::SolidarityAction => "a solidarity action",
        }
    }
}

named_enum! {
    /// The further parameters of the Fund, each with its table by date.
    pub enum Parameter("parameter") {
        /// The yearly pre-financing of a programme, as a share of the support it sets out: Art. 14(1).
        PreFinancing = "pre-financing",
        /// The smallest share of a programme for objective (a): Art. 16(2)(a).
        MinimumShareAsylum = "minimum-share-asylum",
        /// The smallest share of a programme for objective (b): Art. 16(2)(b).
        MinimumShareIntegration = "minimum-share-integration",
        /// The smallest share of the thematic facility for objective (d): Art. 11(4).
        MinimumShareSolidarity = "minimum-share-solidarity",
        /// The smallest share of the thematic facility for local and regional authorities.
        MinimumShareLocal = "minimum-share-local",
        /// The most that operating support may take of a programme: Art. 21(1).
        OperatingSupport = "operating-support",
        /// The share of the envelope for technical assistance at the Commission's initiative: Art. 10(3).
        CommissionTechnicalAssistance = "commission-technical-assistance",
        /// The financing rate of technical assistance at the Commission's initiative: Art. 28.
        CommissionTechnicalAssistanceRate = "commission-technical-assistance-rate",
        /// The flat rate of technical assistance in programmes: Art. 36(5) of Regulation (EU) 2021/1060.
        ProgrammeTechnicalAssistance = "programme-technical-assistance",
        /// How much of its initial allocation a Member State must have covered by payment applications to
        /// get more at the mid-term review: Art. 17(2).
        MidTermCondition = "mid-term-condition",
        /// The most that may be moved to other funds: Art. 26 of Regulation (EU) 2021/1060.
        Transfers = "transfers-between-funds",
        /// The most that is paid in advance in emergency assistance: Art. 31.
        EmergencyPreFinancing = "emergency-pre-financing",
        /// 2014–2020: the smallest share of a programme for objective (a).
        MinimumShareAsylum2014 = "minimum-share-asylum-2014",
        /// 2014–2020: the smallest share of a programme for objective (b).
        MinimumShareIntegration2014 = "minimum-share-integration-2014",
        /// 2014–2020: the share of the central part of the budget for Union actions and the European
        /// Migration Network.
        UnionActions2014 = "union-actions-2014",
        /// 2014–2020: the share of technical assistance in programmes, beside EUR 1 000 000 for the period.
        ProgrammeTechnicalAssistance2014 = "programme-technical-assistance-2014",
        /// 2014–2020: the co-financing of a project.
        CoFinancing2014 = "co-financing-2014",
        /// 2014–2020: the co-financing in defined cases.
        HigherCoFinancing2014 = "higher-co-financing-2014",
        /// 2014–2020: the co-financing of emergency assistance.
        EmergencyAssistance2014 = "emergency-assistance-2014",
    }
}

static PRE_FINANCING_SOURCE: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 14(1)", Basis::Act)];
static PRE_FINANCING_ENTRIES: &[Entry<Rate>] = &[
    entry!(FIRST, State::Value(percent(400)), PRE_FINANCING_SOURCE),
    entry!(day(2022, 1, 1), State::Value(percent(300)), PRE_FINANCING_SOURCE),
    entry!(day(2023, 1, 1), State::Value(percent(500)), PRE_FINANCING_SOURCE),
    entry!(day(2024, 1, 1), State::Value(percent(500)), PRE_FINANCING_SOURCE),
    entry!(day(2025, 1, 1), State::Value(percent(500)), PRE_FINANCING_SOURCE),
    entry!(day(2026, 1, 1), State::Value(percent(500)), PRE_FINANCING_SOURCE),
    entry!(day(2027, 1, 1), State::NotProvided, PRE_FINANCING_SOURCE),
];
static PRE_FINANCING: Dated<Rate> = dated!("pre-financing", PRE_FINANCING_ENTRIES, LAST);

/// A share that stayed the same throughout a period.
macro_rules! constant {
    ($name:ident, $what:literal, $first:ident, $rate:literal, $last:ident, [$($source:expr),+ $(,)?]) => {
        static $name: Dated<Rate> =
            dated!($what, &[entry!($first, State::Value(percent($rate)), &[$($source),+])], $last);
    };
}

constant!(
    ASYLUM,
    "minimum share of objective (a) in a programme",
    FIRST,
    1_500,
    LAST,
    [Citation::act_noted(
        Act::Amif2021,
        "Art. 16(2)(a)",
        Basis::Act,
        "of the allocation under Art. 13(1), without earmarked additions; Art. 16(3) lets a Member State go below with a detailed explanation, content of that paragraph unverified"
    ),]
);
constant!(
    INTEGRATION,
    "minimum share of objective (b) in a programme",
    FIRST,
    1_500,
    LAST,
    [Citation::act_noted(
        Act::Amif2021,
        "Art. 16(2)(b)",
        Basis::Act,
        "of the allocation under Art. 13(1), without earmarked additions; Art. 16(3) lets a Member State go below with a detailed explanation, content of that paragraph unverified"
    ),]
);
const COUNCIL_PRESS: &str = "Council, press text on the Fund";

constant!(
    SOLIDARITY_SHARE,
    "minimum share of objective (d) in the thematic facility",
    FIRST,
    2_000,
    LAST,
    [
        Citation::act_noted(
            Act::Amif2021,
            "Art. 11(4)",
            Basis::Unverified,
            "of the initial allocation; the text was not seen"
        ),
        Citation::document(COUNCIL_PRESS, "", Basis::Summary),
    ]
);
constant!(
    LOCAL_SHARE,
    "minimum share of local and regional authorities in the thematic facility",
    FIRST,
    500,
    LAST,
    [Citation::document_noted(
        COUNCIL_PRESS,
        "",
        Basis::Summary,
        "in which article the act says it was not read"
    ),]
);
constant!(
    OPERATING_SUPPORT,
    "ceiling of operating support in a programme",
    FIRST,
    1_500,
    LAST,
    [Citation::act_noted(Act::Amif2021, "Art. 21(1)", Basis::Unverified, "the number was not seen"),]
);
constant!(
    COMMISSION_TA,
    "technical assistance at the Commission's initiative",
    FIRST,
    42,
    LAST,
    [Citation::act_noted(Act::Amif2021, "Art. 10(3)", Basis::Unverified, "the percentage was not seen"),]
);
constant!(
    COMMISSION_TA_RATE,
    "financing of technical assistance at the Commission's initiative",
    FIRST,
    10_000,
    LAST,
    [Citation::act_noted(
        Act::Amif2021,
        "Art. 28",
        Basis::Act,
        "technical assistance under Art. 35 of Regulation (EU) 2021/1060"
    ),]
);
constant!(
    PROGRAMME_TA,
    "technical assistance in programmes",
    FIRST,
    600,
    LAST,
    [Citation::act_noted(
        Act::CommonProvisions,
        "Art. 36(5)(b)(vi)",
        Basis::Act,
        "a flat rate on eligible expenditure, none on solidarity actions; one of the project's sheets read the number, another calls it unverified"
    ),]
);
constant!(
    MID_TERM,
    "coverage by payment applications asked for at the mid-term review",
    FIRST,
    1_000,
    LAST,
    [Citation::act_noted(
        Act::Amif2021,
        "Art. 17(2)",
        Basis::Summary,
        "the condition from a letter of the Commission, the number from a government text; the same number read in the sister acts, Regulations (EU) 2021/1149 and 2021/1148"
    ),]
);
constant!(
    TRANSFERS,
    "transfers to other funds",
    FIRST,
    500,
    LAST,
    [
        Citation::act_noted(
            Act::CommonProvisions,
            "Art. 26(1)",
            Basis::Act,
            "of a Member State's initial allocation, to another fund or other funds"
        ),
        Citation::act_noted(
            Act::Amif2021,
            "Art. 10(4)",
            Basis::Unverified,
            "refers to it; the text was not seen"
        ),
    ]
);
constant!(
    EMERGENCY_PRE,
    "pre-financing of emergency assistance",
    FIRST,
    9_500,
    LAST,
    [Citation::act_noted(
        Act::Amif2021,
        "Art. 31",
        Basis::Unverified,
        "read in the sister act, Regulation (EU) 2021/1149, Art. 25"
    ),]
);
constant!(
    ASYLUM_2014,
    "minimum share of objective (a) in a programme of 2014-2020",
    FIRST_2014,
    2_000,
    LAST_2020,
    [Citation::act_noted(
        Act::Amif2014,
        "Art. 15(1)(a)",
        Basis::Act,
        "less only with a detailed explanation, and not where the Member State has structural deficiencies in accommodation, infrastructure and services"
    ),]
);
constant!(
    INTEGRATION_2014,
    "minimum share of objective (b) in a programme of 2014-2020",
    FIRST_2014,
    2_000,
    LAST_2020,
    [Citation::act_noted(
        Act::Amif2014,
        "Art. 15(1)(a)",
        Basis::Act,
        "less only with a detailed explanation"
    ),]
);
constant!(
    UNION_ACTIONS_2014,
    "share of Union actions and the Migration Network in the central part of 2014-2020",
    FIRST_2014,
    3_000,
    LAST_2020,
    [Citation::act_noted(Act::Amif2014, "Art. 14(6)(b)", Basis::Act, "at least"),]
);
constant!(
    PROGRAMME_TA_2014,
    "technical assistance in programmes of 2014-2020",
    FIRST_2014,
    550,
    LAST_2020,
    [Citation::act_noted(
        Act::Amif2014,
        "Art. 23(2)",
        Basis::Act,
        "up to, plus EUR 1 000 000 for the period"
    ),]
);
constant!(
    CO_FINANCING_2014,
    "co-financing of a project of 2014-2020",
    FIRST_2014,
    7_500,
    LAST_2020,
    [Citation::act_noted(Act::HomeAffairs2014, "Art. 16", Basis::Summary, "read in a national scheme"),]
);
constant!(
    HIGHER_2014,
    "co-financing of 2014-2020 in defined cases",
    FIRST_2014,
    9_000,
    LAST_2020,
    [Citation::act_noted(Act::HomeAffairs2014, "Art. 16", Basis::Unverified, "the text was not seen"),]
);
constant!(
    EMERGENCY_2014,
    "co-financing of emergency assistance of 2014-2020",
    FIRST_2014,
    10_000,
    LAST_2020,
    [Citation::act_noted(Act::HomeAffairs2014, "Art. 7(2)", Basis::Act, "up to"),]
);

impl Parameter {
    /// The share, by date.
    ///
    /// ```
    /// use amif::fund::Parameter;
    ///
    /// let day = "2022-03-01".parse().unwrap_or_default();
    /// assert_eq!(Parameter::PreFinancing.share().at(day)?.to_string(), "3 %");
    /// # Ok::<(), amif::law::DatedError>(())
    /// ```
    #[must_use]
    pub fn share(self) -> &'static Dated<Rate> {
        match self {
            Parameter::PreFinancing => &PRE_FINANCING,
            Parameter::MinimumShareAsylum => &ASYLUM,
            Parameter::MinimumShareIntegration => &INTEGRATION,
            Parameter::MinimumShareSolidarity => &SOLIDARITY_SHARE,
            Parameter::MinimumShareLocal => &LOCAL_SHARE,
            Parameter::OperatingSupport => &OPERATING_SUPPORT,
            Parameter::CommissionTechnicalAssistance => &COMMISSION_TA,
            Parameter::CommissionTechnicalAssistanceRate => &COMMISSION_TA_RATE,
            Parameter::ProgrammeTechnicalAssistance => &PROGRAMME_TA,
            Parameter::MidTermCondition => &MID_TERM,
            Parameter::Transfers => &TRANSFERS,
            Parameter::EmergencyPreFinancing => &EMERGENCY_PRE,
            Parameter::MinimumShareAsylum2014 => &ASYLUM_2014,
            Parameter::MinimumShareIntegration2014 => &INTEGRATION_2014,
            Parameter::UnionActions2014 => &UNION_ACTIONS_2014,
            Parameter::ProgrammeTechnicalAssistance2014 => &PROGRAMME_TA_2014,
            Parameter::CoFinancing2014 => &CO_FINANCING_2014,
            Parameter::HigherCoFinancing2014 => &HIGHER_2014,
            Parameter::EmergencyAssistance2014 => &EMERGENCY_2014,
        }
    }
}

impl SpecificObjective {
    /// The smallest share of a Member State's programme that goes to this objective, 2021–2027; `None` where
    /// the law sets none.
    ///
    /// ```
    /// use amif::fund::SpecificObjective;
    ///
    /// assert!(SpecificObjective::Asylum.minimum_share().is_some());
    /// assert!(SpecificObjective::Return.minimum_share().is_none(), "the law sets none");
    /// ```
    #[must_use]
    pub fn minimum_share(self) -> Option<&'static Dated<Rate>> {
        match self {
            SpecificObjective::Asylum => Some(&ASYLUM),
            SpecificObjective::LegalMigration => Some(&INTEGRATION),
            SpecificObjective::Return | SpecificObjective::Solidarity => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::DatedError;

    fn on(text: &str) -> chrono::NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn no_table_has_a_gap_an_overlap_or_an_uncited_value() {
        let tables = Parameter::ALL
            .iter()
            .map(|p| p.share())
            .chain(ActionType::ALL.iter().map(|a| a.ceiling()))
            .chain(SpecificObjective::ALL.iter().filter_map(|o| o.minimum_share()));
        for table in tables {
            assert_eq!(table.faults(), Vec::<String>::new());
            let recent = table.last() == LAST;
            assert_eq!(table.first(), if recent { FIRST } else { FIRST_2014 }, "{}", table.what());
            assert_eq!(table.last(), if recent { LAST } else { LAST_2020 }, "{}", table.what());
        }
    }

    #[test]
    fn every_ceiling_of_article_15() {
        let at = |a: ActionType, day| a.ceiling().at(on(day)).unwrap().to_string();
        for (action, rate) in
            ActionType::ALL.iter().zip(["75 %", "90 %", "90 %", "100 %", "100 %", "100 %", "100 %"])
        {
            assert_eq!(at(*action, "2026-07-01"), rate);
            assert_eq!(at(*action, "2027-12-31"), rate);
            assert!(matches!(action.ceiling().at(on("2028-01-01")), Err(DatedError::After { .. })));
            assert!(matches!(action.ceiling().at(on("2020-12-31")), Err(DatedError::Before { .. })));
        }
    }

    #[test]
    fn pre_financing_changes_with_the_year_and_sums_to_27() {
        let at = |day| Parameter::PreFinancing.share().at(on(day)).map(Rate::to_string);
        assert_eq!(at("2021-12-31").unwrap(), "4 %");
        assert_eq!(at("2022-01-01").unwrap(), "3 %");
        assert_eq!(at("2022-12-31").unwrap(), "3 %");
        assert_eq!(at("2023-01-01").unwrap(), "5 %");
        assert_eq!(at("2026-12-31").unwrap(), "5 %");
        assert!(matches!(at("2027-01-01"), Err(DatedError::NotProvided { .. })));
        let sum: u32 = (2021..=2026)
            .map(|year| Parameter::PreFinancing.share().at(day(year, 6, 30)).unwrap().millionths())
            .sum();
        assert_eq!(sum, 270_000);
    }

    #[test]
    fn unverified_numbers_say_so() {
        let unverified = [
            Parameter::OperatingSupport,
            Parameter::CommissionTechnicalAssistance,
            Parameter::EmergencyPreFinancing,
            Parameter::HigherCoFinancing2014,
        ];
        for parameter in Parameter::ALL {
            let weak = parameter
                .share()
                .entries()
                .iter()
                .any(|entry| entry.source.iter().all(|c| c.basis() == Basis::Unverified));
            assert_eq!(weak, unverified.contains(parameter), "{parameter}");
        }
    }
}
