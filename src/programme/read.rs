//! Reading and writing the three formats.

use super::record::Datum;
use super::{Operation, PersonRecord, Programme};
use crate::input::{self, InputError, Problem};

macro_rules! json {
    ($type:ident, $what:literal, $bounded:expr) => {
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
                let read = input::document(text, <Self as Datum>::shape())?;
                $bounded(&read).map(|()| read)
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

json!(Programme, "a programme, `amif-programme/1`, of at most 20 000 rows in all its tables", in_bounds);
json!(Operation, "an operation, one line of `amif-operation/1`", any);
json!(PersonRecord, "a person, one line of `amif-person/1`", any);

/// Every length is read.
fn any<T>(_: &T) -> Result<(), InputError> {
    Ok(())
}

/// So many rows a programme has at most in all its tables: rows are looked at beside rows, and the largest programme has some
/// thousands.
const ROWS: usize = 20_000;

fn in_bounds(programme: &Programme) -> Result<(), InputError> {
    fn long<T>(list: Option<&Vec<T>>) -> usize {
        list.map_or(0, Vec::len)
    }
    let rows_of = |all: usize, more: usize| all.saturating_add(more);
    let applications = programme.applications.iter().flatten();
    let accounts = programme.accounts.iter().flatten();
    let tables = [
        ("/decisions", long(programme.decisions.as_ref())),
        ("/allocations", long(programme.allocations.as_ref())),
        ("/financing", long(programme.financing.as_ref())),
        ("/below_minimum", long(programme.below_minimum.as_ref())),
        ("/interventions", long(programme.interventions.as_ref())),
        ("/indicators", long(programme.indicators.as_ref())),
        ("/transfers", long(programme.transfers.as_ref())),
        ("/persons", long(programme.persons.as_ref())),
        ("/enabling", long(programme.enabling.as_ref())),
        (
            "/applications",
            applications.map(|a| long(a.rows.as_ref())).fold(long(programme.applications.as_ref()), rows_of),
        ),
        ("/received", long(programme.received.as_ref())),
        (
            "/accounts",
            accounts.map(|a| long(a.rows.as_ref())).fold(long(programme.accounts.as_ref()), rows_of),
        ),
        ("/planned", long(programme.planned.as_ref())),
        ("/exceptions", long(programme.exceptions.as_ref())),
    ];
    let all = tables.iter().map(|(_, rows)| *rows).fold(0, rows_of);
    if all <= ROWS {
        return Ok(());
    }
    let longest = tables.iter().max_by_key(|(_, rows)| *rows).map_or("", |(path, _)| *path);
    let message = format!(
        "found {all} rows in all tables of the programme, the most of them here; at most {ROWS} are read"
    );
    Err(InputError::many(vec![Problem { path: longest.to_owned(), position: None, message }]))
}
