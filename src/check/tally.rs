//! Who counts to the minima, as exact lower and upper bounds.
//!
//! The bounds are over all ways to complete the unknown facts and all readings of the open questions. Every
//! open question is asked so that "yes" never counts less than "no", so the lower bound takes every "no"
//! and the upper bound every "yes"; all but one: where eligible countries are counted, an overseas territory counts for
//! its Member State or else as a country of its own, and both readings are looked at. Where no two entries can be the same organisation, each entry is a
//! unit of its own and one pass does it; otherwise entries are grouped first.

use chrono::NaiveDate;

use super::facts::{Answers, Setting};
use super::identity::{Group, Identity, groups, merged};
use super::matching::{fewest, matched};
use super::participant::{lawful, may_be_lawful_as, signature_days};
use super::seat::country_outcomes;
use crate::call::{Basis, Point, Standing, WITHOUT_COUNTRY};
use crate::country::Country;
use crate::organisation::{LegalForms, Role};
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// Which of the two minima.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MinimumOf {
    Applicants,
    Countries,
}

/// Bounds of the two counts, each (for certain, at most).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Bounds {
    pub(crate) applicants: (u32, u32),
    pub(crate) countries: (u32, u32),
}

impl Bounds {
    /// What holds for either.
    pub(crate) fn or(self, other: Bounds) -> Bounds {
        let or = |a: (u32, u32), b: (u32, u32)| (a.0.min(b.0), a.1.max(b.1));
        Bounds {
            applicants: or(self.applicants, other.applicants),
            countries: or(self.countries, other.countries),
        }
    }
}

/// What one entry brings to the organisation it belongs to.
#[derive(Debug, Clone, Copy)]
struct Brings {
    /// Counts as far as the entry itself goes, for certain.
    certain: bool,
    /// It cannot be an international organisation.
    never_international: bool,
    /// It can be nothing else.
    always_international: bool,
    /// May count as an international organisation.
    as_international: bool,
    /// May count as anything else.
    as_other: bool,
    /// Only a coordinator whose country the call fixes could count.
    fixed: bool,
}

impl Brings {
    const NOTHING: Brings = Brings {
        certain: false,
        never_international: true,
        always_international: false,
        as_international: false,
        as_other: false,
        fixed: false,
    };

    fn anything(self) -> bool {
        self.as_international || self.as_other
    }

    /// What is left of it on a basis for whoever counts by the seat.
    #[inline]
    fn by_seat(self, setting: &Setting<'_>, basis: &Basis) -> Brings {
        if self.never_international {
            return self;
        }
        let counts = setting.answered(basis.international);
        Brings {
            certain: self.certain && counts.certain(),
            as_international: self.as_international && counts.possible(),
            ..self
        }
    }

    /// Whether it may count wherever its seat is, and whether it does for certain.
    #[inline]
    fn without_country(self, setting: &Setting<'_>, basis: &Basis) -> (bool, bool) {
        let counts = setting.answered(basis.anywhere);
        let may = self.as_international && counts.possible();
        (may, may && self.certain && self.always_international && counts.certain())
    }
}

/// The roles in which an entry may count at all.
pub(crate) const COUNTED: [Role; 3] = [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity];

/// Whether the entry may turn out to hold a role that counts.
#[inline]
pub(crate) fn may_count(entry: &Participant, setting: &Setting<'_>) -> bool {
    match entry.role {
        Some(Role::AffiliatedEntity) => setting.answered(setting.terms.affiliated_counts).possible(),
        Some(role) => role.counts(),
        None => true,
    }
}

/// What an entry brings whose country is known, or that counts alike wherever it is.
#[inline]
fn brings(entry: &Participant, setting: &Setting<'_>) -> Brings {
    let third = entry.applicant.country.is_some_and(|country| setting.terms.is_third(country));
    brings_from(third, entry, setting)
}

