//! What an application claims, and what the Commission pays on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::programme::rows::{may_be_alike, may_be_its_rows, objectives, over_table, row_of, without};
use super::super::programme::ways::{Ways, added, no_more, perhaps, stated};
use super::super::programme::{
    PERIOD, ProgrammeAt, Programmes, amif, between, by_decision, cpr, euro, lacks, lacks_of_table, name, one,
    part, row_name, total,
};
use super::{INTERIM, awaited, counting, if_it_came_and_counts};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{
    Action, ApplicationRow, Basis, FinancingRow, Objective, PaymentApplication, Programme, counted,
    is_flat_rate_assistance,
};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// The Union's share of a row is the rate of the decision.
pub(crate) const UNION_SHARE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The Union's contribution of a row is the decision's rate of its basis.",
        explanation: "\
Art. 93(2): the rate of the decision for the objective and type of action, applied to the total eligible expenditure
or to the public contribution, whichever the decision says (where the table has rows on both for one objective and type of action, it is open
which), to the cent: where the rate comes to a part of a cent, the cent
below it and the cent above it are both to the cent. A row on another basis than the decision's is not met. The Commission
pays 95 % of it; the sentence says how much that is. A row of an objective and type of action that the decision does not have is not met. An
application of a day to come is not submitted yet: what its rows claim otherwise is conditional on another amount by then.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 93(2)", Known::Act), cpr("Annex XXIII", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Objective, F::Action, F::Basis, F::Expenditure, F::Public, F::Union, F::Financing, F::Rate, F::Status,
            F::SubmittedOn, F::AccountingYear],
    },
    judge: union_share,
};

/// Whether an amount is a rate of another: less than a cent from it.
fn is_part(rate: Rate, (part, whole): (Eur, Eur)) -> bool {
    let cent = i128::from(Rate::WHOLE.millionths());
    let claimed = i128::from(part.cents()).checked_mul(cent);
    claimed.is_some_and(|claimed| claimed.abs_diff(rate.micro_cents_of(whole)) < cent.unsigned_abs())
}

/// Whether a row of an application claims what a row of the decision allows: on the basis of the decision, which is its own;
/// `of` is the amount of a basis.
fn share_of(row: &ApplicationRow, decided: &FinancingRow, of: impl Fn(Basis) -> Option<Eur>) -> Outcomes {
    let keeps = |basis: Basis| match decided.rate.zip(row.union.zip(of(basis))) {
        None => Outcomes::MET_OR_NOT,
        Some((rate, amounts)) if is_part(rate, amounts) => Outcomes::MET,
        Some(_) => Outcomes::NOT_MET,
    };
    let may = |stated: Option<Basis>, basis: Basis| stated.is_none_or(|stated| stated == basis);
    // On two bases that may differ, it is not met.
    let both = row.basis.is_some() && decided.basis.is_some();
    let differ = Outcomes::NOT_MET.when(!both || row.basis != decided.basis);
    let bases = [Basis::Total, Basis::Public].into_iter();
    let those = bases.filter(|basis| may(row.basis, *basis) && may(decided.basis, *basis));
    those.map(keeps).fold(differ, Outcomes::or)
}

