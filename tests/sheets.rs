//! Sheets become checked proposals by one command each; what is wrong with a sheet is told by its cells, and what is no
//! sheet for what it is.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

mod program;

use std::path::{Path, PathBuf};
use std::process::Output;

use program::run_in;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::{Value, json};

const CALL: [&str; 4] = ["--topic", "AMIF-2024-TF2-AG-THB-01", "--as-of", "2024-06-01"];
const COUNTRIES: [&str; 12] =
    ["BE", "AT", "IT", "DE", "FR", "ES", "PL", "SE", "Greece", "Portugal", "NL", "CZ"];

/// A folder for the files of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(of: &str) -> Self {
        let path = std::env::temp_dir().join(format!("amif-sheets-{of}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    /// Runs a program in the folder.
    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        run_in(&self.0, program, arguments, b"")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit 3, nothing on standard output; the message.
fn refused(output: &Output) -> String {
    let message = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(3), ""), "{message}");
    message
}

/// The cells that a message names, one a line.
fn cells(message: &str) -> Vec<&str> {
    message.lines().map(|line| line.split(": ").next().unwrap().rsplit(", ").next().unwrap()).collect()
}

/// The name of a sheet and what fills it.
type Sheet<'s> = (&'s str, &'s dyn Fn(&mut Worksheet));

/// A workbook with these sheets.
fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap());
    }
    book.save_to_buffer().unwrap()
}

/// Fills a sheet with texts, from its first cell.
fn fill(sheet: &mut Worksheet, text: &str) {
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
}

/// So many organisations, the first of which coordinates.
fn organisations(count: usize) -> String {
    let rows = (0..count).map(|n| {
        let role = if n == 0 { "Koordinator" } else { "beneficiary" };
        let form = if n % 2 == 0 { "public body" } else { "non_profit_private" };
        format!("Organisation {n};{};{role};{};{form}\n", 999_000_001 + n, COUNTRIES[n % COUNTRIES.len()])
    });
    format!("Organisation;PIC;Rolle;Land;Rechtsform\n{}", rows.collect::<String>())
}

#[test]
fn two_hundred_organisations_are_checked_by_one_command() {
    let folder = Folder::new("many");
    folder.file("partners.csv", organisations(200));
    let json = [&CALL[..], &["--format", "json"]].concat();
    let checked = folder.run("check_proposal", &[&json[..], &["partners.csv"]].concat());
    assert_eq!((checked.status.code(), text(&checked.stderr).as_str()), (Some(2), ""));
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(report["verdict"], "undetermined", "duration, amounts and the day are not known");
    let of = |rule: &str| {
        let all = report["assessments"].as_array().unwrap().iter().filter(|a| a["rule"] == rule);
        all.cloned().collect::<Vec<Value>>()
    };
    let countries = of("consortium/minimum-countries");
    assert_eq!((&countries[0]["outcome"], &countries[0]["found"]["certain"]), (&json!("met"), &json!(12)));
    let codes = of("participant/pic");
    assert!(codes.iter().all(|code| code["outcome"] == "met"), "{codes:?}");

    // The same as the draft that import_partners prints, checked by a second command.
    let draft = folder.run("import_partners", &["partners.csv"]).stdout;
    let entries = serde_json::from_slice::<Value>(&draft).unwrap()["participants"].as_array().unwrap().len();
    assert_eq!(entries, 200);
    let again = run_in(&folder.0, "check_proposal", &[&json[..], &["-"]].concat(), &draft);
    assert_eq!((again.status.code(), text(&again.stdout)), (Some(2), text(&checked.stdout)));

    // What a sheet is, is told from its bytes, so that cells are pasted as well.
    let pasted = organisations(200).replace(';', "\t");
    let again = run_in(&folder.0, "check_proposal", &[&json[..], &["-"]].concat(), pasted.as_bytes());
    assert_eq!(again.stdout, checked.stdout);
    // Call and date are not in a sheet.
    assert!(refused(&folder.run("check_proposal", &["partners.csv"])).contains("--topic"));
    assert!(refused(&folder.run("check_proposal", &[CALL[0], CALL[1], "partners.csv"])).contains("--as-of"));
    // The other programs that look at one proposal read it too.
    for program in ["suggest_remedy", "find_calls"] {
        let arguments = if program == "find_calls" { &CALL[2..] } else { &CALL[..] };
        assert_eq!(
            folder.run(program, &[arguments, &["partners.csv"]].concat()).status.code(),
            Some(0),
            "{program}"
        );
    }
    let arguments = [&CALL[..], &["partners.csv", "partners.csv"]].concat();
    assert_eq!(folder.run("build_consortium", &arguments).status.code(), Some(0));
}

