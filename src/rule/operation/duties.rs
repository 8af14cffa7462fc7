//! Duties of an operation: selection, owners, the published list, third countries, international organisations.

use chrono::{Datelike, Months, NaiveDate};

use super::super::programme::{PERIOD, all, cpr, day, lacks, name};
use super::{OperationAt, Operations, holds};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Act, Basis as Known, Citation};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Answered, Beneficiary, BeneficiaryForm, OperationStatus};
use crate::rule::world::{RuleOf, Teller};

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
        lacks(kept, answers.is_none() || !silent.is_empty(), Fact::of_proposal(F::Selection));
        kept.required = Some(Required::AllOf(('a'..='j').map(|point| point.to_string()).collect()));
        let list = |points: &[String]| if points.is_empty() { "none".to_owned() } else { points.join(", ") };
        kept.message = match answers {
            None => "No point of Art. 73(2) is answered.".to_owned(),
            Some(_) => format!("Answered with no: {}; without an answer: {}.", list(&no), list(&silent)),
        };
    });
}

/// The owners behind a beneficiary.
pub(crate) const OWNERS: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The beneficial owners of a beneficiary and of each partner are known.",
        explanation: "\
Art. 69(2): for this Fund data on the beneficial owners of recipients are kept since 1 January 2023. A public body, an
international organisation and a natural person have none. A private beneficiary or partner of an operation selected before that
day is not concerned. Partners that are not stated are not looked at.",
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
        (_, Some(true), _) => Outcome::NotApplicable,
        (_, _, Some(true)) => Outcome::Met,
        (Some(_), Some(false), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    let subject = match partner {
        None => Subject::Fact(F::Beneficiary),
        Some(place) => Subject::Item(F::Partners, place),
    };
    at.tell(tell, subject, (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it has no beneficial owners, or was selected before 2023".to_owned());
        kept.ids = who.id.clone().into_iter().collect();
        let of = |of_beneficiary, own| match partner {
            None => Fact::of_proposal(of_beneficiary),
            Some(place) => Fact::of_item(F::Partners, place, own),
        };
        lacks(kept, who.form.is_none(), of(F::Beneficiary, F::Form));
        lacks(kept, who.owners_known.is_none(), of(F::OwnersKnown, F::OwnersKnown));
        lacks(kept, at.operation.selected_on.is_none(), Fact::of_proposal(F::SelectedOn));
        let word = match who.owners_known {
            Some(true) => "known",
            Some(false) => "not known",
            None => "not stated",
        };
        kept.message = format!("The beneficial owners of {} are {word}.", name(who.id.as_deref()));
    });
}

/// The published list.
pub(crate) const LISTED: RuleOf<Operations> = RuleOf {
    about: About {
        title: "What the published list says of an operation is complete and not older than four months.",
        explanation: "\
Art. 49(3): beneficiary, name and purpose, dates, total cost, objective, place and type of intervention, updated at least
every four months. The list itself is not in the file: a datum that the operation does not state may stand in the list or
not, whatever it is, so the outcome is unknown; one that is stated as blank is missing. A natural person's name is taken
off two years after it was first published, which the file does not say and the rule therefore does not judge. Operations
that are said to be exempt for reasons of security are not concerned.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 49(3)", Known::Act)],
        facts: &[F::ListedOn, F::SecurityExempt, F::Beneficiary, F::Title, F::Purpose, F::StartsOn, F::EndsOn, F::Cost, F::Objective, F::Location, F::Interventions, F::Date, F::Status, F::Name, F::Total, F::Country],
    },
    judge: listed,
};

