//! Who counts for what, at every boundary.

use super::super::amounts::LUMP_SUMS_2014;
use super::super::annex::{FIRST, LAST};
use super::*;

fn person(reference: &str, ground: Ground, date: &str) -> AdmittedPerson {
    AdmittedPerson {
        date: date.parse().ok(),
        vulnerable: Some(false),
        unaccompanied_minor: Some(false),
        ..AdmittedPerson::new(reference, ground)
    }
}

fn bounds(persons: &[AdmittedPerson]) -> (i64, i64) {
    let sums = person_amounts(persons).unwrap();
    (sums.certain.cents() / 100, sums.possible.cents() / 100)
}

#[test]
fn no_table_has_a_gap_an_overlap_or_an_uncited_value() {
    for ground in Ground::ALL {
        for increased in [false, true] {
            let table = ground.amount(increased);
            assert_eq!(table.faults(), Vec::<String>::new());
            assert_eq!((table.first(), table.last()), (FIRST, LAST));
        }
    }
    assert!(LUMP_SUMS_2014.iter().all(|t| t.faults().is_empty()));
}

#[test]
fn article_19_before_on_and_after_11_june_2024() {
    use Ground::*;
    for (ground, vulnerable, before, since) in [
        (Resettlement, false, 10_000, 10_000),
        (Resettlement, true, 10_000, 10_000),
        (HumanitarianAdmission, false, 6_000, 6_000),
        (HumanitarianAdmission, true, 8_000, 8_000),
        (NationalResettlement, false, 10_000, 6_000),
        (NationalResettlement, true, 10_000, 8_000),
    ] {
        let worth = |day: &str| {
            bounds(&[AdmittedPerson { vulnerable: Some(vulnerable), ..person("P", ground, day) }])
        };
        assert_eq!(worth("2021-01-01"), (before, before), "{ground}");
        assert_eq!(worth("2024-06-10"), (before, before), "{ground}");
        assert_eq!(worth("2024-06-11"), (since, since), "{ground}");
        assert_eq!(worth("2027-12-31"), (since, since), "{ground}");
        assert_eq!(worth("2020-12-31"), (0, 0), "{ground}");
    }
}

#[test]
fn article_20_before_between_and_after_the_change_of_2026() {
    use Ground::*;
    for (ground, minor, before, between, since) in [
        (RelocatedApplicant, false, 10_000, (10_000, 10_000), 10_000),
        (RelocatedApplicant, true, 10_000, (10_000, 12_000), 12_000),
        (RelocatedBeneficiary, false, 10_000, (10_000, 10_000), 10_000),
        (RelocatedBeneficiary, true, 10_000, (10_000, 12_000), 12_000),
        (RelocatedFamilyMember, false, 10_000, (0, 10_000), 0),
        (RelocationTransfer, false, 500, (500, 500), 500),
        (ResponsibilityTransfer, false, 0, (0, 500), 500),
    ] {
        let worth = |day: &str| {
            bounds(&[AdmittedPerson { unaccompanied_minor: Some(minor), ..person("P", ground, day) }])
        };
        assert_eq!(worth("2026-06-11"), (before, before), "{ground}");
        for day in ["2026-06-12", "2026-06-20", "2026-06-30"] {
            assert_eq!(worth(day), between, "{ground} {day}");
        }
        assert_eq!(worth("2026-07-01"), (since, since), "{ground}");
    }
}

#[test]
fn unknown_facts_give_bounds_and_are_named() {
    let unknown =
        AdmittedPerson { vulnerable: None, ..person("P", Ground::HumanitarianAdmission, "2025-01-01") };
    let sums = person_amounts(&[unknown]).unwrap();
    assert_eq!((sums.certain.cents(), sums.possible.cents()), (600_000, 800_000));
    assert_eq!(sums.lines[0].missing, ["vulnerable"]);

    let minor = AdmittedPerson {
        vulnerable: None,
        unaccompanied_minor: Some(true),
        ..person("P", Ground::HumanitarianAdmission, "2025-01-01")
    };
    assert_eq!(bounds(&[minor]), (8_000, 8_000), "unaccompanied minors are a vulnerable group");

    let undated = AdmittedPerson::new("P", Ground::RelocatedApplicant);
    let sums = person_amounts(&[undated]).unwrap();
    assert_eq!((sums.certain.cents(), sums.possible.cents()), (0, 1_200_000));
    assert_eq!(sums.lines[0].missing, ["date", "unaccompanied_minor"]);

    // Before the change the amount is the same for minors, so nothing hinges on it.
    let early =
        AdmittedPerson { unaccompanied_minor: None, ..person("P", Ground::RelocatedApplicant, "2025-01-01") };
    let sums = person_amounts(&[early]).unwrap();
    assert_eq!(sums.certain, sums.possible);
    assert!(sums.lines[0].missing.is_empty());

    let late = person_amounts(&[person("P", Ground::Resettlement, "2028-01-01")]).unwrap();
    assert_eq!((late.certain.cents(), late.possible.cents()), (0, 1_000_000));
    assert!(late.lines[0].open && late.lines[0].why.contains("2027-12-31"));
}

#[test]
fn nobody_counts_twice_but_sending_is_another_thing_than_receiving() {
    let day = "2025-01-01";
    assert_eq!(
        bounds(&[person("P", Ground::Resettlement, day), person("P", Ground::Resettlement, day)]),
        (10_000, 10_000)
    );
    assert_eq!(
        bounds(&[person("P", Ground::RelocatedApplicant, day), person("P", Ground::RelocationTransfer, day)]),
        (10_500, 10_500)
    );
    // Two grounds with two amounts: one is due, which one is not said.
    let torn = [person("P", Ground::Resettlement, day), person("P", Ground::HumanitarianAdmission, day)];
    let sums = person_amounts(&torn).unwrap();
    assert_eq!(bounds(&torn), (6_000, 10_000));
    assert!(sums.lines[0].open && sums.lines[0].why.contains("same person"));
    // An entry without a day may have come to nothing, which takes nothing from the other.
    let undated = AdmittedPerson { date: None, ..person("P", Ground::Resettlement, day) };
    assert_eq!(bounds(&[undated, person("P", Ground::Resettlement, day)]), (10_000, 10_000));
    let turned: Vec<_> = torn.into_iter().rev().collect();
    assert_eq!(bounds(&turned), (6_000, 10_000), "the order of the list does not matter");
}

#[test]
fn every_line_has_its_law_and_its_reason() {
    let persons: Vec<_> = Ground::ALL.iter().map(|g| person(g.as_str(), *g, "2026-08-01")).collect();
    let sums = person_amounts(&persons).unwrap();
    assert!(sums.lines.iter().all(|l| !l.why.is_empty() && !l.source.is_empty()));
    assert_eq!(sums.certain.to_string(), "43000.00");
}
