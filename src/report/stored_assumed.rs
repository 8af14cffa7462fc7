//! What a kept report says of what was assumed of the call, and of the answer under the usual terms.

use super::pinned::Pinned;
use super::stored::StoredReport;
use super::usual::UsualVerdict;
use crate::call::Reading;

impl StoredReport {
    /// The answer under the usual terms; `None` where none is given.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, usual::UsualVerdict};
    ///
    /// let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let kept = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?).stored();
    /// assert_eq!(kept.usual(), Some(UsualVerdict::Obstacle));
    /// assert!(kept.usual_summary().is_some_and(|text| text.contains("The call's own text decides.")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn usual(&self) -> Option<UsualVerdict> {
        self.usual.as_ref()?.get("verdict")?.as_str()?.parse().ok()
    }

    /// The same in a sentence, with how much is presumed for it.
    #[must_use]
    pub fn usual_summary(&self) -> Option<&str> {
        self.usual_in_words.as_deref()
    }

    /// The open questions that the caller answered by assumption, by their ids, each with its reading.
    ///
    /// ```
    /// use amif::{Proposal, call::Reading, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.suppose("minimum_applicants=3".parse()?)?;
    /// let asked = call.questions()[0].id.clone();
    /// let call = call.assume(&asked, Reading::Yes)?;
    /// let draft = Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let kept = draft.check(&call, "2025-06-02T12:00:00+02:00".parse()?).stored();
    /// assert!(kept.assumed().eq([(asked.as_str(), Reading::Yes)]));
    /// assert!(kept.supposed().eq([("minimum_applicants", "3")]));
    /// assert_eq!(kept.presumed().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assumed(&self) -> impl Iterator<Item = (&str, Reading)> {
        self.assumed.iter().filter_map(|pinned| match pinned {
            Pinned::Reading { question, reading } => Some((question.as_str(), reading.parse().ok()?)),
            Pinned::Presumed { .. } | Pinned::Supposed { .. } => None,
        })
    }

    /// The conditions that the caller supposed where the sources are silent, each with its value.
    pub fn supposed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assumed.iter().filter_map(|pinned| match pinned {
            Pinned::Supposed { condition, value } => Some((condition.as_str(), value.as_str())),
            Pinned::Reading { .. } | Pinned::Presumed { .. } => None,
        })
    }

    /// The conditions that are presumed as other calls have them, each in words.
    pub fn presumed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assumed.iter().filter_map(|pinned| match pinned {
            Pinned::Presumed { condition, value, .. } => Some((condition.as_str(), value.as_str())),
            Pinned::Reading { .. } | Pinned::Supposed { .. } => None,
        })
    }
}
