//! Who counts, and which members a call asks for: what calls say of international organisations, of kinds of members that
//! their authors name, and of third countries, at each edge and with each fact unknown.

#![recursion_limit = "256"]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects in the plainest way"
)]

use amif::ask::{Asked, Deciding};
use amif::{Call, Outcome, Proposal, Verdict, call::Reading, catalogue};
use serde_json::{Value, json};

const AS_OF: &str = "2030-05-01T00:00:00+02:00";

fn source() -> Value {
    json!([{ "document": "call", "section": "6" }])
}

/// A call that asks for three applicants from two Member States, with these fields in addition.
fn call_with(fields: &Value) -> Result<Call, amif::InputError> {
    let forms = json!({ "admitted": ["public_body", "non_profit_private", "international_organisation"], "only": true });
    let mut call = json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-2030-01",
        "documents": { "call": { "title": "Example call document", "basis": "call_document" } },
        "opening": { "date": "2030-01-10", "source": source() },
        "deadline": { "date": "2030-05-15", "time": "17:00", "source": source() },
        "minimum_applicants": { "at_least": 3, "source": source() },
        "minimum_countries": { "at_least": 2, "source": source() },
        "roles": { "coordinator": forms, "beneficiary": forms, "affiliated_entity": forms, "source": source() },
        "countries": {
            "member_states_except": ["DK"], "overseas_territories": true, "international_organisations_exempt": true,
            "source": source()
        },
        "counting": { "international_organisations": false, "overseas_territories": true, "affiliated_entities": false }
    });
    for (name, value) in fields.as_object().unwrap() {
        call[name] = value.clone();
    }
    Call::from_json(&call.to_string())
}

fn problems(fields: &Value) -> Vec<String> {
    call_with(fields).unwrap_err().problems().iter().map(ToString::to_string).collect()
}

fn member(nth: usize, role: &str, country: &str, form: &str) -> Value {
    json!({ "name": format!("Member {nth}"), "pic": format!("99900000{nth}"), "role": role, "country": country, "legal_form": form })
}

fn proposal(participants: &[Value]) -> Value {
    json!({ "submitted_at": "2030-04-30T12:00:00+02:00", "participants": participants })
}

/// What a rule on the consortium comes to, and what is missing.
fn outcome(call: &Call, proposal: &Value, rule: &str) -> (Outcome, Vec<String>) {
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let report = proposal.check(call, AS_OF.parse().unwrap());
    let found = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
    let mut depends: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
    depends.extend(found.open().iter().map(ToString::to_string));
    (found.outcome(), depends)
}

/// The two minima of a consortium of a city in Italy, an association in France, and an international organisation there.
fn minima(call: &Call, seat: &str) -> (Outcome, Outcome) {
    let mut third = member(3, "beneficiary", seat, "international_organisation");
    if seat.is_empty() {
        third["country"] = Value::Null;
    }
    let all = [
        member(1, "coordinator", "IT", "public_body"),
        member(2, "beneficiary", "IT", "non_profit_private"),
        third,
    ];
    let of = |rule| outcome(call, &proposal(&all), rule).0;
    (of("consortium/minimum-applicants"), of("consortium/minimum-countries"))
}

#[test]
fn an_international_organisation_counts_by_two_separate_points() {
    let counting = |applicants: Value, countries: Value| {
        call_with(&json!({ "counting": {
            "international_organisations_as_applicants": applicants,
            "international_organisations_as_countries": countries,
            "overseas_territories": true, "affiliated_entities": false } }))
        .unwrap()
    };
    use Outcome::{Met, NotMet, Unknown};
    for (applicants, of_applicants) in [(json!(true), Met), (json!(false), NotMet), (Value::Null, Unknown)] {
        for (countries, of_countries) in [(json!(true), Met), (json!(false), NotMet), (Value::Null, Unknown)]
        {
            let call = counting(applicants.clone(), countries.clone());
            assert_eq!(minima(&call, "BE"), (of_applicants, of_countries));
            // Outside the Union it is an applicant all the same, and no country.
            assert_eq!(minima(&call, "CH"), (of_applicants, NotMet));
            // Wherever it is, it is an applicant; where it is decides on the countries.
            let somewhere = if countries == json!(false) { NotMet } else { Unknown };
            assert_eq!(minima(&call, ""), (of_applicants, somewhere));
        }
    }
    // Both at once, by the seat.
    for (both, outcomes) in [(true, (Met, Met)), (false, (NotMet, NotMet))] {
        let call = call_with(&json!({ "counting": { "international_organisations": both } })).unwrap();
        assert_eq!(minima(&call, "BE"), outcomes);
        assert_eq!(minima(&call, "CH"), (NotMet, NotMet));
    }
}

