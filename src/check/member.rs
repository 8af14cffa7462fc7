//! The ways to complete what is unknown of one entry, and on which of it the rules on participants hinge.

use chrono::{Days, NaiveDate};

use super::fact::{Fact, FactKind};
use super::facts::{Answers, Setting};
use super::hinge::{Hinges, readings};
use super::participant;
use super::seat::country_outcomes;
use crate::call::{Point, Standing, Terms};
use crate::country::Country;
use crate::organisation::{LegalForm, OrganisationType, Role, Status, Statuses};
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;
use crate::rule::RuleId;

/// One way to complete what is unknown of an entry beside role and country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) form: LegalForm,
    pub(crate) statuses: Statuses,
    pub(crate) organisation_type: Option<OrganisationType>,
}

impl Kind {
    /// The legal form and the statuses, which exclude each other here and there.
    pub(crate) fn form_and_statuses(&self) -> (LegalForm, Statuses) {
        (self.form, self.statuses)
    }
}

/// All ways to complete legal form, statuses and type of an entry, as far as the call asks for them.
pub(crate) fn completions(entry: &Participant, terms: &Terms) -> Vec<Kind> {
    let who = &entry.applicant;
    let rows = || terms.more.iter().flat_map(|more| &more.statuses);
    let mut asked: Vec<Status> = Vec::new();
    for row in rows() {
        if !asked.contains(&row.status) {
            asked.push(row.status);
        }
    }
    let by_type = terms.more.iter().any(|more| !more.types.is_empty());
    let types: Vec<Option<OrganisationType>> = match who.organisation_type {
        None if by_type => OrganisationType::ALL.iter().copied().map(Some).collect(),
        stated => vec![stated],
    };
    let mut all = Vec::new();
    for form in who.possible_forms().iter() {
        for statuses in who.statuses.completed(form, &asked) {
            all.extend(types.iter().map(|t| Kind { form, statuses, organisation_type: *t }));
        }
    }
    all
}

/// All ways to complete the legal form alone.
fn forms(entry: &Participant) -> impl Iterator<Item = Kind> {
    let who = &entry.applicant;
    let (statuses, organisation_type) = (who.statuses, who.organisation_type);
    who.possible_forms().iter().map(move |form| Kind { form, statuses, organisation_type })
}

/// Whether one completion comes from another by another legal form, which takes along only the statuses that
/// it excludes.
pub(crate) fn form_moves(a: (LegalForm, Statuses), b: (LegalForm, Statuses)) -> bool {
    let moves = |a: (LegalForm, Statuses), b: (LegalForm, Statuses)| {
        Status::ALL.iter().all(|status| {
            let (before, after) = (a.1.get(*status), b.1.get(*status));
            before == after || before.is_some_and(|held| !Statuses::default().allow(b.0, *status, held))
        })
    };
    a.1 == b.1 || moves(a, b) || moves(b, a)
}

/// Whether one completion comes from another by other statuses, which take the legal form along only where
/// they exclude it.
pub(crate) fn statuses_move(a: (LegalForm, Statuses), b: (LegalForm, Statuses)) -> bool {
    let excludes = |(_, statuses): (LegalForm, Statuses), (form, _): (LegalForm, Statuses)| {
        statuses.iter().any(|(status, held)| !Statuses::default().allow(form, status, held))
    };
    a.0 == b.0 || excludes(a, b) || excludes(b, a)
}

/// Whether some status that the call asks for is not stated.
pub(crate) fn statuses_unknown(entry: &Participant, terms: &Terms) -> bool {
    terms
        .more
        .iter()
        .flat_map(|more| &more.statuses)
        .any(|row| entry.applicant.statuses.get(row.status).is_none())
}

/// The open questions that what a role asks may touch.
pub(crate) fn questions(role: Role, terms: &Terms) -> impl Iterator<Item = usize> {
    let more = terms.more.get(role as usize);
    let points = more
        .into_iter()
        .flat_map(|more| more.statuses.iter().map(|row| row.waived).chain(more.types.iter().copied()));
    points.filter_map(|point| match point {
        Point::Open(question) => Some(usize::from(question)),
        Point::Settled(_) => None,
    })
}

