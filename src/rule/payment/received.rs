//! What the Commission paid: on applications, and before them.

use chrono::NaiveDate;

use super::super::operation::holds;
use super::super::programme::ways::{Ways, perhaps, stated};
use super::super::programme::{
    NAMED, PERIOD, ProgrammeAt, Programmes, all, amif, cpr, day, euro, lacks, one, part, total, unknown_list,
};
use super::{ById, FIRST_ADOPTION, INTERIM, counting, if_it_came_and_counts};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{PaymentApplication, Received, ReceivedKind, flat_rate};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::is_to_come;

/// The Commission paid 95 % of what was claimed.
pub(crate) const RECEIVED: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "What was received for an application is 95 % of what it claims.",
        explanation: "\
Art. 93(2): an interim payment is 95 % of the Union's contribution claimed; 5 % stay until the accounts. Interim
payments that name an application are added up and compared, technical assistance included; balances and recoveries
are another matter. Expenditure under an enabling condition that is not fulfilled is declared and not paid (Art.
15(5)), so with any of it it is open how much less is due: no more than that expenditure with technical assistance on it
explains. An application without a payment is open: the payment may still be under way, and one of a day to come was not received
yet: the outcome is conditional on it. On an application of a day to come nothing is due yet, and another amount than that
of its payment is conditional on what it claims by then. Where several applications that count have one id, it is open which of them a payment is
of that names it. One whose day is not stated is taken to have come. A payment that names an application
names one of the programme that counts, and did not come before it was submitted: it is told of each. Where payments are not
stated at all, all of them are unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 93(2)", Known::Act), cpr("Art. 15(5)", Known::Act)],
        facts: &[F::Applications, F::BudgetRows, F::Union, F::TechnicalAssistance, F::Objective, F::Action, F::UnfulfilledExpenditure, F::Received, F::Application, F::Amount, F::Id, F::Status, F::Kind, F::On, F::SubmittedOn, F::AccountingYear],
    },
    judge: received,
};

fn may_be_interim(payment: &Received) -> bool {
    payment.kind.is_none_or(|kind| kind == ReceivedKind::Interim)
}

/// The id of the payment application that a payment names; a blank one is none.
fn named_by(payment: &Received) -> Option<&str> {
    payment.application.as_deref().and_then(crate::input::named)
}

/// Whether what was paid may be what is due, a cent more or less; `floor` is the least that may be due, where not all of it is.
fn paid_as_due(found: Between, due: Between, floor: Option<Eur>) -> Outcomes {
    let cent = |amount: Eur| Eur::from_cents(1).and_then(|cent| amount.checked_add(cent)).unwrap_or(amount);
    let may_exceed = |a: Between, b: Between| a.most.is_none_or(|most| most > cent(b.least));
    let exceeds = |a: Between, b: Between| b.most.is_some_and(|most| a.least > cent(most));
    let less = match floor {
        Some(floor) if found.most.is_none_or(|most| cent(most) >= floor) => Outcomes::MET_OR_NOT,
        _ => Outcomes::NOT_MET,
    };
    let equal = Outcomes::MET.when(!exceeds(found, due) && !exceeds(due, found));
    equal.or(Outcomes::NOT_MET.when(may_exceed(found, due))).or(less.when(may_exceed(due, found)))
}

/// The least that is due of a claim where some of its expenditure is not paid: as if the Union bore all of that, with technical
/// assistance on it.
fn least_due(claimed: Sum, unpaid: Option<Eur>) -> Eur {
    let withheld = |unpaid: Eur| unpaid.checked_add(part(flat_rate(), unpaid)?);
    let left = unpaid.and_then(withheld).and_then(|withheld| claimed.known.checked_sub(withheld));
    left.and_then(|left| part(INTERIM, left.max(Eur::ZERO))).unwrap_or(Eur::ZERO)
}

/// Whether a payment is of an application: one of the id that it names, which counts and was submitted by its day.
fn is_for(payment: &Received, id: &str, a: &PaymentApplication) -> Outcome {
    let own = holds(a.name().map(|own| own == id));
    let counts = holds(a.status.map(|status| status.counts()));
    let after = holds(payment.on.zip(a.submitted_on).map(|(on, sent)| on >= sent));
    all([own, counts, after])
}

