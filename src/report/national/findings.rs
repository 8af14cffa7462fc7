//! What stands in the way of an operation and nothing else.

use super::ProgrammeReport;
use crate::check::Counts;
use crate::outcome::{Outcome, Verdict};
use crate::report::assessment::Assessment;

/// What is not met, unknown or conditional of an operation, with the counts of everything; see
/// [`OperationsCheck::findings`](super::OperationsCheck::findings).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeFindings(pub(super) ProgrammeReport);

impl ProgrammeFindings {
    /// The verdict, that of the whole report.
    ///
    /// ```
    /// # use amif::{programme::Operation, report::OperationsCheck};
    /// let operation = Operation::from_json(r#"{"schema": "amif-operation/1", "id": "OP-1", "status": "running"}"#)?;
    /// let whole = OperationsCheck::new(None, None).operation(&operation);
    /// assert_eq!(OperationsCheck::new(None, None).findings(&operation).verdict(), whole.verdict());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// How often each outcome came, those that are met included.
    ///
    /// ```
    /// # use amif::{programme::Operation, report::OperationsCheck};
    /// let operation = Operation::from_json(r#"{"schema": "amif-operation/1", "id": "OP-1", "status": "running"}"#)?;
    /// let whole = OperationsCheck::new(None, None).operation(&operation);
    /// assert_eq!(OperationsCheck::new(None, None).findings(&operation).counts(), whole.counts());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.0.counts()
    }

    /// The worst of all outcomes, as [`ProgrammeReport::outcome`].
    ///
    /// ```
    /// # use amif::{programme::Operation, report::OperationsCheck};
    /// let operation = Operation::from_json(r#"{"schema": "amif-operation/1", "id": "OP-1", "status": "running"}"#)?;
    /// assert_eq!(OperationsCheck::new(None, None).findings(&operation).outcome(), amif::Outcome::Unknown);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.0.outcome()
    }

    /// The outcomes that are not met, unknown or conditional, in the order of the rules.
    ///
    /// ```
    /// # use amif::{Outcome, programme::Operation, report::OperationsCheck};
    /// let operation = Operation::from_json(r#"{"schema": "amif-operation/1", "id": "OP-1", "status": "running"}"#)?;
    /// let findings = OperationsCheck::new(None, None).findings(&operation);
    /// assert!(findings.assessments().all(|a| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.0.assessments()
    }
}
