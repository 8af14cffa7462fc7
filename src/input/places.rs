//! What is looked at where it stands: a value that must hold more than its shape says, one whose place is kept in mind,
//! the items of a list of which each must be there once.

use std::borrow::Cow;

use super::cx::{Cx, Mark};
use super::shapes::{Shape, each};
use super::source::{Broken, Entries, Form, Items};

/// A shape, and what is made of what was read by it, at its place.
pub(crate) struct Then<S, F>(S, F);

/// A value with its place, for a problem that only what is read later can show.
pub(crate) fn placed<S: Shape>(shape: S) -> impl Shape<Out = (Mark, S::Out)> {
    Then(shape, |value, cx: &mut Cx| Some((cx.mark(), value)))
}

/// A value that is told to be wrong where `wrong` says why. It is read all the same.
pub(crate) fn checked<S: Shape>(
    shape: S,
    wrong: impl FnOnce(&S::Out) -> Option<String>,
) -> impl Shape<Out = S::Out> {
    Then(shape, move |value, cx: &mut Cx| {
        if let Some(message) = wrong(&value) {
            cx.problem(message);
        }
        Some(value)
    })
}

impl<S: Shape, T, F: FnOnce(S::Out, &mut Cx) -> Option<T>> Shape for Then<S, F> {
    type Out = T;
    const FORM: Form = S::FORM;

    fn expected(&self) -> Cow<'static, str> {
        self.0.expected()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<T> {
        let value = self.0.string(text, cx)?;
        (self.1)(value, cx)
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<T> {
        let value = self.0.integer(number, cx)?;
        (self.1)(value, cx)
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<T> {
        let value = self.0.float(number, cx)?;
        (self.1)(value, cx)
    }

    fn boolean(self, value: bool, cx: &mut Cx) -> Option<T> {
        let value = self.0.boolean(value, cx)?;
        (self.1)(value, cx)
    }

    fn null(self, cx: &mut Cx) -> Option<T> {
        let value = self.0.null(cx)?;
        (self.1)(value, cx)
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<T>, Broken> {
        let value = self.0.array(items, cx)?;
        Ok(value.and_then(|value| (self.1)(value, cx)))
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<T>, Broken> {
        let value = self.0.object(entries, cx)?;
        Ok(value.and_then(|value| (self.1)(value, cx)))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        self.0.schema(cx)
    }
}

/// A list of which no item must be there twice: what a list is, the items, and what is said of an item that was there
/// before, `None` where it was not.
pub(crate) struct Distinct<F, A>(pub(crate) &'static str, pub(crate) F, pub(crate) A);

impl<S: Shape, F: FnMut() -> S, A: FnMut(&[S::Out], &S::Out) -> Option<String>> Shape for Distinct<F, A> {
    type Out = Vec<S::Out>;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn array(mut self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let mut out: Vec<S::Out> = Vec::new();
        each(items, cx, &mut self.1, |item, cx| {
            if let Some(message) = (self.2)(&out, &item) {
                cx.problem(message);
            }
            out.push(item);
        })?;
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(mut self, cx: &mut Cx) -> schemars::Schema {
        let items = (self.1)().schema(cx);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}
