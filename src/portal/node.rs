//! Walking a JSON document whose shape cannot be relied on.

use serde_json::Value;

use crate::input::quoted;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'v> {
    pub(super) value: &'v Value,
    pub(super) path: String,
}

impl<'v> Node<'v> {
    pub(super) fn new(value: &'v Value, path: impl Into<String>) -> Self {
        Node { value, path: path.into() }
    }

    /// A field of an object; `null` and an empty object say no more than an absent field.
    pub(super) fn get(&self, key: &str) -> Option<Node<'v>> {
        let value = self.value.as_object()?.get(key)?;
        let empty = value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty);
        (!empty).then(|| Node { value, path: step(&self.path, key) })
    }

    /// What stands here once or as a list: the portal has single values where lists are expected and the
    /// reverse. A list in a list is one list: it was JSON in a text.
    pub(super) fn items(&self) -> Vec<Node<'v>> {
        match self.value {
            Value::Null => Vec::new(),
            Value::Array(_) => self
                .children()
                .flat_map(|child| match child.value {
                    Value::Array(_) => child.children().collect(),
                    _ => vec![child],
                })
                .collect(),
            _ => vec![self.clone()],
        }
    }

    fn children(&self) -> impl Iterator<Item = Node<'v>> + use<'v> {
        let path = self.path.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items
            .filter(|(_, value)| !value.is_null())
            .map(move |(i, value)| Node { value, path: step(&path, &i.to_string()) })
    }

    /// All values of a field, whether it is a list or not.
    pub(super) fn all(&self, key: &str) -> Vec<Node<'v>> {
        self.get(key).map(|n| n.items()).unwrap_or_default()
    }

    /// The first value of a field, whether it is a list or not.
    pub(super) fn one(&self, key: &str) -> Option<Node<'v>> {
        self.all(key).into_iter().next()
    }

    /// The fields of an object.
    pub(super) fn fields(&self) -> Vec<(&'v str, Node<'v>)> {
        let fields = self.value.as_object().into_iter().flatten();
        fields.map(|(k, value)| (k.as_str(), Node { value, path: step(&self.path, k) })).collect()
    }

    /// A text that is not blank, or a number as text.
    pub(super) fn text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The text of a field.
    pub(super) fn text_of(&self, key: &str) -> Option<String> {
        self.one(key)?.text()
    }

    /// The value as a message shows it.
    pub(super) fn shown(&self) -> String {
        match self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => quoted(text),
            Value::Array(items) => format!("a list of {}", items.len()),
            Value::Object(_) => "an object".to_owned(),
        }
    }
}

/// A JSON Pointer one step further.
pub(super) fn step(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}
