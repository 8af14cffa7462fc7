//! Whether an operation and its expenditure may be supported at all.

use chrono::NaiveDate;

use super::super::programme::codes::{code_holds, is_of_the_first_table, may_be_of_a_version};
use super::super::programme::dates::ELIGIBLE;
use super::super::programme::{NAMED, PERIOD, all, cpr, day, is_of, lacks, name, within};
use super::paid::{is_paid_before_received, is_reversed};
use super::{
    Before, Declaring, OperationAt, Operations, each_expenditure, is_paid, is_simplified, item_name, key,
};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::{Belongs, InterventionType};
use crate::input::named;
use crate::law::{Act, Basis as Known, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Action, Decision, InterventionAmount, Item, OperationStatus, Programme};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller};

/// Expenditure is incurred and paid in the time of eligibility.
pub(crate) const PERIOD_OF_ITEMS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Expenditure is incurred and paid in the time of eligibility.",
        explanation: "\
Art. 63(2): incurred by a beneficiary and paid between the earlier of the programme's first submission and 1 January
2021, and 31 December 2029, both days inside. A simplified cost needs no payment: what it pays for takes place in
that time, whatever the kind of an item that names the form of one; and for contributions in kind, unpaid work among
them, none was made (Art. 67(1)). An item of zero or below it, a credit note, declares no expenditure. Items are looked at together; those that are not met are named.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(2)", Known::Act), cpr("Art. 67(1)", Known::Act)],
        facts: &[F::Programme, F::Status, F::Items, F::IncurredOn, F::PaidOn, F::Kind, F::Article, F::Amount, F::Eur, F::SubmittedOn],
    },
    judge: period,
};

fn period(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let submitted = at.programme.and_then(|p| p.submitted_on);
    let first = submitted.map_or(ELIGIBLE.0, |on| on.min(ELIGIBLE.0));
    let certain = |on: Option<NaiveDate>| {
        let outcome = within(on, Some(first), Some(ELIGIBLE.1));
        // An earlier submission than is known would make an earlier day eligible.
        let may = submitted.is_none() && on.is_some_and(|on| on < first);
        if may { Outcome::Unknown } else { outcome }
    };
    let items = each_expenditure(at, |_, item| match is_paid(item) {
        Some(false) => certain(item.incurred_on),
        Some(true) => all([certain(item.incurred_on), certain(item.paid_on)]),
        None => match all([certain(item.incurred_on), certain(item.paid_on)]) {
            // Only the day of payment may be beside the point.
            Outcome::NotMet if certain(item.incurred_on) != Outcome::NotMet => Outcome::Unknown,
            outcome => outcome,
        },
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no item is stated".to_owned());
        items.lacks(kept, at);
        items.lacks_amounts(kept, at);
        for place in &items.open {
            let item = at.items().nth(*place).map(|(_, item)| item);
            let of = |fact| Fact::of_item(F::Items, *place, fact);
            lacks(kept, item.is_some_and(|i| i.incurred_on.is_none()), of(F::IncurredOn));
            // The day of payment, where there is one to look at.
            let paid = |i: &Item| i.paid_on.filter(|_| is_paid(i) != Some(false));
            let unpaid = |i: &Item| i.paid_on.is_none() && is_paid(i) != Some(false);
            lacks(kept, item.is_some_and(unpaid), of(F::PaidOn));
            let of_any = |i: &Item| is_paid(i).is_none() && certain(i.paid_on) != Outcome::Met;
            lacks(kept, item.is_some_and(of_any), of(F::Kind));
            let early = |i: &Item| [i.incurred_on, paid(i)].into_iter().flatten().any(|on| on < first);
            let submission = submitted.is_none() && item.is_some_and(early);
            lacks(kept, submission, Fact::of_proposal(F::SubmittedOn));
        }
        kept.required = Some(Required::NotBefore(first));
        let bad = items.named(kept);
        kept.message = match items.outcome {
            Outcome::NotMet => format!("Not incurred and paid from {first} to {}: {bad}.", ELIGIBLE.1),
            _ => format!("Expenditure counts from {first} to {}.", ELIGIBLE.1),
        };
    });
}

