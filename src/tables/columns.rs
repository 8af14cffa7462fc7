//! Which column holds what: found by its heading, or named by the caller.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::key::key;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet};
use super::unit;
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

/// What the columns of a kind of sheet are.
pub(super) trait Holds: Copy + PartialEq + 'static {
    /// Whether amounts stand in the column.
    fn money(self) -> bool;

    /// Whether a row of headings that names these columns is of this kind of sheet rather than of another, of which it has
    /// headings too: a workbook may hold both.
    fn fits(named: &[Self], headings: &Line) -> bool;
}

impl<T: Holds> Column<T> {
    /// Whether a heading, in the form of [`key`], names the column: by its name, a word for it, or the code of a category with a
    /// word for it, such as `A.1 Personal`.
    fn is_named(&self, word: &str) -> bool {
        let coded = || word.strip_prefix(key(self.name).as_str()).filter(|_| self.is.money());
        key(self.name) == word
            || self.words.contains(&word)
            || coded().is_some_and(|rest| self.words.contains(&rest))
    }
}

/// The column that a heading names.
pub(super) fn meaning<T: Holds>(known: &[Column<T>], heading: &str) -> Option<T> {
    let word = key(heading);
    let column = known.iter().find(|c| c.is_named(&word))?;
    Some(column.is).filter(|is| !is.money() || unit::signs(heading).is_empty())
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
///
/// It can be written down and read back with serde, for programs that keep it as a setting; either part may be left out.
///
/// ```
/// use amif::tables::Mapping;
///
/// let kept: Mapping = serde_json::from_str(r#"{"columns": {"name": "Akteur"}}"#)?;
/// assert_eq!(kept, Mapping::default().column("name", "Akteur"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
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
    /// What stands in such a column in another unit, and in none that is read: `E %`.
    pub(super) elsewhere: Vec<T>,
    /// Other sheets with headings, fewer of them.
    pub(super) passed_over: Vec<&'b str>,
}

impl<'b, T: Holds> Found<'b, T> {
    pub(super) fn column(&self, is: T) -> Option<u32> {
        self.columns.iter().find(|(column, _)| *column == is).map(|(_, at)| *at)
    }

    /// The texts of the headings, those that are read and others.
    pub(super) fn texts(&self) -> String {
        let headings =
            self.sheet.lines.iter().filter(|line| line.row == self.row).flat_map(|line| &line.cells);
        let texts = headings.map(|(_, value)| quoted(value.text()));
        texts.take(8).collect::<Vec<_>>().join(", ")
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
            free.into_iter().map(move |(at, value)| (line, *at, value.text()))
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

/// What is known of headings, and what the caller says of them.
struct Headings<'m, T: 'static> {
    known: &'static [Column<T>],
    /// One of these must be there.
    needed: &'m [T],
    mapping: &'m Mapping,
}

/// A heading with its column, and what it means.
type Heading<'b, T> = (u32, &'b str, Option<T>);

/// The columns that headings name, each once.
fn distinct<T: Holds>(headings: &[Heading<'_, T>]) -> Vec<T> {
    let mut named: Vec<T> = Vec::new();
    for is in headings.iter().filter_map(|(_, _, is)| *is) {
        if !named.contains(&is) {
            named.push(is);
        }
    }
    named
}

impl<T: Holds> Headings<'_, T> {
    /// What is mapped must be there to be mapped, and one heading means one thing.
    fn fit(&self) -> Result<(), TableError> {
        let unknown = |name: &&String| self.known.iter().all(|column| column.name != **name);
        if let Some(name) = self.mapping.columns.keys().chain(&self.mapping.without).find(unknown) {
            let message = format!("found no column {} to map; there are {}", quoted(name), self.names());
            return Err(TableError::of_file(message));
        }
        let twice = self.mapping.columns.iter().find_map(|(name, heading)| {
            let mut others = self.mapping.columns.iter().filter(|(other, _)| *other != name);
            others.find(|(_, other)| key(other) == key(heading)).map(|(other, _)| (name, other, heading))
        });
        match twice {
            None => Ok(()),
            Some((name, other, heading)) => Err(TableError::of_file(format!(
                "the columns {name} and {other} are both mapped to the heading {}; each must have its own",
                quoted(heading)
            ))),
        }
    }

    fn names(&self) -> String {
        self.known.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    /// The names of the columns that are needed.
    fn wanted(&self) -> String {
        let wanted = self.known.iter().filter(|c| self.needed.contains(&c.is));
        wanted.map(|c| format!("{:?}", c.name)).collect::<Vec<_>>().join(" or ")
    }

    fn is(&self, text: &str) -> Option<T> {
        let (word, signs, mapping) = (key(text), unit::signs(text), self.mapping);
        // What names a column of amounts may say that they are in euro: A.1 (EUR).
        let plain = key(&unit::without_euro(text));
        let read = |c: &&Column<T>| !mapping.without.contains(c.name);
        // In a column of amounts a sign says in what: E % is not E.
        let alike = |c: &Column<T>, other: &str| !c.is.money() || unit::signs(other) == signs;
        let mapped = |c: &&Column<T>| {
            mapping.columns.get(c.name).is_some_and(|heading| key(heading) == word && alike(c, heading))
        };
        let named = |c: &&Column<T>| {
            !mapping.columns.contains_key(c.name)
                && [&word, &plain]
                    .iter()
                    .filter(|said| **said == &word || c.is.money())
                    .any(|said| c.is_named(said))
                && alike(c, "")
        };
        let all = || self.known.iter().filter(read);
        all().find(mapped).or_else(|| all().find(named)).map(|column| column.is)
    }

    fn of<'b>(&self, line: &'b Line) -> Vec<Heading<'b, T>> {
        let texts = line.cells.iter().filter_map(|(at, value)| Some((*at, value.read().ok()?)));
        texts.map(|(at, text)| (at, text, self.is(text))).collect()
    }

