//! Which outcomes a walk lets through to its visitor.

use std::ops::ControlFlow;

use super::facts::Raw;
use crate::outcome::{Consequence, Outcome};

/// Which outcomes a walk lets through to its visitor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sieve {
    /// Of the conditions with these consequences, one bit each.
    consequences: u8,
    /// Those that are met or do not concern their subject too.
    passing: bool,
}

/// To whom a walk shows what its sieve lets through.
pub(crate) enum Visitor<'v, R> {
    /// Everything is kept.
    List(&'v mut Vec<Raw<R>>),
    /// Each is looked at, until the function breaks off.
    Each(&'v mut dyn FnMut(Raw<R>) -> ControlFlow<()>),
}

impl Sieve {
    /// Every outcome of every condition.
    pub(crate) const ALL: Sieve = Sieve { consequences: u8::MAX, passing: true };
    /// Every outcome of the conditions that lead to rejection.
    pub(crate) const REJECTING: Sieve = Sieve::leading_to(Consequence::Reject);

    /// Every outcome of the conditions with a consequence.
    pub(crate) const fn leading_to(consequence: Consequence) -> Self {
        Sieve { consequences: 1 << consequence as u8, passing: true }
    }

    /// Of these conditions and of those.
    #[cfg(feature = "next")]
    pub(crate) const fn and(self, other: Sieve) -> Self {
        Sieve { consequences: self.consequences | other.consequences, passing: self.passing || other.passing }
    }

    /// Of them what is neither met nor without a subject: what is as it should be is passed over without a word.
    pub(crate) const fn but_passing(self) -> Self {
        Sieve { passing: false, ..self }
    }

    /// Whether what passes is let through.
    pub(crate) const fn has_passing(self) -> bool {
        self.passing
    }

    /// Whether only conditions that lead to rejection are let through.
    #[inline(always)]
    pub(crate) const fn is_rejecting(self) -> bool {
        self.consequences == Sieve::REJECTING.consequences
    }

    #[inline(always)]
    pub(super) fn has(self, consequence: Consequence) -> bool {
        self.consequences >> consequence as u8 & 1 == 1
    }

    #[inline(always)]
    pub(super) fn tell<R>(self, visitor: &mut Visitor<'_, R>, raw: Raw<R>) -> ControlFlow<()> {
        if !self.passing && matches!(raw.outcome, Outcome::Met | Outcome::NotApplicable) {
            return ControlFlow::Continue(());
        }
        match visitor {
            Visitor::List(list) => {
                list.push(raw);
                ControlFlow::Continue(())
            }
            Visitor::Each(visit) => visit(raw),
        }
    }
}
