//! What follows from paying a beneficiary: in time, advances, how long papers and investments are kept.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::super::programme::{PERIOD, all, at_most_part, cpr, day, lacks, name};
use super::{OperationAt, Operations, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Claim, EventKind, OperationStatus, Stop};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};
use crate::time::is_to_come;

/// What a period that ends on a day without work comes to: in the law at hand only a summary of it was read.
const PERIODS: Citation =
    Citation::document("Regulation (EEC, Euratom) No 1182/71", "Art. 3(4)", Known::Summary);

/// The day on which a period ends whose last day is this one: the Monday after a Saturday or Sunday.
fn working(last: NaiveDate) -> Option<NaiveDate> {
    match last.weekday() {
        Weekday::Sat => last.checked_add_days(Days::new(2)),
        Weekday::Sun => last.succ_opt(),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => Some(last),
    }
}

/// The last day on which a claim is paid in time: 80 days on which the clock runs, and after a Saturday or Sunday the Monday.
/// Times in which it stood still count once where they overlap, and only while it would have run.
fn pay_by(received: NaiveDate, mut stops: Vec<(NaiveDate, NaiveDate)>) -> Option<NaiveDate> {
    stops.sort_unstable();
    let mut limit = received.checked_add_days(Days::new(80))?;
    let mut counted = received;
    for (from, until) in stops {
        let from = from.max(counted);
        if from <= limit && until > from {
            let days = until.signed_duration_since(from).num_days();
            limit = limit.checked_add_days(Days::new(u64::try_from(days).ok()?))?;
            counted = until;
        }
    }
    working(limit)
}

/// Whether the clock is said to have gone on before it stood still.
pub(super) fn is_reversed(stop: &Stop) -> bool {
    stop.from.zip(stop.until).is_some_and(|(from, until)| until < from)
}

/// Whether a claim is said to have been paid before it was received.
pub(super) fn is_paid_before_received(claim: &Claim) -> bool {
    claim.paid_on.zip(claim.received_on).is_some_and(|(paid, received)| paid < received)
}

/// The earliest and the latest last day on which a claim is paid in time. A stop of which a day is not stated, or whose days
/// contradict each other, may be none, or last from the claim on, or without end: then there is no latest.
fn pay_between(claim: &Claim) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let Some(received) = claim.received_on else { return (None, None) };
    let stops = || claim.stopped.iter().flatten();
    let known = |stop: &Stop| stop.from.zip(stop.until).filter(|_| !is_reversed(stop));
    let longest = |stop: &Stop| match is_reversed(stop) {
        true => (received, NaiveDate::MAX),
        false => (stop.from.unwrap_or(received), stop.until.unwrap_or(NaiveDate::MAX)),
    };
    let sure = stops().filter_map(known).collect();
    let may = stops().map(longest).collect();
    (pay_by(received, sure), pay_by(received, may))
}

/// The beneficiary is paid in full within 80 days.
pub(crate) const PAID: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The beneficiary gets the amount due in full within 80 days of the claim.",
        explanation: "\
Art. 74(1)(b): not later than 80 days from the submission of the claim, in full, and subject to the availability of
funding: so a late payment without money is not a breach, and the outcome is conditional on that, never not met for the
day alone. That the clock stops and goes on while documents are missing, and does not start anew, was not read. Days on
which it stood still count once, however often they are stated, and only while it ran: none before the claim, and none
after the time was over. An amount paid below the one due is not met once it was paid. Where nothing is paid yet, which is
stated as paid zero, without a day, or as paid on a day to come, the outcome is conditional on the payment, and after the day by which it was due on funding
that was not available. A clock that is not said to have stopped did not stop. A claim that is said to have been paid before it was received, or a clock
that went on before it stood still, contradicts itself: where that decides it is open which of the days is right. A period that ends on a
Saturday or Sunday ends with the Monday after it: Art. 3(4) of Regulation 1182/71, of which a summary was read. Public holidays, which
move it alike, no file states, and they are not looked at.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 74(1)", Known::Act), PERIODS],
        facts: &[F::Claims, F::ReceivedOn, F::Stopped, F::From, F::Until, F::PaidOn, F::Due, F::Paid, F::Date, F::Status],
    },
    judge: paid,
};

