//! What the whole budget asks for, and the costs that count.

use super::*;

const FACTS: &str = r#""submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24,
    "requested_grant": 600000, "total_eligible_costs": 700000,"#;

/// The verdict, and what the range rule says with what it depends on.
fn ranged(members: &str, more: &str, rows: &[(&str, &str)]) -> (Verdict, Outcome, Vec<String>) {
    let proposal = proposal(members, &format!("{FACTS} {more}"), &asking(rows));
    let report = check(&proposal, seed());
    let as_of = report.as_of();
    assert_eq!(proposal.verdict(seed(), as_of), report.verdict());
    assert_eq!(proposal.is_eligible(seed(), as_of), report.verdict() == Verdict::Eligible);
    let (outcome, missing, _) = told(&proposal, seed(), RuleId::BudgetGrantRange, "/budget");
    (report.verdict(), outcome, missing)
}

#[test]
fn a_budget_out_of_range_rejects_once_it_is_written() {
    let rows = |last: &'static str| [("0", "200000"), ("1", "200000"), ("2", last)];
    assert_eq!(ranged(THREE, "", &rows("100000")).0, Verdict::Eligible);
    assert_eq!(ranged(THREE, "", &rows("600000")).0, Verdict::Eligible);
    for last in ["\"99999.99\"", "\"600000.01\""] {
        assert_eq!(ranged(THREE, "", &rows(last)), (Verdict::Ineligible, Outcome::NotMet, vec![]), "{last}");
    }
    let open = ranged(THREE, "", &rows("null"));
    let missing = vec!["/budget/rows/2/requested".to_owned()];
    assert_eq!(open, (Verdict::Undetermined, Outcome::Unknown, missing));
}

