//! Rules on the budget as a whole.

use std::collections::HashMap;

use super::bounds::{self, cell, known};
use super::{Cell, Finding, Operands, Sheet};
use crate::budget::{Category, DAYS_A_YEAR, Days, Resource, Sum};
use crate::call::Point;
use crate::check::{Because, project};
use crate::money::{Eur, Rate};
use crate::outcome::{Outcome, Outcomes};
use crate::rule::RuleId;

/// Looks at the whole budget under one rule; `None` where the call states nothing to look at it under.
pub(crate) fn look(rule: RuleId, sheet: &Sheet<'_>) -> Option<Finding> {
    let (ledger, call) = (sheet.ledger, sheet.call);
    let rules = call.budget_rules();
    let volunteers = ledger.column(Category::Volunteers);
    Some(match rule {
        RuleId::BudgetEveryParticipant => {
            let outcomes = ledger.every_row;
            Finding::of(outcomes, Operands::Without(ledger.without_row))
        }
        RuleId::BudgetDays => days(sheet),
        RuleId::BudgetTotals => totals(sheet),
        RuleId::BudgetAgrees => Finding::first([
            (Cell::RequestedGrant, cell(sheet.requested_grant), ledger.requested),
            (Cell::TotalEligibleCosts, cell(sheet.total_eligible_costs), ledger.costs()),
        ]),
        RuleId::BudgetVolunteers => {
            opened(Category::Volunteers, volunteers, call.opens(Category::Volunteers))
        }
        RuleId::BudgetSupport => {
            let support = ledger.column(Category::ThirdParties);
            opened(Category::ThirdParties, support, call.opens(Category::ThirdParties))
        }
        RuleId::BudgetSpecific => specific(sheet),
        RuleId::BudgetVolunteersShare => {
            let cofinancing = ledger.cofinancing();
            let share = bounds::at_most(volunteers, 2, cofinancing, 1);
            Finding::of(share, Operands::Half { volunteers, cofinancing })
                .where_entered(Category::Volunteers, volunteers)
        }
        RuleId::BudgetInKind => {
            let sum = ledger.resource(Resource::InKind);
            match sum.exact() {
                Some(Eur::ZERO) => Finding::not_applicable(Because::NoResource(Resource::InKind)),
                _ => Finding {
                    outcomes: bounds::at_most(sum, 1, volunteers, 1)
                        .or(Outcomes::NOT_APPLICABLE.when(sum.known == Eur::ZERO)),
                    operands: Operands::AtMost { sum, limit: volunteers },
                    because: Some(Because::NoResource(Resource::InKind)),
                },
            }
        }
        RuleId::BudgetWithoutVolunteers => {
            let others = ledger.costs_without(Category::Volunteers);
            Finding::of(
                bounds::at_most(ledger.requested, 1, others, 1),
                Operands::AtMost { sum: ledger.requested, limit: others },
            )
        }
        RuleId::BudgetSubcontracting => subcontracting(sheet, rules.subcontracting.as_ref()?.value),
        RuleId::BudgetCofinancing => {
            let sum = ledger.cofinancing();
            let outcomes = match (sum.known > Eur::ZERO, sum.unknown) {
                (true, _) => Outcomes::MET,
                (false, 0) => Outcomes::NOT_MET,
                (false, _) => bounds::NEITHER,
            };
            Finding::of(outcomes, Operands::Entered(sum))
        }
        RuleId::BudgetGrantRange => {
            let condition = call.grant_asked()?;
            let outcomes = project::ranges(call, condition, sheet.target_countries)
                .fold(Outcomes::NONE, |all, range| all.or(bounds::within(ledger.grant, range)));
            Finding::of(outcomes, Operands::Range(ledger.grant, condition.stated().value))
        }
        _ => {
            let condition = call.rate_asked()?;
            let (part, whole) = (ledger.requested, ledger.costs());
            let outcomes = condition
                .values()
                .fold(Outcomes::NONE, |all, rate| all.or(bounds::within_rate(part, whole, *rate)));
            Finding::of(outcomes, Operands::Share { part, whole, rate: condition.stated().value })
        }
    })
}

/// The comparisons of stated totals, in the order of the table. A total that is stated stands for its
/// column where other totals are made of it: if it is wrong, the column is named first.
fn totals(sheet: &Sheet<'_>) -> Finding {
    let (ledger, stated) = (sheet.ledger, sheet.budget.totals());
    if stated.is_empty() {
        return Finding::not_applicable(Because::NothingStated);
    }
    let columns = stated.costs.iter().map(|(c, total)| (Cell::Column(*c), known(*total), ledger.column(*c)));
    if Eur::checked_sum(Category::ALL.iter().map(|c| column(sheet, *c).known)).is_none() {
        // Stated totals and rows together pass what one budget can hold.
        let largest = stated.costs.iter().max_by_key(|(_, total)| *total);
        let differs = Finding::first(columns.clone());
        return match largest {
            Some((category, total)) if differs.outcomes != Outcomes::NOT_MET => {
                let (at, summed) = (Cell::Column(*category), ledger.column(*category));
                Finding::of(Outcomes::NOT_MET, Operands::Equal { at, stated: known(*total), summed })
            }
            _ => differs,
        };
    }
    let total = stated.total.map(|total| (Cell::Total, known(total), summed_costs(sheet)));
    let requested = stated.requested.map(|total| (Cell::Requested, known(total), ledger.requested));
    let resources =
        stated.resources.iter().map(|(r, total)| (Cell::Resource(*r), known(*total), ledger.resource(*r)));
    let pairs = columns.chain(total).chain(requested).chain(resources);
    let finding = Finding::first(pairs);
    let Some(share) = stated_share(sheet) else { return finding };
    match (finding.outcomes.fold(), share.outcomes.fold()) {
        (Outcome::NotMet, _) | (Outcome::Unknown, Outcome::Unknown | Outcome::Met) => finding,
        _ => share,
    }
}

