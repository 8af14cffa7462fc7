//! Hourly rates of staff: Art. 55(2) of the Common Provisions Regulation.

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
1 720 or its share. All entries of one person and year in the operation are added up. The sentence says what the hours
too many come to. The step bears its mark.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(3)", Known::Unverified)],
        facts: &[F::Staff, F::Person, F::Year, F::Hours, F::FullTimeShare, F::Hourly, F::AnnualGross, F::Status],
    },
    judge: hours_cap,
};

fn hours_cap(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, staff) in each(at) {
        if staff.annual_gross.is_none() && staff.monthly_gross.is_some() {
            continue;
        }
        let same = |other: &Staff| {
            other.person.is_some() && other.person == staff.person && other.year == staff.year
        };
        if each(at).take(place).any(|(_, other)| same(other)) {
            continue;
        }
        let entries: Vec<&Staff> =
            each(at).filter(|(n, other)| *n == place || same(other)).map(|(_, other)| other).collect();
        let open = entries.iter().any(|e| e.hours.is_none());
        let declared = entries.iter().filter_map(|e| e.hours).try_fold(Decimal::ZERO, Decimal::checked_add);
        let most = hours(staff);
        let outcome = match (declared, most) {
            (Some(declared), Some(most)) if declared > most => Outcome::NotMet,
            (Some(_), Some(_)) if !open => Outcome::Met,
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Staff, place), (OperationStatus::Applied, outcome), |kept| {
            kept.ids = staff.person.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Staff, place, fact);
            lacks(kept, open, of(F::Hours));
            lacks(kept, staff.full_time_share.is_none(), of(F::FullTimeShare));
            let over =
                declared.zip(most).map(|(d, m)| d.saturating_sub(m)).filter(|over| *over > Decimal::ZERO);
            let cost = over.zip(staff.hourly).and_then(|(over, hourly)| times(over, hourly));
            let too_many = over
                .map(|over| format!(": {} too many, {}", over.normalize(), euro(cost)))
                .unwrap_or_default();
            let shown = |d: Option<Decimal>| d.map_or("unknown".to_owned(), |d| d.normalize().to_string());
            let year = staff.year.map_or("an unknown year".to_owned(), |year| year.to_string());
            kept.message = format!(
                "{} in {year}: {} hours declared{}; the rate rests on {} [unverified]{too_many}.",
                name(staff.person.as_deref()),
                shown(declared.filter(|_| entries.iter().any(|e| e.hours.is_some()))),
                if open && entries.len() > 1 { ", and some not stated" } else { "" },
                shown(most)
            );
        });
    }
}
