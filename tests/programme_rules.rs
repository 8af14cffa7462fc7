//! Every rule on programmes, payments and operations with a case for each outcome: the shipped invented programme
//! and its first operation, changed at the places that a case names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "programme/case.rs"]
mod case;

use std::collections::{BTreeMap, BTreeSet};

use amif::programme::{Operation, PersonRecord, Programme};
use amif::{
    Outcome, RuleId,
    report::{OperationsCheck, PersonsCheck, ProgrammeReport},
};
use case::{AS_OF, OPERATIONS, PERSONS, PROGRAMME, changed, document, looked, set};
use serde_json::Value;

const CASES: &str = include_str!("programme/cases.json");

/// What a check of the document of a case finds.
fn report(case: &Value) -> ProgrammeReport {
    looked(case, &document(case)).unwrap_or_else(|| panic!("{case} cannot be read"))
}

/// Whether a list that is stated is asked for an item that it does not have.
fn may_lack_an_item(case: &Value, fact: &str) -> bool {
    [("payment/package-in-time", "/accounts"), ("payment/after-package", "/accounts")]
        .contains(&(case["rule"].as_str().unwrap(), fact))
}

/// Whether a case states a fact, and not as blank or as what does not concern it; of an operation a list may be missing where an item
/// of it lacks something.
fn stated(case: &Value, fact: &str) -> bool {
    if case["on"] == "persons" {
        return false;
    }
    let document = document(case);
    document.pointer(fact).is_some_and(|value| match value {
        Value::String(text) => !text.trim().is_empty() && text != "not_applicable",
        Value::Array(_) | Value::Object(_) => case["on"] == "programme" && !may_lack_an_item(case, fact),
        value => !value.is_null(),
    })
}

