//! The finder of calls, and the program that prints what it finds.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test states what it expects in the plainest way"
)]

mod program;

use std::path::Path;
use std::process::Output;

use amif::catalogue::{self, Candidate, Finder};
use amif::report::Margin;
use amif::{Consortium, Instant, Outcome, Proposal, RuleId, Verdict, call::CallStatus};
use serde_json::{Value, json};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    program::run_in(Path::new(env!("CARGO_MANIFEST_DIR")), "find_calls", arguments, input)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn proposal(name: &str) -> Proposal {
    let path = format!("{}/examples/data/{name}", env!("CARGO_MANIFEST_DIR"));
    Proposal::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn at(time: &str) -> Instant {
    Instant::parse_or_date(time).unwrap()
}

fn of<'a>(found: &'a [Candidate<'a>], topic: &str) -> &'a Candidate<'a> {
    found.iter().find(|c| c.call().topic().as_str() == topic).unwrap()
}

#[test]
fn every_call_is_looked_at_as_if_it_were_the_one_applied_for() {
    for name in ["eligible.json", "ineligible.json", "draft.json"] {
        let proposal = proposal(name);
        for time in ["2017-01-01", "2019-06-01", "2023-03-01", "2024-08-20", "2026-01-01"] {
            let finder = Finder::new(&proposal, at(time));
            let found = finder.calls();
            assert_eq!(found.len(), catalogue::topics().count());
            for candidate in &found {
                let report = proposal.check(candidate.call(), at(time));
                assert_eq!(candidate.verdict(), report.verdict());
                // The calls share the steps that listing may take: that a bound was reached may be said here and not there.
                let listed = |report: &amif::Report<'_>| report.to_json().replace("\"smallest\":false,", "");
                assert_eq!(listed(candidate.report()), listed(&report));
                let failing = report
                    .assessments()
                    .filter(|a| {
                        a.outcome() == Outcome::NotMet && a.consequence() == amif::Consequence::Reject
                    })
                    .count();
                assert_eq!(candidate.conditions(Outcome::NotMet).count(), failing);
            }
        }
    }
}

#[test]
fn the_order_is_the_one_documented() {
    for (name, time) in
        [("eligible.json", "2024-08-20"), ("draft.json", "2023-03-01"), ("ineligible.json", "2020-01-01")]
    {
        let proposal = proposal(name);
        let finder = Finder::new(&proposal, at(time));
        let found = finder.calls();
        const CORE: [&str; 7] = [
            "deadline",
            "minimum number of applicants",
            "minimum number of countries",
            "legal forms admitted to each role",
            "eligible countries",
            "amount of the grant",
            "duration",
        ];
        let key = |c: &Candidate<'_>| {
            let unstated = c.call().not_stated().filter(|gap| CORE.contains(gap)).count();
            // What may be open comes before what is not open yet.
            let state = match (c.status(), c.days_left().is_some_and(|days| days >= 0)) {
                (Some(CallStatus::Open), _) => 0,
                (None, true) => 1,
                (Some(CallStatus::Forthcoming), _) => 2,
                (None, false) => 3,
                (Some(_), _) => 4,
            };
            (
                state,
                Verdict::ALL.iter().position(|v| *v == c.verdict()),
                c.conditions(Outcome::NotMet).count(),
                c.conditions(Outcome::Unknown).count() + unstated,
                c.days_left().unwrap().unsigned_abs(),
                c.call().topic().to_string(),
            )
        };
        assert!(found.iter().map(key).is_sorted(), "{name} at {time}");
        let mut reversed: Vec<_> = found.iter().map(Candidate::call).collect();
        reversed.reverse();
        let again: Vec<_> = finder.among(reversed).iter().map(|c| c.call().topic().clone()).collect();
        let first: Vec<_> = found.iter().map(|c| c.call().topic().clone()).collect();
        assert_eq!(again, first, "whatever order the calls come in");
    }
}

#[test]
fn the_room_to_each_limit_is_exact() {
    let sound = proposal("eligible.json");
    let finder = Finder::new(&sound, at("2024-08-20"));
    let found = finder.calls();
    let room =
        |topic: &str, rule: RuleId| of(&found, topic).limits().find(|l| l.rule == rule).unwrap().margin;
    let euros = |amount: i64| amif::Eur::from_euros(amount);
    let seed = "AMIF-2024-TF2-AG-THB-01";
    assert_eq!(found[0].call().topic().as_str(), seed);
    assert_eq!((found[0].verdict(), found[0].days_left()), (Verdict::Eligible, Some(1)));
    assert_eq!(room(seed, RuleId::MinimumApplicants), Margin::Count { certain: 0, possible: Some(0) });
    assert_eq!(
        room(seed, RuleId::GrantRange),
        Margin::Amount { above_min: euros(250_000), below_max: euros(250_000) }
    );
    assert_eq!(room(seed, RuleId::Duration), Margin::Months { above_min: Some(0), below_max: Some(0) });
    assert_eq!(
        room(seed, RuleId::SubmittedByDeadline),
        Margin::Time(chrono::TimeDelta::minutes(24 * 60 + 30))
    );
    // Three applicants from three States, EUR 750 000 and 24 months.
    let short = "AMIF-2025-TF2-AG-INTE-02-HEALTH";
    assert_eq!(of(&found, short).verdict(), Verdict::Ineligible);
    assert_eq!(of(&found, short).days_left(), Some(392));
    assert_eq!(
        room(short, RuleId::GrantRange),
        Margin::Amount { above_min: euros(-750_000), below_max: euros(2_250_000) }
    );
    let applicants = room(short, RuleId::MinimumApplicants);
    let two_short = matches!(applicants, Margin::Count { possible: Some(-2), .. });
    assert!(two_short, "two short whatever the open questions come to: {applicants:?}");
}

