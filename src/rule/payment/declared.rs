//! Reconciliation over all operations: items against applications, support against allocations.

use std::collections::{BTreeMap, BTreeSet};

use super::super::operation::declared_with;
use super::super::programme::rows::{Decided, Key, at_most_between, is_whole, may_be, over};
use super::super::programme::ways::{added, same, stated};
use super::super::programme::{
    Beside, BesideAt, ByReference, Gathered, NAMED, PERIOD, at_most_even_with, between, by_decision, cpr,
    euro, lacks, lacks_earmark, name, one, row_name, total,
};
use super::{ById, awaited, counting, if_it_came_and_counts};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, StatedIn, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, Objective, Operation, OperationStatus, PaymentApplication};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// What all operations looked at come to. It grows with rows and applications, and not with operations.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    /// Items by the application that declared them and their operation's row, in euro.
    items: BTreeMap<(String, Key), Listed>,
    /// Operations whose items are not stated, by row: they may have declared anything with any application.
    itemless: BTreeMap<Key, Listed>,
    /// The Union's support of selected operations by row.
    support: BTreeMap<Key, Booked>,
    /// The same by earmark.
    earmarked: BTreeMap<String, Booked>,
}

/// What is not known of an operation itself: whether it was refused, and whether it is of the programme.
#[derive(Debug, Clone, Copy)]
struct Unsure {
    status: bool,
    programme: bool,
}

impl Unsure {
    const fn counts(self) -> bool {
        !self.status && !self.programme
    }

    const fn or(self, other: Unsure) -> Self {
        Unsure { status: self.status || other.status, programme: self.programme || other.programme }
    }

    fn lacks(self, kept: &mut Kept) {
        lacks(kept, self.status, Fact::of_proposal(F::Status));
        lacks(kept, self.programme, Fact::of_proposal(F::Programme));
    }
}

/// What items come to: those of an operation that may have been refused, or may be of another programme, were declared or not.
#[derive(Debug, Clone)]
struct Listed {
    /// Of those that count; of the others the amount is unknown.
    sure: Sum,
    /// Everything that those of a known amount may come to.
    all: Between,
    /// Whether an amount is not known: it may be below zero, too.
    unknown_amount: bool,
    /// The first of the facts for want of which it is not, each with its operation.
    lacking: Vec<(String, Fact)>,
    unsure: Unsure,
}

impl Listed {
    const NOTHING: Listed = Listed {
        sure: Sum { known: Eur::ZERO, unknown: 0 },
        all: Between::NOTHING,
        unknown_amount: false,
        lacking: Vec::new(),
        unsure: Unsure { status: false, programme: false },
    };

    /// An item of an operation, or all that one without items may have; `lacking` says what is not known where its amount is not.
    fn of(unsure: Unsure, amount: Option<Eur>, lacking: impl FnOnce() -> (String, Fact)) -> Self {
        let all = amount.map_or(Between::NOTHING, |amount| stated(Some(amount)));
        Listed {
            sure: one(amount.filter(|_| unsure.counts())),
            all: if unsure.counts() { all } else { all.hull(Between::NOTHING) },
            unknown_amount: amount.is_none(),
            lacking: if amount.is_none() { vec![lacking()] } else { Vec::new() },
            unsure,
        }
    }

    /// Whether they come to an amount.
    fn come_to(&self, amount: Between) -> Outcomes {
        if self.unknown_amount { Outcomes::MET_OR_NOT } else { same(self.all, amount) }
    }

    /// What may be elsewhere.
    fn perhaps(self) -> Self {
        Listed { sure: Sum { known: Eur::ZERO, unknown: 1 }, all: self.all.hull(Between::NOTHING), ..self }
    }

    fn add(&mut self, other: Listed) {
        self.sure = self.sure.and(other.sure);
        self.all = self.all.plus(other.all);
        self.unknown_amount |= other.unknown_amount;
        self.unsure = self.unsure.or(other.unsure);
        let room = NAMED.saturating_sub(self.lacking.len());
        self.lacking.extend(other.lacking.into_iter().take(room));
    }

    /// Of all items the facts that are not known.
    fn lacks(&self, kept: &mut Kept) {
        for (operation, fact) in &self.lacking {
            kept.lacks(*fact);
            if kept.outcome == Outcome::Unknown && !kept.ids.contains(operation) {
                kept.ids.push(operation.clone());
            }
        }
        self.unsure.lacks(kept);
    }
}

