//! Value added tax: Art. 64(1)(c) of the Common Provisions Regulation.

use super::super::programme::{PERIOD, cpr, euro, lacks};
use super::costs::may_be_of;
use super::{OperationAt, Operations, is_above};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Item, ItemKind, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// VAT is eligible below EUR 5 000 000.
pub(crate) const VAT: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Value added tax is declared below EUR 5 000 000, or where it cannot be recovered.",
        explanation: "\
Art. 64(1)(c): eligible for operations whose total cost with value added tax is below EUR 5 000 000; at or above it only
where it is not recoverable under national law. It concerns tax that is declared: by an item of the tax above zero, or where
the total includes the tax and the eligible cost is all of it. Where the total includes the tax, no item is of it, and the
eligible cost is less than the total, it is open whether the eligible cost has the tax in it. A total that is stated without
the tax is at least as high with it, and comes to it with the items of the tax once the operation is completed; before that
more may come, and it is open what the total comes to. An item of zero or below it, a credit note, declares none. The tax is
recoverable where the beneficiary and all partners can recover it, and is not where none of them can; where they differ, whose
it is is not stated. Partners that are not stated are taken not to be. An operation without an item of the tax, and whose total does not include it, is not concerned.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 64(1)", Known::Act)],
        facts: &[
            F::Cost, F::Total, F::Eligible, F::VatIncluded, F::VatRecoverable, F::Beneficiary, F::Partners, F::Items, F::Kind,
            F::Amount, F::Eur, F::Currency, F::Status,
        ],
    },
    judge: vat,
};

/// Whether an item declares value added tax: one of zero or below it, a credit note, declares none.
fn declares_tax(item: &Item) -> Option<bool> {
    match (item.kind, is_above(item)) {
        (_, Some(false)) => Some(false),
        (Some(ItemKind::Vat), Some(true)) => Some(true),
        (Some(ItemKind::Vat) | None, _) => None,
        (Some(_), _) => Some(false),
    }
}

/// What the items of the tax come to, where one of an unknown kind comes to what is made of it.
fn tax_of_items(at: &OperationAt<'_>, of_unknown: fn(Eur, Eur) -> Eur) -> Option<Eur> {
    let counts = |amount: Eur, item: &Item| match item.kind {
        Some(_) => amount,
        None => of_unknown(amount, Eur::ZERO),
    };
    may_be_of(at, &[ItemKind::Vat])
        .try_fold(Eur::ZERO, |tax, item| tax.checked_add(counts(at.item_euro(item)?, item)))
}

