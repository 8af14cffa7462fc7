//! Simplified costs where they are compulsory: Art. 53(2) of the Common Provisions Regulation.

use std::collections::BTreeMap;

use super::super::programme::{NAMED, PERIOD, cpr, lacks};
use super::flat_rates::{SMALL, declared_rates, is_declared_rate};
use super::{OperationAt, Operations, each_expenditure, expenditure, is_above, is_simplified};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{CostArticle, Item, ItemKind, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// Simplified costs are compulsory up to EUR 200 000.
pub(crate) const COMPULSORY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation of up to EUR 200 000 in all takes simplified costs.",
        explanation: "\
Art. 53(2): where the total cost does not exceed EUR 200 000 the support takes the form of unit costs, lump sums or
flat rates, except where it is State aid, and except for some operations of research and innovation that the monitoring committee
approved before: the format does not say of an operation that it is one, so that is not looked at, and the sentence of one that is not met says so. With a flat rate only the categories that the rate is applied to may be
real costs; salaries and allowances of participants may be. So an item that is a real cost is met where a rate is of its kind: 7 % and 25 % of
Art. 54 are of all direct costs, 15 % of Art. 54 and 40 % of Art. 56(1) of staff, 20 % of Art. 55(1) of all but staff. A unit cost, a lump sum, and
financing not linked to costs (Art. 95) let in no real cost. A form of a method of the authority's own (Art. 53(3), 94) is a unit cost or
a lump sum where its items are and it states no rate; else it may be a rate, and what that is applied to no file says: beside it a real cost is open,
unless it is what the form says that it covers. An item that is the result of a flat rate shows the rate of its article, too;
beside a list of forms that does not have it, it is open which of the two is so. Without items it is unknown whether
there are real costs, unless a rate of all direct costs lets in every one. Where the forms are not stated, items
that are simplified costs, by their kind or by the form that they name, show that there are some; where the list of forms is
empty beside such an item, it is open which of the two is so, and where no items are stated there may be one. An amount in
another currency without the registered euro is unknown and never computed. EUR 200 000.00 itself
is inside. That financing not linked to costs is taken to be enough is not what the paragraph says, which names unit
costs, lump sums and flat rates alone. An item of zero or below it, a credit note, declares no cost.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(2)", Known::Act)],
        facts: &[
            F::Cost, F::Total, F::StateAid, F::Forms, F::Article, F::Rate, F::Covers, F::Items, F::Kind, F::Amount, F::Eur, F::Currency,
            F::Status,
        ],
    },
    judge: compulsory,
};

/// A form of cost that an operation has, as its forms say or an item shows.
struct Way<'a> {
    article: Option<CostArticle>,
    /// What it says that it covers.
    covers: Option<&'a [ItemKind]>,
    /// Whether it is a unit cost or a lump sum, and no rate.
    of_units: bool,
    /// Where it stands.
    from: (F, usize),
}

impl Way<'_> {
    /// Whether a real cost of a kind may stand beside it; `None` where that is not known.
    fn lets_in(&self, kind: ItemKind) -> Option<bool> {
        match self.article? {
            CostArticle::IndirectDirect | CostArticle::IndirectCalculated => Some(true),
            CostArticle::IndirectStaff | CostArticle::Other => Some(kind == ItemKind::Staff),
            CostArticle::Staff => Some(kind != ItemKind::Staff),
            CostArticle::NotLinked => Some(false),
            CostArticle::Calculated
            | CostArticle::DraftBudget
            | CostArticle::UnionPolicies
            | CostArticle::NationalSchemes
            | CostArticle::Regulations
            | CostArticle::UnionLevel => {
                let paid_by_it = self.covers.is_some_and(|kinds| kinds.contains(&kind));
                (self.of_units || paid_by_it).then_some(false)
            }
        }
    }
}

