//! The financing table of Annex VI, row by row.

use std::collections::BTreeMap;

use super::rows::{Key, is_whole, may_be_alike};
use super::{
    NAMED, PERIOD, ProgrammeAt, Programmes, cpr, equal, euro, lacks, one, row_name, total, unknown_list,
};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::Basis;
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// The total of a row is the sum of its parts.
pub(crate) const ROW_TOTAL: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The total of a row of the financing table is the sum of its contributions.",
        explanation: "\
Annex VI of the Common Provisions Regulation: (b) = (c) + (d) and (e) = (a) + (b), so the total is the Union's
contribution, the national public and the national private one together, to the cent. An unknown part is
zero or more: a total below the parts that are known is not met whatever they are.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act)],
        facts: &[F::Financing, F::Union, F::Public, F::Private, F::Total],
    },
    judge: row_total,
};

fn row_total(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if unknown_list(&at.programme.financing, F::Financing, tell) {
        return;
    }
    for (place, row) in at.financing() {
        let parts: Sum = [row.union, row.public, row.private].into_iter().collect();
        let outcome = equal(parts, one(row.total));
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            for (absent, fact) in [
                (row.union.is_none(), F::Union),
                (row.public.is_none(), F::Public),
                (row.private.is_none(), F::Private),
                (row.total.is_none(), F::Total),
            ] {
                lacks(kept, absent, Fact::of_item(F::Financing, place, fact));
            }
            kept.required = Some(Required::Equal(parts));
            kept.found = Some(Found::Sum(one(row.total)));
            kept.message = format!(
                "Row {}: the total is {}; Union {}, public {} and private {} come to {}.",
                row_name(row.objective, row.action),
                euro(row.total),
                euro(row.union),
                euro(row.public),
                euro(row.private),
                total(parts)
            );
        });
    }
}

/// The rate of a row is the Union's share.
pub(crate) const ROW_RATE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The rate of a row of the financing table is the Union's share in it.",
        explanation: "\
Annex VI: (f) = (a) / (e), compared at two decimals of a per cent. Where the rate applies to public
contributions only, the share in public money, (a) / ((a) + (c)), is the rate that payments apply; either is
accepted there, and the sentence says which it is. A row without money has no share, and the rule does not apply to it.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Annex VI", Known::Act), cpr("Art. 93(2)", Known::Act)],
        facts: &[F::Financing, F::Union, F::Public, F::Total, F::Rate, F::Basis],
    },
    judge: row_rate,
};

fn row_rate(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.financing() {
        let public = row.union.zip(row.public).and_then(|(a, c)| a.checked_add(c));
        let share = |whole: Option<Eur>| row.union.zip(whole).and_then(|(a, e)| Percent::of(a, e));
        let (of_total, of_public) = (share(row.total), share(public));
        let (total, public) = (whether(row.union, row.total, row.rate), whether(row.union, public, row.rate));
        let outcomes = match row.basis {
            Some(Basis::Total) => total,
            Some(Basis::Public) => either(total, public),
            None => total.or(either(total, public)),
        };
        let may_be_public = row.basis != Some(Basis::Total);
        // Nothing of something is no share of public money either, whatever that is.
        let nothing = row.union == Some(Eur::ZERO) && row.total.is_some_and(|total| total > Eur::ZERO);
        let same = of_total.is_some() && of_total == of_public;
        tell.tell(Subject::Item(F::Financing, place), outcomes.fold(), |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            kept.because = Some("the row has no money, of which nothing is a share".to_owned());
            for (absent, fact) in [
                (row.union.is_none(), F::Union),
                (row.total.is_none(), F::Total),
                (row.public.is_none() && may_be_public && !nothing, F::Public),
                (row.rate.is_none(), F::Rate),
                (row.basis.is_none() && !same, F::Basis),
            ] {
                lacks(kept, absent, Fact::of_item(F::Financing, place, fact));
            }
            kept.found = Some(Found::Rate { requested: row.union, costs: row.total, share: of_total });
            let shown =
                |share: Option<Percent>| share.map_or("unknown".to_owned(), |share| share.to_string());
            kept.message = format!(
                "Row {}: the rate is {}; the Union's share is {} of the total and {} of public money.",
                row_name(row.objective, row.action),
                row.rate.map_or("unknown".to_owned(), |rate| rate.to_string()),
                shown(of_total),
                shown(of_public)
            );
        });
    }
}

