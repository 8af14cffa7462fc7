//! A call's conditions on participants, compiled into tables when the call loads.

use super::condition::{
    Counting, CountingBasis, Countries, International, Negotiation, RoleKinds, Roles, ThirdCountries,
};
use super::members::{is_member_on, member_states};
use super::point::{Both, Point};
use crate::country::Country;
use crate::organisation::OrganisationType;
use crate::organisation::{LegalForm, LegalForms, Role, Status, Statuses};
use crate::outcome::Outcomes;
use chrono::NaiveDate;

/// What a call makes of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Standing {
    /// A Member State, and whether it takes part.
    Member(Point),
    /// An overseas territory of the participating Member State at that place, and whether such are eligible.
    Territory(u8, Point),
    /// Eligible or not by a point of the call.
    Depends(Point),
    /// Eligible once the agreement at that place of the call's record is in force.
    Negotiating(u8),
    /// Eligible without funding, in the roles of these bits.
    Unfunded(u8),
    /// Outside.
    Outside,
}

/// Where an applicant must be established to count to one of the minima.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Basis {
    /// For each place, whether an applicant established there counts.
    points: Vec<Point>,
    /// The places where one may count, one bit each.
    pub(crate) possible: u64,
    /// Whether an applicant in an overseas territory counts for its Member State.
    pub(crate) territories: Point,
    /// Whether it counts as a country of its own where it does not count for its Member State.
    pub(crate) territories_apart: bool,
    /// Whether an international organisation counts by its seat.
    pub(crate) international: Point,
    /// Whether one counts wherever its seat is.
    pub(crate) anywhere: Point,
}

impl Basis {
    /// Whether a place counts.
    #[inline]
    pub(crate) fn point(&self, place: u8) -> Point {
        self.points.get(usize::from(place)).copied().unwrap_or(Point::Settled(false))
    }
}

/// For each legal form, what a role makes of it.
pub(crate) type Kinds = [Both; 5];

/// What an entry in one role brings to a count, as far as its legal form goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Every form it may have is admitted in a role that counts, for certain.
    pub(crate) certain: bool,
    /// It may be admitted with a form other than international organisation.
    pub(crate) other: bool,
    /// It may be admitted as an international organisation.
    pub(crate) international: bool,
    /// It may have a form that the country rule concerns.
    pub(crate) bound: bool,
    /// It cannot be an international organisation.
    pub(crate) never_international: bool,
    /// It can be nothing else.
    pub(crate) always_international: bool,
}

impl Pass {
    const NONE: Pass = Pass {
        certain: false,
        other: false,
        international: false,
        bound: false,
        never_international: true,
        always_international: true,
    };

    /// `admitted` tells of each form whether the role admits it for certain, and whether it may.
    fn of(counts: Point, exempt: Point, forms: u8, admitted: impl Fn(LegalForm) -> (bool, bool)) -> Pass {
        let mut pass = Pass { certain: counts.certain(), ..Pass::NONE };
        for form in LegalForm::ALL.iter().filter(|f| forms >> (**f as u8) & 1 == 1) {
            let (certain, possible) = admitted(*form);
            let possible = possible && counts.possible();
            pass.certain &= certain;
            if *form == LegalForm::InternationalOrganisation {
                pass.international |= possible;
                pass.bound |= !exempt.certain();
                pass.never_international = false;
            } else {
                pass.other |= possible;
                pass.bound = true;
                pass.always_international = false;
            }
        }
        pass
    }
}

/// What the law beneath a call brings to its terms.
#[derive(Debug)]
pub(super) struct Law {
    /// The day on which the call's Member States are those of the Union.
    pub(super) day: Option<NaiveDate>,
    /// Whether Art. 24 of Regulation (EU) 2021/1147 lies beneath it.
    pub(super) article_24: bool,
    /// For coordinator, beneficiary and affiliated entity: whether the call is silent on natural persons.
    pub(super) silent_on_natural: [bool; 3],
    pub(super) union_bodies: Point,
    pub(super) union_entities: Point,
    pub(super) own_second: Point,
}

