//! Hourly rates of staff: Art. 55(2) of the Common Provisions Regulation.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::programme::{PERIOD, cpr, euro, lacks, name};
use super::costs::times;
use super::{OperationAt, Operations};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{OperationStatus, Staff};
use crate::rule::world::{RuleOf, Teller};

/// Hours of a year of full-time work: Art. 55(2)(a).
const HOURS: u32 = 1_720;

/// The hours of a year behind the rate of a person.
fn hours(staff: &Staff) -> Option<Decimal> {
    Decimal::from(HOURS).checked_mul(staff.full_time_share?)
}

/// The hourly rate that the documents give, rounded down to the cent, since it is an upper limit.
fn rate(staff: &Staff) -> Option<Eur> {
    let (amount, hours) = match (staff.annual_gross, staff.monthly_gross) {
        (Some(annual), _) => (annual, hours(staff)?),
        (None, Some(monthly)) => (monthly, staff.monthly_hours?),
        (None, None) => return None,
    };
    let cents = Decimal::from(amount.cents()).checked_div(hours).filter(|_| hours > Decimal::ZERO)?;
    i64::try_from(cents.floor()).ok().and_then(Eur::from_cents)
}

/// The hourly rate is the documented cost by 1 720 hours.
pub(crate) const HOURLY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An hourly rate is the latest documented cost by 1 720 hours, or by the month's hours.",
        explanation: "\
Art. 55(2): the latest documented annual gross employment costs divided by 1 720 hours for full time, or by the share of
it for part time; or the latest documented monthly costs divided by the average monthly working time of the employment
document. The rate is an upper limit: the cent after the last is cut. Persons are keys and never names.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(2)", Known::Act)],
        facts: &[
            F::Staff, F::AnnualGross, F::FullTimeShare, F::MonthlyGross, F::MonthlyHours, F::Hourly, F::Status,
        ],
    },
    judge: hourly,
};

fn each<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Staff)> + use<'a> {
    at.operation.staff.iter().flatten().enumerate()
}

fn hourly(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, staff) in each(at) {
        let most = rate(staff);
        let outcome = match (staff.hourly, most, staff.fixed_share) {
            // A fixed share of the working time needs no hours.
            (None, _, Some(_)) => Outcome::NotApplicable,
            (Some(hourly), Some(most), _) if hourly <= most => Outcome::Met,
            (Some(_), Some(_), _) => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Staff, place), (OperationStatus::Applied, outcome), |kept| {
            kept.ids = staff.person.clone().into_iter().collect();
            kept.because = Some("a fixed share of the working time needs no hourly rate".to_owned());
            let of = |fact| Fact::of_item(F::Staff, place, fact);
            let annual = staff.monthly_gross.is_none();
            lacks(kept, annual && staff.annual_gross.is_none(), of(F::AnnualGross));
            let by_month = annual && staff.annual_gross.is_none() && staff.monthly_hours.is_some();
            lacks(kept, by_month, of(F::MonthlyGross));
            lacks(
                kept,
                staff.annual_gross.is_some() && staff.full_time_share.is_none(),
                of(F::FullTimeShare),
            );
            lacks(
                kept,
                staff.annual_gross.is_none() && !annual && staff.monthly_hours.is_none(),
                of(F::MonthlyHours),
            );
            lacks(kept, staff.hourly.is_none(), of(F::Hourly));
            kept.required = Some(Required::Amount { min: None, max: most });
            kept.found = Some(Found::Amount(staff.hourly));
            kept.message = format!(
                "{}: {} an hour; the documents give at most {}.",
                name(staff.person.as_deref()),
                euro(staff.hourly),
                euro(most)
            );
        });
    }
}

/// No more hours than the rate rests on.
pub(crate) const HOURS_CAP: RuleOf<Operations> = RuleOf {
    about: About {
        title: "No more hours are declared for a person and year than the rate rests on.",
        explanation: "\
Art. 55(3), not read: the hours declared for a person and year are at most those used to calculate the hourly rate,
1 720 or its share. All entries of one person and year in the operation are added up; an entry whose person or year is not
stated may be of any, so its hours count only where they make no difference. The sentence says what the hours too many
come to. The step bears its mark.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(3)", Known::Unverified)],
        facts: &[F::Staff, F::Person, F::Year, F::Hours, F::FullTimeShare, F::Hourly, F::AnnualGross, F::Status],
    },
    judge: hours_cap,
};

/// Person and year of an entry, as far as they are stated.
type Of<'a> = (Option<&'a str>, Option<u32>);

