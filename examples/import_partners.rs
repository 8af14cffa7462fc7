//! Turns a sheet of partners into the draft of a proposal.
//!
//! `cargo run --example import_partners -- examples/data/partners.csv`

mod cli;
#[expect(dead_code, reason = "shared with the programs that check proposals, which need more of it")]
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[expect(dead_code, reason = "shared with the programs that check proposals, which need more of it")]
#[path = "cli/sheet.rs"]
mod sheet;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amif::tables;

/// Who stands in this sheet?
///
/// Reads CSV, cells pasted from a sheet, XLSX, or an export of CORDIS or the portal, and prints a draft in the format
/// amif-proposal/1 with one participant a row; headings that were not read are told on standard error. Exit code: 0,
/// or 3 with every mistake at its cell.
#[derive(clap::Parser)]
#[command(name = "import_partners")]
struct Arguments {
    #[command(flatten)]
    layout: sheet::Layout,
    /// What to print: an indented file, or one line
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// Print an empty sheet with the headings that are read, as CSV, and end
    #[arg(long, conflicts_with = "file")]
    template: bool,
    /// CSV or XLSX, or - for standard input
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn run() -> Result<(), ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    if arguments.template {
        return output::print(&tables::partners_template());
    }
    let path = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let bytes = input::read(path).map_err(cli::unusable)?;
    let draft = arguments.layout.partners(&bytes, path, tables::Mapping::default())?.into_draft();
    let text = match arguments.format {
        output::Format::Text => serde_json::to_string_pretty(&draft).map_err(cli::unusable)?,
        output::Format::Json => draft.to_json(),
    };
    output::print(&format!("{text}\n"))
}
