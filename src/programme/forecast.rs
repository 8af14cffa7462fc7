//! What is at risk of decommitment, when, and what would save it: Art. 105 and 106 of Regulation (EU) 2021/1060.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::bounds::{Bounds, eur, newly_short};
use super::claims::Claims;
use super::due::{self, NextDue};
use super::losses::{Ends, Excepted, Fallen, Losses};
use super::year_end::{Range, With2027, YearEnd};
use super::{Programme, ReceivedKind};
use crate::law::{Act, Basis, Citation};
use crate::money::{Eur, Rate};
use crate::time::is_over;

/// The 31 Decembers on which commitments of 2021 to 2026 fall due.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2029;

/// A question of law that the sources leave open, or a step that was not read, on which the forecast rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// A stable name.
    pub id: &'static str,
    /// The question, and the answer that the numbers take.
    pub text: String,
    /// What it rests on.
    pub source: Citation,
}

/// What a programme may lose, year by year; see [`Programme::forecast`].
///
/// It prints as text and serialises as `amif-forecast/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    pub(super) cci: super::Cci,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) years: Vec<YearEnd>,
    pub(super) with_2027: Option<With2027>,
    pub(super) open: Vec<OpenPoint>,
    pub(super) next_due: Vec<NextDue>,
    pub(super) missing: Vec<String>,
}

impl Forecast {
    /// The day from which it looks ahead.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert_eq!(forecast.as_of(), "2026-11-28".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// Each 31 December from 2024 to 2029.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert_eq!(forecast.years().len(), 6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn years(&self) -> &[YearEnd] {
        &self.years
    }

    /// One of them.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert_eq!(forecast.year(2026).map(|end| end.on), "2026-12-31".parse().ok());
    /// assert!(forecast.year(2030).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&YearEnd> {
        self.years.iter().find(|end| end.on.year() == year)
    }

    /// The other answer for the end of 2029; `None` where nothing is committed for 2027.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert!(forecast.with_2027().is_some(), "the programme has commitments for 2027");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_2027(&self) -> Option<With2027> {
        self.with_2027
    }

    /// The open points on which it rests.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// // Open points are told, never decided in silence.
    /// assert!(forecast.open().len() < 100);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn open(&self) -> &[OpenPoint] {
        &self.open
    }

    /// The next due dates, soonest first.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// let days: Vec<_> = forecast.next_due().iter().map(|due| due.on).collect();
    /// assert!(days.is_sorted());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_due(&self) -> &[NextDue] {
        &self.next_due
    }

    /// The unknown facts on which it depends, as JSON paths.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert!(forecast.missing().iter().all(|path| path.starts_with('/')));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }
}

/// The money of a programme leaves the range of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverflowError;

impl std::fmt::Display for OverflowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the amounts together are beyond EUR 10 000 000 000 000")
    }
}

impl std::error::Error for OverflowError {}

