//! What a call that removes whoever is ineligible makes of the rest, and how that is told.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects in the plainest way"
)]

use amif::{Call, Instant, Proposal, Verdict};
use serde_json::{Value, json};

fn source() -> Value {
    json!([{"document": "call", "section": "6"}])
}

/// An invented call that removes, changed.
fn call(change: impl FnOnce(&mut Value)) -> Call {
    let mut call = json!({
        "schema": "amif-call/1",
        "topic": "EXAMPLE-2027-REMOVAL-01",
        "documents": {"call": {"title": "Invented call document", "basis": "call_document"}},
        "deadline": {"date": "2027-05-12", "time": "17:00", "source": source()},
        "countries": {"member_states_except": ["DK"], "overseas_territories": true,
            "international_organisations_exempt": true, "points": {"IS": true},
            "negotiating": [{"country": "MD", "source": source()}], "source": source()},
        "bars": [{"declaration": "public_interest_trust", "country": "HU", "from": "2022-12-16",
            "roles": ["coordinator", "beneficiary", "affiliated_entity"],
            "way_out": "the measure lifted, or the entity replaced", "source": source()}],
        "minimum_applicants": {"at_least": 3, "counting": "eligible_countries", "source": source()},
        "minimum_countries": {"at_least": 2, "source": source()},
        "counting": {"international_organisations": false, "affiliated_entities": false},
        "roles": {
            "coordinator": {"admitted": ["public_body", "non_profit_private"], "only": true},
            "beneficiary": {"admitted": ["public_body", "non_profit_private"], "only": true},
            "affiliated_entity": {"admitted": ["public_body", "non_profit_private"], "only": true},
            "source": source()},
        "grant": {"min": 400000, "max": 1500000, "source": source()},
        "funding_rate": {"at_most": "90", "source": source()},
        "duration": {"max": 30, "source": source()},
        "annexes": {"mandatory": ["budget"], "source": source()},
        "ineligible_participant_effect": {"effect": "remove", "source": source()},
    });
    change(&mut call);
    Call::from_json(&call.to_string()).unwrap()
}

fn moment() -> Instant {
    "2027-05-11T12:00:00+02:00".parse().unwrap()
}

fn member(name: &str, role: &str, country: &str, form: &str) -> Value {
    json!({"name": name, "role": role, "country": country, "legal_form": form,
        "pic": format!("9990000{:02}", name.len())})
}

/// Three sound applicants, a public one coordinating, and others; everything else as the call asks it, with changes.
fn proposal(others: &[Value], change: impl FnOnce(&mut Value)) -> Proposal {
    let mut proposal = json!({
        "submitted_at": "2027-05-11T12:00:00+02:00", "duration_months": 30, "requested_grant": 900000,
        "total_eligible_costs": 1000000, "annexes": ["budget"],
        "participants": [
            member("A", "coordinator", "BE", "public_body"),
            member("BB", "beneficiary", "NL", "non_profit_private"),
            member("CCC", "beneficiary", "IS", "non_profit_private"),
        ],
    });
    proposal["participants"].as_array_mut().unwrap().extend(others.iter().cloned());
    change(&mut proposal);
    Proposal::from_json(&proposal.to_string()).unwrap()
}

/// A rule's assessment as JSON.
fn assessed(proposal: &Proposal, call: &Call, rule: &str) -> Value {
    let report = serde_json::to_value(proposal.check(call, moment())).unwrap();
    let all = report["assessments"].as_array().unwrap();
    all.iter().find(|a| a["rule"] == rule).unwrap().clone()
}

fn statutes(forms: &[&str]) -> impl FnOnce(&mut Value) {
    let row = json!({"mandatory": ["statutes"], "legal_forms": forms});
    move |call| call["annexes"]["of_some"] = json!([row])
}

#[test]
fn whom_the_call_removes_makes_no_annex_mandatory() {
    let removing = call(statutes(&["natural_person"]));
    let person = |role: &str| member("DDDD", role, "FR", "natural_person");
    let of = |call: &Call, other: Value| proposal(&[other], |_| ()).verdict(call, moment());
    assert_eq!(of(&removing, person("beneficiary")), Verdict::Eligible);
    // The call removes no subcontractor for its form.
    assert_eq!(of(&removing, person("subcontractor")), Verdict::Ineligible);
    // An affiliated entity of somebody who is removed goes with it.
    let affiliated = |country: &str| {
        let mut linked = member("EEEEE", "affiliated_entity", "FR", "public_body");
        linked["affiliated_to"] = json!("999000004");
        [member("DDDD", "beneficiary", country, "non_profit_private"), linked]
    };
    let of_affiliated = call(|call| {
        let row = json!({"mandatory": ["statutes"], "roles": ["affiliated_entity"]});
        call["annexes"]["of_some"] = json!([row]);
    });
    assert_eq!(proposal(&affiliated("US"), |_| ()).verdict(&of_affiliated, moment()), Verdict::Eligible);
    assert_eq!(proposal(&affiliated("FR"), |_| ()).verdict(&of_affiliated, moment()), Verdict::Ineligible);
    // Where that is not known, so is whether the annex is asked for, and the one fact is what decides.
    let open = proposal(&affiliated("US"), |p| p["participants"][3]["country"] = Value::Null);
    let annexes = assessed(&open, &of_affiliated, "admissibility/annexes");
    assert_eq!(
        (&annexes["outcome"], &annexes["missing"]),
        (&json!("unknown"), &json!(["/participants/3/country"]))
    );
}

