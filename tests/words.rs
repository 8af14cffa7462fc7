//! The words that only some calls need, each at its edges: what sources say of the opening, and what follows below.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects in the plainest way"
)]

use amif::{Call, Outcome, Proposal, call::CallStatus, call::Reading};
use serde_json::{Value, json};

fn source() -> Value {
    json!([{ "document": "call", "section": "1" }])
}

fn question(id: &str) -> Value {
    json!({ "id": id, "question": "Is it so?", "yes": "It is.", "no": "It is not.", "source": source() })
}

/// A call that states nothing but this, with the questions `one` and `two`.
fn document(conditions: Value) -> Value {
    let mut file = json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-2030-01",
        "documents": { "call": { "title": "Call document", "basis": "call_document" } },
        "open_questions": [question("one"), question("two")]
    });
    for (condition, mut stated) in conditions.as_object().unwrap().clone() {
        if let Some(fields) = stated.as_object_mut()
            && condition != "budget_rules"
        {
            fields.insert("source".to_owned(), source());
        }
        file[condition] = stated;
    }
    file
}

fn stating(conditions: Value) -> Call {
    let call = Call::from_json(&document(conditions).to_string()).unwrap();
    assert_eq!(Call::from_json(&call.to_json()).as_ref(), Ok(&call));
    call
}

