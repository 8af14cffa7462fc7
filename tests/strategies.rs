//! What the strategies promise to those who test with them.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::BTreeSet;

use amif::budget::Budget;
use amif::programme::Programme;
use amif::{Call, Proposal, Verdict, catalogue, strategies};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The same cases every time.
fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..Config::default() }
}

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_valid_proposal_is_eligible(p in strategies::valid_proposal(seed())) {
        let report = p.check(seed(), p.submitted_at.unwrap());
        prop_assert_eq!(report.verdict(), Verdict::Eligible, "{}", report);
    }

    #[test]
    fn proposals_of_any_kind_are_written_and_read_back(p in strategies::proposal()) {
        prop_assert_eq!(Proposal::from_json(&p.to_json()).unwrap(), p);
    }

    #[test]
    fn calls_are_written_and_read_back(call in strategies::call()) {
        prop_assert_eq!(Call::from_json(&call.to_json()).unwrap(), call);
    }

    #[test]
    fn programmes_are_written_and_read_back(programme in strategies::programme()) {
        prop_assert_eq!(Programme::from_json(&programme.to_json()).unwrap(), programme);
    }

    #[test]
    fn budgets_are_written_and_read_back(budget in strategies::budget()) {
        let text = serde_json::to_string(&budget).unwrap();
        prop_assert_eq!(serde_json::from_str::<Budget>(&text).unwrap(), budget);
    }

    #[test]
    fn any_proposal_under_any_call_gets_a_verdict_that_report_and_shortcut_agree_on(
        p in strategies::proposal(), call in strategies::call(), at in strategies::instant()
    ) {
        prop_assert_eq!(p.check(&call, at).verdict(), p.verdict(&call, at));
    }
}

#[test]
fn what_a_shipped_call_states_is_met_by_a_valid_proposal() {
    let mut runner = TestRunner::new(config(1));
    for topic in catalogue::calls() {
        let p = strategies::valid_proposal(topic).new_tree(&mut runner).unwrap().current();
        let Some(at) = p.submitted_at else { continue };
        let report = p.check(topic, at);
        assert_ne!(report.verdict(), Verdict::Ineligible, "{}: {report}", topic.topic());
    }
}

#[test]
fn nearly_valid_proposals_come_to_every_verdict() {
    let mut runner = TestRunner::new(config(1));
    let strategy = strategies::nearly_valid_proposal(seed());
    let verdicts: BTreeSet<&str> = (0..300)
        .map(|_| {
            let p = strategy.new_tree(&mut runner).unwrap().current();
            p.verdict(seed(), "2024-08-20T12:00:00+02:00".parse().unwrap()).as_str()
        })
        .collect();
    assert_eq!(verdicts.into_iter().collect::<Vec<_>>(), ["eligible", "ineligible", "undetermined"]);
}