#[test]
fn a_question_that_decides_whom_the_call_removes_decides_of_the_annex() {
    let call = call(|call| {
        statutes(&["profit_making"])(call);
        call["open_questions"] =
            json!([{"id": "profit", "question": "?", "yes": "y", "no": "n", "source": source()}]);
        call["roles"]["beneficiary"] = json!({"admitted": ["public_body", "non_profit_private"],
            "barred": ["natural_person"], "open": {"profit_making": {"open": "profit"}}});
    });
    let firm = member("DDDD", "beneficiary", "FR", "profit_making");
    let annexes = assessed(&proposal(&[firm], |_| ()), &call, "admissibility/annexes");
    assert_eq!((&annexes["outcome"], &annexes["open"]), (&json!("unknown"), &json!(["profit"])));
}

#[test]
fn annexes_of_some_are_told_apart_where_the_grant_is_not_stated() {
    let call = call(|call| {
        call["annexes"]["of_some"] = json!([
            {"mandatory": ["statutes"], "legal_forms": ["natural_person"]},
            {"mandatory": ["audit"], "requested_above": 750000},
        ]);
    });
    let other = member("DDDD", "subcontractor", "FR", "natural_person");
    let open = proposal(&[other], |p| p["requested_grant"] = Value::Null);
    let annexes = assessed(&open, &call, "admissibility/annexes");
    let message = annexes["message"].as_str().unwrap();
    assert!(message.starts_with("Not attached: statutes; statutes where a participant is natural person; audit where more than EUR 750 000 is requested, and whether that is mandatory is not known yet; "), "{message}");
    assert_eq!(annexes["required"]["all_of"], json!(["budget", "statutes"]));
    let remedies = open.remedies(&call, moment());
    let first = &remedies.all()[0];
    assert_eq!(first.edits().len(), 1, "{remedies}");
    assert_eq!(first.apply(&open).verdict(&call, moment()), Verdict::Undetermined);
}

#[test]
fn rows_by_place_stay_with_those_who_stay_while_edits_are_tried() {
    // Without the second the last one has no row yet, and may ask for anything: were the rows to move up, all of them
    // would ask for too little.
    let call = call(|call| {
        call["grant"] = json!({"min": 500000, "max": 1500000, "source": source()});
        call["ineligible_participant_effect"]["effect"] = json!("reject");
    });
    let row = |of: Value, asked: u32| json!({"participant": of, "costs": {"C.3": asked * 2}, "requested": asked, "resources": {"own_resources": asked}});
    let with_rows = |of: &dyn Fn(usize) -> Value| {
        proposal(&[member("DDDD", "beneficiary", "FR", "public_body")], |p| {
            p["participants"][1]["declarations"] = json!(["restrictive_measures"]);
            let rows: Vec<Value> = [200_000, 100_000, 100_000]
                .into_iter()
                .enumerate()
                .map(|(at, asked)| row(of(at), asked))
                .collect();
            p["budget"] = json!({"rows": rows});
        })
    };
    let told = |proposal: &Proposal| proposal.remedies(&call, moment()).to_string();
    let by_place = told(&with_rows(&|at| json!(at)));
    let by_code = told(&with_rows(&|at| json!(format!("99900000{}", at + 1))));
    assert_eq!(by_place, by_code);
    assert!(by_place.contains("Remedy 1 (1 edit)") && by_place.contains("Do without BB"), "{by_place}");
}

#[test]
fn rows_by_place_stay_with_those_who_stay_where_one_member_is_left_out() {
    let call = call(|call| call["grant"] = json!({"min": 400000, "max": 1500000, "source": source()}));
    let critical = |of: &dyn Fn(usize) -> Value| {
        let four = proposal(&[member("DDDD", "beneficiary", "FR", "public_body")], |p| {
            let rows: Vec<Value> = [100_000, 300_000, 100_000, 100_000]
                .into_iter()
                .enumerate()
                .map(|(at, asked)| json!({"participant": of(at), "requested": asked}))
                .collect();
            p["budget"] = json!({"rows": rows});
            p["requested_grant"] = json!(600000);
        });
        let report = four.check(&call, moment());
        let members = report.critical_members().members;
        let breaks = |rule: &str| -> Vec<usize> {
            let breaking =
                members.iter().filter(|m| m.breaks.iter().any(|(broken, ..)| broken.as_str() == rule));
            breaking.map(|member| member.participant).collect()
        };
        breaks("budget/grant-within-range")
    };
    assert_eq!(critical(&|at| json!(at)), [1]);
    assert_eq!(critical(&|at| json!(format!("99900000{}", at + 1))), [1]);
}

