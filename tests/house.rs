//! The layers of the house: what the module map of the README says, and no rings of files.
//!
//! Reads the sources as text, tests aside. A path is followed through re-exports to the file that has the item. Not seen:
//! methods called on a value, and paths that macros put together.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test states what it expects in the plainest way"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// One file of the library.
struct Source {
    /// Its module, by names from the root; empty for the root.
    module: Vec<String>,
    /// The text without comments, literals and tests.
    text: String,
    /// What its `use` lines bring in: the name, the path, and whether they only hand it on.
    uses: Vec<(String, Vec<String>, bool)>,
}

struct House {
    /// By the path of the file.
    files: BTreeMap<String, Source>,
    /// The file of each module.
    modules: BTreeMap<Vec<String>, String>,
}

impl House {
    fn read() -> House {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut house = House { files: BTreeMap::new(), modules: BTreeMap::new() };
        house.folder(&root, &root);
        house
    }

    fn folder(&mut self, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                self.folder(root, &path);
            } else if name.ends_with(".rs")
                && !name.split('/').any(|part| part == "tests" || part == "tests.rs")
            {
                let module: Vec<String> = name
                    .trim_end_matches(".rs")
                    .split('/')
                    .filter(|part| *part != "mod" && *part != "lib")
                    .map(str::to_owned)
                    .collect();
                let text = plain(&fs::read_to_string(&path).unwrap());
                let uses = uses(&text);
                self.modules.insert(module.clone(), name.clone());
                self.files.insert(name, Source { module, text, uses });
            }
        }
    }

    /// The file that has what a path written in a module names; `None` where it is of another crate.
    fn file_of(&self, from: &[String], path: &[String], depth: usize) -> Option<String> {
        let (mut module, mut rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (from.to_vec(), &path[1..]),
            "super" => (from[..from.len().checked_sub(1)?].to_vec(), &path[1..]),
            first => {
                let mut child = from.to_vec();
                child.push(first.to_owned());
                if !self.modules.contains_key(&child) {
                    return None;
                }
                (child, &path[1..])
            }
        };
        while let Some(next) = rest.first() {
            if next == "super" {
                module.pop();
            } else {
                let mut child = module.clone();
                child.push(next.clone());
                if !self.modules.contains_key(&child) {
                    break;
                }
                module = child;
            }
            rest = &rest[1..];
        }
        let file = self.modules.get(&module)?;
        let handed_on = rest.first().and_then(|item| {
            let uses = &self.files[file].uses;
            uses.iter().find(|(name, ..)| name == item).map(|(_, path, _)| path)
        });
        match handed_on {
            Some(path) if depth < 8 => self.file_of(&module, path, depth + 1).or_else(|| Some(file.clone())),
            _ => Some(file.clone()),
        }
    }

    /// The files that a file uses.
    fn used_by(&self, file: &str) -> BTreeSet<String> {
        let source = &self.files[file];
        let mut found = BTreeSet::new();
        for (_, path, hands_on) in &source.uses {
            if !hands_on {
                found.extend(self.file_of(&source.module, path, 0));
            }
        }
        for path in paths(&source.text) {
            found.extend(self.file_of(&source.module, &path, 0));
        }
        found.remove(file);
        found
    }
}

/// The text without comments, without what stands in quotes, and without what is compiled for tests only.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                while chars.peek().is_some_and(|c| *c != '\n') {
                    chars.next();
                }
            }
            'r' | 'b' if matches!(chars.peek(), Some('#')) => {
                // A raw text.
                let mut hashes = 0usize;
                while chars.peek() == Some(&'#') {
                    chars.next();
                    hashes += 1;
                }
                if chars.peek() == Some(&'"') {
                    chars.next();
                    let end = format!("\"{}", "#".repeat(hashes));
                    let mut seen = String::new();
                    for c in chars.by_ref() {
                        seen.push(c);
                        if seen.ends_with(&end) {
                            break;
                        }
                    }
                }
            }
            '"' => {
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => drop(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '\'' => {
                // A character, or a lifetime.
                let rest: String = chars.clone().take(3).collect();
                let length = match rest.as_bytes() {
                    [b'\\', _, b'\''] => 3,
                    [_, b'\'', ..] => 2,
                    _ => 0,
                };
                chars.by_ref().take(length).for_each(drop);
            }
            _ => out.push(c),
        }
    }
    while let Some(at) = out.find("#[cfg(test)]") {
        let Some(open) = out[at..].find(['{', ';']).map(|i| at + i) else { break };
        let end = if out.as_bytes()[open] == b';' { open } else { closing(&out, open) };
        out.replace_range(at..=end, "");
    }
    out
}

