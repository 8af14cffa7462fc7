//! Membership of the Union by date, and the order in which the Union lists its members.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Country;
use crate::law::{Basis, Citation};
use crate::time::day;

/// The time during which a country is a Member State. It is a row of the law: it serialises, and is found again by
/// [`Country::membership`].
///
/// ```
/// use amif::Country;
/// use chrono::NaiveDate;
///
/// let croatia: Country = "HR".parse()?;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert!(!croatia.is_member_state_on(day(2013, 6, 30)));
/// assert!(croatia.is_member_state_on(day(2013, 7, 1)));
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    country: Country,
    accession: NaiveDate,
    last_day: Option<NaiveDate>,
    citations: &'static [Citation],
}

impl Serialize for Membership {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("country", &self.country)?;
        map.serialize_entry("accession", &self.accession.to_string())?;
        map.serialize_entry("last_day", &self.last_day.map(|day| day.to_string()))?;
        map.serialize_entry("source", self.citations)?;
        map.end()
    }
}

impl Membership {
    /// The country.
    ///
    /// ```
    /// let croatia: amif::Country = "HR".parse()?;
    /// let membership = croatia.membership().ok_or("never a member")?;
    /// assert_eq!(membership.country(), "HR".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The first day as a Member State (of the Communities, before the Union).
    ///
    /// ```
    /// let croatia: amif::Country = "HR".parse()?;
    /// let membership = croatia.membership().ok_or("never a member")?;
    /// assert_eq!(membership.accession(), "2013-07-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn accession(&self) -> NaiveDate {
        self.accession
    }

    /// The last day as a Member State; `None` for present members.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let last = |code: &str| -> Result<_, Box<dyn std::error::Error>> {
    ///     Ok(code.parse::<Country>()?.membership().ok_or("never a member")?.last_day())
    /// };
    /// assert_eq!(last("GB")?, Some("2020-01-31".parse()?));
    /// assert_eq!(last("HR")?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.last_day
    }

    /// Where the dates were read.
    ///
    /// ```
    /// let croatia: amif::Country = "HR".parse()?;
    /// let membership = croatia.membership().ok_or("never a member")?;
    /// assert!(!membership.citations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }

    /// Whether the country is a Member State on that day.
    ///
    /// ```
    /// let croatia: amif::Country = "HR".parse()?;
    /// let membership = croatia.membership().ok_or("never a member")?;
    /// assert!(!membership.covers("2013-06-30".parse()?));
    /// assert!(membership.covers("2013-07-01".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.accession <= date && self.last_day.is_none_or(|last| date <= last)
    }
}

impl Country {
    /// The country's membership, present or past; `None` for a country that was never a member.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// assert!("GB".parse::<Country>()?.membership().is_some(), "a former member");
    /// assert!("CH".parse::<Country>()?.membership().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn membership(self) -> Option<&'static Membership> {
        let at = MEMBERSHIPS.binary_search_by_key(&self, |row| row.country).ok()?;
        MEMBERSHIPS.get(at)
    }

    /// Whether the country is a Member State on that day. An outermost region is part of one and none
    /// itself: ask its [`state`](Country::state).
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let kingdom: Country = "UK".parse()?;
    /// assert!(kingdom.is_member_state_on("2020-01-31".parse()?));
    /// assert!(!kingdom.is_member_state_on("2020-02-01".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_member_state_on(self, date: NaiveDate) -> bool {
        self.membership().is_some_and(|m| m.covers(date))
    }

    /// The place, from 1, in the Union's protocol order, which goes by each State's name in its own
    /// language. The United Kingdom stood last while it was a member.
    ///
    /// ```
    /// use amif::Country;
    ///
    /// let rank = |code: &str| code.parse::<Country>().ok()?.protocol_rank();
    /// assert_eq!(rank("BE"), Some(1));
    /// assert_eq!(rank("GR"), Some(8), "Elláda");
    /// assert_eq!(rank("NO"), None);
    /// ```
    #[must_use]
    pub fn protocol_rank(self) -> Option<u8> {
        let at = PROTOCOL_ORDER.iter().position(|country| *country == self)?;
        u8::try_from(at).ok()?.checked_add(1)
    }

    /// The Member States on a day, in the Union's protocol order.
    ///
    /// ```
    /// use amif::Country;
    /// use chrono::NaiveDate;
    ///
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
    /// assert_eq!(Country::member_states_on(day(2020, 1, 31)).count(), 28);
    /// assert_eq!(Country::member_states_on(day(2020, 2, 1)).count(), 27);
    /// ```
    pub fn member_states_on(date: NaiveDate) -> impl Iterator<Item = Country> {
        PROTOCOL_ORDER.into_iter().filter(move |country| country.is_member_state_on(date))
    }
}

