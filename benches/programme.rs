//! Operations of a national programme from NDJSON: 10 000 of 20 items each, beside a typed parse of the same lines.
//!
//! `cargo bench --bench programme`. The ratios are the result; milliseconds depend on the machine and its load. The typed parse is
//! serde's derive into structs of the same shape, everything as plain text and nothing looked up or checked.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a bench measures; it is not shipped"
)]

#[path = "programme/typed.rs"]
mod typed;

use std::hint::black_box;
use std::time::Instant as Clock;

use amif::programme::{Operation, Programme};
use amif::report::OperationsCheck;
use serde_json::Value;

const PROGRAMME: &str = include_str!("../examples/data/programme.json");
const OPERATIONS: &str = include_str!("../examples/data/operations.ndjson");
const ROUNDS: usize = 7;

/// So many operations of 20 items each, every item with a key of its own.
fn lines(count: usize) -> Vec<String> {
    let shipped: Vec<Value> = OPERATIONS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (0..count)
        .map(|n| {
            let mut operation = shipped[n % shipped.len()].clone();
            operation["id"] = format!("LU-AMIF-{n:06}").into();
            let item = operation["items"][0].clone();
            let items = (0..20).map(|i| {
                let mut item = item.clone();
                item["id"] = i.to_string().into();
                item["key"] = format!("supplier {}, invoice {n}, line {i}", n % 97).into();
                item
            });
            operation["items"] = items.collect();
            operation.to_string()
        })
        .collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn time(mut work: impl FnMut()) -> f64 {
    median(
        (0..ROUNDS)
            .map(|_| {
                let start = Clock::now();
                work();
                start.elapsed().as_secs_f64() * 1_000.0
            })
            .collect(),
    )
}

fn main() {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    for count in [2_500, 5_000, 10_000] {
        let lines = lines(count);
        let bytes: usize = lines.iter().map(String::len).sum();
        let parse = time(|| {
            for line in &lines {
                black_box(serde_json::from_str::<typed::Operation>(line).unwrap());
            }
        });
        let read = time(|| {
            for line in &lines {
                black_box(Operation::from_json(line).unwrap());
            }
        });
        let both = time(|| {
            let mut check = OperationsCheck::new(Some(&programme), None);
            for line in &lines {
                black_box(check.operation(&Operation::from_json(line).unwrap()).verdict());
            }
            black_box(check.together().verdict());
        });
        let lean = time(|| {
            let mut check = OperationsCheck::new(Some(&programme), None);
            for line in &lines {
                black_box(check.findings(&Operation::from_json(line).unwrap()).verdict());
            }
            black_box(check.together().verdict());
        });
        println!(
            "{count:>6} operations, {:>5.1} MB: typed parse {parse:>7.1} ms; read {read:>7.1} ms, {:.2}x (goal 2); read and checked {both:>7.1} ms, {:.2}x; findings alone {lean:>7.1} ms, {:.2}x",
            bytes as f64 / 1e6,
            read / parse,
            both / parse,
            lean / parse
        );
    }
}
