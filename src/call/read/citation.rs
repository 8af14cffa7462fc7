//! Documents, citations, and values that rest on them, before the documents are looked up.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::{MapAccess, SeqAccess};

use crate::input::{Cx, Fields, List, Mark, Object, Parsed, PlainText, Shape, Wrong, each, prints, unknown};
use crate::law::{Act, Basis, Citation, Document, SharedText, act_named};

#[derive(Default)]
pub(super) struct DocumentFields {
    title: Option<String>,
    basis: Option<Basis>,
    url: Option<String>,
    pages: Option<Vec<String>>,
}

impl<'de> Fields<'de> for DocumentFields {
    type Out = Arc<Document>;
    const EXPECTED: &'static str = "a document with \"title\" and \"basis\"";
    const NAMES: &'static [&'static str] = &["title", "basis", "url", "pages"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.title = cx.value(map, PlainText)?,
            1 => self.basis = cx.value(map, Parsed::of("a basis"))?,
            2 => self.url = cx.optional(map, PlainText)?,
            _ => self.pages = cx.optional(map, List("a list of keys of documents", || PlainText))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Arc<Document>> {
        let title = cx.required(self.title, "title", wrong);
        let basis = cx.required(self.basis, "basis", wrong);
        let title = match &self.pages {
            Some(pages) if pages.len() < 2 => {
                cx.problem_at("pages", "pages that are cited together must be two or more".to_owned());
                title?
            }
            // Said with every citation, since none of the pages is known to say what is cited.
            Some(pages) => {
                format!("{}, {}; which of them says it is not recorded", title?, pages.len())
            }
            None => title?,
        };
        let (url, pages) = (self.url.unwrap_or_default(), self.pages.unwrap_or_default());
        Some(Arc::new(Document { title, basis: basis?, url, pages }))
    }
}

/// Pages that are cited together must be listed themselves, each once and none of them a list of others.
pub(super) fn check_pages(documents: &Documents, cx: &mut Cx) {
    for (key, document) in documents {
        for (at, page) in document.pages.iter().enumerate() {
            let listed = documents.iter().find(|(known, _)| known == page);
            let wrong = match listed {
                None => unknown("the document", page, documents.iter().map(|(known, _)| known.as_str())),
                Some((_, other)) if !other.pages.is_empty() => {
                    format!("{page:?} must be a page, not a list of pages")
                }
                Some(_) if document.pages.iter().take(at).any(|before| before == page) => {
                    format!("{page:?} must be listed once")
                }
                Some(_) => continue,
            };
            cx.problem(format!("{key:?}, \"pages\": {wrong}"));
        }
    }
}

/// The documents of a call by their keys.
pub(super) type Documents = Vec<(String, Arc<Document>)>;

/// A citation as read.
pub(super) enum Cite {
    /// One of an act, or of a document that stands further up.
    Whole(Citation),
    /// One of a document that may stand further down.
    Ahead(Ahead),
}

/// A citation before its document is looked up.
#[derive(Clone)]
pub(super) struct Ahead {
    pub(super) key: String,
    /// Where it stands.
    pub(super) at: Mark,
    pub(super) section: SharedText,
    pub(super) basis: Option<Basis>,
    pub(super) note: SharedText,
}

/// Which document is cited.
pub(super) enum Named {
    Listed(Arc<Document>),
    Key(String, Mark),
}

#[derive(Default)]
pub(super) struct CiteFields {
    document: Option<Named>,
    act: Option<Option<Act>>,
    section: Option<SharedText>,
    basis: Option<Basis>,
    note: Option<SharedText>,
}

/// The key of a document.
struct DocumentKey;

impl Shape<'_> for DocumentKey {
    type Out = Named;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Named> {
        match cx.listed(text) {
            Some(document) => Some(Named::Listed(document)),
            None => prints(text, cx).map(|key| Named::Key(key.to_owned(), cx.mark_above())),
        }
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<PlainText>()
    }
}

