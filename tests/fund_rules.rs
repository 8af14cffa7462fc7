//! Every outcome of the Fund's rules, at every boundary.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
use amif::fund::{
    ActionType, Component, Indicator, Instrument, InterventionType, ManagementMode, Measure,
    SpecificObjective,
};
use amif::{Assessment, Eur, Fact, Outcome, report::CoFinancing};
use chrono::NaiveDate;

fn on(day: &str) -> Option<NaiveDate> {
    Some(day.parse().unwrap())
}

fn eur(text: &str) -> Option<Eur> {
    Some(text.parse().unwrap())
}

fn facts(found: &Assessment<'_>) -> Vec<String> {
    found.missing().iter().map(Fact::to_string).collect()
}

#[test]
fn each_type_belongs_to_its_own_objective_only() {
    for kind in InterventionType::all() {
        for objective in SpecificObjective::ALL.iter().copied() {
            let found = kind.check(Some(objective), on("2027-01-01"));
            let expected = if kind.belongs().includes(objective) { Outcome::Met } else { Outcome::NotMet };
            assert_eq!(found.outcome(), expected, "{kind} {objective}");
            assert!(!found.source().is_empty() && !found.message().is_empty());
        }
    }
    let technical: InterventionType = "V-001".parse().unwrap();
    assert_eq!(technical.check(None, None).outcome(), Outcome::NotMet, "it belongs to no objective at all");
}

#[test]
fn an_item_of_2026_is_unknown_between_the_two_days() {
    let code: InterventionType = "IV-007".parse().unwrap();
    let measure: Measure = "4(c)".parse().unwrap();
    for (day, outcome) in [
        ("2020-12-31", Outcome::NotMet),
        ("2026-06-11", Outcome::NotMet),
        ("2026-06-12", Outcome::Unknown),
        ("2026-06-30", Outcome::Unknown),
        ("2026-07-01", Outcome::Met),
        ("2027-12-31", Outcome::Met),
        ("2028-01-01", Outcome::Unknown),
    ] {
        let found = code.check(Some(Solidarity), on(day));
        assert_eq!(found.outcome(), outcome, "{day}");
        assert_eq!(found.open().is_empty(), outcome != Outcome::Unknown, "{day}");
        assert_eq!(measure.check(Some(Solidarity), on(day)).outcome(), outcome, "{day}");
        assert_eq!(code.check(Some(Asylum), on(day)).outcome(), Outcome::NotMet, "{day}");
    }
    let sources = code.check(Some(Solidarity), on("2026-06-20"));
    assert_eq!(sources.source().iter().filter(|c| c.to_string().contains("2024/1351")).count(), 3);
    assert_eq!(sources.open(), ["changes-of-2026"]);
    assert_eq!(code.check(Some(Solidarity), on("2028-01-01")).open(), ["law-after-the-period"]);
}

#[test]
fn unknown_facts_are_named_only_where_they_matter() {
    let code: InterventionType = "II-004".parse().unwrap();
    assert_eq!(facts(&code.check(None, None)), ["/date", "/objective"]);
    assert_eq!(facts(&code.check(None, on("2025-01-01"))), ["/objective"]);
    assert_eq!(facts(&code.check(Some(LegalMigration), None)), ["/date"]);
    assert_eq!(code.check(Some(Return), None).outcome(), Outcome::NotMet);
    // Before the Fund nothing was in force, whatever the objective.
    assert_eq!(code.check(None, on("2020-12-31")).outcome(), Outcome::NotMet);
    assert_eq!(
        code.check(None, on("2020-12-31")).message(),
        "1.II.004 Integration measures: language training is not in force on 2020-12-31."
    );
    // Cross-cutting codes fit every objective.
    let cross: InterventionType = "2.003".parse().unwrap();
    assert_eq!(cross.check(None, on("2025-01-01")).outcome(), Outcome::Met);
    assert_eq!(facts(&cross.check(None, None)), ["/date"]);
    for indicator in Indicator::all() {
        assert_eq!(indicator.check(None, on("2025-01-01")).outcome(), Outcome::Unknown, "{indicator}");
    }
}