    /// The columns that a row names.
    fn named(&self, line: &Line) -> Vec<T> {
        distinct(&self.of(line))
    }

    /// How many columns a row names, one that is needed among them.
    fn count(&self, line: &Line) -> usize {
        let named = self.named(line);
        if self.needed.iter().any(|one| named.contains(one)) { named.len() } else { 0 }
    }

    /// The row above that must be the one of the headings, though it lacks what is needed: it names more columns, or as
    /// many, and what is needed stands below one of them. What somebody is, such as a beneficiary, is a heading too.
    fn above<'b>(&self, sheet: &'b Sheet, line: &Line) -> Option<&'b Line> {
        let headings = self.of(line);
        let needed = headings.iter().filter(|(_, _, is)| is.is_some_and(|is| self.needed.contains(&is)));
        let named_by_caller = |text: &str| self.mapping.columns.values().any(|h| key(h) == key(text));
        if needed.clone().any(|(_, text, _)| named_by_caller(text)) {
            return None;
        }
        let count = self.count(line);
        let above: Vec<&Line> = sheet.lines.iter().take_while(|above| above.row < line.row).collect();
        let named = above.into_iter().rev().map(|above| (self.named(above).len(), above));
        let (most, above) = named.max_by_key(|(named, _)| *named)?;
        let over = |(at, _, _): &Heading<'_, T>| {
            self.of(above).iter().any(|(other, _, is)| other == at && is.is_some())
        };
        (most > count || (most == count && needed.clone().any(over))).then_some(above)
    }

    /// A row that names columns, and none of those that are needed.
    fn lacking(&self, book: &Book, sheet: &Sheet, line: &Line) -> TableError {
        let (mut read, mut unknown) = (Vec::new(), Vec::new());
        for (_, text, is) in self.of(line) {
            if is.is_some() { read.push(quoted(text)) } else { unknown.push(quoted(text)) }
        }
        unknown.truncate(8);
        let at = line.cells.first().map_or(1, |(at, _)| *at);
        let one = if unknown.is_empty() { "none beside them".to_owned() } else { unknown.join(", ") };
        TableError::at(
            book.cell(sheet, line.row, at),
            format!(
                "the row has the headings {}, and none that is known for the column {}; found {one}; name or map the \
                 heading; known columns: {}",
                read.join(", "),
                self.wanted(),
                self.names()
            ),
        )
    }

    /// No row of any sheet has what is needed.
    fn nowhere(&self, book: &Book) -> TableError {
        let lines =
            book.sheets.iter().flat_map(|sheet| sheet.lines.iter().take(SEARCHED).map(move |l| (sheet, l)));
        let most =
            lines.map(|(sheet, line)| (self.named(line).len(), sheet, line)).rev().max_by_key(|(n, ..)| *n);
        if let Some((_, sheet, line)) = most.filter(|(named, ..)| *named > 1) {
            return self.lacking(book, sheet, line);
        }
        let first = book.sheets.iter().flat_map(|sheet| sheet.lines.first()).flat_map(|line| &line.cells);
        let seen: Vec<String> = first.take(8).map(|(_, value)| quoted(value.text())).collect();
        TableError::of_file(format!(
            "{}: found no row of headings with the column {}; the first row has {}; known columns: {}",
            book.file(),
            self.wanted(),
            if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") },
            self.names(),
        ))
    }

    /// The sheet and the row of the headings, and the names of other sheets with headings, fewer of them.
    fn place<'b>(&self, book: &'b Book) -> Result<(&'b Sheet, &'b Line, Vec<&'b str>), TableError> {
        let mut headed: Vec<(usize, &Sheet, &Line)> = Vec::new();
        for sheet in &book.sheets {
            let counts = sheet.lines.iter().take(SEARCHED).map(|line| (self.count(line), sheet, line));
            // The first of as many.
            headed.extend(counts.rev().max_by_key(|(count, ..)| *count).filter(|(count, ..)| *count > 0));
        }
        // What is hidden is read where nothing else can be.
        if headed.iter().any(|(_, sheet, _)| !sheet.hidden) {
            headed.retain(|(_, sheet, _)| !sheet.hidden);
        }
        // Partners and budgets may stand in one workbook, and each names organisations.
        let fits = |line: &Line| T::fits(&self.named(line), line);
        if headed.iter().any(|(_, _, line)| fits(line)) {
            headed.retain(|(_, _, line)| fits(line));
        }
        let most = headed.iter().map(|(count, ..)| *count).max();
        let mut best = headed.iter().copied().filter(|(count, ..)| Some(*count) == most);
        let Some((_, sheet, line)) = best.next() else { return Err(self.nowhere(book)) };
        if let Some((_, second, _)) = best.next() {
            let name = |sheet: &Sheet| quoted(sheet.name.as_deref().unwrap_or_default());
            return Err(TableError::of_file(format!(
                "{}: the sheets {} and {} have as many of the headings, and one sheet is read: name it, or bring their rows together",
                book.file(),
                name(sheet),
                name(second)
            )));
        }
        if let Some(above) = self.above(sheet, line) {
            return Err(self.lacking(book, sheet, above));
        }
        let others = headed.iter().filter(|(count, other, _)| *count > 1 && !std::ptr::eq(*other, sheet));
        Ok((sheet, line, others.filter_map(|(_, other, _)| other.name.as_deref()).collect()))
    }

    /// A row below the headings that is one of headings itself would be read as a partner. It says the same as the first,
    /// or names columns of its own, as where the headings stand in two rows.
    fn again(&self, line: &Line, found: &Found<'_, T>) -> bool {
        let headings = self.of(line);
        let same = headings.iter().filter(|(at, _, is)| is.is_some_and(|is| found.column(is) == Some(*at)));
        let same = same.count();
        same > 1 || (same == 1 && found.columns.len() == 1) || distinct(&headings).len() > 1
    }
}

