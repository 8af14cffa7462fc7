//! A clean proposal of up to 64 participants is judged without touching the heap.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

use amif::{Applicant, Consortium, Eur, LegalForm, Participant, Proposal, Role, catalogue};

fn clean(members: u32) -> Proposal {
    let entries = (0..members).map(|i| {
        let country = ["BE", "AT", "IT", "RE"].get(i as usize % 4).unwrap();
        let a = Applicant::new(format!("Organisation {i}").parse().unwrap())
            .pic(&format!("{:09}", 999_000_000 + i))
            .country(country.parse().unwrap())
            .legal_form(LegalForm::PublicBody);
        let p = Participant::new(a);
        match i {
            0 => p.role(Role::Coordinator),
            3 => p.role(Role::AffiliatedEntity).affiliated_to("999000001"),
            4 => p.role(Role::AssociatedPartner),
            _ => p.role(Role::Beneficiary),
        }
    });
    let mut p = Proposal::new(Consortium::new(entries));
    p.submitted_at = Some("2024-08-20T16:30:00+02:00".parse().unwrap());
    p.duration_months = Some(24);
    p.requested_grant = Eur::from_euros(750_000);
    p.total_eligible_costs = Eur::from_euros(850_000);
    p
}

#[test]
fn is_eligible_allocates_nothing() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    for members in [3, 8, 9, 12, 48, 64] {
        let p = clean(members);
        assert!(p.is_eligible(call, as_of));
        let count = allocation_counter::measure(|| {
            assert!(p.is_eligible(call, as_of));
        });
        assert_eq!(count.count_total, 0, "{members} participants");
    }
}

#[test]
fn a_full_report_allocates_its_list_once() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    let p = clean(64);
    // The tables of a call are made at its first check.
    drop(p.check(call, as_of));
    let count = allocation_counter::measure(|| drop(p.check(call, as_of)));
    assert_eq!(count.count_total, 1);
}

#[test]
fn findings_of_a_clean_proposal_allocate_nothing() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    for members in [3, 12, 64] {
        let p = clean(members);
        assert!(p.findings(call, as_of).assessments().next().is_none());
        let count = allocation_counter::measure(|| drop(p.findings(call, as_of)));
        assert_eq!(count.count_total, 0, "{members} participants");
    }
}

/// A hundred faults of a sheet are told, and the rest are counted: what is meant by the rest is not looked up.
#[test]
fn what_is_not_told_of_a_sheet_is_not_made() {
    use amif::tables::{Book, Mapping, partners};
    let reading = |country: &str, rows: usize| {
        let sheet = format!("name;country\n{}", format!("Payoke;{country}\n").repeat(rows));
        let book = Book::read(sheet.as_bytes(), "p.csv").unwrap();
        let count = allocation_counter::measure(|| drop(partners(&book, &Mapping::default())));
        count.count_total
    };
    let thousand_more = |country: &str| reading(country, 2_000) - reading(country, 1_000);
    let (right, wrong) = (thousand_more("Belgium"), thousand_more("Belgiumm"));
    assert!(wrong < right + 10_000, "{right} where countries are known, {wrong} where they are not");
}

#[test]
fn a_text_report_makes_only_the_assessments_that_it_shows() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let laid_out = |members: u32| {
        let names = (0..members)
            .map(|i| Participant::new(Applicant::new(format!("Organisation {i}").parse().unwrap())));
        let p = Proposal::new(Consortium::new(names));
        let report = p.check(call, as_of);
        let short = allocation_counter::measure(|| drop(report.text().to_string())).count_total;
        let all = allocation_counter::measure(|| drop(report.stored().text().to_string())).count_total;
        (short, all)
    };
    let (hundred, thousand) = (laid_out(100), laid_out(1_000));
    // Whoever counts is looked at; their conditions are not made one by one.
    assert!(thousand.0 <= 80_000 && thousand.0 * 8 <= thousand.1, "{thousand:?}");
    assert!(thousand.0 <= 11 * hundred.0, "{hundred:?} {thousand:?}");
    assert!(thousand.1 <= 11 * hundred.1, "{hundred:?} {thousand:?}");
}
