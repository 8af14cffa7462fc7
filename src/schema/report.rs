//! The schema of `amif-report/1`.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::document;
use crate::call::{CallStatus, Strength};
use crate::country::Country;
use crate::id::TopicId;
use crate::law::Basis;
use crate::money::Eur;
use crate::organisation::LegalForm;
use crate::outcome::{Consequence, Outcome, Stage, Verdict, YesNo};
use crate::report::{NoticeKind, ObligationId, UsualVerdict};
use crate::rule::RuleId;
use crate::time::Instant;

/// A field: its name, whether every report has it, what it accepts, what it means.
type Field = (&'static str, bool, Schema, &'static str);

/// An object that allows further fields, since reports may get some within a version of the format.
fn object(meaning: &str, fields: Vec<Field>) -> Value {
    let required: Vec<&str> = fields.iter().filter(|f| f.1).map(|f| f.0).collect();
    let properties: BTreeMap<&str, Schema> = fields
        .into_iter()
        .map(|(name, _, mut schema, meaning)| {
            schema.insert("description".to_owned(), meaning.into());
            (name, schema)
        })
        .collect();
    json!({ "type": "object", "description": meaning, "properties": properties, "required": required })
}

fn of(name: &str) -> Schema {
    Schema::new_ref(format!("#/$defs/{name}"))
}

fn list(items: Schema) -> Schema {
    json_schema!({ "type": "array", "items": items })
}

fn or_null(schema: Schema) -> Schema {
    json_schema!({ "anyOf": [schema, { "type": "null" }] })
}

fn text() -> Schema {
    json_schema!({ "type": "string" })
}

fn count() -> Schema {
    json_schema!({ "type": "integer", "minimum": 0 })
}

fn pointer() -> Schema {
    json_schema!({ "type": "string", "format": "json-pointer" })
}

pub(super) fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let g = &mut generator;
    let root = root(g);
    let objects = [
        ("Coverage", coverage()),
        ("Assessment", assessment(g)),
        ("Required", numbers("What the condition asks, as numbers and codes, by name.")),
        ("Found", numbers("What was found, as numbers and codes, by name. Null: unknown.")),
        ("Awaited", awaited()),
        ("Citation", citation(g)),
        ("Counted", counted(g)),
        ("Pinned", pinned(g)),
        ("Usual", usual(g)),
        ("Presumption", presumption(g)),
        ("LeftOut", left_out()),
        ("UsualWhy", usual_why(g)),
        ("Notice", notice(g)),
        ("Rest", rest(g)),
        ("Obligation", obligation(g)),
        ("Between", between(g)),
    ];
    let mut definitions = generator.take_definitions(true);
    definitions.extend(objects.into_iter().map(|(name, object)| (name.to_owned(), object)));
    document("amif-report/1", root, definitions)
}

fn known<T: JsonSchema>(g: &mut SchemaGenerator) -> Schema {
    g.subschema_for::<T>()
}

fn root(g: &mut SchemaGenerator) -> Value {
    object(
        "The report on one proposal under one call. Fields may be added within a version of the format. Treat an \
         outcome, verdict or basis that you do not know as not passed.",
        vec![
            ("schema", true, json_schema!({ "const": "amif-report/1" }), "The name of the format."),
            ("crate", true, text(), "The version of the crate that made the report."),
            ("topic", true, known::<TopicId>(g), "The topic."),
            ("call_version", true, text(), "The version of the call document that governs."),
            (
                "superseded_by",
                false,
                text(),
                "A later version that governs by the deadline and was not known yet.",
            ),
            ("as_of", true, known::<Instant>(g), "What was known at this instant is used."),
            (
                "call_status",
                true,
                or_null(known::<CallStatus>(g)),
                "Where the call stood then; null where that is not known.",
            ),
            ("verdict", true, known::<Verdict>(g), "What the rejecting conditions come to together."),
            ("coverage", true, of("Coverage"), "How much of the call was looked at."),
            (
                "assessments",
                true,
                list(of("Assessment")),
                "One for each condition and subject, in the order of the rules.",
            ),
            ("assumed", true, list(of("Pinned")), "What the caller assumed of the call."),
            (
                "usual",
                false,
                or_null(of("Usual")),
                "The answer under the usual terms of other open calls; null where it would say nothing more.",
            ),
            ("not_stated", true, list(text()), "Conditions that the call's sources do not state."),
            ("not_declared", true, list(text()), "What nobody declared: it is presumed, and not looked at."),
            (
                "notices",
                true,
                list(of("Notice")),
                "Slips in what is stated, and what should be said more of. They change no verdict.",
            ),
            (
                "without",
                true,
                or_null(of("Rest")),
                "What stands without participants whose own faults alone make the proposal ineligible.",
            ),
            ("not_covered", true, list(text()), "What no program can judge."),
            (
                "source_differences",
                false,
                list(text()),
                "What sources differ on where no outcome depends on it.",
            ),
            (
                "obligations",
                false,
                list(of("Obligation")),
                "What the size of the grant brings with it; with a detailed budget.",
            ),
            (
                "budget",
                false,
                json_schema!({ "type": "object" }),
                "Added by the program check_budget: the budget and what follows from it.",
            ),
        ],
    )
}

