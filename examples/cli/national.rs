//! What the example programs on national programmes share: reading files and days.

use std::fmt::Display;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use amif::programme::Programme;
use amif::{Instant, Outcome};
use chrono::NaiveDate;

use crate::cli;

/// Inputs larger than this are refused; a large programme is a thousandth of it.
pub(crate) const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads the programme that a program is about.
pub(crate) fn programme(path: &Path) -> Result<Programme, ExitCode> {
    let bytes = read(path).map_err(cli::unusable)?;
    Programme::from_json_bytes(&bytes).map_err(|e| cli::unusable(in_file(path, e)))
}

/// Reads a whole file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(LIMIT.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LIMIT.saturating_add(1)).read_to_end(&mut bytes))
    };
    match read {
        Err(error) => Err(format!("{}: {error}", display(path))),
        Ok(size) if size as u64 > LIMIT => Err(format!("{}: larger than {} MiB", display(path), LIMIT >> 20)),
        Ok(_) => Ok(bytes),
    }
}

/// The name of an input in messages.
fn display(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Puts the name of the file before every line of a message.
pub(crate) fn in_file(path: &Path, message: impl Display) -> String {
    let name = display(path);
    message.to_string().lines().map(|line| format!("{name}: {line}")).collect::<Vec<_>>().join("\n")
}

/// Reads the argument of `--as-of`: a day, or an instant for its day in Brussels.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    Instant::parse_or_date(text)
        .map(Instant::brussels_date)
        .map_err(|e| format!("{e}; a date alone such as \"2026-11-28\" will do"))
}

/// The exit code for the worst outcome.
pub(crate) fn exit(outcome: Outcome) -> ExitCode {
    ExitCode::from(match outcome {
        Outcome::NotMet => 1,
        Outcome::Unknown => 2,
        _ => 0,
    })
}
