//! Territories with a place of their own in the Treaties, by date: overseas countries and territories,
//! outermost regions, and those that are neither.

mod row;
mod table;

use std::sync::LazyLock;

use chrono::NaiveDate;

pub use self::row::{Territory, TerritoryKind};
use self::table::TERRITORIES;
use super::Country;

impl Country {
    /// The country whose legal order the territory is part of, for counting: outermost regions are their
    /// Member State (Art. 349 TFEU), and Åland is Finland (Art. 355(4) TFEU).
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let reunion: Country = "RE".parse()?;
    /// assert_eq!(reunion.state().as_str(), "FR");
    /// // New Caledonia is an overseas territory and stays apart.
    /// let nc: Country = "NC".parse()?;
    /// assert_eq!(nc.state(), nc);
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    #[must_use]
    pub fn state(self) -> Country {
        stands(self).0.unwrap_or(self)
    }

    /// The Member State that an overseas country or territory is linked to (Annex II TFEU as it stands:
    /// one Danish, six French and six Dutch, three of which share the code `BQ`).
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let of = |c: &str| c.parse::<Country>().ok()?.overseas_territory_of().map(|s| s.to_string());
    /// assert_eq!(of("NC").as_deref(), Some("FR"));
    /// assert_eq!(of("BQ").as_deref(), Some("NL"));
    /// assert_eq!(of("GL").as_deref(), Some("DK"));
    /// assert_eq!(of("RE"), None);
    /// ```
    #[must_use]
    pub fn overseas_territory_of(self) -> Option<Country> {
        stands(self).1
    }

    /// The same on a day: the British ones were linked to the United Kingdom until 31 January 2020. As it stands where no
    /// day is known.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let falklands: Country = "FK".parse()?;
    /// assert_eq!(falklands.overseas_territory_on("2020-01-31".parse().ok()), "GB".parse().ok());
    /// assert_eq!(falklands.overseas_territory_on("2020-02-01".parse().ok()), None);
    /// assert_eq!(falklands.overseas_territory_on(None), None);
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    #[must_use]
    pub fn overseas_territory_on(self, day: Option<NaiveDate>) -> Option<Country> {
        let Some(day) = day else { return self.overseas_territory_of() };
        let mut rows = self.territories_on(day);
        rows.find(|row| row.kind == TerritoryKind::OverseasTerritory).map(Territory::state)
    }

    /// Whether it is or once was an overseas country or territory.
    pub(crate) fn was_overseas_territory(self) -> bool {
        self.territories().iter().any(|row| row.kind == TerritoryKind::OverseasTerritory)
    }

    /// Whether somebody's part in the Fund there hung on that of the United Kingdom, but is not known, on a day of
    /// 2014–2020: Gibraltar, Guernsey, Jersey and the Isle of Man, to which that of the United Kingdom was not read to
    /// extend, and its overseas countries and territories once they were no longer linked to a Member State.
    pub(crate) fn may_go_with_britain(self, day: NaiveDate) -> bool {
        let linked =
            |row: &Territory| row.kind == TerritoryKind::OverseasTerritory && row.holds_on(day) == Some(true);
        let british = |row: &Territory| row.state.as_str() == "GB";
        self.territories().iter().any(british) && !self.territories().iter().any(linked)
    }
}

/// The State that a country is part of, and the one that it is linked to.
type Stands = (Option<Country>, Option<Country>);

/// The rows without a last day, by country.
static STANDS: LazyLock<[Stands; Country::INDICES]> = LazyLock::new(|| {
    let mut all: [Stands; Country::INDICES] = [(None, None); Country::INDICES];
    for row in TERRITORIES.iter().filter(|row| row.last_day.is_none()) {
        let Some(cell) = row.code.and_then(|code| all.get_mut(code.index())) else { continue };
        match row.kind {
            TerritoryKind::OutermostRegion | TerritoryKind::WithinTreaties => cell.0 = Some(row.state),
            TerritoryKind::OverseasTerritory => cell.1 = Some(row.state),
            TerritoryKind::LimitedApplication | TerritoryKind::OutsideTreaties => {}
        }
    }
    all
});

/// What the table says of a country as it stands.
fn stands(country: Country) -> Stands {
    STANDS.get(country.index()).copied().unwrap_or((None, None))
}

impl Territory {
    /// Every row, by code and date; territories without a code come last.
    ///
    /// ```
    /// use amif::value::Territory;
    ///
    /// assert!(Territory::all().iter().any(|row| row.name().contains("Greenland")));
    /// ```
    #[must_use]
    pub fn all() -> &'static [Territory] {
        &TERRITORIES
    }
}

impl Country {
    /// The rows of this code, by date: none for most countries, three for `BQ`.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert!("BE".parse::<Country>()?.territories().is_empty());
    /// // Bonaire, Sint Eustatius and Saba are three.
    /// assert_eq!("BQ".parse::<Country>()?.territories().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn territories(self) -> &'static [Territory] {
        // Rows without a code come last, so neither bound passes them.
        let start = TERRITORIES.partition_point(|row| row.code.is_some_and(|code| code < self));
        let end = TERRITORIES.partition_point(|row| row.code.is_some_and(|code| code <= self));
        TERRITORIES.get(start..end).unwrap_or_default()
    }

    /// The rows of this code that are known to hold on a day.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let greenland: Country = "GL".parse()?;
    /// assert_eq!(greenland.territories_on("2024-06-01".parse()?).count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn territories_on(self, date: NaiveDate) -> impl Iterator<Item = &'static Territory> {
        self.territories().iter().filter(move |row| row.holds_on(date) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::day;

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
