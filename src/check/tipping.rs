//! Whether a question, or the day of signature, alone can tip a minimum.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Answers, Setting};
use super::ground::Ground;
use super::identity;
use super::matching::matched;
use super::switches::{Counts, Vary, switches};
use super::tally::MinimumOf;

/// What one organisation can do when a question is answered with yes instead of no: the Member States it
/// may count as either way, and those it may come to count as only by the answer.
#[derive(Debug, Clone, Copy)]
struct Turn {
    either_way: u64,
    by_answer: u64,
    /// It counts either way, whatever its facts.
    always: bool,
}

impl Turn {
    fn of(pairs: &[(Counts, Counts)]) -> Self {
        Turn {
            either_way: pairs.iter().fold(0, |all, (before, _)| all | before),
            by_answer: pairs.iter().filter(|(before, _)| *before == 0).fold(0, |all, (_, after)| all | after),
            always: !pairs.is_empty() && pairs.iter().all(|(before, _)| *before != 0),
        }
    }
}

/// Whether an open question alone can tip the minimum, for some completion of all facts; `None` where there are too many
/// to tell.
pub(super) fn question_matters(
    minimum: u32,
    question: usize,
    answers: Answers,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
) -> Option<bool> {
    let one = 1u64 << (question & 63);
    let of = |yes| Setting { answers: Answers { given: answers.given | one, yes }, ..*setting };
    tips(minimum, &of(answers.yes), &of(answers.yes | one), ground)
}

/// Whether the one of two settings alone can tip the minimum, for some completion of all facts; `None` where there are
/// too many to tell. Whoever counts under the first counts under the second.
pub(super) fn tips(
    minimum: u32,
    no: &Setting<'_>,
    yes: &Setting<'_>,
    ground: &Ground<'_, '_>,
) -> Option<bool> {
    let Ground { of, groups, shapes, basis, complete } = *ground;
    // With "no" at most one short, with "yes" enough.
    let Some(short) = minimum.checked_sub(1) else { return Some(false) };
    let mut turns: Vec<Turn> = Vec::new();
    for ((_, entries), shape) in groups.iter().zip(shapes) {
        let turn = match turns.get(*shape) {
            Some(known) => *known,
            None => Turn::of(&switches(entries, no, basis, Vary::Setting(*yes))?),
        };
        turns.push(turn);
    }
    let count = |f: fn(&&Turn) -> bool| u32::try_from(turns.iter().filter(f).count()).unwrap_or(u32::MAX);
    if of == MinimumOf::Applicants {
        let flips = count(|t| t.by_answer != 0);
        let forced = count(|t| t.always);
        let merged =
            identity::merged(groups.iter().zip(&turns).filter(|(_, t)| t.always).map(|((g, _), _)| g));
        let others =
            if complete { count(|t| t.by_answer == 0 && !t.always && t.either_way != 0) } else { u32::MAX };
        let fixed = forced.min(short);
        let least = flips.saturating_add(fixed).saturating_add(others.min(short.saturating_sub(fixed)));
        return Some(flips > 0 && forced.saturating_sub(merged) <= short && least >= minimum);
    }
    let forced: Vec<u64> = turns.iter().filter(|t| t.always).map(|t| t.either_way).collect();
    let movable: Vec<&Turn> = turns.iter().filter(|t| !t.always).collect();
    let tips = |taken: u64| {
        // One organisation adds a State by the answer, and the others fill up to one short.
        let room = short.saturating_sub(taken.count_ones());
        movable.iter().enumerate().any(|(at, turn)| {
            let rest: Vec<u64> = movable
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != at)
                .map(|(_, t)| t.either_way | t.by_answer)
                .collect();
            bits(turn.by_answer & !taken).any(|state| !complete || matched(&rest, taken | state) >= room)
        })
    };
    choices(&forced, short, &tips)
}

/// The single bits of a set.
pub(super) fn bits(set: u64) -> impl Iterator<Item = u64> {
    (0..64u32).map(|at| 1u64 << at).filter(move |bit| set & bit != 0)
}

/// More ways than this to give each organisation a Member State are not tried out.
const CHOICES: usize = 256;

/// Whether something holds for some way to give each organisation one of its Member States, while they stay
/// few enough; `None` where there are too many ways.
fn choices(units: &[u64], most: u32, holds: &impl Fn(u64) -> bool) -> Option<bool> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let mut taken = BTreeSet::from([0u64]);
    for unit in units.iter().copied() {
        // More alike units than they have States add nothing.
        let alike = seen.entry(unit).or_default();
        *alike = alike.saturating_add(1);
        if *alike > unit.count_ones() {
            continue;
        }
        taken = taken
            .iter()
            .flat_map(|have| bits(unit).map(move |state| have | state))
            .filter(|have: &u64| have.count_ones() <= most)
            .collect();
        if taken.len() > CHOICES {
            return None;
        }
    }
    Some(taken.into_iter().any(holds))
}
