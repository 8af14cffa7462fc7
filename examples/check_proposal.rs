//! Checks one proposal against one call and prints the report.
//!
//! `cargo run --example check_proposal -- examples/data/eligible.json`

mod cli;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;

use std::path::PathBuf;
use std::process::ExitCode;

use amif::{Instant, Proposal, Reading, Report, Tone, Verdict};

/// Is there a formal obstacle for this proposal?
///
/// Exit code: 0 eligible or conditional, 1 ineligible, 2 undetermined, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "check_proposal")]
struct Arguments {
    /// A call in the format amif-call/1
    #[arg(long, value_name = "FILE", conflicts_with = "topic")]
    call: Option<PathBuf>,
    /// A topic of the catalogue
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// What was known when; a date alone means its start in Brussels [default: the submission]
    #[arg(long, value_name = "TIME", value_parser = input::instant)]
    as_of: Option<Instant>,
    /// Exit with 0 only if eligible, with 2 if conditional
    #[arg(long)]
    strict: bool,
    /// Answer an open question of the call; may be given several times
    #[arg(long, value_name = "QUESTION=yes|no")]
    assume: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// A proposal in the format amif-proposal/1, or - for standard input
    file: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let chosen =
        input::Chosen::load(arguments.call.as_deref(), arguments.topic.as_deref()).map_err(cli::unusable)?;
    let bytes = input::read(&arguments.file).map_err(cli::unusable)?;
    let about = |message: String| cli::unusable(input::in_file(&arguments.file, message));
    let proposal = Proposal::from_json_bytes(&bytes).map_err(|e| about(e.to_string()))?;
    let mut call = chosen.call(proposal.topic.as_ref()).map_err(about)?.clone();
    for assumption in &arguments.assume {
        let (question, reading) = assumption.split_once('=').unwrap_or((assumption, ""));
        let reading: Reading =
            reading.parse().map_err(|e| cli::unusable(format!("--assume {assumption}: {e}")))?;
        call = call
            .assume(question, reading)
            .map_err(|e| cli::unusable(format!("--assume {assumption}: {e}")))?;
    }
    let as_of = input::as_of(arguments.as_of, &proposal).map_err(about)?;
    let report = proposal.check(&call, as_of);
    output::print(&rendered(&report, arguments.format)?)?;
    Ok(ExitCode::from(match report.verdict() {
        Verdict::Eligible => 0,
        Verdict::Conditional if !arguments.strict => 0,
        Verdict::Ineligible => 1,
        _ => 2,
    }))
}

fn rendered(report: &Report<'_>, format: output::Format) -> Result<String, ExitCode> {
    match format {
        output::Format::Json => {
            let mut json = serde_json::to_string_pretty(report).map_err(cli::unusable)?;
            json.push('\n');
            Ok(json)
        }
        output::Format::Text if coloured() => Ok(report.text(colour).to_string()),
        output::Format::Text => Ok(report.to_string()),
    }
}

/// Colour only on a terminal, and not where the user asks for none.
fn coloured() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

fn colour(tone: Tone) -> (&'static str, &'static str) {
    const RESET: &str = "\u{1b}[0m";
    match tone {
        Tone::Good => ("\u{1b}[32m", RESET),
        Tone::Bad => ("\u{1b}[31m", RESET),
        Tone::Open => ("\u{1b}[33m", RESET),
        Tone::Heading => ("\u{1b}[1m", RESET),
        Tone::Faint => ("\u{1b}[2m", RESET),
        _ => ("", ""),
    }
}
