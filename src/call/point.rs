//! A point of a call: yes, no, or open.

use crate::outcome::Outcomes;

/// A point on which a call says yes, says no, or leaves a question open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Point {
    Settled(bool),
    /// The index of the open question.
    Open(u8),
}

impl Point {
    pub(super) fn under(self, answer: &impl Fn(usize) -> Option<bool>) -> Point {
        match self {
            Point::Settled(_) => self,
            Point::Open(q) => answer(usize::from(q)).map_or(self, Point::Settled),
        }
    }

    /// The outcomes of a rule that is met where the answer is yes.
    #[inline]
    pub(crate) fn outcomes(self) -> Outcomes {
        match self {
            Point::Settled(true) => Outcomes::MET,
            Point::Settled(false) => Outcomes::NOT_MET,
            Point::Open(_) => Outcomes::MET.or(Outcomes::NOT_MET),
        }
    }

    /// Whether yes is certain.
    pub(crate) fn certain(self) -> bool {
        self == Point::Settled(true)
    }

    /// Whether yes is possible.
    pub(crate) fn possible(self) -> bool {
        self != Point::Settled(false)
    }
}

impl Default for Point {
    fn default() -> Self {
        Point::Settled(false)
    }
}
