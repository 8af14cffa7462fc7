//! The call's conditions before and after a change.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChangeKind, Phase};
use crate::check::{Awaited, Fact, FactKind, Subject};
use crate::law::Citation;
use crate::outcome::{Consequence, Outcome};
use crate::report::{Assessment, Report};
use crate::rule::RuleId;

/// A condition of the call that is not met, or not for certain, after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rechecked {
    /// The rule.
    pub rule: RuleId,
    /// What it was looked at for, in the changed proposal.
    pub subject: Subject,
    /// The outcome before the change; `None` where the rule was not looked at for it.
    pub before: Option<Outcome>,
    /// The outcome after the change.
    pub after: Outcome,
    /// What was found after the change, in a sentence.
    pub message: String,
    /// Where the condition is stated.
    pub source: Vec<Citation>,
}

impl Rechecked {
    /// Whether the condition stood better before the change.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.conditions()[0].is_worse());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_worse(&self) -> bool {
        rank(self.after) > self.before.map_or(0, rank)
    }
}

/// How far an outcome is from met.
const fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Conditional => 1,
        Outcome::Unknown => 2,
        Outcome::NotMet => 3,
    }
}

/// The outcome that is furthest from met; met where there is none.
pub(super) fn worst(outcomes: impl Iterator<Item = Outcome>) -> Outcome {
    match outcomes.map(rank).max() {
        None | Some(0) => Outcome::Met,
        Some(1) => Outcome::Conditional,
        Some(2) => Outcome::Unknown,
        Some(_) => Outcome::NotMet,
    }
}

/// What unknown and conditional outcomes of a call's conditions hang on.
#[derive(Debug, Clone, Default)]
pub(super) struct Hanging {
    missing: BTreeMap<String, Fact>,
    open: BTreeSet<String>,
    awaits: Vec<Awaited>,
}

impl Hanging {
    fn add(&mut self, a: &Assessment<'_>) {
        self.missing.extend(a.missing().into_iter().map(|fact| (fact.to_string(), fact)));
        self.open.extend(a.open().into_iter().map(str::to_owned));
        for awaited in a.awaits() {
            if !self.awaits.contains(&awaited) {
                self.awaits.push(awaited);
            }
        }
    }

    pub(super) fn missing(&self) -> Vec<Fact> {
        self.missing.values().copied().collect()
    }

    pub(super) fn open(&self) -> Vec<String> {
        self.open.iter().cloned().collect()
    }

    pub(super) fn awaits(&self) -> Vec<Awaited> {
        self.awaits.clone()
    }
}

/// The call's conditions before and after a change, as far as the phase looks at them.
#[derive(Debug, Clone)]
pub(super) struct Recheck {
    /// Those that are not met, or not for certain, after the change.
    pub(super) standing: Vec<Rechecked>,
    pub(super) hanging: Hanging,
    /// Whether a core condition of the call is not stated.
    pub(super) gap: bool,
}

impl Recheck {
    pub(super) fn of(before: &Report<'_>, after: &Report<'_>, kind: &ChangeKind, phase: Phase) -> Self {
        let was: BTreeMap<(RuleId, Subject), Outcome> =
            before.assessments().map(|a| ((a.rule(), a.subject()), a.outcome())).collect();
        let mut recheck = Recheck {
            standing: Vec::new(),
            hanging: Hanging::default(),
            gap: !after.call().core_is_stated(),
        };
        for a in after.assessments() {
            let looked_at = a.consequence() == Consequence::Reject && concerns(a.subject(), phase);
            if !looked_at || rank(a.outcome()) == 0 {
                continue;
            }
            recheck.hanging.add(&a);
            recheck.standing.push(Rechecked {
                rule: a.rule(),
                subject: a.subject(),
                before: was.get(&(a.rule(), origin(a.subject(), kind))).copied(),
                after: a.outcome(),
                message: a.message(),
                source: a.source().to_vec(),
            });
        }
        recheck
    }

    /// What the conditions come to together.
    pub(super) fn outcome(&self) -> Outcome {
        let gap = self.gap.then_some(Outcome::Unknown);
        worst(self.standing.iter().map(|c| c.after).chain(gap))
    }

    /// Those that stood better before.
    pub(super) fn worsened(&self) -> Vec<Rechecked> {
        self.standing.iter().filter(|c| c.is_worse()).cloned().collect()
    }
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

/// The conditions that hang on the day of signature, before and after it is stated.
pub(super) fn due(before: &Report<'_>, after: &Report<'_>) -> (Vec<Outcome>, Hanging, Vec<Citation>) {
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
            hanging.add(&a);
            for source in a.source() {
                if !sources.contains(source) {
                    sources.push(source.clone());
                }
            }
        }
    }
    (outcomes, hanging, sources)
}
