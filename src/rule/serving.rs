//! What one organisation may come to among the kinds of members that a call asks for.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::call::{Call, MemberKind, Point, Sourced};
use crate::check::alone::alone;
use crate::check::completions::statuses_asked;
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::Setting;
use crate::check::fate::Fate;
use crate::check::links::Links;
use crate::country::Country;
use crate::input::same;
use crate::organisation::{LegalForm, OrganisationType, Role, Status, Statuses};
use crate::proposal::Participant;

/// More sets than this are not told apart: of each kind it is then told by itself whether it may be served.
const SETS: usize = 256;

/// Kinds of members, one bit each.
pub(super) type Kinds = u64;

/// The kinds that are asked for, with the Member States that are told apart.
pub(super) struct Wanted<'k> {
    pub(super) kinds: &'k [Sourced<MemberKind>],
    /// Those of the call's day where some kind has to come from several; else none.
    states: Vec<Country>,
    /// Whether whoever sits in an overseas territory comes from its Member State.
    territories: Point,
    /// The day of the call, on which territories are linked to a State.
    day: Option<NaiveDate>,
    /// The kinds in whose place a letter stands: who is of them makes no difference.
    settled: Kinds,
    /// Where the call removes whoever is ineligible: what decides on that.
    removing: Option<(&'k Setting<'k>, &'k Links)>,
}

impl<'k> Wanted<'k> {
    pub(super) fn of(kinds: &'k [Sourced<MemberKind>], call: &Call) -> Self {
        let apart = kinds.iter().any(|kind| kind.value.member_states.is_some());
        let states = if apart { call.member_states() } else { Vec::new() };
        Wanted {
            kinds,
            states,
            territories: call.territories_count(),
            day: call.day(),
            settled: 0,
            removing: None,
        }
    }

    /// The same where the call removes whoever is ineligible.
    pub(super) fn removing(self, setting: &'k Setting<'k>, links: &'k Links) -> Self {
        let removing = Some((setting, links)).filter(|_| setting.call.removes_ineligible());
        Wanted { removing, ..self }
    }

    /// The same beside letters that stand in the place of some kinds.
    pub(super) fn beside(self, settled: Kinds) -> Self {
        let mut beside = Wanted { settled, ..self };
        if beside.open().all(|kind| kind.member_states.is_none()) {
            beside.states.clear();
        }
        beside
    }

    /// Whether the call may leave an entry in.
    pub(super) fn may_stay(&self, place: usize) -> bool {
        self.removing.is_none_or(|(_, links)| links.may_stay(place))
    }

    /// Whether the call removes an entry, or does not.
    pub(super) fn may_remove(&self, place: usize) -> bool {
        self.removing.is_some_and(|(_, links)| links.fate(place) == Fate::Perhaps)
    }