/// Not completed before the application.
pub(crate) const NOT_COMPLETED: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The operation was not completed before it was applied for.",
        explanation: "\
Art. 63(6): not selected if it was physically completed or fully implemented before the application was submitted
to the managing authority, whether or not all payments were made. Solidarity actions are excepted where they are selected
since the changes of 2026: from 1 July 2026, not before 12 June 2026, and between the two the sources differ. Whether emergency
assistance is excepted is open: the sister act lets it cover expenditure from before, and no text read excepts it. A completion on the day of the application itself is not before it. An operation that is said to
be applied for, selected or running, without a day of completion, is not completed.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[cpr("Art. 63(6)", Known::Act), Citation::act(Act::MigrationManagement, "Art. 82", Known::Act)],
        facts: &[F::AppliedOn, F::CompletedOn, F::SelectedOn, F::Action, F::Status],
    },
    judge: not_completed,
};

/// The first day of the changes of 2026 by one source, and by the other.
const CHANGES: [NaiveDate; 2] = [crate::fund::CHANGE_EARLIER, crate::fund::CHANGE_LATER];

fn not_completed(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let [june, july] = CHANGES;
    let between = operation.selected_on.is_some_and(|on| (june..july).contains(&on));
    let excepted = match operation.action {
        Some(Action::Solidarity) if between => None,
        Some(Action::Solidarity) => operation.selected_on.map(|on| on >= july),
        Some(Action::Emergency) | None => None,
        Some(_) => Some(false),
    };
    let running = matches!(
        operation.status,
        Some(OperationStatus::Applied | OperationStatus::Selected | OperationStatus::Running)
    );
    let early = operation.completed_on.zip(operation.applied_on).map(|(done, applied)| done < applied);
    let outcome = match (excepted, early) {
        (Some(true), _) => Outcome::NotApplicable,
        (_, Some(false)) => Outcome::Met,
        (Some(false), Some(true)) => Outcome::NotMet,
        (None, Some(true)) => Outcome::Unknown,
        // What is still going on was not completed before.
        (_, None) if running && operation.completed_on.is_none() => Outcome::Met,
        (_, None) => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::CompletedOn), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("solidarity actions are excepted".to_owned());
        lacks(kept, operation.applied_on.is_none(), Fact::of_proposal(F::AppliedOn));
        lacks(kept, operation.completed_on.is_none(), Fact::of_proposal(F::CompletedOn));
        lacks(kept, operation.action.is_none(), Fact::of_proposal(F::Action));
        let solidarity = operation.action.is_none_or(|action| action == Action::Solidarity);
        lacks(kept, solidarity && operation.selected_on.is_none(), Fact::of_proposal(F::SelectedOn));
        if early == Some(true) {
            let emergency = operation.action == Some(Action::Emergency);
            kept.asks(emergency.then_some(Doubt::EmergencyAssistanceCompletedBefore));
            kept.asks((solidarity && between).then_some(Doubt::ChangesOf2026));
        }
        kept.found = Some(Found::Day(operation.completed_on));
        let done = operation
            .completed_on
            .map_or("no day of completion is stated".to_owned(), |on| format!("completed on {on}"));
        kept.message = format!("Applied for on {}; {done}.", day(operation.applied_on));
    });
}

