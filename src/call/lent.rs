//! The methods that lend the conditions of a call, one for each row of the table of fields.

use chrono::NaiveDate;

use super::read::table::every_field;
use super::*;
use crate::country::Country;
use crate::money::{Eur, Rate};

/// The public method that lends a condition; one of a type of its own has none, or one written by hand.
macro_rules! lends {
    (sourced $slot:ident: $ty:ty, $($doc:literal)+) => {
        $(#[doc = $doc])+
        ///
        /// `None` where the call does not state it.
        ///
        /// ```
        #[doc = "let call = amif::catalogue::topic(\"AMIF-2024-TF2-AG-THB-01\")?;"]
        #[doc = "// What is stated rests on one place at least."]
        #[doc = concat!("assert!(call.", stringify!($slot), "().is_none_or(|stated| !stated.source.is_empty()));")]
        #[doc = "# Ok::<(), amif::value::UnknownNameError>(())"]
        /// ```
        #[must_use]
        pub fn $slot(&self) -> Option<&Sourced<$ty>> {
            self.conditions.$slot.as_ref()
        }
    };
    (varying $slot:ident: $ty:ty, $($doc:literal)+) => {
        $(#[doc = $doc])+
        ///
        /// `None` where the call does not state it. Where sources differ, what holds while the question between
        /// them is answered no, or under the reading that is assumed.
        ///
        /// ```
        #[doc = "let call = amif::catalogue::topic(\"AMIF-2024-TF2-AG-THB-01\")?;"]
        #[doc = "// What is stated rests on one place at least."]
        #[doc = concat!("assert!(call.", stringify!($slot), "().is_none_or(|stated| !stated.source.is_empty()));")]
        #[doc = "# Ok::<(), amif::value::UnknownNameError>(())"]
        /// ```
        #[must_use]
        pub fn $slot(&self) -> Option<&Sourced<$ty>> {
            self.conditions.$slot.as_ref().map(Condition::stated)
        }
    };
    (own $slot:ident: $ty:ty, $($doc:literal)+) => {};
}

macro_rules! lent {
    (
        head { $($(#[doc = $about:literal])+ $head:ident: $of:ty = $accepts:expr,)+ }
        conditions { $($(#[doc = $doc:literal])+ $slot:ident: $kind:ident $ty:ty = $shape:expr,)+ }
    ) => {
        const NAMES: &[&str] = &[$(stringify!($slot),)+];

        /// The conditions that a call states.
        impl Call {
            /// The names of the conditions that a call may state, as its file has them.
            ///
            /// ```
            /// assert!(amif::Call::condition_names().contains(&"minimum_applicants"));
            /// ```
            #[must_use]
            pub const fn condition_names() -> &'static [&'static str] {
                NAMES
            }

            $(lends!($kind $slot: $ty, $($doc)+);)+
        }
    };
}

every_field!(lent!);
