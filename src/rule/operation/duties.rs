//! Duties of an operation: selection, owners, the published list, third countries, international organisations.

use chrono::{Datelike, Months, NaiveDate};

use super::super::programme::rows::row_of;
use super::super::programme::{NAMED, PERIOD, all, cpr, day, lacks, name};
use super::{OperationAt, Operations, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Answered, Beneficiary, BeneficiaryForm, OperationStatus};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::is_to_come;

/// The checklist of selection.
pub(crate) const SELECTION: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The managing authority answered the points of Art. 73(2) when it selected.",
        explanation: "\
Art. 73(2), (a) to (j): compliance with the programme, strategies under enabling conditions, best relation of support and
objectives, means for operation and maintenance, environmental impact, law before the application, scope and type of
intervention, no relocation, no reasoned opinion, climate proofing. A point that is answered with no is not met; one without
an answer is unknown. That it does not concern the operation is an answer to (b), (d), (e), (f) and (j), which hold for some
operations only, and none to the others, which hold for each; nor to (f) where the operation started before it was applied
for. What the answers are worth no program can tell.",
        since: PERIOD,
        stage: Stage::Selection,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 73(2)", Known::Act)],
        facts: &[
            F::Selection, F::PointA, F::PointB, F::PointC, F::PointD, F::PointE, F::PointF, F::PointG, F::PointH, F::PointI,
            F::PointJ, F::AppliedOn, F::StartsOn, F::Status,
        ],
    },
    judge: selection,
};

/// Whether an answer to a point is one; `None` where that is not known. Some points hold for some operations only.
fn is_answer(at: &OperationAt<'_>, point: F, answer: Option<Answered>) -> Option<bool> {
    let o = at.operation;
    match (answer, point) {
        (None, _) => Some(false),
        (Some(Answered::NotApplicable), F::PointF) => {
            o.starts_on.zip(o.applied_on).map(|(starts, applied)| starts >= applied)
        }
        (Some(Answered::NotApplicable), F::PointB | F::PointD | F::PointE | F::PointJ) => Some(true),
        (Some(Answered::NotApplicable), _) => Some(false),
        (Some(Answered::Yes | Answered::No), _) => Some(true),
    }
}

fn selection(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let o = at.operation;
    let answers = o.selection.as_ref();
    let points: Vec<(F, Option<Answered>)> = match answers {
        None => Vec::new(),
        Some(s) => vec![
            (F::PointA, s.a),
            (F::PointB, s.b),
            (F::PointC, s.c),
            (F::PointD, s.d),
            (F::PointE, s.e),
            (F::PointF, s.f),
            (F::PointG, s.g),
            (F::PointH, s.h),
            (F::PointI, s.i),
            (F::PointJ, s.j),
        ],
    };
    let no = || points.iter().filter(|(_, answer)| *answer == Some(Answered::No));
    let open = || points.iter().filter(|(point, answer)| is_answer(at, *point, *answer) != Some(true));
    let outcome = match answers {
        _ if no().next().is_some() => Outcome::NotMet,
        Some(_) if open().next().is_none() => Outcome::Met,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::Selection), (OperationStatus::Selected, outcome), |kept| {
        lacks(kept, answers.is_none(), Fact::of_proposal(F::Selection));
        for (point, answer) in open() {
            match is_answer(at, *point, *answer) {
                None => {
                    lacks(kept, o.starts_on.is_none(), Fact::of_proposal(F::StartsOn));
                    lacks(kept, o.applied_on.is_none(), Fact::of_proposal(F::AppliedOn));
                }
                Some(_) => kept.lacks(Fact::of_proposal(*point)),
            }
        }
        kept.required = Some(Required::AllOf(('a'..='j').map(|point| point.to_string()).collect()));
        let list =
            |points: Vec<String>| if points.is_empty() { "none".to_owned() } else { points.join(", ") };
        let named = |(point, _): &(F, Option<Answered>)| format!("({point})");
        let silent = |stated: bool| open().filter(move |(_, answer)| answer.is_some() == stated).map(named);
        let beside: Vec<String> = silent(true).collect();
        let beside = match beside.is_empty() {
            true => String::new(),
            false => format!("; said not to concern it, which is no answer: {}", beside.join(", ")),
        };
        kept.message = match answers {
            None => "No point of Art. 73(2) is answered.".to_owned(),
            Some(_) => format!(
                "Answered with no: {}; without an answer: {}{beside}.",
                list(no().map(named).collect()),
                list(silent(false).collect())
            ),
        };
    });
}

