//! A call may ask that a share of the costs goes to third parties.

use super::share;
use super::{shown, unknown};
use crate::budget::{Category, Sum};
use crate::check::Because;
use crate::check::budget::bounds::within_share;
use crate::check::budget::{Finding, Operands};
use crate::check::def::{About, Asked, DependsOn, Judge, Part, RuleDef};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::law::{COMMITTED, of_2018, of_2024};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcomes, Stage};
use crate::rule::parts::CALL_DECIDES;

pub(in crate::rule) const SUPPORT_SHARE: RuleDef<Rate> = RuleDef {
    about: About {
        title: "Enough of the costs goes to third parties as financial support.",
        explanation: "\
Compares category D.1 with the call's smallest share of the total eligible costs: all other costs must keep to what
is left of the whole, at two decimals of a per cent as any rate. A call that states no smallest share gives no
assessment.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 207", COMMITTED), of_2018("Art. 204")],
        facts: &[FactKind::Costs],
    },
    asked: |call| call.budget_rules().third_party_share.as_ref().map(Asked::stated),
    judge: Judge::Budget(Part::Whole, |least, sheet| {
        let part = sheet.ledger.column(Category::ThirdParties);
        let others = sheet.ledger.costs_without(Category::ThirdParties);
        let whole = part.and(others);
        let operands = Operands::Share { part: others, whole, rate: least.rest() };
        let because = Some(Because::NothingStated);
        if whole.exact() == Some(Eur::ZERO) {
            return Finding { because, ..Finding::of(Outcomes::NOT_APPLICABLE, operands) };
        }
        let nothing = Outcomes::NOT_APPLICABLE.when(whole.known == Eur::ZERO);
        Finding { because, ..Finding::of(within_share(others, part, least.rest()).or(nothing), operands) }
    }),
    shown: shown(|least, seen| {
        let Some(Operands::Share { part, whole, rate }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        let given = seen.sheet().map_or(Sum::default(), |sheet| sheet.ledger.column(Category::ThirdParties));
        let rest = share(part, whole, rate);
        format!(
            "{} of {} goes to third parties; at least {least} is asked, so all else is at most {rate}, and it is {rest}.",
            eur(given),
            eur(whole)
        )
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| unknown.all_costs());
    }),
};
