//! Rules on national programmes: their tables, shares, transfers, indicators, persons.

pub(crate) mod codes;
pub(crate) mod dates;
pub(crate) mod financing;
pub(crate) mod listed;
pub(crate) mod person_list;
pub(crate) mod persons;
pub(crate) mod rows;
pub(crate) mod shares;
pub(crate) mod tables;
pub(crate) mod transfers;
pub(crate) mod ways;

use std::collections::BTreeMap;
use std::marker::PhantomData;

use chrono::NaiveDate;

use self::ways::{added, no_more, same, stated};
use super::questions::Doubt;
use super::world::{Kept, World};
use crate::budget::{Between, Sum};
use crate::check::StatedIn;
use crate::check::fact::{Fact, FactKind};
use crate::input::named;
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;
use crate::outcome::{Layer, Outcome};
use crate::programme::{
    Action, Allocation, FinancingRow, Forecast, Objective, Programme, Transfer, eur, share,
};

/// Since when rules of the period hold.
pub(in crate::rule) const PERIOD: &str = "1 January 2021, for programmes of 2021-2027";

/// So many of a kind are named; a list of all of them would be read by nobody.
pub(in crate::rule) const NAMED: usize = 20;

/// A per cent of the law, in hundredths.
pub(in crate::rule) const fn per_cent(hundredths: u32) -> crate::Rate {
    match crate::Rate::from_hundredths(hundredths) {
        Some(rate) => rate,
        None => crate::Rate::WHOLE,
    }
}

/// National programmes.
pub(crate) struct Programmes;

impl World for Programmes {
    type At<'a> = ProgrammeAt<'a>;
    const FILES: [StatedIn; 2] = [StatedIn::Programme; 2];
}

/// A programme on a day.
#[derive(Clone, Copy)]
pub(crate) struct ProgrammeAt<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) as_of: Option<NaiveDate>,
    /// What it may lose; `None` where its amounts leave the range.
    pub(crate) forecast: Option<&'a Forecast>,
}

impl<'a> ProgrammeAt<'a> {
    pub(in crate::rule) fn financing(&self) -> impl Iterator<Item = (usize, &'a FinancingRow)> + use<'a> {
        self.programme.financing.iter().flatten().enumerate()
    }

    pub(in crate::rule) fn allocations(&self) -> impl Iterator<Item = (usize, &'a Allocation)> + use<'a> {
        self.programme.allocations.iter().flatten().enumerate()
    }

    pub(in crate::rule) fn transfers(&self) -> impl Iterator<Item = (usize, &'a Transfer)> + use<'a> {
        self.programme.transfers.iter().flatten().enumerate()
    }

    /// The Union's contribution of the rows that are asked for; `None` where there is no table.
    pub(in crate::rule) fn union_of(&self, wanted: impl Fn(&FinancingRow) -> bool) -> Option<Sum> {
        let rows = self.programme.financing.as_ref()?;
        Some(rows.iter().filter(|row| wanted(row)).map(|row| row.union).collect())
    }
}

/// All operations, or all persons, looked at together beside their programme.
pub(crate) struct Beside<All>(PhantomData<All>);

/// What was gathered of all files of a kind.
pub(crate) trait Gathered: 'static {
    const OF: StatedIn;
}

impl<All: Gathered> World for Beside<All> {
    type At<'a> = BesideAt<'a, All>;
    const FILES: [StatedIn; 2] = [StatedIn::Programme, All::OF];
}

/// A programme, and what all that was looked at comes to.
pub(crate) struct BesideAt<'a, All> {
    pub(crate) programme: &'a Programme,
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) all: &'a All,
}

pub(in crate::rule) const fn cpr(place: &'static str, basis: Basis) -> Citation {
    Citation::act(Act::CommonProvisions, place, basis)
}

pub(in crate::rule) const fn amif(place: &'static str, basis: Basis) -> Citation {
    Citation::act(Act::Amif2021, place, basis)
}

/// An amount in euro in a sentence.
pub(in crate::rule) fn euro(amount: Option<Eur>) -> String {
    amount_in("EUR", amount)
}

/// A sum in euro in a sentence.
pub(in crate::rule) fn total(sum: Sum) -> String {
    total_in("EUR", sum)
}

/// An amount in a sentence, in the currency of a code.
pub(in crate::rule) fn amount_in(currency: &str, amount: Option<Eur>) -> String {
    amount.map_or("an unknown amount".to_owned(), |amount| format!("{currency} {}", amount.grouped()))
}

/// A sum in a sentence, in the currency of a code.
pub(in crate::rule) fn total_in(currency: &str, sum: Sum) -> String {
    match sum.unknown {
        0 => format!("{currency} {}", sum.known.grouped()),
        _ => format!("{currency} {} and amounts that are not known", sum.known.grouped()),
    }
}

/// An amount that may be one of several, in a sentence.
pub(in crate::rule) fn between(amount: Between) -> String {
    match amount {
        Between { least: Eur::ZERO, most: None } => euro(None),
        amount => amount.to_string(),
    }
}