/// The owners behind a beneficiary.
pub(crate) const OWNERS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The beneficial owners of a beneficiary and of each partner are known.",
        explanation: "\
Art. 69(2): for this Fund data on the beneficial owners of recipients are kept since 1 January 2023. A public body, an
international organisation and a natural person have none. The duty is on recipients and names no day of selection: where the owners
are not known of a private beneficiary or partner that was selected before that day, it is open whether they have to be. Partners that are not stated are not looked at.",
        since: "1 January 2023",
        stage: Stage::Selection,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 69(2)", Known::Act)],
        facts: &[F::Beneficiary, F::Partners, F::Form, F::OwnersKnown, F::SelectedOn, F::Status],
    },
    judge: owners,
};

fn owners(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    if let Some(beneficiary) = &at.operation.beneficiary {
        owners_of(at, beneficiary, None, tell);
    }
    for (place, partner) in at.operation.partners.iter().flatten().enumerate() {
        owners_of(at, partner, Some(place), tell);
    }
}

/// The owners of the beneficiary, or of the partner at a place.
fn owners_of(at: &OperationAt<'_>, who: &Beneficiary, partner: Option<usize>, tell: &mut Teller<'_, '_>) {
    let before = at.operation.selected_on.map(|on| on < crate::time::day(2023, 1, 1));
    let outcome = match (who.form, before, who.owners_known) {
        (
            Some(
                BeneficiaryForm::Public
                | BeneficiaryForm::InternationalOrganisation
                | BeneficiaryForm::NaturalPerson,
            ),
            ..,
        ) => Outcome::NotApplicable,
        (_, _, Some(true)) => Outcome::Met,
        (Some(_), Some(false), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    let subject = match partner {
        None => Subject::Fact(F::Beneficiary),
        Some(place) => Subject::Item(F::Partners, place),
    };
    at.tell(tell, subject, (OperationStatus::Selected, outcome), |kept| {
        let why = match who.form {
            Some(BeneficiaryForm::Public) => "a public body has no beneficial owners",
            Some(BeneficiaryForm::InternationalOrganisation) => {
                "an international organisation has no beneficial owners"
            }
            Some(BeneficiaryForm::NaturalPerson) => "a natural person has no beneficial owners",
            Some(BeneficiaryForm::Private) | None => "it has no beneficial owners",
        };
        kept.because = Some(why.to_owned());
        let early = before == Some(true) && who.owners_known == Some(false);
        kept.asks(early.then_some(Doubt::OwnersBeforeTheDuty));
        kept.ids = who.id.clone().into_iter().collect();
        let of = |own| match partner {
            None => Fact::within(F::Beneficiary, own),
            Some(place) => Fact::of_item(F::Partners, place, own),
        };
        lacks(kept, who.form.is_none(), of(F::Form));
        lacks(kept, who.owners_known.is_none(), of(F::OwnersKnown));
        lacks(kept, at.operation.selected_on.is_none(), Fact::of_proposal(F::SelectedOn));
        let word = match who.owners_known {
            Some(true) => "known",
            Some(false) => "not known",
            None => "not stated",
        };
        let whose = match (&who.id, partner) {
            (Some(id), _) => name(Some(id)),
            (None, None) => "the beneficiary".to_owned(),
            (None, Some(place)) => format!("the partner at /partners/{place}"),
        };
        let early = match before {
            Some(true) => ", and it was selected before 1 January 2023",
            Some(false) | None => "",
        };
        kept.message = format!("The beneficial owners of {whose} are {word}{early}.");
    });
}

/// The published list.
pub(crate) const LISTED: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What the published list says of an operation is complete and not older than four months.",
        explanation: "\
Art. 49(3): beneficiary, name and purpose, dates, total cost, objective, Union co-financing rate, place and type of intervention,
updated at least
every four months. The list itself is not in the file: a datum that the operation does not state may stand in the list or
not, whatever it is, so the outcome is unknown; one that is stated as blank is missing. A natural person's name is taken
off two years after it was first published, which the file does not say and the rule therefore does not judge. A day after
that of the check says nothing of the list as it is, and when it was updated last is unknown then. Operations that are said to
be exempt for reasons of security are not concerned; one that is not said to be is taken not to be.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 49(3)", Known::Act)],
        facts: &[F::ListedOn, F::SecurityExempt, F::Beneficiary, F::Title, F::Purpose, F::StartsOn, F::EndsOn, F::Cost, F::Objective, F::Support, F::Union, F::Eligible, F::Action, F::Financing, F::Rate, F::Location, F::Interventions, F::Date, F::Status, F::Name, F::Total, F::Country],
    },
    judge: listed,
};

