//! Kinds of members that a consortium must have, or is recommended to have.
//!
//! An organisation may serve several kinds at once, or, with facts unknown, one or another. So what is counted
//! is a vector: for each kind, how many organisations serve it, up to what is asked, and from which Member States
//! where the call asks for several.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::serving::{self, Kinds, Member, Serving, Sets, Wanted, bit, completions, ways};
use crate::call::{Call, MemberKind, Sourced};
use crate::check::completions as complete;
use crate::check::def::{
    About, Asked, Counted, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading,
    nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::{Fact, FactKind};
use crate::check::facts::Facts;
use crate::check::identity::{self, Group, members_among};
use crate::check::matching::{fewest as fewest_places, matched};
use crate::check::operands::{Found, Required};
use crate::check::removal;
use crate::country::Country;
use crate::input::same;
use crate::organisation::{LegalForm, Role, Statuses};
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
    FactKind::MemberKinds,
    FactKind::LettersOfSupport,
    FactKind::ParticipantsComplete,
    // Of those whom a call may remove.
    FactKind::AffiliatedTo,
    FactKind::Declarations,
    FactKind::GrantSignature,
];

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
        judge: Judge::Consortium(
            |_, _| false,
            |kinds, at| {
                let removes = at.setting.call.removes_ineligible();
                let wanted = Wanted::of(kinds, at.setting.call);
                let wanted = if removes { wanted.removing(at.setting, at.links()) } else { wanted };
                let members = Members::of(&wanted, at.facts);
                Counted { outcomes: members.outcomes(), count: members.progress() }
            },
        ),
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
        depends: DependsOn::Found(|asked, seen, dependence| {
            let wanted = wanted(asked.value, seen);
            // Who is of a kind in whose place a letter stands makes no difference.
            let letters = seen.facts.application().letters_of_support.as_deref();
            let declared = Letters::of(&wanted, letters).declared;
            depends(&Members::of(&wanted.beside(declared), &seen.facts), seen, dependence);
        }),
    }
}

/// The kinds, as a report looks at them.
fn wanted<'s>(kinds: &'s [Sourced<MemberKind>], seen: &'s Seen<'_>) -> Wanted<'s> {
    let wanted = Wanted::of(kinds, seen.setting.call);
    match seen.setting.call.removes_ineligible() {
        true => wanted.removing(&seen.setting, seen.links()),
        false => wanted,
    }
}

/// What is found of the members of some kinds.
pub(super) fn found(kinds: &[Sourced<MemberKind>], seen: &Seen<'_>) -> Found {
    let wanted = wanted(kinds, seen);
    let counts = Members::of(&wanted, &seen.facts).counts();
    Found::Members(counts.into_iter().map(|(c, p)| (c, seen.facts.complete.then_some(p))).collect())
}

/// Letters of support that stand in the place of members.
#[derive(Debug, Clone, Copy)]
struct Letters {
    /// The kinds in whose place one is declared.
    declared: Kinds,
    /// The kinds in whose place one may be, it being unknown which there are.
    open: Kinds,
}

impl Letters {
    fn of(wanted: &Wanted<'_>, stated: Option<&[String]>) -> Self {
        match stated {
            Some(stated) => {
                let named = |letter: &String| stated.iter().any(|one| same(one, letter));
                Letters { declared: wanted.those(|kind| kind.or_letter.as_ref().is_some_and(named)), open: 0 }
            }
            None => Letters { declared: 0, open: wanted.those(|kind| kind.or_letter.is_some()) },
        }
    }
}

