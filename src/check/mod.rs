//! The checks: one walk over all conditions, and what it comes to.
//!
//! The domain types carry the checks as methods: [`Applicant::check`], [`Consortium::check`],
//! [`Proposal::check`].

mod assessment;
mod because;
mod budget;
mod consortium;
mod counting;
mod def;
mod fact;
mod facts;
mod fund;
mod hinge;
mod hinges;
mod identity;
mod matching;
mod member;
mod members;
mod minima;
mod named;
mod obligations;
mod operands;
mod participant;
mod phrases;
mod project;
mod rule;
mod rules;
mod subject;
mod switches;
mod tally;
mod walk;
mod what_if;

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::budget::Budget;
use crate::call::{Call, CallStatus};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::{Applicant, Application, Consortium, Participant, Proposal};
use crate::time::Instant;

pub use assessment::Assessment;
pub use because::{Awaited, Because};
pub use counting::{Counted, NotCounted};
pub use fact::{Fact, FactKind};
pub use fund::{CoFinancing, FundAssessment, FundFound, FundRequired};
pub use obligations::{Obligation, ObligationId, Triggered};
pub use operands::{Found, Required};
pub use rule::{Rule, RuleId, explain, rules_citing};
pub use subject::Subject;

pub(crate) use budget::{Cell, Operands};
use budget::{Ledger, Sheet};
use facts::Project;
pub(crate) use facts::{Dossier, Raw, Scope, Setting};
pub(crate) use hinge::Hinges;
pub(crate) use members::members_served;
pub(crate) use operands::two_decimals;
pub(crate) use participant::signatures_told_apart;
pub(crate) use phrases::{code, eur, excess, list};
pub(crate) use walk::walk;
pub(crate) use what_if::{ALL, Case, Condition};

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
    call: &'a Call,
    participants: Cow<'a, [Participant]>,
    complete: bool,
    scope: Scope,
    project: Project,
    application: Option<&'a Application>,
    budget: Option<(&'a Budget, Ledger)>,
    /// A later version of the call, not known yet at `as_of`, that governs.
    superseded_by: Option<&'a Call>,
    /// The grant signature that the checks were made under.
    signature: Option<NaiveDate>,
    as_of: Instant,
    assessments: Vec<Raw>,
    verdict: Verdict,
    /// Who states which code: made when the first missing link is explained.
    links: OnceLock<rules::affiliation::Links>,
}

/// How much of a call a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// Assessments that concern the proposal: all but those that are not applicable.
    pub assessed: usize,
    /// Conditions that the call's sources do not state.
    pub not_stated: usize,
    /// What no program can judge.
    pub not_covered: usize,
}

impl<'a> Report<'a> {
    fn new(
        call: &'a Call,
        participants: Cow<'a, [Participant]>,
        dossier: Dossier<'_>,
        (budget, application): (Option<&'a Budget>, Option<&'a Application>),
        as_of: Instant,
    ) -> Self {
        let superseded_by = call.superseded_after(as_of);
        let call = call.governing(as_of);
        let budget = budget.map(|b| (b, Ledger::of(b, dossier.participants, dossier.complete)));
        let dossier = Dossier { ledger: budget.as_ref().map(|(_, ledger)| ledger), ..dossier };
        let signature = dossier.project.grant_signature;
        let setting = Setting::new(call, as_of, signature);
        let all = dossier.participants;
        let mut assessments = Vec::with_capacity(all.len().max(1).saturating_mul(4).saturating_add(8));
        let mut fold = Fold::new(call, dossier.scope);
        let _all = walk(
            &dossier,
            &setting,
            |_| true,
            |raw| {
                fold.add(raw.consequence(call, all), raw.outcome);
                assessments.push(raw);
                ControlFlow::Continue(())
            },
        );
        let (complete, scope, project) = (dossier.complete, dossier.scope, dossier.project);
        Report {
            call,
            complete,
            scope,
            project,
            application,
            budget,
            superseded_by,
            signature,
            as_of,
            assessments,
            verdict: fold.verdict(),
            links: OnceLock::new(),
            participants,
        }
    }

