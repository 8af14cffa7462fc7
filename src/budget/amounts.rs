//! Single amounts: indirect costs, unit costs, shares that add up.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::input::{quoted, text_serde};
use crate::money::{Eur, Rate};

/// The days of a full working year, by which annual personnel costs become a daily rate, and the most that
/// a person may be charged in a calendar year over all Union grants.
///
/// Known from summaries of the annotated grant agreement, not from its text.
pub const DAYS_A_YEAR: u32 = 215;

/// `numerator / denominator` rounded half up, from zero upwards.
pub(crate) fn halves_up(numerator: i128, denominator: i128) -> Option<i128> {
    let doubled = numerator.checked_mul(2)?.checked_add(denominator)?;
    doubled.checked_div(denominator.checked_mul(2)?)
}

/// The same in cents, as an amount.
pub(super) fn half_up(numerator: i128, denominator: i128) -> Option<Eur> {
    i64::try_from(halves_up(numerator, denominator)?).ok().and_then(Eur::from_cents)
}

/// The most that indirect costs may be of the direct costs unless the Commission decides otherwise with reasons
/// (Financial Regulation 2024/2509, Art. 184(6); 181(6) of 2018).
pub(crate) const INDIRECT_AT_MOST: Rate = match Rate::from_hundredths(700) {
    Some(rate) => rate,
    None => Rate::ZERO,
};

/// The indirect costs on a base of direct costs at a flat rate, in euro, rounded half up to the cent.
///
/// The law lets a call set up to 7 % of the direct costs (Financial Regulation 2024/2509, Art. 184(6));
/// rate and base are the call's. The rounding is that of amounts in general and is not stated for this one.
/// `None` for a negative base and beyond EUR 10^13.
///
/// ```
/// use amif::budget::indirect_costs;
///
/// let costs = indirect_costs("100000.07".parse()?, "7".parse()?);
/// assert_eq!(costs, Some("7000".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn indirect_costs(base: Eur, rate: Rate) -> Option<Eur> {
    let (part, whole) = (rate.millionths(), Rate::WHOLE.millionths());
    if base < Eur::ZERO {
        return None;
    }
    half_up(i128::from(base.cents()).checked_mul(i128::from(part))?, i128::from(whole))
}

/// The daily rate of a person: the annual personnel costs over 215 days, rounded half up to the cent.
///
/// `None` for negative costs.
///
/// ```
/// assert_eq!(amif::budget::daily_rate("43000".parse()?), Some("200".parse()?));
/// # Ok::<(), amif::value::ParseEurError>(())
/// ```
#[must_use]
pub fn daily_rate(annual_costs: Eur) -> Option<Eur> {
    if annual_costs < Eur::ZERO {
        return None;
    }
    half_up(i128::from(annual_costs.cents()), i128::from(DAYS_A_YEAR))
}

/// Days of work, in halves.
///
/// ```
/// use amif::budget::Days;
///
/// let days: Days = "10.5".parse()?;
/// assert_eq!(days.halves(), 21);
/// assert_eq!(days.to_string(), "10.5");
/// assert!("10.25".parse::<Days>().is_err());
/// # Ok::<(), amif::budget::ParseDaysError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days {
    halves: u32,
}

impl Days {
    /// Whole days; `None` beyond two thousand million.
    ///
    /// ```
    /// use amif::budget::Days;
    ///
    /// assert_eq!(Days::whole(215).map(|days| days.to_string()).as_deref(), Some("215"));
    /// assert_eq!(Days::whole(u32::MAX), None);
    /// ```
    #[must_use]
    pub const fn whole(days: u32) -> Option<Days> {
        match days.checked_mul(2) {
            Some(halves) => Some(Days { halves }),
            None => None,
        }
    }

    /// Half days.
    ///
    /// ```
    /// assert_eq!(amif::budget::Days::from_halves(3).to_string(), "1.5");
    /// ```
    #[must_use]
    pub const fn from_halves(halves: u32) -> Days {
        Days { halves }
    }

    /// The number of half days.
    ///
    /// ```
    /// use amif::budget::Days;
    ///
    /// assert_eq!(Days::whole(2).map(Days::halves), Some(4));
    /// ```
    #[must_use]
    pub const fn halves(self) -> u32 {
        self.halves
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        f.pad(&format!("{}{half}", self.halves / 2))
    }
}

/// Why a text is not a number of days.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDaysError {
    /// The text as found.
    pub found: String,
}

impl fmt::Display for ParseDaysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}; days are whole or half, such as \"10\" or \"10.5\"", quoted(&self.found))
    }
}

impl std::error::Error for ParseDaysError {}

