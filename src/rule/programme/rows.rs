//! Amounts by objective and type of action, where a row that does not state them may be of any.

use std::collections::{BTreeMap, BTreeSet};

use super::ways::{Ways, added, perhaps, stated};
use super::{NAMED, lacks};
use crate::budget::{Between, Sum};
use crate::check::fact::{Fact, FactKind as F};
use crate::fund::SpecificObjective;
use crate::money::Eur;
use crate::outcome::Outcomes;
use crate::programme::{Action, Basis, FinancingRow, Objective, Programme};
use crate::rule::world::Kept;

/// What a row states: objective and type of action.
pub(crate) type Key = (Option<Objective>, Option<Action>);

/// Every objective, technical assistance among them.
pub(in crate::rule) fn objectives() -> impl Iterator<Item = Objective> {
    let specific = SpecificObjective::ALL.iter().copied().map(Objective::Specific);
    specific.chain([Objective::TechnicalAssistance])
}

/// Every objective and type of action that a row may be of.
pub(in crate::rule) fn completed(key: Key) -> impl Iterator<Item = (Objective, Action)> {
    let objectives = objectives().filter(move |o| key.0.is_none_or(|of| of == *o));
    let actions = move |objective| {
        let all = Action::ALL.iter().copied().filter(move |a| key.1.is_none_or(|of| of == *a));
        all.map(move |action| (objective, action))
    };
    objectives.flat_map(actions)
}

/// Whether a row may be of an objective and type of action.
pub(in crate::rule) fn may_be(key: Key, (objective, action): (Objective, Action)) -> bool {
    key.0.is_none_or(|of| of == objective) && key.1.is_none_or(|of| of == action)
}

/// Whether two rows may be of the same objective and type of action.
pub(in crate::rule) fn may_be_alike(one: Key, other: Key) -> bool {
    one.0.zip(other.0).is_none_or(|(a, b)| a == b) && one.1.zip(other.1).is_none_or(|(a, b)| a == b)
}

/// Whether it states both.
pub(in crate::rule) const fn is_whole(key: Key) -> bool {
    key.0.is_some() && key.1.is_some()
}

/// What comes of a row over everything that it may be of. Stops where more can change nothing.
pub(in crate::rule) fn over(key: Key, of: impl Fn((Objective, Action)) -> Outcomes) -> Outcomes {
    let mut all = Outcomes::NONE;
    for key in completed(key) {
        all = all.or(of(key));
        if all == Outcomes::MET_OR_NOT {
            break;
        }
    }
    all
}

/// So many rows of the financing table are tried for one objective and type of action; with more that may be theirs the
/// outcome is unknown. A table that adds up has sixty rows.
const TRIED: usize = 200;

/// What comes of an objective and type of action over all that they may be themselves and all rows of the financing table that
/// may be theirs; `of` says it for one row, or for none. Of several of one basis the first stands; where there are rows of
/// both bases, a stated basis says which.
pub(in crate::rule) fn over_table(
    programme: &Programme,
    key: Key,
    basis: Option<Basis>,
    of: impl Fn((Objective, Action), Option<&FinancingRow>) -> Outcomes,
) -> Outcomes {
    let Some(rows) = &programme.financing else {
        let any = |o| if o == Outcomes::NOT_APPLICABLE { o } else { Outcomes::MET_OR_NOT };
        return over(key, |key| any(of(key, None)));
    };
    if !is_whole(key) && rows.len() > TRIED {
        return Outcomes::MET_OR_NOT;
    }
    over(key, |key| {
        let mut all = Outcomes::NONE;
        for (tried, its) in its_rows(rows, key, basis).into_iter().enumerate() {
            if tried > TRIED {
                return Outcomes::MET_OR_NOT;
            }
            let of_its = |row| all.or(of(key, Some(row)));
            all = match its.row.basis {
                Some(_) => of_its(its.row),
                None => of_its(&FinancingRow { basis: Some(its.basis), ..its.row.clone() }),
            };
        }
        let sure = rows.iter().any(|row| is_of(row, key));
        if sure { all } else { all.or(of(key, None)) }
    })
}

/// A row of the financing table that may be the one of an objective and type of action.
struct Its<'a> {
    place: usize,
    row: &'a FinancingRow,
    /// Its basis, if it is the one.
    basis: Basis,
}

/// Whether a row is of an objective and type of action for certain.
fn is_of(row: &FinancingRow, key: (Objective, Action)) -> bool {
    is_whole((row.objective, row.action)) && may_be((row.objective, row.action), key)
}

