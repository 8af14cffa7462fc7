//! The consortium has the members that the call recommends.

use super::composition::{MEMBER_FACTS, found, of_kinds};
use super::parts::{CONDITIONS_OF_ELIGIBILITY, STATED};
use crate::call::{MemberKind, Sourced};
use crate::check::def::{About, Asked, RuleDef};
use crate::outcome::{Consequence, Stage};

pub(super) const RECOMMENDED_MEMBERS: RuleDef<[Sourced<MemberKind>]> = of_kinds(
    About {
        title: "The consortium has the members that the call recommends.",
        explanation: "\
Counts like the compulsory members. A member that is only recommended is no condition: without it the proposal
stays eligible, and its quality may be judged lower.",
        since: STATED,
        stage: Stage::Award,
        consequence: Consequence::Clarify,
        citations: CONDITIONS_OF_ELIGIBILITY,
        facts: MEMBER_FACTS,
    },
    |call| {
        Asked::some(call.recommended_members(), call.recommended_members().first().map(|kind| &kind.source))
    },
    |seen| Some(found(seen.setting.call.recommended_members(), seen)),
);
