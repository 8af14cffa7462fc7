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
#[path = "deciding/judge.rs"]
mod judge;
mod seed;

use std::collections::{BTreeMap, BTreeSet};

use amif::{
    Call, Instant, Proposal, Verdict,
    ask::{Asked, Asks, Deciding},
};
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
                .chain(a.open().iter().map(ToString::to_string))
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
fn agree_on(cases: usize, seed: u64) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed.to_le_bytes().repeat(4));
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
    agree_on(400, u64::from_le_bytes([7; 8]));
}

#[test]
#[ignore = "runs for minutes"]
fn every_completion_agrees_on_many_more() {
    for run in 0..10 {
        agree_on(3_000, seed::long(run));
    }
}

fn seed() -> &'static Call {
    amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn asks<'r>(report: &'r amif::Report<'_>) -> Asks<'r> {
    match report.deciding() {
        Deciding::Ask(asks) => asks,
        other => panic!("{other}"),
    }
}

/// The members of a sound consortium, each as JSON.
const SOUND: [&str; 3] = [
    r#"{"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"}"#,
    r#"{"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"}"#,
    r#"{"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}"#,
];

fn draft(members: &[&str], rest: &str) -> Proposal {
    Proposal::from_json(&format!("{{\"participants\": [{}]{rest}}}", members.join(","))).unwrap()
}

const SENT: &str = r#", "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24"#;

#[test]
fn a_grant_between_rate_and_range_will_be_corrected_and_is_not_barred() {
    let p = draft(&SOUND, &format!("{SENT}, \"total_eligible_costs\": 400000"));
    let report = p.check(seed(), moment());
    let asks = asks(&report);
    assert_eq!(names(&asks), BTreeSet::from(["/requested_grant".to_owned()]));
    let [conflict] = asks.corrections.as_slice() else { panic!("{asks:?}") };
    assert!(!conflict.bars && conflict.smallest);
    let text = conflict.to_string();
    assert!(text.contains("EUR 500 000 to 1 000 000"), "{text}");
    assert!(
        text.contains("Of EUR 400 000 that is EUR 360 000; up to EUR 360 019.99 rounds to it."),
        "{text}"
    );
    // Costs that leave room for both: no conflict.
    let p = draft(&SOUND, &format!("{SENT}, \"total_eligible_costs\": 555556"));
    assert!(corrections_of(&p) == 0);
    // The largest grant that rounds to the rate is 500 000 or more from these costs on, and not a cent less.
    for (costs, conflicts) in [("555524.70", false), ("555524.69", true)] {
        let p = draft(&SOUND, &format!("{SENT}, \"total_eligible_costs\": \"{costs}\""));
        assert_eq!(corrections_of(&p) > 0, conflicts, "{costs}");
    }
}

