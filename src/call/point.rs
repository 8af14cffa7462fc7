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

/// Two points that must both be yes, such as that a form is admitted to a role, and as a beneficiary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Both(Point, Point);

impl Both {
    /// Where one is no, the other asks nothing.
    pub(crate) fn new(own: Point, other: Point) -> Both {
        let both = own.possible() && other.possible();
        if both { Both(own, other) } else { Both::of(Point::Settled(false)) }
    }

    /// One point alone.
    pub(crate) const fn of(own: Point) -> Both {
        Both(own, Point::Settled(true))
    }

    /// Each point.
    pub(crate) fn points(self) -> [Point; 2] {
        [self.0, self.1]
    }

    /// With questions answered.
    #[inline]
    pub(crate) fn answered(self, answered: impl Fn(Point) -> Point) -> Both {
        Both::new(answered(self.0), answered(self.1))
    }

    /// The outcomes of a rule that is met where both are yes.
    #[inline]
    pub(crate) fn outcomes(self) -> Outcomes {
        match (self.certain(), self.possible()) {
            (true, _) => Outcomes::MET,
            (false, true) => Outcomes::MET.or(Outcomes::NOT_MET),
            (false, false) => Outcomes::NOT_MET,
        }
    }

    /// Whether yes to both is certain.
    pub(crate) fn certain(self) -> bool {
        self.0.certain() && self.1.certain()
    }

    /// Whether yes to both is possible.
    pub(crate) fn possible(self) -> bool {
        self.0.possible() && self.1.possible()
    }
}

impl Default for Point {
    fn default() -> Self {
        Point::Settled(false)
    }
}
