//! Duties around an operation: selection, payment in time, visibility, documents, what lasts after the end.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::programme::{PERIOD, all, cpr, day, euro, lacks, name, part};
use super::{OperationAt, Operations};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Answered, BeneficiaryForm, Claim, ItemKind, OperationStatus};
use crate::rule::world::{RuleOf, Teller};

fn holds(fact: Option<bool>) -> Outcome {
    match fact {
        Some(true) => Outcome::Met,
        Some(false) => Outcome::NotMet,
        None => Outcome::Unknown,
    }
}

/// The checklist of selection.
pub(crate) const SELECTION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The managing authority answered the points of Art. 73(2) when it selected.",
        explanation: "\
Art. 73(2), (a) to (j): compliance with the programme, strategies under enabling conditions, best relation of support and
objectives, means for operation and maintenance, environmental impact, law before the application, scope and type of
intervention, no relocation, no reasoned opinion, climate proofing. A point that is answered with no is not met; one that
does not concern the operation says so; one without an answer is unknown. What the answers are worth no program can tell.",
        since: PERIOD,
        stage: Stage::Selection,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 73(2)", Known::Act)],
        facts: &[F::Selection, F::Status],
    },
    judge: selection,
};

fn selection(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let answers = at.operation.selection.as_ref();
    let points: Vec<(char, Option<Answered>)> = match answers {
        None => Vec::new(),
        Some(s) => ('a'..='j').zip([s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h, s.i, s.j]).collect(),
    };
    let of = |wanted: Option<Answered>| -> Vec<String> {
        points.iter().filter(|(_, a)| *a == wanted).map(|(point, _)| format!("({point})")).collect()
    };
    let (no, silent) = (of(Some(Answered::No)), of(None));
    let outcome = match (no.is_empty(), silent.is_empty() && answers.is_some()) {
        (false, _) => Outcome::NotMet,
        (true, true) => Outcome::Met,
        (true, false) => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Selection), (OperationStatus::Selected, outcome), |kept| {
        kept.lacks(Fact::of_proposal(F::Selection));
        kept.required = Some(Required::AllOf(('a'..='j').map(|point| point.to_string()).collect()));
        let list = |points: &[String]| if points.is_empty() { "none".to_owned() } else { points.join(", ") };
        kept.message = match answers {
            None => "No point of Art. 73(2) is answered.".to_owned(),
            Some(_) => format!("Answered with no: {}; without an answer: {}.", list(&no), list(&silent)),
        };
    });
}

/// The last day on which a claim is paid in time, with the time in which the clock stood still.
fn pay_by(claim: &Claim) -> Option<NaiveDate> {
    let received = claim.received_on?;
    let stopped = claim.stopped.iter().flatten().try_fold(0i64, |sum, stop| {
        let days = stop.until?.signed_duration_since(stop.from?).num_days();
        sum.checked_add(days.max(0))
    })?;
    received.checked_add_days(Days::new(u64::try_from(stopped.checked_add(80)?).ok()?))
}

/// The beneficiary is paid in full within 80 days.
pub(crate) const PAID: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The beneficiary gets the amount due in full within 80 days of the claim.",
        explanation: "\
Art. 74(1)(b): not later than 80 days from the submission of the claim, in full, and subject to the availability of
funding: so a late payment without money is not a breach, and the outcome is conditional on that, never not met for the
day alone. That the clock stops and goes on while documents are missing, and does not start anew, was not read. An amount
paid below the one due is not met once it was paid.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 74(1)", Known::Act)],
        facts: &[F::Claims, F::ReceivedOn, F::Stopped, F::PaidOn, F::Due, F::Paid, F::Date, F::Status],
    },
    judge: paid,
};

