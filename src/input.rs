//! Reading JSON for people: every problem at once, each with its place and the nearest valid spelling.
//!
//! Serde's derive stops at the first problem and forgets the path to it, so the crate's formats are read
//! through [`Shape`]s: a shape says what it accepts, records a [`Problem`] for anything else, and reading
//! goes on. Only broken syntax stops it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer to the place; empty for the document as a whole.
    pub path: String,
    /// Line and column, from 1, where the text itself is broken.
    pub position: Option<(usize, usize)>,
    /// What was found, what is allowed, and the nearest valid spelling.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.message),
            None if self.path.is_empty() => f.write_str(&self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// Why an input could not be read: at least one [`Problem`], in the order met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    problems: Vec<Problem>,
}

impl InputError {
    /// Everything wrong with the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn one(message: String) -> Self {
        InputError { problems: vec![Problem { path: String::new(), position: None, message }] }
    }

    pub(crate) fn many(problems: Vec<Problem>) -> Self {
        InputError { problems }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InputError {}

/// Why a text is not one of a fixed list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownNameError {
    what: &'static str,
    found: String,
    message: String,
}

impl UnknownNameError {
    pub(crate) fn new<'a>(what: &'static str, found: &str, allowed: impl Iterator<Item = &'a str>) -> Self {
        let message = unknown(&format!("the {what}"), found, allowed);
        UnknownNameError { what, found: found.to_owned(), message }
    }

    /// The text as found.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was looked for: "role", "legal form" and so on.
    #[must_use]
    pub fn what(&self) -> &str {
        self.what
    }
}

impl fmt::Display for UnknownNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for UnknownNameError {}

/// Words the message for a name that is not on its list.
pub(crate) fn unknown<'a>(what: &str, found: &str, allowed: impl Iterator<Item = &'a str>) -> String {
    let allowed: Vec<&str> = allowed.collect();
    let mut message = format!("found {what} {}", quoted(found));
    if let Some(near) = nearest(found, &allowed) {
        message.push_str(&format!("; did you mean {near:?}?"));
    }
    if !allowed.is_empty() && allowed.len() <= 24 {
        message.push_str(&format!(" Allowed: {}", allowed.join(", ")));
    }
    message
}

/// The most similar of the allowed spellings, if one is similar at all.
pub(crate) fn nearest<'a>(found: &str, allowed: &[&'a str]) -> Option<&'a str> {
    if found.len() > 80 {
        return None;
    }
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let found = plain(found);
    allowed
        .iter()
        .map(|a| (strsim::normalized_damerau_levenshtein(&found, &plain(a)), *a))
        .filter(|(similarity, _)| *similarity >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, a)| a)
}

/// Quotes a text for a message, cut to a readable length.
pub(crate) fn quoted(text: &str) -> String {
    if text.chars().count() <= 60 {
        return format!("{text:?}");
    }
    let start: String = text.chars().take(57).collect();
    format!("{start:?}...")
}

#[derive(Debug)]
enum Step {
    Field(&'static str),
    Name(String),
    Item(usize),
}

/// Where reading stands and what went wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Cx {
    path: Vec<Step>,
    problems: Vec<Problem>,
}

impl Cx {
    /// Records a problem at the current place.
    pub(crate) fn problem(&mut self, message: String) {
        let path = self.path();
        self.problems.push(Problem { path, position: None, message });
    }

    /// Records a problem at a place that was left already.
    pub(crate) fn problem_from(&mut self, path: String, message: String) {
        self.problems.push(Problem { path, position: None, message });
    }

    /// Records a problem at a field of the current place.
    pub(crate) fn problem_at(&mut self, field: &'static str, message: String) {
        self.path.push(Step::Field(field));
        self.problem(message);
        self.path.pop();
    }

    fn mismatch(&mut self, expected: &str, found: impl fmt::Display) {
        self.problem(format!("found {found}; expected {expected}"));
    }

