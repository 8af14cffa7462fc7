//! One list of fields makes the type, its reader, its writer and the meaning of each field.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::budget::Percent;
use crate::country::Country;
#[cfg(feature = "schemars")]
use crate::input::SomeText;
use crate::input::{Flag, List, Parsed, PlainText, Shape, Whole};
use crate::money::{Eur, Rate};
use crate::shape::{Amount, Day};

/// What a field of a record may hold: how JSON has it, and how a compact format has it.
pub(crate) trait Datum: Sized {
    fn shape() -> impl Shape<Out = Self>;
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    /// Reads from a format that names no fields.
    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A value to be written.
pub(super) struct Written<'a, T>(pub(super) &'a T);

impl<T: Datum> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value read from a format that names no fields.
pub(super) struct Compact<T>(pub(super) T);

impl<'de, T: Datum> Deserialize<'de> for Compact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::compact(deserializer).map(Compact)
    }
}

/// A value that is written as one text everywhere.
macro_rules! text_datum {
    ($($type:ty, $shape:expr, |$value:ident| $text:expr, $parse:expr;)+) => {
        $(impl $crate::programme::record::Datum for $type {
            fn shape() -> impl $crate::input::Shape<Out = Self> {
                $shape
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                serializer.serialize_str($text)
            }

            fn compact<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(&text).ok_or_else(|| <D::Error as serde::de::Error>::custom(format!("found {text:?}")))
            }
        })+
    };
}
pub(super) use text_datum;

text_datum! {
    Eur, Amount, |v| &v.to_string(), |t| t.parse().ok();
    NaiveDate, Day, |v| &v.to_string(), crate::time::parse_date;
    String, PlainText, |v| v, |t| Some(t.to_owned());
    Country, Parsed::of("a country, such as \"LU\""), |v| v.as_str(), |t| t.parse().ok();
    Rate, Percent, |v| v.to_string().trim_end_matches(" %"), |t| t.parse().ok();
    Decimal, Number, |v| &v.to_string(), |t| t.parse().ok();
}

/// A plain number with decimals, as text or whole.
pub(super) struct Number;

impl Shape for Number {
    type Out = Decimal;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "a number, such as 400 or \"1600.5\"".into()
    }

    fn string(self, text: &str, cx: &mut crate::input::Cx) -> Option<Decimal> {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        let number = text.parse().ok().filter(|_| plain && text.len() <= 24);
        if number.is_none() {
            cx.problem(format!(
                "found {}; a number is written as digits with a dot, such as \"1600.5\"",
                crate::input::quoted(text)
            ));
        }
        number
    }

    fn integer(self, number: i128, _cx: &mut crate::input::Cx) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(number, 0).ok()
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut crate::input::Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "integer"] })
    }
}

/// The id of something: a text that is not blank.
pub(super) struct Id;

impl Shape for Id {
    type Out = String;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "an id that is not blank".into()
    }

    fn string(self, text: &str, cx: &mut crate::input::Cx) -> Option<String> {
        let id = PlainText.string(text, cx)?;
        let blank = crate::input::is_blank(&id);
        if blank {
            cx.problem(format!(
                "found the blank id {}; expected an id that is not blank",
                crate::input::quoted(text)
            ));
        }
        Some(id).filter(|_| !blank)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut crate::input::Cx) -> schemars::Schema {
        SomeText.schema(cx)
    }
}

/// A number within bounds.
pub(super) struct Bounded {
    expected: &'static str,
    most: Option<Decimal>,
}

/// Hours, which are zero or more.
pub(super) const HOURS: Bounded =
    Bounded { expected: "a number of hours, zero or more, such as 400 or \"1600.5\"", most: None };

/// A share of full time.
pub(super) const SHARE: Bounded = Bounded {
    expected: "a share of full time, from 0 to 1, such as \"1\" or \"0.6\"",
    most: Some(Decimal::ONE),
};

