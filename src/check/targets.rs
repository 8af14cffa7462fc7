//! How many target countries a project names, by which the range of a call's grants may go.

use super::named::named;
use crate::call::{Call, Point, RangeByTargets};
use crate::country::Country;
use crate::proposal::Application;

/// How many of a project's target countries count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Targets {
    /// They are not stated.
    Unknown,
    /// So many.
    Counted(u32),
    /// By the call's list so many, and with others where a question is answered yes.
    Open { listed: u32, otherwise: u32, question: usize },
}

impl Targets {
    /// Those that a call lists count; of third countries, where it lists none. Whether one that is not on the list counts
    /// beside one that is, the call says or leaves open in so many words; where it says nothing of it, that goes with
    /// whether others may be named alone.
    pub(crate) fn of(application: &Application, call: &Call) -> Self {
        let Some(targets) = application.target_countries.as_deref() else { return Targets::Unknown };
        let count = |listed: &[Country]| named(&aimed_at(targets, listed, call), listed, |a, b| a == b);
        let Some(asked) = call.targets_asked() else { return Targets::Counted(count(&[])) };
        if let Some(unlisted) = call.unlisted_count() {
            let listed = count(&asked.unassumed().value.of);
            let outside: Vec<Country> = targets
                .iter()
                .copied()
                .filter(|country| !asked.unassumed().value.of.contains(country))
                .collect();
            let otherwise = listed.saturating_add(named(&aimed_at(&outside, &[], call), &[], |a, b| a == b));
            return match unlisted {
                // Where none of the list is named, whether that is allowed is asked by another condition, and those that
                // are named are what the project is aimed at.
                _ if listed == 0 || listed == otherwise => Targets::Counted(otherwise),
                Point::Settled(true) => Targets::Counted(otherwise),
                Point::Settled(false) => Targets::Counted(listed),
                Point::Open(question) => Targets::Open { listed, otherwise, question: question.into() },
            };
        }
        let listed = count(&asked.stated().value.of);
        match asked.other().map(|(question, other)| (question, count(&other.of))) {
            Some((question, otherwise)) if otherwise != listed => {
                Targets::Open { listed, otherwise, question }
            }
            _ => Targets::Counted(listed),
        }
    }

    /// How many that are named are on the call's list; `None` where it has none or they are not stated.
    pub(crate) fn listed(application: &Application, call: &Call) -> Option<u32> {
        let (targets, asked) = (application.target_countries.as_deref()?, call.targets_asked()?);
        let list = Some(&asked.unassumed().value.of).filter(|list| !list.is_empty())?;
        Some(named(targets, list, |a, b| a == b))
    }

    /// Each number that may count, where they are stated.
    pub(crate) fn counts(self) -> impl Iterator<Item = u32> {
        let (one, other) = match self {
            Targets::Unknown => (None, None),
            Targets::Counted(count) => (Some(count), None),
            Targets::Open { listed, otherwise, .. } => (Some(listed), Some(otherwise)),
        };
        one.into_iter().chain(other)
    }
}

/// The countries of a project that can be targets of a call: where it lists none, the third countries among them.
pub(crate) fn aimed_at(targets: &[Country], listed: &[Country], call: &Call) -> Vec<Country> {
    let may = |country: &Country| !listed.is_empty() || call.takes_as_third_country(*country);
    targets.iter().copied().filter(may).collect()
}

/// How many can count at most: as many as the call lists, or any number.
pub(crate) fn most_targets(call: &Call) -> u32 {
    if call.unlisted_count().is_some() {
        return u32::MAX;
    }
    let values = call.targets_asked().into_iter().flat_map(|asked| asked.values());
    let most = values.map(|asked| match asked.of.len() {
        0 => u32::MAX,
        listed => u32::try_from(listed).unwrap_or(u32::MAX),
    });
    most.max().unwrap_or(u32::MAX)
}

/// How many of the call's own list there are at most: as many as it lists, or any number.
pub(crate) fn most_listed(call: &Call) -> u32 {
    let Some(asked) = call.targets_asked() else { return u32::MAX };
    let list = match call.unlisted_count() {
        Some(_) => asked.unassumed(),
        None => asked.stated(),
    };
    match list.value.of.len() {
        0 => u32::MAX,
        listed => u32::try_from(listed).unwrap_or(u32::MAX),
    }
}

/// Whether a range is for so many target countries.
pub(crate) fn is_for(row: &RangeByTargets, count: u32) -> bool {
    count >= row.from && row.to.is_none_or(|to| count <= to)
}