#[test]
fn every_case_has_its_outcome() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let report = report(case);
        let (rule, subject) = (case["rule"].as_str().unwrap(), case["subject"].as_str().unwrap());
        let found =
            report.assessments().find(|a| a.rule().as_str() == rule && a.subject().to_string() == subject);
        match found {
            None => wrong.push(format!("{rule} {subject} is not told: {}", case["set"])),
            Some(a) => {
                if a.outcome().as_str() != case["outcome"] {
                    wrong.push(format!(
                        "{rule} {subject} is {}, not {}: {} {}",
                        a.outcome(),
                        case["outcome"],
                        case["set"],
                        a.message()
                    ));
                }
                for fact in a.missing().iter().map(ToString::to_string) {
                    if stated(case, &fact) {
                        wrong.push(format!(
                            "{rule} {subject} misses {fact}, which is stated: {}",
                            case["set"]
                        ));
                    }
                }
                let stored = report.stored();
                for open in a.open().into_iter().filter(|open| stored.question(open).is_none()) {
                    wrong.push(format!("{rule} {subject}: {open} has no words: {}", case["set"]));
                }
                // What is missing is named wherever an outcome is unknown.
                if a.outcome() == Outcome::Unknown && a.missing().is_empty() && a.open().is_empty() {
                    wrong.push(format!("{rule} {subject} is unknown for no reason: {}", case["set"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_for_the_outcomes_that_it_can_have() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in &cases {
        seen.entry(case["rule"].as_str().unwrap()).or_default().insert(case["outcome"].as_str().unwrap());
    }
    let families = ["programme/", "payment/", "operation/"];
    // Looked at over all operations together, in a test of their own; never a breach by themselves; known or not there.
    let together = ["payment/items-declared", "payment/overbooked", "payment/earmark-spent"];
    for id in RuleId::ALL.iter().map(|id| id.as_str()).filter(|id| families.iter().any(|f| id.starts_with(f)))
    {
        if together.contains(&id) {
            continue;
        }
        let outcomes = seen.get(id).cloned().unwrap_or_default();
        let asked: &[&str] = match id {
            "programme/amounts" | "operation/amounts" | "operation/order-of-days" => &["met", "not_met"],
            "payment/enabling-conditions" => &["met", "unknown", "not_applicable"],
            "operation/application" => &["met", "not_met", "not_applicable"],
            "operation/retention" => &["conditional", "not_applicable"],
            _ => &["met", "not_met", "unknown"],
        };
        for outcome in asked {
            assert!(outcomes.contains(outcome), "{id} has no case that is {outcome}");
        }
    }
}

/// What euro are asked of is told in the currency of the operation, where they are not known.
#[test]
fn amounts_that_are_compared_in_euro_are_told_in_another_currency() {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    let foreign = changed(
        OPERATIONS.lines().next().unwrap(),
        &serde_json::json!({ "/currency": "HUF", "/forms/0": { "article": "53(3)b", "draft_budget": true },
            "/items/1/kind": "vat", "/beneficiary/vat_recoverable": true }),
    );
    let report =
        OperationsCheck::new(Some(&programme), None).operation(&Operation::from_json(&foreign).unwrap());
    for rule in [
        "operation/visibility",
        "operation/national-support",
        "operation/simplified-costs",
        "operation/draft-budget",
        "operation/vat",
    ] {
        let a = report.assessments().find(|a| a.rule().as_str() == rule).unwrap_or_else(|| panic!("{rule}"));
        let said = a.message();
        assert!(said.contains("HUF ") && !said.contains("an unknown amount"), "{rule}: {said}");
    }
}

/// An unknown outcome names the fact of the programme on which it depends, too.
#[test]
fn an_item_before_2021_depends_on_the_day_of_submission() {
    let programme =
        Programme::from_json(&changed(PROGRAMME, &serde_json::json!({ "/submitted_on": null }))).unwrap();
    let early = changed(
        OPERATIONS.lines().next().unwrap(),
        &serde_json::json!({ "/items/0/incurred_on": "2020-12-31" }),
    );
    let report =
        OperationsCheck::new(Some(&programme), None).operation(&Operation::from_json(&early).unwrap());
    let a = report.assessments().find(|a| a.rule().as_str() == "operation/eligible-period").unwrap();
    let missing: Vec<String> = a.missing().iter().map(|fact| fact.to_string()).collect();
    assert_eq!((a.outcome(), &missing[..]), (Outcome::Unknown, &["/submitted_on".to_owned()][..]));
}

/// The shipped programme with its operations breaks nothing.
#[test]
fn the_shipped_programme_and_its_operations_are_in_order() {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    let mut reports = vec![programme.check(AS_OF.parse().ok())];
    let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
    for line in OPERATIONS.lines() {
        reports.push(check.operation(&Operation::from_json(line).unwrap()));
    }
    assert_eq!(check.count(), 40);
    reports.push(check.together());
    let mut check = PersonsCheck::new(Some(&programme), AS_OF.parse().ok());
    for line in PERSONS.lines() {
        reports.push(check.person(&PersonRecord::from_json(line).unwrap()));
    }
    assert_eq!(check.count(), 30);
    reports.push(check.together());
    for a in reports.iter().flat_map(ProgrammeReport::assessments) {
        assert!(
            a.outcome() != Outcome::NotMet,
            "{} {:?} {}: {}",
            a.rule(),
            a.ids(),
            a.subject(),
            a.message()
        );
        let awaited = a.rule() == RuleId::PaymentReceived;
        assert!(a.outcome() != Outcome::Unknown || awaited, "{} {:?}: {}", a.rule(), a.ids(), a.message());
    }
}

/// The faulty files break every rule that can be broken.
#[test]
fn the_faulty_files_break_every_rule_once() {
    let text = include_str!("../examples/data/programme-faulty.json");
    let programme = Programme::from_json(text).unwrap();
    let mut reports = vec![programme.check(AS_OF.parse().ok())];
    let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
    for line in include_str!("../examples/data/operations-faulty.ndjson").lines() {
        reports.push(check.operation(&Operation::from_json(line).unwrap()));
    }
    reports.push(check.together());
    let mut check = PersonsCheck::new(Some(&programme), AS_OF.parse().ok());
    for line in include_str!("../examples/data/persons-faulty.ndjson").lines() {
        reports.push(check.person(&PersonRecord::from_json(line).unwrap()));
    }
    reports.push(check.together());
    let broken: BTreeSet<&str> = reports
        .iter()
        .flat_map(ProgrammeReport::assessments)
        .filter(|a| a.outcome() == Outcome::NotMet)
        .map(|a| a.rule().as_str())
        .collect();
    let families = ["programme/", "payment/", "operation/"];
    let whole: Vec<&str> = RuleId::ALL
        .iter()
        .map(|id| id.as_str())
        .filter(|id| families.iter().any(|f| id.starts_with(f)) && !broken.contains(id))
        .collect();
    // No amount is on record for an invented code; the other two tell dates and what is not stated.
    assert_eq!(whole, ["programme/first-adoption", "payment/enabling-conditions", "operation/retention"]);
}

mod together {
    use super::*;
    use serde_json::json;

    fn look(changes: &[(&str, Value)], rule: &str, subject: &str) -> (Outcome, String, Vec<String>) {
        let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
        for (pointer, value) in changes {
            set(&mut programme, pointer, value.clone());
        }
        let programme = Programme::from_json(&programme.to_string()).unwrap();
        let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
        for line in OPERATIONS.lines() {
            check.operation(&Operation::from_json(line).unwrap());
        }
        let report = check.together();
        let found = report
            .assessments()
            .find(|a| a.rule().as_str() == rule && a.subject().to_string() == subject)
            .unwrap();
        (found.outcome(), found.message(), found.ids().to_vec())
    }

    #[test]
    fn items_are_reconciled_with_the_rows_of_their_application_to_the_cent() {
        let row = "/applications/0/rows/0";
        let amount = "/applications/0/rows/0/expenditure";
        let (outcome, ..) = look(&[], "payment/items-declared", row);
        assert_eq!(outcome, Outcome::Met);
        let (outcome, message, ids) = look(&[(amount, "1.00".into())], "payment/items-declared", row);
        assert_eq!(
            (outcome, &ids[..]),
            (Outcome::NotMet, &["2024-1".to_owned(), "objective 1, 15(1)".to_owned()][..])
        );
        assert!(
            message.starts_with(
                "2024-1 declares EUR 1 for row objective 1, 15(1); the items that name it come to"
            )
        );
        assert_eq!(look(&[(amount, Value::Null)], "payment/items-declared", row).0, Outcome::Unknown);
        // An application that may have been rejected declares nothing for certain.
        let open = [(amount, "1.00".into()), ("/applications/0/status", Value::Null)];
        assert_eq!(look(&open, "payment/items-declared", row).0, Outcome::Unknown);
        // One of a day to come is not submitted yet, and may still be put right.
        for (day, found) in [("2026-11-28", Outcome::NotMet), ("2026-11-29", Outcome::Conditional)] {
            let own = |field: &str| format!("/applications/0/{field}");
            let on = [(own("submitted_on"), day), (own("accounting_year"), "2027")];
            let on = on.iter().map(|(place, text)| (place.as_str(), Value::from(*text)));
            let differs: Vec<_> = on.clone().chain([(amount, "1.00".into())]).collect();
            assert_eq!(look(&differs, "payment/items-declared", row).0, found, "{day}");
            let rows =
                json!([{ "objective": 3, "action": "15(4)", "basis": "total", "expenditure": "235400.00" }]);
            let lacks: Vec<_> = on.chain([("/applications/0/rows", rows)]).collect();
            assert_eq!(look(&lacks, "payment/items-declared", "/applications/0").0, found, "{day}");
        }
    }

    #[test]
    fn items_of_a_row_that_the_application_lacks_are_told() {
        let rows = |rows: Value| [("/applications/0/rows", rows)];
        let row = json!({ "objective": 3, "action": "15(4)", "basis": "total", "expenditure": "235400.00" });
        let without = rows(json!([row]));
        let (outcome, message, ids) = look(&without, "payment/items-declared", "/applications/0");
        assert_eq!((outcome, ids[0].as_str()), (Outcome::NotMet, "2024-1"), "{message}");
        // A row of another objective, of which type it is not stated, is not theirs.
        let beside = rows(json!([row, { "objective": 3, "basis": "total", "expenditure": "1.00" }]));
        let (outcome, ..) = look(&beside, "payment/items-declared", "/applications/0");
        assert_eq!(outcome, Outcome::NotMet);
        // A row with an amount that is not known is more than what is known of it.
        let two = |known: &str| {
            let one = json!({ "objective": 3, "action": "15(4)", "basis": "total", "expenditure": known });
            rows(json!([one, { "objective": 3, "action": "15(4)", "basis": "total" }]))
        };
        let at = |known| look(&two(known), "payment/items-declared", "/applications/0/rows/0").0;
        assert_eq!([at("235400.01"), at("235400.00")], [Outcome::NotMet, Outcome::Unknown]);
    }

    #[test]
    fn what_was_declared_and_stands_in_no_row_of_the_accounts_is_told() {
        let at = |rows: Value, amount: Value| {
            let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
            set(&mut programme, "/accounts/0/rows", rows);
            set(&mut programme, "/applications/0/rows/0/expenditure", amount);
            let report = Programme::from_json(&programme.to_string()).unwrap().check(AS_OF.parse().ok());
            let of_row = |a: &amif::Assessment<'_>| {
                a.rule().as_str() == "payment/accounts-agree"
                    && a.subject().to_string() == "/applications/0/rows/0"
            };
            report.assessments().find(of_row).map(|a| a.outcome())
        };
        let other = || json!([{ "objective": 3, "action": "15(4)", "expenditure": "235400.00" }]);
        assert_eq!(at(json!([]), "246100.00".into()), Some(Outcome::NotMet));
        assert_eq!(at(other(), "246100.00".into()), Some(Outcome::NotMet));
        assert_eq!(at(other(), Value::Null), Some(Outcome::Unknown));
        // Nothing that was declared is missing nowhere.
        assert!(matches!(at(other(), "0.00".into()), None | Some(Outcome::NotApplicable)));
    }

    #[test]
    fn an_item_names_an_application_that_counts() {
        let at = |status: Value| {
            let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
            set(&mut programme, "/applications/1/status", status);
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let operation = Operation::from_json(OPERATIONS.lines().next().unwrap()).unwrap();
            let report = OperationsCheck::new(Some(&programme), AS_OF.parse().ok()).operation(&operation);
            let found = report.assessments().find(|a| a.rule().as_str() == "operation/application").unwrap();
            found.outcome()
        };
        assert_eq!(at("accepted".into()), Outcome::Met);
        for status in ["rejected", "cancelled", "withdrawn"] {
            assert_eq!(at(status.into()), Outcome::NotMet, "{status}");
        }
        assert_eq!(at(Value::Null), Outcome::Unknown);
    }

    #[test]
    fn what_names_no_application_is_not_declared_for_sure() {
        let at = |first: Value, then: Value| {
            let mut check = OperationsCheck::new(None, AS_OF.parse().ok());
            let mut last = None;
            for (n, fields) in [first, then].iter().enumerate() {
                let item =
                    json!({ "id": "1", "kind": "other", "amount": "1.00", "key": "K", "application": "A" });
                let mut operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": format!("O{n}"), "status": "closed", "items": [item] });
                operation["items"][0].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
                last = Some(check.operation(&Operation::from_json(&operation.to_string()).unwrap()));
            }
            let report = last.unwrap();
            let of = |a: &amif::Assessment<'_>| a.rule().as_str() == "operation/declared-once";
            let found = report.assessments().find(of).unwrap();
            let mut lacking: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
            lacking.extend(found.open().iter().map(ToString::to_string));
            (found.outcome(), lacking.join(" "))
        };
        let none = || json!({ "application": null });
        assert_eq!(at(json!({}), json!({})).0, Outcome::NotMet);
        let unknown = |lacking: &str| (Outcome::Unknown, lacking.to_owned());
        assert_eq!(at(none(), json!({})), unknown("item-of-another-operation"));
        assert_eq!(at(json!({}), none()), unknown("/items/0/application"));
        assert_eq!(at(json!({}), json!({ "application": " " })), unknown("/items/0/application"));
        assert_eq!(at(json!({}), json!({ "amount": null })), unknown("/items/0/amount"));
        assert_eq!(at(json!({}), json!({ "amount": "-1.00" })).0, Outcome::Met);
        assert_eq!(at(json!({ "amount": "-1.00" }), json!({})).0, Outcome::Met);
    }

    #[test]
    fn only_earmarked_allocations_are_kept_to() {
        let of_source = |source: &str, first: Value, then: Value| {
            let of = |earmarked: Value| json!({ "source": source, "reference": "E", "union": "40.00", "earmarked": earmarked });
            let programme = json!({ "allocations": [of(first), of(then)] });
            let found = of_all("payment/earmark-spent", "/allocations/0", programme, &[json!({})]).unwrap();
            (found.0, found.1)
        };
        let at = |first: Value, then: Value| of_source("fund_in", first, then);
        assert_eq!(at(true.into(), true.into()).0, Outcome::NotMet);
        assert_eq!(at(true.into(), false.into()).0, Outcome::NotMet);
        assert_eq!(at(false.into(), false.into()).0, Outcome::NotApplicable);
        let unknown = |lacking: &str| (Outcome::Unknown, lacking.to_owned());
        assert_eq!(at(Value::Null, false.into()), unknown("/allocations/0/earmarked"));
        // Money of the thematic facility that is said not to be earmarked contradicts itself.
        assert_eq!(of_source("specific_action", false.into(), false.into()).0, Outcome::Unknown);
        assert_eq!(of_source("specific_action", true.into(), false.into()).0, Outcome::NotMet);
    }

    #[test]
    fn a_refused_operation_declared_nothing() {
        let at = |earlier: &[Value]| {
            let mut check = OperationsCheck::new(None, AS_OF.parse().ok());
            let mut first: Value = serde_json::from_str(OPERATIONS.lines().next().unwrap()).unwrap();
            for (n, status) in earlier.iter().chain([&"running".into()]).enumerate() {
                set(&mut first, "/id", format!("LU-AMIF-{n}").into());
                set(&mut first, "/status", status.clone());
                let report = check.operation(&Operation::from_json(&first.to_string()).unwrap());
                if n == earlier.len() {
                    let of = |a: &amif::Assessment<'_>| a.rule().as_str() == "operation/declared-once";
                    let found = report.assessments().find(of).unwrap();
                    let open: Vec<String> = found.open().iter().map(ToString::to_string).collect();
                    return (found.outcome(), open.join(" "), found.ids().join(" "));
                }
            }
            panic!("the last of them is told")
        };
        let outcome = |earlier: &[Value]| at(earlier).0;
        assert_eq!(outcome(&["refused".into()]), Outcome::Met);
        assert_eq!(outcome(&["closed".into()]), Outcome::NotMet);
        // Whether one of an unknown status was refused, this operation cannot say.
        let (unknown, open, ids) = at(&[Value::Null]);
        assert_eq!((unknown, &*open), (Outcome::Unknown, "status-of-another-operation"));
        assert_eq!(ids, "LU-AMIF-1 LU-AMIF-0 LU-AMIF-0");
        // Of several, one that counts for sure is enough.
        assert_eq!(outcome(&[Value::Null, "closed".into()]), Outcome::NotMet);
        assert_eq!(outcome(&[Value::Null, "refused".into()]), Outcome::Unknown);
        assert_eq!(outcome(&["closed".into(), Value::Null]), Outcome::NotMet);
    }

    /// The outcome of the last of some operations that declare one expenditure, each with its payment application, and what it
    /// misses.
    fn declared_once(statuses: &Value, items: &[&str]) -> (Outcome, String, String) {
        let items: Vec<_> =
            items.iter().map(|application| (json!("2021LU65AMPR009"), *application)).collect();
        declared_once_of(statuses, &items)
    }

    /// The same of operations of some programmes.
    fn declared_once_of(statuses: &Value, items: &[(Value, &str)]) -> (Outcome, String, String) {
        let programme =
            json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009", "applications": statuses });
        let programme = Programme::from_json(&programme.to_string()).unwrap();
        let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
        let mut last = None;
        for (n, (of, application)) in items.iter().enumerate() {
            let operation = json!({ "schema": "amif-operation/1", "programme": of, "id": format!("O{n}"), "status": "running",
                "items": [{ "id": "1", "kind": "other", "amount": "1.00", "key": "K", "application": application }] });
            last = Some(check.operation(&Operation::from_json(&operation.to_string()).unwrap()));
        }
        let report = last.unwrap();
        let found = report.assessments().find(|a| a.rule().as_str() == "operation/declared-once").unwrap();
        let missing: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
        let open: Vec<String> = found.open().iter().map(ToString::to_string).collect();
        (found.outcome(), missing.join(" "), open.join(" "))
    }

    #[test]
    fn what_an_application_that_does_not_count_declared_may_be_declared_again() {
        for status in ["rejected", "cancelled", "withdrawn"] {
            let applications = json!([{ "id": "A", "status": "accepted" }, { "id": "R", "status": status }]);
            assert_eq!(declared_once(&applications, &["R", "A"]).0, Outcome::Met, "{status}");
            assert_eq!(declared_once(&applications, &["A", "R"]).0, Outcome::Met, "{status}");
            assert_eq!(declared_once(&applications, &["A", "R", "A"]).0, Outcome::NotMet, "{status}");
        }
        let applications = json!([{ "id": "A", "status": "accepted" }, { "id": "U" }]);
        let unknown = (Outcome::Unknown, "/applications/1/status".to_owned(), String::new());
        assert_eq!(declared_once(&applications, &["U", "A"]), unknown);
        assert_eq!(declared_once(&applications, &["A", "U"]), unknown);
        // Of several, one that counts for sure is enough.
        assert_eq!(declared_once(&applications, &["U", "A", "A"]).0, Outcome::NotMet);
        let all_unknown = (Outcome::Unknown, "/applications".to_owned(), String::new());
        assert_eq!(declared_once(&Value::Null, &["A", "A"]), all_unknown);
    }

    #[test]
    fn an_application_of_an_operation_that_names_no_programme_may_be_of_another_programme() {
        let applications = json!([{ "id": "A", "status": "accepted" }, { "id": "R", "status": "rejected" }]);
        let (own, unnamed) = (json!("2021LU65AMPR009"), Value::Null);
        let at = |first: (&Value, &str), then: (&Value, &str)| {
            let those = [first, then].map(|(of, application)| (of.clone(), application));
            declared_once_of(&applications, &those)
        };
        assert_eq!(at((&own, "R"), (&unnamed, "A")).0, Outcome::Met);
        assert_eq!(at((&own, "A"), (&unnamed, "A")).0, Outcome::NotMet);
        let missing = (Outcome::Unknown, "/programme".to_owned(), String::new());
        assert_eq!(at((&own, "A"), (&unnamed, "R")), missing);
        let open = (Outcome::Unknown, String::new(), "item-of-another-operation".to_owned());
        assert_eq!(at((&unnamed, "R"), (&own, "A")), open);
    }

    #[test]
    fn money_of_the_thematic_facility_that_is_said_not_to_be_earmarked_is_open() {
        let at = |source: &str, action: &str| {
            let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
                "allocations": [{ "source": source, "reference": "E", "objective": 1, "action": "15(2)", "union": "1.00", "earmarked": false }] });
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": "O", "status": "running", "earmark": "E",
                "objective": 1, "action": action });
            let operation = Operation::from_json(&operation.to_string()).unwrap();
            let report = OperationsCheck::new(Some(&programme), None).operation(&operation);
            let found = report.assessments().find(|a| a.rule().as_str() == "operation/earmark").unwrap();
            let open: Vec<String> = found.open().iter().map(ToString::to_string).collect();
            (found.outcome(), open.join(" "))
        };
        let open = (Outcome::Unknown, "thematic-money-not-earmarked".to_owned());
        assert_eq!(at("specific_action", "15(1)"), open);
        assert_eq!(at("resettlement", "15(1)"), open);
        assert_eq!(at("specific_action", "15(2)").0, Outcome::Met);
        assert_eq!(at("initial", "15(1)").0, Outcome::NotApplicable);
    }

    #[test]
    fn an_earmark_of_several_allocations_is_kept_where_one_fits() {
        let at = |objective: Value, action: Value, reference: Value| {
            let of = |objective, action, reference| {
                json!({ "source": "specific_action", "reference": reference,
                "objective": objective, "action": action, "union": "1.00", "earmarked": true })
            };
            let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
                "allocations": [of(json!(2), json!("15(2)"), json!("E")), of(objective, action, reference)] });
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": "O", "status": "running", "earmark": "E",
                "objective": 1, "action": "15(2)" });
            let operation = Operation::from_json(&operation.to_string()).unwrap();
            let report = OperationsCheck::new(Some(&programme), None).operation(&operation);
            let found = report.assessments().find(|a| a.rule().as_str() == "operation/earmark").unwrap();
            let missing: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
            (found.outcome(), missing.join(" "))
        };
        assert_eq!(at(1.into(), "15(2)".into(), "E".into()).0, Outcome::Met);
        assert_eq!(at(3.into(), "15(2)".into(), "E".into()).0, Outcome::NotMet);
        assert_eq!(at(1.into(), "15(2)".into(), "other".into()).0, Outcome::NotMet);
        let unknown = |missing: &str| (Outcome::Unknown, missing.to_owned());
        assert_eq!(at(Value::Null, "15(2)".into(), "E".into()), unknown("/allocations/1/objective"));
        assert_eq!(at(1.into(), "15(2)".into(), Value::Null), unknown("/allocations"));
    }

    #[test]
    fn a_unit_cost_keeps_to_one_of_its_name() {
        let at = |second: Value| {
            let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
                "limits": { "unit_costs": [{ "id": "hour", "amount": "50.00" }, { "id": "hour", "amount": second }] } });
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": "O", "status": "running",
                "items": [{ "kind": "unit", "unit": "hour", "quantity": "10", "amount": "550.00" }] });
            let operation = Operation::from_json(&operation.to_string()).unwrap();
            let report = OperationsCheck::new(Some(&programme), None).operation(&operation);
            let rule = |a: &amif::Assessment<'_>| a.rule().as_str() == "operation/national-unit-costs";
            report.assessments().find(rule).unwrap().outcome()
        };
        assert_eq!(at("55.00".into()), Outcome::Met);
        assert_eq!(at("54.99".into()), Outcome::NotMet);
        assert_eq!(at(Value::Null), Outcome::Unknown);
    }

    #[test]
    fn items_of_an_operation_that_was_refused_or_may_have_been_are_not_counted_for_sure() {
        // The application declares 1 000 for the row, and there is nothing beside the operation.
        let of = |status: Value, amount: Value, declared: &str| {
            let row = json!({ "objective": 1, "action": "15(1)", "basis": "total", "expenditure": declared });
            let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
                "applications": [{ "id": "A", "status": "accepted", "rows": [row], "advances": "0.00" }] });
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": "O",
                "objective": 1, "action": "15(1)", "status": status, "items": [{ "id": "1", "application": "A", "amount": amount }] });
            let mut check = OperationsCheck::new(Some(&programme), AS_OF.parse().ok());
            check.operation(&Operation::from_json(&operation.to_string()).unwrap());
            let report = check.together();
            let of = |a: &amif::Assessment<'_>| a.rule().as_str() == "payment/items-declared";
            let found = report.assessments().find(of).unwrap();
            let missing: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
            (found.outcome(), missing.join(" "))
        };
        let thousand = || Value::from("1000.00");
        assert_eq!(of("closed".into(), thousand(), "1000.00").0, Outcome::Met);
        assert_eq!(of("refused".into(), thousand(), "1000.00").0, Outcome::NotMet);
        assert_eq!(of("refused".into(), thousand(), "0.00").0, Outcome::Met);
        assert_eq!(of(Value::Null, thousand(), "1000.00"), (Outcome::Unknown, "/status".to_owned()));
        assert_eq!(of(Value::Null, thousand(), "0.00"), (Outcome::Unknown, "/status".to_owned()));
        // More than all that there is.
        assert_eq!(of(Value::Null, thousand(), "1000.01").0, Outcome::NotMet);
        assert_eq!(
            of("closed".into(), Value::Null, "1000.00"),
            (Outcome::Unknown, "/items/0/amount".to_owned())
        );
    }

    /// What is found of all operations together, each an operation of EUR 100 in one row with some fields instead, under a programme
    /// with some fields: outcome, what is missing or open, and the sentence.
    fn of_all(
        rule: &str,
        subject: &str,
        programme: Value,
        operations: &[Value],
    ) -> Option<(Outcome, String, String)> {
        let mut whole = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009" });
        whole.as_object_mut().unwrap().extend(programme.as_object().unwrap().clone());
        let whole = Programme::from_json(&whole.to_string()).unwrap();
        let mut check = OperationsCheck::new(Some(&whole), AS_OF.parse().ok());
        for (n, fields) in operations.iter().enumerate() {
            let mut operation = json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": format!("O{n}"),
                "objective": 1, "action": "15(2)", "status": "running", "earmark": "E", "support": { "union": "100.00" },
                "items": [{ "id": "1", "application": "A", "amount": "100.00" }] });
            operation.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            check.operation(&Operation::from_json(&operation.to_string()).unwrap());
        }
        let report = check.together();
        let found =
            |a: &amif::Assessment<'_>| a.rule().as_str() == rule && a.subject().to_string() == subject;
        let found = report.assessments().find(found)?;
        let mut lacking: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
        lacking.extend(found.open().iter().map(ToString::to_string));
        Some((found.outcome(), lacking.join(" "), found.message()))
    }

    const OTHER: &str = "2021MT65AMPR001";

    #[test]
    fn items_of_another_programme_and_of_unknown_operations_are_not_declared_for_sure() {
        let row = |amount: &str| json!({ "objective": 1, "action": "15(2)", "expenditure": amount });
        let at = |declared: &str, operations: &[Value]| {
            let programme = json!({ "applications": [{ "id": "A", "status": "accepted", "advances": "0.00", "rows": [row(declared)] }] });
            let (outcome, lacking, _) =
                of_all("payment/items-declared", "/applications/0/rows/0", programme, operations).unwrap();
            (outcome, lacking)
        };
        let (met, not_met) = ((Outcome::Met, String::new()), (Outcome::NotMet, String::new()));
        let unknown = |lacking: &str| (Outcome::Unknown, lacking.to_owned());
        let ours = || json!({});
        assert_eq!(at("100.00", &[ours()]), met);
        assert_eq!(at("200.00", &[ours(), ours()]), met);
        let other = json!({ "programme": OTHER });
        assert_eq!(at("100.00", &[ours(), other.clone()]), met);
        assert_eq!(at("200.00", &[ours(), other]), not_met);
        let some = json!({ "programme": null });
        assert_eq!(at("100.00", &[ours(), some.clone()]), unknown("/programme"));
        assert_eq!(at("200.00", &[ours(), some.clone()]), unknown("/programme"));
        assert_eq!(at("200.01", &[ours(), some]), not_met);
        // Items that are not stated may be any; none is none, and those of another row are not of this one.
        assert_eq!(at("100.00", &[ours(), json!({ "items": null })]), unknown("/items"));
        assert_eq!(at("100.00", &[ours(), json!({ "items": [] })]), met);
        assert_eq!(at("100.00", &[ours(), json!({ "items": null, "action": "15(1)" })]), met);
        assert_eq!(at("100.00", &[ours(), json!({ "items": null, "programme": OTHER })]), met);
        assert_eq!(at("100.00", &[ours(), json!({ "items": null, "status": "refused" })]), met);
        // What is not known may be a credit note.
        let credit = |amount: Value| {
            json!({ "items": [{ "id": "1", "application": "A", "amount": "110.00" },
            { "id": "2", "application": "A", "amount": amount }] })
        };
        assert_eq!(at("100.00", &[credit(Value::Null)]), unknown("/items/1/amount"));
        assert_eq!(at("100.00", &[credit("-10.00".into())]), met);
        assert_eq!(at("100.00", &[credit("-9.99".into())]), not_met);
    }

    #[test]
    fn advances_of_state_aid_are_expenditure_without_items() {
        let at = |advances: Value, rows: Value, n: usize| {
            let programme = json!({ "applications": [{ "id": "A", "status": "accepted", "advances": advances, "rows": rows }] });
            let subject = format!("/applications/0/rows/{n}");
            let (outcome, lacking, _) =
                of_all("payment/items-declared", &subject, programme, &[json!({})]).unwrap();
            (outcome, lacking)
        };
        let (met, not_met) = ((Outcome::Met, String::new()), (Outcome::NotMet, String::new()));
        let row =
            |action: &str, amount: &str| json!({ "objective": 1, "action": action, "expenditure": amount });
        let one = |amount: &str| json!([row("15(2)", amount)]);
        assert_eq!(at("10.00".into(), one("110.00"), 0), met);
        assert_eq!(at("9.99".into(), one("110.00"), 0), not_met);
        assert_eq!(at("10.01".into(), one("110.00"), 0), not_met);
        let unknown = |lacking: &str| (Outcome::Unknown, lacking.to_owned());
        assert_eq!(at(Value::Null, one("110.00"), 0), unknown("/applications/0/advances"));
        assert_eq!(at(Value::Null, one("99.99"), 0), not_met);
        // With several rows no file says of which of them they are.
        let two = |amount: &str, other: &str| json!([row("15(2)", amount), row("15(1)", other)]);
        assert_eq!(at("10.00".into(), two("110.00", "50.00"), 0), unknown("row-of-the-advances"));
        assert_eq!(at("10.00".into(), two("110.01", "50.00"), 0), not_met);
        assert_eq!(at("10.00".into(), two("110.00", "0.00"), 0), met);
        assert_eq!(at("0.00".into(), two("100.00", "50.00"), 0), met);
    }

    #[test]
    fn items_of_technical_assistance_are_told_as_such() {
        let at = |rows: Value, of: Value| {
            let programme = json!({ "applications": [{ "id": "A", "status": "accepted", "advances": "0.00", "rows": rows }] });
            of_all("payment/items-declared", "/applications/0", programme, &[of])
        };
        let of = |action: Value| json!({ "objective": "ta", "action": action });
        for rows in [json!([{ "objective": "ta", "action": "36(5)", "expenditure": "100.00" }]), json!([])] {
            let (outcome, _, message) = at(rows, of("36(5)".into())).unwrap();
            assert_eq!(outcome, Outcome::NotMet);
            assert!(message.ends_with("technical assistance is a flat rate and has no items."), "{message}");
        }
        assert_eq!(at(json!([]), of(Value::Null)).unwrap().0, Outcome::NotMet);
        let (_, _, message) = at(json!([]), json!({})).unwrap();
        assert!(message.ends_with("it has no such row."), "{message}");
    }

    #[test]
    fn support_of_another_programme_is_none_of_a_row() {
        let at = |union: &str, second: Value| {
            let row = json!({ "objective": 1, "action": "15(2)", "basis": "total", "union": union });
            let programme = json!({ "financing": [row] });
            let (outcome, lacking, _) =
                of_all("payment/overbooked", "/financing/0", programme, &[json!({}), second]).unwrap();
            (outcome, lacking)
        };
        assert_eq!(at("199.99", json!({})), (Outcome::NotMet, String::new()));
        assert_eq!(at("200.00", json!({})), (Outcome::Met, String::new()));
        assert_eq!(at("100.00", json!({ "programme": OTHER })), (Outcome::Met, String::new()));
        assert_eq!(at("199.99", json!({ "programme": null })), (Outcome::Unknown, "/programme".to_owned()));
        assert_eq!(at("200.00", json!({ "programme": null })).0, Outcome::Met);
    }

    #[test]
    fn allocations_of_one_reference_are_one_earmark() {
        let at = |more: Value, second: Value| {
            let of = |union: Value, reference: Value| {
                json!({ "source": "specific_action", "reference": reference, "objective": 1, "action": "15(2)",
                    "union": union, "earmarked": true })
            };
            let mut other = of("100.00".into(), "E".into());
            other.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let programme = json!({ "allocations": [of("100.00".into(), "E".into()), other] });
            let all = [json!({}), second];
            let told = |n: usize| {
                let subject = format!("/allocations/{n}");
                of_all("payment/earmark-spent", &subject, programme.clone(), &all)
            };
            let (outcome, lacking, _) = told(0).unwrap();
            assert!(told(1).is_none(), "told of the first alone");
            (outcome, lacking)
        };
        let (met, not_met) = ((Outcome::Met, String::new()), (Outcome::NotMet, String::new()));
        let unknown = |lacking: &str| (Outcome::Unknown, lacking.to_owned());
        assert_eq!(at(json!({}), json!({})), met);
        assert_eq!(at(json!({ "union": "99.99" }), json!({})), not_met);
        assert_eq!(at(json!({ "union": null }), json!({})), unknown("/allocations/1/union"));
        assert_eq!(at(json!({ "reference": "F" }), json!({})), not_met);
        assert_eq!(at(json!({ "reference": null }), json!({})), unknown("/allocations/1/reference"));
        assert_eq!(at(json!({ "reference": null, "union": "99.99" }), json!({})), not_met);
        let of_any_purpose = json!({ "reference": null, "source": "fund_in", "earmarked": false });
        assert_eq!(at(of_any_purpose, json!({})), not_met);
        let contrary = json!({ "reference": null, "earmarked": false });
        assert_eq!(at(contrary, json!({})), unknown("/allocations/1/reference"));
        // What is of another programme rests on nothing here.
        assert_eq!(at(json!({ "union": "0.00" }), json!({ "programme": OTHER })), met);
        assert_eq!(at(json!({ "union": "0.00" }), json!({ "programme": null })), unknown("/programme"));
    }

    #[test]
    fn the_work_on_forms_beside_forms_and_items_is_bounded() {
        let told = |forms: usize, items: usize| {
            let operation = json!({ "schema": "amif-operation/1", "id": "O", "status": "running",
                "forms": vec![json!({ "article": "54b" }); forms], "items": vec![json!({}); items] });
            let operation = Operation::from_json(&operation.to_string()).unwrap();
            let report = OperationsCheck::new(None, AS_OF.parse().ok()).operation(&operation);
            let of = |a: &amif::Assessment<'_>| a.rule().as_str() == "operation/flat-rate-base";
            let told: Vec<String> =
                report.assessments().filter(of).map(|a| a.subject().to_string()).collect();
            (told.len(), told.into_iter().next().unwrap())
        };
        assert_eq!(told(100, 9_900), (100, "/forms/0".to_owned()));
        assert_eq!(told(100, 9_901), (1, "/forms".to_owned()));
        assert_eq!(told(20_000, 20_000), (1, "/forms".to_owned()));
    }

    #[test]
    fn the_facts_that_are_named_do_not_grow_with_rows_times_rows() {
        let rows = |count: usize| vec![json!({ "objective": 1, "action": "15(1)" }); count];
        let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "financing": rows(400), "applications": [{ "id": "A", "rows": rows(400) }] });
        let report = Programme::from_json(&programme.to_string()).unwrap().check(AS_OF.parse().ok());
        let named: usize = report.assessments().map(|a| a.missing().len()).sum();
        let told = report.assessments().count();
        assert!(named <= 10_000 + 20 * told, "{named} facts for {told} outcomes");
        let short = report.assessments().filter(|a| a.message().ends_with("More is missing than is named."));
        assert!(short.count() > 300);
    }

    #[test]
    fn what_is_asked_of_a_list_is_asked_in_its_words() {
        let asked = |lacks: &str| {
            let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
            set(&mut programme, lacks, Value::Null);
            let report = Programme::from_json(&programme.to_string()).unwrap().check(AS_OF.parse().ok());
            let mut all = report.assessments().flat_map(|a| a.questions().to_vec());
            all.find(|question| question.fact.to_string() == lacks).unwrap().question
        };
        assert_eq!(
            asked("/applications/0/submitted_on"),
            "On which day was the payment application submitted?"
        );
        assert_eq!(asked("/accounts/0/submitted_on"), "On which day were the accounts submitted?");
        assert_eq!(asked("/decisions/0/date"), "On which day was the decision taken?");
        assert_eq!(
            asked("/applications/1/rows"),
            "What does the payment application declare, by objective and type of action?"
        );
    }

    #[test]
    fn what_the_programme_lacks_is_missing_by_its_place() {
        let missing = |rule: &str, lacks: &str, changes: Value| {
            let mut programme: Value = serde_json::from_str(PROGRAMME).unwrap();
            set(&mut programme, lacks, Value::Null);
            let programme = Programme::from_json(&programme.to_string()).unwrap();
            let mut operation: Value = serde_json::from_str(OPERATIONS.lines().next().unwrap()).unwrap();
            for (pointer, value) in changes.as_object().unwrap() {
                set(&mut operation, pointer, value.clone());
            }
            let operation = Operation::from_json(&operation.to_string()).unwrap();
            let report = OperationsCheck::new(Some(&programme), AS_OF.parse().ok()).operation(&operation);
            let found = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
            assert_eq!(found.outcome(), Outcome::Unknown, "{}", found.message());
            found.missing().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let new = json!({ "/objective": 2, "/interventions": ["1-II-004"] });
        let found = missing("operation/newly-eligible", "/decisions/1/requested_on", new.clone());
        assert_eq!(found, ["/decisions/1/requested_on"]);
        let found = missing("operation/newly-eligible", "/interventions/2/since", new);
        assert_eq!(found, ["/interventions/2/since"]);
        // Without the kind of the first decision, it is not known whether the second is the first adoption.
        let new = json!({ "/objective": 2, "/interventions": ["1-II-003"] });
        let found = missing("operation/newly-eligible", "/decisions/0/kind", new);
        assert_eq!(found, ["/decisions/0/kind"]);
        let unit = json!({ "/items/0/kind": "unit", "/items/0/unit": "course-hour", "/items/0/quantity": 1 });
        let found = missing("operation/national-unit-costs", "/limits/unit_costs/0/amount", unit);
        assert_eq!(found, ["/limits/unit_costs"]);
    }

    #[test]
    fn overbooking_names_the_operations_and_is_for_clarification() {
        let (outcome, ..) = look(&[], "payment/overbooked", "/financing/0");
        assert_eq!(outcome, Outcome::Met);
        let less = [("/financing/0/union", "1000000.00".into())];
        let (outcome, message, ids) = look(&less, "payment/overbooked", "/financing/0");
        assert_eq!(outcome, Outcome::NotMet);
        assert!(
            ids.contains(&"LU-AMIF-0001".to_owned()) && message.contains("the row has EUR 1 000 000"),
            "{message}"
        );
        let unknown = [("/financing/0/union", Value::Null)];
        assert_eq!(look(&unknown, "payment/overbooked", "/financing/0").0, Outcome::Unknown);
    }

    #[test]
    fn an_earmark_pays_no_more_than_it_has() {
        assert_eq!(look(&[], "payment/earmark-spent", "/allocations/4").0, Outcome::Met);
        let less = [("/allocations/4/union", "10.00".into())];
        let (outcome, _, ids) = look(&less, "payment/earmark-spent", "/allocations/4");
        assert_eq!((outcome, ids[0].as_str()), (Outcome::NotMet, "AMIF/2023/SA/9.9.9"));
        let unknown = [("/allocations/4/union", Value::Null)];
        assert_eq!(look(&unknown, "payment/earmark-spent", "/allocations/4").0, Outcome::Unknown);
    }
}

