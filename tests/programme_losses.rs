//! What is lost of commitments, and when: exceptions that end, claims of a day to come, unknown facts beside each other.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test states what it expects in the plainest way")]

use amif::programme::Programme;
use serde_json::{Value, json};

/// A programme of EUR 60 million adopted in November 2022: pre-financing of 13.2 million by the end of 2025 and of 16.2 million from
/// 2026 on.
fn programme(more: Value) -> Programme {
    let mut document = json!({
        "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
        "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": 60_000_000 }],
        "commitments": { "2022": 11_000_000, "2023": 11_500_000, "2024": 10_000_000, "2025": 11_000_000, "2026": 8_500_000 },
        "applications": [], "allocations": [], "exceptions": [], "planned": [],
    });
    for (name, value) in more.as_object().unwrap() {
        *document.as_object_mut().unwrap().entry(name).or_insert(Value::Null) = value.clone();
    }
    Programme::from_json(&document.to_string()).unwrap()
}

fn claim(year: Option<&str>, on: Option<&str>, union: u32) -> Value {
    json!({ "id": format!("a-{union}"), "accounting_year": year, "submitted_on": on, "status": "accepted",
        "rows": [{ "objective": 1, "action": "15(1)", "union": union }], "technical_assistance": 0 })
}

/// The outcome for the commitment of a year, with what is missing, or what is open.
fn used(programme: &Programme, as_of: &str, of: u32) -> (String, Vec<String>) {
    let report = programme.check(as_of.parse().ok());
    let subject = format!("/commitments/{of}");
    let found = report
        .assessments()
        .find(|a| a.rule().as_str() == "payment/commitment-used" && a.subject().to_string() == subject);
    let found = found.unwrap_or_else(|| panic!("{subject} is not told"));
    (found.outcome().to_string(), found.missing().iter().map(ToString::to_string).collect())
}

fn outcome(programme: &Programme, as_of: &str, of: u32) -> String {
    used(programme, as_of, of).0
}

/// What is lost on a day itself: for certain, and at most.
fn newly(programme: &Programme, as_of: &str, year: i32) -> (String, String) {
    let forecast = programme.forecast(as_of.parse().ok()).unwrap();
    let newly = forecast.year(year).unwrap().newly_lost;
    (newly.certain.unwrap().to_string(), newly.possible.unwrap().to_string())
}

/// Art. 106(1): what is still short when the ground has ended is lost on the next 31 December, whatever is committed for its year.
#[test]
fn what_was_excepted_is_lost_after_the_ground_ended_whatever_the_year_has() {
    let until = |until: &str| {
        programme(json!({ "commitments": { "2022": 20_000_000 }, "exceptions": [{ "commitment_year": "2022",
            "amount": 6_800_000, "ground": "litigation", "from": "2025-01-01", "until": until }] }))
    };
    for (ends, year) in
        [("2026-12-30", 2026), ("2026-12-31", 2027), ("2027-01-01", 2027), ("2027-12-31", 2028)]
    {
        let programme = until(ends);
        for of in 2023..=2026 {
            let after = format!("{}-01-01", of + 4);
            let expected = if of + 3 == year { "not_met" } else { "not_applicable" };
            assert_eq!(outcome(&programme, &after, of as u32), expected, "until {ends}, of {of}");
        }
        assert_eq!(newly(&programme, "2030-01-01", year), ("3800000.00".to_owned(), "3800000.00".to_owned()));
    }
    // Ahead it is conditional on claiming it.
    assert_eq!(outcome(&until("2026-12-31"), "2027-06-01", 2024), "conditional");
    assert_eq!(outcome(&until("2026-12-31"), "2027-06-01", 2025), "not_applicable");
    let text = until("2026-12-31").forecast("2028-01-01".parse().ok()).unwrap().to_string();
    assert!(!text.contains("at risk    3 800 000"), "{text}");
}