fn paid(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, claim) in at.operation.claims.iter().flatten().enumerate() {
        let limit = pay_by(claim);
        let full = claim.due.zip(claim.paid).map(|(due, paid)| paid >= due);
        let in_time = match (claim.paid_on, limit, at.as_of) {
            (Some(on), Some(limit), _) => Some(on <= limit),
            // Not paid as far as is known; the day is over or is not.
            (None, Some(limit), Some(as_of)) if as_of > limit => Some(false),
            _ => None,
        };
        let outcome = match (full, in_time) {
            (Some(false), _) if claim.paid_on.is_some() => Outcome::NotMet,
            (_, Some(false)) => Outcome::Conditional,
            (Some(true), Some(true)) => Outcome::Met,
            (None, None) if claim.paid_on.is_none() && limit.is_some() && at.as_of.is_some() => {
                Outcome::Conditional
            }
            _ => Outcome::Unknown,
        };
        at.tell(tell, Subject::Item(F::Claims, place), (OperationStatus::Selected, outcome), |kept| {
            kept.ids = claim.id.clone().into_iter().collect();
            let of = |fact| Fact::of_item(F::Claims, place, fact);
            lacks(kept, claim.received_on.is_none(), of(F::ReceivedOn));
            lacks(kept, claim.received_on.is_some() && limit.is_none(), of(F::Stopped));
            lacks(kept, claim.paid_on.is_none(), of(F::PaidOn));
            lacks(kept, claim.due.is_none(), of(F::Due));
            lacks(kept, claim.paid.is_none(), of(F::Paid));
            let event = match in_time {
                Some(false) => "that funding was not available, since the payment is late",
                _ => "payment in full",
            };
            kept.awaits = vec![Awaited { event: event.to_owned(), until: limit, normal_limit: false }];
            kept.found = Some(Found::Day(claim.paid_on));
            kept.message = format!(
                "{}: received on {}, to be paid by {}, paid on {}; {} of {}.",
                name(claim.id.as_deref()),
                day(claim.received_on),
                day(limit),
                day(claim.paid_on),
                euro(claim.paid),
                euro(claim.due)
            );
        });
    }
}

/// Plaque, poster, event.
pub(crate) const VISIBILITY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The Union's support is shown as the size of the operation asks.",
        explanation: "\
Art. 50(1): a statement on documents and a description on the website always; a durable plaque or billboard where the
total is above EUR 100 000 and something is built or bought; otherwise a poster of at least A3, which a natural person shows
as far as possible; an event with the Commission for an operation of strategic importance or above EUR 10 000 000. For this
Fund the document with the conditions may set other rules for reasons of security: a stated derogation is for
clarification. A breach costs up to 3 % of the support.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 50(1)", Known::Act), cpr("Art. 50(3)", Known::Act)],
        facts: &[
            F::Visibility, F::Statement, F::Website, F::Plaque, F::Poster, F::Event, F::Derogation, F::Cost, F::Total,
            F::Investment, F::Items, F::Kind, F::Strategic, F::Beneficiary, F::Currency, F::Status,
        ],
    },
    judge: visibility,
};

