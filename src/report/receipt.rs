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
    /// The hash of the call, in the version that was checked against, with what is assumed of it.
    pub call: String,
    /// The hash of the facts of the proposal that were looked at.
    pub proposal: String,
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
            call: hash(self.call()),
            proposal: hash(&self.whole()),
            law: LAW.clone(),
        }
    }
}

/// The rules as the registry has them.
static LAW: LazyLock<String> = LazyLock::new(|| {
    let rules: Vec<_> = RuleId::ALL.iter().map(|id| id.rule()).collect();
    hash(&rules)
});

fn hash(value: &impl serde::Serialize) -> String {
    let digest = Sha256::digest(serde_json::to_vec(value).unwrap_or_default());
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
