//! What outcomes come to together.

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
