//! What changed between two reports: nothing is left out, nothing is made up.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use std::collections::BTreeMap;

use amif::{Call, Instant, Proposal, Report, Verdict, call::Reading, catalogue, report::Alteration};
use generate::{negotiating, proposal};
use proptest::prelude::*;
use serde_json::{Value, json};

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn eligible() -> Proposal {
    Proposal::from_json(include_str!("../examples/data/eligible.json")).unwrap()
}

fn json_of(report: &Report<'_>) -> Value {
    serde_json::from_str(&report.to_json()).unwrap()
}

/// The assessments, each with everything that it says.
fn by_key(report: &Report<'_>) -> BTreeMap<(String, String), Value> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let all = report.assessments().map(|a| serde_json::to_value(&a).unwrap());
    all.map(|a| ((text(&a["rule"]), text(&a["subject"])), a)).collect()
}

/// All that a report finds: everything but what it is about.
fn findings(report: &Report<'_>) -> Value {
    let mut value = json_of(report);
    let fields = value.as_object_mut().unwrap();
    for about in [
        "topic",
        "call_version",
        "as_of",
        "call_status",
        "title",
        "deadline",
        "completeness",
        "participants",
        "receipt",
        "sources",
        "superseded_by",
        "superseded_on",
    ] {
        fields.remove(about);
    }
    fields.insert("assessments".to_owned(), by_key(report).into_values().collect());
    value
}

/// An edit of a proposal that leaves most of it alone.
fn edited(p: &Proposal, other: &Proposal, which: u8) -> Proposal {
    let mut q = p.clone();
    let bit = |n: u8| which >> n & 1 == 1;
    if bit(0) {
        q.duration_months = other.duration_months;
    }
    if bit(1) {
        q.requested_grant = other.requested_grant;
    }
    if bit(2) {
        q.consortium.participants.pop();
    }
    if bit(3) {
        q.consortium.participants.extend(other.consortium.participants.first().cloned());
    }
    if bit(4) {
        q.consortium.complete = other.consortium.complete;
    }
    q
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_report_does_not_differ_from_itself(p in proposal(), negotiating in negotiating()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let (a, b) = (p.check(&call, at("2024-08-20T12:00:00+02:00")), p.check(&call, at("2024-08-20T12:00:00+02:00")));
        prop_assert!(a.diff(&a).is_empty() && a.diff(&b).is_empty());
        prop_assert!(a.diff(&b).to_string().contains("No condition changed"));
    }

    #[test]
    fn everything_that_differs_is_in_it_and_nothing_else(
        p in proposal(), other in proposal(), which in 0u8..32, negotiating in negotiating(), late in any::<bool>(),
        assumed in any::<bool>(),
    ) {
        let first = negotiating.unwrap_or_else(|| seed().clone());
        let second = if assumed { first.assume("overseas-territory-counts", Reading::Yes).unwrap() } else { first.clone() };
        let q = edited(&p, &other, which);
        let a = p.check(&first, at("2024-08-20T12:00:00+02:00"));
        let b = q.check(&second, at(if late { "2025-01-15T12:00:00+01:00" } else { "2024-08-20T12:00:00+02:00" }));
        let (left, right) = (by_key(&a), by_key(&b));
        let diff = a.diff(&b);

        let mut expected: Vec<(String, String)> =
            left.keys().chain(right.keys()).filter(|k| left.get(*k) != right.get(*k)).cloned().collect();
        expected.sort();
        expected.dedup();
        let mut listed: Vec<(String, String)> =
            diff.changes().iter().map(|c| (c.rule().to_string(), c.subject().to_string())).collect();
        prop_assert!(diff.changes().is_sorted_by_key(|c| (c.rule(), c.subject())));
        listed.sort();
        prop_assert_eq!(&listed, &expected);

        for change in diff.changes() {
            let key = (change.rule().to_string(), change.subject().to_string());
            let (was, is) = (left.get(&key), right.get(&key));
            let expected = match (was, is) {
                (None, _) => Alteration::Appeared,
                (_, None) => Alteration::Vanished,
                (Some(was), Some(is)) if was["outcome"] == is["outcome"] => Alteration::Details,
                _ => Alteration::Outcome,
            };
            prop_assert_eq!(change.alteration(), expected);
            let value = serde_json::to_value(change).unwrap();
            prop_assert_eq!(&value["before"], was.unwrap_or(&Value::Null));
            prop_assert_eq!(&value["after"], is.unwrap_or(&Value::Null));
        }
        prop_assert_eq!(diff.is_empty(), findings(&a) == findings(&b));
        prop_assert_eq!(diff.assumed().added.len(), usize::from(assumed));
    }

    #[test]
    fn the_way_back_is_the_mirror(p in proposal(), other in proposal(), which in 0u8..32, budget in any::<bool>()) {
        let mut q = edited(&p, &other, which);
        if budget {
            q.budget = Proposal::from_json(include_str!("../examples/data/budget.json")).unwrap().budget;
        }
        let (a, b) = (p.check(seed(), at("2024-08-20T12:00:00+02:00")), q.check(seed(), at("2024-09-20T12:00:00+02:00")));
        let there: Value = serde_json::from_str(&a.diff(&b).to_json()).unwrap();
        let mut back: Value = serde_json::from_str(&b.diff(&a).to_json()).unwrap();
        let swap = |value: &mut Value, one: &str, two: &str| {
            let (x, y) = (value[one].clone(), value[two].clone());
            value[one] = y;
            value[two] = x;
        };
        swap(&mut back, "before", "after");
        for change in back["changes"].as_array_mut().unwrap() {
            swap(change, "before", "after");
            let mirrored = match change["alteration"].as_str().unwrap() {
                "appeared" => "vanished",
                "vanished" => "appeared",
                same => same,
            };
            change["alteration"] = json!(mirrored);
        }
        for list in ["not_stated", "not_covered", "assumed", "source_differences", "obligations", "notices"] {
            swap(&mut back[list], "added", "removed");
        }
        prop_assert_eq!(there, back);
    }
}

