//! What a national programme may lose at each 31 December, what must be claimed by when, and the next due dates.
//!
//! `cargo run --example forecast -- examples/data/programme.json --as-of 2026-11-28 --svg forecast.svg`

mod cli;
#[path = "cli/national.rs"]
mod national;
#[path = "cli/output.rs"]
mod output;

use std::path::PathBuf;
use std::process::ExitCode;

use amif::{Eur, Outcome};

/// What may a programme lose, when, and how much must be claimed to keep it?
///
/// Exit code: 0 nothing is lost so far, 1 something is, 2 that cannot be told, 3 unusable input.
#[derive(clap::Parser)]
#[command(name = "forecast")]
struct Arguments {
    /// The day from which to look ahead [default: the last day on which anything stated happened]
    #[arg(long, value_name = "TIME", value_parser = national::day)]
    as_of: Option<chrono::NaiveDate>,
    /// Draws commitments, cover and loss into this file
    #[arg(long, value_name = "OUT")]
    svg: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// A programme in the format amif-programme/1, or - for standard input
    file: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let programme = national::programme(&arguments.file)?;
    let forecast = programme
        .forecast(arguments.as_of)
        .map_err(|e| cli::unusable(national::in_file(&arguments.file, e)))?;
    if let Some(out) = &arguments.svg {
        std::fs::write(out, forecast.to_svg())
            .map_err(|e| cli::unusable(format!("{}: {e}", out.display())))?;
    }
    let text = match arguments.format {
        output::Format::Json => {
            format!("{}\n", serde_json::to_string_pretty(&forecast).map_err(cli::unusable)?)
        }
        output::Format::Text => forecast.to_string(),
    };
    output::print(&text)?;
    // What lies ahead can still be claimed; only what is over is lost.
    let over = forecast.years().iter().rfind(|end| forecast.as_of().is_some_and(|as_of| end.on < as_of));
    let known = forecast.years().iter().all(|end| end.due.is_some());
    let outcome = match over.map(|end| (end.lost.certain, end.lost.possible)) {
        Some((Some(certain), _)) if certain > Eur::ZERO => Outcome::NotMet,
        None | Some((_, Some(Eur::ZERO))) if known => Outcome::Met,
        _ => Outcome::Unknown,
    };
    Ok(national::exit(outcome))
}
