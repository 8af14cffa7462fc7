//! The shipped programme, the faulty one and their operations, and what a check of any document like them finds.

use std::sync::LazyLock;

use amif::programme::{Operation, Programme};
use amif::report::{OperationsCheck, ProgrammeReport};
use serde_json::Value;

pub(crate) const PROGRAMME: &str = include_str!("../../examples/data/programme.json");
pub(crate) const FAULTY: &str = include_str!("../../examples/data/programme-faulty.json");
pub(crate) const OPERATIONS: &str = include_str!("../../examples/data/operations.ndjson");
pub(crate) const BROKEN: &str = include_str!("../../examples/data/operations-faulty.ndjson");
pub(crate) const AS_OF: &str = "2026-11-28";

/// A document that is checked: a programme, or an operation under the shipped programme.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Programme,
    Operation,
}

/// The report on a document; `None` where it cannot be read.
pub(crate) fn report(kind: Kind, document: &Value) -> Option<ProgrammeReport> {
    let text = document.to_string();
    match kind {
        Kind::Programme => Some(Programme::from_json(&text).ok()?.check(AS_OF.parse().ok())),
        Kind::Operation => {
            static OF: LazyLock<Programme> = LazyLock::new(|| Programme::from_json(PROGRAMME).unwrap());
            let operation = Operation::from_json(&text).ok()?;
            Some(OperationsCheck::new(Some(&OF), AS_OF.parse().ok()).operation(&operation))
        }
    }
}

/// Every place of a document that holds a value, as JSON Pointers.
pub(crate) fn places(document: &Value) -> Vec<String> {
    fn of(value: &Value, at: &str, all: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| {
                let at = format!("{at}/{name}");
                all.push(at.clone());
                of(value, &at, all);
            }),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, value)| of(value, &format!("{at}/{n}"), all));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    of(document, "", &mut all);
    all
}
