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

use amif::ask::{Deciding, NextQuestion};
use amif::call::Reading;
use amif::report::NoticeKind;
use amif::usual::UsualVerdict;
use amif::{Call, Instant, LegalForm, Outcome, Proposal, Status, Verdict, catalogue};
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

/// The wizard of the guide, word for word (docs/guide/wizard.md).
fn wizard(
    draft: &mut Proposal,
    call: &mut Call,
    as_of: Instant,
    mut ask: impl FnMut(&str, &[String]) -> Option<String>,
) -> Result<Verdict, Box<dyn std::error::Error>> {
    loop {
        let report = draft.check(call, as_of);
        let Some(next) = report.next_question() else { return Ok(report.verdict()) };
        let yes_or_no = ["yes".to_owned(), "no".to_owned()];
        let answers = next.question().map_or(&yes_or_no[..], |question| &question.answers);
        let Some(typed) = ask(&next.to_string(), answers) else { return Ok(report.verdict()) };
        if let NextQuestion::Open(question) = &next {
            // A question about the call, which its authority can answer with yes or no.
            match typed.parse() {
                Ok(reading) => *call = call.assume(&question.id, reading)?,
                Err(error) => eprintln!("{error}"),
            }
        } else if let Err(error) = next.answer(draft, &typed) {
            // Says what was found, what is allowed and the nearest spelling; the draft is as it was.
            eprintln!("{error}");
        }
    }
}

/// Answers every question, whatever it is: as a form of three public bodies is filled in.
fn filled(call: &Call, draft: &mut Proposal, most: usize) -> (Verdict, Call, usize) {
    let as_of = call.deadline().unwrap().value.instant();
    let submitted = Instant::new(as_of.get() - chrono::TimeDelta::hours(1)).to_string();
    let mut names = ["A", "B", "C"].into_iter();
    let mut countries = ["BE", "AT", "IT"].into_iter();
    let (mut call, mut asked) = (call.clone(), 0);
    let verdict = wizard(draft, &mut call, as_of, |question, answers| {
        asked += 1;
        assert!(asked <= most, "{question} again and again");
        Some(match question {
            _ if answers.first().is_some_and(|answer| answer == "yes") => "yes".into(),
            q if q.starts_with("Which other organisation") => names.next().unwrap_or("").into(),
            q if q.starts_with("Which organisation") => names.next()?.into(),
            q if q.contains("legal form") => "public_body".into(),
            q if q.starts_with("In which country") => countries.next().unwrap_or("FR").into(),
            q if q.contains("submitted") => submitted.clone(),
            q if q.contains("months") => "24".into(),
            q if q.contains("euro") || q.contains("grant") => "600000".into(),
            q if q.contains("countries") => "TN".into(),
            q if q.contains("PIC") => "999000001".into(),
            _ => answers.first().map_or_else(|| "1".to_owned(), Clone::clone),
        })
    });
    (verdict.unwrap(), call, asked)
}

#[test]
fn the_wizard_of_the_guide_ends_under_every_topic() {
    let mut usual = 0;
    for call in catalogue::calls() {
        let mut draft = Proposal::default();
        let (_, answered, _) = filled(call, &mut draft, 60);
        // Which of the usual minima the call has is a question that its authority can answer.
        usual += usize::from(answered.assumed().any(|(question, _)| question.id == "usual-minima"));
        assert_eq!(Call::from_json(&answered.to_json()).as_ref(), Ok(&answered), "{}", call.topic());
    }
    assert!(usual > 2, "{usual}");
}

#[test]
fn the_usual_minima_are_answered_before_they_are_presumed() {
    let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap();
    let as_of = call.deadline().unwrap().value.instant();
    let mut known = known(call.topic().as_str(), 3);
    known.consortium.complete = true;
    let usual = |call: &Call| known.check(call, as_of).usual().map(|usual| usual.verdict());
    assert_eq!(usual(call), Some(UsualVerdict::Open));
    let of = |reading| call.assume("usual-minima", reading).unwrap();
    let (yes, no) = (of(Reading::Yes), of(Reading::No));
    assert_eq!((usual(&yes), usual(&no)), (Some(UsualVerdict::NoObstacle), Some(UsualVerdict::Obstacle)));
    // The verdict does not rest on it, and the report says that it is assumed.
    for answered in [&yes, &no] {
        let report = known.check(answered, as_of);
        assert_eq!(report.verdict(), known.check(call, as_of).verdict());
        assert_eq!(
            report.stored().assumed().map(|(id, _)| id.to_owned()).collect::<Vec<_>>(),
            ["usual-minima"]
        );
    }
    assert_eq!(no.assume("usual-minima", Reading::Yes).unwrap(), yes, "the last one stands");
    let presumed = call.with_usual_terms();
    assert_eq!(yes.with_usual_terms(), presumed.assume("usual-minima", Reading::Yes).unwrap());
    // Where the minima are supposed, nothing is asked.
    let supposed = yes.suppose("minimum_applicants=3".parse().unwrap()).unwrap();
    assert_eq!(
        (supposed.assumed().count(), supposed.assume("usual-minima", Reading::Yes).is_err()),
        (0, true)
    );
    assert_eq!(Call::from_json(&supposed.to_json()), Ok(supposed));
    let seed = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    assert!(seed.assume("usual-minima", Reading::Yes).is_err(), "it states its minima");
}

