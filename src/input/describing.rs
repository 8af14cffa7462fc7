//! A description under way, and pieces of JSON Schema that it is made of.

use std::any::type_name;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::spelling::article;

/// A description under way.
#[derive(Debug)]
pub(super) struct Describing {
    pub(super) generator: SchemaGenerator,
    /// The type of each object that has its description, by the name of the description.
    pub(super) objects: BTreeMap<String, &'static str>,
    /// The field that was "read" last.
    pub(super) field: Option<Schema>,
    pub(super) required: Vec<&'static str>,
    /// The objects, in the order in which they are met.
    #[cfg(test)]
    pub(super) tables: Vec<Described>,
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

/// The name under which an object is described: that of the type that reads it.
pub(super) fn name_of<F>() -> String {
    let full = type_name::<F>();
    let (path, of) = full.split_once('<').unwrap_or((full, ""));
    let last = |path: &str| path.trim_end_matches('>').rsplit("::").next().unwrap_or_default().to_owned();
    let name = last(path);
    name.strip_suffix("Fields").unwrap_or(&name).to_owned() + &last(of)
}

/// One of a fixed list of names, each with its meaning as its documentation has it.
pub(crate) fn names(what: &str, names: &[(&str, &str)]) -> Schema {
    let choice =
        |(name, meaning): &(&str, &str)| json_schema!({ "const": name, "description": plain(meaning) });
    let choices: Vec<Schema> = names.iter().map(choice).collect();
    let article = if article(what) == "an" { "An" } else { "A" };
    json_schema!({ "description": format!("{article} {what}."), "type": "string", "oneOf": choices })
}

/// A documentation comment as plain text.
pub(super) fn plain(comment: &str) -> String {
    comment.replace("[`", "").replace("`]", "").replace('`', "").trim().to_owned()
}

/// The same, or `null`.
pub(super) fn or_null(schema: Schema) -> Schema {
    json_schema!({ "anyOf": [schema, { "type": "null" }] })
}

/// Takes [`or_null`] back: `null` says no more than an absent field, which a required one is not.
pub(super) fn not_null(schema: &mut Value) {
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

/// A reference to a description by its name.
pub(super) fn reference(name: &str) -> Schema {
    Schema::new_ref(format!("#/$defs/{name}"))
}