/// The compiled terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// For coordinator, beneficiary and affiliated entity: what decides on each legal form.
    pub(crate) kinds: [Kinds; 3],
    /// For the same: what else is asked.
    pub(crate) more: [RoleKinds; 3],
    /// The outcomes of `kinds` for every set of possible legal forms.
    outcomes: [[Outcomes; 32]; 3],
    /// What every set of possible legal forms brings to a count, where nothing but the form is asked.
    passes: [[Pass; 32]; 3],
    standings: Box<[Standing]>,
    /// The place by which a country counts, by its index.
    place_of: Box<[u8]>,
    /// The countries that may count, by their places.
    places: Vec<Country>,
    /// Of the minimum of applicants and of that of countries.
    pub(crate) bases: [Basis; 2],
    /// Whether both count in the same places.
    pub(crate) one_basis: bool,
    /// Whether roles ask for nothing but the legal form, and the coordinator may be anywhere.
    pub(crate) plain: bool,
    /// One country of every kind of standing that occurs, for questions of the kind "could it be otherwise".
    pub(crate) samples: Vec<Country>,
    pub(crate) affiliated_counts: Point,
    /// Whether the country rule leaves international organisations alone.
    pub(crate) international_exempt: Point,
    /// Whether the law leaves entities created under Union law alone, wherever their seat is.
    pub(crate) union_exempt: bool,
    /// Whether a body of the Union may take part, and whether an entity created under Union law counts.
    pub(crate) union_bodies: Point,
    pub(crate) union_entities: Point,
    /// Whether a stamp within the deadline's own second is before it.
    pub(crate) own_second: Point,
    /// Of the three funded roles: what becomes of a self-employed person where the law bars natural persons and the
    /// call is silent on them.
    pub(crate) self_employed: [Option<Both>; 3],
    pub(crate) negotiating: Vec<Negotiation>,
    /// Whether the call takes somebody without funding.
    any_unfunded: bool,
    /// Where the coordinator must be established; empty for anywhere.
    pub(crate) coordinator: Vec<Country>,
    /// What is asked of bodies of third countries.
    pub(crate) third: Option<Third>,
}

/// What is asked of bodies of third countries, and which those are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Third {
    asked: ThirdCountries,
    /// By the index of a country.
    is: Box<[bool]>,
    /// Those that may count, by their places.
    pub(crate) places: u64,
}

impl Default for Terms {
    /// Nothing is admitted; what a call holds until its own terms are compiled.
    fn default() -> Self {
        Terms {
            kinds: [[NOBODY; 5]; 3],
            more: Default::default(),
            outcomes: [[Outcomes::NONE; 32]; 3],
            passes: [[Pass::NONE; 32]; 3],
            standings: Box::default(),
            place_of: Box::default(),
            places: Vec::new(),
            bases: Default::default(),
            one_basis: true,
            plain: true,
            samples: Vec::new(),
            affiliated_counts: Point::Settled(false),
            international_exempt: Point::Settled(false),
            union_exempt: false,
            union_bodies: Point::Settled(false),
            union_entities: Point::Settled(false),
            own_second: Point::Settled(false),
            self_employed: [None; 3],
            negotiating: Vec::new(),
            any_unfunded: false,
            coordinator: Vec::new(),
            third: None,
        }
    }
}

/// So many countries can be told apart in a count.
pub(super) const PLACES: usize = 63;
/// The bit of whoever counts without a country.
pub(crate) const WITHOUT_COUNTRY: u64 = 1 << PLACES;
const NOWHERE: u8 = u8::MAX;
/// What decides on a form that no role admits.
const NOBODY: Both = Both::of(Point::Settled(false));

impl Terms {
    pub(super) fn compile(
        roles: &Roles,
        countries: &Countries,
        counting: &Counting,
        bases: [CountingBasis; 2],
        law: &Law,
        answer: impl Fn(usize) -> Option<bool>,
    ) -> Terms {
        let mut terms = Terms {
            affiliated_counts: counting.affiliated_entities.under(&answer),
            international_exempt: countries.international_organisations_exempt.under(&answer),
            negotiating: countries.negotiating.clone(),
            any_unfunded: !countries.without_funding.is_empty(),
            coordinator: countries.coordinator.clone(),
            union_exempt: law.article_24,
            union_bodies: law.union_bodies.under(&answer),
            union_entities: law.union_entities.under(&answer),
            own_second: law.own_second.under(&answer),
            ..Terms::default()
        };
        terms.admit(roles, law, &answer);
        terms.settle(countries, counting, bases, law.day, &answer);
        terms
    }

