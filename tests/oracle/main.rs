//! The oracle: a second, naive implementation, written from the call's text, that enumerates every way to
//! complete the unknown facts and every reading of the open questions. It agrees with the crate on every
//! outcome, count, missing fact and open question of every generated proposal.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

mod draft;
mod naive;
#[path = "../seed/mod.rs"]
mod seed;

use std::collections::BTreeMap;

use amif::{Outcome, Proposal, catalogue};
use draft::Draft;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Rule and subject, to outcome, missing facts, open questions and counts.
type Answers = BTreeMap<(String, String), Answer>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    outcome: &'static str,
    missing: Vec<String>,
    open: Vec<String>,
    count: Option<(u32, Option<u32>)>,
}

fn crate_answers(draft: &Draft) -> Answers {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let proposal = Proposal::from_json(&draft.to_json()).unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let report = proposal.check(call, as_of);
    let eligible = report.verdict() == amif::Verdict::Eligible;
    assert_eq!(proposal.is_eligible(call, as_of), eligible);
    assert_eq!(proposal.verdict(call, as_of), report.verdict());
    report
        .assessments()
        .map(|a| {
            let count = match a.found() {
                Some(amif::report::Found::Count { certain, possible }) => Some((certain, possible)),
                _ => None,
            };
            let mut open: Vec<String> = a.open().iter().map(ToString::to_string).collect();
            open.sort();
            let answer = Answer {
                outcome: Outcome::as_str(a.outcome()),
                missing: a.missing().iter().map(ToString::to_string).collect(),
                open,
                count,
            };
            ((a.rule().to_string(), a.subject().to_string()), answer)
        })
        .collect()
}

fn agree_on(cases: u32, seed: u64) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed.to_le_bytes().repeat(4));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = draft::strategy();
    let mut compared = 0;
    while compared < cases {
        let draft = strategy.new_tree(&mut runner).unwrap().current();
        let Some(expected) = naive::answers(&draft) else { continue };
        compared += 1;
        let found = crate_answers(&draft);
        for (key, answer) in &expected {
            assert_eq!(
                found.get(key),
                Some(answer),
                "case {compared}: {key:?}\nleft: the crate, right: the oracle\n{}",
                draft.to_json()
            );
        }
        assert_eq!(found.len(), expected.len(), "{}", draft.to_json());
    }
}

#[test]
fn the_oracle_agrees_on_ten_thousand_proposals() {
    agree_on(10_000, u64::from_le_bytes([7; 8]));
}

#[test]
#[ignore = "runs for minutes; the release build of it is part of the gate"]
fn the_oracle_agrees_on_a_hundred_thousand_proposals() {
    agree_on(100_000, seed::long(0));
}