    /// The kinds that make a difference: in whose place no letter stands.
    pub(super) fn open(&self) -> impl Iterator<Item = &'k MemberKind> + Clone {
        let settled = self.settled;
        (0u32..).zip(self.values()).filter(move |(at, _)| settled & bit(*at) == 0).map(|(_, kind)| kind)
    }

    /// The question whether a territory counts for its Member State, where it is open and makes a difference.
    pub(super) fn territories_open(&self) -> Option<usize> {
        match self.territories {
            Point::Open(question) if self.tells_states() => Some(usize::from(question)),
            _ => None,
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &'k MemberKind> + Clone {
        self.kinds.iter().map(|kind| &kind.value)
    }

    /// Every kind.
    pub(super) fn all(&self) -> Kinds {
        self.those(|_| true)
    }

    /// The kinds that a test lets through.
    pub(super) fn those(&self, test: impl Fn(&MemberKind) -> bool) -> Kinds {
        (0u32..).zip(self.values()).filter(|(_, kind)| test(kind)).fold(0, |all, (at, _)| all | bit(at))
    }

    /// The answers to the question whether whoever sits there comes from the Member State that it is linked to.
    fn links(&self, country: Option<Country>) -> &'static [bool] {
        let linked = country.and_then(|country| country.overseas_territory_on(self.day));
        match self.territories {
            Point::Open(_) if linked.is_some_and(|state| self.states.contains(&state)) => &[true, false],
            point if point.certain() => &[true],
            _ => &[false],
        }
    }

    /// The place of a Member State, from 1; 0 elsewhere, and where they are not told apart.
    fn state(&self, country: Option<Country>, linked: bool) -> u8 {
        let of = |c: Country| c.overseas_territory_on(self.day).filter(|_| linked).unwrap_or(c.state());
        let place = country.and_then(|c| self.states.iter().position(|state| *state == of(c)));
        place.and_then(|at| u8::try_from(at.saturating_add(1)).ok()).unwrap_or(0)
    }

    /// Whether they are told apart.
    pub(super) fn tells_states(&self) -> bool {
        !self.states.is_empty()
    }

    /// The countries that make a difference: one on no list stands for all such.
    fn countries(&self) -> Vec<Option<Country>> {
        let listed = self.open().flat_map(|kind| &kind.countries);
        // Where it is open whether a territory counts for its State, one of each State.
        let territory = |state: &Country| {
            let of = |country: &Country| country.overseas_territory_on(self.day) == Some(*state);
            self.territories_open().and_then(|_| Country::all().find(of))
        };
        let territories: Vec<Country> = self.states.iter().filter_map(territory).collect();
        let mut seen = BTreeSet::new();
        let each = listed.chain(&self.states).chain(&territories);
        let each = each.copied().filter(|country| seen.insert(*country));
        each.map(Some).chain([None]).collect()
    }

    /// The same, with one of each kind that tells whether the call removes somebody.
    fn countries_under(&self, setting: &Setting<'_>) -> Vec<Option<Country>> {
        let mut all: Vec<Country> = self.countries().into_iter().flatten().collect();
        let mut others: Vec<Country> = Vec::new();
        for country in Country::all().filter(|country| !all.contains(country)) {
            if !others.iter().any(|known| setting.terms.alike(*known, country)) {
                others.push(country);
            }
        }
        all.extend(others);
        all.into_iter().map(Some).collect()
    }

    /// Whether some kind is told by the type of an organisation.
    fn by_type(&self) -> bool {
        self.open().any(|kind| !kind.organisation_types.is_empty())
    }

    /// The names that authors of calls give to kinds, each once.
    fn names(&self) -> Vec<&'k str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.open().filter_map(|kind| kind.kind.as_deref()) {
            if !names.iter().any(|known| same(known, name)) {
                names.push(name);
            }
        }
        names
    }
}

/// The bit of a kind; there are no more than 64.
pub(super) fn bit(at: u32) -> Kinds {
    1u64.checked_shl(at).unwrap_or(0)
}

/// What an organisation comes to: the kinds that it serves, and its Member State where they are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Serving {
    pub(super) kinds: Kinds,
    pub(super) state: u8,
}

/// In the place of a Member State: the call removes the entry, which then says of none.
const REMOVED: u8 = u8::MAX;

impl Serving {
    /// What an entry comes to that the call removes.
    const fn removed() -> Self {
        Serving { kinds: 0, state: REMOVED }
    }

    /// What two entries of one organisation come to, by the country of the first if it says of one.
    pub(super) fn beside(self, other: Serving) -> Self {
        let state = if self.state == REMOVED { other.state } else { self.state };
        Serving { kinds: self.kinds | other.kinds, state }
    }

    /// The bit of the Member State; none for no State.
    pub(super) fn place(self) -> u32 {
        u32::from(self.state).checked_sub(1).and_then(|at| 1u32.checked_shl(at)).unwrap_or(0)
    }

    /// Whether it is worth no less than another wherever that is worth something.
    fn beats(self, other: Serving) -> bool {
        self != other
            && self.kinds & other.kinds == other.kinds
            && (other.state == REMOVED
                || (other.state == 0 && self.state != REMOVED)
                || self.state == other.state)
    }
}

/// Everything that an organisation may come to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Sets(Vec<Serving>);

