//! One case for each way in which a remedy is found, or is not.

use amif::{
    Call, Consequence, Country, LegalForm, Outcome, Pic, Proposal, Role, RuleId, Verdict, catalogue,
    remedy::{Edit, NoRemedy},
};
use serde_json::{Value, json};

use crate::{eur, keeps_its_word, member, moment, seed, sound};

/// The seed call with a change.
fn call(change: impl Fn(&mut Value)) -> Call {
    let text = catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap();
    let mut value = serde_json::from_str(text).unwrap();
    change(&mut value);
    Call::from_json(&value.to_string()).unwrap()
}

fn three() -> Proposal {
    sound(vec![
        member(0, Role::Coordinator, "BE", LegalForm::PublicBody),
        member(1, Role::Beneficiary, "AT", LegalForm::NonProfitPrivate),
        member(2, Role::Beneficiary, "IT", LegalForm::PublicBody),
    ])
}

/// The sentences of the cheapest remedy, after all of them were tried.
fn cheapest(p: &Proposal, call: &Call) -> Vec<String> {
    let remedies = p.remedies(call, moment());
    for remedy in remedies.all() {
        keeps_its_word(p, remedy, call, moment());
    }
    assert!(remedies.are_smallest());
    remedies.all().first().map(|r| r.sentences(call)).unwrap_or_default()
}

fn none(p: &Proposal, call: &Call) -> NoRemedy {
    p.remedies(call, moment()).why_none().expect("no remedy").clone()
}