    /// How many problems were recorded so far.
    pub(crate) fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// The JSON Pointer of the current place.
    pub(crate) fn path(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            text.push('/');
            match step {
                Step::Field(name) => text.push_str(name),
                Step::Name(name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
                Step::Item(index) => text.push_str(&index.to_string()),
            }
        }
        text
    }

    /// Reads the value of the current field.
    pub(crate) fn value<'de, A: MapAccess<'de>, S: Shape<'de>>(
        &mut self,
        map: &mut A,
        shape: S,
    ) -> Result<Option<S::Out>, A::Error> {
        map.next_value_seed(Seed { shape, cx: self })
    }

    /// Reads the value of the current field, where `null` says no more than an absent field.
    pub(crate) fn optional<'de, A: MapAccess<'de>, S: Shape<'de>>(
        &mut self,
        map: &mut A,
        shape: S,
    ) -> Result<Option<S::Out>, A::Error> {
        map.next_value_seed(Seed { shape: OrNull(shape), cx: self }).map(Option::flatten)
    }

    /// Takes a field that the format requires.
    pub(crate) fn required<T>(&mut self, value: Option<T>, field: &'static str, wrong: Wrong) -> Option<T> {
        // Where the field was wrong, "missing" would be a second name for the same thing.
        if value.is_none() && !wrong.has(field) {
            self.problem(format!("the field {field:?} is missing"));
        }
        value
    }
}

/// Which fields of an object had problems.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrong {
    names: &'static [&'static str],
    fields: u64,
    unknown: bool,
}

impl Wrong {
    fn has(self, field: &str) -> bool {
        self.names.iter().position(|n| *n == field).is_some_and(|i| self.fields >> (i & 63) & 1 == 1)
    }

    /// Whether anything in the object was wrong.
    pub(crate) fn any(self) -> bool {
        self.unknown || self.fields != 0
    }
}

/// What a place in a document accepts.
pub(crate) trait Shape<'de>: Sized {
    type Out;

    /// Ends the sentence "expected …".
    fn expected(&self) -> Cow<'static, str>;

    fn string(self, text: &str, cx: &mut Cx) -> Option<Self::Out> {
        cx.mismatch(&self.expected(), format_args!("the text {}", quoted(text)));
        None
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Self::Out> {
        cx.mismatch(&self.expected(), format_args!("the number {number}"));
        None
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Self::Out> {
        cx.mismatch(&self.expected(), format_args!("the number {number:?}"));
        None
    }

    fn boolean(self, value: bool, cx: &mut Cx) -> Option<Self::Out> {
        cx.mismatch(&self.expected(), value);
        None
    }

    fn null(self, cx: &mut Cx) -> Option<Self::Out> {
        cx.mismatch(&self.expected(), "null");
        None
    }

    fn array<A: SeqAccess<'de>>(self, mut items: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        cx.mismatch(&self.expected(), "a list");
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn object<A: MapAccess<'de>>(self, mut map: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        cx.mismatch(&self.expected(), "an object");
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

struct Seed<'c, S> {
    shape: S,
    cx: &'c mut Cx,
}

impl<'de, S: Shape<'de>> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = Option<S::Out>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: Shape<'de>> Visitor<'de> for Seed<'_, S> {
    type Value = Option<S::Out>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shape.expected())
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.shape.string(text, self.cx))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.shape.integer(number.into(), self.cx))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.shape.integer(number.into(), self.cx))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(self.shape.float(number, self.cx))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.shape.boolean(value, self.cx))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(self.shape.null(self.cx))
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(self.shape.null(self.cx))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        self.shape.array(items, self.cx)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.shape.object(map, self.cx)
    }
}

/// `null` is accepted and read as nothing.
struct OrNull<S>(S);

