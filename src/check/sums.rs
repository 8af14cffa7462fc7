//! The organisations of a consortium added up under one set of readings, and whose counting a minimum turns with.

use std::collections::BTreeSet;

use super::dependence::Dependence;
use super::facts::Setting;
use super::ground::{Ground, WEIGHING, wide};
use super::identity::{Alike, Group};
use super::switches::Counts;
use super::tally::{self, MinimumOf, Unit};
use super::tipping::bits;
use crate::call::Basis;
use crate::country::Country;
use crate::proposal::Participant;

/// All organisations under one set of readings.
pub(super) struct Sums {
    units: Vec<Unit>,
    pub(super) bounds: tally::Bounds,
    possible: u64,
}

impl Sums {
    pub(super) fn of(ground: &Ground<'_, '_>, setting: &Setting<'_>) -> Self {
        let mut sums =
            Sums { units: Vec::new(), bounds: tally::Bounds::default(), possible: ground.basis.possible };
        for ((_, entries), shape) in ground.groups.iter().zip(ground.shapes) {
            let unit = sums.units.get(*shape).copied().unwrap_or_else(|| {
                let entries: Vec<&Participant> = entries.iter().map(|(_, e)| *e).collect();
                tally::unit(&entries, setting, ground.basis)
            });
            sums.units.push(unit);
        }
        sums.bounds = tally::sum(ground.groups.iter().map(|(g, _)| g).zip(&sums.units), sums.possible);
        sums
    }

    /// The same where it is open whether one of them counts.
    pub(super) fn with_open(mut self, at: usize, ground: &Ground<'_, '_>) -> Self {
        if let Some(unit) = self.units.get_mut(at) {
            unit.must = 0;
        }
        self.bounds = tally::sum(ground.groups.iter().map(|(g, _)| g).zip(&self.units), self.possible);
        self
    }

    /// Whether the minimum depends on one organisation counting in one way or another.
    pub(super) fn turns_with(
        &self,
        (of, minimum): (MinimumOf, u32),
        at: usize,
        pair: (Counts, Counts),
        complete: bool,
        dependence: &mut Dependence,
    ) -> bool {
        let short = minimum.saturating_sub(1);
        if minimum == 0 {
            return false;
        }
        if of == MinimumOf::Applicants {
            let switches = (pair.0 == 0) != (pair.1 == 0);
            let (certain, possible) = self.bounds.applicants;
            return switches && certain < minimum && (!complete || possible >= minimum);
        }
        // One way adds a Member State that the others do not have; the other adds none.
        let once = wide(self.units.len()).saturating_mul(4);
        let mut others = |at: usize, state: u64, have: u64| {
            // Where the steps do not last, it is taken to.
            if dependence.takes(once) { self.others(at, state, have) } else { Some((0, u32::MAX)) }
        };
        [(pair.0, pair.1), (pair.1, pair.0)].into_iter().any(|(adds, keeps)| {
            let kept: Vec<u64> = if keeps == 0 { vec![0] } else { bits(keeps).collect() };
            bits(adds).any(|state| {
                kept.iter().any(|have| {
                    others(at, state, *have)
                        .is_some_and(|(fewest, most)| fewest <= short && (!complete || short <= most))
                })
            })
        })
    }

    /// Bounds of the distinct Member States of the other organisations, if they leave one State out and
    /// have another one in; `None` if they cannot.
    fn others(&self, at: usize, out: u64, have: u64) -> Option<(u32, u32)> {
        if have & out != 0 {
            return None;
        }
        let units = self.units.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, unit)| {
            let must = unit.must & !out;
            (Unit { may: unit.may & !out, must }, unit.must != 0 && must == 0)
        });
        let mut left = Vec::new();
        for (unit, forced_in) in units {
            if forced_in {
                return None;
            }
            left.push(unit);
        }
        if have != 0 {
            let provider =
                left.iter_mut().filter(|u| u.may & have != 0).min_by_key(|u| u.may.count_ones())?;
            *provider = Unit { may: have, must: have };
        }
        Some(tally::states(&left, self.possible & !out))
    }
    /// Whether a minimum of applicants depends on the code of an entry without one: whether, of all the others, one short
    /// of the minimum may count, one among them that it may be the same as. By itself it is one more; as one of them it
    /// is not. `None` where the steps do not last.
    pub(super) fn turns_with_code(
        &self,
        at: usize,
        minimum: u32,
        ground: &Ground<'_, '_>,
        setting: &Setting<'_>,
        dependence: &mut Dependence,
    ) -> Option<bool> {
        let Ground { groups, shapes, basis, complete, .. } = *ground;
        let unit = |i: usize| self.units.get(i).copied().unwrap_or(Unit { may: 0, must: 0 });
        let (certain, possible) = self.bounds.applicants;
        let Some((group, entries)) = groups.get(at).filter(|(g, _)| !g.coded) else { return Some(false) };
        let Some(name) = group.alike().filter(|_| unit(at).may != 0) else { return Some(false) };
        if certain >= minimum || (complete && possible < minimum) {
            return Some(false);
        }
        if !dependence.takes(wide(groups.len())) {
            return None;
        }
        let named: Vec<(usize, &Group)> =
            groups.iter().map(|(g, _)| g).enumerate().filter(|(_, g)| g.alike() == Some(name)).collect();
        // Those of the name that count whatever their facts, some left out.
        let certain_but = |out: &[usize]| {
            let mut alike = Alike::default();
            for (_, group) in named.iter().filter(|(i, _)| unit(*i).must != 0 && !out.contains(i)) {
                alike.add(group.coded, group.states.first().copied());
            }
            alike
        };
        let elsewhere = certain.saturating_sub(certain_but(&[]).fewest());
        let mut tried = BTreeSet::new();
        for (i, other) in named.iter().copied().filter(|(i, _)| *i != at && unit(*i).may != 0) {
            // What holds of one holds of all that state the same.
            if !tried.insert((shapes.get(i), other.coded)) {
                continue;
            }
            let Some((_, others)) = groups.get(i) else { continue };
            let countries: Vec<Country> = match (group.country, other.states.first().copied()) {
                (Some(own), Some(theirs)) if own != theirs => continue,
                (Some(country), _) | (None, Some(country)) => vec![country],
                // In any: one that others of the name state, or one of each kind.
                (None, None) => {
                    let stated = named.iter().flat_map(|(_, g)| g.states.iter().copied());
                    stated.chain(setting.terms.samples.iter().copied()).collect()
                }
            };
            let once = wide(named.len())
                .saturating_add(WEIGHING.saturating_mul(wide(others.len()).saturating_add(1)));
            if !dependence.takes(once.saturating_mul(wide(countries.len()))) {
                return None;
            }
            let rest = certain_but(&[at, i]);
            let matters = countries.into_iter().any(|country| {
                let mut alike = rest.clone();
                alike.add(other.coded, Some(country));
                elsewhere.saturating_add(alike.fewest()) < minimum
                    && counts_in(entries, country, setting, basis)
                    && counts_in(others, country, setting, basis)
            });
            if matters {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Whether an organisation may count with every country that is not stated being this one.
fn counts_in(
    entries: &[(usize, &Participant)],
    country: Country,
    setting: &Setting<'_>,
    basis: &Basis,
) -> bool {
    let mut settled: Vec<Participant> = entries.iter().map(|(_, e)| (*e).clone()).collect();
    for entry in &mut settled {
        entry.applicant.country.get_or_insert(country);
    }
    tally::unit(&settled.iter().collect::<Vec<_>>(), setting, basis).may != 0
}
