//! Documents for the checks of the JSON Schemas, and the validators.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A file of the crate.
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The JSON in a file of the crate.
pub fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every JSON file of a folder of the crate, and every line of one with a document a line.
pub fn folder(name: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(file(name)).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let shown = path.display().to_string();
        match path.extension().and_then(|e| e.to_str()) {
            Some("json") => found.push((shown, json(&path))),
            Some("ndjson") => {
                let text = fs::read_to_string(&path).expect("it can be read");
                found.extend(
                    text.lines().filter_map(|line| Some((shown.clone(), serde_json::from_str(line).ok()?))),
                );
            }
            _ => {}
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Documents of a format: those that name it, and proposals that name none.
pub fn documents(format: &str) -> Vec<(String, Value)> {
    let mut all = folder("examples/data");
    all.extend(folder("src/catalogue/data"));
    let vocabulary = json(&file("tests/vocabulary.json"));
    all.push(("vocabulary, call".to_owned(), vocabulary["call"].clone()));
    all.push(("vocabulary, proposal".to_owned(), vocabulary["proposal"].clone()));
    // The last day stands in the place of the duration, and is written as it.
    let mut ending = vocabulary["proposal"].clone();
    ending["start_date"] = "2030-12-01".into();
    ending["end_date"] = "2032-11-30".into();
    ending["duration_months"] = 24.into();
    all.push(("vocabulary, proposal with its last day".to_owned(), ending));
    all.retain(|(_, document)| match document["schema"].as_str() {
        Some(named) => named == format,
        None => format == "amif-proposal/1" && document.get("participants").is_some(),
    });
    all
}

/// The checked-in schema of a format, such as `amif-call`.
pub fn schema(name: &str) -> Value {
    json(&file(&format!("schemas/{name}-1.json")))
}

/// A validator of a schema that is itself valid.
pub fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::meta::validate(schema).expect("a valid schema");
    jsonschema::draft202012::new(schema).expect("a valid schema")
}

/// Every place in a document, as JSON Pointers, that of the whole first.
pub fn places(document: &Value) -> Vec<String> {
    fn add(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| {
                    add(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found)
                });
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, value)| add(value, &format!("{at}/{i}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    add(document, "", &mut found);
    found
}
