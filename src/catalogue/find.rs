//! Which calls a consortium could apply to: every one with its verdict and the room to its limits.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::call::{Call, CallStatus};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::Proposal;
use crate::report::{Assessment, LISTING, Outlook, Report, Slack, Usual};
use crate::time::{Deadline, Instant};

/// Looks at a consortium, or at one organisation, under many calls.
///
/// The proposal's own topic does not restrict the search. One participant alone is looked at as the start of
/// a consortium: partners may join, so that a minimum not yet reached is unknown and not failed.
///
/// ```
/// use amif::{Proposal, Verdict, catalogue::Finder};
///
/// let draft = Proposal::from_json(r#"{"participants": [
///     {"name": "Payoke", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "non_profit_private"}
/// ]}"#)?;
/// let finder = Finder::new(&draft, "2024-06-01T12:00:00+02:00".parse()?);
/// let calls = finder.calls();
/// assert_eq!(calls[0].call().topic().as_str(), "AMIF-2024-TF2-AG-THB-01");
/// assert_eq!(calls[0].verdict(), Verdict::Undetermined);
/// assert_eq!(calls[0].days_left(), Some(81));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Finder<'p> {
    proposal: Cow<'p, Proposal>,
    as_of: Instant,
}

impl<'p> Finder<'p> {
    /// A search with what a proposal states, as things were known at an instant.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::catalogue::Finder;
    ///
    /// let finder = Finder::new(&proposal, as_of);
    /// assert_eq!(finder.calls().len(), catalogue::topics().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(proposal: &'p Proposal, as_of: Instant) -> Self {
        let mut proposal = Cow::Borrowed(proposal);
        if proposal.consortium.participants.len() == 1 && proposal.consortium.complete {
            proposal.to_mut().consortium.complete = false;
        }
        Finder { proposal, as_of }
    }

    /// What is looked at: the proposal, open to partners where it names one participant only.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::catalogue::Finder;
    ///
    /// // One organisation alone is looked at as open to partners.
    /// proposal.consortium.participants.truncate(1);
    /// assert!(!Finder::new(&proposal, as_of).proposal().consortium.complete);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Every call of the catalogue, the most useful first; see [`Finder::among`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::catalogue::Finder;
    ///
    /// let finder = Finder::new(&proposal, as_of);
    /// let best = &finder.calls()[0];
    /// assert_eq!(best.call().topic().as_str(), "AMIF-2024-TF2-AG-THB-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn calls(&self) -> Vec<Candidate<'_>> {
        self.among(super::calls())
    }

    /// Each of these calls, the most useful first.
    ///
    /// Open calls come first, then those whose state is not known and whose deadline is not past, forthcoming ones, the
    /// others whose state is not known, and closed ones; then goes the verdict: eligible, conditional, undetermined, ineligible; then the call with fewer failing conditions,
    /// and with fewer unknown conditions, core conditions that are not stated among them; then the
    /// nearer deadline; then the topic's name. Only conditions that lead to rejection go in.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::catalogue::Finder;
    ///
    /// // Only calls of 2024, whatever their state.
    /// let finder = Finder::new(&proposal, as_of);
    /// let some = finder.among(catalogue::calls().filter(|call| call.topic().as_str().contains("-2024-")));
    /// assert_eq!(some.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn among<'a, 'c: 'a>(&'a self, calls: impl IntoIterator<Item = &'c Call>) -> Vec<Candidate<'a>> {
        let today = self.as_of.brussels_date();
        let mut found: Vec<Candidate<'a>> =
            calls.into_iter().map(|call| Candidate::new(&self.proposal, call, self.as_of, today)).collect();
        // What the reports say is unknown is listed in about the time of one.
        let each = u64::try_from(found.len()).ok().and_then(|count| LISTING.checked_div(count)).unwrap_or(0);
        found.iter_mut().for_each(|candidate| candidate.listing = each);
        found.sort_by(Candidate::by_usefulness);
        found
    }
}

/// A call that a consortium was looked at under. The report is made when it is asked for.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    proposal: &'a Proposal,
    /// The call with all its versions.
    whole: &'a Call,
    /// The version that was known.
    call: &'a Call,
    as_of: Instant,
    outlook: Outlook,
    rank: Rank,
    status: Option<CallStatus>,
    days_left: Option<i64>,
    /// The steps of work that listing on what the report's unknown outcomes depend may take.
    listing: u64,
    report: OnceLock<Box<Report<'a>>>,
}

/// What goes before the topic's name: the state of the call, the verdict, how many conditions fail, how many cannot
/// be told yet, how far the deadline is.
type Rank = (u8, u8, u32, u32, u64);

