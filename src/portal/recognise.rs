//! Which records a file holds, and what it is where it holds none.

use serde_json::{Map, Value};

use super::node::{Node, step};
use super::project;
use super::skeleton::RecordShape;
use super::warning::{Warning, WarningKind};
use crate::input::{Problem, quoted};

/// What one record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Topic(RecordShape),
    News,
    Project,
}

/// A record, taken out of its file.
pub(super) struct Record {
    pub(super) shape: Option<RecordShape>,
    pub(super) path: String,
    pub(super) value: Value,
}

/// Takes the records out of a file, however they are wrapped. What is no record is a problem.
pub(super) fn records(file: Value, path: &str, out: &mut Vec<Record>, problems: &mut Vec<Problem>) {
    let map = match file {
        Value::Array(items) => {
            for (i, item) in items.into_iter().enumerate() {
                records(item, &step(path, &i.to_string()), out, problems);
            }
            return;
        }
        Value::Object(map) => map,
        other => {
            refuse(path, &Node::new(&other, path).shown(), problems);
            return;
        }
    };
    for (wrapper, shape) in [
        ("results", RecordShape::SearchResult),
        ("GrantTenderObj", RecordShape::BulkRecord),
        ("TopicDetails", RecordShape::TopicDetails),
    ] {
        if map.contains_key(wrapper) {
            return inside(map, wrapper, shape, path, out, problems);
        }
    }
    if let Some(Value::Object(_) | Value::Array(_)) = map.get("fundingData") {
        let inner = map.into_iter().find(|(key, _)| key == "fundingData");
        if let Some((key, inner)) = inner {
            records(inner, &step(path, &key), out, problems);
        }
        return;
    }
    match shape_of(&map) {
        Ok(shape) => out.push(Record { shape, path: path.to_owned(), value: Value::Object(map) }),
        Err(name) => refuse(path, &name, problems),
    }
}

/// The records of a page, or a single record where a list is expected.
fn inside(
    map: Map<String, Value>,
    wrapper: &str,
    shape: RecordShape,
    path: &str,
    out: &mut Vec<Record>,
    problems: &mut Vec<Problem>,
) {
    let path = step(path, wrapper);
    let items = match map.into_iter().find(|(key, _)| key == wrapper) {
        Some((_, Value::Array(items))) => {
            items.into_iter().enumerate().map(|(i, v)| (step(&path, &i.to_string()), v)).collect()
        }
        Some((_, value)) => vec![(path, value)],
        None => Vec::new(),
    };
    for (path, value) in items {
        if value.is_object() {
            out.push(Record { shape: Some(shape), path, value });
        } else {
            refuse(&path, &Node::new(&value, &path).shown(), problems);
        }
    }
}

/// The shape of a record without a wrapper, or what it is instead.
fn shape_of(map: &Map<String, Value>) -> Result<Option<RecordShape>, String> {
    let has = |key: &str| map.contains_key(key);
    if map.get("metadata").is_some_and(Value::is_object) {
        return Ok(Some(RecordShape::SearchResult));
    }
    if has(project::MARK) {
        return Ok(None);
    }
    if let Some(name) = other_kind(map) {
        return Err(name);
    }
    let listed = ["identifier", "title", "type"].iter().any(|k| map.get(*k).is_some_and(Value::is_array));
    Ok(Some(match () {
        // Records of cascade calls have their fields at top level, as lists.
        () if listed => RecordShape::SearchResult,
        () if has("budgetOverviewJSONItem") || has("conditions") => RecordShape::TopicDetails,
        () if has("identifier")
            && (has("type") || has("deadlineDatesLong") || has("plannedOpeningDateLong")) =>
        {
            RecordShape::BulkRecord
        }
        () if has("identifier") && has("actions") => RecordShape::TopicDetails,
        () if has("reference") && has("url") => RecordShape::SearchResult,
        () => return Err("an object of no shape that the portal is known to write".to_owned()),
    }))
}

/// The name of a record that describes something else than a topic.
fn other_kind(map: &Map<String, Value>) -> Option<String> {
    let has = |keys: &[&str]| keys.iter().all(|k| map.contains_key(*k));
    let name = match () {
        () if has(&["Reference of the Legal Commitment (LC)"]) => {
            "a grant of the Financial Transparency System"
        }
        () if has(&["Key Action", "Project Identifier"]) => "a project of the Erasmus+ results platform",
        () if has(&["field_prj_ref_number"]) => "a project of DG JUST's list",
        () if has(&["Leading partner", "Project code"]) => "an operation of an Interreg programme",
        () if has(&["rcn", "frameworkProgramme"]) => "a project of the CORDIS lists",
        () if has(&["amounts", "consortium"]) => "figures that another tool took from a call document",
        () if has(&["facets"]) => "the facets of the search API, codes with their labels",
        () if has(&["type", "message"]) && map.get("type").is_some_and(|t| t == "businessError") => {
            let message = map.get("message").and_then(Value::as_str).unwrap_or_default();
            return Some(format!("an error message of the portal, {}", quoted(message)));
        }
        () => {
            let schema = map.get("schema").and_then(Value::as_str)?;
            return Some(format!("a file in the format {}", quoted(schema)));
        }
    };
    Some(name.to_owned())
}

fn refuse(path: &str, found: &str, problems: &mut Vec<Problem>) {
    problems.push(Problem {
        path: path.to_owned(),
        position: None,
        message: format!(
            "found {found}; expected search results, bulk records (grantsTenders) or topic details of the Funding & Tenders Portal"
        ),
    });
}

/// What a record is, by its type; `None` for what is no topic, which is told.
pub(super) fn kind(
    shape: Option<RecordShape>,
    fields: &Node<'_>,
    warnings: &mut Vec<Warning>,
) -> Option<Kind> {
    let Some(shape) = shape else { return Some(Kind::Project) };
    let mut other = |name: &str| {
        let found =
            fields.one("type").map_or_else(|| "the record".to_owned(), |n| format!("type {}", n.shown()));
        let path = fields.path.clone();
        let meaning = format!("{name}, not a grant topic; it was left out");
        warnings.push(Warning::about(path, WarningKind::NotATopic, found, meaning));
        None
    };
    let index = fields.text_of("DATASOURCE").or_else(|| fields.text_of("datasource")).unwrap_or_default();
    match fields.text_of("type").as_deref() {
        _ if index.eq_ignore_ascii_case("SEDIA_FAQ") => other("a question of the help desk"),
        Some("0") => other("a tender"),
        Some("2") => other("a call for proposals outside topics"),
        Some("6") => Some(Kind::News),
        Some("8") => other("a call of a project for third parties"),
        Some("ORGANISATION") => other("an organisation"),
        Some("PERSON") => other("a person"),
        Some("ANNOUNCEMENT") => other("a search for partners"),
        Some("1") => Some(Kind::Topic(shape)),
        _ if fields.get("projectId").is_some() => other("a funded project"),
        _ if fields.get("pic").is_some() => other("an organisation"),
        _ if fields.get("cftId").is_some_and(|n| n.text().is_some_and(|t| t != "0")) => other("a tender"),
        None if names_nothing(fields) && fields.get("downloadUrl").is_some() => other("a document"),
        None if names_nothing(fields) => other("a record without the identifier of a topic or call"),
        // Fragments and pages with chosen fields have no type.
        None => Some(Kind::Topic(shape)),
        Some(_) => other("a record of an unknown type"),
    }
}

/// Whether a record names neither a topic nor a call.
fn names_nothing(fields: &Node<'_>) -> bool {
    ["identifier", "callIdentifier"].iter().all(|key| fields.one(key).is_none())
}
