//! The corpus of the rules that only some calls state: a call that states them all, a valid proposal, and
//! one mutation a case. Each case fires its rule and names what cascades.

#![recursion_limit = "256"]
#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::BTreeSet;

use amif::{Call, Outcome, Proposal, RuleId, Verdict, call::Reading, catalogue};
use serde_json::{Value, json};

fn source() -> Value {
    json!([{ "document": "call", "section": "6" }])
}

/// A call that states every kind of rule.
fn call() -> Value {
    let role = json!({
        "admitted": ["public_body", "non_profit_private", "profit_making", "international_organisation"],
        "only": true,
        "statuses": { "trade_union": { "open": "trade-unions" }, "legal_personality": true },
        "if_form": { "profit_making": { "acting_without_profit": true } },
        "organisation_types": { "barred": ["private_law_company"], "admitted": ["state_or_federal_authority", "local_public_body", "non_governmental_organisation", "humanitarian_organisation", "public_law_company", "education_organisation", "research_organisation"] }
    });
    json!({
        "schema": "amif-call/1",
        "topic": "EXAMPLE-2030-01",
        "version": "1.0",
        "published": { "date": "2030-01-10", "source": source() },
        "documents": { "call": { "title": "Example call document", "basis": "call_document" } },
        "opening": { "date": "2030-01-10", "source": source() },
        "deadline": {
            "date": "2030-05-15", "time": "17:00", "cut_offs": [{ "date": "2030-03-01", "time": "17:00" }],
            "second_stage": { "date": "2030-09-16", "time": "17:00" }, "source": source()
        },
        "budget": { "amount": 10_000_000, "source": source() },
        "topic_budget": { "amount": 4_000_000, "source": source() },
        "minimum_applicants": { "at_least": 3, "counting": "eligible_countries", "source": source() },
        "minimum_countries": { "at_least": 2, "or": { "open": "two-or-one-country", "at_least": 1 }, "source": source() },
        "counting": { "international_organisations": false, "overseas_territories": true, "affiliated_entities": { "open": "affiliated" } },
        "roles": { "coordinator": role, "beneficiary": role, "affiliated_entity": role, "source": source() },
        "composition": {
            "required": [{ "at_least": 1, "roles": ["coordinator", "beneficiary"], "legal_forms": ["public_body"], "source": source() }],
            "recommended": [{ "at_least": 1, "organisation_types": ["research_organisation"], "source": source() }]
        },
        "countries": {
            "member_states_except": ["DK"], "overseas_territories": true, "international_organisations_exempt": true,
            "points": { "NO": true, "GB": true }, "counted": { "GB": { "open": "united-kingdom" } },
            "without_funding": { "countries": ["CH"], "roles": ["beneficiary"] },
            "coordinator": ["BE", "NL", "LU"], "source": source()
        },
        "bars": [{
            "declaration": "public_interest_trust", "country": "HU", "from": "2022-12-16",
            "roles": ["coordinator", "beneficiary", "affiliated_entity", "subcontractor"],
            "way_out": "the measure is lifted, or the entity is replaced or made associated partner, before grant signature",
            "source": source()
        }],
        "grant": {
            "by_target_countries": [{ "from": 0, "to": 1, "min": 200_000, "max": 500_000 }, { "from": 2, "min": 400_000, "max": 1_000_000 }],
            "source": source()
        },
        "funding_rate": { "at_most": "90", "or": { "open": "ninety-five", "at_most": "95" }, "source": source() },
        "advance": { "percent": "80", "source": source() },
        "duration": { "max": 30, "or": { "open": "thirty-six-months", "max": 36 }, "source": source() },
        "extension": { "by_amendment": true, "justified": true, "source": source() },
        "annexes": {
            "mandatory": ["budget table", "list of previous projects"],
            "of_some": [
                { "mandatory": ["audit report"], "requested_above": 900_000 },
                { "mandatory": ["statutes"], "requested_above": 900_000, "legal_forms": ["profit_making"], "roles": ["coordinator", "beneficiary"] }
            ],
            "source": source()
        },
        "page_limit": { "at_most": 50, "source": source() },
        "one_topic": { "source": source() },
        "parallel_applications": { "at_most": 2, "source": source() },
        "one_role_each": { "source": source() },
        "declared_objectives": { "of": ["a", "b"], "at_least": 1, "at_most": 1, "source": source() },
        "target_countries": { "of": ["TN", "MA", "NG"], "at_least": 1, "or_routes": true, "others": "disregard", "source": source() },
        "support_recipients": { "barred_forms": ["natural_person"], "countries": ["TN", "MA"], "source": source() },
        "expected_projects": { "at_least": 4, "at_most": 6, "source": source() },
        "funding_form": { "form": "mixed", "source": source() },
        "lump_sums": { "items": [{ "what": "a study visit", "amount": 50_000 }], "source": source() },
        "third_country_activities": { "source": source() },
        "excluded_activities": { "items": ["research", "building"], "source": source() },
        "start": { "source": source() },
        "award": { "items": ["relevance"], "source": source() },
        "open_questions": [
            question("trade-unions"), question("two-or-one-country"), question("affiliated"), question("united-kingdom"),
            question("ninety-five"), question("thirty-six-months")
        ],
        "versions": [{
            "version": "1.1", "published": "2030-04-01", "changes": { "page_limit": { "at_most": 70, "source": source() } },
            "source": source()
        }]
    })
}

fn question(id: &str) -> Value {
    json!({ "id": id, "question": "Is it so?", "yes": "It is.", "no": "It is not.", "source": source() })
}

fn member(name: &str, role: &str, country: &str, form: &str) -> Value {
    json!({
        "name": name, "pic": format!("99900000{}", name.len()), "role": role, "country": country, "legal_form": form,
        "statuses": { "trade_union": false, "legal_personality": true }, "organisation_type": "non_governmental_organisation"
    })
}

fn base() -> Value {
    json!({
        "submitted_at": "2030-05-15T16:00:00+02:00", "submission_stage": 1, "duration_months": 24,
        "requested_grant": 450_000, "total_eligible_costs": 500_000,
        "annexes": ["Budget table", "list of previous projects", "letters"], "pages": 50, "parallel_applications": 1,
        "objectives": ["A"], "target_countries": ["TN", "MA"], "routes": [], "activity_countries": ["BE", "TN"],
        "activities": ["training"], "start_date": "2030-12-01",
        "support_legal_forms": ["non_profit_private"], "support_countries": ["TN"],
        "letters_of_support": ["Ministry of the interior"],
        "participants": [
            member("a", "coordinator", "BE", "public_body"),
            member("bb", "beneficiary", "AT", "non_profit_private"),
            member("ccc", "beneficiary", "IT", "non_profit_private"),
            member("dddd", "beneficiary", "IT", "non_profit_private"),
            { "name": "eeeee", "pic": "999000005", "role": "associated_partner", "organisation_type": "research_organisation" }
        ]
    })
}

