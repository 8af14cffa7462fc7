//! One assessment: looked at through its report, or kept with all that it says.

use std::borrow::Cow;
use std::fmt;

use super::checked::Report;
use super::live::Live;
use crate::check::dependence::Dependence;
use crate::check::{Awaited, CountedLine, Fact, FactKind, Found, OtherReading, Question, Required, Subject};
use crate::law::Citation;
use crate::outcome::{Consequence, Layer, Outcome, Stage};
use crate::proposal::Participant;
use crate::rule::{Kept, Raw, RuleId};

/// One condition, looked at for one subject.
///
/// One of a [`Report`] makes what is asked of it when it is asked. One of a stored report, of a change in the life of
/// a project, of a rule of the Fund or of a national programme has it ready. Both answer the same questions.
#[derive(Clone)]
pub struct Assessment<'r>(Of<'r>);

#[derive(Clone)]
enum Of<'r> {
    Live(Live<'r>),
    Lent(&'r Kept),
    Owned(Box<Kept>),
}

impl fmt::Debug for Assessment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assessment")
            .field("rule", &self.rule())
            .field("subject", &self.subject())
            .field("outcome", &self.outcome())
            .finish_non_exhaustive()
    }
}

/// They say the same.
impl PartialEq for Assessment<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.to_kept() == other.to_kept()
    }
}

impl Eq for Assessment<'_> {}

impl<'r> From<Live<'r>> for Assessment<'r> {
    fn from(live: Live<'r>) -> Self {
        Assessment(Of::Live(live))
    }
}

impl<'r> From<&'r Kept> for Assessment<'r> {
    fn from(kept: &'r Kept) -> Self {
        Assessment(Of::Lent(kept))
    }
}

impl From<Kept> for Assessment<'static> {
    fn from(kept: Kept) -> Self {
        Assessment(Of::Owned(Box::new(kept)))
    }
}

/// Asks a live assessment, or takes what is kept.
macro_rules! either {
    ($self:ident, $live:ident => $made:expr, $kept:ident => $ready:expr) => {
        match &$self.0 {
            Of::Live($live) => $made,
            Of::Lent($kept) => $ready,
            Of::Owned($kept) => $ready,
        }
    };
}

impl<'r> Assessment<'r> {
    pub(super) fn new(report: &'r Report<'r>, raw: Raw) -> Self {
        Live::new(report, raw).into()
    }