/// The comparison of the stated share, where one is stated.
pub(crate) fn stated_share(sheet: &Sheet<'_>) -> Option<Finding> {
    let (ledger, stated) = (sheet.ledger, sheet.budget.totals());
    let rate = stated.funding_rate?;
    let part = stated.requested.map_or(ledger.requested, known);
    let whole = stated.total.map_or_else(|| summed_costs(sheet), known);
    let hundredths = rate.millionths().saturating_add(50) / 100;
    let share = bounds::share_is(part, whole, hundredths);
    Some(Finding::of(share, Operands::StatedRate { part, whole, rate }))
}

/// The total of a category: as stated, else that of the rows.
fn column(sheet: &Sheet<'_>, category: Category) -> Sum {
    let stated = sheet.budget.totals().costs.iter().find(|(c, _)| *c == category);
    stated.map_or(sheet.ledger.column(category), |(_, total)| known(*total))
}

/// The costs that the totals of the categories come to.
fn summed_costs(sheet: &Sheet<'_>) -> Sum {
    Category::ALL.iter().map(|c| column(sheet, *c)).fold(Sum::default(), Sum::and)
}

/// A category is used only where the call opens it.
fn opened(category: Category, column: Sum, point: Point) -> Finding {
    Finding::of(point.outcomes(), Operands::Opened { category, column, point })
        .where_entered(category, column)
}

fn specific(sheet: &Sheet<'_>) -> Finding {
    let (mut inside, mut outside) = (Sum::default(), Sum::default());
    // The first category that the call has to open: one with costs before one that may have some.
    let mut first: Option<(Category, Point, bool)> = None;
    for category in Category::SPECIFIC {
        let column = sheet.ledger.column(category);
        match sheet.call.opens(category) {
            Point::Settled(true) => inside = inside.and(column),
            point => {
                outside = outside.and(column);
                let used = column.known > Eur::ZERO;
                if first.is_none_or(|(_, _, before)| used && !before) && column != Sum::default() {
                    first = Some((category, point, used));
                }
            }
        }
    }
    // What the rule says where nothing stands in the categories that the call does not open.
    let within = if inside.known > Eur::ZERO {
        Outcomes::MET
    } else {
        Outcomes::NOT_APPLICABLE.or(Outcomes::MET.when(inside.unknown > 0))
    };
    let because = Some(Because::NoSpecificCosts);
    let Some((category, point, used)) = first else {
        let used = |c: &Category| sheet.ledger.column(*c) != Sum::default();
        let category = Category::SPECIFIC.into_iter().find(used).unwrap_or(Category::SpecificTwo);
        let operands = Operands::Opened { category, column: inside, point: Point::Settled(true) };
        return Finding { because, ..Finding::of(within, operands) };
    };
    let outcomes = if used { point.outcomes() } else { point.outcomes().or(within) };
    Finding { because, ..Finding::of(outcomes, Operands::Opened { category, column: outside, point }) }
}

/// The most days of one person in one calendar year, over all rows.
fn days(sheet: &Sheet<'_>) -> Finding {
    let mut years: HashMap<(&str, i32), u32> = HashMap::new();
    let mut most: Option<(u32, usize, usize)> = None;
    for (row, of) in sheet.budget.rows().iter().enumerate() {
        for (entry, person) in of.persons.iter().enumerate() {
            let sum = years.entry((person.name.as_str(), person.year)).or_default();
            *sum = sum.saturating_add(person.days.halves());
            if most.is_none_or(|(halves, ..)| *sum > halves) {
                most = Some((*sum, row, entry));
            }
        }
    }
    let Some((halves, row, entry)) = most else {
        return Finding::not_applicable(Because::NothingStated);
    };
    let within = halves <= DAYS_A_YEAR.saturating_mul(2);
    Finding::of(bounds::met(within), Operands::Days { most: Days::from_halves(halves), row, entry })
}

/// A share above the call's has to be justified in the application.
fn subcontracting(sheet: &Sheet<'_>, share: Rate) -> Finding {
    let part = sheet.ledger.column(Category::Subcontracting);
    let others = sheet.ledger.costs_without(Category::Subcontracting);
    // part <= share * (part + others), so that each cell stands on one side.
    let (of, whole) = (share.millionths(), Rate::WHOLE.millionths());
    let within = bounds::at_most(part, whole.saturating_sub(of), others, of);
    let outcomes = match sheet.budget.is_subcontracting_justified() {
        Some(true) => Outcomes::MET,
        Some(false) => within,
        None if within == Outcomes::MET => Outcomes::MET,
        None => bounds::NEITHER,
    };
    Finding::of(outcomes, Operands::Share { part, whole: part.and(others), rate: share })
}
