//! Persons of Art. 19 and 20 one by one: each once, at the amount of its date, from its own allocation.

use chrono::NaiveDate;

use super::person_list::{
    Admitted, Before, PersonList, against_category, asks_the_day, contradicts_itself, key_of, may_be_of,
};
use super::{Beside, BesideAt, ByReference, PERIOD, amif, between, cpr, day, euro, is_of, lacks, name};
use crate::budget::Between;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, StatedIn, Subject};
use crate::fund::PersonAmount;
use crate::law::{Act, Basis as Known, Citation};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{
    Allocation, PaymentApplication, PersonCategory, PersonRecord, Persons, Programme, Source,
};
use crate::rule::questions::Doubt;
use crate::rule::world::{Kept, RuleOf, Teller, World};
use crate::time::is_to_come;

/// That an amount of Art. 19 is due once.
const ONCE: Citation = amif("Art. 19", Known::Unverified);

/// The persons of a list.
pub(crate) struct Listed;

impl World for Listed {
    type At<'a> = PersonAt<'a>;
    const FILES: [StatedIn; 2] = [StatedIn::Person, StatedIn::Programme];
}

/// One entry of a list of persons.
#[derive(Clone, Copy)]
pub(crate) struct PersonAt<'a> {
    pub(crate) person: &'a PersonRecord,
    /// Its place in the list, from 1.
    pub(crate) entry: u32,
    pub(crate) programme: Option<&'a Programme>,
    pub(crate) as_of: Option<NaiveDate>,
    /// What it brings by itself.
    pub(crate) worth: Option<&'a PersonAmount>,
    /// The entry that names the same person before.
    pub(crate) before: Option<&'a Before>,
}

/// The names by which an authority knows an entry.
fn ids(at: &PersonAt<'_>) -> Vec<String> {
    let key = key_of(at.person).map(str::to_owned);
    key.into_iter().chain([format!("entry {}", at.entry)]).collect()
}

/// The person in a sentence: by the key, or by the entry where it has none.
fn whose(at: &PersonAt<'_>) -> String {
    key_of(at.person).map_or(format!("Entry {}", at.entry), crate::input::printable)
}

/// Each person once.
pub(crate) const ONCE_EACH: RuleOf<Listed> = RuleOf {
    about: About {
        title: "Each person of Art. 19 and 20 stands in the lists once.",
        explanation: "\
Art. 19: an amount for a person admitted is due once, whatever the category, the year and the programme; that it is
once stands in a paragraph that was not read. Art. 20: one transfer brings its amount once, by ground and day. Of
several transfers of one person, or of an admission and a transfer, whether each is due was not read, so the outcome is
unknown. The amount for receiving a person and that for sending one are due beside each other. Persons are compared by
their keys alone, without blanks around them, over all entries given, of whatever programme; the earlier entry is named. An entry
with a blank key is compared with no other: whose it is is not known.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[ONCE, amif("Art. 20", Known::Act)],
        facts: &[F::Person, F::Category, F::On],
    },
    judge: once_each,
};

fn once_each(at: &PersonAt<'_>, tell: &mut Teller<'_, '_>) {
    let outcome = match at.before {
        None if key_of(at.person).is_none() => Outcome::Unknown,
        None => Outcome::Met,
        Some(before) if before.same => Outcome::NotMet,
        Some(_) => Outcome::Unknown,
    };
    tell.tell(Subject::Fact(F::Person), outcome, |kept| {
        kept.ids = ids(at);
        if key_of(at.person).is_none() {
            kept.lacks(Fact::of_proposal(F::Person));
            kept.message =
                format!("{} has no key: whether another brings the same amount is not known.", whose(at));
            return;
        }
        lacks(kept, at.person.category.is_none(), Fact::of_proposal(F::Category));
        // An admission is due once, whatever the day.
        let dated = at.person.category.is_none_or(|category| !category.ground().0.is_admission());
        lacks(kept, at.person.on.is_none() && dated, Fact::of_proposal(F::On));
        let loose = at.before.is_some_and(|before| before.loose) && at.person.category.is_some();
        kept.asks([if loose { Doubt::CategoryOfTheEarlierEntry } else { Doubt::EachAmountDue }]);
        let person = whose(at);
        let Some(before) = at.before else {
            kept.message = format!("{person}: no entry before entry {} brings the same amount.", at.entry);
            return;
        };
        kept.ids.push(format!("entry {}", before.entry));
        kept.ids.extend(before.application.clone());
        let programme = before.programme.map(|cci| format!(", programme {cci}")).unwrap_or_default();
        let application = before.application.as_deref();
        let application = application.map(|id| format!(", declared with {}", name(Some(id))));
        let verb = if before.same { "counts already by" } else { "stands also in" };
        kept.message = format!(
            "{person} (entry {}, {}) {verb} entry {} of {}{programme}{}.",
            at.entry,
            day(at.person.on),
            before.entry,
            day(before.on),
            application.unwrap_or_default()
        );
    });
}

