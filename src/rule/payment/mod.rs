//! Rules on what a Member State claims, gets, accounts for and may lose.

pub(crate) mod accounts;
pub(crate) mod amounts;
pub(crate) mod declared;
pub(crate) mod decommitment;
pub(crate) mod order;
pub(crate) mod received;

use crate::money::Rate;
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

/// A per cent of the law, in hundredths.
const fn per_cent(hundredths: u32) -> Rate {
    match Rate::from_hundredths(hundredths) {
        Some(rate) => rate,
        None => Rate::WHOLE,
    }
}
