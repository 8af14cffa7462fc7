//! Simplified costs: when they are compulsory, which rates exclude each other, what they are of.

use std::collections::BTreeSet;

use super::super::programme::{PERIOD, all, at_most_part, cpr, euro, lacks};
use super::{OperationAt, Operations, each_item, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Contract, CostArticle, Form, Item, ItemKind, OperationStatus};
use crate::rule::world::{Kept, RuleOf, Teller};

/// Up to this total, simplified costs are compulsory and draft budgets allowed: EUR 200 000.
pub(super) const SMALL: Eur = match Eur::from_euros(200_000) {
    Some(amount) => amount,
    None => Eur::ZERO,
};

/// The highest rate of an article; `None` where the article sets none.
const fn ceiling(article: CostArticle) -> Option<Rate> {
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

const fn is_indirect(article: CostArticle) -> bool {
    matches!(
        article,
        CostArticle::IndirectDirect | CostArticle::IndirectStaff | CostArticle::IndirectCalculated
    )
}

/// Simplified costs are compulsory up to EUR 200 000.
pub(crate) const COMPULSORY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation of up to EUR 200 000 in all takes simplified costs.",
        explanation: "\
Art. 53(2): where the total cost does not exceed EUR 200 000 the support takes the form of unit costs, lump sums or
flat rates, except where it is State aid. With a flat rate only the categories that the rate is applied to may be
real costs; salaries and allowances of participants may be. So where every form is a rate of staff costs, of Art. 54(b) or
56(1), an item that is a real cost of any other kind is not met; without items that is unknown. The other forms do not say
what they are applied to, or are of all direct costs, and the items are not looked at. An amount in another currency
without the registered euro is unknown and never computed. EUR 200 000.00 itself is inside. Financing not linked to costs
(Art. 95) is no real cost and is taken to be enough, though the paragraph names unit costs, lump sums and flat rates alone.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(2)", Known::Act)],
        facts: &[
            F::Cost, F::Total, F::StateAid, F::Forms, F::Article, F::Items, F::Kind, F::Currency, F::Status,
        ],
    },
    judge: compulsory,
};

/// Whether a rate is of staff costs alone, so that with participants' pay only they are real.
const fn is_of_staff(article: CostArticle) -> bool {
    matches!(article, CostArticle::IndirectStaff | CostArticle::Other)
}

fn compulsory(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let total = at.euro(at.total());
    let small = total.map(|total| total <= SMALL);
    let aid = at.operation.state_aid;
    let simplified = at.operation.forms.as_ref().map(|forms| !forms.is_empty());
    // What is real beside rates of staff costs.
    let items = each_item(at, |_, item| match item.kind {
        Some(ItemKind::Staff | ItemKind::Participants) => Outcome::Met,
        Some(kind) => holds(Some(kind.is_simplified())),
        None => Outcome::Unknown,
    });
    let real = if at.operation.items.is_none() { Outcome::Unknown } else { items.outcome };
    let (others, unnamed) = (
        at.forms().any(|(_, f)| f.article.is_some_and(|article| !is_of_staff(article))),
        at.forms().any(|(_, f)| f.article.is_none()),
    );
    let forms = match (simplified, real) {
        (Some(false), _) => Outcome::NotMet,
        (None, _) => Outcome::Unknown,
        (Some(true), _) if others => Outcome::Met,
        (Some(true), Outcome::NotMet) if !unnamed => Outcome::NotMet,
        (Some(true), Outcome::NotMet | Outcome::Unknown) => Outcome::Unknown,
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
        lacks(kept, small.is_none(), Fact::of_proposal(F::Cost));
        lacks(kept, !at.is_in_euro(), Fact::of_proposal(F::Currency));
        lacks(kept, aid.is_none(), Fact::of_proposal(F::StateAid));
        lacks(kept, simplified.is_none(), Fact::of_proposal(F::Forms));
        let open = forms == Outcome::Unknown;
        for (place, form) in at.forms().filter(|_| open) {
            lacks(kept, form.article.is_none(), Fact::of_item(F::Forms, place, F::Article));
        }
        let open = open && real == Outcome::Unknown;
        lacks(kept, open && at.operation.items.is_none(), Fact::of_proposal(F::Items));
        for place in items.open.iter().filter(|_| open) {
            kept.lacks(Fact::of_item(F::Items, *place, F::Kind));
        }
        let beside =
            simplified == Some(true) && forms == Outcome::NotMet && outcome != Outcome::NotApplicable;
        let bad = if beside { items.named(kept) } else { String::new() };
        kept.required = Some(Required::Amount { min: None, max: Some(SMALL) });
        kept.found = Some(Found::Amount(total));
        let articles: Vec<&str> =
            at.forms().filter_map(|(_, f)| f.article).map(CostArticle::as_str).collect();
        let forms = match (simplified, articles.is_empty()) {
            (None, _) => "forms of cost are not stated".to_owned(),
            (Some(false), _) => "all costs are real".to_owned(),
            (Some(true), true) => "simplified costs of an unknown article".to_owned(),
            (Some(true), false) if bad.is_empty() => {
                format!("simplified costs under {}", articles.join(", "))
            }
            (Some(true), false) => {
                format!(
                    "simplified costs under {}, of staff costs; real beside them: {bad}",
                    articles.join(", ")
                )
            }
        };
        kept.message = format!(
            "The total is {}; up to EUR 200 000 simplified costs are compulsory; {forms}.",
            euro(total)
        );
    });
}