fn faults(conditions: Value) -> Vec<String> {
    let error = Call::from_json(&document(conditions).to_string()).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

/// The outcome of one rule, with what it depends on.
fn told(call: &Call, proposal: &Value, rule: &str) -> (Outcome, Vec<String>, String) {
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let report = proposal.check(call, "2030-05-01T12:00:00+02:00".parse().unwrap());
    let found = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
    let mut hangs: Vec<String> = found.open().iter().map(ToString::to_string).collect();
    hangs.extend(found.missing().iter().map(ToString::to_string));
    hangs.sort();
    (found.outcome(), hangs, found.message().to_string())
}

#[test]
fn an_opening_on_which_sources_differ_leaves_the_days_between_open() {
    let rule = "admissibility/submitted-while-open";
    let call = stating(json!({
        "opening": { "date": "2030-01-18", "or": { "open": "one", "date": "2030-01-11" } },
        "deadline": { "date": "2030-05-15", "time": "17:00" }
    }));
    let at = |instant: Option<&str>| {
        told(&call, &json!({ "submitted_at": instant, "participants": [{ "name": "A" }] }), rule)
    };
    assert_eq!(at(Some("2030-01-18T00:00:00+01:00")).0, Outcome::Met);
    assert_eq!(at(Some("2030-01-10T23:59:59+01:00")).0, Outcome::NotMet);
    for between in ["2030-01-11T00:00:00+01:00", "2030-01-17T23:59:59+01:00"] {
        let (outcome, hangs, message) = at(Some(between));
        assert_eq!((outcome, hangs), (Outcome::Unknown, vec!["one".to_owned()]));
        assert!(message.contains("the call opens on 18 January 2030"), "{message}");
        assert!(message.contains("11 January 2030"), "the other reading is told: {message}");
    }
    let (outcome, missing, _) = at(None);
    assert_eq!((outcome, missing), (Outcome::Unknown, hangs(&["one", "/submitted_at"])));

    let status = |call: &Call, day: &str| call.status(format!("{day}T12:00:00+01:00").parse().unwrap());
    assert_eq!(status(&call, "2030-01-10"), Some(CallStatus::Forthcoming));
    assert_eq!(status(&call, "2030-01-11"), None);
    assert_eq!(status(&call, "2030-01-17"), None);
    assert_eq!(status(&call, "2030-01-18"), Some(CallStatus::Open));
    let (yes, no) = (call.assume("one", Reading::Yes).unwrap(), call.assume("one", Reading::No).unwrap());
    assert_eq!(status(&yes, "2030-01-11"), Some(CallStatus::Open));
    assert_eq!(status(&no, "2030-01-17"), Some(CallStatus::Forthcoming));
    assert_eq!(yes.opening().unwrap().value.to_string(), "2030-01-11");
}

#[test]
fn an_opening_with_two_readings_that_contradict_the_call_is_one_fault_each() {
    let opening = |no: &str, yes: &str| json!({ "date": no, "or": { "open": "one", "date": yes } });
    let deadline = json!({ "date": "2030-05-15", "time": "17:00" });
    assert_eq!(
        faults(json!({ "opening": opening("2030-01-11", "2030-01-12"), "deadline": deadline })),
        [
            "/opening: \"yes\" must be the more permissive reading, so not the later opening (found 2030-01-12; \"no\" has 2030-01-11)"
        ]
    );
    assert_eq!(
        faults(json!({ "opening": opening("2030-05-16", "2030-01-12"), "deadline": deadline })),
        ["/opening: the call must open before its deadline"]
    );
    // The United Kingdom left with the end of 31 January 2020; a programming period ended with 2020; Ireland was let in
    // by a decision of 2022.
    for (no, yes) in
        [("2020-02-01", "2020-01-31"), ("2021-01-01", "2020-12-31"), ("2022-07-13", "2022-02-02")]
    {
        let told = faults(json!({ "opening": opening(no, yes) }));
        assert_eq!(
            told,
            [format!(
                "/opening: both readings of the opening must have the same Member States and the same law (found {yes} and {no}, between which they change)"
            )]
        );
    }
    stating(json!({ "opening": opening("2020-02-02", "2020-02-01") }));
    assert_eq!(
        faults(json!({ "opening": { "date": "2030-01-18", "or": { "open": "onne", "date": "2030-1-11" } } })),
        [
            "/opening/or/date: found \"2030-1-11\"; a day is written as \"2025-03-31\"",
            "/opening/or: found the open question \"onne\"; did you mean \"one\"? Allowed: one, two",
        ]
    );
    assert_eq!(
        faults(
            json!({ "opening": { "date": "2030-01-18", "or": { "open": "onne", "date": "2030-01-11" } } })
        ),
        ["/opening/or: found the open question \"onne\"; did you mean \"one\"? Allowed: one, two"]
    );
}

#[test]
fn owners_cost_by_the_day_of_opening_on_which_sources_differ() {
    // The daily amount rose for openings from 30 July 2024 on.
    let opening = json!({ "date": "2024-07-30", "or": { "open": "one", "date": "2024-07-29" } });
    let call = stating(json!({ "opening": opening }));
    let rule = "budget/unit-costs";
    let charged = |cost: &str, days: u32| {
        let row = json!({ "participant": 0, "costs": { "A.4": cost }, "owners": [{ "days": days, "coefficient": "100" }] });
        told(&call, &json!({ "participants": [{ "name": "A" }], "budget": { "rows": [row] } }), rule)
    };
    let one = vec!["one".to_owned()];
    assert_eq!(charged("485.85", 1).0, Outcome::Unknown);
    assert_eq!(charged("485.85", 1).1, one);
    assert_eq!(charged("282.22", 1).1, one);
    assert_eq!(charged("282.23", 1).0, Outcome::NotMet);
}

const ANNEXES: &str = "admissibility/annexes";

fn annexes(of_some: Value) -> Call {
    stating(json!({ "annexes": { "mandatory": ["Table"], "of_some": of_some } }))
}

/// A draft with annexes, an amount and members as role and legal form.
fn draft(attached: Value, grant: Value, members: &[(&str, &str)]) -> Value {
    let members: Vec<Value> = members
        .iter()
        .map(|(role, form)| {
            let stated = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
            json!({ "name": "A", "role": stated(role), "legal_form": stated(form) })
        })
        .collect();
    json!({ "annexes": attached, "requested_grant": grant, "participants": members })
}

fn hangs(on: &[&str]) -> Vec<String> {
    let mut on: Vec<String> = on.iter().map(|fact| (*fact).to_owned()).collect();
    on.sort();
    on
}

#[test]
fn an_annex_may_be_mandatory_above_an_amount() {
    let call = annexes(json!([{ "mandatory": ["Audit report"], "requested_above": 750_000 }]));
    let of = |attached: Value, grant: Value| {
        told(&call, &draft(attached, grant, &[("coordinator", "public_body")]), ANNEXES)
    };
    let table = || json!(["table"]);
    assert_eq!(of(table(), json!("750000.00")).0, Outcome::Met);
    let (outcome, _, message) = of(table(), json!("750000.01"));
    assert_eq!(outcome, Outcome::NotMet);
    assert!(
        message
            .starts_with("Not attached: Audit report; Audit report where more than EUR 750 000 is requested"),
        "{message}"
    );
    assert_eq!(of(json!(["TABLE", "audit report "]), json!("750000.01")).0, Outcome::Met);
    let (outcome, missing, message) = of(table(), Value::Null);
    assert_eq!((outcome, missing), (Outcome::Unknown, hangs(&["/requested_grant"])));
    assert!(message.contains("not known yet"), "{message}");
    // What is attached for certain depends on nothing.
    assert_eq!(of(json!(["table", "audit report"]), Value::Null).0, Outcome::Met);
    // What is mandatory of all is missing whatever the amount.
    assert_eq!(of(json!(["audit report"]), Value::Null).0, Outcome::NotMet);
    assert_eq!(of(Value::Null, json!(1)).1, hangs(&["/annexes"]));
    let (outcome, missing, _) = of(Value::Null, Value::Null);
    assert_eq!((outcome, missing), (Outcome::Unknown, hangs(&["/requested_grant", "/annexes"])));
}

#[test]
fn an_annex_may_be_mandatory_where_somebody_of_a_legal_form_takes_part() {
    let private = json!([{ "mandatory": ["Statutes"], "legal_forms": ["non_profit_private", "profit_making"], "roles": ["coordinator"] }]);
    let call = annexes(private);
    let of = |members: &[(&str, &str)]| told(&call, &draft(json!(["Table"]), json!(1), members), ANNEXES);
    assert_eq!(of(&[("coordinator", "public_body"), ("beneficiary", "profit_making")]).0, Outcome::Met);
    assert_eq!(of(&[("coordinator", "profit_making")]).0, Outcome::NotMet);
    // A private body is one of two, both of which are asked.
    assert_eq!(of(&[("coordinator", "private_body")]).0, Outcome::NotMet);
    assert_eq!(of(&[("coordinator", "")]).1, hangs(&["/participants/0/legal_form"]));
    assert_eq!(of(&[("", "profit_making")]).1, hangs(&["/participants/0/role"]));
    let both = of(&[("", "")]).1;
    assert_eq!(both, hangs(&["/participants/0/role", "/participants/0/legal_form"]));
    let open = json!({ "annexes": ["Table"], "participants_complete": false, "participants": [{ "name": "A", "role": "beneficiary" }] });
    assert_eq!(told(&call, &open, ANNEXES).1, hangs(&["/participants_complete"]));

    // Two rows between which a form decides: one of the annexes is missing whatever it is.
    let either = annexes(json!([
        { "mandatory": ["Decree"], "legal_forms": ["public_body", "international_organisation"] },
        { "mandatory": ["Statutes"], "legal_forms": ["non_profit_private", "profit_making", "natural_person"] }
    ]));
    let of = |attached: Value| told(&either, &draft(attached, json!(1), &[("coordinator", "")]), ANNEXES);
    assert_eq!(of(json!(["Table"])).0, Outcome::NotMet);
    assert_eq!(of(json!(["Table", "Decree"])).1, hangs(&["/participants/0/legal_form"]));
    assert_eq!(of(json!(["Table", "Decree", "Statutes"])).0, Outcome::Met);

    // Both an amount and a form: above the amount the form decides, below it does not matter.
    let both = annexes(
        json!([{ "mandatory": ["Guarantee"], "requested_above": 10, "legal_forms": ["profit_making"] }]),
    );
    let of = |grant: Value, form: &str| {
        told(&both, &draft(json!(["Table"]), grant, &[("coordinator", form)]), ANNEXES)
    };
    assert_eq!(of(json!(10), "").0, Outcome::Met);
    assert_eq!(of(json!(11), "").1, hangs(&["/participants/0/legal_form"]));
    assert_eq!(of(Value::Null, "profit_making").1, hangs(&["/requested_grant"]));
    assert_eq!(of(Value::Null, "public_body").0, Outcome::Met);
    assert_eq!(of(Value::Null, "").1, hangs(&["/requested_grant", "/participants/0/legal_form"]));
}

#[test]
fn annexes_of_some_are_read_with_every_problem() {
    assert_eq!(
        faults(json!({ "annexes": { "mandatory": [], "of_some": [
            { "mandatory": ["A"] },
            { "mandatory": [], "requested_above": -1 },
            { "mandatory": ["A"], "requested_over": 1 },
            { "mandatory": ["A"], "legal_forms": ["private"] }
        ] } })),
        [
            "/annexes/of_some/0: annexes of some applications must have \"requested_above\", \"legal_forms\" or \"roles\"; list those of all under \"mandatory\"",
            "/annexes/of_some/1/mandatory: the list must name at least one annex (found none)",
            "/annexes/of_some/1/requested_above: the amount must not be below zero",
            "/annexes/of_some/2/requested_over: found the unknown field \"requested_over\"; did you mean \"requested_above\"? Allowed: mandatory, requested_above, legal_forms, roles",
            "/annexes/of_some/3/legal_forms/0: found the legal form \"private\"; allowed: public_body, non_profit_private, profit_making, international_organisation, natural_person",
            "/annexes/mandatory: the list must name at least one annex (found none)",
        ]
    );
    assert_eq!(
        faults(json!({ "annexes": {} })),
        ["/annexes: annexes must have \"mandatory\", \"of_some\" or both"]
    );
}

#[test]
fn support_goes_only_to_recipients_whom_the_call_admits() {
    let rule = "project/support-recipients";
    let of = |asked: Value, forms: Value, countries: Value| {
        let call = stating(json!({ "support_recipients": asked }));
        let stated = json!({ "support_legal_forms": forms, "support_countries": countries, "participants": [{ "name": "A" }] });
        told(&call, &stated, rule)
    };
    let barred = || json!({ "barred_forms": ["natural_person"] });
    assert_eq!(of(barred(), json!(["public_body", "profit_making"]), Value::Null).0, Outcome::Met);
    let (outcome, _, message) = of(barred(), json!(["public_body", "natural_person"]), Value::Null);
    assert_eq!(outcome, Outcome::NotMet);
    assert_eq!(message, "Support is to go to: natural person; the call asks: no natural person.");
    assert_eq!(of(barred(), Value::Null, json!(["US"])).1, hangs(&["/support_legal_forms"]));
    let only = || json!({ "legal_forms": ["non_profit_private"], "countries": ["FR", "UA"] });
    assert_eq!(of(only(), json!(["non_profit_private"]), json!(["UA", "RE"])).0, Outcome::Met);
    assert_eq!(of(only(), json!(["public_body"]), json!(["UA"])).0, Outcome::NotMet);
    assert_eq!(of(only(), json!(["non_profit_private"]), json!(["MD"])).0, Outcome::NotMet);
    assert_eq!(of(only(), Value::Null, json!(["MD"])).0, Outcome::NotMet, "the form no longer matters");
    let (outcome, missing, _) = of(only(), Value::Null, Value::Null);
    assert_eq!(
        (outcome, missing),
        (Outcome::Unknown, hangs(&["/support_legal_forms", "/support_countries"]))
    );
    assert_eq!(of(only(), json!([]), json!([])).0, Outcome::Met, "nobody is supported");
    assert_eq!(
        faults(
            json!({ "support_recipients": { "legal_forms": ["public_body"], "barred_forms": ["public_body"] } })
        ),
        ["/support_recipients/barred_forms/0: the legal form public_body must not be admitted and barred"]
    );
    assert_eq!(
        faults(json!({ "support_recipients": {} })),
        ["/support_recipients: recipients must have \"legal_forms\", \"barred_forms\" or \"countries\""]
    );
}

#[test]
fn target_countries_outside_the_list_are_disregarded_corrected_or_rejected() {
    let of = |others: Option<&str>, rule: &str, targets: Value, routes: Value| {
        let call = stating(
            json!({ "target_countries": { "of": ["TN", "MA"], "or_routes": true, "others": others } }),
        );
        told(
            &call,
            &json!({ "target_countries": targets, "routes": routes, "participants": [{ "name": "A" }] }),
            rule,
        )
    };
    let (own, listed) = ("project/target-countries", "project/listed-targets");
    let beyond = || json!(["TN", "EG"]);
    assert_eq!(of(None, own, beyond(), json!([])).0, Outcome::Met);
    assert_eq!(of(Some("disregard"), own, beyond(), json!([])).0, Outcome::Met);
    assert_eq!(of(Some("correct"), own, beyond(), json!([])).0, Outcome::Met);
    let (outcome, _, message) = of(Some("correct"), listed, beyond(), json!([]));
    assert_eq!(
        (outcome, message.as_str()),
        (Outcome::NotMet, "Not on the list: EG; only TN, MA may be named.")
    );
    assert_eq!(of(Some("correct"), listed, json!(["TN"]), json!([])).0, Outcome::Met);
    assert_eq!(of(Some("correct"), listed, Value::Null, json!([])).1, hangs(&["/target_countries"]));
    let (outcome, _, message) = of(Some("reject"), own, beyond(), json!(["central"]));
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.ends_with("Not on the list, and only those on it may be named: EG."), "{message}");
    assert_eq!(of(Some("reject"), own, json!(["TN", "MA"]), json!([])).0, Outcome::Met);
    assert_eq!(of(Some("reject"), own, json!([]), json!(["central"])).0, Outcome::Met, "a route will do");
    // Unlike where others are disregarded, a route does not settle what the countries are.
    assert_eq!(of(None, own, Value::Null, json!(["central"])).0, Outcome::Met);
    assert_eq!(of(Some("reject"), own, Value::Null, json!(["central"])).1, hangs(&["/target_countries"]));
    assert_eq!(
        faults(json!({ "target_countries": { "others": "reject" } })),
        ["/target_countries/others: \"others\" must not be stated without a list in \"of\""]
    );
    assert_eq!(
        faults(json!({ "target_countries": { "of": ["TN"], "others": "rejects" } })),
        [
            "/target_countries/others: found the treatment of others \"rejects\"; did you mean \"reject\"? Allowed: disregard, correct, reject"
        ]
    );
}

