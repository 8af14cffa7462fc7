//! Answers to what is unknown of the project, its money, its dates and its application.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};

use super::Setting;
use crate::budget::{Ceilings, Limit};
use crate::call::{Call, Duration};
use crate::check::fact::{facts_apart, programme_facts};
use crate::check::{FactKind, Setting as Checked, signature_days};
use crate::country::Country;
use crate::input::same;
use crate::money::{Eur, Rate};
use crate::report::Case;
use crate::time::{Deadline, Instant};

/// The largest amount that a proposal can state, in euro.
const MOST: i64 = 10_000_000_000_000;
/// More countries or objectives than this are not named to see what comes of it.
const NAMED: u32 = 200;

/// An answer about the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::next::deciding) enum Stated {
    Submitted(Instant),
    Months(i64),
    Grant(Eur),
    Costs(Eur),
    Signed(NaiveDate),
    Stage(u32),
    Annexes(Vec<String>),
    Pages(u32),
    Applications(u32),
    Objectives(Vec<String>),
    Targets(Vec<Country>),
    Routes(Vec<String>),
    ActivityCountries(Vec<Country>),
    Activities(Vec<String>),
    Letters(Vec<String>),
    Start(NaiveDate),
}

/// The facts that answers are known for.
pub(super) const ANSWERED: [FactKind; 16] = [
    FactKind::SubmittedAt,
    FactKind::DurationMonths,
    FactKind::RequestedGrant,
    FactKind::TotalEligibleCosts,
    FactKind::GrantSignature,
    FactKind::SubmissionStage,
    FactKind::Annexes,
    FactKind::Pages,
    FactKind::ParallelApplications,
    FactKind::Objectives,
    FactKind::TargetCountries,
    FactKind::Routes,
    FactKind::ActivityCountries,
    FactKind::Activities,
    FactKind::LettersOfSupport,
    FactKind::StartDate,
];

/// The smallest costs with which a grant above zero keeps to a rate.
pub(in crate::next::deciding) fn smallest_costs(grant: Eur, rate: Rate) -> Option<Eur> {
    rate.smallest_whole(grant).filter(|_| grant > Eur::ZERO)
}

/// Answers at both sides of every bound.
pub(super) fn answers(kind: FactKind, case: &Case, setting: &Setting<'_>) -> Vec<Stated> {
    let call = setting.call;
    let either = |most: Option<u32>| most.into_iter().flat_map(|most| [most, most.saturating_add(1)]);
    match kind {
        FactKind::SubmittedAt => submissions(case, setting).into_iter().map(Stated::Submitted).collect(),
        FactKind::DurationMonths => durations(call).into_iter().map(Stated::Months).collect(),
        FactKind::RequestedGrant => grants(case, call).into_iter().map(Stated::Grant).collect(),
        FactKind::TotalEligibleCosts => costs(case, call).into_iter().map(Stated::Costs).collect(),
        FactKind::GrantSignature => signatures(case, setting).into_iter().map(Stated::Signed).collect(),
        FactKind::SubmissionStage => vec![Stated::Stage(1), Stated::Stage(2)],
        FactKind::Annexes => {
            let asked = call.annexes().map(|a| a.value.named().cloned().collect()).unwrap_or_default();
            let mandatory = call.annexes().map(|a| a.value.mandatory.clone()).unwrap_or_default();
            vec![Stated::Annexes(asked), Stated::Annexes(mandatory), Stated::Annexes(Vec::new())]
        }
        FactKind::Pages => either(call.page_limit().map(|p| p.value)).map(Stated::Pages).collect(),
        FactKind::ParallelApplications => {
            either(call.parallel_asked().map(|p| p.value)).map(Stated::Applications).collect()
        }
        FactKind::Objectives => objectives(call).into_iter().map(Stated::Objectives).collect(),
        FactKind::TargetCountries => targets(call).into_iter().map(Stated::Targets).collect(),
        FactKind::Routes => vec![Stated::Routes(vec!["a route".to_owned()]), Stated::Routes(Vec::new())],
        FactKind::ActivityCountries => {
            let third = third_countries().take(1).collect();
            vec![Stated::ActivityCountries(third), Stated::ActivityCountries(Vec::new())]
        }
        FactKind::Activities => {
            let excluded = call.excluded_activities().map(|a| a.value.clone()).unwrap_or_default();
            vec![Stated::Activities(Vec::new()), Stated::Activities(excluded)]
        }
        FactKind::LettersOfSupport => letters(call).into_iter().map(Stated::Letters).collect(),
        FactKind::StartDate => {
            let submitted = case.proposal.submitted_at.unwrap_or(setting.as_of).brussels_date();
            [Some(submitted), submitted.pred_opt()].into_iter().flatten().map(Stated::Start).collect()
        }
        // Of participants.
        FactKind::ParticipantsComplete
        | FactKind::Participants
        | FactKind::Name
        | FactKind::Pic
        | FactKind::Role
        | FactKind::Country
        | FactKind::LegalForm
        | FactKind::Statuses
        | FactKind::AffiliatedTo
        | FactKind::OrganisationType
        | FactKind::MemberKinds
        | FactKind::Declarations
        | FactKind::FurtherTopics
        // For correction alone.
        | FactKind::SupportLegalForms
        | FactKind::SupportCountries => Vec::new(),
        facts_apart!() | programme_facts!() => Vec::new(),
    }
}

