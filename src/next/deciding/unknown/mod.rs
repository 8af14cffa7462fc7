//! What may turn out one way or another: unknown facts and open questions, each with its answers.
//!
//! An unknown fact has more answers than can be tried, so each stands for a kind: one country for each kind
//! that the call knows and for each Member State that somebody states, amounts at both sides of every
//! bound. Answers that are likelier to pass come first.

mod entry;
mod newcomer;
mod project;

use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

use crate::call::{Call, Reading};
use crate::check::completions::{asked_by_law, asked_of_roles};
use crate::check::{Fact, FactKind};
use crate::country::Country;
use crate::id::Pic;
use crate::organisation::{LegalForm, LegalForms, OrganisationType, Role, Status, Statuses};
use crate::proposal::{MemberKinds, Participant};
use crate::report::Case;
use crate::time::Instant;
pub(super) use newcomer::Newcomer;
pub(super) use project::smallest_costs;

/// Something unknown, in the order in which answers are tried: whoever may still join comes last, since
/// joining can make good what the others leave open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// A fact of a participant that its answers do not depend on others for.
    Own(usize, FactKind),
    /// Legal form and statuses of a participant, which exclude each other here and there.
    Kind(usize),
    /// The country of an organisation with these entries.
    Seat(Vec<usize>),
    AffiliatedTo(usize),
    Code(usize),
    Whole(FactKind),
    /// A fact that no answers are known for.
    Other(Fact),
    Question(usize),
    Completeness,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Role(Role),
    Kind(LegalForm, Statuses),
    /// The legal form alone.
    Form(LegalForm),
    /// The statuses alone.
    Statuses(Statuses),
    Type(OrganisationType),
    Kinds(MemberKinds),
    Country(Country),
    Code(Pic),
    OfProject(project::Stated),
    Reading(Reading),
    /// These join, and nobody else; and the open questions that they may raise.
    Join(Vec<Participant>, BTreeSet<usize>),
}

/// Which part of an unknown is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Whole,
    /// The legal form, the statuses being what they are.
    Form,
    /// The statuses, the legal form being what it is.
    Statuses,
}

impl Facet {
    /// Whether the part that is not varied is the same in two answers.
    pub(super) fn alike(self, a: &Answer, b: &Answer) -> bool {
        match (self, a, b) {
            (Facet::Form, Answer::Kind(_, a), Answer::Kind(_, b)) => a == b,
            (Facet::Statuses, Answer::Kind(a, _), Answer::Kind(b, _)) => a == b,
            _ => true,
        }
    }

    /// The answer to the part alone.
    pub(super) fn part(self, answer: Answer) -> Answer {
        match (self, answer) {
            (Facet::Form, Answer::Kind(form, _)) => Answer::Form(form),
            (Facet::Statuses, Answer::Kind(_, statuses)) => Answer::Statuses(statuses),
            (_, whole) => whole,
        }
    }
}

/// What answers are looked for under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) call: &'a Call,
    pub(super) as_of: Instant,
    /// The largest minimum that the consortium has to reach.
    pub(super) needed: u32,
    /// Entries whose country is still to be answered.
    pub(super) seats: &'a BTreeSet<usize>,
    /// Nothing answered.
    pub(super) root: &'a Case,
    /// Who may join to that, made when first asked for.
    pub(super) newcomers: &'a OnceCell<Vec<Newcomer>>,
    /// To be set where not everybody who may join is tried.
    pub(super) cut: &'a Cell<bool>,
}

/// The statuses that a call asks for of an organisation, in a role that it may hold or as a kind of member, and those that
/// the law asks for by what is stated of it, or may come to be. Of everything else what is presumed is kept.
pub(super) fn statuses_asked(who: &Participant, call: &Call) -> Vec<Status> {
    let of_members = call.required_members().iter().flat_map(|kind| &kind.value.statuses).map(|(s, _)| *s);
    let mut asked: BTreeSet<Status> = asked_of_roles(who.role, call.terms()).chain(of_members).collect();
    let states = |status, held| who.applicant.statuses.get(status) == Some(held);
    let by_law: Vec<Status> =
        asked_by_law(|status, held| asked.contains(&status) || states(status, held)).collect();
    asked.extend(by_law);
    asked.into_iter().collect()
}

impl Unknown {
    /// The unknown that a missing fact belongs to.
    pub(super) fn of(fact: Fact, case: &Case) -> Unknown {
        match (fact.kind(), fact.participant()) {
            (FactKind::Role | FactKind::OrganisationType | FactKind::MemberKinds, Some(at)) => {
                Unknown::Own(at, fact.kind())
            }
            (FactKind::LegalForm | FactKind::Statuses, Some(at)) => Unknown::Kind(at),
            (FactKind::Country, Some(at)) => Unknown::Seat(entry::one_organisation(at, case)),
            (FactKind::AffiliatedTo, Some(at)) => Unknown::AffiliatedTo(at),
            (FactKind::Pic, Some(at)) => Unknown::Code(at),
            (FactKind::ParticipantsComplete, None) => Unknown::Completeness,
            (kind, None) if project::ANSWERED.contains(&kind) => Unknown::Whole(kind),
            _ => Unknown::Other(fact),
        }
    }

