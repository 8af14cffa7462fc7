//! The four specific objectives.

use std::fmt;
use std::str::FromStr;

use super::code::{Folded, ParseCodeError};
use super::page;
use crate::law::{Act, Basis, Citation, Cited};

/// A specific objective of the Fund, Art. 3(2) of Regulation (EU) 2021/1147. The Fund of 2014–2020 had the
/// same four, in other words.
///
/// ```
/// use amif::fund::SpecificObjective;
///
/// for text in ["SO2", "b", "(b)", "Art. 3(2)(b)", "Legal migration and integration", "SO2 Integration"] {
///     assert_eq!(text.parse(), Ok(SpecificObjective::LegalMigration));
/// }
/// let error = "resettlement".parse::<SpecificObjective>().unwrap_err();
/// assert_eq!(error.choices(), ["asylum", "solidarity"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecificObjective {
    /// (a) The Common European Asylum System.
    Asylum,
    /// (b) Legal migration and integration.
    LegalMigration,
    /// (c) Irregular migration, return and readmission.
    Return,
    /// (d) Solidarity and fair sharing of responsibility.
    Solidarity,
}

static WORDING_2021: [Cited<&str>; 4] = [
    Cited {
        value: "strengthening and developing all aspects of the Common European Asylum System, including its external dimension",
        source: &[Citation::act(Act::Amif2021, "Art. 3(2)(a)", Basis::Act)],
    },
    Cited {
        value: "strengthening and developing legal migration to the Member States in accordance with their economic and social needs, and promoting and contributing to the effective integration and social inclusion of third-country nationals",
        source: &[Citation::act(Act::Amif2021, "Art. 3(2)(b)", Basis::Act)],
    },
    Cited {
        value: "contributing to countering irregular migration, enhancing effective, safe and dignified return and readmission, and promoting and contributing to effective initial reintegration in third countries",
        source: &[Citation::act(Act::Amif2021, "Art. 3(2)(c)", Basis::Act)],
    },
    Cited {
        value: "enhancing solidarity and fair sharing of responsibility between the Member States, in particular as regards those most affected by migration and asylum challenges, including through practical cooperation",
        source: &[Citation::act(Act::Amif2021, "Art. 3(2)(d)", Basis::Act)],
    },
];

// In the crate's own words: the sheet at hand gives the content, not the wording.
static CONTENT_2014: [Cited<&str>; 4] = [
    Cited {
        value: "to strengthen and develop the Common European Asylum System in all its aspects, the external dimension among them",
        source: &[Citation::act(Act::Amif2014, "Art. 3(2)(a)", Basis::Act)],
    },
    Cited {
        value: "to support legal migration in line with economic and social needs such as those of the labour market, keeping immigration systems sound, and to promote effective integration",
        source: &[Citation::act(Act::Amif2014, "Art. 3(2)(b)", Basis::Act)],
    },
    Cited {
        value: "to enhance fair and effective return strategies that help to counter illegal immigration, with lasting returns and effective readmission",
        source: &[Citation::act(Act::Amif2014, "Art. 3(2)(c)", Basis::Act)],
    },
    Cited {
        value: "to enhance solidarity and the sharing of responsibility between the Member States",
        source: &[Citation::act(Act::Amif2014, "Art. 3(2)(d)", Basis::Act)],
    },
];

static GOALS_OF_THE_PAGE: [Cited<&str>; 4] = [
    Cited {
        value: "to strengthen and develop the common European asylum system in all its aspects, the external dimension included",
        source: &[page("How is the funding programme structured?")],
    },
    Cited {
        value: "to support legal migration to the Member States and contribute to integrating third-country nationals",
        source: &[page("How is the funding programme structured?")],
    },
    Cited {
        value: "to contribute to countering irregular migration and to effective return and readmission in third countries",
        source: &[page("How is the funding programme structured?")],
    },
    Cited {
        value: "to enhance solidarity and the sharing of responsibility between Member States, above all towards those most affected by migration and asylum challenges",
        source: &[page("How is the funding programme structured?")],
    },
];

