//! Which Financial Regulation is cited: that of 2018 or its recast of 2024, by the day of the legal commitment.
//!
//! The recast applies from 30 September 2024; the regulation of 2018 goes on for legal commitments entered into
//! before, Art. 277(4). A grant agreement is the legal commitment of a grant. Before August 2018 the Regulation of 2012
//! held, of which nothing was read: the citations say from when the one of 2018 does.

use chrono::{Months, NaiveDate};

use super::act::Act;
use super::citation::{Basis, Citation};

const UNREAD: &str = "for legal commitments from August 2018 to 29 September 2024; the number of 2024 less three, its text was not read";

/// What a place of the recast holds for.
pub(crate) const COMMITTED: &str = "for legal commitments since 30 September 2024, Art. 277(4)";

/// A place in the regulation of 2018, known from the recast.
pub(crate) const fn of_2018(place: &'static str) -> Citation {
    Citation::act_noted(Act::Financial2018, place, Basis::Inferred, UNREAD)
}

/// A place read in the recast; the note says what it holds for.
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

/// A day on that side of the recast on which a grant is committed; `None` where it may be either.
///
/// It is committed on the day of signature. Where that is not known, it is so after the opening of the call and after its
/// deadline, and within nine months of the deadline, the normal limit of the procedure.
pub(crate) fn committed(
    signature: Option<NaiveDate>,
    opening: Option<NaiveDate>,
    deadline: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let limit = || deadline?.checked_add_months(Months::new(9)).filter(|day| !recast_applies(*day));
    let after = || opening.into_iter().chain(deadline).find(|day| recast_applies(*day));
    signature.or_else(after).or_else(limit)
}

/// Whether Regulation 2024/2509 governs what is committed on a day.
fn recast_applies(day: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(2024, 9, 30).is_some_and(|from| day >= from)
}
