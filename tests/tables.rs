//! Sheets as applicants keep them, and every way in which they are broken.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

mod program;

use std::process::Output;

use amif::budget::{Category, Resource, RowOf};
use amif::tables::{self, Book, Limits, Mapping, Owners, TableError};
use amif::{
    Applicant, Eur, LegalForm, LegalForms, Participant, Pic, Proposal, Role, value::OrganisationType,
};
use rust_xlsxwriter::{Format, Formula, Workbook};

fn partners(text: &str) -> Result<tables::Partners, TableError> {
    tables::partners(&Book::read(text.as_bytes(), "p.csv")?, &Mapping::default())
}

/// Each fault as its cell and message.
fn faults(error: &TableError) -> Vec<(String, String)> {
    let cell = |f: &tables::CellFault| f.cell.as_ref().map(tables::Cell::address).unwrap_or_default();
    error.faults().iter().map(|f| (cell(f), f.message.clone())).collect()
}

fn eur(euros: i64) -> Option<Eur> {
    Eur::from_euros(euros)
}

#[test]
fn headings_are_found_in_the_languages_of_the_union() {
    for (headings, row) in [
        ("Organisation;PIC;Land;Rolle;Rechtsform", "A;999000001;AT;Koordinator;public body"),
        (
            "Nom de l'organisation;Code PIC;Pays;Rôle;Forme juridique",
            "A;999000001;AT;coordinateur;organisme public",
        ),
        ("Nombre;Código PIC;País;Rol;Forma jurídica", "A;999000001;AT;coordinador;organismo público"),
        ("Nazwa organizacji;Numer PIC;Kraj;Rola;Forma prawna", "A;999000001;AT;koordynator;public_body"),
        ("Επωνυμία;Κωδικός PIC;Χώρα;Ρόλος;Νομική μορφή", "A;999000001;AT;Συντονιστής;public body"),
        ("Наименование;Код PIC;Държава;Роля;Правна форма", "A;999000001;AT;координатор;public body"),
        ("NAME,pic,COUNTRY,role,legal_form", "A,999000001,at,Lead partner,PUB"),
    ] {
        let read = partners(&format!("{headings}\n{row}\n")).unwrap_or_else(|e| panic!("{headings}: {e}"));
        let participant = &read.participants[0];
        assert_eq!(participant.role, Some(Role::Coordinator), "{headings}");
        assert_eq!(participant.applicant.pic.as_ref().unwrap().to_string(), "999000001", "{headings}");
        assert_eq!(participant.applicant.country.unwrap().as_str(), "AT", "{headings}");
        assert_eq!(participant.applicant.possible_forms().known(), Some(LegalForm::PublicBody), "{headings}");
        assert!(read.ignored.is_empty(), "{headings}: {:?}", read.ignored);
    }
}

#[test]
fn a_list_of_organisations_of_cordis_is_read_as_it_is_published() {
    let text = "\"projectID\";\"projectAcronym\";\"organisationID\";\"vatNumber\";\"name\";\"shortName\";\"SME\";\"activityType\";\"city\";\"country\";\"role\";\"ecContribution\"\n\
        \"101000001\";\"TRY\";\"999000001\";\"\";\"UNIVERSITEIT VAN PROEF\";\"UP\";\"false\";\"HES\";\"Gent\";\"BE\";\"coordinator\";\"100000\"\n\
        \"101000001\";\"TRY\";\"999000002\";\"\";\"PROEF BV\";\"\";\"true\";\"PRC\";\"Delft\";\"NL\";\"participant\";\"1\"\n\
        \"101000001\";\"TRY\";\"999000003\";\"\";\"GEMEENTE PROEF\";\"\";\"false\";\"PUB\";\"Delft\";\"EL\";\"associatedPartner\";\"\"\n\
        \"101000001\";\"TRY\";\"999000004\";\"\";\"PROEF E.V.\";\"\";\"false\";\"OTH\";\"Bonn\";\"DE\";\"participant\";\"\"\n";
    let read = partners(text).unwrap();
    let of = |at: usize| &read.participants[at].applicant;
    assert_eq!(of(0).organisation_type, Some(OrganisationType::Education));
    assert_eq!(of(0).legal_form, None, "a university has no fixed legal form");
    assert_eq!(of(1).legal_form, Some(LegalForms::PRIVATE_BODY), "nothing is said about non-profit");
    assert_eq!(of(2).legal_form, Some(LegalForm::PublicBody.into()));
    assert_eq!(of(2).country.unwrap().as_str(), "GR");
    assert_eq!((of(3).legal_form, of(3).organisation_type), (None, None));
    let roles: Vec<Option<Role>> = read.participants.iter().map(|p| p.role).collect();
    let beneficiary = Some(Role::Beneficiary);
    assert_eq!(roles, [Some(Role::Coordinator), beneficiary, Some(Role::AssociatedPartner), beneficiary]);
    assert_eq!(read.cells[3].to_string(), "p.csv, E5");
}

