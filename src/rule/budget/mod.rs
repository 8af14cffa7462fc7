//! The rules on detailed budgets, each with all its parts, in tight families.
//!
//! Where a rule rests on the Financial Regulation, the recast of 2024 is cited first and the regulation
//! of 2018 last: a report cites the one that governs the grant, by the day of its legal commitment.

pub(super) mod days;
pub(super) mod grant;
pub(super) mod indirect_costs;
pub(super) mod opened;
pub(super) mod subcontracting;
pub(super) mod sums;
pub(super) mod support_ceiling;
pub(super) mod support_share;
pub(super) mod totals;
pub(super) mod unit_costs;
pub(super) mod volunteers;
pub(super) mod whose;

use crate::budget::{Category, Sum};
use crate::call::Call;
use crate::check::Because;
use crate::check::budget::Operands;
use crate::check::budget::eligible::Eligible;
use crate::check::budget::unknown::Unknown;
use crate::check::def::{Asked, Seen, Shown, no_list, no_note, no_reading, nothing};
use crate::check::dependence::Dependence;
use crate::check::fact::FactKind;
use crate::check::operands::Found;
use crate::check::phrases::{eur, shown as shown_share};
use crate::check::removal;
use crate::law::{Act, Basis, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::Outcome;

/// What the eligible costs and the contribution depend on.
const ELIGIBLE_AND_REQUESTED: [FactKind; 10] = [
    FactKind::BudgetRows,
    FactKind::Participants,
    FactKind::Pic,
    FactKind::ParticipantsComplete,
    FactKind::Role,
    FactKind::Country,
    FactKind::LegalForm,
    FactKind::Statuses,
    FactKind::Costs,
    FactKind::Requested,
];

const TABLE: Citation = Citation::document("Corporate budget table of grants", "", Basis::Summary);
const ALL_CALLS: &str = "every call under direct management with a detailed budget";
const OWN_ROW: &str = "costs are entered for each entity in a row of its own";

/// A place of the recast from which a rule is concluded that it does not spell out.
const fn concluded(act: Act, place: &'static str, note: &'static str) -> Citation {
    Citation::act_noted(act, place, Basis::Inferred, note)
}

const FUNDED_ONLY: &str = "on eligible costs of beneficiaries; whose rows a table has is concluded";
const SAME_AMOUNTS: &str =
    "the grant rests on the estimated costs; that both parts of an application agree is concluded";
const BALANCED: &str = "on co-financing; that resources equal costs is concluded";
const APART: &str = "other contributions in kind stand apart from the eligible costs";

/// A rule that every budget has.
fn always(_: &Call) -> Option<Asked<'_, ()>> {
    Some(Asked::always(&()))
}

/// What a rule found, in the shapes of reports, with its sentence.
const fn shown<A>(words: fn(&A, &Seen<'_>) -> String) -> Shown<A> {
    Shown {
        required: |_, seen| seen.finding?.operands.required(),
        found,
        words,
        reading: no_reading,
        because: |seen| seen.finding.and_then(|finding| finding.because).unwrap_or(Because::NothingStated),
        awaits: nothing,
        note: no_note,
        counted: no_list,
    }
}

/// The numbers compared, or else whose row it is.
fn found(seen: &Seen<'_>) -> Option<Found> {
    let row = || Some(Found::Row(seen.row()?.participant.clone()));
    seen.finding?.operands.found().or_else(row)
}

/// Collects the unknown facts of the budget on which an outcome depends.
fn unknown(seen: &Seen<'_>, dependence: &mut Dependence, find: impl FnOnce(&mut Unknown<'_, '_>)) {
    if let Some(sheet) = seen.sheet() {
        let mut unknown = Unknown::of(&sheet);
        find(&mut unknown);
        let removable = unknown.removable;
        dependence.facts.extend(unknown.found);
        for place in removable {
            removal::decides(place, &seen.facts, &seen.setting, seen.links(), dependence);
        }
    }
}

/// A sentence on a row: whose it is comes first.
fn of_row(seen: &Seen<'_>, text: &str) -> String {
    format!("{}: {text}", seen.row_name())
}

/// A sentence that begins with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A cell that is not, or need not be, what is summed up for it; `what` is said of the sum.
fn differing(seen: &Seen<'_>, what: &str) -> Option<String> {
    let Operands::Equal { at, stated, summed } = seen.finding?.operands else { return None };
    let verb = if seen.outcome == Outcome::NotMet { "differs: " } else { "" };
    Some(format!("{verb}{at} is {}; {what} {}.", eur(stated), eur(summed)))
}

/// What is said where some costs of the table are not eligible for whose row they stand in, or may not be.
fn others_costs(seen: &Seen<'_>, counts: fn(Category) -> bool) -> String {
    let Some(sheet) = seen.sheet() else { return String::new() };
    let costs = Eligible::of(&sheet, counts);
    let rows = sheet.budget.rows().iter();
    let all: Sum =
        rows.flat_map(|row| row.costs.iter()).filter(|(c, _)| counts(*c)).map(|(_, cell)| cell).collect();
    let (least, most) = (costs.least(), costs.most());
    let aside =
        if most == all { "" } else { " Costs of whoever has no funding are not eligible and not counted." };
    match least == most {
        true => aside.to_owned(),
        false => format!(
            "{aside} Counted are those of whoever may be funded; of those who are for certain it is {}.",
            eur(least)
        ),
    }
}

/// One amount in words, where it need not be known.
fn amount(amount: Option<Eur>) -> String {
    amount.map_or("an unknown amount".to_owned(), |a| format!("EUR {}", a.grouped()))
}

/// The share of a part in a whole that is held against a rate, in words.
fn share(part: Sum, whole: Sum, rate: Rate) -> String {
    let known = part.exact().zip(whole.exact());
    let share =
        known.and_then(|(part, whole)| Some(shown_share(Percent::of(part, whole)?, part, whole, rate)));
    share.unwrap_or("a share that is not known".to_owned())
}
