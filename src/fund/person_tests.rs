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
    assert_eq!(VULNERABLE_GROUPS.source[0].section(), "Art. 19(3)");
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
    ] {
        let worth = |day: &str| {
            bounds(&[AdmittedPerson { vulnerable: Some(vulnerable), ..person("P", ground, day) }])
        };
        assert_eq!(worth("2021-01-01"), (before, before), "{ground}");
        assert_eq!(worth("2024-06-10"), (before, before), "{ground}");
        assert_eq!(worth("2024-06-11"), (since, since), "{ground}");
        assert_eq!(worth("2027-12-31"), (since, since), "{ground}");
    }
}

#[test]
fn national_schemes_before_11_june_2024_are_a_range_with_the_mark() {
    for (vulnerable, before, since) in [
        (Some(false), (6_000, 10_000), (6_000, 6_000)),
        (Some(true), (8_000, 10_000), (8_000, 8_000)),
        (None, (6_000, 10_000), (6_000, 8_000)),
    ] {
        let on = |day: &str| AdmittedPerson { vulnerable, ..person("P", Ground::NationalResettlement, day) };
        for day in ["2021-01-01", "2024-06-10"] {
            assert_eq!(bounds(&[on(day)]), before, "{day}");
            let line = person_amounts(&[on(day)]).unwrap().lines.remove(0);
            assert!(line.open && line.why.ends_with("[unverified]"), "{}", line.why);
            assert!(line.source.iter().any(|c| c.basis() == Basis::Unverified));
            assert_eq!(line.missing.is_empty(), vulnerable.is_some());
        }
        assert_eq!(bounds(&[on("2024-06-11")]), since);
    }
}

#[test]
fn the_lump_sums_of_2014_2020_and_nothing_before() {
    use Ground::*;
    for (ground, expected) in [
        (Resettlement, (6_000, 10_000)),
        (HumanitarianAdmission, (0, 10_000)),
        (NationalResettlement, (0, 10_000)),
        (RelocatedApplicant, (6_000, 6_000)),
        (RelocatedBeneficiary, (6_000, 6_000)),
        (RelocatedFamilyMember, (0, 6_000)),
        (RelocationTransfer, (0, 500)),
        (ResponsibilityTransfer, (0, 500)),
    ] {
        for day in ["2014-01-01", "2020-12-31"] {
            assert_eq!(bounds(&[person("P", ground, day)]), expected, "{ground} {day}");
            let line = person_amounts(&[person("P", ground, day)]).unwrap().lines.remove(0);
            assert_eq!(line.open, line.certain != line.possible, "{ground}");
            assert!(!line.source.is_empty());
        }
        let before = person_amounts(&[person("P", ground, "2013-12-31")]).unwrap().lines.remove(0);
        assert_eq!((before.possible, before.open), (Eur::ZERO, false));
        assert_eq!(before.source[0].to_string(), "Regulation (EU) No 516/2014, Art. 32");
    }
    let line = person_amounts(&[person("P", Resettlement, "2016-05-01")]).unwrap().lines.remove(0);
    assert!(line.source.iter().any(|c| c.to_string().ends_with("516/2014, Art. 17(2)")));
    // The groups of the new law are not those of the old.
    let vulnerable = AdmittedPerson { vulnerable: Some(true), ..person("P", Resettlement, "2016-05-01") };
    assert_eq!(bounds(&[vulnerable]), (6_000, 10_000));
}

#[test]
fn the_contributions_of_article_20_are_separate_and_nobody_says_once() {
    use Ground::*;
    let both =
        [person("P", RelocationTransfer, "2026-08-01"), person("P", ResponsibilityTransfer, "2026-09-01")];
    for list in [both.to_vec(), both.iter().rev().cloned().collect()] {
        let sums = person_amounts(&list).unwrap();
        assert_eq!(bounds(&list), (500, 1_000));
        assert!(sums.lines[1].open && !sums.lines[0].open);
        let cites = |line: usize, place: &str| sums.lines[line].source.iter().any(|c| c.section() == place);
        let second = if list[1].ground == RelocationTransfer { "Art. 20(2)" } else { "Art. 20(3)" };
        assert!(cites(1, second) && !cites(1, "Art. 19"));
    }
    // The same transfer named twice is one, and two persons are two.
    let twice = [both[0].clone(), both[0].clone()];
    assert_eq!(bounds(&twice), (500, 500));
    let line = person_amounts(&twice).unwrap().lines.remove(1);
    assert_eq!(line.why, "the same transfer as entry 0, and counted there");
    assert!(line.source.iter().all(|c| c.article() == Some("20")), "{:?}", line.source);
    assert_eq!(bounds(&[both[0].clone(), person("Q", ResponsibilityTransfer, "2026-09-01")]), (1_000, 1_000));
    // Another day may be another transfer; one that is worth nothing takes nothing away.
    assert_eq!(bounds(&[both[0].clone(), person("P", RelocationTransfer, "2026-08-02")]), (500, 1_000));
    assert_eq!(bounds(&[person("P", ResponsibilityTransfer, "2025-01-01"), both[0].clone()]), (500, 500));
    // Admission and reception: Art. 19 speaks of its own amounts.
    let mixed =
        [person("P", HumanitarianAdmission, "2025-01-01"), person("P", RelocatedBeneficiary, "2025-06-01")];
    assert_eq!(bounds(&mixed), (6_000, 16_000));
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

    // Art. 19(3)(b): unaccompanied minors are one of the groups, so who is in none of them is no minor.
    for (vulnerable, most, missing) in
        [(Some(false), 600_000, vec![]), (None, 800_000, vec!["unaccompanied_minor", "vulnerable"])]
    {
        let perhaps = AdmittedPerson {
            vulnerable,
            unaccompanied_minor: None,
            ..person("P", Ground::HumanitarianAdmission, "2025-01-01")
        };
        let sums = person_amounts(&[perhaps]).unwrap();
        assert_eq!((sums.certain.cents(), sums.possible.cents()), (600_000, most));
        assert_eq!(sums.lines[0].missing, missing);
    }
    let against = AdmittedPerson {
        unaccompanied_minor: Some(true),
        ..person("P", Ground::HumanitarianAdmission, "2025-01-01")
    };
    let told = person_amounts(&[against]).unwrap();
    assert_eq!((told.certain.cents(), told.possible.cents()), (600_000, 800_000), "which holds is not known");
    assert!(told.lines[0].why.contains("the record says"), "{}", told.lines[0].why);

    let undated = AdmittedPerson::new("P", Ground::RelocatedApplicant);
    let sums = person_amounts(&[undated]).unwrap();
    assert_eq!((sums.certain.cents(), sums.possible.cents()), (0, 1_200_000));
    assert_eq!(sums.lines[0].missing, ["date", "unaccompanied_minor"]);

    // Before the change the amount is the same for minors, so nothing depends on it.
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
    assert_eq!(bounds(&[undated, person("P", Ground::HumanitarianAdmission, day)]), (6_000, 10_000));
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
