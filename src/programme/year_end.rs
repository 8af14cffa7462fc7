//! Where a programme stands on a 31 December: what is due, what covers it, and what is lost.

use chrono::NaiveDate;

use crate::money::Eur;

/// What is certain and what is possible. For cover, `possible` is the more; for loss too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// In any case.
    pub certain: Option<Eur>,
    /// At most; `None` where nothing stated limits it.
    pub possible: Option<Eur>,
}

/// Where a programme stands on a 31 December. Every amount is cumulative.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearEnd {
    /// The day.
    pub on: NaiveDate,
    /// The commitments of 2021 to the third year before. `None` where one of them is unknown.
    pub due: Option<Eur>,
    /// Pre-financing and payment applications by that day.
    pub covered: Range,
    /// The part of the cover that is pre-financing.
    pub pre_financing: Range,
    /// The part of the cover that was claimed or, where possible, is planned to be.
    pub claimed: Range,
    /// Amounts that are not decommitted while a ground of Art. 106 lasts.
    pub excepted: Range,
    /// What is lost by that day, earlier losses included. In 2029 `possible` takes in the commitment of 2027.
    pub lost: Range,
    /// What of it is lost on that day itself.
    pub newly_lost: Range,
    /// What must be claimed by that day beyond the certain cover, so that nothing more than what was lost before
    /// the day of the forecast is lost. `None` where `due` is unknown.
    pub to_claim: Option<Eur>,
    /// The claims by that day, earlier ones included, that keep all of `due`.
    pub claims_needed: Option<Eur>,
    /// What of that day is lost or must still be claimed beyond what was lost on a day that is over: without what is planned, and
    /// without the commitment of 2027.
    pub(crate) short: Range,
    /// What is excepted beside the certain cover.
    pub(crate) excepted_beside_certain: Option<Eur>,
    /// Whether pre-financing of years that are over is among what was due and was not received for certain.
    pub(crate) awaits_advances: bool,
}

/// The other answer for 31 December 2029: the commitment of 2027 falls due on that day, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct With2027 {
    /// All commitments of 2021 to 2027.
    pub due: Option<Eur>,
    /// What is lost then.
    pub lost: Range,
    /// What must be claimed by then beyond the certain cover.
    pub to_claim: Option<Eur>,
}
