//! Schema and reader judge the same documents alike.

use std::collections::BTreeSet;

use amif::{Call, Proposal};
use amif_schema_check::{documents, places, schema, validator};
use serde_json::{Value, json};

struct Format {
    name: &'static str,
    format: &'static str,
    reads: fn(&str) -> Result<(), String>,
}

const FORMATS: [Format; 2] = [
    Format {
        name: "amif-call",
        format: "amif-call/1",
        reads: |text| Call::draft_from_json(text).map(drop).map_err(|e| e.to_string()),
    },
    Format {
        name: "amif-proposal",
        format: "amif-proposal/1",
        reads: |text| Proposal::from_json(text).map(drop).map_err(|e| e.to_string()),
    },
];

#[test]
fn every_shipped_document_is_valid() {
    for Format { name, format, reads } in FORMATS {
        let validator = validator(&schema(name));
        let documents = documents(format);
        assert!(documents.len() >= 3, "{} documents of {format}", documents.len());
        for (path, document) in documents {
            match reads(&document.to_string()) {
                Ok(()) => validator
                    .validate(&document)
                    .unwrap_or_else(|e| panic!("{path}: {}: {e}", e.instance_path())),
                // A line of the shipped stream is wrong on purpose.
                Err(_) => assert!(path.ends_with("many.ndjson") && !validator.is_valid(&document), "{path}"),
            }
        }
    }
}

/// Documents with one place changed.
fn mutants(document: &Value) -> Vec<(String, &'static str, Value)> {
    let mut found = Vec::new();
    let others = [
        ("null", Value::Null),
        ("true", json!(true)),
        ("17", json!(17)),
        ("-1", json!(-1)),
        ("1.5", json!(1.5)),
        ("text", json!("zzz")),
        ("[]", json!([])),
        ("[null]", json!([null])),
        ("{}", json!({})),
    ];
    for place in places(document) {
        for (what, other) in &others {
            let mut mutant = document.clone();
            *mutant.pointer_mut(&place).unwrap() = other.clone();
            found.push((place.clone(), *what, mutant));
        }
        if document.pointer(&place).unwrap().is_object() {
            let mut mutant = document.clone();
            mutant.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert("zzz".to_owned(), json!(1));
            found.push((place.clone(), "an unknown field", mutant));
        }
        if let Some((parent, key)) = place.rsplit_once('/')
            && document.pointer(parent).unwrap().is_object()
        {
            let mut mutant = document.clone();
            mutant.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
            found.push((place.clone(), "left out", mutant));
        }
    }
    found
}

/// What no schema says, because it is about two places at once, by a part of the reader's message.
const BETWEEN_PLACES: [&str; 12] = [
    "found the document",
    "found the open question",
    "is above the maximum",
    "below zero",
    "zero or more",
    "ends before it starts",
    "fewer at most",
    "of a list of",
    "has \"min\"",
    "has \"exactly\"",
    "states its \"basis\"",
    "nothing under \"points\"",
];

#[test]
fn schema_and_reader_refuse_the_same_mutants_save_what_is_between_places() {
    for Format { name, format, reads } in FORMATS {
        let validator = validator(&schema(name));
        let mut looked_at = 0;
        // One mutant each of the documents that between them have every field; a stream of many would say no more.
        let documents = documents(format).into_iter().filter(|(path, _)| !path.ends_with("ndjson"));
        for (path, document) in documents.filter(|(path, _)| !path.contains("catalogue")) {
            for (place, what, mutant) in mutants(&document) {
                looked_at += 1;
                match (reads(&mutant.to_string()), validator.is_valid(&mutant)) {
                    (Ok(()), valid) => {
                        assert!(valid, "{path}: {place}: {what}: read and not valid");
                        assert_ne!(what, "an unknown field", "{path}: {place}");
                    }
                    (Err(error), true) => assert!(
                        BETWEEN_PLACES.iter().any(|part| error.contains(part))
                            || error.contains("first version needs its day"),
                        "{path}: {place}: {what}: valid and not read: {error}"
                    ),
                    (Err(_), false) => {}
                }
            }
        }
        assert!(looked_at > 1000, "{looked_at} mutants of {name}");
    }
}

/// The names of fields in a document, each with the names of those above it; places in lists are left out, and so
/// is what stands under names of one's own.
fn fields(document: &Value) -> BTreeSet<String> {
    places(document).iter().map(|place| pattern(place)).collect()
}

fn pattern(place: &str) -> String {
    let steps = place.split('/').filter(|step| step.parse::<usize>().is_err());
    steps.collect::<Vec<_>>().join("/")
}

#[test]
fn the_documents_have_every_field_of_the_root_and_of_each_condition() {
    // Else the mutants would say nothing of the fields that no document has.
    for Format { name, format, .. } in FORMATS {
        let known: BTreeSet<String> = documents(format).iter().flat_map(|(_, d)| fields(d)).collect();
        let schema = schema(name);
        for (field, _) in schema["properties"].as_object().unwrap() {
            assert!(known.contains(&format!("/{field}")), "no {format} among the documents states {field}");
        }
    }
}
