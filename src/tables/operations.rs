//! Sheets of the operations of a national programme, and of their items of expenditure.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::amount::amount;
use super::book::Book;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet, Value};
use crate::input::{Problem, quoted};
use crate::programme::Operation;

/// The column by which an operation is told.
const ID: &str = "id";
/// The column in which an item of expenditure names its operation.
const OF: &str = "operation";
/// Headings stand within so many filled rows from the top.
const SEARCHED: usize = 40;

/// Reads operations, one a row, and their items of expenditure out of a sheet of their own, joined by the operation's
/// `id`, which items have in the column `operation`. `None` looks for the items in another sheet of the same workbook;
/// there need not be one.
///
/// Columns are headed as the fields of `amif-operation/1` are named, those within a part by a dot: `cost.total`. Days may
/// be written `31.12.2025` or `2025-12-31`, or be days of the workbook; amounts are read as
/// [`amount`](super::amount()) reads them. Lists of texts are separated by blanks. An empty cell is unknown.
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
/// stands below it would be taken for unknown. So is a cell under no heading.
pub fn operations(book: &Book, items: Option<&Book>) -> Result<Vec<Operation>, TableError> {
    let mut faults = Faults::default();
    let lacking = |book: &Book, name: &str| {
        TableError::of_file(format!("{}: found no row of headings with the column {name:?}", book.file()))
    };
    let table = Table::find(book, ID).ok_or_else(|| lacking(book, ID))?.known(&mut faults);
    let of_items = match items {
        Some(items) => Some(Table::find(items, OF).ok_or_else(|| lacking(items, OF))?),
        None => Table::find(book, OF),
    };
    let mut records: Vec<Record> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for row in table.rows(&mut faults) {
        if by_id.insert(row.key.clone(), records.len()).is_some() {
            faults.add(Some(row.cell.clone()), || format!("the id {} stands twice", quoted(&row.key)));
        }
        records.push(Record::new(row));
    }
    if let Some(of_items) = of_items {
        for row in of_items.known(&mut faults).rows(&mut faults) {
            match by_id.get(&row.key).and_then(|place| records.get_mut(*place)) {
                Some(record) => record.item(row),
                None => {
                    let Row { key, cell, .. } = row;
                    faults.add(Some(cell), || format!("the item is of no operation: {}", quoted(&key)));
                }
            }
        }
    }
    if records.is_empty() {
        let at = book.cell(table.sheet, table.row, 1);
        faults.add(Some(at), || "no operation stands below the headings".to_owned());
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
    /// Finds the sheet that has a heading. One of items has ids too, and is none of operations.
    fn find(book: &'b Book, needed: &'static str) -> Option<Self> {
        let headings = |line: &Line| -> Vec<(u32, String)> {
            let text = |(at, value): &(u32, Value)| match value {
                Value::Text(text) => Some((*at, field(text))),
                Value::Error(_) => None,
            };
            line.cells.iter().filter_map(text).collect()
        };
        let lines = book.sheets.iter().flat_map(|s| s.lines.iter().take(SEARCHED).map(move |line| (s, line)));
        lines.into_iter().find_map(|(sheet, line)| {
            let mut columns = headings(line);
            let place = |name: &str| columns.iter().position(|(_, heading)| heading == name);
            let at = place(needed).filter(|_| needed == OF || place(OF).is_none())?;
            let headed = columns.iter().map(|(at, _)| *at).collect();
            let (column, _) = columns.remove(at);
            Some(Table { book, sheet, row: line.row, key: (column, needed), columns, headed })
        })
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
        let fields = Json::Object(fields);
        let document = if of_items {
            serde_json::json!({ "schema": "amif-operation/1", "id": "-", "items": [fields] })
        } else {
            let mut document = serde_json::json!({ "schema": "amif-operation/1", "id": "-" });
            if let (Json::Object(document), Json::Object(fields)) = (&mut document, fields) {
                document.extend(fields);
            }
            document
        };
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
            for (at, Value::Text(text) | Value::Error(text)) in &line.cells {
                if !self.headed.contains(at) {
                    faults.add(Some(self.cell(line.row, *at)), || {
                        format!("found {} under no heading; name its column, or empty the cell", quoted(text))
                    });
                }
            }
        }
        filled.into_iter().filter_map(|line| self.read(line, faults)).collect()
    }

    fn read(&self, line: &Line, faults: &mut Faults) -> Option<Row> {
        let mut text = |column: u32| match line.at(column)? {
            Value::Text(text) => Some(text.clone()),
            Value::Error(error) => {
                faults.add(Some(self.cell(line.row, column)), || {
                    format!("found the error {error}; mend its formula")
                });
                None
            }
        };
        let key = text(self.key.0);
        let mut row = Row {
            key: key.clone().unwrap_or_default(),
            cell: self.cell(line.row, self.key.0),
            fields: Map::new(),
            cells: Vec::new(),
        };
        for (column, name) in &self.columns {
            if let Some(text) = text(*column) {
                put(&mut row.fields, name, meant(name, &text));
                row.cells.push((pointer(name), self.cell(line.row, *column)));
            }
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
    fn a_file_without_operations_is_told_so() {
        assert!(read("name\nx\n", None).unwrap_err().contains("the column \"id\""));
        assert!(read("id\n", None).unwrap_err().contains("no operation stands below"));
        assert!(read("id\nOP-1\n", Some("id\n1\n")).unwrap_err().contains("the column \"operation\""));
        // A sheet of items alone is none of operations.
        assert!(read("operation,id\nOP-1,1\n", None).unwrap_err().contains("the column \"id\""));
    }
}
