//! The proposal is not submitted before the call opens.

use super::parts::{MANUAL, known};
use crate::check::def::{About, Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, nothing};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::law::{Basis, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::time::{Instant, day_in_words};
use chrono::NaiveDate;

pub(super) const SUBMITTED_WHILE_OPEN: RuleDef<NaiveDate> = RuleDef {
    about: About {
        title: "The proposal is not submitted before the call opens.",
        explanation: "\
Compares the day of submission in Brussels with the day on which the call opens. The portal takes nothing
earlier, so an earlier day is a slip in what is stated: the applicants are asked. Where sources differ on the
opening, a day between the two is unknown.",
        since: "the calls that state their opening",
        stage: Stage::Admissibility,
        consequence: Consequence::Clarify,
        citations: &[Citation::document_noted(
            MANUAL,
            "3.1.4",
            Basis::Inferred,
            "submission is through the portal while the call is open",
        )],
        facts: &[FactKind::SubmittedAt],
    },
    asked: |call| call.opening_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::SubmittedAt, |opening, at| {
        known(at.facts.proposal.submitted_at, |at| !at.is_before(*opening))
    }),
    shown: Shown {
        required: |opening, _| Some(Required::NotBefore(*opening)),
        found: |seen| Some(Found::Instant(seen.facts.proposal.submitted_at)),
        words: |opening, seen| {
            let opens = day_in_words(*opening);
            let Some(submitted) = seen.facts.proposal.submitted_at.map(Instant::in_words) else {
                return format!("The submission is not stated; the call opens on {opens}.");
            };
            let more = match seen.outcome {
                Outcome::Unknown => ", or earlier",
                Outcome::NotMet => ", and the portal takes nothing earlier",
                Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => "",
            };
            format!("Submitted on {submitted}; the call opens on {opens}{more}.")
        },
        reading: |other| Some(day_in_words(*other)),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
