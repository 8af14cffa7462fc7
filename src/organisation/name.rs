//! Names of organisations, and the form in which they are compared.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::OnceLock;

use crate::input::{folded, quoted};

/// The name of an organisation: any text that is not blank.
///
/// ```
/// use amif::Name;
///
/// let a: Name = "Caritas Wien".parse()?;
/// assert!(a.same_as(&"CARITAS  WIEN".parse()?));
/// assert!("  ".parse::<Name>().is_err());
/// # Ok::<(), amif::value::BlankNameError>(())
/// ```
#[derive(Clone)]
pub struct Name {
    text: Box<str>,
    /// The form in which names are compared, made when it is first asked for.
    key: OnceLock<Box<str>>,
}

impl Name {
    /// The name as stated.
    ///
    /// ```
    /// let name: amif::Name = "Stadt Wien".parse()?;
    /// assert_eq!(name.as_str(), "Stadt Wien");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name for a line of a report: what would disturb the line, such as control characters and those
    /// that turn the direction of writing, is shown by its number.
    ///
    /// ```
    /// let name: amif::Name = "A\nVerdict".parse()?;
    /// assert_eq!(name.printable(), "A\\u{a}Verdict");
    /// # Ok::<(), amif::value::BlankNameError>(())
    /// ```
    #[must_use]
    pub fn printable(&self) -> String {
        crate::input::printable(&self.text)
    }

    /// Whether two names are the same after Unicode normal form C, without regard to case and white space.
    ///
    /// ```
    /// use amif::Name;
    ///
    /// let (a, b): (Name, Name) = ("Caritas Wien".parse()?, "CARITAS  WIEN".parse()?);
    /// assert!(a.same_as(&b));
    /// assert_ne!(a, b, "equal is only what is written alike");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn same_as(&self, other: &Name) -> bool {
        self == other || self.key() == other.key()
    }

    /// The form in which names are compared.
    pub(crate) fn key(&self) -> &str {
        self.key.get_or_init(|| name_key(&self.text).into())
    }
}

/// The form in which names are compared, of organisations and of persons: canonical, without case and spaces.
pub(crate) fn name_key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        let written = name.chars().filter(|c| !c.is_whitespace());
        return written.map(|c| c.to_ascii_lowercase()).collect();
    }
    folded(name.nfc()).filter(|c| !c.is_whitespace()).nfc().collect()
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Name").field(&self.text).finish()
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// A name with nothing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankNameError(String);

impl fmt::Display for BlankNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the blank name {}; a participant needs a name", quoted(&self.0))
    }
}

impl std::error::Error for BlankNameError {}

impl FromStr for Name {
    type Err = BlankNameError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if crate::input::is_blank(s) {
            Err(BlankNameError(s.to_owned()))
        } else {
            Ok(Name { text: s.into(), key: OnceLock::new() })
        }
    }
}

crate::input::text_serde!(Name, "a name that is not blank", as_str);
