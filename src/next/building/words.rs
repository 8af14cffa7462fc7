//! What a consortium lacks, as text and as JSON.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{
    Addition, Additions, CriticalMember, CriticalMembers, PartnerKind, PartnersWanted, Shortfall, Undecided,
};
use crate::check::Subject;
use crate::next::invented::Profile;
use crate::outcome::Outcome;
use crate::rule::RuleId;

/// More countries than this are counted instead of listed.
const LISTED: usize = 12;

/// A condition as JSON.
struct At<'a>(&'a RuleId, &'a Subject, Option<Outcome>);

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", self.0)?;
        map.serialize_entry("subject", self.1)?;
        if let Some(outcome) = self.2 {
            map.serialize_entry("outcome", &outcome)?;
        }
        map.end()
    }
}

fn conditions(list: &[(RuleId, Subject)]) -> Vec<At<'_>> {
    list.iter().map(|(rule, subject)| At(rule, subject, None)).collect()
}

impl fmt::Display for PartnersWanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.shortfalls.iter().map(ToString::to_string).collect();
        lines.extend(self.kinds.iter().map(ToString::to_string));
        lines
            .extend(self.beyond.iter().map(|(rule, at)| format!("{rule} at {at}: no further partner helps")));
        if !self.complete {
            lines.push("Not every kind of partner was tried; the search was cut short.".to_owned());
        }
        if lines.is_empty() {
            return f.write_str("No further partner is wanted.");
        }
        f.write_str(&lines.join("\n"))
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} lacking", self.rule, self.lacking)?;
        if self.lacking_at_best == self.lacking {
            return Ok(());
        }
        write!(f, " for certain, {} at best", self.lacking_at_best)
    }
}

impl fmt::Display for PartnerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, in ", self.role.words(), self.legal_forms)?;
        if self.countries.len() > LISTED {
            write!(f, "one of {} countries", self.countries.len())?;
        } else {
            let codes: Vec<String> = self.countries.iter().map(ToString::to_string).collect();
            f.write_str(&codes.join(", "))?;
        }
        f.write_str(&self.profile.aside(self.legal_forms))?;
        let helps: Vec<&str> = self.helps.iter().map(|(rule, _)| rule.as_str()).collect();
        write!(f, ": helps {}; then {}", helps.join(", "), self.verdict)
    }
}

impl fmt::Display for Addition {
    /// The candidates by their places from 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.members.is_empty() {
            f.write_str("nobody")?;
        }
        for (i, (at, role)) in self.members.iter().enumerate() {
            let and = if i > 0 { " and " } else { "" };
            write!(f, "{and}candidate {at} as {}", role.words())?;
        }
        if let Some(lead) = &self.affiliated_to {
            write!(f, ", linked to {lead}")?;
        }
        write!(f, ": {}", self.verdict)
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing: Vec<&str> = self.missing.iter().map(|kind| kind.as_str()).collect();
        write!(f, "candidate {}: ", self.candidate)?;
        if !missing.is_empty() {
            write!(f, "not stated: {}", missing.join(", "))?;
        }
        if !self.open.is_empty() {
            let and = if missing.is_empty() { "" } else { "; " };
            write!(f, "{and}open in the call: {}", self.open.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for CriticalMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "without /participants/{}:", self.participant)?;
        for (i, (rule, subject, outcome)) in self.breaks.iter().enumerate() {
            write!(f, "{} {rule} at {subject} {outcome}", if i > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl Serialize for PartnersWanted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("shortfalls", &self.shortfalls)?;
        map.serialize_entry("kinds", &self.kinds)?;
        map.serialize_entry("beyond", &conditions(&self.beyond))?;
        map.serialize_entry("complete", &self.complete)?;
        map.end()
    }
}

impl Serialize for Shortfall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("lacking", &self.lacking)?;
        map.serialize_entry("lacking_at_best", &self.lacking_at_best)?;
        map.end()
    }
}

impl Serialize for PartnerKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("role", &self.role)?;
        map.serialize_entry("legal_forms", &self.legal_forms.iter().collect::<Vec<_>>())?;
        map.serialize_entry("countries", &self.countries)?;
        if self.profile != Profile::default() {
            map.serialize_entry("profile", &self.profile)?;
        }
        if let Some(lead) = &self.affiliated_to {
            map.serialize_entry("affiliated_to", lead)?;
        }
        map.serialize_entry("helps", &conditions(&self.helps))?;
        map.serialize_entry("verdict", &self.verdict)?;
        map.end()
    }
}

impl Serialize for Additions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("options", &self.options)?;
        map.serialize_entry("smallest", &self.smallest)?;
        map.serialize_entry("beyond", &conditions(&self.beyond))?;
        map.serialize_entry("undecided", &self.undecided)?;
        map.end()
    }
}

impl Serialize for Addition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let members: Vec<_> = self.members.iter().map(|(at, role)| Joins { candidate: *at, role }).collect();
        map.serialize_entry("members", &members)?;
        if let Some(lead) = &self.affiliated_to {
            map.serialize_entry("affiliated_to", lead)?;
        }
        map.serialize_entry("verdict", &self.verdict)?;
        map.end()
    }
}

/// A candidate in a role, as JSON.
struct Joins<'a> {
    candidate: usize,
    role: &'a crate::organisation::Role,
}

impl Serialize for Joins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("candidate", &self.candidate)?;
        map.serialize_entry("role", self.role)?;
        map.end()
    }
}

impl Serialize for Undecided {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("candidate", &self.candidate)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("open", &self.open)?;
        map.end()
    }
}

impl Serialize for CriticalMembers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("members", &self.members)?;
        map.serialize_entry("complete", &self.complete)?;
        map.end()
    }
}

impl Serialize for CriticalMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("participant", &Subject::Participant(self.participant))?;
        let breaks: Vec<_> =
            self.breaks.iter().map(|(rule, subject, outcome)| At(rule, subject, Some(*outcome))).collect();
        map.serialize_entry("breaks", &breaks)?;
        map.end()
    }
}
