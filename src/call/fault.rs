//! Where a call contradicts itself.

use std::fmt;

use chrono::NaiveDate;

use super::beneath::same_law;
use super::condition::{Condition, CountingBasis, Duration, GrantRange};
use super::members::is_member_on;
use super::point::Point;
use super::terms::{PLACES, places};
use super::{Call, Minimum};
use crate::country::Country;
use crate::money::Eur;
use crate::organisation::Role;

/// A contradiction between conditions of a call.
///
/// Wherever a call file is loaded all its faults are reported at once; see [`Call::draft_from_json`] for a
/// tool in which calls are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    path: String,
    kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum FaultKind {
    OpensAfterDeadline,
    YesOpensLater(NaiveDate, NaiveDate),
    OpensUnderOtherLaw(NaiveDate, NaiveDate),
    CutOffNotBefore(&'static str),
    StageBeforeFirst,
    GrantMinimumAboveMaximum(Eur, Eur),
    RangesByTargets(&'static str),
    BudgetBelowGrant(Eur, Eur),
    TopicAboveCall(Eur, Eur),
    MoreCountriesThanApplicants(u32, u32),
    YesAsksMore(u32, u32),
    BasesDiffer,
    QuestionTwice(String),
    NobodyAdmitted(Role),
    TooManyPlaces,
    EligibleUnstated,
    CoordinatorNowhere(Country),
    ExceptedAndEligible(Country),
    BarredMember(Country),
    TargetNotThird(Country),
    DurationBelowOne(i64),
}

impl FaultKind {
    /// The conditions that a fault may lie in beside the one where it is told.
    fn against(&self) -> &'static [&'static str] {
        match self {
            FaultKind::OpensAfterDeadline => &["deadline"],
            FaultKind::BudgetBelowGrant(..) => &["grant"],
            FaultKind::TopicAboveCall(..) => &["budget"],
            FaultKind::MoreCountriesThanApplicants(..) => &["minimum_applicants"],
            FaultKind::QuestionTwice(_) => &["counting", "countries", "roles"],
            FaultKind::TooManyPlaces => {
                &["minimum_applicants", "minimum_countries", "counting", "opening", "deadline"]
            }
            FaultKind::EligibleUnstated => &["countries"],
            FaultKind::CoordinatorNowhere(_) | FaultKind::BarredMember(_) | FaultKind::TargetNotThird(_) => {
                &["opening", "deadline"]
            }
            FaultKind::YesOpensLater(..)
            | FaultKind::OpensUnderOtherLaw(..)
            | FaultKind::CutOffNotBefore(_)
            | FaultKind::StageBeforeFirst
            | FaultKind::GrantMinimumAboveMaximum(..)
            | FaultKind::RangesByTargets(_)
            | FaultKind::YesAsksMore(..)
            | FaultKind::BasesDiffer
            | FaultKind::NobodyAdmitted(_)
            | FaultKind::ExceptedAndEligible(_)
            | FaultKind::DurationBelowOne(_) => &[],
        }
    }
}

impl Fault {
    /// The place in the file, as a JSON Pointer.
    ///
    /// ```
    /// use amif::Call;
    ///
    /// let text = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {"a": {"title": "A", "basis": "summary"}},
    ///     "duration": {"min": 0, "source": [{"document": "a"}]}}"#;
    /// let (_, faults) = Call::draft_from_json(text)?;
    /// assert_eq!(faults[0].path(), "/duration");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The condition that it misses, where it lies in that alone.
    pub(super) fn misses(&self) -> Option<&'static str> {
        (self.kind == FaultKind::EligibleUnstated).then_some("countries")
    }

    /// Whether it is the same contradiction, found in another version of the document.
    pub(super) fn same_as(&self, other: &Fault) -> bool {
        self.kind == other.kind
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::OpensAfterDeadline => f.write_str("the call must open before its deadline"),
            FaultKind::YesOpensLater(yes, no) => write!(
                f,
                "\"yes\" must be the more permissive reading, so not the later opening (found {yes}; \"no\" has {no})"
            ),
            FaultKind::OpensUnderOtherLaw(yes, no) => write!(
                f,
                "both readings of the opening must have the same Member States and the same law (found {yes} and {no}, between which they change)"
            ),
            FaultKind::CutOffNotBefore(what) => {
                write!(f, "a cut-off must be before {what}; list them oldest first")
            }
            FaultKind::StageBeforeFirst => f.write_str("the second stage must be due after the first"),
            FaultKind::GrantMinimumAboveMaximum(min, max) => {
                write!(
                    f,
                    "the minimum grant must not be above the maximum (found {} and {})",
                    min.grouped(),
                    max.grouped()
                )
            }
            FaultKind::RangesByTargets(why) => write!(f, "the ranges by number of target countries {why}"),
            FaultKind::BudgetBelowGrant(budget, min) => {
                write!(
                    f,
                    "the budget must not be below the minimum grant (found {} and {})",
                    budget.grouped(),
                    min.grouped()
                )
            }
            FaultKind::TopicAboveCall(topic, call) => {
                write!(
                    f,
                    "the budget of the topic must not be above that of the call (found {} and {})",
                    topic.grouped(),
                    call.grouped()
                )
            }
            FaultKind::MoreCountriesThanApplicants(countries, applicants) => {
                write!(
                    f,
                    "\"minimum_countries\" must not be above \"minimum_applicants\": it is {countries}, and {applicants} applicants can cover at most {applicants} countries"
                )
            }
            FaultKind::YesAsksMore(yes, no) => write!(
                f,
                "\"yes\" must be the more permissive reading: it requires {yes}, \"no\" requires {no}"
            ),
            FaultKind::BasesDiffer => {
                f.write_str("both readings of a minimum must use the same \"counting\"")
            }
            FaultKind::QuestionTwice(id) => {
                write!(
                    f,
                    "the question {id:?} must not decide both the number and who counts; ask two questions"
                )
            }
            FaultKind::NobodyAdmitted(role) => {
                write!(f, "at least one legal form must be admitted as {}", role.words())
            }
            FaultKind::TooManyPlaces => write!(f, "the call must not let more than {PLACES} countries count"),
            FaultKind::EligibleUnstated => {
                f.write_str("the minimum counts eligible countries, so \"countries\" must say which they are")
            }
            FaultKind::CoordinatorNowhere(country) => {
                write!(f, "the coordinator may be in {country}, which must be eligible and is not")
            }
            FaultKind::ExceptedAndEligible(country) => write!(
                f,
                "{country} is excepted under \"member_states_except\", so \"points\" must not say that it is eligible, or may be"
            ),
            FaultKind::BarredMember(country) => write!(
                f,
                "{country} is a Member State on the day of the call, which \"member_states_except\" lets take part, so \"points\" must not bar it; list it there"
            ),
            FaultKind::TargetNotThird(country) => write!(
                f,
                "found {country}, which must be a third country on the day of the call, as every target is, and is none"
            ),
            FaultKind::DurationBelowOne(months) => {
                write!(f, "the duration must be at least 1 month (found {months})")
            }
        }
    }
}