/// That a payment comes.
fn awaited(until: Option<NaiveDate>) -> Vec<Awaited> {
    vec![Awaited { event: "the payment comes".to_owned(), until, normal_limit: false }]
}

/// Looks at each payment that names an application.
fn named(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(applications) = &at.programme.applications else { return };
    let payments = at.programme.received.iter().flatten().enumerate().filter(|(_, r)| may_be_interim(r));
    for (place, r) in payments {
        let Some(id) = named_by(r) else { continue };
        let each = || applications.iter().enumerate().map(|(n, a)| (n, a, is_for(r, id, a)));
        let found = each().fold(Outcomes::NOT_MET, |found, (.., one)| match (one, found) {
            (Outcome::Met, _) | (_, Outcomes::MET) => Outcomes::MET,
            (Outcome::Unknown, _) | (_, Outcomes::MET_OR_NOT) => Outcomes::MET_OR_NOT,
            _ => found,
        });
        // It did not come yet.
        let found = match found {
            Outcomes::MET if is_to_come(r.on, at.as_of) => Outcomes::of(Outcome::Conditional),
            found => found,
        };
        let found = found.or(Outcomes::NOT_APPLICABLE.when(r.kind.is_none()));
        tell.tell(Subject::Item(F::Received, place), found.fold(), |kept| {
            kept.ids = vec![id.to_owned()];
            lacks(kept, r.kind.is_none(), Fact::of_item(F::Received, place, F::Kind));
            for (n, a, _) in each().filter(|(.., one)| *one == Outcome::Unknown).take(NAMED) {
                let of = |fact| Fact::of_item(F::Applications, n, fact);
                lacks(kept, a.name().is_none(), of(F::Id));
                lacks(kept, a.status.is_none(), of(F::Status));
                lacks(kept, a.submitted_on.is_none(), of(F::SubmittedOn));
                lacks(kept, r.on.is_none(), Fact::of_item(F::Received, place, F::On));
            }
            kept.awaits = awaited(r.on);
            kept.found = Some(Found::Amount(r.amount));
            let of_the_id = applications.iter().filter(|a| a.name() == Some(id));
            let counting = of_the_id.clone().find(|a| a.status.is_some_and(|status| status.counts()));
            let why = match (counting, of_the_id.clone().next()) {
                (Some(a), _) => format!("was submitted on {}", day(a.submitted_on)),
                (None, Some(a)) => {
                    format!("is {}", a.status.map_or("of an unknown status", |status| status.as_str()))
                }
                (None, None) => "is none of the applications stated".to_owned(),
            };
            let verb = if is_to_come(r.on, at.as_of) { "is to be" } else { "was" };
            kept.message = format!(
                "{} {verb} received on {} for {}, which {why}.",
                euro(r.amount),
                day(r.on),
                crate::input::printable(id)
            );
        });
    }
}

