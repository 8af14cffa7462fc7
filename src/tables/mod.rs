//! Sheets of partners, budgets and operations, as they are kept: CSV, cells pasted from a sheet, XLSX.
//!
//! [`Book::read`] takes the bytes of a file and tells what it is. [`partners`] makes participants of a sheet of
//! organisations, [`budget`] a [`Budget`](crate::budget::Budget) of a sheet with a row for each participant and a
//! column for each category, `operations` the operations of a national programme (with the feature `programme`).
//! Columns are found by their headings; [`Mapping`] names those of partners and budgets that differ. Everything that is
//! wrong is told at once, each with its file, sheet and cell.
//!
//! | sheet | headings that are known |
//! |---|---|
//! | [`partners`] | the names of the template, the usual words in each official language of the Union, those of the exports of CORDIS and the portal |
//! | [`budget`] | of whose row it is, as [`partners`]; of the rest the codes of the corporate table, the names of the template, and the usual words in English and, for the categories that most budgets have, in German, French, Spanish, Italian, Dutch and Polish |
//! | `operations` | the names of the fields of `amif-operation/1` |
//!
//! What is not known is in `ignored`, or, where a row cannot be read without it, refused.
//!
//! An empty cell is an unknown fact. An amount is read as people write it, and only where it cannot mean two things:
//! `750.000` is refused, `750.000,00` and `750 000` are not. Amounts are in euro, those of operations in the currency of the
//! operation: a sheet that says otherwise, in a heading, a title, a note, its name, a row of units, a column of currencies or the number
//! format of a cell, is refused there, or the column is not read. A number format that only divides what it shows, such as
//! `#,##0,`, changes no number. A sheet never says what its words do not say: no legal
//! form is derived from a name, and no name from a code.
//!
//! ```
//! use amif::tables::{Book, Mapping, self};
//! use amif::{LegalForm, Role};
//!
//! let sheet = "Organisation;PIC;Land;Rolle;Rechtsform\nStadt Wien;999 000 002;AT;Koordinator;public_body\n";
//! let book = Book::read(sheet.as_bytes(), "partners.csv")?;
//! let read = tables::partners(&book, &Mapping::default())?;
//! let city = &read.participants[0];
//! assert_eq!(city.role, Some(Role::Coordinator));
//! assert_eq!(city.applicant.country.map(|c| c.to_string()).as_deref(), Some("AT"));
//! assert_eq!(city.applicant.possible_forms().known(), Some(LegalForm::PublicBody));
//! # Ok::<(), amif::tables::TableError>(())
//! ```

mod amount;
mod book;
mod budget;
mod columns;
mod costs;
mod key;
#[cfg(feature = "programme")]
mod operations;
mod partners;
mod place;
mod sheet;
mod template;
mod unit;
mod whose;
mod words;
#[cfg(feature = "tables")]
mod xlsx;

pub use amount::amount;
pub use book::Book;
pub use budget::{BudgetSheet, Owners, budget};
pub use columns::Mapping;
#[cfg(feature = "programme")]
pub use operations::operations;
pub use partners::{Partners, partners};
pub use place::{Cell, CellFault, TableError};
pub use sheet::Limits;
pub use template::{budget_template, partners_template};