fn visibility(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let total = at.euro(at.total());
    let above = |euros: i64| total.zip(Eur::from_euros(euros)).map(|(total, line)| total > line);
    let shown = operation.visibility.as_ref();
    let derogation = shown.and_then(|v| v.derogation.as_deref()).is_some_and(|d| !d.trim().is_empty());
    // Above the line and something built or bought: a plaque; in any other case a poster. Items that all say what
    // they are, none of them a purchase, say that nothing was.
    let bought = operation.investment.or_else(|| {
        let items = operation.items.as_ref().filter(|items| !items.is_empty())?;
        let no = |kind: Option<ItemKind>| {
            kind.is_some_and(|kind| !matches!(kind, ItemKind::Other | ItemKind::Procured | ItemKind::Land))
        };
        items.iter().all(|item| no(item.kind)).then_some(false)
    });
    let plaque = match (above(100_000), bought) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let event = match (above(10_000_000), operation.strategic) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        // Hardly any operation is: what is not stated is presumed not to be.
        (Some(false), None) => Some(false),
        _ => None,
    };
    let person = operation.beneficiary.as_ref().and_then(|b| b.form) == Some(BeneficiaryForm::NaturalPerson);
    let duty = |asked: Option<bool>, done: Option<bool>| match (asked, done) {
        (Some(false), _) => Outcome::NotApplicable,
        (_, Some(true)) => Outcome::Met,
        (Some(true), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    let duties = [
        ("a statement", F::Statement, duty(Some(true), shown.and_then(|v| v.statement))),
        ("a description on the website", F::Website, duty(Some(true), shown.and_then(|v| v.website))),
        ("a plaque", F::Plaque, duty(plaque, shown.and_then(|v| v.plaque))),
        (
            "a poster",
            F::Poster,
            if person {
                Outcome::NotApplicable
            } else {
                duty(plaque.map(|plaque| !plaque), shown.and_then(|v| v.poster))
            },
        ),
        ("an event", F::Event, duty(event, shown.and_then(|v| v.event))),
    ];
    let outcome = all(duties.iter().map(|(_, _, outcome)| *outcome));
    at.tell(tell, Subject::Fact(F::Visibility), (OperationStatus::Running, outcome), |kept| {
        if derogation {
            kept.consequence = Consequence::Clarify;
        }
        lacks(kept, shown.is_none(), Fact::of_proposal(F::Visibility));
        lacks(kept, plaque.is_none() && total.is_none(), Fact::of_proposal(F::Cost));
        lacks(kept, plaque.is_none() && bought.is_none(), Fact::of_proposal(F::Investment));
        for (_, fact, outcome) in &duties {
            lacks(kept, *outcome == Outcome::Unknown, Fact::of_proposal(*fact));
        }
        let of = |wanted: Outcome| -> Vec<&str> {
            duties.iter().filter(|(_, _, o)| *o == wanted).map(|(words, _, _)| *words).collect()
        };
        kept.found = Some(Found::Amount(total));
        let list = |words: Vec<&str>| if words.is_empty() { "nothing".to_owned() } else { words.join(", ") };
        let why = if derogation { " A derogation is stated: to be clarified." } else { "" };
        kept.message = format!(
            "Total {}: there is {}; missing is {}; not known is {}.{why}",
            euro(total),
            list(of(Outcome::Met)),
            list(of(Outcome::NotMet)),
            list(of(Outcome::Unknown))
        );
    });
}

/// Papers are kept five years.
pub(crate) const RETENTION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "Supporting documents are kept five years from 31 December of the last payment's year.",
        explanation: "\
Art. 82: five years from 31 December of the year in which the managing authority made the last payment to the
beneficiary; longer under State aid. The rule tells the day: until it is over, the outcome is conditional on keeping
the documents until then, afterwards it does not concern the operation any more.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 82", Known::Summary)],
        facts: &[F::LastPaymentOn, F::Date, F::Status],
    },
    judge: retention,
};

fn retention(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(last) = at.operation.last_payment_on else { return };
    let until = NaiveDate::from_ymd_opt(last.year().saturating_add(5), 12, 31);
    let over = at.as_of.zip(until).map(|(as_of, until)| as_of > until);
    let outcome = match over {
        Some(true) => Outcome::NotApplicable,
        Some(false) => Outcome::Conditional,
        None => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::LastPaymentOn), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("the time is over".to_owned());
        kept.lacks(Fact::of_proposal(F::Date));
        kept.awaits =
            vec![Awaited { event: "the documents are kept".to_owned(), until, normal_limit: false }];
        kept.message = format!("Last payment on {last}: documents are kept until {}.", day(until));
    });
}

/// What was built or bought stays.
pub(crate) const DURABILITY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What the support built or bought stays five years, or a part is paid back.",
        explanation: "\
Art. 65: five years from the final payment to the beneficiary (a Member State may say three for small and medium-sized
enterprises, which is not looked at); within them no productive activity stops or leaves the region, no change of
ownership gives an undue advantage, no substantial change undermines the objectives. An event within the time is not met,
and the sentence says the part of the Union's support that is paid back, by whole months that are left; that method
was not read.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 65(1)", Known::Act)],
        facts: &[F::Investment, F::LastPaymentOn, F::Events, F::On, F::Support, F::Union, F::Date, F::Status],
    },
    judge: durability,
};

