//! Whose the rows are.

use super::{ALL_CALLS, FUNDED_ONLY, OWN_ROW, always, concluded, of_row, shown, unknown};
use crate::budget::{Category, RowOf};
use crate::check::Because;
use crate::check::budget::bounds::{NEITHER, cell, met};
use crate::check::budget::{Finding, Operands, Party};
use crate::check::def::{About, DependsOn, Judge, Part, RuleDef, Seen};
use crate::check::fact::{Fact, FactKind};
use crate::check::phrases::counted;
use crate::check::phrases::eur;
use crate::input::printable;
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::rule::parts::MANUAL;

pub(in crate::rule) const PARTICIPANT: RuleDef<()> = RuleDef {
    about: About {
        title: "Every row is the row of a participant of the proposal.",
        explanation: "\
A row names a participant by its place in the list, counted from 0, or by its identification code. A place
beyond the list, or a code that nobody states, is nobody's; it is unknown while more participants may join,
and a code also while an entry without a code may turn out to have it.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
        facts: &[FactKind::BudgetRows, FactKind::Participants, FactKind::Pic, FactKind::ParticipantsComplete],
    },
    asked: always,
    judge: Judge::Rows(|(), sheet, place, _| {
        let standing = sheet.standing(place);
        let somebody = standing.funded || standing.unfunded;
        let outcomes = Outcomes::MET.when(somebody).or(Outcomes::NOT_MET.when(standing.nobody));
        Finding::of(outcomes, Operands::Row)
    }),
    shown: shown(|(), seen| {
        let who = who(seen);
        let said = match seen.outcome {
            Outcome::Met => format!("the row names {who}."),
            Outcome::NotMet => format!("the row names {who}, which nobody in the consortium is."),
            _ => format!("the row names {who}; who that is, is not known yet."),
        };
        of_row(seen, &said)
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| unknown.identity(unknown.party(seen.place), false));
    }),
};

pub(in crate::rule) const FUNDED_ROLE: RuleDef<()> = RuleDef {
    about: About {
        title: "Only coordinator, beneficiaries and affiliated entities have costs and a contribution.",
        explanation: "\
Associated partners bear their own costs, and subcontractors are paid out of a beneficiary's row: a row of
theirs holds neither costs nor a requested contribution, and nor does one of whoever the call admits without funding for
the sake of its country, other than an international organisation. An organisation with several entries is in a funded
role if one of them is. An empty row does no harm.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            concluded(Act::Financial2024, "Art. 189", FUNDED_ONLY),
            Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
            concluded(Act::Financial2018, "Art. 186", FUNDED_ONLY),
        ],
        facts: &[
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
        ],
    },
    asked: always,
    judge: Judge::Rows(|(), sheet, place, row| {
        let standing = sheet.standing(place);
        let entered = row.costs.total().and(cell(row.requested));
        // A row without costs and without contribution does no harm whoever it is of.
        let unfunded = if entered.known > Eur::ZERO {
            Outcomes::NOT_MET
        } else if entered.unknown > 0 {
            NEITHER
        } else {
            Outcomes::MET
        };
        let outcomes = Outcomes::MET
            .when(standing.funded)
            .or(if standing.unfunded { unfunded } else { Outcomes::NONE })
            .or(Outcomes::NOT_APPLICABLE.when(standing.nobody));
        Finding {
            because: Some(Because::NoSuchParticipant),
            ..Finding::of(outcomes, Operands::Entered(entered))
        }
    }),
    shown: shown(|(), seen| {
        let Some(row) = seen.row() else { return String::new() };
        let said = match seen.outcome {
            Outcome::NotMet if is_in_funded_role(seen) => "; the call admits it without funding.",
            Outcome::NotMet => ", in a role without funding.",
            Outcome::Met => ".",
            Outcome::Unknown if is_unfunded(seen) => {
                ", in a role without funding; whether anything is entered is not known yet."
            }
            _ => "; whether that is in a funded role is not known yet.",
        };
        let (costs, requested) = (eur(row.costs.total()), eur(cell(row.requested)));
        of_row(seen, &format!("costs of {costs}, {requested} requested{said}"))
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(Operands::Entered(entered)) = seen.finding.map(|finding| finding.operands) else { return };
        unknown(seen, dependence, |unknown| {
            match unknown.party(seen.place) {
                Party::Organisation(first) => unknown.roles(first),
                party @ (Party::Code | Party::Later | Party::Nobody) => unknown.identity(party, true),
            }
            if entered.known == Eur::ZERO {
                unknown.costs(seen.place, Category::ALL.iter().copied());
                unknown.requested(seen.place);
            }
        });
    }),
};