/// The rows that may be the one of an objective and type of action: the first on a basis, and where none is on it, the first.
fn its_rows(rows: &[FinancingRow], key: (Objective, Action), basis: Option<Basis>) -> Vec<Its<'_>> {
    let mut all = Vec::new();
    for asked in [Basis::Total, Basis::Public].into_iter().filter(|asked| basis.is_none_or(|of| of == *asked))
    {
        let other = match asked {
            Basis::Total => Basis::Public,
            Basis::Public => Basis::Total,
        };
        let on_it = |row: &FinancingRow| is_of(row, key) && row.basis == Some(asked);
        let none_is_sure = !rows.iter().any(on_it);
        let (mut first, mut first_on_it) = (true, true);
        let those = rows.iter().enumerate().filter(|(_, row)| may_be((row.objective, row.action), key));
        for (place, row) in those {
            let ways = [(asked, first_on_it), (other, first && none_is_sure)].into_iter();
            let ways = ways.filter(|(basis, may)| *may && row.basis.is_none_or(|of| of == *basis));
            all.extend(ways.map(|(basis, _)| Its { place, row, basis }));
            first &= !is_of(row, key);
            first_on_it &= !on_it(row);
        }
    }
    all
}

/// The row of the financing table of an objective and type of action, where there is one: the first, of a stated basis before
/// others, unless a row that does not say what it is of may be the one, too.
pub(in crate::rule) fn row_of(
    programme: &Programme,
    key: Key,
    basis: Option<Basis>,
) -> Option<(usize, &FinancingRow)> {
    let key = key.0.zip(key.1)?;
    let rows = programme.financing.as_deref().unwrap_or_default();
    let may = its_rows(rows, key, basis);
    if may.iter().any(|its| !is_of(its.row, key)) {
        return None;
    }
    may.into_iter().map(|its| (its.place, its.row)).min_by_key(|(place, _)| *place)
}

/// The rows of the financing table that may be the one of an objective and type of action, with their places; none while one of
/// the two is unknown.
pub(in crate::rule) fn may_be_its_rows(
    programme: &Programme,
    key: Key,
    basis: Option<Basis>,
) -> BTreeMap<usize, &FinancingRow> {
    let rows = programme.financing.as_deref().unwrap_or_default();
    let those = key.0.zip(key.1).map(|key| its_rows(rows, key, basis));
    those.into_iter().flatten().map(|its| (its.place, its.row)).collect()
}

/// What the decision has by objective, type of action and basis.
pub(in crate::rule) struct Decided(BTreeMap<(Key, Option<Basis>), Bucket>);

/// The rows that state the same.
#[derive(Default)]
struct Bucket {
    union: Sum,
    /// The places of the first of them.
    places: Vec<usize>,
}

impl Decided {
    pub(in crate::rule) fn of(programme: &Programme) -> Self {
        let mut all: BTreeMap<_, Bucket> = BTreeMap::new();
        for (place, row) in programme.financing.iter().flatten().enumerate() {
            let bucket = all.entry(((row.objective, row.action), row.basis)).or_default();
            bucket.union.add(row.union);
            if bucket.places.len() < NAMED {
                bucket.places.push(place);
            }
        }
        Decided(all)
    }

    /// Rows that may be of an objective and type of action beside a row of theirs, on the other basis; whether they are for sure.
    fn beside(
        &self,
        own: &FinancingRow,
        key: (Objective, Action),
    ) -> impl Iterator<Item = (&Bucket, Sum, bool)> {
        let of_own = ((own.objective, own.action), own.basis);
        self.0.iter().filter_map(move |(of, bucket)| {
            let bases = own.basis.zip(of.1).map(|(a, b)| a != b);
            if !may_be(of.0, key) || bases == Some(false) {
                return None;
            }
            // A row is not beside itself.
            let union = if *of == of_own { without(bucket.union, own.union) } else { bucket.union };
            Some((bucket, union, bases == Some(true) && is_whole(of.0)))
        })
    }

    /// What there is for an objective and type of action by a row of theirs and those on the other basis.
    pub(in crate::rule) fn has(&self, own: &FinancingRow, key: (Objective, Action)) -> Between {
        let others = self.beside(own, key).map(|(_, union, sure)| match sure {
            true => added(union),
            false => added(union).hull(Between::NOTHING),
        });
        others.fold(stated(own.union), Between::plus)
    }

    /// What is not known of the rows that may be beside the one at a place; of each kind of the first of them.
    pub(in crate::rule) fn lacks_beside(
        &self,
        kept: &mut Kept,
        programme: &Programme,
        place: usize,
        own: &FinancingRow,
    ) {
        let keys = completed((own.objective, own.action));
        let all =
            keys.flat_map(|key| self.beside(own, key).flat_map(|(bucket, ..)| bucket.places.iter().copied()));
        let places: BTreeSet<usize> = all.filter(|n| *n != place).collect();
        let rows = programme.financing.as_deref().unwrap_or_default();
        for (n, row) in places.into_iter().filter_map(|n| Some((n, rows.get(n)?))) {
            let of = |fact| Fact::of_item(F::Financing, n, fact);
            lacks(kept, row.union.is_none(), of(F::Union));
            lacks(kept, row.objective.is_none(), of(F::Objective));
            lacks(kept, row.action.is_none(), of(F::Action));
            lacks(kept, row.basis.is_none(), of(F::Basis));
            lacks(kept, own.basis.is_none(), Fact::of_item(F::Financing, place, F::Basis));
        }
    }
}