/// What an entry brings: established in a Member State or territory, and in a third country.
#[inline]
fn brings_either(entry: &Participant, setting: &Setting<'_>) -> [Brings; 2] {
    if entry.applicant.country.is_none() && setting.terms.third.is_some() {
        [brings_from(false, entry, setting), brings_from(true, entry, setting)]
    } else {
        [brings(entry, setting); 2]
    }
}

#[inline]
fn brings_from(third: bool, entry: &Participant, setting: &Setting<'_>) -> Brings {
    let (terms, who) = (setting.terms, &entry.applicant);
    let forms = who.possible_forms();
    let usual = who.declarations.is_empty() && !who.statuses.concern_law();
    if terms.plain && usual && setting.answers.given == 0 {
        return in_any_role(entry.role, |role| {
            let own = country_outcomes(entry.applicant.country, role, setting);
            let may_sit = own.may_be(Outcomes::MET.or(Outcomes::CONDITIONAL));
            let pass = terms.pass(role, forms)?;
            let certain = pass.certain && (!pass.bound || !own.may_be(Outcomes::NOT_MET));
            Some(Brings {
                certain,
                never_international: pass.never_international,
                always_international: pass.always_international,
                as_international: pass.international && (terms.international_exempt.possible() || may_sit),
                as_other: pass.other && may_sit,
                fixed: false,
            })
        });
    }
    brings_under(third, entry, setting)
}

/// How an entry counts that is completed: as an international organisation, as anything else, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountsAs {
    pub(crate) international: bool,
    pub(crate) other: bool,
}

impl CountsAs {
    pub(crate) fn of(completed: &Participant, setting: &Setting<'_>) -> CountsAs {
        let brings = if may_count(completed, setting) { brings(completed, setting) } else { Brings::NOTHING };
        CountsAs { international: brings.as_international, other: brings.as_other }
    }

    /// The place that an organisation counts for, which counts so and is established there; zero where it does not
    /// count.
    pub(crate) fn place(self, country: Country, setting: &Setting<'_>, basis: &Basis) -> u64 {
        let CountsAs { international: as_international, other: as_other } = self;
        let brings =
            Brings { as_international, as_other, never_international: !as_international, ..Brings::NOTHING };
        counts_as(country, brings, setting, basis).0
    }
}

/// What an entry brings where roles ask for more, the law looks at what is stated, or readings are tried out.
#[inline(never)]
fn brings_under(third: bool, entry: &Participant, setting: &Setting<'_>) -> Brings {
    let terms = setting.terms;
    let (every_form, statuses) = (entry.applicant.possible_forms(), entry.applicant.settled_statuses());
    // Art. 24(1)(b) admits whoever is created under Union law, wherever the seat is; by which it may count.
    let union = statuses.created_under_union_law();
    let union_counts = if union { setting.answered(terms.union_entities) } else { Point::Settled(true) };
    in_any_role(entry.role, |role: Role| {
        let own = country_outcomes(entry.applicant.country, role, setting);
        // From a third country the call may take some only; and what has neither legal personality nor guarantees takes part
        // as a natural person only.
        let some_only = third && !(union && terms.union_exempt);
        let taken = every_form.iter().filter(|form| {
            (!some_only || terms.takes_from_third(role, *form)) && may_be_lawful_as(*form, statuses)
        });
        let forms = LegalForms::one_of(taken)?;
        let eligible = Outcomes::MET.or(Outcomes::CONDITIONAL);
        let pass = if setting.answers.given == 0 && !terms.asks_more(role) && !statuses.concern_law() {
            terms.pass(role, forms)
        } else {
            let stated = (statuses, entry.applicant.organisation_type);
            terms.pass_answered(role, forms, stated, |p| setting.answered(p))
        };
        let pass = pass?;
        let free = union && terms.union_exempt;
        let (mut may_sit, mut must_sit) =
            (free || own.may_be(eligible), free || !own.may_be(Outcomes::NOT_MET));
        let mut placed = true;
        let fixed = role == Role::Coordinator && !terms.coordinator.is_empty();
        if fixed {
            // Even an international organisation coordinates from where the call lets it.
            placed = entry.applicant.country.is_some_and(|c| terms.coordinator_may_sit(c));
            let anywhere = entry.applicant.country.is_none();
            may_sit &= placed || anywhere;
            must_sit &= placed;
            if !placed && !anywhere {
                return Some(Brings::NOTHING);
            }
        }
        let (stays, may_stay) = lawful(role, entry, statuses, setting);
        if !may_stay || !union_counts.possible() {
            return Some(Brings::NOTHING);
        }
        let certain = pass.certain
            && forms == every_form
            && placed
            && stays
            && union_counts.certain()
            && (!pass.bound || must_sit);
        Some(Brings {
            certain,
            never_international: pass.never_international,
            always_international: pass.always_international,
            as_international: pass.international
                && (setting.answered(terms.international_exempt).possible() || may_sit),
            as_other: pass.other && may_sit,
            fixed,
        })
    })
}

