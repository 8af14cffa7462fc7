//! An entity without legal personality offers what the law asks of it.

use super::parts::EARLIER_CALLS;
use crate::check::because::Because;
use crate::check::completions::{Completed, no_signatures};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::{FUNDED, by_role as in_roles, legal_entity};
use crate::law::{Act, Basis, Citation};
use crate::organisation::{LegalForm, Status};
use crate::outcome::{Consequence, Outcome, Stage};

pub(super) const LEGAL_ENTITY: RuleDef<()> = RuleDef {
    about: About {
        title: "The participant is a legal entity, or its representatives can bind it and it offers equivalent guarantees.",
        explanation: "\
Law for every call. Looked at where the status \"legal_personality\" is stated; where nobody says so, an entity is
presumed to have it. An entity without legal personality may be coordinator, beneficiary or affiliated entity only if
its representatives can undertake legal obligations for it and it offers guarantees equivalent to those of legal
persons: the status \"equivalent_guarantees\". Until that is stated the outcome is unknown; the granting authority
decides on proof of both. A natural person is named beside such entities and is none.",
        since: "every call",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(
                Act::Financial2024,
                "Art. 200(2)(c)",
                Basis::Act,
                "for legal commitments since 30 September 2024",
            ),
            Citation::act(Act::EntityValidation, "2.1.2", Basis::OfficialPage),
            Citation::act_noted(Act::Financial2018, "Art. 197(2)(c)", Basis::Inferred, EARLIER_CALLS),
        ],
        facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Declared(|(), _, entry| {
        entry.applicant.statuses.get(Status::LegalPersonality)?;
        Some(in_roles(entry, &FUNDED, |role| legal_entity(role, entry)))
    }),
    shown: Shown {
        required: |(), _| {
            Some(Required::Kind {
                statuses: vec![(None, Status::LegalPersonality, true)],
                types: Vec::new(),
                barred_types: Vec::new(),
            })
        },
        found: |seen| Some(Found::Kind(seen.entry?.applicant.statuses, None)),
        words: |(), seen| {
            let name = seen.name();
            let statuses = seen.entry.map(|entry| entry.applicant.statuses).unwrap_or_default();
            match (statuses.get(Status::LegalPersonality), seen.outcome) {
                (Some(true), _) => format!("{name}: has legal personality."),
                (_, Outcome::Met) => {
                    format!("{name}: has no legal personality; it states that it is bound and offers guarantees.")
                }
                (_, Outcome::NotMet) => {
                    format!("{name}: has no legal personality and offers no equivalent guarantees.")
                }
                (_, _) if statuses.get(Status::EquivalentGuarantees) == Some(false) => format!(
                    "{name}: has no legal personality and offers no equivalent guarantees; it takes part only as a natural \
                     person or in a role without funding, and whether it does is not stated."
                ),
                (_, _) => format!(
                    "{name}: has no legal personality; it takes part only if its representatives can bind it and it \
                     offers equivalent guarantees, which is not stated."
                ),
            }
        },
        reading: no_reading,
        because: |seen| match seen.entry.map(|entry| (entry.role, entry.applicant.possible_forms().known())) {
            Some((Some(role), Some(LegalForm::NaturalPerson))) if role.is_funded() => Because::NaturalPerson,
            Some(_) | None => by_role(seen),
        },
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses],
        signatures: no_signatures,
    }),
};
