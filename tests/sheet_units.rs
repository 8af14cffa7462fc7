//! Amounts in sheets are in euro: wherever a sheet says that they are not, they are refused or not read, and never taken for
//! euro. And rows of totals and second sheets: nothing is counted twice, and nothing left out, without a word.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::budget::{Category, Resource};
use amif::programme::Operation;
use amif::tables::{self, Book, BudgetSheet, Mapping, Owners, TableError};
use amif::{Applicant, Eur, LegalForm, Participant};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

fn consortium() -> Vec<Participant> {
    let of = |name: &str| Participant::new(Applicant::new(name.parse().unwrap()));
    ["Alpha", "Beta City", "Gamma"].map(of).to_vec()
}

fn read_book(book: &Book) -> Result<BudgetSheet, TableError> {
    tables::budget(book, Owners::from(&consortium()[..]), &Mapping::default())
}

fn read(text: &str) -> Result<BudgetSheet, TableError> {
    read_book(&Book::read(text.as_bytes(), "b.csv")?)
}

/// The cells that are told.
fn cells(error: &TableError) -> Vec<String> {
    error
        .faults()
        .iter()
        .map(|fault| fault.cell.as_ref().map(tables::Cell::address).unwrap_or_default())
        .collect()
}

fn eur(euros: i64) -> Option<Eur> {
    Eur::from_euros(euros)
}

/// The name of a sheet, and what fills it.
type Filled<'a> = (&'a str, &'a dyn Fn(&mut Worksheet));

/// A workbook of these sheets.
fn workbook(sheets: &[Filled<'_>]) -> Book {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap());
    }
    Book::read(&book.save_to_buffer().unwrap(), "w.xlsx").unwrap()
}

fn fill(sheet: &mut Worksheet, text: &str) {
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
}

const ROWS: &str = "Alpha;250000;17500;240000;27500\nBeta City;250000;17500;240000;27500\n";

#[test]
fn a_sign_in_a_heading_is_no_mark_to_be_dropped() {
    for sign in ["£", "($)", "¥", "in $", "₴"] {
        let sheet = format!(
            "participant;A.1 {sign};E {sign};requested {sign};own_resources {sign};B\n{}",
            ROWS.replace('\n', ";0\n")
        );
        let read = read(&sheet).unwrap();
        assert_eq!(read.ignored.len(), 4, "{sign}");
        assert!(read.amounts_ignored, "{sign}");
        let row = &read.budget.rows()[0];
        assert_eq!((row.costs.get(Category::Employees), row.requested), (None, None), "{sign}");
    }
    for sign in ["€", "(€)", "*", "/"] {
        let read = read(&format!("participant;A.1 {sign};E;requested {sign};own_resources\n{ROWS}")).unwrap();
        assert_eq!(read.budget.rows()[0].costs.get(Category::Employees), eur(250_000), "{sign}");
    }
    // A heading that is mapped is found, and its amounts are no euro all the same.
    let book =
        Book::read(format!("participant;Costs $;E;requested;own_resources\n{ROWS}").as_bytes(), "b.csv")
            .unwrap();
    let mapping = Mapping::default().column("A.1", "Costs $");
    let error = tables::budget(&book, Owners::from(&consortium()[..]), &mapping).unwrap_err();
    assert_eq!(cells(&error), ["B1"], "{error}");
}

#[test]
fn a_heading_may_say_that_its_amounts_are_in_euro() {
    for euro in ["(EUR)", "EUR", "in EUR", "€", "[Euro]"] {
        let sheet = format!("participant;A.1 {euro};E {euro};requested {euro};own_resources\n{ROWS}");
        let read = read(&sheet).unwrap();
        assert!(read.ignored.is_empty(), "{euro}: {:?}", read.ignored);
        assert_eq!(read.budget.rows()[0].requested, eur(240_000), "{euro}");
    }
}

