//! One place that a rule rests on, and how far the reading can be trusted.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::act::Act;
use crate::input::{named_enum, text_in_binary};

named_enum! {
    /// How a cited statement is known, strongest first. A number marked [`Basis::Unverified`] must be
    /// shown with that mark wherever it is shown.
    pub enum Basis("basis") {
        /// Read in the text of the act.
        Act = "act",
        /// Read in the official call document.
        CallDocument = "call_document",
        /// Read on a page of the granting authority or of the portal.
        OfficialPage = "official_page",
        /// Read in a public summary of the official document.
        Summary = "summary",
        /// Concluded from the sources named.
        Inferred = "inferred",
        /// Stated from general knowledge; the text was not seen.
        Unverified = "unverified",
    }
}

/// A text compiled in, or one read from a file and shared by all copies of it.
#[derive(Clone)]
pub(crate) enum SharedText {
    Fixed(&'static str),
    Shared(Arc<str>),
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            SharedText::Fixed(text) => text,
            SharedText::Shared(text) => text,
        }
    }
}

impl SharedText {
    pub(crate) fn shared(text: &str) -> Self {
        if text.is_empty() { SharedText::default() } else { SharedText::Shared(text.into()) }
    }
}

impl Default for SharedText {
    fn default() -> Self {
        SharedText::Fixed("")
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        // By far the most are copies of one.
        std::ptr::eq::<str>(&**self, &**other) || **self == **other
    }
}

impl Eq for SharedText {}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

/// A document that a file lists for its citations to name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) title: String,
    /// Empty where none is recorded.
    pub(crate) url: String,
    /// How its statements are known, where a citation does not say.
    pub(crate) basis: Basis,
    /// The keys of the pages that it stands for, where it is several cited together; empty for one document.
    pub(crate) pages: Vec<String>,
}

/// What is cited: compiled in, or listed in a file and shared by all that cite it. One pointer stands for both
/// texts, since a call cites its few documents a hundred times.
#[derive(Clone)]
enum Cited {
    Fixed { title: &'static str, url: &'static str },
    Listed(Arc<Document>),
}

impl Cited {
    const fn fixed(title: &'static str) -> Self {
        Cited::Fixed { title, url: "" }
    }

    fn title(&self) -> &str {
        match self {
            Cited::Fixed { title, .. } => title,
            Cited::Listed(document) => &document.title,
        }
    }

    fn url(&self) -> &str {
        match self {
            Cited::Fixed { url, .. } => url,
            Cited::Listed(document) => &document.url,
        }
    }
}

impl fmt::Debug for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cited").field("title", &self.title()).field("url", &self.url()).finish()
    }
}

impl PartialEq for Cited {
    fn eq(&self, other: &Self) -> bool {
        if let (Cited::Listed(one), Cited::Listed(another)) = (self, other)
            && Arc::ptr_eq(one, another)
        {
            return true;
        }
        (self.title(), self.url()) == (other.title(), other.url())
    }
}

impl Eq for Cited {}

/// One place that a rule, a number or a fact rests on.
///
/// ```
/// use amif::law::{Act, Basis, Citation};
///
/// let c = Citation::act(Act::Amif2021, "Art. 24(1)(b)", Basis::Act);
/// assert_eq!(c.to_string(), "Regulation (EU) 2021/1147, Art. 24(1)(b)");
/// assert_eq!(c.article(), Some("24"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    act: Option<Act>,
    document: Cited,
    section: SharedText,
    basis: Basis,
    note: SharedText,
}

/// Of what tells nearly all citations apart: where in which act or document, not its title, address and note.
impl Hash for Citation {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.act, self.basis).hash(state);
        self.section.hash(state);
    }
}

impl Citation {
    /// Cites a place in an act, such as `"Art. 15(6a)"` or `"Annex II, point 4(c)"`.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// let place = Citation::act(Act::Amif2021, "Art. 15(6a)", Basis::Act);
    /// assert_eq!(place.to_string(), "Regulation (EU) 2021/1147, Art. 15(6a)");
    /// ```
    #[must_use]
    pub const fn act(act: Act, place: &'static str, basis: Basis) -> Self {
        Self::act_noted(act, place, basis, "")
    }

