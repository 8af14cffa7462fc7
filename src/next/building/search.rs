//! The search for the smallest additions.
//!
//! Candidates of whom the same is stated are told apart by their codes alone: they stand for each other, so the search
//! is over kinds of candidates, and the sets found are spelled out at the end.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::ground::{Goal, Ground, Standing};
use crate::id::Pic;
use crate::organisation::Role;
use crate::outcome::Verdict;
use crate::proposal::{Applicant, Participant};

/// Larger sets than this are not searched for, but built one by one.
const SEARCHED: usize = 64;

/// Where something fails in any case, sets up to this size are looked at for one that helps more.
const FURTHER: usize = 3;

/// No more additions than this are listed.
pub(super) const LISTED: usize = 16;

/// Candidates with the roles to take, by their places in order.
pub(super) type Members = Vec<(usize, Role)>;

/// A set of candidates and what the consortium then comes to.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) members: Members,
    pub(super) standing: Standing,
    pub(super) verdict: Verdict,
    /// The kinds and roles that the set was found as.
    parts: Vec<(usize, Role)>,
}

impl Chosen {
    /// The order of what is told: the verdict reached, fewer conditions unmet, the candidates' order.
    fn rank(&self) -> (usize, usize, &Members) {
        let order = [Verdict::Eligible, Verdict::Conditional, Verdict::Undetermined, Verdict::Ineligible];
        let verdict = order.iter().position(|v| *v == self.verdict).unwrap_or(order.len());
        (verdict, self.standing.unmet.len(), &self.members)
    }
}

/// What the search comes to.
#[derive(Debug)]
pub(super) struct Answer {
    /// Sets of one size, best first.
    pub(super) sets: Vec<Chosen>,
    /// Whether no smaller set does, nor one of that size that ranks higher.
    pub(super) smallest: bool,
}

/// A kind of candidate in a role in which it helps by itself.
#[derive(Debug, Clone, Copy)]
struct Choice {
    kind: usize,
    role: Role,
}

/// Who is added first.
#[derive(Debug, Clone, Copy)]
enum Order {
    /// Those who bring the fewest open conditions of their own.
    FewestOpen,
    /// Those who help the most conditions.
    MostHelped,
}

/// How much a choice helps, the most first: whether it passes, may pass or fails then; how many conditions fail; how many
/// become open; how many are helped; how many become open; its place.
type Help = (u8, usize, usize, Reverse<usize>, usize, usize);

/// The search over some candidates.
#[derive(Debug)]
pub(super) struct Search<'s, 'c, 'a> {
    ground: &'s mut Ground<'a>,
    before: Standing,
    candidates: &'c [Applicant],
    /// The candidates of each kind, by their places in order.
    kinds: Vec<Vec<usize>>,
    choices: Vec<Choice>,
    /// How many of each kind are chosen.
    used: Vec<usize>,
    chosen: Vec<usize>,
    /// The best sets of the size that is looked at, no more than are told.
    found: Vec<Chosen>,
    goal: Goal,
    /// Whether every candidate could be looked at.
    whole: bool,
}

impl<'s, 'c, 'a> Search<'s, 'c, 'a> {
    pub(super) fn new(ground: &'s mut Ground<'a>, before: Standing, candidates: &'c [Applicant]) -> Self {
        let kinds = kinds(ground.stated(), candidates);
        let goal = before.goal();
        let used = vec![0; kinds.len()];
        let (choices, chosen, found) = (Vec::new(), Vec::new(), Vec::new());
        let mut search =
            Search { ground, before, candidates, kinds, choices, used, chosen, found, goal, whole: true };
        if !search.before.unmet.is_empty() {
            search.choose();
        }
        search
    }

    /// How far a standing is from being met. How many conditions are unmet matters where nothing else is better than
    /// before.
    fn goal_of(&self, standing: &Standing) -> Goal {
        let (before, (class, failing, unmet)) = (self.before.goal(), standing.goal());
        let nearer = (class, failing) < (before.0, before.1);
        (class, failing, if nearer { 0 } else { unmet })
    }

