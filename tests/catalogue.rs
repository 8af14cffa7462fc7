//! The shipped calls: each loads, and every fact on record is found again in them.
//!
//! `catalogue/facts.ndjson` holds the facts apart from the data files: one topic a line, as its sources give them.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test states what it expects in the plainest way"
)]

use std::collections::BTreeSet;

use amif::{Call, catalogue};
use serde_json::{Value, json};

/// What `cargo bench --bench find` measures the loading of calls by.
#[path = "../benches/find/typed.rs"]
mod typed;

#[test]
fn the_floor_of_the_bench_reads_every_shipped_call() {
    for topic in catalogue::topics() {
        let read = serde_json::from_str::<typed::Call>(catalogue::source(topic).unwrap());
        assert_eq!(read.map(drop).map_err(|e| e.to_string()), Ok(()), "{topic}");
    }
}

/// It stands in the middle of a sentence: "Awaits: ..., by 1 May 2025".
#[test]
fn what_lifts_a_bar_is_a_phrase() {
    for bar in catalogue::calls().flat_map(Call::bars) {
        let way_out = bar.way_out.as_str();
        assert!(way_out.starts_with(char::is_lowercase) && !way_out.contains('.'), "{way_out}");
    }
}

fn facts() -> Vec<Value> {
    include_str!("catalogue/facts.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn topic(facts: &Value) -> &str {
    facts["topic"].as_str().unwrap()
}

fn shipped(topic: &str) -> Value {
    serde_json::from_str(catalogue::source(topic).unwrap()).unwrap()
}

fn whole(fact: &Value) -> Value {
    fact.as_str().map_or(Value::Null, |text| json!(text.parse::<u64>().unwrap()))
}

fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().map(|v| v.as_str().unwrap().to_lowercase()).collect()
}

#[test]
fn the_facts_and_the_calls_are_of_the_same_33_topics() {
    let expected: BTreeSet<String> = facts().iter().map(|f| topic(f).to_owned()).collect();
    let found: BTreeSet<String> = catalogue::topics().map(str::to_owned).collect();
    assert_eq!(found.len(), 33);
    assert_eq!(found, expected);
    assert!(catalogue::topics().is_sorted(), "in order");
    assert_eq!(catalogue::calls().count(), 33, "every one loads");
}

