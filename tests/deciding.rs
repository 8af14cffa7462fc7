//! What would decide an undetermined verdict, held against every completion of small drafts.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "deciding/completions.rs"]
mod completions;
#[path = "deciding/generate.rs"]
mod generate;

use std::collections::{BTreeMap, BTreeSet};

use amif::{Asked, Asks, Call, Deciding, Instant, Proposal, Verdict};
use completions::Completions;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn moment() -> Instant {
    "2024-08-20T12:00:00+02:00".parse().unwrap()
}

/// The facts as pointers, and the questions as ids.
fn names(asks: &Asks<'_>) -> BTreeSet<String> {
    asks.order
        .iter()
        .flat_map(|ask| match &ask.what {
            Asked::Facts(facts) => facts.iter().map(ToString::to_string).collect(),
            Asked::Question(question) => vec![question.id.clone()],
            _ => Vec::new(),
        })
        .collect()
}

/// Holds one draft against all its completions; how it came out.
fn agrees(proposal: &Proposal, call: &Call, as_of: Instant) -> Result<&'static str, TestCaseError> {
    let report = proposal.check(call, as_of);
    if report.verdict() != Verdict::Undetermined {
        prop_assert_eq!(report.deciding(), Deciding::Decided(report.verdict()));
        return Ok("decided");
    }
    let Some(all) = Completions::of(&report, proposal) else { return Ok("too many") };
    let verdicts = all.all_verdicts(call, as_of);
    let seen: BTreeSet<Verdict> = verdicts.iter().flatten().copied().collect();
    if seen.contains(&Verdict::Undetermined) {
        // Whoever joins raises questions of their own where the call is silent on members.
        prop_assert!(!proposal.consortium.complete && (call.roles().is_none() || call.countries().is_none()));
        return Ok("newcomers raise questions");
    }
    let needed = all.needed(&verdicts);
    let context = || format!("{seen:?}\n{}\n{}", proposal.to_json(), report.deciding());
    let hinted: BTreeSet<String> = report
        .assessments()
        .filter(|a| a.consequence() == amif::Consequence::Reject)
        .flat_map(|a| {
            a.missing()
                .iter()
                .map(ToString::to_string)
                .chain(a.open().iter().map(|q| q.id.clone()))
                .collect::<Vec<_>>()
        })
        .collect();
    match report.deciding() {
        Deciding::Ask(asks) => {
            prop_assert!(asks.smallest, "{}", context());
            prop_assert_eq!(names(&asks), needed.clone(), "{}", context());
            prop_assert!(!needed.is_empty() && needed.is_subset(&hinted));
            prop_assert!(seen.len() > 1);
            for ask in &asks.order {
                prop_assert!(!ask.conditions.is_empty());
            }
            // Answering all of it leaves nothing undetermined, or nothing that can be eligible.
            for (draft, pinned) in all.answering(&needed, call) {
                let report = draft.check(&pinned, as_of);
                if report.verdict() == Verdict::Undetermined {
                    let no = matches!(
                        report.deciding(),
                        Deciding::NoEligibleCompletion { .. } | Deciding::Decided(Verdict::Conditional)
                    );
                    prop_assert!(no, "{}\nanswered: {}", context(), draft.to_json());
                }
            }
            Ok(if needed.len() < hinted.len() { "fewer than missing" } else { "ask" })
        }
        Deciding::NoEligibleCompletion { conflicts } => {
            prop_assert_eq!(&seen, &BTreeSet::from([Verdict::Ineligible]), "{}", proposal.to_json());
            for conflict in &conflicts {
                prop_assert!(conflict.bars && conflict.smallest);
                let together: BTreeSet<(String, String)> =
                    conflict.clauses.iter().map(|c| (c.rule.to_string(), c.subject.to_string())).collect();
                prop_assert!(together.len() > 1, "{}", proposal.to_json());
                // No completion meets all of them; each is needed for that.
                prop_assert!(!all.some_meets(&together, call, as_of), "{}", context());
                for clause in &together {
                    let mut fewer = together.clone();
                    fewer.remove(clause);
                    prop_assert!(all.some_meets(&fewer, call, as_of), "{}", context());
                }
            }
            Ok("no eligible completion")
        }
        Deciding::Decided(verdict) => {
            prop_assert_eq!(&seen, &BTreeSet::from([verdict]), "{}", proposal.to_json());
            Ok("the same in all")
        }
        Deciding::CannotBeEligible { not_stated, asks } => {
            prop_assert!(!not_stated.is_empty());
            prop_assert!(asks.smallest);
            prop_assert_eq!(names(&asks), needed, "{}", context());
            Ok("cannot be eligible")
        }
        other => panic!("{other:?}"),
    }
}

/// What is listed decides, and nothing less does; what is said to meet no completion meets none.
fn agree_on(cases: usize, seed: u8) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = (generate::draft(), generate::call(), any::<bool>());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for _ in 0..cases {
        let (draft, (told, call), late) = strategy.new_tree(&mut runner).unwrap().current();
        let as_of = if late { "2025-01-15T12:00:00+01:00".parse().unwrap() } else { moment() };
        match agrees(&draft, &call, as_of) {
            Ok(how) => *seen.entry(how).or_default() += 1,
            Err(error) => failures.push(format!("{told}\n{error}")),
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {cases}; {seen:?}\n{}",
        failures.len(),
        failures[..failures.len().min(40)].join("\n\n")
    );
    for how in ["ask", "fewer than missing", "no eligible completion", "cannot be eligible"] {
        assert!(seen.get(how).is_some_and(|n| *n * 250 > cases), "{seen:?}");
    }
}

#[test]
fn every_completion_agrees() {
    agree_on(1_000, 7);
}
