//! Calls for proposals as data: conditions with their sources, open questions, what is not stated.

mod annexes;
mod asked;
mod assumed;
mod beneath;
mod budget;
mod build;
mod condition;
mod described;
mod fault;
mod group;
mod information;
mod lent;
mod load;
mod measures;
mod members;
mod open;
mod opened;
mod ordinary;
mod point;
mod question;
mod read;
mod suppose;
mod supposition;
mod terms;
mod text;
mod usual;
mod version;
mod write;

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::id::{CallId, TopicId};
use crate::input::named_enum;
use crate::law::{Citation, Document, SharedText};
use crate::money::Eur;
use crate::time::{Deadline, Instant};

pub use annexes::{Annexes, AnnexesOfSome, Recipients};
pub use budget::{BudgetRules, IndirectCosts};
pub use build::CallBuilder;
pub use condition::{
    Bar, Completeness, CountingBasis, Countries, Declared, Duration, Extension, GrantRange,
    IneligibleParticipantEffect, MemberKind, Minimum, Negotiation, Others, Roles, Sourced, ThirdCountries,
};
pub(crate) use condition::{
    Composition, Condition, Counting, Deadlines, Grants, International, RangeByTargets, RoleKinds, Rounds,
    StatusRow,
};
pub use described::Description;
pub use fault::Fault;
pub use group::CountryGroup;
use group::Under;
pub use information::{Expected, FundingForm, LumpSum};
#[cfg(feature = "schemars")]
pub(crate) use load::shape;
pub(crate) use measures::TRUSTS;
pub use open::AssumptionError;
pub(crate) use ordinary::{Ordinary, Told};
pub(crate) use point::{Both, Point};
pub use question::{Difference, OpenQuestion, Reading};
use read::table::Conditions;
pub use supposition::{Supposition, SuppositionError};
pub(crate) use terms::{Basis, Standing, Terms, WITHOUT_COUNTRY};
pub use usual::{Presumption, Procedure, Strength, UsualReading, UsualTerms};

/// A topic of a call for proposals with its conditions, loaded from data.
///
/// The catalogue's calls and a caller's own files take the same path, [`Call::from_json`]. A call is
/// closed: what is in it was checked when it was loaded.
///
/// ```
/// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// assert_eq!(call.budget().map(|b| b.value.to_string()).as_deref(), Some("6000000.00"));
/// assert_eq!(call.minimum_applicants().map(|m| m.value.at_least), Some(3));
/// # Ok::<(), amif::value::UnknownNameError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    topic: TopicId,
    call: CallId,
    version: String,
    published: Option<NaiveDate>,
    version_source: Vec<Citation>,
    completeness: Option<Completeness>,
    procedure: Option<Procedure>,
    documents: Documents,
    /// Shared, as the questions are: most versions of a call differ in neither.
    description: Arc<Description>,
    conditions: Conditions,
    /// Those that the sources leave open, and then those on budgets that the call does not answer.
    questions: Arc<Vec<OpenQuestion>>,
    /// How many of the former the file asks itself; the others are raised by its silence.
    own_questions: usize,
    /// How many of them come before those on budgets.
    stated_questions: usize,
    not_stated: Vec<String>,
    differences: Vec<Difference>,
    /// What the minima go by where legal forms or countries are not stated.
    silent_roles: Option<Point>,
    silent_countries: Option<Point>,
    /// In a call of 2014–2020 that opens after the withdrawal and states no countries: whether a British body counts.
    silent_britain: Option<Point>,
    /// The countries of the act, where the call states none and the act has a list.
    beneath: Option<Countries>,
    assumed: Vec<(usize, Reading)>,
    /// The answer to the question that only the usual terms raise, where they are not presumed.
    usual_minima: Option<Reading>,
    supposed: Vec<Supposition>,
    presumed: Vec<Arc<Presumption>>,
    made: Made,
    /// The call as later versions of its document state it, oldest first.
    later: Vec<Call>,
    text: text::Text,
}

/// What is made of a call when it is first asked for. It follows from the rest of the call, so it tells no two calls apart;
/// a copy, which is made to be changed, makes the hash anew.
#[derive(Debug, Default)]
struct Made {
    terms: OnceLock<(Terms, Ordinary)>,
    under_usual: OnceLock<Option<Box<Call>>>,
    /// The places that its bars rest on.
    bar_source: OnceLock<Vec<Citation>>,
    /// The hash of its file.
    digest: OnceLock<String>,
    /// Which of the rules of the walk the call, or the law beneath it, asks: a bit for each.
    asked: OnceLock<u64>,
}

