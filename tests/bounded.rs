//! The work of each search is bounded, whatever is put in: held by the steps that it takes, which are the same on any
//! machine, and not by time. The inputs are those that once took seconds, or did not come to an end.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unreachable,
    reason = "a test states what it expects in the plainest way"
)]

use amif::ask::STEPS;
use amif::{
    Applicant, Call, Instant, Proposal, Verdict,
    ask::{Asked, Deciding, NextQuestion},
    call::Reading,
    catalogue,
};
use serde_json::{Value, json};

fn moment() -> Instant {
    "2024-06-01T12:00:00+02:00".parse().unwrap()
}

fn proposal(members: impl Iterator<Item = Value>) -> Proposal {
    let members: Vec<Value> = members.collect();
    Proposal::from_json(&json!({ "participants": members }).to_string()).unwrap()
}

fn names(count: usize) -> Proposal {
    proposal((0..count).map(|at| json!({"name": format!("Org {at}")})))
}

fn without_roles(count: usize) -> Proposal {
    proposal((0..count).map(|at| {
        json!({"name": format!("Org {at}"), "pic": format!("{}", 999_000_000 + at), "country": "BE", "legal_form": "public_body"})
    }))
}

fn of_one_code(count: usize) -> Proposal {
    proposal((0..count).map(|at| {
        json!({"name": format!("Org {at}"), "pic": "999000001", "role": "beneficiary", "country": (["BE", "AT", "IT"][at % 3]), "legal_form": "public_body"})
    }))
}

fn complete(count: usize) -> Proposal {
    proposal((0..count).map(|at| {
        let role = if at == 0 { "coordinator" } else { "beneficiary" };
        let country = ["BE", "AT", "IT", "FR", "SE"][at % 5];
        json!({"name": format!("Org {at}"), "pic": format!("{}", 999_000_000 + at), "role": role, "country": country, "legal_form": "public_body"})
    }))
}

/// The seed call with open questions on as many countries.
fn with_questions(count: usize) -> Call {
    let mut file: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    let source = file["countries"]["source"].clone();
    let codes: Vec<String> =
        amif::Country::all().filter(|c| c.state() == *c).map(|c| c.to_string()).collect();
    let mut added = 0;
    for code in codes {
        if added == count {
            break;
        }
        if file["countries"]["points"].get(&code).is_some() {
            continue;
        }
        let id = format!("question-{added}");
        let question = json!({"id": id, "question": format!("Is {code} eligible?"), "yes": "It is.", "no": "It is not.", "source": source});
        let mut changed = file.clone();
        changed["open_questions"].as_array_mut().unwrap().push(question);
        changed["countries"]["points"][&code] = json!({"open": id});
        if Call::from_json(&changed.to_string()).is_ok() {
            file = changed;
            added += 1;
        }
    }
    Call::from_json(&file.to_string()).unwrap()
}

/// Beside the steps that are given, every participant may be named once in every condition.
fn most(proposal: &Proposal) -> u64 {
    STEPS + 1_024 * (proposal.consortium.participants.len() as u64 + 16)
}

#[test]
fn what_decides_is_found_or_left_within_the_steps() {
    let topics = ["AMIF-2018-AG-INTE-2", "AMIF-2020-AG-CALL-03", "AMIF-2020-AG-CALL-05"];
    for topic in topics {
        let call = catalogue::topic(topic).unwrap();
        for count in [5, 7] {
            let draft = names(count);
            let report = draft.check(call, moment());
            let within = report.deciding_within(STEPS);
            assert!(within.steps <= most(&draft), "{topic} {count}: {}", within.steps);
            assert_eq!(within, report.deciding_within(STEPS), "the same steps each time");
        }
    }
    for count in [20, 40] {
        let call = with_questions(count);
        let draft = names(10);
        let report = draft.check(&call, moment());
        let within = report.deciding_within(STEPS);
        assert!(within.steps <= most(&draft), "{count} questions: {}", within.steps);
    }
}

