//! With which unknowns the verdict turns.

use std::collections::BTreeSet;

use super::{EFFORT, Found, Places, Search, State, Unknown, Verdict};
use crate::check::Condition;

impl Search<'_> {
    /// Looks for a completion of everything else under which the verdict turns with one unknown, starting
    /// from one that passes.
    pub(in crate::deciding) fn matters(&mut self, at: usize, passing: &State) -> Found {
        if matches!(self.unknowns.get(at), Some(Unknown::Other(_)) | None) {
            return Found::GaveUp;
        }
        self.rationed(|search| search.matters_near(at, passing))
    }

    /// Whether the verdict turns with one unknown while everything else is as it is there.
    pub(in crate::deciding) fn matters_at(&mut self, at: usize, passing: &State) -> bool {
        self.left = EFFORT;
        matches!(self.turns(at, passing), Found::Yes(_))
    }

    fn matters_near(&mut self, at: usize, passing: &State) -> Found {
        let conditions: Vec<Condition> =
            self.hinges.iter().filter(|(_, on)| on.contains(&at)).map(|(c, _)| *c).collect();
        let mut near = self.hinged_on(conditions.iter());
        near.remove(&at);
        let own = self.unknowns.get(at).map(|u| u.entries().to_vec()).unwrap_or_default();
        let closest = |search: &Self, other: usize| {
            let entries = search.unknowns.get(other).map(Unknown::entries).unwrap_or_default();
            own.is_empty() == entries.is_empty() && entries.iter().all(|e| own.contains(e))
        };
        let neighbours: Vec<usize> = near.iter().copied().filter(|other| closest(self, *other)).collect();
        for other in neighbours {
            for answer in self.answers(passing, other) {
                let next = self.with(passing, other, &answer);
                if let Found::Yes(state) = self.turns(at, &next) {
                    return Found::Yes(state);
                }
            }
        }
        // It turns the verdict by turning one of the conditions; those that hinge on least first.
        let mut gave_up = false;
        let mut ways: Vec<(Condition, Places)> =
            conditions.iter().filter_map(|c| Some((*c, self.hinges.get(c)?.clone()))).collect();
        ways.sort_by_key(|(_, on)| on.len());
        for (condition, on) in ways {
            let mut order: Vec<usize> = (0..self.unknowns.len()).filter(|other| *other != at).collect();
            order.sort_by_key(|other| (!on.contains(other), !closest(self, *other)));
            match self.matters_anywhere(at, &self.root.clone(), &order, condition) {
                Found::Yes(state) => return Found::Yes(state),
                Found::GaveUp => gave_up = true,
                Found::No(_) => {}
            }
        }
        if gave_up { Found::GaveUp } else { Found::No(Places::new()) }
    }

    /// Looks for a completion under which the verdict turns as one condition does.
    fn matters_anywhere(&mut self, at: usize, state: &State, order: &[usize], by: Condition) -> Found {
        let Some(verdict) = self.judge(state, &None) else { return Found::GaveUp };
        if let Some(reason) = self.reason(state, &verdict) {
            return Found::No(reason);
        }
        if !verdict.unknown.contains(&by) {
            let reason = self.hinged_on(std::iter::once(&by));
            return Found::No(reason.intersection(&state.answered).copied().collect());
        }
        match self.turns(at, state) {
            Found::GaveUp => {}
            told => return told,
        }
        let Some((next, rest)) = order.split_first() else { return Found::GaveUp };
        let answers = self.answers(state, *next);
        self.branch(state, *next, answers, |search, next| search.matters_anywhere(at, next, rest, by))
    }

    /// Whether the verdict turns with one unknown while everything else is left as it is; `GaveUp` where that
    /// cannot be told yet.
    fn turns(&mut self, at: usize, state: &State) -> Found {
        let mut verdicts = Vec::new();
        let (mut passing, mut failing) = (false, false);
        for answer in self.answers(state, at) {
            let next = self.with(state, at, &answer);
            let Some(verdict) = self.judge(&next, &None) else { return Found::GaveUp };
            let turned = (verdict.passed() && failing) || (!verdict.failed.is_empty() && passing);
            if turned {
                return Found::Yes(Box::new(state.clone()));
            }
            passing |= verdict.passed();
            failing |= !verdict.failed.is_empty();
            verdicts.push((next, verdict));
        }
        let leans = self.unknowns.get(at).is_some_and(Unknown::leans);
        if verdicts.iter().all(|(_, v)| !v.failed.is_empty()) {
            let mut reason = if leans { state.answered.clone() } else { Places::new() };
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
        if !open { Found::No(state.answered.clone()) } else { Found::GaveUp }
    }

    /// Whether an answer alone leads to a verdict.
    pub(in crate::deciding) fn settles(&mut self, at: usize) -> bool {
        self.left = EFFORT;
        self.answers(&self.root, at).iter().any(|answer| {
            let next = self.with(&self.root, at, answer);
            self.judge(&next, &None).is_some_and(|v| !v.failed.is_empty() || v.passed())
        })
    }
}
