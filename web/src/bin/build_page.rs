//! Builds the page: the crate as WebAssembly, its glue, style and script in one HTML file that opens from the disk.
//!
//! `cargo run --manifest-path web/Cargo.toml --bin build_page`

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io::Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

fn main() -> ExitCode {
    match build() {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("build_page: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<String, Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let module = compiled(home)?;
    let out = home.join("target/page");
    Bindgen::new()
        .input_path(&module)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("amif")
        .generate(&out)?;
    let program = packed(&fs::read(out.join("amif_bg.wasm"))?)?;
    let read =
        |path: PathBuf| fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()));
    let glue = read(out.join("amif.js"))?;
    let script =
        format!("{glue}\n{}\n{}", read(home.join("page/unpack.js"))?, read(home.join("page/page.js"))?);
    let style = read(home.join("page/page.css"))?;
    if script.contains("</script") || style.contains("</style") {
        return Err("script and style must not end their own element".into());
    }
    // Nothing but this very script and style runs, and nothing is loaded or sent.
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&style)
    );
    let page = filled(
        &read(home.join("page/index.html"))?,
        &[
            ("policy", &policy),
            ("style", &style),
            ("program", &STANDARD.encode(&program)),
            ("script", &script),
        ],
    )?;
    let dist = home.join("dist");
    fs::create_dir_all(&dist)?;
    let file = dist.join("index.html");
    fs::write(&file, &page)?;
    Ok(format!("{}: {} kB, {} kB compressed", file.display(), page.len() / 1000, gzipped(&page)? / 1000))
}

/// The crate as a WebAssembly module.
fn compiled(home: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = home.join("target");
    run(
        Command::new(cargo)
            .args(["build", "--release", "--lib", "--target", TARGET, "--target-dir"])
            .arg(&target)
            .arg("--manifest-path")
            .arg(home.join("Cargo.toml"))
            // The page tells nobody where it was built.
            .env("CARGO_ENCODED_RUSTFLAGS", remapped(home)),
        "cargo build",
    )?;
    Ok(target.join(TARGET).join("release/amif_web.wasm"))
}

/// Flags under which no path of this machine gets into the module.
fn remapped(home: &Path) -> String {
    let root = home.parent().unwrap_or(home).display().to_string();
    let cargo = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
    let from = [Some((root, "amif")), cargo.ok().map(|cargo| (cargo, "cargo"))];
    let flags = from.into_iter().flatten().map(|(path, name)| format!("--remap-path-prefix={path}={name}"));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

fn run(command: &mut Command, name: &str) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed: {status}")) }
}

/// As LZMA with its size in the header, which `page/unpack.js` unpacks.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut options = LzmaOptions::with_preset(9);
    // The whole program, and no more memory than that.
    options.dict_size = 8 << 20;
    let size = u64::try_from(bytes.len())?;
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(size))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// How many bytes a server sends.
fn gzipped(page: &str) -> std::io::Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(page.as_bytes())?;
    Ok(encoder.finish()?.len())
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// The template with each `@name@` replaced, which must stand in it once.
fn filled(template: &str, parts: &[(&str, &str)]) -> Result<String, String> {
    let mut page = String::new();
    let mut rest = template;
    // In the order of the template: nothing is looked for in what was put in.
    for (name, text) in parts {
        let (before, after) = rest
            .split_once(&format!("@{name}@"))
            .ok_or_else(|| format!("page/index.html has no @{name}@"))?;
        page.push_str(before);
        page.push_str(text);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}
