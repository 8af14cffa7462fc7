//! The proposal is submitted by the deadline.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS, MANUAL};
use crate::call::Point;
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, nothing};
use crate::check::dependence::{Cause, Dependence, vary};
use crate::check::fact::Fact;
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::project::submitted_by;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::time::{Deadline, Instant};

pub(super) const SUBMITTED_BY_DEADLINE: RuleDef<Deadline> = RuleDef {
    about: About {
        title: "The proposal is submitted by the deadline.",
        explanation: "\
Compares the instant of submission with the deadline, a day and an hour on the clocks of Brussels.
The submission must be before it: up to the second before it is in time, from the second after it is late. Whether a
stamp within the deadline's own second is before it no source says; that is unknown, and the portal decides.
Only the stated instant counts: without one the outcome is unknown. Of a call with several cut-offs the last
one decides; of one in two stages the deadline of the stage that is applied to. Where the sources state no
clock time, whether the day itself is in time is an open question.
After the deadline there is no remedy but a complaint within four calendar days for a failure on the
portal's side, or an extension by corrigendum.",
        since: CALL_DECIDES,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(Act::Financial2024, "Art. 197", Basis::Act, LATER_CALLS),
            Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, "submitted before the call deadline"),
            Citation::document_noted(MANUAL, "3.1.5", Basis::OfficialPage, "the complaint within four calendar days"),
            Citation::act_noted(Act::Financial2018, "Art. 194", Basis::Inferred, EARLIER_CALLS),
        ],
        facts: &[FactKind::SubmittedAt, FactKind::SubmissionStage],
    },
    asked: |call| call.deadline_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::SubmittedAt, |deadline, at| {
        let own_second = || at.setting.terms.own_second;
        let by = |deadline: Deadline| {
            let submitted = at.facts.proposal.submitted_at;
            // The question is asked of a stamp that depends on it alone.
            let point = match submitted.is_some_and(|at| deadline.is_passed_at(at).is_none()) {
                true => at.setting.answered(own_second()),
                false => own_second(),
            };
            submitted_by(submitted, deadline, point)
        };
        // Of a call in two stages each has its own deadline.
        match (at.setting.call.second_stage(), at.facts.proposal.application.submission_stage) {
            (None, _) | (Some(_), Some(1)) => by(*deadline),
            (Some(second), Some(_)) => by(second),
            (Some(second), None) => by(*deadline).or(by(second)),
        }
    }),
    shown: Shown {
        // Where the clock time is not stated, nobody states an instant.
        required: |deadline, seen| {
            let deadline = in_its_stage(deadline, seen);
            deadline.clock_time_is_stated().then(|| Required::Before(deadline.instant()))
        },
        found: |seen| Some(Found::Instant(seen.facts.proposal.submitted_at)),
        words: |deadline, seen| {
            if let Some(second) = seen.setting.call.second_stage()
                && seen.facts.proposal.application.submission_stage.is_none()
            {
                return of_either_stage(*deadline, second, seen);
            }
            let deadline = in_its_stage(deadline, seen);
            let due_at = deadline.instant();
            let in_its_second = |at: Instant| deadline.clock_time_is_stated() && at == due_at;
            let due = due(deadline);
            let submitted = seen.facts.proposal.submitted_at.map(Instant::in_words).unwrap_or_default();
            match seen.facts.proposal.submitted_at {
                Some(at) if seen.outcome == Outcome::Unknown && in_its_second(at) => format!(
                    "Submitted on {submitted}, within the second of the deadline {due}; whether that is before it no source says."
                ),
                Some(_) if seen.outcome == Outcome::Unknown => {
                    format!("Submitted on {submitted}; the deadline is {due}.")
                }
                Some(at) if in_its_second(at) => {
                    let read = if seen.outcome == Outcome::Met { "in time" } else { "late" };
                    format!("Submitted on {submitted}, within the second of the deadline {due}, which is read as {read}.")
                }
                Some(_) if seen.outcome == Outcome::NotMet => {
                    format!("Submitted on {submitted}, after the deadline {due}.")
                }
                Some(_) => format!("Submitted on {submitted}, before the deadline {due}."),
                None => format!("The submission is not stated; the deadline is {due}."),
            }
        },
        reading: |other| other.clock_time_is_stated().then(|| other.to_string()),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(depends),
};

/// When it is due, in words.
fn due(deadline: Deadline) -> String {
    match deadline.clock_time_is_stated() {
        true => format!("{} Brussels time", deadline.instant().in_words()),
        false => deadline.to_string(),
    }
}

/// The sentence where it is not stated to which of two stages the proposal is submitted.
fn of_either_stage(first: Deadline, second: Deadline, seen: &Seen<'_>) -> String {
    let (first, second) = (due(first), due(second));
    let both = format!("the deadline of the first stage, {first}, and of the second, {second}");
    match (seen.facts.proposal.submitted_at.map(Instant::in_words), seen.outcome) {
        (None, _) => format!(
            "The submission is not stated; the deadline is {first}, and of the second stage {second}."
        ),
        (Some(submitted), Outcome::Met) => format!("Submitted on {submitted}, before {both}."),
        (Some(submitted), Outcome::NotMet) => format!("Submitted on {submitted}, after {both}."),
        (Some(submitted), Outcome::Unknown | Outcome::Conditional | Outcome::NotApplicable) => format!(
            "Submitted on {submitted}; the deadline is {first}, and of the second stage {second}, and to which of them it is \
             submitted is not stated."
        ),
    }
}

/// The deadline of the stage that is applied to.
fn in_its_stage(deadline: &Deadline, seen: &Seen<'_>) -> Deadline {
    let second = seen
        .setting
        .call
        .second_stage()
        .filter(|_| seen.facts.proposal.application.submission_stage == Some(2));
    second.unwrap_or(*deadline)
}

fn depends(asked: Asked<'_, Deadline>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let (call, proposal) = (seen.setting.call, &seen.facts.proposal);
    let firsts: Vec<Deadline> = asked.values().copied().collect();
    let all = firsts.iter().copied().chain(call.second_stage());
    let instants: Vec<Instant> = match proposal.submitted_at {
        Some(at) => vec![at],
        None => all.flat_map(|d| [d.last_second(), d.instant().next_second()]).collect(),
    };
    let stages: Vec<Option<Deadline>> =
        match (call.second_stage(), seen.facts.proposal.application.submission_stage) {
            (None, _) | (Some(_), Some(1)) => vec![None],
            (second, Some(_)) => vec![second],
            (second, None) => vec![None, second],
        };
    let question = asked.other.map(|(question, _)| question);
    let second = seen.setting.terms.own_second;
    let (seconds, of_second) = match second {
        Point::Open(question) => (2, Cause::Question(usize::from(question))),
        Point::Settled(_) => (1, Cause::Nothing),
    };
    let dims = [
        (Cause::Fact(Fact::of_proposal(FactKind::SubmittedAt)), instants.len()),
        (Cause::Fact(Fact::of_proposal(FactKind::SubmissionStage)), stages.len()),
        (question.map_or(Cause::Nothing, Cause::Question), firsts.len()),
        (of_second, seconds),
    ];
    vary(&dims, dependence, |at| match at {
        [instant, stage, reading, answer] => {
            let first = firsts.get(*reading).copied()?;
            let by = stages.get(*stage).copied().flatten().unwrap_or(first);
            let second = if seconds == 2 { Point::Settled(*answer == 1) } else { second };
            Some(submitted_by(instants.get(*instant).copied(), by, second).fold())
        }
        _ => None,
    });
}
