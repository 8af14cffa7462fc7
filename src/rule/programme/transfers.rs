//! Money moved: Art. 24(5) and 26 of the Common Provisions Regulation.

use chrono::Datelike;

use super::ways::{Capped, Ways, stated, where_it};
use super::{
    PERIOD, ProgrammeAt, Programmes, all, at_most_part, cpr, day, euro, lacks, lacks_of_allocations,
    per_cent, total,
};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Allocation, Decision, DecisionKind, Objective, Source, Transfer, TransferKind};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// At most 15 % leave an objective.
pub(crate) const OBJECTIVES: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 15 % of an objective's initial allocation are moved without a decision.",
        explanation: "\
Art. 24(5): up to 15 % of the initial allocation of a priority, which for this Fund is a specific objective, may be
moved to another one without a decision of the Commission, cumulative over the period. The initial allocation of
an objective is that of its allocations with source initial; where they name no objective it is unknown. What is moved
between types of action within an objective has no limit, nor has what the Commission decides itself, by an amendment. Which transfers
an amendment made is not stated: where one was asked for and decided such that the day of a transfer lies between the two or on either, or may, it is
open whether it made the transfer, and unknown where the decisions are not stated; any other transfer is taken to be made without a decision. A transfer between objectives from what is no objective is not met.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act)],
        facts: &[
            F::Transfers, F::Kind, F::From, F::To, F::Amount, F::On, F::Allocations, F::Objective, F::Source, F::Union, F::Decisions,
            F::Date, F::RequestedOn,
        ],
    },
    judge: objectives,
};

/// The objective that a place of a transfer names; blanks around it are nothing.
fn objective_of(place: &str) -> Option<Objective> {
    place.trim().parse().ok()
}

/// The decisions of the Commission that may have made a transfer: amendments whose days, from that of the request to that of the
/// decision, are the day of the transfer or may be it. One whose request is of no known day may have been asked for on any before.
fn decided_by<'a>(
    at: &ProgrammeAt<'a>,
    transfer: &Transfer,
) -> impl Iterator<Item = (usize, &'a Decision)> + use<'a> {
    let moved = transfer.on;
    let all = at.programme.decisions.iter().flatten().enumerate();
    let amends = |d: &Decision| match d.kind {
        Some(DecisionKind::Amendment) | None => true,
        Some(DecisionKind::Adoption | DecisionKind::NonSubstantial) => false,
    };
    all.filter(move |(_, d)| {
        let early = moved.zip(d.requested_on).is_some_and(|(moved, since)| moved < since);
        let late = moved.zip(d.date).is_some_and(|(moved, date)| moved > date);
        amends(d) && !early && !late
    })
}

/// Whether a decision of the Commission may have made a transfer: where none is stated there may be one.
fn may_be_decided(at: &ProgrammeAt<'_>, transfer: &Transfer) -> bool {
    at.programme.decisions.is_none() || decided_by(at, transfer).next().is_some()
}

/// That it is open, or unknown, whether a decision made the transfer at a place.
fn asks_who_decided(kept: &mut Kept, at: &ProgrammeAt<'_>, place: usize, transfer: &Transfer) {
    lacks(kept, at.programme.decisions.is_none(), Fact::of_proposal(F::Decisions));
    for (decision, d) in decided_by(at, transfer) {
        kept.asks([Doubt::TransferByDecision]);
        lacks(kept, transfer.on.is_none(), Fact::of_item(F::Transfers, place, F::On));
        lacks(kept, d.kind.is_none(), Fact::of_item(F::Decisions, decision, F::Kind));
        lacks(kept, d.date.is_none(), Fact::of_item(F::Decisions, decision, F::Date));
        // On its own day an amendment may have made it whenever it was asked for.
        let asked = d.requested_on.is_none() && transfer.on.zip(d.date).is_none_or(|(on, date)| on != date);
        lacks(kept, asked, Fact::of_item(F::Decisions, decision, F::RequestedOn));
    }
}

/// What was moved, and the share of an initial allocation that may be. `is_of` says whether a transfer counts, `of` which
/// allocations belong to the base; `None` where that is not known.
fn capped(
    at: &ProgrammeAt<'_>,
    share: Rate,
    is_of: impl Fn(&Transfer) -> Option<bool>,
    of: impl Fn(&Allocation) -> Option<bool>,
) -> Capped {
    let moved = Ways::of(at.transfers().map(|(_, t)| where_it(is_of(t), t.amount)));
    Capped::new(moved, base(at, of), |base| at_most_part(share, base))
}

/// What the allocations come to of which a share may be moved.
fn base(at: &ProgrammeAt<'_>, of: impl Fn(&Allocation) -> Option<bool>) -> Ways {
    match &at.programme.allocations {
        Some(all) => Ways::of(all.iter().map(|a| where_it(of(a), a.union))),
        None => Ways::of([vec![stated(None)]]),
    }
}

/// What is unknown of transfers that may be of some kind.
fn lacking<'a>(kept: &mut Kept, may: impl Iterator<Item = (usize, &'a Transfer)>, capped: &Capped) {
    for (place, transfer) in may.filter(|_| capped.found_decides()) {
        lacks(kept, transfer.amount.is_none(), Fact::of_item(F::Transfers, place, F::Amount));
        lacks(kept, transfer.kind.is_none(), Fact::of_item(F::Transfers, place, F::Kind));
    }
}