#[test]
fn only_events_that_matter_are_awaited() {
    let trust = || {
        let mut trust = member("EEEEE", "beneficiary", "HU", "non_profit_private");
        trust["declarations"] = json!(["public_interest_trust"]);
        trust
    };
    let moldova = || member("DDDD", "beneficiary", "MD", "public_body");
    let kinds = json!([{"at_least": 1, "roles": ["beneficiary"], "legal_forms": ["public_body"], "source": source()}]);
    let events = |assessed: &Value| -> Vec<String> {
        let all = assessed["awaits"].as_array().unwrap();
        all.iter().map(|a| a["event"].as_str().unwrap().to_owned()).collect()
    };
    for list in ["required", "recommended"] {
        let asking = call(|call| call["composition"] = json!({list: kinds}));
        let rule = if list == "required" {
            "consortium/compulsory-members"
        } else {
            "consortium/recommended-members"
        };
        let members = assessed(&proposal(&[moldova(), trust()], |_| ()), &asking, rule);
        assert_eq!(members["outcome"], "conditional", "{members}");
        assert_eq!(events(&members).len(), 1, "{members}");
        assert!(members["message"].as_str().unwrap().contains("counts on DDDD staying in"), "{members}");
    }
    // Moldova is no Member State and never counts as one; the trust is the third.
    let three = call(|call| call["minimum_countries"]["at_least"] = json!(3));
    let counted = assessed(&proposal(&[moldova(), trust()], |_| ()), &three, "consortium/minimum-countries");
    assert_eq!(
        (&counted["outcome"], events(&counted)),
        (&json!("conditional"), vec!["the measure lifted, or the entity replaced".to_owned()])
    );
    // Two who stay or go together, of whom one is enough: both matter.
    let four = call(|call| call["minimum_applicants"]["at_least"] = json!(4));
    let applicants =
        assessed(&proposal(&[moldova(), trust()], |_| ()), &four, "consortium/minimum-applicants");
    assert_eq!((&applicants["outcome"], events(&applicants).len()), (&json!("conditional"), 2));
}

#[test]
fn both_deadlines_are_named_where_the_stage_is_not_stated() {
    let call = call(|call| {
        call["deadline"]["second_stage"] = json!({"date": "2027-10-12", "time": "17:00"});
    });
    let told = |at: &str| {
        let late = proposal(&[], |p| p["submitted_at"] = json!(at));
        assessed(&late, &call, "admissibility/submitted-by-deadline")["message"].as_str().unwrap().to_owned()
    };
    for at in ["2027-05-12T17:00:01+02:00", "2027-10-12T17:00:01+02:00", "2027-05-01T12:00:00+02:00"] {
        let message = told(at);
        assert!(message.contains("12 May 2027") && message.contains("12 October 2027"), "{message}");
    }
}

#[test]
fn a_question_is_asked_of_ranges_that_begin_with_two_target_countries() {
    let call = call(|call| {
        call["open_questions"] =
            json!([{"id": "others", "question": "?", "yes": "y", "no": "n", "source": source()}]);
        call["grant"] = json!({"min": 400000, "max": 500000, "unlisted_count": {"open": "others"},
            "by_target_countries": [{"from": 2, "min": 450000, "max": 700000}], "source": source()});
        call["target_countries"] = json!({"of": ["MA", "TN", "NG"], "at_least": 1, "source": source()});
    });
    let open = proposal(&[], |p| p["requested_grant"] = json!(600000));
    let range = assessed(&open, &call, "grant/within-range");
    assert_eq!((&range["missing"], &range["open"]), (&json!(["/target_countries"]), &json!(["others"])));
}

#[test]
fn nothing_is_asked_under_usual_terms_of_a_call_that_has_none() {
    let call = call(|call| {
        call["open_questions"] =
            json!([{"id": "swiss", "question": "?", "yes": "y", "no": "n", "source": source()}]);
        call["countries"]["points"]["CH"] = json!({"open": "swiss"});
        call["roles"]["beneficiary"] = json!({"barred": ["natural_person"],
            "admitted": ["public_body", "non_profit_private", "international_organisation", "profit_making"],
            "if_form": {"profit_making": {"acting_without_profit": true}}});
        call["composition"]["required"] = json!([{"at_least": 1, "roles": ["coordinator", "beneficiary"],
            "legal_forms": ["public_body"], "source": source()}]);
        call["minimum_applicants"] = json!({"at_least": 2, "source": source()});
        call["minimum_countries"] = json!({"at_least": 1, "source": source()});
    });
    let open = proposal(&[member("DDDD", "beneficiary", "FR", "non_profit_private")], |p| {
        p["participants"][0]["legal_form"] = json!("non_profit_private");
        p["participants"][1]["legal_form"] = json!("public_body");
        p["participants"][1]["declarations"] = json!(["public_interest_trust"]);
        p["participants"][2]["legal_form"] = json!("public_body");
        p["participants"][2]["country"] = Value::Null;
    });
    let report = open.check(&call, moment());
    assert!(report.usual().is_none());
    // More is asked one after the other than decides, where the steps for listing are spent.
    assert!(report.next_questions().len() > report.questions().decisive.len(), "{}", report.questions());
    assert!(report.questions().usual.is_empty(), "{}", report.questions());
}
