//! A consortium with partners added or taken away, looked at by the check itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{Chosen, LISTED, joining};
use crate::call::Call;
use crate::check::Required;
use crate::country::Country;
use crate::id::Pic;
use crate::next::remedy::Profile;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::{Applicant, Participant};
use crate::report::{Case, Condition, Report};
use crate::time::Instant;

/// How often a consortium is looked at before the search for the smallest additions is cut short.
const EFFORT: u32 = 500_000;

/// What partners are added to.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    /// As stated.
    stated: Case,
    /// As if nobody else joined.
    whole: Case,
    call: &'a Call,
    as_of: Instant,
    /// The conditions that ask for a minimum, with it.
    minima: BTreeMap<Condition, u32>,
    /// For partners that are made up.
    code: Option<Pic>,
    /// Whom they are affiliated to, where they are.
    lead: Option<Pic>,
}

/// What the conditions come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// The conditions that are not met for certain, with how many count for certain and whether it may still
    /// turn out to be met.
    pub(super) unmet: BTreeMap<Condition, (u32, bool)>,
    conditional: bool,
}

impl Standing {
    pub(super) fn verdict(&self, report: &Report<'_>) -> Verdict {
        if self.unmet.values().any(|(_, open)| !open) {
            Verdict::Ineligible
        } else if !self.unmet.is_empty() || !report.gaps_in_consortium().is_empty() {
            Verdict::Undetermined
        } else if self.conditional {
            Verdict::Conditional
        } else {
            Verdict::Eligible
        }
    }

    pub(super) fn verdict_rank(&self, report: &Report<'_>) -> usize {
        let order = [Verdict::Eligible, Verdict::Conditional, Verdict::Undetermined, Verdict::Ineligible];
        order.iter().position(|v| *v == self.verdict(report)).unwrap_or(order.len())
    }
}

impl<'a> Ground<'a> {
    /// `None` where the report is on an organisation alone.
    pub(super) fn of(report: &Report<'a>) -> Option<Self> {
        let stated = report.case().consortium()?;
        let mut whole = stated.clone();
        whole.proposal.consortium.complete = true;
        let minima = report
            .live()
            .filter_map(|a| match a.required() {
                Some(Required::AtLeast(least)) => Some((a.condition(), least)),
                _ => None,
            })
            .collect();
        let all = &stated.proposal.consortium.participants;
        let taken: BTreeSet<&Pic> =
            all.iter().flat_map(|e| e.applicant.pic.iter().chain(e.affiliated_to.as_ref())).collect();
        let code =
            (0u32..=999_999_999).rev().map(|n| Pic::new(&format!("{n:09}"))).find(|p| !taken.contains(p));
        let lead =
            all.iter().filter(|e| e.role.is_some_and(Role::counts)).find_map(|e| e.applicant.pic.clone());
        Some(Ground { call: report.call(), as_of: report.as_of(), minima, code, lead, stated, whole })
    }

    /// A partner that is made up; `None` where that is not possible.
    pub(super) fn newcomer(&self, role: Role, form: LegalForm, country: Country) -> Option<Participant> {
        let mut applicant = Applicant::new("a partner to be found".parse().ok()?);
        applicant.pic.clone_from(&self.code);
        applicant.country = Some(country);
        applicant.legal_form = Some(form.into());
        Profile::of(self.call, role).suit(&mut applicant, form);
        let mut partner = Participant::new(applicant).role(role);
        if role == Role::AffiliatedEntity {
            partner.affiliated_to.clone_from(&self.lead);
        }
        Some(partner)
    }

    /// What the conditions come to with some partners more.
    pub(super) fn standing(&self, more: &[Participant]) -> Standing {
        let mut case = self.whole.clone();
        case.proposal.consortium.participants.extend(more.iter().cloned());
        let mut standing = Standing::default();
        case.visit(
            self.call,
            self.as_of,
            |c| c == Consequence::Reject,
            |condition, outcome, count| {
                match outcome {
                    Outcome::NotMet | Outcome::Unknown => {
                        standing.unmet.insert(condition, (count, outcome == Outcome::Unknown));
                    }
                    Outcome::Conditional => standing.conditional = true,
                    Outcome::Met | Outcome::NotApplicable => {}
                }
                ControlFlow::Continue(())
            },
        );
        standing
    }

    /// The conditions that are met now, or nearer to it. None where another one is no longer met.
    pub(super) fn helped(&self, before: &Standing, after: &Standing) -> BTreeSet<Condition> {
        if after.unmet.keys().any(|c| !before.unmet.contains_key(c)) {
            return BTreeSet::new();
        }
        let nearer = |(condition, (count, _)): &(&Condition, &(u32, bool))| match after.unmet.get(condition) {
            None => true,
            Some((now, _)) => self.minima.contains_key(condition) && now > count,
        };
        before.unmet.iter().filter(nearer).map(|(condition, _)| *condition).collect()
    }

    /// How many more are needed at least: an addition is one more of anything.
    fn needed(&self, standing: &Standing) -> u32 {
        let lacking = standing.unmet.iter().filter_map(|(condition, (count, _))| {
            self.minima.get(condition).map(|least| least.saturating_sub(*count))
        });
        lacking.max().unwrap_or(0)
    }

    /// Whether facts are missing to tell if a candidate would help as coordinator or beneficiary.
    pub(super) fn is_undecided(&self, before: &Standing, candidate: &Applicant) -> bool {
        [Role::Beneficiary, Role::Coordinator].into_iter().any(|role| {
            let after = self.standing(&[joining(candidate, role)]);
            let mut new = after.unmet.iter().filter(|(c, _)| !before.unmet.contains_key(c)).peekable();
            let raises_questions = new.peek().is_some();
            raises_questions && new.all(|(_, (_, open))| *open) && !before.unmet.is_empty()
        })
    }

