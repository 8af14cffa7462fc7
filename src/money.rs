//! Money and rates: whole cents and exact ratios, never floats.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::input::text_serde;

/// The largest amount, in cents, on either side of zero: EUR 10^13.
const LIMIT_CENTS: i64 = 1_000_000_000_000_000;

/// An amount in euro, held as whole cents, between EUR −10^13 and EUR 10^13.
///
/// Text is plain: an optional minus sign, digits, and at most two decimals after a dot.
///
/// ```
/// use amif::Eur;
///
/// let grant: Eur = "750000.5".parse()?;
/// assert_eq!(grant.cents(), 75_000_050);
/// assert_eq!(grant.to_string(), "750000.50");
/// assert_eq!(grant.grouped().to_string(), "750 000.50");
/// assert!("0.005".parse::<Eur>().is_err());
/// # Ok::<(), amif::ParseEurError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Eur(i64);

impl Eur {
    /// Nothing at all.
    pub const ZERO: Eur = Eur(0);
    /// The largest amount that can be stated, EUR 10 000 000 000 000.
    pub const MAX: Eur = Eur(LIMIT_CENTS);

    /// An amount from whole cents; `None` beyond EUR 10^13 on either side.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Option<Eur> {
        if cents >= -LIMIT_CENTS && cents <= LIMIT_CENTS { Some(Eur(cents)) } else { None }
    }

    /// An amount from whole euro; `None` beyond EUR 10^13 on either side.
    #[must_use]
    pub const fn from_euros(euros: i64) -> Option<Eur> {
        match euros.checked_mul(100) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The amount in whole cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The sum; `None` when it leaves the range of the type.
    #[must_use]
    pub const fn checked_add(self, other: Eur) -> Option<Eur> {
        match self.0.checked_add(other.0) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The difference; `None` when it leaves the range of the type.
    #[must_use]
    pub const fn checked_sub(self, other: Eur) -> Option<Eur> {
        match self.0.checked_sub(other.0) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The sum of many amounts; `None` when it leaves the range of the type.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Eur>) -> Option<Eur> {
        amounts.into_iter().try_fold(Eur::ZERO, Eur::checked_add)
    }

    /// Prints with spaces between groups of three digits, cents only where there are any.
    ///
    /// ```
    /// assert_eq!(amif::Eur::from_euros(6_000_000).unwrap_or_default().grouped().to_string(), "6 000 000");
    /// ```
    #[must_use]
    pub fn grouped(self) -> impl fmt::Display {
        Grouped(self)
    }
}

struct Grouped(Eur);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.0.unsigned_abs();
        if self.0.0 < 0 {
            f.write_str("-")?;
        }
        let digits = (cents / 100).to_string();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && digits.len().saturating_sub(i).is_multiple_of(3) {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        match cents % 100 {
            0 => Ok(()),
            rest => write!(f, ".{rest:02}"),
        }
    }
}

impl fmt::Display for Eur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", cents / 100, cents % 100))
    }
}

/// Why a text is not an amount in euro.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseEurError {
    /// Not digits with an optional sign and at most one dot.
    NotANumber {
        /// The text as found.
        found: String,
    },
    /// More than two decimals; amounts are not rounded on the way in.
    TooManyDecimals {
        /// The text as found.
        found: String,
    },
    /// Beyond EUR 10^13 on either side.
    TooLarge {
        /// The text as found.
        found: String,
    },
}

impl fmt::Display for ParseEurError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseEurError::NotANumber { found } => {
                write!(f, "found {found:?}; an amount is written as digits with a dot, such as \"750000.00\"")
            }
            ParseEurError::TooManyDecimals { found } => {
                write!(f, "found {found:?}; an amount has at most two decimals and is not rounded")
            }
            ParseEurError::TooLarge { found } => {
                write!(f, "found {found:?}; amounts go up to EUR 10 000 000 000 000")
            }
        }
    }
}

impl std::error::Error for ParseEurError {}

impl FromStr for Eur {
    type Err = ParseEurError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let found = || shorten(s);
        let (negative, digits) = match s.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, s),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || fraction.is_some_and(|f| !all_digits(f)) {
            return Err(ParseEurError::NotANumber { found: found() });
        }
        let fraction = fraction.unwrap_or("");
        if fraction.len() > 2 {
            return Err(ParseEurError::TooManyDecimals { found: found() });
        }
        let padding = match fraction.len() {
            0 => 100,
            1 => 10,
            _ => 1,
        };
        let value = whole
            .bytes()
            .chain(fraction.bytes())
            .try_fold(0i64, |sum, b| sum.checked_mul(10)?.checked_add(i64::from(b & 0x0f)))
            .and_then(|v| v.checked_mul(padding))
            .map(|v| if negative { v.saturating_neg() } else { v })
            .and_then(Eur::from_cents);
        value.ok_or_else(|| ParseEurError::TooLarge { found: found() })
    }
}

