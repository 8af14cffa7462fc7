//! Rules on the budget as a whole.

use super::bounds::{self, cell, known};
use super::{Cell, Finding, Operands, Sheet};
use crate::budget::{Category, Sum};
use crate::call::Point;
use crate::check::Because;
use crate::check::rule::RuleId;
use crate::money::{Eur, Rate};
use crate::outcome::{Outcome, Outcomes};

/// Looks at the whole budget under one rule; `None` where the call states nothing to look at it under.
pub(super) fn look(rule: RuleId, sheet: &Sheet<'_>) -> Option<Finding> {
    let (ledger, call) = (sheet.ledger, sheet.call);
    let rules = call.budget_rules();
    let volunteers = ledger.column(Category::Volunteers);
    Some(match rule {
        RuleId::BudgetEveryParticipant => {
            let outcomes = ledger.every_row;
            Finding::of(outcomes, Operands::Without(ledger.without_row))
        }
        RuleId::BudgetTotals => totals(sheet),
        RuleId::BudgetAgrees => Finding::first([
            (Cell::RequestedGrant, cell(sheet.requested_grant), ledger.requested),
            (Cell::TotalEligibleCosts, cell(sheet.total_eligible_costs), ledger.costs()),
        ]),
        RuleId::BudgetVolunteers => {
            opened(Category::Volunteers, volunteers, call.read_point(rules.volunteers.point))
        }
        RuleId::BudgetSupport => {
            let support = ledger.column(Category::ThirdParties);
            opened(Category::ThirdParties, support, call.read_point(rules.third_parties.point))
        }
        RuleId::BudgetSpecific => specific(sheet),
        RuleId::BudgetVolunteersShare => {
            let cofinancing = ledger.cofinancing();
            let share = bounds::at_most(volunteers, 2, cofinancing, 1);
            Finding::of(share, Operands::Half { volunteers, cofinancing })
                .where_entered(Category::Volunteers, volunteers)
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
        RuleId::BudgetBalance => {
            let resources = ledger.cofinancing().and(ledger.requested);
            Finding::first([(Cell::Total, resources, ledger.costs())])
        }
        RuleId::BudgetGrantRange => {
            let range = call.grant()?.value;
            Finding::of(bounds::within(ledger.requested, range), Operands::Range(ledger.requested, range))
        }
        _ => {
            let rate = call.funding_rate()?.value;
            let (part, whole) = (ledger.requested, ledger.costs());
            Finding::of(bounds::within_rate(part, whole, rate), Operands::Share { part, whole, rate })
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
    let column = |category: Category| {
        let stated = stated.costs.iter().find(|(c, _)| *c == category);
        stated.map_or(ledger.column(category), |(_, total)| known(*total))
    };
    let costs = Category::ALL.iter().map(|c| column(*c)).fold(Sum::default(), Sum::and);
    let total = stated.total.map(|total| (Cell::Total, known(total), costs));
    let requested = stated.requested.map(|total| (Cell::Requested, known(total), ledger.requested));
    let resources =
        stated.resources.iter().map(|(r, total)| (Cell::Resource(*r), known(*total), ledger.resource(*r)));
    let pairs = columns.chain(total).chain(requested).chain(resources);
    let finding = Finding::first(pairs);
    let Some(rate) = stated.funding_rate else { return finding };
    let part = stated.requested.map_or(ledger.requested, known);
    let whole = stated.total.map_or(costs, known);
    let share = bounds::share_is(part, whole, rate.ratio().0.saturating_add(50) / 100);
    match (finding.outcomes.fold(), share.fold()) {
        (Outcome::NotMet, _) | (Outcome::Unknown, Outcome::Unknown | Outcome::Met) => finding,
        _ => Finding::of(share, Operands::StatedRate { part, whole, rate }),
    }
}

/// A category is used only where the call opens it.
fn opened(category: Category, column: Sum, point: Point) -> Finding {
    Finding::of(point.outcomes(), Operands::Opened { category, column, point })
        .where_entered(category, column)
}

fn specific(sheet: &Sheet<'_>) -> Finding {
    let rules = sheet.call.budget_rules();
    let listed = rules.specific_categories.as_ref().map_or(&[][..], |c| c.value.as_slice());
    let sum = |open: bool| {
        let some = Category::SPECIFIC.iter().filter(|c| listed.contains(c) == open);
        some.map(|c| sheet.ledger.column(*c)).fold(Sum::default(), Sum::and)
    };
    let (inside, outside) = (sum(true), sum(false));
    let point = sheet.call.read_point(rules.specific);
    // What the rule says where nothing stands in the categories that the call does not open.
    let within = if inside.known > Eur::ZERO {
        Outcomes::MET
    } else {
        Outcomes::NOT_APPLICABLE.or(Outcomes::MET.when(inside.unknown > 0))
    };
    let outcomes = match (outside.known > Eur::ZERO, outside.unknown) {
        (true, _) => point.outcomes(),
        (false, 0) => within,
        (false, _) => point.outcomes().or(within),
    };
    let category = Category::SpecificTwo;
    Finding {
        because: Some(Because::NoCosts(category)),
        ..Finding::of(outcomes, Operands::Opened { category, column: inside.and(outside), point })
    }
}

/// A share above the call's has to be justified in the application.
fn subcontracting(sheet: &Sheet<'_>, share: Rate) -> Finding {
    let part = sheet.ledger.column(Category::Subcontracting);
    let others = sheet.ledger.costs_without(Category::Subcontracting);
    // part <= share * (part + others), so that each cell stands on one side.
    let (of, whole) = share.ratio();
    let within = bounds::at_most(part, whole.saturating_sub(of), others, of);
    let outcomes = match sheet.budget.is_subcontracting_justified() {
        Some(true) => Outcomes::MET,
        Some(false) => within,
        None if within == Outcomes::MET => Outcomes::MET,
        None => bounds::NEITHER,
    };
    Finding::of(outcomes, Operands::Share { part, whole: part.and(others), rate: share })
}