impl Programme {
    /// What the programme may lose at each 31 December from 2024 to 2029, cumulative, and what must be claimed by
    /// when.
    ///
    /// Art. 105(1) of Regulation (EU) 2021/1060: what is committed for a year from 2021 to 2026 and neither used
    /// for pre-financing nor claimed by 31 December of the third year after is lost. Commitments are those *as
    /// decided*. `as_of` is the day from which one looks ahead: what was submitted by then is certain, what is
    /// planned after it is possible. Where it is `None`, the last day on which anything stated happened.
    ///
    /// Unknown facts are bounds: a claim of unknown amount may be nothing or any amount. Of claims, known or not, no more counts for
    /// a specific objective than the financing table has for it, all of them together; where the table does not say how much
    /// that is, they are taken to keep to it. No more is claimed than is stated: without `planned` nothing more is. Exceptions that are not stated are presumed to be
    /// none, and so are allocations with pre-financing of their own. Where what the Commission paid is stated,
    /// pre-financing of years that are over covers for certain only as far as it was received. Whether the commitment of 2027 falls due on 31 December 2029 is open; both answers are given.
    ///
    /// ```
    /// use amif::programme::Programme;
    ///
    /// let programme = Programme::from_json(r#"{
    ///     "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
    ///     "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": "60000000.00" }],
    ///     "commitments": { "2022": 11000000, "2023": 11500000 },
    ///     "applications": [{ "submitted_on": "2026-05-20", "status": "accepted",
    ///         "rows": [{ "union": "3000000.00" }], "technical_assistance": 0 }]
    /// }"#)?;
    /// let forecast = programme.forecast(None)?;
    /// let lost = forecast.year(2026).and_then(|end| end.lost.possible);
    /// // 22 500 000 due; 16 200 000 of pre-financing and 3 000 000 claimed.
    /// assert_eq!(lost.map(|l| l.to_string()).as_deref(), Some("3300000.00"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where a sum leaves the range of amounts.
    pub fn forecast(&self, as_of: Option<NaiveDate>) -> Result<Forecast, OverflowError> {
        let as_of = as_of.or_else(|| self.last_happened());
        // No claim covers more than there is.
        let most = self.committed(2021..=2027).high;
        let claims = Claims::of(self, as_of);
        let mut losses = Losses { all: Bounds::ZERO, past: Bounds::ZERO };
        let mut years = Vec::new();
        let mut with_2027 = None;
        // What is open of each commitment on the day on which it falls due, and of that what is not lost yet.
        let mut left = BTreeMap::new();
        // What was excepted at the end of each year before.
        let mut excepted_before: Vec<(i32, Excepted)> = Vec::new();
        for year in YEARS {
            let on = NaiveDate::from_ymd_opt(year, 12, 31).ok_or(OverflowError)?;
            let last = year.saturating_sub(3);
            let due = self.committed(2021..=last);
            let pre_financing = self.advanced(year, as_of);
            let known = claims.made(&(i32::MIN..=year));
            let claimed = claims.all(&(i32::MIN..=year));
            // Where what may be claimed has no bound of its own, the commitments are one.
            let capped = |b: Bounds| Bounds { high: b.high.or(most.map(|most| most.max(b.low))), ..b };
            let covered = capped(pre_financing.plus(claimed));
            let committed = self.commitment(Some(last));
            left.insert(last, losses.fallen(year, due, covered, committed));
            // The cover that came after the end of a year.
            let since_then = |then: i32| {
                let after = then.saturating_add(1)..=year;
                match after.is_empty() {
                    true => Bounds::ZERO,
                    false => claims.all(&after).plus(self.advanced_in(after, as_of)),
                }
            };
            let excepted = self.excepted(year, as_of, &mut left, covered, since_then);
            // By how much more is short than at the end of a year before, with commitments up to one and with what is planned or
            // without.
            let since = |(then, were): &(i32, Excepted), of: i32, excepted: &Excepted, planned: bool| {
                let after = then.saturating_add(1)..=year;
                let claimed = if planned { claims.all(&after) } else { claims.made(&after) };
                let more = claimed.plus(self.advanced_in(after, as_of));
                let due = self.committed(then.saturating_sub(2)..=of);
                due.minus(more).minus(excepted.beyond(were))
            };
            let before = losses;
            losses.all = losses.all.larger(excepted.short(due, covered));
            let every = || excepted_before.iter();
            let newly = newly_short(
                excepted.short(due, covered),
                before.all,
                every().map(|then| since(then, last, &excepted, true)),
            );
            // What is planned is no fact, so what is short without it is what is short; and what lies ahead is not lost yet.
            let over = |(year, _): &&(i32, Excepted)| {
                NaiveDate::from_ymd_opt(*year, 12, 31).is_some_and(|on| is_over(on, as_of))
            };
            let unplanned = capped(pre_financing.plus(known));
            let short_of = |due: Bounds, of: i32, excepted: &Excepted| {
                let since = every().filter(over).map(|then| since(then, of, excepted, false));
                newly_short(excepted.short(due, unplanned), before.past, since)
            };
            let short = short_of(due, last, &excepted);
            if is_over(on, as_of) {
                losses.past = losses.all;
            }
            let all = self.committed(2021..=2027);
            let (mut shown, mut newly_shown) = (losses.all, newly);
            if year == *YEARS.end() && all != due {
                let committed = self.commitment(Some(2027));
                left.insert(2027, before.fallen(year, all, covered, committed));
                let excepted = self.excepted(year, as_of, &mut left, covered, since_then);
                let of_both = excepted.short(all, covered);
                let both = losses.all.larger(of_both);
                with_2027 = Some(With2027 {
                    due: amount(all.high)?,
                    lost: of_bounds(both)?,
                    to_claim: amount(all.high.and(short_of(all, 2027, &excepted).high))?,
                });
                shown.high = both.high;
                let since = every().map(|then| since(then, 2027, &excepted, true));
                newly_shown.high = newly_short(of_both, before.all, since).high;
            }
            years.push(YearEnd {
                on,
                due: amount(due.high)?,
                covered: of_bounds(covered)?,
                pre_financing: of_bounds(pre_financing)?,
                claimed: of_bounds(capped(claimed))?,
                excepted: of_bounds(excepted.all)?,
                lost: of_bounds(shown)?,
                newly_lost: of_bounds(newly_shown)?,
                // What is planned is still to be claimed.
                to_claim: amount(due.high.and(short.high))?,
                short: of_bounds(short)?,
                excepted_beside_certain: amount(Some(excepted.ends.most))?,
                awaits_advances: self.awaits_advances(year, as_of),
                claims_needed: amount(due.high.map(|due| due.saturating_sub(pre_financing.low).max(0)))?,
            });
            excepted_before.push((year, excepted));
        }
        let mut forecast = Forecast {
            cci: self.cci,
            as_of,
            years,
            with_2027,
            open: Vec::new(),
            next_due: Vec::new(),
            missing: self.missing_for(*YEARS.end(), as_of, true),
        };
        forecast.open = self.open_points(&forecast, &claims);
        forecast.next_due = due::next_due(self, as_of, &forecast.years);
        Ok(forecast)
    }

