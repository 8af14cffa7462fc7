//! The schema of `amif-report/1`, from the types that are written and read.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::document;
use crate::report::Document;

pub(super) fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut root = <Document as schemars::JsonSchema>::json_schema(&mut generator).to_value();
    if let Some(fields) = root.get_mut("properties").and_then(Value::as_object_mut) {
        let budget = json!({
            "type": "object",
            "description": "Added by the program check_budget: the budget and what follows from it."
        });
        fields.insert("budget".to_owned(), budget);
    }
    let definitions: Map<String, Value> = generator.take_definitions(true);
    document("amif-report/1", root, definitions)
}
