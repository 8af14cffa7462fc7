//! What is lost of commitments that fall due, and what exceptions spare of them, by bounds.

use std::collections::BTreeMap;

use super::bounds::Bounds;
use crate::money::Eur;

/// The running sums of the losses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Losses {
    /// What is lost for certain, and at most: sums of losses never fall.
    pub(super) all: Bounds,
    /// The same of the days that are over on the day of the forecast.
    pub(super) past: Bounds,
}

impl Losses {
    /// A commitment on the day on which it falls due.
    pub(super) fn fallen(self, day: i32, due: Bounds, covered: Bounds, commitment: Option<Eur>) -> Fallen {
        Fallen {
            left: self.left(due, covered, commitment),
            day,
            due,
            covered,
            lost: self.all,
            commitment: commitment.map(|commitment| commitment.cents().into()),
            own: Ends { least: i128::MAX, most: i128::MAX },
        }
    }

    /// What is open of a commitment on the day on which it falls due, the last of what is due by then: cover goes to the oldest.
    pub(super) fn left(self, due: Bounds, covered: Bounds, commitment: Option<Eur>) -> Bounds {
        let most = commitment.map(|commitment| i128::from(commitment.cents()));
        let low = covered.high.zip(self.all.high).map(|(covered, lost)| open(due.low, covered, lost, most));
        let high = due.high.map(|due| open(due, covered.low, self.all.low, most)).or(most);
        Bounds { low: low.unwrap_or(0), high }
    }
}

/// An amount where the least is lost, and where the most is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) least: i128,
    pub(super) most: i128,
}

/// A commitment that fell due: what was open of it on its day, and of that what is not lost yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fallen {
    pub(super) left: Bounds,
    /// The year of its day; what was due and covered on it, and lost before.
    pub(super) day: i32,
    pub(super) due: Bounds,
    pub(super) covered: Bounds,
    pub(super) lost: Bounds,
    pub(super) commitment: Option<i128>,
    /// The least of it that grounds excepted at the end of a year since: what is beyond is lost.
    pub(super) own: Ends,
}

impl Fallen {
    /// What was open of it where the least is lost on a later day, with the most cover, and where the most is, with the least; `since`
    /// is the cover that came after its own day. So much of the cover was there before, and so much of the open amount was not.
    pub(super) fn open_at_the_ends(&self, covered: Bounds, since: Bounds) -> Ends {
        let before = covered.high.zip(since.high).map_or(i128::MIN, |(all, since)| all.saturating_sub(since));
        let least = open(self.due.low, before.max(self.covered.low), self.lost.low, self.commitment);
        let before = covered.low.saturating_sub(since.low);
        let before = self.covered.high.map_or(before, |most| most.min(before));
        let most = self.due.high.zip(self.lost.high);
        let most = most.map(|(due, lost)| open(due, before, lost, self.commitment)).or(self.commitment);
        Ends { least, most: most.unwrap_or(0) }
    }
}

/// What of an amount that is due is neither covered nor lost; no more than `most`.
fn open(due: i128, covered: i128, lost: i128, most: Option<i128>) -> i128 {
    let open = due.saturating_sub(covered).saturating_sub(lost).max(0);
    most.map_or(open, |most| open.min(most))
}

/// What is excepted at the end of a year.
#[derive(Debug, Clone)]
pub(super) struct Excepted {
    pub(super) all: Bounds,
    /// The same where the least is lost, and where the most is: what is excepted of a commitment grows with what is open of it on
    /// its day, so it is no more beside the most cover than there is open then.
    pub(super) ends: Ends,
    /// Of each commitment what grounds except, and what of that was open.
    pub(super) each: BTreeMap<i32, [Bounds; 2]>,
    pub(super) of_any: Bounds,
}

impl Excepted {
    /// What is short where so much is due and covered; below zero where there is more cover.
    pub(super) fn short(&self, due: Bounds, covered: Bounds) -> Bounds {
        let low = due.minus(covered).low.saturating_sub(self.ends.least);
        let high = due.high.map(|due| due.saturating_sub(covered.low).saturating_sub(self.ends.most));
        Bounds { low, high }
    }

    /// How much more is excepted than on a day before. As much of a commitment as then, where the same grounds last.
    pub(super) fn beyond(&self, before: &Excepted) -> Bounds {
        let of_each = self.each.iter().map(|(of, [own, capped])| match before.each.get(of) {
            Some([then, _]) if own == then && own.is_exact() => Bounds::ZERO,
            Some([_, then]) => capped.minus(*then),
            None => *capped,
        });
        of_each.fold(self.of_any.minus(before.of_any), Bounds::plus)
    }
}