/// The Union's support of operations that are selected and of the programme, or may be.
#[derive(Debug)]
struct Booked {
    /// Of those that are; what may be is unknown.
    sure: Sum,
    /// Of all of them.
    most: Sum,
    /// Their ids.
    ids: Vec<String>,
    /// The facts for want of which the support of one is not known.
    lacking: BTreeSet<F>,
    unsure: Unsure,
}

impl Booked {
    const NOTHING: Booked = Booked {
        sure: Sum { known: Eur::ZERO, unknown: 0 },
        most: Sum { known: Eur::ZERO, unknown: 0 },
        ids: Vec::new(),
        lacking: BTreeSet::new(),
        unsure: Unsure { status: false, programme: false },
    };

    fn add(&mut self, operation: &Operation, unsure: Unsure, union: Option<Eur>) {
        if union.is_none() {
            self.lacking.insert(match operation.support.as_ref().map(|s| s.union) {
                Some(None) => F::Union,
                None => F::Support,
                // In another currency it has no place of its own for the euro.
                Some(Some(_)) => F::Currency,
            });
        }
        self.sure.add(union.filter(|_| unsure.counts()));
        self.most.add(union);
        self.unsure = self.unsure.or(unsure);
        if self.ids.len() < NAMED {
            self.ids.push(operation.id.clone());
        }
    }

    /// The facts that are not known of its operations.
    fn lacks(&self, kept: &mut Kept) {
        for fact in &self.lacking {
            match fact {
                F::Currency => kept.asks([Doubt::AmountInEuro]),
                F::Union => kept.lacks(Fact::within(F::Support, F::Union)),
                other => kept.lacks(Fact::of_proposal(*other)),
            }
        }
        self.unsure.lacks(kept);
    }
}

impl Gathered for Declared {
    const OF: StatedIn = StatedIn::Operation;
}

impl Declared {
    /// Takes an operation in; `ours` says whether it is of the programme, where that is known.
    pub(crate) fn add(&mut self, operation: &Operation, ours: Option<bool>) {
        let key = (operation.objective, operation.action);
        let euro = operation.currency.as_deref().is_none_or(|code| code.trim().eq_ignore_ascii_case("EUR"));
        // What was refused declared nothing, and what is of another programme nothing here.
        if operation.status == Some(OperationStatus::Refused) || ours == Some(false) {
            return;
        }
        let unsure = Unsure { status: operation.status.is_none(), programme: ours.is_none() };
        if operation.items.is_none() {
            let lacking = || (operation.id.clone(), Fact::of_proposal(F::Items));
            let listed = self.itemless.entry(key).or_insert(Listed::NOTHING);
            listed.add(Listed::of(unsure, None, lacking));
        }
        for (place, item) in operation.items.iter().flatten().enumerate() {
            if let Some(application) = declared_with(item) {
                let amount = item.eur.or(item.amount.filter(|_| euro));
                let fact = if euro { F::Amount } else { F::Eur };
                let lacking = || (operation.id.clone(), Fact::of_item(F::Items, place, fact));
                let listed = self.items.entry((application.to_owned(), key)).or_insert(Listed::NOTHING);
                listed.add(Listed::of(unsure, amount, lacking));
            }
        }
        if operation.status == Some(OperationStatus::Applied) {
            return;
        }
        let union = operation.support.as_ref().and_then(|s| s.union).filter(|_| euro);
        self.support.entry(key).or_insert(Booked::NOTHING).add(operation, unsure, union);
        if let Some(earmark) = operation.earmark.as_deref().and_then(crate::input::named) {
            let booked = self.earmarked.entry(earmark.to_owned()).or_insert(Booked::NOTHING);
            booked.add(operation, unsure, union);
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
technical assistance is a flat rate and has no items. What a refused operation has was not declared, nor what an operation of
another programme has. Where several applications that count have one id, it is open which of them declared what names it. Advances of State aid that an application declares (Art. 91(5)) are among its expenditure and have no
items: with one row they are of it, with several it is open of which. An item in another currency without its registered euro
is unknown, and never computed; one of an unknown amount may be a credit note, below zero; and an operation whose items are
not stated may have declared anything. What differs in an application of a day to come is conditional on agreeing by then.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 91(3)", Known::Act), cpr("Art. 76", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Expenditure, F::Objective, F::Action, F::Items, F::Amount, F::Eur,
            F::Status, F::Programme, F::Advances, F::SubmittedOn, F::AccountingYear],
    },
    judge: items,
};

