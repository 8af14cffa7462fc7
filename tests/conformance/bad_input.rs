//! Input that once took a service down, or was written to: what happens, and the test that holds it.

use std::fmt::Write;
use std::path::Path;

use amif::{Call, Proposal, catalogue};
use serde_json::{Value, json};

/// The kinds of input: what it is, what was asked of it, what happens now, the file and the test that hold it.
const KINDS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "participants with only a name, up to thousands",
        "text and JSON reports",
        "grow with the participants, not with their square",
        "tests/conformance/bad_input.rs",
        "what_is_written_grows_with_the_participants",
    ),
    (
        "participants without roles, and the same as candidates",
        "`additions`",
        "ends within its steps and says so",
        "tests/bounded.rs",
        "building_comes_to_an_end",
    ),
    (
        "1 000 entries of one code, or of names alone",
        "`partners_wanted`",
        "ends within its steps and says so",
        "tests/bounded.rs",
        "building_comes_to_an_end",
    ),
    (
        "5 or 7 names under calls with kinds of members",
        "`deciding`",
        "ends within its steps; `smallest: false` where they did not last",
        "tests/bounded.rs",
        "what_decides_is_found_or_left_within_the_steps",
    ),
    (
        "10 names under a call with 20 or 40 open questions",
        "`deciding`",
        "ends within its steps",
        "tests/bounded.rs",
        "what_decides_is_found_or_left_within_the_steps",
    ),
    (
        "64 participants of eight kinds (names, no roles, one code, one name, affiliated to nobody, alike)",
        "every search",
        "ends within its steps",
        "tests/bounded.rs",
        "every_search_keeps_to_its_steps_for_every_kind_of_draft",
    ),
    (
        "names under shipped calls of three kinds",
        "`find_calls`",
        "what is written grows with the participants",
        "tests/conformance/bad_input.rs",
        "what_is_written_grows_with_the_participants",
    ),
    (
        "a composition that lists two countries a thousand times",
        "any report",
        "each country is kept once",
        "tests/bounded.rs",
        "what_an_outcome_depends_on_is_listed_however_much_there_is",
    ),
    (
        "a role that asks every status there is",
        "any report",
        "the work grows with the statuses, not with their combinations",
        "tests/conformance/bad_input.rs",
        "statuses_are_not_combined",
    ),
    (
        "a sheet of thousands of countries that do not exist",
        "`tables::partners`",
        "a hundred faults are told and the rest counted, without looking up what is meant by those",
        "tests/allocation.rs",
        "what_is_not_told_of_a_sheet_is_not_made",
    ),
    (
        "thousands of citations of unknown documents",
        "loading",
        "a hundred problems are kept and the rest counted",
        "tests/bounded.rs",
        "a_thousand_unknown_documents_are_counted_and_a_hundred_are_named",
    ),
    (
        "1 000 complete participants",
        "`critical_members`, `additions`",
        "end within their steps",
        "tests/bounded.rs",
        "building_comes_to_an_end",
    ),
    (
        "any bytes at all",
        "every reader",
        "is read or refused with its places, never a panic",
        "tests/fuzzed.rs",
        "proposals",
    ),
    (
        "any record of the portal, nested, large, mixed",
        "`portal::read`",
        "is read or refused",
        "tests/portal/any.rs",
        "any_record_is_read_or_refused_and_every_topic_gives_a_call_file",
    ),
    (
        "amounts, dates and numbers of any size in a programme",
        "`check_programme`, `forecast`",
        "are refused at their place, or reckoned without overflow",
        "tests/programme_bad_input.rs",
        "",
    ),
    (
        "operations without end",
        "`check_operations`",
        "memory grows by the keys of items, operations and staff alone",
        "tests/programme_memory.rs",
        "",
    ),
    (
        "workbooks that unpack to more than they are",
        "`tables`",
        "are bounded before they are read",
        "tests/tables.rs",
        "",
    ),
    (
        "names with control characters or that turn the direction of writing",
        "text and HTML reports",
        "are shown by number, or escaped",
        "tests/report_text.rs",
        "",
    ),
];

/// The kinds as a table.
pub(super) fn table() -> String {
    let mut text = "| input | asked of it | what happens | held by |\n|---|---|---|---|\n".to_owned();
    for (input, asked, happens, file, test) in KINDS {
        let held = if test.is_empty() { format!("`{file}`") } else { format!("`{file}`, `{test}`") };
        let _ = writeln!(text, "| {input} | {asked} | {happens} | {held} |");
    }
    text
}

#[test]
fn every_test_that_is_named_is_there() {
    for (_, _, _, file, test) in KINDS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(text.contains(&format!("fn {test}")), "{file} {test}");
    }
}

fn names(count: usize) -> Proposal {
    let members: Vec<Value> = (0..count).map(|at| json!({"name": format!("Org {at}")})).collect();
    Proposal::from_json(&json!({ "participants": members }).to_string()).unwrap()
}

fn when() -> amif::Instant {
    "2024-06-01T12:00:00+02:00".parse().unwrap()
}

/// How many times as much is written for twice as many participants, in hundredths.
fn growth(of: impl Fn(&Proposal) -> usize) -> usize {
    let (once, twice) = (of(&names(40)), of(&names(80)));
    twice * 100 / once
}

#[test]
fn what_is_written_grows_with_the_participants() {
    // One that states most conditions, one with kinds of members, one with questions.
    for topic in ["AMIF-2024-TF2-AG-THB-01", "AMIF-2020-AG-CALL-03", "AMIF-2018-AG-INTE-2"] {
        let call = catalogue::topic(topic).unwrap();
        let text = growth(|draft| draft.check(call, when()).text().to_string().len());
        let json = growth(|draft| draft.check(call, when()).to_json().len());
        assert!(text <= 210 && json <= 210, "{}: text {text}, JSON {json}", call.topic());
    }
}

/// The seed call with so many statuses asked of beneficiaries.
fn asking(count: usize) -> Call {
    let mut file: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    let statuses = amif::Status::ALL.iter().take(count).map(|status| (status.to_string(), json!(true)));
    file["roles"]["beneficiary"]["statuses"] = Value::Object(statuses.collect());
    Call::from_json(&file.to_string()).unwrap()
}

#[test]
fn statuses_are_not_combined() {
    let draft = names(1);
    let allocations = |count: usize| {
        let call = asking(count);
        drop(draft.check(&call, when()).to_json());
        allocation_counter::measure(|| drop(draft.check(&call, when()).to_json())).count_total
    };
    let all = amif::Status::ALL.len();
    let (half, whole) = (allocations(all / 2), allocations(all));
    assert!(whole <= half * 3, "{half} for {}, {whole} for {all}", all / 2);
}