#[test]
fn fewer_steps_give_an_answer_that_says_so() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let draft = names(4);
    let report = draft.check(call, moment());
    let Deciding::Ask(asks) = report.deciding_within(1_000).answer else { unreachable!() };
    assert!(!asks.smallest && asks.order.len() >= 12);
    let candidates: Vec<Applicant> =
        complete(40).consortium.participants.into_iter().map(|p| p.applicant).collect();
    let nobody = amif::Consortium::new([]);
    let report = nobody.check(call, moment(), None);
    assert!(!report.additions_within(&candidates, 300).answer.smallest);
    assert!(!report.partners_wanted_within(300).answer.complete);
    assert!(
        !complete(50).consortium.check(call, moment(), None).critical_members_within(300).answer.complete
    );
}

/// Everybody may be anybody: one name, no codes, two countries, four coordinators.
fn alike(count: usize) -> Proposal {
    proposal((0..count).map(|at| {
        let role = if at < 4 { "coordinator" } else { "beneficiary" };
        json!({"name": "One", "role": role, "country": (["BE", "AT"][at % 2]), "legal_form": "public_body"})
    }))
}

#[test]
fn remedies_are_found_or_left_within_the_steps() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    for draft in [alike(12), alike(24), alike(64), of_one_code(64), of_one_code(200), alike(200)] {
        let within = draft.remedies_within(call, moment(), STEPS);
        assert_eq!(draft.verdict(call, moment()), Verdict::Ineligible);
        // The steps end the search; what is looked at before it and after it is not many looks more.
        assert!(within.steps <= STEPS, "{}", within.steps);
        let again = draft.remedies_within(call, moment(), STEPS);
        assert_eq!(
            (within.steps, within.answer.all()),
            (again.steps, again.answer.all()),
            "the same each time"
        );
        for remedy in within.answer.all() {
            assert_ne!(remedy.apply(&draft).verdict(call, moment()), Verdict::Ineligible);
        }
    }
    let few = alike(24).remedies_within(call, moment(), 50_000);
    assert!(!few.answer.are_smallest(), "an answer after too few steps says so");
}

#[test]
fn building_comes_to_an_end() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    for draft in [names(40), without_roles(40), of_one_code(200), complete(200), names(200)] {
        let report = draft.consortium.check(call, moment(), None);
        let candidates: Vec<Applicant> =
            draft.consortium.participants.iter().map(|p| p.applicant.clone()).collect();
        let additions = report.additions_within(&candidates, STEPS);
        let wanted = report.partners_wanted_within(STEPS);
        let critical = report.critical_members_within(STEPS);
        for steps in [additions.steps, wanted.steps, critical.steps] {
            assert!(steps <= STEPS, "{steps}");
        }
    }
}

/// The kinds of drafts that once took long, as large as a draft may be.
fn kinds(count: usize) -> Vec<(&'static str, Proposal)> {
    let of = |member: &dyn Fn(usize) -> Value| proposal((0..count).map(member));
    let mut open = complete(count);
    open.consortium.complete = false;
    vec![
        ("names alone", names(count)),
        ("no roles", without_roles(count)),
        ("one code", of_one_code(count)),
        ("one name", of(&|_| json!({"name": "Caritas", "role": "beneficiary"}))),
        (
            "affiliated, to whom is not said",
            of(&|at| {
                let role = if at == 0 { "coordinator" } else { "affiliated_entity" };
                json!({"name": format!("Org {at}"), "role": role})
            }),
        ),
        (
            "affiliated or not",
            of(&|at| json!({"name": format!("Org {at}"), "country": "BE", "affiliated_to": "999000001"})),
        ),
        ("alike", of(&|at| json!({"name": format!("Org {at}"), "role": "beneficiary", "country": "BE"}))),
        ("whole, and more may join", open),
    ]
}

#[test]
fn every_search_keeps_to_its_steps_for_every_kind_of_draft() {
    // Beside the steps that are given, everything unknown may be named once.
    const GIVEN: u64 = 50_000;
    let call = with_questions(10);
    for (kind, draft) in kinds(64) {
        let report = draft.check(&call, moment());
        let members = draft.consortium.participants.len() as u64;
        let most = GIVEN + 1_024 * (members + 16);
        let candidates: Vec<Applicant> =
            draft.consortium.participants.iter().map(|p| p.applicant.clone()).collect();
        let alone = draft.consortium.check(&call, moment(), None);
        for (what, steps) in [
            ("next_questions", report.next_questions_within(GIVEN).steps),
            ("deciding", report.deciding_within(GIVEN).steps),
            ("questions", report.questions_within(GIVEN).steps),
            ("additions", alone.additions_within(&candidates, GIVEN).steps),
            ("partners_wanted", alone.partners_wanted_within(GIVEN).steps),
            ("critical_members", alone.critical_members_within(GIVEN).steps),
        ] {
            assert!(steps <= most, "{kind}, {what}: {steps} steps");
        }
        assert_eq!(report.verdict(), draft.verdict(&call, moment()), "{kind}");
        assert_eq!(
            draft.clone().prove(&call, moment()).is_ok(),
            draft.is_eligible(&call, moment()),
            "{kind}"
        );
        assert!(report.slack().len() < 1_000, "{kind}");
    }
}