/// The vectors on rules. V: every number and rule was read; U: a step is unread, and is shown as such.
mod vectors {
    use super::*;
    use serde_json::json;

    fn told(on: &str, rule: &str, set: Value) -> (Outcome, String, Vec<String>) {
        let report = report(&json!({ "on": on, "set": set }));
        let a = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
        (a.outcome(), a.message(), a.open().iter().map(|open| (*open).to_owned()).collect())
    }

    fn application(on: &str, action: &str, union: &str, solidarity: &str, assistance: &str) -> Value {
        json!({ "/applications": [{ "id": "A", "accounting_year": "2027", "submitted_on": on, "status": "open",
            "rows": [{ "objective": 1, "action": action, "basis": "total", "expenditure": "1000000.00",
                "public": "1000000.00", "union": union }],
            "solidarity_expenditure": solidarity, "technical_assistance": assistance }] })
    }

    #[test]
    fn vector_13_technical_assistance_leaves_solidarity_out_since_2026() {
        let rule = "payment/technical-assistance";
        let at = |on: &str, amount: &str| {
            told("programme", rule, application(on, "15(1)", "1000000.00", "200000.00", amount)).0
        };
        assert_eq!(at("2026-09-15", "48000.00"), Outcome::Met);
        assert_eq!(at("2026-09-15", "48000.01"), Outcome::NotMet);
        assert_eq!(at("2025-09-15", "60000.00"), Outcome::Met, "before the change");
        // Between 12 June and 1 July 2026 the sources differ.
        assert_eq!(at("2026-06-20", "60000.00"), Outcome::Unknown);
    }

