//! What a call says, field by field: what is stated and how well that is known, what is law, what is usual, what is open,
//! what is not stated.
//!
//! `cargo run --example explain_call -- AMIF-2025-TF2-AG-INTE-01-WOMEN`

mod cli;
#[path = "cli/input.rs"]
#[expect(dead_code, reason = "no proposal is read here")]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/wrap.rs"]
mod wrap;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use amif::fund::ProgrammingPeriod;
use amif::{
    Call, RuleId,
    call::{Difference, OpenQuestion, Sourced},
    catalogue,
    law::{Basis, Citation},
};
use serde_json::{Value, json};

/// What does a call say, and how well is it known?
///
/// Exit code: 0, or 3 for unusable input.
#[derive(clap::Parser)]
#[command(name = "explain_call")]
struct Arguments {
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
    /// A topic of the catalogue, or a call in the format amif-call/1, or - for standard input
    call: String,
}

/// The rules of law that hold of a condition whatever the call says, and whether they are of calls since 2021 alone.
const LAW: [(&str, RuleId, bool); 9] = [
    ("roles", RuleId::LegalForm, true),
    ("countries", RuleId::Country, true),
    ("bars", RuleId::TemporaryBar, true),
    ("start", RuleId::StartDate, false),
    ("budget_rules", RuleId::BudgetIndirectCosts, false),
    ("budget_rules", RuleId::BudgetVolunteersShare, false),
    ("budget_rules", RuleId::BudgetInKind, false),
    ("budget_rules", RuleId::BudgetSupportCeiling, false),
    ("budget_rules", RuleId::BudgetCofinancing, false),
];

/// Rules of law on what no condition of a call states.
const BESIDE: [RuleId; 3] = [RuleId::LegalEntity, RuleId::UnionBody, RuleId::RestrictiveMeasures];

/// A rule with the law behind it for grants under a call.
fn law_of(rule: RuleId, call: &Call) -> String {
    let law: Vec<String> = rule.rule().law_under(call).iter().map(Citation::to_string).collect();
    format!("{}: {}", rule.as_str(), law.join("; "))
}

/// One condition with all that is known of it.
struct Field {
    name: &'static str,
    /// As the file states it, without its sources.
    value: Option<Value>,
    /// How the statement is known: the weakest of its sources, for parts of it may rest on that one alone, and the best.
    known: Option<(Basis, Basis)>,
    sources: Vec<String>,
    law: Vec<String>,
    usual: Vec<String>,
    /// Ids of the questions that it depends on: those that the file asks, and those that its silence leaves open.
    open: Vec<String>,
}

