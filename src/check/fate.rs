//! What becomes of a participant under a call that removes whoever is itself ineligible.

use crate::outcome::Outcomes;

/// What becomes of a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    Stays,
    /// Facts or questions are open that decide.
    Perhaps,
    Removed,
}

impl Fate {
    /// What follows from what the rules that lead to rejection come to.
    pub(super) fn of(outcomes: Outcomes) -> Fate {
        match outcomes {
            Outcomes::NOT_MET => Fate::Removed,
            outcomes if outcomes.may_be(Outcomes::NOT_MET) => Fate::Perhaps,
            _ => Fate::Stays,
        }
    }
}
