//! Which Member States take part in the Fund, by programming period and then by date.

use chrono::NaiveDate;

use super::answer::{Answer, Holds};
use super::sources as s;
use crate::country::{Country, TerritoryKind};
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation};
use crate::time::day;

named_enum! {
    /// A programming period of the Fund. It decides before any date does: a call of 2014–2020 keeps its
    /// rules however late its grants run.
    pub enum ProgrammingPeriod("programming period") {
        /// 2014–2020, Regulation (EU) No 516/2014.
        From2014 = "2014-2020",
        /// 2021–2027, Regulation (EU) 2021/1147.
        From2021 = "2021-2027",
    }
}

impl ProgrammingPeriod {
    /// The first day of the period.
    ///
    /// ```
    /// use amif::fund::ProgrammingPeriod;
    ///
    /// assert_eq!(ProgrammingPeriod::From2021.first_day(), "2021-01-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        match self {
            ProgrammingPeriod::From2014 => day(2014, 1, 1),
            ProgrammingPeriod::From2021 => day(2021, 1, 1),
        }
    }

    /// The last day of the period. Its grants and programmes end later.
    ///
    /// ```
    /// use amif::fund::ProgrammingPeriod;
    ///
    /// assert_eq!(ProgrammingPeriod::From2014.last_day(), "2020-12-31".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn last_day(self) -> NaiveDate {
        match self {
            ProgrammingPeriod::From2014 => day(2020, 12, 31),
            ProgrammingPeriod::From2021 => day(2027, 12, 31),
        }
    }
}

/// Whether a country takes part in the Fund as a Member State, in calls and programmes of a period, on a
/// day: for a call the day of its opening.
///
/// After the last day known the answer is unknown for every country: for 2021–2027 that is the last day of
/// the period, for 2014–2020 the last day of eligible expenditure.
///
/// Outermost regions and Åland answer as their Member State. An overseas country or territory is no Member
/// State; the reason says how its applicants may be eligible all the same.
///
/// ```
/// use amif::fund::{Holds, ProgrammingPeriod, participation};
/// use chrono::NaiveDate;
///
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// let ireland = |date| "IE".parse().map(|c| participation(c, ProgrammingPeriod::From2021, date).holds());
/// assert_eq!(ireland(day(2022, 2, 2))?, Holds::No);
/// assert_eq!(ireland(day(2022, 4, 1))?, Holds::Unknown);
/// assert_eq!(ireland(day(2022, 7, 13))?, Holds::Yes);
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[must_use]
pub fn participation(country: Country, period: ProgrammingPeriod, date: NaiveDate) -> Answer {
    let state = country.state();
    if date > last_known(period) {
        return match period {
            ProgrammingPeriod::From2014 => Answer::unknown(AFTER_2014, &CLOSURE_2014),
            ProgrammingPeriod::From2021 => Answer::unknown(
                "after the last day of the period; no later call or programme of it was read",
                &AFTER_2021,
            ),
        };
    }
    let answer = match period {
        ProgrammingPeriod::From2014 => in_2014_2020(state, date),
        ProgrammingPeriod::From2021 => in_2021_2027(state, date),
    };
    match (answer.holds(), date < period.first_day()) {
        (Holds::Yes | Holds::Unknown, true) => match period {
            ProgrammingPeriod::From2014 => Answer::no("the period had not begun", &BEGIN_2014),
            ProgrammingPeriod::From2021 => Answer::no("the period had not begun", &BEGIN_2021),
        },
        _ => answer,
    }
}

/// The Member States that are known to take part on a day, in the Union's protocol order.
///
/// ```
/// use amif::fund::{ProgrammingPeriod, participants};
/// use chrono::NaiveDate;
///
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(participants(ProgrammingPeriod::From2021, day(2024, 3, 6)).count(), 26);
/// ```
pub fn participants(period: ProgrammingPeriod, date: NaiveDate) -> impl Iterator<Item = Country> {
    // The United Kingdom stays among the candidates after its withdrawal, for calls of 2014–2020.
    Country::member_states_on(date.min(UK_LAST_DAY))
        .filter(move |country| participation(*country, period, date).holds() == Holds::Yes)
}

/// The last day of which the sources tell who takes part.
const fn last_known(period: ProgrammingPeriod) -> NaiveDate {
    match period {
        ProgrammingPeriod::From2014 => PROGRAMMES_2014_KNOWN_OPEN,
        ProgrammingPeriod::From2021 => period.last_day(),
    }
}

