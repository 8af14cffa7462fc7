//! Checks of the Fund's own rules: what belongs to which objective, what goes with which mode, Art. 15.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assessment::{Subject, two_decimals};
use super::fact::{Fact, FactKind};
use super::project;
use super::rule::RuleId;
use crate::fund::{
    ActionType, Belongs, Component, Indicator, Instrument, InterventionType, ManagementMode, Measure,
    SpecificObjective, Use,
};
use crate::law::{Basis, Citation, Dated, DatedError};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

/// Whether the changes of 2026 came on 12 June or on 1 July.
const OPEN_2026: &str = "changes-of-2026";
/// What the law says after the period.
const OPEN_AFTER: &str = "law-after-the-period";
/// What the sources at hand do not say.
const OPEN_SILENT: &str = "not-stated-in-sources";

/// One rule of the Fund, looked at for one subject: the twin of [`Assessment`](crate::Assessment), which
/// belongs to a report on a call. Names and JSON keys are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundAssessment {
    rule: RuleId,
    subject: FactKind,
    outcome: Outcome,
    required: Option<FundRequired>,
    found: FundFound,
    missing: Vec<Fact>,
    open: Vec<&'static str>,
    because: Option<&'static str>,
    message: String,
    source: Vec<Citation>,
}

/// What a rule of the Fund asks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FundRequired {
    /// One of these objectives.
    Objectives(Vec<SpecificObjective>),
    /// One of these management modes.
    Modes(Vec<ManagementMode>),
    /// A share not above this one.
    Rate(Rate),
}

/// What was found in its place. Unknown facts are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FundFound {
    /// The objective, and the day.
    Objective(Option<SpecificObjective>, Option<NaiveDate>),
    /// The management mode.
    Mode(Option<ManagementMode>),
    /// The share of the expenditure that the Union bears.
    Rate {
        /// The contribution of the Union.
        contribution: Option<Eur>,
        /// The total eligible expenditure.
        expenditure: Option<Eur>,
        /// The share in hundredths of a per cent, rounded half up.
        share: Option<u64>,
    },
}

impl FundAssessment {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// When the condition is looked at.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.rule.rule().stage
    }

    /// What follows when it is not met.
    #[must_use]
    pub fn consequence(&self) -> Consequence {
        self.rule.rule().consequence
    }

    /// What it was looked at for.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Fact(self.subject)
    }

    /// What was found.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What the rule asks; `None` where that depends on what is not known.
    #[must_use]
    pub fn required(&self) -> Option<&FundRequired> {
        self.required.as_ref()
    }

    /// What was found in its place.
    #[must_use]
    pub fn found(&self) -> &FundFound {
        &self.found
    }

    /// The unknown facts on which the outcome depends, sorted as text. Empty unless it is unknown.
    #[must_use]
    pub fn missing(&self) -> &[Fact] {
        &self.missing
    }

    /// The open questions of law on which the outcome depends. Empty unless it is unknown.
    #[must_use]
    pub fn open(&self) -> &[&'static str] {
        &self.open
    }

    /// Why the rule does not concern its subject. `None` unless the outcome is not applicable.
    #[must_use]
    pub fn because(&self) -> Option<&'static str> {
        self.because
    }

    /// What was found, in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The law behind it; at least one place.
    #[must_use]
    pub fn source(&self) -> &[Citation] {
        &self.source
    }

    /// Keeps what an unknown outcome hinges on to unknown outcomes, in order, and says of any other on how
    /// weak a ground it stands.
    fn settled(mut self) -> Self {
        if self.outcome != Outcome::Unknown {
            self.missing.clear();
            self.open.clear();
            match self.source.first().map(Citation::basis) {
                Some(Basis::Unverified) => self.message.push_str(" Unverified: the text was not seen."),
                Some(Basis::Summary) => self.message.push_str(" Known from a summary only."),
                _ => {}
            }
        }
        self.missing.sort_by_cached_key(Fact::to_string);
        self
    }
}

impl Serialize for FundAssessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("stage", &self.stage())?;
        map.serialize_entry("consequence", &self.consequence())?;
        map.serialize_entry("subject", &self.subject())?;
        map.serialize_entry("outcome", &self.outcome)?;
        map.serialize_entry("required", &self.required)?;
        map.serialize_entry("found", &self.found)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("open", &self.open)?;
        // No rule of the Fund waits for an event; the key stands for readers of both kinds.
        map.serialize_entry("awaits", &[(); 0])?;
        map.serialize_entry("because", &self.because)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

