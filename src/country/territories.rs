//! Territories with a place of their own in the Treaties, by date: overseas countries and territories,
//! outermost regions, and those that are neither.

use chrono::NaiveDate;

use super::Country;
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation};
use crate::time::day;

named_enum! {
    /// How the Treaties apply to a territory (Art. 198, 349, 355 and Annex II TFEU).
    pub enum TerritoryKind("kind of territory") {
        /// An overseas country or territory: not Union territory, linked to a Member State (Annex II).
        OverseasTerritory = "overseas_territory",
        /// An outermost region: part of its Member State (Art. 349).
        OutermostRegion = "outermost_region",
        /// A territory to which the Treaties apply (Art. 355(3) and (4)).
        WithinTreaties = "within_treaties",
        /// A territory to which the Treaties apply in part (Art. 355(5)(c)).
        LimitedApplication = "limited_application",
        /// A territory to which the Treaties do not apply.
        OutsideTreaties = "outside_treaties",
    }
}

/// What a territory is in the Treaties during some time. A territory whose place changed has a row for
/// each time; three territories share the code `BQ`, and four have no code.
///
/// ```
/// use amif::{Country, TerritoryKind};
/// use chrono::NaiveDate;
///
/// let mayotte: Country = "YT".parse()?;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// let kind = |date| mayotte.territories_on(date).map(|t| t.kind()).next();
/// assert_eq!(kind(day(2013, 12, 31)), Some(TerritoryKind::OverseasTerritory));
/// assert_eq!(kind(day(2014, 1, 1)), Some(TerritoryKind::OutermostRegion));
/// # Ok::<(), amif::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    name: &'static str,
    code: Option<Country>,
    state: Country,
    kind: TerritoryKind,
    from: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    note: &'static str,
    citations: &'static [Citation],
}

/// The eve of the first dated change in the table. The Treaty was read as printed in 2012, so what it
/// printed is taken to hold from here on, and nothing is said about the time before.
const KNOWN_FROM: NaiveDate = day(2011, 12, 31);

impl Territory {
    /// Every row, by code and date; territories without a code come last.
    #[must_use]
    pub fn all() -> &'static [Territory] {
        &TERRITORIES
    }

    /// The name, which may be that of a part only of what the code covers.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The code; `None` for Azores, Madeira, the Canary Islands and the British Antarctic Territory.
    #[must_use]
    pub fn code(&self) -> Option<Country> {
        self.code
    }

    /// The State that the territory belongs to or is linked to.
    #[must_use]
    pub fn state(&self) -> Country {
        self.state
    }

    /// What the territory is in the Treaties.
    #[must_use]
    pub fn kind(&self) -> TerritoryKind {
        self.kind
    }

    /// The first day; `None` where it was not found in the sources.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day; `None` where the row still holds.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.last_day
    }

    /// A remark; empty where there is none.
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Where the row was read.
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }

    /// Whether the row holds on a day; `None` for days before 31 December 2011 where the first day was
    /// not found.
    #[must_use]
    pub fn holds_on(&self, date: NaiveDate) -> Option<bool> {
        if self.last_day.is_some_and(|last| last < date) {
            return Some(false);
        }
        match self.from {
            Some(from) => Some(from <= date),
            None => (KNOWN_FROM <= date).then_some(true),
        }
    }
}

impl Country {
    /// The rows of this code, by date: none for most countries, three for `BQ`.
    #[must_use]
    pub fn territories(self) -> &'static [Territory] {
        let key = |row: &Territory| row.code.map_or((true, self), |code| (false, code));
        let start = TERRITORIES.partition_point(|row| key(row) < (false, self));
        let end = TERRITORIES.partition_point(|row| key(row) <= (false, self));
        TERRITORIES.get(start..end).unwrap_or_default()
    }

    /// The rows of this code that are known to hold on a day.
    pub fn territories_on(self, date: NaiveDate) -> impl Iterator<Item = &'static Territory> {
        self.territories().iter().filter(move |row| row.holds_on(date) == Some(true))
    }
}

