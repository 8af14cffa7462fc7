//! A later version of the call document.

use chrono::NaiveDate;

use super::citation::{CiteList, Cites, Raw, raw};
use super::table::RawConditions;
use crate::input::{Broken, Cx, Entries, Fields, Mark, SomeText, Wrong, object, placed};
use crate::shape::Day;

/// A later version of the call document: what it replaces.
#[derive(Clone)]
pub(super) struct Version {
    pub(super) name: String,
    pub(super) published: NaiveDate,
    /// Where that day stands.
    pub(super) dated: Mark,
    pub(super) changes: Changes,
}

#[derive(Clone, Default)]
pub(super) struct Changes {
    /// The places of those that change.
    pub(super) places: Vec<usize>,
    pub(super) conditions: Box<RawConditions>,
}

impl Fields for Changes {
    type Out = Changes;
    const EXPECTED: &'static str = "the conditions that change, each as a call states it, or null";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "Conditions, each as a call states it; null takes one away.";
    const NAMES: &'static [&'static str] = RawConditions::NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = RawConditions::WORDS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        self.places.push(index);
        self.conditions.field(index, entries, cx)
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Changes> {
        Some(self)
    }
}

sourced_fields! {
    /// A later version of the call document.
    VersionFields -> Version, "a version with \"version\", \"published\" and \"changes\"" {
        /// Its number or name.
        version: String = SomeText,
        /// The day on which it was published.
        published: (Mark, NaiveDate) = placed(Day),
        /// The conditions that it changes. Null: no longer stated.
        changes: Changes = object::<Changes>(),
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.version, "version", wrong);
        let published = cx.required(this.published, "published", wrong);
        let changes = this.changes.unwrap_or_default();
        name.zip(published).map(|(name, (dated, published))| Version { name, published, dated, changes })
    }
}
