//! Sums that have to agree: of a row, of its work packages, with the proposal, and costs with resources.

use super::{
    ALL_CALLS, BALANCED, SAME_AMOUNTS, TABLE, always, concluded, differing, of_row, others_costs, sentence,
    shown, unknown,
};
use crate::budget::{Category, Sum};
use crate::check::Because;
use crate::check::budget::bounds::{cell, equal, known};
use crate::check::budget::eligible::Eligible;
use crate::check::budget::{Cell, Finding, Operands};
use crate::check::def::{About, DependsOn, Judge, Part, RuleDef};
use crate::check::fact::{Fact, FactKind};
use crate::check::phrases::eur;
use crate::law::Act;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};

pub(in crate::rule) const ROW_TOTAL: RuleDef<()> = RuleDef {
    about: About {
        title: "The stated total of a row is the sum of its cells.",
        explanation: "\
Adds up the cells of the row and compares the sum with the total that the row states. Without a stated total
there is nothing to compare; the recomputed sum is used everywhere.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[TABLE],
        facts: &[FactKind::Costs, FactKind::Totals],
    },
    asked: always,
    judge: Judge::Rows(|(), _, place, row| match row.total {
        None => Finding::not_applicable(Because::NothingStated),
        Some(total) => Finding::first([(Cell::RowTotal(place), known(total), row.costs.total())]),
    }),
    shown: shown(|(), seen| of_row(seen, &differing(seen, "recomputed").unwrap_or_default())),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| unknown.costs(seen.place, Category::ALL.iter().copied()));
    }),
};

pub(in crate::rule) const WORK_PACKAGES: RuleDef<()> = RuleDef {
    about: About {
        title: "The work packages of a row add up to its cells.",
        explanation: "\
Where a row is split over work packages, each category adds up to the row's cell; the first one that differs
is named. The indirect costs, computed on the whole row, are compared only where a work package states them.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[TABLE],
        facts: &[FactKind::Costs, FactKind::WorkPackages],
    },
    asked: always,
    judge: Judge::Rows(|(), _, place, row| {
        if row.work_packages.is_empty() {
            return Finding::not_applicable(Because::NothingStated);
        }
        // The split of each category that any work package names adds up to the row's cell.
        let split = |category| row.work_packages.iter().map(|w| w.costs.get(category)).collect::<Sum>();
        let overheads = row.work_packages.iter().any(|w| w.costs.get(Category::Indirect).is_some());
        let categories = Category::direct().chain(overheads.then_some(Category::Indirect));
        Finding::first(categories.map(|c| (Cell::Split(place, c), cell(row.costs.get(c)), split(c))))
    }),
    shown: shown(|(), seen| {
        let said = match seen.outcome {
            Outcome::Met => Some("the work packages add up to every cell that they split.".to_owned()),
            _ => differing(seen, "the work packages add up to"),
        };
        of_row(seen, &said.unwrap_or_default())
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(row) = seen.row() else { return };
        unknown(seen, dependence, |unknown| {
            for (category, costs) in row.costs.iter() {
                let split = || row.work_packages.iter().map(|w| w.costs.get(category));
                let named = category != Category::Indirect || split().any(|cell| cell.is_some());
                if !named || equal(cell(costs), split().collect()).fold() != Outcome::Unknown {
                    continue;
                }
                unknown.costs(seen.place, [category].into_iter());
                for (at, _) in split().enumerate().filter(|(_, cell)| cell.is_none()) {
                    unknown.fact(Fact::of_split(seen.place, at, category));
                }
            }
        });
    }),
};

pub(in crate::rule) const AGREES: RuleDef<()> = RuleDef {
    about: About {
        title: "Budget and proposal state the same grant and the same costs.",
        explanation: "\
The contributions requested in all rows add up to the requested grant of the proposal, and the eligible costs to
those that it states: the costs in all rows but those of associated partners and of whoever else has no funding. While that
is not known of somebody, both are looked at. The first that differs is named.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            concluded(Act::Financial2024, "Art. 189", SAME_AMOUNTS),
            concluded(Act::Financial2018, "Art. 186", SAME_AMOUNTS),
        ],
        facts: &[
            FactKind::RequestedGrant,
            FactKind::TotalEligibleCosts,
            FactKind::BudgetRows,
            FactKind::Participants,
            FactKind::Pic,
            FactKind::ParticipantsComplete,
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::Costs,
            FactKind::Requested,
        ],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let grant = (Cell::RequestedGrant, cell(sheet.requested_grant), sheet.ledger.requested);
        let (stated, costs) = (cell(sheet.total_eligible_costs), Eligible::of(sheet, |_| true));
        let at = Cell::TotalEligibleCosts;
        Finding::first([grant]).and(Finding::of(
            costs.under_each(|summed| equal(stated, summed)),
            Operands::Equal { at, stated, summed: costs.most() },
        ))
    }),
    shown: shown(|(), seen| match seen.outcome {
        Outcome::Met => "Grant and costs are those of the proposal.".to_owned(),
        _ => {
            let costs = |o| matches!(o, Operands::Equal { at: Cell::TotalEligibleCosts, .. });
            let costs = seen.finding.is_some_and(|finding| costs(finding.operands));
            let others = if costs { others_costs(seen, |_| true) } else { String::new() };
            format!("{}{others}", sentence(&differing(seen, "recomputed").unwrap_or_default()))
        }
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        let open = |stated: Option<Eur>, sum| equal(cell(stated), sum).fold() == Outcome::Unknown;
        let costs = Eligible::of(&sheet, |_| true);
        let judge = |sum| equal(cell(sheet.total_eligible_costs), sum);
        unknown(seen, dependence, |unknown| {
            if open(sheet.requested_grant, sheet.ledger.requested) {
                if sheet.requested_grant.is_none() {
                    unknown.fact(Fact::of_proposal(FactKind::RequestedGrant));
                }
                unknown.all_requested();
            }
            if costs.under_each(judge).fold() == Outcome::Unknown {
                if sheet.total_eligible_costs.is_none() {
                    unknown.fact(Fact::of_proposal(FactKind::TotalEligibleCosts));
                }
                costs.depends(&sheet, Category::ALL.iter().copied(), judge, unknown);
            }
        });
    }),
};

pub(in crate::rule) const BALANCE: RuleDef<()> = RuleDef {
    about: About {
        title: "The costs of the action equal its resources.",
        explanation: "\
The requested contributions and all other resources of all rows add up to the total costs of all rows. One
row may pay for another.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            concluded(Act::Financial2024, "Art. 193", BALANCED),
            concluded(Act::Financial2018, "Art. 190", BALANCED),
        ],
        facts: &[FactKind::Costs, FactKind::Requested, FactKind::Resources],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let resources = sheet.ledger.cofinancing().and(sheet.ledger.requested);
        Finding::first([(Cell::Total, resources, sheet.ledger.costs())])
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::Equal { stated, summed, .. }) => {
            format!("Resources of {}; costs of {}.", eur(stated), eur(summed))
        }
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| {
            unknown.all_costs();
            unknown.all_requested();
            unknown.all_resources();
        });
    }),
};
