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

use amif::{Remedies, Report, Verdict};

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
    let text = match arguments.format {
        output::Format::Json => rendered(&report, arguments.format)?,
        output::Format::Text => {
            let remedies = loaded.proposal.cheapest_remedy(&loaded.call, loaded.as_of);
            under_failures(&rendered(&report, arguments.format)?, &remedies)
        }
    };
    output::print(&text)?;
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

/// Puts the first remedy under the failures, which stand first after the head of the report.
fn under_failures(report: &str, remedies: &Remedies<'_>) -> String {
    if remedies.verdict() != Verdict::Ineligible {
        return report.to_owned();
    }
    let mut told = String::from("\nWhat would remove the obstacles\n");
    match (remedies.all().first(), remedies.why_none()) {
        (Some(remedy), _) => {
            for sentence in remedy.sentences(remedies.call()) {
                told.push_str(&format!("  - {sentence}\n"));
            }
            told.push_str(&format!("  Then {}. Other ways: suggest_remedy.\n", remedy.outcome_in_words()));
        }
        (None, Some(none)) => told.push_str(&format!("  {none}\n")),
        (None, None) => {}
    }
    // Blank lines stand between head, summary and sections.
    let end = report.match_indices("\n\n").nth(2).map_or(report.len(), |(at, _)| at.saturating_add(1));
    let (before, after) = report.split_at(end);
    format!("{before}{told}{after}")
}
