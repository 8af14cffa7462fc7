//! Rendering of what the checks produced: sentences, the text report, JSON.

mod budget;
mod json;
mod stated;
mod text;
mod words;

pub use text::{Text, Tone};
