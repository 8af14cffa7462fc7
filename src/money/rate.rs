//! Rates and shares: exact ratios, and what the portal shows of them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Eur, shorten};
use crate::input::text_serde;

/// A share of a whole as an exact ratio, from zero upwards.
///
/// Written as a number of per cent with up to four decimals: `"90"`, `"63.5"`. From a decimal number it is
/// made by name, [from a per cent](Rate::from_percent) or [from a ratio](Rate::from_ratio).
///
/// ```
/// use amif::{Eur, Rate};
///
/// let rate: Rate = "90".parse()?;
/// assert_eq!(rate.to_string(), "90 %");
/// let (grant, costs): (Eur, Eur) = ("1499996.74".parse()?, "1666663.03".parse()?);
/// // 90.0000008 % is shown as 90.00 %, and 90.00 % keeps to a rate of 90 %.
/// assert!(rate.holds(grant, costs));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    // Every rate in the law and in calls has few decimals.
    millionths: u32,
}

/// A whole in the unit of a rate.
const WHOLE: i128 = 1_000_000;

impl Rate {
    /// The whole.
    pub const WHOLE: Rate = Rate { millionths: 1_000_000 };

    /// Half of the whole.
    pub(crate) const HALF: Rate = Rate { millionths: 500_000 };

    /// Nothing of the whole.
    pub(crate) const ZERO: Rate = Rate { millionths: 0 };

    /// What is left of the whole.
    pub(crate) const fn rest(self) -> Rate {
        Rate { millionths: Rate::WHOLE.millionths.saturating_sub(self.millionths) }
    }

    /// A rate of so many hundredths of a per cent: `9000` is 90 %. `None` above 9 999.99 %, which no text says.
    ///
    /// ```
    /// use amif::Rate;
    ///
    /// assert_eq!(Rate::from_hundredths(9_000), "90".parse().ok());
    /// assert_eq!(Rate::from_hundredths(8_333).map(|rate| rate.to_string()).as_deref(), Some("83.33 %"));
    /// ```
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Option<Rate> {
        match hundredths.checked_mul(100) {
            Some(millionths) if hundredths <= 999_999 => Some(Rate { millionths }),
            _ => None,
        }
    }

    /// A rate from a number of per cent: `90` is 90 %.
    ///
    /// # Errors
    ///
    /// [`RateError`] for a number below 0 or above 100, and for one with more than four decimals.
    ///
    /// ```
    /// use amif::Rate;
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(Rate::from_percent(Decimal::from(90))?, Rate::from_ratio(Decimal::new(9, 1))?);
    /// # Ok::<(), amif::value::RateError>(())
    /// ```
    pub fn from_percent(percent: Decimal) -> Result<Rate, RateError> {
        Rate::scaled(percent, 10_000, "a rate in per cent must be from 0 to 100 with up to four decimals")
    }

    /// A rate from a ratio: `0.9` is 90 %.
    ///
    /// ```
    /// use amif::{Rate, rust_decimal::Decimal};
    ///
    /// assert_eq!(Rate::from_ratio(Decimal::new(9, 1))?, "90".parse()?);
    /// // 90 is no ratio: that would be 9000 %.
    /// assert!(Rate::from_ratio(Decimal::from(90)).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RateError`] for a ratio below 0 or above 1, and for one with more than six decimals.
    pub fn from_ratio(ratio: Decimal) -> Result<Rate, RateError> {
        Rate::scaled(ratio, 1_000_000, "a rate as a ratio must be from 0 to 1 with up to six decimals")
    }

    fn scaled(number: Decimal, by: u32, must: &'static str) -> Result<Rate, RateError> {
        let error = || RateError { found: number, must };
        let millionths = number.checked_mul(Decimal::from(by)).ok_or_else(error)?.normalize();
        if millionths.scale() != 0 {
            return Err(error());
        }
        let rate = u32::try_from(millionths).map(|millionths| Rate { millionths }).map_err(|_| error())?;
        if rate > Rate::WHOLE { Err(error()) } else { Ok(rate) }
    }