fn in_2014_2020(state: Country, date: NaiveDate) -> Answer {
    match state.as_str() {
        "DK" => Answer::no("Denmark does not take part; bodies there only at no cost", &DENMARK_2014),
        "GB" if date <= UK_LAST_DAY => Answer::yes("takes part as a Member State", &UK_2014),
        "GB" => Answer::yes(
            "under the withdrawal agreement the United Kingdom stays in the programmes and calls of 2014–2020 \
             until they close",
            &UK_AFTER_WITHDRAWAL,
        ),
        "GI" | "GG" | "JE" | "IM" => Answer::unknown(
            "whether the United Kingdom's participation extended to the territory was not read",
            &UK_2014,
        ),
        "GL" => Answer::no(GREENLAND_OPEN, &GREENLAND_2014),
        _ if state.membership().is_some() => Answer::yes("takes part as a Member State", &MEMBERS_2014),
        _ => outsider(state, date, &OVERSEAS_2014, &MEMBERS_2014),
    }
}

fn in_2021_2027(state: Country, date: NaiveDate) -> Answer {
    match state.as_str() {
        "DK" => Answer::no("Denmark does not take part (Protocol No 22)", &DENMARK_2021),
        "GB" => Answer::no("a third country, not in programmes of 2021–2027", &UK_2021),
        "IE" if date < IRELAND_EARLIEST => {
            Answer::no("Ireland was not bound when the Regulation was adopted (Protocol No 21)", &IRELAND)
        }
        "IE" if date <= IRELAND_LATEST => Answer::unknown(
            "Ireland opted in between 3 February and 12 July 2022; the day of the Commission's decision was \
             not found",
            &IRELAND,
        ),
        "IE" => Answer::yes("takes part since its opt-in of 2022 (Protocol No 21)", &IRELAND),
        "GL" => Answer::no(GREENLAND_OPEN, &GREENLAND_2021),
        _ if state.membership().is_some() => Answer::yes("takes part as a Member State", &MEMBERS_2021),
        _ => outsider(state, date, &OVERSEAS_2021, &MEMBERS_2021),
    }
}

fn outsider(
    country: Country,
    date: NaiveDate,
    overseas: &'static [Citation],
    third: &'static [Citation],
) -> Answer {
    if country.territories_on(date).any(|t| t.kind() == TerritoryKind::OverseasTerritory) {
        Answer::no(
            "not a Member State; an overseas country or territory linked to one, whose applicants a call may \
             admit",
            overseas,
        )
    } else {
        Answer::no("not a Member State", third)
    }
}

const GREENLAND_OPEN: &str = "not a Member State; whether applicants in an overseas territory of Denmark, which \
                             does not take part, are eligible is open";

/// The United Kingdom's last day as a Member State; membership has not changed since.
const UK_LAST_DAY: NaiveDate = day(2020, 1, 31);
/// The last day of eligible expenditure of 2014–2020; programmes closed at some time after it.
const PROGRAMMES_2014_KNOWN_OPEN: NaiveDate = day(2024, 6, 30);
const AFTER_2014: &str = "the day on which the programmes of 2014–2020 closed was not found";
/// Approval of the opt-in by the Oireachtas.
const IRELAND_EARLIEST: NaiveDate = day(2022, 2, 3);
/// The day on which the Commission's acceptance was reported as done.
const IRELAND_LATEST: NaiveDate = day(2022, 7, 12);

static BEGIN_2014: [Citation; 2] = [
    Citation::act(Act::Amif2014, "Art. 1(1)", Basis::Act),
    Citation::act(Act::Amif2014, "Art. 32", Basis::Act),
];
static BEGIN_2021: [Citation; 1] = [Citation::act(Act::Amif2021, "Art. 40", Basis::Act)];
static AFTER_2021: [Citation; 1] = [Citation::act_noted(
    Act::Amif2021,
    "Art. 10(1)",
    Basis::Inferred,
    "the envelope is that of 2021–2027; the sentence itself was not seen",
)];
static MEMBERS_2014: [Citation; 2] = [
    Citation::act_noted(Act::Amif2014, "Annex I", Basis::Act, "rows for 27 Member States, none for Denmark"),
    s::WP2014.cite(Basis::Summary),
];
static DENMARK_2014: [Citation; 1] = [s::WP2014.cite(Basis::Summary)];
static UK_2014: [Citation; 1] = [Citation::act_noted(
    Act::Amif2014,
    "Annex I",
    Basis::Act,
    "the row of the United Kingdom: EUR 370 425 577",
)];
static UK_AFTER_WITHDRAWAL: [Citation; 2] = [
    Citation::document("Withdrawal Agreement of the United Kingdom", "", Basis::Unverified),
    Citation::act_noted(
        Act::Amif2014,
        "Annex I",
        Basis::Act,
        "the row of the United Kingdom: EUR 370 425 577",
    ),
];
static CLOSURE_2014: [Citation; 2] = [
    Citation::act_noted(
        Act::HomeAffairs2014,
        "Art. 17(3)",
        Basis::Act,
        "expenditure until 30 June 2024, as amended by Regulation (EU) 2022/585",
    ),
    Citation::document("Withdrawal Agreement of the United Kingdom", "", Basis::Unverified),
];
static OVERSEAS_2014: [Citation; 1] = [Citation::act(Act::Tfeu, "Annex II", Basis::Act)];
static MEMBERS_2021: [Citation; 2] =
    [Citation::act(Act::Amif2021, "Art. 40", Basis::Act), s::EVAL.cite(Basis::Summary)];