#[test]
fn what_is_for_information_decides_nothing_and_is_read_back() {
    let call = stating(json!({
        "expected_projects": { "at_least": 4, "at_most": 4 },
        "funding_form": { "form": "lump_sum" },
        "lump_sums": { "items": [{ "what": "a study visit", "amount": "5000.50" }] }
    }));
    assert_eq!(call.expected_projects().unwrap().value.at_least, Some(4));
    assert_eq!(call.funding_form().unwrap().value, amif::call::FundingForm::LumpSum);
    assert_eq!(call.lump_sums().unwrap().value[0].amount.to_string(), "5000.50");
    let proposal = Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#).unwrap();
    let rules = |call: &Call| -> Vec<String> {
        let report = proposal.check(call, "2030-05-01T12:00:00+02:00".parse().unwrap());
        report.assessments().map(|a| a.rule().to_string()).collect()
    };
    assert_eq!(rules(&call), rules(&stating(json!({}))));
    assert_eq!(
        faults(json!({
            "expected_projects": { "at_least": 5, "at_most": 4 },
            "funding_form": { "form": "lumpsum" },
            "lump_sums": { "items": [{ "what": "a visit", "amount": 0 }] }
        })),
        [
            "/expected_projects/at_least: the fewest must not be above the most (found 5 and 4)",
            "/funding_form/form: found the form of funding \"lumpsum\"; did you mean \"lump_sum\"? Allowed: actual_costs, unit_costs, lump_sum, flat_rate, mixed, not_linked_to_costs",
            "/lump_sums/items/0/amount: a lump sum must be above zero",
        ]
    );
    assert_eq!(
        faults(json!({ "expected_projects": {} })),
        ["/expected_projects: a number of projects must have \"at_least\", \"at_most\" or both"]
    );
}

