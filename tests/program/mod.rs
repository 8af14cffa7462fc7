//! The example programs, as `cargo test` builds them beside the tests.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A program, to be run in the folder of the crate.
pub(crate) fn program(name: &str) -> Command {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.push("examples");
    path.push(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "run the whole `cargo test`, which builds the examples");
    let mut command = Command::new(path);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// What a program says to an input, in a folder.
pub(crate) fn run_in(folder: &Path, name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(name)
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that gives up early closes its input; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}
