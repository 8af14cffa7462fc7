//! The schemas say what the readers read, every field has its meaning, and the files are current.
//!
//! `AMIF_WRITE=1 cargo test --features schemars --lib schema::` writes the files anew.

use std::path::Path;

use serde_json::Value;

use super::rules::{self, Rule};
use super::{call, proposal, report};
use crate::input::{Described, Document, described};
use crate::rule::RuleId;

#[test]
fn every_object_and_field_of_the_inputs_has_its_meaning() {
    for Document { tables, definitions, .. } in documents() {
        for Described { name, meaning, fields } in tables {
            assert!(!meaning.is_empty(), "{name} has no meaning");
            let properties = definitions[&name]["properties"].as_object().unwrap();
            assert_eq!(properties.len(), fields.len(), "{name}");
            for (field, meaning) in fields {
                assert!(!meaning.is_empty(), "{name}.{field} has no meaning");
                assert_eq!(properties[field]["description"], *meaning, "{name}.{field}");
            }
        }
    }
}

fn documents() -> [Document; 2] {
    [described(crate::call::shape()), described(crate::proposal::shape())]
}

#[test]
fn every_rule_is_on_a_place_that_is_there() {
    for (described, rules) in documents().into_iter().zip([rules::CALL, rules::PROPOSAL]) {
        for Rule { object, at, .. } in rules {
            let place = described.definitions.get(*object).and_then(|schema| schema.pointer(at));
            assert!(place.is_some(), "{object}{at}");
        }
    }
}

/// The words that a schema accepts in the place of a text. Countries and acts are listed elsewhere.
fn words_of(name: &str, schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(fields) if !["Country", "Act"].contains(&name) => {
            found.extend(fields.get("const").and_then(Value::as_str).map(|word| format!("`{word}`")));
            let words = fields.get("enum").and_then(Value::as_array).into_iter().flatten();
            found.extend(words.filter_map(Value::as_str).map(str::to_owned));
            fields.iter().for_each(|(name, schema)| words_of(name, schema, found));
        }
        Value::Array(schemas) => schemas.iter().for_each(|schema| words_of("", schema, found)),
        _ => {}
    }
}

#[test]
fn every_word_that_a_file_may_have_stands_in_the_reference() {
    let reference = reference();
    for schema in [call(), proposal()] {
        let mut words = Vec::new();
        words_of("", schema.as_value(), &mut words);
        // The name of the format is told with the field that has it.
        words.retain(|word| !word.starts_with("`amif-"));
        assert!(words.len() > 20);
        for word in words {
            let quoted = word.replacen('`', "`\"", 1);
            assert!(reference.contains(&word) || reference.contains(quoted.trim_end_matches('`')), "{word}");
        }
    }
}

#[test]
fn the_files_are_current() {
    let files = [
        ("schemas/amif-call-1.json", pretty(call().as_value())),
        ("schemas/amif-proposal-1.json", pretty(proposal().as_value())),
        ("schemas/amif-report-1.json", pretty(report().as_value())),
        ("docs/fields.md", reference()),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, text) in files {
        let path = root.join(name);
        if std::env::var_os("AMIF_WRITE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{name} is not current; the head of this file says how to write it");
    }
}

fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap() + "\n"
}

