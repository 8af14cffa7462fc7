//! What is not known, in rules on programmes and operations: a fact filled in changes no certain answer, an answer is unknown only
//! where the fact decides, a rule reads no fact that it does not list, and the order of lists is nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "programme/documents.rs"]
mod documents;
#[path = "programme/exact.rs"]
mod exact;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use amif::programme::{Operation, Programme};
use amif::report::{FactKind, ProgrammeReport, explain};
use amif::{Outcome, RuleId, Subject};
use documents::{BROKEN, FAULTY, Kind, OPERATIONS, PROGRAMME, places, report};
use serde_json::Value;

/// So often is each single fact of a format looked at: nearly all that there are.
const TIMES: usize = 40;

fn programmes() -> Vec<Value> {
    [PROGRAMME, FAULTY].iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Every faulty operation and some of the others, so that each rule has something to look at.
fn operations() -> Vec<Value> {
    let lines = OPERATIONS.lines().step_by(5).chain(BROKEN.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

type Outcomes = BTreeMap<(RuleId, Subject), Outcome>;

/// The outcomes of a report: a rule tells each subject once.
fn outcomes(report: &ProgrammeReport) -> Outcomes {
    let mut all = Outcomes::new();
    for a in report.assessments() {
        let before = all.insert((a.rule(), a.subject()), a.outcome());
        assert_eq!(before, None, "{} tells {} twice", a.rule(), a.subject());
    }
    all
}

/// The places of single facts.
fn leaves(document: &Value) -> Vec<String> {
    let mut all = places(document);
    all.retain(|pointer| {
        let value = document.pointer(pointer).unwrap();
        !value.is_object() && !value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
    });
    all
}

/// The places of whole lists of objects.
fn lists(document: &Value) -> Vec<String> {
    let mut all = places(document);
    all.retain(|pointer| {
        let list = document.pointer(pointer).and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(Value::is_object)) && is_field(pointer)
    });
    all
}

/// The single facts and the whole lists of several documents, each so many times, with the place of the document: all of them
/// would take hours.
fn sampled(documents: &[Value], times: usize) -> Vec<(usize, String)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let of = |document: &Value| leaves(document).into_iter().chain(lists(document));
    let all = (0usize..)
        .zip(documents)
        .flat_map(|(at, document)| of(document).map(move |pointer| (at, pointer)).collect::<Vec<_>>());
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

/// A document with another value at the place of a field, or without it.
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

/// The words of closed lists, by the name of the field.
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

/// The values of a field of a closed list; nothing for any other.
fn closed(name: &str) -> Vec<Value> {
    let words =
        CLOSED.iter().filter(|(closed, _)| *closed == name).flat_map(|(_, words)| words.split_whitespace());
    // Objectives are numbers but for one.
    let word = |word: &str| match word.parse::<u64>() {
        Ok(number) if name == "objective" => number.into(),
        _ => word.into(),
    };
    words.map(word).collect()
}

/// Values that a field may have: those that it has anywhere, each amount and day with its neighbours, and each word of a closed list.
struct Domain(BTreeMap<String, Vec<Value>>);

impl Domain {
    fn of(documents: &[Value]) -> Self {
        let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for document in documents {
            for pointer in leaves(document).into_iter().chain(lists(document)) {
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
        Domain(values)
    }

    fn at(&self, pointer: &str, own: &Value) -> Vec<Value> {
        let name = pointer.rsplit_once('/').unwrap().1;
        let words = closed(name);
        let all = self.0.get(name).into_iter().flatten();
        let all: Vec<&Value> = all
            .filter(|v| {
                !words.is_empty() || (v.is_string() == own.is_string() && v.is_array() == own.is_array())
            })
            .collect();
        // Many values differ in nothing that matters.
        let step = if words.is_empty() { all.len() / 8 + 1 } else { 1 };
        let mut all: Vec<Value> = all.into_iter().step_by(step).cloned().chain(words).collect();
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
                    [0, (amount.cents() - 1).max(0), amount.cents() + 1, 900_000_000_000]
                        .into_iter()
                        .filter_map(amif::Eur::from_cents)
                        .map(|amount| amount.to_string().into())
                        .collect()
                }
                _ => Vec::new(),
            }
        }
        // There may be none, or fewer.
        Value::Array(items) if items.iter().any(Value::is_object) => {
            [&items[..0], &items[..1], &items[1..]].map(|some| some.to_vec().into()).into()
        }
        _ => Vec::new(),
    }
}

/// What comes of a document with a single fact or a whole list left out, and with it filled in by anything that it may be.
struct Look {
    pointer: String,
    /// The report without the fact; `None` where the document cannot be read without it.
    unknown: Option<ProgrammeReport>,
    /// The outcomes that a rule comes to for a subject with the fact filled in.
    filled: BTreeMap<(RuleId, Subject), BTreeSet<Outcome>>,
    /// What is not told with every way to fill it in: it does not apply with the others.
    sometimes: BTreeSet<(RuleId, Subject)>,
    /// The rules that come to anything else than they do for the document as it is.
    moved: BTreeSet<RuleId>,
    /// The document without the fact.
    without: Value,
    /// The outcomes of the document as it is.
    whole: Outcomes,
}

impl Look {
    fn at(kind: Kind, document: &Value, whole: &Outcomes, pointer: String, domain: &Domain) -> Look {
        let without = with(document, &pointer, None);
        let unknown = report(kind, &without);
        let values = domain.at(&pointer, document.pointer(&pointer).unwrap());
        let changed = values.into_iter().filter_map(|value| {
            report(kind, &with(document, &pointer, Some(value))).map(|report| outcomes(&report))
        });
        let (mut filled, mut moved) = (BTreeMap::<_, BTreeSet<Outcome>>::new(), BTreeSet::new());
        let (mut ways, mut told) = (0, BTreeMap::<_, usize>::new());
        for all in changed.chain([whole.clone()]) {
            ways += 1;
            all.keys().for_each(|key| *told.entry(*key).or_default() += 1);
            moved.extend(differing(whole, &all));
            for (key, outcome) in all {
                filled.entry(key).or_default().insert(outcome);
            }
        }
        moved.extend(unknown.iter().flat_map(|unknown| differing(whole, &outcomes(unknown))));
        let sometimes = told.into_iter().filter(|(_, times)| *times < ways).map(|(key, _)| key).collect();
        Look { pointer, unknown, filled, sometimes, moved, without, whole: whole.clone() }
    }
}

/// The rules of which an outcome differs.
fn differing(one: &Outcomes, other: &Outcomes) -> BTreeSet<RuleId> {
    let keys = one.keys().chain(other.keys());
    keys.filter(|key| one.get(*key) != other.get(*key)).map(|(rule, _)| *rule).collect()
}

/// All looks at the documents of a kind, taken once for all tests.
fn looks(kind: Kind) -> &'static [Look] {
    static PROGRAMMES: LazyLock<Vec<Look>> = LazyLock::new(|| taken(Kind::Programme, &programmes()));
    static OPERATIONS: LazyLock<Vec<Look>> = LazyLock::new(|| taken(Kind::Operation, &operations()));
    match kind {
        Kind::Programme => &PROGRAMMES,
        Kind::Operation => &OPERATIONS,
    }
}

