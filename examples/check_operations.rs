//! Checks the operations of a national programme, one line each, and reconciles them with its payment applications.
//!
//! `cargo run --example check_operations -- --programme examples/data/programme.json examples/data/operations.ndjson`

mod cli;
#[path = "cli/national.rs"]
mod national;
#[path = "cli/output.rs"]
mod output;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amif::programme::{Operation, Programme};
use amif::{
    Outcome,
    report::{OperationsCheck, ProgrammeReport, ProgrammeReportText, ProgrammeReportWriter},
};

/// Do operations keep to the law, to the programme's decision and to the national limits; what was declared twice?
///
/// Memory grows by the identity keys of items alone. A line that cannot be read is told with its number, and the
/// rest is checked.
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
    /// Operations in the format amif-operation/1, one a line, or - for standard input
    operations: PathBuf,
}

/// A line of a file may have so many bytes.
const LINE: u64 = 64 * 1024 * 1024;

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let programme = arguments.programme.as_deref().map(national::programme).transpose()?;
    let mut lines = lines(&arguments.operations)?;
    let mut check = OperationsCheck::new(programme.as_ref(), arguments.as_of);
    let mut out = Out::new(&arguments, programme.as_ref(), check.as_of());
    let mut worst = Outcome::Met;
    let mut problems = Vec::new();
    let (mut line, mut number) = (Vec::new(), 0usize);
    loop {
        line.clear();
        let size = lines
            .by_ref()
            .take(LINE)
            .read_until(b'\n', &mut line)
            .map_err(|e| cli::unusable(national::in_file(&arguments.operations, e)))?;
        if size == 0 {
            break;
        }
        number = number.saturating_add(1);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match Operation::from_json_bytes(&line) {
            Ok(operation) => {
                let report = check.operation(&operation);
                worst = worse(worst, report.outcome());
                out.add(&report)?;
            }
            // A file with a bad line is unusable as a whole; every bad line is told.
            Err(error) => {
                problems.extend(error.to_string().lines().map(|problem| format!("line {number}: {problem}")));
            }
        }
    }
    if !problems.is_empty() {
        return Err(cli::unusable(national::in_file(&arguments.operations, problems.join("\n"))));
    }
    let together = check.together();
    worst = worse(worst, together.outcome());
    out.add(&together)?;
    out.end()?;
    Ok(national::exit(worst))
}

/// The lines of a file, or of standard input for `-`.
fn lines(path: &Path) -> Result<Box<dyn BufRead>, ExitCode> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = std::fs::File::open(path).map_err(|e| cli::unusable(format!("{}: {e}", path.display())))?;
    Ok(Box::new(BufReader::new(file)))
}

fn worse(a: Outcome, b: Outcome) -> Outcome {
    let rank = |outcome| match outcome {
        Outcome::NotMet => 3,
        Outcome::Unknown => 2,
        Outcome::Conditional => 1,
        _ => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// What is printed while operations are looked at.
enum Out {
    /// In a file of its own until all lines are read: a bad line prints nothing on standard output.
    Json(ProgrammeReportWriter, String),
    Text(Box<ProgrammeReportText>),
}

impl Out {
    fn new(arguments: &Arguments, programme: Option<&Programme>, as_of: Option<chrono::NaiveDate>) -> Self {
        let cci = programme.map(|p| p.cci);
        match arguments.format {
            output::Format::Json => {
                let version = programme.and_then(|p| p.version.as_deref());
                let writer = ProgrammeReportWriter::new(cci, version, as_of);
                let begun = writer.begin();
                Out::Json(writer, begun)
            }
            output::Format::Text => {
                let title = cci.map_or("operations".to_owned(), |cci| format!("operations of {cci}"));
                Out::Text(Box::new(ProgrammeReportText::new(&title, as_of, arguments.full)))
            }
        }
    }

    fn add(&mut self, report: &ProgrammeReport) -> Result<(), ExitCode> {
        match self {
            Out::Json(writer, text) => text.push_str(&writer.add(report)),
            Out::Text(text) => text.add(report),
        }
        Ok(())
    }

    fn end(self) -> Result<(), ExitCode> {
        match self {
            Out::Json(writer, text) => output::print(&format!("{text}{}\n", writer.end())),
            Out::Text(text) => output::print(&text.to_string()),
        }
    }
}
