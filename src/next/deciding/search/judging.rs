//! Facts filled in, questions read one way, and what the conditions come to then.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::rc::Rc;

use super::verdict::Verdict;
use super::{Among, Search, State};
use crate::call::{Call, Reading};
use crate::check::{Dependence, Sieve};
use crate::next::deciding::unknown::{Answer, Setting, Unknown};
use crate::next::looks;
use crate::outcome::{Consequence, Outcome};
use crate::report::{Case, Condition};
use crate::rule::RuleId;

/// Listing what one condition depends on may take one part in so many of the steps that are left.
const LISTING: u64 = 16;
/// Putting together a call under other readings takes about so many steps.
const PINNING: u64 = 10_000;
/// More calls than this are not kept under other readings.
const KEPT: usize = 256;

impl Search<'_> {
    /// The answers to try to one unknown.
    pub(super) fn answers(&mut self, state: &State, at: usize) -> Rc<[Answer]> {
        let made = self.made(state, at);
        if self.unknowns.get(at).is_some_and(Unknown::leans) {
            let each = made.iter().map(|answer| match answer {
                Answer::Join(newcomers, _) => newcomers.len().saturating_add(1).saturating_mul(16),
                _ => 4,
            });
            self.take(each.fold(0, |all, cost| all.saturating_add(u64::try_from(cost).unwrap_or(u64::MAX))));
        }
        made
    }

    fn made(&self, state: &State, at: usize) -> Rc<[Answer]> {
        let Some(unknown) = self.unknowns.get(at) else { return Rc::default() };
        let make = |case: &Case, seats: &BTreeSet<usize>| -> Rc<[Answer]> {
            let setting = Setting {
                call: self.call,
                as_of: self.as_of,
                needed: self.least.values().copied().max().unwrap_or(1),
                seats,
                root: &self.root.case,
                newcomers: &self.newcomers,
                cut: &self.cut,
            };
            unknown.answers(case, &setting).into()
        };
        if !unknown.leans() {
            // Which countries there are to choose from does not depend on what was chosen.
            let fixed = || make(&self.root.case, &BTreeSet::new());
            return self.fixed.get(at).map_or_else(fixed, |cell| Rc::clone(cell.get_or_init(fixed)));
        }
        let seats: BTreeSet<usize> = self
            .unknowns
            .iter()
            .enumerate()
            .filter(|(at, u)| matches!(u, Unknown::Seat(_)) && !state.answered.contains(at))
            .flat_map(|(_, u)| u.entries().iter().copied())
            .filter(|entry| self.seats.contains(entry))
            .collect();
        if *unknown == Unknown::Completeness && state.answered.contains(&at) {
            return make(&self.without_newcomers(state), &seats);
        }
        make(&state.case, &seats)
    }

    /// What a condition depends on with these answers; `None` where it is not looked at.
    pub(super) fn listed(&mut self, condition: Condition, state: &State) -> Option<Dependence> {
        if !self.take(state.looks(self.call)) {
            return None;
        }
        let (as_of, most) = (self.as_of, self.steps.left() / LISTING);
        let call = self.pinned(state)?;
        let listed = state.case.dependence(call, as_of, condition, most);
        let taken = listed.as_ref().map_or(0, |listed| listed.steps.taken());
        self.take(taken);
        listed
    }

    /// The same with an answer.
    pub(super) fn with(&self, state: &State, at: usize, answer: &Answer) -> State {
        let mut next = state.clone();
        if let Answer::Join(_, raised) = answer {
            next.case = self.without_newcomers(state);
            // What nobody stated raises is read in favour of those who join.
            let own = |question: usize| self.unknowns.contains(&Unknown::Question(question));
            next.readings.retain(|(question, _)| own(*question));
            next.readings.extend(raised.iter().filter(|q| !own(**q)).map(|q| (*q, Reading::Yes)));
            next.readings.sort_unstable();
            let known = |u: &Unknown| matches!(u, Unknown::Question(q) if raised.contains(q));
            let places = self.unknowns.iter().enumerate().filter(|(_, u)| known(u));
            next.raised = places.map(|(at, _)| at).collect();
        }
        next.answered.insert(at);
        match (self.unknowns.get(at), answer) {
            (Some(Unknown::Question(question)), Answer::Reading(reading)) => {
                next.readings.retain(|(known, _)| known != question);
                next.readings.push((*question, *reading));
                next.readings.sort_unstable();
            }
            (Some(unknown), answer) => unknown.state(answer, &mut next.case),
            (None, _) => {}
        }
        next
    }

    /// The call under the readings chosen so far.
    fn pinned(&mut self, state: &State) -> Option<&Call> {
        if state.readings.is_empty() {
            return Some(self.call);
        }
        if !self.pinned.contains_key(&state.readings) {
            self.take(PINNING.saturating_mul(u64::try_from(state.readings.len()).unwrap_or(u64::MAX)));
            if self.pinned.len() >= KEPT {
                self.pinned.clear();
            }
            let pinned = pinned(self.call, &state.readings);
            self.pinned.insert(state.readings.clone(), pinned);
        }
        self.pinned.get(&state.readings)
    }

    /// Looks at the conditions; `None` when that was done too often.
    pub(super) fn judge(&mut self, state: &State, among: &Among) -> Option<Verdict> {
        if !self.take(state.looks(self.call)) {
            return None;
        }
        let corrections = self.corrections;
        let as_of = self.as_of;
        let call = self.pinned(state)?;
        let mut verdict = Verdict::default();
        let sieve = match corrections {
            true => Sieve::REJECTING.and(Sieve::leading_to(Consequence::Correct)),
            false => Sieve::REJECTING,
        };
        state.case.visit(call, as_of, sieve, &mut |condition, outcome, count| {
            if matches!(condition.0, RuleId::MinimumApplicants | RuleId::MinimumCountries) {
                verdict.certain.insert(condition.0, count.0);
            }
            if among.as_ref().is_none_or(|among| among.contains(&condition)) {
                match outcome {
                    Outcome::NotMet => verdict.failed.push(condition),
                    Outcome::Unknown => drop(verdict.unknown.insert(condition)),
                    Outcome::Conditional => verdict.conditional = true,
                    Outcome::Met | Outcome::NotApplicable => {}
                }
            }
            ControlFlow::Continue(())
        });
        Some(verdict)
    }

    fn without_newcomers(&self, state: &State) -> Case {
        let stated = self.root.case.proposal.consortium.participants.len();
        let mut case = state.case.clone();
        case.proposal.consortium.participants.truncate(stated);
        case
    }
}

impl State {
    /// What looking at it takes, in steps; making the next one from it is about the same again.
    fn looks(&self, call: &Call) -> u64 {
        looks::through(&self.case.proposal, call).saturating_mul(2)
    }

    /// Whether the conditions hold only if later events happen.
    pub(in crate::next::deciding) fn is_conditional(&self, search: &mut Search<'_>) -> bool {
        search.judge(self, &None).is_some_and(|v| v.conditional)
    }
}

fn pinned(call: &Call, readings: &[(usize, Reading)]) -> Call {
    let mut pinned = call.clone();
    for (question, reading) in readings {
        let answered =
            pinned.question(*question).map(|q| q.id.clone()).map(|id| pinned.assume(&id, *reading));
        if let Some(Ok(answered)) = answered {
            pinned = answered;
        }
    }
    pinned
}
