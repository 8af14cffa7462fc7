//! Which Financial Regulation is cited: that of 2018 or its recast of 2024, by the day of the legal commitment.
//!
//! The recast applies from 30 September 2024; the regulation of 2018 goes on for legal commitments entered into
//! before, Art. 277(4). A grant agreement is the legal commitment of a grant. Before August 2018 the Regulation of 2012
//! held, of which nothing was read: where a grant is known to be committed before, neither of the later ones is cited.

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

/// When the grants under a call are committed, as far as it is known, and whether the Fund's act of 2021 lies beneath it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Commitment {
    /// No grant is committed before that day.
    earliest: Option<NaiveDate>,
    /// Nor after that one.
    latest: Option<NaiveDate>,
    /// Whether the call is known to be of 2014–2020, on which Regulation (EU) 2021/1147 says nothing.
    before_2021: bool,
}

impl Commitment {
    /// A grant is committed on the day of signature. Where that is not known, it is so after the opening of the call and
    /// after its first deadline, and within nine months of the last, the normal limit of the procedure.
    pub(crate) fn of(
        signature: Option<NaiveDate>,
        opening: Option<NaiveDate>,
        (first, last): (Option<NaiveDate>, Option<NaiveDate>),
        before_2021: bool,
    ) -> Self {
        let latest = || last?.checked_add_months(Months::new(9));
        Commitment {
            earliest: signature.or_else(|| opening.into_iter().chain(first).max()),
            latest: signature.or_else(latest),
            before_2021,
        }
    }

    /// Of a grant that is signed on a day, under a call of which no more is asked.
    pub(crate) fn signed(signature: Option<NaiveDate>) -> Self {
        Commitment { earliest: signature, latest: signature, before_2021: false }
    }
}

/// What is left where neither of the regulations cited governs.
static BEFORE_2018: [Citation; 1] = [Citation::document_noted(
    "Regulation (EU, Euratom) No 966/2012",
    "",
    Basis::Unverified,
    "for legal commitments before 2 August 2018; its text was not read",
)];

/// The citations that hold for a grant, where acts of several times are cited: those of 2024 first, then those of the
/// Fund's act of 2021, the Financial Regulation of 2018 last, anything else between.
pub(crate) fn in_force(citations: &[Citation], grant: Commitment) -> &[Citation] {
    let of = |act: Act| move |c: &&Citation| c.cited_act() == Some(act);
    let of_2024 = citations.iter().take_while(of(Act::Financial2024)).count();
    let of_2018 = citations.iter().rev().take_while(of(Act::Financial2018)).count();
    let before =
        |from: Option<NaiveDate>| grant.latest.is_some_and(|latest| from.is_some_and(|from| latest < from));
    let since = |from: Option<NaiveDate>| {
        grant.earliest.is_some_and(|earliest| from.is_some_and(|from| earliest >= from))
    };
    let end = if before(FROM_2018) || (since(FROM_2024) && of_2024 > 0) {
        citations.len().saturating_sub(of_2018)
    } else {
        citations.len()
    };
    let start = if before(FROM_2024) { of_2024 } else { 0 };
    let of_the_fund = |from: usize| {
        let rest = citations.get(from..).unwrap_or_default();
        rest.iter().take_while(of(Act::Amif2021)).count()
    };
    let start = if grant.before_2021 { start.saturating_add(of_the_fund(start)) } else { start };
    match citations.get(start..end) {
        Some(held) if !held.is_empty() => held,
        _ if before(FROM_2018) => &BEFORE_2018,
        // Known from the recast alone.
        _ => citations,
    }
}

/// The first day of the Financial Regulation of 2018 for commitments.
const FROM_2018: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 8, 2);
/// The first day of its recast.
const FROM_2024: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 9, 30);