impl std::error::Error for Fault {}

impl Call {
    /// Everything in which the call contradicts itself: a deadline before the opening, a minimum above a
    /// maximum, a budget below the minimum grant, more countries than applicants, and the like. Empty for every
    /// call that [`Call::from_json`] returns.
    ///
    /// ```
    /// use amif::Call;
    ///
    /// let text = r#"{
    ///   "schema": "amif-call/1", "topic": "EXAMPLE-01",
    ///   "documents": { "call": { "title": "Call document", "basis": "call_document" } },
    ///   "budget": { "amount": 400000, "source": [{ "document": "call" }] },
    ///   "grant": { "min": 500000, "source": [{ "document": "call" }] }
    /// }"#;
    /// let (draft, faults) = Call::draft_from_json(text)?;
    /// assert_eq!(faults, draft.validate());
    /// assert_eq!(faults[0].path(), "/budget");
    /// assert_eq!(faults[0].to_string(), "the budget must not be below the minimum grant (found 400 000 and 500 000)");
    /// assert!(Call::from_json(text).is_err());
    /// # Ok::<(), amif::InputError>(())
    /// ```
    #[must_use]
    pub fn validate(&self) -> Vec<Fault> {
        let mut faults = self.faults(None);
        for (at, later) in self.later.iter().enumerate() {
            for fault in later.faults(Some(at)) {
                if !faults.iter().any(|known| known.same_as(&fault)) {
                    faults.push(fault);
                }
            }
        }
        faults
    }