#[test]
fn a_sound_proposal_needs_no_remedy() {
    assert_eq!(none(&three(), seed()), NoRemedy::NotNeeded);
    let draft = Proposal::from_json(r#"{"participants": [], "participants_complete": false}"#).unwrap();
    assert_eq!(none(&draft, seed()), NoRemedy::NotNeeded);
}

#[test]
fn an_empty_consortium_is_filled() {
    let p = sound(vec![]);
    let lines = cheapest(&p, seed());
    assert_eq!(lines.len(), 3);
    assert!(
        lines.iter().any(|l| l
            == "Add a coordinator established in any participating Member State, outermost regions and Åland Islands included, \
                public body or non-profit private entity."),
        "{lines:#?}"
    );
    let remedies = p.remedies(seed(), moment());
    assert!(remedies.all()[0].newcomers_apart());
    assert_eq!(remedies.all()[0].verdict_after(), Verdict::Eligible);
}

#[test]
fn one_more_state_is_asked_of_a_newcomer() {
    let mut p = three();
    p.consortium.participants[2].applicant.country = Some("AT".parse().unwrap());
    let lines = cheapest(&p, seed());
    assert_eq!(
        lines,
        [
            "Add a beneficiary established in a participating Member State other than AT and BE, outermost regions and \
             Åland Islands included, public body or non-profit private entity."
        ]
    );
    // Overseas territories and international organisations count by open questions only.
    let all = p.remedies(seed(), moment());
    let Edit::Add { choices, .. } = &all.all()[0].edits()[0] else { panic!() };
    let has = |code: &str| choices.iter().any(|c| c.0 == code.parse::<Country>().unwrap());
    assert!(has("RE") && has("FR") && has("HU"));
    assert!(!has("NC") && !has("DK") && !has("AT") && !has("NO"));
    assert!(choices.iter().all(|c| c.1 != LegalForm::InternationalOrganisation));
    // Once the questions are pinned, they do.
    let pinned = seed().assume("international-organisation-counts", amif::call::Reading::Yes).unwrap();
    let all = p.remedies(&pinned, moment());
    let Edit::Add { choices, .. } = &all.all()[0].edits()[0] else { panic!() };
    assert!(choices.iter().any(|c| c.1 == LegalForm::InternationalOrganisation));
}

#[test]
fn coordination_is_handed_over_or_taken() {
    let mut p = three();
    p.consortium.participants[1].role = Some(Role::Coordinator);
    assert_eq!(cheapest(&p, seed()), ["Make Body 0 beneficiary (now coordinator)."]);
    p.consortium.participants[0].role = Some(Role::Beneficiary);
    p.consortium.participants[1].role = Some(Role::Beneficiary);
    assert_eq!(cheapest(&p, seed()), ["Make Body 0 coordinator (now beneficiary)."]);
    let mut p = three();
    let more = member(3, Role::Beneficiary, "SE", LegalForm::PublicBody);
    p.consortium.participants.push(more);
    p.consortium.participants[0].applicant.legal_form = Some(LegalForm::InternationalOrganisation.into());
    assert_eq!(
        cheapest(&p, seed()),
        ["Hand coordination over from Body 0 to Body 1; Body 0 becomes beneficiary."]
    );
}

#[test]
fn whoever_is_not_admitted_becomes_associated_partner() {
    let mut p = three();
    p.consortium.participants.push(member(3, Role::Beneficiary, "US", LegalForm::PublicBody));
    p.consortium.participants.push(member(4, Role::Beneficiary, "FR", LegalForm::ProfitMaking));
    let remedies = p.remedies(seed(), moment());
    assert_eq!(
        cheapest(&p, seed()),
        [
            "Make Body 3 associated partner (now beneficiary).",
            "Make Body 4 associated partner (now beneficiary)."
        ]
    );
    // Associated partner, subcontractor or neither, for each of them.
    assert_eq!(remedies.all().len(), 9);
}

#[test]
fn the_order_is_the_documented_one() {
    let kinds = |p: &Proposal| -> Vec<String> {
        let all = p.remedies(seed(), moment());
        all.all().iter().flat_map(|r| r.sentences(seed())).map(|s| s.chars().take(24).collect()).collect()
    };
    let mut p = three();
    p.consortium.participants.push(member(3, Role::Beneficiary, "US", LegalForm::PublicBody));
    // Associated partner 3, subcontractor 6, nothing 7.
    assert_eq!(
        kinds(&p),
        ["Make Body 3 associated p", "Make Body 3 subcontracto", "Do without Body 3 (benef"]
    );
    let mut p = three();
    p.consortium.participants[2].role = Some(Role::AssociatedPartner);
    // Back among those who count 3, somebody else 5.
    assert_eq!(kinds(&p), ["Make Body 2 beneficiary ", "Add a beneficiary establ"]);
    // A code that is then asked for and is not well formed costs 10 more.
    p.consortium.participants[2].role = Some(Role::Subcontractor);
    p.consortium.participants[2].applicant.pic = Some(Pic::new("12"));
    assert_eq!(kinds(&p), ["Add a beneficiary establ", "Make Body 2 beneficiary "]);
}

#[test]
fn whoever_is_linked_to_somebody_who_leaves_is_seen_to() {
    let mut p = three();
    p.consortium.participants.push(member(3, Role::Beneficiary, "FR", LegalForm::ProfitMaking));
    let mut linked = member(4, Role::AffiliatedEntity, "FR", LegalForm::PublicBody);
    linked.affiliated_to = Some(Pic::new("999000003"));
    p.consortium.participants.push(linked);
    let lines = cheapest(&p, seed());
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert_eq!(lines[0], "Make Body 3 associated partner (now beneficiary).");
    assert!(lines[1].starts_with("Make Body 4 "), "{lines:#?}");
}

#[test]
fn a_link_to_somebody_in_another_role_is_mended_by_that_role() {
    let mut p = three();
    p.consortium.participants.push(member(3, Role::AssociatedPartner, "FR", LegalForm::PublicBody));
    let mut linked = member(4, Role::AffiliatedEntity, "FR", LegalForm::PublicBody);
    linked.affiliated_to = Some(Pic::new("999000003"));
    p.consortium.participants.push(linked);
    let all = p.remedies(seed(), moment());
    let lines: Vec<String> = all.all().iter().flat_map(|r| r.sentences(seed())).collect();
    assert!(lines.contains(&"Make Body 3 beneficiary (now associated partner).".to_owned()), "{lines:#?}");
    assert!(
        lines.contains(&"Make Body 4 associated partner (now affiliated entity).".to_owned()),
        "{lines:#?}"
    );
}

#[test]
fn after_the_deadline_there_is_none_whatever_is_wrong() {
    let late = "2024-08-21T17:00:01+02:00".parse().unwrap();
    // A failure of the portal is complained of where something came too late, and for four calendar days.
    let over = "2024-08-26T00:00:00+02:00".parse().unwrap();
    for (submitted, at, until) in [
        ("2024-08-21T17:00:01+02:00", late, Some(("2024-08-25", false))),
        ("2024-08-21T17:00:01+02:00", over, Some(("2024-08-25", true))),
        ("2024-08-20T12:00:00+02:00", late, None),
    ] {
        let mut p = three();
        p.submitted_at = Some(submitted.parse().unwrap());
        p.duration_months = Some(36);
        let remedies = p.remedies(seed(), at);
        let Some(reason @ NoRemedy::AfterDeadline { complaint_until, complaint_over, .. }) =
            remedies.why_none()
        else {
            panic!("{remedies}")
        };
        let told = complaint_until.map(|day| (day.to_string(), *complaint_over));
        assert_eq!(told.as_ref().map(|(day, over)| (day.as_str(), *over)), until);
        assert_eq!(reason.to_string().contains("four calendar days"), until.is_some(), "{reason}");
        assert_eq!(reason.to_string().contains("ended on 25 August 2024"), *complaint_over, "{reason}");
        assert!(reason.to_string().contains("corrigendum"));
        assert!(reason.source().iter().any(|c| c.section() == "3.1.5"));
        assert!(remedies.all().is_empty());
    }
}

#[test]
fn what_arises_at_signature_is_changed_in_grant_preparation_or_by_amendment() {
    let mut p = three();
    let trust = &mut p.consortium.participants[2].applicant;
    trust.declarations = trust.declarations.with(amif::value::Declaration::PublicInterestTrust);
    p.grant_signature = Some("2025-03-01".parse().unwrap());
    let at = "2025-06-01T12:00:00+02:00".parse().unwrap();
    let remedies = p.remedies(seed(), at);
    let Some(reason @ NoRemedy::AtSignature { signed }) = remedies.why_none() else { panic!("{remedies}") };
    assert_eq!(signed.to_string(), "2025-03-01");
    let sections: Vec<&str> = reason.source().iter().map(|c| c.section()).collect();
    assert_eq!(sections, ["3.2.4", "3.3.2"], "a change in grant preparation, and an amendment");
    assert!(!reason.to_string().contains("complaint"), "{reason}");
}

#[test]
fn a_late_plan_can_still_be_made_in_time() {
    let mut p = three();
    p.submitted_at = Some("2024-08-21T17:00:01+02:00".parse().unwrap());
    assert_eq!(
        cheapest(&p, seed()),
        ["Submit by 21 August 2024 16:59:59 Brussels time (stated: 21 August 2024 17:00:01)."]
    );
    // In the second before the deadline's it is still possible.
    let last = "2024-08-21T14:59:59Z".parse().unwrap();
    assert_eq!(p.remedies(seed(), last).all().len(), 1);
}

#[test]
fn amounts_are_ranges_within_what_the_costs_carry() {
    let mut p = three();
    p.requested_grant = eur("400000");
    p.total_eligible_costs = eur("600000");
    let remedies = p.remedies(seed(), moment());
    let [Edit::Grant { min, max, nearest, .. }] = remedies.all()[0].edits() else { panic!("{remedies}") };
    // 90 % of 600 000 is 540 000, and the share is rounded to two decimals of a per cent.
    assert_eq!((min.to_string(), max.to_string()), ("500000.00".into(), "540029.99".into()));
    assert_eq!(nearest, min);
    // Where the costs do not carry the smallest grant, the range of the call is told.
    p.total_eligible_costs = eur("500000");
    assert_eq!(cheapest(&p, seed()), ["Request EUR 500 000 to 1 000 000 (requested: EUR 400 000)."]);
    // An amount that is too high already is not held to the rate.
    p.requested_grant = eur("2000000");
    assert_eq!(cheapest(&p, seed()), ["Request EUR 500 000 to 1 000 000 (requested: EUR 2 000 000)."]);
}

#[test]
fn a_range_open_at_one_end_is_told_as_it_is() {
    let smallest = call(|c| {
        c["grant"].as_object_mut().unwrap().remove("max");
    });
    let mut p = three();
    p.requested_grant = eur("1");
    p.total_eligible_costs = None;
    assert_eq!(cheapest(&p, &smallest), ["Request EUR 500 000 or more (requested: EUR 1)."]);
    let longest = call(|c| {
        let d = c["duration"].as_object_mut().unwrap();
        d.remove("exactly");
        d.insert("max".into(), json!(36));
    });
    let mut p = three();
    p.duration_months = Some(40);
    assert_eq!(cheapest(&p, &longest), ["Plan 1 to 36 months (planned: 40)."]);
}

#[test]
fn an_unknown_role_may_stay_unknown() {
    let mut p = three();
    // Linked, so that no role fails; then nothing is unknown while there are two coordinators.
    let mut open = member(3, Role::Beneficiary, "FR", LegalForm::PublicBody);
    open.role = None;
    open.affiliated_to = Some(Pic::new("999000000"));
    p.consortium.participants.push(open);
    p.consortium.participants[1].role = Some(Role::Coordinator);
    let report = p.check(seed(), moment());
    let unknown = report
        .assessments()
        .any(|a| a.consequence() == Consequence::Reject && a.outcome() == Outcome::Unknown);
    assert!(!unknown);
    // One coordinator less is enough for not being ineligible; that the role is then open is told.
    let remedies = p.remedies(seed(), moment());
    assert!(remedies.all().iter().all(|r| r.edits().len() == 1));
    assert_eq!(remedies.all()[0].verdict_after(), Verdict::Undetermined);
    cheapest(&p, seed());
}

#[test]
fn two_unknown_roles_are_not_stated_where_they_may_turn_out_well() {
    let mut p = sound(vec![
        member(0, Role::Coordinator, "BE", LegalForm::ProfitMaking),
        member(1, Role::Coordinator, "BE", LegalForm::ProfitMaking),
        member(2, Role::Beneficiary, "AT", LegalForm::PublicBody),
        member(3, Role::Beneficiary, "IT", LegalForm::PublicBody),
        member(4, Role::Beneficiary, "SE", LegalForm::PublicBody),
    ]);
    for n in [5, 6] {
        let mut open = member(n, Role::Beneficiary, "FR", LegalForm::PublicBody);
        open.role = None;
        open.affiliated_to = Some(Pic::new("999000002"));
        p.consortium.participants.push(open);
    }
    let lines = cheapest(&p, seed());
    assert_eq!(
        lines,
        [
            "Make Body 0 associated partner (now coordinator).",
            "Make Body 1 associated partner (now coordinator)."
        ]
    );
}

/// Design 5.5: what counts is that the proposal is no longer ineligible, so an equally small and cheaper remedy is told
/// although it leaves something open: of the organisation entered twice, in which of its two countries it is.
#[test]
fn a_cheaper_remedy_that_leaves_something_open_is_told_with_the_others() {
    let text = r#"{"submitted_at": "2024-08-20T12:00:00+02:00", "duration_months": 12, "requested_grant": 750000,
        "participants": [
            {"name": "A", "pic": "999000009", "role": "coordinator", "country": "AT", "legal_form": "public_body"},
            {"name": "A", "pic": "999000001", "role": "associated_partner", "country": "BE", "legal_form": "public_body"},
            {"name": "A", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
            {"name": "A", "pic": "999000001", "role": "associated_partner", "country": "AT", "legal_form": "public_body"}
        ]}"#;
    let p = Proposal::from_json(text).unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let remedies = p.remedies(seed(), as_of);
    assert!(remedies.are_smallest());
    let told: Vec<(u32, Verdict, Vec<String>)> = remedies
        .all()
        .iter()
        .map(|r| (r.cost(), r.verdict_after(), r.edits().iter().map(ToString::to_string).collect()))
        .collect();
    assert!(told.is_sorted_by_key(|(cost, ..)| *cost), "{told:#?}");
    let (_, verdict, edits) = told.iter().find(|(cost, ..)| *cost == 9).unwrap();
    assert_eq!(*verdict, Verdict::Undetermined);
    assert_eq!(edits[0], "Plan 24 months (planned: 12).");
    assert_eq!(edits[1], "Make A beneficiary (now associated partner).");
    assert!(edits[2].starts_with("Add a beneficiary"));
    assert!(told.iter().any(|(cost, verdict, _)| (*cost, *verdict) == (11, Verdict::Eligible)), "{told:#?}");
    for remedy in remedies.all() {
        keeps_its_word(&p, remedy, seed(), as_of);
    }
}

#[test]
fn an_incomplete_consortium_need_only_lose_what_is_certain() {
    let mut p = three();
    p.consortium.complete = false;
    p.consortium.participants[1].role = Some(Role::Coordinator);
    let remedies = p.remedies(seed(), moment());
    assert_eq!(remedies.all()[0].verdict_after(), Verdict::Undetermined);
    assert_eq!(cheapest(&p, seed()).len(), 1);
}

#[test]
fn a_call_that_does_not_state_its_core_leaves_it_undetermined() {
    let silent = call(|c| {
        c.as_object_mut().unwrap().remove("duration");
    });
    let mut p = three();
    p.requested_grant = eur("1");
    let remedies = p.remedies(&silent, moment());
    assert_eq!(remedies.all()[0].verdict_after(), Verdict::Undetermined);
}

#[test]
fn what_no_edit_brings_about_is_said_so() {
    // A call that admits nobody as coordinator contradicts itself, and no remedy is sought.
    let text = catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap();
    let mut value: Value = serde_json::from_str(text).unwrap();
    value["roles"]["coordinator"] = json!({"admitted": [], "barred": ["public_body", "non_profit_private",
        "profit_making", "international_organisation", "natural_person"]});
    let refused = Call::from_json(&value.to_string()).unwrap_err().to_string();
    assert!(refused.contains("at least one legal form must be admitted as coordinator"), "{refused}");
    let too_many = call(|c| {
        c["minimum_countries"]["at_least"] = json!(27);
        c["minimum_applicants"]["at_least"] = json!(27);
    });
    let reason = none(&three(), &too_many);
    let NoRemedy::OutOfReach { rule, .. } = &reason else { panic!() };
    assert_eq!(*rule, RuleId::MinimumCountries);
    assert!(reason.to_string().contains("the call asks for 27"), "{reason}");
}

#[test]
fn as_many_states_as_take_part_can_be_found() {
    let all = call(|c| {
        c["minimum_countries"]["at_least"] = json!(26);
        c["minimum_applicants"]["at_least"] = json!(26);
    });
    let remedies = three().remedies(&all, moment());
    assert_eq!(remedies.all()[0].edits().len(), 23, "{remedies}");
    assert_eq!(remedies.all()[0].verdict_after(), Verdict::Eligible);
}

#[test]
fn rows_of_a_budget_stay_with_their_participants() {
    let text = r#"{"participants": [
        {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
        {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "US", "legal_form": "public_body"},
        {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
        {"name": "D", "pic": "999000004", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}],
        "duration_months": 24, "requested_grant": 600000, "submitted_at": "2024-08-20T12:00:00+02:00"}"#;
    let mut p = Proposal::from_json(text).unwrap();
    p.budget = Some(amif::budget::Budget::new([1, 2, 3].map(amif::budget::Row::of)).unwrap());
    let remedies = p.remedies(seed(), moment());
    let without =
        remedies.all().iter().find(|r| matches!(r.edits(), [Edit::Remove { participant: 1, .. }])).unwrap();
    let after = without.apply(&p);
    let rows: Vec<_> = after.budget.as_ref().unwrap().rows().iter().map(|r| r.participant.clone()).collect();
    assert_eq!(rows, [Pic::new("999000002").into(), 1.into(), 2.into()]);
}

#[test]
fn many_participants_get_a_remedy_that_is_marked_where_it_may_not_be_smallest() {
    let many = (0..400).map(|i| {
        let form = if i % 2 == 0 { LegalForm::ProfitMaking } else { LegalForm::PublicBody };
        member(i, if i == 0 { Role::Coordinator } else { Role::Beneficiary }, ["BE", "AT", "IT"][i % 3], form)
    });
    let p = sound(many.collect());
    let remedies = p.remedies(seed(), moment());
    let remedy = &remedies.all()[0];
    assert_eq!(remedy.apply(&p).verdict(seed(), moment()), Verdict::Eligible);
    // 200 are not admitted, one of whom coordinates.
    assert_eq!(remedy.edits().len(), 201);
    assert!(!remedies.are_smallest());
    assert!(remedies.to_string().contains("there may be a smaller remedy"));
}

#[test]
fn ten_thousand_participants_get_an_answer() {
    let many = (0..10_000).map(|i| {
        let form = if i % 3 == 0 { LegalForm::ProfitMaking } else { LegalForm::PublicBody };
        let role = if i < 2 { Role::Coordinator } else { Role::Beneficiary };
        member(i, role, ["BE", "AT", "US"][i % 3], form)
    });
    let p = sound(many.collect());
    let remedies = p.remedies(seed(), moment());
    let remedy = remedies.all().first().expect("one is built");
    assert_eq!(remedy.apply(&p).verdict(seed(), moment()), Verdict::Eligible);
}

#[test]
fn newcomers_keep_away_from_every_state_that_one_body_may_count_for() {
    // One code, entered in a territory of France and in Sweden: it counts for either.
    let text = r#"{"submitted_at": "2024-08-20T12:00:00+02:00", "duration_months": 24, "requested_grant": 750000,
        "participants": [
        {"name": "A", "pic": "999000003", "country": "NC", "legal_form": "public_body", "affiliated_to": "999000002"},
        {"name": "B", "pic": "999000004", "country": "GL", "legal_form": "public_body", "affiliated_to": "999000002"},
        {"name": "A", "pic": "999000003", "role": "affiliated_entity", "country": "SE", "legal_form": "public_body",
         "affiliated_to": "999000002"}]}"#;
    let p = Proposal::from_json(text).unwrap();
    let lines = cheapest(&p, seed());
    assert!(lines.iter().filter(|l| l.contains("other than FR and SE")).count() == 2, "{lines:#?}");
}