/// Newly eligible types count from the request.
pub(crate) const NEWLY_ELIGIBLE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Expenditure of a type that an amendment brought in counts from the request for it.",
        explanation: "\
Art. 63(7): where a programme amendment makes expenditure newly eligible, for this Fund a type of intervention added
to the programme, it counts from the day on which the request was submitted (the wording of the start was not
read). Solidarity actions may start on 11 June 2024. The version that brought a type in says which request it was; types
of the first version count from the beginning. An item does not say which type of the operation it is of: before the
earliest start of them it is not met, from the latest on it is met, and between the two it is open. A type that stands in the
programme several times counts from the earliest of them on. From when a type counts that the programme does not have is open,
too. An item of zero or below it, a credit note, declares no expenditure.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(7)", Known::Act)],
        facts: &[F::Programme, F::Interventions, F::Items, F::IncurredOn, F::Amount, F::Eur, F::Code, F::Decisions, F::Version, F::Date, F::RequestedOn, F::Since, F::Kind, F::Action, F::Objective, F::Status],
    },
    judge: newly_eligible,
};

/// From when the types of an operation count. From the beginning is the first day that there is.
struct Starts {
    /// The earliest and the latest start that one of them may have.
    earliest: NaiveDate,
    latest: NaiveDate,
    /// The earliest where the operation is no solidarity action.
    plain: NaiveDate,
    /// For want of what one is not known.
    open: Vec<Want>,
}

/// For want of what it is not known from when a type counts.
enum Want {
    Fact(Fact),
    Facts(Vec<Fact>),
    Question(Doubt),
}

/// From when one type counts.
struct Start {
    earliest: NaiveDate,
    latest: NaiveDate,
    /// For want of what it is not known, where it is not.
    open: Option<Want>,
}

impl Start {
    const fn on(day: NaiveDate) -> Self {
        Start { earliest: day, latest: day, open: None }
    }

    /// From the beginning on, or never, or from any day between.
    const fn unknown(want: Want) -> Self {
        Start { earliest: NaiveDate::MIN, latest: NaiveDate::MAX, open: Some(want) }
    }

    /// The earlier of two. What is not known of one is nothing where the other is no later in any case.
    fn or_earlier(self, other: Start) -> Start {
        let latest = self.latest.min(other.latest);
        let open = |start: Start| start.open.filter(|_| start.earliest < latest);
        let earliest = self.earliest.min(other.earliest);
        Start { earliest, latest, open: open(self).or(open(other)) }
    }
}

/// From when a type counts by the version that a row of the programme's table names.
fn row_counts_from(programme: &Programme, place: usize, row: &InterventionAmount) -> Start {
    let Some(since) = row.since.as_deref().and_then(named) else {
        return Start::unknown(Want::Fact(Fact::of_item(F::Interventions, place, F::Since)));
    };
    let of_version = |d: &Decision| d.named_version() == Some(since);
    let (firsts, certain) = programme.first_adoptions();
    if firsts.iter().any(|(_, d)| of_version(d)) {
        // Which decision is the first may not be known.
        let unknown = firsts.iter().filter(|_| !certain || firsts.len() > 1).find_map(|(place, d)| {
            let fact = if d.kind.is_none() { F::Kind } else { d.date.is_none().then_some(F::Date)? };
            Some(Want::Fact(Fact::of_item(F::Decisions, *place, fact)))
        });
        return unknown.map_or(Start::on(NaiveDate::MIN), Start::unknown);
    }
    let mut decisions = programme.decisions.iter().flatten().enumerate();
    let Some((place, decision)) = decisions.find(|(_, d)| of_version(d)) else {
        // One whose version is not stated may be it.
        return Start::unknown(match may_be_of_a_version(programme) {
            those if those.is_empty() => Want::Question(Doubt::VersionThatWasNotDecided),
            those => Want::Facts(those),
        });
    };
    let request = Want::Fact(Fact::of_item(F::Decisions, place, F::RequestedOn));
    decision.requested_on.map_or(Start::unknown(request), Start::on)
}