#[test]
fn what_an_outcome_depends_on_is_listed_however_much_there_is() {
    let source = json!([{"document": "gateway", "note": "invented"}]);
    let mut file: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    let countries: Vec<&str> = ["BE", "AT"].into_iter().cycle().take(2_000).collect();
    file["composition"] = json!({"required": [{"at_least": 1, "countries": countries, "source": source}]});
    let call = Call::from_json(&file.to_string()).unwrap();
    // Each country of a list is kept once.
    assert_eq!(call.required_members()[..][0].value.countries.len(), 2);
    let draft = names(1);
    let report = draft.check(&call, moment());
    let members =
        report.assessments().find(|a| a.rule().as_str() == "consortium/compulsory-members").unwrap();
    assert!(members.missing().iter().any(|fact| fact.to_string() == "/participants/0/country"));
}

/// Thirteen questions are more than are tried out in combination. Whether an organisation that states Belgium and
/// Switzerland, and is barred until a day, counts may hang on that day all the same.
#[test]
fn beyond_the_questions_that_are_combined_the_day_of_signature_is_listed() {
    let call: Call = serde_json::from_value(json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-2030-01",
        "documents": { "d": { "title": "Example", "basis": "call_document" } },
        "minimum_countries": { "at_least": 1, "source": [{ "document": "d" }] },
        "roles": { "affiliated_entity": { "organisation_types": {} }, "source": [{ "document": "d" }] }
    }))
    .unwrap();
    let draft: Proposal = serde_json::from_value(json!({ "participants": [
        { "name": "Red Cross", "pic": "999000002", "role": "coordinator", "country": "BE",
          "declarations": ["public_interest_trust"] },
        { "name": "City", "pic": "999000002", "role": "beneficiary", "country": "CH", "legal_form": "public_body" }
    ] }))
    .unwrap();
    let report = draft.check(&call, "2031-02-01T12:00:00+01:00".parse().unwrap());
    let minimum = report.assessments().find(|a| a.rule().as_str() == "consortium/minimum-countries").unwrap();
    assert!(!minimum.smallest());
    let missing: Vec<String> = minimum.missing().iter().map(ToString::to_string).collect();
    assert!(missing.contains(&"/grant_signature".to_owned()), "{missing:?}");
}

#[test]
fn a_thousand_unknown_documents_are_counted_and_a_hundred_are_named() {
    let mut file: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    let cited: Vec<Value> =
        (0..3_000).map(|at| json!({"document": format!("missing-{at}"), "note": "invented"})).collect();
    file["duration"]["source"] = cited.into();
    let error = Call::from_json(&file.to_string()).unwrap_err();
    assert_eq!(error.problems().len(), 101);
    assert!(error.to_string().contains("more problems"));
}