fn paid(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, claim) in at.operation.claims.iter().flatten().enumerate() {
        let (least, most) = pay_between(claim);
        let limit = least.filter(|_| least == most);
        // What is paid on a day to come is not paid yet.
        let to_come = is_to_come(claim.paid_on, at.as_of);
        let paid_on = made(at, claim.paid_on);
        let full = claim.due.zip(claim.paid).map(|(due, paid)| paid >= due);
        let early = paid_on.zip(least).is_some_and(|(on, least)| on <= least);
        let late = paid_on.zip(most).is_some_and(|(on, most)| on > most);
        // Nothing is paid yet: it is late once the last day is over.
        let unpaid = paid_on.is_none() && claim.paid.is_some_and(|paid| paid <= Eur::ZERO);
        let unpaid = to_come || unpaid && claim.due.is_some_and(|due| due > Eur::ZERO);
        let over = at.as_of.zip(most).is_some_and(|(as_of, most)| as_of > most);
        let in_time = (early || late).then_some(early).or((unpaid && over).then_some(false));
        let contrary = is_paid_before_received(claim);
        let outcome = match (full, in_time) {
            (Some(false), _) if paid_on.is_some() => Outcome::NotMet,
            _ if contrary => Outcome::Unknown,
            (Some(_), Some(false)) => Outcome::Conditional,
            _ if unpaid => Outcome::Conditional,
            (Some(true), Some(true)) => Outcome::Met,
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Claims, place), (OperationStatus::Selected, outcome), |kept| {
            kept.ids = claim.id.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Claims, place, fact);
            lacks(kept, claim.paid_on.is_none(), of(F::PaidOn));
            // What is paid too little is so on any day.
            let by_day = full != Some(false) && in_time.is_none();
            lacks(kept, by_day && claim.received_on.is_none(), of(F::ReceivedOn));
            for (stop, stopped) in claim.stopped.iter().flatten().enumerate().filter(|_| by_day) {
                let of = |kind| Fact::of_part(F::Claims, place, F::Stopped, stop, kind);
                lacks(kept, stopped.from.is_none(), of(F::From));
                lacks(kept, stopped.until.is_none(), of(F::Until));
            }
            let reversed = claim.stopped.iter().flatten().any(is_reversed);
            kept.asks((contrary || by_day && reversed).then_some(Doubt::DaysOfTheClaim));
            lacks(kept, claim.due.is_none(), of(F::Due));
            lacks(kept, claim.paid.is_none(), of(F::Paid));
            let event = match in_time {
                Some(false) => "that funding was not available, since the payment is late",
                _ => "payment in full",
            };
            kept.awaits = vec![Awaited { event: event.to_owned(), until: most, normal_limit: false }];
            kept.found = Some(Found::Day(claim.paid_on));
            let verb = if to_come { "planned for" } else { "paid on" };
            let or_later = if limit.is_none() && least.is_some() { " or later" } else { "" };
            kept.message = format!(
                "{}: received on {}, to be paid by {}{or_later}, {verb} {}; {} of {}.",
                name(claim.id.as_deref()),
                day(claim.received_on),
                day(least),
                day(claim.paid_on),
                at.told(claim.paid),
                at.told(claim.due)
            );
        });
    }
}

/// Advances of State aid.
pub(crate) const ADVANCE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An advance of State aid is guaranteed, at most 40 % of the aid, and covered in time.",
        explanation: "\
Art. 91(5): an advance of State aid may be declared where a guarantee covers it, up to 40 % of the aid, and one of support that is
said not to be State aid is not met, which the sentence says; it is covered by
expenditure within three years after the year of payment, that is by 31 December of the third year after it, and by 31
December 2029 at the latest. Ahead of that day an advance that is not covered is conditional on it. A
day on which it was covered in full says so, where it is not stated how much is covered; one to come says that it is not yet.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 91(5)", Known::Act)],
        facts: &[
            F::StateAid, F::Advance, F::Amount, F::Aid, F::PaidOn, F::Guaranteed, F::Covered, F::CoveredOn, F::Date, F::Status,
        ],
    },
    judge: advance,
};