/// The organisations of a consortium, with what each may come to.
struct Members<'m> {
    wanted: &'m Wanted<'m>,
    letters: Letters,
    complete: bool,
    groups: Vec<(Group, Vec<(usize, &'m Participant)>)>,
    sets: Vec<Sets>,
}

impl<'m> Members<'m> {
    fn of(wanted: &'m Wanted<'m>, facts: &Facts<'m>) -> Self {
        let groups = members_among(facts, |place| wanted.may_stay(place));
        let sets = groups.iter().map(|(_, entries)| serving::of_organisation(entries, wanted)).collect();
        let letters = Letters::of(wanted, facts.proposal.application.letters_of_support.as_deref());
        Members { wanted, letters, complete: facts.complete, groups, sets }
    }

    /// The kinds with their places.
    fn kinds(&self) -> impl Iterator<Item = (u32, &'m MemberKind)> {
        (0u32..).zip(self.wanted.values())
    }

    /// These kinds, and those for which a letter stands as well that stands for one of them.
    fn stood_for(&self, kinds: Kinds) -> Kinds {
        let of_these = self.kinds().filter(|(at, _)| kinds & bit(*at) != 0);
        let named: Vec<&String> = of_these.filter_map(|(_, kind)| kind.or_letter.as_ref()).collect();
        let stands = |letter: &String| named.iter().any(|one| same(one, letter));
        kinds | self.wanted.those(|kind| kind.or_letter.as_ref().is_some_and(stands))
    }

    fn outcomes(&self) -> Outcomes {
        let letters = self.letters.declared | self.letters.open;
        let may_be_met = !self.complete || self.may_serve(letters);
        let may_fail = self.kinds().any(|(at, kind)| {
            self.letters.declared & bit(at) == 0
                && (self.fewest(at) < kind.at_least
                    || kind.member_states.is_some_and(|states| self.states(at).0 < states))
        });
        Outcomes::MET.when(may_be_met).or(Outcomes::NOT_MET.when(may_fail))
    }

    /// Whether every kind may be served often enough, in some completion of all facts.
    fn may_serve(&self, letters: Kinds) -> bool {
        let enough = |at: u32, kind: &MemberKind| {
            self.most(at) >= kind.at_least
                && kind.member_states.is_none_or(|states| self.states(at).1 >= states)
        };
        // Each kind by itself: where that will not do, nothing will. A single kind needs no more.
        let mut asked = self.kinds().filter(|(at, _)| letters & bit(*at) == 0);
        if !asked.all(|(at, kind)| enough(at, kind)) {
            return false;
        }
        if let [one] = self.wanted.kinds
            && one.value.member_states.is_none()
        {
            return true;
        }
        let best: Vec<Sets> = self.sets.iter().map(Sets::best).collect();
        // More than can be tried out: it is taken to.
        reachable(best.iter(), self.wanted).is_none_or(|reached| {
            reached.iter().any(|tally| (tally.served(self.wanted) | letters) == self.wanted.all() | letters)
        })
    }

    /// How few organisations serve a kind for certain, counting those that may be one as one.
    fn fewest(&self, kind: u32) -> u32 {
        let certain = self.groups.iter().zip(&self.sets).filter(|(_, sets)| sets.serves_for_certain(kind));
        identity::fewest(certain.map(|((group, _), _)| group))
    }

    /// How many may serve it.
    fn most(&self, kind: u32) -> u32 {
        let may = self.sets.iter().filter(|sets| sets.may_serve(kind)).count();
        u32::try_from(may).unwrap_or(u32::MAX)
    }

    /// From how many Member States they come for certain, and at most.
    fn states(&self, kind: u32) -> (u32, u32) {
        let certain: Vec<u64> =
            self.sets.iter().filter_map(|sets| sets.certain_states(kind)).map(u64::from).collect();
        let may: Vec<u64> = self.sets.iter().map(|sets| u64::from(sets.states(kind))).collect();
        (fewest_places(&certain, 0), matched(&may, 0))
    }

    /// How much of all that is asked is there for certain, and at most: it grows with each member that brings a kind nearer.
    fn progress(&self) -> (u32, u32) {
        let asked = self.kinds().filter(|(at, _)| self.letters.declared & bit(*at) == 0);
        asked.fold((0, 0), |(certain, most), (at, kind)| {
            let states = kind.member_states.map_or((0, 0), |asked| {
                let (certain, most) = self.states(at);
                (certain.min(asked), most.min(asked))
            });
            let add = |sum: u32, members: u32, states: u32| {
                sum.saturating_add(members.min(kind.at_least)).saturating_add(states)
            };
            (add(certain, self.fewest(at), states.0), add(most, self.most(at), states.1))
        })
    }

    /// For each kind, how many organisations serve it for certain, and how many may.
    fn counts(&self) -> Vec<(u32, u32)> {
        self.kinds().map(|(at, _)| (self.fewest(at), self.most(at))).collect()
    }
}

fn words(kinds: &[Sourced<MemberKind>], seen: &Seen<'_>) -> String {
    let wanted = wanted(kinds, seen);
    let members = Members::of(&wanted, &seen.facts);
    let between = |certain: u32, most: u32| match members.complete {
        true if most > certain => format!("{certain}, at most {most},"),
        true => certain.to_string(),
        false => format!("{certain}, and more may join,"),
    };
    let each = members.kinds().zip(members.counts()).map(|((at, kind), (certain, most))| {
        let states = kind.member_states.map_or(String::new(), |asked| {
            let (certain, most) = members.states(at);
            format!(", from {} of {asked} Member States", between(certain, most).trim_end_matches(','))
        });
        let letter = match &kind.or_letter {
            Some(letter) if members.letters.declared & bit(at) != 0 => {
                format!("; {letter} is declared instead")
            }
            Some(letter) if members.letters.open & bit(at) != 0 => format!("; {letter} would do instead"),
            _ => String::new(),
        };
        let count = between(certain, most);
        format!("{count} of {} asked ({kind}){states}{letter}", kind.at_least)
    });
    format!("Members of a kind: {}.", each.collect::<Vec<_>>().join("; "))
}

/// How many organisations serve each kind, no further than asked, and from which Member States.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Tally {
    counts: Vec<u8>,
    /// The bits of the Member States; all of them where there are enough.
    states: Vec<u32>,
}

