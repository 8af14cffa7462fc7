//! A national contact point and an observer, as the tables have them.

use crate::country::Country;
use crate::fund::answer::DayRange;
use crate::law::Citation;

/// The body that represents a member in the European Migration Network, or coordinates those that do.
///
/// ```
/// use amif::fund::ContactPoint;
///
/// let ireland = ContactPoint::of("IE".parse()?);
/// assert_eq!(ireland.map(|p| p.body()), Some("Economic and Social Research Institute (ESRI)"));
/// assert_eq!(ContactPoint::of("DK".parse()?), None);
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPoint {
    pub(super) country: Country,
    pub(super) body: &'static str,
    pub(super) kind: &'static str,
    pub(super) since: Option<DayRange>,
    pub(super) until: Option<DayRange>,
    pub(super) note: &'static str,
    pub(super) citations: &'static [Citation],
}

impl ContactPoint {
    /// The Member State.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert_eq!(point.country(), "AT".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The body, the coordinator first.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert!(point.body().starts_with("International Organization for Migration"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn body(&self) -> &'static str {
        self.body
    }

    /// What sort of body it is.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert!(point.kind().starts_with("designated by"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The first day as the contact point; `None` where it was not found.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert_eq!(point.since().map(|day| day.earliest()), "2003-01-01".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn since(&self) -> Option<DayRange> {
        self.since
    }

    /// The last day as the contact point; `None` where no end is known.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert_eq!(point.until(), None, "no end is known");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(&self) -> Option<DayRange> {
        self.until
    }

    /// A remark; empty where there is none.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert_eq!(point.note(), "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Where the row was read; a [`Basis::Summary`](crate::law::Basis::Summary) is a list of the turn of 2022 to 2023, an undated page
    /// or a copy of one.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// assert!(!point.citations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

/// An observer country of the European Migration Network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observer {
    pub(super) country: Country,
    pub(super) body: Option<&'static str>,
    pub(super) since: DayRange,
    pub(super) note: &'static str,
    pub(super) citations: &'static [Citation],
}

impl Observer {
    /// The country.
    ///
    /// ```
    /// let observer = amif::fund::Observer::of("AL".parse()?).ok_or("none")?;
    /// assert_eq!(observer.country(), "AL".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The body that takes part or signed; `None` where it was not found.
    ///
    /// ```
    /// let observer = amif::fund::Observer::of("AL".parse()?).ok_or("none")?;
    /// assert_eq!(observer.body(), Some("Ministry of Interior (signatory)"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn body(&self) -> Option<&'static str> {
        self.body
    }

    /// Since when the country is an observer.
    ///
    /// ```
    /// let observer = amif::fund::Observer::of("AL".parse()?).ok_or("none")?;
    /// assert_eq!(observer.since().earliest(), "2025-06-24".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn since(&self) -> DayRange {
        self.since
    }

    /// A remark; empty where there is none.
    ///
    /// ```
    /// let observer = amif::fund::Observer::of("AL".parse()?).ok_or("none")?;
    /// assert!(!observer.note().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// Where the row was read.
    ///
    /// ```
    /// let observer = amif::fund::Observer::of("AL".parse()?).ok_or("none")?;
    /// assert!(!observer.citations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}