#[test]
fn a_column_of_per_cent_holds_no_money() {
    let row = |sheet: &str| {
        let read = read(sheet).unwrap();
        (read.budget.rows()[0].clone(), read.amounts_ignored, read.ignored.len())
    };
    for heading in ["E %", "E (%)", "E in %", "% E", "E per cent"] {
        let (row, amounts, ignored) =
            row(&format!("participant;A.1;{heading};requested;own_resources\nAlpha;250000;7;240000;27500\n"));
        assert_eq!(row.costs.get(Category::Indirect), None, "{heading}");
        assert_eq!(row.costs.get(Category::Travel), Some(Eur::ZERO), "{heading}");
        assert_eq!((amounts, ignored), (false, 1), "{heading}");
    }
    let (both, ..) = row(
        "participant;A.1;E;E %;requested;requested %;Total;Total %;own_resources\nAlpha;250000;17500;7;240000;89.72;267500;33.33;27500\n",
    );
    assert_eq!(
        (both.costs.get(Category::Indirect), both.requested, both.total),
        (eur(17_500), eur(240_000), eur(267_500))
    );
    // What has no other column is not nothing.
    let (alone, ..) = row(
        "participant;A.1;B %;C %;E;requested;Income %;own_resources\nAlpha;250000;5;5;0;240000;1;27500\n",
    );
    assert_eq!((alone.costs.get(Category::Subcontracting), alone.costs.get(Category::Travel)), (None, None));
    assert_eq!(alone.costs.get(Category::ThirdParties), Some(Eur::ZERO));
    assert_eq!(
        (alone.resources.get(Resource::Income), alone.resources.get(Resource::InKind)),
        (None, Some(Eur::ZERO))
    );
}

#[test]
fn what_a_sheet_says_of_its_unit_elsewhere_is_refused_at_its_cell() {
    let headings = "participant;A.1;E;requested;own_resources";
    for (sheet, at) in [
        (
            format!("{headings}\n;kEUR;kEUR;kEUR;kEUR\nAlpha;250;17.5;240;27.5\n"),
            &["B2", "C2", "D2", "E2"][..],
        ),
        (format!("{headings}\n;PLN;PLN;PLN;PLN\n{ROWS}"), &["B2", "C2", "D2", "E2"]),
        (format!("{headings}\n;lempira;lempira;;\n{ROWS}"), &["B2", "C2"]),
        (format!("{headings}\n;€;%;€;€\n{ROWS}"), &["C2"]),
        (format!("Budget, all amounts in PLN;;;;\n{headings}\n{ROWS}"), &["A1"]),
        (format!("Currency;zł;;;\n{headings}\n{ROWS}"), &["B1"]),
        (format!(";in thousands of euro;;;\n{headings}\n{ROWS}"), &["B1"]),
        (format!("{headings}\n{ROWS};;;Amounts in HUF;\n"), &["D4"]),
        (
            format!(
                "participant;currency;A.1;E;requested;own_resources\n{}",
                ROWS.replace(";250000", ";PLN;250000")
            ),
            &["B2", "B3"],
        ),
        (
            format!(
                "participant;Währung;A.1;E;requested;own_resources\n{}",
                ROWS.replace(";250000", ";Bolívar;250000")
            ),
            &["B2", "B3"],
        ),
        (
            format!("participant;A.1;E;requested;own_resources;Unit\n{}", ROWS.replace('\n', ";USD\n")),
            &["F2", "F3"],
        ),
    ] {
        let error = read(&sheet).unwrap_err();
        assert_eq!(cells(&error), at, "{sheet}{error}");
        assert!(
            error.faults().iter().all(|fault| fault.message.contains("amounts are read in euro")),
            "{error}"
        );
    }
    let book = workbook(&[("Budget (PLN)", &|sheet| fill(sheet, &format!("{headings}\n{ROWS}")))]);
    assert!(read_book(&book).unwrap_err().to_string().contains("the sheet is named \"Budget (PLN)\""));
    // The euro, and a currency that is only spoken of.
    for sheet in [
        format!("Budget, all amounts in EUR;;;;\n{headings}\n;EUR;EUR;EUR;€\n{ROWS}"),
        format!(
            "1 EUR = 4.25 PLN;Exchange rate PLN;4.25;;\n{headings}\n{ROWS};;;Requested: EUR 1.2 million;\n"
        ),
        format!(
            "participant;currency;A.1;E;requested;own_resources\n{}",
            ROWS.replace(";250000", ";EUR;250000")
        ),
        format!(
            "participant;A.1;E;requested;own_resources;Remarks\n{}",
            ROWS.replace('\n', ";staff is paid in PLN\n")
        ),
    ] {
        let read = read(&sheet).unwrap();
        assert_eq!(read.budget.rows()[0].requested, eur(240_000), "{sheet}");
    }
}

