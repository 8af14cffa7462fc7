//! What is known of the amounts of each Member State's programme of 2021–2027.

mod row;
mod table;

pub use self::row::{Allocation, Announcement, Approval, Figure, FigureKind};
use self::table::ALLOCATIONS;
use crate::country::Country;

impl Allocation {
    /// Every programme, by country: one for each participating Member State.
    ///
    /// ```
    /// use amif::fund::Allocation;
    ///
    /// // Every Member State but Denmark.
    /// assert_eq!(Allocation::all().len(), 26);
    /// ```
    #[must_use]
    pub fn all() -> &'static [Allocation] {
        &ALLOCATIONS
    }

    /// The programme of a Member State; `None` for countries without one.
    ///
    /// ```
    /// use amif::fund::Allocation;
    ///
    /// assert!(Allocation::of("AT".parse()?).is_some());
    /// assert!(Allocation::of("DK".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(country: Country) -> Option<&'static Allocation> {
        let at = ALLOCATIONS.binary_search_by_key(&country.state(), |row| row.country).ok()?;
        ALLOCATIONS.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::{ProgrammingPeriod, participants};
    use crate::law::Basis;
    use crate::money::Eur;
    use crate::time::day;

    fn of(code: &str) -> &'static Allocation {
        Allocation::of(code.parse().unwrap()).unwrap()
    }

    fn amount(code: &str, kind: FigureKind) -> Option<String> {
        of(code).figure(kind).map(|figure| figure.amount().grouped().to_string())
    }

    fn sum(kind: FigureKind) -> (usize, String) {
        let amounts: Vec<Eur> =
            ALLOCATIONS.iter().filter_map(|a| a.figure(kind)).map(Figure::amount).collect();
        (amounts.len(), Eur::checked_sum(amounts).unwrap().grouped().to_string())
    }

    #[test]
    fn each_participating_member_state_has_one_row() {
        assert!(ALLOCATIONS.is_sorted_by(|a, b| a.country < b.country));
        let mut states: Vec<Country> = participants(ProgrammingPeriod::From2021, day(2024, 1, 1)).collect();
        states.sort_unstable();
        assert!(ALLOCATIONS.iter().map(Allocation::country).eq(states));
        assert_eq!(Allocation::of("DK".parse().unwrap()), None);
    }

    #[test]
    fn sums_are_exact() {
        // 23 times 8 million and 3 times 28 million.
        assert_eq!(sum(FigureKind::FixedAmount), (26, "268 000 000".to_owned()));
        assert_eq!(sum(FigureKind::Total), (11, "3 952 417 722.09".to_owned()));
    }

    #[test]
    fn amounts_are_those_of_the_sources() {
        use FigureKind::{Adopted, AnnexI, FirstAdoption, FixedAmount, NationalShare, Stated, Total};
        for (code, kind, expected) in [
            ("MT", FixedAmount, "28 000 000"),
            ("SE", FixedAmount, "8 000 000"),
            ("ES", AnnexI, "482 341 793"),
            ("ES", FirstAdoption, "514 341 793"),
            ("ES", Adopted, "531 301 793"),
            ("FR", FirstAdoption, "910 485 391"),
            ("FR", Adopted, "926 385 391"),
            ("FR", Total, "964 375 791"),
            ("DE", Total, "1 777 058 667"),
            ("GR", Total, "434 266 391.50"),
            ("CY", Total, "82 159 260.14"),
            ("EE", NationalShare, "6 648 398"),
            ("HR", Stated, "47 316 335"),
            ("NL", Stated, "272 526 453.83"),
        ] {
            assert_eq!(amount(code, kind).as_deref(), Some(expected), "{code} {kind}");
        }
        for code in ["ES", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
        {
            assert_eq!(amount(code, Total), None, "{code}");
        }
        assert_eq!(amount("HR", FirstAdoption), None, "the ministry does not say which amount it is");
    }

    #[test]
    fn numbers_decisions_and_approvals() {
        assert_eq!(of("GR").cci(), "2021EL65AMPR001");
        let read: Vec<&str> = ALLOCATIONS
            .iter()
            .filter(|a| a.cci_citations.iter().all(|c| c.basis() != Basis::Unverified))
            .map(|a| a.country.as_str())
            .collect();
        assert_eq!(read, ["BG", "ES", "FR", "RO"]);
        for row in &ALLOCATIONS {
            assert_eq!(row.cci, format!("2021{}65AMPR001", row.country.eu_code()));
            assert_eq!(row.approval == Approval::Unknown, row.approval_citations.is_empty());
            assert!(row.figures.iter().all(|f| !f.citations.is_empty()));
            assert!(row.figures.is_sorted_by(|a, b| a.kind < b.kind), "{}", row.country);
        }
        assert_eq!((of("EE").decision(), of("RO").decision()), (Some("C(2022) 7201"), Some("C(2022) 8464")));
        assert_eq!(of("SE").approval(), Approval::On(day(2022, 7, 19)));
        assert_eq!(of("IT").approval(), Approval::NotAfter(day(2022, 12, 27)));
        assert_eq!(of("BE").approval(), Approval::Unknown);
    }
}
