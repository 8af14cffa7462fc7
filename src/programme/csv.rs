//! Operations and items from two text tables, joined by id.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Operation;
use crate::input::{InputError, Problem, quoted};

impl Operation {
    /// Reads operations from two CSV texts: one of operations, one of items, joined by the operation's `id`, which items
    /// have in the column `operation`.
    ///
    /// The separator is `;` or `,`, whichever the first line has more of. Amounts may have a decimal comma and points between
    /// thousands, days may be written `31.12.2025`. Columns are named as the fields are, those within a part by a dot:
    /// `cost.total`. An empty cell is unknown. Lists of texts are separated by blanks.
    ///
    /// ```
    /// use amif::programme::Operation;
    ///
    /// let operations = Operation::from_csv("id,title\nOP-1,Language courses\n", "operation,id\n")?;
    /// assert_eq!(operations[0].id, "OP-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// With every problem at once, each with its table and line.
    pub fn from_csv(operations: &str, items: &str) -> Result<Vec<Operation>, InputError> {
        let mut problems = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut documents: Vec<(usize, Map<String, Value>)> = Vec::new();
        for (line, row) in table(operations, "operations", &mut problems) {
            let mut document = Map::new();
            document.insert("schema".to_owned(), super::operation::OPERATION.into());
            for (column, cell) in row {
                put(&mut document, &column, &cell);
            }
            let id = document.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            if by_id.insert(id.clone(), documents.len()).is_some() {
                problems.push(at("operations", line, format!("the id {} stands twice", quoted(&id))));
            }
            documents.push((line, document));
        }
        let mut orphans = Vec::new();
        for (line, row) in table(items, "items", &mut problems) {
            let mut item = Map::new();
            let mut of = String::new();
            for (column, cell) in row {
                if column == "operation" { of = cell } else { put(&mut item, &column, &cell) }
            }
            match by_id.get(&of).and_then(|place| documents.get_mut(*place)) {
                Some((_, document)) => {
                    let list = document.entry("items").or_insert_with(|| Value::Array(Vec::new()));
                    if let Value::Array(list) = list {
                        list.push(Value::Object(item));
                    }
                }
                None => {
                    orphans.push(at("items", line, format!("the item is of no operation: {}", quoted(&of))));
                }
            }
        }
        let mut read = Vec::new();
        for (line, document) in documents {
            match Operation::from_json(&Value::Object(document).to_string()) {
                Ok(operation) => read.push(operation),
                Err(error) => {
                    problems.extend(error.problems().iter().map(|p| at("operations", line, p.to_string())));
                }
            }
        }
        problems.append(&mut orphans);
        if problems.is_empty() { Ok(read) } else { Err(InputError::many(problems)) }
    }
}

fn at(table: &str, line: usize, message: String) -> Problem {
    Problem { path: String::new(), position: None, message: format!("{table}, line {line}: {message}") }
}

/// One row: its line in the text, and each cell that says something under its column.
type Row = (usize, Vec<(String, String)>);

/// The rows of a table.
fn table(text: &str, name: &str, problems: &mut Vec<Problem>) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.chars().filter(|c| *c == separator).count();
    let separator = if count(';') >= count(',') { ';' } else { ',' };
    let mut rows = cells(text, separator).into_iter();
    let head: Vec<String> = rows.next().map(|(_, head)| head).unwrap_or_default();
    let head: Vec<String> = head.iter().map(|column| column.trim().to_owned()).collect();
    let mut out = Vec::new();
    for (line, row) in rows {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if row.len() != head.len() {
            problems.push(at(
                name,
                line,
                format!("found {} cells; the first line has {}", row.len(), head.len()),
            ));
            continue;
        }
        let named = head.iter().cloned().zip(row.iter().map(|cell| cell.trim().to_owned()));
        out.push((line, named.filter(|(_, cell)| !cell.is_empty()).collect()));
    }
    out
}

/// The cells of each record with the line on which it begins; a cell in quotes may hold separators and line breaks.
fn cells(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1usize, 1usize, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                line = line.saturating_add(1);
                row.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            '\r' if !quoted => {}
            letter if letter == separator && !quoted => row.push(std::mem::take(&mut cell)),
            letter => {
                if letter == '\n' {
                    line = line.saturating_add(1);
                }
                cell.push(letter);
            }
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push((begun, row));
    }
    rows
}

/// Columns whose cells are texts, whatever they look like.
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

/// Columns that are lists of texts.
const LISTS: &[&str] = &["interventions"];

/// Puts a cell under its column, within parts where the column has dots.
fn put(document: &mut Map<String, Value>, column: &str, cell: &str) {
    match column.split_once('.') {
        Some((part, rest)) => {
            let part = document.entry(part).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(fields) = part {
                put(fields, rest, cell);
            }
        }
        None => {
            let value = if LISTS.contains(&column) {
                cell.split_whitespace().map(Value::from).collect::<Vec<_>>().into()
            } else if TEXTS.contains(&column) {
                cell.into()
            } else {
                typed(cell)
            };
            document.insert(column.to_owned(), value);
        }
    }
}

/// A day, an amount, true or false, as a sheet writes them; anything else as it is.
fn typed(cell: &str) -> Value {
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
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some((whole, cents)) = cell.rsplit_once(',')
        && plain(&whole.replace(['.', ' ', '\u{a0}'], ""))
        && plain(cents)
    {
        return format!("{}.{cents}", whole.replace(['.', ' ', '\u{a0}'], "")).into();
    }
    // Years and counts are numbers in JSON; amounts are read from either.
    if plain(cell) && cell.len() <= 9 {
        return cell.parse::<i64>().map_or_else(|_| cell.into(), Value::from);
    }
    cell.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_quotes_keep_separators_and_lines() {
        let rows = cells("a;\"b;\"\"c\"\"\nd\"\r\ne;f", ';');
        assert_eq!(rows, [(1, vec!["a".into(), "b;\"c\"\nd".into()]), (3, vec!["e".into(), "f".into()])]);
    }

    #[test]
    fn amounts_and_days_are_read_as_sheets_write_them() {
        for (cell, value) in [
            ("1.234,56", Value::from("1234.56")),
            ("1234,5", "1234.5".into()),
            ("1234.56", "1234.56".into()),
            ("31.12.2025", "2025-12-31".into()),
            ("1.2.2025", "2025-02-01".into()),
            ("2025-12-31", "2025-12-31".into()),
            ("2025", 2025.into()),
            ("yes", true.into()),
            ("x,y", "x,y".into()),
        ] {
            assert_eq!(typed(cell), value, "{cell}");
        }
    }

    #[test]
    fn short_rows_and_ids_that_stand_twice_are_told_with_their_lines() {
        let error = Operation::from_csv("id,status\nOP-1\nOP-2,running\nOP-2,running\n", "").unwrap_err();
        let said: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "operations, line 2: found 1 cells; the first line has 2",
                "operations, line 4: the id \"OP-2\" stands twice"
            ]
        );
    }
}
