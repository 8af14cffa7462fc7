//! Money moved: Art. 24(5) and 26 of the Common Provisions Regulation.

use chrono::Datelike;

use super::{PERIOD, ProgrammeAt, Programmes, at_most_even_with, cpr, day, euro, lacks, part, total};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::Rate;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{DecisionKind, Objective, Source, Transfer, TransferKind};
use crate::rule::world::{RuleOf, Teller};

/// A per cent of the law.
const fn per_cent(hundredths: u32) -> Rate {
    match Rate::from_hundredths(hundredths) {
        Some(rate) => rate,
        None => Rate::WHOLE,
    }
}

/// At most 15 % leave an objective.
pub(crate) const OBJECTIVES: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 15 % of an objective's initial allocation are moved without a decision.",
        explanation: "\
Art. 24(5): up to 15 % of the initial allocation of a priority, which for this Fund is a specific objective, may be
moved to another one without a decision of the Commission, cumulative over the period. The initial allocation of
an objective is that of its allocations with source initial; where they name no objective it is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act)],
        facts: &[F::Transfers, F::Kind, F::From, F::Amount, F::Allocations, F::Objective, F::Source, F::Union],
    },
    judge: objectives,
};

fn objectives(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(transfers) = &at.programme.transfers else { return };
    let moves = |t: &&Transfer| t.kind.is_none_or(|kind| kind == TransferKind::Objectives);
    let mut seen: Vec<Objective> = Vec::new();
    for (place, transfer) in
        transfers.iter().enumerate().filter(|(_, t)| t.kind == Some(TransferKind::Objectives))
    {
        let Some(from) = transfer.from.as_deref().and_then(|from| from.parse::<Objective>().ok()) else {
            tell.tell(Subject::Item(F::Transfers, place), Outcome::Unknown, |kept| {
                kept.lacks(Fact::of_item(F::Transfers, place, F::From));
                kept.message = "It is not known from which objective the money was moved.".to_owned();
            });
            continue;
        };
        if seen.contains(&from) {
            continue;
        }
        seen.push(from);
        let of = |t: &&Transfer| t.from.as_deref().is_none_or(|f| f.parse() == Ok(from));
        let moved: Sum = transfers
            .iter()
            .filter(moves)
            .filter(of)
            .map(|t| t.amount.filter(|_| t.kind.is_some() && t.from.is_some()))
            .collect();
        let most: Sum = transfers.iter().filter(moves).filter(of).map(|t| t.amount).collect();
        let initial: Vec<_> = at
            .allocations()
            .filter(|(_, a)| a.source == Some(Source::Initial) && a.objective == Some(from))
            .collect();
        let open = at.allocations().any(|(_, a)| a.source.is_none() || a.objective.is_none());
        let base: Sum = initial.iter().map(|(_, a)| a.union).collect();
        let limit = base
            .exact()
            .filter(|_| !initial.is_empty() && !open)
            .and_then(|base| part(per_cent(1_500), base));
        // More may belong to the base, and nothing takes away from it.
        let least = part(per_cent(1_500), base.known);
        let outcome = match at_most_even_with(moved, most, limit) {
            Outcome::Unknown if at_most_even_with(moved, most, least) == Outcome::Met => Outcome::Met,
            outcome => outcome,
        };
        tell.tell(Subject::Item(F::Transfers, place), outcome, |kept| {
            kept.ids = vec![format!("from objective {from}")];
            for (other, t) in transfers.iter().enumerate().filter(|(_, t)| moves(t) && of(t)) {
                lacks(kept, t.amount.is_none(), Fact::of_item(F::Transfers, other, F::Amount));
                lacks(kept, t.kind.is_none(), Fact::of_item(F::Transfers, other, F::Kind));
                lacks(kept, t.from.is_none(), Fact::of_item(F::Transfers, other, F::From));
            }
            lacks(kept, limit.is_none(), Fact::of_proposal(F::Allocations));
            kept.required = Some(Required::Amount { min: None, max: limit });
            kept.found = Some(Found::Sum(moved));
            let over = moved.known.checked_sub(limit.unwrap_or(moved.known)).filter(|o| o.cents() > 0);
            let over = over.map(|o| format!(": EUR {} too much", o.grouped())).unwrap_or_default();
            kept.message = format!(
                "From objective {from} {} were moved in all; 15 % of its initial allocation is {}{over}.",
                total(moved),
                euro(limit)
            );
        });
    }
}

/// At most 5 % go to other funds, and to instruments.
pub(crate) const FUNDS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 5 % of the initial allocation go to other funds, and at most 5 % to instruments.",
        explanation: "\
Art. 26: up to 5 % of the initial national allocation of each Fund to another Fund or Funds, and up to 5 % to an
instrument under direct or indirect management, each added up over the period. The base is the allocations with
source initial. The caps were read; the first sub-paragraph's wording was not.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 26(1)", Known::Act)],
        facts: &[F::Transfers, F::Kind, F::Amount, F::Allocations],
    },
    judge: funds,
};

