//! Reading JSON for people: every problem at once, each with its place and the nearest valid spelling.
//!
//! Serde's derive stops at the first problem and forgets the path to it, so the crate's formats are read
//! through [`Shape`]s: a shape says what it accepts, records a [`Problem`] for anything else, and reading
//! goes on. Only broken syntax stops it.

mod cx;
#[cfg(feature = "schemars")]
mod describe;
mod fields;
mod hints;
mod json;
mod shapes;
mod table;
mod text;
pub(crate) mod text_in_binary;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _};

pub(crate) use cx::{Cx, LOOKED_THROUGH, Mark, Wrong};
#[cfg(all(test, feature = "schemars"))]
pub(crate) use describe::Described;
#[cfg(feature = "schemars")]
pub(crate) use describe::{Document, described, names};
pub(crate) use fields::{Sink, Writes, fields, joined, joined_fields, serde_by, slots, write};
pub(crate) use json::{Fields as JsonFields, Json};
pub(crate) use shapes::{
    AnyText, Fields, Flag, Form, List, Object, Parsed, PlainText, Shape, Whole, each, object, prints,
};
pub(crate) use table::Table;
#[cfg(feature = "schemars")]
pub(crate) use text::Named;
pub(crate) use text::{named_enum, text_serde};

use shapes::Seed;

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// JSON Pointer to the place; empty for the document as a whole.
    pub path: String,
    /// Line and column, from 1, where the text itself is broken.
    pub position: Option<(usize, usize)>,
    /// What was found, what is allowed, and the nearest valid spelling.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.message),
            None if self.path.is_empty() => f.write_str(&self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// Why an input could not be read: at least one [`Problem`], in the order met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    problems: Vec<Problem>,
}

impl InputError {
    /// Everything wrong with the input.
    ///
    /// ```
    /// use amif::Proposal;
    ///
    /// let error = Proposal::from_json(r#"{"participants": [{"nam": "A"}], "duration_months": "x"}"#).unwrap_err();
    /// let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    /// assert!(places.contains(&"/participants/0/nam") && places.contains(&"/duration_months"));
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn one(message: String) -> Self {
        InputError { problems: vec![Problem { path: String::new(), position: None, message }] }
    }

    pub(crate) fn many(problems: Vec<Problem>) -> Self {
        InputError { problems }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InputError {}

/// Why a text is not one of a fixed list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownNameError {
    what: &'static str,
    found: String,
    message: String,
}

impl UnknownNameError {
    pub(crate) fn new<'a>(what: &'static str, found: &str, allowed: impl Iterator<Item = &'a str>) -> Self {
        let message = unknown(&format!("the {what}"), found, allowed);
        UnknownNameError { what, found: found.to_owned(), message }
    }

    /// The text as found.
    ///
    /// ```
    /// let error = "lead".parse::<amif::Role>().unwrap_err();
    /// assert_eq!(error.found(), "lead");
    /// ```
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was looked for: "role", "legal form" and so on.
    ///
    /// ```
    /// let error = "lead".parse::<amif::Role>().unwrap_err();
    /// assert_eq!(error.what(), "role");
    /// ```
    #[must_use]
    pub fn what(&self) -> &str {
        self.what
    }
}

impl fmt::Display for UnknownNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for UnknownNameError {}

/// Words the message for a name that is not on its list.
pub(crate) fn unknown<'a>(what: &str, found: &str, allowed: impl Iterator<Item = &'a str>) -> String {
    let allowed: Vec<&str> = allowed.collect();
    let mut message = format!("found {what} {}", quoted(found));
    let meant = meant(found, &allowed);
    match meant.as_slice() {
        [] => {}
        [one] => message.push_str(&format!("; did you mean {one:?}?")),
        several => message.push_str(&format!("; did you mean one of {}?", several.join(", "))),
    }
    if !allowed.is_empty() && allowed.len() <= 24 {
        message.push_str(if meant.is_empty() { "; allowed: " } else { " Allowed: " });
        message.push_str(&allowed.join(", "));
    }
    message
}

