//! The oracle over whole random calls: a second, naive implementation of every rule on a call and its proposals,
//! written from the description of `amif-call/1`, the design and the rules' explanations. It reads the call's
//! file itself and tries out every way to complete the unknown facts and every reading of the open questions.
//! It agrees with the crate on every outcome, consequence, count, missing fact and open question, and on the
//! verdict.
//!
//! Left out, because the crate tells them by bounds and says so: on what `consortium/*-members` dependence where an
//! entry without a code has the name of another one (`src/check/members.rs`), and on what a rule dependence that
//! more than ten questions touch (`src/check/minima.rs`). Their outcomes are compared all the same. Rules with too
//! many ways to complete their facts are left to luckier cases. Not generated: budgets, which have an oracle of
//! their own.

#![recursion_limit = "256"]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

mod consortium;
mod entry;
mod generate;
mod naive;
mod participant;
mod project;
mod properties;
mod rules;
mod search;
#[path = "../seed/mod.rs"]
mod seed;
mod shrink;

use std::collections::BTreeMap;

use amif::{Call, Proposal, report::Found};
use generate::Case;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Rule and subject, to what it comes to; nothing where that was too much to try out.
type Answers = BTreeMap<(String, String), Option<Answer>>;

#[derive(Debug)]
struct Answer {
    outcome: &'static str,
    consequence: &'static str,
    missing: Vec<String>,
    open: Vec<String>,
    count: Option<(u32, Option<u32>)>,
    /// How many questions the oracle came to.
    asked: usize,
    /// Whether each of what it depends on was found to matter.
    smallest: bool,
}

/// The crate's answers, where it takes both files.
fn crate_answers(case: &Case) -> Option<(Answers, &'static str)> {
    let call = Call::from_json(&case.call.to_string()).ok()?;
    let proposal = Proposal::from_json(&case.proposal.to_string()).ok()?;
    let report = proposal.check(&call, case.as_of.parse().unwrap());
    let answers = report
        .assessments()
        .map(|a| {
            let count = match a.found() {
                Some(Found::Count { certain, possible })
                    if a.rule().as_str().starts_with("consortium/minimum") =>
                {
                    Some((certain, possible))
                }
                _ => None,
            };
            let mut open: Vec<String> = a.open().iter().map(ToString::to_string).collect();
            open.sort();
            open.dedup();
            let mut missing: Vec<String> = a.missing().iter().map(ToString::to_string).collect();
            missing.sort();
            let answer = Answer {
                outcome: a.outcome().as_str(),
                consequence: a.consequence().as_str(),
                missing,
                open,
                count,
                asked: 0,
                smallest: a.smallest(),
            };
            ((a.rule().to_string(), a.subject().to_string()), Some(answer))
        })
        .collect();
    Some((answers, report.verdict().as_str()))
}

/// Whether an entry without a code has the name of another one.
fn identity_is_open(case: &Case) -> bool {
    let rules = rules::Rules::read(&case.call, "");
    let entries = entry::World::new(&rules, &case.proposal, "").entries;
    entries.iter().any(|a| a.pic.is_none() && entries.iter().any(|b| a.at != b.at && a.name == b.name))
}

/// Whether the crate tells what a rule depends on by bounds, as it documents: kinds of members where an entry
/// without a code may be another one, and rules that depend on many questions.
fn is_bounded(rule: &str, expected: &Answer, case: &Case) -> bool {
    // The crate counts a question that no completion comes to, now and then.
    let many = rule.starts_with("consortium/minimum") && expected.asked > 8;
    // Whoever joins may come from any Member State, which the oracle does not try out one by one.
    let joins = case.proposal["participants_complete"] == false
        && case.call["composition"].to_string().contains("member_states");
    many || (rule.ends_with("-members") && (identity_is_open(case) || joins))
}

impl Answer {
    /// Whether all is the same.
    fn is(&self, other: &Answer) -> bool {
        self.agrees(other) && (&self.missing, &self.open) == (&other.missing, &other.open)
    }

    /// Whether it lists all that the other does, and may list more.
    fn covers(&self, other: &Answer) -> bool {
        other.missing.iter().all(|m| self.missing.contains(m))
            && other.open.iter().all(|o| self.open.contains(o))
    }

