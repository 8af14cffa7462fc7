//! A proposal on which edits are tried out: changed in place, judged by the one walk, changed back.

use std::ops::ControlFlow;

use super::kind::Kind;
use super::sign::{Gauge, Sign, Standard, Trouble, Who};
use super::step::Step;
use crate::budget::{Row, RowOf};
use crate::call::Call;
use crate::check::steps::Steps;
use crate::check::{ALL, Facts, Required, Setting, Sieve, Subject};
use crate::country::Country;
use crate::money::Eur;
use crate::next::invented::{Fresh, Profile};
use crate::next::looks;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Consequence, Outcome};
use crate::proposal::change::rows_without;
use crate::proposal::{Applicant, Consortium, Participant, Proposal};
use crate::report::Report;
use crate::rule::{Lacking, Raw, RuleId, lacking, walk};
use crate::time::Instant;

/// The fewest that a minimum asks for where an open question leaves two numbers: with those nothing fails for certain.
fn least_asked(rule: RuleId, stated: u32, call: &Call) -> u32 {
    let asked = [
        (RuleId::MinimumApplicants, call.applicants_asked()),
        (RuleId::MinimumCountries, call.countries_asked()),
    ];
    let of_rule = asked.into_iter().filter(|(of, _)| *of == rule).filter_map(|(_, asked)| asked);
    let others = of_rule.filter_map(|asked| asked.other()).map(|(_, other)| other.at_least);
    others.fold(stated, u32::min)
}

/// How a step is taken back.
pub(super) enum Undo {
    Submit(Option<Instant>),
    Grant(Option<Eur>),
    Duration(Option<i64>),
    Role(usize, Option<Role>),
    Insert(usize, Box<Participant>, Who),
    Pop,
    Nothing,
}

/// A proposal under trial.
pub(super) struct Trial<'a> {
    pub(super) proposal: &'a Proposal,
    pub(super) call: &'a Call,
    setting: Setting<'a>,
    /// The proposal with the steps taken, its participants aside.
    stated: Proposal,
    participants: Vec<Participant>,
    who: Vec<Who>,
    gauges: Vec<(RuleId, Gauge)>,
    /// The rules that depend on nobody but the participant itself.
    own: Vec<RuleId>,
    fresh: Fresh,
    /// What may still be looked at, and what one look takes.
    pub(super) steps: Steps,
    look: u64,
}

impl<'a> Trial<'a> {
    /// `report` is the full check of the proposal as stated.
    pub(super) fn new(proposal: &'a Proposal, call: &'a Call, report: &Report<'_>, steps: Steps) -> Self {
        let mut gauges = Vec::new();
        for a in report.live().filter(|a| a.consequence() == Consequence::Reject) {
            if a.subject() == Subject::Participants {
                match a.required() {
                    Some(Required::AtLeast(n)) => {
                        gauges.push((a.rule(), Gauge::AtLeast(least_asked(a.rule(), n, call))));
                    }
                    Some(Required::Exactly(n)) => gauges.push((a.rule(), Gauge::Exactly(n))),
                    _ => {}
                }
            }
        }
        let participants = proposal.consortium.participants.clone();
        let mut trial = Trial {
            proposal,
            call,
            setting: Setting::new(call, report.as_of(), proposal.grant_signature),
            stated: Proposal { consortium: Consortium::new([]), ..proposal.clone() },
            who: (0..participants.len()).map(Who::Stated).collect(),
            fresh: Fresh::beside(&proposal.consortium.participants),
            participants,
            gauges,
            own: Vec::new(),
            steps,
            look: looks::rejecting(proposal, call),
        };
        trial.own = trial.own_rules();
        trial
    }

    pub(super) fn as_of(&self) -> Instant {
        self.setting.as_of
    }