/// What may be meant by a spelling that is not allowed: what is a part of it, as a topic is of a call; what a word of
/// the field stands for; the nearest spelling; those that start like it.
fn meant<'a>(found: &str, allowed: &[&'a str]) -> Vec<&'a str> {
    let parts = starting_with(&format!("{found}-"), allowed);
    if !parts.is_empty() {
        return parts;
    }
    let spoken = hints::spoken(found, allowed);
    if !spoken.is_empty() {
        return spoken;
    }
    nearest(found, allowed).map_or_else(|| starting_with(found, allowed), |near| vec![near])
}

/// No more spellings than this are compared with one that is unknown.
const COMPARED: usize = 1_000;

/// The most similar of the allowed spellings, if one is similar at all; of the first thousand of them.
pub(crate) fn nearest<'a>(found: &str, allowed: &[&'a str]) -> Option<&'a str> {
    if found.len() > 80 {
        return None;
    }
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let found = plain(found);
    allowed
        .iter()
        .take(COMPARED)
        .map(|a| (strsim::normalized_damerau_levenshtein(&found, &plain(a)), *a))
        .filter(|(similarity, _)| *similarity >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, a)| a)
}

/// The first few of the allowed spellings that start with what was found.
fn starting_with<'a>(found: &str, allowed: &[&'a str]) -> Vec<&'a str> {
    let starts = |name: &&str| name.get(..found.len()).is_some_and(|start| start.eq_ignore_ascii_case(found));
    allowed.iter().copied().filter(|name| !found.is_empty() && starts(name)).take(8).collect()
}

/// Whether a character would disturb a line of text: control characters, line separators, and characters
/// that turn the direction of writing.
pub(crate) fn disturbs(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text for a line of a report: what would disturb the line is shown by its number.
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if disturbs(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Quotes a text for a message, cut to a readable length.
pub(crate) fn quoted(text: &str) -> String {
    if text.chars().count() <= 60 {
        return format!("{text:?}");
    }
    let start: String = text.chars().take(57).collect();
    format!("{start:?}...")
}

/// The text without a byte-order mark, which spreadsheets put before it and which says nothing.
pub(crate) fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads a whole JSON document.
pub(crate) fn document<'de, S: Shape<'de>>(text: &'de str, shape: S) -> Result<S::Out, InputError> {
    let text = unmarked(text);
    if text.trim().is_empty() {
        return Err(InputError::one("the text is empty; expected a JSON object".to_owned()));
    }
    let mut cx = Cx::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Seed { shape, cx: &mut cx }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match read {
        Ok(Some(value)) if cx.problems.is_empty() => Ok(value),
        Ok(_) => Err(InputError::many(cx.into_problems())),
        Err(error) => {
            let message = error.to_string();
            let at = format!(" at line {} column {}", error.line(), error.column());
            let mut problems = cx.into_problems();
            problems.push(Problem {
                path: String::new(),
                position: Some((error.line(), error.column())),
                message: message.strip_suffix(at.as_str()).unwrap_or(&message).to_owned(),
            });
            Err(InputError::many(problems))
        }
    }
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
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
            let column = before.iter().rev().take_while(|b| **b != b'\n').count().saturating_add(1);
            InputError::many(vec![Problem {
                path: String::new(),
                position: Some((line, column)),
                message: "the text is not valid UTF-8".to_owned(),
            }])
        }),
    }
}

/// Reads one shape from any serde format. What a format does not describe itself is asked for by its form, in which
/// the crate writes it there.
pub(crate) fn from_serde<'de, D: Deserializer<'de>, S: Shape<'de>>(
    deserializer: D,
    shape: S,
) -> Result<S::Out, D::Error> {
    let mut cx = Cx::of(!deserializer.is_human_readable());
    match (Seed { shape, cx: &mut cx }).deserialize(deserializer)? {
        Some(value) if cx.problems.is_empty() => Ok(value),
        _ => Err(D::Error::custom(InputError::many(cx.into_problems()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(read("[\n {\"up\" 1}").unwrap_err(), ["line 2, column 8: expected `:`"]);
        assert_eq!(read("[] []").unwrap_err(), ["line 1, column 4: trailing characters"]);
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
