//! The ways to complete what is unknown of one entry, and on which of it a rule on participants depends.

use std::cell::Cell;

use chrono::NaiveDate;

use super::fact::{Fact, FactKind};
use super::facts::{Answers, Setting};
use super::hinge::{Hinges, readings};
use crate::call::{Point, Terms};
use crate::country::Country;
use crate::organisation::{LegalForm, OrganisationType, Role, Status, Statuses};
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;

/// A fact of an entry that can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Role,
    Country,
    LegalForm,
    Statuses,
    OrganisationType,
}

impl Part {
    pub(crate) fn fact(self) -> FactKind {
        match self {
            Part::Role => FactKind::Role,
            Part::Country => FactKind::Country,
            Part::LegalForm => FactKind::LegalForm,
            Part::Statuses => FactKind::Statuses,
            Part::OrganisationType => FactKind::OrganisationType,
        }
    }
}

/// One way to complete what is unknown of an entry beside role and country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) form: LegalForm,
    pub(crate) statuses: Statuses,
    pub(crate) organisation_type: Option<OrganisationType>,
}

impl Kind {
    /// Changes an entry into one of this kind.
    pub(crate) fn apply(&self, entry: &mut Participant) {
        entry.applicant.legal_form = Some(self.form.into());
        entry.applicant.statuses = self.statuses;
        entry.applicant.organisation_type = self.organisation_type;
    }

    /// Whether another kind comes from this one by a change of one part of it, legal form and statuses taking each
    /// other along where they exclude each other.
    pub(crate) fn differs_in(&self, part: Part, other: &Kind) -> bool {
        let (own, theirs) = (self.form_and_statuses(), other.form_and_statuses());
        match part {
            Part::LegalForm => form_moves(own, theirs) && other.organisation_type == self.organisation_type,
            Part::Statuses => statuses_move(own, theirs) && other.organisation_type == self.organisation_type,
            Part::OrganisationType => own == theirs,
            Part::Role | Part::Country => false,
        }
    }

    /// The legal form and the statuses, which exclude each other here and there.
    pub(crate) fn form_and_statuses(&self) -> (LegalForm, Statuses) {
        (self.form, self.statuses)
    }
}

