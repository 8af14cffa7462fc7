//! Objects whose keys are free names.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::cx::Cx;
use super::quoted;
use super::shapes::Shape;
use super::source::{Broken, Entries, Form};

/// An object whose keys are free names.
pub(crate) struct Table<F>(pub(crate) &'static str, pub(crate) F);

impl<S: Shape, F: FnMut() -> S> Shape for Table<F> {
    type Out = Vec<(String, S::Out)>;
    const FORM: Form = Form::Object;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn object(mut self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let mut out: Vec<(String, S::Out)> = Vec::new();
        let mut names = Names::default();
        while let Some(name) = entries.owned_name()? {
            if names.twice(&name, &out) {
                cx.problem(format!("duplicate name {}", quoted(&name)));
            }
            let (name, value) = cx.under(name, |cx| cx.value(entries, (self.1)()));
            match value? {
                Some(value) => out.push((name, value)),
                None => names.left_out.push(name),
            }
        }
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(mut self, cx: &mut Cx) -> schemars::Schema {
        let values = (self.1)().schema(cx);
        schemars::json_schema!({ "type": "object", "additionalProperties": values })
    }
}

/// An object whose keys are texts of a type: what the object is, how a key is read, and the values. A key that is none,
/// or that comes to one that was there before, is told at its own place, and left out with its value.
pub(crate) struct Keyed<P, F>(pub(crate) &'static str, pub(crate) P, pub(crate) F);

impl<K: PartialEq, P: FnMut(&str) -> Result<K, String>, S: Shape, F: FnMut() -> S> Shape for Keyed<P, F> {
    type Out = Vec<(K, S::Out)>;
    const FORM: Form = Form::Object;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn object(mut self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let mut out: Vec<(K, S::Out)> = Vec::new();
        let mut wrong: Vec<K> = Vec::new();
        while let Some(name) = entries.owned_name()? {
            let key = (self.1)(&name).and_then(|key| {
                let mut known = out.iter().map(|(key, _)| key).chain(&wrong);
                if known.any(|known| *known == key) {
                    Err(format!("{} must be listed once", quoted(&name)))
                } else {
                    Ok(key)
                }
            });
            let (_, value) = cx.under(name, |cx| {
                let value = cx.value(entries, (self.2)());
                (key.map_err(|message| cx.problem(message)).ok(), value)
            });
            match value {
                (Some(key), Ok(Some(value))) => out.push((key, value)),
                (Some(key), Ok(None)) => wrong.push(key),
                (None, Ok(_)) => {}
                (_, Err(broken)) => return Err(broken),
            }
        }
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        Table(self.0, self.2).schema(cx)
    }
}

/// A key that a type parses.
pub(crate) fn parsed<K: FromStr<Err: fmt::Display>>(name: &str) -> Result<K, String> {
    name.parse().map_err(|error: K::Err| error.to_string())
}

/// The names of a table, to find those that stand there twice.
#[derive(Default)]
struct Names {
    /// Those whose values were wrong.
    left_out: Vec<String>,
    /// All of them, once they are too many to look through.
    many: HashSet<String>,
}

impl Names {
    /// Whether a name stands among those read before it.
    fn twice<T>(&mut self, name: &str, read: &[(String, T)]) -> bool {
        let mut known = read.iter().map(|(name, _)| name).chain(&self.left_out);
        if self.many.is_empty() {
            if read.len().saturating_add(self.left_out.len()) <= 32 {
                return known.any(|known| known == name);
            }
            self.many = known.cloned().collect();
        }
        !self.many.insert(name.to_owned())
    }
}