fn advance(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(advance) = &at.operation.advance else { return };
    let rate = Rate::from_hundredths(4_000).unwrap_or(Rate::WHOLE);
    let most = advance.aid.and_then(|aid| at_most_part(rate, aid));
    let size = holds(advance.amount.zip(most).map(|(amount, most)| amount <= most));
    let last = NaiveDate::from_ymd_opt(2029, 12, 31);
    let third = advance.paid_on.and_then(|on| NaiveDate::from_ymd_opt(on.year().checked_add(3)?, 12, 31));
    let limit = third.zip(last).map(|(third, last)| third.min(last));
    // Whenever it was paid, it is covered by the last day of all.
    let latest = limit.or(last);
    let whole = advance.amount.zip(advance.covered).map(|(amount, covered)| covered >= amount);
    // The day on which it was covered in full says that it was.
    let whole = whole.or(advance.covered_on.filter(|_| advance.covered.is_none()).map(|_| true));
    // What is covered on a day to come is not covered yet.
    let planned = is_to_come(advance.covered_on, at.as_of);
    let whole = if planned { Some(false) } else { whole };
    let covered = match (whole, advance.covered_on.zip(latest), at.as_of.zip(latest)) {
        (Some(true), Some((on, latest)), _) if on > latest => Outcome::NotMet,
        (Some(true), Some(_), _) => holds(limit.map(|_| true)),
        (Some(true), None, Some((as_of, latest))) if limit.is_some() && as_of <= latest => Outcome::Met,
        (Some(false), _, Some((as_of, latest))) if as_of > latest => Outcome::NotMet,
        (Some(false), _, Some(_)) => limit.map_or(Outcome::Unknown, |_| Outcome::Conditional),
        _ => Outcome::Unknown,
    };
    let aid = match at.operation.state_aid {
        Some(false) => Outcome::NotMet,
        Some(true) => Outcome::Met,
        None => Outcome::Unknown,
    };
    let outcome = all([size, holds(advance.guaranteed), covered, aid]);
    at.tell(tell, Subject::Fact(F::Advance), (OperationStatus::Selected, outcome), |kept| {
        lacks(kept, advance.amount.is_none(), Fact::within(F::Advance, F::Amount));
        lacks(kept, advance.paid_on.is_none(), Fact::within(F::Advance, F::PaidOn));
        lacks(kept, advance.aid.is_none(), Fact::of_proposal(F::Aid));
        lacks(kept, advance.guaranteed.is_none(), Fact::of_proposal(F::Guaranteed));
        lacks(kept, whole.is_none() && advance.covered.is_none(), Fact::of_proposal(F::Covered));
        // What is covered after the last day was covered by then, or was not.
        let past = at.as_of.zip(limit).is_none_or(|(as_of, limit)| as_of > limit);
        let by_day = past && whole != Some(false) && advance.covered_on.is_none();
        lacks(kept, by_day, Fact::of_proposal(F::CoveredOn));
        lacks(kept, at.operation.state_aid.is_none(), Fact::of_proposal(F::StateAid));
        kept.awaits = vec![Awaited {
            event: "expenditure covers the advance".to_owned(),
            until: limit,
            normal_limit: false,
        }];
        kept.required = Some(Required::Amount { min: None, max: most });
        kept.found = Some(Found::Amount(advance.amount));
        let covered_on = advance.covered_on.filter(|_| planned || whole == Some(true));
        let word = |fact: Option<bool>| match fact {
            Some(true) => "guaranteed",
            Some(false) => "not guaranteed",
            None => "guarantee unknown",
        };
        kept.message = format!(
            "An advance of {}{}, {}; 40 % of the aid is {}; {} is {}covered{}, all of it is due by {}.",
            at.told(advance.amount),
            match at.operation.state_aid {
                Some(true) => "",
                Some(false) => ", though the support is said not to be State aid",
                None => ", of support of which it is not known whether it is State aid",
            },
            word(advance.guaranteed),
            at.told(most),
            match (advance.covered, whole) {
                (None, Some(true)) => "all of it".to_owned(),
                (None, _) if planned => "all of it".to_owned(),
                (covered, _) => at.told(covered),
            },
            if planned { "to be " } else { "" },
            covered_on.map(|on| format!(" by {on}")).unwrap_or_default(),
            day(limit)
        );
    });
}