/// What an entry brings in the role it has, or in any role that counts where that is unknown.
#[inline]
fn in_any_role(role: Option<Role>, in_role: impl Fn(Role) -> Option<Brings>) -> Brings {
    match role {
        Some(role) => in_role(role).unwrap_or(Brings::NOTHING),
        // With an unknown role nothing is certain.
        None => COUNTED.into_iter().filter_map(&in_role).filter(|one| one.anything()).fold(
            Brings { fixed: true, ..Brings::NOTHING },
            |all, one| Brings {
                as_international: all.as_international || one.as_international,
                as_other: all.as_other || one.as_other,
                never_international: all.never_international && one.never_international,
                fixed: all.fixed && one.fixed,
                ..Brings::NOTHING
            },
        ),
    }
}

/// The places that a country may count as, and whether it does for certain, for what is brought.
#[inline]
fn counts_as(country: Country, brings: Brings, setting: &Setting<'_>, basis: &Basis) -> (u64, bool) {
    if brings.as_international {
        let (may, must) = brings.without_country(setting, basis);
        let (seat, seated) = counts_by_seat(country, brings.by_seat(setting, basis), setting, basis);
        // An international organisation counts wherever it is, and anything else by its seat: so it counts, whichever
        // it is.
        let whichever = may && brings.certain && setting.answered(basis.anywhere).certain() && {
            let other = Brings { as_international: false, never_international: true, ..brings };
            counts_by_seat(country, other, setting, basis).1
        };
        return (seat | if may { WITHOUT_COUNTRY } else { 0 }, seated || must || whichever);
    }
    counts_by_seat(country, brings.by_seat(setting, basis), setting, basis)
}

/// The same for whoever counts by the seat.
#[inline]
fn counts_by_seat(country: Country, brings: Brings, setting: &Setting<'_>, basis: &Basis) -> (u64, bool) {
    if !brings.anything() {
        return (0, false);
    }
    let terms = setting.terms;
    match terms.standing(country) {
        Standing::Territory(at, eligible) => {
            let linked = setting.answered(basis.territories);
            let eligible = setting.answered(eligible);
            let own = terms.place(country).filter(|_| basis.territories_apart && !linked.certain());
            let may = own.map_or(0, bit) | if linked.possible() { bit(at) } else { 0 };
            let must = brings.certain && (linked.certain() || own.is_some()) && eligible.certain();
            if eligible.possible() { (may, may != 0 && must) } else { (0, false) }
        }
        Standing::Member(point) | Standing::Depends(point) => {
            let point = setting.answered(point);
            counted(terms.place(country), (point.possible(), point.certain()), brings, setting, basis)
        }
        Standing::Negotiating(_) => {
            let own = country_outcomes(Some(country), Role::Beneficiary, setting);
            let takes_part = (own != Outcomes::NOT_MET, !own.may_be(Outcomes::NOT_MET));
            counted(terms.place(country), takes_part, brings, setting, basis)
        }
        Standing::Unfunded(_) | Standing::Outside => (0, false),
    }
}

