//! The European Migration Network: members, national contact points and observers by date.
//!
//! To be an observer gives no access to the Fund, and membership is not participation in it.

mod row;
mod table;

use chrono::NaiveDate;

pub use self::row::{ContactPoint, Observer};
use self::table::{CONTACT_POINTS, OBSERVERS};
use super::answer::{Answer, Holds};
use super::sources as s;
use crate::country::Country;
use crate::law::{Act, Basis, Citation};
use crate::time::day;

impl ContactPoint {
    /// Every national contact point, by country and time.
    ///
    /// ```
    /// use amif::fund::ContactPoint;
    ///
    /// let countries: Vec<_> = ContactPoint::all().iter().map(|point| point.country()).collect();
    /// assert!(countries.is_sorted());
    /// ```
    #[must_use]
    pub fn all() -> &'static [ContactPoint] {
        &CONTACT_POINTS
    }

    /// The contact points of a Member State as far as they are known, the last one at the end; none for
    /// Denmark and for other countries.
    ///
    /// ```
    /// use amif::fund::ContactPoint;
    ///
    /// assert!(ContactPoint::history("DK".parse()?).is_empty());
    /// assert!(!ContactPoint::history("AT".parse()?).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn history(country: Country) -> &'static [ContactPoint] {
        let state = country.state();
        let start = CONTACT_POINTS.partition_point(|row| row.country < state);
        let end = CONTACT_POINTS.partition_point(|row| row.country <= state);
        CONTACT_POINTS.get(start..end).unwrap_or_default()
    }

    /// The last contact point known of a Member State; `None` for Denmark and for other countries.
    ///
    /// ```
    /// use amif::fund::ContactPoint;
    ///
    /// assert!(ContactPoint::of("AT".parse()?).is_some_and(|point| point.body().contains("IOM")));
    /// assert!(ContactPoint::of("DK".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(country: Country) -> Option<&'static ContactPoint> {
        ContactPoint::history(country).last()
    }

    /// Whether the body is the contact point on a day. It is unknown where the first day was not found;
    /// a body without a known end is taken to serve on until the day on which the sources were read, and is
    /// unknown after it.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// use amif::fund::Holds;
    ///
    /// // Since some day of 2003.
    /// assert_eq!(point.serves_on("2024-01-01".parse()?), Holds::Yes);
    /// assert_eq!(point.serves_on("2003-06-01".parse()?), Holds::Unknown);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn serves_on(&self, date: NaiveDate) -> Holds {
        let begun = self.since.map_or(Holds::Unknown, |since| since.reached(date));
        match self.until {
            _ if begun == Holds::No => Holds::No,
            Some(until) if until.latest() < date => Holds::No,
            Some(until) if until.earliest() < date => Holds::Unknown,
            None if date > READ => Holds::Unknown,
            _ => begun,
        }
    }
}

impl Observer {
    /// Every observer, by country.
    ///
    /// ```
    /// use amif::fund::Observer;
    ///
    /// assert!(Observer::all().iter().all(|observer| !observer.citations().is_empty()));
    /// ```
    #[must_use]
    pub fn all() -> &'static [Observer] {
        &OBSERVERS
    }

    /// The row of a country; `None` for countries that are no observers.
    ///
    /// ```
    /// use amif::fund::Observer;
    ///
    /// assert!(Observer::of("AL".parse()?).is_some());
    /// assert!(Observer::of("AT".parse()?).is_none(), "a member of the network is no observer");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(country: Country) -> Option<&'static Observer> {
        let at = OBSERVERS.binary_search_by_key(&country, |row| row.country).ok()?;
        OBSERVERS.get(at)
    }
}

