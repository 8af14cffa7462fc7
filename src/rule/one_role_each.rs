//! No organisation holds two roles.

use std::collections::BTreeMap;

use super::parts::{MANUAL, STATED};
use crate::check::def::{
    About, Asked, Counted, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading,
    nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::identity::repeated;
use crate::check::operands::{Found, Required};
use crate::check::phrases::{code, list};
use crate::id::Pic;
use crate::law::{Basis, Citation};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;

pub(super) const ONE_ROLE_EACH: RuleDef<()> = RuleDef {
    about: About {
        title: "No organisation holds two roles.",
        explanation: "\
Compares the roles of entries that state the same identification code. A beneficiary is not at the same time
affiliated entity, associated partner or subcontractor; the applicants are asked which role is meant.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Clarify,
        citations: &[Citation::document_noted(
            MANUAL,
            "3.1.3",
            Basis::OfficialPage,
            "no subcontracting between beneficiaries and affiliated entities; associated partners bear their own costs",
        )],
        facts: &[FactKind::Pic, FactKind::Role],
    },
    asked: |call| call.one_role_asked().map(Asked::stated),
    judge: Judge::Consortium(
        |(), at| at.identity().distinct,
        |(), at| Counted::nothing(one_role_each(at.facts.participants)),
    ),
    shown: Shown {
        required: |(), _| Some(Required::OneRoleEach),
        found: |seen| Some(Found::Repeated(repeated(seen.facts.participants).into_iter().cloned().collect())),
        words: |(), seen| {
            let codes = list(repeated(seen.facts.participants).into_iter().map(code));
            match seen.outcome {
                Outcome::Met => "No identification code stands in two roles.".to_owned(),
                Outcome::NotMet => format!("An organisation holds two roles, among: {codes}."),
                Outcome::Conditional | Outcome::Unknown | Outcome::NotApplicable => {
                    format!("Whether these hold two roles is not known yet: {codes}.")
                }
            }
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, dependence| depends(seen, dependence)),
};

fn depends(seen: &Seen<'_>, dependence: &mut Dependence) {
    let repeated = repeated(seen.facts.participants);
    for (at, entry) in seen.facts.participants.iter().enumerate().filter(|(_, entry)| entry.role.is_none()) {
        if entry.applicant.code().is_some_and(|pic| repeated.contains(&pic)) {
            dependence.fact(Fact::of_participant(at, FactKind::Role));
        }
    }
}

/// Nobody holds two roles, as far as codes are stated.
fn one_role_each(participants: &[Participant]) -> Outcomes {
    let mut roles: BTreeMap<&Pic, Vec<Option<Role>>> = BTreeMap::new();
    for entry in participants {
        if let Some(pic) = entry.applicant.code() {
            roles.entry(pic).or_default().push(entry.role);
        }
    }
    let mut all = Outcomes::MET;
    for held in roles.values().filter(|held| held.len() > 1) {
        let mut known = held.iter().flatten();
        let first = known.next();
        if known.any(|role| Some(role) != first) {
            return Outcomes::NOT_MET;
        }
        if held.contains(&None) {
            all = Outcomes::MET_OR_NOT;
        }
    }
    all
}
