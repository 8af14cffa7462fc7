//! Turns a record of the EU Funding & Tenders Portal into a call file to be completed by hand.
//!
//! `cargo run --example import_topic -- examples/data/portal-topic.json`

mod cli;
#[expect(dead_code, reason = "shared with the programs that check proposals, which need more of it")]
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use amif::TopicId;
use amif::portal::{self, Import};

/// The bulk file of all calls has some 125 MB.
const LIMIT: u64 = 512 * 1024 * 1024;

/// What does the portal say of this topic, and what not?
///
/// Prints one call file in the format amif-call/1 for each topic. Warnings go to standard error, those that every
/// record of the portal deserves as one line that counts them. With --format json: one object with "skeletons",
/// "records", "news" and all "warnings". Exit code: 0, or 3 for input without a topic (news alone will do for JSON).
#[derive(clap::Parser)]
#[command(name = "import_topic")]
struct Arguments {
    /// Only this topic, of a file with many
    #[arg(long, value_name = "ID")]
    topic: Option<TopicId>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// Tell every warning, those too that hold of every record of the portal
    #[arg(long)]
    verbose: bool,
    /// Search results, bulk records (grantsTenders) or topic details, or - for standard input
    file: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn run() -> Result<(), ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let about = |message: String| cli::unusable(input::in_file(&arguments.file, message));
    let bytes = input::read_up_to(&arguments.file, LIMIT).map_err(cli::unusable)?;
    let mut import = portal::read(&bytes).map_err(|e| about(e.to_string()))?;
    if let Some(topic) = &arguments.topic {
        import.keep(topic);
        if import.skeletons.is_empty() {
            return Err(about(format!("the file holds no topic {topic}")));
        }
    }
    let news_will_do = matches!(arguments.format, output::Format::Json) && !import.news.is_empty();
    if import.skeletons.is_empty() && !news_will_do {
        return Err(about(format!("{}the file holds no grant topic", warnings(&import, true))));
    }
    match arguments.format {
        output::Format::Json => {
            let mut json = serde_json::to_string_pretty(&import).map_err(cli::unusable)?;
            json.push('\n');
            output::print(&json)
        }
        output::Format::Text => {
            // Standard error may be closed; the skeletons are worth printing all the same.
            let told = input::in_file(&arguments.file, warnings(&import, arguments.verbose));
            let _ = if told.is_empty() { Ok(()) } else { writeln!(io::stderr(), "{told}") };
            let calls: String = import.skeletons.iter().map(portal::Skeleton::to_call_json).collect();
            output::print(&calls)
        }
    }
}

/// The warnings, one a line; unless all are wanted, those that every record deserves are counted in one line.
fn warnings(import: &Import, all: bool) -> String {
    let told = import.warnings.iter().filter(|w| all || !w.kind.is_routine());
    let mut lines: String = told.map(|w| format!("{w}\n")).collect();
    let routine = import.warnings.iter().filter(|w| w.kind.is_routine()).count();
    if !all && routine > 0 {
        let topics = import.skeletons.len();
        lines.push_str(&format!(
            "topics read: {topics}; who may apply is in the call document; remarks that hold of every record: {routine}, which --verbose shows\n"
        ));
    }
    lines
}