/// Keeps messages readable when the input is a thousand digits long.
fn shorten(s: &str) -> String {
    if s.chars().count() <= 40 {
        return s.to_owned();
    }
    s.chars().take(37).chain("...".chars()).collect()
}

impl From<Eur> for Decimal {
    fn from(value: Eur) -> Self {
        Decimal::new(value.0, 2)
    }
}

impl TryFrom<Decimal> for Eur {
    type Error = ParseEurError;

    /// Refuses a third decimal and amounts beyond EUR 10^13; trailing zeros are nothing.
    fn try_from(value: Decimal) -> Result<Self, Self::Error> {
        value.normalize().to_string().parse()
    }
}

text_serde!(Eur, "an amount in euro, such as \"750000.00\"");

/// A share of a whole as an exact ratio, from zero upwards.
///
/// Written as a number of per cent with up to four decimals: `"90"`, `"63.5"`.
///
/// ```
/// use amif::{Eur, Rate};
///
/// let rate: Rate = "90".parse()?;
/// assert_eq!(rate.to_string(), "90 %");
/// let (grant, costs) = (Eur::from_cents(149_999_674), Eur::from_cents(166_666_303));
/// // 90.0000008 % is 90.00 % at two decimals, and 90.00 % keeps to a ceiling of 90 %.
/// let share = Rate::percent_of(grant.unwrap_or_default(), costs.unwrap_or_default());
/// assert_eq!(share, Some(9_000));
/// # Ok::<(), amif::ParseRateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    // Ten-thousandths of a per cent; every rate in the law and in calls has few decimals.
    micros: u32,
}

impl Rate {
    /// The whole.
    pub const WHOLE: Rate = Rate { micros: 1_000_000 };

    /// A rate of so many hundredths of a per cent: `9000` is 90 %.
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Option<Rate> {
        match hundredths.checked_mul(100) {
            Some(micros) => Some(Rate { micros }),
            None => None,
        }
    }

    /// Numerator and denominator of the ratio, not reduced.
    #[must_use]
    pub const fn ratio(self) -> (u32, u32) {
        (self.micros, 1_000_000)
    }

    /// The rate in hundredths of a per cent, rounded half up.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        (self.micros as u64).saturating_add(50) / 100
    }

    /// The share `part / whole` in hundredths of a per cent, rounded half up;
    /// `None` unless `whole` is above zero and `part` is not below.
    #[must_use]
    pub fn percent_of(part: Eur, whole: Eur) -> Option<u64> {
        if whole.0 <= 0 || part.0 < 0 {
            return None;
        }
        let (part, whole) = (i128::from(part.0), i128::from(whole.0));
        let doubled = part.checked_mul(20_000)?.checked_add(whole)?;
        u64::try_from(doubled.checked_div(whole.checked_mul(2)?)?).ok()
    }

    /// The exact part of `whole` above which this rate is exceeded, in millionths of a cent.
    pub(crate) fn micro_cents_of(self, whole: Eur) -> i128 {
        i128::from(whole.0).saturating_mul(i128::from(self.micros))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.plain();
        f.pad(&format!("{text} %"))
    }
}

impl Rate {
    /// The number of per cent without the sign: `90`, `63.5`.
    fn plain(self) -> String {
        let whole = self.micros / 10_000;
        match self.micros % 10_000 {
            0 => whole.to_string(),
            rest => format!("{whole}.{rest:04}").trim_end_matches('0').to_owned(),
        }
    }
}

/// Why a text is not a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseRateError {
    /// The text as found.
    pub found: String,
}

impl fmt::Display for ParseRateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "found {:?}; a rate is a number of per cent with up to four decimals, such as \"90\"",
            self.found
        )
    }
}

impl std::error::Error for ParseRateError {}

impl FromStr for Rate {
    type Err = ParseRateError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let error = || ParseRateError { found: shorten(s) };
        let text = s.strip_suffix('%').map_or(s, str::trim_end);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 4 || whole.len() > 4 {
            return Err(error());
        }
        let padded = format!("{whole}{fraction:0<4}");
        padded.parse().map(|micros| Rate { micros }).map_err(|_| error())
    }
}

impl From<Rate> for Decimal {
    /// The ratio itself: 90 % becomes 0.9.
    fn from(value: Rate) -> Self {
        Decimal::new(i64::from(value.micros), 6).normalize()
    }
}