/// How much was moved beyond a limit, for the end of a sentence.
fn too_much(moved: Sum, limit: Option<Eur>) -> String {
    let over = limit.and_then(|limit| moved.known.checked_sub(limit)).filter(|over| *over > Eur::ZERO);
    over.map(|over| format!(": EUR {} too much", over.grouped())).unwrap_or_default()
}

fn objectives(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let may = |t: &Transfer| t.kind.is_none_or(|kind| kind == TransferKind::Objectives);
    let mut seen: Vec<Objective> = Vec::new();
    for (place, transfer) in at.transfers().filter(|(_, t)| may(t)) {
        let Some(from) = transfer.from.as_deref().and_then(objective_of) else {
            // To another fund or an instrument money goes from the programme as a whole.
            if transfer.kind.is_some() {
                let outcome = transfer.from.as_ref().map_or(Outcome::Unknown, |_| Outcome::NotMet);
                tell.tell(Subject::Item(F::Transfers, place), outcome, |kept| {
                    kept.lacks(Fact::of_item(F::Transfers, place, F::From));
                    kept.message = match &transfer.from {
                        None => "It is not known from which objective the money was moved.".to_owned(),
                        Some(from) => format!(
                            "Money was moved from {}, which is no objective; it must be 1, 2, 3, 4 or ta.",
                            crate::input::quoted(from)
                        ),
                    };
                });
            }
            continue;
        };
        if seen.contains(&from) {
            continue;
        }
        seen.push(from);
        // What stays in the objective is not moved out of it.
        let stays = |t: &Transfer| t.to.as_deref().map(|to| objective_of(to) == Some(from));
        let leaves = |t: &Transfer| {
            let of_it = t.from.as_deref().is_none_or(|of| objective_of(of) == Some(from));
            may(t) && of_it && stays(t) != Some(true)
        };
        let those = || at.transfers().filter(|(_, t)| leaves(t));
        // What the Commission decided counts to no limit.
        let is_told =
            |t: &Transfer| t.kind.is_some() && t.from.is_some() && t.to.is_some() && !may_be_decided(at, t);
        let is_of = |t: &Transfer| match leaves(t) {
            true => Some(true).filter(|_| is_told(t)),
            false => Some(false),
        };
        let decided = those().filter(|(_, t)| may_be_decided(at, t));
        let decided: Sum = decided.map(|(_, t)| t.amount).collect();
        let moved: Sum = those()
            .filter(|(_, t)| !may_be_decided(at, t))
            .map(|(_, t)| t.amount.filter(|_| is_of(t).is_some()))
            .collect();
        let is_base = |a: &Allocation| match (a.source, a.objective) {
            (Some(source), _) if source != Source::Initial => Some(false),
            (_, Some(objective)) if objective != from => Some(false),
            (Some(_), Some(_)) => Some(true),
            _ => None,
        };
        let capped = capped(at, per_cent(1_500), is_of, is_base);
        let limit = capped.limit();
        // An objective has no place of its own in the format; technical assistance has no number.
        let subject = match from {
            Objective::Specific(specific) => Subject::Item(F::Objectives, specific.number().into()),
            Objective::TechnicalAssistance => Subject::Item(F::Transfers, place),
        };
        tell.tell(subject, capped.outcome(), |kept| {
            kept.ids = vec![format!("from objective {from}")];
            lacking(kept, those(), &capped);
            if capped.limit_decides() {
                lacks_of_allocations(kept, at.programme, is_base, &[F::Source, F::Objective]);
            }
            for (other, t) in those().filter(|_| capped.found_decides()) {
                lacks(kept, t.from.is_none(), Fact::of_item(F::Transfers, other, F::From));
                lacks(kept, t.to.is_none(), Fact::of_item(F::Transfers, other, F::To));
                asks_who_decided(kept, at, other, t);
            }
            kept.required = Some(Required::Amount { min: None, max: limit });
            kept.found = Some(Found::Sum(moved.and(decided)));
            let beside = match those().any(|(_, t)| may_be_decided(at, t)) {
                true => format!(
                    " Beside that {} may have been moved by an amendment, which has no limit.",
                    total(decided)
                ),
                false => String::new(),
            };
            kept.message = format!(
                "From objective {from} {} were moved in all; 15 % of its initial allocation is {}{}.{beside}",
                total(moved),
                euro(limit),
                too_much(moved, limit)
            );
        });
    }
}

