//! A typed parse of `amif-operation/1`: serde's derive into structs of the same shape, everything as plain text, nothing looked up or
//! checked.

#![expect(dead_code, reason = "fields are parsed and dropped")]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

type Text = Option<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    schema: String,
    id: String,
    programme: Text,
    status: Text,
    title: Text,
    purpose: Text,
    objective: Option<Value>,
    action: Text,
    earmark: Text,
    interventions: Option<Vec<String>>,
    beneficiary: Option<Beneficiary>,
    partners: Option<Vec<Beneficiary>>,
    applied_on: Text,
    selected_on: Text,
    conditions_on: Text,
    starts_on: Text,
    ends_on: Text,
    completed_on: Text,
    criteria_on: Text,
    location: Option<BTreeMap<String, Value>>,
    state_aid: Option<bool>,
    advance: Option<BTreeMap<String, Value>>,
    strategic: Option<bool>,
    investment: Option<bool>,
    cost: Option<Cost>,
    support: Option<Support>,
    currency: Text,
    forms: Option<Vec<Form>>,
    contracts: Option<Vec<BTreeMap<String, Value>>>,
    staff: Option<Vec<BTreeMap<String, Value>>>,
    items: Option<Vec<Item>>,
    claims: Option<Vec<Claim>>,
    selection: Option<BTreeMap<String, Value>>,
    visibility: Option<BTreeMap<String, Value>>,
    international: Option<BTreeMap<String, Value>>,
    last_payment_on: Text,
    events: Option<Vec<BTreeMap<String, Value>>>,
    listed_on: Text,
    security_exempt: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beneficiary {
    id: Text,
    name: Text,
    form: Text,
    sme: Option<bool>,
    vat_recoverable: Option<bool>,
    owners_known: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cost {
    total: Text,
    eligible: Text,
    vat_included: Option<bool>,
    direct: Text,
    staff: Text,
    procured: Text,
    land: Text,
    land_kind: Text,
    in_kind: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Support {
    union: Text,
    public: Text,
    private: Text,
    in_kind: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    article: Text,
    rate: Text,
    base: Text,
    amount: Text,
    calculated: Option<bool>,
    draft_budget: Option<bool>,
    agreed_on: Text,
    covers: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: Text,
    kind: Text,
    amount: Text,
    eur: Text,
    incurred_on: Text,
    paid_on: Text,
    article: Text,
    unit: Text,
    quantity: Text,
    unit_rate: Text,
    person: Text,
    contract: Text,
    key: Text,
    application: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    id: Text,
    received_on: Text,
    stopped: Option<Vec<Value>>,
    due: Text,
    paid_on: Text,
    paid: Text,
}
