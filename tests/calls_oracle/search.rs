//! Tries out every way to complete what a rule asks for, and every reading of the questions it asks.
//!
//! A rule is a function that picks each unknown fact when it reads it. It is run again and again until every
//! way to pick has been taken, so nothing that it never reads multiplies the work.

use std::collections::{BTreeMap, BTreeSet};

/// More runs of one rule than this are left to luckier cases.
const RUNS: usize = 12_000;

/// Something that may turn out one way or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    /// A fact of the proposal.
    Fact(&'static str),
    /// Who joins an incomplete consortium: one of several such numbers.
    Joined(usize),
    Role(usize),
    Form(usize),
    Statuses(usize),
    Type(usize),
    /// The answers to the questions of kinds of members.
    Kinds(usize),
    Country(usize),
    To(usize),
    /// A missing code: whose it is.
    Pic(usize),
    /// Which entry of a code that stands several times states the right country.
    Seat(usize),
    /// The form that goes with other statuses, where those exclude the form that is picked.
    Adjusted(usize),
    Question(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Out {
    Met,
    NotMet,
    Conditional,
    NotApplicable,
}

pub(crate) fn met(holds: bool) -> Option<Out> {
    Some(if holds { Out::Met } else { Out::NotMet })
}

/// One way to pick.
#[derive(Default)]
pub(crate) struct Way {
    path: Vec<(Name, usize, usize)>,
    varied: Option<(Name, usize)>,
    /// What is varied had to take something else along.
    pub(crate) adjusted: bool,
}

impl Way {
    pub(crate) fn pick(&mut self, name: Name, ways: usize) -> usize {
        assert!(ways > 0, "{name:?} can be nothing");
        if ways == 1 {
            return 0;
        }
        if let Some((varied, choice)) = self.varied
            && varied == name
        {
            return choice;
        }
        if let Some((.., choice)) = self.path.iter().find(|(n, ..)| *n == name) {
            return *choice;
        }
        self.path.push((name, ways, 0));
        0
    }

    pub(crate) fn varies(&self, name: Name) -> bool {
        self.varied.is_some_and(|(varied, _)| varied == name)
    }

    fn next(&mut self) -> bool {
        while let Some((_, ways, choice)) = self.path.last_mut() {
            *choice += 1;
            if choice < ways {
                return true;
            }
            self.path.pop();
        }
        false
    }
}

/// What the runs of a rule come to.
pub(crate) struct Found {
    pub(crate) outcome: &'static str,
    pub(crate) dependence: BTreeSet<Name>,
    /// How many questions were come to.
    pub(crate) asked: usize,
}

/// Runs a rule in every way; `None` where there are too many, or a pick that no way completes.
pub(crate) fn exhaust(mut rule: impl FnMut(&mut Way) -> Option<Out>) -> Option<Found> {
    let mut runs = 0;
    let mut names: BTreeMap<Name, usize> = BTreeMap::new();
    let mut outs = BTreeSet::new();
    let mut way = Way::default();
    loop {
        runs += 1;
        if runs > RUNS {
            return None;
        }
        outs.extend(rule(&mut way));
        names.extend(way.path.iter().map(|(name, ways, _)| (*name, *ways)));
        if !way.next() {
            break;
        }
    }
    let outs: Vec<Out> = outs.into_iter().collect();
    let outcome = match outs.as_slice() {
        [Out::Met] | [Out::Met, Out::NotApplicable] => "met",
        [Out::NotMet] => "not_met",
        [Out::Conditional] => "conditional",
        [Out::NotApplicable] => "not_applicable",
        [] => return None,
        _ => "unknown",
    };
    let asked = names.keys().filter(|name| matches!(name, Name::Question(_))).count();
    let mut dependence = BTreeSet::new();
    if outcome == "unknown" {
        for (name, ways) in names {
            if matters(name, ways, &mut rule, &mut runs)? {
                dependence.insert(name);
            }
        }
    }
    Some(Found { outcome, dependence, asked })
}

/// Whether two completions that differ in one thing, and in nothing else but what it excludes, come to
/// different outcomes.
fn matters(
    name: Name,
    ways: usize,
    rule: &mut impl FnMut(&mut Way) -> Option<Out>,
    runs: &mut usize,
) -> Option<bool> {
    let mut way = Way::default();
    loop {
        let (mut own, mut taken_along) = (BTreeSet::new(), BTreeSet::new());
        for choice in 0..ways {
            *runs += 1;
            way.varied = Some((name, choice));
            way.adjusted = false;
            let out = rule(&mut way).map(|out| if out == Out::NotApplicable { Out::Met } else { out });
            if way.adjusted {
                taken_along.extend(out);
            } else {
                own.extend(out);
            };
        }
        if *runs > 4 * RUNS {
            return None;
        }
        let differ = own.len() > 1 || (own.len() == 1 && taken_along.iter().any(|out| !own.contains(out)));
        if differ {
            return Some(true);
        }
        if !way.next() {
            return Some(false);
        }
    }
}