impl FromStr for Days {
    type Err = ParseDaysError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let error = || ParseDaysError { found: s.to_owned() };
        let (whole, half) = match s.split_once('.') {
            None | Some((_, "0")) => (s.strip_suffix(".0").unwrap_or(s), 0),
            Some((whole, "5")) => (whole, 1),
            Some(_) => return Err(error()),
        };
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        let halves = whole.parse::<u32>().ok().and_then(|d| d.checked_mul(2)?.checked_add(half));
        halves.map(|halves| Days { halves }).ok_or_else(error)
    }
}

text_serde!(Days, "a number of days as text, such as \"10.5\"");

/// The unit cost of one day of an owner without a salary, in euro: the daily amount in force at the call's
/// opening times the coefficient of the country, rounded half up to the cent.
///
/// Decision C(2020) 7115: a monthly base over 18 days. The daily amounts are those published for Horizon
/// Europe; that AMIF uses the same ones, and the rounding, were not read. `None` beyond EUR 10^13.
///
/// ```
/// use amif::budget::owner_unit_cost;
///
/// let day = |date: &str| date.parse().ok().and_then(|d| owner_unit_cost(d, "100".parse().ok()?));
/// assert_eq!(day("2024-07-29"), "282.22".parse().ok());
/// assert_eq!(day("2024-07-30"), "485.85".parse().ok());
/// assert_eq!(day("2025-12-16"), "515.06".parse().ok());
/// ```
#[must_use]
pub fn owner_unit_cost(opening: NaiveDate, coefficient: Rate) -> Option<Eur> {
    let (_, day) = OWNER_DAYS.iter().rev().find(|(from, _)| from.is_none_or(|from| opening >= from))?;
    let (part, whole) = (coefficient.millionths(), Rate::WHOLE.millionths());
    half_up(i128::from(*day).checked_mul(i128::from(part))?, i128::from(whole))
}

/// Daily amounts in cents as published (5 080, 8 745.40 and 9 271 a month over 18), each from the first day
/// of openings that it applies to.
const OWNER_DAYS: [(Option<NaiveDate>, u32); 3] = [
    (None, 28_222),
    (NaiveDate::from_ymd_opt(2024, 7, 30), 48_585),
    (NaiveDate::from_ymd_opt(2025, 12, 16), 51_506),
];

/// So many days at a daily amount, rounded half up to the cent.
pub(crate) fn days_at(days: Days, daily: Eur) -> Option<Eur> {
    half_up(i128::from(daily.cents()).checked_mul(i128::from(days.halves))?, 2)
}

/// Splits an amount in proportion to weights so that the shares add up to it to the cent.
///
/// Largest remainder: every share is rounded down, and the cents left over go one each to the largest
/// remainders, the earlier one where they are equal. `None` if the amount or a weight is negative, or if
/// all weights are zero.
///
/// ```
/// use amif::{Eur, budget::split};
///
/// let weights = [1, 1, 1].map(|w| Eur::from_cents(w).unwrap_or_default());
/// let shares = split("100".parse()?, &weights).unwrap_or_default();
/// assert_eq!(shares, ["33.34".parse()?, "33.33".parse()?, "33.33".parse()?]);
/// # Ok::<(), amif::value::ParseEurError>(())
/// ```
#[must_use]
pub fn split(amount: Eur, weights: &[Eur]) -> Option<Vec<Eur>> {
    let whole: i128 = weights.iter().try_fold(0i128, |sum, w| sum.checked_add(i128::from(w.cents())))?;
    if amount < Eur::ZERO || whole <= 0 || weights.iter().any(|w| *w < Eur::ZERO) {
        return None;
    }
    let mut left = amount.cents();
    // Share rounded down, remainder, place.
    let mut parts: Vec<(i64, i128, usize)> = Vec::with_capacity(weights.len());
    for (place, weight) in weights.iter().enumerate() {
        let product = i128::from(amount.cents()).checked_mul(i128::from(weight.cents()))?;
        let share = i64::try_from(product.checked_div(whole)?).ok()?;
        left = left.checked_sub(share)?;
        parts.push((share, product.checked_rem(whole)?, place));
    }
    parts.sort_unstable_by_key(|(_, remainder, place)| (std::cmp::Reverse(*remainder), *place));
    for part in &mut parts {
        if left == 0 {
            break;
        }
        part.0 = part.0.checked_add(1)?;
        left = left.checked_sub(1)?;
    }
    parts.sort_unstable_by_key(|(_, _, place)| *place);
    parts.into_iter().map(|(cents, ..)| Eur::from_cents(cents)).collect()
}
