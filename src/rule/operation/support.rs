//! Who pays for an operation, at which rate, out of which money.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::programme::rows::{may_be_alike, over_table, row_of, table_is_missing};
use super::super::programme::{
    NAMED, PERIOD, all, by_decision, cpr, day, equal, euro, lacks, lacks_earmark, name, one, row_name,
};
use super::{OperationAt, Operations, declared_with, each_item, is_above, is_paid, item_name, keeps};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::input::named;
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Percent};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{
    Allocation, ApplicationStatus, Basis, FinancingRow, Item, OperationStatus, PaymentApplication,
};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// The Union's share keeps to the decision.
pub(crate) const UNION_SHARE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The Union's share in an operation keeps to the rate and basis of the decision.",
        explanation: "\
Art. 15(7) of Regulation (EU) 2021/1147 with Art. 22(3)(g): the decision sets for each objective and type of action the
rate and whether it applies to total or to public contributions. The Union's support is compared with the eligible
cost, or with Union and national public money together: exactly, or at two decimals of a per cent; no support keeps to every
rate. The row of the financing table is named; an operation of a row that the decision does not have is not met.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act(Act::Amif2021, "Art. 15(7)", Known::Unverified),
            cpr("Art. 22(3)", Known::Act),
        ],
        facts: &[
            F::Programme, F::Support, F::Union, F::Public, F::Cost, F::Eligible, F::Objective, F::Action, F::Financing, F::Rate, F::Basis,
            F::Status,
        ],
    },
    judge: union_share,
};

fn union_share(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(programme) = at.programme else { return };
    let operation = at.operation;
    let (objective, action) = (operation.objective, operation.action);
    let support = operation.support.as_ref();
    let union = support.and_then(|s| s.union);
    let public = union.zip(support.and_then(|s| s.public)).and_then(|(a, b)| a.checked_add(b));
    let eligible = operation.cost.as_ref().and_then(|c| c.eligible);
    let whole = |basis: Basis| match basis {
        Basis::Total => eligible,
        Basis::Public => public,
    };
    let holds =
        |row: &FinancingRow, basis: Basis| Outcomes::of(super::holds(keeps(row.rate, union, whole(basis))));
    // Of no support neither rate nor basis matter.
    let nothing = keeps(None, union, eligible).is_some() && keeps(None, union, public).is_some();
    let outcome = over_table(programme, (objective, action), None, |(_, action), row| match row {
        _ if action.ceiling().is_none() => Outcomes::NOT_APPLICABLE,
        None => Outcomes::NOT_MET,
        Some(row) => match row.basis {
            Some(basis) => holds(row, basis),
            None => holds(row, Basis::Total).or(holds(row, Basis::Public)),
        },
    });
    let outcome = outcome.fold();
    let row = row_of(programme, (objective, action), None);
    let basis = row.and_then(|(_, row)| row.basis);
    at.tell(tell, Subject::Fact(F::Support), (OperationStatus::Selected, outcome), |kept| {
        by_decision(kept);
        kept.because = Some("amounts a person have no rate".to_owned());
        kept.ids = vec![row_name(objective, action)];
        lacks(kept, objective.is_none(), Fact::of_proposal(F::Objective));
        lacks(kept, action.is_none(), Fact::of_proposal(F::Action));
        // Whether a row that may be its own has a basis, or may have.
        let same = |row: &FinancingRow| may_be_alike((objective, action), (row.objective, row.action));
        let may = |basis: Basis| {
            let rows = programme.financing.as_ref();
            rows.is_none_or(|rows| rows.iter().any(|r| same(r) && r.basis.is_none_or(|b| b == basis)))
        };
        let of_public = !nothing && may(Basis::Public) && support.and_then(|s| s.public).is_none();
        lacks(kept, union.is_none(), at.of_support(F::Union));
        lacks(kept, of_public, at.of_support(F::Public));
        lacks(kept, !nothing && eligible.is_none() && may(Basis::Total), at.of_cost(F::Eligible));
        if let Some((place, row)) = row.filter(|_| !nothing) {
            let of = |fact| Fact::of_item(F::Financing, place, fact);
            lacks(kept, row.rate.is_none(), of(F::Rate));
            lacks(kept, row.basis.is_none(), of(F::Basis));
        }
        lacks(kept, table_is_missing(programme, (objective, action)), Fact::of_proposal(F::Financing));
        kept.required = row.and_then(|(_, row)| row.rate).map(Required::Rate);
        let whole = whole(basis.unwrap_or(Basis::Total));
        let share = union.zip(whole).and_then(|(u, w)| Percent::of(u, w));
        kept.found = Some(Found::Rate { requested: union, costs: whole, share });
        kept.message = match row {
            None if programme.financing.as_ref().is_some_and(|rows| !rows.iter().any(same)) => {
                format!("The financing table has no row {}.", row_name(objective, action))
            }
            None => {
                let found = share.map(|share| format!(", {share}")).unwrap_or_default();
                let rates = programme.financing.iter().flatten().filter(|row| same(row));
                let highest = rates.filter_map(|row| row.rate).max();
                let why = if programme.financing.is_none() {
                    "the financing table is not stated"
                } else if objective.is_none() || action.is_none() {
                    "it does not say both objective and type of action"
                } else {
                    "a row of the financing table does not say what it is of"
                };
                let up_to = highest.map(|rate| format!("; the rows allow up to {rate}")).unwrap_or_default();
                format!(
                    "The Union pays {} of {}{found}; which row is that of {} is not known, since {why}{up_to}.",
                    at.told(union),
                    at.told(whole),
                    row_name(objective, action)
                )
            }
            Some((place, row)) => format!(
                "The Union pays {} of {}, {}; row {} (/financing/{place}) allows {} of {} cost.",
                at.told(union),
                at.told(whole),
                match share {
                    Some(share) => share.to_string(),
                    None if union.is_some() && whole.is_some() => "which is no share".to_owned(),
                    None => "an unknown share".to_owned(),
                },
                row_name(objective, action),
                row.rate.map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                basis.map_or("unknown", Basis::as_str)
            ),
        };
    });
}