    /// The assessment with all that it says, for as long as one likes.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let first = report.assessments().next().map(|a| a.into_owned()).ok_or("nothing assessed")?;
    /// drop(report);
    /// assert_eq!(first.outcome(), Outcome::Met);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Assessment<'static> {
        match self.0 {
            Of::Live(live) => live.to_kept().into(),
            Of::Lent(kept) => kept.clone().into(),
            Of::Owned(kept) => Assessment(Of::Owned(kept)),
        }
    }

    pub(crate) fn to_kept(&self) -> Kept {
        either!(self, live => live.to_kept(), kept => Kept::clone(kept))
    }

    /// The rule.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let failed = report.assessments().find(|a| a.outcome() == Outcome::NotMet).ok_or("all met")?;
    /// assert_eq!(failed.rule().as_str(), "consortium/minimum-applicants");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> RuleId {
        either!(self, live => live.rule(), kept => kept.rule)
    }

    /// Whose condition it is: the law's, the call's, the programme's.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// // Some conditions are the call's, some the law's, whatever the call says.
    /// let layers: std::collections::BTreeSet<_> = report.assessments().map(|a| a.layer().as_str()).collect();
    /// assert!(layers.contains("call") && layers.contains("law"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn layer(&self) -> Layer {
        either!(self, live => live.layer(), kept => kept.layer)
    }

    /// When the condition is looked at.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let first = report.assessments().next().ok_or("nothing assessed")?;
    /// assert_eq!(first.stage().as_str(), "admissibility");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.rule().rule().stage
    }

    /// What follows when it is not met.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::Consequence;
    ///
    /// let rate = report.assessments().find(|a| a.rule().as_str() == "grant/funding-rate").ok_or("not assessed")?;
    /// assert_eq!(rate.consequence(), Consequence::Correct);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn consequence(&self) -> Consequence {
        either!(self, live => live.consequence(), kept => kept.consequence)
    }

    /// What was found.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let open = report.assessments().filter(|a| a.outcome() == Outcome::Unknown).count();
    /// assert!(open > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        either!(self, live => live.outcome(), kept => kept.outcome)
    }

    /// What it was looked at for.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::Subject;
    ///
    /// let form = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form").ok_or("not assessed")?;
    /// assert_eq!(form.subject(), Subject::Participant(0));
    /// assert_eq!(form.subject().to_string(), "/participants/0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn subject(&self) -> Subject {
        either!(self, live => live.subject(), kept => kept.subject)
    }

    /// The ids by which an authority knows the subject, beside the pointer: of an operation and its item, say.
    /// Empty in reports on calls.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// // Only authorities have ids of their own, for operations and their items.
    /// assert!(report.assessments().all(|a| a.ids().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ids(&self) -> &[String] {
        either!(self, _live => &[], kept => &kept.ids)
    }

    /// The operation that the subject is of, in a kept report on operations.
    ///
    /// ```
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// let operation = amif::programme::Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let kept = amif::report::OperationsCheck::new(None, None).operation(&operation).stored();
    /// assert!(kept.assessments().all(|a| a.operation() == Some(operation.id.as_str())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        either!(self, _live => None, kept => kept.operation.as_deref())
    }

    /// The participant it was looked at for, where it was one; `None` in a stored report, which has its name.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let form = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form").ok_or("not assessed")?;
    /// assert_eq!(form.participant().map(|p| p.applicant.name.as_str()), Some("Payoke"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn participant(&self) -> Option<&'r Participant> {
        either!(self, live => live.participant(), _kept => None)
    }

    /// What the condition asks; `None` where that depends on what is not known, or concerns nobody.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::report::Required;
    ///
    /// let minimum = report.assessments().find(|a| a.rule().as_str() == "consortium/minimum-applicants").ok_or("not assessed")?;
    /// assert_eq!(minimum.required(), Some(Required::AtLeast(3)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn required(&self) -> Option<Required> {
        either!(self, live => live.concerned().and_then(|live| live.required()), kept => kept.required.clone())
    }

    /// What the condition asks by the other reading, where the sources of a call disagree and the question between them is open:
    /// [`required`](Self::required) holds where it is answered no, this where it is answered yes.
    ///
    /// ```
    /// # use amif::{Proposal, catalogue};
    /// use amif::report::Required;
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-INFO-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke"}], "duration_months": 24}"#)?;
    /// let report = draft.check(call, "2025-01-01T12:00:00+01:00".parse()?);
    /// let duration = report.assessments().find(|a| a.rule().as_str() == "duration/as-required").ok_or("not assessed")?;
    /// assert_eq!(duration.required(), Some(Required::Months { min: Some(36), max: Some(36) }));
    /// let other = duration.other_reading().ok_or("one reading")?;
    /// assert_eq!(other.open, "duration-is-a-ceiling");
    /// assert_eq!(other.required, Required::Months { min: None, max: Some(36) });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn other_reading(&self) -> Option<OtherReading> {
        either!(self, live => live.concerned().and_then(|live| live.other_required()), kept => kept.or.clone())
    }

    /// What was found in its place; `None` where the condition does not concern its subject.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::report::Found;
    ///
    /// let minimum = report.assessments().find(|a| a.rule().as_str() == "consortium/minimum-applicants").ok_or("not assessed")?;
    /// let Some(Found::Count { certain, possible, .. }) = minimum.found() else { return Err("no count".into()) };
    /// // Its legal form decides whether it counts.
    /// assert_eq!((certain, possible), (0, Some(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn found(&self) -> Option<Found> {
        either!(self, live => live.concerned().and_then(|live| live.found()), kept => kept.found.clone())
    }

    /// The unknown facts on which the outcome depends in some completion, sorted as text. Empty unless the
    /// outcome is unknown.
    ///
    /// Where one participant's outcome depends on more than eight others, `/participants` stands for those.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let form = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form").ok_or("not assessed")?;
    /// assert_eq!(form.missing()[0].to_string(), "/participants/0/legal_form");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn missing(&self) -> Vec<Fact> {
        either!(self, live => live.missing(), kept => kept.missing.clone())
    }

    /// What to ask about each missing fact, in their order: in words, of whom, with the answers that are possible.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let form = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form").ok_or("not assessed")?;
    /// assert_eq!(form.questions()[0].question, "What is the legal form of Payoke?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        either!(self, live => live.asked_of(&live.missing()), kept => kept.questions.clone())
    }

    /// The ids of the open questions on which the outcome depends in some completion: those of the call, and of
    /// other rules `not-stated-in-sources` and questions of law. Empty unless the outcome is unknown.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::{Applicant, Role};
    ///
    /// // Greenland belongs to Denmark, which takes no part.
    /// let nuuk = Applicant::new("A".parse()?).country("GL".parse()?);
    /// let report = nuuk.check(call, Some(Role::Beneficiary), "2024-06-01T12:00:00+02:00".parse()?, None);
    /// let country = report.assessments().find(|a| a.rule().as_str() == "participant/country").ok_or("not assessed")?;
    /// assert_eq!(country.open(), ["greenland"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn open(&self) -> Vec<&str> {
        either!(
            self,
            live => live.open().iter().map(|question| question.id.as_str()).collect(),
            kept => kept.open.iter().map(String::as_str).collect()
        )
    }

    /// Whether each of the missing facts and open questions was found to matter. `false` where a bound on the work was
    /// reached: then all on which the outcome depends is listed, and some of it may turn out not to matter.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// // A draft of ordinary size reaches no bound.
    /// assert!(report.assessments().all(|a| a.smallest()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn smallest(&self) -> bool {
        either!(self, live => live.dependence().smallest, kept => kept.smallest)
    }

    /// On what an unknown outcome depends, looked up once, with no more than so many questions in words.
    pub(super) fn lacks(&self, most: usize) -> Lacks {
        either!(
            self,
            live => {
                let dependence = live.dependence();
                let missing = live.missing_of(&dependence);
                Lacks {
                    questions: live.asked_of(missing.get(..most).unwrap_or(&missing)),
                    missing: missing.len(),
                    open: live.questions(&dependence).iter().map(|question| question.id.clone()).collect(),
                }
            },
            kept => Lacks {
                questions: kept.questions.iter().take(most).cloned().collect(),
                missing: kept.missing.len(),
                open: kept.open.clone(),
            }
        )
    }

    /// The later events on which a conditional outcome depends. Empty unless the outcome is conditional.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// // Nothing here waits for a later event.
    /// assert!(report.assessments().all(|a| a.awaits().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn awaits(&self) -> Vec<Awaited> {
        either!(self, live => live.awaits(), kept => kept.awaits.clone())
    }

    /// Why the condition does not concern its subject. `None` unless the outcome is not applicable.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let idle = report.assessments().find(|a| a.outcome() == Outcome::NotApplicable);
    /// // Why the condition does not concern its subject.
    /// assert!(idle.is_none_or(|a| a.because().is_some()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn because(&self) -> Option<String> {
        either!(self, live => live.because().map(|why| why.to_string()), kept => kept.because.clone())
    }

    /// What was found, in a sentence.
    ///
    /// ```
    /// use amif::{Proposal, RuleId, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": [], "requested_grant": 1000001}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let grant = report.assessments().find(|a| a.rule() == RuleId::GrantRange);
    /// assert_eq!(
    ///     grant.map(|a| a.message()).as_deref(),
    ///     Some("EUR 1 000 001 requested; the call asks for EUR 500 000 to 1 000 000. \
    ///           Known from a summary only; the call document decides.")
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> String {
        either!(self, live => live.message(), kept => kept.message.clone())
    }

    /// Who was counted, and why the others were not, where the rule lists them.
    pub(super) fn counted(&self) -> Cow<'_, [CountedLine]> {
        either!(self, live => live.counted_lines().into(), kept => kept.counted.as_slice().into())
    }

    /// Where the condition is stated: the call's sources, or the rule's where every call has it. At least one place.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.assessments().all(|a| !a.source().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &[Citation] {
        either!(self, live => live.source(), kept => &kept.source)
    }
}

