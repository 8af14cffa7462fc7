//! What to ask next, what to change, whom to add: three front doors.

pub(crate) mod building;
pub(crate) mod deciding;
pub(crate) mod remedy;
