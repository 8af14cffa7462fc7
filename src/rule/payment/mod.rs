//! Rules on what a Member State claims, gets, accounts for and may lose.

pub(crate) mod accounts;
pub(crate) mod amounts;
pub(crate) mod declared;
pub(crate) mod decommitment;
pub(crate) mod order;
pub(crate) mod public_contribution;
pub(crate) mod received;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::programme::{NAMED, lacks, per_cent};
use super::questions::Doubt;
use super::world::Kept;
use crate::check::Awaited;
use crate::check::fact::{Fact, FactKind as F};
use crate::law::{Act, Basis, Citation};
use crate::money::Rate;
use crate::outcome::Outcome;
use crate::programme::{PaymentApplication, Programme};

/// What the pre-financing is a share of: the payments say so and the article, as far as it was read, does not.
pub(in crate::rule) const FIRST_ADOPTION: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 14",
    Basis::Inferred,
    "that the shares are of the amount of first adoption is concluded from the payments to four programmes until 2023, to the cent",
);

/// What the Commission pays of what is claimed: 95 %, by Art. 93(2) of Regulation (EU) 2021/1060.
const INTERIM: Rate = per_cent(9_500);

/// The payment applications that count, or may.
pub(in crate::rule) fn counting(programme: &Programme) -> impl Iterator<Item = (usize, &PaymentApplication)> {
    let all = programme.applications.iter().flatten().enumerate();
    all.filter(|(_, a)| a.status.is_none_or(|status| status.counts()))
}

/// The payment applications that count, or may, by their ids: several may have one.
struct ById<'a>(BTreeMap<&'a str, Vec<(usize, &'a PaymentApplication)>>);

impl<'a> ById<'a> {
    fn of(programme: &'a Programme) -> Self {
        let mut by_id: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (place, a) in counting(programme) {
            by_id.entry(a.name()).or_default().push((place, a));
        }
        ById(by_id.into_iter().filter_map(|(id, those)| Some((id?, those))).collect())
    }

    /// The others of an id: what names it may be of any of them.
    fn others(&self, id: &str, place: usize) -> impl Iterator<Item = (usize, &'a PaymentApplication)> {
        let those = self.0.get(id).into_iter().flatten().copied();
        those.filter(move |(other, _)| *other != place)
    }

    /// Says that it is open which of several of one id is meant, where there are several.
    fn asks_which(&self, kept: &mut Kept, id: &str, place: usize) {
        for (other, a) in self.others(id, place).take(NAMED) {
            kept.asks([Doubt::ApplicationOfThatId]);
            lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, other, F::Status));
            kept.message.push_str(&format!(" The application at /applications/{other} has the same id."));
        }
    }
}

/// The outcome of a rule on an application that may not count: where it does not, it is not looked at.
pub(in crate::rule) fn if_it_counts(application: &PaymentApplication, outcome: Outcome) -> Outcome {
    match (application.status, outcome) {
        (None, Outcome::NotMet | Outcome::Conditional) => Outcome::Unknown,
        _ => outcome,
    }
}

/// The outcome for an application where events to come may still make it good: of one whose day lies ahead nothing is broken yet.
fn if_it_came(as_of: Option<NaiveDate>, application: &PaymentApplication, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::NotMet if application.is_to_come(as_of) => Outcome::Conditional,
        outcome => outcome,
    }
}

/// The same of an application that may not count.
fn if_it_came_and_counts(
    as_of: Option<NaiveDate>,
    application: &PaymentApplication,
    outcome: Outcome,
) -> Outcome {
    if_it_counts(application, if_it_came(as_of, application, outcome))
}

/// What an application whose day lies ahead awaits until then.
fn awaited(application: &PaymentApplication, event: &str) -> Vec<Awaited> {
    vec![Awaited { event: event.to_owned(), until: application.submitted_on, normal_limit: false }]
}

/// What is not known of whether an application at a place counts and is above zero in column (B).
fn lacks_above_zero(kept: &mut Kept, place: usize, application: &PaymentApplication) {
    let of = |fact| Fact::of_item(F::Applications, place, fact);
    lacks(kept, application.status.is_none(), of(F::Status));
    lacks(kept, application.rows.is_none(), of(F::BudgetRows));
    if application.is_above_zero().is_none() {
        for (row_at, row) in application.rows.iter().flatten().enumerate() {
            let fact = Fact::of_part(F::Applications, place, F::BudgetRows, row_at, F::Expenditure);
            lacks(kept, row.expenditure.is_none(), fact);
        }
    }
}