static DENMARK_2021: [Citation; 3] = [
    s::AMIF_LSU.cite(Basis::Summary),
    Citation::act_noted(
        Act::Amending2022,
        "Recital 22",
        Basis::Act,
        "for that amendment; the recital of Regulation (EU) 2021/1147 was not seen",
    ),
    s::EVAL.cite(Basis::Summary),
];
static UK_2021: [Citation; 1] = [s::EU_GLOSS.cite(Basis::OfficialPage)];
static IRELAND: [Citation; 4] = [
    s::IE1.cite(Basis::Summary),
    s::IE2.noted(Basis::Summary, "acceptance by the Commission reported as done; its date is cut off"),
    s::IE_GOV.cite(Basis::OfficialPage),
    Citation::act_noted(
        Act::Amending2022,
        "Recital 21",
        Basis::Act,
        "not bound by that amendment at its adoption; whether Ireland accepted it later was not found",
    ),
];
static GREENLAND_2014: [Citation; 2] =
    [Citation::act(Act::Tfeu, "Annex II", Basis::Act), s::WP2014.cite(Basis::Summary)];
static OVERSEAS_2021: [Citation; 2] = [
    Citation::act(Act::Amif2021, "Art. 24(1)(a)(i)", Basis::Act),
    Citation::act(Act::Tfeu, "Annex II", Basis::Act),
];
static GREENLAND_2021: [Citation; 2] = [
    Citation::act_noted(
        Act::Amif2021,
        "Art. 24(1)(a)(i)",
        Basis::Act,
        "speaks of a territory linked to a Member State; Denmark is one but is not bound by the Fund",
    ),
    Citation::act(Act::Tfeu, "Annex II", Basis::Act),
];

#[cfg(test)]
mod tests {
    use super::*;
    use ProgrammingPeriod::{From2014, From2021};

    fn c(code: &str) -> Country {
        code.parse().unwrap()
    }

    fn holds(code: &str, period: ProgrammingPeriod, y: i32, m: u32, d: u32) -> Holds {
        participation(c(code), period, day(y, m, d)).holds()
    }

    #[test]
    fn denmark_takes_part_in_neither_period() {
        assert_eq!(holds("DK", From2014, 2016, 1, 1), Holds::No);
        assert_eq!(holds("DK", From2021, 2021, 1, 1), Holds::No);
        assert_eq!(holds("DK", From2021, 2026, 1, 1), Holds::No);
    }

    #[test]
    fn reprints_count_as_summaries() {
        let bases = |code: &str, period, date| {
            let answer = participation(c(code), period, date);
            answer.citations().iter().map(Citation::basis).collect::<Vec<_>>()
        };
        let denmark = bases("DK", From2014, day(2016, 1, 1));
        assert_eq!(denmark, [Basis::Summary], "the sheet marks it as secondary");
        assert!(!bases("GL", From2014, day(2016, 1, 1)).contains(&Basis::OfficialPage));
        assert_eq!(bases("IE", From2021, day(2024, 1, 1))[..2], [Basis::Summary; 2]);
    }

    #[test]
    fn ireland_is_unknown_between_approval_and_acceptance() {
        assert_eq!(holds("IE", From2021, 2021, 1, 1), Holds::No);
        assert_eq!(holds("IE", From2021, 2022, 2, 2), Holds::No);
        assert_eq!(holds("IE", From2021, 2022, 2, 3), Holds::Unknown);
        assert_eq!(holds("IE", From2021, 2022, 7, 12), Holds::Unknown);
        assert_eq!(holds("IE", From2021, 2022, 7, 13), Holds::Yes);
        assert_eq!(holds("IE", From2014, 2020, 1, 1), Holds::Yes);
    }