/// Whole months from a day to another.
fn months_between(from: NaiveDate, until: NaiveDate) -> i64 {
    let whole = i64::from(until.year())
        .saturating_sub(from.year().into())
        .saturating_mul(12)
        .saturating_add(until.month().into())
        .saturating_sub(from.month().into());
    if until.day() < from.day() { whole.saturating_sub(1) } else { whole }
}

/// What is paid back of a support when the five years break on a day.
pub(in crate::rule) fn paid_back(support: Eur, last_payment: NaiveDate, broken: NaiveDate) -> Option<Eur> {
    let left = 60i64.checked_sub(months_between(last_payment, broken))?.clamp(0, 60);
    let cents = i128::from(support.cents()).checked_mul(left.into())?.checked_mul(2)?.checked_add(60)?;
    i64::try_from(cents.checked_div(120)?).ok().and_then(Eur::from_cents)
}

fn durability(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let Some(last) = operation.last_payment_on else { return };
    let until = last.checked_add_months(Months::new(60));
    let events = || operation.events.iter().flatten().enumerate();
    let broken = events()
        .filter_map(|(place, event)| Some((event.on?, place)))
        .filter(|(on, _)| *on >= last && until.is_some_and(|until| *on < until))
        .min();
    let open = events().any(|(_, event)| event.on.is_none());
    let over = at.as_of.zip(until).is_some_and(|(as_of, until)| as_of >= until);
    let outcome = match (operation.investment, broken) {
        (Some(false), _) => Outcome::NotApplicable,
        (Some(true), Some(_)) => Outcome::NotMet,
        (None, Some(_)) => Outcome::Unknown,
        (Some(true), None) if open => Outcome::Unknown,
        (Some(true), None) if over => Outcome::Met,
        (Some(true), None) => Outcome::Conditional,
        (None, None) => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Events), (OperationStatus::Completed, outcome), |kept| {
        kept.because = Some("nothing was built or bought".to_owned());
        lacks(kept, operation.investment.is_none(), Fact::of_proposal(F::Investment));
        for (place, event) in events() {
            lacks(kept, event.on.is_none(), Fact::of_item(F::Events, place, F::On));
        }
        kept.awaits =
            vec![Awaited { event: "what was built or bought stays".to_owned(), until, normal_limit: false }];
        let union = operation.support.as_ref().and_then(|s| s.union);
        let back = union.zip(broken).and_then(|(union, (on, _))| paid_back(union, last, on));
        kept.message = match broken {
            Some((on, place)) => format!(
                "The event of {on} (/events/{place}) is within five years of the last payment on {last}; {} of {} is paid back.",
                euro(back),
                euro(union)
            ),
            None => format!("Last payment on {last}: what was built or bought stays until {}.", day(until)),
        };
    });
}

/// The documents of an international organisation.
pub(crate) const INTERNATIONAL: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An international organisation hands in its documents, the accounts by 15 October.",
        explanation: "\
Art. 22 of Regulation (EU) 2021/1147: where the systems of an international organisation were assessed by the Commission, the
managing authority need not verify if each claim comes with a report and a management declaration, and the accounts with
an audit opinion come by 15 October each year. Without the assessment the authority verifies as usual and the rule does
not concern the operation. 15 October itself is inside.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 22", Known::Act)],
        facts: &[
            F::Beneficiary, F::Form, F::International, F::PillarAssessed, F::ReportOn, F::DeclarationOn, F::AccountsOn,
            F::OpinionOn, F::Claims, F::ReceivedOn, F::Status,
        ],
    },
    judge: international,
};