fn received(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    named(at, tell);
    let none = counting(at.programme).next().is_none();
    if none || unknown_list(&at.programme.received, F::Received, tell) {
        return;
    }
    let payments = at.programme.received.as_deref().unwrap_or_default();
    let by_id = ById::of(at.programme);
    for (place, a) in counting(at.programme) {
        let Some(id) = a.name() else { continue };
        let paid =
            || payments.iter().enumerate().filter(|(_, r)| named_by(r) == Some(id) && may_be_interim(r));
        let own = a.has_row_of_assistance();
        let claimed: Option<Sum> = a.rows.as_ref().map(|rows| {
            let assistance = (!own || a.technical_assistance.is_some()).then_some(a.technical_assistance);
            rows.iter().map(|r| r.union).chain(assistance).collect()
        });
        let unpaid = a.unfulfilled_expenditure.is_none_or(|amount| amount > Eur::ZERO);
        let asked = claimed.and_then(Sum::exact).and_then(|claimed| part(INTERIM, claimed));
        // An interim payment that names no application may be of this one.
        let stray =
            || payments.iter().enumerate().filter(|(_, r)| named_by(r).is_none() && may_be_interim(r));
        let known = paid().map(|(_, r)| r.amount.filter(|_| r.kind.is_some()));
        let found: Sum = known.chain(stray().map(|_| None)).collect();
        // A payment of an unknown kind may be another than an interim one, as one that names no application may be of another.
        let part_of = |r: &Received, own: bool| match r.kind {
            Some(_) if own => vec![stated(r.amount)],
            _ => perhaps(r.amount),
        };
        let counted = |until: Option<NaiveDate>| {
            let parts = paid().map(|(_, r)| (r, true)).chain(stray().map(|(_, r)| (r, false)));
            let parts = parts.filter(|(r, _)| !is_to_come(r.on, until));
            Ways::of(parts.map(|(r, own)| part_of(r, own)))
        };
        let to_come = paid().filter_map(|(_, r)| r.on.filter(|_| is_to_come(r.on, at.as_of))).max();
        let due = claimed.map_or(stated(None), |claimed| Between {
            least: part(INTERIM, claimed.known).unwrap_or(Eur::ZERO),
            most: asked,
        });
        let floor = unpaid
            .then(|| claimed.map_or(Eur::ZERO, |claimed| least_due(claimed, a.unfulfilled_expenditure)));
        let came = paid().any(|(_, r)| r.kind.is_some() && !is_to_come(r.on, at.as_of));
        let compared = |until| counted(until).map(|found| paid_as_due(found, due, floor)).fold();
        let outcome = match (paid().any(|(_, r)| r.kind.is_some()), to_come) {
            (true, None) => compared(at.as_of),
            // What is to come is no fact: it makes good what is short, and breaks nothing.
            (true, Some(_)) => match (compared(None), compared(at.as_of)) {
                (Outcome::Met, _) => Outcome::Conditional,
                (Outcome::NotMet, Outcome::NotMet) if came => Outcome::NotMet,
                _ => Outcome::Unknown,
            },
            // Of an application that is not submitted yet nothing is due.
            (false, _) if a.is_to_come(at.as_of) => Outcome::NotApplicable,
            // None may have come yet.
            (false, _) => Outcome::Unknown,
        };
        // A payment that names an id of several may be of another, and this one's still under way.
        let shared = by_id.others(id, place).next().is_some();
        let outcome = if shared && outcome != Outcome::NotApplicable {
            Outcome::Unknown
        } else {
            if_it_came_and_counts(at.as_of, a, outcome)
        };
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = vec![id.to_owned()];
            kept.because = Some("the application is not submitted yet, and nothing is due on it".to_owned());
            let of = |fact| Fact::of_item(F::Applications, place, fact);
            let under_way = paid().next().is_none() && stray().next().is_none();
            if under_way || to_come.is_some() && outcome == Outcome::Unknown {
                kept.asks([Doubt::PaymentUnderWay]);
            }
            kept.awaits = match to_come {
                None => super::awaited(
                    a,
                    "the payment is 95 % of what the application claims when it is submitted",
                ),
                to_come => awaited(to_come),
            };
            if a.unfulfilled_expenditure.is_some() && unpaid {
                kept.asks([Doubt::UnpaidUnderACondition]);
            }
            lacks(kept, a.status.is_none(), of(F::Status));
            for (n, r) in paid() {
                lacks(kept, r.kind.is_none(), Fact::of_item(F::Received, n, F::Kind));
                lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
            }
            for (n, r) in stray() {
                kept.lacks(Fact::of_item(F::Received, n, F::Application));
                lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
                lacks(kept, r.kind.is_none(), Fact::of_item(F::Received, n, F::Kind));
            }
            lacks(kept, a.unfulfilled_expenditure.is_none(), of(F::UnfulfilledExpenditure));
            let rows = a.rows.as_ref();
            lacks(kept, rows.is_none(), of(F::BudgetRows));
            for (row, _) in a.rows.iter().flatten().enumerate().filter(|(_, r)| r.union.is_none()) {
                kept.lacks(Fact::of_part(F::Applications, place, F::BudgetRows, row, F::Union));
            }
            lacks(
                kept,
                rows.is_some() && !own && a.technical_assistance.is_none(),
                of(F::TechnicalAssistance),
            );
            kept.required = Some(Required::Equal(one(asked)));
            kept.found = Some(Found::Sum(found));
            let places: Vec<String> = paid().map(|(n, _)| format!("/received/{n}")).collect();
            let withheld = match a.unfulfilled_expenditure {
                Some(amount) if unpaid => {
                    format!(
                        " EUR {} of its expenditure is not paid until a condition is fulfilled.",
                        amount.grouped()
                    )
                }
                _ => String::new(),
            };
            let ahead = to_come.map_or("", |_| ", of which some is still to come");
            kept.message = format!(
                "{} {} {}; 95 % is {}; received {} ({}){ahead}.{withheld}",
                crate::input::printable(id),
                if a.is_to_come(at.as_of) { "is to claim" } else { "claims" },
                claimed.map_or("an unknown amount".to_owned(), total),
                euro(asked),
                total(found),
                if places.is_empty() { "no payment names it".to_owned() } else { places.join(", ") }
            );
            by_id.asks_which(kept, id, place);
        });
    }
}