/// What the two caps of Art. 26 read, alike.
const OUT_OF_THE_FUND: &[F] =
    &[F::Transfers, F::Kind, F::From, F::To, F::Amount, F::Allocations, F::Source, F::Union];

/// At most 5 % go to other funds.
pub(crate) const FUNDS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 5 % of the initial allocation go to other funds.",
        explanation: "\
Art. 26: up to 5 % of the initial national allocation of each Fund to another Fund or Funds, added up over the
period. What another Fund gives, to this one or to a third, counts to the cap of the other, and a transfer that does not say from
where the money came or where it went may be such a one. What the allocations give to another fund (source fund_out) is held against the same limit, whether the list of transfers
has it or not. The Just Transition Fund receives nothing: any transfer to it is not met. What goes to instruments has a cap of its own. The base is the allocations with source initial. The caps
were read; the first sub-paragraph's wording was not.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 26(1)", Known::Act)],
        facts: OUT_OF_THE_FUND,
    },
    judge: |at, tell| out_of_the_fund(at, tell, TransferKind::Fund, "other funds"),
};

/// At most 5 % go to instruments.
pub(crate) const INSTRUMENTS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 5 % of the initial allocation go to instruments under direct or indirect management.",
        explanation: "\
Art. 26: up to 5 % of the initial national allocation of each Fund to an instrument under direct or indirect
management, added up over the period, beside the 5 % that may go to other funds. What another Fund gives counts to the cap of the
other; a transfer that does not say from where the money came or where it went may be such a one. One to the Just Transition Fund, which receives nothing, is not met. The base is the allocations with
source initial. The caps were read; the first sub-paragraph's wording was not.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 26(1)", Known::Act)],
        facts: OUT_OF_THE_FUND,
    },
    judge: |at, tell| out_of_the_fund(at, tell, TransferKind::Instrument, "instruments"),
};