impl<'de, S: Shape<'de>> Shape<'de> for OrNull<S> {
    type Out = Option<S::Out>;

    fn expected(&self) -> Cow<'static, str> {
        self.0.expected()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Self::Out> {
        self.0.string(text, cx).map(Some)
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Self::Out> {
        self.0.integer(number, cx).map(Some)
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Self::Out> {
        self.0.float(number, cx).map(Some)
    }

    fn boolean(self, value: bool, cx: &mut Cx) -> Option<Self::Out> {
        self.0.boolean(value, cx).map(Some)
    }

    fn null(self, _cx: &mut Cx) -> Option<Self::Out> {
        Some(None)
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        Ok(self.0.array(items, cx)?.map(Some))
    }

    fn object<A: MapAccess<'de>>(self, map: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        Ok(self.0.object(map, cx)?.map(Some))
    }
}

/// Any text.
pub(crate) struct AnyText;

impl Shape<'_> for AnyText {
    type Out = String;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, _cx: &mut Cx) -> Option<String> {
        Some(text.to_owned())
    }
}

/// `true` or `false`.
pub(crate) struct Flag;

impl Shape<'_> for Flag {
    type Out = bool;

    fn expected(&self) -> Cow<'static, str> {
        "true or false".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<bool> {
        Some(value)
    }
}

/// A whole number.
pub(crate) struct Whole<T>(pub(crate) &'static str, pub(crate) PhantomData<T>);

impl<T> Whole<T> {
    pub(crate) fn of(what: &'static str) -> Self {
        Whole(what, PhantomData)
    }
}

impl<T: TryFrom<i128>> Shape<'_> for Whole<T> {
    type Out = T;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<T> {
        let value = T::try_from(number).ok();
        if value.is_none() {
            cx.problem(format!("found {number}, which is out of range; expected {}", self.0));
        }
        value
    }
}

/// A text that a type parses.
pub(crate) struct Parsed<T>(&'static str, PhantomData<T>);

impl<T> Parsed<T> {
    pub(crate) fn of(expected: &'static str) -> Self {
        Parsed(expected, PhantomData)
    }
}

impl<T: FromStr<Err: fmt::Display>> Shape<'_> for Parsed<T> {
    type Out = T;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<T> {
        text.parse().map_err(|e: T::Err| cx.problem(e.to_string())).ok()
    }
}

/// A list of things of one shape; items that are wrong are recorded and left out.
pub(crate) struct List<F>(pub(crate) &'static str, pub(crate) F);

impl<'de, S: Shape<'de>, F: FnMut() -> S> Shape<'de> for List<F> {
    type Out = Vec<S::Out>;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn array<A: SeqAccess<'de>>(mut self, mut items: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        let mut out = Vec::new();
        for index in 0.. {
            cx.path.push(Step::Item(index));
            let item = items.next_element_seed(Seed { shape: (self.1)(), cx });
            cx.path.pop();
            match item? {
                Some(Some(value)) => out.push(value),
                Some(None) => {}
                None => break,
            }
        }
        Ok(Some(out))
    }
}

/// An object whose keys are free names.
pub(crate) struct Table<F>(pub(crate) &'static str, pub(crate) F);

impl<'de, S: Shape<'de>, F: FnMut() -> S> Shape<'de> for Table<F> {
    type Out = Vec<(String, S::Out)>;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn object<A: MapAccess<'de>>(mut self, mut map: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        let mut out: Vec<(String, S::Out)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if out.iter().any(|(n, _)| *n == name) {
                cx.problem(format!("the name {} stands here twice", quoted(&name)));
            }
            cx.path.push(Step::Name(name.clone()));
            let value = cx.value(&mut map, (self.1)());
            cx.path.pop();
            if let Some(value) = value? {
                out.push((name, value));
            }
        }
        Ok(Some(out))
    }
}

/// An object with fixed fields, read one field at a time.
pub(crate) trait Fields<'de>: Sized {
    type Out;
    /// Ends the sentence "expected …".
    const EXPECTED: &'static str;
    const NAMES: &'static [&'static str];

    /// Reads the value of the field `NAMES[index]`.
    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error>;

    /// Puts the parts together, given which fields were wrong.
    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out>;
}