/// The pre-financing received is the one due.
pub(crate) const PRE_FINANCING: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The pre-financing received is what Art. 14 gives on the amount of first adoption.",
        explanation: "\
Art. 14 of Regulation (EU) 2021/1147: 4, 3, 5, 5, 5 and 5 % for 2021 to 2026 of the amount of first adoption, which the article as read does not name:
it is concluded from the payments to four programmes. The
earlier instalments in the year of adoption; of an adoption on a day outside the period no text says what is due. What was received by the last payment stated is compared with what was
due in the years up to it; amounts of the thematic facility with a rate of their own come on top, which was not read, once
they are decided: those of the year of the last payment may be in it, or not yet. An instalment that is paid before 1 July
may be in it or not where the last payment is of that year and before that day. A payment of a day to come was not received.
One of which no rate is stated brings nothing where what was received is what the others bring; else it may bring up to all of
it, and an amount that no rate explains is not met. Where payments are not stated at all, all of them are unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[amif("Art. 14", Known::Act), FIRST_ADOPTION, cpr("Annex VI, Appendix 3", Known::Inferred)],
        facts: &[F::Received, F::Kind, F::On, F::Amount, F::Decisions, F::Allocations, F::Source, F::Prefinancing, F::DecidedOn, F::Date, F::Union],
    },
    judge: pre_financing,
};

