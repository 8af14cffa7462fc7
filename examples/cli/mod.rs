//! What the example programs share: arguments, exit codes, output.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Unusable input or usage: nothing on standard output, the message on standard error.
pub(crate) const UNUSABLE: u8 = 3;

/// Which format to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

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

/// Writes the output; a reader that has gone away is no error.
pub(crate) fn print(text: &str) -> Result<(), ExitCode> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(ExitCode::SUCCESS),
        Err(error) => Err(unusable(format!("standard output: {error}"))),
    }
}