#[test]
fn the_json_names_everything_that_a_program_needs() {
    let mut p = three();
    p.consortium.participants[2].role = Some(Role::AssociatedPartner);
    p.requested_grant = eur("1200000");
    let json: Value = serde_json::from_str(&p.remedies(seed(), moment()).to_json()).unwrap();
    assert_eq!(json["schema"], "amif-remedy/1");
    assert_eq!(json["topic"], "AMIF-2024-TF2-AG-THB-01");
    assert_eq!(
        (&json["verdict"], &json["smallest"], &json["none"]),
        (&json!("ineligible"), &json!(true), &Value::Null)
    );
    let first = &json["remedies"][0];
    assert_eq!(first["verdict_after"], "eligible");
    assert_eq!(
        first["edits"][0],
        json!({"edit": "grant", "subject": "/requested_grant", "stated": "1200000.00", "min": "500000.00",
               "max": "765042.49", "choice": "765000.00",
               "message": "Request EUR 500 000 to 765 042.49 (requested: EUR 1 200 000)."})
    );
    let role = &first["edits"][1];
    assert_eq!(
        (&role["edit"], &role["participant"], &role["name"]),
        (&json!("change_role"), &json!(2), &json!("Body 2"))
    );
    assert_eq!((&role["stated"], &role["choice"]), (&json!("associated_partner"), &json!("beneficiary")));
    let add = json["remedies"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|r| r["edits"].as_array().unwrap())
        .find(|e| e["edit"] == "add");
    let add = add.expect("somebody else may be found");
    assert_eq!(add["any_of"][0]["legal_forms"], json!(["public_body", "non_profit_private"]));
    assert!(add["choice"]["country"].is_string());
    let late = three();
    let mut late_json: Value = serde_json::from_str(&{
        let mut p = late;
        p.duration_months = Some(1);
        p.submitted_at = Some("2024-08-21T17:00:01+02:00".parse().unwrap());
        p.remedies(seed(), "2024-09-01T00:00:00+02:00".parse().unwrap()).to_json()
    })
    .unwrap();
    assert_eq!(late_json["none"]["reason"].take(), "after_deadline");
    assert_eq!(late_json["none"]["complaint_until"], "2024-08-25");
    assert_eq!(late_json["none"]["complaint_over"], true);
}