/// What pays is what it costs.
pub(crate) const BALANCE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What pays for an operation comes to its eligible cost.",
        explanation: "\
The Union's support, national public money, private money and contributions in kind together come to the eligible cost, to
the cent: it is the table (e) = (a) + (c) + (d) of the programme at the level of the operation. A missing part is zero or
more; contributions in kind are those of the costs where what pays does not say them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Inferred)],
        facts: &[F::Support, F::Union, F::Public, F::Private, F::InKind, F::Cost, F::Eligible, F::Status],
    },
    judge: balance,
};

fn balance(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let (Some(support), Some(cost)) = (&at.operation.support, &at.operation.cost) else { return };
    let in_kind = support.in_kind.or(cost.in_kind);
    let paid: Sum = [support.union, support.public, support.private, in_kind].into_iter().collect();
    let outcome = equal(paid, one(cost.eligible));
    at.tell(tell, Subject::Fact(F::Support), (OperationStatus::Selected, outcome), |kept| {
        for (kind, amount) in
            [(F::Union, support.union), (F::Public, support.public), (F::Private, support.private)]
        {
            lacks(kept, amount.is_none(), at.of_support(kind));
        }
        lacks(kept, in_kind.is_none(), at.of_support(F::InKind));
        lacks(kept, cost.eligible.is_none(), Fact::of_proposal(F::Eligible));
        kept.required = Some(Required::Equal(one(cost.eligible)));
        kept.found = Some(Found::Sum(paid));
        kept.message =
            format!("{} pays for an eligible cost of {}.", at.told_sum(paid), at.told(cost.eligible));
    });
}

/// Costs and support are zero or more.
pub(crate) const AMOUNTS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The costs and the support of an operation are zero or more, and an item has one amount.",
        explanation: "\
Costs and support as stated are zero or more; every rule that adds them up rests on that, since an unknown amount is then at
least zero. What is below zero is named with its place. An item may be below zero: a credit note is an item, too. An item
that states what was registered in euro beside its amount (Art. 76) states the same amount where the operation is in euro; in
another currency the two are not on different sides of zero, nor is anything registered of nothing. Where nothing is registered of
an amount in another currency, it may be next to nothing: that is unknown, as no rate is used. Two amounts that contradict
each other are named: rules in euro take what was registered, rules on the operation's own costs the amount.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Inferred), cpr("Art. 76", Known::Act)],
        facts: &[
            F::Items, F::Amount, F::Eur, F::Currency, F::Cost, F::Support, F::Total, F::Eligible, F::Direct, F::Staff, F::Procured, F::Land, F::InKind, F::Union, F::Public,
            F::Private, F::Status,
        ],
    },
    judge: amounts,
};

