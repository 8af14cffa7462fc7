//! After signature: the grant at the end, pre-financing and balance.

use super::amounts::half_up;
use crate::input::named_enum;
use crate::money::{Eur, Rate};

/// A low value grant is not above this (Financial Regulation 2024/2509, Art. 2(43)).
pub(crate) const LOW_VALUE: Option<Eur> = Eur::from_euros(60_000);

named_enum! {
    /// Why the no-profit principle does not apply (Financial Regulation 2024/2509, Art. 195; 192 of 2018).
    pub enum Exemption("exemption from the no-profit principle") {
        /// The action strengthens the financial capacity of a beneficiary, or generates income so that it
        /// goes on after the Union's funding.
        Continuity = "financial_capacity_or_continuity",
        /// Support to natural persons: studies, research, training, education, the most in need.
        NaturalPersons = "support_to_natural_persons",
        /// The action is implemented by non-profit organisations.
        NonProfit = "non_profit_organisations",
        /// The financing is not linked to costs.
        NotLinkedToCosts = "not_linked_to_costs",
        /// A low value grant, up to EUR 60 000. Found from the maximum grant; need not be stated.
        LowValue = "low_value_grant",
    }
}

/// What the grant at the end is computed from. Amounts are in euro.
///
/// ```
/// use amif::budget::{Exemption, Settlement};
///
/// let mut end = Settlement::new("800000".parse()?, "90".parse()?, "750000".parse()?);
/// end.revenue = "100000".parse()?;
/// let grant = end.final_grant().ok_or("out of range")?;
/// assert_eq!(grant.accepted, "720000".parse()?);
/// assert_eq!(grant.profit, "20000".parse()?);        // 720 000 + 100 000 − 800 000
/// assert_eq!(grant.profit_share, "18000".parse()?);  // 20 000 × 720 000 / 800 000
/// assert_eq!(grant.grant, "702000".parse()?);
///
/// end.exemption = Some(Exemption::NonProfit);
/// assert_eq!(end.final_grant().map(|g| g.grant), Some("720000".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settlement {
    /// The eligible costs that the granting authority accepted.
    pub accepted_costs: Eur,
    /// The funding rate of the grant agreement.
    pub rate: Rate,
    /// The maximum grant amount of the grant agreement.
    pub maximum_grant: Eur,
    /// The revenue that the action generated.
    pub revenue: Eur,
    /// Why the no-profit principle does not apply, if it does not.
    pub exemption: Option<Exemption>,
    /// Reductions for improper implementation or breach.
    pub reduction: Eur,
}

/// The grant at the end, step by step. Amounts are in euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FinalGrant {
    /// Accepted costs times the rate, rounded half up, and not above the maximum grant.
    pub accepted: Eur,
    /// Whether the maximum grant capped it.
    pub capped: bool,
    /// The profit, from zero upwards; zero where the principle does not apply.
    pub profit: Eur,
    /// The Union's share of the profit, which is taken off, rounded half up.
    pub profit_share: Eur,
    /// Why the no-profit principle does not apply, if it does not.
    pub exemption: Option<Exemption>,
    /// The final grant, from zero upwards.
    pub grant: Eur,
}

impl Settlement {
    /// Costs, rate and maximum; no revenue, no exemption, no reduction.
    ///
    /// ```
    /// use amif::budget::Settlement;
    ///
    /// let end = Settlement::new("800000".parse()?, "90".parse()?, "750000".parse()?);
    /// assert_eq!(end.final_grant().map(|last| last.grant), "720000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn new(accepted_costs: Eur, rate: Rate, maximum_grant: Eur) -> Self {
        Settlement {
            accepted_costs,
            rate,
            maximum_grant,
            revenue: Eur::ZERO,
            exemption: None,
            reduction: Eur::ZERO,
        }
    }

    /// The grant at the end (Financial Regulation 2024/2509, Art. 189, 195 and 132(4)): accepted costs
    /// times the rate; the maximum grant as a cap; less the Union's share of a profit; less reductions.
    ///
    /// The order of the last two steps is that of the corporate grant agreement and was not read.
    /// `None` when an amount is negative, or out of range.
    ///
    /// ```
    /// use amif::budget::Settlement;
    ///
    /// let end = Settlement::new("900000".parse()?, "90".parse()?, "750000".parse()?).final_grant().ok_or("out of range")?;
    /// // 90 % of the accepted costs are 810 000; the grant agreement caps them.
    /// assert!(end.capped);
    /// assert_eq!(end.grant, "750000".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn final_grant(&self) -> Option<FinalGrant> {
        let amounts = [self.accepted_costs, self.maximum_grant, self.revenue, self.reduction];
        if amounts.iter().any(|a| *a < Eur::ZERO) {
            return None;
        }
        let share = half_up(self.rate.micro_cents_of(self.accepted_costs), 1_000_000)?;
        let accepted = share.min(self.maximum_grant);
        let low = LOW_VALUE.is_some_and(|most| self.maximum_grant <= most);
        let exemption = self.exemption.or(low.then_some(Exemption::LowValue));
        let profit = match exemption {
            Some(_) => Eur::ZERO,
            None => accepted.checked_add(self.revenue)?.checked_sub(self.accepted_costs)?.max(Eur::ZERO),
        };
        let profit_share = if profit == Eur::ZERO || self.accepted_costs == Eur::ZERO {
            // Without costs there is no grant, and all profit is somebody else's.
            Eur::ZERO
        } else {
            let product = i128::from(profit.cents()).checked_mul(i128::from(accepted.cents()))?;
            half_up(product, i128::from(self.accepted_costs.cents()))?
        };
        let grant = accepted.checked_sub(profit_share)?.checked_sub(self.reduction)?.max(Eur::ZERO);
        Some(FinalGrant {
            accepted,
            capped: share > self.maximum_grant,
            profit,
            profit_share,
            exemption,
            grant,
        })
    }
}

