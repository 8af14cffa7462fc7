//! Sound inputs to start from, and how a case changes them.

use amif::{Call, Instant, catalogue};
use serde_json::{Value, json};

/// A sound input to start from: a call, a proposal that meets it, and when it is looked at.
pub(crate) struct Base {
    pub(crate) call: Value,
    pub(crate) proposal: Value,
    pub(crate) as_of: Instant,
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn base(name: &str) -> Base {
    let (call, proposal, as_of) = match name {
        "seed" => (
            parsed(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()),
            parsed(include_str!("../../examples/data/eligible.json")),
            "2024-08-01T12:00:00+02:00",
        ),
        "budget" => (
            parsed(include_str!("../../examples/data/budget_call.json")),
            parsed(include_str!("../../examples/data/budget_every_category.json")),
            "2024-08-01T12:00:00+02:00",
        ),
        "invented" => (
            parsed(include_str!("../../examples/data/invented-call.json")),
            parsed(include_str!("../../examples/data/conditional.json")),
            "2099-06-01T10:00:00+02:00",
        ),
        "every condition" => {
            let both = parsed(include_str!("../vocabulary.json"));
            (both["call"].clone(), both["proposal"].clone(), "2030-05-01T00:00:00+02:00")
        }
        other => panic!("no base {other}"),
    };
    Base { call, proposal, as_of: as_of.parse().unwrap() }
}

/// A document with some of its places set anew; one set to `null` is taken away, one past the end of a list is added.
pub(crate) fn changed(base: &Value, changes: &Value) -> Value {
    let mut document = base.clone();
    for (pointer, value) in changes.as_object().unwrap() {
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("no place for {pointer}"));
        match parent {
            Value::Object(fields) if value.is_null() => drop(fields.remove(last)),
            Value::Object(fields) => drop(fields.insert(last.to_owned(), value.clone())),
            Value::Array(items) => {
                let at: usize = last.parse().unwrap();
                match items.get_mut(at) {
                    Some(_) if value.is_null() => drop(items.remove(at)),
                    Some(item) => *item = value.clone(),
                    None => items.push(value.clone()),
                }
            }
            _ => panic!("no place for {pointer}"),
        }
    }
    document
}

/// What a case is of: the call, changed and with the readings that it assumes, the proposal, changed, and when it is looked at.
pub(crate) fn case(case: &Value) -> (Call, Value, Instant) {
    let base = base(case["on"].as_str().unwrap());
    let call = changed(&base.call, case.get("call").unwrap_or(&json!({})));
    let mut call = Call::from_json(&call.to_string()).unwrap_or_else(|error| panic!("{case}: {error}"));
    for (question, reading) in case.get("assume").and_then(Value::as_object).into_iter().flatten() {
        call = call.assume(question, reading.as_str().unwrap().parse().unwrap()).unwrap();
    }
    (call, changed(&base.proposal, &case["set"]), base.as_of)
}