/// An application for an accounting year is submitted from its first day to the 31 July after it: without a day it cannot have been
/// made before, may have been made between, and was made after.
#[test]
fn a_claim_of_no_day_counts_once_its_accounting_year_has_begun() {
    let of = |year: &str, as_of: &str| {
        let claim = claim(Some(year), None, 9_300_000);
        let programme = programme(json!({ "applications": [claim] }));
        let forecast = programme.forecast(as_of.parse().ok()).unwrap();
        let covered = forecast.year(2026).unwrap().covered;
        let (outcome, missing) = used(&programme, as_of, 2023);
        let certain = covered.certain.unwrap().to_string();
        (certain, covered.possible.unwrap().to_string(), outcome, missing)
    };
    let told = |certain: &str, outcome: &str, missing: &[&str]| {
        let missing: Vec<String> = missing.iter().map(|path| (*path).to_owned()).collect();
        (certain.to_owned(), "25500000.00".to_owned(), outcome.to_owned(), missing)
    };
    const DAY: &[&str] = &["/applications/0/submitted_on"];
    assert_eq!(of("2026", "2025-03-01"), told("16200000.00", "conditional", &[]));
    assert_eq!(of("2026", "2025-06-30"), told("16200000.00", "conditional", &[]));
    assert_eq!(of("2026", "2025-07-01"), told("16200000.00", "unknown", DAY));
    assert_eq!(of("2026", "2026-07-30"), told("16200000.00", "unknown", DAY));
    assert_eq!(of("2026", "2026-07-31"), told("25500000.00", "met", &[]));
    // The first accounting year begins with eligibility.
    assert_eq!(of("2022", "2022-07-30").0, "16200000.00");
    assert_eq!(of("2022", "2022-07-31").0, "25500000.00");
}

/// Of two adoptions of one day either may be the first, whichever stands first in the file.
#[test]
fn of_two_adoptions_of_one_day_it_is_open_which_is_the_first() {
    let adopted = |first: u32, second: u32| {
        let adoption = |union: u32| json!({ "kind": "adoption", "date": "2022-11-10", "union": union });
        let decisions = json!([adoption(first), adoption(second)]);
        let programme = programme(json!({ "decisions": decisions }));
        let covered = programme.forecast("2026-11-28".parse().ok()).unwrap().year(2026).unwrap().covered;
        (programme, covered.certain.unwrap().to_string(), covered.possible.unwrap().to_string())
    };
    for (first, second) in [(60_000_000, 100_000_000), (100_000_000, 60_000_000)] {
        let (programme, certain, possible) = adopted(first, second);
        assert_eq!((certain.as_str(), possible.as_str()), ("16200000.00", "27000000.00"));
        assert_eq!(programme.pre_financing(), None);
        let report = programme.check("2027-01-01".parse().ok());
        let used = report.assessments().find(|a| a.subject().to_string() == "/commitments/2023").unwrap();
        assert_eq!(used.outcome().to_string(), "unknown");
        assert_eq!(used.open(), ["decision-of-one-day"]);
    }
    let (programme, certain, possible) = adopted(60_000_000, 60_000_000);
    assert_eq!((certain, possible), ("16200000.00".to_owned(), "16200000.00".to_owned()));
    assert!(programme.pre_financing().is_some());
}

/// What is submitted on a day to come is planned, and no fact.
#[test]
fn a_claim_of_a_day_to_come_is_as_a_planned_one() {
    let first = claim(Some("2026"), Some("2026-05-20"), 3_000_000);
    let coming = claim(Some("2027"), Some("2026-12-15"), 3_300_000);
    let submitted = programme(json!({ "applications": [first.clone(), coming] }));
    let planned = programme(
        json!({ "applications": [first], "planned": [{ "on": "2026-12-15", "union": 3_300_000 }] }),
    );
    for one in [&submitted, &planned] {
        assert_eq!(used(one, "2026-11-28", 2023), ("conditional".to_owned(), Vec::new()));
        let end = one.forecast("2026-11-28".parse().ok()).unwrap().year(2026).cloned().unwrap();
        assert_eq!(end.claimed.certain.unwrap().to_string(), "3000000.00");
        assert_eq!(end.claimed.possible.unwrap().to_string(), "6300000.00");
    }
    assert_eq!(outcome(&submitted, "2026-12-15", 2023), "met");
}

/// What is planned without a day does not come in a year that is over.
#[test]
fn a_plan_without_a_day_covers_no_day_that_is_over() {
    let planned = programme(json!({ "planned": [{ "union": 60_000_000 }] }));
    assert_eq!(outcome(&planned, "2027-01-01", 2023), "not_met");
    assert_eq!(newly(&planned, "2027-01-01", 2026), ("6300000.00".to_owned(), "6300000.00".to_owned()));
}

