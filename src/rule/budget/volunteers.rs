//! Volunteers' work beside the other resources of the action.

use super::{ALL_CALLS, APART, ELIGIBLE_AND_REQUESTED, always, concluded, others_costs, shown, unknown};
use crate::budget::{Category, Resource};
use crate::check::Because;
use crate::check::budget::bounds::at_most;
use crate::check::budget::eligible::Eligible;
use crate::check::budget::{Finding, Operands};
use crate::check::def::{About, DependsOn, Judge, Part, RuleDef};
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::law::{Act, COMMITTED, of_2018, of_2024};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcomes, Stage};

pub(in crate::rule) const VOLUNTEERS_SHARE: RuleDef<()> = RuleDef {
    about: About {
        title: "Volunteers' work is at most half of the co-financing.",
        explanation: "\
Compares the volunteers' costs with half of everything that pays for the action beside the grant: income, own
resources, financial contributions and in-kind contributions, by the applicant's estimates.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 193(2)", COMMITTED), of_2018("Art. 190")],
        facts: &[FactKind::Costs, FactKind::Resources],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let volunteers = sheet.ledger.column(Category::Volunteers);
        let cofinancing = sheet.ledger.cofinancing();
        let operands = Operands::PartOf { part: volunteers, of: cofinancing, rate: Rate::HALF };
        Finding::of(at_most(volunteers, 2, cofinancing, 1), operands)
            .where_entered(Category::Volunteers, volunteers)
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::PartOf { part, of, .. }) => {
            format!("{} of volunteers' work; at most half of the co-financing of {}.", eur(part), eur(of))
        }
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| {
            unknown.columns([Category::Volunteers].into_iter());
            unknown.all_resources();
        });
    }),
};

pub(in crate::rule) const IN_KIND: RuleDef<()> = RuleDef {
    about: About {
        title: "In-kind contributions pay for volunteers' work only.",
        explanation: "\
Compares the in-kind contributions of all rows with the volunteers' costs. Volunteers' work is the one
contribution in kind that is an eligible cost; others are shown apart from the eligible costs, with an
approximate value, and so pay for none of them. Volunteers' costs may also be covered otherwise.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 193(2)", APART), concluded(Act::Financial2018, "Art. 190", APART)],
        facts: &[FactKind::Costs, FactKind::Resources],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let (sum, limit) =
            (sheet.ledger.resource(Resource::InKind), sheet.ledger.column(Category::Volunteers));
        let because = Because::NoResource(Resource::InKind);
        match sum.exact() {
            Some(Eur::ZERO) => Finding::not_applicable(because),
            _ => Finding {
                outcomes: at_most(sum, 1, limit, 1).or(Outcomes::NOT_APPLICABLE.when(sum.known == Eur::ZERO)),
                operands: Operands::AtMost { sum, limit },
                because: Some(because),
            },
        }
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::AtMost { sum, limit }) => {
            format!("{} in kind; volunteers' work comes to {}.", eur(sum), eur(limit))
        }
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| {
            unknown.resources(Resource::InKind);
            unknown.columns([Category::Volunteers].into_iter());
        });
    }),
};

pub(in crate::rule) const WITHOUT_VOLUNTEERS: RuleDef<()> = RuleDef {
    about: About {
        title: "The grant does not exceed the costs other than volunteers' work.",
        explanation: "\
Compares the requested contribution of all rows with the eligible costs less category A.5; so a grant never
exceeds the eligible costs either. Costs in the row of whoever has no funding are none; while that is not known of
somebody, both are looked at.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 189(2)", COMMITTED), of_2018("Art. 186")],
        facts: &ELIGIBLE_AND_REQUESTED,
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let (sum, costs) = (sheet.ledger.requested, Eligible::of(sheet, is_paid_work));
        let outcomes = costs.under_each(|limit| at_most(sum, 1, limit, 1));
        Finding::of(outcomes, Operands::AtMost { sum, limit: costs.most() })
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::AtMost { sum, limit }) => {
            format!("{}; at most {}.{}", eur(sum), eur(limit), others_costs(seen, is_paid_work))
        }
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        let sum = sheet.ledger.requested;
        unknown(seen, dependence, |unknown| {
            unknown.all_requested();
            let categories = Category::ALL.iter().copied().filter(|category| is_paid_work(*category));
            let judge = |limit| at_most(sum, 1, limit, 1);
            Eligible::of(&sheet, is_paid_work).depends(&sheet, categories, judge, unknown);
        });
    }),
};

/// Every category but volunteers' work.
fn is_paid_work(category: Category) -> bool {
    category != Category::Volunteers
}
