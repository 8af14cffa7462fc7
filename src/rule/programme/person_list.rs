//! A list of persons taken in entry by entry: who stands in it before, what each may be, and what they bring.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::dates::ELIGIBLE;
use super::{Gathered, cpr, is_of};
use crate::budget::Between;
use crate::check::StatedIn;
use crate::check::fact::FactKind as F;
use crate::fund::{AdmittedPerson, Ground, PersonAmount, any_of, person_amounts};
use crate::input::named;
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::programme::{Cci, PersonCategory, PersonRecord, Persons, Programme};
use crate::rule::questions::Doubt;
use crate::rule::world::identity;

/// An earlier entry of the same person.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    pub(super) entry: u32,
    pub(super) on: Option<NaiveDate>,
    pub(super) programme: Option<Cci>,
    pub(super) application: Option<String>,
    /// Whether it is the same amount for sure.
    pub(super) same: bool,
    /// Whether its category is not known.
    pub(super) loose: bool,
}

/// What is kept of an entry: no more than tells where it stands.
#[derive(Debug, Clone, Copy)]
struct Seen {
    entry: u32,
    on: Option<NaiveDate>,
    programme: Option<Cci>,
    /// The place of its payment application among the names.
    application: Option<u32>,
}

/// What two entries of one person can share.
#[derive(Debug, Hash)]
enum Shared {
    /// An amount of Art. 19, due once.
    Admission,
    /// An amount of Art. 20 for one transfer.
    Transfer(Ground, NaiveDate),
    /// Amounts for receiving the person, or for sending the person: of several each may be due.
    Side(bool),
    /// Entries whose category is not known.
    Anything,
    /// All entries.
    Person,
}

/// All entries of a list looked at so far. It grows by the keys of persons.
#[derive(Debug, Default)]
pub(crate) struct PersonList {
    seen: HashMap<u128, Seen>,
    applications: Vec<Box<str>>,
    count: u32,
    /// What the persons who name an allocation bring.
    pub(super) spent: BTreeMap<Option<String>, Spent>,
    /// Persons by what they may be and the day, each once.
    pub(super) admitted: BTreeMap<Admitted, u32>,
    /// Under the key of a person, the entry whose category is not known.
    loose: HashMap<u128, Admitted>,
}

/// What the persons of an allocation bring.
#[derive(Debug)]
pub(super) struct Spent {
    pub(super) brings: Between,
    pub(super) persons: u32,
    /// The facts of theirs on which that depends.
    pub(super) missing: BTreeSet<F>,
    /// The open questions on which that depends.
    pub(super) open: BTreeSet<Doubt>,
}

/// What a person may be admitted or transferred as, and when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Admitted {
    pub(super) may: Vec<PersonCategory>,
    pub(super) on: Option<NaiveDate>,
    /// Whether the person counts by an earlier entry perhaps.
    perhaps: bool,
    /// Whether it has no key: it may be the person of any other entry.
    keyless: bool,
    /// Whether the entry is of the programme; `None` where its programme is not stated.
    ours: Option<bool>,
    /// Whether the day lies in the time of eligibility; `None` where a submission that is not stated decides.
    in_time: Option<bool>,
    /// Whether it is not stated if the person is vulnerable, and if it is an unaccompanied minor.
    unsaid: (bool, bool),
    /// Whether the record contradicts itself.
    pub(super) contrary: bool,
}

impl Admitted {
    fn of(person: &PersonRecord, Place { ours, in_time }: Place) -> Self {
        let unsaid = (person.vulnerable.is_none(), person.unaccompanied_minor.is_none());
        let keyless = key_of(person).is_none();
        let (may, contrary) = (categories_of(person), contradicts_itself(person));
        Admitted { may, on: person.on, perhaps: false, keyless, ours, in_time, unsaid, contrary }
    }

    /// Whether it is a person of the programme, and counts by no other entry, for certain.
    pub(super) fn is_sure(&self) -> bool {
        !self.perhaps && !self.keyless && self.ours == Some(true) && self.in_time == Some(true)
    }

