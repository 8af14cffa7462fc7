//! National limits: data of the programme, judged like a call's conditions.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::super::programme::{PERIOD, cpr, euro, lacks, name};
use super::costs::times;
use super::flat_rates::{Used, is_indirect};
use super::{OperationAt, Operations, each_item, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::input::named;
use crate::law::Basis as Known;
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Layer, Outcome, Stage};
use crate::programme::{CostArticle, Item, ItemKind, NationalLimits, OperationStatus, UnitCost};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};
use crate::time::last_of_months;

fn limits<'a>(at: &OperationAt<'a>) -> Option<&'a NationalLimits> {
    at.programme.and_then(|p| p.limits.as_ref())
}

fn national(kept: &mut Kept) {
    kept.layer = Layer::National;
}

/// Whether it is stated to end before it starts.
fn ends_before(at: &OperationAt<'_>) -> bool {
    at.operation.starts_on.zip(at.operation.ends_on).is_some_and(|(from, until)| until < from)
}

/// Whole months of a duration, both days inside, rounded up; none of one that ends before it starts. Months end the day before
/// the date of the first day, or with the last day of a month that has no such date: Art. 3(2)(c) of Regulation 1182/71.
fn months(from: NaiveDate, until: NaiveDate) -> Option<i64> {
    if until < from {
        return None;
    }
    let whole = i64::from(until.year())
        .checked_sub(from.year().into())?
        .checked_mul(12)?
        .checked_add(i64::from(until.month()))?
        .checked_sub(from.month().into())?;
    let last = last_of_months(from, whole)?;
    Some(if until > last { whole.checked_add(1)? } else { whole })
}

/// Not longer than the national rules allow.
pub(crate) const DURATION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation is not longer than the national rules allow.",
        explanation: "\
Art. 63(1): eligibility follows national rules, except where the regulations have specific ones. The months are counted
from the first to the last day, both inside, and a part of a month is a month; a month that lacks the date of the first day
ends with its last day (Art. 3(2)(c) of Regulation 1182/71). Where the last is before the first there is nothing to count.
The limit is a datum of the programme; a programme that states none is not looked at.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(1)", Known::Act)],
        facts: &[F::Programme, F::Limits, F::MaxMonths, F::StartsOn, F::EndsOn, F::Status],
    },
    judge: duration,
};

fn duration(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(most) = limits(at).and_then(|l| l.max_months) else { return };
    let found =
        at.operation.starts_on.zip(at.operation.ends_on).and_then(|(from, until)| months(from, until));
    let outcome = match found {
        None => Outcome::Unknown,
        Some(found) if found <= i64::from(most) => Outcome::Met,
        Some(_) => Outcome::NotMet,
    };
    at.tell(tell, Subject::Fact(F::EndsOn), (OperationStatus::Applied, outcome), |kept| {
        national(kept);
        lacks(kept, at.operation.starts_on.is_none(), Fact::of_proposal(F::StartsOn));
        lacks(kept, at.operation.ends_on.is_none(), Fact::of_proposal(F::EndsOn));
        if ends_before(at) {
            kept.asks([Doubt::EndsBeforeItsStart]);
        }
        kept.required = Some(Required::Months { min: None, max: Some(most.into()) });
        kept.found = Some(Found::Months(found));
        let found = found.map_or("an unknown number of".to_owned(), |found| found.to_string());
        kept.message = format!("It takes {found} months; national rules allow {most}.");
    });
}

/// Not less than the national minimum a year.
pub(crate) const SUPPORT_A_YEAR: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An operation gets at least the national minimum of support a year.",
        explanation: "\
National rules may ask for a least support a year. The Union's support is divided by the months of the operation and taken
twelve times, and the product is compared without rounding. What is too little for a single month is too little for any time. An amount in another currency without the registered
euro is unknown and never computed.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(1)", Known::Act)],
        facts: &[F::Programme, F::Limits, F::MinSupportAYear, F::Support, F::Union, F::StartsOn, F::EndsOn, F::Currency, F::Status],
    },
    judge: support_a_year,
};

fn support_a_year(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(least) = limits(at).and_then(|l| l.min_support_a_year) else { return };
    let stated = at.operation.support.as_ref().and_then(|s| s.union);
    let union = at.euro(stated);
    let time = at.operation.starts_on.zip(at.operation.ends_on).and_then(|(from, until)| months(from, until));
    // Whatever the time, it is a month or more: what is too little for one month is too little for each.
    let one_month = |union: Eur| i128::from(union.cents()).checked_mul(12) < Some(i128::from(least.cents()));
    let too_little = union.is_some_and(one_month);
    let outcome = match union.zip(time) {
        None if too_little => Outcome::NotMet,
        None => Outcome::Unknown,
        Some((union, months)) => {
            let (given, asked) = (
                i128::from(union.cents()).checked_mul(12),
                i128::from(least.cents()).checked_mul(months.into()),
            );
            if given >= asked { Outcome::Met } else { Outcome::NotMet }
        }
    };
    at.tell(tell, Subject::Fact(F::Support), (OperationStatus::Applied, outcome), |kept| {
        national(kept);
        at.lacks_euro(kept, stated, at.of_support(F::Union));
        lacks(kept, at.operation.starts_on.is_none(), Fact::of_proposal(F::StartsOn));
        lacks(kept, at.operation.ends_on.is_none(), Fact::of_proposal(F::EndsOn));
        if ends_before(at) {
            kept.asks([Doubt::EndsBeforeItsStart]);
        }
        kept.required = Some(Required::Amount { min: Some(least), max: None });
        kept.found = Some(Found::Amount(union));
        let time = time.map_or("an unknown number of".to_owned(), |time| time.to_string());
        kept.message = format!(
            "{} in {time} months; national rules ask for {} a year.",
            at.told(stated),
            euro(Some(least))
        );
    });
}

