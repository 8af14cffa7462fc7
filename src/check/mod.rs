//! The engine of the checks: what rules look at, outcomes and bounds, verdicts. It knows no rule by name.

pub(crate) mod affiliation;
pub(crate) mod alone;
mod answer;
pub(crate) mod because;
pub(crate) mod budget;
pub(crate) mod completions;
pub(crate) mod consortium;
pub(crate) mod counting;
pub(crate) mod def;
pub(crate) mod dependence;
pub(crate) mod fact;
mod fact_kinds;
pub(crate) mod facts;
pub(crate) mod fate;
mod first_look;
mod ground;
pub(crate) mod identity;
mod keys;
pub(crate) mod links;
pub(crate) mod matching;
pub(crate) mod minima;
pub(crate) mod named;
pub(crate) mod operands;
pub(crate) mod participant;
pub(crate) mod phrases;
pub(crate) mod project;
pub(crate) mod question;
pub(crate) mod removal;
pub(crate) mod seat;
mod sieve;
pub(crate) mod steps;
pub(crate) mod subject;
mod sums;
mod switches;
pub(crate) mod tally;
pub(crate) mod targets;
mod tipping;
pub(crate) mod verdict;
pub(crate) mod waiting;

pub use because::{Awaited, Because};
pub(crate) use counting::CountedLine;
pub use counting::{Counted, NotCounted};
pub use fact::{Fact, FactKind, ParsePointerError};
pub use operands::{Found, OtherReading, Required};
pub use question::{Answerer, Question, StatedIn};
pub use subject::Subject;
pub use verdict::{Counts, Tally};

#[cfg(feature = "next")]
pub(crate) use answer::yes_or_no;
pub(crate) use facts::{ALL, Facts, Raw, Scope, Setting};
pub(crate) use sieve::{Sieve, Visitor};
#[cfg(feature = "next")]
pub(crate) use {dependence::Dependence, participant::signature_days, steps::Steps};
