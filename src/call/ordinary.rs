//! What a call's tables tell at once of an ordinary participant: one whose role is known and of whom nothing but form
//! and country is stated.

use super::terms::{Standing, Terms};
use super::{Basis, Point};
use crate::country::Country;
use crate::organisation::{LegalForm, LegalForms, Role};
use crate::outcome::Outcomes;

/// Compiled from the terms of a call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ordinary {
    /// Of each role and every set of possible legal forms, the bits below.
    roles: [[u8; 32]; Role::ALL.len()],
    /// By the index of a country: the place of a Member State that takes part and counts, or [`NOWHERE`].
    places: Box<[u8]>,
}

/// Every rule on it alone that leads to rejection passes, wherever it is established.
const ANYWHERE: u8 = 1;
/// The same where it is established in one of the places.
const PLACED: u8 = 2;
/// It counts to the minima for certain where it is established in one of the places.
const COUNTS: u8 = 4;

const NOWHERE: u8 = u8::MAX;

/// What is told of an ordinary participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// Every rule on it alone that leads to rejection passes.
    pub(crate) passes: bool,
    /// Where it counts for certain, the bit of its place; else none.
    pub(crate) place: u64,
}

impl Ordinary {
    /// Nothing is told where the call asks for more than form and country.
    pub(super) fn of(terms: &Terms) -> Ordinary {
        let mut ordinary = Ordinary::default();
        if !terms.plain {
            return ordinary;
        }
        for (role, row) in Role::ALL.iter().zip(&mut ordinary.roles) {
            for (set, cell) in (0u8..).zip(row) {
                let forms = LegalForm::ALL.iter().copied().filter(|form| set >> (*form as u8) & 1 == 1);
                *cell = LegalForms::one_of(forms).map_or(0, |forms| bits(terms, *role, forms));
            }
        }
        let placed = |country: Country| {
            let at = terms.place(country)?;
            let takes_part = terms.standing(country) == Standing::Member(Point::Settled(true));
            let counts = |basis: &Basis| basis.point(at).certain();
            (takes_part && terms.bases.iter().all(counts)).then_some(at)
        };
        let mut places = vec![NOWHERE; Country::INDICES].into_boxed_slice();
        for country in Country::all() {
            if let (Some(cell), Some(at)) = (places.get_mut(country.index()), placed(country)) {
                *cell = at;
            }
        }
        ordinary.places = places;
        ordinary
    }

    /// What is told of a role, the legal forms that are possible, and a country.
    #[inline]
    pub(crate) fn tells(&self, role: Role, forms: LegalForms, country: Country) -> Told {
        let row = self.roles.get(role as usize);
        let bits = row.and_then(|row| row.get(usize::from(forms.bits()))).copied().unwrap_or(0);
        let place = self.places.get(country.index()).copied().unwrap_or(NOWHERE);
        let placed = place != NOWHERE;
        Told {
            passes: bits & ANYWHERE != 0 || (placed && bits & PLACED != 0),
            place: if placed && bits & COUNTS != 0 { 1u64 << (place & 63) } else { 0 },
        }
    }
}

fn bits(terms: &Terms, role: Role, forms: LegalForms) -> u8 {
    if !role.is_funded() {
        return ANYWHERE;
    }
    if terms.form_outcomes(role, forms, Default::default()) != Outcomes::MET {
        return 0;
    }
    let international = forms.known() == Some(LegalForm::InternationalOrganisation);
    let exempt = international && terms.international_exempt.certain();
    let counts = terms.pass(role, forms).is_some_and(|pass| {
        pass.certain && (pass.never_international || terms.bases.iter().all(|b| b.international.certain()))
    });
    PLACED | if exempt { ANYWHERE } else { 0 } | if counts { COUNTS } else { 0 }
}
