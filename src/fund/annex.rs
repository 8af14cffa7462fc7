//! What the coded items of the annexes share: rows, keys, look-ups.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::code::{Folded, ParseCodeError};
use super::{ProgrammingPeriod, SpecificObjective};
use crate::law::{Act, Basis, Citation, Dated, Entry, State, dated, entry};
use crate::time::day;

/// The first day on which Regulation (EU) 2021/1147 applies.
pub(super) const FIRST: NaiveDate = ProgrammingPeriod::From2021.first_day();
/// The last day of the period, and the last of which the tables say something.
pub(super) const LAST: NaiveDate = ProgrammingPeriod::From2021.last_day();
/// The day of the changes of 2026 by a later text of Regulation (EU) 2024/1351.
pub(crate) const CHANGE_EARLIER: NaiveDate = day(2026, 6, 12);
/// The day of the changes of 2026 by the text as first published.
pub(crate) const CHANGE_LATER: NaiveDate = day(2026, 7, 1);

/// Why nobody can tell between the two days.
pub(super) static DISPUTED: &[Citation] = &[
    Citation::act_noted(
        Act::MigrationManagement,
        "Art. 85",
        Basis::Act,
        "a later stored text applies from 12 June 2026; no corrigendum was seen",
    ),
    Citation::act_noted(
        Act::MigrationManagement,
        "Art. 84",
        Basis::Summary,
        "the text as first published applies from 1 July 2026",
    ),
];

/// The citation of an item added by Art. 81 of Regulation (EU) 2024/1351.
pub(super) static ADDED_BY: &[Citation] = &[Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act)];

static APPLIES: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 40", Basis::Act)];

static SINCE_2021: Dated<bool> = dated!("in force", &[entry!(FIRST, State::Value(true), APPLIES)], LAST);

static ENTRIES_2026: &[Entry<bool>] = &[
    entry!(FIRST, State::Value(false), ADDED_BY),
    entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
    entry!(CHANGE_LATER, State::Value(true), ADDED_BY),
];
static SINCE_2026: Dated<bool> = dated!("in force", ENTRIES_2026, LAST);

/// Which objectives an item of an annex belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Belongs {
    /// To this objective alone.
    To(SpecificObjective),
    /// To every objective.
    ToEvery,
    /// To none of the four: technical assistance.
    ToNone,
}

impl Belongs {
    /// Whether the item may stand under an objective.
    ///
    /// ```
    /// use amif::fund::{Belongs, SpecificObjective};
    ///
    /// assert!(Belongs::ToEvery.includes(SpecificObjective::Return));
    /// assert!(!Belongs::To(SpecificObjective::Asylum).includes(SpecificObjective::Return));
    /// ```
    #[must_use]
    pub fn includes(self, objective: SpecificObjective) -> bool {
        match self {
            Belongs::To(one) => one == objective,
            Belongs::ToEvery => true,
            Belongs::ToNone => false,
        }
    }
}

/// A coded line of an annex. Rows are sorted by `key`, the folded code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) belongs: Belongs,
    /// Added by the changes of 2026.
    pub(super) added: bool,
}

impl Row {
    pub(super) fn in_force(&self) -> &'static Dated<bool> {
        if self.added { &SINCE_2026 } else { &SINCE_2021 }
    }
}

/// The annex that a text names and what follows its number; `None` where it names none. The number is a
/// word of its own: folded, "Annex VII 001" would read as part I of Annex VI.
fn annexed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (word, rest) = text.split_at_checked("annex".len())?;
    // "annexes" and the like are codes of nothing; look-ups refuse them as such.
    if !word.eq_ignore_ascii_case("annex") || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    rest.split_at_checked(end)
}

