//! A bound on work, counted in steps and not in time, so that the same input has the same answer on any machine.

/// What is left of the work that one answer may take. A step is about as long as comparing two facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Steps {
    given: u64,
    left: u64,
}

impl Steps {
    pub(crate) const fn new(given: u64) -> Self {
        Steps { given, left: given }
    }

    /// Takes so many steps; `false`, and nothing is left, where there are not that many.
    pub(crate) fn take(&mut self, steps: u64) -> bool {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                false
            }
        }
    }

    /// Whether nothing is left.
    pub(crate) fn are_spent(&self) -> bool {
        self.left == 0
    }

    /// How many were taken.
    #[cfg(feature = "next")]
    pub(crate) fn taken(&self) -> u64 {
        self.given.saturating_sub(self.left)
    }

    /// How many are left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }
}
