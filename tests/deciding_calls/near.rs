//! Drafts near to eligible under any call: a complete proposal that fails nothing, with a few facts taken out.

use amif::{Call, Consequence, Instant, Outcome, Proposal};
use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Map, Value, json};

use crate::domains::deadline_day;
use crate::generate::{FORMS, ROLES, TYPES};

pub(crate) const STATUSES: [&str; 6] =
    ["trade_union", "legal_personality", "acting_without_profit", "sme", "non_profit", "ngo"];
const MEMBER_KINDS: [&str; 2] = ["Police", "university"];
const LETTERS: [&str; 2] = ["letter A", "letter B"];
const COUNTRIES: [&str; 15] =
    ["BE", "AT", "FR", "IT", "BE", "AT", "FR", "RE", "NO", "GB", "CH", "NC", "GL", "HU", "IE"];

/// Facts of the application, with the key of the call that asks for each (nothing: every call does).
pub(crate) const FACTS: [(&str, &str); 13] = [
    ("submitted_at", ""),
    ("duration_months", ""),
    ("requested_grant", ""),
    ("total_eligible_costs", ""),
    ("grant_signature", ""),
    ("submission_stage", "second_stage"),
    ("annexes", "annexes"),
    ("parallel_applications", "parallel_applications"),
    ("objectives", "declared_objectives"),
    ("target_countries", "target_countries"),
    ("routes", "or_routes"),
    ("activity_countries", "third_country_activities"),
    ("letters_of_support", "or_letter"),
];

/// Whether a file names a word anywhere.
pub(crate) fn names(file: &Value, word: &str) -> bool {
    match file {
        Value::Object(map) => map.iter().any(|(key, value)| key == word || names(value, word)),
        Value::Array(items) => items.iter().any(|value| names(value, word)),
        value => value == word,
    }
}

pub(crate) fn statuses(call: &Value) -> Vec<&'static str> {
    STATUSES.into_iter().filter(|status| names(call, status)).collect()
}

pub(crate) fn names_types(call: &Value) -> bool {
    TYPES.iter().any(|kind| names(call, kind))
}

/// The kinds of members that the call has a question about.
pub(crate) fn member_kinds(call: &Value) -> Vec<&'static str> {
    MEMBER_KINDS.into_iter().filter(|kind| names(call, kind)).collect()
}

/// Whether the day of signature makes a difference.
pub(crate) fn signature_matters(call: &Value) -> bool {
    names(call, "bars") || names(call, "negotiating")
}

/// The proposal, or nothing where legal form and statuses, or two statuses, contradict each other.
pub(crate) fn read(file: &Value) -> Option<Proposal> {
    match Proposal::from_json(&file.to_string()) {
        Ok(proposal) => Some(proposal),
        Err(error) => {
            let told = error.to_string();
            let expected = ["contradict the legal form", "exclude each other"];
            assert!(expected.iter().any(|text| told.contains(text)), "{told}\n{file}");
            None
        }
    }
}

pub(crate) struct Drafter<'a> {
    pub(crate) rng: &'a mut TestRng,
    pub(crate) file: &'a Value,
    pub(crate) call: &'a Call,
    pub(crate) as_of: Instant,
}