#[test]
fn one_that_is_not_eligible_counts_nowhere() {
    let mut countries = json!({ "member_states_except": ["DK"], "overseas_territories": true,
        "international_organisations_exempt": false, "points": { "NO": true }, "source": source() });
    let counting = json!({ "international_organisations_as_applicants": true,
        "international_organisations_as_countries": true });
    let call = call_with(&json!({ "countries": countries, "counting": counting })).unwrap();
    assert_eq!(minima(&call, "CH").0, Outcome::NotMet, "the country rule holds of it");
    // Norway is eligible and no Member State.
    assert_eq!(minima(&call, "NO"), (Outcome::Met, Outcome::NotMet));
    assert_eq!(minima(&call, "").0, Outcome::Unknown);
    countries["international_organisations_exempt"] = Value::Null;
    let call = call_with(&json!({ "countries": countries, "counting": counting })).unwrap();
    assert_eq!(minima(&call, "CH").0, Outcome::Unknown);
    // An organisation of which it is not known whether it is international counts by its seat alone for certain.
    countries["international_organisations_exempt"] = json!(true);
    let call = call_with(&json!({ "countries": countries, "counting": counting })).unwrap();
    let of = |country: &str| {
        let mut third = member(3, "beneficiary", country, "");
        third["legal_form"] = json!(["public_body", "international_organisation"]);
        let all = [
            member(1, "coordinator", "IT", "public_body"),
            member(2, "beneficiary", "IT", "non_profit_private"),
            third,
        ];
        outcome(&call, &proposal(&all), "consortium/minimum-applicants")
    };
    assert_eq!(of("BE").0, Outcome::Met);
    for elsewhere in ["CH", "NO"] {
        assert_eq!(of(elsewhere), (Outcome::Unknown, vec!["/participants/2/legal_form".to_owned()]));
    }
}

#[test]
fn two_without_a_code_that_may_be_one_count_once_for_certain() {
    let counting = json!({ "international_organisations_as_applicants": true, "international_organisations_as_countries": false });
    let call = call_with(&json!({ "counting": counting })).unwrap();
    let of = |first: Value, second: Value| {
        let entry = |country: Value| {
            json!({ "name": "Invented Organisation", "role": "beneficiary", "country": country,
                "legal_form": "international_organisation" })
        };
        let all = [member(1, "coordinator", "IT", "public_body"), entry(first), entry(second)];
        outcome(&call, &proposal(&all), "consortium/minimum-applicants")
    };
    let codes = || vec!["/participants/1/pic".to_owned(), "/participants/2/pic".to_owned()];
    assert_eq!(of(json!("CH"), json!("CH")), (Outcome::Unknown, codes()));
    assert_eq!(of(json!("CH"), json!("US")).0, Outcome::Met, "two countries are two organisations");
    assert_eq!(of(Value::Null, json!("CH")).0, Outcome::Unknown);
    assert_eq!(of(Value::Null, Value::Null).0, Outcome::Unknown);
}

#[test]
fn the_silence_of_a_call_on_international_organisations_misses_no_minimum_for_certain() {
    // Public summaries of the call of 2018 ask for three applicants from two Member States and say no more.
    let call = catalogue::topic("AMIF-2018-AG-INTE-1").unwrap();
    let file = json!({
        "submitted_at": "2019-01-20T12:00:00+01:00", "duration_months": 24, "requested_grant": 600_000,
        "total_eligible_costs": 700_000,
        "participants": [
            member(1, "coordinator", "IT", "public_body"), member(2, "beneficiary", "FR", "non_profit_private"),
            member(3, "beneficiary", "CH", "international_organisation")
        ]
    });
    let verdict = |call: &Call| {
        let proposal = Proposal::from_json(&file.to_string()).unwrap();
        proposal.verdict(call, "2019-01-20T12:00:00+01:00".parse().unwrap())
    };
    assert_eq!(verdict(call), Verdict::Undetermined);
    let pinned = call.assume("international-organisation-counts-as-applicant", Reading::No).unwrap();
    assert_eq!(verdict(&pinned), Verdict::Ineligible);
    // The seed asks for its seat, and keeps its one question.
    let seed = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    assert!(seed.questions().iter().any(|q| q.id == "international-organisation-counts"));
}

#[test]
fn both_points_and_the_one_for_both_are_not_stated_together() {
    let said = problems(&json!({ "counting": {
        "international_organisations": true, "international_organisations_as_countrys": false } }));
    assert!(said[0].contains("did you mean \"international_organisations_as_countries\"?"), "{said:?}");
    let said = problems(&json!({ "counting": {
        "international_organisations": true, "international_organisations_as_applicants": true } }));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("/counting/international_organisations: must not be stated beside"),
        "{said:?}"
    );
}

#[test]
fn a_question_on_one_legal_form_is_not_put_to_another() {
    let call = catalogue::topic("AMIF-2020-AG-CALL-03").unwrap();
    let of = |role: &str, form: Value, status: Value| {
        let mut entry = member(1, role, "IT", "");
        entry["legal_form"] = form;
        entry["statuses"] = json!({ "trade_union": status });
        let proposal = Proposal::from_json(&json!({ "participants": [entry] }).to_string()).unwrap();
        let report = proposal.check(call, "2021-01-20T12:00:00+01:00".parse().unwrap());
        let found = report.assessments().find(|a| a.rule().as_str() == "participant/kind").unwrap();
        let open: Vec<String> = found.open().iter().map(ToString::to_string).collect();
        let missing: Vec<String> = found.missing().iter().map(ToString::to_string).collect();
        (found.outcome(), missing, open)
    };
    let union = "trade-unions-admitted".to_owned();
    for role in ["coordinator", "beneficiary"] {
        for form in ["public_body", "international_organisation"] {
            assert_eq!(of(role, json!(form), Value::Null), (Outcome::NotApplicable, vec![], vec![]));
        }
        let asked = of(role, json!("non_profit_private"), Value::Null);
        assert_eq!(
            asked,
            (Outcome::Unknown, vec!["/participants/0/statuses".to_owned()], vec![union.clone()])
        );
        assert_eq!(of(role, json!("non_profit_private"), json!(false)).0, Outcome::Met);
        assert_eq!(
            of(role, json!("non_profit_private"), json!(true)),
            (Outcome::Unknown, vec![], vec![union.clone()])
        );
        // Which of the two it is decides whether it is asked.
        let either = of(role, json!(["public_body", "non_profit_private"]), Value::Null);
        assert_eq!(either.0, Outcome::Unknown);
        assert!(either.1.contains(&"/participants/0/legal_form".to_owned()), "{either:?}");
    }
    let pinned = call.assume("trade-unions-admitted", Reading::Yes).unwrap();
    assert!(pinned.questions().iter().any(|q| q.id == union));
}