    /// The last day on which anything that is stated happened.
    pub(crate) fn last_happened(&self) -> Option<NaiveDate> {
        let decisions =
            self.decisions.iter().flatten().flat_map(|d| [d.date, d.requested_on, d.committee_on]);
        let allocations = self.allocations.iter().flatten().map(|a| a.decided_on);
        let applications = self.applications.iter().flatten().map(|a| a.submitted_on);
        let received = self.received.iter().flatten().map(|r| r.on);
        let accounts = self.accounts.iter().flatten().map(|a| a.submitted_on);
        let transfers = self.transfers.iter().flatten().map(|t| t.on);
        let reached = self.indicators.iter().flatten().flat_map(|i| i.achieved.iter().flatten());
        let enabling = self.enabling.iter().flatten().map(|e| e.from);
        let grounds = self.exceptions.iter().flatten().map(|e| e.from);
        let lists = self.publication.iter().flat_map(|p| [&p.list_on, &p.calendar_on]).flatten().flatten();
        let days = decisions.chain(allocations).chain(applications).chain(received).chain(accounts);
        let days = days.chain(transfers).chain(reached.map(|a| a.on)).chain(enabling).chain(grounds);
        days.chain(lists.copied().map(Some)).flatten().max()
    }

    /// Amounts of commitments that are due by the end of a year and not decommitted: Art. 106(1). Of no commitment more than was
    /// open of it on the day on which it fell due, since that is all of it that may be lost, and no more than was excepted of it
    /// at the end of the year before: the rest is lost, and no ground that begins later brings it back.
    fn excepted(
        &self,
        year: i32,
        as_of: Option<NaiveDate>,
        left: &mut BTreeMap<i32, Fallen>,
        covered: Bounds,
        since: impl Fn(i32) -> Bounds,
    ) -> Excepted {
        let with_2027 = left.contains_key(&2027);
        let mut by_year: BTreeMap<Option<i32>, Bounds> = BTreeMap::new();
        for exception in self.exceptions.iter().flatten() {
            let of = exception.of();
            let amount = Bounds::known(exception.amount, self.commitment(of));
            let one = match exception.stands(year, as_of, with_2027) {
                Some(true) => amount,
                None => amount.or_nothing(),
                Some(false) => continue,
            };
            let sum = by_year.entry(of).or_insert(Bounds::ZERO);
            *sum = sum.plus(one);
        }
        // One of an unknown year may be of any.
        let of_any = by_year.remove(&None).unwrap_or(Bounds::ZERO);
        let ends = Ends { least: of_any.high.unwrap_or(i128::MAX), most: of_any.low };
        let mut excepted = Excepted { all: of_any, ends, each: BTreeMap::new(), of_any };
        for (of, fallen) in left {
            let own = by_year.remove(&Some(*of)).unwrap_or(Bounds::ZERO);
            let open = fallen.open_at_the_ends(covered, since(fallen.day));
            let least = own.high.unwrap_or(i128::MAX).min(fallen.own.least).min(open.least);
            let most = own.low.min(fallen.own.most).min(open.most);
            let capped = own.at_most(fallen.left);
            excepted.each.insert(*of, [own, capped]);
            excepted.all = excepted.all.plus(capped);
            excepted.ends.least = excepted.ends.least.saturating_add(least);
            excepted.ends.most = excepted.ends.most.saturating_add(most);
            let with_any = own.plus(of_any);
            fallen.left = with_any.at_most(fallen.left);
            fallen.own.least = fallen.own.least.min(with_any.high.unwrap_or(i128::MAX));
            fallen.own.most = fallen.own.most.min(with_any.low);
        }
        // Of a commitment that is not due nothing is excepted, nor of a year that has none.
        excepted
    }

