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
#[path = "cli/sheet.rs"]
mod sheet;

use std::process::ExitCode;

use amif::ask::Questions;
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
    /// Exit with 0 only if eligible with nothing to correct, to clarify or unknown
    #[arg(long)]
    strict: bool,
    /// Show every assessment with all its sources
    #[arg(long)]
    full: bool,
    /// Add the next questions: what decides the verdict, what is unknown and does not; in JSON as the field "ask"
    #[arg(long)]
    ask: bool,
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
    let Arguments { usual, check: arguments, strict, full, ask } = cli::arguments()?;
    let loaded = arguments.load()?;
    let report = loaded.proposal.check(&loaded.call, loaded.as_of);
    let laid_out = || report::fitted(&report).full(full).help(help(&loaded.proposal, &report, ask));
    let questions = ask.then(|| report.questions());
    let text = match arguments.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&report).map_err(cli::unusable)?;
            match questions {
                Some(questions) => {
                    let questions = serde_json::to_string_pretty(&questions).map_err(cli::unusable)?;
                    // The report with one more field, in its own order.
                    let fields = json.strip_suffix("\n}").unwrap_or(&json);
                    format!("{fields},\n  \"ask\": {}\n}}\n", questions.replace('\n', "\n  "))
                }
                None => json + "\n",
            }
        }
        Format::Text => {
            let presumed = if usual { presumed(&report) + "\n" } else { String::new() };
            // The last line says again what it came to.
            let verdict = || laid_out().page().verdict;
            let asked = questions.map(|asked| format!("\n{}\n{}\n", as_wide(asked), verdict()));
            let asked = asked.unwrap_or_default();
            format!("{presumed}{}{asked}", laid_out())
        }
        Format::Html => laid_out().html(),
    };
    output::print(&text)?;
    Ok(report::exit(&report, strict))
}

/// Questions as wide as the terminal.
fn as_wide(questions: Questions<'_>) -> Questions<'_> {
    match terminal_size::terminal_size() {
        Some((width, _)) => questions.width(usize::from(width.0)),
        None => questions,
    }
}

/// What is presumed, and the answer under it.
fn presumed(report: &Report<'_>) -> String {
    match report.usual() {
        Some(usual) => format!("PRESUMED, where the call says nothing\n{usual}"),
        None => "PRESUMED: nothing. The call states what this proposal is asked, or usual terms\n  \
                 are not presumed of it: they are of open calls whose document was not read.\n"
            .to_owned(),
    }
}

/// The first remedy where the proposal is ineligible, the next question where it is undetermined.
fn help(proposal: &Proposal, report: &Report<'_>, ask: bool) -> Vec<String> {
    if report.verdict() != Verdict::Ineligible {
        let more = if ask { "More questions stand at the end." } else { "More questions: --ask." };
        let next = report.next_question().map(|next| format!("Answer next: {next} {more}"));
        return next.into_iter().collect();
    }
    let remedies = proposal.cheapest_remedy(report.call(), report.as_of());
    match (remedies.all().first(), remedies.why_none()) {
        (Some(remedy), _) => {
            let mut sentences = remedy.sentences(remedies.call());
            sentences.push(format!("Then {}. Other ways: suggest_remedy.", remedy.outcome_in_words()));
            sentences.extend(remedy.corrections_in_words());
            sentences
        }
        (None, Some(none)) => vec![none.to_string()],
        (None, None) => Vec::new(),
    }
}
