//! A file of cells: what it is, told from its bytes, and its sheets.

use super::place::{Cell, Faults, TableError};
use super::sheet::{Limits, Line, Sheet, Value};
#[cfg(feature = "tables")]
use super::xlsx;
use crate::input::quoted;

/// A file of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    file: String,
    pub(super) sheets: Vec<Sheet>,
}

impl Book {
    /// Reads a file: CSV (comma, semicolon or tab; UTF-8 or UTF-16), cells pasted from a sheet, or XLSX. The name
    /// stands in messages; what the file is, is told from its bytes.
    ///
    /// ```
    /// use amif::tables::Book;
    ///
    /// let error = Book::read(b"%PDF-1.7", "partners.csv").unwrap_err();
    /// assert!(error.to_string().contains("PDF"));
    /// ```
    ///
    /// # Errors
    /// When the file is neither, or larger than the usual [`Limits`]; the message says what it is instead.
    pub fn read(bytes: &[u8], file: &str) -> Result<Self, TableError> {
        Self::read_within(bytes, file, Limits::default())
    }

    /// Like [`Book::read`], within limits of one's own.
    ///
    /// ```
    /// use amif::tables::{Book, Limits};
    ///
    /// let mut limits = Limits::default();
    /// limits.cells = 2;
    /// let error = Book::read_within(b"a,b\nc,d\n", "p.csv", limits).unwrap_err();
    /// assert!(error.to_string().contains("more than 2 cells"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::read`].
    pub fn read_within(bytes: &[u8], file: &str, limits: Limits) -> Result<Self, TableError> {
        let refused = |what: &str| Err(TableError::of_file(format!("{file}: {what}")));
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.bytes {
            return refused(&format!("the file is larger than {} MiB", limits.bytes >> 20));
        }
        let sheets = match bytes {
            [] => return refused("the file is empty"),
            #[cfg(feature = "tables")]
            [b'P', b'K', 3, 4, ..] => xlsx::read(bytes, limits),
            #[cfg(not(feature = "tables"))]
            [b'P', b'K', 3, 4, ..] => {
                return refused(
                    "this is a workbook (.xlsx), which is not read here; copy its cells and paste them, or save it as CSV",
                );
            }
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                return refused(
                    "this is a workbook of the old form (.xls), whatever it is named; save it as .xlsx or CSV",
                );
            }
            [b'%', b'P', b'D', b'F', ..] => return refused("this is a PDF; save the table as .xlsx or CSV"),
            _ => text(bytes).and_then(|text| csv(&text, limits)).map(|sheet| vec![sheet]),
        };
        match sheets {
            Ok(sheets) => Ok(Book { file: file.to_owned(), sheets }),
            Err(what) => refused(&what),
        }
    }

    /// The names of the sheets, in order; a text file has one sheet without a name.
    ///
    /// ```
    /// use amif::tables::Book;
    ///
    /// let book = Book::read(b"name\nPayoke\n", "p.csv")?;
    /// assert_eq!(book.sheets().collect::<Vec<_>>(), [None]);
    /// # Ok::<(), amif::tables::TableError>(())
    /// ```
    pub fn sheets(&self) -> impl Iterator<Item = Option<&str>> {
        self.sheets.iter().map(|sheet| sheet.name.as_deref())
    }

    /// The same with one sheet alone.
    ///
    /// ```
    /// use amif::tables::Book;
    ///
    /// let book = Book::read(b"name,country\nPayoke,BE\n", "p.csv")?;
    /// assert!(book.sheet("no such sheet").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When no sheet has that name; the message lists those there are.
    pub fn sheet(mut self, name: &str) -> Result<Self, TableError> {
        let names: Vec<String> = self.sheets().flatten().map(quoted).collect();
        self.sheets.retain(|sheet| sheet.name.as_deref() == Some(name));
        if self.sheets.is_empty() {
            let there = if names.is_empty() {
                "this is a text file, which is one sheet without a name".to_owned()
            } else {
                format!("there are {}", names.join(", "))
            };
            let message = format!("{}: found no sheet {}; {there}", self.file, quoted(name));
            return Err(TableError::of_file(message));
        }
        Ok(self)
    }

    pub(super) fn cell(&self, sheet: &Sheet, row: u32, column: u32) -> Cell {
        Cell { file: self.file.clone(), sheet: sheet.name.clone(), row, column }
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Tells the merged cells below the headings: only the first of them has a value, so what the others hold is not
    /// known.
    pub(super) fn tell_merged(&self, sheet: &Sheet, below: u32, columns: &[u32], faults: &mut Faults) {
        for merged in &sheet.merged {
            let touched = columns.iter().any(|c| (merged.columns.0..=merged.columns.1).contains(c));
            if touched && merged.rows.1 > below {
                let first = self.cell(sheet, merged.rows.0, merged.columns.0);
                let last = self.cell(sheet, merged.rows.1, merged.columns.1).address();
                faults.add(Some(first), || {
                    format!("merged with the cells to {last}; unmerge them and fill each")
                });
            }
        }
    }
}

