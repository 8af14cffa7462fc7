//! What changed between two reports: two dates, two versions of a call, or two edits of a proposal.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::assessment::Assessment;
use super::checked::{Coverage, Report};
use super::notices::Notice;
use super::obligations::Obligation;
use super::pinned::Pinned;
use super::stored::StoredReport;
use crate::call::{CallStatus, Reading};
use crate::check::Subject;
use crate::id::TopicId;
use crate::input::named_enum;
use crate::outcome::{Outcome, Verdict};
use crate::rule::{Kept, RuleId};
use crate::time::Instant;

/// The name of the format of a difference.
const SCHEMA: &str = "amif-diff/1";

/// What changed from one report to another, condition by condition; see [`Report::diff`].
///
/// It prints as text and serialises as `amif-diff/1`.
#[derive(Debug, Clone)]
pub struct ReportDiff {
    before: Box<StoredReport>,
    after: Box<StoredReport>,
    changes: Vec<Altered>,
    not_stated: Moved<String>,
    not_covered: Moved<String>,
    source_differences: Moved<String>,
    assumed: Moved<Pinned>,
    obligations: Moved<Obligation>,
    notices: Moved<Notice>,
}

/// One condition for one subject that is not the same in both reports.
#[derive(Debug, Clone)]
pub struct Altered {
    rule: RuleId,
    subject: Subject,
    before: Option<Kept>,
    after: Option<Kept>,
}

named_enum! {
    /// How a condition changed from one report to another.
    pub enum Alteration("alteration") {
        /// It is looked at in the second report only.
        Appeared = "appeared",
        /// It is looked at in the first report only.
        Vanished = "vanished",
        /// It has another outcome.
        Outcome = "outcome",
        /// It has the same outcome, with other numbers, missing facts, words or sources.
        Details = "details",
    }
}

/// What stands in the second of two lists only, and what in the first only, in the order of its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved<T> {
    /// In the second only.
    pub added: Vec<T>,
    /// In the first only.
    pub removed: Vec<T>,
}

impl<T> Moved<T> {
    /// Whether both lists hold the same.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).not_stated().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl<T: PartialEq> Moved<T> {
    /// What one list holds more often than the other.
    fn between(before: impl IntoIterator<Item = T>, after: impl IntoIterator<Item = T>) -> Self {
        let mut removed: Vec<T> = before.into_iter().collect();
        let mut added = Vec::new();
        for item in after {
            match removed.iter().position(|other| *other == item) {
                Some(at) => {
                    removed.remove(at);
                }
                None => added.push(item),
            }
        }
        Moved { added, removed }
    }
}

impl Altered {
    /// The rule.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.duration_months = Some(36);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.changes()[0].rule().as_str(), "duration/as-required");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// What it was looked at for. A participant, or a row of the budget, is the one at that place in either
    /// proposal.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.consortium.participants[1].applicant.country = Some("US".parse()?);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// let changed = diff.changes().iter().find(|c| c.rule().as_str() == "participant/country").ok_or("the same")?;
    /// assert_eq!(changed.subject().to_string(), "/participants/1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// How it changed.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::report::Alteration;
    ///
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.duration_months = Some(36);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.changes()[0].alteration(), Alteration::Outcome);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn alteration(&self) -> Alteration {
        match (&self.before, &self.after) {
            (None, _) => Alteration::Appeared,
            (_, None) => Alteration::Vanished,
            (Some(before), Some(after)) if before.outcome == after.outcome => Alteration::Details,
            (Some(_), Some(_)) => Alteration::Outcome,
        }
    }

    /// The assessment in the first report.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.duration_months = Some(36);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.changes()[0].before().map(|a| a.outcome()), Some(Outcome::Met));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn before(&self) -> Option<Assessment<'_>> {
        self.before.as_ref().map(Assessment::from)
    }

    /// The assessment in the second report.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.duration_months = Some(36);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.changes()[0].after().map(|a| a.outcome()), Some(Outcome::NotMet));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn after(&self) -> Option<Assessment<'_>> {
        self.after.as_ref().map(Assessment::from)
    }
}

