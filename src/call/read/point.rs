//! Points: yes, no, or an open question.

use std::borrow::Cow;

#[cfg(feature = "schemars")]
use crate::input::PlainText;
use crate::input::{Broken, Cx, Entries, Shape, fields, object, prints};

/// `true`, `false`, or `{"open": "id of a question"}`.
pub(super) struct PointShape;

/// A point before its question is looked up.
#[derive(Clone)]
pub(super) enum RawPoint {
    Settled(bool),
    Open { id: String },
}

/// What points and readings name.
pub(super) const QUESTION: &str = "the open question";

/// The id of an open question, which the file has to ask.
pub(super) struct QuestionId;

impl Shape for QuestionId {
    type Out = String;

    fn expected(&self) -> Cow<'static, str> {
        "a text".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<String> {
        prints(text, cx).map(|id| {
            let at = cx.mark_above();
            cx.names(QUESTION, id, at);
            id.to_owned()
        })
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<PlainText>()
    }
}

fields! {
    /// A point that an open question decides.
    OpenFields -> String, "an object with \"open\"" {
        /// The id of the question.
        open: String = QuestionId,
    }
    finish |this, cx, wrong| {
        cx.required(this.open, "open", wrong)
    }
}

impl Shape for PointShape {
    type Out = RawPoint;

    fn expected(&self) -> Cow<'static, str> {
        "true, false, or {\"open\": \"id of an open question\"}".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<RawPoint> {
        Some(RawPoint::Settled(value))
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<RawPoint>, Broken> {
        Ok(object::<OpenFields>().object(entries, cx)?.map(|id| RawPoint::Open { id }))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let open = object::<OpenFields>().schema(cx);
        schemars::json_schema!({ "anyOf": [{ "type": "boolean" }, open] })
    }
}

/// Who counts to the minima, as far as it is stated.
#[derive(Clone, Default)]
pub(super) struct RawCounting {
    pub(super) international_organisations: Option<RawPoint>,
    pub(super) international_as_applicants: Option<RawPoint>,
    pub(super) international_as_countries: Option<RawPoint>,
    pub(super) overseas_territories: Option<RawPoint>,
    pub(super) affiliated_entities: Option<RawPoint>,
}

fields! {
    /// Who counts to the minima, where that is not plain. What is left out is an open question.
    pub(super) CountingFields -> RawCounting, "who counts to the minima" {
        /// Whether an international organisation counts to both minima, for the country where it is established. Where
        /// the call answers for each minimum by itself, the two fields below take its place.
        international_organisations: RawPoint = PointShape,
        /// Whether an international organisation counts to the minimum of applicants, wherever it is established.
        international_organisations_as_applicants: RawPoint = PointShape,
        /// Whether the country where an international organisation is established counts to the minimum of countries.
        international_organisations_as_countries: RawPoint = PointShape,
        /// Whether an applicant in an overseas territory counts for its Member State.
        overseas_territories: RawPoint = PointShape,
        /// Whether an affiliated entity counts.
        affiliated_entities: RawPoint = PointShape,
    }
    finish |this, cx, _wrong| {
        let apart =
            this.international_organisations_as_applicants.is_some() || this.international_organisations_as_countries.is_some();
        if apart && this.international_organisations.is_some() {
            let message = "must not be stated beside \"international_organisations_as_applicants\" or \
                           \"international_organisations_as_countries\", which answer for each minimum by itself";
            cx.problem_at("international_organisations", message.to_owned());
        }
        Some(RawCounting {
            international_organisations: this.international_organisations,
            international_as_applicants: this.international_organisations_as_applicants,
            international_as_countries: this.international_organisations_as_countries,
            overseas_territories: this.overseas_territories,
            affiliated_entities: this.affiliated_entities,
        })
    }
}
