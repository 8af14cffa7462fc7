//! What is known of the amounts of each Member State's programme of 2021–2027.

mod table;

use chrono::NaiveDate;

use self::table::ALLOCATIONS;
use super::answer::DayRange;
use crate::country::Country;
use crate::input::named_enum;
use crate::law::Citation;
use crate::money::Eur;

named_enum! {
    /// What an amount of a programme is.
    pub enum FigureKind("kind of figure") {
        /// The fixed amount at the start of the period (Annex I, point 1(a)).
        FixedAmount = "fixed_amount",
        /// The amount under the whole key of Annex I.
        AnnexI = "annex_i",
        /// The Union's contribution to the programme as first adopted.
        FirstAdoption = "first_adoption",
        /// The Union's contribution as adopted later.
        Adopted = "adopted",
        /// An exact amount that a national authority states without its status.
        Stated = "stated",
        /// The total allocated to the Member State by the Commission's table.
        Total = "total",
        /// The national share beside the Union's contribution.
        NationalShare = "national_share",
    }
}

/// An exact amount, with the day of its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    kind: FigureKind,
    amount: Eur,
    state: Option<DayRange>,
    note: &'static str,
    citations: &'static [Citation],
}

impl Figure {
    /// What the amount is.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::FigureKind;
    ///
    /// assert!(allocation.figures().iter().any(|figure| figure.kind() == FigureKind::Total));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> FigureKind {
        self.kind
    }

    /// The amount.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::FigureKind;
    ///
    /// // Each Member State but five has the same fixed amount.
    /// assert_eq!(allocation.figure(FigureKind::FixedAmount).map(|figure| figure.amount()), "8000000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn amount(&self) -> Eur {
        self.amount
    }

    /// The day on which the amount stood so; `None` where the source bears no date.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::FigureKind;
    ///
    /// let total = allocation.figure(FigureKind::Total).ok_or("not found")?;
    /// assert_eq!(total.state().map(|day| day.latest()), "2025-05-05".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn state(&self) -> Option<DayRange> {
        self.state
    }

    /// A remark; empty where there is none.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::FigureKind;
    ///
    /// let total = allocation.figure(FigureKind::Total).ok_or("not found")?;
    /// assert!(total.note().contains("mid-term"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Where the amount was read.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert!(allocation.figures().iter().all(|figure| !figure.citations().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

/// An amount as announced: rounded, expected, or for several funds at once, and so only a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    text: &'static str,
    citations: &'static [Citation],
}

impl Announcement {
    /// What was announced.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert!(allocation.announcements()[0].text().contains("157 million"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// Where it was read.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert!(allocation.announcements().iter().all(|said| !said.citations().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

/// When the Commission approved a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Approval {
    /// On this day.
    On(NaiveDate),
    /// On this day or before.
    NotAfter(NaiveDate),
    /// Not found.
    Unknown,
}

/// What is known of the amounts of a Member State's programme. What is not here was not found: a missing
/// figure is unknown and not zero.
///
/// ```
/// use amif::fund::{Allocation, FigureKind};
///
/// let estonia = Allocation::of("EE".parse()?);
/// let total = estonia.and_then(|a| a.figure(FigureKind::Total));
/// assert_eq!(total.map(|f| f.amount().to_string()).as_deref(), Some("21141906.00"));
/// // The Hungarian total was not found.
/// let hungary = Allocation::of("HU".parse()?);
/// assert!(hungary.is_some_and(|a| a.figure(FigureKind::Total).is_none()));
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    country: Country,
    cci: &'static str,
    cci_citations: &'static [Citation],
    figures: &'static [Figure],
    announcements: &'static [Announcement],
    decision: Option<&'static str>,
    approval: Approval,
    approval_citations: &'static [Citation],
}

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

    /// The Member State.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert_eq!(allocation.country(), "AT".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The number of the programme (CCI). Where it was not read, it is the one that the pattern of the
    /// numbers read gives, and [`cci_citations`](Self::cci_citations) are [`Basis::Unverified`](crate::law::Basis::Unverified).
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert_eq!(allocation.cci(), "2021AT65AMPR001");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cci(&self) -> &'static str {
        self.cci
    }

    /// Where the number was read.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// // The number follows the pattern of those that were read, and is marked.
    /// assert!(allocation.cci_citations().iter().all(|place| place.basis() == amif::law::Basis::Unverified));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cci_citations(&self) -> &'static [Citation] {
        self.cci_citations
    }

    /// The exact amounts known, by kind.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert_eq!(allocation.figures().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn figures(&self) -> &'static [Figure] {
        self.figures
    }

    /// The figure of one kind; `None` where it was not found.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::FigureKind;
    ///
    /// assert!(allocation.figure(FigureKind::NationalShare).is_none(), "not found");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn figure(&self, kind: FigureKind) -> Option<&'static Figure> {
        self.figures.iter().find(|figure| figure.kind == kind)
    }

    /// Amounts as announced.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert_eq!(allocation.announcements().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn announcements(&self) -> &'static [Announcement] {
        self.announcements
    }

    /// The number of the Commission's decision; `None` where it was not found.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert_eq!(allocation.decision(), None, "its number was not found");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn decision(&self) -> Option<&'static str> {
        self.decision
    }

    /// When the Commission approved the programme.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// use amif::fund::Approval;
    ///
    /// assert_eq!(allocation.approval(), Approval::On("2022-08-25".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn approval(&self) -> Approval {
        self.approval
    }

    /// Where the approval and the decision were read; empty where neither is known.
    ///
    /// ```
    /// let allocation = amif::fund::Allocation::of("AT".parse()?).ok_or("no programme")?;
    /// assert!(!allocation.approval_citations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn approval_citations(&self) -> &'static [Citation] {
        self.approval_citations
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::{ProgrammingPeriod, participants};
    use crate::law::Basis;
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
