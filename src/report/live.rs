//! One assessment, looked at through the report that it belongs to: what is asked of it is made when it is asked.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::checked::Report;
use crate::call::OpenQuestion;
use crate::check::Counted;
use crate::check::because::{Awaited, Because};
use crate::check::def::Seen;
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::{ALL, Facts, Setting};
use crate::check::links::Links;
use crate::check::operands::{Found, OtherReading, Required};
use crate::check::removal;
use crate::check::subject::Subject;
use crate::check::waiting;
use crate::law::Citation;
use crate::outcome::{Consequence, Layer, Outcome};
use crate::proposal::Participant;
use crate::rule::{Raw, RuleId};

/// One condition, looked at for one subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Live<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) raw: Raw,
}

impl<'r> Live<'r> {
    pub(super) fn new(report: &'r Report<'r>, raw: Raw) -> Self {
        Live { report, raw }
    }

    /// The report that it belongs to.
    pub(crate) fn origin(&self) -> &'r Report<'r> {
        self.report
    }

    /// The rule.
    pub(crate) fn rule(&self) -> RuleId {
        self.raw.rule
    }

    /// What follows when it is not met.
    pub(crate) fn consequence(&self) -> Consequence {
        self.raw.consequence
    }

    /// The call's where the call states it, else the law's.
    pub(crate) fn layer(&self) -> Layer {
        let stated = self.raw.rule.def().is_some_and(|def| def.is_stated(&self.seen()));
        if stated { Layer::Call } else { Layer::Law }
    }

    /// What was found.
    pub(crate) fn outcome(&self) -> Outcome {
        self.raw.outcome
    }

    /// What it was looked at for.
    pub(crate) fn subject(&self) -> Subject {
        self.raw.rule.def().map_or(Subject::Participants, |def| def.subject(self.raw.participant))
    }

