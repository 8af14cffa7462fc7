//! What would decide, as text and as JSON.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Ask, Asked, Asks, Clause, Conflict, Deciding};

impl fmt::Display for Deciding<'_> {
    /// Lines of text, the first of which says what is the case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Deciding::Decided(verdict) => write!(f, "Nothing to ask: the verdict is {verdict}."),
            Deciding::Ask(asks) => {
                write!(f, "To decide the verdict, ask for:")?;
                write!(f, "{asks}")
            }
            Deciding::NoEligibleCompletion { conflicts } => {
                write!(f, "Nothing that is still unknown can make it eligible.")?;
                conflicts.iter().try_for_each(|conflict| write!(f, "\n{conflict}"))
            }
            Deciding::CannotBeEligible { not_stated, asks } => {
                write!(
                    f,
                    "It cannot be called eligible: the call does not state {}.",
                    not_stated.join(", ")
                )?;
                if asks.order.is_empty() {
                    return Ok(());
                }
                write!(f, "\nWhether it meets what is stated depends on:")?;
                write!(f, "{asks}")
            }
        }
    }
}

impl fmt::Display for Asks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, ask) in (1usize..).zip(&self.order) {
            write!(f, "\n  {number}. {ask}")?;
        }
        if !self.smallest {
            write!(f, "\n  Not all of it may be needed; the search for less was too long.")?;
        }
        self.corrections.iter().try_for_each(|conflict| write!(f, "\n{conflict}"))
    }
}

impl fmt::Display for Ask<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if let Asked::Question(question) = &self.what {
            write!(f, ": {}", question.question)?;
        }
        if let Some(forms) = self.among.filter(|forms| *forms != crate::LegalForms::ANY) {
            write!(f, ": {forms}?")?;
        }
        if self.may_settle {
            write!(f, " (can decide by itself)")?;
        }
        Ok(())
    }
}

impl fmt::Display for Asked<'_> {
    /// The facts as JSON Pointers, or the id of the question.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asked::Facts(facts) => {
                for (i, fact) in facts.iter().enumerate() {
                    write!(f, "{}{fact}", if i > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
            Asked::Question(question) => f.write_str(&question.id),
        }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.clauses.len(), self.bars) {
            (1, _) => "This cannot be met, whatever is answered:",
            (_, true) => "These cannot be met together, so the proposal is not eligible:",
            (_, false) => "These cannot be met together, so an eligible proposal will have to be corrected:",
        })?;
        self.clauses.iter().try_for_each(|clause| write!(f, "\n  {clause}"))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.rule, self.subject, self.message)
    }
}

impl Serialize for Deciding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Deciding::Decided(verdict) => map.serialize_entry("decided", verdict)?,
            Deciding::Ask(asks) => map.serialize_entry("ask", asks)?,
            Deciding::NoEligibleCompletion { conflicts } => {
                map.serialize_entry("no_eligible_completion", conflicts)?;
            }
            Deciding::CannotBeEligible { not_stated, asks } => {
                map.serialize_entry("cannot_be_eligible", not_stated)?;
                map.serialize_entry("ask", asks)?;
            }
        }
        map.end()
    }
}

impl Serialize for Asks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("order", &self.order)?;
        map.serialize_entry("smallest", &self.smallest)?;
        map.serialize_entry("corrections", &self.corrections)?;
        map.end()
    }
}

impl Serialize for Ask<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.what {
            Asked::Facts(facts) => map.serialize_entry("facts", facts)?,
            Asked::Question(question) => map.serialize_entry("question", &question.id)?,
        }
        let conditions: Vec<_> = self.conditions.iter().map(|(rule, subject)| At { rule, subject }).collect();
        map.serialize_entry("conditions", &conditions)?;
        map.serialize_entry("may_settle", &self.may_settle)?;
        if let Some(forms) = self.among {
            map.serialize_entry("one_of", &forms.iter().collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// A condition as JSON.
struct At<'a> {
    rule: &'a crate::RuleId,
    subject: &'a crate::Subject,
}

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("rule", self.rule)?;
        map.serialize_entry("subject", self.subject)?;
        map.end()
    }
}

impl Serialize for Conflict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("clauses", &self.clauses)?;
        map.serialize_entry("bars", &self.bars)?;
        map.serialize_entry("smallest", &self.smallest)?;
        map.end()
    }
}

impl Serialize for Clause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("consequence", &self.consequence)?;
        map.serialize_entry("message", &self.message)?;
        map.end()
    }
}
