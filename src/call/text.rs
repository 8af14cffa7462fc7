//! The text that a call was read from.

use std::sync::Arc;

/// The text that a call was read from. The call follows from it, so it tells no two calls apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) text: Arc<str>,
    /// Of a later version of the call's document: its place among them.
    pub(super) version: Option<usize>,
    /// The conditions that this version states anew, by their names.
    pub(super) changes: Vec<&'static str>,
}

impl PartialEq for Text {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Text {}