static THEMES_OF_THE_PAGE: [Cited<&str>; 4] = [
    Cited {
        value: "strengthens and develops the Common European Asylum System and its external dimensions",
        source: &[page("What thematic areas are covered? Asylum")],
    },
    Cited {
        value: "supports legal migration to the Member States in line with economic and social needs, and contributes to the integration of non-EU nationals",
        source: &[page("What thematic areas are covered? Legal migration and integration")],
    },
    Cited {
        value: "enhances fair and effective return strategies that help to combat irregular migration, with weight on a lasting, effective and dignified return",
        source: &[page("What thematic areas are covered? Return")],
    },
    Cited {
        value: "makes sure that the Member States most affected by migration and asylum flows can count on solidarity from the others",
        source: &[page("What thematic areas are covered? Solidarity")],
    },
];

impl SpecificObjective {
    /// The four objectives in the order of the law.
    pub const ALL: &'static [SpecificObjective] = &[
        SpecificObjective::Asylum,
        SpecificObjective::LegalMigration,
        SpecificObjective::Return,
        SpecificObjective::Solidarity,
    ];

    /// The name as files write it.
    ///
    /// ```
    /// assert_eq!(amif::fund::SpecificObjective::Return.as_str(), "return");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SpecificObjective::Asylum => "asylum",
            SpecificObjective::LegalMigration => "legal_migration_and_integration",
            SpecificObjective::Return => "return",
            SpecificObjective::Solidarity => "solidarity",
        }
    }

    /// The point of Art. 3(2): 'a' to 'd'.
    ///
    /// ```
    /// assert_eq!(amif::fund::SpecificObjective::Solidarity.letter(), 'd');
    /// ```
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            SpecificObjective::Asylum => 'a',
            SpecificObjective::LegalMigration => 'b',
            SpecificObjective::Return => 'c',
            SpecificObjective::Solidarity => 'd',
        }
    }

    /// The number by which programmes call it, as in "SO1".
    ///
    /// ```
    /// assert_eq!(amif::fund::SpecificObjective::LegalMigration.number(), 2);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            SpecificObjective::Asylum => 1,
            SpecificObjective::LegalMigration => 2,
            SpecificObjective::Return => 3,
            SpecificObjective::Solidarity => 4,
        }
    }

    /// The short name: that of the thematic area on the public page.
    ///
    /// ```
    /// assert_eq!(amif::fund::SpecificObjective::LegalMigration.name(), "Legal migration and integration");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            SpecificObjective::Asylum => "Asylum",
            SpecificObjective::LegalMigration => "Legal migration and integration",
            SpecificObjective::Return => "Return",
            SpecificObjective::Solidarity => "Solidarity",
        }
    }

    /// The wording of Art. 3(2) of Regulation (EU) 2021/1147.
    ///
    /// ```
    /// use amif::fund::SpecificObjective;
    ///
    /// assert!(SpecificObjective::Return.wording().value.contains("return"));
    /// ```
    #[must_use]
    pub fn wording(self) -> &'static Cited<&'static str> {
        self.of(&WORDING_2021)
    }

    /// What the objective of the same letter said in Regulation (EU) No 516/2014, in the crate's own words.
    ///
    /// ```
    /// use amif::{fund::SpecificObjective, law::Act};
    ///
    /// let before = SpecificObjective::Asylum.content_2014();
    /// assert!(before.source.iter().any(|place| place.cited_act() == Some(Act::Amif2014)));
    /// ```
    #[must_use]
    pub fn content_2014(self) -> &'static Cited<&'static str> {
        self.of(&CONTENT_2014)
    }

    /// The objective as the public page lists it, in the crate's own words.
    ///
    /// ```
    /// use amif::fund::SpecificObjective;
    ///
    /// assert!(SpecificObjective::ALL.iter().all(|objective| !objective.page_goal().value.is_empty()));
    /// ```
    #[must_use]
    pub fn page_goal(self) -> &'static Cited<&'static str> {
        self.of(&GOALS_OF_THE_PAGE)
    }

    /// The thematic area of the public page, in the crate's own words.
    ///
    /// ```
    /// use amif::fund::SpecificObjective;
    ///
    /// assert!(SpecificObjective::ALL.iter().all(|objective| !objective.thematic_area().value.is_empty()));
    /// ```
    #[must_use]
    pub fn thematic_area(self) -> &'static Cited<&'static str> {
        self.of(&THEMES_OF_THE_PAGE)
    }

    fn of(self, table: &'static [Cited<&'static str>; 4]) -> &'static Cited<&'static str> {
        let [a, b, c, d] = table;
        match self {
            SpecificObjective::Asylum => a,
            SpecificObjective::LegalMigration => b,
            SpecificObjective::Return => c,
            SpecificObjective::Solidarity => d,
        }
    }
}

