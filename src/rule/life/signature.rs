//! What eligibility depends on has happened when the grant is signed.

use super::standing::worst;
use super::{AfterChange, CHANGE, Lives, MANUAL, SINCE, doubt};
use crate::check::FactKind;
use crate::check::def::About;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Layer, Outcome, Stage};
use crate::proposal::change::ChangeKind;
use crate::rule::world::{RuleOf, Teller};

/// What eligibility depends on has happened when the grant is signed.
pub(crate) const SIGNATURE: RuleOf<Lives> = RuleOf {
    about: About {
        title: "What eligibility depends on has happened when the grant is signed.",
        explanation: "\
Some conditions are met provided that an event happens before the grant is signed, such as an association
agreement in force. Looks at those conditions, and at those that could not be told without the day of
signature, as they stand with that day: not met if one is not met, unknown if one cannot be told, conditional
while the day is still ahead and one depends on it, met if all are met. Where no condition depends on signature
the rule does not apply. Only what was on record at the instant of the check counts.",
        since: SINCE,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(
                Act::Amif2021,
                "Art. 7(2)",
                Basis::Act,
                "lists what an agreement contains; that it is in force before grant signature is the call's sentence",
            ),
            Citation::document(MANUAL, "3.2.5", Basis::OfficialPage),
        ],
        facts: and_of_the_call![FactKind::Phase, FactKind::Change],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    let ChangeKind::Signature(day) = at.change.kind else { return };
    let outcome = match at.due.outcomes.is_empty() {
        true => Outcome::NotApplicable,
        false => worst(at.due.outcomes.iter().copied()),
    };
    tell.tell(CHANGE, outcome, |kept| {
        kept.layer = Layer::Call;
        kept.because = Some("no condition depends on the day of signature".to_owned());
        kept.message = match outcome {
            Outcome::NotApplicable => "No condition depends on the day of signature.".to_owned(),
            Outcome::NotMet => {
                format!("With signature on {day}, what eligibility depends on has not happened in time.")
            }
            Outcome::Unknown => {
                format!("Whether what eligibility depends on has happened by {day} is not known yet.")
            }
            Outcome::Conditional => {
                format!("What eligibility depends on has to happen before signature on {day}.")
            }
            Outcome::Met => format!("What eligibility depends on has happened before signature on {day}."),
        };
        kept.missing = at.due.hanging.missing();
        kept.open = at.due.hanging.open();
        kept.awaits = at.due.hanging.awaits();
        kept.cite(&at.due.sources);
        doubt(kept);
    });
}
