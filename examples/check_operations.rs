//! Checks the operations of a national programme, one a line or out of a sheet, and reconciles them with its payment
//! applications.
//!
//! `cargo run --example check_operations -- --programme examples/data/programme.json examples/data/operations.ndjson`

mod cli;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/national.rs"]
mod national;
#[path = "cli/output.rs"]
mod output;

use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amif::Outcome;
use amif::programme::{Operation, Programme};
use amif::report::{OperationsCheck, ProgrammeReport, ProgrammeReportText, ProgrammeReportWriter};
use amif::tables::{self, Book};

/// Do operations keep to the law, to the programme's decision and to the national limits; what was declared twice?
///
/// Memory grows by the identity keys of items, operations and staff alone. Every line that cannot be read is told with its number, and
/// nothing else is printed then.
///
/// Exit code: 0 nothing is not met, 1 something is, 2 something cannot be told, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_operations")]
struct Arguments {
    /// The programme, in the format amif-programme/1
    #[arg(long, value_name = "FILE")]
    programme: Option<PathBuf>,
    /// The day of the check [default: the last day on which anything stated in the programme happened]
    #[arg(long, value_name = "TIME", value_parser = national::day)]
    as_of: Option<chrono::NaiveDate>,
    /// List what is met and what does not apply, too
    #[arg(long)]
    full: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// The items of expenditure as a sheet, for operations in a sheet [default: a sheet of the same workbook]
    #[arg(long, value_name = "SHEET")]
    items: Option<PathBuf>,
    /// Operations in the format amif-operation/1, one a line, or - for standard input; or a sheet with a row for each,
    /// named .csv or .xlsx
    operations: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let programme = arguments.programme.as_deref().map(national::programme).transpose()?;
    let mut check = OperationsCheck::new(programme.as_ref(), arguments.as_of);
    let mut out = Out::new(&arguments, programme.as_ref(), check.as_of())?;
    let mut worst = lines::Worst::default();
    let mut each = |operation: Operation| {
        worst.add(out.look(&mut check, &operation).map_err(cli::unusable)?);
        Ok(())
    };
    if is_sheet(&arguments.operations) {
        sheet(&arguments)?.into_iter().try_for_each(each)?;
    } else if arguments.items.is_some() {
        return Err(cli::unusable("--items goes with operations in a sheet, named .csv or .xlsx"));
    } else {
        lines::each_line(&arguments.operations, Operation::from_json_bytes, &mut each)?;
    }
    let together = check.together();
    worst.add(together.outcome());
    out.add(&together).map_err(cli::unusable)?;
    out.end()?;
    Ok(worst.exit())
}

/// Whether a file is named like a sheet. Lines are not read ahead to tell.
fn is_sheet(path: &Path) -> bool {
    let names = ["csv", "tsv", "xlsx", "xls", "xlsm"];
    path.extension().is_some_and(|of| names.iter().any(|name| of.eq_ignore_ascii_case(name)))
}

/// The operations of a sheet with their items.
fn sheet(arguments: &Arguments) -> Result<Vec<Operation>, ExitCode> {
    let book = |path: &Path| {
        let bytes = national::read(path).map_err(cli::unusable)?;
        Book::read(&bytes, &path.display().to_string()).map_err(cli::unusable)
    };
    let items = arguments.items.as_deref().map(book).transpose()?;
    tables::operations(&book(&arguments.operations)?, items.as_ref()).map_err(cli::unusable)
}

/// What is printed while operations are looked at.
enum Out {
    /// In a file of its own until all lines are read: a bad line prints nothing on standard output.
    Json(Box<ProgrammeReportWriter>, Spool),
    Text(Box<ProgrammeReportText>),
    /// With what is met and what does not apply.
    Full(Box<ProgrammeReportText>),
}

/// A file for the time of the run.
struct Spool {
    path: PathBuf,
    file: BufWriter<std::fs::File>,
}

impl Spool {
    fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("check-operations-{}.json", std::process::id()));
        let file = std::fs::File::options().read(true).write(true).create_new(true).open(&path)?;
        Ok(Spool { path, file: BufWriter::new(file) })
    }

    /// Writes everything on standard output; a reader that has gone away is no error.
    fn print(mut self) -> Result<(), ExitCode> {
        let mut copy = || {
            self.file.flush()?;
            let file = self.file.get_mut();
            file.rewind()?;
            io::copy(file, &mut io::stdout().lock())
        };
        match copy() {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(ExitCode::SUCCESS),
            Err(error) => Err(cli::unusable(error)),
        }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What is left behind in the folder for temporary files harms nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Out {
    fn new(
        arguments: &Arguments,
        programme: Option<&Programme>,
        as_of: Option<chrono::NaiveDate>,
    ) -> Result<Self, ExitCode> {
        let cci = programme.map(|p| p.cci);
        Ok(match arguments.format {
            output::Format::Json => {
                let version = programme.and_then(|p| p.version.as_deref());
                let writer = ProgrammeReportWriter::new(cci, version, as_of);
                let mut spool = Spool::new().map_err(cli::unusable)?;
                spool.file.write_all(writer.begin().as_bytes()).map_err(cli::unusable)?;
                Out::Json(Box::new(writer), spool)
            }
            output::Format::Text => {
                let title = cci.map_or("operations".to_owned(), |cci| format!("operations of {cci}"));
                let text = Box::new(ProgrammeReportText::new(&title, as_of, arguments.full));
                if arguments.full { Out::Full(text) } else { Out::Text(text) }
            }
        })
    }

    /// Looks at an operation, in words only where they are printed.
    fn look(&mut self, check: &mut OperationsCheck<'_>, operation: &Operation) -> io::Result<Outcome> {
        if let Out::Text(text) = self {
            let findings = check.findings(operation);
            text.add_findings(&findings);
            return Ok(findings.outcome());
        }
        let report = check.operation(operation);
        self.add(&report)?;
        Ok(report.outcome())
    }

    fn add(&mut self, report: &ProgrammeReport) -> io::Result<()> {
        match self {
            Out::Json(writer, spool) => spool.file.write_all(writer.add(report).as_bytes()),
            Out::Text(text) | Out::Full(text) => {
                text.add(report);
                Ok(())
            }
        }
    }

    fn end(self) -> Result<(), ExitCode> {
        match self {
            Out::Json(writer, mut spool) => {
                writeln!(spool.file, "{}", writer.end()).map_err(cli::unusable)?;
                spool.print()
            }
            Out::Text(text) | Out::Full(text) => output::print(&text.to_string()),
        }
    }
}
