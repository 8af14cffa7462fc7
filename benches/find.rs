//! The catalogue as a whole: loading it beside a typed parse of the same bytes, and searching it beside one check.
//!
//! `cargo bench --bench find`. The ratios are the result; nanoseconds depend on the machine and its load. The
//! typed parse is serde's derive into structs of the same shape, strings, dates and codes as plain text and nothing
//! looked up or checked.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a bench measures; it is not shipped"
)]

#[path = "find/typed.rs"]
mod typed;

use std::hint::black_box;
use std::time::Instant as Clock;

use amif::catalogue::{self, Finder};
use amif::{Applicant, Call, Consortium, Eur, Instant, LegalForm, Participant, Proposal, Role};

const ROUNDS: usize = 41;

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Median of the ratios of interleaved rounds, and the lowest round of each side.
fn compare(name: &str, goal: &str, mut floor: impl FnMut(), mut amif: impl FnMut()) {
    let time = |work: &mut dyn FnMut()| {
        let start = Clock::now();
        for _ in 0..8 {
            work();
        }
        start.elapsed().as_nanos() as f64 / 8.0
    };
    let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (time(&mut floor), time(&mut amif))).collect();
    let ratio = median(rounds.iter().map(|(a, b)| b / a).collect());
    let low = |side: fn(&(f64, f64)) -> f64| rounds.iter().map(side).fold(f64::INFINITY, f64::min);
    println!(
        "{name:<58} {ratio:>6.2}x  (goal {goal}; floor {:>9.0} ns, amif {:>9.0} ns)",
        low(|r| r.0),
        low(|r| r.1)
    );
}

fn consortium(members: usize) -> Proposal {
    let countries = ["BE", "AT", "IT", "FR", "GR", "PL", "SE", "HU", "ES", "IE"];
    let entries = (0..members).map(|i| {
        let form = if i % 2 == 0 { LegalForm::PublicBody } else { LegalForm::NonProfitPrivate };
        let applicant = Applicant::new(format!("Organisation number {i}").parse().unwrap())
            .pic(&format!("{:09}", 900_000_000 + i))
            .country(countries[i % countries.len()].parse().unwrap())
            .legal_form(form);
        Participant::new(applicant).role(if i == 0 { Role::Coordinator } else { Role::Beneficiary })
    });
    let mut proposal = Proposal::new(Consortium::new(entries));
    proposal.submitted_at = Some("2024-08-20T16:30:00+02:00".parse().unwrap());
    proposal.duration_months = Some(24);
    proposal.requested_grant = Eur::from_euros(750_000);
    proposal.total_eligible_costs = Eur::from_euros(850_000);
    proposal
}

fn main() {
    let texts: Vec<&str> = catalogue::topics().map(|topic| catalogue::source(topic).unwrap()).collect();
    compare(
        &format!("{} calls loaded, to typed parse of the same bytes", texts.len()),
        "1.5",
        || {
            for text in &texts {
                black_box(serde_json::from_str::<typed::Call>(text).unwrap());
            }
        },
        || {
            for text in &texts {
                black_box(Call::from_json(text).unwrap());
            }
        },
    );
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of: Instant = "2024-08-20T16:30:00+02:00".parse().unwrap();
    for members in [1, 3, 12, 64] {
        let proposal = consortium(members);
        compare(
            &format!("{members:>3} participants: {} calls searched, to one full check", texts.len()),
            "40",
            || {
                black_box(black_box(&proposal).check(call, as_of).verdict());
            },
            || {
                black_box(Finder::new(black_box(&proposal), as_of).calls().len());
            },
        );
    }
}