    /// The States that those may count for who are stated and left after the steps taken: for an organisation
    /// entered more than once the State of every entry, for a territory its own and the one it is linked to.
    pub(super) fn states(&self) -> Vec<Country> {
        let stated = || {
            let all = self.participants.iter().zip(&self.who);
            all.filter(|(_, who)| **who != Who::Newcomer).map(|(entry, _)| entry)
        };
        let mut states = Vec::new();
        for entry in stated() {
            let Some(country) = entry.applicant.country else { continue };
            let code = entry.applicant.code();
            if stated().any(|e| e.may_count() && (code.is_none() || e.applicant.code() == code)) {
                states.extend([Some(country.state()), self.call.linked_to(country)].into_iter().flatten());
            }
        }
        states
    }

    fn own_rules(&self) -> Vec<RuleId> {
        let somebody = Participant::new(Applicant::new(self.fresh.name.clone()));
        let mut rules = Vec::new();
        let _all = self.alone(&somebody, &mut |raw| {
            rules.push(raw.rule);
            ControlFlow::Continue(())
        });
        rules
    }

    /// Visits the rules that depend on nobody but the participant itself. Where the call removes whoever fails one, the
    /// proposal is not rejected for it, and whoever is removed is no help.
    fn alone(&self, entry: &Participant, visit: &mut dyn FnMut(Raw) -> ControlFlow<()>) -> ControlFlow<()> {
        let facts = Facts::of_applicant(entry);
        let sieve = match self.call.removes_ineligible() {
            true => Sieve::REJECTING.and(Sieve::leading_to(Consequence::Correct)),
            false => Sieve::REJECTING,
        };
        walk(&facts, &self.setting, sieve, &mut |raw| match raw.rule.rule().consequence {
            Consequence::Reject => visit(raw),
            Consequence::Correct | Consequence::Clarify => ControlFlow::Continue(()),
        })
    }