    /// The number of per cent: 90 for 90 %.
    ///
    /// ```
    /// use amif::{Rate, rust_decimal::Decimal};
    ///
    /// let rate: Rate = "66.6667".parse()?;
    /// assert_eq!(rate.percent(), Decimal::new(666_667, 4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn percent(self) -> Decimal {
        Decimal::new(i64::from(self.millionths), 4).normalize()
    }

    /// The ratio: 0.9 for 90 %.
    ///
    /// ```
    /// use amif::{Rate, rust_decimal::Decimal};
    ///
    /// let rate: Rate = "90".parse()?;
    /// assert_eq!(rate.ratio(), Decimal::new(9, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ratio(self) -> Decimal {
        Decimal::new(i64::from(self.millionths), 6).normalize()
    }

    /// The ratio in millionths.
    pub(crate) const fn millionths(self) -> u32 {
        self.millionths
    }

    /// Whether a part keeps to this rate of a whole.
    ///
    /// It does if it is not more than the rate of the whole exactly, or if its [share](Percent) at two decimals
    /// of a per cent is not above the rate as written. Nothing, and less, keeps to every rate of a whole above
    /// zero; of a whole of zero or less no part keeps to any.
    ///
    /// ```
    /// use amif::Rate;
    ///
    /// let two_thirds: Rate = "66.6667".parse()?;
    /// // 66.67 % is above 66.6667 %, so only what keeps to it exactly passes.
    /// assert!(two_thirds.holds("713333.69".parse()?, "1070000".parse()?));
    /// assert!(!two_thirds.holds("713333.70".parse()?, "1070000".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn holds(self, part: Eur, whole: Eur) -> bool {
        if whole <= Eur::ZERO {
            return false;
        }
        let exactly = || i128::from(part.cents()).saturating_mul(WHOLE) <= self.micro_cents_of(whole);
        let shown = || Percent::of(part, whole).is_some_and(|share| !share.is_above(self));
        part <= Eur::ZERO || exactly() || shown()
    }

    /// The largest part of a whole that keeps to this rate, as [`Rate::holds`] has it: one cent more does not.
    ///
    /// `None` for a whole of zero or less, and beyond EUR 10^13.
    ///
    /// ```
    /// use amif::Rate;
    ///
    /// let rate: Rate = "90".parse()?;
    /// // Up to 90.00499… %, which is shown as 90.00 %.
    /// assert_eq!(rate.largest_part("850000".parse()?), Some("765042.49".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn largest_part(self, whole: Eur) -> Option<Eur> {
        if whole <= Eur::ZERO {
            return None;
        }
        // The share is shown as h where 20000 part < (2h + 1) whole, and no more than the rate up to its own h.
        let shown = self.below_next().checked_mul(i128::from(whole.cents()))?.checked_sub(1)?;
        let exactly = self.micro_cents_of(whole).checked_div(WHOLE)?;
        let most = shown.checked_div(20_000)?.max(exactly);
        i64::try_from(most).ok().and_then(Eur::from_cents)
    }

    /// The smallest whole of which a part keeps to this rate, as [`Rate::holds`] has it: of one cent less it
    /// does not.
    ///
    /// `None` beyond EUR 10^13.
    ///
    /// ```
    /// use amif::Rate;
    ///
    /// let rate: Rate = "90".parse()?;
    /// assert_eq!(rate.smallest_whole("900000".parse()?), Some("999944.45".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn smallest_whole(self, part: Eur) -> Option<Eur> {
        let part = i128::from(part.max(Eur::ZERO).cents());
        let shown = part.checked_mul(20_000)?.checked_div(self.below_next())?.checked_add(1)?;
        let rate = i128::from(self.millionths);
        let exactly = part.checked_mul(WHOLE)?.checked_add(rate)?.checked_sub(1)?.checked_div(rate);
        let least = exactly.map_or(shown, |exactly| shown.min(exactly)).max(1);
        i64::try_from(least).ok().and_then(Eur::from_cents)
    }

    /// The exact rate of a whole, rounded down to the cent; `None` for a whole below zero, and beyond EUR
    /// 10^13.
    ///
    /// ```
    /// let rate: amif::Rate = "90".parse()?;
    /// assert_eq!(rate.exact_part("100.01".parse()?), "90.00".parse().ok());
    /// assert_eq!(rate.exact_part("-1".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn exact_part(self, whole: Eur) -> Option<Eur> {
        if whole < Eur::ZERO {
            return None;
        }
        i64::try_from(self.micro_cents_of(whole).checked_div(WHOLE)?).ok().and_then(Eur::from_cents)
    }

    /// `2h + 1`, where `h` is the largest number of hundredths of a per cent that is not above the rate.
    fn below_next(self) -> i128 {
        i128::from(self.millionths / 100).saturating_mul(2).saturating_add(1)
    }

    /// The exact part of `whole` above which this rate is exceeded, in millionths of a cent.
    pub(crate) fn micro_cents_of(self, whole: Eur) -> i128 {
        i128::from(whole.cents()).saturating_mul(i128::from(self.millionths))
    }

    /// The number of per cent without the sign: `90`, `63.5`.
    fn plain(self) -> String {
        let whole = self.millionths / 10_000;
        match self.millionths % 10_000 {
            0 => whole.to_string(),
            rest => format!("{whole}.{rest:04}").trim_end_matches('0').to_owned(),
        }
    }

    /// The number of per cent with two decimals, or as many more as it has: `90.00`, `66.6667`.
    pub(crate) fn written(self) -> String {
        let (whole, rest) = (self.millionths / 10_000, self.millionths % 10_000);
        match rest % 100 {
            0 => format!("{whole}.{:02}", rest / 100),
            _ => self.plain(),
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} %", self.plain()))
    }
}

