//! A program that starts from nothing and asks one question after the other, under every shipped topic. It knows no fact
//! by name: it asks what it is told to ask, and states what it is answered.

#![cfg(all(feature = "catalogue", feature = "next"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

use std::collections::BTreeSet;

use amif::ask::NextQuestion;
use amif::usual::UsualVerdict;
use amif::{Call, Instant, Proposal, Verdict, catalogue};
use serde_json::{Value, json};

/// A draft with nothing in it.
const NOTHING: &str = r#"{"participants": []}"#;
/// For three partners, and for each one more: name, legal form, country.
const QUESTIONS: usize = 15;
const OF_A_PARTNER: usize = 3;
/// Finding the next question takes no more steps than this.
const STEPS: u64 = 200_000;

/// What good applicants know: so many public and non-profit bodies from as many Member States, and everything else as
/// the call's file asks it.
fn known(topic: &str, partners: usize) -> Proposal {
    let call: Value = serde_json::from_str(catalogue::source(topic).unwrap()).unwrap();
    let states = ["IT", "GR", "DE", "FR", "ES"];
    let partners: Vec<Value> = (0..partners)
        .map(|n| {
            json!({ "name": format!("Partner {n}"), "pic": format!("99900000{n}"), "country": states[n],
                "role": if n == 0 { "coordinator" } else { "beneficiary" },
                "legal_form": if n % 2 == 0 { "non_profit_private" } else { "public_body" },
                "statuses": { "non_profit": true, "trade_union": false },
                "organisation_type": if n % 2 == 0 { "non_governmental_organisation" } else { "local_public_body" } })
        })
        .collect();
    let grant = &call["grant"];
    let amount = grant["min"].as_u64().or(grant["max"].as_u64()).unwrap_or(600_000);
    let months = call["duration"]["exactly"].as_u64().or(call["duration"]["max"].as_u64()).unwrap_or(24);
    let day: chrono::NaiveDate = call["deadline"]["date"].as_str().unwrap().parse().unwrap();
    let mut proposal = json!({
        "participants": partners,
        "submitted_at": format!("{}T12:00:00Z", day.pred_opt().unwrap()),
        "requested_grant": amount, "total_eligible_costs": amount * 5 / 4, "duration_months": months,
        "activities": [], "further_topics": [],
    });
    let first = |section: &str| call[section]["of"].as_array().map(|of| json!([of[0]]));
    for (field, section) in [
        ("target_countries", "target_countries"),
        ("activity_countries", "target_countries"),
        ("objectives", "declared_objectives"),
    ] {
        if let Some(named) = first(section) {
            proposal[field] = named;
        }
    }
    Proposal::from_json(&proposal.to_string()).unwrap()
}

/// How a conversation ended.
#[derive(Debug)]
struct Ended {
    asked: Vec<String>,
    /// Decided in favour, by the call or under the usual terms.
    passes: bool,
    /// What was asked at the end that the applicant cannot answer.
    left: Vec<String>,
}

fn passes(draft: &Proposal, call: &Call, as_of: Instant) -> bool {
    let report = draft.check(call, as_of);
    let usual = report.usual().map(|usual| usual.verdict());
    matches!(report.verdict(), Verdict::Eligible | Verdict::Conditional)
        || usual == Some(UsualVerdict::NoObstacle)
}

