//! `amif-report/1`: written, read and described by the same types.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use super::assessment::Assessment;
use super::checked::{Coverage, Report};
use super::notices::Notice;
use super::obligations::{Obligation, ObligationId};
use super::pinned::Pinned;
use super::receipt::Receipt;
use super::sources::{Lent, Sources, cited};
use super::stored::{About, OpenText, Party, StoredReport, Without};
use super::why::Why;
use crate::budget::Between;
use crate::call::CallStatus;
use crate::check::{Awaited, CountedLine, Counts, Fact, Found, OtherReading, Question, Required, Subject};
use crate::id::TopicId;
use crate::input::text_in_binary;
use crate::law::Citation;
use crate::money::Eur;
use crate::organisation::LegalForm;
use crate::outcome::{Consequence, Layer, Outcome, Stage, Verdict, YesNo};
use crate::rule::{Kept, RuleId};
use crate::time::Instant;

/// The name of the report format.
pub(crate) const SCHEMA: &str = "amif-report/1";

/// The report on one proposal under one call, or on one national programme. Fields may be added within a version of
/// the format. Treat an outcome, verdict or basis that you do not know as not passed.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "a report, which is an object")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct Document {
    /// The name of the format.
    schema: Format,
    /// The version of the crate that made the report.
    #[serde(rename = "crate")]
    made_by: String,
    /// The topic; of reports on calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    topic: Option<TopicId>,
    /// The CCI of the programme; of reports on national programmes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    /// The version of the call document that governs, or of the programme.
    call_version: String,
    /// A later version that governs by the deadline and was not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    superseded_by: Option<String>,
    /// The day on which that later version was published.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::day_text")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::shape::Day>"))]
    superseded_on: Option<NaiveDate>,
    /// What was known at this instant is used; null of a report on a national programme of which no day is stated.
    as_of: Option<Instant>,
    /// Where the call stood then; null where that is not known.
    call_status: Option<CallStatus>,
    /// What the rejecting conditions come to together.
    verdict: Verdict,
    /// What makes the verdict so; empty for eligible.
    #[serde(default)]
    why: Vec<Why>,
    /// The answer under the usual terms; null where none is given.
    #[serde(default)]
    usual: Option<Value>,
    /// The same in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usual_in_words: Option<String>,
    /// How many conditions of each consequence have which outcome.
    #[serde(default)]
    counts: Counts,
    /// How much of the call was looked at.
    coverage: Coverage,
    /// One for each condition and subject, in the order of the rules.
    assessments: Vec<Line<usize>>,
    /// What the caller assumed of the call.
    assumed: Vec<Pinned>,
    /// Conditions that the call's sources do not state.
    not_stated: Vec<String>,
    /// What nobody declared: it is presumed, and not looked at.
    #[serde(default)]
    not_declared: Vec<String>,
    /// Slips in what is stated, and what should be said more of. They change no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Notice>,
    /// What stands without participants whose own faults alone make the proposal ineligible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    without: Option<Without>,
    /// What no program can judge.
    not_covered: Vec<String>,
    /// What sources differ on where no outcome depends on it.
    #[serde(default)]
    source_differences: Vec<String>,
    /// What the size of the grant brings with it; with a detailed budget.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    obligations: Vec<ObligationLine>,
    /// The deadline, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    /// The participants in their order, each as a list of its name, role and country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    participants: Vec<Party>,
    /// Whose row of the budget each is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<String>,
    /// The open questions that outcomes depend on, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    open_questions: Vec<OpenText>,
    /// Each citation once; assessments and obligations name them by their place, from 0.
    #[serde(default)]
    sources: Vec<Citation>,
    /// What the report was made of.
    #[serde(default)]
    receipt: Receipt,
}

/// The name of the format, and of no other.
struct Format;

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(SCHEMA)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = String::deserialize(deserializer)?;
        if found == SCHEMA {
            return Ok(Format);
        }
        Err(de::Error::custom(format_args!(
            "found the format {}; this version of the crate reads {SCHEMA:?}",
            crate::input::quoted(&found)
        )))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Format {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Format".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "const": SCHEMA })
    }
}

