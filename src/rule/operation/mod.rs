//! Rules on operations, each due by the operation's status.

pub(crate) mod costs;
pub(crate) mod duties;
pub(crate) mod eligibility;
pub(crate) mod flat_rate_base;
pub(crate) mod flat_rates;
pub(crate) mod national;
pub(crate) mod paid;
pub(crate) mod simplified;
pub(crate) mod staff;
pub(crate) mod support;
pub(crate) mod vat;
pub(crate) mod visibility;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::programme::{amount_in, is_of, total_in};
use super::world::{Kept, Teller, World};
use crate::budget::Sum;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{StatedIn, Subject};
use crate::input::named;
use crate::money::{Eur, Rate};
use crate::outcome::Outcome;
use crate::programme::{Form, Item, ItemKind, Operation, OperationStatus, Programme};
use crate::rule::questions::Doubt;

/// Operations of a programme.
pub(crate) struct Operations;

impl World for Operations {
    type At<'a> = OperationAt<'a>;
    const FILES: [StatedIn; 2] = [StatedIn::Operation, StatedIn::Programme];
}

/// Where an expenditure was declared before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    /// The id of the operation.
    pub(crate) operation: String,
    /// The place of the item in it.
    pub(crate) item: usize,
    /// Whether that operation counts; one whose status is not known may have been refused.
    pub(crate) counts: bool,
    /// Whether it was declared: with an application that counts, at an amount above zero.
    pub(crate) declared: Declaring,
    /// Whether this one was.
    pub(crate) own: Declaring,
}

/// Whether an item declares expenditure, and what of it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Declaring {
    /// It names a payment application.
    pub(crate) named: bool,
    /// That application counts; one whose status is not known may have been rejected.
    pub(crate) counts: bool,
    /// Its amount is above zero.
    pub(crate) above: bool,
}

impl Declaring {
    pub(crate) const fn is_sure(self) -> bool {
        self.named && self.counts && self.above
    }
}

impl Before {
    /// Whether the expenditure was declared before for sure.
    pub(crate) const fn is_sure(&self) -> bool {
        self.counts && self.declared.is_sure() && self.own.is_sure()
    }
}

/// An operation on a day, under its programme where that is known.
#[derive(Clone, Copy)]
pub(crate) struct OperationAt<'a> {
    pub(crate) operation: &'a Operation,
    /// The programme that it is of, or may be: what decides and limits another one says nothing of it.
    pub(crate) programme: Option<&'a Programme>,
    /// The programme that it is looked at with.
    pub(crate) with: Option<&'a Programme>,
    pub(crate) as_of: Option<NaiveDate>,
    /// For each item with a key: where the same expenditure was declared before.
    pub(crate) before: &'a [Option<Before>],
    /// For a person and year of its staff: what earlier operations declare under that key.
    pub(crate) hours_before: &'a BTreeMap<(&'a str, u32), staff::HoursBefore>,
    /// Whether the id was another operation's of the same programme before; `None` where one of them does not say of which it is.
    pub(crate) id_taken: Option<bool>,
}

