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
    /// # Ok::<(), amif::ParseIdError>(())
    /// ```
    TopicId, "topic"
}

portal_id! {
    /// The identifier of a call, which has one topic or several. Case does not matter; it is kept in capitals.
    ///
    /// ```
    /// let call: amif::CallId = "AMIF-2024-TF2-AG-THB".parse()?;
    /// assert_eq!(call.to_string(), "AMIF-2024-TF2-AG-THB");
    /// # Ok::<(), amif::ParseIdError>(())
    /// ```
    CallId, "call"
}

/// A participant identification code as stated: the identity of an organisation.
///
/// The register gives nine digits. Any other text is kept, since it still tells two organisations apart,
/// and fails the rule `participant/pic`.
///
/// ```
/// use amif::Pic;
///
/// assert!(Pic::new("999000001").is_well_formed());
/// assert!(!Pic::new("12345").is_well_formed());
/// assert_ne!(Pic::new("999000001"), Pic::new(" 999000001"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pic(Text);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Text {
    /// Nine ASCII digits, as a number: comparing costs one instruction.
    Nine(u32),
    Other(Box<str>),
}

impl Pic {
    /// A code exactly as stated.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let nine = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if nine => Pic(Text::Nine(number)),
            _ => Pic(Text::Other(text.into())),
        }
    }

    /// Whether the code has the register's form, nine ASCII digits.
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
        for bad in ["", "12345678", "1234567890", "٩٩٩٩", "+99900000", "99900000x"] {
            assert!(!Pic::new(bad).is_well_formed(), "{bad:?}");
            assert_eq!(Pic::new(bad).to_string(), bad);
        }
    }

    #[test]
    fn identifiers_refuse_blanks_inside_and_nothing_at_all() {
        for bad in ["", "  ", "AMIF 2024", "AMIF/2024", "é"] {
            assert!(bad.parse::<TopicId>().is_err(), "{bad:?}");
        }
        assert!("A".repeat(81).parse::<TopicId>().is_err());
    }
}
