//! Every mandatory annex is attached.

use super::parts::{STATED, texts};
use crate::call::{Annexes, AnnexesOfSome};
use crate::check::def::About;
use crate::check::def::{
    Asked, At, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::Facts;
use crate::check::operands::{Found, Required};
use crate::input::same;
use crate::law::{Act, Basis, Citation, of_2024};
use crate::money::Eur;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;

pub(super) const ANNEXES: RuleDef<Annexes> = RuleDef {
    about: About {
        title: "Every mandatory annex is attached.",
        explanation: "\
An application without an annex that the call makes mandatory is inadmissible as it stands; before it is rejected the applicant may
be asked for a document that is missing. Annexes go by the names that the
call uses, without regard to case. An annex that the call only asks for is no condition. One that it makes mandatory
of some applications only, by the amount requested or by who takes part, is mandatory of those.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[
            of_2024(
                "Art. 197",
                "a call states its conditions; what it asks is the call's; for legal commitments since 30 September 2024",
            ),
            of_2024(
                "Art. 154",
                "the applicant may be asked for a document that is missing; for legal commitments since 30 September 2024",
            ),
            Citation::act_noted(
                Act::Financial2018,
                "Art. 194",
                Basis::Inferred,
                "a call states its conditions; what it asks is the call's; read in the recast as Art. 197",
            ),
            Citation::act_noted(
                Act::Financial2018,
                "Art. 151",
                Basis::Unverified,
                "missing documents, for earlier commitments; three numbers below that of 2024, as the articles on grants are; neither \
                 number nor text was read",
            ),
        ],
        facts: &[
            FactKind::Annexes,
            FactKind::RequestedGrant,
            FactKind::Role,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::ParticipantsComplete,
        ],
    },
    asked: |call| call.annexes().map(Asked::stated),
    judge: Judge::Proposal(FactKind::Annexes, judge),
    shown: Shown {
        required: |asked, seen| Some(Required::AllOf(wanted(asked, &seen.facts))),
        found: |seen| Some(Found::Named(seen.facts.application().annexes.clone())),
        words,
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|asked, seen, dependence| depends(asked.value, seen, dependence)),
};

fn judge(asked: &Annexes, at: &At<'_>) -> Outcomes {
    let Some(attached) = &at.facts.application().annexes else {
        let some = !asked.mandatory.is_empty() || asked.of_some.iter().any(|row| may_apply(row, at.facts));
        return Outcomes::MET.or(Outcomes::NOT_MET.when(some));
    };
    if asked.mandatory.iter().any(|annex| !has(attached, annex)) {
        return Outcomes::NOT_MET;
    }
    let open: Vec<&AnnexesOfSome> = asked.of_some.iter().filter(|row| lacks(row, attached)).collect();
    let fails = open.iter().any(|row| may_apply(row, at.facts));
    Outcomes::MET.when(none_need_apply(&open, at.facts)).or(Outcomes::NOT_MET.when(fails))
}

fn has(attached: &[String], annex: &str) -> bool {
    attached.iter().any(|other| same(annex, other))
}

fn lacks(row: &AnnexesOfSome, attached: &[String]) -> bool {
    row.mandatory.iter().any(|annex| !has(attached, annex))
}

/// Whether whoever takes part in a role and with a legal form makes an annex mandatory that is not among those attached.
#[cfg(feature = "next")]
pub(crate) fn brings_an_annex(asked: &Annexes, attached: &[String], (role, form): (Role, LegalForm)) -> bool {
    asked.of_some.iter().any(|row| row.by_participants() && row.concerns(role, form) && lacks(row, attached))
}

/// A row by which annexes are mandatory that are not attached, and what it turns on.
#[cfg(feature = "next")]
pub(crate) struct Lacking {
    /// Up to this amount the row does not apply.
    pub(crate) up_to: Option<Eur>,
    /// The places of the participants who make it apply.
    pub(crate) places: Vec<usize>,
}

/// The rows by which annexes are mandatory that are not attached; `None` where one of every application is not.
#[cfg(feature = "next")]
pub(crate) fn lacking(asked: &Annexes, facts: &Facts<'_>) -> Option<Vec<Lacking>> {
    let attached = facts.application().annexes.as_ref()?;
    if asked.mandatory.iter().any(|annex| !has(attached, annex)) {
        return None;
    }
    let rows = asked.of_some.iter().filter(|row| lacks(row, attached) && may_apply(row, facts));
    let concerned = |row: &AnnexesOfSome| {
        let all = facts.participants.iter().enumerate().filter(|_| row.by_participants());
        all.filter(|(_, entry)| ways(entry).any(|(role, form)| row.concerns(role, form)))
            .map(|(at, _)| at)
            .collect()
    };
    Some(rows.map(|row| Lacking { up_to: row.requested_above, places: concerned(row) }).collect())
}

/// Whether a row may be one for the amount requested.
fn may_be_above(row: &AnnexesOfSome, facts: &Facts<'_>) -> bool {
    let grant = facts.proposal.requested_grant;
    row.requested_above.is_none_or(|above| grant.is_none_or(|grant| grant > above))
}

/// The roles and legal forms that a participant may turn out to have.
fn ways(entry: &Participant) -> impl Iterator<Item = (Role, LegalForm)> {
    let roles = entry.role.map_or(Role::ALL, |role| match Role::ALL.iter().position(|r| *r == role) {
        Some(at) => Role::ALL.get(at..=at).unwrap_or_default(),
        None => Role::ALL,
    });
    let forms = entry.applicant.possible_forms();
    roles.iter().flat_map(move |role| forms.iter().map(move |form| (*role, form)))
}

/// Whoever may still join, in any role and of any form.
fn anybody() -> impl Iterator<Item = (Role, LegalForm)> {
    Role::ALL.iter().flat_map(|role| LegalForm::ALL.iter().map(move |form| (*role, *form)))
}

/// Whether what is unknown can be such that a row applies.
fn may_apply(row: &AnnexesOfSome, facts: &Facts<'_>) -> bool {
    let somebody = || {
        let concerned = |entry: &Participant| ways(entry).any(|(role, form)| row.concerns(role, form));
        !facts.complete || facts.participants.iter().any(concerned)
    };
    may_be_above(row, facts) && (!row.by_participants() || somebody())
}

/// The rows that apply whoever takes part, or that depend on who does, at the smallest amount there may be.
fn at_the_least<'r>(rows: &[&'r AnnexesOfSome], facts: &Facts<'_>) -> Vec<&'r AnnexesOfSome> {
    let grant = facts.proposal.requested_grant.unwrap_or(Eur::ZERO);
    rows.iter().copied().filter(|row| row.requested_above.is_none_or(|above| grant > above)).collect()
}

