//! A sheet with a detailed budget: a row for each participant, a column for each category.

use super::amount::amount;
use super::book::Book;
use super::columns::{Column, Found, Mapping, find, key};
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet, Value};
use crate::budget::{Budget, Category, Costs, Resource, Resources, Row, RowOf, Totals, WorkPackage};
use crate::id::Pic;
use crate::input::quoted;
use crate::money::Eur;
use crate::proposal::Participant;

/// The columns of a sheet of a budget. Reader and template go by this table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Participant,
    WorkPackage,
    Cost(Category),
    Total,
    Requested,
    Resource(Resource),
}

const fn cost(category: Category, words: &'static [&'static str]) -> Column<Of> {
    Column { is: Of::Cost(category), name: category.as_str(), words }
}

const fn resource(resource: Resource, words: &'static [&'static str]) -> Column<Of> {
    Column { is: Of::Resource(resource), name: resource.as_str(), words }
}

pub(super) const BUDGET: &[Column<Of>] = &[
    Column {
        is: Of::Participant,
        name: "participant",
        words: &[
            "partner",
            "beneficiary",
            "organisation",
            "organization",
            "name",
            "participantname",
            "pic",
            "applicant",
            "teilnehmer",
            "partenaire",
            "participante",
            "partecipante",
            "deelnemer",
            "uczestnik",
            "ucastnik",
            "resztvevo",
        ],
    },
    Column {
        is: Of::WorkPackage,
        name: "work_package",
        words: &[
            "workpackage",
            "wp",
            "workpackages",
            "arbeitspaket",
            "lotdetravail",
            "paquetedetrabajo",
            "werkpakket",
        ],
    },
    cost(Category::Employees, &["a1employees", "employees", "a1employeesorequivalent", "personnel", "staff"]),
    cost(
        Category::DirectContract,
        &["a2directcontract", "directcontract", "a2naturalpersonsunderdirectcontract"],
    ),
    cost(Category::Seconded, &["a3seconded", "a3secondedpersons", "secondedpersons"]),
    cost(Category::Owners, &["a4smeowners", "smeowners", "a4smeownersandnaturalpersonbeneficiaries"]),
    cost(Category::Volunteers, &["a5volunteers", "volunteers"]),
    cost(
        Category::Subcontracting,
        &["bsubcontracting", "subcontracting", "bsubcontractingcosts", "subcontractingcosts"],
    ),
    cost(Category::Travel, &["c1travel", "travel", "c1travelandsubsistence", "travelandsubsistence"]),
    cost(Category::Equipment, &["c2equipment", "equipment"]),
    cost(
        Category::OtherGoods,
        &["c3othergoods", "othergoods", "c3othergoodsworksandservices", "othergoodsworksandservices"],
    ),
    cost(
        Category::ThirdParties,
        &["d1financialsupporttothirdparties", "financialsupporttothirdparties", "supporttothirdparties"],
    ),
    cost(Category::SpecificTwo, &["d2specific"]),
    cost(Category::SpecificThree, &["d3specific"]),
    cost(Category::SpecificFour, &["d4specific"]),
    cost(Category::SpecificFive, &["d5specific"]),
    cost(Category::Indirect, &["eindirectcosts", "indirectcosts", "indirect"]),
    Column {
        is: Of::Total,
        name: "total",
        words: &[
            "totalcosts",
            "totaleligiblecosts",
            "gesamt",
            "gesamtkosten",
            "couttotal",
            "costetotal",
            "costototale",
        ],
    },
    Column {
        is: Of::Requested,
        name: "requested",
        words: &[
            "requestedgrant",
            "requestedeucontribution",
            "eucontribution",
            "maximumeucontribution",
            "requestedcontribution",
            "grant",
        ],
    },
    resource(Resource::Income, &["incomegeneratedbytheaction"]),
    resource(Resource::InKind, &["inkindcontributions"]),
    resource(Resource::FinancialContributions, &["contributions"]),
    resource(Resource::OwnResources, &["ownfunds"]),
];

/// Words for the row of the totals.
const TOTAL_ROW: &[&str] = &[
    "total", "totals", "sum", "gesamt", "summe", "totale", "totaal", "razem", "celkem", "spolu", "skupaj",
    "ukupno", "osszesen",
];

/// Whose rows a budget has: the participants of the proposal that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Owners<'p>(&'p [Participant]);

impl<'p> From<&'p [Participant]> for Owners<'p> {
    fn from(participants: &'p [Participant]) -> Self {
        Owners(participants)
    }
}

impl Owners<'_> {
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