impl fmt::Display for SpecificObjective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

const ASYLUM: &[SpecificObjective] = &[SpecificObjective::Asylum];
const MIGRATION: &[SpecificObjective] = &[SpecificObjective::LegalMigration];
const RETURN: &[SpecificObjective] = &[SpecificObjective::Return];
const SOLIDARITY: &[SpecificObjective] = &[SpecificObjective::Solidarity];

/// What people write, folded and sorted. Full wordings are compared apart.
static NAMES: &[(&str, &[SpecificObjective])] = &[
    ("1", ASYLUM),
    ("2", MIGRATION),
    ("3", RETURN),
    ("4", SOLIDARITY),
    ("a", ASYLUM),
    ("asylum", ASYLUM),
    ("asylumsystem", ASYLUM),
    ("b", MIGRATION),
    ("c", RETURN),
    ("ceas", ASYLUM),
    ("commoneuropeanasylumsystem", ASYLUM),
    ("counteringirregularmigration", RETURN),
    ("counteringirregularmigrationincludingreturns", RETURN),
    ("d", SOLIDARITY),
    ("fairsharing", SOLIDARITY),
    ("fairsharingofresponsibility", SOLIDARITY),
    ("integration", MIGRATION),
    ("irregularmigration", RETURN),
    ("legalmigration", MIGRATION),
    ("legalmigrationandintegration", MIGRATION),
    ("legalmigrationintegration", MIGRATION),
    ("migration", &[SpecificObjective::LegalMigration, SpecificObjective::Return]),
    ("readmission", RETURN),
    ("reintegration", RETURN),
    ("relocation", SOLIDARITY),
    ("resettlement", &[SpecificObjective::Asylum, SpecificObjective::Solidarity]),
    ("responsibilitysharing", SOLIDARITY),
    ("return", RETURN),
    ("returnandreadmission", RETURN),
    ("returns", RETURN),
    ("solidarity", SOLIDARITY),
    ("solidarityandfairsharingofresponsibility", SOLIDARITY),
    ("solidarityandresponsibilitysharing", SOLIDARITY),
];

/// Words before a letter or number, taken away until a code or name is left.
const PREFIXES: [&str; 6] = ["specificobjective", "so", "objective", "article32", "art32", "point"];

impl FromStr for SpecificObjective {
    type Err = ParseCodeError;

    /// Reads a letter, a number, a name or the wording, case and punctuation aside, and a code with the name
    /// that goes with it, as in "SO1 Asylum".
    ///
    /// # Errors
    /// When the text is none of these, or several; a code with the name of another objective is both.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let folded = Folded::new(s);
        let text = folded.as_str();
        if text.is_empty() {
            return Err(error(s, SpecificObjective::ALL));
        }
        let bare = stripped(text);
        // First, since a wording may begin with the letter of an objective.
        if let Some(objective) = worded(text).or_else(|| worded(bare)) {
            return Ok(objective);
        }
        match (named(text).or_else(|| named(bare)), coded(bare)) {
            (Some([one]), _) => Ok(*one),
            (Some(several), _) => Err(error(s, several)),
            (None, Some((code, name))) => match named(name).or_else(|| named(stripped(name))) {
                Some(found) if found.contains(&code) => Ok(code),
                // The code says one thing and the name another.
                Some(found) => {
                    let both = std::iter::once(&code).chain(found).map(|o| o.as_str());
                    Err(ParseCodeError::new("specific objective", s, both))
                }
                _ if Folded::new(code.wording().value).as_str() == name => Ok(code),
                _ => Err(error(s, SpecificObjective::ALL)),
            },
            (None, None) => Err(error(s, SpecificObjective::ALL)),
        }
    }
}

/// What a folded text stands for by the list of names.
fn named(key: &str) -> Option<&'static [SpecificObjective]> {
    let at = NAMES.binary_search_by(|(name, _)| (*name).cmp(key)).ok()?;
    NAMES.get(at).map(|(_, found)| *found)
}

