//! Reading and writing the three formats.

use super::record::Datum;
use super::{Operation, PersonRecord, Programme};
use crate::input::{self, InputError};

macro_rules! json {
    ($type:ident, $what:literal) => {
        impl $type {
            #[doc = concat!("Reads ", $what, ".")]
            ///
            /// ```
            #[doc = concat!("let error = amif::programme::", stringify!($type), "::from_json(\"[]\").unwrap_err();")]
            #[doc = "assert!(!error.problems().is_empty());"]
            /// ```
            ///
            /// # Errors
            /// With every problem at once, each with its JSON path and the nearest valid spelling.
            pub fn from_json(text: &str) -> Result<Self, InputError> {
                // A spreadsheet's byte-order mark says nothing.
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                input::document(text, <Self as Datum>::shape())
            }

            #[doc = concat!("Reads ", $what, " from bytes, which must be UTF-8.")]
            ///
            /// ```
            #[doc = concat!("assert!(amif::programme::", stringify!($type), "::from_json_bytes(b\"\\xff\").is_err());")]
            /// ```
            ///
            /// # Errors
            /// As [`Self::from_json`], and where the bytes are no text.
            pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, InputError> {
                let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
                Self::from_json(input::utf8(bytes)?)
            }

            /// Writes it as one line of JSON, without what is not known.
            #[must_use]
            pub fn to_json(&self) -> String {
                // Writing to a string fails for maps with other keys than text, of which there are none.
                serde_json::to_string(self).unwrap_or_default()
            }
        }
    };
}

json!(Programme, "a programme, `amif-programme/1`");
json!(Operation, "an operation, one line of `amif-operation/1`");
json!(PersonRecord, "a person, one line of `amif-person/1`");
