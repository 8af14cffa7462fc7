//! Trying out answers, with the check itself as judge.
//!
//! A condition that is not met stays so whatever else is answered, so a branch ends there. Why it ended is
//! remembered as the answers that the condition depends on: where they do not include the last one, no other
//! answer to that one need be tried.

mod judging;
mod turning;
mod verdict;

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::unknown::{Answer, Facet, Newcomer, Unknown};
use crate::call::{Call, Reading};
use crate::check::{Dependence, Fact, FactKind, Required, Steps};
use crate::outcome::{Consequence, Outcome};
use crate::report::{Case, Condition, Live, Report};
use crate::rule::RuleId;
use crate::time::Instant;
use verdict::Verdict;

/// More unknowns than this are listed and not searched.
const SEARCHED: usize = 256;
/// With more participants than this, not even what each condition depends on is kept: everybody may matter to
/// everybody else.
const KEPT: usize = 256;
/// One search may take one part in so many of all steps.
const SEARCHES: u64 = 8;

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
    /// Questions that those who joined raise too.
    raised: Places,
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
    /// What each of the minima asks.
    least: BTreeMap<RuleId, u32>,
    pub(super) unknowns: Vec<Unknown>,
    /// The facts that each of them stands for; none for a question.
    facts: Vec<Vec<Fact>>,
    /// For each condition that is not decided, what it depends on.
    pub(super) dependence: BTreeMap<Condition, Places>,
    /// The same by fact.
    by_fact: BTreeMap<Condition, BTreeSet<Fact>>,
    seats: BTreeSet<usize>,
    newcomers: OnceCell<Vec<Newcomer>>,
    /// Answers that depend on no other answer, once they are asked for.
    fixed: Vec<OnceCell<Rc<[Answer]>>>,
    /// Those of them that lead to no failure at once.
    viable: Vec<Option<Rc<[Answer]>>>,
    pinned: BTreeMap<Vec<(usize, Reading)>, Call>,
    /// What all searches may take.
    pub(super) steps: Steps,
    /// What there was of that at first.
    ration: u64,
    /// What is left to the search under way.
    left: u64,
    /// Whether not everybody who may join was looked at.
    cut: Cell<bool>,
    /// The conditions that ended branches.
    blamed: BTreeSet<Condition>,
}

/// What the conditions of a report depend on that are not decided. Finding it is expensive.
#[derive(Debug)]
pub(super) struct Listing {
    conditions: Vec<(Condition, Consequence, Dependence)>,
    /// The steps that listing took.
    pub(super) taken: u64,
}

impl Listing {
    /// Listed in about so many steps.
    pub(super) fn of(report: &Report<'_>, steps: u64) -> Self {
        let concerned = |a: &Live<'_>| match a.consequence() {
            _ if a.outcome() != Outcome::Unknown => false,
            Consequence::Reject => true,
            // The rules on budgets have more cells than can be tried out.
            Consequence::Correct => !a.is_on_budget(),
            Consequence::Clarify => false,
        };
        let open = report.live().filter(concerned);
        let conditions: Vec<_> =
            open.map(|a| (a.condition(), a.consequence(), a.dependence_within(steps))).collect();
        let taken = conditions.iter().map(|(_, _, dependence)| dependence.steps.taken());
        let taken = taken.fold(0, u64::saturating_add);
        Listing { conditions, taken }
    }
}