impl Bounded {
    fn within(&self, number: Decimal, cx: &mut crate::input::Cx) -> Option<Decimal> {
        let within = number >= Decimal::ZERO && self.most.is_none_or(|most| number <= most);
        if !within {
            cx.problem(format!("found {number}; expected {}", self.expected));
        }
        Some(number).filter(|_| within)
    }
}

impl Shape for Bounded {
    type Out = Decimal;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        self.expected.into()
    }

    fn string(self, text: &str, cx: &mut crate::input::Cx) -> Option<Decimal> {
        let number = Number.string(text, cx)?;
        self.within(number, cx)
    }

    fn integer(self, number: i128, cx: &mut crate::input::Cx) -> Option<Decimal> {
        let number = Number.integer(number, cx)?;
        self.within(number, cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut crate::input::Cx) -> schemars::Schema {
        Number.schema(cx)
    }
}

/// The code of a currency: three letters of ISO 4217, in any case.
pub(super) struct Currency;

impl Shape for Currency {
    type Out = String;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "the code of a currency, such as \"EUR\" or \"PLN\"".into()
    }

    fn string(self, text: &str, cx: &mut crate::input::Cx) -> Option<String> {
        let code = text.trim().to_ascii_uppercase();
        let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        if !is_code {
            cx.problem(format!(
                "found {}; a currency is its code of three letters (ISO 4217), such as \"EUR\" or \"PLN\"",
                crate::input::quoted(text)
            ));
        }
        Some(code).filter(|_| is_code)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut crate::input::Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^\\s*[A-Za-z]{3}\\s*$" })
    }
}

/// The shape of a field: its own, or that of its type.
macro_rules! shape_of {
    ($type:ty) => {
        <$type as $crate::programme::record::Datum>::shape()
    };
    ($type:ty, $shape:expr) => {
        $shape
    };
}
pub(super) use shape_of;

impl Datum for bool {
    fn shape() -> impl Shape<Out = Self> {
        Flag
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer)
    }
}

impl Datum for u32 {
    fn shape() -> impl Shape<Out = Self> {
        Whole::of("a whole number from zero upwards")
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(*self)
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer)
    }
}

impl<T: Datum> Datum for Vec<T> {
    fn shape() -> impl Shape<Out = Self> {
        List("a list", T::shape)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            seq.serialize_element(&Written(item))?;
        }
        seq.end()
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Compact<T>>::deserialize(deserializer)?.into_iter().map(|c| c.0).collect())
    }
}

/// A closed list of names is a datum.
macro_rules! named_datum {
    ($($type:ty, $expected:literal;)+) => {
        $crate::programme::record::text_datum! {
            $($type, $crate::input::Parsed::of($expected), |v| v.as_str(), |t| t.parse().ok();)+
        }
    };
}
pub(super) use named_datum;

