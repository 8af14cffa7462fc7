//! Words for groups of countries, so that a call need not list them one by one. Who is in a group is a fact of the
//! call's day.

use chrono::NaiveDate;

use super::members::{is_third_on, member_states};
use crate::country::Country;
use crate::fund::{DublinAgreement, Holds, ProgrammingPeriod, association};
use crate::id::TopicId;

crate::input::named_enum! {
    /// A group of countries by its word.
    pub enum CountryGroup("group of countries") {
        /// The Member States on the day of the call, without those that it excepts.
        MemberStates = "member_states",
        /// Countries associated to the Fund on the day of the call. None is known to be, and four could be.
        Associated = "associated",
        /// Countries that negotiate their association, if it is in force before the grant is signed. No negotiation
        /// is on record, and four countries could have one.
        Negotiating = "negotiating",
        /// Every country that is no Member State, nor an overseas country or territory of one.
        AnyThirdCountry = "any_third_country",
    }
}

/// The call that a group is read in, as far as it decides who is in it.
#[derive(Debug, Clone, Copy)]
pub(in crate::call) struct Under<'c> {
    pub(in crate::call) topic: Option<&'c TopicId>,
    pub(in crate::call) day: Option<NaiveDate>,
    pub(in crate::call) except: &'c [Country],
}

impl CountryGroup {
    /// The countries that are in it for certain, or perhaps.
    pub(in crate::call) fn countries(self, under: Under<'_>) -> Vec<(Country, bool)> {
        match self {
            CountryGroup::MemberStates => {
                let states = member_states(under.day).into_iter();
                states.filter(|state| !under.except.contains(state)).map(|state| (state, true)).collect()
            }
            CountryGroup::AnyThirdCountry => third_countries(under.day).map(|c| (c, true)).collect(),
            CountryGroup::Associated => {
                let known = |c: &Country| (*c, associated(*c, under));
                let all = third_countries(under.day).collect::<Vec<_>>();
                let may = all.iter().map(known).filter(|(_, holds)| *holds != Holds::No);
                may.map(|(c, holds)| (c, holds == Holds::Yes)).collect()
            }
            CountryGroup::Negotiating => {
                let all = third_countries(under.day).collect::<Vec<_>>();
                let may = all.iter().filter(|c| associated(**c, under) == Holds::Unknown);
                may.map(|c| (*c, false)).collect()
            }
        }
    }

    /// The countries that are or may be in it.
    pub(in crate::call) fn all(self, under: Under<'_>) -> impl Iterator<Item = Country> {
        self.countries(under).into_iter().map(|(country, _)| country)
    }
}

fn third_countries(day: Option<NaiveDate>) -> impl Iterator<Item = Country> {
    // British bodies stay in calls of 2014–2020 by a rule of their own.
    let in_2014 = day.is_some_and(|day| day <= ProgrammingPeriod::From2014.last_day());
    let of_the_union = move |c: &Country| {
        let british = in_2014 && c.as_str() == "GB";
        british || !is_third_on(*c, day)
    };
    Country::all().filter(move |c| !of_the_union(c))
}

/// Whether a third country is associated to the fund of the call. Of the sister funds, whose associates are not on
/// record, and of a call without a day, whoever could be may be.
fn associated(country: Country, under: Under<'_>) -> Holds {
    let of = |fund: &&str| under.topic.is_some_and(|topic| topic.as_str().starts_with(*fund));
    let sister = ["ISF", "BMVI"].iter().any(of);
    match under.day {
        Some(day) if !sister => association(country, day).holds(),
        _ if DublinAgreement::of(country).next().is_some() => Holds::Unknown,
        _ => Holds::No,
    }
}
