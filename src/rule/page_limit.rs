//! The technical description keeps to the page limit.

use super::parts::known;
use super::parts::{MANUAL, STATED};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::law::{Basis, Citation};
use crate::outcome::{Consequence, Stage};

pub(super) const PAGE_LIMIT: RuleDef<u32> = RuleDef {
    about: About {
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
    asked: |call| call.page_limit().map(Asked::stated),
    judge: Judge::Proposal(FactKind::Pages, |most, at| {
        known(at.facts.application().pages, |pages| pages <= *most)
    }),
    shown: Shown {
        required: |most, _| Some(Required::NotMore(*most)),
        found: |seen| Some(Found::Number(seen.facts.application().pages)),
        words: |most, seen| match seen.facts.application().pages {
            Some(count) => format!("{count} pages; the call allows at most {most}."),
            None => format!("The number of pages is not stated; the call allows at most {most}."),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
