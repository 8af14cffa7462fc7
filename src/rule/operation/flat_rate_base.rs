//! What a flat rate is of, and what is taken of it: Art. 54 to 56 of the Common Provisions Regulation.

use std::collections::BTreeMap;

use super::super::programme::{NAMED, PERIOD, at_most_part, cpr, lacks};
use super::costs::{is_above_stated, most_beside};
use super::flat_rates::{ceiling, is_of_staff, of_article, of_rates};
use super::{OperationAt, Operations};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{CostArticle, Form, Item, ItemKind, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

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
        // Direct costs without staff costs stated may be those without staff, which a rate of Art. 55(1) makes.
        CostArticle::IndirectDirect | CostArticle::IndirectCalculated => Some(match staff {
            Some(_) => exact(direct),
            None => plus(exact(direct), (Some(Eur::ZERO), staff_forms(at, place).1)),
        }),
        CostArticle::IndirectStaff | CostArticle::Other => Some(match staff {
            Some(staff) => (Some(staff), most_beside(at, staff, STAFF)),
            None => plus(staff_items(at), staff_forms(at, place)),
        }),
        CostArticle::Staff => {
            // The rate makes the staff costs: without them stated, direct costs are taken to be the others.
            let others = direct.and_then(|direct| direct.checked_sub(staff.unwrap_or_default()));
            // Without what is procured, which is not stated and may be nothing.
            Some(match cost.and_then(|c| c.procured) {
                Some(procured) => {
                    let without = |procured: Eur| others.and_then(|others| others.checked_sub(procured));
                    let least = most_beside(at, procured, PROCURED).map_or(Some(Eur::ZERO), without);
                    (least, without(procured))
                }
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

const STAFF: &[ItemKind] = &[ItemKind::Staff];
const PROCURED: &[ItemKind] = &[ItemKind::Procured];

/// The costs that make the base of an article and that items may contradict: what is stated, and the kinds of those items.
fn beside_items(at: &OperationAt<'_>, article: CostArticle) -> Option<(Eur, &'static [ItemKind])> {
    let cost = at.operation.cost.as_ref()?;
    if is_of_staff(article) {
        return Some((cost.staff?, STAFF));
    }
    Some((cost.procured.filter(|_| article == CostArticle::Staff)?, PROCURED))
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

/// The place of no form.
const NO_FORM: usize = usize::MAX;

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
        let items = of_rates(at).filter(|(_, item)| item.article.is_none_or(|own| own == article));
        let items =
            items.map(|(_, item)| counting(item.amount, item.kind.is_some() && item.article.is_some()));
        let (least, most) = items.fold(NOTHING, plus);
        // Items that are not stated may come to more.
        let items = (least, most.filter(|_| at.operation.items.is_some()));
        Taken { forms: amounts.fold(NOTHING, plus), items, rates: (sure, highest) }
    }

    /// What is taken under an article that only items show: at the highest rate that it allows.
    fn of_items(at: &OperationAt<'_>, article: CostArticle) -> Self {
        Taken { rates: (ceiling(article), ceiling(article)), ..Taken::of(at, NO_FORM, article) }
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
            // Nothing is a part of anything.
            ((_, Some(taken)), ..) if taken <= Eur::ZERO => Outcome::Met,
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
Art. 55(1) makes, so that beside such a form direct costs as a base of Art. 54 are with that amount or without it; and where
it is not stated what is procured, that is between nothing and all of them. Where items of staff, or of what is procured, come
to more than the costs state of it, it is open which of the two is so. An amount above the rate of the base is not met, one
below it is, since the rates are upper limits: all forms of one article are taken together, with the highest of their rates, and
so are the items that name it and are the result of a flat rate; one that names no article may be of any. Items show the rate
of an article that no form names, too: what they come to is held against the highest rate that the article allows, and
within it a form that is not stated, or does not say its article, may allow less. Items that are not stated may come to more than
the forms. A base that is stated too wide does no harm while the amount keeps to the costs. Compared in cents, and the rate of the base is not rounded up.",
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

const fn of_direct(article: CostArticle) -> bool {
    matches!(article, CostArticle::IndirectDirect | CostArticle::IndirectCalculated)
}

/// The costs that make an article's base and are not stated.
fn lacks_of_costs(kept: &mut Kept, at: &OperationAt<'_>, place: usize, article: CostArticle) {
    let cost = at.operation.cost.as_ref();
    let direct = cost.is_none_or(|cost| cost.direct.is_none());
    let staff = cost.is_none_or(|cost| cost.staff.is_none());
    // Staff costs that are stated say that the direct ones have them in.
    let with_staff = of_direct(article) && staff_forms(at, place) != NOTHING;
    lacks(kept, direct && !is_of_staff(article), at.of_cost(F::Direct));
    lacks(kept, staff && (is_of_staff(article) || with_staff), at.of_cost(F::Staff));
    let procured = article == CostArticle::Staff && cost.is_none_or(|cost| cost.procured.is_none());
    lacks(kept, procured, at.of_cost(F::Procured));
}

/// What is not known of an article's base, forms and items.
fn lacks_of_base(kept: &mut Kept, at: &OperationAt<'_>, place: usize, article: CostArticle) {
    let Some((least, most)) = base(at, place, article) else { return };
    let beside = beside_items(at, article);
    if beside.is_some_and(|(stated, kinds)| is_above_stated(at, stated, kinds)) {
        kept.asks([Doubt::LessStatedThanItems]);
    }
    // What the items contradict is stated; of Art. 55(1) the direct costs may not be.
    let unstated = most.is_none() && !is_of_staff(article) || beside.is_none() && most != least;
    if unstated || beside.is_none() && most.is_none() {
        lacks_of_costs(kept, at, place, article);
    }
    let staff = is_of_items(at, article);
    lacks(kept, at.operation.items.is_none(), Fact::of_proposal(F::Items));
    let counts = |item: &Item| {
        let own = item.article.is_none_or(|own| own == article);
        let result = own && item.kind.is_none_or(|kind| kind == ItemKind::FlatRate);
        let unknown = item.kind.is_none() || item.amount.is_none();
        let of = beside.is_some_and(|(_, kinds)| item.kind.is_none_or(|kind| kinds.contains(&kind)));
        unknown && (of || staff && may_be_staff(item).is_some())
            || result && (unknown || item.article.is_none())
    };
    for (place, item) in at.items().filter(|(_, item)| counts(item)).take(NAMED) {
        let of = |fact| Fact::of_item(F::Items, place, fact);
        lacks(kept, item.kind.is_none(), of(F::Kind));
        lacks(kept, item.amount.is_none(), of(F::Amount));
        let may_be_rate = item.kind.is_none_or(|kind| kind == ItemKind::FlatRate);
        lacks(kept, may_be_rate && item.article.is_none(), of(F::Article));
    }
    let own = |other: usize, form: &Form| other == place || form.article.is_none_or(|a| a == article);
    // A rate of Art. 55(1) makes staff costs, and where those are not stated, the direct costs with them.
    let by_forms =
        staff || of_direct(article) && at.operation.cost.as_ref().is_none_or(|cost| cost.staff.is_none());
    let makes_staff = |form: &Form| by_forms && form.article.is_none_or(|a| a == CostArticle::Staff);
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

fn of_base(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let (forms, items) = (at.forms().count(), at.items().count());
    if forms.saturating_mul(forms.saturating_add(items)) > LOOKS {
        at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, Outcome::Unknown), |kept| {
            kept.asks([Doubt::FormsAndItemsBeyondTheBound]);
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
        let range = form.article.and_then(|article| base(at, place, article)).unwrap_or((None, None));
        let own = range.1.filter(|_| range.0 == range.1);
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
                let (forms, items) = (at.told(forms), at.told(items));
                format!("; the forms of the article come to {forms}, the items of it to {items}")
            });
            kept.message = format!(
                "{}: {} on a stated base of {}; by the costs the base is {}, and {} of it is {}{}.",
                form.article.map_or("A form", CostArticle::as_str),
                at.told(form.amount),
                at.told(form.base),
                told(at, range),
                form.rate.map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                at.told(amount),
                beside.unwrap_or_default()
            );
        });
    }
    shown_by_items(at, tell);
}

/// The articles that only items show, each with the place of the first of its items, and whether that is a flat rate for certain.
fn of_items_alone(at: &OperationAt<'_>) -> BTreeMap<CostArticle, (usize, bool)> {
    let mut shown = BTreeMap::new();
    for (place, item) in of_rates(at) {
        let Some(article) = item.article.filter(|article| ceiling(*article).is_some()) else { continue };
        if at.forms().all(|(_, form)| form.article != Some(article)) {
            shown.entry(article).or_insert((place, false)).1 |= item.kind.is_some();
        }
    }
    shown
}

fn shown_by_items(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (article, (place, sure)) in of_items_alone(at) {
        let Some(own) = base(at, NO_FORM, article) else { continue };
        let taken = Taken::of_items(at, article);
        // A form that is not stated may allow less.
        let silent = at.operation.forms.is_none() || at.forms().any(|(_, form)| form.article.is_none());
        let outcome = match taken.keeps_to(own) {
            Outcome::Met if silent => Outcome::Unknown,
            Outcome::NotMet if !sure => Outcome::Unknown,
            outcome => outcome,
        };
        at.tell(tell, Subject::Item(F::Items, place), (OperationStatus::Applied, outcome), |kept| {
            lacks(kept, at.operation.forms.is_none(), Fact::of_proposal(F::Forms));
            lacks_of_base(kept, at, NO_FORM, article);
            let exact = own.1.filter(|_| own.0 == own.1);
            let most = ceiling(article).zip(exact).and_then(|(rate, own)| at_most_part(rate, own));
            kept.required = Some(Required::Amount { min: None, max: most });
            kept.found = Some(Found::Amount(taken.items.0.filter(|_| taken.items.0 == taken.items.1)));
            kept.message = format!(
                "{article}: no form names it, and the items of it come to {}; by the costs the base is {}, and at most {} of it is {}.",
                told(at, taken.items),
                told(at, own),
                ceiling(article).map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                at.told(most)
            );
        });
    }
}

/// A range in a sentence.
fn told(at: &OperationAt<'_>, (least, most): Range) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least != most => {
            format!("between {} and {}", at.told(Some(least)), at.told(Some(most)))
        }
        _ => at.told(most.filter(|_| least == most)),
    }
}