/// Asks and states until nothing is asked that is known.
fn converse(call: &Call, as_of: Instant, known: &Proposal) -> Ended {
    let mut draft = Proposal::from_json(NOTHING).unwrap();
    let mut asked: Vec<String> = Vec::new();
    loop {
        let within = draft.check(call, as_of).next_questions_within(STEPS);
        assert!(within.steps <= STEPS, "{}: {} steps after {asked:?}", call.topic(), within.steps);
        let answered = within.answer.iter().find_map(|next| {
            let question = next.question()?;
            let answer = match next {
                NextQuestion::Status(_, status) => {
                    let who =
                        question.fact.participant().and_then(|at| known.consortium.participants.get(at));
                    let held = who.and_then(|who| who.applicant.statuses.get(*status));
                    held.map(|held| if held { "yes" } else { "no" }.to_owned())
                }
                _ => known.get(question.fact),
            };
            let everybody = || {
                matches!(next, NextQuestion::Beneficiary(_) | NextQuestion::Participant(_)).then(String::new)
            };
            Some((next, answer.or_else(everybody)?))
        });
        let Some((next, answer)) = answered else {
            let left = within.answer.iter().map(ToString::to_string).collect();
            return Ended { passes: passes(&draft, call, as_of), asked, left };
        };
        let status = |next: &NextQuestion| match next {
            NextQuestion::Status(_, status) => format!("/{status}"),
            _ => String::new(),
        };
        let key = next.question().map(|q| format!("{}{} {answer:?}", q.fact, status(next))).unwrap();
        assert!(!asked.contains(&key), "{}: {key} after {asked:?}", call.topic());
        asked.push(key);
        next.answer(&mut draft, &answer).unwrap();
    }
}

#[test]
fn a_wizard_that_starts_from_nothing_ends_decided_under_every_topic() {
    let mut told = Vec::new();
    let mut decided = 0;
    for call in catalogue::calls() {
        let topic = call.topic().as_str();
        let as_of = call.deadline().unwrap().value.instant();
        let (mut partners, mut ended) = (3, converse(call, as_of, &known(topic, 3)));
        if !ended.passes {
            // Some calls ask for more, or may.
            (partners, ended) = (5, converse(call, as_of, &known(topic, 5)));
        }
        let count = ended.asked.len();
        let most = QUESTIONS + OF_A_PARTNER * (partners - 3);
        let Ended { passes, left, asked } = &ended;
        let more = if count > most { format!("; asked {asked:?}") } else { String::new() };
        told.push(format!(
            "{topic}: {count} questions, {partners} partners, passes {passes}; left {left:?}{more}"
        ));
        decided += usize::from(ended.passes && count <= most);
        let facts: BTreeSet<&str> = ended.asked.iter().filter_map(|key| key.split(' ').next()).collect();
        assert!(!facts.contains("/participants_complete"), "{topic}");
        assert_eq!(
            ended.asked[0], "/participants/0/name \"Partner 0\"",
            "{topic}: the coordinator comes first"
        );
    }
    // What each topic took, for whoever asks with --nocapture.
    println!("{}", told.join("\n"));
    assert_eq!(told.len(), catalogue::topics().count());
    assert_eq!(decided, told.len(), "{decided} of {}:\n{}", told.len(), told.join("\n"));
}

#[test]
fn an_answer_that_is_none_of_the_possible_ones_is_refused_with_their_names() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let next = |draft: &Proposal| draft.check(call, as_of).next_question().unwrap();
    let refused = |next: &NextQuestion, draft: &Proposal, text: &str| {
        let mut stated = draft.clone();
        let error = next.answer(&mut stated, text).unwrap_err().to_string();
        assert_eq!(stated, *draft, "nothing is changed then");
        error
    };
    let open = r#"{"participants_complete": false, "participants": [{"name": "A"}]}"#;
    let draft = Proposal::from_json(open).unwrap();
    let role = next(&draft);
    assert_eq!(role.to_string(), "Which role does A have?");
    for text in ["leader", "", "true", "7"] {
        let error = refused(&role, &draft, text);
        let names = "coordinator, beneficiary, affiliated_entity, associated_partner, subcontractor";
        assert!(error.starts_with("/participants/0/role") && error.contains(names), "{error}");
    }
    // Of what is possible only a part is left.
    let open = r#"{"participants_complete": false, "participants":
        [{"name": "A", "role": "coordinator", "legal_form": "private_body"}]}"#;
    let draft = Proposal::from_json(open).unwrap();
    let form = next(&draft);
    assert_eq!(form.question().unwrap().answers, ["non_profit_private", "profit_making"]);
    let error = refused(&form, &draft, "public_body");
    let says = "/participants/0/legal_form: found \"public_body\"; possible answers: non_profit_private, profit_making";
    assert_eq!(error, says);
    // A word for several forms narrows them down, and the next question asks which one it is.
    let open = r#"{"participants_complete": false, "participants": [{"name": "A", "role": "coordinator"}]}"#;
    let mut draft = Proposal::from_json(open).unwrap();
    next(&draft).answer(&mut draft, "private_body").unwrap();
    assert_eq!(next(&draft).question().unwrap().answers, ["non_profit_private", "profit_making"]);
    // Whoever has no name does not coordinate.
    let draft = Proposal::from_json(NOTHING).unwrap();
    let error = refused(&next(&draft), &draft, "  ");
    assert!(error.starts_with("/participants/0/name: "), "{error}");
}

