//! What a call makes of the country in which somebody is established.

use chrono::{Months, NaiveDate};

use super::facts::Setting;
use crate::call::{Negotiation, Point, Standing};
use crate::country::Country;
use crate::organisation::Role;
use crate::outcome::Outcomes;

/// What the call makes of a country, or of every country where it is unknown.
#[inline]
pub(crate) fn country_outcomes(country: Option<Country>, role: Role, setting: &Setting<'_>) -> Outcomes {
    match country {
        // By far the most.
        Some(country) if setting.terms.standing(country) == Standing::Member(Point::Settled(true)) => {
            Outcomes::MET
        }
        _ => any_country_outcomes(country, role, setting),
    }
}

#[inline(never)]
fn any_country_outcomes(country: Option<Country>, role: Role, setting: &Setting<'_>) -> Outcomes {
    match country {
        Some(country) => standing_outcomes(setting.terms.standing(country), role, setting),
        None => setting.terms.samples.iter().fold(Outcomes::NONE, |all, sample| {
            all.or(standing_outcomes(setting.terms.standing(*sample), role, setting))
        }),
    }
}

fn standing_outcomes(standing: Standing, role: Role, setting: &Setting<'_>) -> Outcomes {
    match standing {
        Standing::Member(point) | Standing::Depends(point) | Standing::Territory(_, point) => {
            setting.answered(point).outcomes()
        }
        Standing::Unfunded(roles) if roles >> (role as u8) & 1 == 1 => Outcomes::MET,
        Standing::Negotiating(at) => setting
            .terms
            .negotiating
            .get(usize::from(at))
            .map_or(Outcomes::NOT_MET, |n| negotiation(n, setting)),
        Standing::Unfunded(_) | Standing::Outside => Outcomes::NOT_MET,
    }
}

/// The agreement has to be in force before the grant is signed, and nothing is signed before the first deadline.
fn negotiation(negotiation: &Negotiation, setting: &Setting<'_>) -> Outcomes {
    let today = setting.as_of.brussels_date();
    let call = setting.call;
    match (negotiation.in_force.filter(|day| *day <= today), setting.signature) {
        (Some(day), Some(signature)) if day < signature => Outcomes::MET,
        (Some(_), Some(_)) => Outcomes::NOT_MET,
        (Some(day), None) if !call.may_be_signed_on(day) => Outcomes::MET,
        (Some(_), None) => Outcomes::MET_OR_NOT,
        (None, Some(signature)) if signature > today => Outcomes::CONDITIONAL,
        (None, Some(_)) => Outcomes::NOT_MET,
        (None, None) if !call.may_be_signed_on(today) => Outcomes::CONDITIONAL,
        (None, None) => Outcomes::CONDITIONAL.or(Outcomes::NOT_MET),
    }
}

/// Days of signature that make a difference to some negotiation on record.
pub(crate) fn signatures_of_negotiations<'s>(
    setting: &'s Setting<'_>,
) -> impl Iterator<Item = NaiveDate> + 's {
    let records = &setting.terms.negotiating;
    let today = (!records.is_empty()).then(|| setting.as_of.brussels_date());
    let events = records.iter().filter_map(|record| record.in_force).chain(today);
    let around = events.flat_map(|day| [Some(day), day.succ_opt()]).flatten();
    around.filter(|day| setting.call.may_be_signed_on(*day))
}

/// The last day on which an awaited agreement may enter into force, and whether that is the normal limit: the
/// day of signature where it is stated, else nine months after the deadline.
pub(crate) fn awaited_until(setting: &Setting<'_>) -> (Option<NaiveDate>, bool) {
    let deadline = setting.call.last_day();
    match setting.signature {
        Some(day) => (Some(day), false),
        None => (deadline.and_then(|d| d.checked_add_months(Months::new(9))), true),
    }
}