/// Whether the row is of somebody without funding, whatever is not known.
fn is_unfunded(seen: &Seen<'_>) -> bool {
    seen.sheet().is_some_and(|sheet| {
        let standing = sheet.standing(seen.place);
        standing.unfunded && !standing.funded && !standing.nobody
    })
}

pub(in crate::rule) const DISTINCT_ROWS: RuleDef<()> = RuleDef {
    about: About {
        title: "No participant has more than one row.",
        explanation: "\
A later row of a participant that an earlier row is of is not met. What the whole budget asks for then lies
between the smallest of them and all together; the other sums are those of the table as stated. Entries with
the same identification code are one participant. Missing codes are not considered.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
        facts: &[FactKind::BudgetRows, FactKind::Pic],
    },
    asked: always,
    judge: Judge::Rows(|(), sheet, place, _| Finding::of(met(!sheet.ledger.repeats(place)), Operands::Row)),
    shown: shown(|(), seen| {
        let which = if seen.outcome == Outcome::NotMet { "a second" } else { "the first" };
        of_row(seen, &format!("{which} row for {}.", who(seen)))
    }),
    depends: DependsOn::Found(|_, _, _| {}),
};

pub(in crate::rule) const EVERY_PARTICIPANT: RuleDef<()> = RuleDef {
    about: About {
        title: "Every participant in a funded role has a row.",
        explanation: "\
Coordinator, beneficiaries and affiliated entities each have a row, those who ask for nothing too; whoever the
call admits without funding for the sake of its country needs none, and nor does whoever the call removes. Unknown roles,
missing codes and participants who may join leave it open, and so does what decides whether somebody is removed.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
        facts: &[
            FactKind::BudgetRows,
            FactKind::Participants,
            FactKind::Pic,
            FactKind::ParticipantsComplete,
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::OrganisationType,
            FactKind::AffiliatedTo,
            FactKind::Declarations,
            FactKind::GrantSignature,
        ],
    },
    asked: always,
    judge: Judge::Budget(Part::Rows, |(), sheet| {
        Finding::of(
            sheet.ledger.every_row,
            Operands::Without { certain: sheet.ledger.without_row.0, most: sheet.ledger.without_row.1 },
        )
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::Without { certain: 0, most: 0 }) => {
            "Every participant known to be funded has a row.".to_owned()
        }
        Some(Operands::Without { certain: 0, most }) => {
            let who = counted(most, "funded participant", "funded participants");
            format!("{who} may have no row: it is not known whom a row names.")
        }
        Some(Operands::Without { certain, .. }) => {
            format!("{} no row.", counted(certain, "funded participant has", "funded participants have"))
        }
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        unknown(seen, dependence, |unknown| {
            let ledger = sheet.ledger;
            for (first, standing) in ledger.uncovered() {
                unknown.perhaps_removed(Party::Organisation(first));
                if standing.funded && standing.unfunded {
                    unknown.roles(first);
                }
            }
            if ledger.parties.contains(&Party::Code) {
                unknown.codes(ledger.uncovered().map(|(first, _)| first));
            }
            if !sheet.complete {
                unknown.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
            }
        });
    }),
};

/// Whether the party of a row is in a funded role, admitted with funding or without.
fn is_in_funded_role(seen: &Seen<'_>) -> bool {
    let funded = |place: usize| seen.facts.participants.get(place)?.role.map(Role::is_funded);
    seen.sheet().is_some_and(|sheet| match sheet.party(seen.place) {
        Party::Organisation(first) => sheet.ledger.entries(first).any(|place| funded(place) == Some(true)),
        Party::Code | Party::Later | Party::Nobody => false,
    })
}

/// Whom a row names.
fn who(seen: &Seen<'_>) -> String {
    match seen.row().map(|row| &row.participant) {
        Some(RowOf::Place(place)) => format!("/participants/{place}"),
        Some(RowOf::Pic(pic)) => format!("the code {}", printable(&pic.to_string())),
        None => String::new(),
    }
}