/// A record of facts: every field may be unknown, but for those marked `required`. A field that is read more narrowly than its type
/// names the shape after `as`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident($fields:ident, $expected:literal) {
            $(($schema:ident = $format:ident))?
            $([$($(#[doc = $rdoc:literal])* $req:ident: $reqty:ty $(as $rshape:expr)?,)*])?
            $($(#[doc = $fdoc:literal])* $field:ident: $type:ty $(as $shape:expr)?,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($($(#[doc = $rdoc])* pub $req: $reqty,)*)?
            $($(#[doc = $fdoc])* pub $field: Option<$type>,)*
        }

        #[derive(Debug, Default)]
        struct $fields {
            $($schema: Option<()>,)?
            $($($req: Option<$reqty>,)*)?
            $($field: Option<$type>,)*
        }

        impl $crate::input::Fields for $fields {
            type Out = $name;
            const EXPECTED: &'static str = $expected;
            #[cfg(feature = "schemars")]
            const MEANING: &'static str = concat!($($doc,)*);
            const NAMES: &'static [&'static str] =
                &[$(stringify!($schema),)? $($(stringify!($req),)*)? $(stringify!($field),)*];
            #[cfg(feature = "schemars")]
            const WORDS: &'static [&'static str] = &[
                $({ stringify!($schema); "The name of the format." },)?
                $($(concat!($($rdoc,)*),)*)?
                $(concat!($($fdoc,)*),)*
            ];

            fn field(&mut self, index: usize, entries: &mut dyn $crate::input::Entries, cx: &mut $crate::input::Cx) -> Result<(), $crate::input::Broken> {
                #[expect(non_camel_case_types, reason = "named as the fields are")]
                #[repr(usize)]
                enum At { $($schema,)? $($($req,)*)? $($field,)* }
                $(if index == At::$schema as usize {
                    self.$schema = cx.optional(entries, $crate::shape::Schema($format))?;
                })?
                $($(if index == At::$req as usize {
                    self.$req = cx.optional(entries, $crate::programme::record::shape_of!($reqty $(, $rshape)?))?;
                })*)?
                $(if index == At::$field as usize {
                    self.$field = cx.optional(entries, $crate::programme::record::shape_of!($type $(, $shape)?))?;
                })*
                Ok(())
            }

            fn finish(self, cx: &mut $crate::input::Cx, wrong: $crate::input::Wrong) -> Option<$name> {
                // Where nothing is required, nothing is looked at.
                let _ = (&cx, wrong);
                $(cx.required(self.$schema, stringify!($schema), wrong);)?
                $($(let $req = cx.required(self.$req, stringify!($req), wrong);)*)?
                Some($name { $($($req: $req?,)*)? $($field: self.$field,)* })
            }
        }

        impl $crate::programme::record::Datum for $name {
            fn shape() -> impl $crate::input::Shape<Out = Self> {
                $crate::input::Object($fields::default())
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::{SerializeMap, SerializeTuple};
                use $crate::programme::record::Written;
                if serializer.is_human_readable() {
                    let mut map = serializer.serialize_map(None)?;
                    $(map.serialize_entry(stringify!($schema), $format)?;)?
                    $($(map.serialize_entry(stringify!($req), &Written(&self.$req))?;)*)?
                    $(if let Some(value) = &self.$field {
                        map.serialize_entry(stringify!($field), &Written(value))?;
                    })*
                    return map.end();
                }
                let mut tuple = serializer.serialize_tuple($name::COUNT)?;
                $($(tuple.serialize_element(&Written(&self.$req))?;)*)?
                $(tuple.serialize_element(&self.$field.as_ref().map(Written))?;)*
                tuple.end()
            }

            fn compact<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct InOrder;
                impl<'de> serde::de::Visitor<'de> for InOrder {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<$name, A::Error> {
                        use $crate::programme::record::Compact;
                        let short = || <A::Error as serde::de::Error>::custom(concat!($expected, " ends early"));
                        Ok($name {
                            $($($req: seq.next_element::<Compact<$reqty>>()?.ok_or_else(short)?.0,)*)?
                            $($field: seq.next_element::<Option<Compact<$type>>>()?.ok_or_else(short)?.map(|c| c.0),)*
                        })
                    }
                }
                deserializer.deserialize_tuple($name::COUNT, InOrder)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::programme::record::Datum::write(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return $crate::input::from_serde(
                        deserializer,
                        <$name as $crate::programme::record::Datum>::shape(),
                    );
                }
                <$name as $crate::programme::record::Datum>::compact(deserializer)
            }
        }

        impl $name {
            /// One of which nothing else is known.
            #[must_use]
            pub fn unknown($($($req: impl Into<$reqty>,)*)?) -> Self {
                $name { $($($req: $req.into(),)*)? $($field: None,)* }
            }

            /// The names of its fields.
            pub(crate) const FIELDS: &'static [&'static str] =
                &[$($(stringify!($req),)*)? $(stringify!($field),)*];

            const COUNT: usize = Self::FIELDS.len();
        }
    };
}
pub(super) use record;
