//! What a grant obliges to, and which Financial Regulation is cited.

use super::*;

#[test]
fn the_financial_regulation_is_the_one_of_the_legal_commitment() {
    let acts = |sources: &[crate::law::Citation]| -> Vec<Act> {
        sources.iter().filter_map(|c| c.cited_act()).collect()
    };
    let rows = r#""rows": [{"participant": 0, "requested": 400000}]"#;
    let later = Call::from_json(
        &catalogue::source(TOPIC)
            .unwrap()
            .replace("\"2024-05-21\"", "\"2024-09-30\"")
            .replace("\"2024-08-21\"", "\"2024-12-21\""),
    )
    .unwrap();
    // Nine months after the deadline is the day before the recast applies.
    let earlier = Call::from_json(
        &catalogue::source(TOPIC)
            .unwrap()
            .replace("\"2024-05-21\"", "\"2023-09-21\"")
            .replace("\"2024-08-21\"", "\"2023-12-29\""),
    )
    .unwrap();
    let signed = |day: &str| {
        let proposal = proposal(TWO, &format!(r#""grant_signature": {day},"#), rows);
        let report = check(&proposal, seed());
        let obligations = report.obligations();
        let audit = obligations.iter().find(|o| o.id == ObligationId::FinancialStatements).unwrap();
        acts(&audit.source)
    };
    assert_eq!(signed("\"2024-09-29\""), [Act::Financial2018]);
    assert_eq!(signed("\"2024-09-30\""), [Act::Financial2024]);
    assert_eq!(signed("null"), [Act::Financial2024, Act::Financial2018]);
    let proposal = proposal(TWO, "", rows);
    // The seed call opened before the recast applies, and its grants may be signed before or after.
    let either = vec![Act::Financial2024, Act::Financial2018];
    for (call, expected) in
        [(seed(), either), (&later, vec![Act::Financial2024]), (&earlier, vec![Act::Financial2018])]
    {
        let report = check(&proposal, call);
        let balance = report.assessments().find(|a| a.rule() == RuleId::BudgetBalance).unwrap();
        assert_eq!(acts(balance.source()), expected);
        assert!(balance.source().iter().all(|c| !c.note().contains("not read")));
    }
    assert_eq!(acts(explain("budget/balance").unwrap().citations), [Act::Financial2024, Act::Financial2018]);
}

#[test]
fn grants_before_august_2018_cite_neither_later_regulation() {
    let text = catalogue::source("AMIF-2017-AG-INFO").unwrap();
    let call = Call::from_json(text).unwrap();
    let signed = |day: &str| {
        let rows = r#""rows": [{"participant": 0, "requested": 400000}]"#;
        let proposal = proposal(TWO, &format!(r#""grant_signature": "{day}","#), rows);
        let report = proposal.check(&call, "2018-04-01T12:00:00+02:00".parse().unwrap());
        let balance = report.assessments().find(|a| a.rule() == RuleId::BudgetBalance).unwrap();
        balance.source().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let later = signed("2018-08-02");
    assert!(later.iter().any(|cited| cited.contains("2018/1046")), "{later:?}");
    let before = signed("2018-08-01");
    assert_eq!(before, ["Regulation (EU, Euratom) No 966/2012 [unverified]"]);
    // Nor is the Fund's act of 2021 cited under a call of 2017.
    let law = RuleId::UnionBody.rule().law_under(&call);
    assert!(law.iter().all(|cited| cited.cited_act().is_none()), "{law:?}");
}

#[test]
fn the_unit_cost_of_2020_holds_for_no_earlier_call() {
    let rows = proposal(TWO, "", r#""rows": [{"participant": 0, "costs": {"A.4": 5}, "owners": []}]"#);
    let looked_at =
        |call: &Call| check(&rows, call).assessments().any(|a| a.rule() == RuleId::BudgetUnitCosts);
    assert!(looked_at(seed()));
    assert!(!looked_at(catalogue::topic("AMIF-2018-AG-INTE-1").unwrap()));
}

#[test]
fn obligations_turn_at_their_thresholds() {
    let at = |id: ObligationId, requested: &str, form: &str| {
        let members = format!(r#"{{"name": "A", "role": "coordinator", "legal_form": {form}}}"#);
        let rows = format!(r#""rows": [{{"participant": 0, "requested": {requested}}}]"#);
        let proposal = proposal(&members, "", &rows);
        let stated = call(&format!(r#""certificate": {{ "from": 325000, {SOURCE} }}"#));
        let report = check(&proposal, &stated);
        let told: Vec<_> = report.obligations().into_iter().filter(|o| o.id == id).collect();
        assert_eq!(told.len(), 1);
        told[0].triggered
    };
    use ObligationId::{
        AuditReport, FinancialCapacity, FinancialStatements, LowValueGrant, RecordsForFiveYears,
        VeryLowValueGrant,
    };
    use YesNo::{No, Unknown, Yes};
    let form = "\"non_profit_private\"";
    for (id, below, from) in [
        (FinancialCapacity, "60000", "\"60000.01\""),
        (AuditReport, "750000", "\"750000.01\""),
        (FinancialStatements, "\"324999.99\"", "325000"),
        (RecordsForFiveYears, "60000", "\"60000.01\""),
    ] {
        assert_eq!(
            (at(id, below, form), at(id, from, form), at(id, "null", form)),
            (No, Yes, Unknown),
            "{id}"
        );
    }
    for (id, up_to, beyond) in
        [(LowValueGrant, "60000", "\"60000.01\""), (VeryLowValueGrant, "15000", "\"15000.01\"")]
    {
        assert_eq!(
            (at(id, up_to, form), at(id, beyond, form), at(id, "null", form)),
            (Yes, No, Unknown),
            "{id}"
        );
    }
    for (form, answer) in [
        ("\"public_body\"", No),
        ("\"international_organisation\"", No),
        ("[\"public_body\", \"international_organisation\"]", No),
        ("[\"public_body\", \"non_profit_private\"]", Unknown),
        ("null", Unknown),
        ("\"profit_making\"", Yes),
    ] {
        assert_eq!(at(FinancialCapacity, "100000", form), answer, "{form}");
    }
}

#[test]
fn obligations_go_by_participant_whatever_its_rows() {
    let rows = asking(&[("0", "400000"), ("\"999000001\"", "400000"), ("1", "10")]);
    let twice = proposal(THREE, "", &rows);
    let report = check(&twice, seed());
    let obligations = report.obligations();
    let audits: Vec<_> = obligations.iter().filter(|o| o.id == ObligationId::AuditReport).collect();
    assert_eq!(audits.len(), 2, "one a participant with a row");
    // Once or twice EUR 400 000.
    assert_eq!((audits[0].row, audits[0].triggered), (Some(0), YesNo::Unknown));
    assert_eq!(audits[0].requested.to_string(), "EUR 400 000 to 800 000");
    let missing =
        |o: &crate::report::Obligation| o.missing.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(missing(audits[0]), ["/budget/rows"]);
    assert_eq!((audits[1].row, audits[1].triggered), (Some(2), YesNo::No));
    // C has no row and may ask for anything.
    let low = obligations.iter().find(|o| o.id == ObligationId::LowValueGrant).unwrap();
    assert_eq!((low.triggered, low.requested.to_string()), (YesNo::No, "EUR 400 010 or more".to_owned()));
    let small = proposal(THREE, "", &asking(&[("0", "1")]));
    let report = check(&small, seed());
    let low = report.obligations().into_iter().find(|o| o.id == ObligationId::LowValueGrant).unwrap();
    assert_eq!((low.triggered, missing(&low)), (YesNo::Unknown, vec!["/budget/rows".to_owned()]));
}

#[test]
fn an_audit_report_may_be_waived_for_education_and_says_its_other_exceptions() {
    let audit = |statuses: &str, asked: &str| {
        let member = format!(r#"{{"name": "A", "role": "coordinator", "statuses": {{{statuses}}}}}"#);
        let proposal = proposal(&member, "", &asking(&[("0", asked)]));
        let report = check(&proposal, seed());
        report.obligations().into_iter().find(|o| o.id == ObligationId::AuditReport).unwrap()
    };
    let education = r#""education_establishment": true"#;
    assert_eq!(audit(education, "800000").triggered, YesNo::Unknown);
    assert_eq!(audit(education, "750000").triggered, YesNo::No);
    let plain = audit("", "800000");
    assert_eq!(plain.triggered, YesNo::Yes);
    assert!(plain.unless.iter().any(|u| u.contains("first application")));
    assert!(plain.unless.iter().any(|u| u.contains("joint and several")));
}

#[test]
fn a_threshold_that_the_call_does_not_state_is_not_made_up() {
    let proposal = proposal(TWO, "", &asking(&[("0", "400000")]));
    let report = check(&proposal, seed());
    let told = report.obligations().into_iter().find(|o| o.id == ObligationId::FinancialStatements).unwrap();
    assert_eq!((told.triggered, told.threshold), (YesNo::Unknown, None));
    assert!(told.to_string().contains("from a threshold that the call does not state, usually EUR 325 000"));
    let usual = told.source.last().unwrap();
    assert_eq!((usual.section(), usual.basis()), ("3.3.4", Basis::OfficialPage));
    let stated = call(&format!(r#""certificate": {{ "from": 325000, {SOURCE} }}"#));
    let report = check(&proposal, &stated);
    let told = report.obligations().into_iter().find(|o| o.id == ObligationId::FinancialStatements).unwrap();
    assert_eq!((told.triggered, told.threshold), (YesNo::Yes, "325000".parse().ok()));
    assert!(told.source.iter().all(|c| c.basis() != Basis::Unverified));
}

#[test]
fn a_very_low_value_grant_is_not_verified_before_the_recast() {
    let text = |day: &str| {
        let proposal = proposal(TWO, &format!(r#""grant_signature": "{day}","#), &asking(&[("0", "10")]));
        let report = check(&proposal, seed());
        let obligations = report.obligations();
        obligations.iter().find(|o| o.id == ObligationId::VeryLowValueGrant).unwrap().to_string()
    };
    assert!(text("2024-09-29").contains("up to EUR 15 000 [unverified]"));
    assert!(text("2024-09-30").contains("up to EUR 15 000, EUR 10 requested"));
}

#[test]
fn a_row_of_a_code_that_nobody_states_may_be_of_whoever_states_none() {
    let members = r#"{"name": "A", "pic": "999000001", "role": "coordinator", "legal_form": "non_profit_private"},
        {"name": "B", "role": "beneficiary", "legal_form": "non_profit_private"}"#;
    let rows = r#""rows": [{"participant": 0, "requested": 40000}, {"participant": 1, "requested": 40000},
        {"participant": "999000003", "requested": 40000}]"#;
    let told = |members: &str| {
        let proposal = proposal(members, "", rows);
        let report = check(&proposal, seed());
        let all = report.obligations().into_iter().filter(|o| o.id == ObligationId::FinancialCapacity);
        all.map(|o| (o.triggered, o.missing.iter().map(ToString::to_string).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    // EUR 40 000 alone is below the threshold, and both rows together are above it.
    let named = told(members);
    assert_eq!(named[0], (YesNo::No, vec![]), "who states a code is another");
    assert_eq!(named[1].0, YesNo::Unknown);
    assert!(named[1].1.contains(&"/participants/1/pic".to_owned()), "{named:?}");
    assert_eq!(named[2].0, YesNo::Unknown);
    // Once it states another code, its row is all it asks for.
    let other = members.replace(r#""name": "B","#, r#""name": "B", "pic": "999000002","#);
    assert_eq!(told(&other)[1], (YesNo::No, vec![]));
}
