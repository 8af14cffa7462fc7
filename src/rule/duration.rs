//! The project lasts as long as the call requires.

use super::parts::CALL_DECIDES;
use crate::call::Duration;
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, nothing};
use crate::check::dependence::{Cause, Dependence, vary};
use crate::check::fact::Fact;
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::phrases::{lengths, months};
use crate::check::project::as_long_as;
use crate::law::{Act, Basis, Citation, of_2024};
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const DURATION: RuleDef<Duration> = RuleDef {
    about: About {
        title: "The project lasts as long as the call requires.",
        explanation: "\
Compares the planned duration in months at application; less than one month is none. A later extension is an amendment of the grant
agreement and no breach of this rule.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            of_2024(
                "Art. 197",
                "a call states its conditions; the number is the call's; for legal commitments since 30 September 2024",
            ),
            Citation::act_noted(
                Act::Financial2018,
                "Art. 194",
                Basis::Inferred,
                "a call states its conditions; the number is the call's; read in the recast as Art. 197",
            ),
        ],
        facts: &[FactKind::DurationMonths],
    },
    asked: |call| call.duration_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::DurationMonths, |duration, at| {
        Outcomes::of(as_long_as(at.facts.proposal.duration_months, *duration))
    }),
    shown: Shown {
        required: |duration, _| Some(Required::Months { min: duration.min, max: duration.max }),
        found: |seen| Some(Found::Months(seen.facts.proposal.duration_months)),
        words: |duration, seen| {
            let asked = lengths(duration.min, duration.max);
            match seen.facts.proposal.duration_months {
                Some(months) if months < 1 => {
                    format!("{months} months, where a project lasts at least one; the call asks for {asked}.")
                }
                Some(length) => format!("{}; the call asks for {asked}.", months(length)),
                None => format!("The duration is not stated; the call asks for {asked} months."),
            }
        },
        reading: |other| Some(lengths(other.min, other.max)),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(depends),
};

fn depends(asked: Asked<'_, Duration>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let bounds = asked.values().flat_map(|d| [d.min, d.max]).flatten();
    let months: Vec<i64> = match seen.facts.proposal.duration_months {
        Some(months) => vec![months],
        None => bounds.flat_map(|m| [m.saturating_sub(1), m, m.saturating_add(1)]).collect(),
    };
    let values: Vec<&Duration> = asked.values().collect();
    let dims = [
        (Cause::Fact(Fact::of_proposal(FactKind::DurationMonths)), months.len()),
        (asked.other.map_or(Cause::Nothing, |(question, _)| Cause::Question(question)), values.len()),
    ];
    vary(&dims, dependence, |at| match at {
        [month, reading] => {
            let (month, value) = (months.get(*month), values.get(*reading));
            value.map(|d| as_long_as(month.copied(), **d))
        }
        _ => None,
    });
}
