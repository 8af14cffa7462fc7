//! The law beneath every call: a second, naive reading of the acts, written from their text, which agrees with the
//! crate on every combination of day, role, place, form and status that they tell apart.
//!
//! Read for it: Regulation (EU) 2021/1147, Art. 24(1); Council Implementing Decision (EU) 2022/2506, Art. 2(2);
//! Regulation (EU, Euratom) 2024/2509, Art. 196(2), (3) and 200(2)(c); the Online Manual, 3.1.4.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::{BTreeMap, BTreeSet};

use amif::{Call, Consequence, Outcome, Proposal, Verdict};
use serde_json::{Value, json};

/// Opening and deadline of a call.
const CALLS: [(&str, &str); 11] = [
    ("2018-07-26", "2019-01-31"),
    ("2020-01-31", "2020-04-30"),
    ("2020-02-01", "2020-04-30"),
    ("2020-12-31", "2021-02-16"),
    ("2021-01-01", "2021-05-16"),
    ("2022-02-02", "2022-05-19"),
    ("2022-02-03", "2022-05-19"),
    ("2022-07-12", "2022-10-19"),
    ("2022-07-13", "2022-10-19"),
    ("2027-12-31", "2028-03-31"),
    ("2028-01-01", "2028-03-31"),
];

fn source() -> Value {
    json!([{ "document": "d" }])
}

fn call(opening: &str, deadline: &str, more: &Value) -> Call {
    let mut call = json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": { "d": { "title": "Example", "basis": "summary" } },
        "opening": { "date": opening, "source": source() },
        "deadline": { "date": deadline, "time": "17:00", "source": source() },
    });
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Call::from_json(&call.to_string()).unwrap()
}

/// Countries as nearly every call states them: Member States except Denmark.
fn countries() -> Value {
    json!({ "countries": { "member_states_except": ["DK"], "overseas_territories": true,
        "international_organisations_exempt": true, "source": source() } })
}

fn roles() -> Value {
    let role = json!({ "admitted": ["public_body", "non_profit_private"] });
    json!({ "roles": { "coordinator": role, "beneficiary": role, "affiliated_entity": role, "source": source() } })
}

/// Every assessment of a proposal: outcome and consequence by rule and subject.
fn found(call: &Call, proposal: &Value, as_of: &str) -> BTreeMap<(String, String), (Outcome, Consequence)> {
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let report = proposal.check(call, as_of.parse().unwrap());
    assert_eq!(proposal.verdict(call, as_of.parse().unwrap()), report.verdict());
    assert_eq!(proposal.is_eligible(call, as_of.parse().unwrap()), report.verdict() == Verdict::Eligible);
    let told = |a: amif::Assessment<'_>| {
        ((a.rule().to_string(), a.subject().to_string()), (a.outcome(), a.consequence()))
    };
    report.assessments().map(told).collect()
}

/// What the outcomes over all completions come to.
fn fold(outcomes: &[&'static str]) -> &'static str {
    let set: BTreeSet<&str> = outcomes.iter().copied().collect();
    match set.iter().copied().collect::<Vec<_>>().as_slice() {
        ["met", "not_applicable"] => "met",
        ["met"] => "met",
        ["not_met"] => "not_met",
        ["conditional"] => "conditional",
        ["not_applicable"] => "not_applicable",
        _ => "unknown",
    }
}

const UNKNOWN: [&str; 2] = ["met", "not_met"];

#[derive(Debug, Clone, Copy)]
struct Entry {
    role: Option<&'static str>,
    country: Option<&'static str>,
    form: Option<&'static str>,
    statuses: &'static [(&'static str, bool)],
}

impl Entry {
    fn json(&self) -> Value {
        let statuses: BTreeMap<&str, bool> = self.statuses.iter().copied().collect();
        json!({ "name": "A", "pic": "999000001", "role": self.role, "country": self.country, "legal_form": self.form,
            "statuses": statuses })
    }

    fn status(&self, name: &str) -> Option<bool> {
        self.statuses.iter().find(|(n, _)| *n == name).map(|(_, held)| *held)
    }