impl Tally {
    fn nobody(wanted: &Wanted<'_>) -> Self {
        let states = if wanted.tells_states() { wanted.kinds.len() } else { 0 };
        Tally { counts: vec![0; wanted.kinds.len()], states: vec![0; states] }
    }

    fn plus(&self, serving: Serving, wanted: &Wanted<'_>) -> Self {
        let mut next = self.clone();
        for (at, (cell, kind)) in (0u32..).zip(next.counts.iter_mut().zip(wanted.values())) {
            if serving.kinds & bit(at) != 0 && u32::from(*cell) < kind.at_least {
                *cell = cell.saturating_add(1);
            }
        }
        for (at, (cell, kind)) in (0u32..).zip(next.states.iter_mut().zip(wanted.values())) {
            let Some(asked) = kind.member_states.filter(|_| serving.kinds & bit(at) != 0) else { continue };
            *cell |= serving.place();
            if cell.count_ones() >= asked {
                *cell = u32::MAX;
            }
        }
        next
    }

    /// The kinds that are served often enough.
    fn served(&self, wanted: &Wanted<'_>) -> Kinds {
        let enough = |at: usize, kind: &MemberKind| {
            self.counts.get(at).is_some_and(|count| u32::from(*count) >= kind.at_least)
                && kind.member_states.is_none_or(|_| self.states.get(at) == Some(&u32::MAX))
        };
        let each = wanted.values().enumerate().zip(0u32..);
        each.filter(|((at, kind), _)| enough(*at, kind)).fold(0, |all, (_, place)| all | bit(place))
    }
}

/// More vectors than this are not told apart.
const VECTORS: usize = 4_096;
/// No more are looked at on the way from one organisation to the next.
const LOOKED_AT: usize = 32_768;

/// Every vector that some completion comes to; `None` where there are too many.
fn reachable<'d>(sets: impl Iterator<Item = &'d Sets>, wanted: &Wanted<'_>) -> Option<Vec<Tally>> {
    let mut all = BTreeSet::from([Tally::nobody(wanted)]);
    for sets in sets {
        if all.len().saturating_mul(sets.len()) > LOOKED_AT {
            return None;
        }
        all = all.iter().flat_map(|tally| sets.iter().map(|one| tally.plus(one, wanted))).collect();
        if all.len() > VECTORS {
            return None;
        }
    }
    Some(all.into_iter().collect())
}