/// The reference of all fields, as the authoring guide shows it.
fn reference() -> String {
    let mut text = REFERENCE.to_owned();
    for (schema, Document { tables, .. }) in [call(), proposal()].into_iter().zip(documents()) {
        let schema = schema.to_value();
        let title = schema["title"].as_str().unwrap();
        text.push_str(&format!("\n## {title}\n"));
        for (at, Described { name, meaning, fields }) in tables.iter().enumerate() {
            let definition = if at == 0 { &schema } else { &schema["$defs"][name] };
            // They have the fields of what they change, or are another reading of.
            if name == "Changes" || name.starts_with("Other") {
                continue;
            }
            let heading = if at == 0 { "The whole" } else { &heading(name) };
            text.push_str(&format!(
                "\n### {heading}\n\n{meaning}\n\n| field | form | meaning |\n|---|---|---|\n"
            ));
            for (field, meaning) in fields {
                let required =
                    definition["required"].as_array().is_some_and(|r| r.contains(&Value::from(*field)));
                let required = if required { ", required" } else { "" };
                let form = form(&definition["properties"][*field]);
                text.push_str(&format!("| `{field}` | {form}{required} | {meaning} |\n"));
            }
        }
        text.push_str(&format!("\n### Words of {title}\n"));
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            let word = |choice: &&Value| choice.get("const").is_some();
            let all = definition["oneOf"].as_array().filter(|choices| choices.iter().all(|c| word(&c)));
            // Beside names of another list, a word of its own.
            let beside = definition["anyOf"].as_array().filter(|choices| choices.iter().any(|c| word(&c)));
            let Some(choices) = all.or(beside) else { continue };
            text.push_str(&format!("\n#### {}\n\n", heading(name)));
            if beside.is_some() {
                text.push_str(&format!("{} Beside these:\n\n", definition["description"].as_str().unwrap()));
            }
            text.push_str("| word | meaning |\n|---|---|\n");
            for choice in choices.iter().filter(word) {
                let (word, meaning) =
                    (choice["const"].as_str().unwrap(), choice["description"].as_str().unwrap());
                text.push_str(&format!("| `{word}` | {meaning} |\n"));
            }
        }
    }
    text.push_str(
        "\n## What each rule reads\n\nThe facts of a proposal on which the outcome of a rule can depend. ",
    );
    text.push_str("A rule whose condition a call does not state is not looked at.\n\n| rule | asks | reads |\n|---|---|---|\n");
    for id in RuleId::ALL.iter().filter(|id| {
        !["fund/", "life/", "programme/", "payment/", "operation/"].iter().any(|f| id.as_str().starts_with(f))
    }) {
        let rule = id.rule();
        let facts: Vec<String> = rule.facts.iter().map(|fact| format!("`{fact}`")).collect();
        text.push_str(&format!("| `{id}` | {} | {} |\n", rule.title, facts.join(", ")));
    }
    text
}

const REFERENCE: &str = "\
# Every field

Made from the code that reads the files, by the test that keeps the JSON Schemas current. Where `null` is written
for a field that is not required, it means the same as leaving it out.
";

/// `TargetRange` as "Target range".
fn heading(name: &str) -> String {
    let name = match name {
        "Cite" => "Citation",
        "Simple" => "Source alone",
        "Most" => "Largest number",
        "Amount" | "Text" | "Day" => return format!("{name} with source"),
        "Items" => return "Texts with source".to_owned(),
        _ => name,
    };
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(if words.is_empty() { letter } else { letter.to_ascii_lowercase() });
    }
    words
}

/// What a property accepts, in words.
fn form(property: &Value) -> String {
    if let Some(choices) = property["anyOf"].as_array() {
        let choices: Vec<String> =
            choices.iter().filter(|c| c["type"] != "null").map(form).filter(|f| !f.is_empty()).collect();
        return choices.join(" or ");
    }
    if let Some(reference) = property["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return match name {
            "Line" => "text".to_owned(),
            "Name" => "name".to_owned(),
            "Date" => "day, `\"2025-03-31\"`".to_owned(),
            "Time" => "time, `\"17:00\"`".to_owned(),
            "Instant" => "instant, `\"2025-03-31T17:00:00+02:00\"`".to_owned(),
            "Euro" | "Cell" => "euro, `750000` or `\"750000.50\"`".to_owned(),
            "Percent" => "per cent, `\"90\"`".to_owned(),
            "Country" => "country, `\"BE\"`".to_owned(),
            "Open" => "`{\"open\": \"id\"}`".to_owned(),
            "TopicId" | "CallId" => "identifier".to_owned(),
            "Pic" => "code, `\"999000001\"`".to_owned(),
            _ if name.starts_with("Other") && name != "Others" => "the same fields, and `open`".to_owned(),
            _ => format!("*{}*", heading(name).to_lowercase()),
        };
    }
    if let Some(name) = property["const"].as_str() {
        return format!("`\"{name}\"`");
    }
    match property["type"].as_str() {
        Some("array") => match form(&property["items"]).as_str() {
            "" => "list".to_owned(),
            items => format!("list of {items}"),
        },
        Some("object") => match form(&property["additionalProperties"]).as_str() {
            "" => "object".to_owned(),
            values => format!("by name: {values}"),
        },
        Some("integer") => "whole number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("string") => "text".to_owned(),
        _ => String::new(),
    }
}