/// The place of the brace that closes the one at a place.
fn closing(text: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (at, c) in text[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return open + at;
                }
            }
            _ => {}
        }
    }
    text.len() - 1
}

fn words(text: &str) -> Vec<String> {
    text.split("::").map(|word| word.trim().to_owned()).collect()
}

/// The `use` lines, one for each name.
fn uses(text: &str) -> Vec<(String, Vec<String>, bool)> {
    let mut found = Vec::new();
    for statement in text.split(';') {
        let Some(at) = statement.rfind("use ").filter(|at| {
            let before = statement[..*at].trim_end();
            before.is_empty()
                || before.ends_with(['}', ')', ']'])
                || before.ends_with("pub")
                || before.ends_with('{')
        }) else {
            continue;
        };
        let before = statement[..at].trim_end();
        let hands_on =
            before.ends_with("pub") || before.ends_with("pub(crate)") || before.ends_with("pub(super)");
        tree(&[], statement[at + 4..].trim(), hands_on, &mut found);
    }
    found
}

/// What one tree of a `use` line brings in.
fn tree(before: &[String], text: &str, hands_on: bool, found: &mut Vec<(String, Vec<String>, bool)>) {
    let text = text.trim();
    if let Some(open) = text.find('{') {
        let mut path = before.to_vec();
        path.extend(
            words(text[..open].trim().trim_end_matches("::")).into_iter().filter(|word| !word.is_empty()),
        );
        let inner = &text[open + 1..text.rfind('}').unwrap_or(text.len())];
        let (mut depth, mut from) = (0usize, 0usize);
        for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    if !inner[from..at].trim().is_empty() {
                        tree(&path, &inner[from..at], hands_on, found);
                    }
                    from = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, name) = match text.split_once(" as ") {
        Some((path, name)) => (path, Some(name.trim().to_owned())),
        None => (text, None),
    };
    let mut all = before.to_vec();
    all.extend(words(path));
    if all.last().is_some_and(|word| word == "self") {
        all.pop();
    }
    let name = name.or_else(|| all.last().cloned()).unwrap_or_default();
    found.push((name, all, hands_on));
}

/// The paths from the root or from the module above that stand in code.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in text.match_indices(start) {
            let outer = text[..at].chars().next_back();
            if outer.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let line = &text[text[..at].rfind([';', '{', '}']).map_or(0, |i| i + 1)..at];
            if line.contains("use ") || line.contains("pub(") {
                continue;
            }
            let path: String =
                text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
            found.push(words(path.trim_end_matches(':')));
        }
    }
    found
}

/// The rows of the module map, each with the modules that it names.
fn module_map() -> Vec<Vec<String>> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let map = readme.split("## Module map").nth(1).unwrap();
    map.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cell = line.split('|').nth(1).unwrap();
            cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        })
        .collect()
}

#[test]
fn the_module_map_names_every_module_once() {
    let house = House::read();
    let named: Vec<String> = module_map().into_iter().flatten().collect();
    let there: BTreeSet<String> = house
        .modules
        .keys()
        .filter_map(|module| module.first())
        .filter(|name| *name != "bin")
        .cloned()
        .collect();
    let mut sorted: Vec<String> = named.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), named.len(), "a module stands in the map twice");
    let named: BTreeSet<String> = named.into_iter().filter(|name| name != "authoring").collect();
    assert_eq!(named, there, "the map beside the folders of src");
}