    /// A rule on funded roles, whatever role turns out.
    fn in_funded_role(&self, funded: &[&'static str]) -> &'static str {
        match self.role {
            Some("coordinator" | "beneficiary" | "affiliated_entity") => fold(funded),
            Some(_) => "not_applicable",
            None => fold(&[funded, &["not_applicable"]].concat()),
        }
    }
}

/// Whether Art. 24 of Regulation (EU) 2021/1147 lies beneath: calls of 2021 to 2027.
fn under_article_24(opening: &str) -> bool {
    ("2021-01-01"..="2027-12-31").contains(&opening)
}

/// Art. 24(1): legal entities in a Member State or a territory linked to it; other third countries only as listed;
/// entities created under Union law and international organisations wherever they are.
fn article_24(entry: &Entry, opening: &str) -> &'static str {
    if entry.status("created_under_union_law") == Some(true) || entry.status("eu_body") == Some(true) {
        return entry.in_funded_role(&["not_applicable"]);
    }
    let mut all: Vec<&'static str> = match entry.country {
        // Protocol 22; Ireland opted in between 3 February and 12 July 2022.
        Some("DK") => vec!["not_met"],
        Some("IE") if opening < "2022-02-03" => vec!["not_met"],
        Some("IE") if opening <= "2022-07-12" => UNKNOWN.to_vec(),
        Some("AT" | "IE" | "HR" | "RE" | "NC" | "AX") => vec!["met"],
        // Greenland, third countries, and any country at all.
        _ => UNKNOWN.to_vec(),
    };
    match entry.form {
        Some("international_organisation") => all = vec!["not_applicable"],
        None => all.push("not_applicable"),
        Some(_) => {}
    }
    entry.in_funded_role(&all)
}

/// "Member States except Denmark", of the day on which the call opens.
fn except_denmark(entry: &Entry, opening: &str) -> &'static str {
    let by_union_law =
        entry.status("created_under_union_law") == Some(true) || entry.status("eu_body") == Some(true);
    if by_union_law && under_article_24(opening) {
        return entry.in_funded_role(&["not_applicable"]);
    }
    let mut all: Vec<&'static str> = match entry.country {
        Some("AT" | "IE" | "HR" | "RE" | "NC" | "AX") => vec!["met"],
        // A Member State until 31 January 2020; then under the Withdrawal Agreement in calls of 2014 to 2020.
        Some("GB") if opening <= "2020-12-31" => vec!["met"],
        Some(_) => vec!["not_met"],
        None => UNKNOWN.to_vec(),
    };
    match entry.form {
        Some("international_organisation") => all = vec!["not_applicable"],
        None => all.push("not_applicable"),
        Some(_) => {}
    }
    entry.in_funded_role(&all)
}

/// What the rules on one entry come to, where they are looked at.
fn of_entry(entry: &Entry, opening: &str, stated: (bool, bool)) -> BTreeMap<&'static str, &'static str> {
    let mut all = BTreeMap::new();
    let country = match stated.0 {
        true => Some(except_denmark(entry, opening)),
        false => under_article_24(opening).then(|| article_24(entry, opening)),
    };
    if let Some(country) = country {
        all.insert("participant/country", country);
    }
    // Art. 24(1)(a) speaks of legal entities.
    let natural: &[&str] = match (under_article_24(opening), entry.status("self_employed")) {
        (true, Some(true)) | (false, _) => &UNKNOWN,
        (true, _) => &["not_met"],
    };
    let form: Option<&[&str]> = match (entry.form, stated.1) {
        (Some("natural_person"), true) => Some(natural),
        (Some("natural_person"), false) if under_article_24(opening) => Some(natural),
        // Whoever states no form may be one.
        (None, false) if under_article_24(opening) => Some(&["not_applicable", "not_met"]),
        (_, false) => None,
        (Some("public_body"), true) => Some(&["met"]),
        // An organisation in neither list, or any form at all.
        (_, true) => Some(&UNKNOWN),
    };
    if let Some(form) = form {
        all.insert("participant/legal-form", entry.in_funded_role(form));
    }
    // Art. 200(2)(c): only if bound by its representatives and with equivalent guarantees; natural persons, of whom (b)
    // speaks, are no such entities.
    let entity: Option<&[&str]> =
        match (entry.status("legal_personality"), entry.status("equivalent_guarantees"), entry.form) {
            (None, _, _) => None,
            (Some(_), _, Some("natural_person")) => Some(&["not_applicable"]),
            (Some(true), _, _) | (Some(false), Some(true), _) => Some(&["met"]),
            (Some(false), Some(false), Some(_)) => Some(&["not_met"]),
            (Some(false), Some(false), None) | (Some(false), None, _) => Some(&UNKNOWN),
        };
    if let Some(entity) = entity {
        all.insert("participant/legal-entity", entry.in_funded_role(entity));
    }
    // Whether a call takes bodies of the Union is open; an entity created under Union law may be one.
    let body: Option<&[&str]> = match (entry.status("eu_body"), entry.status("created_under_union_law")) {
        (Some(true), _) | (None, Some(true)) => Some(&UNKNOWN),
        (Some(false), _) => Some(&["met"]),
        (None, _) => None,
    };
    if let Some(body) = body {
        all.insert("participant/union-body", entry.in_funded_role(body));
    }
    all
}

