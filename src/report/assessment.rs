//! One assessment, seen through the report that it belongs to.

use super::checked::Report;
use crate::budget::Row;
use crate::call::OpenQuestion;
use crate::check::because::{Awaited, Because};
use crate::check::budget::{self, Finding};
use crate::check::consortium;
use crate::check::counting;
use crate::check::def::{Over, Seen};
use crate::check::fact::Fact;
use crate::check::facts::{ALL, Dossier};
use crate::check::hinge::Hinges;
use crate::check::identity::Identity;
use crate::check::operands::{Found, Required};
use crate::check::participant;
use crate::check::project;
use crate::check::seat::awaited_until;
use crate::check::subject::Subject;
use crate::check::tally;
use crate::law::{Citation, in_force};
use crate::organisation::Declaration;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::Participant;
use crate::rule::{Raw, RuleId, hinges, members};

/// The rules of the Fund itself and of the life of a project, which no report on a call assesses.
macro_rules! fund_rules {
    () => {
        RuleId::FundInterventionType
            | RuleId::FundMeasure
            | RuleId::FundIndicator
            | RuleId::FundInstrument
            | RuleId::FundComponent
            | RuleId::FundCoFinancing
            | RuleId::LifeResubmission
            | RuleId::LifeExceptional
            | RuleId::LifeAmendment
            | RuleId::LifeExtension
            | RuleId::LifeConditions
            | RuleId::LifeSignature
    };
}

/// One condition, looked at for one subject.
#[derive(Debug, Clone, Copy)]
pub struct Assessment<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) raw: Raw,
}

impl<'r> Assessment<'r> {
    pub(super) fn new(report: &'r Report<'r>, raw: Raw) -> Self {
        Assessment { report, raw }
    }

    /// The report that it belongs to.
    pub(crate) fn origin(&self) -> &'r Report<'r> {
        self.report
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.raw.rule
    }

