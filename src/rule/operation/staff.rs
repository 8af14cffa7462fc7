//! Hourly rates of staff: Art. 55(2) of the Common Provisions Regulation.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::programme::{NAMED, PERIOD, cpr, lacks, name};
use super::costs::times;
use super::{OperationAt, Operations};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::input::named;
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Operation, OperationStatus, Staff};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// Hours of a year of full-time work: Art. 55(2)(a).
const HOURS: u32 = 1_720;

/// The hours of a year behind the rate of a person.
fn hours(staff: &Staff) -> Option<Decimal> {
    Decimal::from(HOURS).checked_mul(staff.full_time_share?)
}

/// Documented costs and the hours that divide them.
type Method = (Option<Eur>, Option<Decimal>);

/// The costs of a year and those of a month: Art. 55(2)(a) and (b).
fn methods(staff: &Staff) -> [Method; 2] {
    [(staff.annual_gross, hours(staff)), (staff.monthly_gross, staff.monthly_hours)]
}

/// The hourly rate that the documents give, rounded down to the cent, since it is an upper limit.
fn rate((amount, hours): Method) -> Option<Eur> {
    let (amount, hours) = amount.zip(hours)?;
    let cents = Decimal::from(amount.cents()).checked_div(hours).filter(|_| hours > Decimal::ZERO)?;
    i64::try_from(cents.floor()).ok().and_then(Eur::from_cents)
}

/// The hourly rate that the costs of a year give for certain: that of full time, whatever the share, which divides them by no more.
fn at_least(staff: &Staff) -> Option<Eur> {
    rate((staff.annual_gross, Some(HOURS.into()))).filter(|_| staff.full_time_share.is_none())
}

/// The hourly rate is the documented cost by 1 720 hours.
pub(crate) const HOURLY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An hourly rate is the latest documented cost by 1 720 hours, or by the month's hours.",
        explanation: "\
Art. 55(2): the latest documented annual gross employment costs divided by 1 720 hours for full time, or by the share of
it for part time; or the latest documented monthly costs divided by the average monthly working time of the employment
document. Either method will do, so the rate is at most the higher of those of which both facts are stated; a method of
which one of the two is stated may give a higher one, and one of which neither is stated is not used. The costs of a year whose share of
full time is not stated give at least those of full time by 1 720 hours, since a share of nothing has no such costs: a rate up to that
is met. What is divided by no
hours gives no rate: where nothing else gives one, it is open. The rate is an upper limit: the cent after the last is cut, and
a rate of nothing is never too high. A fixed share of the working time needs no rate. Persons are keys and never names.",
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
        let methods = methods(staff);
        let most = methods.into_iter().filter_map(rate).max();
        let open = methods.iter().any(|(cost, hours)| cost.is_some() != hours.is_some());
        // Whatever the share of full time, it allows so much.
        let sure = most.max(at_least(staff));
        let outcome = match (staff.hourly, most, staff.fixed_share) {
            // A fixed share of the working time needs no hours.
            (None, _, Some(_)) => Outcome::NotApplicable,
            (Some(hourly), ..) if hourly <= Eur::ZERO || Some(hourly) <= sure => Outcome::Met,
            (Some(_), Some(_), _) if !open => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Staff, place), (OperationStatus::Applied, outcome), |kept| {
            kept.ids = staff.person.clone().into_iter().collect();
            kept.because = Some("a fixed share of the working time needs no hourly rate".to_owned());
            let of = |fact| Fact::of_item(F::Staff, place, fact);
            let (year, month) = (staff.annual_gross.is_some(), staff.monthly_gross.is_some());
            // The costs of a year are asked for, unless those of a month are stated and nothing of a year.
            let by_year = year || staff.full_time_share.is_some() || !month;
            lacks(kept, by_year && !year, of(F::AnnualGross));
            lacks(kept, by_year && staff.full_time_share.is_none(), of(F::FullTimeShare));
            lacks(kept, !month && staff.monthly_hours.is_some(), of(F::MonthlyGross));
            lacks(kept, month && staff.monthly_hours.is_none(), of(F::MonthlyHours));
            lacks(kept, staff.hourly.is_none(), of(F::Hourly));
            let of_none =
                |(cost, hours): &Method| cost.is_some() && hours.is_some_and(|h| h <= Decimal::ZERO);
            if most.is_none() && methods.iter().any(of_none) {
                kept.asks([Doubt::RateOfNoHours]);
            }
            kept.required = Some(Required::Amount { min: None, max: most });
            kept.found = Some(Found::Amount(staff.hourly));
            let or_more = if sure > most { ", or more where it is no full time" } else { "" };
            kept.message = format!(
                "{}: {} an hour; the documents give at most {}{or_more}.",
                name(staff.person.as_deref()),
                at.told(staff.hourly),
                at.told(sure)
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
1 720 or its share. All entries of one person and year in the operation are added up, in whatever order they stand. Entries
of different shares may be one employment or several, which the file does not say: hours up to the smallest share of 1 720
are met, those of an entry above its own share are not, nor are all of them above 1 720 (or above a share that is more than
full time), and between these it is open. A rate that rests on the costs of a year rests on at most 1 720 hours, whatever the
share. An entry whose person or year is not stated may be of any, so its hours count only
where they make no difference. Hours that earlier operations of the list declare under the same key for the year are added, whatever
their programme, as far as they were not refused: whether the key is one person in all of them no file says, so where all together are
more than a rate rests on it is open, and told of the later operation alone. A fixed share of the working time without hours declares none. The sentence says what the
hours too many come to where their rates are the same, and above how many they are. No hours are never too many. The step
bears its mark.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(3)", Known::Unverified)],
        facts: &[F::Staff, F::Person, F::Year, F::Hours, F::FullTimeShare, F::Hourly, F::AnnualGross, F::MonthlyGross, F::Status],
    },
    judge: hours_cap,
};

