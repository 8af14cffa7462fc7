//! The minimum number of countries.

use super::parts::{CALL_DECIDES, COUNTING_FACTS, COUNTING_LAW};
use super::parts::{count, minimum_words};
use crate::call::Minimum;
use crate::check::consortium::at_least;
use crate::check::counting::counted_to;
use crate::check::def::About;
use crate::check::def::{
    Asked, Counted, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, nothing,
};
use crate::check::minima;
use crate::check::operands::Required;
use crate::check::phrases::counted;
use crate::check::phrases::list;
use crate::check::tally::MinimumOf;
use crate::country::Country;
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const MINIMUM_COUNTRIES: RuleDef<Minimum> = RuleDef {
    about: About {
        title: "The applicants come from the minimum number of Member States.",
        explanation: "\
Counts the distinct participating Member States of those applicants who count to the minimum of
applicants; where the call counts eligible countries, those. Outermost regions are their Member State. Whether an
overseas territory counts for its Member State, and whether an international organisation counts at all, is as the call
says, or open. Where eligible countries are counted, a territory that does not count for its Member State is one of its
own: Art. 24(1)(a)(i) of Regulation (EU) 2021/1147 names both.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: COUNTING_LAW,
        facts: COUNTING_FACTS,
    },
    asked: |call| call.countries_asked().map(Asked::either),
    judge: Judge::Consortium(
        |minimum, at| at.first_look().countries(at.identity().distinct) >= minimum.at_least,
        |minimum, at| {
            let count = at.bounds().countries;
            Counted { outcomes: Outcomes::of(at_least(minimum.at_least, count, at.facts.complete)), count }
        },
    ),
    shown: Shown {
        required: |minimum, _| Some(Required::AtLeast(minimum.at_least)),
        found: |seen| Some(count(seen)),
        words: |minimum, seen| {
            let counted_here = counted_to(MinimumOf::Countries, &seen.facts, &seen.setting, seen.links());
            let certain = || counted_here.iter().filter(|c| c.certain).map(|c| c.states.as_slice());
            let known = |state: &Country| certain().any(|states| states == [*state]);
            // One of several States, of which one is counted already, may add none.
            let more = |states: &[Country]| states.len() == 1 || !states.iter().any(known);
            let mut listed: Vec<String> = certain()
                .filter(|states| !states.is_empty() && more(states))
                .map(|states| states.iter().map(Country::to_string).collect::<Vec<_>>().join(" or "))
                .collect();
            listed.sort_unstable();
            listed.dedup();
            let listed = list(listed.into_iter());
            let listed = if listed.is_empty() { listed } else { format!(" ({listed})") };
            let (one, many) = minimum.counting.words();
            let call = seen.setting.call;
            let asked = (minimum, call.countries_asked(), call.minimum_countries().is_some());
            minimum_words(counted(seen.count.0, one, many) + &listed, asked, seen)
        },
        reading: |other| Some(other.at_least.to_string()),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|_, seen, dependence| {
        minima::dependence(MinimumOf::Countries, &seen.facts, &seen.setting, seen.links(), dependence);
    }),
};
