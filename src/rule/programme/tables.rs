//! The arithmetic of Annex VI: rows, totals, what the decision allocates.

use std::collections::BTreeSet;

use super::rows::{ByRow, completed, may_be_alike, over};
use super::ways::{Pair, Ways, added, pairs, same, stated};
use super::{
    NAMED, PERIOD, ProgrammeAt, Programmes, amif, at_most, by_decision, cpr, euro, lacks, lacks_earmark,
    lacks_of_allocations, lacks_of_table, name, one, part, row_name, total,
};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::FigureKind;
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{
    Action, Allocation, Decision, DecisionKind, FinancingRow, Objective, Source, flat_rate,
};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// The decisions that may be the one in force: the latest that is no transfer below the Commission's notice. Of several of one day
/// each may be it.
fn latest<'a>(at: &ProgrammeAt<'a>) -> Vec<(usize, &'a Decision)> {
    let decisions = at.programme.decisions.iter().flatten().enumerate();
    let may = decisions.filter(|(_, d)| d.kind != Some(DecisionKind::NonSubstantial));
    let sure = may.clone().filter(|(_, d)| d.kind.is_some() && d.date.is_some());
    // Nothing before the last day of those that are substantial for sure is in force.
    let from = sure.filter_map(|(_, d)| d.date).max();
    may.filter(|(_, d)| d.date.is_none() || d.date >= from).collect()
}

/// The tables come to the amount of the decision.
pub(crate) const TOTALS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Financing table, allocations and commitments each come to the decision's amount.",
        explanation: "\
The Union's contributions of the financing table, the allocations (those to another fund taken off) and the
commitments by year as decided each come to the Union's contribution of the latest decision, to the cent.
Of several of one day it is open which is the latest, where they differ. Where a table is not stated it is not looked at; where an amount is unknown the sum is at least the rest.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act), cpr("Art. 86", Known::Act)],
        facts: &[
            F::Source,
            F::Decisions,
            F::Union,
            F::Financing,
            F::Allocations,
            F::Commitments,
            F::Date,
            F::Kind,
        ],
    },
    judge: totals,
};

fn totals(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let latest = latest(at);
    let mut amounts: Vec<Between> = latest.iter().map(|(_, d)| stated(d.union)).collect();
    if latest.iter().all(|(_, d)| d.kind.is_none()) {
        // Perhaps there is none.
        amounts.push(stated(None));
    }
    let says = Ways::of([amounts.clone()]).hull();
    let amount = says.exact();
    let table = at.union_of(|_| true).map(|sum| (F::Financing, sum, Sum::default()));
    let out = |a: &Allocation| a.source.map(|source| source == Source::FundOut);
    let allocations = at.programme.allocations.as_ref().map(|all| {
        let sum =
            |wanted: bool| all.iter().filter(move |a| out(a) == Some(wanted)).map(|a| a.union).collect();
        let (into, taken): (Sum, Sum) = (sum(false), sum(true));
        let loose = all.iter().filter(|a| a.source.is_none()).map(|_| None).collect();
        (F::Allocations, into.and(loose), taken)
    });
    let commitments = at.programme.commitments.as_ref();
    let commitments = commitments.map(|c| (F::Commitments, c.values().copied().collect(), Sum::default()));
    for (kind, sum, taken) in [table, allocations, commitments].into_iter().flatten() {
        let sums = match kind {
            F::Allocations => pairs(at.allocations().map(|(_, a)| {
                let (into, taken) =
                    ((stated(a.union), Between::NOTHING), (Between::NOTHING, stated(a.union)));
                match out(a) {
                    Some(false) => vec![into],
                    Some(true) => vec![taken],
                    None => vec![into, taken],
                }
            })),
            _ => vec![(added(sum), Between::NOTHING)],
        };
        let compared =
            sums.iter().flat_map(|(sum, taken)| amounts.iter().map(|a| same(*sum, a.plus(*taken))));
        let outcome = compared.fold(Outcomes::NONE, Outcomes::or).fold();
        let asked = amount.and_then(|amount| amount.checked_add(taken.known)).filter(|_| taken.unknown == 0);
        tell.tell(Subject::Fact(kind), outcome, |kept| {
            by_decision(kept);
            kept.ids = latest.iter().filter_map(|(_, d)| d.number.clone()).collect();
            // Which of them is the latest is nothing where all say the same.
            lacks(kept, latest.is_empty(), Fact::of_proposal(F::Decisions));
            let of_one_day = latest.iter().filter(|(_, d)| d.kind.is_some() && d.date.is_some()).count() > 1;
            kept.asks((of_one_day && amount.is_none()).then_some(Doubt::DecisionOfOneDay));
            for (place, decision) in &latest {
                let of = |fact| Fact::of_item(F::Decisions, *place, fact);
                lacks(kept, decision.union.is_none(), of(F::Union));
                let unsure = amounts.len() > 1 && amount.is_none();
                lacks(kept, unsure && decision.kind.is_none(), of(F::Kind));
                lacks(kept, unsure && decision.date.is_none(), of(F::Date));
            }
            match kind {
                F::Financing => lacks_of_table(kept, at.programme, |_| Some(true), &[]),
                F::Allocations => {
                    // An unknown source decides whether the amount is taken off.
                    let counts = |a: &Allocation| a.source.map(|_| true);
                    lacks_of_allocations(kept, at.programme, counts, &[F::Source]);
                }
                _ => {
                    let unknown =
                        at.programme.commitments.iter().flatten().filter(|(_, amount)| amount.is_none());
                    let years = unknown.filter_map(|(year, _)| u16::try_from(*year).ok());
                    years.for_each(|year| kept.lacks(Fact::of_year(F::Commitments, year)));
                }
            }
            kept.required = Some(Required::Equal(one(asked)));
            kept.found = Some(Found::Sum(sum));
            let less = match taken {
                Sum { known: Eur::ZERO, unknown: 0 } => String::new(),
                taken => format!(" less {} to other funds", total(taken)),
            };
            kept.message = format!(
                "The amounts of {kind} come to {}{less}; the decision says {}.",
                total(sum),
                says.most.map_or("an unknown amount".to_owned(), |_| says.to_string())
            );
        });
    }
}