/// States an answer.
pub(super) fn state(answer: &Stated, case: &mut Case) {
    let proposal = &mut case.proposal;
    let application = &mut proposal.application;
    match answer {
        Stated::Submitted(at) => proposal.submitted_at = Some(*at),
        Stated::Months(months) => proposal.duration_months = Some(*months),
        Stated::Grant(grant) => proposal.requested_grant = Some(*grant),
        Stated::Costs(costs) => proposal.total_eligible_costs = Some(*costs),
        Stated::Signed(day) => proposal.grant_signature = Some(*day),
        Stated::Stage(stage) => application.submission_stage = Some(*stage),
        Stated::Annexes(annexes) => application.annexes = Some(annexes.clone()),
        Stated::Pages(pages) => application.pages = Some(*pages),
        Stated::Applications(count) => application.parallel_applications = Some(*count),
        Stated::Objectives(named) => application.objectives = Some(named.clone()),
        Stated::Targets(targets) => application.target_countries = Some(targets.clone().into()),
        Stated::Routes(routes) => application.routes = Some(routes.clone()),
        Stated::ActivityCountries(countries) => {
            application.activity_countries = Some(countries.clone().into());
        }
        Stated::Activities(activities) => application.activities = Some(activities.clone()),
        Stated::Letters(letters) => application.letters_of_support = Some(letters.clone()),
        Stated::Start(day) => application.start_date = Some(*day),
    }
}

/// In the last second before a deadline and in the first after its own, which is open; on the day on which the action starts, on the next, and
/// when it is completed.
fn submissions(case: &Case, setting: &Setting<'_>) -> Vec<Instant> {
    let call = setting.call;
    let deadlines = call.deadline_asked().into_iter().flat_map(|d| d.values().copied());
    let around = |deadline: Deadline| [deadline.last_second(), deadline.instant().next_second()];
    let mut times: Vec<Instant> = deadlines.chain(call.second_stage()).flat_map(around).collect();
    let start = case.proposal.application.start_date;
    let months = case.proposal.duration_months.or_else(|| durations(call).into_iter().max()).unwrap_or(1);
    let lasts = u32::try_from(months.max(1)).ok().map(Months::new);
    let end = start.zip(lasts).and_then(|(day, lasts)| day.checked_add_months(lasts));
    let days = [start, start.and_then(|day| day.succ_opt()), end.and_then(|day| day.succ_opt())];
    let noon = days.into_iter().flatten().filter_map(|day| day.and_hms_opt(12, 0, 0));
    times.extend(noon.map(|at| Instant::new(at.and_utc().fixed_offset())));
    if times.is_empty() {
        times.push(setting.as_of);
    }
    times
}

