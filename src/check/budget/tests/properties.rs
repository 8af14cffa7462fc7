//! What holds for any budget.

use proptest::prelude::*;

use super::*;

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

/// The same budget with every unknown amount filled in; a largest support is part of all together.
fn filled(budget: &Budget, amounts: &[u32]) -> Budget {
    let mut amounts = amounts.iter().cycle().map(|a| Eur::from_cents(i64::from(*a)));
    let mut fill = |cell: Option<Eur>| cell.or_else(|| amounts.next().flatten());
    let rows = budget.rows().iter().map(|row| {
        let mut row = row.clone();
        for category in Category::ALL {
            row.costs.set(*category, fill(row.costs.get(*category)));
            for package in &mut row.work_packages {
                package.costs.set(*category, fill(package.costs.get(*category)));
            }
        }
        Resource::ALL.iter().for_each(|r| row.resources.set(*r, fill(row.resources.get(*r))));
        row.requested = fill(row.requested);
        row.largest_support =
            row.largest_support.or_else(|| fill(None).min(row.costs.get(Category::ThirdParties)));
        row
    });
    let full = Budget::new(rows).unwrap().stating(budget.totals().clone()).unwrap();
    full.subcontracting_justified(budget.is_subcontracting_justified().unwrap_or(true))
}

proptest! {
    #[test]
    fn filling_in_amounts_refines_every_outcome(
        budget in crate::budget::tests::budgets(),
        members in members(),
        amounts in proptest::collection::vec(prop_oneof![Just(0u32), 0u32..100, any::<u32>()], 1..30),
    ) {
        let text = format!(r#"{{"participants": [{members}]}}"#);
        let mut partial = Proposal::from_json(&text).unwrap();
        let mut full = partial.clone();
        full.budget = Some(filled(&budget, &amounts));
        partial.budget = Some(budget);
        let call = call(&format!(r#""indirect_costs": {{ "rate": "7", "excluded": ["A.5"], {SOURCE} }},
            "subcontracting": {{ "justified_above": "30", {SOURCE} }}"#));
        let (before, after) = (check(&partial, &call), check(&full, &call));
        for (a, b) in before.assessments().zip(after.assessments()) {
            prop_assert_eq!((a.rule(), a.subject()), (b.rule(), b.subject()));
            let (was, is) = (a.outcome(), b.outcome());
            let refined = match was {
                Outcome::Met => matches!(is, Outcome::Met | Outcome::NotApplicable),
                Outcome::NotMet | Outcome::NotApplicable => is == was,
                _ => true,
            };
            // What is not told of work packages is not compared: their indirect costs need not be split.
            prop_assert!(refined || a.rule() == RuleId::BudgetWorkPackages, "{} {} {}: {} {}", a.rule(), was, is, a.message(), b.message());
        }
    }

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
        let empty = balanced(costs, volunteers, 0);
        let call = seed().assume("budget-volunteers", crate::call::Reading::Yes).unwrap();
        match empty.budget.as_ref().unwrap().largest_grant(&call, &empty) {
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
            let unknown = told.triggered == YesNo::Unknown;
            prop_assert!(told.threshold.is_none() || unknown != told.missing.is_empty(), "{:?}", told);
        }
    }
}
