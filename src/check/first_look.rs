//! What one look at the participants tells for certain, by the tables of the call.
//!
//! Where only what fails is wanted, the engine passes over whatever this shows to pass. A rule says in its own file what of it
//! shows that; builds with debug assertions look all the same, and hold that nothing was passed over that does not pass.

use super::facts::{Facts, Setting};
use crate::call::Told;
use crate::organisation::{Role, Statuses};

/// What is certain of the participants.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FirstLook {
    /// Of the first 64, one bit each: every rule on it alone that leads to rejection passes.
    pass: u64,
    /// They do for all.
    all_pass: bool,
    /// How many are coordinators, and of how many the role is unknown.
    coordinators: u32,
    without_role: u32,
    /// How many count to the minima, and the places where they do, provided that they are different organisations.
    applicants: u32,
    places: u64,
}

impl FirstLook {
    #[inline]
    pub(super) fn of(facts: &Facts<'_>, setting: &Setting<'_>) -> FirstLook {
        let mut look = FirstLook::default();
        let (plain, ordinary) = (setting.is_plain(), setting.call.ordinary());
        let unlinked = setting.call.removes_ineligible();
        let (mut bit, mut others) = (1u64, false);
        for entry in facts.participants {
            let who = &entry.applicant;
            let Some(role) = entry.role else {
                look.without_role = look.without_role.saturating_add(1);
                (others, bit) = (true, bit << 1);
                continue;
            };
            look.coordinators = look.coordinators.saturating_add(u32::from(role == Role::Coordinator));
            let told = match who.country {
                Some(country)
                    if plain && who.declarations.is_empty() && who.statuses == Statuses::default() =>
                {
                    ordinary.tells(role, who.possible_forms(), country)
                }
                _ => Told::default(),
            };
            look.pass |= if told.passes { bit } else { 0 };
            others |= !told.passes;
            // An affiliated entity may be removed for whom it names.
            let place = if unlinked && role == Role::AffiliatedEntity { 0 } else { told.place };
            look.applicants = look.applicants.saturating_add(u32::from(place != 0));
            look.places |= place;
            bit <<= 1;
        }
        look.all_pass = !others;
        look
    }

    /// Whether every rule on a participant alone that leads to rejection passes, as far as the tables tell.
    #[inline]
    pub(super) fn passes(&self, place: u32) -> bool {
        self.all_pass || 1u64.checked_shl(place).is_some_and(|bit| self.pass & bit != 0)
    }

    /// The same of all participants.
    #[inline]
    pub(crate) fn all_pass(&self) -> bool {
        self.all_pass
    }

    /// Whether there is one coordinator among those stated, and nobody else may be one.
    #[inline]
    pub(crate) fn one_coordinator(&self) -> bool {
        self.coordinators == 1 && self.without_role == 0
    }

    /// How many different organisations count to the minimum of applicants for certain, at least: they are different
    /// where `distinct`.
    #[inline]
    pub(crate) fn applicants(&self, distinct: bool) -> u32 {
        if distinct { self.applicants } else { 0 }
    }

    /// In how many countries these are.
    #[inline]
    pub(crate) fn countries(&self, distinct: bool) -> u32 {
        if distinct { self.places.count_ones() } else { 0 }
    }
}
