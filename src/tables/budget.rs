//! A sheet with a detailed budget: a row for each participant, a column for each category.

use super::amount::{amount, of_cell, without_currency};
use super::book::Book;
use super::columns::{Found, Holds, Mapping, find};
use super::costs::{BUDGET, Group, Of};
use super::key::key;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet, Value};
use super::unit;
use super::words::{Package, is_currency, is_no_money, is_total, package};
use crate::budget::{Budget, Category, Costs, Resource, Resources, Row, RowOf, Totals, WorkPackage};
use crate::id::Pic;
use crate::input::quoted;
use crate::money::Eur;
use crate::proposal::Participant;

/// Whose rows a budget has: the participants of the proposal that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Owners<'p>(&'p [Participant]);

impl<'p> From<&'p [Participant]> for Owners<'p> {
    fn from(participants: &'p [Participant]) -> Self {
        Owners(participants)
    }
}

impl Owners<'_> {
    /// Whose row it is that has a code and a name: by the code, unless the name is another participant's. Whoever states no
    /// code in the proposal is told by the name.
    fn row_of_both(&self, pic: &str, name: &str) -> Result<RowOf, String> {
        let by_code = self.row_of(pic)?;
        match self.row_of(name) {
            Ok(by_name @ RowOf::Place(_)) if !self.has(&by_code) => Ok(by_name),
            Ok(by_name) if by_name != by_code => {
                let its = match by_name {
                    RowOf::Pic(code) => format!("its PIC is {code} in the proposal"),
                    RowOf::Place(_) => "it has none in the proposal".to_owned(),
                };
                Err(format!("found the PIC {} beside the name {}; {its}", quoted(pic), quoted(name)))
            }
            // Sheets shorten names.
            Ok(_) | Err(_) => Ok(by_code),
        }
    }

    fn has(&self, row: &RowOf) -> bool {
        match row {
            RowOf::Pic(code) => self.0.iter().any(|p| p.applicant.code() == Some(code)),
            RowOf::Place(at) => *at < self.0.len(),
        }
    }

    /// Whose row it is: by PIC, else by the one participant of that name. The same participant gives the same answer
    /// either way.
    fn row_of(&self, text: &str) -> Result<RowOf, String> {
        let pic = Pic::new(text);
        let of = |at: usize| match self.0.get(at).and_then(|p| p.applicant.code()) {
            Some(code) => RowOf::Pic(code.clone()),
            None => RowOf::Place(at),
        };
        let same_pic =
            |p: &Participant| p.applicant.pic.as_ref().is_some_and(|of| key(&of.to_string()) == key(text));
        if let Some(at) = self.0.iter().position(same_pic) {
            return Ok(of(at));
        }
        let named: Vec<usize> = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, p)| text.parse().is_ok_and(|name| p.applicant.name.same_as(&name)))
            .map(|(at, _)| at)
            .collect();
        match named.as_slice() {
            [at] => Ok(of(*at)),
            [_, _, ..] => {
                Err(format!("{} participants are named {}; write the PIC", named.len(), quoted(text)))
            }
            [] if pic.is_well_formed() => Ok(RowOf::Pic(pic)),
            [] => {
                let names: Vec<String> =
                    self.0.iter().take(8).map(|p| quoted(p.applicant.name.as_str())).collect();
                Err(format!(
                    "found no participant {} in the proposal; it has {}",
                    quoted(text),
                    names.join(", ")
                ))
            }
        }
    }
}

/// The budget of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetSheet {
    /// What was read.
    pub budget: Budget,
    /// Headings of columns that were not read, with their cells; of a column without a heading its first filled cell.
    pub ignored: Vec<(Cell, String)>,
    /// Whether amounts may stand in a column that was not read and whose heading does not say that they are none of a
    /// budget. What has no column is unknown then, and not zero.
    pub amounts_ignored: bool,
    /// The names of other sheets of the workbook that have headings of a budget too, and were not read.
    pub passed_over: Vec<String>,
}

