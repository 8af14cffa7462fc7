//! An affiliated entity names the beneficiary it is linked to.

use super::parts::MANUAL;
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::Fact;
use crate::check::fact::FactKind;
use crate::check::identity::Codes;
use crate::check::links::Links;
use crate::check::operands::{Found, Required};
use crate::check::participant::by_role as in_roles;
use crate::check::phrases::code;
use crate::id::Pic;
use crate::law::{Act, Basis, Citation};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;

pub(super) const AFFILIATION: RuleDef<()> = RuleDef {
    about: About {
        title: "An affiliated entity names the coordinator or beneficiary it is linked to.",
        explanation: "\
The link is a permanent legal or capital one, not created for the action. The entity names the
identification code of the coordinator or beneficiary. A code that somebody states in another role does
not do, nor does its own, whoever else states it; a code that nobody states is unknown while somebody who
may be coordinator or beneficiary has none, or while more participants may join.",
        since: "every call",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(
                Act::Financial2018,
                "Art. 187",
                Basis::Inferred,
                "defines the link; that it is shown by naming a code is how applications record it; read in the recast as Art. 190",
            ),
            Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
        ],
        facts: &[FactKind::Role, FactKind::AffiliatedTo, FactKind::Pic, FactKind::ParticipantsComplete],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Together(|(), at, entry| {
        let all = at.facts.participants;
        if entry.may_be(Role::AffiliatedEntity) {
            if names_who_counts(entry, all, at.codes()) {
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
        words: |(), seen| {
            let name = seen.name();
            let pic = seen.entry.and_then(|entry| entry.link()).map(code);
            match (pic, seen.outcome) {
                (None, Outcome::NotMet) => {
                    format!("{name}: names no beneficiary, and nobody could be the one it is linked to.")
                }
                (None, Outcome::Unknown) if seen.entry.is_some_and(|entry| entry.role.is_none()) => {
                    format!("{name}: its role is not stated; an affiliated entity says to whom it is linked.")
                }
                (None, _) => format!("{name}: does not say to which beneficiary it is linked."),
                (Some(pic), Outcome::NotMet) if seen.entry.is_some_and(names_itself) => {
                    format!("{name}: names {pic}, its own code; nobody is affiliated to itself.")
                }
                (Some(pic), Outcome::Met) => format!("{name}: linked to {pic}, coordinator or beneficiary."),
                (Some(pic), Outcome::NotMet) => {
                    format!(
                        "{name}: names {pic}, which is no coordinator or beneficiary of this consortium. No source says \
                         that a wrong code alone rejects a proposal; the applicants may be asked."
                    )
                }
                (Some(pic), _) => {
                    format!("{name}: names {pic}; whether that is a beneficiary is not known yet.")
                }
            }
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(depends),
};

fn depends(_: Asked<'_, ()>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let (Some(entry), place, facts) = (seen.entry, seen.place, &seen.facts) else { return };
    let links = seen.links();
    let all = facts.participants;
    if entry.role.is_none() {
        dependence.fact(Fact::of_participant(place, FactKind::Role));
    }
    if !affiliation(entry, all, links).may_be(Outcomes::MET) {
        return;
    }
    let (named, own) = (entry.link(), entry.applicant.code());
    if named.is_none() {
        dependence.fact(Fact::of_participant(place, FactKind::AffiliatedTo));
    }
    let settled = |pic| links.stating(all, entry, pic).any(|(_, other)| other.role.is_some_and(Role::counts));
    if named.is_some_and(settled) {
        return;
    }
    let stated = named.is_some_and(|pic| links.stating(all, entry, pic).next().is_some());
    // Each code may be stated by many.
    let others = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let repeated = u64::try_from(links.longest()).unwrap_or(u64::MAX);
    if !dependence.takes(others.saturating_mul(repeated.saturating_add(3))) {
        // Too many to be named one by one.
        dependence.fact(Fact::of_proposal(FactKind::Participants));
        if !facts.complete && !stated {
            dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
        return;
    }
    for (at, other) in all.iter().enumerate().filter(|(at, other)| *at != place && other.may_count()) {
        let pic = other.applicant.code();
        // A code that somebody states is compared with stated codes only.
        let concerned = match named {
            None => pic.is_none() || (other.role.is_none() && pic != own && !pic.is_some_and(settled)),
            Some(_) if stated => pic == named,
            Some(_) => pic.is_none(),
        };
        if concerned && other.role.is_none() {
            dependence.fact(Fact::of_participant(at, FactKind::Role));
        }
        if concerned && pic.is_none() {
            dependence.fact(Fact::of_participant(at, FactKind::Pic));
        }
    }
    if !facts.complete && !stated {
        dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// Whether an affiliated entity names a coordinator or beneficiary, as by far the most do: a look is enough, at everybody
/// or, of many, at the first who states the code.
#[inline]
fn names_who_counts(entry: &Participant, all: &[Participant], codes: Option<&Codes>) -> bool {
    let Some(named) = entry.link().and_then(Pic::number) else { return false };
    if entry.role != Some(Role::AffiliatedEntity) || names_itself(entry) {
        return false;
    }
    let counts = |other: &Participant| other.role.is_some_and(Role::counts);
    let states = |other: &Participant| other.applicant.pic.as_ref().and_then(Pic::number) == Some(named);
    match codes {
        Some(codes) => codes.first(named).and_then(|place| all.get(place)).is_some_and(counts),
        None => all.iter().any(|other| counts(other) && states(other)),
    }
}

/// Whether somebody names its own code.
fn names_itself(entry: &Participant) -> bool {
    entry.link().is_some() && entry.link() == entry.applicant.code()
}

/// An affiliated entity names a coordinator or beneficiary by its code.
#[inline]
fn affiliation(entry: &Participant, all: &[Participant], links: &Links) -> Outcomes {
    in_roles(entry, &[Role::AffiliatedEntity], |_| match entry.link() {
        None => {
            let own = entry.applicant.code().into_iter().flat_map(|own| links.stating(all, entry, own));
            let same = own.filter(|(_, other)| other.may_count()).count();
            Outcomes::NOT_MET.or(Outcomes::MET.when(links.anybody_but(entry, same)))
        }
        Some(_) if names_itself(entry) => Outcomes::NOT_MET,
        Some(pic) => {
            let (mut stated, mut may, mut certain) = (false, false, false);
            for (_, other) in links.stating(all, entry, pic) {
                stated = true;
                may |= other.may_count();
                certain |= other.role.is_some_and(Role::counts);
            }
            match (certain, may, stated) {
                (true, ..) => Outcomes::MET,
                (false, true, _) => Outcomes::MET_OR_NOT,
                (false, false, true) => Outcomes::NOT_MET,
                (false, false, false) if links.anybody_nameless(entry) => Outcomes::MET_OR_NOT,
                (false, false, false) => Outcomes::NOT_MET,
            }
        }
    })
}
