//! The program `import_topic` as tools outside the project run it.

use std::path::Path;
use std::process::Output;

use amif::Call;
use serde_json::Value;

use super::{AMIF, BULK, PAGE, PROJECT, path, program};

fn import_topic(arguments: &[&str], input: &[u8]) -> Output {
    program::run_in(Path::new(env!("CARGO_MANIFEST_DIR")), "import_topic", arguments, input)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_skeleton_goes_to_standard_output_and_the_warnings_to_standard_error() {
    let file = path(AMIF);
    let output = import_topic(&["--verbose", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    let call = Call::from_json(&text(output.stdout)).unwrap();
    assert_eq!(call.topic().as_str(), "AMIF-2025-TF2-AG-INTE-05-CHILDREN");
    let warnings = text(output.stderr);
    assert!(warnings.contains("/results/0/metadata/deadlineDate/0: found"), "{warnings}");
    assert!(warnings.lines().all(|l| l.contains("portal-topic.json: ")));
}

#[test]
fn a_good_record_deserves_one_line() {
    let output = import_topic(&[path(AMIF).to_str().unwrap()], b"");
    let told = text(output.stderr);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("topics read: 1") && told.contains("--verbose"), "{told}");
}

#[test]
fn news_alone_is_delivered_as_json() {
    let news = br#"{"results": [{"metadata": {"type": ["6"], "identifier": ["AMIF-2099-TF2-AG-X-01"],
        "description": ["<p>The call is cancelled</p>"]}}]}"#;
    let output = import_topic(&["--format", "json", "-"], news);
    assert_eq!(output.status.code(), Some(0));
    let json: Value = serde_json::from_str(&text(output.stdout)).unwrap();
    assert_eq!(json["news"][0]["text"], "The call is cancelled");
    assert_eq!(import_topic(&["-"], news).status.code(), Some(3), "there is no call file to write");
}

#[test]
fn json_is_one_object_with_skeletons_and_warnings() {
    let input = std::fs::read(path(PAGE)).unwrap();
    let output = import_topic(&["--format", "json", "-"], &input);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let json: Value = serde_json::from_str(&text(output.stdout)).unwrap();
    assert_eq!(json["skeletons"][0]["schema"], "amif-call/1");
    assert_eq!(json["skeletons"][0]["topic"], "HORIZON-CL4-2025-04-DATA-03");
    assert_eq!(json["records"][0]["deadlines"][0]["date"], "2025-10-02");
    assert_eq!(json["records"][0]["deadlines"][0]["hour"], Value::Null);
    assert_eq!(json["records"][0]["status"]["means"], "closed");
    assert_eq!(json["records"][0]["budget"]["share"], "15000000.00");
    let warning = &json["warnings"][0];
    for field in ["path", "kind", "found", "meaning"] {
        assert!(warning[field].is_string(), "{field}");
    }
}

#[test]
fn several_topics_give_several_call_files_one_after_another() {
    let file = path(BULK);
    let output = import_topic(&[file.to_str().unwrap()], b"");
    let calls = text(output.stdout);
    let topics: Vec<Value> =
        serde_json::Deserializer::from_str(&calls).into_iter::<Value>().map(Result::unwrap).collect();
    assert_eq!(topics.len(), 3);
}

#[test]
fn one_topic_of_a_large_file_is_chosen_by_its_identifier() {
    let file = path(BULK);
    let file = file.to_str().unwrap();
    let output = import_topic(&["--topic", "agrip-multi-2021-im", file], b"");
    assert_eq!(output.status.code(), Some(0));
    let call = Call::from_json(&text(output.stdout)).unwrap();
    assert_eq!(call.topic().as_str(), "AGRIP-MULTI-2021-IM");
    let warnings = text(output.stderr);
    let of_topic = |l: &str| l.contains(": /fundingData/GrantTenderObj/1") || l.contains("topics read: 1");
    assert!(warnings.lines().all(of_topic), "{warnings}");
    let output = import_topic(&["--topic", "AGRIP-MULTI-2021-IN", file], b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
    assert!(text(output.stderr).contains("AGRIP-MULTI-2021-IN"));
}

#[test]
fn input_without_a_topic_ends_with_three_and_prints_nothing() {
    let project = std::fs::read(path(PROJECT)).unwrap();
    for (input, says) in [
        (project.as_slice(), "a row of a project export"),
        (b"{\"results\": []}", "no grant topic"),
        (b"{\"results\": ", "line 1"),
        (b"{\"rcn\": \"1\", \"frameworkProgramme\": \"FP1\"}", "CORDIS"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"", "empty"),
    ] {
        let output = import_topic(&["-"], input);
        assert_eq!(output.status.code(), Some(3), "{says}");
        assert!(output.stdout.is_empty());
        let message = text(output.stderr);
        assert!(message.contains(says) && message.contains("standard input"), "{message}");
    }
    for arguments in [&[][..], &["no-such-file.json"], &["--format", "yaml", "-"]] {
        let output = import_topic(arguments, b"");
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
}
