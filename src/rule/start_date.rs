//! The action does not start before the submission.

use super::parts::STATED;
use super::parts::known;
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};
use std::fmt::Write as _;

pub(super) const START_DATE: RuleDef<()> = RuleDef {
    about: About {
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
    },
    asked: |call| call.start_asked().map(Asked::stated),
    judge: Judge::Proposal(FactKind::StartDate, |(), at| {
        let submitted = at.facts.proposal.submitted_at.map(|at| at.brussels_date());
        let start = at.facts.application().start_date;
        known(start.zip(submitted), |(start, submitted)| start >= submitted)
    }),
    shown: Shown {
        required: |(), seen| Some(Required::NotBefore(seen.facts.proposal.submitted_at?.brussels_date())),
        found: |seen| Some(Found::Day(seen.facts.application().start_date)),
        words: |(), seen| {
            let submitted = seen.facts.proposal.submitted_at.map(|at| at.brussels_date());
            let (Some(submitted), Some(start)) = (submitted, seen.facts.application().start_date) else {
                return "The start of the action or the submission is not stated.".to_owned();
            };
            let mut text = format!("The action starts on {start}; the proposal is submitted on {submitted}");
            if let Some(signed) = seen.setting.signature
                && start >= submitted
                && start < signed
            {
                let _ = write!(text, " and the grant signed on {signed}, so the early start needs a reason");
            }
            text.push('.');
            text
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
