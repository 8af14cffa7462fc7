//! The Fund at a glance as text.

use std::fmt::{Display, Write};

use amif::fund::{
    ANNEX_IV_ACTIONS, ActionType, Allocation, AllocationRule, Component, ContactPoint, ELIGIBLE_ENTITIES,
    EmergencyCase, FixedNumber, Fund, Holds, Indicator, Instrument, InterventionType, MIGRATION_NETWORK,
    ManagementMode, ManagingAuthority, Measure, OFFERED_THROUGH, Publication, SOCIAL_ECONOMY, SUPPORT_BODIES,
    ScopeItem, SpecificObjective, Use,
};
use amif::{
    Country,
    law::{Act, Citation, Dated},
    value::OrganisationType,
};
use chrono::NaiveDate;

use super::{amounts, parameters, spans, states, unknown};

pub(crate) fn text(fund: &Fund, day: Option<NaiveDate>) -> String {
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
    line(&mut text, "Goal", fund.goal.value, fund.goal.source);
    if let Some((states, day)) = states(fund, day).zip(day) {
        line(&mut text, "Taking part", taking_part(&states, day), &[]);
    }
    if day.is_none() {
        for span in spans(fund) {
            let open = if span.unknown.is_empty() {
                String::new()
            } else {
                format!("; unknown: {}", codes(&span.unknown))
            };
            let states = format!("{}{open}", taking_part(&span.participants, span.first));
            line(&mut text, &format!("Taking part from {} to {}", span.first, span.last), states, &[]);
        }
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
    heading(&mut text, "Contact points of the European Migration Network");
    for point in ContactPoint::all().iter().filter(|p| day.is_none_or(|day| p.serves_on(day) != Holds::No)) {
        let unknown = day.is_some_and(|day| point.serves_on(day) == Holds::Unknown);
        let mark = if unknown { "; whether it serves then is unknown" } else { "" };
        line(&mut text, point.country().as_str(), format!("{}{mark}", point.body()), point.citations());
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

fn codes(all: &[Country]) -> String {
    all.iter().map(Country::to_string).collect::<Vec<_>>().join(", ")
}

/// Who takes part, those that are Member States on the day before those that are not.
fn taking_part(all: &[Country], day: NaiveDate) -> String {
    let (members, others): (Vec<Country>, Vec<Country>) =
        all.iter().partition(|country| country.is_member_state_on(day));
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("; no Member State any more, and taking part as before: {}", codes(&others))
    };
    format!("{} Member States: {}{others}", members.len(), codes(&members))
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
            let (area, goal) = (objective.thematic_area(), objective.page_goal());
            let _ = writeln!(text, "      thematic area: {}{}", area.value, cited(area.source));
            let _ = writeln!(text, "      the page's goal: {}{}", goal.value, cited(goal.source));
            // Nothing was left out before the end, so what is in force on the first day and the last is in force throughout.
            let (first, last) = fund.period.value;
            let days = day.map_or(vec![first, last], |day| vec![day]);
            macro_rules! counted {
                ($type:ty) => {
                    <$type>::all()
                        .filter(|i| i.belongs() == amif::fund::Belongs::To(objective))
                        .filter(|i| days.iter().all(|day| i.in_force().at(*day) == Ok(&true)))
                        .count()
                };
            }
            let throughout = if day.is_none() { " through the whole period" } else { "" };
            let _ = writeln!(
                text,
                "      in force for certain{throughout}: {} measures, {} items of scope, {} indicators, {} types of intervention",
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
    if let Some(rule) = &fund.allocation {
        annex_i(text, rule);
    }
    if fund.act == Act::Amif2021 {
        heading(text, "Actions of Annex IV, with the higher rate");
        for action in ANNEX_IV_ACTIONS.value {
            line(text, "", action, ANNEX_IV_ACTIONS.source);
        }
        heading(text, "Cases of emergency assistance (Art. 31)");
        for case in EmergencyCase::ALL {
            let wording = case.wording();
            line(text, &format!("({})", case.letter()), wording.value, wording.source);
            table(text, "    in force", case.in_force(), day, |holds| {
                if *holds { "yes" } else { "no" }.to_owned()
            });
        }
        heading(text, "Fixed numbers");
        for number in FixedNumber::ALL {
            table(text, number.number().what(), number.number(), day, u32::to_string);
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

/// How the money of the programmes is divided among the Member States.
fn annex_i(text: &mut String, rule: &AllocationRule) {
    heading(text, "Allocation to the Member States (Annex I)");
    let euro = |amount: amif::Eur| format!("EUR {}", amount.grouped());
    line(text, "Fixed amount each", euro(rule.fixed.value), rule.fixed.source);
    let higher = format!("{} for {}", euro(rule.fixed_higher.value), rule.higher_for.value.join(", "));
    line(text, "Higher fixed amount", higher, rule.fixed_higher.source);
    for key in rule.keys {
        line(text, key.area.name(), format!("{} of the rest", key.weight), key.source);
        for (criterion, weight) in key.criteria {
            let _ = writeln!(text, "      {weight}: {criterion}");
        }
    }
}

fn table<T>(
    text: &mut String,
    name: &str,
    table: &'static Dated<T>,
    day: Option<NaiveDate>,
    words: impl Fn(&T) -> String,
) {
    // Where two provisions may apply: what each says, in words.
    let disputed = |day| {
        let disputed = matches!(table.at(day), Err(amif::law::DatedError::SourcesDiffer { .. }));
        let readings = table.readings(day).ok().filter(|_| disputed)?;
        let reading = |value: Option<&T>| value.map_or("none".to_owned(), &words);
        Some((reading(readings.earlier), reading(readings.later)))
    };
    let settled = |day| match table.at(day) {
        Ok(value) => words(value),
        Err(amif::law::DatedError::NotProvided { .. }) => "none".to_owned(),
        Err(error) => error.to_string(),
    };
    if let Some(day) = day {
        let value = match disputed(day) {
            None => settled(day),
            Some((earlier, later)) if earlier == later => {
                format!("{earlier} by either provision; the sources differ on which applies")
            }
            Some((earlier, later)) => {
                format!("unknown: {earlier} or {later}; the sources differ on the day of the change")
            }
        };
        line(text, name, value, table.entry(day).map(|entry| entry.source).unwrap_or_default());
        return;
    }
    for entry in table.entries() {
        let days = format!("from {} to {}", entry.from, table.until(entry));
        let value = match disputed(entry.from) {
            None => format!("{} {days}", settled(entry.from)),
            Some((earlier, later)) if earlier == later => {
                format!("{earlier} by either provision {days}; the sources differ on which applies")
            }
            Some((earlier, later)) => format!("unknown, the sources differ {days}: {earlier} or {later}"),
        };
        line(text, name, value, entry.source);
    }
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
        let what = publication.as_str().replace('_', " ");
        line(text, &format!("Published: {what}"), names, by.source);
        let found = publication.found_at();
        line(text, &format!("Found: {what}"), found.value, found.source);
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
