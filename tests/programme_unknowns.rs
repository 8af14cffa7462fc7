//! What is not known, in rules on programmes and operations: a fact filled in changes no certain answer, an answer is unknown only
//! where the fact decides, a rule reads no fact that it does not list, and the order of lists is nothing.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use amif::programme::{Operation, Programme};
use amif::report::{FactKind, OperationsCheck, ProgrammeReport, explain};
use amif::{Fact, Outcome};
use serde_json::Value;

const PROGRAMME: &str = include_str!("../examples/data/programme.json");
const FAULTY: &str = include_str!("../examples/data/programme-faulty.json");
const OPERATIONS: &str = include_str!("../examples/data/operations.ndjson");
const BROKEN: &str = include_str!("../examples/data/operations-faulty.ndjson");
const AS_OF: &str = "2026-11-28";

/// So often is each single fact of a format looked at.
const TIMES: usize = 2;

/// A document that is checked: a programme, or an operation under the shipped programme.
#[derive(Clone, Copy)]
enum Kind {
    Programme,
    Operation,
}

fn programmes() -> Vec<Value> {
    [PROGRAMME, FAULTY].iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Every faulty operation and some of the others, so that each rule has something to look at.
fn operations() -> Vec<Value> {
    let lines = OPERATIONS.lines().step_by(5).chain(BROKEN.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The report on a document; `None` where it cannot be read.
fn report(kind: Kind, document: &Value) -> Option<ProgrammeReport> {
    let text = document.to_string();
    match kind {
        Kind::Programme => Some(Programme::from_json(&text).ok()?.check(AS_OF.parse().ok())),
        Kind::Operation => {
            static OF: LazyLock<Programme> = LazyLock::new(|| Programme::from_json(PROGRAMME).unwrap());
            let operation = Operation::from_json(&text).ok()?;
            Some(OperationsCheck::new(Some(&OF), AS_OF.parse().ok()).operation(&operation))
        }
    }
}

type Outcomes = BTreeMap<(String, String), Outcome>;

fn outcomes(report: &ProgrammeReport) -> Outcomes {
    report.assessments().map(|a| ((a.rule().to_string(), a.subject().to_string()), a.outcome())).collect()
}

/// Every place of a document that holds a value, as JSON Pointers.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            let at = format!("{at}/{name}");
            all.push(at.clone());
            places(value, &at, all);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), all));
        }
        _ => {}
    }
}

/// The places of single facts.
fn leaves(document: &Value) -> Vec<String> {
    let mut all = Vec::new();
    places(document, "", &mut all);
    all.retain(|pointer| {
        let value = document.pointer(pointer).unwrap();
        !value.is_object() && !value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
    });
    all
}

/// The single facts of several documents, each so many times: all of them would take hours.
fn sampled(documents: &[Value], times: usize) -> Vec<(&Value, String)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let all =
        documents.iter().flat_map(|document| leaves(document).into_iter().map(move |at| (document, at)));
    all.filter(|(_, pointer)| {
        let count = seen.entry(names(pointer).join("/")).or_default();
        *count += 1;
        *count <= times && !stays(pointer)
    })
    .collect()
}

/// What is no unknown fact when it is left out: a year of the commitments has none then, the currency is the euro, and the
/// format and the ids stay.
fn stays(pointer: &str) -> bool {
    pointer.starts_with("/commitments/") || ["/currency", "/schema", "/cci", "/id"].contains(&pointer)
}

fn with(document: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut changed = document.clone();
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let fields = changed.pointer_mut(parent).and_then(Value::as_object_mut).unwrap();
    match value {
        Some(value) => drop(fields.insert(last.to_owned(), value)),
        None => drop(fields.remove(last)),
    }
    changed
}

/// Values that a field may have: those that it has anywhere, each amount and day with its neighbours, and each word of a closed list.
struct Domain(BTreeMap<String, Vec<Value>>);