fn international(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let form = operation.beneficiary.as_ref().and_then(|b| b.form);
    let papers = operation.international.as_ref();
    let assessed = papers.and_then(|p| p.pillar_assessed);
    let last = operation.claims.iter().flatten().filter_map(|c| c.received_on).max();
    // The first 15 October after the claim, or on its day.
    let limit = last.and_then(|on| {
        let this = NaiveDate::from_ymd_opt(on.year(), 10, 15)?;
        if on <= this { Some(this) } else { NaiveDate::from_ymd_opt(on.year().checked_add(1)?, 10, 15) }
    });
    let with_claim = |paper: Option<NaiveDate>| paper.zip(last).map(|(paper, last)| paper <= last);
    let in_time = |paper: Option<NaiveDate>| match (paper, limit, at.as_of) {
        (Some(paper), Some(limit), _) => Some(paper <= limit),
        (None, Some(limit), Some(as_of)) if as_of > limit => Some(false),
        _ => None,
    };
    let documents = [
        ("the report", F::ReportOn, with_claim(papers.and_then(|p| p.report_on))),
        ("the management declaration", F::DeclarationOn, with_claim(papers.and_then(|p| p.declaration_on))),
        ("the accounts", F::AccountsOn, in_time(papers.and_then(|p| p.accounts_on))),
        ("the audit opinion", F::OpinionOn, in_time(papers.and_then(|p| p.opinion_on))),
    ];
    let outcome = match (form, assessed) {
        (Some(form), _) if form != BeneficiaryForm::InternationalOrganisation => Outcome::NotApplicable,
        (None, _) if operation.beneficiary.is_none() && papers.is_none() => Outcome::NotApplicable,
        (_, Some(false)) => Outcome::NotApplicable,
        (Some(_), Some(true)) if last.is_none() => Outcome::NotApplicable,
        (Some(_), Some(true)) => all(documents.iter().map(|(_, _, fact)| holds(*fact))),
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::International), (OperationStatus::Running, outcome), |kept| {
        let why = match (form, assessed, last) {
            (_, Some(false), _) => "its systems were not assessed, so the authority verifies as usual",
            (Some(BeneficiaryForm::InternationalOrganisation), _, None) => "nothing was claimed yet",
            _ => "the beneficiary is no international organisation",
        };
        kept.because = Some(why.to_owned());
        lacks(kept, form.is_none(), Fact::of_proposal(F::Beneficiary));
        lacks(kept, assessed.is_none(), Fact::of_proposal(F::PillarAssessed));
        for (_, fact, done) in &documents {
            lacks(kept, done.is_none(), Fact::of_proposal(*fact));
        }
        let late: Vec<&str> = documents
            .iter()
            .filter(|(_, _, done)| *done == Some(false))
            .map(|(words, _, _)| *words)
            .collect();
        kept.message = format!(
            "Last claim of {}; accounts and opinion are due by {}; late or missing: {}.",
            day(last),
            day(limit),
            if late.is_empty() { "nothing known".to_owned() } else { late.join(", ") }
        );
    });
}

/// The published list.
pub(crate) const LISTED: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What the published list says of an operation is complete and not older than four months.",
        explanation: "\
Art. 49(3): beneficiary, name and purpose, dates, total cost, objective, place and type of intervention, updated at least
every four months. A natural person's name is taken off two years after it was first published, which the file does not
say and the rule therefore does not judge. Operations exempt for reasons of security are not concerned.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 49(3)", Known::Act)],
        facts: &[
            F::ListedOn, F::SecurityExempt, F::Beneficiary, F::Title, F::Purpose, F::StartsOn, F::EndsOn, F::Cost, F::Objective,
            F::Location, F::Interventions, F::Date, F::Status,
        ],
    },
    judge: listed,
};

