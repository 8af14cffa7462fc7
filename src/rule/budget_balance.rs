//! The costs of the action equal its resources.

use super::about_budget::{ALL_CALLS, BALANCED, concluded};
use crate::check::Because;
use crate::check::budget::hinges::all_cells;
use crate::check::budget::{Cell, Finding, Operands, Sheet};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::law::Act;
use crate::outcome::{Consequence, Stage};

pub(super) const BALANCE: RuleDef<()> = RuleDef {
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
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Budget(|(), sheet| {
        let resources = sheet.ledger.cofinancing().and(sheet.ledger.requested);
        Finding::first([(Cell::Total, resources, sheet.ledger.costs())])
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
            hinges.facts.extend(all_cells(&sheet));
        }
    }),
};

fn words(seen: &Seen<'_>) -> String {
    match seen.finding.map(|f| f.operands) {
        Some(Operands::Equal { stated, summed, .. }) => {
            format!("Resources of {}; costs of {}.", eur(stated), eur(summed))
        }
        _ => String::new(),
    }
}
