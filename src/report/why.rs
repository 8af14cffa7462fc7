//! What makes a verdict so, and how many conditions stand where.

use std::fmt;

use super::checked::Report;
use crate::check::{Counts, Subject};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::rule::RuleId;

/// One thing that makes a verdict so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Why {
    /// The outcome of a condition for a subject.
    Condition {
        /// The rule.
        rule: RuleId,
        /// What it was looked at for.
        subject: Subject,
        /// The ids by which an authority knows the subject; of reports on national programmes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ids: Vec<String>,
    },
    /// A core condition that neither the call nor the law states.
    NotStated {
        /// The condition.
        not_stated: String,
    },
}

/// Prints as `consortium/minimum-applicants at /participants`, or as `duration: not stated`.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Condition { rule, subject, .. } => write!(f, "{rule} at {subject}"),
            Why::NotStated { not_stated } => write!(f, "{not_stated}: not stated"),
        }
    }
}

impl Report<'_> {
    /// What makes the verdict so: the conditions that are not met where it is ineligible, those that are unknown
    /// and the core conditions that are not stated where it is undetermined, those that wait for a later event where
    /// it is conditional. Empty for eligible.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue, report::Why};
    ///
    /// let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let text = r#"{"participants": [], "participants_complete": false}"#;
    /// let report = Proposal::from_json(text)?;
    /// let report = report.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// assert_eq!(report.verdict(), Verdict::Undetermined);
    /// let silent = |why: &Why| matches!(why, Why::NotStated { .. });
    /// assert!(report.why().iter().any(silent));
    /// let last = report.why().last().map(|why| why.to_string());
    /// assert_eq!(last.as_deref(), Some("legal forms admitted to each role: not stated"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why(&self) -> Vec<Why> {
        let (outcome, gaps) = match self.verdict() {
            Verdict::Eligible => return Vec::new(),
            Verdict::Conditional => (Outcome::Conditional, Vec::new()),
            Verdict::Undetermined => (Outcome::Unknown, self.gaps()),
            Verdict::Ineligible => (Outcome::NotMet, Vec::new()),
        };
        let so = self.live().filter(|a| a.consequence() == Consequence::Reject && a.outcome() == outcome);
        let silent = gaps.into_iter().map(|gap| Why::NotStated { not_stated: gap.to_owned() });
        let condition = |rule, subject| Why::Condition { rule, subject, ids: Vec::new() };
        so.map(|a| condition(a.rule(), a.subject())).chain(silent).collect()
    }

    /// How many conditions of each consequence are met, not met, unknown and conditional.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let counts = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?).counts();
    /// assert!(counts.reject.not_met >= 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.assessments.iter().fold(Counts::default(), |mut counts, raw| {
            counts.add(raw.consequence, raw.outcome);
            counts
        })
    }
}
