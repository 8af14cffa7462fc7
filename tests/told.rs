//! What the rules say of the cases of the corpus, in every word: the sentence, what is required and found, what is missing, and
//! what becomes of the answer where one fact more is left out. A file for each rule; `UPDATE_EXPECT=1` writes them anew,
//! and whoever changes a rule reads what changed. Whether the answers are right is held by the cases themselves, the oracles and
//! the properties.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "conformance/bases.rs"]
mod bases;
#[path = "programme/case.rs"]
mod case;

use std::collections::BTreeMap;
use std::fmt::Write;

use amif::report::{Assessment, explain};
use amif::{Applicant, LegalForm, Outcome, Proposal};
use expect_test::expect_file;
use serde_json::Value;

/// An answer as far as it differs between cases.
struct Answer {
    outcome: Outcome,
    /// The sentence, and what the line of the report has beside it.
    words: String,
    /// What would settle it.
    missing: Vec<String>,
}

impl Answer {
    fn of(a: &Assessment<'_>) -> Self {
        let mut line = serde_json::to_value(a).unwrap();
        let fields = line.as_object_mut().unwrap();
        for alike in [
            "rule",
            "subject",
            "ids",
            "questions",
            "stage",
            "layer",
            "consequence",
            "source",
            "message",
            "outcome",
            "missing",
        ] {
            fields.remove(alike);
        }
        fields.retain(|_, value| !value.is_null() && value != &Value::Array(Vec::new()));
        Answer {
            outcome: a.outcome(),
            words: format!("{} {line}", a.message()),
            missing: a.missing().iter().map(ToString::to_string).collect(),
        }
    }

    fn shown(&self) -> String {
        let missing = self.missing.iter().map(|fact| format!("\n  missing {fact}"));
        format!("{}: {}{}", self.outcome, self.words, missing.collect::<String>())
    }
}

/// The places of single facts, of which one list stands for its members where these are no objects.
fn leaves(document: &Value) -> Vec<String> {
    fn of(value: &Value, at: &str, all: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| of(value, &format!("{at}/{name}"), all));
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                items.iter().enumerate().for_each(|(n, value)| of(value, &format!("{at}/{n}"), all));
            }
            _ => all.push(at.to_owned()),
        }
    }
    let mut all = Vec::new();
    of(document, "", &mut all);
    all
}

/// A document without one of its facts.
fn without(document: &Value, pointer: &str) -> Value {
    let mut less = document.clone();
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    less.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().remove(last);
    less
}

/// Whether a rule reads the fact at a place, by the last name on the way there that is one of a fact.
fn reads(rule: &str, pointer: &str) -> bool {
    let facts = explain(rule).unwrap().facts;
    let mut names = pointer.split('/').filter_map(|name| name.parse().ok());
    names.next_back().is_some_and(|kind| facts.contains(&kind))
}

/// What is said of a case, and what without each fact that its rule reads, where that is something else. `all`: without any fact.
fn told(
    case: &Value,
    document: &Value,
    all: bool,
    look: impl Fn(&Value) -> Option<Option<Answer>>,
) -> String {
    let rule = case["rule"].as_str().unwrap();
    let before = look(document).unwrap().unwrap();
    let mut text = before.shown();
    for pointer in leaves(document).into_iter().filter(|pointer| all || reads(rule, pointer)) {
        match look(&without(document, &pointer)) {
            Some(Some(after)) if after.outcome == before.outcome && after.missing == before.missing => {}
            Some(Some(after)) => {
                let missing = after.missing.iter().fold(String::new(), |all, fact| all + " " + fact);
                write!(text, "\n  without {pointer} {},{missing}", after.outcome).unwrap();
            }
            Some(None) => write!(text, "\n  without {pointer}, nothing").unwrap(),
            None => {}
        }
    }
    text
}

/// Whether an assessment is the one that a case is about.
fn is_of(a: &Assessment<'_>, case: &Value) -> bool {
    a.rule().as_str() == case["rule"] && a.subject().to_string() == case["subject"].as_str().unwrap()
}

/// What each rule of a list of cases says, compared with its file.
fn hold(cases: &str, taken: impl Fn(&Value) -> bool, said: impl Fn(&Value) -> String) {
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    let mut by_rule: BTreeMap<&str, String> = BTreeMap::new();
    for case in cases.iter().filter(|case| taken(case)) {
        let mut named = case.clone();
        let fields = named.as_object_mut().unwrap();
        fields.remove("rule");
        let text = by_rule.entry(case["rule"].as_str().unwrap()).or_default();
        writeln!(text, "{named}\n{}\n", said(case)).unwrap();
    }
    by_rule.into_iter().for_each(|(rule, text)| compare(rule, &text));
}

/// Compares a text with the file of its name.
fn compare(name: &str, text: &str) {
    let path = format!("{}/tests/told/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
    }
    expect_file![path].assert_eq(text);
}

