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
#[path = "../fuzz/mutation.rs"]
#[expect(dead_code, reason = "what changes an input in its place is for the targets alone")]
mod mutation;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;

use mutation::Dice;

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

/// Runs a body on every seed, and on so many mutations of them all.
fn run(target: &str, shipped: &[&str], rounds: usize, body: fn(&[u8])) {
    let seeds = seeds(target, shipped);
    seeds.iter().for_each(|seed| body(seed));
    let mut dice = Dice(0x2021_1147);
    for round in 0..rounds {
        let seed = &seeds[round % seeds.len()];
        match serde_json::from_slice::<Value>(seed) {
            Ok(value) if round % 3 > 0 => body(mutation::document(&value, &mut dice).to_string().as_bytes()),
            _ => body(&mutation::bytes(&seed[..seed.len().min(LONGEST)], &mut dice)),
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
    let mut dice = Dice(7);
    for _ in 0..60 {
        bodies::report(mutation::document(&value, &mut dice).to_string().as_bytes());
    }
}