#[derive(Serialize)]
struct AlteredKeys<'a> {
    rule: RuleId,
    subject: Subject,
    alteration: Alteration,
    before: Option<Assessment<'a>>,
    after: Option<Assessment<'a>>,
}

impl Serialize for Altered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (rule, subject, alteration) = (self.rule, self.subject, self.alteration());
        let (before, after) = (self.before(), self.after());
        AlteredKeys { rule, subject, alteration, before, after }.serialize(serializer)
    }
}

impl Report<'_> {
    /// What changed from this report to another: between two dates, two versions of a call or two edits of
    /// a proposal.
    ///
    /// Conditions are matched by rule and subject, and subjects by place: where a participant left from the
    /// middle, those after it moved up. Every assessment that differs in anything that reports show is
    /// listed, in the registry's order and then the participants'.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue, report::Alteration};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-08-20T12:00:00+02:00".parse()?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let mut edited = draft.clone();
    /// edited.duration_months = Some(24);
    ///
    /// let (before, after) = (draft.check(call, as_of), edited.check(call, as_of));
    /// let diff = before.diff(&after);
    /// let [change] = diff.changes() else { panic!("{diff}") };
    /// assert_eq!(change.rule().as_str(), "duration/as-required");
    /// assert_eq!(change.alteration(), Alteration::Outcome);
    /// assert!(before.diff(&before).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diff(&self, after: &Report<'_>) -> ReportDiff {
        ReportDiff::between(self.stored(), after.stored())
    }
}

impl StoredReport {
    /// What changed from this report to another, as in [`Report::diff`]; either may come from a file.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::StoredReport;
    ///
    /// let from_a_file: StoredReport = report.to_json().parse()?;
    /// assert!(from_a_file.diff(&report.stored()).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diff(&self, after: &StoredReport) -> ReportDiff {
        ReportDiff::between(self.clone(), after.clone())
    }
}

/// Whether two assessments say the same. What they say is what their JSON says: numbers, words, sources,
/// what is missing and who counted.
fn same(a: &Kept, b: &Kept) -> bool {
    let text = |kept: &Kept| serde_json::to_string(&Assessment::from(kept)).ok();
    a == b || a.outcome == b.outcome && text(a) == text(b)
}

/// An assessment before and after, where there is one.
type Pair<'k> = (Option<&'k Kept>, Option<&'k Kept>);

