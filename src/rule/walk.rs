//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use super::registry::{Raw, RuleId};
use crate::check::def::{At, Shared, look};
use crate::check::facts::{Facts, Setting};
use crate::check::{Sieve, Visitor};

macro_rules! step {
    ($id:ident [rule] $path:path; $at:ident, $sieve:ident, $visit:ident) => {
        look(RuleId::$id, &$path, $at, $sieve, $visit)?
    };
    ($id:ident [apart $($of:ident)?] $path:path; $at:ident, $sieve:ident, $visit:ident) => {};
    ($id:ident [budget] $path:path; $at:ident, $sieve:ident, $visit:ident) => {};
}

macro_rules! steps {
    (($at:ident, $sieve:ident, $visit:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(step!($variant [$($kind)+] super::$($path)::+; $at, $sieve, $visit);)+
    };
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
    every_rule!(steps!(at, sieve, visit));
    if facts.budget().is_some() { budget_rules(at, sieve, visit) } else { ControlFlow::Continue(()) }
}

/// The rules on budgets: only a proposal with a budget comes here.
#[inline(never)]
fn budget_rules(at: &At<'_>, sieve: Sieve, visit: &mut Visitor<'_, RuleId>) -> ControlFlow<()> {
    every_rule!(budget_steps!(at, sieve, visit));
    ControlFlow::Continue(())
}