#[test]
fn an_exception_whose_end_is_not_known_is_told_as_missing() {
    let ends = |until: Value| {
        programme(json!({ "applications": [claim(Some("2026"), Some("2026-05-20"), 3_000_000)],
            "exceptions": [{ "commitment_year": "2023", "amount": 3_300_000, "ground": "litigation", "from": "2026-06-01",
                "until": until }] }))
    };
    let open = ends(Value::Null);
    assert_eq!(
        used(&open, "2026-11-28", 2023),
        ("unknown".to_owned(), vec!["/exceptions/0/until".to_owned()])
    );
    assert_eq!(outcome(&ends("2026-12-01".into()), "2026-11-28", 2023), "conditional");
    assert_eq!(outcome(&ends("2027-01-01".into()), "2026-11-28", 2023), "met");
    // It had not ended by a day that is over.
    assert_eq!(used(&open, "2027-01-01", 2023), ("met".to_owned(), Vec::new()));
}

/// What is lost on a day depends on what was lost before it: the least and the most of all cases, and no difference of extremes.
#[test]
fn what_one_day_loses_is_bounded_over_all_cases() {
    let with = |of_2023: u32| {
        programme(json!({ "commitments": { "2022": 15_000_000, "2023": of_2023 },
            "applications": [claim(Some("2026"), None, 3_000_000)] }))
    };
    // In 2025 it saves 1.8 million of that year, and 1.3 are short in 2026; in 2026 those 1.8 are lost, and nothing more.
    assert_eq!(newly(&with(5_500_000), "2027-01-01", 2026), ("0.00".to_owned(), "1300000.00".to_owned()));
    assert_eq!(
        newly(&with(6_500_000), "2027-01-01", 2026),
        ("500000.00".to_owned(), "2300000.00".to_owned())
    );
    assert_eq!(outcome(&with(5_500_000), "2027-01-01", 2023), "unknown");
    assert_eq!(outcome(&with(6_500_000), "2027-01-01", 2023), "not_met");
    for (on, lost) in [("2025-05-01", "1300000.00"), ("2026-05-01", "0.00")] {
        let known = programme(json!({ "commitments": { "2022": 15_000_000, "2023": 5_500_000 },
            "applications": [claim(Some("2026"), Some(on), 3_000_000)] }));
        assert_eq!(newly(&known, "2027-01-01", 2026), (lost.to_owned(), lost.to_owned()), "{on}");
    }
}

/// Whatever is committed for 2022, and lost in 2025, as much of what falls due later is short.
#[test]
fn an_unknown_commitment_hides_nothing_of_later_ones() {
    let of = |of_2022: Value| {
        programme(
            json!({ "commitments": { "2022": of_2022, "2023": 11_500_000, "2024": 10_000_000, "2025": 11_000_000,
            "2026": 8_500_000 }, "applications": [claim(Some("2026"), Some("2026-05-20"), 3_000_000)] }),
        )
    };
    for year in [2024, 2025, 2026] {
        assert_eq!(outcome(&of(Value::Null), "2026-11-28", year), "conditional", "{year}");
        for known in [0, 11_000_000, 40_000_000] {
            assert_eq!(outcome(&of(known.into()), "2026-11-28", year), "conditional", "{year}, {known}");
        }
    }
    assert_eq!(used(&of(Value::Null), "2026-11-28", 2023).1, ["/commitments/2022"]);
}

#[test]
fn a_commitment_that_falls_due_later_is_not_missing_before() {
    let programme = programme(
        json!({ "commitments": { "2022": 15_000_000, "2023": 4_000_000, "2024": 1_000_000, "2026": null },
        "applications": [claim(None, None, 3_000_000)] }),
    );
    assert_eq!(used(&programme, "2027-01-01", 2022).1, ["/applications/0/submitted_on"]);
    let forecast = programme.forecast("2027-01-01".parse().ok()).unwrap();
    assert!(forecast.missing().contains(&"/commitments/2026".to_owned()));
}