/// Person and year of an entry, as far as they are stated; a blank key is none.
type Of<'a> = (Option<&'a str>, Option<u32>);

fn whose(staff: &Staff) -> Of<'_> {
    (staff.person.as_deref().and_then(named), staff.year)
}

/// Whether entries of two keys may be of one person and year.
fn may_be_one(one: Of<'_>, other: Of<'_>) -> bool {
    one.0.zip(other.0).is_none_or(|(a, b)| a == b) && one.1.zip(other.1).is_none_or(|(a, b)| a == b)
}

/// Whether an entry rests on the costs of a month.
const fn is_by_month(staff: &Staff) -> bool {
    staff.annual_gross.is_none() && staff.monthly_gross.is_some()
}

/// The fewest and the most hours that rates rest on.
type Rests = (Decimal, Decimal);

fn both(one: Option<Rests>, other: Option<Rests>) -> Option<Rests> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

/// Entries that state the same person and year, with their hours added up.
#[derive(Default)]
struct Group<'a> {
    hours: Decimal,
    silent: bool,
    /// What their rates rest on.
    rests: Option<Rests>,
    /// Whether it is not known of one of them what its rate rests on.
    unshared: bool,
    /// Whether the share of one of them is not known that is of the costs of a year.
    open_share: bool,
    /// How far one of them is above the hours of its own rate, and those hours.
    over: (Decimal, Decimal),
    entries: Vec<(usize, &'a Staff)>,
}

impl<'a> Group<'a> {
    fn add(&mut self, place: usize, staff: &'a Staff) {
        self.hours = self.hours.saturating_add(staff.hours.unwrap_or_default());
        self.silent |= staff.hours.is_none();
        self.entries.push((place, staff));
        if is_by_month(staff) {
            return;
        }
        // By the costs of a year it is a share of full time, whichever.
        let open_share = staff.full_time_share.is_none() && staff.annual_gross.is_some();
        self.open_share |= open_share;
        let rests = hours(staff).map(|most| (most, most));
        let rests = rests.or(open_share.then_some((Decimal::ZERO, HOURS.into())));
        self.unshared |= rests.is_none();
        self.rests = both(self.rests, rests);
        let over = staff
            .hours
            .zip(rests.map(|(_, most)| most))
            .map(|(hours, most)| (hours.saturating_sub(most), most));
        self.over = self.over.max(over.unwrap_or_default());
    }

