//! Usual terms: what they rest on, what they fill, and what they never touch.

#![cfg(feature = "catalogue")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

use std::collections::{BTreeMap, BTreeSet};

use amif::usual::{UsualTerms, UsualVerdict};
use amif::{Call, Outcome, Proposal, Verdict, catalogue};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

fn shipped(topic: &str) -> Value {
    serde_json::from_str(catalogue::source(topic).unwrap()).unwrap()
}

fn files() -> Vec<Value> {
    [
        include_str!("../src/catalogue/usual/AMIF-2023-TF2-AG-CALL.json"),
        include_str!("../src/catalogue/usual/2021-2027.json"),
        include_str!("../src/catalogue/usual/2014-2020.json"),
    ]
    .map(|text| serde_json::from_str(text).unwrap())
    .to_vec()
}

/// What a call states of a condition, as a reading has it; `None` where it says nothing or leaves it open.
fn stated(call: &Value, condition: &str, by: Option<&str>) -> Option<Value> {
    let parts: Vec<&str> = condition.split('/').collect();
    match parts.as_slice() {
        ["roles", role, form] => {
            let row = &call["roles"][by.unwrap_or(role)];
            let lists = |name: &str| row[name].as_array().is_some_and(|l| l.contains(&json!(form)));
            // Admitted under a condition of its own is not admitted outright.
            if row["if_form"][form].as_object().is_some_and(|asked| asked.values().any(Value::is_boolean)) {
                return None;
            }
            match (lists("admitted"), lists("barred")) {
                (true, _) => Some(json!(true)),
                (false, true) => Some(json!(false)),
                (false, false) => None,
            }
        }
        ["counting", "affiliated_entities"] => {
            Some(call["counting"]["affiliated_entities"].clone()).filter(Value::is_boolean)
        }
        ["minima"] => {
            let (applicants, countries) = (&call["minimum_applicants"], &call["minimum_countries"]);
            (applicants.is_object() && applicants["or"].is_null())
                .then(|| json!([applicants["at_least"], countries["at_least"]]))
        }
        ["countries"] => {
            let countries = &call["countries"];
            countries.is_object().then(|| {
                json!(
                    countries["member_states_except"] == json!(["DK"])
                        && countries["points"]["GB"] == json!(true)
                )
            })
        }
        ["funding_rate"] => Some(call["funding_rate"]["at_most"].clone()).filter(Value::is_string),
        _ => panic!("{condition}"),
    }
}

fn reading(value: &Value) -> Value {
    if value["applicants"].is_u64() {
        return json!([value["applicants"], value["countries"]]);
    }
    if value["percent"].is_string() { value["percent"].clone() } else { value["value"].clone() }
}

#[test]
fn the_evidence_is_that_of_the_shipped_catalogue_by_topic_and_by_call() {
    for file in files() {
        let of = |call: &Value| match file["call"].as_str() {
            Some(id) => call["call"] == id,
            None => {
                let programme = call["description"]["programme"]["text"].as_str().unwrap();
                programme.contains(file["period"].as_str().unwrap())
            }
        };
        let calls: Vec<Value> = catalogue::topics().map(shipped).filter(of).collect();
        let last = calls.iter().map(|c| c["deadline"]["date"].as_str().unwrap()).max().unwrap();
        assert_eq!(file["seen_until"], last);
        for term in file["terms"].as_array().unwrap() {
            let condition = term["condition"].as_str().unwrap();
            let mut found: BTreeMap<String, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
            for call in &calls {
                if let Some(value) = stated(call, condition, term["by"].as_str()) {
                    let of_value = found.entry(value.to_string()).or_default();
                    of_value.0.insert(call["topic"].as_str().unwrap());
                    of_value.1.insert(call["call"].as_str().unwrap());
                }
            }
            let listed: BTreeMap<String, (BTreeSet<&str>, usize)> = term["readings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| {
                    let topics: BTreeSet<&str> =
                        r["topics"].as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect();
                    (reading(r).to_string(), (topics, r["calls"].as_u64().unwrap() as usize))
                })
                .collect();
            let found: BTreeMap<String, (BTreeSet<&str>, usize)> =
                found.into_iter().map(|(value, (topics, calls))| (value, (topics, calls.len()))).collect();
            assert_eq!(listed, found, "{condition} of {} {}", file["call"], file["period"]);
        }
    }
}

