//! The proof says what the check says, about the proposal that was handed in, and nothing else makes one.
//! That it cannot be forged is shown by the examples in `src/proof/mod.rs` that do not compile.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use amif::{
    Call, Consequence, Instant, Outcome, Proposal, Verdict, call::Reading, catalogue, proof::Refusal,
};
use generate::{negotiating, participant, proposal};
use proptest::prelude::*;
use serde_json::{Value, json};

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn moment() -> Instant {
    "2024-08-20T17:00:00+02:00".parse().unwrap()
}

fn eligible() -> Proposal {
    Proposal::from_json(include_str!("../examples/data/eligible.json")).unwrap()
}

/// A consortium of which one member sits in a country on record as negotiating.
fn conditional() -> (Proposal, Call) {
    let mut value: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    value["countries"]["negotiating"] =
        json!([{"country": "US", "source": [{"document": "gateway", "note": "invented"}]}]);
    let call = Call::from_json(&value.to_string()).unwrap();
    let mut p: Value = serde_json::from_str(include_str!("../examples/data/eligible.json")).unwrap();
    p["participants"].as_array_mut().unwrap().push(json!({
        "name": "Far City", "pic": "999000004", "role": "beneficiary", "country": "US", "legal_form": "public_body"
    }));
    (Proposal::from_json(&p.to_string()).unwrap(), call)
}

/// Sound but for one or two things, so that every verdict turns up.
fn nearly() -> impl Strategy<Value = Proposal> {
    let whole = eligible();
    let changed = (proptest::collection::vec(participant(), 0..2), proposal(), 0u8..128).prop_map(
        move |(joining, other, which)| {
            let mut p = whole.clone();
            p.consortium.participants.extend(joining);
            let bit = |n: u8| which >> n & 1 == 1;
            if bit(6) {
                // From a country that some of the calls have on record as negotiating.
                p.consortium.participants.push(conditional().0.consortium.participants.remove(3));
            }
            if bit(0) && bit(1) {
                p.duration_months = other.duration_months;
            }
            if bit(2) && bit(3) {
                p.requested_grant = other.requested_grant;
            }
            if bit(4) && bit(5) {
                p.submitted_at = other.submitted_at;
            }
            p
        },
    );
    prop_oneof![3 => changed, 1 => proposal()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A proof exactly where the check passes; it owns what was handed in, and carries what the report says.
    #[test]
    fn the_proof_is_the_check(p in nearly(), negotiating in negotiating(), late in any::<bool>()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let as_of = if late { "2025-01-15T12:00:00+01:00".parse().unwrap() } else { moment() };
        let report = p.check(&call, as_of);
        match p.clone().prove(&call, as_of) {
            Ok(proof) => {
                prop_assert!(matches!(report.verdict(), Verdict::Eligible | Verdict::Conditional));
                prop_assert_eq!(proof.verdict(), report.verdict());
                prop_assert_eq!(proof.is_unconditional(), p.is_eligible(&call, as_of));
                prop_assert_eq!((proof.topic(), proof.call_version()), (call.topic(), call.version()));
                prop_assert_eq!((proof.as_of(), proof.coverage()), (as_of, report.coverage()));
                let conditions: Vec<_> = proof.conditions().iter().map(|c| (c.rule, c.subject)).collect();
                let hanging: Vec<_> = report
                    .assessments()
                    .filter(|a| a.consequence() == Consequence::Reject && a.outcome() == Outcome::Conditional)
                    .map(|a| (a.rule(), a.subject()))
                    .collect();
                prop_assert_eq!(conditions, hanging);
                prop_assert!(proof.conditions().iter().all(|c| !c.awaits.is_empty()));
                prop_assert!(proof.not_stated().iter().map(String::as_str).eq(report.not_stated()));
                prop_assert_eq!(proof.proposal(), &p);
                prop_assert_eq!(proof.into_proposal(), p);
            }
            Err(rejected) => {
                let refusal = match report.verdict() {
                    Verdict::Ineligible => Refusal::Ineligible,
                    Verdict::Undetermined => Refusal::Undetermined,
                    verdict => return Err(TestCaseError::fail(format!("{verdict} was refused"))),
                };
                prop_assert_eq!(rejected.refusal(), refusal);
                prop_assert_eq!(rejected.report().to_json(), report.to_json());
                prop_assert_eq!(rejected.proposal(), &p);
                prop_assert_eq!(rejected.into_proposal(), p);
            }
        }
    }
}

#[test]
fn every_verdict_turns_up_among_the_generated() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    let (_, call) = conditional();
    for _ in 0..2_000 {
        let p = nearly().new_tree(&mut runner).unwrap().current();
        *seen.entry(p.verdict(&call, moment())).or_insert(0) += 1;
    }
    assert!(Verdict::ALL.iter().all(|v| seen.get(v).is_some_and(|n| *n > 10)), "{seen:?}");
}

