//! The requested grant is within the range of the call.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS};
use crate::call::{GrantRange, Point};
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, nothing};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::phrases::amounts;
use crate::check::project::{Amounts, grant_dependence, ranges_of, spanned, within_range};
use crate::check::targets::{Targets, is_for};
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

pub(super) const GRANT_RANGE: RuleDef<GrantRange> = RuleDef {
    about: About {
        title: "The requested grant is within the call's range.",
        explanation: "\
Compares the requested EU contribution, not the project's costs, with the smallest and the maximum grant
amount per project. Both ends are inside. Where the range depends on how many third countries are targeted,
the number of those that the call lists chooses it. Whether others count beside them is as the call says or leaves open;
where it says nothing of it, and it is open whether the list is closed, so is that. A bound that the sources leave unstated is an open question.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(Act::Financial2024, "Art. 189", Basis::Act, LATER_CALLS),
            Citation::act_noted(Act::Financial2018, "Art. 186", Basis::Inferred, EARLIER_CALLS),
        ],
        facts: &[FactKind::RequestedGrant, FactKind::TargetCountries],
    },
    asked: |call| call.grant_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::RequestedGrant, |range, at| {
        let call = at.setting.call;
        let within = |range| Outcomes::of(within_range(at.facts.proposal.requested_grant, range));
        if call.ranges_by_targets().is_empty() {
            return within(call.read_range(*range));
        }
        ranges_of(call, std::iter::once(range), Targets::of(at.facts.application(), call))
            .fold(Outcomes::NONE, |all, range| all.or(within(range)))
    }),
    shown: Shown {
        required: |range, seen| {
            let GrantRange { min, max, .. } = spanned(*range, &applied(range, seen));
            Some(Required::Amount { min, max })
        },
        found: |seen| Some(Found::Amount(seen.facts.proposal.requested_grant)),
        words: |range, seen| {
            let asked = asked_for(range, seen);
            match seen.facts.proposal.requested_grant {
                Some(amount) => {
                    let denied = denied(range, amount, seen);
                    format!("EUR {} requested; the call asks for {asked}.{denied}", amount.grouped())
                }
                None => format!("The requested grant is not stated; the call asks for {asked}."),
            }
        },
        reading: |other| Some(amounts(other.min, other.max)),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, dependence| {
        let proposal = &seen.facts.proposal;
        let amounts =
            proposal.requested_grant.map_or(Amounts::Unknown, |grant| Amounts::Within(grant, Some(grant)));
        let call = seen.setting.call;
        grant_dependence(amounts, Targets::of(seen.facts.application(), call), call, dependence);
    }),
};

/// Where a bound that is not stated is taken not to be kept, what is said of that.
fn denied(range: &GrantRange, amount: Eur, seen: &Seen<'_>) -> String {
    let read = seen.setting.call.read_range(*range);
    let stated = read.min.is_none_or(|min| amount >= min) && read.max.is_none_or(|max| amount <= max);
    let bounds = [("minimum", read.unsaid_min), ("maximum", read.unsaid_max)];
    let denied = bounds.into_iter().filter(|(_, unsaid)| *unsaid == Some(Point::Settled(false)));
    let by_targets = !seen.setting.call.ranges_by_targets().is_empty();
    match denied.map(|(bound, _)| bound).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        _ if by_targets || !stated || seen.outcome != Outcome::NotMet => String::new(),
        bounds => format!(
            " The {} grant is not stated, and the amount is assumed not to keep to it.",
            bounds.join(" and the ")
        ),
    }
}

/// The ranges that may apply, in words.
pub(super) fn asked_for(range: &GrantRange, seen: &Seen<'_>) -> String {
    let applied: Vec<String> =
        applied(range, seen).iter().map(|range| amounts(range.min, range.max)).collect();
    let by_targets = by_targets(seen);
    format!("{}{by_targets}{}", applied.join(", or "), unsaid(range, seen))
}

/// For how many target countries the range is, where the call has one for so many.
fn by_targets(seen: &Seen<'_>) -> String {
    let (call, application) = (seen.setting.call, seen.facts.application());
    let rows = call.ranges_by_targets();
    if rows.is_empty() {
        return String::new();
    }
    let countries = |count: u32| match count {
        0 => "no target country".to_owned(),
        1 => "one target country".to_owned(),
        count => format!("{count} target countries"),
    };
    let has_range = |count: u32| rows.iter().any(|row| is_for(row, count));
    match Targets::of(application, call) {
        Targets::Counted(count) if !has_range(count) => String::new(),
        // Where others than those of the list count as well, they are not the call's.
        Targets::Counted(count)
            if Targets::listed(application, call).is_some_and(|listed| listed != count) =>
        {
            format!(" for {}", countries(count))
        }
        Targets::Counted(count) => format!(" for {} of the call", countries(count)),
        Targets::Open { listed, otherwise, .. } => match (listed.min(otherwise), listed.max(otherwise)) {
            (0, most) => {
                format!(" for {}, or none where those outside the list do not count", countries(most))
            }
            (least, most) => {
                format!(" for {least} or {most} target countries, as those outside the list count or not")
            }
        },
        Targets::Unknown => " by how many target countries there are".to_owned(),
    }
}

/// Where a bound that is not stated may be what decides, what is said of it.
fn unsaid(range: &GrantRange, seen: &Seen<'_>) -> String {
    let call = seen.setting.call;
    let read = call.read_range(*range);
    let open = |unsaid: Option<Point>| matches!(unsaid, Some(Point::Open(_)));
    let bounds = [("smallest grant", open(read.unsaid_min)), ("maximum grant", open(read.unsaid_max))];
    let bounds: Vec<&str> = bounds.into_iter().filter(|(_, open)| *open).map(|(bound, _)| bound).collect();
    let widest = (read.unsaid_min.is_some() && read.min.is_some())
        || (read.unsaid_max.is_some() && read.max.is_some());
    match bounds.as_slice() {
        _ if seen.outcome != Outcome::Unknown || !call.ranges_by_targets().is_empty() => String::new(),
        [] => String::new(),
        bounds => format!(
            "; its {} is not stated{}, so it is open whether the amount keeps to it",
            bounds.join(" or "),
            if widest { " itself, and no wider than this" } else { "" }
        ),
    }
}

/// The ranges that may apply: one, unless it depends on target countries that are not known.
fn applied(range: &GrantRange, seen: &Seen<'_>) -> Vec<GrantRange> {
    let call = seen.setting.call;
    if call.ranges_by_targets().is_empty() {
        return vec![*range];
    }
    let mut applied: Vec<GrantRange> = Vec::new();
    for range in ranges_of(call, std::iter::once(range), Targets::of(seen.facts.application(), call)) {
        if !applied.contains(&range) {
            applied.push(range);
        }
    }
    applied
}
