//! The Fund at a glance: money, objectives, modes, rates and amounts, each with its law.
//!
//! `cargo run --example fund_overview -- --as-of 2026-06-20`

mod cli;
#[path = "cli/output.rs"]
mod output;

use std::fmt::{Display, Write};
use std::process::ExitCode;

use amif::fund::{
    ANNEX_IV_ACTIONS, ActionType, Allocation, Answer, Belongs, Component, ContactPoint, ELIGIBLE_ENTITIES,
    EmergencyCase, FixedAmount, FixedNumber, Fund, Ground, Holds, Indicator, Instrument, InterventionType,
    LUMP_SUMS_2014, MIGRATION_NETWORK, ManagementMode, ManagingAuthority, Measure, OFFERED_THROUGH, Observer,
    Parameter, ProgrammingPeriod, Publication, SOCIAL_ECONOMY, SUPPORT_BODIES, ScopeItem, SpecificObjective,
    Use, network_observer, participants, participation,
};
use amif::{
    Country, Instant,
    law::{Act, Citation, Dated},
    value::OrganisationType,
};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The Fund at a glance, on a day or through its whole period.
#[derive(clap::Parser)]
#[command(name = "fund_overview")]
struct Arguments {
    /// Which day to look at; it chooses the programming period too [default: all of 2021-2027]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    as_of: Option<Instant>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: output::Format,
}

fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse_or_date(text).map_err(|e| format!("{e}; a date alone such as \"2024-08-20\" will do"))
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let day = arguments.as_of.map(Instant::brussels_date);
    let fund = match day {
        None => Fund::amif_2021_2027(),
        Some(day) => Fund::on(day).ok_or_else(|| outside(day))?,
    };
    let text = match arguments.format {
        output::Format::Text => text(fund, day),
        output::Format::Json => {
            let json = json(fund, arguments.as_of);
            serde_json::to_string_pretty(&json).map_err(cli::unusable)? + "\n"
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn outside(day: NaiveDate) -> ExitCode {
    let period = |fund: &Fund| format!("{} to {}", fund.period.value.0, fund.period.value.1);
    cli::unusable(format!(
        "--as-of {day}: no programming period is known for that day; known are {} and {}",
        period(Fund::amif_2014_2020()),
        period(Fund::amif_2021_2027())
    ))
}

/// Which tables belong to a fund: those that begin with its period.
fn of<T>(fund: &Fund, table: &Dated<T>) -> bool {
    table.first() == fund.period.value.0
}

// ---- JSON ----

fn json(fund: &Fund, as_of: Option<Instant>) -> Value {
    let day = as_of.map(Instant::brussels_date);
    let mut json = json!({
        "schema": "amif-fund-overview/1",
        "crate": env!("CARGO_PKG_VERSION"),
        "as_of": as_of,
        "name": fund.name,
        "short_name": fund.short_name,
        "act": { "title": fund.act.title(), "celex": fund.act.celex() },
        "period": { "first": fund.period.value.0.to_string(), "last": fund.period.value.1.to_string(), "source": fund.period.source },
        "directorate_general": { "code": fund.directorate_general.value.0, "name": fund.directorate_general.value.1, "source": fund.directorate_general.source },
        "participants": states(fund, day),
        "unknown": unknown(fund, day).map(|all| all.iter().map(|(country, answer)| json!({ "country": country, "answer": answer })).collect::<Vec<_>>()),
        "policy_objective": fund.policy_objective,
        "goal": fund.goal,
        "envelope": fund.envelope,
        "shares": shares(fund).map(|(id, share)| json!({ "line": id, "share": share })).collect::<Vec<_>>(),
        "public_claims": fund.claims,
        "other_totals": fund.other_totals.iter().map(|t| json!({ "who": t.value.0, "amount": t.value.1, "source": t.source })).collect::<Vec<_>>(),
        "acts": fund.acts,
        "replaced": fund.replaced.iter().map(|a| a.title()).collect::<Vec<_>>(),
        "additions": fund.additions,
        "events": fund.events,
        "objectives": SpecificObjective::ALL.iter().map(|o| objective(fund, *o, day)).collect::<Vec<_>>(),
        "parameters": parameters(fund).map(|p| dated(p.as_str(), p.share(), day)).collect::<Vec<_>>(),
        "amounts": amounts(fund).map(|(id, table)| dated(&id, table, day)).collect::<Vec<_>>(),
        "consistent": fund.validate().is_ok(),
    });
    if fund.act == Act::Amif2021
        && let Some(map) = json.as_object_mut()
    {
        map.insert(
            "co_financing".into(),
            ActionType::ALL.iter().map(|a| dated(a.as_str(), a.ceiling(), day)).collect(),
        );
        map.insert("management_modes".into(), ManagementMode::ALL.iter().map(|m| mode(*m)).collect());
        map.insert(
            "publications".into(),
            Publication::ALL.iter().map(|p| json!({ "what": p, "by": p.publishers() })).collect(),
        );
        map.insert(
            "organisation_types".into(),
            OrganisationType::ALL.iter().map(|t| json!({ "type": t, "may_be": t.may_be() })).collect(),
        );
        map.insert("eligible_entities".into(), json!(ELIGIBLE_ENTITIES));
        map.insert("offered_through".into(), json!(OFFERED_THROUGH));
        map.insert("social_economy".into(), json!(SOCIAL_ECONOMY));
        map.insert("support_bodies".into(), json!(SUPPORT_BODIES));
        map.insert("network".into(), network(day));
        map.insert("countries".into(), ManagingAuthority::all().iter().map(authority).collect());
        map.insert(
            "annex_i".into(),
            json!(fund.allocation.as_ref().map(|rule| json!({
                "fixed": rule.fixed, "fixed_higher": rule.fixed_higher, "keys": rule.keys,
            }))),
        );
        // The list itself is cited by the article for whose rate it stands.
        map.insert(
            "annex_iv".into(),
            json!({ "actions": ANNEX_IV_ACTIONS.value, "source": ANNEX_IV_ACTIONS.source }),
        );
        map.insert(
            "numbers".into(),
            FixedNumber::ALL.iter().map(|n| dated(n.as_str(), n.number(), day)).collect(),
        );
        map.insert(
            "emergency_cases".into(),
            EmergencyCase::ALL.iter().map(|c| dated(c.as_str(), c.in_force(), day)).collect(),
        );
        map.insert("under_every_objective".into(), shared_items(Belongs::ToEvery, day));
        map.insert("under_no_objective".into(), shared_items(Belongs::ToNone, day));
    }
    json
}

/// The items that belong to no single objective, listed once.
fn shared_items(belongs: Belongs, day: Option<NaiveDate>) -> Value {
    macro_rules! items {
        ($type:ty) => {
            <$type>::all()
                .filter(|i| i.belongs() == belongs)
                .map(|i| item(i.code(), i.label(), i.source(), i.in_force(), day))
                .collect::<Vec<_>>()
        };
    }
    json!({ "scope": items!(ScopeItem), "intervention_types": items!(InterventionType) })
}

fn network(day: Option<NaiveDate>) -> Value {
    json!({
        "facts": MIGRATION_NETWORK,
        "contact_points": ContactPoint::all().iter().map(|p| json!({
            "country": p.country(), "body": p.body(), "note": p.note(),
            "serves": day.map(|day| p.serves_on(day)), "source": p.citations(),
        })).collect::<Vec<_>>(),
        "observers": Observer::all().iter().map(|o| json!({
            "country": o.country(), "body": o.body(), "note": o.note(),
            "answer": day.map(|day| network_observer(o.country(), day)), "source": o.citations(),
        })).collect::<Vec<_>>(),
    })
}

/// A Member State with its managing authority and the amounts known of its programme.
fn authority(authority: &ManagingAuthority) -> Value {
    let allocation = Allocation::of(authority.country());
    let figures = allocation.map(Allocation::figures).unwrap_or_default().iter();
    json!({
        "country": authority.country(),
        "authority": authority.name(),
        "ministry": authority.ministry(),
        "website": authority.website(),
        "note": authority.note(),
        "source": authority.citations(),
        "allocations": figures.map(|f| json!({
            "kind": f.kind(), "amount": f.amount(), "note": f.note(), "source": f.citations(),
        })).collect::<Vec<_>>(),
    })
}

fn objective(fund: &Fund, objective: SpecificObjective, day: Option<NaiveDate>) -> Value {
    let head = |wording| json!({ "objective": objective, "letter": objective.letter(), "number": objective.number(), "name": objective.name(), "wording": wording });
    if fund.act == Act::Amif2014 {
        return head(objective.content_2014());
    }
    let mut json = head(objective.wording());
    macro_rules! items {
        ($type:ty) => {
            <$type>::all()
                .filter(|i| i.belongs() == amif::fund::Belongs::To(objective))
                .map(|i| item(i.code(), i.label(), i.source(), i.in_force(), day))
                .collect::<Vec<_>>()
        };
    }
    if let Some(map) = json.as_object_mut() {
        map.insert("thematic_area".into(), json!(objective.thematic_area()));
        map.insert("page_goal".into(), json!(objective.page_goal()));
        map.insert("measures".into(), json!(items!(Measure)));
        map.insert("scope".into(), json!(items!(ScopeItem)));
        map.insert("indicators".into(), json!(items!(Indicator)));
        map.insert("intervention_types".into(), json!(items!(InterventionType)));
        map.insert(
            "minimum_share".into(),
            json!(objective.minimum_share().map(|t| dated("programmes", t, day))),
        );
    }
    json
}

fn item(
    code: &str,
    label: &str,
    source: &[Citation],
    in_force: &'static Dated<bool>,
    day: Option<NaiveDate>,
) -> Value {
    json!({ "code": code, "label": label, "source": source, "in_force": dated(code, in_force, day) })
}

/// A table whole, or what it says on a day.
fn dated<T: serde::Serialize>(id: &str, table: &'static Dated<T>, day: Option<NaiveDate>) -> Value {
    let Some(day) = day else { return json!({ "id": id, "what": table.what(), "by_date": table }) };
    let source = table.entry(day).map(|entry| entry.source).unwrap_or_default();
    match table.at(day) {
        Ok(value) => json!({ "id": id, "what": table.what(), "value": value, "source": source }),
        Err(error) => {
            json!({ "id": id, "what": table.what(), "value": null, "why": error.to_string(), "source": source })
        }
    }
}

fn mode(mode: ManagementMode) -> Value {
    let used = |of: Use| match of {
        Use::Allowed => "yes",
        Use::Excluded => "no",
        _ => "not_stated",
    };
    let answer = |(of, source)| json!({ "use": used(of), "source": source });
    let instruments = Instrument::ALL.iter().map(|i| (i.as_str().to_owned(), answer(mode.instrument(*i))));
    let components = Component::ALL.iter().map(|c| (c.as_str().to_owned(), answer(c.under(mode))));
    json!({
        "mode": mode,
        "managed_by": mode.managed_by(),
        "instruments": instruments.collect::<serde_json::Map<_, _>>(),
        "components": components.collect::<serde_json::Map<_, _>>(),
        "route": mode.route(),
    })
}

/// The Member States that are known to take part on the day; they differ by day, so without one none.
fn states(fund: &Fund, day: Option<NaiveDate>) -> Option<Vec<Country>> {
    period(fund).zip(day).map(|(period, day)| participants(period, day).collect())
}

/// The countries of which the sources do not tell whether they take part on the day.
fn unknown(fund: &Fund, day: Option<NaiveDate>) -> Option<Vec<(Country, Answer)>> {
    let answers = |(period, day)| {
        let answers = Country::all().map(move |country| (country, participation(country, period, day)));
        answers.filter(|(_, answer)| answer.holds() == Holds::Unknown).collect()
    };
    period(fund).zip(day).map(answers)
}

fn period(fund: &Fund) -> Option<ProgrammingPeriod> {
    ProgrammingPeriod::ALL.iter().copied().find(|p| p.first_day() == fund.period.value.0)
}

fn shares(fund: &Fund) -> impl Iterator<Item = (&'static str, amif::fund::Share)> {
    let ids: Vec<&'static str> = fund.envelope.lines().into_iter().map(|(_, line)| line.id).skip(1).collect();
    ids.into_iter().filter_map(|id| Some((id, fund.share(id)?)))
}

fn parameters(fund: &Fund) -> impl Iterator<Item = Parameter> {
    Parameter::ALL.iter().copied().filter(|p| of(fund, p.share()))
}

fn amounts(fund: &Fund) -> impl Iterator<Item = (String, &'static Dated<amif::Eur>)> {
    let mut all: Vec<(String, &'static Dated<amif::Eur>)> = Vec::new();
    for ground in Ground::ALL {
        let (normal, higher) = (ground.amount(false), ground.amount(true));
        all.push((ground.to_string(), normal));
        if higher.what() != normal.what() {
            all.push((format!("{ground}, increased"), higher));
        }
    }
    all.extend(LUMP_SUMS_2014.iter().map(|table| ("lump_sum".to_owned(), table)));
    all.extend(FixedAmount::ALL.iter().map(|a| (a.to_string(), a.amount())));
    all.into_iter().filter(|(_, table)| of(fund, table))
}

// ---- Text ----

fn text(fund: &Fund, day: Option<NaiveDate>) -> String {
    let mut text = String::new();
    let (first, last) = fund.period.value;
    let when = day.map_or(format!("{first} to {last}"), |day| format!("on {day}"));
    let _ = writeln!(
        text,
        "Facts about the Fund with the law behind them. Not legal advice and not a decision.\n"
    );
    let _ = writeln!(text, "{} ({}), {when}", fund.name, fund.short_name);
    line(&mut text, "Act", fund.act.title(), &[]);
    line(&mut text, "Period", format!("{first} to {last}"), fund.period.source);
    let (code, name) = fund.directorate_general.value;
    line(&mut text, "Managed by", format!("{name} ({code})"), fund.directorate_general.source);
    line(&mut text, "Objective", fund.policy_objective.value, fund.policy_objective.source);
    if let Some(states) = states(fund, day) {
        let codes: Vec<String> = states.iter().map(Country::to_string).collect();
        line(&mut text, "Taking part", format!("{} Member States: {}", codes.len(), codes.join(", ")), &[]);
    }
    for (country, answer) in unknown(fund, day).unwrap_or_default() {
        line(
            &mut text,
            "Unknown",
            format!("{} ({country}): {}", country.name(), answer.reason()),
            answer.citations(),
        );
    }
    money(&mut text, fund);
    objectives(&mut text, fund, day);
    rates(&mut text, fund, day);
    if fund.act == Act::Amif2021 {
        ways(&mut text);
    }
    heading(&mut text, "Acts");
    for act in fund.acts {
        line(&mut text, act.act.title(), format!("{} (from {})", act.does, act.effective), act.source);
    }
    heading(&mut text, "New in this period");
    for addition in fund.additions {
        line(&mut text, "", addition.value, addition.source);
    }
    heading(&mut text, "Days");
    for event in fund.events {
        line(&mut text, &event.date.to_string(), event.what, event.source);
    }
    text
}

fn heading(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{title}");
}

fn line(text: &mut String, name: &str, value: impl Display, source: &[Citation]) {
    let _ = write!(text, "  ");
    if !name.is_empty() {
        let _ = write!(text, "{name}: ");
    }
    let _ = writeln!(text, "{value}{}", cited(source));
}

/// The citations after a value, each with its mark where it was not read in the act itself.
fn cited(source: &[Citation]) -> String {
    if source.is_empty() {
        return String::new();
    }
    let places: Vec<String> = source.iter().map(Citation::to_string).collect();
    format!("  ({})", places.join("; "))
}

fn money(text: &mut String, fund: &Fund) {
    heading(text, "Money");
    for (depth, budget) in fund.envelope.lines() {
        let share = fund.share(budget.id).map(|s| s.to_string()).unwrap_or_default();
        let _ = writeln!(
            text,
            "  {:indent$}EUR {:>13}  {share:>10}  {}{}",
            "",
            budget.amount.grouped().to_string(),
            budget.name,
            cited(budget.source),
            indent = depth.saturating_mul(2)
        );
    }
    for claim in fund.claims {
        let value = format!(
            "{} % for {}, by EUR {} off. {}",
            claim.claimed.to_string().trim_end_matches(" %"),
            claim.line,
            claim.difference.grouped(),
            claim.explanation
        );
        line(text, "Public claim", value, claim.source);
    }
    for total in fund.other_totals {
        line(
            text,
            "Other total",
            format!("EUR {}, {}", total.value.1.grouped(), total.value.0),
            total.source,
        );
    }
}

fn objectives(text: &mut String, fund: &Fund, day: Option<NaiveDate>) {
    heading(text, "Specific objectives");
    for objective in SpecificObjective::ALL.iter().copied() {
        let recent = fund.act == Act::Amif2021;
        let wording = if recent { objective.wording() } else { objective.content_2014() };
        line(text, &format!("({}) {}", objective.letter(), objective.name()), wording.value, wording.source);
        if recent {
            macro_rules! counted {
                ($type:ty) => {
                    <$type>::all()
                        .filter(|i| i.belongs() == amif::fund::Belongs::To(objective))
                        .filter(|i| day.is_none_or(|day| i.in_force().at(day) == Ok(&true)))
                        .count()
                };
            }
            let _ = writeln!(
                text,
                "      in force for certain: {} measures, {} items of scope, {} indicators, {} types of intervention",
                counted!(Measure),
                counted!(ScopeItem),
                counted!(Indicator),
                counted!(InterventionType)
            );
        }
    }
}

fn rates(text: &mut String, fund: &Fund, day: Option<NaiveDate>) {
    if fund.act == Act::Amif2021 {
        heading(text, "Co-financing, at most (Art. 15)");
        for action in ActionType::ALL {
            table(text, action.words(), action.ceiling(), day, |rate| rate.to_string());
        }
    }
    heading(text, "Other shares");
    for parameter in parameters(fund) {
        table(text, parameter.share().what(), parameter.share(), day, |rate| rate.to_string());
    }
    heading(text, "Amounts per person, and other fixed amounts");
    for (_, amounts) in amounts(fund) {
        table(text, amounts.what(), amounts, day, |amount| format!("EUR {}", amount.grouped()));
    }
}

fn table<T>(
    text: &mut String,
    name: &str,
    table: &'static Dated<T>,
    day: Option<NaiveDate>,
    words: impl Fn(&T) -> String,
) {
    let Some(day) = day else {
        for entry in table.entries() {
            let value = match &entry.state {
                amif::law::State::Value(value) => words(value),
                amif::law::State::NotProvided => "none".to_owned(),
                amif::law::State::SourcesDiffer => "unknown, the sources differ".to_owned(),
            };
            line(text, name, format!("{value} from {} to {}", entry.from, table.until(entry)), entry.source);
        }
        return;
    };
    let source = table.entry(day).map(|entry| entry.source).unwrap_or_default();
    let reading = |value: Option<&T>| value.map_or("none".to_owned(), &words);
    let value = match (table.at(day), table.readings(day)) {
        (Ok(value), _) => words(value),
        (Err(amif::law::DatedError::NotProvided { .. }), _) => "none".to_owned(),
        (Err(amif::law::DatedError::SourcesDiffer { .. }), Ok(readings)) => {
            let (earlier, later) = (reading(readings.earlier), reading(readings.later));
            if earlier == later {
                format!("{earlier} by either provision; the sources differ on which applies")
            } else {
                format!("unknown: {earlier} or {later}; the sources differ on the day of the change")
            }
        }
        (Err(error), _) => error.to_string(),
    };
    line(text, name, value, source);
}

fn ways(text: &mut String) {
    heading(text, "How it is spent");
    for mode in ManagementMode::ALL.iter().copied() {
        line(text, mode.words(), format!("by {}", mode.managed_by().value), mode.managed_by().source);
        let instruments = Instrument::ALL.iter().map(|i| (i.as_str(), mode.instrument(*i)));
        let components = Component::ALL.iter().map(|c| (c.as_str(), c.under(mode)));
        // Every one with its own sources: an allowed use may be unverified.
        for (name, (of, source)) in instruments.chain(components) {
            let words = match of {
                Use::Allowed => "yes",
                Use::Excluded => "no",
                _ => "not stated in the sources",
            };
            let _ = writeln!(text, "      {}: {words}{}", name.replace('_', " "), cited(source));
        }
    }
    heading(text, "Who may apply");
    for kind in OrganisationType::ALL {
        let forms = kind.may_be();
        line(text, "", format!("{}; may be {}", kind.words(), forms.value), &[]);
    }
    for entity in ELIGIBLE_ENTITIES {
        line(text, "", entity.rule, entity.source);
    }
    line(text, "Social economy", SOCIAL_ECONOMY.value, SOCIAL_ECONOMY.source);
    heading(text, "How to apply");
    for mode in ManagementMode::ALL {
        let route = mode.route();
        line(text, mode.words(), format!("turn to the {}", route.contact.as_str().replace('_', " ")), &[]);
        for (number, step) in (1..).zip(route.steps) {
            let _ = writeln!(text, "      {number}. {}{}", step.value, cited(step.source));
        }
    }
    for body in SUPPORT_BODIES {
        line(text, "Help", body.value, body.source);
    }
    line(text, "Offered through", OFFERED_THROUGH.value.join(", "), OFFERED_THROUGH.source);
    for publication in Publication::ALL {
        let by = publication.publishers();
        let names: Vec<String> = by.value.iter().map(|p| p.as_str().replace('_', " ")).collect();
        let names =
            if names.is_empty() { "the page does not say by whom".to_owned() } else { names.join(", ") };
        line(text, &format!("Published: {}", publication.as_str().replace('_', " ")), names, by.source);
    }
    heading(text, "European Migration Network");
    for fact in MIGRATION_NETWORK {
        line(text, "", fact.value, fact.source);
    }
    heading(text, "Managing authorities and the amounts of their programmes");
    for authority in ManagingAuthority::all() {
        let name = authority.name().or(authority.ministry()).unwrap_or("not found");
        line(text, authority.country().name(), name, authority.citations());
        let figures = Allocation::of(authority.country()).map(Allocation::figures).unwrap_or_default();
        for figure in figures {
            let _ = writeln!(
                text,
                "      {}: EUR {}{}",
                figure.kind().as_str().replace('_', " "),
                figure.amount().grouped(),
                cited(figure.citations())
            );
        }
    }
}
