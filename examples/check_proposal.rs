//! Checks one proposal against one call and prints the report.
//!
//! `cargo run --example check_proposal -- examples/data/eligible.json`

#[path = "cli/check.rs"]
mod check;
mod cli;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/report.rs"]
mod report;

use std::process::ExitCode;

use amif::Report;

/// Is there a formal obstacle for this proposal?
///
/// Exit code: 0 eligible or conditional, 1 ineligible, 2 undetermined, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_proposal")]
struct Arguments {
    #[command(flatten)]
    check: check::Given,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let Arguments { check: arguments } = cli::arguments()?;
    let loaded = arguments.load()?;
    let report = loaded.proposal.check(&loaded.call, loaded.as_of);
    output::print(&rendered(&report, arguments.format)?)?;
    Ok(report::exit(report.verdict(), arguments.strict))
}

fn rendered(report: &Report<'_>, format: output::Format) -> Result<String, ExitCode> {
    match format {
        output::Format::Json => {
            let mut json = serde_json::to_string_pretty(report).map_err(cli::unusable)?;
            json.push('\n');
            Ok(json)
        }
        output::Format::Text if report::coloured() => Ok(report.text(report::colour).to_string()),
        output::Format::Text => Ok(report.to_string()),
    }
}
