//! What was read of one topic.

use chrono::{NaiveDate, NaiveDateTime};

use super::budget::Budget;
use super::date::PortalDate;
use super::deadline::{DeadlineModel, DeadlineRole, PortalDeadline};
use super::status::StoredStatus;
use crate::call::CallStatus;
use crate::id::{CallId, TopicId};
use crate::input::named_enum;
use crate::time::{Deadline, Instant};

named_enum! {
    /// The shapes of record in which the portal describes a topic.
    pub enum RecordShape("shape of portal record") {
        /// A result of the search API.
        SearchResult = "search-result",
        /// A record of the bulk reference file `grantsTenders.json`.
        BulkRecord = "bulk-record",
        /// A document of the topic details.
        TopicDetails = "topic-details",
    }
}

named_enum! {
    /// What a link leads to.
    pub enum LinkKind("kind of link") {
        /// The topic's page on the portal.
        Page = "page",
        /// The submission of a proposal.
        Submission = "submission",
        /// A document named in the text of the conditions.
        Document = "document",
    }
}

/// An address in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// The address.
    pub url: String,
    /// Where it stands.
    pub path: String,
}

/// A type of action, such as `AMIF-PJG` "AMIF Project Grants".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct ActionType {
    /// The code; search results name the label alone in some places.
    pub code: Option<String>,
    /// The label.
    pub label: Option<String>,
}

/// A model grant agreement, such as `AMIF-AG`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Agreement {
    /// The number of the portal.
    pub code: Option<String>,
    /// The abbreviation.
    pub abbreviation: Option<String>,
}

impl Agreement {
    /// Whether it is for lump sums, told by its suffix; `None` without an abbreviation.
    #[must_use]
    pub fn lump_sum(&self) -> Option<bool> {
        self.abbreviation.as_deref().map(|a| a.ends_with("-LS"))
    }
}

/// The programme as a record writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Programme {
    /// The code: `43251447` is the Fund in 2021–2027, `31077795` in 2014–2020.
    pub code: Option<String>,
    /// The portal's abbreviation, which is not always the short name.
    pub abbreviation: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Where it stands.
    pub path: String,
}

/// News about a topic, in prose; extensions of a deadline are announced only here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct News {
    /// The topic, as the record states it.
    pub topic: Option<TopicId>,
    /// When it was posted, on the clocks of Brussels.
    pub posted: Option<NaiveDateTime>,
    /// The text, without its HTML; a line for each paragraph.
    pub text: String,
    /// Where it stands.
    pub path: String,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadText {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub path: String,
}

/// A long text in the portal's words, of which no rule is made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prose {
    /// Its paragraphs without their HTML; there is at least one.
    pub lines: Vec<String>,
    /// Where it stands.
    pub path: String,
}

/// A topic as the portal describes it: what was read, and nothing more.
///
/// No field says who may apply. The portal does not say it either: the conditions are in HTML that points
/// to the call document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skeleton {
    /// Where the record stands in the file.
    pub path: String,
    /// The shape of the record.
    pub shape: RecordShape,
    /// The key of a search result.
    pub reference: Option<String>,
    /// The topic.
    pub topic: Option<TopicId>,
    /// The call that it belongs to.
    pub call: Option<CallId>,
    /// The title of the topic.
    pub title: Option<ReadText>,
    /// The title of the call.
    pub call_title: Option<ReadText>,
    /// The language of the record, two letters.
    pub language: Option<String>,
    /// Other languages in which the file has the same topic.
    pub other_languages: Vec<String>,
    /// Where the other records of the same topic stand.
    pub other_paths: Vec<String>,
    /// The programme.
    pub programme: Option<Programme>,
    /// The programming period as written, such as `2021 - 2027`.
    pub period: Option<ReadText>,
    /// The status as stored; [`Skeleton::status_at`] is what the dates say.
    pub status: Option<StoredStatus>,
    /// The day on which the portal published the topic; search results do not have it.
    pub published: Option<PortalDate>,
    /// The day of opening.
    pub opening: Option<PortalDate>,
    /// The submission procedure.
    pub deadline_model: DeadlineModel,
    /// The deadlines, earliest first.
    pub deadlines: Vec<PortalDeadline>,
    /// What the budget overview tells; `None` where the record has none.
    pub budget: Option<Budget>,
    /// The types of action.
    pub actions: Vec<ActionType>,
    /// The model grant agreements.
    pub agreements: Vec<Agreement>,
    /// The text of the topic.
    pub description: Option<Prose>,
    /// The text of the conditions: who may apply is in it or in the document that it points to.
    pub conditions: Option<Prose>,
    /// Addresses.
    pub links: Vec<Link>,
    /// News inside the record, newest first.
    pub latest: Vec<News>,
    /// News in records of their own in the same file.
    pub updates: Vec<News>,
}