/// Whether a country is a member of the European Migration Network on a day (Decision 2008/381/EC). After
/// 21 November 2026, the day on which the sources were read, the answer is unknown for all.
///
/// ```
/// use amif::fund::{Holds, network_member};
/// use chrono::NaiveDate;
///
/// let date = NaiveDate::from_ymd_opt(2024, 3, 6).unwrap_or_default();
/// assert_eq!(network_member("AT".parse()?, date).holds(), Holds::Yes);
/// assert_eq!(network_member("DK".parse()?, date).holds(), Holds::No);
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[must_use]
pub fn network_member(country: Country, date: NaiveDate) -> Answer {
    let state = country.state();
    if date > READ {
        return Answer::unknown(AFTER_READING, &MEMBERS);
    }
    match (state.as_str(), state.is_member_state_on(date)) {
        (_, false) => Answer::no("not a Member State", &MEMBERS),
        (_, true) if date < DECISION => {
            Answer::unknown("before the Decision of 14 May 2008; the network of then was not read", &BEFORE)
        }
        ("DK", true) => Answer::no("every Member State but Denmark is a member", &DENMARK),
        ("GB", true) => {
            Answer::unknown("no source on the membership of the United Kingdom was read", &MEMBERS)
        }
        ("IE", true) if date < LIST_READ => Answer::unknown(
            "a member by the lists of today; since when Ireland is bound by the Decision was not read",
            &IRELAND,
        ),
        (_, true) => Answer::yes("every Member State but Denmark is a member", &MEMBERS),
    }
}

/// Whether a country is an observer of the European Migration Network on a day.
///
/// The lists say who is an observer, not who once was: a country on none of them is unknown before the last
/// day from which the Commission's list may be, unless it was a member. After 21 November 2026, the day on
/// which the sources were read, the answer is unknown for all.
///
/// ```
/// use amif::fund::{Holds, network_observer};
/// use chrono::NaiveDate;
///
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// let albania = "AL".parse()?;
/// assert_eq!(network_observer(albania, day(2025, 6, 23)).holds(), Holds::No);
/// assert_eq!(network_observer(albania, day(2025, 6, 24)).holds(), Holds::Yes);
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[must_use]
pub fn network_observer(country: Country, date: NaiveDate) -> Answer {
    if let Some(row) = Observer::of(country) {
        if date > READ {
            return Answer::unknown(AFTER_READING, row.citations);
        }
        return match row.since.reached(date) {
            Holds::Yes => Answer::yes("an observer country", row.citations),
            Holds::No => Answer::no("not an observer yet", row.citations),
            Holds::Unknown => {
                Answer::unknown("became an observer about then; the day is not certain", row.citations)
            }
        };
    }
    if network_member(country, date).holds() == Holds::Yes {
        return Answer::no("a member of the network, and so no observer", &MEMBERS);
    }
    match country.as_str() {
        "DK" => Answer::unknown(
            "an older page says that Denmark takes part as an observer; the Commission's list has it not",
            &DENMARK,
        ),
        _ if date > READ => Answer::unknown(AFTER_READING, &OBSERVER_LISTS),
        _ if date < OBSERVERS_LISTED => Answer::unknown(
            "on no list of observers of 2025 or later; no list of an earlier day was read",
            &OBSERVER_LISTS,
        ),
        "XK" if date <= KOSOVO_READ => Answer::no("not an observer, as of March 2026", &KOSOVO),
        "XK" => Answer::unknown("not an observer in March 2026; nothing later was read", &KOSOVO),
        _ => Answer::no("on none of the lists of observers read", &OBSERVER_LISTS),
    }
}

/// The day of Decision 2008/381/EC.
const DECISION: NaiveDate = day(2008, 5, 14);
/// The latest day that the list naming Ireland's contact point may be from.
const LIST_READ: NaiveDate = day(2023, 3, 31);
/// The end of the month in which Kosovo was read to be no observer.
const KOSOVO_READ: NaiveDate = day(2026, 3, 31);
/// The latest day that the Commission's list of observers may be from: it has North Macedonia and not yet
/// Albania, which joined on 24 June 2025.
const OBSERVERS_LISTED: NaiveDate = day(2025, 6, 23);
/// The day on which the sources on the network were read.
const READ: NaiveDate = day(2026, 11, 21);
const AFTER_READING: &str = "after 21 November 2026, the day on which the sources were read";

static MEMBERS: [Citation; 2] = [
    s::EMN_ABOUT.noted(Basis::OfficialPage, "members are the Member States except Denmark"),
    // The header, which was read, says nothing of who is a member.
    Citation::act_noted(Act::MigrationNetwork, "", Basis::Unverified, "only the header was read"),
];
static BEFORE: [Citation; 1] =
    [Citation::act_noted(Act::MigrationNetwork, "", Basis::Act, "only the header was read")];