/// All the letters that the call takes in the place of members, none, and all but one.
fn letters(call: &Call) -> Vec<Vec<String>> {
    let mut all: Vec<String> =
        call.required_members().iter().filter_map(|k| k.value.or_letter.clone()).collect();
    all.sort_unstable();
    all.dedup();
    let but_one = all.iter().map(|left| all.iter().filter(|one| *one != left).cloned().collect());
    let mut ways: Vec<Vec<String>> = vec![all.clone(), Vec::new()];
    ways.extend(but_one.filter(|_| all.len() > 1));
    ways
}

/// What is inside comes first.
fn durations(call: &Call) -> Vec<i64> {
    let asked = call.duration_asked().into_iter().flat_map(|d| d.values().copied());
    let around = asked.flat_map(|Duration { min, max, .. }| {
        let outside = [min.and_then(|m| m.checked_sub(1)), max.and_then(|m| m.checked_add(1))];
        [min, max].into_iter().chain(outside).flatten()
    });
    let months: BTreeSet<i64> = around.collect();
    let mut months: Vec<i64> = months.into_iter().collect();
    months.sort_by_key(|m| {
        call.duration_asked().is_some_and(|d| {
            !d.values().all(|d| d.min.is_none_or(|min| *m >= min) && d.max.is_none_or(|max| *m <= max))
        })
    });
    if months.is_empty() {
        months.push(1);
    }
    months
}

/// Where sources disagree, both rates are bounds.
fn rates(call: &Call) -> impl Iterator<Item = Rate> {
    call.rate_asked().into_iter().flat_map(|r| r.values().copied())
}

fn step(amount: Eur, cents: i64) -> Option<Eur> {
    amount.cents().checked_add(cents).and_then(Eur::from_cents)
}

fn grants(case: &Case, call: &Call) -> Vec<Eur> {
    let own = || call.grant_asked().into_iter().flat_map(|r| r.values().copied());
    let ranges = || own().chain(call.ranges_by_targets().iter().map(|row| row.range));
    let mut amounts: Vec<Eur> = Vec::new();
    for rate in rates(call) {
        let Some(costs) = case.proposal.total_eligible_costs else { break };
        let mut ceilings = Ceilings::new(costs);
        ceilings.rate = Some(rate);
        let limits = ceilings.largest_grant().map(|l| l.limits).unwrap_or_default();
        let most = limits.into_iter().find(|(limit, _)| *limit == Limit::FundingRate);
        if let Some((_, most)) = most {
            amounts.extend([Some(most), step(most, 1)].into_iter().flatten());
        }
    }
    let inside = ranges().flat_map(|r| [r.min, r.max]).flatten();
    let outside = ranges().flat_map(|r| {
        // Where a bound is unsaid, what is beyond the other depends on it.
        let by = |bound: Option<Eur>, cents: i64| bound.and_then(|b| step(b, cents));
        [by(r.min, -1), by(r.max, 1), by(r.min, 1), by(r.max, -1)]
    });
    let annexes = call.annexes().into_iter().flat_map(|annexes| &annexes.value.of_some);
    let above = annexes.filter_map(|row| row.requested_above).flat_map(|at| [Some(at), step(at, 1)]);
    amounts.extend(inside.chain(outside.flatten()).chain(above.flatten()).chain([Eur::ZERO]));
    amounts
}

fn costs(case: &Case, call: &Call) -> Vec<Eur> {
    let grant = case.proposal.requested_grant;
    let least = rates(call).filter_map(|rate| smallest_costs(grant?, rate));
    let around = least.flat_map(|costs| [Some(costs), step(costs, -1)]);
    std::iter::once(Eur::from_euros(MOST)).chain(around).chain([Some(Eur::ZERO)]).flatten().collect()
}