fn corrections_of(p: &Proposal) -> usize {
    match p.check(seed(), moment()).deciding() {
        Deciding::Ask(asks) => asks.corrections.len(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_question_that_only_failing_completions_raise_is_not_asked() {
    // The first may be an international organisation; as an affiliated entity that is an open question, but
    // then nobody coordinates.
    let first = r#"{"name": "A", "pic": "999000001", "country": "BE", "legal_form": ["public_body", "international_organisation"]}"#;
    let p = draft(&[first, SOUND[1], SOUND[2]], &format!("{SENT}, \"requested_grant\": 750000"));
    let report = p.check(seed(), moment());
    let open: BTreeSet<String> = report
        .assessments()
        .flat_map(|a| a.open().iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect();
    assert!(open.contains("international-organisation-as-affiliated-entity"));
    let asks = asks(&report);
    assert!(asks.smallest);
    assert_eq!(
        names(&asks),
        BTreeSet::from(["/participants/0/role", "/participants/0/legal_form"].map(String::from))
    );
    // What remains of the legal form is said.
    let form = asks.order.iter().find(|a| a.among.is_some()).unwrap();
    assert_eq!(form.what.to_string(), "/participants/0/legal_form");
    assert_eq!(form.among.unwrap().iter().count(), 2);
    // It decides nothing while the role is open; the role does, since somebody has to coordinate.
    assert!(!form.may_settle && asks.order[0].may_settle);
}

#[test]
fn a_pinned_reading_is_not_asked_for() {
    let oct = r#"{"name": "C", "pic": "999000003", "role": "beneficiary", "country": "NC", "legal_form": "public_body"}"#;
    let p = draft(&[SOUND[0], SOUND[1], oct], &format!("{SENT}, \"requested_grant\": 750000"));
    let report = p.check(seed(), moment());
    let Asked::Question(question) = asks(&report).order[0].what.clone() else { panic!() };
    assert_eq!(question.id, "overseas-territory-counts");
    let pinned = seed().assume(&question.id, amif::call::Reading::No).unwrap();
    assert_eq!(p.check(&pinned, moment()).deciding(), Deciding::Decided(Verdict::Ineligible));
}

#[test]
fn facts_come_before_questions_and_what_decides_by_itself_comes_first() {
    let p = draft(&[r#"{"name": "A", "role": "coordinator"}"#], ", \"participants_complete\": false");
    let report = p.check(seed(), moment());
    let asks = asks(&report);
    let kinds: Vec<(bool, bool)> =
        asks.order.iter().map(|a| (matches!(a.what, Asked::Question(_)), !a.may_settle)).collect();
    assert!(kinds.is_sorted(), "{asks}");
    assert!(names(&asks).contains("/participants_complete"));
    assert!(names(&asks).contains("/submitted_at"));
}

#[test]
fn what_a_call_does_not_state_is_said_with_what_may_still_fail() {
    let mut value: serde_json::Value =
        serde_json::from_str(amif::catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    value.as_object_mut().unwrap().remove("grant");
    let call = Call::from_json(&value.to_string()).unwrap();
    let report_of = |rest: &str| {
        let p = draft(&SOUND, rest);
        p.check(&call, moment()).deciding().to_string()
    };
    assert_eq!(report_of(SENT), "It cannot be called eligible: the call does not state amount of the grant.");
    assert_eq!(
        report_of(r#", "submitted_at": "2024-08-20T16:30:00+02:00""#),
        "It cannot be called eligible: the call does not state amount of the grant.\n\
         Whether it meets what is stated depends on:\n  1. /duration_months (can decide by itself)"
    );
}

#[test]
fn an_organisation_alone_and_a_consortium_alone_are_decided_alike() {
    let a = amif::Applicant::new("A".parse().unwrap()).country("US".parse().unwrap());
    let report = a.check(seed(), Some(amif::Role::Coordinator), moment(), None);
    assert!(matches!(report.deciding(), Deciding::NoEligibleCompletion { .. }));
    let report = a.check(seed(), Some(amif::Role::Beneficiary), moment(), None);
    assert_eq!(names(&asks(&report)), BTreeSet::from(["/participants/0/legal_form".to_owned()]));
    let p = draft(&SOUND[..2], ", \"participants_complete\": false");
    let report = p.consortium.check(seed(), moment(), None);
    assert_eq!(names(&asks(&report)), BTreeSet::from(["/participants_complete".to_owned()]));
}

#[test]
fn an_organisation_that_states_two_countries_is_asked_for_one() {
    let again = r#"{"name": "B", "pic": "999000002", "role": "beneficiary", "country": "BE", "legal_form": "public_body"}"#;
    let p = draft(&[SOUND[0], SOUND[1], SOUND[2], again], &format!("{SENT}, \"requested_grant\": 750000"));
    let report = p.check(seed(), moment());
    let asks = asks(&report);
    let [ask] = asks.order.as_slice() else { panic!("{asks}") };
    assert_eq!(ask.what.to_string(), "/participants/1/country, /participants/3/country");
}

/// The shipped call with some of its fields changed.
fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Call {
    let mut value =
        serde_json::from_str(amif::catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    change(&mut value);
    Call::from_json(&value.to_string()).unwrap()
}

fn asked_under(call: &Call, members: &[&str], rest: &str) -> Vec<String> {
    let p = draft(members, &format!("{SENT}, \"requested_grant\": 750000{rest}"));
    let report = p.check(call, moment());
    let asks = asks(&report);
    assert!(asks.smallest, "{asks}");
    asks.order.iter().map(|ask| ask.what.to_string()).collect()
}

#[test]
fn facts_of_the_application_are_asked_for_where_the_call_reads_them() {
    let source = serde_json::json!([{"document": "gateway", "note": "invented"}]);
    let call = changed(|value| {
        value["parallel_applications"] = serde_json::json!({"at_most": 1, "source": source});
        value["annexes"] = serde_json::json!({"mandatory": ["CV"], "source": source});
        value["target_countries"] = serde_json::json!({"at_least": 1, "or_routes": true, "source": source});
    });
    assert_eq!(
        asked_under(&call, &SOUND, ""),
        ["/annexes", "/parallel_applications", "/target_countries", "/routes"]
    );
    // Naming a route is enough, so the countries no longer matter.
    assert_eq!(
        asked_under(&call, &SOUND, r#", "routes": ["central"], "parallel_applications": 1"#),
        ["/annexes"]
    );
}

#[test]
fn of_legal_form_and_statuses_one_is_asked_where_either_would_do() {
    // Who is not non-profit is no non-profit private entity, and who is, makes no profit.
    let either = r#"{"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": ["non_profit_private", "profit_making"]}"#;
    let call = changed(|value| {
        value["roles"]["beneficiary"]["statuses"] = serde_json::json!({"non_profit": true});
    });
    let members = [
        SOUND[0],
        r#"{"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body", "statuses": {"non_profit": true}}"#,
        either,
    ];
    assert_eq!(asked_under(&call, &members, ""), ["/participants/2/legal_form"]);
    // A public body may be non-profit or not, so there the status has to be known.
    let public = r#"{"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}"#;
    assert_eq!(asked_under(&call, &[members[0], members[1], public], ""), ["/participants/2/statuses"]);
}

#[test]
fn whoever_joins_may_be_of_the_kind_that_the_call_makes_compulsory() {
    let source = serde_json::json!([{"document": "gateway", "note": "invented"}]);
    let call = changed(|value| {
        let kind = serde_json::json!({"at_least": 1, "roles": ["associated_partner"], "countries": ["FR"], "source": source});
        value["composition"] = serde_json::json!({"required": [kind]});
    });
    assert_eq!(asked_under(&call, &SOUND, r#", "participants_complete": false"#), ["/participants_complete"]);
    // Who is there may be that one already, and then nobody need join.
    let partner = r#"{"name": "D", "pic": "999000004", "country": "FR", "legal_form": "public_body"}"#;
    assert_eq!(asked_under(&call, &[SOUND[0], SOUND[1], SOUND[2], partner], ""), ["/participants/3/role"]);
}

#[test]
fn an_action_that_may_be_completed_before_the_submission_is_asked_about() {
    let call = changed(|value| drop(value.as_object_mut().unwrap().remove("deadline")));
    let stated = r#", "duration_months": 24, "requested_grant": 750000, "start_date": "2022-08-01""#;
    let p = draft(&SOUND, stated);
    let report = p.check(&call, moment());
    let Deciding::CannotBeEligible { asks, .. } = report.deciding() else { panic!("{report}") };
    let asked: Vec<String> = asks.order.iter().map(|ask| ask.what.to_string()).collect();
    assert_eq!(asked, ["/submitted_at"]);
    assert!(asks.smallest);
    // Nobody has joined yet: that the submission decides as well is found beside it.
    let open = draft(&SOUND[..2], &format!("{stated}, \"participants_complete\": false"));
    let report = open.check(&call, moment());
    let Deciding::CannotBeEligible { asks, .. } = report.deciding() else { panic!("{report}") };
    assert!(asks.order.iter().any(|ask| ask.what.to_string() == "/submitted_at"), "{asks}");
}

#[test]
fn whoever_joins_need_not_bring_a_mandatory_annex_along() {
    let source = serde_json::json!([{"document": "gateway", "note": "invented"}]);
    let call = changed(|value| {
        let row = serde_json::json!({"legal_forms": ["public_body"], "mandatory": ["Letter"]});
        value["annexes"] = serde_json::json!({"of_some": [row], "source": source});
    });
    // Nobody here is a public body. The third applicant may be none either, and then no letter is needed.
    let of = |member: &str| member.replace("public_body", "non_profit_private");
    let (a, b) = (of(SOUND[0]), of(SOUND[1]));
    let rest = r#", "participants_complete": false, "annexes": []"#;
    assert_eq!(asked_under(&call, &[&a, &b], rest), ["/participants_complete"]);
}

#[test]
fn json_says_the_same() {
    let p = draft(&SOUND, &format!("{SENT}, \"total_eligible_costs\": 400000"));
    let value = serde_json::to_value(p.check(seed(), moment()).deciding()).unwrap();
    assert_eq!(value["ask"]["order"][0]["facts"][0], "/requested_grant");
    assert_eq!(value["ask"]["order"][0]["conditions"][0]["rule"], "grant/within-range");
    assert_eq!(value["ask"]["corrections"][0]["bars"], false);
    let p = draft(
        &[r#"{"name": "A", "role": "coordinator", "country": "US"}"#],
        ", \"participants_complete\": false",
    );
    let value = serde_json::to_value(p.check(seed(), moment()).deciding()).unwrap();
    assert_eq!(value["no_eligible_completion"][0]["clauses"][1]["subject"], "/participants/0");
    let p = draft(&[], "");
    let value = serde_json::to_value(p.check(seed(), moment()).deciding()).unwrap();
    assert_eq!(value, serde_json::json!({"decided": "ineligible"}));
}

#[test]
fn large_consortia_of_which_nothing_is_known_come_to_an_end() {
    for (members, smallest) in [(3, true), (64, false), (600, false)] {
        let names: Vec<String> = (0..members).map(|i| format!("{{\"name\": \"Body {i}\"}}")).collect();
        let members: Vec<&str> = names.iter().map(String::as_str).collect();
        let p = draft(&members, "");
        let report = p.check(seed(), moment());
        let within = report.deciding_within(amif::ask::STEPS);
        assert!(within.steps <= amif::ask::STEPS + 64 * 8 * members.len() as u64, "{}", within.steps);
        let Deciding::Ask(asks) = within.answer else { panic!() };
        assert_eq!(asks.smallest, smallest, "{}", names.len());
        assert!(asks.order.len() >= 4 * names.len());
    }
}
