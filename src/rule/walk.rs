//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use super::registry::{Raw, RuleId};
use crate::check::budget;
use crate::check::def::{At, Shared, look};
use crate::check::facts::{Dossier, Setting};
use crate::outcome::Consequence;

macro_rules! step {
    ($id:ident [rule] $path:path; $at:ident, $wanted:ident, $visit:ident) => {
        look(RuleId::$id, &$path, $at, $wanted, $visit)?
    };
    ($id:ident [apart] $path:path; $at:ident, $wanted:ident, $visit:ident) => {};
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
