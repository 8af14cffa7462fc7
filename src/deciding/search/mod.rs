//! Trying out answers, with the check itself as judge.
//!
//! A condition that is not met stays so whatever else is answered, so a branch ends there. Why it ended is
//! remembered as the answers that the condition hinges on: where they do not include the last one, no other
//! answer to that one need be tried.

mod turning;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::unknowns::{Answer, Setting, Unknown};
use crate::call::{Call, Reading};
use crate::check::{Case, Condition, Fact, Report, Required};
use crate::outcome::{Consequence, Outcome};
use crate::time::Instant;

/// More unknowns than this are listed and not searched.
const SEARCHED: usize = 512;
/// With more participants than this, not even what each condition hinges on is kept: everybody may matter to
/// everybody else.
const KEPT: usize = 256;
/// How many participants are looked at in one search before it gives up.
const EFFORT: u32 = 400_000;
/// The same for all searches on one report.
const EFFORT_IN_ALL: u32 = 3_000_000;

/// Places in the list of unknowns.
pub(super) type Places = BTreeSet<usize>;

/// Which conditions are to be met.
pub(super) type Among = Option<BTreeSet<Condition>>;

/// Facts filled in and questions answered so far.
#[derive(Debug, Clone)]
pub(super) struct State {
    case: Case,
    readings: Vec<(usize, Reading)>,
    answered: Places,
}

/// What the conditions come to.
#[derive(Debug, Default)]
struct Verdict {
    failed: Vec<Condition>,
    unknown: BTreeSet<Condition>,
    conditional: bool,
}

impl Verdict {
    /// All conditions are known to be met, given later events or not.
    fn passed(&self) -> bool {
        self.failed.is_empty() && self.unknown.is_empty()
    }
}

/// What a search comes to.
#[derive(Debug)]
pub(super) enum Found {
    /// There is such a completion.
    Yes(Box<State>),
    /// There is none, because of the answers to these.
    No(Places),
    /// It would take too long, or a fact has no answers to try.
    GaveUp,
}

/// The unknowns of a report and the search over their answers.
#[derive(Debug)]
pub(super) struct Search<'a> {
    call: &'a Call,
    as_of: Instant,
    root: State,
    corrections: bool,
    needed: u32,
    pub(super) unknowns: Vec<Unknown>,
    /// The facts that each of them stands for; none for a question.
    pub(super) facts: Vec<Vec<Fact>>,
    /// For each condition that is not decided, what it hinges on.
    pub(super) hinges: BTreeMap<Condition, Places>,
    seats: BTreeSet<usize>,
    /// The answers that lead to no failure at once; `None` where they depend on other answers.
    viable: Vec<Option<Vec<Answer>>>,
    pinned: BTreeMap<Vec<(usize, Reading)>, Call>,
    left: u32,
    in_all: u32,
    /// The conditions that ended branches.
    blamed: BTreeSet<Condition>,
}

impl<'a> Search<'a> {
    /// The conditions that reject, and those that lead to a correction if they are to be met too.
    pub(super) fn of(report: &Report<'a>, corrections: bool) -> Self {
        let case = report.case();
        let mut by_condition: BTreeMap<Condition, BTreeSet<Unknown>> = BTreeMap::new();
        let mut seen: BTreeSet<Fact> = BTreeSet::new();
        let mut named: BTreeMap<Unknown, BTreeSet<Fact>> = BTreeMap::new();
        for a in report.assessments().filter(|a| a.outcome() == Outcome::Unknown) {
            let concerned = match a.consequence() {
                Consequence::Reject => true,
                // The rules on budgets have more cells than can be tried out.
                Consequence::Correct => corrections && !a.is_on_budget(),
                Consequence::Clarify => false,
            };
            if concerned {
                let hinges = a.hinges();
                let on = by_condition.entry(a.condition()).or_default();
                let large = report.participants().len() > KEPT;
                for fact in hinges.facts {
                    if !seen.insert(fact) && large {
                        continue;
                    }
                    let unknown = Unknown::of(fact, &case);
                    named.entry(unknown.clone()).or_default().insert(fact);
                    if !large {
                        on.insert(unknown);
                    }
                }
                for question in hinges.questions {
                    named.entry(Unknown::Question(question)).or_default();
                    on.insert(Unknown::Question(question));
                }
            }
        }
        let mut unknowns: Vec<Unknown> = named.keys().cloned().collect();
        unknowns.sort_by_key(Unknown::rank);
        let facts =
            unknowns.iter().filter_map(|u| named.get(u)).map(|f| f.iter().copied().collect()).collect();
        let place: BTreeMap<&Unknown, usize> = unknowns.iter().enumerate().map(|(i, u)| (u, i)).collect();
        let hinges = by_condition
            .iter()
            .map(|(c, on)| (*c, on.iter().filter_map(|u| place.get(u).copied()).collect()))
            .collect();
        let seats = unknowns
            .iter()
            .filter(|u| matches!(u, Unknown::Seat(_)))
            .flat_map(|u| u.entries().iter().copied())
            .collect();
        let minima = report.assessments().filter_map(|a| match a.required() {
            Some(Required::AtLeast(least)) => Some(least),
            _ => None,
        });
        let needed = minima.max().unwrap_or(1);
        let root = State { case, readings: Vec::new(), answered: Places::new() };
        Search {
            call: report.call(),
            as_of: report.as_of(),
            root,
            corrections,
            needed,
            hinges,
            seats,
            viable: vec![None; unknowns.len()],
            facts,
            unknowns,
            pinned: BTreeMap::new(),
            left: EFFORT,
            in_all: EFFORT_IN_ALL,
            blamed: BTreeSet::new(),
        }
    }

