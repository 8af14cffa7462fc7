//! Prints the detailed budget of a proposal as a table, with the largest grant that passes and the report.
//!
//! `cargo run --example check_budget -- examples/data/budget.json`

#[path = "cli/check.rs"]
mod check;
mod cli;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/wrap.rs"]
mod wrap;

use std::fmt::Write;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use amif::budget::{Budget, Category, Ceilings, LargestGrant, Limit, Resource, Row, RowOf, Sum};
use amif::tables::{self, Book, Mapping, Owners};
use amif::{Eur, Proposal};
use serde_json::{Value, json};

/// Does the budget add up, what is the largest grant, and what does it oblige to?
///
/// Exit code: 0 eligible or conditional, 1 ineligible, 2 undetermined, 3 unusable input or no budget.
#[derive(clap::Parser)]
#[command(name = "check_budget")]
struct Arguments {
    #[command(flatten)]
    check: check::Given,
    /// Exit with 0 only if eligible with nothing to correct, to clarify or unknown
    #[arg(long)]
    strict: bool,
    /// The budget as a sheet, CSV or XLSX, in the place of the proposal's own; it may stand in the workbook of the
    /// partners
    #[arg(long, value_name = "SHEET")]
    budget: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let Arguments { check: arguments, strict, budget: sheet } = cli::arguments()?;
    let mut loaded = arguments.load()?;
    if let Some(path) = &sheet {
        let bytes = input::read(path).map_err(cli::unusable)?;
        let file = input::display(path);
        let book = Book::read(&bytes, &file).map_err(cli::unusable)?;
        let owners = Owners::from(loaded.proposal.consortium.participants.as_slice());
        let read = tables::budget(&book, owners, &Mapping::default()).map_err(cli::unusable)?;
        for sheet in &read.passed_over {
            let _ = writeln!(io::stderr(), "{file}: the sheet {sheet:?} has headings too, and was not read");
        }
        sheet::tell_unread(&read.ignored);
        if read.amounts_ignored {
            let unknown =
                "amounts stand in a column that was not read, so whatever has no column is unknown, not zero";
            let _ = writeln!(io::stderr(), "{file}: {unknown}");
        }
        loaded.proposal.budget = Some(read.budget);
    }
    let Some(budget) = &loaded.proposal.budget else {
        let message =
            "/budget: not stated; there is nothing to look at. A sheet of it is read with --budget SHEET";
        return Err(arguments.unusable(message.to_owned()));
    };
    let report = loaded.proposal.check(&loaded.call, loaded.as_of);
    let ceilings = budget.ceilings(&loaded.call, &loaded.proposal);
    let largest = ceilings.and_then(|ceilings| ceilings.largest_grant());
    let text = match arguments.format {
        output::Format::Json => {
            let report = serde_json::to_string_pretty(&report).map_err(cli::unusable)?;
            let figures = format!("{:#}", figures(budget, ceilings.as_ref(), largest.as_ref()));
            // The report with one more field, in its own order.
            let fields = report.strip_suffix("\n}").unwrap_or(&report);
            format!("{fields},\n  \"budget\": {}\n}}\n", figures.replace('\n', "\n  "))
        }
        output::Format::Text => {
            let report = report::fitted(&report).to_string();
            // The verdict comes first, whatever follows.
            let (head, rest) = report.split_once("\n\n").unwrap_or((&report, ""));
            let table = table(&loaded.proposal, budget);
            let grant = wrap::wrapped(&grant(ceilings.as_ref(), largest.as_ref()));
            format!("{head}\n\n{table}\n{grant}\n{rest}")
        }
    };
    output::print(&text)?;
    Ok(report::exit(&report, strict))
}

/// The sums and the largest grant, which the report takes in as its field `budget`.
fn figures(budget: &Budget, ceilings: Option<&Ceilings>, largest: Option<&LargestGrant>) -> Value {
    let columns: Vec<_> =
        Category::ALL.iter().map(|c| json!({ "category": c, "sum": budget.column(*c) })).collect();
    let resources: Vec<_> =
        Resource::ALL.iter().map(|r| json!({ "resource": r, "sum": budget.resource(*r) })).collect();
    let limit = |(limit, grant): &(Limit, Eur)| json!({ "limit": limit, "grant": grant });
    json!({
        "costs": columns,
        "total_costs": budget.total_costs(),
        "requested": budget.requested(),
        "resources": resources,
        "counting_costs": ceilings.map(|c| c.costs),
        "largest_grant": largest.map(|l| l.grant),
        "limited_by": largest.map(|l| l.binding),
        "limits": largest.map(|l| l.limits.iter().map(limit).collect::<Vec<_>>()),
        "at_exact_rate": largest.and_then(|l| l.at_exact_rate),
    })
}

