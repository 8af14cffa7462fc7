//! Persons admitted or transferred: who counts for what, and why.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::amounts::Ground;
use super::annex::FIRST;
use super::parameter::FIRST_2014;
use crate::law::{Act, Basis, Citation, Cited, Dated, DatedError, Entry, State};
use crate::money::Eur;

/// Whether one of several facts is so; unknown where none is for sure and one may be.
pub(crate) fn any_of(mut facts: impl Iterator<Item = Option<bool>> + Clone) -> Option<bool> {
    let none = facts.clone().all(|fact| fact == Some(false)).then_some(false);
    none.or(facts.any(|fact| fact == Some(true)).then_some(true))
}

impl Ground {
    /// Whether the amount is the higher one, and which of a person's facts that decide it are unknown.
    fn increased_by(self, person: &AdmittedPerson) -> (Option<bool>, Vec<&'static str>) {
        let minor = ("unaccompanied_minor", person.unaccompanied_minor);
        let facts = match self {
            Ground::HumanitarianAdmission | Ground::NationalResettlement => {
                // An unaccompanied minor is in the vulnerable group of Art. 19(3)(b), so who is in none is no minor.
                match (person.vulnerable, person.unaccompanied_minor) {
                    (Some(false), Some(true)) => return (None, Vec::new()),
                    (Some(false), _) => return (Some(false), Vec::new()),
                    _ => vec![minor, ("vulnerable", person.vulnerable)],
                }
            }
            Ground::RelocatedApplicant | Ground::RelocatedBeneficiary => vec![minor],
            _ => Vec::new(),
        };
        let unknown = facts.iter().filter(|(_, fact)| fact.is_none()).map(|(name, _)| *name).collect();
        match any_of(facts.iter().map(|(_, fact)| *fact)) {
            None => (None, unknown),
            known => (known, Vec::new()),
        }
    }
}

/// The vulnerable groups of Art. 19(3), in the crate's own words. One or more of them raise the amount once.
pub static VULNERABLE_GROUPS: Cited<[&str; 4]> = Cited {
    value: [
        "women and children at risk",
        "unaccompanied minors",
        "persons whose medical needs can be met only through humanitarian admission",
        "persons in need of humanitarian admission for legal or physical protection, victims of violence or torture among them",
    ],
    source: &[Citation::act(Act::Amif2021, "Art. 19(3)", Basis::Act)],
};

/// A person whom one Member State admitted, received or transferred. Facts that are `None` are unknown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmittedPerson {
    /// How the Member State identifies the person; equal references are one person.
    pub reference: String,
    /// On what ground the person counts.
    pub ground: Ground,
    /// The day on which the admission or transfer was effective.
    #[serde(default, with = "crate::time::day_text")]
    pub date: Option<NaiveDate>,
    /// Whether the person is in a vulnerable group of Art. 19(3): who is in none is no unaccompanied minor.
    pub vulnerable: Option<bool>,
    /// Whether the person is an unaccompanied minor.
    pub unaccompanied_minor: Option<bool>,
}

impl AdmittedPerson {
    /// A person of whom only the ground is known.
    ///
    /// ```
    /// use amif::fund::{AdmittedPerson, Ground};
    ///
    /// let person = AdmittedPerson::new("AT-0001", Ground::Resettlement);
    /// assert_eq!(person.date, None, "unknown");
    /// ```
    #[must_use]
    pub fn new(reference: impl Into<String>, ground: Ground) -> Self {
        AdmittedPerson {
            reference: reference.into(),
            ground,
            date: None,
            vulnerable: None,
            unaccompanied_minor: None,
        }
    }

    /// Whether the record says that the person is in no vulnerable group, and an unaccompanied minor, who is in one; of a ground
    /// that vulnerable groups raise.
    pub(crate) fn contradicts_itself(&self) -> bool {
        let raised = matches!(self.ground, Ground::HumanitarianAdmission | Ground::NationalResettlement);
        raised && self.vulnerable == Some(false) && self.unaccompanied_minor == Some(true)
    }

