//! Who is a Member State on the day of a call, and to which programming period it belongs.

use chrono::NaiveDate;

use crate::country::Country;
use crate::fund::ProgrammingPeriod;

/// Whether a State is a Member State on a day; today's Member States where no day is known.
pub(super) fn is_member_on(state: Country, day: Option<NaiveDate>) -> bool {
    match day {
        Some(day) => state.is_member_state_on(day),
        None => state.member_state_index().is_some(),
    }
}

/// Whether a country is a third country on a day: neither a Member State nor an overseas country or territory linked to
/// one.
pub(super) fn is_third_on(country: Country, day: Option<NaiveDate>) -> bool {
    let of_the_union = |state: Country| is_member_on(state, day);
    !of_the_union(country.state()) && !country.overseas_territory_on(day).is_some_and(of_the_union)
}

/// The Member States on a day, in alphabetical order.
pub(super) fn member_states(day: Option<NaiveDate>) -> Vec<Country> {
    let mut all: Vec<Country> = match day {
        Some(day) => Country::member_states_on(day).collect(),
        None => crate::country::MEMBER_STATES.to_vec(),
    };
    all.sort_unstable();
    all
}

/// Whether Regulation (EU) 2021/1147 lies beneath a call of that day.
pub(super) fn has_article_24(day: NaiveDate) -> bool {
    period_of(day) == Some(ProgrammingPeriod::From2021)
}

/// The programming period that a day belongs to.
pub(super) fn period_of(day: NaiveDate) -> Option<ProgrammingPeriod> {
    ProgrammingPeriod::ALL.iter().copied().find(|p| (p.first_day()..=p.last_day()).contains(&day))
}
