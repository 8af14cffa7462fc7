//! The stated total of a row is the sum of its cells.

use super::about_budget::{ALL_CALLS, TABLE};
use crate::check::Because;
use crate::check::budget::bounds::known;
use crate::check::budget::hinges::row_costs;
use crate::check::budget::{Cell, Finding, Operands, Sheet};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::outcome::{Consequence, Outcome, Stage};

pub(super) const ROW_TOTAL: RuleDef<()> = RuleDef {
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
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Rows(|(), _, place, row| match row.total {
        None => Finding::not_applicable(Because::NothingStated),
        Some(total) => Finding::first([(Cell::RowTotal(place), known(total), row.costs.total())]),
    }),
    shown: Shown {
        required: |(), seen| seen.finding?.operands.required(),
        found: |seen| seen.finding?.operands.found(),
        words: |(), seen| words(seen),
        reading: no_reading,
        because: |seen| seen.finding.and_then(|f| f.because).unwrap_or(Because::NothingStated),
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, hinges| {
        if let Some(sheet) = Sheet::of(&seen.facts, seen.setting.call) {
            hinges.facts.extend(row_costs(&sheet, seen.place));
        }
    }),
};

fn words(seen: &Seen<'_>) -> String {
    let Some(Operands::Equal { at, stated, summed }) = seen.finding.map(|f| f.operands) else {
        return String::new();
    };
    let verb = if seen.outcome == Outcome::NotMet { "differs: " } else { "" };
    format!("{}: {verb}{at} is {}; recomputed {}.", seen.row_name(), eur(stated), eur(summed))
}
