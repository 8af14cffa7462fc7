//! A sheet: its rows and what stands in their cells, within limits.

use super::unit::Unit;

/// How much of a file is read; above that it is refused with the number. With serde it is a setting, of which what is left
/// out is as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the file, and of all that is packed in it.
    pub bytes: u64,
    /// Cells that are not empty.
    pub cells: usize,
    /// Columns.
    pub columns: u32,
}

/// 64 MiB, a million cells, 1 024 columns: more than any consortium fills.
impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 64 << 20, cells: 1_000_000, columns: 1024 }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// The digits of a number, and what its format shows it as where that is no plain number and not euro.
    #[cfg_attr(not(feature = "tables"), expect(dead_code, reason = "only workbooks tell numbers from texts"))]
    Number(String, Option<Unit>),
    /// An error of a formula, such as `#REF!`.
    #[cfg_attr(not(feature = "tables"), expect(dead_code, reason = "only workbooks tell errors from texts"))]
    Error(String),
}

impl Value {
    /// What stands there, whatever it is.
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Text(text) | Value::Number(text, _) | Value::Error(text) => text,
        }
    }

    /// What stands there; an error of a formula is told.
    pub(super) fn read(&self) -> Result<&str, String> {
        match self {
            Value::Text(text) | Value::Number(text, _) => Ok(text),
            Value::Error(error) => Err(format!("found the error {error}; mend its formula")),
        }
    }
}

/// One row with its filled cells: the column, from 1, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) row: u32,
    pub(super) cells: Vec<(u32, Value)>,
}

impl Line {
    pub(super) fn at(&self, column: u32) -> Option<&Value> {
        let place = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(place).map(|(_, value)| value)
    }
}

/// Cells that were merged into one: the first and the last row and column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// One sheet: its rows that are not empty, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    pub(super) name: Option<String>,
    pub(super) lines: Vec<Line>,
    pub(super) merged: Vec<Merged>,
    pub(super) hidden: bool,
}
