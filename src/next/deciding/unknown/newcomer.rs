//! Who may still join: nobody, or organisations that have no fault of their own, of every kind that does
//! something for a condition.

use std::collections::BTreeSet;

use super::entry::{fresh_states, stated_states, types};
use super::{Answer, Setting, entry, statuses_asked};
use crate::call::Call;
use crate::check::Found;
use crate::country::{Country, MEMBER_STATES};
use crate::id::Pic;
use crate::next::invented::Fresh;
use crate::organisation::{LegalForm, OrganisationType, Role, Statuses};
use crate::outcome::Outcome;
use crate::proposal::{Applicant, Consortium, MemberKinds, Participant};
use crate::report::Case;
use crate::rule::{RuleId, brings_an_annex, members_served};

/// More newcomers than this are not tried out.
const NEWCOMERS: u32 = 8;
/// Among so many who are named as linked to and not stated, each is left out once.
const LEFT_OUT: usize = 8;
/// No more organisations than this are looked at to see who may join.
const LOOKED_AT: usize = 4_000;
/// No more ways than this to have somebody join are tried.
const WAYS: usize = 2_000;
/// Listing the open questions that a newcomer raises takes no more steps than this.
const LISTING: u64 = 20_000;
/// More ways than this to have kinds of members join are not told apart.
const FILLED: usize = 12;

/// Newcomers of one role and legal form who serve the same kinds of members.
#[derive(Debug, Clone)]
pub(in crate::next::deciding) struct Newcomer {
    role: Role,
    form: LegalForm,
    statuses: Statuses,
    organisation_type: Option<OrganisationType>,
    /// Where they may sit; the first is as good as can be.
    seats: Vec<Country>,
    /// The kinds of members that they are, one bit each.
    serves: u64,
    /// The kinds that the call names of which they say that they are one.
    member_kinds: MemberKinds,
    /// Whether what is asked of them alone leaves something open.
    open: bool,
    /// Whether they may count to the minima.
    counts: bool,
    /// Whether they make an annex mandatory that is stated not to be attached.
    annex: bool,
    /// The open questions that they raise.
    raised: BTreeSet<usize>,
}

