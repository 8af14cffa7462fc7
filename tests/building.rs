//! Building a consortium, held against plain enumeration.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use std::collections::{BTreeMap, BTreeSet};

use amif::{
    Applicant, Call, Consequence, Consortium, Country, Instant, LegalForm, LegalForms, Outcome, Participant,
    Proposal, Report, Role, Subject, Verdict,
    build::Additions,
    catalogue,
    report::{FactKind, Found, Margin, Required},
};
use generate::{negotiating, participant, proposal};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn moment() -> Instant {
    "2024-08-20T12:00:00+02:00".parse().unwrap()
}

type Key = (String, String);

/// Whether a condition may still turn out to be met; how many count for certain and how many at most, where it counts.
type Unmet = (bool, Option<(u32, u32)>);

/// The conditions that are not met for certain.
fn unmet(report: &Report<'_>) -> BTreeMap<Key, Unmet> {
    report
        .assessments()
        .filter(|a| a.consequence() == Consequence::Reject)
        .filter(|a| matches!(a.outcome(), Outcome::NotMet | Outcome::Unknown))
        .map(|a| {
            let count = match (a.required(), a.found()) {
                (Some(Required::AtLeast(_)), Some(Found::Count { certain, possible })) => {
                    Some((certain, possible.unwrap()))
                }
                _ => None,
            };
            ((a.rule().to_string(), a.subject().to_string()), (a.outcome() == Outcome::Unknown, count))
        })
        .collect()
}

/// Whether another condition comes to fail, one of those who were there becomes open, or fewer count for certain.
fn spoils(before: &BTreeMap<Key, Unmet>, after: &BTreeMap<Key, Unmet>, stated: usize) -> bool {
    let joined = |key: &Key| {
        let place =
            key.1.strip_prefix("/participants/").and_then(|rest| rest.split('/').next()?.parse().ok());
        place.is_some_and(|place: usize| place >= stated)
    };
    after.iter().any(|(key, (open, now))| match before.get(key) {
        None => !open || !joined(key),
        Some((was_open, was)) => (*was_open && !open) || was.map(|c| c.0) > now.map(|c| c.0),
    })
}

/// The conditions that are met now, or nearer to it; none where another one comes to fail.
fn helped(before: &BTreeMap<Key, Unmet>, after: &BTreeMap<Key, Unmet>, stated: usize) -> BTreeSet<Key> {
    let nearer = |(open, was): &Unmet, now: Option<&Unmet>| match (was, now) {
        (_, None) => true,
        (_, Some((true, _))) if !open => true,
        (Some(was), Some((_, Some(now)))) => now.0 > was.0 || (!open && now.1 > was.1),
        _ => false,
    };
    let spoiled = spoils(before, after, stated);
    let helped = before.iter().filter(|(key, was)| !spoiled && nearer(was, after.get(*key)));
    helped.map(|(key, _)| key.clone()).collect()
}

type Goal = (u8, usize, usize);

/// What matters most first: whether it passes, may pass or fails; how many fail; how many are not met for certain.
fn goal(unmet: &BTreeMap<Key, Unmet>) -> Goal {
    let failing = unmet.values().filter(|(open, _)| !open).count();
    let class = if failing > 0 { 2 } else { u8::from(!unmet.is_empty()) };
    (class, failing, unmet.len())
}

fn with(base: &Consortium, more: impl IntoIterator<Item = Participant>) -> Consortium {
    let mut all = base.clone();
    all.complete = true;
    all.participants.extend(more);
    all
}

fn keys(list: &[(amif::RuleId, Subject)]) -> BTreeSet<Key> {
    list.iter().map(|(rule, subject)| (rule.to_string(), subject.to_string())).collect()
}