/// The seed call, which asks for members of some kinds as well.
fn with_members(required: &Value) -> Call {
    let mut required = required.clone();
    for kind in required.as_array_mut().unwrap() {
        kind["source"] =
            json!([{ "act": "Regulation (EU) 2021/1147", "section": "Art. 24", "basis": "unverified" }]);
    }
    call(|file| file["composition"] = json!({ "required": required }))
}

fn alone() -> Proposal {
    sound(vec![member(0, Role::Coordinator, "AT", LegalForm::NonProfitPrivate)])
}

/// Each kind of newcomer is tried beside each other: two who may both be from elsewhere would leave the kind out.
#[test]
fn newcomers_of_whom_one_must_be_of_a_kind_are_not_all_free() {
    let call = with_members(&json!([{ "at_least": 1, "countries": ["IT", "FR"] }]));
    assert_eq!(
        cheapest(&alone(), &call),
        [
            "Add a beneficiary established in a participating Member State other than AT, outermost regions and Åland Islands included, public body \
             or non-profit private entity.",
            "Add a beneficiary established in FR or IT, outermost regions included, public body or non-profit private entity, from \
             yet another Member State.",
        ]
    );
}

/// Of two newcomers one is enough of the kind; the other may be anybody, and the country does not matter.
#[test]
fn a_kind_told_by_the_legal_form_leaves_the_countries_free() {
    let call = with_members(&json!([{ "at_least": 1, "legal_forms": ["public_body"] }]));
    let lines = cheapest(&alone(), &call);
    let public = |line: &String| line.ends_with("public body.") || line.contains("public body, from yet");
    assert_eq!(lines.iter().filter(|line| public(line)).count(), 1, "{lines:#?}");
    assert!(
        lines.iter().all(|line| line.contains("a participating Member State other than AT")),
        "{lines:#?}"
    );
}

