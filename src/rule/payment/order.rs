//! When an application may be submitted, and beside which others.

use chrono::{Datelike, NaiveDate};

use super::super::programme::{PERIOD, ProgrammeAt, Programmes, cpr, day, lacks, name, within};
use super::{awaited, counting, if_it_came, if_it_came_and_counts, if_it_counts, lacks_above_zero};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::{Basis as Known, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{ApplicationStatus, PaymentApplication, submission};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::{is_over, is_to_come};

const SFC: Citation =
    Citation::document("SFC2021, support portal", "Payment applications", Known::OfficialPage);

/// The end of the submission period of a day. The six periods were not read.
fn period_end(on: NaiveDate) -> Option<NaiveDate> {
    let ends = [(2, 28), (5, 31), (7, 31), (10, 31), (11, 30), (12, 31)];
    let mut ends = ends.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(on.year(), *month, *day));
    ends.find(|end| on <= *end)
}

/// Whether a day is 29 February: whether that is of the period that ends in February, or of the next, was not read.
fn is_leap_day(on: NaiveDate) -> bool {
    (on.month(), on.day()) == (2, 29)
}

/// Whether two days are of one submission period; `None` where one of them is 29 February and the other in one of the two periods
/// of which that may be.
fn in_one_period(a: NaiveDate, b: NaiveDate) -> Option<bool> {
    let may = |leap: NaiveDate, other: NaiveDate| {
        let before = leap.pred_opt().and_then(period_end);
        [before, period_end(leap)].contains(&period_end(other))
    };
    match (is_leap_day(a), is_leap_day(b)) {
        _ if a == b => Some(true),
        (true, _) if may(a, b) => None,
        (_, true) if may(b, a) => None,
        _ => Some(period_end(a) == period_end(b)),
    }
}

/// What an application finds in its way.
struct Way<'a> {
    /// The one that stands there for sure: of several the one that was submitted first, of those of one day the first by its id.
    blocks: Option<(usize, &'a PaymentApplication)>,
    /// Those that may.
    may: Vec<usize>,
}

impl<'a> Way<'a> {
    /// Looks at others: whether each stands in the way, where that is known.
    fn of(
        others: impl Iterator<Item = (usize, &'a PaymentApplication)>,
        stands: impl Fn(&PaymentApplication) -> Option<bool>,
    ) -> Self {
        let mut way = Way { blocks: None, may: Vec::new() };
        for (place, other) in others {
            match stands(other) {
                Some(true) => {
                    let those = way.blocks.into_iter().chain([(place, other)]);
                    way.blocks = those.min_by_key(|(_, one)| (one.submitted_on, &one.id));
                }
                Some(false) => {}
                None => way.may.push(place),
            }
        }
        way
    }

    fn outcome(&self) -> Outcome {
        match self.blocks {
            Some(_) => Outcome::NotMet,
            None if self.may.is_empty() => Outcome::Met,
            None => Outcome::Unknown,
        }
    }

    /// Whether the facts of an application decide: of the one that is looked at, or of one that may stand in its way.
    fn asks(&self, of: usize, place: usize) -> bool {
        place == of || self.may.contains(&place)
    }

    /// The ids of an application and of the one in its way.
    fn ids(&self, of: &PaymentApplication) -> Vec<String> {
        of.id.iter().cloned().chain(self.blocks.and_then(|(_, other)| other.id.clone())).collect()
    }
}

/// Whether an application was submitted on a day before that of another; `None` where a day is unknown.
fn is_before(one: &PaymentApplication, other: &PaymentApplication) -> Option<bool> {
    one.submitted_on.zip(other.submitted_on).map(|(on, other_on)| on < other_on)
}

/// That an application was submitted on its day, in the words given, or will be.
fn submitted(at: &ProgrammeAt<'_>, a: &PaymentApplication, was: &'static str) -> &'static str {
    if a.is_to_come(at.as_of) { "is to be submitted" } else { was }
}

/// One application in a submission period.
pub(crate) const ONE_PER_PERIOD: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "There is at most one payment application in an accounting year and submission period.",
        explanation: "\
SFC2021 accepts at most one payment application for a programme, fund, accounting year and submission period;
rejected, cancelled and withdrawn ones do not count. The periods end on 28 February, 31 May, 31 July, 31
October, 30 November and 31 December (Art. 91(1), not read); into which of the first two 29 February falls is open. Of two in one period it is told of the one that was
submitted later, of two on one day of both, whichever stands first in the file: the other, which stands in the way, is named. An application of a day to come is not
submitted yet, and conditional on another period.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[SFC, cpr("Art. 91(1)", Known::Unverified)],
        facts: &[F::Applications, F::AccountingYear, F::SubmittedOn, F::Status],
    },
    judge: one_per_period,
};

