//! On which facts and questions the minima depend.
//!
//! The counts are sums over organisations, so it is enough to look at one organisation at a time: a fact
//! matters where it can switch its organisation on or off while the others stand one short.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::completions::{self, Part};
use super::dependence::{Dependence, readings};
use super::fact::{Fact, FactKind};
use super::facts::{Answers, Facts, Setting};
use super::fate::Fate;
use super::ground::{Ground, Grouped, combined, shapes, ways};
use super::identity::members_among;
use super::links::Links;
use super::participant;
use super::removal;
use super::sums::Sums;
use super::switches::{ForWhat, Vary, switches};
use super::tally::{COUNTED, MinimumOf};
use super::tipping::{question_matters, tips};
use crate::call::{Basis, Both, Condition, Minimum, Point, Standing, Terms};
use crate::country::Country;
use crate::organisation::{LegalForm, Role};
use crate::proposal::Participant;

/// Lists what an unknown outcome of a minimum depends on.
pub(crate) fn dependence(
    of: MinimumOf,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
    dependence: &mut Dependence,
) {
    if !setting.call.removes_ineligible() {
        return dependence_among(of, facts, setting, &|_| true, dependence);
    }
    let may = removal::those_who_may_count(facts.participants, setting, links);
    let may = |at: usize| may.get(at) == Some(&true);
    // Beside other entries of its code, whoever is removed for what is asked of it alone says no country.
    for (_, entries) in members_among(facts, may).iter().filter(|(_, entries)| entries.len() > 1) {
        for (at, _) in entries.iter().filter(|(at, _)| links.alone(*at) == Fate::Perhaps) {
            if turns_with_removal((*at, ForWhat::Itself), of, facts, setting, &may, dependence) {
                removal::decides_by_itself(*at, facts, setting, links, dependence);
            }
        }
    }
    let perhaps: Vec<usize> =
        (0..facts.participants.len()).filter(|at| may(*at) && links.by_link(*at) == Fate::Perhaps).collect();
    if perhaps.is_empty() {
        return dependence_among(of, facts, setting, &may, dependence);
    }
    // Whom the call may remove for the link that it names counts beside the others, or does not.
    let sets: Vec<Vec<usize>> = if perhaps.len() > REMOVED_APART {
        dependence.cut();
        vec![perhaps.clone(), Vec::new()]
    } else {
        (0..1usize << perhaps.len())
            .map(|set| {
                perhaps.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, at)| *at).collect()
            })
            .collect()
    };
    for stay in &sets {
        let among = |at: usize| may(at) && (links.by_link(at) == Fate::Stays || stay.contains(&at));
        dependence_among(of, facts, setting, &among, dependence);
    }
    for at in perhaps {
        let matters = sets.iter().any(|set| {
            let beside =
                |place: usize| may(place) && (links.by_link(place) == Fate::Stays || set.contains(&place));
            turns_with_removal((at, ForWhat::Link), of, facts, setting, &beside, dependence)
        });
        if matters {
            removal::decides_by_link(at, facts, setting, links, dependence);
        }
    }
}

/// Of no more affiliated entities that the call may remove is every choice looked at.
const REMOVED_APART: usize = 4;

/// Whether a minimum turns with whether the call removes one entry, beside some others.
fn turns_with_removal(
    (at, what): (usize, ForWhat),
    of: MinimumOf,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    beside: &dyn Fn(usize) -> bool,
    dependence: &mut Dependence,
) -> bool {
    let Some((condition, basis)) = asked(of, setting) else { return false };
    let groups = members_among(facts, |place| place == at || beside(place));
    let shapes = shapes(&groups);
    let ground = Ground { of, groups: &groups, shapes: &shapes, basis, complete: facts.complete };
    let among = |(which, (_, entries)): (usize, &Grouped<'_>)| {
        entries.iter().position(|(place, _)| *place == at).map(|place| (which, place))
    };
    let Some((which, place)) = groups.iter().enumerate().find_map(among) else { return false };
    let entries = groups.get(which).map_or(&[][..], |(_, entries)| entries.as_slice());
    let days = participant::signature_days(facts.participants, setting);
    settings(&days, setting).iter().any(|setting| {
        let (questions, rest) = combined(touched(&ground, setting), &ground, setting, dependence);
        if !rest.is_empty() {
            dependence.cut();
        }
        let once = ground.cost(setting).saturating_mul(2).saturating_add(ways(entries, setting.terms));
        readings(&questions).any(|answers| {
            if !dependence.takes(once) {
                return true;
            }
            let setting = Setting { answers, ..*setting };
            let sums = Sums::of(&ground, &setting).with_open(which, &ground);
            let Some(pairs) = switches(entries, &setting, basis, Vary::Removal(place, what)) else {
                return or_taken_to(None, dependence);
            };
            let mut asked = condition.values();
            asked.any(|minimum| {
                let turns = (of, minimum.at_least);
                pairs.iter().any(|pair| sums.turns_with(turns, which, *pair, facts.complete, dependence))
            })
        })
    })
}

