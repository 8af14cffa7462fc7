//! The requested grant keeps to the funding rate of the call.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS};
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, nothing};
use crate::check::dependence::Dependence;
use crate::check::fact::Fact;
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::phrases::share;
use crate::check::project::{corrected_out_of_range, within_rate};
use crate::check::targets::Targets;
use crate::law::{Act, Basis, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

pub(super) const FUNDING_RATE: RuleDef<Rate> = RuleDef {
    about: About {
        title: "The requested grant keeps to the call's funding rate.",
        explanation: "\
Holds the requested EU contribution against the rate of the total eligible costs of the whole action. It keeps
to the rate if it is not more exactly, or if its share, rounded half up to two decimals of a per cent as the
portal shows it, is not above the rate as written; the exact excess is shown. A rate above the call's is
corrected in grant preparation and is no condition of eligibility; where the corrected grant leaves the call's
range, that is said with both numbers. Costs of zero or less carry no grant.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act_noted(Act::Financial2024, "Art. 193", Basis::Act, LATER_CALLS),
            Citation::act_noted(Act::Financial2018, "Art. 190", Basis::Inferred, EARLIER_CALLS),
        ],
        facts: &[FactKind::RequestedGrant, FactKind::TotalEligibleCosts],
    },
    asked: |call| call.rate_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::RequestedGrant, |rate, at| {
        let proposal = &at.facts.proposal;
        Outcomes::of(within_rate(proposal.requested_grant, proposal.total_eligible_costs, *rate))
    }),
    shown: Shown {
        required: |rate, _| Some(Required::Rate(*rate)),
        found: |seen| {
            let (requested, costs) =
                (seen.facts.proposal.requested_grant, seen.facts.proposal.total_eligible_costs);
            let share = requested.zip(costs).and_then(|(grant, costs)| Percent::of(grant, costs));
            Some(Found::Rate { requested, costs, share })
        },
        words: |rate, seen| {
            let (grant, costs) =
                (seen.facts.proposal.requested_grant, seen.facts.proposal.total_eligible_costs);
            let call = seen.setting.call;
            let out = costs.filter(|_| seen.outcome == Outcome::NotMet).and_then(|costs| {
                corrected_out_of_range(*rate, costs, Targets::of(seen.facts.application(), call), call)
            });
            share(grant, costs, *rate) + &out.unwrap_or_default()
        },
        reading: |other| Some(other.to_string()),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(depends),
};

fn depends(asked: Asked<'_, Rate>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let (grant, costs) = (seen.facts.proposal.requested_grant, seen.facts.proposal.total_eligible_costs);
    // Known costs at or below zero settle the rule, so an unknown grant depends only on costs above.
    if grant.is_none() && costs.is_none_or(|c| c > Eur::ZERO) {
        dependence.fact(Fact::of_proposal(FactKind::RequestedGrant));
    }
    if costs.is_none() {
        dependence.fact(Fact::of_proposal(FactKind::TotalEligibleCosts));
    }
    if let Some((question, other)) = asked.other {
        let of = |rate: Rate| within_rate(grant, costs, rate);
        // Asking nothing exceeds no rate.
        let unknown = (grant.is_none() || costs.is_none()) && grant.is_none_or(|g| g > Eur::ZERO);
        if other != asked.value && (unknown || of(*other) != of(*asked.value)) {
            dependence.question(question);
        }
    }
}
