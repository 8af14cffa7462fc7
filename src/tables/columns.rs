//! Which column holds what: found by its heading, or named by the caller.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet, Value};
use crate::country::folded;
use crate::input::quoted;

/// A column that a kind of sheet may have.
#[derive(Debug)]
pub(super) struct Column<T: 'static> {
    pub(super) is: T,
    /// The heading that templates write, and the name of the column for [`Mapping`].
    pub(super) name: &'static str,
    /// What else it is called, in the form of [`key`].
    pub(super) words: &'static [&'static str],
}

/// A text without case, accents, blanks and marks: `"Código PIC *"` is `"codigopic"`.
pub(super) fn key(text: &str) -> String {
    folded(text).collect()
}

/// Headings that differ from all that are known.
///
/// ```
/// use amif::tables::{Book, Mapping, partners};
///
/// let book = Book::read(b"Akteur,Sitz\nPayoke,BE\n", "p.csv")?;
/// let mapping = Mapping::default().column("name", "Akteur").column("country", "Sitz");
/// assert_eq!(partners(&book, &mapping)?.participants.len(), 1);
/// # Ok::<(), amif::tables::TableError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Mapping {
    /// Under which heading each column stands.
    columns: BTreeMap<String, String>,
    /// Columns that are not read.
    without: BTreeSet<String>,
}

impl Mapping {
    /// The same, in which a column of the template, such as `"country"`, is found under a heading of one's own.
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// let book = Book::read(b"Wer,country\nPayoke,BE\n", "p.csv")?;
    /// let found = partners(&book, &Mapping::default().column("name", "Wer"))?;
    /// assert_eq!(found.participants[0].applicant.name.as_str(), "Payoke");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn column(mut self, name: &str, heading: &str) -> Self {
        self.columns.insert(name.to_owned(), heading.to_owned());
        self
    }

    /// The same, in which a column of the template, such as `"role"`, is not read, whatever stands in it.
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// // CORDIS knows roles that a call does not.
    /// let book = Book::read(b"name,role,country\nPayoke,internationalPartner,BE\n", "p.csv")?;
    /// assert!(partners(&book, &Mapping::default()).is_err());
    /// assert_eq!(partners(&book, &Mapping::default().without("role"))?.participants[0].role, None);
    /// # Ok::<(), amif::tables::TableError>(())
    /// ```
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.without.insert(name.to_owned());
        self
    }
}

/// The columns found in a sheet.
#[derive(Debug)]
pub(super) struct Found<'b, T> {
    pub(super) sheet: &'b Sheet,
    /// The row of the headings.
    pub(super) row: u32,
    pub(super) columns: Vec<(T, u32)>,
    /// Headings that mean nothing here.
    pub(super) ignored: Vec<(u32, &'b str)>,
    /// Other sheets with headings, fewer of them.
    pub(super) passed_over: Vec<&'b str>,
}

impl<'b, T: Copy + PartialEq> Found<'b, T> {
    pub(super) fn column(&self, is: T) -> Option<u32> {
        self.columns.iter().find(|(column, _)| *column == is).map(|(_, at)| *at)
    }

    /// The rows below the headings.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'b Line> + use<'b, T> {
        let (sheet, row) = (self.sheet, self.row);
        sheet.lines.iter().filter(move |line| line.row > row)
    }

    /// What stands below the headings under none of them: in a text file most often what a separator within a value
    /// has pushed there.
    pub(super) fn unheaded(&self) -> impl Iterator<Item = (&'b Line, u32, &'b str)> {
        let headings = self.sheet.lines.iter().find(|line| line.row == self.row);
        self.lines().flat_map(move |line| {
            let headed = |at: u32| headings.is_some_and(|headings| headings.at(at).is_some());
            let free: Vec<_> = line.cells.iter().filter(|(at, _)| !headed(*at)).collect();
            free.into_iter().map(move |(at, value)| {
                let (Value::Text(text) | Value::Error(text)) = value;
                (line, *at, text.as_str())
            })
        })
    }

    /// Headings that were not read, with their cells; of a column without a heading its first filled cell.
    pub(super) fn not_read(&self, book: &Book) -> Vec<(Cell, String)> {
        let headings =
            self.ignored.iter().map(|(at, text)| (book.cell(self.sheet, self.row, *at), (*text).to_owned()));
        let mut seen = BTreeSet::new();
        let first = self.unheaded().filter(|(_, at, _)| seen.insert(*at));
        let free = first.map(|(line, at, text)| (book.cell(self.sheet, line.row, at), text.to_owned()));
        headings.chain(free).collect()
    }
}

/// Headings stand within so many filled rows from the top.
const SEARCHED: usize = 40;

