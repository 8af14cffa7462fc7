//! Changes that the page makes for whoever types: an answer to a question, a remedy.

use amif::remedy::{Edit, Remedies};
use amif::{Fact, Instant, Proposal, Verdict};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::answer::Trouble;
use crate::check::Ready;
use crate::draft::{Draft, shown};

/// The first remedy, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedied {
    /// What to do, a sentence each; empty where there is no remedy.
    pub sentences: Vec<String>,
    /// What follows from it, or why there is none.
    pub then: String,
    /// Whether it is certain that no smaller one does.
    pub smallest: bool,
    /// Whether somebody is added, whose name and code are to be filled in.
    pub adds: bool,
}

/// The first remedy for an ineligible draft; `None` where none is needed.
///
/// # Errors
/// As [`Ready::of`].
pub fn remedy(draft: &Draft, now: Instant) -> Result<Option<Remedied>, Vec<Trouble>> {
    let ready = Ready::of(draft, now)?;
    Ok(told(&ready.readable.proposal.cheapest_remedy(&ready.call, ready.at)))
}

/// What a search for remedies found, in words.
#[must_use]
pub fn told(remedies: &Remedies<'_>) -> Option<Remedied> {
    if remedies.verdict() != Verdict::Ineligible {
        return None;
    }
    let remedy = remedies.all().first();
    Some(Remedied {
        sentences: remedy.map(|remedy| remedy.sentences(remedies.call())).unwrap_or_default(),
        then: match (remedy, remedies.why_none()) {
            (Some(remedy), _) => format!("Then {}.", remedy.outcome_in_words()),
            (None, Some(none)) => none.to_string(),
            (None, None) => String::new(),
        },
        smallest: remedies.are_smallest(),
        adds: remedy.is_some_and(|r| r.edits().iter().any(|edit| matches!(edit, Edit::Add { .. }))),
    })
}

