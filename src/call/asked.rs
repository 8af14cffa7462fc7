//! What a call asks, for the checks: conditions with every reading that they may have.

use chrono::NaiveDate;

use super::Call;
use super::Point;
use super::condition::{
    Condition, Declared, Duration, GrantRange, IneligibleParticipantEffect, Minimum, RangeByTargets, Sourced,
};
use crate::country::Country;
use crate::money::Rate;
use crate::time::Deadline;

impl Call {
    /// The range under the readings that are assumed. An unstated bound that is assumed to be respected is dropped.
    pub(crate) fn read_range(&self, range: GrantRange) -> GrantRange {
        let under = |unsaid: Option<Point>| {
            unsaid.map(|point| self.read_point(point)).filter(|point| *point != Point::Settled(true))
        };
        GrantRange { unsaid_min: under(range.unsaid_min), unsaid_max: under(range.unsaid_max), ..range }
    }

    pub(crate) fn opening_asked(&self) -> Option<&Condition<NaiveDate>> {
        self.conditions.opening.as_ref()
    }

    /// The latest day on which the call may open: from then on it is open under every reading.
    pub(crate) fn open_for_certain(&self) -> Option<NaiveDate> {
        self.opening_asked()?.values().max().copied()
    }

    pub(crate) fn deadline_asked(&self) -> Option<&Condition<Deadline>> {
        self.conditions.deadline.stated.as_ref()
    }

    /// The smallest number of applicants, or where it is not stated a number that it is not below.
    pub(crate) fn applicants_asked(&self) -> Option<&Condition<Minimum>> {
        self.conditions.minimum_applicants.as_ref().or(self.conditions.least_applicants.as_ref())
    }

    pub(crate) fn countries_asked(&self) -> Option<&Condition<Minimum>> {
        self.conditions.minimum_countries.as_ref().or(self.conditions.least_countries.as_ref())
    }

    pub(crate) fn grant_asked(&self) -> Option<&Condition<GrantRange>> {
        self.conditions.grant.stated.as_ref()
    }

    pub(crate) fn ranges_by_targets(&self) -> &[RangeByTargets] {
        &self.conditions.grant.by_targets
    }

    /// Whether target countries outside the list count beside one on it, under the readings that are assumed. `None`
    /// where the call lists none.
    pub(crate) fn unlisted_count(&self) -> Option<Point> {
        self.targets_asked().filter(|asked| !asked.unassumed().value.of.is_empty())?;
        self.conditions.grant.unlisted_count.map(|point| self.read_point(point))
    }

    pub(crate) fn rate_asked(&self) -> Option<&Condition<Rate>> {
        self.conditions.funding_rate.as_ref()
    }

    pub(crate) fn one_topic_asked(&self) -> Option<&Sourced<()>> {
        self.conditions.one_topic.as_ref()
    }

    pub(crate) fn parallel_asked(&self) -> Option<&Sourced<u32>> {
        self.conditions.parallel_applications.as_ref()
    }

    pub(crate) fn one_role_asked(&self) -> Option<&Sourced<()>> {
        self.conditions.one_role_each.as_ref()
    }

    pub(crate) fn objectives_asked(&self) -> Option<&Condition<Declared<String>>> {
        self.conditions.declared_objectives.as_ref()
    }

    pub(crate) fn targets_asked(&self) -> Option<&Condition<Declared<Country>>> {
        self.conditions.target_countries.as_ref()
    }

    pub(crate) fn third_countries_asked(&self) -> Option<&Sourced<()>> {
        self.conditions.third_country_activities.as_ref()
    }

    pub(crate) fn start_asked(&self) -> Option<&Sourced<()>> {
        self.conditions.start.as_ref()
    }

    pub(crate) fn duration_asked(&self) -> Option<&Condition<Duration>> {
        self.conditions.duration.as_ref()
    }

    /// Whether it says what becomes of a participant who is itself ineligible.
    pub(crate) fn states_effect(&self) -> bool {
        self.conditions.ineligible_participant_effect.is_some()
    }

    /// Whether a participant other than the coordinator is removed where it is itself ineligible.
    pub(crate) fn removes_ineligible(&self) -> bool {
        self.conditions
            .ineligible_participant_effect
            .as_ref()
            .is_some_and(|e| e.value == IneligibleParticipantEffect::Remove)
    }
}
