//! Reports on national programmes: `amif-report/1` with `programme` in the place of `topic`, and text.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assessment::Assessment;
use super::checked::Coverage;
use super::json::SCHEMA;
use super::receipt::{Receipt, hash};
use crate::check::{Counts, Subject};
use crate::law::Citation;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::programme::{Cci, Operation, Programme};
use crate::rule::operation::{Before, OperationAt};
use crate::rule::payment::declared::{Declared, TogetherAt};
use crate::rule::programme::ProgrammeAt;
use crate::rule::world::{Kept, Told, identity};
use crate::rule::{RuleId, national};
use crate::time::Instant;

/// What no program can judge of a programme, whatever is stated.
pub const NOT_COVERED_OF_PROGRAMMES: &[&str] = &[
    "whether an operation gives the best relation between support and objectives",
    "the quality of criteria, verifications and audits",
    "which expenditure is linked to an enabling condition",
    "whether a document says what is stated of it",
];

/// A report on a programme, on one operation, or on all operations together.
///
/// It prints as text and serialises as `amif-report/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeReport {
    pub(super) head: Head,
    operation: Option<String>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) verdict: Verdict,
    pub(super) counts: Counts,
    pub(super) kept: Vec<Kept>,
}

/// Of which programme a report is: made once for all its operations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub(super) programme: Option<Cci>,
    pub(super) version: Option<Arc<str>>,
    pub(super) hash: Arc<str>,
}

impl Head {
    pub(super) fn of(programme: Option<&Programme>) -> Self {
        Head {
            programme: programme.map(|p| p.cci),
            version: programme.and_then(|p| p.version.as_deref()).map(Arc::from),
            hash: programme.map(hash).unwrap_or_default().into(),
        }
    }
}

impl ProgrammeReport {
    pub(super) fn of(head: &Head, operation: Option<&str>, as_of: Option<NaiveDate>, told: Told<'_>) -> Self {
        ProgrammeReport {
            head: head.clone(),
            operation: operation.map(str::to_owned),
            as_of,
            verdict: told.verdict(),
            counts: told.counts(),
            kept: told.into_kept(),
        }
    }

    /// What the conditions with the consequence `reject` come to.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// How often each outcome came, by consequence.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.counts().reject.not_met, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The operation that it is about; `None` for a programme, and for all operations together.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.operation(), None, "it is about the programme");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// The day of the check.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.as_of(), "2026-11-28".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// Every outcome, in the order of the rules.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert!(report.assessments().all(|a| a.rule().as_str().starts_with("programme/") || a.rule().as_str().starts_with("payment/")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.kept.iter().map(Assessment::from)
    }

    /// The worst of all outcomes: not met before unknown before the rest.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_ne!(report.outcome(), Outcome::NotMet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let Counts { reject, correct, clarify, .. } = self.counts;
        let any =
            |count: fn(&crate::check::Tally) -> u32| [reject, correct, clarify].iter().any(|t| count(t) > 0);
        if any(|t| t.not_met) {
            Outcome::NotMet
        } else if any(|t| t.unknown) {
            Outcome::Unknown
        } else if any(|t| t.conditional) {
            Outcome::Conditional
        } else {
            Outcome::Met
        }
    }

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

impl Programme {
    /// Checks the programme against Regulation (EU) 2021/1147, the Common Provisions Regulation and its own decision.
    ///
    /// `as_of` is the day of the check; where it is `None`, the last day on which anything that is stated happened.
    ///
    /// ```
    /// use amif::Outcome;
    /// use amif::programme::Programme;
    ///
    /// let programme = Programme::from_json(r#"{
    ///     "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
    ///     "financing": [{ "objective": 1, "action": "15(1)", "basis": "total", "union": 750000,
    ///         "public": 250000, "private": 0, "total": 1000001, "rate": "75" }]
    /// }"#)?;
    /// let report = programme.check(None);
    /// let total = report.assessments().find(|a| a.rule().as_str() == "programme/row-total");
    /// let total = total.ok_or("the rule is looked at")?;
    /// assert_eq!(total.outcome(), Outcome::NotMet);
    /// assert_eq!((total.subject().to_string(), total.ids()[0].as_str()), ("/financing/0".into(), "objective 1, 15(1)"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check(&self, as_of: Option<NaiveDate>) -> ProgrammeReport {
        let as_of = as_of.or_else(|| self.last_happened());
        let forecast = self.forecast(as_of).ok();
        let mut told = Told::all();
        national::programme(&ProgrammeAt { programme: self, as_of, forecast: forecast.as_ref() }, &mut told);
        ProgrammeReport::of(&Head::of(Some(self)), None, as_of, told)
    }
}