fn one_per_period(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let all: Vec<(usize, &PaymentApplication)> = counting(at.programme).collect();
    for (place, a) in &all {
        let others = all.iter().copied().filter(|(other, _)| other != place);
        let way = Way::of(others, |b| {
            let year = a.year().zip(b.year()).map(|(a, b)| a == b);
            // Of two of one day each stands in the way of the other.
            let after = is_before(a, b);
            let days = a.submitted_on.zip(b.submitted_on);
            let period = days.and_then(|(a, b)| in_one_period(a, b));
            match (year, period, after) {
                (Some(false), ..) | (_, Some(false), _) | (.., Some(true)) => Some(false),
                (Some(true), Some(true), Some(false)) if a.status.is_some() && b.status.is_some() => {
                    Some(true)
                }
                _ => None,
            }
        });
        let outcome = if_it_came(at.as_of, a, way.outcome());
        tell.tell(Subject::Item(F::Applications, *place), outcome, |kept| {
            kept.ids = way.ids(a);
            kept.awaits = awaited(a, "the application is submitted in another period");
            for (other, b) in all.iter().filter(|(other, _)| way.asks(*place, *other)) {
                let of = |fact| Fact::of_item(F::Applications, *other, fact);
                lacks(kept, b.year().is_none(), of(F::AccountingYear));
                lacks(kept, b.submitted_on.is_none(), of(F::SubmittedOn));
                lacks(kept, b.status.is_none(), of(F::Status));
                let days = a.submitted_on.zip(b.submitted_on);
                let open = other != place && days.is_some_and(|(a, b)| in_one_period(a, b).is_none());
                kept.asks(open.then_some(Doubt::PeriodOf29February));
            }
            let id = name(a.id.as_deref());
            kept.message = match way.blocks {
                Some((other, b)) => format!(
                    "{id} of {} falls into the period of {} (/applications/{other}), {} on {}.",
                    day(a.submitted_on),
                    name(b.id.as_deref()),
                    submitted(at, b, "submitted"),
                    day(b.submitted_on)
                ),
                None if way.may.is_empty() => format!("No earlier application is in the period of {id}."),
                None => format!("Whether an earlier application is in the period of {id} is not known."),
            };
        });
    }
}

/// None while an earlier one is open.
pub(crate) const NONE_WHILE_OPEN: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "No payment application is submitted while an earlier one is open.",
        explanation: "\
SFC2021 lets no payment application be submitted while an earlier one is still open. Where the status of an earlier
one, or which is the earlier, is unknown the outcome is unknown; of two on one day it is open which was the earlier. An application of a
day to come is not submitted yet, and conditional on the other no longer being open by then. The open application is named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[SFC],
        facts: &[F::Applications, F::Status, F::SubmittedOn],
    },
    judge: none_while_open,
};

fn none_while_open(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let all: Vec<(usize, &PaymentApplication)> = counting(at.programme).collect();
    for (place, a) in &all {
        let others = all.iter().copied().filter(|(other, _)| other != place);
        let way = Way::of(others, |b| {
            let open = b.status.map(|status| status == ApplicationStatus::Open);
            // Which of two of one day was the earlier is not known.
            let before = is_before(b, a).filter(|_| a.submitted_on != b.submitted_on);
            match (open, before) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) if a.status.is_some() => Some(true),
                _ => None,
            }
        });
        let outcome = if_it_came(at.as_of, a, way.outcome());
        tell.tell(Subject::Item(F::Applications, *place), outcome, |kept| {
            kept.ids = way.ids(a);
            kept.awaits = awaited(a, "the earlier application is open no longer");
            for (other, b) in all.iter().filter(|(other, _)| way.asks(*place, *other)) {
                let of = |fact| Fact::of_item(F::Applications, *other, fact);
                lacks(kept, b.status.is_none(), of(F::Status));
                lacks(kept, b.submitted_on.is_none(), of(F::SubmittedOn));
                if *other != *place && a.submitted_on.is_some() && a.submitted_on == b.submitted_on {
                    kept.asks([Doubt::OrderOfOneDay]);
                }
            }
            let id = name(a.id.as_deref());
            kept.message = match way.blocks {
                Some((other, b)) => format!(
                    "{id} {} on {} while {} (/applications/{other}) of {} is open.",
                    submitted(at, a, "was submitted"),
                    day(a.submitted_on),
                    name(b.id.as_deref()),
                    day(b.submitted_on)
                ),
                None if way.may.is_empty() => format!("No earlier application than {id} is open."),
                None => format!("Whether an earlier application than {id} is open is not known."),
            };
        });
    }
}

