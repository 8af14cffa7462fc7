//! The measures of law that bar a class of entities from roles for a time: a dated list, beneath what calls state.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Call;
use super::condition::Bar;
use crate::law::{Basis, Citation};
use crate::organisation::{Declaration, Role};
use crate::time::day;

/// A measure of law, with the last day on which it is known to stand.
struct Measure {
    bar: Bar,
    /// A measure without an end is taken to stand after it too, unless a call states its end.
    stood_on: NaiveDate,
}

/// One row for each measure and each time in which it stands.
static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    vec![Measure {
        bar: Bar {
            declaration: Declaration::PublicInterestTrust,
            country: "HU".parse().ok(),
            from: day(2022, 12, 16),
            until: None,
            roles: vec![Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity, Role::Subcontractor],
            way_out: "the measure lifted before grant signature, or the entity replaced, or made associated \
                      partner, or its status changed"
                .to_owned(),
            source: TRUSTS.to_vec(),
        },
        stood_on: day(2026, 10, 3),
    }]
});

static BARS: LazyLock<Vec<Bar>> = LazyLock::new(|| MEASURES.iter().map(|m| m.bar.clone()).collect());

/// The decision that bars commitments with public interest trusts.
pub(crate) const TRUSTS: &[Citation] = &[
    Citation::document_noted(
        "Council Implementing Decision (EU) 2022/2506",
        "Art. 2(2)",
        Basis::OfficialPage,
        "quoted by the General Court, order T-138/23 of 4 April 2024, paragraph 1; it binds without any call repeating it",
    ),
    Citation::document_noted(
        "Call document of the calls of 2023, version 1.1",
        "",
        Basis::CallDocument,
        "grant agreement, subcontracts, purchase contracts, support to third parties; such entities may apply and are \
         evaluated, and co-applicants are asked to remove or replace them or to change their status",
    ),
    Citation::document_noted(
        "Proposal COM(2026) 516 of 23 September 2026",
        "",
        Basis::Summary,
        "to lift the measure, which the Commission had maintained in December 2024; not adopted by the Council as of 3 \
         October 2026, and what stands after that day was not read",
    ),
];

impl Bar {
    /// Whether it bars whomever a measure of law does, from the same roles and for as long as that is known to stand: it
    /// is then that measure as the call states it, with the end that the call states.
    fn covers(&self, measure: &Measure) -> bool {
        self.declaration == measure.bar.declaration
            && self.from <= measure.bar.from
            && (self.until.is_none() || self.until >= measure.bar.until.or(Some(measure.stood_on)))
            && measure.bar.roles.iter().all(|role| self.roles.contains(role))
    }
}

impl Call {
    /// The measures that bar a class of entities from roles: the call's own, and beneath them those of law. One of law
    /// that a measure of the call covers adds nothing to it.
    pub(crate) fn bars_in_force(&self) -> impl Iterator<Item = &Bar> {
        let stated = self.bars();
        let adds = |measure: &&Measure| !stated.iter().any(|own| own.covers(measure));
        stated.iter().chain(MEASURES.iter().filter(adds).map(|measure| &measure.bar))
    }

    /// The places that the bars rest on, where the call states any: its own, and of law what goes beyond them.
    pub(crate) fn bar_source(&self) -> Option<&Vec<Citation>> {
        let cited = || {
            let mut cited: Vec<Citation> = Vec::new();
            for place in self.bars_in_force().flat_map(|bar| &bar.source) {
                if !cited.contains(place) {
                    cited.push(place.clone());
                }
            }
            cited
        };
        (!self.bars().is_empty()).then(|| self.made.bar_source.get_or_init(cited))
    }

    /// The measures of law, where the call states none of its own.
    pub(crate) fn bars_beneath(&self) -> Option<&'static [Bar]> {
        self.bars().is_empty().then(|| BARS.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_listed_once_for_each_time_in_which_it_stands() {
        for (at, one) in MEASURES.iter().enumerate() {
            assert!(one.bar.until.is_none_or(|until| one.bar.from <= until && until <= one.stood_on));
            assert!(one.bar.from <= one.stood_on);
            let later = || MEASURES.iter().skip(at.saturating_add(1));
            assert!(later().all(|other| {
                other.bar.declaration != one.bar.declaration
                    || one.bar.until.is_some_and(|until| until < other.bar.from)
            }));
        }
    }
}
