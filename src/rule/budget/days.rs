//! The days of a person in a year.

use std::collections::HashMap;

use super::{ALL_CALLS, always, shown};
use crate::budget::{DAYS_A_YEAR, Days};
use crate::check::Because;
use crate::check::budget::bounds::met;
use crate::check::budget::{Finding, Operands, Sheet};
use crate::check::def::{About, DependsOn, Judge, Part, RuleDef};
use crate::check::fact::FactKind;
use crate::input::printable;
use crate::law::{Basis, Citation};
use crate::organisation::name_key;
use crate::outcome::{Consequence, Outcome, Stage};

pub(in crate::rule) const DAYS: RuleDef<()> = RuleDef {
    about: About {
        title: "No person is charged more than 215 days in a calendar year.",
        explanation: "\
Adds up the days that are stated for a person in a year, over all rows. 215 days are the base of the daily
rate and the most over all Union grants. The limit is one of reporting: an application need not state days of
persons, and where it does, more of them than a year has are to be explained. Equal names, case and spaces aside, are taken
for one person; they may be two. Parental leave, which lowers the limit, is not looked at.",
        since: ALL_CALLS,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[Citation::document(
            "Annotated grant agreement of AMIF calls, as quoted",
            "",
            Basis::Summary,
        )],
        facts: &[FactKind::Persons],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| days(sheet)),
    shown: shown(|(), seen| {
        let Some(Operands::Days { most, row, entry }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        let rows = seen.facts.budget().map(|budget| budget.rows());
        let person = rows.and_then(|rows| rows.get(row)?.persons.get(entry));
        // The name of a person stands as it is written.
        let who = person.map_or(String::new(), |p| format!("{} in {}: ", printable(&p.name), p.year));
        let twice = if seen.outcome == Outcome::NotMet {
            "; the limit counts in reporting, and equal names may be two persons"
        } else {
            ""
        };
        format!("{who}{most} days; at most 215 in a year{twice}.")
    }),
    depends: DependsOn::Found(|_, _, _| {}),
};

/// The most days of one person in one calendar year, over all rows.
fn days(sheet: &Sheet<'_>) -> Finding {
    let mut years: HashMap<(String, i32), u32> = HashMap::new();
    let mut most: Option<(u32, usize, usize)> = None;
    for (row, of) in sheet.budget.rows().iter().enumerate() {
        for (entry, person) in of.persons.iter().enumerate() {
            let sum = years.entry((name_key(&person.name), person.year)).or_default();
            *sum = sum.saturating_add(person.days.halves());
            if most.is_none_or(|(halves, ..)| *sum > halves) {
                most = Some((*sum, row, entry));
            }
        }
    }
    let Some((halves, row, entry)) = most else {
        return Finding::not_applicable(Because::NothingStated);
    };
    let within = halves <= DAYS_A_YEAR.saturating_mul(2);
    Finding::of(met(within), Operands::Days { most: Days::from_halves(halves), row, entry })
}
