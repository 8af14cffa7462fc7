//! What a call says of detailed budgets. Every part may be not stated.

use super::Sourced;
use super::point::Point;
use crate::budget::Category;
use crate::law::Citation;
use crate::money::{Eur, Rate};

/// What a call says of detailed budgets, each part with its sources.
///
/// What is `None` is not stated: the rule on it gives no assessment, or is unknown. No default of the law
/// stands in for a call.
///
/// In `amif-call/1` it is the field `budget_rules`; every part may be left out and each has its `source`:
///
/// ```
/// use amif::Call;
///
/// let call = Call::from_json(r#"{
///   "schema": "amif-call/1", "topic": "EXAMPLE-01",
///   "documents": { "call": { "title": "Call document", "basis": "call_document" } },
///   "budget_rules": {
///     "indirect_costs": { "rate": "7", "excluded": ["A.5"], "source": [{ "document": "call" }] },
///     "certificate": { "from": 325000, "source": [{ "document": "call" }] },
///     "volunteers": { "allowed": true, "source": [{ "document": "call" }] },
///     "third_party_support": { "allowed": true, "at_most_each": 60000, "source": [{ "document": "call" }] },
///     "specific_categories": { "open": ["D.2"], "source": [{ "document": "call" }] },
///     "subcontracting": { "justified_above": "30", "at_most": "50", "source": [{ "document": "call" }] }
///   }
/// }"#)?;
/// assert_eq!(call.budget_rules().indirect_costs.as_ref().map(|i| i.value.rate), "7".parse().ok());
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetRules {
    /// The flat rate of the indirect costs and its base.
    pub indirect_costs: Option<Sourced<IndirectCosts>>,
    /// The most that any one third party may get, where the call says more or less than the law.
    pub third_party_ceiling: Option<Sourced<Eur>>,
    /// The share of the total costs above which subcontracting has to be justified.
    pub subcontracting: Option<Sourced<Rate>>,
    /// The largest share of the eligible costs that may be subcontracted.
    pub subcontracting_ceiling: Option<Sourced<Rate>>,
    /// The smallest share of the eligible costs that must go to third parties as financial support.
    pub third_party_share: Option<Sourced<Rate>>,
    /// The contribution of one participant, in euro, from which its financial statements are certified.
    pub certificate: Option<Sourced<Eur>>,
    /// The specific categories that the call opens.
    pub specific_categories: Option<Sourced<Vec<Category>>>,
    pub(crate) volunteers: Allowed,
    pub(crate) third_parties: Allowed,
    /// Whether further specific categories are open where no list is stated.
    pub(crate) specific: Point,
}

/// The flat rate of the indirect costs, and what is not in its base.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndirectCosts {
    /// The share of the base; the law lets a call set up to 7 % of the direct costs.
    pub rate: Rate,
    /// The reasoned decision of the Commission that allows more than 7 %.
    pub decision: Option<String>,
    /// The categories of direct costs outside the base.
    pub excluded: Vec<Category>,
}

/// Whether a call allows something, with where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowed {
    pub(crate) point: Point,
    /// Empty where the call says nothing.
    pub(crate) source: Vec<Citation>,
}

impl BudgetRules {
    /// Nothing stated; what may be asked then are the questions from this place on.
    pub(super) fn silent(first: usize) -> Self {
        // A call with more than 64 questions is refused when it is put together.
        let first = u8::try_from(first).unwrap_or(u8::MAX);
        let open = |at: u8| Allowed { point: Point::Open(at), source: Vec::new() };
        BudgetRules {
            indirect_costs: None,
            third_party_ceiling: None,
            subcontracting: None,
            subcontracting_ceiling: None,
            third_party_share: None,
            certificate: None,
            specific_categories: None,
            volunteers: open(first),
            third_parties: open(first.saturating_add(1)),
            specific: Point::Open(first.saturating_add(2)),
        }
    }

    /// What the call allows of volunteers' work: `None` where that is open or not stated.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // No source of this call says.
    /// assert_eq!(call.budget_rules().allows_volunteers(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allows_volunteers(&self) -> Option<bool> {
        settled(self.volunteers.point)
    }

    /// What the call allows of financial support to third parties: `None` where that is open or not stated.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // No source of this call says.
    /// assert_eq!(call.budget_rules().allows_third_party_support(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allows_third_party_support(&self) -> Option<bool> {
        settled(self.third_parties.point)
    }
}

fn settled(point: Point) -> Option<bool> {
    match point {
        Point::Settled(yes) => Some(yes),
        Point::Open(_) => None,
    }
}