    #[test]
    fn vector_14_at_75_per_cent_letter_and_programme_clash_and_both_are_shown() {
        let rule = "payment/technical-assistance";
        let at = |amount: &str| {
            told("programme", rule, application("2025-09-15", "15(1)", "750000.00", "0.00", amount))
        };
        assert_eq!(at("45000.00").0, Outcome::Met);
        let (outcome, message, open) = at("60000.00");
        assert_eq!((outcome, open), (Outcome::Unknown, vec!["base-of-technical-assistance".to_owned()]));
        assert!(
            message
                .contains("6 % of the expenditure is EUR 60 000, 6 % of the Union's contribution EUR 45 000")
        );
        assert_eq!(at("60000.01").0, Outcome::NotMet);
    }

    #[test]
    fn vector_15_technical_assistance_of_the_programme_to_a_cent() {
        let at = |amount: &str| {
            let row = |objective: Value, action: &str, union: &str| json!({ "objective": objective, "action": action, "union": union });
            let rows = json!({ "/financing": [row(json!(1), "15(1)", "56603773.58"), row(json!("ta"), "36(5)", amount)] });
            told("programme", "programme/technical-assistance", rows).0
        };
        assert_eq!([at("3396226.41"), at("3396226.42")], [Outcome::Met, Outcome::Met]);
        assert_eq!([at("3396226.39"), at("3396226.44")], [Outcome::NotMet, Outcome::NotMet]);
    }