fn counts_from(at: &OperationAt<'_>) -> Starts {
    let plain = |code: &str| code.parse::<InterventionType>().ok();
    let objective = at.operation.objective;
    let start = |programme: &Programme, code: &str| {
        // Where an objective is not known it may be another one's.
        let Some(objective) = objective else {
            return Start::unknown(Want::Fact(Fact::of_proposal(F::Objective)));
        };
        let Some(types) = &programme.interventions else {
            return Start::unknown(Want::Question(Doubt::TypesOfTheProgramme));
        };
        let is = |t: &InterventionAmount| {
            t.code.as_deref().map(|own| plain(own).zip(plain(code)).is_some_and(|(a, b)| a == b))
        };
        let of_it =
            |t: &InterventionAmount| t.objective.is_none_or(|own| own == objective) && is(t) != Some(false);
        // A type that stands several times was in the programme from the earliest of them on.
        let all = types.iter().enumerate().filter(|(_, t)| of_it(t)).map(|(place, t)| {
            let since = row_counts_from(programme, place, t);
            let unsure = match (&t.code, t.objective) {
                (None, _) => F::Code,
                (_, None) => F::Objective,
                _ => return since,
            };
            // One of which it is not known may be it.
            let open = Some(Want::Fact(Fact::of_item(F::Interventions, place, unsure)));
            Start { latest: NaiveDate::MAX, open, ..since }
        });
        let none = Start { earliest: NaiveDate::MAX, latest: NaiveDate::MAX, open: None };
        let first = all.fold(none, Start::or_earlier);
        match first.latest {
            NaiveDate::MAX => {
                Start::unknown(first.open.unwrap_or(Want::Question(Doubt::TypeThatTheProgrammeLacks)))
            }
            _ => first,
        }
    };
    let starts: Vec<Start> = match (at.programme, &at.operation.interventions) {
        (Some(programme), Some(codes)) => codes
            .iter()
            .filter(|code| is_of_the_first_table(code))
            .map(|code| start(programme, code))
            .collect(),
        _ => vec![Start::unknown(Want::Fact(Fact::of_proposal(F::Interventions)))],
    };
    let plain = starts.iter().map(|start| start.earliest).min().unwrap_or(NaiveDate::MIN);
    let latest = starts.iter().map(|start| start.latest).max().unwrap_or(NaiveDate::MIN);
    let open: Vec<Want> = starts.into_iter().filter_map(|start| start.open).collect();
    let (earliest, latest) = match at.operation.action {
        Some(Action::Solidarity) => (plain.min(SOLIDARITY), latest.min(SOLIDARITY)),
        None => (plain.min(SOLIDARITY), latest),
        Some(_) => (plain, latest),
    };
    Starts { earliest, latest, plain, open }
}

/// From when solidarity actions may count.
const SOLIDARITY: NaiveDate = crate::time::day(2024, 6, 11);

fn newly_eligible(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    if at.programme.is_none() {
        return;
    }
    let Starts { earliest, latest, plain, open } = counts_from(at);
    let items = each_expenditure(at, |_, item| match item.incurred_on {
        Some(on) if on < earliest => Outcome::NotMet,
        Some(on) if on >= latest => Outcome::Met,
        _ => Outcome::Unknown,
    });
    // What counts from the beginning does so on any day.
    let outcome = if latest == NaiveDate::MIN { Outcome::NotApplicable } else { items.outcome };
    at.tell(tell, Subject::Fact(F::Interventions), (OperationStatus::Applied, outcome), |kept| {
        items.lacks(kept, at);
        items.lacks_amounts(kept, at);
        kept.because =
            Some("every type of the operation was in the first version, or no item is stated".to_owned());
        let operation = at.operation;
        lacks(kept, operation.objective.is_none(), Fact::of_proposal(F::Objective));
        let days = || items.open.iter().filter_map(|place| Some(at.items().nth(*place)?.1.incurred_on));
        // Before the day on which solidarity actions may start, it is nothing whether it is one.
        let solidarity = operation.action.is_none() && latest > SOLIDARITY;
        let from_then = days().any(|on| on.is_none_or(|on| on >= SOLIDARITY));
        lacks(kept, solidarity && from_then, Fact::of_proposal(F::Action));
        for place in &items.open {
            let unknown = at.items().nth(*place).is_some_and(|(_, item)| item.incurred_on.is_none());
            lacks(kept, unknown, Fact::of_item(F::Items, *place, F::IncurredOn));
        }
        for want in &open {
            match want {
                Want::Fact(fact) => kept.lacks(*fact),
                Want::Facts(facts) => facts.iter().for_each(|fact| kept.lacks(*fact)),
                Want::Question(question) => kept.asks([*question]),
            }
        }
        if open.is_empty() && days().flatten().any(|on| on >= plain) {
            kept.asks([Doubt::TypeOfTheItem]);
        }
        let known = |on: NaiveDate| on != NaiveDate::MIN && on != NaiveDate::MAX;
        kept.required = Some(earliest).filter(|on| known(*on)).map(Required::NotBefore);
        let bad = items.named(kept);
        let from = match (known(earliest), known(latest)) {
            (true, true) if earliest == latest => earliest.to_string(),
            (true, true) => format!("{earliest} or {latest}"),
            (false, true) => format!("the beginning or {latest}"),
            (true, false) => format!("{earliest} or an unknown day"),
            (false, false) if latest == NaiveDate::MIN => "the beginning".to_owned(),
            (false, false) => "an unknown day, or the beginning".to_owned(),
        };
        kept.message = match outcome {
            Outcome::NotMet => format!("Its types count from {from}; incurred before: {bad}."),
            _ => format!("Its types count from {from}."),
        };
    });
}