    /// What the entry is worth by itself, and why.
    fn worth(&self) -> Worth {
        let (increased, dependence) = self.ground.increased_by(self);
        let [normal, higher] = match increased {
            Some(increased) => [self.ground.amount(increased); 2],
            None => [self.ground.amount(false), self.ground.amount(true)],
        };
        let Some(date) = self.date else {
            let missing = std::iter::once("date").chain(dependence).collect();
            let why = "no day of admission or transfer is stated".to_owned();
            return Worth { missing, ..self.anything([normal, higher], why) };
        };
        let (normally, highly) = match (normal.readings(date), higher.readings(date)) {
            (Ok(normally), Ok(highly)) => (normally, highly),
            (Err(DatedError::Before { .. }), _) => return self.before_2021([normal, higher], date),
            (Err(error), _) | (_, Err(error)) => {
                return Worth { open: true, ..self.anything([normal, higher], error.to_string()) };
            }
        };
        let weak = [normal, higher].into_iter().filter(|t| is_concluded(t, date));
        let read = weak.clone().flat_map(Dated::entries).filter_map(amount_of);
        let mut amounts: Vec<Eur> = normally
            .iter()
            .chain(highly.iter())
            .map(|amount| amount.copied().unwrap_or(Eur::ZERO))
            .chain(read)
            .collect();
        amounts.sort_unstable();
        amounts.dedup();
        let settled = amounts.len() == 1;
        let concluded = weak.count() > 0;
        let disputed = normally.earlier != normally.later || highly.earlier != highly.later;
        let why = match (settled, amounts.last() == Some(&Eur::ZERO), disputed, concluded) {
            (true, true, ..) => format!("{}: the law provided for none on {date}", normal.what()),
            (true, false, ..) if increased == Some(true) => higher.what().to_owned(),
            (true, false, ..) => normal.what().to_owned(),
            (false, _, true, _) => "the sources differ on when the amounts of Art. 20 changed".to_owned(),
            (false, _, false, true) => format!(
                "{}: that the amount of resettlement covered it on {date} is concluded, not read [unverified]",
                normal.what()
            ),
            (false, _, false, false) if self.contradicts_itself() => {
                "an unaccompanied minor is in a vulnerable group, and the record says that the person is in none"
                    .to_owned()
            }
            (false, _, false, false) => "a fact that decides between two amounts is not stated".to_owned(),
        };
        let source = [normal, higher].iter().filter_map(|t| t.entry(date).ok()).map(|e| e.source).collect();
        Worth {
            amounts,
            why,
            missing: if settled { Vec::new() } else { dependence },
            open: disputed || concluded,
            source,
        }
    }

    /// What it is worth before Art. 19 and 20 of Regulation (EU) 2021/1147.
    fn before_2021(&self, tables: [&'static Dated<Eur>; 2], date: NaiveDate) -> Worth {
        if date < FIRST_2014 {
            return Worth {
                amounts: vec![Eur::ZERO],
                why: format!("the Fund did not exist on {date}; it began on {FIRST_2014}"),
                missing: Vec::new(),
                open: false,
                source: vec![BEGIN_2014],
            };
        }
        let (sums, sure) = self.ground.lump_sums_2014();
        if sums.is_empty() {
            let why = format!(
                "the sources at hand name no amount of 2014-2020 for {}; the most is that of later law",
                self.ground
            );
            return Worth { open: true, ..self.anything(tables, why) };
        }
        let mut amounts: Vec<Eur> = sums.iter().flat_map(Dated::entries).filter_map(amount_of).collect();
        if !sure {
            amounts.push(Eur::ZERO);
        }
        amounts.sort_unstable();
        let open = amounts.len() > 1;
        let why = match (sure, open) {
            (true, false) => sums.first().map_or("", Dated::what).to_owned(),
            (true, true) => {
                "a lump sum of 2014-2020; whether the person was of a common priority or vulnerable \
                             group of that law cannot be told"
                    .to_owned()
            }
            (false, _) => format!("whether a lump sum of 2014-2020 covered {} was not read", self.ground),
        };
        let source = sums.iter().flat_map(Dated::entries).map(|e| e.source).collect();
        Worth { amounts, why, missing: Vec::new(), open, source }
    }

    /// Nothing, or any amount that the law had at any time.
    fn anything(&self, tables: [&'static Dated<Eur>; 2], why: String) -> Worth {
        let entries = || tables.into_iter().chain(self.ground.lump_sums_2014().0).flat_map(|t| t.entries());
        let mut amounts: Vec<Eur> = entries().filter_map(amount_of).chain([Eur::ZERO]).collect();
        amounts.sort_unstable();
        Worth {
            amounts,
            why,
            missing: Vec::new(),
            open: false,
            source: entries().map(|e| e.source).collect(),
        }
    }
}

static BEGIN_2014: &[Citation] = &[Citation::act(Act::Amif2014, "Art. 32", Basis::Act)];

fn amount_of(entry: &Entry<Eur>) -> Option<Eur> {
    match entry.state {
        State::Value(amount) => Some(amount),
        _ => None,
    }
}

/// Whether a table's value on a day rests on nothing that was read. The law before may then have had any of
/// the table's amounts.
fn is_concluded(table: &'static Dated<Eur>, date: NaiveDate) -> bool {
    table.entry(date).is_ok_and(|e| e.source.iter().all(|c| c.basis() == Basis::Unverified))
}

/// What an entry is worth.
struct Worth {
    /// Every amount that it may be worth, in order.
    amounts: Vec<Eur>,
    why: String,
    missing: Vec<&'static str>,
    open: bool,
    source: Vec<&'static [Citation]>,
}

impl Worth {
    fn least(&self) -> Eur {
        self.amounts.first().copied().unwrap_or(Eur::ZERO)
    }

    fn most(&self) -> Eur {
        self.amounts.last().copied().unwrap_or(Eur::ZERO)
    }
}

/// One entry of a list of persons, and what it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonAmount {
    /// The place in the list, from 0.
    pub index: usize,
    /// What is due for certain.
    pub certain: Eur,
    /// What is due at most.
    pub possible: Eur,
    /// Why the person counts, or does not.
    pub why: String,
    /// The facts on which the amount depends.
    pub missing: Vec<&'static str>,
    /// Whether it depends on the day of a change on which the sources differ, or on law not known yet.
    pub open: bool,
    /// The law behind it.
    pub source: Vec<Citation>,
}

impl Serialize for PersonAmount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("index", &self.index)?;
        map.serialize_entry("certain", &self.certain)?;
        map.serialize_entry("possible", &self.possible)?;
        map.serialize_entry("why", &self.why)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("open", &self.open)?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

/// What a Member State gets for a list of persons.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonAmounts {
    /// One line an entry, in the order of the list.
    pub lines: Vec<PersonAmount>,
    /// The sum that is due for certain.
    pub certain: Eur,
    /// The sum that is due at most.
    pub possible: Eur,
}

