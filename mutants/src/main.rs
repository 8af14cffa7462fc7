//! `amif-mutants change TREE PART…` changes the files of some parts of a copy of the tree; `amif-mutants run TREE BINARY…`
//! runs each test of its test binaries alone, and then, for each change, the tests that reach it, the quickest first, and says
//! which changes none of them notices.
//!
//! In the environment: `JOBS` run beside each other (2), `MOST` seconds that a test may take to be asked at all, `SPEND`
//! seconds on a change after which no further test is asked, `ONLY` a file with the changes that are tried, as a run before left
//! them in `tried.tsv`.
//!
//! The changes are tried in an order that mixes all files, and what became of each is in `tried.tsv` at once: a run that is stopped
//! tells of a fair part of them.

mod sites;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs};

use sites::{Changes, Site};
use syn::visit_mut::VisitMut;

/// What the changed crate asks: which change is on, and where it tells which changes were reached.
const SWITCH: &str = r#"
#[doc(hidden)]
pub mod mutants {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    static TRIED: OnceLock<u32> = OnceLock::new();
    static SEEN: OnceLock<Option<String>> = OnceLock::new();
    static REACHED: [AtomicU64; 512] = [const { AtomicU64::new(0) }; 512];
    #[inline]
    pub fn on(id: u32) -> bool {
        let tried = *TRIED.get_or_init(|| std::env::var("AMIF_MUTANT").ok().and_then(|id| id.parse().ok()).unwrap_or(0));
        if tried == 0 { reached(id); }
        tried == id
    }
    fn reached(id: u32) {
        let bit = 1u64 << (id % 64);
        if REACHED[(id / 64) as usize].fetch_or(bit, Ordering::Relaxed) & bit == 0 {
            if let Some(path) = SEEN.get_or_init(|| std::env::var("AMIF_REACHED").ok()) {
                use std::io::Write;
                let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).unwrap();
                writeln!(file, "{id}").unwrap();
            }
        }
    }
}
"#;

fn main() {
    let mut arguments = env::args().skip(1);
    let (what, tree) =
        (arguments.next().unwrap_or_default(), PathBuf::from(arguments.next().unwrap_or_default()));
    match what.as_str() {
        "change" => change(&tree, &arguments.collect::<Vec<_>>()),
        "run" => run(&tree, &arguments.map(PathBuf::from).collect::<Vec<_>>()),
        _ => panic!("change TREE PART…, or run TREE BINARY…"),
    }
}

fn change(tree: &Path, parts: &[String]) {
    let mut sites = Vec::new();
    for part in parts {
        let mut files = Vec::new();
        collect(&tree.join("src").join(part), &mut files);
        files.sort();
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            let mut file = syn::parse_file(&text).unwrap();
            let name = path.strip_prefix(tree).unwrap().to_string_lossy().into_owned();
            Changes::new(name, &mut sites).visit_file_mut(&mut file);
            fs::write(&path, prettyplease::unparse(&file)).unwrap();
        }
    }
    let lib = tree.join("src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, text + SWITCH).unwrap();
    let lines: String =
        sites.iter().map(|s| format!("{}\t{}\t{}\t{}\n", s.id, s.file, s.line, s.change)).collect();
    fs::write(tree.join("mutants.tsv"), lines).unwrap();
    let _ = fs::remove_file(tree.join("reached.tsv"));
    println!("{} changes", sites.len());
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    // Tests are what is to notice.
    if path.file_stem().is_some_and(|name| name == "tests") {
        return;
    }
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| collect(&entry.unwrap().path(), files));
    } else if path.extension().is_some_and(|end| end == "rs") {
        files.push(path.to_owned());
    }
}

fn read(tree: &Path) -> Vec<Site> {
    let text = fs::read_to_string(tree.join("mutants.tsv")).unwrap();
    let site = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        Site {
            id: parts[0].parse().unwrap(),
            file: parts[1].into(),
            line: parts[2].parse().unwrap(),
            change: parts[3].into(),
        }
    };
    text.lines().map(site).collect()
}