const OCT_PAGE: Citation = Citation::page(
    "Commission, overseas countries and territories as of 1 February 2020",
    "https://international-partnerships.ec.europa.eu/countries/overseas-countries-and-territories_nl",
    Basis::OfficialPage,
    "",
);
const OCT_BRITISH: Citation = Citation::page(
    "REFIT scoreboard on Decision (EU) 2021/1764",
    "https://op.europa.eu/webpub/com/refit-scoreboard/en/policy/18/18-10.html",
    Basis::OfficialPage,
    "the twelve British territories left with the United Kingdom",
);
const ANNEX_II: Citation = Citation::act(Act::Tfeu, "Annex II", Basis::Act);
const ANNEX_II_2012: Citation = Citation::act_noted(
    Act::Tfeu,
    "Annex II",
    Basis::Act,
    "as printed in 2012, where the territory still stands",
);
const GREENLAND: Citation = Citation::page(
    "Council Decision on relations with Greenland, recitals 1 and 2",
    "https://eumonitor.eu/9353000/1/j4nvhdlglbmvdzx_j9vvik7m1c3gyxp/viv7tfyvhex9",
    Basis::Act,
    "",
);
const SAINT_BARTHELEMY: Citation = Citation::page(
    "European Council Decision 2010/718/EU",
    "https://legislation.gov.uk/eudn/2010/718/2020-01-31?view=extent",
    Basis::Act,
    "the date of effect was read elsewhere",
);
const SAINT_BARTHELEMY_DATE: Citation = Citation::page(
    "Press note on Decision 2010/718/EU: effective 1 January 2012",
    "https://www.migrationsrecht.net/nachrichten-auslaenderrecht-europa-und-eu/1715-insel-saint-barthelemy-zaehlt-ab-dem-1-januar-2012-zum-eu-gebiet.html",
    Basis::Summary,
    "",
);
const MAYOTTE: Citation = Citation::page(
    "European Council Decision 2012/419/EU",
    "https://www.legislation.gov.uk/eudn/2012/419",
    Basis::Act,
    "the date of effect was read elsewhere",
);
const MAYOTTE_DATE: Citation = Citation::page(
    "Union text as quoted: Mayotte an outermost region from 1 January 2014",
    "http://wordscope.be/anglais/francais/within+outermost+regions.html",
    Basis::Summary,
    "",
);
const ART_349: Citation = Citation::act(Act::Tfeu, "Art. 349", Basis::Act);
const ART_355_3: Citation = Citation::act_noted(
    Act::Tfeu,
    "Art. 355(3)",
    Basis::Unverified,
    "that the paragraph means Gibraltar is general knowledge",
);
const ART_355_4: Citation = Citation::act(Act::Tfeu, "Art. 355(4)", Basis::Act);
const ART_355_5_A: Citation = Citation::act(Act::Tfeu, "Art. 355(5)(a)", Basis::Act);
const ART_355_5_C: Citation = Citation::act(Act::Tfeu, "Art. 355(5)(c)", Basis::Act);
const WITHDRAWAL: Citation = Citation::page(
    "EUR-Lex glossary: enlargement",
    "https://eur-lex.europa.eu/summary/glossary/enlargement.html",
    Basis::Inferred,
    "concluded from the withdrawal of the United Kingdom, a third country as of 1 February 2020",
);
const SVALBARD: Citation = Citation::document("General knowledge", "", Basis::Unverified);