#[test]
fn empty_cells_are_unknown_and_empty_rows_are_nobody() {
    let read = partners("My partners\n\nname;country;role;notes\nA;;;x\n;;;only a note\n\nB;BE;;\n").unwrap();
    assert_eq!(read.participants.len(), 2);
    let a = &read.participants[0];
    assert_eq!((a.role, a.applicant.country, a.applicant.pic.as_ref()), (None, None, None));
    assert_eq!(read.ignored[0].1, "notes");
    assert_eq!(read.cells[1].address(), "A7");
}

#[test]
fn every_mistake_is_a_message_at_its_cell() {
    let text = "name;pic;role;country;legal_form;organisation_type\n\
        A;1;boss;BE;;\n\
        B;2;partner;Atlantis;;\n\
        ;3;coordinator;XX;;\n\
        C;4;;;NGO;\n\
        D;5;;Congo;plc;\n\
        E;6;;;;club\n\
        F;7;;;non-profit;clubs\n\
        name;pic;role;;;\n\
        G;8;chief;ZZ;;\n";
    let error = partners(text).unwrap_err();
    let cells: Vec<String> = faults(&error).into_iter().map(|(cell, _)| cell).collect();
    let expected = ["C2", "C3", "D3", "A4", "D4", "E5", "D6", "E6", "F7", "F8", "A9", "C9", "C10", "D10"];
    assert_eq!(cells, expected, "{error}");
    let said = |cell: &str| faults(&error).into_iter().find(|(at, _)| at == cell).unwrap().1;
    assert!(said("C3").contains("did you mean one of beneficiary, associated_partner?"));
    assert!(said("E5").contains("non_profit_private"));
    assert!(said("A4").contains("must be stated"));
    assert!(said("A9").contains("second row of headings"));
}

#[test]
fn faults_beyond_a_hundred_are_counted() {
    let rows: String = (0..250).map(|_| "A;Atlantis\n").collect();
    let error = partners(&format!("name;country\n{rows}")).unwrap_err();
    assert_eq!((error.faults().len(), error.more()), (100, 150));
    assert!(error.to_string().ends_with("and 150 more"));
}

#[test]
fn what_somebody_is_does_not_head_a_column_of_names() {
    let rows = "Payoke;999000001;BE;Coordinator\nStadt Wien;999000002;AT;Beneficiary\nCaritas;999000004;DE;Beneficiary\n";
    for (name, role) in
        [("Participant", "Role"), ("Teilnehmer", "Rolle"), ("Organisme", "Rôle"), ("Deltager", "Role")]
    {
        let read = partners(&format!("{name};PIC;Country;{role}\n{rows}")).unwrap();
        let names: Vec<&str> = read.participants.iter().map(|p| p.applicant.name.as_str()).collect();
        assert_eq!(names, ["Payoke", "Stadt Wien", "Caritas"], "{name}");
        assert_eq!(read.participants[1].role, Some(Role::Beneficiary));
    }
    // A heading that is not known is refused where the others of its row are.
    for headings in ["Wer;PIC;Country;Role", "Wer;Kennung;Ort;Role"] {
        let error = partners(&format!("Project partners\n\n{headings}\n{rows}")).unwrap_err();
        let told = faults(&error);
        assert_eq!(told[0].0, "A3", "{error}");
        assert!(told[0].1.contains("\"name\"") && told[0].1.contains("found \"Wer\""), "{error}");
    }
    let book = Book::read(format!("Wer;PIC;Country;Role\n{rows}").as_bytes(), "p.csv").unwrap();
    let read = tables::partners(&book, &Mapping::default().column("name", "Wer")).unwrap();
    assert_eq!(read.participants.len(), 3);
    // Where none of them is, nobody is named as a heading or a role.
    let error = partners("Wer;Was\nA;Coordinator\nB;Beneficiary\nC;Beneficiary\n").unwrap_err().to_string();
    assert!(error.contains("second row of headings"), "{error}");
    let error =
        partners("Wer;Was\nA;Coordinator\nB;Beneficiary\nC;Associated partner\n").unwrap_err().to_string();
    assert!(error.contains("B4: found the role \"Associated partner\" where a name must stand"), "{error}");
    let error = partners("Wer;Was\nA;Coordinator\nB;Beneficiary\n").unwrap_err().to_string();
    assert!(error.contains("below the headings \"B\", \"Beneficiary\""), "{error}");
    // A title or a note above the headings is none.
    let read = partners("Country;Belgium\nRole;all\nName;PIC\nPayoke;999000001\n").unwrap();
    assert_eq!(read.participants.len(), 1);
}

