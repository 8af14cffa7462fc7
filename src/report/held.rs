//! What a report was made of: lent by the caller, or its own.

use std::ops::Deref;

/// A value that is lent, or owned.
#[derive(Debug, Clone)]
pub(crate) enum Held<'a, T> {
    Lent(&'a T),
    Owned(Box<T>),
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Lent(value) => value,
            Held::Owned(value) => value,
        }
    }
}

impl<T: Clone> Held<'_, T> {
    pub(crate) fn into_owned(self) -> Held<'static, T> {
        match self {
            Held::Lent(value) => Held::Owned(Box::new(value.clone())),
            Held::Owned(value) => Held::Owned(value),
        }
    }
}