#[test]
fn instruments_and_components_follow_the_mode() {
    use ManagementMode::{Direct, Indirect, Shared};
    let instrument = |i: Instrument, m| i.check(Some(m)).outcome();
    assert_eq!(instrument(Instrument::CallForProposals, Shared), Outcome::Met);
    assert_eq!(instrument(Instrument::CallForProposals, Direct), Outcome::Met);
    assert_eq!(instrument(Instrument::ServiceContract, Direct), Outcome::Met);
    assert_eq!(instrument(Instrument::ServiceContract, Shared), Outcome::Unknown);
    assert_eq!(instrument(Instrument::DirectAward, Shared), Outcome::Met);
    assert_eq!(instrument(Instrument::DirectAward, Direct), Outcome::Met);
    assert_eq!(instrument(Instrument::DirectAward, Indirect), Outcome::Unknown);
    assert_eq!(instrument(Instrument::Contribution, Indirect), Outcome::Met);
    assert_eq!(instrument(Instrument::Contribution, Direct), Outcome::NotMet);
    let component = |c: Component, m| c.check(Some(m)).outcome();
    assert_eq!(component(Component::SpecificActions, Shared), Outcome::Met);
    assert_eq!(component(Component::SpecificActions, Indirect), Outcome::NotMet);
    assert_eq!(component(Component::UnionActions, Shared), Outcome::NotMet);
    assert_eq!(component(Component::UnionActions, Direct), Outcome::Met);
    assert_eq!(component(Component::MigrationNetwork, Shared), Outcome::Unknown);
    let weak = Instrument::Prize.check(Some(Direct));
    assert_eq!(
        weak.message(),
        "prize may be used under direct management. Unverified: the text was not seen."
    );
    assert!(!Component::UnionActions.check(Some(Direct)).message().contains("Unverified"));
    let silent = Instrument::Prize.check(Some(Shared));
    assert_eq!((silent.open(), silent.missing().len()), (vec!["not-stated-in-sources"], 0));
    assert_eq!(facts(&Component::UnionActions.check(None)), ["/management_mode"]);
}

fn project(action: ActionType, day: &str, contribution: &str) -> CoFinancing {
    CoFinancing {
        action: Some(action),
        on: on(day),
        contribution: eur(contribution),
        expenditure: eur("100000"),
    }
}

#[test]
fn every_ceiling_is_met_at_it_and_not_a_hundredth_above() {
    for action in ActionType::ALL.iter().copied() {
        let ceiling = action.ceiling().at("2026-07-01".parse().unwrap()).unwrap();
        let rate = ceiling.exact_part("100000".parse().unwrap()).unwrap().cents() / 100;
        let contribution = |euros: i64| project(action, "2026-07-01", &euros.to_string()).check().outcome();
        assert_eq!(contribution(rate), Outcome::Met, "{action}");
        assert_eq!(contribution(rate + 10), Outcome::NotMet, "{action}");
    }
    // 75.004 % is 75.00 % at two decimals, 75.005 % is 75.01 %.
    assert_eq!(project(ActionType::Standard, "2025-01-01", "75004").check().outcome(), Outcome::Met);
    assert_eq!(project(ActionType::Standard, "2025-01-01", "75005").check().outcome(), Outcome::NotMet);
}

