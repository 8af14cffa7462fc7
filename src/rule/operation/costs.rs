//! Costs that are not eligible, or only within limits: Art. 64 and 67 of the Common Provisions Regulation.

use rust_decimal::Decimal;

use super::super::programme::{PERIOD, at_most, at_most_even_with, at_most_part, cpr, lacks};
use super::{OperationAt, Operations, each_expenditure, each_item};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Item, ItemKind, LandKind, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// Interest is not eligible.
pub(crate) const INTEREST: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Interest on debt is not declared.",
        explanation: "\
Art. 64(1)(a): interest on debt is not eligible, except for grants as interest-rate or guarantee-fee subsidies, which no
item of this format is. An item of the kind interest with an amount above zero is not met; one of zero or below it, a
credit note, declares none; an item whose kind is unknown may be interest.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 64(1)", Known::Act)],
        facts: &[F::Items, F::Kind, F::Amount, F::Eur, F::Status],
    },
    judge: interest,
};

fn interest(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let items = each_expenditure(at, |_, item| match item.kind {
        Some(ItemKind::Interest) => Outcome::NotMet,
        None => Outcome::Unknown,
        Some(_) => Outcome::Met,
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no item is stated".to_owned());
        items.lacks(kept, at);
        for place in &items.open {
            let item = at.items().nth(*place).map(|(_, item)| item);
            lacks(kept, item.is_some_and(|i| i.kind.is_none()), Fact::of_item(F::Items, *place, F::Kind));
        }
        items.lacks_amounts(kept, at);
        let bad = items.named(kept);
        kept.message = match items.outcome {
            Outcome::NotMet => format!("Interest on debt: {bad}."),
            _ => "No item is known to be interest on debt.".to_owned(),
        };
    });
}

/// Items of some kinds added up; an item whose kind is unknown may be one, and lowers what is known where it is below zero.
fn of_kinds(at: &OperationAt<'_>, kinds: &[ItemKind]) -> Sum {
    let mut sum: Sum = may_be_of(at, kinds).map(|item| item.amount.filter(|_| item.kind.is_some())).collect();
    let credits = may_be_of(at, kinds).filter(|item| item.kind.is_none()).filter_map(|item| item.amount);
    credits.filter(|amount| *amount < Eur::ZERO).for_each(|amount| sum.add(Some(amount)));
    sum
}

/// The same with every item that may be one and adds to them.
fn at_most_of_kinds(at: &OperationAt<'_>, kinds: &[ItemKind]) -> Sum {
    let adds = |item: &Item| item.amount.map(|a| if item.kind.is_some() { a } else { a.max(Eur::ZERO) });
    may_be_of(at, kinds).map(adds).collect()
}

/// What the costs state of some kinds of items, beside what those items come to: the most that it may be by either; `None`
/// without a bound.
pub(super) fn most_beside(at: &OperationAt<'_>, stated: Eur, kinds: &[ItemKind]) -> Option<Eur> {
    at_most_of_kinds(at, kinds).exact().map(|items| items.max(stated))
}

/// Whether items of some kinds come to more for certain than the costs state.
pub(super) fn is_above_stated(at: &OperationAt<'_>, stated: Eur, kinds: &[ItemKind]) -> bool {
    of_kinds(at, kinds).known > stated
}

pub(super) fn may_be_of<'a>(at: &OperationAt<'a>, kinds: &[ItemKind]) -> impl Iterator<Item = &'a Item> {
    at.items().map(|(_, item)| item).filter(|item| item.kind.is_none_or(|kind| kinds.contains(&kind)))
}

/// Land is at most 10 %.
pub(crate) const LAND: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Land is at most 10 % of the eligible cost, 15 % on derelict sites.",
        explanation: "\
Art. 64(1)(b): at most 10 % of the total eligible expenditure, 15 % for derelict sites and for those formerly in
industrial use with buildings; no limit where the operation concerns environmental conservation. Whether the base
contains the land itself was not read; it is taken to. Compared in cents, and the limit is not rounded up. Land is what
the costs of the operation state, else its items of land; where the costs state less than the items of land come to, it is
open which of the two is so. An item whose kind is unknown may be land, and may lower it where it is below zero; one of an
unknown amount may be below zero, too.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 64(1)", Known::Act)],
        facts: &[F::Cost, F::Land, F::LandKind, F::Eligible, F::Items, F::Kind, F::Amount, F::Status],
    },
    judge: land,
};

