//! Who states which code, and whether an affiliated entity names the coordinator or beneficiary to whom it is linked.

use std::collections::HashMap;

use super::alone;
use super::facts::{Facts, Setting};
use super::fate::Fate;
use super::participant::by_role;
use crate::id::Pic;
use crate::organisation::Role;
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// Who states which code in which role, as far as affiliation asks. Made once for a consortium.
#[derive(Debug, Clone)]
pub(crate) struct Links {
    complete: bool,
    /// Entries that may be coordinator or beneficiary.
    may_count: usize,
    /// Those of them without a code.
    nameless: usize,
    /// Where the call removes whoever is ineligible, what becomes of each for what is asked of it alone, and as an
    /// affiliated entity for the link that it names, with whether its role is unknown; empty elsewhere.
    alone: Vec<Fate>,
    linked: Vec<(Fate, bool)>,
    /// By code; only for consortia so large that scanning them for every entry would cost.
    index: Option<HashMap<Pic, Vec<usize>>>,
}

/// Above so many participants, codes are looked up in a table instead of by scanning.
const SCANNED: usize = 64;

impl Links {
    pub(crate) fn of(facts: &Facts<'_>, setting: &Setting<'_>) -> Self {
        let participants = facts.participants;
        let removes = setting.call.removes_ineligible();
        let alone = match removes {
            true => participants.iter().map(|entry| alone::alone(entry, setting)).collect(),
            false => Vec::new(),
        };
        let linked = Vec::new();
        let mut links =
            Links { complete: facts.complete, may_count: 0, nameless: 0, alone, linked, index: None };
        let stay = participants.iter().enumerate().filter(|(at, _)| links.alone(*at) != Fate::Removed);
        let may_count: Vec<&Participant> = stay.map(|(_, entry)| entry).filter(|p| p.may_count()).collect();
        for entry in may_count {
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
        if removes {
            let of = |entry: &Participant| match affiliation(entry, participants, &links) {
                // In another role it names nobody.
                outcomes if entry.role.is_none() && !outcomes.may_be(Outcomes::MET) => Fate::Removed,
                outcomes => Fate::of(outcomes),
            };
            links.linked = participants.iter().map(|entry| (of(entry), entry.role.is_none())).collect();
        }
        links
    }

    /// What becomes of a participant for what is asked of it alone.
    pub(crate) fn alone(&self, place: usize) -> Fate {
        self.alone.get(place).copied().unwrap_or(Fate::Stays)
    }

    /// What becomes of a participant for whom it names as linked.
    pub(crate) fn by_link(&self, place: usize) -> Fate {
        match self.linked.get(place) {
            Some((fate, true)) => Fate::Perhaps.min(*fate),
            Some((fate, false)) => *fate,
            None => Fate::Stays,
        }
    }

    /// The same if it is an affiliated entity.
    pub(crate) fn as_affiliated(&self, place: usize) -> Fate {
        self.linked.get(place).map_or(Fate::Stays, |(fate, _)| *fate)
    }

    /// What becomes of a participant.
    pub(crate) fn fate(&self, place: usize) -> Fate {
        self.alone(place).max(self.by_link(place))
    }

    /// Whether the call may leave a participant in.
    pub(crate) fn may_stay(&self, place: usize) -> bool {
        self.fate(place) != Fate::Removed
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

/// Whether somebody names its own code.
pub(crate) fn names_itself(entry: &Participant) -> bool {
    entry.link().is_some() && entry.link() == entry.applicant.code()
}

/// An affiliated entity names a coordinator or beneficiary by its code. Whom the call removes is none of them.
#[inline]
pub(crate) fn affiliation(entry: &Participant, all: &[Participant], links: &Links) -> Outcomes {
    by_role(entry, &[Role::AffiliatedEntity], |_| match entry.link() {
        None => {
            let own = entry.applicant.code().into_iter().flat_map(|own| links.stating(all, entry, own));
            let stays = |at: usize| links.alone(at) != Fate::Removed;
            let same = own.filter(|(at, other)| other.may_count() && stays(*at)).count();
            Outcomes::NOT_MET.or(Outcomes::MET.when(links.anybody_but(entry, same)))
        }
        Some(_) if names_itself(entry) => Outcomes::NOT_MET,
        Some(pic) => {
            let (mut stated, mut may, mut certain) = (false, false, false);
            for (at, other) in links.stating(all, entry, pic) {
                stated = true;
                may |= other.may_count() && links.alone(at) != Fate::Removed;
                certain |= other.role.is_some_and(Role::counts) && links.alone(at) == Fate::Stays;
            }
            match (certain, may, stated) {
                (true, ..) => Outcomes::MET,
                (false, true, _) => Outcomes::MET_OR_NOT,
                (false, false, true) => Outcomes::NOT_MET,
                (false, false, false) if links.anybody_nameless(entry) => Outcomes::MET_OR_NOT,
                (false, false, false) => Outcomes::NOT_MET,
            }
        }
    })
}
