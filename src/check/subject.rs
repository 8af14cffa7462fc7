//! What a condition was looked at for.

use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::fact::FactKind;

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
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Participants => f.write_str("/participants"),
            Subject::Participant(index) => write!(f, "/participants/{index}"),
            Subject::Fact(kind) => write!(f, "/{kind}"),
            Subject::Budget => f.write_str("/budget"),
            Subject::BudgetRows => f.write_str("/budget/rows"),
            Subject::BudgetTotals => f.write_str("/budget/totals"),
            Subject::BudgetRow(index) => write!(f, "/budget/rows/{index}"),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
