//! What a check found, and the checks that find it.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::held::Held;
use crate::call::{Call, CallStatus};
use crate::check::budget::{Ledger, Sheet};
use crate::check::consortium::is_led;
use crate::check::counting::{Counted, counted_to};
use crate::check::links::Links;
use crate::check::removal;
use crate::check::tally::MinimumOf;
use crate::check::verdict::Fold;
use crate::check::{ALL, Facts, Scope, Setting, Sieve};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::{Applicant, Consortium, Participant, Proposal};
use crate::rule::{Raw, listed, walk};
use crate::time::Instant;

/// The steps of work that listing what the unknown outcomes of a report depend on may take: about a tenth of a second.
pub(crate) const LISTING: u64 = 12_000_000;
/// What each of them may take at least.
const LISTING_EACH: u64 = 64;

/// What a check found: one assessment for each condition and subject, and the verdict they come to.
///
/// It prints as the text report and serialises as `amif-report/1`. Lists, words and missing facts are
/// made when they are asked for, by the functions that made the outcomes.
///
/// ```
/// use amif::{Outcome, Proposal, Verdict, catalogue};
///
/// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "country": "BE"}]}"#)?;
/// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
/// assert_eq!(report.verdict(), Verdict::Ineligible);
///
/// let failed: Vec<_> = report.assessments().filter(|a| a.outcome() == Outcome::NotMet).collect();
/// assert_eq!(failed[0].rule().as_str(), "consortium/minimum-applicants");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Report<'a> {
    pub(super) call: Held<'a, Call>,
    pub(super) participants: Cow<'a, [Participant]>,
    pub(super) complete: bool,
    pub(super) scope: Scope,
    /// Everything that is stated but the participants.
    pub(super) proposal: Held<'a, Proposal>,
    /// The budget added up, where there is one.
    pub(super) ledger: Option<Box<Ledger>>,
    /// A later version of the call, not known yet at `as_of`, that governs.
    pub(super) superseded_by: Option<Held<'a, Call>>,
    /// The grant signature that the checks were made under.
    pub(super) signature: Option<NaiveDate>,
    pub(super) as_of: Instant,
    pub(super) assessments: Vec<Raw>,
    pub(super) verdict: Verdict,
    /// How many assessments are unknown.
    unknown: u64,
    /// The steps of work that listing what all of them depend on may take.
    pub(super) listing: u64,
    /// Who states which code: made when the first missing link is explained.
    pub(super) links: OnceLock<Links>,
    /// Whether somebody is stated to coordinate: looked up when the first role is asked for.
    led: OnceLock<bool>,
}

/// How much of a call a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Coverage {
    /// Assessments that concern the proposal: all but those that are not applicable.
    pub assessed: usize,
    /// Conditions that the call's sources do not state.
    pub not_stated: usize,
    /// What no program can judge.
    pub not_covered: usize,
}

/// Room for about as many assessments as a report has under a call that states much.
fn room(facts: &Facts<'_>) -> usize {
    let rows = facts.budget().map_or(0, |budget| budget.rows().len().saturating_mul(8).saturating_add(24));
    facts.participants.len().saturating_mul(6).saturating_add(20).saturating_add(rows)
}

impl<'a> Report<'a> {
    /// `facts` are looked at with `participants` in the place of its own.
    pub(super) fn new(
        call: &'a Call,
        participants: Cow<'a, [Participant]>,
        facts: Facts<'a>,
        signature: Option<NaiveDate>,
        as_of: Instant,
    ) -> Self {
        Report::of_kept(call, participants, facts, signature, as_of, |_| true)
    }