/// Technical assistance is 6 % of the other objectives.
pub(crate) const TECHNICAL_ASSISTANCE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Technical assistance is 6 % of the other specific objectives.",
        explanation: "\
Art. 36(5)(c): the amount programmed corresponds to the percentage of (b), 6 % for this Fund, so it is 6 % of
the Union's contribution to the other objectives, solidarity actions left out (36(3a)). A cent up or down is
rounding. That this is the reading for the programme, and 6/106 of the whole, is derived [inferred].",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 36(5)", Known::Inferred), cpr("Art. 36(3a)", Known::Act)],
        facts: &[F::Financing, F::Objective, F::Action, F::Union],
    },
    judge: technical_assistance,
};

/// Where a row of the table stands in the comparison.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Assistance,
    Others,
    Neither,
}

fn technical_assistance(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(rows) = &at.programme.financing else { return };
    let side = |(objective, action): (Objective, Action)| match (objective, action) {
        (Objective::TechnicalAssistance, Action::TechnicalAssistanceUnlinked) => Side::Neither,
        (Objective::TechnicalAssistance, _) => Side::Assistance,
        (Objective::Specific(_), Action::Solidarity) => Side::Neither,
        (Objective::Specific(_), _) => Side::Others,
    };
    let sides =
        |row: &FinancingRow| -> BTreeSet<Side> { completed((row.objective, row.action)).map(side).collect() };
    let rate = flat_rate();
    // A cent up or down is rounding.
    let near = |amount: Eur, cents: i64| amount.cents().checked_add(cents).and_then(Eur::from_cents);
    let compared = |(found, others): Pair| {
        let part = |others: Eur, cents: i64| part(rate, others).and_then(|asked| near(asked, cents));
        let (Some(least), most) = (part(others.least, -1), others.most.and_then(|most| part(most, 1))) else {
            return Outcomes::MET_OR_NOT;
        };
        let may = most.is_none_or(|most| found.least <= most) && found.most.is_none_or(|most| most >= least);
        let must = found.exact().is_some() && others.exact().is_some();
        Outcomes::MET.when(may).or(Outcomes::NOT_MET.when(!may || !must))
    };
    // Technical assistance and the others, for each side on which the rows may be.
    let of = |row: &FinancingRow, side: Side| match side {
        Side::Assistance => (stated(row.union), Between::NOTHING),
        Side::Others => (Between::NOTHING, stated(row.union)),
        Side::Neither => (Between::NOTHING, Between::NOTHING),
    };
    let ways = pairs(rows.iter().map(|row| sides(row).into_iter().map(|side| of(row, side)).collect()));
    let outcome = ways.into_iter().map(compared).fold(Outcomes::NONE, Outcomes::or).fold();
    let on = |wanted: Side| -> Sum {
        let sure = |row: &FinancingRow| sides(row).first().copied().filter(|_| sides(row).len() == 1);
        rows.iter()
            .filter(|row| sure(row).is_none_or(|side| side == wanted))
            .map(|row| row.union.filter(|_| sure(row).is_some()))
            .collect()
    };
    let (found, others) = (on(Side::Assistance), on(Side::Others));
    let asked = others.exact().and_then(|others| part(rate, others));
    tell.tell(Subject::Fact(F::Financing), outcome, |kept| {
        let counts = |row: &FinancingRow| sides(row).iter().any(|side| *side != Side::Neither);
        for (place, row) in at.financing().filter(|(_, row)| counts(row)) {
            lacks(kept, row.union.is_none(), Fact::of_item(F::Financing, place, F::Union));
            lacks(kept, row.objective.is_none(), Fact::of_item(F::Financing, place, F::Objective));
            lacks(kept, row.action.is_none(), Fact::of_item(F::Financing, place, F::Action));
        }
        kept.required = Some(Required::FlatRate { rate, base: others, amount: asked });
        kept.found = Some(Found::Sum(found));
        kept.message = format!(
            "Technical assistance is {}; {rate} of {} is {}.",
            total(found),
            total(others),
            euro(asked)
        );
    });
}

