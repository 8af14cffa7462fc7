//! Proposals with facts unknown, contradicting and plainly wrong, and calls that record a negotiation.

use amif::{
    Applicant, Call, Consortium, Eur, LegalForm, LegalForms, Participant, Pic, Proposal, Role, Status,
    catalogue,
};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// Codes in their spellings, and texts that are none.
const PICS: [&str; 9] = [
    "999000001",
    "999000002",
    "999000003",
    "999000004",
    "999000005",
    "PIC 999 000 001",
    "999-000-002.0",
    "12 34",
    "000000000",
];

fn applicant() -> impl Strategy<Value = Applicant> {
    let country =
        select(vec!["BE", "AT", "IT", "FR", "RE", "AX", "NC", "BQ", "GL", "NO", "CH", "DK", "US", "XK"]);
    let forms = proptest::sample::subsequence(LegalForm::ALL.to_vec(), 1..=3);
    let forms = prop_oneof![
        6 => Just(LegalForms::from(LegalForm::PublicBody)),
        3 => Just(LegalForms::PRIVATE_BODY),
        3 => forms.prop_map(|f| LegalForms::one_of(f).unwrap()),
    ];
    (
        select(vec!["Caritas", "CARITAS", "Café 1", "Cafe\u{301} 1", "Stadt Wien", "\u{1F30D}"]),
        weighted(0.8, select(PICS.to_vec())),
        weighted(0.85, country),
        weighted(0.85, forms),
        weighted(0.15, any::<bool>()),
        weighted(0.1, any::<bool>()),
    )
        .prop_map(|(name, pic, country, forms, non_profit, sme)| {
            let mut a = Applicant::new(name.parse().unwrap());
            a.pic = pic.map(Pic::new);
            a.country = country.map(|c| c.parse().unwrap());
            a.legal_form = forms;
            for (status, held) in [(Status::NonProfit, non_profit), (Status::Sme, sme)] {
                if let Some(held) = held {
                    let next = a.statuses.with(status, held);
                    // Files with contradictions are refused, and have tests of their own.
                    if next.forms().is_some_and(|f| f.and(forms.unwrap_or(LegalForms::ANY)).is_some()) {
                        a.statuses = next;
                    }
                }
            }
            a
        })
}

pub(crate) fn participant() -> impl Strategy<Value = Participant> {
    let role = prop_oneof![
        2 => Just(Role::Coordinator),
        8 => Just(Role::Beneficiary),
        4 => select(Role::ALL.to_vec()),
    ];
    (applicant(), weighted(0.85, role), weighted(0.3, select(PICS.to_vec()))).prop_map(|(a, role, to)| {
        let mut p = Participant::new(a);
        p.role = role;
        p.affiliated_to = to.map(Pic::new);
        p
    })
}

pub(crate) fn proposal() -> impl Strategy<Value = Proposal> {
    let amount = || {
        weighted(
            0.8,
            prop_oneof![
                select(vec!["0", "-1", "500000", "499999.99", "1000000", "1000000.01", "900000"])
                    .prop_map(|s| s.parse().unwrap()),
                (-100i64..200_000_000).prop_map(|c| Eur::from_cents(c).unwrap()),
            ],
        )
    };
    (
        proptest::collection::vec(participant(), 0..=7),
        proptest::bool::weighted(0.85),
        weighted(
            0.8,
            select(vec!["2024-08-21T17:00:00+02:00", "2024-08-21T17:00:01+02:00", "2024-08-21T14:59:59Z"]),
        ),
        weighted(0.8, select(vec![23i64, 24, 24, 24, 25, -1, i64::MAX])),
        amount(),
        amount(),
        weighted(0.3, select(vec!["2024-08-01", "2024-10-01", "2025-02-01", "2026-01-01"])),
        weighted(0.3, "[a-z\u{e9}\" \\\\]{0,8}"),
    )
        .prop_map(|(participants, complete, at, months, grant, costs, signature, title)| {
            let mut p = Proposal::new(Consortium::new(participants));
            p.consortium.complete = complete;
            p.submitted_at = at.map(|t| t.parse().unwrap());
            p.duration_months = months;
            p.requested_grant = grant;
            p.total_eligible_costs = costs;
            p.grant_signature = signature.map(|d| d.parse().unwrap());
            p.title = title;
            p
        })
}

/// The seed call with an invented negotiation, with or without an agreement in force.
pub(crate) fn negotiating() -> impl Strategy<Value = Option<Call>> {
    let days = [None, Some("2024-07-01"), Some("2024-10-01"), Some("2026-06-01")];
    weighted(0.5, select(days.to_vec())).prop_map(|day| {
        day.map(|in_force| {
            let text = catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap();
            let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
            let record = |country| {
                serde_json::json!({"country": country, "in_force": in_force, "source": [{"document": "gateway", "note": "invented"}]})
            };
            value["countries"]["negotiating"] = serde_json::json!([record("US"), record("XK")]);
            Call::from_json(&value.to_string()).unwrap()
        })
    })
}