    /// The same with no more than the assessments that are to be kept, by their outcome.
    pub(super) fn of_kept(
        call: &'a Call,
        participants: Cow<'a, [Participant]>,
        facts: Facts<'a>,
        signature: Option<NaiveDate>,
        as_of: Instant,
        keep: impl Fn(Outcome) -> bool,
    ) -> Self {
        let superseded_by = call.superseded_after(as_of);
        let call = call.governing(as_of);
        let Facts { complete, scope, proposal, .. } = facts;
        let setting = Setting::new(call, as_of, signature);
        let facts = Facts { participants: &participants, ..facts };
        let ledger = removal::ledger(&facts, &setting).map(Box::new);
        let facts = Facts { ledger: ledger.as_deref(), ..facts };
        // Where not all are kept, what passes is not even looked at.
        let everything = keep(Outcome::Met);
        let (sieve, room) =
            if everything { (Sieve::ALL, room(&facts)) } else { (Sieve::ALL.but_passing(), 0) };
        let mut assessments = Vec::with_capacity(room);
        listed(&facts, &setting, sieve, &mut assessments);
        let mut fold = Fold::new(call, scope);
        for raw in &assessments {
            fold.add(raw.consequence, raw.outcome);
        }
        let unknown = assessments.iter().filter(|raw| raw.outcome == Outcome::Unknown).count() as u64;
        if !everything {
            assessments.retain(|raw| keep(raw.outcome));
        }
        Report {
            call: Held::Lent(call),
            complete,
            scope,
            proposal: Held::Lent(proposal),
            ledger,
            superseded_by: superseded_by.map(Held::Lent),
            signature,
            as_of,
            assessments,
            verdict: fold.verdict(),
            unknown,
            listing: LISTING,
            links: OnceLock::new(),
            led: OnceLock::new(),
            participants,
        }
    }

    /// The same report, of which listing what its unknown outcomes depend on takes no more than so many steps.
    #[cfg(feature = "catalogue")]
    pub(crate) fn listing_within(self, listing: u64) -> Self {
        Report { listing, ..self }
    }

    /// Whether somebody is stated to coordinate.
    pub(crate) fn is_led(&self) -> bool {
        *self.led.get_or_init(|| is_led(&self.participants))
    }

    /// What listing on what one unknown outcome depends may take, of the steps for all.
    pub(super) fn share_of(&self, raw: &Raw, listing: u64) -> u64 {
        if raw.participant == ALL {
            return listing / 4;
        }
        (listing / 2).checked_div(self.unknown).unwrap_or(0).max(LISTING_EACH)
    }