/// That a person must be transferred effectively: of transfers alone, and since the change of 2026.
const EFFECTIVE_TRANSFER: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 20(4)",
    Known::Act,
    "effectively transferred, or registered as an applicant; in the text since the change of 2026, before that concluded",
);

/// The same of admissions is concluded.
const EFFECTIVE_ADMISSION: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 19",
    Known::Inferred,
    "that an admission must be effective is concluded; the paragraphs from 4 on were not read",
);

/// The amount of the date.
pub(crate) const AMOUNT: RuleOf<Listed> = RuleOf {
    about: About {
        title: "Each person of Art. 19 and 20 brings the amount in force on the day.",
        explanation: "\
Art. 19 and 20: the amount is that of the day on which the admission or transfer was effective. A day for which the law
provides no amount is not met, nor one outside the time of eligibility: from the earlier of the programme's first submission and
1 January 2021 to 31 December 2029 (Art. 63(2) of Regulation (EU) 2021/1060). A record that says of the person what the category
denies, such as a vulnerable person who is not vulnerable, is unknown, at either amount, and so is one of no vulnerable group and an
unaccompanied minor, who is of one (Art. 19(3)(b)); who is said to be of none is no minor. Where the sources differ on the day of a change, where an amount is concluded and not
read, or where a fact that raises it is not stated, the outcome is unknown and both amounts are shown. A day after that
of the check is conditional: the person must be effectively transferred first (Art. 20(4) in the text of 2026; before, and of
admissions, it is concluded).",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            amif("Art. 19", Known::Act), amif("Art. 20", Known::Act), EFFECTIVE_TRANSFER, EFFECTIVE_ADMISSION,
            cpr("Art. 63(2)", Known::Act),
        ],
        facts: &[F::Category, F::On, F::Vulnerable, F::UnaccompaniedMinor, F::SubmittedOn, F::Programme],
    },
    judge: amount,
};

fn amount(at: &PersonAt<'_>, tell: &mut Teller<'_, '_>) {
    let ahead = is_to_come(at.person.on, at.as_of);
    let outcome = match at.worth {
        None => Outcome::Unknown,
        Some(worth) if worth.certain != worth.possible => Outcome::Unknown,
        Some(worth) if worth.possible == Eur::ZERO => Outcome::NotMet,
        Some(_) if against_category(at.person).is_some() => Outcome::Unknown,
        Some(_) if ahead => Outcome::Conditional,
        Some(_) => Outcome::Met,
    };
    tell.tell(Subject::Fact(F::On), outcome, |kept| {
        kept.ids = ids(at);
        lacks(kept, at.person.category.is_none(), Fact::of_proposal(F::Category));
        lacks(kept, at.person.on.is_none(), Fact::of_proposal(F::On));
        let missing = |fact: &str| at.worth.is_some_and(|worth| worth.missing.contains(&fact));
        lacks(kept, missing("vulnerable"), Fact::of_proposal(F::Vulnerable));
        lacks(kept, missing("unaccompanied_minor"), Fact::of_proposal(F::UnaccompaniedMinor));
        lacks(kept, missing("submitted_on"), Fact::of_proposal(F::SubmittedOn));
        kept.asks(against_category(at.person).map(|_| Doubt::CategoryAgainstThePerson));
        kept.asks(contradicts_itself(at.person).then_some(Doubt::MinorOfNoVulnerableGroup));
        if at.worth.is_some_and(|worth| asks_the_day(at.person, worth)) {
            kept.asks([Doubt::AmountOfTheDay]);
        }
        kept.awaits = vec![Awaited {
            event: "the admission or transfer is effective".to_owned(),
            until: at.person.on,
            normal_limit: false,
        }];
        let person = whose(at);
        let category = at.person.category.map_or("a category that is not stated", PersonCategory::as_str);
        let Some(worth) = at.worth else {
            kept.message = format!("{person}: {category}, {}.", day(at.person.on));
            return;
        };
        kept.cite(&worth.source);
        let brings = Between { least: worth.certain, most: Some(worth.possible) };
        kept.found = brings.exact().map(|amount| Found::Amount(Some(amount)));
        kept.message =
            format!("{person}: {category} on {} brings {brings}: {}.", day(at.person.on), worth.why);
    });
}