static TERRITORIES: [Territory; 47] = [
    Territory {
        name: "Anguilla",
        code: Some(Country::known(*b"AI")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Aruba",
        code: Some(Country::known(*b"AW")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Åland Islands",
        code: Some(Country::known(*b"AX")),
        state: Country::known(*b"FI"),
        kind: TerritoryKind::WithinTreaties,
        from: None,
        last_day: None,
        note: "under Protocol 2 to the act of accession of 1994; counts as Finland",
        citations: &[ART_355_4],
    },
    Territory {
        name: "Saint-Barthélemy",
        code: Some(Country::known(*b"BL")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: Some(day(2011, 12, 31)),
        note: "",
        citations: &[ART_349, SAINT_BARTHELEMY, SAINT_BARTHELEMY_DATE],
    },
    Territory {
        name: "Saint-Barthélemy",
        code: Some(Country::known(*b"BL")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: Some(day(2012, 1, 1)),
        last_day: None,
        note: "still printed as an outermost region in Art. 349 and 355(1) TFEU",
        citations: &[OCT_PAGE, SAINT_BARTHELEMY, SAINT_BARTHELEMY_DATE],
    },
    Territory {
        name: "Bermuda",
        code: Some(Country::known(*b"BM")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "not covered by the association rules, at its own wish, until 2014 [unverified]",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Bonaire",
        code: Some(Country::known(*b"BQ")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "shares the code BQ with the two others; printed in Annex II under the Netherlands Antilles",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Saba",
        code: Some(Country::known(*b"BQ")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "shares the code BQ with the two others; printed in Annex II under the Netherlands Antilles",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Sint Eustatius",
        code: Some(Country::known(*b"BQ")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "shares the code BQ with the two others; printed in Annex II under the Netherlands Antilles",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Curaçao",
        code: Some(Country::known(*b"CW")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Falkland Islands",
        code: Some(Country::known(*b"FK")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Faroe Islands",
        code: Some(Country::known(*b"FO")),
        state: Country::known(*b"DK"),
        kind: TerritoryKind::OutsideTreaties,
        from: None,
        last_day: None,
        note: "neither Union territory nor an overseas country or territory",
        citations: &[ART_355_5_A],
    },
    Territory {
        name: "French Guiana",
        code: Some(Country::known(*b"GF")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "",
        citations: &[ART_349],
    },
    Territory {
        name: "Guernsey",
        code: Some(Country::known(*b"GG")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::LimitedApplication,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ART_355_5_C],
    },
    Territory {
        name: "Guernsey",
        code: Some(Country::known(*b"GG")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OutsideTreaties,
        from: Some(day(2020, 2, 1)),
        last_day: None,
        note: "a third country since the withdrawal of the United Kingdom",
        citations: &[WITHDRAWAL],
    },
    Territory {
        name: "Gibraltar",
        code: Some(Country::known(*b"GI")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::WithinTreaties,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ART_355_3],
    },
    Territory {
        name: "Gibraltar",
        code: Some(Country::known(*b"GI")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OutsideTreaties,
        from: Some(day(2020, 2, 1)),
        last_day: None,
        note: "a third country since the withdrawal of the United Kingdom",
        citations: &[WITHDRAWAL],
    },
    Territory {
        name: "Greenland",
        code: Some(Country::known(*b"GL")),
        state: Country::known(*b"DK"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "left the territory of the Treaties in 1985; Denmark is not bound by the Fund, so whether an applicant there is eligible is open",
        citations: &[OCT_PAGE, ANNEX_II, GREENLAND],
    },
    Territory {
        name: "Guadeloupe",
        code: Some(Country::known(*b"GP")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "",
        citations: &[ART_349],
    },
    Territory {
        name: "South Georgia and the South Sandwich Islands",
        code: Some(Country::known(*b"GS")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Isle of Man",
        code: Some(Country::known(*b"IM")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::LimitedApplication,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ART_355_5_C],
    },
    Territory {
        name: "Isle of Man",
        code: Some(Country::known(*b"IM")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OutsideTreaties,
        from: Some(day(2020, 2, 1)),
        last_day: None,
        note: "a third country since the withdrawal of the United Kingdom",
        citations: &[WITHDRAWAL],
    },
    Territory {
        name: "British Indian Ocean Territory",
        code: Some(Country::known(*b"IO")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Jersey",
        code: Some(Country::known(*b"JE")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::LimitedApplication,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ART_355_5_C],
    },
    Territory {
        name: "Jersey",
        code: Some(Country::known(*b"JE")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OutsideTreaties,
        from: Some(day(2020, 2, 1)),
        last_day: None,
        note: "a third country since the withdrawal of the United Kingdom",
        citations: &[WITHDRAWAL],
    },
    Territory {
        name: "Cayman Islands",
        code: Some(Country::known(*b"KY")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Saint-Martin (French part)",
        code: Some(Country::known(*b"MF")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "not Sint Maarten (SX), the Dutch part of the island",
        citations: &[ART_349],
    },
    Territory {
        name: "Martinique",
        code: Some(Country::known(*b"MQ")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "",
        citations: &[ART_349],
    },
    Territory {
        name: "Montserrat",
        code: Some(Country::known(*b"MS")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "New Caledonia",
        code: Some(Country::known(*b"NC")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "printed in Annex II as New Caledonia and Dependencies",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "French Polynesia",
        code: Some(Country::known(*b"PF")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Saint Pierre and Miquelon",
        code: Some(Country::known(*b"PM")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Pitcairn",
        code: Some(Country::known(*b"PN")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Réunion",
        code: Some(Country::known(*b"RE")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "",
        citations: &[ART_349],
    },
    Territory {
        name: "Saint Helena and Dependencies (Ascension, Tristan da Cunha)",
        code: Some(Country::known(*b"SH")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Svalbard and Jan Mayen",
        code: Some(Country::known(*b"SJ")),
        state: Country::known(*b"NO"),
        kind: TerritoryKind::OutsideTreaties,
        from: None,
        last_day: None,
        note: "",
        citations: &[SVALBARD],
    },
    Territory {
        name: "Sint Maarten (Dutch part)",
        code: Some(Country::known(*b"SX")),
        state: Country::known(*b"NL"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "not Saint-Martin (MF), the French part of the island",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Turks and Caicos Islands",
        code: Some(Country::known(*b"TC")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "French Southern and Antarctic Territories",
        code: Some(Country::known(*b"TF")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "no permanent population",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "British Virgin Islands",
        code: Some(Country::known(*b"VG")),
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Wallis and Futuna Islands",
        code: Some(Country::known(*b"WF")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: None,
        note: "",
        citations: &[OCT_PAGE, ANNEX_II],
    },
    Territory {
        name: "Mayotte",
        code: Some(Country::known(*b"YT")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2013, 12, 31)),
        note: "",
        citations: &[ANNEX_II_2012, MAYOTTE, MAYOTTE_DATE],
    },
    Territory {
        name: "Mayotte",
        code: Some(Country::known(*b"YT")),
        state: Country::known(*b"FR"),
        kind: TerritoryKind::OutermostRegion,
        from: Some(day(2014, 1, 1)),
        last_day: None,
        note: "still printed in Annex II TFEU",
        citations: &[MAYOTTE, MAYOTTE_DATE],
    },
    Territory {
        name: "Azores",
        code: None,
        state: Country::known(*b"PT"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "no code of its own",
        citations: &[ART_349],
    },
    Territory {
        name: "British Antarctic Territory",
        code: None,
        state: Country::known(*b"GB"),
        kind: TerritoryKind::OverseasTerritory,
        from: None,
        last_day: Some(day(2020, 1, 31)),
        note: "no code of its own; Antarctica as a whole is AQ",
        citations: &[ANNEX_II_2012, OCT_BRITISH],
    },
    Territory {
        name: "Canary Islands",
        code: None,
        state: Country::known(*b"ES"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "no code of its own",
        citations: &[ART_349],
    },
    Territory {
        name: "Madeira",
        code: None,
        state: Country::known(*b"PT"),
        kind: TerritoryKind::OutermostRegion,
        from: None,
        last_day: None,
        note: "no code of its own",
        citations: &[ART_349],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn c(code: &str) -> Country {
        code.parse().unwrap()
    }

    fn kinds(code: &str, date: NaiveDate) -> Vec<TerritoryKind> {
        c(code).territories_on(date).map(Territory::kind).collect()
    }

    fn names_on(kind: TerritoryKind, date: NaiveDate) -> Vec<&'static str> {
        let held = TERRITORIES.iter().filter(|t| t.kind == kind && t.holds_on(date) == Some(true));
        held.map(Territory::name).collect()
    }

    #[test]
    fn rows_are_sorted_cited_and_do_not_overlap() {
        let key = |t: &Territory| (t.code.is_none(), t.code, t.from, t.name);
        assert!(TERRITORIES.is_sorted_by(|a, b| key(a) < key(b)));
        for row in &TERRITORIES {
            assert!(!row.citations.is_empty(), "{}", row.name);
            let same = |other: &&Territory| other.name == row.name && other.from != row.from;
            for other in TERRITORIES.iter().filter(same) {
                let (first, second) = if row.from < other.from { (row, other) } else { (other, row) };
                assert_eq!(first.last_day.and_then(|d| d.succ_opt()), second.from, "{}", row.name);
            }
        }
    }

    #[test]
    fn thirteen_overseas_territories_three_of_them_on_one_code() {
        let now = names_on(TerritoryKind::OverseasTerritory, day(2026, 1, 1));
        assert_eq!(now.len(), 13);
        let of = |state: &str| {
            let held = |t: &&Territory| {
                t.kind == TerritoryKind::OverseasTerritory && t.last_day.is_none() && t.state == c(state)
            };
            TERRITORIES.iter().filter(held).count()
        };
        assert_eq!((of("DK"), of("FR"), of("NL"), of("GB")), (1, 6, 6, 0));
        let names: Vec<_> = c("BQ").territories().iter().map(Territory::name).collect();
        assert_eq!(names, ["Bonaire", "Saba", "Sint Eustatius"]);
        // With the twelve British ones and Mayotte there were 26 on the eve of 2014, then 25.
        assert_eq!(names_on(TerritoryKind::OverseasTerritory, day(2013, 12, 31)).len(), 26);
        assert_eq!(names_on(TerritoryKind::OverseasTerritory, day(2020, 1, 31)).len(), 25);
        assert_eq!(names_on(TerritoryKind::OverseasTerritory, day(2020, 2, 1)).len(), 13);
    }

    #[test]
    fn nine_outermost_regions_three_of_them_without_a_code() {
        let now = names_on(TerritoryKind::OutermostRegion, day(2026, 1, 1));
        assert_eq!(now.len(), 9);
        let without: Vec<_> = TERRITORIES
            .iter()
            .filter(|t| t.kind == TerritoryKind::OutermostRegion && t.code.is_none())
            .map(|t| (t.name, t.state.to_string()))
            .collect();
        let expected = [("Azores", "PT"), ("Canary Islands", "ES"), ("Madeira", "PT")];
        assert!(without.iter().map(|(n, s)| (*n, s.as_str())).eq(expected));
    }

    #[test]
    fn saint_barthelemy_and_mayotte_change_sides() {
        use TerritoryKind::{OutermostRegion, OverseasTerritory};
        assert_eq!(kinds("BL", day(2011, 12, 31)), [OutermostRegion]);
        assert_eq!(kinds("BL", day(2012, 1, 1)), [OverseasTerritory]);
        assert_eq!(kinds("YT", day(2013, 12, 31)), [OverseasTerritory]);
        assert_eq!(kinds("YT", day(2014, 1, 1)), [OutermostRegion]);
        // Before the table is known nothing is said either way.
        assert_eq!(kinds("GP", day(2000, 1, 1)), []);
        assert_eq!(c("GP").territories().first().unwrap().holds_on(day(2000, 1, 1)), None);
    }

    #[test]
    fn other_special_territories() {
        use TerritoryKind::{LimitedApplication, OutsideTreaties, WithinTreaties};
        assert_eq!(kinds("AX", day(2024, 1, 1)), [WithinTreaties]);
        assert_eq!(kinds("FO", day(2024, 1, 1)), [OutsideTreaties]);
        assert_eq!(kinds("SJ", day(2024, 1, 1)), [OutsideTreaties]);
        for code in ["GG", "JE", "IM"] {
            assert_eq!(kinds(code, day(2020, 1, 31)), [LimitedApplication]);
            assert_eq!(kinds(code, day(2020, 2, 1)), [OutsideTreaties]);
        }
        assert_eq!(kinds("GI", day(2020, 1, 31)), [WithinTreaties]);
        assert_eq!(kinds("GI", day(2020, 2, 1)), [OutsideTreaties]);
        assert_eq!(kinds("BM", day(2020, 2, 1)), []);
        assert_eq!(kinds("FR", day(2024, 1, 1)), []);
    }

    #[test]
    fn rows_agree_with_the_undated_answers() {
        let today = day(2026, 1, 1);
        for country in Country::all() {
            let overseas = country
                .territories_on(today)
                .find(|t| t.kind == TerritoryKind::OverseasTerritory)
                .map(Territory::state);
            assert_eq!(country.overseas_territory_of(), overseas, "{country}");
            let part = country
                .territories_on(today)
                .find(|t| matches!(t.kind, TerritoryKind::OutermostRegion | TerritoryKind::WithinTreaties))
                .map_or(country, Territory::state);
            assert_eq!(country.state(), part, "{country}");
        }
    }
}
