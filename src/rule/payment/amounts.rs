//! What an application claims, and what the Commission pays on it.

use super::super::fund::OPEN_2026;
use super::super::programme::rows::{
    ByRow, Decided, at_most_between, may_be_alike, over, over_table, row_of, table_is_missing,
};
use super::super::programme::ways::{Ways, perhaps, stated};
use super::super::programme::{
    PERIOD, ProgrammeAt, Programmes, amif, by_decision, cpr, euro, lacks, name, one, part, per_cent,
    row_name, total,
};
use super::{counting, if_it_counts};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, ApplicationRow, Basis, FinancingRow, Objective, PaymentApplication};
use crate::rule::world::{RuleOf, Teller};
use crate::time::day as on;

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
            let outcome = over_table(at.programme, key, row.basis, |(objective, _), decided| match decided {
                _ if objective == Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
                None => Outcomes::NOT_MET,
                Some(decided) => share_of(row, decided, |basis| asked(decided, basis)),
            });
            let outcome = if_it_counts(a, outcome.fold());
            let decided = row_of(at.programme, key, row.basis);
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
up by objective and type of action and compared with the Union's contribution of the row, or of its rows of both bases
together, in cents. The applications added up are named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 93", Known::Act)],
        facts: &[
            F::Applications, F::BudgetRows, F::Objective, F::Action, F::Basis, F::Union, F::Status, F::Financing,
        ],
    },
    judge: within_decision,
};

/// So many rows of an application that lack something are named.
const ROWS_NAMED: usize = 1_000;

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
    let decided = Decided::of(at.programme);
    for (place, row) in at.financing() {
        let key = (row.objective, row.action);
        let outcome = over(key, |key| match key.0 {
            Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
            Objective::Specific(_) => {
                at_most_between(decided.has(row, key), |has| Outcomes::of(claimed.at_most(key, has)))
            }
        });
        // Technical assistance has a rule of its own.
        if outcome == Outcomes::NOT_APPLICABLE {
            continue;
        }
        let outcome = outcome.fold();
        let may_be_its =
            |r: &ApplicationRow| may_be_alike((r.objective, r.action), (row.objective, row.action));
        let claims = |a: &PaymentApplication| a.rows.iter().flatten().any(may_be_its);
        let whole = row.objective.zip(row.action);
        let found = whole.map(|key| claimed.found(key));
        let has = whole.map_or(row.union, |key| decided.has(row, key).exact());
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            by_decision(kept);
            let id = row_name(row.objective, row.action);
            let ids = counting(at.programme).filter(|(_, a)| claims(a)).filter_map(|(_, a)| a.id.clone());
            kept.ids = std::iter::once(id.clone()).chain(ids).collect();
            kept.ids.dedup();
            let of = |fact| Fact::of_item(F::Financing, place, fact);
            lacks(kept, row.objective.is_none(), of(F::Objective));
            lacks(kept, row.action.is_none(), of(F::Action));
            lacks(kept, row.union.is_none(), of(F::Union));
            decided.lacks_beside(kept, at.programme, place, row);
            for (n, a) in counting(at.programme) {
                let may_claim = a.rows.is_none() || claims(a);
                lacks(kept, may_claim && a.status.is_none(), Fact::of_item(F::Applications, n, F::Status));
                lacks(kept, a.rows.is_none(), Fact::of_item(F::Applications, n, F::BudgetRows));
                let unknown =
                    |r: &ApplicationRow| r.union.is_none() || r.objective.is_none() || r.action.is_none();
                let rows = a.rows.iter().flatten().enumerate();
                for (m, r) in rows.filter(|(_, r)| unknown(r) && may_be_its(r)).take(ROWS_NAMED) {
                    let fact = |kind| Fact::of_part(F::Applications, n, F::BudgetRows, m, kind);
                    lacks(kept, r.union.is_none(), fact(F::Union));
                    lacks(kept, r.objective.is_none(), fact(F::Objective));
                    lacks(kept, r.action.is_none(), fact(F::Action));
                }
            }
            kept.required = Some(Required::Amount { min: None, max: has });
            kept.found = found.map(Found::Sum);
            let claimed = found.map_or("an unknown amount".to_owned(), total);
            kept.message = format!("Row {id}: {claimed} is claimed; the decision has {}.", euro(has));
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