/// The national rate.
pub(crate) const RATE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The Union's share keeps to the national rate of its type of action.",
        explanation: "\
A Member State may set a rate of its own below the ceiling of Art. 15 for a type of action. The Union's support is compared
with the eligible cost: exactly, or at two decimals of a per cent; no support keeps to every rate. A type of action without a
national rate is not looked at here, since the decision's rate is another rule.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(1)", Known::Act)],
        facts: &[F::Programme, F::Limits, F::Rates, F::Action, F::Support, F::Union, F::Cost, F::Eligible, F::Status],
    },
    judge: rate,
};

fn rate(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(rates) = limits(at).and_then(|l| l.rates.as_ref()) else { return };
    let union = at.operation.support.as_ref().and_then(|s| s.union);
    let eligible = at.operation.cost.as_ref().and_then(|c| c.eligible);
    let limit = at.operation.action.map(|action| rates.get(&action).copied());
    let keeps = |limit: Rate| super::keeps(Some(limit), union, eligible);
    let outcome = match limit {
        Some(None) => Outcome::NotApplicable,
        Some(Some(limit)) => holds(keeps(limit)),
        None if rates.is_empty() => Outcome::NotApplicable,
        // Whatever its type: its rate holds, or none is set for it.
        None if rates.values().all(|limit| keeps(*limit) == Some(true)) => Outcome::Met,
        None => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Support), (OperationStatus::Selected, outcome), |kept| {
        national(kept);
        kept.because = Some("national rules set no rate for its type of action".to_owned());
        lacks(kept, at.operation.action.is_none(), Fact::of_proposal(F::Action));
        lacks(kept, union.is_none(), at.of_support(F::Union));
        lacks(kept, eligible.is_none(), at.of_cost(F::Eligible));
        kept.required = limit.flatten().map(Required::Rate);
        let share = union.zip(eligible).and_then(|(u, e)| Percent::of(u, e));
        kept.found = Some(Found::Rate { requested: union, costs: eligible, share });
        kept.message = format!(
            "The Union pays {} of {}; national rules allow {}.",
            at.told(union),
            at.told(eligible),
            match limit {
                Some(Some(limit)) => limit.to_string(),
                Some(None) => "what the decision allows, for they set no rate".to_owned(),
                None => "a rate that depends on the type of action".to_owned(),
            }
        );
    });
}

/// The flat rate that the authority chose.
pub(crate) const INDIRECT: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Indirect costs are claimed by the flat rate that the national rules chose.",
        explanation: "\
Art. 54 offers three rates for indirect costs; a Member State may choose one for all operations. A form of Art. 54 other
than the chosen one is not met, and so is an item that is the result of such a rate, which shows it, too; an operation without
either is not concerned. An item of zero or below it, a credit note, shows no rate. A form or an item whose article is unknown may be the other.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(1)", Known::Act), cpr("Art. 54", Known::Act)],
        facts: &[F::Programme, F::Limits, F::Indirect, F::Forms, F::Article, F::Items, F::Kind, F::Amount, F::Eur, F::Status],
    },
    judge: indirect,
};

fn indirect(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(chosen) = limits(at).and_then(|l| l.indirect) else { return };
    let used = Used::of(at);
    if !used.is_told() {
        return;
    }
    let of_others = |article: CostArticle| is_indirect(article) && article != chosen;
    let other = used.sure.iter().copied().find(|article| of_others(*article));
    let outcome = match (other, used.has(of_others), used.has(|article| article == chosen)) {
        (Some(_), ..) => Outcome::NotMet,
        (None, None, _) => Outcome::Unknown,
        (None, Some(_), Some(false)) => Outcome::NotApplicable,
        (None, Some(_), _) => Outcome::Met,
    };
    at.tell(tell, Subject::Fact(F::Forms), (OperationStatus::Applied, outcome), |kept| {
        national(kept);
        kept.because = Some("no rate for indirect costs is used".to_owned());
        used.lacks(kept, at, of_others);
        let found = other.or(Some(chosen).filter(|_| used.sure.contains(&chosen)));
        kept.message = match (found, outcome) {
            (Some(found), _) => format!("Indirect costs under {}; national rules chose {chosen}.", found.as_str()),
            (None, Outcome::Unknown) => {
                format!("Whether indirect costs are under another article is not known; national rules chose {chosen}.")
            }
            (None, _) => format!("No other rate for indirect costs is used; national rules chose {chosen}."),
        };
    });
}

