//! A case for each outcome that each rule can have: a sound input changed at the places that the case names.
//!
//! `cases.json` has those of rules on calls and budgets; `../programme/cases.json` those on programmes, which
//! tests/programme_rules.rs holds. Rules of the Fund and of a project's life are asked by their own items, here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use amif::fund::{
    ActionType, Component, Indicator, Instrument, InterventionType, ManagementMode, Measure,
    SpecificObjective,
};
use amif::life::{Change, Phase};
use amif::report::CoFinancing;
use amif::{Call, Outcome, Proposal, RuleId, catalogue};
use serde_json::{Value, json};

use super::bases::{self, base, changed};

/// A list of objects in a file.
fn list(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn cases() -> Vec<Value> {
    list("tests/conformance/cases.json")
}

/// Outcomes that a rule never has, or that are held elsewhere: `rule`, `outcome`, `reason`.
pub(super) fn without() -> Vec<Value> {
    list("tests/conformance/without.json")
}

/// What the rule finds for the subject of a case.
fn found(case: &Value) -> Option<Outcome> {
    let (call, proposal, as_of) = bases::case(case);
    let proposal =
        Proposal::from_json(&proposal.to_string()).unwrap_or_else(|error| panic!("{case}: {error}"));
    let report = proposal.check(&call, as_of);
    let asked = |a: &amif::Assessment<'_>| {
        a.rule().as_str() == case["rule"] && a.subject().to_string() == case["subject"].as_str().unwrap()
    };
    report.assessments().find(asked).map(|a| a.outcome())
}

fn on(day: &str) -> Option<chrono::NaiveDate> {
    Some(day.parse().unwrap())
}

/// The rules of the Fund.
fn of_the_fund() -> Vec<(RuleId, Outcome, Outcome)> {
    use Outcome::{Met, NotApplicable, NotMet, Unknown};
    let kind: InterventionType = "II-004".parse().unwrap();
    let measure: Measure = "4(c)".parse().unwrap();
    let indicator: Indicator = "R.4.4".parse().unwrap();
    let (asylum, legal, solidarity) = (
        Some(SpecificObjective::Asylum),
        Some(SpecificObjective::LegalMigration),
        Some(SpecificObjective::Solidarity),
    );
    let (direct, shared) = (Some(ManagementMode::Direct), Some(ManagementMode::Shared));
    let share = |action, day, contribution: &str| {
        let project = CoFinancing {
            action,
            on: on(day),
            contribution: contribution.parse().ok(),
            expenditure: "100000".parse().ok(),
        };
        project.check().outcome()
    };
    vec![
        (RuleId::FundInterventionType, Met, kind.check(legal, on("2025-01-01")).outcome()),
        (RuleId::FundInterventionType, NotMet, kind.check(asylum, on("2025-01-01")).outcome()),
        (RuleId::FundInterventionType, Unknown, kind.check(None, on("2025-01-01")).outcome()),
        (RuleId::FundMeasure, NotMet, measure.check(solidarity, on("2026-06-11")).outcome()),
        (RuleId::FundMeasure, Unknown, measure.check(solidarity, on("2026-06-12")).outcome()),
        (RuleId::FundMeasure, Met, measure.check(solidarity, on("2026-07-01")).outcome()),
        (RuleId::FundIndicator, Met, indicator.check(solidarity, on("2025-01-01")).outcome()),
        (RuleId::FundIndicator, NotMet, indicator.check(asylum, on("2025-01-01")).outcome()),
        (RuleId::FundIndicator, Unknown, indicator.check(None, on("2025-01-01")).outcome()),
        (RuleId::FundInstrument, Met, Instrument::CallForProposals.check(shared).outcome()),
        (RuleId::FundInstrument, NotMet, Instrument::Contribution.check(direct).outcome()),
        (RuleId::FundInstrument, Unknown, Instrument::ServiceContract.check(shared).outcome()),
        (RuleId::FundComponent, Met, Component::SpecificActions.check(shared).outcome()),
        (RuleId::FundComponent, NotMet, Component::UnionActions.check(shared).outcome()),
        (RuleId::FundComponent, Unknown, Component::MigrationNetwork.check(shared).outcome()),
        (RuleId::FundCoFinancing, Met, share(Some(ActionType::Standard), "2025-01-01", "75004")),
        (RuleId::FundCoFinancing, NotMet, share(Some(ActionType::Standard), "2025-01-01", "75005")),
        (RuleId::FundCoFinancing, Unknown, share(None, "2025-01-01", "75005")),
        (
            RuleId::FundCoFinancing,
            NotApplicable,
            share(Some(ActionType::SolidarityAction), "2020-12-31", "100000"),
        ),
    ]
}

