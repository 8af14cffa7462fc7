//! What outcomes come to together.

use serde::{Deserialize, Serialize};

use super::facts::Scope;
use crate::call::Call;
use crate::outcome::{Consequence, Outcome, Verdict};

/// The verdict as a fold over outcomes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fold {
    pub(crate) not_met: bool,
    pub(crate) undetermined: bool,
    pub(crate) conditional: bool,
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
        Fold { not_met: false, undetermined: gap, conditional: false }
    }

    #[inline]
    pub(crate) fn add(&mut self, consequence: Consequence, outcome: Outcome) {
        if consequence == Consequence::Reject {
            match outcome {
                Outcome::NotMet => self.not_met = true,
                Outcome::Unknown => self.undetermined = true,
                Outcome::Conditional => self.conditional = true,
                Outcome::Met | Outcome::NotApplicable => {}
            }
        }
    }

    pub(crate) fn verdict(self) -> Verdict {
        match self {
            Fold { not_met: true, .. } => Verdict::Ineligible,
            Fold { undetermined: true, .. } => Verdict::Undetermined,
            Fold { conditional: true, .. } => Verdict::Conditional,
            _ => Verdict::Eligible,
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
