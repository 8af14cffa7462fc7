//! Operations looked at one by one, and together.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Head, ProgrammeFindings, ProgrammeReport, stands_in_the_way};
use crate::input::named;
use crate::programme::{Cci, Item, Operation, OperationStatus, Programme};
use crate::rule::national;
use crate::rule::operation::staff::{Hours, HoursBefore};
use crate::rule::operation::{Before, Declaring, OperationAt, declared_with, is_above, key};
use crate::rule::payment::declared::Declared;
use crate::rule::programme::{BesideAt, is_of};
use crate::rule::world::{Told, identity};

/// Looks at operations one by one, and at the end at all of them together.
///
/// Its memory grows by the identity keys of items, operations and staff alone.
///
/// ```
/// use amif::{Outcome, report::OperationsCheck};
/// use amif::programme::Operation;
///
/// let mut check = OperationsCheck::new(None, None);
/// let operation = |id: &str| Operation::from_json(&format!(
///     r#"{{"schema": "amif-operation/1", "id": "{id}", "status": "running",
///         "items": [{{"id": "1", "kind": "other", "amount": "120.00", "key": "supplier 7, invoice 12, line 1",
///             "application": "2026-1"}}]}}"#
/// ));
/// check.operation(&operation("OP-1")?);
/// let second = check.operation(&operation("OP-2")?);
/// let once = second.assessments().find(|a| a.rule().as_str() == "operation/declared-once").ok_or("looked at")?;
/// assert_eq!(once.outcome(), Outcome::NotMet);
/// assert_eq!(once.message(), "Declared before: item 1 (/items/0) is /items/0 of OP-1.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct OperationsCheck<'p> {
    programme: Option<&'p Programme>,
    head: Head,
    as_of: Option<NaiveDate>,
    /// Where each expenditure was declared.
    keys: HashMap<u128, Declaration>,
    /// The ids of operations, by their place.
    ids: Vec<Box<str>>,
    taken: HashMap<u128, ()>,
    declared: Declared,
    /// The hours declared for each person and year.
    hours: HashMap<u128, Worked>,
}

/// The hours that operations declare for a person and year, with the place of the first of them and how many there are.
#[derive(Debug, Clone, Copy)]
struct Worked {
    hours: Hours,
    operation: u32,
    count: u32,
}

/// An expenditure as it was declared first.
#[derive(Debug, Clone, Copy)]
struct Declaration {
    /// The place of the operation, and of the item in it.
    operation: u32,
    item: u32,
    /// Whether the operation counts for sure.
    counts: bool,
    declared: Declaring,
}

impl Declaration {
    const fn is_sure(self) -> bool {
        self.counts && self.declared.is_sure()
    }
}

/// What an item declares; `None` where it declares nothing: it is below zero, or its payment application of the programme does not
/// count. Where the operation may be of another programme (`ours`), so may be the application.
fn declaring(programme: Option<&Programme>, ours: Option<bool>, item: &Item) -> Option<Declaring> {
    let above = is_above(item);
    let id = declared_with(item);
    let counts = match programme.zip(id) {
        None => Some(true),
        Some((programme, id)) => {
            let named = programme.applications_named(id);
            match (named.counts, named.may_count, named.listed, named.nameless) {
                (true, ..) => Some(true),
                (false, false, true, _) => Some(false),
                // It is none of them.
                (false, false, false, false) => Some(true),
                // It may be one that has no id, or whose status is not known.
                _ => None,
            }
        }
    };
    let counts = counts.filter(|counts| *counts || ours.is_some());
    if above == Some(false) || counts == Some(false) {
        return None;
    }
    Some(Declaring { named: id.is_some(), counts: counts.is_some(), above: above.is_some() })
}