/// On what an unknown outcome depends.
pub(super) struct Lacks {
    /// What to ask, as far as that is wanted.
    pub(super) questions: Vec<Question>,
    /// How many facts are missing.
    pub(super) missing: usize,
    /// The ids of open questions.
    pub(super) open: Vec<String>,
}

/// Above so many other participants, the list of participants stands for what is missing of them.
const OTHERS_NAMED: usize = 8;

impl Live<'_> {
    fn concerned(&self) -> Option<&Self> {
        (self.outcome() != Outcome::NotApplicable).then_some(self)
    }

    fn missing(&self) -> Vec<Fact> {
        self.missing_of(&self.dependence())
    }

    pub(super) fn missing_of(&self, dependence: &Dependence) -> Vec<Fact> {
        let mut facts = dependence.sorted();
        let Subject::Participant(own) = self.subject() else { return facts };
        let other = |fact: &Fact| fact.participant().filter(|at| *at != own);
        let mut others: Vec<usize> = facts.iter().filter_map(other).collect();
        others.sort_unstable();
        others.dedup();
        if others.len() > OTHERS_NAMED {
            facts.retain(|fact| other(fact).is_none());
            facts.push(Fact::of_proposal(FactKind::Participants));
            facts.sort_by_cached_key(Fact::to_string);
            facts.dedup();
        }
        facts
    }

    fn asked_of(&self, missing: &[Fact]) -> Vec<Question> {
        let (call, all) = (self.report.call(), self.report.participants());
        let about = |fact: &Fact| Question::about(*fact, all, self.report.is_led()).put_by(call, all);
        missing.iter().map(about).collect()
    }

    fn counted_lines(&self) -> Vec<CountedLine> {
        self.counted().unwrap_or_default().iter().map(CountedLine::from).collect()
    }

    fn to_kept(self) -> Kept {
        Kept { source: self.source().to_vec(), ..self.without_sources() }
    }

    /// All that it says but what it rests on.
    pub(super) fn without_sources(self) -> Kept {
        let dependence = self.dependence();
        let missing = self.missing_of(&dependence);
        Kept {
            rule: self.rule(),
            layer: self.layer(),
            consequence: self.consequence(),
            operation: None,
            subject: self.subject(),
            ids: Vec::new(),
            outcome: self.outcome(),
            required: self.concerned().and_then(|live| live.required()),
            or: self.concerned().and_then(|live| live.other_required()),
            found: self.concerned().and_then(|live| live.found()),
            questions: self.asked_of(&missing),
            missing,
            open: self.questions(&dependence).iter().map(|question| question.id.clone()).collect(),
            smallest: dependence.smallest,
            awaits: self.awaits(),
            because: self.because().map(|why| why.to_string()),
            message: self.message(),
            source: Vec::new(),
            counted: self.counted_lines(),
            most: usize::MAX,
        }
    }
}
