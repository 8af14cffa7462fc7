//! Kinds of members that a consortium must have, or is recommended to have.
//!
//! An organisation may serve several kinds at once, or, with facts unknown, one or another. So what is counted
//! is a vector: for each kind, how many organisations serve it, up to what is asked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::call::{Call, MemberKind, Sourced};
use crate::check::completions;
use crate::check::def::{
    About, Asked, Counted, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading,
    nothing,
};
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::Facts;
use crate::check::hinge::Hinges;
use crate::check::identity::Group;
use crate::check::identity::members as groups_of;
use crate::check::operands::{Found, Required};
use crate::country::Country;
use crate::organisation::{LegalForm, OrganisationType, Role, Status, Statuses};
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// What decides whether an organisation is of a kind.
pub(super) const MEMBER_FACTS: &[FactKind] = &[
    FactKind::Name,
    FactKind::Pic,
    FactKind::Role,
    FactKind::Country,
    FactKind::LegalForm,
    FactKind::Statuses,
    FactKind::OrganisationType,
    FactKind::ParticipantsComplete,
];

/// Which kinds an organisation serves, one bit each.
type Serves = u8;

/// The sets of kinds that an organisation may turn out to serve: one bit for each of the 16 sets there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Domain(u16);

impl Domain {
    const NONE: Domain = Domain(0);

    fn of(serves: Serves) -> Self {
        Domain(1u16 << (serves & 15))
    }

    fn or(self, other: Domain) -> Self {
        Domain(self.0 | other.0)
    }

    fn iter(self) -> impl Iterator<Item = Serves> {
        (0u8..16).filter(move |serves| self.0 >> serves & 1 == 1)
    }

    /// What comes of every set here put together with every set there.
    fn each(self, other: Domain, together: impl Fn(Serves, Serves) -> Serves) -> Self {
        self.iter()
            .fold(Domain::NONE, |all, a| other.iter().fold(all, |all, b| all.or(Domain::of(together(a, b)))))
    }

    fn may_serve(self, kind: usize) -> bool {
        self.iter().any(|serves| serves >> kind & 1 == 1)
    }

    fn serves_for_certain(self, kind: usize) -> bool {
        self.iter().all(|serves| serves >> kind & 1 == 1)
    }
}

/// How many organisations serve each kind, no further than asked.
type Counts = [u8; 4];

/// Where a call states the kinds.
type AskedKinds = for<'c> fn(&'c Call) -> Option<Asked<'c, [Sourced<MemberKind>]>>;

