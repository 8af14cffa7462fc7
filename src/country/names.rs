//! Countries by name: the present English name of a code, and the code behind a name.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::Country;
use super::meaning::Meaning;
use super::table::{MEANINGS, NAMES};

impl Country {
    /// The present English short name.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let turkiye: Country = "TR".parse()?;
    /// assert_eq!(turkiye.name(), "Türkiye");
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        let at = NAMES.binary_search_by_key(&self, |(country, _)| *country);
        at.ok().and_then(|at| NAMES.get(at)).map_or("", |(_, name)| name)
    }

    /// The country of an English name, present or former; case, accents, blanks and punctuation are
    /// forgiven. Codes are not names: they are read with [`str::parse`].
    ///
    /// ```
    /// use amif::{Country, value::CountryNameError};
    ///
    /// assert_eq!(Country::named("czech republic")?.as_str(), "CZ");
    /// assert_eq!(Country::named("Turkiye")?.as_str(), "TR");
    ///
    /// let shared = Country::named("Bonaire").unwrap_err();
    /// assert_eq!(shared.choices(), ["BQ".parse()?]);
    /// assert!(shared.to_string().contains("Saba"));
    ///
    /// assert!(matches!(Country::named("Congo"), Err(CountryNameError::Ambiguous { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the name is blank or unknown, when several countries bear it, and when it names a place that
    /// shares its code with others or has none; the error lists the choices.
    pub fn named(name: &str) -> Result<Country, CountryNameError> {
        if folded(name).next().is_none() {
            return Err(CountryNameError::Blank);
        }
        let found = || name.trim().to_owned();
        let at = MEANINGS.binary_search_by(|(known, _)| known.chars().cmp(folded(name)));
        match at.ok().and_then(|at| MEANINGS.get(at)).map(|(_, meaning)| *meaning) {
            Some(Meaning::Is(country)) => Ok(country),
            Some(Meaning::OneOf(choices)) => Err(CountryNameError::Ambiguous { found: found(), choices }),
            Some(Meaning::Shares(code, places)) => {
                Err(CountryNameError::SharedCode { found: found(), code, places })
            }
            Some(Meaning::PartOf(part_of)) => Err(CountryNameError::NoCode { found: found(), part_of }),
            None => Err(CountryNameError::Unknown { found: found() }),
        }
    }
}

/// Lower case, without accents, blanks and punctuation.
pub(crate) fn folded(name: &str) -> impl Iterator<Item = char> {
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric())
}

/// Why a name does not stand for one country.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CountryNameError {
    /// Nothing but blanks and punctuation.
    Blank,
    /// A name that the crate does not know.
    Unknown {
        /// The text as found.
        found: String,
    },
    /// Several countries are called that, or it is a former State that fell apart into them.
    Ambiguous {
        /// The text as found.
        found: String,
        /// The countries meant, by code.
        choices: &'static [Country],
    },
    /// The place shares its code with others, so that the code alone would not name it.
    SharedCode {
        /// The text as found.
        found: String,
        /// The code of all the places.
        code: Country,
        /// The places with that code.
        places: &'static [&'static str],
    },
    /// The place has no code of its own.
    NoCode {
        /// The text as found.
        found: String,
        /// The country that it is part of.
        part_of: Country,
    },
}

impl CountryNameError {
    /// The codes to choose from; empty where nothing is known.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let error = Country::named("Congo").unwrap_err();
    /// // Two countries are called so.
    /// assert!(error.choices().iter().all(|country| ["CD", "CG"].contains(&country.as_str())));
    /// ```
    #[must_use]
    pub fn choices(&self) -> &[Country] {
        match self {
            CountryNameError::Blank | CountryNameError::Unknown { .. } => &[],
            CountryNameError::Ambiguous { choices, .. } => choices,
            CountryNameError::SharedCode { code: only, .. }
            | CountryNameError::NoCode { part_of: only, .. } => std::slice::from_ref(only),
        }
    }
}

impl fmt::Display for CountryNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::input::{did_you_mean, near, quoted};
        match self {
            CountryNameError::Blank => f.write_str("found a blank name of a country"),
            CountryNameError::Unknown { found } => {
                write!(f, "found {}, which is no English name of a country", quoted(found))?;
                if let Ok(code) = found.parse::<Country>() {
                    return write!(f, "; as a code it is {}", code.name());
                }
                if let Some(code) = super::of_three_letters(found) {
                    return write!(f, "; as a code of three letters it is {}: write {code}", code.name());
                }
                let names: Vec<&str> = NAMES.iter().map(|(_, name)| *name).collect();
                f.write_str(&did_you_mean(&near(found, &names)))
            }
            CountryNameError::Ambiguous { found, choices } => {
                write!(f, "found {}, which may be", quoted(found))?;
                for (i, choice) in choices.iter().enumerate() {
                    write!(f, "{} {} ({choice})", if i > 0 { "," } else { "" }, choice.name())?;
                }
                Ok(())
            }
            CountryNameError::SharedCode { found, code, places } => {
                write!(f, "found {}, which shares the code {code}: {}", quoted(found), places.join(", "))
            }
            CountryNameError::NoCode { found, part_of } => {
                write!(
                    f,
                    "found {}, which has no code of its own and is part of {} ({part_of})",
                    quoted(found),
                    part_of.name()
                )
            }
        }
    }
}

