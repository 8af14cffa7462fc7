//! One assessment, seen through the report that it belongs to.

use super::because::{Awaited, Because};
use super::budget::{self, Finding};
use super::fact::{Fact, FactKind};
use super::facts::{Dossier, Raw};
use super::hinge::Hinges;
use super::hinges;
use super::identity::Identity;
use super::members;
use super::operands::{Found, Required};
use super::participant;
use super::rule::RuleId;
use super::subject::Subject;
use super::{Report, counting};
use super::{consortium, project, tally};
use crate::budget::Row;
use crate::call::{OpenQuestion, Standing};
use crate::country::Country;
use crate::law::{Citation, in_force};
use crate::money::Rate;
use crate::organisation::{Declaration, LegalForm, Role};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::{Application, Participant};

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
        self.raw.consequence(self.report.call, &self.report.participants)
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
        match self.raw.rule {
            RuleId::SubmittedByDeadline => Subject::Fact(FactKind::SubmittedAt),
            RuleId::GrantRange | RuleId::FundingRate => Subject::Fact(FactKind::RequestedGrant),
            RuleId::Duration => Subject::Fact(FactKind::DurationMonths),
            RuleId::Annexes => Subject::Fact(FactKind::Annexes),
            RuleId::PageLimit => Subject::Fact(FactKind::Pages),
            RuleId::OneTopic => Subject::Fact(FactKind::FurtherTopics),
            RuleId::ParallelApplications => Subject::Fact(FactKind::ParallelApplications),
            RuleId::Objectives => Subject::Fact(FactKind::Objectives),
            RuleId::TargetCountries => Subject::Fact(FactKind::TargetCountries),
            RuleId::ThirdCountryActivities => Subject::Fact(FactKind::ActivityCountries),
            RuleId::Activities => Subject::Fact(FactKind::Activities),
            RuleId::StartDate => Subject::Fact(FactKind::StartDate),
            _ if self.raw.participant == Raw::ALL => Subject::Participants,
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
        let call = self.report.call;
        Some(match self.raw.rule {
            RuleId::SubmittedByDeadline => {
                let second = call.second_stage().filter(|_| self.report.project.submission_stage == Some(2));
                Required::NotAfter(second.unwrap_or(call.deadline()?.value).instant())
            }
            RuleId::OneCoordinator => Required::Exactly(1),
            RuleId::MinimumApplicants => Required::AtLeast(call.minimum_applicants()?.value.at_least),
            RuleId::MinimumCountries => Required::AtLeast(call.minimum_countries()?.value.at_least),
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
            RuleId::Annexes => Required::AllOf(call.mandatory_annexes()?.value.clone()),
            RuleId::PageLimit => Required::NotMore(call.page_limit()?.value),
            RuleId::OneTopic => Required::NotMore(0),
            RuleId::ParallelApplications => Required::NotMore(call.parallel_asked()?.value),
            RuleId::Objectives => {
                let asked = &call.objectives_asked()?.value;
                Required::SomeOf { of: asked.of.clone(), at_least: asked.at_least, at_most: asked.at_most }
            }
            RuleId::TargetCountries => {
                let asked = &call.targets_asked()?.value;
                let of = asked.of.iter().map(ToString::to_string).collect();
                Required::SomeOf { of, at_least: asked.at_least, at_most: asked.at_most }
            }
            RuleId::ThirdCountryActivities => Required::Countries(vec!["third country"]),
            RuleId::Activities => Required::NoneOf(call.excluded_activities()?.value.clone()),
            RuleId::StartDate => Required::NotBefore(self.report.project.submitted_at?.brussels_date()),
            RuleId::DistinctOrganisations => Required::Distinct,
            RuleId::LegalForm => {
                let role = self.participant()?.role.filter(|r| r.is_funded())?;
                Required::Forms(call.roles()?.value.stated(role, true).collect())
            }
            RuleId::Country => {
                let mut kinds = vec!["participating Member State"];
                if call.countries()?.value.overseas_territories() == Some(true) {
                    kinds.push("overseas country or territory of one");
                }
                Required::Countries(kinds)
            }
            RuleId::Affiliation => Required::Linked(&[Role::Coordinator, Role::Beneficiary]),
            RuleId::Pic => Required::Digits(9),
            RuleId::GrantRange => {
                let range = call.grant()?.value;
                Required::Amount { min: range.min, max: range.max }
            }
            RuleId::FundingRate => Required::Rate(call.funding_rate()?.value),
            RuleId::Duration => {
                let duration = call.duration()?.value;
                Required::Months { min: duration.min, max: duration.max }
            }
            fund_rules!() => return None,
            _ => return self.budget_finding()?.operands.required(),
        })
    }

    fn application(&self) -> Option<&'r Application> {
        self.report.application
    }

    /// What was found in its place.
    #[must_use]
    pub fn found(&self) -> Option<Found<'r>> {
        let project = &self.report.project;
        let (certain, possible) = self.raw.count;
        Some(match self.raw.rule {
            RuleId::SubmittedByDeadline => Found::Instant(project.submitted_at),
            RuleId::OneCoordinator | RuleId::MinimumApplicants | RuleId::MinimumCountries => {
                Found::Count { certain, possible: self.report.complete.then_some(possible) }
            }
            RuleId::DistinctOrganisations => Found::Repeated(counting::repeated(&self.report.participants)),
            RuleId::LegalForm => {
                let entry = self.participant()?;
                Found::Form(entry.role, entry.applicant.possible_forms())
            }
            RuleId::Country => Found::Country(self.participant()?.applicant.country),
            RuleId::Affiliation => Found::Linked(self.participant()?.affiliated_to.as_ref()),
            RuleId::Pic => Found::Pic(self.participant()?.applicant.pic.as_ref()),
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
            RuleId::Annexes => Found::Named(self.application()?.annexes.clone()),
            RuleId::PageLimit => Found::Number(self.application()?.pages),
            RuleId::OneTopic => {
                let topics = self.application()?.further_topics.iter();
                Found::Named(Some(topics.map(ToString::to_string).collect()))
            }
            RuleId::ParallelApplications => Found::Number(self.application()?.parallel_applications),
            RuleId::Objectives => Found::Named(self.application()?.objectives.clone()),
            RuleId::TargetCountries => {
                let stated = self.application()?;
                let codes = |c: &Vec<Country>| c.iter().map(ToString::to_string).collect::<Vec<_>>();
                let mut named = stated.target_countries.as_ref().map(codes);
                if let Some(routes) = &stated.routes {
                    named.get_or_insert_default().extend(routes.iter().cloned());
                }
                Found::Named(named)
            }
            RuleId::ThirdCountryActivities => {
                let countries = self.application()?.activity_countries.as_ref();
                Found::Named(countries.map(|c| c.iter().map(ToString::to_string).collect()))
            }
            RuleId::Activities => Found::Named(self.application()?.activities.clone()),
            RuleId::StartDate => Found::Day(self.application()?.start_date),
            RuleId::GrantRange => Found::Amount(project.requested_grant),
            RuleId::FundingRate => {
                let (requested, costs) = (project.requested_grant, project.total_eligible_costs);
                let share = requested.zip(costs).and_then(|(grant, costs)| Rate::percent_of(grant, costs));
                Found::Rate { requested, costs, share }
            }
            RuleId::Duration => Found::Months(project.duration_months),
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

    /// Whether the participant takes part without its costs being covered.
    pub(crate) fn is_unfunded(&self) -> bool {
        let country = self.participant().and_then(|p| p.applicant.country);
        country.is_some_and(|c| matches!(self.report.call.terms().standing(c), Standing::Unfunded(_)))
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
        let country = self.participant().and_then(|p| p.applicant.country);
        let bar = self.participant().and_then(|entry| participant::bar_on(entry, self.report.call));
        let (until, normal_limit) = participant::awaited_until(&self.report.setting());
        match (self.raw.outcome, country) {
            (Outcome::Conditional, _) if self.raw.rule == RuleId::TemporaryBar => bar
                .map(|bar| Awaited { event: bar.way_out.clone(), until, normal_limit })
                .into_iter()
                .collect(),
            (Outcome::Conditional, Some(country)) => vec![Awaited {
                event: format!(
                    "association agreement of {country} to the Fund in force before grant signature and covering this call"
                ),
                until,
                normal_limit,
            }],
            _ => Vec::new(),
        }
    }

    /// Why the condition does not concern its subject. `None` unless the outcome is not applicable.
    #[must_use]
    pub fn because(&self) -> Option<Because> {
        if self.raw.outcome != Outcome::NotApplicable {
            return None;
        }
        if budget::subject(&self.raw).is_some() {
            return self.budget_finding()?.because;
        }
        let Some(entry) = self.participant() else { return Some(Because::NoParticipant) };
        let international = entry.applicant.known_form() == Some(LegalForm::InternationalOrganisation);
        Some(match (self.raw.rule, entry.role) {
            (RuleId::TemporaryBar, _) => match participant::bar_on(entry, self.report.call) {
                None => Because::NothingDeclared,
                Some(bar) if entry.role.is_some_and(|role| bar.roles.contains(&role)) => {
                    Because::NotYetInForce
                }
                Some(_) => entry.role.map_or(Because::InAnyCase, Because::Role),
            },
            (RuleId::Kind, Some(role)) if role.is_funded() => Because::NothingAsked,
            (RuleId::Country, Some(role)) if role.is_funded() => Because::InternationalOrganisation,
            (RuleId::Country, None) if international => Because::InternationalOrganisation,
            (_, Some(role)) => Because::Role(role),
            (_, None) => Because::InAnyCase,
        })
    }

    /// Where the condition is stated: the call's sources, or the rule's where every call has it.
    #[must_use]
    pub fn source(&self) -> &'r [Citation] {
        let call = self.report.call;
        let stated = match self.raw.rule {
            RuleId::SubmittedByDeadline => call.deadline().map(|s| &s.source),
            RuleId::MinimumApplicants => call.minimum_applicants().map(|s| &s.source),
            RuleId::MinimumCountries => call.minimum_countries().map(|s| &s.source),
            RuleId::LegalForm | RuleId::Kind => call.roles().map(|s| &s.source),
            RuleId::CoordinatorCountry => call.countries().map(|s| &s.source),
            RuleId::CompulsoryMembers | RuleId::RecommendedMembers => {
                members::asked(self.raw.rule, call).first().map(|kind| &kind.source)
            }
            RuleId::OneRoleEach => call.one_role_asked().map(|s| &s.source),
            RuleId::TemporaryBar => call.bars().first().map(|bar| &bar.source),
            RuleId::Annexes => call.mandatory_annexes().map(|s| &s.source),
            RuleId::PageLimit => call.page_limit().map(|s| &s.source),
            RuleId::OneTopic => call.one_topic_asked().map(|s| &s.source),
            RuleId::ParallelApplications => call.parallel_asked().map(|s| &s.source),
            RuleId::Objectives => call.objectives_asked().map(|s| &s.source),
            RuleId::TargetCountries => call.targets_asked().map(|s| &s.source),
            RuleId::ThirdCountryActivities => call.third_countries_asked().map(|s| &s.source),
            RuleId::Activities => call.excluded_activities().map(|s| &s.source),
            RuleId::StartDate => call.start_asked().map(|s| &s.source),
            RuleId::Country => call.countries().map(|s| &s.source),
            RuleId::GrantRange => call.grant().map(|s| &s.source),
            RuleId::FundingRate => call.funding_rate().map(|s| &s.source),
            RuleId::Duration => call.duration().map(|s| &s.source),
            RuleId::OneCoordinator
            | RuleId::DistinctOrganisations
            | RuleId::Affiliation
            | RuleId::RestrictiveMeasures
            | RuleId::Pic => None,
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