/// Rates exclude each other.
pub(crate) const EXCLUDE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation has one rate for indirect costs, and none beside the 40 % of Art. 56.",
        explanation: "\
Art. 54: 7 % of direct costs, 15 % of direct staff costs and 25 % of direct costs are alternatives. Art. 56(1): 40 % of
direct staff costs cover all other costs, so no rate of Art. 54 stands beside it; and it is not applied to staff costs
that the 20 % of Art. 55(1) fixed (not read). One rate may be entered in several forms, and an item that is the result of a
flat rate shows the rate of its article, too. A form or such an item whose article is unknown may be any of them, or of
another article that excludes none; an item whose kind is unknown may be one.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 54", Known::Act), cpr("Art. 56(1)", Known::Act), cpr("Art. 56(2)", Known::Unverified)],
        facts: &[F::Forms, F::Article, F::Items, F::Kind, F::Status],
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
fn of_rates<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
    at.items().filter(|(_, item)| item.kind.is_none_or(|kind| kind == ItemKind::FlatRate))
}

fn exclude(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(forms) = &at.operation.forms else { return };
    let named = || forms.iter().filter_map(|f| f.article);
    let items = |wanted: fn(&Item) -> bool| of_rates(at).filter(move |(_, item)| wanted(item));
    let certain = items(|item| item.kind.is_some()).filter_map(|(_, item)| item.article);
    let sure: BTreeSet<CostArticle> = named().chain(certain).collect();
    let perhaps = items(|item| item.kind.is_none()).filter_map(|(_, item)| item.article);
    let may: BTreeSet<CostArticle> = sure.iter().copied().chain(perhaps).collect();
    let forms_unnamed = forms.iter().filter(|f| f.article.is_none()).count();
    let unnamed = forms_unnamed.saturating_add(items(|item| item.article.is_none()).count());
    let outcome = if exclude_each_other(&sure) {
        Outcome::NotMet
    } else if exclude_each_other(&may)
        || unnamed > 1
        || (unnamed > 0 && may.iter().any(|article| ceiling(*article).is_some()))
    {
        Outcome::Unknown
    } else if forms.is_empty() {
        Outcome::NotApplicable
    } else {
        Outcome::Met
    };
    at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no simplified cost is used".to_owned());
        for (place, form) in at.forms() {
            lacks(kept, form.article.is_none(), Fact::of_item(F::Forms, place, F::Article));
        }
        for (place, item) in of_rates(at) {
            lacks(kept, item.kind.is_none(), Fact::of_item(F::Items, place, F::Kind));
            lacks(kept, item.article.is_none(), Fact::of_item(F::Items, place, F::Article));
        }
        let beside = sure.iter().copied().filter(|article| !named().any(|form| form == *article));
        let beside: Vec<String> = beside.map(|a| a.to_string()).collect();
        let articles: Vec<String> = named().map(|a| a.to_string()).collect();
        let items = if beside.is_empty() { "" } else { "; and items under " };
        kept.message = format!("Forms of cost: {}{items}{}.", articles.join(", "), beside.join(", "));
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
other articles set no ceiling and are not looked at.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 54", Known::Act), cpr("Art. 55(1)", Known::Act), cpr("Art. 56(1)", Known::Act)],
        facts: &[F::Forms, F::Article, F::Rate, F::Calculated, F::Status],
    },
    judge: within_ceiling,
};

