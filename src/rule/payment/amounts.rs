//! What an application claims, and what the Commission pays on it.

use chrono::{Datelike, NaiveDate};

use super::super::programme::rows::{ByRow, may_be_alike, over, over_table, row_of, table_is_missing};
use super::super::programme::ways::{Ways, perhaps, stated};
use super::super::programme::{
    OPEN_2026, PERIOD, ProgrammeAt, Programmes, amif, by_decision, cpr, day, euro, lacks, name, one, part,
    row_name, total,
};
use super::{counting, if_it_counts};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{
    Action, ApplicationRow, Basis, FinancingRow, Objective, PaymentApplication, Received, ReceivedKind,
    Source,
};
use crate::rule::world::{RuleOf, Teller};
use crate::time::day as on;

const fn per_cent(hundredths: u32) -> Rate {
    match Rate::from_hundredths(hundredths) {
        Some(rate) => rate,
        None => Rate::WHOLE,
    }
}

/// The Union's share of a row is the rate of the decision.
pub(crate) const UNION_SHARE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The Union's contribution of a row is the decision's rate of its basis.",
        explanation: "\
Art. 93(2): the rate of the decision for the objective and type of action, applied to the total eligible expenditure
or to the public contribution, whichever the decision says, to the cent. The Commission pays 95 % of it; the
sentence says how much that is. A row of an objective and type of action that the decision does not have is not met.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 93(2)", Known::Act), cpr("Annex XXIII", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Objective, F::Action, F::Basis, F::Expenditure, F::Public, F::Union, F::Financing, F::Rate, F::Status],
    },
    judge: union_share,
};

/// Whether a row of an application claims what a row of the decision allows: on the basis of the decision, which is its own,
/// and a cent more or less.
fn share_of(row: &ApplicationRow, decided: &FinancingRow, asked: impl Fn(Basis) -> Option<Eur>) -> Outcomes {
    let keeps = |basis: Basis| {
        let differ = row.union.zip(asked(basis)).map(|(a, b)| a.cents().abs_diff(b.cents()));
        match differ {
            None => Outcomes::MET_OR_NOT,
            Some(0 | 1) => Outcomes::MET,
            Some(_) => Outcomes::NOT_MET,
        }
    };
    let may = |stated: Option<Basis>, basis: Basis| stated.is_none_or(|stated| stated == basis);
    // On two bases that may differ, it is not met.
    let both = row.basis.is_some() && decided.basis.is_some();
    let differ = Outcomes::NOT_MET.when(!both || row.basis != decided.basis);
    let bases = [Basis::Total, Basis::Public].into_iter();
    let those = bases.filter(|basis| may(row.basis, *basis) && may(decided.basis, *basis));
    those.map(keeps).fold(differ, Outcomes::or)
}

fn union_share(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        for (part_at, row) in a.rows.iter().flatten().enumerate() {
            if row.objective == Some(Objective::TechnicalAssistance) {
                continue;
            }
            let key = (row.objective, row.action);
            let of = |basis: Basis| match basis {
                Basis::Total => row.expenditure,
                Basis::Public => row.public,
            };
            let asked = |decided: &FinancingRow, basis: Basis| {
                decided.rate.zip(of(basis)).and_then(|(rate, of)| part(rate, of))
            };
            let outcome = over_table(at.programme, key, |(objective, _), decided| match decided {
                _ if objective == Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
                None => Outcomes::NOT_MET,
                Some(decided) => share_of(row, decided, |basis| asked(decided, basis)),
            });
            let outcome = if_it_counts(a, outcome.fold());
            let decided = row_of(at.programme, key);
            let basis = decided.and_then(|(_, d)| d.basis).or(row.basis);
            let asked = decided.zip(basis).and_then(|((_, decided), basis)| asked(decided, basis));
            let of = basis.and_then(of);
            tell.tell(Subject::Part(F::Applications, place, F::BudgetRows, part_at), outcome, |kept| {
                by_decision(kept);
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                let row_id = row_name(row.objective, row.action);
                kept.ids = vec![name(a.id.as_deref()), row_id.clone()];
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, part_at, kind);
                lacks(kept, row.objective.is_none(), fact(F::Objective));
                lacks(kept, row.action.is_none(), fact(F::Action));
                lacks(kept, row.basis.is_none(), fact(F::Basis));
                lacks(kept, row.union.is_none(), fact(F::Union));
                lacks(kept, row.expenditure.is_none() && basis != Some(Basis::Public), fact(F::Expenditure));
                lacks(kept, row.public.is_none() && basis != Some(Basis::Total), fact(F::Public));
                lacks(kept, table_is_missing(at.programme, key), Fact::of_proposal(F::Financing));
                if let Some((d, row)) = decided {
                    lacks(kept, row.rate.is_none(), Fact::of_item(F::Financing, d, F::Rate));
                    lacks(kept, row.basis.is_none(), Fact::of_item(F::Financing, d, F::Basis));
                }
                kept.required = Some(Required::Equal(one(asked)));
                kept.found = Some(Found::Amount(row.union));
                let paid = row.union.and_then(|union| part(per_cent(9_500), union));
                let rows = at.programme.financing.as_ref();
                let may = |rows: &Vec<FinancingRow>| {
                    rows.iter().any(|r| may_be_alike(key, (r.objective, r.action)))
                };
                kept.message = match decided {
                    None if rows.is_some_and(|rows| !may(rows)) => {
                        format!("Row {row_id} is not in the financing table.")
                    }
                    None => format!("Which row of the financing table is that of {row_id} is not known."),
                    Some((d, decided)) => format!(
                        "Row {row_id} claims {}; {} of {} is {} (/financing/{d}). 95 % of the claim is {}.",
                        euro(row.union),
                        decided.rate.map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                        euro(of),
                        euro(asked),
                        euro(paid)
                    ),
                };
            });
        }
    }
}