/// The advances that are among the expenditure of a row of an application: of those of the application what the other rows cannot
/// have, and no more than all.
fn advances_among(a: &PaymentApplication, rows: &[Together], own: Key) -> Between {
    let Some(all) = a.advances.map(|all| all.max(Eur::ZERO)) else { return stated(None) };
    let mut others = rows.iter().filter(|row| row.key != own).map(|row| row.expenditure.exact());
    let others = others.try_fold(Eur::ZERO, |sum, of| sum.checked_add(of?));
    let least = others.and_then(|others| all.checked_sub(others)).unwrap_or(Eur::ZERO);
    Between { least: least.max(Eur::ZERO), most: Some(all) }
}

/// The rows of an application of one objective and type of action.
struct Together {
    key: Key,
    /// The place of the first of them.
    place: usize,
    expenditure: Sum,
}

fn items(at: &BesideAt<'_, Declared>, tell: &mut Teller<'_, '_>) {
    let by_id = ById::of(at.programme);
    for (place, a) in counting(at.programme) {
        let Some(id) = a.name() else { continue };
        let shared = by_id.others(id, place).next().is_some();
        let own = || at.all.items.iter().filter(|((application, _), _)| application == id);
        let may_be_of = |key: Key| {
            let listed = own().map(|((_, of), listed)| (of, listed)).chain(&at.all.itemless);
            listed
                .filter(move |(of, _)| (of.0.is_none() || of.0 == key.0) && (of.1.is_none() || of.1 == key.1))
        };
        let declared = |key: Key| {
            may_be_of(key).fold(Listed::NOTHING, |mut sum, (of, items)| {
                // Items whose row is not known may be of this one.
                let items = items.clone();
                sum.add(if is_whole(*of) { items } else { items.perhaps() });
                sum
            })
        };
        let mut rows: Vec<Together> = Vec::new();
        for (row_at, row) in a.rows.iter().flatten().enumerate() {
            if row.objective == Some(Objective::TechnicalAssistance) {
                continue;
            }
            let key = (row.objective, row.action);
            match rows.iter_mut().find(|known| known.key == key) {
                Some(known) => known.expenditure.add(row.expenditure),
                None => rows.push(Together { key, place: row_at, expenditure: one(row.expenditure) }),
            }
        }
        for Together { key, place: row_at, expenditure } in &rows {
            let found = declared(*key);
            let advances = advances_among(a, &rows, *key);
            // What names an id of several may be of another.
            let found = if shared { found.perhaps() } else { found };
            let with_advances = Listed { all: found.all.plus(advances), ..found.clone() };
            let outcome = match is_whole(*key) {
                true => with_advances.come_to(added(*expenditure)).fold(),
                false => Outcome::Unknown,
            };
            let outcome = if_it_came_and_counts(at.as_of, a, outcome);
            tell.tell(Subject::Part(F::Applications, place, F::BudgetRows, *row_at), outcome, |kept| {
                kept.awaits = awaited(a, "both agree when the application is submitted");
                let row = row_name(key.0, key.1);
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                kept.ids = vec![id.to_owned(), row.clone()];
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, *row_at, kind);
                lacks(kept, key.0.is_none(), fact(F::Objective));
                lacks(kept, key.1.is_none(), fact(F::Action));
                lacks(kept, expenditure.unknown > 0, fact(F::Expenditure));
                found.lacks(kept);
                lacks(kept, a.advances.is_none(), Fact::of_item(F::Applications, place, F::Advances));
                if a.advances.is_some() && advances.exact().is_none() {
                    kept.asks([Doubt::RowOfTheAdvances]);
                }
                let unknown = |wanted: fn(&Key) -> bool| may_be_of(*key).any(|(of, _)| wanted(of));
                lacks(kept, unknown(|of| of.0.is_none()), Fact::of_proposal(F::Objective));
                lacks(kept, unknown(|of| of.1.is_none()), Fact::of_proposal(F::Action));
                kept.required = Some(Required::Equal(*expenditure));
                kept.found = Some(Found::Sum(found.sure));
                let advances = match advances {
                    Between::NOTHING => String::new(),
                    Between { most: None, .. } => ", advances of State aid not known".to_owned(),
                    advances => format!(", {advances} of it advances of State aid"),
                };
                kept.message = format!(
                    "{} declares {} for row {row}{advances}; the items that name it come to {}.",
                    crate::input::printable(id),
                    total(*expenditure),
                    total(found.sure)
                );
                by_id.asks_which(kept, id, place);
            });
        }
        // Items of a row that the application does not have, or that has none.
        for ((_, key), listed) in own() {
            let assistance = key.0 == Some(Objective::TechnicalAssistance);
            let lacking = |of| a.rows.is_some() && !rows.iter().any(|row| may_be(row.key, of));
            if !assistance && !key.0.zip(key.1).is_some_and(lacking) {
                continue;
            }
            let listed = if shared { listed.clone().perhaps() } else { listed.clone() };
            let outcome = listed.come_to(Between::NOTHING);
            if outcome == Outcomes::MET {
                continue;
            }
            let outcome = if_it_came_and_counts(at.as_of, a, outcome.fold());
            tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
                kept.awaits = awaited(a, "the application has such a row when it is submitted");
                let row = row_name(key.0, key.1);
                kept.ids = vec![id.to_owned(), row.clone()];
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                listed.lacks(kept);
                kept.found = Some(Found::Sum(listed.sure));
                let why = match assistance {
                    true => "technical assistance is a flat rate and has no items",
                    false => "it has no such row",
                };
                kept.message = format!(
                    "Items of row {row} that name {} come to {}; {why}.",
                    crate::input::printable(id),
                    total(listed.sure)
                );
                by_id.asks_which(kept, id, place);
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
compared with the row of the financing table; an operation of another programme does not count. More than the row has is overbooking, which is allowed and is a risk of the
Member State's own: so it is for clarification. The operations are named, up to twenty of them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 22(3)", Known::Inferred), cpr("Art. 93", Known::Act)],
        facts: &[F::Financing, F::Union, F::Support, F::Objective, F::Action, F::Basis, F::Status, F::Programme],
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
            may().for_each(|(_, booked)| booked.lacks(kept));
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
The Union's support of all selected operations of the programme that name an earmarked allocation is added up and compared
with its amount. Allocations of one reference are added up, too: an addition to the first has its reference. It is told of the first.
Where none of them is earmarked the rule does not concern it, and more than it has is unknown where none is known to be.
Such money that is said not to be earmarked contradicts itself, and where that decides it is open which holds; of
money of an unknown source it is unknown.
Earmarked money is for its purpose and its amount alone, so more than it has is for correction: other money of the
programme pays the rest, at its own rate. The operations are named, up to twenty of them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 18", Known::Unverified)],
        facts: &[F::Allocations, F::Source, F::Reference, F::Union, F::Earmark, F::Earmarked, F::Support, F::Status, F::Programme],
    },
    judge: earmarked,
};

