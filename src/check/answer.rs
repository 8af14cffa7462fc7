//! Facts of a proposal by name: what a form shows and states, without a match over facts.

use serde_json::Value;

use super::fact::{Fact, FactKind};
use crate::input::{InputError, quoted};
use crate::organisation::Statuses;
use crate::proposal::Proposal;

impl Proposal {
    /// What is stated of a fact, as text: what [`Proposal::set`] takes. Lists and objects are JSON. `None` where it is
    /// unknown or blank, or is no fact of a proposal.
    ///
    /// ```
    /// use amif::{Fact, Proposal, report::FactKind};
    ///
    /// let proposal = Proposal::from_json(r#"{"duration_months": 24, "participants": [{"name": "A", "country": "BE"}]}"#)?;
    /// assert_eq!(proposal.get(Fact::of_proposal(FactKind::DurationMonths)).as_deref(), Some("24"));
    /// assert_eq!(proposal.get(Fact::of_participant(0, FactKind::Country)).as_deref(), Some("BE"));
    /// assert_eq!(proposal.get(Fact::of_participant(0, FactKind::Pic)), None);
    /// # Ok::<(), amif::InputError>(())
    /// ```
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<String> {
        // It is written where it is not so alone.
        if fact == Fact::of_proposal(FactKind::ParticipantsComplete) {
            return Some(self.consortium.complete.to_string());
        }
        match self.document().pointer(&fact.to_string())? {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text.clone()),
            value => Some(value.to_string()),
        }
    }

    /// States a fact, given as a person types it: `24`, `750000.00`, `BE`, `true` or `yes`, `public_body`. A list is JSON, or its
    /// items set off by semicolons: `TN; MA`. A blank text makes the fact unknown.
    ///
    /// ```
    /// use amif::{Fact, Proposal, report::FactKind};
    ///
    /// let mut proposal = Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let form = Fact::of_participant(0, FactKind::LegalForm);
    /// proposal.set(form, "public_body")?;
    /// assert_eq!(proposal.get(form).as_deref(), Some("public_body"));
    /// proposal.set(Fact::of_proposal(FactKind::TargetCountries), "TN; MA")?;
    ///
    /// let error = proposal.set(form, "NGO").unwrap_err();
    /// assert!(error.to_string().contains("did you mean \"non_profit_private\"?"), "{error}");
    /// assert_eq!(proposal.get(form).as_deref(), Some("public_body"), "nothing is changed then");
    /// # Ok::<(), amif::InputError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Proposal::from_json`] for the proposal with that fact: what was found, what is allowed, the nearest
    /// spelling, at the place of the fact; in a list or an object given as JSON, at the place in it. Also where there is no such participant or row. The proposal is then as it was.
    pub fn set(&mut self, fact: Fact, text: &str) -> Result<(), InputError> {
        let place = fact.to_string();
        let mut plain = self.clone();
        let aside = plain.set_aside(fact);
        let mut failed = None;
        for (typed, value) in readings(text) {
            let mut document = plain.document();
            put(&mut document, &place, value)?;
            match Proposal::from_json(&document.to_string()) {
                Ok(mut stated) => {
                    stated.put_back(aside);
                    *self = stated;
                    return Ok(());
                }
                // Where the text is understood, what is wrong beside it is told.
                Err(error) => {
                    let understood = error.problems().iter().all(|problem| problem.path != place);
                    let error = if typed { error } else { error.within(&place) };
                    failed = failed.filter(|_| !understood).or(Some(error));
                }
            }
        }
        // What no file can say is told as it is, and not as a fault of the answer.
        Proposal::from_json(&plain.document().to_string())?;
        Err(failed.unwrap_or_else(|| InputError::at(place, "it cannot be stated".to_owned())))
    }

    /// Takes out what no file says and an answer does not change.
    fn set_aside(&mut self, fact: Fact) -> Aside {
        let mut aside = Aside::default();
        if fact == Fact::of_proposal(FactKind::Participants) {
            return aside;
        }
        for (place, entry) in self.consortium.participants.iter_mut().enumerate() {
            let who = &mut entry.applicant;
            // A legal form is judged by the statuses, unless they exclude each other whatever it is.
            let judged =
                fact == Fact::of_participant(place, FactKind::LegalForm) && who.statuses.forms().is_some();
            if who.contradicts_itself() && !judged {
                let statuses = std::mem::take(&mut who.statuses);
                if fact != Fact::of_participant(place, FactKind::Statuses) {
                    aside.statuses.push((place, statuses));
                }
            }
        }
        if self.application.submission_stage.is_some_and(|stage| !(1..=2).contains(&stage)) {
            let stage = self.application.submission_stage.take();
            aside.stage = stage.filter(|_| fact.kind() != FactKind::SubmissionStage);
        }
        aside
    }

    fn put_back(&mut self, aside: Aside) {
        for (place, statuses) in aside.statuses {
            if let Some(entry) = self.consortium.participants.get_mut(place) {
                entry.applicant.statuses = statuses;
            }
        }
        if aside.stage.is_some() {
            self.application.submission_stage = aside.stage;
        }
    }

    fn document(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// What no file says, while an answer is read.
#[derive(Default)]
struct Aside {
    statuses: Vec<(usize, Statuses)>,
    stage: Option<u32>,
}

/// A yes or no as people type it.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// What a text may stand for: itself, a whole number, a flag, a list or an object, a list of its parts. Each with whether
/// it is JSON as it was typed, whose parts have places of their own.
fn readings(text: &str) -> Vec<(bool, Value)> {
    let text = text.trim();
    if text.is_empty() {
        return vec![(false, Value::Null)];
    }
    let mut readings = vec![(false, Value::from(text))];
    // A number with a dot is an amount, and those are text: 750.000 may stand for two of them.
    let typed = serde_json::from_str(text).ok().filter(|value: &Value| !value.is_string() && !value.is_f64());
    let whole = typed.as_ref().is_some_and(|value| value.is_array() || value.is_object());
    readings.extend(typed.map(|value| (true, value)));
    readings.extend(yes_or_no(text).map(|flag| (false, Value::Bool(flag))));
    if !whole {
        let parts = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        readings.push((false, parts.map(Value::from).collect()));
    }
    readings
}

/// Puts a value at a place. The items of a list must be there already.
fn put(document: &mut Value, place: &str, value: Value) -> Result<(), InputError> {
    let (above, name) = place.rsplit_once('/').unwrap_or_default();
    let (mut at, mut walked) = (document, String::new());
    for step in above.split('/').skip(1) {
        walked.push('/');
        walked.push_str(step);
        at = match at {
            Value::Array(items) => {
                let count = items.len();
                let item = step.parse().ok().and_then(|place: usize| items.get_mut(place));
                item.ok_or_else(|| {
                    let message =
                        format!("found the place {}; there are {count}, counted from 0", quoted(step));
                    InputError::at(walked.clone(), message)
                })?
            }
            Value::Object(fields) => fields.entry(step).or_insert_with(|| {
                if step == "rows" { Value::Array(Vec::new()) } else { Value::Object(serde_json::Map::new()) }
            }),
            _ => return Err(InputError::at(place.to_owned(), format!("{} has no parts", quoted(step)))),
        };
    }
    if let Value::Object(fields) = at {
        fields.insert(name.to_owned(), value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::Status;

    fn proposal() -> Proposal {
        Proposal::from_json(r#"{"participants": [{"name": "A"}, {"name": "B"}]}"#).unwrap()
    }

    #[test]
    fn every_fact_of_a_proposal_is_stated_and_told_back() {
        let whole = |kind| Fact::of_proposal(kind);
        let second = |kind| Fact::of_participant(1, kind);
        let mut stated = proposal();
        let answers = [
            (whole(FactKind::SubmittedAt), "2024-08-20T16:30:00+02:00"),
            (whole(FactKind::DurationMonths), "24"),
            (whole(FactKind::RequestedGrant), "750000.00"),
            (whole(FactKind::ParticipantsComplete), "false"),
            (whole(FactKind::Annexes), r#"["budget table","ethics; security"]"#),
            (whole(FactKind::TargetCountries), r#"["MA","TN"]"#),
            (whole(FactKind::Pages), "70"),
            (second(FactKind::Name), "12"),
            (second(FactKind::Role), "beneficiary"),
            (second(FactKind::LegalForm), "private_body"),
            (second(FactKind::Statuses), r#"{"ngo":true}"#),
            (second(FactKind::Declarations), r#"["restrictive_measures"]"#),
        ];
        for (fact, text) in &answers {
            stated.set(*fact, text).unwrap_or_else(|error| panic!("{fact}: {error}"));
            assert_eq!(stated.get(*fact).as_deref(), Some(*text), "{fact}");
        }
        for (fact, _) in answers.iter().filter(|(fact, _)| *fact != second(FactKind::Name)) {
            stated.set(*fact, " ").unwrap();
        }
        let mut again = proposal();
        again.set(second(FactKind::Name), "12").unwrap();
        assert_eq!(stated, again, "a blank answer leaves a fact unknown");
    }

    #[test]
    fn a_list_may_be_typed_with_semicolons() {
        let mut stated = proposal();
        let targets = Fact::of_proposal(FactKind::TargetCountries);
        stated.set(targets, "TN; MA").unwrap();
        assert_eq!(stated.get(targets).as_deref(), Some(r#"["MA","TN"]"#));
        stated.set(targets, "TN").unwrap();
        assert_eq!(stated.get(targets).as_deref(), Some(r#"["TN"]"#));
    }

    #[test]
    fn what_cannot_be_stated_says_why_and_changes_nothing() {
        let mut stated = proposal();
        for (fact, text, message) in [
            (Fact::of_proposal(FactKind::RequestedGrant), "750.000", "write 750000"),
            (Fact::of_proposal(FactKind::DurationMonths), "two years", "a whole number of months"),
            (Fact::of_participant(7, FactKind::Country), "BE", "there are 2, counted from 0"),
            (Fact::of_participant(0, FactKind::Country), "Deutschland", "did you mean \"DE\"?"),
            (Fact::of_participant(0, FactKind::Name), "", "\"name\" is missing"),
            (Fact::of_proposal(FactKind::Phase), "grant", "unknown field \"phase\""),
        ] {
            let error = stated.set(fact, text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
            assert_eq!(stated, proposal());
            assert_eq!(stated.get(fact).as_deref().unwrap_or("A"), "A");
        }
    }

    #[test]
    fn what_is_understood_is_told_what_is_wrong_beside_it() {
        let justified = "/budget/subcontracting_justified".parse().unwrap();
        let error = proposal().set(justified, "true").unwrap_err().to_string();
        assert!(
            error.contains("\"rows\" is missing") && !error.contains("expected true or false"),
            "{error}"
        );
        let error = proposal().set(justified, "maybe").unwrap_err().to_string();
        assert!(error.contains("expected true or false"), "{error}");
    }

    #[test]
    fn what_is_wrong_is_told_at_the_fact_or_at_what_lacks_for_it() {
        for (fact, text, place) in [
            ("/participants/0/legal_form", "public body", "/participants/0/legal_form"),
            ("/participants/0/legal_form", r#"["public body"]"#, "/participants/0/legal_form/0"),
            ("/target_countries", "TN; XX", "/target_countries"),
            ("/participants/5/country", "BE", "/participants/5"),
            ("/budget/rows/0/costs/A.1", "100", "/budget/rows/0"),
        ] {
            let error = proposal().set(fact.parse().unwrap(), text).unwrap_err();
            let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
            assert_eq!(places, [place], "{fact}: {error}");
        }
    }

    #[test]
    fn blank_texts_are_unknown_and_a_whole_list_is_told() {
        let text = r#"{"title": " ", "participants": [{"name": "A", "pic": ""}]}"#;
        let mut stated = Proposal::from_json(text).unwrap();
        assert_eq!(stated.get(Fact::of_proposal(FactKind::Title)), None);
        assert_eq!(stated.get(Fact::of_participant(0, FactKind::Pic)), None);
        let complete = Fact::of_proposal(FactKind::ParticipantsComplete);
        assert_eq!(stated.get(complete).as_deref(), Some("true"));
        stated.set(complete, "no").unwrap();
        assert_eq!(stated.get(complete).as_deref(), Some("false"));
    }

    /// A draft in Rust that no file says: the second is a public body and an NGO, which is private, and the third an NGO
    /// that is not non-profit.
    fn torn() -> Proposal {
        let text =
            r#"{"participants": [{"name": "A"}, {"name": "B", "legal_form": "public_body"}, {"name": "C"}]}"#;
        let mut torn = Proposal::from_json(text).unwrap();
        for (place, held) in [(1, None), (2, Some(false))] {
            let who = &mut torn.consortium.participants[place].applicant;
            who.statuses = who.statuses.with(Status::Ngo, true);
            if let Some(held) = held {
                who.statuses = who.statuses.with(Status::NonProfit, held);
            }
            assert!(who.contradicts_itself());
        }
        torn.application.submission_stage = Some(3);
        torn
    }

    #[test]
    fn an_answer_is_judged_by_what_it_changes() {
        let mut stated = torn();
        let months = Fact::of_proposal(FactKind::DurationMonths);
        stated.set(months, "24").unwrap();
        stated.set(Fact::of_participant(0, FactKind::Country), "BE").unwrap();
        let mut expected = torn();
        expected.duration_months = Some(24);
        expected.consortium.participants[0].applicant.country = "BE".parse().ok();
        assert_eq!(stated, expected, "the rest stays as it was");
        let error = stated.set(months, "two years").unwrap_err().to_string();
        assert!(error.starts_with("/duration_months: ") && error.lines().count() == 1, "{error}");
        // The legal form goes on contradicting the statuses, and the statuses the legal form.
        let form = |place| Fact::of_participant(place, FactKind::LegalForm);
        let error = stated.set(form(1), "natural_person").unwrap_err().to_string();
        assert!(error.contains("contradict the legal form"), "{error}");
        stated.set(form(1), "non_profit_private").unwrap();
        assert!(!stated.consortium.participants[1].applicant.contradicts_itself());
        stated.set(form(2), "public_body").unwrap();
        assert_eq!(stated.get(form(2)).as_deref(), Some("public_body"));
        stated.set(Fact::of_participant(2, FactKind::Statuses), r#"{"non_profit": false}"#).unwrap();
        stated.set(Fact::of_proposal(FactKind::SubmissionStage), "2").unwrap();
        assert_eq!(Proposal::from_json(&stated.to_json()), Ok(stated));
    }
}