    /// The faults of one version: the first, or a later one by its place in the list.
    fn faults(&self, version: Option<usize>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut found = |field: &str, kind: FaultKind| {
            let path = match version {
                None => format!("/{field}"),
                Some(at) => self.place_in_version(at, field, &kind),
            };
            faults.push(Fault { path, kind });
        };
        self.faults_of_dates(&mut found);
        self.faults_of_money(&mut found);
        self.faults_of_minima(&mut found);
        self.faults_of_places(&mut found);
        if let Some(duration) = &self.conditions.duration {
            let least = |d: &Duration| [d.min, d.max].into_iter().flatten().min();
            if let Some(months) = duration.values().filter_map(least).find(|months| *months < 1) {
                found("duration", FaultKind::DurationBelowOne(months));
            }
        }
        faults
    }

    /// The place of a fault in a later version, which states only what it changes: that of the field, or else of another
    /// one that contradicts it.
    fn place_in_version(&self, at: usize, field: &str, kind: &FaultKind) -> String {
        let condition = field.split('/').next().unwrap_or(field);
        if self.text.changes.contains(&condition) {
            return format!("/versions/{at}/changes/{field}");
        }
        match kind.against().iter().find(|other| self.text.changes.contains(other)) {
            Some(other) => format!("/versions/{at}/changes/{other}"),
            None => format!("/versions/{at}"),
        }
    }

    fn faults_of_dates(&self, found: &mut impl FnMut(&str, FaultKind)) {
        if let Some(opening) = self.opening_asked()
            && let Some((_, yes)) = opening.other()
        {
            let no = opening.stated().value;
            if *yes > no {
                found("opening", FaultKind::YesOpensLater(*yes, no));
            }
            // The day of the opening chooses the law beneath the call, and there is one.
            if !same_law(*yes, no) {
                found("opening", FaultKind::OpensUnderOtherLaw(*yes, no));
            }
        }
        let Some(deadline) = &self.conditions.deadline.stated else { return };
        if self.open_for_certain().is_some_and(|day| deadline.values().any(|d| day > d.local().date())) {
            found("opening", FaultKind::OpensAfterDeadline);
        }
        let Some(rounds) = &self.conditions.deadline.rounds else { return };
        let cut_offs = &rounds.cut_offs;
        if let Some(at) = cut_offs.windows(2).position(|pair| matches!(pair, [a, b] if a >= b)) {
            found(&format!("deadline/cut_offs/{at}"), FaultKind::CutOffNotBefore("the next"));
        }
        if let Some(at) = cut_offs.iter().position(|cut| deadline.values().any(|d| cut >= d)) {
            let last = FaultKind::CutOffNotBefore("the deadline, which is the last");
            found(&format!("deadline/cut_offs/{at}"), last);
        }
        if rounds.second_stage.is_some_and(|second| deadline.values().any(|d| second <= *d)) {
            found("deadline/second_stage", FaultKind::StageBeforeFirst);
        }
    }