#[test]
fn a_call_may_set_a_largest_share_of_subcontracting_and_a_smallest_of_support() {
    let cited = || source();
    let call = stating(json!({ "budget_rules": {
        "subcontracting": { "justified_above": "20", "at_most": "30", "source": cited() },
        "third_party_support": { "allowed": true, "share_at_least": "60", "source": cited() }
    } }));
    let of = |rule: &str, costs: Value| {
        let row = json!({ "participant": 0, "costs": costs });
        let participants = json!([{ "name": "A", "role": "coordinator" }]);
        told(&call, &json!({ "participants": participants, "budget": { "rows": [row] } }), rule)
    };
    let ceiling = "budget/subcontracting-ceiling";
    assert_eq!(of(ceiling, json!({ "B": "30.00", "A.1": "70.00", "E": 0 })).0, Outcome::Met);
    // 30.0049 % is shown as 30.00 %, 30.0050 % as 30.01 %.
    assert_eq!(of(ceiling, json!({ "B": 300_049, "A.1": 699_951, "E": 0 })).0, Outcome::Met);
    let (outcome, _, message) = of(ceiling, json!({ "B": 300_050, "A.1": 699_950, "E": 0 }));
    assert_eq!(outcome, Outcome::NotMet);
    assert_eq!(message, "EUR 300 050 of EUR 1 000 000 is subcontracted, 30.01 %; at most 30 %.");
    assert_eq!(of(ceiling, json!({ "B": 0, "A.1": 10, "E": 0 })).0, Outcome::NotApplicable);
    assert_eq!(of(ceiling, json!({ "B": 30, "A.1": null, "E": 0 })).1, hangs(&["/budget/rows/0/costs/A.1"]));
    assert_eq!(of(ceiling, json!({ "B": 30, "A.1": 70, "E": null })).0, Outcome::Met);
    assert_eq!(of(ceiling, json!({ "B": null, "A.1": 70, "E": 0 })).1, hangs(&["/budget/rows/0/costs/B"]));
    let share = "budget/third-party-share";
    assert_eq!(of(share, json!({ "D.1": 60, "A.1": 40, "E": 0 })).0, Outcome::Met);
    // All else is 40.0049 %, shown as 40.00 %; then 40.0050 %, shown as 40.01 %.
    assert_eq!(of(share, json!({ "D.1": 599_951, "A.1": 400_049, "E": 0 })).0, Outcome::Met);
    let (outcome, _, message) = of(share, json!({ "D.1": 599_950, "A.1": 400_050, "E": 0 }));
    assert_eq!(outcome, Outcome::NotMet);
    assert!(
        message.starts_with("EUR 599 950 of EUR 1 000 000 goes to third parties; at least 60 % is asked"),
        "{message}"
    );
    assert_eq!(of(share, json!({ "A.1": 1, "E": 0 })).0, Outcome::NotMet);
    assert_eq!(of(share, json!({ "E": 0 })).0, Outcome::NotApplicable);
    assert_eq!(of(share, json!({ "D.1": null, "A.1": 1, "E": 0 })).1, hangs(&["/budget/rows/0/costs/D.1"]));
    let told = |rules: Value| faults(json!({ "budget_rules": rules }));
    assert_eq!(
        told(json!({ "subcontracting": { "justified_above": "30", "at_most": "30", "source": cited() } })),
        [
            "/budget_rules/subcontracting/justified_above: it must be below the largest share (found 30 % and 30 %)"
        ]
    );
    assert_eq!(
        told(json!({ "subcontracting": { "source": cited() } })),
        ["/budget_rules/subcontracting: a share must have \"justified_above\", \"at_most\" or both"]
    );
    assert_eq!(
        told(
            json!({ "third_party_support": { "allowed": false, "share_at_least": "60", "source": cited() } })
        ),
        [
            "/budget_rules/third_party_support/share_at_least: a call that does not allow support must not ask for a share of it"
        ]
    );
    assert_eq!(
        told(json!({ "third_party_support": { "share_at_least": "0", "source": cited() } })),
        [
            "/budget_rules/third_party_support/share_at_least: a smallest share must be above 0 and at most 100 per cent"
        ]
    );
}