/// Why the second of two participants does not count for certain, or not at all.
fn why_not(call: &Call, second: &[Value], as_of: &str) -> String {
    let all: Vec<Value> =
        [member(1, "coordinator", "IT", "public_body")].iter().chain(second).cloned().collect();
    let proposal = Proposal::from_json(&proposal(&all).to_string()).unwrap();
    let report: Value =
        serde_json::from_str(&proposal.check(call, as_of.parse().unwrap()).to_json()).unwrap();
    let found = report["assessments"].as_array().unwrap().iter();
    let minimum = found.clone().find(|a| a["rule"] == "consortium/minimum-applicants").unwrap();
    let second =
        minimum["counted"].as_array().unwrap().iter().find(|one| one["participants"][0] == "/participants/1");
    second.unwrap()["why_not"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn facts_are_called_missing_only_where_some_are() {
    let why_not = |call: &Call, second: &[Value]| why_not(call, second, AS_OF);
    let missing = "facts about it are missing";
    let roles = |more: Value| {
        let mut role = json!({ "admitted": ["public_body", "non_profit_private", "international_organisation"], "only": true });
        for (name, value) in more.as_object().unwrap() {
            role[name] = value.clone();
        }
        json!({ "coordinator": { "admitted": ["public_body"], "only": true }, "beneficiary": role, "source": source() })
    };
    // A type that the list of the call leaves open: the authority is asked, and not the applicant.
    let types = json!({ "organisation_types": { "barred": ["education_organisation"] } });
    let counting = json!({ "international_organisations": true });
    let call = call_with(&json!({ "roles": roles(types), "counting": counting })).unwrap();
    let kind = "whether it is of a kind that its role admits is open";
    for form in ["public_body", "non_profit_private", "international_organisation"] {
        let mut second = member(2, "beneficiary", "FR", form);
        assert_eq!(why_not(&call, &[second.clone()]), missing, "its type is not stated");
        second["organisation_type"] = json!("non_governmental_organisation");
        assert_eq!(why_not(&call, &[second.clone()]), kind);
        second["country"] = Value::Null;
        assert_eq!(why_not(&call, &[second]), missing);
    }
    // A status that bars unless a question is answered yes.
    let question = json!([{ "id": "unions", "question": "May trade unions take part?", "yes": "They may.", "no": "They may not.",
        "source": source() }]);
    let statuses = json!({ "statuses": { "trade_union": { "open": "unions" } } });
    let call = call_with(&json!({ "roles": roles(statuses), "open_questions": question })).unwrap();
    let mut second = member(2, "beneficiary", "FR", "non_profit_private");
    assert_eq!(why_not(&call, &[second.clone()]), missing);
    second["statuses"] = json!({ "trade_union": true });
    assert_eq!(why_not(&call, &[second.clone()]), kind);
    // The form of an international organisation, where only that is open.
    let form = json!({ "admitted": ["public_body"], "open": { "international_organisation": { "open": "unions" } } });
    let call = call_with(&json!({ "roles": roles(form), "open_questions": question, "counting": counting }))
        .unwrap();
    let said = why_not(&call, &[member(2, "beneficiary", "FR", "international_organisation")]);
    assert_eq!(said, "whether its legal form is admitted to its role is open");
    // Two entries of one code that state different countries.
    let call = call_with(&json!({})).unwrap();
    let torn = [member(2, "beneficiary", "FR", "public_body"), member(2, "beneficiary", "CH", "public_body")];
    assert_eq!(why_not(&call, &torn), "its entries state different countries");
    assert_eq!(why_not(&call, &[member(2, "beneficiary", "FR", "private_body")]), missing);
}

#[test]
fn what_the_day_of_signature_decides_is_no_fact_of_the_participant() {
    let countries = json!({ "member_states_except": ["DK"], "overseas_territories": true,
        "international_organisations_exempt": true, "negotiating": [{ "country": "NO", "in_force": "2030-05-20", "source": source() }],
        "counted": { "NO": true }, "source": source() });
    let call = call_with(&json!({ "countries": countries })).unwrap();
    let said = why_not(&call, &[member(2, "beneficiary", "NO", "public_body")], "2030-06-01T00:00:00+02:00");
    assert_eq!(said, "the day of signature decides, which is not stated");
}

/// A call that asks for these kinds of members and nothing else of its consortium.
fn asking(kinds: &Value) -> Call {
    call_with(&json!({ "composition": { "required": kinds } })).unwrap()
}

const MEMBERS: &str = "consortium/compulsory-members";

fn police(at_least: u32) -> Value {
    json!({ "at_least": at_least, "kind": "law-enforcement authority",
        "question": "Is it a law-enforcement authority?", "source": source() })
}

#[test]
fn a_kind_that_the_author_names_is_asked_of_each_participant() {
    let call = asking(&json!([police(1)]));
    let of = |answers: [Value; 2]| {
        let [first, second] = answers;
        let mut all =
            [member(1, "coordinator", "BE", "public_body"), member(2, "beneficiary", "IT", "public_body")];
        all[0]["member_kinds"] = first;
        all[1]["member_kinds"] = second;
        outcome(&call, &proposal(&all), MEMBERS)
    };
    let (yes, no) =
        (json!({ "Law-enforcement authority ": true }), json!({ "law-enforcement authority": false }));
    let fact = |at: usize| format!("/participants/{at}/member_kinds");
    assert_eq!(of([yes.clone(), no.clone()]), (Outcome::Met, vec![]));
    assert_eq!(of([yes, Value::Null]), (Outcome::Met, vec![]));
    assert_eq!(of([no.clone(), no.clone()]), (Outcome::NotMet, vec![]));
    assert_eq!(of([no, Value::Null]), (Outcome::Unknown, vec![fact(1)]));
    let unanswered = json!({ "law-enforcement authority": null, "something else": true });
    assert_eq!(of([Value::Null, unanswered]), (Outcome::Unknown, vec![fact(0), fact(1)]));
}

#[test]
fn the_question_of_the_call_is_the_one_that_is_asked() {
    let call = asking(
        &json!([police(1), { "at_least": 1, "kind": "university", "question": "Is it a university?", "source": source() }]),
    );
    let mut one = member(1, "coordinator", "BE", "public_body");
    one["member_kinds"] = json!({ "university": false });
    let file = proposal(&[one]).to_string();
    let proposal = Proposal::from_json(&file).unwrap();
    assert_eq!(Proposal::from_json(&proposal.to_json()).unwrap(), proposal);
    let mut open = proposal.clone();
    open.consortium.complete = false;
    let report = open.check(&call, AS_OF.parse().unwrap());
    let found = report.assessments().find(|a| a.rule().as_str() == MEMBERS).unwrap();
    let asked = found.questions();
    let kinds = asked.iter().find(|q| q.fact.to_string() == "/participants/0/member_kinds").unwrap();
    assert_eq!(kinds.question, "Member 1: Is it a law-enforcement authority?");
    assert_eq!(kinds.form, "true or false for each of: law-enforcement authority");
}

#[test]
fn a_kind_without_a_question_is_one_fault() {
    let mut kind = police(1);
    kind["question"] = Value::Null;
    assert_eq!(
        problems(&json!({ "composition": { "required": [kind] } })),
        [
            "/composition/required/0/kind: a kind that the call names must have the question that is put to each \
          participant (found none for \"law-enforcement authority\")"
        ]
    );
    let mut kind = police(1);
    kind["kind"] = Value::Null;
    let said = problems(&json!({ "composition": { "required": [kind] } }));
    assert_eq!(
        said,
        ["/composition/required/0/question: a question must have the name of the kind that it asks for"]
    );
    let mut other = police(2);
    other["question"] = json!("Is it the police?");
    let said = problems(&json!({ "composition": { "required": [police(1)], "recommended": [other] } }));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("must have one question"), "{said:?}");
    for (states, at_least, range) in [(0, 3, "from 1 to 3"), (4, 3, "from 1 to 3")] {
        let kind = json!({ "at_least": at_least, "member_states": states, "source": source() });
        let said = problems(&json!({ "composition": { "required": [kind] } }));
        assert!(
            said[0].starts_with("/composition/required/0/member_states: ") && said[0].contains(range),
            "{said:?}"
        );
    }
    let said = problems(
        &json!({ "composition": { "required": [{ "at_least": 1, "memberstates": 1, "source": source() }] } }),
    );
    assert!(said[0].contains("did you mean \"member_states\"?"), "{said:?}");
}

#[test]
fn so_many_members_come_from_different_member_states() {
    let call = asking(
        &json!([{ "at_least": 3, "member_states": 3, "legal_forms": ["public_body"], "source": source() }]),
    );
    let of = |countries: [&str; 3]| {
        let all: Vec<Value> = countries
            .iter()
            .enumerate()
            .map(|(nth, country)| {
                let mut one = member(
                    nth + 1,
                    if nth == 0 { "coordinator" } else { "beneficiary" },
                    country,
                    "public_body",
                );
                if country.is_empty() {
                    one["country"] = Value::Null;
                }
                one
            })
            .collect();
        outcome(&call, &proposal(&all), MEMBERS)
    };
    let country = |at: usize| format!("/participants/{at}/country");
    assert_eq!(of(["BE", "IT", "FR"]), (Outcome::Met, vec![]));
    assert_eq!(of(["BE", "IT", "IT"]), (Outcome::NotMet, vec![]));
    assert_eq!(of(["BE", "FR", "RE"]), (Outcome::NotMet, vec![]), "an outermost region is its Member State");
    assert_eq!(of(["BE", "FR", "NC"]), (Outcome::NotMet, vec![]), "a territory is no Member State");
    assert_eq!(of(["BE", "IT", "CH"]), (Outcome::NotMet, vec![]));
    assert_eq!(
        of(["BE", "IT", "DK"]),
        (Outcome::Met, vec![]),
        "Denmark is a Member State; that it is eligible is asked elsewhere"
    );
    assert_eq!(of(["BE", "IT", ""]), (Outcome::Unknown, vec![country(2)]));
    assert_eq!(of(["BE", "", ""]), (Outcome::Unknown, vec![country(1), country(2)]));
    assert_eq!(of(["BE", "BE", ""]), (Outcome::NotMet, vec![]), "one country more will not do");
    // British bodies were of a Member State in 2019.
    let mut fields = json!({ "composition": { "required": [{ "at_least": 2, "member_states": 2, "source": source() }] },
        "opening": { "date": "2019-01-10", "source": source() }, "deadline": { "date": "2019-05-15", "time": "17:00", "source": source() } });
    let pair = [member(1, "coordinator", "BE", "public_body"), member(2, "beneficiary", "GB", "public_body")];
    assert_eq!(outcome(&call_with(&fields).unwrap(), &proposal(&pair), MEMBERS).0, Outcome::Met);
    fields["opening"]["date"] = json!("2030-01-10");
    fields["deadline"]["date"] = json!("2030-05-15");
    assert_eq!(outcome(&call_with(&fields).unwrap(), &proposal(&pair), MEMBERS).0, Outcome::NotMet);
}

#[test]
fn an_authority_is_a_partner_or_writes_a_letter() {
    let kind = |n: u32| {
        json!({ "at_least": n, "organisation_types": ["local_public_body"],
        "or_letter": "letter of support of a local authority", "source": source() })
    };
    let call = asking(&json!([kind(1)]));
    let of = |kinds: &[&str], letters: Value| {
        let all: Vec<Value> = kinds
            .iter()
            .enumerate()
            .map(|(nth, kind)| {
                let mut one = member(
                    nth + 1,
                    if nth == 0 { "coordinator" } else { "beneficiary" },
                    "BE",
                    "public_body",
                );
                one["organisation_type"] = if kind.is_empty() { Value::Null } else { json!(kind) };
                one
            })
            .collect();
        let mut file = proposal(&all);
        file["letters_of_support"] = letters;
        outcome(&call, &file, MEMBERS)
    };
    let (local, other) = ("local_public_body", "research_organisation");
    let letters = || "/letters_of_support".to_owned();
    let kind_of = |at: usize| format!("/participants/{at}/organisation_type");
    assert_eq!(of(&[other, local], json!([])), (Outcome::Met, vec![]));
    assert_eq!(of(&[other, local], Value::Null), (Outcome::Met, vec![]));
    assert_eq!(
        of(&[other, other], json!([" Letter of support of a LOCAL authority"])),
        (Outcome::Met, vec![])
    );
    assert_eq!(of(&[other, ""], json!(["letter of support of a local authority"])), (Outcome::Met, vec![]));
    assert_eq!(of(&[other, other], json!(["letter of support of a ministry"])), (Outcome::NotMet, vec![]));
    assert_eq!(of(&[other, other], Value::Null), (Outcome::Unknown, vec![letters()]));
    assert_eq!(of(&[other, ""], json!([])), (Outcome::Unknown, vec![kind_of(1)]));
    assert_eq!(of(&[other, ""], Value::Null), (Outcome::Unknown, vec![letters(), kind_of(1)]));
    // A letter for one kind does not stand for another.
    let call = asking(
        &json!([kind(1), { "at_least": 1, "organisation_types": ["research_organisation"], "source": source() }]),
    );
    let mut one = member(1, "coordinator", "BE", "public_body");
    one["organisation_type"] = json!("education_organisation");
    let mut file = proposal(&[one]);
    file["letters_of_support"] = json!(["letter of support of a local authority"]);
    assert_eq!(outcome(&call, &file, MEMBERS), (Outcome::NotMet, vec![]));
    file["letters_of_support"] = Value::Null;
    assert_eq!(
        outcome(&call, &file, MEMBERS),
        (Outcome::NotMet, vec![]),
        "no letter makes good the other kind"
    );
}

#[test]
fn a_call_names_any_number_of_kinds() {
    let types = [
        "state_or_federal_authority",
        "local_public_body",
        "non_governmental_organisation",
        "humanitarian_organisation",
        "private_law_company",
        "public_law_company",
        "education_organisation",
    ];
    let kinds: Vec<Value> = types
        .iter()
        .map(|t| json!({ "at_least": 1, "organisation_types": [t], "source": source() }))
        .collect();
    let call = asking(&json!(kinds));
    let of = |typed: &[Option<&str>]| {
        let all: Vec<Value> = typed
            .iter()
            .enumerate()
            .map(|(nth, kind)| {
                let mut one = member(
                    nth + 1,
                    if nth == 0 { "coordinator" } else { "beneficiary" },
                    "BE",
                    "public_body",
                );
                one["organisation_type"] = kind.map_or(Value::Null, |kind| json!(kind));
                one
            })
            .collect();
        outcome(&call, &proposal(&all), MEMBERS)
    };
    let all: Vec<Option<&str>> = types.iter().map(|t| Some(*t)).collect();
    assert_eq!(of(&all), (Outcome::Met, vec![]));
    assert_eq!(of(&all[1..]).0, Outcome::NotMet);
    let mut one_open = all.clone();
    one_open[3] = None;
    assert_eq!(of(&one_open), (Outcome::Unknown, vec!["/participants/3/organisation_type".to_owned()]));
    // One short: whatever the unknown one is, another kind lacks.
    assert_eq!(of(&one_open[1..]).0, Outcome::NotMet);
    // Nobody's type is known: seven may be of seven kinds, six may not.
    assert_eq!(of(&[None; 7]).0, Outcome::Unknown);
    assert_eq!(of(&[None; 6]).0, Outcome::NotMet);
    let many: Vec<Value> = (0..65).map(|_| kinds[0].clone()).collect();
    let said = problems(&json!({ "composition": { "required": many } }));
    assert_eq!(
        said,
        ["/composition/required: a call must not name more than 64 kinds of members (found 65)"]
    );
}

#[test]
fn help_names_the_kind_that_is_lacking() {
    let call = asking(&json!([police(2)]));
    let mut all = [
        member(1, "coordinator", "IT", "public_body"),
        member(2, "beneficiary", "FR", "public_body"),
        member(3, "beneficiary", "BE", "public_body"),
    ];
    for (one, is) in all.iter_mut().zip([true, false, false]) {
        one["member_kinds"] = json!({ "law-enforcement authority": is });
    }
    let file = proposal(&all).to_string();
    let proposal = Proposal::from_json(&file).unwrap();
    let report = proposal.check(&call, AS_OF.parse().unwrap());
    assert_eq!(report.verdict(), Verdict::Ineligible);
    let remedies = proposal.remedies(&call, AS_OF.parse().unwrap());
    let words = remedies.to_string();
    let flowing = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("(law-enforcement authority)"), "{words}");
    // Who is in a territory helps too, and nobody is sent there.
    let member_states = "any participating Member State, outermost regions and Åland Islands included, or in an overseas territory (";
    assert!(flowing.contains(member_states), "{words}");
    let applied = remedies.all().first().unwrap().apply(&proposal);
    assert_ne!(applied.verdict(&call, AS_OF.parse().unwrap()), Verdict::Ineligible);
}

