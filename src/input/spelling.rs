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
    unknown_beside(what, found, &allowed, &meant(found, &allowed))
}

/// The same where it was found what may be [`meant`].
pub(super) fn unknown_beside(what: &str, found: &str, allowed: &[&str], meant: &[&str]) -> String {
    let mut message = format!("found {what} {}", quoted(found));
    message.push_str(&did_you_mean(meant));
    if !allowed.is_empty() && allowed.len() <= LISTED {
        message.push_str(if meant.is_empty() { "; allowed: " } else { " Allowed: " });
        message.push_str(&allowed.join(", "));
    }
    message
}

/// Asks whether one of these was meant; nothing where there is none.
pub(crate) fn did_you_mean(meant: &[&str]) -> String {
    match meant {
        [] => String::new(),
        [one] => format!("; did you mean {one:?}?"),
        several => format!("; did you mean one of {}?", several.join(", ")),
    }
}

/// What may be meant by a spelling that is not allowed: what is a part of it, as a topic is of a call; what a word of
/// the field stands for; the nearest spelling; those that start like it.
pub(super) fn meant<'a>(found: &str, allowed: &[&'a str]) -> Vec<&'a str> {
    let parts = starting_with(&format!("{found}-"), allowed);
    if !parts.is_empty() {
        return parts;
    }
    let spoken = hints::spoken(found);
    let named: Vec<&str> =
        allowed.iter().copied().filter(|name| spoken.is_some_and(|names| names.contains(name))).collect();
    if !named.is_empty() || spoken.is_some_and(<[&str]>::is_empty) {
        return named;
    }
    let near = near(found, allowed);
    if near.is_empty() { starting_with(found, allowed) } else { near }
}

/// No more spellings than this are compared with one that is unknown.
const COMPARED: usize = 1_000;

/// No names of more words than this are compared word by word in any order, and no more than a hundred.
const LIKENED: usize = 12;
const LIKENED_NAMES: usize = 100;

/// The one allowed spelling that a text is a slip of, if there is one alone.
pub(crate) fn nearest<'a>(found: &str, allowed: &[&'a str]) -> Option<&'a str> {
    match near(found, allowed).as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// The allowed spellings that a text may be a slip of, those with the fewest wrong letters; of the first thousand of them.
pub(crate) fn near<'a>(found: &str, allowed: &[&'a str]) -> Vec<&'a str> {
    if found.len() > 80 {
        return Vec::new();
    }
    // A name and its opposite are spelled nearly alike.
    let denied = |name: &str| {
        ["non_", "not_", "no_"].iter().any(|start| name.starts_with(start))
            || (name.starts_with("non") && name.len() > 8)
    };
    let (plain_found, found) = (plain(found), words(found));
    let slips = allowed.iter().take(COMPARED).filter_map(|name| {
        let alike = denied(&plain(name)) == denied(&plain_found);
        Some((slip(&found, &words(name)).filter(|_| alike)?, *name))
    });
    let slips: Vec<(usize, &str)> = slips.collect();
    let least = slips.iter().map(|(wrong, _)| *wrong).min();
    slips.into_iter().filter(|(wrong, _)| Some(*wrong) == least).map(|(_, name)| name).take(8).collect()
}

