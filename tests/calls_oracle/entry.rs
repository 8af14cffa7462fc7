//! What is stated of a proposal and its participants, and the ways in which the rest may turn out.

use serde_json::Value;

use crate::generate::{FORMS, ROLES, TYPES};
use crate::rules::{Rules, texts};
use crate::search::{Name, Way, exhaust, met};

/// The countries that occur, and some further ones of each kind.
pub(crate) const COUNTRIES: [&str; 19] = [
    "BE", "AT", "FR", "HU", "IE", "IT", "ES", "PL", "DK", "RE", "NC", "GL", "NO", "GB", "CH", "XK", "US",
    "NL", "AW",
];
const MEMBER_STATES: [&str; 10] = ["BE", "AT", "FR", "HU", "IE", "IT", "ES", "PL", "DK", "NL"];

pub(crate) fn country(code: &str) -> &'static str {
    COUNTRIES.into_iter().find(|c| *c == code).unwrap()
}

/// Outermost regions are their Member State.
pub(crate) fn state(country: &'static str) -> &'static str {
    if country == "RE" { "FR" } else { country }
}

pub(crate) fn is_member_state(state: &str) -> bool {
    MEMBER_STATES.contains(&state)
}

/// The Member State that an overseas territory is linked to.
pub(crate) fn overseas_of(country: &str) -> Option<&'static str> {
    match country {
        "NC" => Some("FR"),
        "GL" => Some("DK"),
        "AW" => Some("NL"),
        _ => None,
    }
}

/// The nine digits that a text comes to without blanks, hyphens, a prefix and the end of a spreadsheet's number.
fn code(text: &str) -> Option<String> {
    let text = text.replace([' ', '-', ':'], "").replace("PIC", "").replace(".0", "");
    let nine = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
    (nine && text != "000000000").then_some(text)
}

/// Names of kinds and letters compare without regard to case and outer white space.
pub(crate) fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) at: usize,
    pub(crate) name: String,
    /// The code; a text that is none is as if left out.
    pub(crate) pic: Option<String>,
    /// Whether a code or a text in its place is stated.
    coded: bool,
    role: Option<usize>,
    country: Option<&'static str>,
    /// The legal forms that everything stated leaves possible.
    pub(crate) forms: Vec<usize>,
    statuses: Vec<(String, bool)>,
    kind: Option<usize>,
    /// The answers to the questions of kinds of members, by name.
    answers: Vec<(String, bool)>,
    pub(crate) to: Option<String>,
    pub(crate) trust: bool,
    pub(crate) restricted: bool,
}

/// A legal form with statuses, as asked for.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) form: usize,
    statuses: Vec<(String, bool)>,
}

impl Who {
    pub(crate) fn holds(&self, status: &str) -> bool {
        self.statuses.iter().find(|(s, _)| s == status).unwrap().1
    }
}

/// Whether an entity of a form may hold, or lack, a status.
fn goes_with(form: usize, status: &str, held: bool) -> bool {
    let form = FORMS[form];
    match (status, held) {
        ("non_profit", true) => !["profit_making", "natural_person"].contains(&form),
        ("non_profit", false) => form != "non_profit_private",
        ("ngo", true) => form == "non_profit_private",
        _ => true,
    }
}