/// Amounts are zero or more.
pub(crate) const AMOUNTS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "No amount of a programme is negative.",
        explanation: "\
Contributions, allocations, commitments, claims, payments received, transfers, types of intervention, exceptions, national
limits and the amounts of decisions and accounts, errors included, are zero or more: what is taken off has a place of its own (an allocation to another fund, expenditure withdrawn, a recovery). Every rule that adds amounts up rests on
that, since an unknown amount is then at least zero.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Inferred), cpr("Annex XXIII", Known::Inferred)],
        facts: &[
            F::Financing,
            F::Public,
            F::Allocations,
            F::Commitments,
            F::Applications,
            F::Union,
            F::Expenditure,
            F::SolidarityExpenditure,
            F::UnfulfilledExpenditure,
            F::Private,
            F::Transfers,
            F::Amount,
            F::Accounts,
            F::BudgetRows,
            F::Planned,
            F::Exceptions,
            F::Decisions,
            F::Interventions,
            F::Received,
            F::Errors,
            F::Population,
            F::TotalErrors,
            F::Corrections,
            F::Withdrawn,
            F::UnderAssessment,
            F::TechnicalAssistance,
            F::Advances,
            F::Total,
            F::Limits,
            F::MinSupportAYear,
            F::UnitCosts,
        ],
    },
    judge: amounts,
};

fn amounts(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let mut look = |subject: Subject, id: String, amounts: &[Option<Eur>]| {
        let least = amounts.iter().flatten().min().copied();
        let outcome = match least {
            Some(least) if least < Eur::ZERO => Outcome::NotMet,
            Some(_) => Outcome::Met,
            None => return,
        };
        tell.tell(subject, outcome, |kept| {
            kept.found = Some(Found::Amount(least));
            kept.required = Some(Required::Amount { min: Some(Eur::ZERO), max: None });
            kept.message = format!("{id}: the smallest amount is {}.", euro(least));
            kept.ids = vec![id];
        });
    };
    for (place, row) in at.financing() {
        let id = row_name(row.objective, row.action);
        look(Subject::Item(F::Financing, place), id, &[row.union, row.public, row.private, row.total]);
    }
    for (place, decision) in at.programme.decisions.iter().flatten().enumerate() {
        look(Subject::Item(F::Decisions, place), name(decision.number.as_deref()), &[decision.union]);
    }
    for (place, row) in at.programme.interventions.iter().flatten().enumerate() {
        look(Subject::Item(F::Interventions, place), name(row.code.as_deref()), &[row.union]);
    }
    for (place, payment) in at.programme.received.iter().flatten().enumerate() {
        look(Subject::Item(F::Received, place), format!("payment {place}"), &[payment.amount]);
    }
    for (place, a) in at.allocations() {
        look(Subject::Item(F::Allocations, place), name(a.reference.as_deref()), &[a.union]);
    }
    if let Some(years) = &at.programme.commitments {
        let amounts: Vec<Option<Eur>> = years.values().copied().collect();
        look(Subject::Fact(F::Commitments), "commitments".to_owned(), &amounts);
    }
    for (place, a) in at.programme.applications.iter().flatten().enumerate() {
        let rows = a.rows.iter().flatten().flat_map(|row| [row.expenditure, row.public, row.union]);
        let more = [a.technical_assistance, a.solidarity_expenditure, a.unfulfilled_expenditure, a.advances];
        let amounts: Vec<Option<Eur>> = rows.chain(more).collect();
        look(Subject::Item(F::Applications, place), name(a.id.as_deref()), &amounts);
    }
    for (place, transfer) in at.transfers() {
        look(Subject::Item(F::Transfers, place), format!("transfer {place}"), &[transfer.amount]);
    }
    for (place, a) in at.programme.accounts.iter().flatten().enumerate() {
        let rows = a.rows.iter().flatten();
        let rows = rows.flat_map(|row| [row.expenditure, row.public, row.withdrawn, row.under_assessment]);
        let errors = a.errors.iter().flat_map(|e| [e.population, e.total_errors, e.corrections]);
        let amounts: Vec<Option<Eur>> = rows.chain(errors).collect();
        let id = format!("accounts {}", name(a.accounting_year.as_deref()));
        look(Subject::Item(F::Accounts, place), id, &amounts);
    }
    for (place, planned) in at.programme.planned.iter().flatten().enumerate() {
        look(Subject::Item(F::Planned, place), format!("planned claim {place}"), &[planned.union]);
    }
    if let Some(limits) = &at.programme.limits {
        let units = limits.unit_costs.iter().flatten().map(|unit| unit.amount);
        let amounts: Vec<Option<Eur>> = units.chain([limits.min_support_a_year]).collect();
        look(Subject::Fact(F::Limits), "national limits".to_owned(), &amounts);
    }
    for (place, exception) in at.programme.exceptions.iter().flatten().enumerate() {
        look(Subject::Item(F::Exceptions, place), format!("exception {place}"), &[exception.amount]);
    }
}