#[test]
fn a_module_uses_those_above_it() {
    let house = House::read();
    let row_of: BTreeMap<String, usize> = module_map()
        .into_iter()
        .enumerate()
        .flat_map(|(row, names)| names.into_iter().map(move |n| (n, row)))
        .collect();
    let mut wrong = Vec::new();
    for (file, source) in &house.files {
        let Some(own) = source.module.first() else { continue };
        for used in house.used_by(file) {
            let Some(other) = house.files[&used].module.first() else { continue };
            if row_of[other] > row_of[own] {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "against the module map of the README:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_ring() {
    let house = House::read();
    let uses: BTreeMap<&String, BTreeSet<String>> =
        house.files.keys().map(|file| (file, house.used_by(file))).collect();
    let reached = |from: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(file) = next.pop() {
            for other in &uses[&file] {
                if seen.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|file| (*file, reached(file))).collect();
    let mut rings: BTreeSet<String> = BTreeSet::new();
    for (file, reached) in &all {
        let ring: Vec<&str> =
            reached.iter().filter(|other| all[other].contains(*file)).map(String::as_str).collect();
        if ring.len() > 1 {
            rings.insert(ring.join(", "));
        }
    }
    assert!(
        rings.is_empty(),
        "these files use each other in a ring:\n{}",
        rings.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    );
}

/// The arms of each `match` of a text, as patterns.
fn matches(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("match ") {
        if text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let Some(open) = text[at..].find('{').map(|i| at + i) else { continue };
        let body = &text[open + 1..closing(text, open)];
        let (mut depth, mut from, mut arms, mut in_pattern) = (0i32, 0usize, Vec::new(), true);
        let bytes = body.as_bytes();
        for i in 0..bytes.len() {
            match bytes[i] {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => {
                    depth -= 1;
                    if depth == 0 && bytes[i] == b'}' && !in_pattern {
                        (in_pattern, from) = (true, i + 1);
                    }
                }
                b'=' if depth == 0 && in_pattern && bytes.get(i + 1) == Some(&b'>') => {
                    arms.push(body[from..i].trim().trim_start_matches(',').trim().to_owned());
                    in_pattern = false;
                }
                b',' if depth == 0 && !in_pattern => (in_pattern, from) = (true, i + 1),
                _ => {}
            }
        }
        found.push(arms);
    }
    found
}

#[test]
fn nothing_ends_in_any_other_rule_or_fact() {
    let house = House::read();
    let mut wrong = Vec::new();
    for (file, source) in &house.files {
        for arms in matches(&source.text) {
            let over = |name: &str| arms.iter().filter(|arm| arm.starts_with(name)).count();
            let several = over("RuleId::") + over("FactKind::");
            if several > 1 && arms.iter().any(|arm| arm == "_") {
                wrong.push(format!("{file}: {}", arms.join(" / ")));
            }
        }
    }
    assert!(wrong.is_empty(), "a match over rules or facts ends in `_`:\n{}", wrong.join("\n"));
}

/// The names of the files of a folder with an ending, without it.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    files
        .filter_map(|file| file.unwrap().file_name().to_str()?.strip_suffix(ending).map(str::to_owned))
        .collect()
}

#[test]
fn every_program_and_every_guide_is_told_of() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    // A row of a table begins with the name of the program.
    let rows = |text: &str| -> BTreeSet<String> {
        let cells = text.lines().filter_map(|line| line.strip_prefix("| `"));
        cells.map(|cell| cell.split(['`', ' ']).next().unwrap_or_default().to_owned()).collect()
    };
    let readme = text("README.md");
    let (_, after) = readme.split_once("## Programs").unwrap();
    let programs = after.split("\n## ").next().unwrap();
    assert_eq!(rows(programs), names("examples", ".rs"), "the programs of the README");
    let guide = text("docs/guide/programs.md");
    let listed = guide.split("## Shipped inputs").next().unwrap();
    assert_eq!(rows(listed), names("examples", ".rs"), "the programs of the guide");
    for guide in names("docs/guide", ".md") {
        let label = format!("[guide/{guide}]");
        assert!(readme.matches(&label).count() > 1, "{guide} stands in no line of the README");
        assert!(text("src/guide.rs").contains(&format!("pub mod {guide} ")), "{guide} is no module");
    }
}

#[test]
fn links_of_the_readme_lead_to_a_file_of_the_repository_and_to_a_module_of_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let definitions = |text: &str, mark: &str| -> BTreeMap<String, String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix(mark)?.strip_prefix('['));
        lines.filter_map(|line| line.split_once("]: ")).map(|(l, to)| (l.to_owned(), to.to_owned())).collect()
    };
    let front = text("src/lib.rs");
    // The first definition of a label counts: those of the documentation stand before the README.
    let (before, _) = front.split_once("#![doc = include_str!(\"../README.md\")]").unwrap();
    let (files, modules) = (definitions(&text("README.md"), ""), definitions(before, "//! "));
    assert!(files.len() > 10);
    assert_eq!(files.keys().collect::<Vec<_>>(), modules.keys().collect::<Vec<_>>());
    for file in files.values() {
        assert!(root.join(file).exists(), "{file}");
    }
    assert!(
        !text("README.md").contains("](docs/"),
        "a link of the README that the documentation cannot follow"
    );
}

