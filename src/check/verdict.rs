//! What outcomes come to together.

use serde::{Deserialize, Serialize};

use super::facts::Scope;
use crate::call::Call;
use crate::outcome::{Consequence, Outcome, Verdict};

/// The verdict as a fold over outcomes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fold {
    /// The outcomes of the conditions that lead to rejection, one bit each.
    seen: u8,
}

impl Fold {
    pub(crate) fn new(call: &Call, scope: Scope) -> Self {
        let gap = match scope {
            Scope::Applicant => !call.roles_are_settled() || !call.countries_are_settled(),
            Scope::Consortium => {
                !call.roles_are_settled()
                    || !call.countries_are_settled()
                    || call.minimum_applicants().is_none()
                    || call.minimum_countries().is_none()
            }
            Scope::Proposal => !call.core_is_stated(),
        };
        Fold::with_gap(gap)
    }

    /// A core condition that is not stated leaves the verdict open as an unknown one does.
    pub(crate) fn with_gap(gap: bool) -> Self {
        Fold { seen: u8::from(gap) << Outcome::Unknown as u8 }
    }

    #[inline]
    pub(crate) fn add(&mut self, consequence: Consequence, outcome: Outcome) {
        self.seen |= u8::from(consequence == Consequence::Reject) << outcome as u8;
    }

    #[inline]
    pub(crate) fn has(self, outcome: Outcome) -> bool {
        self.seen >> outcome as u8 & 1 == 1
    }

    pub(crate) fn verdict(self) -> Verdict {
        if self.has(Outcome::NotMet) {
            Verdict::Ineligible
        } else if self.has(Outcome::Unknown) {
            Verdict::Undetermined
        } else if self.has(Outcome::Conditional) {
            Verdict::Conditional
        } else {
            Verdict::Eligible
        }
    }
}

/// How many conditions are met, not met, unknown and conditional; those that are not applicable are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tally {
    /// How many are met.
    pub met: u32,
    /// How many are not met.
    pub not_met: u32,
    /// How many are unknown.
    pub unknown: u32,
    /// How many are met provided that a later event happens.
    pub conditional: u32,
}

/// How many conditions of each consequence have which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Counts {
    /// Of those that lead to rejection.
    pub reject: Tally,
    /// Of those that lead to a correction.
    pub correct: Tally,
    /// Of those that lead to a request for clarification.
    pub clarify: Tally,
}

impl Counts {
    pub(crate) fn add(&mut self, consequence: Consequence, outcome: Outcome) {
        let tally = match consequence {
            Consequence::Reject => &mut self.reject,
            Consequence::Correct => &mut self.correct,
            Consequence::Clarify => &mut self.clarify,
        };
        let count = match outcome {
            Outcome::Met => &mut tally.met,
            Outcome::NotMet => &mut tally.not_met,
            Outcome::Unknown => &mut tally.unknown,
            Outcome::Conditional => &mut tally.conditional,
            Outcome::NotApplicable => return,
        };
        *count = count.saturating_add(1);
    }

    /// These and those.
    #[cfg(feature = "programme")]
    pub(crate) fn and(self, other: Counts) -> Counts {
        let sum = |a: Tally, b: Tally| Tally {
            met: a.met.saturating_add(b.met),
            not_met: a.not_met.saturating_add(b.not_met),
            unknown: a.unknown.saturating_add(b.unknown),
            conditional: a.conditional.saturating_add(b.conditional),
        };
        Counts {
            reject: sum(self.reject, other.reject),
            correct: sum(self.correct, other.correct),
            clarify: sum(self.clarify, other.clarify),
        }
    }
}