fn listed(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let o = at.operation;
    // Whether each datum is there; a blank one is stated and says nothing.
    let text = |text: Option<&str>| text.map(|text| !text.trim().is_empty());
    let fields = [
        (
            F::Beneficiary,
            at.of_beneficiary(F::Name),
            text(o.beneficiary.as_ref().and_then(|b| b.name.as_deref())),
        ),
        (F::Title, Fact::of_proposal(F::Title), text(o.title.as_deref())),
        (F::Purpose, Fact::of_proposal(F::Purpose), text(o.purpose.as_deref())),
        (F::StartsOn, Fact::of_proposal(F::StartsOn), o.starts_on.map(|_| true)),
        (F::EndsOn, Fact::of_proposal(F::EndsOn), o.ends_on.map(|_| true)),
        (F::Cost, at.of_cost(F::Total), at.total().map(|_| true)),
        (F::Objective, Fact::of_proposal(F::Objective), o.objective.map(|_| true)),
        (F::Location, at.of_location(F::Country), o.location.as_ref().and_then(|l| l.country).map(|_| true)),
        (
            F::Interventions,
            Fact::of_proposal(F::Interventions),
            o.interventions.as_ref().map(|all| !all.is_empty()),
        ),
    ];
    // The rate at which the Union pays: of the operation, or of its row in the decision.
    let support = o.support.as_ref().and_then(|s| s.union);
    let row = at.programme.and_then(|programme| row_of(programme, (o.objective, o.action), None));
    let rate = support.zip(o.cost.as_ref().and_then(|c| c.eligible)).is_some()
        || row.is_some_and(|(_, row)| row.rate.is_some());
    let fields = fields.into_iter().chain([(F::Rate, at.of_support(F::Union), rate.then_some(true))]);
    let fields: Vec<_> = fields.collect();
    let complete = all(fields.iter().map(|(.., there)| holds(*there)));
    // What is still to come does not tell how old the list is.
    let ahead = is_to_come(o.listed_on, at.as_of);
    let limit = o.listed_on.filter(|_| !ahead).and_then(|on| on.checked_add_months(Months::new(4)));
    let fresh = limit.zip(at.as_of).map(|(limit, as_of)| as_of <= limit);
    let outcome = match (o.security_exempt, all([holds(fresh), complete])) {
        (Some(true), _) => Outcome::NotApplicable,
        (_, outcome) => outcome,
    };
    at.tell(tell, Subject::Fact(F::ListedOn), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it is exempt for reasons of security".to_owned());
        lacks(kept, o.listed_on.is_none(), Fact::of_proposal(F::ListedOn));
        kept.asks(ahead.then_some(Doubt::ListedAfterTheDay));
        kept.asks(at.as_of.is_none().then_some(Doubt::DayOfTheCheck));
        let absent = fields.iter().filter(|(.., there)| *there != Some(true));
        let absent: Vec<String> = absent.map(|(what, ..)| what.to_string()).collect();
        for (kind, fact, there) in fields {
            lacks(kept, there.is_none() && kind != F::Rate, fact);
        }
        if !rate {
            lacks(kept, support.is_none(), at.of_support(F::Union));
            lacks(kept, o.cost.as_ref().is_none_or(|c| c.eligible.is_none()), at.of_cost(F::Eligible));
        }
        kept.found = Some(Found::Day(o.listed_on));
        let by = match (limit, at.as_of) {
            _ if ahead => ", after the day of the check".to_owned(),
            (Some(limit), Some(as_of)) if as_of > limit => format!(", to be updated by {limit}, not since"),
            (Some(limit), _) => format!(", to be updated by {limit}"),
            (None, _) => String::new(),
        };
        kept.message = format!(
            "Last listed on {}{by}; not stated for the list: {}.",
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
selection. Whether the operation is one is stated, not derived from its country: a project in a Member State may be with a
third country. One of which neither that nor a country outside the Union nor a consultation is stated is taken to be none; where
its country is outside the Union it is unknown.",
        since: PERIOD,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 16", Known::Unverified)],
        facts: &[F::Location, F::Country, F::ThirdCountry, F::ConsultedOn, F::SelectedOn, F::Date, F::Status],
    },
    judge: third_country,
};

fn third_country(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(location) = &at.operation.location else { return };
    // What hardly anybody states is presumed: without a word it is in the Member State.
    let on = at.operation.selected_on.or(at.as_of).unwrap_or(crate::time::day(2021, 1, 1));
    let outside = location.country.is_some_and(|country| !country.state().is_member_state_on(on));
    if location.third_country.is_none() && location.consulted_on.is_none() && !outside {
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
        let country = location.country.filter(|_| outside && location.third_country.is_none());
        let country = country.map(|country| {
            format!("{country} is outside the Union, and it is not stated whether the project is with or in a third country. ")
        });
        kept.message = format!(
            "{}The Commission was consulted on {}; selected on {}.",
            country.unwrap_or_default(),
            day(location.consulted_on),
            day(at.operation.selected_on)
        );
    });
}

