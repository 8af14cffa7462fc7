//! The application is for one topic.

use super::parts::{CONDITIONS, STATED};
use super::parts::{met, texts};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::outcome::{Consequence, Stage};

pub(super) const ONE_TOPIC: RuleDef<()> = RuleDef {
    about: About {
        title: "The application is for one topic.",
        explanation: "\
An application that names further topics beside its own breaks the rule; one that names none keeps it. That an
organisation takes part in several applications is another matter.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::FurtherTopics],
    },
    asked: |call| call.one_topic_asked().map(Asked::stated),
    judge: Judge::Proposal(FactKind::FurtherTopics, |(), at| {
        let own = at.setting.call.topic();
        met(at.facts.application().further_topics.iter().all(|topic| topic == own))
    }),
    shown: Shown {
        required: |(), _| Some(Required::NotMore(0)),
        found: |seen| Some(Found::Named(Some(named(seen)))),
        words: |(), seen| match named(seen) {
            topics if topics.is_empty() => "The application is for one topic.".to_owned(),
            topics => format!("The application names further topics: {}.", texts(&topics)),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};

fn named(seen: &Seen<'_>) -> Vec<String> {
    let own = seen.setting.call.topic();
    let further = seen.facts.application().further_topics.iter().filter(|topic| *topic != own);
    further.map(ToString::to_string).collect()
}