    /// Whether all unknowns can be looked at in reasonable time.
    pub(super) fn is_feasible(&self) -> bool {
        self.unknowns.len() <= SEARCHED
            && self.root.case.proposal.consortium.participants.len() <= KEPT
            && self.call.is_searched_whole()
    }

    /// The conditions that ended branches since this was last asked.
    pub(super) fn take_blamed(&mut self) -> BTreeSet<Condition> {
        std::mem::take(&mut self.blamed)
    }

    /// Looks for a completion that meets the conditions.
    pub(super) fn passing(&mut self, among: &Among) -> Found {
        self.rationed(|search| search.passing_within(among))
    }

    /// Searches with what is left of the effort.
    fn rationed(&mut self, search: impl FnOnce(&mut Self) -> Found) -> Found {
        let given = EFFORT.min(self.in_all);
        self.left = given;
        let found = search(self);
        self.in_all = self.in_all.saturating_sub(given.saturating_sub(self.left));
        found
    }

    fn passing_within(&mut self, among: &Among) -> Found {
        let concerned: Places = match among {
            Some(among) => self.hinged_on(among.iter()),
            None => (0..self.unknowns.len()).collect(),
        };
        self.viable = vec![None; self.unknowns.len()];
        for at in concerned.iter().copied() {
            let Some(unknown) = self.unknowns.get(at).filter(|u| !u.leans()) else { continue };
            if matches!(unknown, Unknown::Other(_)) {
                continue;
            }
            let mut viable = Vec::new();
            for answer in self.answers(&self.root, at) {
                let next = self.with(&self.root, at, &answer);
                let Some(verdict) = self.judge(&next, among) else { return Found::GaveUp };
                match verdict.failed.first() {
                    None => viable.push(answer),
                    Some(failed) => drop(self.blamed.insert(*failed)),
                }
            }
            if viable.is_empty() {
                return Found::No(Places::new());
            }
            if let Some(cell) = self.viable.get_mut(at) {
                *cell = Some(viable);
            }
        }
        let mut order: Vec<usize> = concerned.into_iter().collect();
        // Where there is no choice, there is nothing to come back to.
        order.sort_by_key(|at| self.viable.get(*at).is_none_or(|v| v.as_ref().is_none_or(|v| v.len() > 1)));
        self.complete(&self.root.clone(), &order, among)
    }

    fn complete(&mut self, state: &State, order: &[usize], among: &Among) -> Found {
        let Some(verdict) = self.judge(state, among) else { return Found::GaveUp };
        if let Some(reason) = self.reason(state, &verdict) {
            return Found::No(reason);
        }
        if verdict.unknown.is_empty() {
            return Found::Yes(Box::new(state.clone()));
        }
        let Some((at, rest)) = order.split_first() else { return Found::GaveUp };
        let answers = match self.viable.get(*at) {
            Some(Some(viable)) => viable.clone(),
            _ => self.answers(state, *at),
        };
        self.branch(state, *at, answers, |search, next| search.complete(next, rest, among))
    }