    fn admit(&mut self, roles: &Roles, law: &Law, answer: &impl Fn(usize) -> Option<bool>) {
        for (role, row) in Role::ALL.iter().zip(&mut self.kinds) {
            for (form, cell) in LegalForm::ALL.iter().zip(row) {
                if let Some((own, as_beneficiary)) = roles.decides(*role, *form) {
                    *cell = Both::new(own.under(answer), as_beneficiary.under(answer));
                }
            }
        }
        // Art. 24(1)(a) speaks of legal entities: where a call is silent, a natural person is none, however it is read
        // on legal forms at large.
        for ((row, silent), open) in
            self.kinds.iter_mut().zip(&law.silent_on_natural).zip(&mut self.self_employed)
        {
            let natural = row.get_mut(LegalForm::NaturalPerson as usize);
            if let Some(cell) = natural.filter(|_| law.article_24 && *silent) {
                *open = Some(*cell);
                *cell = NOBODY;
            }
        }
        for (role, more) in &roles.kinds {
            if let Some(cell) = self.more.get_mut(*role as usize) {
                cell.clone_from(more);
                cell.statuses.iter_mut().for_each(|row| row.waived = row.waived.under(answer));
                cell.types.iter_mut().for_each(|point| *point = point.under(answer));
            }
        }
        for (row, kinds) in self.outcomes.iter_mut().zip(&self.kinds) {
            for (bits, cell) in row.iter_mut().enumerate() {
                *cell = kinds
                    .iter()
                    .enumerate()
                    .filter(|(form, _)| bits >> form & 1 == 1)
                    .fold(Outcomes::NONE, |all, (_, point)| all.or(point.outcomes()));
            }
        }
        for role in [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity] {
            let counts = self.counts(role, |p| p);
            let kinds = self.kinds.get(role as usize).copied().unwrap_or([NOBODY; 5]);
            let exempt = self.international_exempt;
            let Some(row) = self.passes.get_mut(role as usize) else { continue };
            for (forms, cell) in (0u8..32).zip(row.iter_mut()) {
                *cell = Pass::of(counts, exempt, forms, |form| {
                    let both = kinds.get(form as usize).copied().unwrap_or(NOBODY);
                    (both.certain(), both.possible())
                });
            }
        }
    }

    fn counts(&self, role: Role, answered: impl Fn(Point) -> Point) -> Point {
        match role {
            Role::AffiliatedEntity => answered(self.affiliated_counts),
            _ => Point::Settled(role.counts()),
        }
    }

    fn settle(
        &mut self,
        countries: &Countries,
        counting: &Counting,
        bases: [CountingBasis; 2],
        day: Option<NaiveDate>,
        answer: &impl Fn(usize) -> Option<bool>,
    ) {
        self.places = places(countries, bases, counting.overseas_territories.under(answer), day);
        self.standings = vec![Standing::Outside; Country::INDICES].into_boxed_slice();
        self.place_of = vec![NOWHERE; Country::INDICES].into_boxed_slice();
        let [to_applicants, to_countries] = counting.international_organisations.points();
        let anywhere = match counting.international_organisations {
            International::BySeat(_) => Point::Settled(false),
            International::Apart { applicants, .. } => applicants.under(answer),
        };
        let of = |basis: CountingBasis, international: Point, anywhere: Point| Basis {
            points: Vec::new(),
            possible: 0,
            territories: counting.overseas_territories.under(answer),
            territories_apart: basis == CountingBasis::EligibleCountries,
            international: international.under(answer),
            anywhere,
        };
        let [by_applicants, by_countries] = bases;
        self.bases = [
            of(by_applicants, to_applicants, anywhere),
            of(by_countries, to_countries, Point::Settled(false)),
        ];
        for (at, place) in (0u8..).zip(&self.places) {
            let member = is_member_on(*place, day);
            let counted = countries.counted.iter().find(|(c, _)| c == place).map(|(_, p)| p.under(answer));
            for (basis, kind) in self.bases.iter_mut().zip(bases) {
                let point = match (member, counted) {
                    (true, _) => Point::Settled(
                        kind != CountingBasis::MemberStatesExceptDenmark || place.as_str() != "DK",
                    ),
                    (false, Some(point)) => point,
                    (false, None) => Point::Settled(kind == CountingBasis::EligibleCountries),
                };
                basis.points.push(point);
                let standing = standing(*place, countries, day, answer);
                if point.possible() && standing.may_be_eligible() {
                    basis.possible |= 1u64 << (at & 63);
                }
            }
        }
        let [by_applicants, by_countries] = &self.bases;
        self.one_basis = by_applicants == by_countries;
        self.third = countries.third_countries.clone().map(|asked| {
            let third = |c: Country| !is_member_on(c.state(), day) && c.overseas_territory_on(day).is_none();
            let mut is = vec![false; Country::INDICES].into_boxed_slice();
            for country in Country::all() {
                if let Some(cell) = is.get_mut(country.index()) {
                    *cell = third(country);
                }
            }
            let those = (0u32..).zip(&self.places).filter(|(_, place)| third(**place));
            let places = those.fold(0, |all, (at, _)| all | 1u64.checked_shl(at).unwrap_or(0));
            Third { asked, is, places }
        });
        self.plain = self.coordinator.is_empty() && !self.asks_more_of_any() && self.third.is_none();
        let mut samples: Vec<Country> = Vec::new();
        for country in Country::all() {
            let standing = standing(country, countries, day, answer);
            if let Some(cell) = self.standings.get_mut(country.index()) {
                *cell = standing;
            }
            let place = self.places.iter().position(|p| *p == countries.counts_as(country));
            if let (Some(cell), Some(place)) = (self.place_of.get_mut(country.index()), place) {
                *cell = u8::try_from(place).unwrap_or(NOWHERE);
            }
        }
        for country in Country::all() {
            if !samples.iter().any(|known| self.alike(*known, country)) {
                samples.push(country);
            }
        }
        self.samples = samples;
    }

