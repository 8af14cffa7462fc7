//! Reconciliation over all operations: items against applications, support against allocations.

use std::collections::BTreeMap;

use super::super::programme::rows::{Decided, Key, at_most_between, is_whole, may_be, over};
use super::super::programme::ways::{added, same, stated};
use super::super::programme::{
    Beside, BesideAt, NAMED, PERIOD, at_most_even_with, by_decision, cpr, euro, lacks, name, one, row_name,
    total,
};
use super::{counting, if_it_counts};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, Objective, Operation, OperationStatus};
use crate::rule::world::{Kept, RuleOf, Teller};

/// What all operations looked at come to. It grows with rows and applications, and not with operations.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    /// Items by the application that declared them and their operation's row, in euro.
    items: BTreeMap<(String, Key), Listed>,
    /// The Union's support of selected operations by row.
    support: BTreeMap<Key, Booked>,
    /// The same by earmark.
    earmarked: BTreeMap<String, Booked>,
}

/// What items come to: those of an operation whose status is not known were declared, or refused with it.
#[derive(Debug, Clone, Copy)]
struct Listed {
    /// Of those that count; of the others the amount is unknown.
    sure: Sum,
    /// Everything that all of them may come to.
    all: Between,
    /// Whether an amount is not known.
    unknown_amount: bool,
    /// Whether the status of an operation is not known.
    unknown_status: bool,
}

impl Listed {
    const NOTHING: Listed = Listed {
        sure: Sum { known: Eur::ZERO, unknown: 0 },
        all: Between::NOTHING,
        unknown_amount: false,
        unknown_status: false,
    };

    /// An item of an operation that counts for sure, or may.
    fn of(counts: bool, amount: Option<Eur>) -> Self {
        Listed {
            sure: one(amount.filter(|_| counts)),
            all: if counts { stated(amount) } else { stated(amount).hull(Between::NOTHING) },
            unknown_amount: amount.is_none(),
            unknown_status: !counts,
        }
    }

    /// What may be elsewhere.
    fn perhaps(self) -> Self {
        Listed { sure: Sum { known: Eur::ZERO, unknown: 1 }, all: self.all.hull(Between::NOTHING), ..self }
    }

    fn and(self, other: Listed) -> Self {
        Listed {
            sure: self.sure.and(other.sure),
            all: self.all.plus(other.all),
            unknown_amount: self.unknown_amount || other.unknown_amount,
            unknown_status: self.unknown_status || other.unknown_status,
        }
    }

    /// Of all items the facts that are not known.
    fn lacks(self, kept: &mut Kept) {
        lacks(kept, self.unknown_amount, Fact::of_proposal(F::Items));
        lacks(kept, self.unknown_status, Fact::of_proposal(F::Status));
    }
}

/// The Union's support of operations that are selected, or may be.
#[derive(Debug, Default)]
struct Booked {
    /// Of those that are; what may be is unknown.
    sure: Sum,
    /// Of all of them.
    most: Sum,
    /// Their ids.
    ids: Vec<String>,
    /// Whether the status of one of them is not known.
    unknown_status: bool,
}

impl Booked {
    fn add(&mut self, operation: &Operation, union: Option<Eur>) {
        let selected = operation.status.is_some();
        self.sure.add(union.filter(|_| selected));
        self.most.add(union);
        self.unknown_status |= !selected;
        if self.ids.len() < NAMED {
            self.ids.push(operation.id.clone());
        }
    }
}

impl Declared {
    /// Takes an operation in.
    pub(crate) fn add(&mut self, operation: &Operation) {
        let key = (operation.objective, operation.action);
        let euro = operation.currency.as_deref().is_none_or(|currency| currency.trim() == "EUR");
        // What was refused declared nothing.
        if operation.status == Some(OperationStatus::Refused) {
            return;
        }
        for item in operation.items.iter().flatten() {
            if let Some(application) = &item.application {
                let amount = item.eur.or(item.amount.filter(|_| euro));
                let listed = self.items.entry((application.clone(), key)).or_insert(Listed::NOTHING);
                *listed = listed.and(Listed::of(operation.status.is_some(), amount));
            }
        }
        if operation.status == Some(OperationStatus::Applied) {
            return;
        }
        let union = operation.support.as_ref().and_then(|s| s.union).filter(|_| euro);
        self.support.entry(key).or_default().add(operation, union);
        if let Some(earmark) = &operation.earmark {
            self.earmarked.entry(earmark.clone()).or_default().add(operation, union);
        }
    }
}

impl Declared {
    /// Whether the support of an objective and type of action is at most a limit, over all operations that may be of them; does not
    /// apply where there is none.
    fn keeps_to(&self, key: (Objective, Action), limit: Option<Eur>) -> Outcomes {
        let may = || self.support.iter().filter(|(of, _)| may_be(**of, key));
        if may().next().is_none() {
            return Outcomes::NOT_APPLICABLE;
        }
        let found = may().fold(Sum::default(), |sum, (of, booked)| match is_whole(*of) {
            true => sum.and(booked.sure),
            false => Sum { unknown: sum.unknown.saturating_add(1), ..sum },
        });
        let most = may().fold(Sum::default(), |sum, (_, booked)| sum.and(booked.most));
        Outcomes::of(at_most_even_with(found, most, limit))
    }
}