    #[test]
    fn vector_16_the_rate_is_of_the_basis_of_the_decision() {
        let row = |basis: &str, rate: &str, union: &str| {
            json!({ "/financing/0/basis": basis, "/financing/0/rate": rate,
                "/applications": [{ "id": "A", "accounting_year": "2026", "submitted_on": "2025-10-01", "status": "open",
                    "rows": [{ "objective": 1, "action": "15(1)", "basis": basis, "expenditure": "1000000.00",
                        "public": "900000.00", "union": union }] }] })
        };
        let (outcome, message, _) = told("programme", "payment/union-share", row("total", "75", "750000.00"));
        assert!(outcome == Outcome::Met && message.contains("95 % of the claim is EUR 712 500"), "{message}");
        let (outcome, message, _) =
            told("programme", "payment/union-share", row("public", "80", "720000.00"));
        assert!(outcome == Outcome::Met && message.contains("95 % of the claim is EUR 684 000"), "{message}");
        assert_eq!(
            told("programme", "payment/union-share", row("public", "80", "800000.00")).0,
            Outcome::NotMet
        );
    }

    #[test]
    fn vector_18_the_least_deduction_brings_the_error_down_to_2_per_cent() {
        let errors = json!({ "/accounts/0/errors":
            { "population": "20000000.00", "total_errors": "500000.00", "corrections": "0.00" } });
        let (outcome, message, _) = told("programme", "payment/residual-error", errors);
        assert!(
            outcome == Outcome::NotMet && message.contains("At least EUR 102 040.82 is to be deducted"),
            "{message}"
        );
    }

