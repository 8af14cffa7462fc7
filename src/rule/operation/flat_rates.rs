//! Flat rates and draft budgets: which exclude each other, how high they are, what they are of.

use std::collections::BTreeSet;

use super::super::programme::{NAMED, PERIOD, all, cpr, lacks};
use super::{OperationAt, Operations, each_expenditure, holds, is_above};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::input::named;
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Contract, CostArticle, Form, Item, ItemKind, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// Up to this total, simplified costs are compulsory and draft budgets allowed: EUR 200 000.
pub(super) const SMALL: Eur = match Eur::from_euros(200_000) {
    Some(amount) => amount,
    None => Eur::ZERO,
};

/// The highest rate of an article; `None` where the article sets none.
pub(super) const fn ceiling(article: CostArticle) -> Option<Rate> {
    match article {
        CostArticle::IndirectDirect => Rate::from_hundredths(700),
        CostArticle::IndirectStaff => Rate::from_hundredths(1_500),
        CostArticle::IndirectCalculated => Rate::from_hundredths(2_500),
        CostArticle::Staff => Rate::from_hundredths(2_000),
        CostArticle::Other => Rate::from_hundredths(4_000),
        CostArticle::Calculated
        | CostArticle::DraftBudget
        | CostArticle::UnionPolicies
        | CostArticle::NationalSchemes
        | CostArticle::Regulations
        | CostArticle::UnionLevel
        | CostArticle::NotLinked => None,
    }
}

pub(super) const fn is_indirect(article: CostArticle) -> bool {
    matches!(
        article,
        CostArticle::IndirectDirect | CostArticle::IndirectStaff | CostArticle::IndirectCalculated
    )
}

/// Whether a rate is of staff costs alone, so that with participants' pay only they are real.
pub(super) const fn is_of_staff(article: CostArticle) -> bool {
    matches!(article, CostArticle::IndirectStaff | CostArticle::Other)
}

/// Rates exclude each other.
pub(crate) const EXCLUDE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation has one rate for indirect costs, and none beside the 40 % of Art. 56.",
        explanation: "\
Art. 54: 7 % of direct costs, 15 % of direct staff costs and 25 % of direct costs are alternatives. Art. 56(1): 40 % of
direct staff costs cover all other costs, so no rate of Art. 54 stands beside it; and it is not applied to staff costs
that the 20 % of Art. 55(1) fixed (not read). One rate may be entered in several forms, and an item that is the result of a
flat rate shows the rate of its article, too, whatever the forms say; one of zero or below it, a credit note, shows none. A form or such an item whose article is unknown may be
any of them, or of another article that excludes none; an item whose kind is unknown may be one. Where neither forms nor such
an item are stated, there is nothing to look at.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 54", Known::Act), cpr("Art. 56(1)", Known::Act), cpr("Art. 56(3)", Known::Unverified)],
        facts: &[F::Forms, F::Article, F::Items, F::Kind, F::Amount, F::Eur, F::Status],
    },
    judge: exclude,
};

/// Whether rates of some articles exclude each other.
fn exclude_each_other(articles: &BTreeSet<CostArticle>) -> bool {
    let indirect = articles.iter().filter(|a| is_indirect(**a)).count();
    let whole = articles.contains(&CostArticle::Other);
    indirect > 1 || (whole && (indirect > 0 || articles.contains(&CostArticle::Staff)))
}

/// The items that are the result of a flat rate, or may be, with their places.
pub(super) fn of_rates<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
    at.items().filter(|(_, item)| item.kind.is_none_or(|kind| kind == ItemKind::FlatRate))
}

/// Those of them that declare something, or may.
pub(super) fn declared_rates<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
    of_rates(at).filter(|(_, item)| is_above(item) != Some(false))
}

/// Whether an item is the result of a flat rate for certain, and declares something.
pub(super) fn is_declared_rate(item: &Item) -> bool {
    item.kind.is_some() && is_above(item) == Some(true)
}

/// The articles of the rates that an operation uses: by its forms, and by the items that are the result of a flat rate.
pub(super) struct Used {
    /// Whether the forms are stated, and the items.
    stated: bool,
    itemised: bool,
    /// Whether an item is of a rate, or says of which it would be.
    shown: bool,
    /// Those that are used for certain.
    pub(super) sure: BTreeSet<CostArticle>,
    /// Those of items whose kind or amount is not known.
    perhaps: BTreeSet<CostArticle>,
    /// How many forms and items may be of any article.
    unnamed: usize,
}

