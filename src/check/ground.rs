//! A consortium under a minimum: its organisations, and what looking at them takes.

use std::collections::HashMap;

use super::completions;
use super::dependence::Dependence;
use super::facts::Setting;
use super::identity::Group;
use super::tally::MinimumOf;
use crate::call::{Basis, Terms};
use crate::organisation::Role;
use crate::proposal::Participant;

/// An organisation and its entries, each with its place.
pub(super) type Grouped<'p> = (Group, Vec<(usize, &'p Participant)>);

/// What does not change while readings and facts are tried out.
pub(super) struct Ground<'g, 'p> {
    pub(super) of: MinimumOf,
    pub(super) groups: &'g [Grouped<'p>],
    /// For each group, the first of those that state the same.
    pub(super) shapes: &'g [usize],
    pub(super) basis: &'g Basis,
    pub(super) complete: bool,
}

impl<'p> Ground<'_, 'p> {
    /// The groups that stand for all that state the same, with their places.
    pub(super) fn distinct(&self) -> impl Iterator<Item = (usize, &[(usize, &'p Participant)])> {
        let all = self.groups.iter().enumerate().zip(self.shapes);
        all.filter(|((at, _), shape)| at == *shape).map(|((at, (_, entries)), _)| (at, entries.as_slice()))
    }

    /// What adding up everybody takes, in steps.
    pub(super) fn cost(&self, setting: &Setting<'_>) -> u64 {
        let each = self.distinct().map(|(_, entries)| WEIGHING.saturating_mul(wide(entries.len())));
        let samples = wide(setting.terms.samples.len());
        each.fold(wide(self.groups.len()), u64::saturating_add).saturating_add(samples)
    }

    /// What it takes to see whether the minimum tips.
    pub(super) fn tipping(&self, setting: &Setting<'_>) -> u64 {
        let ways = self.distinct().map(|(_, entries)| ways(entries, setting.terms));
        let pairs = wide(self.groups.len()).saturating_mul(wide(self.groups.len())).saturating_mul(4);
        ways.fold(pairs, u64::saturating_add)
    }
}

/// Adding up one entry takes about so many steps.
pub(super) const WEIGHING: u64 = 24;

pub(super) fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// What trying out every way to complete some entries takes, in steps.
pub(super) fn ways(entries: &[(usize, &Participant)], terms: &Terms) -> u64 {
    let each = entries.iter().map(|(_, entry)| {
        let roles = if entry.role.is_none() { Role::ALL.len() } else { 1 };
        let places = if entry.applicant.country.is_none() { terms.samples.len() } else { 1 };
        let kinds = completions::count(entry, terms);
        wide(roles).saturating_mul(wide(places)).saturating_mul(kinds).saturating_mul(8)
    });
    let all = each.fold(0, u64::saturating_add);
    // Several entries of one organisation are tried in combination.
    if entries.len() > 1 { all.saturating_mul(4) } else { all }
}

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 10;

/// Of some questions, those that can be read in every combination within the steps that are left; and the rest.
pub(super) fn combined(
    mut questions: Vec<usize>,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
    dependence: &Dependence,
) -> (Vec<usize>, Vec<usize>) {
    let once = ground.cost(setting).saturating_add(ground.tipping(setting)).saturating_mul(4).max(1);
    let readings = dependence.steps.left().checked_div(once).unwrap_or(0).max(1);
    let affordable = usize::try_from(readings.ilog2()).unwrap_or(0);
    let rest = questions.split_off(questions.len().min(COMBINED).min(affordable));
    (questions, rest)
}

/// For each group, the first of those that state the same, but for name and code.
pub(super) fn shapes(groups: &[Grouped<'_>]) -> Vec<usize> {
    let mut known = HashMap::new();
    let shape = |(at, (_, entries)): (usize, &Grouped<'_>)| match entries.as_slice() {
        [(_, entry)] => {
            let who = &entry.applicant;
            let stated = (entry.role, who.country, who.legal_form, who.statuses, who.organisation_type);
            *known.entry((stated, who.declarations)).or_insert(at)
        }
        _ => at,
    };
    groups.iter().enumerate().map(shape).collect()
}
