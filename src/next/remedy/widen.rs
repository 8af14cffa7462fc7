//! Which countries and legal forms will do for those who are added.

use super::edit::Choice;
use super::trial::Trial;
use crate::call::{Point, Standing};
use crate::country::Country;
use crate::organisation::{LegalForm, Role};

/// For each role, what a newcomer may be without breaking a rule of its own.
pub(super) type Newcomers = Vec<(Role, Vec<Choice>)>;

/// What each newcomer may be, the choice first that was searched with; and whether they have to come from
/// different States. All other edits are applied to the trial, the newcomers last.
///
/// A single newcomer is tried with every choice. Several are tried one by one with every choice, and all
/// together with each choice that they share: the rules count organisations and States, so nothing is counted less
/// than where all come from one State. Where that will not do, they come from States that nobody is from, a
/// different one each, which are all alike to the rules.
///
/// Where the call asks for members of some kinds, newcomers are not alike to the rules: then they are tried in every
/// combination of sorts, and a sort that will not do beside those of the others is left to fewer of them.
pub(super) fn choices(
    trial: &mut Trial<'_>,
    roles: &[Role],
    chosen: &[Choice],
    newcomers: &Newcomers,
) -> (Vec<Vec<Choice>>, bool) {
    let Some(doubts) = trial.passed() else { return (Vec::new(), false) };
    let mut allowed: Vec<Vec<Choice>> = Vec::new();
    for (nth, (role, own)) in roles.iter().zip(chosen).enumerate() {
        let all = newcomers.iter().find(|(r, _)| r == role).map_or(&[][..], |(_, all)| all.as_slice());
        let mut list: Vec<Choice> = Vec::new();
        for choice in all {
            trial.settle(nth, choice.0, choice.1);
            let mut fits = will_do(trial, doubts);
            // Another newcomer may sit there only because one has to sit somewhere.
            let other =
                chosen.iter().enumerate().find(|(at, c)| *at != nth && c.0.state() == choice.0.state());
            if let (false, Some((at, other))) = (fits, other) {
                trial.settle(at, own.0, other.1);
                fits = will_do(trial, doubts);
                trial.settle(at, other.0, other.1);
            }
            if fits {
                list.push(*choice);
            }
        }
        trial.settle(nth, own.0, own.1);
        list.retain(|c| c != own);
        list.insert(0, *own);
        allowed.push(list);
    }
    if roles.len() < 2 {
        return (allowed, false);
    }
    let of_kinds = !trial.call.required_members().is_empty();
    let combined = |trial: &mut Trial<'_>, lists: &[Vec<Choice>], apart: bool| {
        let kept = sorted_out(trial, lists, chosen, (doubts, apart));
        restore(trial, chosen);
        kept
    };
    let anywhere = of_kinds.then(|| combined(trial, &allowed, false)).flatten();
    if !of_kinds && together(trial, &allowed, chosen, doubts) {
        return (allowed, false);
    }
    let singly = || (chosen.iter().map(|c| vec![*c]).collect(), false);
    let from: Vec<Country> = trial.states();
    let first = chosen.first().and_then(|c| takes_part(trial, c));
    for list in &mut allowed {
        list.retain(|c| !from.contains(&c.0.state()) && takes_part(trial, c) == first && first.is_some());
    }
    let unlike = |a: &Choice, b: &Choice| a.0.state() != b.0.state();
    let apart = chosen.iter().enumerate().all(|(at, a)| {
        let fresh = allowed.get(at).is_some_and(|list| list.contains(a));
        fresh && chosen.iter().skip(at.saturating_add(1)).all(|b| unlike(a, b))
    });
    if of_kinds {
        let elsewhere = apart.then(|| combined(trial, &allowed, true)).flatten();
        let size =
            |lists: &[Vec<Choice>]| lists.iter().fold(1usize, |all, list| all.saturating_mul(list.len()));
        return match (anywhere, elsewhere) {
            (Some(anywhere), Some(elsewhere)) if size(&elsewhere) > size(&anywhere) => (elsewhere, true),
            (Some(anywhere), _) => (anywhere, false),
            (None, Some(elsewhere)) => (elsewhere, true),
            (None, None) => singly(),
        };
    }
    let mut forms: Vec<LegalForm> = allowed.iter().flatten().map(|c| c.1).collect();
    forms.sort_unstable();
    forms.dedup();
    let fit = apart
        && forms.iter().all(|form| {
            restore(trial, chosen);
            for (nth, (own, list)) in chosen.iter().zip(&allowed).enumerate() {
                if list.contains(&(own.0, *form)) {
                    trial.settle(nth, own.0, *form);
                }
            }
            will_do(trial, doubts)
        });
    restore(trial, chosen);
    if fit { (allowed, true) } else { singly() }
}

/// What of a choice the rules look at, its State aside where nobody is from there: what the call makes of the seat, the legal
/// form, the kinds of members whose countries it is one of, and the State if it is among those that are told apart.
#[derive(Clone, PartialEq, Eq)]
struct Sort(Standing, LegalForm, Vec<bool>, Option<Country>);

