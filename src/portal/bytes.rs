//! From bytes to a JSON document. A Windows shell redirect leaves byte-order marks and UTF-16 behind.

use std::borrow::Cow;

use serde_json::Value;

use super::warning::{Warning, WarningKind};
use crate::input::{InputError, Problem, quoted, utf8};

/// Turns the bytes of a file into text.
pub(super) fn decode<'b>(bytes: &'b [u8], warnings: &mut Vec<Warning>) -> Result<Cow<'b, str>, InputError> {
    let mut utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16, order: &str| {
        let found = format!("text in UTF-16, {order} byte first");
        let meaning = "it was read; save it as UTF-8 for other readers";
        warnings.push(Warning::about("", WarningKind::Utf16, found, meaning));
        from_utf16(rest, unit).map(Cow::Owned)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, "low"),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, "high"),
        // JSON starts with an ASCII character and has no NUL, so this is UTF-16 without its mark.
        [low, 0, ..] if *low != 0 => utf16(bytes, u16::from_le_bytes, "low"),
        [0, low, ..] if *low != 0 => utf16(bytes, u16::from_be_bytes, "high"),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let meaning = "it was skipped; other readers refuse it";
            warnings.push(Warning::about("", WarningKind::ByteOrderMark, "a byte-order mark", meaning));
            utf8(rest).map(Cow::Borrowed)
        }
        _ => utf8(bytes).map(Cow::Borrowed),
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, InputError> {
    let refused = || InputError::one("the text starts like UTF-16 and is not valid UTF-16".to_owned());
    if !bytes.len().is_multiple_of(2) {
        return Err(refused());
    }
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| refused())
}

/// Reads the text as JSON, or says what else it looks like.
pub(super) fn parse(text: &str) -> Result<Value, InputError> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(InputError::one("the text is empty; expected a portal record in JSON".to_owned()));
    }
    if start.starts_with('<') {
        return Err(InputError::one(
            "the text is a web page or XML; expected a portal record in JSON".to_owned(),
        ));
    }
    let first_line = start.lines().next().unwrap_or_default();
    if !start.starts_with(['{', '[']) && first_line.matches([',', ';', '\t']).count() > 1 {
        return Err(InputError::one(format!(
            "the text is a table with the columns {}, such as the lists of project participations; expected a portal record in JSON",
            quoted(first_line)
        )));
    }
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let at = format!(" at line {} column {}", error.line(), error.column());
        InputError::many(vec![Problem {
            path: String::new(),
            position: Some((error.line(), error.column())),
            message: message.strip_suffix(at.as_str()).unwrap_or(&message).to_owned(),
        }])
    })
}