    /// Whether outcome and consequence are the same, and as many count as the other has, or perhaps more or fewer.
    fn bounds(&self, other: &Answer) -> bool {
        let count = match (self.count, other.count) {
            (Some((least, most)), Some((fewest, all))) => {
                least <= fewest && most.is_none_or(|most| all.is_some_and(|all| all <= most))
            }
            (own, theirs) => own == theirs,
        };
        (self.outcome, self.consequence, count) == (other.outcome, other.consequence, true)
    }

    /// Whether all but what it depends on is the same.
    fn agrees(&self, other: &Answer) -> bool {
        (self.outcome, self.consequence, self.count) == (other.outcome, other.consequence, other.count)
    }
}

/// How many answers were compared and how many list more than is needed, or where crate and oracle differ; `None` for files
/// that the crate refuses.
fn compare(case: &Case) -> Option<Result<(usize, usize), String>> {
    let (found, verdict) = crate_answers(case)?;
    let expected = naive::answers(case);
    let removes = rules::Rules::read(&case.call, &case.as_of[..10]).removes();
    let (mut compared, mut over) = (0, 0);
    for (key, answer) in &expected {
        match (found.get(key), answer) {
            (None, _) => return Some(Err(format!("{key:?}: the crate has no answer"))),
            (Some(_), None) => continue,
            (Some(Some(found)), Some(expected)) if found.is(expected) => compared += 1,
            (Some(Some(found)), Some(expected))
                if is_bounded(&key.0, expected, case) && found.agrees(expected) => {}
            // A list within a bound of steps, or told by bounds, says that it may be longer than needed.
            // Who is perhaps removed counts perhaps, whatever else that tells.
            (Some(Some(found)), Some(expected))
                if removes && found.bounds(expected) && found.covers(expected) => {}
            (Some(Some(found)), Some(expected))
                if !found.smallest && found.agrees(expected) && found.covers(expected) =>
            {
                over += 1;
            }
            (Some(found), Some(expected)) => {
                let found = found.as_ref().unwrap();
                return Some(Err(format!("{key:?}\n crate {found:?}\noracle {expected:?}")));
            }
        }
    }
    if let Some(key) = found.keys().find(|key| !expected.contains_key(*key)) {
        return Some(Err(format!("{key:?}: the oracle has no answer")));
    }
    let governing = rules::Rules::read(&case.call, &case.as_of[..10]).call;
    match naive::verdict(&governing, &expected) {
        Some(expected) if expected != verdict => {
            Some(Err(format!("verdict: crate {verdict}, oracle {expected}")))
        }
        _ => Some(Ok((compared, over))),
    }
}

fn agree_on(cases: u32, seed: u64) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed.to_le_bytes().repeat(4));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = generate::cases();
    let (mut taken, mut drawn, mut compared, mut longer) = (0, 0, 0, 0);
    while taken < cases {
        let case = strategy.new_tree(&mut runner).unwrap().current();
        drawn += 1;
        match compare(&case) {
            None => {}
            Some(Ok((count, over))) => {
                taken += 1;
                compared += count;
                longer += over;
            }
            Some(Err(_)) => {
                let least = shrink::least(case);
                let difference = compare(&least).unwrap().unwrap_err();
                panic!(
                    "case {taken}\n{difference}\nas of {}\ncall {}\nproposal {}",
                    least.as_of, least.call, least.proposal
                );
            }
        }
    }
    assert!(longer * 1_000 <= taken as usize, "{longer} lists are longer than needed, of {taken} cases");
    assert!(taken * 2 > drawn, "most calls are refused: {taken} of {drawn} taken");
    assert!(compared > taken as usize * 15, "few answers are compared: {compared} of {taken} cases");
}

#[test]
fn the_oracle_agrees_on_thousands_of_calls() {
    agree_on(3_000, u64::from_le_bytes([5; 8]));
}

#[test]
#[ignore = "runs for minutes; `.ci/long` runs it"]
fn the_oracle_agrees_on_fifty_thousand_calls() {
    agree_on(50_000, seed::long(0));
}
