//! Numbers of a JSON text whose fraction a reader would round away without a word.

/// The first number with a fraction that is not zero and is lost where it is read in binary, such as
/// `1000000.00000000001`, with its place in the text in bytes.
pub(super) fn rounded(text: &str) -> Option<(usize, &str)> {
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                while let Some((_, inside)) = bytes.next() {
                    match inside {
                        b'"' => break,
                        b'\\' => _ = bytes.next(),
                        _ => {}
                    }
                }
            }
            b'-' | b'0'..=b'9' => {
                let rest = text.get(at..)?;
                let end = rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
                let number = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
                if is_rounded(number) {
                    return Some((at, number));
                }
                // The bytes of the number are passed over; its first is already.
                for _ in 1..number.len() {
                    let _ = bytes.next();
                }
            }
            _ => {}
        }
    }
    None
}

fn is_rounded(number: &str) -> bool {
    let whole_in_binary = || number.parse::<f64>().is_ok_and(|binary| binary.fract() == 0.0);
    number.contains(['.', 'e', 'E']) && !is_whole(number) && whole_in_binary()
}

/// Whether a number as written is an integer.
fn is_whole(number: &str) -> bool {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return true;
    }
    let zeros = digits.len().saturating_sub(significant.len());
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    // An exponent beyond any bound is as good as the largest.
    let huge = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    let exponent = exponent.trim_start_matches('+').parse().unwrap_or(huge);
    exponent.saturating_add(count(zeros)) >= count(fraction.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_that_binary_numbers_lose_is_found() {
        for number in
            ["1000000.00000000001", "999999.99999999999999", "23.99999999999999999", "1e-400", "-0.1e-400"]
        {
            let text = format!(r#"{{"a \" 1.5": [1, {number}]}}"#);
            assert_eq!(rounded(&text).map(|(_, found)| found), Some(number), "{number}");
        }
        let at = rounded("{\n\"a\": 24.00000000000000001}").map(|(at, _)| at);
        assert_eq!(at, Some(7));
        for number in
            ["1000000", "750000.0", "750000.50", "1.5e1", "15e-1", "150e-1", "0.0", "-0", "1E3", "1e400"]
        {
            assert_eq!(rounded(number), None, "{number}");
        }
        assert_eq!(rounded(r#""1000000.00000000001""#), None);
        assert_eq!(rounded("é 1"), None);
    }
}
