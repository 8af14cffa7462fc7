//! Points: yes, no, or an open question.

use std::borrow::Cow;

use serde::de::MapAccess;

use crate::input::{Cx, Fields, Mark, Object, PlainText, Shape, Wrong};

/// `true`, `false`, or `{"open": "id of a question"}`.
pub(super) struct PointShape;

/// A point before its question is looked up.
#[derive(Clone)]
pub(super) enum RawPoint {
    Settled(bool),
    Open { id: String, at: Mark },
}

#[derive(Default)]
pub(super) struct OpenFields(Option<String>);

impl<'de> Fields<'de> for OpenFields {
    type Out = String;
    const EXPECTED: &'static str = "an object with \"open\"";
    const NAMES: &'static [&'static str] = &["open"];

    fn field<A: MapAccess<'de>>(&mut self, _index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        self.0 = cx.value(map, PlainText)?;
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<String> {
        cx.required(self.0, "open", wrong)
    }
}

impl<'de> Shape<'de> for PointShape {
    type Out = RawPoint;

    fn expected(&self) -> Cow<'static, str> {
        "true, false, or {\"open\": \"id of an open question\"}".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<RawPoint> {
        Some(RawPoint::Settled(value))
    }

    fn object<A: MapAccess<'de>>(self, map: A, cx: &mut Cx) -> Result<Option<RawPoint>, A::Error> {
        let at = cx.mark();
        Ok(Object(OpenFields::default()).object(map, cx)?.map(|id| RawPoint::Open { id, at }))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let open = Object(OpenFields::default()).schema(cx);
        schemars::json_schema!({ "anyOf": [{ "type": "boolean" }, open] })
    }
}

#[derive(Default)]
pub(super) struct CountingFields {
    international_organisations: Option<RawPoint>,
    overseas_territories: Option<RawPoint>,
    affiliated_entities: Option<RawPoint>,
}

/// Who counts to the minima, as far as it is stated.
#[derive(Clone, Default)]
pub(super) struct RawCounting {
    pub(super) international_organisations: Option<RawPoint>,
    pub(super) overseas_territories: Option<RawPoint>,
    pub(super) affiliated_entities: Option<RawPoint>,
}

impl<'de> Fields<'de> for CountingFields {
    type Out = RawCounting;
    const EXPECTED: &'static str = "who counts to the minima";
    const NAMES: &'static [&'static str] =
        &["international_organisations", "overseas_territories", "affiliated_entities"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.international_organisations = cx.optional(map, PointShape)?,
            1 => self.overseas_territories = cx.optional(map, PointShape)?,
            _ => self.affiliated_entities = cx.optional(map, PointShape)?,
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<RawCounting> {
        Some(RawCounting {
            international_organisations: self.international_organisations,
            overseas_territories: self.overseas_territories,
            affiliated_entities: self.affiliated_entities,
        })
    }
}
