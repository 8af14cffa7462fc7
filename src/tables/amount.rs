//! Amounts as people write them, where they cannot mean two things.

use rust_decimal::{Decimal, RoundingStrategy};

use super::sheet::Value;
use super::unit::Unit;
use crate::input::quoted;
use crate::money::{Eur, ParseEurError};

/// Reads an amount in euro as people write it, where it cannot mean two things.
///
/// ```
/// use amif::tables::amount;
///
/// assert_eq!(amount("€ 750 000,50")?, "750000.50".parse()?);
/// assert!(amount("750.000").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What was found, and how to write it.
pub fn amount(text: &str) -> Result<Eur, String> {
    let plain = without_currency(text);
    if plain.starts_with(['-', '\u{2212}']) && plain.chars().any(|c| c.is_ascii_digit()) {
        return Err(format!("found {}; an amount must not be below zero", quoted(text)));
    }
    let digits = written(plain).map_err(|hint| match hint {
        Some(hint) => format!("found {}; it can be read in two ways; {hint}", quoted(text)),
        None => {
            format!("found {}; an amount in euro must be written such as 750000 or 750000.50", quoted(text))
        }
    })?;
    digits.parse().map_err(|error: ParseEurError| match error {
        // It tells what was found, too.
        ParseEurError::TooLarge { .. } => error.to_string(),
        ParseEurError::NotANumber { .. } | ParseEurError::TooManyDecimals { .. } => {
            format!("found {}; {error}", quoted(text))
        }
    })
}

/// The amount in a cell. A number of a workbook means one thing, unless its format shows it as another than euro.
pub(super) fn of_cell(value: &Value) -> Result<Eur, String> {
    match value {
        Value::Number(digits, None) => match of_digits(digits)? {
            amount if amount < Eur::ZERO => Err(format!("found {digits}; an amount must not be below zero")),
            amount => Ok(amount),
        },
        Value::Number(digits, Some(unit)) => Err(shown_as(digits, unit, "euro")),
        Value::Text(text) | Value::Error(text) => amount(text),
    }
}

/// What is told of a number that its format shows as something else than the currency of the amounts.
pub(super) fn shown_as(digits: &str, unit: &Unit, currency: &str) -> String {
    format!(
        "found {digits}, which its number format shows as {}; amounts are read in {currency}: convert it, or format it as a \
         number where it is that",
        quoted(&unit.said)
    )
}

