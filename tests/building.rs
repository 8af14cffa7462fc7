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
    Additions, Applicant, Call, Consequence, Consortium, Country, Found, Instant, LegalForm, LegalForms,
    Margin, Outcome, Participant, Proposal, Report, Required, Role, Subject, Verdict, catalogue,
};
use generate::{negotiating, participant, proposal};
use proptest::prelude::*;
use proptest::sample::select;

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn moment() -> Instant {
    "2024-08-20T12:00:00+02:00".parse().unwrap()
}

type Key = (String, String);

/// The conditions that are not met for certain, with what counts for certain where they count.
fn unmet(report: &Report<'_>) -> BTreeMap<Key, Option<u32>> {
    report
        .assessments()
        .filter(|a| a.consequence() == Consequence::Reject)
        .filter(|a| matches!(a.outcome(), Outcome::NotMet | Outcome::Unknown))
        .map(|a| {
            let count = match (a.required(), a.found()) {
                (Some(Required::AtLeast(_)), Some(Found::Count { certain, .. })) => Some(certain),
                _ => None,
            };
            ((a.rule().to_string(), a.subject().to_string()), count)
        })
        .collect()
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
) -> (usize, BTreeSet<Vec<(usize, Role)>>) {
    let whole = with(base, []);
    let before = unmet(&whole.check(call, moment(), None));
    let mut best = (before.len(), 0, BTreeSet::from([Vec::new()]));
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
        if members.iter().any(|(_, role)| *role == Role::AffiliatedEntity) {
            continue;
        }
        let more = members.iter().map(|(at, role)| Participant::new(candidates[*at].clone()).role(*role));
        let larger = with(base, more);
        let after = unmet(&larger.check(call, moment(), None));
        if after.keys().any(|c| !before.contains_key(c)) {
            continue;
        }
        let rank = (after.len(), members.len());
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
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Brute force finds no smaller addition, and none that is not listed.
    #[test]
    fn additions_are_the_smallest(base in consortium(), candidates in candidates(), calls in negotiating()) {
        let call = calls.unwrap_or_else(|| seed().clone());
        let report = base.check(&call, moment(), None);
        let additions = report.additions(&candidates);
        let (left, expected) = by_enumeration(&base, &call, &candidates);
        let told = || format!("{:?}\n{:?}\n{additions:?}\n{expected:?}", base, candidates);
        prop_assert!(additions.smallest);
        prop_assert_eq!(additions.beyond.len(), left, "{}", told());
        if expected.len() == 1 && expected.contains(&Vec::new()) && left > 0 {
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
        for at in &additions.undecided {
            prop_assert!(additions.options.iter().all(|o| o.members.iter().all(|(i, _)| i != at)));
        }
    }

    /// Exactly the kinds that help are listed, with the conditions that they help.
    #[test]
    fn kinds_are_those_that_help(base in consortium()) {
        let report = base.check(seed(), moment(), None);
        let wanted = report.partners_wanted();
        let before = unmet(&with(&base, []).check(seed(), moment(), None));
        let mut helped = BTreeSet::new();
        let places = ["BE", "AT", "IT", "FR", "MT", "DK", "RE", "NC", "PF", "GL", "NO", "US"];
        for role in Role::ALL.iter().filter(|r| **r != Role::AffiliatedEntity) {
            for form in LegalForm::ALL {
                for place in places {
                    let country: Country = place.parse().unwrap();
                    let a = Applicant::new("New".parse().unwrap()).pic("123456789").country(country).legal_form(*form);
                    let after = unmet(&with(&base, [Participant::new(a).role(*role)]).check(seed(), moment(), None));
                    let spoils = after.keys().any(|c| !before.contains_key(c));
                    let helps: BTreeSet<Key> = before
                        .iter()
                        .filter(|(c, count)| !spoils && after.get(*c).is_none_or(|now| now > *count))
                        .map(|(c, _)| c.clone())
                        .collect();
                    let listed: Vec<BTreeSet<Key>> = wanted
                        .kinds
                        .iter()
                        .filter(|k| k.role == *role && k.legal_forms.may_be(*form) && k.countries.contains(&country))
                        .map(|k| keys(&k.helps))
                        .collect();
                    let expected = if helps.is_empty() { Vec::new() } else { vec![helps.clone()] };
                    prop_assert_eq!(listed, expected, "{} {} {} {:?}", role, form, place, base);
                    helped.extend(helps);
                }
            }
        }
        for (rule, subject) in &wanted.beyond {
            prop_assert!(!helped.contains(&(rule.to_string(), subject.to_string())));
        }
        for shortfall in &wanted.shortfalls {
            prop_assert!(shortfall.lacking > 0);
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
                let found = critical.iter().find(|c| c.participant == i).map(|c| c.breaks.clone()).unwrap_or_default();
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
                Margin::Time(left) => left >= chrono::TimeDelta::zero(),
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
    assert_eq!(report.critical_members().len(), 3);
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