/// Every country that is or was a Member State, in protocol order.
const PROTOCOL_ORDER: [Country; 28] = [
    Country::known(*b"BE"),
    Country::known(*b"BG"),
    Country::known(*b"CZ"),
    Country::known(*b"DK"),
    Country::known(*b"DE"),
    Country::known(*b"EE"),
    Country::known(*b"IE"),
    Country::known(*b"GR"),
    Country::known(*b"ES"),
    Country::known(*b"FR"),
    Country::known(*b"HR"),
    Country::known(*b"IT"),
    Country::known(*b"CY"),
    Country::known(*b"LV"),
    Country::known(*b"LT"),
    Country::known(*b"LU"),
    Country::known(*b"HU"),
    Country::known(*b"MT"),
    Country::known(*b"NL"),
    Country::known(*b"AT"),
    Country::known(*b"PL"),
    Country::known(*b"PT"),
    Country::known(*b"RO"),
    Country::known(*b"SI"),
    Country::known(*b"SK"),
    Country::known(*b"FI"),
    Country::known(*b"SE"),
    Country::known(*b"GB"),
];

static MEMBER: [Citation; 1] = [Citation::page(
    "EU portal: countries, dates of entry",
    "https://europa.eu/european-union/about-eu/countries_en?country=ES",
    Basis::OfficialPage,
    "",
)];

static FORMER_MEMBER: [Citation; 2] = [
    Citation::page(
        "EU portal: countries, dates of entry and withdrawal",
        "https://europa.eu/european-union/about-eu/countries_en?country=ES",
        Basis::OfficialPage,
        "",
    ),
    Citation::page(
        "EUR-Lex glossary: enlargement",
        "https://eur-lex.europa.eu/summary/glossary/enlargement.html",
        Basis::OfficialPage,
        "a third country as of 1 February 2020; the transition period ended on 31 December 2020",
    ),
];

const fn member(code: &[u8; 2], accession: NaiveDate) -> Membership {
    Membership { country: Country::known(*code), accession, last_day: None, citations: &MEMBER }
}

const FOUNDERS: NaiveDate = day(1958, 1, 1);
const NINE: NaiveDate = day(1973, 1, 1);
const TEN: NaiveDate = day(1981, 1, 1);
const TWELVE: NaiveDate = day(1986, 1, 1);
const FIFTEEN: NaiveDate = day(1995, 1, 1);
const TWENTY_FIVE: NaiveDate = day(2004, 5, 1);
const TWENTY_SEVEN: NaiveDate = day(2007, 1, 1);
const TWENTY_EIGHT: NaiveDate = day(2013, 7, 1);