#[test]
fn one_organisation_is_the_start_of_a_consortium() {
    let mut alone = proposal("eligible.json");
    alone.consortium.participants.truncate(1);
    let finder = Finder::new(&alone, at("2024-08-20"));
    assert!(!finder.proposal().consortium.complete && alone.consortium.complete);
    let found = finder.calls();
    let seed = of(&found, "AMIF-2024-TF2-AG-THB-01");
    assert_eq!(seed.verdict(), Verdict::Undetermined, "partners may join");
    let count = seed.limits().find(|l| l.rule == RuleId::MinimumApplicants).unwrap();
    assert_eq!(count.margin, Margin::Count { certain: -2, possible: None });
    // One that no role admits is not.
    alone.consortium.participants[0].applicant.legal_form = Some(amif::LegalForm::NaturalPerson.into());
    let finder = Finder::new(&alone, at("2024-08-20"));
    assert_eq!(of(&finder.calls(), "AMIF-2024-TF2-AG-THB-01").verdict(), Verdict::Ineligible);
    // Nobody at all is a finished list, as stated.
    let nobody = Proposal::new(Consortium::new([]));
    assert!(Finder::new(&nobody, at("2024-08-20")).proposal().consortium.complete);
}

#[test]
fn the_program_prints_every_topic_with_what_it_lacks() {
    let output = run(&["examples/data/eligible.json"], b"");
    let printed = text(&output.stdout);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    // The sentences, whatever lines they stand in.
    let told = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, _) = told.split_once(" As things were known").unwrap();
    assert!(
        first.starts_with("No formal obstacle found under ")
            && first.ends_with("Not legal advice and not a decision.")
    );
    for topic in catalogue::topics() {
        assert!(printed.contains(&format!("\n{topic}  ")), "{topic}");
    }
    let seed = printed.find("\nAMIF-2024-TF2-AG-THB-01  eligible  (open, deadline").unwrap();
    let other =
        printed.find("\nAMIF-2025-TF2-AG-INTE-02-HEALTH  ineligible  (forthcoming, deadline").unwrap();
    assert!(seed < other, "the useful one first");
    assert!(
        told.contains("grant/within-range: EUR 250 000 above the minimum, EUR 250 000 below the maximum")
    );
    assert!(told.contains("grant/within-range: EUR 750 000 below the minimum"));
    assert!(told.contains("consortium/minimum-countries: 2 short"));
    assert!(told.contains(", in 1 day)"));
    assert!(!printed.contains('\u{1b}'));
}

#[test]
fn the_program_prints_json_for_programs() {
    let output = run(&["--format", "json", "examples/data/eligible.json"], b"");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["schema"], "amif-find/1");
    assert_eq!(found["as_of"], "2024-08-20T16:30:00+02:00");
    assert_eq!(found["calls"].as_array().unwrap().len(), catalogue::topics().count());
    let seed = &found["calls"][0];
    assert_eq!(seed["topic"], "AMIF-2024-TF2-AG-THB-01");
    assert_eq!(
        (&seed["verdict"], &seed["call_status"], &seed["days_left"]),
        (&json!("eligible"), &json!("open"), &json!(1))
    );
    assert_eq!(seed["deadline"], "2024-08-21T17:00:00+02:00");
    assert_eq!(seed["not_met"], json!([]));
    let limits = seed["limits"].as_array().unwrap();
    let grant = limits.iter().find(|l| l["rule"] == "grant/within-range").unwrap();
    assert_eq!(grant["margin"], json!({"above_min": "250000.00", "below_max": "250000.00"}));
    let closed = found["calls"].as_array().unwrap().iter().find(|c| c["call_status"] == "closed").unwrap();
    let late = &closed["not_met"][0];
    assert_eq!(late["rule"], "admissibility/submitted-by-deadline");
    assert!(late["message"].as_str().unwrap().contains("after the deadline"));
    let again = run(&["--format", "json", "examples/data/eligible.json"], b"");
    assert_eq!(output.stdout, again.stdout, "the same bytes for the same input");
}

#[test]
fn the_instant_is_needed_and_may_be_given() {
    let output = run(&["examples/data/draft.json"], b"");
    assert_eq!(code(&output), 3);
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("--as-of"));
    let output = run(&["--as-of", "2024-06-01", "examples/data/draft.json"], b"");
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("missing: "));
    let output = run(&["--as-of", "June", "examples/data/draft.json"], b"");
    assert_eq!((code(&output), output.stdout.is_empty()), (3, true));
}

#[test]
fn unusable_input_ends_with_3_and_prints_nothing() {
    for (input, says) in [
        (&b"{"[..], "line 1"),
        (br#"{"participants": [{"name": "A", "roll": "beneficiary"}]}"#, "did you mean \"role\"?"),
        (b"\xff\xfe{", "UTF-16"),
    ] {
        let output = run(&["--as-of", "2024-06-01", "-"], input);
        assert_eq!((code(&output), output.stdout.is_empty()), (3, true));
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
    let output = run(&["--as-of", "2024-06-01", "no-such-file.json"], b"");
    assert_eq!((code(&output), output.stdout.is_empty()), (3, true));
}

#[test]
fn one_organisation_is_named_as_such() {
    let alone =
        br#"{"participants": [{"name": "Payoke", "country": "BE", "legal_form": "non_profit_private"}]}"#;
    let output = run(&["--as-of", "2024-06-01", "-"], alone);
    assert_eq!(code(&output), 0);
    let printed = text(&output.stdout);
    assert!(printed.contains("Payoke alone is looked at as the start of a consortium; partners may join."));
    assert!(printed.contains("\nAMIF-2024-TF2-AG-THB-01  undetermined  (open"));
}
