//! What a call states of itself beside its conditions, and the names of all fields.

use std::sync::Arc;

use chrono::NaiveDate;

use super::application::completeness;
use super::citation::{DocumentTable, Documents, Raw};
use super::conditions::{
    DayFields, DescriptionFields, DifferenceFields, QuestionFields, RawQuestion, same_id,
};
use super::table::every_field;
use super::version::{Version, VersionFields};
use crate::call::{Completeness, Procedure, Reading, Supposition};
use crate::id::{CallId, TopicId};
use crate::input::{
    Broken, Cx, Distinct, Entries, Flag, List, Mark, Parsed, SomeText, Table, object, placed, slots,
};
use crate::shape::Schema;

const SCHEMA: &str = "amif-call/1";

macro_rules! head {
    (
        head { $($(#[doc = $about:literal])+ $head:ident: $of:ty = $accepts:expr,)+ }
        conditions { $($(#[doc = $doc:literal])+ $slot:ident: $kind:ident $ty:ty = $shape:expr,)+ }
    ) => {
        /// What a call states of itself beside its conditions.
        #[derive(Default, Clone)]
        pub(super) struct Head {
            $(pub(super) $head: Option<$of>,)+
        }

        impl Head {
            /// How many fields there are.
            pub(super) const COUNT: usize = [$(stringify!($head),)+].len();

            pub(super) fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
                slots!($($head)+);
                match SLOTS.get(index) {
                    $(Some(Slot::$head) => self.$head = cx.optional(entries, $accepts)?,)+
                    None => {}
                }
                Ok(())
            }
        }

        pub(super) const NAMES: &[&str] = &[$(stringify!($head),)+ $(stringify!($slot),)+];
        #[cfg(feature = "schemars")]
        pub(super) const WORDS: &[&str] = &[$(concat!($($about),+),)+ $(concat!($($doc),+),)+];
    };
}

every_field!(head!);
