//! The rules on what an application must have and what the project must be, where a call states them.

use super::{FactKind, MANUAL, Rule, RuleId, STATED};
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

/// Conditions of a call have their law in the duty to state them.
const CONDITIONS: &[Citation] = &[Citation::act_noted(
    Act::Financial2018,
    "Art. 194",
    Basis::Inferred,
    "a call states its conditions; what it asks is the call's; read in the recast as Art. 197",
)];

pub(super) static ANNEXES: Rule = Rule {
    id: RuleId::Annexes,
    title: "Every mandatory annex is attached.",
    explanation: "\
An application without an annex that the call makes mandatory is inadmissible. Annexes go by the names that the
call uses, without regard to case. An annex that the call only asks for is no condition.",
    since: STATED,
    stage: Stage::Admissibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::Annexes],
};

pub(super) static PAGE_LIMIT: Rule = Rule {
    id: RuleId::PageLimit,
    title: "The technical description keeps to the page limit.",
    explanation: "\
Pages of the technical description (Part B) beyond the limit are made invisible and disregarded; the
application stays admissible, and what stands on them is not evaluated.",
    since: STATED,
    stage: Stage::Admissibility,
    consequence: Consequence::Correct,
    citations: &[
        Citation::document(MANUAL, "3.1.4", Basis::OfficialPage),
        Citation::document(MANUAL, "3.2.1", Basis::OfficialPage),
    ],
    facts: &[FactKind::Pages],
};

pub(super) static ONE_TOPIC: Rule = Rule {
    id: RuleId::OneTopic,
    title: "The application is for one topic.",
    explanation: "\
An application that names further topics beside its own breaks the rule; one that names none keeps it. That an
organisation takes part in several applications is another matter.",
    since: STATED,
    stage: Stage::Admissibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::FurtherTopics],
};

pub(super) static PARALLEL_APPLICATIONS: Rule = Rule {
    id: RuleId::ParallelApplications,
    title: "There are no more parallel applications than the call allows.",
    explanation: "\
Counts the applications under the call that the coordinator takes part in, this one included. A call that says
nothing allows several; that the same costs are never financed twice holds in any case.",
    since: STATED,
    stage: Stage::Admissibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::ParallelApplications],
};

pub(super) static OBJECTIVES: Rule = Rule {
    id: RuleId::Objectives,
    title: "The proposal declares which of the topic's objectives it serves.",
    explanation: "\
Counts the declared objectives that are on the call's list, each once and by the names that the call uses; others
are disregarded.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::Objectives],
};

pub(super) static TARGET_COUNTRIES: Rule = Rule {
    id: RuleId::TargetCountries,
    title: "The proposal names the third countries or routes that it is aimed at.",
    explanation: "\
Counts the named target countries that are on the call's list; further ones are disregarded. Where the call lets
a migratory route do instead, one that is named will do.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::TargetCountries, FactKind::Routes],
};

pub(super) static THIRD_COUNTRY_ACTIVITIES: Rule = Rule {
    id: RuleId::ThirdCountryActivities,
    title: "Activities take place outside the Union too.",
    explanation: "\
Where the call does not accept projects that work only inside the Union, one of the countries of the activities
is none of its Member States. Overseas territories are outside the Union.",
    since: STATED,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: CONDITIONS,
    facts: &[FactKind::ActivityCountries],
};

pub(super) static ACTIVITIES: Rule = Rule {
    id: RuleId::Activities,
    title: "Nothing is planned that the call does not finance.",
    explanation: "\
Compares the kinds of activity, by the names that the call uses, with those that it does not finance. Their costs
are struck out; the proposal is not rejected for them.",
    since: STATED,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: CONDITIONS,
    facts: &[FactKind::Activities],
};

pub(super) static START_DATE: Rule = Rule {
    id: RuleId::StartDate,
    title: "The action does not start before the submission.",
    explanation: "\
Costs from before the submission are not eligible. A start between submission and signature of the grant needs a
reason that the granting authority accepts, and an action that is completed is not financed.",
    since: STATED,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act_noted(
            Act::Financial2018,
            "Art. 193",
            Basis::Inferred,
            "retroactivity; read in the recast, three numbers on",
        ),
        Citation::act_noted(Act::Financial2024, "Art. 196", Basis::Unverified, "retroactivity"),
    ],
    facts: &[FactKind::StartDate, FactKind::SubmittedAt],
};