fn pre_financing(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if unknown_list(&at.programme.received, F::Received, tell) {
        return;
    }
    // What is still to come was not received.
    let received =
        || at.programme.received.iter().flatten().enumerate().filter(|(_, r)| !is_to_come(r.on, at.as_of));
    let is_advance = |r: &Received| r.kind == Some(ReceivedKind::PreFinancing);
    let advances = || received().filter(|(_, r)| is_advance(r));
    // What is not known to be an advance may be one or not: every way is looked at, if there are few.
    let unsure: Vec<usize> = received().filter(|(_, r)| r.kind.is_none()).map(|(n, _)| n).collect();
    let ways = (unsure.len() <= WAYS).then(|| 1u32 << unsure.len());
    let looked = |unrated: bool| {
        let Some(ways) = ways else { return Outcomes::MET_OR_NOT };
        (0..ways).fold(Outcomes::NONE, |all, way| {
            let chosen = |place: usize| {
                unsure.iter().zip(0u32..).any(|(unsure, bit)| *unsure == place && way >> bit & 1 == 1)
            };
            let these: Vec<&Received> =
                received().filter(|(n, r)| is_advance(r) || chosen(*n)).map(|(_, r)| r).collect();
            all.or(advanced(at, &these, unrated))
        })
    };
    let outcome = looked(true).fold();
    if outcome == Outcome::NotApplicable {
        return;
    }
    let perhaps = || received().filter(|(_, r)| r.kind.is_none());
    let found: Sum = advances().map(|(_, r)| r.amount).collect();
    // Where none is pre-financing for certain, what is due is told of those that may be.
    let last =
        advances().filter_map(|(_, r)| r.on).max().or_else(|| perhaps().filter_map(|(_, r)| r.on).max());
    let due = at.programme.advance_due([last, last], None, None, false);
    // Rates that are not known decide where nothing else does.
    let more = outcome == Outcome::Unknown && looked(false).fold() != Outcome::Unknown;
    tell.tell(Subject::Fact(F::Received), outcome, |kept| {
        // Each of them is the pointer of a fact.
        let adoption = at.programme.missing_of_adoption(true).into_iter();
        adoption.filter_map(|path| path.parse().ok()).for_each(|fact| kept.lacks(fact));
        lacks(kept, at.programme.allocations.is_none(), Fact::of_proposal(F::Allocations));
        for (n, a) in at.allocations().filter(|(_, a)| more && a.may_lack_its_rate()) {
            let of = |fact| Fact::of_item(F::Allocations, n, fact);
            kept.lacks(of(F::Prefinancing));
            lacks(kept, a.source.is_none(), of(F::Source));
            lacks(kept, a.union.is_none(), of(F::Union));
            lacks(kept, a.decided_on.is_none(), of(F::DecidedOn));
        }
        let own = at.allocations();
        for (n, a) in own.filter(|(_, a)| a.prefinancing.is_some() && a.may_be_of_the_facility()) {
            lacks(kept, a.source.is_none(), Fact::of_item(F::Allocations, n, F::Source));
            lacks(kept, a.union.is_none(), Fact::of_item(F::Allocations, n, F::Union));
            lacks(kept, a.decided_on.is_none(), Fact::of_item(F::Allocations, n, F::DecidedOn));
        }
        if at.programme.has_adoptions_of_one_day() {
            kept.asks([Doubt::DecisionOfOneDay]);
        }
        if at.programme.may_be_adopted_outside_the_period() {
            kept.asks([Doubt::PreFinancingOutsideThePeriod]);
        }
        for (n, _) in perhaps() {
            kept.lacks(Fact::of_item(F::Received, n, F::Kind));
        }
        for (n, r) in advances().chain(perhaps()) {
            lacks(kept, r.amount.is_none(), Fact::of_item(F::Received, n, F::Amount));
            lacks(kept, r.on.is_none(), Fact::of_item(F::Received, n, F::On));
        }
        let known = last.filter(|_| due.most.is_some());
        kept.required = known.map(|_| Required::Amount { min: Some(due.least), max: due.most });
        kept.found = Some(Found::Sum(found));
        let due = known.map_or("an unknown amount".to_owned(), |_| due.to_string());
        let by = day(last);
        let more = || total(perhaps().map(|(_, r)| r.amount).collect());
        kept.message = match (advances().next(), unsure.is_empty()) {
            (_, true) => format!("Pre-financing of {} was received by {by}; {due} is due.", total(found)),
            (Some(_), false) => format!(
                "Pre-financing of {} was received by {by}, and {} of which the kind is not known; {due} is due.",
                total(found),
                more()
            ),
            (None, false) => format!(
                "{} was received by {by}, of which the kind is not known; of pre-financing {due} is due.",
                more()
            ),
        };
    });
}

/// More payments of which it is not known whether they are advances are not told apart.
const WAYS: usize = 6;

/// Whether these advances are what is due by the last of them; `unrated` lets amounts whose own rate is not known bring more.
fn advanced(at: &ProgrammeAt<'_>, advances: &[&Received], unrated: bool) -> Outcomes {
    if advances.is_empty() {
        return Outcomes::NOT_APPLICABLE;
    }
    let days = || advances.iter().map(|r| r.on);
    let last = days().flatten().max();
    let between = [last, last.filter(|_| days().all(|day| day.is_some()))];
    let found: Sum = advances.iter().map(|r| r.amount).collect();
    let found = Between { least: found.known, most: found.exact() };
    // One amount of an unknown source is of the facility or not; of several it is anything between.
    let sourceless = at.allocations().filter(|(_, a)| a.source.is_none() && a.prefinancing.is_some()).count();
    let sources: &[Option<bool>] = if sourceless == 1 { &[Some(true), Some(false)] } else { &[None] };
    let by_source = sources.iter().map(|of_it| {
        // What was decided in the year of the last payment may be in it, or still to come; so may the instalment of the year.
        let ways = [[false, false], [false, true], [true, false], [true, true]];
        let due = |with, unrated| at.programme.advance_due(between, Some(with), *of_it, unrated);
        if ways.iter().any(|with| due(*with, false).exact().is_some() && found == due(*with, false)) {
            return Outcomes::MET;
        }
        let whole = ways.map(|with| {
            let due = due(with, unrated);
            let most = due.most.filter(|_| !unrated || at.programme.allocations.is_some());
            Between { most, ..due }
        });
        // Each is in it or not, and nothing between.
        Ways::of([vec![found]]).equal(&Ways::of([whole.to_vec()]))
    });
    by_source.fold(Outcomes::NONE, Outcomes::or)
}