#[test]
fn a_contradiction_is_named_asked_about_and_answered() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let torn = |form: Option<LegalForm>, statuses: &[(Status, bool)]| {
        let mut draft = known(call.topic().as_str(), 3);
        let who = &mut draft.consortium.participants[1].applicant;
        (who.legal_form, who.statuses) = (form.map(Into::into), Default::default());
        for (status, held) in statuses {
            who.statuses = who.statuses.with(*status, *held);
        }
        draft
    };
    let of_statuses = [(Status::Ngo, true), (Status::NonProfit, false)];
    for (draft, says) in [
        (torn(Some(LegalForm::PublicBody), &[(Status::Ngo, true)]), "legal form public body, ngo yes"),
        (torn(None, &of_statuses), "non_profit no, ngo yes"),
    ] {
        let report = draft.check(call, as_of);
        assert_eq!(report.verdict(), Verdict::Undetermined);
        let notice = &report.notices()[0];
        assert_eq!(notice.kind, NoticeKind::Contradiction);
        assert!(notice.text.ends_with(&format!("nothing is concluded from it: {says}.")), "{notice}");
        let both = ["/participants/1/legal_form", "/participants/1/statuses"];
        for a in report.assessments().filter(|a| a.outcome() == Outcome::Unknown) {
            let missing: Vec<String> = a.missing().iter().map(ToString::to_string).collect();
            assert_eq!(missing, both, "{}", a.rule());
        }
        let questions: Vec<String> = report.next_questions().iter().map(ToString::to_string).collect();
        let asked =
            format!("What is the legal form of Partner 1? What is stated contradicts itself: {says}.");
        // An international organisation among them would leave the counting open.
        assert_eq!(questions[0], asked);
        assert!(questions.iter().skip(1).all(|question| !question.contains("Partner 1")), "{questions:?}");
        assert!(matches!(report.deciding(), Deciding::Ask(asks) if !asks.order.is_empty() && asks.smallest));
        // The answer stands, and what contradicts it is withdrawn.
        for (answer, verdict) in [
            ("public_body", Verdict::Eligible),
            ("non_profit_private", Verdict::Eligible),
            ("profit_making", Verdict::Ineligible),
        ] {
            let mut answered = draft.clone();
            report.next_question().unwrap().answer(&mut answered, answer).unwrap();
            assert_eq!(answered.check(call, as_of).verdict(), verdict, "{answer}");
            assert!(answered.check(call, as_of).notices().is_empty());
            assert_eq!(Proposal::from_json(&answered.to_json()), Ok(answered));
        }
    }
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
    assert_eq!(statuses.get(Status::TradeUnion), Some(false));
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
    assert_eq!(b.applicant.possible_forms().known(), Some(LegalForm::NonProfitPrivate));
}

/// Two entries of one code: who states no country is asked for it, and where both state one, the answer is the seat of both.
#[test]
fn the_seat_of_an_organisation_that_is_entered_twice_is_asked_for_once() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let draft = |seat: Option<&str>| {
        let mut draft = known(call.topic().as_str(), 3);
        let mut again = draft.consortium.participants[1].clone();
        again.applicant.country = seat.map(|seat| seat.parse().unwrap());
        draft.consortium.participants.push(again);
        draft
    };
    let stated = draft(None).consortium.participants[1].applicant.country;
    for seat in [None, Some("IT")] {
        let mut draft = draft(seat);
        let report = draft.check(call, as_of);
        let about_seats = |question: &&NextQuestion| question.to_string().contains("country");
        let asked = report.next_questions();
        let asked = asked.iter().find(about_seats).unwrap();
        let NextQuestion::Fact(question) = asked else { panic!("{asked}") };
        if seat.is_none() {
            assert_eq!(question.fact.to_string(), "/participants/3/country");
        }
        asked.answer(&mut draft, "FR").unwrap();
        let seats: Vec<_> = [1, 3].map(|at| draft.consortium.participants[at].applicant.country).to_vec();
        assert_eq!(seats, ["FR".parse().ok(); 2], "{stated:?}");
        assert!(draft.check(call, as_of).next_questions().iter().all(|q| !about_seats(&q)));
    }
}
