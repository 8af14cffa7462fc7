//! Countries: a checked two-letter code over `iso_country`, names, membership, and territories.

mod meaning;
mod membership;
mod names;
mod spoken;
mod table;
mod territories;

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use crate::input::text_serde;

pub use membership::Membership;
pub use names::CountryNameError;
#[cfg(feature = "cells")]
pub(crate) use names::folded;
pub use territories::{Territory, TerritoryKind};

/// An assigned ISO 3166-1 alpha-2 code, or `XK` for Kosovo.
///
/// The Union's own codes `EL` and `UK` are read as `GR` and `GB`; lower case and blanks around the code
/// are forgiven. Order is alphabetical.
///
/// ```
/// use amif::Country;
///
/// let greece: Country = "el".parse()?;
/// assert_eq!(greece.as_str(), "GR");
/// assert_eq!(greece.eu_code(), "EL");
/// assert!("".parse::<Country>().is_err());
/// assert!("XX".parse::<Country>().is_err());
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The code, two capital letters.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert_eq!("el".parse::<Country>()?.as_str(), "GR");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code that the Union's institutions use: the ISO code, save `EL` for Greece and `UK` for the
    /// United Kingdom.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert_eq!("GR".parse::<Country>()?.eu_code(), "EL");
    /// assert_eq!("GB".parse::<Country>()?.eu_code(), "UK");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn eu_code(&self) -> &str {
        match &self.0 {
            b"GR" => "EL",
            b"GB" => "UK",
            _ => self.as_str(),
        }
    }

    /// The code as `iso_country` has it; `None` for Kosovo, which has no ISO code.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert!("BE".parse::<Country>()?.iso().is_some());
    /// assert!("XK".parse::<Country>()?.iso().is_none(), "Kosovo has no ISO code");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn iso(&self) -> Option<iso_country::Country> {
        self.as_str().parse().ok()
    }

    /// A code known to be assigned, for tables.
    pub(crate) const fn known(code: [u8; 2]) -> Self {
        Country(code)
    }

    /// How many pairs of letters there are.
    pub(crate) const INDICES: usize = 676;

    /// A number below [`Country::INDICES`], one for each pair of letters, for tables indexed by country.
    #[inline]
    pub(crate) const fn index(self) -> usize {
        let [first, second] = self.0;
        letter_value(first).wrapping_mul(26).wrapping_add(letter_value(second))
    }

    /// The place in [`MEMBER_STATES`]; `None` for every other country.
    pub(crate) fn member_state_index(self) -> Option<u8> {
        let at = MEMBER_STATES.binary_search(&self).ok()?;
        u8::try_from(at).ok()
    }

    /// The order for people: Member States before what somebody means less often, such as their territories.
    #[cfg(feature = "next")]
    pub(crate) fn states_first(self) -> (bool, Country) {
        (self.member_state_index().is_none(), self)
    }

    /// Every assigned code, alphabetically, Kosovo included.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert!(Country::all().count() > 240);
    /// assert!(Country::all().any(|country| country.as_str() == "XK"));
    /// ```
    pub fn all() -> impl Iterator<Item = Country> {
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').filter_map(move |b| Country::assigned([a, b])))
    }

    fn assigned(code: [u8; 2]) -> Option<Country> {
        let country = Country(code);
        let letters = code.iter().all(u8::is_ascii_uppercase);
        (letters && ASSIGNED.get(country.index()).is_some_and(|known| *known)).then_some(country)
    }
}

/// For each pair of letters, whether it is assigned: the list of `iso_country`, looked through once, and Kosovo.
static ASSIGNED: LazyLock<[bool; Country::INDICES]> = LazyLock::new(|| {
    let mut known = [false; Country::INDICES];
    let codes =
        iso_country::data::all().into_iter().filter_map(|c| <[u8; 2]>::try_from(c.alpha2.as_bytes()).ok());
    for code in codes.chain([*b"XK"]) {
        if let Some(cell) = known.get_mut(Country(code).index()) {
            *cell = true;
        }
    }
    known
});

const fn letter_value(letter: u8) -> usize {
    letter.wrapping_sub(b'A') as usize
}