/// Types of intervention are codes of the law.
pub(crate) const CODES: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The types of intervention of an operation exist and belong to its objective.",
        explanation: "\
Art. 73(2)(g): an operation falls within the scope of the Fund and has a type of intervention. Each code is on the
list of Annex VI of Regulation (EU) 2021/1147, was in force when the operation was selected, and, in Table 1,
belongs to the operation's objective. An operation without any code is not met.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 73(2)", Known::Act), Citation::act(Act::Amif2021, "Annex VI", Known::Act)],
        facts: &[F::Interventions, F::Objective, F::SelectedOn, F::Status],
    },
    judge: codes,
};

fn codes(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let of = |code: &String| code_holds(Some(code), operation.objective, operation.selected_on).0;
    let outcome = match &operation.interventions {
        None => Outcome::Unknown,
        Some(codes) if codes.is_empty() => Outcome::NotMet,
        Some(codes) => all(codes.iter().map(of)),
    };
    at.tell(tell, Subject::Fact(F::Interventions), (OperationStatus::Applied, outcome), |kept| {
        lacks(kept, operation.interventions.is_none(), Fact::of_proposal(F::Interventions));
        // Most codes never changed, and many belong to every objective.
        let any = |of: fn(InterventionType) -> bool| match &operation.interventions {
            Some(codes) => codes.iter().filter_map(|code| code.parse().ok()).any(of),
            None => true,
        };
        let of_some = any(|code| !matches!(code.belongs(), Belongs::ToEvery));
        lacks(kept, operation.objective.is_none() && of_some, Fact::of_proposal(F::Objective));
        let dated = any(|code| code.in_force().entries().len() > 1);
        lacks(kept, operation.selected_on.is_none() && dated, Fact::of_proposal(F::SelectedOn));
        // Which codes there were on a day before the first list no list says.
        let codes = || operation.interventions.iter().flatten().filter_map(|code| code.parse().ok());
        let unlisted = |on: NaiveDate| codes().any(|code: InterventionType| code.in_force().at(on).is_err());
        if outcome == Outcome::Unknown && operation.selected_on.is_some_and(unlisted) {
            kept.asks([Doubt::CodeOnTheDay]);
        }
        let bad = operation.interventions.iter().flatten().filter(|code| of(code) == Outcome::NotMet);
        let bad: Vec<String> = bad.map(|code| crate::input::printable(code)).collect();
        kept.found = Some(Found::Named(operation.interventions.clone()));
        let objective =
            operation.objective.map_or("an unknown objective".to_owned(), |o| format!("objective {o}"));
        kept.message = match bad.is_empty() {
            true if outcome == Outcome::NotMet => "No type of intervention is stated.".to_owned(),
            true => format!("The codes are looked at under {objective}."),
            false => format!("Not on the list, not in force, or not of {objective}: {}.", bad.join(", ")),
        };
    });
}

