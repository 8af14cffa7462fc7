//! The proposal names the third countries or routes that it is aimed at.

use super::parts::{CONDITIONS, STATED};
use super::parts::{codes, declared, known, some_of, some_of_words, texts};
use crate::call::{Condition, Declared, Others};
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, nothing};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::targets::aimed_at;
use crate::country::Country;
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const TARGET_COUNTRIES: RuleDef<Declared<Country>> = RuleDef {
    about: About {
        title: "The proposal names the third countries or routes that it is aimed at.",
        explanation: "\
Counts the named target countries that are on the call's list. Further ones are disregarded, unless the call says that
only the listed ones may be named: one outside the list then rejects the proposal, or is for correction under
project/listed-targets. Where it is open whether the list is closed, a proposal for others alone is unknown. Where the
call lists none, any third country counts: neither a Member State of the call's day nor an overseas country or territory
linked to one. Where the call lets a migratory route do instead, one that is named will do.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::TargetCountries, FactKind::Routes],
    },
    asked: |call| call.targets_asked().map(Asked::either),
    judge: Judge::Proposal(FactKind::TargetCountries, |asked, at| {
        let stated = at.facts.application();
        let countries =
            known(stated.target_countries.as_ref(), |targets| {
                declared(asked, &aimed_at(targets, &asked.of, at.setting.call), |a, b| a == b)
            });
        let routes = match &stated.routes {
            _ if !asked.or_routes => Outcomes::NOT_MET,
            routes => known(routes.as_ref(), |routes| named_routes(routes).next().is_some()),
        };
        match (asked.others, &stated.target_countries) {
            (Others::Reject, None) => Outcomes::MET_OR_NOT,
            (Others::Reject, Some(targets)) if !outside(asked, targets).is_empty() => Outcomes::NOT_MET,
            _ => either(countries, routes),
        }
    }),
    shown: Shown {
        required: |asked, _| Some(some_of(asked)),
        found: |seen| Some(Found::Named(named(seen))),
        words: |asked, seen| {
            let words = some_of_words(asked, named(seen));
            let words = if asked.or_routes { format!("{words} A route does as well.") } else { words };
            let targets = seen.facts.application().target_countries.as_deref().unwrap_or_default();
            let aimed_at = aimed_at(targets, &asked.of, seen.setting.call);
            let home: Vec<Country> = targets.iter().copied().filter(|c| !aimed_at.contains(c)).collect();
            if !home.is_empty() {
                let verb = if home.len() == 1 { "is no third country" } else { "are no third countries" };
                return format!("{words} {} {verb}.", texts(&codes(&home)));
            }
            match outside(asked, targets).as_slice() {
                _ if asked.others != Others::Reject => words,
                [] => words,
                others => format!("{words} Not on the list, and only those on it may be named: {}.", texts(others)),
            }
        },
        reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Some(|asked, fact| fact != FactKind::Routes || asked.or_routes),
};

pub(super) const LISTED_TARGETS: RuleDef<Declared<Country>> = RuleDef {
    about: About {
        title: "No target country is outside the call's list.",
        explanation: "\
Looks for target countries that are not on the call's list, where the call says that those outside it are for
correction. A call that rejects the proposal for them says so under project/target-countries.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: CONDITIONS,
        facts: &[FactKind::TargetCountries],
    },
    asked: |call| {
        let corrects = |asked: &&Condition<_>| {
            asked.values().any(|value: &Declared<Country>| value.others == Others::Correct)
        };
        call.targets_asked().filter(corrects).map(Asked::either)
    },
    judge: Judge::Proposal(FactKind::TargetCountries, |asked, at| {
        let corrects = asked.others == Others::Correct;
        known(at.facts.application().target_countries.as_ref(), |targets| {
            !corrects || outside(asked, targets).is_empty()
        })
    }),
    shown: Shown {
        required: |asked, _| Some(Required::OneOf(asked.of.clone())),
        found: |seen| Some(Found::Named(seen.facts.application().target_countries.as_deref().map(codes))),
        words: |asked, seen| {
            let Some(targets) = &seen.facts.application().target_countries else {
                return format!(
                    "The target countries are not stated; only {} may be named.",
                    texts(&codes(&asked.of))
                );
            };
            match outside(asked, targets).as_slice() {
                [] => "Every target country is on the call's list.".to_owned(),
                others => format!(
                    "Not on the list: {}; only {} may be named.",
                    texts(others),
                    texts(&codes(&asked.of))
                ),
            }
        },
        reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};

/// What another reading asks.
fn reading(other: &Declared<Country>) -> Option<String> {
    let any = other.of.is_empty();
    Some(if any { "any third country may be named".to_owned() } else { texts(&codes(&other.of)) })
}

/// The codes of the target countries that are not on the call's list.
fn outside(asked: &Declared<Country>, targets: &[Country]) -> Vec<String> {
    let outside: Vec<Country> =
        targets.iter().copied().filter(|country| !asked.of.contains(country)).collect();
    codes(&outside)
}

/// The routes that have a name.
fn named_routes(routes: &[String]) -> impl Iterator<Item = &String> {
    routes.iter().filter(|route| !route.trim().is_empty())
}

/// One of two ways to satisfy the rule, each of which reads facts of its own.
fn either(a: Outcomes, b: Outcomes) -> Outcomes {
    let met = a.may_be(Outcomes::MET) || b.may_be(Outcomes::MET);
    let not = a.may_be(Outcomes::NOT_MET) && b.may_be(Outcomes::NOT_MET);
    Outcomes::MET.when(met).or(Outcomes::NOT_MET.when(not))
}

/// The target countries that are named, and the routes where one does instead.
fn named(seen: &Seen<'_>) -> Option<Vec<String>> {
    let stated = seen.facts.application();
    let mut named = stated.target_countries.as_deref().map(codes);
    let mut asked = seen.setting.call.targets_asked().into_iter().flat_map(Condition::values);
    let routes = stated.routes.iter().filter(|_| asked.any(|asked| asked.or_routes));
    // Of targets that are not stated, no routes say nothing.
    let routes: Vec<String> = routes.flat_map(|routes| named_routes(routes)).cloned().collect();
    if named.is_some() || !routes.is_empty() {
        named.get_or_insert_default().extend(routes);
    }
    named
}