/// What was claimed keeps to the decision's amount.
pub(crate) const WITHIN_DECISION: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What is claimed for a row keeps to the amount of the decision.",
        explanation: "\
Art. 93: interim support for a priority is at most the amount in the decision. All applications that count are added
up by objective and type of action and compared with the Union's contribution of the row, in cents. The applications
added up are named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 93", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Objective, F::Action, F::Union, F::Status, F::Financing],
    },
    judge: within_decision,
};

fn within_decision(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if at.programme.applications.is_none() {
        return;
    }
    let mut claimed = ByRow::default();
    for (_, a) in counting(at.programme) {
        match &a.rows {
            Some(rows) => {
                rows.iter().for_each(|r| claimed.add((r.objective, r.action), a.status.is_some(), r.union));
            }
            // An application whose rows are not stated may claim anything.
            None => claimed.add((None, None), false, None),
        }
    }
    for (place, row) in at.financing() {
        let key = (row.objective, row.action);
        let outcome = over(key, |key| match key.0 {
            Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
            Objective::Specific(_) => Outcomes::of(claimed.at_most(key, row.union)),
        });
        // Technical assistance has a rule of its own.
        if outcome == Outcomes::NOT_APPLICABLE {
            continue;
        }
        let outcome = outcome.fold();
        let may_be_its =
            |r: &ApplicationRow| may_be_alike((r.objective, r.action), (row.objective, row.action));
        let claims = || {
            let rows = counting(at.programme).flat_map(|(_, a)| a.rows.iter().flatten().map(move |r| (a, r)));
            rows.filter(|(_, r)| may_be_its(r))
        };
        let found = row.objective.zip(row.action).map(|key| claimed.found(key));
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            by_decision(kept);
            let id = row_name(row.objective, row.action);
            kept.ids =
                std::iter::once(id.clone()).chain(claims().filter_map(|(a, _)| a.id.clone())).collect();
            kept.ids.dedup();
            let of = |fact| Fact::of_item(F::Financing, place, fact);
            lacks(kept, row.objective.is_none(), of(F::Objective));
            lacks(kept, row.action.is_none(), of(F::Action));
            lacks(kept, row.union.is_none(), of(F::Union));
            for (n, a) in counting(at.programme) {
                let claims = a.rows.as_ref().is_none_or(|rows| rows.iter().any(may_be_its));
                lacks(kept, claims && a.status.is_none(), Fact::of_item(F::Applications, n, F::Status));
                lacks(kept, a.rows.is_none(), Fact::of_item(F::Applications, n, F::BudgetRows));
                for (m, r) in a.rows.iter().flatten().enumerate().filter(|(_, r)| may_be_its(r)) {
                    let fact = |kind| Fact::of_part(F::Applications, n, F::BudgetRows, m, kind);
                    lacks(kept, r.union.is_none(), fact(F::Union));
                    lacks(kept, r.objective.is_none(), fact(F::Objective));
                    lacks(kept, r.action.is_none(), fact(F::Action));
                }
            }
            kept.required = Some(Required::Amount { min: None, max: row.union });
            kept.found = found.map(Found::Sum);
            let claimed = found.map_or("an unknown amount".to_owned(), total);
            kept.message = format!("Row {id}: {claimed} is claimed; the decision has {}.", euro(row.union));
        });
    }
}

