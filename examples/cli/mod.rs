//! What all example programs share: arguments and exit codes.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Unusable input or usage: nothing on standard output, the message on standard error.
pub(crate) const UNUSABLE: u8 = 3;

/// Parses the arguments; on wrong usage prints the message and gives the exit code for it.
pub(crate) fn arguments<A: clap::Parser>() -> Result<A, ExitCode> {
    A::try_parse().map_err(|error| {
        // Help and version are no errors.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS }
    })
}

/// Prints a message about unusable input.
pub(crate) fn unusable(message: impl Display) -> ExitCode {
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(UNUSABLE)
}
