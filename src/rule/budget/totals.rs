//! The stated totals of a budget.

use super::{ALL_CALLS, TABLE, always, differing, sentence, share, shown, unknown};
use crate::budget::{Category, Sum};
use crate::check::Because;
use crate::check::budget::bounds::{equal, known, share_is};
use crate::check::budget::unknown::Unknown;
use crate::check::budget::{Cell, Finding, Operands, Sheet};
use crate::check::def::{About, DependsOn, Judge, Part, RuleDef, Seen};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

pub(in crate::rule) const TOTALS: RuleDef<()> = RuleDef {
    about: About {
        title: "The stated totals of the budget are the recomputed ones.",
        explanation: "\
Compares every total that the budget states with the sum of the rows: each category, the total costs, the
requested contribution, each other resource, and the requested share of the costs at two decimals of a per
cent. The first that differs is named.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[TABLE],
        facts: &[FactKind::Costs, FactKind::Requested, FactKind::Resources, FactKind::Totals],
    },
    asked: always,
    judge: Judge::Budget(Part::Totals, |(), sheet| totals(sheet)),
    shown: shown(|(), seen| words(seen)),
    depends: DependsOn::Found(|_, seen, dependence| {
        if let Some(sheet) = seen.sheet() {
            unknown(seen, dependence, |unknown| depends(&sheet, unknown));
        }
    }),
};

fn words(seen: &Seen<'_>) -> String {
    let said = match seen.finding.map(|finding| finding.operands) {
        Some(Operands::StatedRate { part, whole, rate }) => {
            let share = share(part, whole, rate);
            Some(format!(
                "/budget/totals/funding_rate is {rate}; {} of {} is {share}.",
                eur(part),
                eur(whole)
            ))
        }
        Some(Operands::Equal { .. }) if seen.outcome == Outcome::Met => {
            Some("every stated total is the recomputed one.".to_owned())
        }
        Some(Operands::Equal { at: Cell::Total, .. }) => differing(seen, "recomputed"),
        _ => differing(seen, "the rows add up to"),
    };
    sentence(&said.unwrap_or_default())
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
fn stated_share(sheet: &Sheet<'_>) -> Option<Finding> {
    let (ledger, stated) = (sheet.ledger, sheet.budget.totals());
    let rate = stated.funding_rate?;
    let part = stated.requested.map_or(ledger.requested, known);
    let whole = stated.total.map_or_else(|| summed_costs(sheet), known);
    let hundredths = rate.millionths().saturating_add(50) / 100;
    let share = share_is(part, whole, hundredths);
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

/// The cells behind the comparisons that are open.
fn depends(sheet: &Sheet<'_>, unknown: &mut Unknown<'_, '_>) {
    let (ledger, stated) = (sheet.ledger, sheet.budget.totals());
    let open = |sum, total| equal(known(total), sum).fold() == Outcome::Unknown;
    let share = stated_share(sheet).is_some_and(|finding| finding.outcomes.fold() == Outcome::Unknown);
    // Columns without a stated total are free where the total of all is compared.
    let free = stated.total.is_some() || share;
    let listed = |c: Category| stated.costs.iter().find(|(s, _)| *s == c).map(|(_, total)| *total);
    let concerned = |c: &Category| listed(*c).map_or(free, |total| open(ledger.column(*c), total));
    let columns: Vec<Category> = Category::ALL.iter().copied().filter(concerned).collect();
    unknown.columns(columns.iter().copied());
    if stated.requested.map_or(share, |total| open(ledger.requested, total)) {
        unknown.all_requested();
    }
    let open = stated.resources.iter().filter(|(resource, total)| open(ledger.resource(*resource), *total));
    open.for_each(|(resource, _)| unknown.resources(*resource));
}