#[test]
fn headings_in_two_rows_are_told_as_such() {
    let rows = "Participant;Direct costs;;;;Indirect costs;Total\n;A.1;B;C.1;C.3;E;\nPayoke;100000;0;10000;0;7700;117700\n";
    let book = Book::read(rows.as_bytes(), "b.csv").unwrap();
    let people = [Participant::new(Applicant::new("Payoke".parse().unwrap()))];
    let error = tables::budget(&book, Owners::from(&people[..]), &Mapping::default()).unwrap_err();
    let told = faults(&error);
    assert!(
        told.iter().any(|(cell, message)| cell == "B2" && message.contains("second row of headings")),
        "{error}"
    );
}

#[test]
fn the_maximum_is_not_the_requested_contribution() {
    let people = [Participant::new(Applicant::new("Payoke".parse().unwrap()))];
    let read = |rows: &str| {
        let book = Book::read(rows.as_bytes(), "b.csv").unwrap();
        tables::budget(&book, Owners::from(&people[..]), &Mapping::default()).unwrap()
    };
    let both = read(
        "Participant;A.1;E;Total costs;Funding rate;Maximum EU contribution;Requested EU contribution\n\
        Payoke;100000;7000;107000;90%;96300;90000\n",
    );
    let row = &both.budget.rows()[0];
    assert_eq!(row.requested, "90000".parse().ok());
    assert!(!both.amounts_ignored, "what has no column costs nothing");
    let ignored: Vec<&str> = both.ignored.iter().map(|(_, heading)| heading.as_str()).collect();
    assert_eq!(ignored, ["Funding rate", "Maximum EU contribution"]);
    let alone = read("Participant;A.1;E;Total;Maximum EU contribution\nPayoke;100000;7000;107000;96300\n");
    assert_eq!(alone.budget.rows()[0].requested, None);
}

#[test]
fn a_sheet_of_the_wrong_kind_is_told_what_is_lacking() {
    let error = partners("Datum;Betrag\n1;2\n").unwrap_err().to_string();
    assert!(error.contains("\"name\"") && error.contains("\"Datum\", \"Betrag\""), "{error}");
    let error = partners("name;country\n").unwrap_err().to_string();
    assert!(error.contains("no organisation stands below"), "{error}");
    let book = Book::read(b"name\nA\n", "p.csv").unwrap();
    let error = tables::partners(&book, &Mapping::default().column("colour", "x")).unwrap_err().to_string();
    assert!(error.contains("no column \"colour\" to map"), "{error}");
}

/// A workbook with one sheet.
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Partner list").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_numbers_as_numbers_and_told_by_its_sheet() {
    let bytes = workbook(|sheet| {
        for (column, heading) in (0..).zip(["Name", "PIC", "Country"]) {
            sheet.write(2, column, heading).unwrap();
        }
        sheet.write(3, 0, "Payoke").unwrap();
        sheet.write(3, 1, 999_000_001).unwrap();
        sheet.write(3, 2, "Belgium").unwrap();
        sheet.write(4, 0, "Nowhere").unwrap();
        sheet.write(4, 2, "Atlantis").unwrap();
    });
    let book = Book::read(&bytes, "p.xlsx").unwrap();
    assert_eq!(book.sheets().collect::<Vec<_>>(), [Some("Partner list")]);
    let error = tables::partners(&book, &Mapping::default()).unwrap_err();
    assert!(error.to_string().starts_with("p.xlsx, sheet \"Partner list\", C5: "), "{error}");
    assert_eq!(error.faults().len(), 1);
    assert!(book.clone().sheet("Budget").unwrap_err().to_string().contains("there are \"Partner list\""));
}

