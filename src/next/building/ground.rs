//! A consortium with partners added or taken away, looked at by the check itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::call::Call;
use crate::check::verdict::Fold;
use crate::check::{ALL, Required, Sieve, Steps};
use crate::country::Country;
use crate::id::Pic;
use crate::next::invented::{Fresh, Profile};
use crate::next::looks;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::{Applicant, Participant};
use crate::report::{Case, Condition, Report};
use crate::rule::RuleId;
use crate::time::Instant;

/// What partners are added to. Those who are tried stand behind those who are stated.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    /// As if nobody else joined.
    case: Case,
    stated: usize,
    /// The same with nobody in it.
    solo: Case,
    /// The same with the rest of the proposal, where the report is on a whole one; and whether the call leaves any core
    /// condition unstated.
    whole: Option<(Case, bool)>,
    call: &'a Call,
    as_of: Instant,
    /// The conditions that ask for a minimum, with it.
    minima: BTreeMap<Condition, u32>,
    fresh: Fresh,
    /// Whom affiliated entities that join are affiliated to.
    lead: Option<Pic>,
    /// What looking at those who are stated takes.
    looks: u64,
    /// Whether the call leaves core conditions on consortia unstated.
    gaps: bool,
    pub(super) steps: Steps,
}

/// A condition that is not met for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unmet {
    pub(super) condition: Condition,
    /// How many count for certain, and how many at most.
    pub(super) count: (u32, u32),
    /// Whether it may still turn out to be met.
    pub(super) open: bool,
}

/// What the conditions that reject come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// By condition.
    pub(super) unmet: Vec<Unmet>,
    conditional: bool,
}

/// What the conditions make of one participant alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Signs {
    /// Whether it fails a condition of its own.
    pub(super) fails: bool,
    outcomes: Vec<(RuleId, Outcome, (u32, u32))>,
}

/// How far a standing is from being met, what matters most first: whether it passes, may pass or fails; how many
/// conditions fail; how many are not met for certain.
pub(super) type Goal = (u8, usize, usize);

impl Standing {
    fn get(&self, condition: Condition) -> Option<&Unmet> {
        let at = self.unmet.binary_search_by_key(&condition, |u| u.condition).ok()?;
        self.unmet.get(at)
    }

    /// The conditions that are not met for certain.
    pub(super) fn conditions(&self) -> BTreeSet<Condition> {
        self.unmet.iter().map(|u| u.condition).collect()
    }

    /// How many conditions are not met that were met, or were not there, before.
    pub(super) fn raised(&self, before: &Standing) -> usize {
        self.unmet.iter().filter(|u| before.get(u.condition).is_none()).count()
    }

    /// How far it is from being met.
    pub(super) fn goal(&self) -> Goal {
        let class = match (self.fails(), self.unmet.is_empty()) {
            (true, _) => 2,
            (false, false) => 1,
            (false, true) => 0,
        };
        (class, self.unmet.iter().filter(|u| !u.open).count(), self.unmet.len())
    }

    fn fails(&self) -> bool {
        self.unmet.iter().any(|u| !u.open)
    }
}

impl<'a> Ground<'a> {
    /// `None` where the report is on an organisation alone.
    pub(super) fn of(report: &'a Report<'_>, steps: Steps) -> Option<Self> {
        let mut case = report.case();
        case.proposal.consortium.complete = true;
        let whole = case.is_of_proposal().then(|| (case.clone(), !report.gaps().is_empty()));
        let case = case.consortium()?;
        let minima = report
            .live()
            .filter_map(|a| match a.required() {
                Some(Required::AtLeast(least)) => Some((a.condition(), least)),
                _ => None,
            })
            .collect();
        let mut solo = case.clone();
        solo.proposal.consortium.participants.clear();
        let all = &case.proposal.consortium.participants;
        let lead =
            all.iter().filter(|e| e.role.is_some_and(Role::counts)).find_map(|e| e.applicant.code().cloned());
        Some(Ground {
            call: report.call(),
            as_of: report.as_of(),
            minima,
            fresh: Fresh::beside(all),
            lead,
            looks: looks::through(&case.proposal, report.call()),
            gaps: !report.gaps_in_consortium().is_empty(),
            stated: all.len(),
            solo,
            whole,
            case,
            steps,
        })
    }

