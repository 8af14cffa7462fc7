//! Where a rule comes from: acts, citations with how far each can be trusted, and values by date.

mod act;
mod citation;
mod dated;
mod place;
mod recast;

pub use act::Act;
pub use citation::{Basis, Citation};
pub(crate) use citation::{Document, SharedText};
pub use dated::{Cited, Dated, DatedError, Entry, Readings, State};
pub(crate) use dated::{dated, entry};
pub use place::ParsePlaceError;
pub(crate) use place::Place;
pub(crate) use recast::{COMMITTED, Commitment, in_force, of_2018, of_2024};