/// Gives one fact of a member the same value everywhere.
type Blank = fn(&mut Member);

/// On which facts an unknown outcome depends. Where the steps do not last, every unknown fact of a member is listed.
fn depends(members: &Members<'_>, seen: &Seen<'_>, dependence: &mut Dependence) {
    let (groups, sets, wanted) = (&members.groups, &members.sets, members.wanted);
    let short: Vec<u32> = members
        .kinds()
        .filter(|(kind, asked)| {
            members.letters.declared & bit(*kind) == 0 && members.fewest(*kind) < asked.at_least
        })
        .map(|(kind, _)| kind)
        .collect();
    // What the others reach is the same beside all that may serve the same.
    let mut beside: HashMap<&Sets, Option<Turning<'_>>> = HashMap::new();
    for (at, ((_, entries), own)) in groups.iter().zip(sets).enumerate() {
        let turning = beside.entry(own).or_insert_with(|| {
            let others = sets.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, sets)| sets);
            let cost = groups.len().saturating_mul(16).saturating_add(VECTORS);
            if !dependence.takes(wide(cost)) {
                return None;
            }
            let reached = reachable(others, wanted)?;
            let pairs = own.len().saturating_mul(own.len()).saturating_mul(reached.len());
            dependence.takes(wide(pairs)).then(|| Turning { members, reached, known: RefCell::default() })
        });
        for (place, entry) in entries {
            let rest: Vec<(usize, &Participant)> =
                entries.iter().filter(|(other, _)| other != place).copied().collect();
            let told = turning.as_ref().is_some_and(|turning| {
                let rest = (!rest.is_empty()).then(|| serving::of_organisation(&rest, wanted));
                let turns = |a: Serving, b: Serving| turning.beside(a, b, rest.as_ref());
                depends_on_entry((*place, entry), wanted, turns, seen, dependence)
            });
            if !told {
                dependence.cut();
                serving::unknown_facts((*place, entry), wanted, dependence);
                wanted.territories_open().into_iter().for_each(|question| dependence.question(question));
                if wanted.may_remove(*place) {
                    removal::decides(*place, &seen.facts, &seen.setting, seen.links(), dependence);
                }
            }
        }
        // Entries of one organisation that state different countries, where it matters which is right.
        let seats = |turning: &Turning<'_>| {
            let pairs = own.iter().flat_map(|a| own.iter().map(move |b| (a, b)));
            pairs.filter(|(a, b)| a.kinds == b.kinds).any(|(a, b)| turning.turns(a, b))
        };
        if wanted.tells_states() && torn(entries) && turning.as_ref().is_none_or(seats) {
            for (place, _) in entries {
                dependence.fact(Fact::of_participant(*place, FactKind::Country));
            }
        }
        same_organisation(at, members, &short, dependence);
    }
    if !members.complete {
        dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
    if members.letters.open != 0 && letters_matter(members, dependence) {
        dependence.fact(Fact::of_proposal(FactKind::LettersOfSupport));
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Whether it makes a difference which letters there are: some completion lacks nothing but what one may stand for.
fn letters_matter(members: &Members<'_>, dependence: &mut Dependence) -> bool {
    let (wanted, Letters { declared, open }) = (members.wanted, members.letters);
    let affordable = dependence.takes(wide(members.groups.len().saturating_mul(16).saturating_add(VECTORS)));
    let reached = affordable.then(|| reachable(members.sets.iter(), wanted)).flatten();
    if reached.is_none() {
        dependence.cut();
    }
    reached.is_none_or(|reached| {
        reached.iter().any(|tally| {
            let lacking = wanted.all() & !tally.served(wanted) & !declared;
            // Whoever joins may bring all the rest.
            lacking & open != 0 && (!members.complete || lacking & !open == 0)
        })
    })
}

/// Between which two things that one organisation may come to it makes a difference, the others coming to anything.
struct Turning<'t> {
    members: &'t Members<'t>,
    reached: Vec<Tally>,
    known: RefCell<HashMap<(Serving, Serving), bool>>,
}

impl Turning<'_> {
    /// Where other entries name the same organisation: beside whatever they come to, with the country of either.
    fn beside(&self, a: Serving, b: Serving, rest: Option<&Sets>) -> bool {
        let Some(rest) = rest else { return self.turns(a, b) };
        rest.iter().any(|more| {
            self.turns(a.beside(more), b.beside(more)) || self.turns(more.beside(a), more.beside(b))
        })
    }

    fn turns(&self, a: Serving, b: Serving) -> bool {
        if a == b {
            return false;
        }
        let key = (a.min(b), a.max(b));
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let turns = self.reached.iter().any(|tally| match self.members.complete {
            true => self.decides(tally, a, b),
            false => self.may_decide(tally, a, b),
        });
        self.known.borrow_mut().insert(key, turns);
        turns
    }

    /// Whether one is enough beside others and the other is not, with some letters.
    fn decides(&self, tally: &Tally, a: Serving, b: Serving) -> bool {
        let (wanted, Letters { declared, open }) = (self.members.wanted, self.members.letters);
        let lacking = |serving| wanted.all() & !declared & !tally.plus(serving, wanted).served(wanted);
        let (a, b) = (lacking(a), lacking(b));
        // The letters that make up for what one lacks make up for whatever else they stand for.
        let enough = |one: Kinds, other: Kinds| one & !open == 0 && other & !self.members.stood_for(one) != 0;
        enough(a, b) || enough(b, a)
    }

    /// The same where whoever joins may bring every kind to one short, or to enough.
    fn may_decide(&self, tally: &Tally, a: Serving, b: Serving) -> bool {
        self.members.kinds().any(|(at, kind)| {
            if self.members.letters.declared & bit(at) != 0 {
                return false;
            }
            let place = usize::try_from(at).unwrap_or(usize::MAX);
            let serves = |one: Serving| one.kinds & bit(at) != 0;
            let short = tally.counts.get(place).is_some_and(|count| u32::from(*count) < kind.at_least);
            if serves(a) != serves(b) && short {
                return true;
            }
            let (Some(asked), Some(have)) = (kind.member_states, tally.states.get(place).copied()) else {
                return false;
            };
            let state = |one: Serving| if serves(one) { one.place() } else { 0 };
            let adds =
                |one: u32, other: u32| one & !have & !other != 0 && (have | other).count_ones() < asked;
            adds(state(a), state(b)) || adds(state(b), state(a))
        })
    }
}

