//! Laws that hold for every proposal (design, section 4).

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "properties/generate.rs"]
mod generate;

use std::collections::BTreeMap;

use amif::{
    Applicant, Call, Consortium, Country, Deadline, Eur, Instant, LegalForm, LegalForms, Name, Outcome,
    Participant, Proposal, Rate, Report, Role, Status, Subject, Verdict, catalogue, report::FactKind,
};
use generate::{negotiating, participant, proposal};
use proptest::prelude::*;

fn seed() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn moment() -> Instant {
    "2024-08-20T12:00:00+02:00".parse().unwrap()
}

type Outcomes = BTreeMap<(String, String), Outcome>;

fn outcomes(report: &Report<'_>) -> Outcomes {
    report.assessments().map(|a| ((a.rule().to_string(), a.subject().to_string()), a.outcome())).collect()
}

/// Fills one unknown fact of a proposal, by a number that picks which and how.
fn filled(proposal: &Proposal, which: usize, how: usize) -> Option<Proposal> {
    let mut p = proposal.clone();
    let mut gaps: Vec<(Option<usize>, FactKind)> = Vec::new();
    let mut gap = |unknown: bool, at, kind| {
        if unknown {
            gaps.push((at, kind));
        }
    };
    gap(p.submitted_at.is_none(), None, FactKind::SubmittedAt);
    gap(p.duration_months.is_none(), None, FactKind::DurationMonths);
    gap(p.requested_grant.is_none(), None, FactKind::RequestedGrant);
    gap(p.total_eligible_costs.is_none(), None, FactKind::TotalEligibleCosts);
    gap(p.grant_signature.is_none(), None, FactKind::GrantSignature);
    gap(!p.consortium.complete, None, FactKind::ParticipantsComplete);
    for (i, entry) in p.consortium.participants.iter().enumerate() {
        gap(entry.role.is_none(), Some(i), FactKind::Role);
        gap(entry.applicant.country.is_none(), Some(i), FactKind::Country);
        gap(entry.applicant.possible_forms().known().is_none(), Some(i), FactKind::LegalForm);
        gap(
            entry.affiliated_to.is_none() && entry.role == Some(Role::AffiliatedEntity),
            Some(i),
            FactKind::AffiliatedTo,
        );
    }
    if gaps.is_empty() {
        return None;
    }
    let (at, kind) = gaps[which % gaps.len()];
    let amounts = ["0", "499999.99", "500000", "900000", "1000000.01"];
    let amount: Eur = amounts[how % amounts.len()].parse().unwrap();
    let days = ["2024-08-01", "2024-09-01", "2025-02-01", "2026-01-01"];
    match (kind, at.map(|i| &mut p.consortium.participants[i])) {
        (FactKind::SubmittedAt, _) => {
            let times = ["2024-08-21T17:00:00+02:00", "2024-08-21T17:00:01+02:00"];
            p.submitted_at = Some(times[how % 2].parse().unwrap());
        }
        (FactKind::DurationMonths, _) => p.duration_months = Some([23, 24, 36][how % 3]),
        (FactKind::RequestedGrant, _) => p.requested_grant = Some(amount),
        (FactKind::TotalEligibleCosts, _) => p.total_eligible_costs = Some(amount),
        (FactKind::GrantSignature, _) => p.grant_signature = Some(days[how % 4].parse().unwrap()),
        (FactKind::ParticipantsComplete, _) => p.consortium.complete = true,
        (FactKind::Role, Some(entry)) => entry.role = Some(Role::ALL[how % Role::ALL.len()]),
        (FactKind::Country, Some(entry)) => {
            let all = ["BE", "AT", "FR", "RE", "NC", "GL", "NO", "CH", "US", "DK"];
            entry.applicant.country = Some(all[how % all.len()].parse().unwrap());
        }
        (FactKind::LegalForm, Some(entry)) => {
            let forms: Vec<LegalForm> = entry.applicant.possible_forms().iter().collect();
            entry.applicant.legal_form = Some(forms[how % forms.len()].into());
        }
        (FactKind::AffiliatedTo, Some(entry)) => {
            entry.affiliated_to = Some(amif::Pic::new(["999000001", "999000002", "x"][how % 3]));
        }
        _ => return None,
    }
    Some(p)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// 1. What is known stays known when more becomes known. Not claimed, and not filled in, are codes and what is
    /// presumed where nobody states it: declarations, legal personality, a body created under Union law, a start.
    #[test]
    fn refinement(p in proposal(), negotiating in negotiating(), which in any::<usize>(), how in any::<usize>(), late in any::<bool>()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let as_of = if late { "2025-01-15T12:00:00+01:00".parse().unwrap() } else { moment() };
        if let Some(fuller) = filled(&p, which, how) {
            let (before, after) = (outcomes(&p.check(&call, as_of)), outcomes(&fuller.check(&call, as_of)));
            for (key, outcome) in before {
                let then = after[&key];
                let allowed = match outcome {
                    Outcome::Met => matches!(then, Outcome::Met | Outcome::NotApplicable),
                    Outcome::Unknown => true,
                    known => then == known,
                };
                prop_assert!(allowed, "{key:?}: {outcome} became {then}\n{}\n{}", p.to_json(), fuller.to_json());
            }
        }
    }

    /// 2. A fact that is named as missing can decide; where the outcome is known, none is named.
    #[test]
    fn known_outcomes_miss_nothing(p in proposal()) {
        for a in p.check(seed(), moment()).assessments() {
            if a.outcome() == Outcome::Unknown {
                prop_assert!(!a.missing().is_empty() || !a.open().is_empty(), "{} {}\n{}", a.rule(), a.subject(), p.to_json());
            } else {
                prop_assert!(a.missing().is_empty() && a.open().is_empty());
            }
            let sorted = a.missing().iter().map(ToString::to_string).collect::<Vec<_>>();
            prop_assert!(sorted.is_sorted());
            prop_assert_eq!(a.awaits().is_empty(), a.outcome() != Outcome::Conditional);
            prop_assert_eq!(a.because().is_some(), a.outcome() == Outcome::NotApplicable);
        }
    }

    /// 2. A pinned reading is one of the completions: it never contradicts what was known without it.
    #[test]
    fn a_pinned_reading_refines(p in proposal(), question in 0usize..5, yes in any::<bool>()) {
        let id = &seed().questions()[question].id;
        let pinned = seed().assume(id, if yes { amif::call::Reading::Yes } else { amif::call::Reading::No }).unwrap();
        let after = p.check(&pinned, moment());
        prop_assert!(after.assessments().all(|a| a.open().iter().all(|q| q != id)));
        let after = outcomes(&after);
        for (key, outcome) in outcomes(&p.check(seed(), moment())) {
            prop_assert!(outcome == Outcome::Unknown || after[&key] == outcome || (outcome, after[&key]) == (Outcome::Met, Outcome::NotApplicable));
        }
    }

    /// 3. The order of participants changes no outcome; subjects move with them.
    #[test]
    fn order(p in proposal(), seed_number in any::<u64>()) {
        let n = p.consortium.participants.len();
        let mut places: Vec<usize> = (0..n).collect();
        let mut state = seed_number;
        for i in (1..n).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            places.swap(i, (state >> 33) as usize % (i + 1));
        }
        let mut shuffled = p.clone();
        shuffled.consortium.participants = places.iter().map(|i| p.consortium.participants[*i].clone()).collect();
        let after = outcomes(&shuffled.check(seed(), moment()));
        let report = p.check(seed(), moment());
        for a in report.assessments() {
            let subject = match a.subject() {
                Subject::Participant(i) => format!("/participants/{}", places.iter().position(|j| *j == i).unwrap()),
                other => other.to_string(),
            };
            prop_assert_eq!(after[&(a.rule().to_string(), subject)], a.outcome());
        }
    }

    /// 4. One more sound beneficiary never takes a minimum away.
    #[test]
    fn monotone_consortium(p in proposal(), country in 0usize..4, form in any::<bool>()) {
        let more = Applicant::new("Newcomer".parse().unwrap())
            .pic("999999999")
            .country(["BE", "AT", "MT", "RE"][country].parse().unwrap())
            .legal_form(if form { LegalForm::PublicBody } else { LegalForm::NonProfitPrivate });
        let mut larger = p.clone();
        larger.consortium.participants.push(Participant::new(more).role(Role::Beneficiary));
        let after = outcomes(&larger.check(seed(), moment()));
        for (key, outcome) in outcomes(&p.check(seed(), moment())) {
            if key.0.starts_with("consortium/minimum") && outcome == Outcome::Met {
                prop_assert_eq!(after[&key], Outcome::Met);
            }
        }
    }

    /// 7. Inputs survive JSON, and a report's JSON is the same bytes for the same input.
    #[test]
    fn round_trip(p in proposal()) {
        let json = p.to_json();
        let again = Proposal::from_json(&json).unwrap();
        prop_assert_eq!(&again, &p);
        prop_assert_eq!(again.to_json(), json.clone());
        let through_serde: Proposal = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&through_serde, &p);
        prop_assert_eq!(p.check(seed(), moment()).to_json(), again.check(seed(), moment()).to_json());
    }

    /// 8. Up to the second before the deadline is in time, the next is late, its own second is open: in summer and
    /// winter, in any offset.
    #[test]
    fn time(day in 0i64..3_000, seconds in -5i64..=5, offset in -14 * 60..=14 * 60i32, nanos in 0u32..1_000_000_000) {
        let date = chrono::NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(day as u64);
        let deadline = Deadline::brussels(date, "17:00:00".parse().unwrap()).unwrap();
        let offset = chrono::FixedOffset::east_opt(offset * 60).unwrap();
        let at = deadline.instant().get() + chrono::TimeDelta::seconds(seconds);
        let at = at.with_timezone(&offset) + chrono::TimeDelta::nanoseconds(nanos.into());
        let submitted: Instant = at.to_rfc3339().parse().unwrap();
        let passed = match seconds.cmp(&0) {
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(true),
        };
        prop_assert_eq!(deadline.is_passed_at(submitted), passed);
        let summer = (4..=9).contains(&chrono::Datelike::month(&date));
        if summer {
            prop_assert!(deadline.instant().to_string().ends_with("+02:00"));
        }
    }

    /// 11. A fact that a rule does not list changes none of its outcomes.
    #[test]
    fn footprint(p in proposal(), q in proposal(), negotiating in negotiating(), kind in 0usize..FactKind::ALL.len()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let kind = FactKind::ALL[kind];
        let mut changed = p.clone();
        match kind {
            FactKind::SubmittedAt => changed.submitted_at = q.submitted_at,
            FactKind::DurationMonths => changed.duration_months = q.duration_months,
            FactKind::RequestedGrant => changed.requested_grant = q.requested_grant,
            FactKind::TotalEligibleCosts => changed.total_eligible_costs = q.total_eligible_costs,
            FactKind::GrantSignature => changed.grant_signature = q.grant_signature,
            FactKind::ParticipantsComplete => changed.consortium.complete = q.consortium.complete,
            _ => {}
        }
        for (entry, other) in changed.consortium.participants.iter_mut().zip(&q.consortium.participants) {
            match kind {
                FactKind::Name => entry.applicant.name = other.applicant.name.clone(),
                FactKind::Pic => entry.applicant.pic = other.applicant.pic.clone(),
                FactKind::Role => entry.role = other.role,
                FactKind::Country => entry.applicant.country = other.applicant.country,
                FactKind::LegalForm => entry.applicant.legal_form = other.applicant.legal_form,
                FactKind::Statuses => entry.applicant.statuses = other.applicant.statuses,
                FactKind::AffiliatedTo => entry.affiliated_to = other.affiliated_to.clone(),
                _ => {}
            }
        }
        let before = p.check(&call, moment());
        let after = outcomes(&changed.check(&call, moment()));
        for a in before.assessments().filter(|a| !a.rule().rule().facts.contains(&kind)) {
            prop_assert_eq!(after[&(a.rule().to_string(), a.subject().to_string())], a.outcome(), "{} reads {}", a.rule(), kind);
        }
    }

    /// 12. One engine: the quick answers equal the fold of the report, and the parts equal their slices.
    #[test]
    fn one_engine(p in proposal(), negotiating in negotiating()) {
        let call = negotiating.unwrap_or_else(|| seed().clone());
        let report = p.check(&call, moment());
        prop_assert_eq!(p.verdict(&call, moment()), report.verdict());
        prop_assert_eq!(p.is_eligible(&call, moment()), report.verdict() == Verdict::Eligible);
        let all = outcomes(&report);
        let part = p.consortium.check(&call, moment(), p.grant_signature);
        let slice: Outcomes = all.clone().into_iter().filter(|((rule, _), _)| rule.starts_with("consortium/") || rule.starts_with("participant/")).collect();
        prop_assert_eq!(outcomes(&part), slice);
        for (i, entry) in p.consortium.participants.iter().enumerate() {
            let alone = entry.applicant.check(&call, entry.role, moment(), p.grant_signature);
            for a in alone.assessments() {
                let key = (a.rule().to_string(), format!("/participants/{i}"));
                prop_assert_eq!(all[&key], a.outcome());
            }
        }
        let subjects: Vec<_> = report.assessments().map(|a| (a.rule(), a.subject())).collect();
        let mut unique = subjects.clone();
        unique.sort();
        unique.dedup();
        prop_assert_eq!(unique.len(), subjects.len());
        prop_assert!(subjects.is_sorted_by_key(|(rule, _)| *rule));
    }

    /// 9. No bytes make a parser panic.
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Proposal::from_json_bytes(&bytes);
        let _ = Call::from_json_bytes(&bytes);
    }

    /// 9. No mangled file makes a parser or a check panic, and every refusal says something.
    #[test]
    fn no_mangled_file_panics(p in proposal(), at in any::<usize>(), with in "[\\[\\]{}\",:0-9a-z\u{0}-\u{1f}é]{0,6}", cut in any::<bool>()) {
        let mut text = p.to_json();
        let mut place = at % (text.len() + 1);
        while !text.is_char_boundary(place) { place -= 1; }
        if cut { text.truncate(place); } else { text.insert_str(place, &with); }
        match Proposal::from_json(&text) {
            Ok(p) => drop(p.check(seed(), moment()).to_string()),
            Err(error) => prop_assert!(error.problems().iter().all(|p| !p.message.is_empty())),
        }
        let mut call = catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap().to_owned();
        let mut place = at % (call.len() + 1);
        while !call.is_char_boundary(place) { place -= 1; }
        if cut { call.truncate(place); } else { call.insert_str(place, &with); }
        if let Err(error) = Call::from_json(&call) {
            prop_assert!(!error.problems().is_empty());
        }
    }

    /// 9. Texts that look like values are values or errors, never a panic, and survive printing.
    #[test]
    fn values_survive_their_own_text(text in "\\PC{0,20}", cents in -1_000_000_000_000_000i64..=1_000_000_000_000_000) {
        let amount = Eur::from_cents(cents).unwrap();
        prop_assert_eq!(amount.to_string().parse::<Eur>(), Ok(amount));
        prop_assert_eq!(Eur::try_from(rust_decimal::Decimal::from(amount)), Ok(amount));
        if let Ok(v) = text.parse::<Eur>() { prop_assert_eq!(v.to_string().parse::<Eur>(), Ok(v)); }
        if let Ok(v) = text.parse::<Country>() { prop_assert_eq!(v.as_str().parse::<Country>(), Ok(v)); }
        if let Ok(v) = text.parse::<Rate>() { prop_assert_eq!(v.to_string().parse::<Rate>(), Ok(v)); }
        if let Ok(v) = text.parse::<Instant>() { prop_assert_eq!(v.to_string().parse::<Instant>(), Ok(v)); }
        if let Ok(v) = text.parse::<Name>() { prop_assert!(v.same_as(&v)); }
        let pic = amif::Pic::new(&text);
        prop_assert_eq!(amif::Pic::new(&pic.to_string()), pic.clone());
        prop_assert!(pic.is_well_formed() || pic.to_string() == text);
    }
}

