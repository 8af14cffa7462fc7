//! `amif-mutants change TREE PART…` changes the files of some parts of a copy of the tree; `amif-mutants run TREE BINARY…`
//! runs its test binaries for each change that they reach, the quickest first, and says which changes none of them notices.
//!
//! In the environment: `JOBS` run beside each other (2), `MOST` seconds that a binary may take to be asked at all, `ONLY` a file
//! with the changes that are tried, as a run before left it in `missed.tsv`.

mod sites;

use std::collections::{BTreeMap, BTreeSet};
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
    println!("{} changes", sites.len());
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
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

/// How a test binary ended.
fn passes(tree: &Path, binary: &Path, id: u32, reached: Option<&Path>, limit: Duration) -> bool {
    let mut command = Command::new(binary);
    command.current_dir(tree).env("AMIF_MUTANT", id.to_string()).env("PROPTEST_RNG_SEED", "20211147");
    command.env("CARGO_MANIFEST_DIR", tree).args([
        "--test-threads=1",
        "-q",
        "--skip",
        "the_guide_says_what_is_so",
    ]);
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
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn run(tree: &Path, binaries: &[PathBuf]) {
    let tree = &tree.canonicalize().unwrap();
    let sites = read(tree);
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let most = number("MOST").map(Duration::from_secs);
    let mut by_site: BTreeMap<u32, Vec<(Duration, &PathBuf)>> = BTreeMap::new();
    for binary in binaries {
        let reached = tree.join("reached.tmp");
        let _ = fs::remove_file(&reached);
        let start = Instant::now();
        if !passes(tree, binary, 0, Some(&reached), Duration::from_secs(600)) {
            println!("{} fails unchanged, and is left out", binary.display());
            continue;
        }
        let took = start.elapsed();
        if most.is_some_and(|most| took > most) {
            println!("{} takes {:.1} s, and is left out", binary.display(), took.as_secs_f64());
            continue;
        }
        let ids: BTreeSet<u32> = fs::read_to_string(&reached)
            .unwrap_or_default()
            .lines()
            .filter_map(|id| id.parse().ok())
            .collect();
        println!(
            "{}: {:.1} s, reaches {}",
            binary.file_name().unwrap().to_string_lossy(),
            took.as_secs_f64(),
            ids.len()
        );
        for id in ids {
            by_site.entry(id).or_default().push((took, binary));
        }
    }
    by_site.values_mut().for_each(|all| all.sort());
    let only: Option<BTreeSet<u32>> = env::var("ONLY").ok().map(|path| {
        fs::read_to_string(path)
            .unwrap()
            .lines()
            .filter_map(|line| line.split('\t').next()?.parse().ok())
            .collect()
    });
    let wanted: Vec<&Site> =
        sites.iter().filter(|site| only.as_ref().is_none_or(|only| only.contains(&site.id))).collect();
    let (next, missed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let caught = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..number("JOBS").unwrap_or(2) {
            scope.spawn(|| {
                while let Some(site) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tests = by_site.get(&site.id).map(Vec::as_slice).unwrap_or_default();
                    let noticed = tests.iter().any(|(took, binary)| {
                        !passes(tree, binary, site.id, None, *took * 10 + Duration::from_secs(10))
                    });
                    if noticed {
                        caught.fetch_add(1, Ordering::Relaxed);
                    } else {
                        let how = if tests.is_empty() { "not reached" } else { "not noticed" };
                        let line =
                            format!("{}\t{}\t{}\t{}\t{how}", site.id, site.file, site.line, site.change);
                        println!("{line}");
                        missed.lock().unwrap().push(line);
                    }
                }
            });
        }
    });
    let mut missed = missed.into_inner().unwrap();
    missed.sort();
    fs::write(tree.join("missed.tsv"), missed.join("\n") + "\n").unwrap();
    println!("{} changes, {} noticed, {} not", wanted.len(), caught.into_inner(), missed.len());
}