    /// Where it stands in the order of trying.
    pub(super) fn rank(&self) -> (u8, usize, u8) {
        match self {
            Unknown::Own(at, FactKind::Role) => (0, *at, 0),
            Unknown::Kind(at) => (0, *at, 1),
            Unknown::Own(at, FactKind::MemberKinds) => (0, *at, 3),
            Unknown::Own(at, _) => (0, *at, 2),
            Unknown::Seat(entries) => (0, entries.first().copied().unwrap_or(0), 4),
            Unknown::AffiliatedTo(at) => (1, *at, 0),
            Unknown::Code(at) => (2, *at, 0),
            // Costs before the grant, which is tried at the most that they allow.
            Unknown::Whole(FactKind::TotalEligibleCosts) => (3, 0, 0),
            Unknown::Whole(kind) => (3, 1, *kind as u8),
            Unknown::Other(_) => (4, 0, 0),
            Unknown::Question(at) => (5, *at, 0),
            Unknown::Completeness => (6, 0, 0),
        }
    }

    /// Whether its answers depend on the answers to others.
    pub(super) fn leans(&self) -> bool {
        matches!(
            self,
            Unknown::AffiliatedTo(_)
                | Unknown::Code(_)
                | Unknown::Completeness
                | Unknown::Whole(
                    FactKind::RequestedGrant | FactKind::TotalEligibleCosts | FactKind::StartDate
                )
        )
    }

    /// Whether its answers depend on the answer to another.
    pub(super) fn leans_on(&self, other: &Unknown) -> bool {
        match self {
            Unknown::AffiliatedTo(_) | Unknown::Code(_) | Unknown::Completeness => {
                !other.entries().is_empty()
            }
            Unknown::Whole(FactKind::StartDate) => *other == Unknown::Whole(FactKind::SubmittedAt),
            Unknown::Whole(FactKind::RequestedGrant) => {
                *other == Unknown::Whole(FactKind::TotalEligibleCosts)
            }
            Unknown::Whole(FactKind::TotalEligibleCosts) => {
                *other == Unknown::Whole(FactKind::RequestedGrant)
            }
            _ => false,
        }
    }

    /// The participants that it is a fact of.
    pub(super) fn entries(&self) -> &[usize] {
        match self {
            Unknown::Seat(entries) => entries,
            Unknown::Own(at, _) | Unknown::Kind(at) | Unknown::AffiliatedTo(at) | Unknown::Code(at) => {
                std::slice::from_ref(at)
            }
            _ => &[],
        }
    }

    /// The answers to try.
    pub(super) fn answers(&self, case: &Case, setting: &Setting<'_>) -> Vec<Answer> {
        match self {
            Unknown::Own(at, FactKind::Role) => entry::roles(*at, case).map(Answer::Role).to_vec(),
            Unknown::Own(at, FactKind::MemberKinds) => {
                entry::member_kinds(*at, case, setting).into_iter().map(Answer::Kinds).collect()
            }
            Unknown::Own(..) => entry::types(setting.call).into_iter().map(Answer::Type).collect(),
            Unknown::Kind(at) => entry::kinds(*at, case, setting),
            Unknown::Seat(entries) => {
                entry::seats(entries, case, setting).into_iter().map(Answer::Country).collect()
            }
            Unknown::AffiliatedTo(at) => {
                entry::affiliations(*at, case, setting).into_iter().map(Answer::Code).collect()
            }
            Unknown::Code(at) => {
                entry::codes(*at, case, setting.seats).into_iter().map(Answer::Code).collect()
            }
            Unknown::Whole(kind) => {
                project::answers(*kind, case, setting).into_iter().map(Answer::OfProject).collect()
            }
            Unknown::Other(_) => Vec::new(),
            Unknown::Question(_) => vec![Answer::Reading(Reading::Yes), Answer::Reading(Reading::No)],
            Unknown::Completeness => newcomer::ways(case, setting),
        }
    }

    /// States an answer. A reading is not a fact of the case.
    pub(super) fn state(&self, answer: &Answer, case: &mut Case) {
        for at in self.entries() {
            let all = &mut case.proposal.consortium.participants;
            let Some(entry) = all.get_mut(*at) else { continue };
            match (self, answer) {
                (_, Answer::Role(role)) => entry.role = Some(*role),
                (_, Answer::Kind(form, statuses)) => {
                    entry.applicant.statuses = *statuses;
                    entry.applicant.legal_form = Some(LegalForms::from(*form));
                    // From a contradiction nothing is concluded, so it has to go.
                    if entry.applicant.known_form() != Some(*form) {
                        entry.applicant.statuses = Statuses::default();
                    }
                }
                (_, Answer::Form(form)) => entry.applicant.legal_form = Some(LegalForms::from(*form)),
                (_, Answer::Statuses(statuses)) => entry.applicant.statuses = *statuses,
                (_, Answer::Kinds(kinds)) => entry.applicant.member_kinds.clone_from(kinds),
                (_, Answer::Type(of)) => entry.applicant.organisation_type = Some(*of),
                (_, Answer::Country(country)) => entry.applicant.country = Some(*country),
                (Unknown::AffiliatedTo(_), Answer::Code(pic)) => entry.affiliated_to = Some(pic.clone()),
                (_, Answer::Code(pic)) => entry.applicant.pic = Some(pic.clone()),
                _ => {}
            }
        }
        if let Answer::OfProject(stated) = answer {
            project::state(stated, case);
        }
        if let Answer::Join(newcomers, _) = answer {
            case.proposal.consortium.participants.extend(newcomers.iter().cloned());
            case.proposal.consortium.complete = true;
        }
    }
}
