//! What would decide an undetermined verdict under calls of the whole vocabulary, held against every completion
//! of small drafts. The completions are the judge: what each missing fact may turn out to be is read off the
//! call's file.
//!
//! What is listed has to decide, so that it contains whatever turns the verdict by itself; and no part of it may
//! be left out. There can be two such lists: legal form and statuses of one organisation exclude each other here
//! and there.

#![recursion_limit = "256"]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::string_slice,
    reason = "a test states what it expects in the plainest way"
)]

mod completions;
mod domains;
#[path = "../calls_oracle/generate.rs"]
#[expect(dead_code, reason = "proposals are drawn nearer to eligible here")]
mod generate;
#[path = "../deciding/judge.rs"]
mod judge;
mod near;
mod newcomers;
#[path = "../seed/mod.rs"]
mod seed;
mod shrink;

use std::collections::{BTreeMap, BTreeSet};

use amif::{
    Call, Consequence, Instant, Outcome, Report, Verdict,
    ask::{Asked, Asks, Conflict, Deciding},
};
use completions::Completions;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// A call, its file, and when it is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) call: &'a Call,
    pub(crate) file: &'a Value,
    pub(crate) as_of: Instant,
    /// Its day.
    pub(crate) today: &'a str,
}

/// A call and a draft as files, and the instant of the check.
#[derive(Debug, Clone)]
pub(crate) struct Drafted {
    pub(crate) call: Value,
    pub(crate) draft: Value,
    pub(crate) as_of: &'static str,
}

/// In what the crate and the completions differ.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(crate) kind: &'static str,
    text: String,
}

type Held = Result<&'static str, Difference>;

/// What comes out where the steps of the search did not last: it may ask for more than is needed.
const NOT_SMALLEST: &str = "ask: not known to be smallest";

/// Each thing asked for: its facts as pointers, or its question by id.
fn items(asks: &Asks<'_>) -> Vec<Vec<String>> {
    asks.order
        .iter()
        .map(|ask| match &ask.what {
            Asked::Facts(facts) => facts.iter().map(ToString::to_string).collect(),
            Asked::Question(question) => vec![question.id.clone()],
            other => panic!("{other:?}"),
        })
        .collect()
}

/// Whether what is listed decides, and nothing less does.
fn asks_are_right(asks: &Asks<'_>, all: &Completions<'_>, verdicts: &[Option<Verdict>], open: bool) -> Held {
    let differ = |kind, text| Err(Difference { kind, text });
    let place = |name: &String| all.variables.iter().position(|v| v.name == *name);
    let items = items(asks);
    if let Some(unknown) = items.iter().flatten().find(|name| place(name).is_none()) {
        return differ("asks for what may turn out in one way only", unknown.clone());
    }
    let of = |items: &[Vec<String>]| items.iter().flatten().filter_map(place).collect::<BTreeSet<usize>>();
    let listed = of(&items);
    if asks.order.iter().any(|ask| ask.conditions.is_empty()) {
        return differ("asks without reason", String::new());
    }
    let told = |(a, b): (usize, usize)| {
        let told = |n: usize| format!("{:?} {}", verdicts[n], all.told(n));
        format!("listed {items:?}\n  {}\n  {}", told(a), told(b))
    };
    if let Some(pair) = all.undecided_by(&listed, verdicts) {
        return differ("what is listed does not decide", told(pair));
    }
    if !asks.smallest && open {
        // Who may join is the widest of all unknowns, and the work is bounded (design, section 4).
        return Ok("ask: cut short where more may join");
    }
    if !asks.smallest {
        // The work is bounded, and the answer says so; what is listed decides all the same, as held above.
        return Ok(NOT_SMALLEST);
    }
    for at in 0..items.len() {
        let mut fewer = items.clone();
        let left_out = fewer.remove(at);
        if all.undecided_by(&of(&fewer), verdicts).is_none() {
            if open {
                // Those who join here are fewer than can be, so something may matter for others of them.
                return Ok("ask: more, for others who may join");
            }
            return differ("asks for what is not needed", format!("{left_out:?} of {items:?}"));
        }
    }
    Ok("ask")
}