/// A rule that asks for members of some kinds.
pub(super) const fn of_kinds(
    about: About,
    asked: AskedKinds,
    found: fn(&Seen<'_>) -> Option<Found>,
) -> RuleDef<[Sourced<MemberKind>]> {
    RuleDef {
        about,
        asked,
        judge: Judge::Consortium(|kinds, at| Counted::nothing(outcomes(kinds, at.facts))),
        shown: Shown {
            required: |kinds, _| {
                Some(Required::Members(kinds.iter().map(|kind| kind.value.clone()).collect()))
            },
            found,
            words,
            reading: no_reading,
            because: by_role,
            awaits: nothing,
            note: no_note,
            counted: no_list,
        },
        depends: DependsOn::Found(|asked, seen, hinges| depends(asked.value, &seen.facts, hinges)),
    }
}

/// What is found of the members of some kinds.
pub(super) fn found(kinds: &[Sourced<MemberKind>], seen: &Seen<'_>) -> Found {
    let counts = counts(kinds, &seen.facts).into_iter();
    Found::Members(counts.map(|(c, p)| (c, seen.facts.complete.then_some(p))).collect())
}

/// What the members of a consortium come to.
fn outcomes(kinds: &[Sourced<MemberKind>], facts: &Facts<'_>) -> Outcomes {
    let groups = groups_of(facts);
    let domains: Vec<Domain> = groups.iter().map(|(_, entries)| domain(entries, kinds)).collect();
    let may_be_met = !facts.complete
        || match kinds {
            [one] => {
                let may = domains.iter().filter(|domain| domain.may_serve(0)).count();
                u32::try_from(may).unwrap_or(u32::MAX) >= one.value.at_least
            }
            _ => match reachable(domains.iter(), kinds) {
                Some(reached) => reached.iter().any(|counts| enough(counts, kinds)),
                // More than can be tried out: each kind by itself may be served often enough.
                None => kinds.iter().enumerate().all(|(at, kind)| {
                    let may = domains.iter().filter(|domain| domain.may_serve(at)).count();
                    u32::try_from(may).unwrap_or(u32::MAX) >= kind.value.at_least
                }),
            },
        };
    let may_fail = fewest(&groups, &domains, kinds)
        .into_iter()
        .zip(kinds)
        .any(|(fewest, kind)| fewest < kind.value.at_least);
    Outcomes::MET.when(may_be_met).or(Outcomes::NOT_MET.when(may_fail))
}

/// For each kind, how many organisations serve it for certain, and how many may.
fn counts(kinds: &[Sourced<MemberKind>], facts: &Facts<'_>) -> Vec<(u32, u32)> {
    let groups = groups_of(facts);
    let domains: Vec<Domain> = groups.iter().map(|(_, entries)| domain(entries, kinds)).collect();
    let may = (0..kinds.len()).map(|kind| {
        let serve = domains.iter().filter(|domain| domain.may_serve(kind));
        u32::try_from(serve.count()).unwrap_or(u32::MAX)
    });
    fewest(&groups, &domains, kinds).into_iter().zip(may).collect()
}

fn words(kinds: &[Sourced<MemberKind>], seen: &Seen<'_>) -> String {
    let each = kinds.iter().zip(counts(kinds, &seen.facts)).map(|(kind, (certain, most))| {
        let most = match seen.facts.complete {
            true if most > certain => format!(", at most {most}"),
            true => String::new(),
            false => ", and more may join".to_owned(),
        };
        format!("{certain}{most} of {} asked ({})", kind.value.at_least, kind.value)
    });
    format!("Members of a kind: {}.", each.collect::<Vec<_>>().join("; "))
}

/// For each kind, how few organisations can serve it, counting those that may be one as one.
fn fewest(
    groups: &[(Group, Vec<(usize, &Participant)>)],
    domains: &[Domain],
    kinds: &[Sourced<MemberKind>],
) -> Vec<u32> {
    (0..kinds.len())
        .map(|kind| {
            let certain = groups.iter().zip(domains).filter(|(_, domain)| domain.serves_for_certain(kind));
            distinct(certain.map(|(group, _)| group))
        })
        .collect()
}

/// What is known of the organisations of one name.
#[derive(Debug, Default)]
struct Alike {
    /// Countries of entries without a code.
    uncoded: BTreeSet<Country>,
    /// Whether one without a code states no country either.
    anywhere: bool,
    /// Countries of organisations with a code.
    coded: BTreeSet<Country>,
    /// How many organisations with a code state no country.
    coded_anywhere: usize,
}

/// How few organisations these can be, of which those without a code may be the same as others: all of one
/// name and country, an unknown country being any. Whether one serves a kind may not hang on its country, so
/// organisations are looked at here whose country is unknown.
fn distinct<'g, 'p: 'g>(groups: impl Iterator<Item = &'g (Group, Vec<(usize, &'p Participant)>)>) -> u32 {
    let (mut count, mut names) = (0usize, BTreeMap::<usize, Alike>::new());
    for (group, entries) in groups {
        let countries: BTreeSet<Country> =
            entries.iter().filter_map(|(_, e)| e.applicant.country).map(Country::state).collect();
        count = count.saturating_add(usize::from(group.coded));
        let name = match group.name {
            // Entries of one code that differ in name or country are no other organisation's.
            Some(name) if countries.len() < 2 => name,
            _ => {
                count = count.saturating_add(usize::from(!group.coded));
                continue;
            }
        };
        let alike = names.entry(name).or_default();
        match (group.coded, countries.first()) {
            (true, Some(country)) => drop(alike.coded.insert(*country)),
            (true, None) => alike.coded_anywhere = alike.coded_anywhere.saturating_add(1),
            (false, Some(country)) => drop(alike.uncoded.insert(*country)),
            (false, None) => alike.anywhere = true,
        }
    }
    for alike in names.values() {
        let apart = alike.uncoded.difference(&alike.coded).count().saturating_sub(alike.coded_anywhere);
        let nobody = alike.uncoded.is_empty() && alike.coded.is_empty() && alike.coded_anywhere == 0;
        count = count.saturating_add(apart).saturating_add(usize::from(alike.anywhere && nobody));
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn enough(counts: &Counts, kinds: &[Sourced<MemberKind>]) -> bool {
    counts.iter().zip(kinds).all(|(count, kind)| u32::from(*count) >= kind.value.at_least)
}

fn plus(mut counts: Counts, serves: Serves, kinds: &[Sourced<MemberKind>]) -> Counts {
    for (at, (cell, kind)) in counts.iter_mut().zip(kinds).enumerate() {
        if serves >> at & 1 == 1 && u32::from(*cell) < kind.value.at_least {
            *cell = cell.saturating_add(1);
        }
    }
    counts
}

/// More vectors than this are not told apart.
const VECTORS: usize = 4_096;

/// Every vector that some completion comes to; `None` where there are too many.
fn reachable<'d>(
    domains: impl Iterator<Item = &'d Domain>,
    kinds: &[Sourced<MemberKind>],
) -> Option<BTreeSet<Counts>> {
    let mut all = BTreeSet::from([[0u8; 4]]);
    for domain in domains {
        all = all
            .iter()
            .flat_map(|counts| domain.iter().map(move |serves| plus(*counts, serves, kinds)))
            .collect();
        if all.len() > VECTORS {
            return None;
        }
    }
    Some(all)
}

/// Gives one fact of a member the same value everywhere.
type Blank = fn(&mut Member);

/// What one entry may turn out to serve, completed in every way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Member {
    role: Role,
    form: LegalForm,
    statuses: Statuses,
    organisation_type: Option<OrganisationType>,
    country: Option<Country>,
}

impl Member {
    fn is(&self, kind: &MemberKind) -> bool {
        let one_of = |country: Country| kind.countries.iter().any(|c| *c == country || *c == country.state());
        (kind.roles.is_empty() || kind.roles.contains(&self.role))
            && (kind.legal_forms.is_empty() || kind.legal_forms.contains(&self.form))
            && (kind.organisation_types.is_empty()
                || self.organisation_type.is_some_and(|t| kind.organisation_types.contains(&t)))
            && kind.statuses.iter().all(|(status, held)| self.statuses.get(*status) == Some(*held))
            && (kind.countries.is_empty() || self.country.is_some_and(one_of))
    }

    fn serves(&self, kinds: &[Sourced<MemberKind>]) -> Serves {
        kinds
            .iter()
            .enumerate()
            .filter(|(_, kind)| self.is(&kind.value))
            .fold(0, |all, (at, _)| all | 1u8.checked_shl(u32::try_from(at).unwrap_or(u32::MAX)).unwrap_or(0))
    }
}

/// An entry completed in every way that makes a difference.
fn completions(entry: &Participant, kinds: &[Sourced<MemberKind>]) -> Vec<Member> {
    let who = &entry.applicant;
    let kinds = || kinds.iter().map(|kind| &kind.value);
    let roles = entry.role.map_or_else(|| Role::ALL.to_vec(), |role| vec![role]);
    let types: Vec<Option<OrganisationType>> = match who.organisation_type {
        None if kinds().any(|kind| !kind.organisation_types.is_empty()) => {
            OrganisationType::ALL.iter().copied().map(Some).collect()
        }
        stated => vec![stated],
    };
    let listed = || kinds().flat_map(|kind| &kind.countries).copied();
    // A country on no list stands for all such.
    let countries: Vec<Option<Country>> = match who.country {
        None => listed().map(Some).chain([None]).collect(),
        stated => vec![stated],
    };
    let mut asked: Vec<Status> = kinds().flat_map(|kind| &kind.statuses).map(|(status, _)| *status).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut all = Vec::new();
    for form in who.possible_forms().iter() {
        let held = who.statuses.completed(form, &asked);
        for role in &roles {
            for statuses in &held {
                for organisation_type in &types {
                    all.extend(countries.iter().map(|country| Member {
                        role: *role,
                        form,
                        statuses: *statuses,
                        organisation_type: *organisation_type,
                        country: *country,
                    }));
                }
            }
        }
    }
    all
}

/// The kinds that a test lets through, one bit each.
fn serving(kinds: &[Sourced<MemberKind>], test: impl Fn(&MemberKind) -> bool) -> Domain {
    let serves = kinds
        .iter()
        .zip([1u8, 2, 4, 8])
        .filter(|(kind, _)| test(&kind.value))
        .fold(0, |all, (_, bit)| all | bit);
    Domain::of(serves)
}

/// What one entry may serve: the sets that its [`completions`] serve, told from role, form and statuses, type and
/// country one by one, since each completes by itself.
fn own(entry: &Participant, kinds: &[Sourced<MemberKind>]) -> Domain {
    let who = &entry.applicant;
    let any = |domains: &mut dyn Iterator<Item = Domain>| domains.fold(Domain::NONE, Domain::or);
    let both = |a: Domain, b: Domain| a.each(b, |a, b| a & b);
    let role = |role: Role| serving(kinds, |kind| kind.roles.is_empty() || kind.roles.contains(&role));
    let roles = entry.role.map_or_else(|| any(&mut Role::ALL.iter().copied().map(role)), role);
    let of_type = |stated: Option<OrganisationType>| {
        serving(kinds, |kind| {
            kind.organisation_types.is_empty() || stated.is_some_and(|t| kind.organisation_types.contains(&t))
        })
    };
    let types = match who.organisation_type {
        None if kinds.iter().any(|kind| !kind.value.organisation_types.is_empty()) => {
            any(&mut OrganisationType::ALL.iter().map(|t| of_type(Some(*t))))
        }
        stated => of_type(stated),
    };
    let place = |place: Option<Country>| {
        serving(kinds, |kind| {
            let one_of = |c: Country| kind.countries.iter().any(|k| *k == c || *k == c.state());
            kind.countries.is_empty() || place.is_some_and(one_of)
        })
    };
    let places = match who.country {
        None => {
            let listed = kinds.iter().flat_map(|kind| &kind.value.countries).map(|c| place(Some(*c)));
            any(&mut listed.chain([place(None)]))
        }
        stated => place(stated),
    };
    let forms = who.possible_forms().iter().map(|form| {
        let of_form = serving(kinds, |kind| kind.legal_forms.is_empty() || kind.legal_forms.contains(&form));
        let asked = kinds.iter().flat_map(|kind| &kind.value.statuses).map(|(status, _)| *status);
        asked.fold(of_form, |all, status| {
            let held = [true, false].into_iter().filter(|held| who.statuses.allow(form, status, *held));
            let values = held.map(|held| {
                serving(kinds, |kind| kind.statuses.iter().all(|(s, asked)| *s != status || *asked == held))
            });
            both(all, values.fold(Domain::NONE, Domain::or))
        })
    });
    let forms = forms.fold(Domain::NONE, Domain::or);
    both(both(roles, types), both(places, forms))
}

/// The compulsory kinds that an entry is for certain, one bit each.
pub(crate) fn members_served(entry: &Participant, call: &Call) -> u8 {
    own(entry, call.required_members()).iter().fold(Serves::MAX, |all, serves| all & serves)
}

/// What an organisation may serve: whatever one of its entries does.
fn domain(entries: &[(usize, &Participant)], kinds: &[Sourced<MemberKind>]) -> Domain {
    entries
        .iter()
        .fold(Domain::of(0), |all, (_, entry)| all.each(own(entry, kinds), |have, more| have | more))
}

/// On which facts an unknown outcome depends. Where the steps do not last, every unknown fact of a member is listed.
fn depends(kinds: &[Sourced<MemberKind>], facts: &Facts<'_>, hinges: &mut Hinges) {
    let groups = groups_of(facts);
    let domains: Vec<Domain> = groups.iter().map(|(_, entries)| domain(entries, kinds)).collect();
    let fewest = fewest(&groups, &domains, kinds);
    // What the others reach is the same beside all that may serve the same.
    let mut beside: HashMap<Domain, Option<Turning>> = HashMap::new();
    for (at, (group, entries)) in groups.iter().enumerate() {
        let own = domains.get(at).copied().unwrap_or(Domain::NONE);
        let turning = beside.entry(own).or_insert_with(|| {
            let others = domains.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, domain)| domain);
            let cost = groups.len().saturating_mul(16).saturating_add(VECTORS);
            let affordable = hinges.steps.take(u64::try_from(cost).unwrap_or(u64::MAX));
            affordable
                .then(|| reachable(others, kinds))
                .flatten()
                .map(|reached| Turning::of(&reached, facts.complete, kinds))
        });
        for (place, entry) in entries {
            let rest: Vec<(usize, &Participant)> =
                entries.iter().filter(|(other, _)| other != place).copied().collect();
            let rest = domain(&rest, kinds);
            let told = turning.as_ref().is_some_and(|turning| {
                let turns = |a: Serves, b: Serves| rest.iter().any(|more| turning.turns(a | more, b | more));
                depends_on_entry((*place, entry), kinds, turns, hinges)
            });
            if !told {
                unknown_facts((*place, entry), kinds, hinges);
            }
        }
        identity(at, group, &groups, (&domains, &fewest), kinds, hinges);
    }
    if !facts.complete {
        hinges.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// Between which two sets of kinds it makes a difference what one organisation serves: for each first set, one bit for
/// each second.
struct Turning([u16; 16]);

impl Turning {
    fn of(reached: &BTreeSet<Counts>, complete: bool, kinds: &[Sourced<MemberKind>]) -> Self {
        let enough = |serves: Serves, counts: &Counts| enough(&plus(*counts, serves, kinds), kinds);
        // Whoever joins may bring every kind to one short, or to enough.
        let short = |a: Serves, b: Serves, counts: &Counts| {
            let asked = kinds.iter().map(|kind| kind.value.at_least);
            counts
                .iter()
                .zip(asked)
                .enumerate()
                .any(|(kind, (count, asked))| (a ^ b) >> kind & 1 == 1 && u32::from(*count) < asked)
        };
        let mut turning = [0u16; 16];
        for (a, row) in (0u8..).zip(turning.iter_mut()) {
            for b in 0u8..16 {
                let turns = reached.iter().any(|counts| {
                    if complete { enough(a, counts) != enough(b, counts) } else { short(a, b, counts) }
                });
                *row |= u16::from(turns) << b;
            }
        }
        Turning(turning)
    }

    fn turns(&self, a: Serves, b: Serves) -> bool {
        self.0.get(usize::from(a & 15)).is_some_and(|row| row >> (b & 15) & 1 == 1)
    }
}

/// On which facts of one entry it depends; `false` where the steps do not last.
fn depends_on_entry(
    (place, entry): (usize, &Participant),
    kinds: &[Sourced<MemberKind>],
    turns: impl Fn(Serves, Serves) -> bool,
    hinges: &mut Hinges,
) -> bool {
    if !hinges.steps.take(ways(entry, kinds).saturating_mul(16)) {
        return false;
    }
    let own: Vec<(Member, Serves)> =
        completions(entry, kinds).into_iter().map(|member| (member, member.serves(kinds))).collect();
    let differ = |blank: Blank| {
        let mut groups: HashMap<Member, Domain> = HashMap::new();
        for (member, serves) in &own {
            let mut rest = *member;
            blank(&mut rest);
            let sets = groups.entry(rest).or_insert(Domain::NONE);
            *sets = sets.or(Domain::of(*serves));
        }
        groups.values().any(|sets| sets.iter().any(|a| sets.iter().any(|b| turns(a, b))))
    };
    let lone: [(FactKind, Blank); 3] = [
        (FactKind::Role, |m| m.role = Role::Coordinator),
        (FactKind::OrganisationType, |m| m.organisation_type = None),
        (FactKind::Country, |m| m.country = None),
    ];
    for (kind, blank) in lone {
        if differ(blank) {
            hinges.fact(Fact::of_participant(place, kind));
        }
    }
    // Legal form and statuses exclude each other here and there, so one may take the other along.
    let mut groups: HashMap<Member, Vec<(completions::FormAndStatuses, Serves)>> = HashMap::new();
    for (member, serves) in &own {
        let rest = Member { form: LegalForm::PublicBody, statuses: Statuses::default(), ..*member };
        groups.entry(rest).or_default().push(((member.form, member.statuses), *serves));
    }
    let (mut form, mut statuses) = (false, false);
    for group in groups.values() {
        let sets = group.iter().fold(Domain::NONE, |all, (_, serves)| all.or(Domain::of(*serves)));
        if (form && statuses) || !sets.iter().any(|a| sets.iter().any(|b| turns(a, b))) {
            continue;
        }
        if !hinges.steps.take(u64::try_from(group.len().saturating_mul(group.len())).unwrap_or(u64::MAX)) {
            return false;
        }
        for (at, (a, before)) in group.iter().enumerate() {
            for (b, _) in group.iter().skip(at).filter(|(_, after)| turns(*before, *after)) {
                form = form || completions::form_moves(*a, *b);
                statuses = statuses || completions::statuses_move(*a, *b);
            }
        }
    }
    if form {
        hinges.fact(Fact::of_participant(place, FactKind::LegalForm));
    }
    if statuses {
        hinges.fact(Fact::of_participant(place, FactKind::Statuses));
    }
    true
}

/// How many ways there are to complete an entry.
fn ways(entry: &Participant, kinds: &[Sourced<MemberKind>]) -> u64 {
    let who = &entry.applicant;
    let all = || kinds.iter().map(|kind| &kind.value);
    let asked: BTreeSet<Status> = all().flat_map(|kind| &kind.statuses).map(|(status, _)| *status).collect();
    let types = match who.organisation_type {
        None if all().any(|kind| !kind.organisation_types.is_empty()) => OrganisationType::ALL.len(),
        _ => 1,
    };
    let places = match who.country {
        None => all().fold(1usize, |count, kind| count.saturating_add(kind.countries.len())),
        Some(_) => 1,
    };
    let roles = if entry.role.is_none() { Role::ALL.len() } else { 1 };
    let forms = who.possible_forms().iter().count();
    let once = roles.saturating_mul(forms).saturating_mul(types).saturating_mul(places);
    let open = asked.iter().filter(|status| who.statuses.get(**status).is_none());
    open.fold(u64::try_from(once).unwrap_or(u64::MAX), |ways, _| ways.saturating_mul(2))
}

/// The facts of an entry that are unknown and that some kind is told by.
fn unknown_facts((place, entry): (usize, &Participant), kinds: &[Sourced<MemberKind>], hinges: &mut Hinges) {
    let who = &entry.applicant;
    let all = || kinds.iter().map(|kind| &kind.value);
    let asked = |status: &Status| who.statuses.get(*status).is_none();
    let unknown = [
        (FactKind::Role, entry.role.is_none()),
        (FactKind::LegalForm, who.known_form().is_none()),
        (FactKind::Statuses, all().flat_map(|kind| &kind.statuses).any(|(status, _)| asked(status))),
        (
            FactKind::OrganisationType,
            who.organisation_type.is_none() && all().any(|kind| !kind.organisation_types.is_empty()),
        ),
        (FactKind::Country, who.country.is_none() && all().any(|kind| !kind.countries.is_empty())),
    ];
    for (kind, _) in unknown.into_iter().filter(|(_, unknown)| *unknown) {
        hinges.fact(Fact::of_participant(place, kind));
    }
}

/// Entries without a code that may be the same organisation as another one that serves the same kind.
fn identity(
    at: usize,
    group: &Group,
    groups: &[(Group, Vec<(usize, &Participant)>)],
    (domains, fewest): (&[Domain], &[u32]),
    kinds: &[Sourced<MemberKind>],
    hinges: &mut Hinges,
) {
    let (false, Some(name)) = (group.coded, group.name) else { return };
    let same = |other: &Group| {
        other.name == Some(name)
            && (other.country.is_none() || group.country.is_none() || other.country == group.country)
    };
    let affordable = hinges.steps.take(u64::try_from(groups.len()).unwrap_or(u64::MAX));
    let matters = !affordable
        || groups.iter().zip(domains).enumerate().any(|(i, ((other, _), theirs))| {
            i != at
                && same(other)
                && (0..kinds.len()).any(|kind| {
                    let short =
                        fewest.get(kind).zip(kinds.get(kind)).is_some_and(|(f, k)| *f < k.value.at_least);
                    short && theirs.may_serve(kind) && domains.get(at).is_some_and(|own| own.may_serve(kind))
                })
        });
    if matters {
        for place in &group.members {
            hinges.fact(Fact::of_participant(*place, FactKind::Pic));
        }
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
        };
        Sourced { value, source: Vec::new() }
    }

    #[test]
    fn told_fact_by_fact_an_entry_serves_what_its_completions_serve() {
        let kinds = [
            kind(&[Role::Coordinator], &[], &[(Status::Ngo, true)], &["FR"]),
            kind(&[], &[OrganisationType::Research], &[(Status::Ngo, false), (Status::Sme, true)], &[]),
            kind(&[Role::Beneficiary], &[OrganisationType::LocalPublicBody], &[], &["IT", "RE"]),
        ];
        let name = || "A".parse().unwrap();
        for role in [None, Some(Role::Coordinator), Some(Role::Subcontractor)] {
            for form in [None, Some(LegalForm::PublicBody), Some(LegalForm::ProfitMaking)] {
                for country in [None, Some("RE"), Some("IT"), Some("US")] {
                    for of_type in [None, Some(OrganisationType::Research)] {
                        for status in [None, Some((Status::Sme, true)), Some((Status::Ngo, false))] {
                            let mut who = Applicant::new(name());
                            who.legal_form = form.map(Into::into);
                            who.country = country.map(|c| c.parse().unwrap());
                            who.organisation_type = of_type;
                            if let Some((status, held)) = status {
                                who.statuses = who.statuses.with(status, held);
                            }
                            let entry = Participant { role, ..Participant::new(who) };
                            for asked in [&kinds[..], &kinds[..1], &kinds[1..]] {
                                let expected = completions(&entry, asked)
                                    .iter()
                                    .fold(Domain::NONE, |all, c| all.or(Domain::of(c.serves(asked))));
                                assert_eq!(own(&entry, asked), expected, "{entry:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}
