//! Reads public records of the EU Funding & Tenders Portal into call skeletons.
//!
//! [`read`] takes a file as people save it: results of the search API, one or a page; the bulk reference
//! file `grantsTenders.json` or records of it; topic details. It never stops at an odd value. What the
//! portal does not say, or says oddly, is a [`Warning`] with its place, what was found and what it means.
//!
//! No rule is read from the portal. It has no field that says who may apply, the hour of a deadline is not
//! in its dates, and its ranges of contributions are indicative. [`Skeleton::to_call_json`] writes what was
//! read as a call file to be completed from the call document.
//!
//! ```
//! use amif::portal::{WarningKind, self};
//!
//! let file = br#"{"TopicDetails": {"identifier": "AMIF-2099-TF2-AG-X-01", "budgetOverviewJSONItem": {
//!     "budgetTopicActionMap": {"1": [
//!         {"action": "AMIF-2099-TF2-AG-X-01 - AMIF-PJG AMIF Project Grants", "minContribution": 0,
//!          "maxContribution": 3000000, "expectedGrants": 0, "budgetYearMap": {"2099": "6000000"}},
//!         {"action": "AMIF-2099-TF2-AG-X-02 - AMIF-PJG AMIF Project Grants",
//!          "budgetYearMap": {"2099": "9000000"}}]}}}}"#;
//! let import = portal::read(file)?;
//! let topic = &import.skeletons[0];
//! let budget = topic.budget.as_ref().unwrap();
//! assert_eq!(budget.share.map(|b| b.to_string()).as_deref(), Some("6000000.00"), "not the call's 15 million");
//! assert_eq!(budget.expected_grants(), None, "zero means not stated");
//! assert!(import.warnings.iter().any(|w| w.kind == WarningKind::SiblingTopics));
//! # Ok::<(), amif::InputError>(())
//! ```

mod amount;
mod budget;
mod bulk;
mod bytes;
mod call_json;
mod date;
mod deadline;
mod details;
mod facts;
mod merge;
mod node;
mod project;
mod prose;
mod recognise;
mod record;
mod search;
mod skeleton;
mod status;
mod warning;

pub use budget::{Budget, BudgetLine};
pub use date::PortalDate;
pub use deadline::{DeadlineModel, DeadlineRole, PortalDeadline};
pub use project::{Project, ProjectParticipant};
pub use skeleton::{
    ActionType, Agreement, Link, LinkKind, News, Programme, Prose, ReadText, RecordShape, Skeleton,
};
pub use status::StoredStatus;
pub use warning::{Warning, WarningKind};

use crate::id::TopicId;
use crate::input::InputError;
use node::Node;
use recognise::Kind;

/// What a file of the portal holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Import {
    /// The topics, in the order of the file. Records of one topic in several languages are one.
    pub skeletons: Vec<Skeleton>,
    /// News about topics that are not in the file.
    pub news: Vec<News>,
    /// Rows of DG HOME's project export.
    pub projects: Vec<Project>,
    /// What to know before relying on any of it.
    pub warnings: Vec<Warning>,
}

impl Import {
    /// Keeps one topic with its news and the warnings about its records and about the file.
    ///
    /// ```
    /// use amif::portal;
    ///
    /// let mut import = portal::read(br#"[{"type": 1, "identifier": "AMIF-2099-TF2-AG-X-01"},
    ///     {"type": 1, "identifier": "AMIF-2099-TF2-AG-X-02"}]"#)?;
    /// import.keep(&"AMIF-2099-TF2-AG-X-02".parse()?);
    /// assert_eq!(import.skeletons.len(), 1);
    /// assert!(import.warnings.iter().all(|w| w.path.starts_with("/1")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn keep(&mut self, topic: &TopicId) {
        self.skeletons.retain(|s| s.topic.as_ref() == Some(topic));
        self.news.retain(|n| n.topic.as_ref() == Some(topic));
        self.projects.retain(|p| p.topic.as_ref() == Some(topic));
        let news = self.skeletons.iter().flat_map(|s| &s.updates).chain(&self.news);
        let places: Vec<&str> = self
            .skeletons
            .iter()
            .flat_map(|s| std::iter::once(&s.path).chain(&s.other_paths))
            .chain(news.map(|n| &n.path))
            .chain(self.projects.iter().map(|p| &p.path))
            .map(String::as_str)
            .collect();
        let inside = |path: &str, place: &str| {
            path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.warnings.retain(|w| w.path.is_empty() || places.iter().any(|place| inside(&w.path, place)));
    }
}

/// Reads the records of a file.
///
/// A byte-order mark and UTF-16 are read and told. Tenders, cascade calls and other records that are no
/// grant topics are told and left out, so the skeletons may be none.
///
/// ```
/// let record = std::fs::read("examples/data/portal-topic.json")?;
/// let import = amif::portal::read(&record)?;
/// assert_eq!(import.skeletons.len(), 1);
/// assert!(amif::portal::read(b"no JSON").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the bytes are no text, the text is no JSON, or nothing in it is a record of the portal; the message
/// says what it is instead, where that can be told.
pub fn read(bytes: &[u8]) -> Result<Import, InputError> {
    let mut import = Import::default();
    let text = bytes::decode(bytes, &mut import.warnings)?;
    let file = bytes::parse(&text)?;
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    recognise::records(file, "", &mut records, &mut problems);
    if records.is_empty() && !problems.is_empty() {
        return Err(InputError::many(problems));
    }
    for problem in problems {
        import.warnings.push(Warning::about(
            problem.path,
            WarningKind::UnexpectedShape,
            "no record of the portal",
            format!("{}; it was left out", problem.message),
        ));
    }
    let (mut topics, mut news) = (Vec::new(), Vec::new());
    for mut record in records {
        let mut warnings = Vec::new();
        if record.shape == Some(RecordShape::SearchResult) {
            search::unpack(&mut record.value, &record.path, &mut warnings);
        }
        let node = Node::new(&record.value, record.path);
        let fields = match record.shape {
            Some(RecordShape::SearchResult) => search::fields(&node),
            _ => node.clone(),
        };
        let skeleton = match recognise::kind(record.shape, &fields, &mut import.warnings) {
            None => continue,
            Some(Kind::News) => {
                news.push(search::news(&node, &mut import.warnings));
                continue;
            }
            Some(Kind::Project) => {
                import.projects.push(project::read(&node, &mut import.warnings));
                continue;
            }
            Some(Kind::Topic(RecordShape::SearchResult)) => search::topic(&node, &mut warnings),
            Some(Kind::Topic(RecordShape::BulkRecord)) => bulk::topic(&node, &mut warnings),
            Some(Kind::Topic(RecordShape::TopicDetails)) => details::topic(&node, &mut warnings),
        };
        topics.push(merge::Read { skeleton, warnings });
    }
    import.skeletons = merge::languages(topics, &mut import.warnings);
    import.news = merge::news(news, &mut import.skeletons, &mut import.warnings);
    Ok(import)
}
