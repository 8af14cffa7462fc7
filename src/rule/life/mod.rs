//! The life of a project: what holds when it changes, before the deadline, in grant preparation, during the project.

/// These facts, and every fact that a condition of a call reads which leads to rejection.
macro_rules! and_of_the_call {
    ($($own:expr),*) => {
        &[
            $($own,)*
            FactKind::SubmittedAt,
            FactKind::StartDate,
            FactKind::DurationMonths,
            FactKind::RequestedGrant,
            FactKind::GrantSignature,
            FactKind::ParticipantsComplete,
            FactKind::Name,
            FactKind::Pic,
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::AffiliatedTo,
            FactKind::OrganisationType,
            FactKind::Declarations,
            FactKind::MemberKinds,
            FactKind::LettersOfSupport,
            FactKind::BudgetRows,
            FactKind::Participants,
            FactKind::Requested,
            FactKind::SubmissionStage,
            FactKind::Annexes,
            FactKind::FurtherTopics,
            FactKind::ParallelApplications,
            FactKind::Objectives,
            FactKind::TargetCountries,
            FactKind::Routes,
            FactKind::ActivityCountries,
            FactKind::SupportLegalForms,
            FactKind::SupportCountries,
        ]
    };
}

pub(super) mod amendment;
pub(super) mod conditions;
pub(super) mod exceptional;
pub(super) mod extension;
pub(super) mod resubmission;
pub(super) mod signature;
mod standing;

use super::parts::MANUAL;
use super::registry::RuleId;
use super::world::{Kept, Told, World};
use crate::call::Call;
use crate::check::{Awaited, FactKind, Subject};
use crate::law::{Act, Basis, Citation};
use crate::outcome::Outcome;
use crate::proposal::Proposal;
use crate::proposal::change::{Change, Phase};

pub use standing::Rechecked;
pub(crate) use standing::{Due, Hanging, Recheck, Resubmitted, rank, worst};

const SINCE: &str = "the grant procedure of the portal; read in the manual supplied with calls of 2025";

const SUBMISSION: Citation = Citation::document(MANUAL, "3.1.4", Basis::OfficialPage);
const PREPARATION: Citation = Citation::document(MANUAL, "3.2.4", Basis::OfficialPage);
const AMENDMENTS: Citation = Citation::document(MANUAL, "3.3.2", Basis::OfficialPage);
const AGREEMENT: Citation = Citation::act_noted(
    Act::Financial2024,
    "Art. 204(4)",
    Basis::Act,
    "for grant agreements signed since the recast applies",
);
const AGREEMENT_2018: Citation = Citation::act_noted(
    Act::Financial2018,
    "Art. 201",
    Basis::Inferred,
    "for grant agreements signed before the recast applied; read in the recast, three numbers on",
);

/// How what was awarded is changed: in grant preparation, and by amendment.
#[cfg(feature = "next")]
pub(crate) const AFTER_AWARD: &[Citation] = &[PREPARATION, AMENDMENTS];

/// What the sources at hand do not say.
const NOT_STATED: &str = "not-stated-in-sources";
/// What the rules look at.
const CHANGE: Subject = Subject::Fact(FactKind::Change);

/// Changes in the life of a project.
pub(crate) struct Lives;

impl World for Lives {
    type At<'a> = AfterChange<'a>;
}

/// A change, with what the call's conditions make of the changed proposal.
pub(crate) struct AfterChange<'a> {
    /// The proposal before the change.
    pub(crate) proposal: &'a Proposal,
    pub(crate) change: &'a Change,
    pub(crate) phase: Phase,
    /// The call in the version that governs at the change.
    pub(crate) call: &'a Call,
    pub(crate) conditions: &'a Recheck,
    /// Whom an amendment makes a commitment with, by the place in the changed proposal.
    pub(crate) entering: Option<usize>,
    /// What the deadline makes of a submission at the change, before the award; `None` where none is stated.
    pub(crate) resubmitted: Option<&'a Resubmitted>,
    /// The conditions that depend on the day of signature.
    pub(crate) due: &'a Due,
}

macro_rules! step {
    ($told:ident, $at:ident, $id:ident [apart life] $path:path) => {
        $told.look(RuleId::$id, &$path, $at);
    };
    ($told:ident, $at:ident, $id:ident [$($kind:tt)+] $path:path) => {};
}

macro_rules! steps {
    (($told:ident, $at:ident)
     $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        $(step!($told, $at, $variant [$($kind)+] super::$($path)::+);)+
    };
}

/// Looks at a change, in the order of the list.
pub(crate) fn look(at: &AfterChange<'_>, told: &mut Told<'_>) {
    every_rule!(steps!(told, at));
}

fn signed() -> Awaited {
    Awaited {
        event: "signature of the amendment by the granting authority".to_owned(),
        until: None,
        normal_limit: false,
    }
}

/// Says of a refusal on how weak a ground it stands.
fn doubt(kept: &mut Kept) {
    if kept.outcome == Outcome::NotMet
        && let Some(first) = kept.source.first()
    {
        kept.message.push_str(match first.basis() {
            Basis::Summary => " Known from a summary only; the call document decides.",
            Basis::Inferred => " Inferred from its sources.",
            Basis::Unverified => " Not verified.",
            Basis::Act | Basis::CallDocument | Basis::OfficialPage => "",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RuleId;
    use crate::outcome::Consequence;

    #[test]
    fn the_conditions_read_what_the_rules_behind_them_read() {
        let apart = ["fund/", "life/", "programme/", "payment/", "operation/"];
        let behind = RuleId::ALL.iter().filter(|id| !apart.iter().any(|f| id.as_str().starts_with(f)));
        for rule in behind.map(|id| id.rule()).filter(|r| r.consequence == Consequence::Reject) {
            for fact in rule.facts {
                for reader in [&conditions::CONDITIONS, &amendment::AMENDMENT, &signature::SIGNATURE] {
                    assert!(
                        reader.about.facts.contains(fact),
                        "{} reads {fact}, {} does not",
                        rule.id,
                        reader.about.title
                    );
                }
            }
        }
    }
}