/// That an application claims something, or will.
fn claims(at: &ProgrammeAt<'_>, a: &PaymentApplication) -> &'static str {
    if a.is_to_come(at.as_of) { "is to claim" } else { "claims" }
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
            let outcome = over_table(at.programme, key, None, |(objective, _), decided| match decided {
                _ if objective == Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
                None => Outcomes::NOT_MET,
                Some(decided) => share_of(row, decided, of),
            });
            let outcome = if_it_came_and_counts(at.as_of, a, outcome.fold());
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
                lacks(kept, at.programme.financing.is_none(), Fact::of_proposal(F::Financing));
                let its = may_be_its_rows(at.programme, key, None);
                let has = |basis: Basis| its.values().any(|r| r.basis == Some(basis));
                kept.asks((has(Basis::Total) && has(Basis::Public)).then_some(Doubt::BasisOfTheTypeOfAction));
                for (n, r) in its {
                    let of = |fact| Fact::of_item(F::Financing, n, fact);
                    lacks(kept, r.objective.is_none(), of(F::Objective));
                    lacks(kept, r.action.is_none(), of(F::Action));
                    lacks(kept, r.rate.is_none(), of(F::Rate));
                    lacks(kept, r.basis.is_none(), of(F::Basis));
                }
                kept.awaits = awaited(a, "the row claims the rate of the decision when the application is submitted");
                kept.required = Some(Required::Equal(one(asked)));
                kept.found = Some(Found::Amount(row.union));
                let paid = row.union.and_then(|union| part(INTERIM, union));
                let rows = at.programme.financing.as_ref();
                let may = |rows: &Vec<FinancingRow>| {
                    rows.iter().any(|r| may_be_alike(key, (r.objective, r.action)))
                };
                let claims = claims(at, a);
                kept.message = match decided {
                    None if rows.is_some_and(|rows| !may(rows)) => {
                        format!("Row {row_id} is not in the financing table.")
                    }
                    None => format!("Which row of the financing table is that of {row_id} is not known."),
                    Some((d, decided)) => {
                        let bases = row.basis.zip(decided.basis).filter(|(own, other)| own != other);
                        let bases = bases.map(|(own, other)| {
                            let (own, other) = (own.as_str(), other.as_str());
                            format!(" Its basis is {own}, and that of the decision must be kept: {other}.")
                        });
                        format!(
                            "Row {row_id} {claims} {}; {} of {} is {} (/financing/{d}). 95 % of the claim is {}.{}",
                            euro(row.union),
                            decided.rate.map_or("an unknown rate".to_owned(), |rate| rate.to_string()),
                            euro(of),
                            euro(asked),
                            euro(paid),
                            bases.unwrap_or_default()
                        )
                    }
                };
            });
        }
    }
}

/// What is claimed keeps to the decision.
pub(crate) const WITHIN_DECISION: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What is claimed for a specific objective keeps to the amount of the decision.",
        explanation: "\
Art. 93: interim support for a priority is at most the amount in the decision. A priority of this Fund is a specific objective
(Art. 2). All applications that count are added up by specific objective and compared with the Union's contribution of all its
rows of the financing table, of whatever type of action and basis, in cents. Of each specific objective it is told at its first
row. The applications added up are named. What an application of a day to come claims is not claimed yet: where that alone is too
much, the outcome is conditional on less by then.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 93", Known::Act), cpr("Art. 2(6)", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Objective, F::Union, F::Status, F::Financing, F::SubmittedOn, F::AccountingYear],
    },
    judge: within_decision,
};

/// So many rows of an application that lack something are named, and so many of the table.
const ROWS_NAMED: usize = 1_000;

/// Amounts by objective, where what does not state its own may be of any.
#[derive(Default)]
struct ByObjective {
    /// What there is of each for certain.
    sure: BTreeMap<Objective, Sum>,
    /// What may count for each.
    may: BTreeMap<Objective, Sum>,
    /// What may be of any.
    of_any: Sum,
}

impl ByObjective {
    /// Adds an amount; `counts` where it does for certain.
    fn add(&mut self, objective: Option<Objective>, counts: bool, amount: Option<Eur>) {
        let sum = match objective {
            Some(objective) if counts => self.sure.entry(objective).or_default(),
            Some(objective) => self.may.entry(objective).or_default(),
            None => &mut self.of_any,
        };
        sum.add(amount);
    }

    /// Adds what an application claims; one whose rows are not stated may claim anything.
    fn add_claims(&mut self, a: &PaymentApplication) {
        match &a.rows {
            Some(rows) => rows.iter().for_each(|r| self.add(r.objective, a.status.is_some(), r.union)),
            None => self.add(None, false, None),
        }
    }

    fn sure(&self, objective: Objective) -> Sum {
        self.sure.get(&objective).copied().unwrap_or_default()
    }

    /// What there may be beside what is certain, where so much may be of any.
    fn may(&self, objective: Objective, of_any: Sum) -> Sum {
        self.may.get(&objective).copied().unwrap_or_default().and(of_any)
    }