/// Whether no completion meets all clauses of a conflict, and some all but any one.
fn conflicts_are_right(conflicts: &[Conflict], all: &Completions<'_>, open: bool) -> Held {
    let differ =
        |kind, conflict: &BTreeSet<(String, String)>| Err(Difference { kind, text: format!("{conflict:?}") });
    let named: Vec<BTreeSet<(String, String)>> = conflicts
        .iter()
        .map(|c| c.clauses.iter().map(|c| (c.rule.to_string(), c.subject.to_string())).collect())
        .collect();
    let meets = all.meets(&named.iter().flatten().cloned().collect());
    let some = |clauses: &BTreeSet<(String, String)>| meets.iter().any(|met| clauses.is_subset(met));
    for (conflict, clauses) in conflicts.iter().zip(&named) {
        if some(clauses) {
            return differ("a conflict that some completion meets", clauses);
        }
        for clause in clauses.iter().filter(|_| conflict.smallest && !open) {
            let fewer: BTreeSet<_> = clauses.iter().filter(|c| *c != clause).cloned().collect();
            if !some(&fewer) {
                return differ("a clause that a conflict does not need", clauses);
            }
        }
        if !conflict.smallest {
            return differ("a conflict not known to be smallest", clauses);
        }
    }
    Ok("no eligible completion")
}

/// Where one condition alone is open, each fact and question that it depends on turns the verdict in some
/// completion: if not, this test tries too few. Legal form and statuses exclude each other here and there, and one takes
/// the other along.
fn all_ways_are_tried(
    report: &Report<'_>,
    all: &Completions<'_>,
    verdicts: &[Option<Verdict>],
    open: bool,
) -> Result<(), Difference> {
    let rejecting = report.assessments().filter(|a| a.consequence() == Consequence::Reject);
    let unknown: Vec<_> = rejecting.filter(|a| a.outcome() == Outcome::Unknown).collect();
    let ([alone], false) = (unknown.as_slice(), open) else { return Ok(()) };
    let facts = alone.missing().iter().map(ToString::to_string).collect::<Vec<_>>();
    for name in facts.into_iter().chain(alone.open().iter().map(ToString::to_string)) {
        let pair = ["/legal_form", "/statuses"];
        let of = pair.iter().find_map(|of| name.strip_suffix(of));
        let along = |other: &str| of.is_some_and(|of| pair.iter().any(|p| other == format!("{of}{p}")));
        let others = all.variables.iter().enumerate().filter(|(_, v)| v.name != name && !along(&v.name));
        let others = others.map(|(at, _)| at).collect();
        if all.undecided_by(&others, verdicts).is_none() {
            let kind = "what the only open condition depends on turns nothing";
            return Err(Difference { kind, text: format!("{name} for {}", alone.message()) });
        }
    }
    Ok(())
}

/// Holds one draft against all its completions, where there are not too many; what was unknown, and how it
/// came out.
fn compare(case: &Drafted) -> Option<(Vec<String>, Held)> {
    let call = Call::from_json(&case.call.to_string()).ok()?;
    let draft = near::read(&case.draft)?;
    let setting = Setting {
        call: &call,
        file: &case.call,
        as_of: case.as_of.parse().unwrap(),
        today: &case.as_of[..10],
    };
    let report = draft.check(&call, setting.as_of);
    if report.verdict() != Verdict::Undetermined {
        return None;
    }
    let all = Completions::of(&report, (&draft, &case.draft), &setting)?;
    let unknown = all.variables.iter().map(|v| v.name.clone()).collect();
    let mut verdicts = all.verdicts();
    let open = !draft.consortium.complete;
    let mut doubtful = false;
    if open {
        // Whoever joins may raise questions of their own; others may join who raise none.
        for verdict in verdicts.iter_mut().filter(|v| **v == Some(Verdict::Undetermined)) {
            *verdict = None;
            doubtful = true;
        }
    }
    let (held, passes) = agrees(&report.deciding(), &all, &verdicts, (open, doubtful));
    let held = held.and_then(|how| all_ways_are_tried(&report, &all, &verdicts, open).map(|()| how));
    let unknown = if passes { unknown } else { [unknown, vec!["/nothing passes".to_owned()]].concat() };
    Some((unknown, held))
}

