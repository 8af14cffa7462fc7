//! A call skeleton in the format `amif-call/1`, to be completed by hand.

use crate::input::printable;
use chrono::{NaiveTime, Timelike};
use serde::ser::{Serialize, Serializer};
use serde_json::{Value, json};

use super::date::PortalDate;
use super::deadline::{DeadlineRole, PortalDeadline};
use super::prose;
use super::skeleton::{LinkKind, RecordShape, Skeleton};
use crate::law::Basis;
use crate::time::Deadline;

/// The key of the portal record among the documents.
const DOCUMENT: &str = "portal";

/// The call file of a skeleton.
pub(super) struct CallFile<'s>(pub(super) &'s Skeleton);

impl Skeleton {
    /// The topic as a call file in the format `amif-call/1`, to be completed by hand from the call
    /// document.
    ///
    /// It holds what was read and no condition on applicants, budget or duration. A deadline is in it where the
    /// record gives a single one, without its hour if the record has none, or where several are told apart as
    /// stages or cut-offs with their hours; the portal's range of contributions is a note,
    /// since only the call document tells whether it binds. What is missing is listed under `not_stated`.
    ///
    /// ```
    /// use amif::{Call, portal};
    ///
    /// let import = portal::read(br#"{"metadata": {"identifier": ["AMIF-2099-TF2-AG-X-01"], "type": ["1"],
    ///     "startDate": ["2099-04-03T00:00:00.000+0000"], "deadlineDate": ["2099-09-16T00:00:00.000+0000"]}}"#)?;
    /// let call = Call::from_json(&import.skeletons[0].to_call_json())?;
    /// assert_eq!(call.topic().as_str(), "AMIF-2099-TF2-AG-X-01");
    /// assert_eq!(call.opening().map(|o| o.value.to_string()).as_deref(), Some("2099-04-03"));
    /// let deadline = call.deadline().map(|d| d.value.to_string());
    /// assert_eq!(deadline.as_deref(), Some("16 September 2099, clock time not stated"));
    /// # Ok::<(), amif::InputError>(())
    /// ```
    #[must_use]
    pub fn to_call_json(&self) -> String {
        // Texts, numbers and lists always serialise.
        let mut text = serde_json::to_string_pretty(&CallFile(self)).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// JSON whose fields stand in the order in which people read them.
enum Tree {
    Leaf(Value),
    Object(Vec<(&'static str, Tree)>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Leaf(value) => Plain(value).serialize(serializer),
            Tree::Object(fields) => serializer.collect_map(fields.iter().map(|(key, tree)| (key, tree))),
        }
    }
}

/// A value whose texts print as they are written, which call files ask for.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => serializer.serialize_str(&printable(text)),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Plain)),
            Value::Object(fields) => serializer.collect_map(fields.iter().map(|(k, v)| (k, Plain(v)))),
            other => other.serialize(serializer),
        }
    }
}

fn leaf(value: impl Into<Value>) -> Tree {
    Tree::Leaf(value.into())
}

/// A citation of a place in the record.
fn source(path: &str) -> Tree {
    Tree::Leaf(json!([{ "document": DOCUMENT, "section": path }]))
}

fn noted(path: &str, note: &str) -> Tree {
    Tree::Leaf(json!([{ "document": DOCUMENT, "section": path, "note": note }]))
}

impl Serialize for CallFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let skeleton = self.0;
        let version = format!("{} of the portal; the call document itself was not read", record(skeleton));
        let opening = skeleton.plausible_opening().map(|opening| {
            Tree::Object(vec![
                ("date", leaf(opening.date.to_string())),
                ("source", noted(&opening.path, &written(&opening.written))),
            ])
        });
        let fields = [
            ("schema", Some(leaf("amif-call/1"))),
            ("topic", skeleton.topic.as_ref().map(|t| leaf(t.as_str()))),
            ("call", skeleton.call.as_ref().map(|c| leaf(c.as_str()))),
            ("version", Some(leaf(version))),
            ("documents", Some(Tree::Object(vec![(DOCUMENT, document(skeleton))]))),
            ("description", Some(description(skeleton))),
            ("opening", opening),
            ("deadline", exact(skeleton)),
            ("topic_budget", budget(skeleton)),
            ("not_stated", Some(leaf(not_stated(skeleton)))),
        ];
        serializer.collect_map(fields.iter().filter_map(|(key, tree)| Some((key, tree.as_ref()?))))
    }
}

/// The topic's own share, with each of its lines.
fn budget(skeleton: &Skeleton) -> Option<Tree> {
    let budget = skeleton.budget.as_ref()?;
    let note = "a line of the topic in the budget overview of the call";
    let source: Vec<Value> = budget
        .lines
        .iter()
        .map(|line| json!({ "document": DOCUMENT, "section": line.path, "note": note }))
        .collect();
    Some(Tree::Object(vec![("amount", leaf(budget.share?.to_string())), ("source", leaf(source))]))
}

