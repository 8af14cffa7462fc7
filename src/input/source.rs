//! Where values come from, whatever the format. What a shape accepts is compiled once, and not once more for each
//! format: between the two stand the dynamic types of this file.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::cx::Cx;

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

/// Reading cannot go on. Why stands in the error of the format, which is kept where it came up.
#[derive(Debug)]
pub(crate) struct Broken;

/// The items of a list that are still to be read.
pub(crate) trait Items {
    /// Reads the next item; `false` where there is none.
    fn next(&mut self, into: &mut dyn Receiver, cx: &mut Cx) -> Result<bool, Broken>;

    /// Passes over the items that are left.
    fn skip(&mut self) -> Result<(), Broken>;
}

/// The names and values of an object that are still to be read.
pub(crate) trait Entries {
    /// Reads the next name; `false` where there is none.
    fn name(&mut self, take: &mut dyn FnMut(&str)) -> Result<bool, Broken>;

    /// The next name, to be kept; `None` where there is none.
    fn owned_name(&mut self) -> Result<Option<String>, Broken> {
        let mut name = None;
        self.name(&mut |text| name = Some(text.to_owned()))?;
        Ok(name)
    }

    /// Reads the value that belongs to the name read last.
    fn value(&mut self, into: &mut dyn Receiver, cx: &mut Cx) -> Result<(), Broken>;

    /// Passes over that value.
    fn skip_value(&mut self) -> Result<(), Broken>;

    /// Passes over the names and values that are left.
    fn skip(&mut self) -> Result<(), Broken> {
        while self.name(&mut |_| {})? {
            self.skip_value()?;
        }
        Ok(())
    }
}

/// Something that a value is read into.
pub(crate) trait Receiver {
    /// As what the value is asked for where the format does not describe itself.
    fn form(&self) -> Form;
    /// The same, where it is there though it might not be.
    fn form_inside(&self) -> Form;
    /// Ends the sentence "expected …".
    fn expected(&self) -> Cow<'static, str>;
    fn take(&mut self, found: Found<'_>, cx: &mut Cx) -> Result<(), Broken>;
}

/// A value as a format hands it over.
pub(crate) enum Found<'v> {
    Text(&'v str),
    Whole(i128),
    Float(f64),
    Flag(bool),
    Null,
    List(&'v mut dyn Items),
    Object(&'v mut dyn Entries),
}

impl Found<'_> {
    /// A number with a zero fraction is that integer. Beyond 2^53 one of this kind may stand for several.
    fn number(number: f64) -> Self {
        match number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
            #[expect(clippy::cast_possible_truncation, reason = "whole, and well within the range")]
            true => Found::Whole(number as i128),
            false => Found::Float(number),
        }
    }
}

/// Reads a value of any format of serde into a receiver.
pub(super) struct Seed<'c> {
    into: &'c mut dyn Receiver,
    cx: &'c mut Cx,
    inside: bool,
}

impl<'c> Seed<'c> {
    pub(super) fn new(into: &'c mut dyn Receiver, cx: &'c mut Cx) -> Self {
        Seed { into, cx, inside: false }
    }

    /// Hands over a value that has no parts, with which nothing breaks off.
    fn hand<E>(self, found: Found<'_>) -> Result<(), E> {
        let (Ok(()) | Err(Broken)) = self.into.take(found, self.cx);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if !self.cx.plain {
            return deserializer.deserialize_any(self);
        }
        match if self.inside { self.into.form_inside() } else { self.into.form() } {
            Form::Text => deserializer.deserialize_str(self),
            Form::Number => deserializer.deserialize_i64(self),
            Form::Flag => deserializer.deserialize_bool(self),
            Form::List => deserializer.deserialize_seq(self),
            Form::Object => deserializer.deserialize_map(self),
            Form::Maybe => deserializer.deserialize_option(self),
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.into.expected())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.hand(Found::Text(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.hand(Found::Whole(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.hand(Found::Whole(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.cx.whole_floats |= number.fract() == 0.0;
        self.hand(Found::number(number))
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.hand(Found::Flag(value))
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.hand(Found::Null)
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.hand(Found::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Seed { inside: true, ..self }.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        let mut list = Of { access: items, error: None };
        let read = self.into.take(Found::List(&mut list), self.cx);
        list.unless_broken(read)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let mut object = Of { access: entries, error: None };
        let read = self.into.take(Found::Object(&mut object), self.cx);
        object.unless_broken(read)
    }
}

/// A list or an object of a format, with the error that stopped it.
struct Of<A, E> {
    access: A,
    error: Option<E>,
}

impl<A, E> Of<A, E> {
    fn or_keep<T>(&mut self, read: Result<T, E>) -> Result<T, Broken> {
        read.map_err(|error| {
            self.error = Some(error);
            Broken
        })
    }

    fn unless_broken(self, read: Result<(), Broken>) -> Result<(), E> {
        match (read, self.error) {
            (Err(Broken), Some(error)) => Err(error),
            // Without an error nothing broke off.
            (Ok(()) | Err(Broken), _) => Ok(()),
        }
    }
}

impl<'de, A: SeqAccess<'de>> Items for Of<A, A::Error> {
    fn next(&mut self, into: &mut dyn Receiver, cx: &mut Cx) -> Result<bool, Broken> {
        let read = self.access.next_element_seed(Seed::new(into, cx));
        self.or_keep(read).map(|item| item.is_some())
    }

    fn skip(&mut self) -> Result<(), Broken> {
        loop {
            let read = self.access.next_element::<IgnoredAny>();
            if self.or_keep(read)?.is_none() {
                return Ok(());
            }
        }
    }
}

impl<'de, A: MapAccess<'de>> Entries for Of<A, A::Error> {
    fn name(&mut self, take: &mut dyn FnMut(&str)) -> Result<bool, Broken> {
        let read = self.access.next_key_seed(Name(take));
        self.or_keep(read).map(|name| name.is_some())
    }

    fn value(&mut self, into: &mut dyn Receiver, cx: &mut Cx) -> Result<(), Broken> {
        let read = self.access.next_value_seed(Seed::new(into, cx));
        self.or_keep(read)
    }

    fn skip_value(&mut self) -> Result<(), Broken> {
        let read = self.access.next_value::<IgnoredAny>();
        self.or_keep(read).map(|_| ())
    }
}

/// Reads a name.
struct Name<'c>(&'c mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        (self.0)(text);
        Ok(())
    }
}