fn amounts(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let below = |amounts: Vec<(&'static str, Option<Eur>)>| -> Vec<String> {
        let stated = amounts.into_iter().filter_map(|(place, amount)| Some((place, amount?)));
        stated
            .filter(|(_, a)| *a < Eur::ZERO)
            .map(|(place, a)| format!("{place} {}", at.told(Some(a))))
            .collect()
    };
    let mut look = |fact: F, bad: Vec<String>| {
        let outcome = if bad.is_empty() { Outcome::Met } else { Outcome::NotMet };
        at.tell(tell, Subject::Fact(fact), (OperationStatus::Applied, outcome), |kept| {
            kept.required = Some(Required::Amount { min: Some(Eur::ZERO), max: None });
            kept.message = match bad.is_empty() {
                true => "No amount stated is below zero.".to_owned(),
                false => format!("Below zero: {}.", bad.join(", ")),
            };
        });
    };
    if let Some(cost) = &at.operation.cost {
        let all = vec![
            ("/cost/direct", cost.direct),
            ("/cost/eligible", cost.eligible),
            ("/cost/in_kind", cost.in_kind),
            ("/cost/land", cost.land),
            ("/cost/procured", cost.procured),
            ("/cost/staff", cost.staff),
            ("/cost/total", cost.total),
        ];
        look(F::Cost, below(all));
    }
    if let Some(support) = &at.operation.support {
        let all = vec![
            ("/support/in_kind", support.in_kind),
            ("/support/private", support.private),
            ("/support/public", support.public),
            ("/support/union", support.union),
        ];
        look(F::Support, below(all));
    }
    amounts_of_items(at, tell);
}

/// Whether what was registered of an item agrees with its amount.
fn agree(at: &OperationAt<'_>, amount: Eur, registered: Eur) -> Outcome {
    let agree = match at.is_in_euro() {
        true => Some(amount == registered),
        // What is next to nothing is nothing in euro; how little that is tells the rate alone.
        false if registered == Eur::ZERO && amount != Eur::ZERO => None,
        false => {
            Some((amount > Eur::ZERO, amount < Eur::ZERO) == (registered > Eur::ZERO, registered < Eur::ZERO))
        }
    };
    super::holds(agree)
}

fn amounts_of_items(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let items = each_item(at, |_, item| match item.amount.zip(item.eur) {
        None => Outcome::NotApplicable,
        Some((amount, registered)) => agree(at, amount, registered),
    });
    if items.outcome == Outcome::NotApplicable || at.operation.items.is_none() {
        return;
    }
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        items.named(kept);
        let both = |places: &mut dyn Iterator<Item = usize>| {
            let told = places.take(NAMED).filter_map(|place| {
                let (_, item) = at.items().nth(place)?;
                let (name, amount) = (item_name(item), at.told(item.amount));
                Some(format!("{name} (/items/{place}) {amount}, registered {}", euro(item.eur)))
            });
            told.collect::<Vec<_>>().join("; ")
        };
        let contrary = both(&mut items.bad.iter().map(|(place, _)| *place));
        let open = both(&mut items.open.iter().copied());
        if !open.is_empty() {
            kept.asks([Doubt::AmountRegisteredAsNothing]);
        }
        kept.message = match (contrary.is_empty(), open.is_empty()) {
            (true, true) => "No amount of an item contradicts what was registered of it in euro.".to_owned(),
            (true, false) => format!("Nothing is registered of an amount: {open}."),
            (false, _) => format!("Two amounts contradict each other: {contrary}."),
        };
    });
}

/// Earmarked money keeps its purpose.
pub(crate) const EARMARK: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Earmarked money pays for operations of its own objective and type of action.",
        explanation: "\
Money of the thematic facility, of Art. 19 and of Art. 20 may be used for its purpose alone. An operation that names an
earmarked allocation is of its objective and type of action, and the allocation stands in the programme under that
reference. Where several allocations have the reference, one that is of its objective and type of action is enough. Money that
is not earmarked may pay for any. Such money that is said not to be earmarked contradicts itself, and where that decides it is open which holds; of
money of an unknown source it is unknown. Which allocation blocks is named.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 18", Known::Unverified)],
        facts: &[
            F::Programme, F::Earmark, F::Objective, F::Action, F::Allocations, F::Source, F::Reference, F::Earmarked, F::Status,
        ],
    },
    judge: earmark,
};

