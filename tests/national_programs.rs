//! The programs on national programmes as tools outside the project run them.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

mod program;

use std::path::Path;
use std::process::Output;

use serde_json::Value;

fn run(name: &str, arguments: &[&str]) -> Output {
    program::run_in(Path::new(env!("CARGO_MANIFEST_DIR")), name, arguments, b"")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn shipped_files_end_with_their_exit_codes() {
    let as_of = ["--as-of", "2026-11-28"];
    for (name, arguments, expected) in [
        ("forecast", &["examples/data/programme.json"][..], 0),
        ("forecast", &["examples/data/programme-faulty.json"], 1),
        // The payment of the open application is not known yet.
        ("check_programme", &["examples/data/programme.json"], 2),
        ("check_programme", &["examples/data/programme-faulty.json"], 1),
        (
            "check_operations",
            &["--programme", "examples/data/programme.json", "examples/data/operations.ndjson"],
            0,
        ),
        (
            "check_operations",
            &["--programme", "examples/data/programme.json", "examples/data/operations-faulty.ndjson"],
            1,
        ),
        ("check_programme", &["examples/data/none.json"], 3),
        ("check_operations", &["examples/data/programme.json"], 3),
    ] {
        for format in ["text", "json"] {
            let all = [arguments, &as_of, &["--format", format]].concat();
            let output = run(name, &all);
            assert_eq!(
                code(&output),
                expected,
                "{name} {all:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert_eq!(output.stdout.is_empty(), expected == 3, "{name} {all:?}");
            if format == "json" && expected != 3 {
                let _: Value = serde_json::from_slice(&output.stdout).unwrap();
            }
        }
    }
}

/// Reports on programmes and operations have every field that the schema of reports asks for.
#[test]
fn reports_have_every_field_of_their_schema() {
    let schema =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/amif-report-1.json"));
    let schema: Value = serde_json::from_str(&schema.unwrap()).unwrap();
    let programme = ["--programme", "examples/data/programme.json"];
    let as_of = ["--as-of", "2026-11-28", "--format", "json"];
    for (name, arguments) in [
        ("check_programme", vec!["examples/data/programme.json"]),
        ("check_operations", [&programme[..], &["examples/data/operations.ndjson"]].concat()),
    ] {
        let output = run(name, &[&as_of[..], &arguments].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        for field in schema.pointer("/required").unwrap().as_array().unwrap() {
            assert!(report.get(field.as_str().unwrap()).is_some(), "{name}: {field}");
        }
    }
}

#[test]
fn the_text_begins_with_the_verdict_and_keeps_to_80_columns() {
    let output = run("check_programme", &["--as-of", "2026-11-28", "examples/data/programme-faulty.json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("NOT IN ORDER: "), "{text}");
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(long.is_empty(), "{long:?}");
    // A long report repeats its verdict at the end.
    let (verdict, _) = text.split_once("From what is stated").unwrap();
    assert!(text.ends_with(verdict), "{verdict}");
}

#[test]
fn the_forecast_is_as_the_contract_says_and_draws_its_picture() {
    let out = std::env::temp_dir().join(format!("amif-forecast-{}.svg", std::process::id()));
    let output = run(
        "forecast",
        &[
            "--format",
            "json",
            "--as-of",
            "2026-11-28",
            "--svg",
            out.to_str().unwrap(),
            "examples/data/programme.json",
        ],
    );
    let forecast: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(forecast.pointer("/schema"), Some(&"amif-forecast/1".into()));
    assert_eq!(forecast.pointer("/as_of"), Some(&"2026-11-28".into()));
    assert_eq!(forecast.pointer("/years/2/on"), Some(&"2026-12-31".into()));
    assert_eq!(forecast.pointer("/years/2/due"), Some(&"8200000.00".into()));
    let svg = std::fs::read_to_string(&out).unwrap();
    std::fs::remove_file(&out).unwrap();
    assert!(svg.starts_with("<svg "));
}
