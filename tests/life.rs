//! What a change means in each phase of a project's life.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use amif::Assessment;
use amif::budget::RowOf;
use amif::life::{Change, ChangeError, ChangeKind, Changed, Phase};
use amif::value::Declaration;
use amif::{
    Applicant, Call, Eur, Instant, LegalForm, Outcome, Participant, Proposal, Role, RuleId, Verdict,
    call::Reading, catalogue, law::Act, report::FactKind,
};
use generate::{negotiating, participant, proposal};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const BEFORE: &str = "2024-08-20T18:00:00+02:00";
const PREPARING: &str = "2025-02-01T12:00:00+01:00";
const RUNNING: &str = "2026-02-01T12:00:00+01:00";

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn changed_call(change: impl FnOnce(&mut Value)) -> Call {
    let mut value: Value =
        serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap();
    change(&mut value);
    Call::from_json(&value.to_string()).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn three() -> Proposal {
    Proposal::from_json(include_str!("../examples/data/eligible.json")).unwrap()
}

fn body(n: u8, country: &str, form: LegalForm, role: Role) -> Participant {
    let applicant = Applicant::new(format!("Body {n}").parse().unwrap())
        .pic(&format!("99900001{n}"))
        .country(country.parse().unwrap())
        .legal_form(form);
    Participant::new(applicant).role(role)
}

fn four() -> Proposal {
    let mut p = three();
    p.consortium.participants.push(body(4, "FR", LegalForm::PublicBody, Role::Beneficiary));
    p
}

fn of(changed: &Changed, rule: RuleId) -> Assessment<'_> {
    changed.assessments().find(|a| a.rule() == rule).unwrap()
}

fn rules(changed: &Changed) -> Vec<(&'static str, Outcome)> {
    changed.assessments().map(|a| (a.rule().as_str(), a.outcome())).collect()
}

fn facts(assessment: &Assessment<'_>) -> Vec<String> {
    assessment.missing().iter().map(ToString::to_string).collect()
}

#[test]
fn until_the_deadline_a_proposal_is_simply_edited() {
    let last = "2024-08-21T16:59:59+02:00";
    let change = || Change::leaves(3);
    let changed = four().change(change(), Phase::Application, seed(), at(last)).unwrap();
    assert_eq!(
        rules(&changed),
        [("life/resubmission", Outcome::Met), ("life/conditions-still-met", Outcome::Met)]
    );
    assert_eq!(changed.outcome(), Outcome::Met);
    assert_eq!(changed.proposal().consortium.participants, three().consortium.participants);
    assert_eq!(changed.proposal().submitted_at, Some(at(last)), "the changed proposal is submitted then");

    // No source says whether the deadline's own second is before it.
    let deadline = at("2024-08-21T17:00:00+02:00");
    let hanging = four().change(change(), Phase::Application, seed(), deadline).unwrap();
    assert_eq!(
        rules(&hanging),
        [("life/resubmission", Outcome::Unknown), ("life/conditions-still-met", Outcome::Unknown)]
    );
    assert!(hanging.assessments().all(|a| a.open() == ["law-deadline-second"] && a.missing().is_empty()));
    for (reading, outcome) in [(Reading::Yes, Outcome::Met), (Reading::No, Outcome::NotMet)] {
        let call = seed().assume("law-deadline-second", reading).unwrap();
        let answered = four().change(change(), Phase::Application, &call, deadline).unwrap();
        assert_eq!(of(&answered, RuleId::LifeResubmission).outcome(), outcome);
        assert_eq!(of(&answered, RuleId::LifeConditions).outcome(), outcome);
    }

    let late = four().change(change(), Phase::Application, seed(), at("2024-08-21T17:00:01+02:00")).unwrap();
    assert_eq!(late.outcome(), Outcome::NotMet);
    assert_eq!(of(&late, RuleId::LifeResubmission).outcome(), Outcome::NotMet);
    assert!(of(&late, RuleId::LifeConditions).message().contains("admissibility/submitted-by-deadline"));

    // A draft that says nothing of its submission says nothing of it afterwards.
    let mut draft = four();
    draft.submitted_at = None;
    let changed = draft.change(change(), Phase::Application, seed(), at(BEFORE)).unwrap();
    assert_eq!(changed.proposal().submitted_at, None);
    assert_eq!(facts(&of(&changed, RuleId::LifeConditions)), ["/submitted_at"]);
}

/// What becomes of a new submission, and on what that depends.
fn resubmitted(call: &Call, proposal: &Proposal, when: &str) -> (Outcome, Vec<String>, String) {
    let changed = proposal.change(Change::leaves(3), Phase::Application, call, at(when)).unwrap();
    let a = of(&changed, RuleId::LifeResubmission);
    let depends = a.open().into_iter().map(str::to_owned).chain(facts(&a)).collect();
    (a.outcome(), depends, a.message())
}

