//! A report with all that it says: to be returned, sent, stored, read back, compared and rendered again.

use chrono::NaiveDate;
use serde_json::Value;

use super::assessment::Assessment;
use super::checked::{Coverage, Report};
use super::notices::{Notice, Rest};
use super::obligations::Obligation;
use super::pinned::Pinned;
use super::receipt::Receipt;
use super::why::Why;
use crate::call::CallStatus;
use crate::check::def::nth_row;
use crate::check::{Counts, Subject};
use crate::country::Country;
use crate::id::TopicId;
use crate::organisation::Role;
use crate::outcome::Verdict;
use crate::proposal::Participant;
use crate::rule::{Kept, RuleId};
use crate::time::Instant;

/// What a report said, without the call and the proposal that it was made of.
///
/// It serialises as `amif-report/1` and is read back from it, compares with another, and prints as the text report.
/// Made by [`Report::stored`].
///
/// ```
/// use amif::{Proposal, StoredReport, catalogue};
///
/// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "country": "BE"}]}"#)?;
/// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
///
/// let text = report.to_json();
/// let read: StoredReport = text.parse()?;
/// assert_eq!(read, report.stored());
/// assert_eq!(read.to_json(), text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    pub(crate) about: About,
    pub(super) made_by: String,
    pub(super) as_of: Option<Instant>,
    pub(super) verdict: Verdict,
    pub(super) why: Vec<Why>,
    /// The answer under the usual terms; null where none is given.
    pub(super) usual: Option<Value>,
    pub(super) usual_in_words: Option<String>,
    pub(super) counts: Counts,
    pub(super) coverage: Coverage,
    pub(super) kept: Vec<Kept>,
    pub(super) assumed: Vec<Pinned>,
    pub(super) not_stated: Vec<String>,
    pub(super) not_declared: Vec<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) without: Option<Without>,
    pub(super) not_covered: Vec<String>,
    pub(super) source_differences: Vec<String>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) participants: Vec<Party>,
    /// Whose each row of the budget is.
    pub(super) rows: Vec<String>,
    /// The open questions that outcomes depend on, in words.
    pub(super) open_questions: Vec<OpenText>,
    pub(super) receipt: Receipt,
}

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct About {
    /// The topic of a call, or
    pub(crate) topic: Option<TopicId>,
    /// the national programme.
    pub(crate) programme: Option<String>,
    /// The version of the call document, or of the programme.
    pub(crate) version: String,
    pub(crate) superseded_by: Option<String>,
    pub(crate) superseded_on: Option<NaiveDate>,
    pub(crate) call_status: Option<CallStatus>,
    /// The deadline in words.
    pub(crate) deadline: Option<String>,
}

/// A participant: its name, its role and its country.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct Party(pub(super) String, pub(super) Option<Role>, pub(super) Option<Country>);

impl From<&Participant> for Party {
    fn from(participant: &Participant) -> Self {
        let who = &participant.applicant;
        Party(who.name.printable(), participant.role, who.country)
    }
}

/// What stands without some participants.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Rest"))]
pub(crate) struct Without {
    /// Those who are left out.
    participants: Vec<Subject>,
    /// The verdict on the rest, never ineligible.
    verdict: Verdict,
    /// The same in a sentence.
    text: String,
}

impl From<&Rest> for Without {
    fn from(rest: &Rest) -> Self {
        Without {
            participants: rest.without.iter().map(|place| Subject::Participant(*place)).collect(),
            verdict: rest.verdict,
            text: rest.to_string(),
        }
    }
}

/// An open question in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct OpenText {
    /// The id by which assessments name it.
    pub(super) id: String,
    /// The question, to be answered with yes or no.
    pub(super) question: String,
}