    /// Whether a participant's own rules come up to a standard.
    pub(super) fn suits(&self, entry: &Participant, standard: Standard) -> bool {
        let mut concerned = standard != Standard::Sound || self.own.is_empty();
        let all = self.alone(entry, &mut |raw| {
            concerned |= raw.outcome == Outcome::Met;
            match (standard, raw.outcome) {
                (Standard::Free, outcome) => self.passes(outcome),
                (_, Outcome::Met) | (Standard::Sound, Outcome::NotApplicable) => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        });
        all.is_continue() && concerned
    }

    fn passes(&self, outcome: Outcome) -> ControlFlow<()> {
        match outcome {
            Outcome::NotMet => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Whether a rule depends on nobody but the participant itself.
    pub(super) fn is_own(&self, rule: RuleId) -> bool {
        self.own.contains(&rule)
    }

    pub(super) fn gauge(&self, rule: RuleId) -> Option<Gauge> {
        self.gauges.iter().find(|(r, _)| *r == rule).map(|(_, g)| *g)
    }

    /// Charges one look at the conditions, which is made all the same: whoever searches asks first what is left.
    fn look(&mut self) {
        let _paid = self.steps.take(self.look);
    }

    fn facts(&self) -> Facts<'_> {
        let complete = self.proposal.consortium.complete;
        Facts { participants: &self.participants, complete, ..Facts::of(&self.stated) }
    }

    fn who(&self, raw: &Raw) -> Who {
        // Rules of other families look at everybody, at one fact, or at rows of a budget.
        let stated = self.who.get(raw.participant as usize).copied();
        stated.filter(|_| raw.rule.as_str().starts_with("participant/")).unwrap_or(Who::All)
    }

    /// Every condition that stands in the way.
    pub(super) fn troubles(&mut self) -> Vec<Trouble> {
        self.look();
        let mut found = Vec::new();
        let _all = walk(&self.facts(), &self.setting, Sieve::REJECTING.but_passing(), &mut |raw| {
            if self.passes(raw.outcome).is_break() {
                let gauge = self.gauge(raw.rule).filter(|_| raw.participant == ALL);
                let distance = gauge.map(|g| self.distance(g, raw.count));
                found.push(Trouble {
                    rule: raw.rule,
                    who: self.who(&raw),
                    need: distance.map_or(1, |(low, high)| low.max(high)).max(1),
                    count: raw.count,
                    gap: distance.map(|(low, high)| low.saturating_add(high)),
                });
            }
            ControlFlow::Continue(())
        });
        found
    }

    /// Whether the call makes annexes mandatory of some applications by the amount requested.
    pub(super) fn asks_annexes_of_some(&self) -> bool {
        let annexes = self.call.annexes();
        annexes.is_some_and(|annexes| annexes.value.of_some.iter().any(|row| row.requested_above.is_some()))
    }

    /// The rows by which annexes that are not attached are mandatory, with their participants by stated places; `None` of
    /// any other rule, and where an annex of every application is not attached.
    pub(super) fn lacking(&self, rule: RuleId) -> Option<Vec<Lacking>> {
        let asked = self.call.annexes().filter(|_| rule == RuleId::Annexes)?;
        let mut rows = lacking(&asked.value, &self.facts(), &self.setting)?;
        for row in &mut rows {
            row.places = row.places.iter().filter_map(|at| self.who.get(*at)?.place()).collect();
        }
        Some(rows)
    }

    /// How far the two ends of a count are from what is asked. One edit moves each by one at most.
    fn distance(&self, gauge: Gauge, (certain, possible): (u32, u32)) -> (u32, u32) {
        match gauge {
            Gauge::AtLeast(n) => (0, n.saturating_sub(possible)),
            Gauge::Exactly(n) => (certain.saturating_sub(n), n.saturating_sub(possible)),
        }
    }

    /// Whether nothing stands in the way; and how many conditions cannot be told.
    pub(super) fn passed(&mut self) -> Option<u32> {
        self.look();
        let mut unknown = 0u32;
        let all = walk(&self.facts(), &self.setting, Sieve::REJECTING.but_passing(), &mut |raw| {
            unknown = unknown.saturating_add(u32::from(raw.outcome == Outcome::Unknown));
            self.passes(raw.outcome)
        });
        all.is_continue().then_some(unknown)
    }

    /// How many conditions that do not lead to rejection are not met.
    pub(super) fn blemishes(&mut self) -> u32 {
        self.look();
        let mut count = 0u32;
        let _all = walk(
            &self.facts(),
            &self.setting,
            Sieve::leading_to(Consequence::Correct)
                .and(Sieve::leading_to(Consequence::Clarify))
                .but_passing(),
            &mut |raw| {
                count = count.saturating_add(u32::from(raw.outcome == Outcome::NotMet));
                ControlFlow::Continue(())
            },
        );
        count
    }

    /// The outcomes and counts of everything that leads to rejection.
    pub(super) fn signs(&mut self) -> Vec<Sign> {
        self.look();
        let mut signs = Vec::new();
        let _all = walk(&self.facts(), &self.setting, Sieve::REJECTING, &mut |raw| {
            signs.push(Sign { rule: raw.rule, who: self.who(&raw), outcome: raw.outcome, count: raw.count });
            ControlFlow::Continue(())
        });
        signs
    }

    pub(super) fn apply(&mut self, step: Step, kinds: &[Kind]) -> Undo {
        let stated = &mut self.stated;
        match step {
            Step::Submit(at) => Undo::Submit(stated.submitted_at.replace(at)),
            Step::Grant(amount) => Undo::Grant(stated.requested_grant.replace(amount)),
            Step::Duration(months) => Undo::Duration(stated.duration_months.replace(months)),
            Step::Role(place, role) => match self.at(place).and_then(|at| self.participants.get_mut(at)) {
                Some(entry) => Undo::Role(place, entry.role.replace(role)),
                None => Undo::Nothing,
            },
            Step::Remove(place) => match self.at(place) {
                Some(at) => {
                    let who = self.who.remove(at);
                    let entry = Box::new(self.participants.remove(at));
                    self.place_rows();
                    Undo::Insert(at, entry, who)
                }
                None => Undo::Nothing,
            },
            Step::Add(kind) => match kinds.get(kind) {
                Some(kind) => {
                    let site = kind.site(|c| {
                        self.newcomers().any(|n| n.applicant.country.map(Country::state) == Some(c.state()))
                    });
                    self.join(kind.role, site, kind.form);
                    Undo::Pop
                }
                None => Undo::Nothing,
            },
        }
    }

    /// Takes a step back; steps are taken back in the reverse order.
    pub(super) fn undo(&mut self, undo: Undo) {
        let stated = &mut self.stated;
        match undo {
            Undo::Submit(at) => stated.submitted_at = at,
            Undo::Grant(amount) => stated.requested_grant = amount,
            Undo::Duration(months) => stated.duration_months = months,
            Undo::Role(place, role) => {
                if let Some(entry) = self.at(place).and_then(|at| self.participants.get_mut(at)) {
                    entry.role = role;
                }
            }
            Undo::Insert(at, entry, who) => {
                self.participants.insert(at, *entry);
                self.who.insert(at, who);
                self.place_rows();
            }
            Undo::Pop => {
                let _entry = self.participants.pop();
                let _who = self.who.pop();
                self.place_rows();
            }
            Undo::Nothing => {}
        }
    }

    /// Lets the rows of the budget that go by place be of those of whom they are stated, as [`Proposal::without`] does.
    fn place_rows(&mut self) {
        let stated = &self.proposal.consortium.participants;
        let by_place = |row: &Row| matches!(row.participant, RowOf::Place(_));
        let Some(budget) = self.proposal.budget.as_ref().filter(|b| b.rows().iter().any(by_place)) else {
            return;
        };
        let leaving: Vec<usize> =
            (0..stated.len()).filter(|place| !self.who.contains(&Who::Stated(*place))).collect();
        self.stated.budget = Some(match leaving.as_slice() {
            [] => budget.clone(),
            leaving => rows_without(budget.clone(), stated, leaving, self.newcomers().count()),
        });
    }

    fn at(&self, place: usize) -> Option<usize> {
        // Only those before it can have been taken out.
        let last = place.min(self.who.len().saturating_sub(1));
        self.who.iter().take(last.saturating_add(1)).rposition(|who| *who == Who::Stated(place))
    }

    /// Adds a newcomer.
    pub(super) fn join(&mut self, role: Role, country: Country, form: LegalForm) {
        let nth = self.newcomers().count();
        let entry = self.newcomer(nth, role, country, form);
        self.participants.push(entry);
        self.who.push(Who::Newcomer);
        self.place_rows();
    }

    /// Those who were added, in order.
    pub(super) fn newcomers(&self) -> impl Iterator<Item = &Participant> {
        let stated = self.who.iter().filter(|w| **w != Who::Newcomer).count();
        self.participants.iter().skip(stated)
    }

    /// Lets the newcomer at a place of their list sit and be something else.
    pub(super) fn settle(&mut self, nth: usize, country: Country, form: LegalForm) {
        let stated = self.who.iter().filter(|w| **w != Who::Newcomer).count();
        if let Some(entry) = self.participants.get_mut(stated.saturating_add(nth)) {
            entry.applicant.country = Some(country);
            entry.applicant.legal_form = Some(form.into());
            if let Some(role) = entry.role {
                Profile::of(self.call, role).suit(&mut entry.applicant, form);
            }
        }
    }

    /// Somebody new: a placeholder's name, and a code that nobody states.
    pub(super) fn newcomer(
        &mut self,
        nth: usize,
        role: Role,
        country: Country,
        form: LegalForm,
    ) -> Participant {
        self.fresh.partner(nth, self.call, role, (country, form))
    }
}
