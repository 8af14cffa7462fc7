//! What the example programs that read sheets share: arguments and loading.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use amif::Proposal;
use amif::tables::{self, Book, Cell, Mapping, Partners};

use crate::{cli, input};

/// Which sheet of a workbook is read, and how its columns are headed.
#[derive(Default, clap::Args)]
pub(crate) struct Layout {
    /// The sheet of a workbook that lists organisations [default: the one with the headings]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A column of that sheet under a heading of its own, such as country=Sitz; may be given several times
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = column)]
    column: Vec<(String, String)>,
}

impl Layout {
    /// Reads a proposal: what begins like JSON or is named so in the format amif-proposal/1, anything else as a
    /// sheet of partners, of which the draft is made.
    pub(crate) fn proposal(&self, path: &Path) -> Result<Proposal, ExitCode> {
        let bytes = input::read(path).map_err(cli::unusable)?;
        if is_sheet(&bytes, path) {
            return Ok(self.partners(&bytes, path, Mapping::default())?.into_draft());
        }
        if self.sheet.is_some() || !self.column.is_empty() {
            let message = "--sheet and --column are for sheets; this is not read as one";
            return Err(cli::unusable(input::in_file(path, message)));
        }
        Proposal::from_json_bytes(&bytes).map_err(|e| cli::unusable(input::in_file(path, e)))
    }

    /// Reads a sheet of partners. Headings that were not read are told on standard error.
    pub(crate) fn partners(&self, bytes: &[u8], path: &Path, mapping: Mapping) -> Result<Partners, ExitCode> {
        let mut book = Book::read(bytes, &input::display(path)).map_err(cli::unusable)?;
        if let Some(sheet) = &self.sheet {
            book = book.sheet(sheet).map_err(cli::unusable)?;
        }
        if let Some(name) = given_twice(self.column.iter().map(|(name, _)| name.as_str())) {
            return Err(cli::unusable(format!("--column {name} is given twice; a column has one heading")));
        }
        let mapping = self.column.iter().fold(mapping, |all, (name, heading)| all.column(name, heading));
        let partners = tables::partners(&book, &mapping).map_err(cli::unusable)?;
        // Standard error may be closed; what was read is worth having all the same.
        let file = input::display(path);
        for sheet in &partners.passed_over {
            let _ = writeln!(
                io::stderr(),
                "{file}: the sheet {sheet:?} has headings too, and was not read; --sheet names one"
            );
        }
        tell_unread(&partners.ignored);
        for (cell, note) in &partners.notes {
            let _ = writeln!(io::stderr(), "{cell}: {note}");
        }
        Ok(partners)
    }
}

/// Tells on standard error which columns were not read.
pub(crate) fn tell_unread(columns: &[(Cell, String)]) {
    for (cell, heading) in columns {
        let _ = writeln!(io::stderr(), "{cell}: the column {heading:?} was not read");
    }
}

/// Whether a file is a sheet: neither its name nor its first sign is that of JSON.
fn is_sheet(bytes: &[u8], path: &Path) -> bool {
    let named = path.extension().is_some_and(|of| of.eq_ignore_ascii_case("json"));
    // A byte-order mark and the empty halves of UTF-16 say nothing.
    let silent = |b: &&u8| !b.is_ascii_whitespace() && !matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    !named && !matches!(bytes.iter().find(silent), None | Some(b'{' | b'['))
}

fn column(text: &str) -> Result<(String, String), String> {
    let (name, heading) = text.split_once('=').ok_or("expected COLUMN=HEADING, such as country=Sitz")?;
    Ok((name.trim().to_owned(), heading.trim().to_owned()))
}

/// A name that stands a second time.
pub(crate) fn given_twice<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}
