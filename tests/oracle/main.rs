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
use draft::{Draft, Member};
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

/// Whether a draft had few enough completions to be compared.
fn agrees(draft: &Draft, case: impl std::fmt::Display) -> bool {
    let Some(expected) = naive::answers(draft) else { return false };
    let found = crate_answers(draft);
    for (key, answer) in &expected {
        assert_eq!(
            found.get(key),
            Some(answer),
            "{case}: {key:?}\nleft: the crate, right: the oracle\n{}",
            draft.to_json()
        );
    }
    assert_eq!(found.len(), expected.len(), "{}", draft.to_json());
    true
}

fn agree_on(cases: u32, seed: u64, drafts: &impl Strategy<Value = Draft>) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed.to_le_bytes().repeat(4));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut compared = 0;
    while compared < cases {
        let draft = drafts.new_tree(&mut runner).unwrap().current();
        compared += u32::from(agrees(&draft, format!("seed {seed}, case {}", compared + 1)));
    }
}

#[test]
fn the_oracle_agrees_on_ten_thousand_proposals() {
    agree_on(10_000, u64::from_le_bytes([7; 8]), &draft::strategy());
}

#[test]
#[ignore = "runs for minutes"]
fn the_oracle_agrees_on_a_hundred_thousand_proposals() {
    agree_on(100_000, seed::long(0), &draft::strategy());
}

/// Whoever lacks a code may be another one of the same name and country. That makes a difference only where the other
/// one counts and both together are one too few or enough.
#[test]
fn a_missing_code_is_asked_for_only_where_it_makes_a_difference() {
    let missing = |members: &[Member]| {
        let draft = Draft {
            submitted_at: Some("2024-05-21T00:00:00+02:00"),
            duration: Some(24),
            grant: Some(750_000),
            costs: Some(1_000_000),
            complete: true,
            members: members.to_vec(),
        };
        assert!(agrees(&draft, "fixed"));
        let key = ("consortium/minimum-applicants".to_owned(), "/participants".to_owned());
        crate_answers(&draft).remove(&key).unwrap().missing
    };
    let member = |name, pic, country, forms: &[&'static str]| Member {
        name,
        pic,
        role: Some("beneficiary"),
        country,
        forms: Some(forms.to_vec()),
        affiliated_to: None,
    };
    let public = ["public_body"];
    let either = ["public_body", "natural_person"];
    let pic = "/participants/1/pic".to_owned();
    // The first and the last entry are one organisation by their code, of which two countries are stated: no entry
    // without a code is it. Who is left are the third, which may not count, and the fourth: with them there are enough
    // whether or not the second is the third.
    let torn = [
        member("Caritas", Some("999000001"), Some("BE"), &public),
        member("Caritas", None, None, &public),
        member("Caritas", Some("999000003"), Some("BE"), &either),
        member("City", Some("999000004"), Some("AT"), &public),
        member("caritas ", Some("999000001"), Some("IT"), &public),
    ];
    assert!(!missing(&torn).contains(&pic));
    // Without the second country of the first it may be that one, and then two are left where the third does not count.
    assert!(missing(&torn[..4]).contains(&pic));
    // Without the fourth the second may be the third, and be one too few.
    let few = [torn[0].clone(), torn[1].clone(), torn[2].clone(), torn[4].clone()];
    assert!(missing(&few).contains(&pic));
    // Two without a code may be one, and then they are one too few where the third does not count.
    let twin = || member("Caritas", None, Some("BE"), &public);
    let other = [twin(), twin(), torn[2].clone(), torn[3].clone()];
    assert_eq!(missing(&other).iter().filter(|fact| fact.ends_with("/pic")).count(), 2);
}

/// Four entries of one code of which nothing else is stated may turn out in more ways than are tried out. All that is
/// unknown of them is listed, and the report says that some of it may not matter, stored or not.
#[test]
fn a_list_that_may_be_longer_than_needed_says_so() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let entry = r#"{"name": "A", "pic": "999000001"}"#;
    let of = |entries: &[&str]| {
        let text = format!(r#"{{"participants": [{}], "participants_complete": false}}"#, entries.join(", "));
        Proposal::from_json(&text).unwrap()
    };
    let (one, four) = (of(&[entry]), of(&[entry; 4]));
    assert!(one.check(call, as_of).assessments().all(|a| a.smallest()));
    let report = four.check(call, as_of);
    let minimum = |a: &amif::Assessment<'_>| a.rule() == amif::RuleId::MinimumApplicants;
    let live = report.assessments().find(minimum).unwrap();
    assert_eq!((live.outcome(), live.smallest()), (Outcome::Unknown, false));
    for fact in ["role", "country", "legal_form"] {
        let pointer = format!("/participants/3/{fact}");
        assert!(live.missing().iter().any(|missing| missing.to_string() == pointer), "{pointer}");
    }
    let text = report.to_json();
    assert!(text.contains(r#""smallest":false"#) && !text.contains(r#""smallest":true"#));
    let read: amif::StoredReport = text.parse().unwrap();
    let stored = read.assessments().find(minimum).unwrap();
    assert!(!stored.smallest());
    assert!(read.assessments().all(|a| a.outcome() == Outcome::Unknown || a.smallest()));
}
