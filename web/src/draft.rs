//! What is typed on the page: kept as it is typed, and read as far as it can be.

use std::collections::BTreeMap;

use amif::call::Reading;
use amif::value::Problem;
use amif::{Call, Country, Deadline, Instant, Proposal, catalogue, tables};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::answer::Trouble;

/// The name of the format in which the page keeps and saves a draft.
pub const SCHEMA: &str = "amif-page/1";
/// Which version of the crate the page is made of.
pub const MADE_BY: &str = concat!("amif ", env!("CARGO_PKG_VERSION"));
/// So many participants fit on the page.
pub const PARTNERS: usize = 200;
/// Reading again without what could not be read ends after so many rounds.
const ROUNDS: usize = 8;

/// Everything that is typed and chosen, and what a saved file holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the crate that saved it.
    #[serde(default)]
    pub made_by: String,
    /// A call file of one's own, in the place of a topic of the catalogue.
    #[serde(default)]
    pub call: Option<Value>,
    /// Open questions of the call answered by assumption.
    #[serde(default)]
    pub assumed: BTreeMap<String, Reading>,
    /// The proposal in the format `amif-proposal/1`, except that a fact may be something that cannot be read.
    pub proposal: Value,
}

/// A proposal as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Readable {
    /// What could be read. What could not is unknown there.
    pub proposal: Proposal,
    /// What could not, each with its JSON Pointer.
    pub unread: Vec<Trouble>,
}

impl Draft {
    /// A draft of a proposal.
    #[must_use]
    pub fn new(proposal: Value) -> Self {
        Draft { schema: SCHEMA.to_owned(), made_by: MADE_BY.to_owned(), proposal, ..Draft::default() }
    }

    /// Reads what the page hands over.
    ///
    /// # Errors
    /// When it is no draft.
    pub fn from_json(text: &str) -> Result<Self, Vec<Trouble>> {
        serde_json::from_str(text).map_err(|error| vec![Trouble::whole(error.to_string())])
    }

    /// The call that is chosen, with the open questions that are answered.
    ///
    /// # Errors
    /// When no call is chosen, there is no such topic, or the call file is faulty.
    pub fn call(&self) -> Result<Call, Vec<Trouble>> {
        let mut call = match &self.call {
            Some(file) => {
                Call::from_json(&file.to_string()).map_err(|error| Trouble::all("/call", error.problems()))?
            }
            None => {
                let topic = self.proposal.get("topic").and_then(Value::as_str).unwrap_or_default();
                if topic.trim().is_empty() {
                    return Err(vec![Trouble::at("/topic", "Choose a call.")]);
                }
                catalogue::topic(topic)
                    .map_err(|error| vec![Trouble::at("/topic", error.to_string())])?
                    .clone()
            }
        };
        for (question, reading) in &self.assumed {
            // An answer to a question of another call changes nothing here.
            if let Ok(assumed) = call.assume(question, *reading) {
                call = assumed;
            }
        }
        Ok(call)
    }

    /// The proposal as far as it can be read.
    ///
    /// # Errors
    /// When it is no proposal at all.
    pub fn read(&self) -> Result<Readable, Vec<Trouble>> {
        let mut document = tidied(&self.proposal);
        let mut unread = Vec::new();
        for _ in 0..ROUNDS {
            named(&mut document);
            let error = match Proposal::from_json(&document.to_string()) {
                Ok(proposal) => return Ok(Readable { proposal, unread }),
                Err(error) => error,
            };
            // The later ones first, so that places in lists stay what they are.
            let mut left_out = false;
            for problem in error.problems().iter().rev() {
                left_out |= leave_out(&mut document, &problem.path);
            }
            unread.extend(error.problems().iter().map(Trouble::of));
            if !left_out {
                break;
            }
        }
        Err(unread)
    }

    /// The file that saves the draft. What cannot be read is kept as it is typed.
    #[must_use]
    pub fn file(&self) -> String {
        let mut file = Draft { schema: SCHEMA.to_owned(), ..self.clone() };
        file.made_by = MADE_BY.to_owned();
        file.proposal = tidied(&self.proposal);
        if let Value::Object(fields) = &mut file.proposal {
            fields.insert("schema".to_owned(), "amif-proposal/1".into());
        }
        // Writing to a string fails for maps with other keys than text, of which there are none.
        let text = serde_json::to_string_pretty(&file).unwrap_or_default();
        format!("{text}\n")
    }
}