/// Consortia that lack something but not everything.
fn consortium() -> impl Strategy<Value = Consortium> {
    let sound = |role: Role, pic: &'static str| {
        select(vec!["BE", "AT", "IT", "RE"]).prop_map(move |country| {
            let a = Applicant::new("Sound".parse().unwrap())
                .pic(pic)
                .country(country.parse().unwrap())
                .legal_form(LegalForm::PublicBody);
            Participant::new(a).role(role)
        })
    };
    (
        proptest::option::weighted(0.6, sound(Role::Coordinator, "999100001")),
        proptest::option::weighted(0.5, sound(Role::Beneficiary, "999100002")),
        proptest::option::weighted(0.3, sound(Role::Beneficiary, "999100003")),
        proptest::option::weighted(0.3, participant()),
        proptest::bool::weighted(0.8),
    )
        .prop_map(|(a, b, c, d, complete)| {
            let mut all = Consortium::new([a, b, c, d].into_iter().flatten());
            all.complete = complete;
            all
        })
}

fn candidates() -> impl Strategy<Value = Vec<Applicant>> {
    let candidate = (
        select(vec!["999200001", "999200002", "999200003", "999200004", "999100001"]),
        proptest::option::weighted(0.9, select(vec!["BE", "AT", "IT", "FR", "MT", "NC", "NO", "US"])),
        select(vec![
            LegalForms::from(LegalForm::PublicBody),
            LegalForms::from(LegalForm::NonProfitPrivate),
            LegalForms::from(LegalForm::ProfitMaking),
            LegalForms::from(LegalForm::InternationalOrganisation),
            LegalForms::PRIVATE_BODY,
        ]),
    )
        .prop_map(|(pic, country, form)| {
            let mut a = Applicant::new("Candidate".parse().unwrap()).pic(pic).legal_form(form);
            a.country = country.map(|c: &str| c.parse().unwrap());
            a
        });
    proptest::collection::vec(candidate, 0..=4)
}

/// The smallest additions by trying every role for every candidate.
fn by_enumeration(
    base: &Consortium,
    call: &Call,
    candidates: &[Applicant],
) -> (Goal, BTreeSet<Vec<(usize, Role)>>) {
    let whole = with(base, []);
    let before = unmet(&whole.check(call, moment(), None));
    let joining = |at: usize, role| Participant::new(candidates[at].clone()).role(role);
    // Every member of an option brings a condition nearer by itself.
    let alone: BTreeSet<(usize, Role)> = (0..candidates.len())
        .flat_map(|at| Role::ALL.iter().map(move |role| (at, *role)))
        .filter(|(at, role)| {
            let with_it = with(base, [joining(*at, *role)]);
            let after = unmet(&with_it.check(call, moment(), None));
            !helped(&before, &after, base.participants.len()).is_empty()
        })
        .collect();
    let mut best = (goal(&before), 0, BTreeSet::from([Vec::new()]));
    for number in 0..6usize.pow(candidates.len() as u32) {
        let mut rest = number;
        let mut members = Vec::new();
        for at in 0..candidates.len() {
            if let Some(role) = Role::ALL.get(rest % 6) {
                members.push((at, *role));
            }
            rest /= 6;
        }
        // An affiliated entity would have to say whose.
        if members.iter().any(|m| m.1 == Role::AffiliatedEntity || !alone.contains(m)) {
            continue;
        }
        // One that is listed again, with the same code and facts, is the one that is listed first.
        if members.iter().any(|(at, _)| candidates[..*at].contains(&candidates[*at])) {
            continue;
        }
        // An organisation that is there already is not added again.
        let stated = base.participants.iter().map(|p| &p.applicant.pic);
        let codes: Vec<_> = stated.chain(members.iter().map(|(at, _)| &candidates[*at].pic)).collect();
        if members.iter().any(|(at, _)| codes.iter().filter(|pic| ***pic == candidates[*at].pic).count() > 1)
        {
            continue;
        }
        let more = members.iter().map(|(at, role)| joining(*at, *role));
        let larger = with(base, more);
        let after = unmet(&larger.check(call, moment(), None));
        if spoils(&before, &after, base.participants.len()) {
            continue;
        }
        // How many are unmet matters where nothing else is better than before.
        let (class, failing, left) = goal(&after);
        let nearer = (class, failing) < (goal(&before).0, goal(&before).1);
        let rank = ((class, failing, if nearer { 0 } else { left }), members.len());
        if rank < (best.0, best.1) {
            best = (rank.0, rank.1, BTreeSet::new());
        }
        if rank == (best.0, best.1) {
            best.2.insert(members);
        }
    }
    (best.0, best.2)
}