    #[test]
    fn what_was_corrected_is_no_expenditure_of_the_accounts() {
        // (500 000 - 100 000) / (20 000 000 - 100 000) is 2.01 %; (400 000 - x) / (19 900 000 - x) <= 2 %: x >= 2 000 / 0.98.
        let errors = json!({ "/accounts/0/errors":
            { "population": "20000000.00", "total_errors": "500000.00", "corrections": "100000.00" } });
        let (outcome, message, _) = told("programme", "payment/residual-error", errors);
        assert_eq!(outcome, Outcome::NotMet);
        assert!(
            message.contains("is 2.01 %") && message.contains("EUR 2 040.82 is to be deducted"),
            "{message}"
        );
    }

    #[test]
    fn what_is_open_of_29_february_is_asked() {
        let of = |id: &str, on: &str| json!({ "id": id, "accounting_year": "2024", "submitted_on": on, "status": "accepted", "rows": [] });
        let at = |one: &str, other: &str| {
            told(
                "programme",
                "payment/one-per-period",
                json!({ "/applications": [of("B", one), of("A", other)] }),
            )
        };
        let (outcome, message, open) = at("2024-02-29", "2024-02-20");
        assert_eq!((outcome, open), (Outcome::Unknown, vec!["period-of-29-february".to_owned()]));
        assert_eq!(message, "Whether an earlier application is in the period of B is not known.");
        let (outcome, _, open) = at("2024-03-10", "2024-02-29");
        assert_eq!((outcome, open), (Outcome::Unknown, vec!["period-of-29-february".to_owned()]));
    }

