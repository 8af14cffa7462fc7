//! Comparisons of sums of which some cells are unknown, exact by bounds.
//!
//! An unknown cell is any amount from zero upwards, so a sum with one reaches everything from its known
//! part on.

use crate::budget::{Between, Sum, halves_up};
use crate::call::{GrantRange, Point};
use crate::money::{Eur, Rate};
use crate::outcome::Outcomes;

pub(crate) const NEITHER: Outcomes = Outcomes::MET_OR_NOT;

pub(crate) fn met(holds: bool) -> Outcomes {
    if holds { Outcomes::MET } else { Outcomes::NOT_MET }
}

fn either(may_hold: bool, may_fail: bool) -> Outcomes {
    Outcomes::MET.when(may_hold).or(Outcomes::NOT_MET.when(may_fail))
}

pub(crate) fn known(amount: Eur) -> Sum {
    Sum { known: amount, unknown: 0 }
}

pub(crate) fn cell(amount: Option<Eur>) -> Sum {
    [amount].into_iter().collect()
}

/// Two sums of different cells are equal.
pub(crate) fn equal(a: Sum, b: Sum) -> Outcomes {
    match (a.unknown, b.unknown) {
        (0, 0) => met(a.known == b.known),
        (0, _) if a.known < b.known => Outcomes::NOT_MET,
        (_, 0) if b.known < a.known => Outcomes::NOT_MET,
        _ => NEITHER,
    }
}

/// `a * times <= b * of`, the sums being of different cells. Multiples are below 2^32.
pub(crate) fn at_most(a: Sum, times: u32, b: Sum, of: u32) -> Outcomes {
    let part = |sum: Sum, factor: u32| i128::from(sum.known.cents()).saturating_mul(i128::from(factor));
    let (least, room) = (part(a, times), part(b, of));
    let a_open = a.unknown > 0 && times > 0;
    let b_open = b.unknown > 0 && of > 0;
    either(b_open || least <= room, a_open || least > room)
}

/// An amount lies within a range, both ends inside.
pub(crate) fn within(amount: Between, range: GrantRange) -> Outcomes {
    let low = range.min.map_or(amount.least, |min| amount.least.max(min));
    let high = match (amount.most, range.max) {
        (Some(most), Some(max)) => Some(most.min(max)),
        (most, max) => most.or(max),
    };
    let below = range.min.is_some_and(|min| amount.least < min);
    let beyond = range.max.is_some_and(|max| amount.most.is_none_or(|most| most > max));
    // A bound that the sources leave unstated may be anywhere that does not contradict the other.
    let exactly = |bound: Option<Eur>| bound.is_some_and(|b| amount.least == b && amount.most == Some(b));
    let unsaid = (range.unsaid_min.is_some() && !exactly(range.max))
        || (range.unsaid_max.is_some() && !exactly(range.min));
    // Of an amount that does not keep to it, only the one at the other bound passes.
    let inside = |bound: Eur| bound >= amount.least && amount.most.is_none_or(|most| bound <= most);
    let passes = |unsaid: Option<Point>, other: Option<Eur>| {
        unsaid != Some(Point::Settled(false)) || other.is_some_and(inside)
    };
    let holds = high.is_none_or(|high| low <= high)
        && passes(range.unsaid_min, range.max)
        && passes(range.unsaid_max, range.min)
        // No amount is at two bounds that differ.
        && ([range.unsaid_min, range.unsaid_max] != [Some(Point::Settled(false)); 2] || range.min == range.max);
    either(holds, below || beyond || unsaid)
}

/// A part keeps to a rate of a whole of other cells.
pub(crate) fn within_rate(part: Sum, whole: Sum, rate: Rate) -> Outcomes {
    let holds_at_least = rate.holds(part.known, whole.known);
    either(whole.unknown > 0 || holds_at_least, part.unknown > 0 || !holds_at_least)
}

/// A part keeps to a rate of the whole that it makes with other cells, wherever that whole is above zero.
pub(crate) fn within_share(part: Sum, others: Sum, rate: Rate) -> Outcomes {
    let whole = part.and(others).known;
    let holds_at_least = rate.holds(part.known, whole);
    // An unknown part may take nearly all of the whole, and unknown others may leave nearly nothing of it.
    let fails_at_most =
        if part.unknown > 0 { rate < Rate::WHOLE } else { whole > Eur::ZERO && !holds_at_least };
    either(others.unknown > 0 || holds_at_least, fails_at_most)
}

/// A part has exactly this share in a whole of other cells, in hundredths of a per cent rounded half up.
pub(crate) fn share_is(part: Sum, whole: Sum, hundredths: u32) -> Outcomes {
    let stated = i128::from(hundredths);
    let (p, w) = (i128::from(part.known.cents()), i128::from(whole.known.cents()));
    let share = |p: i128, w: i128| halves_up(p.saturating_mul(10_000), w).filter(|_| w > 0);
    let twice = stated.saturating_mul(2);
    match (part.unknown, whole.unknown) {
        (0, 0) => met(share(p, w) == Some(stated)),
        // The least part that reaches the share, or what is there already.
        (_, 0) => {
            let needed = twice.saturating_sub(1).saturating_mul(w);
            let least = ceiling(needed, 20_000).max(p);
            either(share(least, w) == Some(stated), true)
        }
        // The largest whole that does not go below the share.
        (0, _) if stated > 0 => {
            let most = p.saturating_mul(20_000).checked_div(twice.saturating_sub(1)).unwrap_or(0);
            either(most >= w.max(1) && share(p, most) == Some(stated), true)
        }
        // A larger whole only lowers a share that is nothing already.
        (0, _) => either(true, share(p, w) != Some(0)),
        _ => NEITHER,
    }
}

/// `n / d` rounded up, from zero.
fn ceiling(n: i128, d: i128) -> i128 {
    n.max(0).saturating_add(d.saturating_sub(1)).checked_div(d).unwrap_or(0)
}

/// An amount is a flat rate of a base to the cent, rounded half up or down.
pub(crate) fn flat_rate(amount: Option<Eur>, base: Sum, rate: Rate) -> Outcomes {
    let (part, whole) = (i128::from(rate.millionths()), i128::from(Rate::WHOLE.millionths()));
    // The amount a stands for every exact one from a less half a cent up to, and without, a and one cent.
    let twice = |base: i128| base.saturating_mul(part).saturating_mul(2);
    let least = |a: i128| a.saturating_mul(2).saturating_sub(1).saturating_mul(whole);
    let stands = |a: i128, base: i128| {
        (least(a)..a.saturating_add(1).saturating_mul(2).saturating_mul(whole)).contains(&twice(base))
    };
    let known = i128::from(base.known.cents());
    match (amount.map(|a| i128::from(a.cents())), base.unknown) {
        (Some(amount), 0) => met(stands(amount, known)),
        (Some(amount), _) if part == 0 => met(amount == 0),
        (Some(amount), _) => {
            // The least base that comes to the amount, or what is there already.
            let needed = ceiling(least(amount), part.saturating_mul(2)).max(known);
            either(stands(amount, needed), true)
        }
        (None, _) => NEITHER,
    }
}
