//! Reports that are kept: sent, stored, read back, compared and rendered again.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use amif::{
    Call, Instant, Outcome, Proposal, Report, StoredReport, Verdict, catalogue, report::Why, strategies,
};
use generate::{negotiating, proposal};
use proptest::prelude::*;
use serde_json::{Value, json};

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn moment() -> Instant {
    "2024-08-20T12:00:00+02:00".parse().unwrap()
}

/// Seven participants with everything that is asked.
fn seven() -> Proposal {
    let entries: Vec<Value> = [
        ("Payoke", "coordinator", "BE", "non_profit_private"),
        ("Stadt Wien", "beneficiary", "AT", "public_body"),
        ("Comune di Roma", "beneficiary", "IT", "public_body"),
        ("La Strada International", "beneficiary", "NL", "non_profit_private"),
        ("Universitat de Barcelona", "beneficiary", "ES", "public_body"),
        ("Caritas Praha", "beneficiary", "CZ", "non_profit_private"),
        ("IOM Berlin", "associated_partner", "DE", "international_organisation"),
    ]
    .iter()
    .enumerate()
    .map(|(at, (name, role, country, form))| {
        json!({ "name": name, "pic": format!("99900000{}", at + 1), "role": role, "country": country,
            "legal_form": form })
    })
    .collect();
    let text = json!({
        "topic": "AMIF-2024-TF2-AG-THB-01", "title": "Safe paths", "submitted_at": "2024-08-20T16:30:00+02:00",
        "duration_months": 24, "requested_grant": "750000.00", "total_eligible_costs": "850000.00",
        "participants": entries
    });
    Proposal::from_json(&text.to_string()).unwrap()
}

fn draft(names: usize) -> Proposal {
    let entries: Vec<Value> = (0..names).map(|at| json!({ "name": format!("Organisation {at}") })).collect();
    Proposal::from_json(&json!({ "participants": entries }).to_string()).unwrap()
}

fn with_a_budget() -> Proposal {
    Proposal::from_json(include_str!("../examples/data/budget.json")).unwrap()
}

/// Two reports are the same in every field; the first that is not is named.
fn same(read: &StoredReport, stored: &StoredReport) {
    assert_eq!(read.assessments().count(), stored.assessments().count());
    for (a, b) in read.assessments().zip(stored.assessments()) {
        let whose = format!("{} {}", b.rule(), b.subject());
        assert_eq!((a.rule(), a.subject(), a.ids()), (b.rule(), b.subject(), b.ids()));
        assert_eq!(
            (a.layer(), a.consequence(), a.outcome()),
            (b.layer(), b.consequence(), b.outcome()),
            "{whose}"
        );
        assert_eq!(a.required(), b.required(), "{whose}");
        assert_eq!(a.found(), b.found(), "{whose}");
        assert_eq!(a.missing(), b.missing(), "{whose}");
        assert_eq!(a.questions(), b.questions(), "{whose}");
        assert_eq!(a.open(), b.open(), "{whose}");
        assert_eq!((a.awaits(), a.because(), a.message()), (b.awaits(), b.because(), b.message()), "{whose}");
        assert_eq!(a.source(), b.source(), "{whose}");
    }
    assert_eq!(read.notices(), stored.notices());
    assert_eq!(read.obligations(), stored.obligations());
    assert_eq!(read.receipt(), stored.receipt());
    assert_eq!(read, stored);
}