/// A sum without one of its amounts.
pub(in crate::rule) fn without(sum: Sum, amount: Option<Eur>) -> Sum {
    match amount {
        Some(amount) => Sum { known: sum.known.checked_sub(amount).unwrap_or(sum.known), ..sum },
        None => Sum { unknown: sum.unknown.saturating_sub(1), ..sum },
    }
}

/// Whether a sum is at most an amount that is known by bounds; `at_most` says it of one.
pub(in crate::rule) fn at_most_between(
    limit: Between,
    at_most: impl Fn(Option<Eur>) -> Outcomes,
) -> Outcomes {
    if limit.exact().is_some() {
        return at_most(limit.most);
    }
    let least = at_most(Some(limit.least));
    let most = at_most(limit.most);
    match (least, most) {
        (Outcomes::MET, _) => Outcomes::MET,
        (_, Outcomes::NOT_MET) => Outcomes::NOT_MET,
        (Outcomes::NOT_APPLICABLE, _) => Outcomes::NOT_APPLICABLE,
        _ => Outcomes::MET_OR_NOT,
    }
}

/// Whether the financing table is what is missing for a row to be found: a stated one is not while objective or type of action
/// are unknown, nor where one row alone may be theirs and says what it is of.
pub(in crate::rule) fn table_is_missing(programme: &Programme, key: Key) -> bool {
    if programme.financing.is_none() {
        return true;
    }
    let may = may_be_its_rows(programme, key, None);
    let alone = may.len() == 1;
    let says = |row: &FinancingRow| is_whole((row.objective, row.action)) && (alone || row.basis.is_some());
    !may.values().all(|row| says(row))
}

/// Amounts by objective and type of action.
#[derive(Debug, Default)]
pub(in crate::rule) struct ByRow {
    /// What there is of each for certain.
    sure: BTreeMap<(Objective, Action), Sum>,
    /// Amounts that may count, or that may be of several.
    may: BTreeMap<Key, Vec<Option<Eur>>>,
}

impl ByRow {
    /// Adds an amount of a row; `counts` where it does for certain.
    pub(in crate::rule) fn add(&mut self, key: Key, counts: bool, amount: Option<Eur>) {
        match key.0.zip(key.1).filter(|_| counts) {
            Some(key) => self.sure.entry(key).or_default().add(amount),
            None => self.may.entry(key).or_default().push(amount),
        }
    }

    fn may(&self, key: (Objective, Action)) -> impl Iterator<Item = Option<Eur>> {
        self.may
            .iter()
            .filter(move |(of, _)| may_be(**of, key))
            .flat_map(|(_, amounts)| amounts.iter().copied())
    }

    /// Whether something is of an objective and type of action for certain.
    pub(in crate::rule) fn is_sure(&self, key: (Objective, Action)) -> bool {
        self.sure.contains_key(&key)
    }

    /// Whether nothing is, and nothing may be, of an objective and type of action.
    pub(in crate::rule) fn is_empty(&self, key: (Objective, Action)) -> bool {
        !self.sure.contains_key(&key) && self.may(key).next().is_none()
    }

    /// What there is for certain, with what may be as unknown.
    pub(in crate::rule) fn found(&self, key: (Objective, Action)) -> Sum {
        let sure = self.sure.get(&key).copied().unwrap_or_default();
        sure.and(self.may(key).map(|_| None).collect())
    }

    /// What there is with everything that may be.
    pub(in crate::rule) fn most(&self, key: (Objective, Action)) -> Sum {
        let sure = self.sure.get(&key).copied().unwrap_or_default();
        sure.and(self.may(key).collect())
    }

    /// Everything that it may be. `own` is an amount of those that may be of it, taken to be.
    pub(in crate::rule) fn ways(&self, key: (Objective, Action), own: Option<(Key, Option<Eur>)>) -> Ways {
        let sure = self.sure.get(&key).copied().unwrap_or_default();
        let sums = [Some(sure.known)].into_iter().chain((sure.unknown > 0).then_some(None));
        let sums = sums.chain(own.map(|(_, amount)| amount)).map(|amount| vec![stated(amount)]);
        let mut others: Vec<(Key, Option<Eur>)> = Vec::new();
        for (of, amounts) in self.may.iter().filter(|(of, _)| may_be(**of, key)) {
            others.extend(amounts.iter().map(|amount| (*of, *amount)));
        }
        if let Some(at) = own.and_then(|own| others.iter().position(|other| *other == own)) {
            others.remove(at);
        }
        Ways::of(sums.chain(others.into_iter().map(|(_, amount)| perhaps(amount))))
    }
}