/// An application is of the accounting year in which it is made.
pub(crate) const YEAR: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "A payment application is submitted from the first day of its accounting year to 31 July after it.",
        explanation: "\
Art. 91 with Art. 2(29): an accounting year runs from 1 July to 30 June, and the first from the beginning of eligibility on 1 January
2021; the last application for it is submitted by 31 July, and a later one is of the next year. Both days are inside; one that is to be submitted on a day
outside is conditional on another while one is left. An accounting year that is no year from 2022 to
2030 is not met.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[cpr("Art. 91", Known::Act), cpr("Art. 2(29)", Known::Act)],
        facts: &[F::Applications, F::AccountingYear, F::SubmittedOn, F::Status],
    },
    judge: year,
};

/// The first day of the first accounting year, and the last on which an application for the last is submitted.
const FIRST: NaiveDate = crate::time::day(2021, 1, 1);
const LAST: NaiveDate = crate::time::day(2030, 7, 31);

fn year(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        let ends = a.year();
        let (from, until) = ends.and_then(submission).unzip();
        let of_no_year = a.submitted_on.is_some_and(|on| on < FIRST || on > LAST);
        let outcome = match (&a.accounting_year, ends) {
            (Some(_), None) => Outcome::NotMet,
            (None, _) if of_no_year => Outcome::NotMet,
            _ => within(a.submitted_on, from, until),
        };
        // A day that lies ahead may still be another.
        let is_year = a.accounting_year.is_none() || ends.is_some();
        let days_left = is_year && !is_over(until.unwrap_or(LAST), at.as_of);
        let outcome = if days_left { if_it_came(at.as_of, a, outcome) } else { outcome };
        tell.tell(Subject::Item(F::Applications, place), if_it_counts(a, outcome), |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Applications, place, fact);
            lacks(kept, a.status.is_none(), of(F::Status));
            lacks(kept, a.accounting_year.is_none() && !of_no_year, of(F::AccountingYear));
            lacks(kept, a.submitted_on.is_none(), of(F::SubmittedOn));
            let event = "the application is submitted within its accounting year";
            kept.awaits =
                vec![Awaited { event: event.to_owned(), until: until.or(Some(LAST)), normal_limit: false }];
            kept.required = from.map(Required::NotBefore);
            kept.found = Some(Found::Day(a.submitted_on));
            kept.message = match (&a.accounting_year, from.zip(until)) {
                (Some(text), None) => format!("{} is no accounting year.", crate::input::printable(text)),
                (_, Some((from, until))) => format!(
                    "{} {} on {}; for its accounting year it is from {from} to {until}.",
                    name(a.id.as_deref()),
                    submitted(at, a, "was submitted"),
                    day(a.submitted_on)
                ),
                (None, None) if of_no_year => format!(
                    "{} {} on {}; no accounting year has applications of that day.",
                    name(a.id.as_deref()),
                    submitted(at, a, "was submitted"),
                    day(a.submitted_on)
                ),
                (None, None) => format!("The accounting year of {} is not known.", name(a.id.as_deref())),
            };
        });
    }
}

/// No application after 15 February without the package.
pub(crate) const AFTER_PACKAGE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "After 15 February an application is admissible only once the assurance package is in.",
        explanation: "\
Art. 91(2) and 98: the package for the accounting year that ended is due on 15 February, on request on 1 March;
applications after that are inadmissible until it is in. Up to 1 March an application is unknown where it is not known whether
more time was asked for, as it is where no accounts of the year are stated. A year without an application above zero in column (B), total
eligible expenditure, has no accounts and blocks nothing. An application of a day to come is not submitted yet, and a package of such a day is
not in: both are conditional on the package coming first.",
        since: "15 February 2023",
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[cpr("Art. 91(2)", Known::OfficialPage), cpr("Art. 98(1)", Known::Act)],
        facts: &[
            F::Applications, F::SubmittedOn, F::AccountingYear, F::Accounts, F::ExtensionRequested, F::Status, F::BudgetRows,
            F::Expenditure,
        ],
    },
    judge: after_package,
};

