//! Boundaries that changes chosen by hand once passed unnoticed: days on which a version is published, ties, the order of what
//! is asked, a grant without costs, calls without a deadline.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::ask::{Asked, Deciding};
use amif::budget::Settlement;
use amif::catalogue::{self, Finder};
use amif::{Call, Country, Eur, Outcome, Proposal, RuleId};
use serde_json::{Value, json};

/// The call that states every condition: its first version of 10 January 2030, its second of 1 April, due on 15 May.
fn file() -> Value {
    let both: Value = serde_json::from_str(include_str!("vocabulary.json")).unwrap();
    both.get("call").unwrap().clone()
}

fn call(file: &Value) -> Call {
    Call::from_json(&file.to_string()).unwrap()
}

fn set(file: &mut Value, pointer: &str, value: Value) {
    *file.pointer_mut(pointer).unwrap() = value;
}

#[test]
fn a_version_governs_from_the_day_of_its_publication_in_brussels() {
    let call = call(&file());
    let version = |at: &str| call.governing(at.parse().unwrap()).version().to_owned();
    assert_eq!(version("2030-03-31T23:59:59+02:00"), "1.0");
    assert_eq!(version("2030-04-01T00:00:00+02:00"), "1.1");
    assert_eq!(version("2030-03-31T22:00:00Z"), "1.1", "the day begins two hours earlier by universal time");
}

#[test]
fn a_version_of_the_deadline_day_governs_and_one_of_the_next_day_does_not() {
    let version = |published: &str, stages: u8| {
        let mut file = file();
        if stages == 1 {
            set(&mut file, "/deadline/second_stage", Value::Null);
        }
        set(&mut file, "/versions/0/published", json!(published));
        call(&file).governing("2030-10-01T12:00:00+02:00".parse().unwrap()).version().to_owned()
    };
    assert_eq!(version("2030-05-15", 1), "1.1");
    assert_eq!(version("2030-05-16", 1), "1.0");
    // What is published between the stages binds the second.
    assert_eq!(version("2030-05-16", 2), "1.1");
    assert_eq!(version("2030-09-16", 2), "1.1");
    assert_eq!(version("2030-09-17", 2), "1.0");
}

/// The last version by the day of the deadline governs; one that moved the deadline says by which day the next may come.
#[test]
fn a_version_after_the_first_deadline_governs_where_one_before_it_moved_the_deadline() {
    let version = |second: &str| {
        let mut file = file();
        set(&mut file, "/deadline/second_stage", Value::Null);
        let mut deadline = file.pointer("/deadline").unwrap().clone();
        set(&mut deadline, "/date", json!("2030-06-15"));
        file.pointer_mut("/versions/0/changes").unwrap()["deadline"] = deadline;
        let mut later = file.pointer("/versions/0").unwrap().clone();
        set(&mut later, "/version", json!("1.2"));
        set(&mut later, "/published", json!(second));
        file.get_mut("versions").unwrap().as_array_mut().unwrap().push(later);
        call(&file).governing("2030-07-01T12:00:00+02:00".parse().unwrap()).version().to_owned()
    };
    assert_eq!(version("2030-05-20"), "1.2", "after the first deadline and before the second");
    assert_eq!(version("2030-06-15"), "1.2");
    assert_eq!(version("2030-06-16"), "1.1");
}

/// After the deadline nothing moves it but an extension by corrigendum (`law/corrections.md`, Stages).
#[test]
fn a_version_after_the_deadline_governs_where_it_extends_the_deadline() {
    let version = |published: &str, deadline: &str, known: &str| {
        let mut file = file();
        set(&mut file, "/deadline/second_stage", Value::Null);
        let mut moved = file.pointer("/deadline").unwrap().clone();
        set(&mut moved, "/date", json!(deadline));
        file.pointer_mut("/versions/0/changes").unwrap()["deadline"] = moved;
        set(&mut file, "/versions/0/published", json!(published));
        let at = format!("{known}T12:00:00+02:00").parse().unwrap();
        call(&file).governing(at).version().to_owned()
    };
    // The deadline is 15 May.
    assert_eq!(version("2030-05-16", "2030-06-15", "2030-07-01"), "1.1");
    assert_eq!(version("2030-05-16", "2030-06-15", "2030-05-15"), "1.0", "not yet known");
    assert_eq!(version("2030-05-16", "2030-05-16", "2030-07-01"), "1.1", "by its own day");
    assert_eq!(version("2030-05-16", "2030-05-15", "2030-07-01"), "1.0", "the deadline stays");
    assert_eq!(version("2030-06-16", "2030-06-15", "2030-07-01"), "1.0", "after what it says itself");
}

