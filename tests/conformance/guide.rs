//! The made parts of `docs/guide/conformance.md`: between the lines `<!-- NAME -->` and `<!-- end of NAME -->`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use amif::{Outcome, RuleId, Verdict, catalogue};
use serde_json::Value;

use super::{awarded, bad_input, facts, outcomes};

const GUIDE: &str = "docs/guide/conformance.md";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// The rules by family, with the cases of each outcome; and what has no case, with the reason.
fn rules() -> String {
    let cases = outcomes::counts();
    let mut families: BTreeMap<&str, (usize, [usize; 5])> = BTreeMap::new();
    for id in RuleId::ALL {
        let family = families.entry(id.as_str().split('/').next().unwrap()).or_default();
        family.0 += 1;
        for (sum, outcome) in family.1.iter_mut().zip(Outcome::ALL) {
            *sum += cases.get(&(id.as_str(), outcome.as_str())).unwrap_or(&0);
        }
    }
    let mut text = format!(
        "{} rules, {} cases.\n\n| family | rules | met | not met | conditional | unknown | not applicable |\n|---|---|---|---|---|---|---|\n",
        RuleId::ALL.len(),
        cases.values().sum::<usize>()
    );
    for (family, (rules, sums)) in families {
        let of = |outcome| {
            let at = Outcome::ALL.iter().position(|o| *o == outcome).unwrap();
            sums[at]
        };
        let _ = writeln!(
            text,
            "| `{family}/…` | {rules} | {} | {} | {} | {} | {} |",
            of(Outcome::Met),
            of(Outcome::NotMet),
            of(Outcome::Conditional),
            of(Outcome::Unknown),
            of(Outcome::NotApplicable)
        );
    }
    text.push_str("\nWithout a case, each with its reason:\n\n");
    for one in outcomes::without() {
        let word = |field: &str| one[field].as_str().unwrap();
        let _ =
            writeln!(text, "* `{}` {}: {}", word("rule"), word("outcome").replace('_', " "), word("reason"));
    }
    text
}

/// The facts of the two public pages, each with the items that give it.
fn seed_facts() -> String {
    let mut text = "| | fact | item |\n|---|---|---|\n".to_owned();
    for row in facts() {
        let mut item = row.item.split_whitespace().collect::<Vec<_>>().join(" ");
        for (from, to) in [
            ("now()", "fund"),
            ("before()", "earlier"),
            ("thb()", "call"),
            ("about()", "call.description()"),
            (".as_ref().unwrap()", ""),
            (".unwrap()", ""),
            ("|", "\\|"),
        ] {
            item = item.replace(from, to);
        }
        let _ = writeln!(text, "| {} | {} | `{item}` |", row.number, row.fact);
    }
    text
}

/// The shipped topics by how much of them is known, with what their sources leave open.
fn topics() -> String {
    let mut by: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for call in catalogue::calls() {
        let sums = by.entry(call.completeness().map_or("not said", |c| c.as_str())).or_default();
        sums.0 += 1;
        sums.1 += call.questions().len();
        sums.2 += call.not_stated().count();
    }
    let mut text = format!(
        "{} topics. Of none was the call document seen as a whole.\n\n| completeness | topics | open questions | conditions not stated |\n|---|---|---|---|\n",
        catalogue::calls().count()
    );
    for (completeness, (topics, questions, unstated)) in by {
        let _ = writeln!(text, "| {completeness} | {topics} | {questions} | {unstated} |");
    }
    text
}

/// The whole number that follows the so-manieth place of a marker in a file.
fn number(path: &str, marker: &str, place: usize) -> u64 {
    let text = read(path);
    let (at, _) =
        text.match_indices(marker).nth(place).unwrap_or_else(|| panic!("{path}: no {marker} {place}"));
    let digits: String = text[at + marker.len()..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '_')
        .filter(|c| *c != '_')
        .collect();
    digits.parse().unwrap()
}

/// What is compared with a second implementation or with enumeration: what, its file, and the marker before the number of
/// cases, first of the ordinary tests, then of the long ones with how often these run.
const COMPARED: &[(&str, &str, &str, u64)] = &[
    (
        "proposals under the call AMIF-2024-TF2-AG-THB-01, every completion",
        "tests/oracle/main.rs",
        "    agree_on(",
        1,
    ),
    ("whole random calls with a proposal each", "tests/calls_oracle/main.rs", "    agree_on(", 1),
    ("budgets", "tests/budget_oracle.rs", "    compare(", 1),
    ("payments of a programme, year by year", "tests/programme_ledger.rs", "    agree(", 1),
    ("what decides a verdict, against every completion", "tests/deciding.rs", "    agree_on(", 10),
    ("the same under whole random calls", "tests/deciding_calls/main.rs", "    agree_on(", 10),
    ("remedies: each keeps its word", "tests/remedies.rs", "(drafts(), calls())", 0),
];

