//! The country of establishment is eligible.

use super::parts::codes;
use crate::call::{Countries, Negotiation, Point, Standing};
use crate::check::Because;
use crate::check::because::Awaited;
use crate::check::completions::Completed;
use crate::check::def::About;
use crate::check::def::{Asked, DependsOn, Judge, RuleDef, Seen, Shown, no_list, no_note, no_reading};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::country;
use crate::check::phrases::list;
use crate::check::seat::{awaited_until, signatures_of_negotiations};
use crate::country::Country;
use crate::law::{Act, Basis, Citation};
use crate::organisation::LegalForm;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::time::day_in_words;
use chrono::NaiveDate;
use std::borrow::Cow;

pub(super) const COUNTRY: RuleDef<Countries> = RuleDef {
    about: About {
        title: "The participant is established in an eligible country.",
        explanation: "\
Met for Member States that take part in the Fund and for their overseas countries and territories;
Denmark takes no part. The registered seat counts, not an office address. Outermost regions are their
Member State. Member States are those of the day on which the call opens, or of its deadline where no opening is
stated. British bodies stay eligible in calls of 2014–2020 under the Withdrawal Agreement; whether they then count to
the minima is open. British overseas countries and territories are such until 31 January 2020. Whether Gibraltar,
Guernsey, Jersey and the Isle of Man go with the United Kingdom in calls of 2014–2020, and from 1 February 2020 its
overseas countries and territories, was not read: it is open, and they count as the United Kingdom does.
Where a call of 2021–2027 states no countries, the list of the act holds: Member States that take part on the call's
day and the territories linked to them are met, Denmark is not, and every third country is open, Greenland among them: it takes
part only if associated, or listed in the work programme, of which the call's sources say nothing. A call that states countries narrows the act only by what it says: where
it says nothing of overseas territories or of international organisations, the act admits them. There is no such list for
calls of 2014–2020.
It does not apply to international organisations, which Art. 24(1)(b) admits beside entities established
somewhere: any international organisation relevant for the Fund. That no country is asked of them follows
from the structure of the article; their relevance is not looked at. A stated public body is not one.
Nor does it apply to entities created under Union law, which the same point admits. Of a third country listed in a
work programme the act asks more, which is not looked at: at least two independent entities, one of them in a Member
State, on top of the call's minimum.
A country on record as negotiating its association is conditional on the agreement being in force before
the grant is signed. Nothing is signed until the deadline, of a call with several cut-offs the first of them, has passed; a
stated day until then stands for the day after it. Where a call states its countries, one that it names nowhere is not met.",
        since: "1 January 2021, Art. 24 applying from the Fund's first day",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act(Act::Amif2021, "Art. 24(1)(a)", Basis::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 24(1)(b)",
                Basis::Inferred,
                "that the country rule leaves international organisations alone",
            ),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 24(3)",
                Basis::Unverified,
                "two independent entities where a third country is listed; read in the sister act, Regulation (EU) 2021/1149",
            ),
            Citation::act(Act::Amif2021, "Art. 7(2)", Basis::Act),
            Citation::act_noted(
                Act::Amif2021,
                "recital on Denmark",
                Basis::Unverified,
                "Protocol No 22; the same position is stated in Regulation (EU) 2022/585, recital 22",
            ),
            Citation::document_noted(
                "Withdrawal Agreement of the United Kingdom",
                "",
                Basis::Unverified,
                "for British bodies in calls of 2014–2020",
            ),
        ],
        facts: &[
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::GrantSignature,
        ],
    },
    asked: |call| {
        let beneath = || call.countries_beneath().map(Asked::always);
        call.countries().map(Asked::stated).or_else(beneath)
    },
    judge: Judge::Participants(|_, at, entry| country(entry, at.setting)),
    shown: Shown {
        required: |countries, seen| Some(Required::Countries(asked(countries, seen))),
        found: |seen| Some(Found::Country(seen.entry?.applicant.country)),
        words: |_, seen| words(seen),
        reading: no_reading,
        because: |seen| {
            let Some(entry) = seen.entry else { return Because::NoParticipant };
            let international = entry.applicant.known_form() == Some(LegalForm::InternationalOrganisation);
            let union = entry.applicant.statuses.created_under_union_law();
            match entry.role {
                Some(role) if role.is_funded() && union => Because::UnionLaw,
                Some(role) if role.is_funded() => seen.wherever_it_sits(),
                None if international => seen.wherever_it_sits(),
                role => role.map_or(Because::InAnyCase, Because::Role),
            }
        },
        awaits: |seen| {
            let Some(country) = seen.entry.and_then(|entry| entry.applicant.country) else {
                return Vec::new();
            };
            let (until, normal_limit) = awaited_until(&seen.setting);
            let event = format!(
                "association agreement of {country} to the Fund in force before grant signature and covering this call"
            );
            vec![Awaited { event, until, normal_limit }]
        },
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::Country, FactKind::LegalForm, FactKind::GrantSignature],
        signatures: |setting| signatures_of_negotiations(setting).collect(),
    }),
};

