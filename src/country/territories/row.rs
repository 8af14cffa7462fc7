//! One row of the table of territories.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::country::Country;
use crate::input::named_enum;
use crate::law::Citation;
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
/// each time; three territories share the code `BQ`, and four have no code. It is a row of the law: it serialises, and is
/// found again among [`Territory::all`].
///
/// ```
/// use amif::{Country, value::TerritoryKind};
/// use chrono::NaiveDate;
///
/// let mayotte: Country = "YT".parse()?;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// let kind = |date| mayotte.territories_on(date).map(|t| t.kind()).next();
/// assert_eq!(kind(day(2013, 12, 31)), Some(TerritoryKind::OverseasTerritory));
/// assert_eq!(kind(day(2014, 1, 1)), Some(TerritoryKind::OutermostRegion));
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    pub(super) name: &'static str,
    pub(super) code: Option<Country>,
    pub(super) state: Country,
    pub(super) kind: TerritoryKind,
    pub(super) from: Option<NaiveDate>,
    pub(super) last_day: Option<NaiveDate>,
    pub(super) note: &'static str,
    pub(super) citations: &'static [Citation],
}

impl Serialize for Territory {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(8))?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("code", &self.code)?;
        map.serialize_entry("state", &self.state)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("from", &self.from.map(|day| day.to_string()))?;
        map.serialize_entry("last_day", &self.last_day.map(|day| day.to_string()))?;
        map.serialize_entry("note", self.note)?;
        map.serialize_entry("source", self.citations)?;
        map.end()
    }
}

/// The eve of the first dated change in the table. The Treaty was read as printed in 2012, so what it
/// printed is taken to hold from here on, and nothing is said about the time before.
const KNOWN_FROM: NaiveDate = day(2011, 12, 31);

impl Territory {
    /// The name, which may be that of a part only of what the code covers.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert!(row.name().contains("Greenland"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The code; `None` for Azores, Madeira, the Canary Islands and the British Antarctic Territory.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert_eq!(row.code(), Some("GL".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Country> {
        self.code
    }

    /// The State that the territory belongs to or is linked to.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert_eq!(row.state(), "DK".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn state(&self) -> Country {
        self.state
    }

    /// What the territory is in the Treaties.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert_eq!(row.kind(), amif::value::TerritoryKind::OverseasTerritory);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> TerritoryKind {
        self.kind
    }

    /// The first day; `None` where it was not found in the sources.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert!(row.from().is_none_or(|day| day < "2021-01-01".parse().unwrap_or_default()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day; `None` where the row still holds.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert_eq!(row.last_day(), None, "it still holds");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.last_day
    }

    /// A remark; empty where there is none.
    ///
    /// ```
    /// use amif::value::Territory;
    ///
    /// assert!(Territory::all().iter().any(|row| row.note().is_empty()));
    /// ```
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Where the row was read.
    ///
    /// ```
    /// use amif::value::Territory;
    ///
    /// assert!(Territory::all().iter().all(|row| !row.citations().is_empty()));
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }

    /// Whether the row holds on a day; `None` for days before 31 December 2011 where the first day was
    /// not found.
    ///
    /// ```
    /// let greenland: amif::Country = "GL".parse()?;
    /// let row = &greenland.territories()[0];
    /// assert_eq!(row.holds_on("2024-06-01".parse()?), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
