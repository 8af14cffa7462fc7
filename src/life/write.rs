//! A changed proposal as text and as `amif-change/1`.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Change, ChangeKind, Changed, Rechecked};
use crate::organisation::Role;
use crate::outcome::Outcome;
use crate::report::Assessment;

/// The name of the format of a changed proposal.
const SCHEMA: &str = "amif-change/1";

impl Changed {
    /// The change in the format `amif-change/1`, on one line.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert!(changed.to_json().starts_with(r#"{"schema":"amif-change/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Changed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("topic", &self.topic)?;
        map.serialize_entry("call_version", &self.call_version)?;
        map.serialize_entry("as_of", &self.as_of)?;
        map.serialize_entry("phase", &self.phase)?;
        map.serialize_entry("change", &self.change)?;
        map.serialize_entry("outcome", &self.outcome())?;
        map.serialize_entry("assessments", &self.assessments().collect::<Vec<Assessment<'_>>>())?;
        map.serialize_entry("conditions", &self.conditions)?;
        map.serialize_entry("not_stated", &self.not_stated)?;
        map.serialize_entry("not_covered", &self.not_covered)?;
        map.serialize_entry("proposal", &self.proposal)?;
        map.end()
    }
}

impl Serialize for Rechecked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("before", &self.before)?;
        map.serialize_entry("after", &self.after)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ChangeKind::Leaves(at) => write!(f, "/participants/{at} leaves"),
            ChangeKind::Coordination(at) => write!(f, "/participants/{at} becomes the coordinator"),
            ChangeKind::Joins(participant) => {
                let role = participant.role.map_or("role unknown", Role::words);
                write!(f, "a participant joins, {role}")
            }
            ChangeKind::Role(at, role) => write!(f, "/participants/{at} takes the role of {}", role.words()),
            ChangeKind::Extension(1) => f.write_str("extension by 1 month"),
            ChangeKind::Extension(months) => write!(f, "extension by {months} months"),
            ChangeKind::Signature(day) => write!(f, "the grant agreement is signed on {day}"),
        }
    }
}

const fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "+",
        Outcome::NotMet => "x",
        Outcome::Conditional => "~",
        Outcome::Unknown => "?",
        Outcome::NotApplicable => "-",
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = self.who.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        writeln!(f, "{:<11}{}{who}", "Change", self.change)?;
        writeln!(f, "{:<11}{} at {}", "Phase", self.phase, self.as_of)?;
        writeln!(f, "{:<11}{} {}", "Topic", self.topic, self.call_version)?;
        writeln!(f, "{:<11}{}", "Outcome", self.outcome())?;
        writeln!(f, "{:<11}Not legal advice and not a decision.", "")?;
        for a in self.assessments() {
            writeln!(f, "\n  {} {}", mark(a.outcome()), a.rule())?;
            writeln!(f, "    {}", a.message())?;
            if !a.missing().is_empty() {
                let facts: Vec<String> = a.missing().iter().map(ToString::to_string).collect();
                writeln!(f, "    missing: {}", facts.join(", "))?;
            }
            if !a.open().is_empty() {
                writeln!(f, "    open: {}", a.open().join(", "))?;
            }
            for awaited in a.awaits() {
                let until =
                    awaited.until.map(|day| format!(", {} {day}", awaited.word())).unwrap_or_default();
                writeln!(f, "    awaits: {}{until}", awaited.event)?;
            }
            for source in a.source() {
                writeln!(f, "    source: {source}")?;
            }
        }
        if !self.conditions.is_empty() {
            writeln!(f, "\nConditions of the call after the change ({})", self.conditions.len())?;
        }
        for c in &self.conditions {
            let before = c.before.map_or("not looked at", Outcome::as_str);
            writeln!(f, "  {} {} {}: {before} -> {}", mark(c.after), c.rule, c.subject, c.after)?;
            writeln!(f, "    {}", c.message)?;
        }
        if !self.not_stated.is_empty() {
            writeln!(f, "\nNot stated in the sources")?;
            for item in self.not_stated {
                writeln!(f, "  {item}")?;
            }
        }
        writeln!(f, "\nNot covered by any program")?;
        for item in &self.not_covered {
            writeln!(f, "  {item}")?;
        }
        Ok(())
    }
}
