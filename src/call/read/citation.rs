//! Documents, citations, and values that rest on them, before the documents are looked up.

use std::borrow::Cow;
use std::sync::Arc;

use crate::input::{
    Broken, Cx, Entries, Items, List, Mark, Parsed, PlainText, Shape, SomeText, Table, UnknownNameError,
    Wrong, each, fields, object, placed, prints, unknown,
};
use crate::law::{Act, Basis, Citation, Document, SharedText};

fields! {
    /// A document that citations name by its key.
    pub(super) DocumentFields -> (Arc<Document>, Vec<Mark>), "a document with \"title\" and \"basis\"" {
        /// The title, as reports print it.
        title: String = SomeText,
        /// How far a statement taken from it can be trusted.
        basis: Basis = Parsed::of("a basis"),
        /// Its public address.
        url: String = PlainText,
        /// Keys of pages that are cited together as this one; which of them says it is not recorded.
        pages: Vec<(Mark, String)> = List("a list of keys of documents", || placed(PlainText)),
    }
    finish |this, cx, wrong| {
        let title = cx.required(this.title, "title", wrong);
        let basis = cx.required(this.basis, "basis", wrong);
        // One with a fault is listed all the same: what cites it has none.
        let (title, basis) = (title.unwrap_or_default(), basis.unwrap_or(Basis::Unverified));
        let title = match &this.pages {
            Some(pages) if pages.len() < 2 => {
                cx.problem_at("pages", "pages that are cited together must be two or more".to_owned());
                title
            }
            // Said with every citation, since none of the pages is known to say what is cited.
            Some(pages) => {
                format!("{title}, {}; which of them says it is not recorded", pages.len())
            }
            None => title,
        };
        let (marks, pages) = this.pages.unwrap_or_default().into_iter().unzip();
        Some((Arc::new(Document { title, basis, url: this.url.unwrap_or_default(), pages }), marks))
    }
}

/// Pages that are cited together must be listed themselves, each once and none of them a list of others. The place of each
/// is known.
fn check_pages(documents: &Documents, marks: &[Vec<Mark>], cx: &mut Cx) {
    for ((_, document), marks) in documents.iter().zip(marks) {
        for (at, (page, mark)) in document.pages.iter().zip(marks).enumerate() {
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
            cx.problem_at_mark(*mark, || wrong);
        }
    }
}

/// The documents of a call by their keys.
pub(super) type Documents = Vec<(String, Arc<Document>)>;

/// The documents of a call, which citations that stand below may name.
pub(super) struct DocumentTable;

impl Shape for DocumentTable {
    type Out = Arc<Documents>;

    fn expected(&self) -> Cow<'static, str> {
        "documents by key".into()
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let read = Table("documents by key", object::<DocumentFields>).object(entries, cx)?;
        let (marks, documents): (Vec<_>, Documents) =
            read.into_iter().flatten().map(|(key, (document, marks))| (marks, (key, document))).unzip();
        let documents = Arc::new(documents);
        check_pages(&documents, &marks, cx);
        cx.list(&documents);
        Ok(Some(documents))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        Table("", object::<DocumentFields>).schema(cx)
    }
}

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
    pub(super) section: SharedText,
    pub(super) basis: Option<Basis>,
    pub(super) note: SharedText,
}

/// Which document is cited.
pub(super) enum Named {
    Listed(Arc<Document>),
    Key(String),
}

/// What citations name.
pub(super) const DOCUMENT: &str = "the document";

/// The key of a document.
struct DocumentKey;

impl Shape for DocumentKey {
    type Out = Named;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Named> {
        match cx.listed(text) {
            Some(document) => Some(Named::Listed(document)),
            None => prints(text, cx).map(|key| {
                let at = cx.mark_above();
                cx.names(DOCUMENT, key, at);
                Named::Key(key.to_owned())
            }),
        }
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<PlainText>()
    }
}

/// A text that prints as it is written, to be shared.
struct SharedPlain;

impl Shape for SharedPlain {
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

impl Shape for ActName {
    type Out = Option<Act>;