/// A day in a sentence.
pub(in crate::rule) fn day(on: Option<NaiveDate>) -> String {
    on.map_or("an unknown day".to_owned(), |on| on.to_string())
}

/// A name in a sentence.
pub(in crate::rule) fn name(text: Option<&str>) -> String {
    text.map_or("without id".to_owned(), crate::input::printable)
}

/// A single amount.
pub(in crate::rule) fn one(amount: Option<Eur>) -> Sum {
    std::iter::once(amount).collect()
}

/// Whether a sum is at most a limit, over everything that both may come to. Unknown amounts are zero or more.
pub(in crate::rule) fn at_most(found: Sum, limit: Option<Eur>) -> Outcome {
    no_more(added(found), stated(limit)).fold()
}

/// Whether a sum is at most a limit where amounts may belong to it or not: `found` holds those as unknown, `most` as amounts.
pub(in crate::rule) fn at_most_even_with(found: Sum, most: Sum, limit: Option<Eur>) -> Outcome {
    match at_most(found, limit) {
        Outcome::Unknown if at_most(most, limit) == Outcome::Met => Outcome::Met,
        outcome => outcome,
    }
}

/// Whether two sums are equal. Unknown amounts are zero or more.
pub(in crate::rule) fn equal(a: Sum, b: Sum) -> Outcome {
    same(added(a), added(b)).fold()
}

/// Whether a day lies within two others, both inside.
pub(in crate::rule) fn within(
    on: Option<NaiveDate>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
) -> Outcome {
    let Some(on) = on else { return Outcome::Unknown };
    match (from.map(|from| on >= from), until.map(|until| on <= until)) {
        (Some(false), _) | (_, Some(false)) => Outcome::NotMet,
        (Some(true), Some(true)) => Outcome::Met,
        _ => Outcome::Unknown,
    }
}

/// What holds of all: not met if one is not, else unknown if one is, else conditional, else met; not applicable of
/// nothing.
pub(in crate::rule) fn all(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    let rank = |outcome: &Outcome| match outcome {
        Outcome::NotApplicable => 0,
        Outcome::Met => 1,
        Outcome::Conditional => 2,
        Outcome::Unknown => 3,
        Outcome::NotMet => 4,
    };
    outcomes.into_iter().max_by_key(rank).unwrap_or(Outcome::NotApplicable)
}

/// Adds a fact that is missing where it is.
pub(in crate::rule) fn lacks(kept: &mut Kept, absent: bool, fact: Fact) {
    if absent {
        kept.lacks(fact);
    }
}

/// Says what is not known of the allocations that count, or may: their amounts, and of what decides on it which facts are not
/// stated, the list itself where it is not.
pub(in crate::rule) fn lacks_of_allocations(
    kept: &mut Kept,
    programme: &Programme,
    counts: impl Fn(&Allocation) -> Option<bool>,
    by: &[FactKind],
) {
    lacks(kept, programme.allocations.is_none(), Fact::of_proposal(FactKind::Allocations));
    let all = programme.allocations.iter().flatten().enumerate();
    for (place, a) in all.filter(|(_, a)| counts(a) != Some(false)) {
        let absent = [
            (FactKind::Source, a.source.is_none()),
            (FactKind::Objective, a.objective.is_none()),
            (FactKind::Earmarked, a.earmarked.is_none()),
            (FactKind::Union, a.union.is_none()),
        ];
        lacks_of_row(
            kept,
            (FactKind::Allocations, place),
            &absent,
            if counts(a).is_none() { by } else { &[] },
        );
    }
}

/// What is not known of whether an allocation is earmarked.
pub(in crate::rule) fn lacks_earmark(kept: &mut Kept, place: usize, a: &Allocation) {
    let of = |fact| Fact::of_item(FactKind::Allocations, place, fact);
    lacks(kept, a.earmarked.is_none(), of(FactKind::Earmarked));
    lacks(kept, a.earmarked == Some(false) && a.source.is_none(), of(FactKind::Source));
    kept.asks(a.is_said_not_to_be_earmarked().then_some(Doubt::ThematicMoneyNotEarmarked));
}

/// Of a row what is absent of it: its amount, and of the rest what decides whether it counts.
fn lacks_of_row(
    kept: &mut Kept,
    (list, place): (FactKind, usize),
    absent: &[(FactKind, bool)],
    decides: &[FactKind],
) {
    for (kind, absent) in absent {
        let asked = *kind == FactKind::Union || decides.contains(kind);
        lacks(kept, *absent && asked, Fact::of_item(list, place, *kind));
    }
}

/// The same of the rows of the financing table.
pub(in crate::rule) fn lacks_of_table(
    kept: &mut Kept,
    programme: &Programme,
    counts: impl Fn(&FinancingRow) -> Option<bool>,
    by: &[FactKind],
) {
    lacks(kept, programme.financing.is_none(), Fact::of_proposal(FactKind::Financing));
    let all = programme.financing.iter().flatten().enumerate();
    for (place, row) in all.filter(|(_, row)| counts(row) != Some(false)) {
        let absent = [
            (FactKind::Objective, row.objective.is_none()),
            (FactKind::Action, row.action.is_none()),
            (FactKind::Union, row.union.is_none()),
        ];
        lacks_of_row(
            kept,
            (FactKind::Financing, place),
            &absent,
            if counts(row).is_none() { by } else { &[] },
        );
    }
}