/// Technical assistance of an application is 6 %.
pub(crate) const TECHNICAL_ASSISTANCE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Technical assistance of an application is at most 6 % of its expenditure.",
        explanation: "\
Art. 36(5)(b): 6 % of the eligible expenditure of the application, never rounded up. Art. 36(5)(c) wants it to match
the programme, 6 % of the Union's contribution. Since the changes of 2026 both are without solidarity actions (36(3a)).
At rates below 100 % the two clash, and no source says which wins: an amount up to the second is met, one between
the two is unknown with the question open, one above the first is not met. What is stated apart and rows of technical
assistance are claimed both. The hard limit is the row of the
decision for technical assistance, all applications together.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Art. 36(5)", Known::Act),
            cpr("Art. 36(3a)", Known::Act),
            Citation::act(Act::MigrationManagement, "Art. 82", Known::Act),
        ],
        facts: &[F::Action, F::Applications, F::TechnicalAssistance, F::SolidarityExpenditure, F::BudgetRows, F::Expenditure, F::Union, F::SubmittedOn, F::Financing, F::Status, F::Objective],
    },
    judge: technical_assistance,
};

/// What is due for technical assistance by two readings: of the expenditure, and of the Union's contribution.
struct AssistanceDue {
    /// What is due by each, where it is known.
    letter: Option<Eur>,
    programmed: Option<Eur>,
    /// The least that either may come to.
    least: Eur,
    /// The most that the first may come to, where there is a bound.
    most: Option<Eur>,
    /// Whether what solidarity actions cost is left out for certain, and whether it may be.
    deducts: (bool, bool),
}

/// Whether a row is of technical assistance itself.
fn of_assistance(row: &ApplicationRow) -> bool {
    row.objective == Some(Objective::TechnicalAssistance)
}

/// Whether it is, or may be.
fn may_be_of_assistance(row: &ApplicationRow) -> bool {
    row.objective.is_none() || of_assistance(row)
}

fn assistance_due(a: &PaymentApplication) -> AssistanceDue {
    // Between the two days either may hold.
    let deducts = a.submitted_on.map_or((false, true), |day| (day >= on(2026, 7, 1), day >= on(2026, 6, 12)));
    let (sure, may) = deducts;
    // A ceiling is never rounded up, and is not below zero.
    let six = |of: Eur| per_cent(600).exact_part(of).unwrap_or(Eur::ZERO);
    let less = |of: Eur, off: Eur| of.checked_sub(off);
    let rows = || a.rows.iter().flatten().filter(|r| !of_assistance(r));
    let certain = || rows().filter(|r| !may_be_of_assistance(r));
    let spent: Option<Sum> = a.rows.as_ref().map(|_| rows().map(|r| r.expenditure).collect());
    let spent = spent.and_then(Sum::exact);
    let solidarity = if may { a.solidarity_expenditure } else { Some(Eur::ZERO) };
    let off = if sure { a.solidarity_expenditure.unwrap_or(Eur::ZERO) } else { Eur::ZERO };
    let known: Sum = certain().map(|r| r.expenditure).collect();
    let letter_least = solidarity.and_then(|off| less(known.known, off)).map_or(Eur::ZERO, six);
    // No technical assistance on what the Union gives for solidarity actions, either.
    let bears = |r: &&ApplicationRow| !may || r.action != Some(Action::Solidarity);
    let unsure = |r: &ApplicationRow| may && r.action.is_none();
    let union: Option<Sum> =
        a.rows.as_ref().map(|_| rows().filter(bears).map(|r| r.union.filter(|_| !unsure(r))).collect());
    let union_least: Sum = certain().filter(bears).filter(|r| !unsure(r)).map(|r| r.union).collect();
    AssistanceDue {
        letter: spent.zip(solidarity).and_then(|(all, off)| less(all, off)).map(six),
        programmed: union.and_then(Sum::exact).map(six),
        least: letter_least.min(six(union_least.known)),
        most: spent.and_then(|all| less(all, off)).map(six),
        deducts,
    }
}

