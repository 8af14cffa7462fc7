//! Laws that hold for every call and every proposal (design, section 4).

use std::collections::BTreeMap;

use amif::report::{Counted, FactKind, NotCounted};
use amif::{Call, Outcome, Proposal, Report, Subject, Verdict, call::Reading};
use proptest::prelude::*;
use serde_json::Value;

use crate::generate::{Case, cases};

type Outcomes = BTreeMap<(String, String), Outcome>;

fn outcomes(report: &Report<'_>) -> Outcomes {
    report.assessments().map(|a| ((a.rule().to_string(), a.subject().to_string()), a.outcome())).collect()
}

fn checked(call: &Call, proposal: &Value, case: &Case) -> Option<Outcomes> {
    let proposal = Proposal::from_json(&proposal.to_string()).ok()?;
    Some(outcomes(&proposal.check(call, case.as_of.parse().unwrap())))
}

fn read(case: &Case) -> Option<(Call, Proposal)> {
    let call = Call::from_json(&case.call.to_string()).ok()?;
    Some((call, Proposal::from_json(&case.proposal.to_string()).ok()?))
}

fn told(case: &Case, other: &Value) -> String {
    format!("as of {}\ncall {}\nproposal {}\nother {other}", case.as_of, case.call, case.proposal)
}

/// What is put in the place of something, as JSON; nothing takes it away.
const SLIPS: [&str; 12] = [
    "",
    "null",
    "true",
    "0",
    "-1",
    "99999",
    "\"\"",
    "\"what\"",
    "[]",
    "[\"what\"]",
    "{}",
    "{\"what\": true}",
];

/// Puts something wrong in one place of a file, by a number that picks it.
fn slip_in(file: &mut Value, which: usize, slip: &str) {
    let mut places = Vec::new();
    let mut next = vec![(String::new(), &*file)];
    while let Some((place, value)) = next.pop() {
        match value {
            Value::Object(fields) => {
                next.extend(fields.iter().map(|(name, value)| (format!("{place}/{name}"), value)));
            }
            Value::Array(items) => {
                next.extend(items.iter().enumerate().map(|(at, value)| (format!("{place}/{at}"), value)));
            }
            _ => {}
        }
        places.push(place);
    }
    let place = &places[which % places.len()];
    let Some((parent, name)) = place.rsplit_once('/') else { return };
    let parent = file.pointer_mut(parent).unwrap();
    match serde_json::from_str::<Value>(slip) {
        Ok(value) => *parent.pointer_mut(&format!("/{name}")).unwrap() = value,
        Err(_) => match parent {
            Value::Array(items) => drop(items.remove(name.parse::<usize>().unwrap())),
            parent => drop(parent.as_object_mut().unwrap().remove(name)),
        },
    }
}

/// Whether what was known stays known: met may come to concern nobody.
fn refines(before: Outcome, after: Outcome) -> bool {
    before == Outcome::Unknown || before == after || (before, after) == (Outcome::Met, Outcome::NotApplicable)
}

