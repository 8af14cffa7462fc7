//! The bodies of the fuzz targets (`fuzz/bodies.rs`) on kept inputs, on shipped files, and on mutations of both with
//! fixed seeds. `.ci/fuzz` runs the same bodies without end.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRng, TestRunner};
use serde_json::Value;

/// Longer inputs are cut before they are mutated: what long ones cost is the subject of tests/bounded.rs.
const LONGEST: usize = 6_000;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder, in order; none where there is no such folder.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// What a target starts from: what it found before, and shipped files.
fn seeds(target: &str, shipped: &[&str]) -> Vec<Vec<u8>> {
    let mut all = files(&root().join("fuzz/kept").join(target));
    all.extend(shipped.iter().map(|name| fs::read(root().join(name)).unwrap()));
    assert!(!all.is_empty());
    all
}

/// A mutation of bytes: some replaced, cut, doubled.
fn bytes(seed: &[u8], rng: &mut TestRng) -> Vec<u8> {
    let mut out = seed[..seed.len().min(LONGEST)].to_vec();
    for _ in 0..=rng.random_range(0..4u32) {
        let at = rng.random_range(0..=out.len());
        match rng.random_range(0..4u32) {
            0 if at < out.len() => out[at] = rng.random(),
            1 => out.truncate(at),
            2 => out.insert(at, *b"\"{}[],:0-9\\\0\xff".get(rng.random_range(0..14usize)).unwrap_or(&b' ')),
            _ => {
                let end = (at + rng.random_range(0..40usize)).min(out.len());
                let piece = out[at.min(end)..end].to_vec();
                out.splice(at..at, piece);
            }
        }
    }
    out
}

/// A mutation of a JSON document that keeps it one: a value of another kind, a field left out, an item doubled, a value
/// from elsewhere in the document.
fn document(seed: &Value, rng: &mut TestRng) -> Value {
    let mut out = seed.clone();
    let mut places = Vec::new();
    pointers(&out, String::new(), &mut places);
    let place = &places[rng.random_range(0..places.len())];
    let other = out.pointer(&places[rng.random_range(0..places.len())]).unwrap().clone();
    let odd = [
        Value::Null,
        Value::from(-1),
        Value::from(u64::MAX),
        Value::from(0.1),
        Value::from(""),
        Value::from("Ω\u{202e} \0"),
        Value::from("9".repeat(40)),
        Value::from("2027-02-30"),
        Value::Array(Vec::new()),
        Value::Bool(true),
        other,
    ];
    let new = odd[rng.random_range(0..odd.len())].clone();
    match (out.pointer_mut(place).unwrap(), rng.random_range(0..3u32)) {
        (Value::Object(map), 0) if !map.is_empty() => {
            let key = map.keys().nth(rng.random_range(0..map.len())).unwrap().clone();
            map.remove(&key);
        }
        (Value::Array(items), 0) if !items.is_empty() => {
            let item = items[rng.random_range(0..items.len())].clone();
            items.push(item);
        }
        (value, _) => *value = new,
    }
    out
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// Runs a body on every seed, and on so many mutations of them all.
fn run(target: &str, shipped: &[&str], rounds: usize, body: fn(&[u8])) {
    let seeds = seeds(target, shipped);
    seeds.iter().for_each(|seed| body(seed));
    let mut rng = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(0x2021_1147),
        rng_algorithm: RngAlgorithm::ChaCha,
        ..Config::default()
    })
    .new_rng();
    for round in 0..rounds {
        let seed = &seeds[round % seeds.len()];
        match serde_json::from_slice::<Value>(seed) {
            Ok(value) if round % 3 > 0 => body(document(&value, &mut rng).to_string().as_bytes()),
            _ => body(&bytes(seed, &mut rng)),
        }
    }
}

#[test]
fn proposals() {
    run(
        "proposal",
        &["examples/data/eligible.json", "examples/data/draft.json", "examples/data/ineligible.json"],
        60,
        bodies::proposal,
    );
}

#[test]
fn calls() {
    run("call", &["examples/data/my-call.json", "examples/data/invented-call.json"], 60, bodies::call);
}

#[test]
fn programmes() {
    run("programme", &["examples/data/programme-faulty.json"], 60, bodies::programme);
}

#[test]
fn operations() {
    run(
        "operation",
        &["examples/data/operations-faulty.ndjson", "examples/data/persons-faulty.ndjson"],
        60,
        bodies::operation,
    );
}

#[test]
fn portal_records() {
    run("portal", &["examples/data/portal-topic.json"], 60, bodies::portal);
}

#[test]
fn sheets() {
    run(
        "sheet",
        &["examples/data/partners.csv", "examples/data/budget.csv", "examples/data/candidates.csv"],
        120,
        bodies::sheet,
    );
}

#[test]
fn texts() {
    let words = [
        "BE",
        "750000.00",
        "80 %",
        "2024-08-21T17:00:00+02:00",
        "999000001",
        "AMIF-2024-TF2-AG-THB-01",
        "participant/pic",
        "/participants/2/legal_form",
    ];
    for word in words {
        bodies::text(word.as_bytes());
    }
    run("text", &["examples/data/eligible.json"], 40, bodies::text);
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(1), cases: 600, ..Config::default() });
    let shaped = prop_oneof![
        "[ A-Za-z0-9/.:%+-]{0,30}",
        "\\PC{0,20}",
        proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
    ];
    runner
        .run(&shaped, |text| {
            bodies::text(text.as_bytes());
            Ok(())
        })
        .unwrap();
}

#[test]
fn stored_reports() {
    let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let text = fs::read_to_string(root().join("examples/data/draft.json")).unwrap();
    let proposal = amif::Proposal::from_json(&text).unwrap();
    let report =
        serde_json::to_string(&proposal.check(call, "2024-08-01T12:00:00+02:00".parse().unwrap())).unwrap();
    bodies::report(report.as_bytes());
    let value: Value = serde_json::from_str(&report).unwrap();
    let mut rng = TestRunner::new(Config { rng_seed: RngSeed::Fixed(7), ..Config::default() }).new_rng();
    for _ in 0..60 {
        bodies::report(document(&value, &mut rng).to_string().as_bytes());
    }
}
