//! Calls for proposals as data: conditions with their sources, open questions, what is not stated.

mod budget;
mod read;
mod terms;

use std::fmt;

use chrono::NaiveDate;

use crate::country::Country;
use crate::id::{CallId, TopicId};
use crate::input::{InputError, UnknownNameError, named_enum};
use crate::law::Citation;
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, Role};
use crate::time::{Deadline, Instant};

pub use budget::{BudgetRules, IndirectCosts};
pub(crate) use terms::{Point, Standing, Terms, member_state};

/// A value with the places it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it is stated; at least one place.
    pub source: Vec<Citation>,
}

/// A topic of a call for proposals with its conditions, loaded from data.
///
/// The catalogue's calls and a caller's own files take the same path, [`Call::from_json`]. A call is
/// closed: what is in it was checked when it was loaded.
///
/// ```
/// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// assert_eq!(call.budget().map(|b| b.value.to_string()).as_deref(), Some("6000000.00"));
/// assert_eq!(call.minimum_applicants().map(|m| m.value), Some(3));
/// # Ok::<(), amif::UnknownNameError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    topic: TopicId,
    call: CallId,
    version: String,
    description: Description,
    opening: Option<Sourced<NaiveDate>>,
    deadline: Option<Sourced<Deadline>>,
    budget: Option<Sourced<Eur>>,
    minimum_applicants: Option<Sourced<u32>>,
    minimum_countries: Option<Sourced<u32>>,
    counting: Counting,
    roles: Option<Sourced<Roles>>,
    countries: Option<Sourced<Countries>>,
    grant: Option<Sourced<GrantRange>>,
    funding_rate: Option<Sourced<Rate>>,
    duration: Option<Sourced<Duration>>,
    /// Those that the sources leave open, and then those on budgets that the call does not answer.
    questions: Vec<OpenQuestion>,
    /// How many of them come first.
    stated_questions: usize,
    budget_rules: BudgetRules,
    not_stated: Vec<String>,
    differences: Vec<Difference>,
    /// What the minima go by where legal forms or countries are not stated.
    silent_roles: Option<Point>,
    silent_countries: Option<Point>,
    assumed: Vec<(usize, Reading)>,
    terms: Terms,
}

/// What a call says of itself beside its conditions, in the crate's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Description {
    /// The title of the topic.
    pub title: Option<Sourced<String>>,
    /// The programme that pays.
    pub programme: Option<Sourced<String>>,
    /// What the call is for, in a sentence.
    pub overview: Option<Sourced<String>>,
    /// What the call is expected to contribute to.
    pub contribution: Option<Sourced<String>>,
    /// The objectives of the call.
    pub objectives: Option<Sourced<Vec<String>>>,
    /// The activities to be funded.
    pub activities: Option<Sourced<Vec<String>>>,
    /// Who may apply, in words; the conditions themselves are data.
    pub eligibility: Option<Sourced<Vec<String>>>,
    /// Where and how to apply.
    pub how_to_apply: Option<Sourced<Vec<String>>>,
    /// Anything else worth knowing.
    pub notes: Option<Sourced<Vec<String>>>,
}

/// How the minima count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counting {
    /// Whether an international organisation counts, given a seat in a participating Member State.
    pub(crate) international_organisations: Point,
    /// Whether an applicant in an overseas territory counts for the Member State it is linked to.
    pub(crate) overseas_territories: Point,
}

/// Which legal forms each funded role admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    rows: Vec<(Role, LegalForm, Point)>,
}

impl Roles {
    /// The forms that a role admits, or bars, as the call states it.
    ///
    /// A form in neither list hangs on an open question of the call.
    pub fn stated(&self, role: Role, admitted: bool) -> impl Iterator<Item = LegalForm> {
        self.rows.iter().filter(move |(r, _, p)| *r == role && *p == Point::Settled(admitted)).map(|r| r.1)
    }
}

/// In which countries applicants may be established.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    pub(crate) except: Vec<Country>,
    pub(crate) overseas_territories: bool,
    pub(crate) international_organisations_exempt: bool,
    pub(crate) points: Vec<(Country, Point)>,
    pub(crate) negotiating: Vec<Negotiation>,
}