fn sort_of(trial: &Trial<'_>, (country, form): Choice, from: &[Country]) -> Sort {
    let state = trial.call.linked_to(country).unwrap_or_else(|| country.state());
    let of = |listed: &[Country]| listed.iter().any(|c| *c == country || *c == country.state());
    let kinds = trial.call.required_members().iter().map(|kind| of(&kind.value.countries));
    let taken = from.contains(&state).then_some(state);
    Sort(trial.call.terms().standing(country), form, kinds.collect(), taken)
}

/// More combinations than this are not tried.
const COMBINED: usize = 4_096;

/// The choices of each newcomer without the sorts that will not do beside what the others may be; `None` where not even the
/// sorts that were searched with will do beside each other. Of each sort two States are tried, so that newcomers of one State
/// and of two are seen, unless they are to come from different ones in any case (`apart`).
fn sorted_out(
    trial: &mut Trial<'_>,
    lists: &[Vec<Choice>],
    chosen: &[Choice],
    (doubts, apart): (u32, bool),
) -> Option<Vec<Vec<Choice>>> {
    // A State beside whose territory somebody may sit is told apart, too: both may count for it.
    let mut from = trial.states();
    from.extend(lists.iter().flatten().filter_map(|(country, _)| trial.call.linked_to(*country)));
    let own: Vec<Sort> = chosen.iter().map(|choice| sort_of(trial, *choice, &from)).collect();
    let mut samples: Vec<Vec<(Choice, Sort)>> = Vec::new();
    for list in lists {
        let mut list = list.clone();
        list.sort_unstable();
        let mut kept: Vec<(Choice, Sort)> = Vec::new();
        for choice in list {
            let sort = sort_of(trial, choice, &from);
            let alike = || kept.iter().filter(|(_, known)| *known == sort);
            let new = alike().all(|(known, _)| known.0.state() != choice.0.state());
            if new && alike().count() < chosen.len().max(2) {
                kept.push((choice, sort));
            }
        }
        samples.push(kept);
    }
    let combinations = samples.iter().try_fold(1usize, |all, list| all.checked_mul(list.len()))?;
    if combinations > COMBINED {
        return None;
    }
    let mut left_out: Vec<(usize, Sort)> = Vec::new();
    for nth in 0..combinations {
        let mut rest = nth;
        let mut combination: Vec<&(Choice, Sort)> = Vec::new();
        for list in &samples {
            combination.push(list.get(rest.checked_rem(list.len())?)?);
            rest = rest.checked_div(list.len())?;
        }
        let gone = |(at, (_, sort)): (usize, &&(Choice, Sort))| {
            left_out.iter().any(|(of, known)| *of == at && known == sort)
        };
        let states: Vec<Country> = combination.iter().map(|(choice, _)| choice.0.state()).collect();
        let alike = (1..states.len()).any(|i| states.iter().take(i).any(|s| Some(s) == states.get(i)));
        if (apart && alike) || combination.iter().enumerate().any(gone) {
            continue;
        }
        for (at, (choice, _)) in combination.iter().enumerate() {
            trial.settle(at, choice.0, choice.1);
        }
        if !will_do(trial, doubts) {
            let unlike = combination.iter().zip(&own).position(|((_, sort), own)| sort != own)?;
            let (_, sort) = combination.get(unlike)?;
            left_out.push((unlike, sort.clone()));
        }
    }
    let mut kept = lists.to_vec();
    for (at, list) in kept.iter_mut().enumerate() {
        list.retain(|choice| {
            let sort = sort_of(trial, *choice, &from);
            !left_out.iter().any(|(of, known)| *of == at && *known == sort)
        });
    }
    Some(kept)
}

fn will_do(trial: &mut Trial<'_>, doubts: u32) -> bool {
    !trial.steps.are_spent() && trial.passed().is_some_and(|left| left <= doubts)
}

/// Whether a Member State takes part, as far as the call says; `None` for every other country. States of
/// which it says the same are alike to the rules.
fn takes_part(trial: &Trial<'_>, choice: &Choice) -> Option<Point> {
    match trial.call.terms().standing(choice.0) {
        Standing::Member(point) => Some(point),
        _ => None,
    }
}

/// Whether the newcomers will do with the same choice all together, for every choice that any of them has.
fn together(trial: &mut Trial<'_>, allowed: &[Vec<Choice>], chosen: &[Choice], doubts: u32) -> bool {
    let mut all: Vec<Choice> = allowed.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let fit = all.iter().all(|choice| {
        restore(trial, chosen);
        for (nth, list) in allowed.iter().enumerate() {
            let nearest =
                list.iter().find(|c| *c == choice).or_else(|| list.iter().find(|c| c.0 == choice.0));
            if let Some((country, form)) = nearest {
                trial.settle(nth, *country, *form);
            }
        }
        will_do(trial, doubts)
    });
    restore(trial, chosen);
    fit
}

fn restore(trial: &mut Trial<'_>, chosen: &[Choice]) {
    for (nth, (country, form)) in chosen.iter().enumerate() {
        trial.settle(nth, *country, *form);
    }
}