/// The bytes as text.
fn text(bytes: &[u8]) -> Result<String, String> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| "the text starts like UTF-16 and is not valid UTF-16".to_owned())
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => {
            let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(rest).map(str::to_owned).map_err(|error| {
                let before = rest.get(..error.valid_up_to()).unwrap_or_default();
                let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
                format!("line {line} is not in UTF-8; save the table as \"CSV UTF-8\" or as .xlsx")
            })?
        }
    };
    let start = text.trim_start();
    if text.contains('\0') {
        return Err("the file is no text and no workbook; save the table as .xlsx or CSV".to_owned());
    }
    if start.starts_with('<') {
        return Err(
            "this is a web page or XML, whatever it is named; save the table as .xlsx or CSV".to_owned()
        );
    }
    if start.starts_with(['{', '[']) {
        return Err("this is JSON and no table; a proposal in JSON is read by check_proposal".to_owned());
    }
    if start.is_empty() {
        return Err("the file has no text in it".to_owned());
    }
    Ok(text)
}

/// What separates the cells: the mark of which the most lines in a row hold the same number outside quotes, as those of a
/// table do; of several the one of which they hold the most, and then the one of which the first line that has any does.
fn separator(text: &str) -> u8 {
    let count = |line: &str, mark: char| {
        let mut quoted = false;
        line.chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == mark
            })
            .count()
    };
    // A line such as `sep=;` is Excel's own way to say so.
    if let Some(mark) = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next())
        && matches!(mark, b';' | b',' | b'\t')
    {
        return mark;
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(30);
    let marks = [('\t', b'\t'), (';', b';'), (',', b',')];
    let longest = marks.map(|(mark, _)| {
        let held: Vec<usize> = lines().map(|line| count(line, mark)).collect();
        let alike = held.chunk_by(|a, b| a == b).map(|run| (run.len(), run.first().copied()));
        alike.filter(|(_, held)| *held > Some(0)).max().unwrap_or_default()
    });
    let most = longest.into_iter().max().unwrap_or_default();
    let of_most = || marks.into_iter().zip(longest).filter(|(_, run)| *run == most).map(|(mark, _)| mark);
    let best = |line: &str| {
        of_most()
            .map(|(mark, byte)| (count(line, mark), byte))
            .max_by_key(|(count, byte)| (*count, *byte == b'\t', *byte == b';'))
            .filter(|(count, _)| *count > 0)
    };
    lines().find_map(best).map_or(b',', |(_, byte)| byte)
}

/// Line and column of a cell whose quotation mark is never closed, as the reader of cells reads them.
fn unclosed(text: &str, separator: u8) -> Option<(usize, usize)> {
    let (mut line, mut column, mut start) = (1usize, 1usize, true);
    let mut opened = None;
    for byte in text.bytes() {
        match (byte, opened) {
            // A doubled mark closes and opens again.
            (b'"', Some(_)) => (opened, start) = (None, true),
            (b'"', None) if start => (opened, start) = (Some((line, column)), false),
            (_, Some(_)) => {}
            (b'\n', None) => (column, start) = (1, true),
            (byte, None) if byte == separator => (column, start) = (column.saturating_add(1), true),
            (_, None) => start = false,
        }
        line = line.saturating_add(usize::from(byte == b'\n'));
    }
    opened
}

fn csv(text: &str, limits: Limits) -> Result<Sheet, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let separator = separator(&text);
    if let Some((line, column)) = unclosed(&text, separator) {
        return Err(format!(
            "line {line}, column {column}: a quotation mark opens the cell and none closes it, so all that follows would be of it"
        ));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let (mut row, mut cells, mut next) = (0u64, 0usize, 1u64);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| format!("the table could not be read: {error}"))? {
        // Empty lines are rows of the sheet and no records; a line end inside a cell begins no row.
        let end = reader.position();
        let last = usize::try_from(end.byte()).ok().and_then(|at| text.as_bytes().get(at.checked_sub(1)?));
        let after = end.line().saturating_add(u64::from(last != Some(&b'\n')));
        let first = after.saturating_sub(1).saturating_sub(line_ends(&record));
        row = row.saturating_add(first.saturating_sub(next)).saturating_add(1);
        next = after;
        let mut line = Line { row: u32::try_from(row).unwrap_or(u32::MAX), cells: Vec::new() };
        for (column, value) in (1u32..).zip(record.iter()) {
            let value = value.trim();
            if value.is_empty() || (row == 1 && value.starts_with("sep=")) {
                continue;
            }
            if column > limits.columns {
                return Err(format!("row {row} has more than {} columns", limits.columns));
            }
            cells = cells.saturating_add(1);
            line.cells.push((column, Value::Text(value.to_owned())));
        }
        if cells > limits.cells {
            return Err(format!("the table has more than {} cells", limits.cells));
        }
        if !line.cells.is_empty() {
            sheet.lines.push(line);
        }
    }
    Ok(sheet)
}