fn technical_assistance(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    // Rows of an unknown objective may be of technical assistance, too.
    let own = |objective: Option<Objective>| objective == Some(Objective::TechnicalAssistance);
    let sure = at.union_of(|row| own(row.objective));
    let most = at.union_of(|row| row.objective.is_none() || own(row.objective)).and_then(Sum::exact);
    let limit = sure.and_then(Sum::exact).filter(|sure| most == Some(*sure));
    // What an application claims, and whether that is all.
    let claimed_by = |a: &PaymentApplication| {
        let rows: Sum = a.rows.iter().flatten().filter(|r| of_assistance(r)).map(|r| r.union).collect();
        let sorted = a.rows.as_ref().is_some_and(|rows| rows.iter().all(|r| r.objective.is_some()));
        match a.technical_assistance {
            // What is stated apart and its own rows are claimed both.
            Some(stated) => (rows.and(one(Some(stated))), sorted),
            None if rows == Sum::default() => (one(None), false),
            None => (rows, sorted),
        }
    };
    let mut with_those_that_may = Sum::default();
    let mut so_far = Sum::default();
    for (place, a) in counting(at.programme) {
        let (sum, whole) = claimed_by(a);
        let claimed = sum.exact();
        so_far = so_far.and(if a.status.is_some() { sum } else { one(None) });
        with_those_that_may = with_those_that_may.and(one(claimed.filter(|_| whole)));
        let beyond = most.is_some_and(|most| so_far.known > most);
        let within = with_those_that_may.exact().zip(sure).is_some_and(|(sum, has)| sum <= has.known);
        let due = assistance_due(a);
        let (letter, programmed) = (due.letter, due.programmed);
        let (deducts_for_sure, deducts) = due.deducts;
        let clash = letter.zip(programmed).is_some_and(|(letter, programmed)| programmed < letter);
        let outcome = match claimed.filter(|_| whole) {
            _ if beyond || due.most.is_some_and(|most| sum.known > most) => Outcome::NotMet,
            Some(claimed) if claimed <= due.least && within => Outcome::Met,
            _ => Outcome::Unknown,
        };
        let outcome = if_it_counts(a, outcome);
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Applications, place, fact);
            let unstated = |a: &PaymentApplication| {
                a.technical_assistance.is_none() && !a.rows.iter().flatten().any(of_assistance)
            };
            lacks(kept, unstated(a), of(F::TechnicalAssistance));
            lacks(kept, a.submitted_on.is_none(), of(F::SubmittedOn));
            lacks(kept, deducts && a.solidarity_expenditure.is_none(), of(F::SolidarityExpenditure));
            lacks(kept, a.rows.is_none(), of(F::BudgetRows));
            lacks(kept, limit.is_none(), Fact::of_proposal(F::Financing));
            for (other, b) in counting(at.programme).take_while(|(other, _)| *other < place) {
                let of = |fact| Fact::of_item(F::Applications, other, fact);
                lacks(kept, unstated(b), of(F::TechnicalAssistance));
                lacks(kept, b.rows.is_none(), of(F::BudgetRows));
                for (m, r) in b.rows.iter().flatten().enumerate() {
                    let fact = |kind| Fact::of_part(F::Applications, other, F::BudgetRows, m, kind);
                    let may = may_be_of_assistance(r);
                    lacks(kept, may && r.union.is_none(), fact(F::Union));
                    lacks(kept, may && r.objective.is_none(), fact(F::Objective));
                }
                lacks(kept, b.status.is_none(), of(F::Status));
            }
            lacks(kept, a.status.is_none(), of(F::Status));
            for (m, r) in a.rows.iter().flatten().enumerate() {
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, m, kind);
                let assistance = of_assistance(r);
                let solidarity = deducts && r.action == Some(Action::Solidarity);
                let of_the_base = assistance || !solidarity;
                lacks(kept, of_the_base && r.union.is_none(), fact(F::Union));
                lacks(kept, !assistance && r.expenditure.is_none(), fact(F::Expenditure));
                lacks(kept, !assistance && deducts && r.action.is_none(), fact(F::Action));
                lacks(kept, r.objective.is_none(), fact(F::Objective));
            }
            if clash {
                kept.open.push("base-of-technical-assistance".to_owned());
            }
            if deducts && !deducts_for_sure && a.submitted_on.is_some() {
                kept.open.push(OPEN_2026.to_owned());
            }
            kept.required = Some(Required::Amount { min: None, max: due.most });
            kept.found = Some(Found::Amount(claimed));
            let cap = limit.map_or(String::new(), |limit| {
                format!(" All applications so far: {}; the decision has EUR {}.", total(so_far), limit.grouped())
            });
            kept.message = format!(
                "{} claims {} for technical assistance; 6 % of the expenditure is {}, 6 % of the Union's contribution {}.{cap}",
                name(a.id.as_deref()),
                euro(claimed),
                euro(letter),
                euro(programmed)
            );
        });
    }
}

