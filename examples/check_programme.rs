//! Checks a national programme: its tables, shares, transfers, indicators, claims, accounts and decommitment.
//!
//! `cargo run --example check_programme -- examples/data/programme.json --as-of 2026-11-28`

mod cli;
#[path = "cli/national.rs"]
mod national;
#[path = "cli/output.rs"]
mod output;

use std::path::PathBuf;
use std::process::ExitCode;

use amif::report::ProgrammeReportText;

/// Does a programme keep to the law and to its own decision?
///
/// Exit code: 0 nothing is not met, 1 something is, 2 something cannot be told, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_programme")]
struct Arguments {
    /// The day of the check [default: the last day on which anything stated happened]
    #[arg(long, value_name = "TIME", value_parser = national::day)]
    as_of: Option<chrono::NaiveDate>,
    /// List what is met and what does not apply, too
    #[arg(long)]
    full: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// A programme in the format amif-programme/1, or - for standard input
    file: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let programme = national::programme(&arguments.file)?;
    let report = programme.check(arguments.as_of);
    let text = match arguments.format {
        output::Format::Json => {
            format!("{}\n", serde_json::to_string_pretty(&report).map_err(cli::unusable)?)
        }
        output::Format::Text => {
            let title = programme.cci.to_string();
            let as_of = report.as_of();
            let mut text = ProgrammeReportText::new(&title, as_of, arguments.full);
            text.add(&report);
            text.to_string()
        }
    };
    output::print(&text)?;
    Ok(national::exit(report.outcome()))
}
