//! What the page is told: a value, or what is wrong, each at its place.

use serde::Serialize;

/// One thing wrong with what was typed, pasted or opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// A JSON Pointer into the draft or a cell such as `C7`; empty for the whole.
    pub at: String,
    /// What was found and what is allowed.
    pub message: String,
}

/// A value, or everything that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer<T> {
    /// It went well.
    Ok(T),
    /// It did not, and nothing was changed.
    Errors(Vec<Trouble>),
}

impl<T: Serialize> Answer<T> {
    /// As the page reads it.
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl<T> From<Result<T, Vec<Trouble>>> for Answer<T> {
    fn from(result: Result<T, Vec<Trouble>>) -> Self {
        match result {
            Ok(value) => Answer::Ok(value),
            Err(troubles) => Answer::Errors(troubles),
        }
    }
}