static DENMARK: [Citation; 2] = [
    s::EMN_ABOUT.noted(Basis::OfficialPage, "members are the Member States except Denmark"),
    s::EMN_SE.noted(Basis::Summary, "an older page: Denmark takes part only as an observer"),
];
static IRELAND: [Citation; 2] = [
    s::EMN_ABOUT.noted(Basis::OfficialPage, "members are the Member States except Denmark"),
    s::EMN_PL.cite(Basis::Summary),
];
static KOSOVO: [Citation; 1] = [s::EMN_XK.cite(Basis::Summary)];
static OBSERVER_LISTS: [Citation; 2] = [
    s::EMN_ABOUT
        .noted(Basis::Inferred, "lists NO, GE, MD, UA, ME, AM, RS and MK; older than Albania's joining"),
    s::EMN_AL.cite(Basis::Inferred),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn member(code: &str, y: i32, m: u32, d: u32) -> Holds {
        network_member(code.parse().unwrap(), day(y, m, d)).holds()
    }

    fn observer(code: &str, y: i32, m: u32, d: u32) -> Holds {
        network_observer(code.parse().unwrap(), day(y, m, d)).holds()
    }

    #[test]
    fn twenty_six_contact_points_for_twenty_six_members() {
        assert!(CONTACT_POINTS.is_sorted_by_key(|p| p.country));
        let members = Country::all().filter(|country| {
            *country == country.state() && network_member(*country, day(2024, 1, 1)).holds() == Holds::Yes
        });
        let mut states: Vec<Country> = CONTACT_POINTS.iter().map(ContactPoint::country).collect();
        states.dedup();
        assert_eq!(states.len(), 26);
        assert!(states.into_iter().eq(members));
        // Whoever comes first in a State has an end, and the last one has none.
        for (earlier, later) in CONTACT_POINTS.iter().zip(CONTACT_POINTS.iter().skip(1)) {
            assert_eq!(earlier.until.is_some(), earlier.country == later.country, "{}", earlier.country);
        }
        assert!(CONTACT_POINTS.iter().all(|p| !p.citations.is_empty() && !p.body.is_empty()));
    }

    #[test]
    fn contact_points_change_by_date() {
        let bodies = |code: &str, date: NaiveDate| {
            let serving = |answer: Holds| {
                let rows = ContactPoint::history(code.parse().unwrap()).iter();
                rows.filter(|p| p.serves_on(date) == answer).map(ContactPoint::kind).collect::<Vec<_>>()
            };
            (serving(Holds::Yes), serving(Holds::Unknown))
        };
        assert_eq!(bodies("HR", day(2012, 12, 31)), (vec![], vec![]));
        assert_eq!(bodies("HR", day(2013, 7, 1)), (vec![], vec!["ministry"]));
        assert_eq!(bodies("HR", day(2014, 1, 1)), (vec!["ministry"], vec![]));
        assert_eq!(bodies("HR", day(2015, 3, 15)), (vec![], vec!["ministry", "international organisation"]));
        assert_eq!(bodies("HR", day(2015, 4, 1)), (vec!["international organisation"], vec![]));
        assert_eq!(bodies("HR", day(2019, 1, 31)), (vec!["ministry"], vec![]));
        // The predecessor's first day was not found, so it is never a plain yes.
        assert_eq!(bodies("PT", day(2023, 10, 28)), (vec![], vec!["agency"]));
        assert_eq!(bodies("PT", day(2023, 10, 29)), (vec!["agency"], vec![]));
        assert_eq!(bodies("DE", day(2024, 1, 1)), (vec![], vec!["agency"]));
        assert_eq!(bodies("DK", day(2024, 1, 1)), (vec![], vec![]));
    }

    #[test]
    fn membership_goes_by_the_union_and_the_decision() {
        assert_eq!(member("HR", 2013, 6, 30), Holds::No);
        assert_eq!(member("HR", 2013, 7, 1), Holds::Yes);
        assert_eq!(member("AT", 2008, 5, 13), Holds::Unknown);
        assert_eq!(member("AT", 2008, 5, 14), Holds::Yes);
        assert_eq!(member("DK", 2008, 5, 13), Holds::Unknown);
        assert_eq!(member("DK", 2008, 5, 14), Holds::No);
        assert_eq!(member("IE", 2023, 3, 30), Holds::Unknown);
        assert_eq!(member("IE", 2023, 3, 31), Holds::Yes);
        assert_eq!(member("GB", 2020, 1, 31), Holds::Unknown);
        assert_eq!(member("GB", 2020, 2, 1), Holds::No);
        assert_eq!(member("NO", 2024, 1, 1), Holds::No);
    }

    #[test]
    fn membership_does_not_rest_on_the_decision_as_read() {
        let cited = network_member("AT".parse().unwrap(), day(2024, 1, 1)).citations();
        let decision = cited.iter().find(|c| c.cited_act() == Some(Act::MigrationNetwork)).unwrap();
        assert_eq!(decision.basis(), Basis::Unverified);
        assert_eq!(BEFORE[0].basis(), Basis::Act, "its day is in the header");
    }

    #[test]
    fn observers_join_on_their_day() {
        assert!(OBSERVERS.is_sorted_by(|a, b| a.country < b.country));
        let eve = |date: NaiveDate| date.pred_opt().unwrap();
        for (code, date) in [
            ("NO", day(2011, 1, 1)),
            ("GE", day(2021, 3, 11)),
            ("MD", day(2021, 3, 12)),
            ("ME", day(2022, 9, 23)),
            ("RS", day(2023, 3, 16)),
            ("MK", day(2024, 10, 28)),
            ("AL", day(2025, 6, 24)),
        ] {
            let country = code.parse().unwrap();
            assert_eq!(network_observer(country, eve(date)).holds(), Holds::No, "{code}");
            assert_eq!(network_observer(country, date).holds(), Holds::Yes, "{code}");
        }
        // Armenia: the sources differ by a day; Ukraine: only the month is known.
        assert_eq!(observer("AM", 2022, 10, 26), Holds::No);
        assert_eq!(observer("AM", 2022, 10, 27), Holds::Unknown);
        assert_eq!(observer("AM", 2022, 10, 28), Holds::Yes);
        assert_eq!(observer("UA", 2022, 7, 31), Holds::No);
        assert_eq!(observer("UA", 2022, 8, 2), Holds::Unknown);
        assert_eq!(observer("UA", 2022, 8, 31), Holds::Yes);
        assert_eq!(OBSERVERS.len(), 9);
    }

    #[test]
    fn nothing_is_known_before_the_lists_and_after_the_reading() {
        assert_eq!(observer("CH", 2005, 1, 1), Holds::Unknown);
        assert_eq!(observer("CH", 2025, 6, 22), Holds::Unknown);
        assert_eq!(observer("CH", 2025, 6, 23), Holds::No);
        assert_eq!(observer("CH", 2026, 11, 21), Holds::No);
        assert_eq!(observer("AL", 2026, 11, 21), Holds::Yes);
        assert_eq!(member("AT", 2026, 11, 21), Holds::Yes);
        let austria = ContactPoint::of("AT".parse().unwrap()).unwrap();
        assert_eq!(austria.serves_on(READ), Holds::Yes);
        for date in [day(2026, 11, 22), day(2090, 1, 1)] {
            assert_eq!(austria.serves_on(date), Holds::Unknown);
            for country in Country::all() {
                for answer in [network_member(country, date), network_observer(country, date)] {
                    assert_eq!(answer.holds(), Holds::Unknown, "{country} {date}");
                    assert!(!answer.citations().is_empty());
                }
            }
        }
    }

    #[test]
    fn denmark_and_kosovo_are_told_apart_from_the_rest() {
        assert_eq!(observer("DK", 2024, 1, 1), Holds::Unknown);
        assert_eq!(observer("XK", 2026, 3, 31), Holds::No);
        assert_eq!(observer("XK", 2026, 4, 1), Holds::Unknown);
        assert_eq!(observer("XK", 2025, 6, 22), Holds::Unknown);
        assert_eq!(observer("AT", 2024, 1, 1), Holds::No);
    }
}
