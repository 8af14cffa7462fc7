//! A budget added up once, and whose row each one is.

use std::collections::{HashMap, HashSet};

use crate::budget::{Budget, Category, Resource, RowOf, Sum};
use crate::id::Pic;
use crate::organisation::Role;
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// Whose row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Party {
    /// The organisation whose first entry is at that place.
    Organisation(usize),
    /// A code that nobody states; an entry without a code, or somebody who joins, may turn out to have it.
    Code,
    /// A place that only somebody who joins can take.
    Later,
    /// Nobody.
    Nobody,
}

/// What the party of a row may turn out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) funded: bool,
    pub(crate) unfunded: bool,
    pub(crate) nobody: bool,
}

/// Sums of a budget by column, and whose row each one is.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    columns: [Sum; Category::ALL.len()],
    resources: [Sum; Resource::ALL.len()],
    pub(crate) requested: Sum,
    pub(crate) parties: Vec<Party>,
    /// Rows of a participant that an earlier row is of.
    pub(crate) repeated: Vec<bool>,
    /// The first entry of the organisation that each entry of the consortium is one of.
    first: Vec<usize>,
    /// By first entry: whether the organisation has, and whether it may have, a funded role.
    funded: Vec<(bool, bool)>,
    /// What entries without a code, and those who join, may be.
    nameless: Standing,
    pub(crate) every_row: Outcomes,
    /// Organisations that may have a funded role and no row of their own.
    uncovered: Vec<usize>,
    /// Those of them that have one for certain.
    pub(crate) without_row: u32,
}

impl Ledger {
    pub(crate) fn of(budget: &Budget, participants: &[Participant], complete: bool) -> Self {
        let mut codes: HashMap<&Pic, usize> = HashMap::new();
        let mut ledger = Ledger {
            columns: [Sum::default(); Category::ALL.len()],
            resources: [Sum::default(); Resource::ALL.len()],
            requested: Sum::default(),
            parties: Vec::with_capacity(budget.rows().len()),
            repeated: Vec::with_capacity(budget.rows().len()),
            first: Vec::with_capacity(participants.len()),
            funded: vec![(false, false); participants.len()],
            nameless: Standing { funded: !complete, unfunded: !complete, nobody: true },
            every_row: Outcomes::MET,
            uncovered: Vec::new(),
            without_row: 0,
        };
        for (place, entry) in participants.iter().enumerate() {
            let pic = entry.applicant.pic.as_ref();
            let first = pic.map_or(place, |pic| *codes.entry(pic).or_insert(place));
            ledger.first.push(first);
            if let Some((has, may)) = ledger.funded.get_mut(first) {
                *has |= entry.role.is_some_and(Role::is_funded);
                *may |= entry.role.is_none_or(Role::is_funded);
            }
            if pic.is_none() {
                ledger.nameless.funded |= entry.role.is_none_or(Role::is_funded);
                ledger.nameless.unfunded |= !entry.role.is_some_and(Role::is_funded);
            }
        }
        let nameless = participants.iter().any(|p| p.applicant.pic.is_none());
        let mut seen: HashSet<(Party, Option<&RowOf>)> = HashSet::new();
        for row in budget.rows() {
            for (column, (_, cell)) in ledger.columns.iter_mut().zip(row.costs.iter()) {
                column.add(cell);
            }
            for (column, (_, cell)) in ledger.resources.iter_mut().zip(row.resources.iter()) {
                column.add(cell);
            }
            ledger.requested.add(row.requested);
            let party = match &row.participant {
                RowOf::Place(place) => match ledger.first.get(*place) {
                    Some(first) => Party::Organisation(*first),
                    None if complete => Party::Nobody,
                    None => Party::Later,
                },
                RowOf::Pic(pic) => match codes.get(pic) {
                    Some(first) => Party::Organisation(*first),
                    None if complete && !nameless => Party::Nobody,
                    None => Party::Code,
                },
            };
            let named = !matches!(party, Party::Organisation(_));
            ledger.repeated.push(!seen.insert((party, named.then_some(&row.participant))));
            ledger.parties.push(party);
        }
        ledger.cover(participants, complete);
        ledger
    }

    /// Whether every funded participant has a row.
    fn cover(&mut self, participants: &[Participant], complete: bool) {
        let covered: HashSet<usize> = self
            .parties
            .iter()
            .filter_map(|p| match p {
                Party::Organisation(first) => Some(*first),
                _ => None,
            })
            .collect();
        // Each code that nobody states may be that of one entry without a code.
        let codes =
            self.parties.iter().zip(&self.repeated).filter(|(p, again)| **p == Party::Code && !**again);
        let codes = u32::try_from(codes.count()).unwrap_or(u32::MAX);
        let (mut coded, mut nameless, mut open) = (0u32, 0u32, !complete);
        for (place, entry) in participants.iter().enumerate() {
            let (has, may) = self.funded.get(place).copied().unwrap_or_default();
            if self.first.get(place) != Some(&place) || covered.contains(&place) || !may {
                continue;
            }
            self.uncovered.push(place);
            match (has, entry.applicant.pic.is_some()) {
                (true, true) => coded = coded.saturating_add(1),
                (true, false) => nameless = nameless.saturating_add(1),
                (false, _) => open = true,
            }
        }
        self.without_row = coded.saturating_add(nameless);
        self.every_row = if coded > 0 || nameless > codes {
            Outcomes::NOT_MET
        } else if nameless > 0 || open {
            Outcomes::MET_OR_NOT
        } else {
            Outcomes::MET
        };
    }

    pub(crate) fn column(&self, category: Category) -> Sum {
        self.columns.get(category as usize).copied().unwrap_or_default()
    }

    pub(crate) fn resource(&self, resource: Resource) -> Sum {
        self.resources.get(resource as usize).copied().unwrap_or_default()
    }

    pub(crate) fn costs(&self) -> Sum {
        self.columns.iter().copied().fold(Sum::default(), Sum::and)
    }

    /// All costs but those of one category.
    pub(crate) fn costs_without(&self, category: Category) -> Sum {
        let others = Category::ALL.iter().filter(|c| **c != category);
        others.map(|c| self.column(*c)).fold(Sum::default(), Sum::and)
    }

    pub(crate) fn cofinancing(&self) -> Sum {
        self.resources.iter().copied().fold(Sum::default(), Sum::and)
    }

    /// What the party of a row may turn out to be.
    pub(crate) fn standing(&self, party: Party) -> Standing {
        match party {
            Party::Organisation(first) => {
                let (has, may) = self.funded.get(first).copied().unwrap_or_default();
                Standing { funded: may, unfunded: !has, nobody: false }
            }
            Party::Code => Standing { nobody: true, ..self.nameless },
            Party::Later => Standing { funded: true, unfunded: true, nobody: true },
            Party::Nobody => Standing { funded: false, unfunded: false, nobody: true },
        }
    }

    /// Organisations that have or may have a funded role and no row of their own, by their first entry.
    pub(crate) fn uncovered(&self) -> impl Iterator<Item = (usize, Standing)> + '_ {
        self.uncovered.iter().map(|first| (*first, self.standing(Party::Organisation(*first))))
    }

    /// The organisation that an entry is one of, by its first entry.
    pub(crate) fn organisation(&self, place: usize) -> Option<usize> {
        self.first.get(place).copied()
    }

    /// The places of an organisation's entries.
    pub(crate) fn entries(&self, organisation: usize) -> impl Iterator<Item = usize> + '_ {
        self.first.iter().enumerate().filter(move |(_, first)| **first == organisation).map(|(at, _)| at)
    }
}
