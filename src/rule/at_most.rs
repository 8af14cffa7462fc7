//! What the application has no more of than the call allows: pages, applications beside it.

use super::parts::known;
use super::parts::{CONDITIONS, MANUAL, STATED};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::phrases::counted;
use crate::law::{Basis, Citation};
use crate::outcome::{Consequence, Stage};

/// A rule on a number of the application that is not above the number of the call.
macro_rules! at_most {
    ($about:expr, $asked:ident, $fact:ident, $number:ident, $one:literal, $counted:literal) => {
        RuleDef {
            about: $about,
            asked: |call| call.$asked().map(Asked::stated),
            judge: Judge::Proposal(FactKind::$fact, |most, at| {
                known(at.facts.application().$number, |number| number <= *most)
            }),
            shown: Shown {
                required: |most, _| Some(Required::NotMore(*most)),
                found: |seen| Some(Found::Number(seen.facts.application().$number)),
                words: |most, seen| match seen.facts.application().$number {
                    Some(number) => {
                        let number = counted(number, $one, $counted);
                        format!("{number}; the call allows at most {most}.")
                    }
                    None => format!(
                        concat!("The number of ", $counted, " is not stated; the call allows at most {}."),
                        most
                    ),
                },
                reading: no_reading,
                because: by_role,
                awaits: nothing,
                note: no_note,
                counted: no_list,
            },
            depends: DependsOn::Facts,
        }
    };
}

pub(super) const PAGE_LIMIT: RuleDef<u32> = at_most!(
    About {
        title: "The technical description keeps to the page limit.",
        explanation: "\
Pages of the technical description (Part B) beyond the limit are made invisible and disregarded; the
application stays admissible, and what stands on them is not evaluated.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Correct,
        citations: &[
            Citation::document(MANUAL, "3.1.4", Basis::OfficialPage),
            Citation::document(MANUAL, "3.2.1", Basis::OfficialPage),
        ],
        facts: &[FactKind::Pages],
    },
    page_limit,
    Pages,
    pages,
    "page",
    "pages"
);

pub(super) const PARALLEL_APPLICATIONS: RuleDef<u32> = at_most!(
    About {
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
    parallel_asked,
    ParallelApplications,
    parallel_applications,
    "application",
    "applications"
);
