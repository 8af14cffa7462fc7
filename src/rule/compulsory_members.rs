//! The consortium has the members that the call makes compulsory.

use super::composition::{MEMBER_FACTS, found, of_kinds};
use super::parts::{CONDITIONS_OF_ELIGIBILITY, STATED};
use crate::call::{MemberKind, Sourced};
use crate::check::def::{About, Asked, RuleDef};
use crate::outcome::{Consequence, Stage};

pub(super) const COMPULSORY_MEMBERS: RuleDef<[Sourced<MemberKind>]> = of_kinds(
    About {
        title: "The consortium has the members that the call makes compulsory.",
        explanation: "\
For each kind of member that the call names, counts the distinct organisations of that kind, regardless of
their own eligibility, which other rules check; where the call removes whoever is ineligible, the rest is counted
without those whom it removes. One organisation may serve several kinds. An international organisation is a public body.
Where members come from several Member States, one in an overseas territory counts for its State as the call says, or is
open.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS_OF_ELIGIBILITY,
        facts: MEMBER_FACTS,
    },
    |call| Asked::some(call.required_members(), call.required_members().first().map(|kind| &kind.source)),
    |seen| Some(found(seen.setting.call.required_members(), seen)),
);