/// One condition, looked at for one subject. The pair of rule and subject is unique. `S` is how it names what it rests on:
/// by places in the report's `sources`, or, where it stands alone, by the citations themselves.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Assessment"))]
struct Line<S> {
    /// The rule.
    rule: RuleId,
    /// When the condition is looked at.
    stage: Stage,
    /// What follows where it is not met.
    consequence: Consequence,
    /// Whose condition it is.
    layer: Layer,
    /// The operation that the subject is of; of reports on operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    /// What it is looked at for, as a JSON Pointer into the proposal, programme or operation.
    subject: Subject,
    /// The ids by which an authority knows the subject; of reports on national programmes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<String>"))]
    ids: Option<Vec<String>>,
    /// The outcome.
    outcome: Outcome,
    /// What the condition asks; null where that depends on what is not known.
    required: Option<Required>,
    /// What it asks by the other reading, where the sources of the call disagree and the question between them is open:
    /// `required` holds where that is answered no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    or: Option<OtherReading>,
    /// What was found; null where nothing is.
    found: Option<Found>,
    /// Unknown facts on which the outcome depends, sorted.
    missing: Vec<Fact>,
    /// What to ask about each of them.
    questions: Vec<Question>,
    /// Ids of open questions on which it depends.
    open: Vec<String>,
    /// False where a bound on the work was reached: then some of `missing` and `open` may turn out not to matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
    /// Later events on which a conditional outcome depends.
    awaits: Vec<Awaited>,
    /// Why it is not applicable.
    because: Option<String>,
    /// The outcome in a sentence.
    message: String,
    /// What the condition rests on: places in the report's `sources`.
    source: Vec<S>,
    /// With the minimum number of applicants: who counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    counted: Vec<CountedLine>,
}

/// What the size of a grant brings with it, or spares.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Obligation"))]
struct ObligationLine {
    /// Which.
    obligation: ObligationId,
    /// The row or the budget that it concerns.
    subject: Subject,
    /// Whether it is triggered.
    triggered: YesNo,
    /// The number that decides, in euro.
    threshold: Option<Eur>,
    /// What is held against it.
    requested: BetweenKeys,
    /// The legal form that spares the participant whatever the amount.
    exempt: Option<LegalForm>,
    /// Exceptions that are not judged here.
    unless: Vec<String>,
    /// Unknown facts that decide.
    missing: Vec<Fact>,
    /// In a sentence.
    message: String,
    /// What it rests on: places in the report's `sources`.
    source: Vec<usize>,
}

/// Bounds of an amount in euro.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Between"))]
struct BetweenKeys {
    /// At least so much.
    least: Eur,
    /// At most so much; null: without limit.
    most: Option<Eur>,
}

impl<S> Line<S> {
    /// One of a report on a national programme, which has ids where they are none, too.
    fn with_ids(self) -> Self {
        Line { ids: Some(self.ids.unwrap_or_default()), ..self }
    }

    fn of(kept: Kept, source: impl FnOnce(Vec<Citation>) -> Vec<S>) -> Self {
        Line {
            rule: kept.rule,
            stage: kept.rule.rule().stage,
            consequence: kept.consequence,
            layer: kept.layer,
            operation: kept.operation,
            subject: kept.subject,
            ids: Some(kept.ids).filter(|ids| !ids.is_empty()),
            outcome: kept.outcome,
            required: kept.required,
            or: kept.or,
            found: kept.found,
            missing: kept.missing,
            questions: kept.questions,
            open: kept.open,
            smallest: (!kept.smallest).then_some(false),
            awaits: kept.awaits,
            because: kept.because,
            message: kept.message,
            source: source(kept.source),
            counted: kept.counted,
        }
    }

    fn kept<E>(self, source: impl FnOnce(Vec<S>) -> Result<Vec<Citation>, E>) -> Result<Kept, E> {
        Ok(Kept {
            rule: self.rule,
            layer: self.layer,
            consequence: self.consequence,
            operation: self.operation,
            subject: self.subject,
            ids: self.ids.unwrap_or_default(),
            outcome: self.outcome,
            required: self.required.map(|required| required.beside(self.found.as_ref())),
            or: self.or.map(|or| OtherReading { required: or.required.beside(self.found.as_ref()), ..or }),
            found: self.found,
            missing: self.missing,
            questions: self.questions,
            open: self.open,
            smallest: self.smallest.unwrap_or(true),
            awaits: self.awaits,
            because: self.because,
            message: self.message,
            source: source(self.source)?,
            counted: self.counted,
            most: usize::MAX,
        })
    }
}

/// What stands before the assessments of a report on a national programme. Such a report is written piece by piece, so
/// what its assessments come to stands behind them.
#[derive(Serialize)]
pub(super) struct Head {
    schema: Format,
    #[serde(rename = "crate")]
    made_by: String,
    programme: Option<String>,
    call_version: String,
    as_of: Option<Instant>,
    call_status: Option<CallStatus>,
}

