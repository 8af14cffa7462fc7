//! Pieces of sentences that rules share.

use std::fmt::Write as _;

use crate::budget::Sum;
use crate::id::Pic;
use crate::input::printable;
use crate::money::{Eur, Percent, Rate};

pub(crate) fn amounts(min: Option<Eur>, max: Option<Eur>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("EUR {} to {}", min.grouped(), max.grouped()),
        (Some(min), None) => format!("EUR {} or more", min.grouped()),
        (None, Some(max)) => format!("at most EUR {}", max.grouped()),
        (None, None) => "an amount that depends on the target countries".to_owned(),
    }
}

/// How many months, in words.
pub(crate) fn months(count: i64) -> String {
    if count == 1 { "1 month".to_owned() } else { format!("{count} months") }
}

pub(crate) fn lengths(min: Option<i64>, max: Option<i64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number".to_owned(),
    }
}

/// The share that a grant has in the costs, with the exact excess over the ceiling.
pub(crate) fn share(requested: Option<Eur>, costs: Option<Eur>, rate: Rate) -> String {
    let (grant, costs) = match (requested, costs) {
        (_, Some(costs)) if costs <= Eur::ZERO => {
            return format!(
                "The total eligible costs are EUR {}, of which no grant is a share.",
                costs.grouped()
            );
        }
        (Some(grant), Some(costs)) => (grant, costs),
        (None, Some(_)) => return format!("The requested grant is not stated; at most {rate} of the costs."),
        (Some(_), None) => {
            return format!("The total eligible costs are not stated; at most {rate} of them.");
        }
        (None, None) => return format!("Neither grant nor costs are stated; at most {rate} of the costs."),
    };
    let share = Percent::of(grant, costs).map_or("no share".to_owned(), |s| shown(s, grant, costs, rate));
    let mut text = format!("EUR {} of EUR {} is {share}; at most {rate}", grant.grouped(), costs.grouped());
    if let Some(excess) = excess(grant, costs, rate) {
        let _ = write!(text, ", exceeded by EUR {excess} exactly");
    }
    text.push('.');
    text
}

/// A share as the portal shows it. One that is shown above a rate of more decimals may keep to it exactly.
pub(crate) fn shown(share: Percent, part: Eur, whole: Eur, rate: Rate) -> String {
    let exactly =
        if share.is_above(rate) && rate.holds(part, whole) { ", exactly no more than the rate" } else { "" };
    format!("{share}{exactly}")
}

/// By how many euro a grant exceeds the exact ceiling, to the last decimal.
pub(crate) fn excess(grant: Eur, costs: Eur, rate: Rate) -> Option<String> {
    // In millionths of a cent, so that no rate with four decimals of a per cent loses anything.
    let asked = i128::from(grant.cents()).checked_mul(1_000_000)?;
    let over = asked.checked_sub(rate.micro_cents_of(costs))?;
    if over <= 0 {
        return None;
    }
    let euros = i64::try_from(over / 100_000_000).ok().and_then(Eur::from_euros)?.grouped();
    let rest = format!("{:08}", over % 100_000_000);
    let rest = rest.trim_end_matches('0');
    Some(if rest.is_empty() { euros.to_string() } else { format!("{euros}.{rest:0<2}") })
}

/// A code as stated, fit for a line.
pub(crate) fn code(pic: &Pic) -> String {
    printable(&pic.to_string())
}

/// "1 applicant", "3 applicants".
pub(crate) fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(crate) fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// A sum in words.
pub(crate) fn eur(sum: Sum) -> String {
    let known = sum.known.grouped();
    match sum.unknown {
        0 => format!("EUR {known}"),
        1 => format!("EUR {known} or more (1 cell unknown)"),
        count => format!("EUR {known} or more ({count} cells unknown)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excess_is_exact_to_the_last_decimal() {
        let of = |grant: &str, costs: &str, rate: &str| {
            excess(grant.parse().unwrap(), costs.parse().unwrap(), rate.parse().unwrap())
        };
        // 90 % of 1 666 663.03 is 1 499 996.727.
        assert_eq!(of("1499996.74", "1666663.03", "90").as_deref(), Some("0.013"));
        assert_eq!(of("900000", "1000000", "90"), None);
        assert_eq!(of("900000.01", "1000000", "90").as_deref(), Some("0.01"));
        assert_eq!(of("900001", "1000000", "90").as_deref(), Some("1"));
        assert_eq!(of("10000000000000", "0.01", "0.0001").as_deref(), Some("9 999 999 999 999.99999999"));
    }
}