    /// Which kinds help by themselves, in which roles.
    fn choose(&mut self) {
        for kind in 0..self.kinds.len() {
            for role in Role::ALL {
                let partner = self.partner(kind, 0, *role).filter(|p| !self.ground.is_there(&p.applicant));
                let Some(partner) = partner else { continue };
                let Some(after) = self.ground.standing_with(partner) else {
                    self.whole = false;
                    return;
                };
                if !self.ground.helped(&self.before, &after).is_empty() {
                    self.choices.push(Choice { kind, role: *role });
                }
            }
        }
    }

    /// The nth candidate of a kind in a role.
    fn partner(&self, kind: usize, nth: usize, role: Role) -> Option<Participant> {
        let candidate = self.candidates.get(*self.kinds.get(kind)?.get(nth)?)?;
        Some(self.ground.joining(candidate, role))
    }

    /// One more of a choice joins; `false` where there is no further candidate.
    fn join(&mut self, at: usize) -> bool {
        let Some(Choice { kind, role }) = self.choices.get(at).copied() else { return false };
        let nth = self.used.get(kind).copied().unwrap_or(0);
        let Some(partner) = self.partner(kind, nth, role) else { return false };
        if self.ground.is_there(&partner.applicant) {
            return false;
        }
        self.ground.push(partner);
        self.chosen.push(at);
        if let Some(used) = self.used.get_mut(kind) {
            *used = used.saturating_add(1);
        }
        true
    }

    fn leave(&mut self) {
        let last = self.chosen.pop().and_then(|at| self.choices.get(at));
        if let Some(used) = last.and_then(|choice| self.used.get_mut(choice.kind)) {
            *used = used.saturating_sub(1);
        }
        self.ground.pop();
    }

    /// All smallest additions that come as near to being met as can be, and whether that is certain.
    pub(super) fn run(mut self) -> Answer {
        if self.before.unmet.is_empty() {
            let nobody = self.made(self.before.clone());
            return Answer { sets: vec![nobody], smallest: true };
        }
        let (sound, bold) = (self.greedily(Order::FewestOpen), self.greedily(Order::MostHelped));
        let better = self.goal_of(&bold.standing) < self.goal_of(&sound.standing);
        let greedy = if better { bold } else { sound };
        let start = self.goal;
        self.goal = start.min(self.goal_of(&greedy.standing));
        let mut best: Option<(Goal, Vec<Chosen>)> = None;
        let mut finished = self.whole;
        // Where something fails in any case, more partners may help a condition that fewer do not.
        let further = if self.goal.0 == 2 { FURTHER } else { 0 };
        for size in 1..=greedy.parts.len().max(further).min(SEARCHED) {
            finished &= self.of_size(size, 0, &self.before.clone());
            let sets = self.told();
            if !sets.is_empty() && self.goal < best.as_ref().map_or(start, |(goal, _)| *goal) {
                best = Some((self.goal, sets));
            }
            if !finished || (best.is_some() && size >= further) {
                break;
            }
        }
        match best {
            Some((_, sets)) => Answer { sets, smallest: finished },
            None if self.goal_of(&greedy.standing) < start => Answer { sets: vec![greedy], smallest: false },
            None => Answer { sets: Vec::new(), smallest: finished },
        }
    }

    /// Adds whoever helps most until nobody helps any more, and takes out whoever was not needed.
    fn greedily(&mut self, order: Order) -> Chosen {
        let mut standing = self.before.clone();
        'more: loop {
            let mut best: Option<(Help, Standing)> = None;
            for at in 0..self.choices.len() {
                if !self.join(at) {
                    continue;
                }
                let after = self.ground.standing();
                self.leave();
                let Some(after) = after else { break 'more };
                let helped = self.ground.helped(&standing, &after).len();
                let (class, failing, _) = after.goal();
                let (open, helps) = (after.raised(&standing), Reverse(helped));
                let key = match order {
                    Order::FewestOpen => (class, failing, open, helps, open, at),
                    Order::MostHelped => (class, failing, 0, helps, open, at),
                };
                if helped > 0 && best.as_ref().is_none_or(|(known, _)| key < *known) {
                    best = Some((key, after));
                }
            }
            let Some(((.., at), after)) = best else { break };
            if !self.join(at) {
                break;
            }
            standing = after;
        }
        let parts = std::mem::take(&mut self.chosen);
        for _ in &parts {
            self.ground.pop();
        }
        self.used.iter_mut().for_each(|used| *used = 0);
        self.pruned(parts, standing)
    }