    /// Whether one of two countries stands for both where the country is unknown. A Member State stands for
    /// any other; territories are linked to few, so which one may matter.
    pub(crate) fn alike(&self, a: Country, b: Country) -> bool {
        let counted = |country: Country| {
            let place = self.place(country);
            self.bases.each_ref().map(|basis| place.map(|at| basis.point(at)))
        };
        self.standing(a) == self.standing(b)
            && counted(a) == counted(b)
            && self.coordinator_may_sit(a) == self.coordinator_may_sit(b)
            && self.is_third(a) == self.is_third(b)
    }

    /// The places, one bit each, of the countries that one stands for, on a basis.
    pub(crate) fn places_alike(&self, sample: Country, basis: &Basis) -> u64 {
        (0u8..)
            .zip(&self.places)
            .filter(|(at, place)| basis.point(*at).possible() && self.alike(sample, **place))
            .fold(0, |all, (at, _)| all | 1u64 << (at & 63))
    }

    /// What the call makes of a country.
    #[inline]
    pub(crate) fn standing(&self, country: Country) -> Standing {
        self.standings.get(country.index()).copied().unwrap_or(Standing::Outside)
    }

    /// The place by which a country counts; outermost regions count as their Member State.
    #[inline]
    pub(crate) fn place(&self, country: Country) -> Option<u8> {
        self.place_of.get(country.index()).copied().filter(|at| *at != NOWHERE)
    }

    /// The country at a place.
    pub(crate) fn country_at(&self, place: u8) -> Option<Country> {
        self.places.get(usize::from(place)).copied()
    }

    /// Whether somebody in a role takes part without funding for the sake of its country, for certain and perhaps.
    /// Organisations of which no country is asked do not.
    pub(crate) fn unfunded(
        &self,
        role: Role,
        country: Option<Country>,
        forms: LegalForms,
        statuses: &Statuses,
    ) -> (bool, bool) {
        let other =
            LegalForm::ALL.iter().any(|f| *f != LegalForm::InternationalOrganisation && forms.may_be(*f));
        if !self.any_unfunded || !other || (self.union_exempt && statuses.created_under_union_law()) {
            return (false, false);
        }
        let there = |country: Country| matches!(self.standing(country), Standing::Unfunded(roles) if roles >> (role as u8) & 1 == 1);
        let may = country.map_or_else(|| self.samples.iter().any(|sample| there(*sample)), there);
        (may && country.is_some() && !forms.may_be(LegalForm::InternationalOrganisation), may)
    }

    /// Whether the call lets a coordinator be established there.
    #[inline]
    pub(crate) fn coordinator_may_sit(&self, country: Country) -> bool {
        self.coordinator.is_empty() || self.coordinator.iter().any(|c| *c == country || *c == country.state())
    }

    /// Whether a country is a third country, of whose bodies the call asks something.
    #[inline]
    pub(crate) fn is_third(&self, country: Country) -> bool {
        self.third.as_ref().is_some_and(|third| third.is.get(country.index()) == Some(&true))
    }

    /// Whether the call takes somebody of a legal form in a role from a third country.
    pub(crate) fn takes_from_third(&self, role: Role, form: LegalForm) -> bool {
        let Some(third) = &self.third else { return true };
        let (roles, forms) = (&third.asked.roles, &third.asked.legal_forms);
        form == LegalForm::InternationalOrganisation
            || ((roles.is_empty() || roles.contains(&role)) && (forms.is_empty() || forms.contains(&form)))
    }

