//! A budget added up once, and whose row each one is.

use std::collections::{HashMap, HashSet};

use crate::budget::{Between, Budget, Category, Resource, Row, RowOf, Sum};
use crate::call::Terms;
use crate::check::fate::Fate;
use crate::id::Pic;
use crate::money::Eur;
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

impl Standing {
    /// Whether it is in a funded role for certain.
    pub(crate) const fn surely_funded(self) -> bool {
        self.funded && !self.unfunded && !self.nobody
    }
}

/// Things of which some are the same one, each known by the first of them.
#[derive(Debug, Clone, Default)]
struct Groups {
    first: Vec<usize>,
    /// Members after the first; most groups have none.
    later: HashMap<usize, Vec<usize>>,
}

impl Groups {
    /// Adds a member of the group whose first is at that place.
    fn add(&mut self, first: usize) {
        let at = self.first.len();
        if first != at {
            self.later.entry(first).or_default().push(at);
        }
        self.first.push(first);
    }

    fn members(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(first).chain(self.later.get(&first).into_iter().flatten().copied())
    }
}

/// Sums of a budget by column, and whose row each one is.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    columns: [Sum; Category::ALL.len()],
    resources: [Sum; Resource::ALL.len()],
    pub(crate) requested: Sum,
    /// The contribution that the budget comes to once every funded participant has one row.
    pub(crate) grant: Between,
    pub(crate) parties: Vec<Party>,
    /// Rows by party.
    rows: Groups,
    /// By the first row of a party: the contribution that it asks for. Of several rows the party may mean
    /// one, or all of them together.
    asked: Vec<Between>,
    /// Entries of the consortium by organisation.
    entries: Groups,
    /// By first entry: whether the organisation is funded, and whether it may be.
    funded: Vec<(bool, bool)>,
    /// By first entry: what becomes of the organisation.
    fates: Vec<Fate>,
    /// How many entries have no code.
    pub(crate) nameless: usize,
    /// What entries without a code, and those who join, may be.
    unnamed: Standing,
    pub(crate) every_row: Outcomes,
    /// Organisations that may be funded and have no row of their own.
    uncovered: Vec<usize>,
    /// Those of them that are for certain.
    pub(crate) without_row: (u32, u32),
}

impl Ledger {
    /// `fates` says of each participant what becomes of it where the call removes some, and is empty elsewhere.
    pub(crate) fn of(
        budget: &Budget,
        participants: &[Participant],
        fates: &[Fate],
        complete: bool,
        terms: &Terms,
    ) -> Self {
        let mut codes: HashMap<&Pic, usize> = HashMap::new();
        let mut ledger = Ledger {
            columns: [Sum::default(); Category::ALL.len()],
            resources: [Sum::default(); Resource::ALL.len()],
            requested: Sum::default(),
            grant: Between::NOTHING,
            parties: Vec::with_capacity(budget.rows().len()),
            rows: Groups::default(),
            asked: Vec::with_capacity(budget.rows().len()),
            entries: Groups::default(),
            funded: vec![(false, false); participants.len()],
            fates: Vec::new(),
            nameless: 0,
            unnamed: Standing { funded: !complete, unfunded: !complete, nobody: true },
            every_row: Outcomes::MET,
            uncovered: Vec::new(),
            without_row: (0, 0),
        };
        for (place, entry) in participants.iter().enumerate() {
            let pic = entry.applicant.code();
            let first = pic.map_or(place, |pic| *codes.entry(pic).or_insert(place));
            ledger.entries.add(first);
            let (is_funded, may_be_funded) = funding(entry, terms);
            if let Some((has, may)) = ledger.funded.get_mut(first) {
                *has |= is_funded;
                *may |= may_be_funded;
            }
            // Who stays in with one of its entries stays in.
            let fate = fates.get(place).copied().unwrap_or(Fate::Stays);
            ledger.fates.push(fate);
            if let Some(known) = ledger.fates.get_mut(first) {
                *known = fate.min(*known);
            }
            if pic.is_none() {
                ledger.nameless = ledger.nameless.saturating_add(1);
                ledger.unnamed.funded |= may_be_funded;
                ledger.unnamed.unfunded |= !is_funded;
            }
        }
        let mut seen: HashMap<(Party, Option<&RowOf>), usize> = HashMap::new();
        for (place, row) in budget.rows().iter().enumerate() {
            for (column, (_, cell)) in ledger.columns.iter_mut().zip(row.costs.iter()) {
                column.add(cell);
            }
            for (column, (_, cell)) in ledger.resources.iter_mut().zip(row.resources.iter()) {
                column.add(cell);
            }
            ledger.requested.add(row.requested);
            let party = match &row.participant {
                RowOf::Place(place) => match ledger.entries.first.get(*place) {
                    Some(first) => Party::Organisation(*first),
                    None if complete => Party::Nobody,
                    None => Party::Later,
                },
                // A text that is no code names nobody who states it too.
                RowOf::Pic(pic) => match codes.get(pic) {
                    Some(first) => Party::Organisation(*first),
                    None if complete && ledger.nameless == 0 => Party::Nobody,
                    None => Party::Code,
                },
            };
            let named = !matches!(party, Party::Organisation(_));
            let first = *seen.entry((party, named.then_some(&row.participant))).or_insert(place);
            ledger.rows.add(first);
            ledger.asked.push(asked(row));
            if first != place
                && let Some(sum) = ledger.asked.get_mut(first)
            {
                *sum = sum.one_or_both(asked(row));
            }
            ledger.parties.push(party);
        }
        ledger.cover(participants, complete);
        ledger.grant = ledger.whole_grant(complete);
        ledger
    }