/// Above so many countries none of them is named.
const NAMED: usize = 16;

/// Where one may be established, those countries included of which that is open.
fn asked(countries: &Countries, seen: &Seen<'_>) -> Vec<Cow<'static, str>> {
    let mut kinds: Vec<Cow<'static, str>> = vec!["participating Member State".into()];
    match countries.overseas_territories() {
        Some(true) => kinds.push("overseas country or territory of one".into()),
        Some(false) => {}
        None => kinds.push("overseas country or territory of one, if the sources' silence admits it".into()),
    }
    let (mut admitted, mut open) = (Vec::new(), Vec::new());
    for (country, point) in &countries.points {
        match seen.setting.answered(*point) {
            Point::Settled(true) if !seen.setting.call.takes_as_member_state(*country) => {
                admitted.push(*country);
            }
            Point::Settled(_) => {}
            Point::Open(_) => open.push(*country),
        }
    }
    let mut name = |how: &str, mut all: Vec<Country>| {
        all.sort_by_key(|country| country.to_string());
        let named =
            if all.len() > NAMED { "other countries".to_owned() } else { list(codes(&all).into_iter()) };
        if !all.is_empty() {
            kinds.push(format!("{how}: {named}").into());
        }
    };
    let negotiating = countries.negotiating.iter().map(|negotiation| negotiation.country).collect();
    let without = countries.without_funding.iter().map(|(country, _)| *country).collect();
    name("also eligible", admitted);
    name("with an association agreement in force before grant signature", negotiating);
    name("without funding", without);
    name("open in the sources", open);
    kinds
}

/// How the agreement of a country in negotiation stood when the grant was signed.
fn too_late(negotiation: &Negotiation, signed: NaiveDate, seen: &Seen<'_>) -> String {
    let today = seen.setting.as_of.brussels_date();
    let signed = day_in_words(signed);
    match negotiation.in_force.filter(|day| *day <= today) {
        Some(day) => format!(
            "its association agreement is in force on {}, not before grant signature on {signed}.",
            day_in_words(day)
        ),
        None => {
            format!("no association agreement is on record as in force before grant signature on {signed}.")
        }
    }
}

fn words(seen: &Seen<'_>) -> String {
    let name = seen.name();
    let Some(country) = seen.entry.and_then(|entry| entry.applicant.country) else {
        return match seen.outcome {
            Outcome::Unknown => format!("{name}: the country is not stated."),
            _ => format!("{name}: the country does not matter."),
        };
    };
    let as_part = match (country.state() != country, seen.setting.call.linked_to(country)) {
        (true, _) => format!("{country}, which is part of {}", country.state()),
        (false, Some(state)) => format!("{country}, an overseas territory of {state}"),
        (false, None) => country.to_string(),
    };
    let standing = seen.setting.terms.standing(country);
    let unfunded = matches!(standing, Standing::Unfunded(_));
    let negotiation = match standing {
        Standing::Negotiating(at) => seen.setting.terms.negotiating.get(usize::from(at)),
        _ => None,
    };
    if let (Outcome::NotMet, Some(negotiation), Some(signed)) =
        (seen.outcome, negotiation, seen.setting.signature)
    {
        return format!("{name}: established in {as_part}; {}", too_late(negotiation, signed, seen));
    }
    match seen.outcome {
        Outcome::Met if unfunded => format!("{name}: established in {as_part}; admitted without funding."),
        Outcome::Met => format!("{name}: established in {as_part}; eligible."),
        Outcome::NotMet => format!("{name}: established in {as_part}; not an eligible country."),
        Outcome::Conditional => {
            format!("{name}: established in {as_part}, which negotiates its association.")
        }
        _ => format!("{name}: established in {as_part}; not known yet."),
    }
}