/// What comes of a form under its article, or of all that it may be of.
fn of_article(form: &Form, of: impl Fn(CostArticle) -> Outcome) -> Outcome {
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

/// The least and the most that an amount may be, where there is a bound.
type Range = (Option<Eur>, Option<Eur>);

const NOTHING: Range = (Some(Eur::ZERO), Some(Eur::ZERO));

const fn exact(amount: Option<Eur>) -> Range {
    (amount, amount)
}

fn plus(one: Range, other: Range) -> Range {
    let add = |one: Option<Eur>, other: Option<Eur>| one.zip(other).and_then(|(a, b)| a.checked_add(b));
    (add(one.0, other.0), add(one.1, other.1))
}

/// An amount that counts for certain, or may count.
fn counting(amount: Option<Eur>, sure: bool) -> Range {
    match amount {
        Some(amount) if !sure => (Some(amount.min(Eur::ZERO)), Some(amount.max(Eur::ZERO))),
        amount => exact(amount),
    }
}

/// The amount of a form, which is zero or more where it is not stated.
fn of_form(form: &Form, sure: bool) -> Range {
    let (least, most) = counting(form.amount, sure);
    (least.or(Some(Eur::ZERO)), most)
}

/// The base that an article names, as the costs of the operation have it, for a form at a place.
fn base(at: &OperationAt<'_>, place: usize, article: CostArticle) -> Option<Range> {
    let cost = at.operation.cost.as_ref();
    let direct = cost.and_then(|c| c.direct);
    let staff = cost.and_then(|c| c.staff);
    match article {
        CostArticle::IndirectDirect | CostArticle::IndirectCalculated => Some(exact(direct)),
        CostArticle::IndirectStaff | CostArticle::Other => {
            Some(staff.map_or_else(|| plus(staff_items(at), staff_forms(at, place)), |s| exact(Some(s))))
        }
        CostArticle::Staff => {
            // The rate makes the staff costs: without them stated, direct costs are taken to be the others.
            let others = direct.and_then(|direct| direct.checked_sub(staff.unwrap_or_default()));
            // Without what is procured, which is not stated and may be nothing.
            Some(match cost.and_then(|c| c.procured) {
                Some(procured) => exact(others.and_then(|others| others.checked_sub(procured))),
                None => (Some(Eur::ZERO), others),
            })
        }
        CostArticle::Calculated
        | CostArticle::DraftBudget
        | CostArticle::UnionPolicies
        | CostArticle::NationalSchemes
        | CostArticle::Regulations
        | CostArticle::UnionLevel
        | CostArticle::NotLinked => None,
    }
}

/// Whether an item is of staff for certain, or may be: unit costs and lump sums are of what they are, which they do not say.
fn may_be_staff(item: &Item) -> Option<bool> {
    match item.kind {
        Some(ItemKind::Staff) => Some(true),
        None | Some(ItemKind::Unit | ItemKind::Lump) => Some(false),
        Some(_) => None,
    }
}

/// Staff costs of the items. Before the operation is completed more may come.
fn staff_items(at: &OperationAt<'_>) -> Range {
    let may = at.items().filter_map(|(_, item)| Some(counting(item.amount, may_be_staff(item)?)));
    let (least, most) = may.fold(NOTHING, plus);
    let complete = matches!(at.operation.status, Some(OperationStatus::Completed | OperationStatus::Closed));
    (least, most.filter(|_| complete && at.operation.items.is_some()))
}

/// Staff costs that other forms than one at a place make: Art. 55(1).
fn staff_forms(at: &OperationAt<'_>, place: usize) -> Range {
    let others = at.forms().filter(|(other, _)| *other != place).map(|(_, form)| form);
    let may = others.filter(|form| form.article.is_none_or(|article| article == CostArticle::Staff));
    may.map(|form| of_form(form, form.article.is_some())).fold(NOTHING, plus)
}

/// What is taken under an article.
struct Taken {
    /// What its forms come to.
    forms: Range,
    /// What the items come to that are its result.
    items: Range,
    /// The highest rate of its forms, and the highest that it may be.
    rates: (Option<Rate>, Option<Rate>),
}

impl Taken {
    /// What is taken where a form at a place is of an article.
    fn of(at: &OperationAt<'_>, place: usize, article: CostArticle) -> Self {
        let is = |other: usize, form: &Form| other == place || form.article == Some(article);
        let may = || at.forms().filter(|(other, form)| is(*other, form) || form.article.is_none());
        let amounts = may().map(|(other, form)| of_form(form, is(other, form)));
        let sure = may().filter(|(other, form)| is(*other, form)).filter_map(|(_, form)| form.rate).max();
        let known = may().all(|(_, form)| form.rate.is_some());
        let highest = may().filter_map(|(_, form)| form.rate).max().filter(|_| known);
        let items = of_rates(at).filter(|(_, item)| item.article == Some(article));
        Taken {
            forms: amounts.fold(NOTHING, plus),
            items: items.map(|(_, item)| counting(item.amount, item.kind.is_some())).fold(NOTHING, plus),
            rates: (sure, highest),
        }
    }

    /// Whether it keeps to a base.
    fn keeps_to(&self, (least, most): Range) -> Outcome {
        let limit = |rate: Option<Rate>, own: Option<Eur>| {
            rate.zip(own).and_then(|(rate, own)| at_most_part(rate, own))
        };
        // Of less than nothing a rate is nothing.
        let low = limit(self.rates.0, least.or(Some(Eur::ZERO)));
        let high = limit(self.rates.1, most);
        let taken = (self.forms.0.max(self.items.0), self.forms.1.zip(self.items.1).map(|(a, b)| a.max(b)));
        match (taken, low, high) {
            ((_, Some(taken)), Some(low), _) if taken <= low => Outcome::Met,
            ((Some(taken), _), _, Some(high)) if taken > high => Outcome::NotMet,
            _ => Outcome::Unknown,
        }
    }
}

/// A rate is of its base.
pub(crate) const BASE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The amount of a flat rate is the rate of the base that its article names.",
        explanation: "\
Art. 54: direct costs, or direct staff costs. Art. 55(1): direct costs other than staff, for this Fund without what is
subject to public procurement. Art. 56(1): direct staff costs. The base is what the costs of the operation say, and not what
the form states. Where they do not say the staff costs, those are its items of staff, with the amount that a form of
Art. 55(1) makes; an item whose kind is unknown, a unit cost or a lump sum may be of staff or not, and before the operation
is completed more may come. Without staff costs direct costs are taken to be those other than staff, which the rate of
Art. 55(1) makes; and where it is not stated what is procured, that is between nothing and all of them. An amount above the
rate of the base is not met, one below it is, since the rates are upper limits: all forms of one article are taken together,
with the highest of their rates, and so are the items that name it and are the result of a flat rate. A base that is stated
too wide does no harm while the amount keeps to the costs. Compared in cents, and the rate of the base is not rounded up.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 54", Known::Act), cpr("Art. 55(1)", Known::Act), cpr("Art. 56(1)", Known::Act)],
        facts: &[
            F::Forms, F::Article, F::Rate, F::Amount, F::Cost, F::Direct, F::Staff, F::Procured, F::Items, F::Kind, F::Status,
        ],
    },
    judge: of_base,
};

