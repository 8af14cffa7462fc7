//! What the guide on conformance claims, made anew and compared: the cases of each rule, the facts of the two public pages
//! that the project started from, topics, properties, awarded projects, bad input. `AMIF_WRITE=1` writes the guide anew.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

/// Rows of facts: the number of the fact, what it says, the item that gives it, the value.
macro_rules! rows {
    ($($number:literal $fact:literal, $item:expr => $value:literal;)+) => {
        vec![$(Row { number: $number, fact: $fact, item: stringify!($item), found: format!("{}", $item), value: $value },)+]
    };
}

#[path = "../awarded/mod.rs"]
mod awarded;
mod bad_input;
mod bases;
mod call_page;
mod guide;
mod outcomes;
mod programme_page;

use std::collections::BTreeSet;

/// One fact of the public pages.
struct Row {
    number: u8,
    fact: &'static str,
    item: &'static str,
    found: String,
    value: &'static str,
}

impl Row {
    /// A value that begins with a digit is met to the letter; words are found in the answer.
    fn is_wrong(&self) -> bool {
        let exact = self.value.starts_with(|c: char| c.is_ascii_digit());
        if exact { self.found != self.value } else { !self.found.contains(self.value) }
    }
}

/// The facts of both pages, in their order.
fn facts() -> Vec<Row> {
    programme_page::rows().into_iter().chain(call_page::rows()).collect()
}

#[test]
fn every_fact_of_the_two_pages_has_an_item_that_gives_it() {
    let facts = facts();
    let wrong: Vec<String> = facts
        .iter()
        .filter(|row| row.is_wrong())
        .map(|row| {
            format!("{} {}: {} gives {:?}, not {:?}", row.number, row.fact, row.item, row.found, row.value)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let numbers: BTreeSet<u8> = facts.iter().map(|row| row.number).collect();
    assert!(numbers.into_iter().eq(1..=109), "each of the 109 facts has a row");
    assert!(facts.is_sorted_by_key(|row| row.number));
}
