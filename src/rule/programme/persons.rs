//! Persons of Art. 19 and 20: the amounts of their date against what is allocated.

use chrono::NaiveDate;

use super::dates::ELIGIBLE;
use super::person_list::{eligible_from, may_be_eligible};
use super::ways::{Ways, same, stated, where_it};
use super::{PERIOD, ProgrammeAt, Programmes, amif, cpr, day, lacks, lacks_of_allocations, total};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::{AdmittedPerson, person_amounts};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Allocation, PersonCategory, Persons, Source};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// The persons bring what is allocated for them.
pub(crate) const AMOUNTS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What is allocated for persons is the amount of their number and date.",
        explanation: "\
Art. 19 and 20: an amount for each person admitted or transferred, as in force on the day. The numbers of the
persons table, each at the amounts of the first and the last day stated, give bounds; the allocations for
resettlement are compared with those of the persons admitted, and those for transfers with those of the persons
transferred: neither pays for the other, and of a list of allocations without any for them nothing is allocated. A day outside
the time of eligibility, from the earlier of the first submission and 1 January 2021 to 31 December 2029 (Art. 63(2) of
Regulation (EU) 2021/1060), brings nothing. Where the sources differ on the day of a change, or
an amount is concluded and not read, both stand in the bounds. Where a category is not known, each is tried. However many
persons there are, those of a category and time for which the law provides no amount bring nothing. A first day after the last
is not met.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            amif("Art. 19", Known::Act),
            amif("Art. 20", Known::Act),
            Citation::act(Act::ResettlementFramework, "Art. 14", Known::Act),
            cpr("Art. 63(2)", Known::Act),
        ],
        facts: &[F::SubmittedOn, F::Persons, F::Category, F::Number, F::From, F::Until, F::Allocations, F::Union, F::Source],
    },
    judge: amounts,
};

/// What pays for persons: Art. 19 for admissions, Art. 20 for transfers.
const SOURCES: [Source; 2] = [Source::Resettlement, Source::Transfer];

/// What one row of persons brings of the money that a source gives, for each category that it may be of.
fn worths_of(row: &Persons, submitted: Option<NaiveDate>, source: Source) -> Vec<Between> {
    let may = PersonCategory::ALL.iter().filter(|of| row.category.is_none_or(|category| category == **of));
    let one = |category: PersonCategory| match row.number {
        Some(number) => worth_as(category, number, row, submitted),
        // However many of those who bring nothing bring nothing.
        None if worth_as(category, 1, row, submitted) == Between::NOTHING => Between::NOTHING,
        None => stated(None),
    };
    let paid =
        |category: PersonCategory| category.ground().0.is_admission() == (source == Source::Resettlement);
    may.map(|category| if paid(*category) { one(*category) } else { Between::NOTHING }).collect()
}

fn worth_as(category: PersonCategory, number: u32, row: &Persons, submitted: Option<NaiveDate>) -> Between {
    let (ground, vulnerable, minor) = category.ground();
    let on = |date| {
        let person = AdmittedPerson {
            date,
            vulnerable: Some(vulnerable),
            unaccompanied_minor: Some(minor),
            ..AdmittedPerson::new("", ground)
        };
        let amounts = person_amounts(&[person])?;
        let (certain, possible) = (amounts.certain.cents(), amounts.possible.cents());
        Some(match date.and_then(|on| may_be_eligible(on, submitted)) {
            Some(true) => (certain, possible),
            Some(false) => (0, 0),
            // An unknown day may lie outside it.
            None => (0, possible),
        })
    };
    // Amounts change on days; within a row the first and the last day bound them, and the days on which eligibility begins and ends.
    let days: Vec<_> = match (row.from, row.until) {
        (Some(from), Some(until)) => {
            let ends = [eligible_from(submitted).0, ELIGIBLE.0, ELIGIBLE.1];
            let within = ends.into_iter().filter(|day| (from..=until).contains(day));
            [from, until].into_iter().chain(within).map(Some).collect()
        }
        (one, other) => vec![one, other, None],
    };
    let (mut least, mut most) = (i64::MAX, 0i64);
    for (certain, possible) in days.into_iter().filter_map(on) {
        least = least.min(certain);
        most = most.max(possible);
    }
    let times = |cents: i64| cents.checked_mul(number.into()).and_then(Eur::from_cents);
    Between { least: times(least.min(most)).unwrap_or(Eur::MAX), most: times(most) }
}

/// What is allocated from one source, and what the persons that it is for bring.
#[derive(Clone, Copy)]
struct Pot {
    outcomes: Outcomes,
    allocated: Sum,
    worth: Between,
}

