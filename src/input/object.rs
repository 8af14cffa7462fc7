//! Objects: their fields, each read once and by name.

use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "schemars")]
use schemars::{Schema, json_schema};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::cx::{Cx, Step, Wrong};
#[cfg(feature = "schemars")]
use super::describing::{name_of, not_null, plain, reference};
use super::shapes::{Form, OrNull, Seed, Shape};
use super::spelling::unknown;

/// An object with fixed fields, read one field at a time.
pub(crate) trait Fields<'de>: Sized {
    type Out;
    /// Ends the sentence "expected …".
    const EXPECTED: &'static str;
    /// What the object is.
    #[cfg(feature = "schemars")]
    const MEANING: &'static str;
    const NAMES: &'static [&'static str];
    /// The meaning of each field, in the same order.
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str];

    /// Reads the value of the field `NAMES[index]`.
    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error>;

    /// Puts the parts together, given which fields were wrong.
    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out>;
}

/// The shape of [`Fields`].
pub(crate) struct Object<F>(pub(crate) F);

/// An object with the fields of a table.
pub(crate) fn object<'de, F: Fields<'de> + Default>() -> Object<F> {
    Object(F::default())
}

/// The names of the fields, and the place of the one that comes next where they stand in their order.
struct KeySeed(&'static [&'static str], usize);

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
        if self.0.get(self.1).is_some_and(|name| *name == text) {
            return Ok(Key::Known(self.1));
        }
        Ok(self.0.iter().position(|n| *n == text).map_or_else(|| Key::Unknown(text.to_owned()), Key::Known))
    }
}

impl<'de, F: Fields<'de>> Shape<'de> for Object<F> {
    type Out = F::Out;
    const FORM: Form = Form::Object;

    fn expected(&self) -> Cow<'static, str> {
        F::EXPECTED.into()
    }

    fn object<A: MapAccess<'de>>(mut self, mut map: A, cx: &mut Cx) -> Result<Option<Self::Out>, A::Error> {
        let mut wrong = Wrong { names: F::NAMES, fields: 0, unknown: false };
        let (mut seen, mut next) = (0u128, 0usize);
        while let Some(key) = map.next_key_seed(KeySeed(F::NAMES, next))? {
            match key {
                Key::Known(index) => {
                    next = index.saturating_add(1);
                    let name = F::NAMES.get(index).copied().unwrap_or_default();
                    let bit = 1u128 << (index & 127);
                    let before = cx.problem_count();
                    if seen & bit != 0 {
                        cx.problem(format!("duplicate field {name:?}"));
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

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> Schema {
        described(self.0, cx)
    }
}

impl Cx {
    /// Reads the value of the current field.
    pub(crate) fn value<'de, A: MapAccess<'de>, S: Shape<'de>>(
        &mut self,
        map: &mut A,
        shape: S,
    ) -> Result<Option<S::Out>, A::Error> {
        #[cfg(feature = "schemars")]
        if self.describing.is_some() {
            self.describe_field(shape);
            return Ok(None);
        }
        map.next_value_seed(Seed { shape, cx: self })
    }

    /// Reads the value of the current field, where `null` says no more than an absent field.
    pub(crate) fn optional<'de, A: MapAccess<'de>, S: Shape<'de>>(
        &mut self,
        map: &mut A,
        shape: S,
    ) -> Result<Option<S::Out>, A::Error> {
        self.value(map, OrNull(shape)).map(Option::flatten)
    }

    #[cfg(feature = "schemars")]
    /// Takes down what a field accepts.
    fn describe_field<'de, S: Shape<'de>>(&mut self, shape: S) {
        let schema = shape.schema(self);
        self.describing().field = Some(schema);
    }
}

#[cfg(feature = "schemars")]
/// The fields of an object, by reference.
fn described<'de, F: Fields<'de>>(mut fields: F, cx: &mut Cx) -> Schema {
    let mut name = name_of::<F>();
    loop {
        let describing = cx.describing();
        match describing.objects.get(&name) {
            Some(known) if *known == std::any::type_name::<F>() => return reference(&name),
            None if !describing.generator.definitions().contains_key(&name) => break,
            // Another type of that name: the tests refuse a name that is not in the list of words.
            _ => name.push('_'),
        }
    }
    cx.describing().objects.insert(name.clone(), std::any::type_name::<F>());
    let words = || F::NAMES.iter().zip(F::WORDS).map(|(field, words)| (*field, plain(words)));
    #[cfg(test)]
    {
        let table = super::describing::Described {
            name: name.clone(),
            meaning: plain(F::MEANING),
            fields: words().collect(),
        };
        cx.describing().tables.push(table);
    }
    let mut properties = serde_json::Map::new();
    for (index, (field, words)) in words().enumerate() {
        if fields.field(index, &mut Nothing, cx).is_ok()
            && let Some(mut schema) = cx.describing().field.take()
        {
            schema.insert("description".to_owned(), words.into());
            properties.insert(field.to_owned(), schema.to_value());
        }
    }
    cx.describing().required.clear();
    fields.finish(cx, Wrong { names: F::NAMES, fields: 0, unknown: false });
    let required = std::mem::take(&mut cx.describing().required);
    for field in &required {
        if let Some(value) = properties.get_mut(*field) {
            not_null(value);
        }
    }
    let mut schema = json_schema!({
        "description": plain(F::MEANING),
        "type": "object",
        "properties": properties,
        "additionalProperties": false
    });
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    let reference = reference(&name);
    cx.describing().generator.definitions_mut().insert(name, schema.to_value());
    reference
}

#[cfg(feature = "schemars")]
/// An object with no fields, for reading that reads nothing.
struct Nothing;

#[cfg(feature = "schemars")]
impl<'de> MapAccess<'de> for Nothing {
    type Error = serde::de::value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _seed: K,
    ) -> Result<Option<K::Value>, serde::de::value::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        _seed: V,
    ) -> Result<V::Value, serde::de::value::Error> {
        Err(serde::de::Error::custom("nothing is read"))
    }
}
