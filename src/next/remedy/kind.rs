//! A kind of newcomer.

use super::sign::Sign;
use crate::country::Country;
use crate::organisation::{LegalForm, Role};

/// Newcomers who do the same to every condition of the proposal as stated.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    pub(super) role: Role,
    pub(super) form: LegalForm,
    /// Where they may sit: a country, and those as good.
    pub(super) first: Country,
    pub(super) others: Vec<Country>,
    pub(super) signs: Vec<Sign>,
}

impl Kind {
    /// The first place of those not taken, or else the first.
    pub(super) fn site(&self, taken: impl Fn(Country) -> bool) -> Country {
        self.sites().find(|c| !taken(*c)).unwrap_or(self.first)
    }

    /// All those places.
    pub(super) fn sites(&self) -> impl Iterator<Item = Country> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}