/// Everything that can be written comes back as it was, in text and in binary.
fn round_trips(report: &Report<'_>) {
    let stored = report.stored();
    let text = report.to_json();
    let read: StoredReport = text.parse().unwrap();
    same(&read, &stored);
    assert_eq!(read.to_json(), text);
    assert_eq!(read.to_string(), report.to_string());
    assert!(read.diff(&stored).is_empty(), "{}", read.diff(&stored));

    let packed = rmp_serde::to_vec(&stored).unwrap();
    assert_eq!(rmp_serde::from_slice::<StoredReport>(&packed).unwrap(), stored);
    let packed = postcard::to_allocvec(&stored).unwrap();
    same(&postcard::from_bytes::<StoredReport>(&packed).unwrap(), &stored);

    for (live, kept) in report.assessments().zip(read.assessments()) {
        let alone = serde_json::to_string(&live).unwrap();
        assert_eq!(alone, serde_json::to_string(&kept).unwrap());
        let again: amif::Assessment<'static> = serde_json::from_str(&alone).unwrap();
        assert_eq!(serde_json::to_string(&again).unwrap(), alone);
        assert_eq!(
            postcard::from_bytes::<amif::Assessment<'static>>(&postcard::to_allocvec(&live).unwrap())
                .unwrap(),
            again
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_report_comes_back_as_it_was(p in proposal(), negotiating in negotiating()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        round_trips(&p.check(&call, moment()));
    }

    #[test]
    fn any_report_of_the_strategies_comes_back_field_by_field(
        any in strategies::proposal(), near in strategies::nearly_valid_proposal(seed()), call in strategies::call(),
        budget in proptest::option::of(strategies::budget()), at in strategies::instant()
    ) {
        let mut near = near;
        near.budget = budget;
        for (proposal, call) in [(&any, &call), (&near, &call), (&near, seed()), (&any, seed())] {
            round_trips(&proposal.check(call, at));
        }
    }
}

#[test]
fn reports_on_every_topic_and_on_a_budget_come_back() {
    for topic in catalogue::calls().step_by(4) {
        round_trips(&draft(3).check(topic, moment()));
        round_trips(&seven().check(topic, moment()));
    }
    let budget = with_a_budget();
    round_trips(&budget.check(seed(), moment()));
    round_trips(&budget.consortium.check(seed(), moment(), None));
}

#[test]
fn a_report_is_sent_to_a_thread_and_still_asked_everything() {
    let made = || {
        let (call, proposal) = (seed().clone(), draft(4));
        proposal.check(&call, moment()).into_owned()
    };
    let report: Report<'static> = made();
    let (lent, proposal) = (seed(), draft(4));
    let other = proposal.check(lent, moment());
    assert_eq!(report.to_json(), other.to_json());
    assert_eq!(report.deciding(), other.deciding());
    let verdict = std::thread::spawn(move || (report.verdict(), report.why().len())).join().unwrap();
    assert_eq!(verdict, (other.verdict(), other.why().len()));
}

#[test]
fn a_report_says_why_and_how_many() {
    let seven = seven();
    let report = seven.check(seed(), moment());
    assert_eq!((report.verdict(), report.why()), (Verdict::Eligible, Vec::new()));
    assert_eq!(report.counts().reject.not_met, 0);

    let few = Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#).unwrap();
    let report = few.check(seed(), moment());
    assert_eq!(report.verdict(), Verdict::Ineligible);
    let rules: Vec<&str> = report
        .why()
        .iter()
        .filter_map(|why| match why {
            Why::Condition { rule, .. } => Some(rule.as_str()),
            _ => None,
        })
        .collect();
    let failed: Vec<&str> = report
        .assessments()
        .filter(|a| a.outcome() == Outcome::NotMet && a.consequence() == amif::Consequence::Reject)
        .map(|a| a.rule().as_str())
        .collect();
    assert_eq!(rules, failed);
    assert_eq!(report.counts().reject.not_met as usize, failed.len());

    // Everything that is assessed is met, and still it cannot be told: the sources are silent.
    let silent = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap();
    let nobody = draft(0);
    let report = nobody.check(silent, moment());
    let gaps = report.why().iter().filter(|why| matches!(why, Why::NotStated { .. })).count();
    assert!(report.verdict() != Verdict::Undetermined || gaps > 0);
}

#[test]
fn the_json_is_that_of_the_contract() {
    let report = draft(2).check(seed(), moment()).to_json();
    let value: Value = serde_json::from_str(&report).unwrap();
    for field in [
        "schema",
        "crate",
        "topic",
        "call_version",
        "as_of",
        "call_status",
        "verdict",
        "why",
        "usual",
        "counts",
        "coverage",
        "assessments",
        "assumed",
        "not_stated",
        "not_covered",
        "sources",
        "receipt",
    ] {
        assert!(value.get(field).is_some(), "{field}");
    }
    let sources = value["sources"].as_array().unwrap();
    assert!(sources.iter().enumerate().all(|(at, source)| !sources[..at].contains(source)));
    for why in value["why"].as_array().unwrap() {
        assert!(
            why.get("not_stated").is_some() || (why.get("rule").is_some() && why.get("subject").is_some())
        );
    }
    for hash in ["call", "proposal", "law"] {
        assert_eq!(value["receipt"][hash].as_str().unwrap().len(), 64);
    }
    let all = value["assessments"].as_array().unwrap();
    for a in all.iter().filter(|a| !["met", "not_applicable"].contains(&a["outcome"].as_str().unwrap())) {
        for field in [
            "rule",
            "stage",
            "consequence",
            "layer",
            "subject",
            "required",
            "found",
            "missing",
            "questions",
            "open",
            "awaits",
            "because",
            "message",
            "source",
        ] {
            assert!(a.get(field).is_some(), "{field} of {a}");
        }
        assert_eq!(a["missing"].as_array().unwrap().len(), a["questions"].as_array().unwrap().len());
        for question in a["questions"].as_array().unwrap() {
            for field in ["fact", "question", "answers", "who", "document"] {
                assert!(question.get(field).is_some(), "{field}");
            }
        }
        for place in a["source"].as_array().unwrap() {
            assert!((place.as_u64().unwrap() as usize) < sources.len());
        }
    }
}

#[test]
fn the_same_input_gives_the_same_receipt_and_another_gives_another() {
    let (a, b) = (seven(), seven());
    let receipt = |p: &Proposal, call: &Call| p.check(call, moment()).receipt();
    assert_eq!(receipt(&a, seed()), receipt(&b, seed()));
    let mut c = seven();
    c.duration_months = Some(23);
    assert_ne!(receipt(&c, seed()).proposal, receipt(&a, seed()).proposal);
    assert_eq!(receipt(&c, seed()).call, receipt(&a, seed()).call);
    let other = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN").unwrap();
    assert_ne!(receipt(&a, other).call, receipt(&a, seed()).call);
}

#[test]
fn a_report_of_seven_participants_is_small_and_grows_with_them_alone() {
    let text = seven().check(seed(), moment()).to_json();
    let report: Value = serde_json::from_str(&text).unwrap();
    // Every assessment has each field of the contract: their names, the words that are the same for all and the empty
    // values take more than half of it.
    let assessments = report["assessments"].as_array().unwrap();
    let bare: usize = assessments
        .iter()
        .map(|a| {
            let mut a = a.clone();
            for (field, least) in [
                ("required", Value::Null),
                ("found", Value::Null),
                ("because", Value::Null),
                ("message", json!("")),
            ] {
                a[field] = least;
            }
            a.as_object_mut().unwrap().remove("counted");
            a.to_string().len() + 1
        })
        .sum();
    assert!(bare <= 270 * assessments.len(), "{bare} bytes in {} bare assessments", assessments.len());
    assert!(text.len() - bare <= 9_300, "{} bytes beside {bare}", text.len());
    // What is the same for all is said once: a participant more costs no more than its own conditions.
    let size = |names: usize| draft(names).check(seed(), moment()).to_json().len();
    let (small, large) = (size(20), size(80));
    assert!(large < 4 * small, "{small} bytes for 20, {large} for 80");
}

#[test]
fn a_report_of_another_version_is_read_as_far_as_its_fields_allow() {
    let mut value: Value = serde_json::from_str(&seven().check(seed(), moment()).to_json()).unwrap();
    let read = |value: &Value| value.to_string().parse::<StoredReport>();

    // What is new is passed over; what can be done without need not be there.
    value["a_later_field"] = json!(7);
    value["crate"] = json!("0.9.0");
    for field in ["why", "counts", "usual", "receipt"] {
        value.as_object_mut().unwrap().remove(field);
    }
    let kept = read(&value).unwrap();
    assert_eq!((kept.made_by(), kept.verdict()), ("0.9.0", Verdict::Eligible));

    let mut other = value.clone();
    other["schema"] = json!("amif-report/2");
    let error = read(&other).unwrap_err().to_string();
    assert!(error.contains("amif-report/2") && error.contains("amif-report/1"), "{error}");

    let mut other = value.clone();
    other.as_object_mut().unwrap().remove("verdict");
    assert!(read(&other).unwrap_err().to_string().contains("`verdict`"));

    let mut other = value.clone();
    other["assessments"][0]["rule"] = json!("participant/of-tomorrow");
    assert!(read(&other).unwrap_err().to_string().contains("participant/of-tomorrow"));

    let mut other = value.clone();
    other["assessments"][0]["source"] = json!([999]);
    assert!(read(&other).unwrap_err().to_string().contains("999"));

    let mut other = value;
    other["assessments"][0].as_object_mut().unwrap().remove("consequence");
    assert!(read(&other).unwrap_err().to_string().contains("`consequence`"));
}

/// A report on a national programme or on an operation, kept, says all that it said, in the same bytes.
#[cfg(feature = "programme")]
#[test]
fn reports_on_programmes_are_kept_to_the_byte() {
    use amif::programme::{Operation, Programme};
    use amif::report::{OperationsCheck, ProgrammeReport, ProgrammeReportWriter};

    let programme = |text: &str| Programme::from_json(text).unwrap();
    let ready = programme(include_str!("../examples/data/programme.json"));
    let faulty = programme(include_str!("../examples/data/programme-faulty.json"));
    let day = "2026-11-28".parse().ok();
    let mut check = OperationsCheck::new(Some(&ready), day);
    let lines = include_str!("../examples/data/operations.ndjson").lines();
    let operations: Vec<ProgrammeReport> =
        lines.map(|line| check.operation(&Operation::from_json(line).unwrap())).collect();
    let far = chrono::NaiveDate::MAX;
    let programmes = [ready.check(day), faulty.check(day), ready.check(Some(far)), check.together()];
    for report in programmes.iter().chain(&operations) {
        let text = report.to_json();
        let kept: StoredReport = text.parse().unwrap();
        assert_eq!(kept, report.stored());
        assert_eq!(kept.to_json(), text);
        assert_eq!(serde_json::to_string(report).unwrap(), text);
    }
    let ids = |why: &Why| matches!(why, Why::Condition { ids, .. } if !ids.is_empty());
    assert!(faulty.check(day).stored().why().iter().any(ids), "the reasons have the authority's ids");
    // All operations in one document are told apart when it is read.
    let mut writer = ProgrammeReportWriter::new(Some(ready.cci), None, day);
    let written: Vec<String> = operations.iter().map(|report| writer.add(report)).collect();
    let text = [writer.begin(), written.concat(), writer.end()].concat();
    let kept: StoredReport = text.parse().unwrap();
    assert_eq!(kept.to_json(), text);
    let of: std::collections::BTreeSet<_> =
        kept.assessments().filter_map(|a| a.operation().map(str::to_owned)).collect();
    assert_eq!(of.len(), operations.len());
    assert!(kept.diff(&kept).is_empty());
}

#[test]
fn what_the_other_reading_asks_is_kept_beside_what_is_required() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-INFO-01").unwrap();
    let draft = r#"{"participants": [{"name": "Body"}], "duration_months": 24}"#;
    let draft = Proposal::from_json(draft).unwrap();
    let as_of = "2025-01-01T12:00:00+01:00".parse().unwrap();
    let line = |json: &str| {
        let report: Value = serde_json::from_str(json).unwrap();
        let all = report["assessments"].as_array().unwrap().clone();
        all.into_iter().find(|line| line["rule"] == "duration/as-required").unwrap()
    };
    let report = draft.check(call, as_of);
    let json = report.to_json();
    let both = line(&json);
    assert_eq!(both["required"], json!({"min": 36, "max": 36, "exactly": 36}));
    assert_eq!(both["or"], json!({"open": "duration-is-a-ceiling", "required": {"min": null, "max": 36}}));
    assert_eq!(line(&draft.findings(call, as_of).to_json())["or"], both["or"]);
    let stored: StoredReport = json.parse().unwrap();
    assert_eq!(stored.to_json(), json);
    let of = |a: &amif::Assessment<'_>| a.rule().as_str() == "duration/as-required";
    let (kept, live) = (stored.assessments().find(of).unwrap(), report.assessments().find(of).unwrap());
    assert_eq!((kept.other_reading(), kept.other_reading().is_some()), (live.other_reading(), true));
    // With the question answered there is one reading, and a report from before there was another says none.
    for (reading, required) in [("yes", json!({"min": null, "max": 36})), ("no", both["required"].clone())] {
        let assumed = call.assume_text(&format!("duration-is-a-ceiling={reading}")).unwrap();
        let one = line(&draft.check(&assumed, as_of).to_json());
        assert_eq!((&one["required"], one.get("or")), (&required, None), "{reading}");
    }
    let mut older: Value = serde_json::from_str(&json).unwrap();
    older["assessments"].as_array_mut().unwrap().iter_mut().for_each(|line| {
        line.as_object_mut().unwrap().remove("or");
    });
    let older: StoredReport = older.to_string().parse().unwrap();
    assert!(older.assessments().all(|a| a.other_reading().is_none()));
}
