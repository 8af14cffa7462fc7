//! The proposal names the third countries or routes that it is aimed at.

use super::parts::{CONDITIONS, STATED};
use super::parts::{codes, declared, known, some_of, some_of_words};
use crate::call::Declared;
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::Found;
use crate::country::Country;
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const TARGET_COUNTRIES: RuleDef<Declared<Country>> = RuleDef {
    about: About {
        title: "The proposal names the third countries or routes that it is aimed at.",
        explanation: "\
Counts the named target countries that are on the call's list; further ones are disregarded. Where the call lets
a migratory route do instead, one that is named will do.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::TargetCountries, FactKind::Routes],
    },
    asked: |call| call.targets_asked().map(Asked::stated),
    judge: Judge::Proposal(FactKind::TargetCountries, |asked, at| {
        let stated = at.facts.application();
        let countries =
            known(stated.target_countries.as_ref(), |targets| declared(asked, targets, |a, b| a == b));
        let routes = match &stated.routes {
            _ if !asked.or_routes => Outcomes::NOT_MET,
            routes => known(routes.as_ref(), |routes| !routes.is_empty()),
        };
        either(countries, routes)
    }),
    shown: Shown {
        required: |asked, _| Some(some_of(asked)),
        found: |seen| Some(Found::Named(named(seen))),
        words: |asked, seen| some_of_words(asked, named(seen)),
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Some(|asked, fact| fact != FactKind::Routes || asked.or_routes),
};

/// One of two ways to satisfy the rule, each of which reads facts of its own.
fn either(a: Outcomes, b: Outcomes) -> Outcomes {
    let met = a.may_be(Outcomes::MET) || b.may_be(Outcomes::MET);
    let not = a.may_be(Outcomes::NOT_MET) && b.may_be(Outcomes::NOT_MET);
    Outcomes::MET.when(met).or(Outcomes::NOT_MET.when(not))
}

fn named(seen: &Seen<'_>) -> Option<Vec<String>> {
    let stated = seen.facts.application();
    let mut named = stated.target_countries.as_deref().map(codes);
    if let Some(routes) = &stated.routes {
        named.get_or_insert_default().extend(routes.iter().cloned());
    }
    named
}