/// Unit costs are those on the list.
pub(crate) const UNIT_COST: RuleOf<Operations> = RuleOf {
    about: About {
        title: "A unit cost is one of the programme's, at its amount.",
        explanation: "\
An item that is a unit cost names one of the unit costs of the national rules and comes to at most its number of units
times the amount of one, rounded half up to the cent; nothing is always allowed, and of no units nothing else. Where the list has
several of one name, one that allows it is enough.
A name that is on no list is not met; an item that names none is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 53(1)", Known::Act), cpr("Art. 63(1)", Known::Act)],
        facts: &[F::Programme, F::Limits, F::UnitCosts, F::Items, F::Kind, F::Unit, F::Quantity, F::Amount, F::Currency, F::Status],
    },
    judge: unit_cost,
};

fn unit_cost(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(listed) = limits(at).and_then(|l| l.unit_costs.as_ref()) else { return };
    let has_name = |item: &Item| item.unit.as_deref().and_then(named).is_some();
    let is_named = |unit: &UnitCost| unit.id.as_deref().and_then(named).is_some();
    let of_name = |item: &Item| {
        let name = item.unit.as_deref().and_then(named).map(str::to_owned);
        listed
            .iter()
            .filter(move |unit| name.is_some() && unit.id.as_deref().and_then(named) == name.as_deref())
    };
    let is_listed = |item: &Item| of_name(item).next().is_some();
    // What the highest of the name allows.
    let worth = |item: &Item| -> Option<Eur> {
        let highest = of_name(item).filter_map(|unit| unit.amount).max();
        if is_listed(item) && item.quantity.is_some_and(|quantity| quantity.is_zero()) {
            return Some(Eur::ZERO);
        }
        times(item.quantity?, highest?)
    };
    // Nothing is claimed, whatever a unit is worth.
    let nothing = |item: &Item| {
        let amount = at.item_euro(item).is_some_and(|amount| amount <= Eur::ZERO);
        amount && is_listed(item) && item.quantity.is_none_or(|quantity| quantity >= Decimal::ZERO)
    };
    // On no list, whatever it comes to.
    let stranger = |item: &Item| has_name(item) && !is_listed(item) && listed.iter().all(is_named);
    // One of its name has no amount, or may be one that has no name.
    let no_amount = |item: &Item| {
        let nameless = !listed.iter().all(is_named);
        let none = item.quantity.is_some_and(|quantity| quantity.is_zero());
        has_name(item) && !none && (nameless || of_name(item).any(|unit| unit.amount.is_none()))
    };
    let items = each_item(at, |_, item| match item.kind {
        Some(ItemKind::Unit) if stranger(item) => Outcome::NotMet,
        Some(ItemKind::Unit) | None if nothing(item) => Outcome::Met,
        kind @ (Some(ItemKind::Unit) | None) => match worth(item).zip(at.item_euro(item)) {
            Some((worth, amount)) if amount <= worth => Outcome::Met,
            Some(_) if kind.is_some() && !no_amount(item) => Outcome::NotMet,
            _ => Outcome::Unknown,
        },
        Some(_) => Outcome::NotApplicable,
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        national(kept);
        kept.because = Some("no unit cost is claimed".to_owned());
        items.lacks(kept, at);
        for place in &items.open {
            let item = at.items().nth(*place).map(|(_, item)| item);
            let of = |fact| Fact::of_item(F::Items, *place, fact);
            lacks(kept, item.is_some_and(|i| !has_name(i)), of(F::Unit));
            lacks(kept, item.is_some_and(|i| i.quantity.is_none() && !stranger(i)), of(F::Quantity));
            lacks(kept, item.is_some_and(|i| i.kind.is_none()), of(F::Kind));
            lacks(kept, item.is_some_and(no_amount), Fact::of_proposal(F::UnitCosts));
            let amount = if at.is_in_euro() { F::Amount } else { F::Eur };
            lacks(kept, item.is_some_and(|i| at.item_euro(i).is_none() && !stranger(i)), of(amount));
        }
        // Each item has an amount and a reason of its own.
        let of_item = |place: usize| {
            let item = at.items().nth(place).map(|(_, item)| item)?;
            let why = match has_name(item) && !is_listed(item) {
                true => "which is not on the list".to_owned(),
                false => format!("worth {}", euro(worth(item))),
            };
            Some(format!(": {} for {}, {why}", euro(at.item_euro(item)), name(item.unit.as_deref())))
        };
        kept.message = match items.bad.is_empty() {
            true => "Unit costs are on the list and at their amount, as far as it is known.".to_owned(),
            false => {
                format!("{}.", items.named_with(kept, "; ", |place| of_item(place).unwrap_or_default()))
            }
        };
    });
}