/// What items lack whose sum is looked at: whether they are of the kind, and how much those that are come to.
fn of_items_lacks(kept: &mut Kept, at: &OperationAt<'_>, kinds: &[ItemKind], looked_at: bool) {
    for (place, item) in at.items().filter(|_| looked_at) {
        let of = |fact| Fact::of_item(F::Items, place, fact);
        lacks(kept, item.kind.is_none(), of(F::Kind));
        let may = item.kind.is_none_or(|own| kinds.contains(&own));
        lacks(kept, may && item.amount.is_none(), of(F::Amount));
    }
}

fn land(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let cost = at.operation.cost.as_ref();
    let stated = cost.and_then(|c| c.land);
    let items = of_kinds(at, &[ItemKind::Land]);
    // Without items and without a stated amount it is not known whether there is land.
    let silent = stated.is_none() && at.operation.items.is_none();
    // The items come to more than is stated, or may.
    let highest = stated.map(|stated| most_beside(at, stated, &[ItemKind::Land]));
    let contrary = highest.is_some_and(|highest| highest != stated);
    let sure = stated.filter(|stated| is_above_stated(at, *stated, &[ItemKind::Land]));
    let land = match stated {
        Some(land) => Sum { known: land, unknown: contrary.into() },
        None if silent => Sum { known: Eur::ZERO, unknown: 1 },
        None => items,
    };
    let most = match highest {
        Some(Some(highest)) => Sum { known: highest, unknown: 0 },
        Some(None) => land,
        None if silent => land,
        None => at_most_of_kinds(at, &[ItemKind::Land]),
    };
    // An item of an unknown amount may take any other off.
    let may_be_less = stated.is_none() && may_be_of(at, &[ItemKind::Land]).any(|item| item.amount.is_none());
    let eligible = cost.and_then(|c| c.eligible);
    let limit = |kind: LandKind| match kind {
        LandKind::Plain => Rate::from_hundredths(1_000),
        LandKind::Brownfield => Rate::from_hundredths(1_500),
        LandKind::Conservation => None,
    };
    let kind = cost.and_then(|c| c.land_kind);
    let kinds: Vec<LandKind> = kind.map_or_else(|| LandKind::ALL.to_vec(), |kind| vec![kind]);
    let under = |kind: LandKind| {
        let Some(rate) = limit(kind) else { return Outcome::Met };
        match at_most_even_with(land, most, eligible.and_then(|e| at_most_part(rate, e))) {
            Outcome::NotMet if may_be_less => Outcome::Unknown,
            outcome => outcome,
        }
    };
    let outcomes: Vec<Outcome> = kinds.iter().map(|kind| under(*kind)).collect();
    let same = outcomes.iter().all(|o| outcomes.first() == Some(o));
    let outcome = match outcomes.first() {
        _ if land == Sum::default() => Outcome::NotApplicable,
        Some(one) if same => *one,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Land), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no land is stated".to_owned());
        lacks(kept, kind.is_none(), Fact::of_proposal(F::LandKind));
        lacks(kept, eligible.is_none(), Fact::of_proposal(F::Eligible));
        lacks(kept, stated.is_none() && land.unknown > 0, Fact::of_proposal(F::Land));
        of_items_lacks(kept, at, &[ItemKind::Land], stated.is_none() || contrary);
        kept.asks(sure.map(|_| Doubt::LessStatedThanItems));
        let most = kind.and_then(limit).zip(eligible).and_then(|(rate, e)| at_most_part(rate, e));
        kept.required = Some(Required::Amount { min: None, max: most });
        kept.found = Some(Found::Sum(land));
        let over = most.and_then(|most| land.known.checked_sub(most)).filter(|over| *over > Eur::ZERO);
        let over = over.filter(|_| !may_be_less);
        let over = over.map(|over| format!(": {} too much", at.told(Some(over)))).unwrap_or_default();
        let land = match sure {
            Some(stated) => {
                format!("{} by the costs and {} by the items,", at.told(Some(stated)), at.told_sum(items))
            }
            None => at.told_sum(land),
        };
        kept.message = format!(
            "Land is {land} of an eligible cost of {}; {}{over}.",
            at.told(eligible),
            match kind {
                Some(kind) if limit(kind).is_none() => "land of this kind has no limit".to_owned(),
                _ => format!("at most {}", at.told(most)),
            }
        );
    });
}

