//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use super::members;
use super::registry::{Raw, RuleId};
use crate::call::Call;
use crate::check::def::{At, Shared, look};
use crate::check::facts::{Dossier, Scope, Setting, is_removable};
use crate::check::{budget, consortium, participant};
use crate::organisation::Declaration;
use crate::outcome::{Consequence, Outcome, Outcomes};
use crate::proposal::Participant;

macro_rules! step {
    ($id:ident [rule] $path:path; $at:ident, $wanted:ident, $visit:ident) => {
        look(RuleId::$id, &$path, $at, $wanted, $visit)?
    };
    ($id:ident [old] $path:path; $at:ident, $wanted:ident, $visit:ident) => {};
    ($id:ident [old $walk:ident] $path:path; $at:ident, $wanted:ident, $visit:ident) => {
        $walk($at.facts, $at.setting, $wanted, $visit)?
    };
}

macro_rules! steps {
    (($at:ident, $wanted:ident, $visit:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(step!($variant [$($kind)+] super::$($path)::+; $at, $wanted, $visit);)+
    };
}

/// Visits every condition, until the visitor breaks off. `wanted` leaves out conditions by consequence.
#[inline]
pub(crate) fn walk(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: impl Fn(Consequence) -> bool,
    mut visit: impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let shared = Shared::default();
    let (at, wanted, visit) = (&At { facts: dossier, setting, shared: &shared }, &wanted, &mut visit);
    every_rule!(steps!(at, wanted, visit));
    ControlFlow::Continue(())
}

#[inline]
fn more_budget_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (_, after) = budget::RULES.split_at(4);
    budget::walk(dossier, setting, after, wanted, visit)
}

#[inline]
fn budget_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (before, _) = budget::RULES.split_at(4);
    budget::walk(dossier, setting, before, wanted, visit)
}

#[inline]
fn one_role_rule(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if dossier.scope != Scope::Applicant
        && wanted(Consequence::Clarify)
        && setting.call.one_role_asked().is_some()
    {
        let outcomes = consortium::one_role_each(dossier.participants);
        visit(Raw::new(RuleId::OneRoleEach, Consequence::Clarify, outcomes.fold()))?;
    }
    ControlFlow::Continue(())
}

#[inline]
fn members_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if dossier.scope != Scope::Applicant && setting.call.asks_for_members() {
        kinds_of_members(
            dossier,
            setting,
            (wanted(Consequence::Reject), wanted(Consequence::Clarify)),
            visit,
        )?;
    }
    ControlFlow::Continue(())
}

/// The rules on kinds of members.
#[inline(never)]
fn kinds_of_members(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    (reject, clarify): (bool, bool),
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for (rule, wanted) in [(RuleId::CompulsoryMembers, reject), (RuleId::RecommendedMembers, clarify)] {
        if wanted && let Some(outcomes) = members::outcomes(rule, dossier, setting) {
            visit(Raw::new(rule, rule.rule().consequence, outcomes.fold()))?;
        }
    }
    ControlFlow::Continue(())
}

/// The rules on participants that only some calls state, or only some participants concern.
#[inline(never)]
fn rare_participant_rules(
    place: Rare,
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    looked_at: impl Fn(&Participant) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (all, call) = (dossier.participants, setting.call);
    match place {
        Rare::Kinds => {
            each(call, all, RuleId::Kind, visit, looked_at, |entry| participant::kind(entry, setting))
        }
        Rare::Coordinator => each(call, all, RuleId::CoordinatorCountry, visit, looked_at, |entry| {
            participant::coordinator_country(entry, setting)
        }),
        Rare::Measures => {
            if !call.bars().is_empty() {
                let barred = |entry: &Participant| participant::barred(entry, setting);
                each(call, all, RuleId::TemporaryBar, visit, &looked_at, barred)?;
            }
            for (index, entry) in (0u32..).zip(all) {
                if entry.applicant.declarations.contains(Declaration::RestrictiveMeasures) && looked_at(entry)
                {
                    visit(Raw {
                        participant: index,
                        ..Raw::new(RuleId::RestrictiveMeasures, follows(call, entry), Outcome::NotMet)
                    })?;
                }
            }
            ControlFlow::Continue(())
        }
    }
}

/// Which of them.
enum Rare {
    Kinds,
    Coordinator,
    Measures,
}

#[inline]
fn role_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (all, call) = (dossier.participants, setting.call);
    let looked_at = looked_at(call, wanted);
    if call.roles().is_some() {
        let rule = RuleId::LegalForm;
        each(call, all, rule, visit, looked_at, |entry| participant::legal_form(entry, setting.terms))?;
        if setting.terms.asks_more_of_any() {
            rare_participant_rules(Rare::Kinds, dossier, setting, looked_at, visit)?;
        }
    }
    ControlFlow::Continue(())
}

/// Where a call removes whoever is ineligible, only the coordinator's faults reject the proposal.
#[inline]
fn looked_at(call: &Call, wanted: &impl Fn(Consequence) -> bool) -> impl Fn(&Participant) -> bool + Copy {
    let removes = call.removes_ineligible();
    let (reject, correct) = (wanted(Consequence::Reject), wanted(Consequence::Correct));
    move |entry: &Participant| if removes && is_removable(entry) { correct } else { reject }
}

#[inline]
fn coordinator_rule(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if setting.call.countries().is_some() && !setting.terms.coordinator.is_empty() {
        rare_participant_rules(Rare::Coordinator, dossier, setting, looked_at(setting.call, wanted), visit)?;
    }
    ControlFlow::Continue(())
}

#[inline]
fn measure_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (all, call) = (dossier.participants, setting.call);
    if !call.bars().is_empty() || all.iter().any(|entry| !entry.applicant.declarations.is_empty()) {
        rare_participant_rules(Rare::Measures, dossier, setting, looked_at(call, wanted), visit)?;
    }
    ControlFlow::Continue(())
}

/// Looks at one rule for every participant; once, as not applicable, where there is none.
#[inline]
fn each(
    call: &Call,
    all: &[Participant],
    rule: RuleId,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
    looked_at: impl Fn(&Participant) -> bool,
    mut outcomes: impl FnMut(&Participant) -> Outcomes,
) -> ControlFlow<()> {
    if all.is_empty() {
        visit(Raw::new(rule, Consequence::Reject, Outcome::NotApplicable))?;
    }
    for (index, entry) in (0u32..).zip(all).filter(|(_, entry)| looked_at(entry)) {
        visit(Raw { participant: index, ..Raw::new(rule, follows(call, entry), outcomes(entry).fold()) })?;
    }
    ControlFlow::Continue(())
}

/// What follows for a participant: a correction where the call removes it.
fn follows(call: &Call, entry: &Participant) -> Consequence {
    if call.removes_ineligible() && is_removable(entry) { Consequence::Correct } else { Consequence::Reject }
}
