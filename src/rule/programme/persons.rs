//! Persons of Art. 19 and 20: the amounts of their date against what is allocated.

use super::ways::{Ways, perhaps, stated};
use super::{PERIOD, ProgrammeAt, Programmes, amif, lacks, total};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::{AdmittedPerson, person_amounts};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcomes, Stage};
use crate::programme::{Allocation, PersonCategory, Persons, Source};
use crate::rule::world::{RuleOf, Teller};

/// The persons bring what is allocated for them.
pub(crate) const AMOUNTS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What is allocated for persons is the amount of their number and date.",
        explanation: "\
Art. 19 and 20: an amount for each person admitted or transferred, as in force on the day. The numbers of the
persons table, each at the amounts of the first and the last day stated, give bounds; the allocations for
resettlement and for transfers are compared with them. Where the sources differ on the day of a change, or
an amount is concluded and not read, both stand in the bounds. Where a category is not known, each is tried. However many
persons there are, those of a category and time for which the law provides no amount bring nothing.",
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

/// What one row of persons brings, for each category that it may be of.
fn worths(row: &Persons) -> Vec<Between> {
    let may = PersonCategory::ALL.iter().filter(|of| row.category.is_none_or(|category| category == **of));
    let one = |category: PersonCategory| match row.number {
        Some(number) => worth_as(category, number, row),
        // However many of those who bring nothing bring nothing.
        None if worth_as(category, 1, row) == Between::NOTHING => Between::NOTHING,
        None => stated(None),
    };
    may.map(|category| one(*category)).collect()
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
    let pays = |a: &Allocation| a.source.map(|s| matches!(s, Source::Resettlement | Source::Transfer));
    let may = || at.allocations().map(|(_, a)| a).filter(|a| pays(a) != Some(false));
    let surely = may().any(|a| pays(a) == Some(true));
    let ways = Ways::of(may().map(|a| match pays(a) {
        Some(true) => vec![stated(a.union)],
        _ => perhaps(a.union),
    }));
    let brought = Ways::of(persons.iter().map(worths));
    // Planned persons without an allocation yet: there is nothing to compare.
    let outcome = match surely {
        true => ways.equal(&brought),
        false => Outcomes::NOT_APPLICABLE.or(ways.of_something().equal(&brought)),
    };
    let outcome = outcome.fold();
    let allocated: Sum = may().map(|a| a.union.filter(|_| a.source.is_some())).collect();
    let worth = brought.hull();
    tell.tell(Subject::Fact(F::Persons), outcome, |kept| {
        kept.because = Some("no allocation is for persons".to_owned());
        let brings = |row: &Persons| worths(row).into_iter().any(|one| one != Between::NOTHING);
        for (place, row) in persons.iter().enumerate().filter(|(_, row)| row.number.is_none() || brings(row))
        {
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