const ON_PROGRAMMES: &str = include_str!("programme/cases.json");

fn of_programmes(on: &str) {
    hold(
        ON_PROGRAMMES,
        |case| case["on"] == on,
        |of| {
            told(of, &case::document(of), false, |document| {
                let report = case::looked(of, document)?;
                Some(report.assessments().find(|a| is_of(a, of)).map(|a| Answer::of(&a)))
            })
        },
    );
}

#[test]
fn rules_on_programmes_say_what_they_said() {
    of_programmes("programme");
}

#[test]
fn rules_on_operations_say_what_they_said() {
    of_programmes("operation");
}

#[test]
fn rules_on_persons_say_what_they_said() {
    of_programmes("persons");
}

#[test]
fn rules_on_calls_say_what_they_said() {
    hold(
        include_str!("conformance/cases.json"),
        |_| true,
        |of| {
            let (call, proposal, as_of) = bases::case(of);
            told(of, &proposal, true, |proposal| {
                let proposal = Proposal::from_json(&proposal.to_string()).ok()?;
                let report = proposal.check(&call, as_of);
                Some(report.assessments().find(|a| is_of(a, of)).map(|a| Answer::of(&a)))
            })
        },
    );
}

/// Organisations that might join, of every kind and from countries in and outside.
fn candidates() -> Vec<Applicant> {
    [
        ("Invented Ministry", "BE", LegalForm::PublicBody),
        ("Invented Charity", "AT", LegalForm::NonProfitPrivate),
        ("Invented Charity of the North", "DK", LegalForm::NonProfitPrivate),
        ("Invented Works", "ES", LegalForm::ProfitMaking),
        ("Invented World Organisation", "CH", LegalForm::InternationalOrganisation),
        ("Invented University", "RS", LegalForm::PublicBody),
        ("Invented Refuge", "IE", LegalForm::NonProfitPrivate),
    ]
    .map(|(name, country, form)| {
        Applicant::new(name.parse().unwrap()).country(country.parse().unwrap()).legal_form(form)
    })
    .to_vec()
}

/// JSON with lists cut after so many entries.
fn cut(mut value: Value, entries: usize) -> String {
    fn of(value: &mut Value, entries: usize) {
        match value {
            Value::Array(items) => {
                let more = items.len().saturating_sub(entries);
                items.truncate(entries);
                items.iter_mut().for_each(|item| of(item, entries));
                if more > 0 {
                    items.push(format!("and {more} more").into());
                }
            }
            Value::Object(fields) => {
                ["source", "call", "as_of", "schema", "answers", "crate", "call_version", "topic"]
                    .iter()
                    .for_each(|name| drop(fields.remove(*name)));
                fields.retain(|_, value| !value.is_null() && value != &Value::Array(Vec::new()));
                fields.values_mut().for_each(|value| of(value, entries));
            }
            _ => {}
        }
    }
    of(&mut value, entries);
    value.to_string()
}

/// What is to be asked, changed and added, for the proposals of the cases on calls.
fn next(taken: impl Fn(usize) -> bool) {
    const STEPS: u64 = 200_000;
    let cases: Vec<Value> = serde_json::from_str(include_str!("conformance/cases.json")).unwrap();
    // Of the cases on budgets a few are enough.
    let few = cases.iter().enumerate().filter(|(at, case)| case["on"] != "budget" || at % 5 == 0);
    for (at, of) in few.filter(|(at, _)| taken(*at)) {
        let (call, proposal, as_of) = bases::case(of);
        let Ok(proposal) = Proposal::from_json(&proposal.to_string()) else { continue };
        let report = proposal.check(&call, as_of);
        let json = |value: Result<Value, serde_json::Error>| cut(value.unwrap(), 6);
        let mut text = format!("{of}\n{}\n", report.verdict());
        let mut line = |name: &str, value: String| writeln!(text, "{name}: {value}").unwrap();
        line("questions", json(serde_json::to_value(report.questions_within(STEPS).answer)));
        line("deciding", json(serde_json::to_value(report.deciding_within(STEPS).answer)));
        line("partners", json(serde_json::to_value(report.partners_wanted_within(STEPS).answer)));
        line("additions", json(serde_json::to_value(report.additions_within(&candidates(), STEPS).answer)));
        line("critical", json(serde_json::to_value(report.critical_members_within(STEPS).answer)));
        let remedies = proposal.remedies_within(&call, as_of, STEPS).answer;
        line("remedies", json(serde_json::from_str(&remedies.to_json())));
        line("cheapest", json(serde_json::from_str(&proposal.cheapest_remedy(&call, as_of).to_json())));
        compare(&format!("next/{at:03}"), &text);
    }
}

#[test]
fn the_next_steps_are_what_they_were() {
    next(|at| at % 2 == 0);
}

#[test]
fn the_next_steps_of_the_others_are_what_they_were() {
    next(|at| at % 2 == 1);
}