#[inline]
fn counted(
    place: Option<u8>,
    (may_take_part, takes_part): (bool, bool),
    brings: Brings,
    setting: &Setting<'_>,
    basis: &Basis,
) -> (u64, bool) {
    let Some(at) = place else { return (0, false) };
    let counts = setting.answered(basis.point(at));
    let may = may_take_part && counts.possible();
    (if may { bit(at) } else { 0 }, may && brings.certain && takes_part && counts.certain())
}

/// The places that an unknown country may be, for what is brought, and whether it counts whichever it is.
#[inline]
fn anywhere(brings: Brings, setting: &Setting<'_>, basis: &Basis) -> (u64, bool) {
    let (may, must) = brings.without_country(setting, basis);
    let seat = brings.by_seat(setting, basis);
    let seats = if seat.anything() { seats(seat, setting, basis) } else { 0 };
    (seats | if may { WITHOUT_COUNTRY } else { 0 }, must)
}

/// The same where it makes a difference whether that country is a third one.
#[inline]
fn anywhere_either([home, third]: [Brings; 2], setting: &Setting<'_>, basis: &Basis) -> (u64, bool) {
    let (at_home, certain) = anywhere(home, setting, basis);
    let Some(terms) = &setting.terms.third else { return (at_home, certain) };
    let (abroad, certain_abroad) = anywhere(third, setting, basis);
    ((at_home & !terms.places) | (abroad & (terms.places | WITHOUT_COUNTRY)), certain && certain_abroad)
}

#[inline]
fn seats(brings: Brings, setting: &Setting<'_>, basis: &Basis) -> u64 {
    if brings.fixed {
        let fixed = setting.terms.coordinator.iter().filter_map(|c| setting.terms.place(*c));
        fixed.fold(0, |all, at| all | bit(at)) & places(setting, basis)
    } else {
        places(setting, basis)
    }
}

/// The places that may count: under readings that are tried out, or on a day of signature, fewer than otherwise.
#[inline]
fn places(setting: &Setting<'_>, basis: &Basis) -> u64 {
    if setting.answers.given == 0 && setting.terms.negotiating.is_empty() {
        return basis.possible;
    }
    let linked = setting.answered(basis.territories).certain();
    let may = |at: u8| {
        let takes_part = setting.terms.country_at(at).is_some_and(|country| {
            let counts = !(linked && matches!(setting.terms.standing(country), Standing::Territory(..)));
            counts
                && country_outcomes(Some(country), Role::Beneficiary, setting)
                    .may_be(Outcomes::MET.or(Outcomes::CONDITIONAL))
        });
        takes_part && setting.answered(basis.point(at)).possible()
    };
    // An overseas territory may count for its Member State where the State itself does.
    (0..64).filter(|at| basis.possible & bit(*at) != 0 && may(*at)).fold(0, |all, at| all | bit(at))
}

/// The bit of a place.
pub(crate) fn bit(at: u8) -> u64 {
    1u64 << (at & 63)
}

/// The bounds for all participants.
#[inline]
pub(crate) fn bounds(participants: &[Participant], setting: &Setting<'_>, identity: &Identity) -> Bounds {
    let [by_applicants, by_countries] = &setting.terms.bases;
    let on = |setting: &Setting<'_>| {
        if setting.terms.one_basis {
            return bounds_on(participants, setting, identity, by_countries);
        }
        Bounds {
            applicants: bounds_on(participants, setting, identity, by_applicants).applicants,
            countries: bounds_on(participants, setting, identity, by_countries).countries,
        }
    };
    // Who counts by the day of signature counts by the same day as everybody else.
    let days = signature_days(participants, setting);
    let read = |setting: &Setting<'_>| match territories_open(participants, setting) {
        Some(question) => {
            let one = 1u64 << (question & 63);
            let given = setting.answers.given | one;
            let under = |yes| on(&Setting { answers: Answers { given, yes }, ..*setting });
            under(setting.answers.yes).or(under(setting.answers.yes | one))
        }
        None => on(setting),
    };
    let of = |day: &NaiveDate| read(&Setting { signature: Some(*day), ..*setting });
    days.iter().map(of).reduce(Bounds::or).unwrap_or_else(|| read(setting))
}