#[test]
fn titles_in_the_languages_of_the_union_say_in_what_amounts_are() {
    let headings = "participant;A.1;E;requested;own_resources";
    for title in [
        "Rozpočet – částky v Kč",
        "Presupuesto en miles de euros",
        "Kwoty w tysiącach euro",
        "Budget (EUR 1000)",
        "1 000 euroa",
        "bedragen x 1000",
        "Summad tuhandetes eurodes",
        "összegek forintban",
        "σε χιλ. ευρώ",
        "Währung;Franken",
    ] {
        let error = read(&format!("{title}\n{headings}\n{ROWS}")).unwrap_err();
        let at = if title.contains(';') { "B1" } else { "A1" };
        assert_eq!(cells(&error), [at], "{title}: {error}");
        let told = error.to_string();
        assert!(told.contains("amounts are read in euro") && told.contains("take out"), "{told}");
        let book = Book::read(format!("{title}\nid;cost.total\nA;5\n").as_bytes(), "o.csv").unwrap();
        assert_eq!(cells(&tables::operations(&book, None).unwrap_err()), [at], "{title}");
    }
    for title in [
        "Kwoty w euro",
        "Stowarzyszenie Złota Jesień",
        "Koruna o.p.s.",
        "Lead partner: Bezirk Franken",
        "Contact;Ron Kuna",
        "Lump sum;1 000 EUR",
        "Leva i Sverige",
        "Partner;LV",
    ] {
        let read = read(&format!("{title}\n{headings}\n{ROWS}")).unwrap();
        assert_eq!(read.budget.rows()[0].requested, eur(240_000), "{title}");
        let book = Book::read(format!("{title}\nid;cost.total\nA;5\n").as_bytes(), "o.csv").unwrap();
        assert!(tables::operations(&book, None).is_ok(), "{title}");
    }
    // The country and the name of somebody beside amounts are no currencies.
    let sheet = "participant;country;contact;A.1;E;requested;own_resources\n\
                 Alpha;LV;Ron;250000;17500;240000;27500\nBeta City;KR;Frank;250000;17500;240000;27500\n";
    assert_eq!(read(sheet).unwrap().budget.rows()[0].requested, eur(240_000));
    // Operations in a currency may have a title that says so.
    let book = |title: &str| {
        Book::read(format!("{title}\nid;currency;cost.total\nA;PLN;5\n").as_bytes(), "o.csv").unwrap()
    };
    assert!(tables::operations(&book("Kwoty w złotych"), None).is_ok());
    for title in ["Kwoty w tys. zł", "Kwoty w koronach"] {
        assert_eq!(cells(&tables::operations(&book(title), None).unwrap_err()), ["A1"], "{title}");
    }
}

#[test]
fn a_code_with_a_word_for_its_category_heads_it() {
    let read_in = |headings: &str| read(&format!("{headings}\n{ROWS}"));
    for heading in ["A.1 Personal", "A.1 Personnel", "A.1: Staff costs (EUR)", "A Personal"] {
        let read =
            read_in(&format!("participant;{heading};E indirekte Kosten;requested;own_resources")).unwrap();
        let costs = &read.budget.rows()[0].costs;
        assert_eq!(
            (costs.get(Category::Employees), costs.get(Category::Indirect)),
            (eur(250_000), eur(17_500)),
            "{heading}"
        );
    }
    // What the words are of is not guessed.
    for heading in ["A.1 person-months", "A.1 Travel", "A.1 Leute"] {
        let error = read_in(&format!("participant;{heading};x;requested;own_resources")).unwrap_err();
        let told = error.to_string();
        assert_eq!(cells(&error), ["B1"], "{told}");
        assert!(
            told.contains(&format!("found {heading:?}")) && told.contains("write the code alone"),
            "{told}"
        );
    }
}

