//! From the steps that were searched to the edits that are told.

use super::edit::{Choice, Edit, Remedy};
use super::kind::Kind;
use super::span::{self, Planned, Span};
use super::step::Step;
use super::trial::Trial;
use super::widen;
use crate::money::Eur;
use crate::next::invented::Profile;
use crate::organisation::Role;
use crate::outcome::Verdict;

/// The remedy of a set of steps, with every choice that will do; `None` where the check says otherwise.
pub(super) fn remedy(
    trial: &mut Trial<'_>,
    (steps, cost): (impl Iterator<Item = Step>, u32),
    kinds: &[Kind],
    newcomers: &widen::Newcomers,
) -> Option<Remedy> {
    let proposal = trial.proposal;
    let mut steps: Vec<Step> = steps.collect();
    steps.sort_by_key(|s| s.order());
    let mut undone = Vec::new();
    for step in &steps {
        undone.push(trial.apply(*step, kinds));
    }
    let mut spans: Vec<(Planned, Span)> = Vec::new();
    for (fact, value) in steps.iter().filter_map(|step| Planned::of(*step)) {
        let Some(span) = span::around(trial, (fact, value), &spans) else { break };
        spans.push((fact, span));
    }
    // Newcomers have to do beside the largest amount, which is when most annexes are asked for.
    let largest = spans.iter().find(|(fact, _)| *fact == Planned::Grant).map(|(_, span)| span.max);
    undone.extend(largest.and_then(|max| Planned::Grant.step(max)).map(|step| trial.apply(step, kinds)));
    let roles: Vec<Role> = trial.newcomers().filter_map(|n| n.role).collect();
    let chosen: Vec<Choice> =
        trial.newcomers().filter_map(|n| Some((n.applicant.country?, n.applicant.known_form()?))).collect();
    let (allowed, apart) = widen::choices(trial, &roles, &chosen, newcomers);
    for undo in undone.into_iter().rev() {
        trial.undo(undo);
    }
    let of = |fact: Planned| spans.iter().find(|(of, _)| *of == fact).map(|(_, span)| *span);
    let participant = |place: usize| proposal.consortium.participants.get(place);
    let mut allowed = allowed.into_iter();
    let mut edits = Vec::new();
    for step in steps {
        edits.push(match step {
            Step::Submit(_) => {
                let Span { min, max, .. } = of(Planned::Submission)?;
                let (from, by) = (span::instant(min)?, span::instant(max)?);
                Edit::Submit { stated: proposal.submitted_at, from, by }
            }
            Step::Grant(_) => {
                let Span { min, max, nearest } = of(Planned::Grant)?;
                let [min, max, nearest] = [min, max, nearest].map(Eur::from_cents);
                Edit::Grant { stated: proposal.requested_grant, min: min?, max: max?, nearest: nearest? }
            }
            Step::Duration(_) => {
                let Span { min, max, nearest } = of(Planned::Duration)?;
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
    let mut remedy = Remedy {
        edits,
        apart,
        cost,
        verdict: Verdict::Ineligible,
        to_correct: Vec::new(),
        still_to_correct: Vec::new(),
    };
    let mended = remedy.apply(proposal);
    let as_of = trial.as_of();
    remedy.verdict = mended.verdict(trial.call, as_of);
    if remedy.verdict == Verdict::Ineligible {
        return None;
    }
    let mut broken = span::blemishes(&mended, trial.call, as_of);
    broken.dedup();
    if !broken.is_empty() {
        let before = span::blemishes(proposal, trial.call, as_of);
        (remedy.still_to_correct, remedy.to_correct) =
            broken.into_iter().partition(|rule| before.contains(rule));
    }
    Some(remedy)
}