/// The rules of a project's life: a change of the shipped eligible proposal, in a phase, at a time.
fn of_a_life() -> Vec<(RuleId, Outcome, Outcome)> {
    use Outcome::{Conditional, Met, NotApplicable, NotMet, Unknown};
    use Phase::{Application, Implementation, Preparation};
    const IN_TIME: &str = "2024-08-21T16:59:59+02:00";
    const IN_THE_SECOND: &str = "2024-08-21T17:00:00+02:00";
    const LATE: &str = "2024-08-21T17:00:01+02:00";
    const PREPARING: &str = "2025-02-01T12:00:00+01:00";
    const RUNNING: &str = "2026-02-01T12:00:00+01:00";
    let seed = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let proposal = Proposal::from_json(include_str!("../../examples/data/eligible.json")).unwrap();
    let change = |rule, change, phase, at: &str| {
        let changed = proposal.change(change, phase, seed, at.parse().unwrap()).unwrap();
        let found = changed.assessments().find(|a| a.rule() == rule).map(|a| a.outcome());
        found.unwrap_or_else(|| panic!("{rule} is not told"))
    };
    // The shipped proposal with a partner of a country that negotiates, signed on 1 March 2100.
    let signed = |in_force: Value, role: Value, at: &str| {
        let base = base("invented");
        let call = changed(&base.call, &json!({ "/countries/negotiating/0/in_force": in_force }));
        let call = Call::from_json(&call.to_string()).unwrap();
        let proposal = changed(&base.proposal, &json!({ "/participants/2/role": role }));
        let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
        let signature = Change::signature("2100-03-01".parse().unwrap());
        let changed = proposal.change(signature, Preparation, &call, at.parse().unwrap()).unwrap();
        let found = changed.assessments().find(|a| a.rule() == RuleId::LifeSignature).map(|a| a.outcome());
        found.unwrap()
    };
    let (role, ahead, past) =
        (json!("beneficiary"), "2099-12-01T12:00:00+01:00", "2100-06-01T12:00:00+02:00");
    let longer = || Change::extension(6);
    let leaves = || Change::leaves(2);
    let title = RuleId::LifeConditions;
    vec![
        (RuleId::LifeResubmission, Met, change(RuleId::LifeResubmission, leaves(), Application, IN_TIME)),
        (
            RuleId::LifeResubmission,
            Unknown,
            change(RuleId::LifeResubmission, leaves(), Application, IN_THE_SECOND),
        ),
        (RuleId::LifeResubmission, NotMet, change(RuleId::LifeResubmission, leaves(), Application, LATE)),
        (RuleId::LifeExceptional, Unknown, change(RuleId::LifeExceptional, leaves(), Preparation, PREPARING)),
        (
            RuleId::LifeExceptional,
            NotMet,
            change(RuleId::LifeExceptional, leaves().justified(false), Preparation, PREPARING),
        ),
        (
            RuleId::LifeExceptional,
            Conditional,
            change(RuleId::LifeExceptional, leaves().justified(true), Preparation, PREPARING),
        ),
        (RuleId::LifeAmendment, Unknown, change(RuleId::LifeAmendment, longer(), Implementation, RUNNING)),
        (
            RuleId::LifeAmendment,
            NotMet,
            change(RuleId::LifeAmendment, longer().justified(false), Implementation, RUNNING),
        ),
        (
            RuleId::LifeAmendment,
            Conditional,
            change(RuleId::LifeAmendment, longer().justified(true), Implementation, RUNNING),
        ),
        (RuleId::LifeExtension, Unknown, change(RuleId::LifeExtension, longer(), Implementation, RUNNING)),
        (
            RuleId::LifeExtension,
            NotMet,
            change(RuleId::LifeExtension, longer().justified(false), Implementation, RUNNING),
        ),
        (
            RuleId::LifeExtension,
            Conditional,
            change(RuleId::LifeExtension, longer().justified(true), Implementation, RUNNING),
        ),
        (
            RuleId::LifeExtension,
            NotApplicable,
            change(RuleId::LifeExtension, longer(), Preparation, PREPARING),
        ),
        (title, NotMet, change(title, leaves(), Application, IN_TIME)),
        (title, Met, change(title, Change::coordination(1), Application, IN_TIME)),
        (title, Unknown, change(title, Change::coordination(1), Application, IN_THE_SECOND)),
        (RuleId::LifeSignature, Conditional, signed(Value::Null, role.clone(), ahead)),
        (RuleId::LifeSignature, Met, signed(json!("2100-02-28"), role.clone(), past)),
        (RuleId::LifeSignature, NotMet, signed(json!("2100-03-01"), role, past)),
        (RuleId::LifeSignature, Unknown, signed(json!("2100-03-01"), Value::Null, past)),
        (
            RuleId::LifeSignature,
            NotApplicable,
            change(
                RuleId::LifeSignature,
                Change::signature("2025-03-31".parse().unwrap()),
                Preparation,
                PREPARING,
            ),
        ),
    ]
}

/// How many cases each rule has for each outcome, by their names.
pub(super) fn counts() -> BTreeMap<(&'static str, &'static str), usize> {
    let name = |case: &Value| {
        let rule: RuleId = case["rule"].as_str().unwrap().parse().unwrap();
        let outcome: Outcome = case["outcome"].as_str().unwrap().parse().unwrap();
        (rule.as_str(), outcome.as_str())
    };
    let listed = [cases(), list("tests/programme/cases.json")].concat();
    let asked = of_the_fund().into_iter().chain(of_a_life());
    let asked = asked.map(|(rule, outcome, _)| (rule.as_str(), outcome.as_str()));
    let mut counts = BTreeMap::new();
    for name in listed.iter().map(name).chain(asked) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

#[test]
fn every_case_has_its_outcome() {
    let mut wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let found = found(case).map_or("not told", |outcome| outcome.as_str());
            (case["outcome"] != found).then(|| format!("{found}: {case}"))
        })
        .collect();
    for (rule, expected, found) in of_the_fund().into_iter().chain(of_a_life()) {
        if expected != found {
            wrong.push(format!("{rule} is {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_for_met_not_met_and_unknown_or_a_reason() {
    let (counts, without) = (counts(), without());
    let mut wrong = Vec::new();
    for id in RuleId::ALL {
        for outcome in [Outcome::Met, Outcome::NotMet, Outcome::Unknown] {
            let names = (id.as_str(), outcome.as_str());
            let excused = without.iter().any(|w| w["rule"] == names.0 && w["outcome"] == names.1);
            if excused == counts.contains_key(&names) {
                wrong.push(format!(
                    "{} {}",
                    names.0,
                    if excused { "has a case and a reason for none" } else { names.1 }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