/// Whether a completed entry passes what the role asks, under the readings that are tried out.
pub(crate) fn passes(role: Role, kind: &Kind, setting: &Setting<'_>) -> bool {
    let answered = |point| setting.answered(point);
    let outcomes =
        setting.terms.kind_outcomes(role, kind.form, kind.statuses, kind.organisation_type, answered);
    outcomes.may_be(Outcomes::MET.or(Outcomes::NOT_APPLICABLE))
}

/// One way to complete all that a rule on one entry may read.
#[derive(Debug, Clone, Copy)]
struct Completion<'k> {
    role: Role,
    kind: &'k Kind,
    country: Option<Country>,
    signature: Option<NaiveDate>,
}

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 8;

/// On which facts and questions a rule on one entry in its role hinges.
pub(crate) fn hinges(
    rule: RuleId,
    place: usize,
    entry: &Participant,
    setting: &Setting<'_>,
    hinges: &mut Hinges,
) {
    let terms = setting.terms;
    let roles: Vec<Role> = entry.role.map_or_else(|| Role::ALL.to_vec(), |role| vec![role]);
    let kinds = match rule {
        RuleId::Kind => completions(entry, terms),
        // The others read the legal form at most.
        RuleId::LegalForm | RuleId::Country => forms(entry).collect(),
        _ => forms(entry).take(1).collect(),
    };
    let countries: Vec<Option<Country>> = match (rule, entry.applicant.country) {
        (RuleId::Country | RuleId::CoordinatorCountry, None) => {
            terms.samples.iter().copied().map(Some).collect()
        }
        (_, stated) => vec![stated],
    };
    let signatures: Vec<Option<NaiveDate>> = match (rule, setting.signature) {
        (RuleId::Country, None) => signatures(setting),
        (RuleId::TemporaryBar, None) => {
            let bars = setting.call.bars().iter();
            bars.flat_map(|bar| participant::signatures_under(bar, setting)).map(Some).collect()
        }
        (_, known) => vec![known],
    };
    let mut all = Vec::new();
    for role in &roles {
        for kind in &kinds {
            for country in &countries {
                all.extend(signatures.iter().map(|signature| Completion {
                    role: *role,
                    kind,
                    country: *country,
                    signature: *signature,
                }));
            }
        }
    }
    let mut touched = touched(rule, &all, terms);
    // Beyond what can be combined all that is touched is listed.
    for question in touched.split_off(touched.len().min(COMBINED)) {
        hinges.question(question);
    }
    for answers in readings(&touched) {
        let read = Setting { answers, ..*setting };
        let found: Vec<(Completion<'_>, Class)> =
            all.iter().map(|c| (*c, class(rule, entry, c, &read))).collect();
        hinge_on_facts(place, &found, hinges);
        for question in &touched {
            let flipped = Answers { yes: answers.yes ^ (1u64 << (question & 63)), ..answers };
            let flipped = Setting { answers: flipped, ..*setting };
            if found.iter().any(|(c, before)| class(rule, entry, c, &flipped) != *before) {
                hinges.question(*question);
            }
        }
    }
}

/// A fact matters if two completions that differ in it alone come to different classes of outcomes.
fn hinge_on_facts(place: usize, found: &[(Completion<'_>, Class)], hinges: &mut Hinges) {
    let mut check = |fact: Fact, alike: fn(&Completion<'_>, &Completion<'_>) -> bool| {
        let differs = |hinges: &Hinges| {
            !hinges.facts.contains(&fact)
                && found.iter().enumerate().any(|(at, (a, before))| {
                    found.iter().skip(at).any(|(b, after)| before != after && alike(a, b))
                })
        };
        if differs(hinges) {
            hinges.fact(fact);
        }
    };
    let of = |kind| Fact::of_participant(place, kind);
    check(of(FactKind::Role), |a, b| {
        a.kind == b.kind && a.country == b.country && a.signature == b.signature
    });
    check(of(FactKind::Country), |a, b| a.role == b.role && a.kind == b.kind && a.signature == b.signature);
    check(Fact::of_proposal(FactKind::GrantSignature), |a, b| {
        a.role == b.role && a.kind == b.kind && a.country == b.country
    });
    check(of(FactKind::LegalForm), |a, b| {
        rest(a, b)
            && a.kind.organisation_type == b.kind.organisation_type
            && a.kind.form != b.kind.form
            && form_moves(a.kind.form_and_statuses(), b.kind.form_and_statuses())
    });
    check(of(FactKind::Statuses), |a, b| {
        rest(a, b)
            && a.kind.organisation_type == b.kind.organisation_type
            && a.kind.statuses != b.kind.statuses
            && statuses_move(a.kind.form_and_statuses(), b.kind.form_and_statuses())
    });
    check(of(FactKind::OrganisationType), |a, b| {
        rest(a, b) && a.kind.form == b.kind.form && a.kind.statuses == b.kind.statuses
    });
}

fn rest(a: &Completion<'_>, b: &Completion<'_>) -> bool {
    a.role == b.role && a.country == b.country && a.signature == b.signature
}

/// Outcomes that are told apart: met and not applicable are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Holds,
    Fails,
    Conditional,
    Open,
}

fn class(rule: RuleId, entry: &Participant, c: &Completion<'_>, setting: &Setting<'_>) -> Class {
    let terms = setting.terms;
    let outcomes = match rule {
        RuleId::LegalForm => terms
            .form_point(c.role, c.kind.form)
            .map_or(Outcomes::NOT_APPLICABLE, |point| setting.answered(point).outcomes()),
        RuleId::Kind => Outcomes::MET
            .when(passes(c.role, c.kind, setting))
            .or(Outcomes::NOT_MET.when(!passes(c.role, c.kind, setting))),
        RuleId::CoordinatorCountry => match c.country {
            Some(country) if c.role == Role::Coordinator && !terms.coordinator_may_sit(country) => {
                Outcomes::NOT_MET
            }
            _ => Outcomes::MET,
        },
        RuleId::TemporaryBar => {
            let signed = Setting { signature: c.signature, ..*setting };
            participant::barred_in(c.role, entry, &signed)
        }
        _ => {
            let free = c.kind.form == LegalForm::InternationalOrganisation
                && setting.answered(terms.international_exempt).certain();
            if free || !c.role.is_funded() {
                Outcomes::NOT_APPLICABLE
            } else {
                let signed = Setting { signature: c.signature, ..*setting };
                country_outcomes(c.country, c.role, &signed)
            }
        }
    };
    match outcomes.fold() {
        Outcome::Met | Outcome::NotApplicable => Class::Holds,
        Outcome::NotMet => Class::Fails,
        Outcome::Conditional => Class::Conditional,
        Outcome::Unknown => Class::Open,
    }
}

/// The questions that the rule may touch in some completion.
fn touched(rule: RuleId, all: &[Completion<'_>], terms: &Terms) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut touch = |point: Point| {
        if let Point::Open(question) = point {
            found.push(usize::from(question));
        }
    };
    for c in all {
        match rule {
            RuleId::LegalForm => terms.form_point(c.role, c.kind.form).into_iter().for_each(&mut touch),
            RuleId::Kind => questions(c.role, terms)
                .for_each(|question| touch(Point::Open(u8::try_from(question).unwrap_or(u8::MAX)))),
            RuleId::Country if c.role.is_funded() => {
                if c.kind.form == LegalForm::InternationalOrganisation {
                    touch(terms.international_exempt);
                }
                let standing = c.country.map(|country| terms.standing(country));
                if let Some(Standing::Member(p) | Standing::Hinges(p) | Standing::Territory(_, p)) = standing
                {
                    touch(p);
                }
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Days of signature that make a difference to some negotiation on record.
fn signatures(setting: &Setting<'_>) -> Vec<Option<NaiveDate>> {
    if setting.terms.negotiating.is_empty() {
        return vec![None];
    }
    let today = setting.as_of.brussels_date();
    let events = setting.terms.negotiating.iter().filter_map(|n| n.in_force).chain([today]);
    events.flat_map(|day| [Some(day), day.checked_add_days(Days::new(1))]).collect()
}