    /// Whether a role asks for nothing but the legal form.
    #[inline]
    pub(crate) fn asks_more(&self, role: Role) -> bool {
        self.more.get(role as usize).is_some_and(|more| !more.is_empty())
    }

    /// Whether bodies of the Union are admitted to a role, where the call itself says so of all legal forms.
    pub(crate) fn admits_union_bodies(&self, role: Role) -> Option<Point> {
        let rows = &self.more.get(role as usize)?.statuses;
        let mut of_all = rows.iter().filter(|row| row.form.is_none() && row.waived == Point::Settled(false));
        of_all.find(|row| row.status == Status::EuBody).map(|row| Point::Settled(row.held))
    }

    /// Whether any role asks for the type of an organisation.
    pub(crate) fn asks_types(&self) -> bool {
        self.more.iter().any(|more| !more.types.is_empty())
    }

    /// Whether any role asks for more than the legal form.
    pub(crate) fn asks_more_of_any(&self) -> bool {
        self.more.iter().any(|more| !more.is_empty())
    }

    /// The outcomes of the rule on legal forms for one role, the forms that are possible and what is stated of
    /// statuses.
    #[inline]
    pub(crate) fn form_outcomes(&self, role: Role, forms: LegalForms, statuses: Statuses) -> Outcomes {
        if let Some(both) = self.of_self_employed(role, statuses) {
            return both.outcomes();
        }
        let row = self.outcomes.get(role as usize);
        row.and_then(|row| row.get(usize::from(forms.bits()))).copied().unwrap_or(Outcomes::NOT_APPLICABLE)
    }

    /// What is asked beside the legal form, for one role, one form and what is stated of statuses and type.
    pub(crate) fn kind_outcomes(
        &self,
        role: Role,
        form: LegalForm,
        statuses: Statuses,
        kind: Option<OrganisationType>,
        answered: impl Fn(Point) -> Point,
    ) -> Outcomes {
        let Some(more) = self.more.get(role as usize).filter(|m| !m.is_empty()) else {
            return Outcomes::NOT_APPLICABLE;
        };
        let (mut concerned, mut may_pass, mut may_fail) = (false, true, false);
        // What has to be held, and what must not be, one bit a status: nobody does both.
        let (mut held, mut lacking) = (0u32, 0u32);
        for row in more.statuses.iter().filter(|row| row.form.is_none_or(|f| f == form)) {
            let waived = answered(row.waived);
            if waived.certain() {
                continue;
            }
            concerned = true;
            may_fail |= statuses.allow(form, row.status, !row.held);
            if !waived.possible() {
                may_pass &= statuses.allow(form, row.status, row.held);
                *(if row.held { &mut held } else { &mut lacking }) |= 1 << (row.status as u32);
            }
        }
        may_pass &= held & lacking == 0;
        if !more.types.is_empty() {
            concerned = true;
            let points = OrganisationType::ALL
                .iter()
                .zip(&more.types)
                .filter(|(k, _)| kind.is_none_or(|stated| stated == **k))
                .map(|(_, point)| answered(*point));
            let (mut pass, mut fail) = (false, false);
            for point in points {
                pass |= point.possible();
                fail |= !point.certain();
            }
            may_pass &= pass;
            may_fail |= fail;
        }
        if !concerned {
            return Outcomes::NOT_APPLICABLE;
        }
        Outcomes::MET.when(may_pass).or(Outcomes::NOT_MET.when(may_fail))
    }

    /// What an entry of possible forms brings to a count in a role, where nothing but the form is asked and
    /// no reading is tried out; `None` for roles that never count.
    #[inline]
    pub(crate) fn pass(&self, role: Role, forms: LegalForms) -> Option<Pass> {
        self.passes.get(role as usize)?.get(usize::from(forms.bits())).copied()
    }

    /// The same with questions answered, and with what else is asked.
    pub(crate) fn pass_answered(
        &self,
        role: Role,
        forms: LegalForms,
        (statuses, kind): (Statuses, Option<OrganisationType>),
        answered: impl Fn(Point) -> Point,
    ) -> Option<Pass> {
        let kinds = self.kinds.get(role as usize)?;
        let counts = self.counts(role, &answered);
        Some(Pass::of(counts, answered(self.international_exempt), forms.bits(), |form| {
            let own = kinds.get(form as usize).copied().unwrap_or(NOBODY);
            let both = self.of_self_employed(role, statuses).unwrap_or(own).answered(&answered);
            let more = self.kind_outcomes(role, form, statuses, kind, &answered);
            let fails = more.may_be(Outcomes::NOT_MET);
            let passes = more.may_be(Outcomes::MET.or(Outcomes::NOT_APPLICABLE));
            (both.certain() && !fails, both.possible() && passes)
        }))
    }

