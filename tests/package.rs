//! What is published and what it is built of: the crates it rests on, their licences and the version of Rust that they
//! need, each feature alone, and the files of the package. `.ci/run` runs these; they ask cargo, which may have to fetch
//! what other platforms need.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What the crate may rest on: licences that ask for no more than a notice.
const LICENCES: [&str; 7] =
    ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unicode-3.0", "Zlib"];

/// So many crates may stand beneath the crate with its default features; those that only run while it is built, such as
/// the derives, are counted. Nine of them are SHA-256, which every report as JSON needs; one crate in their place was
/// tried, and does not use the instructions that processors have for it.
const CRATES_AT_MOST: usize = 37;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs cargo in the root; its output, and what it says beside it.
fn cargo(arguments: &[&str]) -> (String, String) {
    let output = Command::new(std::env::var_os("CARGO").unwrap())
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "cargo {}\n{err}", arguments.join(" "));
    (out, err)
}

fn metadata() -> Value {
    serde_json::from_str(&cargo(&["metadata", "--format-version", "1"]).0).unwrap()
}

fn name(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap())
}

/// The crates beneath this one, as `name version`: what it is built of, not what only its tests use.
fn beneath(arguments: &[&str]) -> BTreeSet<String> {
    let fixed = ["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
    let (tree, _) = cargo(&[&fixed[..], arguments].concat());
    let crates = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
    });
    crates.filter(|name| !name.starts_with("amif ")).collect()
}

/// Whether one of the ways that a licence expression offers is wholly on the list.
fn is_allowed(expression: &str) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let (allowed, rest) = either(&words);
    assert!(rest.is_empty(), "{expression}");
    allowed
}

fn either<'a, 'w>(words: &'a [&'w str]) -> (bool, &'a [&'w str]) {
    let (mut allowed, mut rest) = both(words);
    while let ["OR", after @ ..] = rest {
        let (other, after) = both(after);
        (allowed, rest) = (allowed | other, after);
    }
    (allowed, rest)
}

fn both<'a, 'w>(words: &'a [&'w str]) -> (bool, &'a [&'w str]) {
    let (mut allowed, mut rest) = one(words);
    while let ["AND", after @ ..] = rest {
        let (other, after) = one(after);
        (allowed, rest) = (allowed & other, after);
    }
    (allowed, rest)
}

fn one<'a, 'w>(words: &'a [&'w str]) -> (bool, &'a [&'w str]) {
    match words {
        ["(", rest @ ..] => match either(rest) {
            (allowed, [")", rest @ ..]) => (allowed, rest),
            (_, rest) => (false, rest),
        },
        // An exception only gives more leave, but none is on the list, so the whole must be allowed otherwise.
        [_, "WITH", _, rest @ ..] => (false, rest),
        [licence, rest @ ..] => (LICENCES.contains(licence), rest),
        [] => (false, words),
    }
}

/// A version such as `1.88` or `1.88.0`, to be compared.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn licence_expressions_are_read_as_their_words_say() {
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/Apache-2.0",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "GPL-3.0 AND X OR MIT",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT AND (GPL-3.0 OR X)", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(!is_allowed(bad), "{bad}");
    }
    assert!(version("1.9") < version("1.88.0") && version("1.88") == version("1.88.0"));
}

#[test]
#[ignore = "asks cargo; .ci/run runs it"]
fn every_crate_in_the_tree_has_a_licence_that_asks_for_a_notice_at_most() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default()))
        .map(|package| format!("{}: {}", name(package), package["license"]))
        .collect();
    println!("{} crates, those of tests and of other platforms among them", packages.len());
    assert!(packages.len() > 100 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Not only the crate: the commands of the README need the tests and the programs to build with that Rust as well.
#[test]
#[ignore = "asks cargo; .ci/run runs it"]
fn no_crate_in_the_tree_needs_a_newer_rust_than_is_stated() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let needs = |package: &Value| package["rust_version"].as_str().map(str::to_owned);
    let own = packages.iter().find(|package| package["name"] == "amif").and_then(needs).unwrap();
    let mut by_version: BTreeMap<Vec<u32>, Vec<String>> = BTreeMap::new();
    for package in packages {
        if let Some(needed) = needs(package) {
            by_version.entry(version(&needed)).or_default().push(name(package));
        }
    }
    let newer: Vec<_> = by_version.range(version(&own)..).filter(|(v, _)| **v > version(&own)).collect();
    assert!(newer.is_empty(), "the manifest states Rust {own}: {newer:?}");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(
        readme.split_whitespace().collect::<Vec<_>>().join(" ").contains(&format!("Rust {own} or later"))
    );
}

#[test]
#[ignore = "asks cargo; .ci/run runs it"]
fn the_default_features_rest_on_few_crates() {
    let crates = beneath(&[]);
    let every = beneath(&["--all-features"]);
    let none = beneath(&["--no-default-features"]);
    println!(
        "{} crates by default, {} with every feature, {} with none",
        crates.len(),
        every.len(),
        none.len()
    );
    assert!(crates.len() <= CRATES_AT_MOST, "{}: {crates:#?}", crates.len());
    assert!(none.is_subset(&crates) && crates.is_subset(&every));
}

#[test]
#[ignore = "builds the library anew for each feature; .ci/run runs it"]
fn each_feature_builds_alone_and_without_a_warning() {
    let (text, _) = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&text).unwrap();
    let features: Vec<&String> = metadata["packages"][0]["features"].as_object().unwrap().keys().collect();
    assert!(features.len() > 5, "{features:?}");
    for feature in features.into_iter().map(String::as_str).filter(|f| *f != "default").chain([""]) {
        let (_, said) = cargo(&["check", "--lib", "--no-default-features", "--features", feature]);
        assert!(!said.contains("warning"), "{feature}\n{said}");
        println!("built: {}", if feature.is_empty() { "no feature" } else { feature });
    }
}

/// The files of a folder and the folders in it, as paths from the root.
fn files(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.insert(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
        }
    }
}

#[test]
#[ignore = "asks cargo; .ci/run runs it"]
fn the_package_has_the_library_its_guides_and_programs_and_nothing_else() {
    let (list, _) = cargo(&["package", "--list", "--allow-dirty"]);
    let found: BTreeSet<String> = list.lines().map(|line| line.replace('\\', "/")).collect();
    let mut expected: BTreeSet<String> = [
        ".cargo_vcs_info.json",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "build.rs",
    ]
    .map(str::to_owned)
    .into();
    for folder in ["src", "examples", "schemas", "docs"] {
        files(&root().join(folder), &mut expected);
    }
    // A tree that differs from its last commit is packed without the note of where it comes from.
    let lacking: Vec<&String> =
        expected.difference(&found).filter(|file| *file != ".cargo_vcs_info.json").collect();
    let more: Vec<&String> = found.difference(&expected).collect();
    assert!(lacking.is_empty() && more.is_empty(), "lacking {lacking:#?}, more {more:#?}");
}