/// Looks at all transfers of a kind together.
fn out_of_the_fund(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>, kind: TransferKind, words: &str) {
    // What is not taken from this Fund counts to the cap of another.
    let leaves = |t: &Transfer| t.kind.is_none_or(|of| of == kind) && !t.takes_nothing();
    let those = || at.transfers().filter(|(_, t)| leaves(t));
    // One of which it is not known whence the money came, or where it went, may have taken nothing from this Fund.
    let is_told = |t: &Transfer| t.kind.is_some() && t.from.is_some() && t.to.is_some();
    let moved: Sum = those().map(|(_, t)| t.amount.filter(|_| is_told(t))).collect();
    let is_of = |t: &Transfer| match leaves(t) {
        true => t.kind.map(|of| of == kind).filter(|_| is_told(t)),
        false => Some(false),
    };
    let is_base = |a: &Allocation| a.source.map(|source| source == Source::Initial);
    let capped = capped(at, per_cent(500), is_of, is_base);
    let limit = capped.limit();
    // The allocations say for themselves what they gave to other funds, whatever the list of transfers has.
    let gave = |a: &Allocation| match kind {
        TransferKind::Fund => a.source.map(|source| source == Source::FundOut),
        TransferKind::Instrument | TransferKind::Objectives => Some(false),
    };
    let given = || at.allocations().filter(|(_, a)| gave(a) != Some(false));
    let given_away = Capped::new(base(at, gave), base(at, is_base), |base| at_most_part(per_cent(500), base));
    let told = given().any(|(_, a)| gave(a) == Some(true))
        || given().next().is_some() && given_away.outcome() != Outcome::Met;
    if those().next().is_none() && !told {
        return;
    }
    // What is nothing goes nowhere, and one of an unknown kind may be of the other cap.
    let barred = || those().filter(|(_, t)| t.goes_to_just_transition() && t.amount != Some(Eur::ZERO));
    let sure = barred().find(|(_, t)| is_told(t) && t.amount.is_some());
    let within = all([capped.outcome(), if told { given_away.outcome() } else { Outcome::NotApplicable }]);
    let outcome = match (sure, barred().next(), within) {
        (Some(_), ..) => Outcome::NotMet,
        (None, Some(_), Outcome::Met) => Outcome::Unknown,
        (None, _, outcome) => outcome,
    };
    tell.tell(Subject::Fact(F::Transfers), outcome, |kept| {
        kept.ids = vec![format!("to {words}")];
        lacking(kept, those(), &capped);
        for (place, t) in barred() {
            lacks(kept, t.kind.is_none(), Fact::of_item(F::Transfers, place, F::Kind));
            lacks(kept, t.from.is_none(), Fact::of_item(F::Transfers, place, F::From));
            lacks(kept, t.amount.is_none(), Fact::of_item(F::Transfers, place, F::Amount));
        }
        if capped.limit_decides() || told && given_away.limit_decides() {
            lacks_of_allocations(kept, at.programme, is_base, &[F::Source]);
        }
        if told && given_away.found_decides() {
            lacks_of_allocations(kept, at.programme, gave, &[F::Source]);
        }
        for (place, t) in those().filter(|_| capped.found_decides()) {
            lacks(kept, t.from.is_none(), Fact::of_item(F::Transfers, place, F::From));
            lacks(kept, t.to.is_none(), Fact::of_item(F::Transfers, place, F::To));
        }
        kept.required = Some(Required::Amount { min: None, max: limit });
        kept.found = Some(Found::Sum(moved));
        let barred = sure.or_else(|| barred().next()).map(|(place, _)| {
            format!(" The transfer of /transfers/{place} goes to the Just Transition Fund, to which nothing may go.")
        });
        let of_allocations: Sum = given().map(|(_, a)| a.union.filter(|_| gave(a).is_some())).collect();
        let given_away = told.then(|| {
            format!(
                " The allocations give {} to {words}{}.",
                total(of_allocations),
                too_much(of_allocations, limit)
            )
        });
        kept.message = format!(
            "To {words} go {}; 5 % of the initial allocation is {}{}.{}{}",
            total(moved),
            euro(limit),
            too_much(moved, limit),
            given_away.unwrap_or_default(),
            barred.unwrap_or_default()
        );
    });
}

/// No transfer changes a year that is past.
pub(crate) const NOT_PAST: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "A transfer changes no year of the budget that lies before it.",
        explanation: "\
Art. 24(5): a transfer between objectives must not affect previous years. The years that a transfer changes are
compared with the year of its day; a year not before it is met. Other transfers are made by amendment and are
not looked at; where an amendment may have made one between objectives, by its days, a year before it is open.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act)],
        facts: &[F::Transfers, F::Kind, F::On, F::Years, F::Decisions, F::Date, F::RequestedOn],
    },
    judge: not_past,
};