fn taken(kind: Kind, documents: &[Value]) -> Vec<Look> {
    let domain = Domain::of(documents);
    let whole: Vec<Outcomes> =
        documents.iter().map(|document| outcomes(&report(kind, document).unwrap())).collect();
    let samples = sampled(documents, TIMES).into_iter();
    samples
        .map(|(at, pointer)| {
            let (document, whole) = documents.get(at).zip(whole.get(at)).unwrap();
            Look::at(kind, document, whole, pointer, &domain)
        })
        .collect()
}

/// That each exception of rules that are looked at is one still.
fn each_is_needed(
    looks: &[Look],
    listed: impl Iterator<Item = (&'static str, &'static str)>,
    needed: &BTreeSet<(&str, &str)>,
) {
    let looked: BTreeSet<&str> =
        looks.iter().flat_map(|look| look.filled.keys().map(|(rule, _)| rule.as_str())).collect();
    let idle: Vec<_> = listed.filter(|one| looked.contains(one.0) && !needed.contains(one)).collect();
    assert!(idle.is_empty(), "these are no exceptions any more, and leave the list: {idle:#?}");
}

/// What may change a certain answer of a rule when it is filled in: the rule, the name of a field on the way to the fact, or any
/// field where it is empty, and why.
const PRESUMED: &[(&str, &str, &str)] = &[
    (
        "operation/order-of-days",
        "",
        "the days that are stated are held against each other, whatever the rest may be",
    ),
    (
        "programme/amounts",
        "",
        "the amounts that are stated are held against each other, whatever the rest may be",
    ),
    (
        "payment/enabling-conditions",
        "unfulfilled_expenditure",
        "whether it is stated is what is asked, and it is asked only while a condition is not fulfilled",
    ),
    ("operation/land", "land", "where the items are stated, land is what they say"),
    ("operation/in-kind", "in_kind", "where the items are stated, contributions in kind are what they say"),
    (
        "payment/technical-assistance",
        "solidarity_expenditure",
        "where the rows are stated, what solidarity actions cost is what their rows say",
    ),
    ("operation/application", "application", "an item that names no application is not declared"),
    (
        "operation/published",
        "security_exempt",
        "an operation that is not said to be exempt for security is not",
    ),
    (
        "operation/balance",
        "in_kind",
        "contributions in kind are those of the costs, where what pays does not say them",
    ),
    (
        "operation/in-kind",
        "items",
        "where the costs state what is given in kind, items that are not stated are taken not to say more",
    ),
    (
        "payment/commitment-used",
        "received",
        "where it is not stated what was received, pre-financing counts as it fell due",
    ),
    (
        "payment/commitment-used",
        "allocations",
        "where the allocations are not stated, none has pre-financing of its own",
    ),
    ("payment/received", "on", "a payment whose day is not stated is taken to have come"),
    ("payment/pre-financing", "on", "a payment whose day is not stated is taken to have come"),
    (
        "payment/commitment-used",
        "rows",
        "the financing table bounds the rows of a claim; the naive ledger looks at it",
    ),
    (
        "payment/commitment-used",
        "financing",
        "where the table does not say how much an objective has, claims are taken to keep to it",
    ),
    (
        "programme/minimum-share",
        "earmarked",
        "what Art. 13(1) allocates is not earmarked; where it is said to be, that contradicts its source",
    ),
    (
        "programme/operating-support",
        "earmarked",
        "what Art. 13(1) allocates is not earmarked; where it is said to be, that contradicts its source",
    ),
    ("payment/received", "id", "an application whose id is not stated is taken to have none of another's"),
];