/// Whether a participant can turn out such that none of the rows concerns it.
fn may_pass(entry: &Participant, rows: &[&AnnexesOfSome]) -> bool {
    ways(entry).any(|(role, form)| passes(role, form, rows))
}

fn passes(role: Role, form: LegalForm, rows: &[&AnnexesOfSome]) -> bool {
    !rows.iter().any(|row| row.concerns(role, form))
}

/// Whether what is unknown can be such that none of the rows applies.
fn none_need_apply(rows: &[&AnnexesOfSome], facts: &Facts<'_>) -> bool {
    let rows = at_the_least(rows, facts);
    rows.iter().all(|row| row.by_participants())
        && facts.participants.iter().all(|entry| may_pass(entry, &rows))
}

/// The annexes that are mandatory, or may be.
fn wanted(asked: &Annexes, facts: &Facts<'_>) -> Vec<String> {
    let rows = asked.of_some.iter().filter(|row| may_apply(row, facts));
    let mut wanted = asked.mandatory.clone();
    for annex in rows.flat_map(|row| &row.mandatory) {
        if !has(&wanted, annex) {
            wanted.push(annex.clone());
        }
    }
    wanted
}

fn words(asked: &Annexes, seen: &Seen<'_>) -> String {
    let facts = &seen.facts;
    let wanted = wanted(asked, facts);
    let rows = || asked.of_some.iter().filter(|row| may_apply(row, facts));
    let when = |rows: &mut dyn Iterator<Item = &AnnexesOfSome>| -> String {
        let each: Vec<String> = rows.map(|row| format!("; {} {row}", texts(&row.mandatory))).collect();
        each.concat()
    };
    let Some(attached) = &facts.application().annexes else {
        let all = texts(&asked.mandatory);
        let always = if asked.mandatory.is_empty() { "none of every application" } else { &all };
        return format!("The annexes are not stated; mandatory: {always}{}.", when(&mut rows()));
    };
    let missing: Vec<String> = wanted.iter().filter(|annex| !has(attached, annex)).cloned().collect();
    match seen.outcome {
        Outcome::NotMet => {
            let why = when(&mut rows().filter(|row| lacks(row, attached)));
            let asked = "the applicant may be asked for a document that is missing (Regulation (EU, Euratom) 2024/2509, Art. 154, for \
                         commitments since 30 September 2024; the article before it was not read)";
            format!("Not attached: {}{why}; {asked}.", texts(&missing))
        }
        Outcome::Unknown => {
            let why = when(&mut rows().filter(|row| lacks(row, attached)));
            format!("Not attached: {}, and whether that is mandatory is not known yet{why}.", texts(&missing))
        }
        _ if wanted.is_empty() => "No annex is mandatory of this application.".to_owned(),
        _ => format!("Every mandatory annex is attached: {}.", texts(&wanted)),
    }
}