#[test]
fn merged_cells_and_formulas_with_errors_are_told_at_their_cells() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "name").unwrap();
        sheet.write(0, 1, "country").unwrap();
        sheet.merge_range(1, 1, 2, 1, "BE", &Format::new()).unwrap();
        sheet.write(1, 0, "A").unwrap();
        sheet.write(2, 0, "B").unwrap();
        sheet.write(3, 0, "C").unwrap();
        sheet.write(3, 1, Formula::new("=Z1").set_result("#REF!")).unwrap();
    });
    let error = tables::partners(&Book::read(&bytes, "p.xlsx").unwrap(), &Mapping::default()).unwrap_err();
    let told = faults(&error);
    assert_eq!(told[0].0, "B2");
    assert!(told[0].1.contains("merged with the cells to B3"), "{error}");
    assert_eq!(told[1].0, "B4");
    assert!(told[1].1.contains("#REF!"), "{error}");
}

#[test]
fn a_title_merged_above_the_headings_does_no_harm() {
    let bytes = workbook(|sheet| {
        sheet.merge_range(0, 0, 0, 1, "Our partners", &Format::new()).unwrap();
        sheet.write(1, 0, "name").unwrap();
        sheet.write(1, 1, "country").unwrap();
        sheet.write(2, 0, "A").unwrap();
    });
    let read = tables::partners(&Book::read(&bytes, "p.xlsx").unwrap(), &Mapping::default()).unwrap();
    assert_eq!(read.participants.len(), 1);
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "name").unwrap();
        sheet.write(1, 0, "x".repeat(32_000)).unwrap();
        for row in 2..600 {
            sheet.write(row, 0, format!("{row}{}", "x".repeat(30_000))).unwrap();
        }
    });
    let mut limits = Limits::default();
    limits.bytes = 4 << 20;
    assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
    let error = Book::read_within(&bytes, "p.xlsx", limits).unwrap_err().to_string();
    assert!(error.contains("unpacks to more than 4 MiB"), "{error}");
    assert!(Book::read(&bytes, "p.xlsx").is_ok());
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let rows: String = (0..100_000).map(|i| format!("Organisation {i};BE\n")).collect();
    let read = partners(&format!("name;country\n{rows}")).unwrap();
    assert_eq!(read.participants.len(), 100_000);
    assert_eq!(read.cells[99_999].address(), "A100001");
}

#[test]
fn a_cell_with_a_script_is_a_name() {
    let read = partners("name\n<script>alert(1)</script>\n=HYPERLINK(\"x\")\n").unwrap();
    assert_eq!(read.participants[0].applicant.name.as_str(), "<script>alert(1)</script>");
    assert_eq!(read.participants[1].applicant.name.as_str(), "=HYPERLINK(\"x\")");
}

fn consortium() -> Vec<Participant> {
    let of = |name: &str, pic: &str| Participant::new(Applicant::new(name.parse().unwrap()).pic(pic));
    vec![of("Payoke", "999000001"), of("Stadt Wien", "999000002")]
}

fn budget(text: &str) -> Result<amif::budget::Budget, TableError> {
    let book = Book::read(text.as_bytes(), "b.csv")?;
    tables::budget(&book, Owners::from(&consortium()[..]), &Mapping::default()).map(|read| read.budget)
}

fn budget_sheet(text: &str) -> Result<tables::BudgetSheet, TableError> {
    let book = Book::read(text.as_bytes(), "b.csv")?;
    tables::budget(&book, Owners::from(&consortium()[..]), &Mapping::default())
}

#[test]
fn what_a_budget_has_no_column_for_is_zero_only_where_the_kind_is_stated() {
    let row = |sheet: &str| budget(sheet).unwrap().rows()[0].clone();
    let without = row("participant;A.1;E;requested\nPayoke;100;7;90\n");
    assert!(
        Resource::ALL.iter().all(|of| without.resources.get(*of).is_none()),
        "nothing is said of resources"
    );
    assert_eq!(without.costs.get(Category::Travel), Some(Eur::ZERO));
    let with = row("participant;A.1;E;requested;own_resources\nPayoke;100;7;90;17\n");
    assert_eq!(with.resources.get(Resource::Income), Some(Eur::ZERO));
    assert_eq!(with.resources.get(Resource::OwnResources), eur(17));
}