/// Knowing less makes no answer better: 22 % of 20 million is the most that is due by 2025, whatever was received.
#[test]
fn what_was_received_beyond_what_is_due_covers_nothing() {
    let adopted = |date: Value, union: Value| {
        programme(json!({ "decisions": [{ "kind": "adoption", "date": date, "union": union }],
            "commitments": { "2022": 6_000_000 },
            "received": [{ "kind": "pre_financing", "on": "2025-05-15", "amount": 6_300_000 }] }))
    };
    let known = adopted("2022-11-10".into(), 20_000_000.into());
    assert_eq!(outcome(&known, "2026-11-28", 2022), "not_met");
    assert_eq!(outcome(&adopted(Value::Null, 20_000_000.into()), "2026-11-28", 2022), "not_met");
    let unknown = adopted("2022-11-10".into(), Value::Null);
    assert_eq!(
        used(&unknown, "2026-11-28", 2022),
        ("unknown".to_owned(), vec!["/decisions/0/union".to_owned()])
    );
}

/// Two readings of what is open that lose the same amount decide.
#[test]
fn a_loss_that_is_the_same_under_both_readings_is_told() {
    let programme =
        programme(json!({ "commitments": { "2022": 10_500_000, "2023": 10_000_000, "2024": 500_000 },
        "received": [{ "kind": "pre_financing", "on": "2026-05-01", "amount": 5_500_000 }] }));
    assert_eq!(newly(&programme, "2028-01-01", 2027), ("500000.00".to_owned(), "500000.00".to_owned()));
    assert_eq!(outcome(&programme, "2028-01-01", 2024), "not_met");
}

/// What was lost on a day that is over is not due again, whatever covered then.
#[test]
fn what_is_to_be_claimed_is_short_in_one_case_and_not_in_a_mix_of_cases() {
    let none =
        programme(json!({ "commitments": { "2022": 11_000_000, "2023": 11_500_000 }, "received": [] }));
    let forecast = none.forecast("2026-11-28".parse().ok()).unwrap();
    let end = forecast.year(2026).unwrap();
    // If what was not received covers, 22.5 - 16.2 are short; if not, 11.0 were lost in 2025 and 22.5 - 11.0 - 3.0 are.
    assert_eq!(end.newly_lost.certain.unwrap().to_string(), "6300000.00");
    assert_eq!(end.newly_lost.possible.unwrap().to_string(), "8500000.00");
    assert_eq!(end.to_claim.unwrap().to_string(), "8500000.00");
    let next = forecast.next_due().iter().find(|due| due.on == end.on).unwrap();
    assert!(next.what.contains("EUR 8 500 000 more"), "{}", next.what);
}

/// With a plan and without it: what is excepted of a commitment is no more than is open of it then.
#[test]
fn an_exception_beside_a_plan_loses_what_it_loses_in_each_case() {
    let with = |more: Value| {
        let mut document = json!({ "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": 10_000_000 }],
            "commitments": { "2023": 5_700_000, "2024": 2_000_000 },
            "exceptions": [{ "commitment_year": "2023", "amount": 5_000_000, "ground": "litigation", "from": "2026-06-01",
                "until": "2031-06-30" }] });
        for (name, value) in more.as_object().unwrap() {
            document[name] = value.clone();
        }
        programme(document)
    };
    let plan = json!({ "planned": [{ "on": "2026-12-01", "union": 1_000_000 }] });
    let claimed = json!({ "applications": [claim(Some("2027"), Some("2026-11-01"), 1_000_000)] });
    for more in [json!({}), plan, claimed] {
        let programme = with(more);
        let forecast = programme.forecast("2026-11-28".parse().ok()).unwrap();
        let lost =
            |year: i32| forecast.year(year).map(|end| (end.lost, end.newly_lost, end.to_claim)).unwrap();
        let money = |amount: Option<amif::Eur>| amount.unwrap().to_string();
        for (year, newly) in [(2027, "2000000.00"), (2028, "0.00"), (2029, "0.00")] {
            let (all, on_the_day, to_claim) = lost(year);
            assert_eq!(
                (money(all.certain), money(all.possible)),
                ("2000000.00".to_owned(), "2000000.00".to_owned())
            );
            assert_eq!(
                (money(on_the_day.certain), money(on_the_day.possible)),
                (newly.to_owned(), newly.to_owned())
            );
            assert_eq!(money(to_claim), "2000000.00", "{year}");
        }
        // It is excepted, and not covered.
        let next = forecast.next_due().iter().find(|due| due.on.to_string() == "2026-12-31").unwrap();
        assert!(next.what.contains("is excepted"), "{}", next.what);
    }
}

