//! Categories that exist only where the call opens them.

use super::{TABLE, sentence, shown, unknown};
use crate::budget::{Category, Sum};
use crate::call::Point;
use crate::check::Because;
use crate::check::budget::{Finding, Operands, Sheet};
use crate::check::def::{About, Asked, DependsOn, Judge, Part, RuleDef, Seen};
use crate::check::dependence::Dependence;
use crate::check::fact::FactKind;
use crate::check::phrases::eur;
use crate::law::{COMMITTED, Citation, of_2018, of_2024};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::rule::parts::CALL_DECIDES;

pub(in crate::rule) const VOLUNTEERS: RuleDef<()> = RuleDef {
    about: About {
        title: "Volunteers' work is entered only where the call opens it.",
        explanation: "\
Category A.5 exists only where the call opens it. A call that says nothing leaves it open and forbids
nothing.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 184(8)", COMMITTED), of_2018("Art. 181")],
        facts: &[FactKind::Costs],
    },
    asked: |call| by(&call.budget_rules().volunteers.source),
    judge: Judge::Budget(Part::Whole, |(), sheet| opened(Category::Volunteers, sheet)),
    shown: shown(|(), seen| words(seen, |category, _| format!("category {category}"))),
    depends: DependsOn::Found(|_, seen, dependence| depends(Category::Volunteers, seen, dependence)),
};

pub(in crate::rule) const SUPPORT: RuleDef<()> = RuleDef {
    about: About {
        title: "Third parties are supported only where the call allows it.",
        explanation: "\
Category D.1 exists only where the call allows financial support to third parties. A call that says nothing
leaves it open and forbids nothing.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 207", COMMITTED), of_2018("Art. 204")],
        facts: &[FactKind::Costs],
    },
    asked: |call| by(&call.budget_rules().third_parties.source),
    judge: Judge::Budget(Part::Whole, |(), sheet| opened(Category::ThirdParties, sheet)),
    shown: shown(|(), seen| words(seen, |category, _| format!("category {category}"))),
    depends: DependsOn::Found(|_, seen, dependence| depends(Category::ThirdParties, seen, dependence)),
};

pub(in crate::rule) const SPECIFIC: RuleDef<()> = RuleDef {
    about: About {
        title: "Specific categories are used only where the call opens them.",
        explanation: "\
The categories from D.2 on exist only where a call opens them. A call that lists some bars the others; one
that says nothing leaves it open.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[TABLE],
        facts: &[FactKind::Costs],
    },
    asked: |call| {
        let listed = call.budget_rules().specific_categories.as_ref();
        by(listed.map_or(&[], |listed| &listed.source))
    },
    judge: Judge::Budget(Part::Whole, |(), sheet| specific(sheet)),
    shown: shown(|(), seen| {
        words(seen, |category, outcome| match outcome {
            Outcome::Met => "categories D.2 to D.5".to_owned(),
            _ => format!("specific categories, the first {category}"),
        })
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        let closed = |c: &Category| sheet.call.opens(*c) != Point::Settled(true);
        let closed = Category::SPECIFIC.into_iter().filter(closed);
        if closed.clone().all(|c| sheet.ledger.column(c).known == Eur::ZERO) {
            unknown(seen, dependence, |unknown| unknown.columns(closed));
        }
        question(seen, dependence);
    }),
};

/// What the call says of it, if anything; where it says nothing, the law stands behind the question.
fn by(source: &[Citation]) -> Option<Asked<'_, ()>> {
    Some(Asked { source: Some(source).filter(|source| !source.is_empty()), ..Asked::always(&()) })
}

/// A category is used only where the call opens it.
fn opened(category: Category, sheet: &Sheet<'_>) -> Finding {
    let (column, point) = (sheet.ledger.column(category), sheet.call.opens(category));
    Finding::of(point.outcomes(), Operands::Opened { category, column, point })
        .where_entered(category, column)
}

fn depends(category: Category, seen: &Seen<'_>, dependence: &mut Dependence) {
    if let Some(Operands::Opened { column, .. }) = seen.finding.map(|finding| finding.operands)
        && column.known == Eur::ZERO
    {
        unknown(seen, dependence, |unknown| unknown.columns([category].into_iter()));
    }
    question(seen, dependence);
}

/// The question whether the category is open.
fn question(seen: &Seen<'_>, dependence: &mut Dependence) {
    if let Some(Operands::Opened { point: Point::Open(question), .. }) = seen.finding.map(|f| f.operands) {
        dependence.question(usize::from(question));
    }
}

fn words(seen: &Seen<'_>, place: fn(Category, Outcome) -> String) -> String {
    let Some(Operands::Opened { category, column, point }) = seen.finding.map(|f| f.operands) else {
        return String::new();
    };
    let open = match (seen.outcome, point) {
        (Outcome::Met, _) => "open in this call",
        (Outcome::NotMet, _) => "not open in this call",
        (_, Point::Open(_)) => "the call's sources do not say whether it is open",
        (_, Point::Settled(_)) => "not open in this call, if anything is entered",
    };
    sentence(&format!("{} in {}; {open}.", eur(column), place(category, seen.outcome)))
}

fn specific(sheet: &Sheet<'_>) -> Finding {
    let (mut inside, mut outside) = (Sum::default(), Sum::default());
    // The first category that the call has to open: one with costs before one that may have some.
    let mut first: Option<(Category, Point, bool)> = None;
    for category in Category::SPECIFIC {
        let column = sheet.ledger.column(category);
        match sheet.call.opens(category) {
            Point::Settled(true) => inside = inside.and(column),
            point => {
                outside = outside.and(column);
                let used = column.known > Eur::ZERO;
                if first.is_none_or(|(_, _, before)| used && !before) && column != Sum::default() {
                    first = Some((category, point, used));
                }
            }
        }
    }
    // What the rule says where nothing stands in the categories that the call does not open.
    let within = if inside.known > Eur::ZERO {
        Outcomes::MET
    } else {
        Outcomes::NOT_APPLICABLE.or(Outcomes::MET.when(inside.unknown > 0))
    };
    let because = Some(Because::NoSpecificCosts);
    let Some((category, point, used)) = first else {
        let used = |c: &Category| sheet.ledger.column(*c) != Sum::default();
        let category = Category::SPECIFIC.into_iter().find(used).unwrap_or(Category::SpecificTwo);
        let operands = Operands::Opened { category, column: inside, point: Point::Settled(true) };
        return Finding { because, ..Finding::of(within, operands) };
    };
    let outcomes = if used { point.outcomes() } else { point.outcomes().or(within) };
    Finding { because, ..Finding::of(outcomes, Operands::Opened { category, column: outside, point }) }
}