const ROLES: [Option<&str>; 5] =
    [Some("coordinator"), Some("affiliated_entity"), Some("associated_partner"), Some("subcontractor"), None];
const COUNTRIES: [Option<&str>; 12] = [
    Some("AT"),
    Some("HR"),
    Some("DK"),
    Some("IE"),
    Some("GB"),
    Some("RE"),
    Some("AX"),
    Some("NC"),
    Some("GL"),
    Some("US"),
    Some("NO"),
    None,
];
const FORMS: [Option<&str>; 4] =
    [Some("public_body"), Some("natural_person"), Some("international_organisation"), None];
const STATUSES: [&[(&str, bool)]; 11] = [
    &[],
    &[("legal_personality", true)],
    &[("legal_personality", false)],
    &[("legal_personality", false), ("equivalent_guarantees", true)],
    &[("legal_personality", false), ("equivalent_guarantees", false)],
    &[("created_under_union_law", true)],
    &[("created_under_union_law", true), ("eu_body", false)],
    &[("eu_body", true)],
    &[("eu_body", false)],
    &[("created_under_union_law", false)],
    &[("self_employed", true)],
];

#[test]
fn who_may_take_part_agrees_with_the_acts_on_every_entry() {
    let nothing = json!({});
    for (opening, deadline) in CALLS {
        for stated in [(false, false), (true, false), (false, true), (true, true)] {
            let mut more = if stated.0 { countries() } else { nothing.clone() };
            if stated.1 {
                more.as_object_mut().unwrap().extend(roles().as_object().unwrap().clone());
            }
            let call = call(opening, deadline, &more);
            for role in ROLES {
                for country in COUNTRIES {
                    for form in FORMS {
                        for statuses in STATUSES {
                            // A status that excludes the form is no entry.
                            if statuses == [("self_employed", true)] && form != Some("natural_person") {
                                continue;
                            }
                            // Places are crossed with forms, and statuses with few places.
                            if !statuses.is_empty() && !matches!(country, Some("AT" | "DK" | "US")) {
                                continue;
                            }
                            let entry = Entry { role, country, form, statuses };
                            let proposal = json!({ "participants": [entry.json()] });
                            let found = found(&call, &proposal, "2023-06-01T12:00:00+02:00");
                            let expected = of_entry(&entry, opening, stated);
                            for rule in [
                                "participant/country",
                                "participant/legal-form",
                                "participant/legal-entity",
                                "participant/union-body",
                            ] {
                                let told = found.get(&(rule.to_owned(), "/participants/0".to_owned()));
                                assert_eq!(
                                    told.map(|(outcome, _)| outcome.as_str()),
                                    expected.get(rule).copied(),
                                    "{rule} of {entry:?} under a call of {opening}, {stated:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn trusts_are_barred_in_every_call_since_the_decision() {
    // The day that is looked at, the deadline, the day of signature, and what comes of it.
    for (as_of, deadline, signature, outcome) in [
        ("2022-12-15T23:59:59+01:00", "2022-05-19", None, "not_applicable"),
        ("2022-12-15T23:59:59+01:00", "2022-05-19", Some("2022-12-16"), "not_applicable"),
        ("2022-12-16T00:00:00+01:00", "2022-05-19", Some("2022-12-15"), "met"),
        ("2022-12-16T00:00:00+01:00", "2022-05-19", Some("2022-12-16"), "not_met"),
        ("2022-12-16T00:00:00+01:00", "2022-05-19", Some("2022-12-17"), "conditional"),
        // It may have been signed before the decision, since, or not yet.
        ("2022-12-16T12:00:00+01:00", "2022-05-19", None, "unknown"),
        // Nothing is signed before the deadline.
        ("2023-06-01T12:00:00+02:00", "2023-09-30", None, "conditional"),
        ("2024-06-01T12:00:00+02:00", "2024-08-21", Some("2025-02-01"), "conditional"),
        ("2025-03-01T12:00:00+01:00", "2024-08-21", Some("2025-02-01"), "not_met"),
        // So a day until then is not taken for one.
        ("2024-06-01T12:00:00+02:00", "2024-08-21", Some("2022-12-01"), "conditional"),
        ("2024-06-01T12:00:00+02:00", "2024-08-21", Some("2024-08-21"), "conditional"),
        ("2024-06-01T12:00:00+02:00", "2024-08-21", Some("2024-05-31"), "conditional"),
    ] {
        let opening = if deadline < "2023" { "2022-02-17" } else { "2023-01-17" };
        let call = call(opening, deadline, &json!({}));
        for role in ["coordinator", "beneficiary", "affiliated_entity", "subcontractor", "associated_partner"]
        {
            let trust = json!({ "name": "Trust", "role": role, "country": "HU", "declarations": ["public_interest_trust"] });
            let plain = json!({ "name": "Other", "role": role, "country": "HU" });
            let proposal = json!({ "grant_signature": signature, "participants": [trust, plain] });
            let found = found(&call, &proposal, as_of);
            let told = |at: usize| {
                found.get(&("participant/temporary-bar".to_owned(), format!("/participants/{at}")))
            };
            let outcome = if role == "associated_partner" { "not_applicable" } else { outcome };
            assert_eq!(told(0).unwrap().0.as_str(), outcome, "{role} on {as_of}, signed {signature:?}");
            assert_eq!(told(1), None);
        }
    }
}

#[test]
fn completed_and_begun_actions_in_every_call() {
    // Start, months, and the outcome with its consequence, for a submission on 20 August 2024.
    for (start, months, expected) in [
        (None, Some(24), None),
        (Some("2024-08-20"), Some(24), Some(("met", "correct"))),
        (Some("2024-08-20"), None, Some(("met", "correct"))),
        (Some("2024-08-19"), Some(24), Some(("not_met", "correct"))),
        (Some("2022-08-21"), Some(24), Some(("not_met", "correct"))),
        (Some("2022-08-20"), Some(24), Some(("not_met", "reject"))),
        (Some("2020-01-01"), Some(24), Some(("not_met", "reject"))),
        (Some("2020-01-01"), None, Some(("unknown", "reject"))),
    ] {
        for (opening, deadline) in CALLS {
            let call = call(opening, deadline, &json!({}));
            let proposal = json!({ "submitted_at": "2024-08-20T16:30:00+02:00", "start_date": start,
                "duration_months": months, "participants": [] });
            let found = found(&call, &proposal, "2024-08-20T16:30:00+02:00");
            let told = found.get(&("project/start-date".to_owned(), "/start_date".to_owned()));
            let told = told.map(|(outcome, consequence)| (outcome.as_str(), consequence.as_str()));
            assert_eq!(told, expected, "from {start:?} for {months:?} under a call of {opening}");
        }
    }
}

#[test]
fn submitted_while_the_call_is_open() {
    let call = call("2024-05-21", "2024-08-21", &json!({}));
    for (at, opened, in_time) in [
        ("2024-05-20T23:59:59+02:00", "not_met", "met"),
        ("2024-05-20T22:00:00Z", "met", "met"),
        ("2024-05-21T00:00:00+02:00", "met", "met"),
        ("2024-08-21T16:59:59.999+02:00", "met", "met"),
        ("2024-08-21T17:00:00+02:00", "met", "unknown"),
        ("2024-08-21T15:00:00.999Z", "met", "unknown"),
        ("2024-08-21T15:00:01Z", "met", "not_met"),
    ] {
        let proposal = json!({ "submitted_at": at, "participants": [] });
        let found = found(&call, &proposal, "2024-06-01T12:00:00+02:00");
        let told = |rule: &str| found[&(rule.to_owned(), "/submitted_at".to_owned())];
        let while_open = told("admissibility/submitted-while-open");
        assert_eq!((while_open.0.as_str(), while_open.1), (opened, Consequence::Clarify), "{at}");
        assert_eq!(told("admissibility/submitted-by-deadline").0.as_str(), in_time, "{at}");
    }
}

#[test]
fn the_minima_count_whom_the_law_lets_in() {
    let minimum = |n: u32| json!({ "at_least": n, "source": source() });
    let mut more = roles();
    let extra = json!({ "minimum_applicants": minimum(2), "minimum_countries": minimum(2), "counting": {
        "international_organisations": false, "overseas_territories": true, "affiliated_entities": false } });
    more.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let with = |opening: &str, deadline: &str, more: &Value, second: Value| {
        let first = json!({ "name": "A", "pic": "999000001", "role": "coordinator", "country": "AT", "legal_form": "public_body" });
        let mut second = second;
        second["name"] = json!("B");
        second["pic"] = json!("999000002");
        second["role"] = json!("beneficiary");
        let call = call(opening, deadline, more);
        let proposal = json!({ "participants": [first, second] });
        let found = found(&call, &proposal, "2023-06-01T12:00:00+02:00");
        ["applicants", "countries"].map(|which| {
            found[&(format!("consortium/minimum-{which}"), "/participants".to_owned())].0.as_str()
        })
    };
    // Calls of 2021 to 2027 that state no countries: the list of the act.
    let silent = |second: Value| with("2023-01-17", "2023-05-16", &more, second);
    assert_eq!(silent(json!({ "country": "BE", "legal_form": "public_body" })), ["met"; 2]);
    assert_eq!(silent(json!({ "country": "NC", "legal_form": "public_body" })), ["met"; 2]);
    assert_eq!(silent(json!({ "country": "DK", "legal_form": "public_body" })), ["not_met"; 2]);
    assert_eq!(silent(json!({ "country": "US", "legal_form": "public_body" })), ["not_met"; 2]);
    assert_eq!(silent(json!({ "country": "BE", "legal_form": "natural_person" })), ["not_met"; 2]);
    let person =
        json!({ "country": "BE", "legal_form": "natural_person", "statuses": { "self_employed": true } });
    assert_eq!(silent(person), ["unknown"; 2]);
    for (statuses, outcome) in [
        (json!({ "legal_personality": false }), "unknown"),
        (json!({ "legal_personality": false, "equivalent_guarantees": true }), "met"),
        (json!({ "legal_personality": false, "equivalent_guarantees": false }), "not_met"),
        (json!({ "legal_personality": true }), "met"),
        // Whether a seat counts that Union law gave is open.
        (json!({ "created_under_union_law": true }), "unknown"),
        (json!({ "created_under_union_law": true, "eu_body": false }), "unknown"),
        (json!({ "eu_body": true }), "unknown"),
        (json!({ "eu_body": false }), "met"),
    ] {
        let second = json!({ "country": "BE", "legal_form": "public_body", "statuses": statuses });
        assert_eq!(silent(second), [outcome; 2], "{statuses}");
    }
    // "Member States except Denmark", by the day on which the call opens; counting open under the agreement.
    let mut stated = more.clone();
    stated.as_object_mut().unwrap().extend(countries().as_object().unwrap().clone());
    let british = || json!({ "country": "GB", "legal_form": "public_body" });
    assert_eq!(with("2020-01-31", "2020-04-30", &stated, british()), ["met"; 2]);
    assert_eq!(with("2020-02-01", "2020-04-30", &stated, british()), ["unknown"; 2]);
    assert_eq!(with("2021-01-01", "2021-05-16", &stated, british()), ["not_met"; 2]);
}

/// A measure with an end stands through its last day, and a grant signed the day after is free of it: unless it is that of
/// Council Decision (EU) 2022/2506 on Hungarian trusts, which is known to stand longer and binds whatever a call says.
#[test]
fn a_measure_holds_on_its_last_day() {
    let on = |role: &str, signature: &str| {
        let bar = json!({ "bars": [{ "declaration": "public_interest_trust", "country": "HU", "from": "2022-12-16",
            "until": "2024-12-31", "roles": [role], "way_out": "the measure ends", "source": source() }] });
        let call = call("2024-01-10", "2024-08-21", &bar);
        let proposal = json!({ "grant_signature": signature, "participants": [{ "name": "A", "role": role,
            "country": "HU", "legal_form": "public_body", "declarations": ["public_interest_trust"] }] });
        let found = found(&call, &proposal, "2025-02-01T12:00:00+01:00");
        found[&("participant/temporary-bar".to_owned(), "/participants/0".to_owned())].0
    };
    // The decision says nothing of associated partners, so theirs is the call's measure alone.
    assert_eq!(on("associated_partner", "2024-12-30"), Outcome::NotMet);
    assert_eq!(on("associated_partner", "2024-12-31"), Outcome::NotMet, "the last day is one of its days");
    assert_eq!(on("associated_partner", "2025-01-01"), Outcome::Met);
    assert_eq!(on("beneficiary", "2024-12-31"), Outcome::NotMet);
    assert_eq!(on("beneficiary", "2025-01-01"), Outcome::NotMet, "the decision stands");
}

/// The decision on Hungarian trusts is known to stand until 3 October 2026. A call that states the measure, for all its
/// roles and from its first day, says when it ends, where that is not before; without an end it is taken to stand.
#[test]
fn an_end_that_a_call_states_ends_the_decision() {
    const ALL: &[&str] = &["coordinator", "beneficiary", "affiliated_entity", "subcontractor"];
    let on = |until: Option<&str>, roles: &[&str], signature: &str| {
        let mut bar = json!({ "declaration": "public_interest_trust", "country": "HU", "from": "2022-12-16",
            "roles": roles, "way_out": "the measure ends", "source": source() });
        if let Some(until) = until {
            bar["until"] = json!(until);
        }
        let call = call("2027-01-10", "2027-03-01", &json!({ "bars": [bar] }));
        let proposal = json!({ "grant_signature": signature, "participants": [{ "name": "A", "role": "beneficiary",
            "country": "HU", "legal_form": "public_body", "declarations": ["public_interest_trust"] }] });
        let found = found(&call, &proposal, "2027-02-01T12:00:00+01:00");
        found[&("participant/temporary-bar".to_owned(), "/participants/0".to_owned())].0
    };
    assert_eq!(on(Some("2027-09-30"), ALL, "2027-09-30"), Outcome::Conditional);
    assert_eq!(on(Some("2027-09-30"), ALL, "2027-10-01"), Outcome::Met);
    assert_eq!(on(Some("2026-10-03"), ALL, "2027-10-01"), Outcome::Met);
    assert_eq!(on(Some("2026-10-02"), ALL, "2027-10-01"), Outcome::Conditional, "it stood longer");
    assert_eq!(on(None, ALL, "2027-10-01"), Outcome::Conditional, "no end is known");
    assert_eq!(
        on(Some("2027-09-30"), &["beneficiary"], "2027-10-01"),
        Outcome::Conditional,
        "another measure"
    );
}

/// Where a call states roles and says no word on natural persons, it is the act that speaks of legal entities: no page of
/// the call is cited for it.
#[test]
fn natural_persons_are_the_acts_where_the_call_is_silent_on_them() {
    for topic in ["AMIF-2022-TF1-AG-INFO", "AMIF-2023-TF2-AG-CALL-01-SPONSORSHIP", "AMIF-2024-TF2-AG-THB-01"]
    {
        let call = amif::catalogue::topic(topic).unwrap();
        let told = |statuses: Value| {
            let person = json!({ "name": "A", "role": "beneficiary", "country": "FR", "legal_form": "natural_person",
                "statuses": statuses });
            let proposal = Proposal::from_json(&json!({ "participants": [person] }).to_string()).unwrap();
            let report = proposal.check(call, call.deadline().unwrap().value.instant());
            let found = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form").unwrap();
            let acts = found.source().iter().any(|place| place.to_string().contains("Art. 24(1)(a)"));
            (found.outcome(), found.layer().as_str(), acts)
        };
        // The page of the seed call says "be legal entities".
        let own = topic == "AMIF-2024-TF2-AG-THB-01";
        let (layer, of_self_employed) =
            if own { ("call", Outcome::NotMet) } else { ("law", Outcome::Unknown) };
        assert_eq!(told(json!({})), (Outcome::NotMet, layer, true), "{topic}");
        assert_eq!(told(json!({ "self_employed": true })), (of_self_employed, layer, true), "{topic}");
    }
}

/// Whoever is under restrictive measures counts to neither minimum, and is rejected.
#[test]
fn nobody_under_restrictive_measures_counts() {
    let asks = json!({ "minimum_applicants": { "at_least": 2, "source": source() },
        "minimum_countries": { "at_least": 2, "source": source() } });
    let mut asks = asks;
    for more in [countries(), roles()] {
        asks.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    }
    let call = call("2024-01-10", "2024-08-21", &asks);
    let with = |declared: &[&str]| {
        let member = |name: &str, country: &str, declared: &[&str]| {
            json!({ "name": name, "pic": format!("99900000{}", name.len()), "role": "beneficiary", "country": country,
                "legal_form": "public_body", "declarations": declared })
        };
        let proposal = json!({ "participants": [member("A", "BE", &[]), member("BB", "AT", declared)] });
        let found = found(&call, &proposal, "2024-06-01T12:00:00+02:00");
        let of = |rule: &str, subject: &str| {
            found.get(&(rule.to_owned(), subject.to_owned())).map(|(outcome, _)| *outcome)
        };
        (
            of("consortium/minimum-applicants", "/participants"),
            of("consortium/minimum-countries", "/participants"),
            of("participant/restrictive-measures", "/participants/1"),
        )
    };
    let (met, not_met) = (Some(Outcome::Met), Some(Outcome::NotMet));
    let (applicants, countries, _) = with(&[]);
    assert_eq!((applicants, countries), (met, met));
    assert_eq!(with(&["restrictive_measures"]), (not_met, not_met, not_met));
}

#[test]
fn of_two_financial_regulations_the_one_that_was_read_comes_first_and_the_other_last() {
    use amif::law::Act;
    for rule in amif::RuleId::ALL {
        let citations = amif::report::explain(rule.as_str()).unwrap().citations;
        let acts: Vec<_> = citations.iter().map(|citation| citation.cited_act()).collect();
        let of = |act: Act| acts.iter().filter(|cited| **cited == Some(act)).count();
        let (new, old) = (of(Act::Financial2024), of(Act::Financial2018));
        // The recast holds for commitments since 30 September 2024: no rule rests on the regulation before it alone.
        assert!(old == 0 || new > 0, "{rule}: {acts:?}");
        if new > 0 && old > 0 {
            // So that the day of the legal commitment can leave either out.
            assert!(acts[..new].iter().all(|act| *act == Some(Act::Financial2024)), "{rule}: {acts:?}");
            assert!(
                acts[acts.len() - old..].iter().all(|act| *act == Some(Act::Financial2018)),
                "{rule}: {acts:?}"
            );
        }
    }
}

/// Nothing is signed before the deadline has passed: a day until then is a slip, told as such, and no fact is missing.
#[test]
fn a_stated_day_of_signature_is_used_and_never_asked_for() {
    use amif::report::{FactKind, NoticeKind};
    let mut rounds = countries();
    rounds["roles"] = roles()["roles"].take();
    let call = call("2024-05-21", "2024-08-21", &rounds);
    let check = |call: &Call, signed: &str, submitted: &str| {
        let proposal = json!({ "submitted_at": submitted, "grant_signature": signed, "participants": [
            { "name": "A", "pic": "999000001", "role": "beneficiary", "country": "HU",
              "legal_form": "non_profit_private", "declarations": ["public_interest_trust"] },
        ] });
        let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
        let report = proposal.check(call, "2025-03-01T12:00:00+01:00".parse().unwrap());
        let asked = report
            .assessments()
            .any(|a| a.missing().iter().any(|fact| fact.kind() == FactKind::GrantSignature));
        assert!(!asked, "{signed}: {report}");
        let barred = report.assessments().find(|a| a.rule().as_str() == "participant/temporary-bar").unwrap();
        let told: Vec<NoticeKind> = report.notices().iter().map(|notice| notice.kind).collect();
        (barred.outcome(), told.contains(&NoticeKind::SignedBeforeDeadline))
    };
    for (signed, slip) in [("2024-07-01", true), ("2024-08-21", true), ("2024-08-22", false)] {
        assert_eq!(check(&call, signed, "2024-06-20T12:00:00+02:00"), (Outcome::NotMet, slip), "{signed}");
    }
    // Of several cut-offs the one with which the submission is looked at.
    rounds["deadline"] = json!({ "date": "2026-01-31", "time": "17:00", "source": source(),
        "cut_offs": [{ "date": "2024-06-16", "time": "17:00" }, { "date": "2025-06-16", "time": "17:00" }] });
    let rounds = self::call("2024-05-21", "2026-01-31", &rounds);
    for (submitted, slip) in [("2024-06-01T12:00:00+02:00", false), ("2024-07-01T12:00:00+02:00", true)] {
        assert_eq!(check(&rounds, "2025-02-01", submitted), (Outcome::NotMet, slip), "{submitted}");
    }
}