fn coverage() -> Value {
    object(
        "How much of the call was looked at.",
        vec![
            ("assessed", true, count(), "Assessments that are not not_applicable."),
            ("not_stated", true, count(), "Conditions that the sources do not state."),
            ("not_covered", true, count(), "What no program can judge."),
        ],
    )
}

fn assessment(g: &mut SchemaGenerator) -> Value {
    object(
        "One condition, looked at for one subject. The pair of rule and subject is unique.",
        vec![
            ("rule", true, known::<RuleId>(g), "The rule."),
            ("stage", true, known::<Stage>(g), "When the condition is looked at."),
            ("consequence", true, known::<Consequence>(g), "What follows where it is not met."),
            ("subject", true, pointer(), "What it is looked at for, as a JSON Pointer into the proposal."),
            ("outcome", true, known::<Outcome>(g), "The outcome."),
            ("required", true, or_null(of("Required")), "What the condition asks."),
            ("found", true, or_null(of("Found")), "What was found."),
            ("missing", true, list(pointer()), "Unknown facts on which the outcome depends, sorted."),
            ("open", true, list(text()), "Ids of open questions on which it depends."),
            ("awaits", true, list(of("Awaited")), "Later events on which a conditional outcome hangs."),
            ("because", true, or_null(text()), "Why it is not applicable."),
            ("message", true, text(), "The outcome in a sentence."),
            ("source", true, list(of("Citation")), "What the condition rests on."),
            ("counted", false, list(of("Counted")), "With the minimum number of applicants: who counts."),
        ],
    )
}

/// Operands differ by rule; their names are those of `Required` and `Found`.
fn numbers(meaning: &str) -> Value {
    json!({ "type": "object", "description": meaning })
}

fn notice(g: &mut SchemaGenerator) -> Value {
    object(
        "A slip in what is stated, or something to say more of.",
        vec![
            ("notice", true, known::<NoticeKind>(g), "What it is about."),
            ("subjects", true, list(pointer()), "The participants or facts concerned."),
            ("text", true, text(), "The notice in words."),
        ],
    )
}

fn rest(g: &mut SchemaGenerator) -> Value {
    object(
        "What stands without some participants.",
        vec![
            ("participants", true, list(pointer()), "Those who are left out."),
            ("verdict", true, known::<Verdict>(g), "The verdict on the rest, never ineligible."),
            ("text", true, text(), "The same in a sentence."),
        ],
    )
}

fn awaited() -> Value {
    object(
        "A later event on which a conditional outcome hangs.",
        vec![
            ("event", true, text(), "What has to happen."),
            (
                "until",
                true,
                or_null(json_schema!({ "type": "string", "format": "date" })),
                "The last day for it.",
            ),
            (
                "normal_limit",
                true,
                json_schema!({ "type": "boolean" }),
                "Whether that day is the normal limit, which can be extended.",
            ),
        ],
    )
}

fn citation(g: &mut SchemaGenerator) -> Value {
    object(
        "A place that a statement rests on.",
        vec![
            ("document", true, text(), "The title of the document or act."),
            ("section", true, text(), "The article, section or page; empty for the whole."),
            ("basis", true, known::<Basis>(g), "How the statement is known."),
            ("note", false, text(), "A remark on the reading."),
            ("url", false, text(), "The public address."),
            ("celex", false, text(), "The CELEX number of an act."),
        ],
    )
}

