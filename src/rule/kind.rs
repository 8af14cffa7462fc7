//! The participant is of a kind that its role admits, beside the legal form.

use super::parts::{CONDITIONS_OF_ELIGIBILITY, STATED};
use crate::call::Roles;
use crate::check::Because;
use crate::check::completions::{Completed, no_signatures};
use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::kind;
use crate::organisation::{OrganisationType, Role, Status};
use crate::outcome::{Consequence, Outcome, Stage};

pub(super) const KIND: RuleDef<Roles> = RuleDef {
    about: About {
        title: "The participant is of a kind that its role admits, beside the legal form.",
        explanation: "\
For coordinator, beneficiary and affiliated entity a call may ask that a status is held, or is not held (a trade
union, say), of entities of one legal form only (profit-making entities that make no profit from the action), or
name the types of organisation that it admits or bars. All of it has to hold. A type that the call neither admits
nor bars is an open question, unless its text says \"only\". A coordinator is a beneficiary, and an affiliated entity must
satisfy what is asked of one: of either the call asks what it asks of a beneficiary where it says nothing of the role.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS_OF_ELIGIBILITY,
        facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses, FactKind::OrganisationType],
    },
    asked: |call| call.roles().filter(|_| call.terms().asks_more_of_any()).map(Asked::stated),
    judge: Judge::Participants(|_, at, entry| kind(entry, at.setting)),
    shown: Shown {
        required: |roles, seen| {
            let role = seen.entry?.role.filter(|role| role.is_funded())?;
            Some(Required::Kind {
                statuses: roles.statuses(role).collect(),
                types: roles.organisation_types(role, true).collect(),
                barred_types: roles.organisation_types(role, false).collect(),
            })
        },
        found: |seen| {
            let who = &seen.entry?.applicant;
            Some(Found::Kind(who.statuses, who.organisation_type))
        },
        words,
        reading: no_reading,
        because: |seen| match seen.entry.and_then(|entry| entry.role) {
            Some(role) if role.is_funded() => Because::NothingAsked,
            _ => by_role(seen),
        },
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses, FactKind::OrganisationType],
        signatures: no_signatures,
    }),
};

fn words(roles: &Roles, seen: &Seen<'_>) -> String {
    let Some(entry) = seen.entry else { return String::new() };
    let who = &entry.applicant;
    let mut held: Vec<String> = who.statuses.iter().map(|(s, held)| status(s, held)).collect();
    held.extend(who.organisation_type.map(|kind| kind.as_str().replace('_', " ")));
    let stated = if held.is_empty() { "nothing stated".to_owned() } else { held.join(", ") };
    let asked = entry.role.filter(|role| role.is_funded()).map(|role| asked(roles, role));
    let told = match seen.outcome {
        Outcome::Met => "admitted",
        Outcome::NotMet => "not admitted",
        Outcome::Conditional | Outcome::Unknown | Outcome::NotApplicable => "not known yet",
    };
    format!("{}: {stated}; {told}{}.", seen.name(), asked.unwrap_or_default())
}

fn status(status: Status, held: bool) -> String {
    let words = status.as_str().replace('_', " ");
    match (held, status) {
        (true, _) => words,
        (false, Status::LegalPersonality | Status::EquivalentGuarantees) => format!("no {words}"),
        (false, _) => format!("not {words}"),
    }
}

fn asked(roles: &Roles, role: Role) -> String {
    let mut parts: Vec<String> = roles
        .statuses(role)
        .map(|(form, s, held)| match form {
            Some(form) => format!("of a {}: {}", form.words(), status(s, held)),
            None => status(s, held),
        })
        .collect();
    let names = |admitted: bool| {
        let types = roles.organisation_types(role, admitted);
        types.map(|t: OrganisationType| t.as_str().replace('_', " ")).collect::<Vec<_>>().join(", ")
    };
    let (admitted, barred) = (names(true), names(false));
    if !admitted.is_empty() {
        parts.push(format!("one of {admitted}"));
    }
    if !barred.is_empty() {
        parts.push(format!("none of {barred}"));
    }
    if parts.is_empty() { String::new() } else { format!("; asked: {}", parts.join("; ")) }
}
