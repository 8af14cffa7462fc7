//! The program `fund_overview` as tools outside the project run it.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

mod program;

use std::path::Path;
use std::process::Output;

use serde_json::Value;

fn run(name: &str, arguments: &[&str]) -> Output {
    program::run_in(Path::new(env!("CARGO_MANIFEST_DIR")), name, arguments, b"")
}

fn shown(arguments: &[&str]) -> String {
    let output = run("fund_overview", arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a text says something, whatever lines it stands in.
fn says(text: &str, words: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain(text).contains(&plain(words))
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&shown(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn the_text_has_the_money_the_marks_and_the_dispute() {
    let text = shown(&[]);
    assert!(says(text.lines().take(2).collect::<Vec<_>>().join(" ").as_str(), "Not legal advice"));
    for words in [
        "EUR 9 882 000 000",
        "63.4487 %",
        "63.5 %",
        "20 % from 2021-01-01 to 2027-12-31  (Regulation (EU) 2021/1147, Art. 11(4) [unverified]",
        "5 % from 2021-01-01 to 2027-12-31  (Council, press text on the Fund [summary])",
        "unknown, the sources differ from 2026-06-12 to 2026-06-30: EUR 10 000 or EUR 12 000",
        "EUR 10 000 by either provision from 2026-06-12 to 2026-06-30",
        "managing authority",
    ] {
        assert!(says(&text, words), "{words}");
    }
    let left = shown(&["--as-of", "2020-06-01"]);
    assert!(
        says(&left, "26 Member States")
            && says(&left, "no Member State any more, and taking part as before: GB")
    );
    let between = shown(&["--as-of", "2026-06-20"]);
    assert!(
        says(&between, "EUR 10 000 by either provision; the sources differ on which applies"),
        "{between}"
    );
    assert!(says(&between, "unknown: EUR 10 000 or EUR 12 000; the sources differ"), "{between}");
    assert!(says(&shown(&["--as-of", "2019-05-01"]), "Regulation (EU) No 516/2014"));
}

#[test]
fn the_day_chooses_the_period_and_the_values() {
    let solidarity = |day: &str| {
        let json = json(&["--as-of", day]);
        let rates = json.get("co_financing").and_then(Value::as_array).unwrap().clone();
        let rate = rates.into_iter().find(|r| r.get("id").unwrap() == "solidarity_action").unwrap();
        rate.get("value").unwrap().clone()
    };
    assert_eq!(solidarity("2026-06-11"), Value::Null);
    assert_eq!(solidarity("2026-06-30"), Value::Null);
    assert_eq!(solidarity("2026-07-01"), "100");
    let old = json(&["--as-of", "2020-12-31"]);
    assert_eq!(old.pointer("/envelope/amount").unwrap(), "3137000000.00");
    let whole = json(&[]);
    assert_eq!(whole.get("schema").unwrap(), "amif-fund-overview/1");
    assert_eq!(whole.get("consistent").unwrap(), true);
    assert_eq!(whole.pointer("/shares/0/share/ratio").unwrap(), "1045/1647");
    let states = |json: &Value| json.get("participants").unwrap().as_array().map(Vec::len);
    assert_eq!(states(&json(&["--as-of", "2025-01-01"])), Some(26));
    assert_eq!(states(&json(&["--as-of", "2019-01-01"])), Some(27), "with the United Kingdom");
    assert_eq!(states(&whole), None);
    assert_eq!(json(&["--as-of", "2025-01-01"]), json(&["--as-of", "2025-01-01"]));
}

#[test]
fn every_instrument_and_component_shows_its_sources_and_marks() {
    let whole = json(&[]);
    let modes = whole.get("management_modes").and_then(Value::as_array).unwrap();
    for mode in modes {
        for list in ["instruments", "components"] {
            for (name, answer) in mode.get(list).and_then(Value::as_object).unwrap() {
                assert!(!answer.get("source").and_then(Value::as_array).unwrap().is_empty(), "{name}");
            }
        }
    }
    let prize = modes.iter().find(|m| m.get("mode").unwrap() == "direct").unwrap();
    assert_eq!(prize.pointer("/instruments/prize/use").unwrap(), "yes");
    assert_eq!(prize.pointer("/instruments/prize/source/0/basis").unwrap(), "unverified");
    let text = shown(&[]);
    assert!(says(&text, "prize: yes  (Regulation (EU) 2021/1147, Art. 25 [unverified])"), "{text}");
}

#[test]
fn every_item_of_an_annex_shows_its_sources_and_marks() {
    let whole = json(&["--as-of", "2025-01-01"]);
    for objective in whole.get("objectives").and_then(Value::as_array).unwrap() {
        for list in ["measures", "scope", "indicators", "intervention_types"] {
            for item in objective.get(list).and_then(Value::as_array).unwrap() {
                let sources = item.get("source").and_then(Value::as_array).unwrap();
                let marked = sources.iter().any(|s| s.get("basis").unwrap() == "unverified");
                assert!(!sources.is_empty() && marked == (list == "indicators"), "{item}");
            }
        }
    }
}

#[test]
fn a_country_that_may_take_part_is_listed_as_unknown() {
    for (day, expected) in [("2022-02-02", 0), ("2022-02-03", 1), ("2022-07-12", 1), ("2022-07-13", 0)] {
        let json = json(&["--as-of", day]);
        let unknown = json.get("unknown").and_then(Value::as_array).unwrap();
        assert_eq!(unknown.len(), expected, "{day}");
        for one in unknown {
            assert_eq!(one.get("country").unwrap(), "IE");
            assert!(!one.pointer("/answer/source").and_then(Value::as_array).unwrap().is_empty());
        }
    }
    assert!(says(&shown(&["--as-of", "2022-04-01"]), "Unknown: Ireland (IE): Ireland opted in between"));
    let whole = json(&[]);
    assert_eq!(whole.get("unknown").unwrap(), &Value::Null);
    // Without a day: who takes part when, through the whole period without a gap.
    let spans = whole.get("participants_by_day").and_then(Value::as_array).unwrap();
    let of = |field: &str| -> Vec<&str> {
        spans.iter().map(|s| s.get(field).and_then(Value::as_str).unwrap()).collect()
    };
    assert_eq!(of("first"), ["2021-01-01", "2022-02-03", "2022-07-13"]);
    assert_eq!(of("last"), ["2022-02-02", "2022-07-12", "2027-12-31"]);
    let unknown: Vec<usize> =
        spans.iter().map(|s| s.get("unknown").and_then(Value::as_array).unwrap().len()).collect();
    assert_eq!(unknown, [0, 1, 0]);
    assert_eq!(json(&["--as-of", "2025-01-01"]).get("participants_by_day").unwrap(), &Value::Null);
}

#[test]
fn what_hangs_on_no_single_objective_is_listed_once() {
    let whole = json(&["--as-of", "2025-01-01"]);
    let length = |at: &str| whole.pointer(at).and_then(Value::as_array).map(Vec::len);
    for at in [
        "/network/facts",
        "/network/contact_points",
        "/network/observers",
        "/countries",
        "/annex_i/keys",
        "/annex_iv/actions",
        "/numbers",
        "/emergency_cases",
        "/under_every_objective/scope",
        "/under_every_objective/intervention_types",
        "/under_no_objective/intervention_types",
    ] {
        assert!(length(at).is_some_and(|n| n > 0), "{at}");
    }
    assert_eq!(length("/countries"), Some(26));
    assert!(whole.pointer("/objectives/0/page_goal/value").is_some());
    let text = shown(&[]);
    for words in [
        "Offered through: calls for tender, grants",
        "Published: calls for proposals: commission, national",
        "Found: calls for proposals: the Funding & Tenders Portal, https://ec.europa.eu/info/funding-tenders/",
        "Found: annual work programme: linked from the public page of the Fund",
        "Goal: to strengthen what Member States can do",
        "thematic area: ",
        "Fixed amount each: EUR 8 000 000  (Regulation (EU) 2021/1147, Annex I, point 1(a))",
        "Higher fixed amount: EUR 28 000 000 for CY, GR, MT",
        "Asylum: 35 % of the rest",
        "developing and carrying out effective alternatives to detention  (Regulation (EU) 2021/1147, Annex IV",
        "(b): a mass influx of displaced persons within Directive 2001/55/EC",
        "months of an urgent decision on emergency assistance: 18",
        "Taking part from 2021-01-01 to 2022-02-02: 25 Member States",
        "Taking part from 2022-07-13 to 2027-12-31: 26 Member States",
    ] {
        assert!(says(&text, words), "{words}");
    }
}

#[test]
fn days_outside_and_wrong_usage_end_with_3_and_nothing_on_standard_output() {
    for arguments in [
        &["--as-of", "2013-12-31"][..],
        &["--as-of", "2028-01-01"],
        &["--as-of", "soon"],
        &["--format", "xml"],
        &["AMIF"],
    ] {
        let output = run("fund_overview", arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    let message = run("fund_overview", &["--as-of", "2013-12-31"]).stderr;
    assert!(String::from_utf8(message).unwrap().contains("2014-01-01 to 2020-12-31"));
}

#[test]
fn the_rules_of_the_fund_are_explained_like_all_others() {
    let one = run("explain_rule", &["fund/co-financing"]);
    assert_eq!(one.status.code(), Some(0));
    let text = String::from_utf8(one.stdout).unwrap();
    assert!(text.contains("Regulation (EU) 2021/1147, Art. 15") && text.contains("[unverified]"), "{text}");
    let list = String::from_utf8(run("explain_rule", &[]).stdout).unwrap();
    assert_eq!(list.lines().filter(|line| line.starts_with("fund/")).count(), 6);
}
