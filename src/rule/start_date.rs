//! The action is not completed before the submission, and does not start before it.

use super::parts::EARLIER_CALLS;
use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::{Fact, FactKind};
use crate::check::operands::{Found, Required};
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Outcomes, Stage};
use crate::time::last_of_months;
use chrono::NaiveDate;
use std::fmt::Write as _;

pub(super) const START_DATE: RuleDef<()> = RuleDef {
    about: About {
        title: "The action is not completed before the submission, and does not start before it.",
        explanation: "\
No grant is awarded for an action that is already completed: one whose last month is over before the day of
submission leads to rejection. An action that begins before the submission and goes on is for correction: costs from
before the submission are not eligible. A start between submission and signature of the grant needs a reason that the
granting authority accepts. The rule is law for every call; an exception for extreme urgency, such as in emergency
assistance, stands in the agreement and is not looked at. Where no start is stated, the action is presumed not to be
completed, and not to have begun unless the call itself asks when it starts: then a start is for correction.",
        since: "every call",
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(
                Act::Financial2024,
                "Art. 196(2)",
                Basis::Act,
                "costs from before the submission; for legal commitments since 30 September 2024",
            ),
            Citation::act_noted(
                Act::Financial2024,
                "Art. 196(3)",
                Basis::Act,
                "actions already completed; for legal commitments since 30 September 2024",
            ),
            Citation::act_noted(Act::Financial2018, "Art. 193", Basis::Inferred, EARLIER_CALLS),
        ],
        facts: &[FactKind::StartDate, FactKind::SubmittedAt, FactKind::DurationMonths],
    },
    asked: |call| Some(call.start_asked().map_or(Asked::always(&()), Asked::stated)),
    judge: Judge::Graded(FactKind::StartDate, |(), at| {
        let project = &at.facts.proposal;
        let start = at.facts.proposal.application.start_date;
        if start.is_none() && at.setting.call.start_asked().is_none() {
            return None;
        }
        let submitted = project.submitted_at.map(|at| at.brussels_date());
        Some(grades(start, submitted, project.duration_months))
    }),
    shown: Shown {
        required: |(), seen| Some(Required::NotBefore(seen.facts.proposal.submitted_at?.brussels_date())),
        found: |seen| Some(Found::Day(seen.facts.proposal.application.start_date)),
        words: |(), seen| words(seen),
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, dependence| {
        let project = &seen.facts.proposal;
        let start = seen.facts.proposal.application.start_date;
        for (unknown, fact) in [
            (start.is_none(), FactKind::StartDate),
            (project.submitted_at.is_none(), FactKind::SubmittedAt),
            // Without a start nothing is said of an end.
            (start.is_some() && project.duration_months.is_none(), FactKind::DurationMonths),
        ] {
            if unknown {
                dependence.fact(Fact::of_proposal(fact));
            }
        }
    }),
};

/// Whether the action goes on at the submission, and whether it starts no earlier.
fn grades(
    start: Option<NaiveDate>,
    submitted: Option<NaiveDate>,
    months: Option<i64>,
) -> (Outcomes, Outcomes) {
    let holds = |holds: bool| if holds { Outcomes::MET } else { Outcomes::NOT_MET };
    match (start, submitted) {
        (None, _) => (Outcomes::MET, Outcomes::MET_OR_NOT),
        (Some(_), None) => (Outcomes::MET_OR_NOT, Outcomes::MET_OR_NOT),
        (Some(start), Some(submitted)) if start >= submitted => (Outcomes::MET, Outcomes::MET),
        (Some(start), Some(submitted)) => {
            let goes_on = |months| last_day(start, months).is_none_or(|last| last >= submitted);
            // An action lasts a month at least, and may last as long as it will.
            let whole = match months {
                Some(months) => holds(goes_on(months)),
                None if goes_on(1) => Outcomes::MET,
                None => Outcomes::MET_OR_NOT,
            };
            (whole, Outcomes::NOT_MET)
        }
    }
}

/// The last day of an action of so many months; none lasts for less than one.
fn last_day(start: NaiveDate, months: i64) -> Option<NaiveDate> {
    last_of_months(start, months.max(1))
}