fn written(text: &str) -> String {
    format!("written {text:?}")
}

/// What record it is, in words.
fn record(skeleton: &Skeleton) -> String {
    let shape = match skeleton.shape {
        RecordShape::SearchResult => "search result",
        RecordShape::BulkRecord => "bulk record",
        RecordShape::TopicDetails => "topic details",
    };
    match &skeleton.reference {
        Some(reference) => format!("{shape} {reference}"),
        None => shape.to_owned(),
    }
}

fn document(skeleton: &Skeleton) -> Tree {
    let mut document = vec![
        ("title", leaf(format!("EU Funding & Tenders Portal, {}", record(skeleton)))),
        ("basis", leaf(Basis::OfficialPage.as_str())),
    ];
    if let Some(page) = skeleton.links.iter().find(|l| l.kind == LinkKind::Page) {
        document.push(("url", leaf(page.url.as_str())));
    }
    Tree::Object(document)
}

/// The deadline, where the format can hold it: a single one, with its hour if that is given; both of a
/// two-stage procedure, or several cut-offs, with their hours.
fn exact(skeleton: &Skeleton) -> Option<Tree> {
    let all = skeleton.deadlines.as_slice();
    let (at, further) = match all {
        [PortalDeadline { at, role: DeadlineRole::Only }] => (at, None),
        [
            PortalDeadline { at, role: DeadlineRole::FirstStage },
            PortalDeadline { at: second, role: DeadlineRole::SecondStage },
        ] => (at, Some(("second_stage", round(second)?))),
        [cuts @ .., PortalDeadline { at, role: DeadlineRole::CutOff }]
            if !cuts.is_empty() && cuts.iter().all(|d| d.role == DeadlineRole::CutOff) =>
        {
            let cuts: Option<Vec<Value>> = cuts.iter().map(|d| round(&d.at)).collect();
            (at, Some(("cut_offs", Value::Array(cuts?))))
        }
        _ => return None,
    };
    if let Some(hour) = at.hour {
        // The clocks of Brussels may skip the time, and then it is no deadline.
        Deadline::brussels(at.date, hour).ok()?;
    } else if further.is_some() {
        return None;
    }
    let source = match at.deadline_warning() {
        None => noted(&at.path, &written(&at.written)),
        // The hour was concluded from the way it is written.
        Some(warning) => Tree::Leaf(json!([{
            "document": DOCUMENT,
            "section": at.path,
            "basis": Basis::Inferred,
            "note": format!("{}; {}", written(&at.written), warning.meaning),
        }])),
    };
    let mut fields = vec![("date", leaf(at.date.to_string()))];
    fields.extend(at.hour.map(|hour| ("time", leaf(clock(hour)))));
    fields.extend(further.map(|(name, rounds)| (name, Tree::Leaf(rounds))));
    fields.push(("source", source));
    Some(Tree::Object(fields))
}

/// A further date to submit by, with its hour.
fn round(at: &PortalDate) -> Option<Value> {
    let hour = at.hour?;
    Deadline::brussels(at.date, hour).ok()?;
    Some(json!({ "date": at.date.to_string(), "time": clock(hour) }))
}