/// The objective of which a folded text is the wording.
fn worded(text: &str) -> Option<SpecificObjective> {
    SpecificObjective::ALL.iter().copied().find(|o| Folded::new(o.wording().value).as_str() == text)
}

/// A folded text without the words before its letter or number.
fn stripped(mut text: &str) -> &str {
    while named(text).is_none() {
        match PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    text
}

/// A letter or number and what follows it; no number goes on, so "11" is not objective 1.
fn coded(text: &str) -> Option<(SpecificObjective, &str)> {
    let (code, name) = text.split_at_checked(1)?;
    match named(code) {
        Some([one]) if name.len() > 1 => Some((*one, name)),
        _ => None,
    }
}

fn error(found: &str, choices: &[SpecificObjective]) -> ParseCodeError {
    ParseCodeError::new("specific objective", found, choices.iter().map(|o| o.as_str()))
}

crate::input::text_serde!(SpecificObjective, "a specific objective, such as \"asylum\" or \"SO1\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_stand_once() {
        assert!(NAMES.windows(2).all(|p| p[0].0 < p[1].0));
        assert!(NAMES.iter().all(|(name, _)| Folded::new(name).as_str() == *name));
    }

    #[test]
    fn every_form_that_people_write_is_read() {
        for objective in SpecificObjective::ALL.iter().copied() {
            let (letter, number) = (objective.letter(), objective.number());
            for text in [
                objective.as_str().to_owned(),
                objective.name().to_owned(),
                objective.wording().value.to_owned(),
                format!("{letter}"),
                format!("({letter})"),
                format!("{number}"),
                format!("SO{number}"),
                format!("so {letter}"),
                format!("Specific objective {number}"),
                format!("specific objective ({letter})"),
                format!("Art. 3(2)({letter})"),
                format!("Article 3(2)({letter})"),
                format!("Article 3(2), point ({letter})"),
                format!("Specific objective: Art. 3(2)({letter})"),
                format!("SO{number} {}", objective.name()),
                format!("SO{number}: {}", objective.as_str()),
                format!("Specific Objective {number}: {}", objective.name()),
                format!("Specific objective: {}", objective.name()),
                format!("({letter}) {}", objective.wording().value),
            ] {
                assert_eq!(text.parse(), Ok(objective), "{text}");
            }
        }
        assert_eq!("Legal migration & integration".parse(), Ok(SpecificObjective::LegalMigration));
    }

    #[test]
    fn ambiguous_and_unknown_names_list_the_choices() {
        for (text, choices) in
            [("migration", 2), ("resettlement", 2), ("", 4), ("SO5", 4), ("e", 4), ("SO", 4)]
        {
            let error = text.parse::<SpecificObjective>().unwrap_err();
            assert_eq!(error.choices().len(), choices, "{text:?}");
            assert_eq!(error.found(), text);
        }
        let message = "borders".parse::<SpecificObjective>().unwrap_err().to_string();
        assert!(message.contains("asylum, legal_migration_and_integration, return, solidarity"), "{message}");
    }

    #[test]
    fn a_code_with_the_name_of_another_objective_lists_both() {
        let choices = |text: &str| text.parse::<SpecificObjective>().unwrap_err().choices().to_vec();
        assert_eq!(choices("SO1 Return"), ["asylum", "return"]);
        assert_eq!(choices("Specific Objective 4: Asylum"), ["solidarity", "asylum"]);
        assert_eq!(choices("Article 3(2), point (b): SO3"), ["legal_migration_and_integration", "return"]);
        for text in ["SO11", "11", "1 1", "SO12", "SO1 borders", "aa", "Art. 3(2)(e) Asylum"] {
            assert_eq!(choices(text).len(), 4, "{text}");
        }
        assert_eq!("SO2 migration".parse(), Ok(SpecificObjective::LegalMigration));
    }

    #[test]
    fn looking_up_allocates_nothing() {
        let counted = allocation_counter::measure(|| {
            for text in ["SO1", "(b)", "Return", "Solidarity and fair sharing of responsibility"] {
                assert!(text.parse::<SpecificObjective>().is_ok());
            }
        });
        assert_eq!(counted.count_total, 0);
    }
}
