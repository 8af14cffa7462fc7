//! The assessments of a report, made when they are asked for.

use super::assessment::Assessment;
use super::checked::Report;
use super::live::Live;
use crate::check::Subject;
use crate::rule::RuleId;

impl Report<'_> {
    /// Every assessment, in the registry's order and then the participants'.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let failed: Vec<String> = report
    ///     .assessments()
    ///     .filter(|a| a.outcome() == Outcome::NotMet)
    ///     .map(|a| a.rule().to_string())
    ///     .collect();
    /// assert_eq!(failed, ["consortium/minimum-applicants", "consortium/minimum-countries"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.assessments.iter().map(|raw| Assessment::new(self, *raw))
    }

    /// One assessment; `None` where the condition was not looked at for the subject.
    ///
    /// ```
    /// # use amif::{Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::{Outcome, RuleId, Subject};
    ///
    /// let country = report.assessment(RuleId::Country, Subject::Participant(0));
    /// assert_eq!(country.map(|a| a.outcome()), Some(Outcome::Met));
    /// assert!(report.assessment(RuleId::Country, Subject::Participant(7)).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assessment(&self, rule: RuleId, subject: Subject) -> Option<Assessment<'_>> {
        self.assessments().find(|a| a.rule() == rule && a.subject() == subject)
    }

    /// The same, to be asked more than what is shown.
    pub(crate) fn live(&self) -> impl Iterator<Item = Live<'_>> {
        self.assessments.iter().map(|raw| Live::new(self, *raw))
    }
}
