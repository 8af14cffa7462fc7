//! What a place in a document accepts: texts, numbers, lists, objects.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::cx::{Cx, Step};
use super::spelling::{disturbs, quoted};

/// The form in which a value is written where the format does not describe itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    /// Of 64 bits with a sign.
    Number,
    Flag,
    List,
    /// Names and values.
    Object,
    /// Something or nothing.
    Maybe,
}

/// What a place in a document accepts.
pub(crate) trait Shape<'de>: Sized {
    type Out;
    const FORM: Form = Form::Text;

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

    /// Something where there might be nothing.
    fn some<D: Deserializer<'de>>(self, deserializer: D, cx: &mut Cx) -> Result<Option<Self::Out>, D::Error> {
        Seed { shape: self, cx }.deserialize(deserializer)
    }

    /// What is accepted, as JSON Schema.
    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema;
}

/// What [`Parsed`] parses.
#[cfg(not(feature = "schemars"))]
pub(crate) trait Text: FromStr<Err: fmt::Display> {}
#[cfg(not(feature = "schemars"))]
impl<T: FromStr<Err: fmt::Display>> Text for T {}

/// What [`Parsed`] parses: it says what its texts look like.
#[cfg(feature = "schemars")]
pub(crate) trait Text: FromStr<Err: fmt::Display> + schemars::JsonSchema {}
#[cfg(feature = "schemars")]
impl<T: FromStr<Err: fmt::Display> + schemars::JsonSchema> Text for T {}

pub(super) struct Seed<'c, S> {
    pub(super) shape: S,
    pub(super) cx: &'c mut Cx,
}

impl<'de, S: Shape<'de>> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = Option<S::Out>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if !self.cx.plain {
            return deserializer.deserialize_any(self);
        }
        match S::FORM {
            Form::Text => deserializer.deserialize_str(self),
            Form::Number => deserializer.deserialize_i64(self),
            Form::Flag => deserializer.deserialize_bool(self),
            Form::List => deserializer.deserialize_seq(self),
            Form::Object => deserializer.deserialize_map(self),
            Form::Maybe => deserializer.deserialize_option(self),
        }
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
        Ok(match whole(number) {
            Some(number) => self.shape.integer(number, self.cx),
            None => self.shape.float(number, self.cx),
        })
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
        self.shape.some(deserializer, self.cx)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        self.shape.array(items, self.cx)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.shape.object(map, self.cx)
    }
}

/// A number that is whole: one with a zero fraction is that integer. Beyond 2^53 a number of this kind may stand for
/// several.
fn whole(number: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "whole, and well within the range")]
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i128)
}

/// `null` is accepted and read as nothing.
pub(super) struct OrNull<S>(pub(super) S);

impl<'de, S: Shape<'de>> Shape<'de> for OrNull<S> {
    type Out = Option<S::Out>;
    const FORM: Form = Form::Maybe;

    fn expected(&self) -> Cow<'static, str> {
        self.0.expected()
    }

    fn some<D: Deserializer<'de>>(self, deserializer: D, cx: &mut Cx) -> Result<Option<Self::Out>, D::Error> {
        Ok(Seed { shape: self.0, cx }.deserialize(deserializer)?.map(Some))
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

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        super::describing::or_null(self.0.schema(cx))
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

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

/// Text that prints as it is written: no control characters and none that turn the direction of writing.
pub(crate) struct PlainText;

impl Shape<'_> for PlainText {
    type Out = String;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<String> {
        prints(text, cx).map(str::to_owned)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Self>()
    }
}

/// The text, if it prints as it is written.
pub(crate) fn prints<'t>(text: &'t str, cx: &mut Cx) -> Option<&'t str> {
    // Most texts are plain ASCII, where a look at the bytes will do; without a branch it is a fast one.
    let plain = text.bytes().fold(true, |plain, b| plain & (b' '..=b'~').contains(&b));
    if plain {
        return Some(text);
    }
    match text.chars().find(|c| disturbs(*c)) {
        Some(c) => {
            cx.problem(format!("found the control character U+{:04X}, which is not allowed", u32::from(c)));
            None
        }
        None => Some(text),
    }
}

/// `true` or `false`.
pub(crate) struct Flag;

impl Shape<'_> for Flag {
    type Out = bool;
    const FORM: Form = Form::Flag;

    fn expected(&self) -> Cow<'static, str> {
        "true or false".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<bool> {
        Some(value)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "boolean" })
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
    const FORM: Form = Form::Number;

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

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        match T::try_from(-1) {
            Ok(_) => schemars::json_schema!({ "type": "integer" }),
            Err(_) => schemars::json_schema!({ "type": "integer", "minimum": 0 }),
        }
    }
}

/// A text that a type parses.
pub(crate) struct Parsed<T>(&'static str, PhantomData<T>);

impl<T> Parsed<T> {
    pub(crate) fn of(expected: &'static str) -> Self {
        Parsed(expected, PhantomData)
    }
}

impl<T: Text> Shape<'_> for Parsed<T> {
    type Out = T;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<T> {
        text.parse().map_err(|e: T::Err| cx.problem(e.to_string())).ok()
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<T>()
    }
}

/// Reads the items of a list; those that are wrong are recorded and left out.
pub(crate) fn each<'de, A: SeqAccess<'de>, S: Shape<'de>>(
    items: &mut A,
    cx: &mut Cx,
    mut shape: impl FnMut() -> S,
    mut keep: impl FnMut(S::Out),
) -> Result<(), A::Error> {
    cx.path.push(Step::Item(0));
    let end = loop {
        match items.next_element_seed(Seed { shape: shape(), cx }) {
            Ok(Some(Some(item))) => keep(item),
            Ok(Some(None)) => {}
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
        if let Some(Step::Item(index)) = cx.path.last_mut() {
            *index = index.saturating_add(1);
        }
    };
    cx.path.pop();
    end
}

/// A list of things of one shape; items that are wrong are recorded and left out.
pub(crate) struct List<F>(pub(crate) &'static str, pub(crate) F);

impl<'de, S: Shape<'de>, F: FnMut() -> S> Shape<'de> for List<F> {
    type Out = Vec<S::Out>;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn array<A: SeqAccess<'de>>(mut self, mut items: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        let mut out = Vec::new();
        each(&mut items, cx, &mut self.1, |item| out.push(item))?;
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(mut self, cx: &mut Cx) -> schemars::Schema {
        let items = (self.1)().schema(cx);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}
