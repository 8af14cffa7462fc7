//! Who states which code.

use std::collections::HashMap;

use super::facts::Facts;
use crate::id::Pic;
use crate::proposal::Participant;

/// Who states which code in which role, as far as affiliation asks. Made once for a consortium.
#[derive(Debug, Clone)]
pub(crate) struct Links {
    complete: bool,
    /// Entries that may be coordinator or beneficiary.
    may_count: usize,
    /// Those of them without a code.
    nameless: usize,
    /// By code; only for consortia so large that scanning them for every entry would cost.
    index: Option<HashMap<Pic, Vec<usize>>>,
}

/// Above so many participants, codes are looked up in a table instead of by scanning.
const SCANNED: usize = 64;

impl Links {
    pub(crate) fn of(facts: &Facts<'_>) -> Self {
        let participants = facts.participants;
        let mut links = Links { complete: facts.complete, may_count: 0, nameless: 0, index: None };
        for entry in participants.iter().filter(|p| p.may_count()) {
            links.may_count = links.may_count.saturating_add(1);
            links.nameless = links.nameless.saturating_add(usize::from(entry.applicant.code().is_none()));
        }
        if participants.len() > SCANNED {
            let mut index: HashMap<Pic, Vec<usize>> = HashMap::new();
            for (at, entry) in participants.iter().enumerate() {
                if let Some(pic) = entry.applicant.code() {
                    index.entry(pic.clone()).or_default().push(at);
                }
            }
            links.index = Some(index);
        }
        links
    }

    /// The entries other than one that state a code, with their places.
    pub(crate) fn stating<'a>(
        &'a self,
        all: &'a [Participant],
        except: &'a Participant,
        pic: &'a Pic,
    ) -> impl Iterator<Item = (usize, &'a Participant)> {
        let listed = self.index.as_ref().map(|index| index.get(pic).map_or(&[][..], Vec::as_slice));
        let scanned = if listed.is_none() { all } else { &[] };
        let by_scan = scanned.iter().enumerate().filter(move |(_, e)| e.applicant.code() == Some(pic));
        let by_index = listed.into_iter().flatten().filter_map(|at| Some((*at, all.get(*at)?)));
        by_scan.chain(by_index).filter(move |(_, e)| !std::ptr::eq(*e, except))
    }

    /// About how long it takes to look through those who state one code.
    pub(crate) fn longest(&self) -> usize {
        self.index.as_ref().map_or(8, |index| index.values().map(Vec::len).max().unwrap_or(0))
    }

    /// Whether somebody else may be coordinator or beneficiary, beside so many who state its code.
    pub(crate) fn anybody_but(&self, entry: &Participant, same: usize) -> bool {
        !self.complete || self.may_count > same.saturating_add(usize::from(entry.may_count()))
    }

    /// Whether somebody else without a code may be.
    pub(crate) fn anybody_nameless(&self, entry: &Participant) -> bool {
        let own = entry.may_count() && entry.applicant.code().is_none();
        !self.complete || self.nameless > usize::from(own)
    }
}
