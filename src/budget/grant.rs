//! The largest grant that passes, and the smallest costs for a grant.

use crate::input::named_enum;
use crate::money::{Eur, Rate};

named_enum! {
    /// What limits a grant.
    pub enum Limit("limit") {
        /// The call's maximum grant amount per project.
        Maximum = "maximum_amount",
        /// The call's funding rate on the total costs of the action.
        FundingRate = "funding_rate",
        /// The costs other than volunteers' work.
        CostsWithoutVolunteers = "costs_without_volunteers",
        /// Volunteers' work as at most half of the co-financing.
        VolunteersShare = "volunteers_share",
        /// Not all resources may come from the grant.
        Cofinancing = "cofinancing",
    }
}

/// What the size of a grant is held against. Amounts are in euro.
///
/// ```
/// use amif::budget::{Ceilings, Limit};
///
/// let mut ceilings = Ceilings::new("850000".parse()?);
/// ceilings.rate = Some("90".parse()?);
/// ceilings.maximum = Some("1000000".parse()?);
/// let largest = ceilings.largest_grant().ok_or("no grant")?;
/// assert_eq!(largest.binding, Limit::FundingRate);
/// // The rate is compared at two decimals of a per cent: 90.00499… % passes, 90.005 % does not.
/// assert_eq!(largest.grant, "765042.49".parse()?);
/// assert_eq!(largest.at_exact_rate, Some("765000".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ceilings {
    /// The total costs of the action, volunteers' work included, which the resources equal.
    pub costs: Eur,
    /// The part of them that is volunteers' work.
    pub volunteers: Eur,
    /// The funding rate of the call.
    pub rate: Option<Rate>,
    /// The smallest grant of the call.
    pub minimum: Option<Eur>,
    /// The maximum grant amount of the call.
    pub maximum: Option<Eur>,
}

/// The largest grant that passes, with what limits it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LargestGrant {
    /// The grant in euro; one cent more fails.
    pub grant: Eur,
    /// The limit that one cent more breaks; the first of [`Limit::ALL`] where several do.
    pub binding: Limit,
    /// Every limit with the largest grant that it leaves, in the order of [`Limit::ALL`].
    pub limits: Vec<(Limit, Eur)>,
    /// The exact rate times the costs, rounded down: what accepted costs of that size are paid at most.
    pub at_exact_rate: Option<Eur>,
}

impl Ceilings {
    /// Only the costs are known: a grant leaves at least a cent of them to others.
    ///
    /// ```
    /// use amif::budget::Ceilings;
    ///
    /// let ceilings = Ceilings::new("100".parse()?);
    /// assert_eq!(ceilings.largest_grant().map(|most| most.grant), "99.99".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn new(costs: Eur) -> Self {
        Ceilings { costs, volunteers: Eur::ZERO, rate: None, minimum: None, maximum: None }
    }

    /// The largest grant that passes; `None` where none does.
    ///
    /// It is the least of these (Financial Regulation 2024/2509, Art. 184(8), 189(2) and 193): the call's
    /// maximum; what keeps to the rate of the costs, as [`Rate::holds`] has it; the costs without volunteers' work; the costs less twice the volunteers'
    /// work; the costs less one cent of co-financing.
    ///
    /// ```
    /// use amif::budget::{Ceilings, Limit};
    ///
    /// let mut ceilings = Ceilings::new("1000000".parse()?);
    /// ceilings.rate = Some("90".parse()?);
    /// let most = ceilings.largest_grant().ok_or("none passes")?;
    /// assert_eq!(most.binding, Limit::FundingRate);
    /// assert_eq!(most.at_exact_rate, "900000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn largest_grant(&self) -> Option<LargestGrant> {
        let (costs, volunteers) = (self.costs.cents(), self.volunteers.cents());
        if volunteers < 0 || costs <= 0 {
            return None;
        }
        let mut limits = Vec::new();
        limits.extend(self.maximum.map(|most| (Limit::Maximum, most)));
        if let Some(rate) = self.rate {
            limits.push((Limit::FundingRate, rate.largest_part(self.costs)?));
        }
        limits.push((Limit::CostsWithoutVolunteers, self.costs.checked_sub(self.volunteers)?));
        if volunteers > 0 {
            let half = self.costs.checked_sub(self.volunteers)?.checked_sub(self.volunteers)?;
            limits.push((Limit::VolunteersShare, half));
        }
        limits.push((Limit::Cofinancing, Eur::from_cents(costs.checked_sub(1)?)?));
        let (binding, grant) = limits.iter().copied().min_by_key(|(_, most)| *most)?;
        if grant < self.minimum.unwrap_or(Eur::ZERO).max(Eur::ZERO) {
            return None;
        }
        let at_exact_rate = self.rate.and_then(|rate| rate.exact_part(self.costs));
        Some(LargestGrant { grant, binding, limits, at_exact_rate })
    }

    /// The smallest total costs, the volunteers' work in them as stated here, for which a wanted grant passes,
    /// in euro; with one cent less it does not. [`Ceilings::costs`] is not read.
    ///
    /// `None` where no costs do: for a grant outside the call's amounts or below zero, and beyond EUR 10^13.
    ///
    /// ```
    /// use amif::{Eur, budget::Ceilings};
    ///
    /// let mut ceilings = Ceilings::new(Eur::ZERO);
    /// ceilings.rate = Some("90".parse()?);
    /// assert_eq!(ceilings.smallest_costs("900000".parse()?), Some("999944.45".parse()?));
    /// // With volunteers' work of EUR 60 000 the co-financing has to be twice that.
    /// ceilings.volunteers = "60000".parse()?;
    /// assert_eq!(ceilings.smallest_costs("900000".parse()?), Some("1020000".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn smallest_costs(&self, grant: Eur) -> Option<Eur> {
        let within = self.minimum.is_none_or(|least| grant >= least)
            && self.maximum.is_none_or(|most| grant <= most)
            && grant >= Eur::ZERO
            && self.volunteers >= Eur::ZERO;
        if !within {
            return None;
        }
        // A cent of co-financing, and twice the volunteers' work.
        let cofinancing = self.volunteers.checked_add(self.volunteers)?.max(Eur::from_cents(1)?);
        let beside = grant.checked_add(cofinancing)?;
        let by_rate = match self.rate {
            Some(rate) => rate.smallest_whole(grant)?,
            None => beside,
        };
        Some(by_rate.max(beside))
    }
}
