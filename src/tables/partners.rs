//! A sheet of organisations.

use std::collections::BTreeSet;
use std::fmt;

use super::book::Book;
use super::columns::{Found, Mapping, find};
use super::key::key;
use super::place::{Cell, Faults, TableError};
use super::sheet::{Line, Sheet};
use super::whose::ORGANISATION;
use super::words::{
    FORMS, OTHER_ACTIVITY, Of, PARTNERS, PRIVATE, ROLES, TYPES, activity_form, is_non_profit, is_total, meant,
};
use crate::country::{Country, CountryNameError, ParseCountryError, called, hint};
use crate::input::quoted;
use crate::organisation::{LegalForm, LegalForms, OrganisationType, Role};
use crate::proposal::{Applicant, Consortium, Participant, Proposal};
use crate::value::UnknownNameError;

/// The organisations of a sheet.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Partners {
    /// The participants, in the order of the rows.
    pub participants: Vec<Participant>,
    /// For each participant the cell of its name.
    pub cells: Vec<Cell>,
    /// Headings of columns that were not read, with their cells; of a column without a heading its first filled cell.
    pub ignored: Vec<(Cell, String)>,
    /// What is to be known of single cells: rows of totals, such as `Total partners: 3`, that were left out; an export
    /// of CORDIS with the organisations of several projects, or with some that no longer take part.
    pub notes: Vec<(Cell, String)>,
    /// The names of other sheets of the workbook that have headings of organisations too, and were not read.
    pub passed_over: Vec<String>,
}

impl Partners {
    /// A draft of which only these participants are known; more may join.
    ///
    /// ```
    /// use amif::tables::{Book, Mapping, partners};
    ///
    /// let book = Book::read(b"name,country\nPayoke,BE\n", "p.csv")?;
    /// let draft = partners(&book, &Mapping::default())?.into_draft();
    /// assert!(!draft.consortium.complete);
    /// # Ok::<(), amif::tables::TableError>(())
    /// ```
    #[must_use]
    pub fn into_draft(self) -> Proposal {
        Proposal::new(Consortium::new(self.participants).incomplete())
    }
}

/// Reads a sheet of organisations, one a row.
///
/// | column | what is read |
/// |---|---|
/// | `name` | the name; it must be there |
/// | `pic` | the participant identification code, as it is written |
/// | `role` | a name of [`Role`](crate::Role), or what it is called in a language of the Union |
/// | `country` | a two-letter code, or the country's name in English, that of a Member State or of a country around the Union in any official language of it; both where they agree: `Belgium (BE)` |
/// | `legal_form` | a name of [`LegalForm`](crate::LegalForm), `private_body`, or the usual words |
/// | `organisation_type` | a name of [`OrganisationType`](crate::value::OrganisationType), or an activity type of CORDIS: HES, REC, PUB, PRC, OTH |
/// | `affiliated_to` | the code of the beneficiary that it is linked to |
///
/// The headings are found in whichever sheet has them: one that is hidden is read only where no other has them, and where
/// several have as many, none is. A sheet with categories of costs is one of a budget, and read only where no other has headings. A row of headings that lacks the name is refused with what it has. `PUB` and `PRC` say that a body is public, or private, which may be for profit or not;
/// `HES`, `REC` and `OTH` say nothing of the legal form. A legal form that is stated stands beside a type.
///
/// ```
/// use amif::tables::{Book, Mapping, partners};
///
/// let book = Book::read(b"name,country\nPayoke,BE\nStadt Wien,Atlantis\n,IT\n", "p.csv")?;
/// // Every mistake at its cell, all at once.
/// let error = partners(&book, &Mapping::default()).unwrap_err();
/// assert_eq!(error.faults().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Everything that cannot be read, all at once, each with its cell.
pub fn partners(book: &Book, mapping: &Mapping) -> Result<Partners, TableError> {
    let mut faults = Faults::default();
    let found = find(book, PARTNERS, &[Of::Name], mapping, &mut faults)?;
    let sheet = found.sheet;
    let mut partners = Partners {
        participants: Vec::new(),
        cells: Vec::new(),
        ignored: found.not_read(book),
        notes: of_cordis(book, &found),
        passed_over: found.passed_over.iter().map(|name| (*name).to_owned()).collect(),
    };
    for line in found.lines() {
        let mut row = Row { book, sheet, found: &found, line, faults: &mut faults };
        if let Some((cell, name)) = row.total() {
            let note = format!("{} is a row of totals and no organisation; left out", quoted(&name));
            partners.notes.push((cell, note));
            continue;
        }
        if let Some((participant, cell)) = row.participant() {
            partners.participants.push(participant);
            partners.cells.push(cell);
        }
    }
    if partners.participants.is_empty() && faults.is_empty() {
        faults.add(Some(book.cell(sheet, found.row, 1)), || {
            format!("no organisation stands below the headings {}", found.texts())
        });
    }
    faults.or(partners)
}