/// The names that a text may be meant for, though it is none of them: those it is a slip of, else those of whose words it has
/// each, or that have each of its words.
pub(crate) fn likened<'a>(found: &str, names: &[&'a str]) -> Vec<&'a str> {
    let near = near(found, names);
    if !near.is_empty() || found.len() > 80 {
        return near;
    }
    let found = words(found);
    let has = |all: &[String], word: &String| {
        all.iter().any(|other| slip(std::slice::from_ref(other), std::slice::from_ref(word)).is_some())
    };
    let within = |some: &[String], all: &[String]| {
        some.iter().any(|word| word.chars().count() > 3) && some.iter().all(|word| has(all, word))
    };
    let alike = |name: &&&str| {
        let name = words(name);
        name.len() <= LIKENED && (within(&name, &found) || within(&found, &name))
    };
    names.iter().take(LIKENED_NAMES).filter(alike).copied().take(8).collect()
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How many letters are wrong, where that is a slip of each word: other words are no slip, however much of the text they
/// leave as it is. A plural is its singular, and words may be written as one.
fn slip(found: &[String], name: &[String]) -> Option<usize> {
    let wrong = strsim::damerau_levenshtein;
    let (found_joined, name_joined) = (found.concat(), name.concat());
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let longest = found_joined.chars().count().max(name_joined.chars().count());
    // A code is no word.
    if digits(&found_joined) || digits(&name_joined) {
        return Some(wrong(&found_joined, &name_joined)).filter(|wrong| *wrong <= longest.div_ceil(16));
    }
    if found.len() != name.len() {
        // A letter that stands alone is no slip: N. Ireland is not Ireland.
        let short = found.iter().chain(name).any(|word| word.chars().count() == 1);
        let most = usize::from(longest >= 8 && !short);
        return Some(wrong(&found_joined, &name_joined)).filter(|wrong| *wrong <= most);
    }
    let opposite = |a: &str, b: &str| {
        ["in", "un", "im", "ir", "dis", "non"].iter().any(|start| a.strip_prefix(start) == Some(b))
    };
    found.iter().zip(name).try_fold(0usize, |all, (found, name)| {
        if opposite(found, name) || opposite(name, found) {
            return None;
        }
        let most = match found.chars().count().max(name.chars().count()) {
            0..=2 => 0,
            3..=7 => 1,
            8..=11 => 2,
            _ => 3,
        };
        let of_plural = wrong(&singular(found), &singular(name));
        let wrong = wrong(found, name).min(of_plural.saturating_add(1));
        (of_plural.min(wrong) <= most).then(|| all.saturating_add(wrong))
    })
}

/// A word without the ending of a plural.
fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(start) => format!("{start}y"),
        None => word.strip_suffix('s').filter(|word| !word.ends_with('s')).unwrap_or(word).to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_each_word_is_near_and_another_word_is_not() {
        for (found, name) in [
            ("accross", "across"),
            ("roll", "role"),
            ("cal", "call"),
            ("lumpsum", "lump_sum"),
            ("At most", "at_most"),
            ("volunteer", "volunteers"),
            ("coordinater", "coordinator"),
            ("Swedn", "Sweden"),
            ("law enforcement authorities", "law enforcement authority"),
            ("AMIF-2024-TF2-AG-THB-1", "AMIF-2024-TF2-AG-THB-01"),
            ("international_organization", "international_organisation"),
            ("AMPX", "AMPR"),
        ] {
            assert_eq!(nearest(found, &[name]), Some(name), "{found}");
        }
        for (found, name) in [
            ("Norwegen", "Sweden"),
            ("Islande", "Poland"),
            ("Islandia", "India"),
            ("Suisse", "Suriname"),
            ("Gruzja", "Aruba"),
            ("funding_rate", "end_date"),
            ("minimum_countries", "activity_countries"),
            ("received", "objectives"),
            ("national organisation", "international_organisation"),
            ("private organisation", "international_organisation"),
            ("N. Ireland", "Ireland"),
            ("inadmissible", "admissible"),
            ("unlimited", "limited"),
            ("at", "or"),
            ("min", "max"),
            ("profit_private", "non_profit_private"),
            ("AMIF-2021-TF1-AG-CALL-01", "AMIF-2024-TF2-AG-THB-01"),
        ] {
            assert_eq!(near(found, &[name]), [""; 0], "{found}");
        }
        let of_call = ["construction", "detailed budget table", "language courses"];
        for (found, meant) in [
            ("constructions", &of_call[..1]),
            ("Building and construction", &of_call[..1]),
            ("Annex 1: detailed budget tables (signed)", &of_call[1..2]),
            ("budget", &of_call[1..2]),
            ("courses", &of_call[2..]),
            ("training of trainers", &[]),
            ("and", &[]),
        ] {
            assert_eq!(likened(found, &of_call), meant, "{found}");
        }
        // Of two that are as near, neither is more likely.
        assert_eq!(near("Austrlia", &["Austria", "Australia", "India"]), ["Austria", "Australia"]);
        assert_eq!(nearest("Austrlia", &["Austria", "Australia"]), None);
    }
}
