//! Values by date, each with the law behind it.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::citation::Citation;

/// A value with the places it rests on; at least one.
///
/// The compiled-in twin of [`Sourced`](crate::call::Sourced), which call files fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<T: 'static> {
    /// The value.
    pub value: T,
    /// Where it is stated, the strongest place first.
    pub source: &'static [Citation],
}

impl<T: Serialize> Serialize for Cited<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

/// What the law says from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<T> {
    /// This value.
    Value(T),
    /// The law provides for nothing of the kind then.
    NotProvided,
    /// Either what stood before or what comes next: the sources differ on the day of the change.
    SourcesDiffer,
}

/// A state of the law from one day until the day before the next entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T: 'static> {
    /// The first day.
    pub from: NaiveDate,
    /// What the law says.
    pub state: State<T>,
    /// Where it says so; at least one place.
    pub source: &'static [Citation],
}

/// Values of one parameter by date.
///
/// An entry lasts until the day before the next one, so a table has neither gaps nor overlaps as long as its
/// entries are in order. It says nothing of days before its first entry and after its last day.
///
/// ```
/// use amif::law::DatedError;
/// use amif::fund::ActionType;
///
/// let ceiling = ActionType::SolidarityAction.ceiling();
/// let on = |day: &str| ceiling.at(day.parse().unwrap_or_default());
/// assert!(matches!(on("2026-06-11"), Err(DatedError::NotProvided { .. })));
/// assert!(matches!(on("2026-06-12"), Err(DatedError::SourcesDiffer { .. })));
/// assert!(matches!(on("2026-06-30"), Err(DatedError::SourcesDiffer { .. })));
/// assert_eq!(on("2026-07-01")?.to_string(), "100 %");
/// assert!(matches!(on("2020-12-31"), Err(DatedError::Before { .. })));
/// # Ok::<(), amif::law::DatedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T: 'static> {
    pub(crate) what: &'static str,
    pub(crate) entries: &'static [Entry<T>],
    pub(crate) last: NaiveDate,
}

/// The values that may stand on a day: the same one twice where the sources agree. `None` means that the law
/// provides for nothing of the kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Readings<'a, T> {
    /// Under the reading by which a disputed change comes later.
    pub earlier: Option<&'a T>,
    /// Under the reading by which it has come already.
    pub later: Option<&'a T>,
}

// Not derived: the values are borrowed and need not be copyable.
impl<T> Clone for Readings<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Readings<'_, T> {}

impl<'a, T> Readings<'a, T> {
    /// Both readings, each once.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// // From when a rate of 100 % holds in June 2026, sources differ.
    /// let readings = ActionType::SolidarityAction.ceiling().readings("2026-06-12".parse()?)?;
    /// let values: Vec<_> = readings.iter().collect();
    /// assert_eq!(values[0], None);
    /// assert_eq!(values[1].map(|rate| rate.to_string()).as_deref(), Some("100 %"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Option<&'a T>> {
        [self.earlier, self.later].into_iter()
    }
}

