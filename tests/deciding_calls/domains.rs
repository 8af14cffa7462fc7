//! How each fact may turn out, by what the call's file names: both sides of every bound, all of every list.

use std::collections::BTreeSet;

use amif::Proposal;
use serde_json::{Value, json};

/// All values under a key, wherever the file has it.
fn under<'a>(file: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match file {
        Value::Object(map) => {
            for (name, value) in map {
                if name == key {
                    found.push(value);
                }
                under(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|value| under(value, key, found)),
        _ => {}
    }
}

fn all<'a>(file: &'a Value, key: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    under(file, key, &mut found);
    found
}

fn texts(file: &Value, found: &mut BTreeSet<String>) {
    match file {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "source") {
                found.insert(key.clone());
                texts(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|value| texts(value, found)),
        Value::String(text) => drop(found.insert(text.clone())),
        _ => {}
    }
}

fn strings(lists: &[&Value]) -> BTreeSet<String> {
    let items = lists.iter().flat_map(|list| list.as_array().into_iter().flatten());
    items.map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn numbers(file: &Value, sections: &[&str], keys: &[&str]) -> BTreeSet<i64> {
    let sections = sections.iter().flat_map(|section| all(file, section));
    sections
        .flat_map(|section| keys.iter().flat_map(move |key| all(section, key)))
        .filter_map(Value::as_i64)
        .collect()
}

/// Countries of each kind, overseas territories of three Member States among them, Member States enough for
/// everybody, and those that the call or the draft names.
pub(crate) fn countries(call: &Value, draft: &Proposal) -> Vec<Value> {
    let mut named = BTreeSet::new();
    texts(call, &mut named);
    let stated = draft.consortium.participants.iter().filter_map(|e| e.applicant.country);
    named.extend(stated.map(|country| country.to_string()));
    let named = ["IE", "XK"].into_iter().filter(|country| named.contains(*country));
    let always =
        ["BE", "AT", "IT", "FR", "LU", "DK", "RE", "NC", "PF", "BQ", "GL", "NO", "CH", "GB", "US", "HU"];
    always.into_iter().chain(named).map(Value::from).collect()
}

/// The day after which a grant may be signed: that of the first cut-off, of a call in one stage.
pub(crate) fn deadline_day(call: &Value) -> Option<&str> {
    let deadline = &call["deadline"];
    let second = deadline["second_stage"]["date"].as_str();
    second.or(deadline["cut_offs"][0]["date"].as_str()).or(deadline["date"].as_str())
}

fn shifted(day: &str, by: i64) -> String {
    let day: chrono::NaiveDate = day.parse().unwrap();
    (day + chrono::TimeDelta::days(by)).to_string()
}

/// Around every date on record and the day of the check. Nothing is signed before the deadline has passed.
fn signatures(call: &Value, today: &str) -> Vec<Value> {
    let named: Vec<&Value> = ["from", "until", "in_force", "date", "published"]
        .into_iter()
        .flat_map(|key| all(call, key))
        .filter(|value| value.is_string())
        .collect();
    let days = named.into_iter().filter_map(Value::as_str).chain([today, "2031-12-31"]);
    let around: BTreeSet<String> = days.flat_map(|day| [-1, 0, 1].map(|by| shifted(day, by))).collect();
    let after = deadline_day(call).unwrap_or("");
    around.into_iter().filter(|day| day.as_str() > after).map(Value::from).collect()
}

/// Around every deadline of either stage; where there is none, before the action and after it.
fn submissions(call: &Value) -> Vec<Value> {
    let mut times = BTreeSet::new();
    for day in all(call, "deadline").into_iter().flat_map(|d| all(d, "date")).filter_map(Value::as_str) {
        times.insert(format!("{}T12:00:00+02:00", shifted(day, -1)));
        for time in ["16:59:59", "17:00:01", "17:59:59", "18:00:01", "23:59:59"] {
            times.insert(format!("{day}T{time}+02:00"));
        }
        times.insert(format!("{}T00:00:00+02:00", shifted(day, 1)));
    }
    if times.is_empty() {
        times.insert("2040-01-02T12:00:00+01:00".to_owned());
    }
    times.insert("2030-10-01T12:00:00+02:00".to_owned());
    times.into_iter().map(Value::from).collect()
}

fn amounts(call: &Value) -> Vec<Value> {
    let mut bounds = numbers(call, &["grant"], &["min", "max"]);
    bounds.extend(numbers(call, &["annexes"], &["requested_above"]));
    let mut amounts: BTreeSet<String> = ["-1", "0", "150000", "10000000"].map(String::from).into();
    for bound in bounds {
        amounts.insert(bound.to_string());
        amounts.insert(format!("{}.99", bound - 1));
        amounts.insert(format!("{bound}.01"));
    }
    amounts.into_iter().map(Value::from).collect()
}

fn months(call: &Value) -> Vec<Value> {
    let bounds = numbers(call, &["duration"], &["exactly", "min", "max"]);
    let around = bounds.into_iter().flat_map(|bound| [bound - 1, bound, bound + 1]).chain([1, 60]);
    around.collect::<BTreeSet<i64>>().into_iter().map(Value::from).collect()
}

fn annexes(call: &Value) -> Vec<Value> {
    let all = strings(&all(call, "mandatory"));
    let mut ways = vec![json!([]), json!(all)];
    ways.extend(all.iter().map(|one| all.iter().filter(|a| *a != one).cloned().collect()));
    ways
}

/// Subsets of what the call lists and of some more, up to sizes beyond every bound.
fn subsets(call: &Value, section: &str, invented: [&str; 3]) -> Vec<Value> {
    let mut items: Vec<String> = all(call, section)
        .into_iter()
        .flat_map(|s| strings(&all(s, "of")))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let most = numbers(call, &[section], &["at_least", "at_most"]);
    let rows = numbers(call, &["by_target_countries"], &["from", "to"]);
    let rows = if section == "target_countries" { rows } else { BTreeSet::new() };
    let size = most.into_iter().chain(rows).max().unwrap_or(1) as usize + 1;
    items.extend(invented.iter().map(|text| (*text).to_owned()).take(size));
    (0..1usize << items.len())
        .map(|bits| {
            items.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, i)| i.clone()).collect()
        })
        .collect()
}

