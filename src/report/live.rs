//! One assessment, looked at through the report that it belongs to: what is asked of it is made when it is asked.

use std::sync::OnceLock;

use super::checked::Report;
use crate::budget::Row;
use crate::call::OpenQuestion;
use crate::check::Counted;
use crate::check::because::{Awaited, Because};
use crate::check::budget::{self, Finding, Sheet};
use crate::check::def::{Over, Seen};
use crate::check::facts::{ALL, Facts, Setting};
use crate::check::hinge::Hinges;
use crate::check::links::Links;
use crate::check::operands::{Found, Required};
use crate::check::subject::Subject;
use crate::law::{Citation, in_force};
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
        let call = self.report.call;
        let stated = match self.raw.rule.def() {
            Some(def) => def.is_stated(call),
            None => budget::stated(self.raw.rule, call).is_some(),
        };
        if stated { Layer::Call } else { Layer::Law }
    }

    /// What was found.
    pub(crate) fn outcome(&self) -> Outcome {
        self.raw.outcome
    }

    /// What it was looked at for.
    pub(crate) fn subject(&self) -> Subject {
        if let Some(subject) = budget::subject(&self.raw) {
            return subject;
        }
        match self.raw.rule.def() {
            Some(def) => def.subject(self.raw.participant),
            _ if self.raw.participant == ALL => Subject::Participants,
            _ => Subject::Participant(self.raw.participant as usize),
        }
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
        if let Some(def) = self.raw.rule.def() {
            return def.required(&self.seen());
        }
        self.budget_finding()?.operands.required()
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
        self.raw.rule.def()?.reading(self.report.call)
    }

    /// What was found in its place.
    pub(crate) fn found(&self) -> Option<Found> {
        if let Some(def) = self.raw.rule.def() {
            return def.found(&self.seen());
        }
        let operands = self.budget_finding()?.operands;
        operands.found().or_else(|| Some(Found::Row(self.budget_row()?.participant.clone())))
    }

    /// What a rule on budgets found, with the numbers compared.
    pub(crate) fn budget_finding(&self) -> Option<Finding> {
        budget::finding(&self.raw, &self.report.sheet()?)
    }

    /// Whether the rule is one on budgets.
    pub(crate) fn is_on_budget(&self) -> bool {
        budget::subject(&self.raw).is_some()
            || self.raw.rule.def().is_some_and(|def| matches!(def.over(), Over::Budget | Over::Rows))
    }

    /// Whether a rule on budgets rests on what the call states.
    pub(crate) fn is_stated_by_call(&self) -> bool {
        budget::stated(self.raw.rule, self.report.call).is_some()
    }

    /// The row of the budget that it was looked at for, where it was one.
    pub(crate) fn budget_row(&self) -> Option<&'r Row> {
        match self.subject() {
            Subject::BudgetRow(place) => self.report.proposal.budget.as_ref()?.rows().get(place),
            _ => None,
        }
    }

    /// The open questions on which the outcome depends in some completion.
    pub(crate) fn open(&self) -> Vec<&'r OpenQuestion> {
        self.questions(&self.hinges())
    }

    /// Both at once; finding them is the dear part.
    pub(crate) fn hinges(&self) -> Hinges {
        depends(&self.raw, &self.report.facts(), &self.report.setting(), &self.report.links)
    }

    pub(crate) fn questions(&self, hinges: &Hinges) -> Vec<&'r OpenQuestion> {
        hinges.questions.iter().filter_map(|q| self.report.call.question(*q)).collect()
    }

    /// The later events on which a conditional outcome hangs. Empty unless the outcome is conditional.
    pub(crate) fn awaits(&self) -> Vec<Awaited> {
        if let Some(def) = self.raw.rule.def() {
            return def.awaits(&self.seen());
        }
        Vec::new()
    }

    /// Why the condition does not concern its subject. `None` unless the outcome is not applicable.
    pub(crate) fn because(&self) -> Option<Because> {
        if self.raw.outcome != Outcome::NotApplicable {
            return None;
        }
        if let Some(def) = self.raw.rule.def() {
            return Some(def.because(&self.seen()));
        }
        self.budget_finding()?.because
    }

    /// Where the condition is stated: the call's sources, or the rule's where every call has it.
    pub(crate) fn source(&self) -> &'r [Citation] {
        let call = self.report.call;
        if let Some(def) = self.raw.rule.def() {
            return def.source(call);
        }
        let stated = budget::stated(self.raw.rule, call);
        match stated {
            Some(source) => source,
            None if self.is_on_budget() => {
                in_force(self.raw.rule.rule().citations, call.opening().map(|o| o.value))
            }
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
) -> Hinges {
    let mut hinges = Hinges::default();
    match raw.rule.def() {
        Some(def) => def.depends(&Seen::of(raw, *facts, *setting, links), &mut hinges),
        None if raw.outcome == Outcome::Unknown => {
            if let Some(sheet) = Sheet::of(facts, setting.call) {
                budget::hinges(raw, &sheet, &mut hinges);
            }
        }
        None => {}
    }
    hinges
}
