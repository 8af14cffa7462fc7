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

/// What may be put in the place of anything.
const OTHERS: [(&str, &str); 9] = [
    ("null", "null"),
    ("true", "true"),
    ("17", "17"),
    ("-1", "-1"),
    ("1.5", "1.5"),
    ("a text", "\"zzz\""),
    ("an empty list", "[]"),
    ("a list of nothing", "[null]"),
    ("an empty object", "{}"),
];

/// Every place of a document with every way to change it.
fn changes(document: &Value) -> Vec<(String, &'static str)> {
    let ways = OTHERS.iter().map(|(what, _)| *what).chain(["an unknown field", "left out"]);
    let applies = |place: &str, what: &str| match what {
        "an unknown field" => document.pointer(place).unwrap().is_object(),
        "left out" => {
            place.rsplit_once('/').is_some_and(|(parent, _)| document.pointer(parent).unwrap().is_object())
        }
        _ => true,
    };
    let all =
        places(document).into_iter().flat_map(|place| ways.clone().map(move |what| (place.clone(), what)));
    all.filter(|(place, what)| applies(place, what)).collect()
}

/// The document with one place changed.
fn mutant(document: &Value, place: &str, what: &str) -> Value {
    let mut mutant = document.clone();
    match (what, place.rsplit_once('/')) {
        ("an unknown field", _) => {
            let object = mutant.pointer_mut(place).unwrap().as_object_mut().unwrap();
            object.insert("zzz".to_owned(), json!(1));
        }
        ("left out", Some((parent, key))) => {
            mutant.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        }
        _ => {
            let (_, other) = OTHERS.iter().find(|(name, _)| *name == what).unwrap();
            *mutant.pointer_mut(place).unwrap() = serde_json::from_str(other).unwrap();
        }
    }
    mutant
}

/// What no schema says, because it is about two places at once, by a part of the reader's message.
const BETWEEN_PLACES: [&str; 21] = [
    "no whole number of months",
    "is not known without start_date",
    "and duration_months states",
    "or both",
    "annexes of some applications must have",
    "found the document",
    "in both readings",
    "first version must state its day",
    "found the open question",
    "must not be above the maximum",
    "below zero",
    "must be listed once",
    "must not end before it starts",
    "must not be below",
    "must not be above the",
    "must have \"min\"",
    "must have \"exactly\"",
    "must state its \"basis\"",
    "must say that it is eligible",
    "is for a grant with",
    "contradict the legal form",
];

#[test]
fn schema_and_reader_refuse_the_same_mutants_save_what_is_between_places() {
    for Format { name, format, reads } in FORMATS {
        let validator = validator(&schema(name));
        // A field is changed once in each way; the same field elsewhere would say no more.
        let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
        for (path, document) in documents(format) {
            for (place, what) in changes(&document) {
                if !seen.insert((pattern(&place), what)) {
                    continue;
                }
                let mutant = mutant(&document, &place, what);
                match (reads(&mutant.to_string()), validator.is_valid(&mutant)) {
                    (Ok(()), valid) => {
                        assert!(valid, "{path}: {place}: {what}: read and not valid");
                        assert_ne!(what, "an unknown field", "{path}: {place}");
                    }
                    (Err(error), true) if BETWEEN_PLACES.iter().any(|part| error.contains(part)) => {}
                    (Err(error), true) => {
                        wrong.push(format!("{path}: {place}: {what}: valid and not read: {error}"))
                    }
                    (Err(_), false) => {}
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(seen.len() > 500, "{} mutants of {name}", seen.len());
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
        let fields = schema["properties"].as_object().unwrap().keys();
        let missing: Vec<&String> = fields.filter(|field| !known.contains(&format!("/{field}"))).collect();
        assert!(missing.is_empty(), "no {format} among the documents states {missing:?}");
    }
}
