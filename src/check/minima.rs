//! On which facts and questions the minima depend.
//!
//! The counts are sums over organisations, so it is enough to look at one organisation at a time: a fact
//! matters where it can switch its organisation on or off while the others stand one short.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::completions::{self, Part};
use super::dependence::{Dependence, readings};
use super::fact::{Fact, FactKind};
use super::facts::{Answers, Facts, Setting};
use super::identity::{self, Group, members};
use super::matching::matched;
use super::participant::{self};
use super::steps::Steps;
use super::switches::{Counts, Vary, switches};
use super::tally::MinimumOf;
use super::tally::{self, COUNTED, Unit};
use crate::call::{Basis, Point, Standing, Terms};
use crate::country::Country;
use crate::organisation::{LegalForm, Role};
use crate::proposal::Participant;

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 10;

/// Lists what an unknown outcome of a minimum depends on.
pub(crate) fn dependence(
    of: MinimumOf,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) {
    let (condition, basis) = match of {
        MinimumOf::Applicants => (setting.call.applicants_asked(), setting.terms.bases.first()),
        MinimumOf::Countries => (setting.call.countries_asked(), setting.terms.bases.last()),
    };
    let (Some(condition), Some(basis)) = (condition, basis) else { return };
    let groups = members(facts);
    let shapes = shapes(&groups);
    let ground = Ground { of, groups: &groups, shapes: &shapes, basis, complete: facts.complete };
    let days = participant::signature_days(facts.participants, setting);
    // The best day is the latest: nothing on record bars whoever signs late enough.
    let latest = days.last().map(|day| Setting { signature: Some(*day), ..*setting });
    let mut settings: Vec<Setting<'_>> =
        days.iter().map(|day| Setting { signature: Some(*day), ..*setting }).collect();
    if settings.is_empty() {
        settings.push(*setting);
    }
    for setting in &settings {
        for minimum in condition.values() {
            dependence_at(minimum.at_least, &ground, setting, dependence);
            if let Some(latest) = &latest {
                dependence_on_signature(minimum.at_least, &ground, (setting, latest), dependence);
            }
        }
        if let Some((question, yes)) = condition.other() {
            let (no, yes) = (condition.stated().value.at_least, yes.at_least);
            dependence_on_minimum((no.min(yes), no.max(yes)), question, &ground, setting, dependence);
        }
    }
    if !facts.complete {
        dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// Which of two minima holds matters where some way to complete the facts reaches the one and misses the other.
fn dependence_on_minimum(
    (least, most): (u32, u32),
    question: usize,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) {
    let mut asked = touched(ground, setting);
    asked.truncate(COMBINED.min(affordable(ground, setting, dependence)));
    let between = readings(&asked).any(|answers| {
        if !dependence.steps.take(ground.cost(setting)) {
            return true;
        }
        let bounds = Sums::of(ground, &Setting { answers, ..*setting }).bounds;
        let (certain, possible) = match ground.of {
            MinimumOf::Applicants => bounds.applicants,
            MinimumOf::Countries => bounds.countries,
        };
        certain < most && (possible >= least || !ground.complete)
    });
    if between && least < most {
        dependence.question(question);
    }
}

/// The day of signature matters where a day tips the minimum against the latest.
fn dependence_on_signature(
    minimum: u32,
    ground: &Ground<'_, '_>,
    (setting, latest): (&Setting<'_>, &Setting<'_>),
    dependence: &mut Dependence,
) {
    let fact = Fact::of_proposal(FactKind::GrantSignature);
    if dependence.facts.contains(&fact) || setting.signature == latest.signature {
        return;
    }
    let mut asked = touched(ground, setting);
    asked.truncate(COMBINED.min(affordable(ground, setting, dependence)));
    let matters = readings(&asked).any(|answers| {
        if !dependence.steps.take(ground.tipping(setting)) {
            return true;
        }
        let (worse, better) = (Setting { answers, ..*setting }, Setting { answers, ..*latest });
        tips(minimum, &worse, &better, ground)
    });
    if matters {
        dependence.fact(fact);
    }
}

/// An organisation and its entries, each with its place.
type Grouped<'p> = (Group, Vec<(usize, &'p Participant)>);

