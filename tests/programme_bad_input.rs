//! What authorities really send: each fault of issue and practice, all of a file told at once, with paths and ids; as outcomes where
//! it can be represented, as errors where not.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test states what it expects in the plainest way")]

use amif::Outcome;
use amif::programme::{Operation, PersonRecord, Programme};
use amif::report::{OperationsCheck, PersonsCheck, ProgrammeReport};
use serde_json::json;

/// What is wrong with a programme, a line for each problem.
fn refused(text: &str) -> Vec<String> {
    let error = Programme::from_json(text).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

/// The breaches of a report: rule, subject, ids, message.
fn breaches(report: &ProgrammeReport) -> Vec<(String, String, Vec<String>, String)> {
    let broken = report.assessments().filter(|a| a.outcome() == Outcome::NotMet);
    broken.map(|a| (a.rule().to_string(), a.subject().to_string(), a.ids().to_vec(), a.message())).collect()
}

/// The breach of a rule, with its place, ids and sentence.
fn breach(report: &ProgrammeReport, rule: &str) -> (String, Vec<String>, String) {
    let all = breaches(report);
    let found =
        all.iter().find(|(id, ..)| id == rule).unwrap_or_else(|| panic!("{rule} is not told: {all:#?}"));
    (found.1.clone(), found.2.clone(), found.3.clone())
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_programme_for_denmark_is_refused_with_everything_else_that_is_wrong() {
    let said = refused(
        r#"{ "schema": "amif-programme/1", "cci": "2021DK65AMPR001", "comitments": {},
            "commitments": { "2019": "1.00" }, "allocations": [{ "union": "12,5", "decided_on": "2023-02-30" }] }"#,
    );
    let all = said.join("\n");
    for part in [
        "/cci: ",
        "\"DK\" is no Member State that takes part",
        "did you mean \"commitments\"?",
        "/commitments/2019: ",
        "/allocations/0/union: ",
        "\"12,5\"",
        "/allocations/0/decided_on: ",
        "\"2023-02-30\"",
    ] {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
}

#[test]
fn a_code_of_another_country_or_fund_is_refused_by_the_part_that_is_wrong() {
    for (cci, says) in [
        ("2021ZZ65AMPR001", "\"ZZ\" is no Member State"),
        ("2021NO65AMPR001", "\"NO\" is no Member State that takes part"),
        ("2021LU65ISPR001", "the fund is ISPR; the Asylum, Migration and Integration Fund has AMPR"),
        ("2021LU65BVPR001", "the fund is BVPR"),
        ("2014LU65AMPR001", "begins with \"2014\""),
        ("2021LU65AMPR01", "fifteen characters"),
    ] {
        let said = refused(&format!(r#"{{ "schema": "amif-programme/1", "cci": "{cci}" }}"#)).join("\n");
        assert!(said.starts_with("/cci: ") && said.contains(says), "{cci}: {said}");
    }
}

#[test]
fn faults_of_a_programme_that_can_be_represented_are_outcomes_all_at_once() {
    let programme = Programme::from_json(
        r#"{ "schema": "amif-programme/1", "cci": "2021LU65AMPR009", "submitted_on": "2022-02-01",
            "decisions": [
                { "version": "1.0", "kind": "adoption", "number": "C(2022) 1", "date": "2022-11-10", "union": "900.00" },
                { "version": "2.0", "kind": "amendment", "number": "C(2022) 2", "date": "2022-01-10", "requested_on": "2022-01-09" } ],
            "financing": [{ "objective": 1, "action": "15(1)", "basis": "total", "union": "750.00", "public": "-1.00", "private": "0.00",
                "total": "1000.00", "rate": "75" }],
            "interventions": [{ "objective": 1, "code": "1-IX-999", "union": "750.00", "since": "1.0" }],
            "indicators": [{ "objective": 1, "id": "O.9.9", "kind": "output" }],
            "applications": [
                { "id": "A-1", "accounting_year": "2024", "submitted_on": "2023-09-01", "status": "open", "rows": [] },
                { "id": "A-2", "accounting_year": "2024", "submitted_on": "2024-03-01", "status": "open", "rows": [] } ] }"#,
    )
    .unwrap();
    let report = programme.check("2026-11-28".parse().ok());
    let (path, named, says) = breach(&report, "programme/row-total");
    assert_eq!((path.as_str(), named), ("/financing/0", ids(&["objective 1, 15(1)"])));
    assert_eq!(
        says,
        "Row objective 1, 15(1): the total is EUR 1 000; Union EUR 750, public EUR -1 and private EUR 0 come to EUR 749."
    );
    let (path, _, says) = breach(&report, "programme/amounts");
    assert_eq!((path.as_str(), says.contains("EUR -1")), ("/financing/0", true), "{says}");
    let (path, named, says) = breach(&report, "payment/none-while-open");
    assert_eq!((path.as_str(), named), ("/applications/1", ids(&["A-2", "A-1"])));
    assert_eq!(says, "A-2 was submitted on 2024-03-01 while A-1 (/applications/0) of 2023-09-01 is open.");
    let (path, named, says) = breach(&report, "programme/intervention-type");
    assert_eq!((path.as_str(), named), ("/interventions/0", ids(&["1-IX-999"])));
    assert_eq!(says, "1-IX-999 is on no list; it stands under objective 1.");
    let (path, named, _) = breach(&report, "programme/indicator");
    assert_eq!((path.as_str(), named), ("/indicators/0", ids(&["O.9.9"])));
    // An amendment before the adoption.
    let (path, named, says) = breach(&report, "programme/decisions");
    assert_eq!((path.as_str(), named), ("/decisions/1", ids(&["C(2022) 2"])));
    assert!(says.contains("2022-01-10") && says.contains("2022-11-10"), "{says}");
    let (path, _, says) = breach(&report, "programme/totals");
    assert_eq!(path, "/financing");
    assert!(says.contains("EUR 750") && says.contains("EUR 900"), "{says}");
}

#[test]
fn faults_of_operations_are_outcomes_with_the_item_and_the_other_operation() {
    let programme = Programme::from_json(
        r#"{ "schema": "amif-programme/1", "cci": "2021LU65AMPR009", "submitted_on": "2022-02-01",
            "applications": [{ "id": "A", "status": "accepted" }] }"#,
    )
    .unwrap();
    let operation = |id: &str, of: &str| {
        Operation::from_json(&format!(
            r#"{{ "schema": "amif-operation/1", "id": "{id}", "programme": "{of}", "status": "running", "objective": 1, "action": "15(1)",
                "applied_on": "2023-05-01", "selected_on": "2023-04-01", "interventions": ["7-777"],
                "cost": {{ "total": "-5.00", "eligible": "-5.00" }},
                "items": [{{ "id": "I-1", "kind": "other", "amount": "10.00", "incurred_on": "2020-12-31", "paid_on": "2021-01-05", "key": "K",
                    "application": "A" }}] }}"#
        ))
        .unwrap()
    };
    let mut check = OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    let first = check.operation(&operation("OP-1", "2021LU65AMPR009"));
    let (path, named, says) = breach(&first, "operation/eligible-period");
    assert_eq!((path.as_str(), named), ("/items", ids(&["OP-1", "item I-1"])));
    assert_eq!(says, "Not incurred and paid from 2021-01-01 to 2029-12-31: item I-1 (/items/0).");
    let (_, named, says) = breach(&first, "operation/order-of-days");
    assert_eq!(named, ids(&["OP-1"]));
    assert!(says.contains("applied_on 2023-05-01 is after selected_on 2023-04-01"), "{says}");
    let (path, _, says) = breach(&first, "operation/intervention-type");
    assert_eq!(path, "/interventions");
    assert!(says.contains("7-777"), "{says}");
    let (path, named, says) = breach(&first, "operation/amounts");
    assert_eq!((path.as_str(), named), ("/cost", ids(&["OP-1"])));
    assert_eq!(says, "Below zero: /cost/eligible EUR -5, /cost/total EUR -5.");
    let second = check.operation(&operation("OP-2", "2021FR65AMPR001"));
    let (_, named, says) = breach(&second, "operation/declared-once");
    assert_eq!(named, ids(&["OP-2", "item I-1", "OP-1"]));
    assert_eq!(says, "Declared before: item I-1 (/items/0) is /items/0 of OP-1.");
    let (_, _, says) = breach(&second, "operation/unique-id");
    assert!(says.contains("2021FR65AMPR001"), "{says}");
    let again = check.operation(&operation("OP-1", "2021LU65AMPR009"));
    let (path, _, _) = breach(&again, "operation/unique-id");
    assert_eq!(path, "/id");
}

