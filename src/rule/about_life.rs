//! What holds when a project changes: before the deadline, in grant preparation, during the project.

use super::parts::MANUAL;
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

const SINCE: &str = "the grant procedure of the portal; read in the manual supplied with calls of 2025";

const SUBMISSION: Citation = Citation::document(MANUAL, "3.1.4", Basis::OfficialPage);
const PREPARATION: Citation = Citation::document(MANUAL, "3.2.4", Basis::OfficialPage);
const AMENDMENTS: Citation = Citation::document(MANUAL, "3.3.2", Basis::OfficialPage);
const AGREEMENT: Citation = Citation::act_noted(
    Act::Financial2024,
    "Art. 204(4)",
    Basis::Act,
    "for grant agreements signed since the recast applies",
);
const AGREEMENT_2018: Citation = Citation::act_noted(
    Act::Financial2018,
    "Art. 201",
    Basis::Inferred,
    "for grant agreements signed before the recast applied; read in the recast, three numbers on",
);

/// These facts, and every fact that a condition of a call reads which leads to rejection.
macro_rules! and_of_the_call {
    ($($own:expr),*) => {
        &[
            $($own,)*
            FactKind::SubmittedAt,
            FactKind::StartDate,
            FactKind::DurationMonths,
            FactKind::RequestedGrant,
            FactKind::GrantSignature,
            FactKind::ParticipantsComplete,
            FactKind::Name,
            FactKind::Pic,
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::AffiliatedTo,
            FactKind::OrganisationType,
            FactKind::Declarations,
            FactKind::BudgetRows,
            FactKind::Participants,
            FactKind::Requested,
            FactKind::SubmissionStage,
            FactKind::Annexes,
            FactKind::FurtherTopics,
            FactKind::ParallelApplications,
            FactKind::Objectives,
            FactKind::TargetCountries,
            FactKind::Routes,
            FactKind::ActivityCountries,
        ]
    };
}

pub(super) const RESUBMISSION: About = About {
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
};

pub(super) const EXCEPTIONAL: About = About {
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
};

pub(super) const AMENDMENT: About = About {
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
the authority's to say. Whether a subcontractor's coming or going needs an amendment is not stated, and so unknown.
What is rejected is the amendment; the grant agreement stands as it was.",
    since: SINCE,
    stage: Stage::Implementation,
    consequence: Consequence::Reject,
    // In the order in which one of the two regulations can be left out by the day of signature.
    citations: &[AGREEMENT, AMENDMENTS, AGREEMENT_2018],
    facts: and_of_the_call![FactKind::Phase, FactKind::Change, FactKind::Justified],
};

pub(super) const EXTENSION: About = About {
    title: "A project is extended only where the call allows it, duly justified and by amendment.",
    explanation: "\
The call's duration is a condition at application; a later extension is an amendment and no breach of it.
Where the call says that an extension is possible if duly justified and by amendment, a justified one is
conditional on the granting authority's signature, one without justification not met, and unknown where it is
not stated whether there is one. Where the call's sources do not say, the outcome is unknown. Before the
grant is signed there is no agreement to amend: the rule does not apply, and the duration is judged by the
call's condition.",
    since: "the call; read at its opening",
    stage: Stage::Implementation,
    consequence: Consequence::Reject,
    citations: &[AGREEMENT, AMENDMENTS, AGREEMENT_2018],
    facts: &[FactKind::Phase, FactKind::Change, FactKind::Justified, FactKind::GrantSignature],
};

pub(super) const CONDITIONS: About = About {
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
};

pub(super) const SIGNATURE: About = About {
    title: "What eligibility hangs on has happened when the grant is signed.",
    explanation: "\
Some conditions are met provided that an event happens before the grant is signed, such as an association
agreement in force. Looks at those conditions, and at those that could not be told without the day of
signature, as they stand with that day: not met if one is not met, unknown if one cannot be told, conditional
while the day is still ahead and one hangs on it, met if all are met. Where no condition hangs on signature
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
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RuleId;

    #[test]
    fn the_conditions_read_what_the_rules_behind_them_read() {
        let apart = ["fund/", "life/", "programme/", "payment/", "operation/"];
        let behind = RuleId::ALL.iter().filter(|id| !apart.iter().any(|f| id.as_str().starts_with(f)));
        for rule in behind.map(|id| id.rule()).filter(|r| r.consequence == Consequence::Reject) {
            for fact in rule.facts {
                for reader in [&CONDITIONS, &AMENDMENT, &SIGNATURE] {
                    assert!(
                        reader.facts.contains(fact),
                        "{} reads {fact}, {} does not",
                        rule.id,
                        reader.title
                    );
                }
            }
        }
    }
}