impl<T> Dated<T> {
    /// What the values are, in a few words.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// assert!(!ActionType::SolidarityAction.ceiling().what().is_empty());
    /// ```
    #[must_use]
    pub const fn what(&self) -> &'static str {
        self.what
    }

    /// The entries in order of date.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// let entries = ActionType::SolidarityAction.ceiling().entries();
    /// assert!(entries.iter().zip(&entries[1..]).all(|(entry, next)| entry.from < next.from));
    /// ```
    #[must_use]
    pub const fn entries(&self) -> &'static [Entry<T>] {
        self.entries
    }

    /// The first day of which the table says something.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// assert_eq!(ActionType::SolidarityAction.ceiling().first(), "2021-01-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn first(&self) -> NaiveDate {
        self.entries.first().map_or(self.last, |e| e.from)
    }

    /// The last day of which the table says something.
    ///
    /// ```
    /// use amif::{fund::ActionType, law::DatedError};
    ///
    /// let table = ActionType::SolidarityAction.ceiling();
    /// let next = table.last().succ_opt().ok_or("the end of the calendar")?;
    /// assert!(matches!(table.at(next), Err(DatedError::After { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn last(&self) -> NaiveDate {
        self.last
    }

    /// The value on a day.
    ///
    /// ```
    /// use amif::{fund::ActionType, law::DatedError};
    ///
    /// let table = ActionType::SolidarityAction.ceiling();
    /// assert_eq!(table.at("2026-07-01".parse()?)?.to_string(), "100 %");
    /// // There is no default: what the law does not provide for is an error.
    /// assert!(matches!(table.at("2026-06-11".parse()?), Err(DatedError::NotProvided { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Before the first and after the last day, where the law provides for nothing, and where sources differ
    /// on the day of a change. There is no default.
    pub fn at(&self, date: NaiveDate) -> Result<&'static T, DatedError> {
        let (_, entry) = self.place(date)?;
        match &entry.state {
            State::Value(value) => Ok(value),
            State::NotProvided => Err(DatedError::NotProvided { what: self.what, date }),
            State::SourcesDiffer => Err(DatedError::SourcesDiffer {
                what: self.what,
                date,
                from: entry.from,
                until: self.until(entry),
            }),
        }
    }

    /// The entry that covers a day, with its citations.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// let entry = ActionType::SolidarityAction.ceiling().entry("2026-07-01".parse()?)?;
    /// assert!(!entry.source.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Before the first and after the last day.
    pub fn entry(&self, date: NaiveDate) -> Result<&'static Entry<T>, DatedError> {
        self.place(date).map(|(_, entry)| entry)
    }

    /// The values that may stand on a day; two where sources differ.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// let table = ActionType::SolidarityAction.ceiling();
    /// let settled = table.readings("2026-07-01".parse()?)?;
    /// assert_eq!(settled.earlier, settled.later);
    /// let disputed = table.readings("2026-06-12".parse()?)?;
    /// assert_ne!(disputed.earlier, disputed.later);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Before the first and after the last day.
    pub fn readings(&self, date: NaiveDate) -> Result<Readings<'static, T>, DatedError> {
        let (index, entry) = self.place(date)?;
        let value = |entry: Option<&'static Entry<T>>| match entry.map(|e| &e.state) {
            Some(State::Value(value)) => Some(value),
            _ => None,
        };
        Ok(match entry.state {
            State::SourcesDiffer => Readings {
                earlier: value(index.checked_sub(1).and_then(|i| self.entries.get(i))),
                later: value(self.entries.get(index.saturating_add(1))),
            },
            _ => Readings { earlier: value(Some(entry)), later: value(Some(entry)) },
        })
    }

    /// The last day of an entry of this table.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// let table = ActionType::SolidarityAction.ceiling();
    /// let entry = table.entry("2026-06-12".parse()?)?;
    /// assert_eq!(table.until(entry), "2026-06-30".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(&self, entry: &Entry<T>) -> NaiveDate {
        let next = self.entries.iter().find(|e| e.from > entry.from);
        next.and_then(|e| e.from.checked_sub_days(Days::new(1))).unwrap_or(self.last)
    }

    /// What is wrong with the table: entries out of order, none at all, one without a citation, a dispute
    /// with nothing on one of its sides. A sound table gives nothing.
    ///
    /// ```
    /// use amif::fund::ActionType;
    ///
    /// for action in ActionType::ALL {
    ///     assert!(action.ceiling().faults().is_empty());
    /// }
    /// ```
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |text: String| faults.push(format!("{}: {text}", self.what));
        for (entry, next) in self.entries.iter().zip(self.entries.iter().skip(1)) {
            if entry.from >= next.from {
                fault(format!("{} does not come after {}", next.from, entry.from));
            }
            if matches!((&entry.state, &next.state), (State::SourcesDiffer, State::SourcesDiffer)) {
                fault(format!("two disputes in a row from {}", entry.from));
            }
        }
        for entry in self.entries.iter().filter(|e| e.source.is_empty()) {
            fault(format!("the entry from {} has no citation", entry.from));
        }
        let disputed = |e: Option<&Entry<T>>| e.is_none_or(|e| matches!(e.state, State::SourcesDiffer));
        let edges = [self.entries.first(), self.entries.last()];
        if edges.into_iter().any(disputed) {
            fault("the first or last entry is missing or disputed".to_owned());
        }
        if self.entries.last().is_some_and(|e| e.from > self.last) {
            fault(format!("the last entry starts after {}", self.last));
        }
        faults
    }

    fn place(&self, date: NaiveDate) -> Result<(usize, &'static Entry<T>), DatedError> {
        if date > self.last {
            return Err(DatedError::After { what: self.what, date, last: self.last });
        }
        let index = self.entries.partition_point(|e| e.from <= date).checked_sub(1);
        index.and_then(|i| Some((i, self.entries.get(i)?))).ok_or(DatedError::Before {
            what: self.what,
            date,
            first: self.first(),
        })
    }
}

impl<T: Serialize> Serialize for Dated<T> {
    /// A list of entries, each with its first and last day, its state, its value and its citations.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.entries.iter().map(|entry| Row { table: self, entry }))
    }
}

struct Row<'a, T: 'static> {
    table: &'a Dated<T>,
    entry: &'a Entry<T>,
}

impl<T: Serialize> Serialize for Row<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (state, value) = match &self.entry.state {
            State::Value(value) => ("value", Some(value)),
            State::NotProvided => ("not_provided", None),
            State::SourcesDiffer => ("sources_differ", None),
        };
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("from", &self.entry.from.to_string())?;
        map.serialize_entry("until", &self.table.until(self.entry).to_string())?;
        map.serialize_entry("state", state)?;
        map.serialize_entry("value", &value)?;
        map.serialize_entry("source", self.entry.source)?;
        map.end()
    }
}

