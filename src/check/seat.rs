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

/// The agreement has to be in force before the grant is signed, and nothing is signed before the deadline.
fn negotiation(negotiation: &Negotiation, setting: &Setting<'_>) -> Outcomes {
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.last_deadline();
    match (negotiation.in_force.filter(|day| *day <= today), setting.signature) {
        (Some(day), _) if deadline.is_some_and(|d| day <= d.local().date()) => Outcomes::MET,
        (Some(day), Some(signature)) if day < signature => Outcomes::MET,
        (Some(_), Some(_)) => Outcomes::NOT_MET,
        (Some(_), None) => Outcomes::MET_OR_NOT,
        (None, _) if deadline.is_some_and(|d| setting.as_of <= d.instant()) => Outcomes::CONDITIONAL,
        (None, Some(signature)) if signature > today => Outcomes::CONDITIONAL,
        (None, Some(_)) => Outcomes::NOT_MET,
        (None, None) => Outcomes::CONDITIONAL.or(Outcomes::NOT_MET),
    }
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