    /// The hourly rate of all of them.
    fn hourly(&self) -> Option<Eur> {
        let first = self.entries.first().and_then(|(_, staff)| staff.hourly);
        first.filter(|_| self.entries.iter().all(|(_, staff)| staff.hourly == first))
    }
}

/// What entries of one person and year declare, and the fewest hours that a rate of theirs rests on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hours {
    declared: Decimal,
    rests: Option<Decimal>,
}

impl Hours {
    /// The hours that an operation declares, by person and year; of entries that state all three.
    pub(crate) fn of(operation: &Operation) -> BTreeMap<(&str, u32), Hours> {
        let mut all: BTreeMap<(&str, u32), Hours> = BTreeMap::new();
        for staff in operation.staff.iter().flatten() {
            let (Some(person), Some(year)) = whose(staff) else { continue };
            let Some(declared) = staff.hours.filter(|hours| *hours > Decimal::ZERO) else { continue };
            let rests = hours(staff).filter(|_| !is_by_month(staff));
            let of = all.entry((person, year)).or_default();
            *of = of.plus(Hours { declared, rests });
        }
        all
    }

    /// These and others of the same person and year.
    pub(crate) fn plus(self, other: Hours) -> Hours {
        let rests = [self.rests, other.rests].into_iter().flatten().min();
        Hours { declared: self.declared.saturating_add(other.declared), rests }
    }
}

/// The hours that earlier operations declare under the key of a person for a year.
#[derive(Debug, Clone)]
pub(crate) struct HoursBefore {
    pub(crate) hours: Hours,
    /// The id of the first of those operations, and how many there are more.
    pub(crate) operation: String,
    pub(crate) more: u32,
}

impl HoursBefore {
    fn named(&self) -> String {
        let hours = self.hours.declared.normalize();
        let more = if self.more > 0 { format!(" and {} more", self.more) } else { String::new() };
        format!(", and {hours} in {}{more} before", crate::input::printable(&self.operation))
    }
}

