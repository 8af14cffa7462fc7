//! What a trial shows: whom a condition was looked at for, what stands in the way, and how near it came.

use crate::outcome::Outcome;
use crate::rule::RuleId;

/// Whom a condition was looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Everybody, or a fact of the proposal.
    All,
    /// The participant at that place of the proposal as stated.
    Stated(usize),
    /// Somebody who was added.
    Newcomer,
}

impl Who {
    /// The place in the proposal as stated.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Who::Stated(place) => Some(place),
            Who::All | Who::Newcomer => None,
        }
    }
}

/// A condition that stands in the way, and how many edits it needs at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) rule: RuleId,
    pub(super) who: Who,
    pub(super) need: u32,
    pub(super) count: (u32, u32),
    /// How far both ends of the count are from what is asked together, where that is known.
    pub(super) gap: Option<u32>,
}

impl Trouble {
    /// Whether this is about the same condition and subject.
    pub(super) fn same(&self, other: &Trouble) -> bool {
        self.rule == other.rule && self.who == other.who
    }

    /// Whether an edit that leaves `after` brings this condition nearer.
    pub(super) fn eased(&self, after: &[Trouble]) -> bool {
        match after.iter().find(|t| t.same(self)) {
            None => true,
            Some(still) if self.gap.is_some() => still.gap < self.gap,
            // How far such a condition is from being met is not told; any change may help.
            Some(still) => still.count != self.count,
        }
    }
}

/// What the rules that depend on nobody else make of a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standard {
    /// All concern it and are met.
    Established,
    /// Those that concern it are met, and one does.
    Sound,
    /// None stands in the way.
    Free,
}

/// What a counting rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gauge {
    AtLeast(u32),
    Exactly(u32),
}

/// One assessment of the walk, with the participant by its stated place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) rule: RuleId,
    pub(super) who: Who,
    pub(super) outcome: Outcome,
    pub(super) count: (u32, u32),
}