fn not_past(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, transfer) in at.transfers() {
        let first = transfer.years.as_ref().and_then(|years| years.iter().min().copied());
        let outcome = match (transfer.kind, transfer.on, first, &transfer.years) {
            (Some(TransferKind::Fund | TransferKind::Instrument), ..) => Outcome::NotApplicable,
            (_, _, None, Some(_)) => Outcome::Met,
            (_, Some(on), Some(first), _) if i64::from(first) >= i64::from(on.year()) => Outcome::Met,
            (Some(TransferKind::Objectives), Some(_), Some(_), _) if !may_be_decided(at, transfer) => {
                Outcome::NotMet
            }
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Transfers, place), outcome, |kept| {
            kept.because = Some("it is no transfer between objectives".to_owned());
            let of = |fact| Fact::of_item(F::Transfers, place, fact);
            lacks(kept, transfer.kind.is_none(), of(F::Kind));
            lacks(kept, transfer.on.is_none(), of(F::On));
            lacks(kept, transfer.years.is_none(), of(F::Years));
            if transfer.on.is_some() && first.is_some() {
                asks_who_decided(kept, at, place, transfer);
            }
            let changes = match (first, &transfer.years) {
                (Some(first), _) => format!("changes years from {first} on"),
                (None, Some(_)) => "changes no year".to_owned(),
                (None, None) => "does not say which years it changes".to_owned(),
            };
            kept.found = Some(Found::Day(transfer.on));
            kept.message = format!("The transfer of {} {changes}.", day(transfer.on));
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
the day of the decision. Each transfer between objectives is looked at, too: one of them was approved
by its day, unless an amendment may have made it, by its days: then it is open whether the committee had to. Where the decisions are stated and none of
them is such a decision, none approved it; where they are not stated, one may have.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 24(5)", Known::Act), cpr("Art. 40(2)", Known::Act)],
        facts: &[F::Decisions, F::Kind, F::Date, F::RequestedOn, F::CommitteeOn, F::Transfers, F::On],
    },
    judge: committee,
};

/// Looks at each transfer between objectives: whether the committee had approved any by its day.
fn approved_before(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let all = || at.programme.decisions.iter().flatten().enumerate();
    let those = || all().filter(|(_, d)| d.kind == Some(DecisionKind::NonSubstantial));
    // One of an unknown kind may be such a decision, and one that is not stated.
    let silent = || all().filter(|(_, d)| d.kind.is_none());
    let stated = at.programme.decisions.is_some();
    let may = |t: &Transfer| t.kind.is_none_or(|kind| kind == TransferKind::Objectives);
    for (place, transfer) in at.transfers().filter(|(_, t)| may(t)) {
        let by_then = |d: &Decision| Some(d.committee_on? <= transfer.on?);
        let approved = those().any(|(_, d)| by_then(d) == Some(true));
        let may_be = !stated || those().chain(silent()).any(|(_, d)| by_then(d) != Some(false));
        let outcomes = Outcomes::MET.when(may_be).or(Outcomes::NOT_MET.when(!approved));
        let decided = may_be_decided(at, transfer);
        let outcomes = outcomes.or(Outcomes::NOT_APPLICABLE.when(transfer.kind.is_none() || decided));
        tell.tell(Subject::Item(F::Transfers, place), outcomes.fold(), |kept| {
            let of = |fact| Fact::of_item(F::Transfers, place, fact);
            lacks(kept, transfer.kind.is_none(), of(F::Kind));
            lacks(kept, transfer.on.is_none(), of(F::On));
            if !approved {
                asks_who_decided(kept, at, place, transfer);
            }
            for (n, d) in those().chain(silent()) {
                lacks(kept, d.kind.is_none(), Fact::of_item(F::Decisions, n, F::Kind));
                lacks(kept, d.committee_on.is_none(), Fact::of_item(F::Decisions, n, F::CommitteeOn));
            }
            let first = those().filter_map(|(_, d)| d.committee_on).min();
            kept.found = Some(Found::Day(transfer.on));
            kept.message = match those().next() {
                Some(_) => format!(
                    "The transfer is of {}; the first approval of the committee that is stated is of {}.",
                    day(transfer.on),
                    day(first)
                ),
                None => format!(
                    "The transfer is of {}; no approval of the committee is stated.",
                    day(transfer.on)
                ),
            };
        });
    }
}

fn committee(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    approved_before(at, tell);
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
            kept.message = match decision.kind {
                Some(DecisionKind::Adoption | DecisionKind::Amendment) => {
                    format!("The Commission decided on {}.", day(decision.date))
                }
                _ => format!(
                    "The committee approved on {}; the transfer is of {}.",
                    day(decision.committee_on),
                    day(decision.date)
                ),
            };
        });
    }
}