#[test]
fn no_term_names_an_amount_a_date_an_annex_or_an_activity_or_bars_a_firm_or_an_international_organisation() {
    for file in files() {
        for term in file["terms"].as_array().unwrap() {
            let condition = term["condition"].as_str().unwrap();
            let family = condition.split('/').next().unwrap();
            assert!(
                ["roles", "counting", "minima", "countries", "funding_rate"].contains(&family),
                "{condition}"
            );
            if condition.ends_with("profit_making") || condition.ends_with("international_organisation") {
                assert_eq!(term["readings"][0]["value"], true, "{condition}");
            }
        }
    }
    assert_eq!(UsualTerms::shipped().len(), 3, "every file loads");
}

/// Six public and non-profit bodies from six Member States, with everything else as the call asks it.
fn plain(topic: &str) -> Proposal {
    let call = shipped(topic);
    let states = ["IT", "GR", "DE", "FR", "ES", "BE"];
    let partners: Vec<Value> = (0..6)
        .map(|n| {
            let form = if n % 2 == 0 { "non_profit_private" } else { "public_body" };
            json!({ "name": format!("Partner {n}"), "pic": format!("99900000{n}"), "country": states[n],
                "role": if n == 0 { "coordinator" } else { "beneficiary" }, "legal_form": form,
                "organisation_type": if n % 2 == 0 { "non_governmental_organisation" } else { "local_public_body" } })
        })
        .collect();
    let grant = &call["grant"];
    let bound = |name: &str| grant[name].as_u64();
    let amount = bound("min").or(bound("max")).unwrap_or(600_000);
    let months = call["duration"]["exactly"].as_u64().or(call["duration"]["max"].as_u64()).unwrap_or(24);
    let deadline = call["deadline"]["date"].as_str().unwrap();
    let day: chrono::NaiveDate = deadline.parse().unwrap();
    let mut proposal = json!({
        "participants": partners,
        "submitted_at": format!("{}T12:00:00Z", day.pred_opt().unwrap()),
        "requested_grant": amount, "total_eligible_costs": amount * 5 / 4, "duration_months": months,
    });
    if let Some(targets) = call["target_countries"]["of"].as_array() {
        proposal["target_countries"] = json!([targets[0]]);
        proposal["activity_countries"] = json!([targets[0]]);
    }
    if let Some(objectives) = call["declared_objectives"]["of"].as_array() {
        proposal["objectives"] = json!([objectives[0]]);
    }
    if call["excluded_activities"].is_object() {
        proposal["activities"] = json!(["training"]);
    }
    Proposal::from_json(&proposal.to_string()).unwrap()
}

fn as_of(call: &Call) -> amif::Instant {
    call.deadline().unwrap().value.instant()
}

#[test]
fn a_plain_consortium_gets_a_definite_answer_under_nearly_every_topic() {
    let (mut definite, mut open) = (0, Vec::new());
    for call in catalogue::calls() {
        let proposal = plain(call.topic().as_str());
        let report = proposal.check(call, as_of(call));
        let usual = report.usual();
        let answer = usual.as_ref().map(|u| u.verdict());
        assert_ne!(report.verdict(), Verdict::Ineligible, "{}:\n{report}", call.topic());
        assert_ne!(answer, Some(UsualVerdict::Obstacle), "{}", call.topic());
        if report.verdict() == Verdict::Eligible || answer == Some(UsualVerdict::NoObstacle) {
            definite += 1;
            continue;
        }
        // What stands in the way is a question that the call's own sources leave open, and nothing that is silent.
        let json: Value = serde_json::from_str(&report.to_json()).unwrap();
        assert_eq!(json["usual"]["not_stated"], json!([]), "{}", call.topic());
        let questions: BTreeSet<String> = json["usual"]["why"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|why| why["open"].as_array().unwrap())
            .map(|id| id.as_str().unwrap().to_owned())
            .collect();
        for id in &questions {
            assert!(
                call.questions().iter().any(|q| q.id == *id && !q.source.is_empty()),
                "{}: {id}",
                call.topic()
            );
        }
        open.push((call.topic().to_string(), questions.into_iter().collect::<Vec<String>>()));
    }
    // Whether trade unions are admitted decides on an organisation of which it is not stated whether it is one.
    let expected = [("AMIF-2020-AG-CALL-03".to_owned(), vec!["trade-unions-admitted".to_owned()])];
    assert_eq!(open, expected);
    assert_eq!(definite, catalogue::topics().count() - 1);
    assert!(definite >= 30);
}