fn listed(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let o = at.operation;
    let fields = [
        (F::Beneficiary, o.beneficiary.as_ref().is_some_and(|b| b.name.is_some())),
        (F::Title, o.title.is_some()),
        (F::Purpose, o.purpose.is_some()),
        (F::StartsOn, o.starts_on.is_some()),
        (F::EndsOn, o.ends_on.is_some()),
        (F::Cost, at.total().is_some()),
        (F::Objective, o.objective.is_some()),
        (F::Location, o.location.as_ref().is_some_and(|l| l.country.is_some())),
        (F::Interventions, o.interventions.is_some()),
    ];
    let complete = fields.iter().all(|(_, there)| *there);
    let fresh = match (o.listed_on, at.as_of) {
        (Some(on), Some(as_of)) => on.checked_add_months(Months::new(4)).map(|limit| as_of <= limit),
        _ => None,
    };
    let outcome = match (o.security_exempt, fresh, complete) {
        (Some(true), ..) => Outcome::NotApplicable,
        (_, Some(false), _) => Outcome::NotMet,
        (_, Some(true), true) => Outcome::Met,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::ListedOn), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it is exempt for reasons of security".to_owned());
        lacks(kept, o.listed_on.is_none(), Fact::of_proposal(F::ListedOn));
        let absent: Vec<String> =
            fields.iter().filter(|(_, there)| !there).map(|(fact, _)| fact.to_string()).collect();
        for (fact, there) in fields {
            lacks(kept, !there, Fact::of_proposal(fact));
        }
        kept.found = Some(Found::Day(o.listed_on));
        kept.message = format!(
            "Last listed on {}; not stated for the list: {}.",
            day(o.listed_on),
            if absent.is_empty() { "nothing".to_owned() } else { absent.join(", ") }
        );
    });
}

/// The Commission is consulted on third countries.
pub(crate) const THIRD_COUNTRY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The Commission is consulted before an operation in a third country is approved.",
        explanation: "\
Art. 16 of Regulation (EU) 2021/1147: the Member State consults the Commission before it approves a project with or in a
third country (the number of the paragraph was not seen). The day of the consultation is not after the day of
selection. Whether the operation is one is stated, not derived from its country.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 16", Known::Unverified)],
        facts: &[F::Location, F::ThirdCountry, F::ConsultedOn, F::SelectedOn, F::Status],
    },
    judge: third_country,
};

fn third_country(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(location) = &at.operation.location else { return };
    // What hardly anybody states is presumed: without a word it is in the Member State.
    if location.third_country.is_none() && location.consulted_on.is_none() {
        return;
    }
    let before = location.consulted_on.zip(at.operation.selected_on).map(|(asked, chosen)| asked <= chosen);
    let outcome = match (location.third_country, before) {
        (Some(false), _) => Outcome::NotApplicable,
        (_, Some(true)) => Outcome::Met,
        (Some(true), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Location), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it is not in a third country".to_owned());
        lacks(kept, location.third_country.is_none(), Fact::of_proposal(F::ThirdCountry));
        lacks(kept, location.consulted_on.is_none(), Fact::of_proposal(F::ConsultedOn));
        lacks(kept, at.operation.selected_on.is_none(), Fact::of_proposal(F::SelectedOn));
        kept.found = Some(Found::Day(location.consulted_on));
        kept.message = format!(
            "The Commission was consulted on {}; selected on {}.",
            day(location.consulted_on),
            day(at.operation.selected_on)
        );
    });
}

/// Advances of State aid.
pub(crate) const ADVANCE: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An advance of State aid is guaranteed, at most 40 % of the aid, and covered in time.",
        explanation: "\
Art. 91(5): an advance of State aid may be declared where a guarantee covers it, up to 40 % of the aid; it is covered by
expenditure within three years after the year of payment, that is by 31 December of the third year after it, and by 31
December 2029 at the latest. Ahead of that day an advance that is not covered is conditional on it.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 91(5)", Known::Act)],
        facts: &[
            F::StateAid, F::Advance, F::Amount, F::Aid, F::PaidOn, F::Guaranteed, F::Covered, F::CoveredOn, F::Date, F::Status,
        ],
    },
    judge: advance,
};