impl Pot {
    fn of(at: &ProgrammeAt<'_>, persons: &[Persons], source: Source) -> Self {
        let pays = |a: &Allocation| a.source.map(|of| of == source);
        let may = || at.allocations().map(|(_, a)| a).filter(|a| pays(a) != Some(false));
        let ways = Ways::of(may().map(|a| where_it(pays(a), a.union)));
        let brought = Ways::of(persons.iter().map(|row| worths_of(row, at.programme.submitted_on, source)));
        let (allocated, worth) =
            (may().map(|a| a.union.filter(|_| a.source.is_some())).collect(), brought.hull());
        // Of a list of allocations without one for them nothing is allocated; persons who bring nothing need none.
        let outcomes = match may().any(|a| pays(a) == Some(true)) {
            true => ways.equal(&brought),
            false => {
                let of_nothing = brought.map(|brought| match same(brought, Between::NOTHING) {
                    Outcomes::MET => Outcomes::NOT_APPLICABLE,
                    Outcomes::NOT_MET => Outcomes::NOT_MET,
                    _ => Outcomes::NOT_APPLICABLE.or(Outcomes::NOT_MET),
                });
                ways.of_something().equal(&brought).or(of_nothing)
            }
        };
        Pot { outcomes, allocated, worth }
    }
}

/// What comes of two comparisons that both have to hold.
fn both(one: Outcomes, other: Outcomes) -> Outcomes {
    let (met, not, nothing) = (Outcomes::MET, Outcomes::NOT_MET, Outcomes::NOT_APPLICABLE);
    let keeps = |outcomes: Outcomes| outcomes.may_be(met) || outcomes.may_be(nothing);
    let one_is_met = one.may_be(met) && keeps(other) || keeps(one) && other.may_be(met);
    not.when(one.may_be(not) || other.may_be(not))
        .or(met.when(one_is_met))
        .or(nothing.when(one.may_be(nothing) && other.may_be(nothing)))
}

fn amounts(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let (Some(persons), Some(_)) = (&at.programme.persons, &at.programme.allocations) else { return };
    // Money of Art. 19 is for admissions and that of Art. 20 for transfers: each for its own.
    let [admitted, transferred] = SOURCES.map(|source| Pot::of(at, persons, source));
    // Days that lie the wrong way round bring nothing that could be compared.
    let backwards = |row: &Persons| row.from.zip(row.until).is_some_and(|(from, until)| from > until);
    let backwards = persons.iter().position(backwards);
    let outcome = match backwards {
        Some(_) => Outcome::NotMet,
        None => both(admitted.outcomes, transferred.outcomes).fold(),
    };
    let allocated = admitted.allocated.and(transferred.allocated);
    let worth = admitted.worth.plus(transferred.worth);
    tell.tell(Subject::Fact(F::Persons), outcome, |kept| {
        kept.because = Some("no allocation is for persons".to_owned());
        let brings = |row: &Persons| {
            let both = SOURCES.into_iter().flat_map(|of| worths_of(row, at.programme.submitted_on, of));
            both.into_iter().any(|one| one != Between::NOTHING)
        };
        for (place, row) in persons.iter().enumerate().filter(|(_, row)| row.number.is_none() || brings(row))
        {
            let of = |fact| Fact::of_item(F::Persons, place, fact);
            lacks(kept, row.category.is_none(), of(F::Category));
            lacks(kept, row.number.is_none(), of(F::Number));
            lacks(kept, row.from.is_none(), of(F::From));
            lacks(kept, row.until.is_none(), of(F::Until));
            let before = row.from.is_some_and(|from| may_be_eligible(from, at.programme.submitted_on).is_none());
            lacks(kept, before, Fact::of_proposal(F::SubmittedOn));
        }
        let pays = |a: &Allocation| a.source.map(|source| SOURCES.contains(&source));
        lacks_of_allocations(kept, at.programme, pays, &[F::Source]);
        if kept.missing.is_empty() {
            kept.asks([Doubt::AmountOfTheDay]);
        }
        kept.required = Some(Required::Amount { min: Some(worth.least), max: worth.most });
        kept.found = Some(Found::Sum(allocated));
        let those = [(admitted, "admitted"), (transferred, "transferred")];
        let concerned = |pot: &Pot| pot.outcomes != Outcomes::NOT_APPLICABLE || pot.worth != Between::NOTHING;
        let told = those.iter().filter(|(pot, _)| concerned(pot));
        let told: Vec<String> = told
            .map(|(pot, who)| {
                format!("persons {who} bring {}; {} is allocated for them", pot.worth, total(pot.allocated))
            })
            .collect();
        let row = backwards.and_then(|place| persons.get(place).map(|row| (place, row)));
        if let Some((place, row)) = row {
            kept.message = format!(
                "The persons of /persons/{place} are admitted or transferred from {} until {}: the first day must not be after the last.",
                day(row.from),
                day(row.until)
            );
            return;
        }
        kept.message = match told.is_empty() {
            true => format!("The persons bring {worth}; {} is allocated for persons.", total(allocated)),
            false => format!("The {}.", told.join("; the ")),
        };
    });
}