#[test]
fn of_two_versions_of_one_day_the_later_in_the_list_governs() {
    let mut file = file();
    let mut second = file.pointer("/versions/0").unwrap().clone();
    set(&mut second, "/version", json!("1.2"));
    file.get_mut("versions").unwrap().as_array_mut().unwrap().push(second.clone());
    let governs = |file: &Value| {
        call(file).governing("2030-04-01T12:00:00+02:00".parse().unwrap()).version().to_owned()
    };
    assert_eq!(governs(&file), "1.2");
    set(&mut file, "/versions/1/published", json!("2030-04-02"));
    assert_eq!(governs(&file), "1.1");
    set(&mut file, "/versions/0/published", json!("2030-01-10"));
    assert_eq!(governs(&file), "1.1", "of the day of the first");
    set(&mut file, "/versions/0/published", json!("2030-01-09"));
    let error = Call::from_json(&file.to_string()).unwrap_err().to_string();
    assert!(error.contains("version 1.1 must not be earlier than the one before it"), "{error}");
}

#[test]
fn of_persons_with_equally_many_days_the_first_is_named() {
    let told = |persons: Value| {
        let row = json!({"participant": 0, "persons": persons});
        let proposal = json!({"participants": [{"name": "A"}], "budget": {"rows": [row]}});
        let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
        let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
        let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap());
        let days = report.assessments().find(|a| a.rule() == RuleId::BudgetDays).unwrap();
        (days.outcome(), days.message().split(';').next().unwrap().to_owned())
    };
    let person = |name: &str, days: &str| json!({"name": name, "year": 2025, "days": days});
    assert_eq!(
        told(json!([person("First", "215"), person("Second", "215")])),
        (Outcome::Met, "First in 2025: 215 days".to_owned())
    );
    assert_eq!(
        told(json!([person("First", "215"), person("Second", "215.5")])),
        (Outcome::NotMet, "Second in 2025: 215.5 days".to_owned())
    );
}

#[test]
fn without_costs_there_is_no_grant_whatever_the_revenue() {
    let mut end = Settlement::new(Eur::ZERO, "90".parse().unwrap(), "750000".parse().unwrap());
    end.revenue = "50000".parse().unwrap();
    let last = end.final_grant().unwrap();
    assert_eq!((last.profit, last.profit_share, last.grant), (end.revenue, Eur::ZERO, Eur::ZERO));
}

#[test]
fn facts_are_asked_before_open_questions() {
    let draft = json!({
        "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24, "requested_grant": "750000",
        "participants": [
            {"name": "A", "pic": "999000001", "role": "coordinator", "legal_form": "public_body"},
            {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
            {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "FR", "legal_form": "international_organisation"}
        ]
    });
    let proposal = Proposal::from_json(&draft.to_string()).unwrap();
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap());
    let deciding = report.deciding();
    let (Deciding::Ask(asks) | Deciding::CannotBeEligible { asks, .. }) = &deciding else {
        panic!("{deciding}")
    };
    let is_question: Vec<bool> =
        asks.order.iter().map(|ask| matches!(ask.what, Asked::Question(_))).collect();
    assert!(is_question.contains(&true) && is_question.contains(&false), "{deciding}");
    assert!(is_question.is_sorted(), "{deciding}");
}

#[test]
fn a_call_without_a_deadline_stands_after_open_ones_and_before_closed_ones() {
    let dated = call(&file());
    let mut without = file();
    without.as_object_mut().unwrap().remove("deadline");
    set(&mut without, "/topic", json!("EXAMPLE-2030-02"));
    let without = call(&without);
    let both: Value = serde_json::from_str(include_str!("vocabulary.json")).unwrap();
    let proposal = Proposal::from_json(&both.get("proposal").unwrap().to_string()).unwrap();
    let order = |at: &str| {
        let finder = Finder::new(&proposal, at.parse().unwrap());
        let found = finder.among([&without, &dated]);
        found.iter().map(|c| (c.call().topic().to_string(), c.days_left())).collect::<Vec<_>>()
    };
    let (dated, without) = ("EXAMPLE-2030-01".to_owned(), ("EXAMPLE-2030-02".to_owned(), None));
    assert_eq!(order("2030-05-14T12:00:00+02:00"), [(dated.clone(), Some(1)), without.clone()]);
    assert_eq!(order("2030-10-02T12:00:00+02:00"), [without, (dated, Some(-140))]);
}

#[test]
fn a_country_is_read_in_any_case() {
    for text in ["BE", "be", "Be", "bE"] {
        assert_eq!(text.parse::<Country>().unwrap().to_string(), "BE", "{text}");
    }
}