impl TryFrom<Decimal> for Rate {
    type Error = ParseRateError;

    /// Reads a ratio: 0.9 becomes 90 %. Refuses what needs more than six decimals.
    fn try_from(value: Decimal) -> Result<Self, Self::Error> {
        let error = || ParseRateError { found: value.to_string() };
        let micros = value.checked_mul(Decimal::from(1_000_000)).ok_or_else(error)?.normalize();
        if micros.scale() != 0 {
            return Err(error());
        }
        u32::try_from(micros).map(|micros| Rate { micros }).map_err(|_| error())
    }
}

impl serde::Serialize for Rate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(s: &str) -> Eur {
        s.parse().unwrap()
    }

    #[test]
    fn a_third_decimal_is_refused_not_rounded() {
        assert!(matches!("1.005".parse::<Eur>(), Err(ParseEurError::TooManyDecimals { .. })));
        assert!(matches!("1.000".parse::<Eur>(), Err(ParseEurError::TooManyDecimals { .. })));
    }

    #[test]
    fn only_plain_digits_are_amounts() {
        for bad in ["", "-", ".5", "5.", "+1", "1e3", "1_000", "1 000", "1,5", "٣", "--1", "EUR 5", "1.2.3"]
        {
            assert!(matches!(bad.parse::<Eur>(), Err(ParseEurError::NotANumber { .. })), "{bad:?}");
        }
    }

    #[test]
    fn the_limit_is_ten_million_million_inclusive() {
        assert_eq!(eur("10000000000000.00"), Eur::MAX);
        assert_eq!(eur("-10000000000000.00").cents(), -Eur::MAX.cents());
        for over in ["10000000000000.01", "-10000000000000.01", "123456789012345678901234567890"] {
            assert!(matches!(over.parse::<Eur>(), Err(ParseEurError::TooLarge { .. })), "{over}");
        }
        assert_eq!(Eur::MAX.checked_add(eur("0.01")), None);
    }

    #[test]
    fn text_survives_both_ways() {
        for (text, shown) in [("0", "0.00"), ("-0.5", "-0.50"), ("007.10", "7.10"), ("500000", "500000.00")] {
            assert_eq!(eur(text).to_string(), shown);
            assert_eq!(eur(shown), eur(text));
        }
        assert_eq!(eur("-1234567.8").grouped().to_string(), "-1 234 567.80");
        assert_eq!(eur("999").grouped().to_string(), "999");
        assert_eq!(eur("1000").grouped().to_string(), "1 000");
    }

    #[test]
    fn decimals_convert_without_loss_or_not_at_all() {
        let d = Decimal::from(eur("12.34"));
        assert_eq!(d.to_string(), "12.34");
        assert_eq!(Eur::try_from(d), Ok(eur("12.34")));
        assert_eq!(Eur::try_from(Decimal::new(12_340, 3)), Ok(eur("12.34")));
        assert!(Eur::try_from(Decimal::new(12_345, 3)).is_err());
        assert!(Eur::try_from(Decimal::MAX).is_err());
        assert_eq!(Rate::try_from(Decimal::new(9, 1)), "90".parse());
        assert_eq!(Decimal::from("63.45".parse::<Rate>().unwrap()).to_string(), "0.6345");
        assert!(Rate::try_from(Decimal::new(-9, 1)).is_err());
    }

    #[test]
    fn rates_read_per_cents_and_refuse_the_rest() {
        assert_eq!("90".parse::<Rate>().unwrap(), "90.00 %".parse().unwrap());
        assert_eq!("0.42".parse::<Rate>().unwrap().to_string(), "0.42 %");
        for bad in ["", "%", "-1", "90,5", "1.23456", "99999", "90 % "] {
            assert!(bad.parse::<Rate>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn shares_round_half_up_at_two_decimals() {
        // 0.90005 of 100 000.00 is 90.005 %, which rounds up to 90.01 %.
        assert_eq!(Rate::percent_of(eur("90005"), eur("100000")), Some(9_001));
        assert_eq!(Rate::percent_of(eur("90004.99"), eur("100000")), Some(9_000));
        assert_eq!(Rate::percent_of(eur("1499996.74"), eur("1666663.03")), Some(9_000));
        assert_eq!(Rate::percent_of(Eur::MAX, eur("0.01")), Some(10_000_000_000_000_000_000));
        assert_eq!(Rate::percent_of(eur("1"), Eur::ZERO), None);
        assert_eq!(Rate::percent_of(eur("-1"), eur("1")), None);
    }
}
