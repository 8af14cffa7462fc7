//! Whom of some candidates to add to a consortium, and the verdict that each choice reaches.
//!
//! `cargo run --example build_consortium -- --topic AMIF-2024-TF2-AG-THB-01 --as-of 2024-06-01 examples/data/candidates.csv`

mod cli;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/wrap.rs"]
mod wrap;

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amif::{
    Applicant, Call, Consortium, Instant, Participant, Proposal, Role, RuleId,
    build::{Addition, Additions},
    call::CallStatus,
    report::Margin,
    tables,
};
use serde_json::{Value, json};

/// Which candidates should join?
///
/// Candidates come from CSV, XLSX, an export of CORDIS or the portal, or as JSON lines, one organisation each as in
/// the list of participants of amif-proposal/1. Without FILE the consortium starts from nobody.
///
/// The verdict told is the one once they have joined and nobody else does, whatever the draft says of that. With --format
/// json: "schema" (amif-additions/1), "nobody_else_joins" (true: the verdicts are those), "call_closed" (whether the
/// deadline has passed, after which nobody can join), "nearer" (candidates of
/// whom each alone brings a minimum nearer, told where there are no options), and the fields of Additions.
///
/// Exit code: 0, or 3 for unusable input.
#[derive(clap::Parser)]
#[command(name = "build_consortium")]
struct Arguments {
    /// A call in the format amif-call/1
    #[arg(long, value_name = "FILE", conflicts_with = "topic")]
    call: Option<PathBuf>,
    /// A topic of the catalogue
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// What was known when; a date alone means its start in Brussels [default: the submission]
    #[arg(long, value_name = "TIME", value_parser = input::instant)]
    as_of: Option<Instant>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    #[command(flatten)]
    layout: sheet::Layout,
    /// The candidates
    candidates: PathBuf,
    /// A draft in the format amif-proposal/1, or a sheet of partners, that they may join
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn run() -> Result<(), ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let standard = Path::new("-");
    if arguments.candidates == standard && arguments.file.as_deref() == Some(standard) {
        return Err(cli::unusable(
            "candidates and draft cannot both be standard input; name a file for one of them",
        ));
    }
    let chosen =
        input::Chosen::load(arguments.call.as_deref(), arguments.topic.as_deref()).map_err(cli::unusable)?;
    let draft = match &arguments.file {
        Some(path) => sheet::Layout::default().proposal(path)?,
        None => Proposal::new(Consortium::new([])),
    };
    let about = |message: String| match &arguments.file {
        Some(path) => cli::unusable(input::in_file(path, message)),
        None => cli::unusable(message),
    };
    let call = chosen.call(draft.topic.as_ref()).map_err(about)?;
    let as_of = input::as_of(arguments.as_of, &draft).map_err(about)?;
    let candidates = candidates(&arguments.candidates, &arguments.layout)?;
    // Without a draft there is nothing but the consortium to be told of.
    let report = match &arguments.file {
        Some(_) => draft.check(call, as_of),
        None => draft.consortium.check(call, as_of, None),
    };
    let additions = report.additions(&candidates);
    let closed = report.call_status() == Some(CallStatus::Closed);
    let nearer = match additions.options.is_empty() {
        true => nearer(&draft, &candidates, call, as_of),
        false => Vec::new(),
    };
    output::print(&match arguments.format {
        output::Format::Json => json(&additions, &candidates, &nearer, closed).map_err(cli::unusable)?,
        output::Format::Text => {
            let mut text = String::new();
            if closed {
                let deadline = call.deadline().map(|due| due.value.to_string()).unwrap_or_default();
                let _ = writeln!(
                    text,
                    "The deadline, {deadline}, has passed: what was submitted stands, and nobody can join any more. What follows is what would have done.\n"
                );
            }
            text.push_str(&self::text(&additions, &candidates, &nearer));
            if !draft.consortium.complete && !additions.options.is_empty() {
                text.push_str(
                    "\nThat is the verdict once nobody else joins. The draft says that more may: with them in it, it may stay undetermined until it says that everybody is in the list.\n",
                );
            }
            wrap::wrapped(&text)
        }
    })
}

/// A candidate that alone, as a beneficiary, brings minima nearer: its place, and the conditions.
type Nearer = (usize, Vec<RuleId>);

/// So many candidates are looked at one by one.
const ONE_BY_ONE: usize = 256;

/// Whom of the candidates bring a minimum nearer that they do not reach.
fn nearer(draft: &Proposal, candidates: &[Applicant], call: &Call, as_of: Instant) -> Vec<Nearer> {
    let counts = |proposal: &Proposal| -> Vec<(RuleId, i64)> {
        let report = proposal.check(call, as_of);
        let minima = report.slack().into_iter().filter_map(|limit| match limit.margin {
            Margin::Count { certain, .. } => Some((limit.rule, certain)),
            _ => None,
        });
        minima.collect()
    };
    let before = counts(draft);
    let helped = |candidate: &Applicant| {
        let mut with = draft.clone();
        with.consortium.participants.push(Participant::new(candidate.clone()).role(Role::Beneficiary));
        let after = counts(&with);
        let nearer = |(rule, count): &&(RuleId, i64)| {
            before.iter().any(|(known, before)| known == rule && *before < 0 && count > before)
        };
        after.iter().filter(nearer).map(|(rule, _)| *rule).collect::<Vec<RuleId>>()
    };
    let all = candidates.iter().take(ONE_BY_ONE).enumerate().map(|(at, candidate)| (at, helped(candidate)));
    all.filter(|(_, rules)| !rules.is_empty()).collect()
}

