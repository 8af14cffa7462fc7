//! The next due dates of a programme.

use chrono::{Datelike, Months, NaiveDate};

use super::year_end::YearEnd;
use super::{Programme, submission};
use crate::fund::Due;
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NextDue {
    /// The day.
    pub on: NaiveDate,
    /// What is due, in a sentence.
    pub what: String,
    /// Where it stands.
    pub source: Citation,
}

const fn cpr(place: &'static str, basis: Basis) -> Citation {
    Citation::act(Act::CommonProvisions, place, basis)
}

const DECOMMITMENT: Citation = cpr("Art. 105(1)", Basis::Act);
const FINAL_APPLICATION: Citation = cpr("Art. 91", Basis::Act);
const PACKAGE: Citation = cpr("Art. 98(1)", Basis::Act);
const FORECASTS: Citation = cpr("Art. 69(10)", Basis::Unverified);
const DATA: Citation = cpr("Art. 42(1)", Basis::Unverified);
const LIST: Citation = cpr("Art. 49(3)", Basis::Act);
const ELIGIBILITY: Citation = cpr("Art. 63(2)", Basis::Act);
const PERFORMANCE: Citation = Citation::act(Act::Amif2021, "Art. 35(1)", Basis::Act);
const INSTALMENT: Citation = Citation::act(Act::Amif2021, "Art. 14(1)", Basis::Act);

/// One date of each kind, soonest first, from a day on; nothing where no day is known.
pub(super) fn next_due(programme: &Programme, as_of: Option<NaiveDate>, years: &[YearEnd]) -> Vec<NextDue> {
    let Some(from) = as_of else { return Vec::new() };
    let mut all: Vec<NextDue> = [
        decommitment(from, years),
        yearly(from, &[(7, 31)], 2022..=2030).map(|on| {
            let later = match on.year() {
                2030 => "there is no later one",
                _ => "a later one is of the next year",
            };
            let what = format!(
                "Last payment application for the accounting year that ends on 30 June {}; {later}.",
                on.year()
            );
            NextDue { on, what, source: FINAL_APPLICATION }
        }),
        package(programme, from),
        yearly(from, &[(2, 15)], 2023..=2031).map(|on| NextDue {
            on,
            what: "Annual performance report.".to_owned(),
            source: PERFORMANCE,
        }),
        yearly(from, &[(1, 31), (7, 31)], 2022..=2029).map(|on| NextDue {
            on,
            what: "Forecast of payment applications for this year and the next.".to_owned(),
            source: FORECASTS,
        }),
        yearly(from, &[(1, 31), (4, 30), (7, 31), (9, 30), (11, 30)], 2022..=2030)
            .filter(|on| *on <= NaiveDate::from_ymd_opt(2030, 1, 31).unwrap_or(*on))
            .map(|on| NextDue { on, what: "Transmission of data.".to_owned(), source: DATA }),
        instalment(programme, from),
        publication(programme, from),
        yearly(from, &[(12, 31)], 2029..=2029).map(|on| NextDue {
            on,
            what: "Last day of eligible expenditure, and the day of the targets.".to_owned(),
            source: ELIGIBILITY,
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|due| due.on);
    all
}

/// The first of some days of the year from a day on, within some years.
fn yearly(from: NaiveDate, days: &[(u32, u32)], years: std::ops::RangeInclusive<i32>) -> Option<NaiveDate> {
    let of_year =
        |year| days.iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, *month, *day));
    years.flat_map(of_year).find(|on| *on >= from)
}

fn decommitment(from: NaiveDate, years: &[YearEnd]) -> Option<NextDue> {
    let mut before = Some(Eur::ZERO);
    for end in years {
        // Of amounts that are not known there may be something.
        let falls_due = end.due.is_none() || end.due != before;
        before = end.due;
        if end.on < from || !falls_due {
            continue;
        }
        let of = end.on.year().saturating_sub(3);
        let what = match end.to_claim {
            Some(Eur::ZERO) if end.covered.certain >= end.due => {
                format!("The commitment of {of} falls due; it is covered.")
            }
            Some(Eur::ZERO) if end.excepted_beside_certain > Some(Eur::ZERO) => format!(
                "The commitment of {of} falls due; nothing more must be claimed by then: what is neither covered nor lost \
                 before is excepted while its ground lasts."
            ),
            Some(Eur::ZERO) => {
                format!(
                    "The commitment of {of} falls due; nothing that was not lost before is without cover."
                )
            }
            Some(amount) => format!(
                "The commitment of {of} falls due; EUR {} more must be claimed by then, or it is lost.",
                amount.grouped()
            ),
            None => format!("The commitments up to {of} fall due; how much must be claimed is not known."),
        };
        return Some(NextDue { on: end.on, what, source: DECOMMITMENT });
    }
    None
}

/// The assurance package of the first accounting year that has none.
fn package(programme: &Programme, from: NaiveDate) -> Option<NextDue> {
    let accounts = |year: i32| programme.accounts.iter().flatten().filter(move |a| a.year() == Some(year));
    (2022..=2030).find_map(|year: i32| {
        if accounts(year).any(|a| a.submitted_on.is_some_and(|on| on <= from)) {
            return None;
        }
        let extended = accounts(year).any(|a| a.extension_requested == Some(true));
        let (month, day) = if extended { (3, 1) } else { (2, 15) };
        let on = NaiveDate::from_ymd_opt(year.saturating_add(1), month, day).filter(|on| *on >= from)?;
        // A year that is over and of which no application is above zero in column (B) has no accounts.
        let over = submission(year).is_some_and(|(_, last)| last < from);
        let claimed = programme.applications.as_ref().is_none_or(|all| {
            let may_count = all.iter().filter(|a| a.status.is_none_or(|status| status.counts()));
            may_count.filter(|a| a.may_be_of(year)).any(|a| a.is_above_zero() != Some(false))
        });
        if over && !claimed {
            return None;
        }
        let what = format!("Assurance package with the accounts of the year to 30 June {year}.");
        Some(NextDue { on, what, source: PACKAGE })
    })
}

fn instalment(programme: &Programme, from: NaiveDate) -> Option<NextDue> {
    let paid = programme.pre_financing()?;
    paid.instalments.iter().find_map(|instalment| match instalment.due {
        Due::Before(on) if on > from => {
            let amount = instalment.amount.grouped();
            let what =
                format!("Pre-financing of EUR {amount} is paid before this day, subject to available funds.");
            Some(NextDue { on, what, source: INSTALMENT })
        }
        Due::Before(_) | Due::InYearOfAdoption(_) | Due::NotStated => None,
    })
}

fn publication(programme: &Programme, from: NaiveDate) -> Option<NextDue> {
    let last = programme.publication.as_ref()?.list_on.iter().flatten().filter(|on| **on <= from).max()?;
    let on = last.checked_add_months(Months::new(4)).filter(|on| *on >= from)?;
    let what = "The list of operations is updated at least every four months.".to_owned();
    Some(NextDue { on, what, source: LIST })
}
