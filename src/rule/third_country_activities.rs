//! Activities take place outside the Union too.

use super::parts::{CONDITIONS, STATED};
use super::parts::{codes, known, texts};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::outcome::{Consequence, Stage};

pub(super) const THIRD_COUNTRY_ACTIVITIES: RuleDef<()> = RuleDef {
    about: About {
        title: "Activities take place outside the Union too.",
        explanation: "\
Where the call does not accept projects that work only inside the Union, one of the countries of the activities
is none of its Member States. Overseas territories are outside the Union.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS,
        facts: &[FactKind::ActivityCountries],
    },
    asked: |call| call.third_countries_asked().map(Asked::stated),
    judge: Judge::Proposal(FactKind::ActivityCountries, |(), at| {
        known(at.facts.application().activity_countries.as_ref(), |countries| {
            countries.iter().any(|c| c.state().member_state_index().is_none())
        })
    }),
    shown: Shown {
        required: |(), _| Some(Required::Countries(vec!["third country".into()])),
        found: |seen| Some(Found::Named(seen.facts.application().activity_countries.as_deref().map(codes))),
        words: |(), seen| match seen.facts.application().activity_countries.as_deref().map(codes) {
            None => "Where activities take place is not stated; not inside the Union alone.".to_owned(),
            Some(countries) => format!(
                "Activities in {}; the call does not accept projects inside the Union alone.",
                if countries.is_empty() { "no country".to_owned() } else { texts(&countries) }
            ),
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