/// Whether the base of an article is of staff costs that the costs of the operation do not state.
fn is_of_items(at: &OperationAt<'_>, article: CostArticle) -> bool {
    is_of_staff(article) && at.operation.cost.as_ref().is_none_or(|cost| cost.staff.is_none())
}

/// So many items and forms on which an outcome depends are named.
const NAMED: usize = 20;

/// What is not known of an article's base, forms and items.
fn lacks_of_base(kept: &mut Kept, at: &OperationAt<'_>, place: usize, article: CostArticle) {
    let Some((least, most)) = base(at, place, article) else { return };
    lacks(kept, most.is_none() || most != least, Fact::of_proposal(F::Cost));
    let staff = is_of_items(at, article);
    lacks(kept, staff && at.operation.items.is_none(), Fact::of_proposal(F::Items));
    let counts = |item: &Item| {
        let result = item.article == Some(article) && item.kind.is_none_or(|kind| kind == ItemKind::FlatRate);
        (item.kind.is_none() || item.amount.is_none()) && (result || staff && may_be_staff(item).is_some())
    };
    for (place, item) in at.items().filter(|(_, item)| counts(item)).take(NAMED) {
        let of = |fact| Fact::of_item(F::Items, place, fact);
        lacks(kept, item.kind.is_none(), of(F::Kind));
        lacks(kept, item.amount.is_none(), of(F::Amount));
    }
    let own = |other: usize, form: &Form| other == place || form.article.is_none_or(|a| a == article);
    let makes_staff = |form: &Form| staff && form.article.is_none_or(|a| a == CostArticle::Staff);
    let unknown = |(other, form): &(usize, &Form)| {
        form.article.is_none()
            || own(*other, form) && (form.rate.is_none() || form.amount.is_none())
            || makes_staff(form) && form.amount.is_none()
    };
    let itself = at.forms().filter(|(other, _)| *other == place);
    for (other, form) in itself.chain(at.forms().filter(unknown).take(NAMED)) {
        let of = |fact| Fact::of_item(F::Forms, other, fact);
        let counts = own(other, form) || makes_staff(form);
        lacks(kept, form.article.is_none(), of(F::Article));
        lacks(kept, own(other, form) && form.rate.is_none(), of(F::Rate));
        lacks(kept, counts && form.amount.is_none(), of(F::Amount));
    }
}