#[test]
fn dates_amounts_and_counts_are_those_on_record() {
    for facts in facts() {
        let call = shipped(topic(&facts));
        let at = topic(&facts);
        let title = facts["title"].as_str().unwrap().split(" [").next().unwrap().replace('-', " ");
        assert_eq!(call["description"]["title"]["text"].as_str().unwrap().replace('-', " "), title, "{at}");
        assert_eq!(call["call"], facts["call"], "{at}");
        assert_eq!(call["completeness"], facts["completeness"], "{at}");
        assert!(
            call["description"]["programme"]["text"]
                .as_str()
                .unwrap()
                .contains(facts["period"].as_str().unwrap()),
            "{at}"
        );
        assert_eq!(call["published"]["date"], facts["published"], "{at}");
        // Where sources differ, the day on record is one of theirs.
        let opening = |at: &str| call["opening"].pointer(at).and_then(Value::as_str);
        let (last, on_record) = (opening("/date").unwrap(), facts["opening"].as_str().unwrap());
        let first = opening("/or/date").unwrap_or(last);
        assert!(first <= on_record && on_record <= last, "{at}");
        let differ = |d: &Value| d["about"] == "opening";
        let differ = call["source_differences"].as_array().is_some_and(|all| all.iter().any(differ));
        assert_eq!(first != last, differ, "{at}");
        assert_eq!(call["deadline"]["date"], facts["deadline"], "{at}");
        assert_eq!(call["deadline"]["time"], facts["time"], "{at}");
        assert_eq!(call["budget"]["amount"], whole(&facts["call_budget"]), "{at}");
        assert_eq!(call["topic_budget"]["amount"], whole(&facts["topic_budget"]), "{at}");
        assert_eq!(call["grant"]["min"], whole(&facts["grant_min"]), "{at}");
        // Where the maximum goes by the number of target countries, none is above the largest of them.
        let ranges = facts["ranges"].as_array().into_iter().flatten();
        let largest = ranges.map(|range| whole(&range[2])).max_by_key(Value::as_u64);
        let largest = largest.unwrap_or_else(|| match at {
            // The topic's own is cut off in the source; that of the call as a whole is the most that it can be.
            "AMIF-2025-TF2-AG-INTE-03-DIGITAL" => json!(3_000_000),
            _ => whole(&facts["grant_max"]),
        });
        assert_eq!(call["grant"]["max"], largest, "{at}");
        assert_eq!(call["funding_rate"]["at_most"], facts["rate"], "{at}");
        assert_eq!(call["advance"]["percent"], facts["advance"], "{at}");
        assert_eq!(call["minimum_applicants"]["at_least"], facts["applicants"], "{at}");
        assert_eq!(call["minimum_countries"]["at_least"], facts["countries"], "{at}");
        // "3 to 5 by topic" for the call of 2025: less passes under none of them.
        let of_the_call = at.starts_with("AMIF-2025-TF2-AG-INTE") && facts["applicants"].is_null();
        for least in ["least_applicants", "least_countries"] {
            assert_eq!(call[least]["at_least"], if of_the_call { json!(3) } else { Value::Null }, "{at}");
        }
        let basis = match facts["basis"].as_str() {
            Some("different participating Member States") => json!("participating_member_states"),
            Some("different eligible countries") => json!("eligible_countries"),
            Some("different EU Member States (without Denmark)") => json!("member_states_except_denmark"),
            _ => Value::Null,
        };
        assert_eq!(call["minimum_countries"]["counting"], basis, "{at}");
        assert_eq!(call["counting"]["affiliated_entities"], facts["affiliated_count"], "{at}");
        assert_eq!(call["one_topic"].is_object(), facts["one_topic"] == json!(true), "{at}");
        let one_stage = call["description"]["procedure"]["text"].as_str().unwrap().contains("one stage");
        assert_eq!(one_stage, facts["stages"] == json!(1), "{at}");
    }
}

#[test]
fn a_bound_that_the_sources_leave_unsaid_is_marked_so() {
    for facts in facts().iter().filter(|facts| facts["ranges"].is_null()) {
        let call = shipped(topic(facts));
        let bounds = [("min", facts["grant_min"].is_null()), ("max", facts["grant_max"].is_null())];
        let unsaid: Vec<Value> = bounds.iter().filter(|b| b.1).map(|b| json!(b.0)).collect();
        let expected = match unsaid.len() {
            1 => json!(unsaid),
            _ => Value::Null,
        };
        assert_eq!(call["grant"]["not_stated"], expected, "{}", topic(facts));
        assert_eq!(call["grant"].is_null(), unsaid.len() == 2, "{}", topic(facts));
    }
}

#[test]
fn ranges_by_target_countries_are_those_on_record() {
    let by_targets = |facts: &Value| shipped(topic(facts))["grant"]["by_target_countries"].clone();
    for facts in facts() {
        let expected: Vec<(Value, Value)> = facts["ranges"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|range| (whole(&range[1]), whole(&range[2])))
            .collect();
        let shipped = by_targets(&facts);
        let found: Vec<(Value, Value)> = shipped
            .as_array()
            .into_iter()
            .flatten()
            .map(|range| (range["min"].clone(), range["max"].clone()))
            .collect();
        assert_eq!(found, expected, "{}", topic(&facts));
    }
    let info = facts().into_iter().find(|f| topic(f) == "AMIF-2022-TF1-AG-INFO").unwrap();
    assert_eq!(info["ranges"][0][0], "campaign aimed at one third country");
    let numbers: Vec<(Value, Value)> = by_targets(&info)
        .as_array()
        .unwrap()
        .iter()
        .map(|range| (range["from"].clone(), range["to"].clone()))
        .collect();
    // No source states a range for none.
    assert_eq!(numbers, [(json!(1), json!(1)), (json!(2), Value::Null)]);
}