    pub(super) fn call(&self) -> &'a Call {
        self.call
    }

    pub(super) fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The day of signature, where it is stated.
    pub(super) fn signature(&self) -> Option<NaiveDate> {
        self.case.proposal.grant_signature
    }

    pub(super) fn stated(&self) -> &[Participant] {
        self.case.proposal.consortium.participants.get(..self.stated).unwrap_or_default()
    }

    pub(super) fn least(&self, condition: Condition) -> Option<u32> {
        self.minima.get(&condition).copied()
    }

    /// A partner who is made up.
    pub(super) fn newcomer(&mut self, role: Role, form: LegalForm, country: Country) -> Participant {
        let mut partner = self.fresh.partner(0, self.call, role, (country, form));
        partner.affiliated_to = self.link_in(role);
        partner
    }

    /// What the call asks of a partner in a role beside country and legal form, and whom it is linked to.
    pub(super) fn asked_of(&self, role: Role) -> (Profile, Option<Pic>) {
        (Profile::of(self.call, role), self.link_in(role))
    }

    /// An organisation in a role, as it would join.
    pub(super) fn joining(&self, applicant: &Applicant, role: Role) -> Participant {
        let mut partner = Participant::new(applicant.clone()).role(role);
        partner.affiliated_to = self.link_in(role);
        partner
    }

    /// Whom somebody who joins in a role is linked to.
    pub(super) fn link_in(&self, role: Role) -> Option<Pic> {
        self.lead.clone().filter(|_| role == Role::AffiliatedEntity)
    }

    /// Whether somebody states the code of an organisation, which is there already then.
    pub(super) fn is_there(&self, who: &Applicant) -> bool {
        let mut all = self.case.proposal.consortium.participants.iter();
        who.code().is_some() && all.any(|e| e.applicant.code() == who.code())
    }

    /// Somebody joins those who are tried.
    pub(super) fn push(&mut self, partner: Participant) {
        self.case.proposal.consortium.participants.push(partner);
    }

    /// What the conditions make of a partner alone; `None` when the steps are spent.
    pub(super) fn alone(&mut self, partner: Participant) -> Option<Signs> {
        if !self.steps.take(looks::at(&partner, self.call)) {
            return None;
        }
        self.solo.proposal.consortium.participants = vec![partner];
        let mut signs = Signs { fails: false, outcomes: Vec::new() };
        self.solo.visit(self.call, self.as_of, Sieve::REJECTING, &mut |(rule, place), outcome, count| {
            // Whom it is affiliated to stands elsewhere.
            let own = place != ALL && rule != RuleId::Affiliation;
            signs.fails |= own && outcome == Outcome::NotMet;
            signs.outcomes.push((rule, outcome, count));
            ControlFlow::Continue(())
        });
        Some(signs)
    }

    /// The last who joined leaves.
    pub(super) fn pop(&mut self) {
        if self.case.proposal.consortium.participants.len() > self.stated {
            let _last = self.case.proposal.consortium.participants.pop();
        }
    }

    /// What the conditions come to with somebody more; `None` when the steps are spent.
    pub(super) fn standing_with(&mut self, partner: Participant) -> Option<Standing> {
        self.push(partner);
        let standing = self.standing();
        self.pop();
        standing
    }

    /// What the conditions come to; `None` when the steps are spent.
    pub(super) fn standing(&mut self) -> Option<Standing> {
        let joined = self.case.proposal.consortium.participants.get(self.stated..).unwrap_or_default();
        let cost = looks::among(joined.iter(), self.call).saturating_add(self.looks);
        if !self.steps.take(cost) {
            return None;
        }
        let mut standing = Standing::default();
        self.case.visit(
            self.call,
            self.as_of,
            Sieve::REJECTING.but_passing(),
            &mut |condition, outcome, count| {
                match outcome {
                    Outcome::NotMet | Outcome::Unknown => {
                        standing.unmet.push(Unmet { condition, count, open: outcome == Outcome::Unknown });
                    }
                    Outcome::Conditional => standing.conditional = true,
                    Outcome::Met | Outcome::NotApplicable => {}
                }
                ControlFlow::Continue(())
            },
        );
        standing.unmet.sort_unstable_by_key(|u| u.condition);
        Some(standing)
    }

    /// What the conditions on consortium and members come to.
    pub(super) fn verdict(&self, standing: &Standing) -> Verdict {
        if standing.fails() {
            Verdict::Ineligible
        } else if !standing.unmet.is_empty() || self.gaps {
            Verdict::Undetermined
        } else if standing.conditional {
            Verdict::Conditional
        } else {
            Verdict::Eligible
        }
    }

    /// What the whole proposal comes to with these who join, and the conditions that are not met for certain; `None`
    /// where the report is on a consortium alone.
    pub(super) fn whole_with(
        &mut self,
        joining: impl IntoIterator<Item = Participant>,
    ) -> Option<(Verdict, BTreeSet<Condition>)> {
        let (case, gaps) = self.whole.as_mut()?;
        // No more than a few are told of: they are looked at even where the steps are spent.
        let _counted = self.steps.take(self.looks);
        case.proposal.consortium.participants.extend(joining);
        let (mut fold, mut unmet) = (Fold::with_gap(*gaps), BTreeSet::new());
        case.visit(self.call, self.as_of, Sieve::REJECTING.but_passing(), &mut |condition, outcome, _| {
            fold.add(Consequence::Reject, outcome);
            if matches!(outcome, Outcome::NotMet | Outcome::Unknown) {
                unmet.insert(condition);
            }
            ControlFlow::Continue(())
        });
        case.proposal.consortium.participants.truncate(self.stated);
        Some((fold.verdict(), unmet))
    }

    fn is_of_newcomer(&self, (rule, place): Condition) -> bool {
        rule.is_on_participants() && place != ALL && usize::try_from(place).is_ok_and(|at| at >= self.stated)
    }

    /// The conditions that are met now or nearer to it: a failing one that may be met now, a minimum to which one
    /// more counts for certain, or at all where it fails. None where another condition comes to fail, one of those who
    /// are stated becomes open, or fewer count for certain.
    pub(super) fn helped(&self, before: &Standing, after: &Standing) -> BTreeSet<Condition> {
        let mut helped = BTreeSet::new();
        let spoiled = |now: &Unmet| match before.get(now.condition) {
            None => !now.open || !self.is_of_newcomer(now.condition),
            Some(was) => (was.open && !now.open) || now.count.0 < was.count.0,
        };
        if after.unmet.iter().any(spoiled) {
            return helped;
        }
        for was in &before.unmet {
            let nearer = match after.get(was.condition) {
                None => true,
                Some(now) if now.open && !was.open => true,
                Some(now) => {
                    let certain = now.count.0 > was.count.0;
                    let possible = !was.open && now.count.1 > was.count.1;
                    self.minima.contains_key(&was.condition) && (certain || possible)
                }
            };
            if nearer {
                helped.insert(was.condition);
            }
        }
        helped
    }

    /// How many more are needed at least to leave no more than a goal: one more partner is one more of anything.
    pub(super) fn needed(&self, standing: &Standing, goal: Goal) -> u32 {
        let lacking = standing.unmet.iter().filter_map(|u| {
            let least = self.least(u.condition)?;
            match goal {
                (0, ..) => Some(least.saturating_sub(u.count.0)),
                (_, 0, _) => Some(least.saturating_sub(u.count.1)),
                // Where a minimum cannot be reached at all, it does not bound the others.
                _ => None,
            }
        });
        lacking.max().unwrap_or(0)
    }

    /// For each participant who is stated, in order, the conditions among these that are not met for certain
    /// without it, with their outcomes; and whether everybody was looked at.
    pub(super) fn without_each(
        &mut self,
        complete: bool,
        met: impl Fn(Condition) -> bool,
        mut visit: impl FnMut(usize, Vec<(Condition, Outcome)>),
    ) -> bool {
        self.case.proposal.consortium.complete = complete;
        let count = u32::try_from(self.stated).unwrap_or(u32::MAX);
        for at in 0..self.stated {
            if !self.steps.take(self.looks) {
                return false;
            }
            let stated = self.case.proposal.clone();
            self.case.proposal.without(&[at], 0);
            let mut broken = Vec::new();
            self.case.visit(
                self.call,
                self.as_of,
                Sieve::REJECTING.but_passing(),
                &mut |(rule, place), outcome, _| {
                    if matches!(outcome, Outcome::NotMet | Outcome::Unknown) {
                        // By the places of those who are stated.
                        let of_one = place < count && rule.is_on_participants();
                        let moved = of_one && usize::try_from(place).is_ok_and(|place| place >= at);
                        let condition = (rule, if moved { place.saturating_add(1) } else { place });
                        if met(condition) {
                            broken.push((condition, outcome));
                        }
                    }
                    ControlFlow::Continue(())
                },
            );
            self.case.proposal = stated;
            visit(at, broken);
        }
        true
    }
}