/// So many times a form is looked at beside a form or an item; with more of them their bases are not told.
const LOOKS: usize = 1_000_000;

/// The open question: what more forms and items come to than are looked at.
const TOO_MANY: &str = "forms-and-items-beyond-the-bound";

fn of_base(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let (forms, items) = (at.forms().count(), at.items().count());
    if forms.saturating_mul(forms.saturating_add(items)) > LOOKS {
        at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, Outcome::Unknown), |kept| {
            kept.open.push(TOO_MANY.to_owned());
            kept.message =
                format!("{forms} forms of cost and {items} items are not compared with each other.");
        });
        return;
    }
    for (place, form) in at.forms() {
        let outcome = of_article(form, |article| match base(at, place, article) {
            None => Outcome::NotApplicable,
            Some(own) => Taken::of(at, place, article).keeps_to(own),
        });
        let own = form.article.and_then(|article| base(at, place, article));
        let own = own.and_then(|(least, most)| most.filter(|_| least == most));
        // Without the costs of the operation the sentence tells what the stated base comes to.
        let amount = form.rate.zip(own.or(form.base)).and_then(|(rate, own)| at_most_part(rate, own));
        at.tell(tell, Subject::Item(F::Forms, place), (OperationStatus::Applied, outcome), |kept| {
            kept.because = Some("the article names no base".to_owned());
            let articles = form.article.map_or_else(|| CostArticle::ALL.to_vec(), |article| vec![article]);
            articles.iter().for_each(|article| lacks_of_base(kept, at, place, *article));
            kept.required = Some(Required::Amount { min: None, max: amount });
            kept.found = Some(Found::Amount(form.amount));
            let taken = form.article.map(|article| Taken::of(at, place, article));
            let all = taken.map(|taken| (taken.forms.0, taken.items.0));
            let beside =
                all.filter(|(forms, items)| form.amount.is_some() && forms.max(items) > &form.amount);
            let beside = beside.map(|(forms, items)| {
                let (forms, items) = (euro(forms), euro(items));
                format!("; the forms of the article come to {forms}, the items of it to {items}")
            });
            kept.message = format!(
                "{}: {} on a stated base of {}; by the costs the base is {}, and {} of it is {}{}.",
                form.article.map_or("A form", CostArticle::as_str),
                euro(form.amount),
                euro(form.base),
                euro(own),
                form.rate.map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                euro(amount),
                beside.unwrap_or_default()
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
them may be. The contract that stands in the way is named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 55(1)", Known::Act)],
        facts: &[F::Forms, F::Article, F::Contracts, F::AboveThreshold, F::Status],
    },
    judge: staff_rate,
};

fn staff_rate(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let used = at.forms().any(|(_, f)| f.article == Some(CostArticle::Staff));
    let may = at.operation.forms.is_none() || at.forms().any(|(_, f)| f.article.is_none());
    let contracts = at.operation.contracts.as_ref();
    let above: Vec<&Contract> =
        contracts.into_iter().flatten().filter(|c| c.above_threshold == Some(true)).collect();
    let open = contracts.is_none_or(|all| all.iter().any(|c| c.above_threshold.is_none()));
    let outcome = match (used, may, above.is_empty(), open) {
        (false, false, ..) => Outcome::NotApplicable,
        (_, _, true, false) => Outcome::Met,
        (true, _, false, _) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Contracts), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("the rate of Art. 55(1) is not used".to_owned());
        kept.ids = above.iter().filter_map(|c| c.id.clone()).collect();
        lacks(kept, at.operation.forms.is_none(), Fact::of_proposal(F::Forms));
        for (place, form) in at.forms().filter(|_| !used) {
            lacks(kept, form.article.is_none(), Fact::of_item(F::Forms, place, F::Article));
        }
        lacks(kept, contracts.is_none(), Fact::of_proposal(F::Contracts));
        for (place, contract) in contracts.into_iter().flatten().enumerate() {
            lacks(
                kept,
                above.is_empty() && contract.above_threshold.is_none(),
                Fact::of_item(F::Contracts, place, F::AboveThreshold),
            );
        }
        let ids: Vec<String> = above.iter().map(|c| super::super::programme::name(c.id.as_deref())).collect();
        kept.message = match ids.is_empty() {
            true => "No contract is known to be above the thresholds.".to_owned(),
            false => format!("Above the thresholds: {}.", ids.join(", ")),
        };
    });
}

