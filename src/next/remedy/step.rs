//! One edit, as the search knows it.

use crate::money::Eur;
use crate::organisation::Role;
use crate::time::Instant;

/// One edit, as the search knows it. Participants go by their place in the proposal as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Submit(Instant),
    Grant(Eur),
    Duration(i64),
    Role(usize, Role),
    Remove(usize),
    /// A newcomer of the kind at that place of the list.
    Add(usize),
}

impl Step {
    /// The participant that it changes; each is changed once at most.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Step::Role(place, _) | Step::Remove(place) => Some(place),
            _ => None,
        }
    }

    /// The order of kinds of steps, and of participants in each.
    pub(super) fn order(self) -> (u8, usize, u8) {
        match self {
            Step::Submit(_) => (0, 0, 0),
            Step::Grant(_) => (1, 0, 0),
            Step::Duration(_) => (2, 0, 0),
            Step::Role(place, role) => (3, place, role as u8),
            Step::Remove(place) => (4, place, 0),
            Step::Add(kind) => (5, kind, 0),
        }
    }
}
