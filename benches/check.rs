//! The checks beside hand-written floors, on the same seeded proposals, in interleaved rounds of one run.
//!
//! `cargo bench --bench check`. The ratios are the result; nanoseconds depend on the machine and its load.

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
    Applicant, Call, Consortium, Eur, Instant, LegalForm, LegalForms, Participant, Proposal, Role, catalogue,
};

const ROUNDS: usize = 41;

/// What a straight-line check needs of the call.
struct Floor {
    deadline: Instant,
    min: Eur,
    max: Eur,
}

/// The place of a participating Member State, by its code.
fn state(code: &str) -> Option<u32> {
    Some(match code.as_bytes() {
        b"AT" => 0,
        b"BE" => 1,
        b"BG" => 2,
        b"CY" => 3,
        b"CZ" => 4,
        b"DE" => 5,
        b"EE" => 6,
        b"ES" => 7,
        b"FI" => 8,
        b"FR" => 9,
        b"GR" => 10,
        b"HR" => 11,
        b"HU" => 12,
        b"IE" => 13,
        b"IT" => 14,
        b"LT" => 15,
        b"LU" => 16,
        b"LV" => 17,
        b"MT" => 18,
        b"NL" => 19,
        b"PL" => 20,
        b"PT" => 21,
        b"RO" => 22,
        b"SE" => 23,
        b"SI" => 24,
        b"SK" => 25,
        _ => return None,
    })
}

fn form_fits(entry: &Participant) -> bool {
    let form = entry.applicant.legal_form.and_then(LegalForms::known);
    match entry.role {
        Some(Role::Coordinator | Role::AffiliatedEntity) => {
            matches!(form, Some(LegalForm::PublicBody | LegalForm::NonProfitPrivate))
        }
        Some(Role::Beneficiary) => matches!(
            form,
            Some(LegalForm::PublicBody | LegalForm::NonProfitPrivate | LegalForm::InternationalOrganisation)
        ),
        _ => true,
    }
}

/// Some code stands twice: by pairs where there are few, else by sorting.
fn twice(participants: &[Participant]) -> bool {
    if participants.len() <= 48 {
        return participants.iter().enumerate().any(|(i, a)| {
            participants[..i].iter().any(|b| a.applicant.pic.is_some() && a.applicant.pic == b.applicant.pic)
        });
    }
    let mut codes: Vec<_> = participants.iter().filter_map(|p| p.applicant.pic.as_ref()).collect();
    codes.sort_unstable();
    codes.windows(2).any(|w| w[0] == w[1])
}

fn linked(entry: &Participant, all: &[Participant]) -> bool {
    entry.role != Some(Role::AffiliatedEntity)
        || all.iter().any(|o| {
            matches!(o.role, Some(Role::Coordinator | Role::Beneficiary))
                && o.applicant.pic.is_some()
                && o.applicant.pic == entry.affiliated_to
        })
}

/// The verdict alone, stopping at the first fault.
fn floor_bool(p: &Proposal, floor: &Floor) -> bool {
    let all = &p.consortium.participants;
    if p.submitted_at.is_none_or(|at| at > floor.deadline)
        || p.requested_grant.is_none_or(|g| g < floor.min || g > floor.max)
        || p.duration_months != Some(24)
        || twice(all)
    {
        return false;
    }
    let (mut coordinators, mut applicants, mut states) = (0, 0, 0u32);
    for entry in all {
        coordinators += u32::from(entry.role == Some(Role::Coordinator));
        if !matches!(entry.role, Some(Role::Coordinator | Role::Beneficiary | Role::AffiliatedEntity)) {
            continue;
        }
        let Some(place) = entry.applicant.country.and_then(|c| state(c.as_str())) else { return false };
        if !form_fits(entry) || !linked(entry, all) {
            return false;
        }
        if entry.role != Some(Role::AffiliatedEntity) {
            applicants += 1;
            states |= 1 << place;
        }
    }
    coordinators == 1 && applicants >= 3 && states.count_ones() >= 3
}

