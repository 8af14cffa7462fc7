//! Amounts that are not known to the cent: at least so much, at most so much.

use crate::money::{Eur, Rate};

/// An amount in cents between two bounds; no upper bound where nothing limits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bounds {
    pub(super) low: i128,
    pub(super) high: Option<i128>,
}

impl Bounds {
    pub(super) const ZERO: Bounds = Bounds::exactly(0);
    pub(super) const ANY: Bounds = Bounds { low: 0, high: None };

    pub(super) const fn exactly(cents: i128) -> Self {
        Bounds { low: cents, high: Some(cents) }
    }

    pub(super) fn of(amount: Eur) -> Self {
        Bounds::exactly(amount.cents().into())
    }

    /// The amount where it is stated; from nothing to a limit where it is not.
    pub(super) fn known(amount: Option<Eur>, limit: Option<Eur>) -> Self {
        match amount {
            Some(amount) => Bounds::of(amount),
            None => Bounds { low: 0, high: limit.map(|l| l.cents().into()) },
        }
    }

    pub(super) fn plus(self, other: Bounds) -> Self {
        Bounds {
            low: self.low.saturating_add(other.low),
            high: self.high.zip(other.high).map(|(a, b)| a.saturating_add(b)),
        }
    }

    /// What one is beyond the other, whatever both are. Of what has no upper bound there is no lower one.
    pub(super) fn minus(self, other: Bounds) -> Self {
        Bounds {
            low: other.high.map_or(i128::MIN, |high| self.low.saturating_sub(high)),
            high: self.high.map(|high| high.saturating_sub(other.low)),
        }
    }

    /// The larger of two.
    pub(super) fn larger(self, other: Bounds) -> Self {
        Bounds { low: self.low.max(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    pub(super) fn is_exact(self) -> bool {
        self.high == Some(self.low)
    }

    /// One of two, or anything between.
    pub(super) fn hull(self, other: Bounds) -> Self {
        Bounds { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    /// No more than a limit.
    pub(super) fn at_most(self, limit: Bounds) -> Self {
        let high = match (self.high, limit.high) {
            (Some(high), Some(limit)) => Some(high.min(limit)),
            (one, other) => one.or(other),
        };
        Bounds { low: self.low.min(limit.low), high }
    }

    /// The amount, or nothing: whether it counts is not known.
    pub(super) fn or_nothing(self) -> Self {
        Bounds { low: self.low.min(0), high: self.high.map(|high| high.max(0)) }
    }
}

/// What of an amount that is short on a day was not short on a day before: what is short beyond the most that was. `lost` are the
/// losses before, and `since` is by how much more is short than on each of the days before, whatever was short then.
pub(super) fn newly_short(short: Bounds, lost: Bounds, since: impl Iterator<Item = Bounds>) -> Bounds {
    let beyond = since.fold(short, |least, since| Bounds {
        low: least.low.min(since.low),
        high: least.high.into_iter().chain(since.high).min(),
    });
    let other = short.minus(lost);
    Bounds {
        low: beyond.low.max(other.low).max(0),
        high: beyond.high.into_iter().chain(other.high).min().map(|high| high.max(0)),
    }
}

/// A share of an amount in cents, rounded half up to the cent.
pub(crate) fn share(rate: Rate, cents: i128) -> i128 {
    let (part, whole) = (rate.millionths(), Rate::WHOLE.millionths());
    let doubled = cents.saturating_mul(part.into()).saturating_mul(2).saturating_add(whole.into());
    doubled.div_euclid(i128::from(whole).saturating_mul(2))
}

/// An amount in cents; `None` beyond what [`Eur`] holds.
pub(crate) fn eur(cents: i128) -> Option<Eur> {
    i64::try_from(cents).ok().and_then(Eur::from_cents)
}