/// The money is the persons' own.
pub(crate) const FROM_ALLOCATION: RuleOf<Listed> = RuleOf {
    about: About {
        title: "Each person is of the programme, of an allocation for persons, and declared after the day.",
        explanation: "\
Art. 19 and 20: the amounts are earmarked and come with an allocation of their own, for admissions (source resettlement)
or for transfers (source transfer); of several of one reference one that does is enough. A person of another programme is not met, and of one that is not stated unknown. The allocation that a person names is one of the programme's and of that source. A
payment application that is named counts (of several of one id one that does is enough), and was not submitted before the admission or transfer was effective
(of transfers Art. 20(4) in the text of 2026 says that they must be; before, and of admissions, it is concluded). The allocation or application that stands in the way is named.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            amif("Art. 19", Known::Act), amif("Art. 20", Known::Act), EFFECTIVE_TRANSFER, EFFECTIVE_ADMISSION,
        ],
        facts: &[
            F::Programme, F::Category, F::On, F::Allocation, F::Application, F::Allocations, F::Applications,
        ],
    },
    judge: from_allocation,
};

/// Whether an allocation is for persons, and for which.
fn pays(source: Source) -> Option<bool> {
    match source {
        Source::Resettlement => Some(false),
        Source::Transfer => Some(true),
        _ => None,
    }
}

/// Of several of one name one that does is enough, and then one that may.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met => 0,
        Outcome::Unknown => 1,
        Outcome::NotMet | Outcome::Conditional | Outcome::NotApplicable => 2,
    }
}

/// The outcome where none of a name does; `may` says whether one whose name is not stated may.
fn if_there_is_none(may: bool) -> Outcome {
    if may { Outcome::Unknown } else { Outcome::NotMet }
}

