//! Looking at operations keeps the identity keys of items and operations, and nothing else of them.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::programme::{Operation, Programme};
use amif::report::OperationsCheck;

const PROGRAMME: &str = include_str!("../examples/data/programme.json");

/// An operation of 20 items with keys of their own, and a title as long as one likes.
fn operation(n: u64, title: usize) -> Operation {
    let items: Vec<String> = (0..20)
        .map(|i| {
            format!(r#"{{ "id": "{i}", "kind": "other", "amount": "1.00", "key": "invoice {n}, line {i}" }}"#)
        })
        .collect();
    let text = format!(
        r#"{{ "schema": "amif-operation/1", "id": "OP-{n:06}", "status": "running", "title": "{}", "items": [{}] }}"#,
        "x".repeat(title),
        items.join(",")
    );
    Operation::from_json(&text).unwrap()
}

/// What is still held after so many operations, in bytes.
fn held(count: u64, title: usize) -> u64 {
    let programme = Programme::from_json(PROGRAMME).unwrap();
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        let mut check = OperationsCheck::new(Some(&programme), None);
        for n in 0..count {
            check.operation(&operation(n, title));
        }
        kept = Some(check);
    });
    drop(kept);
    u64::try_from(measured.bytes_current).unwrap()
}

#[test]
fn memory_grows_by_the_keys_alone() {
    let (few, many) = (held(250, 10), held(1_000, 10));
    // Sixteen bytes for the key and eight for its place, with the room that a table of keys leaves free.
    let an_item = (many - few) / (750 * 20);
    assert!(an_item <= 80, "{an_item} bytes an item");
    // The rest of an operation is not kept: a title of two thousand letters costs nothing.
    assert_eq!(held(250, 2_000), few);
}