impl Countries {
    /// The Member States that the call leaves out.
    #[must_use]
    pub fn except(&self) -> &[Country] {
        &self.except
    }

    /// Whether overseas countries and territories of participating Member States are eligible.
    #[must_use]
    pub fn overseas_territories(&self) -> bool {
        self.overseas_territories
    }

    /// The countries on record as negotiating their association to the Fund.
    #[must_use]
    pub fn negotiating(&self) -> &[Negotiation] {
        &self.negotiating
    }
}

/// A country negotiating its association to the Fund, as far as the call records it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Negotiation {
    /// The country.
    pub country: Country,
    /// The day on which the agreement entered into force, where that is on record.
    pub in_force: Option<NaiveDate>,
    /// Where the negotiation is recorded.
    pub source: Vec<Citation>,
}

/// The bounds of the grant per project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct GrantRange {
    /// The smallest grant.
    pub min: Option<Eur>,
    /// The maximum grant amount.
    pub max: Option<Eur>,
}

/// How long a project lasts, in months at application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duration {
    /// The fewest months.
    pub min: Option<i64>,
    /// The most months.
    pub max: Option<i64>,
}

/// One of the two answers to an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The question is answered with yes.
    Yes,
    /// The question is answered with no.
    No,
}

impl Reading {
    /// `"yes"` or `"no"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reading::Yes => "yes",
            Reading::No => "no",
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Reading {
    type Err = UnknownNameError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "yes" => Ok(Reading::Yes),
            "no" => Ok(Reading::No),
            _ => Err(UnknownNameError::new("reading", s, ["yes", "no"].into_iter())),
        }
    }
}

/// A question that the sources of a call leave open. Both readings are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenQuestion {
    /// The id by which reports name it.
    pub id: String,
    /// The question, to be answered with yes or no.
    pub question: String,
    /// What follows from yes.
    pub yes: String,
    /// What follows from no.
    pub no: String,
    /// Where the question arises.
    pub source: Vec<Citation>,
}