    /// What the conditions come to together.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The call that was checked against, in the version that was known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.call().topic(), call.topic());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The version of the call that governs, where it was published only after [`Report::as_of`] and the
    /// report goes by what was known then.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.superseded_by().is_none(), "one version is on record");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn superseded_by(&self) -> Option<&Call> {
        self.superseded_by.as_deref()
    }

    /// The same report with a call and a proposal of its own: to be returned, kept beside others, or sent to a thread,
    /// and still asked everything. To store it, see [`Report::stored`].
    ///
    /// ```
    /// use amif::{Proposal, Report, catalogue};
    ///
    /// fn checked(text: &str) -> Result<Report<'static>, Box<dyn std::error::Error>> {
    ///     let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    ///     let draft = Proposal::from_json(text)?;
    ///     Ok(draft.check(call, "2024-06-01T12:00:00+02:00".parse()?).into_owned())
    /// }
    ///
    /// let report = checked(r#"{"participants": [{"name": "Payoke", "country": "BE"}]}"#)?;
    /// let verdict = std::thread::spawn(move || report.verdict()).join();
    /// # assert_eq!(verdict.ok(), Some(amif::Verdict::Ineligible));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Report<'static> {
        Report {
            call: self.call.into_owned(),
            participants: Cow::Owned(self.participants.into_owned()),
            complete: self.complete,
            scope: self.scope,
            proposal: self.proposal.into_owned(),
            ledger: self.ledger,
            superseded_by: self.superseded_by.map(Held::into_owned),
            signature: self.signature,
            as_of: self.as_of,
            assessments: self.assessments,
            verdict: self.verdict,
            links: self.links,
            led: self.led,
            unknown: self.unknown,
            listing: self.listing,
        }
    }

    /// The instant that selects what was known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.as_of(), "2024-06-01T10:00:00Z".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// Where the call stands at [`Report::as_of`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.call_status(), Some(amif::call::CallStatus::Open));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call_status(&self) -> Option<CallStatus> {
        self.call.status_in(self.proposal.application.submission_stage, self.as_of)
    }

    /// The participants that were looked at.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.participants().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }

    /// How much of the call the report covers.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let coverage = report.coverage();
    /// assert_eq!(coverage.not_covered, report.not_covered().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage {
            assessed: self.assessments.iter().filter(|a| a.outcome != Outcome::NotApplicable).count(),
            not_stated: self.not_stated().count(),
            not_covered: self.not_covered().count(),
        }
    }

    /// The proposal that was looked at, with its participants.
    pub(super) fn whole(&self) -> Proposal {
        let consortium = Consortium { participants: self.participants.to_vec(), complete: self.complete };
        Proposal { consortium, grant_signature: self.signature, ..Proposal::clone(&self.proposal) }
    }

    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            participants: &self.participants,
            complete: self.complete,
            scope: self.scope,
            proposal: &self.proposal,
            ledger: self.ledger.as_deref(),
        }
    }

    /// The budget with everything that its rules read, where there is one.
    pub(crate) fn sheet(&self) -> Option<Sheet<'_>> {
        Sheet::of(&self.facts(), &self.call)
    }

    /// Conditions that the call's sources do not state, the core ones after the others; those on budgets
    /// only where the proposal has one.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// assert!(report.not_stated().any(|condition| condition == "minimum number of applicants"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_stated(&self) -> impl Iterator<Item = &str> {
        let budget = self.proposal.budget.is_some().then(|| self.call.budget_gaps());
        self.call.not_stated().chain(budget.into_iter().flatten().map(|gap| -> &str { gap }))
    }

    pub(super) fn setting(&self) -> Setting<'_> {
        Setting::new(&self.call, self.as_of, self.signature)
    }
}

#[cfg(feature = "catalogue")]
/// What the conditions that lead to rejection come to, counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outlook {
    pub(crate) verdict: Verdict,
    pub(crate) not_met: u32,
    /// How many conditions are unknown, or are core conditions that are not stated.
    pub(crate) untold: u32,
}

impl Report<'_> {
    /// How each organisation counts to the minimum of countries, by the counting of the rules themselves.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let text = r#"{"participants": [{"name": "A", "pic": "999000001", "role": "beneficiary",
    ///     "country": "RE", "legal_form": "public_body"}]}"#;
    /// let proposal = Proposal::from_json(text)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let counted = report.counted();
    /// assert!(counted[0].certain);
    /// assert_eq!(counted[0].states, ["FR".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counted(&self) -> Vec<Counted> {
        let (facts, setting) = (self.facts(), self.setting());
        let links = self.links.get_or_init(|| Links::of(&facts, &setting));
        counted_to(MinimumOf::Countries, &facts, &setting, links)
    }
}