    fn expected(&self) -> Cow<'static, str> {
        "an act, by CELEX number or short title".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Option<Act>> {
        Some(text.parse().map_err(|error: UnknownNameError| cx.problem(error.to_string())).ok())
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Act>()
    }
}

fields! {
    /// A place that a statement rests on: in a document of the call, or in an act.
    pub(super) CiteFields -> Cite, "a citation with \"document\" or \"act\"" {
        /// The key of a document listed under documents.
        document: Named = DocumentKey,
        /// The act, by CELEX number such as 32021R1147 or by short title. Then basis is required.
        act: Option<Act> = ActName,
        /// The article, section, page or heading.
        section: SharedText = SharedPlain,
        /// How the statement is known, where that differs from the document's basis.
        basis: Basis = Parsed::of("a basis"),
        /// A remark on the reading, shown in reports.
        note: SharedText = SharedPlain,
    }
    finish |this, cx, wrong| {
        let act = this.act.flatten();
        if !wrong.of(&["document", "act"]) && (this.document.is_some() == act.is_some()) {
            cx.problem("a citation must name either a \"document\" or an \"act\"".to_owned());
        }
        if act.is_some() && this.basis.is_none() && !wrong.of(&["basis"]) {
            cx.problem("a citation of an act must state its \"basis\"".to_owned());
        }
        let (section, note) = (this.section.unwrap_or_default(), this.note.unwrap_or_default());
        if let Some(act) = act {
            let basis = this.basis.unwrap_or(Basis::Unverified);
            return Some(Cite::Whole(Citation::of_act(act, section, basis, note)));
        }
        Some(match this.document? {
            Named::Listed(document) => {
                let basis = this.basis.unwrap_or(document.basis);
                Cite::Whole(Citation::of_listed(document, section, basis, note))
            }
            Named::Key(key) => Cite::Ahead(Ahead { key, section, basis: this.basis, note }),
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

impl Shape for CiteList {
    type Out = Cites;

    fn expected(&self) -> Cow<'static, str> {
        "a list of citations".into()
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Cites>, Broken> {
        let mut cites = Cites::default();
        let shape = || object::<CiteFields>();
        each(items, cx, shape, |cite, _| match cite {
            Cite::Whole(citation) => cites.whole.push(citation),
            Cite::Ahead(ahead) => cites.ahead.push((std::mem::take(&mut cites.whole), ahead)),
        })?;
        Ok(Some(cites))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let mut schema = List("", object::<CiteFields>).schema(cx);
        schema.insert("minItems".to_owned(), 1.into());
        schema
    }
}

/// A value with the citations that it needs, before their documents are looked up.
#[derive(Clone)]
pub(super) struct Raw<T> {
    pub(super) value: T,
    pub(super) source: Cites,
}

pub(super) fn raw<T>(value: Option<T>, source: Option<Cites>, cx: &mut Cx, wrong: Wrong) -> Option<Raw<T>> {
    let stated = cx.required(source, "source", wrong);
    let none = stated.is_none();
    // Without a source it is looked at all the same: what contradicts it is told at once.
    let source = stated.unwrap_or_default();
    if !none && source.ahead.is_empty() && source.whole.is_empty() && !wrong.of(&["source"]) {
        cx.problem_at("source", "the list must name at least one place (found none)".to_owned());
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
    pub(super) value: T,
}

/// Declares the fields of an object that has a `source`, and may have an `or` with the same fields under
/// an open question.
macro_rules! varying_fields {
    (
        $(#[doc = $meaning:literal])+
        $name:ident / $other:ident -> $out:ty, $expected:literal {
            $($(#[doc = $doc:literal])+ $slot:ident: $ty:ty = $shape:expr,)+
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        crate::input::fields! {
            $(#[doc = $meaning])+
            pub(super) $name -> Varying<$out>, $expected {
                $($(#[doc = $doc])+ $slot: $ty = $shape,)+
                /// The other reading where sources disagree: the same fields, which hold where the question
                /// open is answered yes.
                or: Reading<$out> = object::<$other>(),
                /// Where it is stated: at least one place.
                source: Cites = CiteList,
            }
            finish |$this, $cx, $wrong| {
                let value: Option<$out> = $finish;
                let no = raw(value, $this.source, $cx, $wrong)?;
                Some(Varying { no, yes: $this.or })
            }
        }

        crate::input::fields! {
            /// The other reading: what holds where an open question is answered yes.
            pub(super) $other -> Reading<$out>, "what holds where an open question is answered yes" {
                $($(#[doc = $doc])+ $slot: $ty = $shape,)+
                /// The id of the question on which this reading depends.
                open: String = crate::call::read::point::QuestionId,
            }
            finish |$this, $cx, $wrong| {
                let value: Option<$out> = $finish;
                let id = $cx.required($this.open, "open", $wrong);
                Some(Reading { id: id?, value: value? })
            }
        }
    };
}

/// Declares the fields of an object that has a `source`.
macro_rules! sourced_fields {
    (
        $(#[doc = $meaning:literal])+
        $name:ident -> $out:ty, $expected:literal {
            $($(#[doc = $doc:literal])+ $slot:ident: $ty:ty = $shape:expr,)*
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        crate::input::fields! {
            $(#[doc = $meaning])+
            pub(super) $name -> Raw<$out>, $expected {
                $($(#[doc = $doc])+ $slot: $ty = $shape,)*
                /// Where it is stated: at least one place.
                source: Cites = CiteList,
            }
            finish |$this, $cx, $wrong| {
                let value: Option<$out> = $finish;
                raw(value, $this.source, $cx, $wrong)
            }
        }
    };
}
