//! What the conditions come to under one completion.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::Condition;
use crate::rule::RuleId;

/// What the conditions come to.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) failed: Vec<Condition>,
    pub(super) unknown: BTreeSet<Condition>,
    pub(super) conditional: bool,
    /// How many count for certain to each of the minima.
    pub(super) certain: BTreeMap<RuleId, u32>,
}

impl Verdict {
    /// All conditions are known to be met, given later events or not.
    pub(super) fn passed(&self) -> bool {
        self.failed.is_empty() && self.unknown.is_empty()
    }
}
