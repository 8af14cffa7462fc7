//! A remedy that is stored and read back. The report `amif-remedy/1` tells more, and for people.

use serde::{Deserialize, Serialize};

use super::{Edit, Remedy};
use crate::country::Country;
use crate::money::Eur;
use crate::next::invented::Profile;
use crate::organisation::{LegalForm, Name, Role};
use crate::outcome::Verdict;
use crate::time::Instant;

/// [`Edit`] as it is kept; the derive holds the two together.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Edit", rename_all = "snake_case")]
enum KeptEdit {
    Submit { stated: Option<Instant>, from: Instant, by: Instant },
    Grant { stated: Option<Eur>, min: Eur, max: Eur, nearest: Eur },
    Duration { stated: Option<i64>, min: i64, max: i64, nearest: i64 },
    ChangeRole { participant: usize, name: Name, from: Option<Role>, to: Role },
    Remove { participant: usize, name: Name, role: Option<Role> },
    Add { role: Role, choices: Vec<(Country, LegalForm)>, profile: Profile },
}

#[derive(Clone, Serialize, Deserialize)]
struct One(#[serde(with = "KeptEdit")] Edit);

/// [`Remedy`] as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    verdict_after: Verdict,
    cost: u32,
    newcomers_apart: bool,
    edits: Vec<One>,
}

impl From<Remedy> for Kept {
    fn from(remedy: Remedy) -> Self {
        let Remedy { edits, apart, cost, verdict } = remedy;
        let edits = edits.into_iter().map(One).collect();
        Kept { verdict_after: verdict, cost, newcomers_apart: apart, edits }
    }
}

impl From<Kept> for Remedy {
    fn from(kept: Kept) -> Self {
        let Kept { verdict_after, cost, newcomers_apart, edits } = kept;
        let edits = edits.into_iter().map(|One(edit)| edit).collect();
        Remedy { edits, apart: newcomers_apart, cost, verdict: verdict_after }
    }
}