impl ReportDiff {
    fn between(before: StoredReport, after: StoredReport) -> Self {
        // What stands at one place in several operations is told apart by the operation and the authority's ids.
        type Key<'k> = (RuleId, Subject, Option<&'k str>, &'k [String]);
        fn key(kept: &Kept) -> Key<'_> {
            (kept.rule, kept.subject, kept.operation.as_deref(), &kept.ids)
        }
        let mut pairs: BTreeMap<Key<'_>, Pair<'_>> = BTreeMap::new();
        for kept in &before.kept {
            pairs.entry(key(kept)).or_default().0 = Some(kept);
        }
        for kept in &after.kept {
            pairs.entry(key(kept)).or_default().1 = Some(kept);
        }
        let changes = pairs
            .into_iter()
            .filter(|(_, pair)| !matches!(pair, (Some(a), Some(b)) if same(a, b)))
            .map(|((rule, subject, ..), (before, after))| Altered {
                rule,
                subject,
                before: before.cloned(),
                after: after.cloned(),
            })
            .collect();
        let moved = |of: fn(&StoredReport) -> &Vec<String>| {
            Moved::between(of(&before).iter().cloned(), of(&after).iter().cloned())
        };
        ReportDiff {
            changes,
            not_stated: moved(|report| &report.not_stated),
            not_covered: moved(|report| &report.not_covered),
            source_differences: moved(|report| &report.source_differences),
            assumed: Moved::between(before.assumed.iter().cloned(), after.assumed.iter().cloned()),
            obligations: Moved::between(before.obligations.clone(), after.obligations.clone()),
            notices: Moved::between(before.notices.clone(), after.notices.clone()),
            before: Box::new(before),
            after: Box::new(after),
        }
    }

    /// The first report.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.diff(&report).before().verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn before(&self) -> &StoredReport {
        &self.before
    }

    /// The second report.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.consortium.participants.clear();
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.after().verdict(), Verdict::Ineligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn after(&self) -> &StoredReport {
        &self.after
    }

    /// Whether both reports find the same. Their instants, the version of the call and its status may differ.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.before.verdict() == self.after.verdict()
            && self.not_stated.is_empty()
            && self.not_covered.is_empty()
            && self.source_differences.is_empty()
            && self.assumed.is_empty()
            && self.obligations.is_empty()
            && self.notices.is_empty()
    }

    /// Every condition that is not the same in both, in the registry's order and then the participants'.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.duration_months = Some(36);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.changes().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn changes(&self) -> &[Altered] {
        &self.changes
    }

    /// Conditions that the call's sources do not state, in one of the reports only.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).not_stated().added.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_stated(&self) -> &Moved<String> {
        &self.not_stated
    }

    /// What no program can judge, in one of the reports only.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).not_covered().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_covered(&self) -> &Moved<String> {
        &self.not_covered
    }

    /// What the call's sources differ on, in one of the reports only.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).source_differences().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source_differences(&self) -> &Moved<String> {
        &self.source_differences
    }

    /// Obligations that a grant triggers, in one of the reports only. One that changed stands in both lists.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).obligations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn obligations(&self) -> &Moved<Obligation> {
        &self.obligations
    }

    /// What is pointed out beside the conditions, in one of the reports only.
    ///
    /// ```
    /// # use amif::{Proposal, catalogue, report::NoticeKind};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let before = proposal.check(call, as_of).stored();
    /// proposal.grant_signature = Some("2024-03-01".parse()?);
    /// let diff = before.diff(&proposal.check(call, as_of).stored());
    /// assert_eq!(diff.notices().added[0].kind, NoticeKind::SignedEarly);
    /// assert!(!diff.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn notices(&self) -> &Moved<Notice> {
        &self.notices
    }

    /// The ids of the open questions that were answered by assumption, each with the reading, in one of the
    /// reports only.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::call::Reading;
    ///
    /// let pinned = call.assume("greenland", Reading::No)?;
    /// let before = proposal.check(call, as_of);
    /// let after = proposal.check(&pinned, as_of);
    /// assert_eq!(before.diff(&after).assumed().added, [("greenland", Reading::No)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assumed(&self) -> Moved<(&str, Reading)> {
        fn plain(pins: &[Pinned]) -> Vec<(&str, Reading)> {
            let readings = pins.iter().filter_map(|pin| match pin {
                Pinned::Reading { question, reading } => Some((question.as_str(), reading.parse().ok()?)),
                Pinned::Supposed { .. } | Pinned::Presumed { .. } => None,
            });
            readings.collect()
        }
        Moved { added: plain(&self.assumed.added), removed: plain(&self.assumed.removed) }
    }

    /// The difference in the format `amif-diff/1`, on one line.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.diff(&report).to_json().starts_with(r#"{"schema":"amif-diff/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What a report is about and comes to, without its conditions.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a TopicId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<&'a str>,
    call_version: &'a str,
    as_of: Option<Instant>,
    call_status: Option<CallStatus>,
    verdict: Verdict,
    coverage: Coverage,
}

impl<'a> From<&'a StoredReport> for Head<'a> {
    fn from(report: &'a StoredReport) -> Self {
        Head {
            topic: report.topic(),
            programme: report.programme(),
            call_version: report.version(),
            as_of: report.as_of(),
            call_status: report.call_status(),
            verdict: report.verdict(),
            coverage: report.coverage(),
        }
    }
}

#[derive(Serialize)]
struct Keys<'a> {
    schema: &'static str,
    #[serde(rename = "crate")]
    version: &'static str,
    before: Head<'a>,
    after: Head<'a>,
    changes: &'a [Altered],
    not_stated: &'a Moved<String>,
    not_covered: &'a Moved<String>,
    assumed: &'a Moved<Pinned>,
    source_differences: &'a Moved<String>,
    obligations: &'a Moved<Obligation>,
    notices: &'a Moved<Notice>,
}