/// Reads a detailed budget: a row for each participant, told by PIC or by name in the column `participant`, or in columns of
/// their own, `pic` and `participant`, of which the PIC decides; a column for each category.
///
/// The headings are the codes of the corporate table (`A.1` to `E`), alone, with their names or with a word for them (`A.1 Personal`); `total`,
/// `requested` (the EU contribution) and the resources `income`, `in_kind`, `financial_contributions` and
/// `own_resources` may stand beside them. What the form works out is not read, and is in [`BudgetSheet::ignored`]: a rate, and
/// the maximum EU contribution, which is not the one that is requested. With a column `work_package`, a row that names one is the part of the
/// participant's row in it; where the participant has no row without, its costs are those parts added up. A row of the participant
/// whose work package is `Total` is its row without one; `Subtotal` and the like are refused there. A row `Total` states the totals.
///
/// Amounts are in euro. A title, a note, the name of the sheet, a row of units, a column of currencies and, in a workbook, the number
/// format of a cell are refused where they say another currency, thousands or per cent, in whichever official language of the Union.
/// What is also a name, as `Franken` is of a region, counts where it is said in what amounts are; where that is in doubt, it is
/// refused with what is to be taken out. A column whose heading says so, such as `A.1 ($)` or `E %`, is not read, and what it would
/// be of is unknown where it has no other column.
///
/// A category without a column costs nothing, except indirect costs, which are unknown then; so are all resources where
/// none has a column. An empty cell is unknown. Where a column that is not read may have amounts
/// ([`BudgetSheet::amounts_ignored`]), whatever has no column is unknown. A column of a group, `A`, `C` or `D`, is held
/// against the columns of its categories: where it comes to more, those without a column are unknown. `A` alone is read
/// as `A.1`.
///
/// ```
/// use amif::budget::{Category, Resource};
/// use amif::tables::{Book, Mapping, Owners, budget};
///
/// let partners = [amif::Participant::new(amif::Applicant::new("Payoke".parse()?))];
/// let sheet = "participant;A.1 Employees;C.1;E;requested\nPayoke;100 000;;7 000,00;96 300\n";
/// let book = Book::read(sheet.as_bytes(), "budget.csv")?;
/// let read = budget(&book, Owners::from(&partners[..]), &Mapping::default())?.budget;
/// let row = &read.rows()[0];
/// assert_eq!(row.costs.get(Category::Employees), "100000".parse().ok());
/// assert_eq!(row.costs.get(Category::Travel), None, "an empty cell is unknown");
/// assert_eq!(row.costs.get(Category::Equipment), Some(amif::Eur::ZERO), "a category without a column costs nothing");
/// assert_eq!(row.resources.get(Resource::Income), None, "no column says what else pays");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Everything that cannot be read, all at once, each with its cell. A number under no heading is an error: it says that
/// the others of its row may stand under wrong ones.
pub fn budget(book: &Book, owners: Owners<'_>, mapping: &Mapping) -> Result<BudgetSheet, TableError> {
    let mut faults = Faults::default();
    let mut found = find(book, BUDGET, &[Of::Participant, Of::Pic], mapping, &mut faults)?;
    personnel_alone(&mut found);
    // What a heading says is no fact of a budget, is none.
    let unread: Vec<u32> =
        found.ignored.iter().filter(|(_, heading)| !is_no_money(heading)).map(|(at, _)| *at).collect();
    let amounts = |line: &Line| {
        unread.iter().any(|at| match line.at(*at) {
            Some(Value::Number(_, Some(unit))) if !unit.may_be_money() => false,
            Some(Value::Text(text) | Value::Number(text, _)) => may_be_amount(text),
            Some(Value::Error(_)) | None => false,
        })
    };
    let amounts_ignored = found.lines().any(amounts);
    let mut reader = Reader { book, sheet: found.sheet, found: &found, faults, amounts_ignored };
    reader.above();
    if !found.columns.iter().any(|(of, _)| matches!(of, Of::Cost(_) | Of::Group(_))) {
        let signed = found.ignored.iter().find(|(_, heading)| !unit::signs(heading).is_empty());
        let begins = |heading: &str| {
            Category::NAMES.iter().any(|code| code.contains('.') && heading.starts_with(code))
        };
        let coded = found.ignored.iter().find(|(_, heading)| begins(heading.trim_start()));
        let at = signed.or(coded).map_or(1, |(at, _)| *at);
        reader.faults.add(Some(book.cell(found.sheet, found.row, at)), || {
            let codes = Category::NAMES.join(", ");
            let found = match (signed, coded) {
                (Some((_, heading)), _) => format!("found {}, and amounts are read in euro; ", quoted(heading)),
                (None, Some((_, heading))) => format!(
                    "found {}, and what stands behind the code is no name of it that is known: write the code alone; ",
                    quoted(heading)
                ),
                (None, None) => String::new(),
            };
            format!("{found}no heading names a category of costs; known are {codes}")
        });
    }
    // The sheet of a text file has no name.
    let commas = if found.sheet.name.is_none() {
        "; in a text file with commas between the cells, an amount with a comma must stand in quotation marks"
    } else {
        ""
    };
    for (line, column, text) in found.unheaded().filter(|(_, _, text)| may_be_amount(text)) {
        reader.tell(line, column, || {
            format!("found {} under no heading; name its column, or empty the cell{commas}", quoted(text))
        });
    }
    let (mut rows, mut parts, mut totals): (Vec<Row>, Vec<Part>, Option<Totals>) = Default::default();
    let mut first = true;
    for line in found.lines() {
        let (name, code) = (reader.text(line, Of::Participant), reader.text(line, Of::Pic));
        let Some((column, text)) = code.or(name) else {
            reader.nobodys(line, first);
            continue;
        };
        first = false;
        reader.beside(line);
        // An organisation may be named Total: then its first row is its own.
        let whose = |text: &str| owners.row_of(text).ok();
        let own = |text: &str| whose(text).is_some_and(|of| rows.iter().all(|row| row.participant != of));
        let coded = || code.is_some_and(|(_, code)| Pic::new(code).is_well_formed());
        let total = |(_, text): (u32, &str)| is_total(text) && !coded() && !own(text);
        if [name, code].into_iter().flatten().any(total) {
            match &totals {
                None => totals = Some(reader.totals(line)),
                Some(_) => {
                    reader.tell(line, column, || "a second row of totals; there must be one".to_owned());
                }
            }
            continue;
        }
        let of = match (name, code) {
            (Some((_, name)), Some((_, code))) => owners.row_of_both(code, name),
            _ => owners.row_of(text),
        };
        match of {
            Err(message) => reader.tell(line, column, || message),
            Ok(of) => match reader.text(line, Of::WorkPackage).map(|(at, name)| (at, name, package(name))) {
                Some((_, name, Package::One)) => {
                    parts.push(Part { row: reader.row(line, of), name: name.to_owned() });
                }
                Some((at, name, Package::Some)) => reader.tell(line, at, || {
                    let name = quoted(name);
                    format!("found {name}, a row of totals and no work package; leave it out, or name it Total where it is of all")
                }),
                // What all of them come to is the participant's own row.
                Some((_, _, Package::All)) | None => rows.push(reader.row(line, of)),
            },
        }
    }
    let stated = rows.len();
    for part in parts {
        into_row(part, &mut rows, stated);
    }
    if rows.is_empty() && reader.faults.is_empty() {
        reader.faults.add(Some(book.cell(found.sheet, found.row, 1)), || {
            "no row stands below the headings".to_owned()
        });
    }
    let whole = |error: String| TableError::of_file(format!("{}: {error}", book.file()));
    let rows = reader.faults.or(rows)?;
    let budget = Budget::new(rows).map_err(|e| whole(e.to_string()))?;
    let budget = match totals {
        Some(totals) => budget.stating(totals).map_err(|e| whole(e.to_string()))?,
        None => budget,
    };
    let passed_over = found.passed_over.iter().map(|name| (*name).to_owned()).collect();
    Ok(BudgetSheet { budget, ignored: found.not_read(book), amounts_ignored, passed_over })
}