#[test]
fn usual_terms_never_change_the_verdict_and_only_fill_silence() {
    for call in catalogue::calls() {
        let presumed = call.with_usual_terms();
        // What is stated stays word for word.
        for (own, filled) in [
            (call.minimum_applicants(), presumed.minimum_applicants()),
            (call.minimum_countries(), presumed.minimum_countries()),
        ] {
            assert!(own.is_none() || own == filled, "{}", call.topic());
        }
        assert_eq!(call.grant(), presumed.grant(), "{}", call.topic());
        assert_eq!(call.duration(), presumed.duration(), "{}", call.topic());
        assert_eq!(call.deadline(), presumed.deadline(), "{}", call.topic());
        assert_eq!(call.excluded_activities(), presumed.excluded_activities(), "{}", call.topic());
        assert!(call.funding_rate().is_none() || call.funding_rate() == presumed.funding_rate());
        assert!(call.countries().is_none() || call.countries() == presumed.countries(), "{}", call.topic());
        assert_eq!(call.questions(), presumed.questions(), "{}: every question stays open", call.topic());
        for terms in UsualTerms::shipped() {
            assert_eq!(terms.check(call), Ok(()), "{}", call.topic());
        }
        let proposal = plain(call.topic().as_str());
        let report = proposal.check(call, as_of(call));
        let before = report.verdict();
        let usual = report.usual();
        assert_eq!(report.verdict(), before);
        assert_eq!(proposal.verdict(call, as_of(call)), before);
        // What the call rejects, its usual terms reject; what it admits, they admit.
        let answer = usual.map(|u| u.verdict());
        match before {
            Verdict::Ineligible => assert!(matches!(answer, None | Some(UsualVerdict::Obstacle))),
            Verdict::Eligible => assert!(matches!(answer, None | Some(UsualVerdict::NoObstacle))),
            _ => {}
        }
    }
}

#[test]
fn an_obstacle_stays_one_and_a_small_consortium_is_told_the_price_of_each_number() {
    let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap();
    let mut three = plain("AMIF-2025-TF2-AG-INTE-01-WOMEN");
    three.consortium.participants.truncate(3);
    let report = three.check(call, as_of(call));
    let usual = report.usual().unwrap();
    assert_eq!(usual.verdict(), UsualVerdict::Open);
    let text = usual.to_string();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = on_one_line(&text);
    // The sentence in the report itself says it too: which numbers, and whom to ask first.
    let report_says = on_one_line(&report.to_string());
    for says in [
        "of 10 topics of calls of 2021-2027 that state it: 3 from 3 in 5 topics of 5 calls; \
         4 from 3 in 1 topic of 1 call; 5 from 5 in 4 topics of 2 calls",
        "Ask the contact point which numbers the call has before you add partners.",
        "The call's own text decides.",
    ] {
        assert!(text.contains(says), "{text}");
        assert!(report_says.contains(says), "{report_says}");
    }
    // No number is told as the call's own, and no source of it as one that differs from another.
    let numbers = "3 applicants count; the call states no number, other calls ask for 3 to 5.";
    assert!(text.contains(numbers), "{text}");
    assert!(!text.contains("the call asks for 5") && !text.contains("Sources differ"), "{text}");
    let mut two = three.clone();
    two.consortium.participants.truncate(2);
    let report = two.check(call, as_of(call));
    assert_eq!(
        report.usual().unwrap().verdict(),
        UsualVerdict::Obstacle,
        "no call asks for fewer than three"
    );
    let mut person = plain("AMIF-2018-AG-INTE-1");
    person.consortium.participants[0].applicant.legal_form = Some(amif::LegalForm::NaturalPerson.into());
    let call = catalogue::topic("AMIF-2018-AG-INTE-1").unwrap();
    let report = person.check(call, as_of(call));
    assert_eq!(report.verdict(), Verdict::Undetermined, "the call says nothing of natural persons");
    let usual = report.usual().unwrap();
    assert_eq!(usual.verdict(), UsualVerdict::Obstacle);
    assert!(usual.to_string().contains("A natural person may not be coordinator"), "{usual}");
}