/// The number of an annex, and which of the rows it has.
pub(super) type Named = (&'static str, fn(&Row) -> bool);

/// Finds a row by its code, with or without the words before it, such as "Annex II, point". `annexes` says
/// of which rows an annex may be named.
pub(super) fn find(
    what: &'static str,
    rows: &'static [Row],
    annexes: &[Named],
    prefixes: &[&str],
    text: &str,
) -> Result<&'static Row, ParseCodeError> {
    let (code, listed) = match annexed(text) {
        None => (text, None),
        Some((number, code)) => match annexes.iter().find(|(annex, _)| annex.eq_ignore_ascii_case(number)) {
            Some((_, listed)) => (code, Some(listed)),
            None => return Err(ParseCodeError::new(what, text, [])),
        },
    };
    let in_annex = |row: &Row| listed.is_none_or(|listed| listed(row));
    let folded = Folded::new(code);
    let key = prefixes.iter().fold(folded.as_str(), |key, prefix| key.strip_prefix(prefix).unwrap_or(key));
    let whole = || rows.binary_search_by(|row| row.key.cmp(key)).ok();
    // Table 1 of Annex VI comes first and is cited without its number; no shorter code starts another way.
    let first_table = || {
        let by_part = |row: &Row| row.key.strip_prefix('1').map_or(Ordering::Greater, |rest| rest.cmp(key));
        if key.len() > 3 { rows.binary_search_by(by_part).ok() } else { None }
    };
    if let Some(row) = whole().or_else(first_table).and_then(|i| rows.get(i)) {
        // A row of another annex than the one named is no choice either.
        return if in_annex(row) { Ok(row) } else { Err(ParseCodeError::new(what, text, [])) };
    }
    // Codes restart in every part: a bare end of a code may be several, and is taken for none.
    let ends = |row: &&Row| !key.is_empty() && row.key.ends_with(key) && in_annex(row);
    Err(ParseCodeError::new(what, text, rows.iter().filter(ends).map(|row| row.code)))
}

