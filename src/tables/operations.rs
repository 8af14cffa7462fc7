//! Sheets of the operations of a national programme, and of their items of expenditure.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json};

use super::amount::{amount, of_digits, shown_as};
use super::book::Book;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet, Value};
use super::unit::{self, Unit};
use super::words::is_total;
use crate::input::{Problem, quoted};
use crate::programme::Operation;

/// The column by which an operation is told.
const ID: &str = "id";
/// The column in which an item of expenditure names its operation.
const OF: &str = "operation";
/// Headings stand within so many filled rows from the top.
const SEARCHED: usize = 40;

/// Reads operations, one a row, and their items of expenditure out of a sheet of their own, joined by the operation's
/// `id`, which items have in the column `operation`. `None` looks for the items in other sheets of the same workbook;
/// there need not be any.
///
/// A workbook may have several sheets of either, such as one a year: all are read. One that is hidden is read only where no other
/// of its kind is there, and refused beside others. A sheet with an `id`, or an `operation`, and no other column that is known is of
/// something else, unless there is no other.
///
/// Columns are headed as the fields of `amif-operation/1` are named, those within a part by a dot: `cost.total`. Days may
/// be written `31.12.2025` or `2025-12-31`, or be days of the workbook; amounts are read as
/// [`amount`](super::amount()) reads them. Lists of texts are separated by blanks. An empty cell is unknown. What a title, the name
/// of the sheet or, in a workbook, a number format says of the currency must be that of the column `currency`, or euro.
///
/// ```
/// use amif::tables::{Book, operations};
///
/// let sheet = "id;status;cost.total\nOP-1;running;160 000,00\n";
/// let items = "operation;id;kind;amount;incurred_on\nOP-1;1;staff;48.000,00;31.12.2025\n";
/// let book = Book::read(sheet.as_bytes(), "operations.csv")?;
/// let read = operations(&book, Some(&Book::read(items.as_bytes(), "items.csv")?))?;
/// assert_eq!(read[0].items.as_ref().map(Vec::len), Some(1));
///
/// let wrong = Book::read(b"id;stauts\nOP-1;running\n", "operations.csv")?;
/// let error = operations(&wrong, None).unwrap_err().to_string();
/// assert!(error.starts_with("operations.csv, B1: ") && error.contains("\"status\""));
/// # Ok::<(), amif::tables::TableError>(())
/// ```
///
/// # Errors
/// Everything that cannot be read, all at once, each with its cell. A heading that names no field is an error too: what
/// stands below it would be taken for unknown. So is a cell under no heading, a row of totals, and an item in the workbook of the
/// operations where the items are given apart.
pub fn operations(book: &Book, items: Option<&Book>) -> Result<Vec<Operation>, TableError> {
    let mut faults = Faults::default();
    let lacking = |book: &Book, name: &str| {
        TableError::of_file(format!("{}: found no row of headings with the column {name:?}", book.file()))
    };
    let tables = Table::all(book, ID, &mut faults);
    let Some(first) = tables.first().map(|table| book.cell(table.sheet, table.row, 1)) else {
        return Err(lacking(book, ID));
    };
    let of_items = match items {
        Some(items) => {
            let of_items = Table::all(items, OF, &mut faults);
            if of_items.is_empty() {
                return Err(lacking(items, OF));
            }
            let too = if items == book { Vec::new() } else { Table::all(book, OF, &mut faults) };
            for table in too {
                let file = items.file();
                faults.add(Some(table.cell(table.row, table.key.0)), || {
                    format!(
                        "items stand here and in {file}, which is given for them; leave one of the two out"
                    )
                });
            }
            of_items
        }
        None => Table::all(book, OF, &mut faults),
    };
    let mut records: Vec<Record> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    // What is said for a whole sheet is told once.
    let mut told: HashSet<Cell> = HashSet::new();
    for table in tables {
        for row in table.known(&mut faults).rows(&mut faults) {
            if by_id.insert(row.key.clone(), records.len()).is_some() {
                faults.add(Some(row.cell.clone()), || format!("the id {} stands twice", quoted(&row.key)));
            }
            row.tell_units(currency(&row.fields), &mut told, &mut faults);
            records.push(Record::new(row));
        }
    }
    for table in of_items {
        for row in table.known(&mut faults).rows(&mut faults) {
            match by_id.get(&row.key).and_then(|place| records.get_mut(*place)) {
                Some(record) => {
                    row.tell_units(currency(&record.fields), &mut told, &mut faults);
                    record.item(row);
                }
                None => {
                    let Row { key, cell, .. } = row;
                    faults.add(Some(cell), || format!("the item is of no operation: {}", quoted(&key)));
                }
            }
        }
    }
    if records.is_empty() {
        faults.add(Some(first), || "no operation stands below the headings".to_owned());
    }
    let mut read = Vec::new();
    for record in records {
        match Operation::from_json(&Json::Object(record.fields).to_string()) {
            Ok(operation) => read.push(operation),
            Err(error) => {
                // In the order of the cells, those of items behind those of their operation.
                let place = |problem: &&Problem| {
                    (problem.path.starts_with("/items/"), cell_of(&record.cells, &problem.path))
                };
                let mut problems: Vec<&Problem> = error.problems().iter().collect();
                problems.sort_by_key(place);
                for problem in problems {
                    faults.add(cell_of(&record.cells, &problem.path), || problem.message.clone());
                }
            }
        }
    }
    faults.or(read)
}

