//! A report on a national programme as one that is kept: why, what it was made of, read back and compared.

use super::checked::Coverage;
use super::diff::ReportDiff;
use super::national::{
    NO_VERSION, NOT_COVERED_OF_PROGRAMMES, ProgrammeReport, REASONS, decisive, open_questions,
};
use super::receipt::Receipt;
use super::stored::{About, StoredReport};
use super::why::Why;
use crate::outcome::{Consequence, Outcome};
use crate::time::Instant;

impl ProgrammeReport {
    /// What makes the verdict so, as in [`Report::why`](crate::Report::why); of more than a hundred reasons the first
    /// hundred.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.verdict(), amif::Verdict::Eligible);
    /// assert!(report.why().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why(&self) -> Vec<Why> {
        let Some(outcome) = decisive(self.verdict) else { return Vec::new() };
        let so = self.kept.iter().filter(|a| a.consequence == Consequence::Reject && a.outcome == outcome);
        so.map(|a| Why::Condition { rule: a.rule, subject: a.subject, ids: a.ids.clone() })
            .take(REASONS)
            .collect()
    }

    /// What the report was made of: the programme, the crate and the law that it carries. Operations and persons are in
    /// no hash.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let receipt = programme.check("2026-11-28".parse().ok()).receipt();
    /// assert_eq!((receipt.programme.len(), receipt.law.len(), receipt.call.len()), (64, 64, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt::of_programme(&self.head.hash)
    }

    /// All that the report says: to be stored, sent, read back and compared.
    ///
    /// ```
    /// use amif::StoredReport;
    ///
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// let read: StoredReport = report.to_json().parse()?;
    /// assert_eq!(read, report.stored());
    /// assert_eq!(read.programme(), Some(programme.cci.to_string()).as_deref());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stored(&self) -> StoredReport {
        let not_covered: Vec<String> = NOT_COVERED_OF_PROGRAMMES.iter().map(ToString::to_string).collect();
        StoredReport {
            about: About {
                programme: self.head.programme.map(|cci| cci.to_string()),
                version: self.head.version.as_deref().unwrap_or(NO_VERSION).to_owned(),
                ..About::default()
            },
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: self.as_of.and_then(Instant::start_of_day),
            verdict: self.verdict,
            why: self.why(),
            usual: None,
            usual_in_words: None,
            counts: self.counts,
            coverage: Coverage {
                assessed: self.kept.iter().filter(|a| a.outcome != Outcome::NotApplicable).count(),
                not_stated: self.not_stated().count(),
                not_covered: not_covered.len(),
            },
            kept: self.kept.iter().map(|kept| kept.clone().of_operation(self.operation())).collect(),
            assumed: Vec::new(),
            not_stated: self.not_stated().map(str::to_owned).collect(),
            not_declared: Vec::new(),
            notices: Vec::new(),
            without: None,
            not_covered,
            source_differences: Vec::new(),
            obligations: Vec::new(),
            participants: Vec::new(),
            rows: Vec::new(),
            open_questions: open_questions(&self.kept),
            receipt: self.receipt(),
        }
    }

    /// What changed from this report to another: between two days, or two editions of a programme.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let (before, after) = (programme.check("2024-01-01".parse().ok()), programme.check("2026-11-28".parse().ok()));
    /// assert!(before.diff(&before).is_empty());
    /// assert!(!before.diff(&after).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diff(&self, after: &ProgrammeReport) -> ReportDiff {
        self.stored().diff(&after.stored())
    }
}