fn from_allocation(at: &PersonAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(programme) = at.programme else { return };
    let own = is_of(at.person.programme.as_deref(), programme);
    let stranger = at.person.programme.as_deref().filter(|_| own == Some(false));
    let transfer = at.person.category.map(|category| !category.ground().0.is_admission());
    let named = at.person.allocation.as_deref().and_then(crate::input::named);
    let allocations = programme.allocations.iter().flatten().enumerate();
    // Whether an allocation pays for the person, whatever it is called.
    let pays_for = |a: &Allocation| match (a.source.map(pays), transfer) {
        (Some(None), _) => Outcome::NotMet,
        (None, _) | (Some(Some(_)), None) => Outcome::Unknown,
        (Some(Some(for_transfers)), Some(transfer)) if for_transfers == transfer => Outcome::Met,
        (Some(Some(_)), Some(_)) => Outcome::NotMet,
    };
    let of_the_reference = allocations.clone().filter(|(_, a)| a.name() == named);
    let allocation = of_the_reference.min_by_key(|(_, a)| rank(pays_for(a))).filter(|_| named.is_some());
    // An allocation whose reference is not stated may be of it, too.
    let may = |a: &Allocation| a.name().is_none() && pays_for(a) != Outcome::NotMet;
    let open = programme.allocations.is_none() || allocations.clone().any(|(_, a)| may(a));
    let source = allocation.map(|(_, allocation)| allocation.source);
    let money = match allocation.map(|(_, a)| pays_for(a)) {
        _ if named.is_none() => Outcome::Unknown,
        Some(Outcome::NotMet) | None => if_there_is_none(open),
        Some(outcome) => outcome,
    };
    let declared = at.person.application.as_deref().and_then(crate::input::named);
    let early = |a: &PaymentApplication| a.submitted_on.zip(at.person.on).map(|(sent, on)| sent < on);
    let declares = |a: &PaymentApplication| match (a.status.map(|status| status.counts()), early(a)) {
        (Some(false), _) | (_, Some(true)) => Outcome::NotMet,
        (Some(true), Some(false)) => Outcome::Met,
        _ => Outcome::Unknown,
    };
    let applications = programme.applications.iter().flatten();
    let of_the_id = applications.clone().filter(|a| a.name() == declared);
    let application = of_the_id.min_by_key(|a| rank(declares(a))).filter(|_| declared.is_some());
    let may = |a: &PaymentApplication| a.name().is_none() && declares(a) != Outcome::NotMet;
    let unnamed = programme.applications.is_none() || applications.clone().any(may);
    let claim = match application.map(declares) {
        _ if declared.is_none() => Outcome::Met,
        Some(Outcome::NotMet) | None => if_there_is_none(unnamed),
        Some(outcome) => outcome,
    };
    let own = match own {
        None => Outcome::Unknown,
        Some(false) => Outcome::NotMet,
        Some(true) => Outcome::Met,
    };
    tell.tell(Subject::Fact(F::Allocation), super::all([own, money, claim]), |kept| {
        kept.ids = ids(at);
        kept.ids.extend(named.map(str::to_owned));
        kept.ids.extend(declared.map(str::to_owned));
        let person = at.person;
        lacks(kept, own == Outcome::Unknown, Fact::of_proposal(F::Programme));
        if money == Outcome::Unknown {
            lacks(kept, named.is_none(), Fact::of_proposal(F::Allocation));
            lacks(kept, person.category.is_none(), Fact::of_proposal(F::Category));
            let unsaid = open && named.is_some() || source == Some(None);
            let unsaid = unsaid || named.is_none() && allocations.clone().any(|(_, a)| a.source.is_none());
            lacks(kept, unsaid, Fact::of_proposal(F::Allocations));
        }
        if claim == Outcome::Unknown {
            lacks(kept, person.on.is_none(), Fact::of_proposal(F::On));
            let known =
                application.is_some_and(|a| a.status.is_some() && a.submitted_on.is_some()) && !unnamed;
            lacks(kept, !known, Fact::of_proposal(F::Applications));
        }
        let place = allocation.map(|(place, _)| format!(" (/allocations/{place})")).unwrap_or_default();
        let what = match (named, source) {
            (None, _) => "names no allocation".to_owned(),
            (Some(named), None) => format!(
                "names the allocation {}, which {}",
                name(Some(named)),
                if open { "may be one that is not stated" } else { "is none of those stated" }
            ),
            (Some(named), Some(source)) => format!(
                "names {}{place}, of source {}{}",
                name(Some(named)),
                source.map_or("not stated", Source::as_str),
                match (money, transfer) {
                    (Outcome::NotMet, Some(true)) => ", which does not pay for transfers",
                    (Outcome::NotMet, _) => ", which does not pay for admissions",
                    (Outcome::Unknown, _) if open => ", and there may be another of that name",
                    _ => "",
                }
            ),
        };
        let category = at.person.category.map_or("a category that is not stated", PersonCategory::as_str);
        let claim = match (declared, application) {
            (None, _) => "not declared yet".to_owned(),
            (Some(id), None) => format!(
                "declared with {}, which {}",
                name(Some(id)),
                if unnamed {
                    "may be an application that is not stated"
                } else {
                    "is no application of the programme"
                }
            ),
            (Some(id), Some(application)) => format!(
                "declared with {} ({}) of {}{}",
                name(Some(id)),
                application.status.map_or("status not stated", |status| status.as_str()),
                day(application.submitted_on),
                match (application.status.map(|status| status.counts()), early(application)) {
                    (Some(false), _) => ", which does not count",
                    (_, Some(true)) => ", before that day",
                    _ => "",
                }
            ),
        };
        let stranger =
            stranger.map(|code| format!(" It is of the programme {}, not of this one.", name(Some(code))));
        kept.message = format!(
            "{} ({category}, {}) {what}; {claim}.{}",
            whose(at),
            day(at.person.on),
            stranger.unwrap_or_default()
        );
    });
}

