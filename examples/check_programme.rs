//! Checks a national programme: its tables, shares, transfers, indicators, claims, accounts and decommitment.
//!
//! `cargo run --example check_programme -- examples/data/programme.json --as-of 2026-11-28`

mod cli;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/national.rs"]
mod national;
#[path = "cli/output.rs"]
mod output;

use std::path::PathBuf;
use std::process::ExitCode;

use amif::programme::PersonRecord;
use amif::report::{PersonsCheck, ProgrammeReport, ProgrammeReportText, ProgrammeReportWriter};

/// Does a programme keep to the law and to its own decision?
///
/// Exit code: 0 nothing is not met, 1 something is, 2 something cannot be told, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_programme")]
struct Arguments {
    /// Persons of Art. 19 and 20 in the format amif-person/1, one a line: each once, at the amount of its day
    #[arg(long, value_name = "FILE")]
    persons: Option<PathBuf>,
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
    let mut worst = lines::Worst::default();
    let mut writer =
        ProgrammeReportWriter::new(Some(programme.cci), programme.version.as_deref(), report.as_of());
    let mut json = writer.begin();
    let mut words = ProgrammeReportText::new(&programme.cci.to_string(), report.as_of(), arguments.full);
    let mut add = |report: ProgrammeReport| {
        worst.add(report.outcome());
        match arguments.format {
            output::Format::Json => json.push_str(&writer.add(&report)),
            output::Format::Text => words.add(&report),
        }
    };
    add(report);
    if let Some(file) = &arguments.persons {
        let mut check = PersonsCheck::new(Some(&programme), arguments.as_of);
        lines::each_line(file, PersonRecord::from_json_bytes, |person| {
            add(check.person(&person));
            Ok(())
        })?;
        add(check.together());
    }
    let text = match arguments.format {
        output::Format::Json => format!("{json}{}\n", writer.end()),
        output::Format::Text => words.to_string(),
    };
    output::print(&text)?;
    Ok(worst.exit())
}
