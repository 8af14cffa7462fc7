//! Writes the clocks of Brussels as chrono-tz has them: one zone of its six hundred, so that a program carries that one.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use chrono::{DateTime, Offset};
use chrono_tz::Europe::Brussels;

/// Its clocks were set by the sun until 1880, and beyond 2100 the tables of time zones end: years 1800 to 2200.
const FIRST: i64 = -5_364_662_400;
const LAST: i64 = 7_258_118_400;
/// No two changes lie within so many seconds of each other.
const STEP: usize = 6 * 3600;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let first = offset(FIRST)?;
    let mut text = format!(
        "/// The seconds by which the clocks were ahead of Greenwich at first.\nconst AT_FIRST: i32 = {first};\n\n\
         /// The changes in their order: from which second since 1970 in Greenwich they are how far ahead.\n\
         const CHANGES: &[(i64, i32)] = &[\n"
    );
    let (mut known, mut current) = (FIRST, first);
    for at in (FIRST..LAST).step_by(STEP) {
        let next = offset(at)?;
        if next != current {
            writeln!(text, "    ({}, {next}),", change(known, at, current)?)?;
        }
        (known, current) = (at, next);
    }
    text.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("brussels.rs"), text)?;
    Ok(())
}

/// By how many seconds the clocks are ahead of Greenwich.
fn offset(at: i64) -> Result<i32, Box<dyn Error>> {
    let at = DateTime::from_timestamp(at, 0).ok_or("no such second")?;
    Ok(at.with_timezone(&Brussels).offset().fix().local_minus_utc())
}

/// The second from which they are no longer ahead by that much, which lies after the first of the two and not after the
/// other.
fn change(mut before: i64, mut after: i64, ahead: i32) -> Result<i64, Box<dyn Error>> {
    while before < after.saturating_sub(1) {
        let between = i64::midpoint(before, after);
        if offset(between)? == ahead {
            before = between;
        } else {
            after = between;
        }
    }
    Ok(after)
}