/// All ways to complete legal form, statuses and type of an entry, as far as the call asks for them.
pub(crate) fn completions(entry: &Participant, terms: &Terms) -> Vec<Kind> {
    let who = &entry.applicant;
    let mut asked: Vec<Status> = Vec::new();
    for status in statuses_asked(entry, terms) {
        if !asked.contains(&status) {
            asked.push(status);
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

/// Whether some status that the call or the law asks for is not stated.
pub(crate) fn statuses_unknown(entry: &Participant, terms: &Terms) -> bool {
    statuses_asked(entry, terms).any(|status| entry.applicant.statuses.get(status).is_none())
}

/// The statuses that the call asks for, and those that the law asks for by what is stated.
fn statuses_asked(entry: &Participant, terms: &Terms) -> impl Iterator<Item = Status> {
    let stated = entry.applicant.statuses;
    let guarantees = stated.get(Status::LegalPersonality) == Some(false);
    let body = stated.get(Status::CreatedUnderUnionLaw) == Some(true);
    let by_law = [(guarantees, Status::EquivalentGuarantees), (body, Status::EuBody)];
    let by_law = by_law.into_iter().filter(|(asked, _)| *asked).map(|(_, status)| status);
    terms.more.iter().flat_map(|more| &more.statuses).map(|row| row.status).chain(by_law)
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

/// What is completed of an entry to find on what a rule depends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Completed {
    /// Facts of the entry, and [`FactKind::GrantSignature`].
    pub(crate) facts: &'static [FactKind],
    /// Days of signature that make a difference, where the day is unknown; none where none does.
    pub(crate) signatures: fn(&Setting<'_>) -> Vec<NaiveDate>,
}

/// No day of signature makes a difference.
pub(crate) fn no_signatures(_: &Setting<'_>) -> Vec<NaiveDate> {
    Vec::new()
}

/// One way to complete them.
#[derive(Debug, Clone, Copy)]
struct Completion {
    role: Option<Role>,
    /// `None`: as stated.
    kind: Option<Kind>,
    country: Option<Country>,
    signature: Option<NaiveDate>,
}

impl Completed {
    fn all(&self, entry: &Participant, setting: &Setting<'_>) -> Vec<Completion> {
        let completes = |fact| self.facts.contains(&fact);
        let terms = setting.terms;
        let roles: Vec<Option<Role>> = match entry.role {
            None if completes(FactKind::Role) => Role::ALL.iter().copied().map(Some).collect(),
            stated => vec![stated],
        };
        let kinds: Vec<Option<Kind>> =
            if completes(FactKind::Statuses) || completes(FactKind::OrganisationType) {
                completions(entry, terms).into_iter().map(Some).collect()
            } else if completes(FactKind::LegalForm) {
                forms(entry).map(Some).collect()
            } else {
                vec![None]
            };
        let countries: Vec<Option<Country>> = match entry.applicant.country {
            None if completes(FactKind::Country) => terms.samples.iter().copied().map(Some).collect(),
            stated => vec![stated],
        };
        let mut signatures = vec![setting.signature];
        if setting.signature.is_none() && completes(FactKind::GrantSignature) {
            let days = (self.signatures)(setting);
            if !days.is_empty() {
                signatures = days.into_iter().map(Some).collect();
            }
        }
        let mut all = Vec::new();
        for role in &roles {
            for kind in &kinds {
                for country in &countries {
                    all.extend(signatures.iter().map(|signature| Completion {
                        role: *role,
                        kind: *kind,
                        country: *country,
                        signature: *signature,
                    }));
                }
            }
        }
        all
    }
}

impl Completion {
    /// Changes an entry into one that is completed so.
    fn apply(&self, entry: &mut Participant) {
        entry.role = self.role;
        entry.applicant.country = self.country;
        if let Some(kind) = self.kind {
            kind.apply(entry);
        }
    }
}

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 8;

/// On which facts and questions the outcome of a rule on one entry depends: those that turn it in some
/// completion of the others, under some reading. The rule's own judgement is asked for each of them.
pub(crate) fn turning(
    completed: &Completed,
    (place, entry): (usize, &Participant),
    setting: &Setting<'_>,
    judge: impl Fn(&Setting<'_>, &Participant) -> Outcomes,
    hinges: &mut Hinges,
) {
    let all = completed.all(entry, setting);
    let mut scratch = entry.clone();
    let mut class = |completion: &Completion, setting: &Setting<'_>| {
        completion.apply(&mut scratch);
        Class::of(judge(&Setting { signature: completion.signature, ..*setting }, &scratch))
    };
    let noted = Cell::new(0u64);
    let noting = Setting { noted: Some(&noted), ..*setting };
    for completion in &all {
        class(completion, &noting);
    }
    let mut touched: Vec<usize> = (0..64).filter(|question| noted.get() >> question & 1 == 1).collect();
    // Beyond what can be combined all that is touched is listed.
    for question in touched.split_off(touched.len().min(COMBINED)) {
        hinges.question(question);
    }
    for answers in readings(&touched) {
        let read = Setting { answers, ..*setting };
        let found: Vec<(Completion, Class)> = all.iter().map(|c| (*c, class(c, &read))).collect();
        turning_facts(place, &found, hinges);
        for question in &touched {
            let flipped = Answers { yes: answers.yes ^ (1u64 << (question & 63)), ..answers };
            let flipped = Setting { answers: flipped, ..*setting };
            if found.iter().any(|(c, before)| class(c, &flipped) != *before) {
                hinges.question(*question);
            }
        }
    }
}

/// A fact matters if two completions that differ in it alone come to different classes of outcomes.
fn turning_facts(place: usize, found: &[(Completion, Class)], hinges: &mut Hinges) {
    let mut check = |fact: Fact, alike: fn(&Completion, &Completion) -> bool| {
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
        kinds_alike(a, b, |a, b| a.form != b.form && a.differs_in(Part::LegalForm, b))
    });
    check(of(FactKind::Statuses), |a, b| {
        kinds_alike(a, b, |a, b| a.statuses != b.statuses && a.differs_in(Part::Statuses, b))
    });
    check(of(FactKind::OrganisationType), |a, b| {
        kinds_alike(a, b, |a, b| a.differs_in(Part::OrganisationType, b))
    });
}

/// Whether two completions differ in nothing but what the organisations are, and there as told.
fn kinds_alike(a: &Completion, b: &Completion, alike: impl Fn(&Kind, &Kind) -> bool) -> bool {
    let rest = a.role == b.role && a.country == b.country && a.signature == b.signature;
    rest && a.kind.zip(b.kind).is_some_and(|(a, b)| alike(&a, &b))
}

/// Outcomes that are told apart: met and not applicable are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Holds,
    Fails,
    Conditional,
    Open,
}

impl Class {
    fn of(outcomes: Outcomes) -> Self {
        match outcomes.fold() {
            Outcome::Met | Outcome::NotApplicable => Class::Holds,
            Outcome::NotMet => Class::Fails,
            Outcome::Conditional => Class::Conditional,
            Outcome::Unknown => Class::Open,
        }
    }
}