/// The amount of a number of a workbook, which may be below zero.
pub(super) fn of_digits(digits: &str) -> Result<Eur, String> {
    match digits.parse::<Eur>() {
        Ok(amount) => Ok(amount),
        Err(ParseEurError::TooManyDecimals { .. }) => {
            let rounded = Decimal::from_str_exact(digits)
                .map(|exact| exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
            let such = rounded.map_or(String::new(), |cents| format!(": {cents}"));
            Err(format!("found {digits}; an amount has no parts of a cent: round it to the cent{such}"))
        }
        Err(error @ (ParseEurError::NotANumber { .. } | ParseEurError::TooLarge { .. })) => {
            Err(error.to_string())
        }
    }
}

/// An amount as written, without the name or sign of the euro.
pub(super) fn without_currency(text: &str) -> &str {
    let plain = text.trim().trim_start_matches("EUR").trim_end_matches("EUR");
    plain.trim_matches(|c: char| c == '€' || c.is_whitespace())
}

/// The amount with a point and without separators. An error with a hint can be read in two ways.
fn written(text: &str) -> Result<String, Option<String>> {
    let spaced = |c: char| c.is_whitespace() || c == '\'' || c == '\u{2019}';
    let is = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || spaced(c);
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(is) {
        return Err(None);
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let cents_after = |mark: char| text.rsplit_once(mark).is_some_and(|(_, cents)| cents.len() <= 2);
    let (decimal, group) = match (points, commas) {
        (0, 0) => (None, None),
        // One kind of mark, once: cents where one or two digits follow, in doubt where three do.
        (1, 0) if cents_after('.') => (Some('.'), None),
        (0, 1) if cents_after(',') => (Some(','), None),
        (1, 0) | (0, 1) => {
            let joined: String = text.chars().filter(char::is_ascii_digit).collect();
            let mark = if points == 1 { '.' } else { ',' };
            let three = text.rsplit_once(mark).is_some_and(|(_, rest)| rest.len() == 3);
            let short = text.split_once(mark).is_some_and(|(whole, _)| whole.len() <= 3);
            let spaced = text.chars().any(spaced);
            // Before a separator of thousands stands no zero: 0,001 is a thousandth.
            let zero = text.starts_with('0');
            return Err(
                (three && short && !spaced && !zero).then(|| format!("write {joined}, or {joined}.00"))
            );
        }
        (_, 0) => (None, Some('.')),
        (0, _) => (None, Some(',')),
        (_, 1) if text.rfind(',') > text.rfind('.') && cents_after(',') => (Some(','), Some('.')),
        (1, _) if text.rfind('.') > text.rfind(',') && cents_after('.') => (Some('.'), Some(',')),
        _ => return Err(None),
    };
    let (whole, cents) = match decimal.and_then(|mark| text.rsplit_once(mark)) {
        Some((whole, cents)) => (whole, Some(cents)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split(|c| spaced(c) || Some(c) == group).collect();
    let three = |part: &&str| part.len() == 3;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = groups.split_first().ok_or(None)?;
    // What begins with more zeros is most often the rest of a number that a separator has cut: 250,000.
    if first.len() > 1 && first.starts_with('0') {
        return Err(None);
    }
    let well_grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(three));
    if !well_grouped || !groups.iter().all(|part| digits(part)) || cents.is_some_and(|c| !digits(c)) {
        return Err(None);
    }
    let whole = groups.concat();
    Ok(cents.map_or(whole.clone(), |cents| format!("{whole}.{cents}")))
}

/// The digits of a number in a sheet's cell. Sheets calculate in binary fractions, so what differs from whole cents
/// by less than a millionth of a euro is those cents; anything else is given as it is.
#[cfg(feature = "tables")]
pub(super) fn of_number(number: f64) -> String {
    let text = number.to_string();
    let Ok(exact) = Decimal::from_str_exact(&text) else { return text };
    let cents = exact.round_dp(2);
    let near = cents.checked_sub(exact).is_some_and(|off| off.abs() < Decimal::new(1, 6));
    if near { cents.normalize().to_string() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_mean_one_thing_is_read() {
        for (text, cents) in [
            ("750000", 75_000_000),
            ("750000.5", 75_000_050),
            ("750000,50", 75_000_050),
            ("750 000", 75_000_000),
            ("750\u{a0}000,50", 75_000_050),
            ("750\u{202f}000", 75_000_000),
            ("750'000.50", 75_000_050),
            ("750.000,50", 75_000_050),
            ("750,000.50", 75_000_050),
            ("1.750.000", 175_000_000),
            ("1,750,000", 175_000_000),
            ("€ 750 000", 75_000_000),
            ("750 000 EUR", 75_000_000),
            ("EUR 0", 0),
            ("0.05", 5),
            ("1234,5", 123_450),
        ] {
            assert_eq!(amount(text).map(Eur::cents), Ok(cents), "{text}");
        }
    }

    #[test]
    fn what_can_mean_two_things_is_refused_with_advice() {
        for (text, advice) in
            [("750.000", "write 750000"), ("750,000", "write 750000"), ("1.234", "write 1234")]
        {
            let message = amount(text).unwrap_err();
            assert!(message.contains("two ways") && message.contains(advice), "{message}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "-",
            "n/a",
            "7 50",
            "75 0000",
            "1.23.456",
            "1,234.567,8",
            "12a",
            "1.2345",
            "1234.567",
            "750.000.00",
            "=A1",
            "1e5",
            "٣",
            ".5",
            "5.",
            "7 50.000",
            "000",
            "050",
            "0,001",
            "0.005",
            "000.500",
        ] {
            let told = amount(text).unwrap_err();
            assert!(!told.contains("two ways"), "{told}");
        }
        assert!(amount("-5").unwrap_err().contains("below zero"));
        assert!(amount("99999999999999999999").is_err());
    }

    #[cfg(feature = "tables")]
    #[test]
    fn a_number_of_a_sheet_means_one_thing() {
        let read = |digits: &str| of_cell(&Value::Number(digits.to_owned(), None));
        assert_eq!(read("125.13").map(Eur::cents), Ok(12_513));
        assert_eq!(read("0").map(Eur::cents), Ok(0));
        for (digits, told) in [
            ("125.125", "round it to the cent: 125.13"),
            ("0.001", "round it to the cent: 0.00"),
            ("33333.333333333336", "round it to the cent: 33333.33"),
            ("-5", "below zero"),
            ("-0.005", "round it"),
            ("NaN", "found \"NaN\""),
        ] {
            let message = read(digits).unwrap_err();
            assert!(message.contains(told) && !message.contains("two ways"), "{message}");
        }
    }

    #[cfg(feature = "tables")]
    #[test]
    fn numbers_of_sheets_are_read_from_their_digits() {
        for (number, text) in [
            (750000.0, "750000"),
            (0.1 + 0.2, "0.3"),
            (33333.333333333336, "33333.333333333336"),
            (999000001.0, "999000001"),
            (-5.0, "-5"),
            (f64::NAN, "NaN"),
            (1e300, &1e300.to_string()),
        ] {
            assert_eq!(of_number(number), text);
        }
    }
}
