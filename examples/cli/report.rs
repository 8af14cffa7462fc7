//! What the example programs that print a report share: exit codes and colours.

use std::process::ExitCode;

use amif::{
    Outcome, Report, Verdict,
    report::{Text, Tone},
};

/// The exit code for a report; a strict one is 0 only where nothing is left to correct, to clarify or to be known.
pub(crate) fn exit(report: &Report<'_>, strict: bool) -> ExitCode {
    let settled = |outcome| matches!(outcome, Outcome::Met | Outcome::NotApplicable);
    ExitCode::from(match report.verdict() {
        Verdict::Eligible if !strict || report.assessments().all(|a| settled(a.outcome())) => 0,
        Verdict::Conditional if !strict => 0,
        Verdict::Ineligible => 1,
        _ => 2,
    })
}

/// The report as wide as the terminal, with its colours; 80 columns without any where there is no terminal.
pub(crate) fn fitted<'r>(report: &'r Report<'_>) -> Text<'r> {
    let text = report.text();
    let text = match terminal_size::terminal_size() {
        Some((width, _)) => text.width(usize::from(width.0)),
        None => text,
    };
    if coloured() { text.marks(colour) } else { text }
}

/// Colour only on a terminal, and not where the user asks for none.
fn coloured() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// The marks around a piece of a text report on a terminal.
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
