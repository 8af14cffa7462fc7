//! The Fund's own rules: what belongs to which objective, what goes with which mode, Art. 15.
//!
//! Open questions of law have these ids: `changes-of-2026` (12 June or 1 July), `law-after-the-period`,
//! `not-stated-in-sources`, `solidarity-expenditure-from-11-june-2024` (whether a programme amendment makes it
//! eligible, Art. 63(7) of Regulation (EU) 2021/1060).

pub(super) mod co_financing;
pub(super) mod items;
pub(super) mod modes;

use std::fmt;

use super::world::Kept;
use crate::check::fact::{Fact, FactKind};
use crate::law::{Act, Basis, Citation};
use crate::outcome::Outcome;

const PERIOD: &str = "1 January 2021; items added by Regulation (EU) 2024/1351 from 12 June or 1 July 2026";

const DAYS_OF_2026: Citation = Citation::act_noted(
    Act::MigrationManagement,
    "Art. 85",
    Basis::Act,
    "12 June 2026; the text as first published, Art. 84, says 1 July 2026",
);

/// Whether the changes of 2026 came on 12 June or on 1 July.
const OPEN_2026: &str = "changes-of-2026";
/// Whether a programme amendment makes expenditure on a solidarity action eligible before there is a rate.
const OPEN_SOLIDARITY: &str = "solidarity-expenditure-from-11-june-2024";
/// What the law says after the period.
const OPEN_AFTER: &str = "law-after-the-period";
/// What the sources at hand do not say.
const OPEN_SILENT: &str = "not-stated-in-sources";

/// Says of an outcome on how weak a ground it stands.
fn doubt(kept: &mut Kept) {
    if kept.outcome != Outcome::Unknown {
        kept.message.push_str(match kept.source.first().map(Citation::basis) {
            Some(Basis::Unverified) => " Unverified: the text was not seen.",
            Some(Basis::Summary) => " Known from a summary only.",
            Some(Basis::Act | Basis::CallDocument | Basis::OfficialPage | Basis::Inferred) | None => "",
        });
    }
}

fn fact(kind: FactKind) -> Fact {
    Fact::of_proposal(kind)
}

/// A fact as a sentence has it.
fn stated<T: fmt::Display>(value: Option<T>) -> String {
    value.map_or("not stated".to_owned(), |value| value.to_string())
}
