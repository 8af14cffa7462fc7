//! Rules on what a Member State claims, gets, accounts for and may lose.

pub(crate) mod accounts;
pub(crate) mod amounts;
pub(crate) mod declared;
pub(crate) mod decommitment;
pub(crate) mod order;
pub(crate) mod received;

use crate::outcome::Outcome;
use crate::programme::{PaymentApplication, Programme};

/// The payment applications that count, or may.
pub(in crate::rule) fn counting(programme: &Programme) -> impl Iterator<Item = (usize, &PaymentApplication)> {
    let all = programme.applications.iter().flatten().enumerate();
    all.filter(|(_, a)| a.status.is_none_or(|status| status.counts()))
}

/// The outcome of a rule on an application that may not count: where it does not, it is not looked at.
pub(in crate::rule) fn if_it_counts(application: &PaymentApplication, outcome: Outcome) -> Outcome {
    match (application.status, outcome) {
        (None, Outcome::NotMet | Outcome::Conditional) => Outcome::Unknown,
        _ => outcome,
    }
}

/// Whether an application is of an accounting year, or may be: a text that is no year is of none.
fn may_be_of(application: &PaymentApplication, year: i32) -> bool {
    application.accounting_year.is_none() || application.year() == Some(year)
}