/// Every expenditure is declared once.
pub(crate) const DECLARED_ONCE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Each expenditure is declared once, over all operations looked at.",
        explanation: "\
Art. 63(9): the same expenditure is declared once only. The key of an item says what makes it the same as another:
supplier, invoice and line. Two items with one key are one expenditure, in whatever operation; the one before is
named with its operation and place. It is declared with a payment application: where one of the two names none, it is unknown
whether it is declared twice. An operation that was refused declared nothing, nor was an item declared with a payment application
of the programme that was rejected, cancelled or withdrawn, nor does one of zero or below it, a credit note, declare anything.
An item without a key, or with a blank one, may be any other, which is told once for the operation and never as a breach; so
may one of an operation or an application whose status is unknown have been refused with it.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 63(9)", Known::Act)],
        facts: &[
            F::Programme, F::Status, F::Items, F::Key, F::Kind, F::Article, F::Amount, F::Eur, F::Application, F::Applications, F::Id,
        ],
    },
    judge: declared_once,
};

/// What is not known of the payment applications of the programme: whether each counts, or which they are.
fn lacks_status_of_applications(kept: &mut Kept, at: &OperationAt<'_>) {
    let all = at.programme.and_then(|programme| programme.applications.as_ref());
    lacks(kept, all.is_none(), Fact::of_proposal(F::Applications));
    lacks(kept, at.elsewhere().is_some(), Fact::of_proposal(F::Programme));
    for (place, application) in all.into_iter().flatten().enumerate() {
        let of = |fact| Fact::of_item(F::Applications, place, fact);
        lacks(kept, application.name().is_none(), of(F::Id));
        lacks(kept, application.status.is_none(), of(F::Status));
    }
}

fn declared_once(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let before = |place: usize| at.before.get(place).and_then(Option::as_ref);
    let items = each_expenditure(at, |place, item| {
        match (before(place), key(item)) {
            (Some(before), _) if before.is_sure() => Outcome::NotMet,
            (Some(_), _) => Outcome::Unknown,
            (None, Some(_)) => Outcome::Met,
            // A rate is computed and bought from nobody.
            (None, None) if is_simplified(item) == Some(true) => Outcome::NotApplicable,
            (None, None) => Outcome::Unknown,
        }
    });
    at.tell(tell, Subject::Fact(F::Items), (OperationStatus::Applied, items.outcome), |kept| {
        kept.because = Some("no item is stated that was bought or paid".to_owned());
        items.lacks(kept, at);
        let (perhaps, keyless): (Vec<usize>, Vec<usize>) =
            items.open.iter().partition(|place| before(**place).is_some());
        for place in &keyless {
            kept.lacks(Fact::of_item(F::Items, *place, F::Key));
            let item = at.items().nth(*place).map(|(_, item)| item);
            let of = |fact| Fact::of_item(F::Items, *place, fact);
            lacks(kept, item.is_some_and(|item| is_simplified(item).is_none()), of(F::Kind));
        }
        items.lacks_amounts(kept, at);
        items.named(kept);
        let any = |unsure: fn(&Before) -> bool| perhaps.iter().filter_map(|at| before(*at)).any(unsure);
        kept.asks(any(|before| !before.counts).then_some(Doubt::StatusOfAnotherOperation));
        if any(|before| !before.declared.counts || !before.own.counts) {
            lacks_status_of_applications(kept, at);
        }
        let mut elsewhere = false;
        for (place, before) in perhaps.iter().filter_map(|place| Some((*place, before(*place)?))) {
            let mut lacking = |place: usize, of: Declaring| {
                lacks(kept, !of.named, Fact::of_item(F::Items, place, F::Application));
                lacks(kept, !of.above, Fact::of_item(F::Items, place, F::Amount));
            };
            lacking(place, before.own);
            if before.operation == at.operation.id {
                lacking(before.item, before.declared);
            } else {
                elsewhere |= !before.declared.named || !before.declared.above;
            }
        }
        // Anything else stands in the other operation, such as of which programme that is.
        let nothing_else = kept.missing.is_empty() && kept.open.is_empty();
        elsewhere |= nothing_else && any(|before| !before.declared.counts);
        kept.asks(elsewhere.then_some(Doubt::ItemOfAnotherOperation));
        let bad: Vec<usize> = items.bad.iter().map(|(place, _)| *place).collect();
        let mut told = |places: &[usize]| -> Vec<String> {
            let those = places.iter().take(8).filter_map(|place| {
                let (item, before) = (at.items().nth(*place)?.1, before(*place)?);
                kept.ids.push(before.operation.clone());
                let other = crate::input::printable(&before.operation);
                Some(format!("{} (/items/{place}) is /items/{} of {other}", item_name(item), before.item))
            });
            those.collect()
        };
        let (twice, perhaps) = (told(&bad), told(&perhaps));
        kept.message = match (twice.is_empty(), perhaps.is_empty()) {
            (true, true) => "No expenditure with a key was declared before.".to_owned(),
            (false, _) => format!("Declared before: {}.", twice.join("; ")),
            (true, false) => {
                let refused = any(|before| !(before.counts && before.declared.counts && before.own.counts));
                let silent =
                    any(|before| [before.declared, before.own].iter().any(|of| !of.named || !of.above));
                let unless = match (refused, silent) {
                    (true, false) => "that operation or a payment application was refused",
                    (false, _) => "one of the two is not declared, or is a credit note",
                    (true, true) => "one of the two is not declared, or is a credit note, or was refused",
                };
                format!("Declared before, unless {unless}: {}.", perhaps.join("; "))
            }
        };
    });
}