/// A text that prints as it is written, to be shared.
struct SharedPlain;

impl Shape<'_> for SharedPlain {
    type Out = SharedText;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<SharedText> {
        prints(text, cx).map(SharedText::shared)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<PlainText>()
    }
}

/// The CELEX number or short title of an act.
pub(super) struct ActName;

impl Shape<'_> for ActName {
    type Out = Option<Act>;

    fn expected(&self) -> Cow<'static, str> {
        "an act, by CELEX number or short title".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Option<Act>> {
        Some(act_named(text, cx))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Act>()
    }
}

impl<'de> Fields<'de> for CiteFields {
    type Out = Cite;
    const EXPECTED: &'static str = "a citation with \"document\" or \"act\"";
    const NAMES: &'static [&'static str] = &["document", "act", "section", "basis", "note"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.document = cx.value(map, DocumentKey)?,
            1 => self.act = cx.value(map, ActName)?,
            2 => self.section = cx.optional(map, SharedPlain)?,
            3 => self.basis = cx.optional(map, Parsed::of("a basis"))?,
            _ => self.note = cx.optional(map, SharedPlain)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Cite> {
        let act = self.act.flatten();
        if !wrong.any() && (self.document.is_some() == act.is_some()) {
            cx.problem("a citation names either a \"document\" or an \"act\"".to_owned());
        }
        if act.is_some() && self.basis.is_none() {
            cx.problem("a citation of an act states its \"basis\"".to_owned());
        }
        let (section, note) = (self.section.unwrap_or_default(), self.note.unwrap_or_default());
        if let Some(act) = act {
            let basis = self.basis.unwrap_or(Basis::Unverified);
            return Some(Cite::Whole(Citation::of_act(act, section, basis, note)));
        }
        Some(match self.document? {
            Named::Listed(document) => {
                let basis = self.basis.unwrap_or(document.basis);
                Cite::Whole(Citation::of_listed(document, section, basis, note))
            }
            Named::Key(key, at) => Cite::Ahead(Ahead { key, at, section, basis: self.basis, note }),
        })
    }
}

/// Citations in their order. Most files list their documents first, and the citations are then as they will stay.
#[derive(Default, Clone)]
pub(super) struct Cites {
    /// Each that is ahead of its document, with what stands between it and the one before.
    pub(super) ahead: Vec<(Vec<Citation>, Ahead)>,
    /// What stands after those.
    pub(super) whole: Vec<Citation>,
}

/// A list of citations.
pub(super) struct CiteList;

impl<'de> Shape<'de> for CiteList {
    type Out = Cites;

    fn expected(&self) -> Cow<'static, str> {
        "a list of citations".into()
    }

    fn array<A: SeqAccess<'de>>(self, mut items: A, cx: &mut Cx) -> Result<Option<Cites>, A::Error> {
        let mut cites = Cites::default();
        let shape = || Object(CiteFields::default());
        each(&mut items, cx, shape, |cite| match cite {
            Cite::Whole(citation) => cites.whole.push(citation),
            Cite::Ahead(ahead) => cites.ahead.push((std::mem::take(&mut cites.whole), ahead)),
        })?;
        Ok(Some(cites))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Object(CiteFields::default())).schema(cx)
    }
}

/// A value with the citations that it needs, before their documents are looked up.
#[derive(Clone)]
pub(super) struct Raw<T> {
    pub(super) value: T,
    pub(super) source: Cites,
}

pub(super) fn raw<T>(value: Option<T>, source: Option<Cites>, cx: &mut Cx, wrong: Wrong) -> Option<Raw<T>> {
    let source = cx.required(source, "source", wrong)?;
    if source.ahead.is_empty() && source.whole.is_empty() && !wrong.any() {
        cx.problem("the list \"source\" is empty; every condition rests on at least one place".to_owned());
    }
    Some(Raw { value: value?, source })
}

