//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use super::registry::{Raw, RuleId};
use crate::call::Call;
use crate::check::def::{At, Shared, look};
use crate::check::facts::{Facts, Setting};
use crate::check::{Sieve, Visitor};

macro_rules! step {
    ($id:ident [rule] $path:path; $skipped:ident, $at:ident, $sieve:ident, $visit:ident) => {
        if $skipped & bit(RuleId::$id) == 0 {
            look(RuleId::$id, &$path, $at, $sieve, $visit)?
        }
    };
    ($id:ident [apart $($of:ident)?] $path:path; $skipped:ident, $at:ident, $sieve:ident, $visit:ident) => {};
    ($id:ident [budget] $path:path; $skipped:ident, $at:ident, $sieve:ident, $visit:ident) => {};
}

macro_rules! steps {
    (($skipped:ident, $at:ident, $sieve:ident, $visit:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(step!($variant [$($kind)+] super::$($path)::+; $skipped, $at, $sieve, $visit);)+
    };
}

macro_rules! bit_where {
    ($id:ident [rule] $path:path; |$def:ident| $holds:expr) => {{
        let $def = &$path;
        if $holds { bit(RuleId::$id) } else { 0 }
    }};
    ($id:ident [$($kind:tt)+] $path:path; |$def:ident| $holds:expr) => {
        0
    };
}

macro_rules! bits_where {
    ((|$def:ident| $holds:expr)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        0 $(| bit_where!($variant [$($kind)+] super::$($path)::+; |$def| $holds))+
    };
}

/// The bit of a rule of the walk. One that is not among the first 64 of the list has none, and is always looked at.
const fn bit(rule: RuleId) -> u64 {
    match 1u64.checked_shl(rule as u32) {
        Some(bit) => bit,
        None => 0,
    }
}

/// The rules that may lead to rejection.
const REJECTING: u64 = every_rule!(bits_where!(|def| def.rejects()));

/// Those of which the first look may tell that they pass.
const LOOKED_AHEAD: u64 = every_rule!(bits_where!(|def| def.is_looked_ahead()));

/// The rules that a call asks, or the law beneath it.
fn asked(call: &Call) -> u64 {
    every_rule!(bits_where!(|def| (def.asked)(call).is_some()))
}

/// The rules that have nothing to say: they are not asked, what they say is not let through, or the first look tells that they
/// pass. In debug builds those are looked at all the same.
#[inline(always)]
fn skipped(at: &At<'_>, sieve: Sieve) -> u64 {
    let call = at.setting.call;
    debug_assert_eq!(call.asked(asked), asked(call), "what was found once holds");
    let not_asked = !call.asked(asked);
    let elsewhere = if sieve.is_rejecting() { !REJECTING } else { 0 };
    let ahead = !cfg!(debug_assertions) && !sieve.has_passing() && at.first_look().all_pass();
    not_asked | elsewhere | if ahead { LOOKED_AHEAD } else { 0 }
}

macro_rules! budget_step {
    ($id:ident [budget] $path:path; $at:ident, $sieve:ident, $visit:ident) => {
        look(RuleId::$id, &$path, $at, $sieve, $visit)?
    };
    ($id:ident [$($kind:tt)+] $path:path; $at:ident, $sieve:ident, $visit:ident) => {};
}

macro_rules! budget_steps {
    (($at:ident, $sieve:ident, $visit:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(budget_step!($variant [$($kind)+] super::$($path)::+; $at, $sieve, $visit);)+
    };
}

/// Visits every condition that the sieve lets through, until the visitor breaks off.
pub(crate) fn walk(
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    sieve: Sieve,
    visit: &mut dyn FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    every(facts, setting, sieve, &mut Visitor::Each(visit))
}

/// Lists every condition that the sieve lets through.
pub(crate) fn listed(facts: &Facts<'_>, setting: &Setting<'_>, sieve: Sieve, list: &mut Vec<Raw>) {
    let _all = every(facts, setting, sieve, &mut Visitor::List(list));
}

/// Compiled once, since every rule is in it.
fn every(
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    sieve: Sieve,
    visit: &mut Visitor<'_, RuleId>,
) -> ControlFlow<()> {
    let shared = Shared::default();
    let at = &At { facts, setting, shared: &shared };
    let skipped = skipped(at, sieve);
    every_rule!(steps!(skipped, at, sieve, visit));
    if facts.budget().is_some() { budget_rules(at, sieve, visit) } else { ControlFlow::Continue(()) }
}

/// The rules on budgets: only a proposal with a budget comes here.
#[inline(never)]
fn budget_rules(at: &At<'_>, sieve: Sieve, visit: &mut Visitor<'_, RuleId>) -> ControlFlow<()> {
    every_rule!(budget_steps!(at, sieve, visit));
    ControlFlow::Continue(())
}