/// Everybody who may join, told apart by role, legal form and the kinds of members they are.
fn all(setting: &Setting<'_>) -> Vec<Newcomer> {
    let (call, case) = (setting.call, setting.root);
    let mut roles = vec![Role::Coordinator, Role::Beneficiary];
    for kind in call.required_members() {
        // Who does not count may be asked for, too.
        let listed = &kind.value.roles;
        let others = [Role::AssociatedPartner, Role::Subcontractor, Role::AffiliatedEntity];
        roles.extend(others.into_iter().filter(|role| match role {
            Role::AssociatedPartner => listed.is_empty() || listed.contains(role),
            _ => listed.contains(role),
        }));
    }
    roles.sort_unstable();
    roles.dedup();
    let by_type = call.terms().more.iter().any(|more| !more.types.is_empty())
        || call.required_members().iter().any(|kind| !kind.value.organisation_types.is_empty());
    let types: Vec<Option<OrganisationType>> =
        if by_type { types(call).into_iter().map(Some).collect() } else { vec![None] };
    let answers = answers(call);
    let attached = case.proposal.application.annexes.as_deref();
    let annexes = call.annexes().map(|asked| &asked.value).zip(attached);
    let mut found: Vec<Newcomer> = Vec::new();
    let mut left = LOOKED_AT;
    for role in roles {
        for form in LegalForm::ALL.iter().copied() {
            let Some(mut who) = applicant(form) else { continue };
            let seats = seats(&mut who, role, case, setting);
            let asked = statuses_asked(&Participant::new(who.clone()).role(role), call);
            let ways = Statuses::default().completed(form, &asked).into_iter();
            for (statuses, answers) in ways.flat_map(|s| answers.iter().map(move |a| (s, a))) {
                for organisation_type in &types {
                    who.statuses = statuses;
                    who.member_kinds.clone_from(answers);
                    who.organisation_type = *organisation_type;
                    who.country = seats.first().copied();
                    if left == 0 {
                        setting.cut.set(true);
                        break;
                    }
                    left = left.saturating_sub(1);
                    let Some(open) = faultless(&who, role, setting) else { continue };
                    for seat in &seats {
                        who.country = Some(*seat);
                        let entry = Participant::new(who.clone()).role(role);
                        let serves = members_served(&entry, call);
                        let same = |n: &&mut Newcomer| {
                            n.role == role && n.form == form && n.serves == serves && n.open <= open
                        };
                        match found.iter_mut().find(same) {
                            Some(known) => {
                                let alike = known.statuses == statuses
                                    && known.member_kinds == *answers
                                    && known.organisation_type == *organisation_type;
                                if alike && !known.seats.contains(seat) {
                                    known.seats.push(*seat);
                                }
                            }
                            None => {
                                let (counts, raised) = alone(entry, setting);
                                found.push(Newcomer {
                                    role,
                                    form,
                                    statuses,
                                    organisation_type: *organisation_type,
                                    seats: vec![*seat],
                                    serves,
                                    member_kinds: answers.clone(),
                                    open,
                                    counts,
                                    annex: annexes.is_some_and(|(asked, attached)| {
                                        brings_an_annex(asked, attached, (role, form))
                                    }),
                                    raised,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
    // Those of whom nothing is open are likelier to pass.
    found.sort_by_key(|n| (n.open, n.raised.len()));
    found
}

/// To the questions of kinds of members: all no, all yes, and yes to each alone.
fn answers(call: &Call) -> Vec<MemberKinds> {
    let names: BTreeSet<&String> =
        call.required_members().iter().filter_map(|k| k.value.kind.as_ref()).collect();
    let say = |yes: &dyn Fn(&String) -> bool| names.iter().map(|name| ((*name).clone(), yes(name))).collect();
    let mut all: Vec<MemberKinds> = vec![say(&|_| false)];
    all.extend(names.iter().map(|one| say(&|name| name == *one)));
    all.push(say(&|_| true));
    all.dedup();
    all
}

fn applicant(form: LegalForm) -> Option<Applicant> {
    Some(Applicant::new("newcomer".parse().ok()?).legal_form(form))
}

/// Whether what is asked of it alone leaves something open; `None` where it does not pass.
fn faultless(who: &Applicant, role: Role, setting: &Setting<'_>) -> Option<bool> {
    let signed = setting.root.proposal.grant_signature;
    let report = who.check(setting.call, Some(role), setting.as_of, signed);
    let asked = || report.live().filter(|a| a.rule() != RuleId::Pic);
    if asked().any(|a| a.outcome() == Outcome::NotMet) {
        return None;
    }
    Some(!asked().all(|a| matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable)))
}

/// Whether it may count to the minima, and the open questions that it raises beside others.
fn alone(entry: Participant, setting: &Setting<'_>) -> (bool, BTreeSet<usize>) {
    let mut alone = Consortium::new([entry]);
    let signed = setting.root.proposal.grant_signature;
    let counts = alone.check(setting.call, setting.as_of, signed).live().all(|a| {
        let minimum = matches!(a.rule(), RuleId::MinimumApplicants | RuleId::MinimumCountries);
        !minimum || !matches!(a.found(), Some(Found::Count { possible: Some(0), .. }))
    });
    alone.complete = false;
    let report = alone.check(setting.call, setting.as_of, signed);
    (counts, report.live().flat_map(|a| a.dependence_within(LISTING).questions).collect())
}

/// Where an organisation of that role and legal form may sit: where nobody does first, and where nothing is
/// open before where something is.
fn seats(who: &mut Applicant, role: Role, case: &Case, setting: &Setting<'_>) -> Vec<Country> {
    let call = setting.call;
    let stated: Vec<Country> = stated_states(&case.proposal.consortium.participants).collect();
    let listed = call.required_members().iter().flat_map(|kind| &kind.value.countries).copied();
    let mut places: Vec<Country> = fresh_states(case, call).chain(stated).chain(listed).collect();
    let home = places.len();
    places.extend(entry::others_told_apart(call));
    let mut seen = BTreeSet::new();
    let mut seats: Vec<(bool, Country)> = Vec::new();
    for (at, country) in places.into_iter().enumerate() {
        // Elsewhere one sits only where no Member State will do.
        if !seen.insert(country) || (at >= home && !seats.is_empty() && !MEMBER_STATES.contains(&country)) {
            continue;
        }
        who.country = Some(country);
        let report = who.check(call, Some(role), setting.as_of, case.proposal.grant_signature);
        let seated = [RuleId::Country, RuleId::CoordinatorCountry, RuleId::ThirdCountry];
        let outcomes = || report.live().filter(|a| seated.contains(&a.rule())).map(|a| a.outcome());
        if !outcomes().any(|outcome| outcome == Outcome::NotMet) {
            let open = outcomes().any(|o| !matches!(o, Outcome::Met | Outcome::NotApplicable));
            seats.push((open, country));
        }
    }
    seats.sort_by_key(|(open, _)| *open);
    seats.into_iter().map(|(_, country)| country).collect()
}

/// Nobody joins; or organisations without fault, with a coordinator among them or not.
pub(super) fn ways(case: &Case, setting: &Setting<'_>) -> Vec<Answer> {
    let newcomers = setting.newcomers.get_or_init(|| all(setting));
    let stated: BTreeSet<&Pic> =
        case.proposal.consortium.participants.iter().filter_map(|e| e.applicant.code()).collect();
    let mut named: Vec<&Pic> =
        case.proposal.consortium.participants.iter().filter_map(|e| e.link()).collect();
    named.retain(|pic| !stated.contains(pic));
    named.sort_unstable();
    named.dedup();
    // Who comes to be counted serves as few kinds as can be: those who are asked for come by themselves. Nobody need
    // bring a mandatory annex along where others count as well; of every form, some do.
    let plain = |role: Role| {
        let mut found: Vec<&Newcomer> = newcomers.iter().filter(|n| n.role == role).collect();
        found.sort_by_key(|n| (!n.counts, n.annex, n.open, n.raised.len(), n.serves.count_ones()));
        found
    };
    let beneficiaries = plain(Role::Beneficiary);
    let coordinators = plain(Role::Coordinator);
    let most = (setting.needed.clamp(1, NEWCOMERS) as usize).max(named.len());
    let every_form: Vec<&Newcomer> = {
        let mut seen = BTreeSet::new();
        beneficiaries.iter().copied().filter(|n| seen.insert(n.form)).collect()
    };
    // Those who are named as linked to may be among them, none of them, or all but one.
    let mut among = vec![named.clone()];
    if !named.is_empty() {
        among.push(Vec::new());
    }
    if (2..=LEFT_OUT).contains(&named.len()) {
        let but = |left: &&Pic| named.iter().copied().filter(|pic| pic != left).collect();
        among.extend(named.iter().map(but));
    }
    let mut leading: Vec<Vec<&Newcomer>> = vec![Vec::new()];
    let mut seen: BTreeSet<(u64, bool, &BTreeSet<usize>)> = BTreeSet::new();
    leading.extend(
        coordinators.iter().filter(|n| seen.insert((n.serves, n.counts, &n.raised))).map(|n| vec![*n]),
    );
    let mut seen: BTreeSet<&BTreeSet<usize>> = BTreeSet::new();
    let asking: Vec<&Newcomer> = beneficiaries.iter().copied().filter(|n| seen.insert(&n.raised)).collect();
    let mut ways: Vec<Answer> = Vec::new();
    let mut fresh = Fresh::beside(&case.proposal.consortium.participants);
    let mut put = |group: &[&Newcomer], named: &[&Pic]| {
        if ways.len() >= WAYS {
            setting.cut.set(true);
            return;
        }
        let raised = group.iter().flat_map(|n| &n.raised).copied().collect();
        ways.push(Answer::Join(seated(group, named, &mut fresh, case), raised));
    };
    let filled = filled(newcomers, setting.call);
    for named in &among {
        for lead in &leading {
            for fill in &filled {
                let others = if beneficiaries.is_empty() { 0 } else { most };
                for count in 0..=others {
                    let alike = beneficiaries.iter().take(1).cycle().take(count);
                    let group: Vec<&Newcomer> = lead.iter().chain(alike).chain(fill).copied().collect();
                    put(&group, named);
                    // And one more, of each kind that raises questions of its own.
                    for other in asking.iter().skip(1) {
                        let group: Vec<&Newcomer> = group.iter().copied().chain([*other]).collect();
                        put(&group, named);
                    }
                }
            }
            let full = filled.first().map(Vec::as_slice).unwrap_or_default();
            let of_every_form = every_form.iter().cycle().take(if every_form.is_empty() {
                0
            } else {
                most.saturating_add(every_form.len())
            });
            let group: Vec<&Newcomer> = lead.iter().chain(of_every_form).chain(full).copied().collect();
            put(&group, named);
        }
    }
    ways
}

/// The ways in which the kinds of members that a call asks for may join, those who do not count first: all of
/// them, and fewer.
fn filled<'n>(newcomers: &'n [Newcomer], call: &Call) -> Vec<Vec<&'n Newcomer>> {
    let most: Vec<u32> = call.required_members().iter().map(|kind| kind.value.at_least).collect();
    let mut wanted: Vec<Vec<u32>> = vec![Vec::new()];
    for most in &most {
        wanted = wanted
            .into_iter()
            .flat_map(|before| (0..=*most).rev().map(move |n| before.iter().copied().chain([n]).collect()))
            .collect();
        if wanted.len() > FILLED {
            break;
        }
    }
    if wanted.len() > FILLED || wanted.iter().any(|w| w.len() != most.len()) {
        wanted = vec![most.clone()];
        for (at, _) in most.iter().enumerate() {
            let mut but_one = most.clone();
            if let Some(cell) = but_one.get_mut(at) {
                *cell = cell.saturating_sub(1);
            }
            wanted.push(but_one);
        }
        wanted.push(vec![0; most.len()]);
    }
    let mut found: Vec<Vec<&Newcomer>> = Vec::new();
    for wanted in wanted {
        for counting in [false, true] {
            if let Some(group) = serving(wanted.clone(), newcomers, counting)
                && !found.iter().any(|known| same(known, &group))
            {
                found.push(group);
            }
        }
    }
    found
}

fn same(a: &[&Newcomer], b: &[&Newcomer]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| std::ptr::eq(*a, *b))
}

/// The bits of kinds of members.
fn bits() -> impl Iterator<Item = u64> {
    (0..64u32).map(|at| 1u64 << at)
}

/// As few as can be who serve these kinds so many times, and no other kind where that can be.
fn serving(mut wanted: Vec<u32>, newcomers: &[Newcomer], counting: bool) -> Option<Vec<&Newcomer>> {
    let mut group = Vec::new();
    loop {
        let open = wanted.iter().zip(bits()).filter(|(n, _)| **n > 0).fold(0u64, |all, (_, bit)| all | bit);
        if open == 0 {
            return Some(group);
        }
        let best = newcomers
            .iter()
            .filter(|n| n.role != Role::Coordinator && n.serves & open != 0)
            .min_by_key(|n| {
                let (beyond, within) = ((n.serves & !open).count_ones(), (n.serves & open).count_ones());
                (n.counts != counting, n.annex, n.open, n.raised.len(), beyond, std::cmp::Reverse(within))
            })?;
        for (cell, bit) in wanted.iter_mut().zip(bits()) {
            if best.serves & bit != 0 {
                *cell = cell.saturating_sub(1);
            }
        }
        group.push(best);
    }
}

/// Newcomers with seats and codes: each where nobody else sits, as far as that goes.
fn seated(group: &[&Newcomer], named: &[&Pic], fresh: &mut Fresh, case: &Case) -> Vec<Participant> {
    let all = &case.proposal.consortium.participants;
    let stated =
        all.iter().find(|e| e.role.is_some_and(Role::counts)).and_then(|e| e.applicant.code().cloned());
    let mut taken: Vec<Country> = stated_states(all).collect();
    let mut way: Vec<Participant> = Vec::new();
    for (place, newcomer) in group.iter().enumerate() {
        let free = newcomer.seats.iter().find(|seat| !taken.contains(seat));
        let Some(country) = free.or(newcomer.seats.first()).copied() else { continue };
        taken.push(country);
        let mut who = Applicant::new(fresh.name.clone()).country(country).legal_form(newcomer.form);
        who.statuses = newcomer.statuses;
        who.organisation_type = newcomer.organisation_type;
        who.member_kinds.clone_from(&newcomer.member_kinds);
        who.pic = named.get(place).copied().or(fresh.codes.get(place)).cloned();
        let mut entry = Participant::new(who).role(newcomer.role);
        if newcomer.role == Role::AffiliatedEntity {
            let counted = way.iter().find(|e| e.role.is_some_and(Role::counts));
            entry.affiliated_to =
                counted.and_then(|e| e.applicant.code().cloned()).or_else(|| stated.clone());
        }
        way.push(entry);
    }
    way
}