#[test]
fn a_person_twice_is_told_with_both_entries() {
    let mut check = PersonsCheck::new(None, "2026-11-28".parse().ok());
    let person = |on: &str| {
        let text = format!(
            r#"{{ "schema": "amif-person/1", "person": "P-1", "category": "resettlement_union", "on": "{on}" }}"#
        );
        PersonRecord::from_json(&text).unwrap()
    };
    assert!(breaches(&check.person(&person("2024-09-12"))).is_empty());
    let (path, named, says) = breach(&check.person(&person("2026-03-01")), "programme/person-once");
    assert_eq!((path.as_str(), named), ("/person", ids(&["P-1", "entry 2", "entry 1"])));
    assert_eq!(says, "P-1 (entry 2, 2026-03-01) counts already by entry 1 of 2024-09-12.");
}

/// Rows are looked at beside rows, so there is a bound on how many there are: a megabyte would hold hundreds of thousands.
#[test]
fn more_rows_than_any_programme_has_are_refused_at_the_longest_table() {
    let read = |financing: usize, claimed: usize| {
        let document = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "financing": vec![json!({}); financing], "applications": [{ "rows": vec![json!({}); claimed] }] });
        Programme::from_json(&document.to_string())
    };
    assert!(read(9_999, 10_000).is_ok(), "the application itself is one");
    let error = read(9_999, 10_001).unwrap_err();
    assert_eq!(error.problems()[0].path, "/applications");
    assert!(error.to_string().contains("found 20001 rows in all tables"), "{error}");
    assert!(error.to_string().contains("at most 20000 are read"), "{error}");
}

#[test]
fn blank_ids_of_operations_and_payment_applications_are_refused_at_their_place() {
    for blank in ["", " \t", "\u{200b}"] {
        let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "applications": [{ "id": "A-1" }, { "id": blank }, {}] });
        let error = Programme::from_json(&programme.to_string()).unwrap_err();
        assert_eq!(error.problems()[0].path, "/applications/1/id");
        let operation = json!({ "schema": "amif-operation/1", "id": blank });
        let error = Operation::from_json(&operation.to_string()).unwrap_err();
        assert_eq!(error.problems()[0].path, "/id");
        assert_eq!(error.problems().len(), 1);
        if blank != " \t" {
            assert!(error.to_string().contains("found the blank id"), "{error}");
        }
    }
}
