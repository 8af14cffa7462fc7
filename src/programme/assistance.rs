//! What is due for technical assistance on an application: Art. 36(5) of Regulation (EU) 2021/1060.

use super::bounds::Bounds;
use super::{Action, ApplicationRow, Basis, Objective, PaymentApplication};
use crate::budget::Between;
use crate::fund::{CHANGE_EARLIER, CHANGE_LATER, Parameter};
use crate::law::State;
use crate::money::{Eur, Rate};

/// The flat rate of technical assistance: 6 %.
pub(crate) fn flat_rate() -> Rate {
    let table = Parameter::ProgrammeTechnicalAssistance.share();
    let stated = table.entries().iter().find_map(|entry| match entry.state {
        State::Value(rate) => Some(rate),
        _ => None,
    });
    stated.unwrap_or(Rate::WHOLE)
}

/// What is due for technical assistance by two readings: of the expenditure, and of the Union's contribution.
pub(crate) struct AssistanceDue {
    pub(crate) letter: Between,
    pub(crate) programmed: Between,
    /// Whether what solidarity actions cost is left out for certain, and whether it may be.
    pub(crate) deducts: (bool, bool),
}

/// An amount that counts, or perhaps, or not.
pub(crate) fn counted(counts: Option<bool>, amount: Option<Eur>) -> Between {
    match counts {
        Some(true) => Between::stated(amount),
        Some(false) => Between::NOTHING,
        None => Between::stated(amount).hull(Between::NOTHING),
    }
}

impl PaymentApplication {
    pub(crate) fn assistance_due(&self) -> AssistanceDue {
        // Between the two days either may hold.
        let deducts =
            self.submitted_on.map_or((false, true), |day| (day >= CHANGE_LATER, day >= CHANGE_EARLIER));
        let (sure, may) = deducts;
        let by_rows = |row: &ApplicationRow| match row.action.map(|action| action == Action::Solidarity) {
            Some(true) if sure => Some(true),
            Some(true) | None if may => None,
            Some(_) | None => Some(false),
        };
        // Whether a row is of the base, where it is left out as `left_out` says.
        let is_base = |row: &ApplicationRow, left_out: Option<bool>| match (row.objective, left_out) {
            (Some(Objective::TechnicalAssistance), _) | (_, Some(true)) => Some(false),
            (Some(Objective::Specific(_)), Some(false)) => Some(true),
            (Some(Objective::Specific(_)) | None, _) => None,
        };
        let base = |of: &dyn Fn(&ApplicationRow) -> Between| match &self.rows {
            Some(rows) => rows.iter().map(of).fold(Between::NOTHING, Between::plus),
            None => Between::stated(None),
        };
        // What is not stated of solidarity actions is what the rows say.
        let apart = self.solidarity_expenditure.filter(|_| may);
        let spent = base(&|r| {
            let left_out = if apart.is_some() { Some(false) } else { by_rows(r) };
            let of = |amount| counted(is_base(r, left_out), amount);
            // The public contribution is part of the expenditure.
            let of_public = || match r.public {
                Some(public) => of(Some(public)),
                None => of(r.expenditure).hull(Between::NOTHING),
            };
            // Point (a) or (c) of Art. 91(3), as appropriate.
            match r.basis {
                Some(Basis::Total) => of(r.expenditure),
                Some(Basis::Public) => of_public(),
                None => of(r.expenditure).hull(of_public()),
            }
        });
        let off = counted(if sure { Some(true) } else { None }, Some(apart.unwrap_or(Eur::ZERO)));
        // A ceiling is never rounded up, and is not below zero.
        let six = |of: Eur| flat_rate().exact_part(of.max(Eur::ZERO)).unwrap_or(Eur::ZERO);
        let less = |of: Eur, off: Option<Eur>| of.checked_sub(off.unwrap_or(Eur::ZERO)).unwrap_or(Eur::ZERO);
        // No technical assistance on what the Union gives for solidarity actions, either.
        let union = base(&|r| counted(is_base(r, by_rows(r)), r.union));
        AssistanceDue {
            letter: Between {
                least: six(less(spent.least, off.most)),
                most: spent.most.map(|most| six(less(most, Some(off.least)))),
            },
            programmed: Between { least: six(union.least), most: union.most.map(six) },
            deducts,
        }
    }

    /// What it claims for technical assistance beside its rows: as stated, and else nothing, or up to what the letter allows.
    pub(super) fn assistance_claimed(&self) -> Bounds {
        match self.technical_assistance {
            Some(amount) => Bounds::of(amount),
            None if self.has_row_of_assistance() => Bounds::ZERO,
            None => {
                Bounds { low: 0, high: self.assistance_due().letter.most.map(|most| most.cents().into()) }
            }
        }
    }
}