impl Serialize for PersonAmounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("certain", &self.certain)?;
        map.serialize_entry("possible", &self.possible)?;
        map.serialize_entry("persons", &self.lines)?;
        map.end()
    }
}

/// The amounts of Art. 19 and 20 of Regulation (EU) 2021/1147 for persons whom one Member State admitted or
/// transferred, and the lump sums of Art. 17 and 18 of Regulation (EU) No 516/2014 for 2014–2020; `None`
/// where the sum is beyond what [`Eur`] holds.
///
/// Admissions of one person (Art. 19) count once, however often the list names the person; that rests on a
/// paragraph of Art. 19 that was not seen, and on Art. 17(6) of the Regulation before it. Where they are
/// worth different amounts, the law as read does not say which is due: the least is certain, the most is
/// possible. Of the amounts of Art. 20 nobody says that they are due once: of several transfers of one person
/// one is certain and each is possible. The amount for receiving and that for sending are due beside each
/// other. What is not known is a range with [`PersonAmount::open`], never a certain zero.
///
/// ```
/// use amif::fund::{AdmittedPerson, Ground, person_amounts};
///
/// let on = |reference: &str, ground, day: &str| AdmittedPerson {
///     date: day.parse().ok(),
///     vulnerable: Some(false),
///     unaccompanied_minor: Some(false),
///     ..AdmittedPerson::new(reference, ground)
/// };
/// let sums = person_amounts(&[
///     on("P-1", Ground::Resettlement, "2025-03-01"),
///     on("P-2", Ground::HumanitarianAdmission, "2025-03-01"),
///     on("P-2", Ground::HumanitarianAdmission, "2025-04-01"),
/// ])
/// .ok_or("beyond what an amount holds")?;
/// assert_eq!(sums.certain.to_string(), "16000.00");
/// assert_eq!(sums.certain, sums.possible);
/// assert_eq!(sums.lines[2].why, "the same person as entry 1, and counted there");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn person_amounts(persons: &[AdmittedPerson]) -> Option<PersonAmounts> {
    let worths: Vec<Worth> = persons.iter().map(AdmittedPerson::worth).collect();
    let mut groups: BTreeMap<(&str, bool), BTreeMap<Event, Vec<usize>>> = BTreeMap::new();
    for (index, person) in persons.iter().enumerate() {
        let key = (person.reference.as_str(), person.ground.is_transfer_cost());
        groups.entry(key).or_default().entry(person.event(index)).or_default().push(index);
    }
    let mut lines: Vec<PersonAmount> = Vec::with_capacity(persons.len());
    for events in groups.values() {
        let of = |event: &Vec<usize>| event.iter().filter_map(|i| worths.get(*i)).collect::<Vec<_>>();
        let mut heads: Vec<PersonAmount> = Vec::with_capacity(events.len());
        for event in events.values() {
            for (index, worth, person) in
                event.iter().filter_map(|i| Some((*i, worths.get(*i)?, persons.get(*i)?)))
            {
                match event.first() {
                    Some(first) if *first != index => lines.push(repeated(index, *first, person, worth)),
                    _ => heads.push(counted(index, worth, of(event).into_iter())),
                }
            }
        }
        heads.sort_unstable_by_key(|line| line.index);
        if heads.iter().filter(|line| line.possible > Eur::ZERO).count() > 1 {
            one_or_all(&mut heads, least_due(&events.values().flat_map(of).collect::<Vec<_>>()));
        }
        lines.append(&mut heads);
    }
    lines.sort_unstable_by_key(|line| line.index);
    let certain = Eur::checked_sum(lines.iter().map(|l| l.certain))?;
    let possible = Eur::checked_sum(lines.iter().map(|l| l.possible))?;
    Some(PersonAmounts { lines, certain, possible })
}