#[test]
fn a_column_that_is_not_read_is_told_and_counts_as_nothing_only_where_it_holds_nothing() {
    let read =
        budget_sheet("participant;A.1;C.9;E;requested;own_resources\nPayoke;100;10;7;90;17\n").unwrap();
    assert_eq!(
        read.ignored.iter().map(|(at, text)| (at.address(), text.as_str())).collect::<Vec<_>>(),
        [("C1".to_owned(), "C.9")]
    );
    assert!(read.amounts_ignored);
    let row = &read.budget.rows()[0];
    assert_eq!((row.costs.get(Category::Travel), row.resources.get(Resource::Income)), (None, None));
    assert_eq!(row.costs.get(Category::Employees), eur(100));

    let noted =
        budget_sheet("participant;A.1;E;Note;requested\nPayoke;100;7;to be checked;90;fine\n").unwrap();
    assert_eq!(noted.ignored.iter().map(|(at, _)| at.address()).collect::<Vec<_>>(), ["D1", "F2"]);
    assert!(!noted.amounts_ignored);
    assert_eq!(noted.budget.rows()[0].costs.get(Category::Travel), Some(Eur::ZERO));
}

#[test]
fn a_number_under_no_heading_is_refused() {
    // Thousands with commas and without quotation marks.
    let error = budget("participant,A.1,E\nPayoke,250,000,17,500\nStadt Wien,1,0\n").unwrap_err();
    let told = faults(&error);
    let cells: Vec<&str> = told.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["C2", "D2", "E2"], "{error}");
    assert!(told[1].1.contains("under no heading") && told[1].1.contains("quotation marks"), "{error}");
}

#[test]
fn a_column_of_a_group_is_held_against_its_categories() {
    let row = |sheet: &str| budget(sheet).unwrap().rows()[0].clone();
    let alone = row("participant;A. Personnel costs;B;E\nPayoke;100;5;7\n");
    assert_eq!(alone.costs.get(Category::Employees), eur(100));
    let all = row("participant;A;A.1;A.2;B;E\nPayoke;100;60;40;5;7\n");
    assert_eq!(all.costs.get(Category::Volunteers), Some(Eur::ZERO));
    let more = row("participant;A;A.1;A.2;B;E\nPayoke;101;60;40;5;7\n");
    assert_eq!(
        (more.costs.get(Category::Volunteers), more.costs.get(Category::Travel)),
        (None, Some(Eur::ZERO))
    );
    let purchases = row("participant;A.1;C. Purchase costs;E\nPayoke;100;5;7\n");
    assert_eq!(
        (purchases.costs.get(Category::Travel), purchases.costs.get(Category::Equipment)),
        (None, None)
    );
}

#[test]
fn a_row_of_totals_is_no_organisation() {
    let read = partners(
        "name,pic,role,country\nA,999000001,coordinator,BE\nTotal,,,\nTotal partners: 1,,,1\nTotal,,,FR\n",
    );
    let read = read.unwrap();
    assert_eq!(
        read.participants.iter().map(|p| p.applicant.name.as_str()).collect::<Vec<_>>(),
        ["A", "Total"]
    );
    assert_eq!(read.notes.iter().map(|(at, _)| at.address()).collect::<Vec<_>>(), ["A3", "A4"]);
    assert!(read.notes[1].1.contains("\"Total partners: 1\" is a row of totals"), "{:?}", read.notes);
}

#[test]
fn several_projects_and_ended_participations_of_an_export_are_told() {
    let sheet = "projectID;organisationID;name;country;role;endOfParticipation\n\
        1;999000001;A;BE;coordinator;false\n1;999000002;B;AT;participant;true\n2;999000003;C;DE;participant;false\n";
    let read = partners(sheet).unwrap();
    let told: Vec<(String, &str)> =
        read.notes.iter().map(|(at, note)| (at.address(), note.as_str())).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == "A4" && told[0].1.contains("several projects"), "{told:?}");
    assert!(told[1].0 == "F3" && told[1].1.contains("ended"), "{told:?}");
}

#[test]
fn countries_are_read_in_the_languages_of_the_union() {
    let read = partners(
        "Name;Land\nA;Österreich\nB;Ελλάδα\nC;Belgium (BE)\nD;the Netherlands\nE;DE - Deutschland\n",
    )
    .unwrap();
    let codes: Vec<String> =
        read.participants.iter().map(|p| p.applicant.country.unwrap().to_string()).collect();
    assert_eq!(codes, ["AT", "GR", "BE", "NL", "DE"]);
    let read = partners(
        "Name;Land\nA;Norwegen\nB;Islandia\nC;Suisse\nD;Moldawien\nE;Gruzja\nF;Royaume-Uni\nG;Ουκρανία\n",
    )
    .unwrap();
    let codes: Vec<String> =
        read.participants.iter().map(|p| p.applicant.country.unwrap().to_string()).collect();
    assert_eq!(codes, ["NO", "IS", "CH", "MD", "GE", "GB", "UA"]);
    let error = partners("name;country\nA;Belgium (FR)\nB;GRC\n").unwrap_err();
    let told = faults(&error);
    assert!(told[0].1.contains("did you mean \"BE\"") && told[1].1.contains("write GR"), "{error}");
    // One hint, and none of another country.
    let error = partners("name;country\nA;Ireland (Republic)\nB;Gallien\nC;Swedn\n").unwrap_err();
    let told: Vec<String> = faults(&error).into_iter().map(|(_, told)| told).collect();
    assert_eq!(
        told,
        [
            "found \"Ireland (Republic)\", which is no name of a country that is known; did you mean \"IE\"?",
            "found \"Gallien\", which is no English name of a country",
            "found \"Swedn\", which is no English name of a country; did you mean \"Sweden\"?",
        ]
    );
}