    fn faults_of_money(&self, found: &mut impl FnMut(&str, FaultKind)) {
        let grant = &self.conditions.grant;
        let stated = || grant.stated.iter().flat_map(Condition::values).map(|range| (None, range));
        let by_targets = || grant.by_targets.iter().enumerate().map(|(at, r)| (Some(at), &r.range));
        let ranges = || stated().chain(by_targets()).map(|(_, range)| range);
        for (at, range) in stated().chain(by_targets()) {
            if let GrantRange { min: Some(min), max: Some(max), .. } = range
                && min > max
            {
                let place = at.map_or("grant".to_owned(), |at| format!("grant/by_target_countries/{at}"));
                found(&place, FaultKind::GrantMinimumAboveMaximum(*min, *max));
            }
        }
        if let Some(first) = self.conditions.grant.by_targets.first() {
            let meet = |pair: &[super::RangeByTargets]| match pair {
                [a, b] => a.to.and_then(|to| to.checked_add(1)) == Some(b.from),
                _ => true,
            };
            if !self.conditions.grant.by_targets.windows(2).all(meet) {
                found(
                    "grant/by_target_countries",
                    FaultKind::RangesByTargets("leave gaps or overlap; list them in order"),
                );
            }
            let stated = self.grant().is_some_and(|g| g.value.min.is_some() || g.value.max.is_some());
            let open_ended = self.conditions.grant.by_targets.last().is_some_and(|last| last.to.is_none());
            if !stated && (first.from > 1 || !open_ended) {
                let why = "start at 0 or 1 and the last has no end, unless a range for all others is stated";
                found("grant/by_target_countries", FaultKind::RangesByTargets(why));
            }
        }
        let least = ranges().filter_map(|range| range.min).min();
        for (field, budget) in
            [("budget", &self.conditions.budget), ("topic_budget", &self.conditions.topic_budget)]
        {
            if let (Some(budget), Some(least)) = (budget, least)
                && budget.value < least
            {
                found(field, FaultKind::BudgetBelowGrant(budget.value, least));
            }
        }
        if let (Some(call), Some(topic)) = (&self.conditions.budget, &self.conditions.topic_budget)
            && topic.value > call.value
        {
            found("topic_budget", FaultKind::TopicAboveCall(topic.value, call.value));
        }
    }

    fn faults_of_minima(&self, found: &mut impl FnMut(&str, FaultKind)) {
        let minima = [
            ("minimum_applicants", &self.conditions.minimum_applicants),
            ("minimum_countries", &self.conditions.minimum_countries),
            ("least_applicants", &self.conditions.least_applicants),
            ("least_countries", &self.conditions.least_countries),
        ];
        for (field, minimum) in minima.into_iter().filter_map(|(field, m)| Some((field, m.as_ref()?))) {
            let stated = minimum.stated().value;
            if let Some((question, yes)) = minimum.other() {
                if yes.at_least > stated.at_least {
                    found(field, FaultKind::YesAsksMore(yes.at_least, stated.at_least));
                }
                if yes.counting != stated.counting {
                    found(field, FaultKind::BasesDiffer);
                }
                if self.counts_by(question) {
                    let id = self.questions.get(question).map(|q| q.id.clone()).unwrap_or_default();
                    found(field, FaultKind::QuestionTwice(id));
                }
            }
        }
        if let (Some(applicants), Some(countries)) =
            (&self.conditions.minimum_applicants, &self.conditions.minimum_countries)
        {
            let most = |m: &Condition<Minimum>| m.values().map(|m| m.at_least).max().unwrap_or(0);
            let (applicants, countries) = (most(applicants), most(countries));
            if countries > applicants {
                found("minimum_countries", FaultKind::MoreCountriesThanApplicants(countries, applicants));
            }
        }
        if let Some(roles) = &self.conditions.roles {
            // A consortium has a coordinator; the other roles may stay empty.
            let nobody = |of: Role| {
                let mut rows = roles.value.rows.iter().filter(|(role, ..)| *role == of).peekable();
                rows.peek().is_some() && rows.all(|(.., point)| !point.possible())
            };
            if nobody(Role::Coordinator) {
                // The call may say nothing of a coordinator, who then must be admitted as a beneficiary.
                let field = if nobody(Role::Beneficiary) { "roles" } else { "roles/coordinator" };
                found(field, FaultKind::NobodyAdmitted(Role::Coordinator));
            }
        }
    }

