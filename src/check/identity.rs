//! Which entries are the same organisation, as far as codes, names and countries tell.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};

use super::facts::Facts;
use crate::country::Country;
use crate::id::Pic;
use crate::proposal::Participant;

/// Whether entries can be told apart by their codes alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity {
    /// A code stands twice.
    pub(crate) repeated: bool,
    /// Every entry states a code and no code stands twice.
    pub(crate) distinct: bool,
}

/// Up to this many participants, comparing every pair is quickest.
const BY_PAIRS: usize = 8;

/// Codes are told apart on the stack up to this many participants.
pub(crate) const ON_STACK: usize = 64;

const SLOTS: usize = ON_STACK * 2;

impl Identity {
    pub(crate) fn of(participants: &[Participant]) -> Self {
        let numbers = participants.iter().map(|p| p.applicant.pic.as_ref().and_then(Pic::number));
        let distinct = match participants.len() {
            0..=BY_PAIRS => pairs_distinct(numbers),
            few if few <= ON_STACK => few_distinct(numbers),
            _ => Codes::of(participants).distinct,
        };
        Identity::told(participants, distinct)
    }

    /// The same where it is known whether every entry states a code of its own.
    pub(super) fn told(participants: &[Participant], distinct: bool) -> Self {
        let repeated = !distinct && {
            let mut stated: Vec<&Pic> = participants.iter().filter_map(|p| p.applicant.code()).collect();
            stated.sort_unstable();
            stated.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
        };
        Identity { repeated, distinct }
    }
}

/// Pairs are compared only where two codes want one of 256 bits.
#[inline]
fn pairs_distinct(numbers: impl Iterator<Item = Option<u32>> + Clone) -> bool {
    let mut bits = [0u64; 4];
    for number in numbers.clone() {
        let Some(number) = number else { return false };
        let spread = number.wrapping_mul(0x9e37_79b9);
        let (word, bit) = ((spread >> 30) as usize, 1u64 << (spread >> 24 & 63));
        let Some(word) = bits.get_mut(word) else { return false };
        if *word & bit != 0 {
            return each_pair_distinct(numbers);
        }
        *word |= bit;
    }
    true
}

#[inline(never)]
fn each_pair_distinct(numbers: impl Iterator<Item = Option<u32>>) -> bool {
    let mut seen = [u32::MAX; BY_PAIRS];
    for (number, at) in numbers.zip(0..BY_PAIRS) {
        let Some(number) = number else { return false };
        if seen.iter().take(at).any(|s| *s == number) {
            return false;
        }
        if let Some(cell) = seen.get_mut(at) {
            *cell = number;
        }
    }
    true
}

/// Open addressing over a table on the stack, at most half full.
fn few_distinct(numbers: impl Iterator<Item = Option<u32>>) -> bool {
    let mut table = [u32::MAX; SLOTS];
    for number in numbers {
        let Some(number) = number else { return false };
        let mut slot = (number.wrapping_mul(0x9e37_79b9) >> 25) as usize;
        loop {
            match table.get_mut(slot % SLOTS) {
                Some(cell) if *cell == u32::MAX => {
                    *cell = number;
                    break;
                }
                Some(cell) if *cell != number => slot = slot.wrapping_add(1),
                _ => return false,
            }
        }
    }
    true
}

/// Who states which code, of more participants than are told apart on the stack.
#[derive(Debug)]
pub(crate) struct Codes {
    /// Open addressing, at most half full: a code with the place of the first entry that states it.
    slots: Vec<(u32, u32)>,
    /// By what codes are spread: another number each time, so that nobody can choose codes that all want one slot.
    spread: u32,
    /// Every entry states a code and no code stands twice.
    pub(super) distinct: bool,
}

impl Codes {
    const FREE: (u32, u32) = (u32::MAX, 0);

    pub(super) fn of(participants: &[Participant]) -> Self {
        let room = participants.len().saturating_mul(2).checked_next_power_of_two().unwrap_or(0);
        let spread = RandomState::new().build_hasher().finish() as u32 | 1;
        let mut codes = Codes { slots: vec![Codes::FREE; room], spread, distinct: true };
        for (place, entry) in (0u32..).zip(participants) {
            let Some(number) = entry.applicant.pic.as_ref().and_then(Pic::number) else {
                codes.distinct = false;
                continue;
            };
            let free = codes.slot(number);
            match codes.slots.get_mut(free) {
                Some(slot) if *slot == Codes::FREE => *slot = (number, place),
                _ => codes.distinct = false,
            }
        }
        codes
    }

    /// Where a code stands, or would stand.
    #[inline]
    fn slot(&self, number: u32) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = (number.wrapping_mul(self.spread).rotate_right(15) as usize) & last;
        while self.slots.get(at).is_some_and(|slot| slot.0 != number && *slot != Codes::FREE) {
            at = at.wrapping_add(1) & last;
        }
        at
    }

    /// The place of the first entry that states a code.
    #[inline]
    pub(crate) fn first(&self, number: u32) -> Option<usize> {
        let slot = self.slots.get(self.slot(number)).filter(|slot| slot.0 == number)?;
        usize::try_from(slot.1).ok()
    }
}