impl std::error::Error for CountryNameError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(code: &str) -> Country {
        code.parse().unwrap()
    }

    fn fold(text: &str) -> String {
        folded(text).collect()
    }

    #[test]
    fn every_code_has_a_name_that_leads_back_to_it() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NAMES.iter().map(|(country, _)| *country).eq(Country::all()));
        for country in Country::all() {
            assert_eq!(Country::named(country.name()), Ok(country), "{country}");
        }
    }

    #[test]
    fn folded_names_are_sorted_folded_and_lead_to_assigned_codes() {
        assert!(MEANINGS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, meaning) in MEANINGS {
            assert_eq!(fold(name), name);
            let codes = match meaning {
                Meaning::Is(one) | Meaning::Shares(one, _) | Meaning::PartOf(one) => vec![one],
                Meaning::OneOf(several) => several.to_vec(),
            };
            for code in &codes {
                assert_eq!(code.as_str().parse(), Ok(*code), "{name}");
            }
            assert!(codes.is_sorted());
        }
    }

    #[test]
    fn names_differ_from_the_list_of_2018_only_where_they_should() {
        let expected = [
            ("BL", "Saint-Barthélemy"),
            ("BN", "Brunei"),
            ("BO", "Bolivia"),
            ("BS", "The Bahamas"),
            ("CD", "Democratic Republic of the Congo"),
            ("CG", "Republic of the Congo"),
            ("CI", "Côte d’Ivoire"),
            ("CZ", "Czechia"),
            ("FM", "Micronesia"),
            ("GB", "United Kingdom"),
            ("GM", "The Gambia"),
            ("IR", "Iran"),
            ("KP", "North Korea"),
            ("KR", "South Korea"),
            ("LA", "Laos"),
            ("MD", "Moldova"),
            ("MF", "Saint-Martin (French part)"),
            ("MK", "North Macedonia"),
            ("PN", "Pitcairn Islands"),
            ("PS", "Palestine"),
            ("RU", "Russia"),
            ("ST", "São Tomé and Príncipe"),
            ("SY", "Syria"),
            ("SZ", "Eswatini"),
            ("TF", "French Southern and Antarctic Territories"),
            ("TR", "Türkiye"),
            ("TW", "Taiwan"),
            ("TZ", "Tanzania"),
            ("US", "United States"),
            ("VA", "Holy See (Vatican City State)"),
            ("VE", "Venezuela"),
            ("VG", "British Virgin Islands"),
            ("VI", "US Virgin Islands"),
            ("VN", "Vietnam"),
        ];
        let differing: Vec<(String, &str)> = Country::all()
            .filter_map(|country| Some((country, country.iso()?.name())))
            .filter(|(country, old)| country.name() != *old)
            .map(|(country, _)| (country.to_string(), country.name()))
            .collect();
        assert!(differing.iter().map(|(code, name)| (code.as_str(), *name)).eq(expected), "{differing:?}");
        assert_eq!(c("XK").name(), "Kosovo");
    }

    #[test]
    fn former_names_case_and_accents_are_forgiven() {
        for (name, code) in [
            ("Swaziland", "SZ"),
            ("MACEDONIA", "MK"),
            ("the former yugoslav republic of macedonia", "MK"),
            (" Turkey ", "TR"),
            ("cote d'ivoire", "CI"),
            ("Ivory Coast", "CI"),
            ("Burma", "MM"),
            ("Cape Verde", "CV"),
            ("Reunion", "RE"),
            ("Aland Islands", "AX"),
            ("Saint Barthelemy", "BL"),
            ("Sint Maarten (Dutch part)", "SX"),
            ("the Netherlands", "NL"),
            ("Guinea", "GN"),
            ("Ireland", "IE"),
            ("Curacao", "CW"),
        ] {
            assert_eq!(Country::named(name), Ok(c(code)), "{name}");
        }
        // An accent written as a combining mark is the same letter.
        assert_eq!(Country::named("Tu\u{308}rkiye"), Ok(c("TR")));
    }

    #[test]
    fn names_of_several_places_list_the_choices() {
        let choices = |name: &str| {
            let error = Country::named(name).unwrap_err();
            error.choices().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(choices("Congo"), "CD CG");
        assert_eq!(choices("korea"), "KP KR");
        assert_eq!(choices("Guiana"), "GF GY SR");
        assert_eq!(choices("Saint-Martin"), "MF SX");
        assert_eq!(choices("Sint Maarten"), "MF SX");
        assert_eq!(choices("Netherlands Antilles"), "BQ CW SX");
        for place in ["Bonaire", "Saba", "Sint Eustatius"] {
            let error = Country::named(place).unwrap_err();
            assert!(matches!(&error, CountryNameError::SharedCode { places, .. } if places.contains(&place)));
            assert_eq!(error.choices(), [c("BQ")]);
        }
        for (place, state) in [("Azores", "PT"), ("Madeira", "PT"), ("Canary Islands", "ES")] {
            assert_eq!(
                Country::named(place),
                Err(CountryNameError::NoCode { found: place.to_owned(), part_of: c(state) })
            );
        }
    }

    #[test]
    fn unknown_names_say_so_and_suggest() {
        assert_eq!(Country::named(" - "), Err(CountryNameError::Blank));
        let message = |name: &str| Country::named(name).unwrap_err().to_string();
        assert!(message("Swedn").contains("did you mean \"Sweden\"?"));
        assert_eq!(
            message("el"),
            "found \"el\", which is no English name of a country; as a code it is Greece"
        );
        assert!(
            message("Congo").contains("Democratic Republic of the Congo (CD), Republic of the Congo (CG)")
        );
        assert!(message(&"x".repeat(5000)).len() < 200);
    }
}
