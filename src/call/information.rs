//! What a call says for information. No outcome depends on it.

use crate::money::Eur;

/// How many projects the authority expects to fund.
///
/// ```
/// use amif::Call;
///
/// let call = Call::from_json(r#"{
///   "schema": "amif-call/1", "topic": "EXAMPLE-01",
///   "documents": { "call": { "title": "Call document", "basis": "call_document" } },
///   "expected_projects": { "at_least": 4, "at_most": 6, "source": [{ "document": "call" }] }
/// }"#)?;
/// assert_eq!(call.expected_projects().and_then(|e| e.value.at_most), Some(6));
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Expected {
    /// The fewest.
    pub at_least: Option<u32>,
    /// The most.
    pub at_most: Option<u32>,
}

crate::input::named_enum! {
    /// The form of a grant, as the Financial Regulation lists them.
    pub enum FundingForm("form of funding") {
        /// Reimbursement of eligible costs actually incurred, by the budget of the project.
        ActualCosts = "actual_costs",
        /// Amounts by unit.
        UnitCosts = "unit_costs",
        /// Amounts for a part of the action, or for all of it.
        LumpSum = "lump_sum",
        /// A share of other costs.
        FlatRate = "flat_rate",
        /// Several of these together, such as actual costs with unit costs and a flat rate.
        Mixed = "mixed",
        /// Financing that is not linked to costs.
        NotLinkedToCosts = "not_linked_to_costs",
    }
}

/// A lump sum.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LumpSum {
    /// What it is paid for, in words.
    pub what: String,
    /// How much, in euro.
    pub amount: Eur,
}

impl LumpSum {
    pub(in crate::call) fn new(what: String, amount: Eur) -> Self {
        LumpSum { what, amount }
    }
}