impl Clone for Made {
    fn clone(&self) -> Self {
        Made {
            terms: self.terms.clone(),
            under_usual: self.under_usual.clone(),
            bar_source: OnceLock::new(),
            digest: OnceLock::new(),
            asked: OnceLock::new(),
        }
    }
}

impl PartialEq for Made {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Made {}

/// The documents of a call by their keys. Their order is that of the file, and tells no two calls apart.
#[derive(Debug, Clone)]
struct Documents(Arc<Vec<(String, Arc<Document>)>>);

impl PartialEq for Documents {
    fn eq(&self, other: &Self) -> bool {
        let has = |(key, document): &(String, Arc<Document>)| {
            other.0.iter().any(|(known, same)| known == key && same == document)
        };
        self.0.len() == other.0.len() && self.0.iter().all(has)
    }
}

impl Eq for Documents {}

named_enum! {
    /// Where a call stands at an instant. It is told for information and is no outcome.
    pub enum CallStatus("call status") {
        /// Not yet open for submission.
        Forthcoming = "forthcoming",
        /// Open for submission.
        Open = "open",
        /// Past its deadline.
        Closed = "closed",
    }
}

impl Call {
    /// The topic.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.topic().as_str(), "AMIF-2024-TF2-AG-THB-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn topic(&self) -> &TopicId {
        &self.topic
    }

