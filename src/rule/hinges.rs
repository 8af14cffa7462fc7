//! On which missing facts and open questions an unknown outcome hinges.
//!
//! A fact is listed if there is a way to complete everything else, and a reading of the questions, under
//! which the outcome changes with it; a question likewise. Met and not applicable count as the same. This
//! is looked at only when somebody asks for it, so it may take its time: each entry's small domain is
//! tried out, the whole consortium never is.

use std::sync::OnceLock;

use super::members;
use super::registry::{Raw, RuleId};
use crate::check::def::Seen;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::{Dossier, Setting};
use crate::check::hinge::Hinges;
use crate::check::links::Links;
use crate::check::{budget, counting, member};
use crate::outcome::Outcome;

/// The hinges of one assessment; none unless it is unknown.
pub(crate) fn of(raw: &Raw, dossier: &Dossier<'_>, setting: &Setting<'_>, links: &OnceLock<Links>) -> Hinges {
    let mut hinges = Hinges::default();
    if raw.outcome != Outcome::Unknown {
        return hinges;
    }
    if let Some(def) = raw.rule.def() {
        def.depends(&Seen::of(raw, *dossier, *setting, links), &mut hinges);
        return hinges;
    }
    let place = raw.participant as usize;
    let entry = dossier.participants.get(place);
    match (raw.rule, entry) {
        (RuleId::CompulsoryMembers | RuleId::RecommendedMembers, _) => {
            members::hinges(raw.rule, dossier, setting, &mut hinges);
        }
        (RuleId::OneRoleEach, _) => {
            let repeated = counting::repeated(dossier.participants);
            for (at, entry) in dossier.participants.iter().enumerate().filter(|(_, e)| e.role.is_none()) {
                if entry.applicant.pic.as_ref().is_some_and(|pic| repeated.contains(&pic)) {
                    hinges.fact(Fact::of_participant(at, FactKind::Role));
                }
            }
        }
        (
            RuleId::LegalForm | RuleId::Kind | RuleId::CoordinatorCountry | RuleId::TemporaryBar,
            Some(entry),
        ) => member::hinges(raw.rule, place, entry, setting, &mut hinges),
        _ => {
            if let Some(sheet) = budget::Sheet::of(dossier, setting.call) {
                budget::hinges(raw, &sheet, &mut hinges);
            }
        }
    }
    hinges
}