#[test]
fn a_word_that_may_be_two_roles_is_told_with_both() {
    let error = partners("name;role\nA;Partner\nB;third party\nC;Coordinating beneficiary\n").unwrap_err();
    let told: Vec<String> = faults(&error).into_iter().map(|(_, told)| told).collect();
    for (told, meant) in told.iter().zip([
        "found the role \"Partner\"; did you mean one of beneficiary, associated_partner? Allowed: ",
        "found the role \"third party\"; did you mean one of affiliated_entity, subcontractor? Allowed: ",
        "found the role \"Coordinating beneficiary\"; did you mean \"coordinator\"? Allowed: ",
    ]) {
        assert!(told.starts_with(meant), "{told}");
    }
    let error = partners("name;legal_form\nA;national organisation\nB;private organisation\n").unwrap_err();
    let told: Vec<String> = faults(&error).into_iter().map(|(_, told)| told).collect();
    assert!(
        !told[0].contains("did you mean") && told[1].contains("did you mean \"private_body\"?"),
        "{told:?}"
    );
}

#[test]
fn a_budget_is_read_by_codes_or_names_of_categories_with_its_totals() {
    let text = "Partner;A.1 Employees;B;Travel;E Indirect costs;requested;own_resources\n\
        Payoke;100 000,50;0;;7.000,00;90 000;10 000\n\
        999 000 002;50'000.00;1;2;3;4;5\n\
        TOTAL;150 000,50;1;;;90 004;\n";
    let read = budget(text).unwrap();
    let rows = read.rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].costs.get(Category::Employees), "100000.50".parse().ok());
    assert_eq!(rows[0].costs.get(Category::Travel), None);
    assert_eq!(rows[0].costs.get(Category::Equipment), Some(Eur::ZERO));
    assert_eq!(rows[0].costs.get(Category::Indirect), eur(7_000));
    assert_eq!(rows[0].resources.get(Resource::OwnResources), eur(10_000));
    assert_eq!(rows[1].costs.get(Category::Employees), eur(50_000));
    assert_eq!(
        read.totals().costs,
        [(Category::Employees, "150000.50".parse().unwrap()), (Category::Subcontracting, eur(1).unwrap())]
    );
    assert_eq!((read.totals().requested, read.totals().total), (eur(90_004), None));
}

/// Where an organisation is named like a total, its PIC says that the row is its own; without one its first row is.
#[test]
fn an_organisation_that_is_named_like_a_total_has_its_row() {
    let named = |name: &str, pic: &str| {
        Participant::new(Applicant::new(name.parse().unwrap()).pic(pic)).role(Role::Beneficiary)
    };
    let own = [named("Payoke", "999000001"), named("Razem", "999000002"), named("Total", "999000003")];
    let read = |text: &str| {
        tables::budget(
            &Book::read(text.as_bytes(), "b.csv").unwrap(),
            Owners::from(&own[..]),
            &Mapping::default(),
        )
        .map(|read| read.budget)
    };
    let sum = |totals: &amif::budget::Totals| totals.costs.first().map(|(_, amount)| *amount);
    let coded =
        read("pic;participant;A.1\n999000001;Payoke;1\n999000002;Razem;2\n999000003;Total;3\n;Total;6\n")
            .unwrap();
    assert_eq!((coded.rows().len(), sum(coded.totals())), (3, eur(6)));
    let uncoded = read("participant;A.1\nPayoke;1\nRazem;2\nTotal;3\nTotal;6\n").unwrap();
    assert_eq!((uncoded.rows().len(), sum(uncoded.totals())), (3, eur(6)));
    let others = read("participant;A.1\nPayoke;1\nSum;1\n").unwrap();
    assert_eq!((others.rows().len(), sum(others.totals())), (1, eur(1)));
}