/// Whether a text may stand for an amount other than zero, even one that cannot be read. A share in per cent does not,
/// nor a date, nor a sentence that begins with a number.
fn may_be_amount(text: &str) -> bool {
    let plain = without_currency(text).trim_start_matches(['-', '\u{2212}', '(']);
    plain.starts_with(|c: char| c.is_ascii_digit())
        && !plain.ends_with('%')
        && !is_date(plain)
        && !plain.split_whitespace().any(is_of_a_sentence)
        && amount(text) != Ok(Eur::ZERO)
}

/// Whether it is a word that no amount is written with: 27 500 euros and 1.2 million are amounts, 12 months is none.
fn is_of_a_sentence(word: &str) -> bool {
    let word = word.to_lowercase();
    let of_money = ["eur", "mil", "mio", "tho", "tau"].iter().any(|start| word.starts_with(start));
    word.chars().take_while(|c| c.is_alphabetic()).count() >= 4 && !of_money
}

/// Whether it is written as a date, the year first or last.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let digits = |part: &&str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [first, middle, last] => {
            let year_first = first.len() == 4 && digits(first, 4) && digits(last, 2);
            let year_last = last.len() == 4 && digits(last, 4) && digits(first, 2);
            digits(middle, 2) && (year_first || year_last)
        }
        _ => false,
    }
}

/// Reads a column `A` as `A.1` where no category of the group has a column of its own: what it holds is not split.
fn personnel_alone(found: &mut Found<'_, Of>) {
    let split = |of: &Of| matches!(of, Of::Cost(category) if Group::of(*category) == Some(Group::Personnel));
    if !found.columns.iter().any(|(of, _)| split(of))
        && let Some((of, _)) = found.columns.iter_mut().find(|(of, _)| *of == Of::Group(Group::Personnel))
    {
        *of = Of::Cost(Category::Employees);
    }
}