/// The 27 Member States since 1 February 2020, by code.
pub(crate) const MEMBER_STATES: [Country; 27] = [
    Country::known(*b"AT"),
    Country::known(*b"BE"),
    Country::known(*b"BG"),
    Country::known(*b"CY"),
    Country::known(*b"CZ"),
    Country::known(*b"DE"),
    Country::known(*b"DK"),
    Country::known(*b"EE"),
    Country::known(*b"ES"),
    Country::known(*b"FI"),
    Country::known(*b"FR"),
    Country::known(*b"GR"),
    Country::known(*b"HR"),
    Country::known(*b"HU"),
    Country::known(*b"IE"),
    Country::known(*b"IT"),
    Country::known(*b"LT"),
    Country::known(*b"LU"),
    Country::known(*b"LV"),
    Country::known(*b"MT"),
    Country::known(*b"NL"),
    Country::known(*b"PL"),
    Country::known(*b"PT"),
    Country::known(*b"RO"),
    Country::known(*b"SE"),
    Country::known(*b"SI"),
    Country::known(*b"SK"),
];

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Country> for String {
    fn from(value: Country) -> Self {
        value.as_str().to_owned()
    }
}

/// Why a text is not a country code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseCountryError {
    /// Nothing but blanks; an unknown country is left out or `null`.
    Blank,
    /// Not two letters.
    NotTwoLetters {
        /// The text as found.
        found: String,
    },
    /// Two letters that ISO 3166-1 assigns to nobody.
    Unassigned {
        /// The text as found.
        found: String,
    },
}

impl fmt::Display for ParseCountryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseCountryError::Blank => {
                f.write_str("found a blank country; leave the field out if the country is unknown")
            }
            ParseCountryError::NotTwoLetters { found } => write!(
                f,
                "found {}; a country is a two-letter code of ISO 3166-1, such as \"FR\"{}",
                crate::input::quoted(found),
                hint(found)
            ),
            ParseCountryError::Unassigned { found } => {
                write!(f, "found {found:?}, which ISO 3166-1 assigns to no country{}", hint(found))
            }
        }
    }
}

/// The country of a code of three letters.
fn of_three_letters(found: &str) -> Option<Country> {
    let upper = found.trim().to_ascii_uppercase();
    iso_country::data::all().into_iter().find(|c| c.alpha3 == upper)?.alpha2.parse().ok()
}

/// The country of a name in a sheet: its English name, the name of a Member State or of a country around the Union in any
/// official language of it, or one of them with the code of the same country beside it, such as `Belgium (BE)`.
#[cfg(feature = "cells")]
pub(crate) fn called(name: &str) -> Result<Country, CountryNameError> {
    let one = |name: &str| {
        Country::named(name).or_else(|error| match error {
            CountryNameError::Unknown { .. } => spoken::called(name).ok_or(error),
            known => Err(known),
        })
    };
    one(name).or_else(|error| {
        let parts: Vec<&str> =
            name.split(['(', ')', '-', '–', ',', '/']).map(str::trim).filter(|p| !p.is_empty()).collect();
        let agreed = match parts.as_slice() {
            [a, b] => match (a.parse::<Country>(), b.parse::<Country>()) {
                (Ok(code), Err(_)) => one(b).ok().filter(|named| *named == code),
                (Err(_), Ok(code)) => one(a).ok().filter(|named| *named == code),
                _ => None,
            },
            _ => None,
        };
        agreed.ok_or(error)
    })
}

/// The nearest valid spelling for what people write instead of a code.
pub(crate) fn hint(found: &str) -> String {
    let upper = found.trim().to_ascii_uppercase();
    let by_name = Country::named(found);
    if let Err(error) = &by_name
        && !error.choices().is_empty()
    {
        let codes: Vec<&str> = error.choices().iter().map(Country::as_str).collect();
        return format!("; the codes of places with that name: {}", codes.join(", "));
    }
    let near = || {
        // One wrong letter of a Member State's code is the commonest slip.
        let same_start: Vec<&str> = MEMBER_STATES
            .iter()
            .map(Country::as_str)
            .filter(|c| upper.len() == 2 && c.as_bytes().first() == upper.as_bytes().first())
            .collect();
        (!same_start.is_empty()).then(|| same_start.join(", "))
    };
    // As the Commission writes some: "Belgium - FL", "Belgium (FL)".
    let first =
        found.split(['(', ',']).next().and_then(|first| first.split(" - ").next()).unwrap_or_default();
    let spoken = || spoken::called(found).or_else(|| Country::named(first).ok());
    let meant = by_name.ok().or_else(spoken);
    match (meant.or_else(|| of_three_letters(found)).map(String::from), near()) {
        (Some(code), _) => format!("; did you mean \"{code}\"?"),
        (None, Some(codes)) => format!("; Member States with that first letter: {codes}"),
        (None, None) => String::new(),
    }
}

impl std::error::Error for ParseCountryError {}

impl TryFrom<iso_country::Country> for Country {
    type Error = ParseCountryError;

