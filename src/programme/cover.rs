//! What covers commitments by pre-financing, and when an application was made, by bounds, up to a day.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::bounds::{Bounds, share};
use super::{
    Allocation, Decision, DecisionKind, Objective, PaymentApplication, Programme, ReceivedKind, Source,
    accounting_year,
};
use crate::budget::Between;
use crate::fund::{Due, Parameter, PreFinancing, pre_financing};
use crate::law::State;
use crate::money::Eur;
use crate::time::is_to_come;

impl Programme {
    /// The decision of first adoption: the base of the pre-financing. `None` where none is stated.
    ///
    /// Of several the earliest stands, of those of one day the first in the file; one without a day only where none has one, and
    /// no decision of an unknown kind.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// let programme = amif::programme::Programme::from_json(&text)?;
    /// assert!(programme.first_adoption().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn first_adoption(&self) -> Option<&Decision> {
        let adoptions = self.decisions.iter().flatten().filter(|d| d.kind == Some(DecisionKind::Adoption));
        adoptions.min_by_key(|d| d.date.unwrap_or(NaiveDate::MAX))
    }

    /// The pre-financing on the amount of first adoption: Art. 14 of Regulation (EU) 2021/1147. `None` where
    /// amount or day of the first adoption are unknown, or which decision it is and that matters, or the day lies outside 2021–2027.
    ///
    /// ```
    /// use amif::programme::Programme;
    ///
    /// let programme = Programme::from_json(r#"{
    ///     "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
    ///     "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": "40000000.00" }]
    /// }"#)?;
    /// let sum = programme.pre_financing().map(|p| p.sum.to_string());
    /// assert_eq!(sum.as_deref(), Some("10800000.00"));
    /// # Ok::<(), amif::InputError>(())
    /// ```
    #[must_use]
    pub fn pre_financing(&self) -> Option<PreFinancing> {
        let (firsts, certain) = self.first_adoptions();
        // Of several it does not matter which is the first where they say the same.
        let mut paid = firsts.iter().map(|(_, adoption)| instalments(adoption));
        let one = paid.next().flatten().filter(|_| certain)?;
        paid.all(|other| other.as_ref() == Some(&one)).then_some(one)
    }

    /// The decisions that may be the first adoption, with their places, and whether it is one of them for certain: an adoption
    /// without a day and a decision of an unknown kind may be it.
    pub(crate) fn first_adoptions(&self) -> (Vec<(usize, &Decision)>, bool) {
        let all = || self.decisions.iter().flatten().enumerate();
        let adoptions = || all().filter(|(_, d)| d.kind == Some(DecisionKind::Adoption));
        let earliest = adoptions().filter_map(|(_, d)| d.date).min();
        let first = |(_, d): &(usize, &Decision)| {
            let adopts = d.kind.is_none_or(|kind| kind == DecisionKind::Adoption);
            adopts && d.date.zip(earliest).is_none_or(|(on, earliest)| on <= earliest)
        };
        (all().filter(first).collect(), adoptions().next().is_some())
    }

    /// Whether several adoptions of one day may each be the first, and say different amounts.
    pub(crate) fn has_adoptions_of_one_day(&self) -> bool {
        let (firsts, _) = self.first_adoptions();
        let adopts = |d: &Decision| d.kind == Some(DecisionKind::Adoption) && d.date.is_some();
        let mut those = firsts.iter().map(|(_, d)| *d).filter(|d| adopts(d));
        let one = those.next();
        those.any(|d| one.is_some_and(|one| one.union != d.union))
    }

    /// Whether what may be the first adoption is of a day outside the period: no text says what pre-financing is due then.
    pub(crate) fn may_be_adopted_outside_the_period(&self) -> bool {
        let (firsts, _) = self.first_adoptions();
        firsts.iter().any(|(_, d)| d.date.is_some_and(|on| !(2021..=2027).contains(&on.year())))
    }

    /// The places of what is not known of the first adoption. The day of the only one matters to its pre-financing alone.
    pub(crate) fn missing_of_adoption(&self, for_pre_financing: bool) -> Vec<String> {
        let (firsts, _) = self.first_adoptions();
        let mut missing = Vec::new();
        if firsts.is_empty() {
            missing.push("/decisions".to_owned());
        }
        for (at, d) in &firsts {
            let day = for_pre_financing || firsts.len() > 1;
            let lacking =
                [("kind", d.kind.is_none()), ("union", d.union.is_none()), ("date", day && d.date.is_none())];
            let lacking = lacking.into_iter().filter(|(_, lacks)| *lacks);
            missing.extend(lacking.map(|(name, _)| format!("/decisions/{at}/{name}")));
        }
        missing
    }

    /// Pre-financing by the end of a year, seen from a day: as far as it is due. Of the years that are over then, what was not
    /// received covers perhaps, where what was received is stated; what was received beyond what is due covers nothing.
    pub(super) fn advanced(&self, year: i32, as_of: Option<NaiveDate>) -> Bounds {
        let due = self.advance_due_by(year);
        let past = as_of.map(|as_of| as_of.year().saturating_sub(1)).filter(|_| self.received.is_some());
        let Some(past) = past else { return due };
        // Of a year that is not over, what falls due in it is still paid.
        let coming = due.low.saturating_sub(self.advance_due_by(past.min(year)).low);
        let by_then = self.advance_received(year.min(past), None).saturating_add(coming);
        let paid = by_then.max(self.advance_received(year, as_of));
        Bounds { low: due.low.min(paid), ..due }
    }

    /// Pre-financing that the years after one bring to the cover by the end of a later one: as it falls due, or as it was received.
    pub(super) fn advanced_in(&self, years: RangeInclusive<i32>, as_of: Option<NaiveDate>) -> Bounds {
        let [first, last] = [years.start().saturating_sub(1), *years.end()];
        let [before, after] = [first, last].map(|year| self.advanced(year, as_of));
        let [due_before, due_after] = [first, last].map(|year| self.advance_due_by(year));
        let yearly = self.due_in(last, None).minus(self.due_in(first, None));
        if self.pre_financing().is_none() || !yearly.is_exact() {
            return after.minus(before);
        }
        let counts = |on: NaiveDate| Some(years.contains(&on.year()));
        let due = self.with_own_rates(yearly, counts);
        match before == due_before && after == due_after {
            true => due,
            // The open question is answered for all years alike.
            false if due_before.is_exact() && due_after.is_exact() => {
                due.hull(Bounds::exactly(after.low.saturating_sub(before.low)))
            }
            false => after.minus(before),
        }
    }

    /// Pre-financing due by the end of a year, that of rates of their own included.
    fn advance_due_by(&self, year: i32) -> Bounds {
        self.with_own_rates(self.due_in(year, None), |on| Some(on.year() <= year))
    }

    /// What is due at the yearly rates, with that of rates of their own of decisions whose day counts.
    fn with_own_rates(&self, yearly: Bounds, counts: impl Fn(NaiveDate) -> Option<bool>) -> Bounds {
        let due = self.own_rates(&counts, None).fold(yearly, Bounds::plus);
        self.unrated(&counts).fold(due, Bounds::plus)
    }

    /// Pre-financing that was received for certain by the end of a year, as far as it was on a day.
    fn advance_received(&self, year: i32, as_of: Option<NaiveDate>) -> i128 {
        let advances = self.received.iter().flatten().filter(|r| r.kind == Some(ReceivedKind::PreFinancing));
        let by_then =
            advances.filter(|r| r.on.is_some_and(|on| on.year() <= year) && !is_to_come(r.on, as_of));
        by_then.filter_map(|r| r.amount).fold(0, |sum, amount| sum.saturating_add(amount.cents().into()))
    }

    /// Whether less pre-financing was received for certain by the end of a year than was due.
    pub(super) fn awaits_advances(&self, year: i32, as_of: Option<NaiveDate>) -> bool {
        self.pre_financing().is_some() && self.advanced(year, as_of).low < self.advance_due_by(year).low
    }

    /// Pre-financing at the yearly rates due by the end of a year, of every decision that may be the first adoption; where
    /// `until` is a day of that year, without an instalment that is paid before a later one. An amount of first adoption that is
    /// not known has no bound: later decisions and commitments may be below it, after money went to another fund.
    fn due_in(&self, year: i32, until: Option<NaiveDate>) -> Bounds {
        let (firsts, certain) = self.first_adoptions();
        let by_then = |paid: PreFinancing| -> i128 {
            let due = paid.instalments.iter().filter(|i| paid_in(i.due, i.year) <= year);
            let due = due.filter(|i| !matches!((i.due, until), (Due::Before(day), Some(until)) if until < day && day.year() == year));
            due.map(|i| i128::from(i.amount.cents())).fold(0, i128::saturating_add)
        };
        let adoptions = firsts.iter().filter(|(_, d)| d.kind == Some(DecisionKind::Adoption));
        let latest = adoptions.filter_map(|(_, d)| d.date).max();
        let of = |first: Option<&Decision>| match first.and_then(instalments) {
            Some(paid) => Bounds::exactly(by_then(paid)),
            // Of an unknown day, at most what the rates of the years so far come to. If it is the first, it is no later than one
            // whose day is known, and an earlier one is paid no later.
            None => {
                let union = first.and_then(|d| d.union);
                let least = union.zip(latest).and_then(|(union, latest)| pre_financing(union, latest));
                let base = union.map(|union| i128::from(union.cents()));
                Bounds { low: least.map_or(0, by_then), high: base.map(|base| rates_by(year, base)) }
            }
        };
        let those = firsts.iter().map(|(_, d)| Some(*d)).chain((!certain).then_some(None));
        those.map(of).reduce(Bounds::hull).unwrap_or(Bounds::ANY)
    }

    /// Amounts of the thematic facility that carry a rate of their own: Appendix 3 to Annex VI; `counts` says of the day of a
    /// decision whether what it gives is among them, and `sourceless` whether an amount of an unknown source is.
    pub(super) fn own_rates(
        &self,
        counts: impl Fn(NaiveDate) -> Option<bool>,
        sourceless: Option<bool>,
    ) -> impl Iterator<Item = Bounds> {
        self.allocations.iter().flatten().filter_map(move |allocation| {
            let rate = allocation.prefinancing.filter(|_| allocation.may_be_of_the_facility())?;
            let whole = Bounds::known(allocation.union, None);
            let amount =
                Bounds { low: share(rate, whole.low), high: whole.high.map(|high| share(rate, high)) };
            let is_of_it = allocation.source.map(|_| true).or(sourceless);
            match (allocation.decided_on.and_then(&counts), is_of_it) {
                (Some(false), _) | (_, Some(false)) => None,
                (Some(true), Some(true)) => Some(amount),
                _ => Some(amount.or_nothing()),
            }
        })
    }

    /// What amounts of the thematic facility bring whose own rate is not known: nothing, or all of them, or anything between.
    fn unrated(&self, counts: impl Fn(NaiveDate) -> Option<bool>) -> impl Iterator<Item = Bounds> {
        let those = self.allocations.iter().flatten().filter(|a| a.may_lack_its_rate());
        let may = those.filter(move |a| a.decided_on.and_then(&counts) != Some(false));
        may.map(|a| Bounds::known(a.union, None).or_nothing())
    }

    /// The commitments of some years as decided. A year that is left out has none.
    pub(super) fn committed(&self, years: RangeInclusive<i32>) -> Bounds {
        let Some(commitments) = &self.commitments else { return Bounds::ANY };
        let amounts = commitments.range(years).map(|(_, amount)| Bounds::known(*amount, None));
        amounts.fold(Bounds::ZERO, Bounds::plus)
    }
}