/// The amount of first adoption is the one on record.
pub(crate) const ALLOCATION: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The amount of first adoption is the one on record for the Member State.",
        explanation: "\
Compares the Union's contribution of the first adoption with the amount of first adoption that the crate has on
record for the Member State, and with no other figure of it. Where none is on record the rule does not
concern the programme: a figure that was not found is unknown and not zero. Where it is not known which decision is the
first adoption, each that may be it is compared.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[amif("Art. 13(1)", Known::Act), amif("Annex I", Known::Act)],
        facts: &[F::Cci, F::Decisions, F::Union, F::Kind, F::Date],
    },
    judge: allocation,
};

fn allocation(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let record = crate::fund::Allocation::of(at.programme.cci.country());
    // Another code of the same country is another programme, of which nothing is on record.
    let record = record.filter(|record| record.cci() == at.programme.cci.to_string());
    let figure = record.and_then(|record| record.figure(FigureKind::FirstAdoption));
    let (firsts, certain) = at.programme.first_adoptions();
    let mut amounts = firsts.iter().map(|(_, d)| d.union);
    let outcomes = figure.map_or(Outcomes::NOT_APPLICABLE, |figure| {
        let one = |stated: Option<Eur>| match stated {
            None => Outcomes::MET_OR_NOT,
            Some(stated) if figure.amount() == stated => Outcomes::MET,
            Some(_) => Outcomes::NOT_MET,
        };
        amounts.clone().map(one).fold(Outcomes::MET_OR_NOT.when(!certain), Outcomes::or)
    });
    let outcome = outcomes.fold();
    // What all of them say.
    let stated =
        amounts.next().flatten().filter(|first| certain && amounts.all(|other| other == Some(*first)));
    tell.tell(Subject::Fact(F::Decisions), outcome, |kept| {
        // Each of them is the pointer of a fact.
        let missing = at.programme.missing_of_adoption(false).into_iter();
        missing.filter_map(|path| path.parse().ok()).for_each(|fact| kept.lacks(fact));
        kept.asks(at.programme.has_adoptions_of_one_day().then_some(Doubt::DecisionOfOneDay));
        kept.because = Some("no amount of first adoption is on record for this programme".to_owned());
        kept.message = match figure {
            None => "No amount of first adoption is on record for this programme.".to_owned(),
            Some(figure) => format!(
                "The first adoption says {}; on record is EUR {}.",
                euro(stated),
                figure.amount().grouped()
            ),
        };
        kept.required = figure.map(|f| Required::Equal(one(Some(f.amount()))));
        kept.found = Some(Found::Amount(stated));
        kept.cite(figure.map(|f| f.citations()).unwrap_or_default());
    });
}

/// Earmarked money stays in its row.
pub(crate) const EARMARK: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Earmarked amounts fit into the row of their objective and type of action.",
        explanation: "\
Money of the thematic facility, of Art. 19 and of Art. 20 is earmarked: it may be used for its purpose alone. So
the earmarked allocations of one objective and type of action come to no more than the Union's contribution
of that row, and an allocation that is earmarked says which row that is. Such money that is said not to be earmarked contradicts itself, and where that decides it is open which holds; of
money of an unknown source it is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 18", Known::Unverified), amif("Art. 19", Known::Act), amif("Art. 20", Known::Act)],
        facts: &[F::Allocations, F::Source, F::Earmarked, F::Objective, F::Action, F::Union, F::Financing],
    },
    judge: earmark,
};