/// The entries of one organisation, as far as codes tell.
#[derive(Debug)]
pub(crate) struct Group {
    /// Places in the list of participants.
    pub(crate) members: Vec<usize>,
    /// Told apart by a code; other groups are single entries without one.
    pub(crate) coded: bool,
    /// The name in the form of comparison, where all entries have the same.
    pub(crate) name: Option<usize>,
    /// The country, where all entries state the same.
    pub(crate) country: Option<Country>,
    /// Every State that an entry states, each once.
    pub(crate) states: Vec<Country>,
}

impl Group {
    /// The name by which an entry without a code may be the same organisation. Entries of one code that differ in name
    /// or country are no other organisation's.
    pub(crate) fn alike(&self) -> Option<usize> {
        self.name.filter(|_| self.states.len() < 2)
    }
}

/// Groups entries by code; entries without one stay single.
pub(crate) fn groups(participants: &[Participant]) -> Vec<Group> {
    groups_among(participants, |_| true)
}

/// The same for the entries at some places.
fn groups_among(participants: &[Participant], among: impl Fn(usize) -> bool) -> Vec<Group> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_pic: BTreeMap<&Pic, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    // Names are compared only where a code is missing.
    let compare = participants.iter().any(|p| p.applicant.code().is_none());
    for (at, entry) in participants.iter().enumerate().filter(|(at, _)| among(*at)) {
        let name = compare.then(|| {
            let next = names.len();
            *names.entry(entry.applicant.name.key()).or_insert(next)
        });
        let country = entry.applicant.country.map(Country::state);
        let single =
            |coded| Group { members: vec![at], coded, name, country, states: country.into_iter().collect() };
        let Some(pic) = entry.applicant.code() else {
            groups.push(single(false));
            continue;
        };
        let next = groups.len();
        let known = *by_pic.entry(pic).or_insert(next);
        match groups.get_mut(known) {
            None => groups.push(single(true)),
            Some(group) => {
                group.members.push(at);
                group.name = group.name.filter(|n| Some(*n) == name);
                group.country = group.country.filter(|c| Some(*c) == country);
                group.states.extend(country.filter(|c| !group.states.contains(c)));
            }
        }
    }
    groups
}

/// How many of these organisations may be the same as another of them.
pub(crate) fn merged<'a>(groups: impl Iterator<Item = &'a Group> + Clone) -> u32 {
    let all = u32::try_from(groups.clone().count()).unwrap_or(u32::MAX);
    all.saturating_sub(fewest(groups))
}

/// What is known of the organisations of one name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alike {
    /// How many have a code.
    codes: usize,
    /// Countries of entries without a code.
    uncoded: BTreeSet<Country>,
    /// Whether one without a code states no country either.
    anywhere: bool,
    /// Countries of organisations with a code.
    coded: BTreeSet<Country>,
    /// How many organisations with a code state no country.
    coded_anywhere: usize,
}

impl Alike {
    /// Adds one with a code or without, in a country or in any.
    pub(crate) fn add(&mut self, coded: bool, country: Option<Country>) {
        self.codes = self.codes.saturating_add(usize::from(coded));
        match (coded, country) {
            (true, Some(country)) => drop(self.coded.insert(country)),
            (true, None) => self.coded_anywhere = self.coded_anywhere.saturating_add(1),
            (false, Some(country)) => drop(self.uncoded.insert(country)),
            (false, None) => self.anywhere = true,
        }
    }

    /// How few organisations they can be.
    pub(crate) fn fewest(&self) -> u32 {
        let apart = self.uncoded.difference(&self.coded).count().saturating_sub(self.coded_anywhere);
        let nobody = self.uncoded.is_empty() && self.codes == 0;
        let count = self.codes.saturating_add(apart).saturating_add(usize::from(self.anywhere && nobody));
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// How few organisations these can be, of which those without a code may be the same as others: all of one
/// name and country, an unknown country being any. What they are looked at for may not depend on the country, so there
/// are organisations here whose country is unknown.
pub(crate) fn fewest<'a>(groups: impl Iterator<Item = &'a Group>) -> u32 {
    let (mut apart, mut names) = (0u32, BTreeMap::<usize, Alike>::new());
    for group in groups {
        match group.alike() {
            Some(name) => names.entry(name).or_default().add(group.coded, group.states.first().copied()),
            None => apart = apart.saturating_add(1),
        }
    }
    names.values().map(Alike::fewest).fold(apart, u32::saturating_add)
}

/// The groups of a consortium, each with its entries and their places.
pub(crate) fn members<'a>(facts: &Facts<'a>) -> Vec<(Group, Vec<(usize, &'a Participant)>)> {
    members_among(facts, |_| true)
}

/// The same for the entries at some places.
pub(crate) fn members_among<'a>(
    facts: &Facts<'a>,
    among: impl Fn(usize) -> bool,
) -> Vec<(Group, Vec<(usize, &'a Participant)>)> {
    groups_among(facts.participants, among)
        .into_iter()
        .map(|group| {
            let entries = group
                .members
                .iter()
                .filter_map(|at| facts.participants.get(*at).map(|entry| (*at, entry)))
                .collect();
            (group, entries)
        })
        .collect()
}

/// The codes that stand more than once, in order.
pub(crate) fn repeated(participants: &[Participant]) -> Vec<&Pic> {
    let mut seen: BTreeMap<&Pic, usize> = BTreeMap::new();
    for pic in participants.iter().filter_map(|p| p.applicant.code()) {
        let count = seen.entry(pic).or_default();
        *count = count.saturating_add(1);
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(pic, _)| pic).collect()
}