    /// The outcomes without one participant, by the conditions as they are with it.
    pub(super) fn outcomes_without(&self, participant: usize) -> BTreeMap<Condition, Outcome> {
        let mut case = self.stated.clone();
        let all = &mut case.proposal.consortium.participants;
        let count = all.len();
        if participant < count {
            all.remove(participant);
        }
        let mut outcomes = BTreeMap::new();
        case.visit(
            self.call,
            self.as_of,
            |c| c == Consequence::Reject,
            |(rule, at), outcome, _| {
                let of_one = usize::try_from(at).ok().filter(|at| *at < count);
                let before = match of_one {
                    Some(place) if place >= participant => at.saturating_add(1),
                    _ => at,
                };
                outcomes.insert((rule, before), outcome);
                ControlFlow::Continue(())
            },
        );
        outcomes
    }
}

/// The search for the smallest additions.
#[derive(Debug)]
pub(super) struct Search<'s, 'a> {
    ground: &'s Ground<'a>,
    before: &'s Standing,
    /// Candidates in roles in which they help by themselves.
    options: Vec<(usize, Role, Participant)>,
    left: u32,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(super) fn new(ground: &'s Ground<'a>, before: &'s Standing, candidates: &[Applicant]) -> Self {
        let mut options = Vec::new();
        if !before.unmet.is_empty() {
            for (at, candidate) in candidates.iter().enumerate() {
                for role in Role::ALL {
                    let mut partner = joining(candidate, *role);
                    if *role == Role::AffiliatedEntity {
                        partner.affiliated_to.clone_from(&ground.lead);
                    }
                    let after = ground.standing(std::slice::from_ref(&partner));
                    if !ground.helped(before, &after).is_empty() {
                        options.push((at, *role, partner));
                    }
                }
            }
        }
        Search { ground, before, options, left: EFFORT }
    }

    /// All smallest additions that leave as little unmet as can be, and whether that is certain.
    pub(super) fn run(&mut self) -> (Vec<Chosen>, bool) {
        let (members, standing) = self.greedily();
        let target = standing.unmet.len();
        if self.before.unmet.is_empty() {
            return (vec![(members, standing)], true);
        }
        if target == self.before.unmet.len() {
            return (Vec::new(), true);
        }
        let most = members.len();
        for size in 1..=most {
            let mut found = Vec::new();
            let finished = self.of_size(size, target, 0, &mut Vec::new(), &self.before.clone(), &mut found);
            if !finished {
                if found.is_empty() {
                    found.push((members, standing));
                }
                return (found, false);
            }
            if !found.is_empty() {
                return (found, true);
            }
        }
        (vec![(members, standing)], false)
    }

    /// Adds whoever helps most until nobody helps any more.
    fn greedily(&self) -> Chosen {
        let mut chosen: Vec<(usize, Role)> = Vec::new();
        let mut partners: Vec<Participant> = Vec::new();
        let mut standing = self.before.clone();
        loop {
            let free = self.options.iter().filter(|(at, ..)| chosen.iter().all(|(taken, _)| taken != at));
            let next = free
                .map(|(at, role, partner)| {
                    partners.push(partner.clone());
                    let after = self.ground.standing(&partners);
                    partners.pop();
                    (self.ground.helped(&standing, &after).len(), *at, *role, partner, after)
                })
                .filter(|(helped, ..)| *helped > 0)
                .min_by_key(|(helped, at, role, ..)| (std::cmp::Reverse(*helped), *at, *role));
            let Some((_, at, role, partner, after)) = next else { break };
            chosen.push((at, role));
            partners.push(partner.clone());
            standing = after;
        }
        chosen.sort_unstable();
        (chosen, standing)
    }

    /// Every addition of a size that leaves no more unmet than the target, in the candidates' order, until enough are
    /// found that none can rank above; whether the search was not cut short.
    fn of_size(
        &mut self,
        size: usize,
        target: usize,
        from: usize,
        chosen: &mut Vec<usize>,
        standing: &Standing,
        found: &mut Vec<Chosen>,
    ) -> bool {
        let left = size.saturating_sub(chosen.len());
        if left == 0 {
            if standing.unmet.len() <= target {
                let mut members: Vec<(usize, Role)> =
                    chosen.iter().filter_map(|at| self.options.get(*at)).map(|o| (o.0, o.1)).collect();
                members.sort_unstable();
                found.push((members, standing.clone()));
            }
            return true;
        }
        // Where a minimum cannot be reached at all, it does not bound the others.
        if target == 0 && self.ground.needed(standing) as usize > left {
            return true;
        }
        for at in from..self.options.len() {
            let best = found.iter().filter(|(_, s)| s.unmet.is_empty() && !s.conditional).count();
            if best >= LISTED {
                return true;
            }
            let Some(candidate) = self.options.get(at).map(|o| o.0) else { continue };
            if chosen.iter().any(|i| self.options.get(*i).is_some_and(|o| o.0 == candidate)) {
                continue;
            }
            let Some(rest) = self.left.checked_sub(1) else { return false };
            self.left = rest;
            chosen.push(at);
            let partners: Vec<Participant> =
                chosen.iter().filter_map(|i| self.options.get(*i)).map(|o| o.2.clone()).collect();
            let after = self.ground.standing(&partners);
            let helps = !self.ground.helped(standing, &after).is_empty();
            let finished = !helps || self.of_size(size, target, at.saturating_add(1), chosen, &after, found);
            chosen.pop();
            if !finished {
                return false;
            }
        }
        true
    }
}
