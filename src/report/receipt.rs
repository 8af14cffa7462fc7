//! The receipt of a report: by which it can be shown what it was made of.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::checked::Report;
use crate::rule::RuleId;

/// What a report was made of. The same input to the same version of the crate gives the same receipt.
///
/// The hashes are SHA-256, as 64 hexadecimal digits, of JSON on one line as the crate writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Receipt {
    /// The version of the crate.
    #[serde(rename = "crate")]
    pub version: String,
    /// The hash of the call, in the version that was checked against, with what is assumed of it; empty of a report on
    /// a national programme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub call: String,
    /// The hash of the facts of the proposal that were looked at; empty of a report on a national programme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proposal: String,
    /// The hash of the national programme; empty of a report on a call, and where no programme was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub programme: String,
    /// The hash of the law that the crate carries: its rules with the places that they rest on.
    pub law: String,
}

impl Report<'_> {
    /// The receipt: what the report was made of.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.receipt(), report.stored().receipt().clone());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            call: self.call().digest(hash).to_owned(),
            proposal: hash(&self.whole()),
            programme: String::new(),
            law: LAW.clone(),
        }
    }
}

#[cfg(feature = "programme")]
impl Receipt {
    /// Of a report on a programme with this hash.
    pub(super) fn of_programme(programme: &str) -> Self {
        Receipt {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            call: String::new(),
            proposal: String::new(),
            programme: programme.to_owned(),
            law: LAW.clone(),
        }
    }
}

/// The rules as the registry has them.
static LAW: LazyLock<String> = LazyLock::new(|| {
    let rules: Vec<_> = RuleId::ALL.iter().map(|id| id.rule()).collect();
    hash(&rules)
});

/// The SHA-256 of a value, of the JSON that it is written as.
pub(super) fn hash(value: &impl serde::Serialize) -> String {
    let digest = Sha256::digest(serde_json::to_vec(value).unwrap_or_default());
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