    /// The facts that are not known of it, as far as they decide between two categories of which it matters which it is.
    pub(super) fn lacking(
        &self,
        matters: impl Fn(PersonCategory, PersonCategory) -> bool,
    ) -> impl Iterator<Item = F> {
        use PersonCategory as C;
        let pair = |one, other| self.may.contains(&one) && self.may.contains(&other) && matters(one, other);
        let all = [
            (self.may.len() > 2 || self.perhaps, F::Category),
            (self.keyless, F::Person),
            (self.ours.is_none(), F::Programme),
            (self.in_time.is_none(), F::SubmittedOn),
            (self.unsaid.0 && pair(C::HumanitarianAdmission, C::Vulnerable), F::Vulnerable),
            (
                // Who is in no vulnerable group is no minor.
                self.unsaid.1
                    && (self.unsaid.0 && pair(C::HumanitarianAdmission, C::Vulnerable)
                        || pair(C::TransferInApplicant, C::UnaccompaniedMinor)),
                F::UnaccompaniedMinor,
            ),
            (self.on.is_none(), F::On),
        ];
        all.into_iter().filter(|(lacks, _)| *lacks).map(|(_, fact)| fact)
    }
}

/// The key of a person.
pub(super) fn key_of(person: &PersonRecord) -> Option<&str> {
    named(&person.person)
}

/// What a category may be with what the record says beside it.
fn told_apart(category: PersonCategory, person: &PersonRecord) -> Vec<PersonCategory> {
    let one_of = |higher: Option<bool>, of: PersonCategory| match higher {
        Some(true) => vec![of],
        Some(false) => vec![category],
        None => vec![category, of],
    };
    match category {
        PersonCategory::HumanitarianAdmission if contradicts_itself(person) => {
            vec![category, PersonCategory::Vulnerable]
        }
        // Who is of no vulnerable group is no minor.
        PersonCategory::HumanitarianAdmission if person.vulnerable == Some(false) => vec![category],
        // An unaccompanied minor is in the vulnerable group of Art. 19(3)(b).
        PersonCategory::HumanitarianAdmission => {
            let either = [person.vulnerable, person.unaccompanied_minor];
            one_of(any_of(either.into_iter()), PersonCategory::Vulnerable)
        }
        PersonCategory::TransferInApplicant => {
            one_of(person.unaccompanied_minor, PersonCategory::UnaccompaniedMinor)
        }
        other => vec![other],
    }
}

/// The categories that a person may be of.
fn categories_of(person: &PersonRecord) -> Vec<PersonCategory> {
    let stated =
        PersonCategory::ALL.iter().filter(|of| person.category.is_none_or(|category| category == **of));
    let all: BTreeSet<PersonCategory> = stated.flat_map(|of| told_apart(*of, person)).collect();
    all.into_iter().collect()
}

/// Whether a record says that the person is of no vulnerable group, and an unaccompanied minor, who is of one: of a category that
/// does not say which.
pub(super) fn contradicts_itself(person: &PersonRecord) -> bool {
    let open = [PersonCategory::HumanitarianAdmission, PersonCategory::ResettlementNational];
    person.category.is_some_and(|category| open.contains(&category)) && says_both(person)
}

/// Whether it says so, of whatever category: then no law decides between two amounts of an admission.
fn says_both(person: &PersonRecord) -> bool {
    person.vulnerable == Some(false) && person.unaccompanied_minor == Some(true)
}

/// Whether what a person brings depends on which amount was in force on the day.
pub(super) fn asks_the_day(person: &PersonRecord, worth: &PersonAmount) -> bool {
    let admitted = person.category.is_some_and(|category| category.ground().0.is_admission());
    worth.open && !(admitted && says_both(person))
}