    /// What the conditions come to together.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The call that was checked against, in the version that was known.
    #[must_use]
    pub fn call(&self) -> &'a Call {
        self.call
    }

    /// The version of the call that governs, where it was published only after [`Report::as_of`] and the
    /// report goes by what was known then.
    #[must_use]
    pub fn superseded_by(&self) -> Option<&'a Call> {
        self.superseded_by
    }

    /// The instant that selects what was known.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// Where the call stands at [`Report::as_of`].
    #[must_use]
    pub fn call_status(&self) -> Option<CallStatus> {
        self.call.status(self.as_of)
    }

    /// The participants that were looked at.
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }

    /// Every assessment, in the registry's order and then the participants'.
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.assessments.iter().map(|raw| Assessment::new(self, *raw))
    }

    /// How much of the call the report covers.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage {
            assessed: self.assessments.iter().filter(|a| a.outcome != Outcome::NotApplicable).count(),
            not_stated: self.not_stated().count(),
            not_covered: self.call.not_covered().len(),
        }
    }

    fn dossier(&self) -> Dossier<'_> {
        Dossier {
            participants: &self.participants,
            complete: self.complete,
            scope: self.scope,
            project: self.project,
            application: self.application,
            budget: self.budget.as_ref().map(|(budget, _)| *budget),
            ledger: self.budget.as_ref().map(|(_, ledger)| ledger),
        }
    }

    /// The budget with everything that its rules read, where there is one.
    pub(crate) fn sheet(&self) -> Option<Sheet<'_>> {
        Sheet::of(&self.dossier(), self.call)
    }

    /// Conditions that the call's sources do not state, the core ones after the others; those on budgets
    /// only where the proposal has one.
    pub fn not_stated(&self) -> impl Iterator<Item = &str> {
        let budget = self.budget.is_some().then(|| self.call.budget_gaps());
        self.call.not_stated().chain(budget.into_iter().flatten().map(|gap| -> &str { gap }))
    }

    fn setting(&self) -> Setting<'_> {
        Setting::new(self.call, self.as_of, self.signature)
    }
}

#[cfg(feature = "catalogue")]
/// What the conditions that lead to rejection come to, counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outlook {
    pub(crate) verdict: Verdict,
    pub(crate) not_met: u32,
    /// How many conditions cannot be told yet, or are core conditions that are not stated.
    pub(crate) untold: u32,
}

/// The verdict as a fold over outcomes.
#[derive(Debug, Clone, Copy)]
struct Fold {
    not_met: bool,
    undetermined: bool,
    conditional: bool,
}

impl Fold {
    fn new(call: &Call, scope: Scope) -> Self {
        let gap = match scope {
            Scope::Applicant => !call.roles_are_settled() || !call.countries_are_settled(),
            Scope::Consortium => {
                !call.roles_are_settled()
                    || !call.countries_are_settled()
                    || call.minimum_applicants().is_none()
                    || call.minimum_countries().is_none()
            }
            Scope::Proposal => !call.core_is_stated(),
        };
        Fold { not_met: false, undetermined: gap, conditional: false }
    }

    #[inline]
    fn add(&mut self, consequence: Consequence, outcome: Outcome) {
        if consequence == Consequence::Reject {
            match outcome {
                Outcome::NotMet => self.not_met = true,
                Outcome::Unknown => self.undetermined = true,
                Outcome::Conditional => self.conditional = true,
                Outcome::Met | Outcome::NotApplicable => {}
            }
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Fold { not_met: true, .. } => Verdict::Ineligible,
            Fold { undetermined: true, .. } => Verdict::Undetermined,
            Fold { conditional: true, .. } => Verdict::Conditional,
            _ => Verdict::Eligible,
        }
    }
}