#[test]
fn a_new_submission_goes_by_the_deadline_of_the_version_that_governs() {
    let call = changed_call(|call| {
        let mut moved = call["deadline"].clone();
        moved["date"] = json!("2024-09-04");
        call["published"] = json!({"date": "2024-04-01", "source": moved["source"]});
        call["versions"] = json!([{
            "version": "1.1", "published": "2024-08-01", "changes": {"deadline": moved},
            "source": moved["source"],
        }]);
    });
    let (outcome, _, message) = resubmitted(&call, &four(), "2024-08-30T12:00:00+02:00");
    assert_eq!(outcome, Outcome::Met);
    assert!(message.contains("Before 4 September 2024"), "{message}");
    let changed =
        four().change(Change::leaves(3), Phase::Application, &call, at("2024-08-30T12:00:00+02:00")).unwrap();
    assert_eq!(serde_json::to_value(&changed).unwrap()["call_version"], "1.1");
    assert_eq!(resubmitted(&call, &four(), "2024-09-04T18:00:00+02:00").0, Outcome::NotMet);
}

#[test]
fn a_new_submission_on_a_day_whose_hour_is_not_stated_or_that_is_disputed_is_open() {
    let no_hour = catalogue::topic("AMIF-2022-TF1-AG-THB").unwrap();
    let (outcome, open, message) = resubmitted(no_hour, &four(), "2022-05-19T10:00:00+02:00");
    assert_eq!((outcome, open), (Outcome::Unknown, vec!["deadline-time-not-stated".to_owned()]), "{message}");
    assert!(message.contains("clock time not stated"), "{message}");
    assert_eq!(resubmitted(no_hour, &four(), "2022-05-18T23:00:00+02:00").0, Outcome::Met);
    assert_eq!(resubmitted(no_hour, &four(), "2022-05-20T00:00:00+02:00").0, Outcome::NotMet);
    let two = catalogue::topic("AMIF-2019-AG-CALL-01").unwrap();
    let (outcome, open, _) = resubmitted(two, &four(), "2020-01-30T18:00:00+01:00");
    assert_eq!((outcome, open), (Outcome::Unknown, vec!["deadline-on-31-january".to_owned()]));
    let (outcome, _, message) = resubmitted(two, &four(), "2020-02-01T18:00:00+01:00");
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.contains("31 January 2020"), "the later of the two: {message}");
}

#[test]
fn a_new_submission_in_two_stages_goes_by_the_stage_that_is_applied_to() {
    let call = changed_call(|call| {
        call["deadline"]["second_stage"] = json!({"date": "2025-02-20", "time": "17:00"});
    });
    let of_stage = |stage: Option<u32>| {
        let mut proposal = four();
        proposal.application.submission_stage = stage;
        resubmitted(&call, &proposal, "2025-01-20T12:00:00+01:00")
    };
    assert_eq!(of_stage(Some(1)).0, Outcome::NotMet);
    let (outcome, _, message) = of_stage(Some(2));
    assert_eq!(outcome, Outcome::Met);
    assert!(message.contains("20 February 2025"), "{message}");
    let (outcome, missing, _) = of_stage(None);
    assert_eq!((outcome, missing), (Outcome::Unknown, vec!["/submission_stage".to_owned()]));
}

/// A budget with rows by place, or by code.
fn with_budget(mut p: Proposal, by_place: bool) -> Proposal {
    let places = [(0, 96_000), (1, 96_001), (2, 96_002), (3, 96_003)];
    let rows: Vec<Value> = places
        .iter()
        .filter(|(at, _)| p.consortium.participants[*at].role != Some(Role::AssociatedPartner))
        .map(|(at, requested)| {
            let code = p.consortium.participants[*at].applicant.pic.as_ref().map(ToString::to_string);
            let who = if by_place { json!(at) } else { json!(code) };
            json!({ "participant": who, "costs": { "A.1": 100_000, "E": 7_000 }, "requested": requested })
        })
        .collect();
    p.budget = Some(serde_json::from_value(json!({ "rows": rows })).unwrap());
    p
}

#[test]
fn rows_by_place_stay_whose_they_are() {
    let mut led = four();
    led.consortium.participants[1].role = Some(Role::AssociatedPartner);
    let told = |changed: &Changed| -> Vec<(String, Option<Outcome>, Outcome)> {
        changed.conditions().iter().map(|c| (c.rule.to_string(), c.before, c.after)).collect()
    };
    for (who, p) in [(1, led), (2, four()), (0, four())] {
        let of = |by_place: bool| {
            let p = with_budget(p.clone(), by_place);
            p.change(Change::leaves(who), Phase::Application, seed(), at(BEFORE)).unwrap()
        };
        let (by_place, by_code) = (of(true), of(false));
        assert_eq!(by_place.outcome(), by_code.outcome(), "{who}");
        assert_eq!(told(&by_place), told(&by_code), "{who}");
        let verdict = |changed: &Changed| changed.proposal().verdict(seed(), at(BEFORE));
        assert_eq!(verdict(&by_place), verdict(&by_code), "{who}");
        // Each row asks what it asked for, of the same organisation.
        for row in by_place.proposal().budget.as_ref().unwrap().rows() {
            let whose = match &row.participant {
                RowOf::Place(place) => {
                    by_place.proposal().consortium.participants[*place].applicant.pic.clone().unwrap()
                }
                RowOf::Pic(code) => code.clone(),
                other => panic!("{other:?}"),
            };
            let was = p.consortium.participants.iter().position(|p| p.applicant.pic.as_ref() == Some(&whose));
            let stated = Eur::from_euros(96_000 + i64::try_from(was.unwrap()).unwrap());
            assert_eq!(row.requested, stated, "{who}");
        }
    }
}