    /// Like [`Citation::act`], with a remark on the reading.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// let place = Citation::act_noted(Act::Amif2021, "Art. 24", Basis::Inferred, "read with Art. 3");
    /// // Whatever is weaker than a text that was read is marked.
    /// assert_eq!(place.to_string(), "Regulation (EU) 2021/1147, Art. 24 [inferred]");
    /// assert_eq!(place.note(), "read with Art. 3");
    /// ```
    #[must_use]
    pub const fn act_noted(act: Act, place: &'static str, basis: Basis, note: &'static str) -> Self {
        Citation {
            act: Some(act),
            document: Cited::fixed(act.title()),
            section: SharedText::Fixed(place),
            basis,
            note: SharedText::Fixed(note),
        }
    }

    /// Cites a section of any other document.
    ///
    /// ```
    /// use amif::law::{Basis, Citation};
    ///
    /// let place = Citation::document("Invented call document", "section 4", Basis::CallDocument);
    /// assert_eq!(place.to_string(), "Invented call document, section 4");
    /// assert_eq!(place.cited_act(), None);
    /// ```
    #[must_use]
    pub const fn document(title: &'static str, section: &'static str, basis: Basis) -> Self {
        Self::document_noted(title, section, basis, "")
    }

    /// Like [`Citation::document`], with a remark on the reading.
    pub(crate) const fn document_noted(
        title: &'static str,
        section: &'static str,
        basis: Basis,
        note: &'static str,
    ) -> Self {
        Citation {
            act: None,
            document: Cited::fixed(title),
            section: SharedText::Fixed(section),
            basis,
            note: SharedText::Fixed(note),
        }
    }

    /// Cites a public page by its title and address.
    pub(crate) const fn page(
        title: &'static str,
        url: &'static str,
        basis: Basis,
        note: &'static str,
    ) -> Self {
        Citation {
            act: None,
            document: Cited::Fixed { title, url },
            section: SharedText::Fixed(""),
            basis,
            note: SharedText::Fixed(note),
        }
    }

    /// Cites a place in an act, as a file does.
    pub(crate) const fn of_act(act: Act, section: SharedText, basis: Basis, note: SharedText) -> Self {
        Citation { act: Some(act), document: Cited::fixed(act.title()), section, basis, note }
    }

    /// Cites a section of a document that a file lists.
    pub(crate) const fn of_listed(
        document: Arc<Document>,
        section: SharedText,
        basis: Basis,
        note: SharedText,
    ) -> Self {
        Citation { act: None, document: Cited::Listed(document), section, basis, note }
    }

    /// The act, where the place is in an act.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// let place = Citation::act(Act::Amif2021, "Art. 24", Basis::Act);
    /// assert_eq!(place.cited_act(), Some(Act::Amif2021));
    /// ```
    #[must_use]
    pub fn cited_act(&self) -> Option<Act> {
        self.act
    }

    /// The title of the act or document.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// assert_eq!(Citation::act(Act::Amif2021, "Art. 24", Basis::Act).title(), "Regulation (EU) 2021/1147");
    /// ```
    #[must_use]
    pub fn title(&self) -> &str {
        self.document.title()
    }

    /// The article, annex or section; empty where the document is cited as a whole.
    ///
    /// ```
    /// use amif::law::{Basis, Citation};
    ///
    /// assert_eq!(Citation::document("Questions and answers", "", Basis::OfficialPage).section(), "");
    /// ```
    #[must_use]
    pub fn section(&self) -> &str {
        &self.section
    }

    /// The bare article number, such as `"24"` for `"Art. 24(1)(b)"`; `None` outside articles.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// let article = |place| Citation::act(Act::Amif2021, place, Basis::Act).article().map(str::to_owned);
    /// assert_eq!(article("Art. 15(6a)").as_deref(), Some("15"));
    /// assert_eq!(article("Annex VI"), None);
    /// ```
    #[must_use]
    pub fn article(&self) -> Option<&str> {
        self.section.strip_prefix("Art. ")?.split(['(', ',', ' ', '-']).next()
    }