#[test]
fn the_number_format_of_a_cell_says_what_it_is_shown_as() {
    let with = |format: &str, number: f64| {
        let format = Format::new().set_num_format(format);
        read_book(&workbook(&[("Budget", &|sheet| {
            fill(sheet, "participant;A.1;E;requested;own_resources\nAlpha;250000;17500;240000;27500\n");
            sheet.write_with_format(1, 3, number, &format).unwrap();
        })]))
    };
    for format in [
        "#,##0.00 [$zł-415]",
        "#,##0.00 \"PLN\"",
        "[$£-809]#,##0.00",
        "[$$-409]#,##0.00",
        "#,##0.00 \"CHF\"",
        "#,##0 \"kEUR\"",
        "\"TEUR\" #,##0",
        "0\" days\"",
        "0%",
        "[h]:mm",
    ] {
        let error = with(format, 240.0).unwrap_err();
        assert_eq!(cells(&error), ["D2"], "{format}: {error}");
        assert!(error.to_string().contains("number format shows as"), "{format}: {error}");
    }
    for format in [
        "#,##0.00",
        "[$€-2] #,##0.00",
        "_-* #,##0.00 \"€\"_-",
        "#,##0.00 \"EUR\"",
        "#,##0, \"k€\"",
        "General",
    ] {
        assert_eq!(with(format, 240_000.0).unwrap().budget.rows()[0].requested, eur(240_000), "{format}");
    }
    // A number has one reading: its parts of a cent are no thousands.
    let error = with("General", 125.125).unwrap_err().to_string();
    assert!(error.contains("round it to the cent: 125.13") && !error.contains("125125"), "{error}");
    // A code is a code, however it is shown.
    let pic = Format::new().set_num_format("\"PIC \"0");
    let book = workbook(&[("Partners", &|sheet| {
        fill(sheet, "name;pic;country\nAlpha;;BE\n");
        sheet.write_with_format(1, 1, 999_000_001, &pic).unwrap();
    })]);
    let read = tables::partners(&book, &Mapping::default()).unwrap();
    assert_eq!(read.participants[0].applicant.pic.as_ref().unwrap().to_string(), "999000001");
}

#[test]
fn a_zero_before_the_separator_is_no_thousand() {
    let error = read("participant;A.1;E\nAlpha;0,001;0\n").unwrap_err().to_string();
    assert!(error.contains("B2") && !error.contains("0001"), "{error}");
}

#[test]
fn the_total_of_work_packages_is_no_work_package() {
    let headings = "participant;work_package;A.1;E;requested;own_resources";
    let parts = "Alpha;WP1;150000;10500;144000;16500\nAlpha;WP2;100000;7000;96000;11000\n";
    for total in ["Total", "Sum", "Summe", "All WPs"] {
        let read = read(&format!("{headings}\n{parts}Alpha;{total};250000;17500;240000;27500\n")).unwrap();
        let [row] = read.budget.rows() else { panic!("{total}") };
        assert_eq!(
            (row.costs.get(Category::Employees), row.requested),
            (eur(250_000), eur(240_000)),
            "{total}"
        );
        assert_eq!(row.resources.get(Resource::OwnResources), eur(27_500), "{total}");
        let names: Vec<&str> = row.work_packages.iter().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["WP1", "WP2"], "{total}");
    }
    for total in ["Subtotal", "Sub-total", "Zwischensumme", "WP1 total", "Total WP1-WP2"] {
        let error =
            read(&format!("{headings}\n{parts}Alpha;{total};250000;17500;240000;27500\n")).unwrap_err();
        assert_eq!(cells(&error), ["B4"], "{error}");
    }
    // A row that is stated stays as it is stated, also where one part is as large as it.
    let read =
        read(&format!("{headings}\nAlpha;;100;7;90;17\nAlpha;WP1;100;7;90;17\nAlpha;WP2;5;0;5;0\n")).unwrap();
    let row = &read.budget.rows()[0];
    assert_eq!((row.costs.get(Category::Employees), row.requested), (eur(100), eur(90)));
}

