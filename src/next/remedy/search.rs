//! The search for the smallest sets of steps.
//!
//! A condition that stands in the way names the steps of which any remedy contains one: for a rule that
//! depends on the participant alone, the steps that change this participant; for any other, the steps that,
//! taken alone, bring the condition nearer. That holds because outcomes and counts of the rules are sums and
//! unions over organisations. An annex is mandatory by several rows at once, each of which may take several steps: there
//! it is the steps that may lift the row with the fewest of them. Where entries may be one organisation, two of them may have to change before
//! anything moves, so every step on such an entry is tried as well. The search goes from small sets to
//! larger ones, branches over the steps of one condition at a time, and leaves a branch as soon as
//! conditions that have no step in common need more steps than are left.

use std::rc::Rc;

use super::kind::Kind;
use super::sign::{Trouble, Who};
use super::span::Planned;
use super::step::Step;
use super::trial::{Trial, Undo};
use crate::check::FactKind;
use crate::rule::{Lacking, RuleId};

/// A step that may be taken, with its cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) step: Step,
    pub(super) cost: u32,
}

/// A condition in the way and the steps of which a remedy needs some.
#[derive(Debug, Clone)]
struct Conflict {
    trouble: Trouble,
    /// How many of the steps.
    need: u32,
    /// Places in the list of candidates, the cheapest first.
    steps: Rc<[usize]>,
}

/// A set of steps that removes the obstacles, with its cost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    pub(super) cost: u32,
    /// Places in the list of candidates, in order.
    pub(super) steps: Vec<usize>,
}

/// What the search came to.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) sets: Vec<Set>,
    /// Whether it is certain that no smaller set removes the obstacles.
    pub(super) smallest: bool,
    /// Where there is no set: a condition that no step brings near.
    pub(super) stuck: Option<Trouble>,
    /// The condition that is broken by every step that brings that one nearer.
    pub(super) breaks: Option<RuleId>,
}

impl Answer {
    pub(super) fn of(sets: Vec<Set>, smallest: bool) -> Self {
        Answer { sets, smallest, stuck: None, breaks: None }
    }

    pub(super) fn stuck(trouble: Trouble, smallest: bool) -> Self {
        Answer { sets: Vec::new(), smallest, stuck: Some(trouble), breaks: None }
    }
}

/// The facts of the project of which a rule reads several, and of which two may have to change before it is met.
fn planned_together(rule: RuleId) -> Vec<Planned> {
    let facts = rule.rule().facts;
    let planned = || Planned::ALL.into_iter().filter(|fact| facts.contains(&fact.kind()));
    if planned().count() > 1 { planned().collect() } else { Vec::new() }
}

/// Whether a step may be one of those after which a row makes no annex mandatory that is not attached.
fn lifts(step: Step, row: &Lacking) -> bool {
    match step {
        Step::Grant(amount) => row.up_to.is_some_and(|up_to| amount <= up_to),
        _ => step.place().is_some_and(|place| row.places.contains(&place)),
    }
}

/// Larger sets than this are not searched for but built.
const SEARCHED: u32 = 40;
/// How much further than the sets known to be too small the search goes.
const FURTHER: u32 = 8;

/// The search over the steps of one proposal.
pub(super) struct Search<'s, 'a> {
    trial: &'s mut Trial<'a>,
    candidates: &'s [Candidate],
    kinds: &'s [Kind],
    /// The participants that may be the same organisation as another.
    shared: &'s [usize],
    wanted: usize,
    /// The search ends where no more steps than these are left.
    kept_back: u64,
    taken: Vec<usize>,
    /// The participants that are changed by the steps taken.
    changed: Vec<bool>,
    /// The steps that change each participant.
    of_place: Vec<Vec<usize>>,
    /// How many branches leave a step out.
    left_out: Vec<u32>,
    found: Vec<Set>,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(super) fn new(
        trial: &'s mut Trial<'a>,
        candidates: &'s [Candidate],
        kinds: &'s [Kind],
        shared: &'s [usize],
        wanted: usize,
    ) -> Self {
        let participants = trial.proposal.consortium.participants.len();
        let mut of_place = vec![Vec::new(); participants];
        for (at, candidate) in candidates.iter().enumerate() {
            if let Some(steps) = candidate.step.place().and_then(|place| of_place.get_mut(place)) {
                steps.push(at);
            }
        }
        let mut search = Search {
            trial,
            candidates,
            kinds,
            shared,
            wanted,
            kept_back: 0,
            taken: Vec::new(),
            changed: vec![false; participants],
            of_place,
            left_out: vec![0; candidates.len()],
            found: Vec::new(),
        };
        search.begin();
        search
    }

