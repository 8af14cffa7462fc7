mod grant;
mod obligations;
mod properties;

use crate::Report;
use crate::budget::{Budget, Category, Limit, Resource, Row};
use crate::{
    Call, Eur, Outcome, Proposal, RuleId, Verdict, catalogue,
    law::{Act, Basis},
    report::{ObligationId, YesNo, explain},
};

const TOPIC: &str = "AMIF-2024-TF2-AG-THB-01";

fn seed() -> &'static Call {
    catalogue::topic(TOPIC).unwrap()
}

/// The seed call with other rules on budgets.
fn call(rules: &str) -> Call {
    let text = catalogue::source(TOPIC).unwrap().trim_end();
    let text = text.strip_suffix('}').unwrap();
    Call::from_json(&format!("{text}, \"budget_rules\": {{ {rules} }} }}")).unwrap()
}

const SOURCE: &str = r#""source": [{ "document": "gateway" }]"#;

fn proposal(participants: &str, more: &str, budget: &str) -> Proposal {
    let text = format!(r#"{{ "participants": [{participants}], {more} "budget": {{ {budget} }} }}"#);
    Proposal::from_json(&text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

const TWO: &str = r#"{"name": "A", "pic": "999000001", "role": "coordinator"},
    {"name": "B", "role": "associated_partner"}"#;

fn check<'a>(proposal: &'a Proposal, call: &'a Call) -> Report<'a> {
    proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap())
}

fn told(proposal: &Proposal, call: &Call, rule: RuleId, subject: &str) -> (Outcome, Vec<String>, String) {
    let report = check(proposal, call);
    let found = report.assessments().find(|a| a.rule() == rule && a.subject().to_string() == subject);
    let found = found.unwrap_or_else(|| panic!("{rule} {subject} is not told"));
    (found.outcome(), found.missing().iter().map(ToString::to_string).collect(), found.message())
}

#[test]
fn a_proposal_without_a_budget_has_no_rule_on_budgets() {
    let plain = Proposal::from_json(r#"{"participants": []}"#).unwrap();
    let report = check(&plain, seed());
    assert!(report.assessments().all(|a| !a.rule().as_str().starts_with("budget/")));
    assert!(report.obligations().is_empty() && !report.to_json().contains("obligations"));
    assert_eq!(report.not_stated().count(), seed().not_stated().count());
    let with = proposal("", "", r#""rows": []"#);
    assert!(check(&with, seed()).to_json().contains("\"obligations\":"));
    assert!(check(&with, seed()).not_stated().any(|n| n.contains("flat rate")));
}

#[test]
fn rows_of_nobody_are_not_met_once_and_of_somebody_perhaps_unknown() {
    let row =
        |who: &str| format!(r#""rows": [{{"participant": {who}, "costs": {{"E": 0}}, "requested": 0}}]"#);
    let at = |who: &str, more: &str| {
        told(&proposal(TWO, more, &row(who)), seed(), RuleId::BudgetParticipant, "/budget/rows/0")
    };
    assert_eq!(at("0", "").0, Outcome::Met);
    assert_eq!(at("\"999000001\"", "").0, Outcome::Met);
    assert_eq!(at("2", "").0, Outcome::NotMet);
    assert_eq!(at("2", "").2, "Row 1: the row names /participants/2, which nobody in the consortium is.");
    let open = at("2", r#""participants_complete": false,"#);
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/participants_complete".to_owned()]));
    // B states no code and may turn out to have it.
    let code = at("\"999000009\"", "");
    assert_eq!((code.0, code.1), (Outcome::Unknown, vec!["/participants/1/pic".to_owned()]));
    let coded = TWO.replace(r#""name": "B","#, r#""name": "B", "pic": "999000002","#);
    let nobody = proposal(&coded, "", &row("\"999000009\""));
    let (outcome, ..) = told(&nobody, seed(), RuleId::BudgetParticipant, "/budget/rows/0");
    assert_eq!(outcome, Outcome::NotMet);
    let (role, ..) = told(&nobody, seed(), RuleId::BudgetFundedRole, "/budget/rows/0");
    assert_eq!(role, Outcome::NotApplicable);
}

#[test]
fn a_second_row_is_named_and_still_added_up() {
    let rows =
        r#""rows": [{"participant": 0, "requested": 1}, {"participant": "999000001", "requested": 2}]"#;
    let twice = proposal(TWO, r#""requested_grant": 3,"#, rows);
    let at = |subject: &str| told(&twice, seed(), RuleId::BudgetDistinctRows, subject);
    assert_eq!(at("/budget/rows/0").0, Outcome::Met);
    let second = at("/budget/rows/1");
    assert_eq!((second.0, second.2.as_str()), (Outcome::NotMet, "A: a second row for the code 999000001."));
    assert_eq!(twice.budget.unwrap().requested().exact(), "3".parse().ok());
}

#[test]
fn partners_without_funding_have_empty_rows_or_none() {
    let row = |fields: &str| format!(r#""rows": [{{"participant": 1, {fields}}}]"#);
    let at = |fields: &str| {
        told(&proposal(TWO, "", &row(fields)), seed(), RuleId::BudgetFundedRole, "/budget/rows/0")
    };
    assert_eq!(at(r#""costs": {"E": 0}, "requested": 0"#).0, Outcome::Met);
    assert_eq!(at(r#""costs": {"E": 0}, "requested": "0.01""#).0, Outcome::NotMet);
    assert_eq!(at(r#""costs": {"B": "0.01", "E": 0}, "requested": 0"#).0, Outcome::NotMet);
    let open = at(r#""costs": {"E": 0}"#);
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/rows/0/requested".to_owned()]));
    let every = proposal(TWO, "", r#""rows": []"#);
    let missing = told(&every, seed(), RuleId::BudgetEveryParticipant, "/budget/rows");
    assert_eq!((missing.0, missing.2.as_str()), (Outcome::NotMet, "1 funded participant has no row."));
    let (empty, ..) = told(&every, seed(), RuleId::BudgetRowTotal, "/budget/rows");
    assert_eq!(empty, Outcome::NotApplicable);
}

#[test]
fn the_first_differing_total_is_named() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.1": 10, "B": 5, "E": 0}, "total": "15.01",
        "requested": 1, "resources": {"own_resources": 14},
        "work_packages": [{"name": "1", "costs": {"A.1": 10, "B": 4}}]}],
        "totals": {"costs": {"B": "5.00", "A.1": "10.01"}, "total": 16}"#;
    let wrong = proposal(TWO, r#""requested_grant": 2, "total_eligible_costs": 15,"#, rows);
    let at = |rule, subject: &str| {
        let (outcome, missing, message) = told(&wrong, seed(), rule, subject);
        assert!(outcome == Outcome::NotMet && missing.is_empty(), "{message}");
        message
    };
    assert!(at(RuleId::BudgetRowTotal, "/budget/rows/0").contains("/budget/rows/0/total is EUR 15.01"));
    assert!(at(RuleId::BudgetWorkPackages, "/budget/rows/0").contains("/budget/rows/0/costs/B is EUR 5;"));
    let totals = at(RuleId::BudgetTotals, "/budget/totals");
    assert!(totals.contains("/budget/totals/costs/A.1 is EUR 10.01; the rows add up to EUR 10."), "{totals}");
    assert!(at(RuleId::BudgetAgrees, "/budget").contains("/requested_grant is EUR 2; recomputed EUR 1."));
}

#[test]
fn a_share_that_was_meant_otherwise_is_one_not_met() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.1": 10, "E": 0}, "requested": 9}],
        "totals": {"funding_rate": "0.9"}"#;
    let (outcome, _, message) =
        told(&proposal(TWO, "", rows), seed(), RuleId::BudgetTotals, "/budget/totals");
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.starts_with("/budget/totals/funding_rate is 0.9 %; EUR 9 of EUR 10 is 90.00 %."));
}

#[test]
fn what_a_call_does_not_say_is_open_and_can_be_assumed() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.5": 1, "D.1": "60000.01", "D.3": 1, "E": 0}}]"#;
    let used = proposal(TWO, "", rows);
    for (rule, question) in [
        (RuleId::BudgetVolunteers, "budget-volunteers"),
        (RuleId::BudgetSupport, "budget-third-party-support"),
        (RuleId::BudgetSpecific, "budget-specific-categories"),
    ] {
        let report = check(&used, seed());
        let found = report.assessments().find(|a| a.rule() == rule).unwrap();
        let open = found.open();
        assert_eq!((found.outcome(), open), (Outcome::Unknown, vec![question]));
        for (reading, outcome) in
            [(crate::call::Reading::Yes, Outcome::Met), (crate::call::Reading::No, Outcome::NotMet)]
        {
            let pinned = seed().assume(question, reading).unwrap();
            assert_eq!(told(&used, &pinned, rule, "/budget").0, outcome, "{question} {reading}");
        }
    }
    // The questions are not among those on participants.
    assert!(seed().questions().iter().all(|q| !q.id.starts_with("budget-")));
}

#[test]
fn the_laws_ceiling_for_third_parties_holds_until_the_call_says_more() {
    let at = |largest: &str, call: &Call| {
        let rows = format!(
            r#""rows": [{{"participant": 0, "costs": {{"D.1": 90000}}, "largest_support": {largest}}}]"#
        );
        told(&proposal(TWO, "", &rows), call, RuleId::BudgetSupportCeiling, "/budget/rows/0")
    };
    assert_eq!(at("60000", seed()).0, Outcome::Met);
    assert_eq!(at("\"60000.01\"", seed()).0, Outcome::NotMet);
    let open = at("null", seed());
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/rows/0/largest_support".to_owned()]));
    let more = call(&format!(r#""third_party_support": {{ "at_most_each": 80000, {SOURCE} }}"#));
    assert_eq!(at("80000", &more).0, Outcome::Met);
    assert_eq!(at("\"80000.01\"", &more).0, Outcome::NotMet);
    assert_eq!(more.budget_rules().allows_third_party_support(), None);
}

#[test]
fn indirect_costs_follow_the_calls_base_or_keep_to_the_law() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.1": 100, "A.5": 50, "B": 20, "E": "8.40"}}]"#;
    let budget = proposal(TWO, "", rows);
    let at = |excluded: &str| {
        let rules = format!(r#""indirect_costs": {{ "rate": "7", "excluded": [{excluded}], {SOURCE} }}"#);
        told(&budget, &call(&rules), RuleId::BudgetIndirectCosts, "/budget/rows/0")
    };
    assert_eq!(at("\"A.5\"").0, Outcome::Met);
    let wrong = at("");
    assert!(wrong.2.starts_with("A: EUR 8.40 of indirect costs; 7 % of EUR 170, which is EUR 11.90."));
    assert_eq!((wrong.0, at("\"A.5\", \"B\"").0), (Outcome::NotMet, Outcome::NotMet));
    // A call that says nothing of it: at most 7 % of all direct costs, Financial Regulation Art. 184(6).
    let under_law = |base: &str, charged: &str| {
        let rows = format!(r#""rows": [{{"participant": 0, "costs": {{"A.1": {base}, "E": {charged}}}}}]"#);
        told(&proposal(TWO, "", &rows), seed(), RuleId::BudgetIndirectCosts, "/budget/rows/0")
    };
    assert_eq!(under_law("300000", "21000").0, Outcome::Met);
    assert_eq!(under_law("300000", "0").0, Outcome::Met);
    let (outcome, _, message) = under_law("300000", "\"21000.01\"");
    assert_eq!(outcome, Outcome::NotMet);
    let text = "A: EUR 21 000.01 of indirect costs; at most 7 % of EUR 300 000, which is EUR 21 000; more takes a \
                reasoned decision of the Commission, and none is stated.";
    assert!(message.starts_with(text), "{message}");
    // 7 % is EUR 7.007, and a ceiling is not rounded up.
    assert_eq!(under_law("\"100.10\"", "\"7.00\"").0, Outcome::Met);
    assert_eq!(under_law("\"100.10\"", "\"7.01\"").0, Outcome::NotMet);
    // What is entered decides as far as it can: more direct costs may still carry the indirect ones.
    let (outcome, missing, _) = under_law("null", "1");
    assert_eq!((outcome, missing), (Outcome::Unknown, vec!["/budget/rows/0/costs/A.1".to_owned()]));
    let (outcome, missing, _) = under_law("100", "null");
    assert_eq!((outcome, missing), (Outcome::Unknown, vec!["/budget/rows/0/costs/E".to_owned()]));
}

#[test]
fn a_flat_rate_is_met_by_either_rounding_to_the_cent() {
    let rules = format!(r#""indirect_costs": {{ "rate": "7", "excluded": [], {SOURCE} }}"#);
    let at = |charged: &str| {
        let rows =
            format!(r#""rows": [{{"participant": 0, "costs": {{"A.1": "100.10", "E": "{charged}"}}}}]"#);
        told(&proposal(TWO, "", &rows), &call(&rules), RuleId::BudgetIndirectCosts, "/budget/rows/0").0
    };
    // 7 % is EUR 7.007.
    assert_eq!(
        ["6.99", "7.00", "7.01", "7.02"].map(at),
        [Outcome::NotMet, Outcome::Met, Outcome::Met, Outcome::NotMet]
    );
}

#[test]
fn what_a_call_says_of_budgets_is_read_with_every_problem() {
    let text = |rules: &str| {
        let source = catalogue::source(TOPIC).unwrap().trim_end();
        format!("{}, \"budget_rules\": {{ {rules} }} }}", source.strip_suffix('}').unwrap())
    };
    for (rules, expected) in [
        (
            r#""indirect_costs": {"rate": 7, "excluded": [], SOURCE}"#,
            "/budget_rules/indirect_costs/rate: found the number 7; expected a number of per cent as text",
        ),
        (
            r#""indirect_costs": {"rate": "7", SOURCE}"#,
            "/budget_rules/indirect_costs: the field \"excluded\" is missing",
        ),
        (
            r#""indirect_costs": {"rate": "7", "excluded": ["E"], SOURCE}"#,
            "/budget_rules/indirect_costs/excluded/0: E must not be listed: it is no direct cost",
        ),
        (
            r#""indirect_costs": {"rate": "7", "excluded": []}"#,
            "/budget_rules/indirect_costs: the field \"source\" is missing",
        ),
        (
            r#""indirect_costs": {"rate": "7.0001", "excluded": [], SOURCE}"#,
            "/budget_rules/indirect_costs/rate: a rate above 7 % must name the decision of the Commission",
        ),
        (
            r#""certificate": {"from": -1, SOURCE}"#,
            "/budget_rules/certificate/from: a threshold must not be below zero",
        ),
        (
            r#""volunteers": {"allowed": "yes", SOURCE}"#,
            "/budget_rules/volunteers/allowed: found the text \"yes\"",
        ),
        (
            r#""volunteers": {"allowed": {"open": "x"}, SOURCE}"#,
            "/budget_rules/volunteers/allowed: found the open question \"x\"",
        ),
        (
            r#""third_party_support": {SOURCE}"#,
            "/budget_rules/third_party_support: support to third parties must have",
        ),
        (
            r#""specific_categories": {"open": ["A.1"], SOURCE}"#,
            "/budget_rules/specific_categories/open/0: a specific category must be one of D.2 to D.5",
        ),
        (
            r#""subcontracting": {"justified": "30", SOURCE}"#,
            "/budget_rules/subcontracting/justified: found the unknown field",
        ),
        (
            r#""volunteer": {}"#,
            "/budget_rules/volunteer: found the unknown field \"volunteer\"; did you mean \"volunteers\"?",
        ),
    ] {
        let error = Call::from_json(&text(&rules.replace("SOURCE", SOURCE))).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn a_large_share_of_subcontracting_asks_for_reasons() {
    let at = |b: &str, justified: &str| {
        let rules = format!(r#""subcontracting": {{ "justified_above": "30", {SOURCE} }}"#);
        let rows = format!(
            r#""rows": [{{"participant": 0, "costs": {{"A.1": 70, "B": {b}, "E": 0}}}}],
            "subcontracting_justified": {justified}"#
        );
        told(&proposal(TWO, "", &rows), &call(&rules), RuleId::BudgetSubcontracting, "/budget")
    };
    assert_eq!(at("30", "false").0, Outcome::Met);
    let over = at("\"30.01\"", "false");
    assert_eq!(over.0, Outcome::NotMet);
    // 30 % of 100.01 is 30.003.
    assert!(
        over.2.contains("is 30.01 %; at most 30 %, exceeded by EUR 0.007 exactly, and not justified."),
        "{}",
        over.2
    );
    assert_eq!(at("\"30.01\"", "true").0, Outcome::Met);
    let open = at("\"30.01\"", "null");
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/subcontracting_justified".to_owned()]));
}

const THREE: &str = r#"{"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
    {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}"#;

/// Rows without costs: whose, and what is requested.
fn asking(rows: &[(&str, &str)]) -> String {
    let row = |(who, asked): &(&str, &str)| {
        format!(r#"{{"participant": {who}, "costs": {{"E": 0}}, "requested": {asked}}}"#)
    };
    format!(r#""rows": [{}]"#, rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

#[test]
fn in_kind_contributions_pay_for_volunteers_work_only() {
    let at = |volunteers: &str, in_kind: &str| {
        let rows = format!(
            r#""rows": [{{"participant": 0, "costs": {{"A.1": 100, "A.5": {volunteers}, "E": 0}},
            "resources": {{"in_kind": {in_kind}}}}}]"#
        );
        told(&proposal(TWO, "", &rows), seed(), RuleId::BudgetInKind, "/budget")
    };
    assert_eq!(at("5", "5").0, Outcome::Met);
    let over = at("5", "\"5.01\"");
    assert_eq!(over.0, Outcome::NotMet);
    assert!(over.2.starts_with("EUR 5.01 in kind; volunteers' work comes to EUR 5."), "{}", over.2);
    assert_eq!(at("5", "0").0, Outcome::NotApplicable);
    let open = at("null", "5");
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/rows/0/costs/A.5".to_owned()]));
}

#[test]
fn a_largest_support_above_all_together_is_a_contradiction() {
    let at = |all: &str, largest: &str| {
        let rows = format!(
            r#""rows": [{{"participant": 0, "costs": {{"D.1": {all}}}, "largest_support": {largest}}}]"#
        );
        told(&proposal(TWO, "", &rows), seed(), RuleId::BudgetSupportCeiling, "/budget/rows/0")
    };
    assert_eq!(at("100", "100").0, Outcome::Met);
    let more = at("100", "\"100.01\"");
    assert_eq!(more.0, Outcome::NotMet);
    assert!(more.2.contains("the largest support is EUR 100.01, of EUR 100 for all together."), "{}", more.2);
    assert_eq!(at("0", "1").0, Outcome::NotMet);
    assert_eq!(at("0", "0").0, Outcome::NotApplicable);
    assert_eq!(at("0", "null").0, Outcome::NotApplicable);
    assert_eq!(at("60000", "null").0, Outcome::Met);
    assert_eq!(at("null", "\"60000.01\"").0, Outcome::NotMet);
    let open = at("null", "60000");
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/rows/0/costs/D.1".to_owned()]));
}

#[test]
fn days_are_added_up_over_all_rows() {
    let at = |second: &str| {
        let rows = format!(
            r#""rows": [{{"participant": 0, "persons": [{{"name": "Manager", "year": 2025, "days": 200}}]}},
            {{"participant": 1, "persons": [{{"name": "{second}", "year": 2025, "days": "15.5"}}]}}]"#
        );
        told(&proposal(TWO, "", &rows), seed(), RuleId::BudgetDays, "/budget")
    };
    assert_eq!(at("Trainer").0, Outcome::Met);
    assert_eq!(at(" manA ger ").0, Outcome::NotMet, "case and spaces aside");
    let (outcome, _, message) = at("Manager");
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.starts_with("Manager in 2025: 215.5 days; at most 215 in a year;"), "{message}");
}

#[test]
fn the_first_category_that_is_not_open_is_named_with_what_stands_outside() {
    let rows = r#""rows": [{"participant": 0, "costs": {"D.2": 1, "D.3": 2, "D.4": 4, "E": 0}}]"#;
    let listed = call(&format!(r#""specific_categories": {{ "open": ["D.2"], {SOURCE} }}"#));
    let (outcome, _, message) = told(&proposal(TWO, "", rows), &listed, RuleId::BudgetSpecific, "/budget");
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.starts_with("EUR 6 in specific categories, the first D.3; not open in this call."));
}

#[test]
fn what_a_call_does_not_state_of_budgets_is_listed() {
    let text = catalogue::source(TOPIC).unwrap();
    let (before, rest) = text.split_once("\"opening\":").unwrap();
    let (_, after) = rest.split_once("\"deadline\":").unwrap();
    let silent = Call::from_json(&format!("{before}\"deadline\":{after}")).unwrap();
    let rows =
        proposal(TWO, "", r#""rows": [{"participant": 0, "costs": {"A.4": 5, "E": 0}, "owners": []}]"#);
    assert!(check(&rows, &silent).assessments().all(|a| a.rule() != RuleId::BudgetUnitCosts));
    assert!(check(&rows, &silent).not_stated().any(|n| n.contains("unit cost of owners")));
    assert!(check(&rows, seed()).not_stated().all(|n| !n.contains("unit cost of owners")));
    assert!(check(&rows, seed()).not_stated().any(|n| n.contains("certificate")));
}

#[test]
fn totals_beyond_what_a_budget_can_hold_are_wrong_and_not_saturated() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.1": null, "B": 5, "E": 0}}],
        "totals": {"costs": {"A.1": 10000000000000}, "total": 10000000000000}"#;
    let (outcome, ..) = told(&proposal(TWO, "", rows), seed(), RuleId::BudgetTotals, "/budget/totals");
    assert_eq!(outcome, Outcome::NotMet);
}

#[test]
fn many_entries_without_a_code_are_named_together() {
    for count in [10usize, 40] {
        let members: Vec<String> =
            (0..count).map(|n| format!(r#"{{"name": "N{n}", "role": "beneficiary"}}"#)).collect();
        let rows: Vec<String> =
            (0..count).map(|n| format!(r#"{{"participant": "9{n:08}", "requested": 1}}"#)).collect();
        let rows = format!(r#""rows": [{}]"#, rows.join(", "));
        let proposal = proposal(&members.join(", "), "", &rows);
        let report = check(&proposal, seed());
        let of = |rule| {
            report.assessments().filter(|a| a.rule() == rule).map(|a| a.missing().len()).sum::<usize>()
        };
        let (who, role) = (of(RuleId::BudgetParticipant), of(RuleId::BudgetFundedRole));
        if count > 10 {
            assert_eq!(who, count, "one fact a row");
            // Cells are unknown besides.
            assert!(role < 20 * count);
            assert!(report.obligations().iter().all(|o| o.missing.len() <= count + 3));
        } else {
            assert_eq!(who, count * count);
        }
    }
}

#[test]
fn the_shipped_budgets_are_right_and_use_every_category() {
    let text = include_str!("../../../../examples/data/budget.json");
    let plain = Proposal::from_json(text).unwrap();
    assert!(check(&plain, seed()).assessments().all(|a| a.outcome() != Outcome::NotMet));
    let call = Call::from_json(include_str!("../../../../examples/data/budget_call.json")).unwrap();
    let text = include_str!("../../../../examples/data/budget_every_category.json");
    let every = Proposal::from_json(text).unwrap();
    let report = check(&every, &call);
    assert_eq!(report.verdict(), Verdict::Eligible);
    assert!(report.assessments().all(|a| matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable)));
    let budget = every.budget.as_ref().unwrap();
    for category in Category::ALL {
        assert!(budget.column(*category).known > Eur::ZERO, "{category}");
    }
    assert_eq!(budget.largest_grant(&call, &every).unwrap().binding, Limit::FundingRate);
    assert_eq!(Proposal::from_json(&every.to_json()).unwrap(), every);
    assert_eq!(report.to_json(), check(&every, &call).to_json());
}

#[test]
fn rule_and_subject_are_unique_and_in_the_registrys_order() {
    let rows = r#""rows": [{"participant": 0}, {"participant": 0}, {"participant": 1}, {"participant": 7}]"#;
    let budget = proposal(TWO, "", rows);
    let report = check(&budget, seed());
    let seen: Vec<_> = report.assessments().map(|a| (a.rule(), a.subject())).collect();
    assert!(seen.is_sorted(), "{seen:?}");
    assert!(seen.windows(2).all(|w| w[0] != w[1]));
    let on_budgets = seen.iter().filter(|(r, _)| r.as_str().starts_with("budget/"));
    assert!(on_budgets.clone().count() > 30);
    assert!(on_budgets.clone().all(|(_, s)| s.to_string().starts_with("/budget")));
}