/// Items come to the rows of their application.
pub(crate) const ITEMS: RuleOf<Beside<Declared>> = RuleOf {
    about: About {
        title: "The items declared with an application come to its rows.",
        explanation: "\
Every audit begins here: the items marked with a payment application, in euro as registered, come to the eligible
expenditure of its rows, by objective and type of action and to the cent. Both sides are named. Expenditure for
technical assistance is a flat rate and has no items. What a refused operation has was not declared. An item in another currency without its registered euro is
unknown, and never computed.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 91(3)", Known::Act), cpr("Art. 76", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Expenditure, F::Objective, F::Action, F::Items, F::Amount, F::Eur,
            F::Status],
    },
    judge: items,
};

fn items(at: &BesideAt<'_, Declared>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        let Some(id) = &a.id else { continue };
        let own = || at.all.items.iter().filter(|((application, _), _)| application == id);
        let may_be_of = |key: Key| {
            own().filter(move |((_, of), _)| {
                (of.0.is_none() || of.0 == key.0) && (of.1.is_none() || of.1 == key.1)
            })
        };
        let declared = |key: Key| {
            may_be_of(key).fold(Listed::NOTHING, |sum, ((_, of), items)| {
                // Items whose row is not known may be of this one.
                sum.and(if is_whole(*of) { *items } else { items.perhaps() })
            })
        };
        let mut rows: Vec<(Key, usize, Sum)> = Vec::new();
        for (row_at, row) in a.rows.iter().flatten().enumerate() {
            if row.objective == Some(Objective::TechnicalAssistance) {
                continue;
            }
            let key = (row.objective, row.action);
            match rows.iter_mut().find(|(known, ..)| *known == key) {
                Some((_, _, sum)) => sum.add(row.expenditure),
                None => rows.push((key, row_at, std::iter::once(row.expenditure).collect())),
            }
        }
        for (key, row_at, expenditure) in &rows {
            let found = declared(*key);
            let known = key.0.is_some() && key.1.is_some();
            let outcome = if known { same(found.all, added(*expenditure)).fold() } else { Outcome::Unknown };
            let outcome = if_it_counts(a, outcome);
            tell.tell(Subject::Part(F::Applications, place, F::BudgetRows, *row_at), outcome, |kept| {
                let row = row_name(key.0, key.1);
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                kept.ids = vec![id.clone(), row.clone()];
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, *row_at, kind);
                lacks(kept, key.0.is_none(), fact(F::Objective));
                lacks(kept, key.1.is_none(), fact(F::Action));
                lacks(kept, expenditure.unknown > 0, fact(F::Expenditure));
                found.lacks(kept);
                let unknown = |wanted: fn(&Key) -> bool| may_be_of(*key).any(|((_, of), _)| wanted(of));
                lacks(kept, unknown(|of| of.0.is_none()), Fact::of_proposal(F::Objective));
                lacks(kept, unknown(|of| of.1.is_none()), Fact::of_proposal(F::Action));
                kept.required = Some(Required::Equal(*expenditure));
                kept.found = Some(Found::Sum(found.sure));
                kept.message = format!(
                    "{} declares {} for row {row}; the items that name it come to {}.",
                    crate::input::printable(id),
                    total(*expenditure),
                    total(found.sure)
                );
            });
        }
        // Items of a row that the application does not have.
        for ((_, key), listed) in own() {
            let Some(of) = key.0.zip(key.1).filter(|_| a.rows.is_some()) else { continue };
            if rows.iter().any(|(known, ..)| may_be(*known, of)) {
                continue;
            }
            if listed.all == Between::NOTHING {
                continue;
            }
            let outcome = if_it_counts(a, same(listed.all, Between::NOTHING).fold());
            tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
                let row = row_name(key.0, key.1);
                kept.ids = vec![id.clone(), row.clone()];
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                listed.lacks(kept);
                kept.found = Some(Found::Sum(listed.sure));
                kept.message = format!(
                    "Items of row {row} that name {} come to {}; it has no such row.",
                    crate::input::printable(id),
                    total(listed.sure)
                );
            });
        }
    }
}

fn named(ids: &[String]) -> String {
    let shown: Vec<String> = ids.iter().take(6).map(|id| crate::input::printable(id)).collect();
    match ids.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        _ => format!("{} and others", shown.join(", ")),
    }
}