/// The proposal with what people type where the format asks for more: an hour on the clocks of Brussels, amounts with
/// blanks, a country by its name, a number of months as text.
fn tidied(proposal: &Value) -> Value {
    let mut document = proposal.clone();
    let Value::Object(fields) = &mut document else { return document };
    change(fields, "submitted_at", |text| in_brussels(text).map(Value::from));
    change(fields, "duration_months", |text| text.trim().parse().ok().map(|months: i64| months.into()));
    for name in ["requested_grant", "total_eligible_costs"] {
        change(fields, name, |text| tables::amount(text).ok().map(|amount| amount.to_string().into()));
    }
    for entry in fields.get_mut("participants").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(entry) = entry {
            change(entry, "country", |text| {
                let country = Country::named(text).ok().filter(|_| text.trim().len() > 2)?;
                Some(country.as_str().into())
            });
        }
    }
    document
}

/// Replaces a text by what it means, where it means something; a blank one is unknown.
fn change(fields: &mut Map<String, Value>, name: &str, meant: impl Fn(&str) -> Option<Value>) {
    if let Some(Value::String(text)) = fields.get(name) {
        let value = if text.trim().is_empty() { Some(Value::Null) } else { meant(text) };
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    }
}

/// `2024-08-20T16:30` on the clocks of Brussels, as an instant.
fn in_brussels(text: &str) -> Option<String> {
    let time: Deadline = Some(text.trim()).filter(|text| text.contains('T'))?.parse().ok()?;
    Some(time.instant().to_string())
}

/// The proposal with its submission as a field for day and hour shows it, where that says the same.
pub fn shown(proposal: &mut Value) {
    let Some(Value::String(text)) = proposal.get_mut("submitted_at") else { return };
    let Ok(instant) = text.parse::<Instant>() else { return };
    let local: String = instant.in_brussels().to_string().chars().take("2024-08-20T16:30".len()).collect();
    if in_brussels(&local).and_then(|time| time.parse().ok()) == Some(instant) {
        *text = local;
    }
}

/// Gives a name to whoever has none yet.
fn named(document: &mut Value) {
    let Value::Object(fields) = document else { return };
    let participants = fields.entry("participants").or_insert_with(|| Value::Array(Vec::new()));
    for (number, entry) in (1usize..).zip(participants.as_array_mut().into_iter().flatten()) {
        let Value::Object(entry) = entry else { continue };
        let blank = match entry.get("name") {
            None | Some(Value::Null) => true,
            Some(Value::String(name)) => name.trim().is_empty(),
            // Said to be no name when it is read.
            Some(_) => false,
        };
        if blank {
            entry.insert("name".to_owned(), placeholder(number).into());
        }
    }
}

/// What a participant is called whose name is not known.
#[must_use]
pub fn placeholder(number: usize) -> String {
    format!("Partner {number}")
}

/// Makes a fact unknown that cannot be read. Whether there was anything to leave out.
fn leave_out(document: &mut Value, path: &str) -> bool {
    let Some((above, name)) = path.rsplit_once('/') else { return false };
    let name = name.replace("~1", "/").replace("~0", "~");
    match document.pointer_mut(above) {
        Some(Value::Array(items)) => {
            let Some(at) = name.parse::<usize>().ok().filter(|at| *at < items.len()) else { return false };
            if above == "/participants" {
                // Who stands in the list keeps the place.
                items.splice(at..=at, [Value::Object(Map::new())]);
            } else {
                items.remove(at);
            }
            true
        }
        Some(Value::Object(fields)) => fields.remove(&name).is_some(),
        _ => false,
    }
}

impl Trouble {
    /// What is wrong with the whole.
    pub fn whole(message: impl Into<String>) -> Self {
        Trouble::at("", message)
    }

    /// What is wrong at a place.
    pub fn at(at: &str, message: impl Into<String>) -> Self {
        Trouble { at: at.to_owned(), message: message.into() }
    }

    fn of(problem: &Problem) -> Self {
        let message = match problem.position {
            Some((line, column)) => format!("line {line}, column {column}: {}", problem.message),
            None => problem.message.clone(),
        };
        Trouble { at: problem.path.clone(), message }
    }