    /// The same without those without whom it comes as near.
    fn pruned(&mut self, mut parts: Vec<usize>, mut standing: Standing) -> Chosen {
        let goal = self.goal_of(&standing);
        let mut at = parts.len();
        while let Some(before) = at.checked_sub(1) {
            at = before;
            let mut fewer = parts.clone();
            fewer.remove(at);
            let joined = fewer.iter().filter(|part| self.join(**part)).count();
            let after = self.ground.standing();
            for _ in 0..joined {
                self.leave();
            }
            match after {
                Some(after) if self.goal_of(&after) <= goal => (parts, standing) = (fewer, after),
                Some(_) => {}
                None => break,
            }
        }
        parts.sort_unstable();
        self.chosen = parts;
        let made = self.made(standing);
        self.chosen.clear();
        made
    }

    /// What is chosen, with the first candidates of each kind.
    fn made(&self, standing: Standing) -> Chosen {
        let parts: Vec<(usize, Role)> =
            self.chosen.iter().filter_map(|at| self.choices.get(*at)).map(|c| (c.kind, c.role)).collect();
        let mut used = BTreeMap::<usize, usize>::new();
        let mut members: Members = Vec::new();
        for (kind, role) in &parts {
            let nth = used.entry(*kind).or_default();
            members.extend(self.kinds.get(*kind).and_then(|all| all.get(*nth)).map(|at| (*at, *role)));
            *nth = nth.saturating_add(1);
        }
        members.sort_unstable();
        let verdict = self.ground.verdict(&standing);
        Chosen { members, verdict, standing, parts }
    }

    /// Looks at every set of a size that comes as near as the goal, in order; whether the search was not cut short.
    fn of_size(&mut self, size: usize, from: usize, standing: &Standing) -> bool {
        let left = size.saturating_sub(self.chosen.len());
        if left == 0 {
            let goal = self.goal_of(standing);
            if goal < self.goal {
                self.found.clear();
                self.goal = goal;
            }
            if goal == self.goal {
                self.keep(standing.clone());
            }
            return true;
        }
        if self.ground.needed(standing, self.goal) as usize > left {
            return true;
        }
        for at in from..self.choices.len() {
            if self.is_settled(at) {
                return true;
            }
            if !self.join(at) {
                continue;
            }
            let finished = match self.ground.standing() {
                None => false,
                Some(after) => {
                    self.ground.helped(standing, &after).is_empty() || self.of_size(size, at, &after)
                }
            };
            self.leave();
            if !finished {
                return false;
            }
        }
        true
    }

    /// Whether no set that is yet to be looked at ranks among those found.
    fn is_settled(&self, at: usize) -> bool {
        let Some(last) = self.found.get(LISTED.saturating_sub(1)) else { return false };
        if !matches!(last.rank(), (0, 0, _)) {
            return false;
        }
        if self.kinds.len() == self.candidates.len() {
            // Each candidate is a kind of its own, so sets are found in their order.
            return true;
        }
        let first = self.choices.get(at).and_then(|c| self.kinds.get(c.kind)?.first());
        self.chosen.is_empty() && last.members.first().map(|(candidate, _)| candidate) < first
    }

    fn keep(&mut self, standing: Standing) {
        let made = self.made(standing);
        let at = self.found.partition_point(|known| known.rank() < made.rank());
        self.found.insert(at, made);
        self.found.truncate(LISTED);
    }

    /// The sets found, each with every choice among candidates of whom the same is stated, best first.
    fn told(&mut self) -> Vec<Chosen> {
        let mut all: Vec<Chosen> = Vec::new();
        for found in std::mem::take(&mut self.found) {
            let spelled = self.spelled(&found.parts, LISTED);
            all.extend(spelled.into_iter().map(|members| Chosen { members, ..found.clone() }));
        }
        all.sort_by(|a, b| a.rank().cmp(&b.rank()));
        all.truncate(LISTED);
        all
    }