impl<'p> OperationsCheck<'p> {
    /// With a programme, where it is known, on a day. Operations that name it are of it; what rests on the programme is unknown of
    /// one that names none, unless it is the same for one of another.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// assert_eq!(check.count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(programme: Option<&'p Programme>, as_of: Option<NaiveDate>) -> Self {
        OperationsCheck {
            programme,
            head: Head::of(programme),
            as_of: as_of.or_else(|| programme.and_then(Programme::last_happened)),
            keys: HashMap::new(),
            ids: Vec::new(),
            taken: HashMap::new(),
            declared: Declared::default(),
            hours: HashMap::new(),
        }
    }

    /// Looks at the next operation.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// let report = check.operation(&operation);
    /// assert_eq!(report.operation(), Some(operation.id.as_str()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn operation(&mut self, operation: &Operation) -> ProgrammeReport {
        self.look(operation, Told::all())
    }

    /// Looks at the next operation, and says only what stands in its way: what is met is counted and not put into words. For many
    /// operations, most of them in order, where no whole report is wanted.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let check = || amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// let (findings, whole) = (check().findings(&operation), check().operation(&operation));
    /// assert_eq!((findings.verdict(), findings.counts()), (whole.verdict(), whole.counts()));
    /// assert!(findings.assessments().count() < whole.assessments().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&mut self, operation: &Operation) -> ProgrammeFindings {
        ProgrammeFindings(self.look(operation, Told::wanting(&|_, outcome| stands_in_the_way(outcome))))
    }

    /// Whether another operation of the same list had the id before: each programme has its own, and what names no programme is taken
    /// to be of one. `None` where one of the two names a programme and the other does not.
    fn is_taken(&mut self, operation: &Operation) -> Option<bool> {
        let code = operation.programme.as_deref().and_then(named).map(|code| match code.parse::<Cci>() {
            Ok(cci) => cci.to_string(),
            Err(_) => code.to_owned(),
        });
        let id = named(&operation.id);
        let mut had = |of: Option<Option<&str>>| self.taken.insert(identity(&(id, of)), ()).is_some();
        let before = had(None);
        if had(Some(code.as_deref())) {
            return Some(true);
        }
        let unnamed = self.taken.contains_key(&identity(&(id, Some(None::<&str>))));
        match code {
            Some(_) => (!unnamed).then_some(false),
            None => (!before).then_some(false),
        }
    }

    fn look(&mut self, operation: &Operation, mut told: Told<'_>) -> ProgrammeReport {
        let place = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let id_taken = self.is_taken(operation);
        self.ids.push(operation.id.as_str().into());
        let ours = self.programme.map_or(Some(true), |p| is_of(operation.programme.as_deref(), p));
        let programme = self.programme.filter(|_| ours != Some(false));
        // What was refused declared nothing.
        let items = operation.items.iter().flatten();
        let items = items.filter(|_| operation.status != Some(OperationStatus::Refused));
        let before: Vec<Option<Before>> = (0u32..)
            .zip(items)
            .map(|(at, item)| {
                let expenditure = identity(&key(item)?);
                let declared = declaring(programme, ours, item)?;
                let counts = operation.status.is_some();
                let own = Declaration { operation: place, item: at, counts, declared };
                let first = match self.keys.entry(expenditure) {
                    Entry::Occupied(mut first) => {
                        let before = *first.get();
                        // Later ones are told of one that counts for sure.
                        if own.is_sure() && !before.is_sure() {
                            first.insert(own);
                        }
                        before
                    }
                    Entry::Vacant(free) => {
                        free.insert(own);
                        return None;
                    }
                };
                let id = usize::try_from(first.operation).ok().and_then(|first| self.ids.get(first))?;
                Some(Before {
                    operation: id.to_string(),
                    item: usize::try_from(first.item).ok()?,
                    // Two items of one operation are refused both, or neither.
                    counts: first.counts || first.operation == place,
                    declared: first.declared,
                    own: declared,
                })
            })
            .collect();
        self.declared.add(operation, ours);
        let hours_before = self.hours_before(operation, place);
        let at = OperationAt {
            operation,
            programme,
            with: self.programme,
            as_of: self.as_of,
            before: &before,
            hours_before: &hours_before,
            id_taken,
        };
        national::operation(&at, &mut told);
        ProgrammeReport::of(&self.head, Some(&operation.id), self.as_of, told)
    }

    /// The hours that earlier operations declare for persons and years of this one, which is kept with them: what was refused
    /// declared nothing.
    fn hours_before<'a>(
        &mut self,
        operation: &'a Operation,
        place: u32,
    ) -> BTreeMap<(&'a str, u32), HoursBefore> {
        let mut all = BTreeMap::new();
        if operation.status == Some(OperationStatus::Refused) {
            return all;
        }
        for (of, hours) in Hours::of(operation) {
            match self.hours.entry(identity(&of)) {
                Entry::Vacant(free) => {
                    free.insert(Worked { hours, operation: place, count: 1 });
                }
                Entry::Occupied(mut known) => {
                    let before = *known.get();
                    let first = usize::try_from(before.operation).ok().and_then(|first| self.ids.get(first));
                    if let Some(id) = first {
                        let more = before.count.saturating_sub(1);
                        all.insert(of, HoursBefore { hours: before.hours, operation: id.to_string(), more });
                    }
                    let count = before.count.saturating_add(1);
                    known.insert(Worked { hours: before.hours.plus(hours), count, ..before });
                }
            }
        }
        all
    }

    /// The day of the check.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// assert_eq!(check.as_of(), "2026-11-28".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// How many operations were looked at.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// check.operation(&operation);
    /// assert_eq!(check.count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// Looks at all operations together: against the payment applications, the financing table and the earmarks.
    ///
    /// ```
    /// # use amif::programme::{Operation, Programme};
    /// # let programme = Programme::from_json(&std::fs::read_to_string("examples/data/programme.json")?)?;
    /// # let lines = std::fs::read_to_string("examples/data/operations.ndjson")?;
    /// # let operation = Operation::from_json(lines.lines().next().unwrap_or_default())?;
    /// let mut check = amif::report::OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok());
    /// check.operation(&operation);
    /// assert_eq!(check.together().operation(), None, "it is about all of them");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn together(&self) -> ProgrammeReport {
        let mut told = Told::all();
        if let Some(programme) = self.programme {
            national::together(&BesideAt { programme, as_of: self.as_of, all: &self.declared }, &mut told);
        }
        ProgrammeReport::of(&self.head, None, self.as_of, told)
    }
}