/// What does not change while readings and facts are tried out.
struct Ground<'g, 'p> {
    of: MinimumOf,
    groups: &'g [Grouped<'p>],
    /// For each group, the first of those that state the same.
    shapes: &'g [usize],
    basis: &'g Basis,
    complete: bool,
}

impl<'p> Ground<'_, 'p> {
    /// The groups that stand for all that state the same, with their places.
    fn distinct(&self) -> impl Iterator<Item = (usize, &[(usize, &'p Participant)])> {
        let all = self.groups.iter().enumerate().zip(self.shapes);
        all.filter(|((at, _), shape)| at == *shape).map(|((at, (_, entries)), _)| (at, entries.as_slice()))
    }

    /// What adding up everybody takes, in steps.
    fn cost(&self, setting: &Setting<'_>) -> u64 {
        let each = self.distinct().map(|(_, entries)| WEIGHING.saturating_mul(wide(entries.len())));
        let samples = wide(setting.terms.samples.len());
        each.fold(wide(self.groups.len()), u64::saturating_add).saturating_add(samples)
    }

    /// What it takes to see whether the minimum tips.
    fn tipping(&self, setting: &Setting<'_>) -> u64 {
        let ways = self.distinct().map(|(_, entries)| ways(entries, setting.terms));
        let pairs = wide(self.groups.len()).saturating_mul(wide(self.groups.len())).saturating_mul(4);
        ways.fold(pairs, u64::saturating_add)
    }
}

/// Adding up one entry takes about so many steps.
const WEIGHING: u64 = 24;

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// What trying out every way to complete some entries takes, in steps.
fn ways(entries: &[(usize, &Participant)], terms: &Terms) -> u64 {
    let each = entries.iter().map(|(_, entry)| {
        let roles = if entry.role.is_none() { Role::ALL.len() } else { 1 };
        let places = if entry.applicant.country.is_none() { terms.samples.len() } else { 1 };
        let kinds = completions::count(entry, terms);
        wide(roles).saturating_mul(wide(places)).saturating_mul(kinds).saturating_mul(8)
    });
    let all = each.fold(0, u64::saturating_add);
    // Several entries of one organisation are tried in combination.
    if entries.len() > 1 { all.saturating_mul(4) } else { all }
}

/// How many questions can be read in every combination.
fn affordable(ground: &Ground<'_, '_>, setting: &Setting<'_>, dependence: &Dependence) -> usize {
    let once = ground.cost(setting).saturating_add(ground.tipping(setting)).saturating_mul(4).max(1);
    let readings = dependence.steps.left().checked_div(once).unwrap_or(0).max(1);
    usize::try_from(readings.ilog2()).unwrap_or(0)
}

/// For each group, the first of those that state the same, but for name and code.
fn shapes(groups: &[Grouped<'_>]) -> Vec<usize> {
    let mut known = HashMap::new();
    let shape = |(at, (_, entries)): (usize, &Grouped<'_>)| match entries.as_slice() {
        [(_, entry)] => {
            let who = &entry.applicant;
            let stated = (entry.role, who.country, who.legal_form, who.statuses, who.organisation_type);
            *known.entry((stated, who.declarations)).or_insert(at)
        }
        _ => at,
    };
    groups.iter().enumerate().map(shape).collect()
}

fn dependence_at(minimum: u32, ground: &Ground<'_, '_>, setting: &Setting<'_>, dependence: &mut Dependence) {
    let mut questions = touched(ground, setting);
    // Beyond what is tried out in combination, a question that some entry touches is listed as it is.
    for question in
        questions.split_off(questions.len().min(COMBINED).min(affordable(ground, setting, dependence)))
    {
        dependence.question(question);
    }
    let mut told = true;
    for answers in readings(&questions) {
        told = told && dependence_under(minimum, ground, &Setting { answers, ..*setting }, dependence);
    }
    for question in questions.iter().copied() {
        let others: Vec<usize> = questions.iter().copied().filter(|q| *q != question).collect();
        let matters = readings(&others).any(|answers| {
            !dependence.steps.take(ground.tipping(setting))
                || question_matters(minimum, question, answers, ground, setting)
        });
        if matters {
            dependence.question(question);
        }
    }
    if !told {
        for (_, entries) in ground.groups {
            for (place, part) in unknown_facts(entries, setting.terms) {
                dependence.fact(Fact::of_participant(entries.get(place).map_or(0, |e| e.0), part.fact()));
            }
        }
    }
}

/// The facts that matter under some readings; `false` where the steps do not last.
fn dependence_under(
    minimum: u32,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) -> bool {
    let Ground { of, groups, basis, complete, .. } = *ground;
    if !dependence.steps.take(ground.cost(setting)) {
        return false;
    }
    let sums = Sums::of(ground, setting);
    // What matters of one matters of all that state the same.
    let mut known: HashMap<(usize, usize, Part), bool> = HashMap::new();
    for ((at, (_, entries)), shape) in groups.iter().enumerate().zip(ground.shapes) {
        for (place, part) in unknown_facts(entries, setting.terms) {
            let fact = Fact::of_participant(entries.get(place).map_or(0, |e| e.0), part.fact());
            if dependence.facts.contains(&fact) {
                continue;
            }
            let matters = match known.get(&(*shape, place, part)) {
                Some(known) => *known,
                None => {
                    if !dependence.steps.take(ways(entries, setting.terms)) {
                        return false;
                    }
                    let pairs = switches(entries, setting, basis, Vary::Fact(place, part));
                    let matters = pairs.is_none_or(|pairs| {
                        pairs.iter().any(|pair| {
                            sums.dependence((of, minimum), at, *pair, complete, &mut dependence.steps)
                        })
                    });
                    known.insert((*shape, place, part), matters);
                    matters
                }
            };
            if matters {
                dependence.fact(fact);
            }
        }
        if of == MinimumOf::Applicants && !identity(at, ground, &sums, minimum, setting, dependence) {
            return false;
        }
    }
    !dependence.steps.are_spent()
}

/// The open questions that some entry's counting may touch.
fn touched(ground: &Ground<'_, '_>, setting: &Setting<'_>) -> Vec<usize> {
    let (terms, basis) = (setting.terms, ground.basis);
    let mut found = Vec::new();
    let mut touch = |point: Point| {
        if let Point::Open(question) = point
            && !found.contains(&usize::from(question))
        {
            found.push(usize::from(question));
        }
    };
    for (_, entries) in ground.distinct() {
        let several = entries.len() > 1;
        let mut without_country = false;
        for (_, entry) in entries {
            let forms = entry.applicant.possible_forms();
            if entry.applicant.statuses.created_under_union_law() {
                touch(terms.union_entities);
                touch(terms.union_bodies);
            }
            for role in COUNTED.into_iter().filter(|r| entry.may_be(*r)) {
                if role == Role::AffiliatedEntity {
                    touch(terms.affiliated_counts);
                    if !terms.affiliated_counts.possible() {
                        continue;
                    }
                }
                for form in forms.iter() {
                    terms.form_point(role, form, entry.applicant.statuses).into_iter().for_each(&mut touch);
                    if form == LegalForm::InternationalOrganisation {
                        without_country |= basis.anywhere.possible();
                        touch(basis.international);
                        touch(basis.anywhere);
                        touch(terms.international_exempt);
                    }
                }
                for question in completions::questions(role, terms) {
                    touch(Point::Open(u8::try_from(question).unwrap_or(u8::MAX)));
                }
            }
            let countries = match &entry.applicant.country {
                Some(country) => std::slice::from_ref(country),
                None => terms.samples.as_slice(),
            };
            for country in countries {
                let place = terms.place(*country).map(|at| basis.point(at));
                match terms.standing(*country) {
                    Standing::Territory(_, point) => {
                        basis.territories.into_iter().for_each(&mut touch);
                        touch(point);
                    }
                    // A country by which nobody counts matters only where another entry states one, or where one
                    // need not count by it.
                    Standing::Member(point) | Standing::Depends(point)
                        if several || without_country || place.is_some_and(Point::possible) =>
                    {
                        touch(point);
                    }
                    _ => {}
                }
                place.into_iter().for_each(&mut touch);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The facts of a group's entries that are unknown, or on which its entries contradict each other.
fn unknown_facts(entries: &[(usize, &Participant)], terms: &Terms) -> Vec<(usize, Part)> {
    let first = entries.first().and_then(|(_, e)| e.applicant.country).map(Country::state);
    let torn = entries.iter().any(|(_, e)| e.applicant.country.map(Country::state) != first);
    let mut facts = Vec::new();
    for (place, (_, entry)) in entries.iter().enumerate() {
        if entry.role.is_none() {
            facts.push((place, Part::Role));
        }
        if entry.applicant.known_form().is_none() {
            facts.push((place, Part::LegalForm));
        }
        if entry.applicant.country.is_none() || torn {
            facts.push((place, Part::Country));
        }
        if completions::statuses_unknown(entry, terms) {
            facts.push((place, Part::Statuses));
        }
        if entry.applicant.organisation_type.is_none() && terms.more.iter().any(|m| !m.types.is_empty()) {
            facts.push((place, Part::OrganisationType));
        }
    }
    facts
}

/// All organisations under one set of readings.
struct Sums {
    units: Vec<Unit>,
    bounds: tally::Bounds,
    possible: u64,
    /// Certain organisations by name and country.
    alike: HashMap<(usize, Country), u32>,
    /// Names of certain organisations whose country is unknown.
    alike_anywhere: BTreeSet<usize>,
}

impl Sums {
    fn of(ground: &Ground<'_, '_>, setting: &Setting<'_>) -> Self {
        let mut sums = Sums {
            units: Vec::new(),
            bounds: tally::Bounds::default(),
            possible: ground.basis.possible,
            alike: HashMap::new(),
            alike_anywhere: BTreeSet::new(),
        };
        for ((group, entries), shape) in ground.groups.iter().zip(ground.shapes) {
            let unit = sums.units.get(*shape).copied().unwrap_or_else(|| {
                let entries: Vec<&Participant> = entries.iter().map(|(_, e)| *e).collect();
                tally::unit(&entries, setting, ground.basis)
            });
            match (group.name.filter(|_| unit.must != 0), group.country) {
                (Some(name), Some(country)) => {
                    let count = sums.alike.entry((name, country)).or_default();
                    *count = count.saturating_add(1);
                }
                (Some(name), None) => drop(sums.alike_anywhere.insert(name)),
                (None, _) => {}
            }
            sums.units.push(unit);
        }
        sums.bounds = tally::sum(ground.groups.iter().map(|(g, _)| g).zip(&sums.units), sums.possible);
        sums
    }

    /// Whether the minimum depends on one organisation counting in one way or another.
    fn dependence(
        &self,
        (of, minimum): (MinimumOf, u32),
        at: usize,
        pair: (Counts, Counts),
        complete: bool,
        steps: &mut Steps,
    ) -> bool {
        let short = minimum.saturating_sub(1);
        if minimum == 0 {
            return false;
        }
        if of == MinimumOf::Applicants {
            let switches = (pair.0 == 0) != (pair.1 == 0);
            let (certain, possible) = self.bounds.applicants;
            return switches && certain < minimum && (!complete || possible >= minimum);
        }
        // One way adds a Member State that the others do not have; the other adds none.
        let once = wide(self.units.len()).saturating_mul(4);
        let mut others = |at: usize, state: u64, have: u64| {
            // Where the steps do not last, it is taken to.
            if steps.take(once) { self.others(at, state, have) } else { Some((0, u32::MAX)) }
        };
        [(pair.0, pair.1), (pair.1, pair.0)].into_iter().any(|(adds, keeps)| {
            let kept: Vec<u64> = if keeps == 0 { vec![0] } else { bits(keeps).collect() };
            bits(adds).any(|state| {
                kept.iter().any(|have| {
                    others(at, state, *have)
                        .is_some_and(|(fewest, most)| fewest <= short && (!complete || short <= most))
                })
            })
        })
    }

    /// Bounds of the distinct Member States of the other organisations, if they leave one State out and
    /// have another one in; `None` if they cannot.
    fn others(&self, at: usize, out: u64, have: u64) -> Option<(u32, u32)> {
        if have & out != 0 {
            return None;
        }
        let units = self.units.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, unit)| {
            let must = unit.must & !out;
            (Unit { may: unit.may & !out, must }, unit.must != 0 && must == 0)
        });
        let mut left = Vec::new();
        for (unit, forced_in) in units {
            if forced_in {
                return None;
            }
            left.push(unit);
        }
        if have != 0 {
            let provider =
                left.iter_mut().filter(|u| u.may & have != 0).min_by_key(|u| u.may.count_ones())?;
            *provider = Unit { may: have, must: have };
        }
        Some(tally::states(&left, self.possible & !out))
    }
}

/// Entries without a code that may be the same organisation as another one.
fn identity(
    at: usize,
    ground: &Ground<'_, '_>,
    sums: &Sums,
    minimum: u32,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) -> bool {
    let Ground { groups, complete, basis, .. } = *ground;
    let may = |i: usize| sums.units.get(i).is_some_and(|u| u.may != 0);
    let Some((group, entries)) = groups.get(at) else { return true };
    let (false, Some(name), true) = (group.coded, group.name, may(at)) else { return true };
    let listed = |(place, _): &(usize, &Participant)| {
        dependence.facts.contains(&Fact::of_participant(*place, FactKind::Pic))
    };
    if entries.iter().all(listed) {
        return true;
    }
    if !dependence.steps.take(wide(groups.len())) {
        for (place, _) in entries {
            dependence.fact(Fact::of_participant(*place, FactKind::Pic));
        }
        return false;
    }
    let (certain, possible) = sums.bounds.applicants;
    let short = minimum.saturating_sub(1);
    if certain >= minimum || (complete && possible <= short) {
        return true;
    }
    // With both counting as one, the least there can be.
    let least = |country: Country| {
        let one_is_in = sums.alike.contains_key(&(name, country)) || sums.alike_anywhere.contains(&name);
        certain.saturating_add(u32::from(!one_is_in)) < minimum
    };
    let matters = groups.iter().enumerate().any(|(i, (other, others))| {
        if i == at || !may(i) || other.name != Some(name) {
            return false;
        }
        let mut stated =
            entries.iter().chain(others).filter_map(|(_, e)| e.applicant.country.map(Country::state));
        let known = stated.next();
        if stated.any(|c| Some(c) != known) {
            return false;
        }
        // In which country they could be one: the one that is stated, or any.
        let both = |country| {
            least(country)
                && counts_in(entries, country, setting, basis)
                && counts_in(others, country, setting, basis)
        };
        match known {
            Some(country) => both(country),
            None => {
                let alike = sums.alike.keys().filter(|(n, _)| *n == name).map(|(_, c)| *c);
                alike.chain(setting.terms.samples.iter().copied()).any(both)
            }
        }
    });
    if matters {
        for (place, _) in entries {
            dependence.fact(Fact::of_participant(*place, FactKind::Pic));
        }
    }
    true
}

/// Whether an organisation may count with every country that is not stated being this one.
fn counts_in(
    entries: &[(usize, &Participant)],
    country: Country,
    setting: &Setting<'_>,
    basis: &Basis,
) -> bool {
    let mut settled: Vec<Participant> = entries.iter().map(|(_, e)| (*e).clone()).collect();
    for entry in &mut settled {
        entry.applicant.country.get_or_insert(country);
    }
    tally::unit(&settled.iter().collect::<Vec<_>>(), setting, basis).may != 0
}

/// What one organisation can do when a question is answered with yes instead of no: the Member States it
/// may count as either way, and those it may come to count as only by the answer.
#[derive(Debug, Clone, Copy)]
struct Turn {
    either_way: u64,
    by_answer: u64,
    /// It counts either way, whatever its facts.
    always: bool,
}

impl Turn {
    fn of(pairs: &[(Counts, Counts)]) -> Self {
        Turn {
            either_way: pairs.iter().fold(0, |all, (before, _)| all | before),
            by_answer: pairs.iter().filter(|(before, _)| *before == 0).fold(0, |all, (_, after)| all | after),
            always: !pairs.is_empty() && pairs.iter().all(|(before, _)| *before != 0),
        }
    }
}

/// Whether an open question alone can tip the minimum, for some completion of all facts.
fn question_matters(
    minimum: u32,
    question: usize,
    answers: Answers,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
) -> bool {
    let one = 1u64 << (question & 63);
    let of = |yes| Setting { answers: Answers { given: answers.given | one, yes }, ..*setting };
    tips(minimum, &of(answers.yes), &of(answers.yes | one), ground)
}

/// Whether the one of two settings alone can tip the minimum, for some completion of all facts. Whoever counts
/// under the first counts under the second.
fn tips(minimum: u32, no: &Setting<'_>, yes: &Setting<'_>, ground: &Ground<'_, '_>) -> bool {
    let Ground { of, groups, shapes, basis, complete } = *ground;
    // With "no" at most one short, with "yes" enough.
    let Some(short) = minimum.checked_sub(1) else { return false };
    let mut turns: Vec<Turn> = Vec::new();
    for ((_, entries), shape) in groups.iter().zip(shapes) {
        let turn = match turns.get(*shape) {
            Some(known) => *known,
            None => match switches(entries, no, basis, Vary::Setting(*yes)) {
                Some(pairs) => Turn::of(&pairs),
                None => return true,
            },
        };
        turns.push(turn);
    }
    let count = |f: fn(&&Turn) -> bool| u32::try_from(turns.iter().filter(f).count()).unwrap_or(u32::MAX);
    if of == MinimumOf::Applicants {
        let flips = count(|t| t.by_answer != 0);
        let forced = count(|t| t.always);
        let merged =
            identity::merged(groups.iter().zip(&turns).filter(|(_, t)| t.always).map(|((g, _), _)| g));
        let others =
            if complete { count(|t| t.by_answer == 0 && !t.always && t.either_way != 0) } else { u32::MAX };
        let fixed = forced.min(short);
        return flips > 0
            && forced.saturating_sub(merged) <= short
            && flips.saturating_add(fixed).saturating_add(others.min(short.saturating_sub(fixed)))
                >= minimum;
    }
    let forced: Vec<u64> = turns.iter().filter(|t| t.always).map(|t| t.either_way).collect();
    let movable: Vec<&Turn> = turns.iter().filter(|t| !t.always).collect();
    let tips = |taken: u64| {
        // One organisation adds a State by the answer, and the others fill up to one short.
        let room = short.saturating_sub(taken.count_ones());
        movable.iter().enumerate().any(|(at, turn)| {
            let rest: Vec<u64> = movable
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != at)
                .map(|(_, t)| t.either_way | t.by_answer)
                .collect();
            bits(turn.by_answer & !taken).any(|state| !complete || matched(&rest, taken | state) >= room)
        })
    };
    choices(&forced, short, &tips)
}

/// The single bits of a set.
fn bits(set: u64) -> impl Iterator<Item = u64> {
    (0..64u32).map(|at| 1u64 << at).filter(move |bit| set & bit != 0)
}

/// More ways than this to give each organisation a Member State are not tried out.
const CHOICES: usize = 256;

/// Whether something holds for some way to give each organisation one of its Member States, while they stay
/// few enough.
fn choices(units: &[u64], most: u32, holds: &impl Fn(u64) -> bool) -> bool {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let mut taken = BTreeSet::from([0u64]);
    for unit in units.iter().copied() {
        // More alike units than they have States add nothing.
        let alike = seen.entry(unit).or_default();
        *alike = alike.saturating_add(1);
        if *alike > unit.count_ones() {
            continue;
        }
        taken = taken
            .iter()
            .flat_map(|have| bits(unit).map(move |state| have | state))
            .filter(|have: &u64| have.count_ones() <= most)
            .collect();
        if taken.len() > CHOICES {
            // More than can be tried out: it is taken to.
            return true;
        }
    }
    taken.into_iter().any(holds)
}
