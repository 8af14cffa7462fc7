//! The corpus: one valid proposal, one mutation a case. Each case fires its rule and names what cascades;
//! everything else stays met.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use std::collections::BTreeMap;

use amif::{Outcome, Proposal, RuleId, Verdict, catalogue};
use serde_json::{Value, json};

fn base() -> Value {
    json!({
        "schema": "amif-proposal/1",
        "topic": "AMIF-2024-TF2-AG-THB-01",
        "submitted_at": "2024-08-20T16:30:00+02:00",
        "duration_months": 24,
        "requested_grant": "750000.00",
        "total_eligible_costs": "850000.00",
        "participants": [
            { "name": "Coordinator", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "non_profit_private" },
            { "name": "City", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body" },
            { "name": "Shelter", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "non_profit_private" },
            { "name": "Branch", "pic": "999000004", "role": "affiliated_entity", "country": "IT", "legal_form": "non_profit_private", "affiliated_to": "999000003" },
            { "name": "Police", "pic": "999000005", "role": "associated_partner", "country": "NG" },
            { "name": "Printer", "role": "subcontractor", "country": "US", "legal_form": "profit_making" }
        ]
    })
}

/// Every assessment that is neither met nor not applicable, as "rule subject outcome".
fn fired(value: &Value) -> (Verdict, Vec<String>) {
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let report = proposal.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let list = report
        .assessments()
        .filter(|a| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable))
        .map(|a| {
            let subject = a.subject().to_string();
            let who = subject.strip_prefix("/participants/").map(|n| format!(" {n}")).unwrap_or_default();
            format!("{}{who} {}", a.rule(), a.outcome())
        })
        .collect();
    (report.verdict(), list)
}

struct Case {
    name: &'static str,
    /// JSON Pointer and new value; `null` takes the fact away.
    change: &'static [(&'static str, &'static str)],
    verdict: Verdict,
    /// What fires, the mutated rule first, then what cascades.
    fires: &'static [&'static str],
}

const fn case(
    name: &'static str,
    change: &'static [(&'static str, &'static str)],
    verdict: Verdict,
    fires: &'static [&'static str],
) -> Case {
    Case { name, change, verdict, fires }
}

use Verdict::{Eligible, Ineligible, Undetermined};