    /// The first ways to choose candidates of these kinds for these roles, in order.
    fn spelled(&self, parts: &[(usize, Role)], most: usize) -> Vec<Members> {
        let mut wanted: BTreeMap<usize, Vec<Role>> = BTreeMap::new();
        for (kind, role) in parts {
            wanted.entry(*kind).or_default().push(*role);
        }
        let mut places: Vec<(usize, usize)> = wanted
            .keys()
            .filter_map(|kind| Some((*kind, self.kinds.get(*kind)?)))
            .flat_map(|(kind, all)| {
                all.iter().take(most.saturating_add(parts.len())).map(move |at| (*at, kind))
            })
            .collect();
        places.sort_unstable();
        let mut told = Vec::new();
        spell(&places, &mut wanted, &mut Vec::new(), parts.len(), most, &mut told);
        told
    }
}

/// Gives roles to candidates, the first ones first.
fn spell(
    places: &[(usize, usize)],
    wanted: &mut BTreeMap<usize, Vec<Role>>,
    members: &mut Members,
    size: usize,
    most: usize,
    told: &mut Vec<Members>,
) {
    if members.len() == size {
        told.push(members.clone());
        return;
    }
    let Some(((candidate, kind), rest)) = places.split_first() else { return };
    let mut roles = wanted.get(kind).cloned().unwrap_or_default();
    roles.sort_unstable();
    roles.dedup();
    for role in roles {
        if told.len() >= most {
            return;
        }
        let of_kind = wanted.entry(*kind).or_default();
        let Some(at) = of_kind.iter().position(|r| *r == role) else { continue };
        of_kind.remove(at);
        members.push((*candidate, role));
        spell(rest, wanted, members, size, most, told);
        members.pop();
        wanted.entry(*kind).or_default().push(role);
    }
    // Without this one there have to be enough others of its kind.
    let others = rest.iter().filter(|(_, other)| other == kind).count();
    if told.len() < most && others >= wanted.get(kind).map_or(0, Vec::len) {
        spell(rest, wanted, members, size, most, told);
    }
}

/// The candidates by kinds: those of whom the same is stated and whom nobody else may be stand together.
fn kinds(stated: &[Participant], candidates: &[Applicant]) -> Vec<Vec<usize>> {
    let once = once_each(candidates);
    let all = || stated.iter().map(|e| &e.applicant).chain(once.iter().map(|(_, who)| *who));
    let (mut names, mut codes) = (HashSet::new(), HashSet::new());
    let (mut shared_names, mut shared_codes) = (HashSet::new(), HashSet::new());
    for who in all() {
        let name = who.name.key();
        if !names.insert(name) {
            shared_names.insert(name);
        }
        if let Some(pic) = &who.pic
            && !codes.insert(pic)
        {
            shared_codes.insert(pic);
        }
    }
    let linked: HashSet<_> = stated.iter().filter_map(|e| e.affiliated_to.as_ref()).collect();
    let alone = |who: &Applicant| {
        let told_apart =
            |pic: &Pic| !shared_codes.contains(pic) && !linked.contains(pic) && pic.number().is_some();
        who.pic.as_ref().is_none_or(told_apart) && !shared_names.contains(who.name.key())
    };
    let mut kinds: Vec<Vec<usize>> = Vec::new();
    let mut known = HashMap::new();
    for (at, candidate) in &once {
        let Applicant {
            name: _,
            pic,
            country,
            legal_form,
            statuses,
            organisation_type,
            member_kinds,
            declarations,
        } = candidate;
        let next = kinds.len();
        let place = if alone(candidate) {
            let own = (country, legal_form, statuses, organisation_type, member_kinds, declarations);
            let stated = (pic.is_some(), own);
            *known.entry(stated).or_insert(next)
        } else {
            next
        };
        match kinds.get_mut(place) {
            Some(all) => all.push(*at),
            None => kinds.push(vec![*at]),
        }
    }
    kinds
}

/// The candidates with their places, each organisation once: one that is listed again under its code, and of which the
/// same is stated, is the first of them.
pub(super) fn once_each(candidates: &[Applicant]) -> Vec<(usize, &Applicant)> {
    let mut known = HashSet::new();
    let mut once = Vec::with_capacity(candidates.len());
    for (at, who) in candidates.iter().enumerate() {
        let Applicant {
            name: _,
            pic: _,
            country,
            legal_form,
            statuses,
            organisation_type,
            member_kinds,
            declarations,
        } = who;
        let stated = (country, legal_form, statuses, organisation_type, member_kinds, declarations);
        if who.code().is_none() || known.insert((who.code(), stated)) {
            once.push((at, who));
        }
    }
    once
}