    /// What there is for certain, with what may be as unknown.
    fn found(&self, objective: Objective) -> Sum {
        let (mut found, may) = (self.sure(objective), self.may(objective, self.of_any));
        if may != Sum::default() {
            found.add(None);
        }
        found
    }

    /// All that it may be.
    fn between(&self, objective: Objective) -> Between {
        self.between_beside(objective, self.of_any)
    }

    /// All that it may be where one of the amounts that may be of any is of this one.
    fn between_with(&self, objective: Objective, own: Option<Eur>) -> Between {
        self.between_beside(objective, without(self.of_any, own)).plus(stated(own))
    }

    fn between_beside(&self, objective: Objective, of_any: Sum) -> Between {
        let sure = added(self.sure(objective));
        sure.hull(sure.plus(added(self.may(objective, of_any))))
    }
}

fn within_decision(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if at.programme.applications.is_none() {
        return;
    }
    // What is claimed, and the same with what is to be claimed.
    let (mut claimed, mut planned) = (ByObjective::default(), ByObjective::default());
    for (_, a) in counting(at.programme) {
        planned.add_claims(a);
        if !a.is_to_come(at.as_of) {
            claimed.add_claims(a);
        }
    }
    let last =
        counting(at.programme).filter(|(_, a)| a.is_to_come(at.as_of)).filter_map(|(_, a)| a.submitted_on);
    let last = last.max();
    let mut decided = ByObjective::default();
    at.financing().for_each(|(_, row)| decided.add(row.objective, true, row.union));
    let mut told = BTreeSet::new();
    for (place, row) in at.financing() {
        let of = row.objective;
        // Technical assistance has a rule of its own.
        let assistance = of == Some(Objective::TechnicalAssistance);
        if assistance || of.is_some_and(|objective| !told.insert(objective)) {
            continue;
        }
        let has = |objective| match of {
            Some(_) => decided.between(objective),
            None => decided.between_with(objective, row.union),
        };
        let keeps = |claimed: &ByObjective, objective| match objective {
            Objective::TechnicalAssistance => Outcomes::NOT_APPLICABLE,
            Objective::Specific(_) => no_more(claimed.between(objective), has(objective)),
        };
        let may_be = |objective: &Objective| of.is_none_or(|of| of == *objective);
        let all = |claimed: &ByObjective| {
            let each = objectives().filter(may_be).map(|objective| keeps(claimed, objective));
            each.fold(Outcomes::NONE, Outcomes::or).fold()
        };
        // What is to be claimed breaks nothing yet.
        let outcome = match (all(&claimed), all(&planned)) {
            (Outcome::Met, Outcome::NotMet) => Outcome::Conditional,
            (now, _) => now,
        };
        let may_be_its = |stated: Option<Objective>| stated.zip(of).is_none_or(|(a, b)| a == b);
        let claims = |a: &PaymentApplication| a.rows.iter().flatten().any(|r| may_be_its(r.objective));
        let ahead = outcome == Outcome::Conditional;
        let found = of.map(|objective| if ahead { &planned } else { &claimed }.found(objective));
        let has = of.map_or(row.union, |objective| has(objective).exact());
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            by_decision(kept);
            let name = of.map_or("unknown".to_owned(), |objective| objective.to_string());
            let ids = counting(at.programme).filter(|(_, a)| claims(a)).filter_map(|(_, a)| a.id.clone());
            kept.ids = std::iter::once(format!("objective {name}")).chain(ids).collect();
            kept.ids.dedup();
            let rows = at.financing().filter(|(_, r)| may_be_its(r.objective));
            for (n, r) in rows.filter(|(_, r)| r.union.is_none() || r.objective.is_none()).take(ROWS_NAMED) {
                let of = |fact| Fact::of_item(F::Financing, n, fact);
                lacks(kept, r.objective.is_none(), of(F::Objective));
                lacks(kept, r.union.is_none(), of(F::Union));
            }
            for (n, a) in counting(at.programme) {
                let may_claim = a.rows.is_none() || claims(a);
                lacks(kept, may_claim && a.status.is_none(), Fact::of_item(F::Applications, n, F::Status));
                lacks(kept, a.rows.is_none(), Fact::of_item(F::Applications, n, F::BudgetRows));
                let unknown = |r: &ApplicationRow| r.union.is_none() || r.objective.is_none();
                let rows = a.rows.iter().flatten().enumerate();
                for (m, r) in rows.filter(|(_, r)| unknown(r) && may_be_its(r.objective)).take(ROWS_NAMED) {
                    let fact = |kind| Fact::of_part(F::Applications, n, F::BudgetRows, m, kind);
                    lacks(kept, r.union.is_none(), fact(F::Union));
                    lacks(kept, r.objective.is_none(), fact(F::Objective));
                }
            }
            kept.required = Some(Required::Amount { min: None, max: has });
            kept.found = found.map(Found::Sum);
            let claimed = found.map_or("an unknown amount".to_owned(), total);
            let event = "what is to be claimed keeps to the decision when it is".to_owned();
            kept.awaits = vec![Awaited { event, until: last, normal_limit: false }];
            let is = if ahead { "is claimed or to be claimed" } else { "is claimed" };
            kept.message = format!("Objective {name}: {claimed} {is}; the decision has {}.", euro(has));
        });
    }
}

