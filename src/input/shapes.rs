//! What a place in a document accepts: texts, numbers, lists, objects.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use super::cx::{Cx, Step};
use super::source::{Broken, Entries, Form, Found, Items, Receiver};
use super::spelling::disturbs;

/// What a place in a document accepts.
pub(crate) trait Shape: Sized {
    type Out;
    const FORM: Form = Form::Text;

    /// Ends the sentence "expected …".
    fn expected(&self) -> Cow<'static, str>;

    fn string(self, text: &str, cx: &mut Cx) -> Option<Self::Out> {
        cx.found_text(self.expected(), text);
        None
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Self::Out> {
        cx.found_integer(self.expected(), number);
        None
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Self::Out> {
        cx.found_float(self.expected(), number);
        None
    }

    fn boolean(self, value: bool, cx: &mut Cx) -> Option<Self::Out> {
        cx.found(self.expected(), if value { "true" } else { "false" });
        None
    }

    fn null(self, cx: &mut Cx) -> Option<Self::Out> {
        cx.found(self.expected(), "null");
        None
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        cx.found(self.expected(), "a list");
        items.skip()?;
        Ok(None)
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        cx.found(self.expected(), "an object");
        entries.skip()?;
        Ok(None)
    }

    /// What is accepted, as JSON Schema.
    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema;
}

/// A shape, and what was read by it.
struct Received<S: Shape> {
    shape: Option<S>,
    value: Option<S::Out>,
    /// Whether `null` is accepted and read as nothing.
    or_null: bool,
}

/// Reads by a shape with whatever reads into a receiver; no value where it was wrong.
pub(super) fn receive<S: Shape, R>(
    shape: S,
    or_null: bool,
    read: impl FnOnce(&mut dyn Receiver) -> R,
) -> (R, Option<S::Out>) {
    let mut received = Received { shape: Some(shape), value: None, or_null };
    let result = read(&mut received);
    (result, received.value)
}

impl<S: Shape> Receiver for Received<S> {
    fn form(&self) -> Form {
        if self.or_null { Form::Maybe } else { S::FORM }
    }

    fn form_inside(&self) -> Form {
        S::FORM
    }

    fn expected(&self) -> Cow<'static, str> {
        self.shape.as_ref().map(Shape::expected).unwrap_or_default()
    }

    fn take(&mut self, found: Found<'_>, cx: &mut Cx) -> Result<(), Broken> {
        let Some(shape) = self.shape.take() else { return Ok(()) };
        self.value = match found {
            Found::Text(text) => shape.string(text, cx),
            Found::Whole(number) => shape.integer(number, cx),
            Found::Float(number) => shape.float(number, cx),
            Found::Flag(value) => shape.boolean(value, cx),
            Found::Null if self.or_null => None,
            Found::Null => shape.null(cx),
            Found::List(items) => shape.array(items, cx)?,
            Found::Object(entries) => shape.object(entries, cx)?,
        };
        Ok(())
    }
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

/// Any text.
pub(crate) struct AnyText;

impl Shape for AnyText {
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

impl Shape for PlainText {
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

/// The same that says something.
pub(crate) struct SomeText;

impl Shape for SomeText {
    type Out = String;

    fn expected(&self) -> Cow<'static, str> {
        "a text that is not blank".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<String> {
        let text = prints(text, cx)?;
        if is_blank(text) {
            cx.found_text(self.expected(), text);
        }
        Some(text.to_owned())
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let mut schema = PlainText.schema(cx);
        schema.insert("pattern".to_owned(), "\\S".into());
        schema
    }
}

/// Whether nothing in a text is seen: characters without a width of their own make no name either.
pub(crate) fn is_blank(text: &str) -> bool {
    let empty = |c: char| {
        c.is_whitespace() || disturbs(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().all(empty)
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

impl Shape for Flag {
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

impl<T: TryFrom<i128>> Shape for Whole<T> {
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

impl<T: Text> Shape for Parsed<T> {
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
pub(crate) fn each<S: Shape>(
    items: &mut dyn Items,
    cx: &mut Cx,
    mut shape: impl FnMut() -> S,
    mut keep: impl FnMut(S::Out, &mut Cx),
) -> Result<(), Broken> {
    cx.path.push(Step::Item(0));
    let end = loop {
        let (read, item) = receive(shape(), false, |into| items.next(into, cx));
        match read {
            Ok(true) => item.into_iter().for_each(|item| keep(item, cx)),
            Ok(false) => break Ok(()),
            Err(broken) => break Err(broken),
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

impl<S: Shape, F: FnMut() -> S> Shape for List<F> {
    type Out = Vec<S::Out>;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn array(mut self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let mut out = Vec::new();
        each(items, cx, &mut self.1, |item, _| out.push(item))?;
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(mut self, cx: &mut Cx) -> schemars::Schema {
        let items = (self.1)().schema(cx);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}