    /// What is committed for a year, where that is known: nothing for one that is left out.
    fn commitment(&self, of: Option<i32>) -> Option<Eur> {
        self.commitments.as_ref()?.get(&of?).copied().unwrap_or(Some(Eur::ZERO))
    }

    /// The places of what is not known and matters to the cover at the end of a year, or to what is still to come: what is
    /// planned covers nothing yet.
    pub(crate) fn missing_for(&self, year: i32, as_of: Option<NaiveDate>, planned: bool) -> Vec<String> {
        let mut missing = self.missing_of_adoption(true);
        let mut put = |absent: bool, path: String| {
            if absent {
                missing.push(path);
            }
        };
        match &self.commitments {
            None => put(true, "/commitments".to_owned()),
            Some(years) => {
                // Of a later one nothing is due yet; that of 2027 perhaps, and the forecast tells it.
                let last = if planned { year.saturating_sub(2) } else { year.saturating_sub(3) };
                for (year, amount) in years.range(..=last) {
                    put(amount.is_none(), format!("/commitments/{year}"));
                }
            }
        }
        put(self.applications.is_none(), "/applications".to_owned());
        for (at, a) in self.applications.iter().flatten().enumerate() {
            let looked_at = a.may_be_by(year) && (planned || !a.is_to_come(as_of));
            if a.status.is_some_and(|status| !status.counts()) || !looked_at {
                continue;
            }
            put(a.status.is_none(), format!("/applications/{at}/status"));
            put(a.submitted_on.is_none(), format!("/applications/{at}/submitted_on"));
            put(a.rows.is_none(), format!("/applications/{at}/rows"));
            for (row, r) in a.rows.iter().flatten().enumerate() {
                put(r.union.is_none(), format!("/applications/{at}/rows/{row}/union"));
            }
            put(
                a.rows.is_some() && !a.has_row_of_assistance() && a.technical_assistance.is_none(),
                format!("/applications/{at}/technical_assistance"),
            );
        }
        put(planned && self.planned.is_none(), "/planned".to_owned());
        for (at, p) in self.planned.iter().flatten().enumerate().filter(|_| planned) {
            put(p.on.is_none(), format!("/planned/{at}/on"));
            put(p.union.is_none(), format!("/planned/{at}/union"));
        }
        // What was excepted at the end of a year before is lost later.
        let ends = || *YEARS.start()..=year;
        let stand = |e: &super::Exception| ends().any(|end| e.stands(end, None, planned) != Some(false));
        for (at, e) in self.exceptions.iter().flatten().enumerate().filter(|(_, e)| stand(e)) {
            put(e.of().is_none(), format!("/exceptions/{at}/commitment_year"));
            put(e.amount.is_none(), format!("/exceptions/{at}/amount"));
            put(e.from.is_none(), format!("/exceptions/{at}/from"));
            let differs = |end: i32| e.stands(end, as_of, planned) != e.stands(end, None, planned);
            let may_end = e.until.is_none() && ends().any(differs);
            put(may_end, format!("/exceptions/{at}/until"));
        }
        for (at, a) in self.allocations.iter().flatten().enumerate() {
            let own = a.prefinancing != Some(Rate::ZERO) && a.may_be_of_the_facility();
            let by_then = own && a.decided_on.is_none_or(|on| on.year() <= year);
            put(by_then && a.prefinancing.is_none(), format!("/allocations/{at}/prefinancing"));
            put(by_then && a.source.is_none(), format!("/allocations/{at}/source"));
            put(by_then && a.union.is_none(), format!("/allocations/{at}/union"));
            put(own && a.decided_on.is_none(), format!("/allocations/{at}/decided_on"));
        }
        let awaited = self.awaits_advances(year, as_of);
        for (at, r) in self.received.iter().flatten().enumerate().filter(|_| awaited) {
            let may = r.kind.is_none_or(|kind| kind == ReceivedKind::PreFinancing);
            put(r.kind.is_none(), format!("/received/{at}/kind"));
            put(may && r.amount.is_none(), format!("/received/{at}/amount"));
            put(may && r.on.is_none(), format!("/received/{at}/on"));
        }
        missing
    }