#[test]
fn bodies_of_third_countries_take_part_as_the_call_lets_them() {
    let countries = |asked: Value| {
        json!({ "countries": { "member_states_except": ["DK"], "overseas_territories": true,
            "international_organisations_exempt": true, "points": { "NO": true, "TN": true }, "third_countries": asked,
            "source": source() } })
    };
    let of = |asked: Value, role: Value, country: Value, form: Value| {
        let mut one = member(1, "", "", "");
        (one["role"], one["country"], one["legal_form"]) = (role, country, form);
        let call = call_with(&countries(asked)).unwrap();
        outcome(&call, &proposal(&[one]), "participant/third-country")
    };
    let fact = |name: &str| format!("/participants/0/{name}");
    let both = || json!({ "roles": ["beneficiary"], "legal_forms": ["public_body"] });
    let (lead, join) = (json!("coordinator"), json!("beneficiary"));
    let (public, private) = (json!("public_body"), json!("non_profit_private"));
    use Outcome::{Met, NotApplicable, NotMet, Unknown};
    assert_eq!(of(both(), join.clone(), json!("TN"), public.clone()), (Met, vec![]));
    assert_eq!(of(both(), lead.clone(), json!("TN"), public.clone()), (NotMet, vec![]));
    assert_eq!(of(both(), join.clone(), json!("TN"), private.clone()), (NotMet, vec![]));
    assert_eq!(of(both(), json!("affiliated_entity"), json!("TN"), public.clone()), (NotMet, vec![]));
    // Each by itself.
    assert_eq!(
        of(json!({ "roles": ["beneficiary"] }), join.clone(), json!("NO"), private.clone()),
        (Met, vec![])
    );
    assert_eq!(
        of(json!({ "legal_forms": ["public_body"] }), lead.clone(), json!("NO"), public.clone()),
        (Met, vec![])
    );
    assert_eq!(
        of(json!({ "legal_forms": ["public_body"] }), lead.clone(), json!("NO"), private.clone()),
        (NotMet, vec![])
    );
    // Member States, their regions and territories are no third countries; whether they are eligible is asked elsewhere.
    for country in ["BE", "DK", "RE", "NC", "GL"] {
        assert_eq!(
            of(both(), lead.clone(), json!(country), private.clone()),
            (NotApplicable, vec![]),
            "{country}"
        );
    }
    // An international organisation is no body of the country where it sits; an associated partner gets nothing.
    assert_eq!(
        of(both(), lead.clone(), json!("TN"), json!("international_organisation")),
        (NotApplicable, vec![])
    );
    assert_eq!(
        of(both(), json!("associated_partner"), json!("TN"), private.clone()),
        (NotApplicable, vec![])
    );
    // What is not known.
    assert_eq!(of(both(), lead.clone(), Value::Null, public.clone()), (Unknown, vec![fact("country")]));
    assert_eq!(of(both(), join.clone(), Value::Null, public.clone()), (Met, vec![]), "met or not concerned");
    assert_eq!(of(both(), join.clone(), json!("TN"), Value::Null), (Unknown, vec![fact("legal_form")]));
    assert_eq!(of(both(), Value::Null, json!("TN"), public.clone()), (Unknown, vec![fact("role")]));
    // Who is not taken does not count.
    let mut fields = countries(json!({ "legal_forms": ["public_body"] }));
    fields["minimum_applicants"] =
        json!({ "at_least": 3, "counting": "eligible_countries", "source": source() });
    let call = call_with(&fields).unwrap();
    let three = |form: Value, country: Value| {
        let mut third = member(3, "beneficiary", "", "");
        (third["country"], third["legal_form"]) = (country, form);
        let all = [
            member(1, "coordinator", "BE", "public_body"),
            member(2, "beneficiary", "IT", "public_body"),
            third,
        ];
        outcome(&call, &proposal(&all), "consortium/minimum-applicants")
    };
    assert_eq!(three(public.clone(), json!("TN")), (Met, vec![]));
    assert_eq!(three(private.clone(), json!("TN")), (NotMet, vec![]));
    assert_eq!(three(private.clone(), json!("FR")), (Met, vec![]));
    assert_eq!(three(private, Value::Null), (Unknown, vec!["/participants/2/country".to_owned()]));
    assert_eq!(three(Value::Null, json!("TN")), (Unknown, vec!["/participants/2/legal_form".to_owned()]));
    // What cannot be meant.
    let said = problems(&countries(json!({})));
    assert!(said[0].contains("must have \"roles\", \"legal_forms\" or both"), "{said:?}");
    let said = problems(&countries(json!({ "roles": ["subcontractor"] })));
    assert_eq!(
        said,
        [
            "/countries/third_countries/roles/0: found subcontractor, which must be a role with funding and is none"
        ]
    );
}

