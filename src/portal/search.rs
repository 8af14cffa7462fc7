//! Results of the search API: every value is a list of texts, and some of those texts are JSON.

use serde_json::Value;

use super::date::posted;
use super::node::{Node, step};
use super::prose;
use super::record::{Actions, Places, assemble, identifier, single_spaced};
use super::skeleton::{ActionType, News, RecordShape, Skeleton};
use super::warning::{Warning, WarningKind};

/// The fields that hold JSON in a text.
const EMBEDDED: [&str; 5] = ["budgetOverview", "actions", "latestInfos", "links", "keywords"];

/// The key of the object that holds the fields; a few records have it at top level.
const FIELDS: &str = "metadata";

/// Replaces texts that hold JSON by what they hold.
pub(super) fn unpack(record: &mut Value, path: &str, warnings: &mut Vec<Warning>) {
    let (fields, path) = match record {
        Value::Object(map) if map.get(FIELDS).is_some_and(Value::is_object) => {
            (map.get_mut(FIELDS).and_then(Value::as_object_mut), step(path, FIELDS))
        }
        other => (other.as_object_mut(), path.to_owned()),
    };
    let Some(fields) = fields else { return };
    if fields.values().any(Value::is_array) {
        let found = "lists of texts as values";
        let meaning =
            "numbers, codes and dates stand as texts in lists; the first is taken where one is expected";
        warnings.push(Warning::about(path.clone(), WarningKind::ValuesInLists, found, meaning));
    }
    for key in EMBEDDED {
        let Some(value) = fields.get_mut(key) else { continue };
        let path = step(&path, key);
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    decode(item, &step(&path, &i.to_string()), key, warnings);
                }
            }
            Value::String(_) => decode(value, &path, key, warnings),
            _ => {}
        }
    }
}

fn decode(value: &mut Value, path: &str, key: &str, warnings: &mut Vec<Warning>) {
    let Value::String(text) = &*value else { return };
    let trimmed = text.trim();
    let looks = trimmed.starts_with(['[', '{']);
    if !looks && (key == "keywords" || trimmed.is_empty()) {
        return;
    }
    let node = Node::new(value, path);
    match serde_json::from_str::<Value>(trimmed) {
        Ok(inner) if looks => {
            // Keywords are not read, so how they are written matters to nobody.
            if key != "keywords" {
                let meaning = "a text that holds a JSON document; paths go on inside it";
                warnings.push(Warning::at(&node, WarningKind::JsonInText, meaning));
            }
            *value = inner;
        }
        _ if key == "keywords" => {}
        _ => {
            let meaning = "a text that should hold a JSON document and does not; it was left out";
            warnings.push(Warning::at(&node, WarningKind::BrokenJsonInText, meaning));
            *value = Value::Null;
        }
    }
}

/// The object that holds the fields of a result.
pub(super) fn fields<'v>(record: &Node<'v>) -> Node<'v> {
    record.get(FIELDS).filter(|n| n.value.is_object()).unwrap_or_else(|| record.clone())
}

/// Reads a topic.
pub(super) fn topic(record: &Node<'_>, warnings: &mut Vec<Warning>) -> Skeleton {
    let fields = fields(record);
    let actions = Actions::of(&fields);
    let mut action_types = actions.types;
    action_types.extend(
        fields
            .all("typesOfAction")
            .iter()
            .filter_map(Node::text)
            .map(|label| ActionType { code: None, label: Some(single_spaced(&label)) }),
    );
    let mut agreements = actions.agreements;
    agreements.extend(fields.all("typeOfMGAs"));
    let places = Places {
        shape: RecordShape::SearchResult,
        reference: reference(record, &fields),
        title: fields.one("title").or_else(|| record.one("summary")),
        language: language(record, &fields),
        page: fields.one("url").or_else(|| record.one("url")),
        statuses: fields.one("status").into_iter().chain(actions.statuses).collect(),
        openings: fields.one("startDate").into_iter().chain(actions.openings).collect(),
        deadlines: vec![fields.all("deadlineDate"), actions.deadlines],
        models: fields.one("deadlineModel").into_iter().chain(actions.models).collect(),
        action_types,
        agreements,
        budget: fields.one("budgetOverview").filter(|n| n.value.is_object()),
        published: None,
        description: fields.one("descriptionByte"),
        conditions: fields.one("topicConditions"),
        record: record.clone(),
        fields,
    };
    assemble(places, warnings)
}

fn reference<'v>(record: &Node<'v>, fields: &Node<'v>) -> Option<Node<'v>> {
    record.one("reference").or_else(|| fields.one("REFERENCE"))
}

/// Two letters: stated, or the end of the reference.
pub(super) fn language(record: &Node<'_>, fields: &Node<'_>) -> Option<String> {
    let stated = record.text_of("language").or_else(|| fields.text_of("language"));
    stated
        .or_else(|| {
            let reference = reference(record, fields)?.text()?;
            Some(reference.split_once("TOPICS")?.1.to_owned())
        })
        .map(|l| l.to_ascii_lowercase())
        .filter(|l| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Reads news, which has the identifier of its topic.
pub(super) fn news(record: &Node<'_>, warnings: &mut Vec<Warning>) -> News {
    let fields = fields(record);
    let topic = identifier(&fields, "identifier", warnings);
    let text = fields.one("description").or_else(|| fields.one("descriptionByte"));
    News {
        topic,
        posted: fields.one("startDate").and_then(|n| posted(&n)),
        text: text.and_then(|n| n.text()).map(|html| prose::lines(&html).join("\n")).unwrap_or_default(),
        path: record.path.clone(),
    }
}
