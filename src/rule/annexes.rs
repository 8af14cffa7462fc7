//! Every mandatory annex is attached.

use super::parts::{CONDITIONS, STATED};
use super::parts::{known, texts};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::named::same;
use crate::check::operands::{Found, Required};
use crate::outcome::{Consequence, Stage};

pub(super) const ANNEXES: RuleDef<Vec<String>> = RuleDef {
    about: About {
        title: "Every mandatory annex is attached.",
        explanation: "\
An application without an annex that the call makes mandatory is inadmissible. Annexes go by the names that the
call uses, without regard to case. An annex that the call only asks for is no condition.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::Annexes],
    },
    asked: |call| call.annexes().map(Asked::stated),
    judge: Judge::Proposal(FactKind::Annexes, |asked, at| {
        known(at.facts.application().annexes.as_ref(), |attached| {
            asked.iter().all(|annex| attached.iter().any(|other| same(annex, other)))
        })
    }),
    shown: Shown {
        required: |asked, _| Some(Required::AllOf(asked.clone())),
        found: |seen| Some(Found::Named(seen.facts.application().annexes.clone())),
        words: |asked, seen| {
            let Some(attached) = &seen.facts.application().annexes else {
                return format!("The annexes are not stated; mandatory: {}.", texts(asked));
            };
            let lacks = |name: &&String| !attached.iter().any(|other| same(name, other));
            let missing: Vec<String> = asked.iter().filter(lacks).cloned().collect();
            if missing.is_empty() {
                format!("Every mandatory annex is attached: {}.", texts(asked))
            } else {
                let asked = "the applicant may be asked for a document that is missing (Financial Regulation, Art. 154)";
                format!("Not attached: {}; {asked}.", texts(&missing))
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
