//! Drafts near to being eligible with a few facts unknown, and calls like the shipped one.

use amif::{Applicant, Call, Consortium, LegalForm, LegalForms, Participant, Pic, Proposal, Role, catalogue};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

fn participant() -> impl Strategy<Value = Participant> {
    let role = prop_oneof![
        6 => Just(Some(Role::Beneficiary)),
        2 => Just(Some(Role::Coordinator)),
        2 => Just(Some(Role::AffiliatedEntity)),
        1 => Just(Some(Role::AssociatedPartner)),
        2 => Just(None),
    ];
    let country = prop_oneof![
        9 => select(vec!["BE", "AT", "IT", "FR"]).prop_map(Some),
        3 => select(vec!["RE", "NC", "PF", "NO", "GL", "US"]).prop_map(Some),
        2 => Just(None),
    ];
    let forms = prop_oneof![
        8 => Just(Some(LegalForms::from(LegalForm::PublicBody))),
        2 => Just(Some(LegalForms::PRIVATE_BODY)),
        1 => Just(Some(LegalForms::from(LegalForm::InternationalOrganisation))),
        2 => proptest::sample::subsequence(LegalForm::ALL.to_vec(), 1..=3).prop_map(LegalForms::one_of),
        1 => Just(None),
    ];
    (
        select(vec!["Caritas", "CARITAS", "City", "Red Cross"]),
        proptest::bool::weighted(0.85),
        role,
        country,
        forms,
        weighted(0.5, select(vec!["999000000", "999000001", "999000002", "999000009"])),
    )
        .prop_map(|(name, coded, role, country, forms, to)| {
            let mut a = Applicant::new(name.parse().unwrap());
            a.pic = coded.then(|| Pic::new("123456789"));
            a.country = country.map(|c| c.parse().unwrap());
            a.legal_form = forms;
            let mut p = Participant::new(a);
            p.role = role;
            if role.is_none_or(|r| r == Role::AffiliatedEntity) {
                p.affiliated_to = to.map(Pic::new);
            }
            p
        })
}

/// Whoever has a code has one of its own.
pub(crate) fn draft() -> impl Strategy<Value = Proposal> {
    (
        proptest::collection::vec(participant(), 1..=4),
        proptest::bool::weighted(0.7),
        proptest::bool::weighted(0.85),
        proptest::bool::weighted(0.85),
        proptest::bool::weighted(0.85),
        weighted(0.7, select(vec!["400000", "1000000"])),
        weighted(0.6, select(vec!["2024-10-01", "2025-02-01"])),
        (weighted(0.8, Just(Role::Coordinator)), proptest::bool::weighted(0.15)),
    )
        .prop_map(|(mut participants, complete, sent, months, grant, costs, signed, (first, far))| {
            if far {
                // Only an international organisation may sit there, which may not do everything.
                participants[0].applicant.country = Some("US".parse().unwrap());
                participants[0].applicant.legal_form = None;
            }
            for (i, entry) in participants.iter_mut().enumerate() {
                if entry.applicant.pic.is_some() {
                    entry.applicant.pic = Some(Pic::new(&format!("99900000{i}")));
                }
                // One coordinator is as likely as it is outside.
                entry.role = match (i, entry.role) {
                    (0, Some(_)) => first.or(entry.role),
                    (_, Some(Role::Coordinator)) => Some(Role::Beneficiary),
                    (_, role) => role,
                };
            }
            let mut p = Proposal::new(Consortium::new(participants));
            p.consortium.complete = complete;
            p.submitted_at = sent.then(|| "2024-08-20T16:30:00+02:00".parse().unwrap());
            p.duration_months = months.then_some(24);
            p.requested_grant = grant.then(|| "750000".parse().unwrap());
            p.total_eligible_costs = costs.map(|c| c.parse().unwrap());
            p.grant_signature = signed.map(|d| d.parse().unwrap());
            p
        })
}

/// The shipped call with its numbers and points changed, and now and then without a condition.
pub(crate) fn call() -> impl Strategy<Value = (String, Call)> {
    let point = |id: &'static str| prop_oneof![2 => Just(json!({"open": id})), 1 => Just(json!(true)), 1 => Just(json!(false))];
    (
        (1u32..=3, 1u32..=3),
        point("international-organisation-counts"),
        point("overseas-territory-counts"),
        proptest::bool::weighted(0.8),
        weighted(0.5, select(vec![None, Some("2024-07-01"), Some("2024-10-01"), Some("2026-06-01")])),
        weighted(0.2, select(vec!["deadline", "grant", "duration", "roles", "minimum_countries"])),
        select(vec![json!({"exactly": 24}), json!({"min": 12, "max": 36}), json!({"max": 36})]),
    )
        .prop_map(|((applicants, countries), io, oct, exempt, negotiating, without, duration)| {
            let told = format!("{applicants} {countries} {io} {oct} {exempt} {negotiating:?} {without:?} {duration}");
            let text = catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap();
            let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
            value["minimum_applicants"]["at_least"] = json!(applicants);
            // Nobody is in two countries.
            value["minimum_countries"]["at_least"] = json!(countries.min(applicants));
            value["counting"]["international_organisations"] = io;
            value["counting"]["overseas_territories"] = oct;
            value["countries"]["international_organisations_exempt"] = json!(exempt);
            let source = value["duration"]["source"].clone();
            value["duration"] = duration;
            value["duration"]["source"] = source;
            if let Some(day) = negotiating {
                let record = json!({"country": "US", "in_force": day, "source": [{"document": "gateway", "note": "invented"}]});
                value["countries"]["negotiating"] = json!([record]);
            }
            if let Some(field) = without {
                value.as_object_mut().unwrap().remove(field);
            }
            (told, Call::from_json(&value.to_string()).unwrap())
        })
}
