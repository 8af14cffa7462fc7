//! Association of third countries to the Fund (Art. 7), and the agreements that it presupposes.

use chrono::NaiveDate;

use super::ProgrammingPeriod;
use super::answer::Answer;
use super::sources as s;
use crate::country::Country;
use crate::law::{Act, Basis, Citation};
use crate::time::day;

/// An agreement by which a third country takes part in the Dublin system, on the criteria and mechanisms
/// for establishing the State responsible for an asylum application. Art. 7(2) presupposes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DublinAgreement {
    title: &'static str,
    parties: &'static [Country],
    with_union: bool,
    dated: NaiveDate,
    citations: &'static [Citation],
}

impl DublinAgreement {
    /// Every agreement read, by date.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// let days: Vec<_> = DublinAgreement::all().iter().map(|agreement| agreement.dated()).collect();
    /// assert!(days.is_sorted());
    /// ```
    #[must_use]
    pub fn all() -> &'static [DublinAgreement] {
        &AGREEMENTS
    }

    /// The agreements of a country with the Union (the Community, then). Whether and when they entered
    /// into force was not read.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// let with = |code: &str| code.parse().map(|c| DublinAgreement::of(c).count());
    /// assert_eq!(with("CH")?, 3);
    /// assert_eq!(with("UA")?, 0);
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    pub fn of(country: Country) -> impl Iterator<Item = &'static DublinAgreement> {
        AGREEMENTS.iter().filter(move |a| a.with_union && a.parties.contains(&country))
    }

    /// What the agreement is, in a few words.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// assert!(DublinAgreement::all().iter().all(|agreement| !agreement.title().is_empty()));
    /// ```
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The third countries that are parties.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// assert!(DublinAgreement::of("NO".parse()?).all(|agreement| agreement.parties().contains(&"NO".parse().unwrap())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn parties(&self) -> &'static [Country] {
        self.parties
    }

    /// Whether the Union (the Community, then) is a party.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// assert!(DublinAgreement::of("CH".parse()?).all(|agreement| agreement.with_union()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_union(&self) -> bool {
        self.with_union
    }

    /// The date that the agreement bears.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// let first = DublinAgreement::all().first().ok_or("none was read")?;
    /// assert!(first.dated() < "2010-01-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dated(&self) -> NaiveDate {
        self.dated
    }

    /// Where it was read.
    ///
    /// ```
    /// use amif::fund::DublinAgreement;
    ///
    /// assert!(DublinAgreement::all().iter().all(|agreement| !agreement.citations().is_empty()));
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

/// Whether a country is associated to the Fund of 2021–2027 on a day (Art. 7 of Regulation (EU) 2021/1147).
///
/// No association and no negotiation is on record. The four countries with a Dublin-type agreement could
/// have one that was not seen, so the answer for them is unknown; for every other it is no. After the
/// period it is unknown for all.
///
/// ```
/// use amif::fund::{Holds, association};
/// use chrono::NaiveDate;
///
/// let date = NaiveDate::from_ymd_opt(2024, 3, 6).unwrap_or_default();
/// assert_eq!(association("NO".parse()?, date).holds(), Holds::Unknown);
/// assert_eq!(association("UA".parse()?, date).holds(), Holds::No);
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[must_use]
pub fn association(country: Country, date: NaiveDate) -> Answer {
    if date < day(2021, 1, 1) {
        return Answer::no("the Regulation did not apply yet", &BEGIN);
    }
    if date > ProgrammingPeriod::From2021.last_day() {
        return Answer::unknown("after the last day of the period; nothing of then was read", &AFTER);
    }
    if country.state().is_member_state_on(date) {
        return Answer::no("a Member State, and association is for third countries", &THIRD_COUNTRIES);
    }
    if country.as_str() == "SJ" {
        return Answer::unknown(
            "belongs to Norway, for which no association was found; whether an agreement would extend to it \
             was not read",
            &ABLE,
        );
    }
    if DublinAgreement::of(country).next().is_some() {
        return Answer::unknown(
            "has a Dublin-type agreement and so could be associated; no agreement was found, and the \
             Commission's list of participating countries was not seen",
            &ABLE,
        );
    }
    Answer::no("has no Dublin-type agreement with the Union, which Art. 7(2) presupposes", &UNABLE)
}