/// Every fault, as the number of its rule and the place of the participant.
fn floor_list(p: &Proposal, floor: &Floor) -> Vec<(u8, u32)> {
    const ALL: u32 = u32::MAX;
    let all = &p.consortium.participants;
    let mut faults = Vec::new();
    let mut fault = |broken: bool, rule: u8, place: u32| {
        if broken {
            faults.push((rule, place));
        }
    };
    fault(p.submitted_at.is_none_or(|at| at > floor.deadline), 0, ALL);
    fault(p.requested_grant.is_none_or(|g| g < floor.min || g > floor.max), 9, ALL);
    let rate = p.requested_grant.zip(p.total_eligible_costs);
    fault(
        rate.is_none_or(|(g, c)| i128::from(g.cents()) * 20_000 >= i128::from(c.cents()) * 18_001),
        10,
        ALL,
    );
    fault(p.duration_months != Some(24), 11, ALL);
    fault(twice(all), 4, ALL);
    let (mut coordinators, mut applicants, mut states) = (0, 0, 0u32);
    for (place, entry) in (0u32..).zip(all) {
        coordinators += u32::from(entry.role == Some(Role::Coordinator));
        if entry.role != Some(Role::Subcontractor) {
            fault(!entry.applicant.pic.as_ref().is_some_and(amif::Pic::is_well_formed), 8, place);
        }
        if !matches!(entry.role, Some(Role::Coordinator | Role::Beneficiary | Role::AffiliatedEntity)) {
            continue;
        }
        let at = entry.applicant.country.and_then(|c| state(c.as_str()));
        let fits = form_fits(entry);
        fault(!fits, 5, place);
        fault(at.is_none(), 6, place);
        fault(!linked(entry, all), 7, place);
        if let (true, Some(at), true) = (fits, at, entry.role != Some(Role::AffiliatedEntity)) {
            applicants += 1;
            states |= 1 << at;
        }
    }
    fault(coordinators != 1, 1, ALL);
    fault(applicants < 3, 2, ALL);
    fault(states.count_ones() < 3, 3, ALL);
    faults
}

/// A small generator, so that every run sees the same proposals.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn clean(rng: &mut Seeded, members: usize) -> Proposal {
    let countries = ["BE", "AT", "IT", "FR", "GR", "PL", "SE", "HU", "ES", "IE"];
    let entries = (0..members).map(|i| {
        let country = if i < 3 { countries[i] } else { countries[rng.below(countries.len())] };
        let form = if rng.below(2) == 0 { LegalForm::PublicBody } else { LegalForm::NonProfitPrivate };
        let a = Applicant::new(format!("Organisation number {i}").parse().unwrap())
            .pic(&format!("{:09}", 900_000_000 + rng.below(9_000_000) * 10 + i % 10))
            .country(country.parse().unwrap())
            .legal_form(form);
        let role = match i {
            0 => Role::Coordinator,
            3.. if rng.below(8) == 0 => Role::AssociatedPartner,
            _ => Role::Beneficiary,
        };
        Participant::new(a).role(role)
    });
    let mut p = Proposal::new(Consortium::new(entries));
    p.topic = Some("AMIF-2024-TF2-AG-THB-01".parse().unwrap());
    p.title = Some("A seeded proposal".to_owned());
    p.submitted_at = Some("2024-08-20T16:30:00+02:00".parse().unwrap());
    p.duration_months = Some(24);
    p.requested_grant = Eur::from_euros(500_000 + rng.below(400_000) as i64);
    p.total_eligible_costs = Eur::from_euros(1_200_000);
    p
}

fn faulty(rng: &mut Seeded, members: usize) -> Proposal {
    let mut p = clean(rng, members);
    for _ in 0..=rng.below(3) {
        let at = rng.below(members);
        let entry = &mut p.consortium.participants[at];
        match rng.below(6) {
            0 => entry.applicant.country = Some("DK".parse().unwrap()),
            1 => entry.applicant.legal_form = Some(LegalForm::ProfitMaking.into()),
            2 => entry.role = Some(Role::Coordinator),
            3 => p.requested_grant = Eur::from_euros(1_100_000),
            4 => p.duration_months = Some(36),
            _ => p.submitted_at = Some("2024-08-22T00:00:00+02:00".parse().unwrap()),
        }
    }
    p
}