impl Allocation {
    /// Whether it may have a rate of pre-financing of its own that is not stated.
    pub(crate) fn may_lack_its_rate(&self) -> bool {
        self.prefinancing.is_none() && self.may_be_of_the_facility()
    }

    /// Whether it is, or may be, an amount of the thematic facility: only of such the decision has a rate of pre-financing.
    pub(crate) fn may_be_of_the_facility(&self) -> bool {
        match self.source {
            None
            | Some(
                Source::SpecificAction
                | Source::Emergency
                | Source::Resettlement
                | Source::Transfer
                | Source::Solidarity,
            ) => true,
            Some(Source::Initial | Source::MidTerm | Source::FundIn | Source::FundOut) => false,
        }
    }
}

impl PaymentApplication {
    /// The accounting year, by the year of its 30 June, where it is one.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// let programme = amif::programme::Programme::from_json(&text)?;
    /// let application = programme.applications.iter().flatten().next().ok_or("none")?;
    /// assert!(application.year().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.accounting_year.as_deref().and_then(accounting_year)
    }

    /// The days on which it was submitted, the first and the last that may be; `None` where nothing tells.
    fn made_between(&self) -> Option<[NaiveDate; 2]> {
        match (self.submitted_on, self.year()) {
            (Some(on), _) => Some([on, on]),
            (None, Some(ends)) => submission(ends).map(Into::into),
            (None, None) => None,
        }
    }

    /// The years in which it was submitted, the first and the last that may be; `None` where nothing tells.
    pub(super) fn made_in(&self) -> Option<[i32; 2]> {
        self.made_between().map(|days| days.map(|day| day.year()))
    }

    /// Whether it may have been submitted by the end of a year.
    pub(super) fn may_be_by(&self, year: i32) -> bool {
        self.made_in().is_none_or(|[first, _]| first <= year)
    }

    /// Whether its day lies ahead, whichever it is: it is planned, and claims nothing yet.
    pub(crate) fn is_to_come(&self, as_of: Option<NaiveDate>) -> bool {
        is_to_come(self.made_between().map(|[first, _]| first), as_of)
    }

    /// Whether its day may lie ahead.
    pub(super) fn may_be_to_come(&self, as_of: Option<NaiveDate>) -> bool {
        self.made_between().is_none_or(|[_, last]| is_to_come(Some(last), as_of))
    }

    /// Total eligible expenditure, column (B), without technical assistance. `None` where a row does not say.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// let programme = amif::programme::Programme::from_json(&text)?;
    /// let application = programme.applications.iter().flatten().next().ok_or("none")?;
    /// assert!(application.expenditure().is_some_and(|sum| sum > amif::Eur::ZERO));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expenditure(&self) -> Option<Eur> {
        let rows = self.rows.as_ref()?;
        rows.iter()
            .filter(|row| row.objective != Some(Objective::TechnicalAssistance))
            .try_fold(Eur::ZERO, |sum, row| sum.checked_add(row.expenditure?))
    }
}