/// One line of the table: its label, a cell a row, the total.
struct Line {
    label: String,
    cells: Vec<String>,
}

/// The budget with a column a participant, every amount aligned to the cent.
fn table(proposal: &Proposal, budget: &Budget) -> String {
    let rows = budget.rows();
    let line = |label: String, cell: &dyn Fn(&Row) -> Sum, total: Sum| {
        let cells = rows.iter().map(|row| amount(cell(row))).chain([amount(total)]).collect();
        Line { label, cells }
    };
    let one = |cell: Option<Eur>| [cell].into_iter().collect::<Sum>();
    let mut lines = Vec::new();
    for category in Category::ALL {
        let total = budget.column(*category);
        if total != Sum::default() {
            let label = format!("{:<4}{}", category.as_str(), category.words());
            lines.push(line(label, &|row| one(row.costs.get(*category)), total));
        }
    }
    lines.push(line("Total costs".to_owned(), &|row| row.costs.total(), budget.total_costs()));
    let costs = lines.len();
    lines.push(line("Requested".to_owned(), &|row| one(row.requested), budget.requested()));
    for resource in Resource::ALL {
        let total = budget.resource(*resource);
        if total != Sum::default() {
            lines.push(line(resource.words().to_owned(), &|row| one(row.resources.get(*resource)), total));
        }
    }
    let names = rows.iter().map(|row| shortened(&name(proposal, row)));
    let heads: Vec<String> = names.chain(["Total".to_owned()]).collect();
    let label = lines.iter().map(|l| l.label.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let cells = lines.iter().filter_map(|l| l.cells.get(at)).map(|c| c.chars().count());
            cells.chain([head.chars().count()]).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    let mut put = |name: &str, cells: &[String]| {
        let _ = write!(text, "{name:<label$}");
        for (cell, width) in cells.iter().zip(&widths) {
            let _ = write!(text, "  {cell:>width$}");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    };
    put("EUR", &heads);
    let rule: Vec<String> = widths.iter().map(|w| "-".repeat(*w)).collect();
    for (at, line) in lines.iter().enumerate() {
        if [at.saturating_add(1), at].contains(&costs) {
            put(&"-".repeat(label), &rule);
        }
        put(&line.label, &line.cells);
    }
    text
}

/// An amount with its cents, so that the columns align; `?` follows where cells are unknown.
fn amount(sum: Sum) -> String {
    let known = sum.known.to_string();
    let (euros, cents) = known.split_once('.').unwrap_or((&known, "00"));
    let grouped =
        euros.parse().ok().and_then(Eur::from_euros).map_or(String::new(), |e| e.grouped().to_string());
    match sum.unknown {
        0 => format!("{grouped}.{cents} "),
        _ if sum.known == Eur::ZERO => "?".to_owned(),
        _ => format!("{grouped}.{cents}?"),
    }
}

fn name(proposal: &Proposal, row: &Row) -> String {
    let participants = &proposal.consortium.participants;
    let found = match &row.participant {
        RowOf::Place(place) => participants.get(*place),
        RowOf::Pic(pic) => participants.iter().find(|p| p.applicant.pic.as_ref() == Some(pic)),
        _ => None,
    };
    match (found, &row.participant) {
        (Some(participant), _) => participant.applicant.name.printable(),
        (None, RowOf::Pic(pic)) => pic.to_string().escape_debug().to_string(),
        (None, RowOf::Place(place)) => format!("participant {}", place.saturating_add(1)),
        (None, _) => "?".to_owned(),
    }
}

/// Names as wide as an amount.
fn shortened(name: &str) -> String {
    if name.chars().count() <= 18 { name.to_owned() } else { name.chars().take(17).chain(['…']).collect() }
}

fn grant(ceilings: Option<&Ceilings>, largest: Option<&LargestGrant>) -> String {
    let Some(ceilings) = ceilings else {
        return "The largest grant cannot be told while it is open which costs count, how much they are, or what is asked.\n"
            .to_owned();
    };
    let Some(largest) = largest else {
        return format!("No grant passes for costs of EUR {} that count.\n", ceilings.costs.grouped());
    };
    let mut text = format!(
        "Largest grant that the recorded conditions let pass: EUR {}, limited by {}\n",
        largest.grant.grouped(),
        largest.binding.as_str().replace('_', " ")
    );
    let mut line = |label: &str, euros: Eur| {
        let _ = writeln!(text, "  {label:<26}{:>18}", amount(one(euros)).trim_end());
    };
    line("costs that count", ceilings.costs);
    for (limit, most) in &largest.limits {
        line(&limit.as_str().replace('_', " "), *most);
    }
    if let Some(exact) = largest.at_exact_rate {
        line("the exact rate comes to", exact);
    }
    text
}

fn one(amount: Eur) -> Sum {
    [Some(amount)].into_iter().collect()
}