/// The question whether a territory counts for its Member State, where it is open, somebody is established in one, and
/// it counts as a country of its own if not: all who are do the same.
fn territories_open(participants: &[Participant], setting: &Setting<'_>) -> Option<u8> {
    let apart = setting.terms.bases.iter().find(|basis| basis.territories_apart)?;
    let Point::Open(question) = setting.answered(apart.territories) else { return None };
    let there = |country| matches!(setting.terms.standing(country), Standing::Territory(..));
    participants.iter().any(|entry| entry.applicant.country.is_some_and(there)).then_some(question)
}

#[inline]
fn bounds_on(
    participants: &[Participant],
    setting: &Setting<'_>,
    identity: &Identity,
    basis: &Basis,
) -> Bounds {
    if identity.distinct {
        let mut count = Count::default();
        for entry in participants {
            count.add(Unit::single(entry, setting, basis), basis.possible);
        }
        count.bounds(basis.possible, 0)
    } else {
        grouped(participants, setting, basis)
    }
}

/// An organisation: what it counts as at most, and what it counts as for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The places it may count as.
    pub(crate) may: u64,
    /// Where it counts for certain: the places it may then count as. Else zero.
    pub(crate) must: u64,
}

impl Unit {
    #[inline]
    pub(crate) fn single(entry: &Participant, setting: &Setting<'_>, basis: &Basis) -> Unit {
        if !may_count(entry, setting) {
            return Unit { may: 0, must: 0 };
        }
        if let Some(unit) = Unit::plain(entry, setting, basis) {
            return unit;
        }
        let (may, must) = match entry.applicant.country {
            Some(country) => counts_as(country, brings(entry, setting), setting, basis),
            None => anywhere_either(brings_either(entry, setting), setting, basis),
        };
        Unit { may, must: if must { may } else { 0 } }
    }

    /// The same for by far the most: in a known role, established in a Member State that takes part, under a
    /// call that asks for nothing but the legal form.
    #[inline]
    fn plain(entry: &Participant, setting: &Setting<'_>, basis: &Basis) -> Option<Unit> {
        let (terms, who) = (setting.terms, &entry.applicant);
        let (role, country) = (entry.role?, who.country?);
        let at = terms.place(country)?;
        let usual = terms.plain
            && setting.answers.given == 0
            && who.declarations.is_empty()
            && !who.statuses.concern_law()
            && terms.standing(country) == Standing::Member(Point::Settled(true))
            && basis.point(at).certain();
        let pass = terms.pass(role, who.possible_forms()).filter(|_| usual)?;
        let international = basis.international;
        let may = if pass.other || (pass.international && international.possible()) { bit(at) } else { 0 };
        let certain = pass.certain && (pass.never_international || international.certain());
        Some(Unit { may, must: if certain { may } else { 0 } })
    }

    /// An organisation that several entries name: one of them has to count, and the country is one of
    /// those stated, any country where an entry states none.
    pub(crate) fn several(entries: &[&Participant], setting: &Setting<'_>, basis: &Basis) -> Unit {
        let brought: Vec<(usize, [Brings; 2])> = entries
            .iter()
            .enumerate()
            .filter(|(_, e)| may_count(e, setting))
            .map(|(at, e)| (at, brings_either(e, setting)))
            .collect();
        let mut unit = Unit { may: 0, must: 0 };
        let mut certain = !brought.is_empty();
        for (at, entry) in entries.iter().enumerate() {
            let (mut here, mut must_here) = (0, false);
            match entry.applicant.country {
                Some(country) => {
                    for (_, [home, third]) in &brought {
                        let (may, must) = counts_as(country, *home, setting, basis);
                        let (may_abroad, must_abroad) = counts_as(country, *third, setting, basis);
                        here |= may | may_abroad;
                        must_here |= must && must_abroad;
                    }
                }
                None => {
                    for (by, either) in &brought {
                        // Where a coordinator must sit, and what a third country is asked, is asked of its own entry.
                        let (may, must) = if *by == at {
                            anywhere_either(*either, setting, basis)
                        } else {
                            let free =
                                either.map(|one| anywhere(Brings { fixed: false, ..one }, setting, basis));
                            let [(home, certain), (third, certain_abroad)] = free;
                            (home | third, certain && certain_abroad)
                        };
                        here |= may;
                        must_here |= must;
                    }
                }
            }
            unit.may |= here;
            certain &= must_here;
        }
        if certain {
            unit.must = unit.may;
        }
        unit
    }
}

