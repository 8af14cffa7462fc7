//! The proposal declares which of the objectives it serves.

use super::parts::{CONDITIONS, STATED};
use super::parts::{declared, known, some_of, some_of_words, texts};
use crate::call::Declared;
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, nothing};
use crate::check::fact::FactKind;
use crate::check::operands::Found;
use crate::input::same;
use crate::outcome::{Consequence, Stage};

pub(super) const OBJECTIVES: RuleDef<Declared<String>> = RuleDef {
    about: About {
        title: "The proposal declares which of the topic's objectives it serves.",
        explanation: "\
Counts the declared objectives that are on the call's list, each once and by the names that the call uses; others
are disregarded. Where the names on the list are not known to be the call's own words, whether other words do is an open
question.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::Objectives],
    },
    asked: |call| call.objectives_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::Objectives, |asked, at| {
        known(at.facts.application().objectives.as_ref(), |served| {
            // What has no name is no objective.
            let named: Vec<String> = served.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
            declared(asked, &named, |a, b| same(a, b))
        })
    }),
    shown: Shown {
        required: |asked, _| Some(some_of(asked)),
        found: |seen| Some(Found::Named(seen.facts.application().objectives.clone())),
        words: |asked, seen| some_of_words(asked, seen.facts.application().objectives.clone()),
        reading: |other| {
            let any = other.of.is_empty();
            Some(if any { "any name will do".to_owned() } else { texts(&other.of) })
        },
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