static BEGIN: [Citation; 1] = [Citation::act(Act::Amif2021, "Art. 40", Basis::Act)];
static AFTER: [Citation; 1] = [Citation::act_noted(
    Act::Amif2021,
    "Art. 10(1)",
    Basis::Inferred,
    "the envelope is that of 2021–2027; the sentence itself was not seen",
)];
static THIRD_COUNTRIES: [Citation; 1] = [Citation::act(Act::Amif2021, "Art. 7(1)", Basis::Act)];
static ABLE: [Citation; 3] = [
    Citation::act(Act::Amif2021, "Art. 7(2)", Basis::Act),
    s::DUB_CH.cite(Basis::Summary),
    s::PPS22.noted(Basis::OfficialPage, "no contributions of other countries in 2021 and 2022"),
];
static UNABLE: [Citation; 2] = [
    Citation::act(Act::Amif2021, "Art. 7(2)", Basis::Act),
    s::DUB_FR.noted(Basis::Inferred, "the Dublin area is the Member States with CH, IS, LI and NO"),
];

const CH: Country = Country::known(*b"CH");
const IS: Country = Country::known(*b"IS");
const LI: Country = Country::known(*b"LI");
const NO: Country = Country::known(*b"NO");

static AGREEMENTS: [DublinAgreement; 5] = [
    DublinAgreement {
        title: "Agreement of Iceland and Norway with the Community",
        parties: &[IS, NO],
        with_union: true,
        dated: day(2001, 1, 19),
        citations: &[s::DUB_FR.noted(Basis::Unverified, "the date is general knowledge")],
    },
    DublinAgreement {
        title: "Agreement of Switzerland with the Community",
        parties: &[CH],
        with_union: true,
        dated: day(2004, 10, 26),
        citations: &[s::DUB_CH.cite(Basis::Summary)],
    },
    DublinAgreement {
        title: "Agreement of Switzerland with Iceland and Norway",
        parties: &[CH, IS, NO],
        with_union: false,
        dated: day(2004, 12, 17),
        citations: &[s::DUB_CH.cite(Basis::Summary)],
    },
    DublinAgreement {
        title: "Protocol on the accession of Liechtenstein to the Dublin agreement of Switzerland",
        parties: &[CH, LI],
        with_union: true,
        dated: day(2008, 2, 28),
        citations: &[s::DUB_CH.cite(Basis::Summary)],
    },
    DublinAgreement {
        title: "Protocol to the Dublin agreement of Switzerland",
        parties: &[CH, LI],
        with_union: true,
        dated: day(2008, 2, 28),
        citations: &[s::DUB_CH.cite(Basis::Summary)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::Holds;

    fn holds(code: &str, y: i32, m: u32, d: u32) -> Holds {
        association(code.parse().unwrap(), day(y, m, d)).holds()
    }

    #[test]
    fn four_countries_are_unknown_and_all_others_are_not_associated() {
        for year in 2021..=2026 {
            for country in Country::all() {
                let able = ["CH", "IS", "LI", "NO", "SJ"].contains(&country.as_str());
                let expected = if able { Holds::Unknown } else { Holds::No };
                let answer = association(country, day(year, 6, 1));
                assert_eq!(answer.holds(), expected, "{country} {year}");
                assert!(!answer.citations().is_empty());
            }
        }
    }

    #[test]
    fn nobody_is_associated_before_the_regulation_applies() {
        assert_eq!(holds("NO", 2020, 12, 31), Holds::No);
        assert_eq!(holds("NO", 2021, 1, 1), Holds::Unknown);
        assert_eq!(holds("DK", 2024, 1, 1), Holds::No);
        assert_eq!(holds("GB", 2024, 1, 1), Holds::No);
    }

    #[test]
    fn nothing_is_known_after_the_period() {
        assert_eq!(holds("UA", 2027, 12, 31), Holds::No);
        for country in Country::all() {
            assert_eq!(association(country, day(2028, 1, 1)).holds(), Holds::Unknown, "{country}");
        }
    }

    #[test]
    fn agreements_are_in_order_of_date() {
        assert!(DublinAgreement::all().is_sorted_by_key(DublinAgreement::dated));
        let of = |code: &str| DublinAgreement::of(code.parse().unwrap()).count();
        assert_eq!((of("NO"), of("IS"), of("CH"), of("LI"), of("AL")), (1, 1, 3, 2, 0));
    }
}
