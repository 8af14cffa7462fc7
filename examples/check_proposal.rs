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

use amif::{Proposal, Report, Verdict};

/// Is there a formal obstacle for this proposal?
///
/// Exit code: 0 eligible or conditional, 1 ineligible, 2 undetermined, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_proposal")]
struct Arguments {
    /// Answer under the usual terms of other open calls first; the verdict and the exit code stay the call's
    #[arg(long)]
    usual: bool,
    #[command(flatten)]
    check: check::Given<Format>,
    /// Show every assessment with all its sources
    #[arg(long)]
    full: bool,
}

/// Which format to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, on a terminal.
    Text,
    /// For programs.
    Json,
    /// For people: one file to be printed or sent.
    Html,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let Arguments { usual, check: arguments, full } = cli::arguments()?;
    let loaded = arguments.load()?;
    let report = loaded.proposal.check(&loaded.call, loaded.as_of);
    let laid_out = || report::fitted(&report).full(full).help(help(&loaded.proposal, &report));
    let text = match arguments.format {
        Format::Json => {
            let mut json = serde_json::to_string_pretty(&report).map_err(cli::unusable)?;
            json.push('\n');
            json
        }
        Format::Text if usual => format!("{}\n{}", presumed(&report), laid_out()),
        Format::Text => laid_out().to_string(),
        Format::Html => laid_out().html(),
    };
    output::print(&text)?;
    Ok(report::exit(&report, arguments.strict))
}

/// What is presumed, and the answer under it.
fn presumed(report: &Report<'_>) -> String {
    match report.usual() {
        Some(usual) => format!("PRESUMED, where the call says nothing\n{usual}"),
        None => "PRESUMED: nothing. The call states what this proposal is asked, or usual terms are not presumed of \
                 it: they are of open calls whose document was not read.\n"
            .to_owned(),
    }
}

/// The first remedy, where the proposal is ineligible.
fn help(proposal: &Proposal, report: &Report<'_>) -> Vec<String> {
    if report.verdict() != Verdict::Ineligible {
        return Vec::new();
    }
    let remedies = proposal.cheapest_remedy(report.call(), report.as_of());
    match (remedies.all().first(), remedies.why_none()) {
        (Some(remedy), _) => {
            let mut sentences = remedy.sentences(remedies.call());
            sentences.push(format!("Then {}. Other ways: suggest_remedy.", remedy.outcome_in_words()));
            sentences
        }
        (None, Some(none)) => vec![none.to_string()],
        (None, None) => Vec::new(),
    }
}
