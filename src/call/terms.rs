//! A call's conditions on participants, compiled into tables when the call loads.

use super::{Counting, Countries, Negotiation};
use crate::country::{Country, MEMBER_STATES};
use crate::organisation::{LegalForm, LegalForms, Role};
use crate::outcome::Outcomes;

/// A point on which a call says yes, says no, or leaves a question open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Point {
    Settled(bool),
    /// The index of the open question.
    Open(u8),
}

impl Point {
    pub(super) fn under(self, answer: &impl Fn(usize) -> Option<bool>) -> Point {
        match self {
            Point::Settled(_) => self,
            Point::Open(q) => answer(usize::from(q)).map_or(self, Point::Settled),
        }
    }

    /// The outcomes of a rule that is met where the answer is yes.
    #[inline]
    pub(crate) fn outcomes(self) -> Outcomes {
        match self {
            Point::Settled(true) => Outcomes::MET,
            Point::Settled(false) => Outcomes::NOT_MET,
            Point::Open(_) => Outcomes::MET.or(Outcomes::NOT_MET),
        }
    }

    /// Whether yes is certain.
    pub(crate) fn certain(self) -> bool {
        self == Point::Settled(true)
    }

    /// Whether yes is possible.
    pub(crate) fn possible(self) -> bool {
        self != Point::Settled(false)
    }
}

/// What a call makes of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Standing {
    /// A Member State by its place in [`MEMBER_STATES`], and whether it takes part.
    Member(u8, Point),
    /// An eligible overseas territory of the participating Member State at that place.
    Territory(u8),
    /// Eligible or not by a point of the call, and of no Member State.
    Hinges(Point),
    /// Eligible once the agreement at that place of the call's record is in force.
    Negotiating(u8),
    /// Outside.
    Outside,
}

impl Standing {
    /// Whether an unknown country need be tried with one of both only. A Member State stands for any
    /// other; territories are linked to few, so which one may matter.
    fn alike(self, other: Standing) -> bool {
        matches!((self, other), (Standing::Member(_, a), Standing::Member(_, b)) if a == b) || self == other
    }
}

/// For each legal form, what a role makes of it.
pub(crate) type Kinds = [Point; 5];

/// What an entry in one role brings to a count, as far as its legal form goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Every form it may have is admitted and counts, for certain.
    pub(crate) certain: bool,
    /// It may be admitted with a form other than international organisation.
    pub(crate) other: bool,
    /// It may be admitted as an international organisation, and such may count.
    pub(crate) international: bool,
    /// It may have a form that the country rule concerns.
    pub(crate) bound: bool,
    /// It cannot be an international organisation.
    pub(crate) never_international: bool,
}

impl Pass {
    const NONE: Pass =
        Pass { certain: false, other: false, international: false, bound: false, never_international: true };

    fn of(kinds: &Kinds, counts: Point, exempt: bool, forms: u8, answered: impl Fn(Point) -> Point) -> Pass {
        let mut pass = Pass { certain: true, ..Pass::NONE };
        for (at, point) in kinds.iter().enumerate().filter(|(at, _)| forms >> at & 1 == 1) {
            let point = answered(*point);
            pass.certain &= point.certain();
            if at == LegalForm::InternationalOrganisation as usize {
                let counts = answered(counts);
                pass.certain &= counts.certain();
                pass.international |= point.possible() && counts.possible();
                pass.bound |= !exempt;
                pass.never_international = false;
            } else {
                pass.other |= point.possible();
                pass.bound = true;
            }
        }
        pass
    }
}

/// The compiled terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// For coordinator, beneficiary and affiliated entity: the point for each legal form.
    pub(crate) kinds: [Kinds; 3],
    /// The outcomes of `kinds` for every set of possible legal forms.
    outcomes: [[Outcomes; 32]; 3],
    /// For coordinator and beneficiary: what every set of possible legal forms brings to a count.
    passes: [[Pass; 32]; 2],
    standings: Box<[Standing]>,
    /// One country of every kind of standing that occurs, for questions of the kind "could it be otherwise".
    pub(crate) samples: Vec<Country>,
    pub(crate) international_counts: Point,
    pub(crate) territory_counts: Point,
    /// Whether the country rule leaves international organisations alone.
    pub(crate) international_exempt: bool,
    /// One bit for each participating Member State.
    pub(crate) participating: u32,
    pub(crate) negotiating: Vec<Negotiation>,
}

impl Default for Terms {
    /// Nothing is admitted; what a call holds until its own terms are compiled.
    fn default() -> Self {
        Terms {
            kinds: [[Point::Settled(false); 5]; 3],
            outcomes: [[Outcomes::NONE; 32]; 3],
            passes: [[Pass::NONE; 32]; 2],
            standings: Box::default(),
            samples: Vec::new(),
            international_counts: Point::Settled(false),
            territory_counts: Point::Settled(false),
            international_exempt: false,
            participating: 0,
            negotiating: Vec::new(),
        }
    }
}

