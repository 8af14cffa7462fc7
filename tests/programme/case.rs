//! What a case of `cases.json` is of: the shipped invented programme, its first operation or its first person, changed.

use std::sync::LazyLock;

use amif::programme::{Operation, PersonRecord, Programme};
use amif::report::{OperationsCheck, PersonsCheck, ProgrammeReport};
use serde_json::Value;

pub(crate) const PROGRAMME: &str = include_str!("../../examples/data/programme.json");
pub(crate) const OPERATIONS: &str = include_str!("../../examples/data/operations.ndjson");
pub(crate) const PERSONS: &str = include_str!("../../examples/data/persons.ndjson");
pub(crate) const AS_OF: &str = "2026-11-28";

pub(crate) fn set(document: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("no place for {pointer}"));
    match parent {
        Value::Object(fields) if value.is_null() => drop(fields.remove(last)),
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        Value::Array(items) => {
            let at: usize = last.parse().unwrap();
            if at == items.len() {
                items.push(value);
            } else {
                items[at] = value;
            }
        }
        _ => panic!("no place for {pointer}"),
    }
}

pub(crate) fn changed(base: &str, changes: &Value) -> String {
    let mut document: Value = serde_json::from_str(base).unwrap();
    for (pointer, value) in changes.as_object().unwrap() {
        set(&mut document, pointer, value.clone());
    }
    document.to_string()
}

/// The document that a case changes, as it is then.
pub(crate) fn document(case: &Value) -> Value {
    let base = match case["on"].as_str() {
        Some("operation") => OPERATIONS.lines().next().unwrap(),
        _ => PROGRAMME,
    };
    serde_json::from_str(&changed(base, &case["set"])).unwrap()
}

/// What a check of the document of a case finds, or of another in its place; `None` where that cannot be read.
pub(crate) fn looked(case: &Value, document: &Value) -> Option<ProgrammeReport> {
    let (text, as_of) = (document.to_string(), AS_OF.parse().ok());
    if case["on"] == "operation" {
        static OF: LazyLock<Programme> = LazyLock::new(|| Programme::from_json(PROGRAMME).unwrap());
        let operation = Operation::from_json(&text).ok()?;
        return Some(OperationsCheck::new(Some(&OF), as_of).operation(&operation));
    }
    let programme = Programme::from_json(&text).ok()?;
    Some(if case["on"] == "persons" { persons(case, &programme) } else { programme.check(as_of) })
}

/// Persons under a programme; each is the first of the shipped list with the fields that the case names
/// instead. The report is that of the last of them, or of all together.
fn persons(case: &Value, programme: &Programme) -> ProgrammeReport {
    let mut check = PersonsCheck::new(Some(programme), AS_OF.parse().ok());
    let mut last = None;
    for fields in case["persons"].as_array().unwrap() {
        let pointers = fields.as_object().unwrap().iter();
        let changes: serde_json::Map<_, _> =
            pointers.map(|(field, value)| (format!("/{field}"), value.clone())).collect();
        let person = changed(PERSONS.lines().next().unwrap(), &changes.into());
        last = Some(check.person(&PersonRecord::from_json(&person).unwrap()));
    }
    let together = ["programme/persons-spent", "programme/persons-listed"];
    match together.iter().any(|rule| case["rule"] == *rule) {
        true => check.together(),
        false => last.unwrap(),
    }
}
