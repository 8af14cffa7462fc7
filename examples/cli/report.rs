//! What the example programs that print a report share: exit codes and colours.

use std::process::ExitCode;

use amif::{Tone, Verdict};

/// The exit code for a verdict.
pub(crate) fn exit(verdict: Verdict, strict: bool) -> ExitCode {
    ExitCode::from(match verdict {
        Verdict::Eligible => 0,
        Verdict::Conditional if !strict => 0,
        Verdict::Ineligible => 1,
        _ => 2,
    })
}

/// Colour only on a terminal, and not where the user asks for none.
pub(crate) fn coloured() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// The marks around a piece of a text report on a terminal.
pub(crate) fn colour(tone: Tone) -> (&'static str, &'static str) {
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