impl AdmittedPerson {
    /// What brings one amount, however often it is named for a person: all admissions, since an amount of
    /// Art. 19 is due once; else the transfers on one ground and day. Without a day each entry stands alone.
    fn event(&self, index: usize) -> Event {
        if self.ground.is_admission() {
            return (None, None, None);
        }
        (Some(self.ground), self.date, Some(index).filter(|_| self.date.is_none()))
    }
}

type Event = (Option<Ground>, Option<NaiveDate>, Option<usize>);

/// What is due for sure where at least one of several entries of a person counts.
fn least_due(all: &[&Worth]) -> Eur {
    // An entry that may be worth nothing makes no other uncertain; one that may be worth less does.
    let sure = all.iter().any(|w| w.least() > Eur::ZERO);
    let smallest = all.iter().flat_map(|w| &w.amounts).filter(|a| **a > Eur::ZERO).min();
    smallest.copied().filter(|_| sure).unwrap_or(Eur::ZERO)
}

/// Lines of one person of which one is due for sure, and perhaps each: that an amount is due once is said of
/// Art. 19 alone.
fn one_or_all(heads: &mut [PersonAmount], sure: Eur) {
    let mut sure = Some(sure);
    for line in heads.iter_mut().filter(|line| line.possible > Eur::ZERO) {
        line.certain = sure.take().unwrap_or(Eur::ZERO);
        if line.certain != line.possible {
            line.open = true;
            line.why.push_str(
                "; the same person counts by another entry too, and whether each is due was not read",
            );
        }
    }
}

/// The line of a person's first entry, which stands for all of them.
fn counted<'a>(index: usize, own: &Worth, all: impl Iterator<Item = &'a Worth> + Clone) -> PersonAmount {
    let certain = least_due(&all.clone().collect::<Vec<_>>());
    let possible = all.clone().map(Worth::most).max().unwrap_or(Eur::ZERO);
    let mut line = PersonAmount {
        index,
        certain,
        possible,
        why: own.why.clone(),
        missing: Vec::new(),
        open: false,
        source: cited(all.clone().flat_map(|w| w.source.iter().copied())),
    };
    if certain != possible {
        line.missing = all.clone().flat_map(|w| w.missing.iter().copied()).collect();
        line.missing.sort_unstable();
        line.missing.dedup();
        line.open = line.missing.is_empty() || all.clone().any(|w| w.open);
        if all.count() > 1 {
            line.why.push_str("; the same person stands in the list with another amount, and one is due");
        }
    }
    line
}

fn repeated(index: usize, first: usize, person: &AdmittedPerson, worth: &Worth) -> PersonAmount {
    let mut source = cited(worth.source.iter().copied());
    let what = if person.ground.is_admission() {
        let once = person.date.map_or([true; 2], |date| [date >= FIRST, date < FIRST]);
        source.extend(
            once.into_iter().zip([ONCE_2021, ONCE_2014]).filter(|(applies, _)| *applies).map(|(_, c)| c),
        );
        "person"
    } else {
        "transfer"
    };
    PersonAmount {
        index,
        certain: Eur::ZERO,
        possible: Eur::ZERO,
        why: format!("the same {what} as entry {first}, and counted there"),
        missing: Vec::new(),
        open: false,
        source,
    }
}

const ONCE_2021: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 19",
    Basis::Unverified,
    "that it is paid once stands in later paragraphs, not seen",
);
const ONCE_2014: Citation =
    Citation::act_noted(Act::Amif2014, "Art. 17(6)", Basis::Act, "paid once per person, 2014-2020");

fn cited(sources: impl Iterator<Item = &'static [Citation]>) -> Vec<Citation> {
    let mut all: Vec<Citation> = Vec::new();
    for citation in sources.flatten() {
        if !all.contains(citation) {
            all.push(citation.clone());
        }
    }
    all
}

#[cfg(test)]
#[path = "person_tests.rs"]
mod tests;
