//! Codes and names as they are looked up, and why one is on no list.

use std::fmt;

use crate::input::quoted;

/// Longer texts are on no list; the wording of an objective is the longest.
const LONGEST: usize = 256;

/// A text as look-ups compare it: ASCII letters in lower case and digits; spaces and punctuation dropped,
/// `&` read as "and". Lives on the stack, so that looking up allocates nothing.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Folded { bytes: [0; LONGEST], len: 0 };
        for character in text.chars() {
            match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' => folded.push(character.to_ascii_lowercase()),
                '&' => "and".chars().for_each(|c| folded.push(c)),
                // A letter that no list has: the text shall match nothing.
                _ if character.is_alphanumeric() => folded.push('?'),
                _ => {}
            }
        }
        folded
    }

    fn push(&mut self, character: char) {
        let byte = u8::try_from(character).unwrap_or(b'?');
        match self.bytes.get_mut(self.len) {
            Some(place) => {
                *place = byte;
                self.len = self.len.saturating_add(1);
            }
            // Too long for any list.
            None => self.bytes = [b'?'; LONGEST],
        }
    }

    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

/// Why a text is not the code or name of something in the Fund's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseCodeError {
    what: &'static str,
    found: String,
    choices: Vec<&'static str>,
}

impl ParseCodeError {
    pub(super) fn new(
        what: &'static str,
        found: &str,
        choices: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        ParseCodeError { what, found: found.to_owned(), choices: choices.into_iter().collect() }
    }

    /// The text as found.
    ///
    /// ```
    /// let error = "Z.9".parse::<amif::fund::Indicator>().unwrap_err();
    /// assert_eq!(error.found(), "Z.9");
    /// ```
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What the text may stand for; empty where it resembles nothing.
    ///
    /// ```
    /// use amif::fund::InterventionType;
    ///
    /// // A bare number stands in several tables.
    /// assert!("009".parse::<InterventionType>().unwrap_err().choices().len() > 2);
    /// ```
    #[must_use]
    pub fn choices(&self) -> &[&'static str] {
        &self.choices
    }
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the {} {}", self.what, quoted(&self.found))?;
        if self.choices.is_empty() {
            return f.write_str(", which is on no list");
        }
        write!(f, ", which names none alone; choose one of: {}", self.choices.join(", "))
    }
}

impl std::error::Error for ParseCodeError {}