/// What the person is of where the record says that it is not what its category says: no vulnerable person, or no minor.
pub(super) fn against_category(person: &PersonRecord) -> Option<PersonCategory> {
    match person.category? {
        PersonCategory::Vulnerable if person.vulnerable == Some(false) => {
            Some(PersonCategory::HumanitarianAdmission)
        }
        PersonCategory::UnaccompaniedMinor if person.unaccompanied_minor == Some(false) => {
            Some(PersonCategory::TransferInApplicant)
        }
        _ => None,
    }
}

/// From when persons of a programme of a first submission are eligible, and whether an earlier submission than is known may make
/// an earlier day so.
pub(super) fn eligible_from(submitted: Option<NaiveDate>) -> (NaiveDate, bool) {
    (submitted.map_or(ELIGIBLE.0, |on| on.min(ELIGIBLE.0)), submitted.is_none())
}

/// Whether a day lies in the time of eligibility; `None` before the day on which it begins by law, where the submission that may
/// have begun it is not known.
pub(super) fn may_be_eligible(on: NaiveDate, submitted: Option<NaiveDate>) -> Option<bool> {
    let (first, may_be_earlier) = eligible_from(submitted);
    match (first..=ELIGIBLE.1).contains(&on) {
        false if on < first && may_be_earlier => None,
        within => Some(within),
    }
}

/// Whether an entry is of the programme, and whether its day lies in the time of eligibility, where that is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) ours: Option<bool>,
    pub(crate) in_time: Option<bool>,
}

impl Place {
    /// Of an entry beside a programme, where one is known.
    pub(crate) fn of(person: &PersonRecord, programme: Option<&Programme>) -> Self {
        let ours = programme.map_or(Some(true), |p| is_of(person.programme.as_deref(), p));
        let submitted = programme.filter(|_| ours != Some(false)).and_then(|p| p.submitted_on);
        let in_time = person.on.map_or(Some(true), |on| may_be_eligible(on, submitted));
        Place { ours, in_time }
    }
}

/// What one entry brings by itself, in every category that it may be of, under the programme that it is of, or may be.
pub(crate) fn worth_of(person: &PersonRecord, programme: Option<&Programme>) -> Option<PersonAmount> {
    let worth = worth_in_time(person)?;
    let submitted = programme.and_then(|p| p.submitted_on);
    let first = eligible_from(submitted).0;
    let eligible = person.on.filter(|_| worth.possible > Eur::ZERO).map(|on| may_be_eligible(on, submitted));
    match eligible {
        None | Some(Some(true)) => return Some(worth),
        Some(None) => {
            let missing = worth.missing.iter().copied().chain(["submitted_on"]).collect();
            return Some(PersonAmount { certain: Eur::ZERO, missing, ..worth });
        }
        Some(Some(false)) => {}
    }
    Some(PersonAmount {
        certain: Eur::ZERO,
        possible: Eur::ZERO,
        why: format!("the day is outside the time of eligibility, {first} to {}", ELIGIBLE.1),
        missing: Vec::new(),
        open: false,
        source: vec![cpr("Art. 63(2)", Known::Act)],
        ..worth
    })
}

fn worth_in_time(person: &PersonRecord) -> Option<PersonAmount> {
    if let Some((stated, other)) = person.category.zip(against_category(person)) {
        let (stated, other) = (worth_as(stated, person)?, worth_as(other, person)?);
        return Some(PersonAmount {
            certain: stated.certain.min(other.certain),
            possible: stated.possible.max(other.possible),
            why: "the record says that the person is not what the category says".to_owned(),
            open: stated.open || other.open,
            ..stated
        });
    }
    let Some(category) = person.category else {
        let mut all = PersonCategory::ALL.iter().filter_map(|of| worth_as(*of, person));
        let first = all.next()?;
        let all = all.fold(first, |all, one| PersonAmount {
            certain: all.certain.min(one.certain),
            possible: all.possible.max(one.possible),
            missing: all.missing.into_iter().chain(one.missing).collect(),
            open: all.open || one.open,
            ..all
        });
        if all.possible == Eur::ZERO {
            return Some(all);
        }
        return Some(PersonAmount {
            why: "the category is not stated".to_owned(),
            source: Vec::new(),
            ..all
        });
    };
    worth_as(category, person)
}