/// One of two is still not enough, and a step towards it all the same.
#[test]
fn two_members_of_a_kind_and_members_of_two_kinds_are_within_reach() {
    let two = with_members(&json!([{ "at_least": 2, "legal_forms": ["public_body"] }]));
    let lines = cheapest(&alone(), &two);
    assert!(lines.len() == 2 && lines.iter().all(|line| line.contains("public body")), "{lines:#?}");
    let kinds = with_members(&json!([
        { "at_least": 1, "countries": ["IT", "FR"], "roles": ["beneficiary"] },
        { "at_least": 1, "roles": ["coordinator"], "legal_forms": ["public_body"] },
    ]));
    assert_eq!(cheapest(&sound(vec![]), &kinds).len(), 3);
    let from_one = with_members(&json!([{ "at_least": 1, "countries": ["IT"] }]));
    assert_eq!(cheapest(&sound(vec![]), &from_one).len(), 3);
}

/// What is met now and is to be corrected after the edits costs ten more, and is told.
#[test]
fn a_remedy_tells_what_it_leaves_to_correct() {
    let mut p = three();
    p.requested_grant = eur("400000");
    p.total_eligible_costs = eur("500000");
    let remedies = p.remedies(seed(), moment());
    let first = &remedies.all()[0];
    assert_eq!((first.cost(), first.then_to_correct()), (11, &[RuleId::FundingRate][..]));
    assert!(remedies.to_string().contains("Then to correct: grant/funding-rate."), "{remedies}");
    // With costs that carry the smallest grant nothing is left.
    p.total_eligible_costs = eur("555556");
    let remedies = p.remedies(seed(), moment());
    assert_eq!((remedies.all()[0].cost(), remedies.all()[0].then_to_correct()), (1, &[][..]));
}