impl Skeleton {
    /// Where the topic stands at an instant, computed from its dates alone. It opens with the start of
    /// its day in Brussels.
    ///
    /// `None` where the dates do not tell: on the day of a deadline without an hour, before a deadline
    /// where no opening is stated, between deadlines of which it is not known whether they are stages.
    ///
    /// ```
    /// use amif::{call::CallStatus, portal};
    ///
    /// let import = portal::read(br#"{"type": 1, "identifier": "AMIF-2099-TF2-AG-X-01",
    ///     "status": {"id": 31094502, "abbreviation": "Open"},
    ///     "plannedOpeningDateLong": 1743638400000, "deadlineDatesLong": [1757980800000]}"#)?;
    /// let topic = &import.skeletons[0];
    /// assert_eq!(topic.status.as_ref().and_then(|s| s.status), Some(CallStatus::Open));
    /// let at = |t: &str| t.parse().ok().and_then(|t| topic.status_at(t));
    /// assert_eq!(at("2025-09-15T12:00:00+02:00"), Some(CallStatus::Open));
    /// assert_eq!(at("2025-09-16T12:00:00+02:00"), None, "the hour is not in the data");
    /// assert_eq!(at("2025-09-17T12:00:00+02:00"), Some(CallStatus::Closed));
    /// # Ok::<(), amif::InputError>(())
    /// ```
    #[must_use]
    pub fn status_at(&self, at: Instant) -> Option<CallStatus> {
        let unknown = self.deadlines.iter().any(|d| d.role == DeadlineRole::Unknown);
        let first = self.deadlines.first()?;
        // A proposal that was not invited cannot use the second stage.
        let last = match first.role {
            DeadlineRole::FirstStage => first,
            _ => self.deadlines.last()?,
        };
        if passed(&last.at, at)? {
            return Some(CallStatus::Closed);
        }
        let opening: NaiveDate = self.opening.as_ref()?.date;
        if at < Instant::start_of_day(opening)? {
            return Some(CallStatus::Forthcoming);
        }
        // A single deadline of which the stage is not known may be that of the second.
        if unknown && (self.deadlines.len() == 1 || passed(&first.at, at) != Some(false)) {
            return None;
        }
        Some(CallStatus::Open)
    }
}

impl Skeleton {
    /// The opening, unless it is after the last deadline: then one of the two is wrong, and which is not known.
    pub(super) fn plausible_opening(&self) -> Option<&PortalDate> {
        self.opening.as_ref().filter(|opening| reversed(opening, &self.deadlines).is_none())
    }
}

/// The last deadline, where the opening is after it.
pub(super) fn reversed<'d>(
    opening: &PortalDate,
    deadlines: &'d [PortalDeadline],
) -> Option<&'d PortalDeadline> {
    deadlines.last().filter(|last| opening.date > last.at.date)
}

/// Whether a deadline is over; `None` on its day where it has no hour.
fn passed(deadline: &PortalDate, at: Instant) -> Option<bool> {
    if let Some(hour) = deadline.hour
        && let Ok(exact) = Deadline::brussels(deadline.date, hour)
    {
        return Some(at > exact.instant());
    }
    let day = at.brussels_date();
    (day != deadline.date).then_some(day > deadline.date)
}
