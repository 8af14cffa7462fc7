//! The call's conditions hold after the change.

use super::{AfterChange, CHANGE, Lives, NOT_STATED, PREPARATION, SINCE, SUBMISSION, doubt};
use crate::check::FactKind;
use crate::check::def::About;
use crate::outcome::{Consequence, Layer, Outcome, Stage};
use crate::proposal::change::Phase;
use crate::rule::world::{RuleOf, Teller};

/// The call's conditions hold after the change.
pub(crate) const CONDITIONS: RuleOf<Lives> = RuleOf {
    about: About {
        title: "The call's conditions hold after the change.",
        explanation: "\
Checks the changed proposal against every recorded condition of the call that leads to rejection, and comes
to what they come to together: not met if one is not met, else unknown if one cannot be told or a core
condition is not stated, else conditional, else met. Before the deadline they are the conditions of the
proposal submitted anew. In grant preparation every changed element must comply with the call's conditions;
submission is then behind and is left out. During the project no source says that
the call's conditions must hold until its end; see life/amendment.",
        since: SINCE,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        // One for each phase that looks at it, in their order.
        citations: &[SUBMISSION, PREPARATION],
        facts: and_of_the_call![FactKind::Phase, FactKind::Change],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if at.phase == Phase::Implementation {
        return;
    }
    let conditions = at.conditions;
    let outcome = conditions.outcome();
    let listed = || {
        let hits = conditions.standing.iter().filter(|c| c.after == outcome);
        let names: Vec<String> = hits.map(|c| format!("{} ({})", c.rule, c.subject)).collect();
        names.join(", ")
    };
    tell.tell(CHANGE, outcome, |kept| {
        kept.layer = Layer::Call;
        kept.open = conditions.hanging.open();
        kept.message = match outcome {
            Outcome::NotMet => format!("Not met after the change: {}.", listed()),
            Outcome::Unknown => {
                let mut names = listed();
                if conditions.gap {
                    kept.open.push(NOT_STATED.to_owned());
                    let gap = "core conditions that the call's sources do not state";
                    names = if names.is_empty() { gap.to_owned() } else { format!("{names}, {gap}") };
                }
                format!("Not known yet after the change: {names}.")
            }
            Outcome::Conditional => format!("Conditional after the change: {}.", listed()),
            Outcome::Met | Outcome::NotApplicable => {
                "The call's conditions hold after the change.".to_owned()
            }
        };
        kept.missing = conditions.hanging.missing();
        kept.awaits = conditions.hanging.awaits();
        // One place for each phase that looks at the conditions; their own stand with them.
        let place = if at.phase == Phase::Application { SUBMISSION } else { PREPARATION };
        kept.source = vec![place];
        for condition in conditions.standing.iter().filter(|c| c.after == outcome) {
            kept.cite(&condition.source);
        }
        doubt(kept);
    });
}
