//! There are no more parallel applications than the call allows.

use super::parts::known;
use super::parts::{CONDITIONS, STATED};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::outcome::{Consequence, Stage};

pub(super) const PARALLEL_APPLICATIONS: RuleDef<u32> = RuleDef {
    about: About {
        title: "There are no more parallel applications than the call allows.",
        explanation: "\
Counts the applications under the call that the coordinator takes part in, this one included. A call that says
nothing allows several; that the same costs are never financed twice holds in any case.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::ParallelApplications],
    },
    asked: |call| call.parallel_asked().map(Asked::stated),
    judge: Judge::Proposal(FactKind::ParallelApplications, |most, at| {
        known(at.facts.application().parallel_applications, |count| count <= *most)
    }),
    shown: Shown {
        required: |most, _| Some(Required::NotMore(*most)),
        found: |seen| Some(Found::Number(seen.facts.application().parallel_applications)),
        words: |most, seen| match seen.facts.application().parallel_applications {
            Some(count) => format!("{count} applications; the call allows at most {most}."),
            None => format!("The number of applications is not stated; the call allows at most {most}."),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
