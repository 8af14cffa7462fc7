//! Where something stands in a sheet, and what is wrong there.

use std::fmt;

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Cell {
    /// The name of the file, as it was given.
    pub file: String,
    /// The name of the sheet; `None` for text files, which are one sheet.
    pub sheet: Option<String>,
    /// The row, from 1, as sheets number them.
    pub row: u32,
    /// The column, from 1: 3 is `C`.
    pub column: u32,
}

impl Cell {
    /// The cell as sheets name it: column in letters, then the row.
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// let book = Book::read(b"name,country\nPayoke,Atlantis\n", "p.csv")?;
    /// let error = partners(&book, &Mapping::default()).unwrap_err();
    /// let cell = error.faults()[0].cell.as_ref().unwrap();
    /// assert_eq!((cell.address().as_str(), cell.to_string().as_str()), ("B2", "p.csv, B2"));
    /// # Ok::<(), amif::tables::TableError>(())
    /// ```
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", letters(self.column), self.row)
    }
}

/// The letters of a column, from 1: A to Z, then AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from(rest.saturating_sub(1) % 26).unwrap_or_default();
        letters.push(char::from(b'A'.saturating_add(digit)));
        rest = rest.saturating_sub(1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "sheet {}, ", crate::input::quoted(sheet))?;
        }
        f.write_str(&self.address())
    }
}

/// One thing wrong with a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellFault {
    /// Where; `None` for the file as a whole.
    pub cell: Option<Cell>,
    /// What was found and what is allowed.
    pub message: String,
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            Some(cell) => write!(f, "{cell}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Above so many faults the rest is counted.
const KEPT: usize = 100;

/// Why a sheet could not be read: at least one [`CellFault`], in the order of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    faults: Vec<CellFault>,
    more: usize,
}

impl TableError {
    /// Everything wrong with the sheet, the first hundred.
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// let book = Book::read(b"name,country\nPayoke,Atlantis\n", "p.csv")?;
    /// let error = partners(&book, &Mapping::default()).unwrap_err();
    /// assert!(error.faults()[0].to_string().contains("B2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[CellFault] {
        &self.faults
    }

    /// How many faults there are beyond [`Self::faults`].
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// let sheet = format!("name,country\n{}", "Payoke,Atlantis\n".repeat(150));
    /// let error = partners(&Book::read(sheet.as_bytes(), "p.csv")?, &Mapping::default()).unwrap_err();
    /// assert_eq!((error.faults().len(), error.more()), (100, 50));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    pub(super) fn of_file(message: impl Into<String>) -> Self {
        TableError { faults: vec![CellFault { cell: None, message: message.into() }], more: 0 }
    }

    pub(super) fn at(cell: Cell, message: String) -> Self {
        TableError { faults: vec![CellFault { cell: Some(cell), message }], more: 0 }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for TableError {}

/// Faults as they are met.
#[derive(Debug, Default)]
pub(super) struct Faults {
    kept: Vec<CellFault>,
    more: usize,
}

impl Faults {
    /// Adds a fault; its message is made only while it is kept.
    pub(super) fn add(&mut self, cell: Option<Cell>, message: impl FnOnce() -> String) {
        if self.kept.len() < KEPT {
            self.kept.push(CellFault { cell, message: message() });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The value, unless there is a fault. What is told is in the order of the cells, sheet by sheet as they were met.
    pub(super) fn or<T>(self, value: T) -> Result<T, TableError> {
        let Faults { kept: mut faults, more } = self;
        let mut sheets: Vec<(String, Option<String>)> = Vec::new();
        faults.sort_by_cached_key(|fault| {
            let cell = fault.cell.as_ref()?;
            let sheet = (cell.file.clone(), cell.sheet.clone());
            if !sheets.contains(&sheet) {
                sheets.push(sheet.clone());
            }
            Some((sheets.iter().position(|known| *known == sheet), cell.row, cell.column))
        });
        if faults.is_empty() { Ok(value) } else { Err(TableError { faults, more }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_sheets_do() {
        for (column, name) in
            [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
        {
            assert_eq!(letters(column), name);
        }
        assert_eq!(letters(0), "");
    }
}
