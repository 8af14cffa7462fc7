//! What a report on a programme asks can be answered: every answer that a question lists, and the example of its form, is read at the
//! place that it asks about; and it asks about nothing that is stated.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::BTreeSet;

use amif::programme::{Operation, PersonRecord, Programme};
use amif::report::{OperationsCheck, PersonsCheck, Question, StatedIn};
use serde_json::{Value, json};

const PROGRAMME: &str = include_str!("../examples/data/programme.json");
const AS_OF: &str = "2026-11-28";

/// The shipped programme with something in each of its lists.
fn whole() -> Value {
    let mut document: Value = serde_json::from_str(PROGRAMME).unwrap();
    *document.pointer_mut("/exceptions").unwrap() = json!([{ "commitment_year": "2023", "amount": "3000000.00",
        "ground": "litigation", "from": "2026-01-01" }]);
    let enabling = document.pointer_mut("/enabling").and_then(Value::as_array_mut).unwrap();
    enabling.push(json!({ "id": "thematic-1", "fulfilled": false, "from": "2022-01-01" }));
    document
}

/// Every place of a document that holds a fact, lists and parts of it included.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            all.push(format!("{at}/{name}"));
            places(value, &format!("{at}/{name}"), all);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), all));
        }
        _ => {}
    }
}

/// What the question says an answer looks like: the answers that it lists, or the examples of its form. Nothing where it sends to the
/// reference of the field.
fn answers(question: &Question) -> Vec<Value> {
    let read = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
    if question.form == "true or false" {
        return vec![true.into(), false.into()];
    }
    if !question.answers.is_empty() {
        return question.answers.iter().map(|answer| Value::from(answer.as_str())).collect();
    }
    match question.form.split_once("such as ") {
        Some((_, examples)) => examples.split(" or ").map(read).collect(),
        None if question.form == "a whole number" => vec![3.into()],
        None if question.form.contains("the reference of the field")
            || question.form.contains("list of texts") =>
        {
            Vec::new()
        }
        None => vec!["1.0".into()],
    }
}

/// A document with a value at a place whose parent it has.
fn with(document: &Value, pointer: &str, value: Value) -> Option<Value> {
    let mut document = document.clone();
    let (parent, last) = pointer.rsplit_once('/')?;
    let fields = document.pointer_mut(parent)?.as_object_mut()?;
    drop(fields.insert(last.to_owned(), value));
    Some(document)
}