    /// Whether an exception whose days contradict each other may except something at the end of a year, or of one before.
    pub(crate) fn has_contrary_exceptions(&self, year: i32) -> bool {
        let may = |e: &super::Exception| {
            (*YEARS.start()..=year).any(|end| e.stands(end, None, true) != Some(false))
        };
        self.exceptions.iter().flatten().any(|e| e.ends_before_it_begins() && may(e))
    }

    fn open_points(&self, forecast: &Forecast, claims: &Claims) -> Vec<OpenPoint> {
        let mut open = Vec::new();
        let mut put = |id, text: &str, source| open.push(OpenPoint { id, text: text.to_owned(), source });
        if forecast.with_2027.is_some() {
            put(
                "commitment-of-2027",
                "Art. 105(1) names the commitments of 2021 to 2026 only; Art. 105(2) decommits what is open on 31 \
                 December 2029 if the closing package is not delivered; the glossary of the Commission says that \
                 2027 falls on 31 December 2029. Both answers are given for that day: \"due\" is without 2027, \
                 \"lost\" is certain without it and possible with it.",
                GLOSSARY,
            );
        }
        if self.applications.iter().flatten().any(|a| a.status.is_none_or(super::ApplicationStatus::counts)) {
            put(
                "claims-in-full",
                "That claims count in full, and not at the 95 % that are paid, was not read [unverified]; an \
                 application that is still open counts as submitted.",
                COVERED,
            );
        }
        if claims.go_beyond_the_decision() {
            put(
                "claims-beyond-the-decision",
                "More is claimed or planned than the decision has, for a specific objective or in all. Interim payments support none beyond \
                 that (Art. 93); that what is claimed beyond it keeps no commitment was not read [unverified]. It is not counted.",
                Citation::act(Act::CommonProvisions, "Art. 93", Basis::Inferred),
            );
        }
        if forecast.years.iter().any(|end| end.lost.possible.is_none_or(|lost| lost > Eur::ZERO)) {
            put(
                "lost-once",
                "That what is lost once is not due again was not read [unverified].",
                Citation::act(Act::CommonProvisions, "Art. 105(1)", Basis::Inferred),
            );
        }
        if self.exceptions.as_ref().is_some_and(|e| !e.is_empty()) {
            put(
                "exception-ends-with-its-ground",
                "That an exception ends with its ground was not read [unverified].",
                Citation::act(Act::CommonProvisions, "Art. 106(1)", Basis::Inferred),
            );
        }
        if self.has_contrary_exceptions(*YEARS.end()) {
            put(
                "days-of-the-exception",
                "The ground of an exception is stated to end before it begins. Which of the days is right is not known: it may except \
                 its amount up to its last day, and from its first day on.",
                Citation::act(Act::CommonProvisions, "Art. 106(1)", Basis::Act),
            );
        }
        if forecast.years.iter().any(|end| end.awaits_advances) {
            put(NOT_RECEIVED, NOT_RECEIVED_TEXT, COVERED);
        }
        if self.own_rates(|_| Some(true), None).any(|amount| amount != Bounds::ZERO) {
            put(
                "own-rate-of-pre-financing",
                "That pre-financing of amounts with a rate of their own comes on top of the yearly rates was not \
                 read [unverified]; the column was.",
                Citation::act(Act::CommonProvisions, "Annex VI, Appendix 3", Basis::Inferred),
            );
        }
        put(
            "version-of-25-october-2025",
            "Read in the version of 30 June 2024; the amendment of 25 October 2025 was not.",
            Citation::act(Act::CommonProvisions, "Art. 105", Basis::Act),
        );
        open
    }
}