#[test]
fn what_decides_are_the_answers_to_the_question_or_the_letters() {
    let mut kind = police(1);
    kind["or_letter"] = json!("letter of the police");
    let fields = |kind: Value| {
        json!({ "composition": { "required": [kind] }, "grant": { "max": 1_000_000, "source": source() },
            "duration": { "max": 36, "source": source() } })
    };
    let mut all = [
        member(1, "coordinator", "IT", "public_body"),
        member(2, "beneficiary", "FR", "public_body"),
        member(3, "beneficiary", "BE", "public_body"),
    ];
    all[0]["member_kinds"] = json!({ "law-enforcement authority": false });
    let asks = |kind: Value, letters: Value| {
        let mut file = proposal(&all);
        (file["duration_months"], file["requested_grant"]) = (json!(24), json!(500_000));
        file["total_eligible_costs"] = json!(600_000);
        file["letters_of_support"] = letters;
        let call = call_with(&fields(kind)).unwrap();
        let proposal = Proposal::from_json(&file.to_string()).unwrap();
        let report = proposal.check(&call, AS_OF.parse().unwrap());
        let Deciding::Ask(asks) = report.deciding() else { panic!("{:?}", report.deciding()) };
        let facts = asks.order.iter().flat_map(|ask| match &ask.what {
            Asked::Facts(facts) => facts.iter().map(ToString::to_string).collect(),
            other => vec![format!("{other:?}")],
        });
        let mut facts: Vec<String> = facts.collect();
        facts.sort();
        (facts, asks.smallest)
    };
    let kinds = || (1..3).map(|at| format!("/participants/{at}/member_kinds"));
    assert_eq!(asks(police(1), Value::Null), (kinds().collect(), true));
    assert_eq!(asks(kind.clone(), json!([])), (kinds().collect(), true));
    let either = asks(kind, Value::Null);
    assert_eq!(either, (std::iter::once("/letters_of_support".to_owned()).chain(kinds()).collect(), true));
}