impl Proposal {
    /// Checks the proposal against every recorded condition of a call.
    ///
    /// `as_of` selects what was known then: the version of the call and whether awaited events have
    /// happened. It is never compared with the submission.
    #[must_use]
    pub fn check<'a>(&'a self, call: &'a Call, as_of: Instant) -> Report<'a> {
        Report::new(
            call,
            Cow::Borrowed(&self.consortium.participants),
            Dossier::proposal(self),
            (self.budget.as_ref(), Some(&self.application)),
            as_of,
        )
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
        let dossier = Dossier::proposal(self);
        let call = call.governing(as_of);
        let setting = Setting::new(call, as_of, self.grant_signature);
        let mut fold = Fold::new(call, Scope::Proposal);
        let _stopped = walk(
            &dossier,
            &setting,
            |c| c == Consequence::Reject,
            |raw| {
                fold.add(Consequence::Reject, raw.outcome);
                if fold.not_met { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        fold.verdict()
    }

    #[cfg(feature = "catalogue")]
    /// The verdict under one version of a call without a report, with how many conditions that lead to rejection
    /// fail, and how many cannot be told yet, core conditions that are not stated among them.
    pub(crate) fn outlook(&self, call: &Call, as_of: Instant) -> Outlook {
        let dossier = Dossier::proposal(self);
        let setting = Setting::new(call, as_of, self.grant_signature);
        // A core condition that is not stated cannot be told either.
        let gaps = call.core_gap_count();
        let mut fold = Fold { not_met: false, undetermined: gaps > 0, conditional: false };
        let (mut not_met, mut untold) = (0u32, gaps);
        let _all = walk(
            &dossier,
            &setting,
            |c| c == Consequence::Reject,
            |raw| {
                if raw.consequence(call, &self.consortium.participants) == Consequence::Reject {
                    fold.add(Consequence::Reject, raw.outcome);
                    not_met = not_met.saturating_add(u32::from(raw.outcome == Outcome::NotMet));
                    untold = untold.saturating_add(u32::from(raw.outcome == Outcome::Unknown));
                }
                ControlFlow::Continue(())
            },
        );
        Outlook { verdict: fold.verdict(), not_met, untold }
    }

    /// Whether the verdict is [`Verdict::Eligible`]: no formal obstacle was found. Stops at the first
    /// condition that is anything but met.
    #[must_use]
    pub fn is_eligible(&self, call: &Call, as_of: Instant) -> bool {
        let dossier = Dossier::proposal(self);
        let call = call.governing(as_of);
        let setting = Setting::new(call, as_of, self.grant_signature);
        let all_met = walk(
            &dossier,
            &setting,
            |c| c == Consequence::Reject,
            |raw| match raw.outcome {
                Outcome::Met | Outcome::NotApplicable => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            },
        );
        all_met.is_continue() && call.core_is_stated()
    }
}

impl Consortium {
    /// Checks the consortium and each of its members: the rules `consortium/*` and `participant/*`.
    ///
    /// `grant_signature` is the day on which the grant is, or is to be, signed, where it is known.
    #[must_use]
    pub fn check<'a>(
        &'a self,
        call: &'a Call,
        as_of: Instant,
        grant_signature: Option<NaiveDate>,
    ) -> Report<'a> {
        let dossier = Dossier {
            participants: &self.participants,
            complete: self.complete,
            scope: Scope::Consortium,
            project: Project { grant_signature, ..Project::default() },
            application: None,
            budget: None,
            ledger: None,
        };
        Report::new(call, Cow::Borrowed(&self.participants), dossier, (None, None), as_of)
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
        let participants = vec![participant];
        let dossier = Dossier {
            participants: &participants,
            complete: true,
            scope: Scope::Applicant,
            project: Project { grant_signature, ..Project::default() },
            application: None,
            budget: None,
            ledger: None,
        };
        let report = Report::new(call, Cow::Borrowed(&[]), dossier, (None, None), as_of);
        Report { participants: Cow::Owned(participants), ..report }
    }
}