/// On which facts of one entry it depends; `false` where the steps do not last.
fn depends_on_entry(
    (place, entry): (usize, &Participant),
    wanted: &Wanted<'_>,
    turns: impl Fn(Serving, Serving) -> bool,
    seen: &Seen<'_>,
    dependence: &mut Dependence,
) -> bool {
    if !dependence.takes(ways((place, entry), wanted).saturating_mul(16)) {
        return false;
    }
    let own: Vec<(Member, Serving)> = completions((place, entry), wanted);
    let differ = |blank: Blank| {
        let mut groups: HashMap<Member, BTreeSet<Serving>> = HashMap::new();
        for (member, serving) in &own {
            let mut rest = *member;
            blank(&mut rest);
            groups.entry(rest).or_default().insert(*serving);
        }
        groups.values().any(|sets| some_pair(sets, &turns))
    };
    let lone: [(FactKind, Blank); 4] = [
        (FactKind::Role, |m| m.role = Role::Coordinator),
        (FactKind::OrganisationType, |m| m.organisation_type = None),
        (FactKind::Country, |m| m.country = None),
        (FactKind::MemberKinds, |m| m.answered = 0),
    ];
    for (kind, blank) in lone {
        if differ(blank) {
            dependence.fact(Fact::of_participant(place, kind));
        }
    }
    if let Some(question) = wanted.territories_open().filter(|_| differ(|m| m.linked = false)) {
        dependence.question(question);
    }
    // What decides beside its own facts whether the call removes it: whom it names, and questions and the signature.
    if wanted.may_remove(place) && differ(|m| m.unlinked = false) {
        removal::decides_by_link(place, &seen.facts, &seen.setting, seen.links(), dependence);
    }
    if wanted.may_remove(place) && differ(|m| m.removed = false) {
        let mut all = Dependence { facts: BTreeSet::new(), questions: BTreeSet::new(), ..dependence.clone() };
        removal::decides_by_itself(place, &seen.facts, &seen.setting, seen.links(), &mut all);
        let own = [FactKind::Country, FactKind::LegalForm, FactKind::Statuses, FactKind::OrganisationType];
        let looked_at = own.map(|kind| Fact::of_participant(place, kind));
        dependence.facts.extend(all.facts.into_iter().filter(|fact| !looked_at.contains(fact)));
        dependence.questions.extend(all.questions);
    }
    // Legal form and statuses exclude each other here and there, so one may take the other along.
    let mut groups: HashMap<Member, Vec<(complete::FormAndStatuses, Serving)>> = HashMap::new();
    for (member, serving) in &own {
        let rest = Member { form: LegalForm::PublicBody, statuses: Statuses::default(), ..*member };
        groups.entry(rest).or_default().push(((member.form, member.statuses), *serving));
    }
    let (mut form, mut statuses) = (false, false);
    for group in groups.values() {
        let sets: BTreeSet<Serving> = group.iter().map(|(_, serving)| *serving).collect();
        if (form && statuses) || !some_pair(&sets, &turns) {
            continue;
        }
        if !dependence.takes(wide(group.len().saturating_mul(group.len()))) {
            return false;
        }
        for (at, (a, before)) in group.iter().enumerate() {
            for (b, _) in group.iter().skip(at).filter(|(_, after)| turns(*before, *after)) {
                form = form || complete::form_moves(*a, *b);
                statuses = statuses || complete::statuses_move(*a, *b);
            }
        }
    }
    if form {
        dependence.fact(Fact::of_participant(place, FactKind::LegalForm));
    }
    if statuses {
        dependence.fact(Fact::of_participant(place, FactKind::Statuses));
    }
    true
}

