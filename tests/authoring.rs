//! The authoring guide is true: its pieces make the shipped call, and the loader says what the guide says.
//!
//! With `AMIF_WRITE=1` what the loader and the report say is written into the guide, and the files of the
//! worked example are written from its pieces.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::path::{Path, PathBuf};

use amif::{Call, Proposal, Verdict};
use serde_json::Value;

/// A fenced block of the guide.
struct Block {
    /// What follows the language.
    kind: String,
    text: String,
    /// The lines between the fences.
    lines: std::ops::Range<usize>,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize)> = None;
    let lines: Vec<&str> = guide.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(head) = line.strip_prefix("```") else { continue };
        match open.take() {
            None => {
                open = Some((
                    head.split_once(' ').map_or("", |(_, kind)| kind).to_owned(),
                    at.saturating_add(1),
                ));
            }
            Some((kind, start)) => {
                let range = start..at;
                let text = lines.get(range.clone()).unwrap().join("\n");
                found.push(Block { kind, text, lines: range });
            }
        }
    }
    assert!(open.is_none(), "a block of the guide does not end");
    found
}

/// The file with further fields at the end of the object, or with those it has replaced.
fn with(file: &str, members: &str) -> String {
    let fresh: Value = serde_json::from_str(&format!("{{{members}}}")).unwrap();
    let known: Value = serde_json::from_str(file).unwrap();
    if fresh.as_object().unwrap().keys().any(|key| known.get(key).is_some()) {
        let mut known = known;
        known.as_object_mut().unwrap().extend(fresh.as_object().unwrap().clone());
        return known.to_string();
    }
    let indented: Vec<String> = members.lines().map(|line| format!("  {line}")).collect();
    format!("{},\n{}\n}}\n", file.trim_end().strip_suffix('}').unwrap().trim_end(), indented.join("\n"))
}

/// What the report says of the proposal, for the guide: the head, and what the two partners and the pages show.
const SHOWN: [&str; 4] = [
    "ELIGIBLE  ",
    "consortium/minimum-applicants",
    "consortium/minimum-countries",
    "admissibility/page-limit",
];

fn report() -> String {
    let call = Call::from_json(&read("examples/data/my-call.json")).unwrap();
    let proposal = Proposal::from_json(&read("examples/data/my-proposal.json")).unwrap();
    let report = proposal.check(&call, proposal.submitted_at.unwrap());
    assert_eq!(report.verdict(), Verdict::Eligible);
    report.text().full(true).width(118).to_string()
}

#[test]
fn the_pieces_of_the_guide_make_the_shipped_call_and_the_loader_says_what_it_says() {
    let write = std::env::var_os("AMIF_WRITE").is_some();
    let guide = read("docs/authoring.md");
    let mut lines: Vec<String> = guide.lines().map(str::to_owned).collect();
    let (mut file, mut judged) = (String::new(), String::new());
    let mut written: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for Block { kind, text, lines, .. } in blocks(&guide) {
        match kind.as_str() {
            "whole" => {
                file = text + "\n";
                judged = file.clone();
            }
            "add" => {
                file = with(&file, &text);
                judged = file.clone();
            }
            "slip" => judged = with(&file, &text),
            "says" => {
                let said = Call::from_json(&judged).unwrap_err().to_string();
                if text != said {
                    assert!(write, "the guide says\n{text}\nthe loader says\n{said}");
                    written.push((lines, said));
                }
            }
            "proposal" => {
                let shipped = read("examples/data/my-proposal.json");
                if text != shipped.trim_end() {
                    assert!(write, "the guide shows another proposal than is shipped");
                    written.push((lines, shipped.trim_end().to_owned()));
                }
            }
            "settings" => drop(serde_json::from_str::<Value>(&text).unwrap()),
            "report" => {
                if write {
                    std::fs::write(path("examples/data/my-call.json"), &file).unwrap();
                }
                let report = report();
                let shown: Vec<&str> =
                    report.lines().filter(|line| SHOWN.iter().any(|part| line.contains(part))).collect();
                if text != shown.join("\n") {
                    assert!(write, "the guide says\n{text}\nthe report says\n{}", shown.join("\n"));
                    written.push((lines, shown.join("\n")));
                }
            }
            _ => {}
        }
    }
    assert_eq!(Call::from_json(&file).map(|call| call.validate()), Ok(Vec::new()));
    assert_eq!(read("examples/data/my-call.json"), file, "the shipped call is not the guide's");
    for (range, text) in written.into_iter().rev() {
        lines.splice(range, text.lines().map(str::to_owned));
    }
    if write {
        std::fs::write(path("docs/authoring.md"), lines.join("\n") + "\n").unwrap();
    }
}

#[test]
fn whatever_else_the_guide_says_that_a_call_may_state_it_may() {
    let (guide, file) = (read("docs/authoring.md"), read("examples/data/my-call.json"));
    let further: Vec<Block> = blocks(&guide).into_iter().filter(|block| block.kind == "also").collect();
    assert!(!further.is_empty());
    for Block { text, .. } in further {
        let stated = with(&file, &text);
        let call = Call::from_json(&stated).map_err(|error| format!("{text}\n{error}")).unwrap();
        assert_eq!(Call::from_json(&call.to_json()), Ok(call), "{text}");
    }
}

#[test]
fn every_piece_of_the_guide_leaves_a_call_that_loads_or_says_why_not() {
    let guide = read("docs/authoring.md");
    let mut file = String::new();
    let all = blocks(&guide);
    for (at, block) in all.iter().enumerate() {
        match block.kind.as_str() {
            "whole" => file = block.text.clone(),
            "add" => file = with(&file, &block.text),
            // What another call may say in the place of the same fields.
            "instead" => {
                let other = with(&file, &block.text);
                assert_eq!(Call::from_json(&other).map(|_| ()), Ok(()), "{}", block.text);
                continue;
            }
            _ => continue,
        }
        let told = all.get(at.saturating_add(1)).is_some_and(|next| next.kind == "says");
        assert_eq!(Call::from_json(&file).is_err(), told, "{}", block.text);
    }
}
