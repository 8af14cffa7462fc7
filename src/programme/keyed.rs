//! Tables whose keys are years or types of action.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{SerializeMap, Serializer};

use super::record::{Compact, Datum, Written};
use super::value::Action;
use crate::input::{Broken, Cx, Entries, Shape, Table, quoted};
use crate::money::{Eur, Rate};
use crate::shape::Amount;

/// The commitments by year, as the decision has them. A year that is left out has none; `null` is unknown.
pub type Commitments = BTreeMap<i32, Option<Eur>>;

/// Rates by type of action.
pub type ActionRates = BTreeMap<Action, Rate>;

/// A table whose keys are texts of a type.
struct Keyed<K, S>(fn(&str) -> Option<K>, &'static str, S);

impl<K: Ord, V, S: Shape<Out = V>, F: Fn() -> S> Shape for Keyed<K, F> {
    type Out = BTreeMap<K, V>;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        self.1.into()
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let Some(rows) = Table(self.1, &self.2).object(entries, cx)? else { return Ok(None) };
        let mut out = BTreeMap::new();
        for (name, value) in rows {
            match (self.0)(&name) {
                Some(key) => drop(out.insert(key, value)),
                None => cx.problem(format!("found the key {}; expected {}", quoted(&name), self.1)),
            }
        }
        Ok(Some(out))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        Table(self.1, &self.2).schema(cx)
    }
}

/// An amount, or `null` for one that is not known.
struct AmountOrUnknown;

impl Shape for AmountOrUnknown {
    type Out = Option<Eur>;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        Amount.expected()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Self::Out> {
        Amount.string(text, cx).map(Some)
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Self::Out> {
        Amount.integer(number, cx).map(Some)
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Self::Out> {
        Amount.float(number, cx).map(Some)
    }

    fn null(self, _cx: &mut Cx) -> Option<Self::Out> {
        Some(None)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let amount = Amount.schema(cx);
        schemars::json_schema!({ "anyOf": [amount, { "type": "null" }] })
    }
}

impl Datum for Commitments {
    fn shape() -> impl Shape<Out = Self> {
        let year = |text: &str| text.parse().ok().filter(|year| (2021..=2027).contains(year));
        Keyed(year as fn(&str) -> Option<i32>, "amounts by year from 2021 to 2027", || AmountOrUnknown)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = serializer.is_human_readable();
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (year, amount) in self {
            let amount = amount.as_ref().map(Written);
            if text {
                map.serialize_entry(&year.to_string(), &amount)?;
            } else {
                map.serialize_entry(year, &amount)?;
            }
        }
        map.end()
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<i32, Option<Compact<Eur>>>::deserialize(deserializer)?;
        Ok(map.into_iter().map(|(year, amount)| (year, amount.map(|a| a.0))).collect())
    }
}

impl Datum for ActionRates {
    fn shape() -> impl Shape<Out = Self> {
        let action = |text: &str| text.parse().ok();
        Keyed(action as fn(&str) -> Option<Action>, "rates by type of action, such as \"15(1)\"", || {
            <Rate as Datum>::shape()
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (action, rate) in self {
            map.serialize_entry(action.as_str(), &Written(rate))?;
        }
        map.end()
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, Compact<Rate>>::deserialize(deserializer)?;
        map.into_iter()
            .map(|(action, rate)| Ok((action.parse().map_err(serde::de::Error::custom)?, rate.0)))
            .collect()
    }
}