#[test]
fn durations_are_those_on_record_and_open_where_sources_differ() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let duration = &call["duration"];
        match at {
            // "30 or 36 months" for the whole call, 36 for the first topic by another source.
            _ if at.starts_with("AMIF-2023-TF2-AG-CALL") => {
                assert_eq!((&duration["max"], &duration["or"]["max"]), (&json!(30), &json!(36)), "{at}");
            }
            // "36 months" by some, "at most 36 months" by another.
            "AMIF-2024-TF2-AG-INFO-01" | "AMIF-2025-TF2-AG-INTE-02-HEALTH" => {
                assert_eq!((&duration["exactly"], &duration["or"]["max"]), (&json!(36), &json!(36)), "{at}");
                assert_eq!(facts["months_max"], 36, "{at}");
            }
            _ => {
                assert_eq!(duration["exactly"], facts["months_exact"], "{at}");
                assert_eq!(duration["max"], facts["months_max"], "{at}");
            }
        }
    }
}

/// Whether a role admits a form for certain, bars it, or leaves it open.
fn stance(call: &Value, role: &str, form: &str) -> &'static str {
    let row = &call["roles"][role];
    let lists = |name: &str| texts(&row[name]).contains(form);
    match (lists("admitted"), lists("barred")) {
        (true, false) => "admitted",
        (false, true) => "barred",
        (false, false) => "open",
        (true, true) => "contradiction",
    }
}

#[test]
fn kinds_of_applicants_are_those_on_record() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        for (fact, role) in
            [("coordinator", "coordinator"), ("admitted", "beneficiary"), ("beneficiary", "beneficiary")]
        {
            for form in texts(&facts[fact]) {
                let form = match form.as_str() {
                    // Whether profit-making ones are among them is not said.
                    "private_body" => {
                        assert_eq!(stance(&call, role, "profit_making"), "open", "{at}");
                        "non_profit_private"
                    }
                    "profit_making_acting_without_profit" => {
                        let condition = &call["roles"][role]["if_form"]["profit_making"];
                        assert_eq!(condition, &json!({"acting_without_profit": true}), "{at}");
                        "profit_making"
                    }
                    form => form,
                };
                assert_eq!(stance(&call, role, form), "admitted", "{at}, {role}: {form}");
            }
        }
        let disputed = ["AMIF-2020-AG-CALL-01", "AMIF-2020-AG-CALL-03", "AMIF-2020-AG-CALL-05"].contains(&at);
        let bars = [
            ("no_coordinator", "coordinator"),
            ("no_beneficiary", "beneficiary"),
            ("no_affiliated", "affiliated_entity"),
        ];
        for (fact, role) in bars {
            for form in texts(&facts[fact]) {
                if form == "trade_union" {
                    // A public body is not asked whether it is one.
                    for form in ["non_profit_private", "profit_making"] {
                        let open = &call["roles"][role]["if_form"][form]["trade_union"]["open"];
                        assert_eq!(open, "trade-unions-admitted", "{at}");
                    }
                    continue;
                }
                let expected = if disputed { "open" } else { "barred" };
                assert_eq!(stance(&call, role, &form), expected, "{at}, {role}: {form}");
            }
        }
        if facts["natural_persons"] == json!(false) {
            for role in ["coordinator", "beneficiary", "affiliated_entity"] {
                assert_eq!(stance(&call, role, "natural_person"), "barred", "{at}");
            }
        }
        let known = ["admitted", "coordinator", "beneficiary"].iter().any(|f| facts[f].is_array());
        assert_eq!(call["roles"].is_object(), known, "{at}: no list, no condition");
    }
}

#[test]
fn countries_are_those_on_record() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let countries = &call["countries"];
        if facts["eligible"].is_null() {
            assert!(countries.is_null(), "{at}: no list, no condition");
            continue;
        }
        assert_eq!(countries["member_states_except"], facts["left_out"], "{at}");
        let old = facts["period"] == "2014-2020";
        assert_eq!(countries["points"]["GB"] == json!(true), old, "{at}: the United Kingdom");
        assert_eq!(countries["counted"]["GB"].is_null(), !old, "{at}: the United Kingdom");
        let territories = facts["eligible"][0].as_str().unwrap().contains("overseas");
        if territories {
            assert_eq!(countries["overseas_territories"], true, "{at}");
        }
        assert_eq!(countries["negotiating"], json!([]), "{at}: no negotiation is on record");
    }
    assert_eq!(shipped("AMIF-2022-TF1-AG-THB")["countries"]["points"]["IE"], json!({"open": "ireland"}));
    assert_eq!(
        shipped("AMIF-2019-AG-CALL-01")["countries"]["without_funding"],
        json!({"countries": ["CH", "CA"], "roles": ["beneficiary"]})
    );
    assert_eq!(shipped("AMIF-2020-AG-CALL-06")["countries"]["international_organisations_exempt"], true);
}