    /// The participant it was looked at for, where it was one.
    pub(crate) fn participant(&self) -> Option<&'r Participant> {
        match self.subject() {
            Subject::Participant(index) => self.report.participants.get(index),
            _ => None,
        }
    }

    /// What the condition asks.
    pub(crate) fn required(&self) -> Option<Required> {
        self.raw.rule.def()?.required(&self.seen())
    }

    /// What the condition asks by the other of two readings.
    pub(crate) fn other_required(&self) -> Option<OtherReading> {
        self.raw.rule.def()?.other_required(&self.seen())
    }

    /// What the parts of a rule are shown of.
    pub(super) fn seen(&self) -> Seen<'r> {
        Seen::of(&self.raw, self.report.facts(), self.report.setting(), &self.report.links)
    }

    /// The sentence of a rule with all its parts.
    pub(crate) fn words(&self) -> Option<String> {
        Some(self.raw.rule.def()?.words(&self.seen()))
    }

    /// What is to be said of a participant whom the rule does not concern.
    pub(super) fn note(&self) -> Option<&'static str> {
        self.raw.rule.def()?.note(&self.seen())
    }

    /// Who was counted, and why the others were not, where the rule lists them.
    pub(super) fn counted(&self) -> Option<Vec<Counted>> {
        self.raw.rule.def()?.counted(&self.seen())
    }

    /// The question on which sources disagree, with what the other reading asks.
    pub(crate) fn other_reading(&self) -> Option<(usize, String)> {
        self.raw.rule.def()?.reading(&self.report.call)
    }

    /// What was found in its place.
    pub(crate) fn found(&self) -> Option<Found> {
        self.raw.rule.def()?.found(&self.seen())
    }

    /// Whether the rule is one on budgets.
    #[cfg(feature = "next")]
    pub(crate) fn is_on_budget(&self) -> bool {
        self.raw.rule.def().is_some_and(|def| def.over().is_budget())
    }

    /// Whether the rule rests on what the call states.
    pub(crate) fn is_stated_by_call(&self) -> bool {
        self.layer() == Layer::Call
    }

    /// The open questions on which the outcome depends in some completion.
    pub(crate) fn open(&self) -> Vec<&'r OpenQuestion> {
        self.questions(&self.dependence())
    }

    /// Missing facts and open questions together. Expensive.
    pub(crate) fn dependence(&self) -> Dependence {
        self.dependence_within(self.report.listing)
    }

    /// The same, where listing what all unknown outcomes of the report depend on may take so many steps.
    pub(crate) fn dependence_within(&self, listing: u64) -> Dependence {
        let steps = self.report.share_of(&self.raw, listing);
        let mut dependence =
            depends(&self.raw, &self.report.facts(), &self.report.setting(), &self.report.links, steps);
        // Of a contradiction either side may be what is wrong.
        let sides = [FactKind::LegalForm, FactKind::Statuses];
        let of = |fact: &Fact| fact.participant().filter(|_| sides.contains(&fact.kind()));
        let contradicts = |at: &usize| {
            self.report.participants.get(*at).is_some_and(|entry| entry.applicant.contradicts_itself())
        };
        let torn: Vec<usize> = dependence.facts.iter().filter_map(of).filter(contradicts).collect();
        for (at, kind) in torn.into_iter().flat_map(|at| sides.map(|kind| (at, kind))) {
            dependence.fact(Fact::of_participant(at, kind));
        }
        dependence
    }

    pub(crate) fn questions(&self, dependence: &Dependence) -> Vec<&'r OpenQuestion> {
        dependence.questions.iter().filter_map(|q| self.report.call.question(*q)).collect()
    }

    /// The later events on which a conditional outcome depends. Empty unless the outcome is conditional.
    pub(crate) fn awaits(&self) -> Vec<Awaited> {
        if self.outcome() == Outcome::Conditional && self.participant().is_none() {
            return self.those_who_wait().flat_map(|live| live.awaits()).collect();
        }
        self.raw.rule.def().map(|def| def.awaits(&self.seen())).unwrap_or_default()
    }

    /// Where a condition waits for what becomes of participants whom the call may yet remove: what is conditional of
    /// each of them whose staying in matters to it.
    pub(super) fn those_who_wait(&self) -> impl Iterator<Item = Live<'r>> {
        let (report, facts, setting) = (self.report, self.report.facts(), self.report.setting());
        let all: Vec<usize> = removal::those_who_wait(&facts, &setting).collect();
        let of = move |places: Vec<usize>| {
            report.live().filter(move |live| match live.subject() {
                Subject::Participant(place) => {
                    live.outcome() == Outcome::Conditional && places.binary_search(&place).is_ok()
                }
                _ => false,
            })
        };
        let mut awaited: BTreeMap<usize, Vec<Awaited>> = BTreeMap::new();
        for live in of(all.clone()) {
            if let Subject::Participant(place) = live.subject() {
                awaited.entry(place).or_default().extend(live.awaits());
            }
        }
        let mut events: Vec<(Vec<Awaited>, Vec<usize>)> = Vec::new();
        for (place, awaited) in awaited {
            match events.iter_mut().find(|(event, _)| *event == awaited) {
                Some((_, places)) => places.push(place),
                None => events.push((awaited, vec![place])),
            }
        }
        let events: Vec<Vec<usize>> = events.into_iter().map(|(_, places)| places).collect();
        let matter = self.raw.rule.def().map(|def| waiting::who_matter(def, &facts, &setting, &events));
        // Where none of the events matters by itself, everybody is named.
        of(matter.filter(|places| !places.is_empty()).unwrap_or(all))
    }

    /// Why the condition does not concern its subject. `None` unless the outcome is not applicable.
    pub(crate) fn because(&self) -> Option<Because> {
        if self.raw.outcome != Outcome::NotApplicable {
            return None;
        }
        Some(self.raw.rule.def()?.because(&self.seen()))
    }

    /// Where the condition is stated: the call's sources, or the rule's where every call has it.
    pub(crate) fn source(&self) -> &'r [Citation] {
        match self.raw.rule.def() {
            Some(def) => def.source(&self.seen()),
            None => self.raw.rule.rule().citations,
        }
    }
}

/// On what an unknown outcome depends; nothing for any other outcome.
pub(super) fn depends(
    raw: &Raw,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &OnceLock<Links>,
    steps: u64,
) -> Dependence {
    let mut dependence = Dependence::within(steps);
    let Some(def) = raw.rule.def() else { return dependence };
    def.depends(&Seen::of(raw, *facts, *setting, links), &mut dependence);
    // What holds while everybody stays may wait for what becomes of some, or not.
    let may_wait = raw.outcome == Outcome::Unknown && raw.participant == ALL;
    if may_wait && removal::those_who_wait(facts, setting).next().is_some() {
        let lapsed = Setting { lapsed: true, ..*setting };
        let ledger = removal::ledger(facts, &lapsed);
        let facts = Facts { ledger: ledger.as_ref(), ..*facts };
        def.depends(&Seen::of(raw, facts, lapsed, &OnceLock::new()), &mut dependence);
    }
    dependence
}