/// Each of the letters that the call names, or not.
fn letters(call: &Value) -> Vec<Value> {
    let named: BTreeSet<&str> = all(call, "or_letter").into_iter().filter_map(Value::as_str).collect();
    (0..1usize << named.len())
        .map(|bits| named.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, n)| *n).collect())
        .collect()
}

/// The ways in which a fact of the application may turn out.
pub(crate) fn of_fact(key: &str, call: &Value, today: &str) -> Vec<Value> {
    match key {
        "submitted_at" => submissions(call),
        "duration_months" => months(call),
        "requested_grant" => amounts(call),
        "total_eligible_costs" => vec![json!(1), json!(1_000_000)],
        "grant_signature" => signatures(call, today),
        "submission_stage" => vec![json!(1), json!(2)],
        "annexes" => annexes(call),
        "parallel_applications" => {
            let most = numbers(call, &["parallel_applications"], &["at_most"]).into_iter().max().unwrap_or(1);
            [1, most, most + 1].into_iter().collect::<BTreeSet<i64>>().into_iter().map(Value::from).collect()
        }
        "objectives" => subsets(call, "declared_objectives", ["z", "y", "x"]),
        "target_countries" => subsets(call, "target_countries", ["US", "EG", "LB"]),
        "letters_of_support" => letters(call),
        "routes" => vec![json!([]), json!(["central"])],
        _ => vec![json!([]), json!(["BE"]), json!(["TN"])],
    }
}