#[test]
fn of_two_minima_the_one_that_is_supposed_leaves_the_other_to_the_usual_terms() {
    let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-03-DIGITAL").unwrap();
    let mut six = plain(call.topic().as_str());
    let answer = |proposal: &Proposal, supposed: &str| {
        let call = call.assume_text(supposed).unwrap();
        let report = proposal.check(&call, as_of(&call));
        let usual = report.usual().unwrap();
        let presumed: Vec<String> = usual.presumed().map(|term| term.condition()).collect();
        let told: Vec<String> = usual.to_string().split_whitespace().map(str::to_owned).collect();
        (usual.verdict(), presumed.last().unwrap().clone(), told.join(" "))
    };
    for supposed in
        ["minimum_applicants=5", "minimum_applicants=3", "minimum_applicants=2", "minimum_countries=5"]
    {
        let (verdict, last, told) = answer(&six, supposed);
        assert_eq!(verdict, UsualVerdict::NoObstacle, "{supposed}: {told}");
        assert_eq!(last == "minimum_applicants", supposed.starts_with("minimum_countries"), "{last}");
        assert!(!told.contains("which nothing tells"), "{told}");
    }
    // Whoever supposes that five are asked is told nothing of three.
    six.consortium.participants.truncate(4);
    let (verdict, _, told) = answer(&six, "minimum_applicants=5");
    assert_eq!(verdict, UsualVerdict::Obstacle, "{told}");
    assert!(told.contains("the call asks for 5."), "{told}");
    // Four from four: of the countries other calls ask for three or five.
    let (verdict, _, told) = answer(&six, "minimum_applicants=4");
    assert_eq!(verdict, UsualVerdict::NoObstacle, "{told}");
}

#[test]
fn what_no_other_call_tells_is_left_out_with_what_the_applicant_states() {
    let call = catalogue::topic("AMIF-2018-AG-INTE-1").unwrap();
    let proposal = plain("AMIF-2018-AG-INTE-1");
    let report = proposal.check(call, as_of(call));
    assert_eq!(report.verdict(), Verdict::Undetermined);
    let json: Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["usual"]["verdict"], "no_obstacle");
    let left: Vec<&str> =
        json["usual"]["left_out"].as_array().unwrap().iter().map(|l| l["text"].as_str().unwrap()).collect();
    assert_eq!(
        left,
        [
            "amount of the grant: not stated by the call; the applicant states EUR 600 000",
            "duration: not stated by the call; the applicant states 24 months"
        ]
    );
    // A bound that the sources leave unstated is left out too, and the stated one still holds.
    let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-03-DIGITAL").unwrap();
    let mut proposal = plain("AMIF-2025-TF2-AG-INTE-03-DIGITAL");
    let report = proposal.check(call, as_of(call));
    assert_eq!(report.usual().unwrap().left_out()[0].condition, "largest grant");
    proposal.requested_grant = "999999.99".parse().ok();
    let report = proposal.check(call, as_of(call));
    assert_eq!(report.usual().unwrap().verdict(), UsualVerdict::Obstacle);
}

#[test]
fn the_nearest_evidence_comes_first_and_a_report_carries_what_was_presumed() {
    let call = catalogue::topic("AMIF-2023-TF2-AG-CALL-02-LOCAL").unwrap().with_usual_terms();
    let strengths: BTreeMap<String, &str> =
        call.presumed().map(|p| (p.condition(), p.strength().as_str())).collect();
    assert_eq!(strengths["roles/beneficiary/public_body"], "same_call");
    assert_eq!(strengths["roles/coordinator/public_body"], "period");
    assert!(!strengths.keys().any(|condition| condition.ends_with("profit_making")));
    let call = catalogue::topic("AMIF-2018-AG-INTE-1").unwrap().with_usual_terms();
    let proposal = plain("AMIF-2018-AG-INTE-1");
    let json: Value = serde_json::from_str(&proposal.check(&call, as_of(&call)).to_json()).unwrap();
    let assumed = json["assumed"].as_array().unwrap();
    assert!(
        assumed
            .iter()
            .any(|a| a["strength"] == "period" && a["condition"] == "roles/coordinator/natural_person")
    );
}