impl super::Exception {
    /// The year of the commitment that it excepts amounts of, where it is one.
    fn of(&self) -> Option<i32> {
        let year = self.commitment_year.as_deref().and_then(|year| year.trim().parse().ok());
        year.filter(|year| (2021..=2027).contains(year))
    }

    /// Whether it excepts something at the end of a year; `None` where that is not known.
    fn stands(&self, year: i32, as_of: Option<NaiveDate>, with_2027: bool) -> Option<bool> {
        let on = NaiveDate::from_ymd_opt(year, 12, 31)?;
        let begun = self.from.map(|from| from <= on);
        let lasts = match self.until {
            // One of the two days is wrong: it may have begun earlier, or last longer.
            Some(until) if self.ends_before_it_begins() => {
                (until < on && begun == Some(false)).then_some(false)
            }
            Some(until) => Some(until >= on),
            // It had not ended by the day of the forecast; when it will is not known.
            None => (as_of.is_none() || is_over(on, as_of)).then_some(true),
        };
        let due = self.of().map(|of| of.saturating_add(3) <= year || (of == 2027 && with_2027));
        // Both grounds except alike.
        let begun = begun.filter(|_| !self.ends_before_it_begins());
        let all = [due, begun, lasts];
        match all.contains(&Some(false)) {
            true => Some(false),
            false => all.iter().all(Option::is_some).then_some(true),
        }
    }

    /// Whether its last day is stated to be before its first.
    fn ends_before_it_begins(&self) -> bool {
        self.from.zip(self.until).is_some_and(|(from, until)| until < from)
    }

    /// Whether it may have ended since the 31 December before that of a year: it excepted something on that day, and now does not.
    pub(crate) fn may_end_by(&self, year: i32, as_of: Option<NaiveDate>) -> bool {
        let [before, on] = [year.saturating_sub(1), year].map(|year| NaiveDate::from_ymd_opt(year, 12, 31));
        match self.until {
            Some(until) => before.is_some_and(|before| until >= before) && on.is_some_and(|on| until < on),
            None => as_of.is_some() && on.is_some_and(|on| !is_over(on, as_of)),
        }
    }
}

const GLOSSARY: Citation =
    Citation::document("European Commission, Inforegio glossary", "Decommitment", Basis::OfficialPage);
const COVERED: Citation = Citation::act(Act::CommonProvisions, "Art. 105(1)", Basis::Inferred);

/// The open question: whether pre-financing that fell due and was not received is used.
const NOT_RECEIVED: &str = "pre-financing-not-received";
const NOT_RECEIVED_TEXT: &str = "Art. 105(1) spares what was used for pre-financing. Less was received for the years that \
                                 are over than fell due; whether the rest is used, too, was not read [unverified]. It \
                                 covers perhaps; what was received covers for certain.";

fn amount(cents: Option<i128>) -> Result<Option<Eur>, OverflowError> {
    cents.map(|cents| eur(cents).ok_or(OverflowError)).transpose()
}

fn range(certain: i128, possible: Option<i128>) -> Result<Range, OverflowError> {
    Ok(Range { certain: amount(Some(certain))?, possible: amount(possible)? })
}

fn of_bounds(bounds: Bounds) -> Result<Range, OverflowError> {
    range(bounds.low, bounds.high)
}