    /// When the condition is looked at.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.raw.rule.rule().stage
    }

    /// What follows when it is not met.
    #[must_use]
    pub fn consequence(&self) -> Consequence {
        self.raw.consequence
    }

    /// What was found.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.raw.outcome
    }

    /// What it was looked at for.
    #[must_use]
    pub fn subject(&self) -> Subject {
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
    #[must_use]
    pub fn participant(&self) -> Option<&'r Participant> {
        match self.subject() {
            Subject::Participant(index) => self.report.participants.get(index),
            _ => None,
        }
    }

    /// What the condition asks.
    #[must_use]
    pub fn required(&self) -> Option<Required> {
        if let Some(def) = self.raw.rule.def() {
            return def.required(&self.seen());
        }
        let call = self.report.call;
        Some(match self.raw.rule {
            RuleId::CompulsoryMembers | RuleId::RecommendedMembers => {
                let kinds = members::asked(self.raw.rule, call).iter();
                Required::Members(kinds.map(|kind| kind.value.clone()).collect())
            }
            RuleId::OneRoleEach => Required::OneRoleEach,
            RuleId::Kind => {
                let role = self.participant()?.role.filter(|r| r.is_funded())?;
                let roles = &call.roles()?.value;
                Required::Kind {
                    statuses: roles.statuses(role).collect(),
                    types: roles.organisation_types(role, true).collect(),
                    barred_types: roles.organisation_types(role, false).collect(),
                }
            }
            RuleId::CoordinatorCountry => Required::OneOf(call.countries()?.value.coordinator().to_vec()),
            RuleId::TemporaryBar => Required::NotDeclared(Declaration::PublicInterestTrust),
            RuleId::RestrictiveMeasures => Required::NotDeclared(Declaration::RestrictiveMeasures),
            RuleId::LegalForm => {
                let role = self.participant()?.role.filter(|r| r.is_funded())?;
                Required::Forms(call.roles()?.value.stated(role, true).collect())
            }
            fund_rules!() => return None,
            _ => return self.budget_finding()?.operands.required(),
        })
    }

    /// What the parts of a rule are shown of.
    pub(super) fn seen(&self) -> Seen<'r> {
        Seen::of(&self.raw, self.report.dossier(), self.report.setting(), &self.report.links)
    }

    /// The sentence of a rule with all its parts.
    pub(crate) fn words(&self) -> Option<String> {
        Some(self.raw.rule.def()?.words(&self.seen()))
    }

    /// The question on which sources disagree, with what the other reading asks.
    pub(crate) fn other_reading(&self) -> Option<(usize, String)> {
        self.raw.rule.def()?.reading(self.report.call)
    }

    /// What was found in its place.
    #[must_use]
    pub fn found(&self) -> Option<Found<'r>> {
        if let Some(def) = self.raw.rule.def() {
            return def.found(&self.seen());
        }
        Some(match self.raw.rule {
            RuleId::LegalForm => {
                let entry = self.participant()?;
                Found::Form(entry.role, entry.applicant.possible_forms())
            }
            RuleId::CompulsoryMembers | RuleId::RecommendedMembers => {
                let (dossier, setting) = (self.report.dossier(), self.report.setting());
                let counts = members::counts(self.raw.rule, &dossier, &setting);
                let complete = self.report.complete;
                Found::Members(counts.into_iter().map(|(c, p)| (c, complete.then_some(p))).collect())
            }
            RuleId::OneRoleEach => Found::Repeated(counting::repeated(&self.report.participants)),
            RuleId::Kind => {
                let who = &self.participant()?.applicant;
                Found::Kind(who.statuses, who.organisation_type)
            }
            RuleId::CoordinatorCountry => Found::Country(self.participant()?.applicant.country),
            RuleId::TemporaryBar | RuleId::RestrictiveMeasures => {
                Found::Declared(self.participant()?.applicant.declarations)
            }
            fund_rules!() => return None,
            _ => {
                let operands = self.budget_finding()?.operands;
                return operands.found().or_else(|| Some(Found::Row(&self.budget_row()?.participant)));
            }
        })
    }

    /// What a rule on budgets found, with the numbers compared.
    pub(crate) fn budget_finding(&self) -> Option<Finding> {
        budget::finding(&self.raw, &self.report.sheet()?)
    }

    /// Whether the minima hold without this participant, where they are asked and can be told.
    pub(crate) fn minima_hold_without(&self) -> Option<bool> {
        let Subject::Participant(place) = self.subject() else { return None };
        let mut left = self.report.participants.to_vec();
        if place >= left.len() {
            return None;
        }
        left.remove(place);
        let dossier = Dossier { participants: &left, ..self.report.dossier() };
        let setting = self.report.setting();
        let identity = Identity::of(&left);
        let bounds = tally::bounds(&left, &setting, &identity);
        let asked = [
            (self.report.call.applicants_asked(), bounds.applicants),
            (self.report.call.countries_asked(), bounds.countries),
        ];
        let mut hold = None;
        for (minimum, count) in asked.into_iter().filter_map(|(asked, count)| Some((asked?, count))) {
            match project::under_both(minimum, |m| consortium::at_least(m.at_least, count, dossier.complete))
            {
                Outcome::Met => hold = hold.or(Some(true)),
                Outcome::NotMet => hold = Some(false),
                _ => return None,
            }
        }
        hold
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
            Subject::BudgetRow(place) => self.report.budget.as_ref()?.0.rows().get(place),
            _ => None,
        }
    }

    /// The unknown facts on which the outcome depends in some completion, sorted as text. Empty unless the
    /// outcome is unknown.
    #[must_use]
    pub fn missing(&self) -> Vec<Fact> {
        self.hinges().sorted()
    }

    /// The open questions on which the outcome depends in some completion.
    #[must_use]
    pub fn open(&self) -> Vec<&'r OpenQuestion> {
        self.questions(&self.hinges())
    }

    /// Both at once; finding them is the dear part.
    pub(crate) fn hinges(&self) -> Hinges {
        hinges::of(&self.raw, &self.report.dossier(), &self.report.setting(), &self.report.links)
    }

    pub(crate) fn questions(&self, hinges: &Hinges) -> Vec<&'r OpenQuestion> {
        hinges.questions.iter().filter_map(|q| self.report.call.question(*q)).collect()
    }

    /// The later events on which a conditional outcome hangs. Empty unless the outcome is conditional.
    #[must_use]
    pub fn awaits(&self) -> Vec<Awaited> {
        if let Some(def) = self.raw.rule.def() {
            return def.awaits(&self.seen());
        }
        let bar = self.participant().and_then(|entry| participant::bar_on(entry, self.report.call));
        let (until, normal_limit) = awaited_until(&self.report.setting());
        match self.raw.outcome {
            Outcome::Conditional => bar
                .map(|bar| Awaited { event: bar.way_out.clone(), until, normal_limit })
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Why the condition does not concern its subject. `None` unless the outcome is not applicable.
    #[must_use]
    pub fn because(&self) -> Option<Because> {
        if self.raw.outcome != Outcome::NotApplicable {
            return None;
        }
        if let Some(def) = self.raw.rule.def() {
            return Some(def.because(&self.seen()));
        }
        if budget::subject(&self.raw).is_some() {
            return self.budget_finding()?.because;
        }
        let Some(entry) = self.participant() else { return Some(Because::NoParticipant) };
        Some(match (self.raw.rule, entry.role) {
            (RuleId::TemporaryBar, _) => match participant::bar_on(entry, self.report.call) {
                None => Because::NothingDeclared,
                Some(bar) if entry.role.is_some_and(|role| bar.roles.contains(&role)) => {
                    Because::NotYetInForce
                }
                Some(_) => entry.role.map_or(Because::InAnyCase, Because::Role),
            },
            (RuleId::Kind, Some(role)) if role.is_funded() => Because::NothingAsked,
            (_, Some(role)) => Because::Role(role),
            (_, None) => Because::InAnyCase,
        })
    }

    /// Where the condition is stated: the call's sources, or the rule's where every call has it.
    #[must_use]
    pub fn source(&self) -> &'r [Citation] {
        let call = self.report.call;
        if let Some(def) = self.raw.rule.def() {
            return def.source(call);
        }
        let stated = match self.raw.rule {
            RuleId::LegalForm | RuleId::Kind => call.roles().map(|s| &s.source),
            RuleId::CoordinatorCountry => call.countries().map(|s| &s.source),
            RuleId::CompulsoryMembers | RuleId::RecommendedMembers => {
                members::asked(self.raw.rule, call).first().map(|kind| &kind.source)
            }
            RuleId::OneRoleEach => call.one_role_asked().map(|s| &s.source),
            RuleId::TemporaryBar => call.bars().first().map(|bar| &bar.source),
            RuleId::RestrictiveMeasures => None,
            fund_rules!() => None,
            rule => budget::stated(rule, call),
        };
        match stated {
            Some(source) => source,
            None if self.is_on_budget() => {
                in_force(self.raw.rule.rule().citations, call.opening().map(|o| o.value))
            }
            None => self.raw.rule.rule().citations,
        }
    }
}