/// A test of a binary, what it takes, how many changes it reaches, and whether the binary runs several by their names.
struct Test {
    binary: PathBuf,
    name: String,
    took: Duration,
    reaches: u32,
    together: bool,
}

/// Tests of a binary by their names, each running unless `limit` passes; whether all pass.
fn passes(
    tree: &Path,
    binary: &Path,
    tests: &[&str],
    id: u32,
    reached: Option<&Path>,
    limit: Duration,
) -> bool {
    let mut command = Command::new(binary);
    command.current_dir(tree).env("AMIF_MUTANT", id.to_string()).env("PROPTEST_RNG_SEED", "20211147");
    // That a property fails is enough: nobody looks for a smaller case, and none is kept for the next change.
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true");
    command.env("CARGO_MANIFEST_DIR", tree).args(["--test-threads=1", "-q", "--exact"]).args(tests);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(reached) = reached {
        command.env("AMIF_REACHED", reached);
    }
    let mut child = command.spawn().unwrap();
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The names of the tests of a binary.
fn tests(tree: &Path, binary: &Path) -> Vec<String> {
    let listed = Command::new(binary)
        .current_dir(tree)
        .env("CARGO_MANIFEST_DIR", tree)
        .args(["--list", "--format", "terse"])
        .output()
        .unwrap();
    let names = String::from_utf8_lossy(&listed.stdout);
    names.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Does something with each entry of a list, `JOBS` beside each other.
fn beside<T: Sync>(list: &[T], what: impl Fn(usize, &T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..number("JOBS").unwrap_or(2) {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(entry) = list.get(place) else { break };
                    what(place, entry);
                }
            });
        }
    });
}

/// Tests that take less are asked together.
const QUICK: Duration = Duration::from_millis(60);

/// The tests that reach a change, those of a binary that are quick together. A test that reaches few is more about each of them:
/// first those that are quick and reach few.
fn asked<'t>(all: &[&'t Test]) -> Vec<(Duration, &'t Path, Vec<&'t str>)> {
    let mut together: BTreeMap<&Path, (Duration, u32, Vec<&str>)> = BTreeMap::new();
    let mut asked = Vec::new();
    for test in all {
        if test.took < QUICK && test.together {
            let entry = together.entry(&test.binary).or_default();
            entry.0 += test.took;
            entry.1 = entry.1.max(test.reaches);
            entry.2.push(&test.name);
        } else {
            asked.push((test.took, test.reaches, test.binary.as_path(), vec![test.name.as_str()]));
        }
    }
    let together = together.into_iter();
    asked.extend(together.map(|(binary, (took, reaches, names))| (took, reaches, binary, names)));
    asked.sort_by_key(|(took, reaches, ..)| *took * *reaches);
    asked.into_iter().map(|(took, _, binary, names)| (took, binary, names)).collect()
}

/// A line for each test that passes unchanged: its binary, name, microseconds, and the changes that it reaches.
fn reached(tree: &Path, listed: &[(PathBuf, String)], most: Duration) -> String {
    let found = Mutex::new(String::new());
    beside(listed, |place, (binary, name)| {
        let file = tree.join(format!("reached.{place}.tmp"));
        let _ = fs::remove_file(&file);
        let start = Instant::now();
        let passed = passes(tree, binary, &[name], 0, Some(&file), most.min(Duration::from_secs(600)));
        let took = start.elapsed().as_micros();
        let ids = fs::read_to_string(&file).unwrap_or_default().lines().collect::<Vec<_>>().join(" ");
        let _ = fs::remove_file(&file);
        if passed {
            let line = format!("{}\t{name}\t{took}\t{ids}\n", binary.display());
            found.lock().unwrap().push_str(&line);
        } else {
            println!("{name} of {} fails unchanged or takes too long, and is left out", binary.display());
        }
    });
    found.into_inner().unwrap()
}

/// Whether a test binary runs several tests by their names, as those of the standard harness do.
fn runs_several(binary: &Path) -> bool {
    let help = Command::new(binary).arg("--help").output().unwrap();
    String::from_utf8_lossy(&help.stdout).contains("[FILTERS...]")
}

