//! Amounts and counts as the portal writes them, where zero means "not stated".

use serde_json::Value;

use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::money::Eur;

const UNREADABLE: &str = "no amount in euro that can be read without guessing; it was left out";

/// Amounts of topics below so many euros are hardly meant in euros.
const SMALL: i64 = 1_000;
const UNSCALED: &str =
    "less than EUR 1 000 as written; the portal does not say whether thousands or millions are meant";

/// Reads an amount. A zero is returned as such: what it means depends on the place.
pub(super) fn amount(node: &Node<'_>, warnings: &mut Vec<Warning>) -> Option<Eur> {
    let read = match node.value {
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Eur::from_euros(whole),
            None => {
                let meaning = "an amount with a decimal point; read from its digits, not by calculation";
                warnings.push(Warning::at(node, WarningKind::FloatAmount, meaning));
                from_digits(&number.to_string())
            }
        },
        Value::String(text) => {
            let plain = text.trim();
            from_digits(plain).or_else(|| {
                let read = from_digits(&without_separators(plain)?)?;
                let meaning = format!("an amount with separators, read as EUR {}", read.grouped());
                warnings.push(Warning::at(node, WarningKind::SeparatedAmount, meaning));
                Some(read)
            })
        }
        _ => None,
    };
    let read = read.filter(|amount| *amount >= Eur::ZERO);
    match read {
        None => warnings.push(Warning::at(node, WarningKind::UnreadableAmount, UNREADABLE)),
        Some(amount) if amount != Eur::ZERO && Some(amount) < Eur::from_euros(SMALL) => {
            warnings.push(Warning::at(node, WarningKind::SmallAmount, UNSCALED));
        }
        Some(_) => {}
    }
    read
}

/// Reads digits; a fraction that is only zeros is none, such as `6000000.000`.
fn from_digits(text: &str) -> Option<Eur> {
    match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => {
            // Three zeros after a dot may be thousands.
            if fraction.len() == 3 { None } else { whole.parse().ok() }
        }
        _ => text.parse().ok(),
    }
}

/// Takes separators out of `15,000,000`, `15 000 000` or `15.000.000`: groups of three after the first. A
/// single dot or comma before three digits may be either, and is not touched.
fn without_separators(text: &str) -> Option<String> {
    let text = text.trim_start_matches("EUR").trim_matches(['€', ' ', '\u{a0}']);
    let spaced = text.contains([' ', '\u{a0}', '\u{202f}', '\'']);
    let (whole, cents) = match text.rsplit_once('.') {
        Some((whole, cents)) if cents.len() <= 2 => (whole, Some(cents)),
        _ => (text, None),
    };
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{202f}', '\'', '.']).collect();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let grouped = digits(first) && first.len() <= 3 && rest.iter().all(|g| g.len() == 3 && digits(g));
    let plain = rest.is_empty() && digits(first) && whole != text;
    let certain = spaced || cents.is_some() || rest.len() > 1;
    let mut joined = match (plain, grouped && certain) {
        (true, _) => (*first).to_owned(),
        (_, true) => groups.concat(),
        // The currency alone was in the way.
        _ if rest.is_empty() && digits(first) => (*first).to_owned(),
        _ => return None,
    };
    if let Some(cents) = cents.filter(|c| digits(c)) {
        joined.push('.');
        joined.push_str(cents);
    }
    Some(joined)
}

/// Reads an amount where zero means "not stated".
pub(super) fn stated_amount(node: &Node<'_>, what: &str, warnings: &mut Vec<Warning>) -> Option<Eur> {
    let amount = amount(node, warnings)?;
    if amount == Eur::ZERO {
        zero(node, what, warnings);
        return None;
    }
    Some(amount)
}

/// Reads a number of things where zero means "not stated".
pub(super) fn stated_count(node: &Node<'_>, what: &str, warnings: &mut Vec<Warning>) -> Option<u32> {
    let count: Option<u32> = node.text().and_then(|t| t.parse().ok());
    match count {
        Some(0) => {
            zero(node, what, warnings);
            None
        }
        None => {
            let meaning = "not a whole number; it was left out";
            warnings.push(Warning::at(node, WarningKind::UnreadableAmount, meaning));
            None
        }
        count => count,
    }
}

fn zero(node: &Node<'_>, what: &str, warnings: &mut Vec<Warning>) {
    warnings.push(Warning::at(node, WarningKind::Zero, format!("zero means that {what} is not stated")));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value) -> (Option<String>, Vec<WarningKind>) {
        let mut warnings = Vec::new();
        let read = amount(&Node::new(&value, ""), &mut warnings).map(|a| a.to_string());
        (read, warnings.into_iter().map(|w| w.kind).collect())
    }

    #[test]
    fn whole_numbers_and_digits_are_read_without_a_word() {
        for value in [Value::from(15_000_000), Value::from("15000000"), Value::from(" 15000000.00 ")] {
            assert_eq!(read(value), (Some("15000000.00".to_owned()), vec![]));
        }
        assert_eq!(read(Value::from("0")), (Some("0.00".to_owned()), vec![]));
    }

    #[test]
    fn fractions_keep_every_cent_and_are_told() {
        assert_eq!(
            read(Value::from(66_262.5)),
            (Some("66262.50".to_owned()), vec![WarningKind::FloatAmount])
        );
        assert_eq!(
            read(Value::from(1.005)),
            (None, vec![WarningKind::FloatAmount, WarningKind::UnreadableAmount])
        );
        assert_eq!(
            read(Value::from(1e300)),
            (None, vec![WarningKind::FloatAmount, WarningKind::UnreadableAmount])
        );
    }

    #[test]
    fn amounts_below_a_thousand_euros_are_told() {
        let small = |text: &str| read(Value::from(text));
        assert_eq!(small("1.2"), (Some("1.20".to_owned()), vec![WarningKind::SmallAmount]));
        assert_eq!(small("999.99"), (Some("999.99".to_owned()), vec![WarningKind::SmallAmount]));
        assert_eq!(small("1000"), (Some("1000.00".to_owned()), vec![]));
    }

    #[test]
    fn separators_are_taken_out_only_where_they_can_be_nothing_else() {
        for (text, amount) in [
            ("15,000,000", "15000000.00"),
            ("15 000 000", "15000000.00"),
            ("15\u{a0}000\u{a0}000", "15000000.00"),
            ("15.000.000", "15000000.00"),
            ("2,500,000.00", "2500000.00"),
            ("15,829.60€", "15829.60"),
            ("EUR 500000", "500000.00"),
        ] {
            assert_eq!(
                read(Value::from(text)),
                (Some(amount.to_owned()), vec![WarningKind::SeparatedAmount]),
                "{text}"
            );
        }
        for text in ["", "15,000", "15.000", "1,5", "1.2.3", "-5", "many", "1,00,000", "1e6", "..", ",,"] {
            assert_eq!(read(Value::from(text)), (None, vec![WarningKind::UnreadableAmount]), "{text}");
        }
    }
}
