//! Persons of Art. 19 and 20: the amounts of their date against what is allocated.

use super::{PERIOD, ProgrammeAt, Programmes, amif, lacks, total};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::{AdmittedPerson, person_amounts};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{PersonCategory, Persons, Source};
use crate::rule::world::{RuleOf, Teller};

/// The persons bring what is allocated for them.
pub(crate) const AMOUNTS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What is allocated for persons is the amount of their number and date.",
        explanation: "\
Art. 19 and 20: an amount for each person admitted or transferred, as in force on the day. The numbers of the
persons table, each at the amounts of the first and the last day stated, give bounds; the allocations for
resettlement and for transfers are compared with them. Where the sources differ on the day of a change, or
an amount is concluded and not read, both stand in the bounds.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            amif("Art. 19", Known::Act),
            amif("Art. 20", Known::Act),
            Citation::act(Act::ResettlementFramework, "Art. 14", Known::Act),
        ],
        facts: &[F::Persons, F::Category, F::Number, F::From, F::Until, F::Allocations, F::Union, F::Source],
    },
    judge: amounts,
};

/// What one row of persons brings, over the categories that it may have.
pub(in crate::rule) fn worth(row: &Persons) -> Between {
    let Some(number) = row.number else { return Between { least: Eur::ZERO, most: None } };
    match row.category {
        Some(category) => worth_as(category, number, row),
        None => {
            let all = PersonCategory::ALL.iter().map(|category| worth_as(*category, number, row));
            let widest = |a: Between, b: Between| Between {
                least: a.least.min(b.least),
                most: a.most.zip(b.most).map(|(a, b)| a.max(b)),
            };
            all.reduce(widest).unwrap_or(Between { least: Eur::ZERO, most: None })
        }
    }
}

fn worth_as(category: PersonCategory, number: u32, row: &Persons) -> Between {
    let (ground, vulnerable, minor) = category.ground();
    let on = |date| {
        let person = AdmittedPerson {
            date,
            vulnerable: Some(vulnerable),
            unaccompanied_minor: Some(minor),
            ..AdmittedPerson::new("", ground)
        };
        person_amounts(&[person])
    };
    // Amounts change on days; within a row the first and the last day bound them.
    let days: Vec<_> = match (row.from, row.until) {
        (Some(from), Some(until)) => vec![Some(from), Some(until)],
        (one, other) => vec![one, other, None],
    };
    let (mut least, mut most) = (i64::MAX, 0i64);
    for amounts in days.into_iter().filter_map(on) {
        least = least.min(amounts.certain.cents());
        most = most.max(amounts.possible.cents());
    }
    let times = |cents: i64| cents.checked_mul(number.into()).and_then(Eur::from_cents);
    Between { least: times(least.min(most)).unwrap_or(Eur::MAX), most: times(most) }
}

fn amounts(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let (Some(persons), Some(_)) = (&at.programme.persons, &at.programme.allocations) else { return };
    let paying = |source: Option<Source>| matches!(source, Some(Source::Resettlement | Source::Transfer));
    let allocated: Sum = at
        .allocations()
        .filter(|(_, a)| a.source.is_none_or(|source| paying(Some(source))))
        .map(|(_, a)| a.union.filter(|_| a.source.is_some()))
        .collect();
    let worth =
        persons.iter().map(worth).fold(Between { least: Eur::ZERO, most: Some(Eur::ZERO) }, |sum, row| {
            let add = |a: Eur, b: Eur| a.checked_add(b).unwrap_or(Eur::MAX);
            Between { least: add(sum.least, row.least), most: sum.most.zip(row.most).map(|(a, b)| add(a, b)) }
        });
    let nothing = !at.allocations().any(|(_, a)| a.source.is_none_or(|source| paying(Some(source))));
    let outcome = match (allocated.exact(), worth.most) {
        // Planned persons without an allocation yet: there is nothing to compare.
        _ if nothing => Outcome::NotApplicable,
        (_, Some(most)) if allocated.known > most => Outcome::NotMet,
        (Some(exact), _) if exact < worth.least => Outcome::NotMet,
        (Some(exact), Some(most)) if exact == most && most == worth.least => Outcome::Met,
        _ => Outcome::Unknown,
    };
    tell.tell(Subject::Fact(F::Persons), outcome, |kept| {
        kept.because = Some("no allocation is for persons".to_owned());
        for (place, row) in persons.iter().enumerate() {
            let of = |fact| Fact::of_item(F::Persons, place, fact);
            lacks(kept, row.category.is_none(), of(F::Category));
            lacks(kept, row.number.is_none(), of(F::Number));
            lacks(kept, row.from.is_none(), of(F::From));
            lacks(kept, row.until.is_none(), of(F::Until));
        }
        lacks(kept, allocated.unknown > 0, Fact::of_proposal(F::Allocations));
        if kept.missing.is_empty() {
            kept.open = vec!["amount-of-the-day".to_owned()];
        }
        kept.required = Some(Required::Amount { min: Some(worth.least), max: worth.most });
        kept.found = Some(Found::Sum(allocated));
        kept.message = format!("The persons bring {worth}; {} is allocated for persons.", total(allocated));
    });
}