fn earmark(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let mut earmarked = ByRow::default();
    for (_, a) in at.allocations().filter(|(_, a)| a.is_earmarked() != Some(false)) {
        earmarked.add((a.objective, a.action), a.is_earmarked() == Some(true), a.union);
    }
    let mut table = ByRow::default();
    at.financing().for_each(|(_, row)| table.add((row.objective, row.action), true, row.union));
    let stated = at.programme.financing.is_some();
    // Over all that the row may have, and all that is earmarked for it.
    let fits = |key: (Objective, Action)| {
        let (least, most) = (earmarked.found(key), earmarked.most(key));
        match (at_most(most, Some(table.found(key).known)), table.most(key).exact().filter(|_| stated)) {
            (Outcome::Met, _) => Outcomes::MET,
            (_, Some(has)) if least.known > has => Outcomes::NOT_MET,
            _ => Outcomes::MET_OR_NOT,
        }
    };
    for (place, allocation) in at.allocations() {
        let subject = Subject::Item(F::Allocations, place);
        let purpose = allocation.objective.zip(allocation.action);
        // Of an unknown purpose, it counts towards each that is tried.
        let own = allocation.union.unwrap_or(Eur::ZERO);
        let beyond = |key| {
            let with = earmarked.found(key).known.checked_add(own);
            table.most(key).exact().filter(|_| stated).zip(with).is_some_and(|(has, with)| with > has)
        };
        let fits_here = |key: (Objective, Action)| match purpose {
            None if beyond(key) => Outcomes::NOT_MET,
            _ => fits(key),
        };
        let outcome = match allocation.is_earmarked() {
            Some(false) => Outcome::NotApplicable,
            Some(true) => over((allocation.objective, allocation.action), fits_here).fold(),
            None => {
                let fits = over((allocation.objective, allocation.action), fits_here);
                Outcomes::NOT_APPLICABLE.or(fits).fold()
            }
        };
        let found = purpose.map(|key| earmarked.found(key)).unwrap_or(one(allocation.union));
        let row = purpose.filter(|_| stated).map(|key| table.found(key));
        tell.tell(subject, outcome, |kept| {
            by_decision(kept);
            kept.because = Some("the amount is not earmarked".to_owned());
            let of = |fact| Fact::of_item(F::Allocations, place, fact);
            lacks_earmark(kept, place, allocation);
            lacks(kept, allocation.objective.is_none(), of(F::Objective));
            lacks(kept, allocation.action.is_none(), of(F::Action));
            lacks(kept, allocation.union.is_none(), of(F::Union));
            // What cannot be of the same row is nothing to it.
            let alike = |objective: Option<Objective>, action: Option<Action>| {
                may_be_alike((allocation.objective, allocation.action), (objective, action))
            };
            let open = |row: &FinancingRow| {
                alike(row.objective, row.action)
                    && (row.objective.is_none() || row.action.is_none() || row.union.is_none())
            };
            let its = |row: &FinancingRow| if open(row) { None } else { Some(false) };
            lacks_of_table(kept, at.programme, its, &[F::Objective, F::Action]);
            let others = at.allocations().filter(|(_, a)| a.is_earmarked() != Some(false));
            for (other, a) in others.filter(|(_, a)| alike(a.objective, a.action)).take(NAMED) {
                let of = |fact| Fact::of_item(F::Allocations, other, fact);
                lacks_earmark(kept, other, a);
                lacks(kept, a.objective.is_none(), of(F::Objective));
                lacks(kept, a.action.is_none(), of(F::Action));
                lacks(kept, a.union.is_none(), of(F::Union));
            }
            let id = name(allocation.reference.as_deref());
            kept.required = row.map(Required::AtMost);
            kept.found = Some(Found::Sum(found));
            let verb = match (allocation.is_earmarked(), found.unknown) {
                (None, _) => "may be",
                (Some(_), 0) => "is",
                (Some(_), _) => "are",
            };
            kept.message = match allocation.is_earmarked() {
                Some(false) => format!("{id}: {} is not earmarked.", euro(allocation.union)),
                _ => format!(
                    "{id}: {} {verb} earmarked for {}; the row has {}.",
                    total(found),
                    row_name(allocation.objective, allocation.action),
                    row.map_or("an unknown amount".to_owned(), total)
                ),
            };
            kept.ids = vec![id];
        });
    }
}