    /// Tries the answers to one unknown until one of them is found to lead on.
    fn branch(
        &mut self,
        state: &State,
        at: usize,
        answers: Vec<Answer>,
        mut visit: impl FnMut(&mut Self, &State) -> Found,
    ) -> Found {
        if answers.is_empty() {
            // Nothing is known of its answers: it stays unknown.
            return visit(self, state);
        }
        let mut reason = Places::new();
        if self.unknowns.get(at).is_some_and(Unknown::leans) {
            reason.extend(&state.answered);
        }
        let mut gave_up = false;
        for answer in &answers {
            let next = self.with(state, at, answer);
            match visit(self, &next) {
                Found::No(why) if !why.contains(&at) && !gave_up => return Found::No(why),
                Found::No(why) => reason.extend(why),
                Found::GaveUp if self.left == 0 => return Found::GaveUp,
                Found::GaveUp => gave_up = true,
                yes @ Found::Yes(_) => return yes,
            }
        }
        if gave_up {
            return Found::GaveUp;
        }
        reason.remove(&at);
        Found::No(reason)
    }

    /// What a failure hinges on; `None` where there is none.
    fn reason(&mut self, state: &State, verdict: &Verdict) -> Option<Places> {
        let reasons = verdict.failed.iter().map(|failed| {
            let answered = match self.hinges.get(failed) {
                Some(on) => on.intersection(&state.answered).copied().collect(),
                // It was decided before, or it is one of somebody who joined.
                None => state.answered.clone(),
            };
            (*failed, answered)
        });
        let (failed, reason) = reasons.min_by_key(|(_, reason): &(_, Places)| reason.len())?;
        self.blamed.insert(failed);
        Some(reason)
    }

    fn hinged_on<'c>(&self, conditions: impl Iterator<Item = &'c Condition>) -> Places {
        conditions.filter_map(|c| self.hinges.get(c)).flatten().copied().collect()
    }

    fn answers(&self, state: &State, at: usize) -> Vec<Answer> {
        let seats: BTreeSet<usize> = self
            .unknowns
            .iter()
            .enumerate()
            .filter(|(at, u)| matches!(u, Unknown::Seat(_)) && !state.answered.contains(at))
            .flat_map(|(_, u)| u.entries().iter().copied())
            .filter(|entry| self.seats.contains(entry))
            .collect();
        let Some(unknown) = self.unknowns.get(at) else { return Vec::new() };
        let setting = Setting { call: self.call, as_of: self.as_of, needed: self.needed, seats: &seats };
        if !unknown.leans() {
            // Which countries there are to choose from does not depend on what was chosen.
            return unknown.answers(&self.root.case, &setting);
        }
        if *unknown == Unknown::Completeness && state.answered.contains(&at) {
            return unknown.answers(&self.without_newcomers(state), &setting);
        }
        unknown.answers(&state.case, &setting)
    }

    fn without_newcomers(&self, state: &State) -> Case {
        let stated = self.root.case.proposal.consortium.participants.len();
        let mut case = state.case.clone();
        case.proposal.consortium.participants.truncate(stated);
        case
    }

    fn with(&self, state: &State, at: usize, answer: &Answer) -> State {
        let mut next = state.clone();
        if matches!(answer, Answer::Join(_)) {
            next.case = self.without_newcomers(state);
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

    /// Looks at the conditions; `None` when that was done too often.
    fn judge(&mut self, state: &State, among: &Among) -> Option<Verdict> {
        let cost = u32::try_from(state.case.proposal.consortium.participants.len()).unwrap_or(u32::MAX);
        let Some(left) = self.left.checked_sub(cost.saturating_add(1)) else {
            self.left = 0;
            return None;
        };
        self.left = left;
        let call = if state.readings.is_empty() {
            self.call
        } else {
            if !self.pinned.contains_key(&state.readings) {
                let pinned = pinned(self.call, &state.readings);
                self.pinned.insert(state.readings.clone(), pinned);
            }
            self.pinned.get(&state.readings)?
        };
        let mut verdict = Verdict::default();
        let corrections = self.corrections;
        let wanted = |c| c == Consequence::Reject || (corrections && c == Consequence::Correct);
        state.case.visit(call, self.as_of, wanted, |condition, outcome, _| {
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
}

impl State {
    /// Whether the conditions hold only if later events happen.
    pub(super) fn is_conditional(&self, search: &mut Search<'_>) -> bool {
        search.left = EFFORT;
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
