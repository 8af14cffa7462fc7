//! The costs that are eligible by whose row they stand in: associated partners and whoever else has no funding bear their own.

use super::unknown::Unknown;
use super::{Party, Sheet};
use crate::budget::{Category, Sum};
use crate::outcome::{Outcome, Outcomes};

/// Of more parties than this of whom it is not known whether they are funded, not every way is looked at.
const APART: usize = 8;

/// Costs in the rows of whoever is in a funded role for certain, and of those who may be.
#[derive(Debug)]
pub(crate) struct Eligible {
    certain: Sum,
    /// Each party that may be funded or not, by its first row, with its costs.
    perhaps: Vec<(usize, Sum)>,
}

impl Eligible {
    /// In some categories.
    pub(crate) fn of(sheet: &Sheet<'_>, counts: impl Fn(Category) -> bool) -> Self {
        let costs = |row: usize| -> Sum {
            let cells = sheet.budget.rows().get(row).into_iter().flat_map(|row| row.costs.iter());
            cells.filter(|(category, _)| counts(*category)).map(|(_, cell)| cell).collect()
        };
        let ledger = sheet.ledger;
        let mut eligible = Eligible { certain: Sum::default(), perhaps: Vec::new() };
        for (first, _) in ledger.groups() {
            let standing = ledger.standing(ledger.party(first));
            let costs = ledger.rows_of(first).map(costs).fold(Sum::default(), Sum::and);
            match (standing.funded, standing.surely_funded()) {
                (false, _) => {}
                (true, true) => eligible.certain = eligible.certain.and(costs),
                (true, false) if costs == Sum::default() => {}
                (true, false) => eligible.perhaps.push((first, costs)),
            }
        }
        eligible
    }

    /// Of those who are funded for certain.
    pub(crate) fn least(&self) -> Sum {
        self.certain
    }

    /// With all who may be.
    pub(crate) fn most(&self) -> Sum {
        self.perhaps.iter().fold(self.certain, |sum, (_, costs)| sum.and(*costs))
    }

    /// Every sum that they may come to, with the parties in it, one bit each; nothing where they are too many.
    fn ways(&self) -> Vec<(usize, Sum)> {
        if self.perhaps.len() > APART {
            return Vec::new();
        }
        self.perhaps.iter().enumerate().fold(vec![(0, self.certain)], |ways, (at, (_, costs))| {
            let with = |(parties, sum): &(usize, Sum)| (parties | 1 << at, sum.and(*costs));
            let more: Vec<_> = ways.iter().map(with).collect();
            ways.into_iter().chain(more).collect()
        })
    }

    /// The outcomes over whoever may be funded. Of too many these are more than there are, and never fewer.
    pub(crate) fn under_each(&self, judge: impl Fn(Sum) -> Outcomes) -> Outcomes {
        if self.perhaps.is_empty() {
            return judge(self.certain);
        }
        let ways = self.ways();
        let open = Sum { unknown: self.certain.unknown.saturating_add(1), ..self.certain };
        match ways.is_empty() {
            true => {
                [self.certain, open, self.most()].into_iter().map(judge).fold(Outcomes::NONE, Outcomes::or)
            }
            false => ways.into_iter().map(|(_, sum)| judge(sum)).fold(Outcomes::NONE, Outcomes::or),
        }
    }

    /// The unknown facts on which an outcome depends: cells of costs, and whether those are funded of whom it is not known.
    pub(crate) fn depends(
        &self,
        sheet: &Sheet<'_>,
        categories: impl Iterator<Item = Category> + Clone,
        judge: impl Fn(Sum) -> Outcomes,
        unknown: &mut Unknown<'_, '_>,
    ) {
        let told: Vec<(usize, Outcomes)> =
            self.ways().into_iter().map(|(parties, sum)| (parties, judge(sum))).collect();
        let open = |bit: usize| {
            told.is_empty()
                || told.iter().any(|(parties, o)| parties & bit == bit && o.fold() == Outcome::Unknown)
        };
        let differs = |bit: usize| {
            let other = |parties: usize| told.iter().find(|(others, _)| *others == parties ^ bit);
            told.is_empty()
                || told.iter().any(|(parties, o)| {
                    // Where more is unknown, what else it comes to may be enough with them, and not without.
                    o.fold() == Outcome::Unknown || other(*parties).is_some_and(|(_, other)| other != o)
                })
        };
        let ledger = sheet.ledger;
        let bit = |first: usize| self.perhaps.iter().position(|(row, _)| *row == first).map(|at| 1 << at);
        for (first, _) in ledger.groups() {
            let party = ledger.party(first);
            let bit = bit(first);
            if ledger.standing(party).funded && open(bit.unwrap_or(0)) {
                ledger.rows_of(first).for_each(|row| unknown.costs(row, categories.clone()));
            }
            if bit.is_some_and(differs) {
                match party {
                    Party::Organisation(first) => unknown.roles(first),
                    Party::Code | Party::Later | Party::Nobody => unknown.identity(party, true),
                }
            }
        }
        unknown.found.sort_unstable();
        unknown.found.dedup();
    }
}