impl Entry {
    pub(crate) fn read(at: usize, value: &Value) -> Entry {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let place = |list: &[&str], key: &str| {
            value[key].as_str().map(|t| list.iter().position(|n| *n == t).unwrap())
        };
        let statuses: Vec<(String, bool)> = value["statuses"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(status, held)| (status.clone(), held.as_bool().unwrap()))
            .collect();
        let stated = match &value["legal_form"] {
            Value::Null => FORMS.map(str::to_owned).to_vec(),
            Value::String(form) if form == "private_body" => {
                FORMS[1..3].iter().map(|f| (*f).to_owned()).collect()
            }
            Value::String(form) => vec![form.clone()],
            list => texts(list),
        };
        let forms = (0..FORMS.len())
            .filter(|form| stated.iter().any(|f| f == FORMS[*form]))
            .filter(|form| statuses.iter().all(|(status, held)| goes_with(*form, status, *held)))
            .collect();
        let declares = texts(&value["declarations"]);
        Entry {
            at,
            name: text("name")
                .unwrap()
                .to_lowercase()
                .to_uppercase()
                .to_lowercase()
                .split_whitespace()
                .collect(),
            pic: text("pic").and_then(|text| code(&text)),
            coded: text("pic").is_some(),
            role: place(&ROLES, "role"),
            country: value["country"].as_str().map(country),
            forms,
            statuses,
            kind: place(&TYPES, "organisation_type"),
            answers: value["member_kinds"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, is)| (plain(name), is.as_bool().unwrap()))
                .collect(),
            to: text("affiliated_to").and_then(|text| code(&text)),
            trust: declares.iter().any(|d| d == "public_interest_trust"),
            restricted: declares.iter().any(|d| d == "restrictive_measures"),
        }
    }

    /// Whether it has, or may turn out to have, the role at a place.
    pub(crate) fn may_hold(&self, role: usize) -> bool {
        self.role.is_none_or(|own| own == role)
    }

    /// Whether it says that it has legal personality.
    pub(crate) fn personality(&self) -> Option<bool> {
        self.statuses.iter().find(|(s, _)| s == "legal_personality").map(|(_, held)| *held)
    }

    /// The statuses asked for, and the guarantees of an entity without legal personality.
    pub(crate) fn and_guarantees(&self, asked: &[String]) -> Vec<String> {
        let more = (self.personality() == Some(false)).then(|| "equivalent_guarantees".to_owned());
        asked.iter().cloned().chain(more).collect()
    }

    /// Whether it has no legal personality and offers nothing in its place.
    pub(crate) fn lacks_guarantees(&self, who: &Who) -> bool {
        self.personality() == Some(false)
            && FORMS[who.form] != "natural_person"
            && !who.holds("equivalent_guarantees")
    }

    pub(crate) fn role(&self, way: &mut Way) -> &'static str {
        ROLES[self.role.unwrap_or_else(|| way.pick(Name::Role(self.at), ROLES.len()))]
    }

    pub(crate) fn country(&self, way: &mut Way) -> &'static str {
        self.country.unwrap_or_else(|| COUNTRIES[way.pick(Name::Country(self.at), COUNTRIES.len())])
    }

    pub(crate) fn kind(&self, way: &mut Way) -> usize {
        self.kind.unwrap_or_else(|| way.pick(Name::Type(self.at), TYPES.len()))
    }

    /// The answer to the question of a kind, where these are asked.
    pub(crate) fn is_of(&self, way: &mut Way, kind: &str, asked: &[String]) -> bool {
        let stated = |name: &String| self.answers.iter().find(|(n, _)| n == name).map(|(_, is)| *is);
        let unknown: Vec<&String> = asked.iter().filter(|name| stated(name).is_none()).collect();
        let kind = plain(kind);
        stated(&kind).unwrap_or_else(|| {
            let bits = way.pick(Name::Kinds(self.at), 1 << unknown.len());
            bits >> unknown.iter().position(|name| **name == kind).unwrap() & 1 == 1
        })
    }

    pub(crate) fn well_formed_pic(&self, way: &mut Way) -> bool {
        if self.coded { self.pic.is_some() } else { way.pick(Name::Pic(self.at), 2) == 1 }
    }

    /// The legal form with the statuses that a rule asks for; nothing where the two exclude each other.
    pub(crate) fn who(&self, way: &mut Way, asked: &[String]) -> Option<Who> {
        let mut form = self.forms[way.pick(Name::Form(self.at), self.forms.len())];
        let stated = |status: &String| self.statuses.iter().find(|(s, _)| s == status).map(|(_, held)| *held);
        let unknown: Vec<&String> = asked.iter().filter(|s| stated(s).is_none()).collect();
        let bits = way.pick(Name::Statuses(self.at), 1 << unknown.len());
        let held = |status: &String| {
            stated(status)
                .unwrap_or_else(|| bits >> unknown.iter().position(|u| *u == status).unwrap() & 1 == 1)
        };
        let mut statuses: Vec<(String, bool)> = asked.iter().map(|s| (s.clone(), held(s))).collect();
        let goes = |form: usize, statuses: &[(String, bool)]| {
            statuses.iter().all(|(s, held)| goes_with(form, s, *held))
        };
        if !goes(form, &statuses) {
            if way.varies(Name::Form(self.at)) {
                // Another form takes along the statuses that it excludes.
                way.adjusted = true;
                for (status, held) in &mut statuses {
                    *held ^= !goes_with(form, status, *held);
                }
            } else if way.varies(Name::Statuses(self.at)) {
                let left: Vec<usize> = self.forms.iter().copied().filter(|f| goes(*f, &statuses)).collect();
                if left.is_empty() {
                    return None;
                }
                way.adjusted = true;
                // As many picks whatever is left, so that each stands for the same in every completion.
                form = left[way.pick(Name::Adjusted(self.at), self.forms.len()) % left.len()];
            }
        }
        goes(form, &statuses).then_some(Who { form, statuses })
    }
}

/// Everything that the rules read.
pub(crate) struct World<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) proposal: &'a Value,
    pub(crate) entries: Vec<Entry>,
    pub(crate) complete: bool,
    pub(crate) today: &'a str,
    /// Whether what waits for a later event is taken to fail.
    pub(crate) lapsed: std::cell::Cell<bool>,
}

impl<'a> World<'a> {
    pub(crate) fn new(rules: &'a Rules, proposal: &'a Value, today: &'a str) -> Self {
        let members = proposal["participants"].as_array().unwrap();
        World {
            rules,
            proposal,
            entries: members.iter().enumerate().map(|(at, value)| Entry::read(at, value)).collect(),
            complete: proposal["participants_complete"].as_bool().unwrap_or(true),
            today,
            lapsed: std::cell::Cell::new(false),
        }
    }

    /// The pointer of a fact, or the id of a question.
    pub(crate) fn word(&self, name: Name) -> Vec<(bool, String)> {
        let fact = |at: usize, kind: &str| vec![(true, format!("/participants/{at}/{kind}"))];
        match name {
            Name::Fact(fact) => vec![(true, fact.to_owned())],
            Name::Joined(_) => vec![(true, "/participants_complete".to_owned())],
            Name::Role(at) => fact(at, "role"),
            Name::Form(at) => fact(at, "legal_form"),
            Name::Statuses(at) => fact(at, "statuses"),
            Name::Type(at) => fact(at, "organisation_type"),
            Name::Kinds(at) => fact(at, "member_kinds"),
            Name::Country(at) => fact(at, "country"),
            Name::To(at) => fact(at, "affiliated_to"),
            Name::Pic(at) => fact(at, "pic"),
            Name::Seat(at) => {
                // Whoever is removed whatever else turns out says no country.
                let falls = |e: &Entry| exhaust(|way| self.falls_alone(way, e).and_then(met));
                let stays = |e: &&Entry| falls(e).is_none_or(|found| found.outcome != "met");
                let same = self.entries.iter().filter(|e| e.pic == self.entries[at].pic).filter(stays);
                same.map(|e| (true, format!("/participants/{}/country", e.at))).collect()
            }
            Name::Adjusted(_) => Vec::new(),
            Name::Question(at) => vec![(false, self.rules.ids[at].clone())],
        }
    }
}