/// The Commission paid 95 % of what was claimed.
pub(crate) const RECEIVED: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What was received for an application is 95 % of what it claims.",
        explanation: "\
Art. 93(2): an interim payment is 95 % of the Union's contribution claimed; 5 % stay until the accounts. Interim
payments that name an application are added up and compared, technical assistance included; balances and recoveries
are another matter. Expenditure under an enabling condition that is not fulfilled is declared and not paid (Art.
15(5)), so with any of it the amount is not told. An accepted application without a payment is unknown: it may still
be under way.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 93(2)", Known::Act), cpr("Art. 15(5)", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Union, F::TechnicalAssistance, F::UnfulfilledExpenditure, F::Received, F::Application, F::Amount, F::Id, F::Status, F::Kind],
    },
    judge: received,
};

fn may_be_interim(payment: &Received) -> bool {
    payment.kind.is_none_or(|kind| kind == ReceivedKind::Interim)
}

/// Whether what was paid may be what is due, a cent more or less; `unpaid` where less may be due.
fn paid_as_due(found: Between, due: Between, unpaid: bool) -> Outcomes {
    let cent = |amount: Eur| Eur::from_cents(1).and_then(|cent| amount.checked_add(cent)).unwrap_or(amount);
    let may_exceed = |a: Between, b: Between| a.most.is_none_or(|most| most > cent(b.least));
    let exceeds = |a: Between, b: Between| b.most.is_some_and(|most| a.least > cent(most));
    let less = if unpaid { Outcomes::MET_OR_NOT } else { Outcomes::NOT_MET };
    let equal = Outcomes::MET.when(!exceeds(found, due) && !exceeds(due, found));
    equal.or(Outcomes::NOT_MET.when(may_exceed(found, due))).or(less.when(may_exceed(due, found)))
}

fn received(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(payments) = &at.programme.received else { return };
    for (place, a) in counting(at.programme) {
        let Some(id) = &a.id else { continue };
        let paid = || {
            payments
                .iter()
                .enumerate()
                .filter(|(_, r)| r.application.as_ref() == Some(id) && may_be_interim(r))
        };
        let own = a.rows.iter().flatten().any(|r| r.objective == Some(Objective::TechnicalAssistance));
        let claimed: Option<Sum> = a.rows.as_ref().map(|rows| {
            let assistance = (!own || a.technical_assistance.is_some()).then_some(a.technical_assistance);
            rows.iter().map(|r| r.union).chain(assistance).collect()
        });
        let unpaid = a.unfulfilled_expenditure.is_none_or(|amount| amount > Eur::ZERO);
        let asked = claimed.and_then(Sum::exact).and_then(|claimed| part(per_cent(9_500), claimed));
        // An interim payment that names no application may be of this one.
        let stray =
            || payments.iter().enumerate().filter(|(_, r)| r.application.is_none() && may_be_interim(r));
        let known = paid().map(|(_, r)| r.amount.filter(|_| r.kind.is_some()));
        let found: Sum = known.chain(stray().map(|_| None)).collect();
        // A payment of an unknown kind may be another than an interim one, as one that names no application may be of another.
        let parts = paid().map(|(_, r)| match r.kind {
            Some(_) => vec![stated(r.amount)],
            None => perhaps(r.amount),
        });
        let ways = Ways::of(parts.chain(stray().map(|(_, r)| perhaps(r.amount))));
        let due = claimed.map_or(stated(None), |claimed| Between {
            least: part(per_cent(9_500), claimed.known).unwrap_or(Eur::ZERO),
            most: asked,
        });
        let outcome = match paid().any(|(_, r)| r.kind.is_some()) {
            true => ways.map(|found| paid_as_due(found, due, unpaid)).fold(),
            // None may have come yet.
            false => Outcome::Unknown,
        };
        let outcome = if_it_counts(a, outcome);
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = vec![id.clone()];
            let of = |fact| Fact::of_item(F::Applications, place, fact);
            lacks(kept, paid().next().is_none(), Fact::of_proposal(F::Received));
            lacks(kept, a.status.is_none(), of(F::Status));
            for (n, r) in paid() {
                lacks(kept, r.kind.is_none(), Fact::of_item(F::Received, n, F::Kind));
                lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
            }
            for (n, r) in stray() {
                kept.lacks(Fact::of_item(F::Received, n, F::Application));
                lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
                lacks(kept, r.kind.is_none(), Fact::of_item(F::Received, n, F::Kind));
            }
            lacks(kept, a.unfulfilled_expenditure.is_none(), of(F::UnfulfilledExpenditure));
            let rows = a.rows.as_ref();
            lacks(kept, rows.is_none_or(|rows| rows.iter().any(|r| r.union.is_none())), of(F::BudgetRows));
            lacks(
                kept,
                rows.is_some() && !own && a.technical_assistance.is_none(),
                of(F::TechnicalAssistance),
            );
            kept.required = Some(Required::Equal(one(asked)));
            kept.found = Some(Found::Sum(found));
            let places: Vec<String> = paid().map(|(n, _)| format!("/received/{n}")).collect();
            kept.message = format!(
                "{} claims {}; 95 % is {}; received {} ({}).",
                crate::input::printable(id),
                claimed.map_or("an unknown amount".to_owned(), total),
                euro(asked),
                total(found),
                if places.is_empty() { "no payment names it".to_owned() } else { places.join(", ") }
            );
        });
    }
}