#[test]
fn whoever_counts_as_an_international_organisation_and_as_anything_else_counts() {
    let counting = json!({ "international_organisations_as_applicants": true, "international_organisations_as_countries": false,
        "overseas_territories": true, "affiliated_entities": false });
    let forms = [
        "public_body",
        "non_profit_private",
        "profit_making",
        "international_organisation",
        "natural_person",
    ];
    let forms = json!({ "admitted": forms });
    let call = call_with(&json!({
        "counting": counting, "minimum_applicants": { "at_least": 1, "source": source() },
        "minimum_countries": { "at_least": 1, "source": source() },
        "roles": { "beneficiary": forms, "source": source() },
        "countries": { "member_states_except": ["DK"], "overseas_territories": true, "source": source() },
    }))
    .unwrap();
    // In New Caledonia an organisation counts for France, and an international one wherever it is.
    for country in ["NC", "FR"] {
        let entry = json!({ "name": "A", "pic": "999000001", "role": "beneficiary", "country": country });
        let (outcome, missing) = outcome(&call, &proposal(&[entry]), "consortium/minimum-applicants");
        assert_eq!((outcome, missing), (Outcome::Met, vec![]), "{country}");
    }
}

#[test]
fn a_letter_that_stands_for_two_kinds_stands_for_both_or_for_none() {
    let recommended = json!([
        { "organisation_types": ["public_law_company"], "at_least": 1, "or_letter": "letter B", "source": source() },
        { "legal_forms": ["natural_person"], "at_least": 1, "or_letter": "letter B", "source": source() },
    ]);
    let call = call_with(&json!({ "composition": { "recommended": recommended } })).unwrap();
    // No company: without the letter one kind is lacking, and with it nothing is.
    let entry = json!({ "name": "City", "pic": "999000001", "role": "beneficiary", "country": "FR",
        "organisation_type": "non_governmental_organisation" });
    let (outcome, missing) = outcome(&call, &proposal(&[entry]), "consortium/recommended-members");
    assert_eq!((outcome, missing), (Outcome::Unknown, vec!["/letters_of_support".to_owned()]));
}

