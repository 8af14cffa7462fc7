//! `amif-report/1`.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assessment::Assessment;
use super::checked::{Coverage, Report};
use crate::call::{Call, Presumption, Reading, Supposition};

/// The name of the report format.
const SCHEMA: &str = "amif-report/1";

impl Report<'_> {
    /// The report in the format `amif-report/1`, on one line. The same input gives the same bytes.
    ///
    /// Consumers treat an outcome, verdict or basis that they do not know as not passed.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("topic", self.call().topic())?;
        map.serialize_entry("call_version", self.call().version())?;
        if let Some(later) = self.superseded_by() {
            map.serialize_entry("superseded_by", later.version())?;
        }
        map.serialize_entry("as_of", &self.as_of())?;
        map.serialize_entry("call_status", &self.call_status())?;
        map.serialize_entry("verdict", &self.verdict())?;
        map.serialize_entry("coverage", &self.coverage())?;
        map.serialize_entry("assessments", &Assessments(self))?;
        map.serialize_entry("assumed", &Assumed(self))?;
        map.serialize_entry("usual", &self.usual())?;
        map.serialize_entry("not_stated", &self.not_stated().collect::<Vec<_>>())?;
        map.serialize_entry("not_declared", &self.not_declared())?;
        map.serialize_entry("notices", &self.notices())?;
        map.serialize_entry("without", &self.rest())?;
        map.serialize_entry("not_covered", &self.not_covered().collect::<Vec<_>>())?;
        let differences: Vec<&str> = self.call().differences().iter().map(|d| d.about.as_str()).collect();
        map.serialize_entry("source_differences", &differences)?;
        let obligations = self.obligations();
        if !obligations.is_empty() {
            map.serialize_entry("obligations", &obligations)?;
        }
        map.end()
    }
}

impl Serialize for Coverage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("assessed", &self.assessed)?;
        map.serialize_entry("not_stated", &self.not_stated)?;
        map.serialize_entry("not_covered", &self.not_covered)?;
        map.end()
    }
}

struct Assessments<'a>(&'a Report<'a>);

impl Serialize for Assessments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.assessments())
    }
}

struct Assumed<'a>(&'a Report<'a>);

impl Serialize for Assumed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(Pinned::all(self.0.call()))
    }
}

/// What a caller assumes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pinned<'a> {
    /// An open question by its id, with the reading taken.
    Reading(&'a str, Reading),
    /// A condition that no source states.
    Supposed(Supposition),
    /// One that is taken from other calls.
    Presumed(&'a Presumption),
}

impl<'a> Pinned<'a> {
    pub(crate) fn all(call: &'a Call) -> impl Iterator<Item = Pinned<'a>> {
        let readings = call.assumed().map(|(question, reading)| Pinned::Reading(&question.id, reading));
        let supposed = call.supposed().iter().copied().map(Pinned::Supposed);
        readings.chain(supposed).chain(call.presumed().map(Pinned::Presumed))
    }
}

impl fmt::Display for Pinned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pinned::Reading(id, reading) => write!(f, "{id}: {reading}"),
            Pinned::Supposed(s) => write!(f, "{}: {}, which no source states", s.condition(), s.value()),
            Pinned::Presumed(presumption) => presumption.fmt(f),
        }
    }
}

impl Serialize for Pinned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        match self {
            Pinned::Reading(id, reading) => {
                map.serialize_entry("question", id)?;
                map.serialize_entry("reading", reading.as_str())?;
            }
            Pinned::Supposed(supposition) => {
                map.serialize_entry("condition", supposition.condition())?;
                map.serialize_entry("value", &supposition.value())?;
            }
            Pinned::Presumed(presumption) => {
                map.serialize_entry("condition", &presumption.condition())?;
                map.serialize_entry("value", &presumption.to_string())?;
                map.serialize_entry("strength", &presumption.strength())?;
            }
        }
        map.end()
    }
}

impl Serialize for Assessment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = self.to_kept();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &kept.rule)?;
        map.serialize_entry("stage", &self.stage())?;
        map.serialize_entry("consequence", &kept.consequence)?;
        map.serialize_entry("layer", &kept.layer)?;
        map.serialize_entry("subject", &kept.subject)?;
        map.serialize_entry("outcome", &kept.outcome)?;
        map.serialize_entry("required", &kept.required)?;
        map.serialize_entry("found", &kept.found)?;
        map.serialize_entry("missing", &kept.missing)?;
        map.serialize_entry("questions", &kept.questions)?;
        map.serialize_entry("open", &kept.open)?;
        map.serialize_entry("awaits", &kept.awaits)?;
        map.serialize_entry("because", &kept.because)?;
        map.serialize_entry("message", &kept.message)?;
        map.serialize_entry("source", &kept.source)?;
        if !kept.counted.is_empty() {
            map.serialize_entry("counted", &kept.counted)?;
        }
        map.end()
    }
}
