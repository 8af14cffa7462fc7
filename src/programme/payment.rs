//! What a Member State claims, gets and accounts for.

use chrono::NaiveDate;

use super::objective::Objective;
use super::record::{Id, record};
use super::value::{Action, ApplicationStatus, Basis, ExceptionGround, ReceivedKind};
use crate::money::Eur;

record! {
    /// A payment application: Art. 91 and Annex XXIII of Regulation (EU) 2021/1060.
    pub struct PaymentApplication(PaymentApplicationFields, "a payment application") {
        /// The authority's own id.
        id: String as Id,
        /// The accounting year, by the year of its 30 June.
        accounting_year: String,
        /// The day of submission.
        submitted_on: NaiveDate,
        /// Where it stands.
        status: ApplicationStatus,
        /// What is claimed, by objective and type of action.
        rows: Vec<ApplicationRow>,
        /// Eligible expenditure of solidarity actions among the rows; it bears no technical assistance.
        solidarity_expenditure: Eur,
        /// The Union's contribution for technical assistance under Art. 36(5).
        technical_assistance: Eur,
        /// Expenditure under an enabling condition that is not fulfilled: declared, and not paid.
        unfulfilled_expenditure: Eur,
        /// Advances of State aid among the expenditure.
        advances: Eur,
    }
}

record! {
    /// A row of a payment application.
    pub struct ApplicationRow(ApplicationRowFields, "a row of a payment application") {
        /// The specific objective.
        objective: Objective,
        /// The type of action; the rate depends on it.
        action: Action,
        /// What the rate applies to.
        basis: Basis,
        /// Total eligible expenditure, column (B).
        expenditure: Eur,
        /// Public contribution, column (E).
        public: Eur,
        /// The Union's contribution, column (C).
        union: Eur,
    }
}

record! {
    /// A payment of the Commission.
    pub struct Received(ReceivedFields, "a payment of the Commission") {
        /// What it is.
        kind: ReceivedKind,
        /// The day.
        on: NaiveDate,
        /// The amount.
        amount: Eur,
        /// The payment application that it pays, by its id.
        application: String,
    }
}

record! {
    /// The accounts of an accounting year: Art. 98 and Annex XXIV of Regulation (EU) 2021/1060.
    pub struct Accounts(AccountsFields, "accounts") {
        /// The accounting year, by the year of its 30 June.
        accounting_year: String,
        /// When the assurance package was submitted.
        submitted_on: NaiveDate,
        /// Whether the Member State asked for more time.
        extension_requested: bool,
        /// The amounts, by objective and type of action.
        rows: Vec<AccountsRow>,
        /// What the audit found.
        errors: Errors,
    }
}

record! {
    /// A row of the accounts.
    pub struct AccountsRow(AccountsRowFields, "a row of the accounts") {
        /// The specific objective.
        objective: Objective,
        /// The type of action.
        action: Action,
        /// Eligible expenditure entered in the accounts.
        expenditure: Eur,
        /// Public contribution.
        public: Eur,
        /// Expenditure withdrawn during the year.
        withdrawn: Eur,
        /// Expenditure taken out while it is being assessed.
        under_assessment: Eur,
    }
}

record! {
    /// Errors found by the audit of an accounting year.
    pub struct Errors(ErrorsFields, "errors of an accounting year") {
        /// The expenditure declared, from which the sample was drawn.
        population: Eur,
        /// All errors, extrapolated.
        total_errors: Eur,
        /// What was corrected.
        corrections: Eur,
    }
}

record! {
    /// A claim that is planned.
    pub struct Planned(PlannedFields, "a planned claim") {
        /// The day.
        on: NaiveDate,
        /// The Union's contribution that will be claimed.
        union: Eur,
    }
}

record! {
    /// An amount that is not decommitted while a ground lasts.
    pub struct Exception(ExceptionFields, "an exception from decommitment") {
        /// The year of the commitment.
        commitment_year: String,
        /// The Union's contribution.
        amount: Eur,
        /// Why.
        ground: ExceptionGround,
        /// Since when the ground lasts.
        from: NaiveDate,
        /// Its last day. Left out: it has not ended as far as is known.
        until: NaiveDate,
    }
}

/// The year whose 30 June ends an accounting year; `None` for a text that is no year.
///
/// ```
/// use amif::programme::accounting_year;
///
/// // From 1 July 2024 to 30 June 2025.
/// assert_eq!(accounting_year("2025"), Some(2025));
/// assert_eq!(accounting_year(" 2025 "), Some(2025));
/// assert_eq!(accounting_year("last year"), None);
/// ```
#[must_use]
pub fn accounting_year(text: &str) -> Option<i32> {
    text.trim().parse().ok().filter(|year| (2022..=2030).contains(year))
}

impl ApplicationRow {
    /// Whether it is of technical assistance under Art. 36(5); that of Art. 37 comes on top of it.
    pub(crate) fn is_flat_rate_assistance(&self) -> Option<bool> {
        is_flat_rate_assistance(self.objective, self.action)
    }
}

/// Whether a row of an objective and type of action is of technical assistance under Art. 36(5), and not of Art. 37, which comes
/// on top of it; `None` where that is not known.
pub(crate) fn is_flat_rate_assistance(objective: Option<Objective>, action: Option<Action>) -> Option<bool> {
    match (objective, action) {
        (Some(Objective::Specific(_)), _) | (_, Some(Action::TechnicalAssistanceUnlinked)) => Some(false),
        (Some(Objective::TechnicalAssistance), Some(_)) => Some(true),
        (Some(Objective::TechnicalAssistance) | None, None) | (None, Some(_)) => None,
    }
}

impl PaymentApplication {
    /// Whether it is above zero in column (B), total eligible expenditure; `None` where that is not known.
    pub(crate) fn is_above_zero(&self) -> Option<bool> {
        let rows = self.rows.as_ref()?;
        match rows.iter().any(|r| r.expenditure.is_some_and(|amount| amount > Eur::ZERO)) {
            true => Some(true),
            false => rows.iter().all(|r| r.expenditure.is_some()).then_some(false),
        }
    }

    /// Whether it is of an accounting year, or may be: a text that is no year is of none.
    pub(crate) fn may_be_of(&self, year: i32) -> bool {
        self.accounting_year.is_none() || self.year() == Some(year)
    }

    /// Whether it has a row of technical assistance that is not said to be of Art. 37: what is not stated apart is none then.
    pub(crate) fn has_row_of_assistance(&self) -> bool {
        let own = |row: &ApplicationRow| {
            row.objective == Some(Objective::TechnicalAssistance)
                && row.is_flat_rate_assistance() != Some(false)
        };
        self.rows.iter().flatten().any(own)
    }
}

impl Accounts {
    /// The accounting year, by the year of its 30 June, where it is one.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.accounting_year.as_deref().and_then(accounting_year)
    }
}
