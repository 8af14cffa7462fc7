//! Every report that the crate makes is valid, and has no field that the schema does not name.

use std::collections::BTreeSet;

use amif::programme::{Operation, Programme};
use amif::report::OperationsCheck;
use amif::{Call, Instant, Proposal, call::Reading};
use amif_schema_check::{documents, schema, validator};
use serde_json::{Value, json};

/// The schema, closed: objects with named fields allow no other.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.values_mut().for_each(close);
                if map.get("properties").is_some_and(Value::is_object) {
                    map.insert("additionalProperties".to_owned(), json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn every_report_is_valid_and_says_nothing_that_the_schema_does_not_name() {
    let schema = schema("amif-report");
    let (open, closed) = (validator(&schema), validator(&closed(schema)));
    let mut calls: Vec<Call> = Vec::new();
    // The catalogue's calls say nothing that these do not say too, and there are many of them.
    let few = documents("amif-call/1").into_iter().filter(|(path, _)| !path.contains("catalogue"));
    for (path, document) in few {
        let call = Call::from_json(&document.to_string()).unwrap_or_else(|e| panic!("{path}: {e}"));
        let first = call.questions().first().map(|q| q.id.clone());
        if let Some(id) = first {
            calls.push(call.clone().assume(&id, Reading::Yes).expect("the question is asked"));
        }
        calls.push(call);
    }
    let mut fields = BTreeSet::new();
    let mut reports = 0;
    let few = documents("amif-proposal/1").into_iter().filter(|(path, _)| !path.ends_with("ndjson"));
    for (path, document) in few {
        let Ok(proposal) = Proposal::from_json(&document.to_string()) else { continue };
        let mut bare = proposal.clone();
        bare.consortium.participants.clear();
        let mut unknown = proposal.clone();
        for participant in unknown.consortium.participants.iter_mut().take(1) {
            participant.applicant.country = None;
        }
        for (call, proposal) in
            calls.iter().flat_map(|call| [&proposal, &bare, &unknown].map(|proposal| (call, proposal)))
        {
            for as_of in ["2022-12-31T00:00:00+01:00", "2030-05-01T00:00:00+02:00"] {
                let as_of: Instant = as_of.parse().unwrap();
                let report: Value = serde_json::from_str(&proposal.check(call, as_of).to_json()).unwrap();
                for validator in [&open, &closed] {
                    validator
                        .validate(&report)
                        .unwrap_or_else(|e| panic!("{path}: {}: {e}", e.instance_path()));
                }
                reports += 1;
                fields.extend(report.as_object().unwrap().keys().cloned());
            }
        }
    }
    assert!(reports > 100, "{reports} reports");
    let named: BTreeSet<String> = ["superseded_by", "obligations", "assumed"].map(str::to_owned).into();
    assert!(fields.is_superset(&named), "{fields:?}");
}

#[test]
fn reports_on_programmes_and_operations_are_valid() {
    let schema = schema("amif-report");
    let validator = validator(&schema);
    let valid = |path: &str, report: &str| {
        let report: Value = serde_json::from_str(report).unwrap();
        validator.validate(&report).unwrap_or_else(|e| panic!("{path}: {}: {e}", e.instance_path()));
    };
    let as_of = "2026-11-28".parse().ok();
    let mut reports = 0;
    for (path, document) in documents("amif-programme/1") {
        let Ok(programme) = Programme::from_json(&document.to_string()) else { continue };
        // What makes the verdict so is told with the authority's own ids beside.
        valid(&path, &programme.check(as_of).to_json());
        let mut operations = OperationsCheck::new(Some(&programme), as_of);
        for (path, document) in documents("amif-operation/1") {
            let Ok(operation) = Operation::from_json(&document.to_string()) else { continue };
            // Each of their assessments names its operation beside.
            valid(&path, &operations.operation(&operation).to_json());
            reports += 1;
        }
        valid(&path, &operations.together().to_json());
    }
    assert!(reports > 0);
}

#[test]
fn a_report_with_a_further_field_is_valid_and_one_with_a_made_up_verdict_is_not() {
    let validator = validator(&schema("amif-report"));
    let call = documents("amif-call/1").remove(0).1;
    let call = Call::from_json(&call.to_string()).unwrap();
    let proposal = Proposal::from_json(r#"{"participants": []}"#).unwrap();
    let report = proposal.check(&call, "2024-06-01T00:00:00+02:00".parse().unwrap());
    let mut report: Value = serde_json::from_str(&report.to_json()).unwrap();
    report["further"] = json!(1);
    assert!(validator.is_valid(&report));
    report["verdict"] = json!("passed");
    assert!(!validator.is_valid(&report));
}