impl Field {
    fn state(&self) -> &'static str {
        match self {
            Field { value: Some(_), open, .. } if !open.is_empty() => "open",
            Field { value: Some(_), .. } => "stated",
            Field { usual, .. } if !usual.is_empty() => "usual",
            Field { law, .. } if !law.is_empty() => "law",
            _ => "not_stated",
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn run() -> Result<(), ExitCode> {
    let Arguments { format, call } = cli::arguments()?;
    let call = load(&call).map_err(cli::unusable)?;
    let document: Value = serde_json::from_str(&call.to_json()).map_err(cli::unusable)?;
    let fields = fields(&call, &document);
    output::print(&match format {
        output::Format::Json => {
            serde_json::to_string_pretty(&as_json(&call, &document, &fields)).map_err(cli::unusable)? + "\n"
        }
        output::Format::Text => wrap::wrapped(&text(&call, &document, &fields)),
    })
}

/// A file where there is one, else a topic.
fn load(named: &str) -> Result<Call, String> {
    let path = Path::new(named);
    if named == "-" || path.exists() {
        return Call::from_json_bytes(&input::read(path)?).map_err(|e| input::in_file(path, e));
    }
    catalogue::topic(named).cloned().map_err(|error| {
        let topics: Vec<&str> = catalogue::topics().collect();
        format!("there is no file {named:?}; as a topic: {error}. The catalogue has {}", topics.join(", "))
    })
}

fn fields(call: &Call, document: &Value) -> Vec<Field> {
    let presumed = call.with_usual_terms();
    Call::condition_names()
        .iter()
        .map(|name| {
            let stated = document.get(*name).filter(|value| !value.is_null());
            let mut sources = Vec::new();
            if let Some(value) = stated {
                cited(value, document, &mut sources);
            }
            // How the minima are counted is told where they are.
            if *name == "counting" && stated.is_some() && sources.is_empty() {
                for minimum in ["minimum_applicants", "minimum_countries"] {
                    cited(&document[minimum], document, &mut sources);
                }
            }
            let since_2021 = call.period() == Some(ProgrammingPeriod::From2021);
            let holds = |(field, _, later): &&(&str, RuleId, bool)| field == name && (since_2021 || !later);
            let law = LAW.iter().filter(holds).map(|(_, rule, _)| law_of(*rule, call));
            let usual = presumed.presumed().filter(|presumption| {
                let condition = presumption.condition();
                let field = condition.split('/').next().unwrap_or_default();
                field == *name || (field == "minima" && name.starts_with("minimum_"))
            });
            Field {
                name,
                value: stated.map(without_sources),
                known: known(&sources),
                sources: sources.into_iter().map(|(title, _)| title).collect(),
                law: law.collect(),
                usual: usual.map(ToString::to_string).collect(),
                open: call.questions_on(name).map(|question| question.id.clone()).collect(),
            }
        })
        .collect()
}

/// How well something is known that rests on all of these: the weakest, and the best.
fn known(sources: &[(String, Basis)]) -> Option<(Basis, Basis)> {
    let bases = || sources.iter().map(|(_, basis)| *basis);
    bases().max().zip(bases().min())
}

/// The same in words.
fn known_words((weakest, best): (Basis, Basis)) -> String {
    if weakest == best { best.to_string() } else { format!("{best} at best, {weakest} at worst") }
}

/// The questions that the call leaves open, and those on budgets that it does not answer.
fn questions(call: &Call) -> Vec<&OpenQuestion> {
    call.questions().iter().chain(call.budget_questions()).collect()
}

/// The parts of the description, each with what it says and the sources of it.
fn described(document: &Value) -> impl Iterator<Item = (&String, Vec<&str>, Vec<(String, Basis)>)> {
    document["description"].as_object().into_iter().flatten().map(move |(name, said)| {
        let items = said["items"].as_array().into_iter().flatten().chain(said.get("text"));
        let mut sources = Vec::new();
        cited(said, document, &mut sources);
        (name, items.filter_map(Value::as_str).collect(), sources)
    })
}

/// The sources of a value, each once, with how it is known.
fn cited(value: &Value, document: &Value, found: &mut Vec<(String, Basis)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name != "source" {
                    cited(value, document, found);
                    continue;
                }
                for citation in value.as_array().into_iter().flatten() {
                    let listed =
                        citation["document"].as_str().and_then(|key| document.get("documents")?.get(key));
                    let basis = citation["basis"].as_str().or(listed.and_then(|l| l["basis"].as_str()));
                    let title = listed.and_then(|l| l["title"].as_str()).or(citation["act"].as_str());
                    let together =
                        listed.and_then(|l| l["pages"].as_array()).map_or(String::new(), |pages| {
                            format!(", {}; which of them says it is not recorded", pages.len())
                        });
                    let basis = basis.and_then(|b| b.parse().ok()).unwrap_or(Basis::Unverified);
                    let note = citation["note"].as_str().map_or(String::new(), |note| format!(" ({note})"));
                    let title = format!("{}{together} [{basis}]{note}", title.unwrap_or_default());
                    if !found.iter().any(|(known, _)| *known == title) {
                        found.push((title, basis));
                    }
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| cited(item, document, found)),
        _ => {}
    }
}

fn without_sources(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| *name != "source");
            Value::Object(kept.map(|(name, value)| (name.clone(), without_sources(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_sources).collect()),
        other => other.clone(),
    }
}

/// Each value of what sources differ on, with who says it.
fn difference(difference: &Difference) -> Value {
    let value = |value: &Sourced<String>| {
        let sources: Vec<String> = value.source.iter().map(Citation::to_string).collect();
        json!({ "text": value.value, "source": sources })
    };
    json!({ "about": difference.about, "values": difference.values.iter().map(value).collect::<Vec<_>>() })
}

fn question(question: &OpenQuestion) -> Value {
    json!({ "id": question.id, "question": question.question, "yes": question.yes, "no": question.no })
}

fn as_json(call: &Call, document: &Value, fields: &[Field]) -> Value {
    let field = |field: &Field| {
        json!({ "field": field.name, "state": field.state(), "value": field.value,
            "known": field.known.map(|(weakest, _)| weakest.as_str()),
            "known_at_best": field.known.map(|(_, best)| best.as_str()), "source": field.sources, "law": field.law,
            "usual": field.usual, "open": field.open })
    };
    json!({
        "schema": "amif-explain/1",
        "crate": env!("CARGO_PKG_VERSION"),
        "topic": call.topic().as_str(),
        "title": call.description().title.as_ref().map(|title| &title.value),
        "call_version": call.version(),
        "completeness": call.completeness().map(|c| c.as_str()),
        "procedure": call.procedure().map(|p| p.as_str()),
        "description": document.get("description").map(without_sources),
        "described": described(document).map(|(name, _, sources)| {
            let titles: Vec<&str> = sources.iter().map(|(title, _)| title.as_str()).collect();
            json!({ "field": name, "known": known(&sources).map(|(weakest, _)| weakest.as_str()), "source": titles })
        }).collect::<Vec<_>>(),
        "fields": fields.iter().map(field).collect::<Vec<_>>(),
        "law": BESIDE.iter().map(|rule| law_of(*rule, call)).collect::<Vec<_>>(),
        "later_versions": document["versions"].as_array().into_iter().flatten().map(without_sources).collect::<Vec<_>>(),
        "questions": questions(call).into_iter().map(question).collect::<Vec<_>>(),
        "not_stated": call.not_stated().collect::<Vec<_>>(),
        "source_differences": call.differences().iter().map(|d| &d.about).collect::<Vec<_>>(),
        "differences": call.differences().iter().map(difference).collect::<Vec<_>>(),
        "documents": call.documents().collect::<Vec<_>>(),
        "not_covered": call.not_covered(),
    })
}

fn text(call: &Call, document: &Value, fields: &[Field]) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_text(&mut out, call, document, fields);
    out
}

