//! Reports on national programmes as `amif-report/1`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::ser::{Serialize, Serializer};

use super::{
    NO_VERSION, NOT_COVERED_OF_PROGRAMMES, ProgrammeReport, REASONS, decisive, open_questions,
    stands_in_the_way, worse,
};
use crate::check::Counts;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::programme::Cci;
use crate::report::checked::Coverage;
use crate::report::json::{Head, Tail, line};
use crate::report::receipt::Receipt;
use crate::report::sources::Sources;
use crate::report::stored::OpenText;
use crate::report::why::Why;
use crate::time::Instant;

/// Writes one `amif-report/1` of several reports, piece by piece, so that none has to be kept.
#[derive(Debug)]
pub struct ProgrammeReportWriter {
    programme: Option<Cci>,
    version: Option<String>,
    as_of: Option<NaiveDate>,
    sources: Sources,
    counts: Counts,
    verdict: Verdict,
    /// What may make the verdict so, by outcome.
    why: BTreeMap<Outcome, Vec<Why>>,
    assessed: usize,
    not_stated: Vec<&'static str>,
    /// The open questions on which outcomes depend, by their ids.
    open: BTreeMap<String, OpenText>,
    /// That of the reports, which are all of one programme.
    receipt: Option<Receipt>,
    written: bool,
}

impl ProgrammeReportWriter {
    /// For a programme on a day.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// use amif::report::ProgrammeReportWriter;
    ///
    /// let version = programme.version.as_deref();
    /// let mut writer = ProgrammeReportWriter::new(Some(programme.cci), version, report.as_of());
    /// let text = [writer.begin(), writer.add(&report), writer.end()].concat();
    /// assert_eq!(text, report.to_json());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(programme: Option<Cci>, version: Option<&str>, as_of: Option<NaiveDate>) -> Self {
        ProgrammeReportWriter {
            programme,
            version: version.map(str::to_owned),
            as_of,
            sources: Sources::default(),
            counts: Counts::default(),
            verdict: Verdict::Eligible,
            why: BTreeMap::new(),
            assessed: 0,
            not_stated: Vec::new(),
            open: BTreeMap::new(),
            receipt: None,
            written: false,
        }
    }

    /// The beginning of the document.
    ///
    /// ```
    /// use amif::report::ProgrammeReportWriter;
    ///
    /// assert!(ProgrammeReportWriter::new(None, None, None).begin().starts_with('{'));
    /// ```
    #[must_use]
    pub fn begin(&self) -> String {
        let version = self.version.as_deref().unwrap_or(NO_VERSION).to_owned();
        let programme = self.programme.map(|cci| cci.to_string());
        let head = Head::new(programme, version, self.as_of.and_then(Instant::start_of_day));
        let head = serde_json::to_string(&head).unwrap_or_default();
        format!("{},\"assessments\":[", head.strip_suffix('}').unwrap_or(&head))
    }

    /// The outcomes of one report.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// use amif::report::ProgrammeReportWriter;
    ///
    /// let mut writer = ProgrammeReportWriter::new(Some(programme.cci), None, report.as_of());
    /// assert!(!writer.add(&report).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, report: &ProgrammeReport) -> String {
        let mut text = String::new();
        for kept in &report.kept {
            let line = line(kept, report.operation.as_deref(), &mut self.sources);
            if self.written {
                text.push(',');
            }
            self.written = true;
            // Writing to a string fails for maps with other keys than text, of which there are none.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
            self.counts.add(kept.consequence, kept.outcome);
            self.assessed = self.assessed.saturating_add(usize::from(kept.outcome != Outcome::NotApplicable));
            if kept.consequence == Consequence::Reject && stands_in_the_way(kept.outcome) {
                let reasons = self.why.entry(kept.outcome).or_default();
                if reasons.len() < REASONS {
                    let ids = kept.ids.clone();
                    reasons.push(Why::Condition { rule: kept.rule, subject: kept.subject, ids });
                }
            }
        }
        for question in open_questions(&report.kept) {
            self.open.entry(question.id.clone()).or_insert(question);
        }
        let more = report.not_stated().filter(|field| !self.not_stated.contains(field));
        let more: Vec<&'static str> = more.collect();
        self.not_stated.extend(more);
        self.receipt.get_or_insert_with(|| report.receipt());
        self.verdict = worse(self.verdict, report.verdict);
        text
    }

    /// The end of the document.
    ///
    /// ```
    /// use amif::report::ProgrammeReportWriter;
    ///
    /// assert!(ProgrammeReportWriter::new(None, None, None).end().ends_with('}'));
    /// ```
    #[must_use]
    pub fn end(&self) -> String {
        let reasons = decisive(self.verdict).and_then(|outcome| self.why.get(&outcome));
        let why = reasons.into_iter().flatten();
        let texts = |listed: &[&str]| listed.iter().map(|text| (*text).to_owned()).collect();
        let tail = Tail {
            verdict: self.verdict,
            why: why.cloned().collect(),
            usual: None,
            counts: self.counts,
            coverage: Coverage {
                assessed: self.assessed,
                not_stated: self.not_stated.len(),
                not_covered: NOT_COVERED_OF_PROGRAMMES.len(),
            },
            assumed: Vec::new(),
            not_stated: texts(&self.not_stated),
            not_declared: Vec::new(),
            not_covered: texts(NOT_COVERED_OF_PROGRAMMES),
            source_differences: Vec::new(),
            open_questions: self.open.values().cloned().collect(),
            sources: self.sources.all.clone(),
            receipt: self.receipt.clone().unwrap_or_else(|| Receipt::of_programme("")),
        };
        let tail = serde_json::to_string(&tail).unwrap_or_default();
        format!("],{}", tail.strip_prefix('{').unwrap_or(&tail))
    }

    /// What everything that was added comes to.
    ///
    /// ```
    /// use amif::{Verdict, report::ProgrammeReportWriter};
    ///
    /// assert_eq!(ProgrammeReportWriter::new(None, None, None).verdict(), Verdict::Eligible, "nothing failed");
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }
}

impl ProgrammeReport {
    /// The report in the format `amif-report/1`, on one line. The same input gives the same bytes.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert!(report.to_json().contains(r#""schema":"amif-report/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut writer =
            ProgrammeReportWriter::new(self.head.programme, self.head.version.as_deref(), self.as_of);
        let mut text = writer.begin();
        text.push_str(&writer.add(self));
        text.push_str(&writer.end());
        text
    }
}

impl Serialize for ProgrammeReport {
    /// As [`ProgrammeReport::to_json`] has it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.stored().serialize(serializer)
    }
}