    /// Takes three quarters of what is left; the rest is for what comes after.
    fn begin(&mut self) {
        self.kept_back = self.trial.steps.left() / 4;
    }

    /// The smallest sets, the cheapest first. `all` says that every possible step is a candidate.
    pub(super) fn run(mut self, all: bool) -> Answer {
        let troubles = self.trial.troubles();
        let own = troubles.iter().filter(|t| self.trial.is_own(t.rule)).count();
        if !all && own > SEARCHED as usize {
            return self.built(None);
        }
        let root = self.conflicts(&troubles, &[]);
        if let Some(never) = root.iter().find(|c| c.steps.is_empty() && !self.spent()) {
            return Answer::stuck(never.trouble, all);
        }
        let (least, _) = self.bound(&root);
        if all && least <= SEARCHED {
            for size in least..=least.saturating_add(FURTHER) {
                self.descend(size, 0, &root);
                if !self.found.is_empty() || self.spent() {
                    break;
                }
            }
            if !self.found.is_empty() {
                // What was found while the search broke off has this size, and all smaller ones were tried.
                self.found.sort_unstable();
                return Answer::of(self.found, true);
            }
        }
        self.built(Some(least).filter(|_| all))
    }

    /// One set that was built, and not searched for.
    fn built(mut self, least: Option<u32>) -> Answer {
        self.begin();
        match self.build() {
            Ok(set) => {
                let smallest = u32::try_from(set.steps.len()).is_ok_and(|size| Some(size) == least);
                Answer::of(vec![set], smallest)
            }
            Err(stuck) => match self.at_odds(&stuck) {
                Some(trouble) => Answer { breaks: Some(stuck.rule), ..Answer::stuck(trouble, false) },
                None => Answer::stuck(stuck, false),
            },
        }
    }