/// Selected support keeps to the allocation.
pub(crate) const OVERBOOKED: RuleOf<Beside<Declared>> = RuleOf {
    about: About {
        title: "The support of selected operations keeps to the amount of their row.",
        explanation: "\
The Union's support of all operations selected, running, completed or closed is added up by objective and type of action and
compared with the row of the financing table. More than the row has is overbooking, which is allowed and is a risk of the
Member State's own: so it is for clarification. The operations are named, up to twenty of them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 22(3)", Known::Inferred), cpr("Art. 93", Known::Act)],
        facts: &[F::Financing, F::Union, F::Support, F::Objective, F::Action, F::Basis, F::Status],
    },
    judge: overbooked,
};

fn overbooked(at: &BesideAt<'_, Declared>, tell: &mut Teller<'_, '_>) {
    let decided = Decided::of(at.programme);
    for (place, row) in at.programme.financing.iter().flatten().enumerate() {
        let key = (row.objective, row.action);
        // Of both bases together.
        let has = key.0.zip(key.1).map_or(row.union, |key| decided.has(row, key).exact());
        let outcome =
            over(key, |key| at_most_between(decided.has(row, key), |has| at.all.keeps_to(key, has)));
        if outcome == Outcomes::NOT_APPLICABLE {
            continue;
        }
        // Operations whose row is not known may be of this one.
        let may = || {
            at.all.support.iter().filter(|(of, _)| {
                of.0.zip(key.0).is_none_or(|(a, b)| a == b) && of.1.zip(key.1).is_none_or(|(a, b)| a == b)
            })
        };
        let support = may().fold(Sum::default(), |sum, (of, booked)| match *of == key {
            true => sum.and(booked.sure),
            false => Sum { unknown: sum.unknown.saturating_add(1), ..sum },
        });
        tell.tell(Subject::Item(F::Financing, place), outcome.fold(), |kept| {
            by_decision(kept);
            let ids = may().flat_map(|(_, booked)| booked.ids.iter().cloned()).take(NAMED);
            let ids: Vec<String> = ids.collect();
            let of = |fact| Fact::of_item(F::Financing, place, fact);
            lacks(kept, row.objective.is_none(), of(F::Objective));
            lacks(kept, row.action.is_none(), of(F::Action));
            lacks(kept, row.union.is_none(), of(F::Union));
            decided.lacks_beside(kept, at.programme, place, row);
            lacks(kept, may().any(|(_, booked)| booked.most.unknown > 0), Fact::of_proposal(F::Support));
            lacks(kept, may().any(|(_, booked)| booked.unknown_status), Fact::of_proposal(F::Status));
            lacks(kept, may().any(|(of, _)| of.0.is_none()), Fact::of_proposal(F::Objective));
            lacks(kept, may().any(|(of, _)| of.1.is_none()), Fact::of_proposal(F::Action));
            kept.required = Some(Required::Amount { min: None, max: has });
            kept.found = Some(Found::Sum(support));
            kept.message = format!(
                "Row {}: {} of {} is selected; the row has {}.",
                row_name(row.objective, row.action),
                total(support),
                named(&ids),
                euro(has)
            );
            kept.ids = std::iter::once(row_name(row.objective, row.action)).chain(ids).collect();
        });
    }
}

/// Support from an earmark keeps to it.
pub(crate) const EARMARKED: RuleOf<Beside<Declared>> = RuleOf {
    about: About {
        title: "The support that an earmarked allocation pays keeps to its amount.",
        explanation: "\
The Union's support of all selected operations that name an earmarked allocation is added up and compared with its amount.
Earmarked money is for its purpose and its amount alone, so more than it has is for correction: other money of the
programme pays the rest, at its own rate. The operations are named, up to twenty of them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 18", Known::Summary)],
        facts: &[F::Allocations, F::Reference, F::Union, F::Earmark, F::Support, F::Status],
    },
    judge: earmarked,
};

fn earmarked(at: &BesideAt<'_, Declared>, tell: &mut Teller<'_, '_>) {
    for (place, allocation) in at.programme.allocations.iter().flatten().enumerate() {
        let Some(reference) = &allocation.reference else { continue };
        let Some(booked) = at.all.earmarked.get(reference) else { continue };
        let outcome = at_most_even_with(booked.sure, booked.most, allocation.union);
        tell.tell(Subject::Item(F::Allocations, place), outcome, |kept| {
            by_decision(kept);
            kept.ids = std::iter::once(reference.clone()).chain(booked.ids.iter().cloned()).collect();
            lacks(kept, allocation.union.is_none(), Fact::of_item(F::Allocations, place, F::Union));
            lacks(kept, booked.most.unknown > 0, Fact::of_proposal(F::Support));
            lacks(kept, booked.unknown_status, Fact::of_proposal(F::Status));
            kept.required = Some(Required::Amount { min: None, max: allocation.union });
            kept.found = Some(Found::Sum(booked.sure));
            kept.message = format!(
                "{}: {} of support rests on it (selected: {}); it has {}.",
                name(Some(reference)),
                total(booked.sure),
                named(&booked.ids),
                euro(allocation.union)
            );
        });
    }
}