/// The part of a participant's row in a work package.
struct Part {
    row: Row,
    name: String,
}

/// Puts a part into the participant's row; where there is none of its own among the first, which are stated, the row is the
/// sum of its parts.
fn into_row(part: Part, rows: &mut Vec<Row>, stated: usize) {
    let mut package = WorkPackage::new(&part.name);
    package.costs = part.row.costs.clone();
    match rows.iter_mut().enumerate().find(|(_, row)| row.participant == part.row.participant) {
        None => rows.push(Row { work_packages: vec![package], ..part.row }),
        Some((at, row)) => {
            if at >= stated {
                row.costs = added(&row.costs, &part.row.costs);
                row.requested = sum(row.requested, part.row.requested);
                row.total = sum(row.total, part.row.total);
                for (resource, amount) in part.row.resources.iter() {
                    row.resources.set(resource, sum(row.resources.get(resource), amount));
                }
            }
            row.work_packages.push(package);
        }
    }
}

fn sum(a: Option<Eur>, b: Option<Eur>) -> Option<Eur> {
    a?.checked_add(b?)
}

fn added(a: &Costs, b: &Costs) -> Costs {
    let mut all = Costs::default();
    Category::ALL.iter().for_each(|category| all.set(*category, sum(a.get(*category), b.get(*category))));
    all
}

struct Reader<'r, 'b> {
    book: &'b Book,
    sheet: &'b Sheet,
    found: &'r Found<'b, Of>,
    faults: Faults,
    /// Whether a column that is not read may have amounts.
    amounts_ignored: bool,
}