fn advance(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(advance) = &at.operation.advance else { return };
    let rate = Rate::from_hundredths(4_000).unwrap_or(Rate::WHOLE);
    let most = advance.aid.and_then(|aid| part(rate, aid));
    let size = holds(advance.amount.zip(most).map(|(amount, most)| amount <= most));
    let last = NaiveDate::from_ymd_opt(2029, 12, 31);
    let third = advance.paid_on.and_then(|on| NaiveDate::from_ymd_opt(on.year().checked_add(3)?, 12, 31));
    let limit = third.zip(last).map(|(third, last)| third.min(last));
    let whole = advance.amount.zip(advance.covered).map(|(amount, covered)| covered >= amount);
    let covered = match (whole, advance.covered_on.zip(limit), at.as_of.zip(limit)) {
        (Some(true), Some((on, limit)), _) => holds(Some(on <= limit)),
        (Some(true), None, Some((as_of, limit))) if as_of <= limit => Outcome::Met,
        (Some(false), _, Some((as_of, limit))) if as_of > limit => Outcome::NotMet,
        (Some(false), _, Some(_)) => Outcome::Conditional,
        _ => Outcome::Unknown,
    };
    let aid = match at.operation.state_aid {
        Some(false) => Outcome::NotMet,
        Some(true) => Outcome::Met,
        None => Outcome::Unknown,
    };
    let outcome = all([size, holds(advance.guaranteed), covered, aid]);
    at.tell(tell, Subject::Fact(F::Advance), (OperationStatus::Selected, outcome), |kept| {
        lacks(kept, advance.amount.is_none(), Fact::of_proposal(F::Amount));
        lacks(kept, advance.aid.is_none(), Fact::of_proposal(F::Aid));
        lacks(kept, advance.guaranteed.is_none(), Fact::of_proposal(F::Guaranteed));
        lacks(kept, advance.covered.is_none(), Fact::of_proposal(F::Covered));
        lacks(kept, advance.paid_on.is_none(), Fact::of_proposal(F::PaidOn));
        lacks(kept, at.operation.state_aid.is_none(), Fact::of_proposal(F::StateAid));
        kept.awaits = vec![Awaited {
            event: "expenditure covers the advance".to_owned(),
            until: limit,
            normal_limit: false,
        }];
        kept.required = Some(Required::Amount { min: None, max: most });
        kept.found = Some(Found::Amount(advance.amount));
        let word = |fact: Option<bool>| match fact {
            Some(true) => "guaranteed",
            Some(false) => "not guaranteed",
            None => "guarantee unknown",
        };
        kept.message = format!(
            "An advance of {}, {}; 40 % of the aid is {}; {} is covered, all of it is due by {}.",
            euro(advance.amount),
            word(advance.guaranteed),
            euro(most),
            euro(advance.covered),
            day(limit)
        );
    });
}

/// The owners behind a beneficiary.
pub(crate) const OWNERS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The beneficial owners of a beneficiary are known.",
        explanation: "\
Art. 69(2): for this Fund data on the beneficial owners of recipients are kept since 1 January 2023. A public body, an
international organisation and a natural person have none. A private beneficiary of an operation selected before that day
is not concerned.",
        since: "1 January 2023",
        stage: Stage::Selection,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 69(2)", Known::Act)],
        facts: &[F::Beneficiary, F::Form, F::OwnersKnown, F::SelectedOn, F::Status],
    },
    judge: owners,
};

fn owners(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(beneficiary) = &at.operation.beneficiary else { return };
    let before = at.operation.selected_on.map(|on| on < crate::time::day(2023, 1, 1));
    let outcome = match (beneficiary.form, before, beneficiary.owners_known) {
        (
            Some(
                BeneficiaryForm::Public
                | BeneficiaryForm::InternationalOrganisation
                | BeneficiaryForm::NaturalPerson,
            ),
            ..,
        ) => Outcome::NotApplicable,
        (_, Some(true), _) => Outcome::NotApplicable,
        (_, _, Some(true)) => Outcome::Met,
        (Some(_), Some(false), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Beneficiary), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it has no beneficial owners, or was selected before 2023".to_owned());
        kept.ids = beneficiary.id.clone().into_iter().collect();
        lacks(kept, beneficiary.form.is_none(), Fact::of_proposal(F::Form));
        lacks(kept, beneficiary.owners_known.is_none(), Fact::of_proposal(F::OwnersKnown));
        lacks(kept, at.operation.selected_on.is_none(), Fact::of_proposal(F::SelectedOn));
        let word = match beneficiary.owners_known {
            Some(true) => "known",
            Some(false) => "not known",
            None => "not stated",
        };
        kept.message = format!("The beneficial owners of {} are {word}.", name(beneficiary.id.as_deref()));
    });
}