/// When a grant is paid. Rates are those of the grant agreement; none is a number of the law.
///
/// ```
/// use amif::budget::Schedule;
///
/// let mut schedule = Schedule::new(vec!["80".parse()?]);
/// schedule.interim = vec!["150000".parse()?];
/// schedule.ceiling = Some("90".parse()?);
/// let payments = schedule.payments("750000".parse()?, "700000".parse()?).ok_or("out of range")?;
/// assert_eq!(payments.prefinancing, ["600000".parse()?]);
/// assert_eq!(payments.interim, ["75000".parse()?]); // up to 90 % of the maximum grant
/// assert_eq!(payments.balance, "25000".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Schedule {
    /// Each pre-financing as a share of the maximum grant.
    pub prefinancing: Vec<Rate>,
    /// The interim payments that are due, in euro.
    pub interim: Vec<Eur>,
    /// The share of the maximum grant that pre-financing and interim payments may reach together; the
    /// portal's manual names 90 %.
    pub ceiling: Option<Rate>,
}

/// What is paid when, in euro.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Payments {
    /// Each pre-financing, rounded down to the cent.
    pub prefinancing: Vec<Eur>,
    /// Each interim payment, as far as the ceiling leaves room.
    pub interim: Vec<Eur>,
    /// What is left of the final grant; below zero it is recovered.
    pub balance: Eur,
}

impl Schedule {
    /// Pre-financing only.
    ///
    /// ```
    /// use amif::budget::Schedule;
    ///
    /// assert!(Schedule::new(vec!["80".parse()?]).interim.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn new(prefinancing: Vec<Rate>) -> Self {
        Schedule { prefinancing, interim: Vec::new(), ceiling: None }
    }

    /// The payments for a maximum grant and a final grant. Together with the balance they are the final
    /// grant to the cent. `None` when an amount is negative or out of range.
    ///
    /// ```
    /// use amif::budget::Schedule;
    ///
    /// let payments = Schedule::new(vec!["80".parse()?]).payments("750000".parse()?, "500000".parse()?).ok_or("out of range")?;
    /// // More was paid than is due: the balance is recovered.
    /// assert_eq!(payments.balance, "-100000".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn payments(&self, maximum_grant: Eur, final_grant: Eur) -> Option<Payments> {
        if maximum_grant < Eur::ZERO || final_grant < Eur::ZERO || self.interim.iter().any(|p| *p < Eur::ZERO)
        {
            return None;
        }
        let share = |rate: Rate| {
            let cents = rate.micro_cents_of(maximum_grant).checked_div(1_000_000)?;
            Eur::from_cents(i64::try_from(cents).ok()?)
        };
        let mut room = match self.ceiling {
            Some(rate) => share(rate)?,
            None => maximum_grant,
        };
        let mut balance = final_grant;
        let mut pay = |due: Eur| {
            let paid = due.min(room);
            room = room.checked_sub(paid)?;
            balance = balance.checked_sub(paid)?;
            Some(paid)
        };
        let prefinancing = self.prefinancing.iter().map(|r| pay(share(*r)?)).collect::<Option<_>>()?;
        let interim = self.interim.iter().map(|due| pay(*due)).collect::<Option<_>>()?;
        Some(Payments { prefinancing, interim, balance })
    }
}

/// A further pre-financing instalment (Financial Regulation 2024/2509, Art. 206(2)): paid in full where at
/// least 70 % of the earlier pre-financing is consumed, else reduced by what is not consumed.
///
/// `None` for amounts below zero.
///
/// ```
/// use amif::budget::next_instalment;
///
/// let next = |consumed: &str| next_instalment("100000".parse().ok()?, "200000".parse().ok()?, consumed.parse().ok()?);
/// assert_eq!(next("140000"), "100000".parse().ok());
/// assert_eq!(next("139999.99"), "39999.99".parse().ok());
/// ```
#[must_use]
pub fn next_instalment(planned: Eur, earlier: Eur, consumed: Eur) -> Option<Eur> {
    if planned < Eur::ZERO || earlier < Eur::ZERO || consumed < Eur::ZERO {
        return None;
    }
    let enough =
        i128::from(consumed.cents()).checked_mul(10)? >= i128::from(earlier.cents()).checked_mul(7)?;
    if enough {
        return Some(planned);
    }
    Some(planned.checked_sub(earlier.checked_sub(consumed)?)?.max(Eur::ZERO))
}
