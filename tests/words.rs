//! The words that only some calls need, each at its edges: what sources say of the opening, and what follows below.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::{Call, Outcome, Proposal, call::CallStatus, call::Reading};
use serde_json::{Value, json};

fn source() -> Value {
    json!([{ "document": "call", "section": "1" }])
}

fn question(id: &str) -> Value {
    json!({ "id": id, "question": "Is it so?", "yes": "It is.", "no": "It is not.", "source": source() })
}

/// A call that states nothing but this, with the questions `one` and `two`.
fn document(conditions: Value) -> Value {
    let mut file = json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-2030-01",
        "documents": { "call": { "title": "Call document", "basis": "call_document" } },
        "open_questions": [question("one"), question("two")]
    });
    for (condition, mut stated) in conditions.as_object().unwrap().clone() {
        if let Some(fields) = stated.as_object_mut()
            && condition != "budget_rules"
        {
            fields.insert("source".to_owned(), source());
        }
        file[condition] = stated;
    }
    file
}

fn stating(conditions: Value) -> Call {
    let call = Call::from_json(&document(conditions).to_string()).unwrap();
    assert_eq!(Call::from_json(&call.to_json()).as_ref(), Ok(&call));
    call
}

fn faults(conditions: Value) -> Vec<String> {
    let error = Call::from_json(&document(conditions).to_string()).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

/// The outcome of one rule, with what it hangs on.
fn told(call: &Call, proposal: &Value, rule: &str) -> (Outcome, Vec<String>, String) {
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let report = proposal.check(call, "2030-05-01T12:00:00+02:00".parse().unwrap());
    let found = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
    let open: Vec<String> = found.open().iter().map(ToString::to_string).collect();
    let hangs = open.into_iter().chain(found.missing().iter().map(ToString::to_string)).collect();
    (found.outcome(), hangs, found.message().to_string())
}

#[test]
fn an_opening_on_which_sources_differ_leaves_the_days_between_open() {
    let rule = "admissibility/submitted-while-open";
    let call = stating(json!({
        "opening": { "date": "2030-01-18", "or": { "open": "one", "date": "2030-01-11" } },
        "deadline": { "date": "2030-05-15", "time": "17:00" }
    }));
    let at = |instant: Option<&str>| {
        told(&call, &json!({ "submitted_at": instant, "participants": [{ "name": "A" }] }), rule)
    };
    assert_eq!(at(Some("2030-01-18T00:00:00+01:00")).0, Outcome::Met);
    assert_eq!(at(Some("2030-01-10T23:59:59+01:00")).0, Outcome::NotMet);
    for between in ["2030-01-11T00:00:00+01:00", "2030-01-17T23:59:59+01:00"] {
        let (outcome, hangs, message) = at(Some(between));
        assert_eq!((outcome, hangs), (Outcome::Unknown, vec!["one".to_owned()]));
        assert!(message.contains("the call opens on 2030-01-18"), "{message}");
        assert!(message.contains("2030-01-11"), "the other reading is told: {message}");
    }
    let (outcome, hangs, _) = at(None);
    assert_eq!((outcome, hangs), (Outcome::Unknown, vec!["one".to_owned(), "/submitted_at".to_owned()]));

    let status = |call: &Call, day: &str| call.status(format!("{day}T12:00:00+01:00").parse().unwrap());
    assert_eq!(status(&call, "2030-01-10"), Some(CallStatus::Forthcoming));
    assert_eq!(status(&call, "2030-01-11"), None);
    assert_eq!(status(&call, "2030-01-17"), None);
    assert_eq!(status(&call, "2030-01-18"), Some(CallStatus::Open));
    let (yes, no) = (call.assume("one", Reading::Yes).unwrap(), call.assume("one", Reading::No).unwrap());
    assert_eq!(status(&yes, "2030-01-11"), Some(CallStatus::Open));
    assert_eq!(status(&no, "2030-01-17"), Some(CallStatus::Forthcoming));
    assert_eq!(yes.opening().unwrap().value.to_string(), "2030-01-11");
}

#[test]
fn an_opening_with_two_readings_that_contradict_the_call_is_one_fault_each() {
    let opening = |no: &str, yes: &str| json!({ "date": no, "or": { "open": "one", "date": yes } });
    let deadline = json!({ "date": "2030-05-15", "time": "17:00" });
    assert_eq!(
        faults(json!({ "opening": opening("2030-01-11", "2030-01-12"), "deadline": deadline })),
        [
            "/opening: \"yes\" must be the more permissive reading, so not the later opening (found 2030-01-12; \"no\" has 2030-01-11)"
        ]
    );
    assert_eq!(
        faults(json!({ "opening": opening("2030-05-16", "2030-01-12"), "deadline": deadline })),
        ["/opening: the call must open before its deadline"]
    );
    // The United Kingdom left with the end of 31 January 2020; a programming period ended with 2020; Ireland was let in
    // by a decision of 2022.
    for (no, yes) in
        [("2020-02-01", "2020-01-31"), ("2021-01-01", "2020-12-31"), ("2022-07-13", "2022-02-02")]
    {
        let told = faults(json!({ "opening": opening(no, yes) }));
        assert_eq!(
            told,
            [format!(
                "/opening: both readings of the opening must have the same Member States and the same law (found {yes} and {no}, between which they change)"
            )]
        );
    }
    stating(json!({ "opening": opening("2020-02-02", "2020-02-01") }));
    assert_eq!(
        faults(json!({ "opening": { "date": "2030-01-18", "or": { "open": "onne", "date": "2030-1-11" } } })),
        ["/opening/or/date: found \"2030-1-11\"; a day is written as \"2025-03-31\"",]
    );
    assert_eq!(
        faults(
            json!({ "opening": { "date": "2030-01-18", "or": { "open": "onne", "date": "2030-01-11" } } })
        ),
        ["/opening/or: found the open question \"onne\"; did you mean \"one\"? Allowed: one, two"]
    );
}

#[test]
fn owners_cost_by_the_day_of_opening_on_which_sources_differ() {
    // The daily amount rose for openings from 30 July 2024 on.
    let opening = json!({ "date": "2024-07-30", "or": { "open": "one", "date": "2024-07-29" } });
    let call = stating(json!({ "opening": opening }));
    let rule = "budget/unit-costs";
    let charged = |cost: &str, days: u32| {
        let row = json!({ "participant": 0, "costs": { "A.4": cost }, "owners": [{ "days": days, "coefficient": "100" }] });
        told(&call, &json!({ "participants": [{ "name": "A" }], "budget": { "rows": [row] } }), rule)
    };
    let one = vec!["one".to_owned()];
    assert_eq!(charged("485.85", 1).0, Outcome::Unknown);
    assert_eq!(charged("485.85", 1).1, one);
    assert_eq!(charged("282.22", 1).1, one);
    assert_eq!(charged("282.23", 1).0, Outcome::NotMet);
}