const AS_OF: &str = "2030-05-01T00:00:00+02:00";

/// Every assessment that is neither met nor not applicable, as "rule subject outcome".
fn fired(call: &Call, value: &Value) -> (Verdict, Vec<String>) {
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let report = proposal.check(call, AS_OF.parse().unwrap());
    assert_eq!(proposal.verdict(call, AS_OF.parse().unwrap()), report.verdict());
    assert_eq!(proposal.is_eligible(call, AS_OF.parse().unwrap()), report.verdict() == Eligible);
    let list = report
        .assessments()
        .inspect(|a| assert!(!a.message().is_empty(), "{} says nothing", a.rule()))
        .filter(|a| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable))
        .map(|a| {
            let subject = a.subject().to_string();
            let who = subject.strip_prefix("/participants/").map(|n| format!(" {n}")).unwrap_or_default();
            let missing: Vec<String> = a.missing().iter().map(ToString::to_string).collect();
            let open = a.open();
            let why = [missing.join(" "), open.join(" ")].join(" ");
            format!("{}{who} {} {}", a.rule(), a.outcome(), why.trim()).trim_end().to_owned()
        })
        .collect();
    (report.verdict(), list)
}

fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => match key.parse::<usize>() {
            Ok(at) => *items.get_mut(at).unwrap() = new,
            Err(_) => items.push(new),
        },
        _ => drop(parent.as_object_mut().unwrap().insert(key.to_owned(), new)),
    }
}