impl Used {
    pub(super) fn of(at: &OperationAt<'_>) -> Self {
        let mut used = Used {
            stated: at.operation.forms.is_some(),
            itemised: at.operation.items.is_some(),
            shown: declared_rates(at).any(|(_, item)| item.kind.is_some() || item.article.is_some()),
            sure: BTreeSet::new(),
            perhaps: BTreeSet::new(),
            unnamed: 0,
        };
        let forms = at.forms().map(|(_, form)| (form.article, true));
        let items = declared_rates(at).map(|(_, item)| (item.article, is_declared_rate(item)));
        for (article, certain) in forms.chain(items) {
            match article {
                None => used.unnamed = used.unnamed.saturating_add(1),
                Some(article) if certain => drop(used.sure.insert(article)),
                Some(article) => drop(used.perhaps.insert(article)),
            }
        }
        used
    }

    /// Whether there is anything to look at.
    pub(super) const fn is_told(&self) -> bool {
        self.stated || self.shown
    }

    /// Whether everything is stated that may show one.
    const fn is_whole(&self) -> bool {
        self.stated && self.itemised
    }

    /// Whether one of some articles is used.
    pub(super) fn has(&self, wanted: impl Fn(CostArticle) -> bool) -> Option<bool> {
        let of = |articles: &BTreeSet<CostArticle>| articles.iter().any(|article| wanted(*article));
        match of(&self.sure) {
            true => Some(true),
            false if !self.is_whole() || self.unnamed > 0 || of(&self.perhaps) => None,
            false => Some(false),
        }
    }

    /// What is not known of them, as far as some articles are asked for.
    pub(super) fn lacks(&self, kept: &mut Kept, at: &OperationAt<'_>, wanted: impl Fn(CostArticle) -> bool) {
        lacks(kept, !self.stated, Fact::of_proposal(F::Forms));
        lacks(kept, !self.itemised, Fact::of_proposal(F::Items));
        for (place, form) in at.forms() {
            lacks(kept, form.article.is_none(), Fact::of_item(F::Forms, place, F::Article));
        }
        for (place, item) in declared_rates(at).filter(|(_, item)| item.article.is_none_or(&wanted)) {
            lacks(kept, is_above(item).is_none(), Fact::of_item(F::Items, place, F::Amount));
            lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            lacks(kept, item.article.is_none(), Fact::of_item(F::Items, place, F::Article));
        }
    }
}

fn exclude(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let used = Used::of(at);
    if !used.is_told() {
        return;
    }
    let may: BTreeSet<CostArticle> = used.sure.union(&used.perhaps).copied().collect();
    let outcome = if exclude_each_other(&used.sure) {
        Outcome::NotMet
    } else if !used.is_whole()
        || exclude_each_other(&may)
        || used.unnamed > 1
        || (used.unnamed > 0 && may.iter().any(|article| ceiling(*article).is_some()))
    {
        Outcome::Unknown
    } else if may.is_empty() && used.unnamed == 0 {
        Outcome::NotApplicable
    } else {
        Outcome::Met
    };
    at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no simplified cost is used".to_owned());
        used.lacks(kept, at, |_| true);
        let named = || at.forms().filter_map(|(_, form)| form.article);
        let beside = used.sure.iter().copied().filter(|article| !named().any(|form| form == *article));
        let beside: Vec<String> = beside.map(|a| a.to_string()).collect();
        let articles: Vec<String> = named().map(|a| a.to_string()).collect();
        let forms = match (used.stated, articles.is_empty()) {
            (false, _) => "not stated".to_owned(),
            (true, true) => "none named".to_owned(),
            (true, false) => articles.join(", "),
        };
        let items = if beside.is_empty() { "" } else { "; and items under " };
        kept.message = format!("Forms of cost: {forms}{items}{}.", beside.join(", "));
        kept.found = Some(Found::Named(Some(articles.into_iter().chain(beside).collect())));
    });
}

