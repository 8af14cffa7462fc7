//! An affiliated entity names the beneficiary it is linked to.

use super::parts::MANUAL;
use crate::check::affiliation::{depends, names_who_counts};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::fate::Fate;
use crate::check::links::{affiliation, names_itself};
use crate::check::operands::{Found, Required};
use crate::check::phrases::code;
use crate::input::printable;
use crate::law::{Act, Basis, Citation};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

pub(super) const AFFILIATION: RuleDef<()> = RuleDef {
    about: About {
        title: "An affiliated entity names the coordinator or beneficiary it is linked to.",
        explanation: "\
The link is a permanent legal or capital one, not created for the action; that it is shown by naming a code is how
applications record it. The entity names the identification code of the coordinator or beneficiary. A code that somebody states in another role does
not do, nor does its own, whoever else states it; a code that nobody states is unknown while somebody who
may be coordinator or beneficiary has none, or while more participants may join.",
        since: "every call",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act(Act::Financial2024, "Art. 190(1)", Basis::Act),
            Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
            Citation::act_noted(Act::Financial2018, "Art. 187", Basis::Inferred, "now Art. 190"),
        ],
        facts: &[
            FactKind::Role,
            FactKind::AffiliatedTo,
            FactKind::Pic,
            FactKind::ParticipantsComplete,
            // Of those whom a call may remove.
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::OrganisationType,
            FactKind::Declarations,
            FactKind::GrantSignature,
        ],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Together(|(), at, entry| {
        let all = at.facts.participants;
        if entry.may_be(Role::AffiliatedEntity) {
            if !at.setting.call.removes_ineligible() && names_who_counts(entry, all, at.codes()) {
                Outcomes::MET
            } else {
                affiliation(entry, all, at.links())
            }
        } else {
            Outcomes::NOT_APPLICABLE
        }
    }),
    shown: Shown {
        required: |(), _| Some(Required::Linked((&[Role::Coordinator, Role::Beneficiary]).into())),
        found: |seen| Some(Found::Linked(seen.entry?.affiliated_to.clone())),
        words: |(), seen| words(seen),
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, dependence| {
        if let Some(entry) = seen.entry {
            depends((seen.place, entry), &seen.facts, &seen.setting, seen.links(), dependence);
        }
    }),
};

fn words(seen: &Seen<'_>) -> String {
    let name = seen.name();
    let Some(entry) = seen.entry else { return String::new() };
    let own_role = entry.role.is_none();
    // Nothing but blanks names nobody.
    let named = entry.affiliated_to.as_ref().filter(|text| !text.to_string().trim().is_empty());
    match (entry.link().map(code), seen.outcome) {
        (None, Outcome::NotMet) => match named {
            Some(text) => format!(
                "{name}: names {}, which is no code, and nobody could be the one it is linked to.",
                printable(&text.to_string())
            ),
            None => format!("{name}: names no beneficiary, and nobody could be the one it is linked to."),
        },
        (None, Outcome::Unknown) if own_role => {
            format!("{name}: its role is not stated; an affiliated entity says to whom it is linked.")
        }
        (None, _) => match named {
            Some(text) => format!(
                "{name}: names {}, which is no code, so it is not known to which beneficiary it is linked.",
                printable(&text.to_string())
            ),
            None => format!("{name}: does not say to which beneficiary it is linked."),
        },
        (Some(pic), Outcome::NotMet) if names_itself(entry) => {
            format!("{name}: names {pic}, its own code; nobody is affiliated to itself.")
        }
        (Some(pic), Outcome::Met) => format!("{name}: linked to {pic}, coordinator or beneficiary."),
        (Some(pic), Outcome::NotMet) if names_removed(seen) => {
            format!("{name}: names {pic}, which the call removes; the rest is assessed without it.")
        }
        (Some(pic), Outcome::NotMet) => {
            format!(
                "{name}: names {pic}, which is no coordinator or beneficiary of this consortium. No source says \
                 that a wrong code alone rejects a proposal; the applicants may be asked."
            )
        }
        // Whatever that code is, as an affiliated entity it would fail.
        (Some(pic), _)
            if own_role
                && !affiliation(entry, seen.facts.participants, seen.links()).may_be(Outcomes::MET) =>
        {
            let whose = if names_itself(entry) {
                "its own code"
            } else {
                "which is no coordinator or beneficiary here"
            };
            format!(
                "{name}: its role is not stated; it names {pic}, {whose}, which will not do for an affiliated entity."
            )
        }
        (Some(pic), _) => {
            format!("{name}: names {pic}; whether that is a beneficiary is not known yet.")
        }
    }
}

/// Whether the code that it names is that of a coordinator or beneficiary whom the call removes.
fn names_removed(seen: &Seen<'_>) -> bool {
    let Some(named) = seen.entry.and_then(|entry| entry.link()) else { return false };
    let links = seen.links();
    let mut all = seen.facts.participants.iter().enumerate();
    all.any(|(at, other)| {
        other.applicant.code() == Some(named) && other.may_count() && links.alone(at) == Fate::Removed
    })
}
