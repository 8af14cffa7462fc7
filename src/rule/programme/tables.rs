//! The arithmetic of Annex VI: rows, totals, what the decision allocates.

use std::collections::BTreeSet;

use super::rows::{ByRow, completed, may_be_alike, over};
use super::ways::{Pair, Ways, added, pairs, same, stated};
use super::{
    PERIOD, ProgrammeAt, Programmes, amif, at_most, by_decision, cpr, equal, euro, lacks, name, one, part,
    row_name, total, unknown_list,
};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::FigureKind;
use crate::law::Basis as Known;
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, Allocation, Basis, Decision, DecisionKind, FinancingRow, Objective, Source};
use crate::rule::world::{RuleOf, Teller};

/// The total of a row is the sum of its parts.
pub(crate) const ROW_TOTAL: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The total of a row of the financing table is the sum of its contributions.",
        explanation: "\
Annex VI of the Common Provisions Regulation: (b) = (c) + (d) and (e) = (a) + (b), so the total is the Union's
contribution, the national public and the national private one together, to the cent. An unknown part is
zero or more: a total below the parts that are known is not met whatever they are.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act)],
        facts: &[F::Financing, F::Union, F::Public, F::Private, F::Total],
    },
    judge: row_total,
};

fn row_total(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if unknown_list(&at.programme.financing, F::Financing, tell) {
        return;
    }
    for (place, row) in at.financing() {
        let parts: Sum = [row.union, row.public, row.private].into_iter().collect();
        let outcome = equal(parts, one(row.total));
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            for (absent, fact) in [
                (row.union.is_none(), F::Union),
                (row.public.is_none(), F::Public),
                (row.private.is_none(), F::Private),
                (row.total.is_none(), F::Total),
            ] {
                lacks(kept, absent, Fact::of_item(F::Financing, place, fact));
            }
            kept.required = Some(Required::Equal(parts));
            kept.found = Some(Found::Sum(one(row.total)));
            kept.message = format!(
                "Row {}: the total is {}; Union {}, public {} and private {} come to {}.",
                row_name(row.objective, row.action),
                euro(row.total),
                euro(row.union),
                euro(row.public),
                euro(row.private),
                total(parts)
            );
        });
    }
}

/// The rate of a row is the Union's share.
pub(crate) const ROW_RATE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The rate of a row of the financing table is the Union's share in it.",
        explanation: "\
Annex VI: (f) = (a) / (e), compared at two decimals of a per cent. Where the rate applies to public
contributions only, the share in public money, (a) / ((a) + (c)), is the rate that payments apply; either is
accepted there, and the sentence says which it is. A row without money has no share, and the rule does not apply to it.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act), cpr("Art. 93(2)", Known::Act)],
        facts: &[F::Financing, F::Union, F::Public, F::Total, F::Rate, F::Basis],
    },
    judge: row_rate,
};

fn row_rate(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.financing() {
        let public = row.union.zip(row.public).and_then(|(a, c)| a.checked_add(c));
        let share = |whole: Option<Eur>| row.union.zip(whole).and_then(|(a, e)| Percent::of(a, e));
        let (of_total, of_public) = (share(row.total), share(public));
        let (total, public) = (whether(row.union, row.total, row.rate), whether(row.union, public, row.rate));
        let outcomes = match row.basis {
            Some(Basis::Total) => total,
            Some(Basis::Public) => either(total, public),
            None => total.or(either(total, public)),
        };
        let may_be_public = row.basis != Some(Basis::Total);
        // Nothing of something is no share of public money either, whatever that is.
        let nothing = row.union == Some(Eur::ZERO) && row.total.is_some_and(|total| total > Eur::ZERO);
        let same = of_total.is_some() && of_total == of_public;
        tell.tell(Subject::Item(F::Financing, place), outcomes.fold(), |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            kept.because = Some("the row has no money, of which nothing is a share".to_owned());
            for (absent, fact) in [
                (row.union.is_none(), F::Union),
                (row.total.is_none(), F::Total),
                (row.public.is_none() && may_be_public && !nothing, F::Public),
                (row.rate.is_none(), F::Rate),
                (row.basis.is_none() && !same, F::Basis),
            ] {
                lacks(kept, absent, Fact::of_item(F::Financing, place, fact));
            }
            kept.found = Some(Found::Rate { requested: row.union, costs: row.total, share: of_total });
            let shown =
                |share: Option<Percent>| share.map_or("unknown".to_owned(), |share| share.to_string());
            kept.message = format!(
                "Row {}: the rate is {}; the Union's share is {} of the total and {} of public money.",
                row_name(row.objective, row.action),
                row.rate.map_or("unknown".to_owned(), |rate| rate.to_string()),
                shown(of_total),
                shown(of_public)
            );
        });
    }
}