/// The currency of an operation, by its code.
fn currency(fields: &Map<String, Json>) -> Option<String> {
    let code = fields.get("currency")?.as_str()?.trim().to_ascii_uppercase();
    (code != "EUR").then_some(code)
}

/// The cell of a place in a document, or of what it stands in.
fn cell_of(cells: &HashMap<String, Cell>, path: &str) -> Option<Cell> {
    let mut path = path;
    loop {
        match (cells.get(path), path.rsplit_once('/')) {
            (Some(cell), _) => return Some(cell.clone()),
            (None, Some((above, _))) => path = above,
            (None, None) => return None,
        }
    }
}

/// An operation as a document, with the cell of each place in it.
struct Record {
    fields: Map<String, Json>,
    cells: HashMap<String, Cell>,
}

impl Record {
    fn new(row: Row) -> Self {
        let mut fields = row.fields;
        fields.insert("schema".to_owned(), "amif-operation/1".into());
        fields.insert(ID.to_owned(), row.key.into());
        let mut cells: HashMap<String, Cell> = row.cells.into_iter().collect();
        cells.insert(String::new(), row.cell);
        Record { fields, cells }
    }

    fn item(&mut self, row: Row) {
        let list = self.fields.entry("items").or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(list) = list {
            let place = format!("/items/{}", list.len());
            list.push(Json::Object(row.fields));
            self.cells.extend(row.cells.into_iter().map(|(path, cell)| (format!("{place}{path}"), cell)));
            self.cells.insert(place, row.cell);
        }
    }
}

/// A row that is read: what it is called or belongs to, and its other fields.
struct Row {
    key: String,
    /// Where that stands.
    cell: Cell,
    fields: Map<String, Json>,
    /// The cell of each field, by the path of the field.
    cells: Vec<(String, Cell)>,
    /// What is said of the unit of its amounts: where, in which words, and of which number where it is of one alone.
    units: Vec<Said>,
}

/// What a cell says of the unit of amounts.
#[derive(Clone)]
struct Said {
    cell: Cell,
    unit: Unit,
    digits: Option<String>,
    /// Whether the amount is in euro whatever the operation's currency is.
    euro: bool,
}

impl Row {
    /// Tells where what is said of amounts is not the operation's currency.
    fn tell_units(&self, currency: Option<String>, told: &mut HashSet<Cell>, faults: &mut Faults) {
        for said in &self.units {
            let currency = currency.as_deref().filter(|_| !said.euro);
            if currency.is_some_and(|code| said.unit.may_be(code)) || !told.insert(said.cell.clone()) {
                continue;
            }
            let read_in = currency.unwrap_or("euro");
            faults.add(Some(said.cell.clone()), || match &said.digits {
                Some(digits) => shown_as(digits, &said.unit, read_in),
                None => said.unit.refused(read_in),
            });
        }
    }
}

