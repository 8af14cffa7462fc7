//! The example programs as tools outside the project run them: output, exit codes, bad input.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test states what it expects in the plainest way"
)]

mod program;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use program::{program, run_in};

use serde_json::{Value, json};

fn run(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), name, arguments, input)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn eligible() -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data/eligible.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Exit 3, nothing on standard output, and a message that says all of these.
fn refused(arguments: &[&str], input: &[u8], says: &[&str]) {
    let output = run("check_proposal", arguments, input);
    let message = text(&output.stderr);
    assert_eq!(code(&output), 3, "{arguments:?}: {message}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    for word in says {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
}

#[test]
fn shipped_examples_end_with_their_exit_codes() {
    for (arguments, expected) in [
        (&["examples/data/eligible.json"][..], 0),
        (&["--strict", "examples/data/eligible.json"], 0),
        (&["examples/data/ineligible.json"], 1),
        (&["--as-of", "2024-06-01", "examples/data/draft.json"], 2),
        (&["examples/data/draft.json"], 3),
        (&["--call", "examples/data/invented-call.json", "examples/data/conditional.json"], 0),
        (&["--strict", "--call", "examples/data/invented-call.json", "examples/data/conditional.json"], 2),
        (&["examples/data/conditional.json"], 3),
    ] {
        let output = run("check_proposal", arguments, b"");
        assert_eq!(code(&output), expected, "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.stdout.is_empty(), expected == 3, "{arguments:?}");
    }
}

#[test]
fn remedies_are_suggested_whatever_the_verdict() {
    for (arguments, code_expected, says) in [
        (&["examples/data/eligible.json"][..], 0, "Nothing to remedy"),
        (&["examples/data/ineligible.json"], 0, "four calendar days"),
        (&["--as-of", "2024-08-01", "examples/data/ineligible.json"], 0, "Hand coordination over from"),
        (&["--as-of", "2024-06-01", "--format", "json", "examples/data/draft.json"], 0, "not_needed"),
        (&["examples/data/draft.json"], 3, ""),
        (&["--no-such-option"], 3, ""),
    ] {
        let output = run("suggest_remedy", arguments, b"");
        assert_eq!(code(&output), code_expected, "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.stdout.is_empty(), code_expected == 3, "{arguments:?}");
        assert!(text(&output.stdout).contains(says), "{arguments:?}: {}", text(&output.stdout));
    }
    let arguments = ["--format", "json", "--as-of", "2024-08-01", "examples/data/ineligible.json"];
    let output = run("suggest_remedy", &arguments, b"");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json.get("schema"), Some(&json!("amif-remedy/1")));
    assert_eq!(json.get("remedies").and_then(Value::as_array).map(Vec::len), Some(16));
}

#[test]
fn the_first_remedy_stands_under_the_failures() {
    let arguments = ["--as-of", "2024-08-01", "examples/data/ineligible.json"];
    let output = run("check_proposal", &arguments, b"");
    let report = text(&output.stdout);
    let at = |word: &str| report.find(word).expect(word);
    assert!(at("\nWhy\n") < at("What would help") && at("What would help") < at("To correct ("));
    assert!(at("Plan 24 months (planned: 36).") < at("To correct ("));
    let json = run("check_proposal", &["--format", "json", "examples/data/ineligible.json"], b"");
    assert!(!text(&json.stdout).contains("remedy"));
}

#[test]
fn the_report_keeps_its_contract_to_the_letter() {
    let output = run("check_proposal", &["--format", "json", "-"], eligible().to_string().as_bytes());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["schema"], "amif-report/1");
    assert_eq!(report["topic"], "AMIF-2024-TF2-AG-THB-01");
    assert_eq!(report["as_of"], "2024-08-20T16:30:00+02:00");
    assert_eq!(report["call_status"], "open");
    assert_eq!(report["verdict"], "eligible");
    assert_eq!(report["coverage"], json!({"assessed": 18, "not_stated": 2, "not_covered": 9}));
    let rules: Vec<&str> =
        report["assessments"].as_array().unwrap().iter().map(|a| a["rule"].as_str().unwrap()).collect();
    assert_eq!(rules.len(), 21);
    let countries = report["assessments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["rule"] == "consortium/minimum-countries");
    let countries = countries.unwrap();
    assert_eq!(countries["stage"], "eligibility");
    assert_eq!(countries["consequence"], "reject");
    assert_eq!(countries["subject"], "/participants");
    assert_eq!(countries["outcome"], "met");
    assert_eq!(countries["required"], json!({"at_least": 3}));
    assert_eq!(countries["found"], json!({"certain": 3, "possible": 3}));
    for empty in ["missing", "open", "awaits"] {
        assert_eq!(countries[empty], json!([]));
    }
    assert_eq!(countries["because"], Value::Null);
    assert_eq!(countries["message"], "3 participating Member States (AT, BE, IT); the call asks for 3.");
    let source = usize::try_from(countries["source"][0].as_u64().unwrap()).unwrap();
    assert_eq!(report["sources"][source]["basis"], "summary");
    assert_eq!(report["assumed"], json!([]));
    assert_eq!(report["not_stated"], json!(["page limit", "award thresholds"]));
    assert_eq!(report["not_covered"].as_array().unwrap().len(), 9);
}

#[test]
fn the_text_report_opens_with_the_verdict_and_has_no_colour_in_a_pipe() {
    let output = run("check_proposal", &["examples/data/ineligible.json"], b"");
    let report = text(&output.stdout);
    assert!(report.starts_with("INELIGIBLE; 1 point to correct, 2 to clarify\n"), "{report}");
    assert!(report.contains("not legal advice"));
    assert!(!report.contains('\u{1b}'));
    let place = |heading: &str| report.find(heading).unwrap_or(report.len());
    assert!(place("\nWhy\n") < place("\nTo correct (") && place("\nTo correct (") < place("\nTo clarify ("));
    assert!(place("\nTo clarify (") < place("\nMet: "));
    let full = run("check_proposal", &["--full", "examples/data/ineligible.json"], b"");
    let full = text(&full.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(full.contains("Invented Municipality (it is not established in an eligible country)"), "{full}");
}

#[test]
fn a_pinned_reading_is_recorded() {
    let mut draft = eligible();
    draft["participants"][1]["country"] = json!("NC");
    let pinned = ["--assume", "overseas-territory-counts=yes", "--format", "json", "-"];
    let output = run("check_proposal", &pinned, draft.to_string().as_bytes());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(report["assumed"], json!([{"question": "overseas-territory-counts", "reading": "yes"}]));
    refused(
        &["--assume", "overseas-territory-count=yes", "-"],
        draft.to_string().as_bytes(),
        &["did you mean \"overseas-territory-counts\"?"],
    );
    refused(&["--assume", "greenland=perhaps", "-"], draft.to_string().as_bytes(), &["yes, no"]);
}

#[test]
fn bad_proposals_are_refused_with_their_place_and_the_nearest_spelling() {
    let mutated = |pointer: &str, value: Value| {
        let mut proposal = eligible();
        *proposal.pointer_mut(pointer).unwrap() = value;
        proposal.to_string()
    };
    let with = |text: String, says: &[&str]| refused(&["-"], text.as_bytes(), says);
    with(mutated("/schema", json!("amif-proposal/2")), &["standard input: /schema", "amif-proposal/1"]);
    with(mutated("/requested_grant", json!(750_000.5)), &["/requested_grant", "750000.5", "as text"]);
    with(mutated("/requested_grant", json!("750000.505")), &["/requested_grant", "at most two decimals"]);
    with(
        mutated("/requested_grant", json!("123456789012345678901234567890")),
        &["/requested_grant", "10 000 000 000 000"],
    );
    with(mutated("/participants/1/country", json!("")), &["/participants/1/country", "blank"]);
    with(mutated("/participants/1/country", json!("XX")), &["/participants/1/country", "\"XX\""]);
    with(mutated("/participants/1/country", json!("Austria")), &["did you mean \"AT\"?"]);
    with(mutated("/participants/1/name", json!(" \t")), &["/participants/1/name", "blank"]);
    with(mutated("/participants/1/role", json!("partner")), &["/participants/1/role", "associated_partner"]);
    with(
        mutated("/participants/1/legal_form", json!("nonprofit_private")),
        &["did you mean \"non_profit_private\"?"],
    );
    with(mutated("/participants/1/legal_form", json!([])), &["/participants/1/legal_form", "empty list"]);
    with(mutated("/participants/1/pic", json!(999_000_002)), &["/participants/1/pic", "as text"]);
    with(mutated("/submitted_at", json!("2024-08-20T16:30:00")), &["/submitted_at", "offset"]);
    with(mutated("/duration_months", json!(24.5)), &["/duration_months", "24.5"]);
    with(
        mutated("/topic", json!("AMIF-2024-TF2-AG-THB-1")),
        &["/topic", "did you mean \"AMIF-2024-TF2-AG-THB-01\"?"],
    );
    let mut contradiction = eligible();
    contradiction["participants"][0]["legal_form"] = json!("profit_making");
    contradiction["participants"][0]["statuses"] = json!({"non_profit": true});
    with(contradiction.to_string(), &["/participants/0/statuses", "contradict"]);
    contradiction["participants"][0]["statuses"] = json!({"non_profits": true, "sme": "yes"});
    with(
        contradiction.to_string(),
        &[
            "/participants/0/statuses/non_profits",
            "\"non_profit\"",
            "/participants/0/statuses/sme",
            "true or false",
        ],
    );
    let mut several = eligible();
    several["participants"][0]["roll"] = json!("coordinator");
    several["budgets"] = json!({});
    several["participants"][2]["country"] = json!("I");
    with(several.to_string(), &["/participants/0/roll", "\"role\"", "/budgets", "/participants/2/country"]);
}

#[test]
fn broken_bytes_are_refused_with_line_or_reason() {
    refused(&["-"], b"{\"participants\": [\n  {\"name\": }]}", &["standard input: line 2, column"]);
    // A spreadsheet's byte-order mark says nothing: what is missing is told.
    refused(&["-"], b"\xef\xbb\xbf{}", &["participants"]);
    refused(&["-"], b"\xff\xfe{\0}\0", &["UTF-16"]);
    refused(&["-"], b"{\"title\": \"\xff\"}", &["line 1", "UTF-8"]);
    refused(&["-"], b"", &["empty"]);
    refused(&["-"], "[".repeat(100_000).as_bytes(), &["line 1"]);
    refused(&["-"], b"[]", &["a proposal"]);
    refused(&["-"], b"{}", &["\"participants\" is missing"]);
    refused(&["no-such-file.json"], b"", &["no-such-file.json"]);
    refused(&["--format", "yaml", "-"], b"", &["yaml"]);
    refused(&["--as-of", "tomorrow", "-"], b"", &["tomorrow"]);
    refused(&[], b"", &["FILE"]);
}

#[test]
fn topics_are_chosen_and_must_agree() {
    let mut silent = eligible();
    silent["topic"] = Value::Null;
    let silent = silent.to_string();
    refused(&["-"], silent.as_bytes(), &["no topic is stated"]);
    let output = run("check_proposal", &["--topic", "AMIF-2024-TF2-AG-THB-01", "-"], silent.as_bytes());
    assert_eq!(code(&output), 0);
    refused(
        &["--call", "examples/data/invented-call.json", "examples/data/eligible.json"],
        b"",
        &["/topic", "INVENTED-2099-EXAMPLE-01"],
    );
    refused(&["--topic", "AMIF-2024", "-"], silent.as_bytes(), &["AMIF-2024-TF2-AG-THB-01"]);
    let mut undated = eligible();
    undated["submitted_at"] = Value::Null;
    refused(&["-"], undated.to_string().as_bytes(), &["--as-of"]);
}

#[test]
fn bad_calls_are_refused_with_every_fault() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data/invented-call.json");
    let mut call: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    call["deadline"]["date"] = json!("2099-03-29");
    call["deadline"]["time"] = json!("02:30");
    call["grant"]["min"] = json!(900_001);
    call["rolls"] = json!({});
    call["duration"]["source"] = json!([{"document": "inventet"}]);
    call["counting"]["overseas_territories"] = json!({"open": "nothing-asked"});
    let directory = tempfile();
    let file = directory.join("bad-call.json");
    std::fs::write(&file, call.to_string()).unwrap();
    refused(
        &["--call", file.to_str().unwrap(), "examples/data/conditional.json"],
        b"",
        &[
            "bad-call.json: /deadline/time",
            "does not exist in Brussels",
            "/grant: the minimum",
            "/rolls",
            "\"roles\"",
            "/duration/source/0",
            "did you mean \"invented\"?",
            "nothing-asked",
        ],
    );
    std::fs::remove_dir_all(directory).unwrap();
}

fn tempfile() -> PathBuf {
    let path = std::env::temp_dir().join(format!("amif-programs-{}", std::process::id()));
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn many_lines_give_as_many_records_in_order_whatever_the_jobs() {
    let mut input = Vec::new();
    for i in 0..300 {
        let mut proposal = eligible();
        proposal["requested_grant"] = json!(499_900 + i);
        proposal["title"] = json!(format!("Number {i}"));
        input.extend_from_slice(proposal.to_string().as_bytes());
        input.push(b'\n');
        if i % 50 == 0 {
            input.extend_from_slice(b"\n  \r\n{\"participants\": 7}\n\xff\n");
        }
    }
    let one = run("check_many", &[], &input);
    let four = run("check_many", &["--jobs", "4"], &input);
    assert_eq!((code(&one), code(&four)), (3, 3));
    assert_eq!(one.stdout, four.stdout);
    let records: Vec<Value> = text(&one.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(records.len(), 312);
    assert_eq!(records[1]["line"], 4);
    assert_eq!(records[1]["error"], "/participants: found the number 7; expected a list of participants");
    assert_eq!(records[2]["line"], 5);
    assert_eq!(records.iter().filter(|r| r["verdict"] == "ineligible").count(), 100);
    assert_eq!(records.iter().filter(|r| r["verdict"] == "eligible").count(), 200);

    // What fails and nothing else: a line each, with the verdicts and the conditions of the whole reports.
    let failing = run("check_many", &["--only", "failing"], &input);
    assert_eq!(code(&failing), 3);
    assert!(failing.stdout.len() * 8 < one.stdout.len());
    let findings: Vec<Value> =
        text(&failing.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(findings.len(), records.len());
    for (finding, record) in findings.iter().zip(&records) {
        assert_eq!((&finding["verdict"], &finding["why"]), (&record["verdict"], &record["why"]));
        assert_eq!(finding["error"], record["error"]);
        let named = |report: &Value| -> Vec<(Value, Value, Value)> {
            let all = report["assessments"].as_array().cloned().unwrap_or_default();
            let fails =
                all.iter().filter(|a| !["met", "not_applicable"].contains(&a["outcome"].as_str().unwrap()));
            fails.map(|a| (a["rule"].clone(), a["subject"].clone(), a["message"].clone())).collect()
        };
        assert_eq!(named(finding), named(record));
        let kept = finding["assessments"].as_array().map_or(0, Vec::len);
        assert_eq!(kept, named(record).len());
    }
}

#[test]
fn a_line_beyond_the_limit_is_an_error_and_the_run_goes_on() {
    let mut input = vec![b'x'; 17 * 1024 * 1024];
    input.push(b'\n');
    input.extend_from_slice(eligible().to_string().as_bytes());
    let output = run("check_many", &[], &input);
    let records: Vec<Value> =
        text(&output.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(code(&output), 3);
    assert_eq!(records[0], json!({"line": 1, "error": "the line is longer than 16 MiB"}));
    assert_eq!(records[1]["verdict"], "eligible");
    let empty = run("check_many", &[], b"\n\n");
    assert_eq!((code(&empty), empty.stdout.len()), (0, 0));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program("check_many").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = eligible().to_string();
    for _ in 0..2_000 {
        if writeln!(stdin, "{line}").is_err() {
            break;
        }
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn budgets_are_printed_under_the_verdict_and_end_with_their_exit_codes() {
    let every = ["--call", "examples/data/budget_call.json", "examples/data/budget_every_category.json"];
    for (arguments, expected) in [
        (&["examples/data/budget.json"][..], 0),
        (&every[..], 0),
        (&["examples/data/eligible.json"], 3),
        (&["no-such-file.json"], 3),
    ] {
        let output = run("check_budget", arguments, b"");
        assert_eq!(code(&output), expected, "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.stdout.is_empty(), expected == 3, "{arguments:?}");
    }
    let output = run("check_budget", &every, b"");
    assert!(text(&output.stdout).starts_with("ELIGIBLE"));
    let mut budget: Value =
        serde_json::from_str(&std::fs::read_to_string("examples/data/budget.json").unwrap()).unwrap();
    let output = run("check_budget", &["--format", "json", "examples/data/budget.json"], b"");
    assert_eq!(code(&output), 0);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["schema"], &json["verdict"]), (&json!("amif-report/1"), &json!("eligible")));
    assert_eq!(json["budget"]["largest_grant"], json!("765042.49"));
    assert_eq!(json["budget"]["total_costs"]["known"], json!("850000.00"));
    let output = run("check_budget", &["examples/data/budget.json"], b"");
    assert!(text(&output.stdout).lines().all(|line| line == line.trim_end()));
    budget["requested_grant"] = json!(1_000_001);
    assert_eq!(code(&run("check_budget", &["-"], budget.to_string().as_bytes())), 1);
    budget["requested_grant"] = Value::Null;
    assert_eq!(code(&run("check_budget", &["-"], budget.to_string().as_bytes())), 2);
    budget["participants"][0]["name"] = json!("A\nVerdict    eligible\u{1b}[2K");
    let output = run("check_budget", &["-"], budget.to_string().as_bytes());
    assert_eq!(text(&output.stdout).lines().filter(|l| l.starts_with("Verdict")).count(), 0);
    assert!(!text(&output.stdout).contains('\u{1b}'));
}

#[test]
fn rules_explain_themselves() {
    let list = run("explain_rule", &[], b"");
    assert_eq!(code(&list), 0);
    assert!(text(&list.stdout).lines().count() >= 12);
    let one = run("explain_rule", &["consortium/minimum-countries"], b"");
    let one = text(&one.stdout);
    assert!(one.contains("Regulation (EU) 2021/1147, Art. 24(1)"));
    for heading in ["\nWhat it asks\n", "\nWhat it reads\n", "\nWhat it rests on\n"] {
        assert!(one.contains(heading), "{heading}");
    }
    assert!(one.lines().all(|line| line.chars().count() <= 80), "{one}");
    let one = run("explain_rule", &["--format", "json", "participant/country"], b"");
    let rule: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(rule["rule"], "participant/country");
    let wrong = run("explain_rule", &["participant/county"], b"");
    assert_eq!(code(&wrong), 3);
    assert!(wrong.stdout.is_empty() && text(&wrong.stderr).contains("did you mean \"participant/country\"?"));
}

fn field_of<'a>(told: &'a Value, name: &str) -> &'a Value {
    told["fields"].as_array().unwrap().iter().find(|field| field["field"] == name).unwrap()
}

#[test]
fn explain_call_lists_what_silence_leaves_open_with_the_field() {
    let mut call: Value = serde_json::from_str(include_str!("../examples/data/my-call.json")).unwrap();
    let told = |call: &Value, format: &[&str]| {
        let output = run("explain_call", &[&["-"], format].concat(), call.to_string().as_bytes());
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let json = |call: &Value| serde_json::from_str::<Value>(&told(call, &["--format", "json"])).unwrap();
    // Nothing is said of territories: the guide calls that an open question.
    let first = json(&call);
    assert_eq!(field_of(&first, "counting")["state"], "open");
    assert_eq!(field_of(&first, "counting")["open"], json!(["overseas-territory-counts"]));
    assert_eq!(field_of(&first, "deadline")["state"], "stated");
    // A list of types that is not closed, and a list of forms that is not.
    call["roles"]["beneficiary"]["organisation_types"] = json!({ "barred": ["private_law_company"] });
    call["roles"]["coordinator"]["only"] = json!(false);
    call["counting"]["overseas_territories"] = json!(true);
    call["budget_rules"] = json!({ "volunteers": { "allowed": true, "source": [{ "document": "call" }] } });
    let second = json(&call);
    let open = field_of(&second, "roles")["open"].as_array().unwrap().clone();
    for id in [
        "beneficiary-other-organisation-types",
        "coordinator-profit-making",
        "coordinator-international-organisation",
    ] {
        assert!(open.contains(&json!(id)), "{open:?}");
    }
    // A person may not be a beneficiary either.
    assert!(!open.contains(&json!("coordinator-natural-person")), "{open:?}");
    assert_eq!(field_of(&second, "counting")["state"], "stated");
    let on_budgets = json!(["budget-third-party-support", "budget-specific-categories"]);
    assert_eq!(
        (&field_of(&second, "budget_rules")["state"], &field_of(&second, "budget_rules")["open"]),
        (&json!("open"), &on_budgets)
    );
    // Each of them stands among the questions with its words.
    let asked: Vec<&Value> =
        second["questions"].as_array().unwrap().iter().map(|question| &question["id"]).collect();
    for field in second["fields"].as_array().unwrap() {
        assert!(field["open"].as_array().unwrap().iter().all(|id| asked.contains(&id)), "{field}");
    }
    let text = told(&call, &[]);
    assert!(text.contains("known from: call_document at best, summary at worst;"), "{text}");
    // What is answered by assumption is open no longer.
    call["assumed"] = json!({ "beneficiary-other-organisation-types": "no" });
    let open = field_of(&json(&call), "roles")["open"].clone();
    assert!(!open.as_array().unwrap().contains(&json!("beneficiary-other-organisation-types")), "{open}");
}

#[test]
fn explain_call_prints_no_heading_over_nothing() {
    for topic in amif::catalogue::topics() {
        let text = String::from_utf8(run("explain_call", &[topic], b"").stdout).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[0].starts_with(char::is_alphabetic)) {
            assert!(!pair[1].trim().is_empty() || !pair[0].starts_with("Not stated"), "{topic}: {pair:?}");
        }
    }
    // A call that states every field.
    let everything = include_str!("../examples/data/my-call.json");
    let mut call: Value = serde_json::from_str(everything).unwrap();
    let source = json!([{ "document": "call" }]);
    for name in ["one_role_each", "start", "third_country_activities"] {
        call[name] = json!({ "source": source });
    }
    call["support_recipients"] = json!({ "legal_forms": ["public_body"], "source": source });
    call["target_countries"] = json!({ "of": ["MA"], "source": source });
    call["parallel_applications"] = json!({ "at_most": 1, "source": source });
    call["topic_budget"] = json!({ "amount": 9_000_000, "source": source });
    call["expected_projects"] = json!({ "at_least": 4, "source": source });
    call["funding_form"] = json!({ "form": "mixed", "source": source });
    call["lump_sums"] = json!({ "items": [{ "what": "a visit", "amount": 5000 }], "source": source });
    call["extension"] = json!({ "by_amendment": true, "justified": true, "source": source });
    call["advance"] = json!({ "percent": "80", "source": source });
    call["award"] = json!({ "items": ["relevance"], "source": source });
    let output = run("explain_call", &["-"], call.to_string().as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("EXAMPLE-2027") && !text.contains("Not stated by the call, the law or other calls"),
        "{text}"
    );
}

#[test]
fn explain_call_tells_each_field_by_how_it_is_known() {
    let topic = "AMIF-2025-TF2-AG-INTE-01-WOMEN";
    let output = run("explain_call", &[topic, "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["schema"], &told["topic"]), (&json!("amif-explain/1"), &json!(topic)));
    let field = |name: &str| {
        let fields = told["fields"].as_array().unwrap();
        fields.iter().find(|f| f["field"] == name).unwrap().clone()
    };
    assert_eq!(field("deadline")["state"], "stated");
    assert_eq!(field("deadline")["known"], "summary");
    assert_eq!(field("countries")["state"], "law");
    assert_eq!(field("minimum_applicants")["state"], "usual");
    assert_eq!(field("page_limit")["state"], "not_stated");
    let output = run("explain_call", &["AMIF-2019-AG-CALL-02"], b"");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("open: two-applicants-suffice"), "{text}");
    // What sources differ on, with each value and who says it.
    let output = run("explain_call", &["AMIF-2023-TF2-AG-CALL-01-SPONSORSHIP"], b"");
    let text = String::from_utf8(output.stdout).unwrap();
    let differing = text.split("\nSources differ on\n").nth(1).unwrap();
    let plain = differing.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("opening 17 January 2023: EuroAccess, call page, first opening line"), "{plain}");
    assert!(
        text.contains("\nNot stated in the sources\n") && text.contains("specific objective [inferred]: 2"),
        "{text}"
    );
    let output = run("explain_call", &["AMIF-2023-TF2-AG-CALL-01-SPONSORSHIP", "--format", "json"], b"");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let field = |name: &str| {
        let fields = told["fields"].as_array().unwrap();
        fields.iter().find(|f| f["field"] == name).unwrap()["known"].clone()
    };
    assert_eq!(
        (field("countries"), field("counting")),
        (json!("inferred"), json!("summary")),
        "the weakest source"
    );
    assert_eq!(told["differences"][1]["values"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&field_of(&told, "countries")["known_at_best"], &field_of(&told, "counting")["known_at_best"]),
        (&json!("act"), &json!("summary"))
    );
    let output = run("explain_call", &["nofile.json"], b"");
    assert!(String::from_utf8(output.stderr).unwrap().contains("there is no file \"nofile.json\""));
    assert_eq!(run("explain_call", &["-"], amif_source(topic).as_bytes()).status.code(), Some(0));
    for bad in [&["NO-SUCH-TOPIC"] as &[&str], &["-"], &[]] {
        let output = run("explain_call", bad, b"{}");
        assert_eq!(output.status.code(), Some(3), "{bad:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
}

fn amif_source(topic: &str) -> &'static str {
    amif::catalogue::source(topic).unwrap()
}

#[test]
fn usual_is_printed_first_and_changes_no_exit_code() {
    let partners: Vec<Value> = ["IT", "GR", "DE", "FR", "ES"]
        .iter()
        .zip(1..)
        .map(|(country, n)| {
            let role = if n == 1 { "coordinator" } else { "beneficiary" };
            json!({ "name": format!("P{n}"), "pic": format!("99900000{n}"), "role": role, "country": country,
                "legal_form": "public_body" })
        })
        .collect();
    let proposal = json!({ "topic": "AMIF-2025-TF2-AG-INTE-01-WOMEN", "submitted_at": "2025-09-10T12:00:00+02:00",
        "duration_months": 24, "requested_grant": 1_600_000, "total_eligible_costs": 1_900_000, "participants": partners });
    let bytes = proposal.to_string().into_bytes();
    let plain = run("check_proposal", &["-"], &bytes);
    let usual = run("check_proposal", &["--usual", "-"], &bytes);
    assert_eq!((plain.status.code(), usual.status.code()), (Some(2), Some(2)));
    let text = String::from_utf8(usual.stdout).unwrap();
    assert!(text.starts_with("PRESUMED"), "{text}");
    assert!(text.lines().nth(1).unwrap().contains("no obstacle"), "{text}");
    assert!(String::from_utf8(plain.stdout).unwrap().contains("Under the usual terms"));
    let report: Value =
        serde_json::from_slice(&run("check_proposal", &["--format", "json", "-"], &bytes).stdout).unwrap();
    assert_eq!(
        (&report["verdict"], &report["usual"]["verdict"]),
        (&json!("undetermined"), &json!("no_obstacle"))
    );
}

#[test]
fn ask_adds_what_decides_and_what_does_not() {
    let arguments = ["--ask", "--as-of", "2024-06-01", "examples/data/draft.json"];
    let output = run("check_proposal", &arguments, b"");
    assert_eq!(code(&output), 2);
    let told = text(&output.stdout);
    for says in [
        "Ask next: Which role does Invented University have?\n",
        "What decides the verdict (9)\n  1. Which role does Invented University have?\n     Answers: beneficiary, affiliated_entity,",
        "Ask the partner. Shown by: the statutes or the extract of the register,",
        "It matters to: The proposal is submitted by the deadline. It can decide by\n     itself.\n",
        "Unknown, and does not decide the verdict (2)\n  - How much are the total eligible costs? (applicant; the detailed budget of\n",
    ] {
        assert!(told.contains(says), "{says}\n{told}");
    }
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    let output = run("check_proposal", &[&arguments[..], &["--format", "json"]].concat(), b"");
    assert_eq!(code(&output), 2);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["verdict"], "undetermined");
    let ask = &report["ask"];
    assert_eq!(ask["next"]["fact"], "/participants/2/role");
    // Somebody coordinates already, so that answer stands last.
    let roles = ["beneficiary", "affiliated_entity", "associated_partner", "subcontractor", "coordinator"];
    assert_eq!(ask["next"]["answers"], json!(roles));
    assert_eq!(ask["decisive"].as_array().unwrap().len(), 9);
    assert_eq!(ask["decisive"][1]["question"]["answers"], json!(["non_profit_private", "profit_making"]));
    let besides: Vec<&Value> = ask["besides"].as_array().unwrap().iter().map(|q| &q["fact"]).collect();
    assert_eq!(besides, ["/total_eligible_costs", "/participants/2/pic"]);
    // The report is the same but for the one field.
    let plain = run("check_proposal", &[&arguments[1..], &["--format", "json"]].concat(), b"");
    let mut without = report.clone();
    without.as_object_mut().unwrap().remove("ask");
    assert_eq!(without, serde_json::from_slice::<Value>(&plain.stdout).unwrap());
}

#[test]
fn an_empty_draft_is_asked_for_its_coordinator_first() {
    for draft in
        [json!({ "participants": [] }), json!({ "participants": [], "participants_complete": false })]
    {
        let arguments =
            ["--ask", "--topic", "AMIF-2024-TF2-AG-THB-01", "--as-of", "2024-06-01", "--format", "json", "-"];
        let output = run("check_proposal", &arguments, draft.to_string().as_bytes());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["ask"]["next"]["kind"], "coordinator", "{draft}");
        assert_eq!(report["ask"]["next"]["question"], "Which organisation coordinates the project?");
    }
}

/// Text for people fits a terminal, words aside that are longer than it.
#[test]
fn the_shipped_examples_are_told_in_80_columns() {
    let as_of = ["--as-of", "2024-06-01"];
    let topic = ["--topic", "AMIF-2024-TF2-AG-THB-01"];
    for (name, arguments) in [
        ("find_calls", [&as_of[..], &["examples/data/draft.json"]].concat()),
        ("fund_overview", vec![]),
        ("fund_overview", vec!["--as-of", "2018-01-01"]),
        ("explain_call", vec!["AMIF-2024-TF2-AG-THB-01"]),
        ("explain_call", vec!["examples/data/invented-call.json"]),
        ("explain_rule", vec![]),
        ("explain_rule", vec!["grant/within-range"]),
        ("check_budget", vec!["examples/data/budget.json"]),
        ("check_proposal", vec!["--full", "examples/data/ineligible.json"]),
        ("suggest_remedy", [&as_of[..], &["examples/data/ineligible.json"]].concat()),
        ("build_consortium", [&topic[..], &as_of, &["examples/data/candidates.csv"]].concat()),
        (
            "build_consortium",
            [&topic[..], &as_of, &["examples/data/candidates.csv", "examples/data/draft.json"]].concat(),
        ),
        ("check_programme", vec!["--as-of", "2026-11-28", "examples/data/programme.json"]),
        ("forecast", vec!["--as-of", "2026-11-28", "examples/data/programme.json"]),
    ] {
        let output = run(name, &arguments, b"");
        let long = |line: &&str| line.chars().count() > 80 && line.trim().contains(' ');
        let told = text(&output.stdout);
        let long: Vec<&str> = told.lines().filter(long).collect();
        assert!(!told.is_empty() && long.is_empty(), "{name} {arguments:?}: {long:#?}");
    }
}

#[test]
fn what_is_not_known_is_refused_with_where_to_look() {
    let eligible = "examples/data/eligible.json";
    refused(&["--topic", "NOPE", eligible], b"", &["none of the", "--call", "AMIF-2024-TF2-AG-THB-01"]);
    refused(
        &["--assume", "duration=24", "--assume", "duration=12", eligible],
        b"",
        &["--assume duration is given twice"],
    );
    let output = run("explain_rule", &["nope"], b"");
    let message = text(&output.stderr);
    assert!(message.contains("none of the") && message.contains("consortium, "), "{message}");
    let output = run("check_many", &["--as-of", "2024-06-01"], b"\n{]\n");
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line.get("line"), Some(&json!(2)));
    let error = line.get("error").and_then(Value::as_str).unwrap();
    assert!(error.starts_with("column 2: "), "{error}");
}

/// The verdict of an addition is the one once nobody else joins, and text and JSON say so.
#[test]
fn additions_say_what_their_verdict_rests_on() {
    let file = tempfile().join("additions-draft.json");
    let mut draft = eligible();
    let participants = draft.pointer_mut("/participants").and_then(Value::as_array_mut).unwrap();
    let third = participants.pop().unwrap();
    *draft.as_object_mut().unwrap().entry("participants_complete").or_insert(json!(null)) = json!(false);
    std::fs::write(&file, draft.to_string()).unwrap();
    let candidate = tempfile().join("additions.ndjson");
    let mut third = third;
    third.as_object_mut().unwrap().remove("role");
    std::fs::write(&candidate, third.to_string()).unwrap();
    let both = [candidate.to_str().unwrap(), file.to_str().unwrap()];
    let told = run("build_consortium", &both, b"");
    assert!(text(&told.stdout).contains("once nobody else joins"), "{}", text(&told.stdout));
    let told = run("build_consortium", &[&["--format", "json"], &both[..]].concat(), b"");
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(json.get("schema"), Some(&json!("amif-additions/1")));
    assert_eq!(json.get("nobody_else_joins"), Some(&json!(true)));
    assert_eq!(json.get("call_closed"), Some(&json!(false)));
    // Nobody joins after the deadline.
    let late = [&["--as-of", "2024-09-01"], &both[..]].concat();
    let told = run("build_consortium", &late, b"");
    assert!(text(&told.stdout).contains("nobody can join any more"), "{}", text(&told.stdout));
    for path in [file, candidate] {
        std::fs::remove_file(path).unwrap();
    }
}