/// A type whose values are the rows of a list in an annex.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub struct $name:ident($what:literal, $rows:ident, $annexes:expr, $prefixes:expr, $source:expr);
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(&'static $crate::fund::annex::Row);

        impl $name {
            /// Every one, sorted by code.
            ///
            /// ```
            #[doc = concat!("let codes: Vec<_> = amif::fund::", stringify!($name), "::all().map(|item| item.code()).collect();")]
            #[doc = concat!("assert!(!codes.is_empty());")]
            /// ```
            pub fn all() -> impl Iterator<Item = $name> {
                $rows.iter().map($name)
            }

            /// The code as the crate writes it.
            ///
            /// ```
            #[doc = concat!("let first = amif::fund::", stringify!($name), "::all().next().ok_or(\"none\")?;")]
            #[doc = concat!("assert_eq!(first.code().parse::<amif::fund::", stringify!($name), ">()?, first);")]
            #[doc = concat!("# Ok::<(), Box<dyn std::error::Error>>(())")]
            /// ```
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.0.code
            }

            /// What it is.
            ///
            /// ```
            #[doc = concat!("let first = amif::fund::", stringify!($name), "::all().next().ok_or(\"none\")?;")]
            #[doc = concat!("assert!(!first.label().is_empty());")]
            #[doc = concat!("# Ok::<(), Box<dyn std::error::Error>>(())")]
            /// ```
            #[must_use]
            pub const fn label(self) -> &'static str {
                self.0.label
            }

            /// Which objectives it belongs to.
            ///
            /// ```
            #[doc = concat!("use amif::fund::SpecificObjective;")]
            #[doc = concat!("")]
            #[doc = concat!("// Some belong to asylum.")]
            #[doc = concat!("let all = amif::fund::", stringify!($name), "::all();")]
            #[doc = concat!("assert!(all.into_iter().any(|item| item.belongs().includes(SpecificObjective::Asylum)));")]
            /// ```
            #[must_use]
            pub const fn belongs(self) -> $crate::fund::Belongs {
                self.0.belongs
            }

            /// Whether it is in force, by date.
            ///
            /// ```
            #[doc = concat!("let first = amif::fund::", stringify!($name), "::all().next().ok_or(\"none\")?;")]
            #[doc = concat!("assert!(first.in_force().at(\"2024-01-01\".parse()?).is_ok());")]
            #[doc = concat!("# Ok::<(), Box<dyn std::error::Error>>(())")]
            /// ```
            #[must_use]
            pub fn in_force(self) -> &'static $crate::law::Dated<bool> {
                self.0.in_force()
            }

            /// Where it stands.
            ///
            /// ```
            #[doc = concat!("let all = amif::fund::", stringify!($name), "::all();")]
            #[doc = concat!("assert!(all.into_iter().all(|item| !item.source().is_empty()));")]
            /// ```
            #[must_use]
            pub fn source(self) -> &'static [$crate::law::Citation] {
                if self.0.added { $crate::fund::annex::ADDED_BY } else { ($source)(self.0) }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.0.code)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::fund::ParseCodeError;

            /// Reads the code, with or without the annex before it; case, spaces and punctuation aside.
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                $crate::fund::annex::find($what, $rows, $annexes, $prefixes, s).map($name)
            }
        }

        $crate::input::text_serde!($name, $what);
    };
}
pub(super) use coded;

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Look-ups search by halves, so the keys must be the folded codes, sorted and each once.
    pub(in crate::fund) fn sound(rows: &[Row]) {
        for row in rows {
            assert_eq!(Folded::new(row.code).as_str(), row.key);
            assert!(!row.label.is_empty(), "{}", row.code);
        }
        for pair in rows.windows(2) {
            assert!(pair[0].key < pair[1].key, "{} before {}", pair[0].code, pair[1].code);
        }
    }

    #[test]
    fn folding_drops_case_and_punctuation_and_matches_nothing_odd() {
        assert_eq!(Folded::new(" Annex II, point 4(c) ").as_str(), "annexiipoint4c");
        assert_eq!(Folded::new("A & B").as_str(), "aandb");
        assert_eq!(Folded::new("Rückkehr").as_str(), "r?ckkehr");
        assert!(Folded::new(&"a".repeat(1000)).as_str().contains('?'));
        assert!(!Folded::new(&"a".repeat(256)).as_str().contains('?'));
    }

    #[test]
    fn the_annex_is_a_word_of_its_own_and_no_other_is_read() {
        let code = |text: &str| text.parse::<crate::fund::InterventionType>().map(|t| t.code());
        for text in
            ["Annex VI, I-001", "annex vi I 001", "ANNEX VI: Table 1, I-001", "Annex  VI Table 1 I.001"]
        {
            assert_eq!(code(text), Ok("1.I.001"), "{text}");
        }
        assert_eq!(code("Annex VI, II-001"), Ok("1.II.001"));
        for text in [
            "Annex VIII, 001",
            "Annex VII 001",
            "Annex V, I-001",
            "Annex VIII 1.II.001",
            "AnnexVII 001",
            "Annex",
        ] {
            assert!(code(text).is_err_and(|e| e.choices().is_empty()), "{text}");
        }
        assert!("Annex III, point 4(c)".parse::<crate::fund::Measure>().is_err());
        assert!("Annex II, point 4(c)".parse::<crate::fund::ScopeItem>().is_err());
        assert!("Annex IIII(a)".parse::<crate::fund::ScopeItem>().is_err());
    }

    #[test]
    fn looking_up_a_code_allocates_nothing() {
        let counted = allocation_counter::measure(|| {
            assert!("Annex VI, Table 1, II-004".parse::<crate::fund::InterventionType>().is_ok());
            assert!("4(c)".parse::<crate::fund::Measure>().is_ok());
            assert!("R.4.4".parse::<crate::fund::Indicator>().is_ok());
        });
        assert_eq!(counted.count_total, 0);
    }

    #[test]
    fn tables_of_force_are_sound() {
        assert!(SINCE_2021.faults().is_empty() && SINCE_2026.faults().is_empty());
    }
}
