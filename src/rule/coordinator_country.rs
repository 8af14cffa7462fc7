//! The coordinator is established where the call lets it be.

use super::parts::{CONDITIONS_OF_ELIGIBILITY, STATED};
use crate::call::Countries;
use crate::check::completions::{Completed, no_signatures};
use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::coordinator_country;
use crate::check::phrases::list;
use crate::outcome::{Consequence, Stage};

pub(super) const COORDINATOR_COUNTRY: RuleDef<Countries> = RuleDef {
    about: About {
        title: "The coordinator is established where the call lets it be.",
        explanation: "\
Concerns the coordinator only, an international organisation too. Outermost regions are their Member State.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS_OF_ELIGIBILITY,
        facts: &[FactKind::Role, FactKind::Country],
    },
    asked: |call| {
        call.countries().filter(|countries| !countries.value.coordinator().is_empty()).map(Asked::stated)
    },
    judge: Judge::Participants(|_, at, entry| coordinator_country(entry, at.setting)),
    shown: Shown {
        required: |countries, _| Some(Required::OneOf(countries.coordinator().to_vec())),
        found: |seen| seen.entry.map(|entry| Found::Country(entry.applicant.country)),
        words: |countries, seen| {
            let country = seen.entry.and_then(|entry| entry.applicant.country);
            let sits = country.map_or("a country not stated".to_owned(), |country| country.to_string());
            let asked = list(countries.coordinator().iter().map(ToString::to_string));
            let coordinates = match seen.entry.is_some_and(|entry| entry.role.is_none()) {
                true => "its role is not stated, and a coordinator",
                false => "the coordinator",
            };
            format!("{}: established in {sits}; {coordinates} must be in {asked}.", seen.name())
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::Country],
        signatures: no_signatures,
    }),
};
