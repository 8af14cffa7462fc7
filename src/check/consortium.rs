//! Rules that count: the coordinator and the minima.

use super::facts::Facts;
use crate::organisation::Role;
use crate::outcome::Outcome;
use crate::proposal::Participant;

/// How many entries are coordinator for certain, and how many at most among those stated.
#[inline]
pub(crate) fn coordinators(facts: &Facts<'_>) -> (u32, u32) {
    facts.participants.iter().fold((0u32, 0u32), |(certain, possible), entry| match entry.role {
        Some(Role::Coordinator) => (certain.saturating_add(1), possible.saturating_add(1)),
        None => (certain, possible.saturating_add(1)),
        Some(_) => (certain, possible),
    })
}

/// Whether somebody is stated to coordinate.
pub(crate) fn is_led(participants: &[Participant]) -> bool {
    participants.iter().any(|entry| entry.role == Some(Role::Coordinator))
}

/// Exactly one of something.
#[inline]
pub(crate) fn one((certain, possible): (u32, u32), complete: bool) -> Outcome {
    match (certain, possible) {
        (2.., _) => Outcome::NotMet,
        (1, 1) if complete => Outcome::Met,
        (_, 0) if complete => Outcome::NotMet,
        _ => Outcome::Unknown,
    }
}

/// At least so many. Whoever joins an incomplete consortium may still bring the count up.
#[inline]
pub(crate) fn at_least(minimum: u32, (certain, possible): (u32, u32), complete: bool) -> Outcome {
    if certain >= minimum {
        Outcome::Met
    } else if complete && possible < minimum {
        Outcome::NotMet
    } else {
        Outcome::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_coordinator_in_all_its_outcomes() {
        assert_eq!(one((1, 1), true), Outcome::Met);
        assert_eq!(one((0, 0), true), Outcome::NotMet);
        assert_eq!(one((2, 2), true), Outcome::NotMet);
        assert_eq!(one((2, 3), false), Outcome::NotMet);
        assert_eq!(one((1, 2), true), Outcome::Unknown);
        assert_eq!(one((0, 1), true), Outcome::Unknown);
        assert_eq!(one((1, 1), false), Outcome::Unknown);
        assert_eq!(one((0, 0), false), Outcome::Unknown);
    }

    #[test]
    fn a_minimum_is_not_missed_while_more_may_join() {
        assert_eq!(at_least(3, (3, 3), false), Outcome::Met);
        assert_eq!(at_least(3, (2, 2), false), Outcome::Unknown);
        assert_eq!(at_least(3, (2, 2), true), Outcome::NotMet);
        assert_eq!(at_least(3, (2, 3), true), Outcome::Unknown);
        assert_eq!(at_least(0, (0, 0), true), Outcome::Met);
    }
}