fn write_text(out: &mut String, call: &Call, document: &Value, fields: &[Field]) -> std::fmt::Result {
    write!(out, "{}", call.topic())?;
    if let Some(title) = &call.description().title {
        write!(out, "  {}", title.value)?;
    }
    writeln!(out, "\nVersion: {}", call.version())?;
    if let Some(completeness) = call.completeness() {
        writeln!(out, "Known: {completeness}, {}", completeness.words())?;
    }
    for (name, items, sources) in described(document) {
        let known = known(&sources).map_or(String::new(), |known| format!(" [{}]", known_words(known)));
        for item in items {
            writeln!(out, "{}{known}: {item}", name.replace('_', " "))?;
        }
    }
    for (state, heading) in [
        ("stated", "Stated"),
        ("open", "Stated, with something left open"),
        ("law", "Not stated; the law has it"),
        ("usual", "Not stated; usual in other open calls, whose text does not decide here"),
    ] {
        let mut of_state = fields.iter().filter(|field| field.state() == state).peekable();
        if of_state.peek().is_some() {
            writeln!(out, "\n{heading}")?;
        }
        for field in of_state {
            let value = field.value.as_ref().map(Value::to_string).unwrap_or_default();
            writeln!(out, "  {:<30}{value}", field.name)?;
            if let Some(deadline) = call.deadline().filter(|_| field.name == "deadline") {
                writeln!(out, "    in words: {}", deadline.value)?;
            }
            if let Some(known) = field.known {
                writeln!(out, "    known from: {}; {}", known_words(known), field.sources.join("; "))?;
            }
            for law in &field.law {
                writeln!(out, "    law: {law}")?;
            }
            for usual in &field.usual {
                writeln!(out, "    usual: {usual}")?;
            }
            for id in &field.open {
                writeln!(out, "    open: {id}")?;
            }
        }
    }
    // A number that a minimum is not below says something where it is stated alone.
    let told = |field: &&Field| field.state() == "not_stated" && !field.name.starts_with("least_");
    let silent: Vec<&str> = fields.iter().filter(told).map(|f| f.name).collect();
    if !silent.is_empty() {
        writeln!(out, "\nNot stated by the call, the law or other calls\n  {}", silent.join(", "))?;
    }
    let gaps: Vec<&str> = call.not_stated().collect();
    if !gaps.is_empty() {
        writeln!(out, "\nNot stated in the sources\n  {}", gaps.join("; "))?;
    }
    if !call.differences().is_empty() {
        writeln!(out, "\nSources differ on")?;
    }
    for difference in call.differences() {
        writeln!(out, "  {}", difference.about)?;
        for value in &difference.values {
            let sources: Vec<String> = value.source.iter().map(Citation::to_string).collect();
            writeln!(out, "    {}: {}", value.value, sources.join("; "))?;
        }
    }
    writeln!(out, "\nLaw beside the conditions")?;
    for rule in BESIDE {
        writeln!(out, "  {}", law_of(rule, call))?;
    }
    let later: Vec<&Value> = document["versions"].as_array().into_iter().flatten().collect();
    if !later.is_empty() {
        let changes =
            later.iter().any(|version| version["changes"].as_object().is_some_and(|all| !all.is_empty()));
        let what =
            if changes { "which change what is said above" } else { "which change no recorded condition" };
        writeln!(out, "\nLater versions, {what}")?;
    }
    for version in later {
        let said = |name: &str| version[name].as_str().unwrap_or("not stated").to_owned();
        writeln!(out, "  {}, published {}", said("version"), said("published"))?;
        for (name, value) in version["changes"].as_object().into_iter().flatten() {
            writeln!(out, "    {name:<28}{}", without_sources(value))?;
        }
    }
    let questions = questions(call);
    writeln!(out, "\nOpen questions ({})", questions.len())?;
    for question in questions {
        writeln!(out, "  {}: {}", question.id, question.question)?;
    }
    writeln!(out, "\nDocuments")?;
    for page in call.documents() {
        writeln!(out, "  {page} {}", page.url())?;
    }
    Ok(())
}