/// The id is the operation's own.
pub(crate) const UNIQUE_ID: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Each operation has a code of its own and is of the programme.",
        explanation: "\
Art. 49(3): the published list gives each operation one unique code. An id that another operation of the programme had before is not
met (operations that name no programme are taken to be of one; where only one of the two names it, it is unknown), and so is an operation of another programme than the one it is checked with, whose decision, applications and national
limits say nothing of it then. An operation that names no
programme may be of this one or of another: what comes out the same for both is told, and anything else is unknown.",
        since: PERIOD,
        stage: Stage::Admissibility,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 49(3)", Known::Act)],
        facts: &[F::Id, F::Programme, F::Cci],
    },
    judge: unique_id,
};

fn unique_id(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let stated = at.operation.programme.as_deref().and_then(named);
    let same = at.with.and_then(|programme| is_of(stated, programme));
    let outcome = match (at.id_taken, same, at.with) {
        (Some(true), ..) | (_, Some(false), _) => Outcome::NotMet,
        (Some(false), Some(true), _) | (Some(false), None, None) => Outcome::Met,
        (Some(false), None, Some(_)) | (None, ..) => Outcome::Unknown,
    };
    tell.tell(Subject::Fact(F::Id), outcome, |kept| {
        kept.ids = vec![at.operation.id.clone()];
        lacks(kept, stated.is_none(), Fact::of_proposal(F::Programme));
        if at.id_taken.is_none() && stated.is_some() {
            kept.asks([Doubt::ProgrammeOfTheOtherOperation]);
        }
        let id = crate::input::printable(&at.operation.id);
        kept.message = match (at.id_taken, same) {
            (Some(true), _) => format!("The id {id} was another operation's before."),
            (_, Some(false)) => format!("It is of {}, not of this programme.", name(stated)),
            (None, _) => {
                format!("The id {id} was another operation's before, perhaps one of another programme.")
            }
            (Some(false), Some(true)) => "The id stands once, and the programme is this one.".to_owned(),
            (Some(false), None) => "The id stands once.".to_owned(),
        };
    });
}

