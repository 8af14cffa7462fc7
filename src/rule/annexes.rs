//! Every mandatory annex is attached.

use super::parts::{STATED, texts};
use crate::call::{Annexes, AnnexesOfSome};
use crate::check::alone;
use crate::check::def::About;
use crate::check::def::{
    Asked, At, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::{Facts, Setting};
use crate::check::fate::Fate;
use crate::check::links::Links;
use crate::check::operands::{Found, Required};
use crate::check::removal;
use crate::input::same;
use crate::law::{Act, Basis, Citation, of_2024};
use crate::money::Eur;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;

pub(super) const ANNEXES: RuleDef<Annexes> = RuleDef {
    about: About {
        title: "Every mandatory annex is attached.",
        explanation: "\
An application without an annex that the call makes mandatory is inadmissible as it stands; before it is rejected the applicant may
be asked for a document that is missing. Annexes go by the names that the
call uses, without regard to case. An annex that the call only asks for is no condition. One that it makes mandatory
of some applications only, by the amount requested or by who takes part, is mandatory of those. Whom the call removes takes
no part; whoever may stay if a later event comes still does.",
        since: STATED,
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[
            of_2024(
                "Art. 197",
                "a call states its conditions; what it asks is the call's; for legal commitments since 30 September 2024",
            ),
            of_2024(
                "Art. 154",
                "the applicant may be asked for a document that is missing; for legal commitments since 30 September 2024",
            ),
            Citation::act_noted(
                Act::Financial2018,
                "Art. 194",
                Basis::Inferred,
                "a call states its conditions; what it asks is the call's; read in the recast as Art. 197",
            ),
            Citation::act_noted(
                Act::Financial2018,
                "Art. 151",
                Basis::Unverified,
                "missing documents, for earlier commitments; three numbers below that of 2024, as the articles on grants are; neither \
                 number nor text was read",
            ),
        ],
        facts: &[
            FactKind::Annexes,
            FactKind::RequestedGrant,
            FactKind::Role,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::ParticipantsComplete,
            // Of those whom a call may remove.
            FactKind::Pic,
            FactKind::Country,
            FactKind::OrganisationType,
            FactKind::Declarations,
            FactKind::GrantSignature,
            FactKind::AffiliatedTo,
        ],
    },
    asked: |call| call.annexes().map(Asked::stated),
    judge: Judge::Proposal(FactKind::Annexes, judge),
    shown: Shown {
        required: |asked, seen| Some(Required::AllOf(Those::seen(seen).wanted(asked, seen.outcome))),
        found: |seen| Some(Found::Named(seen.facts.application().annexes.clone())),
        words,
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(|asked, seen, dependence| depends(asked.value, seen, dependence)),
};

fn judge(asked: &Annexes, at: &At<'_>) -> Outcomes {
    let by_participants = asked.of_some.iter().any(AnnexesOfSome::by_participants);
    let links = (by_participants && at.setting.call.removes_ineligible()).then(|| at.links());
    Those { facts: at.facts, setting: at.setting, links }.judged(asked)
}

fn has(attached: &[String], annex: &str) -> bool {
    attached.iter().any(|other| same(annex, other))
}

fn lacks(row: &AnnexesOfSome, attached: &[String]) -> bool {
    row.mandatory.iter().any(|annex| !has(attached, annex))
}

/// Whether whoever takes part in a role and with a legal form makes an annex mandatory that is not among those attached.
#[cfg(feature = "next")]
pub(crate) fn brings_an_annex(asked: &Annexes, attached: &[String], (role, form): (Role, LegalForm)) -> bool {
    asked.of_some.iter().any(|row| row.by_participants() && row.concerns(role, form) && lacks(row, attached))
}

/// A row by which annexes are mandatory that are not attached, and what it turns on.
#[cfg(feature = "next")]
pub(crate) struct Lacking {
    /// Up to this amount the row does not apply.
    pub(crate) up_to: Option<Eur>,
    /// The places of the participants who make it apply.
    pub(crate) places: Vec<usize>,
}

/// The rows by which annexes are mandatory that are not attached: those that apply for certain, or where of several one
/// does, all of them; `None` where an annex of every application is not attached.
#[cfg(feature = "next")]
pub(crate) fn lacking(asked: &Annexes, facts: &Facts<'_>, setting: &Setting<'_>) -> Option<Vec<Lacking>> {
    let attached = facts.application().annexes.as_ref()?;
    if asked.mandatory.iter().any(|annex| !has(attached, annex)) {
        return None;
    }
    let links = setting.call.removes_ineligible().then(|| Links::of(facts, setting));
    let those = Those { facts, setting, links: links.as_ref() };
    let rows = those.standing(asked, Outcome::NotMet).into_iter().filter(|row| lacks(row, attached));
    let concerned = |row: &AnnexesOfSome| {
        let all = facts.participants.iter().enumerate().filter(|_| row.by_participants());
        all.filter(|who| those.may_be_concerned(*who, |role, form| row.concerns(role, form)))
            .map(|(at, _)| at)
            .collect()
    };
    Some(rows.map(|row| Lacking { up_to: row.requested_above, places: concerned(row) }).collect())
}

/// The roles and legal forms that a participant may turn out to have.
fn ways(entry: &Participant) -> impl Iterator<Item = (Role, LegalForm)> {
    let roles = entry.role.map_or(Role::ALL, |role| match Role::ALL.iter().position(|r| *r == role) {
        Some(at) => Role::ALL.get(at..=at).unwrap_or_default(),
        None => Role::ALL,
    });
    let forms = entry.applicant.possible_forms();
    roles.iter().flat_map(move |role| forms.iter().map(move |form| (*role, form)))
}

/// Whoever may still join, in any role and of any form.
fn anybody() -> impl Iterator<Item = (Role, LegalForm)> {
    Role::ALL.iter().flat_map(|role| LegalForm::ALL.iter().map(move |form| (*role, *form)))
}

fn passes(role: Role, form: LegalForm, rows: &[&AnnexesOfSome]) -> bool {
    !rows.iter().any(|row| row.concerns(role, form))
}

/// What is stated, and who takes part of those who are: where the call removes whoever is ineligible, by these links.
#[derive(Clone, Copy)]
struct Those<'a> {
    facts: &'a Facts<'a>,
    setting: &'a Setting<'a>,
    links: Option<&'a Links>,
}

impl<'a> Those<'a> {
    fn seen(seen: &'a Seen<'_>) -> Self {
        let links = seen.setting.call.removes_ineligible().then(|| seen.links());
        Those { facts: &seen.facts, setting: &seen.setting, links }
    }

    fn judged(&self, asked: &Annexes) -> Outcomes {
        let Some(attached) = &self.facts.application().annexes else {
            let some = !asked.mandatory.is_empty() || asked.of_some.iter().any(|row| self.may_apply(row));
            return Outcomes::MET.or(Outcomes::NOT_MET.when(some));
        };
        if asked.mandatory.iter().any(|annex| !has(attached, annex)) {
            return Outcomes::NOT_MET;
        }
        let open: Vec<&AnnexesOfSome> = asked.of_some.iter().filter(|row| lacks(row, attached)).collect();
        let fails = open.iter().any(|row| self.may_apply(row));
        Outcomes::MET.when(self.none_need_apply(&open)).or(Outcomes::NOT_MET.when(fails))
    }

    /// What becomes of a participant in a role and with a legal form.
    fn fate(&self, (place, entry): (usize, &Participant), role: Role, form: LegalForm) -> Fate {
        let Some(links) = self.links else { return Fate::Stays };
        match links.fate(place) {
            Fate::Perhaps => {}
            settled => return settled,
        }
        let mut held = Participant { role: Some(role), ..entry.clone() };
        held.applicant.legal_form = Some(form.into());
        let by_itself = alone::alone(&held, self.setting);
        if role == Role::AffiliatedEntity { by_itself.max(links.as_affiliated(place)) } else { by_itself }
    }

    /// Whether a participant can turn out to take part in such a way.
    fn may_be_concerned(
        &self,
        who: (usize, &Participant),
        concerned: impl Fn(Role, LegalForm) -> bool,
    ) -> bool {
        ways(who.1).any(|(role, form)| concerned(role, form) && self.fate(who, role, form) != Fate::Removed)
    }

    /// Whether a participant can turn out such that none of the rows concerns it, or take no part.
    fn may_pass(&self, who: (usize, &Participant), rows: &[&AnnexesOfSome]) -> bool {
        ways(who.1).any(|(role, form)| passes(role, form, rows) || self.fate(who, role, form) != Fate::Stays)
    }

    /// Whether a row may be one for the amount requested.
    fn may_be_above(&self, row: &AnnexesOfSome) -> bool {
        let grant = self.facts.proposal.requested_grant;
        row.requested_above.is_none_or(|above| grant.is_none_or(|grant| grant > above))
    }

    /// Whether what is unknown can be such that a row applies.
    fn may_apply(&self, row: &AnnexesOfSome) -> bool {
        let somebody = || {
            let mut all = self.facts.participants.iter().enumerate();
            !self.facts.complete
                || all.any(|who| self.may_be_concerned(who, |role, form| row.concerns(role, form)))
        };
        self.may_be_above(row) && (!row.by_participants() || somebody())
    }

    /// The rows that apply whoever takes part, or that depend on who does, at the smallest amount there may be.
    fn at_the_least<'r>(&self, rows: &[&'r AnnexesOfSome]) -> Vec<&'r AnnexesOfSome> {
        let grant = self.facts.proposal.requested_grant.unwrap_or(Eur::ZERO);
        rows.iter().copied().filter(|row| row.requested_above.is_none_or(|above| grant > above)).collect()
    }

    /// Whether what is unknown can be such that none of the rows applies.
    fn none_need_apply(&self, rows: &[&AnnexesOfSome]) -> bool {
        let rows = self.at_the_least(rows);
        rows.iter().all(|row| row.by_participants())
            && self.facts.participants.iter().enumerate().all(|who| self.may_pass(who, &rows))
    }

    /// The rows that may apply; beside what is not met, of those that ask for something that is not attached, the ones
    /// that apply for certain, if there are any.
    fn standing<'r>(&self, asked: &'r Annexes, outcome: Outcome) -> Vec<&'r AnnexesOfSome> {
        let rows: Vec<&AnnexesOfSome> = asked.of_some.iter().filter(|row| self.may_apply(row)).collect();
        let surely = |row: &&AnnexesOfSome| !self.none_need_apply(&[row]);
        let of_every = || self.attached().is_some_and(|a| asked.mandatory.iter().any(|annex| !has(a, annex)));
        let fails = |row: &AnnexesOfSome| surely(&row) && self.attached().is_some_and(|a| lacks(row, a));
        match outcome == Outcome::NotMet && (of_every() || rows.iter().any(|row| fails(row))) {
            true => rows.into_iter().filter(surely).collect(),
            false => rows,
        }
    }

    fn attached(&self) -> Option<&'a [String]> {
        self.facts.application().annexes.as_deref()
    }

    /// The annexes that are mandatory; where none is known to be, those that may be.
    fn wanted(&self, asked: &Annexes, outcome: Outcome) -> Vec<String> {
        let mut wanted = asked.mandatory.clone();
        for annex in self.standing(asked, outcome).into_iter().flat_map(|row| &row.mandatory) {
            if !has(&wanted, annex) {
                wanted.push(annex.clone());
            }
        }
        wanted
    }

    /// The unknown facts that turn whether any of the rows applies, while the others are completed in every way.
    fn turning(&self, rows: &[&AnnexesOfSome], dependence: &mut Dependence) {
        let grant = self.facts.proposal.requested_grant;
        let mut amounts: Vec<Eur> = vec![grant.unwrap_or(Eur::ZERO)];
        if grant.is_none() {
            let above = rows.iter().filter_map(|row| row.requested_above);
            amounts.extend(above.filter_map(|above| above.checked_add(Eur::from_cents(1)?)));
            if self.turned_by_amount(rows) {
                dependence.facts.insert(Fact::of_proposal(FactKind::RequestedGrant));
            }
        }
        for amount in amounts {
            let applies = |row: &&&AnnexesOfSome| row.requested_above.is_none_or(|above| amount > above);
            let active: Vec<&AnnexesOfSome> = rows.iter().filter(applies).copied().collect();
            if active.iter().any(|row| !row.by_participants()) {
                continue;
            }
            self.turned_by_participants(&active, dependence);
        }
    }

    /// Whether the amount turns it: at the least none applies, and at more one does.
    fn turned_by_amount(&self, rows: &[&AnnexesOfSome]) -> bool {
        let least = self.at_the_least(rows);
        let more = || rows.iter().filter(|row| row.requested_above.is_some());
        let concerned = |role: Role, form: LegalForm| {
            passes(role, form, &least) && more().any(|row| row.concerns(role, form))
        };
        let mut all = self.facts.participants.iter().enumerate();
        self.none_need_apply(rows)
            && (more().any(|row| !row.by_participants())
                || all.any(|who| self.may_be_concerned(who, concerned))
                || (!self.facts.complete && anybody().any(|(role, form)| concerned(role, form))))
    }

    /// What turns it of participants: all others can pass, and this one by this fact or question passes or does not.
    fn turned_by_participants(&self, active: &[&AnnexesOfSome], dependence: &mut Dependence) {
        let all = || self.facts.participants.iter().enumerate();
        let others_pass = |place: Option<usize>| {
            all().filter(|(at, _)| Some(*at) != place).all(|who| self.may_pass(who, active))
        };
        for who in all() {
            let concerned = || self.may_be_concerned(who, |role, form| !passes(role, form, active));
            if !concerned() || !self.may_pass(who, active) || !others_pass(Some(who.0)) {
                continue;
            }
            match self.links {
                Some(links) => self.turned_by(who, active, links, dependence),
                None => turned_by_form_or_role(who, active, dependence),
            }
        }
        let joins = |(role, form): (Role, LegalForm)| !passes(role, form, active);
        if !self.facts.complete && others_pass(None) && anybody().any(joins) {
            dependence.facts.insert(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
    }

    /// What turns whether a participant whom the call may remove makes one of the rows apply.
    fn turned_by(
        &self,
        (place, entry): (usize, &Participant),
        active: &[&AnnexesOfSome],
        links: &Links,
        dependence: &mut Dependence,
    ) {
        let unlinked =
            |role: Role| role == Role::AffiliatedEntity && links.as_affiliated(place) == Fate::Removed;
        let judged =
            |setting: &Setting<'_>, held: &Participant| match (held.role, held.applicant.known_form()) {
                (Some(role), Some(form)) if passes(role, form, active) || unlinked(role) => Outcomes::MET,
                (Some(_), Some(_)) => match alone::alone(held, setting) {
                    Fate::Stays => Outcomes::NOT_MET,
                    Fate::Perhaps => Outcomes::MET_OR_NOT,
                    Fate::Removed => Outcomes::MET,
                },
                _ => Outcomes::MET_OR_NOT,
            };
        alone::turning((place, entry), judged, self.setting, dependence);
        let affiliated =
            |role: Role, form: LegalForm| role == Role::AffiliatedEntity && !passes(role, form, active);
        if self.may_be_concerned((place, entry), affiliated) {
            removal::decides_by_link(place, self.facts, self.setting, links, dependence);
        }
    }
}