impl<'a> Search<'a> {
    /// The conditions that reject, and those that lead to a correction if they are to be met too.
    pub(super) fn of(report: &'a Report<'_>, listing: &Listing, corrections: bool, steps: Steps) -> Self {
        let case = report.case();
        let mut by_condition: BTreeMap<Condition, BTreeSet<Unknown>> = BTreeMap::new();
        let mut seen: BTreeSet<Fact> = BTreeSet::new();
        let mut named: BTreeMap<Unknown, BTreeSet<Fact>> = BTreeMap::new();
        let mut by_fact: BTreeMap<Condition, BTreeSet<Fact>> = BTreeMap::new();
        let large = report.participants().len() > KEPT;
        for (condition, consequence, dependence) in &listing.conditions {
            if *consequence == Consequence::Correct && !corrections {
                continue;
            }
            let on = by_condition.entry(*condition).or_default();
            for fact in dependence.facts.iter().copied() {
                if !seen.insert(fact) && large {
                    continue;
                }
                let unknown = Unknown::of(fact, &case);
                named.entry(unknown.clone()).or_default().insert(fact);
                if !large {
                    on.insert(unknown);
                    by_fact.entry(*condition).or_default().insert(fact);
                }
            }
            for question in dependence.questions.iter().copied() {
                named.entry(Unknown::Question(question)).or_default();
                on.insert(Unknown::Question(question));
            }
        }
        if report.call().removes_ineligible() {
            // Whom a fault removes depends on the role, whatever else the fault depends on.
            for ((_, participant), on) in &mut by_condition {
                let role = usize::try_from(*participant).map(|at| Unknown::Own(at, FactKind::Role));
                on.extend(role.ok().filter(|role| named.contains_key(role)));
            }
        }
        let mut unknowns: Vec<Unknown> = named.keys().cloned().collect();
        unknowns.sort_by_key(Unknown::rank);
        let facts =
            unknowns.iter().filter_map(|u| named.get(u)).map(|f| f.iter().copied().collect()).collect();
        let place: BTreeMap<&Unknown, usize> = unknowns.iter().enumerate().map(|(i, u)| (u, i)).collect();
        let dependence = by_condition
            .iter()
            .map(|(c, on)| (*c, on.iter().filter_map(|u| place.get(u).copied()).collect()))
            .collect();
        let seats = unknowns
            .iter()
            .filter(|u| matches!(u, Unknown::Seat(_)))
            .flat_map(|u| u.entries().iter().copied())
            .collect();
        let least = report.live().filter_map(|a| match a.required() {
            Some(Required::AtLeast(least)) => Some((a.rule(), least)),
            _ => None,
        });
        let root = State { case, readings: Vec::new(), answered: Places::new(), raised: Places::new() };
        Search {
            call: report.call(),
            as_of: report.as_of(),
            root,
            corrections,
            least: least.collect(),
            dependence,
            by_fact,
            seats,
            newcomers: OnceCell::new(),
            fixed: vec![OnceCell::new(); unknowns.len()],
            viable: vec![None; unknowns.len()],
            facts,
            unknowns,
            pinned: BTreeMap::new(),
            ration: steps.left(),
            left: steps.left() / SEARCHES,
            cut: Cell::new(false),
            steps,
            blamed: BTreeSet::new(),
        }
    }

    /// Whether all unknowns can be looked at in reasonable time.
    pub(super) fn is_feasible(&self) -> bool {
        self.unknowns.len() <= SEARCHED && self.root.case.proposal.consortium.participants.len() <= KEPT
    }

    /// The conditions that ended branches since this was last asked.
    pub(super) fn take_blamed(&mut self) -> BTreeSet<Condition> {
        std::mem::take(&mut self.blamed)
    }

    /// Looks for a completion that meets the conditions.
    pub(super) fn passing(&mut self, among: &Among) -> Found {
        self.begin();
        self.passing_within(among)
    }

    /// Begins a search, which may take its part of all steps.
    fn begin(&mut self) {
        self.left = (self.ration / SEARCHES).min(self.steps.left());
    }

    /// Takes steps; `false`, and nothing is left to this search, where there are not that many.
    fn take(&mut self, steps: u64) -> bool {
        let fits = self.left.checked_sub(steps);
        self.left = fits.unwrap_or(0);
        if !self.steps.take(steps) {
            self.left = 0;
        }
        fits.is_some() && !self.steps.are_spent()
    }

    /// Whether everything that was tried is all that there is.
    pub(super) fn is_whole(&self) -> bool {
        !self.cut.get()
    }

    fn passing_within(&mut self, among: &Among) -> Found {
        let concerned: Places = match among {
            Some(among) => self.depended_on(among.iter()),
            None => (0..self.unknowns.len()).collect(),
        };
        self.viable = vec![None; self.unknowns.len()];
        for at in concerned.iter().copied() {
            let Some(unknown) = self.unknowns.get(at).filter(|u| !u.leans()) else { continue };
            if matches!(unknown, Unknown::Other(_)) {
                continue;
            }
            let mut viable = Vec::new();
            let root = self.root.clone();
            for answer in self.answers(&root, at).iter() {
                let next = self.with(&root, at, answer);
                let Some(verdict) = self.judge(&next, among) else { return Found::GaveUp };
                match verdict.failed.first() {
                    None => viable.push(answer.clone()),
                    Some(failed) => drop(self.blamed.insert(*failed)),
                }
            }
            if viable.is_empty() {
                return Found::No(Places::new());
            }
            if let Some(cell) = self.viable.get_mut(at) {
                *cell = Some(viable.into());
            }
        }
        let mut order: Vec<usize> = concerned.into_iter().collect();
        // Where there is no choice, there is nothing to come back to.
        order.sort_by_key(|at| {
            let free = self.viable.get(*at).is_none_or(|v| v.as_ref().is_none_or(|v| v.len() > 1));
            (free, self.comes_late(*at))
        });
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
        if !self.touches(*at, state, &verdict) {
            return self.complete(state, rest, among);
        }
        let answers = match self.viable.get(*at) {
            Some(Some(viable)) => viable.clone(),
            _ => self.answers(state, *at),
        };
        self.branch(state, *at, &answers, |search, next| search.complete(next, rest, among))
    }

