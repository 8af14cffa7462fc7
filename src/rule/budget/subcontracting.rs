//! A large share of subcontracting has to be justified, and a call may set a largest share.

use super::share;
use super::{shown, unknown};
use crate::budget::Category;
use crate::check::budget::bounds::{NEITHER, cell, within_share};
use crate::check::budget::{Finding, Operands, Sheet};
use crate::check::def::{About, Asked, DependsOn, Judge, Part, RuleDef};
use crate::check::fact::{Fact, FactKind};
use crate::check::phrases::{eur, excess};
use crate::law::{Basis, Citation};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::rule::parts::{CALL_DECIDES, MANUAL};

pub(in crate::rule) const SUBCONTRACTING: RuleDef<Rate> = RuleDef {
    about: About {
        title: "A large share of subcontracting is justified in the application.",
        explanation: "\
Compares category B with the call's share of the total costs, at two decimals of a per cent as any rate. Above it,
the application has to justify subcontracting specifically. Calls commonly say 30 %, which was not read for any AMIF
call: one that does not state a share gives no assessment.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[Citation::document(MANUAL, "3.1.3", Basis::OfficialPage)],
        facts: &[FactKind::Costs, FactKind::SubcontractingJustified],
    },
    asked: |call| call.budget_rules().subcontracting.as_ref().map(Asked::stated),
    judge: Judge::Budget(Part::Whole, |share, sheet| {
        let outcomes = match (sheet.budget.is_subcontracting_justified(), within(*share, sheet)) {
            (Some(true), _) => Outcomes::MET,
            (Some(false), within) => within,
            (None, Outcomes::MET) => Outcomes::MET,
            (None, _) => NEITHER,
        };
        let part = sheet.ledger.column(Category::Subcontracting);
        let whole = part.and(sheet.ledger.costs_without(Category::Subcontracting));
        Finding::of(outcomes, Operands::Share { part, whole, rate: *share })
    }),
    shown: shown(|_, seen| {
        let Some(Operands::Share { part, whole, rate }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        let failed = seen.outcome == Outcome::NotMet;
        let over = part.exact().zip(whole.exact()).filter(|_| failed);
        let over = over.and_then(|(part, whole)| excess(part, whole, rate));
        let over = over.map_or(String::new(), |over| format!(", exceeded by EUR {over} exactly"));
        let justified = if failed { ", and not justified" } else { ", or justified" };
        let share = share(part, whole, rate);
        format!("{} of {} is {share}; at most {rate}{over}{justified}.", eur(part), eur(whole))
    }),
    depends: DependsOn::Found(|asked, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        unknown(seen, dependence, |unknown| {
            if sheet.budget.is_subcontracting_justified().is_none() {
                unknown.fact(Fact::of_budget(FactKind::SubcontractingJustified));
            }
            if within(*asked.value, &sheet) == Outcomes::MET_OR_NOT {
                unknown.all_costs();
            }
        });
    }),
};

pub(in crate::rule) const CEILING: RuleDef<Rate> = RuleDef {
    about: About {
        title: "Subcontracting keeps to the call's largest share.",
        explanation: "\
Compares category B with the call's largest share of the total eligible costs, at two decimals of a per cent as any
rate. A justification does not lift it. A call that states no largest share gives no assessment.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::document(MANUAL, "3.1.3", Basis::OfficialPage)],
        facts: &[FactKind::Costs],
    },
    asked: |call| call.budget_rules().subcontracting_ceiling.as_ref().map(Asked::stated),
    judge: Judge::Budget(Part::Whole, |ceiling, sheet| {
        let part = sheet.ledger.column(Category::Subcontracting);
        let others = sheet.ledger.costs_without(Category::Subcontracting);
        // Where nothing is subcontracted the rule concerns nothing, so the least that does is a cent.
        let least = match part.known {
            Eur::ZERO => part.and(cell(Eur::from_cents(1))),
            _ => part,
        };
        let operands = Operands::Share { part, whole: part.and(others), rate: *ceiling };
        Finding::of(within_share(least, others, *ceiling), operands)
            .where_entered(Category::Subcontracting, part)
    }),
    shown: shown(|_, seen| {
        let Some(Operands::Share { part, whole, rate }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        let share = share(part, whole, rate);
        format!("{} of {} is subcontracted, {share}; at most {rate}.", eur(part), eur(whole))
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| unknown.all_costs());
    }),
};

/// Whether subcontracting keeps to the share that needs no justification.
fn within(share: Rate, sheet: &Sheet<'_>) -> Outcomes {
    let part = sheet.ledger.column(Category::Subcontracting);
    let others = sheet.ledger.costs_without(Category::Subcontracting);
    match (part.known, part.unknown) {
        (Eur::ZERO, 0) => Outcomes::MET,
        (Eur::ZERO, _) => within_share(part, others, share).or(Outcomes::MET),
        _ => within_share(part, others, share),
    }
}
