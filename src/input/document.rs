//! A whole document, from text or from any format of serde.

use serde::de::{DeserializeSeed, Deserializer, Error as _};
use serde_json::error::Category;

use super::cx::Cx;
use super::problem::{InputError, Problem};
use super::rounded::rounded;
use super::shapes::{Shape, receive};
use super::source::Seed;
use super::spelling::quoted;

/// The text without a byte-order mark, which spreadsheets put before it and which says nothing.
pub(crate) fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads a whole JSON document.
pub(crate) fn document<S: Shape>(text: &str, shape: S) -> Result<S::Out, InputError> {
    let text = unmarked(text);
    if text.trim().is_empty() {
        return Err(InputError::one("the text is empty; expected a JSON object".to_owned()));
    }
    let mut cx = Cx::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let (read, value) = receive(shape, false, |into| Seed::new(into, &mut cx).deserialize(&mut deserializer));
    // What is read as whole may have had a fraction, which only the text still tells.
    if let Some((at, number)) = cx.whole_floats.then(|| rounded(text)).flatten() {
        let message = format!(
            "found the number {}, whose fraction is not zero and would be rounded away; write an amount as text",
            quoted(number)
        );
        cx.problem_at_position(position(text.as_bytes(), at), message);
    }
    match (read.and_then(|()| deserializer.end()), value) {
        (Ok(()), Some(value)) if cx.problems.is_empty() => Ok(value),
        (Ok(()), _) => Err(InputError::many(cx.into_problems())),
        (Err(error), _) => {
            let message = error.to_string();
            let at = format!(" at line {} column {}", error.line(), error.column());
            let message = message.strip_suffix(at.as_str()).unwrap_or(&message);
            let no_json = matches!(error.classify(), Category::Syntax | Category::Eof);
            let mut problems = cx.into_problems();
            problems.push(Problem {
                path: String::new(),
                position: Some((error.line(), error.column())),
                message: if no_json { format!("not valid JSON: {message}") } else { message.to_owned() },
            });
            Err(InputError::many(problems))
        }
    }
}

/// Line and column of a place, both from 1.
fn position(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
    let column = before.iter().rev().take_while(|b| **b != b'\n').count().saturating_add(1);
    (line, column)
}

/// Turns bytes into text, or says what is wrong with their encoding and where.
///
/// # Errors
/// UTF-16 and invalid UTF-8 are refused, with the line where it can be told.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, InputError> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            Err(InputError::one("the text is UTF-16; save it as UTF-8".to_owned()))
        }
        _ => std::str::from_utf8(bytes).map_err(|error| {
            InputError::many(vec![Problem {
                path: String::new(),
                position: Some(position(bytes, error.valid_up_to())),
                message: "the text is not valid UTF-8".to_owned(),
            }])
        }),
    }
}

/// Reads one shape from any serde format. What a format does not describe itself is asked for by its form, in which
/// the crate writes it there.
pub(crate) fn from_serde<'de, D: Deserializer<'de>, S: Shape>(
    deserializer: D,
    shape: S,
) -> Result<S::Out, D::Error> {
    let mut cx = Cx::of(!deserializer.is_human_readable());
    let (read, value) = receive(shape, false, |into| Seed::new(into, &mut cx).deserialize(deserializer));
    read?;
    match value {
        Some(value) if cx.problems.is_empty() => Ok(value),
        _ => Err(D::Error::custom(InputError::many(cx.into_problems()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{List, Whole, fields, object};

    fields! {
        /// A point.
        Point -> (i32, i32), "a point" {
            /// To the right.
            across: i32 = Whole::of("a whole number"),
            /// Upwards.
            up: i32 = Whole::of("a whole number"),
        }
        finish |this, cx, wrong| {
            let across = cx.required(this.across, "across", wrong);
            let up = cx.required(this.up, "up", wrong);
            across.zip(up)
        }
    }

    fn read(text: &str) -> Result<Vec<(i32, i32)>, Vec<String>> {
        let shape = List("a list of points", object::<Point>);
        document(text, shape).map_err(|e| e.problems().iter().map(Problem::to_string).collect())
    }

    #[test]
    fn every_problem_is_reported_with_its_path() {
        let text =
            r#"[{"across":1,"up":2},{"accross":1,"up":"x"},{"across":1.5,"up":2,"up":3},7,{"up":null}]"#;
        assert_eq!(
            read(text).unwrap_err(),
            [
                "/1/accross: found the unknown field \"accross\"; did you mean \"across\"? Allowed: across, up",
                "/1/up: found the text \"x\"; expected a whole number",
                "/1: the field \"across\" is missing",
                "/2/across: found the number 1.5; expected a whole number",
                "/2: duplicate field \"up\"",
                "/3: found the number 7; expected a point",
                "/4: the field \"across\" is missing",
                "/4: the field \"up\" is missing",
            ]
        );
    }

    #[test]
    fn broken_syntax_names_line_and_column() {
        assert_eq!(read("[\n {\"up\" 1}").unwrap_err(), ["line 2, column 8: not valid JSON: expected `:`"]);
        assert_eq!(read("[] []").unwrap_err(), ["line 1, column 4: not valid JSON: trailing characters"]);
    }

    #[test]
    fn encodings_other_than_utf8_are_named() {
        assert_eq!(read("\u{feff}[]").unwrap(), []);
        assert!(utf8(&[0xff, 0xfe, 0x5b, 0]).unwrap_err().to_string().contains("UTF-16"));
        assert_eq!(
            utf8(b"[\n  \"\xe9\"]").unwrap_err().to_string(),
            "line 2, column 4: the text is not valid UTF-8"
        );
        assert!(read(" \n ").unwrap_err()[0].contains("empty"));
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_crash() {
        let deep = "[".repeat(200_000);
        assert!(read(&deep).unwrap_err().iter().any(|p| p.contains("line 1")));
    }

    #[test]
    fn a_thousand_problems_are_counted_and_a_hundred_told() {
        let many = format!("[{}]", vec!["1"; 1_000].join(","));
        let problems = read(&many).unwrap_err();
        assert_eq!(problems.len(), 101);
        assert_eq!(problems[100], "and 900 more problems");
    }

    #[test]
    fn numbers_beyond_the_type_are_out_of_range() {
        assert!(read(r#"[{"across":3000000000,"up":1}]"#).unwrap_err()[0].contains("out of range"));
    }
}