/// Whether the Union's share in an amount is the rate; of no money there is none, and the comparison does not apply.
fn whether(union: Option<Eur>, whole: Option<Eur>, rate: Option<Rate>) -> Outcomes {
    let nothing = Some(Eur::ZERO);
    match (union, whole) {
        (Some(_), Some(whole)) if union == nothing && whole == Eur::ZERO => Outcomes::NOT_APPLICABLE,
        (Some(_), Some(Eur::ZERO)) => Outcomes::NOT_MET,
        (None, Some(Eur::ZERO)) => Outcomes::NOT_APPLICABLE.or(Outcomes::NOT_MET),
        (Some(union), Some(whole)) => match (Percent::of(union, whole), rate) {
            (Some(share), Some(rate)) => {
                let rate = u64::from(rate.millionths()).saturating_add(50) / 100;
                if share.hundredths() == rate { Outcomes::MET } else { Outcomes::NOT_MET }
            }
            // Of what is below zero there is no share.
            (None, _) => Outcomes::NOT_MET,
            (Some(_), None) => Outcomes::MET_OR_NOT,
        },
        (Some(Eur::ZERO), None) if rate.is_some_and(|rate| rate.millionths() >= 50) => {
            Outcomes::NOT_APPLICABLE.or(Outcomes::NOT_MET)
        }
        (Some(Eur::ZERO), None) => Outcomes::NOT_APPLICABLE.or(Outcomes::MET_OR_NOT),
        (_, None) | (None, _) => Outcomes::MET_OR_NOT,
    }
}

/// What comes of two comparisons of which one is enough.
fn either(one: Outcomes, other: Outcomes) -> Outcomes {
    let met = |a: Outcomes| a.may_be(Outcomes::MET);
    let only = |a: Outcomes, b: Outcomes| {
        a.may_be(Outcomes::NOT_MET) && (b.may_be(Outcomes::NOT_MET) || b.may_be(Outcomes::NOT_APPLICABLE))
    };
    let neither = one.may_be(Outcomes::NOT_APPLICABLE) && other.may_be(Outcomes::NOT_APPLICABLE);
    Outcomes::MET
        .when(met(one) || met(other))
        .or(Outcomes::NOT_MET.when(only(one, other) || only(other, one)))
        .or(Outcomes::NOT_APPLICABLE.when(neither))
}

/// Objective and type of action stand in one row.
pub(crate) const ROW_ONCE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Each objective and type of action has one row of the financing table.",
        explanation: "\
The financing table of Annex VI has one row for a specific objective, type of action and basis. Two rows of
the same would be added up by one reader and taken for alternatives by another. Rows whose objective or type
of action is unknown may be such a second row.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act)],
        facts: &[F::Financing, F::Objective, F::Action, F::Basis],
    },
    judge: row_once,
};

fn row_once(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.financing() {
        let mut first = None;
        let mut maybe = Vec::new();
        for (other, before) in at.financing().take(place) {
            let same = |a: bool, b: bool, equal: bool| !a || !b || equal;
            let objective =
                same(row.objective.is_some(), before.objective.is_some(), row.objective == before.objective);
            let action = same(row.action.is_some(), before.action.is_some(), row.action == before.action);
            let basis = same(row.basis.is_some(), before.basis.is_some(), row.basis == before.basis);
            if objective && action && basis {
                let known = [row.objective.is_some(), before.objective.is_some()]
                    .into_iter()
                    .chain([row.action.is_some(), before.action.is_some()])
                    .chain([row.basis.is_some(), before.basis.is_some()])
                    .all(|known| known);
                if known { first = first.or(Some(other)) } else { maybe.push((other, before)) }
            }
        }
        let outcome = match first {
            Some(_) => Outcome::NotMet,
            None if maybe.is_empty() => Outcome::Met,
            None => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            let once = maybe.is_empty();
            for (place, row) in [(place, row)].into_iter().chain(maybe) {
                let of = |fact| Fact::of_item(F::Financing, place, fact);
                lacks(kept, row.objective.is_none(), of(F::Objective));
                lacks(kept, row.action.is_none(), of(F::Action));
                lacks(kept, row.basis.is_none(), of(F::Basis));
            }
            kept.message = match first {
                Some(other) => {
                    format!(
                        "Row {} stands at /financing/{other} already.",
                        row_name(row.objective, row.action)
                    )
                }
                None if once => {
                    format!("Row {} stands once.", row_name(row.objective, row.action))
                }
                None => format!("Row {} may be the same as another.", row_name(row.objective, row.action)),
            };
        });
    }
}

