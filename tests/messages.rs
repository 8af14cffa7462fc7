//! What a person reads when an input is wrong: the place, what was found, what is allowed, what was meant.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::{Call, Country, Instant, Proposal, TopicId};
use serde_json::{Value, json};

/// The problems of a proposal with these fields beside its participants.
fn problems(fields: &str) -> Vec<String> {
    let text = format!(r#"{{ {fields} "participants": [] }}"#);
    let error = Proposal::from_json(&text).map(|_| Vec::<String>::new());
    error.unwrap_or_else(|error| error.problems().iter().map(ToString::to_string).collect())
}

/// The one problem of a participant with these fields beside its name.
fn of_participant(fields: &str) -> String {
    let text = format!(r#"{{ "participants": [{{ "name": "A", {fields} }}] }}"#);
    let error = Proposal::from_json(&text).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
    error.to_string()
}

#[test]
fn the_fields_own_words_are_understood() {
    for (field, word, meant) in [
        ("role", "lead partner", "did you mean \"coordinator\"?"),
        ("role", "Lead applicant", "did you mean \"coordinator\"?"),
        ("role", "lead", "did you mean \"coordinator\"?"),
        ("role", "co-applicant", "did you mean \"beneficiary\"?"),
        ("role", "partner", "did you mean one of beneficiary, associated_partner?"),
        ("legal_form", "NGO", "did you mean \"non_profit_private\"?"),
        ("legal_form", "university", "did you mean one of public_body, non_profit_private?"),
        ("legal_form", "company", "did you mean \"profit_making\"?"),
        ("legal_form", "PRC", "did you mean \"private_body\"?"),
        ("legal_form", "PUB", "did you mean \"public_body\"?"),
        ("legal_form", "HES", "did you mean one of public_body, non_profit_private?"),
        ("legal_form", "REC", "did you mean one of public_body, non_profit_private?"),
        // What a type says nothing of, and what is no organisation of governments, leads to none.
        ("legal_form", "OTH", "allowed: "),
        ("legal_form", "international", "allowed: "),
        ("legal_form", "national organisation", "allowed: "),
        ("legal_form", "private organisation", "did you mean \"private_body\"?"),
        ("legal_form", "international NGO", "did you mean \"non_profit_private\"?"),
        ("legal_form", "gemeinnützige Organisation", "did you mean \"non_profit_private\"?"),
        ("role", "Coordinating beneficiary", "did you mean \"coordinator\"?"),
        ("organisation_type", "NGO", "did you mean \"non_governmental_organisation\"?"),
        ("organisation_type", "university", "did you mean \"education_organisation\"?"),
        ("organisation_type", "REC", "did you mean \"research_organisation\"?"),
        // The nearest spelling, where no word of the field is meant.
        ("legal_form", "public-body", "did you mean \"public_body\"?"),
    ] {
        let error = of_participant(&format!(r#""{field}": "{word}""#));
        assert!(error.starts_with(&format!("/participants/0/{field}: found the ")), "{error}");
        assert!(error.contains(&format!("\"{word}\"; {meant}")), "{error}");
    }
}

#[test]
fn what_is_allowed_is_set_off_from_what_was_found() {
    let error = of_participant(r#""role": "zzz""#);
    assert_eq!(
        error,
        "/participants/0/role: found the role \"zzz\"; allowed: coordinator, beneficiary, affiliated_entity, \
         associated_partner, subcontractor"
    );
    let error = of_participant(r#""role": "coordinater""#);
    assert!(error.contains("did you mean \"coordinator\"? Allowed: coordinator, "), "{error}");
}

#[test]
fn amounts_as_people_write_them_are_told_how_to_write() {
    for (amount, write) in [
        ("\"750.000\"", "; write 750000 if that is meant"),
        ("\"750.000,50\"", "; write 750000.50 if that is meant"),
        ("\"750 000\"", "; write 750000 if that is meant"),
        ("\"EUR 750,000\"", "; write 750000 if that is meant"),
    ] {
        let found = problems(&format!(r#""requested_grant": {amount},"#));
        assert!(found[0].ends_with(write), "{found:?}");
    }
    // A number with a zero fraction is that integer; another fraction is text.
    let text = r#"{ "requested_grant": 750000.0, "duration_months": 24.0, "participants": [] }"#;
    let proposal = Proposal::from_json(text).unwrap();
    assert_eq!(proposal.requested_grant, "750000".parse().ok());
    assert_eq!(proposal.duration_months, Some(24));
    assert!(problems(r#""requested_grant": 750000.5,"#)[0].contains("written as text"));
    assert!(problems(r#""duration_months": 24.5,"#)[0].contains("found the number 24.5"));
}

#[test]
fn countries_are_known_as_the_commission_and_as_their_people_write_them() {
    for (written, code) in [
        ("Kosovo *", "XK"),
        ("Türkiye", "TR"),
        ("Belgium - FL", "BE"),
        ("Belgium (Flanders)", "BE"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("Ελλάδα", "GR"),
        ("България", "BG"),
        ("Magyarország", "HU"),
        ("Éire", "IE"),
        ("Espagne", "ES"),
        ("Belgien", "BE"),
        ("Lietuva", "LT"),
        ("DEU", "DE"),
    ] {
        let error = written.parse::<Country>().unwrap_err().to_string();
        assert!(error.ends_with(&format!("; did you mean \"{code}\"?")), "{error}");
    }
}

#[test]
fn instants_have_an_offset_with_or_without_its_colon() {
    let at: Instant = "2024-08-20T16:30:00+0200".parse().unwrap();
    assert_eq!(at, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let at: Instant = "2024-08-20T16:30:00.123-0530".parse().unwrap();
    assert_eq!(at.to_string(), "2024-08-20T16:30:00-05:30");
    for bad in
        ["2024-08-20T16:30:00+02", "2024-08-20T16:30:00 0200", "2024-08-20T16:30:000200", "+0200", "é+0200"]
    {
        assert!(bad.parse::<Instant>().is_err(), "{bad}");
    }
}

#[test]
fn a_byte_order_mark_says_nothing() {
    let proposal = "\u{feff}{\"participants\": []}";
    assert!(Proposal::from_json(proposal).is_ok());
    assert!(Proposal::from_json_bytes(proposal.as_bytes()).is_ok());
    let call = "\u{feff}{\"schema\": \"amif-call/1\", \"topic\": \"EXAMPLE-01\", \"documents\": {}}";
    let read = Call::from_json_bytes(call.as_bytes()).unwrap();
    assert_eq!(Call::from_json(&read.to_json()).unwrap(), read);
}

/// The problems of a call with these documents and conditions.
fn of_call(documents: &str, conditions: &str) -> Vec<String> {
    let text = format!(
        r#"{{ "schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {{ {documents} }}, {conditions} }}"#
    );
    Call::from_json(&text).unwrap_err().problems().iter().map(ToString::to_string).collect()
}

#[test]
fn a_document_with_a_fault_gives_no_second_one_where_it_is_cited() {
    let found = of_call(
        r#""call": { "title": "Call", "basis": "guess" }"#,
        r#""page_limit": { "at_most": 70, "source": [{ "document": "call" }] },
           "one_topic": { "source": [{ "document": "cal" }] }"#,
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("/documents/call/basis: found the basis \"guess\""), "{found:?}");
    assert!(found[1].starts_with("/one_topic/source/0: found the document \"cal\"; did you mean \"call\"?"));
}

#[test]
fn faults_of_a_call_say_what_must_be() {
    let document = r#""call": { "title": "Call", "basis": "call_document" }"#;
    let source = r#""source": [{ "document": "call" }]"#;
    for (condition, problem) in [
        (
            r#""duration": { "exactly": 0, SOURCE }"#,
            "/duration: the duration must be at least 1 month (found 0)",
        ),
        (
            r#""duration": { SOURCE }"#,
            "/duration: a duration must have \"exactly\", or else \"min\", \"max\" or both",
        ),
        (
            r#""funding_rate": { "at_most": "101", SOURCE }"#,
            "/funding_rate/at_most: a funding rate must be above 0 and at most 100 per cent",
        ),
        (
            r#""page_limit": { "at_most": 70, "source": [] }"#,
            "/page_limit/source: the list must name at least one place (found none)",
        ),
        (
            r#""minimum_applicants": { "at_least": 2, SOURCE }, "minimum_countries": { "at_least": 3, SOURCE }"#,
            "/minimum_countries: \"minimum_countries\" must not be above \"minimum_applicants\": it is 3, and 2 \
             applicants can cover at most 2 countries",
        ),
        (
            r#""open_questions": [{ "id": "x", "question": "?", "yes": "a", "no": "b", SOURCE }],
               "minimum_applicants": { "at_least": 3, "or": { "open": "x", "at_least": 2,
                 "counting": "eligible_countries" }, SOURCE }, "countries": { "member_states_except": [], SOURCE }"#,
            "/minimum_applicants: both readings of a minimum must use the same \"counting\"",
        ),
    ] {
        let found = of_call(document, &condition.replace("SOURCE", source));
        assert_eq!(found, [problem]);
    }
}

/// A call with every kind of slip that only a look at other places shows, and some that hide others.
#[test]
fn everything_wrong_with_a_call_is_told_at_once_and_each_at_its_place() {
    let mut call: Value = serde_json::from_str(include_str!("../examples/data/my-call.json")).unwrap();
    let source = json!([{ "document": "call" }]);
    let bar = call["bars"][0].clone();
    let mut set = |place: &str, value: Value| {
        let (parent, name) = place.rsplit_once('/').unwrap();
        match call.pointer_mut(parent).unwrap() {
            Value::Array(items) if name == "-" => items.push(value),
            parent => parent[name] = value,
        }
    };
    // A wrong day hides neither the empty source nor the document that is not listed.
    set("/opening", json!({ "date": "18.1.2027", "source": [] }));
    set("/budget", json!({ "amount": "nine", "source": [{ "document": "cal" }] }));
    set("/documents/both", json!({ "title": "Both", "basis": "summary", "pages": ["call", "fak", "call"] }));
    // A question without its answer is asked all the same.
    set("/open_questions/0/no", Value::Null);
    set(
        "/open_questions/-",
        json!({ "id": "budget-mine", "question": "?", "yes": "a", "no": "b", "source": source }),
    );
    set(
        "/open_questions/-",
        json!({ "id": "thirty-six-months", "question": "?", "yes": "a", "no": "b", "source": source }),
    );
    set("/duration/or/open", json!("nope"));
    set(
        "/countries/points",
        json!({ "EFTA": true, "IS": { "open": "ice" }, "DK": true, "associated": { "open": "thirty-six-months" } }),
    );
    set("/countries/counted", json!({ "BE": true, "MA": true }));
    set("/countries/member_states_except", json!(["NO", "DK"]));
    set(
        "/countries/negotiating",
        json!([{ "country": "GE", "source": source }, { "country": "GE", "source": source }]),
    );
    set("/countries/third_countries", json!({ "roles": ["beneficiary", "subcontractor"] }));
    set("/bars/-", bar);
    set("/roles/coordinator/statuses", json!({ "non-profit": true }));
    set("/roles/beneficiary/if_form", json!({ "profit_making": { "no_profit": true }, "company": {} }));
    set("/roles/beneficiary/barred", json!(["natural_person", "public_body"]));
    set(
        "/roles/affiliated_entity/organisation_types",
        json!({ "admitted": ["research_organisation"], "barred": ["research_organisation"] }),
    );
    set("/composition/required/-", json!({ "at_least": 0, "source": source }));
    set("/grant/not_stated", json!(["min"]));
    set("/grant/by_target_countries", json!([{ "to": 3, "min": -1 }]));
    set(
        "/support_recipients",
        json!({ "legal_forms": ["public_body"], "barred_forms": ["public_body"], "source": source }),
    );
    set(
        "/budget_rules",
        json!({
        "indirect_costs": { "rate": "7", "excluded": ["A.1", "E"], "source": source },
        "specific_categories": { "open": ["D.2", "D.1"], "source": source } }),
    );
    set("/assumed", json!({ "what": "yes" }));
    set("/supposed", json!(["grant=5"]));
    set("/versions/0/published", json!("2020-01-01"));
    set(
        "/versions/0/changes/deadline",
        json!({ "date": "2027-01-01", "time": "17:00", "or": { "open": "thirty-six-months", "date": "2027-01-02" }, "source": source }),
    );
    set("/versions/0/changes/annexes", json!({ "mandatory": ["x"], "source": [{ "document": "fak" }] }));
    let error = Call::from_json(&call.to_string()).unwrap_err();
    let mut places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            "/assumed/what",
            "/bars/1",
            "/budget/amount",
            "/budget/source/0",
            "/budget_rules/indirect_costs/excluded/1",
            "/budget_rules/specific_categories/open/1",
            "/composition/required/1/at_least",
            "/countries/counted/BE",
            "/countries/counted/MA",
            "/countries/member_states_except/0",
            "/countries/negotiating/1/country",
            "/countries/points/DK",
            "/countries/points/EFTA",
            "/countries/points/IS",
            "/countries/points/associated",
            "/countries/third_countries/roles/1",
            "/documents/both/pages/1",
            "/documents/both/pages/2",
            "/duration/or",
            "/grant/by_target_countries/0",
            "/grant/by_target_countries/0/min",
            "/open_questions/0",
            "/open_questions/2/id",
            "/open_questions/3",
            "/opening/date",
            "/opening/source",
            "/roles/affiliated_entity/organisation_types/barred/0",
            "/roles/beneficiary/barred/1",
            "/roles/beneficiary/if_form/company",
            "/roles/beneficiary/if_form/profit_making/no_profit",
            "/roles/coordinator/statuses/non-profit",
            "/support_recipients/barred_forms/0",
            "/supposed/0",
            "/versions/0/changes/annexes/source/0",
            "/versions/0/changes/deadline/or",
            "/versions/0/published",
        ],
        "{error}"
    );
    assert!(places.iter().all(|place| call.pointer(place).is_some()));
}

#[test]
fn what_no_call_can_mean_is_refused() {
    let source = json!([{ "document": "call" }]);
    let refused = |place: &str, value: Value| {
        let mut call: Value = serde_json::from_str(include_str!("../examples/data/my-call.json")).unwrap();
        call["open_questions"][0]["no"] = json!("It may not.");
        call["target_countries"] = json!({ "of": ["MA", "TN"], "source": source,
            "or": { "open": "thirty-six-months", "of": [] } });
        call["budget_rules"] = json!({ "subcontracting": { "at_most": "30", "source": source },
            "indirect_costs": { "rate": "7", "excluded": [], "source": source } });
        call["description"] = json!({ "title": { "text": "A title", "source": source } });
        call["composition"]["required"][0]["or_letter"] = json!("a letter");
        assert!(Call::from_json(&call.to_string()).is_ok());
        *call.pointer_mut(place).unwrap() = value;
        match Call::from_json(&call.to_string()) {
            Ok(_) => Vec::new(),
            Err(error) => error.problems().iter().map(ToString::to_string).collect::<Vec<_>>(),
        }
    };
    // A target is a third country, in either reading; the United Kingdom is one today.
    for (place, code) in [("", "BE"), ("", "GL"), ("/or", "DK"), ("/or", "NC")] {
        let place = format!("/target_countries{place}/of");
        let why = "which must be a third country on the day of the call, as every target is, and is none";
        assert_eq!(refused(&place, json!(["MA", code])), [format!("{place}/1: found {code}, {why}")]);
    }
    assert!(refused("/target_countries/of", json!(["GB", "CH"])).is_empty());
    assert_eq!(
        refused("/target_countries/of", json!(["MA", "ma"])),
        ["/target_countries/of/1: MA must be listed once"]
    );
    assert_eq!(
        refused("/declared_objectives/of", json!(["early integration", "Early  integration"])),
        ["/declared_objectives/of/1: \"Early  integration\" must be listed once"]
    );
    // A Member State is excepted, or it takes part; that it does may be a question.
    let barred = refused("/countries/points", json!({ "BE": false, "IS": true }));
    assert_eq!(barred.len(), 1, "{barred:?}");
    assert!(
        barred[0].starts_with("/countries/points/BE: BE is a Member State on the day of the call"),
        "{barred:?}"
    );
    for point in [json!(true), json!({ "open": "thirty-six-months" })] {
        assert!(refused("/countries/points", json!({ "BE": point, "IS": true })).is_empty());
    }
    assert!(refused("/countries/points", json!({ "GB": false, "DK": false, "IS": true })).is_empty());
    // Shares are shares.
    for (place, why) in [
        ("/budget_rules/subcontracting/at_most", "a share must be at most 100 per cent"),
        ("/budget_rules/indirect_costs/rate", "a rate must be at most 100 per cent"),
    ] {
        assert_eq!(refused(place, json!("130"))[0], format!("{place}: {why}"));
    }
    // What has to be said is said.
    for place in [
        "/open_questions/0/id",
        "/open_questions/0/question",
        "/open_questions/0/yes",
        "/open_questions/0/no",
        "/documents/call/title",
        "/bars/0/way_out",
        "/annexes/mandatory/0",
        "/excluded_activities/items/0",
        "/declared_objectives/of/0",
        "/not_stated/0",
        "/version",
        "/versions/0/version",
        "/description/title/text",
        "/composition/required/0/or_letter",
    ] {
        for blank in ["", " \u{200b}"] {
            let said = refused(place, json!(blank));
            assert!(
                said.iter()
                    .any(|problem| problem.starts_with(place) && problem.contains("that is not blank")),
                "{place}: {said:?}"
            );
        }
    }
    let stopped = refused("/bars/0/way_out", json!("The measure is lifted."));
    assert!(
        stopped[0].starts_with("/bars/0/way_out: it must be a phrase without a full stop"),
        "{stopped:?}"
    );
}

#[test]
fn a_contradiction_of_a_later_version_is_told_where_that_version_states_it() {
    let call = include_str!("../examples/data/my-call.json");
    let changed = |changes: Value| {
        let mut call: Value = serde_json::from_str(call).unwrap();
        call["versions"][0]["changes"] = changes;
        let error = Call::from_json(&call.to_string()).unwrap_err();
        assert!(error.problems().iter().all(|problem| call.pointer(&problem.path).is_some()), "{error}");
        error.problems().iter().map(|problem| problem.path.clone()).collect::<Vec<_>>()
    };
    let source = json!([{ "document": "call" }]);
    // The opening stays, and is after the deadline now.
    let deadline = json!({ "date": "2027-01-01", "time": "17:00", "source": source });
    assert_eq!(changed(json!({ "deadline": deadline })), ["/versions/0/changes/deadline"]);
    let applicants = json!({ "at_least": 1, "source": source });
    assert_eq!(
        changed(json!({ "minimum_applicants": applicants })),
        ["/versions/0/changes/minimum_applicants"]
    );
    assert_eq!(changed(json!({ "countries": null })), ["/versions/0/changes/countries"]);
    let grant = json!({ "min": 10_000_000, "max": 11_000_000, "source": source });
    assert_eq!(changed(json!({ "grant": grant })), ["/versions/0/changes/grant"]);
    let both = json!({ "opening": { "date": "2027-02-01", "source": source }, "deadline": deadline });
    assert_eq!(changed(both), ["/versions/0/changes/opening"]);
}

#[test]
fn a_proposal_tells_everything_at_once_too() {
    let text = r#"{"participants": [
        {"legal_form": "public_body", "statuses": {"ngo": true}, "member_kinds": {"Police": true, "police ": false}}]}"#;
    let error = Proposal::from_json(text).unwrap_err();
    let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        places,
        ["/participants/0/member_kinds/police ", "/participants/0", "/participants/0/statuses"],
        "{error}"
    );
}

#[cfg(feature = "catalogue")]
#[test]
fn the_identifier_of_a_call_names_its_topics() {
    let error = amif::catalogue::topic("AMIF-2024-TF2-AG-THB").unwrap_err().to_string();
    assert!(error.contains("did you mean \"AMIF-2024-TF2-AG-THB-01\"?"), "{error}");
    let error = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01").unwrap_err().to_string();
    assert!(error.contains("AMIF-2025-TF2-AG-INTE-01-WOMEN"), "{error}");
    assert!("AMIF-2024-TF2-AG-THB".parse::<TopicId>().is_ok());
}

#[test]
fn what_is_no_json_is_told_as_that() {
    let told = |text: &str| Proposal::from_json(text).unwrap_err().to_string();
    assert!(told("not json").contains("not valid JSON"), "{}", told("not json"));
    assert!(told("{\"participants\": [").contains("not valid JSON"));
    // What is JSON and no proposal is not said to be none.
    assert!(!told("[]").contains("not valid JSON"));
}