fn sets(additions: &Additions) -> BTreeSet<Vec<(usize, Role)>> {
    additions.options.iter().map(|o| o.members.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(4), ..ProptestConfig::with_cases(400) })]

    /// Brute force finds no smaller addition, and none that is not listed.
    #[test]
    fn additions_are_the_smallest(base in consortium(), candidates in candidates(), calls in negotiating()) {
        let call = calls.unwrap_or_else(|| seed().clone());
        let report = base.check(&call, moment(), None);
        let additions = report.additions(&candidates);
        let (left, expected) = by_enumeration(&base, &call, &candidates);
        let told = || format!("{:?}\n{:?}\n{additions:?}\n{expected:?}", base, candidates);
        prop_assert!(additions.smallest);
        let before = unmet(&with(&base, []).check(&call, moment(), None));
        let first = additions.options.first().map(|o| o.members.clone()).unwrap_or_default();
        let joined = first.iter().map(|(at, role)| Participant::new(candidates[*at].clone()).role(*role));
        let after = unmet(&with(&base, joined).check(&call, moment(), None));
        prop_assert_eq!((goal(&after).0, goal(&after).1), (left.0, left.1), "{}", told());
        let rest: BTreeSet<Key> = after.into_keys().filter(|key| before.contains_key(key)).collect();
        prop_assert_eq!(keys(&additions.beyond), rest, "{}", told());
        if expected.len() == 1 && expected.contains(&Vec::new()) && left.0 > 0 {
            prop_assert!(additions.options.is_empty(), "{}", told());
        } else if expected.len() <= 16 {
            prop_assert_eq!(sets(&additions), expected.clone(), "{}", told());
        } else {
            prop_assert!(additions.options.len() == 16 && sets(&additions).is_subset(&expected));
        }
        let rank = |v: Verdict| [Verdict::Eligible, Verdict::Conditional, Verdict::Undetermined, Verdict::Ineligible].iter().position(|o| *o == v);
        prop_assert!(additions.options.is_sorted_by_key(|o| rank(o.verdict)));
        for option in &additions.options {
            let more = option.members.iter().map(|(at, role)| Participant::new(candidates[*at].clone()).role(*role));
            let larger = with(&base, more);
            prop_assert_eq!(larger.check(&call, moment(), None).verdict(), option.verdict);
        }
        for undecided in &additions.undecided {
            // What is missing is a fact that the candidate does not state.
            let who = &candidates[undecided.candidate];
            prop_assert!(!undecided.missing.is_empty() || !undecided.open.is_empty());
            for missing in &undecided.missing {
                let unknown = match missing {
                    FactKind::Country => who.country.is_none(),
                    FactKind::LegalForm => who.legal_form.is_none_or(|f| f.known().is_none()),
                    _ => true,
                };
                prop_assert!(unknown, "{undecided}");
            }
        }
    }

    /// Exactly the kinds that help are listed, with the conditions that they help.
    #[test]
    fn kinds_are_those_that_help(base in consortium()) {
        let report = base.check(seed(), moment(), None);
        let wanted = report.partners_wanted();
        let before = unmet(&with(&base, []).check(seed(), moment(), None));
        let mut all_helped = BTreeSet::new();
        let places = ["BE", "AT", "IT", "FR", "MT", "DK", "RE", "NC", "PF", "GL", "NO", "US"];
        for role in Role::ALL.iter().filter(|r| **r != Role::AffiliatedEntity) {
            for form in LegalForm::ALL {
                for place in places {
                    let country: Country = place.parse().unwrap();
                    let a = Applicant::new("New".parse().unwrap()).pic("123456789").country(country).legal_form(*form);
                    let after = unmet(&with(&base, [Participant::new(a).role(*role)]).check(seed(), moment(), None));
                    let helps = helped(&before, &after, base.participants.len());
                    let listed: Vec<BTreeSet<Key>> = wanted
                        .kinds
                        .iter()
                        .filter(|k| k.role == *role && k.legal_forms.may_be(*form) && k.countries.contains(&country))
                        .map(|k| keys(&k.helps))
                        .collect();
                    let verdict = with(&base, [Participant::new(Applicant::new("New".parse().unwrap()).pic("123456789").country(country).legal_form(*form)).role(*role)]).check(seed(), moment(), None).verdict();
                    for kind in wanted.kinds.iter().filter(|k| k.role == *role && k.legal_forms.may_be(*form) && k.countries.contains(&country)) {
                        prop_assert_eq!(kind.verdict, verdict);
                    }
                    let expected = if helps.is_empty() { Vec::new() } else { vec![helps.clone()] };
                    prop_assert_eq!(listed, expected, "{} {} {} {:?}", role, form, place, base);
                    all_helped.extend(helps);
                }
            }
        }
        for (rule, subject) in &wanted.beyond {
            prop_assert!(!all_helped.contains(&(rule.to_string(), subject.to_string())));
        }
        for shortfall in &wanted.shortfalls {
            prop_assert!(shortfall.lacking >= shortfall.lacking_at_best);
        }
    }

    /// A member is critical exactly if a condition that is met with it is not met, or unknown, without it.
    #[test]
    fn critical_members_are_those_without_whom_it_breaks(p in proposal(), near in consortium()) {
        for base in [p.consortium, near] {
            let report = base.check(seed(), moment(), None);
            let outcomes = |report: &Report<'_>| -> Vec<(amif::RuleId, Subject, Outcome)> {
                report.assessments().filter(|a| a.consequence() == Consequence::Reject).map(|a| (a.rule(), a.subject(), a.outcome())).collect()
            };
            let before = outcomes(&report);
            let critical = report.critical_members();
            for i in 0..base.participants.len() {
                let mut without = base.clone();
                without.participants.remove(i);
                let after = outcomes(&without.check(seed(), moment(), None));
                let broken: Vec<_> = before.iter().filter(|(_, _, o)| matches!(o, Outcome::Met | Outcome::Conditional)).filter_map(|(rule, subject, _)| {
                    let then = match subject {
                        Subject::Participant(j) if *j == i => return None,
                        Subject::Participant(j) if *j > i => Subject::Participant(j - 1),
                        same => *same,
                    };
                    let now = after.iter().find(|(r, s, _)| (r, *s) == (rule, then))?.2;
                    matches!(now, Outcome::NotMet | Outcome::Unknown).then_some((*rule, *subject, now))
                }).collect();
                let found = critical.members.iter().find(|c| c.participant == i).map(|c| c.breaks.clone()).unwrap_or_default();
                prop_assert_eq!(found, broken);
            }
        }
    }

    /// What is at or inside a limit has no slack below zero, and only that.
    #[test]
    fn slack_agrees_with_the_outcome(p in proposal()) {
        let report = p.check(seed(), moment());
        for slack in report.slack() {
            let a = report.assessments().find(|a| (a.rule(), a.subject()) == (slack.rule, slack.subject)).unwrap();
            let inside = match slack.margin {
                Margin::Count { certain, .. } => {
                    prop_assert_eq!(certain >= 0, a.outcome() == Outcome::Met);
                    continue;
                }
                Margin::Amount { above_min, below_max } => [above_min, below_max].into_iter().flatten().all(|m| m.cents() >= 0),
                Margin::Rate(below) => below >= 0,
                Margin::Months { above_min, below_max } => [above_min, below_max].into_iter().flatten().all(|m| m >= 0),
                // Before the deadline; its own second is open.
                Margin::Time(left) => left > chrono::TimeDelta::zero(),
                _ => continue,
            };
            prop_assert_eq!(inside, a.outcome() == Outcome::Met, "{}", slack);
        }
    }
}