/// Days follow each other.
pub(crate) const ORDER: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The days of an operation follow each other.",
        explanation: "\
An operation is applied for, then selected by criteria that the monitoring committee approved before (Art. 40(2)(a),
73(2)), then gets its document with the conditions (73(3)); it starts before it ends. A claim is received before it is paid, and the
clock stands still before it goes on (74(1)). Where the day of selection is not stated,
the days before it are held against the day after it; a day that is not stated is taken to be in order. Two days that stand the wrong way round are an error of the file or of
the procedure, and every other check on days rests on them.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 73", Known::Act), cpr("Art. 40(2)", Known::Act), cpr("Art. 74(1)", Known::Act)],
        facts: &[
            F::AppliedOn, F::SelectedOn, F::ConditionsOn, F::CriteriaOn, F::StartsOn, F::EndsOn, F::CompletedOn, F::Claims,
            F::ReceivedOn, F::PaidOn, F::Stopped, F::From, F::Until, F::Status,
        ],
    },
    judge: order,
};

fn order(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let o = at.operation;
    let pairs = [
        ((F::AppliedOn, o.applied_on), (F::SelectedOn, o.selected_on)),
        ((F::CriteriaOn, o.criteria_on), (F::SelectedOn, o.selected_on)),
        ((F::SelectedOn, o.selected_on), (F::ConditionsOn, o.conditions_on)),
        ((F::StartsOn, o.starts_on), (F::EndsOn, o.ends_on)),
        ((F::StartsOn, o.starts_on), (F::CompletedOn, o.completed_on)),
    ];
    // What is selected in between lies between the two.
    let around = [
        ((F::AppliedOn, o.applied_on), (F::ConditionsOn, o.conditions_on)),
        ((F::CriteriaOn, o.criteria_on), (F::ConditionsOn, o.conditions_on)),
    ];
    let around = around.into_iter().filter(|_| o.selected_on.is_none());
    let pairs: Vec<_> = pairs.into_iter().chain(around).collect();
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|((_, first), (_, then))| first.zip(*then).is_some_and(|(first, then)| first > then))
        .map(|((a, first), (b, then))| format!("{a} {} is after {b} {}", day(*first), day(*then)))
        .collect();
    let stated = pairs.iter().any(|((_, first), (_, then))| first.is_some() && then.is_some());
    let wrong: Vec<String> = wrong.into_iter().chain(reversed_claims(at).take(NAMED)).collect();
    let outcome = match (wrong.is_empty(), stated) {
        (false, _) => Outcome::NotMet,
        (true, true) => Outcome::Met,
        (true, false) => Outcome::NotApplicable,
    };
    at.tell(tell, Subject::Fact(F::StartsOn), (OperationStatus::Applied, outcome), |kept| {
        kept.because = Some("no two days that follow each other are stated".to_owned());
        kept.message = match wrong.is_empty() {
            true => "The days that are stated follow each other.".to_owned(),
            false => format!("{}.", wrong.join("; ")),
        };
    });
}

/// The days of claims that stand the wrong way round, in words.
fn reversed_claims(at: &OperationAt<'_>) -> impl Iterator<Item = String> {
    let claims = at.operation.claims.iter().flatten().enumerate();
    claims.flat_map(|(place, claim)| {
        let paid = is_paid_before_received(claim).then(|| {
            let (received, paid) = (day(claim.received_on), day(claim.paid_on));
            format!("/claims/{place}/received_on {received} is after /claims/{place}/paid_on {paid}")
        });
        let stops = claim.stopped.iter().flatten().enumerate().filter(|(_, stop)| is_reversed(stop));
        let stops = stops.map(move |(n, stop)| {
            let (from, until) = (day(stop.from), day(stop.until));
            format!(
                "/claims/{place}/stopped/{n}/from {from} is after /claims/{place}/stopped/{n}/until {until}"
            )
        });
        paid.into_iter().chain(stops)
    })
}
