//! Says what would remove the formal obstacles to one proposal, the smallest change first.
//!
//! `cargo run --example suggest_remedy -- --as-of 2024-08-01 examples/data/ineligible.json`

#[path = "cli/check.rs"]
mod check;
mod cli;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/sheet.rs"]
mod sheet;

use std::process::ExitCode;

/// What would remove the obstacles?
///
/// Exit code: 0, or 3 for unusable input.
#[derive(clap::Parser)]
#[command(name = "suggest_remedy")]
struct Arguments {
    #[command(flatten)]
    check: check::Given,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let Arguments { check: arguments } = cli::arguments()?;
    let loaded = arguments.load()?;
    let remedies = loaded.proposal.remedies(&loaded.call, loaded.as_of);
    let text = match arguments.format {
        output::Format::Text => remedies.to_string(),
        output::Format::Json => {
            let mut json = serde_json::to_string_pretty(&remedies).map_err(cli::unusable)?;
            json.push('\n');
            json
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