/// The forms that an operation states, and those that only its items show.
fn ways<'a>(at: &OperationAt<'a>) -> Vec<Way<'a>> {
    let mut forms: BTreeMap<Option<CostArticle>, usize> = BTreeMap::new();
    for (_, form) in at.forms() {
        let count = forms.entry(form.article).or_default();
        *count = count.saturating_add(1);
    }
    // Whether all items of an article are unit costs and lump sums.
    let mut units: BTreeMap<CostArticle, bool> = BTreeMap::new();
    for (article, item) in at.items().filter_map(|(_, item)| Some((item.article?, item))) {
        *units.entry(article).or_insert(true) &= matches!(item.kind, Some(ItemKind::Unit | ItemKind::Lump));
    }
    let of_units = |article: Option<CostArticle>| article.and_then(|a| units.get(&a)) == Some(&true);
    let stated = at.forms().map(|(place, form)| Way {
        article: form.article,
        covers: form.covers.as_deref(),
        of_units: form.rate.is_none() && forms.get(&form.article) == Some(&1) && of_units(form.article),
        from: (F::Forms, place),
    });
    // What may be the result of a rate that no form names.
    let shown = declared_rates(at).filter(|(_, item)| {
        let named = item.article.is_some_and(|article| forms.contains_key(&Some(article)));
        !named && (item.kind.is_some() || item.article.is_some())
    });
    let shown = shown.map(|(place, item)| Way {
        // Of which it is for certain.
        article: item.article.filter(|_| is_declared_rate(item)),
        covers: None,
        of_units: false,
        from: (F::Items, place),
    });
    stated.chain(shown).collect()
}