/// The candidates: as lines of JSON where the file begins like that, else as a sheet.
fn candidates(path: &Path, layout: &sheet::Layout) -> Result<Vec<Applicant>, ExitCode> {
    let mut bytes = input::read(path).map_err(cli::unusable)?;
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match plain.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'{') => bytes = plain.to_vec(),
        Some(b'[') => {
            let message = "found a list; write one organisation a line, such as {\"name\": \"Payoke\", \"country\": \"BE\"}";
            return Err(cli::unusable(input::in_file(path, message)));
        }
        _ => {
            let read = layout.partners(&bytes, path, tables::Mapping::default().without("role"))?;
            return Ok(read.participants.into_iter().map(|p| p.applicant).collect());
        }
    }
    let text = String::from_utf8(bytes).map_err(|e| cli::unusable(input::in_file(path, e)))?;
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Participant>(line) {
            Ok(read) => {
                for stated in stated_in_vain(&read) {
                    let _ = writeln!(
                        io::stderr(),
                        "line {number}: {stated} was not read; whoever joins is tried in every role"
                    );
                }
                all.push(read.applicant);
            }
            Err(error) => {
                let no_json = if error.is_syntax() || error.is_eof() { "not valid JSON: " } else { "" };
                let lines = error.to_string();
                wrong.extend(lines.lines().map(|e| format!("line {number}: {no_json}{e}")));
            }
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(cli::unusable(input::in_file(path, wrong.join("\n")))) }
}

/// What is stated of a candidate and is no fact of an organisation.
fn stated_in_vain(read: &Participant) -> impl Iterator<Item = &'static str> {
    let stated = [(read.role.is_some(), "\"role\""), (read.affiliated_to.is_some(), "\"affiliated_to\"")];
    stated.into_iter().filter_map(|(stated, field)| stated.then_some(field))
}

fn name(candidates: &[Applicant], at: usize) -> String {
    candidates.get(at).map(|c| c.name.printable()).unwrap_or_default()
}

fn text(additions: &Additions, candidates: &[Applicant], nearer: &[Nearer]) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    match additions.options.as_slice() {
        [] if nearer.is_empty() => out.push_str("No candidate helps.\n"),
        [] => {
            out.push_str(
                "No set of the candidates reaches a better verdict. Each of these brings a minimum nearer\n",
            );
            for (at, rules) in nearer {
                let rules: Vec<&str> = rules.iter().map(|rule| rule.as_str()).collect();
                let _ = writeln!(out, "  - {}: {}", name(candidates, *at), rules.join(", "));
            }
        }
        [one] if one.members.is_empty() => {
            let _ = writeln!(out, "Nobody is lacking: {} as it stands.", one.verdict);
        }
        options => {
            let _ = writeln!(out, "The best additions, {} in all", options.len());
            for (number, option) in (1..).zip(options) {
                let _ = writeln!(out, "  {number}. {}: then {}", members(option, candidates), option.verdict);
            }
        }
    }
    if !additions.smallest {
        out.push_str("The search was cut short: a smaller or better set may exist.\n");
    }
    if !additions.beyond.is_empty() {
        let _ = writeln!(out, "\nRemains, whichever is taken first ({})", additions.beyond.len());
        for (rule, subject) in &additions.beyond {
            let _ = writeln!(out, "  - {rule} at {subject}");
        }
    }
    if !additions.undecided.is_empty() {
        let _ = writeln!(out, "\nNot known yet of ({})", additions.undecided.len());
        for undecided in &additions.undecided {
            let missing: Vec<&str> = undecided.missing.iter().map(|kind| kind.as_str()).collect();
            let why = match (missing.is_empty(), undecided.open.is_empty()) {
                (true, _) => format!("only the call is silent: {}", undecided.open.join(", ")),
                (false, true) => format!("not stated: {}", missing.join(", ")),
                (false, false) => {
                    format!(
                        "not stated: {}; open in the call: {}",
                        missing.join(", "),
                        undecided.open.join(", ")
                    )
                }
            };
            let _ = writeln!(out, "  - {}: {why}", name(candidates, undecided.candidate));
        }
    }
    out
}

fn members(option: &Addition, candidates: &[Applicant]) -> String {
    let link = |role: Role| match option.affiliated_to.as_ref().filter(|_| role == Role::AffiliatedEntity) {
        Some(lead) => format!(", linked to {lead}"),
        None => String::new(),
    };
    let all = option
        .members
        .iter()
        .map(|(at, role)| format!("{} ({}{})", name(candidates, *at), role.words(), link(*role)));
    all.collect::<Vec<_>>().join(", ")
}

/// The additions as the library writes them, with the name of each candidate.
fn json(
    additions: &Additions,
    candidates: &[Applicant],
    nearer: &[Nearer],
    closed: bool,
) -> serde_json::Result<String> {
    let mut value = serde_json::to_value(additions)?;
    if let Some(fields) = value.as_object_mut() {
        let nearer: Vec<Value> =
            nearer.iter().map(|(at, rules)| json!({ "candidate": at, "rules": rules })).collect();
        fields.insert("schema".to_owned(), json!("amif-additions/1"));
        fields.insert("nobody_else_joins".to_owned(), json!(true));
        fields.insert("call_closed".to_owned(), json!(closed));
        fields.insert("nearer".to_owned(), json!(nearer));
    }
    let named = |entry: &mut Value| {
        let at = entry.get("candidate").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        if let (Some(at), Some(fields)) = (at, entry.as_object_mut()) {
            fields.insert("name".to_owned(), json!(candidates.get(at).map(|c| c.name.as_str())));
        }
    };
    let options = value.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten();
    let members = options.filter_map(|option| option.get_mut("members")?.as_array_mut()).flatten();
    members.for_each(named);
    for list in ["undecided", "nearer"] {
        value.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten().for_each(named);
    }
    Ok(format!("{value:#}\n"))
}
