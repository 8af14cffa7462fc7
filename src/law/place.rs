//! A place in an act as people write it, to be looked for among citations.

use std::fmt;

use crate::input::quoted;

/// Why a text is not a place in an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsePlaceError {
    found: String,
}

impl ParsePlaceError {
    /// The text as found.
    ///
    /// ```
    /// use amif::{law::Act, report::rules_citing};
    ///
    /// let error = rules_citing(Act::Amif2021, "page 3").map(|_| ()).unwrap_err();
    /// assert_eq!(error.found(), "page 3");
    /// ```
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for ParsePlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "found the place {}; write an article such as \"Art. 15(3)\", an annex such as \"Annex VI\", a \
             recital such as \"Recital 22\", or nothing for the whole act",
            quoted(&self.found)
        )
    }
}

impl std::error::Error for ParsePlaceError {}

/// A well-formed place, without the word before the number of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a>(&'a str);

impl<'a> Place<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, ParsePlaceError> {
        let place = bare(text);
        // Nothing at all is the whole act.
        let sound = text.trim().is_empty()
            || article(place)
            || numbered(place, "Annex", |c| "IVXLCivxlc".contains(c) || c.is_ascii_digit())
            || numbered(place, "Recital", |c| c.is_ascii_digit());
        if sound { Ok(Place(place)) } else { Err(ParsePlaceError { found: text.to_owned() }) }
    }

    /// Whether a section is the place, a part of it, or what the place is a part of.
    pub(crate) fn meets(self, section: &str) -> bool {
        let section = bare(section);
        within(section, self.0) || within(self.0, section)
    }
}

/// A word, one space and a number, and then perhaps a part such as ", Table 1".
fn numbered(text: &str, word: &str, digit: fn(char) -> bool) -> bool {
    let Some((head, rest)) = text.split_once(' ') else { return false };
    let number = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    head.eq_ignore_ascii_case(word) && !number.is_empty() && number.chars().all(digit)
}

/// A number, perhaps with letters, and then points in brackets: "15", "14a", "35(2)(ha)".
fn article(text: &str) -> bool {
    let (number, mut rest) = text.split_at_checked(text.find('(').unwrap_or(text.len())).unwrap_or_default();
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !number.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return false;
    }
    while let Some((point, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        if point.is_empty() || !point.chars().all(|c| c.is_ascii_alphanumeric()) {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// A place without the word before the number of an article.
fn bare(place: &str) -> &str {
    let place = place.trim();
    ["Article", "Art.", "Art"]
        .iter()
        .find_map(|word| after_word(place, word))
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(place)
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

/// Whether a place is another one or a part of it: 15(6a) of 15, but not 150 of 15, nor Annex VI of Annex V.
fn within(place: &str, whole: &str) -> bool {
    let Some((head, rest)) = place.split_at_checked(whole.len()) else { return false };
    whole.is_empty() || head.eq_ignore_ascii_case(whole) && !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_parts_of_their_articles_and_of_nothing_else() {
        for (place, whole, part) in [
            ("15(6a)", "15", true),
            ("15", "15", true),
            ("150", "15", false),
            ("6a", "6", false),
            ("Annex VI", "Annex V", false),
            ("Annex VI, Table 1", "Annex VI", true),
            ("annex vi", "Annex VI", true),
            ("15", "", true),
        ] {
            assert_eq!(within(place, whole), part, "{place} in {whole}");
        }
    }

    #[test]
    fn the_word_is_read_in_any_case_and_a_malformed_place_is_an_error() {
        for text in ["art. 15", "ARTICLE 15", "Art 15", "art.15", " 15 ", "Article 15(3)"] {
            assert!(Place::parse(text).is_ok_and(|p| p.meets("Art. 15(3)")), "{text}");
        }
        for text in ["", "Annex VI, Table 1", "annex ii, point 4(c)", "recital 22", "35(2)(ha)", "14a", "99"]
        {
            assert!(Place::parse(text).is_ok(), "{text}");
        }
        for text in [
            "Art.",
            "Artikel 15",
            "15(3",
            "15)",
            "15()",
            "(3)",
            "fifteen",
            "15, 16",
            "Annex",
            "Annex foo",
            "AnnexVI",
            "Annex  VI",
            "§ 15",
        ] {
            let error = Place::parse(text).unwrap_err();
            assert!(error.to_string().contains("Art. 15(3)") && error.found() == text, "{text}");
        }
    }
}
