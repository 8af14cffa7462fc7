use proptest::prelude::*;

use crate::budget::{Budget, Category, Limit, Resource, Row};
use crate::check::Report;
use crate::{
    Act, Basis, Call, Eur, ObligationId, Outcome, Proposal, RuleId, Triggered, Verdict, catalogue, explain,
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
    assert_eq!(at("2", "").2, "Row 0: the row names /participants/2, which nobody in the consortium is.");
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
        let open: Vec<_> = found.open().iter().map(|q| q.id.clone()).collect();
        assert_eq!((found.outcome(), open), (Outcome::Unknown, vec![question.to_owned()]));
        for (reading, outcome) in [(crate::Reading::Yes, Outcome::Met), (crate::Reading::No, Outcome::NotMet)]
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
fn indirect_costs_follow_the_calls_base_or_are_not_looked_at() {
    let rows = r#""rows": [{"participant": 0, "costs": {"A.1": 100, "A.5": 50, "B": 20, "E": "8.40"}}]"#;
    let budget = proposal(TWO, "", rows);
    assert!(check(&budget, seed()).assessments().all(|a| a.rule() != RuleId::BudgetIndirectCosts));
    let at = |excluded: &str| {
        let rules = format!(r#""indirect_costs": {{ "rate": "7", "excluded": [{excluded}], {SOURCE} }}"#);
        told(&budget, &call(&rules), RuleId::BudgetIndirectCosts, "/budget/rows/0")
    };
    assert_eq!(at("\"A.5\"").0, Outcome::Met);
    let wrong = at("");
    assert!(wrong.2.starts_with("A: EUR 8.40 of indirect costs; 7 % of EUR 170, which is EUR 11.90."));
    assert_eq!((wrong.0, at("\"A.5\", \"B\"").0), (Outcome::NotMet, Outcome::NotMet));
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
            "/budget_rules/indirect_costs/excluded: E is no direct cost",
        ),
        (
            r#""indirect_costs": {"rate": "7", "excluded": []}"#,
            "/budget_rules/indirect_costs: the field \"source\" is missing",
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
            "/budget_rules/third_party_support: support to third parties has",
        ),
        (
            r#""specific_categories": {"open": ["A.1"], SOURCE}"#,
            "/budget_rules/specific_categories/open: the specific categories are D.2 to D.5",
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
    assert_eq!(at("\"30.01\"", "false").0, Outcome::NotMet);
    assert_eq!(at("\"30.01\"", "true").0, Outcome::Met);
    let open = at("\"30.01\"", "null");
    assert_eq!((open.0, open.1), (Outcome::Unknown, vec!["/budget/subcontracting_justified".to_owned()]));
}

#[test]
fn a_budget_that_is_being_written_rejects_nothing() {
    let members = r#"{"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
        {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
        {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}"#;
    let facts = r#""submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24, "requested_grant": 600000,
        "total_eligible_costs": 700000,"#;
    let verdict = |requested: &str| {
        let rows =
            format!(r#""rows": [{{"participant": 9, "costs": {{"E": 1}}, "requested": {requested}}}]"#);
        let proposal = proposal(members, facts, &rows);
        let report = check(&proposal, seed());
        let as_of = report.as_of();
        assert_eq!(proposal.verdict(seed(), as_of), report.verdict());
        assert_eq!(proposal.is_eligible(seed(), as_of), report.verdict() == Verdict::Eligible);
        report.verdict()
    };
    // The requested grant that the proposal states is in the range; the rows may be unfinished.
    for requested in ["500000", "\"499999.99\"", "null"] {
        assert_eq!(verdict(requested), Verdict::Eligible, "{requested}");
    }
}

#[test]
fn the_shipped_budgets_are_right_and_use_every_category() {
    let text = include_str!("../../../examples/data/budget.json");
    let plain = Proposal::from_json(text).unwrap();
    assert!(check(&plain, seed()).assessments().all(|a| a.outcome() != Outcome::NotMet));
    let call = Call::from_json(include_str!("../../../examples/data/budget_call.json")).unwrap();
    let text = include_str!("../../../examples/data/budget_every_category.json");
    let every = Proposal::from_json(text).unwrap();
    let report = check(&every, &call);
    assert_eq!(report.verdict(), Verdict::Eligible);
    assert!(report.assessments().all(|a| matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable)));
    let budget = every.budget.as_ref().unwrap();
    for category in Category::ALL {
        assert!(budget.column(*category).known > Eur::ZERO, "{category}");
    }
    assert_eq!(budget.largest_grant(&call).unwrap().binding, Limit::FundingRate);
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

#[test]
fn the_financial_regulation_is_the_one_of_the_opening_and_of_the_signature() {
    let acts =
        |sources: &[crate::Citation]| -> Vec<Act> { sources.iter().filter_map(|c| c.cited_act()).collect() };
    let rows = r#""rows": [{"participant": 0, "requested": 400000}]"#;
    let later = Call::from_json(
        &catalogue::source(TOPIC)
            .unwrap()
            .replace("\"2024-05-21\"", "\"2024-09-30\"")
            .replace("\"2024-08-21\"", "\"2024-12-21\""),
    )
    .unwrap();
    let signed = |day: &str| {
        let proposal = proposal(TWO, &format!(r#""grant_signature": {day},"#), rows);
        let report = check(&proposal, seed());
        let obligations = report.obligations();
        let audit = obligations.iter().find(|o| o.id == ObligationId::FinancialStatements).unwrap();
        assert!(audit.source.iter().any(|c| c.basis() == Basis::Unverified));
        acts(&audit.source)
    };
    assert_eq!(signed("\"2024-09-29\""), [Act::Financial2018]);
    assert_eq!(signed("\"2024-09-30\""), [Act::Financial2024]);
    assert_eq!(signed("null"), [Act::Financial2024, Act::Financial2018]);
    let proposal = proposal(TWO, "", rows);
    for (call, act) in [(seed(), Act::Financial2018), (&later, Act::Financial2024)] {
        let report = check(&proposal, call);
        let balance = report.assessments().find(|a| a.rule() == RuleId::BudgetBalance).unwrap();
        assert_eq!(acts(balance.source()), [act]);
        assert!(balance.source().iter().all(|c| c.note().contains("not read")));
    }
    assert_eq!(acts(explain("budget/balance").unwrap().citations), [Act::Financial2024, Act::Financial2018]);
}

#[test]
fn obligations_turn_at_their_thresholds() {
    let at = |id: ObligationId, requested: &str, form: &str| {
        let members = format!(r#"{{"name": "A", "role": "coordinator", "legal_form": {form}}}"#);
        let rows = format!(r#""rows": [{{"participant": 0, "requested": {requested}}}]"#);
        let proposal = proposal(&members, "", &rows);
        let report = check(&proposal, seed());
        let told: Vec<_> = report.obligations().into_iter().filter(|o| o.id == id).collect();
        assert_eq!(told.len(), 1);
        told[0].triggered
    };
    use ObligationId::{
        AuditReport, FinancialCapacity, FinancialStatements, LowValueGrant, RecordsForFiveYears,
        VeryLowValueGrant,
    };
    use Triggered::{No, Unknown, Yes};
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

fn members() -> impl Strategy<Value = String> {
    let pic = prop_oneof![Just("null".to_owned()), (1u32..6).prop_map(|p| format!("\"{p}\""))];
    let roles = ["null", "\"coordinator\"", "\"beneficiary\"", "\"associated_partner\"", "\"subcontractor\""];
    let member = (pic, proptest::sample::select(roles.to_vec()))
        .prop_map(|(pic, role)| format!(r#"{{"name": "A", "pic": {pic}, "role": {role}}}"#));
    proptest::collection::vec(member, 0..6).prop_map(|all| all.join(", "))
}

/// A budget of one row whose other resources pay what the grant does not.
fn balanced(costs: i64, volunteers: i64, grant: i64) -> Proposal {
    let eur = |cents: i64| Eur::from_cents(cents);
    let mut row = Row::of(0);
    row.costs.set(Category::Employees, eur(costs.checked_sub(volunteers).unwrap()));
    row.costs.set(Category::Volunteers, eur(volunteers));
    row.costs.set(Category::Indirect, eur(0));
    row.requested = eur(grant);
    row.resources.set(Resource::OwnResources, eur(costs.checked_sub(grant).unwrap()));
    let mut proposal = proposal(TWO, "", r#""rows": []"#);
    proposal.budget = Some(Budget::new([row]).unwrap());
    proposal
}

/// The rules that hold the size of a grant against something.
const ON_SIZE: [RuleId; 6] = [
    RuleId::BudgetVolunteersShare,
    RuleId::BudgetWithoutVolunteers,
    RuleId::BudgetGrantRange,
    RuleId::BudgetFundingRate,
    RuleId::BudgetCofinancing,
    RuleId::BudgetBalance,
];

proptest! {
    #[test]
    fn the_largest_grant_passes_every_rule_and_one_cent_more_does_not(
        costs in 50_000_000i64..150_000_000,
        share in prop_oneof![Just(0i64), 0i64..40],
    ) {
        let volunteers = costs.checked_mul(share).unwrap() / 100;
        let fails = |grant: i64| {
            let proposal = balanced(costs, volunteers, grant);
            let report = check(&proposal, seed());
            report.assessments().any(|a| ON_SIZE.contains(&a.rule()) && a.outcome() == Outcome::NotMet)
        };
        match balanced(costs, volunteers, 0).budget.unwrap().largest_grant(seed()) {
            None => prop_assert!(fails(50_000_000)),
            Some(largest) => {
                prop_assert!(!fails(largest.grant.cents()));
                prop_assert!(fails(largest.grant.cents().saturating_add(1)));
            }
        }
    }

    #[test]
    fn any_budget_is_told_without_panic_and_by_one_engine(
        budget in crate::budget::tests::budgets(),
        members in members(),
        complete in any::<bool>(),
        rules in 0usize..3,
    ) {
        let text = format!(r#"{{"participants": [{members}], "participants_complete": {complete}}}"#);
        let mut proposal = Proposal::from_json(&text).unwrap();
        proposal.budget = Some(budget);
        let call = match rules {
            0 => seed().clone(),
            1 => call(&format!(r#""indirect_costs": {{ "rate": "7", "excluded": ["A.5"], {SOURCE} }},
                "specific_categories": {{ "open": ["D.3"], {SOURCE} }}"#)),
            _ => call(&format!(r#""subcontracting": {{ "justified_above": "30", {SOURCE} }},
                "volunteers": {{ "allowed": false, {SOURCE} }}"#)),
        };
        let report = check(&proposal, &call);
        prop_assert_eq!(proposal.verdict(&call, report.as_of()), report.verdict());
        prop_assert_eq!(proposal.is_eligible(&call, report.as_of()), report.verdict() == Verdict::Eligible);
        let read = Proposal::from_json(&proposal.to_json()).unwrap();
        prop_assert_eq!(check(&read, &call).to_json(), report.to_json());
        for a in report.assessments() {
            let (facts, open, message) = (a.missing(), a.open(), a.message());
            let unknown = a.outcome() == Outcome::Unknown;
            prop_assert_eq!(unknown, !facts.is_empty() || !open.is_empty(), "{} {}", a.rule(), message);
            prop_assert_eq!(a.because().is_some(), a.outcome() == Outcome::NotApplicable, "{}", a.rule());
            prop_assert!(message.len() > 5, "{}", a.rule());
            let mut once = facts.clone();
            once.dedup();
            prop_assert_eq!(once.len(), facts.len(), "{} {:?}", a.rule(), facts);
            prop_assert!(facts.iter().all(|f| a.rule().rule().facts.contains(&f.kind())), "{} {:?}", a.rule(), facts);
        }
        for told in report.obligations() {
            prop_assert_eq!(told.triggered == Triggered::Unknown, !told.missing.is_empty(), "{:?}", told);
        }
    }
}