/// Fills one unknown fact other than a code from another proposal, by a number that picks which.
fn filled(case: &Case, which: usize) -> Option<Value> {
    let mut fuller = Vec::new();
    let mut fill = |place: &str, from: &str| {
        let other = case.other.pointer(from).filter(|v| !v.is_null());
        if let (None, Some(value)) = (case.proposal.pointer(place), other) {
            let (parent, key) = place.rsplit_once('/').unwrap();
            let mut next = case.proposal.clone();
            next.pointer_mut(parent).unwrap()[key] = value.clone();
            fuller.push(next);
        }
    };
    for key in case
        .other
        .as_object()
        .unwrap()
        .keys()
        .filter(|k| !k.starts_with("participants") && *k != "further_topics")
    {
        // Where one list says that nobody is supported, the other cannot come to name somebody.
        let supported = ["support_legal_forms", "support_countries"];
        let nobody = |list: &&str| case.proposal[*list].as_array().is_some_and(Vec::is_empty);
        if supported.contains(&key.as_str()) && supported.iter().any(nobody) {
            continue;
        }
        fill(&format!("/{key}"), &format!("/{key}"));
    }
    let others = case.other["participants"].as_array().unwrap().len();
    for at in 0..case.proposal["participants"].as_array().unwrap().len() {
        let from = which % others.max(1);
        for key in ["role", "country", "legal_form", "organisation_type", "affiliated_to"] {
            fill(&format!("/participants/{at}/{key}"), &format!("/participants/{from}/{key}"));
        }
        // Legal personality is presumed: that it is lacking may open what was met.
        for status in ["trade_union", "acting_without_profit", "sme", "non_profit", "ngo"] {
            let place = format!("statuses/{status}");
            fill(&format!("/participants/{at}/{place}"), &format!("/participants/{from}/{place}"));
        }
    }
    if case.proposal["participants_complete"] == false {
        let mut next = case.proposal.clone();
        next["participants_complete"] = Value::Bool(true);
        fuller.push(next);
    }
    let count = fuller.len();
    fuller.into_iter().nth(which % count.max(1))
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..ProptestConfig::with_cases(1_500) })]

    /// 1. What is known stays known when more becomes known.
    #[test]
    fn refinement(case in cases(), which in any::<usize>()) {
        if let (Some((call, _)), Some(fuller)) = (read(&case), filled(&case, which))
            && let (Some(before), Some(after)) = (checked(&call, &case.proposal, &case), checked(&call, &fuller, &case))
        {
            for (key, outcome) in before {
                prop_assert!(refines(outcome, after[&key]), "{key:?}: {outcome} became {}\n{}", after[&key], told(&case, &fuller));
            }
        }
    }

    /// 2. Under an assumed reading what was known stays known, and with every question answered none is open.
    #[test]
    fn every_question_can_be_answered(case in cases(), yes in any::<u64>()) {
        if let Some((call, proposal)) = read(&case) {
            let as_of = case.as_of.parse().unwrap();
            let before = outcomes(&proposal.check(&call, as_of));
            let mut pinned = call.governing(as_of).clone();
            let ids: Vec<String> = pinned.questions().iter().chain(pinned.law_questions()).map(|q| q.id.clone()).collect();
            for (at, id) in ids.iter().enumerate() {
                pinned = pinned.assume(id, if yes >> (at % 64) & 1 == 1 { Reading::Yes } else { Reading::No }).unwrap();
            }
            let report = proposal.check(&pinned, as_of);
            for a in report.assessments() {
                prop_assert!(a.open().is_empty(), "{} leaves {:?} open\n{}", a.rule(), a.open(), told(&case, &Value::Null));
                prop_assert!(a.outcome() != Outcome::Unknown || !a.missing().is_empty(), "{} is unknown for nothing\n{}", a.rule(), told(&case, &Value::Null));
                let known = before[&(a.rule().to_string(), a.subject().to_string())];
                prop_assert!(refines(known, a.outcome()), "{}: {known} became {}\n{}", a.rule(), a.outcome(), told(&case, &Value::Null));
            }
        }
    }

    /// 2. Unknown says why, and nothing else does.
    #[test]
    fn unknown_says_why(case in cases()) {
        if let Some((call, proposal)) = read(&case) {
            for a in proposal.check(&call, case.as_of.parse().unwrap()).assessments() {
                let dependence = !a.missing().is_empty() || !a.open().is_empty();
                prop_assert_eq!(dependence, a.outcome() == Outcome::Unknown, "{}\n{}", a.rule(), told(&case, &Value::Null));
                prop_assert_eq!(a.awaits().is_empty(), a.outcome() != Outcome::Conditional, "{}\n{}", a.rule(), told(&case, &Value::Null));
                prop_assert_eq!(a.because().is_some(), a.outcome() == Outcome::NotApplicable, "{}\n{}", a.rule(), told(&case, &Value::Null));
            }
        }
    }

    /// 2. Nobody is said to lack facts who counts in no case, or of whom every answer to the questions decides it.
    #[test]
    fn facts_are_missing_only_of_those_whom_no_answer_decides(case in cases()) {
        if let Some((call, proposal)) = read(&case) {
            let as_of = case.as_of.parse().unwrap();
            let governing = call.governing(as_of);
            let ids = || governing.questions().iter().chain(governing.law_questions()).map(|q| q.id.clone());
            let answered = [Reading::Yes, Reading::No].map(|reading| {
                let pinned = ids().fold(governing.clone(), |call, id| call.assume(&id, reading).unwrap());
                proposal.check(&pinned, as_of).counted()
            });
            for one in proposal.check(governing, as_of).counted() {
                let decided = |all: &Vec<Counted>| {
                    all.iter().find(|other| other.entries == one.entries).is_some_and(|other| other.certain || !other.may)
                };
                let settled = !one.may || answered.iter().all(decided);
                prop_assert!(!settled || one.why_not != Some(NotCounted::Unknown), "{:?}\n{}", one.entries, told(&case, &Value::Null));
            }
        }
    }

    /// 3. The order of participants changes no outcome; subjects move with them.
    #[test]
    fn order(case in cases(), turn in 0usize..6, back in any::<bool>()) {
        if let Some((call, proposal)) = read(&case) {
            let n = proposal.consortium.participants.len();
            let mut places: Vec<usize> = (0..n).map(|i| (i + turn) % n.max(1)).collect();
            if back { places.reverse(); }
            let mut moved = proposal.clone();
            moved.consortium.participants = places.iter().map(|i| proposal.consortium.participants[*i].clone()).collect();
            let as_of = case.as_of.parse().unwrap();
            let after = outcomes(&moved.check(&call, as_of));
            let report = proposal.check(&call, as_of);
            prop_assert_eq!(report.assessments().count(), after.len());
            for a in report.assessments() {
                let subject = match a.subject() {
                    Subject::Participant(i) => format!("/participants/{}", places.iter().position(|j| *j == i).unwrap()),
                    other => other.to_string(),
                };
                prop_assert_eq!(after[&(a.rule().to_string(), subject)], a.outcome(), "{}\n{}", a.rule(), told(&case, &Value::Null));
            }
        }
    }

    /// 4. One more sound beneficiary never takes a minimum away.
    #[test]
    fn monotone_consortium(case in cases(), which in any::<usize>()) {
        let others = case.other["participants"].as_array().unwrap();
        if let (Some((call, _)), false) = (read(&case), others.is_empty()) {
            let mut more = others[which % others.len()].clone();
            more["name"] = "Newcomer".into();
            more["pic"] = "999999999".into();
            more["role"] = "beneficiary".into();
            let facts = ["country", "legal_form", "organisation_type"];
            let mut larger = case.proposal.clone();
            larger["participants"].as_array_mut().unwrap().push(more.clone());
            let at = format!("/participants/{}", larger["participants"].as_array().unwrap().len() - 1);
            if let (Some(before), Some(after)) = (checked(&call, &case.proposal, &case), checked(&call, &larger, &case)) {
                let sound = after.iter().filter(|((_, subject), _)| *subject == at)
                    .all(|(_, outcome)| matches!(outcome, Outcome::Met | Outcome::NotApplicable));
                if sound && facts.iter().all(|f| more[*f].is_string()) {
                    for (key, outcome) in before.iter().filter(|(key, _)| key.0.starts_with("consortium/minimum")) {
                        prop_assert!(*outcome != Outcome::Met || after[key] == Outcome::Met, "{key:?}\n{}", told(&case, &larger));
                    }
                }
            }
        }
    }

    /// 7. Inputs survive JSON, and a report's JSON is the same bytes for the same input.
    #[test]
    fn round_trip(case in cases()) {
        if let Some((call, proposal)) = read(&case) {
            let json = proposal.to_json();
            let again = Proposal::from_json(&json).unwrap();
            prop_assert_eq!(&again, &proposal);
            prop_assert_eq!(again.to_json(), json);
            let as_of = case.as_of.parse().unwrap();
            let same = Call::from_json(&case.call.to_string()).unwrap();
            prop_assert_eq!(&same, &call);
            prop_assert_eq!(proposal.check(&call, as_of).to_json(), again.check(&same, as_of).to_json());
        }
    }

    /// 9. No mangled file makes a reader or a check panic, and every refusal says something.
    #[test]
    fn no_mangled_file_panics(case in cases(), at in any::<usize>(), with in "[\\[\\]{}\",:0-9a-z]{0,4}", cut in any::<bool>()) {
        let mut text = case.call.to_string();
        let place = at % (text.len() + 1);
        if cut { text.truncate(place); } else { text.insert_str(place, &with); }
        match (Call::from_json(&text), Proposal::from_json(&case.proposal.to_string())) {
            (Ok(call), Ok(proposal)) => drop(proposal.check(&call, case.as_of.parse().unwrap()).to_string()),
            (Err(error), _) => prop_assert!(error.problems().iter().all(|p| !p.message.is_empty())),
            _ => {}
        }
    }

    /// 9. Whatever is wrong with a file is told at a place that the file has.
    #[test]
    fn every_problem_has_a_place_in_the_file(case in cases(), slips in prop::collection::vec((any::<usize>(), 0usize..SLIPS.len()), 1..4)) {
        for mut file in [case.call.clone(), case.proposal.clone()] {
            let is_call = file["schema"] == "amif-call/1";
            for (which, slip) in &slips {
                slip_in(&mut file, *which, SLIPS[*slip]);
            }
            let problems = if is_call {
                Call::from_json(&file.to_string()).map_err(|error| error.problems().to_vec()).err()
            } else {
                Proposal::from_json(&file.to_string()).map_err(|error| error.problems().to_vec()).err()
            };
            for problem in problems.into_iter().flatten() {
                prop_assert!(file.pointer(&problem.path).is_some(), "{problem}\n{file}");
            }
        }
    }

    /// 9. Every report can be told, as text and as JSON.
    #[test]
    fn every_report_can_be_told(case in cases()) {
        if let Some((call, proposal)) = read(&case) {
            let report = proposal.check(&call, case.as_of.parse().unwrap());
            prop_assert!(report.assessments().all(|a| !a.message().is_empty()));
            prop_assert!(!report.to_string().is_empty());
            prop_assert!(serde_json::from_str::<Value>(&report.to_json()).is_ok());
        }
    }

    /// 11. A fact that a rule does not list changes none of its outcomes.
    #[test]
    fn footprint(case in cases(), kind in 0usize..FactKind::ALL.len()) {
        let kind = FactKind::ALL[kind];
        let key = kind.as_str();
        let mut changed = case.proposal.clone();
        let change = |to: &mut Value, from: &Value| match from.get(key) {
            Some(value) => to[key] = value.clone(),
            None => drop(to.as_object_mut().unwrap().remove(key)),
        };
        if key != "participants" {
            change(&mut changed, &case.other);
            let others = case.other["participants"].as_array().unwrap();
            for (entry, other) in changed["participants"].as_array_mut().unwrap().iter_mut().zip(others) {
                if key != "name" || other.get(key).is_some() {
                    change(entry, other);
                }
            }
        }
        if let Some((call, proposal)) = read(&case) && let Some(after) = checked(&call, &changed, &case) {
            let report = proposal.check(&call, case.as_of.parse().unwrap());
            for a in report.assessments().filter(|a| !a.rule().rule().facts.contains(&kind)) {
                let key = (a.rule().to_string(), a.subject().to_string());
                prop_assert_eq!(after[&key], a.outcome(), "{} reads {}\n{}", a.rule(), kind, told(&case, &changed));
            }
        }
    }

    /// 12. One engine: the quick answers equal the fold of the report, and the parts equal their slices.
    #[test]
    fn one_engine(case in cases()) {
        if let Some((call, proposal)) = read(&case) {
            let as_of = case.as_of.parse().unwrap();
            let report = proposal.check(&call, as_of);
            prop_assert_eq!(proposal.verdict(&call, as_of), report.verdict(), "{}", told(&case, &Value::Null));
            prop_assert_eq!(proposal.is_eligible(&call, as_of), report.verdict() == Verdict::Eligible, "{}", told(&case, &Value::Null));
            let all = outcomes(&report);
            // A consortium alone has no letters of support: they are a fact of the application.
            let mut without_letters = proposal.clone();
            without_letters.application.letters_of_support = None;
            let part = proposal.consortium.check(&call, as_of, proposal.grant_signature);
            let slice: Outcomes = outcomes(&without_letters.check(&call, as_of)).into_iter()
                .filter(|((rule, _), _)| rule.starts_with("consortium/") || rule.starts_with("participant/")).collect();
            prop_assert_eq!(outcomes(&part), slice, "{}", told(&case, &Value::Null));
            for (i, entry) in proposal.consortium.participants.iter().enumerate() {
                let alone = entry.applicant.check(&call, entry.role, as_of, proposal.grant_signature);
                for a in alone.assessments() {
                    let key = (a.rule().to_string(), format!("/participants/{i}"));
                    prop_assert_eq!(all[&key], a.outcome(), "{}\n{}", a.rule(), told(&case, &Value::Null));
                }
            }
            prop_assert_eq!(all.len(), report.assessments().count());
        }
    }
}
