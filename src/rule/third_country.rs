//! A body of a third country holds a role, and has a legal form, that the call takes from there.

use super::parts::{CONDITIONS_OF_ELIGIBILITY, STATED};
use crate::call::ThirdCountries;
use crate::check::Because;
use crate::check::completions::{Completed, no_signatures};
use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Shown, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::third_country;
use crate::organisation::LegalForm;
use crate::outcome::{Consequence, Stage};

pub(super) const THIRD_COUNTRY: RuleDef<ThirdCountries> = RuleDef {
    about: About {
        title: "A body of a third country takes part as the call lets it.",
        explanation: "\
Concerns coordinators, beneficiaries and affiliated entities that are established neither in a Member State of the call's
day nor in an overseas country or territory linked to one; whether their country is eligible is another rule's. Calls
take such bodies as co-applicants only, or public bodies only. International organisations and entities created under
Union law are no bodies of the country in which they sit.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: CONDITIONS_OF_ELIGIBILITY,
        facts: &[FactKind::Role, FactKind::Country, FactKind::LegalForm, FactKind::Statuses],
    },
    asked: |call| {
        let countries = call.countries()?;
        let value = countries.value.third_countries()?;
        Some(Asked { value, other: None, source: Some(&countries.source) })
    },
    judge: Judge::Participants(|_, at, entry| third_country(entry, at.setting)),
    shown: Shown {
        required: |asked, _| Some(Required::AllOf(vec![asked.to_string()])),
        found: |seen| seen.entry.map(|entry| Found::Country(entry.applicant.country)),
        words: |asked, seen| {
            let country = seen.entry.and_then(|entry| entry.applicant.country);
            let sits = country.map_or("a country not stated".to_owned(), |country| country.to_string());
            format!("{}: established in {sits}; from third countries the call takes {asked}.", seen.name())
        },
        reading: no_reading,
        because: |seen| {
            let Some(entry) = seen.entry else { return Because::NoParticipant };
            let international = entry.applicant.known_form() == Some(LegalForm::InternationalOrganisation);
            match entry.role {
                Some(role) if !role.is_funded() => Because::Role(role),
                _ if international => seen.wherever_it_sits(),
                _ if seen.setting.terms.union_exempt && entry.applicant.statuses.created_under_union_law() => {
                    Because::UnionLaw
                }
                _ if entry.applicant.country.is_some() => Because::NoThirdCountry,
                _ => Because::InAnyCase,
            }
        },
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::Country, FactKind::LegalForm],
        signatures: no_signatures,
    }),
};
