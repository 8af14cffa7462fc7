//! The call's conditions before and after a change.

use std::collections::BTreeMap;

use super::{ChangeKind, Phase};
use crate::call::Call;
use crate::check::{Fact, FactKind, Subject};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::{Consortium, Proposal};
use crate::report::{Assessment, Report};
use crate::rule::RuleId;
use crate::rule::life::{Due, Hanging, Recheck, Rechecked, Resubmitted, rank};
use crate::time::Instant;

/// Adds what a condition depends on.
fn add(hanging: &mut Hanging, a: &Assessment<'_>) {
    hanging.missing.extend(a.missing().into_iter().map(|fact| (fact.to_string(), fact)));
    hanging.open.extend(a.open().into_iter().map(str::to_owned));
    for awaited in a.awaits() {
        if !hanging.awaits.contains(&awaited) {
            hanging.awaits.push(awaited);
        }
    }
}

/// Whom an amendment makes a commitment with, by the place in the changed proposal: whoever joins a running project, or
/// takes a role in it and is no party to the grant agreement yet. Of somebody whose role was not stated nothing is told.
pub(super) fn enters(proposal: &Proposal, kind: &ChangeKind, phase: Phase) -> Option<usize> {
    let all = &proposal.consortium.participants;
    let is_party = |role: Role| matches!(role, Role::Coordinator | Role::Beneficiary);
    let was = |at: usize| all.get(at).and_then(|entry| entry.role);
    let entering = match *kind {
        ChangeKind::Joins(_) => Some(all.len()),
        ChangeKind::Role(at, role) => was(at).filter(|was| !(is_party(*was) && is_party(role))).map(|_| at),
        ChangeKind::Coordination(at) => was(at).filter(|was| !is_party(*was)).map(|_| at),
        ChangeKind::Leaves(_) | ChangeKind::Extension(_) | ChangeKind::Signature(_) => None,
    };
    entering.filter(|_| phase == Phase::Implementation)
}

/// The conditions as far as the phase looks at them. Whoever an amendment makes a commitment with is looked at as in
/// `entering`: by the day of the amendment, and not by that on which the others signed.
pub(super) fn recheck(
    before: &Report<'_>,
    after: &Report<'_>,
    entering: Option<(usize, &Report<'_>)>,
    (kind, phase): (&ChangeKind, Phase),
) -> Recheck {
    let was: BTreeMap<(RuleId, Subject), Outcome> =
        before.assessments().map(|a| ((a.rule(), a.subject()), a.outcome())).collect();
    let mut recheck =
        Recheck { standing: Vec::new(), hanging: Hanging::default(), gap: !after.call().core_is_stated() };
    let enters = |subject: Subject| entering.is_some_and(|(place, _)| subject == Subject::Participant(place));
    let those = entering.into_iter().flat_map(|(_, report)| report.assessments());
    let assessments = after.assessments().filter(|a| !enters(a.subject()));
    for a in assessments.chain(those.filter(|a| enters(a.subject()))) {
        let looked_at = a.consequence() == Consequence::Reject && concerns(a.subject(), phase);
        if !looked_at || rank(a.outcome()) == 0 {
            continue;
        }
        add(&mut recheck.hanging, &a);
        recheck.standing.push(Rechecked {
            rule: a.rule(),
            subject: a.subject(),
            before: was.get(&(a.rule(), origin(a.subject(), kind))).copied(),
            after: a.outcome(),
            message: a.message(),
            source: a.source().to_vec(),
        });
    }
    recheck.standing.sort_by_key(|condition| condition.rule);
    recheck
}

/// Whether a phase still looks at a condition: submission is behind once the award is made, and the duration
/// is a condition at application.
fn concerns(subject: Subject, phase: Phase) -> bool {
    !matches!(
        (subject, phase),
        (Subject::Fact(FactKind::SubmittedAt), Phase::Preparation | Phase::Implementation)
            | (Subject::Fact(FactKind::DurationMonths), Phase::Implementation)
    )
}

/// Where a subject of the changed proposal stood before.
fn origin(subject: Subject, kind: &ChangeKind) -> Subject {
    match (subject, kind) {
        (Subject::Participant(now), ChangeKind::Leaves(gone)) if now >= *gone => {
            Subject::Participant(now.saturating_add(1))
        }
        _ => subject,
    }
}

/// The conditions that depend on the day of signature, before and after it is stated.
pub(super) fn due(before: &Report<'_>, after: &Report<'_>) -> Due {
    let signature = Fact::of_proposal(FactKind::GrantSignature);
    let hung: BTreeMap<(RuleId, Subject), (Outcome, bool)> = before
        .assessments()
        .map(|a| {
            let hangs = a.outcome() == Outcome::Conditional || a.missing().contains(&signature);
            ((a.rule(), a.subject()), (a.outcome(), hangs))
        })
        .collect();
    let (mut outcomes, mut hanging, mut sources) = (Vec::new(), Hanging::default(), Vec::new());
    for a in after.assessments().filter(|a| a.consequence() == Consequence::Reject) {
        let stood = hung.get(&(a.rule(), a.subject()));
        let is_due = a.outcome() == Outcome::Conditional
            || stood.is_some_and(|(outcome, hangs)| *hangs || *outcome != a.outcome());
        if is_due {
            outcomes.push(a.outcome());
            add(&mut hanging, &a);
            for source in a.source() {
                if !sources.contains(source) {
                    sources.push(source.clone());
                }
            }
        }
    }
    Due { outcomes, hanging, sources }
}

/// What the deadline of the call makes of a submission at an instant; `None` where none is stated.
pub(super) fn resubmitted(proposal: &Proposal, call: &Call, at: Instant) -> Option<Resubmitted> {
    let mut alone = Proposal::new(Consortium::new([]));
    alone.submitted_at = Some(at);
    alone.application.submission_stage = proposal.application.submission_stage;
    let report = alone.check(call, at);
    let a = report.assessments().find(|a| a.rule() == RuleId::SubmittedByDeadline)?;
    let mut hanging = Hanging::default();
    add(&mut hanging, &a);
    Some(Resubmitted { outcome: a.outcome(), message: a.message(), hanging, source: a.source().to_vec() })
}
