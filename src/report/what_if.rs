//! The conditions looked at again on other facts: what a report would say if.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use super::checked::Report;
use super::live::{Live, depends};
use crate::call::Call;
use crate::check::Sieve;
use crate::check::dependence::Dependence;
use crate::check::facts::{Facts, Scope, Setting};
use crate::outcome::{Consequence, Outcome};
use crate::proposal::Proposal;
use crate::rule::{Raw, RuleId, walk};
use crate::time::Instant;

/// One condition and what it is looked at for, as a number that stays the same while facts change.
pub(crate) type Condition = (RuleId, u32);

/// What a report was made of, to be changed and looked at again.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) proposal: Proposal,
    scope: Scope,
}

impl Case {
    /// Visits the outcomes under a call, that the sieve lets through, until the visitor breaks off; for those that count, with how many count for certain and how many at most. Rules on the budget are left out but for those that reject.
    pub(crate) fn visit(
        &self,
        call: &Call,
        as_of: Instant,
        sieve: Sieve,
        visit: &mut dyn FnMut(Condition, Outcome, (u32, u32)) -> ControlFlow<()>,
    ) {
        let facts = Facts { scope: self.scope, ..Facts::of(&self.proposal) };
        let setting = Setting::new(call, as_of, self.proposal.grant_signature);
        let _stopped =
            walk(&facts, &setting, sieve, &mut |Raw { rule, participant, outcome, count, .. }| {
                visit((rule, participant), outcome, count)
            });
    }

    /// What a condition depends on here, listed in no more than so many steps; `None` unless it is unknown.
    pub(crate) fn dependence(
        &self,
        call: &Call,
        as_of: Instant,
        condition: Condition,
        steps: u64,
    ) -> Option<Dependence> {
        let facts = Facts { scope: self.scope, ..Facts::of(&self.proposal) };
        let setting = Setting::new(call, as_of, self.proposal.grant_signature);
        let mut found = None;
        let consequence = condition.0.rule().consequence;
        let sieve = Sieve::leading_to(consequence).and(Sieve::leading_to(Consequence::Correct)).but_passing();
        let _stopped = walk(&facts, &setting, sieve, &mut |raw| {
            if (raw.rule, raw.participant) == condition {
                found = Some(raw);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        let raw = found.filter(|raw| raw.outcome == Outcome::Unknown)?;
        Some(depends(&raw, &facts, &setting, &OnceLock::new(), steps))
    }

    /// Whether it is of a whole proposal.
    #[cfg(feature = "next")]
    pub(crate) fn is_of_proposal(&self) -> bool {
        self.scope == Scope::Proposal
    }

    /// The same consortium without the rest of the proposal; `None` for an organisation alone.
    pub(crate) fn consortium(self) -> Option<Case> {
        match self.scope {
            Scope::Applicant => None,
            Scope::Consortium | Scope::Proposal => Some(Case { scope: Scope::Consortium, ..self }),
        }
    }
}

impl Report<'_> {
    /// What the report was made of.
    pub(crate) fn case(&self) -> Case {
        Case { proposal: self.whole(), scope: self.scope }
    }
}

impl Live<'_> {
    /// The condition as [`Case::visit`] numbers it.
    pub(crate) fn condition(&self) -> Condition {
        (self.raw.rule, self.raw.participant)
    }
}
