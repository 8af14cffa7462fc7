//! What a consortium lacks, as text and as JSON.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Addition, Additions, CriticalMember, Margin, PartnerKind, PartnersWanted, Shortfall, Slack};
use crate::check::Subject;
use crate::money::Eur;
use crate::money::two_decimals;
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
        if lines.is_empty() {
            return f.write_str("No further partner is wanted.");
        }
        f.write_str(&lines.join("\n"))
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} lacking", self.rule, self.lacking)
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
        let helps: Vec<&str> = self.helps.iter().map(|(rule, _)| rule.as_str()).collect();
        write!(f, ": helps {}", helps.join(", "))
    }
}

impl fmt::Display for Addition {
    /// The candidates by their numbers from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.members.is_empty() {
            f.write_str("nobody")?;
        }
        for (i, (at, role)) in self.members.iter().enumerate() {
            let and = if i > 0 { " and " } else { "" };
            write!(f, "{and}candidate {} as {}", at.saturating_add(1), role.words())?;
        }
        write!(f, ": {}", self.verdict)
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

impl fmt::Display for Slack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.margin)
    }
}

impl fmt::Display for Margin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let euro = |amount: Eur| format!("EUR {}", amount.grouped());
        let ends = |f: &mut fmt::Formatter<'_>, above: Option<String>, below: Option<String>| {
            let above = above.map(|a| format!("{a} above the least"));
            let below = below.map(|b| format!("{b} below the most"));
            let both: Vec<String> = above.into_iter().chain(below).collect();
            f.write_str(&both.join(", "))
        };
        match self {
            Margin::Count { certain, possible } => {
                write!(f, "{certain:+}")?;
                match possible {
                    Some(most) if most != certain => write!(f, ", at most {most:+}"),
                    Some(_) => Ok(()),
                    None => f.write_str(", and more may join"),
                }
            }
            Margin::Amount { above_min, below_max } => ends(f, above_min.map(euro), below_max.map(euro)),
            Margin::Rate(below) => {
                let sign = if *below < 0 { "-" } else { "" };
                write!(f, "{sign}{} percentage points below the most", two_decimals(below.unsigned_abs()))
            }
            Margin::Months { above_min, below_max } => {
                let months = |count: i64| format!("{count} months");
                ends(f, above_min.map(months), below_max.map(months))
            }
            Margin::Time(left) => write!(f, "{} seconds before the deadline", left.num_seconds()),
        }
    }
}

impl Serialize for PartnersWanted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("shortfalls", &self.shortfalls)?;
        map.serialize_entry("kinds", &self.kinds)?;
        map.serialize_entry("beyond", &conditions(&self.beyond))?;
        map.end()
    }
}

impl Serialize for Shortfall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("lacking", &self.lacking)?;
        map.end()
    }
}

impl Serialize for PartnerKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("role", &self.role)?;
        map.serialize_entry("legal_forms", &self.legal_forms.iter().collect::<Vec<_>>())?;
        map.serialize_entry("countries", &self.countries)?;
        map.serialize_entry("helps", &conditions(&self.helps))?;
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
        let mut map = serializer.serialize_map(Some(2))?;
        let members: Vec<_> = self.members.iter().map(|(at, role)| Joins { candidate: *at, role }).collect();
        map.serialize_entry("members", &members)?;
        map.serialize_entry("verdict", &self.verdict)?;
        map.end()
    }
}

/// A candidate in a role, as JSON.
struct Joins<'a> {
    candidate: usize,
    role: &'a crate::Role,
}

impl Serialize for Joins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("candidate", &self.candidate)?;
        map.serialize_entry("role", self.role)?;
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

impl Serialize for Slack {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        match &self.margin {
            Margin::Count { certain, possible } => {
                map.serialize_entry("certain", certain)?;
                map.serialize_entry("possible", possible)?;
            }
            Margin::Amount { above_min, below_max } => {
                map.serialize_entry("above_min", above_min)?;
                map.serialize_entry("below_max", below_max)?;
            }
            Margin::Rate(below) => map.serialize_entry("hundredths_of_a_per_cent_below", below)?,
            Margin::Months { above_min, below_max } => {
                map.serialize_entry("months_above_min", above_min)?;
                map.serialize_entry("months_below_max", below_max)?;
            }
            Margin::Time(left) => map.serialize_entry("seconds", &left.num_seconds())?,
        }
        map.end()
    }
}
