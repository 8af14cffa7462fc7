//! The fields of an object, each listed once: its name, its type, its meaning, what it accepts, what is written.

use std::convert::Infallible;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Takes the fields of an object that are known, in their order.
pub(crate) trait Sink {
    type Error;

    fn entry<T: Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), Self::Error>;
}

/// A table of fields by which a type is written.
pub(crate) trait Writes<T: ?Sized> {
    fn entries<K: Sink>(value: &T, sink: &mut K) -> Result<(), K::Error>;
}

/// How many fields are known.
struct Count(usize);

impl Sink for Count {
    type Error = Infallible;

    fn entry<T: Serialize>(&mut self, _name: &'static str, _value: &T) -> Result<(), Infallible> {
        self.0 = self.0.saturating_add(1);
        Ok(())
    }
}

struct Entries<M>(M);

impl<M: SerializeMap> Sink for Entries<M> {
    type Error = M::Error;

    fn entry<T: Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        // Any field may be unknown, which formats that name no types have to be told of.
        self.0.serialize_entry(name, &Some(value))
    }
}

/// Writes the known fields of a value, their number first.
pub(crate) fn write<F: Writes<T>, T: ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    let Ok(()) = F::entries(value, &mut count);
    let mut entries = Entries(serializer.serialize_map(Some(count.0))?);
    F::entries(value, &mut entries)?;
    entries.0.end()
}

/// The names of several tables, one after the other.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "run by the compiler, which refuses what is out of bounds"
)]
pub(crate) const fn joined<const N: usize>(tables: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut table, mut at) = (0, 0);
    while table < tables.len() {
        let mut place = 0;
        while place < tables[table].len() {
            all[at] = tables[table][place];
            place += 1;
            at += 1;
        }
        table += 1;
    }
    all
}

/// The places of a table of fields, in their order.
macro_rules! slots {
    ($($slot:ident)*) => {
        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, reason = "each is the name of a field as files write it")]
        enum Slot {
            $($slot,)*
        }
        const SLOTS: &[Slot] = &[$(Slot::$slot,)*];
    };
}
pub(crate) use slots;