    /// Whether an open question decides on who counts or who is eligible.
    fn counts_by(&self, question: usize) -> bool {
        let mut counts = false;
        let mut look = |point| counts |= matches!(point, Point::Open(at) if usize::from(at) == question);
        self.conditions.counting.each_point(&mut look);
        self.conditions.countries.iter().for_each(|countries| countries.value.each_point(&mut look));
        self.conditions.roles.iter().for_each(|roles| roles.value.each_point(&mut look));
        counts
    }

    fn faults_of_places(&self, found: &mut impl FnMut(&str, FaultKind)) {
        let targets = self.targets_asked();
        let stated = targets.map(|targets| ("target_countries/of", targets.unassumed().value.of.as_slice()));
        let other = targets.and_then(Condition::other);
        let other = other.map(|(_, other)| ("target_countries/or/of", other.of.as_slice()));
        for (place, listed) in stated.into_iter().chain(other) {
            for (at, country) in listed.iter().enumerate().filter(|(_, c)| !self.takes_as_third_country(**c))
            {
                found(&format!("{place}/{at}"), FaultKind::TargetNotThird(*country));
            }
        }
        let Some(countries) = self.conditions.countries.as_ref().map(|c| &c.value) else {
            for (field, minimum) in [
                ("minimum_applicants", &self.conditions.minimum_applicants),
                ("minimum_countries", &self.conditions.minimum_countries),
                ("least_applicants", &self.conditions.least_applicants),
                ("least_countries", &self.conditions.least_countries),
            ] {
                let by_eligible = |m: &Minimum| m.counting == CountingBasis::EligibleCountries;
                if minimum.iter().flat_map(Condition::values).any(by_eligible) {
                    found(field, FaultKind::EligibleUnstated);
                }
            }
            return;
        };
        if places(countries, self.bases(), self.conditions.counting.overseas_territories, self.day()).len()
            > PLACES
        {
            found("countries", FaultKind::TooManyPlaces);
        }
        for (country, point) in &countries.points {
            let member = is_member_on(*country, self.day());
            if *point == Point::Settled(false) && member && !countries.except.contains(country) {
                found(&format!("countries/points/{country}"), FaultKind::BarredMember(*country));
            }
            if point.possible() && countries.except.contains(country) {
                found(&format!("countries/points/{country}"), FaultKind::ExceptedAndEligible(*country));
            }
        }
        for country in &countries.coordinator {
            if self.terms().standing(*country) == super::Standing::Outside {
                found("countries/coordinator", FaultKind::CoordinatorNowhere(*country));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_state_is_not_excepted_and_eligible() {
        let faults = |point: &str| {
            let text = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01",
                "documents": {"a": {"title": "A", "basis": "call_document"}},
                "open_questions": [{"id": "q", "question": "Is it so?", "yes": "It is.", "no": "It is not.",
                    "source": [{"document": "a"}]}],
                "countries": {"member_states_except": ["DK"], "points": {POINT}, "source": [{"document": "a"}]}}"#;
            let (_, faults) = Call::draft_from_json(&text.replace("POINT", point)).unwrap();
            faults.iter().map(|fault| format!("{}: {fault}", fault.path())).collect::<Vec<_>>()
        };
        let said = "/countries/points/DK: DK is excepted under \"member_states_except\", so \"points\" must not say that it is \
                    eligible, or may be";
        assert_eq!(faults(r#""DK": true"#), [said]);
        assert_eq!(faults(r#""DK": {"open": "q"}"#), [said]);
        assert!(faults(r#""DK": false"#).is_empty() && faults(r#""GL": true, "FR": true"#).is_empty());
    }
}