#[test]
fn the_row_of_who_leaves_without_a_code_becomes_nobodys() {
    let mut p = with_budget(four(), true);
    p.consortium.participants[2].applicant.pic = None;
    let left = p.change(Change::leaves(2), Phase::Application, seed(), at(BEFORE)).unwrap().into_proposal();
    let joined = left
        .change(
            Change::joins(body(5, "ES", LegalForm::PublicBody, Role::Beneficiary)),
            Phase::Application,
            seed(),
            at(BEFORE),
        )
        .unwrap()
        .into_proposal();
    let places: Vec<RowOf> =
        joined.budget.as_ref().unwrap().rows().iter().map(|row| row.participant.clone()).collect();
    assert_eq!(places[..2], [RowOf::Place(0), RowOf::Place(1)]);
    assert_eq!(places[3], RowOf::Place(2));
    assert!(matches!(places[2], RowOf::Place(at) if at > 4), "{places:?}");
}

#[test]
fn a_change_is_read_back_as_it_is_written() {
    let joins = Change::joins(body(5, "ES", LegalForm::PublicBody, Role::Beneficiary)).justified(false);
    let day = "2025-03-01".parse().unwrap();
    for change in [
        Change::leaves(2),
        Change::coordination(1).justified(true),
        joins,
        Change::role(1, Role::AssociatedPartner),
        Change::extension(6),
        Change::signature(day),
    ] {
        let written = serde_json::to_value(&change).unwrap();
        assert_eq!(serde_json::from_value::<Change>(written).unwrap(), change);
        let kind = serde_json::to_value(change.kind()).unwrap();
        assert_eq!(serde_json::from_value::<ChangeKind>(kind).unwrap(), *change.kind());
    }
    for (wrong, says) in [
        (json!({}), "must state one of"),
        (json!({ "leaves": "/participants/0", "extension_months": 6 }), "must state one of"),
        (json!({ "leaves": "/budget" }), "found /budget"),
        (json!({ "participant": "/participants/0" }), "must be stated together"),
        (json!({ "leafs": "/participants/0" }), "leafs"),
        (json!(6), "a change, as an object"),
    ] {
        let error = serde_json::from_value::<Change>(wrong).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn without_a_stated_deadline_nobody_knows_until_when() {
    let call = changed_call(|v| drop(v.as_object_mut().unwrap().remove("deadline")));
    let changed = four().change(Change::leaves(3), Phase::Application, &call, at(BEFORE)).unwrap();
    let a = of(&changed, RuleId::LifeResubmission);
    assert_eq!((a.outcome(), a.open()), (Outcome::Unknown, vec!["not-stated-in-sources"]));
}

#[test]
fn in_preparation_a_change_is_exceptional_justified_and_leaves_the_conditions_standing() {
    let on = |p: &Proposal, change| p.change(change, Phase::Preparation, seed(), at(PREPARING)).unwrap();
    let leaves = || Change::leaves(3);
    let unknown = on(&four(), leaves());
    assert_eq!(
        rules(&unknown),
        [("life/exceptional-change", Outcome::Unknown), ("life/conditions-still-met", Outcome::Met)]
    );
    assert_eq!(facts(&unknown.assessments().next().unwrap()), ["/justified"]);
    assert_eq!(on(&four(), leaves().justified(false)).outcome(), Outcome::NotMet);
    let justified = on(&four(), leaves().justified(true));
    assert_eq!(justified.outcome(), Outcome::Conditional);
    assert!(justified.assessments().next().unwrap().awaits()[0].event.contains("granting authority"));
    assert!(justified.conditions().is_empty());

    // The third of three leaves: the minima fail, and they are named.
    let broken = on(&three(), Change::leaves(1).justified(true));
    assert_eq!(broken.outcome(), Outcome::NotMet);
    let failing: Vec<_> = broken.conditions().iter().map(|c| (c.rule.as_str(), c.before, c.after)).collect();
    let lost = |rule| (rule, Some(Outcome::Met), Outcome::NotMet);
    assert_eq!(failing, [lost("consortium/minimum-applicants"), lost("consortium/minimum-countries")]);
    assert!(broken.conditions().iter().all(|c| c.is_worse() && !c.source.is_empty()));

    // The coordinator leaves and nobody takes over.
    let headless = on(&four(), Change::leaves(0).justified(true));
    assert_eq!(headless.conditions()[0].rule, RuleId::OneCoordinator);
}

#[test]
fn submission_is_behind_in_preparation() {
    let mut p = four();
    p.submitted_at = None;
    let changed =
        p.change(Change::leaves(3).justified(true), Phase::Preparation, seed(), at(PREPARING)).unwrap();
    assert_eq!(of(&changed, RuleId::LifeConditions).outcome(), Outcome::Met);
}

#[test]
fn those_behind_the_one_who_leaves_keep_their_own_past() {
    let mut p = four();
    p.consortium.participants.insert(1, body(1, "MT", LegalForm::PublicBody, Role::Beneficiary));
    p.consortium.participants.push(body(2, "DK", LegalForm::PublicBody, Role::Beneficiary));
    let changed =
        p.change(Change::leaves(1).justified(true), Phase::Preparation, seed(), at(PREPARING)).unwrap();
    let [dane] = changed.conditions() else { panic!("{changed}") };
    assert_eq!((dane.subject.to_string().as_str(), dane.before), ("/participants/4", Some(Outcome::NotMet)));
    assert!(!dane.is_worse());
}

#[test]
fn who_leaves_takes_the_link_of_its_affiliated_entity_along() {
    let mut p = four();
    let entity = body(5, "IT", LegalForm::PublicBody, Role::AffiliatedEntity).affiliated_to("999000014");
    p.consortium.participants.push(entity);
    let changed =
        p.change(Change::leaves(3).justified(true), Phase::Preparation, seed(), at(PREPARING)).unwrap();
    let [link] = changed.conditions() else { panic!("{changed}") };
    assert_eq!((link.rule, link.after), (RuleId::Affiliation, Outcome::NotMet));
}

#[test]
fn coordination_goes_to_those_admitted_to_it() {
    let changed = four()
        .change(Change::coordination(1).justified(true), Phase::Preparation, seed(), at(PREPARING))
        .unwrap();
    let roles: Vec<_> = changed.proposal().consortium.participants.iter().map(|p| p.role.unwrap()).collect();
    assert_eq!(roles, [Role::Beneficiary, Role::Coordinator, Role::Beneficiary, Role::Beneficiary]);
    assert_eq!(changed.outcome(), Outcome::Conditional);

    let mut p = four();
    p.consortium.participants.push(body(6, "BE", LegalForm::InternationalOrganisation, Role::Beneficiary));
    let changed =
        p.change(Change::coordination(4).justified(true), Phase::Preparation, seed(), at(PREPARING)).unwrap();
    let barred = changed.conditions().iter().find(|c| c.rule == RuleId::LegalForm).unwrap();
    assert_eq!((barred.subject.to_string().as_str(), barred.after), ("/participants/4", Outcome::NotMet));

    // During the project it is an amendment, and the text says who submits it.
    let changed = four()
        .change(Change::coordination(1).justified(true), Phase::Implementation, seed(), at(RUNNING))
        .unwrap();
    let a = of(&changed, RuleId::LifeAmendment);
    assert_eq!(a.outcome(), Outcome::Conditional);
    assert!(a.message().contains("another beneficiary submits it"), "{}", a.message());
}

#[test]
fn one_who_leaves_is_replaced_by_one_who_joins() {
    let change = |p: &Proposal, change: Change, phase, when| {
        p.change(change.justified(true), phase, seed(), at(when)).unwrap()
    };
    let joins = |country| Change::joins(body(9, country, LegalForm::PublicBody, Role::Beneficiary));
    let short = change(&three(), Change::leaves(2), Phase::Preparation, PREPARING);
    assert_eq!(of(&short, RuleId::LifeConditions).outcome(), Outcome::NotMet);
    let whole = change(short.proposal(), joins("FR"), Phase::Preparation, PREPARING);
    assert_eq!(of(&whole, RuleId::LifeConditions).outcome(), Outcome::Met);
    assert_eq!(whole.outcome(), Outcome::Conditional);

    // Whoever joins must be eligible, and is looked at where it stands.
    let dane = change(&three(), joins("DK"), Phase::Preparation, PREPARING);
    let [country] = dane.conditions() else { panic!("{dane}") };
    assert_eq!((country.subject.to_string().as_str(), country.before), ("/participants/3", None));
    assert!(country.is_worse());

    let later = change(&three(), joins("FR"), Phase::Implementation, RUNNING);
    assert!(of(&later, RuleId::LifeAmendment).message().contains("registered and validated"));
    assert!(later.to_string().starts_with("Change     a participant joins, beneficiary (Body 9)\n"));
    let mut unknown = body(9, "FR", LegalForm::PublicBody, Role::Beneficiary);
    unknown.role = None;
    let later = change(&three(), Change::joins(unknown), Phase::Implementation, RUNNING);
    assert_eq!(facts(&of(&later, RuleId::LifeAmendment)), ["/participants/3/role"]);
}

#[test]
fn one_who_becomes_an_associated_partner_is_bound_by_no_condition_on_funded_roles() {
    let call = changed_call(|v| {
        v["countries"]["negotiating"] =
            json!([{"country": "US", "source": [{"document": "gateway", "note": "invented"}]}]);
    });
    let mut p = four();
    p.consortium.participants.push(body(8, "US", LegalForm::PublicBody, Role::Beneficiary));
    p.grant_signature = Some("2025-01-31".parse().unwrap());
    assert_eq!(p.verdict(&call, at(PREPARING)), Verdict::Ineligible, "no agreement was in force");
    let change = Change::role(4, Role::AssociatedPartner).justified(true);
    let changed = p.change(change, Phase::Preparation, &call, at(PREPARING)).unwrap();
    assert_eq!(of(&changed, RuleId::LifeConditions).outcome(), Outcome::Met);
    assert_eq!(changed.outcome(), Outcome::Conditional);
    assert_eq!(changed.change().kind(), &ChangeKind::Role(4, Role::AssociatedPartner));

    // Between other roles the agreement changes; to state a role that nobody stated may change nothing.
    let on = |p: &Proposal, role| {
        let changed =
            p.change(Change::role(4, role).justified(true), Phase::Implementation, &call, at(RUNNING));
        of(&changed.unwrap(), RuleId::LifeAmendment).into_owned()
    };
    assert_eq!(on(&p, Role::Subcontractor).outcome(), Outcome::Conditional);
    p.consortium.participants[4].role = None;
    let a = on(&p, Role::AssociatedPartner);
    assert_eq!((a.outcome(), facts(&a)), (Outcome::Unknown, vec!["/participants/4/role".to_owned()]));
}

#[test]
fn during_the_project_a_change_is_an_amendment() {
    let on = |p: &Proposal, change| p.change(change, Phase::Implementation, seed(), at(RUNNING)).unwrap();
    let leaves = || Change::leaves(3);
    let asked = on(&four(), leaves());
    assert_eq!(rules(&asked), [("life/amendment", Outcome::Unknown)]);
    assert_eq!(facts(&asked.assessments().next().unwrap()), ["/justified"]);
    assert!(asked.assessments().next().unwrap().open().is_empty());
    assert_eq!(on(&four(), leaves().justified(false)).outcome(), Outcome::NotMet);
    assert_eq!(on(&four(), leaves().justified(true)).outcome(), Outcome::Conditional);
    assert!(asked.not_stated().iter().any(|s| s.contains("minimum consortium")));

    // Whether a consortium below the minimum calls the award into question is for the authority to say.
    let small = on(&three(), Change::leaves(2).justified(true));
    let a = of(&small, RuleId::LifeAmendment);
    assert_eq!((a.outcome(), a.open()), (Outcome::Unknown, vec!["award-called-into-question"]));
    assert!(
        a.message().contains("consortium/minimum-applicants, consortium/minimum-countries"),
        "{}",
        a.message()
    );
    assert_eq!(small.conditions().len(), 2);
    let a = on(&three(), Change::leaves(2).justified(false));
    assert_eq!(a.outcome(), Outcome::NotMet, "no reason is given, whatever else holds");
}

/// Decision (EU) 2022/2506, Art. 2(2): since 16 December 2022 no commitment is entered into with such a trust, and an
/// amendment that takes one in is one.
#[test]
fn whom_the_law_bars_does_not_join_a_running_project() {
    let declaring = |what, role| {
        let mut who = body(5, "HU", LegalForm::NonProfitPrivate, role);
        who.applicant.declarations = who.applicant.declarations.with(what);
        who
    };
    let trust = |role| declaring(Declaration::PublicInterestTrust, role);
    let old = changed_call(|v| {
        v["opening"]["date"] = json!("2022-02-17");
        v["deadline"]["date"] = json!("2022-05-19");
    });
    let on = |call: &Call, signed: Option<&str>, p: &Proposal, change: Change, when: &str| {
        let mut p = p.clone();
        p.grant_signature = signed.map(|day| day.parse().unwrap());
        let changed = p.change(change.justified(true), Phase::Implementation, call, at(when)).unwrap();
        let a = of(&changed, RuleId::LifeAmendment);
        (a.outcome(), a.message())
    };
    let joins = |who| Change::joins(who);
    for (call, signed) in [(&old, Some("2022-11-01")), (seed(), Some("2025-03-01")), (seed(), None)] {
        for role in [Role::Beneficiary, Role::AffiliatedEntity, Role::Subcontractor] {
            let (outcome, message) = on(call, signed, &three(), joins(trust(role)), RUNNING);
            assert_eq!(outcome, Outcome::NotMet, "{role} {signed:?}: {message}");
            assert!(message.contains("1 February 2026"), "{message}");
        }
        let (outcome, _) = on(call, signed, &three(), joins(trust(Role::AssociatedPartner)), RUNNING);
        assert_eq!(outcome, Outcome::Conditional, "an associated partner is bound by no commitment");
        let sanctioned = declaring(Declaration::RestrictiveMeasures, Role::AssociatedPartner);
        assert_eq!(on(call, signed, &three(), joins(sanctioned), RUNNING).0, Outcome::NotMet);
        // Who takes a role is as who joins.
        let mut p = three();
        p.consortium.participants.push(trust(Role::AssociatedPartner));
        assert_eq!(on(call, signed, &p, Change::role(3, Role::Beneficiary), RUNNING).0, Outcome::NotMet);
        assert_eq!(on(call, signed, &p, Change::coordination(3), RUNNING).0, Outcome::NotMet);
        assert_eq!(on(call, signed, &p, Change::leaves(3), RUNNING).0, Outcome::Conditional);
    }
    // Until the day before the decision it joins; and who signed before it stays a party.
    let before = "2022-12-15T23:59:59+01:00";
    let joined = on(&old, Some("2022-11-01"), &three(), joins(trust(Role::Beneficiary)), before);
    assert_eq!(joined.0, Outcome::Conditional, "{}", joined.1);
    let mut p = three();
    p.consortium.participants.push(trust(Role::Beneficiary));
    let stays = on(&old, Some("2022-11-01"), &p, Change::extension(6), RUNNING);
    assert_eq!(stays.0, Outcome::Conditional, "{}", stays.1);
}

#[test]
fn what_the_sources_do_not_say_of_subcontractors_is_unknown() {
    let mut p = four();
    p.consortium.participants.push(body(7, "BE", LegalForm::ProfitMaking, Role::Subcontractor));
    for change in [Change::leaves(4), Change::leaves(4).justified(true), Change::leaves(4).justified(false)] {
        let changed = p.change(change, Phase::Implementation, seed(), at(RUNNING)).unwrap();
        let a = of(&changed, RuleId::LifeAmendment);
        assert_eq!((a.outcome(), a.open()), (Outcome::Unknown, vec!["not-stated-in-sources"]));
        assert!(a.missing().is_empty());
    }
    p.consortium.participants[4].role = None;
    let changed =
        p.change(Change::leaves(4).justified(false), Phase::Implementation, seed(), at(RUNNING)).unwrap();
    assert_eq!(facts(&of(&changed, RuleId::LifeAmendment)), ["/participants/4/role"]);
}

#[test]
fn the_financial_regulation_is_the_one_of_the_day_of_signature() {
    let cited = |signature: Option<&str>| {
        let mut p = four();
        p.grant_signature = signature.map(|d| d.parse().unwrap());
        let changed = p.change(Change::leaves(3), Phase::Implementation, seed(), at(RUNNING)).unwrap();
        let acts: Vec<Act> =
            changed.assessments().next().unwrap().source().iter().filter_map(|c| c.cited_act()).collect();
        acts
    };
    assert_eq!(cited(Some("2025-03-31")), [Act::Financial2024]);
    assert_eq!(cited(Some("2023-03-31")), [Act::Financial2018]);
    assert_eq!(cited(None), [Act::Financial2024, Act::Financial2018]);
}

#[test]
fn an_extension_is_by_amendment_where_the_call_allows_it() {
    let on = |call: &Call, change, phase, when| three().change(change, phase, call, at(when)).unwrap();
    let longer = || Change::extension(6);
    for (change, outcome) in [
        (longer(), Outcome::Unknown),
        (longer().justified(false), Outcome::NotMet),
        (longer().justified(true), Outcome::Conditional),
    ] {
        let changed = on(seed(), change, Phase::Implementation, RUNNING);
        assert_eq!(rules(&changed), [("life/amendment", outcome), ("life/extension", outcome)]);
        assert_eq!(changed.proposal().duration_months, Some(30));
        assert!(changed.conditions().is_empty(), "a longer duration is no breach then");
    }
    let sources = on(seed(), longer(), Phase::Implementation, RUNNING);
    assert!(of(&sources, RuleId::LifeExtension).source()[0].note().contains("amendment"));

    // At application, and while the grant is prepared, the call asks for exactly 24.
    for (phase, when) in [(Phase::Application, BEFORE), (Phase::Preparation, PREPARING)] {
        let changed = on(seed(), longer().justified(true), phase, when);
        assert_eq!(of(&changed, RuleId::LifeExtension).outcome(), Outcome::NotApplicable);
        assert!(of(&changed, RuleId::LifeExtension).because().is_some());
        assert_eq!(changed.outcome(), Outcome::NotMet);
        let [duration] = changed.conditions() else { panic!("{changed}") };
        assert_eq!(duration.rule, RuleId::Duration);
    }

    // Where it need not be justified, the amendment alone asks for reasons.
    let free = changed_call(|v| v["extension"]["justified"] = json!(false));
    for change in [longer(), longer().justified(false), longer().justified(true)] {
        let changed = on(&free, change, Phase::Implementation, RUNNING);
        let a = of(&changed, RuleId::LifeExtension);
        assert_eq!(a.outcome(), Outcome::Conditional);
        assert!(!a.message().contains("justified"), "{}", a.message());
    }

    let silent = changed_call(|v| drop(v.as_object_mut().unwrap().remove("extension")));
    let a = on(&silent, longer().justified(true), Phase::Implementation, RUNNING);
    let a = of(&a, RuleId::LifeExtension);
    assert_eq!((a.outcome(), a.open()), (Outcome::Unknown, vec!["not-stated-in-sources"]));
    let barred = changed_call(|v| v["extension"]["by_amendment"] = json!(false));
    let a = on(&barred, longer().justified(true), Phase::Implementation, RUNNING);
    assert_eq!(of(&a, RuleId::LifeExtension).outcome(), Outcome::NotMet);
    assert!(of(&a, RuleId::LifeExtension).message().contains("Known from a summary only"));
}

#[test]
fn what_eligibility_hangs_on_falls_due_at_signature() {
    let negotiating = |in_force: Option<&str>| {
        changed_call(|v| {
            v["countries"]["negotiating"] = json!([
                {"country": "US", "in_force": in_force, "source": [{"document": "gateway", "note": "invented"}]}
            ]);
        })
    };
    let mut p = four();
    p.consortium.participants.push(body(8, "US", LegalForm::PublicBody, Role::Beneficiary));
    let signed = |call: &Call, day: &str, when| {
        let change = Change::signature(day.parse().unwrap());
        let changed = p.change(change, Phase::Preparation, call, at(when)).unwrap();
        assert_eq!(changed.proposal().grant_signature, Some(day.parse().unwrap()));
        let a = of(&changed, RuleId::LifeSignature).into_owned();
        (a.outcome(), a, changed)
    };
    // Still ahead: it depends on the agreement, until that day.
    let (outcome, a, changed) = signed(&negotiating(None), "2025-03-31", PREPARING);
    assert_eq!(outcome, Outcome::Conditional);
    assert_eq!(a.awaits()[0].until, Some("2025-03-31".parse().unwrap()));
    assert_eq!(changed.outcome(), Outcome::Conditional);
    // Signed, and nothing in force.
    let (outcome, a, changed) = signed(&negotiating(None), "2025-01-31", PREPARING);
    assert_eq!((outcome, a.awaits().len()), (Outcome::NotMet, 0));
    assert_eq!(changed.conditions()[0].rule, RuleId::Country);
    // In force the day before, and on the day itself.
    assert_eq!(signed(&negotiating(Some("2025-01-30")), "2025-01-31", PREPARING).0, Outcome::Met);
    assert_eq!(signed(&negotiating(Some("2025-01-31")), "2025-01-31", PREPARING).0, Outcome::NotMet);
    // Nothing depends on it.
    let changed = four()
        .change(Change::signature("2025-03-31".parse().unwrap()), Phase::Preparation, seed(), at(PREPARING))
        .unwrap();
    assert_eq!(of(&changed, RuleId::LifeSignature).outcome(), Outcome::NotApplicable);
    assert_eq!(changed.outcome(), Outcome::Met);
}

#[test]
fn what_cannot_be_done_at_all_is_an_error() {
    let refused = |change, phase| three().change(change, phase, seed(), at(BEFORE)).unwrap_err();
    assert_eq!(refused(Change::leaves(3), Phase::Application), ChangeError::NoSuchParticipant(3));
    assert_eq!(refused(Change::coordination(7), Phase::Application), ChangeError::NoSuchParticipant(7));
    assert_eq!(refused(Change::coordination(0), Phase::Preparation), ChangeError::AlreadyCoordinator(0));
    let same = ChangeError::SameRole(1, Role::Beneficiary);
    assert_eq!(refused(Change::role(1, Role::Beneficiary), Phase::Application), same);
    assert!(same.to_string().contains("beneficiary already"));
    assert_eq!(
        refused(Change::role(3, Role::Beneficiary), Phase::Application),
        ChangeError::NoSuchParticipant(3)
    );
    assert_eq!(refused(Change::extension(0), Phase::Implementation), ChangeError::NoMonths);
    let day = "2025-03-31".parse().unwrap();
    for phase in [Phase::Application, Phase::Implementation] {
        let error = refused(Change::signature(day), phase);
        assert_eq!(error, ChangeError::NotSignedThen(phase));
        assert!(error.to_string().contains("end of preparation"));
    }
    // It is submitted on 20 August 2024.
    let (before, same) = ("2024-08-19".parse().unwrap(), "2024-08-20".parse().unwrap());
    let early = ChangeError::SignedBeforeSubmission(before, same);
    assert_eq!(refused(Change::signature(before), Phase::Preparation), early);
    assert!(early.to_string().contains("cannot be signed on 2024-08-19"));
    assert!(three().change(Change::signature(same), Phase::Preparation, seed(), at(PREPARING)).is_ok());
}

#[test]
fn text_and_json_say_the_same() {
    let changed =
        three().change(Change::leaves(2).justified(true), Phase::Preparation, seed(), at(PREPARING)).unwrap();
    let text = changed.to_string();
    assert!(text.starts_with("Change     /participants/2 leaves (Differenza Donna)\n"), "{text}");
    assert!(text.contains("  x consortium/minimum-applicants /participants: met -> not_met"), "{text}");
    assert!(text.contains("Online Manual, 3.2.4"), "{text}");
    let json: Value = serde_json::from_str(&changed.to_json()).unwrap();
    assert_eq!(json["schema"], "amif-change/1");
    assert_eq!(json["change"], json!({"leaves": "/participants/2", "justified": true}));
    assert_eq!(json["outcome"], "not_met");
    assert_eq!(json["not_covered"].as_array().unwrap().len(), seed().not_covered().len());
    assert_eq!(json["assessments"][1]["rule"], "life/conditions-still-met");
    assert_eq!(json["conditions"][0]["before"], "met");
    assert_eq!(json["proposal"]["participants"].as_array().unwrap().len(), 2);
}

fn change() -> impl Strategy<Value = Change> {
    let day = prop_oneof![Just("2024-07-01"), Just("2025-02-01"), Just("2026-06-02")];
    let kind = prop_oneof![
        4 => (0usize..8).prop_map(ChangeKind::Leaves),
        4 => (0usize..8).prop_map(ChangeKind::Coordination),
        2 => participant().prop_map(|p| ChangeKind::Joins(Box::new(p))),
        2 => (0usize..8, select(Role::ALL.to_vec())).prop_map(|(at, role)| ChangeKind::Role(at, role)),
        2 => prop_oneof![0u32..12, Just(u32::MAX)].prop_map(ChangeKind::Extension),
        2 => day.prop_map(|d| ChangeKind::Signature(d.parse().unwrap())),
    ];
    (kind, any::<Option<bool>>()).prop_map(|(kind, justified)| {
        let change = Change::new(kind);
        match justified {
            Some(justified) => change.justified(justified),
            None => change,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_change_is_judged_or_refused(
        p in proposal(), change in change(), phase in 0usize..3, negotiating in negotiating(), when in 0usize..3,
    ) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let (phase, as_of) = (Phase::ALL[phase], at([BEFORE, PREPARING, RUNNING][when]));
        let Ok(changed) = p.change(change, phase, &call, as_of) else { return Ok(()) };
        prop_assert!(changed.assessments().is_sorted_by_key(|a| a.rule()));
        for a in changed.assessments() {
            prop_assert_eq!(a.missing().is_empty() && a.open().is_empty(), a.outcome() != Outcome::Unknown);
            prop_assert_eq!(a.awaits().is_empty(), a.outcome() != Outcome::Conditional);
            prop_assert_eq!(a.because().is_some(), a.outcome() == Outcome::NotApplicable);
            prop_assert!(!a.source().is_empty() && !a.message().is_empty());
            prop_assert!(a.missing().iter().map(ToString::to_string).collect::<Vec<_>>().is_sorted());
        }
        if phase == Phase::Implementation {
            prop_assert!(changed.conditions().iter().all(|c| c.is_worse()));
        }
        let json: Value = serde_json::from_str(&changed.to_json()).unwrap();
        prop_assert_eq!(&json["outcome"], changed.outcome().as_str());
        prop_assert!(changed.to_string().contains(phase.as_str()));
    }

    /// The conditions after a change are those of the check of the changed proposal, by its verdict.
    #[test]
    fn the_conditions_are_the_verdict(p in proposal(), change in change(), negotiating in negotiating(), early in any::<bool>()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let (phase, as_of) = if early { (Phase::Application, at(BEFORE)) } else { (Phase::Preparation, at(PREPARING)) };
        let Ok(changed) = p.change(change, phase, &call, as_of) else { return Ok(()) };
        let mut after = changed.proposal().clone();
        if !early {
            after.submitted_at = Some(at(BEFORE));
        }
        let expected = match after.verdict(&call, as_of) {
            Verdict::Eligible => Outcome::Met,
            Verdict::Conditional => Outcome::Conditional,
            Verdict::Undetermined => Outcome::Unknown,
            _ => Outcome::NotMet,
        };
        prop_assert_eq!(of(&changed, RuleId::LifeConditions).outcome(), expected);
    }

    /// An unknown justification makes unknown exactly what it decides, and is named where it does.
    #[test]
    fn a_justification_is_missing_where_it_decides(p in proposal(), change in change(), phase in 0usize..3) {
        let phase = Phase::ALL[phase];
        let on = |change| p.change(change, phase, seed(), at(PREPARING));
        let kind = || Change::new(change.kind().clone());
        let Ok(unknown) = on(kind()) else { return Ok(()) };
        let (yes, no) = (on(kind().justified(true)).unwrap(), on(kind().justified(false)).unwrap());
        for a in unknown.assessments() {
            let (yes, no) = (of(&yes, a.rule()).outcome(), of(&no, a.rule()).outcome());
            let named = facts(&a).contains(&"/justified".to_owned());
            if yes == no {
                prop_assert_eq!(a.outcome(), yes);
            } else {
                prop_assert!(a.outcome() == Outcome::Unknown && named);
            }
        }
    }

    /// The role of the one who leaves is missing exactly where it decides.
    #[test]
    fn a_role_is_missing_where_it_decides(mut p in proposal(), which in any::<usize>(), justified in any::<bool>()) {
        let n = p.consortium.participants.len();
        let which = which.checked_rem(n);
        prop_assume!(which.is_some());
        let which = which.unwrap_or_default();
        let mut on = |role| {
            p.consortium.participants[which].role = role;
            let changed = p.change(Change::leaves(which).justified(justified), Phase::Implementation, seed(), at(RUNNING));
            of(&changed.unwrap(), RuleId::LifeAmendment).into_owned()
        };
        let unknown = on(None);
        prop_assert_eq!(unknown.outcome(), Outcome::Unknown);
        let role = format!("/participants/{which}/role");
        prop_assert!(facts(&unknown).contains(&role));
        prop_assert_eq!(on(Some(Role::Subcontractor)).outcome(), Outcome::Unknown);
        prop_assert!(on(Some(Role::AssociatedPartner)).outcome() != Outcome::Met);
    }

    /// A fact that a rule does not list changes none of its outcomes.
    #[test]
    fn footprint(
        p in proposal(), q in proposal(), change in change(), phase in 0usize..3, negotiating in negotiating(),
        kind in 0usize..FactKind::ALL.len(), late in any::<bool>(),
    ) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let (phase, kind) = (Phase::ALL[phase], FactKind::ALL[kind]);
        let as_of = at(if late { PREPARING } else { BEFORE });
        let mut other = p.clone();
        match kind {
            FactKind::SubmittedAt => other.submitted_at = q.submitted_at,
            FactKind::DurationMonths => other.duration_months = q.duration_months,
            FactKind::RequestedGrant => other.requested_grant = q.requested_grant,
            FactKind::TotalEligibleCosts => other.total_eligible_costs = q.total_eligible_costs,
            FactKind::GrantSignature => other.grant_signature = q.grant_signature,
            FactKind::ParticipantsComplete => other.consortium.complete = q.consortium.complete,
            _ => {}
        }
        for (entry, from) in other.consortium.participants.iter_mut().zip(&q.consortium.participants) {
            match kind {
                FactKind::Name => entry.applicant.name = from.applicant.name.clone(),
                FactKind::Pic => entry.applicant.pic = from.applicant.pic.clone(),
                FactKind::Role => entry.role = from.role,
                FactKind::Country => entry.applicant.country = from.applicant.country,
                FactKind::LegalForm => entry.applicant.legal_form = from.applicant.legal_form,
                FactKind::Statuses => entry.applicant.statuses = from.applicant.statuses,
                FactKind::AffiliatedTo => entry.affiliated_to = from.affiliated_to.clone(),
                _ => {}
            }
        }
        let on = |p: &Proposal| p.change(change.clone(), phase, &call, as_of);
        if let (Ok(before), Ok(after)) = (on(&p), on(&other)) {
            for a in before.assessments().filter(|a| !a.rule().rule().facts.contains(&kind)) {
                prop_assert_eq!(of(&after, a.rule()).outcome(), a.outcome(), "{} reads {}", a.rule(), kind);
            }
        }
    }
}