impl<'a> OperationAt<'a> {
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
        self.operation.items.iter().flatten().enumerate()
    }

    /// The same as one of another programme, where it is looked at with a programme and does not say whether it is of it.
    pub(crate) fn elsewhere(&self) -> Option<Self> {
        let programme = self.programme?;
        let open = is_of(self.operation.programme.as_deref(), programme).is_none();
        open.then_some(OperationAt { programme: None, ..*self })
    }

    pub(super) fn forms(&self) -> impl Iterator<Item = (usize, &'a Form)> + use<'a> {
        self.operation.forms.iter().flatten().enumerate()
    }

    /// Whether its amounts are in euro.
    pub(super) fn is_in_euro(&self) -> bool {
        self.operation.currency.as_deref().is_none_or(|code| code.trim().eq_ignore_ascii_case("EUR"))
    }

    /// An amount of the operation in euro. In another currency it is unknown, and never computed.
    pub(super) fn euro(&self, amount: Option<Eur>) -> Option<Eur> {
        amount.filter(|_| self.is_in_euro())
    }

    /// An amount of the operation in a sentence, in its currency.
    pub(super) fn told(&self, amount: Option<Eur>) -> String {
        amount_in(&self.currency(), amount)
    }

    /// A sum of such amounts in a sentence.
    pub(super) fn told_sum(&self, sum: Sum) -> String {
        total_in(&self.currency(), sum)
    }

    /// The code of its currency.
    fn currency(&self) -> String {
        let foreign = self.operation.currency.as_deref().filter(|_| !self.is_in_euro());
        foreign.map_or("EUR".to_owned(), |code| crate::input::printable(code.trim()))
    }

    /// An item in euro: as registered, or as it is where the operation is in euro.
    pub(super) fn item_euro(&self, item: &Item) -> Option<Eur> {
        item.eur.or_else(|| self.euro(item.amount))
    }

    /// Names an amount that is not known in euro: as missing where it is not stated; in another currency there is nothing to state.
    pub(super) fn lacks_euro(&self, kept: &mut Kept, stated: Option<Eur>, fact: Fact) {
        match stated {
            None => kept.lacks(fact),
            Some(_) if self.is_in_euro() => {}
            Some(_) => kept.asks([Doubt::AmountInEuro]),
        }
    }

    /// A fact of the costs; all of them where none is stated.
    pub(super) fn of_cost(&self, kind: F) -> Fact {
        of_part(self.operation.cost.is_some(), F::Cost, kind)
    }

    /// A fact of what pays; all of it where nothing is stated.
    pub(super) fn of_support(&self, kind: F) -> Fact {
        of_part(self.operation.support.is_some(), F::Support, kind)
    }

    /// A fact of the beneficiary; the beneficiary where nothing is stated of it.
    pub(super) fn of_beneficiary(&self, kind: F) -> Fact {
        of_part(self.operation.beneficiary.is_some(), F::Beneficiary, kind)
    }

    /// A fact of the place; the place where nothing is stated of it.
    pub(super) fn of_location(&self, kind: F) -> Fact {
        of_part(self.operation.location.is_some(), F::Location, kind)
    }

    pub(super) fn total(&self) -> Option<Eur> {
        self.operation.cost.as_ref().and_then(|cost| cost.total)
    }

    /// The outcome of a check that is due from a status on.
    pub(super) fn due(&self, from: OperationStatus, outcome: Outcome) -> Outcome {
        let Some(status) = self.operation.status else {
            // It may not be due yet.
            return match outcome {
                Outcome::Met | Outcome::NotApplicable => outcome,
                Outcome::NotMet | Outcome::Conditional | Outcome::Unknown => Outcome::Unknown,
            };
        };
        match (rank(status), rank(from)) {
            (Some(now), Some(from)) if now >= from => outcome,
            _ => Outcome::NotApplicable,
        }
    }

    /// Tells an outcome of a check that is due from a status on, with the operation's id before others.
    pub(super) fn tell(
        &self,
        tell: &mut Teller<'_, '_>,
        subject: Subject,
        (from, outcome): (OperationStatus, Outcome),
        say: impl FnOnce(&mut Kept),
    ) {
        let due = self.due(from, outcome);
        tell.tell(subject, due, |kept| {
            kept.because = Some(format!("not due before the operation is {from}"));
            say(kept);
            kept.ids.insert(0, self.operation.id.clone());
            if self.operation.status.is_none() {
                // An answer that is settled but for the status waits for nothing else.
                if outcome != Outcome::Unknown {
                    kept.missing.clear();
                    kept.open.clear();
                }
                kept.lacks(Fact::of_proposal(F::Status));
            }
            if due == Outcome::NotApplicable && outcome != Outcome::NotApplicable {
                kept.because = Some(match self.operation.status {
                    Some(OperationStatus::Refused) => "the operation was refused".to_owned(),
                    _ => format!("not due before the operation is {from}"),
                });
            }
        });
    }
}

/// How far an operation is; `None` for one that was refused.
const fn rank(status: OperationStatus) -> Option<u8> {
    match status {
        OperationStatus::Applied => Some(0),
        OperationStatus::Selected => Some(1),
        OperationStatus::Running => Some(2),
        OperationStatus::Completed => Some(3),
        OperationStatus::Closed => Some(4),
        OperationStatus::Refused => None,
    }
}

/// A fact of a part, or the part where nothing of it is stated.
fn of_part(stated: bool, part: F, kind: F) -> Fact {
    if stated { Fact::within(part, kind) } else { Fact::of_proposal(part) }
}

/// The id of the payment application that declared an item.
pub(crate) fn declared_with(item: &Item) -> Option<&str> {
    item.application.as_deref().and_then(named)
}

/// The key of an item.
pub(crate) fn key(item: &Item) -> Option<&str> {
    item.key.as_deref().and_then(named)
}

/// Whether an item is a simplified cost, as its kind says or the form of one that it names; one of a real kind that names none is real.
pub(super) fn is_simplified(item: &Item) -> Option<bool> {
    match item.article {
        Some(_) => Some(true),
        None => item.kind.map(ItemKind::is_simplified),
    }
}

/// Whether an item is above zero: one of zero or below it, a credit note, declares nothing.
pub(crate) fn is_above(item: &Item) -> Option<bool> {
    item.amount.or(item.eur).map(|amount| amount > Eur::ZERO)
}

