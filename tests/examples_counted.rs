//! How many of the public functions have an example that is run, counted from rustdoc's JSON, which `.ci/run` makes first.
//!
//! Counted are all public functions and methods, those that macros make too; implementations of traits are not. An example
//! is a block of Rust in the documentation of the function itself that is compiled and run: neither `text` nor `no_run`,
//! `ignore` or `compile_fail`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// Of a hundred functions so many must have an example.
const AT_LEAST: usize = 80;

/// What an implementation or a trait lists.
fn items(of: &Value) -> impl Iterator<Item = String> + '_ {
    of["items"].as_array().into_iter().flatten().map(ToString::to_string)
}

/// Whether a documentation has a block that is run.
fn shows(docs: &str) -> bool {
    let mut fences = docs.lines().map(str::trim).filter_map(|line| line.strip_prefix("```"));
    let mut shown = false;
    while let Some(opening) = fences.next() {
        let tags: Vec<&str> = opening.split([',', ' ']).filter(|tag| !tag.is_empty()).collect();
        shown |= tags.iter().all(|tag| ["rust", "should_panic"].contains(tag));
        // The fence that closes the block.
        fences.next();
    }
    shown
}

#[test]
#[ignore = "reads target/described/doc/amif.json, which .ci/run makes"]
fn most_public_functions_have_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let json = fs::read_to_string(root.join("target/described/doc/amif.json"));
    let json: Value =
        serde_json::from_str(&json.expect("run .ci/run, which makes target/described/doc/amif.json"))
            .unwrap();
    let index = json["index"].as_object().unwrap();

    let (mut of_traits, mut declared) = (BTreeSet::new(), BTreeSet::new());
    for item in index.values() {
        let inner = &item["inner"];
        if inner["impl"].is_object() && !inner["impl"]["trait"].is_null() {
            of_traits.extend(items(&inner["impl"]));
        }
        declared.extend(items(&inner["trait"]));
    }

    let (mut with, mut without) = (0usize, Vec::new());
    for (id, item) in index {
        let public = item["visibility"] == "public" || declared.contains(id);
        if !item["inner"]["function"].is_object() || !public || of_traits.contains(id) {
            continue;
        }
        let file = item["span"]["filename"].as_str().unwrap();
        let line = &item["span"]["begin"][0];
        let name = item["name"].as_str().unwrap();
        if shows(item["docs"].as_str().unwrap_or_default()) {
            with += 1;
        } else {
            without.push(format!("{file}:{line} {name}"));
        }
    }
    without.sort_unstable();
    let all = with + without.len();
    println!("{with} of {all} public functions have an example");
    assert!(all > 500, "only {all} functions were found");
    assert!(with * 100 >= all * AT_LEAST, "without an example:\n{}", without.join("\n"));
}

#[test]
fn what_is_not_run_is_no_example() {
    assert!(shows("Text.\n\n```\nassert!(true);\n```"));
    assert!(shows("```rust\n```"));
    assert!(!shows("Text."));
    for tag in ["text", "no_run", "ignore", "compile_fail,E0277", "json"] {
        assert!(!shows(&format!("```{tag}\n```\n")), "{tag}");
    }
    // The second block is run.
    assert!(shows("```text\n```\n```\nassert!(true);\n```"));
}