/// Around every day that something on record depends on, the latest first.
fn signatures(case: &Case, setting: &Setting<'_>) -> Vec<NaiveDate> {
    let Setting { call, as_of, .. } = *setting;
    let events = call.terms().negotiating.iter().filter_map(|n| n.in_force);
    let days = events.chain(call.signed_after()).chain([as_of.brussels_date()]);
    let around =
        |day: NaiveDate| [day.checked_add_days(Days::new(1)), Some(day), day.checked_sub_days(Days::new(1))];
    let mut days: BTreeSet<NaiveDate> = days.flat_map(around).flatten().collect();
    // To state one until the deadline would be a slip.
    days.retain(|day| call.may_be_signed_on(*day));
    days.extend(signature_days(&case.proposal.consortium.participants, &Checked::new(call, as_of, None)));
    days.into_iter().rev().collect()
}

/// As many as are asked, and one more or fewer.
fn counts(at_least: u32, at_most: Option<u32>) -> Vec<u32> {
    let most = at_most.into_iter().flat_map(|most| [most, most.saturating_add(1)]);
    let mut counts: Vec<u32> = [at_least, at_least.saturating_sub(1), 0].into_iter().chain(most).collect();
    let mut seen = BTreeSet::new();
    counts.retain(|count| *count <= NAMED && seen.insert(*count));
    counts
}

/// As many of the list as are asked, one more or fewer; where sources disagree, with as many beside them that the other
/// reading takes.
fn objectives(call: &Call) -> Vec<Vec<String>> {
    let Some(condition) = call.objectives_asked() else { return Vec::new() };
    let asked = &condition.unassumed().value;
    let invented = |count: u32| (1..=count).map(|n| format!("objective {n}")).collect::<Vec<_>>();
    let listed = |count: u32| -> Vec<String> {
        match asked.of.is_empty() {
            true => invented(count),
            false => asked.of.iter().take(count as usize).cloned().collect(),
        }
    };
    let own = counts(asked.at_least, asked.at_most);
    let Some((_, other)) = condition.other() else { return own.into_iter().map(listed).collect() };
    let beside = |count: u32| -> Vec<String> {
        let more = other.of.iter().filter(|name| !asked.of.iter().any(|listed| same(listed, name)));
        match other.of.is_empty() {
            true => invented(count),
            false => more.take(count as usize).cloned().collect(),
        }
    };
    let mut ways: Vec<Vec<String>> = Vec::new();
    for count in own {
        for more in counts(other.at_least, other.at_most) {
            let mut way = listed(count);
            way.extend(beside(more).into_iter().filter(|name| !listed(count).contains(name)));
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    ways
}

fn third_countries() -> impl Iterator<Item = Country> {
    Country::all().filter(|c| c.state() == *c && c.member_state_index().is_none())
}

/// As many of the list as are asked, one more or fewer; and as many in all as tell ranges apart.
fn targets(call: &Call) -> Vec<Vec<Country>> {
    let asked = call.targets_asked().map(|t| &t.unassumed().value);
    let listed: Vec<Country> = asked
        .map(|t| t.of.clone())
        .filter(|of| !of.is_empty())
        .unwrap_or_else(|| third_countries().collect());
    let others: Vec<Country> = third_countries().filter(|c| !listed.contains(c)).collect();
    let rows = call.ranges_by_targets().iter();
    let ends = rows.flat_map(|row| [Some(row.from), row.to, row.to.and_then(|to| to.checked_add(1))]);
    let mut in_all: Vec<u32> = ends.flatten().chain([0]).filter(|count| *count <= NAMED).collect();
    let mut from_list = asked.map_or_else(|| vec![0], |t| counts(t.at_least, t.at_most));
    if asked.is_some() {
        // Where the call lists countries, those on its list tell its ranges apart.
        from_list
            .extend(in_all.iter().copied().filter(|count| !from_list.contains(count)).collect::<Vec<_>>());
    }
    in_all.extend(&from_list);
    let mut ways: Vec<Vec<Country>> = Vec::new();
    for from_list in from_list {
        for in_all in &in_all {
            let more = in_all.saturating_sub(from_list);
            // Where any country may be named, others are taken from the same list.
            let named = listed.iter().take(from_list as usize);
            let beside = if others.is_empty() { listed.get(from_list as usize..) } else { Some(&*others) };
            let beside = beside.unwrap_or_default().iter().take(more as usize);
            let way: Vec<Country> = named.chain(beside).copied().collect();
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    ways
}
