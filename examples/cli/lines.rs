//! What the example programs that read a line for each operation or person share.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use amif::{InputError, Outcome};

use crate::cli;
use crate::national::{LIMIT, exit, in_file};

/// Reads a file line by line and hands each one on. A file with a bad line is unusable as a whole, and every bad line is told.
pub(crate) fn each_line<T>(
    path: &Path,
    parse: fn(&[u8]) -> Result<T, InputError>,
    mut then: impl FnMut(T) -> Result<(), ExitCode>,
) -> Result<(), ExitCode> {
    let mut lines: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = std::fs::File::open(path).map_err(|e| cli::unusable(in_file(path, e)))?;
        Box::new(BufReader::new(file))
    };
    let mut problems = Vec::new();
    let (mut line, mut number) = (Vec::new(), 0usize);
    loop {
        line.clear();
        let read = lines.by_ref().take(LIMIT).read_until(b'\n', &mut line);
        if read.map_err(|e| cli::unusable(in_file(path, e)))? == 0 {
            break;
        }
        number = number.saturating_add(1);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match parse(line.trim_ascii_end()) {
            Ok(read) => then(read)?,
            Err(error) => problems.extend(error.to_string().lines().map(|problem| at_line(number, problem))),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(cli::unusable(in_file(path, problems.join("\n")))) }
}

/// A problem of a line at its place in the file: what the reader has as its first line is that line.
fn at_line(number: usize, problem: &str) -> String {
    match problem.strip_prefix("line 1, ") {
        Some(rest) => format!("line {number}, {rest}"),
        None => format!("line {number}: {problem}"),
    }
}

/// The worst outcome of reports.
#[derive(Debug, Default)]
pub(crate) struct Worst(Option<Outcome>);

impl Worst {
    /// Takes the outcome of a report in.
    pub(crate) fn add(&mut self, outcome: Outcome) {
        let rank = |outcome| match outcome {
            Some(Outcome::NotMet) => 3,
            Some(Outcome::Unknown) => 2,
            Some(Outcome::Conditional) => 1,
            _ => 0,
        };
        let outcome = Some(outcome);
        if rank(outcome) > rank(self.0) {
            self.0 = outcome;
        }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> ExitCode {
        exit(self.0.unwrap_or(Outcome::Met))
    }
}