/// Whether the Union's share in an amount is the rate; of no money there is none, and the comparison does not apply.
fn whether(union: Option<Eur>, whole: Option<Eur>, rate: Option<Rate>) -> Outcomes {
    let nothing = Some(Eur::ZERO);
    match (union, whole) {
        (Some(_), Some(whole)) if union == nothing && whole == Eur::ZERO => Outcomes::NOT_APPLICABLE,
        (Some(_), Some(Eur::ZERO)) => Outcomes::NOT_MET,
        (None, Some(Eur::ZERO)) => Outcomes::NOT_APPLICABLE.or(Outcomes::NOT_MET),
        (Some(union), Some(whole)) => match (Percent::of(union, whole), rate) {
            (Some(share), Some(rate)) => {
                let rate = u64::from(rate.millionths()).saturating_add(50) / 100;
                if share.hundredths() == rate { Outcomes::MET } else { Outcomes::NOT_MET }
            }
            // Of what is below zero there is no share.
            (None, _) => Outcomes::NOT_MET,
            (Some(_), None) => Outcomes::MET_OR_NOT,
        },
        (Some(Eur::ZERO), None) if rate.is_some_and(|rate| rate.millionths() >= 50) => {
            Outcomes::NOT_APPLICABLE.or(Outcomes::NOT_MET)
        }
        (Some(Eur::ZERO), None) => Outcomes::NOT_APPLICABLE.or(Outcomes::MET_OR_NOT),
        (_, None) | (None, _) => Outcomes::MET_OR_NOT,
    }
}

/// What comes of two comparisons of which one is enough.
fn either(one: Outcomes, other: Outcomes) -> Outcomes {
    let met = |a: Outcomes| a.may_be(Outcomes::MET);
    let only = |a: Outcomes, b: Outcomes| {
        a.may_be(Outcomes::NOT_MET) && (b.may_be(Outcomes::NOT_MET) || b.may_be(Outcomes::NOT_APPLICABLE))
    };
    let neither = one.may_be(Outcomes::NOT_APPLICABLE) && other.may_be(Outcomes::NOT_APPLICABLE);
    Outcomes::MET
        .when(met(one) || met(other))
        .or(Outcomes::NOT_MET.when(only(one, other) || only(other, one)))
        .or(Outcomes::NOT_APPLICABLE.when(neither))
}

/// Objective and type of action stand in one row.
pub(crate) const ROW_ONCE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Each objective and type of action has one row of the financing table.",
        explanation: "\
The financing table of Annex VI has one row for a specific objective, type of action and basis. Two rows of
the same would be added up by one reader and taken for alternatives by another. The decision says of each type of action whether
its rate applies to total or to public contributions, so where one row is on the one and another on the other it is open which of them
holds. Rows whose objective or type of action is unknown may be such a second row.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Annex VI", Known::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 15",
                Known::Inferred,
                "the decision says for each type of action whether the rate is on total or on public contributions; \
                 whether that is paragraph 7 or 8 was not seen, and that one row follows is concluded",
            ),
        ],
        facts: &[F::Financing, F::Objective, F::Action, F::Basis],
    },
    judge: row_once,
};

fn row_once(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    // The places of the rows before, by what they state.
    let mut before: BTreeMap<(Key, Option<Basis>), Vec<usize>> = BTreeMap::new();
    for (place, row) in at.financing() {
        let key = (row.objective, row.action);
        let known = |(key, basis): (Key, Option<Basis>)| is_whole(key) && basis.is_some();
        let mut first = None;
        let mut maybe = Vec::new();
        // A row of the same, or of what may be the same, on the other basis or what may be it.
        let mut other = None;
        for ((of, basis), places) in &before {
            let alike = may_be_alike(*of, key);
            let same = alike && basis.zip(row.basis).is_none_or(|(a, b)| a == b);
            let whole = is_whole(*of) && is_whole(key);
            if alike && (!same || basis.is_none() || row.basis.is_none()) {
                other = other.or(places.first().copied());
            }
            if same && known((*of, *basis)) && known((key, row.basis)) {
                first = places.first().copied();
            } else if same || alike && !whole {
                let rows = places.iter().filter_map(|n| at.financing().nth(*n));
                maybe.extend(rows.take(NAMED.saturating_sub(maybe.len())));
            }
        }
        let places = before.entry((key, row.basis)).or_default();
        if places.len() < NAMED {
            places.push(place);
        }
        let outcome = match first {
            Some(_) => Outcome::NotMet,
            None if maybe.is_empty() && other.is_none() => Outcome::Met,
            None => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Financing, place), outcome, |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            let once = maybe.is_empty();
            kept.asks(other.map(|_| Doubt::BasisOfTheTypeOfAction));
            for (place, row) in [(place, row)].into_iter().chain(maybe) {
                let of = |fact| Fact::of_item(F::Financing, place, fact);
                lacks(kept, row.objective.is_none(), of(F::Objective));
                lacks(kept, row.action.is_none(), of(F::Action));
                lacks(kept, row.basis.is_none(), of(F::Basis));
            }
            kept.message = match first {
                Some(other) => {
                    format!(
                        "Row {} stands at /financing/{other} already.",
                        row_name(row.objective, row.action)
                    )
                }
                None if once => match other {
                    Some(other) => format!(
                        "Row {} stands at /financing/{other} already, on the other basis.",
                        row_name(row.objective, row.action)
                    ),
                    None => format!("Row {} stands once.", row_name(row.objective, row.action)),
                },
                None => format!("Row {} may be the same as another.", row_name(row.objective, row.action)),
            };
        });
    }
}
