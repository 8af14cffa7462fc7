//! What a number format of a workbook says of the unit of a number.

use super::text::{bare, is_euro, is_foreign_sign, is_share_sign};
use super::words::{Kind, kind};
use super::{Is, Unit};
use crate::tables::key::key;

/// What a number format of a workbook shows a number as, where that is no plain number and not euro: its letters and signs,
/// in whichever of its parts. A format that divides by a thousand where it says thousands of euro shows euro.
pub(in crate::tables) fn shown(code: &str, id: Option<u32>) -> Option<Unit> {
    // Without a format of its own, whoever opens the file sees the currency of the own computer.
    let built_in = matches!(id, Some(5..=8 | 42 | 44)) && !code.contains(['"', '[', '\\', '€']);
    if built_in {
        return Some(Unit::new("the currency of the computer that opens it", Is::Other));
    }
    let (mut parts, mut part, mut divided) = (Vec::new(), Part::default(), 0u32);
    let mut signs = code.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' => part.literal.extend(signs.by_ref().take_while(|c| *c != '"')),
            '\\' => part.literal.extend(signs.next()),
            // A width, and a sign that fills.
            '_' | '*' => {
                let _ = signs.next();
            }
            '[' => {
                let within: String = signs.by_ref().take_while(|c| *c != ']').collect();
                // A currency stands behind a `$`, before its language; a colour or condition says nothing.
                if let Some(currency) = within.strip_prefix('$') {
                    part.literal
                        .push_str(currency.rsplit_once('-').map_or(currency, |(currency, _)| currency));
                }
            }
            ';' => parts.push(std::mem::take(&mut part)),
            // A comma that no digit follows divides by a thousand.
            ',' if parts.is_empty() && !matches!(signs.peek(), Some('0' | '#' | '?')) => {
                divided = divided.saturating_add(1);
            }
            '0' | '#' | '?' => part.digits = true,
            c if c == '€' || is_foreign_sign(c) || is_share_sign(c) => part.literal.push(c),
            c if c.is_alphabetic() => part.letters.push(c),
            _ => part.letters.push(' '),
        }
    }
    parts.push(part);
    parts.iter().find_map(|part| {
        // `General` has no digits of its own; a part without any shows its text in the number's place.
        if !part.digits && !part.letters.contains("General") {
            return None;
        }
        let unquoted = part
            .letters
            .split_whitespace()
            .find(|word| matches!(kind(word), Kind::Currency(..) | Kind::Scaled(_)));
        let text = unquoted.unwrap_or(part.literal.trim());
        let says = text.chars().any(|c| c.is_alphanumeric() || is_foreign_sign(c) || is_share_sign(c));
        let thousands = matches!(key(text).as_str(), "keur" | "teur" | "k" | "t" | "tsd" | "tsdeur" | "ke");
        if !says || is_euro(text) || (thousands && divided == 1 && !text.chars().any(is_foreign_sign)) {
            return None;
        }
        Some(bare(text).unwrap_or_else(|| Unit::new(text, Is::Other)))
    })
}

/// A part of a number format.
#[derive(Default)]
struct Part {
    /// What it shows beside the number.
    literal: String,
    /// Letters without quotation marks.
    letters: String,
    /// Whether it shows digits.
    digits: bool,
}
