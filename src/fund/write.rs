//! How rows of the Fund's tables are written. They borrow the tables, and are found again by what they are of.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::annex::Belongs;
use super::{
    Allocation, AllocationRule, Announcement, Approval, ContactPoint, DayRange, DublinAgreement, Due,
    Effective, Figure, Fund, InterventionTable, ManagingAuthority, Observer, TableCitation, Use,
};
use crate::law::Cited;

/// Writes an object of so many fields, each with its name.
macro_rules! written {
    ($($type:ty: |$row:ident| { $($name:literal: $value:expr,)+ })+) => {
        $(impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $row = self;
                let mut map = serializer.serialize_map(Some([$($name),+].len()))?;
                $(map.serialize_entry($name, &$value)?;)+
                map.end()
            }
        })+
    };
}

written! {
    DayRange: |day| {
        "earliest": day.earliest().to_string(),
        "latest": day.latest().to_string(),
    }
    Figure: |figure| {
        "kind": figure.kind(),
        "amount": figure.amount(),
        "state": figure.state(),
        "note": figure.note(),
        "source": figure.citations(),
    }
    Announcement: |said| {
        "text": said.text(),
        "source": said.citations(),
    }
    Allocation: |row| {
        "country": row.country(),
        "cci": row.cci(),
        "cci_source": row.cci_citations(),
        "figures": row.figures(),
        "announcements": row.announcements(),
        "decision": row.decision(),
        "approval": row.approval(),
        "approval_source": row.approval_citations(),
    }
    ContactPoint: |row| {
        "country": row.country(),
        "body": row.body(),
        "kind": row.kind(),
        "since": row.since(),
        "until": row.until(),
        "note": row.note(),
        "source": row.citations(),
    }
    Observer: |row| {
        "country": row.country(),
        "body": row.body(),
        "since": row.since(),
        "note": row.note(),
        "source": row.citations(),
    }
    ManagingAuthority: |row| {
        "country": row.country(),
        "name": row.name(),
        "original_name": row.original_name(),
        "ministry": row.ministry(),
        "intermediate_bodies": row.intermediate_bodies(),
        "website": row.website(),
        "note": row.note(),
        "basis": row.basis(),
        "source": row.citations(),
    }
    DublinAgreement: |row| {
        "title": row.title(),
        "parties": row.parties(),
        "with_union": row.with_union(),
        "dated": row.dated().to_string(),
        "source": row.citations(),
    }
    AllocationRule: |rule| {
        "fixed": rule.fixed,
        "fixed_higher": rule.fixed_higher,
        "counted": rule.counted,
        "higher_for": rule.higher_for,
        "keys": rule.keys,
        "initial_data": rule.initial_data,
        "mid_term_data": rule.mid_term_data,
        "excluded_permits": rule.excluded_permits,
    }
    TableCitation: |row| {
        "what": row.what(),
        "citation": row.citation(),
    }
    Fund: |fund| {
        "name": fund.name,
        "short_name": fund.short_name,
        "period": Days(&fund.period),
        "act": fund.act,
        "acts": fund.acts,
        "replaced": fund.replaced,
        "envelope": fund.envelope,
        "claims": fund.claims,
        "other_totals": fund.other_totals,
        "allocation": fund.allocation,
        "policy_objective": fund.policy_objective,
        "goal": fund.goal,
        "directorate_general": fund.directorate_general,
        "additions": fund.additions,
        "events": fund.events,
    }
}

/// The first and the last day of a period.
struct Days<'a>(&'a Cited<(NaiveDate, NaiveDate)>);

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (first, last) = self.0.value;
        let days = Cited { value: [first.to_string(), last.to_string()], source: self.0.source };
        days.serialize(serializer)
    }
}

impl Serialize for Approval {
    /// The day under what it says of the approval; nothing where it was not found.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (name, day) = match self {
            Approval::On(day) => ("on", day),
            Approval::NotAfter(day) => ("not_after", day),
            Approval::Unknown => return serializer.serialize_none(),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(name, &day.to_string())?;
        map.end()
    }
}

/// Writes a word for each value.
macro_rules! worded {
    ($($type:ident { $($variant:ident = $word:literal,)+ })+) => {
        $(impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self {
                    $($type::$variant => $word,)+
                })
            }
        })+
    };
}

worded! {
    Use {
        Allowed = "allowed",
        Excluded = "excluded",
        NotStated = "not_stated",
    }
    InterventionTable {
        Field = "field",
        Action = "action",
        Implementation = "implementation",
        Theme = "theme",
    }
}

impl Serialize for Belongs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Belongs::To(objective) => objective.serialize(serializer),
            Belongs::ToEvery => serializer.serialize_str("every"),
            Belongs::ToNone => serializer.serialize_str("none"),
        }
    }
}

impl Serialize for Effective {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