impl Serialize for ReportDiff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Keys {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            before: Head::from(&*self.before),
            after: Head::from(&*self.after),
            changes: &self.changes,
            not_stated: &self.not_stated,
            not_covered: &self.not_covered,
            assumed: &self.assumed,
            source_differences: &self.source_differences,
            obligations: &self.obligations,
            notices: &self.notices,
        }
        .serialize(serializer)
    }
}

impl fmt::Display for ReportDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, before: &dyn fmt::Display, after: &dyn fmt::Display, always: bool| {
            let (before, after) = (before.to_string(), after.to_string());
            match before == after {
                true if always => writeln!(f, "{name:<11}{after}, as before"),
                true => Ok(()),
                false => writeln!(f, "{name:<11}{before} -> {after}"),
            }
        };
        let (before, after) = (&*self.before, &*self.after);
        row("Verdict", &before.verdict(), &after.verdict(), true)?;
        let name = if after.programme().is_some() { "Programme" } else { "Topic" };
        row(name, &before.subject(), &after.subject(), false)?;
        row("Version", &before.version(), &after.version(), false)?;
        let as_of = |r: &StoredReport| r.as_of().map(|at| at.to_string()).unwrap_or_default();
        row("As of", &as_of(before), &as_of(after), false)?;
        let status =
            |r: &StoredReport| r.call_status().map_or("status not known".to_owned(), |s| s.to_string());
        row("Call", &status(before), &status(after), false)?;
        let coverage = |r: &StoredReport| {
            let c = r.coverage();
            format!("{} assessed, {} not stated, {} not covered", c.assessed, c.not_stated, c.not_covered)
        };
        row("Coverage", &coverage(before), &coverage(after), false)?;
        if self.changes.is_empty() {
            writeln!(f, "\nNo condition changed")?;
        } else {
            writeln!(f, "\nConditions changed ({})", self.changes.len())?;
        }
        for change in &self.changes {
            let outcome =
                |a: &Option<Kept>| a.as_ref().map_or("not looked at", |a| Outcome::as_str(a.outcome));
            let (was, is) = (outcome(&change.before), outcome(&change.after));
            match change.alteration() {
                Alteration::Details => {
                    writeln!(f, "  {} {}: {is}, with other details", change.rule, change.subject)?;
                }
                _ => writeln!(f, "  {} {}: {was} -> {is}", change.rule, change.subject)?,
            }
            for (name, side) in [("before", &change.before), ("after", &change.after)] {
                let Some(side) = side else { continue };
                writeln!(f, "    {name:<7} {}", side.message)?;
                let missing: Vec<String> = side.missing.iter().map(ToString::to_string).collect();
                if !missing.is_empty() {
                    writeln!(f, "    {:<7} missing: {}", "", missing.join(", "))?;
                }
                for awaited in &side.awaits {
                    let until =
                        awaited.until.map(|day| format!(", {} {day}", awaited.word())).unwrap_or_default();
                    writeln!(f, "    {:<7} awaits: {}{until}", "", awaited.event)?;
                }
            }
        }
        let assumed = Moved {
            added: self.assumed.added.iter().map(ToString::to_string).collect(),
            removed: self.assumed.removed.iter().map(ToString::to_string).collect(),
        };
        let triggered = |all: &[Obligation]| all.iter().map(|o| format!("{}: {o}", o.id)).collect();
        let obligations = Moved {
            added: triggered(&self.obligations.added),
            removed: triggered(&self.obligations.removed),
        };
        let pointed_out = |all: &[Notice]| all.iter().map(ToString::to_string).collect();
        let notices =
            Moved { added: pointed_out(&self.notices.added), removed: pointed_out(&self.notices.removed) };
        for (heading, moved) in [
            ("Pointed out", notices),
            ("Assumed", assumed),
            ("Not stated by the call's sources", self.not_stated.clone()),
            ("Not covered by any program", self.not_covered.clone()),
            ("The call's sources differ on", self.source_differences.clone()),
            ("Obligations", obligations),
        ] {
            if moved.is_empty() {
                continue;
            }
            writeln!(f, "\n{heading}")?;
            for (mark, items) in [("-", &moved.removed), ("+", &moved.added)] {
                for item in items {
                    writeln!(f, "  {mark} {item}")?;
                }
            }
        }
        Ok(())
    }
}
