//! Steps on what the proposal as a whole states: the grant, the duration, the submission.

use super::costs::COSTS;
use super::search::Candidate;
use super::sign::Trouble;
use super::span::{self, Planned};
use super::step::Step;
use super::trial::Trial;
use crate::check::FactKind;

/// Steps on what the proposal as a whole states, where a failing condition reads it, or one that such a step may break.
pub(super) fn candidates(trial: &mut Trial<'_>, troubles: &[Trouble]) -> Vec<Candidate> {
    let reads = |fact: Planned| troubles.iter().any(|t| t.rule.rule().facts.contains(&fact.kind()));
    let mut values: Vec<(Planned, i64)> = Vec::new();
    let mut add = |fact: Planned, found: Vec<i64>| {
        for value in found {
            if !values.contains(&(fact, value)) {
                values.push((fact, value));
            }
        }
    };
    // When a project ends, and so which day of submission is too late for it, its duration tells.
    if reads(Planned::Submission) || reads(Planned::Duration) {
        let durations = span::values(trial, Planned::Duration);
        let days = span::values(trial, Planned::Submission);
        for (one, all, other) in [
            (Planned::Duration, &durations, Planned::Submission),
            (Planned::Submission, &days, Planned::Duration),
        ] {
            for step in all.iter().filter_map(|value| one.step(*value)) {
                let undo = trial.apply(step, &[]);
                add(other, span::values(trial, other));
                trial.undo(undo);
            }
        }
        add(Planned::Duration, durations);
        add(Planned::Submission, days);
    }
    if reads(Planned::Grant) || trial.asks_annexes_of_some() {
        add(Planned::Grant, span::values(trial, Planned::Grant));
    }
    values.sort_by_key(|(fact, value)| (*fact as u8, *value));
    let before = trial.blemishes();
    let mut priced = |step| {
        let undo = trial.apply(step, &[]);
        let more = trial.blemishes().saturating_sub(before);
        trial.undo(undo);
        let cost = COSTS.of_project.saturating_add(more.saturating_mul(COSTS.blemish));
        Candidate { step, cost }
    };
    values.into_iter().filter_map(|(fact, value)| fact.step(value)).map(&mut priced).collect()
}

/// A failing condition on the project alone that no steps cure together with the others on it: of several the one that
/// no step brings about, and then one that turns on what no edit changes.
pub(super) fn never_cured(
    trial: &mut Trial<'_>,
    troubles: &[Trouble],
    candidates: &[Candidate],
) -> Option<Trouble> {
    let facts = |t: &Trouble| t.rule.rule().facts;
    let of_project =
        |t: &Trouble| !facts(t).contains(&FactKind::Role) && facts(t).iter().any(Planned::is_one);
    let mut left: Vec<Trouble> = troubles.iter().copied().filter(of_project).collect();
    let mut never = left.clone();
    let mut tried = |trial: &mut Trial<'_>| {
        let after: Vec<Trouble> = trial.troubles().into_iter().filter(of_project).collect();
        never.retain(|t| after.iter().any(|still| still.same(t)));
        after.is_empty()
    };
    let with = |fact: Planned| -> Vec<Option<Step>> {
        let steps = candidates.iter().map(|c| c.step);
        let of = steps.filter(|step| Planned::of(*step).is_some_and(|(of, _)| of == fact));
        std::iter::once(None).chain(of.map(Some)).collect()
    };
    let [submissions, grants, durations] = Planned::ALL.map(with);
    for submission in &submissions {
        for grant in &grants {
            for duration in &durations {
                let steps = [submission, grant, duration].into_iter().copied().flatten();
                let undone: Vec<_> = steps.map(|step| trial.apply(step, &[])).collect();
                let cured = tried(trial);
                undone.into_iter().rev().for_each(|undo| trial.undo(undo));
                if cured || trial.steps.are_spent() {
                    return None;
                }
            }
        }
    }
    left.sort_by_key(|t| (!never.iter().any(|n| n.same(t)), facts(t).iter().all(Planned::is_one)));
    left.first().copied()
}