/// Finds the headings: the row, in whichever sheet, that names the most columns, one of those that are needed among them.
pub(super) fn find<'b, T: Copy + PartialEq>(
    book: &'b Book,
    known: &'static [Column<T>],
    needed: &[T],
    mapping: &Mapping,
    faults: &mut Faults,
) -> Result<Found<'b, T>, TableError> {
    let unknown = |name: &&String| known.iter().all(|column| column.name != **name);
    if let Some(name) = mapping.columns.keys().chain(&mapping.without).find(unknown) {
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        let message = format!("found no column {} to map; there are {}", quoted(name), names.join(", "));
        return Err(TableError::of_file(message));
    }
    let twice = mapping.columns.iter().find_map(|(name, heading)| {
        let mut others = mapping.columns.iter().filter(|(other, _)| *other != name);
        others.find(|(_, other)| key(other) == key(heading)).map(|(other, _)| (name, other, heading))
    });
    if let Some((name, other, heading)) = twice {
        let message = format!(
            "the columns {name} and {other} are both mapped to the heading {}; each must have its own",
            quoted(heading)
        );
        return Err(TableError::of_file(message));
    }
    let is = |text: &str| -> Option<T> {
        let text = key(text);
        let mapped =
            known.iter().find(|c| mapping.columns.get(c.name).is_some_and(|heading| key(heading) == text));
        let mapped = mapped.filter(|c| !mapping.without.contains(c.name));
        let named = || {
            let free =
                |c: &&Column<T>| !mapping.columns.contains_key(c.name) && !mapping.without.contains(c.name);
            known.iter().filter(free).find(|c| key(c.name) == text || c.words.contains(&text.as_str()))
        };
        mapped.or_else(named).map(|column| column.is)
    };
    let headings = |line: &'b Line| -> Vec<(u32, &'b str, Option<T>)> {
        let texts = line.cells.iter().filter_map(|(at, value)| match value {
            Value::Text(text) => Some((*at, text.as_str())),
            Value::Error(_) => None,
        });
        texts.map(|(at, text)| (at, text, is(text))).collect()
    };
    let distinct = |row: &[(u32, &str, Option<T>)]| {
        let mut seen: Vec<T> = Vec::new();
        row.iter().filter_map(|(_, _, is)| *is).for_each(|is| {
            if !seen.contains(&is) {
                seen.push(is);
            }
        });
        if needed.iter().any(|one| seen.contains(one)) { seen.len() } else { 0 }
    };
    let mut headed: Vec<(usize, &Sheet, &Line)> = Vec::new();
    for sheet in &book.sheets {
        let counts = sheet.lines.iter().take(SEARCHED).map(|line| (distinct(&headings(line)), sheet, line));
        // The first of as many.
        headed.extend(counts.rev().max_by_key(|(count, ..)| *count).filter(|(count, ..)| *count > 0));
    }
    // What is hidden is read where nothing else can be.
    if headed.iter().any(|(_, sheet, _)| !sheet.hidden) {
        headed.retain(|(_, sheet, _)| !sheet.hidden);
    }
    let most = headed.iter().map(|(count, ..)| *count).max();
    let mut best = headed.iter().copied().filter(|(count, ..)| Some(*count) == most);
    let first = best.next();
    if let (Some((_, first, _)), Some((_, second, _))) = (first, best.next()) {
        let name = |sheet: &Sheet| quoted(sheet.name.as_deref().unwrap_or_default());
        return Err(TableError::of_file(format!(
            "{}: the sheets {} and {} have as many of the headings, and one sheet is read: name it, or bring their rows together",
            book.file(),
            name(first),
            name(second)
        )));
    }
    let Some((_, sheet, line)) = first else {
        let first = book.sheets.iter().flat_map(|sheet| sheet.lines.first()).flat_map(|line| &line.cells);
        let seen: Vec<String> = first
            .take(8)
            .map(|(_, v)| match v {
                Value::Text(t) | Value::Error(t) => quoted(t),
            })
            .collect();
        let wanted = known.iter().filter(|c| needed.contains(&c.is)).map(|c| format!("{:?}", c.name));
        let wanted = wanted.collect::<Vec<_>>().join(" or ");
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        let message = format!(
            "{}: found no row of headings with the column {wanted}; the first row has {}; known columns: {}",
            book.file(),
            if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") },
            names.join(", "),
        );
        return Err(TableError::of_file(message));
    };
    let others = headed.iter().filter(|(count, other, _)| *count > 1 && !std::ptr::eq(*other, sheet));
    let passed_over = others.filter_map(|(_, other, _)| other.name.as_deref()).collect();
    let mut found = Found { sheet, row: line.row, columns: Vec::new(), ignored: Vec::new(), passed_over };
    for (at, text, is) in headings(line) {
        match is {
            None => found.ignored.push((at, text)),
            Some(is) => match found.columns.iter().find(|(known, _)| *known == is) {
                Some((_, first)) => {
                    let first = book.cell(sheet, line.row, *first).address();
                    faults.add(Some(book.cell(sheet, line.row, at)), || {
                        format!(
                            "found {}, which means the same as {first}; only one of them can be read",
                            quoted(text)
                        )
                    });
                }
                None => found.columns.push((is, at)),
            },
        }
    }
    // A column that is asked for under a heading must be there.
    let there: Vec<String> = headings(line).iter().map(|(_, text, _)| quoted(text)).collect();
    for (name, heading) in &mapping.columns {
        let is = known.iter().find(|c| c.name == *name).map(|c| c.is);
        if is.is_some_and(|is| found.column(is).is_none()) && !mapping.without.contains(name) {
            faults.add(Some(book.cell(sheet, line.row, 1)), || {
                format!(
                    "found no heading {} for the column {name}; there are {}",
                    quoted(heading),
                    there.join(", ")
                )
            });
        }
    }
    // A second row of headings would be read as a partner.
    for line in found.lines() {
        let again = headings(line)
            .iter()
            .filter(|(at, _, is)| is.is_some_and(|is| found.column(is) == Some(*at)))
            .count();
        if again > 1 || (again == 1 && line.cells.len() == 1 && found.columns.len() == 1) {
            let at = line.cells.first().map_or(1, |(at, _)| *at);
            faults.add(Some(book.cell(sheet, line.row, at)), || {
                format!("a second row of headings; the first is row {}; there must be one", found.row)
            });
        }
    }
    let columns: Vec<u32> = found.columns.iter().map(|(_, at)| *at).collect();
    book.tell_merged(sheet, line.row, &columns, faults);
    Ok(found)
}