/// How it came out, and whether some completion passes.
fn agrees(
    deciding: &Deciding<'_>,
    all: &Completions<'_>,
    verdicts: &[Option<Verdict>],
    (open, doubtful): (bool, bool),
) -> (Held, bool) {
    let seen: BTreeSet<Verdict> = verdicts.iter().flatten().copied().collect();
    let passing = verdicts.iter().position(|v| matches!(v, Some(Verdict::Eligible | Verdict::Conditional)));
    let undetermined = verdicts.iter().position(|v| *v == Some(Verdict::Undetermined));
    let held = match deciding {
        // Only those who raise questions could make it pass.
        _ if doubtful && passing.is_none() => Ok("newcomers raise questions"),
        _ if undetermined.is_some() => {
            let text = undetermined.map_or_else(String::new, |number| all.told(number));
            Err(Difference { kind: "a completion is undetermined", text })
        }
        Deciding::Ask(asks) if asks.order.is_empty() => {
            Err(Difference { kind: "asks for nothing", text: String::new() })
        }
        Deciding::Ask(asks) => asks_are_right(asks, all, verdicts, open),
        Deciding::CannotBeEligible { asks, .. } => asks_are_right(asks, all, verdicts, open)
            .map(|how| if how == "ask" { "cannot be eligible" } else { how }),
        Deciding::NoEligibleCompletion { conflicts } => match passing {
            Some(number) => Err(Difference { kind: "a completion passes after all", text: all.told(number) }),
            None => conflicts_are_right(conflicts, all, open),
        },
        Deciding::Decided(verdict) if seen == BTreeSet::from([*verdict]) => Ok("the same in all"),
        Deciding::Decided(_) => Err(Difference { kind: "not the same in all", text: String::new() }),
        other => panic!("{other:?}"),
    };
    let held = held.map_err(|difference| {
        let text = format!("{}\ndeciding: {deciding}\ncompletions come to {seen:?}", difference.text);
        Difference { text, ..difference }
    });
    (held, passing.is_some())
}

/// Parts of calls that few calls have, by a key that stands for each.
const FAMILIES: [&str; 21] = [
    "required",
    "recommended",
    "kind",
    "member_states",
    "or_letter",
    "third_countries",
    "statuses",
    "if_form",
    "organisation_types",
    "coordinator",
    "bars",
    "by_target_countries",
    "second_stage",
    "eligible_countries",
    "without_funding",
    "remove",
    "annexes",
    "parallel_applications",
    "declared_objectives",
    "target_countries",
    "third_country_activities",
];

fn has(call: &Value, family: &str) -> bool {
    match family {
        // Roles have keys of these names as well.
        "coordinator" => call["countries"].get("coordinator").is_some(),
        "statuses" | "if_form" | "organisation_types" => near::names(&call["roles"], family),
        _ => near::names(call, family),
    }
}

