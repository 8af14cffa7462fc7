//! What the rules say of the cases of the corpus, in every word: the sentence, what is required and found, what is missing, and
//! what becomes of the answer where one fact more is left out. A file and a test for each rule (`cargo test --test told
//! operation/durability`); `UPDATE_EXPECT=1` writes them anew, and whoever changes a rule reads what changed. Whether the
//! answers are right is held by the cases themselves, the oracles and the properties.

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

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use amif::report::{Assessment, explain};
use amif::{Applicant, LegalForm, Outcome, Proposal};
use expect_test::expect_file;
use libtest_mimic::{Arguments, Trial};
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

/// Compares a text with the file of its name.
fn compare(name: &str, text: &str) {
    let path = format!("{}/tests/told/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
    }
    expect_file![path].assert_eq(text);
}

/// What a rule on programmes, operations or persons says of a case.
fn on_programme(of: &Value) -> String {
    told(of, &case::document(of), false, |document| {
        let report = case::looked(of, document)?;
        Some(report.assessments().find(|a| is_of(a, of)).map(|a| Answer::of(&a)))
    })
}

/// What a rule on proposals says of a case.
fn on_call(of: &Value) -> String {
    let (call, proposal, as_of) = bases::case(of);
    told(of, &proposal, true, |proposal| {
        let proposal = Proposal::from_json(&proposal.to_string()).ok()?;
        let report = proposal.check(&call, as_of);
        Some(report.assessments().find(|a| is_of(a, of)).map(|a| Answer::of(&a)))
    })
}

/// A test for each rule of a list of cases, by its name.
fn rules(cases: &[Value], said: fn(&Value) -> String) -> impl Iterator<Item = Trial> {
    let mut by_rule: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for case in cases {
        by_rule.entry(case["rule"].as_str().unwrap().to_owned()).or_default().push(case.clone());
    }
    by_rule.into_iter().map(move |(rule, cases)| {
        Trial::test(rule.clone(), move || {
            let mut text = String::new();
            for case in &cases {
                let mut named = case.clone();
                named.as_object_mut().unwrap().remove("rule");
                writeln!(text, "{named}\n{}\n", said(case)).unwrap();
            }
            compare(&rule, &text);
            Ok(())
        })
    })
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

/// What is to be asked, changed and added, for the proposal of a case on calls.
fn next_steps(of: &Value) -> Option<String> {
    const STEPS: u64 = 200_000;
    let (call, proposal, as_of) = bases::case(of);
    let proposal = Proposal::from_json(&proposal.to_string()).ok()?;
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
    Some(text)
}

fn main() {
    let of_calls: Vec<Value> = serde_json::from_str(include_str!("conformance/cases.json")).unwrap();
    let of_programmes: Vec<Value> = serde_json::from_str(include_str!("programme/cases.json")).unwrap();
    // The first case of a rule and outcome is enough for what is to be done next, and of those on budgets a few.
    let mut seen = BTreeSet::new();
    let few = of_calls.iter().enumerate().filter(|(at, case)| case["on"] != "budget" || at % 5 == 0);
    let few = few.filter(|(_, case)| seen.insert((case["rule"].to_string(), case["outcome"].to_string())));
    let next = few.map(|(at, case)| (format!("next/{at:03}"), case.clone())).map(|(name, case)| {
        Trial::test(name.clone(), move || {
            if let Some(text) = next_steps(&case) {
                compare(&name, &text);
            }
            Ok(())
        })
    });
    let tests = rules(&of_programmes, on_programme).chain(rules(&of_calls, on_call)).chain(next).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}