/// The draft after its first remedy. What could not be read stays as it is typed.
///
/// # Errors
/// As [`Ready::of`], and where there is no remedy.
pub fn apply(draft: &Draft, now: Instant) -> Result<Draft, Vec<Trouble>> {
    let ready = Ready::of(draft, now)?;
    let proposal = &ready.readable.proposal;
    let remedies = proposal.cheapest_remedy(&ready.call, ready.at);
    let Some(remedy) = remedies.all().first() else {
        return Err(vec![Trouble::whole("There is no remedy to apply.")]);
    };
    let after = document(&remedy.apply(proposal));
    let mut typed = draft.proposal.clone();
    let Value::Object(fields) = &mut typed else { return Err(vec![Trouble::whole("There is no proposal.")]) };
    for edit in remedy.edits() {
        let name = match edit {
            Edit::Submit { .. } => "submitted_at",
            Edit::Grant { .. } => "requested_grant",
            Edit::Duration { .. } => "duration_months",
            _ => continue,
        };
        if let Some(value) = after.get(name) {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    let participants = fields.entry("participants").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(participants) = participants {
        let stated = participants.len();
        for edit in remedy.edits() {
            if let Edit::ChangeRole { participant, to, .. } = edit
                && let Some(Value::Object(entry)) = participants.get_mut(*participant)
            {
                entry.insert("role".to_owned(), to.as_str().into());
            }
        }
        let removed = |at: usize| {
            let gone = |edit: &Edit| matches!(edit, Edit::Remove { participant, .. } if *participant == at);
            remedy.edits().iter().any(gone)
        };
        let left = (0..stated).filter(|at| !removed(*at)).count();
        let mut place = 0..;
        participants.retain(|_| place.next().is_none_or(|at| !removed(at)));
        let added = after.get("participants").and_then(Value::as_array).and_then(|all| all.get(left..));
        participants.extend(added.unwrap_or_default().iter().cloned().map(to_be_found));
    }
    shown(&mut typed);
    Ok(Draft { proposal: typed, ..draft.clone() })
}

/// Somebody who is yet to be found has no name and no code: those of the search are invented.
fn to_be_found(mut entry: Value) -> Value {
    if let Value::Object(fields) = &mut entry {
        fields.insert("name".to_owned(), "".into());
        fields.remove("pic");
    }
    entry
}

/// The draft with a question answered.
///
/// # Errors
/// When there is no such fact, and when the answer cannot be read; the message says what is allowed.
pub fn answer(draft: &Draft, fact: &str, text: &str) -> Result<Draft, Vec<Trouble>> {
    let place = fact;
    let fact: Fact = fact
        .parse()
        .map_err(|error: amif::report::ParsePointerError| vec![Trouble::whole(error.to_string())])?;
    let mut proposal = draft.read()?.proposal;
    proposal.set(fact, text).map_err(|error| Trouble::all("", error.problems()))?;
    let stated = document(&proposal).pointer(place).cloned();
    let mut typed = draft.proposal.clone();
    put(&mut typed, place, stated);
    shown(&mut typed);
    Ok(Draft { proposal: typed, ..draft.clone() })
}

fn document(proposal: &Proposal) -> Value {
    serde_json::to_value(proposal).unwrap_or_default()
}

/// Puts a value at a place of what is typed, or takes it out.
fn put(document: &mut Value, place: &str, value: Option<Value>) {
    let (above, name) = place.rsplit_once('/').unwrap_or_default();
    let mut at = document;
    for step in above.split('/').skip(1) {
        let next = match at {
            Value::Array(items) => step.parse().ok().and_then(|place: usize| items.get_mut(place)),
            Value::Object(fields) => Some(fields.entry(step).or_insert_with(|| Value::Object(Map::new()))),
            _ => None,
        };
        let Some(next) = next else { return };
        at = next;
    }
    if let Value::Object(fields) = at {
        match value {
            Some(value) => fields.insert(name.to_owned(), value),
            None => fields.remove(name),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> Instant {
        "2024-06-01T12:00:00Z".parse().unwrap()
    }

    fn draft(change: impl FnOnce(&mut Value)) -> Draft {
        let mut proposal: Value =
            serde_json::from_str(include_str!("../../examples/data/eligible.json")).unwrap();
        change(&mut proposal);
        Draft::new(proposal)
    }

    fn verdict(draft: &Draft) -> Verdict {
        Ready::of(draft, now()).unwrap().report().verdict()
    }

    #[test]
    fn the_first_remedy_is_told_and_applied() {
        let broken = draft(|p| {
            p["participants"][2]["role"] = "associated_partner".into();
            p["requested_grant"] = "1 200 000".into();
            p["total_eligible_costs"] = "1.200".into();
        });
        assert_eq!(verdict(&broken), Verdict::Ineligible);
        let told = remedy(&broken, now()).unwrap().unwrap();
        assert_eq!(told.sentences.len(), 2);
        assert!(told.smallest && !told.adds);
        let after = apply(&broken, now()).unwrap();
        assert_ne!(verdict(&after), Verdict::Ineligible);
        assert_eq!(after.proposal["participants"][2]["role"], "beneficiary");
        assert_eq!(after.proposal["requested_grant"], "1000000.00");
        assert_eq!(after.proposal["total_eligible_costs"], "1.200", "what cannot be read stays");
        assert_eq!(after.proposal["title"], "Safe paths");
    }

    #[test]
    fn whoever_is_to_be_found_has_no_name_and_no_code() {
        let short = draft(|p| {
            p["participants"].as_array_mut().unwrap().pop();
        });
        let told = remedy(&short, now()).unwrap().unwrap();
        assert!(told.adds, "{told:?}");
        let after = apply(&short, now()).unwrap();
        let added = &after.proposal["participants"][2];
        assert_eq!((&added["name"], &added["pic"]), (&json!(""), &Value::Null));
        assert!(added["country"].is_string() && added["legal_form"].is_string());
        assert_ne!(verdict(&after), Verdict::Ineligible);
    }

    #[test]
    fn where_nothing_helps_the_reason_is_told() {
        assert_eq!(remedy(&draft(|_| ()), now()).unwrap(), None);
        assert!(apply(&draft(|_| ()), now()).is_err());
        let late = draft(|p| p["submitted_at"] = "2025-01-01T12:00".into());
        let told = remedy(&late, "2026-11-28T12:00:00Z".parse().unwrap()).unwrap().unwrap();
        assert!(told.sentences.is_empty() && told.then.contains("has passed"), "{told:?}");
    }

    #[test]
    fn an_answer_is_stated_where_it_belongs() {
        let mut stated = draft(|p| p["requested_grant"] = "x".into());
        for (fact, text, at, value) in [
            ("/participants/1/statuses", r#"{"ngo": false}"#, "/participants/1/statuses/ngo", json!(false)),
            ("/target_countries", "TN; MA", "/target_countries/0", json!("MA")),
            ("/duration_months", "", "/duration_months", Value::Null),
        ] {
            stated = answer(&stated, fact, text).unwrap();
            assert_eq!(stated.proposal.pointer(at).cloned().unwrap_or_default(), value, "{fact}");
        }
        assert_eq!(stated.proposal["requested_grant"], "x", "what cannot be read stays");
        for (fact, text) in [
            ("/participants/9/role", "coordinator"),
            ("/colour", "red"),
            ("/participants/0/legal_form", "NGO"),
        ] {
            assert!(answer(&stated, fact, text).is_err(), "{fact}");
        }
    }
}