fn earmark(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let earmark = at.operation.earmark.as_deref().and_then(named);
    let (Some(programme), Some(reference)) = (at.programme, earmark) else { return };
    let all_of = programme.allocations.as_ref();
    let nameless = all_of.is_none_or(|all| all.iter().any(|a| a.name().is_none()));
    let look = |allocation: &Allocation| {
        let own = all([
            super::holds(allocation.objective.zip(at.operation.objective).map(|(a, b)| a == b)),
            super::holds(allocation.action.zip(at.operation.action).map(|(a, b)| a == b)),
        ]);
        match allocation.is_earmarked() {
            Some(false) => Outcome::NotApplicable,
            // If it is not earmarked, it does not matter.
            None if own == Outcome::NotMet => Outcome::Unknown,
            Some(true) | None => own,
        }
    };
    let of_reference =
        || all_of.into_iter().flatten().enumerate().filter(|(_, a)| a.name() == Some(reference));
    // One that allows it is enough.
    let rank = |outcome: Outcome| match outcome {
        Outcome::Met => 0,
        Outcome::NotApplicable => 1,
        Outcome::Unknown | Outcome::Conditional => 2,
        Outcome::NotMet => 3,
    };
    let listed = of_reference().min_by_key(|(_, allocation)| rank(look(allocation)));
    let outcome = match listed.map(|(_, allocation)| look(allocation)) {
        None | Some(Outcome::NotMet) if nameless => Outcome::Unknown,
        None => Outcome::NotMet,
        // Which of two it is, none stands in the way.
        Some(Outcome::NotApplicable) if of_reference().any(|(_, a)| look(a) == Outcome::Unknown) => {
            Outcome::Met
        }
        Some(outcome) => outcome,
    };
    at.tell(tell, Subject::Fact(F::Earmark), (OperationStatus::Selected, outcome), |kept| {
        by_decision(kept);
        kept.ids = vec![reference.to_owned()];
        kept.because = Some("the allocation is not earmarked".to_owned());
        let open: Vec<_> = of_reference().filter(|(_, a)| look(a) == Outcome::Unknown).collect();
        let which = all_of.is_none() || (nameless && open.is_empty());
        lacks(kept, which, Fact::of_proposal(F::Allocations));
        let of_it = !open.is_empty() || listed.is_none();
        lacks(kept, of_it && at.operation.objective.is_none(), Fact::of_proposal(F::Objective));
        lacks(kept, of_it && at.operation.action.is_none(), Fact::of_proposal(F::Action));
        for (place, allocation) in open {
            let of = |fact| Fact::of_item(F::Allocations, place, fact);
            lacks(kept, allocation.objective.is_none(), of(F::Objective));
            lacks(kept, allocation.action.is_none(), of(F::Action));
            lacks_earmark(kept, place, allocation);
        }
        let ours = row_name(at.operation.objective, at.operation.action);
        kept.message = match listed {
            None if outcome == Outcome::Unknown => {
                let reference = crate::input::printable(reference);
                format!("Whether {reference} is an allocation of the programme is not known.")
            }
            None => format!("{} is no allocation of the programme.", crate::input::printable(reference)),
            Some((place, a)) => format!(
                "{} (/allocations/{place}) is for {}; the operation is of {ours}.",
                crate::input::printable(reference),
                row_name(a.objective, a.action)
            ),
        };
    });
}

/// Items name applications that exist.
pub(crate) const APPLICATION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An item is declared with a payment application of the programme.",
        explanation: "\
An item that names the payment application which declared it names one of the programme, and one that counts: an item that
was declared with an application since rejected, cancelled or withdrawn was not declared. What an application declares was
incurred and paid before (Art. 91(3)(a)): an item that was incurred or paid after the application was submitted was not. A
simplified cost needs no payment, nor does a contribution in kind: they are looked at by the day on which they were incurred, when
what they pay for takes place (Art. 63(2)). An item of zero or below it, a credit note, declares no expenditure and has no such days. Where several applications have the id, one that counts and was submitted then is enough; one without
an id may have any. Items without an application, or with a blank one, are not declared yet and are not looked at.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 91(3)", Known::Act), cpr("Art. 63(2)", Known::Act)],
        facts: &[
            F::Programme, F::Items, F::Application, F::IncurredOn, F::PaidOn, F::Kind, F::Article, F::Amount, F::Eur, F::Applications, F::Id, F::SubmittedOn,
            F::Status,
        ],
    },
    judge: application,
};

/// Whether an item was incurred, and paid where it is paid for, by the day on which an application was submitted.
fn in_time(item: &Item, a: &PaymentApplication) -> Outcome {
    let by = |on: Option<NaiveDate>| super::holds(on.zip(a.submitted_on).map(|(on, sent)| on <= sent));
    let paid = match is_paid(item) {
        Some(false) => Outcome::Met,
        Some(true) => by(item.paid_on),
        // Only the day of payment may be beside the point.
        None if by(item.paid_on) == Outcome::NotMet => Outcome::Unknown,
        None => by(item.paid_on),
    };
    super::of_expenditure(item, all([by(item.incurred_on), paid]))
}

