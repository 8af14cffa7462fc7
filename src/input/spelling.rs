//! Words of a fixed list: what was found, what is allowed, and the nearest of it. Texts as messages show them.

use std::fmt;

use super::hints;

/// Why a text is not one of a fixed list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownNameError {
    what: &'static str,
    found: String,
    message: String,
}

impl UnknownNameError {
    pub(crate) fn new<'a>(what: &'static str, found: &str, allowed: impl Iterator<Item = &'a str>) -> Self {
        let allowed: Vec<&str> = allowed.collect();
        let mut message = unknown(&format!("the {what}"), found, allowed.iter().copied());
        // Of a long list that is not told, and of which nothing is near, what it is a list of.
        if allowed.len() > LISTED && meant(found, &allowed).is_empty() {
            message.push_str(&format!(", which is none of the {} that there are", allowed.len()));
            let mut families: Vec<&str> =
                allowed.iter().filter_map(|name| Some(name.split_once('/')?.0)).collect();
            families.dedup();
            if !families.is_empty() {
                message.push_str(&format!("; their families: {}", families.join(", ")));
            }
        }
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

/// A text in the spelling of names: without capitals, hyphens and blanks.
pub(crate) fn plain(text: &str) -> String {
    text.to_lowercase().replace(['-', ' '], "_")
}

/// Longer lists are not told as a whole.
const LISTED: usize = 24;

/// The indefinite article before words of the crate's own.
pub(crate) fn article(words: &str) -> &'static str {
    if words.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

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
    if !allowed.is_empty() && allowed.len() <= LISTED {
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
    let found = plain(found);
    // A name and its opposite are spelled nearly alike.
    let denied = |name: &str| {
        ["non_", "not_", "no_"].iter().any(|start| name.starts_with(start))
            || (name.starts_with("non") && name.len() > 8)
    };
    allowed
        .iter()
        .take(COMPARED)
        .filter(|a| denied(&plain(a)) == denied(&found))
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