/// A day on which something was paid: what is planned for a day to come is not paid yet.
fn made(at: &OperationAt<'_>, on: Option<NaiveDate>) -> Option<NaiveDate> {
    on.filter(|on| !is_to_come(Some(*on), at.as_of))
}

/// The last payment to the beneficiary, where it is stated and was made; a claim that was paid later shows a later one.
fn last_payment(at: &OperationAt<'_>) -> Option<NaiveDate> {
    let stated = made(at, at.operation.last_payment_on)?;
    Some(last_claim_paid(at).map_or(stated, |on| on.max(stated)))
}

/// The last day on which a claim was paid.
fn last_claim_paid(at: &OperationAt<'_>) -> Option<NaiveDate> {
    at.operation.claims.iter().flatten().filter_map(|claim| made(at, claim.paid_on)).max()
}

/// Why the last payment is not known: it is not stated, or planned for a day to come.
fn lacks_last_payment(kept: &mut Kept, at: &OperationAt<'_>) {
    match at.operation.last_payment_on {
        None => kept.lacks(Fact::of_proposal(F::LastPaymentOn)),
        Some(_) => kept.asks([Doubt::LastPaymentToCome]),
    }
}

/// Papers are kept five years.
pub(crate) const RETENTION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Supporting documents are kept five years from 31 December of the last payment's year.",
        explanation: "\
Art. 82: five years from 31 December of the year in which the managing authority made the last payment to the
beneficiary, which is that of a claim where one was paid later than the day stated; longer under State aid, how much longer the file does not say. The rule tells the day: until it is over, the
outcome is conditional on keeping the documents until then; afterwards it does not concern the operation any more unless
the support is State aid, and is unknown where it is or may be. Where the last payment is not stated it was none before that of a
claim; once five years from that are over, and where no claim was paid, it is unknown of a closed operation, and there is nothing to look
at before. What is stated to be paid on a day to come is not paid yet, the last payment like a claim.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 82", Known::Summary)],
        facts: &[F::LastPaymentOn, F::Claims, F::PaidOn, F::StateAid, F::Date, F::Status],
    },
    judge: retention,
};

/// Whether an operation is closed, so that the last payment was made.
fn is_closed(at: &OperationAt<'_>) -> bool {
    at.operation.status == Some(OperationStatus::Closed)
}

fn retention(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let last = last_payment(at);
    if last.is_none() && !is_closed(at) {
        return;
    }
    // Where the last payment is not known, it was none before that of a claim.
    let known = last.or_else(|| last_claim_paid(at));
    let until = known.and_then(|last| NaiveDate::from_ymd_opt(last.year().checked_add(5)?, 12, 31));
    let over = at.as_of.zip(until).map(|(as_of, until)| as_of > until);
    let aid = at.operation.state_aid;
    let outcome = match (over, aid) {
        (Some(true), Some(false)) if last.is_some() => Outcome::NotApplicable,
        (Some(false), _) => Outcome::Conditional,
        (Some(true), _) | (None, _) => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::LastPaymentOn), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("the time is over".to_owned());
        if last.is_none() {
            lacks_last_payment(kept, at);
        }
        lacks(kept, last.is_some() && aid.is_none(), Fact::of_proposal(F::StateAid));
        if aid == Some(true) && last.is_some() {
            kept.asks([Doubt::KeptLongerUnderStateAid]);
        }
        kept.asks(at.as_of.is_none().then_some(Doubt::DayOfTheCheck));
        kept.awaits =
            vec![Awaited { event: "the documents are kept".to_owned(), until, normal_limit: false }];
        let later = if last.is_none() && known.is_some() { " or later" } else { "" };
        let longer = match aid {
            Some(true) => ", and longer under State aid",
            None => ", and longer if the support is State aid",
            Some(false) => "",
        };
        kept.message =
            format!("Last payment on {}: documents are kept until {}{later}{longer}.", day(last), day(until));
    });
}

