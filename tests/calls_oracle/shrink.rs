//! Making a case on which crate and oracle differ as small as can be, by leaving out one part after another.

use serde_json::Value;

use crate::compare;
use crate::generate::Case;

/// The places of all parts of a file, the larger before those within.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let place = format!("{at}/{key}");
                found.push(place.clone());
                places(value, &place, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let place = format!("{at}/{index}");
                found.push(place.clone());
                places(value, &place, found);
            }
        }
        _ => {}
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

pub(crate) fn least(mut case: Case) -> Case {
    let differs =
        |case: &Case| std::panic::catch_unwind(|| matches!(compare(case), Some(Err(_)))).unwrap_or(false);
    loop {
        let mut smaller = None;
        for call in [true, false] {
            let file = if call { &case.call } else { &case.proposal };
            let mut all = Vec::new();
            places(file, "", &mut all);
            smaller = smaller.or_else(|| {
                all.iter().filter(|place| !place.contains("source")).find_map(|place| {
                    let file = without(file, place)?;
                    let next = if call {
                        Case { call: file, ..case.clone() }
                    } else {
                        Case { proposal: file, ..case.clone() }
                    };
                    differs(&next).then_some(next)
                })
            });
        }
        match smaller {
            Some(next) => case = next,
            None => return case,
        }
    }
}
