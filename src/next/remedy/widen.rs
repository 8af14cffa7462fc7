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
    if roles.len() < 2 || together(trial, &allowed, chosen, doubts) {
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