fn funds(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(transfers) = &at.programme.transfers else { return };
    let open = at.programme.allocations.is_none() || at.allocations().any(|(_, a)| a.source.is_none());
    let initial: Sum =
        at.allocations().filter(|(_, a)| a.source == Some(Source::Initial)).map(|(_, a)| a.union).collect();
    let limit = initial.exact().filter(|_| !open).and_then(|base| part(per_cent(500), base));
    for (kind, words) in [(TransferKind::Fund, "other funds"), (TransferKind::Instrument, "instruments")] {
        let may = |t: &&Transfer| t.kind.is_none_or(|k| k == kind);
        let sure = transfers.iter().position(|t| t.kind == Some(kind));
        let Some(first) = sure.or_else(|| transfers.iter().position(|t| may(&t))) else { continue };
        let moved: Sum =
            transfers.iter().filter(may).map(|t| t.amount.filter(|_| t.kind.is_some())).collect();
        let most: Sum = transfers.iter().filter(may).map(|t| t.amount).collect();
        let least = part(per_cent(500), initial.known);
        let outcome = match at_most_even_with(moved, most, limit) {
            Outcome::Unknown if at_most_even_with(moved, most, least) == Outcome::Met => Outcome::Met,
            outcome => outcome,
        };
        tell.tell(Subject::Item(F::Transfers, first), outcome, |kept| {
            kept.ids = vec![format!("to {words}")];
            for (other, t) in transfers.iter().enumerate().filter(|(_, t)| may(t)) {
                lacks(kept, t.amount.is_none(), Fact::of_item(F::Transfers, other, F::Amount));
                lacks(kept, t.kind.is_none(), Fact::of_item(F::Transfers, other, F::Kind));
            }
            lacks(kept, limit.is_none(), Fact::of_proposal(F::Allocations));
            kept.required = Some(Required::Amount { min: None, max: limit });
            kept.found = Some(Found::Sum(moved));
            kept.message =
                format!("To {words} go {}; 5 % of {} is {}.", total(moved), total(initial), euro(limit));
        });
    }
}

/// No transfer changes a year that is past.
pub(crate) const NOT_PAST: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "A transfer changes no year of the budget that lies before it.",
        explanation: "\
Art. 24(5): a transfer between objectives must not affect previous years. The years that a transfer changes are
compared with the year of its day; a year not before it is met. Other transfers are made by amendment and are
not looked at.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act)],
        facts: &[F::Transfers, F::Kind, F::On, F::Years],
    },
    judge: not_past,
};

fn not_past(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, transfer) in at.programme.transfers.iter().flatten().enumerate() {
        let first = transfer.years.as_ref().and_then(|years| years.iter().min().copied());
        let outcome = match (transfer.kind, transfer.on, first, &transfer.years) {
            (Some(TransferKind::Fund | TransferKind::Instrument), ..) => Outcome::NotApplicable,
            (_, _, None, Some(_)) => Outcome::Met,
            (kind, Some(on), Some(first), _) => match (kind, i64::from(first) >= i64::from(on.year())) {
                (_, true) => Outcome::Met,
                (Some(_), false) => Outcome::NotMet,
                (None, false) => Outcome::Unknown,
            },
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Transfers, place), outcome, |kept| {
            kept.because = Some("it is no transfer between objectives".to_owned());
            let of = |fact| Fact::of_item(F::Transfers, place, fact);
            lacks(kept, transfer.kind.is_none(), of(F::Kind));
            lacks(kept, transfer.on.is_none(), of(F::On));
            lacks(kept, transfer.years.is_none(), of(F::Years));
            let first = first.map_or("none that is known".to_owned(), |year| year.to_string());
            kept.found = Some(Found::Day(transfer.on));
            kept.message = format!("The transfer of {} changes years from {first} on.", day(transfer.on));
        });
    }
}

/// The monitoring committee approves first.
pub(crate) const COMMITTEE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The monitoring committee approves a transfer between objectives in advance.",
        explanation: "\
Art. 24(5) with Art. 40(2)(d): what needs no decision of the Commission is approved in advance by the monitoring
committee. Looked at for each decision of the kind non_substantial: the day of the committee is not after
the day of the decision.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act), cpr("Art. 40(2)", Known::Act)],
        facts: &[F::Decisions, F::Kind, F::Date, F::CommitteeOn],
    },
    judge: committee,
};

fn committee(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, decision) in at.programme.decisions.iter().flatten().enumerate() {
        let in_time = decision.committee_on.zip(decision.date).map(|(approved, on)| approved <= on);
        let outcome = match (decision.kind, in_time) {
            (Some(DecisionKind::Adoption | DecisionKind::Amendment), _) => Outcome::NotApplicable,
            (_, Some(true)) => Outcome::Met,
            (Some(DecisionKind::NonSubstantial), Some(false)) => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Decisions, place), outcome, |kept| {
            kept.ids = decision.number.clone().into_iter().collect();
            kept.because = Some("the Commission decides".to_owned());
            let of = |fact| Fact::of_item(F::Decisions, place, fact);
            lacks(kept, decision.kind.is_none(), of(F::Kind));
            lacks(kept, decision.date.is_none(), of(F::Date));
            lacks(kept, decision.committee_on.is_none(), of(F::CommitteeOn));
            kept.found = Some(Found::Day(decision.committee_on));
            kept.message = format!(
                "The committee approved on {}; the transfer is of {}.",
                day(decision.committee_on),
                day(decision.date)
            );
        });
    }
}
