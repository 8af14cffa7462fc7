//! A change of the grant agreement is made by a formal amendment.

use super::standing::Rechecked;
use super::{
    AGREEMENT, AGREEMENT_2018, AMENDMENTS, AfterChange, CHANGE, Lives, NOT_STATED, SINCE, doubt, signed,
};
use crate::check::def::About;
use crate::check::{Fact, FactKind, Subject};
use crate::law::{Commitment, in_force};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::Proposal;
use crate::proposal::change::{ChangeKind, Phase};
use crate::rule::registry::RuleId;
use crate::rule::world::{RuleOf, Teller};

/// Whether an amendment calls the award into question.
const AWARD: &str = "award-called-into-question";

/// A change of the grant agreement is made by a formal amendment.
pub(crate) const AMENDMENT: RuleOf<Lives> = RuleOf {
    about: About {
        title: "A change of the grant agreement is made by an amendment that leaves the award as it was.",
        explanation: "\
Changes of the grant agreement or its annexes are made by a formal amendment with its reasons; only the
coordinator launches, signs and submits it, normally before the end of the project. An amendment may neither
call the award decision into question nor be contrary to the equal treatment of applicants. Where the
coordinator is replaced against its will, another beneficiary submits it, with proof of the consortium's
decision and of the coordinator's opinion, or that it was asked for. The authority has 45 days to answer,
which it may extend. A merger, a takeover, a new name or address is entered in the Participant Register and
needs no amendment. A new beneficiary or affiliated entity is registered and validated before the amendment is
requested, an associated partner registered.
Without a justification the outcome is not met. With one it is conditional on the authority's signature, but
unknown where conditions of the call that held no longer do: whether that calls the award into question is
the authority's to say. Whoever joins, or takes a role and is no party to the agreement yet, is looked at by the day of
the amendment, which makes the commitment, and not by that on which the others signed: whom a legal measure bars from the
role on that day no commitment is made with, a subcontract neither, and who is subject to restrictive measures takes part
in no role; the outcome is not met then, whatever the reasons. Whether a subcontractor's coming or going needs an amendment is not stated, and so unknown.
What is rejected is the amendment; the grant agreement stands as it was.",
        since: SINCE,
        stage: Stage::Implementation,
        consequence: Consequence::Reject,
        // In the order in which one of the two regulations can be left out by the day of signature.
        citations: &[AGREEMENT, AMENDMENTS, AGREEMENT_2018],
        facts: and_of_the_call![FactKind::Phase, FactKind::Change, FactKind::Justified],
    },
    judge,
};

/// Whether a change needs an amendment of the grant agreement.
enum Needs {
    Amendment,
    /// The sources are silent.
    NotStated,
    /// It depends on the role of the participant at that place.
    Role(usize),
}

impl Needs {
    fn of(proposal: &Proposal, kind: &ChangeKind) -> Self {
        let all = &proposal.consortium.participants;
        let (at, role) = match kind {
            ChangeKind::Leaves(at) => (*at, all.get(*at).and_then(|p| p.role)),
            ChangeKind::Joins(participant) => (all.len(), participant.role),
            // To say what nobody had said may be no change at all.
            ChangeKind::Role(at, _) if all.get(*at).is_some_and(|p| p.role.is_none()) => (*at, None),
            _ => return Needs::Amendment,
        };
        match role {
            Some(Role::Subcontractor) => Needs::NotStated,
            Some(_) => Needs::Amendment,
            None => Needs::Role(at),
        }
    }
}

/// The law that lets nobody make a commitment with the participant that the change is about.
fn forbidden<'a>(at: &AfterChange<'a>) -> impl Iterator<Item = &'a Rechecked> {
    let entering = at.entering.map(Subject::Participant);
    // In no role, be it a party already or not.
    let named = match at.change.kind {
        ChangeKind::Role(place, _) | ChangeKind::Coordination(place) => Some(Subject::Participant(place)),
        ChangeKind::Joins(_) => entering,
        ChangeKind::Leaves(_) | ChangeKind::Extension(_) | ChangeKind::Signature(_) => None,
    };
    at.conditions.standing.iter().filter(move |condition| {
        condition.after == Outcome::NotMet
            && ((condition.rule == RuleId::TemporaryBar && Some(condition.subject) == entering)
                || (condition.rule == RuleId::RestrictiveMeasures && Some(condition.subject) == named))
    })
}