/// Public support leaves contributions in kind alone.
pub(crate) const IN_KIND: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Public support is at most the eligible cost less contributions in kind.",
        explanation: "\
Art. 67(1)(a): at the end of an operation the public support paid to it, contributions in kind included in its costs, is
at most the total eligible expenditure less the contributions in kind. Public support is that of the Union and national
public money together. Unpaid work is a contribution in kind, too. Where no amount is stated, contributions are the items of either kind: public support above
the eligible cost less those is too much, and before the operation is completed more of them may come. An item whose kind is unknown may be one. Where the costs state
less than such items come to, or than the contributions among what pays for the operation, it is open which of the two is so.
Compared in cents; the sentence says how much is too much.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 67(1)", Known::Act)],
        facts: &[
            F::Cost, F::Eligible, F::InKind, F::Support, F::Union, F::Public, F::Items, F::Kind, F::Amount, F::Status,
        ],
    },
    judge: in_kind,
};

/// What is given without a payment: Art. 67(1), unpaid work among it.
pub(super) const GIVEN: &[ItemKind] = &[ItemKind::InKind, ItemKind::Volunteer];

fn in_kind(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let cost = at.operation.cost.as_ref();
    let support = at.operation.support.as_ref();
    let given = cost.and_then(|c| c.in_kind).or_else(|| support.and_then(|s| s.in_kind));
    let eligible = cost.and_then(|c| c.eligible);
    let public: Sum = [support.and_then(|s| s.union), support.and_then(|s| s.public)].into_iter().collect();
    let items = of_kinds(at, GIVEN);
    // Something is given for certain, whatever it comes to.
    let sure = items.known > Eur::ZERO && may_be_of(at, GIVEN).all(|item| item.amount.is_some());
    // Less is stated than something else says, or may.
    let pays = support.and_then(|s| s.in_kind);
    let highest =
        given.map(|given| most_beside(at, given, GIVEN).map(|most| pays.map_or(most, |p| p.max(most))));
    let contrary = highest.is_some_and(|highest| highest != given);
    let certain =
        given.filter(|given| pays.is_some_and(|p| p > *given) || is_above_stated(at, *given, GIVEN));
    let less = |given: Eur| eligible.and_then(|eligible| eligible.checked_sub(given));
    let by_items = at_most_of_kinds(at, GIVEN).exact().filter(|_| at.operation.items.is_some());
    let ended = matches!(at.operation.status, Some(OperationStatus::Completed | OperationStatus::Closed));
    let shown = given.or_else(|| items.exact().filter(|_| at.operation.items.is_some()));
    let most = shown.and_then(less);
    let outcome = match given {
        Some(Eur::ZERO) if !contrary => Outcome::NotApplicable,
        None if at.operation.items.is_some() && items == Sum::default() => Outcome::NotApplicable,
        // By the items: of what may be one more or less may be given, and before the end more may come.
        None if sure && at_most(public, less(items.known)) == Outcome::NotMet => Outcome::NotMet,
        None if ended && at_most(public, by_items.and_then(less)) == Outcome::Met => Outcome::Met,
        Some(_) if contrary => match at_most(public, most) {
            // Where nothing is given in kind, the rule does not look at the support.
            Outcome::NotMet if given != Some(Eur::ZERO) => Outcome::NotMet,
            _ if highest.flatten().is_some_and(|highest| at_most(public, less(highest)) == Outcome::Met) => {
                Outcome::Met
            }
            _ => Outcome::Unknown,
        },
        Some(given) => at_most(public, less(given)),
        None => at_most(public, None),
    };
    at.tell(tell, Subject::Fact(F::Support), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("nothing is contributed in kind".to_owned());
        lacks(kept, given.is_none(), Fact::of_proposal(F::InKind));
        // Where what is given is too much already, no other item matters.
        let others = match given {
            None => true,
            Some(given) => {
                contrary && (items.known <= given || at_most(public, less(items.known)) != Outcome::NotMet)
            }
        };
        of_items_lacks(kept, at, GIVEN, others);
        kept.asks(certain.map(|_| Doubt::LessStatedThanItems));
        lacks(kept, eligible.is_none(), Fact::of_proposal(F::Eligible));
        lacks(kept, support.is_none_or(|s| s.union.is_none()), at.of_support(F::Union));
        lacks(kept, support.is_none_or(|s| s.public.is_none()), at.of_support(F::Public));
        kept.required = Some(Required::Amount { min: None, max: most });
        kept.found = Some(Found::Sum(public));
        let over = most.and_then(|most| public.known.checked_sub(most)).filter(|over| *over > Eur::ZERO);
        let over = over.filter(|_| outcome == Outcome::NotMet);
        let over = over.map(|over| format!(": {} too much", at.told(Some(over)))).unwrap_or_default();
        let beside = certain.map(|_| {
            let (items, pays) = (at.told_sum(items), at.told(pays));
            format!("; by the items it is {items} in kind, and {pays} in kind pays")
        });
        kept.message = format!(
            "Public support is {}; {} less {} in kind is {}{over}{}.",
            at.told_sum(public),
            at.told(eligible),
            at.told(shown),
            at.told(most),
            beside.unwrap_or_default()
        );
    });
}