    /// Questions are answered last, when it is known which of them arise.
    fn comes_late(&self, at: usize) -> u8 {
        match self.unknowns.get(at) {
            Some(Unknown::Question(_)) => 2,
            Some(Unknown::Completeness) => 1,
            _ => 0,
        }
    }

    /// Whether a question arises where everything else is answered. Anything but a question may.
    fn touches(&mut self, at: usize, state: &State, verdict: &Verdict) -> bool {
        let Some(Unknown::Question(question)) = self.unknowns.get(at) else { return true };
        let question = *question;
        let open: Vec<Condition> = verdict
            .unknown
            .iter()
            // One of somebody who joined is not known here.
            .filter(|c| {
                state.raised.contains(&at) || self.dependence.get(c).is_none_or(|on| on.contains(&at))
            })
            .copied()
            .collect();
        open.into_iter()
            .any(|c| self.listed(c, state).is_none_or(|listed| listed.questions.contains(&question)))
    }

    /// Tries the answers to one unknown until one of them is found to lead on.
    fn branch(
        &mut self,
        state: &State,
        at: usize,
        answers: &[Answer],
        mut visit: impl FnMut(&mut Self, &State) -> Found,
    ) -> Found {
        if answers.is_empty() {
            // Nothing is known of its answers: it stays unknown.
            return visit(self, state);
        }
        let mut reason = self.leaned_on(at, state);
        let mut gave_up = false;
        for answer in answers {
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

    /// What the answers to one unknown depend on, of what is answered.
    fn leaned_on(&self, at: usize, state: &State) -> Places {
        let Some(unknown) = self.unknowns.get(at) else { return Places::new() };
        let on = |other: &usize| self.unknowns.get(*other).is_some_and(|other| unknown.leans_on(other));
        state.answered.iter().copied().filter(on).collect()
    }

    /// What a failure depends on; `None` where there is none.
    fn reason(&mut self, state: &State, verdict: &Verdict) -> Option<Places> {
        let reasons = verdict.failed.iter().map(|failed| (*failed, self.upon(*failed, state)));
        let (failed, reason) = reasons.min_by_key(|(_, reason): &(_, Places)| reason.len())?;
        self.blamed.insert(failed);
        Some(reason)
    }

    /// What a condition depends on, of what is answered.
    fn upon(&self, condition: Condition, state: &State) -> Places {
        match self.dependence.get(&condition) {
            Some(on) => state
                .answered
                .iter()
                .filter(|at| on.contains(at) || state.raised.contains(at))
                .copied()
                .collect(),
            // It was decided before, or it is one of somebody who joined.
            None => state.answered.clone(),
        }
    }

    fn depended_on<'c>(&self, conditions: impl Iterator<Item = &'c Condition>) -> Places {
        conditions.filter_map(|c| self.dependence.get(c)).flatten().copied().collect()
    }

    /// All that may be asked for, legal form and statuses of one participant one by one.
    pub(super) fn everything(&self) -> Vec<(usize, Facet)> {
        let apart = |at: usize| matches!(self.unknowns.get(at), Some(Unknown::Kind(_)));
        let facets = |(at, facts): (usize, &Vec<Fact>)| -> Vec<(usize, Facet)> {
            if apart(at) && facts.len() > 1 {
                vec![(at, Facet::Form), (at, Facet::Statuses)]
            } else {
                vec![(at, Facet::Whole)]
            }
        };
        self.facts.iter().enumerate().flat_map(facets).collect()
    }

    /// The facts that a part of an unknown stands for; none for a question.
    pub(super) fn asked_facts(&self, at: usize, facet: Facet) -> Vec<Fact> {
        let all = self.facts.get(at).map(Vec::as_slice).unwrap_or_default().iter().copied();
        match facet {
            Facet::Whole => all.collect(),
            Facet::Form => all.filter(|fact| fact.kind() == FactKind::LegalForm).collect(),
            Facet::Statuses => all.filter(|fact| fact.kind() == FactKind::Statuses).collect(),
        }
    }

    /// The facts that a condition depends on.
    pub(super) fn facts_of(&self, condition: Condition) -> impl Iterator<Item = Fact> {
        self.by_fact.get(&condition).into_iter().flatten().copied()
    }
}

impl Found {
    /// Whether there is one; where that was not found out, there may be, and not all is known.
    fn unless(self, known: &mut bool) -> bool {
        *known &= !matches!(self, Found::GaveUp);
        !matches!(self, Found::No(_))
    }
}