/// Rates keep to their ceilings.
pub(crate) const CEILING: RuleOf<Operations> = RuleOf {
    about: About {
        title: "A flat rate keeps to the ceiling of its article, and 25 % is calculated.",
        explanation: "\
Art. 54 to 56: up to 7 % of direct costs, 15 % of direct staff costs, 25 % of direct costs where it was calculated under
Art. 53(3)(a) or taken from 2014-2020; up to 20 % for staff, up to 40 % for all other costs. Rates are upper limits. The
other articles set no ceiling and are not looked at. Of a rate that only items show it is not stated how high it is: what it
comes to is measured by the ceiling in operation/flat-rate-base.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 54", Known::Act), cpr("Art. 55(1)", Known::Act), cpr("Art. 56(1)", Known::Act)],
        facts: &[F::Forms, F::Article, F::Rate, F::Calculated, F::Status],
    },
    judge: within_ceiling,
};

/// What comes of a form under its article, or of all that it may be of.
pub(super) fn of_article(form: &Form, of: impl Fn(CostArticle) -> Outcome) -> Outcome {
    let any = || CostArticle::ALL.iter().map(|article| Outcomes::of(of(*article)));
    form.article.map_or_else(|| any().fold(Outcomes::NONE, Outcomes::or).fold(), &of)
}

fn within_ceiling(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, form) in at.forms() {
        let limit = form.article.and_then(ceiling);
        let keeps = |limit: Rate| holds(form.rate.map(|rate| rate <= limit));
        let outcome = of_article(form, |article| match ceiling(article) {
            None => Outcome::NotApplicable,
            Some(limit) if article == CostArticle::IndirectCalculated => {
                all([keeps(limit), holds(form.calculated)])
            }
            Some(limit) => keeps(limit),
        });
        // Whether it was calculated is asked of 25 % of direct costs, and of no rate above them.
        let asked = form.article.is_none_or(|article| article == CostArticle::IndirectCalculated);
        let calculated = ceiling(CostArticle::IndirectCalculated).filter(|_| asked);
        at.tell(tell, Subject::Item(F::Forms, place), (OperationStatus::Applied, outcome), |kept| {
            kept.because = Some("the article sets no ceiling".to_owned());
            let of = |fact| Fact::of_item(F::Forms, place, fact);
            lacks(kept, form.article.is_none(), of(F::Article));
            lacks(kept, form.rate.is_none(), of(F::Rate));
            let open = calculated.is_some_and(|limit| keeps(limit) != Outcome::NotMet);
            lacks(kept, open && form.calculated.is_none(), of(F::Calculated));
            kept.required = limit.map(Required::Rate);
            let shown = |rate: Option<Rate>| rate.map_or("unknown".to_owned(), |rate| rate.to_string());
            let how = if asked && form.calculated == Some(false) { ", not calculated" } else { "" };
            kept.message = format!(
                "{}: the rate is {}{how}; at most {}.",
                form.article.map_or("A form", CostArticle::as_str),
                shown(form.rate),
                shown(limit)
            );
        });
    }
}

/// The 20 % for staff stand beside no large contract.
pub(crate) const STAFF_RATE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The 20 % for staff are taken only without a contract above the thresholds.",
        explanation: "\
Art. 55(1): the rate needs no calculation where the operation's direct costs contain no public contracts above the
thresholds of Directive 2014/24/EU, Art. 4, or 2014/25/EU, Art. 15. A contract that does not say whether it is above
them may be, and so may one that an item names and the list of contracts does not have. An item that is the result of the
rate shows that it is used, too, unless it is of zero or below it. The contract that stands in the way is named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(1)", Known::Act)],
        facts: &[
            F::Forms, F::Article, F::Contracts, F::Id, F::AboveThreshold, F::Items, F::Kind, F::Amount, F::Eur, F::Status,
        ],
    },
    judge: staff_rate,
};

/// The id by which items name a contract.
fn id_of(contract: &Contract) -> Option<&str> {
    contract.id.as_deref().and_then(named)
}

