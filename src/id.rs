//! Identifiers: topics and calls of the portal, and participant identification codes.

use std::fmt;
use std::str::FromStr;

use crate::input::{quoted, text_serde};

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseIdError {
    /// What was to be read: "topic", "call".
    pub what: &'static str,
    /// The text as found.
    pub found: String,
}

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "found {}; a {} is up to 80 letters, digits, dots, hyphens and underscores, such as \"AMIF-2024-TF2-AG-THB-01\"",
            quoted(&self.found),
            self.what
        )
    }
}

impl std::error::Error for ParseIdError {}

macro_rules! portal_id {
    ($(#[$meta:meta])* $name:ident, $what:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier in capital letters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                let text = s.trim();
                let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
                if text.is_empty() || text.len() > 80 || !text.bytes().all(allowed) {
                    return Err(ParseIdError { what: $what, found: s.to_owned() });
                }
                Ok($name(text.to_ascii_uppercase().into()))
            }
        }

        text_serde!($name, $what, as_str);
    };
}

portal_id! {
    /// The identifier of a topic on the Funding & Tenders Portal. Case does not matter; it is kept in capitals.
    ///
    /// ```
    /// let topic: amif::TopicId = "amif-2024-tf2-ag-thb-01".parse()?;
    /// assert_eq!(topic.as_str(), "AMIF-2024-TF2-AG-THB-01");
    /// # Ok::<(), amif::value::ParseIdError>(())
    /// ```
    TopicId, "topic"
}

portal_id! {
    /// The identifier of a call, which has one topic or several. Case does not matter; it is kept in capitals.
    ///
    /// ```
    /// let call: amif::CallId = "AMIF-2024-TF2-AG-THB".parse()?;
    /// assert_eq!(call.to_string(), "AMIF-2024-TF2-AG-THB");
    /// # Ok::<(), amif::value::ParseIdError>(())
    /// ```
    CallId, "call"
}

/// A participant identification code (PIC): the identity of an organisation.
///
/// The register gives nine digits. Blanks, hyphens, the `.0` of a spreadsheet and a `PIC` before them are taken
/// off. Any other text, and nine zeros, is *no code*: it is kept as written, fails the rule `participant/pic`, and
/// tells no two organisations apart, as if it were left out.
///
/// ```
/// use amif::Pic;
///
/// assert!(Pic::new("999000001").is_well_formed());
/// assert_eq!(Pic::new("PIC: 999-000 001.0"), Pic::new("999000001"));
/// for none in ["12345", "0999000001", "000000000", "N/A"] {
///     assert!(!Pic::new(none).is_well_formed());
///     assert_eq!(Pic::new(none).to_string(), none);
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pic(Text);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Text {
    /// Nine ASCII digits, as a number: comparing costs one instruction.
    Nine(u32),
    /// No code, as written.
    Other(Box<str>),
}

impl Pic {
    /// The code that a text comes to, or the text as written where it comes to none.
    ///
    /// ```
    /// use amif::Pic;
    ///
    /// assert_eq!(Pic::new("PIC 999 000 001"), Pic::new("999000001"));
    /// // What is no code is kept as written.
    /// assert_eq!(Pic::new("to follow").to_string(), "to follow");
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        match nine_digits(text.as_bytes()).or_else(|| nine_digits(bare(text).as_bytes())) {
            Some(number) => Pic(Text::Nine(number)),
            None => Pic(Text::Other(text.into())),
        }
    }

    /// Whether it is a code: nine ASCII digits that are not all zero.
    ///
    /// ```
    /// use amif::Pic;
    ///
    /// assert!(Pic::new("999000001").is_well_formed());
    /// assert!(!Pic::new("000000000").is_well_formed());
    /// ```
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        matches!(self.0, Text::Nine(_))
    }

    /// The number of a well-formed code.
    pub(crate) fn number(&self) -> Option<u32> {
        match self.0 {
            Text::Nine(number) => Some(number),
            Text::Other(_) => None,
        }
    }
}

/// The number of nine ASCII digits that are not all zero.
fn nine_digits(text: &[u8]) -> Option<u32> {
    let digits: &[u8; 9] = text.try_into().ok()?;
    let number = digits.iter().try_fold(0u32, |number, digit| {
        let digit = char::from(*digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(digit)
    })?;
    (number != 0).then_some(number)
}

/// A text without what is written around a code or into it.
fn bare(text: &str) -> String {
    let aside = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}')
    };
    let text: String = text.chars().filter(|c| !aside(*c)).collect();
    let rest = match text.get(..3) {
        Some(prefix) if prefix.eq_ignore_ascii_case("PIC") => {
            let rest = text.get(3..).unwrap_or_default();
            rest.strip_prefix(':').unwrap_or(rest)
        }
        _ => &text,
    };
    rest.strip_suffix(".0").unwrap_or(rest).to_owned()
}

impl fmt::Display for Pic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Text::Nine(number) => write!(f, "{number:09}"),
            Text::Other(text) => f.pad(text),
        }
    }
}

impl FromStr for Pic {
    type Err = std::convert::Infallible;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Ok(Pic::new(s))
    }
}

text_serde!(Pic, "a participant identification code as text, such as \"999000001\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_are_part_of_a_code() {
        assert_eq!(Pic::new("000000001").to_string(), "000000001");
        assert_ne!(Pic::new("000000001"), Pic::new("1"));
    }

    #[test]
    fn only_nine_ascii_digits_are_well_formed() {
        for bad in [
            "",
            "12345678",
            "1234567890",
            "٩٩٩٩٩٩٩٩٩",
            "+99900000",
            "99900000x",
            "000000000",
            "PIC",
            "N/A",
            "unknown",
            "999000001.1",
            "999000001.0.0",
            "PIC 12",
            "PICPIC999000001",
            "999000001 or 999000002",
            "1.0",
            "000-000-000",
        ] {
            assert!(!Pic::new(bad).is_well_formed(), "{bad:?}");
            assert_eq!(Pic::new(bad).to_string(), bad);
        }
    }

    #[test]
    fn what_is_written_around_a_code_is_taken_off() {
        for text in [
            "999000001",
            " 999000001",
            "999 000 001",
            "999\u{a0}000\u{202f}001",
            "999-000-001",
            "999\u{2011}000\u{2013}001",
            "999000001.0",
            "PIC999000001",
            "PIC 999000001",
            "pic: 999 000 001",
            "PIC:999000001.0",
            "\u{feff}999000001\t\n",
        ] {
            assert_eq!(Pic::new(text), Pic::new("999000001"), "{text:?}");
            assert_eq!(Pic::new(text).to_string(), "999000001");
        }
        assert_eq!(Pic::new("PIC 000 000 001").to_string(), "000000001");
    }

    #[test]
    fn identifiers_refuse_blanks_inside_and_nothing_at_all() {
        for bad in ["", "  ", "AMIF 2024", "AMIF/2024", "é"] {
            assert!(bad.parse::<TopicId>().is_err(), "{bad:?}");
        }
        assert!("A".repeat(81).parse::<TopicId>().is_err());
    }

    #[test]
    fn a_code_is_well_formed_or_has_no_number() {
        let number = |text| (Pic::new(text).is_well_formed(), Pic::new(text).number());
        assert_eq!(number("999000002"), (true, Some(999_000_002)));
        assert_eq!(number("99900000"), (false, None));
        assert_eq!(number("000000000"), (false, None));
        let error = "AMIF 2024".parse::<TopicId>().unwrap_err().to_string();
        assert!(error.contains("a topic is up to 80 letters"), "{error}");
    }
}