/// What each of the twelve partners has in the budget: EUR 60 000 of staff, 5 000 of travel, 7 % on both, 90 % requested.
fn budget(sheet: &mut Worksheet) {
    sheet.merge_range(0, 0, 0, 6, "Detailed budget", &Format::new()).unwrap();
    let headings = [
        "Participant",
        "A.1 Employees",
        "C.1 Travel and subsistence",
        "E Indirect costs",
        "Requested EU contribution",
        "Own funds",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write(2, column, heading).unwrap();
    }
    for row in 3..15u32 {
        sheet.write(row, 0, 999_000_001 + row - 3).unwrap();
        sheet.write(row, 1, 60_000).unwrap();
        sheet.write(row, 2, "5 000,00").unwrap();
        sheet.write(row, 3, Formula::new("=0.07*65000").set_result("4550.000000000001")).unwrap();
        sheet.write(row, 4, 62_595).unwrap();
        sheet.write(row, 5, 6_955).unwrap();
    }
    sheet.write(15, 0, "Total").unwrap();
    sheet.write(15, 1, 720_000).unwrap();
    sheet.write(15, 4, 751_140).unwrap();
}

#[test]
fn a_workbook_of_twelve_partners_and_their_budget_is_checked_by_one_command() {
    let folder = Folder::new("budget");
    let partners = |sheet: &mut Worksheet| fill(sheet, &organisations(12));
    folder.file("project.xlsx", workbook(&[("Partners", &partners), ("Budget", &budget)]));
    let sheets = ["--format", "json", "--budget", "project.xlsx", "project.xlsx"];
    let checked = folder.run("check_budget", &[&CALL[..], &sheets].concat());
    assert_eq!(checked.status.code(), Some(2), "{}", text(&checked.stderr));
    // Each sheet was read for what it is.
    assert!(!text(&checked.stderr).contains("was not read"), "{}", text(&checked.stderr));
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let figures = &report["budget"];
    assert_eq!(figures["total_costs"], json!({ "known": "834600.00", "unknown": 0 }));
    assert_eq!(figures["requested"], json!({ "known": "751140.00", "unknown": 0 }));
    let failing = report["assessments"].as_array().unwrap().iter().filter(|a| a["outcome"] == "not_met");
    assert_eq!(failing.count(), 0);

    // With what a sheet does not say, it is a whole proposal.
    let draft = folder.run("import_partners", &["--sheet", "Partners", "project.xlsx"]).stdout;
    let mut proposal: Value = serde_json::from_slice(&draft).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text_of = std::fs::read_to_string(root.join("examples/data/eligible.json")).unwrap();
    let eligible: Value = serde_json::from_str(&text_of).unwrap();
    for (name, value) in eligible.as_object().unwrap() {
        proposal.as_object_mut().unwrap().entry(name.as_str()).or_insert_with(|| value.clone());
    }
    proposal["participants_complete"] = true.into();
    proposal["requested_grant"] = "751140".into();
    proposal["total_eligible_costs"] = "834600".into();
    folder.file("proposal.json", proposal.to_string());
    let checked = folder.run("check_budget", &["--budget", "project.xlsx", "proposal.json"]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
    assert!(text(&checked.stdout).contains("834 600.00"), "{}", text(&checked.stdout));

    let message = refused(&folder.run("check_budget", &[&CALL[..], &["project.xlsx"]].concat()));
    assert!(message.contains("--budget SHEET"), "{message}");
    let message = refused(
        &folder.run("check_budget", &["--sheet", "Partners", "--budget", "project.xlsx", "proposal.json"]),
    );
    assert!(message.contains("proposal.json: --sheet and --column are for sheets"), "{message}");
}

#[test]
fn a_row_by_name_and_a_row_by_code_are_of_the_same_participant() {
    let folder = Folder::new("same");
    let packages = "participant;work_package;A.1;requested\nOrganisation 0;WP1;10;5\n999000001;WP2;20;5\nOrganisation 1;;1;1\n999 000 003;;1;1\n";
    folder.file("partners.csv", organisations(3)).file("budget.csv", packages);
    let sheets = ["--format", "json", "--budget", "budget.csv", "partners.csv"];
    let checked = folder.run("check_budget", &[&CALL[..], &sheets].concat());
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let rows = report["assessments"].as_array().unwrap().iter().filter(|a| {
        a["rule"].as_str().unwrap().starts_with("budget/")
            && a["outcome"] == "not_met"
            && a["message"].as_str().unwrap().contains("row")
    });
    assert_eq!(rows.count(), 0, "{report:#}");
}

const TWELVE_PARTNERS: &str = "name;pic;role;country;legal_form;organisation_type\n\
    A;1;boss;Atlantis;NGO;club\n\
    B;2;partner;ZZ;plc;\n\
    ;3;coordinator;Congo;;\n\
    D;4;;BE;non-profit;clubs\n\
    E;5;chief;Belgiun;;\n";
const THEIR_CELLS: [&str; 12] = ["C2", "D2", "E2", "F2", "C3", "D3", "E3", "A4", "D4", "F5", "C6", "D6"];

#[test]
fn twelve_mistakes_among_partners_are_twelve_messages_with_their_cells() {
    let folder = Folder::new("mistakes");
    let sheet = |sheet: &mut Worksheet| fill(sheet, TWELVE_PARTNERS);
    folder.file("partners.csv", TWELVE_PARTNERS).file("partners.xlsx", workbook(&[("Consortium", &sheet)]));
    for file in ["partners.csv", "partners.xlsx"] {
        let message = refused(&folder.run("check_proposal", &[&CALL[..], &[file]].concat()));
        assert_eq!(cells(&message), THEIR_CELLS, "{message}");
        let begins =
            if file == "partners.csv" { "partners.csv, " } else { "partners.xlsx, sheet \"Consortium\", " };
        assert!(message.lines().all(|line| line.starts_with(begins)), "{message}");
        assert!(message.contains("did you mean"), "{message}");
        // The other programs say the same.
        assert_eq!(refused(&folder.run("import_partners", &[file])), message);
        // Candidates may join in any role, so theirs is not read.
        let of_roles = |line: &&str| line.contains("found the role");
        let without: String =
            message.lines().filter(|line| !of_roles(line)).map(|line| format!("{line}\n")).collect();
        assert_eq!(refused(&folder.run("build_consortium", &[&CALL[..], &[file]].concat())), without);
    }
}

#[test]
fn twelve_mistakes_in_a_budget_are_twelve_messages_with_their_cells() {
    let folder = Folder::new("budget-mistakes");
    let budget = "participant;A.1;B;C.1;requested\n\
        Organisation 0;750.000;-5;abc;1,000\n\
        Nobody;1;1;1;1\n\
        ;7;;;\n\
        Organisation 1;1e5;12.345;n/a;--\n\
        Total;x;;;\n\
        Total;;;;\n";
    let sheet = |sheet: &mut Worksheet| fill(sheet, budget);
    folder
        .file("partners.csv", organisations(3))
        .file("b.csv", budget)
        .file("b.xlsx", workbook(&[("Budget", &sheet)]));
    for file in ["b.csv", "b.xlsx"] {
        let arguments = [&CALL[..], &["--budget", file, "partners.csv"]].concat();
        let message = refused(&folder.run("check_budget", &arguments));
        let expected = ["B2", "C2", "D2", "E2", "A3", "A4", "B5", "C5", "D5", "E5", "B6", "A7"];
        assert_eq!(cells(&message), expected, "{message}");
    }
}

#[test]
fn operations_are_checked_out_of_sheets() {
    let folder = Folder::new("operations");
    let operations = "id;status;objective;action;applied_on;starts_on;cost.total;cost.eligible\nOP-1;running;2;15(3);05.02.2024;01.03.2024;160.000,00;160000\n";
    let items =
        "operation;id;kind;amount;incurred_on;paid_on\nOP-1;1;staff;48.000,00;31.12.2025;15.01.2026\n";
    folder.file("o.csv", operations).file("i.csv", items);
    let csv = folder
        .run("check_operations", &["--as-of", "2026-11-28", "o.csv", "--items", "i.csv", "--format", "json"]);
    assert_ne!(csv.status.code(), Some(3), "{}", text(&csv.stderr));
    // Days of a workbook are days.
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let first = |sheet: &mut Worksheet| {
        fill(sheet, operations);
        sheet.write_with_format(1, 4, 45_327, &day).unwrap();
        sheet.write_with_format(1, 5, 45_352, &day).unwrap();
        sheet.write(1, 6, 160_000).unwrap();
    };
    let second = |sheet: &mut Worksheet| fill(sheet, items);
    folder.file("o.xlsx", workbook(&[("Operations", &first), ("Items", &second)]));
    let xlsx = folder.run("check_operations", &["--as-of", "2026-11-28", "o.xlsx", "--format", "json"]);
    assert_eq!(
        (xlsx.status.code(), text(&xlsx.stdout)),
        (csv.status.code(), text(&csv.stdout)),
        "{}",
        text(&xlsx.stderr)
    );

    folder.file("wrong.csv", "id;stauts;cost.total\nOP-1;running;160.000\n");
    let message = refused(&folder.run("check_operations", &["wrong.csv"]));
    assert_eq!(cells(&message), ["B1", "C2"], "{message}");
    folder.file("o.ndjson", "{\"schema\": \"amif-operation/1\", \"id\": \"OP-1\"}\n");
    assert!(refused(&folder.run("check_operations", &["o.ndjson", "--items", "i.csv"])).contains("--items"));
}

/// Bits of a packed stream, the first in the lowest place of a byte.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    /// A code, its highest bit first.
    fn code(&mut self, code: u32, length: u32) {
        for at in (0..length).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::try_from((code >> at) & 1).unwrap() << (self.used % 8);
            self.used += 1;
        }
    }
}

