//! Lists of persons of Art. 19 and 20, `amif-person/1`, looked at one by one and together.

use chrono::NaiveDate;

use super::national::{Head, ProgrammeReport};
use crate::programme::{PersonRecord, Programme};
use crate::rule::national;
use crate::rule::programme::BesideAt;
use crate::rule::programme::listed::PersonAt;
use crate::rule::programme::person_list::{PersonList, Place, worth_of};
use crate::rule::world::Told;

/// Looks at the persons of Art. 19 and 20 one by one, and at the end at all of them together.
///
/// Persons are compared by their keys alone, over all lists given, of several years or programmes. Memory grows by the
/// identity keys of persons alone; a report names no more of a person than the key.
///
/// ```
/// use amif::{Outcome, report::PersonsCheck};
/// use amif::programme::PersonRecord;
///
/// let mut check = PersonsCheck::new(None, None);
/// let person = |category: &str, on: &str| PersonRecord::from_json(&format!(
///     r#"{{"schema": "amif-person/1", "person": "P-1", "category": "{category}", "on": "{on}"}}"#
/// ));
/// check.person(&person("resettlement_union", "2024-09-12")?);
/// let second = check.person(&person("humanitarian_admission", "2025-02-01")?);
/// let once = second.assessments().find(|a| a.rule().as_str() == "programme/person-once").ok_or("looked at")?;
/// assert_eq!(once.outcome(), Outcome::NotMet);
/// assert_eq!(once.message(), "P-1 (entry 2, 2025-02-01) counts already by entry 1 of 2024-09-12.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct PersonsCheck<'p> {
    programme: Option<&'p Programme>,
    head: Head,
    as_of: Option<NaiveDate>,
    list: PersonList,
}

impl<'p> PersonsCheck<'p> {
    /// With the programme that the persons are of, where it is known, on a day.
    ///
    /// Lists of several programmes are compared without one: the day is stated then, or no day lies ahead.
    #[must_use]
    pub fn new(programme: Option<&'p Programme>, as_of: Option<NaiveDate>) -> Self {
        let as_of = as_of.or_else(|| programme.and_then(Programme::last_happened));
        PersonsCheck { programme, head: Head::of(programme), as_of, list: PersonList::default() }
    }

    /// Looks at the next person.
    pub fn person(&mut self, person: &PersonRecord) -> ProgrammeReport {
        let place = Place::of(person, self.programme);
        let worth = worth_of(person, self.programme.filter(|_| place.ours != Some(false)));
        let (entry, before) = self.list.add(person, worth.as_ref(), place);
        let at = PersonAt {
            person,
            entry,
            programme: self.programme,
            as_of: self.as_of,
            worth: worth.as_ref(),
            before: before.as_ref(),
        };
        let mut told = Told::all();
        national::person(&at, &mut told);
        ProgrammeReport::of(&self.head, None, self.as_of, told)
    }

    /// The day of the check.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// How many entries were looked at.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.list.count()
    }

    /// Looks at all persons together: against the allocations and the table of persons.
    #[must_use]
    pub fn together(&self) -> ProgrammeReport {
        let mut told = Told::all();
        if let Some(programme) = self.programme {
            national::persons(&BesideAt { programme, as_of: self.as_of, all: &self.list }, &mut told);
        }
        ProgrammeReport::of(&self.head, None, self.as_of, told)
    }
}
