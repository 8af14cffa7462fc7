//! The answers a condition can have, and the one semantics for unknown facts.

use std::fmt;

use crate::input::named_enum;

named_enum! {
    /// What a check found for one condition and one subject.
    pub enum Outcome("outcome") {
        /// The condition is met.
        Met = "met",
        /// The condition is not met.
        NotMet = "not_met",
        /// Met provided that a named later event happens in time.
        Conditional = "conditional",
        /// Not known yet: it depends on unknown facts or on open questions.
        Unknown = "unknown",
        /// The condition does not concern the subject.
        NotApplicable = "not_applicable",
    }
}

/// The outcomes that a condition has over all ways to complete the unknown facts and all readings of the
/// open questions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcomes(u8);

impl Outcomes {
    pub(crate) const NONE: Outcomes = Outcomes(0);
    pub(crate) const MET: Outcomes = Outcomes(1);
    pub(crate) const NOT_MET: Outcomes = Outcomes(2);
    pub(crate) const CONDITIONAL: Outcomes = Outcomes(4);
    pub(crate) const NOT_APPLICABLE: Outcomes = Outcomes(8);
    pub(crate) const MET_OR_NOT: Outcomes = Outcomes(1 | 2);

    /// All that an outcome told on its own stands for.
    #[inline]
    pub(crate) const fn of(outcome: Outcome) -> Outcomes {
        match outcome {
            Outcome::Met => Outcomes::MET,
            Outcome::NotMet => Outcomes::NOT_MET,
            Outcome::Conditional => Outcomes::CONDITIONAL,
            Outcome::NotApplicable => Outcomes::NOT_APPLICABLE,
            Outcome::Unknown => Outcomes::MET_OR_NOT,
        }
    }

    #[inline]
    pub(crate) const fn or(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn when(self, possible: bool) -> Outcomes {
        if possible { self } else { Outcomes::NONE }
    }

    #[inline]
    pub(crate) const fn may_be(self, other: Outcomes) -> bool {
        self.0 & other.0 != 0
    }

    /// One outcome stands; met and not applicable together are met; anything else is unknown.
    #[inline]
    pub(crate) fn fold(self) -> Outcome {
        FOLDED.get(usize::from(self.0)).copied().unwrap_or(Outcome::Unknown)
    }
}

/// By the bits of the outcomes.
const FOLDED: [Outcome; 16] = {
    let mut folded = [Outcome::Unknown; 16];
    folded[1] = Outcome::Met;
    folded[1 | 8] = Outcome::Met;
    folded[2] = Outcome::NotMet;
    folded[4] = Outcome::Conditional;
    folded[8] = Outcome::NotApplicable;
    folded
};

impl fmt::Debug for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ["met", "not_met", "conditional", "not_applicable"];
        f.debug_set().entries(names.iter().enumerate().filter(|(i, _)| self.0 >> i & 1 == 1)).finish()
    }
}

named_enum! {
    /// When in the life of an application a condition is looked at.
    pub enum Stage("stage") {
        /// Whether the application can be looked at at all.
        Admissibility = "admissibility",
        /// Whether applicants and project may take part.
        Eligibility = "eligibility",
        /// Whether the budget keeps to the rules.
        Financial = "financial",
        /// Whether an applicant is excluded.
        Exclusion = "exclusion",
        /// Whether applicants are able to carry the project out.
        Selection = "selection",
        /// How good the proposal is.
        Award = "award",
        /// After the grant agreement is signed.
        Implementation = "implementation",
    }
}

named_enum! {
    /// Whether something is so.
    pub enum YesNo("answer") {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// Unknown facts decide.
        Unknown = "unknown",
    }
}

named_enum! {
    /// Whose condition it is.
    pub enum Layer("layer") {
        /// The law's or the granting authority's own, whatever a call says.
        Law = "law",
        /// The call's.
        Call = "call",
        /// The decision that approves a national programme.
        Programme = "programme",
        /// The limits that a Member State sets.
        National = "national",
    }
}

named_enum! {
    /// What follows when a condition is not met.
    pub enum Consequence("consequence") {
        /// The proposal is rejected.
        Reject = "reject",
        /// The amount is corrected in grant preparation.
        Correct = "correct",
        /// The applicants are asked to clarify.
        Clarify = "clarify",
    }
}

named_enum! {
    /// What the conditions with consequence [`Consequence::Reject`] come to together.
    ///
    /// The verdict is a fold: sound, not complete. Only the granting authority decides.
    pub enum Verdict("verdict") {
        /// No formal obstacle was found.
        Eligible = "eligible",
        /// No formal obstacle, provided that named later events happen in time.
        Conditional = "conditional",
        /// Not known yet.
        Undetermined = "undetermined",
        /// At least one condition is not met.
        Ineligible = "ineligible",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fold_is_the_semantics_of_unknowns_for_all_sixteen_sets() {
        for bits in 0..16u8 {
            let has = |o: Outcomes| bits & o.0 != 0;
            let expected = match (
                has(Outcomes::MET),
                has(Outcomes::NOT_MET),
                has(Outcomes::CONDITIONAL),
                has(Outcomes::NOT_APPLICABLE),
            ) {
                (true, false, false, _) => Outcome::Met,
                (false, true, false, false) => Outcome::NotMet,
                (false, false, true, false) => Outcome::Conditional,
                (false, false, false, true) => Outcome::NotApplicable,
                _ => Outcome::Unknown,
            };
            assert_eq!(Outcomes(bits).fold(), expected, "{bits:04b}");
        }
    }
}
