//! From the steps that were searched to the edits that are told.

use super::edit::{Choice, Edit, Remedy};
use super::kind::Kind;
use super::step::Step;
use super::trial::Trial;
use super::{span, widen};
use crate::next::invented::Profile;
use crate::organisation::Role;
use crate::outcome::Verdict;
use crate::time::Instant;

/// The remedy of a set of steps, with every choice that will do; `None` where the check says otherwise.
pub(super) fn remedy(
    trial: &mut Trial<'_>,
    (steps, cost): (impl Iterator<Item = Step>, u32),
    kinds: &[Kind],
    newcomers: &widen::Newcomers,
    as_of: Instant,
) -> Option<Remedy> {
    let proposal = trial.proposal;
    let mut steps: Vec<Step> = steps.collect();
    steps.sort_by_key(|s| s.order());
    let mut undone = Vec::new();
    for step in &steps {
        undone.push(trial.apply(*step, kinds));
    }
    let roles: Vec<Role> = trial.newcomers().filter_map(|n| n.role).collect();
    let chosen: Vec<Choice> =
        trial.newcomers().filter_map(|n| Some((n.applicant.country?, n.applicant.known_form()?))).collect();
    let (allowed, apart) = widen::choices(trial, &roles, &chosen, newcomers);
    for undo in undone.into_iter().rev() {
        trial.undo(undo);
    }
    let participant = |place: usize| proposal.consortium.participants.get(place);
    let mut allowed = allowed.into_iter();
    let mut edits = Vec::new();
    for step in steps {
        edits.push(match step {
            Step::Submit(_) => {
                let (from, by) = span::submission(trial.call, as_of)?;
                Edit::Submit { stated: proposal.submitted_at, from, by }
            }
            Step::Grant(_) => {
                let span::Span { min, max, nearest } = span::grant(trial)?;
                Edit::Grant { stated: proposal.requested_grant, min, max, nearest }
            }
            Step::Duration(_) => {
                let span::Span { min, max, nearest } = span::duration(trial)?;
                Edit::Duration { stated: proposal.duration_months, min, max, nearest }
            }
            Step::Role(place, to) => {
                let entry = participant(place)?;
                let name = entry.applicant.name.clone();
                Edit::ChangeRole { participant: place, name, from: entry.role, to }
            }
            Step::Remove(place) => {
                let entry = participant(place)?;
                Edit::Remove { participant: place, name: entry.applicant.name.clone(), role: entry.role }
            }
            Step::Add(kind) => {
                let role = kinds.get(kind)?.role;
                Edit::Add { role, choices: allowed.next()?, profile: Profile::of(trial.call, role) }
            }
        });
    }
    let mut remedy = Remedy { edits, apart, cost, verdict: Verdict::Ineligible, to_correct: Vec::new() };
    let mended = remedy.apply(proposal);
    remedy.verdict = mended.verdict(trial.call, as_of);
    if remedy.verdict == Verdict::Ineligible {
        return None;
    }
    remedy.to_correct = span::blemishes(&mended, trial.call, as_of);
    remedy.to_correct.dedup();
    if !remedy.to_correct.is_empty() {
        let before = span::blemishes(proposal, trial.call, as_of);
        remedy.to_correct.retain(|rule| !before.contains(rule));
    }
    Some(remedy)
}