/// Reads a detailed budget: a row for each participant, told by PIC or by name, a column for each category.
///
/// The headings are the codes of the corporate table (`A.1` to `E`), with or without their names; `total`,
/// `requested` (the EU contribution) and the resources `income`, `in_kind`, `financial_contributions` and
/// `own_resources` may stand beside them. With a column `work_package`, a row that names one is the part of the
/// participant's row in it; where the participant has no row without, its costs are those parts added up. A row
/// `Total` states the totals. A column that is not there costs nothing, except indirect costs, which are unknown
/// then; an empty cell is unknown.
///
/// ```
/// use amif::budget::Category;
/// use amif::tables::{Book, Mapping, Owners, budget};
///
/// let partners = [amif::Participant::new(amif::Applicant::new("Payoke".parse()?))];
/// let sheet = "participant;A.1 Employees;C.1;E;requested\nPayoke;100 000;;7 000,00;96 300\n";
/// let book = Book::read(sheet.as_bytes(), "budget.csv")?;
/// let read = budget(&book, Owners::from(&partners[..]), &Mapping::default())?;
/// let costs = &read.rows()[0].costs;
/// assert_eq!(costs.get(Category::Employees), "100000".parse().ok());
/// assert_eq!(costs.get(Category::Travel), None, "an empty cell is unknown");
/// assert_eq!(costs.get(Category::Equipment), Some(amif::Eur::ZERO), "a column that is not there costs nothing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Everything that cannot be read, all at once, each with its cell.
pub fn budget(book: &Book, owners: Owners<'_>, mapping: &Mapping) -> Result<Budget, TableError> {
    let mut faults = Faults::default();
    let found = find(book, BUDGET, Of::Participant, mapping, &mut faults)?;
    let mut reader = Reader { book, sheet: found.sheet, found: &found, faults };
    if !found.columns.iter().any(|(of, _)| matches!(of, Of::Cost(_))) {
        let at = book.cell(found.sheet, found.row, 1);
        let codes = Category::NAMES.join(", ");
        reader.faults.add(Some(at), || format!("no heading names a category of costs; known are {codes}"));
    }
    let (mut rows, mut parts, mut totals): (Vec<Row>, Vec<Part>, Option<Totals>) = Default::default();
    for line in found.lines() {
        let Some((column, text)) = reader.text(line, Of::Participant) else {
            reader.nobodys(line);
            continue;
        };
        if TOTAL_ROW.contains(&key(text).as_str()) {
            match &totals {
                None => totals = Some(reader.totals(line)),
                Some(_) => {
                    reader.tell(line, column, || "a second row of totals; there must be one".to_owned());
                }
            }
            continue;
        }
        match owners.row_of(text) {
            Err(message) => reader.tell(line, column, || message),
            Ok(of) => match reader.text(line, Of::WorkPackage) {
                Some((_, name)) => parts.push(Part { row: reader.row(line, of), name: name.to_owned() }),
                None => rows.push(reader.row(line, of)),
            },
        }
    }
    for part in parts {
        into_row(part, &mut rows);
    }
    if rows.is_empty() {
        reader.faults.add(Some(book.cell(found.sheet, found.row, 1)), || {
            "no row stands below the headings".to_owned()
        });
    }
    let whole = |error: String| TableError::of_file(format!("{}: {error}", book.file()));
    let rows = reader.faults.or(rows)?;
    let budget = Budget::new(rows).map_err(|e| whole(e.to_string()))?;
    match totals {
        Some(totals) => budget.stating(totals).map_err(|e| whole(e.to_string())),
        None => Ok(budget),
    }
}

/// The part of a participant's row in a work package.
struct Part {
    row: Row,
    name: String,
}

/// Puts a part into the participant's row; where there is none of its own, the row is the sum of its parts.
fn into_row(part: Part, rows: &mut Vec<Row>) {
    let mut package = WorkPackage::new(&part.name);
    package.costs = part.row.costs.clone();
    match rows.iter_mut().find(|row| row.participant == part.row.participant) {
        None => rows.push(Row { work_packages: vec![package], ..part.row }),
        Some(row) => {
            // A row that came of parts has as many costs as they have.
            let summed =
                row.work_packages.iter().map(|w| &w.costs).fold(None, |sum: Option<Costs>, costs| {
                    Some(sum.map_or(costs.clone(), |sum| added(&sum, costs)))
                });
            if summed.as_ref() == Some(&row.costs) {
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
        match line.at(column)? {
            Value::Text(text) => Some((column, text)),
            Value::Error(error) => {
                self.tell(line, column, || format!("found the error {error}; mend its formula"));
                None
            }
        }
    }

    /// A row with amounts and nobody's name: a note below the table is passed over.
    fn nobodys(&mut self, line: &'b Line) {
        let filled = self.found.columns.iter().find(|(of, at)| {
            !matches!(of, Of::Participant | Of::WorkPackage)
                && matches!(line.at(*at), Some(Value::Text(text)) if amount(text).is_ok_and(|a| a != Eur::ZERO))
        });
        if let (Some(_), Some(at)) = (filled, self.found.column(Of::Participant))
            && line.at(at).is_none()
        {
            self.tell(line, at, || "the participant must be stated: the row has amounts".to_owned());
        }
    }

    fn amount(&mut self, line: &'b Line, of: Of) -> Option<Eur> {
        let (column, text) = self.text(line, of)?;
        match amount(text) {
            Ok(amount) => Some(amount),
            Err(message) => {
                self.tell(line, column, || message);
                None
            }
        }
    }

    fn row(&mut self, line: &'b Line, of: RowOf) -> Row {
        let mut row = Row::of(of);
        let (mut costs, mut resources) = (Costs::default(), Resources::default());
        for category in Category::ALL {
            if self.found.column(Of::Cost(*category)).is_some() {
                costs.set(*category, self.amount(line, Of::Cost(*category)));
            }
        }
        for resource in Resource::ALL {
            if self.found.column(Of::Resource(*resource)).is_some() {
                resources.set(*resource, self.amount(line, Of::Resource(*resource)));
            }
        }
        row.total = self.amount(line, Of::Total);
        row.requested = self.amount(line, Of::Requested);
        (row.costs, row.resources) = (costs, resources);
        row
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
