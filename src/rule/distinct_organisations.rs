//! No organisation stands in the consortium twice.

use super::parts::MANUAL;
use super::parts::met;
use crate::check::def::About;
use crate::check::def::{
    Asked, Counted, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::identity::repeated;
use crate::check::operands::{Found, Required};
use crate::check::phrases::{code, list};
use crate::law::{Basis, Citation};
use crate::outcome::{Consequence, Stage};

pub(super) const DISTINCT_ORGANISATIONS: RuleDef<()> = RuleDef {
    about: About {
        title: "No PIC is used twice in the consortium.",
        explanation: "\
Compares the stated codes of all participants, whatever their role. A code that stands twice is counted
once in any case; the applicants are asked which entry is meant. Missing codes and later joiners are not
considered, nor is a text that is no code.",
        since: "every call",
        stage: Stage::Admissibility,
        consequence: Consequence::Clarify,
        citations: &[Citation::document_noted(
            MANUAL,
            "3.1.3",
            Basis::Inferred,
            "participants are entered by their codes; that one entered twice is asked about is no sentence of the manual",
        )],
        facts: &[FactKind::Pic],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Consortium(
        |(), at| at.identity().distinct,
        |(), at| Counted::nothing(met(!at.identity().repeated)),
    ),
    shown: Shown {
        required: |(), _| Some(Required::Distinct),
        found: |seen| Some(Found::Repeated(repeated(seen.facts.participants).into_iter().cloned().collect())),
        words: |(), seen| match repeated(seen.facts.participants) {
            codes if codes.is_empty() => "No PIC is used twice.".to_owned(),
            codes => format!(
                "{} more than once: {}. Counted once.",
                if codes.len() == 1 { "This code stands" } else { "These codes stand" },
                list(codes.iter().map(|p| code(p)))
            ),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