impl Drafter<'_> {
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.rng.random_range(0..list.len())]
    }

    fn some(&mut self, list: &[&'static str]) -> Value {
        list.iter().copied().filter(|_| self.chance(60)).collect()
    }

    fn statuses(&mut self, form: &str) -> Value {
        let asked = statuses(self.file);
        for _ in 0..20 {
            let held: Map<String, Value> =
                asked.iter().map(|status| ((*status).to_owned(), json!(self.chance(50)))).collect();
            let probe = json!({ "participants": [{ "name": "A", "legal_form": form, "statuses": held }] });
            if read(&probe).is_some() {
                return held.into();
            }
        }
        json!({})
    }

    fn participant(&mut self, at: usize) -> Value {
        let role = match (at, self.chance(75)) {
            (0, _) => "coordinator",
            (_, true) => "beneficiary",
            _ => self.pick(&ROLES[1..]),
        };
        let form = if self.chance(60) { self.pick(&FORMS[..2]) } else { self.pick(&FORMS) };
        let name = if self.chance(12) { "Caritas" } else { ["Caritas", "City", "Red Cross", "Helpers"][at] };
        let mut member = json!({
            "name": name, "pic": code(at), "role": role, "legal_form": form, "country": self.pick(&COUNTRIES),
            "statuses": self.statuses(form), "organisation_type": self.pick(&TYPES), "declarations": []
        });
        self.answer_kinds(&mut member);
        if role == "affiliated_entity" {
            member["affiliated_to"] = json!(code(self.rng.random_range(0..2)));
        }
        if names(self.file, "public_interest_trust") && self.chance(40) {
            member["country"] = json!("HU");
            member["declarations"] = json!(["public_interest_trust"]);
        }
        member
    }

    /// States whether it is of each kind that the call has a question about.
    fn answer_kinds(&mut self, member: &mut Value) {
        let asked = member_kinds(self.file);
        if !asked.is_empty() {
            member["member_kinds"] =
                asked.iter().map(|kind| ((*kind).to_owned(), json!(self.chance(60)))).collect();
        }
    }

    fn fact(&mut self, key: &str) -> Value {
        match key {
            "submitted_at" => json!(self.pick(&["2030-05-14T12:00:00+02:00", "2030-09-15T12:00:00+02:00"])),
            "duration_months" => json!(self.pick(&[12, 20, 24, 30, 36])),
            "requested_grant" => json!(self.pick(&[50_000, 100_000, 150_000, 200_000, 400_000, 600_000])),
            "total_eligible_costs" => json!(1_000_000),
            "grant_signature" => {
                // Nothing is signed before the last deadline.
                let after = deadline_day(self.file).unwrap_or("");
                let days = ["2030-05-20", "2030-06-05", "2030-12-01", "2031-01-15", "2031-06-01"];
                let days: Vec<&str> = days.into_iter().filter(|day| *day > after).collect();
                json!(self.pick(&days))
            }
            "submission_stage" => json!(self.pick(&[1, 2])),
            "annexes" => json!(["Budget", "CV"]),
            "parallel_applications" => json!(1),
            "objectives" => self.some(&["a", "b", "z"]),
            "target_countries" => self.some(&["TN", "MA", "US"]),
            "routes" => self.some(&["central"]),
            "letters_of_support" => self.some(&LETTERS),
            _ => json!([self.pick(&["BE", "TN"])]),
        }
    }

    /// How many conditions that reject are not met.
    fn faults(&self, draft: &Value) -> Option<usize> {
        let proposal = read(draft)?;
        let report = proposal.check(self.call, self.as_of);
        let rejects = report.assessments().filter(|a| a.consequence() == Consequence::Reject);
        Some(rejects.filter(|a| a.outcome() == Outcome::NotMet).count())
    }

    /// The draft with one thing drawn anew.
    fn changed(&mut self, draft: &Value) -> Value {
        let mut draft = draft.clone();
        let (key, _) = self.pick(&FACTS);
        let renewed = self.fact(key);
        let members = draft["participants"].as_array_mut().unwrap();
        let at = self.rng.random_range(0..members.len());
        match self.rng.random_range(0..11) {
            0 if members.len() < 4 => {
                let next = self.participant(members.len());
                members.push(next);
            }
            1 if members.len() > 1 => drop(members.pop()),
            2..4 => draft[key] = renewed,
            4 => members[at]["country"] = json!(self.pick(&COUNTRIES)),
            5 => {
                let form = self.pick(&FORMS);
                members[at]["legal_form"] = json!(form);
                members[at]["statuses"] = self.statuses(form);
            }
            6 => {
                let form = members[at]["legal_form"].as_str().unwrap().to_owned();
                members[at]["statuses"] = self.statuses(&form);
            }
            7 => members[at]["organisation_type"] = json!(self.pick(&TYPES)),
            8 => self.answer_kinds(&mut members[at]),
            _ => members[at] = self.participant(at),
        }
        draft
    }

    /// Where some proposal could be found that fails nothing.
    fn sound(&mut self) -> Option<Value> {
        let mut draft =
            json!({ "pages": 1, "further_topics": [], "activities": [], "start_date": "2031-12-01" });
        for (key, _) in FACTS {
            draft[key] = self.fact(key);
        }
        let count = self.rng.random_range(1..=4);
        draft["participants"] = (0..count).map(|at| self.participant(at)).collect();
        let mut faults = self.faults(&draft)?;
        for _ in 0..250 {
            if faults == 0 {
                return Some(draft);
            }
            let changed = self.changed(&draft);
            if let Some(fewer) = self.faults(&changed).filter(|fewer| *fewer <= faults) {
                (draft, faults) = (changed, fewer);
            }
        }
        None
    }

    fn forget_of_participant(&mut self, member: &mut Value) {
        let keys = [
            "role",
            "legal_form",
            "country",
            "pic",
            "statuses",
            "organisation_type",
            "affiliated_to",
            "member_kinds",
        ];
        let key = match self.pick(&keys) {
            "statuses" if statuses(self.file).is_empty() => "role",
            "organisation_type" if !names_types(self.file) => "country",
            "member_kinds" if member_kinds(self.file).is_empty() => "role",
            "affiliated_to" if member["role"] != "affiliated_entity" => "legal_form",
            key => key,
        };
        let fields = member.as_object_mut().unwrap();
        let stated = fields.remove(key);
        match (key, stated) {
            ("legal_form", Some(Value::String(form))) if self.chance(50) => {
                let mut forms = vec![form];
                forms.extend((0..2).map(|_| self.pick(&FORMS).to_owned()));
                forms.sort();
                forms.dedup();
                if forms.len() > 1 {
                    fields.insert(key.to_owned(), json!(forms));
                }
            }
            ("statuses" | "member_kinds", Some(Value::Object(mut all))) if self.chance(50) => {
                let asked: Vec<String> = all.keys().cloned().collect();
                if !asked.is_empty() {
                    all.remove(&asked[self.rng.random_range(0..asked.len())]);
                }
                fields.insert(key.to_owned(), all.into());
            }
            _ => {}
        }
    }

    /// A draft with a few facts unknown; now and then with one fact as it should not be.
    pub(crate) fn draft(&mut self) -> Option<Value> {
        let mut draft = self.sound()?;
        if self.chance(15) {
            draft = self.changed(&draft);
        }
        // What few calls ask for is forgotten more often than what every call does.
        let known: Vec<&str> = FACTS
            .into_iter()
            .filter(|(_, asked)| asked.is_empty() || names(self.file, asked))
            .flat_map(|(key, asked)| {
                let signed = key == "grant_signature" && signature_matters(self.file);
                std::iter::repeat_n(key, if asked.is_empty() && !signed { 1 } else { 3 })
            })
            .collect();
        for _ in 0..self.rng.random_range(1..=4) {
            match self.rng.random_range(0..100) {
                0..50 => {
                    let members = draft["participants"].as_array_mut().unwrap();
                    if !members.is_empty() {
                        let at = self.rng.random_range(0..members.len());
                        self.forget_of_participant(&mut members[at]);
                    }
                }
                50..88 => drop(draft.as_object_mut().unwrap().remove(self.pick(&known))),
                _ => {
                    draft["participants_complete"] = json!(false);
                    if self.chance(60) {
                        draft["participants"].as_array_mut().unwrap().pop();
                    }
                }
            }
        }
        if self.chance(45) {
            draft = self.strained(draft);
        }
        read(&draft).map(|_| draft)
    }

    /// The draft with facts of one participant drawn anew again and again, where no condition fails by itself:
    /// in the end, some of them may not be met together.
    fn strained(&mut self, draft: Value) -> Value {
        let mut strained = draft;
        let members = strained["participants"].as_array_mut().unwrap();
        if members.is_empty() {
            return strained;
        }
        let at = self.rng.random_range(0..members.len());
        // Somebody may be left who would lead, and the other to make up the number.
        if members.len() > 1 && self.chance(30) {
            members.remove(self.rng.random_range(0..members.len()));
        }
        let at = at.min(members.len() - 1);
        let forgotten = match self.rng.random_range(0..8) {
            0 | 1 => Some("role"),
            2 => Some("country"),
            3 | 4 => Some("statuses"),
            5 if names_types(self.file) => Some("organisation_type"),
            _ => None,
        };
        match forgotten {
            Some(key) => drop(members[at].as_object_mut().unwrap().remove(key)),
            None if self.chance(50) => members[at]["legal_form"] = json!("private_body"),
            None => members[at]["legal_form"] = json!(["profit_making", "international_organisation"]),
        }
        for _ in 0..25 {
            let form = self.pick(&FORMS);
            let pairs = [
                json!("private_body"),
                json!([form, "international_organisation"]),
                json!(["natural_person", "public_body"]),
            ];
            let (key, value) = match self.rng.random_range(0..6) {
                0 | 1 => ("country", json!(self.pick(&["US", "NO", "NC", "GL", "HU", "BE", "DK"]))),
                2 => ("role", json!(self.pick(&ROLES))),
                3 => ("organisation_type", json!(self.pick(&TYPES))),
                4 => ("statuses", self.statuses(form)),
                _ => {
                    let open = strained["participants"][at]["legal_form"] == "private_body"
                        || strained["participants"][at]["legal_form"].is_array();
                    let among = self.rng.random_range(0..pairs.len());
                    ("legal_form", if open { pairs[among].clone() } else { json!(form) })
                }
            };
            let mut next = strained.clone();
            let member = &mut next["participants"][at];
            if member.get(key).is_none() || value == json!([form, form]) {
                continue;
            }
            member[key] = value;
            if self.faults(&next) == Some(0) {
                strained = next;
            }
        }
        strained
    }
}

/// Everybody has a code of their own.
fn code(at: usize) -> String {
    format!("99900000{at}")
}
