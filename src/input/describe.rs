//! What shapes accept, as JSON Schema.
//!
//! The reading code describes itself: each field of an object is "read" once with a [`Cx`] that takes down
//! the shape instead of reading a value, and the object is finished once with nothing read, which names the
//! fields that it cannot do without. So the schemas know exactly the fields that the readers know.

use schemars::Schema;
use serde_json::{Map, Value};

use super::cx::Cx;
#[cfg(test)]
use super::describing::Described;
use super::shapes::Shape;

/// A description of a whole document.
pub(crate) struct Document {
    /// What the document accepts.
    pub(crate) root: Schema,
    /// What that refers to, by name.
    pub(crate) definitions: Map<String, Value>,
    /// The objects among them, from the whole to its parts.
    #[cfg(test)]
    pub(crate) tables: Vec<Described>,
}

/// Describes a shape.
pub(crate) fn described<S: Shape>(shape: S) -> Document {
    let mut cx = Cx::default();
    cx.describing = Some(Box::default());
    let root = shape.schema(&mut cx);
    let describing = cx.describing();
    Document {
        root,
        definitions: describing.generator.take_definitions(true),
        #[cfg(test)]
        tables: std::mem::take(&mut describing.tables),
    }
}
