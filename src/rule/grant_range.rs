//! The requested grant is within the range of the call.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS};
use crate::call::GrantRange;
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, nothing};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::phrases::amounts;
use crate::check::project::{Amounts, grant_hinges, ranges_of, within_range};
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const GRANT_RANGE: RuleDef<GrantRange> = RuleDef {
    about: About {
        title: "The requested grant is within the call's range.",
        explanation: "\
Compares the requested EU contribution, not the project's costs, with the smallest and the maximum grant
amount per project. Both ends are inside. Where the range depends on how many third countries are targeted,
that number chooses it. A bound that the sources leave unsaid is an open question.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(Act::Financial2018, "Art. 186", Basis::Inferred, EARLIER_CALLS),
            Citation::act_noted(Act::Financial2024, "Art. 189", Basis::Act, LATER_CALLS),
        ],
        facts: &[FactKind::RequestedGrant, FactKind::TargetCountries],
    },
    asked: |call| call.grant_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::RequestedGrant, |range, at| {
        let (call, project) = (at.setting.call, &at.facts.project);
        let within = |range| Outcomes::of(within_range(project.requested_grant, range));
        if call.ranges_by_targets().is_empty() {
            return within(call.read_range(*range));
        }
        ranges_of(call, std::iter::once(range), project.target_countries)
            .fold(Outcomes::NONE, |all, range| all.or(within(range)))
    }),
    shown: Shown {
        required: |range, _| Some(Required::Amount { min: range.min, max: range.max }),
        found: |seen| Some(Found::Amount(seen.facts.project.requested_grant)),
        words: |range, seen| {
            let asked = amounts(range.min, range.max);
            match seen.facts.project.requested_grant {
                Some(amount) => format!("EUR {} requested; the call asks for {asked}.", amount.grouped()),
                None => format!("The requested grant is not stated; the call asks for {asked}."),
            }
        },
        reading: |other| Some(amounts(other.min, other.max)),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, hinges| {
        let project = &seen.facts.project;
        let amounts =
            project.requested_grant.map_or(Amounts::Unknown, |grant| Amounts::Within(grant, Some(grant)));
        grant_hinges(amounts, project.target_countries, seen.setting.call, hinges);
    }),
};