/// Whether an application declared an item: it is of the id, counts, and came after the item.
fn declares(item: &Item, id: &str, a: &PaymentApplication) -> Outcome {
    let own = super::holds(a.name().map(|own| own == id));
    all([own, super::holds(a.status.map(ApplicationStatus::counts)), in_time(item, a)])
}

fn application(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(programme) = at.programme else { return };
    let applications = programme.applications.as_ref();
    let items = each_item(at, |_, item| {
        let Some(id) = declared_with(item) else { return Outcome::NotApplicable };
        let Some(applications) = applications else { return Outcome::Unknown };
        let mut found = Outcome::NotMet;
        for one in applications.iter().map(|a| declares(item, id, a)) {
            match one {
                Outcome::Met => return Outcome::Met,
                Outcome::Unknown => found = Outcome::Unknown,
                Outcome::NotMet | Outcome::Conditional | Outcome::NotApplicable => {}
            }
        }
        found
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no item was declared".to_owned());
        items.lacks(kept, at);
        lacks(kept, applications.is_none(), Fact::of_proposal(F::Applications));
        let item = |place: usize| at.operation.items.as_ref()?.get(place);
        let open = items.open.iter().filter_map(|place| Some((*place, item(*place)?)));
        for (place, item) in open.take(NAMED) {
            let Some(id) = declared_with(item) else { continue };
            let may = |a: &PaymentApplication| declares(item, id, a) == Outcome::Unknown;
            for (other, a) in applications.into_iter().flatten().enumerate().filter(|(_, a)| may(a)) {
                let of = |fact| Fact::of_item(F::Applications, other, fact);
                let own = |fact| Fact::of_item(F::Items, place, fact);
                lacks(kept, a.name().is_none(), of(F::Id));
                lacks(kept, a.status.is_none(), of(F::Status));
                if in_time(item, a) == Outcome::Unknown {
                    lacks(kept, a.submitted_on.is_none(), of(F::SubmittedOn));
                    lacks(kept, item.incurred_on.is_none(), own(F::IncurredOn));
                    lacks(kept, item.paid_on.is_none() && is_paid(item) != Some(false), own(F::PaidOn));
                    let of_any = item.paid_on.is_some() && is_paid(item).is_none();
                    lacks(kept, of_any, own(F::Kind));
                    lacks(kept, is_above(item).is_none(), own(F::Amount));
                }
            }
        }
        // Those of an application that counts came after it; the others have none that does.
        let counting = |item: &Item| {
            let all = applications.into_iter().flatten();
            let of_id = all.filter(|a| declared_with(item).is_some_and(|id| a.name() == Some(id)));
            of_id.filter(|a| a.status.is_some_and(ApplicationStatus::counts)).max_by_key(|a| a.submitted_on)
        };
        items.named(kept);
        let (mut late, mut none, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (place, name_of, item) in items.bad.iter().filter_map(|(at, name)| Some((at, name, item(*at)?))) {
            let id = declared_with(item).unwrap_or_default();
            ids.insert(id.to_owned());
            match counting(item) {
                Some(a) => late.push(format!(
                    "{name_of} (/items/{place}), incurred on {}{}, with {} of {}",
                    day(item.incurred_on),
                    match is_paid(item) {
                        Some(false) => String::new(),
                        Some(true) | None => format!(" and paid on {}", day(item.paid_on)),
                    },
                    name(Some(id)),
                    day(a.submitted_on)
                )),
                None => none.push(format!("{name_of} (/items/{place}) with {}", name(Some(id)))),
            }
        }
        kept.ids.extend(ids);
        let list = |those: Vec<String>| {
            let more = those.len().saturating_sub(8);
            let shown = those.into_iter().take(8).collect::<Vec<_>>().join("; ");
            if more == 0 { shown } else { format!("{shown} and {more} more") }
        };
        kept.message = match (late.is_empty(), none.is_empty()) {
            (true, true) => {
                "Every declared item names an application that counts, as far as it is known.".to_owned()
            }
            (true, false) => format!("Declared with what is no application that counts: {}.", list(none)),
            (false, true) => format!("Declared before it was incurred and paid: {}.", list(late)),
            (false, false) => format!(
                "Declared before it was incurred and paid: {}. Declared with what is no application that counts: {}.",
                list(late),
                list(none)
            ),
        };
    });
}