fn after_package(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        // The year whose package is asked for before the application.
        let of = a.submitted_on.map(|on| {
            let before = NaiveDate::from_ymd_opt(on.year(), 2, 15).is_some_and(|due| on <= due);
            if before { on.year().saturating_sub(2) } else { on.year().saturating_sub(1) }
        });
        // Of several of one year the one that came first.
        let of_the_year =
            || at.programme.accounts.iter().flatten().filter(|x| of.is_some() && x.year() == of);
        let accounts = of_the_year().min_by_key(|x| (x.submitted_on.is_none(), x.submitted_on));
        // There are accounts of a year with something in column (B) alone.
        let of_year =
            |b: &PaymentApplication| of.is_some() && b.year() == of && b.is_above_zero() == Some(true);
        let may_be_of_year = |b: &PaymentApplication| {
            let of_it = match of {
                Some(of) => b.may_be_of(of),
                None => b.accounting_year.is_none() || b.year().is_some(),
            };
            of_it && b.is_above_zero() != Some(false)
        };
        let claimed = counting(at.programme).any(|(_, b)| b.status.is_some() && of_year(b));
        let may_claim = counting(at.programme).any(|(_, b)| may_be_of_year(b));
        let by_march = a.submitted_on.zip(of).is_some_and(|(on, of)| {
            NaiveDate::from_ymd_opt(of.saturating_add(1), 3, 1).is_some_and(|until| on <= until)
        });
        let asked = |asked: Option<bool>| of_the_year().any(|x| x.extension_requested == asked);
        let may_be_stated = || {
            let stated = at.programme.accounts.as_ref();
            stated.is_none_or(|all| all.iter().any(|x| x.accounting_year.is_none()))
        };
        // Of a year without accounts it is not known whether more time was asked for.
        let (grace, may_have_grace) =
            (by_march && asked(Some(true)), by_march && (asked(None) || accounts.is_none()));
        let package = accounts.and_then(|x| x.submitted_on);
        let outcome = match (a.submitted_on, package) {
            (None, _) => Outcome::Unknown,
            _ if !claimed && !may_claim => Outcome::NotApplicable,
            (Some(on), Some(package)) if package <= on && is_to_come(Some(package), at.as_of) && !grace => {
                // Without anything claimed there is no package to wait for.
                if claimed { Outcome::Conditional } else { Outcome::Unknown }
            }
            (Some(on), Some(package)) if package <= on => Outcome::Met,
            _ if grace => Outcome::Met,
            _ if claimed && may_have_grace => Outcome::Unknown,
            _ if !claimed => Outcome::Unknown,
            (Some(_), Some(_)) => Outcome::NotMet,
            (Some(_), None) if accounts.is_none() && !may_be_stated() => Outcome::NotMet,
            // The accounts are not stated, those of an unknown year may be these, or their day is not known.
            (Some(_), None) => Outcome::Unknown,
        };
        let outcome = if_it_came_and_counts(at.as_of, a, outcome);
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            kept.awaits = awaited(a, "the assurance package is submitted");
            lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
            kept.because =
                Some("the accounting year before has no accounts: nothing was applied for".to_owned());
            lacks(kept, a.submitted_on.is_none(), Fact::of_item(F::Applications, place, F::SubmittedOn));
            // Where accounts are stated they are all that there are; those of an unknown year may be these.
            let without = at.programme.accounts.is_none() || may_have_grace && accounts.is_none();
            lacks(kept, without, Fact::of_proposal(F::Accounts));
            for (other, x) in at.programme.accounts.iter().flatten().enumerate() {
                let these = of.is_some() && x.year() == of;
                let fact = |kind| Fact::of_item(F::Accounts, other, kind);
                lacks(kept, accounts.is_none() && x.accounting_year.is_none(), fact(F::AccountingYear));
                lacks(kept, these && x.submitted_on.is_none(), fact(F::SubmittedOn));
                let grace = these && may_have_grace && x.extension_requested.is_none();
                lacks(kept, grace, fact(F::ExtensionRequested));
            }
            for (other, b) in counting(at.programme).filter(|(_, b)| !claimed && may_be_of_year(b)) {
                lacks(kept, b.year().is_none(), Fact::of_item(F::Applications, other, F::AccountingYear));
                lacks_above_zero(kept, other, b);
            }
            let of = of.map_or("an unknown year".to_owned(), |of| of.to_string());
            kept.message = format!(
                "{} {} on {}; the package of the year to 30 June {of} {}.",
                name(a.id.as_deref()),
                submitted(at, a, "was submitted"),
                day(a.submitted_on),
                match accounts.map(|x| x.submitted_on) {
                    Some(Some(on)) if is_to_come(Some(on), at.as_of) => format!("is to come on {on}"),
                    Some(Some(on)) => format!("came on {on}"),
                    Some(None) => "came on a day not stated".to_owned(),
                    None => "is not among the accounts stated".to_owned(),
                }
            );
        });
    }
}
