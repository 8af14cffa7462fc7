//! Workbooks of the form XLSX, read by a library behind a bound on what they unpack to.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};

use super::amount::of_number;
use super::sheet::{Limits, Line, Merged, Sheet, Value};
use super::unit::{Unit, shown};

/// Reads every sheet with cells in it.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Vec<Sheet>, String> {
    unpacked(bytes, limits)?;
    let broken = |error: XlsxError| match error {
        XlsxError::Password => "the workbook is protected by a password; save it without one".to_owned(),
        other => format!("the workbook could not be read: {other}"),
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut budget = limits.cells;
    let mut sheets = Vec::new();
    // By the number of the style, which is the same in every sheet.
    let mut units: HashMap<usize, Option<Unit>> = HashMap::new();
    let hidden: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in book.sheet_names() {
        let hidden = hidden.contains(&name);
        let mut sheet = Sheet { name: Some(name.clone()), hidden, ..Sheet::default() };
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet that holds a chart has no cells.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(broken(error)),
        };
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
            let unit = || {
                let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                let read = || format.and_then(|format| shown(&format.format_code, format.format_id));
                units.entry(style).or_insert_with(read).clone()
            };
            let Some(value) = value(cell.get_value(), unit) else { continue };
            let (row, column) = cell.get_position();
            let (row, column) = (row.saturating_add(1), column.saturating_add(1));
            if column > limits.columns {
                return Err(format!("sheet {name:?}, row {row} has more than {} columns", limits.columns));
            }
            budget = budget
                .checked_sub(1)
                .ok_or_else(|| format!("the workbook has more than {} cells", limits.cells))?;
            match sheet.lines.last_mut() {
                Some(line) if line.row == row => line.cells.push((column, value)),
                _ => sheet.lines.push(Line { row, cells: vec![(column, value)] }),
            }
        }
        drop(reader);
        // Cells stand in order in what programs write; nothing obliges them to.
        sheet.lines.sort_by_key(|line| line.row);
        sheet.lines.dedup_by(|later, kept| {
            let same = later.row == kept.row;
            if same {
                kept.cells.append(&mut later.cells);
            }
            same
        });
        for line in &mut sheet.lines {
            line.cells.sort_by_key(|(column, _)| *column);
            line.cells.dedup_by_key(|(column, _)| *column);
        }
        if sheet.lines.is_empty() {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
        sheet.merged = merged
            .into_iter()
            .map(|area| Merged {
                rows: (area.start.0.saturating_add(1), area.end.0.saturating_add(1)),
                columns: (area.start.1.saturating_add(1), area.end.1.saturating_add(1)),
            })
            .collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Unpacks everything once and keeps nothing, so that a small file cannot fill the memory of whoever reads it.
fn unpacked(bytes: &[u8], limits: Limits) -> Result<(), String> {
    let broken =
        |error: &dyn std::fmt::Display| format!("the file starts like a workbook and is none: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    if !names.iter().any(|name| name.eq_ignore_ascii_case("[Content_Types].xml")) {
        let open = names.iter().any(|name| name == "content.xml");
        let what = if open {
            "an OpenDocument sheet; save it as .xlsx or CSV"
        } else {
            "a packed file and no workbook"
        };
        return Err(format!("this is {what}"));
    }
    let mut left = limits.bytes;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|e| broken(&e))?;
        let size =
            io::copy(&mut entry.take(left.saturating_add(1)), &mut io::sink()).map_err(|e| broken(&e))?;
        left = left
            .checked_sub(size)
            .ok_or_else(|| format!("the workbook unpacks to more than {} MiB", limits.bytes >> 20))?;
    }
    Ok(())
}

/// A day, with the time where there is one. A time of day alone and a duration are numbers.
fn moment(time: &ExcelDateTime) -> Value {
    if !time.is_datetime() || time.as_f64() < 1.0 {
        return Value::Number(of_number(time.as_f64()), Some(Unit::time()));
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    Value::Text(match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    })
}

/// What stands in a cell; `None` where it is blank. The unit of a number is asked of its style.
fn value(data: &DataRef<'_>, unit: impl FnOnce() -> Option<Unit>) -> Option<Value> {
    let text = match data {
        DataRef::Int(number) => return Some(Value::Number(number.to_string(), unit())),
        DataRef::Float(number) => return Some(Value::Number(of_number(*number), unit())),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => return Some(moment(time)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => return Some(Value::Error(error.to_string())),
        DataRef::Empty => return None,
    };
    (!text.is_empty()).then_some(Value::Text(text))
}
