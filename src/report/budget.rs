//! The sentences of the rules on budgets, and the obligations in both formats.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::checked::Report;
use super::live::Live;
use super::obligations::Obligation;
use crate::budget::{Category, Sum};
use crate::call::Point;
use crate::check::{Cell, Operands, Subject};
use crate::check::{eur, excess};
use crate::input::printable;
use crate::money::{Eur, Percent};
use crate::outcome::Outcome;
use crate::rule::RuleId;

/// One amount in words, where it need not be known.
fn amount(amount: Option<Eur>) -> String {
    amount.map_or("an unknown amount".to_owned(), |a| format!("EUR {}", a.grouped()))
}

fn share(part: Sum, whole: Sum) -> String {
    let share = part.exact().zip(whole.exact()).and_then(|(p, w)| Percent::of(p, w));
    share.map_or("a share that is not known".to_owned(), |s| s.to_string())
}

impl Live<'_> {
    /// The sentence of a rule on budgets; empty for other rules.
    pub(super) fn budget_words(&self) -> String {
        let Some(finding) = self.budget_finding() else { return String::new() };
        let text = self.operands(finding.operands);
        match self.subject() {
            // The name of a person stands as it is written.
            Subject::Budget if matches!(finding.operands, Operands::Days { .. }) => text,
            Subject::BudgetRow(_) => format!("{}: {text}", self.row_name().unwrap_or_default()),
            _ => {
                let mut letters = text.chars();
                let first = letters.next().map(|c| c.to_ascii_uppercase());
                first.into_iter().chain(letters).collect()
            }
        }
    }

    /// The name of the participant whose row it was looked at for, or the row's place; `None` for other
    /// subjects.
    pub(super) fn row_name(&self) -> Option<String> {
        let Subject::BudgetRow(place) = self.subject() else { return None };
        let name = self.origin().sheet().and_then(|s| s.name(place).map(printable));
        Some(name.unwrap_or_else(|| format!("Row {place}")))
    }

    fn operands(&self, operands: Operands) -> String {
        let outcome = self.outcome();
        match operands {
            Operands::Row => self.whose(),
            Operands::Nothing => String::new(),
            Operands::Equal { at: Cell::Total, stated, summed } if self.rule() == RuleId::BudgetBalance => {
                format!("resources of {}; costs of {}.", eur(stated), eur(summed))
            }
            Operands::Equal { at: Cell::Cost(..), stated, summed } => {
                format!("{} in A.4; the days listed come to {}.", eur(stated), eur(summed))
            }
            Operands::Equal { .. } if outcome == Outcome::Met && self.rule() != RuleId::BudgetRowTotal => {
                match self.rule() {
                    RuleId::BudgetWorkPackages => "the work packages add up to every cell.".to_owned(),
                    RuleId::BudgetAgrees => "grant and costs are those of the proposal.".to_owned(),
                    _ => "every stated total is the recomputed one.".to_owned(),
                }
            }
            Operands::Equal { at, stated, summed } => {
                let verb = if outcome == Outcome::NotMet { "differs: " } else { "" };
                let what = match at {
                    Cell::Split(..) => "the work packages add up to",
                    Cell::Column(_) | Cell::Requested | Cell::Resource(_) => "the rows add up to",
                    _ => "recomputed",
                };
                format!("{verb}{at} is {}; {what} {}.", eur(stated), eur(summed))
            }
            Operands::AtMost { sum, limit } if self.rule() == RuleId::BudgetSupportCeiling => {
                let row = self.budget_row();
                let all = row.and_then(|row| row.costs.get(Category::ThirdParties));
                match row.and_then(|row| row.largest_support) {
                    Some(largest) if all.is_some_and(|all| largest > all) => {
                        format!("the largest support is {}, of {} for all together.", eur(sum), amount(all))
                    }
                    Some(_) => format!("the largest support is {}; at most {} each.", eur(sum), eur(limit)),
                    None => format!("all support together is {}; at most {} each.", eur(sum), eur(limit)),
                }
            }
            Operands::AtMost { sum, limit } if self.rule() == RuleId::BudgetInKind => {
                format!("{} in kind; volunteers' work comes to {}.", eur(sum), eur(limit))
            }
            Operands::AtMost { sum, limit } => format!("{}; at most {}.", eur(sum), eur(limit)),
            Operands::Entered(sum) if self.rule() == RuleId::BudgetCofinancing => {
                format!("{} from other resources than the grant.", eur(sum))
            }
            Operands::Entered(_) => {
                let (costs, requested) = self
                    .budget_row()
                    .map(|row| (row.costs.total(), [row.requested].into_iter().collect()))
                    .unwrap_or_default();
                let said = match outcome {
                    Outcome::NotMet => ", in a role without funding.",
                    Outcome::Met => ".",
                    _ => "; whether that is in a funded role cannot be told yet.",
                };
                format!("costs of {}, {} requested{said}", eur(costs), eur(requested))
            }
            Operands::Unlisted(sum) => format!("{} in A.4, and no days that come to it.", eur(sum)),
            Operands::FlatRate { base, rate, charged, due } => {
                let due = due.map_or(String::new(), |due| format!(", which is EUR {}", due.grouped()));
                let rules = self.origin().call().budget_rules().indirect_costs.as_ref();
                let decision = rules.and_then(|rules| rules.value.decision.as_deref());
                let by = decision.map_or(String::new(), |decision| format!(" (by {})", printable(decision)));
                format!("{} of indirect costs; {rate}{by} of {}{due}.", amount(charged), eur(base))
            }
            Operands::Half { volunteers, cofinancing } => format!(
                "{} of volunteers' work; at most half of the co-financing of {}.",
                eur(volunteers),
                eur(cofinancing)
            ),
            Operands::Share { part, whole, rate } => {
                let exact = part.exact().zip(whole.exact()).filter(|_| outcome == Outcome::NotMet);
                let over = exact
                    .and_then(|(part, whole)| excess(part, whole, rate))
                    .map_or(String::new(), |over| format!(", exceeded by EUR {over} exactly"));
                let justified = match (self.rule(), outcome) {
                    (RuleId::BudgetSubcontracting, Outcome::NotMet) => ", and not justified",
                    (RuleId::BudgetSubcontracting, _) => ", or justified",
                    _ => "",
                };
                format!(
                    "{} of {} is {}; at most {rate}{over}{justified}.",
                    eur(part),
                    eur(whole),
                    share(part, whole)
                )
            }
            Operands::StatedRate { part, whole, rate } => format!(
                "/budget/totals/funding_rate is {rate}; {} of {} is {}.",
                eur(part),
                eur(whole),
                share(part, whole)
            ),
            Operands::Range(sum, range) => {
                let asked = match (range.min, range.max) {
                    (Some(min), Some(max)) => format!("EUR {} to {}", min.grouped(), max.grouped()),
                    (Some(min), None) => format!("EUR {} or more", min.grouped()),
                    (None, Some(max)) => format!("at most EUR {}", max.grouped()),
                    (None, None) => "no amount".to_owned(),
                };
                format!("{sum} requested in all rows; the call asks for {asked}.")
            }
            Operands::Opened { category, column, point } => {
                let open = match (outcome, point) {
                    (Outcome::Met, _) => "open in this call",
                    (Outcome::NotMet, _) => "not open in this call",
                    (_, Point::Open(_)) => "the call's sources do not say whether it is open",
                    _ => "not open in this call, if anything is entered",
                };
                let place = match (self.rule(), outcome) {
                    (RuleId::BudgetSpecific, Outcome::Met) => "categories D.2 to D.5".to_owned(),
                    (RuleId::BudgetSpecific, _) => format!("specific categories, the first {category}"),
                    _ => format!("category {category}"),
                };
                format!("{} in {place}; {open}.", eur(column))
            }
            Operands::Days { most, row, entry } => {
                let rows = self.origin().sheet().map(|sheet| sheet.budget.rows());
                let person = rows.and_then(|rows| rows.get(row)?.persons.get(entry));
                let who = person.map_or(String::new(), |p| format!("{} in {}: ", printable(&p.name), p.year));
                format!("{who}{most} days; at most 215 in a year.")
            }
            Operands::Without(0) => "every participant known to be funded has a row.".to_owned(),
            Operands::Without(1) => "1 funded participant has no row.".to_owned(),
            Operands::Without(count) => format!("{count} funded participants have no row."),
        }
    }

    fn whose(&self) -> String {
        let Some(row) = self.budget_row() else { return String::new() };
        let who = match &row.participant {
            crate::budget::RowOf::Place(place) => format!("/participants/{place}"),
            crate::budget::RowOf::Pic(pic) => format!("the code {}", printable(&pic.to_string())),
        };
        match (self.rule(), self.outcome()) {
            (RuleId::BudgetDistinctRows, Outcome::NotMet) => format!("a second row for {who}."),
            (RuleId::BudgetDistinctRows, _) => format!("the first row for {who}."),
            (_, Outcome::Met) => format!("the row names {who}."),
            (_, Outcome::NotMet) => format!("the row names {who}, which nobody in the consortium is."),
            _ => format!("the row names {who}; who that is cannot be told yet."),
        }
    }
}

impl Report<'_> {
    /// The name of the participant that an obligation concerns, or "The grant".
    pub(super) fn obliged(&self, obligation: &Obligation) -> String {
        match obligation.row {
            None => "The grant".to_owned(),
            Some(row) => {
                let name = self.sheet().and_then(|s| s.name(row).map(printable));
                name.unwrap_or_else(|| format!("Row {row}"))
            }
        }
    }
}

impl Serialize for Obligation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let subject = self.row.map_or(Subject::Budget, Subject::BudgetRow);
        map.serialize_entry("obligation", &self.id)?;
        map.serialize_entry("subject", &subject)?;
        map.serialize_entry("triggered", &self.triggered)?;
        map.serialize_entry("threshold", &self.threshold)?;
        map.serialize_entry("requested", &self.requested)?;
        map.serialize_entry("exempt", &self.exempt)?;
        map.serialize_entry("unless", self.unless)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}