fn read_test(line: &str, several: &BTreeSet<PathBuf>) -> (Test, Vec<u32>) {
    let parts: Vec<&str> = line.split('\t').collect();
    let took = Duration::from_micros(parts[2].parse().unwrap());
    let binary = PathBuf::from(parts[0]);
    let together = several.contains(&binary);
    let reached: Vec<u32> = parts[3].split(' ').filter_map(|id| id.parse().ok()).collect();
    let reaches = u32::try_from(reached.len()).unwrap();
    (Test { binary, name: parts[1].into(), took, reaches, together }, reached)
}

fn run(tree: &Path, binaries: &[PathBuf]) {
    let tree = &tree.canonicalize().unwrap();
    let sites = read(tree);
    let seconds = |name: &str| number(name).map_or(Duration::MAX, Duration::from_secs);
    let (most, spent) = (seconds("MOST"), seconds("SPEND"));
    let listed: Vec<(PathBuf, String)> = binaries
        .iter()
        .map(|binary| tree.join(binary))
        .flat_map(|binary| tests(tree, &binary).into_iter().map(move |name| (binary.clone(), name)))
        .filter(|(_, name)| name != "the_guide_says_what_is_so")
        .collect();
    // What each test reaches is kept for the next run of the same binaries.
    let kept = tree.join("reached.tsv");
    if !kept.exists() {
        fs::write(&kept, reached(tree, &listed, most)).unwrap();
    }
    let text = fs::read_to_string(&kept).unwrap();
    let several: BTreeSet<PathBuf> =
        binaries.iter().map(|binary| tree.join(binary)).filter(|binary| runs_several(binary)).collect();
    let found: Vec<(Test, Vec<u32>)> =
        text.lines().map(|line| read_test(line, &several)).filter(|(test, _)| test.took <= most).collect();
    let mut by_site: BTreeMap<u32, Vec<&Test>> = BTreeMap::new();
    for (test, ids) in &found {
        ids.iter().for_each(|id| by_site.entry(*id).or_default().push(test));
    }
    println!("{} tests of {} reach {} of {} changes", found.len(), listed.len(), by_site.len(), sites.len());
    let only: Option<BTreeSet<u32>> = env::var("ONLY").ok().map(|path| {
        fs::read_to_string(path)
            .unwrap()
            .lines()
            .filter_map(|line| line.split('\t').next()?.parse().ok())
            .collect()
    });
    let mut wanted: Vec<&Site> =
        sites.iter().filter(|site| only.as_ref().is_none_or(|only| only.contains(&site.id))).collect();
    wanted.sort_by_key(|site| site.id.reverse_bits());
    let tried = Mutex::new(File::create(tree.join("tried.tsv")).unwrap());
    let missed = Mutex::new(BTreeSet::new());
    beside(&wanted, |place, site| {
        let all = by_site.get(&site.id).map(Vec::as_slice).unwrap_or_default();
        let start = Instant::now();
        let noticed =
            asked(all).into_iter().take_while(|_| start.elapsed() < spent).any(|(took, binary, names)| {
                !passes(tree, binary, &names, site.id, None, took * 8 + Duration::from_secs(4))
            });
        if (place + 1) % 100 == 0 {
            println!("… {} of {}", place + 1, wanted.len());
        }
        let how = match (noticed, all.is_empty()) {
            (true, _) => "noticed",
            (false, true) => "not reached",
            (false, false) => "not noticed",
        };
        let line = format!("{}\t{}\t{}\t{}\t{how}", site.id, site.file, site.line, site.change);
        writeln!(tried.lock().unwrap(), "{line}").unwrap();
        if !noticed {
            missed.lock().unwrap().insert(site.id);
        }
    });
    let missed = missed.into_inner().unwrap();
    let mut rooms: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for site in &wanted {
        let room = rooms.entry(site.file.split('/').nth(1).unwrap_or_default()).or_default();
        room.0 += 1;
        room.1 += usize::from(missed.contains(&site.id));
    }
    for (room, (changes, missed)) in rooms {
        println!("{room}: {changes} changes, {} noticed, {missed} not", changes - missed);
    }
}
