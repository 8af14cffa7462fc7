//! What the texts and numbers of the formats look like.
//!
//! A schema asks for the spelling that the crate writes. Where a reader forgives more (a country code in
//! small letters, an identifier with blanks around it), an editor marks it and the reader still takes it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::budget::{Cell, Days, RowOf};
use crate::call::{Reading, Supposition};
use crate::check::{Fact, Subject};
use crate::country::Country;
use crate::fund::{Indicator, InterventionType, Measure, ScopeItem, SpecificObjective};
use crate::id::{CallId, Pic, TopicId};
use crate::input::{PlainText, names};
use crate::law::Act;
use crate::money::{Eur, Percent, Rate};
use crate::organisation::{LegalForm, LegalForms, Name};
use crate::shape::{Amount, Clock, Day};
use crate::time::{Deadline, Instant};

/// Gives a type its schema.
macro_rules! looks_like {
    ($($type:ty, $name:literal, |$generator:ident| $schema:expr;)+) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        })+
    };
}

looks_like! {
    PlainText, "Line", |_generator| json_schema!({
        "type": "string",
        "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]*$",
        "description": "A text on one line, without control characters."
    });
    TopicId, "TopicId", |_generator| identifier("topic", "AMIF-2024-TF2-AG-THB-01");
    CallId, "CallId", |_generator| identifier("call", "AMIF-2024-TF2-AG-THB");
    Pic, "Pic", |_generator| json_schema!({
        "type": "string",
        "description": "A participant identification code as text: nine digits. Another text still identifies and fails a rule.",
        "examples": ["999000001"]
    });
    Name, "Name", |_generator| json_schema!({
        "type": "string", "pattern": "\\S", "description": "A name that is not blank."
    });
    Instant, "Instant", |_generator| json_schema!({
        "type": "string",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:?\\d{2})$",
        "description": "An instant with its offset.",
        "examples": ["2024-08-20T16:30:00+02:00"]
    });
    Deadline, "Deadline", |_generator| json_schema!({
        "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?\\??$",
        "description": "A day and a time on the clocks of Brussels.", "examples": ["2024-08-21T17:00"]
    });
    Reading, "Reading", |_generator| names("reading", &[
        ("yes", "The question is answered with yes."), ("no", "The question is answered with no.")
    ]);
    Supposition, "Supposition", |_generator| json_schema!({
        "type": "string",
        "pattern": "^(deadline|minimum_applicants|minimum_countries|grant|funding_rate|duration)=",
        "description": "A condition and its value.", "examples": ["minimum_applicants=3", "grant=500000..1000000"]
    });
    Day, "Date", |_generator| json_schema!({
        "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$",
        "description": "A day.", "examples": ["2025-03-31"]
    });
    Clock, "Time", |_generator| json_schema!({
        "type": "string", "pattern": "^\\d{2}:\\d{2}(:\\d{2})?$",
        "description": "A time of day on the clocks of Brussels.", "examples": ["17:00"]
    });
    Fact, "Fact", |_generator| json_schema!({
        "type": "string", "format": "json-pointer", "description": "A fact, as a JSON Pointer.",
        "examples": ["/participants/0/country"]
    });
    Subject, "Subject", |_generator| json_schema!({
        "type": "string", "format": "json-pointer", "description": "What a condition is looked at for, as a JSON Pointer.",
        "examples": ["/participants/0"]
    });
    Country, "Country", |_generator| json_schema!({
        "description": "A two-letter country code of ISO 3166-1; EL and UK are taken for GR and GB.",
        "type": "string", "enum": codes()
    });
    Rate, "Percent", |_generator| json_schema!({
        "type": "string", "pattern": "^\\d{1,4}(\\.\\d{1,4})?( *%)?$",
        "description": "A number of per cent, as text: \"90\" is 90 %.", "examples": ["90", "7.5"]
    });
    Percent, "Share", |_generator| json_schema!({
        "type": "string", "pattern": "^\\d+(\\.\\d{1,2})?( *%)?$",
        "description": "A share as a number of per cent with two decimals, as text.", "examples": ["90.00"]
    });
    Eur, "EuroText", |_generator| json_schema!({
        "type": "string", "pattern": "^-?0*(\\d{1,13}(\\.\\d{1,2})?|10000000000000(\\.0{1,2})?)$",
        "description": "An amount in euro, as text.", "examples": ["750000.00"]
    });
    Amount, "Euro", |generator| {
        let text = generator.subschema_for::<Eur>();
        json_schema!({
            "description": "An amount in euro: a whole number, or text with at most two decimals. Up to 10 000 000 000 000.",
            "anyOf": [text, { "type": "integer", "minimum": -MOST, "maximum": MOST }],
            "examples": [750_000, "750000.50"]
        })
    };
    Cell, "Cell", |_generator| json_schema!({
        "description": "An amount in euro from zero upwards: a whole number, or text with at most two decimals.",
        "anyOf": [
            { "type": "string", "pattern": "^0*(\\d{1,13}(\\.\\d{1,2})?|10000000000000(\\.0{1,2})?)$" },
            { "type": "integer", "minimum": 0, "maximum": MOST }
        ],
        "examples": [750_000, "750000.50"]
    });
    Days, "Days", |_generator| json_schema!({
        "description": "Days: a whole number, or text with a half.",
        "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": "^\\d+(\\.[05])?$" }],
        "examples": [10, "10.5"]
    });
    RowOf, "RowOf", |generator| {
        let pic = generator.subschema_for::<Pic>();
        json_schema!({
            "description": "Whose row: the place in the list of participants, from 0, or a participant identification code.",
            "anyOf": [{ "type": "integer", "minimum": 0 }, pic]
        })
    };
    LegalForms, "LegalForms", |generator| {
        let one = generator.subschema_for::<LegalForm>();
        let private = json_schema!({
            "const": "private_body", "description": "A private body of which it is not known whether it makes profit."
        });
        json_schema!({
            "description": "A legal form, or a list of the forms of which it is one.",
            "anyOf": [one, private, { "type": "array", "minItems": 1, "items": { "anyOf": [one, private] } }]
        })
    };
    Act, "Act", |_generator| json_schema!({
        "description": "An act, by CELEX number or short title.",
        "type": "string", "enum": acts()
    });
    Indicator, "Indicator", |_generator| rows("indicator", Indicator::all().map(|r| (r.code(), r.label())));
    InterventionType, "InterventionType", |_generator| {
        rows("type of intervention", InterventionType::all().map(|r| (r.code(), r.label())))
    };
    Measure, "Measure", |_generator| rows("measure", Measure::all().map(|r| (r.code(), r.label())));
    ScopeItem, "ScopeItem", |_generator| {
        rows("item of the scope of support", ScopeItem::all().map(|r| (r.code(), r.label())))
    };
    SpecificObjective, "SpecificObjective", |_generator| {
        rows("specific objective", SpecificObjective::ALL.iter().map(|o| (o.as_str(), o.wording().value)))
    };
}

/// The largest amount, in whole euro.
const MOST: i64 = 10_000_000_000_000;

fn identifier(of: &str, example: &str) -> Schema {
    json_schema!({
        "type": "string", "pattern": "^[A-Za-z0-9._-]{1,80}$",
        "description": format!("The identifier of a {of} on the Funding & Tenders Portal."),
        "examples": [example]
    })
}

/// The rows of a list of the Fund, by code.
fn rows(what: &str, rows: impl Iterator<Item = (&'static str, &'static str)>) -> Schema {
    names(what, &rows.collect::<Vec<_>>())
}

fn codes() -> Value {
    Country::all().map(|c| c.as_str().to_owned()).chain(["EL", "UK"].map(str::to_owned)).collect()
}

fn acts() -> Value {
    Act::ALL.iter().flat_map(|act| act.celex().into_iter().chain([act.title()])).collect()
}