fn worth_as(category: PersonCategory, person: &PersonRecord) -> Option<PersonAmount> {
    let (ground, vulnerable, minor) = category.ground();
    let admitted = AdmittedPerson {
        date: person.on,
        vulnerable: if vulnerable { Some(true) } else { person.vulnerable },
        unaccompanied_minor: if minor { Some(true) } else { person.unaccompanied_minor },
        ..AdmittedPerson::new("", ground)
    };
    person_amounts(&[admitted])?.lines.into_iter().next()
}

impl Gathered for PersonList {
    const OF: StatedIn = StatedIn::Person;
}

impl PersonList {
    /// How many entries were looked at.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Takes an entry in: its place from 1, and the entry of the same person before it. `place` says whether it is of the programme
    /// and in time.
    pub(crate) fn add(
        &mut self,
        person: &PersonRecord,
        worth: Option<&PersonAmount>,
        place: Place,
    ) -> (u32, Option<Before>) {
        let ours = place.ours;
        self.count = self.count.saturating_add(1);
        let Some(own_key) = key_of(person) else {
            // Nobody knows whose entry it is, so it is compared with no other.
            if ours != Some(false) {
                let entry = Admitted::of(person, place);
                self.spend(person, worth, false, &entry);
                self.admit(entry);
            }
            return (self.count, None);
        };
        let key = |shared: Shared| identity(&(own_key, shared));
        let ground = person.category.map(|category| category.ground().0);
        let same_as = |ground: Ground| match person.on {
            _ if ground.is_admission() => Some(key(Shared::Admission)),
            on => on.map(|on| key(Shared::Transfer(ground, on))),
        };
        let same = ground.and_then(same_as);
        let side = match ground {
            Some(ground) => key(Shared::Side(ground.is_transfer_cost())),
            None => key(Shared::Person),
        };
        let known = |key: u128| self.seen.get(&key).copied();
        let sure = same.and_then(known);
        let found = sure.or_else(|| known(side)).or_else(|| known(key(Shared::Anything)));
        let before = found.map(|seen| Before {
            entry: seen.entry,
            on: seen.on,
            programme: seen.programme,
            application: self.named(seen.application),
            same: sure.is_some(),
            loose: self.loose.contains_key(&key(Shared::Anything)),
        });
        let seen = Seen {
            entry: self.count,
            on: person.on,
            programme: person.programme.as_deref().and_then(|code| code.trim().parse().ok()),
            application: person.application.as_deref().and_then(named).map(|id| self.place_of(id)),
        };
        let mut entry = Admitted::of(person, place);
        // What counts by an earlier entry adds nothing.
        let all = entry.may.len();
        entry.may.retain(|of| !same_as(of.ground().0).is_some_and(|same| self.seen.contains_key(&same)));
        entry.perhaps = entry.may.len() < all;
        let own = if ground.is_none() { Some(key(Shared::Anything)) } else { same };
        for key in [Some(side), own, Some(key(Shared::Person))].into_iter().flatten() {
            self.seen.entry(key).or_insert(seen);
        }
        if sure.is_none() {
            let loose = key(Shared::Anything);
            if let Some(ground) = ground {
                entry.perhaps = self.may_be_loose(loose, &entry, ground);
            }
            // What is of another programme is no money of this one.
            if ours != Some(false) {
                self.spend(person, worth, before.is_some(), &entry);
            }
            self.admit(entry.clone());
            if ground.is_none() {
                self.loose.entry(loose).or_insert(entry);
            }
        }
        (self.count, before)
    }