fn properties() -> String {
    let mut text =
        "| compared with a second implementation | file | cases | in `.ci/long` |\n|---|---|---|---|\n"
            .to_owned();
    for (what, file, marker, runs) in COMPARED {
        let (few, many) = match *file {
            "tests/remedies.rs" => (number(file, "    hold(", 0), number(file, "    hold(", 3)),
            _ => (number(file, marker, 0), number(file, marker, 1) * runs),
        };
        let _ = writeln!(text, "| {what} | `{file}` | {} | {} |", grouped(few), grouped(many));
    }
    text.push_str("\n| properties | in | cases of each |\n|---|---|---|\n");
    let mut paths = Vec::new();
    rust_files(&root().join("tests"), &mut paths);
    rust_files(&root().join("src"), &mut paths);
    paths.sort();
    let (mut all, mut cases) = (0, 0);
    for path in paths {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        for block in fs::read_to_string(&path).unwrap().split("\nproptest! {\n").skip(1) {
            let block = block.split("\n}").next().unwrap();
            let count = block.lines().filter(|line| line.starts_with("    fn ")).count() as u64;
            let each = ["with_cases(", "cases: ", "config(config("]
                .iter()
                .find_map(|marker| block.split_once(marker))
                .map_or(256, |(_, rest)| {
                    let digits: String =
                        rest.chars().take_while(|c| c.is_ascii_digit() || *c == '_').collect();
                    digits.replace('_', "").parse().unwrap()
                });
            let _ = writeln!(text, "| {count} | `{name}` | {} |", grouped(each));
            (all, cases) = (all + count, cases + count * each);
        }
    }
    let _ = write!(text, "\n{all} properties, {} cases.\n", grouped(cases));
    text
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("conformance/guide.rs") {
            found.push(path);
        }
    }
}

/// What was recorded of runs that take too long to be repeated: a list of objects.
fn recorded(path: &str) -> Vec<Value> {
    serde_json::from_str(&read(path)).unwrap()
}

fn mutants() -> String {
    let rooms = recorded("tests/conformance/mutants.json");
    if rooms.is_empty() {
        return "No run is on record yet.\n".to_owned();
    }
    let mut text = "| room | mutants | run | caught | missed | do not build | share caught |\n|---|---|---|---|---|---|---|\n".to_owned();
    let whole = |room: &Value, field: &str| room[field].as_u64().unwrap();
    let mut survivors = String::new();
    for room in &rooms {
        let (caught, missed, unviable) =
            (whole(room, "caught"), whole(room, "missed"), whole(room, "unviable"));
        let share = caught * 1_000 / (caught + missed);
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {caught} | {missed} | {unviable} | {}.{} % |",
            room["room"].as_str().unwrap(),
            whole(room, "mutants"),
            caught + missed + unviable,
            share / 10,
            share % 10
        );
        let reasons = room["survivors"].as_array().unwrap();
        assert_eq!(reasons.len() as u64, missed, "each survivor of {} has its reason", room["room"]);
        for one in reasons {
            let _ = writeln!(
                survivors,
                "* `{}`: {}",
                one["mutant"].as_str().unwrap(),
                one["reason"].as_str().unwrap()
            );
        }
    }
    if !survivors.is_empty() {
        let _ = write!(text, "\nThose missed, each with its reason:\n\n{survivors}");
    }
    text
}

fn fuzzing() -> String {
    let targets = recorded("fuzz/executions.json");
    if targets.is_empty() {
        return "No run is on record yet.\n".to_owned();
    }
    let mut text = "| target | executions | seconds | found and mended |\n|---|---|---|---|\n".to_owned();
    let mut sum = 0;
    for target in targets {
        let executions = target["executions"].as_u64().unwrap();
        sum += executions;
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            target["target"].as_str().unwrap(),
            grouped(executions),
            target["seconds"],
            target["found"].as_str().unwrap()
        );
    }
    let _ = write!(text, "\n{} executions.\n", grouped(sum));
    text
}

/// The awarded projects by what the check says of each under its own topic; where several topics come into question, the
/// best that it says.
fn projects() -> String {
    let (mut sums, mut projects) = (BTreeMap::<&str, Vec<String>>::new(), 0);
    for project in awarded::projects() {
        projects += 1;
        let proposal = awarded::proposal(&project);
        let verdicts =
            awarded::topics(&project).into_iter().map(|call| proposal.verdict(call, awarded::as_of(call)));
        let best = verdicts.min_by_key(|verdict| *verdict == Verdict::Ineligible);
        let said = best.map_or("no shipped topic", |verdict| verdict.as_str());
        sums.entry(said).or_default().push(awarded::id(&project).to_owned());
    }
    let mut text = format!("{projects} awarded projects.\n\n| verdict | projects |\n|---|---|\n");
    for (verdict, of) in &sums {
        let _ = writeln!(text, "| {verdict} | {} |", of.len());
    }
    if let Some(failed) = sums.get("ineligible") {
        let _ = write!(
            text,
            "\nIneligible on the facts given, explained in `tests/witnesses.rs`: {}.\n",
            failed.join(", ")
        );
    }
    text
}

/// What makes a part of the guide.
type Part = fn() -> String;

/// A guide with its made parts put in.
fn made(guide: &str) -> String {
    let parts: [(&str, Part); 8] = [
        ("rules", rules),
        ("facts", seed_facts),
        ("topics", topics),
        ("properties", properties),
        ("mutants", mutants),
        ("fuzzing", fuzzing),
        ("projects", projects),
        ("bad input", bad_input::table),
    ];
    let mut guide = guide.to_owned();
    for (name, part) in parts {
        let (from, to) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let at = guide.find(&from).unwrap_or_else(|| panic!("the guide has no {from}")) + from.len();
        let end = guide.find(&to).unwrap_or_else(|| panic!("the guide has no {to}"));
        guide.replace_range(at..end, &format!("\n{}\n", part()));
    }
    guide
}

#[test]
fn the_guide_says_what_is_so() {
    let guide = read(GUIDE);
    let made = made(&guide);
    if std::env::var_os("AMIF_WRITE").is_some() {
        fs::write(root().join(GUIDE), &made).unwrap();
        return;
    }
    let differs = guide.lines().zip(made.lines()).find(|(old, new)| old != new);
    assert!(
        guide == made,
        "AMIF_WRITE=1 cargo test --test conformance writes it anew; first of all {differs:#?}"
    );
}