/// A program that asks one question after the other is never asked the same twice, and comes to an end.
#[test]
fn no_question_is_asked_twice() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let mut draft = Proposal::from_json(r#"{"participants": [], "participants_complete": false}"#).unwrap();
    let mut pinned = call.clone();
    let mut asked: Vec<String> = Vec::new();
    for _ in 0..60 {
        let report = draft.check(&pinned, moment());
        let Some(next) = report.next_question() else { break };
        let mut file = serde_json::to_value(&draft).unwrap();
        let members = file["participants"].as_array().unwrap().len();
        let key = match next {
            NextQuestion::Coordinator(_) => {
                assert!(asked.is_empty(), "an empty draft is asked for its coordinator first");
                file["participants"] = json!([{"name": "Org 0", "role": "coordinator"}]);
                "coordinator".to_owned()
            }
            NextQuestion::Beneficiary(_) => {
                file["participants"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"name": format!("Org {members}"), "role": "beneficiary"}));
                format!("participant {members}")
            }
            NextQuestion::Participant(_) => {
                file["participants_complete"] = json!(true);
                "everybody".to_owned()
            }
            NextQuestion::Fact(question) => {
                let pointer = question.fact.to_string();
                let at = question.fact.participant().unwrap_or(0);
                let answer = match question.fact.kind().as_str() {
                    "role" => json!(if at == 0 { "coordinator" } else { "beneficiary" }),
                    "legal_form" => json!("public_body"),
                    "country" => json!(["BE", "AT", "IT"][at]),
                    "pic" => json!(format!("{}", 999_000_001 + at)),
                    "submitted_at" => json!("2024-08-20T16:30:00+02:00"),
                    "duration_months" => json!(24),
                    "requested_grant" => json!(750_000),
                    other => panic!("{other}"),
                };
                let (path, field) = pointer.rsplit_once('/').unwrap();
                let place = if path.is_empty() { &mut file } else { file.pointer_mut(path).unwrap() };
                place[field] = answer;
                pointer
            }
            NextQuestion::Status(question, status) => panic!("{status}: {}", question.question),
            NextQuestion::Open(question) => {
                let id = question.id.clone();
                pinned = pinned.assume(&id, Reading::Yes).unwrap();
                id
            }
            other => panic!("{other:?}"),
        };
        assert!(!asked.contains(&key), "{key} after {asked:?}");
        assert_ne!(key, "/participants_complete");
        asked.push(key);
        draft = Proposal::from_json(&file.to_string()).unwrap();
    }
    let report = draft.check(&pinned, moment());
    assert_eq!(report.verdict(), Verdict::Eligible, "{asked:?}");
    let at = |what: &str| asked.iter().position(|key| key == what).unwrap();
    assert!(at("/participants/0/legal_form") < at("/participants/0/country"), "{asked:?}");
    assert!(at("participant 1") < at("/submitted_at"), "{asked:?}");
    assert!(at("/submitted_at") < at("/requested_grant"), "{asked:?}");
    // What is unknown now decides nothing.
    let deciding = report.deciding();
    assert_eq!(deciding, Deciding::Decided(Verdict::Eligible));
    let rest: Vec<String> = report.unknown_besides(&deciding).iter().map(|q| q.fact.to_string()).collect();
    assert!(rest.contains(&"/total_eligible_costs".to_owned()), "{rest:?}");
}

/// Calls that say neither which legal forms nor which countries they admit.
#[test]
fn the_fifth_partner_takes_the_draft_out_of_ineligible() {
    let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-02-HEALTH").unwrap();
    let as_of = "2025-06-02T12:00:00+02:00".parse().unwrap();
    let four = complete(4);
    let report = four.consortium.check(call, as_of, None);
    let wanted = report.partners_wanted();
    assert_eq!(
        wanted.shortfalls[..][0].to_string(),
        "consortium/minimum-applicants: 5 lacking for certain, 1 at best"
    );
    assert!(wanted.kinds.iter().any(|kind| kind.verdict == Verdict::Undetermined));
    let six: Vec<Applicant> = complete(6).consortium.participants.into_iter().map(|p| p.applicant).collect();
    let nobody = amif::Consortium::new([]);
    let report = nobody.check(call, as_of, None);
    let additions = report.additions(&six);
    assert_eq!(additions.options[..][0].members.len(), 5, "{additions:?}");
    assert_eq!(additions.options[..][0].verdict, Verdict::Undetermined);
    assert!(additions.undecided.iter().all(|u| u.missing.is_empty() && !u.open.is_empty()), "{additions:?}");
    // One of whom the country is not known lacks a fact.
    let mut unknown = six.clone();
    unknown.iter_mut().take(1).for_each(|who| who.country = None);
    let additions = report.additions(&unknown);
    let first = additions.undecided.iter().find(|u| u.candidate == 0).unwrap();
    assert_eq!(first.missing.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(), ["country"]);
    let report = four.check(call, as_of);
    let Deciding::CannotBeEligible { asks, .. } = report.deciding() else { return };
    assert!(asks.order.iter().all(|ask| matches!(ask.what, Asked::Facts(_) | Asked::Question(_))));
}