fn judge(at: &AfterChange<'_>, tell: &mut Teller<'_, '_>) {
    if at.phase != Phase::Implementation {
        return;
    }
    let needs = Needs::of(at.proposal, &at.change.kind);
    let worsened = at.conditions.worsened();
    let barred: Vec<&Rechecked> = forbidden(at).collect();
    let outcome = match (&needs, at.change.justified) {
        _ if !barred.is_empty() => Outcome::NotMet,
        (Needs::Amendment, Some(false)) => Outcome::NotMet,
        (Needs::Amendment, Some(true)) if worsened.is_empty() => Outcome::Conditional,
        _ => Outcome::Unknown,
    };
    tell.tell(CHANGE, outcome, |kept| {
        let mut message = match (&needs, outcome, at.change.justified) {
            _ if !barred.is_empty() => {
                let laws: Vec<&str> = barred.iter().map(|condition| condition.message.as_str()).collect();
                format!("No commitment may be made with whom the change brings in. {}", laws.join(" "))
            }
            (Needs::NotStated, ..) => {
                "Whether a subcontractor's coming or going needs an amendment is not stated in the sources."
                    .to_owned()
            }
            (Needs::Role(_), ..) => {
                "Whether an amendment is needed depends on the role of the participant, which is not stated."
                    .to_owned()
            }
            (_, Outcome::NotMet, _) => {
                "A formal amendment states its reasons; no justification is given.".to_owned()
            }
            (.., None) => {
                "A formal amendment states its reasons; whether there is a justification is not stated."
                    .to_owned()
            }
            _ => "A formal amendment is needed: the coordinator signs and submits it with its reasons, and the \
                  granting authority, which normally answers within 45 days, must sign it."
                .to_owned(),
        };
        if barred.is_empty()
            && let ChangeKind::Coordination(_) = &at.change.kind
        {
            message.push_str(
                " If the coordinator does not agree, another beneficiary submits it with proof of the \
                 consortium's decision and of the coordinator's opinion, or that it was asked for.",
            );
        }
        if barred.is_empty()
            && let ChangeKind::Joins(_) = &at.change.kind
        {
            message.push_str(
                " A new beneficiary or affiliated entity is registered and validated before the amendment is \
                 requested, an associated partner registered.",
            );
        }
        if barred.is_empty() && !worsened.is_empty() {
            let mut rules: Vec<&str> = worsened.iter().map(|c| c.rule.as_str()).collect();
            rules.dedup();
            message.push_str(&format!(
                " After the change these conditions of the call hold no longer, or not for certain: {}. Whether \
                 that calls the award into question is for the granting authority to say.",
                rules.join(", ")
            ));
        }
        kept.message = message;
        if at.change.justified.is_none() && !matches!(needs, Needs::NotStated) {
            kept.lacks(Fact::of_proposal(FactKind::Justified));
        }
        if let Needs::Role(place) = needs {
            kept.lacks(Fact::of_participant(place, FactKind::Role));
        }
        if !matches!(needs, Needs::Amendment) {
            kept.open.push(NOT_STATED.to_owned());
        }
        if !worsened.is_empty() && at.change.justified != Some(false) && !matches!(needs, Needs::NotStated) {
            kept.open.push(AWARD.to_owned());
        }
        kept.awaits.push(signed());
        kept.source = barred.iter().flat_map(|law| law.source.clone()).collect();
        kept.cite(in_force(AMENDMENT.about.citations, Commitment::signed(at.proposal.grant_signature)));
        doubt(kept);
    });
}
