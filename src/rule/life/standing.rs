//! How the call's conditions stand after a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Awaited, Fact, Subject};
use crate::law::Citation;
use crate::outcome::Outcome;
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
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert!(changed.conditions()[0].is_worse());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_worse(&self) -> bool {
        rank(self.after) > self.before.map_or(0, rank)
    }
}

/// How far an outcome is from met.
pub(crate) const fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Conditional => 1,
        Outcome::Unknown => 2,
        Outcome::NotMet => 3,
    }
}

/// The outcome that is furthest from met; met where there is none.
pub(crate) fn worst(outcomes: impl Iterator<Item = Outcome>) -> Outcome {
    match outcomes.map(rank).max() {
        None | Some(0) => Outcome::Met,
        Some(1) => Outcome::Conditional,
        Some(2) => Outcome::Unknown,
        Some(_) => Outcome::NotMet,
    }
}

/// What unknown and conditional outcomes of a call's conditions depend on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hanging {
    pub(crate) missing: BTreeMap<String, Fact>,
    pub(crate) open: BTreeSet<String>,
    pub(crate) awaits: Vec<Awaited>,
}

impl Hanging {
    pub(crate) fn missing(&self) -> Vec<Fact> {
        self.missing.values().copied().collect()
    }

    pub(crate) fn open(&self) -> Vec<String> {
        self.open.iter().cloned().collect()
    }

    pub(crate) fn awaits(&self) -> Vec<Awaited> {
        self.awaits.clone()
    }
}

/// The call's conditions before and after a change, as far as the phase looks at them.
#[derive(Debug, Clone)]
pub(crate) struct Recheck {
    /// Those that are not met, or not for certain, after the change.
    pub(crate) standing: Vec<Rechecked>,
    pub(crate) hanging: Hanging,
    /// Whether a core condition of the call is not stated.
    pub(crate) gap: bool,
}

impl Recheck {
    /// What the conditions come to together.
    pub(crate) fn outcome(&self) -> Outcome {
        let gap = self.gap.then_some(Outcome::Unknown);
        worst(self.standing.iter().map(|c| c.after).chain(gap))
    }

    /// Those that stood better before.
    pub(crate) fn worsened(&self) -> Vec<Rechecked> {
        self.standing.iter().filter(|c| c.is_worse()).cloned().collect()
    }
}

/// The conditions that depend on the day of signature, as they stand with that day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Due {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) hanging: Hanging,
    pub(crate) sources: Vec<Citation>,
}

/// What the deadline makes of a submission at the instant of the change.
#[derive(Debug, Clone)]
pub(crate) struct Resubmitted {
    pub(crate) outcome: Outcome,
    pub(crate) message: String,
    pub(crate) hanging: Hanging,
    pub(crate) source: Vec<Citation>,
}