#[test]
fn ten_thousand_participants_are_an_outcome() {
    let participants = (0..10_000).map(|i| {
        let a = Applicant::new(format!("Body {i}").parse().unwrap()).pic(&format!("{:09}", 999_000_000 - i));
        let a =
            a.country(["BE", "AT", "IT"][i as usize % 3].parse().unwrap()).legal_form(LegalForm::PublicBody);
        Participant::new(a).role(if i == 0 { Role::Coordinator } else { Role::Beneficiary })
    });
    let p = Proposal::new(Consortium::new(participants));
    let report = p.check(seed(), moment());
    let of_each = report.assessments().filter(|a| matches!(a.subject(), Subject::Participant(_))).count();
    assert_eq!(of_each, 4 * 10_000, "legal form, country, affiliation and code");
    let of_all: Vec<_> = report
        .assessments()
        .filter(|a| !matches!(a.subject(), Subject::Participant(_)))
        .map(|a| a.rule().as_str())
        .collect();
    assert_eq!(
        of_all,
        [
            "admissibility/submitted-by-deadline",
            "admissibility/submitted-while-open",
            "consortium/one-coordinator",
            "consortium/minimum-applicants",
            "consortium/minimum-countries",
            "consortium/distinct-organisations",
            "grant/within-range",
            "grant/funding-rate",
            "duration/as-required",
        ]
    );
    assert_eq!(
        outcomes(&report)[&("consortium/minimum-countries".into(), "/participants".into())],
        Outcome::Met
    );
}

#[test]
fn ten_thousand_unknown_participants_end_in_time() {
    let participants =
        (0..10_000).map(|i| Participant::new(Applicant::new(format!("Body {}", i / 2).parse().unwrap())));
    let p = Proposal::new(Consortium::new(participants));
    let report = p.check(seed(), moment());
    assert_eq!(report.verdict(), Verdict::Undetermined);
    let a = report.assessments().find(|a| a.rule().as_str() == "consortium/minimum-countries").unwrap();
    assert!(a.missing().len() >= 30_000);
}

#[test]
fn a_contradiction_in_rust_concludes_nothing() {
    let a = Applicant::new("A".parse().unwrap())
        .legal_form(LegalForm::ProfitMaking)
        .status(Status::NonProfit, true);
    assert_eq!(a.possible_forms(), LegalForms::ANY);
    let _ = participant();
}