/// The words of closed lists.
const CLOSED: &[(&str, &str)] = &[
    (
        "status",
        "applied selected running completed closed refused open accepted rejected cancelled withdrawn",
    ),
    ("form", "public private international_organisation natural_person"),
    (
        "kind",
        "staff other procured land vat interest in_kind volunteer participants flat_rate unit lump adoption amendment \
                non_substantial objectives fund instrument output result pre_financing interim balance recovery moved ownership changed",
    ),
    ("basis", "total public"),
    (
        "source",
        "initial mid_term specific_action emergency resettlement transfer solidarity fund_in fund_out",
    ),
    ("land_kind", "plain brownfield conservation"),
    ("action", "15(1) 15(2) 15(3) 15(4) 15(5) 15(6) 15(6a) 19 20-in 20-out 36(5) 37"),
    ("objective", "1 2 3 4 ta"),
    ("article", "54a 54b 54c 55(1) 56(1) 53(3)a 53(3)b 94 95"),
    ("rate", "0 7 7.01 15 20 25 40 75 90 100"),
    (
        "category",
        "resettlement_union resettlement_national humanitarian_admission vulnerable transfer_in_applicant transfer_out \
     unaccompanied_minor transfer_in_beneficiary transfer_in_family",
    ),
];

impl Domain {
    fn of(documents: &[Value]) -> Self {
        let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for document in documents {
            for pointer in leaves(document) {
                let name = pointer.rsplit_once('/').unwrap().1.to_owned();
                let value = document.pointer(&pointer).unwrap().clone();
                let known = values.entry(name).or_default();
                for value in neighbours(&value).into_iter().chain([value]) {
                    if !known.contains(&value) {
                        known.push(value);
                    }
                }
            }
        }
        for (name, words) in CLOSED {
            let known = values.entry((*name).to_owned()).or_default();
            known.extend(words.split_whitespace().map(Value::from));
        }
        Domain(values)
    }

    fn at(&self, pointer: &str, own: &Value) -> Vec<Value> {
        let name = pointer.rsplit_once('/').unwrap().1;
        let all = self.0.get(name).into_iter().flatten().filter(|v| v.is_string() == own.is_string());
        let mut all: Vec<Value> = all.cloned().collect();
        // Many values differ in nothing that matters.
        let step = if CLOSED.iter().any(|(closed, _)| *closed == name) { 1 } else { all.len() / 8 + 1 };
        all = all.into_iter().step_by(step).collect();
        all.extend(neighbours(own));
        all
    }
}

