//! What the example programs that print one document share.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::cli::unusable;

/// Which format to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
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
