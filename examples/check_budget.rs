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

use std::fmt::Write;
use std::process::ExitCode;

use amif::budget::{Budget, Category, LargestGrant, Limit, Resource, Row, RowOf, Sum};
use amif::{Eur, Proposal, Report};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

/// Does the budget add up, what is the largest grant, and what does it oblige to?
///
/// Exit code: 0 eligible or conditional, 1 ineligible, 2 undetermined, 3 unusable input or no budget.
#[derive(clap::Parser)]
#[command(name = "check_budget")]
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
    let Some(budget) = &loaded.proposal.budget else {
        return Err(arguments.unusable("/budget: not stated; there is nothing to look at".to_owned()));
    };
    let report = loaded.proposal.check(&loaded.call, loaded.as_of);
    let largest = budget.largest_grant(&loaded.call);
    let text = match arguments.format {
        output::Format::Json => {
            let mut json = serde_json::to_string_pretty(&Document(budget, largest.as_ref(), &report))
                .map_err(cli::unusable)?;
            json.push('\n');
            json
        }
        output::Format::Text => {
            let report = match report::coloured() {
                true => report.text(report::colour).to_string(),
                false => report.to_string(),
            };
            // The standing line comes first, whatever follows.
            let (standing, rest) = report.split_once('\n').unwrap_or((&report, ""));
            let table = table(&loaded.proposal, budget);
            let grant = grant(budget, largest.as_ref());
            format!("{standing}\n\n{table}\n{grant}{rest}")
        }
    };
    output::print(&text)?;
    Ok(report::exit(report.verdict(), arguments.strict))
}

/// The sums, the largest grant and the report.
struct Document<'a>(&'a Budget, Option<&'a LargestGrant>, &'a Report<'a>);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Document(budget, largest, report) = self;
        let columns: Vec<_> =
            Category::ALL.iter().map(|c| json!({ "category": c, "sum": budget.column(*c) })).collect();
        let resources: Vec<_> =
            Resource::ALL.iter().map(|r| json!({ "resource": r, "sum": budget.resource(*r) })).collect();
        let limit = |(limit, grant): &(Limit, Eur)| json!({ "limit": limit, "grant": grant });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("costs", &columns)?;
        map.serialize_entry("total_costs", &budget.total_costs())?;
        map.serialize_entry("requested", &budget.requested())?;
        map.serialize_entry("resources", &resources)?;
        map.serialize_entry("largest_grant", &largest.map(|l| l.grant))?;
        map.serialize_entry("limited_by", &largest.map(|l| l.binding))?;
        map.serialize_entry("limits", &largest.map(|l| l.limits.iter().map(limit).collect::<Vec<_>>()))?;
        map.serialize_entry("at_exact_rate", &largest.and_then(|l| l.at_exact_rate))?;
        map.serialize_entry("report", report)?;
        map.end()
    }
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
        (None, RowOf::Place(place)) => format!("participant {place}"),
        (None, _) => "?".to_owned(),
    }
}

/// Names as wide as an amount.
fn shortened(name: &str) -> String {
    if name.chars().count() <= 18 { name.to_owned() } else { name.chars().take(17).chain(['…']).collect() }
}

fn grant(budget: &Budget, largest: Option<&LargestGrant>) -> String {
    let Some(largest) = largest else {
        return match budget.total_costs().exact() {
            Some(_) => "No grant passes for these costs.\n".to_owned(),
            None => "The largest grant cannot be told while costs are unknown.\n".to_owned(),
        };
    };
    let mut text = format!(
        "Largest grant that the recorded conditions let pass: EUR {}, limited by {}\n",
        largest.grant.grouped(),
        largest.binding.as_str().replace('_', " ")
    );
    for (limit, most) in &largest.limits {
        let _ = writeln!(text, "  {:<26}{:>18}", limit.as_str().replace('_', " "), amount(one(*most)));
    }
    if let Some(exact) = largest.at_exact_rate {
        let _ = writeln!(text, "  {:<26}{:>18}", "the exact rate comes to", amount(one(exact)));
    }
    text
}

fn one(amount: Eur) -> Sum {
    [Some(amount)].into_iter().collect()
}