/// The decisions that may be the one in force: the latest that is no transfer below the Commission's notice.
fn latest<'a>(at: &ProgrammeAt<'a>) -> Vec<(usize, &'a Decision)> {
    let decisions = at.programme.decisions.iter().flatten().enumerate();
    let may = decisions.filter(|(_, d)| d.kind != Some(DecisionKind::NonSubstantial));
    let sure = may.clone().filter(|(_, d)| d.kind.is_some() && d.date.is_some());
    // Nothing before the last of those that are substantial for sure and of a known day is in force.
    let from = sure.map(|(place, d)| (d.date, place)).max();
    may.filter(|(place, d)| d.date.is_none() || Some((d.date, *place)) >= from).collect()
}

/// The tables come to the amount of the decision.
pub(crate) const TOTALS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Financing table, allocations and commitments each come to the decision's amount.",
        explanation: "\
The Union's contributions of the financing table, the allocations (those to another fund taken off) and the
commitments by year as decided each come to the Union's contribution of the latest decision, to the cent.
Where a table is not stated it is not looked at; where an amount is unknown the sum is at least the rest.",
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
            lacks(kept, amounts.len() > 1 && amount.is_none(), Fact::of_proposal(F::Decisions));
            lacks(kept, latest.is_empty(), Fact::of_proposal(F::Decisions));
            for (place, decision) in &latest {
                lacks(kept, decision.union.is_none(), Fact::of_item(F::Decisions, *place, F::Union));
            }
            lacks(kept, sum.unknown > 0 || taken.unknown > 0, Fact::of_proposal(kind));
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
    let rate = Rate::from_hundredths(600).unwrap_or(Rate::WHOLE);
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
Contributions, allocations, commitments and claims are zero or more: what is taken off has a place of its own
(an allocation to another fund, expenditure withdrawn, a recovery). Every rule that adds amounts up rests on
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
of that row, and an allocation that is earmarked says which row that is.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 18", Known::Summary), amif("Art. 19", Known::Act), amif("Art. 20", Known::Act)],
        facts: &[F::Allocations, F::Earmarked, F::Objective, F::Action, F::Union, F::Financing],
    },
    judge: earmark,
};

/// So many other allocations with something unknown are named.
const NAMED: usize = 20;

fn earmark(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let mut earmarked = ByRow::default();
    for (_, a) in at.allocations().filter(|(_, a)| a.earmarked != Some(false)) {
        earmarked.add((a.objective, a.action), a.earmarked == Some(true), a.union);
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
        let outcome = match allocation.earmarked {
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
            lacks(kept, allocation.earmarked.is_none(), of(F::Earmarked));
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
            lacks(kept, !stated || at.financing().any(|(_, row)| open(row)), Fact::of_proposal(F::Financing));
            let others = at.allocations().filter(|(_, a)| a.earmarked != Some(false));
            for (other, a) in others.filter(|(_, a)| alike(a.objective, a.action)).take(NAMED) {
                let of = |fact| Fact::of_item(F::Allocations, other, fact);
                lacks(kept, a.earmarked.is_none(), of(F::Earmarked));
                lacks(kept, a.objective.is_none(), of(F::Objective));
                lacks(kept, a.action.is_none(), of(F::Action));
                lacks(kept, a.union.is_none(), of(F::Union));
            }
            let id = name(allocation.reference.as_deref());
            kept.required = row.map(Required::AtMost);
            kept.found = Some(Found::Sum(found));
            kept.message = format!(
                "{id}: {} is earmarked for {}; the row has {}.",
                total(found),
                row_name(allocation.objective, allocation.action),
                row.map_or("an unknown amount".to_owned(), total)
            );
            kept.ids = vec![id];
        });
    }
}
