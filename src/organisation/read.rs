//! How files write legal forms, statuses and declarations.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Declaration, Declarations, LegalForm, LegalForms, Status, Statuses};
#[cfg(feature = "schemars")]
use crate::input::Named;
use crate::input::{
    Broken, Cx, Entries, Fields, Flag, Form, Items, List, Parsed, Shape, Sink, Writes, Wrong, from_serde,
    serde_by,
};

/// One legal form, or a list of which the organisation's form is one.
pub(crate) struct Forms;

impl Shape for Forms {
    type Out = LegalForms;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        "a legal form, or a list of the forms it may be".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<LegalForms> {
        text.parse().map_err(|e: crate::value::UnknownNameError| cx.problem(e.to_string())).ok()
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<LegalForms>, Broken> {
        let before = cx.problem_count();
        let listed = List("a list of legal forms", || Parsed::of("a legal form")).array(items, cx)?;
        let forms = listed.into_iter().flatten().reduce(LegalForms::or);
        if forms.is_none() && cx.problem_count() == before {
            cx.problem("found an empty list; leave the field out if the legal form is unknown".to_owned());
        }
        Ok(forms)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<LegalForms>()
    }
}

/// Statuses, each true, false or null.
#[derive(Default)]
pub(crate) struct StatusesFields(Statuses);

impl Fields for StatusesFields {
    type Out = Statuses;
    const EXPECTED: &'static str = "an object of statuses, such as {\"non_profit\": true}";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str =
        "What an organisation is (true) or is not (false); left out or null: unknown.";
    const NAMES: &'static [&'static str] = Status::NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = Status::MEANINGS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        let held = cx.optional(entries, Flag)?;
        if let (Some(status), Some(held)) = (Status::ALL.get(index), held) {
            self.0 = self.0.with(*status, held);
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Statuses> {
        Some(self.0)
    }
}

/// What an organisation declares, as a list.
pub(crate) struct DeclarationList;

impl Shape for DeclarationList {
    type Out = Declarations;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        "a list of declarations".into()
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Declarations>, Broken> {
        let listed = List("", || Parsed::of("a declaration")).array(items, cx)?;
        Ok(listed.map(|listed| listed.into_iter().fold(Declarations::default(), Declarations::with)))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Parsed::<Declaration>::of("")).schema(cx)
    }
}

impl Writes<Statuses> for StatusesFields {
    fn entries<K: Sink>(value: &Statuses, sink: &mut K) -> Result<(), K::Error> {
        value.iter().try_for_each(|(status, held)| sink.entry(status.as_str(), &held))
    }
}

serde_by! {
    Statuses: StatusesFields;
}

impl Serialize for LegalForms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            if let Some(form) = self.known() {
                return form.serialize(serializer);
            }
            if *self == LegalForms::PRIVATE_BODY {
                return serializer.serialize_str("private_body");
            }
        }
        self.iter().collect::<Vec<LegalForm>>().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LegalForms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer, Forms)
    }
}

impl Serialize for Declarations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.iter().collect::<Vec<Declaration>>().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Declarations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer, DeclarationList)
    }
}