fn clock(hour: NaiveTime) -> String {
    hour.format(if hour.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

fn description(skeleton: &Skeleton) -> Tree {
    let mut fields = Vec::new();
    let text = |text: String, path: &str| Tree::Object(vec![("text", leaf(text)), ("source", source(path))]);
    if let Some(title) = &skeleton.title {
        fields.push(("title", text(title.text.clone(), &title.path)));
    }
    if let Some(programme) = &skeleton.programme {
        let name = programme.name.as_ref().or(programme.abbreviation.as_ref());
        let mut words = match (name, &programme.code) {
            (Some(name), Some(code)) => format!("{name}, code {code}"),
            (Some(name), None) => name.clone(),
            (None, code) => format!("framework programme {}", code.as_deref().unwrap_or_default()),
        };
        if let Some(period) = &skeleton.period {
            words.push_str(&format!(", {}", period.text));
        }
        fields.push(("programme", text(words, &programme.path)));
    }
    if let Some(description) = &skeleton.description {
        fields.push(("overview", text(description.lines.join(" "), &description.path)));
    }
    if let Some(conditions) = &skeleton.conditions {
        let note = "the portal's words; no rule was made of them";
        let items =
            vec![("items", leaf(conditions.lines.clone())), ("source", noted(&conditions.path, note))];
        fields.push(("eligibility", Tree::Object(items)));
    }
    let notes = notes(skeleton);
    if !notes.is_empty() {
        let notes = vec![("items", leaf(notes)), ("source", source(&skeleton.path))];
        fields.push(("notes", Tree::Object(notes)));
    }
    Tree::Object(fields)
}

/// What was read and has no field of its own in the format.
fn notes(skeleton: &Skeleton) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(opening), None) = (&skeleton.opening, skeleton.plausible_opening()) {
        notes.push(format!("Opening on the portal: {}, after the deadline; left out here.", opening.date));
    }
    if let Some(title) = &skeleton.call_title {
        notes.push(format!("Title of the call: {}.", title.text));
    }
    if let Some(status) = &skeleton.status {
        let stored = [status.code.as_deref(), status.label.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let means = status.status.map_or("not known", crate::call::CallStatus::as_str);
        notes.push(format!(
            "Status stored on the portal: {stored} ({means}). It goes stale; the dates decide."
        ));
    }
    if let Some(published) = &skeleton.published {
        notes.push(format!("Published on the portal on {}.", published.date));
    }
    for news in skeleton.latest.iter().chain(&skeleton.updates) {
        let when = news.posted.map_or("of a day not stated".to_owned(), |p| format!("of {}", p.date()));
        notes.push(format!("News {when}: {}", prose::line(&news.text)));
    }
    for deadline in &skeleton.deadlines {
        let role = match deadline.role {
            DeadlineRole::Only => "Deadline",
            DeadlineRole::FirstStage => "Deadline of the first stage",
            DeadlineRole::SecondStage => "Deadline of the second stage",
            DeadlineRole::CutOff => "Cut-off",
            DeadlineRole::Unknown => "Deadline (stage or cut-off: not known)",
        };
        let hour = deadline.at.hour.map_or("without hour".to_owned(), clock);
        notes.push(format!("{role} on the portal: {}, {hour}.", deadline.at.date));
    }
    if !skeleton.deadline_model.as_str().is_empty() {
        notes.push(format!("Submission procedure: {}.", skeleton.deadline_model.as_str()));
    }
    if let Some(budget) = &skeleton.budget {
        for line in &budget.lines {
            let bound = |amount: Option<crate::Eur>| {
                amount.map_or("not stated".to_owned(), |a| format!("EUR {}", a.grouped()))
            };
            let grants = line.expected_grants.map_or("not stated".to_owned(), |n| n.to_string());
            notes.push(format!(
                "Indicative on the portal, no rule without the call document: smallest contribution {}, largest {}, expected grants {grants}; {}.",
                bound(line.min_contribution),
                bound(line.max_contribution),
                line.action
            ));
        }
        if let Some(pot) = budget.shared_pot {
            notes.push(format!(
                "The topics of the call share a pot of EUR {}; the topic's own budget is not stated.",
                pot.grouped()
            ));
        }
    }
    for action in &skeleton.actions {
        let text =
            [action.code.as_deref(), action.label.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        notes.push(format!("Type of action: {}.", text.join(" ")));
    }
    for link in &skeleton.links {
        match link.kind {
            LinkKind::Page => {}
            LinkKind::Submission => notes.push(format!("Submission of proposals: {}", link.url)),
            LinkKind::Document => notes.push(format!("Document named in the conditions: {}", link.url)),
        }
    }
    notes
}

/// What the call document has to supply.
fn not_stated(skeleton: &Skeleton) -> Vec<String> {
    let mut gaps = Vec::new();
    let mut gap = |missing: bool, name: &str| {
        if missing {
            gaps.push(name.to_owned());
        }
    };
    gap(skeleton.topic.is_none(), "topic");
    gap(skeleton.call.is_none(), "call");
    gap(skeleton.title.is_none(), "title");
    gap(skeleton.plausible_opening().is_none(), "opening");
    let no_hour = skeleton.deadlines.iter().any(|d| d.at.hour.is_none());
    let mut hour = "hour of the deadline";
    if exact(skeleton).is_none() {
        match skeleton.deadlines.as_slice() {
            [] => gap(true, "date of the deadline"),
            [one] if one.role == DeadlineRole::Only => {}
            // Each is told in a note; the format holds several with their hours only.
            all if no_hour && all.iter().all(|d| d.role != DeadlineRole::Unknown) => {
                hour = "hour of each deadline, without which none is stated here";
            }
            _ => gap(true, "which of the deadlines is meant"),
        }
    }
    gap(no_hour, hour);
    gap(skeleton.budget.as_ref().and_then(|b| b.share).is_none(), "budget of the topic");
    for name in [
        "funding rate",
        "deadline",
        "minimum number of applicants",
        "minimum number of countries",
        "legal forms admitted to each role",
        "eligible countries",
        "amount of the grant",
        "duration",
    ] {
        gap(name != "deadline" || exact(skeleton).is_none(), name);
    }
    gaps
}