impl Report<'_> {
    /// All that the report says, for as long as one likes: to be stored, sent, compared and rendered.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let kept = report.stored();
    /// drop(report);
    /// assert_eq!(kept.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stored(&self) -> StoredReport {
        let kept: Vec<Kept> = self.assessments().map(|a| a.to_kept()).collect();
        let around = self.around(|open| kept.iter().any(|a| a.open.iter().any(|id| id == open)));
        StoredReport { kept, ..around }
    }

    /// All but the assessments, told which open questions some of them hang on.
    pub(super) fn around(&self, hangs: impl Fn(&str) -> bool) -> StoredReport {
        let usual = self.usual();
        let mut head = self.head();
        head.open_questions.retain(|open| hangs(&open.id));
        StoredReport {
            usual: usual.as_ref().and_then(|usual| serde_json::to_value(usual).ok()),
            usual_in_words: usual.map(|usual| usual.summary()),
            receipt: self.receipt(),
            ..head
        }
    }

    /// The deadline; of a call in two stages that of the proposal's own, and both where no stage is stated.
    fn deadline_in_words(&self) -> Option<String> {
        let first = self.call().deadline().map(|deadline| deadline.value);
        let Some(second) = self.call().second_stage() else { return first.map(|first| first.to_string()) };
        let stages = [(1, first, "first"), (2, Some(second), "second")];
        let stage = self.proposal.application.submission_stage;
        let own = stages.into_iter().filter(|(number, ..)| stage.is_none_or(|stage| stage == *number));
        let told = own.filter_map(|(_, due, which)| Some(format!("{} for the {which} stage", due?)));
        Some(told.collect::<Vec<_>>().join(", ")).filter(|told| !told.is_empty())
    }

    /// The same but for the assessments, the answer under the usual terms and the receipt; with all open questions.
    pub(super) fn head(&self) -> StoredReport {
        let call = self.call();
        let named = |name: &str| crate::input::printable(name);
        let rows = self.sheet().map(|sheet| {
            let rows = 0..sheet.budget.rows().len();
            rows.map(|row| sheet.name(row).map_or_else(|| nth_row(row), named)).collect()
        });
        StoredReport {
            about: About {
                topic: Some(call.topic().clone()),
                programme: None,
                version: call.version().to_owned(),
                superseded_by: self.superseded_by().map(|later| later.version().to_owned()),
                superseded_on: self.superseded_by().and_then(|later| later.published()),
                call_status: self.call_status(),
                deadline: self.deadline_in_words(),
            },
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: Some(self.as_of()),
            verdict: self.verdict(),
            why: self.why(),
            usual: None,
            usual_in_words: None,
            counts: self.counts(),
            coverage: self.coverage(),
            open_questions: call
                .every_question()
                .iter()
                .map(|q| OpenText { id: q.id.clone(), question: q.question.clone() })
                .collect(),
            kept: Vec::new(),
            assumed: Pinned::all(call).collect(),
            not_stated: self.not_stated().map(str::to_owned).collect(),
            not_declared: self.not_declared().into_iter().map(str::to_owned).collect(),
            notices: self.notices(),
            without: self.rest().as_ref().map(Without::from),
            not_covered: self.not_covered().map(str::to_owned).collect(),
            source_differences: call.differences().iter().map(|d| d.about.clone()).collect(),
            obligations: self.obligations(),
            participants: self.participants().iter().map(Party::from).collect(),
            rows: rows.unwrap_or_default(),
            receipt: Receipt::default(),
        }
    }
}

