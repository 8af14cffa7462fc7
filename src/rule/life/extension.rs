//! A longer duration is one that the call allows.

use super::{AGREEMENT, AGREEMENT_2018, AMENDMENTS, AfterChange, CHANGE, Lives, NOT_STATED, doubt, signed};
use crate::check::def::About;
use crate::check::{Fact, FactKind};
use crate::law::{Commitment, in_force};
use crate::outcome::{Consequence, Layer, Outcome, Stage};
use crate::proposal::change::{ChangeKind, Phase};
use crate::rule::world::{RuleOf, Teller};

const NO_AGREEMENT: &str = "there is no grant agreement to amend yet; the call's duration applies";

/// A longer duration is one that the call allows.
pub(crate) const EXTENSION: RuleOf<Lives> = RuleOf {
    about: About {
        title: "A project is extended only where the call allows it, duly justified and by amendment.",
        explanation: "\
The call's duration is a condition at application; a later extension is an amendment and no breach of it.
Where the call says that an extension is possible if duly justified and by amendment, a justified one is
conditional on the granting authority's signature, one without justification not met, and unknown where it is
not stated whether there is one. Where it says that an extension need not be justified, this rule asks for no reason;
life/amendment asks for those of every amendment. Where the call's sources do not say, the outcome is unknown. Before the
grant is signed there is no agreement to amend: the rule does not apply, and the duration is judged by the
call's condition.",
        since: "the call; read at its opening",
        stage: Stage::Implementation,
        consequence: Consequence::Reject,
        citations: &[AGREEMENT, AMENDMENTS, AGREEMENT_2018],
        facts: &[FactKind::Phase, FactKind::Change, FactKind::Justified, FactKind::GrantSignature],
    },
    judge,
};

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if !matches!(at.change.kind, ChangeKind::Extension(_)) {
        return;
    }
    // Whether it allows one, and whether only if justified.
    let stated =
        at.call.extension().map(|extension| (extension.value.by_amendment, extension.value.justified));
    let (outcome, message) = match (at.phase, stated, at.change.justified) {
        (Phase::Application | Phase::Preparation, ..) => {
            (Outcome::NotApplicable, "There is no grant agreement to amend yet; the call's duration applies.")
        }
        (Phase::Implementation, None, _) => {
            (Outcome::Unknown, "Whether the call allows an extension is not stated in its sources.")
        }
        (Phase::Implementation, Some((false, _)), _) => (Outcome::NotMet, "The call allows no extension."),
        (Phase::Implementation, Some((true, false)), _) => (
            Outcome::Conditional,
            "The call allows an extension by amendment and asks for no reason of its own; the granting authority must \
             sign it.",
        ),
        (Phase::Implementation, Some((true, true)), Some(true)) => (
            Outcome::Conditional,
            "The call allows an extension if duly justified and by amendment; the granting authority must accept \
             the reason.",
        ),
        (Phase::Implementation, Some((true, true)), Some(false)) => (
            Outcome::NotMet,
            "The call allows an extension only if duly justified; no justification is given.",
        ),
        (Phase::Implementation, Some((true, true)), None) => (
            Outcome::Unknown,
            "The call allows an extension only if duly justified; whether there is a justification is not stated.",
        ),
    };
    tell.tell(CHANGE, outcome, |kept| {
        kept.message = message.to_owned();
        kept.layer = Layer::Call;
        kept.because = Some(NO_AGREEMENT.to_owned());
        match stated {
            Some(_) => kept.lacks(Fact::of_proposal(FactKind::Justified)),
            None => kept.open.push(NOT_STATED.to_owned()),
        }
        kept.awaits.push(signed());
        // The call's own sentence first: on it the answer stands.
        kept.source = match at.call.extension() {
            Some(extension) => extension.source.clone(),
            None => at.call.duration().map(|duration| duration.source.clone()).unwrap_or_default(),
        };
        kept.cite(in_force(EXTENSION.about.citations, Commitment::signed(at.proposal.grant_signature)));
        doubt(kept);
    });
}
