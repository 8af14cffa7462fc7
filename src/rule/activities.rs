//! Nothing is planned that the call does not finance.

use super::parts::{CONDITIONS, STATED};
use super::parts::{known, texts};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::input::same;
use crate::outcome::{Consequence, Stage};

pub(super) const ACTIVITIES: RuleDef<Vec<String>> = RuleDef {
    about: About {
        title: "Nothing is planned that the call does not finance.",
        explanation: "\
Compares the kinds of activity, by the names that the call uses, with those that it does not finance. Their costs
are struck out; the proposal is not rejected for them.",
        since: STATED,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: CONDITIONS,
        facts: &[FactKind::Activities],
    },
    asked: |call| call.excluded_activities().map(Asked::stated),
    judge: Judge::Proposal(FactKind::Activities, |excluded, at| {
        known(at.facts.application().activities.as_ref(), |planned| {
            planned.iter().all(|activity| excluded.iter().all(|other| !same(activity, other)))
        })
    }),
    shown: Shown {
        required: |excluded, _| Some(Required::NoneOf(excluded.clone())),
        found: |seen| Some(Found::Named(seen.facts.application().activities.clone())),
        words: |excluded, seen| {
            let Some(planned) = &seen.facts.application().activities else {
                return format!("The kinds of activity are not stated; not financed: {}.", texts(excluded));
            };
            let barred = |kind: &&String| excluded.iter().any(|other| same(kind, other));
            let struck: Vec<String> = planned.iter().filter(barred).cloned().collect();
            if struck.is_empty() {
                "Nothing is planned that the call does not finance.".to_owned()
            } else {
                format!("The call does not finance: {}.", texts(&struck))
            }
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
