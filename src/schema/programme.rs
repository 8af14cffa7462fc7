//! The schemas of programmes, operations and persons.

use schemars::Schema;

use super::input;
use crate::input::described;
use crate::programme;

/// The schema of a programme, `amif-programme/1`.
#[must_use]
pub fn programme() -> Schema {
    input("amif-programme/1", described(programme::shape::<programme::Programme>()), &[])
}

/// The schema of one line of operations, `amif-operation/1`.
#[must_use]
pub fn operation() -> Schema {
    input("amif-operation/1", described(programme::shape::<programme::Operation>()), &[])
}

/// The schema of one line of persons, `amif-person/1`.
#[must_use]
pub fn person() -> Schema {
    input("amif-person/1", described(programme::shape::<programme::PersonRecord>()), &[])
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
