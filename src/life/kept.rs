//! A change as `amif-change/1` has it, which can be kept and read back.

use chrono::NaiveDate;
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Change, ChangeKind};
use crate::check::Subject;
use crate::input::text_in_binary;
use crate::organisation::Role;
use crate::proposal::Participant;

/// What changes, under its name, and whether it is justified.
#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a change, as an object")]
struct Kept {
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coordination: Option<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joins: Option<Participant>,
    /// With the role that it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    participant: Option<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension_months: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::time::day_text")]
    signature: Option<NaiveDate>,
    /// Of a change, where it may not be stated; not of what changes alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    justified: Option<Option<bool>>,
}

impl Kept {
    fn of(kind: &ChangeKind) -> Self {
        let (mut kept, place) = (Kept::default(), |at: usize| Some(Subject::Participant(at)));
        match kind {
            ChangeKind::Leaves(at) => kept.leaves = place(*at),
            ChangeKind::Coordination(at) => kept.coordination = place(*at),
            ChangeKind::Joins(participant) => kept.joins = Some(Participant::clone(participant)),
            ChangeKind::Role(at, role) => (kept.participant, kept.role) = (place(*at), Some(*role)),
            ChangeKind::Extension(months) => kept.extension_months = Some(*months),
            ChangeKind::Signature(day) => kept.signature = Some(*day),
        }
        kept
    }

    fn kind(self) -> Result<ChangeKind, String> {
        let place = |name: &str, subject: Subject| match subject {
            Subject::Participant(at) => Ok(at),
            other => Err(format!("{name}: found {other}; a participant is written as \"/participants/0\"")),
        };
        let mut kinds = Vec::new();
        if let Some(subject) = self.leaves {
            kinds.push(ChangeKind::Leaves(place("leaves", subject)?));
        }
        if let Some(subject) = self.coordination {
            kinds.push(ChangeKind::Coordination(place("coordination", subject)?));
        }
        kinds.extend(self.joins.map(|participant| ChangeKind::Joins(Box::new(participant))));
        match (self.participant, self.role) {
            (Some(subject), Some(role)) => kinds.push(ChangeKind::Role(place("participant", subject)?, role)),
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => {
                return Err("participant and role must be stated together".to_owned());
            }
        }
        kinds.extend(self.extension_months.map(ChangeKind::Extension));
        kinds.extend(self.signature.map(ChangeKind::Signature));
        match (kinds.pop(), kinds.is_empty()) {
            (Some(kind), true) => Ok(kind),
            _ => Err("a change must state one of leaves, coordination, joins, participant with role, \
                      extension_months, signature"
                .to_owned()),
        }
    }
}

impl Serialize for ChangeKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        text_in_binary::serialize(&Kept::of(self), serializer)
    }
}

impl<'de> Deserialize<'de> for ChangeKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept: Kept = text_in_binary::deserialize(deserializer)?;
        if kept.justified.is_some() {
            return Err(de::Error::custom("justified is of a change, and not of what changes alone"));
        }
        kept.kind().map_err(de::Error::custom)
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = Kept { justified: Some(self.justified), ..Kept::of(&self.kind) };
        text_in_binary::serialize(&kept, serializer)
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept: Kept = text_in_binary::deserialize(deserializer)?;
        let justified = kept.justified.flatten();
        let kind = kept.kind().map_err(de::Error::custom)?;
        Ok(Change { kind, justified })
    }
}