impl Terms {
    pub(super) fn compile(
        roles: &[(Role, LegalForm, Point)],
        countries: &Countries,
        counting: &Counting,
        answer: impl Fn(usize) -> Option<bool>,
    ) -> Terms {
        let mut kinds = [[Point::Settled(false); 5]; 3];
        for (role, form, point) in roles {
            let row = kinds.get_mut(*role as usize).and_then(|row| row.get_mut(*form as usize));
            if let Some(cell) = row {
                *cell = point.under(&answer);
            }
        }
        let mut outcomes = [[Outcomes::NONE; 32]; 3];
        for (row, kinds) in outcomes.iter_mut().zip(&kinds) {
            for (bits, cell) in row.iter_mut().enumerate() {
                *cell = kinds
                    .iter()
                    .enumerate()
                    .filter(|(form, _)| bits >> form & 1 == 1)
                    .fold(Outcomes::NONE, |all, (_, point)| all.or(point.outcomes()));
            }
        }
        let international_counts = counting.international_organisations.under(&answer);
        let international_exempt = countries.international_organisations_exempt;
        let mut passes = [[Pass::NONE; 32]; 2];
        for (row, kinds) in passes.iter_mut().zip(&kinds) {
            for (forms, cell) in (0u8..32).zip(row.iter_mut()) {
                *cell = Pass::of(kinds, international_counts, international_exempt, forms, |p| p);
            }
        }
        let mut standings = vec![Standing::Outside; 676].into_boxed_slice();
        let mut samples: Vec<(Standing, Country)> = Vec::new();
        let mut participating = 0;
        for country in Country::all() {
            let standing = standing(country, countries, &answer);
            if let Some(cell) = standings.get_mut(country.index()) {
                *cell = standing;
            }
            if let Standing::Member(at, point) = standing
                && point.possible()
            {
                participating |= 1u32 << (at & 31);
            }
            if !samples.iter().any(|(known, _)| known.alike(standing)) {
                samples.push((standing, country));
            }
        }
        Terms {
            kinds,
            outcomes,
            passes,
            standings,
            samples: samples.into_iter().map(|(_, country)| country).collect(),
            international_counts,
            territory_counts: counting.overseas_territories.under(&answer),
            international_exempt,
            participating,
            negotiating: countries.negotiating.clone(),
        }
    }

    /// What the call makes of a country.
    #[inline]
    pub(crate) fn standing(&self, country: Country) -> Standing {
        self.standings.get(country.index()).copied().unwrap_or(Standing::Outside)
    }

    /// The outcomes of the rule on legal forms for one role and the forms that are possible.
    #[inline]
    pub(crate) fn form_outcomes(&self, role: Role, forms: LegalForms) -> Outcomes {
        let row = self.outcomes.get(role as usize);
        row.and_then(|row| row.get(usize::from(forms.bits()))).copied().unwrap_or(Outcomes::NOT_APPLICABLE)
    }

    /// What an entry brings to a count as coordinator or beneficiary; `None` for other roles.
    #[inline]
    pub(crate) fn pass(&self, role: Role, forms: LegalForms) -> Option<Pass> {
        self.passes.get(role as usize)?.get(usize::from(forms.bits())).copied()
    }

    /// The same with questions answered.
    pub(crate) fn pass_answered(
        &self,
        role: Role,
        forms: LegalForms,
        answered: impl Fn(Point) -> Point,
    ) -> Option<Pass> {
        let kinds = self.kinds.get(role as usize).filter(|_| role.counts())?;
        Some(Pass::of(kinds, self.international_counts, self.international_exempt, forms.bits(), answered))
    }

    /// The point that decides on one role and one form; `None` for roles without funding.
    pub(crate) fn form_point(&self, role: Role, form: LegalForm) -> Option<Point> {
        self.kinds.get(role as usize)?.get(form as usize).copied()
    }
}

fn standing(country: Country, countries: &Countries, answer: &impl Fn(usize) -> Option<bool>) -> Standing {
    let point = |of: Country| countries.points.iter().find(|(c, _)| *c == of).map(|(_, p)| p.under(answer));
    let participating =
        |state: Country| state.member_state_index().filter(|_| !countries.except.contains(&state));
    if let Some(at) = participating(country.state()) {
        // A point on a Member State, such as a country that joined late, is a point on its regions too.
        let takes_part = point(country).or_else(|| point(country.state())).unwrap_or(Point::Settled(true));
        return Standing::Member(at, takes_part);
    }
    if let Some(point) = point(country) {
        return Standing::Hinges(point);
    }
    if let Some(at) = countries.negotiating.iter().position(|n| n.country == country) {
        return Standing::Negotiating(u8::try_from(at).unwrap_or(u8::MAX));
    }
    match country.overseas_territory_of().and_then(participating) {
        Some(at) if countries.overseas_territories => Standing::Territory(at),
        _ => Standing::Outside,
    }
}

/// The Member State at a place of the list that standings refer to.
pub(crate) fn member_state(at: u8) -> Option<Country> {
    MEMBER_STATES.get(usize::from(at)).copied()
}
