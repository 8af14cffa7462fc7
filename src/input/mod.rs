//! Reading JSON for people: every problem at once, each with its place and the nearest valid spelling.
//!
//! Serde's derive stops at the first problem and forgets the path to it, so the crate's formats are read
//! through [`Shape`]s: a shape says what it accepts, records a [`Problem`] for anything else, and reading
//! goes on. Only broken syntax stops it.

mod cx;
#[cfg(feature = "schemars")]
mod describe;
#[cfg(feature = "schemars")]
mod describing;
mod document;
mod fields;
mod hints;
mod json;
mod lines;
mod object;
mod places;
mod problem;
mod rounded;
mod shapes;
mod source;
mod spelling;
mod table;
mod text;
pub(crate) mod text_in_binary;

pub(crate) use cx::{Cx, LOOKED_THROUGH, Mark, Wrong};
#[cfg(feature = "schemars")]
pub(crate) use describe::{Document, described};
#[cfg(all(test, feature = "schemars"))]
pub(crate) use describing::Described;
#[cfg(feature = "schemars")]
pub(crate) use describing::names;
pub(crate) use document::{document, from_serde, unmarked, utf8};
pub(crate) use fields::{Sink, Writes, fields, joined, joined_fields, serde_by, slots, write};
pub(crate) use json::{Fields as JsonFields, Json};
pub(crate) use lines::{USUAL_WIDTH, lines};
pub(crate) use object::{Fields, Object, object};
pub(crate) use places::{Distinct, checked, placed};
pub use problem::{InputError, Problem};
pub(crate) use shapes::{
    AnyText, Flag, List, Parsed, PlainText, Shape, SomeText, Whole, each, is_blank, prints,
};
pub(crate) use source::{Broken, Entries, Form, Items};
pub use spelling::UnknownNameError;
#[cfg(feature = "next")]
pub(crate) use spelling::plain;
pub(crate) use spelling::{article, nearest, printable, quoted, unknown};
pub(crate) use table::{Keyed, Table, parsed};
#[cfg(feature = "schemars")]
pub(crate) use text::Named;
pub(crate) use text::{folded, named_enum, same, text_serde};