/// Looks at operations one by one, and at the end at all of them together.
///
/// Its memory grows by the identity keys of items and operations alone.
///
/// ```
/// use amif::{Outcome, report::OperationsCheck};
/// use amif::programme::Operation;
///
/// let mut check = OperationsCheck::new(None, None);
/// let operation = |id: &str| Operation::from_json(&format!(
///     r#"{{"schema": "amif-operation/1", "id": "{id}", "status": "running",
///         "items": [{{"id": "1", "kind": "other", "key": "supplier 7, invoice 12, line 1"}}]}}"#
/// ));
/// check.operation(&operation("OP-1")?);
/// let second = check.operation(&operation("OP-2")?);
/// let once = second.assessments().find(|a| a.rule().as_str() == "operation/declared-once").ok_or("looked at")?;
/// assert_eq!(once.outcome(), Outcome::NotMet);
/// assert_eq!(once.message(), "Declared before: item 1 (/items/0) is /items/0 of OP-1.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct OperationsCheck<'p> {
    programme: Option<&'p Programme>,
    head: Head,
    as_of: Option<NaiveDate>,
    /// Where each expenditure was declared: the place of the operation, and of the item in it.
    keys: HashMap<u128, (u32, u32)>,
    /// The ids of operations, by their place.
    ids: Vec<Box<str>>,
    taken: HashMap<u128, ()>,
    declared: Declared,
}

impl<'p> OperationsCheck<'p> {
    /// With the programme that the operations are of, where it is known, on a day.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// assert_eq!(check.count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(programme: Option<&'p Programme>, as_of: Option<NaiveDate>) -> Self {
        OperationsCheck {
            programme,
            head: Head::of(programme),
            as_of: as_of.or_else(|| programme.and_then(Programme::last_happened)),
            keys: HashMap::new(),
            ids: Vec::new(),
            taken: HashMap::new(),
            declared: Declared::default(),
        }
    }

    /// Looks at the next operation.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// let report = check.operation(&operation);
    /// assert_eq!(report.operation(), Some(operation.id.as_str()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn operation(&mut self, operation: &Operation) -> ProgrammeReport {
        let place = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let id_taken = self.taken.insert(identity(&operation.id), ()).is_some();
        self.ids.push(operation.id.as_str().into());
        let before: Vec<Option<Before>> = (0u32..)
            .zip(operation.items.iter().flatten())
            .map(|(at, item)| {
                let expenditure = identity(&item.key.as_deref()?);
                let (first, item) = match self.keys.entry(expenditure) {
                    Entry::Occupied(first) => *first.get(),
                    Entry::Vacant(free) => {
                        free.insert((place, at));
                        return None;
                    }
                };
                let id = usize::try_from(first).ok().and_then(|first| self.ids.get(first))?;
                Some(Before { operation: id.to_string(), item: usize::try_from(item).ok()? })
            })
            .collect();
        self.declared.add(operation);
        let at = OperationAt {
            operation,
            programme: self.programme,
            as_of: self.as_of,
            before: &before,
            id_taken,
        };
        let mut told = Told::all();
        national::operation(&at, &mut told);
        ProgrammeReport::of(&self.head, Some(&operation.id), self.as_of, told)
    }

    /// The day of the check.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// assert_eq!(check.as_of(), "2026-11-28".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// How many operations were looked at.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// check.operation(&operation);
    /// assert_eq!(check.count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// Looks at all operations together: against the payment applications, the financing table and the earmarks.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// check.operation(&operation);
    /// assert_eq!(check.together().operation(), None, "it is about all of them");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn together(&self) -> ProgrammeReport {
        let mut told = Told::all();
        if let Some(programme) = self.programme {
            national::together(&TogetherAt { programme, declared: &self.declared }, &mut told);
        }
        ProgrammeReport::of(&self.head, None, self.as_of, told)
    }
}

/// Writes one `amif-report/1` of several reports, piece by piece, so that none has to be kept.
#[derive(Debug)]
pub struct ProgrammeReportWriter {
    programme: Option<Cci>,
    version: Option<String>,
    as_of: Option<NaiveDate>,
    sources: Vec<Citation>,
    counts: Counts,
    verdict: Verdict,
    /// What may make the verdict so, by outcome.
    why: BTreeMap<Outcome, Vec<(RuleId, Subject, Vec<String>)>>,
    assessed: usize,
    /// That of the reports, which are all of one programme.
    receipt: Option<Receipt>,
    written: bool,
}

