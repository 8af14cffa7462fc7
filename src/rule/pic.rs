//! The identification code is well formed.

use super::parts::MANUAL;
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::by_role as in_roles;
use crate::check::phrases::code;
use crate::law::{Basis, Citation};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

pub(super) const PIC: RuleDef<()> = RuleDef {
    about: About {
        title: "The participant has a participant identification code (PIC) of nine digits.",
        explanation: "\
Coordinator, beneficiaries, affiliated entities and associated partners register before submission;
subcontractors need not. Blanks, hyphens, the .0 of a spreadsheet and a PIC before the digits are taken off. Any
other text, and nine zeros, is no code: it tells no two organisations apart, as if it were left out.",
        since: "every call",
        stage: Stage::Admissibility,
        consequence: Consequence::Clarify,
        citations: &[
            Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
            Citation::document(MANUAL, "3.1.4", Basis::OfficialPage),
        ],
        facts: &[FactKind::Role, FactKind::Pic],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Participants(|(), _, entry| {
        const REGISTERED: [Role; 4] =
            [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity, Role::AssociatedPartner];
        let outcomes = match &entry.applicant.pic {
            Some(pic) if pic.is_well_formed() => Outcomes::MET,
            Some(_) => Outcomes::NOT_MET,
            None => Outcomes::MET_OR_NOT,
        };
        in_roles(entry, &REGISTERED, |_| outcomes)
    }),
    shown: Shown {
        required: |(), _| Some(Required::Digits(9)),
        found: |seen| Some(Found::Pic(seen.entry?.applicant.pic.clone())),
        words: |(), seen| match (seen.entry.and_then(|entry| entry.applicant.pic.as_ref()), seen.outcome) {
            (None, _) => format!("{}: no PIC is stated.", seen.name()),
            (Some(pic), Outcome::Met) => format!("{}: {}.", seen.name(), code(pic)),
            (Some(pic), _) => format!("{}: {:?} is no code of nine digits, and tells nobody apart.", seen.name(), pic.to_string()),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
