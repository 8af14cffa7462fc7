//! The rules on the consortium and its members that only some calls state.

use super::parts::{MANUAL, STATED};
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

/// Conditions of a call have their law in the duty to state them.
const CONDITIONS: &[Citation] = &[Citation::act_noted(
    Act::Financial2018,
    "Art. 194",
    Basis::Inferred,
    "a call states its conditions of eligibility; what it asks is the call's; read in the recast as Art. 197",
)];

/// What decides whether an organisation is of a kind.
const MEMBER_FACTS: &[FactKind] = &[
    FactKind::Name,
    FactKind::Pic,
    FactKind::Role,
    FactKind::Country,
    FactKind::LegalForm,
    FactKind::Statuses,
    FactKind::OrganisationType,
    FactKind::ParticipantsComplete,
];

pub(super) const COMPULSORY_MEMBERS: About = About {
    title: "The consortium has the members that the call makes compulsory.",
    explanation: "\
For each kind of member that the call names, counts the distinct organisations of that kind, whether or not they
are eligible themselves, which rules of their own decide. One organisation may serve several kinds.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: MEMBER_FACTS,
};

pub(super) const RECOMMENDED_MEMBERS: About = About {
    title: "The consortium has the members that the call recommends.",
    explanation: "\
Counts like the compulsory members. A member that is only recommended is no condition: without it the proposal
stays eligible, and its quality may be judged lower.",
    since: STATED,
    stage: Stage::Award,
    consequence: Consequence::Clarify,
    citations: CONDITIONS,
    facts: MEMBER_FACTS,
};

pub(super) const ONE_ROLE_EACH: About = About {
    title: "No organisation holds two roles.",
    explanation: "\
Compares the roles of entries that state the same identification code. A beneficiary is not at the same time
affiliated entity, associated partner or subcontractor; the applicants are asked which role is meant.",
    since: STATED,
    stage: Stage::Admissibility,
    consequence: Consequence::Clarify,
    citations: &[Citation::document(MANUAL, "2.1", Basis::Summary)],
    facts: &[FactKind::Pic, FactKind::Role],
};

pub(super) const KIND: About = About {
    title: "The participant is of a kind that its role admits, beside the legal form.",
    explanation: "\
For coordinator, beneficiary and affiliated entity a call may ask that a status is held, or is not held (a trade
union, say), of entities of one legal form only (profit-making entities that make no profit from the action), or
name the types of organisation that it admits or bars. All of it has to hold. A type that the call neither admits
nor bars is an open question, unless its text says \"only\".",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses, FactKind::OrganisationType],
};

pub(super) const COORDINATOR_COUNTRY: About = About {
    title: "The coordinator is established where the call lets it be.",
    explanation: "\
Concerns the coordinator only, an international organisation too. Outermost regions are their Member State.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::Role, FactKind::Country],
};

pub(super) const TEMPORARY_BAR: About = About {
    title: "No legal measure bars the participant from its role.",
    explanation: "\
While the measure stands, such entities may apply, and no commitment is signed with them: in a role that they are
barred from the outcome is conditional on the measure being lifted, the entity replaced, or made associated partner
before signature. What is not declared is taken not to be so; whether a private body in the country concerned is
such an entity is for it to say.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[Citation::document(
        "Council Implementing Decision (EU) 2022/2506",
        "Art. 2(2)",
        Basis::Unverified,
    )],
    facts: &[FactKind::Role, FactKind::Declarations, FactKind::GrantSignature],
};

pub(super) const RESTRICTIVE_MEASURES: About = About {
    title: "The participant is not subject to restrictive measures of the Union.",
    explanation: "\
Whoever is subject to restrictive measures takes part in no role. Only what is declared, or what a supplied list
says, is looked at; where nothing is declared the condition is not covered.",
    since: "every call",
    stage: Stage::Exclusion,
    consequence: Consequence::Reject,
    citations: &[Citation::document("Treaty on European Union, Art. 29, and Treaty on the Functioning of the European Union, Art. 215", "", Basis::Unverified)],
    facts: &[FactKind::Declarations],
};
