//! Persons admitted or transferred: who counts for what, and why.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::amounts::Ground;
use crate::law::{Act, Basis, Citation, Dated, DatedError, State};
use crate::money::Eur;

impl Ground {
    /// Which of a person's facts decides whether the amount is the higher one.
    fn increased_by(self, person: &AdmittedPerson) -> (Option<&'static str>, Option<bool>) {
        match self {
            Ground::HumanitarianAdmission | Ground::NationalResettlement => {
                // An unaccompanied minor is in the vulnerable group of Art. 19(3)(b).
                let minor = person.unaccompanied_minor.filter(|minor| *minor);
                (Some("vulnerable"), minor.or(person.vulnerable))
            }
            Ground::RelocatedApplicant | Ground::RelocatedBeneficiary => {
                (Some("unaccompanied_minor"), person.unaccompanied_minor)
            }
            _ => (None, Some(false)),
        }
    }
}

/// The vulnerable groups of Art. 19(3), in the crate's own words. One or more of them raise the amount once.
pub static VULNERABLE_GROUPS: [&str; 4] = [
    "women and children at risk",
    "unaccompanied minors",
    "persons whose medical needs can be met only through humanitarian admission",
    "persons in need of humanitarian admission for legal or physical protection, victims of violence or torture among them",
];

/// A person whom one Member State admitted, received or transferred. Facts that are `None` are unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmittedPerson {
    /// How the Member State identifies the person; equal references are one person.
    pub reference: String,
    /// On what ground the person counts.
    pub ground: Ground,
    /// The day on which the admission or transfer was effective.
    pub date: Option<NaiveDate>,
    /// Whether the person is in a vulnerable group of Art. 19(3).
    pub vulnerable: Option<bool>,
    /// Whether the person is an unaccompanied minor.
    pub unaccompanied_minor: Option<bool>,
}

impl AdmittedPerson {
    /// A person of whom only the ground is known.
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

    /// What the entry is worth by itself, and why.
    fn worth(&self) -> Worth {
        let (fact, increased) = self.ground.increased_by(self);
        let [normal, higher] = match increased {
            Some(increased) => [self.ground.amount(increased); 2],
            None => [self.ground.amount(false), self.ground.amount(true)],
        };
        let hinge = fact.filter(|_| increased.is_none());
        let Some(date) = self.date else {
            let missing = std::iter::once("date").chain(hinge).collect();
            let why = "no day of admission or transfer is stated".to_owned();
            return Worth { missing, ..Worth::anything([normal, higher], why) };
        };
        let (normally, highly) = match (normal.readings(date), higher.readings(date)) {
            (Ok(normally), Ok(highly)) => (normally, highly),
            (Err(error @ DatedError::Before { .. }), _) => {
                return Worth {
                    amounts: vec![Eur::ZERO],
                    ..Worth::anything([normal, higher], error.to_string())
                };
            }
            (Err(error), _) | (_, Err(error)) => {
                return Worth { open: true, ..Worth::anything([normal, higher], error.to_string()) };
            }
        };
        let mut amounts: Vec<Eur> =
            normally.iter().chain(highly.iter()).map(|amount| amount.copied().unwrap_or(Eur::ZERO)).collect();
        amounts.sort_unstable();
        amounts.dedup();
        let settled = amounts.len() == 1;
        let disputed = normally.earlier != normally.later || highly.earlier != highly.later;
        let why = match (settled, amounts.last() == Some(&Eur::ZERO), disputed) {
            (true, true, _) => format!("{}: the law provided for none on {date}", normal.what()),
            (true, false, _) => higher.what().to_owned(),
            (false, _, true) => "the sources differ on when the amounts of Art. 20 changed".to_owned(),
            (false, _, false) => "a fact that decides between two amounts is not stated".to_owned(),
        };
        let source = [normal, higher].iter().filter_map(|t| t.entry(date).ok()).map(|e| e.source).collect();
        Worth {
            amounts,
            why,
            missing: hinge.filter(|_| !settled).into_iter().collect(),
            open: disputed,
            source,
        }
    }
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
    /// Nothing, or any amount that the tables have.
    fn anything(tables: [&'static Dated<Eur>; 2], why: String) -> Self {
        let entries = || tables.into_iter().flat_map(|t| t.entries());
        let mut amounts: Vec<Eur> = entries()
            .filter_map(|e| match e.state {
                State::Value(amount) => Some(amount),
                _ => None,
            })
            .chain([Eur::ZERO])
            .collect();
        amounts.sort_unstable();
        Worth {
            amounts,
            why,
            missing: Vec::new(),
            open: false,
            source: entries().map(|e| e.source).collect(),
        }
    }

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
        let mut map = serializer.serialize_map(None)?;
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
/// transferred; `None` where the sum is beyond what [`Eur`] holds.
///
/// A person counts once for having been admitted or received, and once for having been sent elsewhere,
/// however often the list names the person. Where the entries of one person are worth different amounts,
/// the law as read does not say which is due: the least is certain, the most is possible. That an amount is
/// due once only rests on a paragraph of Art. 19 that was not seen, and on Art. 17(6) of the Regulation
/// before it.
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
    let mut groups: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (index, person) in persons.iter().enumerate() {
        groups.entry((&person.reference, person.ground.is_transfer_cost())).or_default().push(index);
    }
    let mut lines: Vec<PersonAmount> = Vec::with_capacity(persons.len());
    for (index, (person, worth)) in persons.iter().zip(&worths).enumerate() {
        let group = groups.get(&(person.reference.as_str(), person.ground.is_transfer_cost()));
        let group = group.map(Vec::as_slice).unwrap_or_default();
        lines.push(match group.first() {
            Some(first) if *first != index => repeated(index, *first),
            _ => counted(index, worth, group.iter().filter_map(|i| worths.get(*i))),
        });
    }
    let certain = Eur::checked_sum(lines.iter().map(|l| l.certain))?;
    let possible = Eur::checked_sum(lines.iter().map(|l| l.possible))?;
    Some(PersonAmounts { lines, certain, possible })
}

/// The line of a person's first entry, which stands for all of them.
fn counted<'a>(index: usize, own: &Worth, all: impl Iterator<Item = &'a Worth> + Clone) -> PersonAmount {
    // An entry that may be worth nothing makes no other uncertain; one that may be worth less does.
    let sure = all.clone().any(|w| w.least() > Eur::ZERO);
    let smallest = all.clone().flat_map(|w| &w.amounts).filter(|a| **a > Eur::ZERO).min();
    let certain = smallest.copied().filter(|_| sure).unwrap_or(Eur::ZERO);
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

fn repeated(index: usize, first: usize) -> PersonAmount {
    PersonAmount {
        index,
        certain: Eur::ZERO,
        possible: Eur::ZERO,
        why: format!("the same person as entry {first}, and counted there"),
        missing: Vec::new(),
        open: false,
        source: vec![
            Citation::act_noted(Act::Amif2021, "Art. 19", Basis::Unverified, "later paragraphs, not seen"),
            Citation::act_noted(Act::Amif2014, "Art. 17(6)", Basis::Act, "paid once per person, 2014-2020"),
        ],
    }
}

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