fn staff_rate(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let of_staff = |article: CostArticle| article == CostArticle::Staff;
    let used = Used::of(at);
    let contracts = at.operation.contracts.as_ref();
    let above: Vec<&Contract> =
        contracts.into_iter().flatten().filter(|c| c.above_threshold == Some(true)).collect();
    // Contracts that an item names and the list does not have.
    let listed: BTreeSet<&str> = contracts.into_iter().flatten().filter_map(id_of).collect();
    let names = at.items().filter_map(|(_, item)| item.contract.as_deref().and_then(named));
    let unlisted: BTreeSet<&str> = match contracts {
        None => BTreeSet::new(),
        Some(_) => names.filter(|id| !listed.contains(id)).collect(),
    };
    let silent = contracts.is_none_or(|all| all.iter().any(|c| c.above_threshold.is_none()));
    let outcome = match (used.has(of_staff), above.is_empty(), silent || !unlisted.is_empty()) {
        (Some(false), ..) => Outcome::NotApplicable,
        (_, true, false) => Outcome::Met,
        (Some(true), false, _) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Contracts), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("the rate of Art. 55(1) is not used".to_owned());
        kept.ids = above.iter().filter_map(|c| c.id.clone()).collect();
        if used.has(of_staff).is_none() {
            used.lacks(kept, at, of_staff);
        }
        let open = above.is_empty();
        lacks(kept, contracts.is_none() || (open && !unlisted.is_empty()), Fact::of_proposal(F::Contracts));
        for (place, contract) in contracts.into_iter().flatten().enumerate().filter(|_| open) {
            let of = |fact| Fact::of_item(F::Contracts, place, fact);
            lacks(kept, contract.above_threshold.is_none(), of(F::AboveThreshold));
            lacks(kept, id_of(contract).is_none() && !unlisted.is_empty(), of(F::Id));
        }
        let ids: Vec<String> = above.iter().map(|c| super::super::programme::name(c.id.as_deref())).collect();
        let others: Vec<String> = unlisted.iter().take(NAMED).map(|id| crate::input::printable(id)).collect();
        kept.message = match (ids.is_empty(), others.is_empty()) {
            (true, true) => "No contract is known to be above the thresholds.".to_owned(),
            (true, false) => format!(
                "No contract is known to be above the thresholds; items name contracts that are not listed: {}.",
                others.join(", ")
            ),
            (false, _) => format!("Above the thresholds: {}.", ids.join(", ")),
        };
    });
}

/// What a rate covers is not claimed again.
pub(crate) const NOT_TWICE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What a flat rate covers is not claimed again as a real cost.",
        explanation: "\
With the 40 % of Art. 56(1) only staff costs, and salaries and allowances of participants, are real; with the 20 % of
Art. 55(1) staff costs are not; whatever a form says that it covers is not. An item that is the result of a flat rate shows the
rate of its article, too, and is itself not covered. Under Art. 54 to 56 a form that does not say what it covers covers what
the article names, which no kind of item is under Art. 54; one of any other article may cover any kind but participants' pay.
A unit cost or a lump sum beside a form that covers costs may be of those, or of others, which it does not say, unless it is
of the same article. An item whose kind is unknown may be covered. One of zero or below it, a credit note, claims nothing and shows no rate.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(2)", Known::Act), cpr("Art. 55(1)", Known::Act), cpr("Art. 56(1)", Known::Act)],
        facts: &[F::Forms, F::Article, F::Covers, F::Items, F::Kind, F::Amount, F::Eur, F::Status],
    },
    judge: not_twice,
};

/// Whether a form of an article covers a kind of item; `None` where that is not stated.
fn covers(article: Option<CostArticle>, stated: Option<&[ItemKind]>, kind: ItemKind) -> Option<bool> {
    if kind.is_simplified() {
        return Some(false);
    }
    if stated.is_some_and(|kinds| kinds.contains(&kind)) {
        return Some(true);
    }
    match article {
        Some(CostArticle::Other) => Some(!matches!(kind, ItemKind::Staff | ItemKind::Participants)),
        Some(CostArticle::Staff) => Some(kind == ItemKind::Staff),
        Some(CostArticle::IndirectDirect | CostArticle::IndirectStaff | CostArticle::IndirectCalculated) => {
            Some(false)
        }
        Some(
            CostArticle::Calculated
            | CostArticle::DraftBudget
            | CostArticle::UnionPolicies
            | CostArticle::NationalSchemes
            | CostArticle::Regulations
            | CostArticle::UnionLevel
            | CostArticle::NotLinked,
        ) if stated.is_some() => Some(false),
        // Pay of participants may always be real.
        Some(_) | None => (kind == ItemKind::Participants).then_some(false),
    }
}

/// What the forms of an operation cover, and the rates that its items show.
struct Covered {
    /// Kinds of items that are covered for certain, and that may be.
    sure: BTreeSet<ItemKind>,
    may: BTreeSet<ItemKind>,
    /// The articles of what covers anything, or may.
    articles: BTreeSet<Option<CostArticle>>,
    /// The places of items of an unknown kind or amount that may be rates which cover something; two are enough.
    perhaps: Vec<usize>,
}

