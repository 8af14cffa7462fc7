//! What a caller assumes of a call.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::call::{Call, Presumption, Reading, Strength, Supposition};

/// What a caller assumes of a call: a reading of an open question, or a condition that no source states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Pinned {
    /// A reading of an open question.
    Reading {
        /// The id of the question.
        question: String,
        /// The reading: yes or no.
        reading: String,
    },
    /// A condition that is taken from other calls.
    Presumed {
        /// The condition, by its field in a call.
        condition: String,
        /// What it is taken to be, in words.
        value: String,
        /// How near to the call that is what it is presumed by.
        strength: Strength,
    },
    /// A condition that no source states.
    Supposed {
        /// The condition, by its field in a call.
        condition: String,
        /// What it is taken to be.
        value: String,
    },
}

impl Pinned {
    /// What is assumed of a call: readings of its questions by their ids, and conditions.
    pub(crate) fn of<'a>(
        readings: impl Iterator<Item = (&'a str, Reading)>,
        supposed: &'a [Supposition],
        presumed: impl Iterator<Item = &'a Presumption>,
    ) -> impl Iterator<Item = Pinned> {
        let readings = readings.map(|(question, reading)| Pinned::Reading {
            question: question.to_owned(),
            reading: reading.as_str().to_owned(),
        });
        let supposed = supposed.iter().map(|supposed| Pinned::Supposed {
            condition: supposed.condition().to_owned(),
            value: supposed.value(),
        });
        let presumed = presumed.map(|presumption| Pinned::Presumed {
            condition: presumption.condition().to_string(),
            value: presumption.to_string(),
            strength: presumption.strength(),
        });
        readings.chain(supposed).chain(presumed)
    }

    pub(super) fn all(call: &Call) -> impl Iterator<Item = Pinned> {
        let readings = call.assumed().map(|(question, reading)| (question.id.as_str(), reading));
        Pinned::of(readings, call.supposed(), call.presumed())
    }
}

impl fmt::Display for Pinned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pinned::Reading { question, reading } => write!(f, "{question}: {reading}"),
            Pinned::Supposed { condition, value } => {
                write!(f, "{condition}: {value}, which no source states")
            }
            Pinned::Presumed { value, .. } => f.write_str(value),
        }
    }
}
