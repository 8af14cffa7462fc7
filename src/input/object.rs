//! Objects: their fields, each read once and by name.

use std::borrow::Cow;

#[cfg(feature = "schemars")]
use schemars::{Schema, json_schema};

use super::cx::{Cx, Step, Wrong};
#[cfg(feature = "schemars")]
use super::describing::{name_of, not_null, plain, reference};
use super::shapes::{Shape, receive};
#[cfg(feature = "schemars")]
use super::source::Receiver;
use super::source::{Broken, Entries, Form};
use super::spelling::{meant, unknown_beside};

/// An object with fixed fields, read one field at a time.
pub(crate) trait Fields: Sized {
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
    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken>;

    /// Puts the parts together, given which fields were wrong.
    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out>;
}

/// The shape of [`Fields`].
pub(crate) struct Object<F>(pub(crate) F);

/// An object with the fields of a table.
pub(crate) fn object<F: Fields + Default>() -> Object<F> {
    Object(F::default())
}

enum Key {
    Known(usize),
    Unknown(String),
}

/// Reads the name of a field, of these names; the place of the one that comes next where they stand in their order is
/// known. `None` at the end of the object.
fn key(
    entries: &mut dyn Entries,
    names: &'static [&'static str],
    next: usize,
) -> Result<Option<Key>, Broken> {
    let mut key = None;
    let more = entries.name(&mut |text| {
        key = Some(match names.get(next) {
            Some(name) if *name == text => Key::Known(next),
            _ => match names.iter().position(|name| *name == text) {
                Some(place) => Key::Known(place),
                None => Key::Unknown(text.to_owned()),
            },
        });
    })?;
    Ok(key.filter(|_| more))
}

/// Reads the value of a field by its place among the names.
type ReadField<'f> = &'f mut dyn FnMut(usize, &mut dyn Entries, &mut Cx) -> Result<(), Broken>;

/// Reads each field of an object by its name, and tells which were wrong.
fn read(
    names: &'static [&'static str],
    entries: &mut dyn Entries,
    cx: &mut Cx,
    field: ReadField<'_>,
) -> Result<Wrong, Broken> {
    let mut wrong = Wrong { names, fields: 0, meant: 0 };
    let (mut seen, mut next) = (0u128, 0usize);
    while let Some(key) = key(entries, names, next)? {
        match key {
            Key::Known(index) => {
                next = index.saturating_add(1);
                let name = names.get(index).copied().unwrap_or_default();
                let bit = 1u128 << (index & 127);
                let before = cx.problem_count();
                if seen & bit != 0 {
                    cx.problem(format!("duplicate field {name:?}"));
                }
                seen |= bit;
                cx.path.push(Step::Field(name));
                let read = field(index, entries, cx);
                cx.path.pop();
                read?;
                if cx.problem_count() > before {
                    wrong.fields |= bit;
                }
            }
            Key::Unknown(name) => {
                cx.path.push(Step::Name(name.clone()));
                let meant = meant(&name, names);
                cx.problem(unknown_beside("the unknown field", &name, names, &meant));
                cx.path.pop();
                entries.skip_value()?;
                if cx.keeps_more() {
                    let places = names.iter().enumerate().filter(|(_, n)| meant.contains(n));
                    wrong.meant |= places.fold(0, |all, (index, _)| all | 1u128 << (index & 127));
                }
            }
        }
    }
    Ok(wrong)
}

impl<F: Fields> Shape for Object<F> {
    type Out = F::Out;
    const FORM: Form = Form::Object;

    fn expected(&self) -> Cow<'static, str> {
        F::EXPECTED.into()
    }

    fn object(mut self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let wrong = read(F::NAMES, entries, cx, &mut |index, entries, cx| self.0.field(index, entries, cx))?;
        Ok(self.0.finish(cx, wrong))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> Schema {
        described(self.0, cx)
    }
}

impl Cx {
    /// Reads the value of the current field.
    pub(crate) fn value<S: Shape>(
        &mut self,
        entries: &mut dyn Entries,
        shape: S,
    ) -> Result<Option<S::Out>, Broken> {
        self.value_of(entries, shape, false)
    }

    /// Reads the value of the current field, where `null` says no more than an absent field.
    pub(crate) fn optional<S: Shape>(
        &mut self,
        entries: &mut dyn Entries,
        shape: S,
    ) -> Result<Option<S::Out>, Broken> {
        self.value_of(entries, shape, true)
    }

    fn value_of<S: Shape>(
        &mut self,
        entries: &mut dyn Entries,
        shape: S,
        or_null: bool,
    ) -> Result<Option<S::Out>, Broken> {
        #[cfg(feature = "schemars")]
        if self.describing.is_some() {
            let schema = shape.schema(self);
            self.describing().field = Some(if or_null { super::describing::or_null(schema) } else { schema });
            return Ok(None);
        }
        let (read, value) = receive(shape, or_null, |into| entries.value(into, self));
        read.map(|()| value)
    }
}

#[cfg(feature = "schemars")]
/// The fields of an object, by reference.
fn described<F: Fields>(mut fields: F, cx: &mut Cx) -> Schema {
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
    fields.finish(cx, Wrong { names: F::NAMES, fields: 0, meant: 0 });
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
impl Entries for Nothing {
    fn name(&mut self, _take: &mut dyn FnMut(&str)) -> Result<bool, Broken> {
        Ok(false)
    }

    fn value(&mut self, _into: &mut dyn Receiver, _cx: &mut Cx) -> Result<(), Broken> {
        Err(Broken)
    }

    fn skip_value(&mut self) -> Result<(), Broken> {
        Err(Broken)
    }
}