static MEMBERSHIPS: [Membership; 28] = [
    member(b"AT", FIFTEEN),
    member(b"BE", FOUNDERS),
    member(b"BG", TWENTY_SEVEN),
    member(b"CY", TWENTY_FIVE),
    member(b"CZ", TWENTY_FIVE),
    member(b"DE", FOUNDERS),
    member(b"DK", NINE),
    member(b"EE", TWENTY_FIVE),
    member(b"ES", TWELVE),
    member(b"FI", FIFTEEN),
    member(b"FR", FOUNDERS),
    Membership {
        country: Country::known(*b"GB"),
        accession: NINE,
        last_day: Some(day(2020, 1, 31)),
        citations: &FORMER_MEMBER,
    },
    member(b"GR", TEN),
    member(b"HR", TWENTY_EIGHT),
    member(b"HU", TWENTY_FIVE),
    member(b"IE", NINE),
    member(b"IT", FOUNDERS),
    member(b"LT", TWENTY_FIVE),
    member(b"LU", FOUNDERS),
    member(b"LV", TWENTY_FIVE),
    member(b"MT", TWENTY_FIVE),
    member(b"NL", FOUNDERS),
    member(b"PL", TWENTY_FIVE),
    member(b"PT", TWELVE),
    member(b"RO", TWENTY_SEVEN),
    member(b"SE", FIFTEEN),
    member(b"SI", TWENTY_FIVE),
    member(b"SK", TWENTY_FIVE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::MEMBER_STATES;

    fn c(code: &str) -> Country {
        code.parse().unwrap()
    }

    #[test]
    fn each_accession_makes_a_member_on_its_day() {
        // Day, members the day before, members on the day, those who came.
        for (date, before, after, new) in [
            (day(1958, 1, 1), 0, 6, "BE DE FR IT LU NL"),
            (day(1973, 1, 1), 6, 9, "DK IE GB"),
            (day(1981, 1, 1), 9, 10, "GR"),
            (day(1986, 1, 1), 10, 12, "ES PT"),
            (day(1995, 1, 1), 12, 15, "AT FI SE"),
            (day(2004, 5, 1), 15, 25, "CZ EE CY LV LT HU MT PL SI SK"),
            (day(2007, 1, 1), 25, 27, "BG RO"),
            (day(2013, 7, 1), 27, 28, "HR"),
        ] {
            let eve = date.pred_opt().unwrap();
            assert_eq!(Country::member_states_on(eve).count(), before, "{eve}");
            assert_eq!(Country::member_states_on(date).count(), after, "{date}");
            for state in new.split(' ').map(c) {
                assert!(!state.is_member_state_on(eve) && state.is_member_state_on(date), "{state}");
                assert_eq!(state.membership().map(Membership::accession), Some(date));
            }
        }
    }

    #[test]
    fn the_united_kingdom_leaves_at_the_end_of_january_2020() {
        assert!(c("GB").is_member_state_on(day(2020, 1, 31)));
        assert!(!c("GB").is_member_state_on(day(2020, 2, 1)));
        assert_eq!(c("GB").membership().and_then(Membership::last_day), Some(day(2020, 1, 31)));
        assert_eq!(Country::member_states_on(day(2020, 1, 31)).count(), 28);
        assert_eq!(Country::member_states_on(day(2026, 1, 1)).count(), 27);
    }

    #[test]
    fn memberships_agree_with_the_list_of_member_states() {
        assert!(MEMBERSHIPS.is_sorted_by(|a, b| a.country < b.country));
        assert!(MEMBERSHIPS.iter().all(|m| !m.citations.is_empty()));
        let now: Vec<Country> =
            MEMBERSHIPS.iter().filter(|m| m.last_day.is_none()).map(|m| m.country).collect();
        assert_eq!(now, MEMBER_STATES);
        assert!(!c("NO").is_member_state_on(day(2026, 1, 1)));
        assert!(!c("RE").is_member_state_on(day(2026, 1, 1)));
    }

    #[test]
    fn protocol_order_goes_by_the_name_in_the_own_language() {
        // Names in Latin letters, from the States themselves.
        let names = [
            ("BE", "Belgique"),
            ("BG", "Bulgaria"),
            ("CZ", "Cesko"),
            ("DK", "Danmark"),
            ("DE", "Deutschland"),
            ("EE", "Eesti"),
            ("IE", "Eire"),
            ("GR", "Ellada"),
            ("ES", "Espana"),
            ("FR", "France"),
            ("HR", "Hrvatska"),
            ("IT", "Italia"),
            ("CY", "Kypros"),
            ("LV", "Latvija"),
            ("LT", "Lietuva"),
            ("LU", "Luxembourg"),
            ("HU", "Magyarorszag"),
            ("MT", "Malta"),
            ("NL", "Nederland"),
            ("AT", "Osterreich"),
            ("PL", "Polska"),
            ("PT", "Portugal"),
            ("RO", "Romania"),
            ("SI", "Slovenija"),
            ("SK", "Slovensko"),
            ("FI", "Suomi"),
            ("SE", "Sverige"),
        ];
        assert!(names.is_sorted_by_key(|(_, name)| *name));
        let order = Country::member_states_on(day(2024, 1, 1));
        assert!(order.eq(names.iter().map(|(code, _)| c(code))));
        for (rank, (code, _)) in (1..).zip(names) {
            assert_eq!(c(code).protocol_rank(), Some(rank));
        }
        assert_eq!(c("GB").protocol_rank(), Some(28));
        assert_eq!(c("CH").protocol_rank(), None);
    }
}
