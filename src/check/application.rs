//! Rules on what an application must have and what the project must be, beside money, time and consortium.

use super::fact::{Fact, FactKind};
use super::facts::{Dossier, Setting};
use super::hinge::Hinges;
use super::named::{named, same};
use super::rule::RuleId;
use crate::call::Call;
use crate::outcome::Outcomes;
use crate::proposal::Application;

/// Every rule on an application, in the registry's order within its family.
pub(super) const ADMISSIBILITY: [RuleId; 4] =
    [RuleId::Annexes, RuleId::PageLimit, RuleId::OneTopic, RuleId::ParallelApplications];
pub(super) const PROJECT: [RuleId; 5] = [
    RuleId::Objectives,
    RuleId::TargetCountries,
    RuleId::ThirdCountryActivities,
    RuleId::Activities,
    RuleId::StartDate,
];

fn met(holds: bool) -> Outcomes {
    if holds { Outcomes::MET } else { Outcomes::NOT_MET }
}

/// Met as the stated fact says; either way where it is not stated.
fn known<T>(fact: Option<T>, holds: impl FnOnce(T) -> bool) -> Outcomes {
    fact.map_or(Outcomes::MET_OR_NOT, |fact| met(holds(fact)))
}

/// The outcomes of a rule on the application; `None` where the call does not state the condition.
pub(super) fn outcomes(rule: RuleId, dossier: &Dossier<'_>, call: &Call) -> Option<Outcomes> {
    let stated = dossier.application?;
    Some(match rule {
        RuleId::Annexes => {
            let asked = &call.mandatory_annexes()?.value;
            known(stated.annexes.as_ref(), |attached| {
                asked.iter().all(|annex| attached.iter().any(|other| same(annex, other)))
            })
        }
        RuleId::PageLimit => {
            let most = call.page_limit()?.value;
            known(stated.pages, |pages| pages <= most)
        }
        RuleId::OneTopic => {
            call.one_topic_asked()?;
            met(stated.further_topics.iter().all(|topic| topic == call.topic()))
        }
        RuleId::ParallelApplications => {
            let most = call.parallel_asked()?.value;
            known(stated.parallel_applications, |count| count <= most)
        }
        RuleId::Objectives => {
            let asked = &call.objectives_asked()?.value;
            known(stated.objectives.as_ref(), |served| {
                let count = named(served, &asked.of, |a, b| same(a, b));
                count >= asked.at_least && asked.at_most.is_none_or(|most| count <= most)
            })
        }
        RuleId::TargetCountries => {
            let asked = &call.targets_asked()?.value;
            let countries = known(stated.target_countries.as_ref(), |targets| {
                let count = named(targets, &asked.of, |a, b| a == b);
                count >= asked.at_least && asked.at_most.is_none_or(|most| count <= most)
            });
            let routes = match &stated.routes {
                _ if !asked.or_routes => Outcomes::NOT_MET,
                routes => known(routes.as_ref(), |routes| !routes.is_empty()),
            };
            either(countries, routes)
        }
        RuleId::ThirdCountryActivities => {
            call.third_countries_asked()?;
            known(stated.activity_countries.as_ref(), |countries| {
                countries.iter().any(|c| c.state().member_state_index().is_none())
            })
        }
        RuleId::Activities => {
            let excluded = &call.excluded_activities()?.value;
            known(stated.activities.as_ref(), |planned| {
                planned.iter().all(|activity| excluded.iter().all(|other| !same(activity, other)))
            })
        }
        RuleId::StartDate => {
            call.start_asked()?;
            let submitted = dossier.project.submitted_at.map(|at| at.brussels_date());
            known(stated.start_date.zip(submitted), |(start, submitted)| start >= submitted)
        }
        _ => return None,
    })
}

/// One of two ways to satisfy a rule, each of which reads facts of its own.
fn either(a: Outcomes, b: Outcomes) -> Outcomes {
    let met = a.may_be(Outcomes::MET) || b.may_be(Outcomes::MET);
    let not = a.may_be(Outcomes::NOT_MET) && b.may_be(Outcomes::NOT_MET);
    Outcomes::MET.when(met).or(Outcomes::NOT_MET.when(not))
}

/// Every unknown fact that such a rule reads can turn an unknown outcome.
pub(super) fn hinges(rule: RuleId, dossier: &Dossier<'_>, setting: &Setting<'_>, hinges: &mut Hinges) {
    let Some(stated) = dossier.application else { return };
    for fact in rule.rule().facts {
        let reads = match (rule, fact) {
            (RuleId::TargetCountries, FactKind::Routes) => {
                setting.call.targets_asked().is_some_and(|t| t.value.or_routes)
            }
            _ => true,
        };
        if reads && unknown(*fact, stated, dossier) {
            hinges.fact(Fact::of_proposal(*fact));
        }
    }
}

fn unknown(fact: FactKind, stated: &Application, dossier: &Dossier<'_>) -> bool {
    match fact {
        FactKind::Annexes => stated.annexes.is_none(),
        FactKind::Pages => stated.pages.is_none(),
        FactKind::ParallelApplications => stated.parallel_applications.is_none(),
        FactKind::Objectives => stated.objectives.is_none(),
        FactKind::TargetCountries => stated.target_countries.is_none(),
        FactKind::Routes => stated.routes.is_none(),
        FactKind::ActivityCountries => stated.activity_countries.is_none(),
        FactKind::Activities => stated.activities.is_none(),
        FactKind::StartDate => stated.start_date.is_none(),
        FactKind::SubmittedAt => dossier.project.submitted_at.is_none(),
        _ => false,
    }
}