    /// Problems of a file at their places in it.
    pub fn all(within: &str, problems: &[Problem]) -> Vec<Self> {
        let told = problems.iter().map(Trouble::of);
        told.map(|trouble| Trouble { at: format!("{within}{}", trouble.at), ..trouble }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(proposal: Value) -> Readable {
        Draft::new(proposal).read().unwrap()
    }

    #[test]
    fn what_people_type_is_what_the_format_means() {
        let readable = read(json!({
            "submitted_at": "2024-08-20T16:30", "duration_months": " 24 ", "requested_grant": "€ 750 000,50",
            "participants": [{ "name": "Stadt Wien", "country": "Austria" }, { "name": " ", "country": "be" }]
        }));
        assert_eq!(readable.unread, []);
        let proposal = readable.proposal;
        assert_eq!(proposal.submitted_at, Some("2024-08-20T16:30:00+02:00".parse().unwrap()));
        assert_eq!(proposal.duration_months, Some(24));
        assert_eq!(proposal.requested_grant, Some("750000.50".parse().unwrap()));
        let names: Vec<String> =
            proposal.consortium.participants.iter().map(|p| p.applicant.name.to_string()).collect();
        assert_eq!(names, ["Stadt Wien", "Partner 2"]);
        assert_eq!(proposal.consortium.participants[0].applicant.country, Some("AT".parse().unwrap()));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_unknown_and_the_rest_is_read() {
        let readable = read(json!({
            "requested_grant": "750.000", "duration_months": 24, "colour": "red", "annexes": ["a", 7, "b"],
            "participants": [{ "name": 12, "country": "Atlantis", "role": "coordinator" }, "Payoke", { "name": "C", "statuses": { "ngo": "perhaps" } }]
        }));
        let mut at: Vec<&str> = readable.unread.iter().map(|trouble| trouble.at.as_str()).collect();
        at.sort_unstable();
        let expected = [
            "/annexes/1",
            "/colour",
            "/participants/0/country",
            "/participants/0/name",
            "/participants/1",
            "/participants/2/statuses/ngo",
            "/requested_grant",
        ];
        assert_eq!(at, expected);
        let proposal = readable.proposal;
        assert_eq!((proposal.duration_months, proposal.requested_grant), (Some(24), None));
        assert_eq!(proposal.application.annexes, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(proposal.consortium.participants.len(), 3);
        assert_eq!(proposal.consortium.participants[0].role, Some(amif::Role::Coordinator));
    }

    #[test]
    fn what_is_no_proposal_is_refused() {
        for proposal in [json!(7), json!({ "participants": 7, "schema": "amif-proposal/9" })] {
            let read = Draft::new(proposal.clone()).read();
            assert!(read.is_err() || read.unwrap().unread.len() == 2, "{proposal}");
        }
        assert!(Draft::from_json("{}").is_err());
    }

    #[test]
    fn a_saved_draft_holds_what_was_typed() {
        let draft = Draft::new(
            json!({ "submitted_at": "2024-08-20T16:30", "duration_months": "x", "participants": [{ "name": "" }] }),
        );
        let saved: Value = serde_json::from_str(&draft.file()).unwrap();
        assert_eq!((&saved["schema"], &saved["made_by"]), (&json!("amif-page/1"), &json!(MADE_BY)));
        let proposal = json!({ "schema": "amif-proposal/1", "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": "x", "participants": [{ "name": "" }] });
        assert_eq!(saved["proposal"], proposal);
        let mut proposal = saved["proposal"].clone();
        shown(&mut proposal);
        assert_eq!(proposal["submitted_at"], "2024-08-20T16:30");
    }

    #[test]
    fn the_version_is_that_of_the_crate() {
        let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
        let report = Proposal::default().check(call, "2024-06-01T12:00:00Z".parse().unwrap()).stored();
        assert_eq!(MADE_BY, format!("amif {}", report.made_by()));
    }

    #[test]
    fn a_time_that_the_field_cannot_show_stays_as_it_is() {
        for (text, expected) in [
            ("2024-08-20T14:30:00Z", "2024-08-20T16:30"),
            ("2024-01-20T14:30:00+01:00", "2024-01-20T14:30"),
            ("2024-08-20T16:30:07+02:00", "2024-08-20T16:30:07+02:00"),
            // Twice in the night in which the clocks go back.
            ("2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+02:00"),
            ("soon", "soon"),
        ] {
            let mut proposal = json!({ "submitted_at": text });
            shown(&mut proposal);
            assert_eq!(proposal["submitted_at"], expected);
        }
    }

    #[test]
    fn the_call_is_a_topic_or_a_file() {
        assert_eq!(Draft::new(json!({})).call().unwrap_err()[0].at, "/topic");
        let unknown = Draft::new(json!({ "topic": "AMIF-1999" })).call().unwrap_err();
        assert!(unknown[0].message.contains("AMIF-1999"), "{unknown:?}");
        let mut draft = Draft::new(json!({ "topic": "AMIF-2024-TF2-AG-THB-01" }));
        draft.assumed.insert("international-organisation-counts".to_owned(), Reading::No);
        draft.assumed.insert("of another call".to_owned(), Reading::No);
        assert_eq!(draft.call().unwrap().assumed().count(), 1);
        draft.call = serde_json::from_str(include_str!("../../examples/data/invented-call.json")).unwrap();
        assert_ne!(draft.call().unwrap().topic().as_str(), "AMIF-2024-TF2-AG-THB-01");
        draft.call = Some(json!({ "schema": "amif-call/1" }));
        assert!(draft.call().unwrap_err().iter().all(|trouble| trouble.at.starts_with("/call")));
    }
}