/// Declares an object of a format by the table of its fields, from which are made the reader, the names for
/// "did you mean", the schema with its descriptions, and the reference of all fields.
///
/// A row is `/// meaning`, then `name: type = shape`; the name is what files write. The words above the name of
/// the object say what it is. Any field may be left out or `null`: `finish` takes those that it needs with
/// [`Cx::required`](crate::input::Cx::required). Where the object is written too, `write` names every field with what is
/// known of it; one that is forgotten does not compile.
macro_rules! fields {
    (
        $(#[doc = $meaning:literal])+
        $(#[derive($($derive:ident),+)])?
        $vis:vis $name:ident -> $out:ty, $expected:literal {
            $($(#[doc = $doc:literal])+ $slot:ident: $ty:ty = $shape:expr,)+
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        $(#[doc = $meaning])+
        #[derive(Default $(, $($derive),+)?)]
        $vis struct $name {
            $($vis $slot: Option<$ty>,)+
        }

        impl $crate::input::Fields for $name {
            type Out = $out;
            const EXPECTED: &'static str = $expected;
            #[cfg(feature = "schemars")]
            const MEANING: &'static str = concat!($($meaning),+);
            const NAMES: &'static [&'static str] = &[$(stringify!($slot),)+];
            #[cfg(feature = "schemars")]
            const WORDS: &'static [&'static str] = &[$(concat!($($doc),+),)+];

            fn field(&mut self, index: usize, entries: &mut dyn $crate::input::Entries, cx: &mut $crate::input::Cx) -> Result<(), $crate::input::Broken> {
                $crate::input::slots!($($slot)+);
                match SLOTS.get(index) {
                    $(Some(Slot::$slot) => self.$slot = cx.optional(entries, $shape)?,)+
                    None => {}
                }
                Ok(())
            }

            fn finish(self, $cx: &mut $crate::input::Cx, $wrong: $crate::input::Wrong) -> Option<$out> {
                let $this = self;
                $finish
            }
        }
    };
    (
        $(#[doc = $meaning:literal])+
        $(#[derive($($derive:ident),+)])?
        $vis:vis $name:ident -> $out:ty, $expected:literal {
            $($(#[doc = $doc:literal])+ $slot:ident: $ty:ty = $shape:expr,)+
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
        write |$value:ident: $of:ty| { $($parts:tt)* }
    ) => {
        $crate::input::fields! {
            $(#[doc = $meaning])+
            $(#[derive($($derive),+)])?
            $vis $name -> $out, $expected {
                $($(#[doc = $doc])+ $slot: $ty = $shape,)+
            }
            finish |$this, $cx, $wrong| $finish
        }

        impl $crate::input::Writes<$of> for $name {
            fn entries<K: $crate::input::Sink>($value: &$of, sink: &mut K) -> Result<(), K::Error> {
                #[expect(non_camel_case_types, reason = "each is the type of the field of its name")]
                struct Parts<$($slot),+> {
                    $($slot: Option<$slot>,)+
                }
                let parts = Parts { $($parts)* };
                $(if let Some(known) = parts.$slot {
                    sink.entry(stringify!($slot), &known)?;
                })+
                Ok(())
            }
        }
    };
}
pub(crate) use fields;

/// Declares an object whose fields are those of several tables, one after the other.
macro_rules! joined_fields {
    (
        $(#[doc = $meaning:literal])+
        $vis:vis $name:ident -> $out:ty, $expected:literal {
            $($part:ident: $table:ty = |$value:ident| $of:expr,)+
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        $(#[doc = $meaning])+
        #[derive(Default)]
        $vis struct $name {
            $($part: $table,)+
        }

        impl $name {
            const COUNT: usize = 0 $(+ <$table as $crate::input::Fields>::NAMES.len())+;
        }

        impl $crate::input::Fields for $name {
            type Out = $out;
            const EXPECTED: &'static str = $expected;
            #[cfg(feature = "schemars")]
            const MEANING: &'static str = concat!($($meaning),+);
            const NAMES: &'static [&'static str] = &$crate::input::joined::<{ $name::COUNT }>(&[
                $(<$table as $crate::input::Fields>::NAMES,)+
            ]);
            #[cfg(feature = "schemars")]
            const WORDS: &'static [&'static str] = &$crate::input::joined::<{ $name::COUNT }>(&[
                $(<$table as $crate::input::Fields>::WORDS,)+
            ]);

            fn field(&mut self, mut index: usize, entries: &mut dyn $crate::input::Entries, cx: &mut $crate::input::Cx) -> Result<(), $crate::input::Broken> {
                $(match index.checked_sub(<$table as $crate::input::Fields>::NAMES.len()) {
                    None => return self.$part.field(index, entries, cx),
                    Some(after) => index = after,
                })+
                let _ = index;
                Ok(())
            }

            fn finish(self, $cx: &mut $crate::input::Cx, $wrong: $crate::input::Wrong) -> Option<$out> {
                let $this = self;
                $finish
            }
        }

        impl $crate::input::Writes<$out> for $name {
            fn entries<K: $crate::input::Sink>(value: &$out, sink: &mut K) -> Result<(), K::Error> {
                $({
                    let $value = value;
                    <$table as $crate::input::Writes<_>>::entries($of, sink)?;
                })+
                Ok(())
            }
        }
    };
}
pub(crate) use joined_fields;

/// Serde by tables of fields: a type, and the table by which it is read and written.
macro_rules! serde_by {
    ($($type:ty: $table:ty;)+) => {
        $(impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::input::write::<$table, $type, S>(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::input::from_serde(deserializer, $crate::input::object::<$table>())
            }
        })+
    };
}
pub(crate) use serde_by;