#[test]
fn targets_activities_and_the_bar_on_trusts_are_those_on_record() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        assert_eq!(call["target_countries"]["of"], facts["targets"], "{at}");
        assert_eq!(
            texts(&call["excluded_activities"]["items"]).len(),
            texts(&facts["not_financed"]).len(),
            "{at}"
        );
        if !facts["activities"].is_null() {
            assert_eq!(
                texts(&call["description"]["activities"]["items"]),
                texts(&facts["activities"]),
                "{at}"
            );
        }
        if let Some(objective) = facts["objective"].as_str() {
            let found = call["description"]["specific_objective"]["text"].as_str().unwrap();
            assert_eq!(found.chars().next(), objective.chars().next(), "{at}");
        }
        let bars = facts["trusts"].as_bool().unwrap();
        assert_eq!(call["bars"][0]["declaration"] == "public_interest_trust", bars, "{at}");
        if bars {
            assert_eq!(call["bars"][0]["from"], "2022-12-16", "{at}");
        }
    }
}

#[test]
fn every_source_is_listed_and_every_citation_names_one() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let urls: Vec<&str> =
            call["documents"].as_object().unwrap().values().filter_map(|d| d["url"].as_str()).collect();
        for page in facts["pages"].as_array().unwrap() {
            let page = page.as_str().unwrap();
            assert!(urls.iter().any(|url| page.starts_with(url)), "{at}: {page}");
        }
        let mut cited = BTreeSet::new();
        documents_in(&call, &mut cited);
        let together = &call["documents"]["summaries"]["pages"];
        cited.extend(together.as_array().into_iter().flatten().map(|key| key.as_str().unwrap().to_owned()));
        for key in call["documents"].as_object().unwrap().keys() {
            // The first call lists pages that confirm what others say.
            assert!(cited.contains(key) || at == "AMIF-2024-TF2-AG-THB-01", "{at}: nothing cites {key}");
        }
        assert_eq!(call["source_differences"].as_array().map_or(0, Vec::len), differences(&facts), "{at}");
    }
}

#[test]
fn a_source_claims_only_what_it_is_known_to_say() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let loaded = catalogue::topic(at).unwrap();
        let pages = call["documents"].as_object().unwrap().values().filter(|d| d["pages"].is_null()).count();
        assert_eq!(loaded.documents().count(), pages, "{at}: the list of pages stays with the call");
        let mut lists = Vec::new();
        sources_in(&call, &mut lists);
        for list in &lists {
            let alone = |key: &Value| call["documents"][key.as_str().unwrap()]["basis"] == "summary";
            let plain = list.iter().filter(|c| c["note"].is_null() && c["section"].is_null());
            let summaries = plain.filter(|c| c["document"].is_string() && alone(&c["document"])).count();
            assert!(summaries <= 3, "{at}: {summaries} summaries are said to say the same: {list:?}");
        }
        if at == "AMIF-2024-TF2-AG-THB-01" {
            continue;
        }
        let together = lists.iter().filter(|l| l.iter().any(|c| c["document"] == "summaries")).count();
        assert!(together > 4, "{at}: what most fields rest on is cited together, {together}");
        let count = call["documents"]["summaries"]["pages"].as_array().unwrap().len();
        let title = &loaded.description().title.as_ref().unwrap().source;
        if title.len() == 1 && title[0].title().starts_with("Public summaries") {
            let words =
                format!("Public summaries of the call, {count}; which of them says it is not recorded");
            assert_eq!(title[0].title(), words, "{at}");
        }
    }
}

fn sources_in(value: &Value, lists: &mut Vec<Vec<Value>>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::Array(list) if key == "source" => lists.push(list.clone()),
                    value => sources_in(value, lists),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|v| sources_in(v, lists)),
        _ => {}
    }
}