/// What was built or bought stays.
pub(crate) const DURABILITY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What the support built or bought stays five years, or a part is paid back.",
        explanation: "\
Art. 65: five years from the final payment to the beneficiary, which is that of a claim where one was paid later than the day
stated. A Member State may say three for what small and medium-sized enterprises keep, which no file says: of such a beneficiary, and
of one that may be it, an event after three years is open. Within the years no productive activity stops or leaves the region, no change of
ownership gives an undue advantage, no substantial change undermines the objectives. The last day of the five years is
inside. Or it is the time that the rules on State aid set, which the file does not say: after the five years it is unknown whether it is
over where the support is State aid or may be. An event within the five years is not met, and the sentence says the part of the Union's support that is paid back, a sixtieth for each month of the five years that
was not over when it broke, in whole months; that method was not read. A productive activity that stops by a bankruptcy
that is not fraudulent is excepted (one summary); whether it was one is not looked at, and the sentence on such an event says so. An event of a day to come did not happen. Where nothing is said of events it is unknown
whether there was one: a list without any says that there was none. Where the last payment is not stated it is unknown of a
closed operation and of one with events. What is stated to be paid on a day to come is not paid yet, the last payment like a claim.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Art. 65(1)", Known::Act),
            Citation::act_noted(
                Act::CommonProvisions,
                "Art. 65",
                Known::Summary,
                "not of an activity that stops by a bankruptcy that is not fraudulent; the number of the paragraph was not seen",
            ),
        ],
        facts: &[F::Investment, F::Beneficiary, F::Sme, F::LastPaymentOn, F::Claims, F::PaidOn, F::Events, F::On, F::StateAid, F::Support, F::Union, F::Date, F::Status],
    },
    judge: durability,
};

/// Months from a day that are over on another.
fn months_between(from: NaiveDate, until: NaiveDate) -> i64 {
    let whole = i64::from(until.year())
        .saturating_sub(from.year().into())
        .saturating_mul(12)
        .saturating_add(until.month().into())
        .saturating_sub(from.month().into());
    // A month that has no such day ends with its last one.
    let reached = u32::try_from(whole).ok().and_then(|months| from.checked_add_months(Months::new(months)));
    if reached.is_none_or(|reached| reached > until) { whole.saturating_sub(1) } else { whole }
}

/// What is paid back of a support when the months in which something stays break on a day.
fn paid_back(support: Eur, last_payment: NaiveDate, broken: NaiveDate, months: u32) -> Option<Eur> {
    let all = i64::from(months);
    let left = all.checked_sub(months_between(last_payment, broken))?.clamp(0, all);
    let cents =
        i128::from(support.cents()).checked_mul(left.into())?.checked_mul(2)?.checked_add(all.into())?;
    i64::try_from(cents.checked_div(all.checked_mul(2)?.into())?).ok().and_then(Eur::from_cents)
}

/// The months in which what was built or bought stays, and those that a Member State may say for small and medium-sized enterprises.
const STAYS: u32 = 60;
const STAYS_OF_AN_SME: u32 = 36;

