//! Money and rates: whole cents and exact ratios, never floats.

mod rate;

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

pub(crate) use rate::two_decimals;
pub use rate::{ParseRateError, Percent, Rate, RateError};

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
/// # Ok::<(), amif::value::ParseEurError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Eur(i64);

impl Eur {
    /// Nothing at all.
    pub const ZERO: Eur = Eur(0);
    /// The largest amount that can be stated, EUR 10 000 000 000 000.
    pub const MAX: Eur = Eur(LIMIT_CENTS);

    /// An amount from whole cents; `None` beyond EUR 10^13 on either side.
    ///
    /// ```
    /// use amif::Eur;
    ///
    /// assert_eq!(Eur::from_cents(1_234_567).map(|sum| sum.to_string()).as_deref(), Some("12345.67"));
    /// assert_eq!(Eur::from_cents(i64::MAX), None);
    /// ```
    #[must_use]
    pub const fn from_cents(cents: i64) -> Option<Eur> {
        if cents >= -LIMIT_CENTS && cents <= LIMIT_CENTS { Some(Eur(cents)) } else { None }
    }

    /// An amount from whole euro; `None` beyond EUR 10^13 on either side.
    ///
    /// ```
    /// use amif::Eur;
    ///
    /// assert_eq!(Eur::from_euros(750_000), "750000.00".parse().ok());
    /// assert_eq!(Eur::from_euros(10_000_000_000_000), Some(Eur::MAX));
    /// assert_eq!(Eur::from_euros(10_000_000_000_001), None);
    /// ```
    #[must_use]
    pub const fn from_euros(euros: i64) -> Option<Eur> {
        match euros.checked_mul(100) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The amount in whole cents.
    ///
    /// ```
    /// let amount: amif::Eur = "750000.5".parse()?;
    /// assert_eq!(amount.cents(), 75_000_050);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The sum; `None` when it leaves the range of the type.
    ///
    /// ```
    /// use amif::Eur;
    ///
    /// let (a, b): (Eur, Eur) = ("0.10".parse()?, "0.20".parse()?);
    /// assert_eq!(a.checked_add(b), "0.30".parse().ok());
    /// assert_eq!(Eur::MAX.checked_add(a), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn checked_add(self, other: Eur) -> Option<Eur> {
        match self.0.checked_add(other.0) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The difference; `None` when it leaves the range of the type.
    ///
    /// ```
    /// use amif::Eur;
    ///
    /// let (costs, grant): (Eur, Eur) = ("833333.34".parse()?, "750000".parse()?);
    /// assert_eq!(costs.checked_sub(grant), "83333.34".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn checked_sub(self, other: Eur) -> Option<Eur> {
        match self.0.checked_sub(other.0) {
            Some(cents) => Eur::from_cents(cents),
            None => None,
        }
    }

    /// The sum of many amounts; `None` when it leaves the range of the type.
    ///
    /// ```
    /// use amif::Eur;
    ///
    /// let thirds: Eur = "333.33".parse()?;
    /// assert_eq!(Eur::checked_sum([thirds; 3]), "999.99".parse().ok());
    /// assert_eq!(Eur::checked_sum([]), Some(Eur::ZERO));
    /// assert_eq!(Eur::checked_sum([Eur::MAX, Eur::MAX]), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
                write!(
                    f,
                    "found {found:?}; an amount is written as digits with a dot, such as \"750000.00\""
                )?;
                hint(found, f)
            }
            ParseEurError::TooManyDecimals { found } => {
                write!(f, "found {found:?}; an amount has at most two decimals and is not rounded")?;
                hint(found, f)
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

/// How an amount is written that stands there as people write it: `750.000`, `750,000.00`, `750 000,50`, `EUR 750000`.
/// Nothing where it may stand for two amounts.
fn hint(found: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match plain_digits(found) {
        Some(digits) => write!(f, "; write {digits} if that is meant"),
        None => Ok(()),
    }
}

fn plain_digits(found: &str) -> Option<String> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '_');
    let text = found.trim().trim_start_matches("EUR").trim_end_matches("EUR").trim_matches('€');
    let digits: String = text.chars().filter(|c| !blank(*c)).collect();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    let mark = |c: char| matches!(c, '.' | ',');
    let parts: Vec<&str> = digits.split(mark).collect();
    let numbers = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let grouped = |groups: &[&str]| groups.iter().skip(1).all(|group| group.len() == 3);
    if !numbers || parts.first().is_none_or(|first| first.len() > 3 && parts.len() > 2) {
        return None;
    }
    // Before a separator of thousands stands no zero: 0.005 is half a cent.
    let zero = parts.first().is_some_and(|first| first.starts_with('0'));
    match parts.as_slice() {
        [whole] => Some(format!("{sign}{whole}")),
        // Of several marks the last sets off cents, unless three digits follow it and all marks are the same.
        [groups @ .., last] if grouped(groups) && last.len() <= 2 => {
            Some(format!("{sign}{}.{last:0<2}", groups.concat()))
        }
        all if !zero && grouped(all) && all.first().is_some_and(|first| first.len() <= 3) => {
            Some(format!("{sign}{}", all.concat()))
        }
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(s: &str) -> Eur {
        s.parse().unwrap()
    }

    #[test]
    fn amounts_as_people_write_them_are_told_how_to_write() {
        for (found, write) in [
            ("750.000", Some("750000")),
            ("750,000.00", Some("750000.00")),
            ("1.750.000,5", Some("1750000.50")),
            ("750 000", Some("750000")),
            ("EUR 750'000", Some("750000")),
            ("1,50", Some("1.50")),
            ("1.0005", None),
            ("7500.000", None),
            ("0.005", None),
            ("0,001", None),
            ("0.000.005", None),
            ("0,50", Some("0.50")),
            ("about 7", None),
            ("1234.567,89", None),
            ("1234,89", Some("1234.89")),
        ] {
            let message = found.parse::<Eur>().unwrap_err().to_string();
            let advice = message
                .split_once("; write ")
                .and_then(|(_, advice)| advice.strip_suffix(" if that is meant"));
            assert_eq!(advice, write, "{message}");
        }
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
    }

    #[test]
    fn sums_stop_at_the_largest_amount() {
        let most = Eur::from_euros(10_000_000_000_000).unwrap();
        assert_eq!(Eur::from_euros(7), Some(eur("7")));
        assert_eq!(Eur::from_euros(10_000_000_000_001), None);
        assert_eq!(eur("1.10").checked_add(eur("2.20")), Some(eur("3.30")));
        assert_eq!(most.checked_add(Eur::ZERO), Some(most));
        assert_eq!(most.checked_add(eur("0.01")), None);
        assert_eq!(eur("1.10").checked_sub(eur("2.20")), Some(eur("-1.10")));
        assert_eq!(Eur::ZERO.checked_sub(most).and_then(|least| least.checked_sub(eur("0.01"))), None);
        assert_eq!(Eur::checked_sum([eur("1.10"), eur("2.20"), eur("-0.30")]), Some(eur("3")));
        assert_eq!(Eur::checked_sum([most, eur("0.01")]), None);
    }

    #[test]
    fn only_an_amount_below_zero_has_a_sign() {
        assert_eq!(Eur::ZERO.grouped().to_string(), "0");
        assert_eq!(eur("-1234.05").grouped().to_string(), "-1 234.05");
    }
}