/// What an export of CORDIS says of projects, which no participant has a field for: `organization.csv` lists the
/// organisations of many, and those that have left.
fn of_cordis(book: &Book, found: &Found<'_, Of>) -> Vec<(Cell, String)> {
    let column = |name: &str| found.ignored.iter().find(|(_, text)| key(text) == name).map(|(at, _)| *at);
    let cells = |name: &str| {
        let column = column(name);
        found.lines().filter_map(move |line| {
            let text = line.at(column?)?.read().ok()?;
            Some((book.cell(found.sheet, line.row, column?), text))
        })
    };
    let mut notes = Vec::new();
    let mut projects = BTreeSet::new();
    let second = cells("projectid").find(|(_, text)| projects.insert(*text) && projects.len() > 1);
    if let Some((cell, text)) = second {
        let note = format!(
            "the rows are of several projects, project {} among them; all were read as one consortium",
            quoted(text)
        );
        notes.push((cell, note));
    }
    let left = cells("endofparticipation").filter(|(_, text)| key(text) == "true");
    notes.extend(
        left.map(|(cell, _)| (cell, "its participation has ended; it was read all the same".to_owned())),
    );
    notes
}

/// A row that is being read.
struct Row<'r, 'b> {
    book: &'b Book,
    sheet: &'b Sheet,
    found: &'r Found<'b, Of>,
    line: &'b Line,
    faults: &'r mut Faults,
}

impl<'b> Row<'_, 'b> {
    fn cell(&self, column: u32) -> Cell {
        self.book.cell(self.sheet, self.line.row, column)
    }

    /// The text of a column; `None` where it is empty, or an error, which is told.
    fn text(&mut self, of: Of) -> Option<(u32, &'b str)> {
        let column = self.found.column(of)?;
        match self.line.at(column)?.read() {
            Ok(text) => Some((column, text)),
            Err(message) => {
                self.faults.add(Some(self.cell(column)), || message);
                None
            }
        }
    }

    /// Reads a column; what cannot be read is told with its cell.
    fn read<T, E: fmt::Display>(
        &mut self,
        of: Of,
        read: impl FnOnce(&'b str) -> Result<Option<T>, E>,
    ) -> Option<T> {
        let (column, text) = self.text(of)?;
        match read(text) {
            Ok(value) => value,
            Err(error) => {
                self.faults.add(Some(self.cell(column)), || error.to_string());
                None
            }
        }
    }

    /// The row where it is one of totals: its name says so, and nothing else that is stated of it is of an organisation.
    /// An organisation may be named Total.
    fn total(&self) -> Option<(Cell, String)> {
        let at = self.found.column(Of::Name)?;
        let stated = |of: Of| self.found.column(of).and_then(|column| self.line.at(column));
        let name = self.line.at(at)?.read().ok()?;
        if [Of::Pic, Of::Role, Of::LegalForm, Of::Type].iter().any(|of| stated(*of).is_some()) {
            return None;
        }
        let of_country = || stated(Of::Country).and_then(|value| value.read().ok());
        let placed = || of_country().is_some_and(|text| country(text).is_ok());
        (is_total(name) && !placed()).then(|| (self.cell(at), name.to_owned()))
    }

    fn participant(&mut self) -> Option<(Participant, Cell)> {
        let known: Vec<u32> = self.found.columns.iter().map(|(_, at)| *at).collect();
        if known.iter().all(|at| self.line.at(*at).is_none()) {
            return None;
        }
        let pic = self.text(Of::Pic).map(|(_, text)| text);
        let role = self.read(Of::Role, role);
        let country = self.read(Of::Country, country);
        let form = self.read(Of::LegalForm, form);
        let kind = self.read(Of::Type, kind);
        let affiliated_to = self.text(Of::AffiliatedTo).map(|(_, text)| text);
        let at = self.found.column(Of::Name).unwrap_or(1);
        if self.line.at(at).is_none() {
            self.faults.add(Some(self.cell(at)), || "the name of the organisation must be stated".to_owned());
        }
        let (column, name) = self.text(Of::Name)?;
        let cell = self.cell(column);
        // Where no other heading is known, the one of the name may be what somebody is: a row of a sheet whose headings are
        // not known.
        let word = key(name);
        if self.found.columns.len() == 1
            && meant(ROLES, &word).is_some()
            && !ORGANISATION.contains(&word.as_str())
        {
            self.faults.add(Some(cell), || {
                format!(
                    "found the role {} where a name must stand; the headings are read of row {}: {}",
                    quoted(name),
                    self.found.row,
                    self.found.texts()
                )
            });
            return None;
        }
        let mut applicant = match name.parse() {
            Ok(name) => Applicant::new(name),
            Err(error) => {
                self.faults.add(Some(cell), || format!("{error}"));
                return None;
            }
        };
        applicant.country = country;
        if let Some(pic) = pic {
            applicant = applicant.pic(pic);
        }
        let (by_type, kind) = kind.unwrap_or_default();
        applicant.organisation_type = kind;
        // An activity type is no legal form: where one is stated, it alone is read.
        applicant.legal_form = form.or(by_type);
        let mut participant = Participant::new(applicant);
        participant.role = role;
        if let Some(pic) = affiliated_to {
            participant = participant.affiliated_to(pic);
        }
        Some((participant, cell))
    }
}