/// What a single unknown fact may do to an outcome.
fn refined(unknown: Outcome, filled: Outcome) -> bool {
    match unknown {
        Outcome::NotMet | Outcome::Conditional | Outcome::NotApplicable => filled == unknown,
        Outcome::Met => matches!(filled, Outcome::Met | Outcome::NotApplicable),
        _ => true,
    }
}

fn filling_in_never_takes_a_certain_answer_back(kind: Kind) {
    let (mut wrong, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for look in looks(kind) {
        for (key, before) in look.unknown.iter().flat_map(outcomes) {
            let after = look.filled.get(&key).into_iter().flatten();
            for after in after.filter(|after| !refined(before, **after)) {
                let presumed: Vec<_> = PRESUMED
                    .iter()
                    .filter(|(rule, part, _)| {
                        *rule == key.0.as_str() && (part.is_empty() || names(&look.pointer).contains(part))
                    })
                    .map(|(rule, part, _)| (*rule, *part))
                    .collect();
                if presumed.is_empty() {
                    wrong.insert(format!("{key:?} without {}: {before}, then {after}", look.pointer));
                }
                needed.extend(presumed);
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
    each_is_needed(looks(kind), PRESUMED.iter().map(|(rule, part, _)| (*rule, *part)), &needed);
}

/// Whether a place is a field, and none in a list.
fn is_field(pointer: &str) -> bool {
    pointer.rsplit_once('/').is_some_and(|(_, last)| last.bytes().any(|b| !b.is_ascii_digit()))
}

/// With its value again, a fact that was left out takes no breach away that was seen without it: at every place, of single facts
/// and of whole lists.
fn leaving_out_shows_no_breach(kind: Kind, documents: &[Value]) {
    let mut wrong = BTreeSet::new();
    for document in documents {
        let whole = outcomes(&report(kind, document).unwrap());
        for pointer in places(document).into_iter().filter(|pointer| !stays(pointer) && is_field(pointer)) {
            let Some(without) = report(kind, &with(document, &pointer, None)) else { continue };
            for (key, outcome) in outcomes(&without) {
                let before = whole.get(&key).filter(|before| **before != Outcome::NotMet);
                if let Some(before) = before.filter(|_| outcome == Outcome::NotMet) {
                    wrong.insert(format!("{key:?} without {pointer}: was {before}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn leaving_any_fact_out_shows_no_breach() {
    leaving_out_shows_no_breach(Kind::Programme, &programmes());
    leaving_out_shows_no_breach(Kind::Operation, &operations());
}

#[test]
fn refinement_of_programmes() {
    filling_in_never_takes_a_certain_answer_back(Kind::Programme);
}

#[test]
fn refinement_of_operations() {
    filling_in_never_takes_a_certain_answer_back(Kind::Operation);
}

/// Rules that are unknown where a fact of a closed list does not decide, and why. Those told by bounds err on one side alone: an
/// outcome is unknown though it would be the same in any case, and never the other way.
const UNDECIDED: &[(&str, &str)] = &[(
    "operation/published",
    "Art. 49(3) asks that the published list has the datum, and no file has the list: not stated, the datum may stand there or \
         not, whatever it is",
)];

/// Where one fact of a closed list is left out and it is all that is missing, an outcome is unknown only if the fact decides it.
fn unknown_only_where_the_fact_decides(kind: Kind) {
    let (mut wrong, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for look in looks(kind) {
        let name = look.pointer.rsplit_once('/').unwrap().1;
        // Rates are tried out, and are no closed list.
        let closed = !closed(name).is_empty() && name != "rate";
        let Some(unknown) = look.unknown.as_ref().filter(|_| closed) else {
            continue;
        };
        let open = |a: &amif::Assessment<'_>| a.outcome() == Outcome::Unknown && a.open().is_empty();
        for a in unknown.assessments().filter(open) {
            let Some(all) = look.filled.get(&(a.rule(), a.subject())) else { continue };
            // What is met or does not concern its subject is met.
            let passes = |outcome: &&Outcome| matches!(outcome, Outcome::Met | Outcome::NotApplicable);
            let all_pass = all.iter().all(|outcome| passes(&outcome)) && all.contains(&Outcome::Met);
            let only = all.first().filter(|_| all.len() == 1 || all_pass);
            let only = only.filter(|_| !look.sometimes.contains(&(a.rule(), a.subject())));
            if only.is_some_and(|only| {
                matches!(only, Outcome::Met | Outcome::NotMet | Outcome::Conditional) || all_pass
            }) {
                match UNDECIDED.iter().find(|(rule, _)| *rule == a.rule().as_str()) {
                    Some((rule, _)) => drop(needed.insert((*rule, ""))),
                    None => drop(wrong.insert(format!(
                        "{} of {} without {}: always {all:?}",
                        a.rule(),
                        a.subject(),
                        look.pointer
                    ))),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
    each_is_needed(looks(kind), UNDECIDED.iter().map(|(rule, _)| (*rule, "")), &needed);
}

#[test]
fn exactness_of_programmes() {
    unknown_only_where_the_fact_decides(Kind::Programme);
}

#[test]
fn exactness_of_operations() {
    unknown_only_where_the_fact_decides(Kind::Operation);
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

fn a_fact_that_is_not_listed_changes_nothing(kind: Kind) {
    let mut wrong = BTreeSet::new();
    for look in looks(kind) {
        for rule in look.moved.iter().filter(|rule| !listed(rule.as_str(), &look.pointer)) {
            wrong.insert(format!("{rule} reads {}", names(&look.pointer).join(".")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

#[test]
fn footprint_of_programmes() {
    a_fact_that_is_not_listed_changes_nothing(Kind::Programme);
}

#[test]
fn footprint_of_operations() {
    a_fact_that_is_not_listed_changes_nothing(Kind::Operation);
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
        for pointer in places(document) {
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
    let (mut wrong, mut places) = (BTreeSet::new(), BTreeMap::new());
    let whole: Vec<ProgrammeReport> =
        documents.iter().map(|document| report(kind, document).unwrap()).collect();
    for report in looks(kind).iter().filter_map(|look| look.unknown.as_ref()).chain(&whole) {
        for a in report.assessments() {
            for fact in a.missing() {
                if !explain(a.rule().as_str()).unwrap().facts.contains(&fact.kind()) {
                    wrong.insert(format!("{} misses {} and does not list it", a.rule(), fact.kind()));
                }
                places.insert(fact.to_string(), a.rule());
            }
            places.insert(a.subject().to_string(), a.rule());
        }
    }
    for (path, rule) in places {
        // A report on an operation names lists of the programme, too.
        let of_either = [Kind::Programme, Kind::Operation].iter().any(|kind| has_place(*kind, &path));
        // An objective as a whole has no place of its own.
        if !of_either && !path.starts_with("/objectives/") {
            wrong.insert(format!("{rule} names {path}, which is no place of the format"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

/// Whether one place is another, or stands in it.
fn within(place: &str, other: &str) -> bool {
    place.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What makes an outcome unknown that was known before is the fact that was left out, and it is told; and nothing is told to be
/// missing that is stated.
fn what_is_missing_is_what_is_not_stated(kind: Kind) {
    let (mut wrong, mut seen) = (BTreeSet::new(), 0);
    for look in looks(kind) {
        let Some(unknown) = &look.unknown else { continue };
        for a in unknown.assessments().filter(|a| a.outcome() == Outcome::Unknown) {
            let missing: Vec<String> = a.missing().iter().map(ToString::to_string).collect();
            let before = look.whole.get(&(a.rule(), a.subject()));
            let told = missing.iter().any(|fact| within(fact, &look.pointer) || within(&look.pointer, fact));
            if before.is_some_and(|before| *before != Outcome::Unknown) && !told {
                wrong.insert(format!(
                    "{} does not say that it misses {}, but {missing:?}",
                    a.rule(),
                    look.pointer
                ));
            }
            seen += missing.len();
            for fact in missing.iter().filter(|fact| has_place(kind, fact)) {
                // A list is missing where an item of it lacks something.
                if look
                    .without
                    .pointer(fact)
                    .is_some_and(|value| !value.is_null() && !value.is_array() && !value.is_object())
                {
                    wrong.insert(format!(
                        "{} of {} misses {fact}, which is stated; without {}",
                        a.rule(),
                        a.subject(),
                        look.pointer
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
    assert!(seen > 150, "{seen}");
}

#[test]
fn programmes_tell_what_is_missing() {
    what_is_missing_is_what_is_not_stated(Kind::Programme);
}

#[test]
fn operations_tell_what_is_missing() {
    what_is_missing_is_what_is_not_stated(Kind::Operation);
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

/// A claim that may belong to a row of the table counts in full before the outcome is unknown, and one of which nothing is stated
/// may be anything.
#[test]
fn what_may_be_claimed_counts_in_full_before_the_outcome_is_unknown() {
    let outcome = |second: Value, other: Value| {
        let first = serde_json::json!({ "objective": 1, "action": "15(1)", "union": "60.00" });
        let document = serde_json::json!({
            "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "financing": [{ "objective": 1, "action": "15(1)", "union": "100.00" }],
            "applications": [{ "id": "A1", "status": "accepted", "rows": [first, second] }, other],
        });
        let report = Programme::from_json(&document.to_string()).unwrap().check(None);
        report.assessments().find(|a| a.rule().as_str() == "payment/within-decision").unwrap().outcome()
    };
    let nothing = || serde_json::json!({ "id": "A2", "status": "accepted", "rows": [] });
    let row = |union: &str| serde_json::json!({ "action": "15(1)", "union": union });
    let of = |objective: u8, union: &str| serde_json::json!({ "objective": objective, "action": "15(1)", "union": union });
    assert_eq!(outcome(row("40.00"), nothing()), Outcome::Met);
    assert_eq!(outcome(row("40.01"), nothing()), Outcome::Unknown);
    assert_eq!(outcome(of(1, "40.01"), nothing()), Outcome::NotMet);
    assert_eq!(outcome(of(2, "40.01"), nothing()), Outcome::Met);
    let silent = |status: &str| serde_json::json!({ "id": "A2", "status": status });
    assert_eq!(outcome(of(1, "40.00"), silent("accepted")), Outcome::Unknown);
    assert_eq!(outcome(of(1, "40.00"), silent("rejected")), Outcome::Met);
    assert_eq!(outcome(of(1, "40.01"), silent("accepted")), Outcome::NotMet);
}