fn durability(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    // What is said of a day to come did not happen yet.
    let all_events = || operation.events.iter().flatten().enumerate();
    let events = || all_events().filter(|(_, event)| !is_to_come(event.on, at.as_of));
    let last = last_payment(at);
    if last.is_none() && !is_closed(at) && all_events().next().is_none() {
        return;
    }
    let until = last.and_then(|last| last.checked_add_months(Months::new(STAYS)));
    let time = last.zip(until);
    let broken = events()
        .filter_map(|(place, event)| Some((event.on?, place)))
        .filter(|(on, _)| time.is_some_and(|(last, until)| (last..=until).contains(on)))
        .min();
    let sme = operation.beneficiary.as_ref().and_then(|beneficiary| beneficiary.sme);
    // The Member State may have said a shorter time, which was over.
    let shorter = last.and_then(|last| last.checked_add_months(Months::new(STAYS_OF_AN_SME)));
    let shorter = sme != Some(false) && broken.zip(shorter).is_some_and(|((on, _), until)| on > until);
    // What happened, or when, is not known.
    let open = operation.events.is_none() || events().any(|(_, event)| event.on.is_none());
    let over = at.as_of.zip(until).is_some_and(|(as_of, until)| as_of > until);
    // The rules on State aid may have it stay longer.
    let longer = over && operation.state_aid != Some(false);
    let outcome = match (operation.investment, broken) {
        (Some(false), _) => Outcome::NotApplicable,
        (Some(true), Some(_)) if !shorter => Outcome::NotMet,
        (Some(true) | None, Some(_)) => Outcome::Unknown,
        _ if time.is_none() => Outcome::Unknown,
        (Some(true), None) if open => Outcome::Unknown,
        (Some(true) | None, None) if longer => Outcome::Unknown,
        (Some(true), None) if over => Outcome::Met,
        (Some(true), None) => Outcome::Conditional,
        // The five years are over, or there is nothing that has to stay.
        (None, None) if over && !open => Outcome::Met,
        (None, None) => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Events), (OperationStatus::Completed, outcome), |kept| {
        kept.because = Some("nothing was built or bought".to_owned());
        lacks(kept, operation.investment.is_none(), Fact::of_proposal(F::Investment));
        if longer && broken.is_none() {
            lacks(kept, operation.state_aid.is_none(), Fact::of_proposal(F::StateAid));
            kept.asks(operation.state_aid.map(|_| Doubt::StaysLongerUnderStateAid));
        }
        lacks(kept, shorter && sme.is_none(), at.of_beneficiary(F::Sme));
        kept.asks((shorter && sme.is_some()).then_some(Doubt::YearsOfAnSme));
        if last.is_none() {
            lacks_last_payment(kept, at);
        }
        lacks(kept, operation.events.is_none(), Fact::of_proposal(F::Events));
        for (place, event) in events() {
            lacks(kept, (broken.is_none() || shorter) && event.on.is_none(), Fact::of_item(F::Events, place, F::On));
        }
        kept.awaits =
            vec![Awaited { event: "what was built or bought stays".to_owned(), until, normal_limit: false }];
        let union = operation.support.as_ref().and_then(|s| s.union);
        let back = |months| broken.zip(last).and_then(|((on, _), last)| paid_back(union?, last, on, months));
        let by_three_years = match (sme, shorter) {
            (Some(false), _) => String::new(),
            (_, true) => {
                ", and nothing where the Member State says three years for a small or medium-sized enterprise".to_owned()
            }
            (_, false) => format!(
                ", or {} where the Member State says three years for a small or medium-sized enterprise",
                at.told(back(STAYS_OF_AN_SME))
            ),
        };
        kept.message = match broken {
            Some((on, place)) => format!(
                "The event of {on} (/events/{place}) is within five years of the last payment on {}; {} of {} is paid back{}{by_three_years}{}.",
                day(last),
                at.told(back(STAYS)),
                at.told(union),
                if back(STAYS) == Some(Eur::ZERO) { ", since no whole month of them was left" } else { "" },
                match events().find(|(n, _)| *n == place).and_then(|(_, event)| event.kind) {
                    Some(EventKind::Moved) | None =>
                        ", unless the activity stopped by a bankruptcy that is not fraudulent, which is not looked at",
                    Some(EventKind::Ownership | EventKind::Changed) => "",
                }
            ),
            None => format!(
                "Last payment on {}: what was built or bought stays until {}{}.",
                day(last),
                day(until),
                if longer { ", or as long as the rules on State aid have it" } else { "" }
            ),
        };
    });
}