/// The first day on which an application for an accounting year is submitted, and the last: from its beginning, which for the
/// first year is that of eligibility, to the 31 July after its end (Art. 91 with Art. 2(29) of Regulation (EU) 2021/1060).
pub(crate) fn submission(ends: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = match ends {
        2022 => NaiveDate::from_ymd_opt(2021, 1, 1),
        ends => NaiveDate::from_ymd_opt(ends.saturating_sub(1), 7, 1),
    };
    first.zip(NaiveDate::from_ymd_opt(ends, 7, 31))
}

/// In which year an instalment is paid.
fn paid_in(due: Due, named_for: i32) -> i32 {
    match due {
        Due::Before(day) => day.year(),
        Due::InYearOfAdoption(year) => year,
        Due::NotStated => named_for,
    }
}

/// The pre-financing on the amount of a first adoption, where its amount and day are known.
fn instalments(adoption: &Decision) -> Option<PreFinancing> {
    pre_financing(adoption.union?, adoption.date?)
}

/// What the rates of the years up to one come to.
fn rates_by(year: i32, base: i128) -> i128 {
    let rates = Parameter::PreFinancing.share().entries().iter();
    let so_far = rates.filter(|entry| entry.from.year() <= year).filter_map(|entry| match entry.state {
        State::Value(rate) => Some(rate),
        _ => None,
    });
    so_far.map(|rate| share(rate, base)).fold(0, i128::saturating_add)
}