#[test]
fn usual_terms_are_of_open_calls_whose_document_was_not_read() {
    let text = catalogue::source("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap();
    let report = |change: &dyn Fn(&mut Value)| {
        let mut file: Value = serde_json::from_str(text).unwrap();
        change(&mut file);
        let call = Call::from_json(&file.to_string()).unwrap();
        let proposal = plain("AMIF-2025-TF2-AG-INTE-01-WOMEN");
        proposal.check(&call, as_of(&call)).usual().is_some()
    };
    assert!(report(&|_| ()));
    for procedure in
        ["restricted_call", "contact_points", "emergency_assistance", "specific_action", "direct_award"]
    {
        assert!(!report(&|file| file["procedure"] = json!(procedure)), "{procedure}");
    }
    assert!(!report(&|file| file["procedure"] = Value::Null), "not known to be open");
    assert!(!report(&|file| {
        file["funding_rate"]["source"] = json!([{ "document": "summaries", "basis": "call_document" }]);
    }));
    assert!(!report(&|file| {
        file["opening"]["date"] = json!("2028-01-10");
        file["deadline"]["date"] = json!("2028-05-10");
        file["published"] = Value::Null;
    }));
}

#[test]
fn terms_that_cannot_be_meant_are_refused_with_one_clear_fault_each() {
    let term = |condition: &str, value: bool, calls: u32| {
        json!({ "condition": condition, "readings": [{ "value": value, "calls": calls,
            "topics": ["AMIF-2022-TF1-AG-THB", "AMIF-2024-TF2-AG-THB-01"] }] })
    };
    let file = |terms: Value| {
        json!({ "schema": "amif-usual/1", "strength": "period", "period": "2021-2027", "seen_until": "2025-09-16",
            "ends": "2027-12-31", "terms": terms })
    };
    let public = "roles/coordinator/public_body";
    let says = |file: &Value| UsualTerms::from_json(&file.to_string()).unwrap_err().to_string();
    assert!(UsualTerms::from_json(&file(json!([term(public, true, 2)])).to_string()).is_ok());
    for (bad, expected) in [
        (file(json!([term(public, true, 2), term(public, true, 2)])), "a condition must have one"),
        (file(json!([term("grant", true, 2)])), "and never of an amount"),
        (
            file(json!([term("roles/beneficiary/profit_making", false, 2)])),
            "must not bar a profit-making entity",
        ),
        (
            file(json!([term("roles/coordinator/international_organisation", false, 2)])),
            "must not bar a international organisation",
        ),
        (file(json!([term(public, true, 1)])), "must rest on two at least"),
        (file(json!([term(public, true, 3)])), "the calls must be from 1 to 2"),
        (file(json!([{ "condition": public, "readings": [] }])), "must have"),
    ] {
        let error = says(&bad);
        assert!(error.contains(expected) && error.contains("must"), "{error}");
    }
    let mut early = file(json!([]));
    early["ends"] = json!("2013-12-31");
    assert!(says(&early).contains("must not be before 2014-01-01, when the Fund began"));
    // All at once, each at its place.
    let mut several = file(json!([term(public, true, 2), term("grant", true, 2), term(public, true, 1)]));
    several["ends"] = json!("soon");
    several["terms"][0]["readings"][0]["calls"] = json!(3);
    let error = UsualTerms::from_json(&several.to_string()).unwrap_err();
    let places: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    let expected =
        ["/ends", "/terms/0/readings/0/calls", "/terms/1/condition", "/terms/2", "/terms/2/condition"];
    assert_eq!(places, expected, "{error}");
    // A term that a call contradicts.
    let seed = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let contrary = file(json!([term("roles/beneficiary/profit_making", true, 2)]));
    let error = UsualTerms::from_json(&contrary.to_string()).unwrap().check(seed).unwrap_err().to_string();
    assert!(error.contains("must not contradict") && error.lines().count() == 1, "{error}");
}

#[test]
fn a_call_under_its_usual_terms_is_written_and_read_back() {
    for topic in
        ["AMIF-2025-TF2-AG-INTE-01-WOMEN", "AMIF-2023-TF2-AG-CALL-05-PATHWAYS", "AMIF-2018-AG-INTE-1"]
    {
        let presumed = catalogue::topic(topic).unwrap().with_usual_terms();
        assert!(presumed.presumed().count() > 0);
        assert_eq!(Call::from_json(&presumed.to_json()).as_ref(), Ok(&presumed), "{topic}");
        assert_eq!(presumed.with_usual_terms(), presumed, "{topic}: once is enough");
    }
    let women = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap().with_usual_terms();
    let pinned = women.assume("usual-minima", amif::call::Reading::Yes).unwrap();
    assert_eq!(pinned.minimum_applicants().unwrap().value.at_least, 3);
    assert_eq!(Call::from_json(&pinned.to_json()).as_ref(), Ok(&pinned));
}

/// A consortium, with facts unknown here and there, in words that every call knows.
fn draft() -> impl Strategy<Value = Value> {
    let or_unknown = |words: &'static [&'static str]| prop_oneof![9 => select(words).prop_map(|word| json!(word)), 1 => Just(Value::Null)];
    let member = (
        or_unknown(&["coordinator", "beneficiary", "beneficiary", "affiliated_entity", "associated_partner"]),
        or_unknown(&["IT", "GR", "DE", "FR", "DK", "IE", "NO", "TN"]),
        or_unknown(&["public_body", "non_profit_private", "profit_making", "international_organisation"]),
    );
    let grant = prop_oneof![Just(Value::Null), (1u32..2_000_000).prop_map(|grant| json!(grant))];
    (vec(member, 0..7), grant).prop_map(|(members, grant)| {
        let members = members.into_iter().enumerate().map(|(n, (role, country, form))| {
            json!({ "name": format!("Partner {n}"), "pic": format!("99900000{n}"), "role": role,
                "country": country, "legal_form": form })
        });
        json!({ "participants": members.collect::<Vec<_>>(), "requested_grant": grant,
            "total_eligible_costs": 1_000_000, "duration_months": 24 })
    })
}

