//! Generated proposals, with facts unknown here and there.

use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) submitted_at: Option<&'static str>,
    pub(crate) duration: Option<i64>,
    pub(crate) grant: Option<i64>,
    pub(crate) costs: Option<i64>,
    pub(crate) complete: bool,
    pub(crate) members: Vec<Member>,
}

#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) pic: Option<&'static str>,
    pub(crate) role: Option<&'static str>,
    pub(crate) country: Option<&'static str>,
    /// The forms it may be one of.
    pub(crate) forms: Option<Vec<&'static str>>,
    pub(crate) affiliated_to: Option<&'static str>,
}

pub(crate) const ROLES: [&str; 5] =
    ["coordinator", "beneficiary", "affiliated_entity", "associated_partner", "subcontractor"];
pub(crate) const FORMS: [&str; 5] =
    ["public_body", "non_profit_private", "profit_making", "international_organisation", "natural_person"];
/// Codes in their spellings, and texts that are none.
pub(crate) const PICS: [&str; 11] = [
    "999000001",
    "999000002",
    "999000003",
    "999000004",
    "999000005",
    "999000006",
    "PIC999000001",
    "999 000 002",
    "999-000-003.0",
    "12",
    "000000000",
];

impl Draft {
    pub(crate) fn to_json(&self) -> String {
        let members: Vec<Value> = self
            .members
            .iter()
            .map(|m| {
                let mut object = Map::new();
                let mut put = |key: &str, value: Value| {
                    if !value.is_null() {
                        object.insert(key.to_owned(), value);
                    }
                };
                put("name", json!(m.name));
                put("pic", json!(m.pic));
                put("role", json!(m.role));
                put("country", json!(m.country));
                put("legal_form", json!(m.forms));
                put("affiliated_to", json!(m.affiliated_to));
                Value::Object(object)
            })
            .collect();
        json!({
            "schema": "amif-proposal/1",
            "submitted_at": self.submitted_at,
            "duration_months": self.duration,
            "requested_grant": self.grant,
            "total_eligible_costs": self.costs,
            "participants": members,
            "participants_complete": self.complete,
        })
        .to_string()
    }
}

fn pick(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(list)
}

fn member() -> impl Strategy<Value = Member> {
    let role = prop_oneof![
        3 => Just("coordinator"),
        9 => Just("beneficiary"),
        2 => Just("affiliated_entity"),
        1 => Just("associated_partner"),
        1 => Just("subcontractor"),
    ];
    let country = prop_oneof![
        12 => pick(&["BE", "AT", "IT", "FR"]),
        6 => pick(&["RE", "AX", "NC", "PF", "GL", "NO", "CH", "DK", "US", "BQ"]),
    ];
    let form = prop_oneof![
        10 => pick(&["public_body", "non_profit_private"]).prop_map(|f| vec![f]),
        3 => pick(&FORMS).prop_map(|f| vec![f]),
        2 => proptest::sample::subsequence(FORMS.to_vec(), 1..=3),
    ];
    (
        pick(&["Caritas", "caritas ", "Red Cross", "City"]),
        weighted(0.85, pick(&PICS)),
        weighted(0.9, role),
        weighted(0.9, country),
        weighted(0.9, form),
        weighted(0.3, pick(&PICS)),
    )
        .prop_map(|(name, pic, role, country, forms, affiliated_to)| Member {
            name,
            pic,
            role,
            country,
            forms,
            affiliated_to,
        })
}

pub(crate) fn strategy() -> impl Strategy<Value = Draft> {
    (
        weighted(
            0.8,
            pick(&[
                "2024-08-21T17:00:00+02:00",
                "2024-08-21T15:00:00.5Z",
                "2024-08-21T15:00:01Z",
                "2024-08-21T16:59:59.9+02:00",
                "2024-05-21T00:00:00+02:00",
                "2024-05-20T23:59:59+02:00",
            ]),
        ),
        weighted(0.8, proptest::sample::select(vec![23i64, 24, 24, 25])),
        weighted(
            0.8,
            proptest::sample::select(vec![0i64, -5, 499_999, 500_000, 750_000, 1_000_000, 1_000_001]),
        ),
        weighted(0.8, proptest::sample::select(vec![0i64, -1, 500_000, 833_333, 833_334, 2_000_000])),
        proptest::bool::weighted(0.85),
        proptest::collection::vec(member(), 0..=5),
    )
        .prop_map(|(submitted_at, duration, grant, costs, complete, members)| Draft {
            submitted_at,
            duration,
            grant,
            costs,
            complete,
            members,
        })
}