    /// The call that the topic belongs to.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // The identifier of the call, of which the topic is a part.
    /// assert_eq!(call.call().as_str(), "AMIF-2024-TF2-AG-THB");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call(&self) -> &CallId {
        &self.call
    }

    /// Which version of the call document the conditions are taken from, in words.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(call.version().contains("the call document itself was not seen"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What the call says of itself beside its conditions.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let title = call.description().title.as_ref().ok_or("not stated")?;
    /// assert!(title.value.contains("victims of trafficking"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// The documents and pages that the call is recorded from, each cited as a whole, in the order of the file.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-02-HEALTH")?;
    /// assert_eq!(call.documents().count(), 8);
    /// let together = &call.funding_rate().map(|r| r.source.clone()).unwrap_or_default()[0];
    /// assert_eq!(together.title(), "Public summaries of the call, 8; which of them says it is not recorded");
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    pub fn documents(&self) -> impl Iterator<Item = Citation> {
        self.documents.0.iter().filter(|(_, document)| document.pages.is_empty()).map(|(_, document)| {
            let (whole, note) = (SharedText::default(), SharedText::default());
            Citation::of_listed(Arc::clone(document), whole, document.basis, note)
        })
    }

    /// The deadline for submission.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let deadline = call.deadline().ok_or("not stated")?;
    /// assert_eq!(deadline.value.to_string(), "21 August 2024 17:00 Brussels time");
    /// assert!(!deadline.source.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn deadline(&self) -> Option<&Sourced<Deadline>> {
        self.conditions.deadline.stated.as_ref().map(Condition::stated)
    }

    /// The deadline after which nothing is submitted any more, of a call in two stages that of the second: what comes
    /// later is counted from it.
    pub(crate) fn last_deadline(&self) -> Option<Deadline> {
        self.second_stage().or_else(|| self.deadline().map(|d| d.value))
    }

    /// The first deadline after which a grant may be signed: that of the first cut-off, where the call has several, and
    /// else the last.
    fn first_decided(&self) -> Option<Deadline> {
        self.second_stage().or_else(|| self.cut_offs().first().copied()).or_else(|| self.last_deadline())
    }

    /// The day on which that deadline falls: on a later one the grant may be signed.
    pub(crate) fn signed_after(&self) -> Option<NaiveDate> {
        self.first_decided().map(|deadline| deadline.local().date())
    }

    /// Whether the grant may be signed on a day.
    pub(crate) fn may_be_signed_on(&self, day: NaiveDate) -> bool {
        self.signed_after().is_none_or(|last| day > last)
    }

    /// The day, or the first on which the grant may be signed where that is later.
    pub(crate) fn first_signed_on(&self, day: NaiveDate) -> NaiveDate {
        self.signed_after().and_then(|last| last.succ_opt()).map_or(day, |first| day.max(first))
    }

    /// The deadline with which a submission is looked at, after which its grant may be signed.
    pub(crate) fn decided_after(&self, submitted: Option<Instant>) -> Option<Deadline> {
        let Some(submitted) = submitted.filter(|_| self.second_stage().is_none()) else {
            return self.first_decided();
        };
        let in_time = |cut: &&Deadline| cut.is_passed_at(submitted) != Some(true);
        self.cut_offs().iter().find(in_time).copied().or_else(|| self.last_deadline())
    }

    /// By when a proposal is due in a stage, by each reading; in the second, where there is one and none is stated.
    #[cfg(feature = "next")]
    pub(crate) fn due(&self, stage: Option<u32>) -> impl Iterator<Item = Deadline> {
        let second = self.second_stage().filter(|_| stage != Some(1));
        let first = self.conditions.deadline.stated.as_ref().filter(|_| second.is_none());
        second.into_iter().chain(first.into_iter().flat_map(|asked| asked.values().copied()))
    }

    /// Earlier cut-offs, where the call has several: a submission is looked at with the first that it makes.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(call.cut_offs().is_empty(), "this call has one deadline");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cut_offs(&self) -> &[Deadline] {
        self.conditions.deadline.rounds.as_ref().map(|r| r.cut_offs.as_slice()).unwrap_or_default()
    }

    /// By when full proposals are due, where the call has two stages and [`Call::deadline`] is the first.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.second_stage(), None, "this call has one stage");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn second_stage(&self) -> Option<Deadline> {
        self.conditions.deadline.rounds.as_ref()?.second_stage
    }

    /// The bounds of the requested EU contribution per project.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let range = &call.grant().ok_or("not stated")?.value;
    /// assert_eq!((range.min, range.max), ("500000".parse().ok(), "1000000".parse().ok()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn grant(&self) -> Option<&Sourced<GrantRange>> {
        self.conditions.grant.stated.as_ref().map(Condition::stated)
    }

    /// How many projects the budget of the topic, or of the call, pays for at most: the budget divided by the
    /// minimum grant. `None` where either is not stated, or there is no minimum.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.projects_at_most(), Some(12));
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn projects_at_most(&self) -> Option<u32> {
        let budget = self.conditions.topic_budget.as_ref().or(self.conditions.budget.as_ref())?.value;
        let least = self.grant()?.value.min.filter(|min| *min > Eur::ZERO)?;
        u32::try_from(budget.cents().checked_div(least.cents())?).ok()
    }

    /// The kinds of members that a consortium must have.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(call.required_members().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn required_members(&self) -> &[Sourced<MemberKind>] {
        &self.conditions.composition.required
    }

    /// The kinds of members that a consortium is recommended to have.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(call.recommended_members().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recommended_members(&self) -> &[Sourced<MemberKind>] {
        &self.conditions.composition.recommended
    }

    /// The kinds of members that it makes compulsory or recommends.
    pub(crate) fn kinds_of_members(&self) -> impl Iterator<Item = &MemberKind> {
        self.required_members().iter().chain(self.recommended_members()).map(|kind| &kind.value)
    }

    /// The measures that bar a class of entities from roles for a time.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // The law's own bars apply whether or not a call repeats them; this is what the call itself states.
    /// assert!(call.bars().iter().all(|bar| !bar.source.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn bars(&self) -> &[Bar] {
        &self.conditions.bars
    }

    /// How much of the call is known, by the judgement of whoever wrote the file.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.completeness(), Some(amif::call::Completeness::Good));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn completeness(&self) -> Option<Completeness> {
        self.completeness
    }

    /// The questions that the call's sources leave open.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let asked = call.questions().iter().find(|question| question.id == "greenland").ok_or("not asked")?;
    /// assert!(asked.question.starts_with("Is an applicant in Greenland eligible"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn questions(&self) -> &[OpenQuestion] {
        self.questions.get(..self.stated_questions).unwrap_or_default()
    }

    /// Every question that may be open: the call's, those on budgets, those of the law and those of its usual terms.
    pub(crate) fn every_question(&self) -> &[OpenQuestion] {
        &self.questions
    }

    /// What sources differ on.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// for difference in call.differences() {
    ///     assert!(!difference.about.is_empty());
    /// }
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Conditions that the call's sources do not state, the core ones last.
    ///
    /// ```
    /// let silent = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// assert!(silent.not_stated().any(|condition| condition == "minimum number of applicants"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_stated(&self) -> impl Iterator<Item = &str> {
        // A file may list a core condition itself.
        let unlisted = self
            .core_gaps()
            .filter(|gap| self.not_stated.iter().all(|n| n != gap))
            .map(|gap| -> &str { gap });
        self.not_stated.iter().map(String::as_str).chain(unlisted)
    }

    /// Whether the legal forms are stated, or the question that stands for them is answered by assumption.
    pub(crate) fn roles_are_settled(&self) -> bool {
        self.conditions.roles.is_some() || self.assumes(self.silent_roles)
    }

    /// Whether the countries are stated by the call or by law, or the question that stands for them is answered by
    /// assumption.
    pub(crate) fn countries_are_settled(&self) -> bool {
        self.conditions.countries.is_some() || self.beneath.is_some() || self.assumes(self.silent_countries)
    }

    /// The eligible countries of the act, where the call states none.
    pub(crate) fn countries_beneath(&self) -> Option<&Countries> {
        self.beneath.as_ref()
    }

    /// Which core conditions are stated, or supposed, in the order of [`CORE`].
    #[inline]
    fn core(&self) -> [bool; CORE.len()] {
        [
            self.conditions.deadline.stated.is_some(),
            self.conditions.minimum_applicants.is_some(),
            self.conditions.minimum_countries.is_some(),
            self.roles_are_settled(),
            self.countries_are_settled(),
            self.conditions.grant.stated.is_some(),
            self.conditions.duration.is_some(),
        ]
    }

    /// Whether every core condition is stated, or supposed. While one is not, no proposal is called eligible.
    pub(crate) fn core_is_stated(&self) -> bool {
        self.core() == [true; CORE.len()]
    }

    /// The names of the core conditions that are not stated.
    pub(crate) fn core_gaps(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.core().into_iter().zip(CORE).filter(|(stated, _)| !stated).map(|(_, name)| name)
    }

    /// How many core conditions are not stated.
    #[cfg(feature = "catalogue")]
    pub(crate) fn core_gap_count(&self) -> u32 {
        self.core().into_iter().fold(0, |gaps, stated| gaps.saturating_add(u32::from(!stated)))
    }

    /// What a program cannot judge for any call; see [`NOT_COVERED`].
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(!call.not_covered().is_empty(), "no program judges capacity or the quality of a proposal");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_covered(&self) -> &'static [&'static str] {
        NOT_COVERED
    }

    /// Where the call stands at an instant; `None` before the deadline where no opening is stated, where no deadline
    /// is, where sources differ on a day that decides it, and within the deadline's own second. Of a call in two stages
    /// the first counts.
    ///
    /// ```
    /// use amif::call::CallStatus;
    ///
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let status = |t: &str| t.parse().ok().and_then(|t| call.status(t));
    /// assert_eq!(status("2024-05-20T23:59:59+02:00"), Some(CallStatus::Forthcoming));
    /// assert_eq!(status("2024-08-21T16:59:59+02:00"), Some(CallStatus::Open));
    /// assert_eq!(status("2024-08-21T17:00:00+02:00"), None);
    /// assert_eq!(status("2024-08-21T17:00:01+02:00"), Some(CallStatus::Closed));
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn status(&self, at: Instant) -> Option<CallStatus> {
        self.status_on(at, at.brussels_date())
    }

    /// The same, given the day of the instant in Brussels.
    pub(crate) fn status_on(&self, at: Instant, day: NaiveDate) -> Option<CallStatus> {
        let deadline = self.conditions.deadline.stated.as_ref()?;
        self.standing(deadline.values().map(|deadline| deadline.is_passed_at(at)), day)
    }

    /// Where it stands for a proposal in a stage: the second has a deadline of its own. Where the stage is not stated, it is
    /// told only where both agree.
    pub(crate) fn status_in(&self, stage: Option<u32>, at: Instant) -> Option<CallStatus> {
        let first = self.status(at);
        let Some(due) = self.second_stage().filter(|_| stage != Some(1)) else { return first };
        let second = self.standing([due.is_passed_at(at)].into_iter(), at.brussels_date());
        if stage == Some(2) || first == second { second } else { None }
    }

    /// Given whether the deadline is passed by each reading.
    fn standing(&self, mut passed: impl Iterator<Item = Option<bool>>, day: NaiveDate) -> Option<CallStatus> {
        // While sources differ on the deadline, it is told only where they agree.
        let is_passed = passed.next()??;
        if passed.any(|other| other != Some(is_passed)) {
            return None;
        }
        if is_passed {
            return Some(CallStatus::Closed);
        }
        // While sources differ on the opening, the same.
        let mut openings = self.opening_asked()?.values();
        let first = day < *openings.next()?;
        match openings.any(|opening| (day < *opening) != first) {
            true => None,
            false => Some(if first { CallStatus::Forthcoming } else { CallStatus::Open }),
        }
    }
}

/// The conditions without which no proposal is called eligible.
const CORE: [&str; 7] = [
    "deadline",
    "minimum number of applicants",
    "minimum number of countries",
    "legal forms admitted to each role",
    "eligible countries",
    "amount of the grant",
    "duration",
];

/// What no program can judge from application data, for any call.
pub const NOT_COVERED: &[&str] = &[
    "validated legal status of the participants",
    "exclusion declarations",
    "financial and operational capacity",
    "award criteria",
    "budget left in the call",
    "ethics and security",
    "restrictive measures",
    "double funding",
    "legality and regularity of costs",
];