/// A sheet with its headings.
struct Table<'b> {
    book: &'b Book,
    sheet: &'b Sheet,
    /// The row of the headings.
    row: u32,
    /// The column that every row needs, and its name.
    key: (u32, &'static str),
    /// The other columns, each with the field that it is headed by.
    columns: Vec<(u32, String)>,
    /// Every column with a heading.
    headed: Vec<u32>,
}

impl<'b> Table<'b> {
    /// The sheets that have a heading and a column that is known beside it; where there is none, the first with the heading.
    fn all(book: &'b Book, needed: &'static str, faults: &mut Faults) -> Vec<Self> {
        let mut tables: Vec<Self> =
            book.sheets.iter().filter_map(|sheet| Table::find(book, sheet, needed)).collect();
        if tables.iter().any(Table::fits) {
            tables.retain(Table::fits);
        } else {
            tables.truncate(1);
        }
        if tables.iter().any(|table| !table.sheet.hidden) {
            for table in tables.iter().filter(|table| table.sheet.hidden) {
                faults.add(Some(table.cell(table.row, table.key.0)), || {
                    "the sheet is hidden, and others have the same headings; show it or take it out"
                        .to_owned()
                });
            }
            tables.retain(|table| !table.sheet.hidden);
        }
        tables
    }

    /// The headings of a sheet. One of items has ids too, and is none of operations.
    fn find(book: &'b Book, sheet: &'b Sheet, needed: &'static str) -> Option<Self> {
        let headings = |line: &Line| -> Vec<(u32, String)> {
            line.cells.iter().filter_map(|(at, value)| Some((*at, field(value.read().ok()?)))).collect()
        };
        sheet.lines.iter().take(SEARCHED).find_map(|line| {
            let mut columns = headings(line);
            let place = |name: &str| columns.iter().position(|(_, heading)| heading == name);
            let at = place(needed).filter(|_| needed == OF || place(OF).is_none())?;
            let headed = columns.iter().map(|(at, _)| *at).collect();
            let (column, _) = columns.remove(at);
            Some(Table { book, sheet, row: line.row, key: (column, needed), columns, headed })
        })
    }

    /// Whether a column beside the one that is needed names a field.
    fn fits(&self) -> bool {
        self.columns.iter().any(|(_, name)| {
            let mut fields = Map::new();
            *name != self.key.1
                && put(&mut fields, name, Json::Null)
                && Operation::from_json(&self.document(fields).to_string()).is_ok()
        })
    }

    /// An operation, or one with an item, that has these fields.
    fn document(&self, fields: Map<String, Json>) -> Json {
        let mut document = Map::new();
        document.insert("schema".to_owned(), "amif-operation/1".into());
        document.insert(ID.to_owned(), "-".into());
        if self.key.1 == OF {
            document.insert("items".to_owned(), vec![Json::Object(fields)].into());
        } else {
            document.extend(fields);
        }
        Json::Object(document)
    }

    fn cell(&self, row: u32, column: u32) -> Cell {
        self.book.cell(self.sheet, row, column)
    }

