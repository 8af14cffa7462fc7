//! What several rules share: the law and the facts behind them, simple judgements, and words.

use crate::call::{Condition, Declared, Minimum};
use crate::check::def::Seen;
use crate::check::fact::FactKind;
use crate::check::named::named;
use crate::check::operands::{Found, Required};
use crate::check::phrases::list;
use crate::country::Country;
use crate::input::printable;
use crate::law::{Act, Basis, Citation, of_2024};
use crate::outcome::Outcomes;

pub(super) const MANUAL: &str = "EU Funding & Tenders Portal, Online Manual";
pub(super) const CALL_DECIDES: &str = "the call; read at its opening";
pub(super) const STATED: &str = "the calls that state it";

/// Conditions of a call have their law in the duty to state them.
pub(super) const CONDITIONS: &[Citation] = &[
    of_2024(
        "Art. 197",
        "a call states its conditions; what it asks is the call's; for legal commitments since 30 September 2024",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 194",
        Basis::Inferred,
        "a call states its conditions; what it asks is the call's; read in the recast as Art. 197",
    ),
];

// The recast moved the articles on grants by three. The day of the legal commitment decides, its Art. 277(4).
pub(super) const EARLIER_CALLS: &str =
    "for commitments from August 2018 to 29 September 2024; the recast's number less three";
pub(super) const LATER_CALLS: &str = "for legal commitments since 30 September 2024";

pub(super) const COUNTING_FACTS: &[FactKind] = &[
    FactKind::Name,
    FactKind::Pic,
    FactKind::Role,
    FactKind::Country,
    FactKind::LegalForm,
    FactKind::Statuses,
    FactKind::OrganisationType,
    FactKind::Declarations,
    FactKind::GrantSignature,
    FactKind::ParticipantsComplete,
    // Of those whom a call may remove.
    FactKind::AffiliatedTo,
];

/// The law behind both minima.
pub(super) const COUNTING_LAW: &[Citation] = &[
    of_2024(
        "Art. 197",
        "a call states its conditions of eligibility; for legal commitments since 30 September 2024",
    ),
    Citation::act_noted(
        Act::Amif2021,
        "Art. 24(1)",
        Basis::Inferred,
        "who is eligible at all; the numbers and who counts are the call's",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 194",
        Basis::Inferred,
        "a call states its conditions of eligibility; read in the recast as Art. 197",
    ),
];

/// Conditions of a call have their law in the duty to state them.
pub(super) const CONDITIONS_OF_ELIGIBILITY: &[Citation] = &[
    of_2024(
        "Art. 197",
        "a call states its conditions of eligibility; what it asks is the call's; for legal commitments since 30 September 2024",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 194",
        Basis::Inferred,
        "a call states its conditions of eligibility; what it asks is the call's; read in the recast as Art. 197",
    ),
];

pub(super) fn met(holds: bool) -> Outcomes {
    if holds { Outcomes::MET } else { Outcomes::NOT_MET }
}

/// Met as the stated fact says; either way where it is not stated.
pub(super) fn known<T>(fact: Option<T>, holds: impl FnOnce(T) -> bool) -> Outcomes {
    fact.map_or(Outcomes::MET_OR_NOT, |fact| met(holds(fact)))
}

/// Whether as many of a list are named as the call asks.
pub(super) fn declared<T>(asked: &Declared<T>, served: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    let count = named(served, &asked.of, same);
    count >= asked.at_least && asked.at_most.is_none_or(|most| count <= most)
}

pub(super) fn some_of<T: ToString>(asked: &Declared<T>) -> Required {
    let of = asked.of.iter().map(ToString::to_string).collect();
    Required::SomeOf { of, at_least: asked.at_least, at_most: asked.at_most }
}

pub(super) fn some_of_words<T: ToString>(asked: &Declared<T>, named: Option<Vec<String>>) -> String {
    let named = named.map_or("none stated".to_owned(), |named| match named.is_empty() {
        true => "none".to_owned(),
        false => texts(&named),
    });
    let most = asked.at_most.map(|most| format!(" and at most {most}")).unwrap_or_default();
    let of: Vec<String> = asked.of.iter().map(ToString::to_string).collect();
    let of = if of.is_empty() { String::new() } else { format!(" of {}", texts(&of)) };
    format!("Named: {named}; the call asks for at least {}{most}{of}.", asked.at_least)
}

pub(super) fn codes(countries: &[Country]) -> Vec<String> {
    countries.iter().map(ToString::to_string).collect()
}

pub(super) fn texts(names: &[String]) -> String {
    list(names.iter().map(|name| printable(name)))
}

/// What a rule that counts found.
pub(super) fn count<'r>(seen: &Seen<'r>) -> Found {
    let (certain, possible) = seen.count;
    Found::Count { certain, possible: seen.facts.complete.then_some(possible) }
}

pub(super) fn minimum_words(
    count: String,
    (minimum, condition, stated): (&Minimum, Option<&Condition<Minimum>>, bool),
    seen: &Seen<'_>,
) -> String {
    let (certain, most) = seen.count;
    let more = match seen.facts.complete {
        true if most > certain => format!(", at most {most}"),
        true => String::new(),
        false => ", and more may join".to_owned(),
    };
    let others = condition.filter(|minimum| seen.setting.call.presumes_minimum(minimum));
    let numbers = || others.into_iter().flat_map(Condition::values).map(|minimum| minimum.at_least);
    match numbers().min().zip(numbers().max()) {
        Some((least, most)) if least < most => {
            format!("{count}{more}; the call states no number, other calls ask for {least} to {most}.")
        }
        Some((least, _)) => format!("{count}{more}; the call states no number, other calls ask for {least}."),
        None if !stated => format!(
            "{count}{more}; the call asks for at least {} whatever the topic, and the number of this one is not stated.",
            minimum.at_least
        ),
        None => format!("{count}{more}; the call asks for {}.", minimum.at_least),
    }
}