type Case = (&'static [(&'static str, &'static str)], Verdict, &'static [&'static str]);

use Verdict::{Conditional, Eligible, Ineligible, Undetermined};

/// Mutations of the base, the verdict, and what fires.
const CASES: &[Case] = &[
    (&[], Eligible, &[]),
    // Two stages: between their deadlines only the second is in time.
    (
        &[("/submitted_at", "\"2030-05-15T17:00:01+02:00\"")],
        Ineligible,
        &["admissibility/submitted-by-deadline not_met"],
    ),
    (&[("/submitted_at", "\"2030-05-15T17:00:01+02:00\""), ("/submission_stage", "2")], Eligible, &[]),
    (
        &[("/submitted_at", "\"2030-05-15T17:00:01+02:00\""), ("/submission_stage", "null")],
        Undetermined,
        &["admissibility/submitted-by-deadline unknown /submission_stage"],
    ),
    (&[("/submission_stage", "null")], Eligible, &[]),
    (
        &[("/submitted_at", "null")],
        Undetermined,
        &[
            "admissibility/submitted-by-deadline unknown /submitted_at",
            "admissibility/submitted-while-open unknown /submitted_at",
            "project/start-date unknown /submitted_at",
        ],
    ),
    (&[("/annexes", "[\"budget table\"]")], Ineligible, &["admissibility/annexes not_met"]),
    (&[("/annexes", "null")], Undetermined, &["admissibility/annexes unknown /annexes"]),
    (&[("/pages", "71")], Eligible, &["admissibility/page-limit not_met"]),
    (&[("/pages", "70")], Eligible, &[]),
    (&[("/pages", "null")], Eligible, &["admissibility/page-limit unknown /pages"]),
    (&[("/further_topics", "[\"EXAMPLE-2030-02\"]")], Ineligible, &["admissibility/one-topic not_met"]),
    (&[("/parallel_applications", "3")], Ineligible, &["admissibility/parallel-applications not_met"]),
    (
        &[("/parallel_applications", "null")],
        Undetermined,
        &["admissibility/parallel-applications unknown /parallel_applications"],
    ),
    // The minima: on the basis of eligible countries Norway counts, to the countries it does not.
    (&[("/participants/1/country", "\"NO\""), ("/participants/2/country", "\"NO\"")], Eligible, &[]),
    (
        &[
            ("/participants/1/country", "\"NO\""),
            ("/participants/2/country", "\"NO\""),
            ("/participants/3/country", "\"NO\""),
        ],
        Undetermined,
        &["consortium/minimum-countries unknown two-or-one-country"],
    ),
    (
        &[
            ("/participants/2/country", "\"GB\""),
            ("/participants/3/country", "\"GB\""),
            ("/participants/1/country", "\"BE\""),
        ],
        Undetermined,
        &[
            "consortium/minimum-applicants unknown united-kingdom",
            "consortium/minimum-countries unknown two-or-one-country united-kingdom",
        ],
    ),
    (
        &[
            ("/participants/2/role", "\"affiliated_entity\""),
            ("/participants/2/affiliated_to", "\"999000001\""),
            ("/participants/3/role", "\"affiliated_entity\""),
            ("/participants/3/affiliated_to", "\"999000001\""),
        ],
        Undetermined,
        &["consortium/minimum-applicants unknown affiliated"],
    ),
    // Members of a kind.
    (
        &[("/participants/0/legal_form", "\"non_profit_private\"")],
        Ineligible,
        &["consortium/compulsory-members not_met"],
    ),
    (
        &[("/participants/0/legal_form", "null")],
        Undetermined,
        &[
            "consortium/compulsory-members unknown /participants/0/legal_form",
            "participant/legal-form 0 unknown /participants/0/legal_form",
            "participant/kind 0 unknown /participants/0/legal_form /participants/0/statuses",
        ],
    ),
    (
        &[("/participants/4/organisation_type", "\"education_organisation\"")],
        Eligible,
        &["consortium/recommended-members not_met"],
    ),
    (
        &[("/participants/4/organisation_type", "null")],
        Eligible,
        &["consortium/recommended-members unknown /participants/4/organisation_type"],
    ),
    (
        &[("/participants/4/pic", "\"999000001\"")],
        Eligible,
        &["consortium/distinct-organisations not_met", "consortium/one-role-each not_met"],
    ),
    (
        &[
            ("/participants/4/pic", "\"999000003\""),
            ("/participants/4/role", "null"),
            ("/participants/4/country", "\"BE\""),
            ("/participants/4/legal_form", "\"public_body\""),
            ("/participants/4/statuses", "{\"trade_union\": false, \"legal_personality\": true}"),
        ],
        Undetermined,
        &[
            "consortium/one-coordinator unknown /participants/4/role",
            "consortium/distinct-organisations not_met",
            "consortium/one-role-each unknown /participants/4/role",
            "participant/affiliation 4 unknown /participants/4/affiliated_to /participants/4/role",
        ],
    ),
    // What a role asks beside the legal form.
    (
        &[("/participants/3/statuses", "{\"trade_union\": true, \"legal_personality\": true}")],
        Undetermined,
        &["participant/kind 3 unknown trade-unions"],
    ),
    (
        // The law asks for equivalent guarantees, the call for legal personality whatever is guaranteed.
        &[("/participants/3/statuses", "{\"trade_union\": false, \"legal_personality\": false}")],
        Ineligible,
        &["participant/legal-entity 3 unknown /participants/3/statuses", "participant/kind 3 not_met"],
    ),
    (
        &[(
            "/participants/3/statuses",
            "{\"trade_union\": false, \"legal_personality\": false, \"equivalent_guarantees\": true}",
        )],
        Ineligible,
        &["participant/kind 3 not_met"],
    ),
    (
        &[("/participants/3/statuses", "{\"trade_union\": false}")],
        Undetermined,
        &["participant/kind 3 unknown /participants/3/statuses"],
    ),
    (
        &[("/participants/3/organisation_type", "\"private_law_company\"")],
        Ineligible,
        &["participant/kind 3 not_met"],
    ),
    (
        &[("/participants/3/organisation_type", "null")],
        Undetermined,
        &["participant/kind 3 unknown /participants/3/organisation_type"],
    ),
    (
        &[
            ("/participants/3/legal_form", "\"profit_making\""),
            (
                "/participants/3/statuses",
                "{\"trade_union\": false, \"legal_personality\": true, \"acting_without_profit\": true}",
            ),
        ],
        Eligible,
        &[],
    ),
    (
        &[
            ("/participants/3/legal_form", "\"profit_making\""),
            (
                "/participants/3/statuses",
                "{\"trade_union\": false, \"legal_personality\": true, \"acting_without_profit\": false}",
            ),
        ],
        Ineligible,
        &["participant/kind 3 not_met"],
    ),
    (
        &[("/participants/3/legal_form", "\"natural_person\"")],
        Ineligible,
        &["participant/legal-form 3 not_met"],
    ),
    // Switzerland without funding, and only as beneficiary.
    (&[("/participants/3/country", "\"CH\"")], Eligible, &[]),
    (
        &[
            ("/participants/3/country", "\"CH\""),
            ("/participants/3/role", "\"affiliated_entity\""),
            ("/participants/3/affiliated_to", "\"999000001\""),
        ],
        Ineligible,
        &["participant/country 3 not_met"],
    ),
    (&[("/participants/0/country", "\"DE\"")], Ineligible, &["participant/coordinator-country 0 not_met"]),
    (
        &[("/participants/0/country", "null")],
        Undetermined,
        &[
            "participant/country 0 unknown /participants/0/country",
            "participant/coordinator-country 0 unknown /participants/0/country",
        ],
    ),
    // Measures.
    (
        &[("/participants/3/declarations", "[\"public_interest_trust\"]")],
        Conditional,
        &["participant/temporary-bar 3 conditional"],
    ),
    (
        &[
            ("/participants/3/declarations", "[\"public_interest_trust\"]"),
            ("/grant_signature", "\"2031-02-01\""),
        ],
        Conditional,
        &["participant/temporary-bar 3 conditional"],
    ),
    (
        &[("/participants/3/declarations", "[\"public_interest_trust\"]"), ("/participants/3/role", "null")],
        Undetermined,
        &[
            "consortium/one-coordinator unknown /participants/3/role",
            "participant/coordinator-country 3 unknown /participants/3/role",
            "participant/affiliation 3 unknown /participants/3/affiliated_to /participants/3/role",
            "participant/temporary-bar 3 unknown /participants/3/role",
        ],
    ),
    (&[("/participants/4/declarations", "[\"public_interest_trust\"]")], Eligible, &[]),
    (
        &[("/participants/4/declarations", "[\"restrictive_measures\"]")],
        Ineligible,
        &["participant/restrictive-measures 4 not_met"],
    ),
    // The range depends on how many countries are targeted.
    (
        &[
            ("/requested_grant", "400000"),
            ("/total_eligible_costs", "500000"),
            ("/target_countries", "null"),
            ("/routes", "[\"Central Mediterranean\"]"),
        ],
        Eligible,
        &[],
    ),
    (
        &[
            ("/requested_grant", "300000"),
            ("/target_countries", "null"),
            ("/routes", "[\"Central Mediterranean\"]"),
        ],
        Undetermined,
        &["grant/within-range unknown /target_countries"],
    ),
    (&[("/requested_grant", "300000")], Ineligible, &["grant/within-range not_met"]),
    (&[("/requested_grant", "300000"), ("/target_countries", "[\"TN\"]")], Eligible, &[]),
    (&[("/total_eligible_costs", "480000")], Eligible, &["grant/funding-rate unknown ninety-five"]),
    (&[("/total_eligible_costs", "460000")], Eligible, &["grant/funding-rate not_met"]),
    (&[("/duration_months", "36")], Undetermined, &["duration/as-required unknown thirty-six-months"]),
    (&[("/duration_months", "37")], Ineligible, &["duration/as-required not_met"]),
    (
        &[("/duration_months", "null")],
        Undetermined,
        &["duration/as-required unknown /duration_months thirty-six-months"],
    ),
    // What the project must be.
    (&[("/objectives", "[\"c\"]")], Ineligible, &["project/objectives not_met"]),
    (&[("/objectives", "[\"a\", \"b\"]")], Ineligible, &["project/objectives not_met"]),
    (&[("/objectives", "[\"a\", \"a \", \"c\"]")], Eligible, &[]),
    (&[("/objectives", "null")], Undetermined, &["project/objectives unknown /objectives"]),
    (&[("/target_countries", "[\"US\", \"CN\"]")], Ineligible, &["project/target-countries not_met"]),
    (&[("/target_countries", "[\"US\", \"CN\"]"), ("/routes", "[\"Western Balkans\"]")], Eligible, &[]),
    (
        &[("/target_countries", "[\"US\", \"CN\"]"), ("/routes", "null")],
        Undetermined,
        &["project/target-countries unknown /routes"],
    ),
    (
        &[("/activity_countries", "[\"BE\", \"DK\"]")],
        Ineligible,
        &["project/third-country-activities not_met"],
    ),
    (&[("/activity_countries", "[]")], Ineligible, &["project/third-country-activities not_met"]),
    (
        &[("/activity_countries", "null")],
        Undetermined,
        &["project/third-country-activities unknown /activity_countries"],
    ),
    (&[("/activities", "[\"training\", \"Research\"]")], Eligible, &["project/activities not_met"]),
    (&[("/activities", "[\"Building\", \"training\"]")], Eligible, &["project/activities not_met"]),
    (&[("/activities", "null")], Eligible, &["project/activities unknown /activities"]),
    (&[("/start_date", "\"2030-05-14\"")], Eligible, &["project/start-date not_met"]),
    (&[("/start_date", "\"2030-05-15\"")], Eligible, &[]),
    (&[("/start_date", "null")], Eligible, &["project/start-date unknown /start_date"]),
];

#[test]
fn each_mutation_fires_its_rule_and_nothing_but_what_cascades() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let mut wrong = Vec::new();
    for (change, verdict, fires) in CASES {
        let mut value = base();
        for (pointer, new) in *change {
            put(&mut value, pointer, serde_json::from_str(new).unwrap());
        }
        let found = fired(&call, &value);
        if found != (*verdict, fires.iter().map(ToString::to_string).collect()) {
            wrong.push(format!("{change:?}:\n  {} {:#?}", found.0, found.1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_the_call_states_has_a_case_for_each_outcome_it_can_have() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let proposal = Proposal::from_json(&base().to_string()).unwrap();
    let report = proposal.check(&call, AS_OF.parse().unwrap());
    let stated: BTreeSet<RuleId> = report.assessments().map(|a| a.rule()).collect();
    let has = |rule: RuleId, outcome: &str| {
        let found = |fire: &&str| {
            let mut words = fire.split(' ');
            words.next() == Some(rule.as_str()) && words.any(|word| word == outcome)
        };
        CASES.iter().flat_map(|(.., fires)| fires.iter()).any(found)
    };
    let own = [
        "admissibility/annexes",
        "admissibility/page-limit",
        "admissibility/parallel-applications",
        "consortium/compulsory-members",
        "consortium/recommended-members",
        "consortium/one-role-each",
        "participant/kind",
        "participant/coordinator-country",
        "project/objectives",
        "project/target-countries",
        "project/third-country-activities",
        "project/activities",
        "project/start-date",
    ];
    for rule in own.map(|id| id.parse::<RuleId>().unwrap()) {
        assert!(stated.contains(&rule), "{rule} is not stated");
        assert!(has(rule, "not_met"), "{rule} is never not met");
        assert!(has(rule, "unknown"), "{rule} is never unknown");
    }
    assert!(has("participant/temporary-bar".parse().unwrap(), "conditional"));
    assert!(has("participant/restrictive-measures".parse().unwrap(), "not_met"));
    assert!(has("admissibility/one-topic".parse().unwrap(), "not_met"));
}

#[test]
fn an_assumed_reading_settles_what_sources_disagree_on() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let mut value = base();
    put(&mut value, "/duration_months", json!(36));
    let yes = call.assume("thirty-six-months", Reading::Yes).unwrap();
    assert_eq!(fired(&yes, &value).0, Eligible);
    let no = yes.assume("thirty-six-months", Reading::No).unwrap();
    assert_eq!(fired(&no, &value).0, Ineligible);
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let report = proposal.check(&yes, AS_OF.parse().unwrap()).to_json();
    assert!(report.contains(r#""assumed":[{"question":"thirty-six-months","reading":"yes"}]"#), "{report}");
}

#[test]
fn the_version_published_by_the_deadline_governs_as_far_as_it_is_known() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let mut value = base();
    put(&mut value, "/pages", json!(60));
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let early = proposal.check(&call, "2030-03-31T23:59:59+02:00".parse().unwrap());
    assert_eq!(early.call().version(), "1.0");
    assert_eq!(early.superseded_by().map(Call::version), Some("1.1"));
    assert!(early.to_string().contains("1.1 of 2030-04-01, not known then, governs."), "{early}");
    let page = |report: &amif::Report<'_>| {
        report.assessments().find(|a| a.rule() == RuleId::PageLimit).map(|a| a.outcome())
    };
    assert_eq!(page(&early), Some(Outcome::NotMet));
    let late = proposal.check(&call, "2030-04-01T00:00:00+02:00".parse().unwrap());
    assert_eq!((late.call().version(), late.superseded_by()), ("1.1", None));
    // Findings say so too, be there any or none.
    let findings: Value = serde_json::from_str(
        &proposal.findings(&call, "2030-03-31T23:59:59+02:00".parse().unwrap()).to_json(),
    )
    .unwrap();
    assert_eq!(
        (&findings["superseded_by"], &findings["superseded_on"]),
        (&json!("1.1"), &json!("2030-04-01"))
    );
    let known = proposal.findings(&call, "2030-04-01T00:00:00+02:00".parse().unwrap()).to_json();
    assert!(!known.contains("superseded"), "{known}");
    assert_eq!(page(&late), Some(Outcome::Met));
}

#[test]
fn a_participant_that_the_call_removes_rejects_nothing_unless_it_coordinates() {
    let mut value = call();
    value["ineligible_participant_effect"] = json!({ "effect": "remove", "source": source() });
    let call = Call::from_json(&value.to_string()).unwrap();
    let mut draft = base();
    put(&mut draft, "/participants/3/country", json!("US"));
    let (verdict, fires) = fired(&call, &draft);
    assert_eq!((verdict, fires), (Eligible, vec!["participant/country 3 not_met".to_owned()]));
    // Without it there are two applicants left of three.
    put(&mut draft, "/participants/2/country", json!("US"));
    let (verdict, fires) = fired(&call, &draft);
    assert_eq!(verdict, Ineligible);
    assert!(fires.contains(&"consortium/minimum-applicants not_met".to_owned()), "{fires:?}");
    let mut draft = base();
    put(&mut draft, "/participants/0/country", json!("DE"));
    assert_eq!(fired(&call, &draft).0, Ineligible);
}

#[test]
fn a_barred_entity_is_told_whether_the_minima_hold_without_it() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let told = |at: &str| {
        let mut value = base();
        put(&mut value, at, json!(["public_interest_trust"]));
        let proposal = Proposal::from_json(&value.to_string()).unwrap();
        let report = proposal.check(&call, AS_OF.parse().unwrap());
        report.assessments().find(|a| a.outcome() == Outcome::Conditional).map(|a| a.message()).unwrap()
    };
    assert!(told("/participants/3/declarations").contains("The minima hold without it."));
    let mut value = base();
    put(&mut value, "/participants/3/country", json!("HU"));
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let report = proposal.check(&call, AS_OF.parse().unwrap());
    assert!(report.to_json().contains("A private body there says whether it is a public interest trust"));
}

#[test]
fn a_deadline_without_its_hour_leaves_its_own_day_open() {
    let mut value = call();
    value["deadline"] = json!({ "date": "2030-05-15", "source": source() });
    let call = Call::from_json(&value.to_string()).unwrap();
    let at = |instant: &str| {
        let mut value = base();
        put(&mut value, "/submitted_at", json!(instant));
        put(&mut value, "/start_date", json!("2030-12-01"));
        fired(&call, &value)
    };
    assert_eq!(at("2030-05-14T23:59:59+02:00").0, Eligible);
    let (verdict, fires) = at("2030-05-15T12:00:00+02:00");
    assert_eq!(verdict, Undetermined);
    assert_eq!(fires, ["admissibility/submitted-by-deadline unknown deadline-time-not-stated"]);
    assert_eq!(at("2030-05-16T00:00:00+02:00").0, Ineligible);
    assert_eq!(call.deadline().unwrap().value.to_string(), "15 May 2030, clock time not stated");
}

#[test]
fn a_bound_that_the_sources_leave_unsaid_passes_nobody() {
    let mut value = call();
    value["grant"] = json!({ "min": 400_000, "not_stated": ["max"], "source": source() });
    let call = Call::from_json(&value.to_string()).unwrap();
    let of = |grant: u32| {
        let mut value = base();
        put(&mut value, "/requested_grant", json!(grant));
        put(&mut value, "/total_eligible_costs", json!(5_000_000));
        fired(&call, &value)
    };
    assert_eq!(of(400_000).0, Eligible, "no maximum is below the minimum");
    assert_eq!(of(399_999).0, Ineligible);
    assert_eq!(
        of(400_001),
        (Undetermined, vec!["grant/within-range unknown grant-maximum-not-stated".to_owned()])
    );
}

#[test]
fn a_question_that_only_a_later_version_raises_can_be_assumed() {
    let mut value = call();
    // From April on the call admits one kind of beneficiary and says nothing of the others.
    let roles = json!({ "beneficiary": { "admitted": ["public_body"] }, "source": source() });
    value["versions"][0]["changes"]["roles"] = roles;
    let call = Call::from_json(&value.to_string()).unwrap();
    let open = "beneficiary-natural-person";
    let asks = |call: &Call| call.questions().iter().any(|q| q.id == open);
    let governing = |call: &Call| call.governing(AS_OF.parse().unwrap()).clone();
    assert!(!asks(&call) && asks(&governing(&call)));
    let pinned = call.assume(open, Reading::Yes).unwrap();
    assert_eq!(pinned.assumed().count(), 0);
    let assumed: Vec<String> = governing(&pinned).assumed().map(|(q, _)| q.id.clone()).collect();
    assert_eq!(assumed, [open]);
    assert_eq!(call.assume_text(&format!("{open}=yes")).unwrap(), pinned);
    // What no version asks is told with what is nearest.
    let error = call.assume("beneficiary-natural-persons", Reading::Yes).unwrap_err().to_string();
    assert!(error.contains(open), "{error}");
}

#[test]
fn a_call_that_contradicts_itself_is_told_all_its_faults_at_once() {
    let mut value = call();
    value["opening"]["date"] = json!("2031-01-01");
    value["topic_budget"]["amount"] = json!(20_000_000);
    value["budget"]["amount"] = json!(100_000);
    value["minimum_countries"]["at_least"] = json!(4);
    value["deadline"]["cut_offs"] = json!([{ "date": "2030-06-01", "time": "17:00" }]);
    value["deadline"]["second_stage"] = json!({ "date": "2030-03-01", "time": "17:00" });
    value["grant"]["by_target_countries"][1]["from"] = json!(3);
    value["countries"]["coordinator"] = json!(["US"]);
    value["versions"][0]["changes"]["duration"] = json!({ "exactly": 0, "source": source() });
    let error = Call::from_json(&value.to_string()).unwrap_err().to_string();
    for told in [
        "/opening: the call must open before its deadline",
        "/topic_budget: the budget of the topic must not be above that of the call (found 20 000 000 and 100 000)",
        "/budget: the budget must not be below the minimum grant (found 100 000 and 200 000)",
        "/minimum_countries: \"minimum_countries\" must not be above \"minimum_applicants\": it is 4, and 3 applicants can cover at most 3 countries",
        "/deadline/cut_offs/0: a cut-off must be before the deadline, which is the last",
        "/deadline/second_stage: the second stage must be due after the first",
        "/grant/by_target_countries: the ranges by number of target countries leave gaps",
        "/countries/coordinator: the coordinator may be in US, which must be eligible and is not",
        "/versions/0/changes/duration: the duration must be at least 1 month (found 0)",
    ] {
        assert!(error.contains(told), "{told}\n{error}");
    }
    let (draft, faults) = Call::draft_from_json(&value.to_string()).unwrap();
    assert_eq!(faults.len(), 9, "{faults:#?}");
    assert_eq!(draft.validate(), faults);
}

/// The call and the valid proposal as a file, for the check of the JSON Schemas, and the call alone, from which the fuzz
/// target of calls starts. `AMIF_WRITE=1` writes them anew.
#[test]
fn the_files_of_the_vocabulary_are_current() {
    for (path, value) in [
        ("tests/vocabulary.json", json!({ "call": call(), "proposal": base() })),
        ("fuzz/kept/call/every-condition.json", call()),
    ] {
        let text = serde_json::to_string_pretty(&value).unwrap() + "\n";
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("AMIF_WRITE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "run this test with AMIF_WRITE=1");
    }
}

#[test]
fn what_no_source_states_can_be_supposed_and_is_recorded() {
    let mut value = call();
    for gap in ["minimum_applicants", "minimum_countries", "duration", "roles", "countries"] {
        value.as_object_mut().unwrap().remove(gap);
    }
    let call = Call::from_json(&value.to_string()).unwrap();
    assert_eq!(fired(&call, &base()).0, Undetermined);
    let mut supposed = call.clone();
    for assumption in [
        "minimum_applicants=3",
        "minimum_countries=2",
        "duration=..36",
        "legal-forms-not-stated=yes",
        "countries-not-stated=yes",
    ] {
        assert_eq!(fired(&supposed, &base()).0, Undetermined);
        supposed = supposed.assume_text(assumption).unwrap();
    }
    assert_eq!(fired(&supposed, &base()).0, Eligible);
    let proposal = Proposal::from_json(&base().to_string()).unwrap();
    let report = proposal.check(&supposed, AS_OF.parse().unwrap());
    assert!(report.to_json().contains(r#"{"condition":"minimum_applicants","value":"3"}"#));
    let text = report.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("minimum_countries: 2, which no source states"), "{report}");
    let proof = proposal.clone().prove(&supposed, AS_OF.parse().unwrap()).unwrap();
    assert_eq!((proof.supposed().len(), proof.assumed().count()), (3, 2));
    for (wrong, told) in [
        ("minimum_applicants=three", "expected a whole number"),
        ("grant=1..2", "the call states \"grant\""),
        ("durations=24", "did you mean \"duration\"?"),
        ("duration=36..24", "months such as 24"),
        ("deadline=2030-03-31T02:30", "exists in Brussels once"),
    ] {
        let error = call.assume_text(wrong).unwrap_err().to_string();
        assert!(error.contains(told), "{wrong}: {error}");
    }
}

/// A call that states these conditions and nothing else.
fn stating(conditions: Value) -> Call {
    let mut value = json!({
        "schema": "amif-call/1", "topic": "EXAMPLE-2030-01",
        "documents": { "call": { "title": "Example call document", "basis": "call_document" } },
        "open_questions": [question("which")]
    });
    value.as_object_mut().unwrap().extend(conditions.as_object().unwrap().clone());
    Call::from_json(&value.to_string()).unwrap()
}

/// What one rule comes to, as "outcome missing open".
fn told(call: &Call, proposal: &Value, rule: &str) -> String {
    let mut proposal = proposal.clone();
    let members = proposal.as_object_mut().unwrap().entry("participants").or_insert_with(|| json!([]));
    assert!(members.is_array());
    let (_, fired) = fired(call, &proposal);
    fired.iter().find_map(|f| f.strip_prefix(rule)).unwrap_or("met").trim().to_owned()
}

#[test]
fn who_asks_for_nothing_hangs_on_no_rate() {
    let rate = json!({ "at_most": "90", "or": { "open": "which", "at_most": "95" }, "source": source() });
    let call = stating(json!({ "funding_rate": rate }));
    let of = |grant: u32| told(&call, &json!({ "requested_grant": grant }), "grant/funding-rate");
    assert_eq!(of(0), "unknown /total_eligible_costs");
    assert_eq!(of(1_000), "unknown /total_eligible_costs which");
}

#[test]
fn a_row_of_target_countries_without_bounds_takes_any_amount() {
    let rows = json!([{ "from": 2 }]);
    let call = stating(json!({ "grant": { "min": 100, "by_target_countries": rows, "source": source() } }));
    assert_eq!(told(&call, &json!({ "target_countries": ["TN", "MA"] }), "grant/within-range"), "met");
    assert_eq!(
        told(&call, &json!({ "target_countries": [] }), "grant/within-range"),
        "unknown /requested_grant"
    );
}

#[test]
fn an_unsaid_bound_is_one_question_that_can_be_answered() {
    let other = json!({ "open": "which", "max": 300, "not_stated": ["min"] });
    let call =
        stating(json!({ "grant": { "max": 200, "not_stated": ["min"], "or": other, "source": source() } }));
    let of =
        |call: &Call, grant: Value| told(call, &json!({ "requested_grant": grant }), "grant/within-range");
    assert_eq!(of(&call, json!(100)), "unknown grant-minimum-not-stated");
    assert_eq!(of(&call, json!(250)), "unknown which grant-minimum-not-stated");
    let yes = call.assume("grant-minimum-not-stated", Reading::Yes).unwrap();
    assert_eq!(of(&yes, json!(100)), "met");
    let no = call.assume("grant-minimum-not-stated", Reading::No).unwrap();
    assert_eq!(of(&no, json!(100)), "not_met");
    assert_eq!(
        of(&no.assume("which", Reading::No).unwrap(), json!(200)),
        "met",
        "no minimum is above the maximum"
    );
    let unsaid = stating(json!({ "grant": { "min": 1, "not_stated": ["max"], "source": source() } }));
    let no = unsaid.assume("grant-maximum-not-stated", Reading::No).unwrap();
    assert_eq!(of(&no, Value::Null), "unknown /requested_grant");
}

#[test]
fn whom_a_bar_keeps_from_its_role_when_the_grant_is_signed_does_not_count() {
    let call = Call::from_json(&call().to_string()).unwrap();
    let mut value = base();
    for member in [2, 3] {
        put(&mut value, &format!("/participants/{member}/declarations"), json!(["public_interest_trust"]));
    }
    assert_eq!(told(&call, &value, "consortium/minimum-applicants"), "met", "conditional entities count");
    put(&mut value, "/grant_signature", json!("2030-04-01"));
    assert_eq!(
        told(&call, &value, "consortium/minimum-applicants"),
        "met",
        "nothing is signed before the deadline"
    );
    let mut earlier = self::call();
    put(&mut earlier, "/deadline/date", json!("2030-03-15"));
    let call = Call::from_json(&earlier.to_string()).unwrap();
    let minimum = told(&call, &value, "consortium/minimum-applicants");
    assert_eq!(minimum, "met", "nor before that of the second stage");
    put(&mut earlier, "/deadline/second_stage", Value::Null);
    let call = Call::from_json(&earlier.to_string()).unwrap();
    assert_eq!(told(&call, &value, "consortium/minimum-applicants"), "not_met");
    assert_eq!(told(&call, &value, "participant/temporary-bar 2"), "not_met");
}

#[test]
fn who_counts_by_the_day_of_signature_makes_the_minima_hang_on_it() {
    let bar = json!([{
        "declaration": "public_interest_trust", "from": "2022-12-16", "roles": ["beneficiary"], "way_out": "lifted",
        "source": source()
    }]);
    let minimum = json!({ "at_least": 1, "source": source() });
    let beneficiary = json!({ "admitted": ["public_body"], "only": true });
    let call = stating(json!({
        "bars": bar, "minimum_applicants": minimum, "countries": { "member_states_except": ["DK"], "source": source() },
        "roles": { "beneficiary": beneficiary, "source": source() }
    }));
    let mut member = member("a", "beneficiary", "HU", "public_body");
    member["declarations"] = json!(["public_interest_trust"]);
    let value = json!({ "participants": [member] });
    assert_eq!(told(&call, &value, "consortium/minimum-applicants"), "unknown /grant_signature");
}

#[test]
fn an_entry_that_may_stay_without_counting_says_a_country_beside_others_of_its_code() {
    let beneficiary = json!({ "admitted": ["public_body"], "only": true });
    let call = stating(json!({
        "ineligible_participant_effect": { "effect": "remove", "source": source() },
        "minimum_applicants": { "at_least": 1, "source": source() },
        "countries": { "member_states_except": ["DK"], "source": source() },
        "roles": { "coordinator": beneficiary, "beneficiary": beneficiary, "source": source() }
    }));
    let first = member("a", "beneficiary", "FR", "public_body");
    let mut second = member("a", "beneficiary", "NO", "profit_making");
    second["pic"] = first["pic"].clone();
    second["role"] = Value::Null;
    let mut value = json!({ "participants": [first, second] });
    let minimum = |value: &Value| told(&call, value, "consortium/minimum-applicants");
    // As an associated partner it stays, and the organisation may sit in Norway.
    assert!(minimum(&value).starts_with("unknown"), "{}", minimum(&value));
    put(&mut value, "/participants/1/role", json!("beneficiary"));
    assert_eq!(minimum(&value), "met", "the call removes it");
}

#[test]
fn members_without_code_and_country_may_be_one() {
    let kinds = json!({ "required": [{ "at_least": 2, "source": source() }] });
    let call = stating(json!({ "composition": kinds }));
    let of = |second: &str, country: Value| {
        let members = json!([{ "name": "City" }, { "name": second, "country": country }]);
        told(&call, &json!({ "participants": members }), "consortium/compulsory-members")
    };
    // Another code tells them apart, and so does another country.
    let both =
        "unknown /participants/0/country /participants/0/pic /participants/1/country /participants/1/pic";
    assert_eq!(of("CITY", Value::Null), both);
    assert_eq!(
        of("city", json!("BE")),
        "unknown /participants/0/country /participants/0/pic /participants/1/pic"
    );
    assert_eq!(of("Caritas", Value::Null), "met");
}

#[test]
fn facts_that_exclude_each_other_are_both_missing() {
    let role = json!({ "admitted": ["non_profit_private", "profit_making"], "only": true, "statuses": { "non_profit": true } });
    let call = stating(json!({ "roles": { "coordinator": role, "source": source() } }));
    let member = json!([{ "name": "a", "role": "coordinator", "legal_form": "private_body" }]);
    assert_eq!(
        told(&call, &json!({ "participants": member }), "participant/kind 0"),
        "unknown /participants/0/legal_form /participants/0/statuses"
    );
}

#[test]
fn denmark_counts_as_no_participating_member_state() {
    let of = |conditions: Value, rule: &str| {
        let members =
            json!([{ "name": "a", "role": "beneficiary", "country": "DK", "legal_form": "public_body" }]);
        told(&stating(conditions), &json!({ "participants": members }), rule)
    };
    let minimum = |counting: &str| json!({ "at_least": 1, "counting": counting, "source": source() });
    let silent = json!({ "minimum_countries": minimum("participating_member_states") });
    assert_eq!(
        of(silent, "consortium/minimum-countries"),
        "not_met",
        "countries that are not stated make no Member State of it"
    );
    let admitting = json!({
        "minimum_countries": minimum("member_states_except_denmark"),
        "countries": { "member_states_except": [], "source": source() },
        "roles": { "beneficiary": { "admitted": ["public_body"] }, "source": source() }
    });
    assert_eq!(of(admitting, "consortium/minimum-countries"), "not_met");
}

#[test]
fn a_territory_counts_only_where_it_is_eligible() {
    let minimum = json!({ "at_least": 1, "source": source() });
    let call = stating(json!({
        "minimum_countries": minimum, "counting": { "overseas_territories": true },
        "countries": { "member_states_except": ["DK"], "overseas_territories": { "open": "which" }, "source": source() },
        "roles": { "beneficiary": { "admitted": ["public_body"] }, "source": source() }
    }));
    let entry = |role: &str, country: &str| json!({ "name": "a", "pic": "999000001", "role": role, "country": country, "legal_form": "public_body" });
    let members = json!([entry("beneficiary", "FR"), entry("associated_partner", "NC")]);
    assert_eq!(
        told(&call, &json!({ "participants": members }), "consortium/minimum-countries"),
        "unknown /participants/0/country /participants/1/country which"
    );
}

#[test]
fn eligible_countries_are_counted_only_where_they_are_stated() {
    let mut value = call();
    value.as_object_mut().unwrap().remove("countries");
    let error = Call::from_json(&value.to_string()).unwrap_err().to_string();
    assert!(
        error.contains(
            "/minimum_applicants: the minimum counts eligible countries, so \"countries\" must say which they are"
        ),
        "{error}"
    );
}

#[test]
fn a_reading_that_makes_no_country_eligible_leaves_no_seat_for_anybody() {
    // Two count for certain where anybody does, so between one and two nothing depends on the number.
    let minimum = json!({ "at_least": 2, "or": { "open": "which", "at_least": 1 }, "source": source() });
    let by_seat = json!({ "international_organisations": true });
    let call = stating(json!({ "minimum_applicants": minimum, "counting": by_seat }));
    let entry = |country: Value, form: Value| json!({ "name": "a", "role": "beneficiary", "country": country, "legal_form": form });
    let mut coded = entry(json!("AT"), json!("public_body"));
    coded["pic"] = json!("999000003");
    let members =
        json!([entry(Value::Null, Value::Null), coded, entry(json!("HU"), json!("non_profit_private"))]);
    assert_eq!(
        told(&call, &json!({ "participants": members }), "consortium/minimum-applicants"),
        "unknown legal-forms-not-stated countries-not-stated"
    );
    // An international organisation that may count wherever it sits needs no seat.
    let call = stating(json!({ "minimum_applicants": minimum }));
    assert_eq!(
        told(&call, &json!({ "participants": members }), "consortium/minimum-applicants"),
        "unknown /participants/0/legal_form which international-organisation-counts-as-applicant legal-forms-not-stated countries-not-stated"
    );
}

#[test]
fn what_a_role_asks_and_bars_at_once_nobody_has() {
    // Of public bodies the status is asked, of all it is barred unless the question is answered yes.
    let call = stating(json!({
        "minimum_applicants": { "at_least": 1, "source": source() },
        "countries": { "member_states_except": ["DK"], "source": source() },
        "roles": {
            "beneficiary": {
                "admitted": ["public_body", "non_profit_private"],
                "if_form": { "public_body": { "sme": true } },
                "statuses": { "sme": { "open": "which" } }
            },
            "source": source()
        }
    }));
    let of = |call: &Call, form: &str, rule: &str| {
        let member = json!({ "name": "a", "role": "beneficiary", "country": "FR", "legal_form": form });
        told(call, &json!({ "participants": [member] }), rule)
    };
    let barred = call.assume("which", Reading::No).unwrap();
    assert_eq!(of(&barred, "public_body", "participant/kind"), "0 not_met");
    assert_eq!(of(&barred, "public_body", "consortium/minimum-applicants"), "not_met");
    assert_eq!(of(&barred, "non_profit_private", "participant/kind"), "0 unknown /participants/0/statuses");
    let open = "unknown /participants/0/statuses which";
    assert_eq!(of(&call, "public_body", "participant/kind"), format!("0 {open}"));
    assert_eq!(of(&call, "public_body", "consortium/minimum-applicants"), open);
    let admitted = call.assume("which", Reading::Yes).unwrap();
    assert_eq!(of(&admitted, "public_body", "participant/kind"), "0 unknown /participants/0/statuses");
}

/// Statuses are not exclusive: a chamber of employees may be one of public law.
#[test]
fn a_public_body_may_be_a_trade_union_and_is_asked_whether_it_is_where_all_are() {
    let of = |asked: Value, form: &str, is: Value| {
        let mut beneficiary = json!({ "admitted": ["public_body", "non_profit_private"], "only": true });
        beneficiary.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
        let call = stating(json!({ "roles": { "beneficiary": beneficiary, "source": source() } }));
        let member = json!({ "name": "a", "role": "beneficiary", "country": "FR", "legal_form": form, "statuses": { "trade_union": is } });
        told(&call, &json!({ "participants": [member] }), "participant/kind")
    };
    let missing = "0 unknown /participants/0/statuses";
    let of_all = |held: Value| json!({ "statuses": { "trade_union": held } });
    for form in ["public_body", "non_profit_private"] {
        assert_eq!(of(of_all(json!(false)), form, json!(null)), missing, "{form}");
        assert_eq!(of(of_all(json!(false)), form, json!(true)), "0 not_met", "{form}");
        assert_eq!(of(of_all(json!(false)), form, json!(false)), "met", "{form}");
        assert_eq!(of(of_all(json!(true)), form, json!(true)), "met", "{form}");
        assert_eq!(of(of_all(json!({ "open": "which" })), form, json!(true)), "0 unknown which", "{form}");
    }
    let of_private = json!({ "if_form": { "non_profit_private": { "trade_union": false } } });
    assert_eq!(of(of_private.clone(), "public_body", json!(null)), "met");
    assert_eq!(of(of_private, "non_profit_private", json!(null)), missing);
}

#[test]
fn an_objective_in_other_words_is_open_where_the_names_are_not_the_calls_own() {
    let listed = json!({ "of": ["a", "b"], "at_least": 1, "source": source() });
    let mut open = listed.clone();
    open["or"] = json!({ "open": "which", "at_least": 1 });
    let of = |asked: &Value, named: Value| {
        let call = stating(json!({ "declared_objectives": asked }));
        told(&call, &json!({ "objectives": named }), "project/objectives")
    };
    assert_eq!(of(&open, json!(["A"])), "met");
    assert_eq!(of(&open, json!(["in other words"])), "unknown which");
    assert_eq!(of(&open, json!([])), "not_met");
    assert_eq!(of(&open, json!(null)), "unknown /objectives which");
    assert_eq!(of(&listed, json!(["in other words"])), "not_met", "the list is the call's own");

    let sponsorship = catalogue::topic("AMIF-2019-AG-CALL-01").unwrap();
    let words = json!({ "objectives": ["Strengthening sponsors where a scheme exists"] });
    assert_eq!(told(sponsorship, &words, "project/objectives"), "met");
    let words = json!({ "objectives": ["to help those who sponsor"] });
    assert_eq!(told(sponsorship, &words, "project/objectives"), "unknown objective-in-other-words");
}

#[test]
fn what_a_minimum_is_not_below_is_asked_and_the_minimum_stays_not_stated() {
    let least = |at_least: u32| json!({ "at_least": at_least, "source": source() });
    let beneficiary = json!({ "admitted": ["public_body"], "only": true });
    let mut asks = json!({
        "least_applicants": least(3), "least_countries": least(2), "counting": { "affiliated_entities": false },
        "countries": { "member_states_except": ["DK"], "source": source() },
        "roles": { "coordinator": beneficiary, "beneficiary": beneficiary, "source": source() }
    });
    let of = |call: &Call, countries: &[&str], rule: &str| {
        let members: Vec<Value> = (countries.iter().zip(["a", "bb", "ccc", "dddd"]))
            .map(|(country, name)| member(name, "beneficiary", country, "public_body"))
            .collect();
        told(call, &json!({ "participants": members }), rule)
    };
    let (applicants, countries) = ("consortium/minimum-applicants", "consortium/minimum-countries");
    let call = stating(asks.clone());
    assert_eq!(of(&call, &["FR", "IT"], applicants), "not_met");
    assert_eq!(of(&call, &["FR", "IT", "BE"], applicants), "met");
    assert_eq!(of(&call, &["FR", "FR", "FR"], countries), "not_met");
    assert_eq!(of(&call, &["FR", "IT", "BE"], countries), "met");
    assert!(call.minimum_applicants().is_none() && call.minimum_countries().is_none());
    // What is stated of the topic itself, or supposed, comes first.
    asks["minimum_applicants"] = least(4);
    let call = stating(asks);
    assert_eq!(of(&call, &["FR", "IT", "BE"], applicants), "not_met");
    assert_eq!(of(&call, &["FR", "IT", "BE", "BE"], applicants), "met");
}

#[test]
fn beyond_the_widest_that_an_unstated_bound_can_be_no_amount_passes() {
    let grant = json!({ "min": 100, "max": 300, "not_stated": ["max"], "source": source() });
    let call = stating(json!({ "grant": grant }));
    let of = |amount: Value| told(&call, &json!({ "requested_grant": amount }), "grant/within-range");
    let open = "grant-maximum-not-stated";
    assert_eq!(of(json!(301)), "not_met");
    assert_eq!(of(json!(300)), format!("unknown {open}"));
    assert_eq!(of(json!(100)), "met", "no maximum is below the minimum");
    assert_eq!(of(json!(99)), "not_met");
    let denied = call.assume(open, Reading::No).unwrap();
    let of = |amount: Value| told(&denied, &json!({ "requested_grant": amount }), "grant/within-range");
    assert_eq!(of(json!(200)), "not_met");
    assert_eq!(of(json!(null)), "unknown /requested_grant", "the minimum passes");
    let no_minimum = json!({ "max": 300, "not_stated": ["max"], "source": source() });
    let denied = stating(json!({ "grant": no_minimum })).assume(open, Reading::No).unwrap();
    assert_eq!(told(&denied, &json!({}), "grant/within-range"), "not_met");
}

#[test]
fn the_countries_that_are_asked_for_name_those_of_which_it_is_open() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let proposal = Proposal::from_json(
        &json!({ "participants": [member("a", "beneficiary", "NO", "public_body")] }).to_string(),
    );
    let proposal = proposal.unwrap();
    let report = proposal.check(call, "2024-08-20T12:00:00Z".parse().unwrap());
    let json: Value = serde_json::from_str(&report.to_json()).unwrap();
    let country = json["assessments"].as_array().unwrap().iter().find(|a| a["rule"] == "participant/country");
    assert_eq!(
        country.unwrap()["required"]["one_of"],
        json!([
            "participating Member State",
            "overseas country or territory of one",
            "open in the sources: CH, GL, IS, LI, NO"
        ])
    );
}
