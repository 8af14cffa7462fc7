//! Properties of programmes and operations: facts survive every format, no input makes a check panic, and a report comes back as
//! it was.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

#[path = "programme/documents.rs"]
mod documents;

use amif::programme::{Operation, Programme};
use amif::report::{OperationsCheck, ProgrammeReport, ProgrammeReportText, Why};
use amif::{Outcome, StoredReport};
use documents::{AS_OF, BROKEN, FAULTY, Kind, OPERATIONS, PROGRAMME, places, report};
use serde_json::Value;

/// A report is read back as it was, in text and in binary.
fn comes_back(report: &ProgrammeReport) {
    let stored = report.stored();
    let read: StoredReport = report.to_json().parse().unwrap();
    for (a, b) in read.assessments().zip(stored.assessments()) {
        let whose = format!("{} {}", b.rule(), b.subject());
        assert_eq!((a.required(), a.found()), (b.required(), b.found()), "{whose}");
        assert_eq!((a.ids(), a.missing(), a.questions()), (b.ids(), b.missing(), b.questions()), "{whose}");
    }
    assert_eq!(read, stored);
    let packed = postcard::to_allocvec(&stored).unwrap();
    assert_eq!(postcard::from_bytes::<StoredReport>(&packed).unwrap(), stored);
    assert!(report.diff(report).is_empty());
}

#[test]
fn facts_survive_json_and_binary_formats() {
    for text in [PROGRAMME, FAULTY] {
        let programme = Programme::from_json(text).unwrap();
        assert_eq!(serde_json::from_str::<Programme>(&programme.to_json()).unwrap(), programme);
        let bytes = postcard::to_allocvec(&programme).unwrap();
        assert_eq!(postcard::from_bytes::<Programme>(&bytes).unwrap(), programme);
        let bytes = rmp_serde::to_vec(&programme).unwrap();
        assert_eq!(rmp_serde::from_slice::<Programme>(&bytes).unwrap(), programme);
    }
    for line in OPERATIONS.lines().chain(BROKEN.lines()) {
        let operation = Operation::from_json(line).unwrap();
        let bytes = postcard::to_allocvec(&operation).unwrap();
        assert_eq!(postcard::from_bytes::<Operation>(&bytes).unwrap(), operation);
        let bytes = rmp_serde::to_vec(&operation).unwrap();
        assert_eq!(rmp_serde::from_slice::<Operation>(&bytes).unwrap(), operation);
    }
}

#[test]
fn the_same_programme_gives_the_same_bytes() {
    let report = || Programme::from_json(FAULTY).unwrap().check(AS_OF.parse().ok()).to_json();
    assert_eq!(report(), report());
    let read: Value = serde_json::from_str(&report()).unwrap();
    let sources = read["sources"].as_array().unwrap().len() as u64;
    for a in read["assessments"].as_array().unwrap() {
        assert!(a["source"].as_array().unwrap().iter().all(|n| n.as_u64().unwrap() < sources));
        assert!(a["ids"].is_array() && a["layer"].is_string() && a["subject"].is_string());
    }
    assert_eq!((&read["schema"], &read["programme"]), (&"amif-report/1".into(), &"2021LU65AMPR009".into()));
}

/// Values that nobody should write, at every place.
#[test]
fn no_value_at_any_place_makes_a_check_panic() {
    let strange: [Value; 12] = [
        "10000000000000.00".into(),
        "-10000000000000.00".into(),
        "0001-01-01".into(),
        "9999-12-31".into(),
        "999".into(),
        "0".into(),
        4_294_967_295u32.into(),
        "".into(),
        Value::Null,
        true.into(),
        Value::Array(Vec::new()),
        "99999999999999999999999".into(),
    ];
    let mut programmes: Vec<Value> = Vec::new();
    let document: Value = serde_json::from_str(FAULTY).unwrap();
    for pointer in places(&document).iter().step_by(17) {
        for value in &strange {
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).unwrap() = value.clone();
            programmes.push(changed);
        }
    }
    for changed in &programmes {
        if let Ok(programme) = Programme::from_json(&changed.to_string()) {
            let report = programme.check(AS_OF.parse().ok());
            assert!(!report.to_json().is_empty());
            if let Ok(forecast) = programme.forecast(None) {
                assert!(!forecast.to_svg().is_empty() && !forecast.to_string().is_empty());
            }
        }
    }
    for (n, line) in BROKEN.lines().enumerate() {
        let document: Value = serde_json::from_str(line).unwrap();
        // Each line from another place on, so that all lines together come to all places.
        for pointer in places(&document).iter().skip(n % 23).step_by(23) {
            for value in &strange {
                let mut changed = document.clone();
                *changed.pointer_mut(pointer).unwrap() = value.clone();
                if let Some(report) = report(Kind::Operation, &changed) {
                    assert!(!report.to_json().is_empty());
                }
            }
        }
    }
}