/// So many reasons are named; the rest is counted.
pub(super) const REASONS: usize = 100;

/// In the place of a version that is not stated.
pub(super) const NO_VERSION: &str = "not stated";

/// The outcome that makes a verdict so.
pub(super) fn decisive(verdict: Verdict) -> Option<Outcome> {
    match verdict {
        Verdict::Eligible => None,
        Verdict::Conditional => Some(Outcome::Conditional),
        Verdict::Undetermined => Some(Outcome::Unknown),
        Verdict::Ineligible => Some(Outcome::NotMet),
    }
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
            sources: Vec::new(),
            counts: Counts::default(),
            verdict: Verdict::Eligible,
            why: BTreeMap::new(),
            assessed: 0,
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
        let head = serde_json::json!({
            "schema": SCHEMA,
            "crate": env!("CARGO_PKG_VERSION"),
            "programme": self.programme.map(|cci| cci.to_string()),
            "call_version": self.version.as_deref().unwrap_or(NO_VERSION),
            "as_of": self.as_of.and_then(Instant::start_of_day),
            "call_status": null,
        });
        let head = head.to_string();
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
            let source = kept.source.iter().map(|citation| self.number(citation)).collect();
            let line = Line { kept, operation: report.operation.as_deref(), source };
            if self.written {
                text.push(',');
            }
            self.written = true;
            // Writing to a string fails for maps with other keys than text, of which there are none.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
            self.counts.add(kept.consequence, kept.outcome);
            self.assessed = self.assessed.saturating_add(usize::from(kept.outcome != Outcome::NotApplicable));
            let matters = matches!(kept.outcome, Outcome::NotMet | Outcome::Unknown | Outcome::Conditional);
            if kept.consequence == Consequence::Reject && matters {
                let reasons = self.why.entry(kept.outcome).or_default();
                if reasons.len() < REASONS {
                    reasons.push((kept.rule, kept.subject, kept.ids.clone()));
                }
            }
        }
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
        let why: Vec<_> = why
            .map(|(rule, subject, ids)| serde_json::json!({ "rule": rule, "subject": subject, "ids": ids }))
            .collect();
        let tail = serde_json::json!({
            "verdict": self.verdict,
            "why": why,
            "usual": null,
            "counts": self.counts,
            "coverage": Coverage {
                assessed: self.assessed,
                not_stated: 0,
                not_covered: NOT_COVERED_OF_PROGRAMMES.len(),
            },
            "assumed": [],
            "not_stated": [],
            "not_covered": NOT_COVERED_OF_PROGRAMMES,
            "sources": self.sources,
            "receipt": self.receipt.clone().unwrap_or_else(|| Receipt::of_programme("")),
        });
        let tail = tail.to_string();
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

    fn number(&mut self, citation: &Citation) -> usize {
        if let Some(known) = self.sources.iter().position(|known| known == citation) {
            return known;
        }
        self.sources.push(citation.clone());
        self.sources.len().saturating_sub(1)
    }
}

fn worse(a: Verdict, b: Verdict) -> Verdict {
    let rank = |verdict: Verdict| match verdict {
        Verdict::Eligible => 0,
        Verdict::Conditional => 1,
        Verdict::Undetermined => 2,
        Verdict::Ineligible => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

struct Line<'a> {
    kept: &'a Kept,
    operation: Option<&'a str>,
    source: Vec<usize>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = self.kept;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &kept.rule)?;
        map.serialize_entry("stage", &kept.rule.rule().stage)?;
        map.serialize_entry("consequence", &kept.consequence)?;
        map.serialize_entry("layer", &kept.layer)?;
        if let Some(operation) = self.operation {
            map.serialize_entry("operation", operation)?;
        }
        map.serialize_entry("subject", &kept.subject)?;
        map.serialize_entry("ids", &kept.ids)?;
        map.serialize_entry("outcome", &kept.outcome)?;
        map.serialize_entry("required", &kept.required)?;
        map.serialize_entry("found", &kept.found)?;
        map.serialize_entry("missing", &kept.missing)?;
        map.serialize_entry("questions", &kept.questions)?;
        map.serialize_entry("open", &kept.open)?;
        map.serialize_entry("awaits", &kept.awaits)?;
        map.serialize_entry("because", &kept.because)?;
        map.serialize_entry("message", &kept.message)?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

impl Serialize for ProgrammeReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document: serde_json::Value =
            serde_json::from_str(&self.to_json()).map_err(serde::ser::Error::custom)?;
        document.serialize(serializer)
    }
}

