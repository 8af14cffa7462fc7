//! Says what a rule asks, why, and since when; without an id lists the rules.
//!
//! `cargo run --example explain_rule -- consortium/minimum-countries`

mod cli;
#[path = "cli/output.rs"]
mod output;

use std::fmt::Write;
use std::process::ExitCode;

use amif::{RuleId, report::Rule};

/// What does a rule ask, why, and since when?
#[derive(clap::Parser)]
#[command(name = "explain_rule")]
struct Arguments {
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// The id of a rule, such as consortium/minimum-countries; without one, the list
    id: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let rules: Vec<&Rule> = match &arguments.id {
        Some(id) => vec![amif::report::explain(id).map_err(cli::unusable)?],
        None => RuleId::ALL.iter().map(|id| id.rule()).collect(),
    };
    let text = match (arguments.format, &arguments.id, rules.as_slice()) {
        (output::Format::Json, Some(_), [rule]) => json(rule)?,
        (output::Format::Json, ..) => json(&rules)?,
        (output::Format::Text, Some(_), [rule]) => rule.to_string(),
        (output::Format::Text, ..) => rules.iter().fold(String::new(), |mut text, rule| {
            let title = textwrap::fill(
                rule.title,
                textwrap::Options::new(80).initial_indent("  ").subsequent_indent("  "),
            );
            let _ = writeln!(text, "{}  ({}, {})\n{title}", rule.id, rule.stage, rule.consequence);
            text
        }),
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn json(value: &impl serde::Serialize) -> Result<String, ExitCode> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(cli::unusable)
}