#[test]
fn a_budget_that_is_being_written_rejects_nothing_that_completing_it_could_save() {
    let unknown = |missing: &[&str]| {
        let missing = missing.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>();
        (Verdict::Undetermined, Outcome::Unknown, missing)
    };
    // A funded participant has no row yet, and may bring the sum up but never down.
    let two = [("0", "100000"), ("1", "100000")];
    assert_eq!(ranged(THREE, "", &two), unknown(&["/budget/rows"]));
    let two = [("0", "500000"), ("1", "\"500000.01\"")];
    assert_eq!(ranged(THREE, "", &two).0, Verdict::Ineligible);
    // A row counts between once and twice.
    let twice =
        |again: &'static str| [("0", "400000"), ("1", "50000"), ("2", "50000"), ("\"999000001\"", again)];
    assert_eq!(ranged(THREE, "", &twice("400000")).0, Verdict::Eligible);
    assert_eq!(ranged(THREE, "", &twice("\"500000.01\"")), unknown(&["/budget/rows"]));
    assert_eq!(ranged(THREE, "", &twice("\"399999.99\"")), unknown(&["/budget/rows"]));
    // Nobody's row, and that of a partner without funding, count between nothing and themselves.
    let nobody = |asked: &'static str| [("0", "400000"), ("1", "50000"), ("2", "50000"), ("9", asked)];
    assert_eq!(ranged(THREE, "", &nobody("500000")).0, Verdict::Eligible);
    assert_eq!(ranged(THREE, "", &nobody("\"500000.01\"")), unknown(&["/budget/rows"]));
    let partner = format!(r#"{THREE}, {{"name": "D", "pic": "999000004", "role": "associated_partner"}}"#);
    let rows = [("0", "400000"), ("1", "50000"), ("2", "49999"), ("3", "1")];
    assert_eq!(ranged(&partner, "", &rows), unknown(&["/budget/rows"]));
    // An unknown role may turn out to be a funded one, with a row or without.
    let open = partner.replace("\"associated_partner\"", "null");
    let roles = ["/budget/rows", "/participants/3/role"];
    assert_eq!(ranged(&open, "", &rows).1, Outcome::Unknown);
    assert_eq!(ranged(&open, "", &rows).2, roles);
    assert_eq!(ranged(&open, "", &rows[..3]).2, roles);
    // A code that nobody states may be that of somebody without a code.
    let coded = THREE.replace(r#""pic": "999000003", "#, "");
    let rows = [("0", "400000"), ("1", "50000"), ("\"999000009\"", "60000")];
    assert_eq!(ranged(&coded, "", &rows).2, ["/budget/rows", "/participants/2/pic"]);
    // More may join.
    let more = r#""participants_complete": false,"#;
    let low = [("0", "1"), ("1", "1"), ("2", "1")];
    assert_eq!(ranged(THREE, more, &low), unknown(&["/participants_complete"]));
    assert_eq!(ranged(THREE, more, &[("0", "500000"), ("1", "500000"), ("2", "1")]).0, Verdict::Ineligible);
}

#[test]
fn the_largest_grant_goes_by_the_costs_that_count() {
    let members = format!(r#"{THREE}, {{"name": "D", "pic": "999000004", "role": "associated_partner"}}"#);
    let rows = |more: &str| {
        proposal(
            &members,
            "",
            &format!(
                r#""rows": [{{"participant": 0, "costs": {{"A.1": 700000, "E": 49000{more}}}}},
                {{"participant": 3, "costs": {{"A.1": 50000, "E": 3500}}}},
                {{"participant": 9, "costs": {{"A.1": 50000, "E": 3500}}}}]"#
            ),
        )
    };
    let counts = |proposal: &Proposal, call: &Call| {
        proposal.budget.as_ref().unwrap().ceilings(call, proposal).map(|c| c.costs)
    };
    assert_eq!(counts(&rows(""), seed()), "749000".parse().ok());
    // A category that the call closes does not count, one that it leaves open cannot be told.
    let volunteers = rows(r#", "A.5": 1000"#);
    assert_eq!(counts(&volunteers, seed()), None);
    let closed = seed().assume("budget-volunteers", crate::call::Reading::No).unwrap();
    assert_eq!(counts(&volunteers, &closed), "749000".parse().ok());
    let opened = seed().assume("budget-volunteers", crate::call::Reading::Yes).unwrap();
    assert_eq!(counts(&volunteers, &opened), "750000".parse().ok());
    // Volunteers' work is of the base of the indirect costs: 7 % of 701 000 is what is asked for.
    let asked = volunteers.to_json().replace("49000.00", "49070.00");
    assert_eq!(counts(&Proposal::from_json(&asked).unwrap(), &opened), "750070".parse().ok());
    // Where the call leaves it out of the base, it is not.
    let without = call(&format!(r#""indirect_costs": {{ "rate": "7", "excluded": ["A.5"], {SOURCE} }}"#));
    let without = without.assume("budget-volunteers", crate::call::Reading::Yes).unwrap();
    assert_eq!(counts(&Proposal::from_json(&asked).unwrap(), &without), "750000".parse().ok());
    // Neither do the indirect costs on it.
    let flat = call(&format!(
        r#""indirect_costs": {{ "rate": "7", "excluded": [], {SOURCE} }}, "specific_categories": {{ "open": [], {SOURCE} }}"#
    ));
    let specific = rows(r#", "D.2": 1000"#).to_json().replace("49000.00", "49070.00");
    assert_eq!(counts(&Proposal::from_json(&specific).unwrap(), &flat), "749000".parse().ok());
    // Unknown cells, roles and repeated rows leave it open.
    assert_eq!(counts(&rows(r#", "B": null"#), seed()), None);
    let open = rows("").to_json().replace("\"associated_partner\"", "null");
    assert_eq!(counts(&Proposal::from_json(&open).unwrap(), seed()), None);
    let twice = rows("").to_json().replace("\"participant\":3", "\"participant\":0");
    assert_eq!(counts(&Proposal::from_json(&twice).unwrap(), seed()), None);
}

#[test]
fn a_correction_to_the_rate_that_leaves_the_range_says_so_with_both_numbers() {
    let told = |grant: u32, costs: u32| {
        let more = format!(r#""requested_grant": {grant}, "total_eligible_costs": {costs},"#);
        let rows = format!(
            r#""rows": [{{"participant": 0, "costs": {{"A.1": {costs}, "A.2": 0, "A.3": 0, "A.4": 0, "A.5": 0, "B": 0, "C.1": 0,
            "C.2": 0, "C.3": 0, "D.1": 0, "D.2": 0, "D.3": 0, "D.4": 0, "D.5": 0, "E": 0}}, "requested": {grant}}}]"#
        );
        let proposal = proposal(TWO, &more, &rows);
        [(RuleId::FundingRate, "/requested_grant"), (RuleId::BudgetFundingRate, "/budget")].map(
            |(rule, subject)| {
                let (outcome, _, message) = told(&proposal, seed(), rule, subject);
                assert_eq!(outcome, Outcome::NotMet);
                message
            },
        )
    };
    // 100 % of EUR 500 000: at 90 % it is EUR 450 000, and the call's smallest grant is EUR 500 000.
    for message in told(500_000, 500_000) {
        let text = "Corrected to 90 %, the grant of EUR 450 000 is below the smallest of the call, EUR 500 000; \
                    what follows is not stated.";
        assert!(message.contains(text), "{message}");
    }
    // What is shown as 90 per cent keeps to it: EUR 500 000 of EUR 555 555.50 does, of which 90 per cent is EUR 499 999.95.
    let just = r#""requested_grant": 510000, "total_eligible_costs": "555555.50","#;
    let just = proposal(TWO, just, r#""rows": []"#);
    let (outcome, _, message) = super::told(&just, seed(), RuleId::FundingRate, "/requested_grant");
    assert_eq!((outcome, message.contains("Corrected")), (Outcome::NotMet, false), "{message}");
    // What stays within the range is corrected and no more is said.
    assert!(told(600_000, 600_000).iter().all(|message| !message.contains("Corrected")));
    for message in told(1_500_000, 1_500_000) {
        assert!(
            message.contains("EUR 1 350 000 is above the maximum of the call, EUR 1 000 000"),
            "{message}"
        );
    }
}

#[test]
fn a_share_shown_above_its_rate_says_that_it_keeps_to_it_exactly() {
    let call = catalogue::source(TOPIC).unwrap().replace(r#""at_most": "90""#, r#""at_most": "66.6667""#);
    let call = Call::from_json(&call).unwrap();
    let more = r#""requested_grant": "713333.69", "total_eligible_costs": 1070000,"#;
    let (outcome, _, message) =
        told(&proposal(TWO, more, r#""rows": []"#), &call, RuleId::FundingRate, "/requested_grant");
    assert_eq!(outcome, Outcome::Met);
    let text =
        "EUR 713 333.69 of EUR 1 070 000 is 66.67 %, exactly no more than the rate; at most 66.6667 %.";
    assert!(message.starts_with(text), "{message}");
}

#[test]
fn no_grant_is_said_to_pass_where_one_may_by_some_reading_or_once_all_rows_are_there() {
    let rows = |participants: &[&str], costs: u32| {
        let of = |who: &&str| format!(r#"{{"participant": {who}, "costs": {{"A.1": {costs}, "E": 0}}}}"#);
        let rows: Vec<String> = participants.iter().map(of).collect();
        format!(r#""rows": [{}]"#, rows.join(","))
    };
    let most = |members: &str, more: &str, rows: &str, call: &Call| {
        let proposal = proposal(members, more, rows);
        let budget = proposal.budget.as_ref().unwrap();
        (budget.ceilings(call, &proposal).is_some(), budget.largest_grant(call, &proposal).map(|l| l.grant))
    };
    // EUR 500 000 is the least of the seed call, and EUR 400 000 can carry none.
    let one = rows(&["0"], 400_000);
    assert_eq!(most(TWO, "", &one, seed()), (true, None));
    // With whoever joins, or has no row yet, it may.
    assert_eq!(most(TWO, r#""participants_complete": false,"#, &one, seed()), (false, None));
    assert_eq!(most(THREE, "", &one, seed()), (false, None));
    // By another reading of the range it does.
    let text = catalogue::source(TOPIC).unwrap().replace(
        r#""open_questions": ["#,
        r#""open_questions": [{ "id": "less", "question": "Is the least EUR 300 000?", "yes": "It is.", "no": "It is not.",
            "source": [{ "document": "gateway" }] },"#,
    );
    let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file["grant"]["or"] = serde_json::json!({ "open": "less", "min": 300_000, "max": 1_000_000 });
    let open = Call::from_json(&file.to_string()).unwrap();
    assert_eq!(most(TWO, "", &one, &open), (false, None));
    let yes = open.assume("less", crate::call::Reading::Yes).unwrap();
    assert_eq!(most(TWO, "", &one, &yes).1, "360019.99".parse().ok());
    let no = open.assume("less", crate::call::Reading::No).unwrap();
    assert_eq!(most(TWO, "", &one, &no), (true, None));
}

#[test]
fn what_is_not_kept_under_two_readings_names_both() {
    let text = catalogue::source(TOPIC).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(text).unwrap();
    let question = serde_json::json!({ "id": "less", "question": "Less?", "yes": "It is.", "no": "It is not.",
        "source": [{ "document": "gateway" }] });
    file["open_questions"].as_array_mut().unwrap().push(question);
    file["grant"]["or"] = serde_json::json!({ "open": "less", "min": 300_000, "max": 1_000_000 });
    file["funding_rate"]["or"] = serde_json::json!({ "open": "less", "at_most": "95" });
    let call = Call::from_json(&file.to_string()).unwrap();
    let asked = |grant: u32| {
        let costs = r#"{"A.1": 200000, "A.2": 0, "A.3": 0, "A.4": 0, "A.5": 0, "B": 0, "C.1": 0,
            "C.2": 0, "C.3": 0, "D.1": 0, "D.2": 0, "D.3": 0, "D.4": 0, "D.5": 0, "E": 0}"#;
        let rows = format!(r#""rows": [{{"participant": 0, "costs": {costs}, "requested": {grant}}}]"#);
        proposal(TWO, "", &rows)
    };
    let (outcome, _, message) = told(&asked(299_999), &call, RuleId::BudgetGrantRange, "/budget");
    assert_eq!(outcome, Outcome::NotMet);
    assert!(message.contains("EUR 300 000 to 1 000 000; that is not kept either"), "{message}");
    let (outcome, _, message) = told(&asked(185_000), &call, RuleId::BudgetFundingRate, "/budget");
    assert_eq!(outcome, Outcome::Unknown);
    assert!(message.contains("where \"less\" is answered yes, 95 %"), "{message}");
}

#[test]
fn what_an_associated_partner_bears_carries_no_grant() {
    let members = |role: &str| format!(r#"{THREE}, {{"name": "D", "pic": "999000004", "role": {role}}}"#);
    // 800 000 of costs in three rows, and 100 000 in that of D: 720 000 are 90 % of the former alone.
    let budget = |asked: &str| {
        let row = |who: u32, costs: &str, asked: &str| {
            let zero = [
                "A.2", "A.3", "A.4", "A.5", "B", "C.1", "C.2", "C.3", "D.1", "D.2", "D.3", "D.4", "D.5", "E",
            ];
            let zero = zero.map(|category| format!(r#", "{category}": 0"#)).concat();
            format!(r#"{{"participant": {who}, "costs": {{"A.1": {costs}{zero}}}, "requested": {asked}}}"#)
        };
        let rows =
            [row(0, "400000", asked), row(1, "200000", "0"), row(2, "200000", "0"), row(3, "100000", "0")];
        format!(r#""rows": [{}]"#, rows.join(", "))
    };
    let at = |role: &str, asked: &str, rule| {
        let proposal = proposal(
            &members(role),
            r#""total_eligible_costs": 800000, "requested_grant": 720000,"#,
            &budget(asked),
        );
        told(&proposal, seed(), rule, "/budget")
    };
    let rules = [RuleId::BudgetFundingRate, RuleId::BudgetWithoutVolunteers, RuleId::BudgetAgrees];
    let outcomes = |role: &str, asked: &str| rules.map(|rule| at(role, asked, rule).0);
    use Outcome::{Met, NotMet, Unknown};
    let partner = r#""associated_partner""#;
    assert_eq!(outcomes(partner, "720000"), [Met, Met, Met]);
    assert_eq!(outcomes(partner, "\"720039.99\""), [Met, Met, NotMet], "as the share is shown");
    assert_eq!(outcomes(partner, "\"720040.00\"")[0], NotMet);
    assert_eq!(outcomes(partner, "\"800000.01\"")[1], NotMet);
    // As a beneficiary D carries a grant too, and states costs that the proposal does not.
    let beneficiary = r#""beneficiary""#;
    assert_eq!(outcomes(beneficiary, "720000"), [Met, Met, NotMet]);
    assert_eq!(outcomes(beneficiary, "\"810000.00\"")[..2], [Met, Met]);
    // While the role is unknown both are looked at, and the role is what is missing.
    assert_eq!(outcomes("null", "720000"), [Met, Met, Unknown]);
    assert_eq!(outcomes("null", "810000"), [Unknown, Unknown, NotMet]);
    assert_eq!(at("null", "810000", RuleId::BudgetFundingRate).1, ["/participants/3/role"]);
    assert_eq!(at("null", "720000", RuleId::BudgetAgrees).1, ["/participants/3/role"]);
    let said = at(partner, "810000", RuleId::BudgetFundingRate).2;
    let words = "EUR 810 000 of EUR 800 000 is 101.25 %; at most 90 %, exceeded by EUR 90 000 exactly. \
                 Costs of whoever has no funding are not eligible and not counted.";
    assert!(said.starts_with(words), "{said}");
    // The largest grant that is told passes, and a cent more does not.
    let proposal = proposal(&members(partner), "", &budget("720000"));
    let most = proposal.budget.as_ref().unwrap().largest_grant(seed(), &proposal).unwrap();
    assert_eq!((most.grant, most.binding), ("720039.99".parse().unwrap(), Limit::FundingRate));
}