    /// Whether an entry may count by the earlier one of that person whose category is not known. On one day only one of them
    /// is of its category: the earlier one is none of it then.
    fn may_be_loose(&mut self, loose: u128, entry: &Admitted, ground: Ground) -> bool {
        let Some(earlier) = self.loose.get_mut(&loose) else { return false };
        let once = ground.is_admission();
        if !once && earlier.on.zip(entry.on).is_some_and(|(a, b)| a != b) {
            return false;
        }
        if earlier.on == entry.on && (once || entry.on.is_some()) {
            if let Some(count) = self.admitted.get_mut(earlier) {
                *count = count.saturating_sub(1);
            }
            earlier.may.retain(|of| !entry.may.contains(of));
            earlier.perhaps = true;
            let now = earlier.clone();
            self.admit(now);
        }
        true
    }

    fn admit(&mut self, entry: Admitted) {
        if entry.ours == Some(false) || entry.in_time == Some(false) {
            return;
        }
        let count = self.admitted.entry(entry).or_default();
        *count = count.saturating_add(1);
    }

    /// Counts what a person brings who stands in no entry before for sure: `perhaps` in one, as `entry` says in one whose
    /// category is not known.
    fn spend(
        &mut self,
        person: &PersonRecord,
        worth: Option<&PersonAmount>,
        perhaps: bool,
        entry: &Admitted,
    ) {
        let (loose, sure) = (entry.perhaps, !perhaps && !entry.keyless && entry.ours.is_some());
        let brings = match worth {
            Some(worth) => {
                Between { least: if sure { worth.certain } else { Eur::ZERO }, most: Some(worth.possible) }
            }
            None => Between { least: Eur::ZERO, most: None },
        };
        let nothing =
            Spent { brings: Between::NOTHING, persons: 0, missing: BTreeSet::new(), open: BTreeSet::new() };
        let spent = self
            .spent
            .entry(person.allocation.as_deref().and_then(named).map(str::to_owned))
            .or_insert(nothing);
        spent.brings = spent.brings.plus(brings);
        spent.persons = spent.persons.saturating_add(1);
        if brings.exact().is_none() {
            let missing = |fact: &str| worth.is_some_and(|worth| worth.missing.contains(&fact));
            let facts = [
                (person.category.is_none() || loose, F::Category),
                (person.on.is_none(), F::On),
                (entry.keyless, F::Person),
                (entry.ours.is_none(), F::Programme),
                (missing("vulnerable"), F::Vulnerable),
                (missing("unaccompanied_minor"), F::UnaccompaniedMinor),
                (missing("submitted_on"), F::SubmittedOn),
            ];
            spent.missing.extend(facts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, fact)| fact));
            let questions = [
                (worth.is_some_and(|worth| asks_the_day(person, worth)), Doubt::AmountOfTheDay),
                (against_category(person).is_some(), Doubt::CategoryAgainstThePerson),
                (contradicts_itself(person), Doubt::MinorOfNoVulnerableGroup),
                (perhaps && !loose && person.category.is_some(), Doubt::EachAmountDue),
            ];
            spent.open.extend(questions.into_iter().filter(|(open, _)| *open).map(|(_, question)| question));
        }
    }

    fn named(&self, application: Option<u32>) -> Option<String> {
        let at = usize::try_from(application?).ok()?;
        self.applications.get(at).map(|id| id.to_string())
    }

    /// The place of a payment application's id: there are few of them.
    fn place_of(&mut self, id: &str) -> u32 {
        let at = self.applications.iter().position(|known| **known == *id).unwrap_or_else(|| {
            self.applications.push(id.into());
            self.applications.len().saturating_sub(1)
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

/// Whether a person may be of a row of the persons table.
pub(super) fn may_be_of(row: &Persons, person: &Admitted) -> bool {
    let within = |on: NaiveDate| row.from.is_none_or(|f| f <= on) && row.until.is_none_or(|u| on <= u);
    row.category.map_or(!person.may.is_empty(), |category| person.may.contains(&category))
        && person.on.is_none_or(within)
}
