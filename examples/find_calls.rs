//! Which calls of the catalogue a consortium, or one organisation, could apply to, and what each lacks.
//!
//! `cargo run --example find_calls -- --as-of 2024-06-01 examples/data/draft.json`

mod cli;
#[path = "cli/input.rs"]
#[expect(dead_code, reason = "no single call is chosen here")]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/wrap.rs"]
mod wrap;

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use amif::catalogue::{Candidate, Finder};
use amif::{Assessment, Instant, Outcome, Proposal, Verdict, call::CallStatus, report::Margin};
use serde::Serializer as _;
use serde::ser::SerializeMap as _;

/// Which calls could this consortium, or this organisation, apply to?
///
/// Every topic of the catalogue, the most useful first: open calls, then those whose status is not known and whose
/// deadline is not past, then forthcoming ones, the others whose status is not known, closed ones last; among them the better verdict, then fewer conditions that fail, fewer that are unknown, and the nearer deadline. The topic that
/// the file states does not restrict the search. A file with one participant is looked at as the start of
/// a consortium.
///
/// Exit code: 0, or 3 for unusable input.
#[derive(clap::Parser)]
#[command(name = "find_calls")]
struct Arguments {
    /// What was known when; a date alone means its start in Brussels [default: the submission]
    #[arg(long, value_name = "TIME", value_parser = input::instant)]
    as_of: Option<Instant>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    #[command(flatten)]
    layout: sheet::Layout,
    /// A proposal in the format amif-proposal/1, or a sheet of partners (CSV, XLSX); - for standard input
    file: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn run() -> Result<(), ExitCode> {
    let Arguments { as_of, format, layout, file } = cli::arguments()?;
    let unusable = |message: String| cli::unusable(input::in_file(&file, message));
    let proposal = layout.proposal(&file)?;
    let as_of = input::as_of(as_of, &proposal).map_err(unusable)?;
    let finder = Finder::new(&proposal, as_of);
    let calls = finder.calls();
    output::print(&match format {
        output::Format::Json => json(&calls, as_of).map_err(cli::unusable)?,
        output::Format::Text => {
            let mut text = String::new();
            write(&mut text, &proposal, &calls, as_of).map_err(cli::unusable)?;
            wrap::wrapped(&text)
        }
    })
}

fn json(calls: &[Candidate<'_>], as_of: Instant) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::pretty(&mut bytes);
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("schema", "amif-find/1")?;
    map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
    map.serialize_entry("as_of", &as_of)?;
    map.serialize_entry("calls", calls)?;
    serde::ser::SerializeMap::end(map)?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

fn write(out: &mut String, proposal: &Proposal, calls: &[Candidate<'_>], as_of: Instant) -> fmt::Result {
    let clear =
        calls.iter().filter(|c| matches!(c.verdict(), Verdict::Eligible | Verdict::Conditional)).count();
    writeln!(
        out,
        "No formal obstacle found under {clear} of {} calls in their recorded conditions. Not legal advice and not a decision.",
        calls.len()
    )?;
    writeln!(out, "As things were known at {as_of}.")?;
    if let [one] = proposal.consortium.participants.as_slice()
        && proposal.consortium.complete
    {
        writeln!(
            out,
            "{} alone is looked at as the start of a consortium; partners may join.",
            one.applicant.name.printable()
        )?;
    }
    for call in calls {
        candidate(out, call)?;
    }
    Ok(())
}

fn candidate(out: &mut String, found: &Candidate<'_>) -> fmt::Result {
    let call = found.call();
    let status = match found.status() {
        Some(CallStatus::Forthcoming) => "forthcoming",
        Some(CallStatus::Open) => "open",
        Some(CallStatus::Closed) => "closed",
        _ => "status not known",
    };
    writeln!(out, "\n{}  {}  ({status}, {})", call.topic(), found.verdict(), deadline(found))?;
    if let Some(title) = &call.description().title {
        writeln!(out, "  {}", title.value)?;
    }
    if let Some(usual) = found.usual() {
        writeln!(out, "  under the usual terms: {}", usual.summary())?;
    }
    for condition in found.conditions(Outcome::NotMet) {
        writeln!(out, "  x {:<34}  {}", condition.rule().as_str(), condition.message())?;
    }
    for condition in found.conditions(Outcome::Conditional) {
        writeln!(out, "  ~ {:<34}  {}", condition.rule().as_str(), condition.message())?;
    }
    list(
        out,
        "to the limits",
        found.limits().filter_map(|limit| {
            let words = room(limit.margin)?;
            Some(format!("{}: {words}", limit.rule.as_str()))
        }),
    )?;
    let unknown: Vec<Assessment<'_>> = found.conditions(Outcome::Unknown).collect();
    list(out, "missing", unique(unknown.iter().flat_map(Assessment::missing).map(|fact| fact.to_string())))?;
    list(out, "open", unique(unknown.iter().flat_map(Assessment::open).map(str::to_owned)))?;
    list(out, "not stated", found.report().not_stated().map(str::to_owned))
}

/// Each text once, in the order of the alphabet.
fn unique(texts: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    texts.collect::<BTreeSet<_>>().into_iter()
}

/// No more items of a list are named, of each of thirty calls; JSON has all.
const NAMED: usize = 40;

fn list(out: &mut String, what: &str, items: impl Iterator<Item = String>) -> fmt::Result {
    let items: Vec<String> = items.collect();
    let (named, more) = items.split_at_checked(NAMED).unwrap_or((&items, &[]));
    match more.len() {
        _ if items.is_empty() => Ok(()),
        0 => writeln!(out, "  {what}: {}", named.join("; ")),
        more => writeln!(out, "  {what}: {}; and {more} more", named.join("; ")),
    }
}

fn deadline(found: &Candidate<'_>) -> String {
    let Some(deadline) = found.call().deadline() else { return "deadline not stated".to_owned() };
    let days = match found.days_left() {
        Some(0) => "today".to_owned(),
        Some(days @ 1..) => format!("in {}", count(days, "day", "days")),
        Some(days) => format!("{} ago", count(days.saturating_neg(), "day", "days")),
        None => String::new(),
    };
    format!("deadline {}, {days}", deadline.value)
}

fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How far a fact is from a limit, in words; nothing where there is nothing to compare.
fn room(margin: Margin) -> Option<String> {
    let beyond = |below: Option<(bool, String)>, above: Option<(bool, String)>| {
        let words = |side: (bool, String), short: &str, within: &str| {
            format!("{} {}", side.1, if side.0 { short } else { within })
        };
        let below = below.map(|side| words(side, "below the minimum", "above the minimum"));
        let above = above.map(|side| words(side, "above the maximum", "below the maximum"));
        let sides: Vec<String> = below.into_iter().chain(above).collect();
        (!sides.is_empty()).then(|| sides.join(", "))
    };
    match margin {
        Margin::Count { certain, possible } => Some(match (certain, possible) {
            (0.., _) => format!("{certain} to spare"),
            (_, Some(possible)) if possible > certain => {
                format!("{} to {} short", possible.min(0).saturating_neg(), certain.saturating_neg())
            }
            _ => format!("{} short", certain.saturating_neg()),
        }),
        Margin::Amount { above_min: min, below_max: max } => {
            let side = |room: Option<amif::Eur>| {
                room.map(|r| {
                    let size = amif::Eur::from_cents(r.cents().saturating_abs()).unwrap_or(amif::Eur::MAX);
                    (r < amif::Eur::ZERO, format!("EUR {}", size.grouped()))
                })
            };
            beyond(side(min), side(max))
        }
        Margin::Months { above_min: min, below_max: max } => {
            let side =
                |room: Option<i64>| room.map(|r| (r < 0, count(r.saturating_abs(), "month", "months")));
            beyond(side(min), side(max))
        }
        Margin::Time(left) => {
            let s = left.num_seconds();
            let when = if s < 0 { "late" } else { "in time" };
            let (size, unit) = match s.saturating_abs() {
                s @ 172_800.. => (s / 86_400, "days"),
                s @ 7_200.. => (s / 3_600, "hours"),
                s @ 120.. => (s / 60, "minutes"),
                s => (s, "seconds"),
            };
            Some(format!("{size} {unit} {when}"))
        }
        _ => None,
    }
}
