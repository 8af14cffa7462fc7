//! What stands in the way and nothing else: a report without what is met and what does not apply.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::assessment::Assessment;
use super::checked::Report;
use super::live::Live;
use super::sources::Lent;
use super::why::Why;
use crate::call::Call;
use crate::check::{Awaited, Fact, Facts, Found, OtherReading, Required, Subject};
use crate::id::TopicId;
use crate::input::text_in_binary;
use crate::law::Citation;
use crate::outcome::{Consequence, Layer, Outcome, Verdict};
use crate::proposal::Proposal;
use crate::rule::RuleId;
use crate::time::Instant;

/// The name of the format of findings.
const SCHEMA: &str = "amif-findings/1";

/// The verdict with every condition that is not met, conditional or unknown; see [`Proposal::findings`].
///
/// It serialises as `amif-findings/1`: the head of an `amif-report/1`, its `assessments` without `stage`, `questions`,
/// `because` and `counted`, and its `sources`.
#[derive(Debug, Clone)]
pub struct Findings<'a>(Report<'a>);

impl Proposal {
    /// The verdict with what stands in the way, and no full report: the conditions that are not met, conditional or
    /// unknown, found in one pass. What is met costs nothing: where nothing stands in the way, nothing is allocated but
    /// the sums of a budget.
    ///
    /// ```
    /// use amif::{Proposal, RuleId, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let findings = draft.findings(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(findings.verdict(), Verdict::Ineligible);
    /// assert!(findings.assessments().any(|a| a.rule() == RuleId::Duration));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn findings<'a>(&'a self, call: &'a Call, as_of: Instant) -> Findings<'a> {
        let facts = Facts::of(self);
        let participants = Cow::Borrowed(facts.participants);
        let found = |outcome| matches!(outcome, Outcome::NotMet | Outcome::Conditional | Outcome::Unknown);
        Findings(Report::of_kept(call, participants, facts, self.grant_signature, as_of, found))
    }
}

impl Findings<'_> {
    /// The same with a call and a proposal of its own: to be returned, or sent to a thread.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue, report::Findings};
    ///
    /// fn found() -> Result<Findings<'static>, Box<dyn std::error::Error>> {
    ///     let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    ///     let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    ///     Ok(draft.findings(call, "2024-06-01T12:00:00+02:00".parse()?).into_owned())
    /// }
    /// assert_eq!(found()?.verdict(), Verdict::Ineligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Findings<'static> {
        Findings(self.0.into_owned())
    }

    /// The verdict, that of the report.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let findings = draft.findings(call, as_of);
    /// assert_eq!(findings.verdict(), draft.check(call, as_of).verdict());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// What makes the verdict so, as in [`Report::why`].
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let findings = draft.findings(call, as_of);
    /// assert_eq!(findings.why(), draft.check(call, as_of).why());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why(&self) -> Vec<Why> {
        self.0.why()
    }

    /// The version of the call that governs, where it was published only after the instant of the check: the findings go
    /// by what was known then, and may not hold under it. As in [`Report::superseded_by`].
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let findings = draft.findings(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(findings.superseded_by().is_none(), "one version is on record");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn superseded_by(&self) -> Option<&Call> {
        self.0.superseded_by()
    }

    /// The conditions that are not met, conditional or unknown, in the order of the report.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let findings = draft.findings(call, as_of);
    /// assert!(findings.assessments().all(|a| a.outcome() != amif::Outcome::Met));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.0.assessments()
    }

    /// One assessment; `None` where the condition was not looked at for the subject, or nothing stands in the way there.
    #[must_use]
    pub fn assessment(&self, rule: RuleId, subject: Subject) -> Option<Assessment<'_>> {
        self.0.assessment(rule, subject)
    }

    /// The findings in the format `amif-findings/1`, on one line. The same input gives the same bytes.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let findings = draft.findings(call, as_of);
    /// assert!(findings.to_json().starts_with(r#"{"schema":"amif-findings/1","#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Document<'f> {
    schema: &'static str,
    #[serde(rename = "crate")]
    made_by: &'static str,
    topic: &'f TopicId,
    call_version: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "crate::time::day_text::serialize")]
    superseded_on: Option<NaiveDate>,
    as_of: Instant,
    verdict: Verdict,
    why: Vec<Why>,
    assessments: Vec<Line<'f>>,
    sources: Vec<Citation>,
}

/// One condition for one subject, by the names that it has in a report.
#[derive(Serialize)]
struct Line<'f> {
    rule: RuleId,
    consequence: Consequence,
    layer: Layer,
    subject: Subject,
    outcome: Outcome,
    required: Option<Required>,
    #[serde(skip_serializing_if = "Option::is_none")]
    or: Option<OtherReading>,
    found: Option<Found>,
    missing: Vec<Fact>,
    open: Vec<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
    awaits: Vec<Awaited>,
    message: String,
    source: Vec<usize>,
}

impl<'f> Line<'f> {
    fn of(live: &Live<'f>, lent: &mut Lent<'f>) -> Self {
        let dependence = live.dependence();
        Line {
            rule: live.rule(),
            consequence: live.consequence(),
            layer: live.layer(),
            subject: live.subject(),
            outcome: live.outcome(),
            required: live.required(),
            or: live.other_required(),
            found: live.found(),
            missing: live.missing_of(&dependence),
            open: live.questions(&dependence).into_iter().map(|question| question.id.as_str()).collect(),
            smallest: (!dependence.smallest).then_some(false),
            awaits: live.awaits(),
            message: live.message(),
            source: lent.list(live.source()),
        }
    }
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lent = Lent::default();
        let assessments = self.0.live().map(|live| Line::of(&live, &mut lent)).collect();
        let document = Document {
            schema: SCHEMA,
            made_by: env!("CARGO_PKG_VERSION"),
            topic: self.0.call().topic(),
            call_version: self.0.call().version(),
            superseded_by: self.superseded_by().map(Call::version),
            superseded_on: self.superseded_by().and_then(Call::published),
            as_of: self.0.as_of(),
            verdict: self.verdict(),
            why: self.why(),
            assessments,
            sources: lent.sources.all,
        };
        text_in_binary::serialize(&document, serializer)
    }
}