#[test]
fn partners_and_their_budget_in_one_workbook_are_each_read_from_their_sheet() {
    let partners = "name;pic\nAlpha;999000001\nBeta City;999000002\n";
    let budget = "participant;pic;A.1;E;requested;own_resources\nAlpha;999000001;250000;17500;240000;27500\n";
    // In either order, also where the budget names as many columns of organisations, or more of them.
    for partners in [
        partners,
        "name;country;role;pic\nAlpha;BE;coordinator;999000001\nBeta City;AT;beneficiary;999000002\n",
        "name\nAlpha\nBeta City\n",
    ] {
        for order in [["Partners", "Budget"], ["Budget", "Partners"]] {
            let fill_one = |sheet: &mut Worksheet, name: &str| {
                fill(sheet, if name == "Budget" { budget } else { partners });
            };
            let (one, two) =
                (|s: &mut Worksheet| fill_one(s, order[0]), |s: &mut Worksheet| fill_one(s, order[1]));
            let book = workbook(&[(order[0], &one), (order[1], &two)]);
            let read = tables::partners(&book, &Mapping::default()).unwrap();
            assert_eq!((read.participants.len(), read.passed_over), (2, Vec::new()), "{partners}");
            let read = read_book(&book).unwrap();
            assert_eq!(
                (read.budget.rows()[0].requested, read.passed_over),
                (eur(240_000), Vec::new()),
                "{partners}"
            );
        }
    }
}

#[test]
fn non_profit_is_never_answered_with_its_opposite() {
    let form = |text: &str| {
        let sheet = format!("name;legal_form\nAlpha;{text}\n");
        tables::partners(&Book::read(sheet.as_bytes(), "p.csv").unwrap(), &Mapping::default())
    };
    for text in [
        "non-profit-making",
        "non profit-making",
        "non-profit-making private entity",
        "private non-profit",
        "not-for-profit",
    ] {
        let read = form(text).unwrap();
        assert_eq!(
            read.participants[0].applicant.possible_forms().known(),
            Some(LegalForm::NonProfitPrivate),
            "{text}"
        );
    }
    assert_eq!(
        form("profit-making").unwrap().participants[0].applicant.possible_forms().known(),
        Some(LegalForm::ProfitMaking)
    );
    for text in
        ["non_profit_making", "non-profit-making", "not-for-profit entity", "nonprofitmaking private entity"]
    {
        let told = text.parse::<LegalForm>().unwrap_err().to_string();
        assert!(told.contains("did you mean \"non_profit_private\"?"), "{told}");
    }
    for (text, opposite) in [("profit_private", "non_profit_private"), ("non_public_body", "public_body")] {
        let told = text.parse::<LegalForm>().unwrap_err().to_string();
        assert!(!told.contains(&format!("did you mean {opposite:?}")), "{told}");
    }
}