/// The items that declare an expenditure, or may: those that are not stated to be of zero or below it.
pub(super) fn expenditure<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
    at.items().filter(|(_, item)| is_above(item) != Some(false))
}

/// Whether an item is paid for at all: simplified costs need no payment, and for what is given none was made.
pub(super) fn is_paid(item: &Item) -> Option<bool> {
    match is_simplified(item) {
        Some(true) => Some(false),
        _ => item.kind.map(|kind| !costs::GIVEN.contains(&kind)),
    }
}

/// The name by which an authority knows an item.
pub(super) fn item_name(item: &Item) -> String {
    format!("item {}", super::programme::name(item.id.as_deref()))
}

/// What comes of several items: with the places that are not met, and those that are unknown.
pub(super) struct Items {
    /// Unknown where it is not stated which there are: they may be any.
    pub(super) outcome: Outcome,
    pub(super) bad: Vec<(usize, String)>,
    pub(super) open: Vec<usize>,
}

/// Looks at each item: one outcome of all, so that a report stays as long as there are operations and not items.
pub(super) fn each_item(at: &OperationAt<'_>, mut look: impl FnMut(usize, &Item) -> Outcome) -> Items {
    let none = if at.operation.items.is_some() { Outcome::NotApplicable } else { Outcome::Unknown };
    let mut items = Items { outcome: none, bad: Vec::new(), open: Vec::new() };
    for (place, item) in at.items() {
        let outcome = look(place, item);
        match outcome {
            Outcome::NotMet => items.bad.push((place, item_name(item))),
            Outcome::Unknown => items.open.push(place),
            Outcome::Met | Outcome::NotApplicable | Outcome::Conditional => {}
        }
        items.outcome = super::programme::all([items.outcome, outcome]);
    }
    items
}

/// What a look at an item comes to for its expenditure: what declares none is in order, and what may declare none may be.
pub(super) fn of_expenditure(item: &Item, look: Outcome) -> Outcome {
    match (is_above(item), look) {
        (_, Outcome::NotApplicable) => look,
        (Some(false), _) => Outcome::Met,
        (None, Outcome::NotMet) => Outcome::Unknown,
        (Some(true) | None, _) => look,
    }
}

/// Looks at each expenditure that items declare.
pub(super) fn each_expenditure(at: &OperationAt<'_>, mut look: impl FnMut(usize, &Item) -> Outcome) -> Items {
    each_item(at, |place, item| of_expenditure(item, look(place, item)))
}

impl Items {
    /// The amounts of items that may declare no expenditure.
    pub(super) fn lacks_amounts(&self, kept: &mut Kept, at: &OperationAt<'_>) {
        for (place, item) in self.open.iter().filter_map(|place| at.items().nth(*place)) {
            if is_above(item).is_none() {
                kept.lacks(Fact::of_item(F::Items, place, F::Amount));
            }
        }
    }

    /// The items, where they decide and it is not stated which there are.
    pub(super) fn lacks(&self, kept: &mut Kept, at: &OperationAt<'_>) {
        if at.operation.items.is_none() && self.outcome == Outcome::Unknown {
            kept.lacks(Fact::of_proposal(F::Items));
        }
    }

    /// Names the items that are not met, in ids and words.
    pub(super) fn named(&self, kept: &mut Kept) -> String {
        self.named_with(kept, ", ", |_| String::new())
    }

    /// The same with what is said of each by its place.
    pub(super) fn named_with(
        &self,
        kept: &mut Kept,
        between: &str,
        said: impl Fn(usize) -> String,
    ) -> String {
        kept.ids.extend(self.bad.iter().map(|(_, name)| name.clone()));
        let all: Vec<String> =
            self.bad.iter().take(8).map(|(at, name)| format!("{name} (/items/{at}){}", said(*at))).collect();
        let more = self.bad.len().saturating_sub(all.len());
        match more {
            0 => all.join(between),
            more => format!("{} and {more} more", all.join(between)),
        }
    }
}

/// Whether a part keeps to a rate of a whole, as far as the three are known: nothing, and less, keeps to every rate.
pub(super) fn keeps(rate: Option<Rate>, part: Option<Eur>, whole: Option<Eur>) -> Option<bool> {
    let nothing = part.is_some_and(|part| part <= Eur::ZERO);
    if nothing && whole.is_none_or(|whole| whole >= Eur::ZERO) {
        return Some(true);
    }
    Some(rate?.holds(part?, whole?))
}

/// What a fact makes of a condition.
pub(in crate::rule) fn holds(fact: Option<bool>) -> Outcome {
    match fact {
        Some(true) => Outcome::Met,
        Some(false) => Outcome::NotMet,
        None => Outcome::Unknown,
    }
}
