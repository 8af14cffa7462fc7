//! The walks over the rules of national programmes, in the order of the list.

use super::operation::{OperationAt, Operations};
use super::payment::declared::Declared;
use super::programme::listed::PersonAt;
use super::programme::person_list::PersonList;
use super::programme::{BesideAt, ProgrammeAt};
use super::registry::RuleId;
use super::world::{RuleOf, Told};
use crate::check::fact::{Fact, FactKind as F};

/// Keeps the rows of one kind.
macro_rules! step {
    ($told:ident, $at:ident, programme, $id:ident [apart programme] $path:path) => {
        $told.look(RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, operation, $id:ident [apart operation] $path:path) => {
        look_at_operation($told, RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, together, $id:ident [apart together] $path:path) => {
        $told.look(RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, person, $id:ident [apart person] $path:path) => {
        $told.look(RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, persons, $id:ident [apart persons] $path:path) => {
        $told.look(RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, $wanted:ident, $id:ident [$($kind:tt)+] $path:path) => {};
}

macro_rules! steps {
    (($told:ident, $at:ident, $wanted:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(step!($told, $at, $wanted, $variant [$($kind)+] super::$($path)::+);)+
    };
}

/// Looks at a programme.
pub(crate) fn programme(at: &ProgrammeAt<'_>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at, programme));
}

/// Looks at an operation by a rule. One that does not say of which programme it is may be of this one or of another.
fn look_at_operation(told: &mut Told<'_>, rule: RuleId, def: &RuleOf<Operations>, at: &OperationAt<'_>) {
    match at.elsewhere().filter(|_| def.about.facts.contains(&F::Programme)) {
        Some(elsewhere) => {
            let unsaid = " It is not stated whether the operation is of this programme.";
            told.look_either(rule, def, (at, &elsewhere), (Fact::of_proposal(F::Programme), unsaid));
        }
        None => told.look(rule, def, at),
    }
}

/// Looks at an operation.
pub(crate) fn operation(at: &OperationAt<'_>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at, operation));
}

/// Looks at a person of a list.
pub(crate) fn person(at: &PersonAt<'_>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at, person));
}

/// Looks at all persons of a list together.
pub(crate) fn persons(at: &BesideAt<'_, PersonList>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at, persons));
}

/// Looks at all operations together.
pub(crate) fn together(at: &BesideAt<'_, Declared>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at, together));
}
