//! Days of a programme: the time of eligibility, decisions, publications.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};

use super::{PERIOD, ProgrammeAt, Programmes, cpr, day, lacks};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Decision, DecisionKind};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::{day as on, is_to_come};

/// The first and the last day on which expenditure of the period is eligible.
pub(in crate::rule) const ELIGIBLE: (NaiveDate, NaiveDate) = (on(2021, 1, 1), on(2029, 12, 31));

/// The head states the time of eligibility.
pub(crate) const ELIGIBLE_TIME: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The programme is eligible from 1 January 2021 until 31 December 2029.",
        explanation: "\
The head of a programme of this Fund states 1 January 2021 and 31 December 2029, the days between which
expenditure counts under Art. 63(2). Both are days of the law; another one in the head is an error of the
file that every check of an item would inherit.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(2)", Known::Act)],
        facts: &[F::EligibleFrom, F::EligibleUntil],
    },
    judge: eligible_time,
};

fn eligible_time(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (kind, stated, asked) in [
        (F::EligibleFrom, at.programme.eligible_from, ELIGIBLE.0),
        (F::EligibleUntil, at.programme.eligible_until, ELIGIBLE.1),
    ] {
        let outcome = match stated {
            None => Outcome::Unknown,
            Some(stated) if stated == asked => Outcome::Met,
            Some(_) => Outcome::NotMet,
        };
        tell.tell(Subject::Fact(kind), outcome, |kept| {
            kept.lacks(Fact::of_proposal(kind));
            kept.found = Some(Found::Day(stated));
            kept.message = match stated {
                Some(stated) => format!("{stated} is stated; the law says {asked}."),
                None => format!("No day is stated; the law says {asked}."),
            };
        });
    }
}

/// Decisions follow each other.
pub(crate) const DECISIONS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "A programme is adopted once and first, and decided after it was asked for.",
        explanation: "\
One decision adopts the programme; it is not before the programme was first submitted, and no other decision is
before it. An amendment is decided after it was requested (Art. 24): the day of the request is the one from which
newly eligible types of intervention count, so a request after its decision would move money in time.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 23", Known::Unverified), cpr("Art. 24", Known::Unverified)],
        facts: &[F::Decisions, F::Kind, F::Date, F::RequestedOn, F::SubmittedOn],
    },
    judge: decisions,
};

fn decisions(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let all = at.programme.decisions.iter().flatten();
    let adoption = at.programme.first_adoption();
    let unsure: Vec<usize> =
        all.clone().enumerate().filter(|(_, d)| d.kind.is_none()).map(|(n, _)| n).collect();
    let outcomes = over_kinds(&all.clone().collect::<Vec<_>>(), &unsure, at.programme.submitted_on);
    let (firsts, _) = at.programme.first_adoptions();
    for (place, decision) in all.clone().enumerate() {
        let first = adoption.is_some_and(|first| std::ptr::eq(first, decision));
        let (earlier, what) = match (first, decision.kind) {
            (true, _) => (at.programme.submitted_on, "the programme was submitted on"),
            (false, _) => (adoption.and_then(|a| a.date), "the programme was adopted on"),
        };
        let outcome = outcomes.get(place).copied().unwrap_or(Outcomes::MET_OR_NOT).fold();
        let second = decision.kind == Some(DecisionKind::Adoption) && !first && outcome == Outcome::NotMet;
        // Only an amendment is requested.
        let asked = decision.kind.is_none_or(|kind| kind == DecisionKind::Amendment);
        tell.tell(Subject::Item(F::Decisions, place), outcome, |kept| {
            kept.ids = decision.number.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Decisions, place, fact);
            for (n, d) in firsts.iter().copied().chain([(place, decision)]) {
                lacks(kept, d.kind.is_none(), Fact::of_item(F::Decisions, n, F::Kind));
                lacks(kept, d.date.is_none(), Fact::of_item(F::Decisions, n, F::Date));
            }
            lacks(kept, asked && decision.requested_on.is_none(), of(F::RequestedOn));
            let may_be_first = firsts.iter().any(|(n, _)| *n == place);
            let unsubmitted = at.programme.submitted_on.is_none();
            lacks(kept, may_be_first && unsubmitted, Fact::of_proposal(F::SubmittedOn));
            lacks(kept, firsts.is_empty(), Fact::of_proposal(F::Decisions));
            kept.found = Some(Found::Day(decision.date));
            let twice = if second { " It is a second adoption." } else { "" };
            let asked = decision.requested_on.map(|on| format!(", requested on {on}")).unwrap_or_default();
            kept.message =
                format!("Decided on {}{asked}; {what} {}.{twice}", day(decision.date), day(earlier));
        });
    }
}