/// Times one pass over all proposals, in nanoseconds each.
fn pass<T>(proposals: &[Proposal], mut work: impl FnMut(&Proposal) -> T) -> f64 {
    let start = Clock::now();
    for p in proposals {
        black_box(work(black_box(p)));
    }
    start.elapsed().as_nanos() as f64 / proposals.len() as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Median of the ratios of interleaved rounds, and the lowest round of each side.
fn compare(name: &str, goal: &str, mut a: impl FnMut() -> f64, mut b: impl FnMut() -> f64) {
    let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (a(), b())).collect();
    let ratio = median(rounds.iter().map(|(a, b)| b / a).collect());
    let low = |side: fn(&(f64, f64)) -> f64| rounds.iter().map(side).fold(f64::INFINITY, f64::min);
    println!(
        "{name:<58} {ratio:>6.2}x  (goal {goal}; floor {:>8.0} ns, amif {:>8.0} ns)",
        low(|r| r.0),
        low(|r| r.1)
    );
}

fn main() {
    let call: &Call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let range = call.grant().unwrap().value;
    let floor = Floor {
        deadline: call.deadline().unwrap().value.instant(),
        min: range.min.unwrap(),
        max: range.max.unwrap(),
    };
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    for members in [3, 12, 64] {
        let rng = &mut Seeded(7);
        let good: Vec<Proposal> =
            (0..512).map(|_| clean(rng, members)).filter(|p| floor_bool(p, &floor)).collect();
        assert!(good.len() > 400 && good.iter().all(|p| p.is_eligible(call, as_of)));
        let mixed: Vec<Proposal> =
            (0..512).map(|i| if i % 2 == 0 { clean(rng, members) } else { faulty(rng, members) }).collect();
        for p in &mixed {
            let report = p.check(call, as_of);
            let faults = report.assessments().filter(|a| a.outcome() == amif::Outcome::NotMet).count();
            assert_eq!(
                faults,
                floor_list(p, &floor).len(),
                "the floor and the crate disagree on {}",
                p.to_json()
            );
        }
        compare(
            &format!("{members:>3} participants, clean: is it eligible, to bool floor"),
            "2",
            || pass(&good, |p| floor_bool(p, &floor)),
            || pass(&good, |p| p.is_eligible(call, as_of)),
        );
        compare(
            &format!("{members:>3} participants, clean: full report, to list floor"),
            "8",
            || pass(&good, |p| floor_list(p, &floor)),
            || pass(&good, |p| p.check(call, as_of).verdict()),
        );
        compare(
            &format!("{members:>3} participants, mixed: full report, to list floor"),
            "8",
            || pass(&mixed, |p| floor_list(p, &floor)),
            || pass(&mixed, |p| p.check(call, as_of).verdict()),
        );
        lines(call, as_of, &mixed, members);
    }
}

/// A line at a time, as `check_many` does it: parse, check, write; beside parsing the same lines and writing
/// equal reports that were made before.
fn lines(call: &Call, as_of: Instant, proposals: &[Proposal], members: usize) {
    let texts: Vec<String> = proposals.iter().map(Proposal::to_json).collect();
    let reports: Vec<amif::Report<'_>> = proposals.iter().map(|p| p.check(call, as_of)).collect();
    let mut output = Vec::new();
    let mut again = Vec::new();
    let per = |start: Clock| start.elapsed().as_nanos() as f64 / texts.len() as f64;
    compare(
        &format!("{members:>3} participants, mixed: lines, to parse and write"),
        "1.5",
        || {
            let start = Clock::now();
            output.clear();
            for (text, report) in texts.iter().zip(&reports) {
                black_box(Proposal::from_json_bytes(text.as_bytes()).unwrap());
                serde_json::to_writer(&mut output, report).unwrap();
            }
            per(start)
        },
        || {
            let start = Clock::now();
            again.clear();
            for text in &texts {
                let p = Proposal::from_json_bytes(text.as_bytes()).unwrap();
                serde_json::to_writer(&mut again, &p.check(call, as_of)).unwrap();
            }
            per(start)
        },
    );
}