impl<'a> Candidate<'a> {
    fn new(proposal: &'a Proposal, whole: &'a Call, as_of: Instant, today: NaiveDate) -> Self {
        let call = whole.governing(as_of);
        let deadline = call.deadline();
        let days_left = deadline.map(|d| d.value.local().date().signed_duration_since(today).num_days());
        let outlook = proposal.outlook(call, as_of);
        let status = call.status_on(as_of, today);
        // A call whose deadline is not behind, and of which it cannot be told whether it is open, may be.
        let may_be_open = days_left.is_some_and(|days| days >= 0);
        let state = match status {
            Some(CallStatus::Open) => 0,
            None if may_be_open => 1,
            Some(CallStatus::Forthcoming) => 2,
            None => 3,
            Some(CallStatus::Closed) => 4,
        };
        let distance = days_left.map_or(u64::MAX, i64::unsigned_abs);
        Candidate {
            // As declared, the worst verdict is the last.
            rank: (state, outlook.verdict as u8, outlook.not_met, outlook.untold, distance),
            outlook,
            status,
            days_left,
            proposal,
            whole,
            call,
            as_of,
            listing: LISTING,
            report: OnceLock::new(),
        }
    }

    fn by_usefulness(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| self.call().topic().cmp(other.call().topic()))
    }

    /// The full report under the call.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// let best = &finder.calls()[0];
    /// assert_eq!(best.report().verdict(), best.verdict());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn report(&self) -> &Report<'a> {
        self.report.get_or_init(|| {
            Box::new(self.proposal.check(self.whole, self.as_of).listing_within(self.listing))
        })
    }

    /// The call, in the version that was known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// assert!(finder.calls().iter().all(|candidate| !candidate.call().topic().as_str().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call(&self) -> &'a Call {
        self.call
    }

    /// What its conditions come to.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// assert_eq!(finder.calls()[0].verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.outlook.verdict
    }

    /// Where the call stands at the instant of the search.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::call::CallStatus;
    ///
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// assert_eq!(finder.calls()[0].status(), Some(CallStatus::Open));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<CallStatus> {
        self.status
    }

    /// How many days of the calendar in Brussels there are to the deadline; below zero, since then. `None`
    /// where no deadline is stated.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// // From 1 June to 21 August 2024.
    /// assert_eq!(finder.calls()[0].days_left(), Some(81));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn days_left(&self) -> Option<i64> {
        self.days_left
    }

    /// The answer under the usual terms, where it says more than the verdict.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// // The verdict says all where the call states its conditions.
    /// assert!(finder.calls()[0].usual().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn usual(&self) -> Option<Usual<'_>> {
        self.report().usual()
    }

    /// The conditions that lead to rejection and have this outcome.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// assert_eq!(finder.calls()[0].conditions(Outcome::NotMet).count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn conditions(&self, outcome: Outcome) -> impl Iterator<Item = Assessment<'_>> {
        self.report()
            .assessments()
            .filter(move |a| a.outcome() == outcome && a.consequence() == Consequence::Reject)
    }

    /// How far the consortium is from each limit that leads to rejection, met or not. What is not stated has no
    /// distance and is left out.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let finder = amif::catalogue::Finder::new(&proposal, as_of);
    /// assert!(finder.calls()[0].limits().count() > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn limits(&self) -> impl Iterator<Item = Slack> {
        let rejecting = self.report().live().filter(|a| a.consequence() == Consequence::Reject);
        rejecting.filter_map(|a| Slack::of(&a))
    }
}

/// The call with its verdict, what stands against it, what is missing, and the room to each limit.
impl Serialize for Candidate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let call = self.call();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("topic", call.topic())?;
        map.serialize_entry("title", &call.description().title.as_ref().map(|t| &t.value))?;
        map.serialize_entry("call_version", call.version())?;
        map.serialize_entry("call_status", &self.status)?;
        map.serialize_entry("deadline", &call.deadline().map(|d| written(d.value)))?;
        let other = call.deadline_asked().and_then(|condition| condition.other());
        map.serialize_entry("other_deadline", &other.map(|(_, deadline)| written(*deadline)))?;
        map.serialize_entry("days_left", &self.days_left)?;
        map.serialize_entry("verdict", &self.verdict())?;
        for outcome in [Outcome::NotMet, Outcome::Unknown, Outcome::Conditional] {
            map.serialize_entry(outcome.as_str(), &Conditions(self, outcome))?;
        }
        map.serialize_entry("limits", &self.limits().collect::<Vec<_>>())?;
        map.serialize_entry("usual", &self.usual())?;
        map.serialize_entry("not_stated", &self.report().not_stated().collect::<Vec<_>>())?;
        map.end()
    }
}

/// The instant of a deadline, or its day where no clock time is stated.
fn written(deadline: Deadline) -> String {
    match deadline.clock_time_is_stated() {
        true => deadline.instant().to_string(),
        false => deadline.local().date().to_string(),
    }
}

struct Conditions<'c, 'a>(&'c Candidate<'a>, Outcome);

impl Serialize for Conditions<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.conditions(self.1).map(Condition))
    }
}

struct Condition<'a>(Assessment<'a>);

impl Serialize for Condition<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.0.rule())?;
        map.serialize_entry("subject", &self.0.subject())?;
        map.serialize_entry("message", &self.0.message())?;
        map.serialize_entry("missing", &self.0.missing())?;
        map.serialize_entry("open", &self.0.open())?;
        map.serialize_entry("awaits", &self.0.awaits())?;
        map.end()
    }
}