/// The shape of [`Fields`].
pub(crate) struct Object<F>(pub(crate) F);

struct KeySeed(&'static [&'static str]);

enum Key {
    Known(usize),
    Unknown(String),
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        Ok(self.0.iter().position(|n| *n == text).map_or_else(|| Key::Unknown(text.to_owned()), Key::Known))
    }
}

impl<'de, F: Fields<'de>> Shape<'de> for Object<F> {
    type Out = F::Out;

    fn expected(&self) -> Cow<'static, str> {
        F::EXPECTED.into()
    }

    fn object<A: MapAccess<'de>>(mut self, mut map: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        let mut wrong = Wrong { names: F::NAMES, fields: 0, unknown: false };
        let mut seen = 0u64;
        while let Some(key) = map.next_key_seed(KeySeed(F::NAMES))? {
            match key {
                Key::Known(index) => {
                    let name = F::NAMES.get(index).copied().unwrap_or_default();
                    let bit = 1u64 << (index & 63);
                    let before = cx.problem_count();
                    if seen & bit != 0 {
                        cx.problem(format!("the field {name:?} stands here twice"));
                    }
                    seen |= bit;
                    cx.path.push(Step::Field(name));
                    let read = self.0.field(index, &mut map, cx);
                    cx.path.pop();
                    read?;
                    if cx.problem_count() > before {
                        wrong.fields |= bit;
                    }
                }
                Key::Unknown(name) => {
                    cx.path.push(Step::Name(name.clone()));
                    cx.problem(unknown("the unknown field", &name, F::NAMES.iter().copied()));
                    cx.path.pop();
                    map.next_value::<IgnoredAny>()?;
                    wrong.unknown = true;
                }
            }
        }
        Ok(self.0.finish(cx, wrong))
    }
}

/// Reads a whole JSON document.
pub(crate) fn document<'de, S: Shape<'de>>(text: &'de str, shape: S) -> Result<S::Out, InputError> {
    if text.starts_with('\u{feff}') {
        return Err(InputError::one(
            "the text starts with a byte-order mark; save it as UTF-8 without one".to_owned(),
        ));
    }
    if text.trim().is_empty() {
        return Err(InputError::one("the text is empty; expected a JSON object".to_owned()));
    }
    let mut cx = Cx::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Seed { shape, cx: &mut cx }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match read {
        Ok(Some(value)) if cx.problems.is_empty() => Ok(value),
        Ok(_) => Err(InputError::many(cx.problems)),
        Err(error) => {
            let message = error.to_string();
            let at = format!(" at line {} column {}", error.line(), error.column());
            cx.problems.push(Problem {
                path: String::new(),
                position: Some((error.line(), error.column())),
                message: message.strip_suffix(at.as_str()).unwrap_or(&message).to_owned(),
            });
            Err(InputError::many(cx.problems))
        }
    }
}

/// Turns bytes into text, or says what is wrong with their encoding and where.
///
/// # Errors
/// UTF-16, a byte-order mark and invalid UTF-8 are refused, with the line where it can be told.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, InputError> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            Err(InputError::one("the text is UTF-16; save it as UTF-8".to_owned()))
        }
        _ => std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
            let column = before.iter().rev().take_while(|b| **b != b'\n').count().saturating_add(1);
            InputError::many(vec![Problem {
                path: String::new(),
                position: Some((line, column)),
                message: "the text is not valid UTF-8".to_owned(),
            }])
        }),
    }
}

/// Reads one shape from any self-describing serde format.
pub(crate) fn from_serde<'de, D: Deserializer<'de>, S: Shape<'de>>(
    deserializer: D,
    shape: S,
) -> Result<S::Out, D::Error> {
    let mut cx = Cx::default();
    match (Seed { shape, cx: &mut cx }).deserialize(deserializer)? {
        Some(value) if cx.problems.is_empty() => Ok(value),
        _ => Err(D::Error::custom(InputError::many(cx.problems))),
    }
}