/// The persons bring no more than their allocation has.
pub(crate) const SPENT: RuleOf<Beside<PersonList>> = RuleOf {
    about: About {
        title: "The persons who name an allocation bring no more than it has.",
        explanation: "\
The amounts of all persons who name an allocation, each once and at the amount of the day, come to no more than the
allocation has: it is earmarked for them and not used again (Art. 19 and 20). Persons of unknown day or category are
bounds, from the least to the most that any category brings; persons who name no allocation may be of any, and persons whose
programme is not stated of another programme. One of another programme, one outside the time of eligibility and an entry that
repeats a person add nothing.
Allocations of one reference are added up, and it is told of the first of them.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 19", Known::Act), amif("Art. 20", Known::Act)],
        facts: &[
            F::Allocations, F::Union, F::Reference, F::Source, F::Person, F::Programme, F::Category, F::On, F::Allocation,
            F::Vulnerable, F::UnaccompaniedMinor, F::SubmittedOn,
        ],
    },
    judge: spent,
};

fn spent(at: &BesideAt<'_, PersonList>, tell: &mut Teller<'_, '_>) {
    let loose = at.all.spent.get(&None);
    // What is not for persons is no addition to what is.
    let allocated = ByReference::of(at.programme, |a| a.source.is_none_or(|of| pays(of).is_some()));
    for (place, reference) in allocated.first() {
        let Some(own) = at.all.spent.get(&Some(reference.to_owned())) else { continue };
        let (brings, persons) = (own.brings, own.persons);
        let most = loose.map_or(brings, |loose| brings.plus(loose.brings)).most;
        let has = allocated.has(reference);
        let outcome = match (has.most, most) {
            (Some(has), _) if brings.least > has => Outcome::NotMet,
            (_, Some(most)) if most <= has.least => Outcome::Met,
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Allocations, place), outcome, |kept| {
            super::by_decision(kept);
            kept.ids = vec![reference.to_owned()];
            allocated.lacking(kept, at.programme, reference);
            lacks(kept, loose.is_some(), Fact::of_proposal(F::Allocation));
            for spent in loose.into_iter().chain([own]) {
                spent.missing.iter().for_each(|fact| kept.lacks(Fact::of_proposal(*fact)));
                kept.asks(spent.open.iter().copied());
            }
            kept.required = Some(Required::Amount { min: None, max: has.exact() });
            kept.found = brings.exact().map(|amount| Found::Amount(Some(amount)));
            let over = has.most.and_then(|has| brings.least.checked_sub(has)).filter(|o| o.cents() > 0);
            let over = over.map(|over| format!(": {} too much", euro(Some(over)))).unwrap_or_default();
            let count =
                if persons == 1 { "1 person brings".to_owned() } else { format!("{persons} persons bring") };
            kept.message =
                format!("{}: {count} {brings}; it has {}{over}.", name(Some(reference)), between(has));
        });
    }
}

/// The persons are those of the table.
pub(crate) const NUMBERS: RuleOf<Beside<PersonList>> = RuleOf {
    about: About {
        title: "No more persons of a category and time are listed than the programme has.",
        explanation: "\
The persons table of a programme has a number for each category and time. The persons listed, each once, are counted by
category and day of admission or transfer; more than the table has for that time is for clarification, and so are persons
of a category and day that stand in no row. A person of another programme does not count, nor does one outside the time of
eligibility. A person whose category, day,
vulnerability or age is not known may be of any row, and one whose programme is not stated of none.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[amif("Art. 19", Known::Act), amif("Art. 20", Known::Act)],
        facts: &[
            F::Persons, F::Person, F::Category, F::From, F::Until, F::Number, F::On, F::Programme, F::Vulnerable,
            F::UnaccompaniedMinor, F::SubmittedOn,
        ],
    },
    judge: numbers,
};

/// Whether it matters of a person which of two categories it is.
type Matters<'a> = dyn Fn(&Admitted, PersonCategory, PersonCategory) -> bool + 'a;