fn counted(g: &mut SchemaGenerator) -> Value {
    object(
        "An organisation, and whether it counts to the minima.",
        vec![
            ("participants", true, list(pointer()), "Its entries."),
            ("counts", true, json_schema!({ "enum": ["yes", "no", "unknown"] }), "Whether it counts."),
            (
                "member_states",
                true,
                list(known::<Country>(g)),
                "For which of these States; empty also where any may be.",
            ),
            ("why_not", true, or_null(text()), "Why it does not."),
        ],
    )
}

fn pinned(g: &mut SchemaGenerator) -> Value {
    let mut pinned = object(
        "What the caller assumes of the call: a reading of an open question, or a condition that no source states.",
        vec![
            ("question", false, text(), "The id of the question."),
            ("reading", false, json_schema!({ "enum": ["yes", "no"] }), "The reading."),
            ("condition", false, text(), "The condition, by its field in a call."),
            ("value", false, text(), "What it is taken to be."),
            ("strength", false, known::<Strength>(g), "How near to the call that is what it is presumed by."),
        ],
    );
    if let Value::Object(pinned) = &mut pinned {
        let either = json!([{ "required": ["question", "reading"] }, { "required": ["condition", "value"] }]);
        pinned.insert("anyOf".to_owned(), either);
    }
    pinned
}

fn usual(g: &mut SchemaGenerator) -> Value {
    object(
        "The answer where the silence of the call is filled as other open calls have it. The call's own text decides.",
        vec![
            ("verdict", true, known::<UsualVerdict>(g), "The answer, which is no verdict."),
            ("presumed", true, list(of("Presumption")), "The presumptions that it rests on."),
            ("left_out", true, list(of("LeftOut")), "What no other call tells."),
            ("why", true, list(of("UsualWhy")), "What makes the answer so, where something does."),
            (
                "not_stated",
                true,
                list(text()),
                "Core conditions that neither the call nor its usual terms state.",
            ),
        ],
    )
}

fn presumption(g: &mut SchemaGenerator) -> Value {
    object(
        "A condition that the call does not state, as other calls have it.",
        vec![
            ("condition", true, text(), "The condition, by its field in a call."),
            ("text", true, text(), "What is presumed, and how many topics of how many calls say so."),
            ("strength", true, known::<Strength>(g), "How near to the call that is what it is presumed by."),
            (
                "evidence",
                true,
                json_schema!({ "type": "object" }),
                "The values with the topics and calls that give them.",
            ),
            ("source", true, list(of("Citation")), "The topics, cited together."),
        ],
    )
}

fn left_out() -> Value {
    object(
        "A condition that the call does not state and no other call can tell.",
        vec![
            ("condition", true, text(), "The condition."),
            ("stated", true, or_null(text()), "What the applicant states."),
            ("text", true, text(), "Both in a sentence."),
        ],
    )
}

fn usual_why(g: &mut SchemaGenerator) -> Value {
    object(
        "A condition that makes the answer so.",
        vec![
            ("rule", true, known::<RuleId>(g), "The rule."),
            ("subject", true, pointer(), "What it was looked at for."),
            ("message", true, text(), "What was found, in a sentence."),
            ("missing", true, list(pointer()), "The facts that would decide."),
            ("open", true, list(text()), "The open questions that would decide."),
        ],
    )
}

fn obligation(g: &mut SchemaGenerator) -> Value {
    object(
        "What the size of a grant brings with it, or spares.",
        vec![
            ("obligation", true, known::<ObligationId>(g), "Which."),
            ("subject", true, pointer(), "The row or the budget that it concerns."),
            ("triggered", true, known::<YesNo>(g), "Whether it is triggered."),
            ("threshold", true, or_null(known::<Eur>(g)), "The number that decides, in euro."),
            ("requested", true, of("Between"), "What is held against it."),
            (
                "exempt",
                true,
                or_null(known::<LegalForm>(g)),
                "The legal form that spares the participant whatever the amount.",
            ),
            ("unless", true, list(text()), "Exceptions that are not judged here."),
            ("missing", true, list(pointer()), "Unknown facts that decide."),
            ("message", true, text(), "In a sentence."),
            ("source", true, list(of("Citation")), "What it rests on."),
        ],
    )
}

fn between(g: &mut SchemaGenerator) -> Value {
    object(
        "Bounds of an amount in euro.",
        vec![
            ("least", true, known::<Eur>(g), "At least so much."),
            ("most", true, or_null(known::<Eur>(g)), "At most so much; null: without limit."),
        ],
    )
}