#[test]
fn a_conditional_proof_carries_its_conditions_with_end_dates() {
    let (p, call) = conditional();
    let proof = p.prove(&call, moment()).unwrap();
    assert!(!proof.is_unconditional());
    assert_eq!(proof.verdict(), Verdict::Conditional);
    let [condition] = proof.conditions() else { panic!("{proof:?}") };
    assert_eq!(
        (condition.rule.as_str(), condition.subject.to_string()),
        ("participant/country", "/participants/3".into())
    );
    assert_eq!(condition.awaits[0].until, proof.until());
    assert_eq!(proof.until().unwrap().to_string(), "2025-05-21", "nine months after the deadline");
    let text = proof.to_string();
    assert!(
        text.contains("Provided: association agreement of US") && text.contains("by 2025-05-21"),
        "{text}"
    );

    let json = serde_json::to_value(&proof).unwrap();
    assert_eq!(json["schema"], "amif-proof/1");
    assert_eq!(json["verdict"], "conditional");
    assert_eq!(json["conditions"][0]["awaits"][0]["until"], "2025-05-21");
    assert_eq!(json["proposal"]["participants"][3]["country"], "US");
}

#[test]
fn a_stated_day_of_signature_is_the_end_date() {
    let (mut p, call) = conditional();
    p.grant_signature = Some("2025-03-31".parse().unwrap());
    let proof = p.prove(&call, moment()).unwrap();
    assert_eq!(proof.until(), Some("2025-03-31".parse().unwrap()));
    // On that day the agreement is not in force: the same proposal has no proof any more.
    let rejected =
        proof.into_proposal().prove(&call, "2025-03-31T12:00:00+02:00".parse().unwrap()).unwrap_err();
    assert_eq!(rejected.refusal(), Refusal::Ineligible);
    assert!(rejected.to_string().contains("participant/country (/participants/3)"), "{rejected}");
}

#[test]
fn the_proof_records_assumptions() {
    let mut p = eligible();
    p.consortium.participants[2].applicant.legal_form =
        Some(amif::LegalForm::InternationalOrganisation.into());
    let rejected = p.prove(seed(), moment()).unwrap_err();
    assert_eq!(rejected.refusal(), Refusal::Undetermined);
    assert!(rejected.to_string().contains("consortium/minimum-applicants"), "{rejected}");

    let pinned = seed().assume("international-organisation-counts", Reading::Yes).unwrap();
    let proof = rejected.into_proposal().prove(&pinned, moment()).unwrap();
    assert_eq!(proof.assumed().collect::<Vec<_>>(), [("international-organisation-counts", Reading::Yes)]);
    assert!(proof.to_string().contains("Assumed: international-organisation-counts: yes."));
    let json = serde_json::to_value(&proof).unwrap();
    assert_eq!(json["assumed"], json!([{"question": "international-organisation-counts", "reading": "yes"}]));
}

#[test]
fn no_proof_for_a_proposal_that_applies_elsewhere() {
    let mut p = eligible();
    p.topic = Some("AMIF-2099-OTHER-01".parse().unwrap());
    assert!(p.is_eligible(seed(), moment()), "the conditions themselves are met");
    let rejected = p.clone().prove(seed(), moment()).unwrap_err();
    assert_eq!(rejected.refusal(), Refusal::OtherTopic);
    assert!(rejected.to_string().contains("AMIF-2099-OTHER-01"));
    p.topic = None;
    assert!(p.prove(seed(), moment()).is_ok());
}

#[test]
fn no_proof_while_a_core_condition_is_not_stated() {
    let mut value: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    value.as_object_mut().unwrap().remove("grant");
    let call = Call::from_json(&value.to_string()).unwrap();
    let rejected = eligible().prove(&call, moment()).unwrap_err();
    assert_eq!(rejected.refusal(), Refusal::Undetermined);
    assert!(rejected.to_string().contains("sources do not state"), "{rejected}");
}

#[test]
fn a_rejection_is_an_error_that_outlives_its_call() {
    fn refuse() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let (mut p, call) = conditional();
        p.duration_months = Some(25);
        p.prove(&call, moment())?;
        Ok(())
    }
    assert!(refuse().unwrap_err().to_string().contains("duration/as-required (/duration_months)"));
}