/// How many differences a call records: those on record, and of the call of 2019 the day of publication too.
fn differences(facts: &Value) -> usize {
    let on_record = facts["differences"].as_u64().unwrap() as usize;
    // A page on one topic of 2023 gives a second opening, which is that of the call and so of its other topics.
    let of_the_call = ["02-LOCAL", "03-EDUCATION", "06-CHILDREN"].iter().any(|t| topic(facts).ends_with(t));
    on_record + usize::from(topic(facts).starts_with("AMIF-2019")) + usize::from(of_the_call)
}

/// One call opens once: its topics say the same of the day, and ask the same of it.
#[test]
fn topics_of_one_call_open_on_one_day() {
    let mut openings: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
    for facts in facts() {
        let call = shipped(topic(&facts));
        let opening = json!([call["opening"]["date"], call["opening"]["or"]]).to_string();
        openings.entry(call["call"].as_str().unwrap().to_owned()).or_default().insert(opening);
    }
    assert!(openings.values().all(|days| days.len() == 1), "{openings:#?}");
}

/// Whoever states no word on natural persons bars none: that is the act's.
#[test]
fn no_call_bars_natural_persons_on_no_word_of_its_sources() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let seed = at == "AMIF-2024-TF2-AG-THB-01";
        for role in ["coordinator", "beneficiary", "affiliated_entity"] {
            let bars = stance(&call, role, "natural_person") == "barred";
            assert_eq!(bars, facts["natural_persons"] == json!(false) || seed, "{at}, {role}");
        }
    }
}

fn documents_in(value: &Value, cited: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(key)) = map.get("document") {
                cited.insert(key.clone());
            }
            map.values().for_each(|v| documents_in(v, cited));
        }
        Value::Array(list) => list.iter().for_each(|v| documents_in(v, cited)),
        _ => {}
    }
}