/// Unpaid work is hours times the rate of equal work.
pub(crate) const VOLUNTEERS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Unpaid work is the verified time at the rate of pay for equivalent work.",
        explanation: "\
Art. 67(1)(e): the value of unpaid work is the verified time spent and the rate of pay for equivalent work. Looked at
for each item of the kind volunteer: at most hours times rate, rounded half up to the cent; of no hours, or at no rate, it is
nothing, and nothing is never too much. The items that are above it are named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 67(1)", Known::Act)],
        facts: &[F::Items, F::Kind, F::Quantity, F::UnitRate, F::Amount, F::Status],
    },
    judge: volunteers,
};

/// Units times an amount, rounded half up to the cent.
pub(super) fn times(quantity: Decimal, amount: Eur) -> Option<Eur> {
    let cents = quantity.checked_mul(Decimal::from(amount.cents()))?;
    let rounded = cents.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(rounded).ok().and_then(Eur::from_cents)
}

fn volunteers(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let worth = |item: &Item| match (item.quantity, item.unit_rate) {
        (Some(hours), _) if hours.is_zero() => Some(Eur::ZERO),
        (_, Some(Eur::ZERO)) => Some(Eur::ZERO),
        (hours, rate) => times(hours?, rate?),
    };
    // Time and pay are zero or more.
    let nothing = |item: &Item| {
        item.amount.is_some_and(|amount| amount <= Eur::ZERO)
            && item.quantity.is_none_or(|hours| hours >= Decimal::ZERO)
            && item.unit_rate.is_none_or(|rate| rate >= Eur::ZERO)
    };
    let items = each_item(at, |_, item| match (item.kind, item.amount, worth(item)) {
        (Some(ItemKind::Volunteer) | None, _, None) if nothing(item) => Outcome::Met,
        (Some(ItemKind::Volunteer) | None, Some(amount), Some(worth)) if amount <= worth => Outcome::Met,
        (Some(ItemKind::Volunteer), Some(_), Some(_)) => Outcome::NotMet,
        (Some(ItemKind::Volunteer) | None, ..) => Outcome::Unknown,
        _ => Outcome::NotApplicable,
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no unpaid work is declared".to_owned());
        items.lacks(kept, at);
        for place in &items.open {
            let item = at.items().nth(*place).map(|(_, item)| item);
            let of = |fact| Fact::of_item(F::Items, *place, fact);
            lacks(kept, item.is_some_and(|i| i.kind.is_none()), of(F::Kind));
            let item = item.filter(|i| i.amount.is_none() || worth(i).is_none());
            lacks(kept, item.is_some_and(|i| i.quantity.is_none()), of(F::Quantity));
            lacks(kept, item.is_some_and(|i| i.unit_rate.is_none()), of(F::UnitRate));
            lacks(kept, item.is_some_and(|i| i.amount.is_none()), of(F::Amount));
        }
        items.named(kept);
        let bad: Vec<String> = items
            .bad
            .iter()
            .take(8)
            .filter_map(|(place, name)| {
                let item = at.items().nth(*place)?.1;
                Some(format!(
                    "{name} (/items/{place}): {}, worth {}",
                    at.told(item.amount),
                    at.told(worth(item))
                ))
            })
            .collect();
        kept.message = match bad.is_empty() {
            true => "Unpaid work is entered at its worth, as far as it is known.".to_owned(),
            false => format!("Above hours times rate: {}.", bad.join("; ")),
        };
    });
}
