//! What the example programs that read sheets share: arguments and loading.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amif::tables::{Book, Mapping};

use crate::{cli, input};

/// A sheet and how its columns are headed.
#[derive(clap::Args)]
pub(crate) struct Given {
    /// The sheet of a workbook to read [default: the one with the headings]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A column under a heading of its own, such as country=Sitz; may be given several times
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = column)]
    column: Vec<(String, String)>,
    /// CSV or XLSX, or - for standard input
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
}

impl Given {
    /// Reads the file.
    pub(crate) fn load(&self) -> Result<(Book, Mapping), ExitCode> {
        let path = self.file.as_deref().unwrap_or(Path::new("-"));
        let mut book = book(path)?;
        if let Some(sheet) = &self.sheet {
            book = book.sheet(sheet).map_err(cli::unusable)?;
        }
        let mapping =
            self.column.iter().fold(Mapping::default(), |all, (name, heading)| all.column(name, heading));
        Ok((book, mapping))
    }
}

/// Reads a workbook.
pub(crate) fn book(path: &Path) -> Result<Book, ExitCode> {
    let bytes = input::read(path).map_err(cli::unusable)?;
    Book::read(&bytes, &input::display(path)).map_err(cli::unusable)
}

fn column(text: &str) -> Result<(String, String), String> {
    let (name, heading) = text.split_once('=').ok_or("expected COLUMN=HEADING, such as country=Sitz")?;
    Ok((name.trim().to_owned(), heading.trim().to_owned()))
}