fn of(staff: &Staff) -> Of<'_> {
    (staff.person.as_deref(), staff.year)
}

/// Whether entries of two keys may be of one person and year.
fn may_be_one(one: Of<'_>, other: Of<'_>) -> bool {
    one.0.zip(other.0).is_none_or(|(a, b)| a == b) && one.1.zip(other.1).is_none_or(|(a, b)| a == b)
}

/// Entries that state the same person and year, with their hours added up.
#[derive(Default)]
struct Group<'a> {
    hours: Decimal,
    silent: bool,
    entries: Vec<(usize, &'a Staff)>,
}

/// So many of the entries on which an outcome depends are named.
const NAMED: usize = 20;

fn hours_cap(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let mut groups: BTreeMap<Of<'_>, Group<'_>> = BTreeMap::new();
    for (place, staff) in each(at) {
        let group = groups.entry(of(staff)).or_default();
        group.hours = group.hours.saturating_add(staff.hours.unwrap_or_default());
        group.silent |= staff.hours.is_none();
        group.entries.push((place, staff));
    }
    let by_month = |staff: &Staff| staff.annual_gross.is_none() && staff.monthly_gross.is_some();
    for (place, staff) in each(at).filter(|(_, staff)| !by_month(staff)) {
        let own = of(staff);
        let whole = own.0.is_some() && own.1.is_some();
        let Some(group) = groups.get(&own) else { continue };
        // Of one person and year the first entry is told.
        if whole && group.entries.iter().find(|(_, e)| !by_month(e)).is_some_and(|(n, _)| *n != place) {
            continue;
        }
        let near: Vec<&Group<'_>> = if whole {
            let keys = [own, (own.0, None), (None, own.1), (None, None)];
            keys.iter().filter_map(|key| groups.get(key)).collect()
        } else {
            groups.iter().filter(|(key, _)| may_be_one(own, **key)).map(|(_, group)| group).collect()
        };
        let (mut possible, mut open, mut entries) = (Decimal::ZERO, false, vec![(place, staff)]);
        for may in near {
            possible = possible.saturating_add(may.hours);
            open |= may.silent;
            let others = may.entries.iter().filter(|(n, _)| *n != place);
            entries.extend(others.take(NAMED.saturating_sub(entries.len())));
        }
        let (declared, silent) = match whole {
            true => (group.hours, group.silent),
            false => (staff.hours.unwrap_or_default(), staff.hours.is_none()),
        };
        let most = hours(staff);
        let outcome = match most {
            Some(most) if declared > most => Outcome::NotMet,
            Some(most) if possible <= most && !open => Outcome::Met,
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Staff, place), (OperationStatus::Applied, outcome), |kept| {
            kept.ids = staff.person.clone().into_iter().collect();
            let several = entries.len() > 1;
            for (n, other) in entries {
                lacks(kept, other.hours.is_none(), Fact::of_item(F::Staff, n, F::Hours));
                // An entry that states both is of it for certain.
                for (n, either) in [(place, staff), (n, other)].into_iter().filter(|_| n != place) {
                    lacks(kept, either.person.is_none(), Fact::of_item(F::Staff, n, F::Person));
                    lacks(kept, either.year.is_none(), Fact::of_item(F::Staff, n, F::Year));
                }
            }
            lacks(kept, staff.full_time_share.is_none(), Fact::of_item(F::Staff, place, F::FullTimeShare));
            let over = most.map(|most| declared.saturating_sub(most)).filter(|over| *over > Decimal::ZERO);
            let cost = over.zip(staff.hourly).and_then(|(over, hourly)| times(over, hourly));
            let too_many = over
                .map(|over| format!(": {} too many, {}", over.normalize(), euro(cost)))
                .unwrap_or_default();
            let shown = |d: Option<Decimal>| d.map_or("unknown".to_owned(), |d| d.normalize().to_string());
            let year = staff.year.map_or("an unknown year".to_owned(), |year| year.to_string());
            let more = possible.saturating_sub(declared);
            let more =
                if more.is_zero() { String::new() } else { format!(", {} more may be", more.normalize()) };
            let stated = !declared.is_zero() || !silent;
            kept.message = format!(
                "{} in {year}: {} hours declared{more}{}; the rate rests on {} [unverified]{too_many}.",
                name(staff.person.as_deref()),
                shown(Some(declared).filter(|_| stated)),
                if open && several { ", and some not stated" } else { "" },
                shown(most)
            );
        });
    }
}