#[test]
fn document_versions_are_those_on_record() {
    for facts in facts() {
        let (at, call) = (topic(&facts), shipped(topic(&facts)));
        let on_record: Vec<&str> =
            facts["documents"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
        let later = call["versions"].as_array().map_or(0, Vec::len);
        assert_eq!(later, on_record.len().saturating_sub(1), "{at}");
        if let Some(first) = on_record.first() {
            assert_eq!(call["version"].as_str(), first.split(' ').next(), "{at}");
        } else {
            assert!(call["version"].as_str().unwrap().starts_with("public pages"), "{at}");
        }
        if let Some(second) = on_record.get(1) {
            let mut words = second.split(' ');
            assert_eq!(call["versions"][0]["version"].as_str(), words.next(), "{at}");
            assert_eq!(call["versions"][0]["published"].as_str(), words.next(), "{at}");
        }
    }
}

#[test]
fn the_loaded_calls_agree_with_the_record() {
    for facts in facts() {
        let at = topic(&facts);
        let call: &Call = catalogue::topic(at).unwrap();
        if let Some(instant) = facts["instant"].as_str() {
            assert_eq!(call.deadline().unwrap().value.instant().to_string(), instant, "{at}");
        }
        let euros = |fact: &str| facts[fact].as_str().map(|text| text.parse().unwrap());
        assert_eq!(call.budget().map(|b| b.value), euros("call_budget"), "{at}");
        assert_eq!(call.grant().and_then(|g| g.value.min), euros("grant_min"), "{at}");
        let ranges = facts["ranges"].as_array().into_iter().flatten();
        let largest = ranges.filter_map(|range| range[2].as_str()?.parse().ok()).max();
        // Of one topic the largest is cut off, and that of the whole call is the widest that it can be.
        let widest = at.ends_with("INTE-03-DIGITAL").then(|| "3000000".parse().unwrap());
        assert_eq!(call.grant().and_then(|g| g.value.max), largest.or(euros("grant_max")).or(widest), "{at}");
        let count = |fact: &str| facts[fact].as_u64().map(|n| u32::try_from(n).unwrap());
        assert_eq!(call.minimum_applicants().map(|m| m.value.at_least), count("applicants"), "{at}");
        assert_eq!(call.minimum_countries().map(|m| m.value.at_least), count("countries"), "{at}");
        assert!(
            call.opening().unwrap().value.to_string().as_str() >= facts["opening"].as_str().unwrap(),
            "{at}"
        );
    }
}

#[test]
fn the_range_that_applies_is_the_one_shown_and_whether_targets_off_the_list_count_is_open() {
    use amif::{Outcome, Proposal, RuleId, call::Reading};
    let call = catalogue::topic("AMIF-2022-TF1-AG-INFO").unwrap();
    let assessed = |grant: u64, targets: Value| {
        let proposal = json!({ "participants": [], "requested_grant": grant, "target_countries": targets });
        let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
        let report = proposal.check(call, "2022-07-01T12:00:00+02:00".parse().unwrap());
        let range = report.assessments().find(|a| a.rule() == RuleId::GrantRange).unwrap();
        let shown = serde_json::to_value(&range).unwrap()["required"].clone();
        (range.outcome(), shown["max"].clone(), range.message())
    };
    assert_eq!(assessed(1_000_000, json!(["TN"])).0, Outcome::Met);
    let (outcome, most, message) = assessed(1_200_000, json!(["TN"]));
    assert_eq!((outcome, most), (Outcome::NotMet, json!("1000000.00")));
    assert!(message.contains("EUR 500 000 to 1 000 000 for one target country of the call"), "{message}");
    let (outcome, most, message) = assessed(1_200_000, json!(["TN", "MA"]));
    assert_eq!((outcome, most), (Outcome::Met, json!("1500000.00")));
    assert!(message.contains("EUR 500 000 to 1 500 000 for 2 target countries of the call"), "{message}");
    // Egypt is not on the list, which no source calls closed.
    let (outcome, _, message) = assessed(1_200_000, json!(["TN", "EG"]));
    assert_eq!(outcome, Outcome::Unknown);
    assert!(message.contains("for 1 or 2 target countries"), "{message}");
    // Tunisia is: whether others may be named alone does not matter, and the question is another.
    for (question, answer, outcome) in [
        ("targets-outside-the-list", Reading::Yes, Outcome::Unknown),
        ("targets-outside-the-list", Reading::No, Outcome::Unknown),
        ("targets-outside-the-list-count", Reading::Yes, Outcome::Met),
        ("targets-outside-the-list-count", Reading::No, Outcome::NotMet),
    ] {
        let call = call.assume(question, answer).unwrap();
        let proposal =
            json!({ "participants": [], "requested_grant": 1_200_000, "target_countries": ["TN", "EG"] });
        let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
        let report = proposal.check(&call, "2022-07-01T12:00:00+02:00".parse().unwrap());
        let range = report.assessments().find(|a| a.rule() == RuleId::GrantRange).unwrap();
        assert_eq!(range.outcome(), outcome, "{question} {answer:?}");
        let open: Vec<_> = range.open();
        let asked =
            if outcome == Outcome::Unknown { vec!["targets-outside-the-list-count"] } else { Vec::new() };
        assert_eq!(open, asked, "{question} {answer:?}");
        let targets = report.assessments().find(|a| a.rule() == RuleId::TargetCountries).unwrap();
        assert_eq!(targets.outcome(), Outcome::Met);
    }
    // Where none of the list is named, one is one and several are several.
    let (outcome, most, message) = assessed(1_200_000, json!(["EG"]));
    assert_eq!((outcome, most), (Outcome::NotMet, json!("1000000.00")));
    assert!(message.contains("for one target country. "), "{message}");
    assert_eq!(assessed(1_200_000, json!(["EG", "LY"])).0, Outcome::Met);
    // For no country there is no range of its own.
    let (outcome, most, message) = assessed(1_200_000, json!([]));
    assert_eq!((outcome, most), (Outcome::Met, json!("1500000.00")));
    assert!(message.ends_with("the call asks for EUR 500 000 to 1 500 000."), "{message}");
    assert_eq!(assessed(1_500_001, json!(["TN", "EG"])).0, Outcome::NotMet);
    assert_eq!(assessed(1_000_000, json!(["TN", "EG"])).0, Outcome::Met);
    let (outcome, most, message) = assessed(1_200_000, Value::Null);
    assert_eq!((outcome, most), (Outcome::Unknown, json!("1500000.00")));
    assert!(
        message.contains("EUR 500 000 to 1 000 000, or EUR 500 000 to 1 500 000 by how many"),
        "{message}"
    );
}
