//! With which unknowns the verdict turns.

use std::collections::BTreeSet;

use super::verdict::Verdict;
use super::{Answer, Facet, Found, Places, Search, State, Unknown};
use crate::check::ALL;
use crate::check::consortium::is_led;
use crate::organisation::Role;
use crate::report::Condition;

/// One part in so many of a search is spent before it looks ahead.
const BLINDLY: u64 = 20;
/// With more than this open, listing what a condition depends on takes long and tells little.
const CLOSE: usize = 30;

impl Search<'_> {
    /// What the verdict turns with, and whether all of that was found to be needed.
    pub(in crate::next::deciding) fn needed(&mut self, passing: &State) -> (Vec<(usize, Facet)>, bool) {
        let everything = self.everything();
        // The quick answers first, lest the slow ones use up the effort.
        let plain: Vec<(usize, Facet)> =
            everything.iter().copied().filter(|asked| self.matters_at(*asked, passing)).collect();
        let mut smallest = true;
        let mut needed: Vec<(usize, Facet)> = Vec::new();
        for asked in everything {
            let found = match plain.contains(&asked) {
                true => true,
                false => self.matters(asked, passing).unless(&mut smallest),
            };
            let (at, facet) = asked;
            if found {
                needed.push(asked);
            } else if facet == Facet::Statuses
                && !needed.contains(&(at, Facet::Form))
                && self.matters((at, Facet::Whole), passing).unless(&mut smallest)
            {
                // Either would do, since each says something of the other.
                needed.push((at, Facet::Form));
            }
        }
        (needed, smallest)
    }

    /// Looks for a completion of everything else under which the verdict turns with one unknown, or a part of
    /// it, starting from one that passes.
    fn matters(&mut self, asked: (usize, Facet), passing: &State) -> Found {
        if matches!(self.unknowns.get(asked.0), Some(Unknown::Other(_)) | None) {
            return Found::GaveUp;
        }
        self.begin();
        self.matters_near(asked, passing)
    }

    /// Whether the verdict turns with one unknown while everything else is as it is there.
    fn matters_at(&mut self, asked: (usize, Facet), passing: &State) -> bool {
        self.begin();
        matches!(self.turns(asked, passing, None), Found::Yes(_))
    }

    fn matters_near(&mut self, asked: (usize, Facet), passing: &State) -> Found {
        let at = asked.0;
        let conditions: Vec<Condition> =
            self.dependence.iter().filter(|(_, on)| on.contains(&at)).map(|(c, _)| *c).collect();
        let mut near = self.depended_on(conditions.iter());
        near.remove(&at);
        let own = self.unknowns.get(at).map(|u| u.entries().to_vec()).unwrap_or_default();
        let closest = |search: &Self, other: usize| {
            let entries = search.unknowns.get(other).map(Unknown::entries).unwrap_or_default();
            own.is_empty() == entries.is_empty() && entries.iter().all(|e| own.contains(e))
        };
        let neighbours: Vec<usize> = near.iter().copied().filter(|other| closest(self, *other)).collect();
        for other in neighbours {
            for answer in self.answers(passing, other).iter() {
                let next = self.with(passing, other, answer);
                if let Found::Yes(state) = self.turns(asked, &next, None) {
                    return Found::Yes(state);
                }
            }
        }
        // It turns the verdict by turning one of the conditions; those that depend on least first.
        let mut gave_up = false;
        let mut ways: Vec<(Condition, Places)> =
            conditions.iter().filter_map(|c| Some((*c, self.dependence.get(c)?.clone()))).collect();
        ways.sort_by_key(|(_, on)| on.len());
        for (condition, on) in ways {
            let mut order: Vec<usize> = (0..self.unknowns.len()).filter(|other| *other != at).collect();
            order.sort_by_key(|other| {
                let late = self.comes_late(*other);
                (late, !on.contains(other), !own.is_empty() && !closest(self, *other))
            });
            // Looking ahead saves the most where there is much to try, and costs the most.
            let (root, left) = (self.root.clone(), self.left);
            let blindly = left / BLINDLY;
            self.left = blindly;
            let mut found = self.matters_anywhere((asked, condition), &root, &order, false);
            self.left = left.saturating_sub(blindly).saturating_add(self.left).min(self.steps.left());
            if matches!(found, Found::GaveUp) {
                found = self.matters_anywhere((asked, condition), &root, &order, true);
            }
            match found {
                Found::Yes(state) => return Found::Yes(state),
                Found::GaveUp => gave_up = true,
                Found::No(_) => {}
            }
        }
        if gave_up { Found::GaveUp } else { Found::No(Places::new()) }
    }

    /// Looks for a completion under which the verdict turns as one condition does.
    fn matters_anywhere(
        &mut self,
        (asked, by): ((usize, Facet), Condition),
        state: &State,
        order: &[usize],
        ahead: bool,
    ) -> Found {
        let Some(verdict) = self.judge(state, &None) else { return Found::GaveUp };
        if let Some(reason) = self.reason(state, &verdict) {
            return Found::No(reason);
        }
        if !verdict.unknown.contains(&by) || (ahead && !self.still_depends(asked, state, by)) {
            return Found::No(self.upon(by, state));
        }
        match self.turns(asked, state, Some(by)) {
            Found::GaveUp => {}
            told => return told,
        }
        let Some((next, rest)) = order.split_first() else { return Found::GaveUp };
        // Whoever joins may raise any question.
        let joins = self.unknowns.get(asked.0) == Some(&Unknown::Completeness);
        if !joins && !self.touches(*next, state, &verdict) {
            return self.matters_anywhere((asked, by), state, rest, ahead);
        }
        let mut answers = self.answers(state, *next).to_vec();
        if let (Some(certain), Some(least)) = (verdict.certain.get(&by.0), self.least.get(&by.0)) {
            one_short(&mut answers, state, certain.saturating_add(1) < *least);
        }
        self.branch(state, *next, &answers, |search, next| {
            search.matters_anywhere((asked, by), next, rest, ahead)
        })
    }

    fn is_of_newcomer(&self, (rule, place): Condition) -> bool {
        let stated = self.root.case.proposal.consortium.participants.len();
        rule.is_on_participants() && place != ALL && usize::try_from(place).is_ok_and(|at| at >= stated)
    }

    /// Whether a condition may still turn with an unknown, whatever is answered beside what is answered.
    fn still_depends(&mut self, (at, _): (usize, Facet), state: &State, by: Condition) -> bool {
        if self.unknowns.len().saturating_sub(state.answered.len()) > CLOSE {
            return true;
        }
        let Some(dependence) = self.listed(by, state) else { return true };
        match self.unknowns.get(at) {
            Some(Unknown::Question(question)) => dependence.questions.contains(question),
            _ => self.facts.get(at).is_none_or(|facts| facts.iter().any(|f| dependence.facts.contains(f))),
        }
    }

    /// Whether the verdict turns with one unknown while everything else is left as it is; `GaveUp` where that
    /// is not known yet.
    fn turns(&mut self, (at, facet): (usize, Facet), state: &State, by: Option<Condition>) -> Found {
        let answers = self.answers(state, at);
        let mut parts: Vec<Vec<&Answer>> = Vec::new();
        for answer in answers.iter() {
            match parts.iter_mut().find(|part| part.first().is_some_and(|a| facet.alike(a, answer))) {
                Some(part) => part.push(answer),
                None => parts.push(vec![answer]),
            }
        }
        let mut reason = Places::new();
        let mut gave_up = parts.is_empty();
        for part in parts {
            match self.turns_within(at, &part, state, by) {
                Found::No(why) => reason.extend(why),
                Found::GaveUp if self.left == 0 => return Found::GaveUp,
                Found::GaveUp => gave_up = true,
                yes @ Found::Yes(_) => return yes,
            }
        }
        if gave_up { Found::GaveUp } else { Found::No(reason) }
    }

    fn turns_within(
        &mut self,
        at: usize,
        answers: &[&Answer],
        state: &State,
        by: Option<Condition>,
    ) -> Found {
        let mut verdicts = Vec::new();
        let (mut passing, mut failing) = (false, false);
        let mut reason = self.leaned_on(at, state);
        for answer in answers {
            let next = self.with(state, at, answer);
            let Some(verdict) = self.judge(&next, &None) else { return Found::GaveUp };
            if verdict.failed.iter().any(|failed| self.is_of_newcomer(*failed)) {
                // Nobody joins who has a fault, and who joins depends on all that is answered.
                reason.extend(&state.answered);
                continue;
            }
            let turned = (verdict.passed() && failing) || (!verdict.failed.is_empty() && passing);
            if turned {
                return Found::Yes(Box::new(state.clone()));
            }
            passing |= verdict.passed();
            failing |= !verdict.failed.is_empty();
            verdicts.push((next, verdict));
        }
        if verdicts.iter().all(|(_, v)| !v.failed.is_empty()) {
            for (next, verdict) in &verdicts {
                reason.extend(self.reason(next, verdict).into_iter().flatten());
            }
            reason.remove(&at);
            return Found::No(reason);
        }
        let told = |v: &Verdict| {
            (!v.failed.is_empty()).then_some(None).or(v.passed().then_some(Some(v.conditional)))
        };
        let decided: BTreeSet<Option<bool>> = verdicts.iter().filter_map(|(_, v)| told(v)).collect();
        let open = verdicts.iter().any(|(_, v)| told(v).is_none());
        // What may still turn out otherwise differs somewhere from what is eligible everywhere.
        if decided.len() > 1 || (open && decided.contains(&Some(false))) {
            return Found::Yes(Box::new(state.clone()));
        }
        if open {
            return Found::GaveUp;
        }
        // Every answer passes, so the condition that was to turn does not, whatever it does not depend on.
        reason.extend(by.map_or_else(|| state.answered.clone(), |by| self.upon(by, state)));
        reason.remove(&at);
        Found::No(reason)
    }

    /// Whether an answer alone leads to a verdict. That more will join is none: who they are is asked as well.
    pub(in crate::next::deciding) fn settles(&mut self, at: usize, facet: Facet) -> bool {
        self.begin();
        let root = self.root.clone();
        let whole = |answer: &&Answer| !matches!(answer, Answer::Join(who, _) if !who.is_empty());
        self.answers(&root, at).iter().filter(whole).any(|answer| {
            let next = self.with(&root, at, &facet.part(answer.clone()));
            self.judge(&next, &None).is_some_and(|v| !v.failed.is_empty() || v.passed())
        })
    }
}

/// Orders answers for a minimum, which turns where it is one short: those that add to it first while more are
/// missing, those that do not afterwards.
fn one_short(answers: &mut [Answer], state: &State, more: bool) {
    let all = &state.case.proposal.consortium.participants;
    let led = is_led(all);
    answers.sort_by_key(|answer| match answer {
        // Somebody has to coordinate.
        Answer::Role(Role::Coordinator) if !led => 0,
        Answer::Role(role) if role.counts() == more => 1,
        Answer::Role(_) => 2,
        Answer::Country(country) => {
            let taken = all.iter().any(|e| e.applicant.country.is_some_and(|c| c.state() == country.state()));
            i32::from(taken == more)
        }
        _ => 0,
    });
}