/// Why there is no value for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatedError {
    /// The day lies before the first of which anything is known.
    Before {
        /// What was looked up.
        what: &'static str,
        /// The day.
        date: NaiveDate,
        /// The first day known.
        first: NaiveDate,
    },
    /// The day lies after the last of which anything is known.
    After {
        /// What was looked up.
        what: &'static str,
        /// The day.
        date: NaiveDate,
        /// The last day known.
        last: NaiveDate,
    },
    /// The law provided for nothing of the kind on that day.
    NotProvided {
        /// What was looked up.
        what: &'static str,
        /// The day.
        date: NaiveDate,
    },
    /// The sources differ on when the value changed, and the day lies between.
    SourcesDiffer {
        /// What was looked up.
        what: &'static str,
        /// The day.
        date: NaiveDate,
        /// The day of the change by one source.
        from: NaiveDate,
        /// The day before the change by the other.
        until: NaiveDate,
    },
}

impl fmt::Display for DatedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatedError::Before { what, date, first } => {
                write!(f, "{what}: not known for {date}; the table begins on {first}")
            }
            DatedError::After { what, date, last } => {
                write!(f, "{what}: not known for {date}; the table ends on {last}")
            }
            DatedError::NotProvided { what, date } => {
                write!(f, "{what}: the law provided for none on {date}")
            }
            DatedError::SourcesDiffer { what, date, from, until } => write!(
                f,
                "{what}: unknown on {date}; the sources differ on whether the change came on {from} or after {until}"
            ),
        }
    }
}

impl std::error::Error for DatedError {}

/// An entry of a table. A macro, since a function's argument is no constant of its own.
macro_rules! entry {
    ($from:expr, $state:expr, $source:expr $(,)?) => {
        $crate::law::Entry { from: $from, state: $state, source: $source }
    };
}
pub(crate) use entry;

/// A table of what, with which entries, until when.
macro_rules! dated {
    ($what:expr, $entries:expr, $last:expr $(,)?) => {
        $crate::law::Dated { what: $what, entries: $entries, last: $last }
    };
}
pub(crate) use dated;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Act, Basis};
    use crate::time::day;

    static SOURCE: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 20", Basis::Act)];
    static ENTRIES: &[Entry<u32>] = &[
        entry!(day(2021, 1, 1), State::Value(1), SOURCE),
        entry!(day(2026, 6, 12), State::SourcesDiffer, SOURCE),
        entry!(day(2026, 7, 1), State::Value(2), SOURCE),
        entry!(day(2027, 1, 1), State::NotProvided, SOURCE),
    ];
    static TABLE: Dated<u32> = dated!("a number", ENTRIES, day(2027, 12, 31));

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_boundary_has_its_own_answer_the_day_before_on_and_after() {
        assert!(matches!(TABLE.at(on("2020-12-31")), Err(DatedError::Before { .. })));
        assert_eq!(TABLE.at(on("2021-01-01")), Ok(&1));
        assert_eq!(TABLE.at(on("2026-06-11")), Ok(&1));
        for between in ["2026-06-12", "2026-06-20", "2026-06-30"] {
            assert!(matches!(TABLE.at(on(between)), Err(DatedError::SourcesDiffer { .. })), "{between}");
        }
        assert_eq!(TABLE.at(on("2026-07-01")), Ok(&2));
        assert_eq!(TABLE.at(on("2026-12-31")), Ok(&2));
        assert!(matches!(TABLE.at(on("2027-01-01")), Err(DatedError::NotProvided { .. })));
        assert!(matches!(TABLE.at(on("2027-12-31")), Err(DatedError::NotProvided { .. })));
        assert!(matches!(TABLE.at(on("2028-01-01")), Err(DatedError::After { .. })));
    }

    #[test]
    fn a_dispute_has_both_readings_and_names_both_days() {
        let both = TABLE.readings(on("2026-06-20")).unwrap();
        assert_eq!((both.earlier, both.later), (Some(&1), Some(&2)));
        let one = TABLE.readings(on("2026-07-01")).unwrap();
        assert_eq!((one.earlier, one.later), (Some(&2), Some(&2)));
        assert_eq!(TABLE.readings(on("2027-05-05")).unwrap().earlier, None);
        let text = TABLE.at(on("2026-06-20")).unwrap_err().to_string();
        assert!(text.contains("2026-06-12") && text.contains("2026-06-30"), "{text}");
    }

    #[test]
    fn unsound_tables_are_told() {
        assert_eq!(TABLE.faults(), Vec::<String>::new());
        static TORN: &[Entry<u32>] = &[
            entry!(day(2022, 1, 1), State::Value(1), SOURCE),
            entry!(day(2021, 1, 1), State::SourcesDiffer, &[]),
        ];
        assert_eq!(dated!("torn", TORN, day(2020, 1, 1)).faults().len(), 4);
        assert_eq!(Dated::<u32>::faults(&dated!("empty", &[], day(2020, 1, 1))).len(), 1);
    }
}