/// What stands between backticks in a text.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_file_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        ".ci/",
        "benches/",
        "docs/",
        "examples/",
        "fuzz/",
        "mutants/",
        "schema-check/",
        "schemas/",
        "src/",
        "tests/",
        "web/",
    ];
    let mut looked_at = 0;
    for page in ["CONTRIBUTING.md", "DESIGN.md", "README.md", "SECURITY.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for name in named(&text).flat_map(str::split_whitespace) {
            let placed = folders.iter().any(|folder| name.starts_with(folder));
            // Names of what somebody is about to make, or what a command makes.
            let made = ["your_", "TOPIC", "/dist/"].iter().any(|part| name.contains(part));
            let of_a_kind = [".rs", ".md", ".json"].iter().any(|ending| name.ends_with(ending));
            if made || !(placed || of_a_kind) {
                continue;
            }
            looked_at += 1;
            // Of the library, or of the page in the browser, whose paths start at its own folder.
            let there = ["", "src", "web"].iter().any(|folder| root.join(folder).join(name).exists());
            assert!(there, "{page} names {name}, which is not there");
        }
    }
    assert!(looked_at > 40, "{looked_at}");
}

#[test]
fn the_design_lists_every_way_to_judge() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let design = fs::read_to_string(root.join("DESIGN.md")).unwrap();
    let row = design.lines().find(|line| line.starts_with("| `judge` |")).unwrap();
    let listed: BTreeSet<&str> = named(row).filter(|name| *name != "judge").collect();
    let engine = plain(&fs::read_to_string(root.join("src/check/def.rs")).unwrap());
    let (_, after) = engine.split_once("enum Judge<").unwrap();
    let body = &after[after.find('{').unwrap()..];
    let ways = body[1..closing(body, 0)]
        .lines()
        .filter_map(|line| line.trim().split_once('(').map(|(name, _)| name));
    let ways: BTreeSet<&str> = ways.filter(|name| name.starts_with(char::is_uppercase)).collect();
    assert_eq!(listed, ways);
}

#[test]
fn the_documentation_names_no_private_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let front = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let private: Vec<&str> =
        front.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    assert!(private.contains(&"next") && private.contains(&"check"), "{private:?}");
    let mut wrong = Vec::new();
    for path in sources(&root.join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            let Some(said) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else { continue };
            // What the reader sees: of a link its label. Where it leads the compiler checks.
            let hidden = |name: &&str| {
                let path = name.strip_prefix("crate::").or_else(|| name.strip_prefix("amif::"));
                path.is_some_and(|path| private.iter().any(|module| path.starts_with(&format!("{module}::"))))
            };
            let names = named(said).filter(hidden);
            wrong.extend(names.map(|name| format!("{}:{}: {name}", path.display(), at + 1)));
        }
    }
    assert!(wrong.is_empty(), "names that no user can write:\n{}", wrong.join("\n"));
}

/// The sources below a folder.
fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}