/// Both grounds except alike, and what else is not known of an exception is named wherever it decides.
#[test]
fn what_is_not_known_of_an_exception_is_named() {
    let without = |fact: &str| {
        let mut exception = json!({ "commitment_year": "2023", "amount": 3_300_000, "ground": "litigation",
            "from": "2026-06-01", "until": "2027-01-31" });
        exception[fact] = Value::Null;
        programme(
            json!({ "applications": [claim(Some("2026"), Some("2026-05-20"), 3_000_000)], "exceptions": [exception] }),
        )
    };
    assert_eq!(used(&without("ground"), "2026-11-28", 2023), ("met".to_owned(), Vec::new()));
    let silent = without("ground").forecast("2026-11-28".parse().ok()).unwrap();
    assert!(silent.missing().is_empty(), "{:?}", silent.missing());
    for fact in ["amount", "from", "commitment_year"] {
        let path = format!("/exceptions/0/{fact}");
        let programme = without(fact);
        assert_eq!(used(&programme, "2026-11-28", 2023), ("unknown".to_owned(), vec![path.clone()]));
        assert_eq!(programme.forecast("2026-11-28".parse().ok()).unwrap().missing(), [path]);
    }
}

/// Art. 93: interim payments support no specific objective beyond what the decision has for it, so no more is covered by claims
/// for it, whether their amounts are stated or not.
#[test]
fn claims_for_an_objective_cover_no_more_than_the_decision_has() {
    let with = |table: Value, claims: &[(&str, Value)]| {
        let claims = claims.iter().map(|(on, union)| {
            let mut claim = claim(None, Some(on), 0);
            *claim.pointer_mut("/rows/0/union").unwrap() = union.clone();
            claim
        });
        programme(json!({ "financing": table, "applications": claims.collect::<Vec<_>>() }))
    };
    let row = |union: Value| json!([{ "objective": 1, "action": "15(1)", "union": union }]);
    // What claims bring beside 13.2 million of pre-financing by the end of 2025 and 16.2 million by that of 2026.
    let covered = |programme: &Programme, year: i32| {
        let forecast = programme.forecast("2026-11-28".parse().ok()).unwrap();
        let claimed = forecast.year(year).unwrap().claimed;
        let beyond = forecast.open().iter().any(|open| open.id == "claims-beyond-the-decision");
        (claimed.certain.unwrap().to_string(), claimed.possible.unwrap().to_string(), beyond)
    };
    let is =
        |certain: &str, possible: &str, beyond| (format!("{certain}.00"), format!("{possible}.00"), beyond);
    let six = || row(json!(6_000_000));
    let [may, june] = ["2025-05-20", "2026-06-20"];
    assert_eq!(covered(&with(six(), &[(june, json!(6_000_000))]), 2026), is("6000000", "6000000", false));
    assert_eq!(covered(&with(six(), &[(june, json!(10_000_000))]), 2026), is("6000000", "6000000", true));
    assert_eq!(covered(&with(six(), &[(june, Value::Null)]), 2026), is("0", "6000000", false));
    // All claims for the objective together, whatever is known of them.
    let two = with(six(), &[(may, json!(4_000_000)), (june, json!(4_000_000))]);
    assert_eq!(covered(&two, 2025), is("4000000", "4000000", true));
    assert_eq!(covered(&two, 2026), is("6000000", "6000000", true));
    let one = with(six(), &[(may, json!(4_000_000)), (june, Value::Null)]);
    assert_eq!(covered(&one, 2026), is("4000000", "6000000", false));
    // The objective is what counts, and not a row of it.
    let rows = json!([{ "objective": 1, "action": "15(1)", "union": 1_000_000 },
        { "objective": 1, "action": "15(3)", "union": 9_000_000 }]);
    assert_eq!(covered(&with(rows, &[(june, json!(8_000_000))]), 2026), is("8000000", "8000000", false));
    // Where it is not known what the decision has, a claim is taken to keep to it.
    let other = json!([{ "objective": 2, "action": "15(1)", "union": 6_000_000 }]);
    for table in [Value::Null, row(Value::Null), json!([{ "union": 6_000_000 }]), other] {
        assert_eq!(
            covered(&with(table, &[(june, json!(10_000_000))]), 2026),
            is("10000000", "10000000", false)
        );
    }
}