fn agree_on(wanted: usize, seed: u64) {
    let rng = |seed: u64| TestRng::from_seed(RngAlgorithm::ChaCha, &seed.to_le_bytes().repeat(4));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng(seed));
    let mut drawing = rng(seed.wrapping_add(u64::from_le_bytes([1; 8])));
    let strategy = generate::cases();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut failures: BTreeMap<&str, Vec<Drafted>> = BTreeMap::new();
    let mut taken = 0;
    while taken < wanted {
        let case = strategy.new_tree(&mut runner).unwrap().current();
        let Ok(call) = Call::from_json(&case.call.to_string()) else { continue };
        let as_of = case.as_of.parse().unwrap();
        let mut drafter = near::Drafter { rng: &mut drawing, file: &case.call, call: &call, as_of };
        let Some(draft) = drafter.draft() else { continue };
        let drafted = Drafted { call: case.call, draft, as_of: case.as_of };
        let Some((unknown, held)) = compare(&drafted) else { continue };
        taken += 1;
        let families = FAMILIES.into_iter().filter(|family| has(&drafted.call, family));
        let facts: BTreeSet<&str> = unknown
            .iter()
            .map(|name| if name.starts_with('/') { name.rsplit('/').next().unwrap() } else { "question" })
            .collect();
        let facts = facts.into_iter().map(|fact| format!("/{fact}"));
        for what in families.map(str::to_owned).chain(facts) {
            *seen.entry(what).or_default() += 1;
        }
        match held {
            Ok(how) => *seen.entry(how.to_owned()).or_default() += 1,
            Err(difference) => failures.entry(difference.kind).or_default().push(drafted),
        }
    }
    let all: usize = failures.values().map(Vec::len).sum();
    if all > 0 {
        let kinds: Vec<String> =
            failures.iter().map(|(kind, all)| format!("{}: {kind}", all.len())).collect();
        let told: Vec<String> = failures.iter().flat_map(|(kind, cases)| tell(kind, cases)).collect();
        panic!("{all} of {wanted}; {seen:#?}\n{}\n\n{}", kinds.join("\n"), told.join("\n\n"));
    }
    for family in FAMILIES {
        assert!(seen.get(family).is_some_and(|n| *n * 30 > wanted), "{family}: {seen:#?}");
    }
    for (key, _) in near::FACTS {
        assert!(seen.get(&format!("/{key}")).is_some_and(|n| *n * 150 > wanted), "{key}: {seen:#?}");
    }
    for key in
        ["role", "legal_form", "country", "pic", "statuses", "organisation_type", "participants_complete"]
    {
        assert!(seen.get(&format!("/{key}")).is_some_and(|n| *n * 30 > wanted), "{key}: {seen:#?}");
    }
    for how in ["ask", "no eligible completion", "cannot be eligible", "/nothing passes"] {
        assert!(seen.get(how).is_some_and(|n| *n * 100 > wanted), "{how}: {seen:#?}");
    }
    // What is let pass stays rare.
    for how in ["ask: more, for others who may join", "newcomers raise questions"] {
        assert!(seen.get(how).is_none_or(|n| *n * 12 < wanted), "{how}: {seen:#?}");
    }
    // A search may say that its steps did not last: of one draft in fifty at most.
    assert!(seen.get(NOT_SMALLEST).is_none_or(|n| *n * 50 <= wanted), "{seen:#?}");
    assert!(seen.get("ask: cut short where more may join").is_none_or(|n| *n * 50 < wanted), "{seen:#?}");
}

/// Some of the failures of a kind, made small: one for each part of the calls that they need.
fn tell(kind: &'static str, cases: &[Drafted]) -> Vec<String> {
    let mut told: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for case in cases.iter().take(40) {
        let least = shrink::least(case.clone(), kind);
        let text = compare(&least).and_then(|(_, held)| held.err()).map_or_else(String::new, |d| d.text);
        let text = format!(
            "{kind}: {text}\nas of {}\ncall {}\ndraft {}",
            least.as_of,
            shrink::told(&least.call),
            least.draft
        );
        told.entry(shrink::shape(&least.call)).or_insert((0, text)).0 += 1;
    }
    told.into_iter().map(|(shape, (count, text))| format!("[{count} of {shape}] {text}")).collect()
}

#[test]
fn every_completion_agrees_under_any_call() {
    agree_on(300, u64::from_le_bytes([3; 8]));
}

#[test]
#[ignore = "runs for minutes"]
fn every_completion_agrees_under_many_more_calls() {
    for run in 0..10 {
        agree_on(1_500, seed::long(run));
    }
}
