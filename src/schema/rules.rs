//! What the readers check of an object beyond the form of each field, as far as JSON Schema can say it. Never
//! more than the readers check: the tests hold both against the same documents.

use serde_json::{Value, json};

use crate::organisation::{Declaration, LegalForm, Status};

/// What is asked of a place in a definition.
pub(super) struct Rule {
    /// The definition.
    pub(super) object: &'static str,
    /// The place in it, as a JSON Pointer.
    pub(super) at: &'static str,
    /// What is asked there.
    pub(super) asks: fn() -> Value,
}

const fn of(object: &'static str, at: &'static str, asks: fn() -> Value) -> Rule {
    Rule { object, at, asks }
}

fn one_of_the_fields(fields: &[&str]) -> Value {
    let each: Vec<Value> = fields.iter().map(|field| json!({ "required": [field] })).collect();
    json!({ "anyOf": each })
}

fn keys(names: &[&str]) -> Value {
    json!({ "propertyNames": { "enum": names } })
}

fn countries() -> Value {
    let words = ["associated", "negotiating", "any_third_country"];
    json!({ "propertyNames": { "anyOf": [{ "$ref": "#/$defs/Country" }, { "enum": words }] } })
}

fn bounds() -> Value {
    json!({ "items": { "enum": ["min", "max"] } })
}

pub(super) const CALL: &[Rule] = &[
    of("Cite", "", || {
        let (text, absent) = (json!({ "type": "string" }), json!({ "type": "null" }));
        json!({ "oneOf": [
            { "required": ["document"], "properties": { "document": text, "act": absent } },
            { "required": ["act", "basis"], "properties": { "act": text, "document": absent } }
        ] })
    }),
    of("Document", "/properties/pages/anyOf/0", || json!({ "minItems": 2 })),
    of("Roles", "", || one_of_the_fields(&["coordinator", "beneficiary", "affiliated_entity"])),
    of("Grant", "", || one_of_the_fields(&["min", "max", "by_target_countries"])),
    of("OtherGrant", "", || one_of_the_fields(&["min", "max", "by_target_countries"])),
    of("Duration", "", || one_of_the_fields(&["exactly", "min", "max"])),
    of("OtherDuration", "", || one_of_the_fields(&["exactly", "min", "max"])),
    of("Support", "", || one_of_the_fields(&["allowed", "at_most_each", "share_at_least"])),
    of("Share", "", || one_of_the_fields(&["justified_above", "at_most"])),
    of("Grant", "/properties/not_stated/anyOf/0", bounds),
    of("OtherGrant", "/properties/not_stated/anyOf/0", bounds),
    of("Admission", "/properties/open/anyOf/0", || keys(LegalForm::NAMES)),
    of("Admission", "/properties/if_form/anyOf/0", || keys(LegalForm::NAMES)),
    of("Admission", "/properties/if_form/anyOf/0/additionalProperties", || keys(Status::NAMES)),
    of("Admission", "/properties/statuses/anyOf/0", || keys(Status::NAMES)),
    of("Member", "/properties/statuses/anyOf/0", || keys(Status::NAMES)),
    of("Member", "/properties/at_least", || json!({ "minimum": 1, "maximum": 16 })),
    of("Composition", "/properties/required/anyOf/0", || json!({ "maxItems": 4 })),
    of("Composition", "/properties/recommended/anyOf/0", || json!({ "maxItems": 4 })),
    of("Countries", "/properties/points/anyOf/0", countries),
    of("Countries", "/properties/counted/anyOf/0", countries),
    of(
        "Bar",
        "/properties/declaration",
        || json!({ "not": { "const": Declaration::RestrictiveMeasures.as_str() } }),
    ),
    of("Annex", "/properties/mandatory", || json!({ "minItems": 1 })),
    of("AnnexesOfSome", "/properties/mandatory", || json!({ "minItems": 1 })),
    // As a number or as text.
    of("LumpSum", "/properties/amount", || json!({ "exclusiveMinimum": 0, "pattern": "^[0-9.]*[1-9]" })),
    of("Objectives", "/properties/at_least/anyOf/0", || json!({ "minimum": 1 })),
    of("Target", "/properties/at_least/anyOf/0", || json!({ "minimum": 1 })),
];

pub(super) const PROPOSAL: &[Rule] = &[];