/// What is asked, and who counts to it.
fn asked<'s>(of: MinimumOf, setting: &Setting<'s>) -> Option<(&'s Condition<Minimum>, &'s Basis)> {
    match of {
        MinimumOf::Applicants => setting.call.applicants_asked().zip(setting.terms.bases.first()),
        MinimumOf::Countries => setting.call.countries_asked().zip(setting.terms.bases.last()),
    }
}

/// A setting for each day of signature that makes a difference.
fn settings<'s>(days: &[NaiveDate], setting: &Setting<'s>) -> Vec<Setting<'s>> {
    let mut settings: Vec<Setting<'_>> =
        days.iter().map(|day| Setting { signature: Some(*day), ..*setting }).collect();
    if settings.is_empty() {
        settings.push(*setting);
    }
    settings
}

/// The same of the entries at some places.
fn dependence_among(
    of: MinimumOf,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    among: &dyn Fn(usize) -> bool,
    dependence: &mut Dependence,
) {
    let Some((condition, basis)) = asked(of, setting) else { return };
    let groups = members_among(facts, among);
    let shapes = shapes(&groups);
    let ground = Ground { of, groups: &groups, shapes: &shapes, basis, complete: facts.complete };
    let days = participant::signature_days(facts.participants, setting);
    // The best day is the latest: nothing on record bars whoever signs late enough.
    let latest = days.last().map(|day| Setting { signature: Some(*day), ..*setting });
    for setting in &settings(&days, setting) {
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
    if least == most {
        return;
    }
    let (asked, rest) = combined(touched(ground, setting), ground, setting, dependence);
    let between = readings(&asked).any(|answers| {
        if !dependence.takes(ground.cost(setting)) {
            return true;
        }
        let bounds = Sums::of(ground, &Setting { answers, ..*setting }).bounds;
        let (certain, possible) = match ground.of {
            MinimumOf::Applicants => bounds.applicants,
            MinimumOf::Countries => bounds.countries,
        };
        certain < most && (possible >= least || !ground.complete)
    });
    if between {
        dependence.question(question);
        if !rest.is_empty() {
            dependence.cut();
        }
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
    let (asked, rest) = combined(touched(ground, setting), ground, setting, dependence);
    // Beyond the questions that are tried out in combination it is not told: then it is taken to matter.
    let matters = !rest.is_empty()
        || readings(&asked).any(|answers| {
            if !dependence.takes(ground.tipping(setting)) {
                return true;
            }
            let (worse, better) = (Setting { answers, ..*setting }, Setting { answers, ..*latest });
            or_taken_to(tips(minimum, &worse, &better, ground), dependence)
        });
    if matters {
        dependence.fact(fact);
        if !rest.is_empty() {
            dependence.cut();
        }
    }
}

/// What there is too much of to tell is taken to matter.
fn or_taken_to(told: Option<bool>, dependence: &mut Dependence) -> bool {
    told.unwrap_or_else(|| {
        dependence.cut();
        true
    })
}

fn dependence_at(minimum: u32, ground: &Ground<'_, '_>, setting: &Setting<'_>, dependence: &mut Dependence) {
    let (questions, rest) = combined(touched(ground, setting), ground, setting, dependence);
    // Beyond what is tried out in combination, a question that some entry touches is listed as it is.
    for question in rest {
        dependence.question(question);
        dependence.cut();
    }
    let mut told = true;
    for answers in readings(&questions) {
        told = told && dependence_under(minimum, ground, &Setting { answers, ..*setting }, dependence);
    }
    for question in questions.iter().copied() {
        let others: Vec<usize> = questions.iter().copied().filter(|q| *q != question).collect();
        let matters = readings(&others).any(|answers| {
            if territories_apart(question, ground, setting) {
                let matters = territories_matter(minimum, (question, answers), ground, setting, dependence);
                if matters || !touched_with(ground, setting, false).contains(&question) {
                    return matters;
                }
                // The same question is asked of something else, too.
                dependence.cut();
            }
            !dependence.takes(ground.tipping(setting))
                || or_taken_to(question_matters(minimum, question, answers, ground, setting), dependence)
        });
        if matters {
            dependence.question(question);
        }
    }
    if !told {
        dependence.cut();
        for (_, entries) in ground.groups {
            for (place, part) in unknown_facts(entries, setting.terms) {
                dependence.fact(Fact::of_participant(entries.get(place).map_or(0, |e| e.0), part.fact()));
            }
        }
    }
}

/// Whether a question is the one on territories, where a territory counts as a country of its own if not for its Member
/// State: "no" then counts more, and who counts is the same.
fn territories_apart(question: usize, ground: &Ground<'_, '_>, setting: &Setting<'_>) -> bool {
    ground.of == MinimumOf::Countries
        && ground.basis.territories_apart
        && matches!(setting.answered(ground.basis.territories), Point::Open(own) if usize::from(own) == question)
}

/// Whether that question alone can tip the minimum of countries; where it is not stated of everybody where they are, it
/// is taken to if either answer may reach it and the other miss it.
fn territories_matter(
    minimum: u32,
    (question, answers): (usize, Answers),
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) -> bool {
    // One country is reached with the one answer wherever it is with the other.
    if minimum < 2 {
        return false;
    }
    if !dependence.takes(ground.cost(setting).saturating_mul(2)) {
        return true;
    }
    let one = 1u64 << (question & 63);
    let under = |yes| {
        let answers = Answers { given: answers.given | one, yes };
        Sums::of(ground, &Setting { answers, ..*setting }).bounds.countries
    };
    let (own, linked) = (under(answers.yes), under(answers.yes | one));
    let told = own.0 == own.1 && linked.0 == linked.1;
    let somewhere = || {
        let mut entries = ground.distinct().flat_map(|(_, entries)| entries);
        entries.any(|(_, entry)| entry.applicant.country.is_none())
    };
    let matters =
        linked.0 < minimum && (own.1 >= minimum || !ground.complete) && (own != linked || somewhere());
    if matters && !told {
        dependence.cut();
    }
    matters
}

/// The facts that matter under some readings; `false` where the steps do not last.
fn dependence_under(
    minimum: u32,
    ground: &Ground<'_, '_>,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) -> bool {
    let Ground { of, groups, basis, complete, .. } = *ground;
    if !dependence.takes(ground.cost(setting)) {
        return false;
    }
    let sums = Sums::of(ground, setting);
    // What matters of one matters of all that state the same.
    let mut known: HashMap<(usize, usize, Part), bool> = HashMap::new();
    let mut codes: HashMap<(usize, Option<usize>), bool> = HashMap::new();
    for ((at, (group, entries)), shape) in groups.iter().enumerate().zip(ground.shapes) {
        for (place, part) in unknown_facts(entries, setting.terms) {
            let fact = Fact::of_participant(entries.get(place).map_or(0, |e| e.0), part.fact());
            if dependence.facts.contains(&fact) {
                continue;
            }
            let matters = match known.get(&(*shape, place, part)) {
                Some(known) => *known,
                None => {
                    if !dependence.takes(ways(entries, setting.terms)) {
                        return false;
                    }
                    let matters = match switches(entries, setting, basis, Vary::Fact(place, part)) {
                        Some(pairs) => pairs
                            .iter()
                            .any(|pair| sums.turns_with((of, minimum), at, *pair, complete, dependence)),
                        None => or_taken_to(None, dependence),
                    };
                    known.insert((*shape, place, part), matters);
                    matters
                }
            };
            if matters {
                dependence.fact(fact);
            }
        }
        let code = |place: usize| Fact::of_participant(place, FactKind::Pic);
        let listed = entries.iter().all(|(place, _)| dependence.facts.contains(&code(*place)));
        if of == MinimumOf::Countries || group.coded || listed {
            continue;
        }
        let matters = match codes.get(&(*shape, group.name)) {
            Some(known) => Some(*known),
            None => sums.turns_with_code(at, minimum, ground, setting, dependence),
        };
        codes.extend(matters.map(|matters| ((*shape, group.name), matters)));
        if matters.unwrap_or(true) {
            for (place, _) in entries {
                dependence.fact(code(*place));
            }
        }
        if matters.is_none() {
            return false;
        }
    }
    !dependence.steps.are_spent()
}

/// The open questions that some entry's counting may touch.
fn touched(ground: &Ground<'_, '_>, setting: &Setting<'_>) -> Vec<usize> {
    touched_with(ground, setting, true)
}

/// The same with the question for which State a territory counts, or without it.
fn touched_with(ground: &Ground<'_, '_>, setting: &Setting<'_>, territories: bool) -> Vec<usize> {
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
                    let decides = terms.form_decides(role, form, entry.applicant.statuses);
                    decides.into_iter().flat_map(Both::points).for_each(&mut touch);
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
                        if territories {
                            touch(basis.territories);
                        }
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