fn depends(asked: &Annexes, seen: &Seen<'_>, dependence: &mut Dependence) {
    let facts = &seen.facts;
    match &facts.application().annexes {
        Some(attached) => {
            let rows: Vec<&AnnexesOfSome> = asked.of_some.iter().filter(|row| lacks(row, attached)).collect();
            turning(&rows, facts, dependence);
        }
        None => {
            dependence.facts.insert(Fact::of_proposal(FactKind::Annexes));
            // What would be attached may leave any one of them out that is not mandatory of all.
            for annex in asked.named().filter(|annex| !has(&asked.mandatory, annex)) {
                let rows: Vec<&AnnexesOfSome> =
                    asked.of_some.iter().filter(|row| has(&row.mandatory, annex)).collect();
                turning(&rows, facts, dependence);
            }
        }
    }
}

/// The unknown facts that turn whether any of the rows applies, while the others are completed in every way.
fn turning(rows: &[&AnnexesOfSome], facts: &Facts<'_>, dependence: &mut Dependence) {
    let mut amounts: Vec<Eur> = vec![facts.proposal.requested_grant.unwrap_or(Eur::ZERO)];
    if facts.proposal.requested_grant.is_none() {
        let above = rows.iter().filter_map(|row| row.requested_above);
        amounts.extend(above.filter_map(|above| above.checked_add(Eur::from_cents(1)?)));
        if turned_by_amount(rows, facts) {
            dependence.facts.insert(Fact::of_proposal(FactKind::RequestedGrant));
        }
    }
    for amount in amounts {
        let applies = |row: &&&AnnexesOfSome| row.requested_above.is_none_or(|above| amount > above);
        let active: Vec<&AnnexesOfSome> = rows.iter().filter(applies).copied().collect();
        if active.iter().any(|row| !row.by_participants()) {
            continue;
        }
        turned_by_participants(&active, facts, dependence);
    }
}

/// Whether the amount turns it: at the least none applies, and at more one does.
fn turned_by_amount(rows: &[&AnnexesOfSome], facts: &Facts<'_>) -> bool {
    let least = at_the_least(rows, facts);
    let more = || rows.iter().filter(|row| row.requested_above.is_some());
    let concerned = |(role, form): (Role, LegalForm)| {
        passes(role, form, &least) && more().any(|row| row.concerns(role, form))
    };
    none_need_apply(rows, facts)
        && (more().any(|row| !row.by_participants())
            || facts.participants.iter().any(|entry| ways(entry).any(concerned))
            || (!facts.complete && anybody().any(concerned)))
}

/// Facts of participants that turn it: all others can pass, and this one by this fact passes or does not.
fn turned_by_participants(active: &[&AnnexesOfSome], facts: &Facts<'_>, dependence: &mut Dependence) {
    let others_pass = |place: Option<usize>| {
        let mut others = facts.participants.iter().enumerate().filter(|(at, _)| Some(*at) != place);
        others.all(|(_, entry)| may_pass(entry, active))
    };
    for (place, entry) in facts.participants.iter().enumerate() {
        let all: Vec<(Role, LegalForm)> = ways(entry).collect();
        let turns = |same: &dyn Fn((Role, LegalForm), (Role, LegalForm)) -> bool| {
            all.iter().any(|a| {
                passes(a.0, a.1, active) && all.iter().any(|b| same(*a, *b) && !passes(b.0, b.1, active))
            })
        };
        if all.len() < 2 || !others_pass(Some(place)) {
            continue;
        }
        if turns(&|a, b| a.1 == b.1) {
            dependence.facts.insert(Fact::of_participant(place, FactKind::Role));
        }
        if turns(&|a, b| a.0 == b.0) {
            dependence.facts.insert(Fact::of_participant(place, FactKind::LegalForm));
        }
    }
    if !facts.complete && others_pass(None) && anybody().any(|(role, form)| !passes(role, form, active)) {
        dependence.facts.insert(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}