/// How many line ends stand inside the cells of a record.
fn line_ends(record: &csv::StringRecord) -> u64 {
    let ends: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    u64::try_from(ends).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        let book = Book::read(text.as_bytes(), "t.csv").unwrap();
        let cells = |line: &Line| line.cells.iter().map(|(c, v)| (*c, v.text().to_owned())).collect();
        book.sheets[0].lines.iter().map(|line| (line.row, cells(line))).collect()
    }

    fn row(row: u32, cells: &[(u32, &str)]) -> (u32, Vec<(u32, String)>) {
        (row, cells.iter().map(|(c, t)| (*c, (*t).to_owned())).collect())
    }

    #[test]
    fn rows_are_numbered_as_a_sheet_numbers_them() {
        let text = "a;b\n\n\"two\nlines\";x\n\n;y\n";
        let expected =
            [row(1, &[(1, "a"), (2, "b")]), row(3, &[(1, "two\nlines"), (2, "x")]), row(5, &[(2, "y")])];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_told_at_its_cell() {
        let unclosed = |text: &str| Book::read(text.as_bytes(), "t.csv").map_err(|error| error.to_string());
        for (text, place) in [
            ("name,country\n\"A,BE\nB,AT\n", "line 2, column 1"),
            ("name,country\nA,\"BE\n", "line 2, column 2"),
            ("\"a\"\"\n", "line 1, column 1"),
            ("\"two\nlines\",x\n\"y\n", "line 3, column 1"),
        ] {
            let told = unclosed(text).unwrap_err();
            assert!(told.contains(place), "{text:?}: {told}");
        }
        for text in ["a,\"b \"\"c\"\"\"\n", "5\" pipe,b\n", "\"two\nlines\",x\n", "\"\",x\n"] {
            assert!(unclosed(text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn the_separator_is_the_one_of_the_headings() {
        assert_eq!(rows("a,b;c,d;e,f\n")[0].1.len(), 4, "most of the marks are commas");
        assert_eq!(rows("\"a,b,c\";d;e\n")[0].1.len(), 3);
        assert_eq!(rows("a\tb, c\n")[0].1.len(), 2);
        assert_eq!(rows("sep=;\na;b,c,d,e\n")[0].1.len(), 2);
        assert_eq!(rows("alone\n")[0].1.len(), 1);
        for title in ["Partners, May 2026", "Partners\tMay\t2026", "A; B; C"] {
            assert_eq!(rows(&format!("{title}\n\nname|x,pic,country\nA,1,BE\n"))[1].1.len(), 3, "{title}");
        }
        assert_eq!(rows("Partners, May 2026\nname;a\nB;1,5\nC;2\n")[1].1.len(), 2);
        assert_eq!(rows("name;a\nB;1,234,567\nC;2,345,678\n")[1].1.len(), 2, "as the line of headings");
        let notes = "Amounts in euro, as of May\nSources: A, B, C\nChecked, twice\nBy us, all, of us, all\n";
        assert_eq!(
            rows(&format!("name;a;b\nB;1;2\nC;2;3\n{notes}"))[1].1.len(),
            3,
            "whatever is written below"
        );
    }

    #[test]
    fn every_encoding_a_sheet_program_writes_is_read_or_refused_with_advice() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("a\tž\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(Book::read(&utf16, "t").unwrap().sheets[0].lines[0].cells[1].1, Value::Text("ž".into()));
        assert_eq!(
            Book::read(b"\xef\xbb\xbfa\n", "t").unwrap().sheets[0].lines[0].cells[0].1,
            Value::Text("a".into())
        );
        let error = Book::read(b"a\nstra\xdfe\n", "t").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("CSV UTF-8"), "{error}");
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (bytes, says) in [
            (&b""[..], "empty"),
            (b"  \n ", "no text"),
            (b"%PDF-1.7", "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
            (b"<html><table>", "web page"),
            (b"{\"participants\": []}", "JSON"),
            (b"PK\x03\x04junk", "workbook"),
            (b"a\0b", "no text and no workbook"),
        ] {
            let error = Book::read(bytes, "partners.xlsx").unwrap_err().to_string();
            assert!(error.starts_with("partners.xlsx: ") && error.contains(says), "{error}");
        }
    }
}