    #[test]
    fn a_sentence_says_why_an_advance_and_a_unit_cost_are_refused() {
        let advance = json!({ "/state_aid": false, "/advance": { "amount": "40.00", "aid": "100.00",
            "paid_on": "2023-06-01", "guaranteed": true, "covered": "40.00", "covered_on": "2026-12-31" } });
        let (_, message, _) = told("operation", "operation/state-aid-advance", advance);
        assert!(message.contains("said not to be State aid"), "{message}");
        let units = json!({ "/items": [
            { "id": "1", "kind": "unit", "unit": "course-hour", "quantity": "10", "amount": "550.01" },
            { "id": "2", "kind": "unit", "unit": "flat", "quantity": "1", "amount": "12.00" }] });
        let (_, message, _) = told("operation", "operation/national-unit-costs", units);
        assert_eq!(
            message,
            "item 1 (/items/0): EUR 550.01 for course-hour, worth EUR 550; \
             item 2 (/items/1): EUR 12 for flat, which is not on the list."
        );
        let draft = json!({ "/cost/total": "200000.00",
            "/forms": [{ "article": "53(3)b", "draft_budget": false, "agreed_on": "2023-03-28" }] });
        let (_, _, open) = told("operation", "operation/draft-budget", draft);
        assert_eq!(open, ["draft-budget-of-the-day"]);
        let earmarked = json!({ "/allocations/1/earmarked": true, "/financing/0/union": "2864999.99" });
        let (_, _, open) = told("programme", "programme/minimum-share", earmarked);
        assert_eq!(open, ["earmarked-initial-allocation"]);
    }

    #[test]
    fn vectors_20_and_21_flat_rates_are_of_their_bases() {
        let form = |article: &str, rate: &str, amount: &str| {
            json!({ "/forms": [{ "article": article, "rate": rate, "amount": amount, "calculated": true }],
                "/items": [], "/cost/direct": "100000.00", "/cost/staff": "60000.00", "/cost/procured": "0.00" })
        };
        let at = |article: &str, rate: &str, amount: &str| {
            told("operation", "operation/flat-rate-base", form(article, rate, amount)).0
        };
        for (article, rate, most, over) in [
            ("54a", "7", "7000.00", "7000.01"),
            ("54b", "15", "9000.00", "9000.01"),
            ("54c", "25", "25000.00", "25000.01"),
            ("56(1)", "40", "24000.00", "24000.01"),
        ] {
            assert_eq!(at(article, rate, most), Outcome::Met, "{article}");
            assert_eq!(at(article, rate, over), Outcome::NotMet, "{article}");
        }
        // 20 % of 120 000 less 45 000 that is procured.
        let staff = |amount: &str| {
            let set = json!({ "/forms": [{ "article": "55(1)", "rate": "20", "amount": amount }],
                "/items": [], "/cost/direct": "120000.00", "/cost/staff": null, "/cost/procured": "45000.00" });
            told("operation", "operation/flat-rate-base", set).0
        };
        assert_eq!([staff("15000.00"), staff("15000.01")], [Outcome::Met, Outcome::NotMet]);
    }

    #[test]
    fn vector_22_hours_too_many_are_told_with_what_they_come_to() {
        let set = json!({ "/staff": [{ "person": "S", "year": 2025, "annual_gross": "51600.00", "full_time_share": "1",
            "hourly": "30.00", "hours": "1721" }] });
        let (outcome, message, _) = told("operation", "operation/hours-a-year", set);
        assert_eq!(outcome, Outcome::NotMet);
        assert!(message.contains("[unverified]: 1 too many, EUR 30"), "{message}");
    }