    #[test]
    fn the_united_kingdom_goes_by_period_first() {
        assert_eq!(holds("GB", From2014, 2020, 1, 31), Holds::Yes);
        let after = participation(c("GB"), From2014, day(2020, 2, 1));
        assert_eq!(after.holds(), Holds::Yes);
        assert_eq!(after.citations()[0].basis(), Basis::Unverified);
        assert_eq!(holds("GB", From2014, 2024, 6, 30), Holds::Yes);
        assert_eq!(holds("GB", From2014, 2024, 7, 1), Holds::Unknown);
        assert_eq!(holds("GB", From2021, 2021, 1, 1), Holds::No);
        assert_eq!(holds("GI", From2014, 2019, 1, 1), Holds::Unknown);
        assert_eq!(holds("GI", From2021, 2021, 1, 1), Holds::No);
    }

    #[test]
    fn nobody_knows_after_the_last_day_known() {
        for (period, last) in [(From2014, day(2024, 6, 30)), (From2021, day(2027, 12, 31))] {
            let after = last.succ_opt().unwrap();
            assert_eq!(participation(c("AT"), period, last).holds(), Holds::Yes, "{period}");
            assert_eq!(participants(period, after).count(), 0, "{period}");
            for date in [after, day(2090, 1, 1)] {
                for country in Country::all() {
                    let answer = participation(country, period, date);
                    assert_eq!(answer.holds(), Holds::Unknown, "{country} {period} {date}");
                    assert!(!answer.citations().is_empty());
                }
            }
        }
    }

    #[test]
    fn twenty_five_then_twenty_six_take_part_and_twenty_seven_did_before() {
        assert_eq!(participants(From2021, day(2020, 12, 31)).count(), 0);
        assert_eq!(participants(From2021, day(2021, 1, 1)).count(), 25);
        assert_eq!(participants(From2021, day(2022, 7, 12)).count(), 25);
        assert_eq!(participants(From2021, day(2022, 7, 13)).count(), 26);
        assert_eq!(participants(From2014, day(2013, 12, 31)).count(), 0);
        for date in [day(2014, 1, 1), day(2020, 1, 31), day(2020, 2, 1), day(2020, 12, 31)] {
            let all: Vec<Country> = participants(From2014, date).collect();
            assert_eq!(all.len(), 27, "{date}");
            assert!(all.is_sorted_by_key(|country| country.protocol_rank()));
            assert!(all.contains(&c("GB")) && !all.contains(&c("DK")));
        }
    }

    #[test]
    fn regions_answer_as_their_state_and_others_are_outside() {
        assert_eq!(holds("RE", From2021, 2024, 1, 1), Holds::Yes);
        assert_eq!(holds("AX", From2021, 2024, 1, 1), Holds::Yes);
        for outside in ["NC", "BQ", "NO", "UA", "FO", "XK"] {
            assert_eq!(holds(outside, From2021, 2024, 1, 1), Holds::No, "{outside}");
            assert_eq!(holds(outside, From2014, 2018, 1, 1), Holds::No, "{outside}");
        }
        // Greenland is no Member State; its eligibility is another matter, which the reason leaves open.
        for (period, date) in [(From2014, day(2018, 1, 1)), (From2021, day(2024, 1, 1))] {
            assert!(participation(c("GL"), period, date).reason().contains("open"));
        }
        let bermuda = participation(c("BM"), From2014, day(2018, 1, 1));
        assert!(bermuda.reason().contains("overseas"));
    }

    #[test]
    fn look_ups_allocate_nothing() {
        use crate::fund::{Allocation, ContactPoint, ManagingAuthority, association, network_observer};
        let (date, portugal) = (day(2024, 1, 1), c("PT"));
        let counted = allocation_counter::measure(|| {
            assert_eq!(Country::named("Türkiye").map(Country::name), Ok("Türkiye"));
            assert_eq!(portugal.protocol_rank(), Some(22));
            assert_eq!(c("BQ").territories_on(date).count(), 3);
            assert_eq!(participation(portugal, From2021, date).holds(), Holds::Yes);
            assert_eq!(association(portugal, date).holds(), Holds::No);
            assert_eq!(network_observer(portugal, date).holds(), Holds::No);
            assert!(Allocation::of(portugal).is_some());
            assert!(ManagingAuthority::of(portugal).is_some());
            assert!(ContactPoint::of(portugal).is_some());
        });
        assert_eq!(counted.count_total, 0);
    }

    #[test]
    fn every_answer_is_reasoned_and_cited() {
        for period in ProgrammingPeriod::ALL {
            for country in Country::all() {
                for date in [day(2013, 1, 1), day(2020, 2, 1), day(2022, 4, 1), day(2025, 1, 1)] {
                    let answer = participation(country, *period, date);
                    assert!(!answer.reason().is_empty() && !answer.citations().is_empty(), "{country}");
                }
            }
        }
    }
}
