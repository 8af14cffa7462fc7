//! Whether an item of an annex belongs to an objective and is in force.

use chrono::NaiveDate;

use super::super::world::{RuleOf, Teller, World};
use super::{DAYS_OF_2026, OPEN_2026, OPEN_AFTER, PERIOD, doubt, fact, stated};
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::check::{Found, Required, Subject};
use crate::fund::{Belongs, INDICATOR_CODES, SpecificObjective};
use crate::law::{Act, Basis, Citation, Dated, DatedError};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

/// The lists of the annexes.
pub(crate) struct Annexes;

impl World for Annexes {
    type At<'a> = Item;
}

/// An item of an annex under an objective on a day, either of which may be unknown.
#[derive(Clone, Copy)]
pub(crate) struct Item {
    pub(crate) subject: FactKind,
    pub(crate) code: &'static str,
    pub(crate) label: &'static str,
    pub(crate) belongs: Belongs,
    pub(crate) in_force: &'static Dated<bool>,
    pub(crate) source: &'static [Citation],
    pub(crate) objective: Option<SpecificObjective>,
    pub(crate) on: Option<NaiveDate>,
}

/// The type of intervention belongs to the objective and is in force.
pub(crate) const INTERVENTION_TYPE: RuleOf<Annexes> = RuleOf {
    about: About {
        title: "The type of intervention belongs to the specific objective and is in force.",
        explanation: "\
Parts I to IV of Table 1 belong to one objective each, part V to technical assistance and so to none. The
codes of Tables 2 to 4 cut across all objectives. A code added in 2026 is not in force before 12 June 2026
and is from 1 July 2026; between the two days the sources differ and the outcome is unknown. So it is after
the period, of which the crate knows nothing.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act(Act::Amif2021, "Annex VI", Basis::Act),
            Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act),
            DAYS_OF_2026,
        ],
        facts: &[FactKind::Objective, FactKind::InterventionType, FactKind::Date],
    },
    judge,
};

/// The implementation measure belongs to the objective and is in force.
pub(crate) const MEASURE: RuleOf<Annexes> = RuleOf {
    about: About {
        title: "The implementation measure belongs to the specific objective and is in force.",
        explanation: "\
Points 1 to 4 of Annex II are the measures of the objectives (a) to (d). Point 4(c), solidarity actions, was
added in 2026: not in force before 12 June 2026, in force from 1 July 2026, unknown between.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act(Act::Amif2021, "Annex II", Basis::Act),
            Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act),
            DAYS_OF_2026,
        ],
        facts: &[FactKind::Objective, FactKind::Measure, FactKind::Date],
    },
    judge,
};

/// The indicator belongs to the objective and is in force.
pub(crate) const INDICATOR: RuleOf<Annexes> = RuleOf {
    about: About {
        title: "The indicator belongs to the specific objective and is in force.",
        explanation: "\
Annex VIII lists output and result indicators by objective; its thirteen result indicators are the core ones
of Annex V. No indicator was added or removed since 2021. The codes follow the templates of programmes, which were not read.",
        since: "1 January 2021",
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act(Act::Amif2021, "Annex VIII", Basis::Act),
            Citation::act(Act::Amif2021, "Annex V", Basis::Act),
            Citation::act(Act::Amif2021, "Art. 33", Basis::Act),
            INDICATOR_CODES,
        ],
        facts: &[FactKind::Objective, FactKind::Indicator, FactKind::Date],
    },
    judge,
};

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

fn judge(item: &Item, tell: &mut Teller<'_, '_>) {
    let Item { objective, on, .. } = *item;
    let belonging = SpecificObjective::ALL.iter().copied().filter(|o| item.belongs.includes(*o));
    let required: Vec<SpecificObjective> = belonging.collect();
    let (may_belong, may_not) = match objective {
        Some(objective) => (item.belongs.includes(objective), !item.belongs.includes(objective)),
        None => (!required.is_empty(), required.len() < SpecificObjective::ALL.len()),
    };
    let (may_be_in_force, may_not_be, question) = force(item.in_force, on);
    let outcomes =
        Outcomes::MET.when(may_belong && may_be_in_force).or(Outcomes::NOT_MET.when(may_not || may_not_be));
    let outcome = outcomes.fold();
    tell.tell(Subject::Fact(item.subject), outcome, |kept| {
        if objective.is_none() && may_belong && may_not && may_be_in_force {
            kept.lacks(fact(FactKind::Objective));
        }
        if on.is_none() && may_belong {
            kept.lacks(fact(FactKind::Date));
        }
        kept.open = question.filter(|_| may_belong).map(str::to_owned).into_iter().collect();
        kept.message = item.message(outcome, &required, question);
        kept.required = Some(Required::Objectives(required));
        kept.found = Some(Found::Objective(objective, on));
        let entry = on.and_then(|day| item.in_force.entry(day).ok());
        kept.source = item.source.to_vec();
        kept.cite(entry.map(|entry| entry.source).unwrap_or_default());
        doubt(kept);
    });
}

impl Item {
    fn message(&self, outcome: Outcome, required: &[SpecificObjective], question: Option<&str>) -> String {
        let Item { objective, on, .. } = *self;
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
                None => format!("{name}: objective {under}, day {day}; not known yet."),
            },
        }
    }
}