#[test]
fn work_packages_are_parts_of_the_row_or_make_it() {
    let text = "participant;work_package;A.1;requested\nPayoke;;30;27\nPayoke;WP1;10;\nPayoke;WP2;20;\nStadt Wien;WP1;1;2\nStadt Wien;WP2;4;8\n";
    let read = budget(text).unwrap();
    let rows = read.rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].costs.get(Category::Employees), eur(30));
    assert_eq!(rows[0].work_packages.len(), 2);
    assert_eq!((rows[1].costs.get(Category::Employees), rows[1].requested), (eur(5), eur(10)));
    let names: Vec<&str> = rows[1].work_packages.iter().map(|w| w.name.as_str()).collect();
    assert_eq!(names, ["WP1", "WP2"]);
}

#[test]
fn mistakes_in_a_budget_are_told_at_their_cells() {
    let text = "participant;A.1;B;A1\nPayoke;750.000;-5;1\nNobody;1;2;3\n;7;;\nTotal;1;1;\nTotal;2;2;\n";
    let error = budget(text).unwrap_err();
    let told = faults(&error);
    let cells: Vec<&str> = told.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["D1", "B2", "C2", "A3", "A4", "A6"], "{error}");
    for (at, says) in [
        "same as B1",
        "two ways",
        "below zero",
        "no participant \"Nobody\"",
        "must be stated",
        "second row of totals",
    ]
    .iter()
    .enumerate()
    {
        assert!(told[at].1.contains(says), "{error}");
    }
    let error = budget("participant;notes\nPayoke;x\n").unwrap_err();
    assert!(error.to_string().contains("no heading names a category"), "{error}");
}

#[test]
fn templates_are_read_by_the_readers() {
    let empty = tables::partners_template();
    assert!(partners(&format!("{empty}A,,,,,,\n")).unwrap().ignored.is_empty());
    let sheet = tables::budget_template(&consortium());
    let read = budget(&sheet).unwrap();
    assert_eq!(read.rows().len(), 2);
    assert!(read.rows().iter().all(|row| row.costs.get(Category::Employees).is_none()));
}

#[test]
fn a_row_is_told_by_its_code_where_code_and_name_have_columns_of_their_own() {
    let mut all = consortium();
    all.push(Participant::new(Applicant::new("Caritas".parse().unwrap())));
    let read = |rows: &str| {
        let book = Book::read(format!("PIC;Beneficiary;A.1\n{rows}").as_bytes(), "b.csv").unwrap();
        tables::budget(&book, Owners::from(&all[..]), &Mapping::default())
    };
    let code = |at: usize| all[at].applicant.pic.clone().unwrap().to_string();
    let (first, second) = (code(0), code(1));
    let name = all[1].applicant.name.as_str();
    // Names are shortened in sheets; one of the two is enough; whoever has no code in the proposal is told by the name.
    let rows = format!("{first};PYK;10\n{second};;20\n999 000 077;Caritas;30\nTotal;;60\n");
    let budget = read(&rows).unwrap().budget;
    let owners: Vec<RowOf> = budget.rows().iter().map(|row| row.participant.clone()).collect();
    let coded = |code: &str| RowOf::Pic(Pic::new(code));
    assert_eq!(owners, [coded(&first), coded(&second), RowOf::Place(2)]);
    assert_eq!(budget.totals().costs, [(Category::Employees, eur(60).unwrap())]);
    let error = read(&format!("{first};{name};10\n;Total;10\n;;5\n")).unwrap_err();
    let told = faults(&error);
    let cells: Vec<&str> = told.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["A2", "B4"], "{error}");
    assert!(told[0].1.contains(&format!("beside the name \"{name}\"; its PIC is {second}")), "{error}");
    // A column of codes alone is enough.
    let book = Book::read(format!("pic,A.1\n{first},1\n").as_bytes(), "b.csv").unwrap();
    assert_eq!(
        tables::budget(&book, Owners::from(&all[..]), &Mapping::default()).unwrap().budget.rows().len(),
        1
    );
}

#[test]
fn an_ambiguous_name_needs_a_pic() {
    let of = |name: &str| Participant::new(Applicant::new(name.parse().unwrap()));
    let twice = [of("Caritas"), of("CARITAS ")];
    let book = Book::read(b"participant,A.1\nCaritas,1\n", "b.csv").unwrap();
    let error = tables::budget(&book, Owners::from(&twice[..]), &Mapping::default()).unwrap_err().to_string();
    assert!(error.contains("2 participants are named"), "{error}");
}

fn run(name: &str, arguments: &[&str]) -> Output {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    program::run_in(&data, name, arguments, b"")
}

