//! National programmes: the facts, and the values that the law gives for them.
//!
//! The two files in `tests/programme` are invented; what is right for them is computed beside each test from the
//! articles that it names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects in the plainest way"
)]

use amif::programme::{Action, ApplicationStatus, Objective, Operation, PersonRecord, Programme};

const PROGRAMME: &str = include_str!("programme/programme.json");
const OPERATION: &str = include_str!("programme/operation.json");

fn programme() -> Programme {
    Programme::from_json(PROGRAMME).unwrap()
}

fn operation() -> Operation {
    Operation::from_json(OPERATION).unwrap()
}

#[test]
fn both_formats_are_read_in_full_and_survive_both_ways() {
    let programme = programme();
    assert_eq!(programme.to_json(), Programme::from_json(&programme.to_json()).unwrap().to_json());
    // Nothing of the file is lost: apart from spellings of numbers it is what is written again.
    let (read, written): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(PROGRAMME).unwrap(), serde_json::from_str(&programme.to_json()).unwrap());
    assert_eq!(read, written);
    let applications = programme.applications.unwrap();
    assert_eq!(applications[0].status, Some(ApplicationStatus::Accepted));
    let row = applications[0].rows.as_ref().unwrap()[1].clone();
    assert_eq!((row.objective, row.action), (Objective::numbered(2), Some(Action::AnnexIv)));

    let operation = operation();
    let mut read: serde_json::Value = serde_json::from_str(OPERATION).unwrap();
    // `null` is as good as left out.
    read.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    for item in read["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    assert_eq!(read, serde_json::from_str::<serde_json::Value>(&operation.to_json()).unwrap());
}

#[test]
fn a_person_is_a_key_and_a_category() {
    let text =
        r#"{"schema":"amif-person/1","person":"P-1","category":"resettlement_union","on":"2024-09-12"}"#;
    let person = PersonRecord::from_json(text).unwrap();
    assert_eq!(person.to_json(), text);
    assert_eq!(person.vulnerable, None);
}

#[test]
fn every_problem_is_told_at_once_with_its_path() {
    let error = Programme::from_json(
        r#"{ "schema": "amif-programme/1", "cci": "2021DK65AMPR001", "eligible_from": "2021-13-01",
             "financing": [{ "objective": 5, "action": "15(7)", "union": "1.005" }, { "objektive": 1 }],
             "commitments": { "2020": "1.00", "2022": "x" } }"#,
    )
    .unwrap_err();
    let said: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    for (at, says) in [
        "/cci: found the programme code \"2021DK65AMPR001\": \"DK\" is no Member State that takes part",
        "/eligible_from: found \"2021-13-01\"",
        "/financing/0/objective: found the objective \"5\"",
        "/financing/0/action: found the type of action \"15(7)\"; did you mean",
        "/financing/0/union: found \"1.005\"; an amount has at most two decimals",
        "/financing/1/objektive: found the unknown field \"objektive\"; did you mean \"objective\"?",
        "/commitments/2022: found \"x\"",
        "/commitments: found the key \"2020\"",
    ]
    .iter()
    .enumerate()
    {
        assert!(said[at].starts_with(says), "{at}: {}", said[at]);
    }
    assert_eq!(said.len(), 8);

    let missing = Operation::from_json(r#"{ "id": null }"#).unwrap_err().to_string();
    assert_eq!(missing, "the field \"schema\" is missing\nthe field \"id\" is missing");
}