impl Covered {
    fn of(at: &OperationAt<'_>) -> Self {
        let (sure, may) = (BTreeSet::new(), BTreeSet::new());
        let mut covered = Covered { sure, may, articles: BTreeSet::new(), perhaps: Vec::new() };
        for (_, form) in at.forms() {
            covered.add(form.article, form.covers.as_deref());
        }
        // What the result of a form covers the form says.
        let named: BTreeSet<CostArticle> = at.forms().filter_map(|(_, form)| form.article).collect();
        let formed = |item: &Item| item.article.is_some_and(|article| named.contains(&article));
        let shown: BTreeSet<Option<CostArticle>> = declared_rates(at)
            .filter(|(_, item)| is_declared_rate(item) && !formed(item))
            .map(|(_, item)| item.article)
            .collect();
        shown.into_iter().for_each(|article| covered.add(article, None));
        let perhaps = declared_rates(at).filter(|(_, item)| {
            !is_declared_rate(item)
                && !formed(item)
                && ItemKind::ALL.iter().any(|kind| covers(item.article, None, *kind) != Some(false))
        });
        covered.perhaps = perhaps.map(|(place, _)| place).take(2).collect();
        covered
    }

    fn add(&mut self, article: Option<CostArticle>, stated: Option<&[ItemKind]>) {
        for kind in ItemKind::ALL {
            match covers(article, stated, *kind) {
                Some(false) => continue,
                Some(true) => drop(self.sure.insert(*kind)),
                None => drop(self.may.insert(*kind)),
            }
            self.articles.insert(article);
        }
    }

    /// Whether a kind at a place is covered for certain, or may be, by anything but the item there.
    fn holds(&self, place: usize, kind: ItemKind) -> Option<bool> {
        let perhaps = || self.perhaps.iter().any(|other| *other != place) && kind != ItemKind::Participants;
        match self.sure.contains(&kind) {
            true => Some(true),
            false if kind.is_simplified() => Some(false),
            false if self.may.contains(&kind) || perhaps() => None,
            false => Some(false),
        }
    }

    /// Whether anything but the item at a place covers costs, or may; for an item of some article, anything of another.
    fn is_any(&self, place: usize, article: Option<CostArticle>) -> bool {
        let differs = |own: &Option<CostArticle>| own.is_none() || article.is_none() || *own != article;
        self.articles.iter().any(differs) || self.perhaps.iter().any(|other| *other != place)
    }
}

fn not_twice(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    if !Used::of(at).is_told() {
        return;
    }
    let covered = Covered::of(at);
    let simple = |kind: ItemKind| matches!(kind, ItemKind::Unit | ItemKind::Lump);
    let items = each_expenditure(at, |place, item| match item.kind {
        Some(kind) if covered.holds(place, kind) == Some(true) => Outcome::NotMet,
        Some(kind) if covered.holds(place, kind).is_none() => Outcome::Unknown,
        Some(kind) if simple(kind) && covered.is_any(place, item.article) => Outcome::Unknown,
        None if covered.is_any(place, None) => Outcome::Unknown,
        _ if !covered.is_any(place, None) => Outcome::NotApplicable,
        _ => Outcome::Met,
    });
    let stated = at.operation.forms.is_some();
    let outcome = if stated || items.outcome == Outcome::NotMet { items.outcome } else { Outcome::Unknown };
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no form covers other costs, or no item is stated".to_owned());
        lacks(kept, !stated, Fact::of_proposal(F::Forms));
        items.lacks(kept, at);
        items.lacks_amounts(kept, at);
        for (place, item) in items.open.iter().filter_map(|place| at.items().nth(*place)) {
            lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            if item.kind.is_some_and(simple) {
                kept.asks([Doubt::WhatAUnitCostOrLumpSumIsOf]);
            }
        }
        let open = !items.open.is_empty();
        for (place, form) in at.forms().filter(|_| open) {
            let of = |fact| Fact::of_item(F::Forms, place, fact);
            lacks(kept, form.article.is_none(), of(F::Article));
            let may = |kind: &ItemKind| covers(form.article, form.covers.as_deref(), *kind).is_none();
            let asked = form.article.is_some() && form.covers.is_none() && ItemKind::ALL.iter().any(may);
            lacks(kept, asked, of(F::Covers));
        }
        for (place, item) in declared_rates(at).filter(|(_, item)| open && item.article.is_none()) {
            lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            kept.lacks(Fact::of_item(F::Items, place, F::Article));
        }
        let perhaps = covered.perhaps.iter().filter(|_| open);
        for (place, item) in perhaps.filter_map(|place| at.items().nth(*place)) {
            lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            lacks(kept, is_above(item).is_none(), Fact::of_item(F::Items, place, F::Amount));
        }
        let bad = items.named(kept);
        kept.message = match items.outcome {
            Outcome::NotMet => format!("Covered by a flat rate and claimed as real costs: {bad}."),
            _ => "No real cost is known to be covered by a flat rate.".to_owned(),
        };
    });
}