#[test]
fn what_is_called_a_little_otherwise_than_the_call_has_it_is_noticed() {
    let call = call_with(&json!({
        "annexes": { "mandatory": ["detailed budget table", "list of previous projects"], "source": source() },
        "declared_objectives": { "of": ["early integration", "return"], "at_least": 1, "source": source() },
        "excluded_activities": { "items": ["construction", "research"], "source": source() },
    }))
    .unwrap();
    let notices = |application: Value| -> Vec<String> {
        let mut draft = proposal(&[member(1, "coordinator", "BE", "public_body")]);
        for (name, value) in application.as_object().unwrap() {
            draft[name] = value.clone();
        }
        let draft = Proposal::from_json(&draft.to_string()).unwrap();
        let report = draft.check(&call, AS_OF.parse().unwrap());
        let of_none = report.notices().into_iter().filter(|notice| notice.kind.as_str() == "name-of-none");
        of_none.map(|notice| format!("{}: {}", notice.subjects[0], notice.text)).collect()
    };
    let told = notices(json!({
        "annexes": ["Detailed budget tables", "List of previous  projects"],
        "objectives": ["Integration"],
        "activities": ["constructions", "Building and construction", "language courses"],
    }));
    let barred =
        "it is taken for none of those that the call does not finance; did you mean \"construction\"?";
    assert_eq!(
        told,
        [
            "/annexes: The proposal names the annex \"Detailed budget tables\"; the call names none such; did you mean \
             \"detailed budget table\"?"
                .to_owned(),
            "/objectives: The proposal names the objective \"Integration\"; the call names none such; did you mean \
             \"early integration\"?"
                .to_owned(),
            format!("/activities: The proposal names the activity \"constructions\"; {barred}"),
            format!("/activities: The proposal names the activity \"Building and construction\"; {barred}"),
        ]
    );
    // What is there under its own name is not meant by another, and what is like none is not asked after.
    let told = notices(json!({
        "annexes": ["detailed budget table", "detailed budget tables", "CV"],
        "objectives": ["early integration", "Integration", "x"],
        "activities": ["construction", "constructions", "language courses"],
    }));
    assert_eq!(told, [""; 0]);
}

