//! Which Financial Regulation is cited: that of 2018 or its recast of 2024, by a day.

use chrono::NaiveDate;

use super::act::Act;
use super::citation::{Basis, Citation};

const UNREAD: &str = "the number of 2024 less three; its text and the transition to 2024 were not read";

/// A place in the regulation of 2018, known from the recast.
pub(crate) const fn of_2018(place: &'static str) -> Citation {
    Citation::act_noted(Act::Financial2018, place, Basis::Inferred, UNREAD)
}

/// A place read in the recast; the note says by which day it is chosen.
pub(crate) const fn of_2024(place: &'static str, note: &'static str) -> Citation {
    Citation::act_noted(Act::Financial2024, place, Basis::Act, note)
}

/// The citations that hold at a day, where both Financial Regulations are cited: that of 2024 first, that
/// of 2018 last, anything else between.
pub(crate) fn in_force(citations: &[Citation], day: Option<NaiveDate>) -> &[Citation] {
    let of = |act: Act| move |c: &&Citation| c.cited_act() == Some(act);
    let new = citations.iter().take_while(of(Act::Financial2024)).count();
    let old = citations.iter().rev().take_while(of(Act::Financial2018)).count();
    let Some(day) = day.filter(|_| old > 0 && new > 0) else { return citations };
    let kept = if recast_applies(day) {
        citations.get(..citations.len().saturating_sub(old))
    } else {
        citations.get(new..)
    };
    kept.unwrap_or(citations)
}

/// Whether Regulation 2024/2509 applies at a day; the date was not read in its text.
fn recast_applies(day: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(2024, 9, 30).is_some_and(|from| day >= from)
}