/// Draft budgets are for small operations, agreed before.
pub(crate) const DRAFT_BUDGET: RuleOf<Operations> = RuleOf {
    about: About {
        title: "A draft budget is for up to EUR 200 000 and agreed before the conditions are set.",
        explanation: "\
Art. 53(3)(b): a draft budget, agreed case by case and in advance, where the total cost does not exceed EUR 200 000; the
planned cost at selection counts. It is agreed before the document that sets out the conditions for support, or on its
day. The day on which one was agreed says that it was; where it is said that none was, that is not met, and beside such a day it is open
which holds. An amount in another currency without the registered euro is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(3)", Known::Act)],
        facts: &[F::Forms, F::Article, F::DraftBudget, F::AgreedOn, F::ConditionsOn, F::Cost, F::Total, F::Currency, F::Status],
    },
    judge: draft_budget,
};

fn draft_budget(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let total = at.euro(at.total());
    for (place, form) in at.forms() {
        let draft = match (form.article, form.draft_budget) {
            (Some(CostArticle::DraftBudget), _) | (_, Some(true)) => Some(true),
            (None, None | Some(false)) => None,
            (Some(_), None | Some(false)) => Some(false),
        };
        if draft == Some(false) {
            continue;
        }
        let small = total.map(|total| total <= SMALL);
        let before = form.agreed_on.zip(at.operation.conditions_on).map(|(agreed, set)| agreed <= set);
        let denied = form.draft_budget == Some(false);
        let contrary = denied && form.agreed_on.is_some();
        // The day on which one was agreed says that it was.
        let agreed = match form.draft_budget {
            Some(false) => Some(false).filter(|_| !contrary),
            Some(true) => Some(true),
            None => form.agreed_on.map(|_| true),
        };
        let may = Outcomes::NOT_APPLICABLE.when(draft.is_none());
        let outcome = Outcomes::of(all([holds(small), holds(before), holds(agreed)])).or(may).fold();
        at.tell(tell, Subject::Item(F::Forms, place), (OperationStatus::Selected, outcome), |kept| {
            lacks(kept, draft.is_none(), Fact::of_item(F::Forms, place, F::Article));
            lacks(kept, draft.is_none() && !denied, Fact::of_item(F::Forms, place, F::DraftBudget));
            // One that was not agreed is so whatever it comes to.
            if agreed != Some(false) {
                at.lacks_euro(kept, at.total(), at.of_cost(F::Total));
                lacks(kept, form.agreed_on.is_none(), Fact::of_item(F::Forms, place, F::AgreedOn));
                lacks(kept, at.operation.conditions_on.is_none(), Fact::of_proposal(F::ConditionsOn));
            }
            kept.asks(contrary.then_some(Doubt::DraftBudgetOfTheDay));
            kept.required = Some(Required::Amount { min: None, max: Some(SMALL) });
            kept.found = Some(Found::Amount(total));
            let what = if draft.is_none() { "What may be a draft budget," } else { "A draft budget" };
            let agreed = super::super::programme::day(form.agreed_on);
            let agreed = match (denied, contrary) {
                (true, false) => "said not to be agreed".to_owned(),
                (true, true) => format!("agreed on {agreed}, though it is said that none was,"),
                (false, _) => format!("agreed on {agreed}"),
            };
            kept.message = format!(
                "{what} {agreed} for a total of {}; conditions set on {}.",
                at.told(at.total()),
                super::super::programme::day(at.operation.conditions_on)
            );
        });
    }
}
