//! A remedy that is stored and read back. The report `amif-remedy/1` tells more, and for people.

use serde::{Deserialize, Serialize};

use super::{Edit, Remedy};
use crate::outcome::Verdict;
use crate::rule::RuleId;

/// [`Remedy`] as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    verdict_after: Verdict,
    cost: u32,
    newcomers_apart: bool,
    #[serde(default)]
    then_to_correct: Vec<RuleId>,
    #[serde(default)]
    still_to_correct: Vec<RuleId>,
    edits: Vec<Edit>,
}

impl From<Remedy> for Kept {
    fn from(remedy: Remedy) -> Self {
        let Remedy { edits, apart, cost, verdict, to_correct, still_to_correct } = remedy;
        Kept {
            verdict_after: verdict,
            cost,
            newcomers_apart: apart,
            then_to_correct: to_correct,
            still_to_correct,
            edits,
        }
    }
}

impl From<Kept> for Remedy {
    fn from(kept: Kept) -> Self {
        let Kept { verdict_after, cost, newcomers_apart, then_to_correct, still_to_correct, edits } = kept;
        Remedy {
            edits,
            apart: newcomers_apart,
            cost,
            verdict: verdict_after,
            to_correct: then_to_correct,
            still_to_correct,
        }
    }
}
