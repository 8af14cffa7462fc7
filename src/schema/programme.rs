//! The schemas of programmes, operations and persons.

use schemars::Schema;
use serde_json::Value;

use crate::input::{Described, described};
use crate::programme::{self, Meaning};

/// The schema of a programme, `amif-programme/1`.
#[must_use]
pub fn programme() -> Schema {
    schema("amif-programme/1", described(programme::shape::<programme::Programme>()))
}

/// The schema of one line of operations, `amif-operation/1`.
#[must_use]
pub fn operation() -> Schema {
    schema("amif-operation/1", described(programme::shape::<programme::Operation>()))
}

/// The schema of one line of persons, `amif-person/1`.
#[must_use]
pub fn person() -> Schema {
    schema("amif-person/1", described(programme::shape::<programme::PersonRecord>()))
}

/// Puts the meaning of each field, as its documentation has it, beside what its reader accepts.
fn schema(format: &str, described: Described) -> Schema {
    let Described { root, mut definitions } = described;
    for (name, schema) in &mut definitions {
        let Some(Meaning { words, fields, .. }) = programme::MEANINGS.iter().find(|m| m.name == name) else {
            continue;
        };
        for (field, meaning) in *fields {
            let property = schema.pointer_mut(&format!("/properties/{field}"));
            if let Some(Value::Object(property)) = property {
                property.insert("description".to_owned(), plain(meaning));
            }
        }
        if let Value::Object(schema) = schema {
            schema.insert("description".to_owned(), plain(words));
        }
    }
    let root =
        root.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next()).unwrap_or_default();
    let root = definitions.remove(root).unwrap_or_default();
    super::document(format, root, definitions)
}

/// Documentation as a plain text.
fn plain(text: &str) -> Value {
    text.replace("[`", "").replace("`]", "").replace('`', "").trim().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `AMIF_WRITE=1 cargo test --features schemars --lib schema::programme` writes the files anew.
    #[test]
    fn the_files_are_current_and_every_field_has_its_meaning() {
        for (name, schema) in [("programme", programme()), ("operation", operation()), ("person", person())] {
            let path = format!("{}/schemas/amif-{name}-1.json", env!("CARGO_MANIFEST_DIR"));
            let text = serde_json::to_string_pretty(schema.as_value()).unwrap() + "\n";
            if std::env::var_os("AMIF_WRITE").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            assert!(std::fs::read_to_string(&path).unwrap_or_default() == text, "{path} is not current");
            let value = schema.to_value();
            let definitions = value["$defs"].as_object().unwrap().values();
            for object in definitions.chain([&value]) {
                for (field, property) in object["properties"].as_object().into_iter().flatten() {
                    assert!(property["description"].is_string(), "{name}: {field} has no description");
                }
            }
        }
    }
}