const CASES: &[Case] = &[
    case("nothing changed", &[], Eligible, &[]),
    case(
        "a second late",
        &[("/submitted_at", r#""2024-08-21T17:00:01+02:00""#)],
        Ineligible,
        &["admissibility/submitted-by-deadline not_met"],
    ),
    case("in the last second before", &[("/submitted_at", r#""2024-08-21T14:59:59.999Z""#)], Eligible, &[]),
    case(
        "in the deadline's own second",
        &[("/submitted_at", r#""2024-08-21T15:00:00.999Z""#)],
        Undetermined,
        &["admissibility/submitted-by-deadline unknown"],
    ),
    case(
        "on the eve of the opening",
        &[("/submitted_at", r#""2024-05-20T23:59:59+02:00""#)],
        Eligible,
        &["admissibility/submitted-while-open not_met"],
    ),
    case(
        "submission not stated",
        &[("/submitted_at", "null")],
        Undetermined,
        &["admissibility/submitted-by-deadline unknown", "admissibility/submitted-while-open unknown"],
    ),
    case(
        "no coordinator",
        &[("/participants/0/role", r#""beneficiary""#)],
        Ineligible,
        &["consortium/one-coordinator not_met"],
    ),
    case(
        "two coordinators",
        &[("/participants/1/role", r#""coordinator""#)],
        Ineligible,
        &["consortium/one-coordinator not_met"],
    ),
    case(
        "a role not stated",
        &[("/participants/1/role", "null")],
        Undetermined,
        &[
            "consortium/one-coordinator unknown",
            "consortium/minimum-applicants unknown",
            "consortium/minimum-countries unknown",
            "participant/affiliation 1 unknown",
        ],
    ),
    case(
        "one applicant too few",
        &[("/participants/2/role", r#""associated_partner""#)],
        Ineligible,
        &[
            "consortium/minimum-applicants not_met",
            "consortium/minimum-countries not_met",
            "participant/affiliation 3 not_met",
        ],
    ),
    case(
        "one country too few",
        &[("/participants/2/country", r#""AT""#)],
        Ineligible,
        &["consortium/minimum-countries not_met"],
    ),
    case("an outermost region is its Member State", &[("/participants/2/country", r#""RE""#)], Eligible, &[]),
    case(
        "two parts of one Member State",
        &[("/participants/2/country", r#""RE""#), ("/participants/1/country", r#""FR""#)],
        Ineligible,
        &["consortium/minimum-countries not_met"],
    ),
    case(
        "an overseas territory is eligible and may not count",
        &[("/participants/2/country", r#""NC""#)],
        Undetermined,
        &["consortium/minimum-applicants unknown", "consortium/minimum-countries unknown"],
    ),
    case(
        "one code twice",
        &[("/participants/4/pic", r#""999000002""#), ("/participants/4/country", r#""AT""#)],
        Eligible,
        &["consortium/distinct-organisations not_met"],
    ),
    case(
        "one code twice, with two countries, of which one is right",
        &[("/participants/4/pic", r#""999000002""#)],
        Undetermined,
        &[
            "consortium/minimum-applicants unknown",
            "consortium/minimum-countries unknown",
            "consortium/distinct-organisations not_met",
        ],
    ),
    case(
        "one beneficiary entered twice",
        &[("/participants/2/pic", r#""999000002""#)],
        Ineligible,
        &[
            "consortium/minimum-applicants not_met",
            "consortium/minimum-countries not_met",
            "consortium/distinct-organisations not_met",
            "participant/affiliation 3 not_met",
        ],
    ),
    case(
        "a profit-making coordinator",
        &[("/participants/0/legal_form", r#""profit_making""#)],
        Ineligible,
        &[
            "consortium/minimum-applicants not_met",
            "consortium/minimum-countries not_met",
            "participant/legal-form 0 not_met",
        ],
    ),
    case(
        "an international organisation coordinates",
        &[("/participants/0/legal_form", r#""international_organisation""#)],
        Ineligible,
        &[
            "consortium/minimum-applicants not_met",
            "consortium/minimum-countries not_met",
            "participant/legal-form 0 not_met",
        ],
    ),
    case(
        "an international organisation as beneficiary",
        &[("/participants/1/legal_form", r#""international_organisation""#)],
        Undetermined,
        &["consortium/minimum-applicants unknown", "consortium/minimum-countries unknown"],
    ),
    case(
        "an international organisation as affiliated entity",
        &[("/participants/3/legal_form", r#""international_organisation""#)],
        Undetermined,
        &["participant/legal-form 3 unknown"],
    ),
    case(
        "a natural person as affiliated entity",
        &[("/participants/3/legal_form", r#""natural_person""#)],
        Ineligible,
        &["participant/legal-form 3 not_met"],
    ),
    case(
        "a private body",
        &[("/participants/3/legal_form", r#""private_body""#)],
        Undetermined,
        &["participant/legal-form 3 unknown"],
    ),
    case(
        "a private body stated to be non-profit",
        &[
            ("/participants/3/legal_form", r#""private_body""#),
            ("/participants/3/statuses", r#"{"non_profit": true}"#),
        ],
        Eligible,
        &[],
    ),
    case(
        "one of two admitted forms",
        &[("/participants/0/legal_form", r#"["public_body", "non_profit_private"]"#)],
        Eligible,
        &[],
    ),
    case(
        "Denmark takes no part",
        &[("/participants/3/country", r#""DK""#)],
        Ineligible,
        &["participant/country 3 not_met"],
    ),
    case(
        "the United Kingdom is a third country",
        &[("/participants/3/country", r#""UK""#)],
        Ineligible,
        &["participant/country 3 not_met"],
    ),
    case("Greece by the Union's code", &[("/participants/2/country", r#""EL""#)], Eligible, &[]),
    case(
        "Norway is open",
        &[("/participants/3/country", r#""NO""#)],
        Undetermined,
        &["participant/country 3 unknown"],
    ),
    case(
        "Greenland is open",
        &[("/participants/3/country", r#""GL""#)],
        Undetermined,
        &["participant/country 3 unknown"],
    ),
    case(
        "the Faroe Islands are outside",
        &[("/participants/3/country", r#""FO""#)],
        Ineligible,
        &["participant/country 3 not_met"],
    ),
    case(
        "Kosovo is outside",
        &[("/participants/3/country", r#""XK""#)],
        Ineligible,
        &["participant/country 3 not_met"],
    ),
    case(
        "a country not stated",
        &[("/participants/3/country", "null")],
        Undetermined,
        &["participant/country 3 unknown"],
    ),
    case(
        "a third country with an unknown form may be an international organisation",
        &[("/participants/3/country", r#""US""#), ("/participants/3/legal_form", "null")],
        Undetermined,
        &["participant/legal-form 3 unknown", "participant/country 3 unknown"],
    ),
    case(
        "linked to nobody here",
        &[("/participants/3/affiliated_to", r#""999000099""#)],
        Ineligible,
        &["participant/affiliation 3 not_met"],
    ),
    case(
        "linked to an associated partner",
        &[("/participants/3/affiliated_to", r#""999000005""#)],
        Ineligible,
        &["participant/affiliation 3 not_met"],
    ),
    case(
        "link not stated",
        &[("/participants/3/affiliated_to", "null")],
        Undetermined,
        &["participant/affiliation 3 unknown"],
    ),
    case(
        "linked to one whose code is missing",
        &[("/participants/2/pic", "null")],
        Undetermined,
        &["participant/affiliation 3 unknown", "participant/pic 2 unknown"],
    ),
    case(
        "a code of eight digits",
        &[("/participants/4/pic", r#""99900000""#)],
        Eligible,
        &["participant/pic 4 not_met"],
    ),
    case(
        "an associated partner without a code",
        &[("/participants/4/pic", "null")],
        Eligible,
        &["participant/pic 4 unknown"],
    ),
    case(
        "a cent below the range",
        &[("/requested_grant", r#""499999.99""#)],
        Ineligible,
        &["grant/within-range not_met"],
    ),
    case(
        "a cent above the range",
        &[("/requested_grant", r#""1000000.01""#), ("/total_eligible_costs", "2000000")],
        Ineligible,
        &["grant/within-range not_met"],
    ),
    case(
        "grant not stated",
        &[("/requested_grant", "null")],
        Undetermined,
        &["grant/within-range unknown", "grant/funding-rate unknown"],
    ),
    case(
        "above the rate is corrected, not rejected",
        &[("/total_eligible_costs", r#""833000""#)],
        Eligible,
        &["grant/funding-rate not_met"],
    ),
    case("costs not stated", &[("/total_eligible_costs", "null")], Eligible, &["grant/funding-rate unknown"]),
    case("a month too long", &[("/duration_months", "25")], Ineligible, &["duration/as-required not_met"]),
    case("a month too short", &[("/duration_months", "23")], Ineligible, &["duration/as-required not_met"]),
    case(
        "duration not stated",
        &[("/duration_months", "null")],
        Undetermined,
        &["duration/as-required unknown"],
    ),
    case(
        "more may join",
        &[("/participants_complete", "false")],
        Undetermined,
        &["consortium/one-coordinator unknown"],
    ),
];

fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.to_owned(), new);
}

#[test]
fn each_mutation_fires_its_rule_and_nothing_but_what_cascades() {
    let mut wrong = Vec::new();
    for case in CASES {
        let mut value = base();
        for (pointer, new) in case.change {
            put(&mut value, pointer, serde_json::from_str(new).unwrap());
        }
        let (verdict, fires) = fired(&value);
        if verdict != case.verdict || fires != case.fires {
            wrong.push(format!("{}: {verdict} {fires:#?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_fires_it_and_one_that_leaves_it_unknown() {
    let mut outcomes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fire in CASES.iter().flat_map(|c| c.fires) {
        let words: Vec<&str> = fire.split(' ').collect();
        *outcomes.entry((words[0], words[words.len() - 1])).or_default() += 1;
    }
    // The rules of the seed call; those that other calls state have a corpus of their own.
    let base = Proposal::from_json(&base().to_string()).unwrap();
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let report = base.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let stated: Vec<RuleId> = report.assessments().map(|a| a.rule()).collect();
    for id in RuleId::ALL.iter().filter(|id| stated.contains(id)) {
        assert!(outcomes.contains_key(&(id.as_str(), "not_met")), "{id} is never not met");
        // The rule on distinct organisations looks at stated codes only, so it is never unknown.
        if *id != RuleId::DistinctOrganisations {
            assert!(outcomes.contains_key(&(id.as_str(), "unknown")), "{id} is never unknown");
        }
    }
}

#[test]
fn the_country_rule_leaves_international_organisations_alone() {
    let mut value = base();
    put(&mut value, "/participants/1/legal_form", json!("international_organisation"));
    put(&mut value, "/participants/1/country", json!("CH"));
    let proposal = Proposal::from_json(&value.to_string()).unwrap();
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let report = proposal.check(call, "2024-08-20T00:00:00+02:00".parse().unwrap());
    let rule = report
        .assessments()
        .find(|a| a.rule() == RuleId::Country && a.subject().to_string() == "/participants/1");
    let rule = rule.unwrap();
    assert_eq!(rule.outcome(), Outcome::NotApplicable);
    assert!(rule.because().unwrap().to_string().contains("Art. 24(1)(b)"));
    // In Switzerland it adds no Member State under any reading, so nothing is open.
    assert_eq!(report.verdict(), Ineligible);
}

#[test]
fn an_empty_consortium_has_each_rule_on_participants_once() {
    let report = |v: Value| {
        let proposal = Proposal::from_json(&v.to_string()).unwrap();
        let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
        let report = proposal.check(call, "2024-08-20T00:00:00+02:00".parse().unwrap());
        report
            .assessments()
            .map(|a| format!("{} {} {}", a.rule(), a.subject(), a.outcome()))
            .collect::<Vec<_>>()
    };
    let lines = report(json!({ "participants": [] }));
    for rule in ["legal-form", "country", "affiliation", "pic"] {
        assert!(lines.contains(&format!("participant/{rule} /participants not_applicable")), "{lines:#?}");
    }
    assert!(lines.contains(&"consortium/one-coordinator /participants not_met".to_owned()));
    let lines = report(json!({ "participants": [], "participants_complete": false }));
    assert!(lines.contains(&"consortium/minimum-applicants /participants unknown".to_owned()));
    let lines = report(json!({ "participants": [], "participants_complete": null }));
    assert!(lines.contains(&"consortium/minimum-applicants /participants not_met".to_owned()));
}