#[test]
fn between_two_edits() {
    let before = eligible();
    let mut after = before.clone();
    after.consortium.participants.pop();
    after.requested_grant = None;
    let as_of = at("2024-08-20T16:30:00+02:00");
    let (a, b) = (before.check(seed(), as_of), after.check(seed(), as_of));
    let diff = a.diff(&b);
    assert_eq!((diff.before().verdict(), diff.after().verdict()), (Verdict::Eligible, Verdict::Ineligible));
    let kinds: Vec<(&str, String, Alteration)> =
        diff.changes().iter().map(|c| (c.rule().as_str(), c.subject().to_string(), c.alteration())).collect();
    let on = |rule| kinds.iter().find(|k| k.0 == rule).unwrap();
    assert_eq!(on("consortium/minimum-applicants").2, Alteration::Outcome);
    assert_eq!(on("grant/within-range").2, Alteration::Outcome);
    assert_eq!(
        (on("participant/country").1.as_str(), on("participant/country").2),
        ("/participants/2", Alteration::Vanished)
    );
    let text = diff.to_string();
    assert!(text.starts_with("Verdict    eligible -> ineligible\n"), "{text}");
    assert!(text.contains("  grant/within-range /requested_grant: met -> unknown\n"), "{text}");
    assert!(text.contains("missing: /requested_grant"), "{text}");
    assert!(text.contains("participant/country /participants/2: met -> not looked at"), "{text}");
}

#[test]
fn between_two_versions_of_a_call() {
    let mut value: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    value["version"] = json!("an invented corrigendum");
    value["grant"]["max"] = json!(700_000);
    value.as_object_mut().unwrap().remove("funding_rate");
    value["not_stated"] = json!(["funding rate"]);
    let later = Call::from_json(&value.to_string()).unwrap();
    let p = eligible();
    let as_of = at("2024-08-20T16:30:00+02:00");
    let (a, b) = (p.check(seed(), as_of), p.check(&later, as_of));
    let diff = a.diff(&b);
    let rules: Vec<(&str, Alteration)> =
        diff.changes().iter().map(|c| (c.rule().as_str(), c.alteration())).collect();
    assert_eq!(
        rules,
        [("grant/within-range", Alteration::Outcome), ("grant/funding-rate", Alteration::Vanished)]
    );
    assert_eq!(diff.not_stated().added, ["funding rate"]);
    assert!(!diff.not_stated().removed.is_empty(), "what the first version listed");
    let text = diff.to_string();
    assert!(text.contains("-> an invented corrigendum\n") && text.contains("  + funding rate\n"), "{text}");
}

#[test]
fn between_two_dates() {
    let mut value: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    value["countries"]["negotiating"] = json!([{"country": "US", "in_force": "2024-12-01", "source": [{"document": "gateway", "note": "invented"}]}]);
    let call = Call::from_json(&value.to_string()).unwrap();
    let mut p = eligible();
    p.consortium.participants[2].applicant.country = Some("US".parse().unwrap());
    p.grant_signature = Some("2025-03-31".parse().unwrap());
    let (a, b) =
        (p.check(&call, at("2024-08-20T12:00:00+02:00")), p.check(&call, at("2024-12-02T12:00:00+01:00")));
    let diff = a.diff(&b);
    let [change] = diff.changes() else { panic!("{diff}") };
    assert_eq!((change.rule().as_str(), change.alteration()), ("participant/country", Alteration::Outcome));
    let text = diff.to_string();
    assert!(
        text.contains("conditional -> met") && text.contains("awaits: association agreement of US"),
        "{text}"
    );
    assert!(text.contains("Call       open -> closed"), "{text}");
    assert_eq!(diff.to_json(), a.diff(&b).to_json());
}