/// A packed file with one part that unpacks to so many zeros, or somewhat fewer, and says how many they are.
fn packed(name: &str, zeros: usize, said: u32) -> Vec<u8> {
    let mut stream = Bits::default();
    // One block with the fixed codes: a zero, then 258 times the byte before, again and again.
    stream.code(0b110, 3);
    stream.code(0b0011_0000, 8);
    for _ in 0..zeros / 258 {
        stream.code(0b1100_0101, 8);
        stream.code(0, 5);
    }
    stream.code(0, 7);
    let data = stream.bytes;
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    let length = u16::try_from(name.len()).unwrap().to_le_bytes();
    // Flags, method, time, day, checksum, sizes, length of the name.
    let about =
        [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &size, &said.to_le_bytes(), &length].concat();
    let local = [b"PK\x03\x04", &about[..], &[0, 0], name.as_bytes(), &data].concat();
    let central = [b"PK\x01\x02\x14\x00", &about[..], &[0; 16], name.as_bytes()].concat();
    let (at, long) = (u32::try_from(local.len()).unwrap(), u32::try_from(central.len()).unwrap());
    let end =
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &long.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat();
    [local, central, end].concat()
}

#[test]
fn what_is_no_sheet_of_partners_is_named_for_what_it_is() {
    let folder = Folder::new("wrong");
    let bomb = |said| packed("[Content_Types].xml", 100 << 20, said);
    assert!(bomb(0).len() < 1 << 20);
    let broken = |sheet: &mut Worksheet| {
        fill(sheet, "name;country\nA;\nB;\nC;\nD;BE\n");
        sheet.merge_range(1, 1, 2, 1, "BE", &Format::new()).unwrap();
        sheet.write(3, 1, Formula::new("=Z1").set_result("#REF!")).unwrap();
    };
    let chart = |sheet: &mut Worksheet| fill(sheet, "Date;Amount\n2024-01-01;7\n");
    for (name, bytes, says) in [
        ("partners.csv", b"%PDF-1.7".to_vec(), &["this is a PDF"][..]),
        (
            "partners.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            &["the old form (.xls), whatever it is named"],
        ),
        (
            "export.xls",
            b"<html><table><tr><td>name</td></tr></table></html>".to_vec(),
            &["this is a web page"],
        ),
        ("partners.xlsx", b"PK\x03\x04and nothing more".to_vec(), &["starts like a workbook and is none"]),
        ("partners.xlsx", packed("content.xml", 1000, 1000), &["an OpenDocument sheet"]),
        ("partners.xlsx", packed("a.txt", 1000, 1000), &["a packed file and no workbook"]),
        ("partners.xlsx", bomb(100 << 20), &["unpacks to more than 64 MiB"]),
        ("partners.xlsx", bomb(10), &["starts like a workbook and is none"]),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), &["not in UTF-8"]),
        ("partners.csv", b"Datum;Betrag\n1;2\n".to_vec(), &["column \"name\"", "\"Datum\", \"Betrag\""]),
        ("dates.xlsx", workbook(&[("Dates", &chart)]), &["column \"name\"", "\"Date\", \"Amount\""]),
        ("partners.csv", b"name;country\n".to_vec(), &["A1: no organisation stands below"]),
        (
            "partners.csv",
            b"name;country\nA;BE\nname;country\nB;AT\n".to_vec(),
            &["A3: a second row of headings"],
        ),
        (
            "partners.xlsx",
            workbook(&[("P", &broken)]),
            &["B2: merged with the cells to B3", "B4: found the error #REF!"],
        ),
    ] {
        folder.file(name, bytes);
        let message = refused(&folder.run("check_proposal", &[&CALL[..], &[name]].concat()));
        assert!(message.starts_with(name), "{message}");
        for word in says {
            assert!(message.contains(word), "{word:?} is not in: {message}");
        }
    }
    // The same of a budget.
    folder.file("partners.csv", organisations(3)).file("old.xlsx", b"\xd0\xcf\x11\xe0");
    for (file, says) in
        [("partners.csv", "no heading names a category"), ("old.xlsx", ".xls"), ("no.csv", "no.csv: ")]
    {
        let arguments = [&CALL[..], &["--budget", file, "partners.csv"]].concat();
        let message = refused(&folder.run("check_budget", &arguments));
        assert!(message.contains(says), "{message}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_drafted_and_a_million_cells_are_refused() {
    let folder = Folder::new("rows");
    folder.file("partners.csv", organisations(100_000));
    let draft = folder.run("import_partners", &["--format", "json", "partners.csv"]);
    assert_eq!(draft.status.code(), Some(0));
    let draft: Value = serde_json::from_slice(&draft.stdout).unwrap();
    assert_eq!(draft["participants"].as_array().unwrap().len(), 100_000);
    let cells: String = (0..1_000).map(|_| "x;".repeat(1_001) + "\n").collect();
    folder.file("cells.csv", cells);
    let message = refused(&folder.run("check_proposal", &[&CALL[..], &["cells.csv"]].concat()));
    assert!(message.contains("more than 1000000 cells"), "{message}");
}

#[test]
fn a_script_in_a_cell_is_a_name_on_every_output() {
    let folder = Folder::new("script");
    let sheet =
        "name;role;country\n<script>alert(1)</script>;coordinator;BE\n=HYPERLINK(\"x\");;AT\n\u{202e}A;;IT\n";
    folder.file("partners.csv", sheet);
    let report = folder.run("check_proposal", &[&CALL[..], &["partners.csv"]].concat());
    assert!(text(&report.stdout).contains("\\u{202e}A: ") && !text(&report.stdout).contains('\u{202e}'));
    let html =
        folder.run("check_proposal", &[&CALL[..], &["--full", "--format", "html", "partners.csv"]].concat());
    assert_eq!(html.status.code(), Some(2), "{}", text(&html.stderr));
    let page = text(&html.stdout);
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "{page}");
}