fn role(text: &str) -> Result<Option<Role>, String> {
    let word = key(text);
    match meant(ROLES, &word) {
        Some(role) => Ok(Some(role)),
        None => text.parse().map(Some).map_err(|e: UnknownNameError| e.to_string()),
    }
}

/// Why a cell says no country. What is meant is looked up where it is told: of a long sheet not all is.
enum NoCountry<'t> {
    Code(ParseCountryError),
    Name(&'t str, CountryNameError),
}

impl fmt::Display for NoCountry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoCountry::Code(error) => error.fmt(f),
            // A code of three letters is told already.
            NoCountry::Name(text, error @ CountryNameError::Unknown { .. }) if text.chars().count() > 3 => {
                match hint(text) {
                    meant if meant.is_empty() => error.fmt(f),
                    meant => {
                        write!(
                            f,
                            "found {}, which is no name of a country that is known{meant}",
                            quoted(text)
                        )
                    }
                }
            }
            NoCountry::Name(_, error) => error.fmt(f),
        }
    }
}

fn country(text: &str) -> Result<Option<Country>, NoCountry<'_>> {
    // A note mark of the Commission's lists, and the code of a region of Belgium's behind the name.
    let plain = text.trim_end_matches(['*', ' ']);
    match plain.parse() {
        Ok(country) => Ok(Some(country)),
        Err(error) if plain.len() <= 2 => Err(NoCountry::Code(error)),
        Err(_) => called(plain).map(Some).map_err(|error| NoCountry::Name(plain, error)),
    }
}

fn form(text: &str) -> Result<Option<LegalForms>, String> {
    let word = key(text);
    if let Some(form) = meant(FORMS, &word) {
        return Ok(Some(form.into()));
    }
    if is_non_profit(&word) {
        return Ok(Some(LegalForm::NonProfitPrivate.into()));
    }
    if PRIVATE.contains(&word.as_str()) {
        return Ok(Some(LegalForms::PRIVATE_BODY));
    }
    if word == "ngo" || word == "nongovernmentalorganisation" {
        return Err(format!(
            "found the legal form {}; a non-governmental organisation is a private body: write non_profit_private, or private_body where it is not known whether it may distribute profits",
            quoted(text)
        ));
    }
    text.parse::<LegalForms>().map(Some).map_err(|e| e.to_string())
}

/// What a type of organisation says: of its form, and of its kind.
type Kind = (Option<LegalForms>, Option<OrganisationType>);

fn kind(text: &str) -> Result<Option<Kind>, String> {
    let word = key(text);
    if word == OTHER_ACTIVITY {
        return Ok(None);
    }
    let (form, kind) = (activity_form(&word), meant(TYPES, &word));
    if form.is_some() || kind.is_some() {
        return Ok(Some((form, kind)));
    }
    match text.parse() {
        Ok(kind) => Ok(Some((None, Some(kind)))),
        Err(_) if meant(FORMS, &word).is_some() => Err(format!(
            "found the organisation type {}, which is a legal form; state it in the column legal_form",
            quoted(text)
        )),
        Err(error) => Err(format!("{}; or HES, REC, PUB, PRC, OTH", UnknownNameError::to_string(&error))),
    }
}
