//! What shapes accept, as JSON Schema.
//!
//! The reading code describes itself: each field of an object is "read" once with a [`Cx`] that takes down
//! the shape instead of reading a value, and the object is finished once with nothing read, which names the
//! fields that it cannot do without. So the schemas know exactly the fields that the readers know.

use std::any::type_name;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Error as _, MapAccess};
use serde_json::{Map, Value};

use super::cx::{Cx, Wrong};
use super::shapes::{Fields, Shape};

/// A description under way.
#[derive(Debug)]
pub(super) struct Describing {
    generator: SchemaGenerator,
    /// The type of each object that has its description, by the name of the description.
    objects: BTreeMap<String, &'static str>,
    /// The field that was "read" last.
    field: Option<Schema>,
    required: Vec<&'static str>,
    /// The objects, in the order in which they are met.
    #[cfg(test)]
    tables: Vec<Described>,
}

impl Default for Describing {
    fn default() -> Self {
        Describing {
            generator: SchemaSettings::draft2020_12().into_generator(),
            objects: BTreeMap::new(),
            field: None,
            required: Vec::new(),
            #[cfg(test)]
            tables: Vec::new(),
        }
    }
}

/// An object of a format, as its table of fields has it: for the reference of all fields.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Described {
    /// The name of its description.
    pub(crate) name: String,
    pub(crate) meaning: String,
    /// Its fields in their order, each with its meaning.
    pub(crate) fields: Vec<(&'static str, String)>,
}

/// A description of a whole document.
pub(crate) struct Document {
    /// What the document accepts.
    pub(crate) root: Schema,
    /// What that refers to, by name.
    pub(crate) definitions: Map<String, Value>,
    /// The objects among them, from the whole to its parts.
    #[cfg(test)]
    pub(crate) tables: Vec<Described>,
}

/// Describes a shape.
pub(crate) fn described<'de, S: Shape<'de>>(shape: S) -> Document {
    let mut cx = Cx::default();
    cx.describing = Some(Box::default());
    let root = shape.schema(&mut cx);
    let describing = cx.describing();
    Document {
        root,
        definitions: describing.generator.take_definitions(true),
        #[cfg(test)]
        tables: std::mem::take(&mut describing.tables),
    }
}

/// The name under which an object is described: that of the type that reads it.
fn name_of<F>() -> String {
    let full = type_name::<F>();
    let (path, of) = full.split_once('<').unwrap_or((full, ""));
    let last = |path: &str| path.trim_end_matches('>').rsplit("::").next().unwrap_or_default().to_owned();
    let name = last(path);
    name.strip_suffix("Fields").unwrap_or(&name).to_owned() + &last(of)
}

impl Cx {
    fn describing(&mut self) -> &mut Describing {
        self.describing.get_or_insert_default()
    }

    /// The description of a type that describes itself, by reference.
    pub(crate) fn described<T: JsonSchema + ?Sized>(&mut self) -> Schema {
        self.describing().generator.subschema_for::<T>()
    }

    /// Takes down what a field accepts.
    pub(super) fn describe_field<'de, S: Shape<'de>>(&mut self, shape: S) {
        let schema = shape.schema(self);
        self.describing().field = Some(schema);
    }

    /// Takes down that a field is required.
    pub(super) fn describe_required(&mut self, field: &'static str) {
        if let Some(describing) = &mut self.describing {
            describing.required.push(field);
        }
    }
}

/// One of a fixed list of names, each with its meaning as its documentation has it.
pub(crate) fn names(what: &str, names: &[(&str, &str)]) -> Schema {
    let choice =
        |(name, meaning): &(&str, &str)| json_schema!({ "const": name, "description": plain(meaning) });
    let choices: Vec<Schema> = names.iter().map(choice).collect();
    json_schema!({ "description": format!("A {what}."), "type": "string", "oneOf": choices })
}

/// A documentation comment as plain text.
fn plain(comment: &str) -> String {
    comment.replace("[`", "").replace("`]", "").replace('`', "").trim().to_owned()
}

/// The same, or `null`.
pub(super) fn or_null(schema: Schema) -> Schema {
    json_schema!({ "anyOf": [schema, { "type": "null" }] })
}

/// Takes [`or_null`] back: `null` says no more than an absent field, which a required one is not.
fn not_null(schema: &mut Value) {
    if let Some([value, null]) = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
        && null.get("type").is_some_and(|t| t == "null")
    {
        let words = schema.get("description").cloned();
        *schema = value.clone();
        if let (Some(words), Value::Object(schema)) = (words, schema) {
            schema.insert("description".to_owned(), words);
        }
    }
}

/// The fields of an object, by reference.
pub(super) fn object<'de, F: Fields<'de>>(mut fields: F, cx: &mut Cx) -> Schema {
    let mut name = name_of::<F>();
    loop {
        let describing = cx.describing();
        match describing.objects.get(&name) {
            Some(known) if *known == type_name::<F>() => return reference(&name),
            None if !describing.generator.definitions().contains_key(&name) => break,
            // Another type of that name: the tests refuse a name that is not in the list of words.
            _ => name.push('_'),
        }
    }
    cx.describing().objects.insert(name.clone(), type_name::<F>());
    let words = || F::NAMES.iter().zip(F::WORDS).map(|(field, words)| (*field, plain(words)));
    #[cfg(test)]
    {
        let table = Described { name: name.clone(), meaning: plain(F::MEANING), fields: words().collect() };
        cx.describing().tables.push(table);
    }
    let mut properties = Map::new();
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

fn reference(name: &str) -> Schema {
    Schema::new_ref(format!("#/$defs/{name}"))
}

/// An object with no fields, for reading that reads nothing.
struct Nothing;

impl<'de> MapAccess<'de> for Nothing {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _seed: K) -> Result<Option<K::Value>, Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _seed: V) -> Result<V::Value, Error> {
        Err(Error::custom("nothing is read"))
    }
}
