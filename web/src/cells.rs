//! Partners out of a sheet: cells that are pasted, or a file.

use amif::tables::{self, Book, CellFault, Limits, Mapping, TableError};
use serde::Serialize;
use serde_json::Value;

use crate::answer::Trouble;
use crate::draft::PARTNERS;

/// More rows than these, headings and empty ones included, are not even read.
const ROWS: usize = 1000;

/// The partners of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pasted {
    /// Entries of `participants` in `amif-proposal/1`.
    pub participants: Vec<Value>,
    /// Headings that were not read.
    pub ignored: Vec<String>,
}

/// Reads partners out of cells: rows set off by line ends, cells by tabs, semicolons or commas, below a row of headings.
///
/// # Errors
/// Everything that cannot be read, each at its cell.
pub fn cells(bytes: &[u8], name: &str) -> Result<Pasted, Vec<Trouble>> {
    let rows = bytes.iter().filter(|byte| **byte == b'\n').count();
    if rows > ROWS {
        return Err(too_many(rows));
    }
    let mut limits = Limits::default();
    limits.cells = ROWS.saturating_mul(50);
    let book = Book::read_within(bytes, name, limits).map_err(|error| troubles(&error))?;
    let partners = tables::partners(&book, &Mapping::default()).map_err(|error| troubles(&error))?;
    if partners.participants.len() > PARTNERS {
        return Err(too_many(partners.participants.len()));
    }
    let ignored = partners.ignored.iter().map(|(_, heading)| heading.clone()).collect();
    let entry = |participant| serde_json::to_value(participant).unwrap_or_default();
    Ok(Pasted { participants: partners.participants.iter().map(entry).collect(), ignored })
}

fn too_many(found: usize) -> Vec<Trouble> {
    vec![Trouble::whole(format!(
        "Found {found} rows; this page takes {PARTNERS} partners at most. The programs of the crate take more."
    ))]
}

fn troubles(error: &TableError) -> Vec<Trouble> {
    let trouble = |fault: &CellFault| match &fault.cell {
        Some(cell) => Trouble::at(&cell.address(), &fault.message),
        None => Trouble::whole(&fault.message),
    };
    let mut all: Vec<Trouble> = error.faults().iter().map(trouble).collect();
    if error.more() > 0 {
        all.push(Trouble::whole(format!("and {} more", error.more())));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Pasted, Vec<Trouble>> {
        cells(text.as_bytes(), "pasted cells")
    }

    #[test]
    fn cells_of_a_sheet_become_participants() {
        let pasted =
            read("Organisation\tPIC\tCountry\tRole\tNotes\nPayoke\t999 000 001\tBelgium\tcoordinator\tx\n")
                .unwrap();
        assert_eq!(pasted.ignored, ["Notes"]);
        assert_eq!(pasted.participants.len(), 1);
        let entry = &pasted.participants[0];
        assert_eq!((&entry["name"], &entry["country"]), (&"Payoke".into(), &"BE".into()));
        assert_eq!(entry["role"], "coordinator");
    }

    #[test]
    fn every_mistake_is_told_at_its_cell() {
        let errors = read("name\tcountry\trole\nA\tAtlantis\tboss\n\tBE\tbeneficiary\n").unwrap_err();
        let at: Vec<&str> = errors.iter().map(|error| error.at.as_str()).collect();
        assert_eq!(at, ["B2", "C2", "A3"]);
    }

    #[test]
    fn a_script_is_a_name_like_any_other() {
        let pasted = read("name\tcountry\n<script>alert(1)</script>\tBE\n").unwrap();
        assert_eq!(pasted.participants[0]["name"], "<script>alert(1)</script>");
    }

    #[test]
    fn too_many_rows_are_refused_before_they_are_read() {
        let text = format!("name\tcountry\n{}", "A\tBE\n".repeat(100_000));
        let errors = read(&text).unwrap_err();
        assert_eq!(errors.len(), 1);
        assert!(
            errors[0].message.starts_with("Found 100001 rows; this page takes 200 partners"),
            "{errors:?}"
        );
        let names: String = (0..201).map(|n| format!("A{n}\tBE\n")).collect();
        assert!(read(&format!("name\tcountry\n{names}")).is_err());
        let names: String = (0..200).map(|n| format!("A{n}\tBE\n")).collect();
        assert_eq!(read(&format!("name\tcountry\n{names}")).unwrap().participants.len(), 200);
    }

    #[test]
    fn what_is_no_sheet_is_named_for_what_it_is() {
        for (bytes, says) in [
            (&b"PK\x03\x04"[..], "copy its cells and paste them"),
            (b"%PDF-1.7", "PDF"),
            (b"<html>", "web page"),
            (b"", "empty"),
            (b"Payoke\tBE\n", "no row of headings"),
        ] {
            let errors = cells(bytes, "partners.xlsx").unwrap_err();
            assert!(errors[0].message.contains(says), "{errors:?}");
        }
    }
}
