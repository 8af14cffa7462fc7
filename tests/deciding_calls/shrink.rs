//! Making a case as small as can be while crate and completions differ in the same way.

use serde_json::Value;

use crate::{Drafted, compare};

/// The places of all parts of a file, the larger before those within.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(i, value)| (format!("{at}/{i}"), value)).collect()
        }
        _ => return,
    };
    for (place, value) in parts.into_iter().filter(|(place, _)| !place.contains("source")) {
        found.push(place.clone());
        places(value, &place, found);
    }
}

fn without(file: &Value, place: &str) -> Option<Value> {
    let mut file = file.clone();
    let (parent, key) = place.rsplit_once('/')?;
    match file.pointer_mut(parent)? {
        Value::Object(map) => drop(map.remove(key)?),
        Value::Array(items) => drop(items.remove(key.parse().ok()?)),
        _ => return None,
    }
    Some(file)
}

/// Leaves out one part after another of the call; facts of the draft stay, since each that goes is one more
/// that is unknown, but participants may go.
pub(crate) fn least(mut case: Drafted, kind: &str) -> Drafted {
    let differs = |case: &Drafted| {
        let held = std::panic::catch_unwind(|| compare(case)).ok().flatten();
        held.is_some_and(|(_, held)| held.is_err_and(|difference| difference.kind == kind))
    };
    loop {
        let mut all = Vec::new();
        places(&case.call, "", &mut all);
        let calls = all
            .iter()
            .filter_map(|place| Some(Drafted { call: without(&case.call, place)?, ..case.clone() }));
        let members = case.draft["participants"].as_array().map_or(0, Vec::len);
        let drafts = (0..members).filter_map(|at| {
            Some(Drafted { draft: without(&case.draft, &format!("/participants/{at}"))?, ..case.clone() })
        });
        match drafts.chain(calls).find(|next| differs(next)) {
            Some(next) => case = next,
            None => return case,
        }
    }
}

/// The call without what every call here has.
fn bare(call: &Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("source");
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut call = call.clone();
    strip(&mut call);
    let common = ["schema", "topic", "version", "published", "documents", "opening", "open_questions"];
    call.as_object_mut().unwrap().retain(|key, _| !common.contains(&key.as_str()));
    call
}

pub(crate) fn told(call: &Value) -> String {
    bare(call).to_string()
}

/// Which parts the call has.
pub(crate) fn shape(call: &Value) -> String {
    let call = bare(call);
    let parts = call.as_object().unwrap().iter().map(|(key, value)| match value {
        Value::Object(map) => format!("{key}: {}", map.keys().cloned().collect::<Vec<_>>().join(" ")),
        _ => key.clone(),
    });
    parts.collect::<Vec<_>>().join("; ")
}
