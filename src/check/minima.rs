//! On which facts and questions the minima hinge.
//!
//! The counts are sums over organisations, so it is enough to look at one organisation at a time: a fact
//! matters where it can switch its organisation on or off while the others stand one short.

use std::collections::{BTreeSet, HashMap};

use super::fact::{Fact, FactKind};
use super::hinges::{Hinges, members, readings};
use super::participant::country_outcomes;
use super::rule::RuleId;
use super::tally::{self, Group, Unit, bit};
use super::walk::{Answers, Dossier, Setting};
use crate::call::{Point, Standing};
use crate::country::Country;
use crate::organisation::{LegalForm, Role};
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 10;
/// Above so many ways to complete one organisation's entries, all its unknown facts are listed.
const TRIED: usize = 100_000;

/// An organisation counts nowhere, somewhere that is not known, or in one Member State.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Counts {
    Nowhere,
    Anywhere,
    In(u32),
}

/// Lists what an unknown outcome of a minimum hinges on.
pub(super) fn hinges(rule: RuleId, dossier: &Dossier<'_>, setting: &Setting<'_>, hinges: &mut Hinges) {
    let minimum = match rule {
        RuleId::MinimumApplicants => setting.call.minimum_applicants(),
        _ => setting.call.minimum_countries(),
    };
    let Some(minimum) = minimum.map(|m| m.value) else { return };
    let groups = members(dossier);
    let mut questions = touched(&groups, setting);
    // Beyond what is tried out in combination, a question that some entry touches is listed as it is.
    for question in questions.split_off(questions.len().min(COMBINED)) {
        hinges.question(question);
    }
    for answers in readings(&questions) {
        let setting = Setting { answers, ..*setting };
        let sums = Sums::of(&groups, &setting);
        for (at, (_, entries)) in groups.iter().enumerate() {
            let candidates = unknown_facts(entries);
            for (place, kind) in candidates {
                let fact = Fact::of_participant(entries.get(place).map_or(0, |e| e.0), kind);
                if hinges.facts.contains(&fact) {
                    continue;
                }
                let matters = switches(entries, &setting, Vary::Fact(place, kind)).is_none_or(|pairs| {
                    pairs.iter().any(|pair| sums.hinge(rule, minimum, at, *pair, dossier.complete))
                });
                if matters {
                    hinges.fact(fact);
                }
            }
            if rule == RuleId::MinimumApplicants {
                identity(at, &groups, &sums, (minimum, dossier.complete), &setting, hinges);
            }
        }
    }
    for question in questions.iter().copied() {
        let others: Vec<usize> = questions.iter().copied().filter(|q| *q != question).collect();
        if readings(&others).any(|answers| {
            question_matters(rule, minimum, question, answers, &groups, setting, dossier.complete)
        }) {
            hinges.question(question);
        }
    }
    if !dossier.complete {
        hinges.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// The open questions that some entry's counting may touch.
fn touched(groups: &[(Group, Vec<(usize, &Participant)>)], setting: &Setting<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut touch = |point: Point| {
        if let Point::Open(question) = point
            && !found.contains(&usize::from(question))
        {
            found.push(usize::from(question));
        }
    };
    for (_, entries) in groups {
        let several = entries.len() > 1;
        for (_, entry) in entries {
            let forms = entry.applicant.possible_forms();
            for role in [Role::Coordinator, Role::Beneficiary].into_iter().filter(|r| entry.may_be(*r)) {
                for form in forms.iter() {
                    setting.terms.form_point(role, form).into_iter().for_each(&mut touch);
                    if form == LegalForm::InternationalOrganisation {
                        touch(setting.terms.international_counts);
                    }
                }
            }
            let countries = match &entry.applicant.country {
                Some(country) => std::slice::from_ref(country),
                None => setting.terms.samples.as_slice(),
            };
            for country in countries {
                match setting.terms.standing(*country) {
                    Standing::Territory(_) => touch(setting.terms.territory_counts),
                    Standing::Member(_, point) => touch(point),
                    // A country outside the Member States is counted only where another entry states one.
                    Standing::Hinges(point) if several => touch(point),
                    _ => {}
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// The facts of a group's entries that are unknown, or on which its entries contradict each other.
fn unknown_facts(entries: &[(usize, &Participant)]) -> Vec<(usize, FactKind)> {
    let first = entries.first().and_then(|(_, e)| e.applicant.country).map(Country::state);
    let torn = entries.iter().any(|(_, e)| e.applicant.country.map(Country::state) != first);
    let mut facts = Vec::new();
    for (place, (_, entry)) in entries.iter().enumerate() {
        if entry.role.is_none() {
            facts.push((place, FactKind::Role));
        }
        if entry.applicant.known_form().is_none() {
            facts.push((place, FactKind::LegalForm));
        }
        if entry.applicant.country.is_none() || torn {
            facts.push((place, FactKind::Country));
        }
    }
    facts
}

/// What is varied between two completions of an organisation.
#[derive(Clone, Copy)]
enum Vary {
    /// One fact of the entry at a place in the group.
    Fact(usize, FactKind),
    /// The readings, from these to others.
    Readings(Answers),
}

/// One completion of one entry: how it would count, and the country it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Concrete {
    other: bool,
    international: bool,
    country: Country,
    /// Whether the country stands for any Member State, being unknown.
    any_state: bool,
}

/// The pairs of ways to count that an organisation can have when one thing is varied and all else is
/// completed alike; `None` where there are too many ways to try.
fn switches(
    entries: &[(usize, &Participant)],
    setting: &Setting<'_>,
    vary: Vary,
) -> Option<Vec<(Counts, Counts)>> {
    let after = match vary {
        Vary::Fact(..) => *setting,
        Vary::Readings(answers) => Setting { answers, ..*setting },
    };
    let mut domains: Vec<Vec<(Concrete, Concrete)>> = Vec::new();
    let mut ways = entries.len();
    for (place, (_, entry)) in entries.iter().enumerate() {
        let varied = match vary {
            Vary::Fact(at, kind) if at == place => Some(kind),
            _ => None,
        };
        let domain = domain(entry, setting, &after, varied);
        let alone = entries.len() == 1 || varied != Some(FactKind::Country);
        if varied.is_some() && alone && domain.iter().all(|(a, b)| a == b) {
            return Some(Vec::new());
        }
        ways = ways.checked_mul(domain.len())?;
        domains.push(domain);
    }
    if ways > TRIED {
        return None;
    }
    let torn = matches!(vary, Vary::Fact(_, FactKind::Country)) && entries.len() > 1;
    let mut pairs = Vec::new();
    let mut chosen: Vec<(Concrete, Concrete)> = Vec::new();
    combine(&domains, &mut chosen, &mut |chosen| {
        for seat in 0..chosen.len() {
            let count = |side: fn(&(Concrete, Concrete)) -> Concrete, seat: usize, setting: &Setting<'_>| {
                counts(chosen.iter().map(side), chosen.get(seat).map(side), setting)
            };
            let before = count(|c| c.0, seat, setting);
            // Where entries state different countries, the one that is right may be any of them.
            for other in if torn { 0..chosen.len() } else { seat..seat.saturating_add(1) } {
                let pair = (before, count(|c| c.1, other, &after));
                if pair.0 != pair.1 && !pairs.contains(&pair) {
                    pairs.push(pair);
                }
                let same = (before, before);
                if matches!(vary, Vary::Readings(_)) && pair.0 == pair.1 && !pairs.contains(&same) {
                    pairs.push(same);
                }
            }
        }
    });
    Some(pairs)
}

/// Visits every choice of one item from each list.
fn combine<T: Copy>(lists: &[Vec<T>], chosen: &mut Vec<T>, visit: &mut impl FnMut(&[T])) {
    match lists.split_first() {
        None => visit(chosen),
        Some((first, rest)) => {
            for item in first {
                chosen.push(*item);
                combine(rest, chosen, visit);
                chosen.pop();
            }
        }
    }
}

/// The completions of one entry, each with its like under the variation.
fn domain(
    entry: &Participant,
    before: &Setting<'_>,
    after: &Setting<'_>,
    varied: Option<FactKind>,
) -> Vec<(Concrete, Concrete)> {
    let roles: Vec<Role> = entry.role.map_or_else(|| Role::ALL.to_vec(), |r| vec![r]);
    let forms: Vec<LegalForm> = entry.applicant.possible_forms().iter().collect();
    let unknown = entry.applicant.country.is_none();
    let countries = entry.applicant.country.map_or_else(|| before.terms.samples.clone(), |c| vec![c]);
    let mut found: Vec<(Concrete, Concrete)> = Vec::new();
    let mut push = |a: Concrete, b: Concrete| {
        if !found.contains(&(a, b)) {
            found.push((a, b));
        }
    };
    for role in &roles {
        for form in &forms {
            for country in &countries {
                let one = concrete(*role, *form, *country, unknown, before);
                match varied {
                    None => push(one, concrete(*role, *form, *country, unknown, after)),
                    Some(FactKind::Role) => {
                        roles.iter().for_each(|r| push(one, concrete(*r, *form, *country, unknown, after)));
                    }
                    Some(FactKind::LegalForm) => {
                        forms.iter().for_each(|f| push(one, concrete(*role, *f, *country, unknown, after)));
                    }
                    Some(_) => {
                        countries.iter().for_each(|c| push(one, concrete(*role, *form, *c, unknown, after)));
                    }
                }
            }
        }
    }
    found
}

fn concrete(role: Role, form: LegalForm, country: Country, unknown: bool, setting: &Setting<'_>) -> Concrete {
    let terms = setting.terms;
    let international = form == LegalForm::InternationalOrganisation;
    let seated = (international && terms.international_exempt)
        || country_outcomes(Some(country), setting).may_be(Outcomes::MET.or(Outcomes::CONDITIONAL));
    let admitted = terms.form_point(role, form).is_some_and(|p| setting.answered(p).possible());
    let passes = role.counts() && admitted && seated;
    Concrete {
        other: passes && !international,
        international: passes && international && setting.answered(terms.international_counts).possible(),
        country,
        any_state: unknown && matches!(terms.standing(country), Standing::Member(_, Point::Settled(true))),
    }
}

/// How an organisation counts whose entries are completed and whose country is that of one of them.
fn counts(
    mut entries: impl Iterator<Item = Concrete> + Clone,
    seat: Option<Concrete>,
    setting: &Setting<'_>,
) -> Counts {
    let Some(seat) = seat else { return Counts::Nowhere };
    let other = entries.clone().any(|e| e.other);
    let international = entries.any(|e| e.international);
    match setting.terms.standing(seat.country) {
        Standing::Member(..) if (other || international) && seat.any_state => Counts::Anywhere,
        Standing::Member(at, point) if (other || international) && setting.answered(point).possible() => {
            Counts::In(bit(at))
        }
        Standing::Territory(at) if other && setting.answered(setting.terms.territory_counts).possible() => {
            Counts::In(bit(at))
        }
        _ => Counts::Nowhere,
    }
}

/// All organisations under one set of readings.
struct Sums {
    units: Vec<Unit>,
    bounds: tally::Bounds,
    participating: u32,
    /// Certain organisations by name and country.
    alike: HashMap<(usize, Country), u32>,
}

impl Sums {
    fn of(groups: &[(Group, Vec<(usize, &Participant)>)], setting: &Setting<'_>) -> Self {
        let mut sums = Sums {
            units: Vec::new(),
            bounds: tally::Bounds::default(),
            participating: setting.terms.participating,
            alike: HashMap::new(),
        };
        for (group, entries) in groups {
            let entries: Vec<&Participant> = entries.iter().map(|(_, e)| *e).collect();
            let unit = tally::unit(&entries, setting);
            if let (true, Some(name), Some(country)) = (unit.must != 0, group.name, group.country) {
                let count = sums.alike.entry((name, country)).or_default();
                *count = count.saturating_add(1);
            }
            sums.units.push(unit);
        }
        sums.bounds = tally::sum(groups.iter().map(|(g, _)| g).zip(&sums.units), sums.participating);
        sums
    }

    /// Whether the minimum hinges on one organisation counting in one way or another.
    fn hinge(&self, rule: RuleId, minimum: u32, at: usize, pair: (Counts, Counts), complete: bool) -> bool {
        let short = minimum.saturating_sub(1);
        if minimum == 0 {
            return false;
        }
        if rule == RuleId::MinimumApplicants {
            let switches = (pair.0 == Counts::Nowhere) != (pair.1 == Counts::Nowhere);
            let (certain, possible) = self.bounds.applicants;
            return switches && certain < minimum && (!complete || possible >= minimum);
        }
        // One way adds a Member State that the others do not have; the other adds none.
        [(pair.0, pair.1), (pair.1, pair.0)].into_iter().any(|(adds, keeps)| {
            let have = match keeps {
                Counts::Nowhere => 0,
                Counts::In(state) => state,
                Counts::Anywhere => return false,
            };
            let new: Vec<u32> = match adds {
                Counts::Nowhere => return false,
                Counts::In(state) => vec![state],
                Counts::Anywhere => bits(self.participating).collect(),
            };
            new.into_iter().any(|state| {
                self.others(at, state, have)
                    .is_some_and(|(fewest, most)| fewest <= short && (!complete || short <= most))
            })
        })
    }

    /// Bounds of the distinct Member States of the other organisations, if they leave one State out and
    /// have another one in; `None` if they cannot.
    fn others(&self, at: usize, out: u32, have: u32) -> Option<(u32, u32)> {
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
        Some(tally::states(&left, self.participating & !out))
    }
}

/// Entries without a code that may be the same organisation as another one.
fn identity(
    at: usize,
    groups: &[(Group, Vec<(usize, &Participant)>)],
    sums: &Sums,
    (minimum, complete): (u32, bool),
    setting: &Setting<'_>,
    hinges: &mut Hinges,
) {
    let may = |i: usize| sums.units.get(i).is_some_and(|u| u.may != 0);
    let Some((group, entries)) = groups.get(at) else { return };
    let (false, Some(name), true) = (group.coded, group.name, may(at)) else { return };
    let (certain, possible) = sums.bounds.applicants;
    let short = minimum.saturating_sub(1);
    if certain >= minimum || (complete && possible <= short) {
        return;
    }
    // With both counting as one, the least there can be.
    let least = |country: Country| {
        certain.saturating_add(u32::from(!sums.alike.contains_key(&(name, country)))) < minimum
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
            least(country) && counts_in(entries, country, setting) && counts_in(others, country, setting)
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
            hinges.fact(Fact::of_participant(*place, FactKind::Pic));
        }
    }
}

/// Whether an organisation may count with every country that is not stated being this one.
fn counts_in(entries: &[(usize, &Participant)], country: Country, setting: &Setting<'_>) -> bool {
    let mut settled: Vec<Participant> = entries.iter().map(|(_, e)| (*e).clone()).collect();
    for entry in &mut settled {
        entry.applicant.country.get_or_insert(country);
    }
    tally::unit(&settled.iter().collect::<Vec<_>>(), setting).may != 0
}

/// What one organisation can do when a question is answered with yes instead of no: the Member States it
/// may count as either way, and those it may come to count as only by the answer.
struct Turn {
    either_way: u32,
    by_answer: u32,
    /// It counts either way, whatever its facts.
    always: bool,
}

impl Turn {
    fn of(pairs: &[(Counts, Counts)], participating: u32) -> Self {
        let mask = |counts: Counts| match counts {
            Counts::In(state) => state,
            Counts::Anywhere => participating,
            Counts::Nowhere => 0,
        };
        let all = |pick: fn(&(Counts, Counts)) -> Counts, among: fn(&(Counts, Counts)) -> bool| {
            pairs.iter().filter(|p| among(p)).fold(0, |states, p| states | mask(pick(p)))
        };
        Turn {
            either_way: all(|p| p.0, |_| true),
            by_answer: all(|p| p.1, |p| p.0 == Counts::Nowhere),
            always: !pairs.is_empty() && pairs.iter().all(|p| p.0 != Counts::Nowhere),
        }
    }
}

/// Whether an open question alone can tip the minimum, for some completion of all facts.
fn question_matters(
    rule: RuleId,
    minimum: u32,
    question: usize,
    answers: Answers,
    groups: &[(Group, Vec<(usize, &Participant)>)],
    setting: &Setting<'_>,
    complete: bool,
) -> bool {
    // With "no" at most one short, with "yes" enough.
    let Some(short) = minimum.checked_sub(1) else { return false };
    let one = 1u64 << (question & 63);
    let no = Setting { answers: Answers { given: answers.given | one, yes: answers.yes }, ..*setting };
    let yes = Answers { given: answers.given | one, yes: answers.yes | one };
    let mut turns = Vec::new();
    for (_, entries) in groups {
        let Some(pairs) = switches(entries, &no, Vary::Readings(yes)) else { return true };
        turns.push(Turn::of(&pairs, setting.terms.participating));
    }
    let count = |f: fn(&&Turn) -> bool| u32::try_from(turns.iter().filter(f).count()).unwrap_or(u32::MAX);
    if rule == RuleId::MinimumApplicants {
        let flips = count(|t| t.by_answer != 0);
        let forced = count(|t| t.always);
        let merged = tally::merged(groups.iter().zip(&turns).filter(|(_, t)| t.always).map(|((g, _), _)| g));
        let others =
            if complete { count(|t| t.by_answer == 0 && !t.always && t.either_way != 0) } else { u32::MAX };
        let fixed = forced.min(short);
        return flips > 0
            && forced.saturating_sub(merged) <= short
            && flips.saturating_add(fixed).saturating_add(others.min(short.saturating_sub(fixed)))
                >= minimum;
    }
    let forced: Vec<u32> = turns.iter().filter(|t| t.always).map(|t| t.either_way).collect();
    let movable: Vec<&Turn> = turns.iter().filter(|t| !t.always).collect();
    let tips = |taken: u32| {
        // One organisation adds a State by the answer, and the others fill up to one short.
        let room = short.saturating_sub(taken.count_ones());
        movable.iter().enumerate().any(|(at, turn)| {
            let rest: Vec<u32> = movable
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != at)
                .map(|(_, t)| t.either_way | t.by_answer)
                .collect();
            bits(turn.by_answer & !taken)
                .any(|state| !complete || tally::matched(&rest, taken | state) >= room)
        })
    };
    choices(&forced, short, &tips)
}

/// The single bits of a set.
fn bits(set: u32) -> impl Iterator<Item = u32> {
    (0..32u32).map(|at| 1u32 << at).filter(move |bit| set & bit != 0)
}

/// Whether something holds for some way to give each organisation one of its Member States, while they stay
/// few enough.
fn choices(units: &[u32], most: u32, holds: &impl Fn(u32) -> bool) -> bool {
    let distinct: BTreeSet<u32> = units.iter().copied().collect();
    let mut taken = BTreeSet::from([0]);
    for unit in distinct {
        taken = taken
            .iter()
            .flat_map(|have| bits(unit).map(move |state| have | state))
            .filter(|have: &u32| have.count_ones() <= most)
            .collect();
    }
    taken.into_iter().any(holds)
}