    /// What the budget asks for, by bounds: only a row of somebody who is in a funded role for certain has
    /// to count, and whoever has no row yet may ask for anything.
    fn whole_grant(&self, complete: bool) -> Between {
        let open = !complete || !self.uncovered.is_empty();
        let start = Between { most: (!open).then_some(Eur::ZERO), ..Between::NOTHING };
        let stay = self.groups().filter(|(row, _)| self.fate(self.party(*row)) != Fate::Removed);
        stay.fold(start, |sum, (row, asked)| {
            let party = self.party(row);
            let counts = self.standing(party).surely_funded() && self.fate(party) == Fate::Stays;
            let least = if counts { asked.least } else { Eur::ZERO };
            sum.plus(Between { least, ..asked })
        })
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
        let codes = self.groups().filter(|(row, _)| self.party(*row) == Party::Code);
        let codes = u32::try_from(codes.count()).unwrap_or(u32::MAX);
        let (mut coded, mut nameless, mut open) = (0u32, 0u32, !complete);
        for (place, entry) in participants.iter().enumerate() {
            let (has, may) = self.funded.get(place).copied().unwrap_or_default();
            let fate = self.fate(Party::Organisation(place));
            let idle = !may || fate == Fate::Removed;
            if self.entries.first.get(place) != Some(&place) || covered.contains(&place) || idle {
                continue;
            }
            self.uncovered.push(place);
            match (has && fate == Fate::Stays, entry.applicant.code().is_some()) {
                (true, true) => coded = coded.saturating_add(1),
                (true, false) => nameless = nameless.saturating_add(1),
                (false, _) => open = true,
            }
        }
        // Whoever has no code may be the one that a row names by a code which nobody states.
        let shown = coded.saturating_add(nameless.saturating_sub(codes));
        self.without_row = (shown, coded.saturating_add(nameless));
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

    /// What becomes of the party of a row.
    pub(crate) fn fate(&self, party: Party) -> Fate {
        match party {
            Party::Organisation(first) => self.fates.get(first).copied().unwrap_or(Fate::Stays),
            Party::Code | Party::Later | Party::Nobody => Fate::Stays,
        }
    }

    /// What the party of a row may turn out to be.
    pub(crate) fn standing(&self, party: Party) -> Standing {
        match party {
            Party::Organisation(first) => {
                let (has, may) = self.funded.get(first).copied().unwrap_or_default();
                Standing { funded: may, unfunded: !has, nobody: false }
            }
            Party::Code => Standing { nobody: true, ..self.unnamed },
            Party::Later => Standing { funded: true, unfunded: true, nobody: true },
            Party::Nobody => Standing { funded: false, unfunded: false, nobody: true },
        }
    }

    /// Organisations that have or may have a funded role and no row of their own, by their first entry.
    pub(crate) fn uncovered(&self) -> impl Iterator<Item = (usize, Standing)> + '_ {
        self.uncovered.iter().map(|first| (*first, self.standing(Party::Organisation(*first))))
    }

    /// The places of an organisation's entries.
    pub(crate) fn entries(&self, organisation: usize) -> impl Iterator<Item = usize> + '_ {
        self.entries.members(organisation)
    }

    /// Whose a row is.
    pub(crate) fn party(&self, row: usize) -> Party {
        self.parties.get(row).copied().unwrap_or(Party::Nobody)
    }

    /// Whether an earlier row is of the same party.
    pub(crate) fn repeats(&self, row: usize) -> bool {
        self.rows.first.get(row).is_some_and(|first| *first != row)
    }

    /// All rows of the party whose first row is at that place.
    pub(crate) fn rows_of(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows.members(first)
    }

    /// Every party by its first row, with what it asks for.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (usize, Between)> + '_ {
        self.asked.iter().copied().enumerate().filter(|(row, _)| !self.repeats(*row))
    }
}

/// Whether an entry takes part with funding, for certain and perhaps: in a funded role, and not admitted to it without
/// funding for the sake of its country.
fn funding(entry: &Participant, terms: &Terms) -> (bool, bool) {
    let roles = Role::ALL.iter().copied().filter(|role| entry.role.is_none_or(|stated| stated == *role));
    let each = roles.map(|role| {
        let who = &entry.applicant;
        let (unfunded, may_be_unfunded) =
            terms.unfunded(role, who.country, who.possible_forms(), &who.statuses);
        (role.is_funded() && !may_be_unfunded, role.is_funded() && !unfunded)
    });
    each.fold((true, false), |(is, may), (certain, possible)| (is && certain, may || possible))
}

/// What one row asks for.
fn asked(row: &Row) -> Between {
    Between { least: row.requested.unwrap_or_default(), most: row.requested }
}