/// Technical assistance of an application is 6 %.
pub(crate) const TECHNICAL_ASSISTANCE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Technical assistance of an application is at most 6 % of its expenditure.",
        explanation: "\
Art. 36(5)(b): 6 % of the eligible expenditure of the application, which is the public contribution in rows that go by it (Art.
91(3)(a) or (c), as appropriate), never rounded up. A public contribution that is not stated is at most the expenditure. Art. 36(5)(c) wants it to match
the programme, 6 % of the Union's contribution. Since the changes of 2026 both are without solidarity actions (36(3a)).
Solidarity actions cost what the application states, and what its rows of Art. 15(6a) come to where it states nothing.
At rates below 100 % the two clash, and no source says which wins: an amount up to the second is met, one between
the two is unknown with the question open, one above the first is not met. What is stated apart and rows of technical
assistance are claimed both. The hard limit is the row of the decision for technical assistance, all applications together:
each is looked at with those of the days before and of its own day. An application of a day to come is not submitted yet: what is too
much is conditional on a smaller amount by then.
Technical assistance of Art. 37 comes on top: its rows are neither claimed under the 6 % nor part of the limit.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Art. 36(5)", Known::Act),
            cpr("Art. 36(3a)", Known::Act),
            Citation::act(Act::MigrationManagement, "Art. 82", Known::Act),
        ],
        facts: &[F::Action, F::Applications, F::TechnicalAssistance, F::SolidarityExpenditure, F::BudgetRows, F::Expenditure, F::Public, F::Basis, F::Union, F::SubmittedOn, F::AccountingYear, F::Financing, F::Status, F::Objective],
    },
    judge: technical_assistance,
};

/// Whether a row may be of solidarity actions.
fn may_be_solidarity(row: &ApplicationRow) -> bool {
    row.action.is_none_or(|action| action == Action::Solidarity)
}

/// What an application claims for technical assistance: what is stated apart and its own rows, both.
fn assistance_of(a: &PaymentApplication) -> Between {
    let apart = match a.technical_assistance {
        None if a.has_row_of_assistance() => Between::NOTHING,
        apart => stated(apart),
    };
    let Some(rows) = &a.rows else { return Between { most: None, ..apart } };
    rows.iter().map(|r| counted(r.is_flat_rate_assistance(), r.union)).fold(apart, Between::plus)
}

/// What is not known of what an application claims for technical assistance.
fn lacks_of_assistance(kept: &mut Kept, place: usize, a: &PaymentApplication) {
    let of = |fact| Fact::of_item(F::Applications, place, fact);
    let unstated = a.technical_assistance.is_none() && !a.has_row_of_assistance();
    lacks(kept, unstated, of(F::TechnicalAssistance));
    lacks(kept, a.rows.is_none(), of(F::BudgetRows));
    for (m, r) in a.rows.iter().flatten().enumerate() {
        let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, m, kind);
        let is_it = r.is_flat_rate_assistance();
        lacks(kept, is_it != Some(false) && r.union.is_none(), fact(F::Union));
        lacks(kept, is_it.is_none() && r.objective.is_none(), fact(F::Objective));
        lacks(kept, is_it.is_none() && r.action.is_none(), fact(F::Action));
    }
}