#[test]
fn every_answer_to_a_question_is_read_at_its_place_and_nothing_stated_is_asked() {
    let whole = whole();
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for pointer in all.iter().filter(|place| !["/schema", "/cci"].contains(&place.as_str())) {
        // Of the items of each list the first two are like all others.
        if pointer
            .split('/')
            .filter_map(|part| part.parse::<usize>().ok())
            .any(|n| (2..2_021).contains(&n) && n != 4)
        {
            continue;
        }
        let document =
            with(&whole, pointer, Value::Null).unwrap_or_else(|| panic!("{pointer} has no parent"));
        // A rate of the national limits is stated or left out.
        let Ok(programme) = Programme::from_json(&document.to_string()) else {
            assert!(pointer.starts_with("/limits/rates/"), "{pointer}");
            continue;
        };
        let report = programme.check(AS_OF.parse().ok());
        for a in report.assessments() {
            for fact in a.missing().iter().map(ToString::to_string) {
                // More time may have been asked for of accounts that are not in the list.
                let stated = document.pointer(&fact).is_some_and(|value| !value.is_null());
                let of_the_package =
                    ["payment/package-in-time", "payment/after-package"].contains(&a.rule().as_str());
                if stated && !(of_the_package && fact == "/accounts") {
                    wrong.push(format!("without {pointer}: {} misses {fact}, which is stated", a.rule()));
                }
            }
            for question in a.questions().iter().filter(|question| seen.insert(question.fact.to_string())) {
                for answer in answers(question) {
                    let place = question.fact.to_string();
                    let Some(answered) = with(&document, &place, answer.clone()) else { continue };
                    if let Err(error) = Programme::from_json(&answered.to_string()) {
                        wrong.push(format!("{place}: {answer} is refused: {error}"));
                    }
                }
            }
        }
    }
    assert!(seen.len() > 60, "{} questions", seen.len());
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a report on a document misses of a subject of a rule.
fn missing(document: &Value, rule: &str, subject: &str) -> Vec<String> {
    let report = Programme::from_json(&document.to_string()).unwrap().check(AS_OF.parse().ok());
    let mut all = report.assessments();
    let found = all.find(|a| a.rule().as_str() == rule && a.subject().to_string() == subject).unwrap();
    found.missing().iter().map(ToString::to_string).collect()
}

/// Of several unknown facts on which an outcome depends each is told, and not the next only once another is known.
#[test]
fn unknown_facts_beside_each_other_are_all_told() {
    let whole: Value = serde_json::from_str(PROGRAMME).unwrap();
    let without = |pointers: &[&str]| {
        let one = |document: Value, pointer: &&str| with(&document, pointer, Value::Null).unwrap();
        pointers.iter().fold(whole.clone(), one)
    };
    let row = |beside: &str| {
        let document = without(&["/financing/3/action", &format!("/financing/3/{beside}")]);
        missing(&document, "payment/union-share", "/applications/1/rows/3")
    };
    for beside in ["basis", "rate"] {
        let told = row(beside);
        for name in ["action", beside] {
            assert!(told.contains(&format!("/financing/3/{name}")), "{name} beside {beside}: {told:?}");
        }
    }
    let told =
        missing(&without(&["/received/0/kind", "/received/0/amount"]), "payment/pre-financing", "/received");
    assert_eq!(told, ["/received/0/amount", "/received/0/kind"]);
    let told = missing(
        &without(&["/allocations/4/source", "/allocations/4/prefinancing"]),
        "payment/pre-financing",
        "/received",
    );
    // The shipped programme does not state the rate of the next one.
    assert_eq!(told, ["/allocations/4/prefinancing", "/allocations/4/source", "/allocations/5/prefinancing"]);
    // The version of a decision is told, and not the list that is stated.
    let mut changed = without(&["/decisions/1/version"]);
    *changed.pointer_mut("/interventions/4/code").unwrap() = "1-IV-007".into();
    assert_eq!(
        missing(&changed, "programme/intervention-type", "/interventions/4"),
        ["/decisions/1/version"]
    );
}

/// A report on an operation asks about facts of its programme, too, and says in whose file each stands.
#[test]
fn a_question_says_in_which_file_its_pointer_stands() {
    let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
    for application in programme.pointer_mut("/applications").and_then(Value::as_array_mut).unwrap() {
        application.as_object_mut().unwrap().remove("status");
    }
    let programme = Programme::from_json(&programme.to_string()).unwrap();
    let line = include_str!("../examples/data/operations.ndjson").lines().next().unwrap();
    let mut operation: Value = serde_json::from_str(line).unwrap();
    operation.pointer_mut("/items/0").and_then(Value::as_object_mut).unwrap().remove("paid_on");
    let operation = Operation::from_json(&operation.to_string()).unwrap();
    let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
    let report = check.operation(&operation);
    let questions: Vec<Question> = report.assessments().flat_map(|a| a.questions()).collect();
    let of = |pointer: &str| questions.iter().find(|q| q.fact.to_string() == pointer).unwrap().stated_in;
    assert_eq!(of("/items/0/paid_on"), StatedIn::Operation);
    assert_eq!(of("/applications/1/status"), StatedIn::Programme);
    let text = report.to_string();
    assert!(text.contains("/applications/1/status (of the programme)"), "{text}");
    assert!(text.contains("/items/0/paid_on") && !text.contains("/items/0/paid_on (of"), "{text}");
    // It is kept with the report.
    let read: amif::StoredReport = report.to_json().parse().unwrap();
    assert_eq!(read, report.stored());
    // Of all operations together the items are theirs.
    let together = check.together();
    let of_items = together.assessments().flat_map(|a| a.questions());
    assert!(
        of_items
            .filter(|q| q.fact.to_string().starts_with("/items/"))
            .all(|q| q.stated_in == StatedIn::Operation)
    );
    // A person's record, beside the programme.
    let mut persons = PersonsCheck::new(Some(&programme), AS_OF.parse().ok());
    let person = r#"{ "schema": "amif-person/1", "person": "P-1", "category": "humanitarian_admission", "on": "2024-09-01",
        "programme": "2021LU65AMPR009", "allocation": "AMIF/2024/RES/9", "application": "2026-1" }"#;
    let report = persons.person(&PersonRecord::from_json(person).unwrap());
    let questions: Vec<Question> = report.assessments().flat_map(|a| a.questions()).collect();
    let of = |pointer: &str| questions.iter().find(|q| q.fact.to_string() == pointer).unwrap().stated_in;
    assert_eq!(of("/vulnerable"), StatedIn::Person);
    assert_eq!(of("/applications"), StatedIn::Programme);
}

/// What of a person does not decide in which row of the table the person stands is not asked.
#[test]
fn of_a_person_in_no_row_either_way_nothing_is_asked_that_tells_the_rows_apart() {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    let mut check = PersonsCheck::new(Some(&programme), AS_OF.parse().ok());
    let person = r#"{ "schema": "amif-person/1", "person": "P-1", "category": "humanitarian_admission", "on": "2025-01-01" }"#;
    check.person(&PersonRecord::from_json(person).unwrap());
    let together = check.together();
    let listed = together.assessments().filter(|a| a.rule().as_str() == "programme/persons-listed");
    let asked: BTreeSet<String> = listed.flat_map(|a| a.missing()).map(|fact| fact.to_string()).collect();
    assert_eq!(asked, BTreeSet::from(["/programme".to_owned()]));
}
