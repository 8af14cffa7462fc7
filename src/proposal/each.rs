//! A list in which order says nothing and each stands once.

use std::ops::Deref;

/// What is named, each once and in order: countries, legal forms. However it is put together, the same names are the
/// same list, so they are written and hashed alike.
///
/// ```
/// use amif::{Country, proposal::Each};
///
/// let (morocco, tunisia): (Country, Country) = ("MA".parse()?, "TN".parse()?);
/// let targets = Each::from([tunisia, morocco, tunisia]);
/// assert_eq!(targets[..], [morocco, tunisia]);
/// assert_eq!(targets, vec![morocco, tunisia].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Each<T>(Vec<T>);

impl<T> Default for Each<T> {
    fn default() -> Self {
        Each(Vec::new())
    }
}

impl<T> Deref for Each<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> From<Vec<T>> for Each<T> {
    fn from(mut named: Vec<T>) -> Self {
        named.sort_unstable();
        named.dedup();
        Each(named)
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Each<T> {
    fn from(named: [T; N]) -> Self {
        Vec::from(named).into()
    }
}

impl<T: Ord> FromIterator<T> for Each<T> {
    fn from_iter<I: IntoIterator<Item = T>>(named: I) -> Self {
        named.into_iter().collect::<Vec<T>>().into()
    }
}

impl<'a, T> IntoIterator for &'a Each<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> IntoIterator for Each<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: serde::Serialize> serde::Serialize for Each<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