#[test]
fn every_report_on_a_programme_comes_back_and_says_why_and_of_what() {
    let bare = r#"{"schema": "amif-programme/1", "cci": "2021LU65AMPR009"}"#;
    for (text, day) in [(PROGRAMME, Some(AS_OF)), (FAULTY, Some(AS_OF)), (FAULTY, None), (bare, None)] {
        let programme = Programme::from_json(text).unwrap();
        let report = programme.check(day.and_then(|day| day.parse().ok()));
        comes_back(&report);
        let mut check = OperationsCheck::new(Some(&programme), report.as_of());
        for line in OPERATIONS.lines().chain(BROKEN.lines()) {
            let of_one = check.operation(&Operation::from_json(line).unwrap());
            comes_back(&of_one);
            assert_eq!(of_one.receipt(), report.receipt());
        }
        comes_back(&check.together());
    }
    // What a stated reason makes of a consequence stands in the assessment and in the counts alike.
    let mut reasoned: Value = serde_json::from_str(PROGRAMME).unwrap();
    reasoned["below_minimum"] = serde_json::json!([{ "objective": 1, "reason": "few arrivals" }]);
    let reasoned = report(Kind::Programme, &reasoned).unwrap();
    comes_back(&reasoned);
    let mut derogating: Value = serde_json::from_str(BROKEN.lines().next().unwrap()).unwrap();
    derogating["visibility"] = serde_json::json!({ "derogation": "security of the persons",
        "statement": true, "website": true, "event": true });
    let derogating = report(Kind::Operation, &derogating).unwrap();
    comes_back(&derogating);
    for (report, rule) in [(&reasoned, "programme/minimum-share"), (&derogating, "operation/visibility")] {
        let a = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
        assert_eq!(a.consequence(), amif::Consequence::Clarify, "{rule}");
    }
    let faulty = Programme::from_json(FAULTY).unwrap().check(AS_OF.parse().ok());
    let rejected = faulty
        .assessments()
        .filter(|a| a.consequence() == amif::Consequence::Reject && a.outcome() == Outcome::NotMet);
    let rejected: Vec<_> = rejected.map(|a| (a.rule(), a.subject())).collect();
    let why: Vec<_> = faulty
        .why()
        .into_iter()
        .filter_map(|why| match why {
            Why::Condition { rule, subject, .. } => Some((rule, subject)),
            _ => None,
        })
        .collect();
    assert_eq!(why, rejected);
    let good = Programme::from_json(PROGRAMME).unwrap().check(AS_OF.parse().ok());
    assert_ne!(good.receipt().programme, faulty.receipt().programme);
    assert!(!good.diff(&faulty).is_empty());
    assert!(good.diff(&faulty).to_string().contains("Verdict"));
}

/// Findings are the whole report without what is met and what does not apply: the same counts, and the same text.
#[test]
fn findings_are_the_report_without_what_is_met() {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    for of in [Some(&programme), None] {
        let day = AS_OF.parse().ok();
        let (mut lean, mut whole) = (OperationsCheck::new(of, day), OperationsCheck::new(of, day));
        let [mut lean_text, mut whole_text] =
            [ProgrammeReportText::new("all", day, false), ProgrammeReportText::new("all", day, false)];
        let mut left_out = false;
        for line in OPERATIONS.lines().chain(BROKEN.lines()) {
            let operation = Operation::from_json(line).unwrap();
            let (findings, report) = (lean.findings(&operation), whole.operation(&operation));
            assert_eq!((findings.verdict(), findings.outcome()), (report.verdict(), report.outcome()));
            assert_eq!(findings.counts(), report.counts());
            let quiet = [Outcome::Met, Outcome::NotApplicable];
            let said = |a: amif::Assessment<'_>| {
                (a.rule(), a.subject(), a.outcome(), a.message().to_string(), a.missing())
            };
            let loud: Vec<_> =
                report.assessments().filter(|a| !quiet.contains(&a.outcome())).map(said).collect();
            left_out |= report.assessments().count() > loud.len();
            assert_eq!(findings.assessments().map(said).collect::<Vec<_>>(), loud);
            lean_text.add_findings(&findings);
            whole_text.add(&report);
        }
        assert!(left_out, "nothing was met");
        assert_eq!(lean_text.to_string(), whole_text.to_string());
        assert_eq!(lean.together(), whole.together());
    }
}
