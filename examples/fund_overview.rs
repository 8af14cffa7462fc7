//! The Fund at a glance: money, objectives, modes, rates and amounts, each with its law.
//!
//! `cargo run --example fund_overview -- --as-of 2026-06-20`

mod cli;
#[path = "cli/fund_text.rs"]
mod fund_text;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/wrap.rs"]
mod wrap;

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
        output::Format::Text => wrap::wrapped(&fund_text::text(fund, day)),
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
        "participants_by_day": day.is_none().then(|| {
            let spans = spans(fund).into_iter();
            let span = |s: Span| json!({ "first": s.first.to_string(), "last": s.last.to_string(), "participants": s.participants, "unknown": s.unknown });
            spans.map(span).collect::<Vec<_>>()
        }),
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
            Publication::ALL
                .iter()
                .map(|p| json!({ "what": p, "by": p.publishers(), "found_at": p.found_at() }))
                .collect(),
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

/// A table whole, or what it says on a day. A value that two provisions give alike is known, whichever applies.
fn dated<T: serde::Serialize + PartialEq>(
    id: &str,
    table: &'static Dated<T>,
    day: Option<NaiveDate>,
) -> Value {
    let Some(day) = day else { return json!({ "id": id, "what": table.what(), "by_date": table }) };
    let source = table.entry(day).map(|entry| entry.source).unwrap_or_default();
    match table.at(day) {
        Ok(value) => json!({ "id": id, "what": table.what(), "value": value, "source": source }),
        Err(error) => {
            let readings = table.readings(day).ok();
            let alike = readings.filter(|of| of.earlier == of.later).and_then(|of| of.earlier);
            json!({ "id": id, "what": table.what(), "value": alike, "why": error.to_string(), "source": source })
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

/// Days between which the same Member States take part.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    participants: Vec<Country>,
    /// Those of which the sources do not tell.
    unknown: Vec<Country>,
}

/// Who takes part through the whole period, by the days on which that changes.
fn spans(fund: &Fund) -> Vec<Span> {
    let Some(period) = period(fund) else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    for day in period.first_day().iter_days().take_while(|day| *day <= period.last_day()) {
        let unsure = |country: &Country| participation(*country, period, day).holds() == Holds::Unknown;
        let participants: Vec<Country> = participants(period, day).collect();
        let unknown: Vec<Country> = Country::member_states_on(day).filter(unsure).collect();
        match spans.last_mut() {
            Some(span) if span.participants == participants && span.unknown == unknown => span.last = day,
            _ => spans.push(Span { first: day, last: day, participants, unknown }),
        }
    }
    spans
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
