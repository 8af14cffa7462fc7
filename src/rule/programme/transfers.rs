//! Money moved: Art. 24(5) and 26 of the Common Provisions Regulation.

use chrono::Datelike;

use super::{PERIOD, ProgrammeAt, Programmes, at_most, cpr, day, euro, lacks, part, total};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Allocation, DecisionKind, Objective, Source, Transfer, TransferKind};
use crate::rule::world::{Kept, RuleOf, Teller};

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

/// The share of an initial allocation that may be moved, over all that the allocation may come to.
struct Limit {
    /// Of what belongs to the initial allocation for sure.
    least: Option<Eur>,
    /// Of everything that may belong to it; `None` where that has no bound.
    most: Option<Eur>,
}

impl Limit {
    /// `of` says which allocations belong to the base; `None` where it is not known of one.
    fn of(at: &ProgrammeAt<'_>, share: Rate, of: impl Fn(&Allocation) -> Option<bool>) -> Self {
        let those = || at.allocations().map(|(_, a)| a).filter(|a| of(a) != Some(false));
        let sure: Sum = those().map(|a| a.union.filter(|_| of(a) == Some(true))).collect();
        let all: Sum = those().map(|a| a.union).collect();
        let all = at.programme.allocations.as_ref().and_then(|_| all.exact());
        Limit { least: part(share, sure.known), most: all.and_then(|all| part(share, all)) }
    }

    /// The limit, where only one is possible.
    fn exact(&self) -> Option<Eur> {
        self.most.filter(|most| self.least == Some(*most))
    }

    /// Whether what was moved keeps to it: `moved` holds what may belong to it as unknown, `most` as amounts.
    fn holds(&self, moved: Sum, most: Sum) -> Outcome {
        match (at_most(most, self.least), at_most(moved, self.most)) {
            (Outcome::Met, _) => Outcome::Met,
            (_, Outcome::NotMet) => Outcome::NotMet,
            _ => Outcome::Unknown,
        }
    }
}

/// What is unknown of transfers that may be of some kind, and of the allocations they are measured by.
fn lacking<'a>(kept: &mut Kept, may: impl Iterator<Item = (usize, &'a Transfer)>, limit: &Limit) {
    for (place, transfer) in may {
        lacks(kept, transfer.amount.is_none(), Fact::of_item(F::Transfers, place, F::Amount));
        lacks(kept, transfer.kind.is_none(), Fact::of_item(F::Transfers, place, F::Kind));
    }
    lacks(kept, limit.exact().is_none(), Fact::of_proposal(F::Allocations));
}

/// How much was moved beyond a limit, for the end of a sentence.
fn too_much(moved: Sum, limit: &Limit) -> String {
    let over =
        limit.exact().and_then(|limit| moved.known.checked_sub(limit)).filter(|over| *over > Eur::ZERO);
    over.map(|over| format!(": EUR {} too much", over.grouped())).unwrap_or_default()
}

fn objectives(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let may = |t: &Transfer| t.kind.is_none_or(|kind| kind == TransferKind::Objectives);
    let mut seen: Vec<Objective> = Vec::new();
    for (place, transfer) in at.transfers().filter(|(_, t)| may(t)) {
        let Some(from) = transfer.from.as_deref().and_then(|from| from.parse::<Objective>().ok()) else {
            // To another fund or an instrument money goes from the programme as a whole.
            if transfer.kind.is_some() {
                tell.tell(Subject::Item(F::Transfers, place), Outcome::Unknown, |kept| {
                    kept.lacks(Fact::of_item(F::Transfers, place, F::From));
                    kept.message = "It is not known from which objective the money was moved.".to_owned();
                });
            }
            continue;
        };
        if seen.contains(&from) {
            continue;
        }
        seen.push(from);
        let those = || {
            at.transfers()
                .filter(|(_, t)| may(t) && t.from.as_deref().is_none_or(|of| of.parse() == Ok(from)))
        };
        let sure = |t: &Transfer| t.kind.is_some() && t.from.is_some();
        let moved: Sum = those().map(|(_, t)| t.amount.filter(|_| sure(t))).collect();
        let most: Sum = those().map(|(_, t)| t.amount).collect();
        let limit = Limit::of(at, per_cent(1_500), |a| match (a.source, a.objective) {
            (Some(source), _) if source != Source::Initial => Some(false),
            (_, Some(objective)) if objective != from => Some(false),
            (Some(_), Some(_)) => Some(true),
            _ => None,
        });
        // An objective has no place of its own in the format; technical assistance has no number.
        let subject = match from {
            Objective::Specific(specific) => Subject::Item(F::Objectives, specific.number().into()),
            Objective::TechnicalAssistance => Subject::Item(F::Transfers, place),
        };
        tell.tell(subject, limit.holds(moved, most), |kept| {
            kept.ids = vec![format!("from objective {from}")];
            lacking(kept, those(), &limit);
            for (other, t) in those() {
                lacks(kept, t.from.is_none(), Fact::of_item(F::Transfers, other, F::From));
            }
            kept.required = Some(Required::Amount { min: None, max: limit.exact() });
            kept.found = Some(Found::Sum(moved));
            kept.message = format!(
                "From objective {from} {} were moved in all; 15 % of its initial allocation is {}{}.",
                total(moved),
                euro(limit.exact()),
                too_much(moved, &limit)
            );
        });
    }
}

/// What the two caps of Art. 26 say of themselves, alike.
const OUT_OF_THE_FUND: &[F] = &[F::Transfers, F::Kind, F::Amount, F::Allocations, F::Source, F::Union];

/// At most 5 % go to other funds.
pub(crate) const FUNDS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "At most 5 % of the initial allocation go to other funds.",
        explanation: "\
Art. 26: up to 5 % of the initial national allocation of each Fund to another Fund or Funds, added up over the
period. What goes to instruments has a cap of its own. The base is the allocations with source initial. The caps
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
management, added up over the period, beside the 5 % that may go to other funds. The base is the allocations with
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
    let those = || at.transfers().filter(|(_, t)| t.kind.is_none_or(|of| of == kind));
    if those().next().is_none() {
        return;
    }
    let moved: Sum = those().map(|(_, t)| t.amount.filter(|_| t.kind.is_some())).collect();
    let most: Sum = those().map(|(_, t)| t.amount).collect();
    let limit = Limit::of(at, per_cent(500), |a| a.source.map(|source| source == Source::Initial));
    tell.tell(Subject::Fact(F::Transfers), limit.holds(moved, most), |kept| {
        kept.ids = vec![format!("to {words}")];
        lacking(kept, those(), &limit);
        kept.required = Some(Required::Amount { min: None, max: limit.exact() });
        kept.found = Some(Found::Sum(moved));
        kept.message = format!(
            "To {words} go {}; 5 % of the initial allocation is {}{}.",
            total(moved),
            euro(limit.exact()),
            too_much(moved, &limit)
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
    for (place, transfer) in at.transfers() {
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
            let first = first.map_or("a year that is not known".to_owned(), |year| year.to_string());
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