/// What stands behind them.
#[derive(Serialize)]
pub(super) struct Tail {
    pub(super) verdict: Verdict,
    pub(super) why: Vec<Why>,
    pub(super) usual: Option<Value>,
    pub(super) counts: Counts,
    pub(super) coverage: Coverage,
    pub(super) assumed: Vec<Pinned>,
    pub(super) not_stated: Vec<String>,
    pub(super) not_declared: Vec<String>,
    pub(super) not_covered: Vec<String>,
    pub(super) source_differences: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) open_questions: Vec<OpenText>,
    pub(super) sources: Vec<Citation>,
    pub(super) receipt: Receipt,
}

/// The whole of it.
#[derive(Serialize)]
struct Pieces {
    #[serde(flatten)]
    head: Head,
    assessments: Vec<Line<usize>>,
    #[serde(flatten)]
    tail: Tail,
}

#[cfg(feature = "programme")]
impl Head {
    pub(super) fn new(programme: Option<String>, call_version: String, as_of: Option<Instant>) -> Self {
        let made_by = env!("CARGO_PKG_VERSION").to_owned();
        Head { schema: Format, made_by, programme, call_version, as_of, call_status: None }
    }
}

/// One assessment of a report on a national programme, as the report has it.
#[cfg(feature = "programme")]
pub(super) fn line(kept: &Kept, operation: Option<&str>, sources: &mut Sources) -> impl Serialize + use<> {
    Line::of(kept.clone().of_operation(operation), |cited| sources.list(&cited)).with_ids()
}

impl Pieces {
    fn of(document: Document) -> Self {
        Pieces {
            head: Head {
                schema: document.schema,
                made_by: document.made_by,
                programme: document.programme,
                call_version: document.call_version,
                as_of: document.as_of,
                call_status: document.call_status,
            },
            assessments: document.assessments.into_iter().map(Line::with_ids).collect(),
            tail: Tail {
                verdict: document.verdict,
                why: document.why,
                usual: document.usual,
                counts: document.counts,
                coverage: document.coverage,
                assumed: document.assumed,
                not_stated: document.not_stated,
                not_declared: document.not_declared,
                not_covered: document.not_covered,
                source_differences: document.source_differences,
                open_questions: document.open_questions,
                sources: document.sources,
                receipt: document.receipt,
            },
        }
    }
}

impl Document {
    /// Whether it is on a national programme, and says nothing but what such reports say.
    fn is_of_programme(&self) -> bool {
        self.topic.is_none()
            && self.superseded_by.is_none()
            && self.superseded_on.is_none()
            && self.usual_in_words.is_none()
            && self.notices.is_empty()
            && self.without.is_none()
            && self.obligations.is_empty()
            && self.deadline.is_none()
            && self.participants.is_empty()
            && self.rows.is_empty()
    }
}

impl From<&Report<'_>> for Document {
    fn from(report: &Report<'_>) -> Self {
        let mut lent = Lent::default();
        let told = report.live().map(|live| Line::of(live.without_sources(), |_| lent.list(live.source())));
        let assessments: Vec<_> = told.collect();
        let hangs = |open: &str| assessments.iter().any(|line| line.open.iter().any(|id| id == open));
        let around = report.around(hangs);
        Document::of(around, assessments, lent.sources)
    }
}

impl From<StoredReport> for Document {
    fn from(mut report: StoredReport) -> Self {
        let mut sources = Sources::default();
        let kept = std::mem::take(&mut report.kept).into_iter();
        let assessments = kept.map(|kept| Line::of(kept, |cited| sources.list(&cited))).collect();
        Document::of(report, assessments, sources)
    }
}

