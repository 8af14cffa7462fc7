//! The law beneath a call: what holds of every grant under direct management by the call's day and period, whatever
//! the call says. What the call states itself comes first.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::condition::{Countries, Roles};
use super::members::{has_article_24, is_member_on, is_third_on, member_states, period_of};
use super::point::Point;
use super::usual::Procedure;
use super::{Call, OpenQuestion};
use crate::country::Country;
use crate::fund::{Holds, ProgrammingPeriod, participation};
use crate::law::{Act, Basis, Citation};

/// The questions of law that every call leaves open unless it says more. They matter to few proposals, and come after
/// those on budgets.
pub(super) const QUESTIONS: usize = 3;

/// Under a call of that day; of 2021–2027 where none is known.
pub(super) fn asked(day: Option<NaiveDate>) -> &'static [OpenQuestion; QUESTIONS] {
    if day.is_some_and(|day| !has_article_24(day)) { &ASKED_BEFORE_2021 } else { &ASKED }
}

static ASKED: LazyLock<[OpenQuestion; QUESTIONS]> = LazyLock::new(|| {
    questions(vec![Citation::act_noted(
        Act::Amif2021,
        "Art. 24(1)(b)",
        Basis::Act,
        "admits legal entities created under Union law; what a call makes of them is the call's",
    )])
});

/// Of entities created under Union law nothing was read in the acts before that of 2021.
static ASKED_BEFORE_2021: LazyLock<[OpenQuestion; QUESTIONS]> = LazyLock::new(|| questions(Vec::new()));

/// With the places that speak of entities created under Union law.
fn questions(union_law: Vec<Citation>) -> [OpenQuestion; QUESTIONS] {
    [
        OpenQuestion {
            id: "law-union-body-admitted".to_owned(),
            question: "May a body of the Union, such as an agency, take part? Calls usually bar all but the Joint \
                       Research Centre; whether this one does is not recorded."
                .to_owned(),
            yes: "A body of the Union may take part.".to_owned(),
            no: "A body of the Union may not take part.".to_owned(),
            source: union_law.clone(),
        },
        OpenQuestion {
            id: "law-union-entity-counts".to_owned(),
            question: "Does an entity created under Union law count to the minima by its seat? The sources do not say."
                .to_owned(),
            yes: "It counts for the Member State of its seat.".to_owned(),
            no: "It counts for no Member State.".to_owned(),
            source: union_law,
        },
        OpenQuestion {
            id: "law-deadline-second".to_owned(),
            question: "Is a submission that is stamped within the deadline's own second before the deadline? No source \
                       says."
                .to_owned(),
            yes: "It is in time.".to_owned(),
            no: "It is late.".to_owned(),
            source: vec![Citation::document_noted(
                "EU Funding & Tenders Portal, Online Manual",
                "3.1.4",
                Basis::OfficialPage,
                "a submission must be before the deadline",
            )],
        },
    ]
}

/// The question that comes last where the call is for emergency assistance and states no ceiling of support to a third party.
pub(super) static ON_EMERGENCY_SUPPORT: LazyLock<OpenQuestion> = LazyLock::new(|| {
    OpenQuestion {
    id: "law-emergency-support".to_owned(),
    question: "May a third party get more than EUR 60 000, because the support is for humanitarian aid, emergency support, \
               civil protection or crisis management? The call is for emergency assistance and states no ceiling."
        .to_owned(),
    yes: "It may get more.".to_owned(),
    no: "It may not get more.".to_owned(),
    source: vec![Citation::act(Act::Financial2024, "Art. 207", Basis::Act)],
}
});

