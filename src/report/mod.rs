//! Rendering of what the checks produced: sentences, the text report, JSON.

mod budget;
mod diff;
mod json;
mod stated;
mod text;
mod words;

pub use diff::{Alteration, Altered, Moved, ReportDiff};
pub(crate) use json::Pinned;
pub use text::{Text, Tone};
