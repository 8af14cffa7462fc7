//! The rules, each with all its parts in one file, and the one list of them.

mod list;

pub(super) mod activities;
pub(super) mod affiliation;
pub(super) mod annexes;
pub(super) mod budget_balance;
pub(super) mod budget_row_total;
pub(super) mod country;
pub(super) mod deadline;
pub(super) mod distinct_organisations;
pub(super) mod duration;
pub(super) mod funding_rate;
pub(super) mod grant_range;
pub(super) mod minimum_applicants;
pub(super) mod minimum_countries;
pub(super) mod objectives;
pub(super) mod one_coordinator;
pub(super) mod one_topic;
pub(super) mod page_limit;
pub(super) mod parallel_applications;
pub(super) mod pic;
pub(super) mod start_date;
pub(super) mod target_countries;
pub(super) mod third_country_activities;

pub(super) use list::every_rule;

use super::def::Seen;
use super::named::named;
use super::operands::{Found, Required};
use super::phrases::list;
use crate::call::{Declared, Minimum};
use crate::country::Country;
use crate::input::printable;
use crate::outcome::Outcomes;

fn met(holds: bool) -> Outcomes {
    if holds { Outcomes::MET } else { Outcomes::NOT_MET }
}

/// Met as the stated fact says; either way where it is not stated.
fn known<T>(fact: Option<T>, holds: impl FnOnce(T) -> bool) -> Outcomes {
    fact.map_or(Outcomes::MET_OR_NOT, |fact| met(holds(fact)))
}

/// Whether as many of a list are named as the call asks.
fn declared<T>(asked: &Declared<T>, served: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    let count = named(served, &asked.of, same);
    count >= asked.at_least && asked.at_most.is_none_or(|most| count <= most)
}

fn some_of<T: ToString>(asked: &Declared<T>) -> Required {
    let of = asked.of.iter().map(ToString::to_string).collect();
    Required::SomeOf { of, at_least: asked.at_least, at_most: asked.at_most }
}

fn some_of_words<T: ToString>(asked: &Declared<T>, named: Option<Vec<String>>) -> String {
    let named = named.map_or("none stated".to_owned(), |named| match named.is_empty() {
        true => "none".to_owned(),
        false => texts(&named),
    });
    let most = asked.at_most.map(|most| format!(" and at most {most}")).unwrap_or_default();
    let of: Vec<String> = asked.of.iter().map(ToString::to_string).collect();
    let of = if of.is_empty() { String::new() } else { format!(" of {}", texts(&of)) };
    format!("Named: {named}; the call asks for at least {}{most}{of}.", asked.at_least)
}

fn codes(countries: &[Country]) -> Vec<String> {
    countries.iter().map(ToString::to_string).collect()
}

fn texts(names: &[String]) -> String {
    list(names.iter().map(|name| printable(name)))
}

/// What a rule that counts found.
fn count<'r>(seen: &Seen<'r>) -> Found<'r> {
    let (certain, possible) = seen.count;
    Found::Count { certain, possible: seen.facts.complete.then_some(possible) }
}

fn minimum_words(count: String, minimum: &Minimum, seen: &Seen<'_>) -> String {
    let (certain, most) = seen.count;
    let more = match seen.facts.complete {
        true if most > certain => format!(", at most {most}"),
        true => String::new(),
        false => ", and more may join".to_owned(),
    };
    format!("{count}{more}; the call asks for {}.", minimum.at_least)
}