/// The outcome of the country rule for a body in a country, with the question that it hangs on.
fn seated(call: &Call, role: &str, country: &str, rule: &str) -> (Outcome, Vec<String>) {
    let member = json!({ "name": "A", "role": role, "country": country, "legal_form": "public_body" });
    let (outcome, hangs, _) = told(call, &json!({ "participants": [member] }), rule);
    (outcome, hangs)
}

fn in_countries(opening: &str, countries: Value) -> Value {
    let mut stated = json!({ "member_states_except": ["DK"], "overseas_territories": false, "international_organisations_exempt": true });
    stated.as_object_mut().unwrap().extend(countries.as_object().unwrap().clone());
    json!({ "opening": { "date": opening }, "countries": stated })
}

#[test]
fn groups_of_countries_are_written_as_words_and_are_those_of_the_calls_day() {
    let rule = "participant/country";
    let call = |opening: &str, points: Value| stating(in_countries(opening, json!({ "points": points })));
    let at = |call: &Call, country: &str| seated(call, "beneficiary", country, rule);
    let open = |id: &str| (Outcome::Unknown, vec![id.to_owned()]);
    let met = (Outcome::Met, Vec::new());
    let not_met = (Outcome::NotMet, Vec::new());

    let any = call("2024-05-21", json!({ "any_third_country": true, "RU": false }));
    for (country, expected) in [
        ("UA", &met),
        ("NO", &met),
        ("GB", &met),
        ("RU", &not_met),
        ("DK", &not_met),
        ("NC", &not_met),
        ("BE", &met),
    ] {
        assert_eq!(at(&any, country), *expected, "{country}");
    }
    // The United Kingdom is a third country of calls since 2021 alone.
    assert_eq!(at(&call("2020-06-01", json!({ "any_third_country": false })), "GB"), met);
    assert_eq!(at(&call("2021-06-01", json!({ "any_third_country": false })), "GB"), not_met);

    let associated = call("2024-05-21", json!({ "associated": true }));
    assert_eq!(at(&associated, "NO"), open("associated-countries"));
    assert_eq!(at(&associated, "UA"), not_met, "no agreement that association presupposes");
    assert_eq!(
        at(&call("2024-05-21", json!({ "associated": true, "NO": true })), "NO"),
        met,
        "a code stands first"
    );
    assert_eq!(at(&call("2024-05-21", json!({ "associated": false })), "NO"), not_met);
    assert_eq!(
        at(&call("2020-05-21", json!({ "associated": true })), "NO"),
        not_met,
        "the Regulation did not apply"
    );
    let yes = associated.assume("associated-countries", Reading::Yes).unwrap();
    assert_eq!(at(&yes, "NO"), met);

    let negotiating = call("2024-05-21", json!({ "negotiating": true }));
    assert_eq!(at(&negotiating, "CH"), open("negotiating-countries"));
    let both = call("2024-05-21", json!({ "negotiating": true, "associated": true }));
    assert_eq!(at(&both, "CH"), open("associated-or-negotiating-countries"));
    assert_eq!(at(&both, "MD"), not_met);

    // Of the sister funds no associate is on record, before 2021 neither.
    let mut sister = document(in_countries("2018-05-21", json!({ "points": { "associated": true } })));
    sister["topic"] = json!("ISFB-2018-AG-01");
    let sister = Call::from_json(&sister.to_string()).unwrap();
    assert_eq!(at(&sister, "CH"), open("associated-countries"));
}

