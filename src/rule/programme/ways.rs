//! Amounts that may be one of several: added up, and compared over everything that they may be.

use std::collections::BTreeSet;

use crate::budget::{Between, Sum};
use crate::money::Eur;
use crate::outcome::{Outcome, Outcomes};

/// So many different sums are told apart; beyond that a sum counts as anything between the least and the most.
const TOLD_APART: usize = 1_000;

/// An amount as stated; zero or more where it is not.
pub(in crate::rule) fn stated(amount: Option<Eur>) -> Between {
    Between::stated(amount)
}

/// An amount that counts, or does not.
pub(in crate::rule) fn perhaps(amount: Option<Eur>) -> Vec<Between> {
    vec![Between::NOTHING, stated(amount)]
}

/// An amount that counts, or perhaps, or not.
pub(in crate::rule) fn where_it(counts: Option<bool>, amount: Option<Eur>) -> Vec<Between> {
    match counts {
        Some(true) => vec![stated(amount)],
        Some(false) => Vec::new(),
        None => perhaps(amount),
    }
}

/// A sum with its unknown amounts, each zero or more.
pub(in crate::rule) fn added(sum: Sum) -> Between {
    Between { least: sum.known, most: sum.exact() }
}

/// Whether two amounts are the same to the cent.
pub(in crate::rule) fn same(a: Between, b: Between) -> Outcomes {
    let beyond = |a: Between, b: Between| b.most.is_some_and(|most| a.least > most);
    match (a.exact(), b.exact()) {
        (Some(a), Some(b)) if a == b => Outcomes::MET,
        _ if beyond(a, b) || beyond(b, a) => Outcomes::NOT_MET,
        _ => Outcomes::MET_OR_NOT,
    }
}

/// Whether an amount is at most another.
pub(in crate::rule) fn no_more(a: Between, b: Between) -> Outcomes {
    let may = Outcomes::MET.when(b.most.is_none_or(|most| a.least <= most));
    may.or(Outcomes::NOT_MET.when(a.most.is_none_or(|most| most > b.least)))
}

/// Two amounts that stand beside each other.
pub(in crate::rule) type Pair = (Between, Between);

/// What two sums come to together, where each part adds to them in one of several ways.
pub(in crate::rule) fn pairs(parts: impl IntoIterator<Item = Vec<Pair>>) -> Vec<Pair> {
    let plus = |a: Pair, b: Pair| (a.0.plus(b.0), a.1.plus(b.1));
    let (sure, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.len() == 1);
    let sure = sure.into_iter().flatten().fold((Between::NOTHING, Between::NOTHING), plus);
    let many = parts.iter().try_fold(1usize, |ways, part| {
        ways.checked_mul(part.len().max(1)).filter(|ways| *ways <= TOLD_APART)
    });
    let mut sums = vec![sure];
    for mut part in parts.into_iter().filter(|part| !part.is_empty()) {
        if many.is_none() {
            part = part.into_iter().reduce(|a, b| (a.0.hull(b.0), a.1.hull(b.1))).into_iter().collect();
        }
        let all = sums.iter().flat_map(|sum| part.iter().map(|more| plus(*sum, *more)));
        let apart: BTreeSet<_> = all.map(|(a, b)| ((a.least, a.most), (b.least, b.most))).collect();
        let between = |(least, most)| Between { least, most };
        sums = apart.into_iter().map(|(a, b)| (between(a), between(b))).collect();
    }
    sums
}

/// The sums that several amounts may come to.
#[derive(Debug, Clone)]
pub(in crate::rule) struct Ways(Vec<Between>);

impl Ways {
    /// Of amounts each of which may be one of several; one that may be none adds nothing.
    pub(in crate::rule) fn of(parts: impl IntoIterator<Item = Vec<Between>>) -> Self {
        let beside = |part: Vec<Between>| part.into_iter().map(|one| (one, Between::NOTHING)).collect();
        Ways(pairs(parts.into_iter().map(beside)).into_iter().map(|(sum, _)| sum).collect())
    }

    /// Without the one that comes to nothing.
    pub(in crate::rule) fn of_something(self) -> Self {
        Ways(self.0.into_iter().filter(|way| *way != Between::NOTHING).collect())
    }

    /// What comes of all of them.
    pub(in crate::rule) fn map(&self, of: impl Fn(Between) -> Outcomes) -> Outcomes {
        self.0.iter().map(|way| of(*way)).fold(Outcomes::NONE, Outcomes::or)
    }

    /// From the least to the most.
    pub(in crate::rule) fn hull(&self) -> Between {
        self.0.iter().copied().reduce(Between::hull).unwrap_or(Between::NOTHING)
    }

    /// Whether they are another amount, to the cent.
    pub(in crate::rule) fn equal(&self, other: &Ways) -> Outcomes {
        let pairs = self.0.iter().flat_map(|a| other.0.iter().map(|b| same(*a, *b)));
        pairs.fold(Outcomes::NONE, Outcomes::or)
    }

    /// What a share of each of them is.
    fn share(self, of: impl Fn(Eur) -> Option<Eur>) -> Self {
        let part = |way: Between| Between {
            least: of(way.least).unwrap_or(Eur::ZERO),
            most: way.most.and_then(&of),
        };
        Ways(self.0.into_iter().map(part).collect())
    }
}

/// Amounts that come to no more than a share of others.
pub(in crate::rule) struct Capped {
    found: Ways,
    limit: Ways,
}

impl Capped {
    /// `share` says what the share of a base is.
    pub(in crate::rule) fn new(found: Ways, base: Ways, share: impl Fn(Eur) -> Option<Eur>) -> Self {
        Capped { found, limit: base.share(share) }
    }

    /// The limit, where only one is possible.
    pub(in crate::rule) fn limit(&self) -> Option<Eur> {
        self.limit.hull().exact()
    }

    pub(in crate::rule) fn outcome(&self) -> Outcome {
        no_more(self.found.hull(), self.limit.hull()).fold()
    }

    /// Whether what counts against the limit decides under one of the limits.
    pub(in crate::rule) fn found_decides(&self) -> bool {
        let found = self.found.hull();
        found.exact().is_none()
            && self.limit.0.iter().any(|limit| no_more(found, *limit) == Outcomes::MET_OR_NOT)
    }

    /// Whether the limit decides for one of the sums.
    pub(in crate::rule) fn limit_decides(&self) -> bool {
        let limit = self.limit.hull();
        limit.exact().is_none()
            && self.found.0.iter().any(|found| no_more(*found, limit) == Outcomes::MET_OR_NOT)
    }
}
