//! Shapes of values that several formats share: amounts, days, times, the name of a format.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};

use crate::input::{Cx, Shape, quoted};
use crate::money::Eur;
use crate::time::{no_clock, no_day, parse_clock, parse_date};

/// An amount: text with at most two decimals, or a whole number of euro.
pub(crate) struct Amount;

impl Shape for Amount {
    type Out = Eur;

    fn expected(&self) -> Cow<'static, str> {
        "an amount in euro, such as 750000 or \"750000.00\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Eur> {
        text.parse().map_err(|e: crate::value::ParseEurError| cx.problem(e.to_string())).ok()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Eur> {
        let amount = i64::try_from(number).ok().and_then(Eur::from_euros);
        if amount.is_none() {
            cx.problem(format!("found {number}; amounts go up to EUR 10 000 000 000 000"));
        }
        amount
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Eur> {
        let advice = if number.abs() > 1e13 {
            "amounts go up to EUR 10 000 000 000 000"
        } else {
            "an amount with decimals is written as text, such as \"750000.50\""
        };
        cx.problem(format!("found the number {number:?}; {advice}"));
        None
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Self>()
    }
}

/// A calendar day.
pub(crate) struct Day;

impl Shape for Day {
    type Out = NaiveDate;

    fn expected(&self) -> Cow<'static, str> {
        "a day, such as \"2025-03-31\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<NaiveDate> {
        let day = parse_date(text);
        if day.is_none() {
            cx.problem(no_day(text));
        }
        day
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Self>()
    }
}

/// A time of day, to the minute or the second.
pub(crate) struct Clock;

impl Shape for Clock {
    type Out = NaiveTime;

    fn expected(&self) -> Cow<'static, str> {
        "a time of day, such as \"17:00\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<NaiveTime> {
        let time = parse_clock(text);
        if time.is_none() {
            cx.problem(no_clock(text));
        }
        time
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Self>()
    }
}

/// The name of the format.
pub(crate) struct Schema(pub(crate) &'static str);

impl Shape for Schema {
    type Out = ();

    fn expected(&self) -> Cow<'static, str> {
        format!("the format {:?}", self.0).into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<()> {
        if text != self.0 {
            cx.problem(format!("found the format {}; expected {:?}", quoted(text), self.0));
            return None;
        }
        Some(())
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "const": self.0 })
    }
}