/// The pre-financing received is the one due.
pub(crate) const PRE_FINANCING: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The pre-financing received is what Art. 14 gives on the amount of first adoption.",
        explanation: "\
Art. 14 of Regulation (EU) 2021/1147: 4, 3, 5, 5, 5 and 5 % for 2021 to 2026 of the amount of first adoption, the
earlier instalments in the year of adoption. What was received by the last payment stated is compared with what was
due in the years up to it; amounts of the thematic facility with a rate of their own come on top, which was not read.
One of which no rate is stated brings nothing, unless more was received than the others bring: then it may.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[amif("Art. 14", Known::Act), cpr("Annex VI, Appendix 3", Known::Inferred)],
        facts: &[F::Received, F::Kind, F::On, F::Amount, F::Decisions, F::Allocations, F::Prefinancing, F::DecidedOn, F::Date, F::Union],
    },
    judge: pre_financing,
};

fn pre_financing(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let received = || at.programme.received.iter().flatten().enumerate();
    let is_advance = |r: &Received| r.kind == Some(ReceivedKind::PreFinancing);
    let advances = || received().filter(|(_, r)| is_advance(r));
    // What is not known to be an advance may be one or not: every way is looked at, if there are few.
    let unsure: Vec<usize> = received().filter(|(_, r)| r.kind.is_none()).map(|(n, _)| n).collect();
    let ways = (unsure.len() <= WAYS).then(|| 1u32 << unsure.len());
    let outcomes = ways.map_or(Outcomes::MET_OR_NOT, |ways| {
        (0..ways).fold(Outcomes::NONE, |all, way| {
            let chosen = |place: usize| {
                unsure.iter().zip(0u32..).any(|(unsure, bit)| *unsure == place && way >> bit & 1 == 1)
            };
            let these: Vec<&Received> =
                received().filter(|(n, r)| is_advance(r) || chosen(*n)).map(|(_, r)| r).collect();
            all.or(advanced(at, &these))
        })
    });
    let outcome = outcomes.fold();
    if outcome == Outcome::NotApplicable {
        return;
    }
    let last = advances().filter_map(|(_, r)| r.on).max();
    let found: Sum = advances().map(|(_, r)| r.amount).collect();
    let due = due_by(at, last, last);
    let more = may_bring_more(at);
    tell.tell(Subject::Fact(F::Received), outcome, |kept| {
        // Each of them is the pointer of a fact.
        let adoption = at.programme.missing_of_adoption(true).into_iter();
        adoption.filter_map(|path| path.parse().ok()).for_each(|fact| kept.lacks(fact));
        lacks(kept, more, Fact::of_proposal(F::Allocations));
        let own = at.programme.allocations.iter().flatten().enumerate();
        for (n, a) in own.filter(|(_, a)| a.prefinancing.is_some()) {
            lacks(kept, a.union.is_none(), Fact::of_item(F::Allocations, n, F::Union));
            lacks(kept, a.decided_on.is_none(), Fact::of_item(F::Allocations, n, F::DecidedOn));
        }
        for n in &unsure {
            lacks(kept, true, Fact::of_item(F::Received, *n, F::Kind));
        }
        for (n, r) in advances() {
            lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
            lacks(kept, r.on.is_none(), Fact::of_item(F::Received, n, F::On));
        }
        let known = last.filter(|_| due.most.is_some());
        kept.required = known.map(|_| Required::Amount { min: Some(due.least), max: due.most });
        kept.found = Some(Found::Sum(found));
        let due = known.map_or("an unknown amount".to_owned(), |_| due.to_string());
        kept.message =
            format!("Pre-financing of {} was received by {}; {due} is due.", total(found), day(last));
    });
}