/// Why a number is not a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateError {
    /// The number as found.
    pub found: Decimal,
    must: &'static str,
}

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}; {}", self.found, self.must)
    }
}

impl std::error::Error for RateError {}

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
        padded.parse().map(|millionths| Rate { millionths }).map_err(|_| error())
    }
}

impl serde::Serialize for Rate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

text_serde!(@read Rate, "a number of per cent as text, such as \"90\"");

/// A share of a whole as the portal shows it: a number of per cent with two decimals, rounded half up.
///
/// ```
/// use amif::value::Percent;
///
/// let share = Percent::of("90005".parse()?, "100000".parse()?).ok_or("no share")?;
/// assert_eq!(share.to_string(), "90.01 %"); // 90.005 % exactly
/// assert_eq!(share.hundredths(), 9_001);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent {
    hundredths: u64,
}

impl Percent {
    /// The share that a part has in a whole; `None` unless the whole is above zero and the part is not below.
    ///
    /// ```
    /// use amif::{Eur, value::Percent};
    ///
    /// // 66.666… % is shown as 66.67 %.
    /// assert_eq!(Percent::of("2".parse()?, "3".parse()?).map(|share| share.to_string()).as_deref(), Some("66.67 %"));
    /// assert_eq!(Percent::of("1".parse()?, Eur::ZERO), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(part: Eur, whole: Eur) -> Option<Percent> {
        if whole <= Eur::ZERO || part < Eur::ZERO {
            return None;
        }
        let (part, whole) = (i128::from(part.cents()), i128::from(whole.cents()));
        let doubled = part.checked_mul(20_000)?.checked_add(whole)?;
        let hundredths = u64::try_from(doubled.checked_div(whole.checked_mul(2)?)?).ok()?;
        Some(Percent { hundredths })
    }

    /// The share in hundredths of a per cent.
    ///
    /// ```
    /// use amif::value::Percent;
    ///
    /// let share = Percent::of("9".parse()?, "10".parse()?);
    /// assert_eq!(share.map(|share| share.hundredths()), Some(9_000));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.hundredths
    }

    /// Whether the share as shown is above a rate as written: 66.67 % is above 66.6667 %.
    ///
    /// ```
    /// use amif::value::Percent;
    ///
    /// let share = Percent::of("2".parse()?, "3".parse()?).ok_or("no share")?;
    /// assert!(share.is_above("66.6667".parse()?));
    /// assert!(!share.is_above("66.67".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_above(self, rate: Rate) -> bool {
        self.hundredths > u64::from(rate.millionths / 100)
    }

    /// The number of per cent without the sign: `90.00`.
    fn plain(self) -> String {
        two_decimals(self.hundredths)
    }
}

/// Hundredths of a per cent as a number of per cent with two decimals.
pub(crate) fn two_decimals(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} %", self.plain()))
    }
}

impl FromStr for Percent {
    type Err = ParseRateError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let error = || ParseRateError { found: shorten(s) };
        let text = s.strip_suffix('%').map_or(s, str::trim_end);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return Err(error());
        }
        format!("{whole}{fraction:0<2}").parse().map(|hundredths| Percent { hundredths }).map_err(|_| error())
    }
}

impl serde::Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

text_serde!(@read Percent, "a number of per cent as text, such as \"90.00\"");

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test states what it expects in the plainest way")]
mod tests {
    use super::*;

    fn eur(s: &str) -> Eur {
        s.parse().unwrap()
    }

    fn rate(s: &str) -> Rate {
        s.parse().unwrap()
    }

    #[test]
    fn decimals_become_rates_by_name() {
        assert_eq!(Rate::from_percent(Decimal::from(90)), Ok(rate("90")));
        assert_eq!(Rate::from_ratio(Decimal::new(9, 1)), Ok(rate("90")));
        assert_eq!(Rate::from_percent(Decimal::new(9, 1)), Ok(rate("0.9")));
        assert_eq!(Rate::from_percent(Decimal::new(666_667, 4)), Ok(rate("66.6667")));
        assert_eq!(Rate::from_percent(Decimal::new(900_000, 4)), Ok(rate("90")));
        assert_eq!(Rate::from_ratio(Decimal::ONE), Ok(Rate::WHOLE));
        assert_eq!(Rate::from_ratio(Decimal::ZERO), Ok(Rate::ZERO));
        assert_eq!(rate("63.45").ratio().to_string(), "0.6345");
        assert_eq!(rate("63.45").percent().to_string(), "63.45");
    }

