//! Checks of the Fund's own rules: what belongs to which objective, what goes with which mode, Art. 15.

pub(super) mod about;
mod co_financing;
mod items;
mod modes;

use std::fmt;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::registry::RuleId;
use crate::check::fact::{Fact, FactKind};
use crate::check::subject::Subject;
use crate::fund::{ManagementMode, SpecificObjective};
use crate::law::{Basis, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Stage};

use about::SOLIDARITY_EXPENDITURE;
pub use co_financing::CoFinancing;

/// Whether the changes of 2026 came on 12 June or on 1 July.
const OPEN_2026: &str = "changes-of-2026";
/// Whether a programme amendment makes expenditure on a solidarity action eligible before there is a rate.
const OPEN_SOLIDARITY: &str = "solidarity-expenditure-from-11-june-2024";
/// What the law says after the period.
const OPEN_AFTER: &str = "law-after-the-period";
/// What the sources at hand do not say.
const OPEN_SILENT: &str = "not-stated-in-sources";

/// One rule of the Fund, looked at for one subject: the twin of [`Assessment`](crate::Assessment), which
/// belongs to a report on a call. Names and JSON keys are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundAssessment {
    rule: RuleId,
    subject: FactKind,
    outcome: Outcome,
    required: Option<FundRequired>,
    found: FundFound,
    missing: Vec<Fact>,
    open: Vec<&'static str>,
    because: Option<&'static str>,
    message: String,
    source: Vec<Citation>,
}

/// What a rule of the Fund asks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FundRequired {
    /// One of these objectives.
    Objectives(Vec<SpecificObjective>),
    /// One of these management modes.
    Modes(Vec<ManagementMode>),
    /// A share not above this one.
    Rate(Rate),
}

/// What was found in its place. Unknown facts are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FundFound {
    /// The objective, and the day.
    Objective(Option<SpecificObjective>, Option<NaiveDate>),
    /// The management mode.
    Mode(Option<ManagementMode>),
    /// The share of the expenditure that the Union bears.
    Rate {
        /// The contribution of the Union.
        contribution: Option<Eur>,
        /// The total eligible expenditure.
        expenditure: Option<Eur>,
        /// The share.
        share: Option<Percent>,
    },
}

impl FundAssessment {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// When the condition is looked at.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.rule.rule().stage
    }

    /// What follows when it is not met.
    #[must_use]
    pub fn consequence(&self) -> Consequence {
        self.rule.rule().consequence
    }

    /// What it was looked at for.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Fact(self.subject)
    }

    /// What was found.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What the rule asks; `None` where that depends on what is not known.
    #[must_use]
    pub fn required(&self) -> Option<&FundRequired> {
        self.required.as_ref()
    }

    /// What was found in its place.
    #[must_use]
    pub fn found(&self) -> &FundFound {
        &self.found
    }

    /// The unknown facts on which the outcome depends, sorted as text. Empty unless it is unknown.
    #[must_use]
    pub fn missing(&self) -> &[Fact] {
        &self.missing
    }

    /// The open questions of law on which the outcome depends: `changes-of-2026` (12 June or 1 July),
    /// `law-after-the-period`, `not-stated-in-sources`, `solidarity-expenditure-from-11-june-2024` (whether a
    /// programme amendment makes it eligible, Art. 63(7) of Regulation (EU) 2021/1060). Empty unless it is unknown.
    #[must_use]
    pub fn open(&self) -> &[&'static str] {
        &self.open
    }

    /// Why the rule does not concern its subject. `None` unless the outcome is not applicable.
    #[must_use]
    pub fn because(&self) -> Option<&'static str> {
        self.because
    }

    /// What was found, in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The law behind it; at least one place.
    #[must_use]
    pub fn source(&self) -> &[Citation] {
        &self.source
    }

    /// Keeps what an unknown outcome hinges on to unknown outcomes, in order, and says of any other on how
    /// weak a ground it stands.
    fn settled(mut self) -> Self {
        if self.outcome != Outcome::Unknown {
            self.missing.clear();
            self.open.clear();
            match self.source.first().map(Citation::basis) {
                Some(Basis::Unverified) => self.message.push_str(" Unverified: the text was not seen."),
                Some(Basis::Summary) => self.message.push_str(" Known from a summary only."),
                _ => {}
            }
        }
        self.missing.sort_by_cached_key(Fact::to_string);
        self
    }
}

impl Serialize for FundAssessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("stage", &self.stage())?;
        map.serialize_entry("consequence", &self.consequence())?;
        map.serialize_entry("subject", &self.subject())?;
        map.serialize_entry("outcome", &self.outcome)?;
        map.serialize_entry("required", &self.required)?;
        map.serialize_entry("found", &self.found)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("open", &self.open)?;
        // No rule of the Fund waits for an event; the key stands for readers of both kinds.
        map.serialize_entry("awaits", &[(); 0])?;
        map.serialize_entry("because", &self.because)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

impl Serialize for FundRequired {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            FundRequired::Objectives(objectives) => map.serialize_entry("one_of", objectives)?,
            FundRequired::Modes(modes) => map.serialize_entry("one_of", modes)?,
            FundRequired::Rate(rate) => {
                map.serialize_entry("at_most", &rate.written())?;
            }
        }
        map.end()
    }
}

impl Serialize for FundFound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            FundFound::Objective(objective, on) => {
                map.serialize_entry("objective", objective)?;
                map.serialize_entry("date", &on.map(|day| day.to_string()))?;
            }
            FundFound::Mode(mode) => map.serialize_entry("management_mode", mode)?,
            FundFound::Rate { contribution, expenditure, share } => {
                map.serialize_entry("union_contribution", contribution)?;
                map.serialize_entry("total_eligible_expenditure", expenditure)?;
                map.serialize_entry("rate", share)?;
            }
        }
        map.end()
    }
}

fn fact(kind: FactKind) -> Fact {
    Fact::of_proposal(kind)
}

/// A fact as a sentence has it.
fn stated<T: fmt::Display>(value: Option<T>) -> String {
    value.map_or("not stated".to_owned(), |value| value.to_string())
}

#[cfg(test)]
mod tests;
