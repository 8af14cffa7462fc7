//! The form in which words of sheets are compared.

use crate::country::folded;

/// A text without case, accents, blanks and marks: `"Código PIC *"` is `"codigopic"`.
pub(super) fn key(text: &str) -> String {
    folded(text).collect()
}
