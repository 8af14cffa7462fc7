//! What a budget costs to check, per cell: a large one against a small one.
//!
//! `cargo bench --bench budget`. Rounds of both are interleaved, so that what the machine does besides
//! falls on both alike, and the medians of the rounds are compared. Goal: a budget of 100 participants and
//! 20 work packages costs per cell at most twice what one of 5 participants and 20 work packages does.

#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "figures for people; a benchmark that cannot set up has to stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use amif::budget::{Budget, Category, Resource, Row, WorkPackage};
use amif::{Applicant, Call, Consortium, Eur, Participant, Proposal, Role, catalogue};

const WORK_PACKAGES: usize = 20;
const ROUNDS: usize = 201;

/// A consistent budget in which every direct category of every work package has costs.
fn proposal(participants: usize) -> Proposal {
    let members = (0..participants).map(|at| {
        let name = format!("Participant {at}").parse().unwrap();
        let applicant = Applicant::new(name).pic(&format!("{:09}", 100_000_000 + at));
        let role = if at == 0 { Role::Coordinator } else { Role::Beneficiary };
        Participant::new(applicant).role(role)
    });
    let rows = (0..participants).map(|at| {
        let mut row = Row::of(at);
        let direct = Category::ALL.iter().filter(|c| **c != Category::Indirect);
        for category in direct.clone() {
            row.costs.set(*category, Eur::from_euros(20 * 100));
        }
        row.costs.set(Category::Indirect, Eur::from_euros(20 * 98));
        row.requested = Eur::from_euros(20_000);
        row.resources.set(Resource::OwnResources, Eur::from_euros(9_960));
        row.work_packages = (0..WORK_PACKAGES)
            .map(|package| {
                let mut work = WorkPackage::new(&format!("WP{package}"));
                direct.clone().for_each(|c| work.costs.set(*c, Eur::from_euros(100)));
                work
            })
            .collect();
        row
    });
    let mut proposal = Proposal::new(Consortium::new(members));
    proposal.budget = Some(Budget::new(rows).unwrap());
    proposal
}

/// Cells of a budget: the rows and the split.
fn cells(participants: usize) -> u32 {
    u32::try_from(participants * (1 + WORK_PACKAGES) * Category::ALL.len()).unwrap()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// What a piece of work on two sizes costs per cell, and the ratio.
fn compare(name: &str, small: &Proposal, large: &Proposal, work: impl Fn(&Proposal)) {
    let (few, many) =
        (cells(small.consortium.participants.len()), cells(large.consortium.participants.len()));
    // The small one is done as often as it takes to have as many cells.
    let times = many / few;
    let (mut small_rounds, mut large_rounds) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS + 20 {
        let start = Instant::now();
        for _ in 0..times {
            work(black_box(small));
        }
        let between = Instant::now();
        work(black_box(large));
        let end = Instant::now();
        // The first rounds warm up.
        if round >= 20 {
            small_rounds.push((between - start) / times);
            large_rounds.push(end - between);
        }
    }
    let per_cell = |time: Duration, cells: u32| time.as_secs_f64() * 1e9 / f64::from(cells);
    let (a, b) = (per_cell(median(small_rounds), few), per_cell(median(large_rounds), many));
    println!("{name:<24}{a:>10.2} ns/cell {b:>10.2} ns/cell {:>8.2}x", b / a);
}

fn main() {
    let call: &Call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-08-20T12:00:00+02:00".parse().unwrap();
    let (small, large) = (proposal(5), proposal(100));
    println!("{:<24}{:>18} {:>18} {:>9}", "", "5 participants", "100 participants", "ratio");
    compare("check", &small, &large, |p| {
        black_box(p.check(call, as_of));
    });
    compare("sums", &small, &large, |p| {
        let budget = p.budget.as_ref().unwrap();
        black_box((budget.total_costs(), budget.requested(), budget.cofinancing()));
    });
    compare("report as JSON", &small, &large, |p| {
        black_box(p.check(call, as_of).to_json());
    });
    // Reading is measured on texts made beforehand.
    let texts = [&small, &large].map(|p| (p.consortium.participants.len(), p.to_json()));
    compare("read", &small, &large, |p| {
        let text = texts.iter().find(|(count, _)| *count == p.consortium.participants.len());
        black_box(Proposal::from_json(&text.unwrap().1).unwrap());
    });
}