fn listed(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let o = at.operation;
    // Whether each datum is there; a blank one is stated and says nothing.
    let text = |text: Option<&str>| text.map(|text| !text.trim().is_empty());
    let fields = [
        (F::Beneficiary, text(o.beneficiary.as_ref().and_then(|b| b.name.as_deref()))),
        (F::Title, text(o.title.as_deref())),
        (F::Purpose, text(o.purpose.as_deref())),
        (F::StartsOn, o.starts_on.map(|_| true)),
        (F::EndsOn, o.ends_on.map(|_| true)),
        (F::Cost, at.total().map(|_| true)),
        (F::Objective, o.objective.map(|_| true)),
        (F::Location, o.location.as_ref().and_then(|l| l.country).map(|_| true)),
        (F::Interventions, o.interventions.as_ref().map(|all| !all.is_empty())),
    ];
    let complete = all(fields.iter().map(|(_, there)| holds(*there)));
    let fresh = match (o.listed_on, at.as_of) {
        (Some(on), Some(as_of)) => on.checked_add_months(Months::new(4)).map(|limit| as_of <= limit),
        _ => None,
    };
    let outcome = match (o.security_exempt, all([holds(fresh), complete])) {
        (Some(true), _) => Outcome::NotApplicable,
        (_, outcome) => outcome,
    };
    at.tell(tell, Subject::Fact(F::ListedOn), (OperationStatus::Selected, outcome), |kept| {
        kept.because = Some("it is exempt for reasons of security".to_owned());
        lacks(kept, o.listed_on.is_none(), Fact::of_proposal(F::ListedOn));
        let absent = fields.iter().filter(|(_, there)| *there != Some(true));
        let absent: Vec<String> = absent.map(|(fact, _)| fact.to_string()).collect();
        for (fact, there) in fields {
            lacks(kept, there.is_none(), Fact::of_proposal(fact));
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

/// The documents of an international organisation.
pub(crate) const INTERNATIONAL: RuleOf<Operations> = RuleOf {
    about: About {
        title: "An international organisation hands in its documents, the accounts by 15 October.",
        explanation: "\
Art. 22 of Regulation (EU) 2021/1147: where the systems of an international organisation were assessed by the Commission, the
managing authority need not verify if each claim comes with a report and a management declaration, and the accounts with
an audit opinion come by 15 October each year: those after the last claim, so accounts and an opinion of a day before it
prove nothing of its year. A report or declaration whose day is that of another claim, or before it, does not show that each
of the two came with its own. Without the assessment the authority verifies as usual and the rule does not concern the
operation. 15 October itself is inside.",
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
    let claims = || operation.claims.iter().flatten().enumerate();
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
        paper.zip(limit).map(|(paper, limit)| paper <= limit)
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
    let outcome = match (form, assessed) {
        (Some(form), _) if form != BeneficiaryForm::InternationalOrganisation => Outcome::NotApplicable,
        (_, Some(false)) => Outcome::NotApplicable,
        _ if last.is_none() && late_is_sure => Outcome::NotApplicable,
        (Some(_), Some(true)) => all(documents.iter().map(|(_, _, _, fact)| holds(*fact))),
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
        lacks(kept, form.is_none(), Fact::of_proposal(F::Beneficiary));
        lacks(kept, assessed.is_none(), Fact::of_proposal(F::PillarAssessed));
        for (_, fact, paper, done) in &documents {
            lacks(kept, paper.is_none(), Fact::of_proposal(*fact));
            // One that is stated is of an earlier year, or of another claim.
            let earlier = paper.is_some() && done.is_none() && late_is_sure;
            lacks(kept, earlier, Fact::of_proposal(F::International));
        }
        for claim in &undated {
            kept.lacks(Fact::of_item(F::Claims, *claim, F::ReceivedOn));
        }
        let those = |wanted: Option<bool>| {
            let those = documents.iter().filter(|(.., done)| *done == wanted).map(|(words, ..)| *words);
            let those: Vec<&str> = those.collect();
            if those.is_empty() { "nothing".to_owned() } else { those.join(", ") }
        };
        kept.message = format!(
            "Last claim of {}; accounts and opinion are due by {}; late: {}; not known to be in time: {}.",
            day(last),
            day(limit),
            those(Some(false)),
            those(None)
        );
    });
}