/// What is not known of the base of technical assistance of an application.
fn lacks_of_base(kept: &mut Kept, place: usize, a: &PaymentApplication, (sure, may): (bool, bool)) {
    let rows = || a.rows.iter().flatten().enumerate();
    let rows = || rows().filter(|(_, r)| r.objective != Some(Objective::TechnicalAssistance));
    let of = |fact| Fact::of_item(F::Applications, place, fact);
    let apart = a.solidarity_expenditure;
    let any = a.rows.is_none() || rows().any(|(_, r)| may_be_solidarity(r));
    let any = any || apart.is_some_and(|amount| amount > Eur::ZERO);
    lacks(kept, any && a.submitted_on.is_none(), of(F::SubmittedOn));
    let unsorted = a.rows.is_none() || rows().any(|(_, r)| r.action.is_none());
    lacks(kept, may && unsorted && apart.is_none(), of(F::SolidarityExpenditure));
    lacks(kept, a.rows.is_none(), of(F::BudgetRows));
    for (m, r) in rows() {
        let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, m, kind);
        let left_out = sure && r.action == Some(Action::Solidarity);
        lacks(kept, r.objective.is_none(), fact(F::Objective));
        lacks(kept, may && r.action.is_none(), fact(F::Action));
        lacks(kept, !left_out && r.union.is_none(), fact(F::Union));
        let counts = !left_out || apart.is_some();
        let of_total = counts && r.basis != Some(Basis::Public);
        let of_public = counts && r.basis != Some(Basis::Total);
        lacks(kept, of_total && r.expenditure.is_none(), fact(F::Expenditure));
        lacks(kept, of_public && r.public.is_none(), fact(F::Public));
        lacks(kept, of_total && of_public && r.expenditure != r.public, fact(F::Basis));
    }
    if may && !sure && any && a.submitted_on.is_some() {
        kept.asks([Doubt::ChangesOf2026]);
    }
}

/// What the applications that count claim for technical assistance up to a day, in whatever order they stand.
struct UpTo {
    /// By day, what those of it and of the days before claim.
    by_day: BTreeMap<NaiveDate, Between>,
    /// Those whose day is not stated may come before any other, or after it.
    undated: Between,
    all: Between,
}

impl UpTo {
    fn of(programme: &Programme) -> Self {
        let mut up_to = UpTo { by_day: BTreeMap::new(), undated: Between::NOTHING, all: Between::NOTHING };
        for (_, a) in counting(programme) {
            let claimed = may_claim(a);
            up_to.all = up_to.all.plus(claimed);
            let sum = match a.submitted_on {
                Some(on) => up_to.by_day.entry(on).or_insert(Between::NOTHING),
                None => &mut up_to.undated,
            };
            *sum = sum.plus(claimed);
        }
        let mut so_far = Between::NOTHING;
        for sum in up_to.by_day.values_mut() {
            so_far = so_far.plus(*sum);
            *sum = so_far;
        }
        up_to
    }

    /// What an application claims with those before it and those of its day.
    fn with(&self, a: &PaymentApplication) -> Between {
        let dated = a.submitted_on.and_then(|on| self.by_day.get(&on));
        match dated {
            Some(sum) => sum.plus(self.undated.hull(Between::NOTHING)),
            None => may_claim(a).hull(self.all),
        }
    }
}

/// What an application claims for technical assistance if it counts.
fn may_claim(a: &PaymentApplication) -> Between {
    match a.status {
        Some(_) => assistance_of(a),
        None => assistance_of(a).hull(Between::NOTHING),
    }
}

