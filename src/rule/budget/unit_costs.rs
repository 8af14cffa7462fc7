//! The work of owners without a salary has a unit cost.

use chrono::NaiveDate;

use super::{of_row, shown, unknown};
use crate::budget::{Category, Owner, days_at, owner_unit_cost};
use crate::check::budget::bounds::{NEITHER, cell, known};
use crate::check::budget::{Cell, Finding, Operands};
use crate::check::def::{About, Asked, DependsOn, Judge, RuleDef, Seen};
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::phrases::eur;
use crate::fund::ProgrammingPeriod;
use crate::law::{Basis, COMMITTED, Citation, of_2018, of_2024};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcomes, Stage};
use crate::rule::parts::CALL_DECIDES;

pub(in crate::rule) const UNIT_COSTS: RuleDef<NaiveDate> = RuleDef {
    about: About {
        title: "The work of owners without a salary is entered at its unit cost.",
        explanation: "\
Category A.4 is the days of the owners listed times the daily amount in force at the call's opening times the
coefficient of their country, so nothing entered beside days that cost something is not met. Costs without owners listed are unknown; where nothing is
entered and none are listed, none are presumed. The daily amounts were
published for Horizon Europe; that AMIF uses the same is not verified. A call without a day of opening gives
no assessment, and nor does one of 2014–2020: the decision holds for actions under the financial framework after 2020.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            of_2024("Art. 184(7)", COMMITTED),
            Citation::document("Decision C(2020) 7115", "", Basis::Act),
            Citation::document("Daily amounts as published for Horizon Europe", "", Basis::Unverified),
            of_2018("Art. 181"),
        ],
        facts: &[FactKind::Costs, FactKind::Owners],
    },
    asked: |call| {
        let later = call.period() != Some(ProgrammingPeriod::From2014);
        let opening = call.opening_asked().filter(|_| later)?;
        Some(Asked { source: None, ..Asked::either(opening) })
    },
    judge: Judge::Rows(|opening, _, place, row| {
        let charged = row.costs.get(Category::Owners);
        let finding = match &row.owners {
            None => Finding::of(NEITHER, Operands::Unlisted(cell(charged))),
            Some(owners) => match owners_cost(owners, *opening) {
                Some(cost) => {
                    Finding::first([(Cell::Cost(place, Category::Owners), cell(charged), known(cost))])
                }
                // More than any cell can hold.
                None => Finding::of(Outcomes::NOT_MET, Operands::Unlisted(cell(charged))),
            },
        };
        // Days come to a cost whether or not it is entered.
        let costs = row.owners.as_deref().is_some_and(|owners| owners_cost(owners, *opening) != Some(Eur::ZERO));
        if costs { finding } else { finding.where_entered(Category::Owners, cell(charged)) }
    }),
    shown: shown(|_, seen| {
        let said = match seen.finding.map(|finding| finding.operands) {
            Some(Operands::Equal { stated, summed, .. }) => {
                format!("{} in A.4; the days listed come to {}.", eur(stated), eur(summed))
            }
            Some(Operands::Unlisted(sum)) => format!("{} in A.4, and no days that come to it.", eur(sum)),
            _ => String::new(),
        };
        of_row(seen, &said)
    }),
    depends: DependsOn::Found(|asked, seen, dependence| {
        by_opening(asked, seen, dependence);
        unknown(seen, dependence, |unknown| {
            unknown.costs(seen.place, [Category::Owners].into_iter());
            if seen.row().is_some_and(|row| row.owners.is_none()) {
                unknown.fact(Fact::of_row(seen.place, FactKind::Owners));
            }
        });
    }),
};

/// The question on which sources differ, where the two days of opening have different costs.
fn by_opening(asked: Asked<'_, NaiveDate>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let Some((question, other)) = asked.other else { return };
    let differs = match seen.row().and_then(|row| row.owners.as_deref()) {
        Some(owners) => owners_cost(owners, *asked.value) != owners_cost(owners, *other),
        None => owner_unit_cost(*asked.value, Rate::WHOLE) != owner_unit_cost(*other, Rate::WHOLE),
    };
    if differs {
        dependence.question(question);
    }
}

/// What the owners of a row cost by unit cost; `None` beyond EUR 10^13.
fn owners_cost(owners: &[Owner], opening: NaiveDate) -> Option<Eur> {
    owners.iter().try_fold(Eur::ZERO, |sum, owner| {
        sum.checked_add(days_at(owner.days, owner_unit_cost(opening, owner.coefficient)?)?)
    })
}