/// The open question: what costs a unit cost or a lump sum is of.
const WHAT_IT_IS_OF: &str = "what-a-unit-cost-or-lump-sum-is-of";

/// What a rate covers is not claimed again.
pub(crate) const NOT_TWICE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What a flat rate covers is not claimed again as a real cost.",
        explanation: "\
With the 40 % of Art. 56(1) only staff costs, and salaries and allowances of participants, are real; with the 20 % of
Art. 55(1) staff costs are not; whatever a form says that it covers is not. Items of the rate itself are its result.
A unit cost or a lump sum beside the 40 % may be of staff or participants, or of other costs, which it does not say. An item
whose kind is unknown may be covered.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(2)", Known::Act), cpr("Art. 55(1)", Known::Act), cpr("Art. 56(1)", Known::Act)],
        facts: &[F::Forms, F::Article, F::Covers, F::Items, F::Kind, F::Status],
    },
    judge: not_twice,
};

/// Whether a form covers a kind of item.
fn covers(form: &Form, kind: ItemKind) -> bool {
    if kind.is_simplified() {
        return false;
    }
    let stated = form.covers.as_ref().is_some_and(|kinds| kinds.contains(&kind));
    stated
        || match form.article {
            Some(CostArticle::Other) => !matches!(kind, ItemKind::Staff | ItemKind::Participants),
            Some(CostArticle::Staff) => kind == ItemKind::Staff,
            _ => false,
        }
}