/// Units added up.
#[derive(Debug, Default)]
struct Count {
    certain: u32,
    possible: u32,
    /// Places of units with one possible place.
    certain_states: u64,
    possible_states: u64,
    /// Units whose country is unknown.
    anywhere: u32,
    /// Units with several stated countries; there is hardly ever one.
    torn: Vec<Unit>,
}

impl Count {
    #[inline]
    fn add(&mut self, unit: Unit, possible: u64) {
        self.certain = self.certain.saturating_add(u32::from(unit.must != 0));
        self.possible = self.possible.saturating_add(u32::from(unit.may != 0));
        let unit = Unit { may: unit.may & !WITHOUT_COUNTRY, must: unit.must & !WITHOUT_COUNTRY };
        if unit.may == 0 {
            return;
        }
        if unit.may.is_power_of_two() {
            self.certain_states |= unit.must;
            self.possible_states |= unit.may;
        } else if unit.may == possible && unit.must == 0 {
            self.anywhere = self.anywhere.saturating_add(1);
        } else {
            self.torn.push(unit);
        }
    }

    /// `merged` is how many of the certain units may be the same organisation as another one.
    fn bounds(&self, possible: u64, merged: u32) -> Bounds {
        let applicants = (self.certain.saturating_sub(merged), self.possible);
        let (mut fixed, mut apart) = (self.certain_states.count_ones(), self.possible_states.count_ones());
        if !self.torn.is_empty() {
            let torn: Vec<u64> = self.torn.iter().map(|u| u.may).collect();
            let must: Vec<u64> = self.torn.iter().map(|u| u.must).filter(|m| *m != 0).collect();
            fixed = fewest(&must, self.certain_states);
            apart = apart.saturating_add(matched(&torn, self.possible_states));
        }
        let most = apart.saturating_add(self.anywhere).min(possible.count_ones());
        Bounds { applicants, countries: (fixed, most) }
    }
}

/// The unit that a group of entries makes.
pub(crate) fn unit(entries: &[&Participant], setting: &Setting<'_>, basis: &Basis) -> Unit {
    match entries {
        [one] => Unit::single(one, setting, basis),
        more => Unit::several(more, setting, basis),
    }
}

fn grouped(participants: &[Participant], setting: &Setting<'_>, basis: &Basis) -> Bounds {
    let groups = groups(participants);
    let mut entries: Vec<&Participant> = Vec::new();
    let units: Vec<Unit> = groups
        .iter()
        .map(|group| {
            entries.clear();
            entries.extend(group.members.iter().filter_map(|at| participants.get(*at)));
            unit(&entries, setting, basis)
        })
        .collect();
    sum(groups.iter().zip(&units), basis.possible)
}

/// The bounds for organisations, of which some may be the same.
pub(crate) fn sum<'a>(units: impl Iterator<Item = (&'a Group, &'a Unit)> + Clone, possible: u64) -> Bounds {
    let mut count = Count::default();
    for (_, unit) in units.clone() {
        count.add(*unit, possible);
    }
    let certain = units.filter(|(_, unit)| unit.must != 0).map(|(group, _)| group);
    count.bounds(possible, merged(certain))
}

/// The bounds of the distinct Member States alone.
pub(crate) fn states(units: &[Unit], possible: u64) -> (u32, u32) {
    let mut count = Count::default();
    for unit in units {
        count.add(*unit, possible);
    }
    count.bounds(possible, 0).countries
}
