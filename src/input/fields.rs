//! The fields of an object, each listed once: its name, its type, its meaning, what it accepts.

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
/// [`Cx::required`](crate::input::Cx::required).
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

        impl<'de> $crate::input::Fields<'de> for $name {
            type Out = $out;
            const EXPECTED: &'static str = $expected;
            const MEANING: &'static str = concat!($($meaning),+);
            const NAMES: &'static [&'static str] = &[$(stringify!($slot),)+];
            const WORDS: &'static [&'static str] = &[$(concat!($($doc),+),)+];

            fn field<A: serde::de::MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
                cx: &mut $crate::input::Cx,
            ) -> Result<(), A::Error> {
                $crate::input::slots!($($slot)+);
                match SLOTS.get(index) {
                    $(Some(Slot::$slot) => self.$slot = cx.optional(map, $shape)?,)+
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
}
pub(crate) use fields;