/// Several reports as one text: the verdict first, then what stands in the way.
#[derive(Debug)]
pub struct ProgrammeReportText {
    title: String,
    as_of: Option<NaiveDate>,
    counts: Counts,
    verdict: Verdict,
    /// By heading: the lines, and how many more there were.
    parts: [(&'static str, Vec<String>, usize); 5],
    sources: Vec<Citation>,
    operations: usize,
    full: bool,
    met: Vec<String>,
    /// How many operations wait for a thing until a day.
    awaited: BTreeMap<(RuleId, Option<NaiveDate>), usize>,
}

/// So many lines of a part are shown; the rest is counted.
const SHOWN: usize = 200;

impl ProgrammeReportText {
    /// For a programme or a file of operations on a day; `full` lists what is met and what does not apply, too.
    ///
    /// ```
    /// use amif::report::ProgrammeReportText;
    ///
    /// let text = ProgrammeReportText::new("2021LU65AMPR009", "2026-11-28".parse().ok(), false);
    /// assert!(text.to_string().contains("2021LU65AMPR009"));
    /// ```
    #[must_use]
    pub fn new(title: &str, as_of: Option<NaiveDate>, full: bool) -> Self {
        ProgrammeReportText {
            title: title.to_owned(),
            as_of,
            counts: Counts::default(),
            verdict: Verdict::Eligible,
            parts: [
                ("Why", Vec::new(), 0),
                ("To correct", Vec::new(), 0),
                ("To clarify", Vec::new(), 0),
                ("Awaited", Vec::new(), 0),
                ("Not yet known", Vec::new(), 0),
            ],
            sources: Vec::new(),
            operations: 0,
            full,
            met: Vec::new(),
            awaited: BTreeMap::new(),
        }
    }

    /// Takes in one report.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// use amif::report::ProgrammeReportText;
    ///
    /// let mut text = ProgrammeReportText::new("the programme", report.as_of(), false);
    /// text.add(&report);
    /// assert!(text.to_string().contains("the programme"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, report: &ProgrammeReport) {
        self.verdict = worse(self.verdict, report.verdict);
        if report.operation.is_some() {
            self.operations = self.operations.saturating_add(1);
        }
        for kept in &report.kept {
            self.counts.add(kept.consequence, kept.outcome);
            let part = match (kept.outcome, kept.consequence) {
                (Outcome::NotMet, Consequence::Reject) => 0,
                (Outcome::NotMet, Consequence::Correct) => 1,
                (Outcome::NotMet, Consequence::Clarify) => 2,
                (Outcome::Conditional, _) => 3,
                (Outcome::Unknown, _) => 4,
                (Outcome::Met | Outcome::NotApplicable, _) => {
                    if self.full && self.met.len() < SHOWN {
                        let who = kept.ids.join(", ");
                        self.met.push(format!(
                            "{} {} ({who}) {}: {}",
                            kept.outcome, kept.rule, kept.subject, kept.message
                        ));
                    }
                    continue;
                }
            };
            let numbers: Vec<String> = kept
                .source
                .iter()
                .map(|citation| {
                    let known = self.sources.iter().position(|known| known == citation);
                    let at = known.unwrap_or_else(|| {
                        self.sources.push(citation.clone());
                        self.sources.len().saturating_sub(1)
                    });
                    at.saturating_add(1).to_string()
                })
                .collect();
            // Of many operations that wait for the same thing one is shown, with their number.
            if kept.outcome == Outcome::Conditional && report.operation.is_some() && !self.full {
                let until = kept.awaits.first().and_then(|awaited| awaited.until);
                let count = self.awaited.entry((kept.rule, until)).or_insert(0);
                *count = count.saturating_add(1);
                if *count > 1 {
                    continue;
                }
            }
            let Some((_, lines, more)) = self.parts.get_mut(part) else { continue };
            if lines.len() >= SHOWN && !self.full {
                *more = more.saturating_add(1);
                continue;
            }
            let ids: Vec<String> = kept.ids.iter().take(6).map(|id| crate::input::printable(id)).collect();
            let mut line = format!("{} {}", kept.rule, kept.subject);
            if !ids.is_empty() {
                line.push_str(&format!(" ({})", ids.join(", ")));
            }
            line.push_str(&format!("\n{} [{}]", kept.message, numbers.join(", ")));
            for awaited in &kept.awaits {
                let until = awaited.until.map(|day| format!(", by {day}")).unwrap_or_default();
                line.push_str(&format!("\nawaits: {}{until}", awaited.event));
            }
            if !kept.missing.is_empty() {
                let facts: Vec<String> = kept.missing.iter().take(8).map(ToString::to_string).collect();
                let rest = kept.missing.len().saturating_sub(facts.len());
                let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                line.push_str(&format!("\nmissing: {}{rest}", facts.join(", ")));
            }
            if !kept.open.is_empty() {
                line.push_str(&format!("\nopen: {}", kept.open.join(", ")));
            }
            lines.push(line);
        }
    }

    fn headline(&self) -> String {
        let Counts { reject, correct, clarify, .. } = self.counts;
        let all = |count: fn(&crate::check::Tally) -> u32| {
            [reject, correct, clarify].iter().map(count).fold(0u32, u32::saturating_add)
        };
        let points = |n: u32| if n == 1 { "point" } else { "points" };
        let mut said = Vec::new();
        if reject.not_met > 0 {
            said.push(format!("{} inadmissible", reject.not_met));
        }
        let wrong = correct.not_met;
        if wrong > 0 {
            said.push(format!("{wrong} {} to correct", points(wrong)));
        }
        if clarify.not_met > 0 {
            said.push(format!("{} {} to clarify", clarify.not_met, points(clarify.not_met)));
        }
        if all(|t| t.conditional) > 0 {
            said.push(format!("{} conditional", all(|t| t.conditional)));
        }
        if all(|t| t.unknown) > 0 {
            said.push(format!("{} not yet known", all(|t| t.unknown)));
        }
        let said = if said.is_empty() { "nothing in the way".to_owned() } else { said.join(", ") };
        let verdict = match self.verdict {
            Verdict::Ineligible => "NOT IN ORDER",
            _ if all(|t| t.not_met) > 0 => "TO CORRECT",
            _ if all(|t| t.unknown) > 0 => "NOT YET KNOWN",
            _ => "IN ORDER",
        };
        let as_of = self.as_of.map_or("no day stated".to_owned(), |day| day.to_string());
        format!("{verdict}: {said}  {} as of {as_of}", self.title)
    }
}

impl fmt::Display for ProgrammeReportText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headline = self.headline();
        let mut written = 0usize;
        crate::programme::wrapped(f, 0, &headline)?;
        writeln!(f, "From what is stated, by the law as cited; not a decision, and no audit.")?;
        for (heading, lines, more) in &self.parts {
            if lines.is_empty() {
                continue;
            }
            writeln!(f, "\n{heading} ({})", lines.len().saturating_add(*more))?;
            for (n, line) in (1usize..).zip(lines) {
                let mut parts = line.split('\n');
                let first = parts.next().unwrap_or_default();
                crate::programme::wrapped(f, 2, &format!("{n}. {first}"))?;
                for part in parts {
                    crate::programme::wrapped(f, 5, part)?;
                }
                written = written.saturating_add(2);
            }
            if *more > 0 {
                writeln!(f, "  and {more} more; --format json has them all")?;
            }
        }
        let many = self.awaited.iter().filter(|(_, count)| **count > 1);
        for ((rule, until), count) in many {
            let until = until.map(|day| format!(", by {day}")).unwrap_or_default();
            crate::programme::wrapped(
                f,
                2,
                &format!("{rule}{until}: the same for {count} operations in all"),
            )?;
        }
        let Counts { reject, correct, clarify, .. } = self.counts;
        let met = [reject, correct, clarify].iter().map(|t| t.met).fold(0u32, u32::saturating_add);
        let of =
            if self.operations > 0 { format!(" over {} operations", self.operations) } else { String::new() };
        writeln!(f, "\nMet: {met} conditions{of}.")?;
        for line in &self.met {
            crate::programme::wrapped(f, 2, line)?;
        }
        writeln!(f, "\nWhat nobody can tell from a file")?;
        for item in NOT_COVERED_OF_PROGRAMMES {
            writeln!(f, "  {item}")?;
        }
        if !self.sources.is_empty() {
            writeln!(f, "\nSources")?;
            for (n, source) in (1usize..).zip(&self.sources) {
                let note =
                    if source.note().is_empty() { String::new() } else { format!(" ({})", source.note()) };
                crate::programme::wrapped(f, 2, &format!("{n}. {source}{note}"))?;
            }
        }
        if written > 30 {
            writeln!(f)?;
            crate::programme::wrapped(f, 0, &headline)?;
        }
        Ok(())
    }
}

impl fmt::Display for ProgrammeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = match (&self.operation, self.head.programme) {
            (Some(operation), _) => crate::input::printable(operation),
            (None, Some(cci)) => cci.to_string(),
            (None, None) => "operations".to_owned(),
        };
        let mut text = ProgrammeReportText::new(&title, self.as_of, false);
        text.add(self);
        text.fmt(f)
    }
}