#[test]
fn of_several_sheets_with_headings_the_visible_one_with_the_most_is_read_and_two_alike_are_refused() {
    let folder = Folder::new("several");
    let first = |sheet: &mut Worksheet| fill(sheet, "name;pic;country\nA;999000001;BE\n");
    let second = |sheet: &mut Worksheet| fill(sheet, "name;pic;country\nB;999000002;AT\n");
    let fewer = |sheet: &mut Worksheet| fill(sheet, "name;country\nC;IT\n");
    let hidden = |sheet: &mut Worksheet| {
        fill(sheet, "name;pic;country;role\nD;999000004;IT;coordinator\n");
        sheet.set_hidden(true);
    };
    folder.file("alike.xlsx", workbook(&[("P1", &first), ("P2", &second)]));
    let message = refused(&folder.run("import_partners", &["alike.xlsx"]));
    assert!(message.contains("\"P1\" and \"P2\""), "{message}");
    let read = folder.run("import_partners", &["--sheet", "P2", "alike.xlsx"]);
    assert!(text(&read.stdout).contains("999000002") && read.stderr.is_empty());
    folder.file("fewer.xlsx", workbook(&[("P1", &fewer), ("P2", &second)]));
    let read = folder.run("import_partners", &["fewer.xlsx"]);
    assert!(text(&read.stdout).contains("999000002"));
    assert!(text(&read.stderr).contains("the sheet \"P1\" has headings too"), "{}", text(&read.stderr));
    folder.file("hidden.xlsx", workbook(&[("P1", &first), ("Old", &hidden)]));
    let read = folder.run("import_partners", &["hidden.xlsx"]);
    assert!(text(&read.stdout).contains("999000001"), "{}", text(&read.stdout));
    let read = folder.run("import_partners", &["--sheet", "Old", "hidden.xlsx"]);
    assert!(text(&read.stdout).contains("999000004"), "{}", text(&read.stdout));
}

#[test]
fn a_column_has_one_heading_and_a_heading_one_column() {
    let folder = Folder::new("headings");
    folder.file("p.csv", "Organisme;Pays\nA;BEL\n");
    let mapped = |columns: &[&str]| {
        let all: Vec<&str> =
            columns.iter().flat_map(|column| ["--column", column]).chain(["p.csv"]).collect();
        folder.run("import_partners", &all)
    };
    let message = refused(&mapped(&["name=Organisme", "country=Organisme"]));
    assert!(message.contains("both mapped to the heading \"Organisme\""), "{message}");
    let message = refused(&mapped(&["name=Organisme", "name=Pays"]));
    assert!(message.contains("--column name is given twice"), "{message}");
    // A code of three letters is answered with the one of two.
    let message = refused(&mapped(&["name=Organisme", "country=Pays"]));
    assert!(message.contains("Belgium: write BE") && !message.contains("Belize"), "{message}");
}
