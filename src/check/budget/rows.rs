//! Rules on one row.

use super::bounds::{self, NEITHER, cell, known, met};
use super::{Cell, Finding, Operands, Sheet};
use crate::budget::{Category, Owner, Row, Sum, days_at, indirect_costs, owner_unit_cost};
use crate::check::Because;
use crate::money::Eur;
use crate::outcome::Outcomes;
use crate::rule::RuleId;

/// The largest support to one third party that the law names (Financial Regulation 2024/2509, Art. 207).
const SUPPORT_EACH: Option<Eur> = Eur::from_euros(60_000);

/// The rules on one row, in the registry's order.
pub(crate) const RULES: [RuleId; 7] = [
    RuleId::BudgetParticipant,
    RuleId::BudgetFundedRole,
    RuleId::BudgetDistinctRows,
    RuleId::BudgetWorkPackages,
    RuleId::BudgetIndirectCosts,
    RuleId::BudgetUnitCosts,
    RuleId::BudgetSupportCeiling,
];

/// Looks at one row under one rule; `None` where the call states nothing to look at it under.
pub(crate) fn look(rule: RuleId, place: usize, row: &Row, sheet: &Sheet<'_>) -> Option<Finding> {
    Some(match rule {
        RuleId::BudgetParticipant => participant(place, sheet),
        RuleId::BudgetFundedRole => funded_role(place, row, sheet),
        RuleId::BudgetDistinctRows => Finding::of(met(!sheet.ledger.repeats(place)), Operands::Row),
        RuleId::BudgetWorkPackages => work_packages(place, row),
        RuleId::BudgetIndirectCosts => {
            let rules = &sheet.call.budget_rules().indirect_costs.as_ref()?.value;
            let base = row.costs.base(&rules.excluded);
            let charged = row.costs.get(Category::Indirect);
            let due = base.exact().and_then(|b| indirect_costs(b, rules.rate));
            Finding::of(
                bounds::flat_rate(charged, base, rules.rate),
                Operands::FlatRate { base, rate: rules.rate, charged, due },
            )
        }
        RuleId::BudgetUnitCosts => unit_costs(place, row, sheet)?,
        _ => support_ceiling(row, sheet),
    })
}

fn participant(place: usize, sheet: &Sheet<'_>) -> Finding {
    let standing = sheet.standing(place);
    let somebody = standing.funded || standing.unfunded;
    let outcomes = Outcomes::MET.when(somebody).or(Outcomes::NOT_MET.when(standing.nobody));
    Finding::of(outcomes, Operands::Row)
}

/// A row without costs and without contribution does no harm whoever it is of.
fn funded_role(place: usize, row: &Row, sheet: &Sheet<'_>) -> Finding {
    let standing = sheet.standing(place);
    let entered = row.costs.total().and(cell(row.requested));
    let unfunded = if entered.known > Eur::ZERO {
        Outcomes::NOT_MET
    } else if entered.unknown > 0 {
        NEITHER
    } else {
        Outcomes::MET
    };
    let outcomes = Outcomes::MET
        .when(standing.funded)
        .or(if standing.unfunded { unfunded } else { Outcomes::NONE })
        .or(Outcomes::NOT_APPLICABLE.when(standing.nobody));
    Finding { because: Some(Because::NoSuchParticipant), ..Finding::of(outcomes, Operands::Entered(entered)) }
}

/// The split of each category that any work package names adds up to the row's cell.
fn work_packages(place: usize, row: &Row) -> Finding {
    if row.work_packages.is_empty() {
        return Finding::not_applicable(Because::NothingStated);
    }
    let split = |category| row.work_packages.iter().map(|w| w.costs.get(category)).collect::<Sum>();
    let overheads = row.work_packages.iter().any(|w| w.costs.get(Category::Indirect).is_some());
    let categories = Category::direct().chain(overheads.then_some(Category::Indirect));
    Finding::first(categories.map(|c| (Cell::Split(place, c), cell(row.costs.get(c)), split(c))))
}

/// What the owners of a row cost by unit cost; `None` beyond EUR 10^13.
fn owners_cost(owners: &[Owner], sheet: &Sheet<'_>) -> Option<Eur> {
    let opening = sheet.call.opening()?.value;
    owners.iter().try_fold(Eur::ZERO, |sum, owner| {
        sum.checked_add(days_at(owner.days, owner_unit_cost(opening, owner.coefficient)?)?)
    })
}

fn unit_costs(place: usize, row: &Row, sheet: &Sheet<'_>) -> Option<Finding> {
    sheet.call.opening()?;
    let charged = row.costs.get(Category::Owners);
    let finding = match &row.owners {
        None => Finding::of(NEITHER, Operands::Unlisted(cell(charged))),
        Some(owners) => match owners_cost(owners, sheet) {
            Some(cost) => Finding::first([(Cell::Cost(place, Category::Owners), cell(charged), known(cost))]),
            // More than any cell can hold.
            None => Finding::of(Outcomes::NOT_MET, Operands::Unlisted(cell(charged))),
        },
    };
    Some(finding.where_entered(Category::Owners, cell(charged)))
}

/// The largest support keeps to the ceiling and to what the row has for all together. Where it is not
/// stated, it is not larger than that.
fn support_ceiling(row: &Row, sheet: &Sheet<'_>) -> Finding {
    let all = cell(row.costs.get(Category::ThirdParties));
    let stated = sheet.call.budget_rules().third_party_ceiling.as_ref().map(|c| c.value);
    let ceiling = stated.or(SUPPORT_EACH).unwrap_or(Eur::MAX);
    let some = match row.largest_support {
        Some(largest) if largest > ceiling => Outcomes::NOT_MET,
        Some(largest) => bounds::at_most(known(largest), 1, all, 1),
        None if all.known <= ceiling && all.unknown == 0 => Outcomes::MET,
        None => NEITHER,
    };
    // What is contradicted comes before the ceiling.
    let limit = match (row.largest_support, all.exact()) {
        (Some(largest), Some(all)) if largest > all && all < ceiling => all,
        _ => ceiling,
    };
    let operands = Operands::AtMost { sum: row.largest_support.map_or(all, known), limit: known(limit) };
    // A largest support where all together are nothing is a contradiction, not an empty category.
    match row.largest_support {
        Some(largest) if largest > Eur::ZERO => Finding::of(some, operands),
        _ => Finding::of(some, operands).where_entered(Category::ThirdParties, all),
    }
}