/// Where a call removes whoever is ineligible, a beneficiary who is not helps as under any other call.
#[test]
fn a_beneficiary_is_added_under_a_call_that_removes() {
    let call = call(|file| {
        let source = file["minimum_applicants"]["source"].clone();
        file["ineligible_participant_effect"] = json!({ "effect": "remove", "source": source });
    });
    let mut p = three();
    p.consortium.participants.truncate(2);
    assert_eq!(
        cheapest(&p, &call),
        [
            "Add a beneficiary established in a participating Member State other than AT and BE, outermost regions and \
             Åland Islands included, public body or non-profit private entity."
        ]
    );
}

/// The seed call, which makes annexes mandatory of some applications.
fn with_annexes(of_some: Value) -> Call {
    call(move |file| {
        let source = file["minimum_applicants"]["source"].clone();
        file["annexes"] = json!({ "of_some": of_some, "source": source });
    })
}

/// Two rows make annexes mandatory, and each is lifted by an edit of its own: neither alone brings the condition nearer.
#[test]
fn two_rows_of_annexes_are_lifted_by_two_edits() {
    let statutes =
        json!({ "mandatory": ["statutes"], "legal_forms": ["non_profit_private"], "roles": ["coordinator"] });
    let call = with_annexes(json!([{ "mandatory": ["audit"], "requested_above": 600_000 }, statutes]));
    let mut p = three();
    p.application.annexes = Some(Vec::new());
    p.consortium.participants[0].applicant.legal_form = Some(LegalForm::NonProfitPrivate.into());
    assert_eq!(
        cheapest(&p, &call),
        [
            "Request EUR 500 000 to 600 000 (requested: EUR 750 000).",
            "Hand coordination over from Body 0 to Body 2; Body 0 becomes beneficiary.",
        ]
    );
    // An amount that the call does not give lifts no row.
    let call = with_annexes(json!([{ "mandatory": ["audit"], "requested_above": 400_000 }]));
    let NoRemedy::OutOfReach { rule, certain, .. } = none(&p, &call) else { panic!() };
    assert_eq!((rule, certain), (RuleId::Annexes, true));
}

