//! Remedies beside full checks of the same proposals, in interleaved rounds of one run.
//!
//! `cargo bench --bench remedy`. The ratios are the result; nanoseconds depend on the machine and its load.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a bench measures; it is not shipped"
)]

use std::hint::black_box;
use std::time::Instant as Clock;

use amif::{
    Applicant, Call, Consortium, Eur, Instant, LegalForm, Participant, Proposal, Role, Verdict, catalogue,
    remedy::Remedies,
};

const ROUNDS: usize = 21;

/// Puts faults into a sound proposal.
type Fault = fn(Proposal) -> Proposal;

/// A sound proposal of so many participants.
fn clean(members: usize) -> Proposal {
    let countries = ["BE", "AT", "IT", "FR", "GR", "PL", "SE", "HU", "ES", "IE", "BE", "AT"];
    let entries = (0..members).map(|i| {
        let a = Applicant::new(format!("Organisation number {i}").parse().unwrap())
            .pic(&format!("{:09}", 900_000_000 + i * 7))
            .country(countries[i % countries.len()].parse().unwrap())
            .legal_form(if i % 2 == 0 { LegalForm::PublicBody } else { LegalForm::NonProfitPrivate });
        let role = match i {
            0 => Role::Coordinator,
            _ if i % 5 == 4 => Role::AssociatedPartner,
            _ => Role::Beneficiary,
        };
        Participant::new(a).role(role)
    });
    let mut p = Proposal::new(Consortium::new(entries));
    p.submitted_at = Some("2024-08-20T16:30:00+02:00".parse().unwrap());
    p.duration_months = Some(24);
    p.requested_grant = Eur::from_euros(700_000);
    p.total_eligible_costs = Eur::from_euros(1_200_000);
    p
}

/// Five faults of the project and of some participants.
fn mixed(mut p: Proposal) -> Proposal {
    p.duration_months = Some(36);
    p.requested_grant = Eur::from_euros(1_300_000);
    let members = &mut p.consortium.participants;
    members[1].role = Some(Role::Coordinator);
    members[2].applicant.legal_form = Some(LegalForm::ProfitMaking.into());
    members[3].applicant.country = Some("US".parse().unwrap());
    p
}

/// Five faults of the consortium: form, country, link, two coordinators, too few Member States.
fn consortium(mut p: Proposal) -> Proposal {
    let members = &mut p.consortium.participants;
    for entry in members.iter_mut() {
        entry.applicant.country = Some("BE".parse().unwrap());
    }
    members[1].role = Some(Role::Coordinator);
    members[2].applicant.legal_form = Some(LegalForm::ProfitMaking.into());
    members[3].applicant.country = Some("US".parse().unwrap());
    members[5].role = Some(Role::AffiliatedEntity);
    members[5].affiliated_to = Some(amif::Pic::new("111111111"));
    p
}

/// Nobody coordinates, most are profit-making, and nobody is in time.
fn hopeless(mut p: Proposal) -> Proposal {
    p.submitted_at = Some("2024-08-22T16:30:00+02:00".parse().unwrap());
    for entry in &mut p.consortium.participants {
        entry.role = Some(Role::Beneficiary);
        entry.applicant.legal_form = Some(LegalForm::ProfitMaking.into());
    }
    p
}

/// Everybody may be anybody: no codes, one name, one country, four coordinators.
fn blurred(mut p: Proposal) -> Proposal {
    for (i, entry) in p.consortium.participants.iter_mut().enumerate() {
        entry.applicant.name = "One".parse().unwrap();
        entry.applicant.pic = None;
        entry.applicant.country = Some(if i % 2 == 0 { "BE" } else { "AT" }.parse().unwrap());
        entry.role = Some(if i < 4 { Role::Coordinator } else { Role::Beneficiary });
    }
    p
}

fn time(mut work: impl FnMut()) -> f64 {
    let start = Clock::now();
    work();
    start.elapsed().as_nanos() as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn compare(
    name: &str,
    p: &Proposal,
    call: &Call,
    as_of: Instant,
    remedies: impl for<'c> Fn(&Proposal, &'c Call, Instant) -> Remedies<'c>,
) {
    let report = p.check(call, as_of);
    assert_eq!(report.verdict(), Verdict::Ineligible);
    let faults = report.assessments().filter(|a| a.outcome() == amif::Outcome::NotMet).count();
    let found = remedies(p, call, as_of);
    let rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|_| {
            let check = time(|| {
                for _ in 0..1_000 {
                    black_box(black_box(p).check(call, as_of).verdict());
                }
            });
            (check / 1_000.0, time(|| drop(black_box(remedies(black_box(p), call, as_of)))))
        })
        .collect();
    let ratio = median(rounds.iter().map(|(check, remedy)| remedy / check).collect());
    println!(
        "{name:<44} {ratio:>7.0} checks  ({:>6.0} ns a check, {:>9.0} ns; {faults} faults, {} remedies of {} edits{})",
        median(rounds.iter().map(|r| r.0).collect()),
        median(rounds.iter().map(|r| r.1).collect()),
        found.all().len(),
        found.all().first().map_or(0, |r| r.edits().len()),
        if found.are_smallest() { "" } else { ", may not be smallest" },
    );
}

fn main() {
    let call: &Call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-08-01T00:00:00+02:00".parse().unwrap();
    println!("goal: cheapest remedy for 12 participants with five faults at most 2000 checks");
    for members in [6, 12, 24, 64] {
        let faulty: [(&str, Fault); 4] = [
            ("mixed faults", mixed),
            ("faults of the consortium", consortium),
            ("all profit-making", hopeless),
            ("identities open", blurred),
        ];
        for (name, make) in faulty {
            let p = make(clean(members));
            compare(
                &format!("{members:>3} members, {name}: cheapest"),
                &p,
                call,
                as_of,
                Proposal::cheapest_remedy,
            );
            compare(&format!("{members:>3} members, {name}: all"), &p, call, as_of, Proposal::remedies);
        }
    }
}
