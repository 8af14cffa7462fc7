//! Objects whose keys are free names.

use std::borrow::Cow;
use std::collections::HashSet;

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