    /// The same with those columns alone that name a field, each once; the others are told.
    fn known(mut self, faults: &mut Faults) -> Self {
        let mut fields = Map::new();
        let mut wrong: Vec<(u32, String)> = Vec::new();
        for (column, name) in &self.columns {
            if *name == self.key.1 || !put(&mut fields, name, Json::Null) {
                wrong.push((
                    *column,
                    format!("{} stands twice, or as a part of another column", quoted(name)),
                ));
            }
        }
        // Every field may be null, so that what is wrong are the names.
        let of_items = self.key.1 == OF;
        let document = self.document(fields);
        for problem in Operation::from_json(&document.to_string()).err().iter().flat_map(|e| e.problems()) {
            let path = problem.path.strip_prefix("/items/0").filter(|_| of_items).unwrap_or(&problem.path);
            let within = |(_, name): &&(u32, String)| {
                pointer(name).strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let named = self.columns.iter().filter(within);
            wrong.extend(named.map(|(column, _)| (*column, problem.message.clone())));
        }
        wrong.sort_by_key(|(column, _)| *column);
        wrong.dedup_by_key(|(column, _)| *column);
        self.columns.retain(|(column, _)| wrong.iter().all(|(known, _)| known != column));
        for (column, message) in wrong {
            faults.add(Some(self.cell(self.row, column)), || message);
        }
        self
    }

    /// The rows below the headings.
    fn rows(&self, faults: &mut Faults) -> Vec<Row> {
        let columns: Vec<u32> = self.columns.iter().map(|(at, _)| *at).chain([self.key.0]).collect();
        self.book.tell_merged(self.sheet, self.row, &columns, faults);
        let below = self.sheet.lines.iter().filter(|line| line.row > self.row);
        let filled = below.filter(|line| columns.iter().any(|at| line.at(*at).is_some()));
        let filled: Vec<&Line> = filled.collect();
        for line in &filled {
            // What stands there may have been pushed out of its column by a separator within a value.
            for (at, value) in &line.cells {
                if !self.headed.contains(at) {
                    faults.add(Some(self.cell(line.row, *at)), || {
                        let found = quoted(value.text());
                        format!("found {found} under no heading; name its column, or empty the cell")
                    });
                }
            }
        }
        let said = self.said();
        filled.into_iter().filter_map(|line| self.read(line, &said, faults)).collect()
    }

    /// What the name of the sheet, and what stands above the headings, say of the unit of all amounts.
    fn said(&self) -> Vec<Said> {
        let whole = |cell: Cell, unit: Unit| Said { cell, unit, digits: None, euro: false };
        let name = self.sheet.name.as_deref().and_then(|name| unit::said_of(None, name));
        let name = name.map(|unit| whole(self.cell(self.row, self.key.0), unit));
        let above = self.sheet.lines.iter().take_while(|line| line.row < self.row);
        let cells =
            above.flat_map(|line| unit::said_in(line).map(|(at, unit)| whole(self.cell(line.row, at), unit)));
        name.into_iter().chain(cells).collect()
    }

    fn read(&self, line: &Line, said: &[Said], faults: &mut Faults) -> Option<Row> {
        let mut value = |column: u32| {
            let value = line.at(column)?;
            if let Err(message) = value.read() {
                faults.add(Some(self.cell(line.row, column)), || message);
                return None;
            }
            Some(value)
        };
        let key = value(self.key.0).map(|value| value.text().to_owned());
        let mut row = Row {
            key: key.clone().unwrap_or_default(),
            cell: self.cell(line.row, self.key.0),
            fields: Map::new(),
            cells: Vec::new(),
            units: Vec::new(),
        };
        let (mut amounts, mut wrong) = (false, Vec::new());
        for (column, name) in &self.columns {
            let Some(value) = value(*column) else { continue };
            let cell = || self.cell(line.row, *column);
            amounts |= is_amount(name);
            let meant = match value {
                // A number means one thing.
                Value::Number(digits, unit) if is_amount(name) => {
                    let euro = name == "eur";
                    let of_format = unit.clone().map(|unit| Said {
                        cell: cell(),
                        unit,
                        digits: Some(digits.clone()),
                        euro,
                    });
                    row.units.extend(of_format);
                    match of_digits(digits) {
                        Ok(amount) => amount.to_string().into(),
                        Err(message) => {
                            wrong.push((cell(), message));
                            continue;
                        }
                    }
                }
                Value::Number(text, _) | Value::Text(text) | Value::Error(text) => meant(name, text),
            };
            put(&mut row.fields, name, meant);
            row.cells.push((pointer(name), cell()));
        }
        if amounts {
            row.units.extend(said.iter().cloned());
        }
        for (cell, message) in wrong {
            faults.add(Some(cell), || message);
        }
        if line.at(self.key.0).is_none() {
            let what = if self.key.1 == OF { "the operation of the item" } else { "the id of the operation" };
            faults.add(Some(row.cell.clone()), || format!("{what} must be stated"));
        }
        let key = key?;
        if field(&key) == self.key.1 {
            faults.add(Some(row.cell), || {
                format!("a second row of headings; the first is row {}; there must be one", self.row)
            });
            return None;
        }
        let of_item = row.fields.get(ID).and_then(Json::as_str).filter(|_| self.key.1 == OF);
        if is_total(&key) || of_item.is_some_and(is_total) {
            faults.add(Some(row.cell), || {
                "a row of totals, which is read from no sheet; take it out".to_owned()
            });
            return None;
        }
        Some(row)
    }
}

/// The field that a heading names: `"Applied on"` is `applied_on`.
fn field(heading: &str) -> String {
    heading.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The field as a JSON Pointer.
fn pointer(field: &str) -> String {
    format!("/{}", field.replace('~', "~0").replace('/', "~1").replace('.', "/"))
}

/// Puts a value under a field, within parts where its name has dots; `false` where there is no room.
fn put(fields: &mut Map<String, Json>, name: &str, value: Json) -> bool {
    match name.split_once('.') {
        Some((part, rest)) => match fields.entry(part).or_insert_with(|| Json::Object(Map::new())) {
            Json::Object(fields) => put(fields, rest, value),
            _ => false,
        },
        None if fields.contains_key(name) => false,
        None => {
            fields.insert(name.to_owned(), value);
            true
        }
    }
}

/// Fields that are texts, whatever they look like.
const TEXTS: &[&str] = &[
    "id",
    "title",
    "purpose",
    "name",
    "key",
    "person",
    "contract",
    "application",
    "earmark",
    "programme",
    "currency",
    "unit",
    "nuts",
    "article",
    "action",
    "objective",
    "derogation",
    "kind",
    "status",
    "form",
    "country",
];

/// Fields that are amounts.
const AMOUNTS: &[&str] = &[
    "advance.aid",
    "advance.amount",
    "advance.covered",
    "amount",
    "cost.direct",
    "cost.eligible",
    "cost.in_kind",
    "cost.land",
    "cost.procured",
    "cost.staff",
    "cost.total",
    "eur",
    "support.in_kind",
    "support.private",
    "support.public",
    "support.union",
    "unit_rate",
];

/// Whether a field is an amount.
fn is_amount(field: &str) -> bool {
    AMOUNTS.contains(&field)
}

/// Fields that are lists of texts.
const LISTS: &[&str] = &["interventions"];

/// What a cell means under a field: a text, a list, a day, an amount, true or false; anything else as it is, for the
/// reader to say what it expected.
fn meant(field: &str, cell: &str) -> Json {
    let last = field.rsplit('.').next().unwrap_or(field);
    if LISTS.contains(&last) {
        return cell.split_whitespace().map(Json::from).collect::<Vec<_>>().into();
    }
    if TEXTS.contains(&last) {
        return cell.into();
    }
    match cell.to_ascii_lowercase().as_str() {
        "true" | "yes" => return true.into(),
        "false" | "no" => return false.into(),
        _ => {}
    }
    let parts: Vec<&str> = cell.split('.').collect();
    if let [day, month, year] = parts.as_slice()
        && year.len() == 4
        && day.len() <= 2
        && month.len() <= 2
    {
        return format!("{year}-{month:0>2}-{day:0>2}").into();
    }
    // Years and counts are numbers in JSON; amounts are read from either.
    if cell.len() <= 9
        && let Ok(number) = cell.parse::<i64>()
    {
        return number.into();
    }
    amount(cell).map_or_else(|_| cell.into(), |amount| amount.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(operations: &str, items: Option<&str>) -> Result<Vec<Operation>, String> {
        let book = Book::read(operations.as_bytes(), "o.csv").unwrap();
        let items = items.map(|items| Book::read(items.as_bytes(), "i.csv").unwrap());
        super::operations(&book, items.as_ref()).map_err(|error| error.to_string())
    }

    #[test]
    fn amounts_and_days_are_read_as_sheets_write_them() {
        for (cell, value) in [
            ("1.234,56", Json::from("1234.56")),
            ("1234,5", "1234.50".into()),
            ("1234.56", "1234.56".into()),
            ("160 000", "160000.00".into()),
            ("160.000", "160.000".into()),
            ("31.12.2025", "2025-12-31".into()),
            ("1.2.2025", "2025-02-01".into()),
            ("2025-12-31", "2025-12-31".into()),
            ("2025", 2025.into()),
            ("-5", (-5).into()),
            ("yes", true.into()),
            ("x,y", "x,y".into()),
        ] {
            assert_eq!(meant("cost.total", cell), value, "{cell}");
        }
        assert_eq!(meant("id", "2025"), Json::from("2025"));
        assert_eq!(meant("interventions", "1-II-004 2-003"), serde_json::json!(["1-II-004", "2-003"]));
    }

    #[test]
    fn headings_are_found_below_a_title_and_in_any_case() {
        let read =
            read("Our operations\n\nID,Applied on,Cost.Total\nOP-1,05.02.2024,\"160,000.00\"\n,,\n", None)
                .unwrap();
        assert_eq!(read[0].applied_on, "2024-02-05".parse().ok());
        assert_eq!(read[0].cost.as_ref().and_then(|cost| cost.total), "160000".parse().ok());
    }

    #[test]
    fn headings_that_name_no_field_are_told_once_each() {
        let error = read("id,cost,cost.total,status,Status,cost.totl,a.b\nOP-1,,1,,,,\nOP-2,,1,,,,x\n", None)
            .unwrap_err();
        let cells: Vec<&str> = error.lines().filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(cells, ["o.csv, C1", "o.csv, E1", "o.csv, F1", "o.csv, G1"], "{error}");
    }

    #[test]
    fn every_mistake_is_told_at_its_cell() {
        let error = read(
            "id,status,applied_on,cost.total\nOP-1,runing,31.02.2024,\nOP-1,running,,160.000\n,running,,\nid,status,,\n",
            Some("operation,id,amount,incurred_on\nOP-7,1,\"1,00\",\nOP-1,2,one,\n,3,,\n"),
        )
        .unwrap_err();
        let cells: Vec<&str> = error.lines().filter_map(|line| line.split(": ").next()).collect();
        let expected = [
            "o.csv, B2",
            "o.csv, C2",
            "o.csv, A3",
            "o.csv, D3",
            "o.csv, A4",
            "o.csv, A5",
            "i.csv, A2",
            "i.csv, C3",
            "i.csv, A4",
        ];
        assert_eq!(cells, expected, "{error}");
    }

    #[test]
    fn amounts_are_the_fields_that_are_read_as_amounts() {
        // A record has its fields in its schema; those that take `1.25` and no other text are amounts.
        let schema: Json = serde_json::from_str(include_str!("../../schemas/amif-operation-1.json")).unwrap();
        let taken = |of_item: bool, name: &str, text: &str| {
            let mut fields = Map::new();
            put(&mut fields, name, text.into());
            let mut document = serde_json::json!({ "schema": "amif-operation/1", "id": "-" });
            match of_item {
                true => document["items"] = serde_json::json!([fields]),
                false => document.as_object_mut().unwrap().extend(fields),
            }
            Operation::from_json(&document.to_string()).map_err(|error| error.to_string())
        };
        let mut names: Vec<(bool, String)> = Vec::new();
        let text = schema.to_string();
        let words: std::collections::BTreeSet<&str> =
            text.split('"').filter(|word| word.chars().all(|c| c == '_' || c.is_ascii_lowercase())).collect();
        for word in &words {
            names.extend([(false, (*word).to_owned()), (true, (*word).to_owned())]);
            for part in [
                "advance",
                "cost",
                "support",
                "beneficiary",
                "location",
                "selection",
                "visibility",
                "international",
            ] {
                names.push((false, format!("{part}.{word}")));
            }
        }
        let amounts: std::collections::BTreeSet<String> = names
            .into_iter()
            .filter(|(of_item, name)| {
                taken(*of_item, name, "1.25").is_ok()
                    && taken(*of_item, name, "?").is_err_and(|told| told.contains("an amount is written"))
            })
            .map(|(_, name)| name)
            .collect();
        assert_eq!(amounts.iter().map(String::as_str).collect::<Vec<_>>(), AMOUNTS);
    }

    #[test]
    fn a_file_without_operations_is_told_so() {
        assert!(read("name\nx\n", None).unwrap_err().contains("the column \"id\""));
        assert!(read("id\n", None).unwrap_err().contains("no operation stands below"));
        assert!(read("id\nOP-1\n", Some("id\n1\n")).unwrap_err().contains("the column \"operation\""));
        // A sheet of items alone is none of operations.
        assert!(read("operation,id\nOP-1,1\n", None).unwrap_err().contains("the column \"id\""));
    }
}