#[test]
fn import_partners_prints_a_draft_or_every_mistake() {
    let output = run("import_partners", &["partners.csv"]);
    assert_eq!(output.status.code(), Some(0));
    let draft = Proposal::from_json(std::str::from_utf8(&output.stdout).unwrap()).unwrap();
    assert_eq!(draft.consortium.participants.len(), 4);
    assert_eq!(draft.consortium.participants[2].applicant.legal_form, Some(LegalForms::PRIVATE_BODY));
    assert!(!draft.consortium.complete);
    let output = run("import_partners", &["budget.csv", "--column", "name=requested"]);
    assert_eq!(output.status.code(), Some(0), "a mapping is believed");
    let output = run("import_partners", &["eligible.json"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    assert!(String::from_utf8(output.stderr).unwrap().contains("this is JSON"));
    let output = run("import_partners", &["--template"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), tables::partners_template());
}

#[test]
fn check_budget_reads_the_budget_from_a_sheet() {
    let output = run("check_budget", &["--as-of", "2024-08-20", "--budget", "budget.csv", "eligible.json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("513 600"), "{text}{error}");
}

#[test]
fn build_consortium_takes_candidates_from_sheets_and_from_lines_of_json() {
    let at = ["--topic", "AMIF-2024-TF2-AG-THB-01", "--as-of", "2024-06-01"];
    let run = |more: &[&str]| run("build_consortium", &[&at[..], more].concat());
    let output = run(&["--format", "json", "candidates.csv"]);
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &json["options"][0];
    assert_eq!((&first["verdict"], &first["members"][0]["name"]), (&"eligible".into(), &"Payoke".into()));
    assert_eq!(json["undecided"][0]["name"], "Invented Institute");
    assert_eq!(json["undecided"][0]["missing"], serde_json::json!(["legal_form"]));
    let text = String::from_utf8(run(&["candidates.csv", "eligible.json"]).stdout).unwrap();
    assert!(text.starts_with("Nobody is lacking: eligible"), "{text}");

    let lines = std::env::temp_dir().join(format!("amif-candidates-{}.ndjson", std::process::id()));
    std::fs::write(
        &lines,
        "{\"name\": \"A\", \"country\": \"BE\"}\n\n{\"name\": \"B\", \"countri\": \"XX\"}\n{\"pic\": 1}\n",
    )
    .unwrap();
    let output = run(&[lines.to_str().unwrap()]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    assert!(told.contains("line 3: ") && told.contains("line 4: ") && !told.contains("line 1: "), "{told}");
    std::fs::write(&lines, "{\"name\": \"A\", \"country\": \"BE\"}\n").unwrap();
    assert_eq!(run(&[lines.to_str().unwrap()]).status.code(), Some(0));
    // With a byte-order mark; a list is told for what it is.
    std::fs::write(&lines, "\u{feff}{\"name\": \"A\", \"country\": \"BE\"}\n").unwrap();
    assert_eq!(run(&[lines.to_str().unwrap()]).status.code(), Some(0));
    std::fs::write(&lines, "[{\"name\": \"A\"}]").unwrap();
    let told = String::from_utf8(run(&[lines.to_str().unwrap()]).stderr).unwrap();
    assert!(told.contains("write one organisation a line"), "{told}");
    // Roles that only CORDIS knows are nothing to candidates.
    std::fs::write(&lines, "name,role,country\nA,internationalPartner,BE\nB,thirdParty,AT\n").unwrap();
    let output = run(&[lines.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::remove_file(lines).unwrap();
    assert_eq!(run(&["budget_call.json"]).status.code(), Some(3));
}

#[test]
fn a_heading_that_is_asked_for_must_be_there_and_cells_beyond_the_headings_are_told() {
    use amif::tables::{Book, Mapping, partners};

    let book = Book::read(b"name,pic,country\nA,999000001,BE\n", "p.csv").unwrap();
    let error = partners(&book, &Mapping::default().column("country", "Sitz")).unwrap_err().to_string();
    assert!(error.contains("\"Sitz\"") && error.contains("\"name\", \"pic\", \"country\""), "{error}");
    let book = Book::read(b"name,country\nA,BE,profit_making\nB,AT,public_body,x\n", "p.csv").unwrap();
    let read = partners(&book, &Mapping::default()).unwrap();
    let told: Vec<String> =
        read.ignored.iter().map(|(cell, text)| format!("{} {text}", cell.address())).collect();
    assert_eq!(told, ["C2 profit_making", "D3 x"]);
}