/// Finds the headings: the row, in whichever sheet, that names the most columns, one of those that are needed among them.
pub(super) fn find<'b, T: Holds>(
    book: &'b Book,
    known: &'static [Column<T>],
    needed: &[T],
    mapping: &Mapping,
    faults: &mut Faults,
) -> Result<Found<'b, T>, TableError> {
    let headings = Headings { known, needed, mapping };
    headings.fit()?;
    let (sheet, line, passed_over) = headings.place(book)?;
    let mut found = Found {
        sheet,
        row: line.row,
        columns: Vec::new(),
        ignored: Vec::new(),
        elsewhere: Vec::new(),
        passed_over,
    };
    for (at, text, is) in headings.of(line) {
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
        // A heading that is mapped is believed, and not that its unit is the euro.
        if is.is_some_and(Holds::money) {
            let signed = !unit::signs(text).is_empty() || unit::of_shares(text);
            let told = unit::said(text).map(|unit| unit.refused("euro"));
            if let Some(told) = told.or_else(|| signed.then(|| unit::refused(text, "euro"))) {
                faults.add(Some(book.cell(sheet, line.row, at)), || told);
            }
        }
    }
    let meant = found.ignored.iter().filter_map(|(_, text)| headings.is(&unit::without(text)));
    found.elsewhere = meant.filter(|is| is.money() && found.column(*is).is_none()).collect();
    // A column that is asked for under a heading must be there.
    let there: Vec<String> = headings.of(line).iter().map(|(_, text, _)| quoted(text)).collect();
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
    for line in found.lines().filter(|line| headings.again(line, &found)) {
        let at = line.cells.first().map_or(1, |(at, _)| *at);
        faults.add(Some(book.cell(sheet, line.row, at)), || {
            format!("a second row of headings; the first is row {}; there must be one", found.row)
        });
    }
    let columns: Vec<u32> = found.columns.iter().map(|(_, at)| *at).collect();
    book.tell_merged(sheet, line.row, &columns, faults);
    Ok(found)
}