fn earmarked(at: &BesideAt<'_, Declared>, tell: &mut Teller<'_, '_>) {
    // What is not earmarked is no addition to what is.
    let allocated = ByReference::of(at.programme, |a| a.is_earmarked() != Some(false));
    for (place, reference) in allocated.first() {
        let Some(booked) = at.all.earmarked.get(reference) else { continue };
        let has = allocated.has(reference);
        let under = |has| Outcomes::of(at_most_even_with(booked.sure, booked.most, has));
        let own = || {
            let all = at.programme.allocations.iter().flatten().enumerate();
            all.filter(|(_, a)| a.name() == Some(reference))
        };
        let sure = own().any(|(_, a)| a.is_earmarked() == Some(true));
        let outcome = match at_most_between(has, under).fold() {
            _ if own().all(|(_, a)| a.is_earmarked() == Some(false)) => Outcome::NotApplicable,
            Outcome::NotMet if !sure => Outcome::Unknown,
            outcome => outcome,
        };
        tell.tell(Subject::Item(F::Allocations, place), outcome, |kept| {
            by_decision(kept);
            kept.because = Some("the allocation is not earmarked".to_owned());
            for (place, a) in own().filter(|_| !sure) {
                lacks_earmark(kept, place, a);
            }
            kept.ids = std::iter::once(reference.to_owned()).chain(booked.ids.iter().cloned()).collect();
            allocated.lacking(kept, at.programme, reference);
            booked.lacks(kept);
            kept.required = Some(Required::Amount { min: None, max: has.exact() });
            kept.found = Some(Found::Sum(booked.sure));
            kept.message = format!(
                "{}: {} of support rests on it (selected: {}); it has {}.",
                name(Some(reference)),
                total(booked.sure),
                named(&booked.ids),
                between(has)
            );
        });
    }
}