/// Conditions that usual terms fill, each as a call may state it, and the rule that looks at it alone.
fn statement() -> impl Strategy<Value = (&'static str, Value, Option<&'static str>)> {
    prop_oneof![
        (1u32..=100).prop_map(|rate| {
            ("funding_rate", json!({ "at_most": rate.to_string() }), Some("grant/funding-rate"))
        }),
        (3u32..7).prop_map(|least| ("minimum_applicants", json!({ "at_least": least }), None)),
        (1u32..3).prop_map(|least| ("minimum_countries", json!({ "at_least": least }), None)),
        any::<bool>().prop_map(|eligible| {
            let countries = json!({ "member_states_except": ["DK"], "overseas_territories": eligible,
                "international_organisations_exempt": true, "points": { "NO": eligible } });
            ("countries", countries, Some("participant/country"))
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn usual_terms_change_no_verdict_and_nothing_that_a_call_states(
        topic in select(catalogue::topics().collect::<Vec<_>>()),
        draft in draft(),
        (condition, mut stated, rule) in statement(),
    ) {
        let proposal = Proposal::from_json(&draft.to_string()).unwrap();
        let call = catalogue::topic(topic).unwrap();
        let at = as_of(call);
        // The answer beside the verdict leaves the verdict as it is.
        let report = proposal.check(call, at);
        let (before, text) = (report.verdict(), report.to_json());
        let answer = report.usual().map(|usual| usual.verdict());
        prop_assert_eq!(report.verdict(), before);
        prop_assert_eq!(report.to_json(), text);
        prop_assert_eq!(proposal.verdict(call, at), before);
        match before {
            Verdict::Ineligible => prop_assert!(matches!(answer, None | Some(UsualVerdict::Obstacle))),
            Verdict::Eligible => prop_assert!(matches!(answer, None | Some(UsualVerdict::NoObstacle))),
            _ => {}
        }
        // The same call with one condition stated: nothing is presumed of it, and its rule says the same.
        let mut file: Value = serde_json::from_str(&call.to_json()).unwrap();
        let key = file["documents"].as_object().unwrap().keys().next().unwrap().clone();
        stated["source"] = json!([{ "document": key }]);
        file[condition] = stated;
        let Ok(call) = Call::from_json(&file.to_string()) else { return Ok(()) };
        let presumed = call.with_usual_terms();
        // Both minima are one term, which fills the one that is not stated.
        let names = |p: &str| p == condition || p.starts_with(&format!("{condition}/"));
        prop_assert!(presumed.presumed().all(|p| !names(&p.condition())), "{} {}", topic, condition);
        prop_assert_eq!(call.funding_rate().filter(|_| condition == "funding_rate"),
            presumed.funding_rate().filter(|_| condition == "funding_rate"));
        if condition == "minimum_applicants" {
            prop_assert_eq!(call.minimum_applicants(), presumed.minimum_applicants());
        }
        if condition == "minimum_countries" {
            prop_assert_eq!(call.minimum_countries(), presumed.minimum_countries());
        }
        if condition == "countries" {
            prop_assert_eq!(call.countries(), presumed.countries());
        }
        let of = |call: &Call| -> Vec<(String, Outcome)> {
            let report = proposal.check(call, at);
            let of_rule = report.assessments().filter(|a| Some(a.rule().as_str()) == rule);
            of_rule.map(|a| (a.subject().to_string(), a.outcome())).collect()
        };
        prop_assert_eq!(of(&call), of(&presumed), "{} {}", topic, condition);
    }
}