#[test]
fn what_is_complete_needs_nobody() {
    let text = std::fs::read_to_string("examples/data/eligible.json").unwrap();
    let proposal = Proposal::from_json(&text).unwrap();
    let report = proposal.check(seed(), moment());
    let wanted = report.partners_wanted();
    assert!(wanted.kinds.is_empty() && wanted.shortfalls.is_empty() && wanted.beyond.is_empty());
    assert_eq!(wanted.to_string(), "No further partner is wanted.");
    let additions = report.additions(&[]);
    assert_eq!(additions.options.len(), 1);
    assert_eq!(additions.options[0].to_string(), "nobody: eligible");
    assert_eq!(report.critical_members().members.len(), 3);
}

/// Of a whole proposal the verdict told is that of the whole, and what no partner mends remains.
#[test]
fn no_partner_mends_what_is_wrong_with_the_proposal() {
    let text = std::fs::read_to_string("examples/data/eligible.json").unwrap();
    let mut proposal = Proposal::from_json(&text).unwrap();
    let gone = proposal.consortium.participants.pop().unwrap();
    let candidates = [gone.applicant];
    let remains = |proposal: &Proposal| {
        let additions = proposal.check(seed(), moment()).additions(&candidates);
        let option = &additions.options[0];
        let mut joined = proposal.clone();
        let members = option.members.iter();
        joined
            .consortium
            .participants
            .extend(members.map(|(at, role)| Participant::new(candidates[*at].clone()).role(*role)));
        let then = joined.check(seed(), moment());
        assert_eq!(option.verdict, then.verdict());
        assert_eq!(keys(&additions.beyond), unmet(&then).into_keys().collect());
        let wanted = proposal.check(seed(), moment()).partners_wanted();
        assert_eq!(wanted.kinds[0].verdict, then.verdict());
        assert!(additions.beyond.iter().all(|remains| wanted.beyond.contains(remains)));
        (option.verdict, additions.beyond.len())
    };
    assert_eq!(remains(&proposal), (Verdict::Eligible, 0));
    proposal.requested_grant = None;
    assert_eq!(remains(&proposal), (Verdict::Undetermined, 1));
    proposal.submitted_at = Some("2024-08-21T17:00:01+02:00".parse().unwrap());
    assert_eq!(remains(&proposal), (Verdict::Ineligible, 2));
}

