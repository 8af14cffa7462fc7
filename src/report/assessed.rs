//! The assessments of a report, made when they are asked for.

use super::assessment::Assessment;
use super::checked::Report;
use super::live::Live;

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

    /// The same, to be asked more than what is shown.
    pub(crate) fn live(&self) -> impl Iterator<Item = Live<'_>> {
        self.assessments.iter().map(|raw| Live::new(self, *raw))
    }
}