#[test]
fn statuses_are_asked_for_one_by_one_and_answered_with_yes_or_no() {
    let call = catalogue::topic("AMIF-2020-AG-CALL-03").unwrap();
    let as_of = call.deadline().unwrap().value.instant();
    let open = r#"{"participants_complete": false, "participants":
        [{"name": "A", "role": "coordinator", "legal_form": "non_profit_private", "country": "IT"}]}"#;
    let mut draft = Proposal::from_json(open).unwrap();
    let next = |draft: &Proposal| draft.check(call, as_of).next_question().unwrap();
    let asked = next(&draft);
    assert_eq!(asked.to_string(), "Is A a trade union?");
    assert_eq!(asked.question().unwrap().answers, ["yes", "no"]);
    let error = asked.answer(&mut draft, "trade_union").unwrap_err().to_string();
    assert!(error.ends_with("found \"trade_union\"; possible answers: yes, no"), "{error}");
    asked.answer(&mut draft, "no").unwrap();
    let statuses = draft.consortium.participants[0].applicant.statuses;
    assert_eq!(statuses.get(amif::Status::TradeUnion), Some(false));
    assert_ne!(next(&draft), asked);
}

#[test]
fn answers_are_taken_as_people_type_them() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let open = r#"{"participants_complete": false, "participants": [
        {"name": "A", "role": "coordinator", "legal_form": "public_body", "country": "BE"}, {"name": "B"}]}"#;
    let mut draft = Proposal::from_json(open).unwrap();
    let answer = |draft: &mut Proposal, question: &str, text: &str| {
        let all = draft.check(call, as_of).next_questions();
        let next = all.iter().find(|next| next.to_string() == question).expect(question);
        next.answer(draft, text).map_err(|error| error.to_string())
    };
    let role = draft.check(call, as_of).next_question().unwrap();
    let answers = &role.question().unwrap().answers;
    assert_eq!(answers.last().unwrap(), "coordinator", "A coordinates already, so B hardly does");
    assert_eq!(answer(&mut draft, "Which role does B have?", "Affiliated entity"), Ok(()));
    assert_eq!(answer(&mut draft, "What is the legal form of B?", "NON-PROFIT private"), Ok(()));
    assert_eq!(answer(&mut draft, "In which country is B established?", "germany"), Ok(()));
    let error = answer(&mut draft, "To which beneficiary is B linked, by its PIC?", "12").unwrap_err();
    assert!(error.starts_with("/participants/1/affiliated_to: found \"12\"; expected the PIC"), "{error}");
    let b = &draft.consortium.participants[1];
    assert_eq!(b.role, Some(amif::Role::AffiliatedEntity));
    assert_eq!(b.applicant.country.unwrap().as_str(), "DE");
    assert_eq!(b.applicant.possible_forms().known(), Some(amif::LegalForm::NonProfitPrivate));
}