fn vat(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let limit = Eur::from_euros(5_000_000).unwrap_or(Eur::MAX);
    let cost = at.operation.cost.as_ref();
    let included = cost.and_then(|c| c.vat_included);
    let eligible = cost.and_then(|c| c.eligible);
    // Whether the eligible cost is all of the total, with everything in it.
    let all_of_it = eligible.zip(at.total()).map(|(eligible, total)| eligible >= total);
    let items = at.items().any(|(_, item)| declares_tax(item) == Some(true));
    // Items that are not stated may be of the tax, as those of an unknown kind.
    let kinds_are_known =
        at.operation.items.is_some() && at.items().all(|(_, item)| declares_tax(item).is_some());
    let declared = match (items || (included == Some(true) && all_of_it == Some(true)), included) {
        (true, _) => Some(true),
        (false, Some(false)) if kinds_are_known => Some(false),
        _ => None,
    };
    let total = at.euro(at.total());
    let complete = at.operation.items.is_some()
        && matches!(at.operation.status, Some(OperationStatus::Completed | OperationStatus::Closed));
    let with = |of_unknown: fn(Eur, Eur) -> Eur| {
        tax_of_items(at, of_unknown).and_then(|tax| total?.checked_add(tax))
    };
    let reaches = with(Eur::min).is_some_and(|least| least >= limit);
    let stays_below = complete && with(Eur::max).is_some_and(|most| most < limit);
    let small = match (total, included) {
        (Some(total), Some(true)) => Some(total < limit),
        // With the tax it is more.
        (Some(total), _) if total >= limit => Some(false),
        (Some(_), Some(false)) if reaches => Some(false),
        (Some(_), _) if stays_below => Some(true),
        _ => None,
    };
    let who = [at.operation.beneficiary.as_ref()].into_iter();
    let who = who.chain(at.operation.partners.iter().flatten().map(Some));
    let can: Vec<Option<bool>> = who.map(|one| one.and_then(|one| one.vat_recoverable)).collect();
    let recoverable =
        can.first().copied().flatten().filter(|first| can.iter().all(|one| one == &Some(*first)));
    let differ = can.contains(&Some(true)) && can.contains(&Some(false));
    let outcome = match (declared, small, recoverable) {
        (Some(false), ..) => Outcome::NotApplicable,
        // It has the tax in it and is below the line, or no tax is declared.
        (None, ..) if included.is_none() && kinds_are_known && total.is_some_and(|total| total < limit) => {
            Outcome::Met
        }
        (_, Some(true), _) | (_, _, Some(false)) => Outcome::Met,
        (Some(true), Some(false), Some(true)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::VatIncluded), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no value added tax is declared".to_owned());
        // A total without the tax, or none, does not tell whether that with it is below the line.
        if small.is_none() {
            at.lacks_euro(kept, at.total(), at.of_cost(F::Total));
        }
        let unsettled = declared.is_none();
        lacks(kept, included.is_none() && (small.is_none() || unsettled), Fact::of_proposal(F::VatIncluded));
        // What may include the tax has it in the eligible cost where that is all of it.
        let within = unsettled && included != Some(false);
        lacks(kept, within && eligible.is_none(), Fact::of_proposal(F::Eligible));
        lacks(kept, within && at.total().is_none(), at.of_cost(F::Total));
        let is_open = within && all_of_it == Some(false);
        kept.asks(is_open.then_some(Doubt::TaxInTheEligibleCost));
        // With the tax of the items the total may reach the line.
        let adds = small.is_none() && included != Some(true) && total.is_some();
        if adds && !complete {
            kept.asks([Doubt::TotalWithTheTax]);
        }
        lacks(kept, (unsettled || adds) && at.operation.items.is_none(), Fact::of_proposal(F::Items));
        for (place, item) in at.items().filter(|_| unsettled || adds) {
            let open = declares_tax(item).is_none();
            let of = |fact| Fact::of_item(F::Items, place, fact);
            lacks(kept, open && item.kind.is_none(), of(F::Kind));
            lacks(kept, open && is_above(item).is_none(), of(F::Amount));
            let is_tax = item.kind.is_none_or(|kind| kind == ItemKind::Vat);
            let foreign = item.amount.is_some() && at.item_euro(item).is_none();
            lacks(kept, adds && is_tax && foreign, of(F::Eur));
        }
        kept.asks(differ.then_some(Doubt::WhoseTaxItIs));
        let own = can.first().is_some_and(Option::is_none);
        lacks(kept, !differ && own, Fact::of_proposal(F::VatRecoverable));
        for (place, _) in can.iter().skip(1).enumerate().filter(|(_, can)| !differ && can.is_none()) {
            kept.lacks(Fact::of_item(F::Partners, place, F::VatRecoverable));
        }
        kept.found = Some(Found::Amount(total));
        let tax = match recoverable {
            None => "whether the tax can be recovered is not known",
            Some(true) => "the tax can be recovered",
            Some(false) => "the tax cannot be recovered",
        };
        let declared = match declared {
            None if is_open => "; whether tax is declared is open",
            None => "; whether tax is declared is not known",
            Some(_) => "",
        };
        // What lifts it to the line, where the total does not.
        let below = included == Some(false) && total.is_some_and(|total| total < limit);
        let lifted = with(Eur::min).filter(|least| below && *least >= limit);
        let lifted = lifted.map(|least| format!(", with the tax of the items {}", euro(Some(least))));
        kept.message = format!(
            "The total is {}{}, the line is EUR 5 000 000; {tax}{declared}.",
            at.told(at.total()),
            lifted.unwrap_or_default()
        );
    });
}
