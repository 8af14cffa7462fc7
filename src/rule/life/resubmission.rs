//! A changed proposal is submitted anew by the deadline.

use super::{AfterChange, CHANGE, Lives, NOT_STATED, SINCE, SUBMISSION, doubt};
use crate::check::FactKind;
use crate::check::def::About;
use crate::check::project::submitted_by;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::change::Phase;
use crate::rule::world::{RuleOf, Teller};

/// The question of law on a stamp within the deadline's own second.
const OWN_SECOND: &str = "law-deadline-second";

/// A changed proposal is submitted anew by the deadline.
pub(crate) const RESUBMISSION: RuleOf<Lives> = RuleOf {
    about: About {
        title: "A changed proposal is submitted anew by the deadline.",
        explanation: "\
Before the deadline a proposal may be edited and submitted as often as one likes; each version replaces the
one before. Afterwards no correction and no new submission is possible. Compares the instant of the change
with the deadline: within the deadline's own second the outcome is unknown, as of the first submission. Without a
stated deadline it is unknown too.",
        since: SINCE,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[SUBMISSION],
        facts: &[FactKind::Phase, FactKind::Change, FactKind::Date],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if at.phase != Phase::Application {
        return;
    }
    let Some(deadline) = at.call.deadline() else {
        tell.tell(CHANGE, Outcome::Unknown, |kept| {
            kept.message = "The call's deadline is not stated.".to_owned();
            kept.open.push(NOT_STATED.to_owned());
        });
        return;
    };
    let due = deadline.value;
    // The rule on the deadline itself tells what is made of the deadline's own second.
    let outcome = submitted_by(Some(at.now), due, at.call.terms().own_second).fold();
    tell.tell(CHANGE, outcome, |kept| {
        kept.message = match outcome {
            Outcome::NotMet => {
                format!("The deadline was {due}; since then no correction and no new submission is possible.")
            }
            Outcome::Unknown => {
                format!("It is the second of the deadline {due}; whether that is before it no source says.")
            }
            Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => format!(
                "Before {due} the changed proposal can be submitted anew and replaces the earlier version."
            ),
        };
        kept.open.push(OWN_SECOND.to_owned());
        kept.cite(&deadline.source);
        doubt(kept);
    });
}
