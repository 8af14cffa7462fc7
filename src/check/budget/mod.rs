//! A budget added up, and comparisons of its sums: what the rules on budgets share.

pub(crate) mod bounds;
pub(crate) mod eligible;
mod grant;
pub(crate) mod ledger;
pub(crate) mod unknown;

use std::fmt;

use super::facts::Facts;
use super::targets::Targets;
use super::{Because, Found, Required};
use crate::budget::{Between, Budget, Category, DAYS_A_YEAR, Days, Resource, Sum};
use crate::call::{Call, GrantRange, Point};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;

use ledger::Standing;
pub(crate) use ledger::{Ledger, Party};

/// A budget with everything that its rules read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) budget: &'a Budget,
    pub(crate) ledger: &'a Ledger,
    pub(crate) participants: &'a [Participant],
    pub(crate) complete: bool,
    pub(crate) requested_grant: Option<Eur>,
    pub(crate) total_eligible_costs: Option<Eur>,
    /// How many target countries count.
    pub(crate) target_countries: Targets,
    pub(crate) call: &'a Call,
}

impl<'a> Sheet<'a> {
    pub(crate) fn of(facts: &Facts<'a>, call: &'a Call) -> Option<Self> {
        Some(Sheet::new(facts.budget()?, facts.ledger?, facts, call))
    }

    pub(crate) fn new(budget: &'a Budget, ledger: &'a Ledger, facts: &Facts<'a>, call: &'a Call) -> Self {
        Sheet {
            budget,
            ledger,
            participants: facts.participants,
            complete: facts.complete,
            requested_grant: facts.proposal.requested_grant,
            total_eligible_costs: facts.proposal.total_eligible_costs,
            target_countries: Targets::of(facts.application(), call),
            call,
        }
    }

    pub(crate) fn party(&self, row: usize) -> Party {
        self.ledger.party(row)
    }

    pub(crate) fn standing(&self, row: usize) -> Standing {
        self.ledger.standing(self.party(row))
    }

    /// The name of the participant that a row is of, where that is known.
    pub(crate) fn name(&self, row: usize) -> Option<&'a str> {
        match self.party(row) {
            Party::Organisation(first) => self.participants.get(first).map(|p| p.applicant.name.as_str()),
            _ => None,
        }
    }
}

/// Where the cells stand that a comparison is about. Prints as a JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    Cost(usize, Category),
    Split(usize, Category),
    RowTotal(usize),
    Column(Category),
    Total,
    Requested,
    Resource(Resource),
    RequestedGrant,
    TotalEligibleCosts,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Cost(row, category) => write!(f, "/budget/rows/{row}/costs/{category}"),
            Cell::Split(row, category) => write!(f, "/budget/rows/{row}/costs/{category}"),
            Cell::RowTotal(row) => write!(f, "/budget/rows/{row}/total"),
            Cell::Column(category) => write!(f, "/budget/totals/costs/{category}"),
            Cell::Total => f.write_str("/budget/totals/total"),
            Cell::Requested => f.write_str("/budget/totals/requested"),
            Cell::Resource(resource) => write!(f, "/budget/totals/resources/{resource}"),
            Cell::RequestedGrant => f.write_str("/requested_grant"),
            Cell::TotalEligibleCosts => f.write_str("/total_eligible_costs"),
        }
    }
}

/// What one rule found for one row or the whole, with the numbers compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finding {
    pub(crate) outcomes: Outcomes,
    pub(crate) operands: Operands,
    pub(crate) because: Option<Because>,
}

/// The numbers compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operands {
    /// Nothing but the row itself.
    Row,
    /// Nothing was compared.
    Nothing,
    /// Two sums that have to be equal, the first of those that are not.
    Equal {
        at: Cell,
        stated: Sum,
        summed: Sum,
    },
    /// A sum and what it must not exceed.
    AtMost {
        sum: Sum,
        limit: Sum,
    },
    /// A sum and the cells behind it.
    Entered(Sum),
    /// A sum with nothing listed behind it.
    Unlisted(Sum),
    FlatRate {
        base: Sum,
        rate: Rate,
        charged: Option<Eur>,
        due: Option<Eur>,
    },
    /// A sum and the others that it is at most a part of.
    PartOf {
        part: Sum,
        of: Sum,
        rate: Rate,
    },
    Share {
        part: Sum,
        whole: Sum,
        rate: Rate,
    },
    StatedRate {
        part: Sum,
        whole: Sum,
        rate: Rate,
    },
    Range(Between, GrantRange),
    /// Costs in a category, or in the first of several, that the call has to open.
    Opened {
        category: Category,
        column: Sum,
        point: Point,
    },
    /// The most days of a person in a year, with the row and the entry in it that name both.
    Days {
        most: Days,
        row: usize,
        entry: usize,
    },
    /// So many funded participants without a row.
    Without {
        certain: u32,
        most: u32,
    },
}