fn technical_assistance(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    // Rows of an unknown objective may be of technical assistance, too.
    let limit = match &at.programme.financing {
        Some(rows) => {
            let of =
                |row: &FinancingRow| counted(is_flat_rate_assistance(row.objective, row.action), row.union);
            rows.iter().map(of).fold(Between::NOTHING, Between::plus)
        }
        None => stated(None),
    };
    let up_to = UpTo::of(at.programme);
    for (place, a) in counting(at.programme) {
        let claimed = assistance_of(a);
        let so_far = up_to.with(a);
        let due = a.assistance_due();
        let (letter, programmed) = (due.letter, due.programmed);
        // By both readings, and by all applications together.
        let keeps = claimed.most.is_some_and(|most| most <= letter.least.min(programmed.least));
        let within = so_far.most.is_some_and(|most| most <= limit.least);
        let above = |found: Between, limit: Between| limit.most.is_some_and(|limit| found.least > limit);
        let outcome = if above(claimed, letter) || above(so_far, limit) {
            Outcome::NotMet
        } else if keeps && within {
            Outcome::Met
        } else {
            Outcome::Unknown
        };
        let outcome = if_it_came_and_counts(at.as_of, a, outcome);
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            kept.awaits = awaited(a, "the application claims no more than that when it is submitted");
            lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
            lacks_of_assistance(kept, place, a);
            if !keeps {
                lacks_of_base(kept, place, a, due.deducts);
                // Of two days of the changes of 2026 both bases have a range.
                let clash = letter.most.zip(programmed.most);
                if clash.is_some_and(|(letter, _)| programmed.least < letter) {
                    kept.asks([Doubt::BaseOfTechnicalAssistance]);
                }
            }
            if !within {
                let of = |row: &FinancingRow| is_flat_rate_assistance(row.objective, row.action);
                lacks_of_table(kept, at.programme, of, &[F::Objective, F::Action]);
                let day = a.submitted_on;
                let may = |b: &PaymentApplication| day.zip(b.submitted_on).is_none_or(|(day, on)| on <= day);
                for (other, b) in counting(at.programme).filter(|(other, b)| *other != place && may(b)) {
                    lacks_of_assistance(kept, other, b);
                    let of = |fact| Fact::of_item(F::Applications, other, fact);
                    lacks(kept, b.status.is_none(), of(F::Status));
                    lacks(kept, b.submitted_on.is_none(), of(F::SubmittedOn));
                }
                let alone = counting(at.programme).nth(1).is_none();
                lacks(kept, day.is_none() && !alone, Fact::of_item(F::Applications, place, F::SubmittedOn));
            }
            kept.required = Some(Required::Amount { min: None, max: letter.most });
            kept.found = Some(Found::Amount(claimed.exact()));
            let cap = limit.exact().map_or(String::new(), |limit| {
                format!(" All applications up to its day: {}; the decision has {}.", between(so_far), euro(Some(limit)))
            });
            let claims = claims(at, a);
            kept.message = format!(
                "{} {claims} {} for technical assistance; 6 % of the expenditure is {}, 6 % of the Union's contribution {}.{cap}",
                name(a.id.as_deref()),
                between(claimed),
                between(letter),
                between(programmed)
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
rows the stated amount is zero. What differs in an application of a day to come is conditional on agreeing by then.",
        since: "12 June or 1 July 2026; before, no such rows",
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 36(3a)", Known::Act), amif("Art. 15(6a)", Known::Act)],
        facts: &[F::Applications, F::SolidarityExpenditure, F::BudgetRows, F::Action, F::Expenditure, F::Status, F::SubmittedOn,
            F::AccountingYear],
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
        let outcome = ways.equal(&Ways::of([vec![stated(Some(amount))]])).fold();
        let outcome = if_it_came_and_counts(at.as_of, a, outcome);
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.clone().into_iter().collect();
            lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
            for (m, r) in rows.iter().enumerate().filter(|(_, r)| may_be(r)) {
                let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, m, kind);
                lacks(kept, r.action.is_none(), fact(F::Action));
                lacks(kept, r.expenditure.is_none(), fact(F::Expenditure));
            }
            kept.awaits = awaited(a, "both agree when the application is submitted");
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
