//! Rules on what a Member State claims, gets, accounts for and may lose.

pub(crate) mod accounts;
pub(crate) mod amounts;
pub(crate) mod declared;
pub(crate) mod decommitment;
pub(crate) mod order;

use crate::programme::{FinancingRow, PaymentApplication, Programme};

/// The payment applications that count, or may.
pub(in crate::rule) fn counting(programme: &Programme) -> impl Iterator<Item = (usize, &PaymentApplication)> {
    let all = programme.applications.iter().flatten().enumerate();
    all.filter(|(_, a)| a.status.is_none_or(|status| status.counts()))
}

/// The row of the financing table of an objective and type of action, where there is one: the first, unless a row before it
/// may be of them, too.
pub(in crate::rule) fn row_of(
    programme: &Programme,
    objective: Option<crate::programme::Objective>,
    action: Option<crate::programme::Action>,
) -> Option<(usize, &FinancingRow)> {
    objective?;
    action?;
    let rows = programme.financing.iter().flatten().enumerate();
    let mut may = rows.filter(|(_, row)| {
        row.objective.is_none_or(|o| Some(o) == objective) && row.action.is_none_or(|a| Some(a) == action)
    });
    may.next().filter(|(_, row)| row.objective.is_some() && row.action.is_some())
}

/// Whether a row of the financing table may be of any objective or type of action.
pub(in crate::rule) fn rows_are_open(programme: &Programme) -> bool {
    programme.financing.iter().flatten().any(|row| row.objective.is_none() || row.action.is_none())
}
