//! Whether an item of an annex belongs to an objective and is in force.

use chrono::NaiveDate;

use super::super::registry::RuleId;
use super::{FundAssessment, FundFound, FundRequired, OPEN_2026, OPEN_AFTER, fact, stated};
use crate::check::fact::FactKind;
use crate::fund::{Belongs, Indicator, InterventionType, Measure, SpecificObjective};
use crate::law::{Citation, Dated, DatedError};
use crate::outcome::{Outcome, Outcomes};

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
        let message = self.message(outcome, &required, question, objective, on);
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

    fn message(
        &self,
        outcome: Outcome,
        required: &[SpecificObjective],
        question: Option<&str>,
        objective: Option<SpecificObjective>,
        on: Option<NaiveDate>,
    ) -> String {
        let name = format!("{} {}", self.code, self.label);
        let under = stated(objective.map(SpecificObjective::name));
        let day = stated(on);
        match outcome {
            Outcome::Met => format!("{name} belongs to the objective {under} and is in force on {day}."),
            Outcome::NotMet if required.is_empty() || objective.is_some_and(|o| !required.contains(&o)) => {
                match required {
                    [] => format!("{name} belongs to technical assistance and to no objective."),
                    [one] => format!("{name} belongs to the objective {}, not to {under}.", one.name()),
                    _ => format!("{name} does not belong to the objective {under}."),
                }
            }
            Outcome::NotMet => format!("{name} is not in force on {day}."),
            _ => match question {
                Some(OPEN_2026) => format!("{name}: the sources differ on whether it is in force on {day}."),
                Some(_) => format!("{name}: what is in force on {day}, after the period, is not known."),
                None => format!("{name}: objective {under}, day {day}; cannot be told yet."),
            },
        }
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