fn hours_cap(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    // A fixed share of the working time declares no hours.
    let declaring = || each(at).filter(|(_, staff)| staff.hours.is_some() || staff.fixed_share.is_none());
    let mut groups: BTreeMap<Of<'_>, Group<'_>> = BTreeMap::new();
    for (place, staff) in declaring() {
        groups.entry(whose(staff)).or_default().add(place, staff);
    }
    for (place, staff) in declaring().filter(|(_, staff)| !is_by_month(staff)) {
        let own = whose(staff);
        let whole = own.0.is_some() && own.1.is_some();
        let Some(group) = groups.get(&own) else { continue };
        // Of one person and year the first entry is told.
        if whole && group.entries.iter().find(|(_, e)| !is_by_month(e)).is_some_and(|(n, _)| *n != place) {
            continue;
        }
        let near: Vec<&Group<'_>> = if whole {
            let keys = [own, (own.0, None), (None, own.1), (None, None)];
            keys.iter().filter_map(|key| groups.get(key)).collect()
        } else {
            groups.iter().filter(|(key, _)| may_be_one(own, **key)).map(|(_, group)| group).collect()
        };
        let (mut possible, mut open, mut entries) = (Decimal::ZERO, false, vec![(place, staff)]);
        let (mut rests, mut unshared, mut open_share) = (None, false, false);
        for may in near {
            possible = possible.saturating_add(may.hours);
            open |= may.silent;
            rests = both(rests, may.rests);
            unshared |= may.unshared;
            open_share |= may.open_share;
            let others = may.entries.iter().filter(|(n, _)| *n != place);
            entries.extend(others.take(NAMED.saturating_sub(entries.len())));
        }
        let mut alone = Group::default();
        alone.add(place, staff);
        let sure = if whole { group } else { &alone };
        let (declared, silent) = (sure.hours, sure.silent);
        let rests = rests.filter(|_| !unshared);
        // Nobody works more than full time, in however many employments.
        let full = rests.map(|(_, most)| most.max(HOURS.into()));
        let (over, above) =
            full.map_or(sure.over, |full| (declared.saturating_sub(full), full).max(sure.over));
        let outcome = match rests {
            _ if over > Decimal::ZERO => Outcome::NotMet,
            _ if possible <= Decimal::ZERO && !open => Outcome::Met,
            Some((least, _)) if possible <= least && !open => Outcome::Met,
            _ => Outcome::Unknown,
        };
        // What earlier operations declare under the same key, where that and what is declared here may be too much.
        let key = own.0.zip(own.1);
        let before = key.and_then(|key| at.hours_before.get(&key)).filter(|before| {
            let both = declared.saturating_add(before.hours.declared);
            let least = rests.map(|(least, _)| least).into_iter().chain(before.hours.rests).min();
            declared > Decimal::ZERO && least.is_some_and(|least| both > least)
        });
        let outcome = match (outcome, before) {
            (Outcome::Met, Some(_)) => Outcome::Unknown,
            (outcome, _) => outcome,
        };
        at.tell(tell, Subject::Item(F::Staff, place), (OperationStatus::Applied, outcome), |kept| {
            kept.ids = staff.person.clone().into_iter().collect();
            let several = entries.len() > 1;
            for (n, other) in entries {
                let of = |fact| Fact::of_item(F::Staff, n, fact);
                lacks(kept, other.hours.is_none(), of(F::Hours));
                lacks(kept, !is_by_month(other) && other.full_time_share.is_none(), of(F::FullTimeShare));
                // An entry that states both is of it for certain.
                for (n, either) in [(place, staff), (n, other)].into_iter().filter(|_| n != place) {
                    lacks(kept, whose(either).0.is_none(), Fact::of_item(F::Staff, n, F::Person));
                    lacks(kept, either.year.is_none(), Fact::of_item(F::Staff, n, F::Year));
                }
            }
            kept.asks(before.map(|_| Doubt::OnePersonInSeveralOperations));
            if !open_share && rests.is_some_and(|(least, _)| declared > least) {
                kept.asks([Doubt::OneEmploymentOrSeveral]);
            }
            let over = Some(over).filter(|over| *over > Decimal::ZERO);
            let cost = over.zip(sure.hourly()).and_then(|(over, hourly)| times(over, hourly));
            let range = sure.rests.filter(|_| !sure.unshared);
            // Above what, where that is not what was said before.
            let above = Some(above).filter(|above| range != Some((*above, *above)));
            let above = above.map(|above| format!(" above {}", above.normalize())).unwrap_or_default();
            let too_many = over
                .map(|over| format!(": {} too many{above}, {}", over.normalize(), at.told(cost)))
                .unwrap_or_default();
            let shown = |d: Option<Decimal>| d.map_or("unknown".to_owned(), |d| d.normalize().to_string());
            let year = staff.year.map_or("an unknown year".to_owned(), |year| year.to_string());
            let more = possible.saturating_sub(declared);
            let more =
                if more.is_zero() { String::new() } else { format!(", {} more may be", more.normalize()) };
            let stated = !declared.is_zero() || !silent;
            let to = range.filter(|(least, most)| least != most && !sure.open_share);
            let (up_to, first) = match range.filter(|_| sure.open_share) {
                Some((_, most)) => ("at most ", Some(most)),
                None => ("", range.map(|(least, _)| least)),
            };
            kept.message = format!(
                "{} in {year}: {} hours declared{more}{}{}; the rate rests on {up_to}{}{} [unverified]{too_many}.",
                name(staff.person.as_deref()),
                shown(Some(declared).filter(|_| stated)),
                if open && several { ", and some not stated" } else { "" },
                before.map(HoursBefore::named).unwrap_or_default(),
                shown(first),
                to.map(|(_, most)| format!(" to {}", most.normalize())).unwrap_or_default()
            );
        });
    }
}