/// Whether a real cost of a kind may stand beside what is simplified.
fn beside(ways: &[Way<'_>], stated: bool, kind: ItemKind) -> Outcome {
    let mut open = !stated;
    for way in ways {
        match way.lets_in(kind) {
            // The list of forms does not have what only an item shows.
            Some(true) if stated && way.from.0 == F::Items => open = true,
            Some(true) => return Outcome::Met,
            Some(false) => {}
            None => open = true,
        }
    }
    if open { Outcome::Unknown } else { Outcome::NotMet }
}

/// The same of an item, which may be no real cost.
fn of_item(item: &Item, of_kind: &BTreeMap<ItemKind, Outcome>) -> Outcome {
    let real = |kind: ItemKind| of_kind.get(&kind).copied().unwrap_or(Outcome::Met);
    match (is_simplified(item), item.kind) {
        (Some(true), _) => Outcome::Met,
        (_, Some(kind)) => real(kind),
        (_, None) if ItemKind::ALL.iter().all(|kind| real(*kind) == Outcome::Met) => Outcome::Met,
        (_, None) => Outcome::Unknown,
    }
}

fn compulsory(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let total = at.euro(at.total());
    let small = total.map(|total| total <= SMALL);
    let aid = at.operation.state_aid;
    let simplified = at.operation.forms.as_ref().map(|forms| !forms.is_empty());
    let ways = ways(at);
    let stated = simplified.is_some();
    // Pay of participants may always be real, and what is simplified is not.
    let kinds = ItemKind::ALL.iter().copied();
    let kinds = kinds.filter(|kind| !kind.is_simplified() && *kind != ItemKind::Participants);
    let of_kind: BTreeMap<ItemKind, Outcome> =
        kinds.map(|kind| (kind, beside(&ways, stated, kind))).collect();
    let lets_in_all = of_kind.values().all(|outcome| *outcome == Outcome::Met);
    let items = each_expenditure(at, |_, item| of_item(item, &of_kind));
    let real = if lets_in_all { Outcome::Met } else { items.outcome };
    let shown = expenditure(at).any(|(_, i)| is_simplified(i) == Some(true) && is_above(i) == Some(true));
    let may_be_shown =
        at.operation.items.is_none() || expenditure(at).any(|(_, i)| is_simplified(i) != Some(false));
    let forms = match (simplified, real) {
        (Some(false), _) if may_be_shown => Outcome::Unknown,
        (Some(false), _) => Outcome::NotMet,
        (None, Outcome::NotMet | Outcome::Unknown) => Outcome::Unknown,
        // Whatever the forms are, nothing is real that may not be.
        (None, _) if shown => Outcome::Met,
        (None, _) => Outcome::Unknown,
        (Some(true), Outcome::NotMet) => Outcome::NotMet,
        (Some(true), Outcome::Unknown) => Outcome::Unknown,
        (Some(true), _) => Outcome::Met,
    };
    let outcome = match (small, aid, forms) {
        (Some(false), ..) | (_, Some(true), _) => Outcome::NotApplicable,
        (_, _, Outcome::Met) => Outcome::Met,
        (Some(true), Some(false), Outcome::NotMet) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, outcome), |kept| {
        let why = if aid == Some(true) {
            "the support is State aid"
        } else {
            "the total cost is above EUR 200 000"
        };
        kept.because = Some(why.to_owned());
        at.lacks_euro(kept, at.total(), at.of_cost(F::Total));
        lacks(kept, aid.is_none(), Fact::of_proposal(F::StateAid));
        let open = forms == Outcome::Unknown;
        lacks(kept, open && simplified.is_none(), Fact::of_proposal(F::Forms));
        // Where none is stated beside one that is shown, no other item matters.
        let contrary = simplified == Some(false) && shown;
        kept.asks(contrary.then_some(Doubt::NoneStatedBesideItems));
        let open = open && !contrary && (real == Outcome::Unknown || simplified == Some(false));
        lacks(kept, open && at.operation.items.is_none(), Fact::of_proposal(F::Items));
        // One that may declare something would show one.
        let may_show = expenditure(at).filter(|(_, item)| is_simplified(item) == Some(true));
        for (place, item) in may_show.filter(|_| forms == Outcome::Unknown && !shown && simplified.is_none()) {
            lacks(kept, is_above(item).is_none(), Fact::of_item(F::Items, place, F::Amount));
        }
        if open {
            items.lacks_amounts(kept, at);
            for (place, item) in items.open.iter().filter_map(|place| at.items().nth(*place)) {
                lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            }
            lacks_of_ways(kept, at, &ways);
        }
        let beside =
            simplified == Some(true) && forms == Outcome::NotMet && outcome != Outcome::NotApplicable;
        let bad = if beside { items.named(kept) } else { String::new() };
        kept.required = Some(Required::Amount { min: None, max: Some(SMALL) });
        kept.found = Some(Found::Amount(total));
        let articles: Vec<&str> =
            at.forms().filter_map(|(_, f)| f.article).map(CostArticle::as_str).collect();
        let said = match (simplified, articles.is_empty()) {
            (None, _) if forms == Outcome::Met => "the items are simplified costs".to_owned(),
            (None, _) => "forms of cost are not stated".to_owned(),
            (Some(false), _) if shown => {
                "the list of forms is empty beside items that are simplified costs".to_owned()
            }
            (Some(false), _) if may_be_shown => "the list of forms is empty".to_owned(),
            (Some(false), _) => "all costs are real".to_owned(),
            (Some(true), true) => "simplified costs of an unknown article".to_owned(),
            (Some(true), false) if bad.is_empty() => {
                format!("simplified costs under {}", articles.join(", "))
            }
            (Some(true), false) => {
                format!(
                    "simplified costs under {}; real beside them, and no rate is of it: {bad}",
                    articles.join(", ")
                )
            }
        };
        kept.message = format!(
            "The total is {}; up to EUR 200 000 simplified costs are compulsory; {said}{}.",
            at.told(at.total()),
            match outcome {
                Outcome::NotMet => {
                    "; whether the monitoring committee excepted it as research or innovation is not looked at"
                }
                Outcome::Met | Outcome::Conditional | Outcome::Unknown | Outcome::NotApplicable => "",
            }
        );
    });
}

/// What is not known of the forms beside a real cost.
fn lacks_of_ways(kept: &mut Kept, at: &OperationAt<'_>, ways: &[Way<'_>]) {
    for way in ways.iter().take(NAMED) {
        let (list, place) = way.from;
        let of = |fact| Fact::of_item(list, place, fact);
        let item = at.items().nth(place).map(|(_, item)| item).filter(|_| list == F::Items);
        lacks(kept, item.is_some_and(|item| item.kind.is_none()), of(F::Kind));
        lacks(kept, item.is_some_and(|item| is_above(item).is_none()), of(F::Amount));
        let silent = item.map_or(way.article, |item| item.article).is_none();
        lacks(kept, silent, of(F::Article));
        let unlisted = list == F::Items && at.operation.forms.is_some() && way.article.is_some();
        kept.asks(unlisted.then_some(Doubt::RateThatIsNotListed));
        let own = way.article.is_some() && !way.of_units;
        let own = own && ItemKind::ALL.iter().any(|kind| way.lets_in(*kind).is_none());
        lacks(kept, own && list == F::Forms && way.covers.is_none(), of(F::Covers));
        kept.asks(own.then_some(Doubt::WhatARateIsOf));
    }
}