/// The layer of what the decision says, for an outcome.
pub(in crate::rule) fn by_decision(kept: &mut Kept) {
    kept.layer = Layer::Programme;
}

/// The name by which an authority knows a row: objective and type of action.
pub(in crate::rule) fn row_name(objective: Option<Objective>, action: Option<Action>) -> String {
    let objective = objective.map_or("objective unknown".to_owned(), |o| format!("objective {o}"));
    let action = action.map_or("type of action unknown", Action::as_str);
    format!("{objective}, {action}")
}

/// Whether a record is of a programme, by the code of the programme that it states, read as that of the programme is; `None`
/// where it states none.
pub(crate) fn is_of(code: Option<&str>, programme: &Programme) -> Option<bool> {
    code.and_then(named).map(|code| code.parse() == Ok(programme.cci))
}

/// The allocations by their references: several of one reference are one amount, an addition to the first among them.
pub(in crate::rule) struct ByReference<'a> {
    /// The place of the first of each, and what all of them come to.
    sums: BTreeMap<&'a str, (usize, Sum)>,
    /// Those of which no reference is stated and that may be of any.
    nameless: Vec<usize>,
    /// What the nameless come to.
    beside: Between,
}

impl<'a> ByReference<'a> {
    /// `may` says of an allocation without a reference whether it may be of one that is looked at.
    pub(in crate::rule) fn of(programme: &'a Programme, may: impl Fn(&Allocation) -> bool) -> Self {
        let mut all = ByReference { sums: BTreeMap::new(), nameless: Vec::new(), beside: Between::NOTHING };
        for (place, allocation) in programme.allocations.iter().flatten().enumerate() {
            match allocation.name() {
                Some(reference) => {
                    all.sums.entry(reference).or_insert((place, Sum::default())).1.add(allocation.union);
                }
                None if may(allocation) => {
                    all.nameless.push(place);
                    all.beside = all.beside.plus(stated(allocation.union).hull(Between::NOTHING));
                }
                None => {}
            }
        }
        all
    }

    /// Each reference with the place of its first allocation, in the order of the places.
    pub(in crate::rule) fn first(&self) -> Vec<(usize, &'a str)> {
        let mut all: Vec<_> = self.sums.iter().map(|(reference, (place, _))| (*place, *reference)).collect();
        all.sort_unstable();
        all
    }

    /// What the allocations of a reference come to.
    pub(in crate::rule) fn has(&self, reference: &str) -> Between {
        let (_, sum) = self.sums.get(reference).copied().unwrap_or_default();
        added(sum).plus(self.beside)
    }

    /// What is not known of what a reference has.
    pub(in crate::rule) fn lacking(&self, kept: &mut Kept, programme: &Programme, reference: &str) {
        for (place, allocation) in programme.allocations.iter().flatten().enumerate() {
            let of = |fact| Fact::of_item(FactKind::Allocations, place, fact);
            let own = allocation.name() == Some(reference);
            lacks(kept, own && allocation.union.is_none(), of(FactKind::Union));
        }
        for place in self.nameless.iter().take(NAMED) {
            kept.lacks(Fact::of_item(FactKind::Allocations, *place, FactKind::Reference));
        }
    }
}

/// A share of an amount in cents, rounded half up to the cent.
pub(in crate::rule) fn part(rate: crate::Rate, whole: Eur) -> Option<Eur> {
    eur(share(rate, whole.cents().into()))
}

/// The share of an amount that is not exceeded: a ceiling is never rounded up, and of less than nothing it is nothing.
pub(in crate::rule) fn at_most_part(rate: crate::Rate, whole: Eur) -> Option<Eur> {
    rate.exact_part(whole.max(Eur::ZERO))
}

/// The share of an amount that is reached: a minimum is never rounded down.
pub(in crate::rule) fn at_least_part(rate: crate::Rate, whole: Eur) -> Option<Eur> {
    let part = at_most_part(rate, whole)?;
    let cents = i128::from(part.cents()).checked_mul(i128::from(crate::Rate::WHOLE.millionths()))?;
    let more = if cents < rate.micro_cents_of(whole) { Eur::from_cents(1)? } else { Eur::ZERO };
    part.checked_add(more)
}

/// Says that a list or a table as a whole is not known, where it is not: the rule looks at nothing then.
pub(in crate::rule) fn unknown_list<T>(
    list: &Option<T>,
    kind: FactKind,
    tell: &mut super::world::Teller<'_, '_>,
) -> bool {
    if list.is_none() {
        tell.tell(crate::check::Subject::Fact(kind), Outcome::Unknown, |kept| {
            kept.lacks(Fact::of_proposal(kind));
            kept.message = format!("{kind} is not stated.");
        });
    }
    list.is_none()
}