    /// The condition that every step that eases it trades for one that is not in the way as things are stated.
    fn at_odds(&mut self, broken: &Trouble) -> Option<Trouble> {
        let before = self.trial.troubles();
        if before.iter().any(|trouble| trouble.same(broken)) {
            return None;
        }
        // Of each condition whether a step eases it, and whether one does without the other being broken.
        let mut eased = vec![(false, false); before.len()];
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidate(at) else { continue };
            let undo = self.trial.apply(candidate.step, self.kinds);
            let after = self.trial.troubles();
            self.trial.undo(undo);
            let free = !after.iter().any(|trouble| trouble.same(broken));
            for (trouble, (any, freely)) in before.iter().zip(&mut eased) {
                let eases = trouble.eased(&after);
                *any |= eases;
                *freely |= eases && free;
            }
        }
        let mut all = before.iter().zip(eased);
        all.find(|(_, (any, freely))| *any && !freely).map(|(trouble, _)| *trouble)
    }

    fn spent(&self) -> bool {
        self.trial.steps.left() <= self.kept_back
    }

    fn candidate(&self, at: usize) -> Option<Candidate> {
        self.candidates.get(at).copied()
    }

    fn cost(&self, at: usize) -> u32 {
        self.candidate(at).map_or(0, |c| c.cost)
    }

    /// Whether a step can still be taken.
    fn open(&self, at: usize) -> bool {
        let Some(candidate) = self.candidate(at) else { return false };
        let clash = match (candidate.step.place(), candidate.step) {
            (Some(place), _) => self.changed.get(place) == Some(&true),
            (None, Step::Add(_)) => false,
            // Each fact of the project is edited once.
            (None, step) => {
                let mut taken = self.taken.iter().filter_map(|at| self.candidate(*at));
                taken.any(|c| c.step.order().0 == step.order().0)
            }
        };
        !clash && self.left_out.get(at) == Some(&0)
    }

    fn take(&mut self, at: usize, candidate: Candidate) -> Undo {
        self.taken.push(at);
        self.mark(candidate, true);
        self.trial.apply(candidate.step, self.kinds)
    }

    fn take_back(&mut self, candidate: Candidate, undo: Undo) {
        self.trial.undo(undo);
        self.mark(candidate, false);
        let _step = self.taken.pop();
    }

    fn mark(&mut self, candidate: Candidate, taken: bool) {
        if let Some(changed) = candidate.step.place().and_then(|place| self.changed.get_mut(place)) {
            *changed = taken;
        }
    }

    /// Looks for sets of so many further steps at most.
    fn descend(&mut self, left: u32, cost: u32, known: &[Conflict]) {
        if self.spent() {
            return;
        }
        let troubles = self.trial.troubles();
        if troubles.is_empty() {
            self.record(cost);
            return;
        }
        let most = troubles.iter().map(|t| t.need).max().unwrap_or(1);
        if left == 0 || most > left {
            return;
        }
        let conflicts = self.conflicts(&troubles, known);
        let (steps, price) = self.bound(&conflicts);
        let dear = self.found.len() >= self.wanted
            && self.found.last().is_some_and(|worst| cost.saturating_add(price) >= worst.cost);
        if steps > left || dear {
            return;
        }
        let open = |c: &Conflict| c.steps.iter().filter(|at| self.open(**at)).count();
        let Some(branch) = conflicts.iter().min_by_key(|c| open(c)) else { return };
        let options: Vec<usize> = branch.steps.iter().copied().filter(|at| self.open(*at)).collect();
        for at in &options {
            let Some(candidate) = self.candidate(*at) else { continue };
            let rest: Vec<Conflict> = conflicts
                .iter()
                .map(|c| match c.steps.contains(at) {
                    true => Conflict { need: c.need.saturating_sub(1), ..c.clone() },
                    false => c.clone(),
                })
                .collect();
            let undo = self.take(*at, candidate);
            self.descend(left.saturating_sub(1), cost.saturating_add(candidate.cost), &rest);
            self.take_back(candidate, undo);
            // Sets with this step have all been seen.
            if let Some(count) = self.left_out.get_mut(*at) {
                *count = count.saturating_add(1);
            }
        }
        for at in options {
            if let Some(count) = self.left_out.get_mut(at) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn record(&mut self, cost: u32) {
        let mut steps = self.taken.clone();
        steps.sort_unstable();
        let set = Set { cost, steps };
        let at = self.found.partition_point(|s| *s < set);
        self.found.insert(at, set);
        self.found.truncate(self.wanted);
    }

    /// A conflict for each trouble: those known that still stand, and new ones where none is.
    fn conflicts(&mut self, troubles: &[Trouble], known: &[Conflict]) -> Vec<Conflict> {
        let mut conflicts: Vec<Conflict> = Vec::with_capacity(troubles.len());
        let mut asked: Vec<Trouble> = Vec::new();
        for trouble in troubles {
            if let Some(still) = known.iter().find(|c| c.need > 0 && c.trouble.same(trouble)) {
                conflicts.push(still.clone());
            } else if let (true, Who::Stated(place)) = (self.trial.is_own(trouble.rule), trouble.who) {
                let own = self.of_place.get(place).into_iter().flatten().copied();
                let steps = own.filter(|at| self.open(*at)).collect();
                conflicts.push(Conflict { trouble: *trouble, need: 1, steps });
            } else {
                asked.push(*trouble);
            }
        }
        if asked.is_empty() {
            return conflicts;
        }
        let mut eased: Vec<Vec<usize>> = vec![Vec::new(); asked.len()];
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidate(at).filter(|_| self.open(at)) else { continue };
            if self.spent() {
                break;
            }
            let undo = self.trial.apply(candidate.step, self.kinds);
            let after = self.trial.troubles();
            self.trial.undo(undo);
            for (trouble, steps) in asked.iter().zip(&mut eased) {
                if trouble.eased(&after) {
                    steps.push(at);
                }
            }
        }
        for (trouble, steps) in asked.iter().zip(eased) {
            let facts = trouble.rule.rule().facts;
            let hidden =
                !self.shared.is_empty() && facts.iter().any(|f| matches!(f, FactKind::Pic | FactKind::Name));
            let shared = |c: &Candidate| c.step.place().is_some_and(|p| self.shared.contains(&p));
            let planned = planned_together(trouble.rule);
            let of_planned =
                |c: &Candidate| Planned::of(c.step).is_some_and(|(fact, _)| planned.contains(&fact));
            let steps = match self.trial.lacking(trouble.rule) {
                Some(rows) => {
                    let of_row = |row: &Lacking| self.cheapest(|_, c| lifts(c.step, row));
                    rows.iter().map(of_row).min_by_key(|steps| steps.len()).unwrap_or_default()
                }
                None => self.cheapest(|at, c| steps.contains(&at) || (hidden && shared(c)) || of_planned(c)),
            };
            conflicts.push(Conflict { trouble: *trouble, need: trouble.need, steps });
        }
        conflicts
    }

    /// The open steps of some kind, the cheapest first; they are candidates in that order.
    fn cheapest(&self, wanted: impl Fn(usize, &Candidate) -> bool) -> Rc<[usize]> {
        let of = self.candidates.iter().enumerate();
        of.filter(|(at, c)| wanted(*at, c) && self.open(*at)).map(|(at, _)| at).collect()
    }

    /// How many further steps are needed at least, and what they cost at least.
    fn bound(&self, conflicts: &[Conflict]) -> (u32, u32) {
        let mut order: Vec<(&Conflict, Vec<usize>)> = conflicts
            .iter()
            .map(|c| (c, c.steps.iter().copied().filter(|at| self.open(*at)).collect()))
            .collect();
        if order.iter().any(|(_, open)| open.is_empty()) {
            return (u32::MAX, u32::MAX);
        }
        order.sort_by_key(|(c, open)| (std::cmp::Reverse(c.need), open.len()));
        let mut seen = vec![false; self.candidates.len()];
        let (mut steps, mut price) = (0u32, 0u32);
        for (conflict, open) in &order {
            if open.iter().any(|at| seen.get(*at) == Some(&true)) {
                continue;
            }
            let first = open.first().map_or(0, |at| self.cost(*at));
            steps = steps.saturating_add(conflict.need);
            price = price.saturating_add(first.saturating_mul(conflict.need));
            for at in open {
                if let Some(seen) = seen.get_mut(*at) {
                    *seen = true;
                }
            }
        }
        (steps, price)
    }

    /// Builds a set step by step, and drops what is not needed.
    fn build(&mut self) -> Result<Set, Trouble> {
        let mut undone = Vec::new();
        let own = self.own_places();
        let first = |place: &usize| self.of_place.get(*place)?.iter().copied().find(|at| self.open(*at));
        let mut steps: Vec<usize> = own.iter().filter_map(first).collect();
        let stuck = loop {
            for at in steps.drain(..) {
                if let Some(candidate) = self.candidate(at) {
                    undone.push((candidate, self.take(at, candidate)));
                }
            }
            let troubles = self.trial.troubles();
            let Some(trouble) = troubles.first() else { break None };
            let total = |t: &[Trouble]| t.iter().fold(0u32, |all, t| all.saturating_add(t.need));
            let mut best = total(&troubles);
            for at in 0..self.candidates.len() {
                let Some(candidate) = self.candidate(at).filter(|_| self.open(at) && !self.spent()) else {
                    continue;
                };
                let undo = self.trial.apply(candidate.step, self.kinds);
                let after = total(&self.trial.troubles());
                self.trial.undo(undo);
                if after < best {
                    best = after;
                    steps = vec![at];
                }
            }
            if steps.is_empty() {
                break Some(*trouble);
            }
        };
        let mut steps = self.taken.clone();
        for (candidate, undo) in undone.into_iter().rev() {
            self.take_back(candidate, undo);
        }
        if let Some(stuck) = stuck {
            return Err(stuck);
        }
        // What changes a participant that fails a rule of its own is needed in any case.
        let needed = |c: Candidate| c.step.place().is_some_and(|place| own.binary_search(&place).is_ok());
        let doubtful: Vec<usize> =
            steps.iter().copied().filter(|at| self.candidate(*at).is_some_and(|c| !needed(c))).collect();
        for at in doubtful {
            let rest: Vec<usize> = steps.iter().copied().filter(|s| *s != at).collect();
            if self.removes_all(&rest) {
                steps = rest;
            }
        }
        steps.sort_unstable();
        let cost = steps.iter().fold(0u32, |all, at| all.saturating_add(self.cost(*at)));
        Ok(Set { cost, steps })
    }

    /// The participants that fail a rule of their own.
    fn own_places(&mut self) -> Vec<usize> {
        let mut troubles = self.trial.troubles();
        troubles.retain(|t| self.trial.is_own(t.rule));
        let mut places: Vec<usize> = troubles.iter().filter_map(|t| t.who.place()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn removes_all(&mut self, steps: &[usize]) -> bool {
        let mut undone = Vec::new();
        for at in steps {
            if let Some(candidate) = self.candidate(*at) {
                undone.push(self.trial.apply(candidate.step, self.kinds));
            }
        }
        let passed = self.trial.passed().is_some();
        for undo in undone.into_iter().rev() {
            self.trial.undo(undo);
        }
        passed
    }
}
