//! Changes to inputs, for the fuzz targets and for the test that runs their bodies in the gate: of bytes, and of a JSON
//! document that stays one, so that most of what is tried gets past the reader.

use serde_json::Value;

/// Numbers without end from one seed (SplitMix64): the same for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`, or 0 where `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(mixed ^ (mixed >> 31)).unwrap_or(usize::MAX).checked_rem(end).unwrap_or(0)
    }
}

/// Some bytes replaced, cut, doubled.
pub(crate) fn bytes(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(out.len() + 1);
        match dice.below(4) {
            0 if at < out.len() => out[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => out.truncate(at),
            2 => out.insert(at, b"\"{}[],:0-9\\\0\xff"[dice.below(13)]),
            _ => {
                let end = (at + dice.below(40)).min(out.len());
                let piece = out[at..end].to_vec();
                out.splice(at..at, piece);
            }
        }
    }
    out
}

/// A document that stays one: a value of another kind, one from elsewhere in the document, a text or number next to the
/// one that stands there, a field left out or added, an item doubled, left out or moved.
pub(crate) fn document(seed: &Value, dice: &mut Dice) -> Value {
    let mut out = seed.clone();
    for _ in 0..=dice.below(3) {
        let mut places = Vec::new();
        pointers(&out, String::new(), &mut places);
        let place = places[dice.below(places.len())].clone();
        let elsewhere = places[dice.below(places.len())].clone();
        let name = elsewhere.rsplit('/').next().unwrap_or_default().to_owned();
        let other = out.pointer(&elsewhere).unwrap().clone();
        match (out.pointer_mut(&place).unwrap(), dice.below(3)) {
            (Value::Object(map), 0) if !map.is_empty() => {
                let key = map.keys().nth(dice.below(map.len())).unwrap().clone();
                map.remove(&key);
            }
            (Value::Object(map), 1) => {
                map.insert(name, other);
            }
            (Value::Array(items), 0) if !items.is_empty() => {
                let item = items[dice.below(items.len())].clone();
                items.push(item);
            }
            (Value::Array(items), 1) if !items.is_empty() => {
                let item = items.remove(dice.below(items.len()));
                if dice.below(2) == 0 {
                    items.push(item);
                }
            }
            (Value::Number(number), 0 | 1) if number.is_i64() => {
                let near = number.as_i64().unwrap_or(0);
                *number = [near.wrapping_add(1), near.wrapping_sub(1), near.wrapping_mul(10), 0]
                    [dice.below(4)]
                .into();
            }
            (Value::String(text), 0) => *text = near(text, dice),
            (value, _) => *value = odd(other, dice),
        }
    }
    out
}

/// A text next to another: a digit or letter changed, one left out, one doubled.
fn near(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len());
    match (letters.get(at).copied(), dice.below(3)) {
        (Some(digit), 0) if digit.is_ascii_digit() => letters[at] = char::from(b"0123456789"[dice.below(10)]),
        (Some(_), 0) => letters[at] = char::from(b"ABab -./:,"[dice.below(10)]),
        (Some(_), 1) => drop(letters.remove(at)),
        (Some(letter), _) => letters.insert(at, letter),
        (None, _) => letters.push('0'),
    }
    letters.into_iter().collect()
}

/// A value that hardly anybody writes, or one that somebody wrote elsewhere.
fn odd(other: Value, dice: &mut Dice) -> Value {
    let odd = [
        Value::Null,
        Value::from(-1),
        Value::from(u64::MAX),
        Value::from(0.1),
        Value::from(""),
        Value::from("Ω\u{202e} \0"),
        Value::from("9".repeat(40)),
        Value::from("2027-02-30"),
        Value::Array(Vec::new()),
        Value::Bool(dice.below(2) == 0),
    ];
    odd.get(dice.below(2 * odd.len())).cloned().unwrap_or(other)
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// What a target does next with an input: a change to a document, or to one line of several, where it is one. Writes it in
/// the place of the input and returns its length; `None` where the fuzzer should change bytes.
pub(crate) fn in_place(data: &mut [u8], size: usize, room: usize, seed: u32) -> Option<usize> {
    let mut dice = Dice(u64::from(seed));
    let changed = structured(data.get(..size)?, &mut dice)?;
    if changed.len() > room {
        return None;
    }
    data.get_mut(..changed.len())?.copy_from_slice(&changed);
    Some(changed.len())
}

fn structured(data: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    if dice.below(8) == 0 {
        return None;
    }
    if let Ok(value) = serde_json::from_slice::<Value>(data) {
        return Some(document(&value, dice).to_string().into_bytes());
    }
    let mut lines: Vec<&[u8]> = data.split(|byte| *byte == b'\n').collect();
    let at = dice.below(lines.len());
    let value: Value = serde_json::from_slice(lines.get(at)?).ok()?;
    let changed = document(&value, dice).to_string();
    lines[at] = changed.as_bytes();
    Some(lines.join(&b'\n'))
}
