//! Who is a Member State on the day of a call.

use chrono::NaiveDate;

use crate::country::Country;

/// Whether a State is a Member State on a day; today's Member States where no day is known.
pub(super) fn is_member_on(state: Country, day: Option<NaiveDate>) -> bool {
    match day {
        Some(day) => state.is_member_state_on(day),
        None => state.member_state_index().is_some(),
    }
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
