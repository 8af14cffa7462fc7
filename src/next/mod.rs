//! What to ask next, what to change, whom to add: three front doors over one search with a bound on its work.

pub(crate) mod building;
pub(crate) mod deciding;
mod invented;
mod looks;
pub(crate) mod remedy;

/// How much work each of the searches may take where the caller does not say, in steps: far less than a second for any
/// input, and the same answer on any machine.
pub const STEPS: u64 = 8_000_000;

/// An answer, and the steps of work that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Within<T> {
    /// The answer.
    pub answer: T,
    /// The steps taken. The same input takes the same steps on any machine.
    pub steps: u64,
}