fn neighbours(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(_) => vec![true.into(), false.into()],
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            [0, number - 1, number + 1, number * 10]
                .into_iter()
                .filter(|n| *n >= 0)
                .map(Value::from)
                .collect()
        }
        Value::String(text) => {
            if let Ok(day) = text.parse::<chrono::NaiveDate>() {
                let days =
                    [day.pred_opt(), day.succ_opt(), "2022-01-03".parse().ok(), "2025-11-03".parse().ok()];
                return days.into_iter().flatten().map(|day| day.to_string().into()).collect();
            }
            match text.parse::<amif::Eur>() {
                Ok(amount) if text.contains('.') => {
                    [0, amount.cents() - 1, amount.cents() + 1, 900_000_000_000]
                        .into_iter()
                        .filter_map(amif::Eur::from_cents)
                        .map(|amount| amount.to_string().into())
                        .collect()
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// Looks at each document with each single fact left out, and with it filled in by anything that it may be.
fn filled(kind: Kind, documents: &[Value], mut look: impl FnMut(&str, &ProgrammeReport, &[Outcomes])) {
    let domain = Domain::of(documents);
    for (document, pointer) in sampled(documents, TIMES) {
        let own = document.pointer(&pointer).unwrap();
        let Some(unknown) = report(kind, &with(document, &pointer, None)) else { continue };
        let mut values = domain.at(&pointer, own);
        values.push(own.clone());
        let completions: Vec<Outcomes> = values
            .into_iter()
            .filter_map(|value| report(kind, &with(document, &pointer, Some(value))))
            .map(|report| outcomes(&report))
            .collect();
        look(&pointer, &unknown, &completions);
    }
}

/// Rules that look at what is stated of days and amounts, and at nothing else; and facts that are presumed where they are not
/// stated: an item that names no application is not declared, hardly any operation is strategic, and the base of a flat rate is
/// the one of its article.
fn presumed(rule: &str, pointer: &str) -> bool {
    ["operation/order-of-days", "operation/amounts", "programme/amounts"].contains(&rule)
        || rule == "operation/application" && pointer.ends_with("/application")
        || rule == "operation/flat-rate-base" && pointer.ends_with("/base")
        || rule == "operation/visibility" && pointer == "/strategic"
        // What is received bounds an amount of first adoption that is not stated, a row of the table a claim, and its accounting year
        // the day of an application; an allocation without a rate of its own has none. The naive ledger looks at these.
        || rule == "payment/commitment-used"
            && ["/decisions/", "/rows/", "/technical_assistance", "/submitted_on", "/prefinancing"]
                .iter()
                .any(|part| pointer.contains(part))
}

/// What a single unknown fact may do to an outcome.
fn refined(unknown: Outcome, filled: Outcome) -> bool {
    match unknown {
        Outcome::NotMet | Outcome::Conditional => filled == unknown,
        Outcome::Met => matches!(filled, Outcome::Met | Outcome::NotApplicable),
        _ => true,
    }
}

fn filling_in_never_takes_a_certain_answer_back(kind: Kind, documents: &[Value]) {
    let mut wrong = BTreeSet::new();
    filled(kind, documents, |pointer, unknown, completions| {
        for (key, before) in outcomes(unknown) {
            for after in completions.iter().filter_map(|all| all.get(&key)) {
                if !refined(before, *after) && !presumed(&key.0, pointer) {
                    wrong.insert(format!("{key:?} without {pointer}: {before}, then {after}"));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

#[test]
fn refinement_of_programmes() {
    filling_in_never_takes_a_certain_answer_back(Kind::Programme, &programmes());
}

#[test]
fn refinement_of_operations() {
    filling_in_never_takes_a_certain_answer_back(Kind::Operation, &operations());
}

/// Where one fact of a closed list is left out and it is all that is missing, an outcome is unknown only if the fact decides it.
///
/// Not of sums to which an amount may or may not belong: there the amount has no upper bound, and what is said is right, though less
/// than could be known.
const SUMS: &[&str] = &[
    "payment/accounts-agree",
    "payment/union-share",
    "payment/within-decision",
    "programme/earmark",
    "programme/minimum-share",
    "programme/operating-support",
    "programme/person-amounts",
    "programme/technical-assistance",
    "programme/totals",
    "programme/transfers-between-funds",
    "programme/transfers-between-objectives",
];

fn unknown_only_where_the_fact_decides(kind: Kind, documents: &[Value]) {
    let mut wrong = BTreeSet::new();
    filled(kind, documents, |pointer, unknown, completions| {
        let name = pointer.rsplit_once('/').unwrap().1;
        if !CLOSED.iter().any(|(closed, _)| *closed == name) {
            return;
        }
        let open = |a: &amif::Assessment<'_>| a.outcome() == Outcome::Unknown && a.open().is_empty();
        // A list of facts that is to be published is looked at for being stated, whatever it says.
        let apart = |a: &amif::Assessment<'_>| {
            SUMS.contains(&a.rule().as_str()) || a.rule().as_str() == "operation/published"
        };
        for a in unknown.assessments().filter(|a| open(a) && !apart(a)) {
            let key = (a.rule().to_string(), a.subject().to_string());
            let all: BTreeSet<&str> =
                completions.iter().filter_map(|all| all.get(&key)).map(|o| o.as_str()).collect();
            let one =
                ["met", "not_met", "conditional"].iter().any(|only| all.len() == 1 && all.contains(only));
            if one {
                wrong.insert(format!("{key:?} without {pointer}: always {all:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

#[test]
fn exactness_of_programmes() {
    unknown_only_where_the_fact_decides(Kind::Programme, &programmes());
}

#[test]
fn exactness_of_operations() {
    unknown_only_where_the_fact_decides(Kind::Operation, &operations());
}

/// The names on the way to a place, of fields and not of places in lists.
fn names(pointer: &str) -> Vec<&str> {
    pointer.split('/').filter(|part| !part.is_empty() && part.bytes().any(|b| !b.is_ascii_digit())).collect()
}

/// Whether a rule lists the fact at a place: by its own name, or by that of the part where the field has none of its own.
fn listed(rule: &str, pointer: &str) -> bool {
    let facts = explain(rule).unwrap().facts;
    let kinds: Vec<FactKind> = names(pointer).iter().filter_map(|name| name.parse().ok()).collect();
    kinds.last().is_some_and(|kind| facts.contains(kind))
}

fn a_fact_that_is_not_listed_changes_nothing(kind: Kind, documents: &[Value]) {
    let mut wrong = BTreeSet::new();
    let domain = Domain::of(documents);
    for (document, pointer) in sampled(documents, TIMES) {
        let whole = outcomes(&report(kind, document).unwrap());
        let own = document.pointer(&pointer).unwrap();
        let mut values: Vec<Option<Value>> = domain.at(&pointer, own).into_iter().map(Some).collect();
        values.push(None);
        for value in values {
            let Some(changed) = report(kind, &with(document, &pointer, value)) else { continue };
            let changed = outcomes(&changed);
            let keys: BTreeSet<_> = whole.keys().chain(changed.keys()).collect();
            for key in keys.into_iter().filter(|key| whole.get(*key) != changed.get(*key)) {
                if !listed(&key.0, &pointer) {
                    wrong.insert(format!("{} reads {}", key.0, names(&pointer).join(".")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

#[test]
fn footprint_of_programmes() {
    a_fact_that_is_not_listed_changes_nothing(Kind::Programme, &programmes());
}

#[test]
fn footprint_of_operations() {
    a_fact_that_is_not_listed_changes_nothing(Kind::Operation, &operations());
}

/// Reversing any list changes no outcome: as many of each rule come out each way.
fn order_is_nothing(kind: Kind, documents: &[Value]) {
    let counts = |report: &ProgrammeReport| {
        let mut counts: BTreeMap<(String, Outcome), usize> = BTreeMap::new();
        for a in report.assessments() {
            *counts.entry((a.rule().to_string(), a.outcome())).or_default() += 1;
        }
        counts
    };
    for document in documents {
        let whole = counts(&report(kind, document).unwrap());
        let mut all = Vec::new();
        places(document, "", &mut all);
        for pointer in all {
            let Some(list) = document.pointer(&pointer).and_then(Value::as_array) else { continue };
            let reversed: Vec<Value> = list.iter().rev().cloned().collect();
            let changed = report(kind, &with(document, &pointer, Some(reversed.into()))).unwrap();
            assert_eq!(counts(&changed), whole, "{pointer} reversed");
        }
    }
}

#[test]
fn order_of_lists_is_nothing() {
    order_is_nothing(Kind::Programme, &programmes());
    order_is_nothing(Kind::Operation, &operations());
}

/// What is missing is a fact that the rule lists, at a place that the format has.
fn missing_facts_are_listed_and_have_their_place(kind: Kind, documents: &[Value]) {
    let mut wrong = BTreeSet::new();
    let changed = sampled(documents, TIMES).into_iter().map(|(document, at)| with(document, &at, None));
    for document in changed.chain(documents.iter().cloned()) {
        {
            let Some(unknown) = report(kind, &document) else { continue };
            for a in unknown.assessments() {
                let facts: Vec<Fact> = a.missing().to_vec();
                for fact in &facts {
                    if !explain(a.rule().as_str()).unwrap().facts.contains(&fact.kind()) {
                        wrong.insert(format!("{} misses {} and does not list it", a.rule(), fact.kind()));
                    }
                }
                let paths = facts.iter().map(ToString::to_string).chain([a.subject().to_string()]);
                for path in paths {
                    // A report on an operation names lists of the programme, too.
                    let of_either =
                        [Kind::Programme, Kind::Operation].iter().any(|kind| has_place(*kind, &path));
                    // An objective as a whole has no place of its own.
                    if !of_either && !path.starts_with("/objectives/") {
                        wrong.insert(format!("{} names {path}, which is no place of the format", a.rule()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

/// Whether the format has a place: nothing is said to be unknown of a document with nothing but that place.
fn has_place(kind: Kind, path: &str) -> bool {
    let mut value = Value::Null;
    for part in path.split('/').skip(1).collect::<Vec<_>>().into_iter().rev() {
        let place = part.parse::<usize>().is_ok_and(|place| place < 2021);
        value = match place {
            true => Value::Array(vec![value]),
            false => serde_json::json!({ part: value }),
        };
    }
    let document = value.as_object_mut().unwrap();
    let said = match kind {
        Kind::Programme => {
            document.insert("schema".to_owned(), "amif-programme/1".into());
            document.entry("cci").or_insert("2021LU65AMPR009".into());
            Programme::from_json(&value.to_string()).err().map(|error| error.to_string())
        }
        Kind::Operation => {
            document.insert("schema".to_owned(), "amif-operation/1".into());
            document.entry("id").or_insert("OP".into());
            Operation::from_json(&value.to_string()).err().map(|error| error.to_string())
        }
    };
    said.is_none_or(|said| !said.contains("unknown field"))
}

#[test]
fn what_is_missing_has_a_name_and_a_place() {
    missing_facts_are_listed_and_have_their_place(Kind::Programme, &programmes());
    missing_facts_are_listed_and_have_their_place(Kind::Operation, &operations());
}