fn numbers(at: &BesideAt<'_, PersonList>, tell: &mut Teller<'_, '_>) {
    let Some(rows) = &at.programme.persons else { return };
    let sum = |wanted: &dyn Fn(&Admitted) -> bool| -> u64 {
        let of = at.all.admitted.iter().filter(|(person, _)| wanted(person));
        of.map(|(_, count)| u64::from(*count)).sum()
    };
    // What is not known of those who may be, as far as it matters which of two categories they are.
    let lacking = |kept: &mut Kept, matters: &Matters<'_>, wanted: &dyn Fn(&Admitted) -> bool| {
        for (person, _) in at.all.admitted.iter().filter(|(person, count)| **count > 0 && wanted(person)) {
            let facts = person.lacking(|one, other| matters(person, one, other));
            facts.for_each(|fact| kept.lacks(Fact::of_proposal(fact)));
            kept.asks(person.contrary.then_some(Doubt::MinorOfNoVulnerableGroup));
        }
    };
    for (place, row) in rows.iter().enumerate() {
        let may_be = |person: &Admitted| may_be_of(row, person);
        let is = |person: &Admitted| {
            let all = [row.from, row.until, person.on].iter().all(Option::is_some);
            let category = row.category.is_some_and(|category| person.may == [category]);
            all && category && person.is_sure() && may_be(person)
        };
        let (found, most) = (sum(&is), sum(&may_be));
        let outcome = match row.number.map(u64::from) {
            Some(number) if found > number => Outcome::NotMet,
            number if most <= number.unwrap_or(0) => Outcome::Met,
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Persons, place), outcome, |kept| {
            let category = row.category.map_or("a category that is not stated", PersonCategory::as_str);
            kept.ids = vec![category.to_owned()];
            let of = |fact| Fact::of_item(F::Persons, place, fact);
            lacks(kept, row.category.is_none(), of(F::Category));
            lacks(kept, row.from.is_none(), of(F::From));
            lacks(kept, row.until.is_none(), of(F::Until));
            lacks(kept, row.number.is_none(), of(F::Number));
            let of_it = |_: &Admitted, one, other| row.category.is_none_or(|of| of == one || of == other);
            lacking(kept, &of_it, &may_be);
            let number = row.number.map_or("an unknown number".to_owned(), |number| number.to_string());
            kept.message = format!(
                "{category} from {} to {}: {found} listed, and {} more may be of it; the programme has {number}.",
                day(row.from),
                day(row.until),
                most.saturating_sub(found)
            );
        });
    }
    // In no row for sure, and perhaps.
    let stray = |person: &Admitted| {
        !person.may.is_empty() && person.is_sure() && !rows.iter().any(|row| may_be_of(row, person))
    };
    let stands = |person: &Admitted, category: PersonCategory| {
        rows.iter().any(|row| {
            let whole = row.category == Some(category) && row.from.is_some() && row.until.is_some();
            whole && person.on.is_some() && may_be_of(row, person)
        })
    };
    let may_stray = |person: &Admitted| !person.may.iter().all(|category| stands(person, *category));
    // Two categories that stand in a row alike, or in none, need not be told apart.
    let tells_apart = |person: &Admitted, one, other| {
        let may =
            |of| rows.iter().any(|row| row.category.is_none_or(|own| own == of) && may_be_of(row, person));
        stands(person, one) != stands(person, other) || may(one) != may(other)
    };
    let (strays, may) = (sum(&stray), sum(&may_stray));
    let outcome = match (strays, may) {
        (0, 0) => return,
        (0, _) => Outcome::Unknown,
        _ => Outcome::NotMet,
    };
    tell.tell(Subject::Fact(F::Persons), outcome, |kept| {
        let open = |row: &Persons| row.category.is_none() || row.from.is_none() || row.until.is_none();
        let of = |row: &Persons| sum(&|person| may_stray(person) && may_be_of(row, person)) > 0;
        lacks(kept, rows.iter().any(|row| open(row) && of(row)), Fact::of_proposal(F::Persons));
        lacking(kept, &tells_apart, &may_stray);
        kept.message = match strays {
            0 => format!("Persons listed of a category and day that may stand in no row: {may}."),
            strays => format!("Persons listed of a category and day that stand in no row: {strays}."),
        };
    });
}