impl Document {
    /// Of a report, and what becomes of its assessments with the citations that they name.
    fn of(report: StoredReport, assessments: Vec<Line<usize>>, mut sources: Sources) -> Self {
        let obligations = report.obligations.into_iter().map(|obligation| ObligationLine {
            message: obligation.to_string(),
            obligation: obligation.id,
            subject: obligation.row.map_or(Subject::Budget, Subject::BudgetRow),
            triggered: obligation.triggered,
            threshold: obligation.threshold,
            requested: BetweenKeys { least: obligation.requested.least, most: obligation.requested.most },
            exempt: obligation.exempt,
            unless: obligation.unless.into_iter().map(Into::into).collect(),
            missing: obligation.missing,
            source: sources.list(&obligation.source),
        });
        let obligations = obligations.collect();
        let about = report.about;
        Document {
            schema: Format,
            made_by: report.made_by,
            topic: about.topic,
            programme: about.programme,
            call_version: about.version,
            superseded_by: about.superseded_by,
            superseded_on: about.superseded_on,
            as_of: report.as_of,
            call_status: about.call_status,
            verdict: report.verdict,
            why: report.why,
            usual: report.usual,
            usual_in_words: report.usual_in_words,
            counts: report.counts,
            coverage: report.coverage,
            assessments,
            assumed: report.assumed,
            not_stated: report.not_stated,
            not_declared: report.not_declared,
            notices: report.notices,
            without: report.without,
            not_covered: report.not_covered,
            source_differences: report.source_differences,
            obligations,
            deadline: about.deadline,
            participants: report.participants,
            rows: report.rows,
            open_questions: report.open_questions,
            sources: sources.all,
            receipt: report.receipt,
        }
    }
}

impl TryFrom<Document> for StoredReport {
    type Error = String;

    fn try_from(document: Document) -> Result<Self, String> {
        let sources = document.sources;
        let lines = document.assessments.into_iter();
        let kept = lines.map(|line| line.kept(|places| cited(places, &sources))).collect::<Result<_, _>>()?;
        let obligations = document.obligations.into_iter().map(|line| {
            let row = match line.subject {
                Subject::BudgetRow(row) => Some(row),
                _ => None,
            };
            Ok(Obligation {
                id: line.obligation,
                row,
                triggered: line.triggered,
                threshold: line.threshold,
                requested: Between { least: line.requested.least, most: line.requested.most },
                exempt: line.exempt,
                unless: line.unless.into_iter().map(Into::into).collect(),
                missing: line.missing,
                source: cited(line.source, &sources)?,
            })
        });
        let obligations = obligations.collect::<Result<_, String>>()?;
        Ok(StoredReport {
            about: About {
                topic: document.topic,
                programme: document.programme,
                version: document.call_version,
                superseded_by: document.superseded_by,
                superseded_on: document.superseded_on,
                call_status: document.call_status,
                deadline: document.deadline,
            },
            made_by: document.made_by,
            as_of: document.as_of,
            verdict: document.verdict,
            why: document.why,
            usual: document.usual,
            usual_in_words: document.usual_in_words,
            counts: document.counts,
            coverage: document.coverage,
            kept,
            assumed: document.assumed,
            not_stated: document.not_stated,
            not_declared: document.not_declared,
            notices: document.notices,
            without: document.without,
            not_covered: document.not_covered,
            source_differences: document.source_differences,
            obligations,
            participants: document.participants,
            rows: document.rows,
            open_questions: document.open_questions,
            receipt: document.receipt,
        })
    }
}

impl Serialize for StoredReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = Document::from(self.clone());
        match document.is_of_programme() {
            true => text_in_binary::serialize(&Pieces::of(document), serializer),
            false => text_in_binary::serialize(&document, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for StoredReport {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_in_binary::deserialize::<Document, D>(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

/// Why a text is not a report that this version of the crate reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadReportError {
    /// What is wrong, by the name of the field or of the format, with its line and column.
    pub message: String,
}

impl fmt::Display for ReadReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadReportError {}

impl FromStr for StoredReport {
    type Err = ReadReportError;

    /// Reads a report in the format `amif-report/1`. Fields that this version of the crate does not know are passed
    /// over.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(text).map_err(|error| ReadReportError { message: error.to_string() })
    }
}

impl Report<'_> {
    /// The report in the format `amif-report/1`, on one line. The same input gives the same bytes.
    ///
    /// Consumers treat an outcome, verdict or basis that they do not know as not passed.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let json = report.to_json();
    /// assert!(json.starts_with(r#"{"schema":"amif-report/1""#));
    /// assert_eq!(json, proposal.check(call, report.as_of()).to_json(), "the same bytes");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        text_in_binary::serialize(&Document::from(self), serializer)
    }
}

impl Serialize for Assessment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        text_in_binary::serialize(&Line::of(self.to_kept(), |citations| citations), serializer)
    }
}

impl<'de> Deserialize<'de> for Assessment<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let line: Line<Citation> = text_in_binary::deserialize(deserializer)?;
        Ok(line.kept(Ok)?.into())
    }
}
