//! What the strategies promise to those who test with them.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::BTreeSet;

use amif::budget::Budget;
use amif::programme::Programme;
use amif::{
    Assessment, Call, Consequence, Instant, Outcome, Proposal, StoredReport, Verdict, catalogue, strategies,
};
use chrono::{Days, NaiveDate};
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

}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn programmes_are_checked_forecast_and_their_reports_come_back(programme in strategies::programme(), day in 0u64..4000) {
        let day = "2021-01-01".parse::<NaiveDate>().unwrap().checked_add_days(Days::new(day)).unwrap();
        let report = programme.check(Some(day));
        prop_assert_eq!(report.to_json().parse::<StoredReport>().unwrap(), report.stored());
        prop_assert_eq!(programme.check(Some(day)).to_json(), report.to_json());
        if let Ok(forecast) = programme.forecast(Some(day)) {
            prop_assert!(forecast.years().is_sorted_by_key(|year| year.on));
            prop_assert!(forecast.to_svg().starts_with("<svg"));
        }
    }

    #[test]
    fn shortcuts_findings_and_the_fold_of_the_report_agree(
        any in strategies::proposal(), near in strategies::nearly_valid_proposal(seed()), budget in strategies::budget(),
        call in strategies::call(), at in strategies::instant()
    ) {
        let mut with_budget = near.clone();
        with_budget.budget = Some(budget);
        for (p, call) in [(&any, &call), (&near, seed()), (&with_budget, seed()), (&near, &call)] {
            agree(p, call, at);
        }
    }
}

/// Each front door says the same: property 12 of the design.
fn agree(p: &Proposal, call: &Call, at: Instant) {
    let (report, findings) = (p.check(call, at), p.findings(call, at));
    let verdict = report.verdict();
    assert_eq!(p.verdict(call, at), verdict);
    assert_eq!(p.is_eligible(call, at), verdict == Verdict::Eligible);
    assert_eq!((findings.verdict(), findings.why()), (verdict, report.why()));
    let open = |a: &Assessment<'_>| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable);
    let (found, told): (Vec<_>, Vec<_>) =
        (findings.assessments().collect(), report.assessments().filter(open).collect());
    assert_eq!(found, told);

    let any = |outcome: Outcome| {
        report.assessments().any(|a| a.consequence() == Consequence::Reject && a.outcome() == outcome)
    };
    const CORE: [&str; 7] = [
        "deadline",
        "minimum number of applicants",
        "minimum number of countries",
        "legal forms admitted to each role",
        "eligible countries",
        "amount of the grant",
        "duration",
    ];
    let silent = report.not_stated().any(|gap| CORE.contains(&gap));
    let fold = match () {
        () if any(Outcome::NotMet) => Verdict::Ineligible,
        () if any(Outcome::Unknown) || silent => Verdict::Undetermined,
        () if any(Outcome::Conditional) => Verdict::Conditional,
        () => Verdict::Eligible,
    };
    assert_eq!(fold, verdict, "{report}");
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