impl Serialize for FundRequired {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            FundRequired::Objectives(objectives) => map.serialize_entry("one_of", objectives)?,
            FundRequired::Modes(modes) => map.serialize_entry("one_of", modes)?,
            FundRequired::Rate(rate) => {
                map.serialize_entry("at_most", &two_decimals(u64::from(rate.ratio().0 / 100)))?;
            }
        }
        map.end()
    }
}

impl Serialize for FundFound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            FundFound::Objective(objective, on) => {
                map.serialize_entry("objective", objective)?;
                map.serialize_entry("date", &on.map(|day| day.to_string()))?;
            }
            FundFound::Mode(mode) => map.serialize_entry("management_mode", mode)?,
            FundFound::Rate { contribution, expenditure, share } => {
                map.serialize_entry("union_contribution", contribution)?;
                map.serialize_entry("total_eligible_expenditure", expenditure)?;
                map.serialize_entry("rate", &share.map(two_decimals))?;
            }
        }
        map.end()
    }
}

fn fact(kind: FactKind) -> Fact {
    Fact::of_proposal(kind)
}

/// A fact as a sentence has it.
fn stated<T: fmt::Display>(value: Option<T>) -> String {
    value.map_or("not stated".to_owned(), |value| value.to_string())
}

/// An item of an annex as the check reads it.
struct Item {
    rule: RuleId,
    subject: FactKind,
    code: &'static str,
    label: &'static str,
    belongs: Belongs,
    in_force: &'static Dated<bool>,
    source: &'static [Citation],
}

/// Whether an item is in force on a day: whether it may be, whether it may not, and which question is open.
fn force(table: &'static Dated<bool>, on: Option<NaiveDate>) -> (bool, bool, Option<&'static str>) {
    let Some(date) = on else { return (true, true, None) };
    match table.at(date) {
        Ok(in_force) => (*in_force, !*in_force, None),
        Err(DatedError::SourcesDiffer { .. }) => (true, true, Some(OPEN_2026)),
        Err(DatedError::After { .. }) => (true, true, Some(OPEN_AFTER)),
        Err(_) => (false, true, None),
    }
}

impl Item {
    fn check(&self, objective: Option<SpecificObjective>, on: Option<NaiveDate>) -> FundAssessment {
        let belonging = SpecificObjective::ALL.iter().copied().filter(|o| self.belongs.includes(*o));
        let required: Vec<SpecificObjective> = belonging.collect();
        let (may_belong, may_not) = match objective {
            Some(objective) => (self.belongs.includes(objective), !self.belongs.includes(objective)),
            None => (!required.is_empty(), required.len() < SpecificObjective::ALL.len()),
        };
        let (may_be_in_force, may_not_be, question) = force(self.in_force, on);
        let outcomes = Outcomes::MET
            .when(may_belong && may_be_in_force)
            .or(Outcomes::NOT_MET.when(may_not || may_not_be));
        let outcome = outcomes.fold();
        let mut missing = Vec::new();
        if objective.is_none() && may_belong && may_not && may_be_in_force {
            missing.push(fact(FactKind::Objective));
        }
        if on.is_none() && may_belong {
            missing.push(fact(FactKind::Date));
        }
        let name = format!("{} {}", self.code, self.label);
        let under = stated(objective.map(SpecificObjective::name));
        let day = stated(on);
        let message = match outcome {
            Outcome::Met => format!("{name} belongs to the objective {under} and is in force on {day}."),
            Outcome::NotMet if !may_belong => match required.as_slice() {
                [] => format!("{name} belongs to technical assistance and to no objective."),
                [one] => format!("{name} belongs to the objective {}, not to {under}.", one.name()),
                _ => format!("{name} does not belong to the objective {under}."),
            },
            Outcome::NotMet => format!("{name} is not in force on {day}."),
            _ => match question {
                Some(OPEN_2026) => format!("{name}: the sources differ on whether it is in force on {day}."),
                Some(_) => format!("{name}: what is in force on {day}, after the period, is not known."),
                None => format!("{name}: objective {under}, day {day}; cannot be told yet."),
            },
        };
        let entry = on.and_then(|day| self.in_force.entry(day).ok());
        let days = entry.map(|entry| entry.source).unwrap_or_default();
        FundAssessment {
            rule: self.rule,
            subject: self.subject,
            outcome,
            required: Some(FundRequired::Objectives(required)),
            found: FundFound::Objective(objective, on),
            missing,
            open: question.filter(|_| may_belong).into_iter().collect(),
            because: None,
            message,
            source: self
                .source
                .iter()
                .chain(days.iter().filter(|c| !self.source.contains(c)))
                .cloned()
                .collect(),
        }
        .settled()
    }
}

