//! A changed proposal is submitted anew by the deadline.

use super::{AfterChange, CHANGE, Lives, NOT_STATED, SINCE, SUBMISSION, doubt};
use crate::check::FactKind;
use crate::check::def::About;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::change::Phase;
use crate::rule::world::{RuleOf, Teller};
use crate::time::Deadline;

/// A changed proposal is submitted anew by the deadline.
pub(crate) const RESUBMISSION: RuleOf<Lives> = RuleOf {
    about: About {
        title: "A changed proposal is submitted anew by the deadline.",
        explanation: "\
Before the deadline a proposal may be edited and submitted as often as one likes; each version replaces the
one before. Afterwards no correction and no new submission is possible. Comes to what the rule on the deadline
(admissibility/submitted-by-deadline) does for a submission at the instant of the change: by the version of the call that
governs then, its readings, its stages, and the deadline's own second. Without a stated deadline it is unknown.",
        since: SINCE,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[SUBMISSION],
        facts: &[FactKind::Phase, FactKind::Change, FactKind::Date, FactKind::SubmissionStage],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if at.phase != Phase::Application {
        return;
    }
    let Some(resubmitted) = at.resubmitted else {
        tell.tell(CHANGE, Outcome::Unknown, |kept| {
            kept.message = "The call's deadline is not stated.".to_owned();
            kept.open.push(NOT_STATED.to_owned());
        });
        return;
    };
    tell.tell(CHANGE, resubmitted.outcome, |kept| {
        let due = due(at, resubmitted.outcome).map(|due| due.to_string()).unwrap_or_default();
        kept.message = match resubmitted.outcome {
            Outcome::NotMet => {
                format!("The deadline was {due}; since then no correction and no new submission is possible.")
            }
            Outcome::Unknown => {
                format!(
                    "{} Until the deadline a changed proposal can be submitted anew.",
                    resubmitted.message
                )
            }
            Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => format!(
                "Before {due} the changed proposal can be submitted anew and replaces the earlier version."
            ),
        };
        kept.missing = resubmitted.hanging.missing();
        kept.open = resubmitted.hanging.open();
        kept.cite(&resubmitted.source);
        doubt(kept);
    });
}

/// The deadline on which the outcome goes: of two readings, or of two stages of which none is stated, the last where all
/// are over, and the first where none is.
fn due(at: &AfterChange<'_>, outcome: Outcome) -> Option<Deadline> {
    let over = outcome == Outcome::NotMet;
    let second = at.call.second_stage().filter(|_| match at.proposal.application.submission_stage {
        None => over,
        Some(stage) => stage != 1,
    });
    let firsts = at.call.deadline_asked().into_iter().flat_map(|condition| condition.values().copied());
    let first =
        if over { firsts.max_by_key(|day| day.local()) } else { firsts.min_by_key(|day| day.local()) };
    second.or(first)
}