fn not_twice(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(forms) = &at.operation.forms else { return };
    let covering = forms.iter().any(|f| {
        f.covers.as_ref().is_some_and(|c| !c.is_empty())
            || matches!(f.article, Some(CostArticle::Other | CostArticle::Staff) | None)
    });
    let open = forms.iter().any(|f| f.article.is_none());
    // What a rate of an article that is not stated may cover.
    let may = |kind: ItemKind| open && !kind.is_simplified() && kind != ItemKind::Participants;
    // What unit costs and lump sums are of is not stated, and beside the 40 % it matters.
    let whole = forms.iter().any(|f| f.article == Some(CostArticle::Other));
    let simple = |kind: ItemKind| matches!(kind, ItemKind::Unit | ItemKind::Lump);
    let items = each_item(at, |_, item| match item.kind {
        _ if !covering => Outcome::NotApplicable,
        Some(kind) if forms.iter().any(|f| covers(f, kind)) => Outcome::NotMet,
        Some(kind) if simple(kind) && (whole || open) => Outcome::Unknown,
        Some(kind) if may(kind) => Outcome::Unknown,
        Some(_) => Outcome::Met,
        None => Outcome::Unknown,
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no form covers other costs, or no item is stated".to_owned());
        for place in &items.open {
            let unknown = at.items().nth(*place).is_some_and(|(_, item)| item.kind.is_none());
            lacks(kept, unknown, Fact::of_item(F::Items, *place, F::Kind));
            let is_simple = at.items().nth(*place).is_some_and(|(_, item)| item.kind.is_some_and(simple));
            if whole && is_simple && !kept.open.iter().any(|open| open == WHAT_IT_IS_OF) {
                kept.open.push(WHAT_IT_IS_OF.to_owned());
            }
        }
        for (place, form) in at.forms() {
            lacks(kept, form.article.is_none(), Fact::of_item(F::Forms, place, F::Article));
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
day. An amount in another currency without the registered euro is unknown.",
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
            (None, None) => None,
            _ => Some(false),
        };
        if draft == Some(false) {
            continue;
        }
        let small = total.map(|total| total <= SMALL);
        let before = form.agreed_on.zip(at.operation.conditions_on).map(|(agreed, set)| agreed <= set);
        let may = Outcomes::NOT_APPLICABLE.when(draft.is_none());
        let outcome = Outcomes::of(all([holds(small), holds(before)])).or(may).fold();
        at.tell(tell, Subject::Item(F::Forms, place), (OperationStatus::Selected, outcome), |kept| {
            lacks(kept, draft.is_none(), Fact::of_item(F::Forms, place, F::Article));
            lacks(kept, draft.is_none(), Fact::of_item(F::Forms, place, F::DraftBudget));
            lacks(kept, small.is_none(), Fact::of_proposal(F::Cost));
            lacks(kept, form.agreed_on.is_none(), Fact::of_item(F::Forms, place, F::AgreedOn));
            lacks(kept, at.operation.conditions_on.is_none(), Fact::of_proposal(F::ConditionsOn));
            kept.required = Some(Required::Amount { min: None, max: Some(SMALL) });
            kept.found = Some(Found::Amount(total));
            let what = if draft.is_none() { "What may be a draft budget," } else { "A draft budget" };
            kept.message = format!(
                "{what} agreed on {} for a total of {}; conditions set on {}.",
                super::super::programme::day(form.agreed_on),
                euro(total),
                super::super::programme::day(at.operation.conditions_on)
            );
        });
    }
}