impl Call {
    /// The day by which the call is read: that of its opening, or of its deadline where no opening is stated.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        let deadline = || self.deadline().map(|d| d.value.local().date());
        self.opening().map(|o| o.value).or_else(deadline)
    }

    /// The programming period that the call belongs to by its day.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::fund::ProgrammingPeriod;
    ///
    /// assert_eq!(call.period(), Some(ProgrammingPeriod::From2021));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn period(&self) -> Option<ProgrammingPeriod> {
        self.day().and_then(period_of)
    }

    /// Whether Regulation (EU) 2021/1147 lies beneath the call, which has a list of who is eligible in its Art. 24.
    pub(crate) fn is_under_article_24(&self) -> bool {
        self.day().is_some_and(has_article_24)
    }

    /// Whether a country is a third country on the day of the call: no Member State, nor an overseas country or territory
    /// linked to one.
    pub(crate) fn takes_as_third_country(&self, country: Country) -> bool {
        is_third_on(country, self.day())
    }

    /// Whether a State is a Member State on the day of the call; outermost regions answer as their State.
    pub(crate) fn takes_as_member_state(&self, country: Country) -> bool {
        is_member_on(country.state(), self.day())
    }

    /// The State that an overseas country or territory is linked to on the day of the call.
    pub(crate) fn linked_to(&self, country: Country) -> Option<Country> {
        country.overseas_territory_on(self.day())
    }

    /// Whether the call is for emergency assistance and states no ceiling of support to a third party, so that the law's own is open.
    pub(super) fn leaves_emergency_support_open(&self) -> bool {
        self.procedure() == Some(Procedure::EmergencyAssistance)
            && self.budget_rules().third_party_ceiling.is_none()
    }

    /// Whether a third party may get more than the law's ceiling, where the call states none, under the readings that are
    /// assumed.
    pub(crate) fn gives_emergency_support(&self) -> Point {
        let open =
            self.leaves_emergency_support_open().then(|| self.questions.len().checked_sub(1)).flatten();
        let open =
            open.filter(|last| self.questions.get(*last).is_some_and(|q| q.id == ON_EMERGENCY_SUPPORT.id));
        open.and_then(|last| u8::try_from(last).ok())
            .map_or(Point::Settled(false), |last| self.read_point(Point::Open(last)))
    }

    /// Whether whoever sits in an overseas territory counts for its Member State, under the readings that are assumed.
    pub(crate) fn territories_count(&self) -> Point {
        self.read_point(self.conditions.counting.overseas_territories)
    }

    /// The Member States on the day of the call, in alphabetical order.
    pub(crate) fn member_states(&self) -> Vec<Country> {
        member_states(self.day())
    }

    /// The roles of the act, which speaks of legal entities, where the call states none.
    pub(crate) fn roles_beneath(&self) -> Option<&'static Roles> {
        static UNSTATED: Roles = Roles::UNSTATED;
        (self.roles().is_none() && self.is_under_article_24()).then_some(&UNSTATED)
    }

    /// The countries that the act has, where the call states none: Member States that take part, and the overseas
    /// countries and territories linked to them. Third countries depend on the question of a call that states no countries,
    /// Greenland and a State of which it is not known whether it takes part on one of their own; Denmark is not eligible.
    pub(super) fn countries_of_the_act(&self, silent: Point, unbound: Point) -> Option<Countries> {
        let day = self.day().filter(|_| self.is_under_article_24())?;
        Some(countries_of_the_act_on(day, silent, unbound))
    }
}

/// Whether what the law makes of a call of one day it makes of a call of another.
pub(super) fn same_law(a: NaiveDate, b: NaiveDate) -> bool {
    let of_the_act = |day| countries_of_the_act_on(day, Point::Settled(true), Point::Settled(true));
    period_of(a) == period_of(b)
        && member_states(Some(a)) == member_states(Some(b))
        && (!has_article_24(a) || of_the_act(a) == of_the_act(b))
}

/// `unbound`: of States of which it is not known whether they take part, and of territories of those that do not.
fn countries_of_the_act_on(day: NaiveDate, silent: Point, unbound: Point) -> Countries {
    let takes_part = |c: Country| participation(c, ProgrammingPeriod::From2021, day).holds();
    let (mut except, mut points) = (Vec::new(), Vec::new());
    for country in Country::all() {
        let state = country.state();
        let member = is_member_on(state, Some(day));
        let linked = country.overseas_territory_on(Some(day)).is_some_and(|s| takes_part(s) == Holds::Yes);
        match takes_part(state) {
            Holds::No if member && country == state => except.push(country),
            Holds::Unknown if member && country == state => points.push((country, unbound)),
            Holds::No if !member && !linked => {
                let of_unbound = country.overseas_territory_on(Some(day)).is_some();
                points.push((country, if of_unbound { unbound } else { silent }));
            }
            _ => {}
        }
    }
    Countries {
        except,
        overseas_territories: Point::Settled(true),
        international_organisations_exempt: Point::Settled(true),
        points,
        negotiating: Vec::new(),
        counted: Vec::new(),
        without_funding: Vec::new(),
        with_britain: Vec::new(),
        third_countries: None,
        coordinator: Vec::new(),
    }
}
