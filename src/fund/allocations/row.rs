//! What is known of one Member State's programme.

use chrono::NaiveDate;

use crate::country::Country;
use crate::fund::answer::DayRange;
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
    pub(super) kind: FigureKind,
    pub(super) amount: Eur,
    pub(super) state: Option<DayRange>,
    pub(super) note: &'static str,
    pub(super) citations: &'static [Citation],
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
    pub(super) text: &'static str,
    pub(super) citations: &'static [Citation],
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
    pub(super) country: Country,
    pub(super) cci: &'static str,
    pub(super) cci_citations: &'static [Citation],
    pub(super) figures: &'static [Figure],
    pub(super) announcements: &'static [Announcement],
    pub(super) decision: Option<&'static str>,
    pub(super) approval: Approval,
    pub(super) approval_citations: &'static [Citation],
}

impl Allocation {
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