fn operations(sheets: &[Filled<'_>]) -> Result<Vec<Operation>, TableError> {
    tables::operations(&workbook(sheets), None)
}

#[test]
fn every_sheet_of_operations_and_of_items_is_read() {
    let headings = "id;status;applied_on";
    let first = |sheet: &mut Worksheet| fill(sheet, &format!("{headings}\nA;closed;2024-02-05\n"));
    let second = |sheet: &mut Worksheet| fill(sheet, &format!("{headings}\nB;closed;2025-02-05\n"));
    let items = |sheet: &mut Worksheet| fill(sheet, "operation;id;kind;amount\nA;1;other;5\n");
    let more = |sheet: &mut Worksheet| fill(sheet, "operation;id;kind;amount\nA;2;other;5\nB;1;staff;7\n");
    let list = |sheet: &mut Worksheet| fill(sheet, "id;what it means\nx;y\n");
    let sheets: [Filled<'_>; 5] = [
        ("items 2024", &items),
        ("Codes", &list),
        ("Operations 2024", &first),
        ("items 2025", &more),
        ("Operations 2025", &second),
    ];
    let read = operations(&sheets).unwrap();
    let of = |at: usize| (read[at].id.as_str(), read[at].items.as_ref().map(Vec::len));
    assert_eq!((of(0), of(1), read.len()), (("A", Some(2)), ("B", Some(1)), 2));

    // One id stands once, in whichever sheet.
    let error = operations(&[("2024", &first), ("copy", &first)]).unwrap_err().to_string();
    assert!(error.contains("sheet \"copy\", A2: the id \"A\" stands twice"), "{error}");
    let hidden = |sheet: &mut Worksheet| {
        second(sheet);
        sheet.set_hidden(true);
    };
    let error = operations(&[("2024", &first), ("2025", &hidden)]).unwrap_err().to_string();
    assert!(error.contains("sheet \"2025\", A1: the sheet is hidden"), "{error}");
    // Items that are given apart stand in one place.
    let apart = Book::read(b"operation;id;amount\nA;9;1\n", "items.csv").unwrap();
    let book = workbook(&[("2024", &first), ("items", &items)]);
    let error = tables::operations(&book, Some(&apart)).unwrap_err().to_string();
    assert!(error.contains("sheet \"items\", A1: items stand here and in items.csv"), "{error}");
    assert_eq!(tables::operations(&book, Some(&book)).unwrap(), tables::operations(&book, None).unwrap());
    assert_eq!(
        tables::operations(&workbook(&[("2024", &first)]), Some(&apart)).unwrap()[0]
            .items
            .as_ref()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_row_of_totals_is_no_operation_and_no_item() {
    let book = Book::read(b"id;cost.total\nA;5\nTotal;5\n", "o.csv").unwrap();
    let items = Book::read(b"operation;id;amount\nA;1;5\nA;Total;5\n", "i.csv").unwrap();
    let error = tables::operations(&book, Some(&items)).unwrap_err();
    assert_eq!(cells(&error), ["A3", "A3"], "{error}");
    assert!(error.to_string().contains("row of totals"), "{error}");
}

#[test]
fn amounts_of_operations_are_in_the_currency_of_the_operation() {
    let one = |title: &str, currency: &str, format: &str, total: f64| {
        let format = Format::new().set_num_format(format);
        operations(&[("Operations", &|sheet| {
            fill(sheet, &format!("{title}\nid;currency;cost.total;cost.eligible\nA;{currency};5;5\n"));
            sheet.write_with_format(2, 2, total, &format).unwrap();
        })])
        .map(|read| read[0].cost.as_ref().and_then(|cost| cost.total))
    };
    assert_eq!(one("Ours", "", "#,##0.00", 5.25), Ok("5.25".parse().ok()));
    assert_eq!(one("Ours", "EUR", "[$€-2] #,##0.00", 5.0), Ok(eur(5)));
    assert_eq!(one("Amounts in PLN", "PLN", "#,##0.00 [$zł-415]", 5.0), Ok(eur(5)));
    assert_eq!(one("Ours", "SEK", "#,##0 \"kr\"", 5.0), Ok(eur(5)));
    for (title, currency, format, at) in [
        ("Ours", "", "#,##0.00 [$zł-415]", "C3"),
        ("Ours", "CZK", "#,##0.00 [$zł-415]", "C3"),
        ("Ours", "", "0%", "C3"),
        ("Ours", "PLN", "#,##0 \"kPLN\"", "C3"),
        ("All amounts in PLN", "", "0", "A1"),
        ("All amounts in thousand EUR", "", "0", "A1"),
    ] {
        let error = one(title, currency, format, 5.0).unwrap_err();
        assert_eq!(cells(&error), [at], "{title} {currency} {format}: {error}");
    }
    let error = one("Ours", "", "0", 125.125).unwrap_err().to_string();
    assert!(error.contains("C3: found 125.125") && !error.contains("125125"), "{error}");
    // The registered euro of an item are euro, whatever the operation's currency is.
    let zloty = Format::new().set_num_format("0.00 [$zł-415]");
    let error = operations(&[
        ("Operations", &|sheet| fill(sheet, "id;currency;title\nA;PLN;x\n")),
        ("Items", &|sheet| {
            fill(sheet, "operation;amount;eur\nA;4;1\n");
            sheet.write_with_format(1, 1, 4, &zloty).unwrap();
            sheet.write_with_format(1, 2, 1, &zloty).unwrap();
        }),
    ])
    .unwrap_err();
    assert_eq!(cells(&error), ["C2"], "{error}");
}
