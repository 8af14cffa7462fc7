//! Simplified costs: when they are compulsory, which rates exclude each other, what they are of.

use std::collections::BTreeSet;

use super::super::programme::{PERIOD, all, cpr, euro, lacks};
use super::{OperationAt, Operations, each_item, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Contract, CostArticle, Form, Item, ItemKind, OperationStatus};
use crate::rule::world::{RuleOf, Teller};

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
pub(super) const fn is_of_staff(article: CostArticle) -> bool {
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
pub(super) fn of_rates<'a>(at: &OperationAt<'a>) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
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
