//! A remedy that is stored and read back. The report `amif-remedy/1` tells more, and for people.

use serde::{Deserialize, Serialize};

use super::{Edit, Remedy};
use crate::outcome::Verdict;

/// [`Remedy`] as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    verdict_after: Verdict,
    cost: u32,
    newcomers_apart: bool,
    edits: Vec<Edit>,
}

impl From<Remedy> for Kept {
    fn from(remedy: Remedy) -> Self {
        let Remedy { edits, apart, cost, verdict } = remedy;
        Kept { verdict_after: verdict, cost, newcomers_apart: apart, edits }
    }
}

impl From<Kept> for Remedy {
    fn from(kept: Kept) -> Self {
        let Kept { verdict_after, cost, newcomers_apart, edits } = kept;
        Remedy { edits, apart: newcomers_apart, cost, verdict: verdict_after }
    }
}
