//! What was lost, and what will be.

use chrono::Datelike;

use super::super::programme::{ProgrammeAt, Programmes, cpr, euro, unknown_list};
use super::FIRST_ADOPTION;
use crate::check::def::About;
use crate::check::fact::FactKind as F;
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::is_over;

/// Each commitment is used by the end of the third year after it.
pub(crate) const USED: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Each commitment is covered by 31 December of the third year after it.",
        explanation: "\
Art. 105(1): what is committed for a year from 2021 to 2026 and neither used for pre-financing nor claimed by 31
December of the third year after is lost; Art. 106 excepts amounts of a commitment, and no more than was open of it on its own 31
December, while legal proceedings or force majeure last, and what is still short when they have ended is lost on the next
31 December: a commitment that was covered by its day saves no other, and a ground that begins after that saves nothing that is
lost. A ground that is stated to end before it begins may except its amount up to its last day, or from its first day on, and which of
the days is right is open. Exceptions that are not stated are presumed to be none, and so are allocations with pre-financing of their own; one of
which the rate is not known brings nothing, or up to all of it. Where what the Commission paid is stated, pre-financing of years
that are over covers for certain only as far as it was received, and the rest is an open question; what was received beyond what is due
covers nothing. Of claims, known or not, no more counts for a specific objective than the financing table has for it (Art. 93). An
application of a day to come is planned, and claims nothing yet; one of an unknown day is so while no application for its accounting year can
have been submitted, and may be so until the last can. Technical assistance that is not stated is at most what Art. 36(5)(b) allows. For a day that is over, which it is from the next one on, the outcome is met or not met, by bounds where claims are unknown. For a day ahead it is met
where the cover is there, and conditional on claiming the rest by then where it is not. What is lost once is not due
again, and the commitment of 2027 is an open question that the forecast answers both ways. Read in the version of 30
June 2024; the amendment of 25 October 2025 was not.",
        since: "31 December 2024",
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Art. 105(1)", Known::Act), cpr("Art. 106(1)", Known::Act), cpr("Art. 93", Known::Inferred), FIRST_ADOPTION,
        ],
        facts: &[F::Commitments, F::Decisions, F::Applications, F::Exceptions, F::Allocations, F::Source, F::Received, F::Planned, F::Prefinancing, F::Union, F::Objective, F::Action, F::Status, F::SubmittedOn, F::TechnicalAssistance, F::Date, F::Kind, F::Financing, F::Amount, F::On, F::From, F::Until, F::DecidedOn, F::CommitmentYear, F::AccountingYear, F::BudgetRows, F::Expenditure, F::Public, F::Basis, F::SolidarityExpenditure],
    },
    judge: used,
};

fn used(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(forecast) = at.forecast else { return };
    if unknown_list(&at.programme.commitments, F::Commitments, tell) {
        return;
    }
    let mut excepted_before = Some(Eur::ZERO);
    for end in forecast.years() {
        let of = end.on.year().saturating_sub(3);
        let over = is_over(end.on, at.as_of);
        let committed = at.programme.commitments.as_ref().and_then(|years| years.get(&of).copied());
        let (certain, possible) = (end.short.certain, end.short.possible);
        let of_something = match (certain, possible) {
            (_, Some(Eur::ZERO)) => Outcomes::MET,
            (Some(certain), _) if certain > Eur::ZERO => match over {
                true => Outcomes::NOT_MET,
                false => Outcomes::of(Outcome::Conditional),
            },
            _ => Outcomes::MET_OR_NOT,
        };
        // Without a commitment of the year there may be short what was excepted until then.
        let mut exceptions = at.programme.exceptions.iter().flatten();
        let freed =
            excepted_before != Some(Eur::ZERO) && exceptions.any(|e| e.may_end_by(end.on.year(), at.as_of));
        excepted_before = end.excepted.possible;
        let of_nothing = match (freed, possible) {
            (false, _) | (true, Some(Eur::ZERO)) => Outcomes::NOT_APPLICABLE,
            (true, _) if certain > Some(Eur::ZERO) => of_something,
            (true, _) => of_something.or(Outcomes::NOT_APPLICABLE),
        };
        let outcome = match committed {
            None | Some(Some(Eur::ZERO)) => of_nothing,
            Some(Some(_)) => of_something,
            Some(None) => of_something.or(of_nothing),
        };
        let outcome = outcome.fold();
        let place = usize::try_from(of).unwrap_or_default();
        let before = forecast.years().iter().take_while(|other| other.on < end.on);
        let lost_before = before.filter(|other| is_over(other.on, at.as_of)).last();
        let lost_before = lost_before.and_then(|other| other.lost.certain);
        tell.tell(Subject::Item(F::Commitments, place), outcome, |kept| {
            kept.ids = vec![format!("commitment {of}")];
            kept.because = Some("nothing is committed for the year".to_owned());
            // Each of them is the pointer of a fact.
            let missing = at.programme.missing_for(end.on.year(), at.as_of, false).into_iter();
            missing.filter_map(|path| path.parse().ok()).for_each(|fact| kept.lacks(fact));
            if at.programme.may_be_adopted_outside_the_period() {
                kept.asks([Doubt::PreFinancingOutsideThePeriod]);
            }
            if at.programme.has_adoptions_of_one_day() {
                kept.asks([Doubt::DecisionOfOneDay]);
            }
            if end.awaits_advances {
                kept.asks([Doubt::PreFinancingNotReceived]);
            }
            kept.asks(
                at.programme.has_contrary_exceptions(end.on.year()).then_some(Doubt::DaysOfTheException),
            );
            kept.awaits = vec![Awaited {
                event: format!("claims of {} more", euro(end.to_claim)),
                until: Some(end.on),
                normal_limit: false,
            }];
            kept.required = Some(Required::Amount { min: end.due, max: None });
            kept.found = Some(Found::Amount(end.covered.certain));
            let lost = match (certain, possible) {
                (certain, possible) if certain == possible => euro(certain),
                (certain, possible) => format!("{} to {}", euro(certain), euro(possible)),
            };
            let after = match over {
                true => format!("lost on that day: {lost}"),
                false => format!("still to claim: {}", euro(end.to_claim)),
            };
            // What is short and not lost on the day is one of these.
            let before = lost_before.filter(|lost| *lost > Eur::ZERO);
            let before = before.map_or(String::new(), |lost| {
                format!(" EUR {} was lost before and is not due again.", lost.grouped())
            });
            let excepted = end.excepted_beside_certain.filter(|excepted| *excepted > Eur::ZERO);
            let excepted = excepted.map_or(String::new(), |excepted| {
                format!(" EUR {} is excepted while its ground lasts.", excepted.grouped())
            });
            kept.message = format!(
                "By {} {} is due in all and {} covered for certain; {after}.{before}{excepted}",
                end.on,
                euro(end.due),
                euro(end.covered.certain)
            );
        });
    }
}