#[test]
fn what_is_named_that_the_call_does_not_name_is_noticed() {
    let kind = json!({ "at_least": 1, "kind": "law-enforcement authority", "question": "Is it one?",
        "or_letter": "letter of a ministry", "source": source() });
    let call = call_with(&json!({ "composition": { "required": [kind] } })).unwrap();
    let mut police = member(1, "coordinator", "BE", "public_body");
    police["member_kinds"] =
        json!({ "Law-enforcement  authority": true, "law enforcement authorities": true });
    let mut draft = proposal(&[police]);
    draft["letters_of_support"] = json!(["Letter of a ministry", "x"]);
    draft["submission_stage"] = json!(2);
    let notices = |call: &Call, draft: &Value| -> Vec<(&'static str, String)> {
        let draft = Proposal::from_json(&draft.to_string()).unwrap();
        let report = draft.check(call, AS_OF.parse().unwrap());
        report.notices().into_iter().map(|notice| (notice.kind.as_str(), notice.text)).collect()
    };
    let told = notices(&call, &draft);
    let of =
        |kind: &str| told.iter().filter(|(k, _)| *k == kind).map(|(_, t)| t.as_str()).collect::<Vec<_>>();
    assert_eq!(
        of("name-of-none"),
        [
            "The proposal names the letter of support \"x\"; the call names letter of a ministry.",
            "Member 1 names the kind of member \"law enforcement authorities\"; the call names none such; did you mean \
             \"law-enforcement authority\"?"
        ]
    );
    assert_eq!(of("other-stage").len(), 1, "{told:?}");
    assert_eq!(told.len(), 3, "what the call names is none of them: {told:?}");

    draft["submission_stage"] = json!(1);
    let plain = notices(&call_with(&json!({})).unwrap(), &draft);
    let none = plain.iter().filter(|(_, text)| text.ends_with("; the call names none.")).count();
    assert_eq!((none, plain.len()), (4, 4), "two kinds and two letters: {plain:?}");

    let deadline = json!({ "date": "2030-05-15", "time": "17:00", "source": source(),
        "second_stage": { "date": "2030-09-15", "time": "17:00" } });
    draft["submission_stage"] = json!(2);
    let two = notices(&call_with(&json!({ "deadline": deadline })).unwrap(), &draft);
    assert!(two.iter().all(|(kind, _)| *kind != "other-stage"), "{two:?}");
}

#[test]
fn of_two_stages_the_report_tells_the_deadline_that_is_meant() {
    let deadline = json!({ "date": "2030-05-15", "time": "17:00", "source": source(),
        "second_stage": { "date": "2030-09-15", "time": "17:00" } });
    let call = call_with(&json!({ "deadline": deadline })).unwrap();
    let told = |stage: Value, as_of: &str| {
        let mut draft = proposal(&[]);
        draft["submission_stage"] = stage;
        let draft = Proposal::from_json(&draft.to_string()).unwrap();
        let report = draft.check(&call, as_of.parse().unwrap()).stored();
        (report.call_status().map(|s| s.as_str()), report.deadline().unwrap().to_owned())
    };
    let (first, second) = (
        "15 May 2030 17:00 Brussels time for the first stage",
        "15 September 2030 17:00 Brussels time for the second stage",
    );
    let between = "2030-06-01T12:00:00+02:00";
    assert_eq!(told(json!(1), between), (Some("closed"), first.to_owned()));
    assert_eq!(told(json!(2), between), (Some("open"), second.to_owned()));
    assert_eq!(told(json!(null), between), (None, format!("{first}, {second}")));
    assert_eq!(told(json!(null), "2030-10-01T12:00:00+02:00").0, Some("closed"));
    assert_eq!(told(json!(null), "2030-05-01T12:00:00+02:00").0, Some("open"));
    // Within the deadline's own second no source says which.
    assert_eq!(told(json!(2), "2030-09-15T17:00:00+02:00").0, None);
    assert_eq!(told(json!(2), "2030-09-15T17:00:01+02:00").0, Some("closed"));
    assert_eq!(told(json!(1), "2030-05-15T16:59:59+02:00").0, Some("open"));
    assert_eq!(told(json!(1), "2030-05-15T17:00:00+02:00").0, None);
}