/// Serde for a type that is written as one text: as it prints, or by a method that lends the text.
macro_rules! text_serde {
    ($type:ty, $expected:literal) => {
        $crate::input::text_serde!(@read $type, $expected);

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
    ($type:ty, $expected:literal, $text:ident) => {
        $crate::input::text_serde!(@read $type, $expected);

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$text())
            }
        }
    };
    (@read $type:ty, $expected:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::from_serde(deserializer, $crate::input::Parsed::<$type>::of($expected))
            }
        }
    };
}
pub(crate) use text_serde;

/// An enum of fixed names: `ALL`, `as_str`, `Display`, `FromStr` and serde from one list.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident($what:literal) {
            $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The names of [`Self::ALL`], in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name as files write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownNameError;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| {
                    $crate::UnknownNameError::new($what, s, Self::NAMES.iter().copied())
                })
            }
        }

        $crate::input::text_serde!($name, $what, as_str);
    };
}
pub(crate) use named_enum;

#[cfg(test)]
mod tests {
    use super::*;

    struct Point {
        x: Option<i32>,
        y: Option<i32>,
    }

    impl<'de> Fields<'de> for Point {
        type Out = (i32, i32);
        const EXPECTED: &'static str = "a point";
        const NAMES: &'static [&'static str] = &["across", "up"];

        fn field<A: MapAccess<'de>>(&mut self, i: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
            let value = cx.optional(map, Whole::of("a whole number"))?;
            match i {
                0 => self.x = value,
                _ => self.y = value,
            }
            Ok(())
        }

        fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out> {
            let x = cx.required(self.x, "across", wrong);
            let y = cx.required(self.y, "up", wrong);
            Some((x?, y?))
        }
    }

    fn read(text: &str) -> Result<Vec<(i32, i32)>, Vec<String>> {
        let shape = List("a list of points", || Object(Point { x: None, y: None }));
        document(text, shape).map_err(|e| e.problems().iter().map(Problem::to_string).collect())
    }

    #[test]
    fn every_problem_is_reported_with_its_path() {
        let text =
            r#"[{"across":1,"up":2},{"accross":1,"up":"x"},{"across":1.5,"up":2,"up":3},7,{"up":null}]"#;
        assert_eq!(
            read(text).unwrap_err(),
            [
                "/1/accross: found the unknown field \"accross\"; did you mean \"across\"? Allowed: across, up",
                "/1/up: found the text \"x\"; expected a whole number",
                "/1: the field \"across\" is missing",
                "/2/across: found the number 1.5; expected a whole number",
                "/2: the field \"up\" stands here twice",
                "/3: found the number 7; expected a point",
                "/4: the field \"across\" is missing",
                "/4: the field \"up\" is missing",
            ]
        );
    }

    #[test]
    fn broken_syntax_names_line_and_column() {
        assert_eq!(read("[\n {\"up\" 1}").unwrap_err(), ["line 2, column 8: expected `:`"]);
        assert_eq!(read("[] []").unwrap_err(), ["line 1, column 4: trailing characters"]);
    }

    #[test]
    fn encodings_other_than_utf8_are_named() {
        assert!(read("\u{feff}[]").unwrap_err()[0].contains("byte-order mark"));
        assert!(utf8(&[0xff, 0xfe, 0x5b, 0]).unwrap_err().to_string().contains("UTF-16"));
        assert_eq!(
            utf8(b"[\n  \"\xe9\"]").unwrap_err().to_string(),
            "line 2, column 4: the text is not valid UTF-8"
        );
        assert!(read(" \n ").unwrap_err()[0].contains("empty"));
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_crash() {
        let deep = "[".repeat(200_000);
        assert!(read(&deep).unwrap_err().iter().any(|p| p.contains("line 1")));
    }

    #[test]
    fn numbers_beyond_the_type_are_out_of_range() {
        assert!(read(r#"[{"across":3000000000,"up":1}]"#).unwrap_err()[0].contains("out of range"));
    }
}