/// What is submitted before the action is completed is in time for it, though the deadline is later.
#[test]
fn an_earlier_submission_comes_before_the_end_of_the_action() {
    let mut p = three();
    p.application.start_date = "2022-08-21".parse().ok();
    p.submitted_at = "2024-08-21T10:00:00+02:00".parse().ok();
    assert_eq!(
        cheapest(&p, seed()),
        ["Submit by 20 August 2024 23:59:59 Brussels time (stated: 21 August 2024 10:00)."]
    );
    // Both the duration and the submission are to be changed, and any choice of both will do.
    p.duration_months = Some(23);
    let lines = cheapest(&p, seed());
    assert_eq!(lines.len(), 2, "{lines:#?}");
}

/// The months that the call asks for leave the action completed, and no day of submission is early enough.
#[test]
fn what_is_out_of_reach_is_what_no_edit_cures() {
    let mut p = three();
    p.duration_months = Some(37);
    p.application.start_date = "2020-01-01".parse().ok();
    let reason = none(&p, seed());
    let NoRemedy::OutOfReach { rule, certain, .. } = &reason else { panic!() };
    assert_eq!((*rule, *certain), (RuleId::StartDate, true), "{reason}");
}

/// No edit changes a row, and nobody leaves or joins only because a row then goes or is yet to come.
#[test]
fn rows_that_ask_for_too_much_or_too_little_are_for_the_budget() {
    for each in [400_000, 100_000] {
        let mut p = three();
        let rows: Vec<Value> = (0..3).map(|at| json!({ "participant": at, "requested": each })).collect();
        p.budget = serde_json::from_value(json!({ "rows": rows })).ok();
        assert!(p.budget.is_some());
        let reason = none(&p, seed());
        let NoRemedy::OutOfReach { rule, certain, .. } = &reason else { panic!() };
        assert_eq!((*rule, *certain), (RuleId::BudgetGrantRange, true), "{reason}");
        assert!(reason.to_string().contains("the call asks for EUR 500 000 to 1 000 000"), "{reason}");
        assert!(reason.to_string().contains("change what the rows ask for"), "{reason}");
    }
}

/// Of amounts that will do those are told that leave nothing to correct, and what no edit touches stays.
#[test]
fn what_stays_to_correct_is_told() {
    let mut p = three();
    (p.requested_grant, p.total_eligible_costs) = (eur("1200000"), eur("900000"));
    // A share is rounded to two decimals of a per cent; what is proposed is 90 % and no more.
    assert_eq!(cheapest(&p, seed()), ["Request EUR 500 000 to 810 044.99 (requested: EUR 1 200 000)."]);
    assert_eq!(p.remedies(seed(), moment()).all()[0].choices().requested_grant, eur("810000"));
    assert!(p.remedies(seed(), moment()).all()[0].still_to_correct().is_empty());
    (p.requested_grant, p.duration_months) = (eur("900000"), Some(23));
    let remedies = p.remedies(seed(), moment());
    assert_eq!(remedies.all()[0].still_to_correct(), [RuleId::FundingRate]);
    assert!(remedies.to_string().contains("Still to correct: grant/funding-rate."), "{remedies}");
}

/// What the rows of a budget come to leaves nothing to correct, whichever side of it is stated.
#[test]
fn the_grant_that_the_rows_come_to_is_requested() {
    for stated in ["1200000", "400000"] {
        let mut p = three();
        (p.requested_grant, p.total_eligible_costs) = (eur(stated), eur("1000000"));
        let rows: Vec<Value> = (0..3).map(|at| json!({ "participant": at, "requested": 266_666 })).collect();
        p.budget = serde_json::from_value(json!({ "rows": rows })).ok();
        let told = cheapest(&p, seed());
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("Request EUR 799 998 (requested:"), "{told:?}");
    }
}