/// A fact on which sources differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What it is about.
    pub about: String,
    /// Each value with its source.
    pub values: Vec<Sourced<String>>,
}

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
    /// Reads a call in the format `amif-call/1`. A shipped one to start from: `catalogue::source`.
    ///
    /// Only `schema`, `topic` and `documents` are required. A condition that is absent is *not stated*: it gives
    /// no assessment, and while a core condition is missing no proposal is called eligible. Every condition
    /// has a `source`: a list of citations, each of a `document` by its key or of an `act` by its CELEX
    /// number, with `section`, `basis` and `note`.
    ///
    /// | field | value |
    /// |---|---|
    /// | `topic`, `call`, `version` | identifiers; which version of the document, in words |
    /// | `documents` | by key: `title`, `basis`, `url` |
    /// | `description` | `title`, `programme`, `overview`, `contribution`, `objectives`, `activities`, `eligibility`, `how_to_apply`, `notes` |
    /// | `opening`, `deadline` | `date`; `date` and `time` on the clocks of Brussels |
    /// | `budget` | `amount` in euro |
    /// | `minimum_applicants`, `minimum_countries` | `at_least` |
    /// | `counting` | `international_organisations`, `overseas_territories`: a point each |
    /// | `roles` | for `coordinator`, `beneficiary`, `affiliated_entity`: `admitted`, `barred`, `open` |
    /// | `countries` | `member_states_except`, `overseas_territories`, `international_organisations_exempt`, `points`, `negotiating` |
    /// | `grant` | `min`, `max` in euro |
    /// | `funding_rate` | `at_most`, in per cent, as text |
    /// | `duration` | `exactly`, or `min` and `max`, in months |
    /// | `open_questions` | `id`, `question`, `yes`, `no`: asked so that "yes" never admits less than "no" |
    /// | `not_stated` | names of conditions that the sources do not state |
    /// | `source_differences` | `about`, `values`, each a `text` with its source |
    ///
    /// A *point* is `true`, `false`, or `{"open": "id of an open question"}`. A legal form that a role neither
    /// admits nor bars becomes an open question of its own.
    ///
    /// # Errors
    /// Everything wrong with the file at once, each with its place: broken syntax, unknown fields, bad
    /// values, a deadline that the clocks of Brussels skip or show twice, citations of documents that the
    /// file does not list, questions that it refers to and does not ask.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        crate::input::document(text, read::call())
    }

    /// Like [`Call::from_json`], from bytes whose encoding is not known to be UTF-8.
    ///
    /// # Errors
    /// As [`Call::from_json`], and for UTF-16, a byte-order mark or invalid UTF-8.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, InputError> {
        Self::from_json(crate::input::utf8(bytes)?)
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &TopicId {
        &self.topic
    }

    /// The call that the topic belongs to.
    #[must_use]
    pub fn call(&self) -> &CallId {
        &self.call
    }

    /// Which version of the call document the conditions are taken from, in words.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What the call says of itself beside its conditions.
    #[must_use]
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// The day on which the call opens for submission.
    #[must_use]
    pub fn opening(&self) -> Option<&Sourced<NaiveDate>> {
        self.opening.as_ref()
    }

    /// The deadline for submission.
    #[must_use]
    pub fn deadline(&self) -> Option<&Sourced<Deadline>> {
        self.deadline.as_ref()
    }

    /// The budget available for the call, in euro.
    #[must_use]
    pub fn budget(&self) -> Option<&Sourced<Eur>> {
        self.budget.as_ref()
    }

    /// How many applicants a consortium needs at least.
    #[must_use]
    pub fn minimum_applicants(&self) -> Option<&Sourced<u32>> {
        self.minimum_applicants.as_ref()
    }

    /// From how many Member States those applicants must come at least.
    #[must_use]
    pub fn minimum_countries(&self) -> Option<&Sourced<u32>> {
        self.minimum_countries.as_ref()
    }

    /// Which legal forms each funded role admits.
    #[must_use]
    pub fn roles(&self) -> Option<&Sourced<Roles>> {
        self.roles.as_ref()
    }

    /// In which countries applicants may be established.
    #[must_use]
    pub fn countries(&self) -> Option<&Sourced<Countries>> {
        self.countries.as_ref()
    }

    /// The bounds of the requested EU contribution per project.
    #[must_use]
    pub fn grant(&self) -> Option<&Sourced<GrantRange>> {
        self.grant.as_ref()
    }

    /// The highest share of the total eligible costs that the grant may cover.
    #[must_use]
    pub fn funding_rate(&self) -> Option<&Sourced<Rate>> {
        self.funding_rate.as_ref()
    }

    /// How long projects last.
    #[must_use]
    pub fn duration(&self) -> Option<&Sourced<Duration>> {
        self.duration.as_ref()
    }

    /// The questions that the call's sources leave open.
    #[must_use]
    pub fn questions(&self) -> &[OpenQuestion] {
        self.questions.get(..self.stated_questions).unwrap_or_default()
    }

    /// What sources differ on.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Conditions that the call's sources do not state, the core ones last.
    pub fn not_stated(&self) -> impl Iterator<Item = &str> {
        // A file may list a core condition itself.
        let unlisted = self
            .core_gaps()
            .filter(|gap| self.not_stated.iter().all(|n| n != gap))
            .map(|gap| -> &str { gap });
        self.not_stated.iter().map(String::as_str).chain(unlisted)
    }

    /// Whether every core condition is stated. While one is not, no proposal is called eligible.
    pub(crate) fn core_is_stated(&self) -> bool {
        self.deadline.is_some()
            && self.minimum_applicants.is_some()
            && self.minimum_countries.is_some()
            && self.roles.is_some()
            && self.countries.is_some()
            && self.grant.is_some()
            && self.duration.is_some()
    }

    /// The names of the core conditions that are not stated.
    pub(crate) fn core_gaps(&self) -> impl Iterator<Item = &'static str> + use<> {
        let gap = |stated: bool, name| (!stated).then_some(name);
        [
            gap(self.deadline.is_some(), "deadline"),
            gap(self.minimum_applicants.is_some(), "minimum number of applicants"),
            gap(self.minimum_countries.is_some(), "minimum number of countries"),
            gap(self.roles.is_some(), "legal forms admitted to each role"),
            gap(self.countries.is_some(), "eligible countries"),
            gap(self.grant.is_some(), "amount of the grant"),
            gap(self.duration.is_some(), "duration"),
        ]
        .into_iter()
        .flatten()
    }

    /// What a program cannot judge for any call; see [`NOT_COVERED`].
    #[must_use]
    pub fn not_covered(&self) -> &'static [&'static str] {
        NOT_COVERED
    }

    /// Where the call stands at an instant; `None` before the deadline where no opening is stated, or
    /// where no deadline is.
    ///
    /// ```
    /// use amif::CallStatus;
    ///
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let status = |t: &str| t.parse().ok().and_then(|t| call.status(t));
    /// assert_eq!(status("2024-05-20T23:59:59+02:00"), Some(CallStatus::Forthcoming));
    /// assert_eq!(status("2024-08-21T17:00:00+02:00"), Some(CallStatus::Open));
    /// assert_eq!(status("2024-08-21T17:00:01+02:00"), Some(CallStatus::Closed));
    /// # Ok::<(), amif::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn status(&self, at: Instant) -> Option<CallStatus> {
        if at > self.deadline.as_ref()?.value.instant() {
            return Some(CallStatus::Closed);
        }
        let opening = Instant::start_of_day(self.opening.as_ref()?.value)?;
        Some(if at < opening { CallStatus::Forthcoming } else { CallStatus::Open })
    }

    /// The same call with one open question answered. Reports made with it record the reading.
    ///
    /// ```
    /// use amif::Reading;
    ///
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let pinned = call.assume("international-organisation-counts", Reading::No)?;
    /// assert_eq!(pinned.assumed().count(), 1);
    /// assert!(call.assume("no-such-question", Reading::Yes).is_err());
    /// # Ok::<(), amif::UnknownNameError>(())
    /// ```
    ///
    /// # Errors
    /// When the call asks no such question.
    pub fn assume(&self, question: &str, reading: Reading) -> Result<Call, UnknownNameError> {
        let index = self.questions.iter().position(|q| q.id == question).ok_or_else(|| {
            UnknownNameError::new("open question", question, self.questions.iter().map(|q| q.id.as_str()))
        })?;
        let mut pinned = self.clone();
        pinned.assumed.retain(|(i, _)| *i != index);
        pinned.assumed.push((index, reading));
        pinned.assumed.sort_unstable();
        pinned.terms = pinned.compile(|q| pinned.pinned(q));
        Ok(pinned)
    }

    /// The questions answered by assumption, each with its reading.
    pub fn assumed(&self) -> impl Iterator<Item = (&OpenQuestion, Reading)> {
        self.assumed.iter().filter_map(|(i, r)| Some((self.questions.get(*i)?, *r)))
    }

    fn pinned(&self, question: usize) -> Option<bool> {
        self.assumed.iter().find(|(i, _)| *i == question).map(|(_, r)| *r == Reading::Yes)
    }

    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }

    fn compile(&self, answer: impl Fn(usize) -> Option<bool>) -> Terms {
        let roles = match (&self.roles, self.silent_roles) {
            (Some(roles), _) => roles.value.rows.clone(),
            (None, silent) => {
                let point = silent.unwrap_or(Point::Settled(false));
                let funded = Role::ALL.iter().filter(|r| r.is_funded());
                funded.flat_map(|r| LegalForm::ALL.iter().map(move |f| (*r, *f, point))).collect()
            }
        };
        let countries = match (&self.countries, self.silent_countries) {
            (Some(countries), _) => countries.value.clone(),
            (None, silent) => Countries {
                except: Vec::new(),
                overseas_territories: false,
                international_organisations_exempt: true,
                points: silent.into_iter().flat_map(|p| Country::all().map(move |c| (c, p))).collect(),
                negotiating: Vec::new(),
            },
        };
        Terms::compile(&roles, &countries, &self.counting, answer)
    }
}

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