    /// Every country of `iso_country` but `Unspecified`.
    ///
    /// ```
    /// use amif::{Country, iso_country};
    ///
    /// assert_eq!(Country::try_from(iso_country::Country::BE)?.as_str(), "BE");
    /// assert!(Country::try_from(iso_country::Country::Unspecified).is_err());
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    fn try_from(country: iso_country::Country) -> Result<Self, ParseCountryError> {
        country.to_string().parse()
    }
}

impl FromStr for Country {
    type Err = ParseCountryError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let trimmed = s.trim();
        if trimmed.is_empty() {
            return Err(ParseCountryError::Blank);
        }
        let code = match trimmed.as_bytes() {
            &[a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                [a.to_ascii_uppercase(), b.to_ascii_uppercase()]
            }
            _ => return Err(ParseCountryError::NotTwoLetters { found: trimmed.to_owned() }),
        };
        let code = match &code {
            b"EL" => *b"GR",
            b"UK" => *b"GB",
            _ => code,
        };
        Country::assigned(code).ok_or_else(|| ParseCountryError::Unassigned { found: trimmed.to_owned() })
    }
}

text_serde!(Country, "a two-letter country code of ISO 3166-1, such as \"FR\"", as_str);

#[cfg(test)]
mod tests {
    use super::*;

    fn c(s: &str) -> Country {
        s.parse().unwrap()
    }

    #[test]
    fn the_table_of_assigned_codes_is_that_of_the_list() {
        for (a, b) in (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| (a, b))) {
            let text = String::from_utf8(vec![a, b]).unwrap();
            let listed = text == "XK" || text.parse::<iso_country::Country>().is_ok();
            assert_eq!(Country::assigned([a, b]).is_some(), listed, "{text}");
        }
        assert_eq!(Country::assigned(*b"@A"), None);
    }

    #[test]
    fn all_codes_survive_text_and_sort_by_alphabet() {
        let all: Vec<Country> = Country::all().collect();
        assert_eq!(all.len(), 250, "249 of ISO 3166-1 and Kosovo");
        assert!(all.is_sorted());
        for country in all {
            assert_eq!(c(country.as_str()), country);
            assert_eq!(country.iso().is_none(), country == c("XK"));
            assert!(country.index() < Country::INDICES);
        }
    }

    #[test]
    fn blanks_and_unassigned_codes_are_errors() {
        assert_eq!("".parse::<Country>(), Err(ParseCountryError::Blank));
        assert_eq!(" \t".parse::<Country>(), Err(ParseCountryError::Blank));
        for bad in ["XX", "EU", "AN", "ZZ", "QQ"] {
            assert!(matches!(bad.parse::<Country>(), Err(ParseCountryError::Unassigned { .. })), "{bad}");
        }
        for bad in ["FRA", "F", "ßß", "ＦＲ", "1A", "France"] {
            assert!(matches!(bad.parse::<Country>(), Err(ParseCountryError::NotTwoLetters { .. })), "{bad}");
        }
    }

    #[test]
    fn messages_offer_the_code_behind_a_name() {
        let message = |s: &str| s.parse::<Country>().unwrap_err().to_string();
        assert!(message("FRA").contains("did you mean \"FR\"?"));
        assert!(message("france").contains("did you mean \"FR\"?"));
        assert!(message("BX").contains("BE, BG"));
        assert!(message("Czechia").contains("did you mean \"CZ\"?"));
        assert!(message("Congo").contains("CD, CG"));
    }

    #[test]
    fn member_states_are_27_in_order() {
        assert!(MEMBER_STATES.is_sorted());
        for state in MEMBER_STATES {
            assert_eq!(c(state.as_str()), state);
        }
    }

    #[test]
    fn outermost_regions_are_their_state_and_territories_are_not() {
        for region in ["GF", "GP", "MQ", "RE", "YT", "MF"] {
            assert_eq!(c(region).state(), c("FR"), "{region}");
            assert_eq!(c(region).overseas_territory_of(), None, "{region}");
        }
        assert_eq!(c("AX").state(), c("FI"));
        let territories: Vec<String> =
            Country::all().filter(|t| t.overseas_territory_of().is_some()).map(String::from).collect();
        assert_eq!(territories, ["AW", "BL", "BQ", "CW", "GL", "NC", "PF", "PM", "SX", "TF", "WF"]);
        // Faroe Islands, Gibraltar and the former British territories belong to no one's list.
        for third in ["FO", "GI", "JE", "FK", "GB"] {
            assert_eq!((c(third).state(), c(third).overseas_territory_of()), (c(third), None));
        }
    }
}