/// Whether role or legal form turn it of a participant who takes part.
fn turned_by_form_or_role(
    (place, entry): (usize, &Participant),
    active: &[&AnnexesOfSome],
    dependence: &mut Dependence,
) {
    let all: Vec<(Role, LegalForm)> = ways(entry).collect();
    let turns = |same: &dyn Fn((Role, LegalForm), (Role, LegalForm)) -> bool| {
        all.iter().any(|a| {
            passes(a.0, a.1, active) && all.iter().any(|b| same(*a, *b) && !passes(b.0, b.1, active))
        })
    };
    if turns(&|a, b| a.1 == b.1) {
        dependence.facts.insert(Fact::of_participant(place, FactKind::Role));
    }
    if turns(&|a, b| a.0 == b.0) {
        dependence.facts.insert(Fact::of_participant(place, FactKind::LegalForm));
    }
}

fn words(asked: &Annexes, seen: &Seen<'_>) -> String {
    let those = Those::seen(seen);
    let wanted = those.wanted(asked, seen.outcome);
    let rows = || those.standing(asked, seen.outcome).into_iter();
    let when = |rows: &mut dyn Iterator<Item = &AnnexesOfSome>| -> String {
        let each: Vec<String> = rows.map(|row| format!("; {} {row}", texts(&row.mandatory))).collect();
        each.concat()
    };
    let Some(attached) = those.attached() else {
        let all = texts(&asked.mandatory);
        let always = if asked.mandatory.is_empty() { "none of every application" } else { &all };
        return format!("The annexes are not stated; mandatory: {always}{}.", when(&mut rows()));
    };
    let missing: Vec<String> = wanted.iter().filter(|annex| !has(attached, annex)).cloned().collect();
    let why = when(&mut rows().filter(|row| lacks(row, attached)));
    match seen.outcome {
        Outcome::NotMet => {
            let asked_for = "the applicant may be asked for a document that is missing (Regulation (EU, Euratom) 2024/2509, Art. 154, for \
                             commitments since 30 September 2024; the article before it was not read)";
            let listed = texts(&missing);
            let perhaps: Vec<&AnnexesOfSome> =
                asked.of_some.iter().filter(|row| those.may_apply(row)).collect();
            let sure = |row: &AnnexesOfSome| {
                !row.mandatory.iter().any(|annex| !has(attached, annex) && !has(&missing, annex))
            };
            let perhaps = when(&mut perhaps.into_iter().filter(|row| !sure(row)));
            let open =
                if perhaps.is_empty() { "" } else { ", and whether that is mandatory is not known yet" };
            format!("Not attached: {listed}{why}{perhaps}{open}; {asked_for}.")
        }
        Outcome::Unknown => {
            format!("Not attached: {}, and whether that is mandatory is not known yet{why}.", texts(&missing))
        }
        _ if wanted.is_empty() => "No annex is mandatory of this application.".to_owned(),
        _ => format!("Every mandatory annex is attached: {}.", texts(&wanted)),
    }
}

fn depends(asked: &Annexes, seen: &Seen<'_>, dependence: &mut Dependence) {
    let those = Those::seen(seen);
    match those.attached() {
        Some(attached) => {
            let rows: Vec<&AnnexesOfSome> = asked.of_some.iter().filter(|row| lacks(row, attached)).collect();
            those.turning(&rows, dependence);
        }
        None => {
            dependence.facts.insert(Fact::of_proposal(FactKind::Annexes));
            // What would be attached may leave any one of them out that is not mandatory of all.
            for annex in asked.named().filter(|annex| !has(&asked.mandatory, annex)) {
                let rows: Vec<&AnnexesOfSome> =
                    asked.of_some.iter().filter(|row| has(&row.mandatory, annex)).collect();
                those.turning(&rows, dependence);
            }
        }
    }
}