impl Sets {
    pub(super) fn of(each: impl IntoIterator<Item = Serving>) -> Self {
        let mut each: Vec<Serving> = each.into_iter().collect();
        each.sort_unstable();
        each.dedup();
        if each.len() > SETS {
            // All that may be, and all that is certain, of each State.
            let states: BTreeSet<u8> = each.iter().map(|one| one.state).collect();
            let may = each.iter().fold(0, |all, one| all | one.kinds);
            let must = each.iter().fold(u64::MAX, |all, one| all & one.kinds);
            let bounds =
                states.into_iter().flat_map(|state| [must, may].map(|kinds| Serving { kinds, state }));
            each = bounds.collect();
            each.sort_unstable();
            each.dedup();
        }
        Sets(each)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Serving> + Clone {
        self.0.iter().copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those that are worth most.
    pub(super) fn best(&self) -> Sets {
        Sets(self.iter().filter(|one| !self.iter().any(|other| other.beats(*one))).collect())
    }

    /// The kinds that both let through.
    fn and(&self, other: &Sets) -> Sets {
        Sets::of(self.iter().flat_map(|a| {
            other.iter().map(move |b| Serving { kinds: a.kinds & b.kinds, state: a.state.max(b.state) })
        }))
    }

    /// The kinds that either of two entries of one organisation serves, which is established where one of them says.
    fn or(&self, other: &Sets) -> Sets {
        Sets::of(self.iter().flat_map(|a| other.iter().flat_map(move |b| [a.beside(b), b.beside(a)])))
    }

    pub(super) fn may_serve(&self, kind: u32) -> bool {
        self.iter().any(|one| one.kinds & bit(kind) != 0)
    }

    pub(super) fn serves_for_certain(&self, kind: u32) -> bool {
        self.iter().all(|one| one.kinds & bit(kind) != 0)
    }

    /// The Member States for which it may serve a kind.
    pub(super) fn states(&self, kind: u32) -> u32 {
        self.iter().filter(|one| one.kinds & bit(kind) != 0).fold(0, |all, one| all | one.place())
    }

    /// The same where it serves it for certain, and from a Member State.
    pub(super) fn certain_states(&self, kind: u32) -> Option<u32> {
        let certain = self.iter().all(|one| one.kinds & bit(kind) != 0 && one.state != 0);
        certain.then(|| self.states(kind))
    }
}

/// What one entry may turn out to be, completed in every way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Member {
    pub(super) role: Role,
    pub(super) form: LegalForm,
    pub(super) statuses: Statuses,
    pub(super) organisation_type: Option<OrganisationType>,
    pub(super) country: Option<Country>,
    /// The kinds whose question is answered yes, or that ask none.
    pub(super) answered: Kinds,
    /// Whether it comes from the Member State that an overseas territory is linked to.
    pub(super) linked: bool,
    /// Whether the call removes it for what is asked of it alone, where that is open however its facts are completed: the
    /// answer to all that decides beside them.
    pub(super) removed: bool,
    /// Whether as an affiliated entity it names nobody to whom it is linked, where that is open.
    pub(super) unlinked: bool,
}

fn in_one_of(listed: &[Country], country: Option<Country>) -> bool {
    let one_of = |country: Country| listed.iter().any(|c| *c == country || *c == country.state());
    listed.is_empty() || country.is_some_and(one_of)
}

fn is_one_of<T: PartialEq>(listed: &[T], value: Option<&T>) -> bool {
    listed.is_empty() || value.is_some_and(|value| listed.contains(value))
}

impl Member {
    fn is(&self, kind: &MemberKind) -> bool {
        is_one_of(&kind.roles, Some(&self.role))
            && (kind.legal_forms.is_empty() || self.form.is_among(&kind.legal_forms))
            && is_one_of(&kind.organisation_types, self.organisation_type.as_ref())
            && kind.statuses.iter().all(|(status, held)| self.statuses.get(*status) == Some(*held))
            && in_one_of(&kind.countries, self.country)
    }

