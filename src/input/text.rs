//! Serde and parsing for types that are written as one text.

use unicode_normalization::UnicodeNormalization;

/// Serde for a type that is written as one text: as it prints, or by a method that lends the text.
macro_rules! text_serde {
    ($type:ty, $expected:literal) => {
        $crate::input::text_serde!(@read $type, $expected);

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
    ($type:ty, $expected:literal, $text:ident) => {
        $crate::input::text_serde!(@read $type, $expected);

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$text())
            }
        }
    };
    (@read $type:ty, $expected:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::from_serde(deserializer, $crate::input::Parsed::<$type>::of($expected))
            }
        }
    };
}
pub(crate) use text_serde;

/// A list of names, each with its meaning.
#[cfg(feature = "schemars")]
pub(crate) trait Named {
    /// The meanings, in the order of the names.
    const MEANINGS: &'static [&'static str];
}

/// An enum of fixed names: `ALL`, `as_str`, `Display`, `FromStr` and serde from one list.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident($what:literal) {
            $($(#[doc = $doc:literal])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[doc = $doc])* $variant,)+
        }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The names of [`Self::ALL`], in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name as files write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::value::UnknownNameError;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| {
                    $crate::value::UnknownNameError::new($what, s, Self::NAMES.iter().copied())
                })
            }
        }

        $crate::input::text_serde!($name, $what, as_str);

        #[cfg(feature = "schemars")]
        impl $crate::input::Named for $name {
            const MEANINGS: &'static [&'static str] = &[$(concat!($($doc),*),)+];
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::input::names($what, &[$(($text, concat!($($doc,)*)),)+])
            }
        }
    };
}
pub(crate) use named_enum;

/// Letters without regard to case. Those whose case has more than one letter, such as "ß", and those with two small forms
/// come to one form only by both cases; letter by letter, as a final sigma is one by what stands beside it.
pub(crate) fn folded(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    letters.flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

/// Whether two names are the same: word by word, without regard to case, to how much white space stands between words,
/// and to how accents are put together.
pub(crate) fn same(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        let words = text.split_whitespace();
        words.flat_map(|word| std::iter::once(' ').chain(folded(word.nfc())))
    }
    a == b || letters(a).eq(letters(b))
}
