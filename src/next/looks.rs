//! What looking at a consortium takes, in steps.

use crate::call::Call;
use crate::proposal::{Participant, Proposal};

/// The rules on one participant of whom everything is stated.
const STATED: u64 = 8;
/// Telling apart an organisation that is not told apart by a code alone.
const GROUPED: u64 = 24;
/// The rules on the proposal as a whole.
const WHOLE: u64 = 40;
/// The roles that an entry may hold whose role is not stated.
const ROLES: u64 = 5;

/// What the rules on one participant take: an unknown fact is looked at in every way that it may turn out.
pub(super) fn at(entry: &Participant, call: &Call) -> u64 {
    let terms = call.terms();
    let roles = if entry.role.is_none() { ROLES } else { 1 };
    let places = match entry.applicant.country {
        None => u64::try_from(terms.samples.len()).unwrap_or(u64::MAX),
        Some(_) => 1,
    };
    let kinds = call.required_members().len().saturating_add(call.recommended_members().len());
    let asked: usize =
        terms.more.iter().map(|more| more.statuses.len().saturating_add(more.types.len())).sum();
    let more = u64::try_from(kinds.saturating_mul(8).saturating_add(asked)).unwrap_or(u64::MAX);
    STATED.saturating_add(places.saturating_mul(roles)).saturating_add(roles.saturating_mul(more))
}

/// What looking at these participants takes beside the rules on the proposal.
pub(super) fn among<'p>(participants: impl Iterator<Item = &'p Participant> + Clone, call: &Call) -> u64 {
    let each = participants.clone().map(|entry| at(entry, call));
    let grouped = if are_coded(participants) { 0 } else { GROUPED };
    each.fold(0, |all, entry| all.saturating_add(entry).saturating_add(grouped))
}

/// Whether every entry is told apart from all others by its code alone.
fn are_coded<'p>(mut participants: impl Iterator<Item = &'p Participant>) -> bool {
    let mut codes = std::collections::BTreeSet::new();
    participants.all(|entry| entry.applicant.code().is_some_and(|pic| codes.insert(pic)))
}

/// What one look at the conditions that reject takes, on the way to a remedy: a third of a whole look; four times as
/// much where it is open who is who, since whoever counts is told apart anew each time. Measured.
pub(super) fn rejecting(proposal: &Proposal, call: &Call) -> u64 {
    let whole = through(proposal, call);
    let open = if are_coded(proposal.consortium.participants.iter()) { 1u64 } else { 4 };
    (whole.saturating_mul(open) / 3).max(1)
}

/// What looking at a proposal takes.
pub(super) fn through(proposal: &Proposal, call: &Call) -> u64 {
    let declared = proposal.consortium.participants.iter().any(|p| !p.applicant.declarations.is_empty());
    let bars = if declared { call.bars_in_force().count() } else { call.bars().len() };
    let days = u64::try_from(bars.saturating_add(call.terms().negotiating.len())).unwrap_or(u64::MAX);
    let days = if proposal.grant_signature.is_some() { 1 } else { days.saturating_mul(4).saturating_add(1) };
    let participants = among(proposal.consortium.participants.iter(), call);
    WHOLE.saturating_add(participants.saturating_mul(days))
}