    /// How the statement is known.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let deadline = call.deadline().ok_or("not stated")?;
    /// // Nobody read the call document of this call as a whole.
    /// assert!(deadline.source.iter().all(|place| place.basis() != amif::law::Basis::CallDocument));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// A remark on the reading; empty where there is none.
    ///
    /// ```
    /// use amif::law::{Act, Basis, Citation};
    ///
    /// assert_eq!(Citation::act(Act::Amif2021, "Art. 24", Basis::Act).note(), "");
    /// ```
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The public address of the document; empty where none is recorded.
    ///
    /// ```
    /// use amif::law::{Basis, Citation};
    ///
    /// assert_eq!(Citation::document("Invented call document", "", Basis::CallDocument).url(), "");
    /// ```
    #[must_use]
    pub fn url(&self) -> &str {
        self.document.url()
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())?;
        if !self.section.is_empty() {
            write!(f, ", {}", self.section())?;
        }
        match self.basis {
            Basis::Act | Basis::CallDocument | Basis::OfficialPage => Ok(()),
            Basis::Summary | Basis::Inferred | Basis::Unverified => write!(f, " [{}]", self.basis),
        }
    }
}

/// A place that a statement rests on.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Keys<'a> {
    /// The title of the document or act.
    document: Cow<'a, str>,
    /// The article, section or page; left out for the whole.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    section: Cow<'a, str>,
    /// How the statement is known.
    basis: Basis,
    /// A remark on the reading.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    /// The public address.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    url: Cow<'a, str>,
    /// The CELEX number of an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    celex: Option<Cow<'a, str>>,
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let keys = Keys {
            document: self.title().into(),
            section: self.section().into(),
            basis: self.basis,
            note: self.note().into(),
            url: self.url().into(),
            celex: self.act.and_then(Act::celex).map(Cow::from),
        };
        text_in_binary::serialize(&keys, serializer)
    }
}

impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Keys { document, section, basis, note, url, .. } = text_in_binary::deserialize(deserializer)?;
        let (section, note) = (SharedText::shared(&section), SharedText::shared(&note));
        let act = Act::ALL.iter().copied().find(|act| act.title() == document && url.is_empty());
        Ok(match act {
            Some(act) => Citation::of_act(act, section, basis, note),
            None => {
                let (title, url) = (document.into_owned(), url.into_owned());
                Citation::of_listed(
                    Arc::new(Document { title, url, basis, pages: Vec::new() }),
                    section,
                    basis,
                    note,
                )
            }
        })
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Citation {
    fn schema_name() -> Cow<'static, str> {
        "Citation".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Keys::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_names_its_article() {
        let at = |s| Citation::act(Act::Amif2021, s, Basis::Act).article().map(str::to_owned);
        assert_eq!(at("Art. 15(6a)"), Some("15".into()));
        assert_eq!(at("Art. 35(2)(ha)"), Some("35".into()));
        assert_eq!(at("Annex II, point 4(c)"), None);
    }

    #[test]
    fn a_citation_is_read_as_it_is_written() {
        for citation in [
            Citation::act(Act::Amif2021, "Art. 24(1)", Basis::Act),
            Citation::act_noted(Act::EntityValidation, "2.1.4", Basis::Summary, "read elsewhere"),
            Citation::document("Manual", "3.1", Basis::OfficialPage),
            Citation::page("Page", "https://example.org/", Basis::Summary, "noted"),
        ] {
            let text = serde_json::to_string(&citation).unwrap();
            let read: Citation = serde_json::from_str(&text).unwrap();
            assert_eq!(read, citation);
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
    }

    #[test]
    fn weak_bases_are_printed_and_strong_ones_are_not() {
        let with = |b| Citation::document("Page", "Deadline", b).to_string();
        assert_eq!(with(Basis::Summary), "Page, Deadline [summary]");
        assert_eq!(with(Basis::CallDocument), "Page, Deadline");
        assert_eq!(with(Basis::Unverified), "Page, Deadline [unverified]");
    }
}