/// A value that may be another one where an open question is answered yes.
#[derive(Clone)]
pub(super) struct Varying<T> {
    pub(super) no: Raw<T>,
    pub(super) yes: Option<Reading<T>>,
}

/// What holds where a question is answered yes, before the question is looked up.
#[derive(Clone)]
pub(super) struct Reading<T> {
    pub(super) id: String,
    pub(super) at: Mark,
    pub(super) value: T,
}

/// Declares the fields of an object that has a `source`, and may have an `or` with the same fields under
/// an open question.
macro_rules! varying_fields {
    (
        $name:ident / $other:ident -> $out:ty, $expected:literal {
            $($field:literal => $slot:ident: $ty:ty = $shape:expr,)*
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        #[derive(Default)]
        pub(super) struct $name {
            $($slot: Option<$ty>,)*
            source: Option<Cites>,
            or: Option<Reading<$out>>,
        }

        impl<'de> Fields<'de> for $name {
            type Out = Varying<$out>;
            const EXPECTED: &'static str = $expected;
            const NAMES: &'static [&'static str] = &[$($field,)* "or", "source"];

            fn field<A: MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
                cx: &mut Cx,
            ) -> Result<(), A::Error> {
                match Self::NAMES.get(index).copied() {
                    $(Some($field) => self.$slot = cx.optional(map, $shape)?,)*
                    Some("or") => self.or = cx.optional(map, Object($other::default()))?,
                    _ => self.source = cx.value(map, CiteList)?,
                }
                Ok(())
            }

            fn finish(self, $cx: &mut Cx, $wrong: Wrong) -> Option<Varying<$out>> {
                let $this = self;
                let value: Option<$out> = $finish;
                let no = raw(value, $this.source, $cx, $wrong)?;
                Some(Varying { no, yes: $this.or })
            }
        }

        #[derive(Default)]
        pub(super) struct $other {
            $($slot: Option<$ty>,)*
            open: Option<String>,
        }

        impl<'de> Fields<'de> for $other {
            type Out = Reading<$out>;
            const EXPECTED: &'static str = "what holds where an open question is answered yes";
            const NAMES: &'static [&'static str] = &[$($field,)* "open"];

            fn field<A: MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
                cx: &mut Cx,
            ) -> Result<(), A::Error> {
                match Self::NAMES.get(index).copied() {
                    $(Some($field) => self.$slot = cx.optional(map, $shape)?,)*
                    _ => self.open = cx.value(map, PlainText)?,
                }
                Ok(())
            }

            fn finish(self, $cx: &mut Cx, $wrong: Wrong) -> Option<Reading<$out>> {
                let $this = self;
                let value: Option<$out> = $finish;
                let id = $cx.required($this.open, "open", $wrong);
                Some(Reading { id: id?, at: $cx.mark(), value: value? })
            }
        }
    };
}

/// Declares the fields of an object that has a `source`.
macro_rules! sourced_fields {
    (
        $name:ident -> $out:ty, $expected:literal {
            $($field:literal => $slot:ident: $ty:ty = $shape:expr,)*
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        #[derive(Default)]
        pub(super) struct $name {
            $($slot: Option<$ty>,)*
            source: Option<Cites>,
        }

        impl<'de> Fields<'de> for $name {
            type Out = Raw<$out>;
            const EXPECTED: &'static str = $expected;
            const NAMES: &'static [&'static str] = &[$($field,)* "source"];

            fn field<A: MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
                cx: &mut Cx,
            ) -> Result<(), A::Error> {
                match Self::NAMES.get(index).copied() {
                    $(Some($field) => self.$slot = cx.optional(map, $shape)?,)*
                    _ => self.source = cx.value(map, CiteList)?,
                }
                Ok(())
            }

            fn finish(self, $cx: &mut Cx, $wrong: Wrong) -> Option<Raw<$out>> {
                let $this = self;
                let value: Option<$out> = $finish;
                raw(value, $this.source, $cx, $wrong)
            }
        }
    };
}
