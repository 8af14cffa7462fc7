//! JSON Schemas of the formats `amif-call/1`, `amif-proposal/1`, `amif-report/1`, and those of
//! programmes, operations and persons, draft 2020-12.
//!
//! An editor that is pointed at them completes names and marks slips while a call or a proposal is written;
//! the same files are in the folder `schemas` of the crate. Those of the two inputs are made from the code
//! that reads them, so a field that a reader knows stands in the schema and one that it does not is refused.
//! What a schema cannot say, such as that a document cited is listed, [`Call::from_json`] still checks.
//!
//! The schema of the report is open: fields may be added to reports within a version of the format. The other outputs,
//! `amif-findings/1`, `amif-change/1`, `amif-remedy/1` and `amif-forecast/1`, have none: the documentation of the type that is
//! written says what stands in them.
//!
//! ```
//! let schema = amif::schema::call();
//! let texts = schema.pointer("/properties/schema/const").and_then(|v| v.as_str());
//! assert_eq!(texts, Some("amif-call/1"));
//! ```
//!
//! [`Call::from_json`]: crate::Call::from_json

#[cfg(feature = "programme")]
mod programme;
mod report;
mod rules;
mod values;

#[cfg(test)]
mod tests;

use schemars::{Schema, json_schema};
use serde_json::{Map, Value};

use crate::input::{Document, described};
#[cfg(feature = "programme")]
pub use programme::{operation, person, programme};
use rules::Rule;

/// The schema of a call, `amif-call/1`.
#[must_use]
pub fn call() -> Schema {
    input("amif-call/1", described(crate::call::shape()), rules::CALL)
}

/// The schema of a proposal, `amif-proposal/1`, its detailed budget included.
#[must_use]
pub fn proposal() -> Schema {
    input("amif-proposal/1", described(crate::proposal::shape()), rules::PROPOSAL)
}

/// The schema of a report, `amif-report/1`. It allows fields that it does not name.
#[must_use]
pub fn report() -> Schema {
    report::schema()
}

/// Puts the schema of an input together from what its tables of fields accept and mean, and what the reader
/// checks of an object as a whole.
fn input(format: &str, document_of: Document, rules: &[Rule]) -> Schema {
    let Document { root, mut definitions, .. } = document_of;
    for Rule { object, at, asks } in rules {
        if let Some(place) = definitions.get_mut(*object).and_then(|schema| schema.pointer_mut(at)) {
            merge(place, asks());
        }
    }
    let root =
        root.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next()).unwrap_or_default();
    let root = definitions.remove(root).unwrap_or_default();
    document(format, root, definitions)
}

/// Adds to a schema what it does not ask yet.
fn merge(schema: &mut Value, with: Value) {
    if let (Value::Object(schema), Value::Object(with)) = (schema, with) {
        schema.extend(with);
    }
}

/// A schema of its own.
fn document(format: &str, root: Value, definitions: Map<String, Value>) -> Schema {
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format
    });
    if let Value::Object(root) = root {
        schema.ensure_object().extend(root);
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    schema
}
