//! Tables whose keys are years or types of action.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{SerializeMap, Serializer};

use super::record::{Compact, Datum, Written};
use super::value::Action;
#[cfg(feature = "schemars")]
use crate::input::Table;
use crate::input::{Broken, Cx, Entries, Keyed, Shape, quoted};
use crate::money::{Eur, Rate};
use crate::shape::Amount;

/// The commitments by year, as the decision has them. A year that is left out has none; `null` is unknown.
pub type Commitments = BTreeMap<i32, Option<Eur>>;

/// Rates by type of action.
pub type ActionRates = BTreeMap<Action, Rate>;

/// The years of commitments.
const YEARS: &[&str] = &["2021", "2022", "2023", "2024", "2025", "2026", "2027"];

/// A table whose keys are texts of a type: the texts, and what ends the sentence "expected …".
struct By<K, S> {
    keys: &'static [&'static str],
    of: fn(&str) -> Option<K>,
    expected: &'static str,
    value: S,
}

impl<K: Ord, V, S: Shape<Out = V>, F: Fn() -> S> Shape for By<K, F> {
    type Out = BTreeMap<K, V>;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        self.expected.into()
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        let By { keys, of, expected, value } = self;
        let key = |name: &str| {
            let known = Some(name).filter(|name| keys.contains(name)).and_then(of);
            known.ok_or_else(|| format!("found the key {}; expected {expected}", quoted(name)))
        };
        Ok(Keyed(expected, key, &value).object(entries, cx)?.map(|rows| rows.into_iter().collect()))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let mut schema = Table(self.expected, &self.value).schema(cx);
        schema.insert("propertyNames".to_owned(), serde_json::json!({ "enum": self.keys }));
        schema
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
        let of: fn(&str) -> Option<i32> = |text| text.parse().ok();
        By { keys: YEARS, of, expected: "amounts by year from 2021 to 2027", value: || AmountOrUnknown }
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
        let of: fn(&str) -> Option<Action> = |text| text.parse().ok();
        let expected = "rates by type of action, such as \"15(1)\"";
        By { keys: Action::NAMES, of, expected, value: || <Rate as Datum>::shape() }
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