/// The same code is the same organisation: it is offered, and asked of, once, unless its rows state different facts.
#[test]
fn an_organisation_that_is_listed_again_is_offered_once() {
    let who = |name: &str, pic: &str, country: &str| {
        let applicant = Applicant::new(name.parse().unwrap()).pic(pic).country(country.parse().unwrap());
        applicant.legal_form(LegalForm::PublicBody)
    };
    let (vienna, ghent, rome) =
        (who("Wien", "999000002", "AT"), who("Gent", "999000001", "BE"), who("Roma", "999000003", "IT"));
    let nobody = Consortium::new([]);
    let report = nobody.check(seed(), moment(), None);
    let once = report.additions(&[vienna.clone(), ghent.clone(), rome.clone()]);
    assert_eq!(once.options.len(), 3, "each of the three may coordinate");
    let again = report.additions(&[vienna.clone(), ghent.clone(), rome.clone(), vienna.clone()]);
    assert_eq!(once, again);
    let renamed = who("Stadt Wien", "999000002", "AT");
    assert_eq!(once, report.additions(&[vienna.clone(), ghent.clone(), rome.clone(), renamed]));
    let mut silent = vienna.clone();
    silent.country = None;
    let asked = report.additions(&[ghent.clone(), rome.clone(), silent.clone(), silent.clone()]);
    assert_eq!(asked.undecided.iter().map(|u| u.candidate).collect::<Vec<_>>(), [2]);
    // Which of two rows is right that differ is not for the search to say.
    let differs = report.additions(&[silent, ghent, rome, vienna]);
    assert!(differs.options.iter().any(|o| o.members.iter().any(|(at, _)| *at == 3)), "{differs:?}");
}

#[test]
fn sixty_four_candidates_and_three_places_are_searched_to_the_end() {
    let candidates: Vec<Applicant> = (0..64)
        .map(|i| {
            let country = ["BE", "AT", "IT", "FR"][i % 4].parse().unwrap();
            Applicant::new(format!("Candidate {i}").parse().unwrap())
                .pic(&format!("{:09}", 700_000_000 + i))
                .country(country)
                .legal_form(LegalForm::PublicBody)
        })
        .collect();
    let nobody = Consortium::new([]);
    let report = nobody.check(seed(), moment(), None);
    let additions = report.additions(&candidates);
    assert!(additions.smallest);
    assert_eq!(additions.options.len(), 16);
    assert!(additions.options.iter().all(|o| o.members.len() == 3 && o.verdict == Verdict::Eligible));
}