impl Programme {
    /// Pre-financing due by a day that lies between two, whatever was received: by the end of its year at the yearly rates, and
    /// what was decided before with a rate of its own. What was decided in the year of the day is paid by then or not, and so
    /// is an instalment that is paid before a later day of that year: `with_the_year` says which, where that is asked.
    /// `sourceless` says whether an amount of an unknown source is of the facility, where that is asked; `unrated` counts what
    /// amounts may bring whose own rate is not known.
    pub(crate) fn advance_due(
        &self,
        [from, until]: [Option<NaiveDate>; 2],
        with_the_year: Option<[bool; 2]>,
        sourceless: Option<bool>,
        unrated: bool,
    ) -> Between {
        let by = |day: Option<NaiveDate>, none: i32, least: bool| {
            let year = day.map_or(none, |day| day.year());
            let counts = move |on: NaiveDate| match day {
                Some(day) if on > day => Some(false),
                Some(day) if on.year() == day.year() => with_the_year.map(|[own, _]| own),
                _ => Some(on.year() <= year),
            };
            let without = with_the_year.map_or(least, |[_, instalment]| !instalment);
            let yearly = self.due_in(year, day.filter(|_| without));
            let due = self.own_rates(&counts, sourceless).fold(yearly, Bounds::plus);
            self.unrated(&counts).filter(|_| unrated).fold(due, Bounds::plus)
        };
        let (least, most) = (by(from, 0, true).low, by(until, i32::MAX, false).high);
        Between {
            least: super::bounds::eur(least).unwrap_or(Eur::ZERO),
            most: most.and_then(super::bounds::eur),
        }
    }
}
