//! Amounts that may be one of several: added up, and compared over everything that they may be.

use std::collections::BTreeSet;

use crate::budget::Between;
use crate::money::Eur;
use crate::outcome::Outcomes;

/// So many different sums are told apart; beyond that a sum counts as anything between the least and the most.
const TOLD_APART: usize = 1_000;

/// An amount as stated; zero or more where it is not.
pub(in crate::rule) fn stated(amount: Option<Eur>) -> Between {
    Between { least: amount.unwrap_or(Eur::ZERO), most: amount }
}

/// An amount that counts, or does not.
pub(in crate::rule) fn perhaps(amount: Option<Eur>) -> Vec<Between> {
    vec![Between::NOTHING, stated(amount)]
}

/// The sums that several amounts may come to.
#[derive(Debug, Clone)]
pub(in crate::rule) struct Ways(Vec<Between>);

impl Ways {
    /// Of amounts each of which may be one of several.
    pub(in crate::rule) fn of(parts: impl IntoIterator<Item = Vec<Between>>) -> Self {
        let parts: Vec<Vec<Between>> = parts.into_iter().collect();
        let many = parts
            .iter()
            .try_fold(1usize, |ways, part| ways.checked_mul(part.len()).filter(|ways| *ways <= TOLD_APART));
        let mut sums = vec![Between::NOTHING];
        for mut part in parts {
            if many.is_none() {
                part = part.into_iter().reduce(Between::hull).into_iter().collect();
            }
            let all = sums.iter().flat_map(|sum| part.iter().map(|more| sum.plus(*more)));
            let apart: BTreeSet<_> = all.map(|sum| (sum.least, sum.most)).collect();
            sums = apart.into_iter().map(|(least, most)| Between { least, most }).collect();
        }
        Ways(sums)
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
        let beyond = |a: Between, b: Between| b.most.is_some_and(|most| a.least > most);
        let compared = |a: Between, b: Between| match (a.exact(), b.exact()) {
            (Some(a), Some(b)) if a == b => Outcomes::MET,
            _ if beyond(a, b) || beyond(b, a) => Outcomes::NOT_MET,
            _ => Outcomes::MET_OR_NOT,
        };
        let pairs = self.0.iter().flat_map(|a| other.0.iter().map(|b| compared(*a, *b)));
        pairs.fold(Outcomes::NONE, Outcomes::or)
    }
}