impl StoredReport {
    /// The topic of the call; `None` of a report on a national programme.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().topic(), Some(call.topic()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn topic(&self) -> Option<&TopicId> {
        self.about.topic.as_ref()
    }

    /// The CCI of the national programme; `None` of a report on a call.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().programme(), None, "a report on a call");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn programme(&self) -> Option<&str> {
        self.about.programme.as_deref()
    }

    /// What the report is about: the topic, or the programme.
    pub(super) fn subject(&self) -> String {
        let programme = || self.about.programme.clone();
        self.topic().map(ToString::to_string).or_else(programme).unwrap_or_default()
    }

    /// The version of the call document, or of the programme.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().version(), call.version());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn version(&self) -> &str {
        &self.about.version
    }

    /// The deadline in words, where it is stated.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().deadline(), Some("21 August 2024 17:00 Brussels time"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn deadline(&self) -> Option<&str> {
        self.about.deadline.as_deref()
    }

    /// The later version of the call that governs, where it was not known yet at
    /// [`StoredReport::as_of`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().superseded_by(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn superseded_by(&self) -> Option<&str> {
        self.about.superseded_by.as_deref()
    }

    /// The version of the crate that made the report.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().made_by(), env!("CARGO_PKG_VERSION"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn made_by(&self) -> &str {
        &self.made_by
    }

    /// The instant that selected what was known; `None` of a report on a national programme of which no day is stated.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().as_of(), Some(report.as_of()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<Instant> {
        self.as_of
    }

    /// Where the call stood at [`StoredReport::as_of`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().call_status(), Some(amif::call::CallStatus::Open));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call_status(&self) -> Option<CallStatus> {
        self.about.call_status
    }

    /// What the conditions that lead to rejection come to together.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What makes the verdict so.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().why(), report.why());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why(&self) -> &[Why] {
        &self.why
    }

    /// How many conditions of each consequence have which outcome.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().counts(), report.counts());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How much of the call the report covers.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().coverage(), report.coverage());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// Every assessment, in the registry's order and then the subjects'.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let kept = report.stored();
    /// let same = kept.assessments().zip(report.assessments()).all(|(kept, live)| kept.message() == live.message());
    /// assert!(same);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.kept.iter().map(Assessment::from)
    }

    /// One assessment; `None` where the condition was not looked at for the subject. Of several operations the first.
    ///
    /// ```
    /// # use amif::{Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::{Outcome, RuleId, Subject};
    ///
    /// let kept = report.stored();
    /// let country = kept.assessment(RuleId::Country, Subject::Participant(0));
    /// assert_eq!(country.map(|a| a.outcome()), Some(Outcome::Met));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assessment(&self, rule: RuleId, subject: Subject) -> Option<Assessment<'_>> {
        self.assessments().find(|a| a.rule() == rule && a.subject() == subject)
    }

    /// The name of the participant or of whose row of the budget it is, that an assessment was looked at for.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::Subject;
    ///
    /// assert_eq!(report.stored().name_of(Subject::Participant(0)), Some("Payoke"));
    /// assert_eq!(report.stored().name_of(Subject::Participant(1)), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name_of(&self, subject: Subject) -> Option<&str> {
        match subject {
            Subject::Participant(at) => self.participants.get(at).map(|Party(name, ..)| name.as_str()),
            Subject::BudgetRow(at) => self.rows.get(at).map(String::as_str),
            _ => None,
        }
    }

    /// An open question in words, by its id.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().question("greenland"), None, "nothing depends on it here");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&str> {
        self.open_questions.iter().find(|open| open.id == id).map(|open| open.question.as_str())
    }

    /// Conditions that the sources do not state, the core ones last.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().not_stated().len(), report.not_stated().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_stated(&self) -> &[String] {
        &self.not_stated
    }

    /// What nobody declared: it is presumed, and not looked at.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(!report.stored().not_declared().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_declared(&self) -> &[String] {
        &self.not_declared
    }

    /// Slips in what is stated, and what should be said more of.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().notices(), report.notices());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What stands without participants whose own faults alone make the proposal ineligible, in a sentence.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// // One more, whose own fault alone rejects the proposal.
    /// let fourth = r#"{"participants": [{"name": "D", "pic": "999000004", "role": "beneficiary", "country": "FR", "legal_form": "profit_making"}]}"#;
    /// proposal.consortium.participants.extend(Proposal::from_json(fourth)?.consortium.participants);
    /// let kept = proposal.check(call, as_of).stored();
    /// assert_eq!(kept.verdict(), Verdict::Ineligible);
    /// assert!(kept.without().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without(&self) -> Option<&str> {
        self.without.as_ref().map(|without| without.text.as_str())
    }

    /// What no program can judge.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(!report.stored().not_covered().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_covered(&self) -> &[String] {
        &self.not_covered
    }

    /// What the call's sources differ on where no outcome depends on it.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().source_differences().len(), call.differences().len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source_differences(&self) -> &[String] {
        &self.source_differences
    }

    /// What the size of the grant brings with it; empty without a budget.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.stored().obligations().is_empty(), "there is no budget");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// The receipt: what the report was made of.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().receipt(), report.stored().receipt());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// The report in the format `amif-report/1`, on one line. The same report gives the same bytes.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().to_json(), report.to_json());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}