fn words(seen: &Seen<'_>) -> String {
    let project = &seen.facts.proposal;
    let submitted = project.submitted_at.map(|at| at.brussels_date());
    let (submitted, start) = match (submitted, seen.facts.proposal.application.start_date) {
        (Some(submitted), Some(start)) => (submitted, start),
        (Some(submitted), None) => {
            return format!(
                "The start of the action is not stated; the proposal is submitted on {submitted}."
            );
        }
        (None, Some(start)) => return format!("The action starts on {start}; the submission is not stated."),
        (None, None) => return "The start of the action and the submission are not stated.".to_owned(),
    };
    let mut text = format!("The action starts on {start}");
    let last = project.duration_months.and_then(|months| last_day(start, months));
    match last.filter(|_| start < submitted) {
        Some(last) => {
            let least = project.duration_months.is_some_and(|months| months < 1);
            let least = if least { ", as nothing lasts for less than a month" } else { "" };
            let _ = write!(text, " and ends on {last}{least}; the proposal is submitted on {submitted}");
            text.push_str(if last < submitted {
                ", and no grant is awarded for an action already completed"
            } else {
                ", and costs from before that are not eligible"
            });
        }
        None => {
            let _ = write!(text, "; the proposal is submitted on {submitted}");
            // Nothing lasts for less than a month.
            let runs = last_day(start, 1).is_some_and(|first| first >= submitted);
            text.push_str(match (start < submitted, runs) {
                (true, true) => ", and costs from before that are not eligible",
                (true, false) => {
                    "; whether the action is completed by then is not known without its duration"
                }
                (false, _) => "",
            });
        }
    }
    if let Some(signed) = seen.setting.signature
        && start >= submitted
        && start < signed
    {
        let _ = write!(text, " and the grant signed on {signed}, so the early start needs a reason");
    }
    text.push('.');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_action_ends_the_day_before_its_month_is_full() {
        for (start, months, last) in [
            ("2020-01-01", 24, "2021-12-31"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2023-01-31", 1, "2023-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-08-20", 1, "2024-09-19"),
            // No action lasts less than a month.
            ("2024-08-20", 0, "2024-09-19"),
            ("2024-08-20", -7, "2024-09-19"),
        ] {
            assert_eq!(last_day(day(start), months), Some(day(last)), "{start} {months}");
        }
        assert_eq!(last_day(day("2024-08-20"), i64::MAX), None);
    }

    #[test]
    fn completed_begun_and_to_come() {
        let (met, not_met, either) = (Outcomes::MET, Outcomes::NOT_MET, Outcomes::MET_OR_NOT);
        let of = |start: Option<&str>, submitted: Option<&str>, months| {
            grades(start.map(day), submitted.map(day), months)
        };
        let submitted = Some("2024-08-20");
        // Over on the eve of the submission, and on its day.
        assert_eq!(of(Some("2024-07-20"), submitted, Some(1)), (not_met, not_met));
        assert_eq!(of(Some("2024-07-21"), submitted, Some(1)), (met, not_met));
        assert_eq!(of(Some("2024-08-19"), submitted, Some(24)), (met, not_met));
        assert_eq!(of(Some("2024-08-20"), submitted, Some(24)), (met, met));
        // A start to come needs no duration, an earlier one does; nothing is said of months below zero.
        assert_eq!(of(Some("2024-08-20"), submitted, None), (met, met));
        assert_eq!(of(Some("2020-01-01"), submitted, None), (either, not_met));
        assert_eq!(of(Some("2024-07-20"), submitted, None), (either, not_met));
        assert_eq!(of(Some("2024-07-21"), submitted, None), (met, not_met));
        assert_eq!(of(Some("2024-08-20"), submitted, Some(-9)), (met, met));
        assert_eq!(of(Some("2020-01-01"), submitted, Some(i64::MAX)), (met, not_met));
        assert_eq!(of(Some("2020-01-01"), None, Some(1)), (either, either));
        assert_eq!(of(None, submitted, Some(1)), (met, either));
    }
}