impl Proposal {
    /// Checks the proposal against every recorded condition of a call.
    ///
    /// `as_of` selects what was known then: the version of the call and whether awaited events have
    /// happened. It is never compared with the submission.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.verdict(), Verdict::Eligible);
    /// assert!(report.to_string().starts_with("ELIGIBLE"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check<'a>(&'a self, call: &'a Call, as_of: Instant) -> Report<'a> {
        let facts = Facts::of(self);
        Report::new(call, Cow::Borrowed(facts.participants), facts, self.grant_signature, as_of)
    }

    /// The verdict alone, without a report. Stops at the first condition that is not met.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "participants_complete": false}"#)?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert_eq!(draft.verdict(call, as_of), Verdict::Undetermined);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self, call: &Call, as_of: Instant) -> Verdict {
        let facts = Facts::of(self);
        let call = call.governing(as_of);
        let setting = Setting::new(call, as_of, self.grant_signature);
        let mut fold = Fold::new(call, Scope::Proposal);
        let _stopped = walk(&facts, &setting, Sieve::REJECTING.but_passing(), &mut |raw| {
            fold.add(Consequence::Reject, raw.outcome);
            if fold.has(Outcome::NotMet) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        fold.verdict()
    }

    #[cfg(feature = "catalogue")]
    /// The verdict under one version of a call without a report, with how many conditions that lead to rejection
    /// fail, and how many are unknown, core conditions that are not stated among them.
    pub(crate) fn outlook(&self, call: &Call, as_of: Instant) -> Outlook {
        let facts = Facts::of(self);
        let setting = Setting::new(call, as_of, self.grant_signature);
        // A core condition that is not stated cannot be told either.
        let gaps = call.core_gap_count();
        let mut fold = Fold::with_gap(gaps > 0);
        let (mut not_met, mut untold) = (0u32, gaps);
        let _all = walk(&facts, &setting, Sieve::REJECTING.but_passing(), &mut |raw| {
            if raw.consequence == Consequence::Reject {
                fold.add(Consequence::Reject, raw.outcome);
                not_met = not_met.saturating_add(u32::from(raw.outcome == Outcome::NotMet));
                untold = untold.saturating_add(u32::from(raw.outcome == Outcome::Unknown));
            }
            ControlFlow::Continue(())
        });
        Outlook { verdict: fold.verdict(), not_met, untold }
    }

    /// Whether the verdict is [`Verdict::Eligible`]: no formal obstacle was found. Stops at the first
    /// condition that is anything but met.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert!(proposal.is_eligible(call, as_of));
    /// // Unknown is not eligible.
    /// proposal.submitted_at = None;
    /// assert!(!proposal.is_eligible(call, as_of));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_eligible(&self, call: &Call, as_of: Instant) -> bool {
        let facts = Facts::of(self);
        let call = call.governing(as_of);
        let setting = Setting::new(call, as_of, self.grant_signature);
        let all_met = walk(&facts, &setting, Sieve::REJECTING.but_passing(), &mut |_| ControlFlow::Break(()));
        all_met.is_continue() && call.core_is_stated()
    }
}

impl Consortium {
    /// Checks the consortium and each of its members: the rules `consortium/*` and `participant/*`.
    ///
    /// `grant_signature` is the day on which the grant is, or is to be, signed, where it is known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// // Dates and amounts are not looked at, and the grant agreement is not signed.
    /// let report = proposal.consortium.check(call, as_of, None);
    /// assert!(report.assessments().all(|a| !a.rule().as_str().starts_with("grant/")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check<'a>(
        &'a self,
        call: &'a Call,
        as_of: Instant,
        grant_signature: Option<NaiveDate>,
    ) -> Report<'a> {
        let facts = Facts::of_consortium(self);
        Report::new(call, Cow::Borrowed(facts.participants), facts, grant_signature, as_of)
    }
}

impl Applicant {
    /// Checks one organisation in a role, or in a role not yet known: the rules `participant/*` that depend
    /// on nobody else. The organisation is the report's only participant.
    ///
    /// ```
    /// use amif::{Applicant, LegalForm, Role, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let city = Applicant::new("Stadt Wien".parse()?)
    ///     .pic("999000002")
    ///     .country("AT".parse()?)
    ///     .legal_form(LegalForm::PublicBody);
    /// let report = city.check(call, Some(Role::Coordinator), "2024-06-01T12:00:00+02:00".parse()?, None);
    /// assert_eq!(report.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check<'a>(
        &self,
        call: &'a Call,
        role: Option<Role>,
        as_of: Instant,
        grant_signature: Option<NaiveDate>,
    ) -> Report<'a> {
        let participant = Participant { role, ..Participant::new(self.clone()) };
        Report::new(call, Cow::Owned(vec![participant]), Facts::of_nobody(), grant_signature, as_of)
    }
}
