//! The objectives of a programme.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::record::Datum;
use crate::fund::SpecificObjective;
use crate::input::{Cx, Shape, quoted};

/// A specific objective of a programme: one of the four of the Fund, or technical assistance.
///
/// Files write `1` to `4`, or `"ta"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Objective {
    /// One of the four.
    Specific(SpecificObjective),
    /// Technical assistance, which Art. 36(5) of Regulation (EU) 2021/1060 makes an objective of its own.
    TechnicalAssistance,
}

impl Objective {
    /// The objective with a number from 1 to 4.
    ///
    /// ```
    /// use amif::programme::Objective;
    ///
    /// assert!(Objective::numbered(2).is_some());
    /// assert!(Objective::numbered(5).is_none());
    /// ```
    #[must_use]
    pub fn numbered(number: u8) -> Option<Objective> {
        SpecificObjective::ALL.iter().copied().find(|o| o.number() == number).map(Objective::Specific)
    }

    /// One of the four; `None` for technical assistance.
    ///
    /// ```
    /// use amif::{fund::SpecificObjective, programme::Objective};
    ///
    /// assert_eq!(Objective::numbered(3).and_then(Objective::specific), Some(SpecificObjective::Return));
    /// ```
    #[must_use]
    pub fn specific(self) -> Option<SpecificObjective> {
        match self {
            Objective::Specific(objective) => Some(objective),
            Objective::TechnicalAssistance => None,
        }
    }
}

impl fmt::Display for Objective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Objective::Specific(objective) => write!(f, "{}", objective.number()),
            Objective::TechnicalAssistance => f.write_str("ta"),
        }
    }
}

/// Why a text is no objective of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseObjectiveError(String);

impl fmt::Display for ParseObjectiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the objective {}; it is 1, 2, 3, 4 or \"ta\"", quoted(&self.0))
    }
}

impl std::error::Error for ParseObjectiveError {}

impl FromStr for Objective {
    type Err = ParseObjectiveError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "ta" => Ok(Objective::TechnicalAssistance),
            "1" | "2" | "3" | "4" => {
                s.parse().ok().and_then(Objective::numbered).ok_or_else(|| ParseObjectiveError(s.to_owned()))
            }
            _ => Err(ParseObjectiveError(s.to_owned())),
        }
    }
}

struct ObjectiveShape;

impl Shape for ObjectiveShape {
    type Out = Objective;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "a specific objective: 1, 2, 3, 4 or \"ta\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Objective> {
        text.parse().map_err(|e: ParseObjectiveError| cx.problem(e.to_string())).ok()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Objective> {
        self.string(&number.to_string(), cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "enum": [1, 2, 3, 4, "ta", "1", "2", "3", "4"] })
    }
}

impl Datum for Objective {
    fn shape() -> impl Shape<Out = Self> {
        ObjectiveShape
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.specific().filter(|_| serializer.is_human_readable()) {
            Some(objective) => serializer.serialize_u8(objective.number()),
            None => serializer.serialize_str(&self.to_string()),
        }
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Objective {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}

impl<'de> Deserialize<'de> for Objective {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return crate::input::from_serde(deserializer, ObjectiveShape);
        }
        Self::compact(deserializer)
    }
}