/// The documents of an international organisation.
pub(crate) const INTERNATIONAL: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An international organisation hands in its documents, the accounts by 15 October.",
        explanation: "\
Art. 22 of Regulation (EU) 2021/1147: where the systems of an international organisation were assessed by the Commission, the
managing authority need not verify if each claim comes with a report and a management declaration, and the accounts with
an audit opinion come by 15 October each year: those after the last claim, so accounts and an opinion of a day before it
prove nothing of its year. A report or declaration whose day is that of another claim, or before it, does not show that each
of the two came with its own; of two claims of one day, which are both named, it does not either. Without the assessment the authority verifies as usual and the rule does not concern the
operation. 15 October itself is inside, and until it is over accounts and an opinion that have not come are conditional on coming.
A claim of a day to come was not made, and a paper of such a day did not come. Where the claims are not stated it is unknown whether
there are any.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[Citation::act(Act::Amif2021, "Art. 22", Known::Act)],
        facts: &[
            F::Beneficiary, F::Form, F::International, F::PillarAssessed, F::ReportOn, F::DeclarationOn, F::AccountsOn,
            F::OpinionOn, F::Claims, F::ReceivedOn, F::Date, F::Status,
        ],
    },
    judge: international,
};

fn international(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let form = operation.beneficiary.as_ref().and_then(|b| b.form);
    let papers = operation.international.as_ref();
    let assessed = papers.and_then(|p| p.pillar_assessed);
    // What is claimed on a day to come is no claim yet, and a paper of such a day did not come.
    let all_claims = || operation.claims.iter().flatten().enumerate();
    let claims = || all_claims().filter(|(_, c)| !is_to_come(c.received_on, at.as_of));
    let last = claims().filter_map(|(_, c)| c.received_on).max();
    // A claim whose day is not stated may be later: what comes in time for the others may then come in time all the same.
    let undated: Vec<usize> = claims().filter(|(_, c)| c.received_on.is_none()).map(|(at, _)| at).collect();
    let late_is_sure = undated.is_empty();
    // The first 15 October after the claim, or on its day.
    let limit = last.and_then(|on| {
        let this = NaiveDate::from_ymd_opt(on.year(), 10, 15)?;
        if on <= this { Some(this) } else { NaiveDate::from_ymd_opt(on.year().checked_add(1)?, 10, 15) }
    });
    // A paper that came with one claim is none of another that was made then or later.
    let proves_all = |paper: NaiveDate| {
        claims().filter(|(_, claim)| claim.received_on.is_none_or(|on| on >= paper)).nth(1).is_none()
    };
    let with_claim = |paper: Option<NaiveDate>| {
        let in_time = paper.zip(last).map(|(paper, last)| paper <= last);
        in_time.filter(|in_time| if *in_time { paper.is_some_and(proves_all) } else { late_is_sure })
    };
    // Accounts from before the last claim are those of an earlier year.
    let in_time = |paper: Option<NaiveDate>| {
        let paper = paper.filter(|paper| late_is_sure && last.is_some_and(|last| *paper >= last));
        let in_time = paper.zip(limit).map(|(paper, limit)| paper <= limit);
        match is_to_come(paper, at.as_of) {
            true => at.as_of.zip(limit).is_some_and(|(as_of, limit)| as_of > limit).then_some(false),
            false => in_time,
        }
    };
    let [report, declaration, accounts, opinion] = [
        papers.and_then(|p| p.report_on),
        papers.and_then(|p| p.declaration_on),
        papers.and_then(|p| p.accounts_on),
        papers.and_then(|p| p.opinion_on),
    ];
    let documents = [
        ("the report", F::ReportOn, report, with_claim(report)),
        ("the management declaration", F::DeclarationOn, declaration, with_claim(declaration)),
        ("the accounts", F::AccountsOn, accounts, in_time(accounts)),
        ("the audit opinion", F::OpinionOn, opinion, in_time(opinion)),
    ];
    // Until then they may come.
    let ahead = late_is_sure && limit.zip(at.as_of).is_some_and(|(limit, as_of)| as_of <= limit);
    let each = |(_, fact, _, done): &(&str, F, Option<NaiveDate>, Option<bool>)| match (fact, done) {
        (F::AccountsOn | F::OpinionOn, None) if ahead => Outcome::Conditional,
        _ => holds(*done),
    };
    let outcome = match (form, assessed) {
        (Some(form), _) if form != BeneficiaryForm::InternationalOrganisation => Outcome::NotApplicable,
        (_, Some(false)) => Outcome::NotApplicable,
        _ if operation.claims.is_none() => Outcome::Unknown,
        _ if last.is_none() && late_is_sure => Outcome::NotApplicable,
        (Some(_), Some(true)) => all(documents.iter().map(each)),
        // Where everything is in time, it is so or does not concern it.
        _ if documents.iter().all(|(_, _, _, fact)| *fact == Some(true)) => Outcome::Met,
        _ => Outcome::Unknown,
    };
    at.tell(tell, Subject::Fact(F::International), (OperationStatus::Running, outcome), |kept| {
        let why = match (form, assessed) {
            (_, Some(false)) => "its systems were not assessed, so the authority verifies as usual",
            (Some(BeneficiaryForm::InternationalOrganisation) | None, _) => "nothing was claimed yet",
            (Some(_), _) => "the beneficiary is no international organisation",
        };
        kept.because = Some(why.to_owned());
        lacks(kept, form.is_none(), at.of_beneficiary(F::Form));
        lacks(kept, assessed.is_none(), Fact::of_proposal(F::PillarAssessed));
        lacks(kept, operation.claims.is_none(), Fact::of_proposal(F::Claims));
        kept.awaits = vec![Awaited {
            event: "the accounts and the audit opinion come".to_owned(),
            until: limit,
            normal_limit: false,
        }];
        for (_, fact, paper, done) in documents.iter().filter(|of| each(of) == Outcome::Unknown) {
            lacks(kept, paper.is_none(), Fact::of_proposal(*fact));
            // One that is stated is of an earlier year, or of another claim.
            if paper.is_some() && done.is_none() && late_is_sure && last.is_some() {
                kept.asks([Doubt::OtherPapersOfTheOrganisation]);
            }
        }
        for claim in &undated {
            kept.lacks(Fact::of_item(F::Claims, *claim, F::ReceivedOn));
        }
        // Of several claims of one day each has papers of its own, and one day is stated for all of them.
        let of_last = || claims().filter(|(_, claim)| last.is_some() && claim.received_on == last);
        kept.ids.extend(of_last().filter_map(|(_, claim)| claim.id.clone()).take(NAMED));
        let those = |wanted: Option<bool>| {
            let those = documents.iter().filter(|(.., done)| *done == wanted).map(|(words, ..)| *words);
            let those: Vec<&str> = those.collect();
            if those.is_empty() { "nothing".to_owned() } else { those.join(", ") }
        };
        kept.message = format!(
            "{}; late: {}; not known to be in time: {}.",
            match (last, limit) {
                (None, _) if operation.claims.is_none() => "The claims are not stated".to_owned(),
                (last, limit) => {
                    let named = of_last().take(8);
                    let named = named.map(|(at, c)| format!("{} (/claims/{at})", name(c.id.as_deref())));
                    let those = match of_last().count() {
                        0 | 1 => format!("Last claim of {}", day(last)),
                        many => format!(
                            "{many} last claims of one day, {}: {}",
                            day(last),
                            named.collect::<Vec<_>>().join(", ")
                        ),
                    };
                    format!("{those}; accounts and opinion are due by {}", day(limit))
                }
            },
            those(Some(false)),
            those(None)
        );
    });
}
