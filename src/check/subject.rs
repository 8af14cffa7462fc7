//! What a condition was looked at for.

use std::fmt;
use std::str::FromStr;

use super::fact::{FactKind, ParsePointerError, place};
use crate::input::{nearest, text_serde};

/// What a condition was looked at for. Prints as a JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The consortium as a whole.
    Participants,
    /// The participant at that place, counted from 0.
    Participant(usize),
    /// One fact of the proposal.
    Fact(FactKind),
    /// The budget as a whole.
    Budget,
    /// The rows of the budget together.
    BudgetRows,
    /// The totals that the budget states.
    BudgetTotals,
    /// The row of the budget at that place, counted from 0.
    BudgetRow(usize),
    /// The item of a list of a programme or operation at that place, or under that year.
    Item(FactKind, usize),
    /// A part of an item, by the list of parts and the place in it.
    Part(FactKind, usize, FactKind, usize),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Participants => f.write_str("/participants"),
            Subject::Participant(index) => write!(f, "/participants/{index}"),
            Subject::Fact(kind) => match kind.part() {
                Some(part) => write!(f, "/{part}/{kind}"),
                None => write!(f, "/{kind}"),
            },
            Subject::Budget => f.write_str("/budget"),
            Subject::BudgetRows => f.write_str("/budget/rows"),
            Subject::BudgetTotals => f.write_str("/budget/totals"),
            Subject::BudgetRow(index) => write!(f, "/budget/rows/{index}"),
            Subject::Item(list, at) => write!(f, "/{list}/{at}"),
            Subject::Part(list, at, parts, part) => write!(f, "/{list}/{at}/{parts}/{part}"),
        }
    }
}

impl FromStr for Subject {
    type Err = ParsePointerError;

    /// Reads the JSON Pointer that a subject prints as.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parts: Option<Vec<&str>> = s.strip_prefix('/').map(|s| s.split('/').collect());
        parts.and_then(|parts| subject_at(&parts)).ok_or_else(|| ParsePointerError {
            found: s.to_owned(),
            what: "what a condition is looked at for is written as a JSON Pointer such as \"/participants/0\"",
            meant: meant(s).map(|subject| subject.to_string()),
        })
    }
}

/// The subject that a text may mean: what a fact is of, or the fact whose name is spelt most alike.
fn meant(text: &str) -> Option<Subject> {
    let parts: Vec<&str> = text.strip_prefix('/').unwrap_or(text).split('/').collect();
    let shorter = (1..parts.len()).rev().filter_map(|count| parts.get(..count));
    shorter.chain([parts.as_slice()]).find_map(subject_at).or_else(|| {
        let [name] = parts.as_slice() else { return None };
        nearest(name, FactKind::NAMES)?.parse().ok().map(Subject::Fact)
    })
}

fn subject_at(parts: &[&str]) -> Option<Subject> {
    let kind = |text: &str| text.parse::<FactKind>().ok();
    Some(match *parts {
        ["participants"] => Subject::Participants,
        ["participants", at] => Subject::Participant(place(at)?),
        ["budget"] => Subject::Budget,
        ["budget", "rows"] => Subject::BudgetRows,
        ["budget", "totals"] => Subject::BudgetTotals,
        ["budget", "rows", at] => Subject::BudgetRow(place(at)?),
        [fact] => Subject::Fact(kind(fact)?),
        [part, fact] if kind(fact).is_some_and(|kind| kind.part() == Some(part)) => {
            Subject::Fact(kind(fact)?)
        }
        [list, at] => Subject::Item(kind(list)?, place(at)?),
        [list, at, parts, part] => Subject::Part(kind(list)?, place(at)?, kind(parts)?, place(part)?),
        _ => return None,
    })
}

text_serde!(Subject, "a subject as a JSON Pointer, such as \"/participants/0\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_read_as_it_prints() {
        let (list, parts) = (FactKind::Objectives, FactKind::Persons);
        let named = FactKind::ALL.iter().map(|kind| Subject::Fact(*kind));
        let others = [
            Subject::Participants,
            Subject::Participant(12),
            Subject::Budget,
            Subject::BudgetRows,
            Subject::BudgetTotals,
            Subject::BudgetRow(0),
            Subject::Item(list, 2024),
            Subject::Part(list, 1, parts, 0),
        ];
        // The list of participants is a subject of its own.
        for subject in named.filter(|s| *s != Subject::Fact(FactKind::Participants)).chain(others) {
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        for wrong in ["", "participants", "/participants/x", "/nothing", "/budget/rows/0/costs"] {
            assert!(wrong.parse::<Subject>().is_err(), "{wrong}");
        }
        for (wrong, meant) in [
            ("/participants/2/country", "/participants/2"),
            ("/budget/rows/0/costs", "/budget/rows/0"),
            ("participants", "/participants"),
            ("/duration_month", "/duration_months"),
        ] {
            let error = wrong.parse::<Subject>().unwrap_err().to_string();
            assert!(error.ends_with(&format!("; did you mean \"{meant}\"?")), "{error}");
        }
    }
}