macro_rules! checked_item {
    ($type:ty, $rule:ident, $kind:ident, $example:literal) => {
        impl $type {
            /// Checks whether it belongs to an objective and is in force on a day. Either may be unknown.
            ///
            /// ```
            #[doc = $example]
            /// ```
            #[must_use]
            pub fn check(
                self,
                objective: Option<SpecificObjective>,
                on: Option<NaiveDate>,
            ) -> FundAssessment {
                let (code, label, belongs) = (self.code(), self.label(), self.belongs());
                let (in_force, source) = (self.in_force(), self.source());
                let (rule, subject) = (RuleId::$rule, FactKind::$kind);
                Item { rule, subject, code, label, belongs, in_force, source }.check(objective, on)
            }
        }
    };
}

checked_item!(
    InterventionType,
    FundInterventionType,
    InterventionType,
    "use amif::{Outcome, fund::{InterventionType, SpecificObjective}};
let language: InterventionType = \"II-004\".parse()?;
let on = \"2025-01-01\".parse().ok();
assert_eq!(language.check(Some(SpecificObjective::LegalMigration), on).outcome(), Outcome::Met);
assert_eq!(language.check(Some(SpecificObjective::Return), None).outcome(), Outcome::NotMet);
# Ok::<(), amif::fund::ParseCodeError>(())"
);
checked_item!(
    Measure,
    FundMeasure,
    Measure,
    "use amif::{Outcome, fund::{Measure, SpecificObjective}};
let solidarity: Measure = \"4(c)\".parse()?;
let found = solidarity.check(Some(SpecificObjective::Solidarity), \"2026-06-20\".parse().ok());
assert_eq!((found.outcome(), found.open()), (Outcome::Unknown, [\"changes-of-2026\"].as_slice()));
# Ok::<(), amif::fund::ParseCodeError>(())"
);
checked_item!(
    Indicator,
    FundIndicator,
    Indicator,
    "use amif::{Outcome, fund::Indicator};
let found = \"R.4.4\".parse::<Indicator>()?.check(None, \"2025-01-01\".parse().ok());
assert_eq!(found.outcome(), Outcome::Unknown);
assert_eq!(found.missing()[0].to_string(), \"/objective\");
# Ok::<(), amif::fund::ParseCodeError>(())"
);

/// Something that is used under a management mode: which use each mode allows, and the words for it.
fn under_mode(
    rule: RuleId,
    subject: FactKind,
    name: &str,
    mode: Option<ManagementMode>,
    table: impl Fn(ManagementMode) -> (Use, &'static [Citation]),
) -> FundAssessment {
    let outcomes = |of: Use| match of {
        Use::Allowed => Outcomes::MET,
        Use::Excluded => Outcomes::NOT_MET,
        Use::NotStated => Outcomes::MET_OR_NOT,
    };
    let uses: Vec<_> = ManagementMode::ALL.iter().map(|m| (*m, table(*m))).collect();
    let concerned = || uses.iter().filter(|(m, _)| mode.is_none_or(|stated| stated == *m));
    let outcome = concerned().fold(Outcomes::NONE, |all, (_, (of, _))| all.or(outcomes(*of))).fold();
    let silent = concerned().any(|(_, (of, _))| *of == Use::NotStated);
    let allowed = uses.iter().filter(|(_, (of, _))| *of == Use::Allowed).map(|(m, _)| *m).collect();
    let words = mode.map_or("an unknown mode", ManagementMode::words);
    let message = match outcome {
        Outcome::Met => format!("{name} may be used under {words}."),
        Outcome::NotMet => format!("{name} may not be used under {words}."),
        _ if mode.is_none() => format!("{name}: the management mode is not stated."),
        _ => format!("{name}: the sources do not say whether it may be used under {words}."),
    };
    let mut source: Vec<Citation> = Vec::new();
    for citation in concerned().flat_map(|(_, (_, source))| source.iter()) {
        if !source.contains(citation) {
            source.push(citation.clone());
        }
    }
    FundAssessment {
        rule,
        subject,
        outcome,
        required: Some(FundRequired::Modes(allowed)),
        found: FundFound::Mode(mode),
        missing: if mode.is_none() { vec![fact(FactKind::ManagementMode)] } else { Vec::new() },
        open: if silent { vec![OPEN_SILENT] } else { Vec::new() },
        because: None,
        message,
        source,
    }
    .settled()
}

impl Instrument {
    /// Checks whether it may be used under a management mode, which may be unknown.
    ///
    /// ```
    /// use amif::{Outcome, fund::{Instrument, ManagementMode}};
    ///
    /// let found = Instrument::Contribution.check(Some(ManagementMode::Shared));
    /// assert_eq!(found.outcome(), Outcome::NotMet);
    /// assert_eq!(Instrument::Prize.check(None).outcome(), Outcome::Unknown);
    /// ```
    #[must_use]
    pub fn check(self, mode: Option<ManagementMode>) -> FundAssessment {
        under_mode(
            RuleId::FundInstrument,
            FactKind::Instrument,
            &self.as_str().replace('_', " "),
            mode,
            |m| m.instrument(self),
        )
    }
}

impl Component {
    /// Checks whether it may be spent under a management mode, which may be unknown.
    ///
    /// ```
    /// use amif::{Outcome, fund::{Component, ManagementMode}};
    ///
    /// let found = Component::SpecificActions.check(Some(ManagementMode::Direct));
    /// assert_eq!(found.outcome(), Outcome::NotMet);
    /// ```
    #[must_use]
    pub fn check(self, mode: Option<ManagementMode>) -> FundAssessment {
        under_mode(RuleId::FundComponent, FactKind::Component, &self.as_str().replace('_', " "), mode, |m| {
            self.under(m)
        })
    }
}

/// What a project under shared management states of its co-financing. Facts that are `None` are unknown.
///
/// ```
/// use amif::{CoFinancing, Outcome, fund::ActionType};
///
/// let project = CoFinancing {
///     action: Some(ActionType::Standard),
///     on: "2025-03-01".parse().ok(),
///     contribution: "75000.00".parse().ok(),
///     expenditure: "100000.00".parse().ok(),
/// };
/// assert_eq!(project.check().outcome(), Outcome::Met);
/// // More than 75 %, and less than 90: it depends on the type of action.
/// let open = CoFinancing { action: None, contribution: "80000".parse().ok(), ..project };
/// assert_eq!(open.check().outcome(), Outcome::Unknown);
/// assert_eq!(open.check().missing()[0].to_string(), "/type_of_action");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoFinancing {
    /// The type of action.
    pub action: Option<ActionType>,
    /// The day on which the share is looked at.
    pub on: Option<NaiveDate>,
    /// The contribution of the Union.
    pub contribution: Option<Eur>,
    /// The total eligible expenditure.
    pub expenditure: Option<Eur>,
}

impl CoFinancing {
    /// What one type of action on one day comes to, and which question is open.
    fn single(&self, action: ActionType, date: NaiveDate) -> (Outcomes, Option<&'static str>) {
        let under = |rate: Option<&Rate>| match rate {
            // No such type of action then.
            None => Outcomes::NOT_MET,
            Some(rate) => match project::within_rate(self.contribution, self.expenditure, *rate) {
                Outcome::Met => Outcomes::MET,
                Outcome::NotMet => Outcomes::NOT_MET,
                _ => Outcomes::MET_OR_NOT,
            },
        };
        match action.ceiling().readings(date) {
            Ok(readings) if readings.earlier == readings.later => (under(readings.earlier), None),
            Ok(readings) => (under(readings.earlier).or(under(readings.later)), Some(OPEN_2026)),
            Err(DatedError::After { .. }) => (Outcomes::MET_OR_NOT, Some(OPEN_AFTER)),
            Err(_) => (Outcomes::NOT_APPLICABLE, None),
        }
    }

    /// Checks the stated share against Art. 15 of Regulation (EU) 2021/1147.
    #[must_use]
    pub fn check(&self) -> FundAssessment {
        let actions: Vec<ActionType> =
            self.action.map_or_else(|| ActionType::ALL.to_vec(), |action| vec![action]);
        let days = self.on.map_or_else(every_state_of_the_law, |day| vec![day]);
        let by_day: Vec<Vec<_>> =
            days.iter().map(|day| actions.iter().map(|a| self.single(*a, *day)).collect()).collect();
        let singles = || by_day.iter().flatten();
        let outcome = singles().fold(Outcomes::NONE, |all, (set, _)| all.or(*set)).fold();
        let standard = ActionType::Standard.ceiling();
        let in_period = days.iter().any(|day| standard.entry(*day).is_ok());
        let whole = project::within_rate(self.contribution, self.expenditure, Rate::WHOLE);
        let amounts_open = in_period && whole == Outcome::Unknown;
        let differ = if amounts_open {
            // Some amounts lie between any two ceilings, so types with other ceilings differ. Where nothing
            // is asked no ceiling is exceeded, and only types that are none at all differ.
            let asks = self.contribution.is_none_or(|contribution| contribution > Eur::ZERO);
            let ceilings = |action: &ActionType, day| {
                let readings = action.ceiling().readings(day).ok()?;
                Some(
                    [readings.earlier, readings.later]
                        .map(|rate| rate.filter(|_| asks).or(rate.map(|_| &Rate::WHOLE))),
                )
            };
            days.iter().any(|day| {
                let mut all = actions.iter().map(|action| ceilings(action, *day));
                let first = all.next();
                all.any(|other| Some(other) != first)
            })
        } else {
            by_day.iter().any(|day| day.windows(2).any(|p| matches!(p, [a, b] if a.0 != b.0)))
        };
        let mut missing = Vec::new();
        let mut lacks = |kind, when: bool| missing.extend(when.then(|| fact(kind)));
        lacks(FactKind::ActionType, self.action.is_none() && differ);
        lacks(FactKind::Date, self.on.is_none());
        lacks(FactKind::UnionContribution, self.contribution.is_none() && amounts_open);
        lacks(FactKind::TotalEligibleExpenditure, self.expenditure.is_none() && amounts_open);
        let ceiling = self.action.zip(self.on).and_then(|(action, on)| action.ceiling().at(on).ok());
        let share = self.contribution.zip(self.expenditure).and_then(|(c, e)| Rate::percent_of(c, e));
        // With a day still to be stated, no question about one is open yet.
        let mut open: Vec<&'static str> =
            singles().filter_map(|(_, question)| question.filter(|_| self.on.is_some())).collect();
        open.sort_unstable();
        open.dedup();
        FundAssessment {
            rule: RuleId::FundCoFinancing,
            subject: FactKind::UnionContribution,
            outcome,
            required: ceiling.copied().map(FundRequired::Rate),
            found: FundFound::Rate { contribution: self.contribution, expenditure: self.expenditure, share },
            missing,
            open,
            because: (outcome == Outcome::NotApplicable)
                .then_some("the day lies before 1 January 2021, when Art. 15 begins to apply"),
            message: self.message(outcome, ceiling, share),
            source: self.source(),
        }
        .settled()
    }

    fn message(&self, outcome: Outcome, ceiling: Option<&Rate>, share: Option<u64>) -> String {
        let amount =
            |a: Option<Eur>| a.map_or("an unknown amount".to_owned(), |a| format!("EUR {}", a.grouped()));
        let (part, whole) = (amount(self.contribution), amount(self.expenditure));
        let share = share.map_or("an unknown share".to_owned(), |s| format!("{} %", two_decimals(s)));
        let what = self.action.map_or("an unknown type of action", ActionType::words);
        let on = stated(self.on);
        match (outcome, ceiling) {
            (Outcome::NotApplicable, _) => {
                format!("Does not apply: {on} lies before 1 January 2021, when Art. 15 begins to apply.")
            }
            (_, Some(rate)) => format!("{part} of {whole} is {share}; at most {rate} for {what} on {on}."),
            (Outcome::NotMet, None) if self.action.is_some() => {
                format!("{part} of {whole} is {share}; Art. 15 has no rate for {what} on {on}.")
            }
            _ => format!("{part} of {whole} is {share}; type of action: {what}; day: {on}."),
        }
    }

    /// The entries behind the ceiling, or the rule's law where type or day is unknown.
    fn source(&self) -> Vec<Citation> {
        let entry = self.action.zip(self.on).and_then(|(action, on)| action.ceiling().entry(on).ok());
        entry.map_or(RuleId::FundCoFinancing.rule().citations, |entry| entry.source).to_vec()
    }
}

/// A day for every state that Art. 15 was ever in: before it, from each change on, and after all that is known.
fn every_state_of_the_law() -> Vec<NaiveDate> {
    let table = ActionType::Standard.ceiling();
    let edges = [table.first().pred_opt(), table.last().succ_opt()].into_iter().flatten();
    let changes = ActionType::ALL.iter().flat_map(|a| a.ceiling().entries()).map(|entry| entry.from);
    let mut days: Vec<NaiveDate> = edges.chain(changes).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
#[path = "fund_tests.rs"]
mod tests;