#[test]
fn a_coordinator_and_recipients_may_sit_in_groups_of_countries() {
    let call = stating(in_countries(
        "2024-05-21",
        json!({
            "points": { "UA": true, "associated": true }, "coordinator": ["member_states", "UA"]
        }),
    ));
    let rule = "participant/coordinator-country";
    let sits = |country: &str| seated(&call, "coordinator", country, rule).0;
    assert_eq!((sits("FR"), sits("RE"), sits("UA")), (Outcome::Met, Outcome::Met, Outcome::Met));
    assert_eq!((sits("DK"), sits("NO")), (Outcome::NotMet, Outcome::NotMet));
    let except: Vec<&str> =
        call.countries().unwrap().value.coordinator().iter().map(|c| c.as_str()).collect();
    assert_eq!((except.len(), except.contains(&"DK")), (27, false));

    let call = stating(json!({
        "opening": { "date": "2024-05-21" }, "support_recipients": { "countries": ["any_third_country"] }
    }));
    let told_of = |countries: Value| {
        let stated = json!({ "support_countries": countries, "participants": [{ "name": "A" }] });
        told(&call, &stated, "project/support-recipients").0
    };
    assert_eq!(told_of(json!(["TN", "GB"])), Outcome::Met);
    assert_eq!(told_of(json!(["TN", "FR"])), Outcome::NotMet);

    let unfunded = stating(in_countries(
        "2024-05-21",
        json!({
            "points": { "UA": true }, "without_funding": { "countries": ["any_third_country"], "roles": ["beneficiary"] }
        }),
    ));
    let rule = "participant/country";
    assert_eq!(seated(&unfunded, "beneficiary", "US", rule).0, Outcome::Met);
    assert_eq!(seated(&unfunded, "coordinator", "US", rule).0, Outcome::NotMet);
    assert_eq!(seated(&unfunded, "coordinator", "UA", rule).0, Outcome::Met);
}