/// With more decisions whose kind is not known than this, each of them may be anything.
const WAYS: u32 = 4;

/// What each decision comes to over every kind that those of an unknown kind may be.
fn over_kinds(all: &[&Decision], unknown: &[usize], submitted_on: Option<NaiveDate>) -> Vec<Outcomes> {
    let kinds = DecisionKind::ALL;
    let ways = u32::try_from(unknown.len()).ok().filter(|many| *many <= WAYS);
    let Some(ways) = ways.map(|many| kinds.len().saturating_pow(many)) else {
        return vec![Outcomes::MET_OR_NOT; all.len()];
    };
    let mut told = vec![Outcomes::NONE; all.len()];
    for way in 0..ways {
        let mut left = way;
        let mut of: Vec<Option<DecisionKind>> = all.iter().map(|d| d.kind).collect();
        for place in unknown {
            if let Some(kind) = of.get_mut(*place) {
                *kind = left.checked_rem(kinds.len()).and_then(|at| kinds.get(at)).copied();
            }
            left = left.checked_div(kinds.len()).unwrap_or(0);
        }
        // An adoption whose day is not stated may be the first of them.
        let adoptions = || {
            all.iter().zip(&of).enumerate().filter(|(_, (_, kind))| **kind == Some(DecisionKind::Adoption))
        };
        let dated = adoptions().filter(|(_, (d, _))| d.date.is_some()).min_by_key(|(_, (d, _))| d.date);
        let undated = adoptions().filter(|(_, (d, _))| d.date.is_none());
        let mut firsts: Vec<Option<usize>> =
            dated.into_iter().chain(undated).map(|(place, _)| Some(place)).collect();
        if firsts.is_empty() {
            firsts.push(None);
        }
        for first in firsts {
            let one = of_kinds(all, &of, first, submitted_on);
            told.iter_mut().zip(one).for_each(|(told, outcome)| *told = told.or(Outcomes::of(outcome)));
        }
    }
    told
}

/// What each decision comes to where the kind of each is known, and which is the first adoption.
fn of_kinds(
    all: &[&Decision],
    kinds: &[Option<DecisionKind>],
    first: Option<usize>,
    submitted_on: Option<NaiveDate>,
) -> Vec<Outcome> {
    let every = || all.iter().zip(kinds).enumerate();
    let first = first.map(|place| (place, all.get(place).and_then(|d| d.date)));
    let outcome = |(place, (decision, kind)): (usize, (&&Decision, &Option<DecisionKind>))| {
        let is_first = first.is_some_and(|(first, _)| first == place);
        let earlier = if is_first { submitted_on } else { first.and_then(|(_, date)| date) };
        let after = earlier.zip(decision.date).map(|(earlier, on)| earlier <= on);
        // Only an amendment is requested.
        let requested = match kind {
            Some(DecisionKind::Amendment) => {
                decision.requested_on.zip(decision.date).map(|(asked, on)| asked <= on)
            }
            _ => Some(true),
        };
        let second = *kind == Some(DecisionKind::Adoption) && !is_first;
        match (after, requested) {
            _ if second => Outcome::NotMet,
            (Some(false), _) | (_, Some(false)) => Outcome::NotMet,
            (Some(true), Some(true)) => Outcome::Met,
            _ => Outcome::Unknown,
        }
    };
    every().map(outcome).collect()
}