fn some_pair(sets: &BTreeSet<Serving>, turns: &impl Fn(Serving, Serving) -> bool) -> bool {
    sets.iter().enumerate().any(|(at, a)| sets.iter().skip(at.saturating_add(1)).any(|b| turns(*a, *b)))
}

/// Whether entries of one organisation do not agree on its country.
fn torn(entries: &[(usize, &Participant)]) -> bool {
    let state = |(_, entry): &(usize, &Participant)| entry.applicant.country.map(Country::state);
    let first = entries.first().and_then(state);
    entries.iter().any(|entry| state(entry) != first)
}

/// Entries without a code that may be the same organisation as another one that serves the same kind.
fn same_organisation(at: usize, members: &Members<'_>, short: &[u32], dependence: &mut Dependence) {
    let Members { groups, sets, .. } = members;
    let Some(((group, entries), own)) = groups.get(at).zip(sets.get(at)) else { return };
    let (false, Some(name)) = (group.coded, group.name) else { return };
    // Entries of one code that differ in name or country are no other organisation's.
    let same = |other: &Group| {
        other.alike() == Some(name)
            && (other.country.is_none() || group.country.is_none() || other.country == group.country)
    };
    let affordable = dependence.takes(wide(groups.len()));
    let serves = |theirs: &Sets| short.iter().any(|kind| theirs.may_serve(*kind) && own.may_serve(*kind));
    let others = || groups.iter().zip(sets).enumerate().filter(|(i, _)| affordable && *i != at);
    let mut twins = others().filter(|(_, ((other, _), theirs))| same(other) && serves(theirs)).peekable();
    if affordable && twins.peek().is_none() {
        return;
    }
    // Told by bounds, which know nothing of the other kinds.
    dependence.cut();
    for place in &group.members {
        dependence.fact(Fact::of_participant(*place, FactKind::Pic));
    }
    // Another country makes another organisation.
    let theirs = twins.flat_map(|(_, ((_, entries), _))| entries);
    for (place, _) in entries.iter().chain(theirs).filter(|(_, entry)| entry.applicant.country.is_none()) {
        dependence.fact(Fact::of_participant(*place, FactKind::Country));
    }
}