/// More payments of which it is not known whether they are advances are not told apart.
const WAYS: usize = 6;

/// An amount whose own rate is not known may bring more.
fn may_bring_more(at: &ProgrammeAt<'_>) -> bool {
    let own =
        |a: &crate::programme::Allocation| a.prefinancing.is_none() && a.source != Some(Source::Initial);
    at.programme.allocations.as_ref().is_none_or(|all| all.iter().any(own))
}

/// Whether these advances are what is due by the last of them.
fn advanced(at: &ProgrammeAt<'_>, advances: &[&Received]) -> Outcomes {
    if advances.is_empty() {
        return Outcomes::NOT_APPLICABLE;
    }
    let days = || advances.iter().map(|r| r.on);
    let last = days().flatten().max();
    let due = due_by(at, last, last.filter(|_| days().all(|day| day.is_some())));
    let found: Sum = advances.iter().map(|r| r.amount).collect();
    let found = Between { least: found.known, most: found.exact() };
    if due.exact().is_some() && found == due {
        return Outcomes::MET;
    }
    let most = due.most.filter(|_| !may_bring_more(at));
    Ways::of([vec![found]]).equal(&Ways::of([vec![Between { most, ..due }]]))
}

/// What is due by a day, of which it is known that it is not before one and not after another.
fn due_by(at: &ProgrammeAt<'_>, first: Option<NaiveDate>, last: Option<NaiveDate>) -> Between {
    let year = |day: NaiveDate| day.year();
    at.programme.advance_due(first.map_or(0, year), last.map_or(i32::MAX, year))
}

/// Persons and amounts a person are claimed at their own.
pub(crate) const OWN_ROW: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Solidarity expenditure of an application is what its rows of solidarity actions say.",
        explanation: "\
The application states the eligible expenditure of solidarity actions, which bears no technical assistance, beside
its rows by type of action. Both say the same: the rows of Art. 15(6a) come to the stated amount. Without such
rows the stated amount is zero.",
        since: "12 June or 1 July 2026; before, no such rows",
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 36(3a)", Known::Act), amif("Art. 15(6a)", Known::Act)],
        facts: &[F::Applications, F::SolidarityExpenditure, F::BudgetRows, F::Action, F::Expenditure, F::Status],
    },
    judge: own_row,
};

fn own_row(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        let (Some(amount), Some(rows)) = (a.solidarity_expenditure, &a.rows) else { continue };
        let may_be = |r: &ApplicationRow| r.action.is_none_or(|action| action == Action::Solidarity);
        let those = || rows.iter().filter(|r| may_be(r));
        let sum: Sum = those().map(|r| r.expenditure.filter(|_| r.action.is_some())).collect();
        let ways = Ways::of(those().map(|r| match r.action {
            Some(_) => vec![stated(r.expenditure)],
            None => perhaps(r.expenditure),
        }));
        let outcome = if_it_counts(a, ways.equal(&Ways::of([vec![stated(Some(amount))]])).fold());
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
            for (m, r) in rows.iter().enumerate().filter(|(_, r)| may_be(r)) {
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, m, kind);
                lacks(kept, r.action.is_none(), fact(F::Action));
                lacks(kept, r.expenditure.is_none(), fact(F::Expenditure));
            }
            kept.required = Some(Required::Equal(sum));
            kept.found = Some(Found::Amount(Some(amount)));
            kept.message = format!(
                "{} states EUR {} for solidarity actions; its rows come to {}.",
                name(a.id.as_deref()),
                amount.grouped(),
                total(sum)
            );
        });
    }
}