    pub(super) fn serving(&self, wanted: &Wanted<'_>) -> Serving {
        let kinds = wanted.those(|kind| self.is(kind)) & self.answered;
        Serving { kinds, state: wanted.state(self.country, self.linked) }
    }
}

/// What an entry answers to the question of a kind, by its name.
fn answer(entry: &Participant, name: &str) -> Option<bool> {
    entry.applicant.member_kind(name)
}

/// The kinds that no answer to one name keeps an entry from.
fn answered(wanted: &Wanted<'_>, name: &str, yes: bool) -> Kinds {
    wanted.those(|kind| yes || kind.kind.as_deref().is_none_or(|own| !same(own, name)))
}

/// An entry completed in every way that makes a difference, with what it then comes to.
pub(super) fn completions(
    (place, entry): (usize, &Participant),
    wanted: &Wanted<'_>,
) -> Vec<(Member, Serving)> {
    let removing = wanted.removing.filter(|_| wanted.may_remove(place));
    let who = &entry.applicant;
    let roles = entry.role.map_or_else(|| Role::ALL.to_vec(), |role| vec![role]);
    let types: Vec<Option<OrganisationType>> = match who.organisation_type {
        None if wanted.by_type() || removing.is_some_and(|(setting, _)| setting.terms.asks_types()) => {
            OrganisationType::ALL.iter().copied().map(Some).collect()
        }
        stated => vec![stated],
    };
    let countries = match (who.country, removing) {
        (None, Some((setting, _))) => wanted.countries_under(setting),
        (None, None) => wanted.countries(),
        (stated, _) => vec![stated],
    };
    let mut answers: Vec<Kinds> = vec![wanted.all()];
    for name in wanted.names() {
        let of = |yes| answered(wanted, name, yes);
        answers = match answer(entry, name) {
            Some(yes) => answers.into_iter().map(|all| all & of(yes)).collect(),
            None => answers.into_iter().flat_map(|all| [all & of(true), all & of(false)]).collect(),
        };
    }
    let mut asked: Vec<Status> =
        wanted.open().flat_map(|kind| &kind.statuses).map(|(status, _)| *status).collect();
    if let Some((setting, _)) = removing {
        asked.extend(statuses_asked(entry, setting.terms));
    }
    asked.sort_unstable();
    asked.dedup();
    let mut all = Vec::new();
    for form in who.possible_forms().iter() {
        for statuses in who.settled_statuses().completed(form, &asked) {
            for role in roles.iter().copied() {
                for organisation_type in types.iter().copied() {
                    for answered in answers.iter().copied() {
                        for country in countries.iter().copied() {
                            all.extend(wanted.links(country).iter().map(|linked| Member {
                                role,
                                form,
                                statuses,
                                organisation_type,
                                country,
                                answered,
                                linked: *linked,
                                removed: false,
                                unlinked: false,
                            }));
                        }
                    }
                }
            }
        }
    }
    let Some((setting, links)) = removing else {
        return all.into_iter().map(|member| (member, member.serving(wanted))).collect();
    };
    let mut readings = Vec::new();
    let by_link = links.as_affiliated(place);
    let either: &[bool] = if by_link == Fate::Perhaps { &[true, false] } else { &[false] };
    for member in all {
        let by_itself = by_itself(member, entry, setting);
        let by_link = if member.role == Role::AffiliatedEntity { by_link } else { Fate::Stays };
        for removed in [true, false] {
            for unlinked in either.iter().copied() {
                let goes = |fate: Fate, perhaps| fate == Fate::Removed || (fate == Fate::Perhaps && perhaps);
                let serving = match goes(by_itself, removed) || goes(by_link, unlinked) {
                    true => Serving::removed(),
                    false => member.serving(wanted),
                };
                readings.push((Member { removed, unlinked, ..member }, serving));
            }
        }
    }
    readings
}

/// What becomes of an entry that is completed so, for what is asked of it alone.
fn by_itself(member: Member, entry: &Participant, setting: &Setting<'_>) -> Fate {
    let mut completed = entry.clone();
    completed.role = Some(member.role);
    completed.applicant.legal_form = Some(member.form.into());
    completed.applicant.statuses = member.statuses;
    completed.applicant.organisation_type = member.organisation_type;
    completed.applicant.country = member.country;
    alone(&completed, setting)
}

/// How many ways there are to complete an entry.
pub(super) fn ways((place, entry): (usize, &Participant), wanted: &Wanted<'_>) -> u64 {
    let who = &entry.applicant;
    let removing = wanted.removing.filter(|_| wanted.may_remove(place));
    let mut asked: BTreeSet<Status> =
        wanted.open().flat_map(|kind| &kind.statuses).map(|(s, _)| *s).collect();
    if let Some((setting, _)) = removing {
        asked.extend(statuses_asked(entry, setting.terms));
    }
    let types = match who.organisation_type {
        None if wanted.by_type() || removing.is_some_and(|(setting, _)| setting.terms.asks_types()) => {
            OrganisationType::ALL.len()
        }
        _ => 1,
    };
    let places = match (who.country, removing) {
        (None, Some((setting, _))) => {
            wanted.countries().len().saturating_add(setting.terms.samples.len()).saturating_mul(16)
        }
        (None, None) => wanted.countries().len(),
        (Some(_), _) => 1,
    };
    let places = if wanted.territories_open().is_some() { places.saturating_mul(2) } else { places };
    let roles = if entry.role.is_none() { Role::ALL.len() } else { 1 };
    let forms = who.possible_forms().iter().count();
    let once = roles.saturating_mul(forms).saturating_mul(types).saturating_mul(places);
    let stated = who.settled_statuses();
    let statuses = asked.iter().filter(|status| stated.get(**status).is_none()).count();
    let names = wanted.names().into_iter().filter(|name| answer(entry, name).is_none()).count();
    let twice = (0..statuses.saturating_add(names)).fold(1u64, |ways, _| ways.saturating_mul(2));
    u64::try_from(once).unwrap_or(u64::MAX).saturating_mul(twice)
}

/// What one entry may come to: what its [`completions`] do, told from role, form and statuses, type, country and
/// answers one by one, since each completes by itself.
pub(super) fn of_entry((at, entry): (usize, &Participant), wanted: &Wanted<'_>) -> Sets {
    if wanted.may_remove(at) && ways((at, entry), wanted) <= REMOVED_WAYS {
        let all = completions((at, entry), wanted);
        return Sets::of(all.iter().map(|(_, serving)| *serving));
    }
    let who = &entry.applicant;
    let plain = |kinds: Kinds| Serving { kinds, state: 0 };
    let role = |role: &Role| plain(wanted.those(|kind| is_one_of(&kind.roles, Some(role))));
    let roles = match &entry.role {
        Some(stated) => Sets::of([role(stated)]),
        None => Sets::of(Role::ALL.iter().map(role)),
    };
    let of_type =
        |of: Option<&OrganisationType>| plain(wanted.those(|kind| is_one_of(&kind.organisation_types, of)));
    let types = match &who.organisation_type {
        None => Sets::of(OrganisationType::ALL.iter().map(|of| of_type(Some(of)))),
        stated => Sets::of([of_type(stated.as_ref())]),
    };
    let place = |country: Option<Country>| {
        let kinds = wanted.those(|kind| in_one_of(&kind.countries, country));
        let links = wanted.links(country).iter();
        links.map(move |linked| Serving { kinds, state: wanted.state(country, *linked) })
    };
    let places = match who.country {
        None => Sets::of(wanted.countries().into_iter().flat_map(place)),
        stated => Sets::of(place(stated)),
    };
    let mut asked: Vec<Status> =
        wanted.open().flat_map(|kind| &kind.statuses).map(|(status, _)| *status).collect();
    asked.sort_unstable();
    asked.dedup();
    let stated = who.settled_statuses();
    let forms = who.possible_forms().iter().flat_map(|form| {
        let is = |kind: &MemberKind| kind.legal_forms.is_empty() || form.is_among(&kind.legal_forms);
        let of_form = Sets::of([plain(wanted.those(is))]);
        let with_statuses = asked.iter().fold(of_form, |all, status| {
            let held = [true, false].into_iter().filter(|held| stated.allow(form, *status, *held));
            all.and(&Sets::of(held.map(|held| {
                plain(
                    wanted.those(|kind| kind.statuses.iter().all(|(s, asked)| s != status || *asked == held)),
                )
            })))
        });
        with_statuses.0
    });
    let forms = Sets::of(forms);
    let named = wanted.names().into_iter().fold(Sets::of([plain(wanted.all())]), |all, name| {
        let answers = match answer(entry, name) {
            Some(yes) => vec![yes],
            None => vec![true, false],
        };
        all.and(&Sets::of(answers.into_iter().map(|yes| plain(answered(wanted, name, yes)))))
    });
    let all = roles.and(&types).and(&forms).and(&named).and(&places);
    // In more ways than can be tried out: all of that, or nothing where it is removed.
    if wanted.may_remove(at) { Sets::of(all.iter().chain([Serving::removed()])) } else { all }
}

/// More ways to complete somebody whom the call may remove are not tried out one by one.
const REMOVED_WAYS: u64 = 20_000;

/// What an organisation may come to: whatever its entries do.
pub(super) fn of_organisation(entries: &[(usize, &Participant)], wanted: &Wanted<'_>) -> Sets {
    let each = entries.iter().map(|entry| of_entry(*entry, wanted));
    each.reduce(|all, next| all.or(&next)).unwrap_or_else(|| Sets::of([Serving::default()]))
}

/// The compulsory kinds that an entry is for certain, one bit each.
#[cfg(feature = "next")]
pub(crate) fn members_served(entry: &Participant, call: &Call) -> Kinds {
    let wanted = Wanted::of(call.required_members(), call);
    of_entry((0, entry), &wanted).iter().fold(wanted.all(), |all, one| all & one.kinds)
}

/// The facts of an entry that are unknown and that some kind is told by.
pub(super) fn unknown_facts(
    (place, entry): (usize, &Participant),
    wanted: &Wanted<'_>,
    dependence: &mut Dependence,
) {
    let who = &entry.applicant;
    let stated = who.settled_statuses();
    let all = || wanted.open();
    let unknown = [
        (FactKind::Role, entry.role.is_none()),
        (FactKind::LegalForm, who.known_form().is_none()),
        (
            FactKind::Statuses,
            all().flat_map(|kind| &kind.statuses).any(|(status, _)| stated.get(*status).is_none()),
        ),
        (FactKind::OrganisationType, who.organisation_type.is_none() && wanted.by_type()),
        (FactKind::Country, who.country.is_none() && wanted.countries().len() > 1),
        (FactKind::MemberKinds, wanted.names().into_iter().any(|name| answer(entry, name).is_none())),
    ];
    for (kind, _) in unknown.into_iter().filter(|(_, unknown)| *unknown) {
        dependence.fact(Fact::of_participant(place, kind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::Applicant;

    fn kind(
        roles: &[Role],
        organisation_types: &[OrganisationType],
        statuses: &[(Status, bool)],
        countries: &[&str],
    ) -> Sourced<MemberKind> {
        let value = MemberKind {
            at_least: 1,
            roles: roles.to_vec(),
            legal_forms: vec![LegalForm::PublicBody, LegalForm::NonProfitPrivate],
            organisation_types: organisation_types.to_vec(),
            statuses: statuses.to_vec(),
            countries: countries.iter().map(|c| c.parse().unwrap()).collect(),
            ..MemberKind::default()
        };
        Sourced { value, source: Vec::new() }
    }

    #[test]
    fn told_fact_by_fact_an_entry_comes_to_what_its_completions_come_to() {
        let mut kinds = [
            kind(&[Role::Coordinator], &[], &[(Status::Ngo, true)], &["FR"]),
            kind(&[], &[OrganisationType::Research], &[(Status::Ngo, false), (Status::Sme, true)], &[]),
            kind(&[Role::Beneficiary], &[OrganisationType::LocalPublicBody], &[], &["IT", "RE"]),
            kind(&[], &[], &[], &[]),
            kind(&[], &[], &[], &["US"]),
        ];
        kinds[3].value.kind = Some("Police".to_owned());
        kinds[4].value.kind = Some(" police".to_owned());
        let states: Vec<Country> = ["FR", "IT"].map(|c| c.parse().unwrap()).to_vec();
        for states in [Vec::new(), states] {
            for role in [None, Some(Role::Coordinator), Some(Role::Subcontractor)] {
                for form in [None, Some(LegalForm::PublicBody), Some(LegalForm::ProfitMaking)] {
                    for country in [None, Some("RE"), Some("IT"), Some("NC"), Some("US")] {
                        for of_type in [None, Some(OrganisationType::Research)] {
                            for status in [None, Some((Status::Sme, true)), Some((Status::Ngo, false))] {
                                let mut who = Applicant::new("A".parse().unwrap());
                                who.legal_form = form.map(Into::into);
                                who.country = country.map(|c| c.parse().unwrap());
                                who.organisation_type = of_type;
                                if let Some((status, held)) = status {
                                    who.statuses = who.statuses.with(status, held);
                                }
                                for police in [None, Some(true), Some(false)] {
                                    who.member_kinds =
                                        police.map(|p| ("police".to_owned(), p)).into_iter().collect();
                                    let entry = Participant { role, ..Participant::new(who.clone()) };
                                    for asked in [&kinds[..], &kinds[..1], &kinds[1..]] {
                                        let territories = Point::Open(0);
                                        let (settled, removing) = (0, None);
                                        let states = states.clone();
                                        let wanted = Wanted {
                                            kinds: asked,
                                            states,
                                            territories,
                                            day: None,
                                            settled,
                                            removing,
                                        };
                                        let all = completions((0, &entry), &wanted);
                                        let expected = Sets::of(all.iter().map(|(_, serving)| *serving));
                                        assert_eq!(of_entry((0, &entry), &wanted), expected, "{entry:?}");
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn of_more_sets_than_are_told_apart_each_kind_is_told_by_itself() {
        let many = Sets::of((0..1_000u64).map(|kinds| Serving { kinds: kinds | 1 << 40, state: 3 }));
        assert_eq!(many.len(), 2);
        assert!(many.may_serve(9) && !many.serves_for_certain(9) && !many.may_serve(10));
        assert!(many.serves_for_certain(40));
        assert_eq!((many.states(9), many.certain_states(9), many.certain_states(40)), (4, None, Some(4)));
    }
}