#[test]
fn a_ground_that_ends_before_it_begins_is_open() {
    // Due by the end of 2025 is the commitment of 2022, EUR 11 million, and 13.2 million are covered; by that of 2026 22.5 million are due
    // and 16.2 covered: 6.3 are short, of which an exception of 2022 or 2023 may spare some.
    let with = |from: &str, until: &str| {
        programme(
            json!({ "exceptions": [{ "commitment_year": "2023", "amount": 6_800_000, "ground": "litigation",
            "from": from, "until": until }] }),
        )
    };
    let open = |programme: &Programme| {
        let report = programme.check("2027-06-01".parse().ok());
        let of = report.assessments().find(|a| a.subject().to_string() == "/commitments/2023");
        of.unwrap().open().iter().map(|open| (*open).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outcome(&with("2026-01-01", "2026-12-31"), "2027-06-01", 2023), "met");
    // It may have begun before, or last longer: both spare it at the end of 2026.
    for (from, until) in [("2027-03-01", "2026-12-31"), ("2026-12-31", "2026-03-01")] {
        let contrary = with(from, until);
        assert_eq!(outcome(&contrary, "2027-06-01", 2023), "unknown", "{from} {until}");
        assert_eq!(open(&contrary), ["days-of-the-exception"]);
        let forecast = contrary.forecast("2027-06-01".parse().ok()).unwrap();
        assert!(forecast.open().iter().any(|point| point.id == "days-of-the-exception"));
    }
    // On a day between the two it lasts in neither case.
    assert_eq!(outcome(&with("2027-03-01", "2026-11-01"), "2027-06-01", 2023), "not_met");
}

/// Art. 93: interim payments support no more than the decision has, whoever claims it, now or later.
#[test]
fn claims_and_plans_together_count_no_more_than_the_decision_has_for_all_objectives() {
    let at = |commitment_of_2026: &str, objective: Value| {
        let row = |objective: Value, union: u32| json!({ "objective": objective, "action": "15(1)", "union": union, "basis": "total" });
        let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": 10_600_000 }],
            "commitments": { "2022": "2000000", "2023": "2000000", "2024": "1800000", "2025": "1800000", "2026": commitment_of_2026, "2027": "1500000" },
            "exceptions": [], "allocations": [],
            "financing": [row(1.into(), 3_000_000), row(objective, 7_000_000), row("ta".into(), 600_000)],
            "applications": [{ "id": "a", "accounting_year": "2026", "submitted_on": "2026-05-20", "status": "accepted",
                "rows": [{ "objective": 1, "action": "15(1)", "union": 4_000_000 }], "technical_assistance": "0" }],
            "planned": [{ "on": "2028-07-15", "union": 9_000_000 }, { "on": "2029-07-15", "union": 9_000_000 }] });
        let programme = Programme::from_json(&programme.to_string()).unwrap();
        let forecast = programme.forecast("2026-11-28".parse().ok()).unwrap();
        let end = forecast.year(2029).cloned().unwrap();
        let text = |amount: Option<amif::Eur>| amount.map(|amount| amount.to_string()).unwrap();
        let beyond = forecast.to_json().contains("claims-beyond-the-decision");
        (text(end.claimed.possible), text(end.covered.possible), text(end.lost.certain), beyond)
    };
    let told = |claimed: &str, covered: &str, lost: &str| {
        (claimed.to_owned(), covered.to_owned(), lost.to_owned(), true)
    };
    assert_eq!(at("1500000", 2.into()), told("10600000.00", "13462000.00", "0.00"));
    assert_eq!(at("15000000", 2.into()), told("10600000.00", "13462000.00", "9138000.00"));
    // What the table does not say limits nothing.
    assert_eq!(at("1500000", Value::Null).0, "22000000.00");
}