impl<'b> Reader<'_, 'b> {
    fn cell(&self, line: &Line, column: u32) -> Cell {
        self.book.cell(self.sheet, line.row, column)
    }

    fn tell(&mut self, line: &Line, column: u32, message: impl FnOnce() -> String) {
        let cell = self.cell(line, column);
        self.faults.add(Some(cell), message);
    }

    fn text(&mut self, line: &'b Line, of: Of) -> Option<(u32, &'b str)> {
        let column = self.found.column(of)?;
        match line.at(column)?.read() {
            Ok(text) => Some((column, text)),
            Err(message) => {
                self.tell(line, column, || message);
                None
            }
        }
    }

    /// Whether a column is one of amounts that is read.
    fn is_money(&self, column: u32) -> bool {
        self.found.columns.iter().any(|(of, at)| of.money() && *at == column)
    }

    /// What stands above the headings, or names the sheet, may say in what all amounts are.
    fn above(&mut self) {
        if let Some(name) = &self.sheet.name
            && let Some(unit) = unit::said_of(None, name)
        {
            let at = self.book.cell(self.sheet, self.found.row, 1);
            self.faults.add(Some(at), || format!("the sheet is named {name:?}: {}", unit.refused("euro")));
        }
        let (sheet, row) = (self.sheet, self.found.row);
        for line in sheet.lines.iter().take_while(|line| line.row < row) {
            for (at, unit) in unit::said_in(line) {
                self.tell(line, at, || unit.refused("euro"));
            }
        }
    }

    /// Beside amounts, in a column that is not read, may stand in what they are.
    fn beside(&mut self, line: &'b Line) {
        for (at, value) in &line.cells {
            if self.found.columns.iter().any(|(_, read)| read == at) {
                continue;
            }
            let text = value.text();
            let of_currencies = self.found.ignored.iter().any(|(column, h)| column == at && is_currency(h));
            let other = if of_currencies {
                !unit::is_euro(text)
            } else {
                unit::bare(text).is_some_and(|unit| unit.may_be_money())
            };
            if other {
                self.tell(line, *at, || unit::refused(text, "euro"));
            }
        }
    }

    /// A row with amounts and nobody's name, or one that says in what amounts are; a note below the table is passed over. Before
    /// the first row of a participant, `first`, one text below several headings of amounts is their unit, whatever it says.
    fn nobodys(&mut self, line: &'b Line, first: bool) {
        let filled = self.found.columns.iter().any(|(of, at)| {
            of.money() && line.at(*at).is_some_and(|value| of_cell(value).is_ok_and(|a| a != Eur::ZERO))
        });
        let whose = self.found.column(Of::Participant).or(self.found.column(Of::Pic));
        if let (true, Some(at)) = (filled, whose)
            && line.at(at).is_none()
        {
            self.tell(line, at, || "the participant must be stated: the row has amounts".to_owned());
        }
        for (at, value) in &line.cells {
            let Value::Text(text) = value else { continue };
            let money = self.is_money(*at);
            let alike =
                |(other, value): &(u32, Value)| other != at && self.is_money(*other) && value.text() == text;
            let says = text.chars().any(char::is_alphanumeric) && amount(text).is_err();
            let unit = unit::said(text).or_else(|| unit::of_column(text).filter(|_| money));
            if let Some(unit) = unit {
                self.tell(line, *at, || unit.refused("euro"));
            } else if first && money && says && !unit::is_euro(text) && line.cells.iter().any(alike) {
                self.tell(line, *at, || {
                    let text = quoted(text);
                    format!("found {text} below several headings of amounts; amounts are read in euro: take it out where it is no unit")
                });
            }
        }
    }

    fn amount(&mut self, line: &'b Line, of: Of) -> Option<Eur> {
        let (column, _) = self.text(line, of)?;
        match of_cell(line.at(column)?) {
            Ok(amount) => Some(amount),
            Err(message) => {
                self.tell(line, column, || message);
                None
            }
        }
    }

    fn row(&mut self, line: &'b Line, of: RowOf) -> Row {
        let mut row = Row::of(of);
        let mut costs = if self.amounts_ignored { Costs::UNKNOWN } else { Costs::default() };
        for category in Category::ALL {
            if self.found.column(Of::Cost(*category)).is_some() {
                costs.set(*category, self.amount(line, Of::Cost(*category)));
            } else if self.found.elsewhere.contains(&Of::Cost(*category)) {
                costs.set(*category, None);
            }
        }
        for group in Group::ALL {
            if self.found.column(Of::Group(group)).is_some()
                || self.found.elsewhere.contains(&Of::Group(group))
            {
                self.rest_of(group, line, &mut costs);
            }
        }
        // Where no column is of resources, nothing is stated of them.
        let stated = self.found.columns.iter().any(|(of, _)| matches!(of, Of::Resource(_)));
        let mut resources =
            if stated && !self.amounts_ignored { Resources::default() } else { Resources::UNKNOWN };
        for resource in Resource::ALL {
            if self.found.column(Of::Resource(*resource)).is_some() {
                resources.set(*resource, self.amount(line, Of::Resource(*resource)));
            } else if self.found.elsewhere.contains(&Of::Resource(*resource)) {
                resources.set(*resource, None);
            }
        }
        row.total = self.amount(line, Of::Total);
        row.requested = self.amount(line, Of::Requested);
        (row.costs, row.resources) = (costs, resources);
        row
    }

    /// The categories of a group that have no column: they cost nothing where the others come to the whole group.
    fn rest_of(&mut self, group: Group, line: &'b Line, costs: &mut Costs) {
        let whole = self.amount(line, Of::Group(group));
        let (headed, rest): (Vec<Category>, Vec<Category>) = Category::ALL
            .iter()
            .filter(|category| Group::of(**category) == Some(group))
            .partition(|category| self.found.column(Of::Cost(**category)).is_some());
        let parts = headed.iter().try_fold(Eur::ZERO, |all, category| all.checked_add(costs.get(*category)?));
        let nothing = (whole.is_some() && parts == whole).then_some(Eur::ZERO);
        rest.iter().for_each(|category| costs.set(*category, nothing));
    }

    fn totals(&mut self, line: &'b Line) -> Totals {
        let mut totals = Totals::default();
        for category in Category::ALL {
            totals.costs.extend(self.amount(line, Of::Cost(*category)).map(|amount| (*category, amount)));
        }
        for resource in Resource::ALL {
            totals
                .resources
                .extend(self.amount(line, Of::Resource(*resource)).map(|amount| (*resource, amount)));
        }
        totals.total = self.amount(line, Of::Total);
        totals.requested = self.amount(line, Of::Requested);
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_an_amount_is_told_from_other_texts() {
        for text in [
            "500",
            "27,500",
            "EUR 5",
            "€ 1.000",
            "-3",
            "(15000)",
            "12a",
            "1.200.000",
            "5 EUR",
            "1 000",
            "27 500 euros",
            "1.2 million",
            "27 k€",
        ] {
            assert!(may_be_amount(text), "{text}");
        }
        for text in [
            "0",
            "0,00",
            "90 %",
            "checked",
            "see annex 2",
            "-",
            "2025-01-01",
            "01.02.2025",
            "1/2/2025",
            "12 months of staff",
            "2 trips",
        ] {
            assert!(!may_be_amount(text), "{text}");
        }
    }
}
