//! Indirect costs are the call's flat rate, and without one no more than the law lets them be.

use super::{ALL_CALLS, amount, of_row, shown, unknown};
use crate::budget::{Category, INDIRECT_AT_MOST, Row, indirect_costs};
use crate::call::{IndirectCosts, Sourced};
use crate::check::budget::bounds::{at_most, cell, flat_rate};
use crate::check::budget::{Finding, Operands};
use crate::check::def::{About, Asked, DependsOn, Judge, RuleDef, Seen};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::input::printable;
use crate::law::{COMMITTED, of_2018, of_2024};
use crate::money::Rate;
use crate::outcome::{Consequence, Outcome, Stage};

pub(in crate::rule) const INDIRECT_COSTS: RuleDef<Option<Sourced<IndirectCosts>>> = RuleDef {
    about: About {
        title: "The indirect costs are the call's flat rate, or at most 7 % of the direct costs.",
        explanation: "\
The base is the row's direct costs without the categories that the call leaves out. The amount is the rate
times the base to the cent, rounded half up or down; the rounding was not read. The law lets a call set up to 7 % of
the direct costs; more takes a reasoned decision of the Commission, which the call then names. Where the call
does not state the rate, indirect costs of a row above 7 % of all its direct costs, compared to the cent, are
not met: they need such a decision, and none is stated. A beneficiary that gets an operating grant of the
Union may have to leave indirect costs out (not verified); that is not looked at.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 184(6)", COMMITTED), of_2018("Art. 181(6)")],
        facts: &[FactKind::Costs],
    },
    asked: |call| {
        let value = &call.budget_rules().indirect_costs;
        Some(Asked { source: value.as_ref().map(|stated| &stated.source[..]), ..Asked::always(value) })
    },
    judge: Judge::Rows(|stated, _, _, row| match stated {
        Some(stated) => flat(&stated.value, row),
        None => capped(row),
    }),
    shown: shown(words),
    depends: DependsOn::Found(|asked, seen, dependence| {
        let (rate, excluded) = match asked.value {
            Some(Sourced { value, .. }) => (value.rate, &value.excluded[..]),
            None => (INDIRECT_AT_MOST, &[][..]),
        };
        unknown(seen, dependence, |unknown| {
            unknown.costs(seen.place, [Category::Indirect].into_iter());
            if rate > Rate::ZERO {
                unknown.costs(seen.place, Category::direct().filter(|c| !excluded.contains(c)));
            }
        });
    }),
};

/// The indirect costs of a row are the flat rate that the call states.
fn flat(rules: &IndirectCosts, row: &Row) -> Finding {
    let (base, charged) = (row.costs.base(&rules.excluded), row.costs.get(Category::Indirect));
    let due = base.exact().and_then(|base| indirect_costs(base, rules.rate));
    let operands = Operands::FlatRate { base, rate: rules.rate, charged, due };
    Finding::of(flat_rate(charged, base, rules.rate), operands)
}

/// The indirect costs of a row are no more than the law lets them be of all its direct costs.
fn capped(row: &Row) -> Finding {
    let (part, of) = (cell(row.costs.get(Category::Indirect)), row.costs.base(&[]));
    let (rate, whole) = (INDIRECT_AT_MOST.millionths(), Rate::WHOLE.millionths());
    Finding::of(at_most(part, whole, of, rate), Operands::PartOf { part, of, rate: INDIRECT_AT_MOST })
}

fn words(stated: &Option<Sourced<IndirectCosts>>, seen: &Seen<'_>) -> String {
    let said = match seen.finding.map(|finding| finding.operands) {
        Some(Operands::FlatRate { base, rate, charged, due }) => {
            let due = due.map_or(String::new(), |due| format!(", which is EUR {}", due.grouped()));
            let decision = stated.as_ref().and_then(|stated| stated.value.decision.as_deref());
            let by = decision.map_or(String::new(), |decision| format!(" (by {})", printable(decision)));
            format!("{} of indirect costs; {rate}{by} of {}{due}.", amount(charged), eur(base))
        }
        Some(Operands::PartOf { part, of, rate }) => {
            let more = match seen.outcome {
                Outcome::NotMet => "; more takes a reasoned decision of the Commission, and none is stated",
                _ => "",
            };
            let most = of.exact().and_then(|of| rate.exact_part(of));
            let most = most.map_or(String::new(), |most| format!(", which is EUR {}", most.grouped()));
            format!("{} of indirect costs; at most {rate} of {}{most}{more}.", eur(part), eur(of))
        }
        _ => String::new(),
    };
    of_row(seen, &said)
}