/// Sources that disagree on a minimum leave it open between both numbers, and the lower is enough not to fail for certain.
#[test]
fn a_minimum_of_two_readings_is_reached_by_the_lower() {
    let call = call(|file| {
        let source = file["minimum_applicants"]["source"].clone();
        file["minimum_applicants"] =
            json!({ "at_least": 4, "or": { "open": "how-many", "at_least": 3 }, "source": source });
        let how_many = json!({ "id": "how-many", "question": "Four or three?", "yes": "three", "no": "four", "source": source });
        file["open_questions"].as_array_mut().unwrap().push(how_many);
    });
    let mut p = three();
    p.consortium.participants[2].role = Some(Role::AssociatedPartner);
    let remedies = p.remedies(&call, moment());
    assert!(remedies.are_smallest());
    assert!(remedies.all().iter().all(|remedy| remedy.edits().len() == 1), "{remedies}");
}

/// Two newcomers of a kind may not both be from where somebody of the consortium is.
#[test]
fn newcomers_of_a_kind_are_tried_where_somebody_is_already() {
    let call = with_members(&json!([{ "at_least": 2, "member_states": 2, "roles": ["beneficiary"] }]));
    let lines = cheapest(&alone(), &call);
    assert!(lines.iter().any(|line| line.contains("other than AT")), "{lines:#?}");
}

/// What a legal form cannot be is not told of it, and what is told of it is what the search tried.
#[test]
fn statuses_and_types_are_told_with_the_legal_forms_that_can_have_them() {
    let call = with_members(&json!([
        { "at_least": 1, "organisation_types": ["local_public_body"] },
        { "at_least": 1, "statuses": { "ngo": true } },
    ]));
    let json: Value = serde_json::from_str(&alone().remedies(&call, moment()).to_json()).unwrap();
    let mut added = 0;
    for remedy in json["remedies"].as_array().unwrap() {
        let lines: Vec<&str> =
            remedy["sentences"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for edit in remedy["edits"].as_array().unwrap().iter().filter(|edit| edit["edit"] == "add") {
            assert_eq!(edit["statuses"], json!({}), "{edit:#}");
            let public = json!(["public_body", "ngo", true]);
            assert!(
                !edit["statuses_of_forms"].as_array().is_some_and(|all| all.contains(&public)),
                "{edit:#}"
            );
            let is_asked = edit["organisation_type"].is_string() || edit["types_of_forms"].is_array();
            assert!(!is_asked || lines.iter().any(|line| line.contains("local public body")), "{lines:#?}");
            added += 1;
        }
    }
    assert!(added > 0);
}

/// Members whom the call asks for in a role that does not count are added in it; an affiliated entity would need a link.
#[test]
fn members_in_a_role_that_does_not_count_are_added_in_it() {
    let with = |role: &str| {
        let kind = json!({ "at_least": 1, "roles": [role], "source": [{ "document": "gateway" }] });
        call(|file| file["composition"] = json!({ "required": [kind] }))
    };
    for (role, words) in
        [("associated_partner", "an associated partner"), ("subcontractor", "a subcontractor")]
    {
        let told = cheapest(&three(), &with(role));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(&format!("Add {words}")), "{told:?}");
    }
    let reason = none(&three(), &with("affiliated_entity"));
    let NoRemedy::OutOfReach { rule, certain, .. } = &reason else { panic!() };
    assert_eq!((*rule, *certain), (RuleId::CompulsoryMembers, false), "{reason}");
    // What is not certain is not said to be.
    let told = reason.to_string();
    assert!(told.contains("No edits were found") && !told.contains("out of reach"), "{told}");
}

/// A call for two coordinators contradicts itself. What is named is what fails, with what it is at odds with, and not the
/// condition that is met as things are stated.
#[test]
fn what_an_edit_would_break_is_not_said_to_fail() {
    let kind = json!({ "at_least": 2, "legal_forms": ["public_body"], "roles": ["coordinator"],
        "source": [{ "document": "gateway" }] });
    let call = call(|file| file["composition"] = json!({ "required": [kind] }));
    let mut p = three();
    p.consortium.participants.truncate(1);
    let reason = none(&p, &call);
    let NoRemedy::OutOfReach { rule, certain, .. } = &reason else { panic!() };
    assert_eq!((*rule, *certain), (RuleId::CompulsoryMembers, false), "{reason}");
    let told = reason.to_string();
    assert!(told.contains("1 of 2 asked"), "{told}");
    assert!(
        told.contains("Each edit tried that brings it nearer breaks consortium/one-coordinator."),
        "{told}"
    );
}
