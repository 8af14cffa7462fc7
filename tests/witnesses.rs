//! Projects that were really awarded, as witnesses: none may be ineligible under its own topic on the facts
//! given.
//!
//! Consortia change in grant preparation, so a failure may be legitimate; each is listed below with its reason.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test states what it expects in the plainest way")]

mod awarded;

use std::collections::{BTreeMap, BTreeSet};

use amif::usual::UsualVerdict;
use amif::{Outcome, Report, Verdict, catalogue};
use awarded::{as_of, id, projects, proposal, topics};
use serde_json::{Value, json};

/// Failures that the facts explain: project, rule, why.
const EXPLAINED: &[(&str, &str, &str)] = &[(
    "mint",
    "grant/within-range",
    "EUR 435 187.56 lies below the minimum of 450 000; whether that is the grant at award or the amount after the \
     final accounts is not stated",
)];

fn failures(report: &Report<'_>) -> BTreeSet<&'static str> {
    report
        .assessments()
        .filter(|a| a.outcome() == Outcome::NotMet && a.consequence() == amif::Consequence::Reject)
        .map(|a| a.rule().as_str())
        .collect()
}

#[test]
fn the_record_is_whole() {
    let projects = projects();
    assert_eq!(projects.len(), 48);
    assert_eq!(projects.iter().map(id).collect::<BTreeSet<_>>().len(), 48);
    for project in &projects {
        assert!(!project["source_urls"].as_array().unwrap().is_empty(), "{}", id(project));
    }
    let testifying = projects.iter().filter(|p| !topics(p).is_empty()).count();
    assert_eq!(testifying, TESTIFYING, "projects of a shipped topic");
}

/// How many of them are of a topic, or at least of a call, that is shipped.
const TESTIFYING: usize = 36;

#[test]
fn no_awarded_project_is_ineligible_on_the_facts_given() {
    let mut explained = BTreeSet::new();
    for project in projects() {
        let proposal = proposal(&project);
        let reports: Vec<Report<'_>> =
            topics(&project).iter().map(|call| proposal.check(call, as_of(call))).collect();
        // Where only the call is known, it was of one of its topics.
        if reports.iter().any(|r| r.verdict() != Verdict::Ineligible) {
            continue;
        }
        for report in &reports {
            for rule in failures(report) {
                let reason = EXPLAINED.iter().find(|(who, what, _)| *who == id(&project) && *what == rule);
                assert!(
                    reason.is_some(),
                    "{} fails {rule} under {}:\n{report}",
                    id(&project),
                    report.call().topic()
                );
                explained.insert((id(&project).to_owned(), rule));
            }
        }
    }
    assert_eq!(explained.len(), EXPLAINED.len(), "each explanation is needed: {explained:?}");
}

#[test]
fn where_more_is_told_more_is_found() {
    // All members in two Member States: the two of the topic are reached, for certain once roles are told.
    let project = projects().into_iter().find(|p| id(p) == "caps_eu").unwrap();
    let mut told = project.clone();
    for partner in told["participants"].as_array_mut().unwrap() {
        if partner.get("role").is_none() {
            partner["role"] = json!("beneficiary");
        }
    }
    let call = catalogue::topic("AMIF-2019-AG-CALL-01").unwrap();
    let outcome = |project: &Value| {
        let proposal = proposal(project);
        let report = proposal.check(call, as_of(call));
        let countries = report.assessments().find(|a| a.rule() == amif::RuleId::MinimumCountries).unwrap();
        countries.outcome()
    };
    assert_eq!(outcome(&project), Outcome::Unknown);
    assert_eq!(outcome(&told), Outcome::Met);
}

#[test]
fn the_share_of_an_awarded_grant_is_compared_at_two_decimals() {
    let project = projects().into_iter().find(|p| id(p) == "eu_belong").unwrap();
    let proposal = proposal(&project);
    let call = catalogue::topic("AMIF-2020-AG-CALL-01").unwrap();
    let report = proposal.check(call, as_of(call));
    let rate = report.assessments().find(|a| a.rule() == amif::RuleId::FundingRate).unwrap();
    assert_eq!(rate.outcome(), Outcome::Met, "90.0000008 % is 90.00 %");
}

#[test]
fn what_is_usual_stands_in_the_way_of_no_awarded_project() {
    let mut answers: BTreeMap<UsualVerdict, usize> = BTreeMap::new();
    for project in projects() {
        let proposal = proposal(&project);
        for call in topics(&project) {
            let report = proposal.check(call, as_of(call));
            let Some(usual) = report.usual() else { continue };
            *answers.entry(usual.verdict()).or_default() += 1;
            // What the call itself states may be explained elsewhere; nothing presumed may be failed.
            if report.verdict() != Verdict::Ineligible {
                assert_ne!(
                    usual.verdict(),
                    UsualVerdict::Obstacle,
                    "{} under {}:\n{usual}",
                    id(&project),
                    call.topic()
                );
            }
        }
    }
    assert!(
        answers.contains_key(&UsualVerdict::Open),
        "roles and forms of partners are seldom told: {answers:?}"
    );
}