/// Lists are published often enough.
pub(crate) const PUBLICATION: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The list of operations is updated every four months, the calendar three times a year.",
        explanation: "\
Art. 49(3): the list of operations at least every four months; Art. 49(2): the timetable of planned calls at least
three times a year. Each stated update is compared with the next one, the last with the day of the check; years
of the calendar that are over are counted from the second on, since the first may be incomplete. Updates of one day are one.
An update after the day of the check has not been made and does not count. Where none has been made it is open by when the
first is due, which no text that was read says.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 49(2)", Known::Act), cpr("Art. 49(3)", Known::Act)],
        facts: &[F::Publication, F::ListOn, F::CalendarOn, F::Date],
    },
    judge: publication,
};

/// Tells whether a list is published often enough: `days` are its updates, of which those to the day of the check count; `late`
/// says of them what was not done in time.
fn published(
    at: &ProgrammeAt<'_>,
    tell: &mut Teller<'_, '_>,
    (kind, what, required): (F, &str, Required),
    days: Option<&Vec<NaiveDate>>,
    late: impl Fn(&[NaiveDate]) -> Result<&'static str, String>,
) {
    // What is still to come was not published.
    let done = days.into_iter().flatten().copied().filter(|day| !is_to_come(Some(*day), at.as_of));
    let done: Vec<NaiveDate> = done.collect::<BTreeSet<_>>().into_iter().collect();
    let found = late(&done);
    let outcome = match &found {
        _ if done.is_empty() => Outcome::Unknown,
        Ok(_) => Outcome::Met,
        Err(_) => Outcome::NotMet,
    };
    tell.tell(Subject::Fact(kind), outcome, |kept| {
        lacks(kept, days.is_none(), Fact::of_proposal(kind));
        if days.is_some() {
            kept.asks([Doubt::FirstPublication]);
        }
        kept.required = Some(required);
        kept.message = match (days, found) {
            (None, _) => format!("When {what} was published is unknown."),
            (Some(_), _) if done.is_empty() => {
                let until = at.as_of.map(|as_of| format!(" by {as_of}")).unwrap_or_default();
                format!("As stated, {what} was not published{until}; by when it first must be is open.")
            }
            (Some(_), Ok(found)) => found.to_owned(),
            (Some(_), Err(found)) => found,
        };
    });
}

fn publication(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let publication = at.programme.publication.as_ref();
    let list = publication.and_then(|p| p.list_on.as_ref());
    published(at, tell, (F::ListOn, "the list of operations", Required::NotMore(4)), list, |done| {
        let days: Vec<NaiveDate> = done.iter().copied().chain(at.as_of).collect();
        let late = days.iter().zip(days.iter().skip(1)).find(|(before, after)| {
            before.checked_add_months(Months::new(4)).is_some_and(|limit| **after > limit)
        });
        match late {
            Some((before, after)) => Err(format!("The list of {before} was not updated until {after}.")),
            None => Ok("No stated update of the list is more than four months after the one before."),
        }
    });
    let calendar = publication.and_then(|p| p.calendar_on.as_ref());
    published(at, tell, (F::CalendarOn, "the calendar of calls", Required::AtLeast(3)), calendar, |done| {
        let first = done.first().map(Datelike::year);
        let over = |year: i32| at.as_of.is_some_and(|as_of| as_of.year() > year);
        let mut years =
            first.into_iter().flat_map(|first| first.saturating_add(1)..=2029).take_while(|year| over(*year));
        match years.find(|year| done.iter().filter(|on| on.year() == *year).count() < 3) {
            Some(year) => Err(format!("In {year} the calendar of calls was updated less than three times.")),
            None => Ok("In no year that is over was the calendar updated less than three times."),
        }
    });
}