    #[test]
    fn vectors_23_and_24_what_is_too_much_is_told() {
        let land =
            json!({ "/cost/eligible": "1000000.00", "/cost/land": "120000.00", "/cost/land_kind": "plain" });
        assert!(
            told("operation", "operation/land", land)
                .1
                .ends_with("at most EUR 100 000: EUR 20 000 too much.")
        );
        let kind = json!({ "/cost/eligible": "100000.00", "/cost/in_kind": "20000.00",
            "/support/union": "75000.00", "/support/public": "10000.00" });
        assert!(
            told("operation", "operation/in-kind", kind).1.ends_with("is EUR 80 000: EUR 5 000 too much.")
        );
        let claim = |stopped: Value| {
            json!({ "/claims": [{ "id": "C", "received_on": "2025-03-01", "stopped": stopped, "due": 1, "paid": 1,
                "paid_on": "2025-05-20" }] })
        };
        let paid = |stopped| told("operation", "operation/paid-in-time", claim(stopped)).1;
        assert!(paid(json!([])).contains("to be paid by 2025-05-20"));
        assert!(
            paid(json!([{ "from": "2025-03-11", "until": "2025-03-21" }]))
                .contains("to be paid by 2025-05-30")
        );
        for (last, until) in [("2026-02-14", "2031-12-31"), ("2025-12-31", "2030-12-31")] {
            let message = told("operation", "operation/retention", json!({ "/last_payment_on": last })).1;
            assert!(message.ends_with(&format!("kept until {until}.")), "{message}");
        }
        let broken = json!({ "/investment": true, "/support/union": "250000.00", "/last_payment_on": "2024-03-01",
            "/claims": [], "/events": [{ "kind": "moved", "on": "2026-03-01" }] });
        let message = told("operation", "operation/durability", broken).1;
        assert!(message.contains("EUR 150 000 of EUR 250 000 is paid back"), "{message}");
    }

    #[test]
    fn vector_25_persons_bring_the_amount_of_their_date() {
        let worth = |category: &str, on: &str, number: u32| {
            let set =
                json!({ "/persons": [{ "category": category, "from": on, "until": on, "number": number }] });
            told("programme", "programme/person-amounts", set).1
        };
        for (category, on, number, brings) in [
            ("resettlement_union", "2024-09-12", 40, "EUR 400 000;"),
            ("humanitarian_admission", "2024-09-12", 25, "EUR 150 000;"),
            ("vulnerable", "2024-09-12", 10, "EUR 80 000;"),
            ("resettlement_national", "2024-07-01", 1, "EUR 6 000;"),
            // Concluded and not read before 11 June 2024: both amounts stand.
            ("resettlement_national", "2024-06-01", 1, "EUR 6 000 to 10 000;"),
            ("unaccompanied_minor", "2026-06-01", 1, "EUR 10 000;"),
            ("unaccompanied_minor", "2026-06-20", 1, "EUR 10 000 to 12 000;"),
            ("unaccompanied_minor", "2026-07-02", 1, "EUR 12 000;"),
            ("transfer_out", "2024-09-12", 1, "EUR 500;"),
        ] {
            let message = worth(category, on, number);
            assert!(message.contains(&format!(" bring {brings}")), "{category} {on}: {message}");
        }
    }

    #[test]
    fn short_values_15_and_5_per_cent() {
        let moved = |amounts: &[&str]| {
            let all: Vec<Value> = amounts
                .iter()
                .map(|amount| json!({ "from": "1", "to": "2", "kind": "objectives", "amount": amount, "on": "2025-01-01", "years": [] }))
                .collect();
            let set = json!({ "/transfers": all, "/allocations/0/union": "8000000.00" });
            told("programme", "programme/transfers-between-objectives", set)
        };
        assert_eq!(moved(&["900000.00", "300000.00"]).0, Outcome::Met);
        let (outcome, message, _) = moved(&["900000.00", "400000.00"]);
        assert!(
            outcome == Outcome::NotMet && message.ends_with("EUR 1 200 000: EUR 100 000 too much."),
            "{message}"
        );
    }

    /// What the law excepts and the format cannot say is said where somebody would pay for it, and nothing is said of what does not apply.
    #[test]
    fn exceptions_that_are_not_looked_at_are_said_and_what_does_not_apply_says_why() {
        let event = |kind: &str| {
            let events = json!([{ "kind": kind, "on": "2026-05-01" }]);
            let set = json!({ "/investment": true, "/events": events });
            told("operation", "operation/durability", set)
        };
        assert!(event("moved").1.contains("by a bankruptcy that is not fraudulent, which is not looked at"));
        assert!(!event("ownership").1.contains("bankruptcy"));
        let real = json!({ "/cost": { "total": "150000.00", "vat_included": false }, "/forms": [], "/state_aid": false, "/items": [] });
        let (outcome, message, _) = told("operation", "operation/simplified-costs", real);
        assert!(
            outcome == Outcome::NotMet && message.contains("research or innovation is not looked at"),
            "{message}"
        );
        let (_, message, _) = told("operation", "operation/durability", json!({ "/investment": false }));
        assert_eq!(message, "Does not apply: nothing was built or bought.");
        let (_, message, _) = told("operation", "operation/owners", json!({ "/beneficiary/form": "public" }));
        assert_eq!(message, "Does not apply: a public body has no beneficial owners.");
        let (outcome, _, open) = told(
            "operation",
            "operation/owners",
            json!({ "/selected_on": "2022-12-31", "/beneficiary/owners_known": false }),
        );
        assert_eq!((outcome, open), (Outcome::Unknown, vec!["owners-before-the-duty".to_owned()]));
    }

    #[test]
    fn what_the_commission_decides_has_no_limit() {
        let moved = |on: &str| {
            let set = json!({ "/transfers/0/on": on, "/transfers/0/amount": "300000.01" });
            told("programme", "programme/transfers-between-objectives", set)
        };
        let (outcome, message, open) = moved("2024-06-20");
        assert_eq!((outcome, open), (Outcome::Unknown, vec!["transfer-by-decision".to_owned()]));
        assert!(
            message.ends_with("EUR 300 000.01 may have been moved by an amendment, which has no limit."),
            "{message}"
        );
        assert_eq!(moved("2024-06-21").0, Outcome::NotMet);
        let rows = json!({ "/financing/1/action": "15(1)", "/financing/1/basis": "public" });
        let report = report(&json!({ "on": "programme", "set": rows }));
        let is_second = |a: &amif::Assessment<'_>| {
            a.rule().as_str() == "programme/row-once" && a.subject().to_string() == "/financing/1"
        };
        let second = report.assessments().find(is_second).unwrap();
        assert_eq!(
            (second.outcome(), second.open()),
            (Outcome::Unknown, vec!["basis-of-the-type-of-action"])
        );
        assert_eq!(
            second.message(),
            "Row objective 1, 15(1) stands at /financing/0 already, on the other basis."
        );
    }

    #[test]
    fn citations_are_marked_no_better_than_what_was_read() {
        use amif::law::{Act, Basis};
        let marked = |rule: &str, act: Act, place: &str, basis: Basis| {
            let about = amif::report::explain(rule).unwrap();
            let is = |c: &&amif::law::Citation| {
                (c.cited_act(), c.section(), c.basis()) == (Some(act), place, basis)
            };
            assert!(about.citations.iter().any(|c| is(&c)), "{rule}: {place}");
        };
        marked("payment/pre-financing", Act::Amif2021, "Art. 14", Basis::Inferred);
        marked("payment/commitment-used", Act::Amif2021, "Art. 14", Basis::Inferred);
        marked("programme/milestone", Act::Amif2021, "Art. 17(3)", Basis::Unverified);
        marked("programme/targets", Act::Amif2021, "Art. 33", Basis::Unverified);
        marked("programme/intervention-breakdown", Act::CommonProvisions, "Art. 22(4)", Basis::Act);
        for rule in ["programme/person-amount", "programme/person-allocation"] {
            marked(rule, Act::Amif2021, "Art. 19", Basis::Inferred);
            marked(rule, Act::Amif2021, "Art. 20(4)", Basis::Act);
        }
        marked("fund/instrument", Act::Financial2018, "Art. 195", Basis::Inferred);
        marked("admissibility/annexes", Act::Financial2024, "Art. 154", Basis::Act);
        marked("admissibility/annexes", Act::Financial2018, "Art. 151", Basis::Unverified);
        for rule in ["programme/indicator", "fund/indicator"] {
            let about = amif::report::explain(rule).unwrap();
            let templates = about.citations.iter().find(|c| c.to_string().starts_with("Programme templates"));
            assert_eq!(templates.map(|c| c.basis()), Some(Basis::Unverified), "{rule}");
        }
    }
}