#[test]
fn words_for_countries_are_read_with_every_problem() {
    assert_eq!(
        faults(in_countries(
            "2024-05-21",
            json!({
                "points": { "asociated": true, "member_states": true, "negotiating": { "open": "one" } },
                "coordinator": ["memberstates", "XX"],
                "without_funding": { "countries": ["associated"], "roles": ["beneficiary"] }
            })
        )),
        [
            "/countries/coordinator/0: found the word \"memberstates\"; did you mean \"member_states\"? Allowed: member_states, associated, negotiating, any_third_country; a country is written by its code",
            "/countries/coordinator/1: found \"XX\", which ISO 3166-1 assigns to no country",
            "/countries/points/asociated: found the word \"asociated\"; did you mean \"associated\"? Allowed: associated, negotiating, any_third_country; a country is written by its code",
            "/countries/points/member_states: the word \"member_states\" must not stand here; allowed beside codes: associated, negotiating, any_third_country",
            "/countries/without_funding/countries/0: the word \"associated\" must not stand here; allowed beside codes: any_third_country",
            "/countries/points/negotiating: the word \"negotiating\" must be true or false: which countries it means is a question of its own",
        ]
    );
}

#[test]
fn of_several_activities_those_that_are_not_financed_are_named() {
    let call = stating(json!({
        "excluded_activities": { "items": ["research", "building", "infrastructure"], "source": [{ "document": "page" }] }
    }));
    let of = |planned: Value| {
        told(
            &call,
            &json!({ "activities": planned, "participants": [{ "name": "A" }] }),
            "project/activities",
        )
    };
    let (outcome, _, message) = of(json!(["training", "Building", "Research"]));
    assert_eq!(outcome, Outcome::NotMet);
    assert_eq!(message, "The call does not finance: Building, Research.");
    let (outcome, _, message) = of(json!(["training", "advice"]));
    assert_eq!(outcome, Outcome::Met);
    assert_eq!(message, "Nothing is planned that the call does not finance.");
}