#[test]
fn solidarity_actions_have_no_rate_before_the_change_and_are_unknown_between() {
    for (day, outcome) in [
        ("2020-12-31", Outcome::NotApplicable),
        ("2021-01-01", Outcome::NotMet),
        ("2024-06-10", Outcome::NotMet),
        ("2024-06-11", Outcome::Unknown),
        ("2026-06-11", Outcome::Unknown),
        ("2026-06-12", Outcome::Unknown),
        ("2026-06-30", Outcome::Unknown),
        ("2026-07-01", Outcome::Met),
        ("2027-12-31", Outcome::Met),
        ("2028-01-01", Outcome::Unknown),
    ] {
        let found = project(ActionType::SolidarityAction, day, "100000").check();
        assert_eq!(found.outcome(), outcome, "{day}");
        assert_eq!(found.because().is_some(), outcome == Outcome::NotApplicable, "{day}");
        assert_eq!(found.open().is_empty(), outcome != Outcome::Unknown, "{day}");
    }
    let open = |day: &str| {
        project(ActionType::SolidarityAction, day, "100000")
            .check()
            .open()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(open("2024-06-11"), ["solidarity-expenditure-from-11-june-2024"]);
    assert_eq!(open("2026-06-11"), ["solidarity-expenditure-from-11-june-2024"]);
    assert_eq!(open("2026-06-12"), ["changes-of-2026"]);
    let found = project(ActionType::SolidarityAction, "2024-06-11", "100000").check();
    assert!(found.source().iter().any(|c| c.to_string() == "Regulation (EU) 2021/1060, Art. 63(7)"));
    assert!(found.message().contains("may make expenditure eligible from 2024-06-11"), "{}", found.message());
    assert_eq!(
        project(ActionType::SolidarityAction, "2024-06-11", "100010").check().outcome(),
        Outcome::NotMet
    );
    // A share over the whole is too much under either reading.
    let over = project(ActionType::SolidarityAction, "2026-06-20", "100010").check();
    assert_eq!((over.outcome(), over.open().len()), (Outcome::NotMet, 0));
}

#[test]
fn the_missing_fact_of_co_financing_is_named() {
    let full = project(ActionType::AnnexIv, "2025-01-01", "80000");
    let unknown = |project: CoFinancing| {
        let found = project.check();
        assert_eq!(found.outcome(), Outcome::Unknown, "{project:?}");
        facts(&found)
    };
    assert_eq!(unknown(CoFinancing { action: None, ..full }), ["/type_of_action"]);
    assert_eq!(unknown(CoFinancing { on: None, ..full }), ["/date"]);
    assert_eq!(unknown(CoFinancing { contribution: None, ..full }), ["/union_contribution"]);
    assert_eq!(unknown(CoFinancing { expenditure: None, ..full }), ["/total_eligible_expenditure"]);
    assert_eq!(unknown(CoFinancing { contribution: None, expenditure: None, ..full }).len(), 2);
    assert_eq!(unknown(CoFinancing::default()).len(), 4);
    // Enough for every type, once all types exist; too much for every type.
    let any = |contribution: &str, day| {
        CoFinancing { action: None, ..project(ActionType::Standard, day, contribution) }.check().outcome()
    };
    assert_eq!(any("75000", "2026-07-01"), Outcome::Met);
    assert_eq!(any("100010", "2026-07-01"), Outcome::NotMet);
    assert_eq!(any("75000", "2025-01-01"), Outcome::Unknown, "no solidarity action then");
    // Nothing can be a share of nothing.
    assert_eq!(
        CoFinancing { expenditure: eur("0"), contribution: None, ..full }.check().outcome(),
        Outcome::NotMet
    );
}

#[test]
fn the_json_has_the_keys_of_an_assessment() {
    let json = serde_json::to_value(project(ActionType::Standard, "2025-01-01", "80000").check()).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    for key in [
        "rule",
        "stage",
        "consequence",
        "subject",
        "outcome",
        "required",
        "found",
        "missing",
        "open",
        "awaits",
        "because",
        "message",
        "source",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
    assert_eq!(json["rule"], "fund/co-financing");
    assert_eq!(json["subject"], "/union_contribution");
    assert_eq!(json["outcome"], "not_met");
    assert_eq!(json["required"]["at_most"], "75.00");
    assert_eq!(json["found"]["rate"], "80.00");
    assert_eq!(
        json["message"],
        "EUR 80 000 of EUR 100 000 is 80.00 %; at most 75 % for a project, standard on 2025-01-01."
    );
}

/// The one semantics for unknowns, by enumeration. An answer that is itself unknown may be either.
fn folded(outcomes: impl Iterator<Item = Outcome>) -> Outcome {
    let mut all: Vec<Outcome> = outcomes.collect();
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [one] => *one,
        [Outcome::Met, Outcome::NotApplicable] => Outcome::Met,
        _ => Outcome::Unknown,
    }
}

/// Every value that a fact may have: the stated one alone, or all that are tried.
fn domain<T: Copy>(stated: Option<T>, all: &[T]) -> Vec<T> {
    stated.map_or_else(|| all.to_vec(), |one| vec![one])
}

const DAYS: [&str; 7] =
    ["2020-12-31", "2021-01-01", "2024-06-11", "2026-06-11", "2026-06-20", "2026-07-01", "2028-01-01"];

fn days() -> Vec<NaiveDate> {
    DAYS.iter().map(|day| day.parse().unwrap()).collect()
}

#[test]
fn co_financing_is_exact_over_every_completion() {
    let days = days();
    let amounts = |texts: &[&str]| texts.iter().map(|t| t.parse().unwrap()).collect::<Vec<Eur>>();
    let contributions = amounts(&["-1", "0", "70000", "80000", "95000", "100010", "2000000"]);
    let expenditures = amounts(&["0", "73600", "87500", "100000", "110000", "120000", "1000000"]);
    // Some amounts are for completions only: whatever is stated, some share lies between any two ceilings.
    let options = |texts: &[&str]| amounts(texts).into_iter().map(Some).chain([None]).collect::<Vec<_>>();
    for action in ActionType::ALL.iter().copied().map(Some).chain([None]) {
        for on in days.iter().copied().map(Some).chain([None]) {
            for contribution in options(&["-1", "0", "70000", "80000", "95000", "100010"]) {
                for expenditure in options(&["0", "100000"]) {
                    let draft = CoFinancing { action, on, contribution, expenditure };
                    exact(&draft, &days, &contributions, &expenditures);
                }
            }
        }
    }
}

fn exact(draft: &CoFinancing, days: &[NaiveDate], contributions: &[Eur], expenditures: &[Eur]) {
    let mut completions = Vec::new();
    for action in domain(draft.action, ActionType::ALL) {
        for on in domain(draft.on, days) {
            for contribution in domain(draft.contribution, contributions) {
                for expenditure in domain(draft.expenditure, expenditures) {
                    let (action, on) = (Some(action), Some(on));
                    let (contribution, expenditure) = (Some(contribution), Some(expenditure));
                    let full = CoFinancing { action, on, contribution, expenditure };
                    completions.push((full, full.check().outcome()));
                }
            }
        }
    }
    let found = draft.check();
    assert_eq!(found.outcome(), folded(completions.iter().map(|c| c.1)), "{draft:?}");
    if found.outcome() != Outcome::Unknown {
        return;
    }
    // A fact is missing where two completions that differ in it alone differ in the outcome.
    let alike = |a: Outcome, b: Outcome| folded([a, b].into_iter()) != Outcome::Unknown || a == b;
    let matters = |same: &dyn Fn(&CoFinancing, &CoFinancing) -> bool| {
        completions.iter().any(|a| completions.iter().any(|b| same(&a.0, &b.0) && !alike(a.1, b.1)))
    };
    let expected = [
        ("/date", matters(&|a, b| CoFinancing { on: b.on, ..*a } == *b)),
        (
            "/total_eligible_expenditure",
            matters(&|a, b| CoFinancing { expenditure: b.expenditure, ..*a } == *b),
        ),
        ("/type_of_action", matters(&|a, b| CoFinancing { action: b.action, ..*a } == *b)),
        ("/union_contribution", matters(&|a, b| CoFinancing { contribution: b.contribution, ..*a } == *b)),
    ];
    let expected: Vec<&str> =
        expected.into_iter().filter(|(_, matters)| *matters).map(|(name, _)| name).collect();
    assert_eq!(facts(&found), expected, "{draft:?}");
}

#[test]
fn items_of_the_annexes_are_exact_over_every_completion() {
    let days = days();
    for kind in InterventionType::all() {
        for objective in SpecificObjective::ALL.iter().copied().map(Some).chain([None]) {
            for on in days.iter().copied().map(Some).chain([None]) {
                let mut outcomes = Vec::new();
                for objective in domain(objective, SpecificObjective::ALL) {
                    for on in domain(on, &days) {
                        outcomes.push(((objective, on), kind.check(Some(objective), Some(on)).outcome()));
                    }
                }
                let found = kind.check(objective, on);
                assert_eq!(
                    found.outcome(),
                    folded(outcomes.iter().map(|o| o.1)),
                    "{kind} {objective:?} {on:?}"
                );
                let matters = |same: &dyn Fn(
                    (SpecificObjective, NaiveDate),
                    (SpecificObjective, NaiveDate),
                ) -> bool| {
                    outcomes.iter().any(|a| outcomes.iter().any(|b| same(a.0, b.0) && a.1 != b.1))
                };
                let mut expected = Vec::new();
                if found.outcome() == Outcome::Unknown {
                    expected.extend(matters(&|a, b| a.0 == b.0).then_some("/date"));
                    expected.extend(matters(&|a, b| a.1 == b.1).then_some("/objective"));
                }
                assert_eq!(facts(&found), expected, "{kind} {objective:?} {on:?}");
            }
        }
    }
}
