//! Support to one third party has a ceiling.

use super::{ALL_CALLS, amount, of_row, shown, unknown};
use crate::budget::Category;
use crate::call::{Point, Sourced};
use crate::check::budget::bounds::{NEITHER, at_most, cell, known};
use crate::check::budget::{Finding, Operands};
use crate::check::def::{About, Asked, DependsOn, Judge, RuleDef};
use crate::check::fact::{Fact, FactKind};
use crate::check::phrases::eur;
use crate::law::{COMMITTED, of_2018, of_2024};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

/// The largest support to one third party that the law names (Financial Regulation 2024/2509, Art. 207).
const SUPPORT_EACH: Option<Eur> = Eur::from_euros(60_000);

pub(in crate::rule) const SUPPORT_CEILING: RuleDef<Option<Sourced<Eur>>> = RuleDef {
    about: About {
        title: "No third party gets more than the ceiling.",
        explanation: "\
Compares the largest support to one third party with the call's ceiling, or with the law's EUR 60 000 where
the call states none: more needs an objective that is otherwise impossible or overly difficult to reach,
which a call says, or is for humanitarian aid, emergency support, civil protection or crisis management. Whether it is for these is open
in a call for emergency assistance; in any other it is taken not to be. A largest support above what the row has for all third parties together contradicts it and
is not met either; where the largest is not stated, support that comes to no more than the ceiling in all
keeps to it.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 207", COMMITTED), of_2018("Art. 204")],
        facts: &[FactKind::Costs, FactKind::LargestSupport],
    },
    asked: |call| {
        let value = &call.budget_rules().third_party_ceiling;
        Some(Asked { source: value.as_ref().map(|stated| &stated.source[..]), ..Asked::always(value) })
    },
    judge: Judge::Rows(|stated, sheet, _, row| {
        let all = cell(row.costs.get(Category::ThirdParties));
        let ceiling = stated.as_ref().map(|stated| stated.value).or(SUPPORT_EACH).unwrap_or(Eur::MAX);
        let more = sheet.call.gives_emergency_support();
        // The largest support keeps to the ceiling and to what the row has for all together. Where it is not
        // stated, it is not larger than that.
        let some = match row.largest_support {
            Some(largest) if largest > ceiling => {
                let keeps = at_most(known(largest), 1, all, 1);
                Outcomes::NOT_MET.when(!more.certain()).or(keeps.when(more.possible()))
            }
            Some(largest) => at_most(known(largest), 1, all, 1),
            None if all.known <= ceiling && all.unknown == 0 => Outcomes::MET,
            None if more.certain() => Outcomes::MET,
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
    }),
    shown: shown(|_, seen| {
        let Some(Operands::AtMost { sum, limit }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        let all = seen.row().and_then(|row| row.costs.get(Category::ThirdParties));
        let above = seen.row().and_then(|row| row.largest_support).is_some_and(|most| most > limit.known);
        let (sum, limit) = (eur(sum), eur(limit));
        let said = match seen.row().and_then(|row| row.largest_support) {
            Some(largest) if all.is_some_and(|all| largest > all) => {
                format!("the largest support is {sum}, of {} for all together.", amount(all))
            }
            Some(_) if above && seen.outcome != Outcome::NotMet => format!(
                "the largest support is {sum}; more than {limit} each is for humanitarian aid, emergency support, civil protection \
                 or crisis management."
            ),
            Some(_) if seen.outcome == Outcome::Unknown => format!(
                "the largest support is {sum}, of an unknown amount for all together; at most {limit} each."
            ),
            Some(_) => format!("the largest support is {sum}; at most {limit} each."),
            None => format!("all support together is {sum}; at most {limit} each."),
        };
        of_row(seen, &said)
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let largest = seen.row().and_then(|row| row.largest_support);
        if let (Point::Open(question), true) =
            (seen.setting.call.gives_emergency_support(), SUPPORT_EACH.is_none_or(|each| largest.is_none_or(|most| most > each)))
        {
            dependence.question(usize::from(question));
        }
        unknown(seen, dependence, |unknown| {
            unknown.costs(seen.place, [Category::ThirdParties].into_iter());
            if seen.row().is_some_and(|row| row.largest_support.is_none()) {
                unknown.fact(Fact::of_row(seen.place, FactKind::LargestSupport));
            }
        });
    }),
};