    /// What decides on one role, one form and what is stated of statuses; `None` for roles without funding.
    pub(crate) fn form_decides(&self, role: Role, form: LegalForm, statuses: Statuses) -> Option<Both> {
        let own = self.kinds.get(role as usize)?.get(form as usize).copied()?;
        Some(self.of_self_employed(role, statuses).unwrap_or(own))
    }

    /// Whether the law bars natural persons from a role, and the call is silent on them.
    pub(crate) fn is_silent_on_natural_persons(&self, role: Role) -> bool {
        self.self_employed.get(role as usize).is_some_and(Option::is_some)
    }

    /// What decides on a self-employed person, where the law bars natural persons and the call is silent.
    #[inline]
    fn of_self_employed(&self, role: Role, statuses: Statuses) -> Option<Both> {
        let stated = statuses.get(Status::SelfEmployed) == Some(true);
        self.self_employed.get(role as usize).copied().flatten().filter(|_| stated)
    }
}

impl Standing {
    fn may_be_eligible(self) -> bool {
        match self {
            Standing::Member(point) | Standing::Depends(point) => point.possible(),
            Standing::Negotiating(_) | Standing::Territory(..) => true,
            // Whoever takes part without funding is no applicant who counts.
            Standing::Unfunded(_) | Standing::Outside => false,
        }
    }
}

/// The countries that may count: Member States, those counted like one, and on the basis of eligible
/// countries every other that may be eligible.
pub(super) fn places(
    countries: &Countries,
    bases: [CountingBasis; 2],
    territories: Point,
    day: Option<NaiveDate>,
) -> Vec<Country> {
    let mut places = participating(countries, day);
    let mut add = |country: Country| {
        if !places.contains(&country) {
            places.push(country);
        }
    };
    countries.counted.iter().for_each(|(country, _)| add(*country));
    if bases.contains(&CountingBasis::EligibleCountries) {
        countries.points.iter().for_each(|(country, _)| add(countries.counts_as(*country)));
        countries.negotiating.iter().for_each(|n| add(n.country));
        // A territory that does not count for its Member State is an eligible country of its own.
        let apart = !territories.certain() && countries.overseas_territories.possible();
        let takes_part = |state: Country| is_member_on(state, day) && !countries.except.contains(&state);
        let linked = |c: &Country| c.overseas_territory_on(day).is_some_and(takes_part);
        Country::all().filter(|c| apart && linked(c)).for_each(&mut add);
    }
    places
}

/// The Member States that take part.
fn participating(countries: &Countries, day: Option<NaiveDate>) -> Vec<Country> {
    let mut states = member_states(day);
    states.retain(|state| !countries.except.contains(state));
    states
}

fn standing(
    country: Country,
    countries: &Countries,
    day: Option<NaiveDate>,
    answer: &impl Fn(usize) -> Option<bool>,
) -> Standing {
    let point = |of: Country| countries.points.iter().find(|(c, _)| *c == of).map(|(_, p)| p.under(answer));
    let participating = |state: Country| is_member_on(state, day) && !countries.except.contains(&state);
    if participating(country.state()) {
        // A point on a Member State, such as a country that joined late, is a point on its regions too.
        return Standing::Member(
            point(country).or_else(|| point(country.state())).unwrap_or(Point::Settled(true)),
        );
    }
    if let Some(point) = point(country) {
        return Standing::Depends(point);
    }
    if let Some(at) = countries.negotiating.iter().position(|n| n.country == country) {
        return Standing::Negotiating(u8::try_from(at).unwrap_or(u8::MAX));
    }
    if let Some((_, roles)) = countries.without_funding.iter().find(|(c, _)| *c == country) {
        return Standing::Unfunded(roles.iter().fold(0, |all, role| all | 1 << (*role as u8)));
    }
    let state = country.overseas_territory_on(day).filter(|state| participating(*state));
    match state.and_then(|state| self::participating(countries, day).iter().position(|p| *p == state)) {
        Some(at) if countries.overseas_territories.possible() => Standing::Territory(
            u8::try_from(at).unwrap_or(NOWHERE),
            countries.overseas_territories.under(answer),
        ),
        _ => Standing::Outside,
    }
}