impl Operands {
    /// What is asked, in the shapes of reports.
    pub(crate) fn required(self) -> Option<Required> {
        Some(match self {
            Operands::Equal { summed, .. } => Required::Equal(summed),
            Operands::AtMost { limit, .. } => Required::AtMost(limit),
            Operands::FlatRate { base, rate, due, .. } => Required::FlatRate { rate, base, amount: due },
            Operands::PartOf { of, rate, .. } => Required::Share { of, at_most: rate },
            Operands::Share { rate, .. } | Operands::StatedRate { rate, .. } => Required::Rate(rate),
            Operands::Range(_, range) => Required::Amount { min: range.min, max: range.max },
            Operands::Opened { category, .. } => Required::OpenCategory(category),
            Operands::Days { .. } => Required::Days(Days::whole(DAYS_A_YEAR)?),
            Operands::Without { .. } => Required::Exactly(0),
            Operands::Row | Operands::Nothing | Operands::Entered(_) | Operands::Unlisted(_) => return None,
        })
    }

    /// What was found, in the shapes of reports.
    pub(crate) fn found(self) -> Option<Found> {
        Some(match self {
            Operands::Equal { at, stated, .. } => Found::Cell(at.to_string(), stated),
            Operands::AtMost { sum, .. }
            | Operands::Entered(sum)
            | Operands::Unlisted(sum)
            | Operands::PartOf { part: sum, .. }
            | Operands::Opened { column: sum, .. } => Found::Sum(sum),
            Operands::Range(sum, _) => Found::Between(sum),
            Operands::FlatRate { charged, .. } => Found::Amount(charged),
            Operands::Share { part, whole, .. } | Operands::StatedRate { part, whole, .. } => {
                let share = part.exact().zip(whole.exact()).and_then(|(p, w)| Percent::of(p, w));
                Found::Share { part, whole, share }
            }
            Operands::Days { most, .. } => Found::Days(most),
            Operands::Without { certain, most } => {
                Found::Count { certain, possible: Some(most).filter(|most| *most != certain) }
            }
            Operands::Row | Operands::Nothing => return None,
        })
    }
}

impl Finding {
    pub(crate) fn of(outcomes: Outcomes, operands: Operands) -> Self {
        Finding { outcomes, operands, because: None }
    }

    pub(crate) fn not_applicable(because: Because) -> Self {
        Finding { outcomes: Outcomes::NOT_APPLICABLE, operands: Operands::Nothing, because: Some(because) }
    }

    /// The same for a rule that concerns a category only where costs are entered in it.
    pub(crate) fn where_entered(self, category: Category, column: Sum) -> Self {
        let because = Because::NoCosts(category);
        if column.exact() == Some(Eur::ZERO) {
            return Finding::not_applicable(because);
        }
        let empty = Outcomes::NOT_APPLICABLE.when(column.known == Eur::ZERO);
        Finding { outcomes: self.outcomes.or(empty), because: Some(because), ..self }
    }

    /// Pairs of sums of different cells, all of which have to be equal. The first one that cannot be is
    /// named, else the first one that need not be, else the last.
    pub(crate) fn first(pairs: impl IntoIterator<Item = (Cell, Sum, Sum)>) -> Self {
        let equal = |(at, stated, summed)| {
            Finding::of(bounds::equal(stated, summed), Operands::Equal { at, stated, summed })
        };
        pairs.into_iter().map(equal).fold(Finding::not_applicable(Because::NothingStated), Finding::and)
    }

    /// Of two findings that have to hold both, the one that is named.
    pub(crate) fn and(self, later: Finding) -> Finding {
        match (self.outcomes.fold(), later.outcomes.fold()) {
            (Outcome::NotMet, _) | (Outcome::Unknown, Outcome::Met | Outcome::Unknown) => self,
            _ => later,
        }
    }
}

#[cfg(test)]
mod tests;