    #[test]
    fn what_is_no_rate_is_refused_with_what_it_must_be() {
        let percent = "must be from 0 to 100 with up to four decimals";
        let ratio = "must be from 0 to 1 with up to six decimals";
        for bad in [
            Decimal::from(-1),
            Decimal::new(1_000_001, 4),
            Decimal::new(3_333_333, 5),
            Decimal::MAX,
            Decimal::MIN,
        ] {
            let error = Rate::from_percent(bad).unwrap_err().to_string();
            assert!(error.starts_with(&format!("found {bad}; ")) && error.ends_with(percent), "{error}");
        }
        // A number of per cent given as a ratio is not taken for 9000 %.
        for bad in [Decimal::from(90), Decimal::new(1_000_001, 6), Decimal::new(3_333_333, 7)] {
            assert!(Rate::from_ratio(bad).unwrap_err().to_string().ends_with(ratio), "{bad}");
        }
    }

    #[test]
    fn rates_read_per_cents_and_refuse_the_rest() {
        assert_eq!(rate("90"), rate("90.00 %"));
        assert_eq!(rate("0.42").to_string(), "0.42 %");
        for bad in ["", "%", "-1", "90,5", "1.23456", "99999", "90 % "] {
            assert!(bad.parse::<Rate>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn rates_and_shares_survive_json() {
        for text in ["90", "63.5", "66.6667", "0", "127.5"] {
            let json = serde_json::to_string(&rate(text)).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Rate>(&json).unwrap(), rate(text));
        }
        let share = Percent::of(eur("2"), eur("3")).unwrap();
        let json = serde_json::to_string(&share).unwrap();
        assert_eq!(json, "\"66.67\"");
        assert_eq!(serde_json::from_str::<Percent>(&json).unwrap(), share);
        assert!("66.667".parse::<Percent>().is_err());
    }

    #[test]
    fn a_written_rate_has_two_decimals_and_as_many_more_as_it_needs() {
        for (text, written) in
            [("90", "90.00"), ("90.5", "90.50"), ("12.345", "12.345"), ("66.6667", "66.6667"), ("0", "0.00")]
        {
            assert_eq!(rate(text).written(), written);
        }
    }

    #[test]
    fn shares_round_half_up_at_two_decimals() {
        let share = |part: &str, whole: &str| Percent::of(eur(part), eur(whole)).map(Percent::hundredths);
        // 0.90005 of 100 000.00 is 90.005 %, which rounds up to 90.01 %.
        assert_eq!(share("90005", "100000"), Some(9_001));
        assert_eq!(share("90004.99", "100000"), Some(9_000));
        assert_eq!(share("1499996.74", "1666663.03"), Some(9_000));
        assert_eq!(share("10000000000000", "0.01"), Some(10_000_000_000_000_000_000));
        assert_eq!(share("1", "0"), None);
        assert_eq!(share("-1", "1"), None);
    }

    #[test]
    fn a_share_keeps_to_a_rate_exactly_or_as_it_is_shown() {
        let holds = |part: &str, whole: &str, of: &str| rate(of).holds(eur(part), eur(whole));
        // Shown as 90.00 %, up to 90.00499… %.
        assert!(holds("1499996.74", "1666663.03", "90"));
        assert!(holds("90004.99", "100000", "90"));
        assert!(!holds("90005", "100000", "90"));
        // Exactly the rate, and shown as 66.67 %, which is above the rate as written.
        assert!(holds("713333.69", "1070000", "66.6667"));
        assert!(!holds("713333.70", "1070000", "66.6667"));
        // Shown as 66.66 %, which is not above it; the exact share is not either.
        assert!(holds("66664.99", "100000", "66.6667"));
        // Shown as 33.33 %, not above 33.3333 %; shown as 33.34 %, above it.
        assert!(holds("33333.30", "100000", "33.3333"));
        assert!(holds("33334.99", "100000", "33.3333"));
        assert!(!holds("33335", "100000", "33.3333"));
        // 0.004 % is shown as 0.00 %.
        assert!(holds("4.99", "100000", "0.004"));
        assert!(!holds("5", "100000", "0.004"));
    }

    #[test]
    fn nothing_keeps_to_every_rate_and_nothing_is_a_part_of_nothing() {
        for of in ["0", "90", "100"] {
            assert!(rate(of).holds(Eur::ZERO, eur("0.01")));
            assert!(rate(of).holds(eur("-1"), eur("0.01")));
            assert!(!rate(of).holds(Eur::ZERO, Eur::ZERO));
            assert!(!rate(of).holds(eur("-1"), eur("-1")));
            assert_eq!(rate(of).largest_part(Eur::ZERO), None);
        }
    }

    proptest::proptest! {
        #[test]
        fn the_largest_part_holds_and_one_cent_more_does_not(
            whole in 1i64..100_000_000_000, millionths in 0u32..=1_000_000,
        ) {
            let (rate, whole) = (Rate { millionths }, Eur::from_cents(whole).unwrap());
            let most = rate.largest_part(whole).unwrap();
            proptest::prop_assert!(rate.holds(most, whole));
            proptest::prop_assert!(!rate.holds(Eur::from_cents(most.cents() + 1).unwrap(), whole));
            proptest::prop_assert!(rate.exact_part(whole).unwrap() <= most);
        }

        #[test]
        fn of_the_smallest_whole_a_part_holds_and_of_one_cent_less_it_does_not(
            part in 0i64..100_000_000_000, millionths in 1u32..=1_000_000,
        ) {
            let (rate, part) = (Rate { millionths }, Eur::from_cents(part).unwrap());
            let Some(least) = rate.smallest_whole(part) else { return Ok(()) };
            proptest::prop_assert!(rate.holds(part, least));
            proptest::prop_assert!(!rate.holds(part, Eur::from_cents(least.cents() - 1).unwrap()));
        }

        /// The comparison as the design has it, over fractions.
        #[test]
        fn holding_is_what_the_design_says(
            part in 0i64..3_000_000, whole in 1i64..3_000_000, millionths in 0u32..=1_000_000,
        ) {
            let held = Rate { millionths }.holds(Eur::from_cents(part).unwrap(), Eur::from_cents(whole).unwrap());
            let rate = Decimal::new(i64::from(millionths), 4);
            let exact = Decimal::from(part) * Decimal::from(100) <= rate * Decimal::from(whole);
            let shown = (Decimal::from(part) * Decimal::from(100) / Decimal::from(whole))
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            proptest::prop_assert_eq!(held, exact || shown <= rate);
        }
    }

    #[test]
    fn a_part_is_rounded_down_and_nothing_has_a_part_of_nothing() {
        assert_eq!(rate("90").millionths(), 900_000);
        assert_eq!(rate("90").exact_part(eur("100.01")), Some(eur("90")));
        assert_eq!(rate("90").exact_part(Eur::ZERO), Some(Eur::ZERO));
        assert_eq!(rate("90").exact_part(eur("-0.01")), None);
        assert_eq!(rate("90").smallest_whole(eur("900000")), Some(eur("999944.45")));
        assert_eq!(Rate::ZERO.smallest_whole(eur("-1")), Some(eur("0.01")));
    }

    #[test]
    fn a_rate_has_four_digits_on_either_side_at_most() {
        assert_eq!("1000".parse::<Rate>().map(|rate| rate.millionths()), Ok(10_000_000));
        assert_eq!("0.0001".parse::<Rate>().map(|rate| rate.millionths()), Ok(1));
        for bad in ["10000", "90.00001", "90.", ".5", ""] {
            let error = bad.parse::<Rate>().unwrap_err().to_string();
            assert!(error.contains("up to four decimals"), "{error}");
        }
    }

    #[test]
    fn a_share_is_of_something_and_not_below_zero() {
        let of = |part: &str, whole: &str| Percent::of(eur(part), eur(whole)).map(|share| share.to_string());
        assert_eq!(of("0", "3").as_deref(), Some("0.00 %"));
        assert_eq!(of("2", "3").as_deref(), Some("66.67 %"));
        for (part, whole) in [("1", "0"), ("-1", "3"), ("1", "-3"), ("-0.01", "1000000")] {
            assert_eq!(of(part, whole), None, "{part} of {whole}");
        }
        assert_eq!(Rate::from_hundredths(9_000), Some(rate("90")));
        assert_eq!(Rate::from_hundredths(999_999), Some(rate("9999.99")));
        assert_eq!(Rate::from_hundredths(1_000_000), None);
        for bad in ["+1.00", "90.123", "90.", ".5", "", "9x", "9.x"] {
            assert!(bad.parse::<Percent>().is_err(), "{bad:?}");
        }
        assert_eq!("90.5".parse::<Percent>().map(|share| share.to_string()).as_deref(), Ok("90.50 %"));
    }
}
