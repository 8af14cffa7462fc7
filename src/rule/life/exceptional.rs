//! A change in grant preparation is exceptional and justified.

use super::{AfterChange, CHANGE, Lives, PREPARATION, SINCE, doubt};
use crate::check::def::About;
use crate::check::{Awaited, Fact, FactKind};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::change::{ChangeKind, Phase};
use crate::rule::world::{RuleOf, Teller};

/// A change in grant preparation is exceptional and justified.
pub(crate) const EXCEPTIONAL: RuleOf<Lives> = RuleOf {
    about: About {
        title: "A change in grant preparation is exceptional and duly justified.",
        explanation: "\
Between award and signature consortium and project are altered only under exceptional circumstances, and only
if duly justified: the manual names bankruptcy, merger or acquisition, and the loss of key staff. The
coordinator explains the reason to the project officer and proposes a solution; the proposal may not be
changed substantially, and tasks go to those competent for them. Without a justification the outcome is not
met; with one it is conditional on the granting authority's acceptance, which no program can foresee; where
it is not stated whether there is one, unknown. If no acceptable solution is found, the authority asks for
the proposal to be withdrawn. From what point on a change is substantial is not stated.",
        since: SINCE,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[PREPARATION],
        facts: &[FactKind::Phase, FactKind::Change, FactKind::Justified, FactKind::GrantSignature],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if at.phase != Phase::Preparation || matches!(at.change.kind, ChangeKind::Signature(_)) {
        return;
    }
    let (outcome, ground) = match at.change.justified {
        Some(true) => (Outcome::Conditional, "the granting authority must accept the reason"),
        Some(false) => (Outcome::NotMet, "no justification is given"),
        None => (Outcome::Unknown, "whether there is a justification is not stated"),
    };
    tell.tell(CHANGE, outcome, |kept| {
        kept.message = format!(
            "In grant preparation consortium and project are altered only under exceptional circumstances and \
             only if duly justified; {ground}."
        );
        kept.lacks(Fact::of_proposal(FactKind::Justified));
        kept.awaits.push(Awaited {
            event: "acceptance of the change by the granting authority, before grant signature".to_owned(),
            until: at.proposal.grant_signature,
            normal_limit: false,
        });
        doubt(kept);
    });
}
