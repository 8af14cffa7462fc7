//! A row of DG HOME's project export: lists joined with semicolons, days written month first.

use chrono::NaiveDate;

use super::amount::amount;
use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::country::Country;
use crate::id::TopicId;
use crate::money::Eur;
use crate::organisation::Role;

/// The field that tells the export from other records.
pub(super) const MARK: &str = "Project Call Id";

/// A project that was awarded, as the export of the granting authority lists it. It is no topic.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Project {
    /// Where the row stands in the file.
    pub path: String,
    /// The number of the project.
    pub number: Option<String>,
    /// The call or topic under which it was awarded.
    pub topic: Option<TopicId>,
    /// The acronym.
    pub acronym: Option<String>,
    /// Who takes part, in the order of the row.
    pub participants: Vec<ProjectParticipant>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
    /// The requested EU contribution.
    pub contribution: Option<Eur>,
}

/// A participant of a [`Project`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectParticipant {
    /// The name as written.
    pub name: String,
    /// Coordinator or beneficiary; `None` for any other word.
    pub role: Option<Role>,
    /// The country.
    pub country: Option<Country>,
}

/// Reads a row.
pub(super) fn read(row: &Node<'_>, warnings: &mut Vec<Warning>) -> Project {
    let found = row.text_of("Project Number").map_or("a project".to_owned(), |n| format!("project {n}"));
    let meaning = "a row of a project export, no topic; it was read as a project";
    warnings.push(Warning::about(row.path.clone(), WarningKind::NotATopic, found, meaning));
    Project {
        path: row.path.clone(),
        number: row.text_of("Project Number"),
        topic: super::record::identifier(row, MARK, warnings),
        acronym: row.text_of("Project Acronym"),
        participants: participants(row, warnings),
        start: day(row, "Project Start Date", warnings),
        end: day(row, "Project End Date", warnings),
        contribution: row.one("Project Requested EU Contrib").and_then(|n| amount(&n, warnings)),
    }
}

fn participants(row: &Node<'_>, warnings: &mut Vec<Warning>) -> Vec<ProjectParticipant> {
    // Empty items stay: without them every later name would get another's country.
    let list = |key: &str| -> Vec<String> {
        let text = row.text_of(key).unwrap_or_default();
        text.split(';').map(|item| item.trim().to_owned()).collect()
    };
    let names = list("Participant Legal Name");
    let (mut roles, mut countries) = (list("Participant Role"), list("Participant LE Country Code"));
    for (key, other) in [("Participant Role", &mut roles), ("Participant LE Country Code", &mut countries)] {
        if other.len() != names.len() {
            let found = format!("{} items beside {} names", other.len(), names.len());
            let meaning = "the lists cannot be paired; this one was left out";
            warnings.push(Warning::about(
                format!("{}/{key}", row.path),
                WarningKind::UnevenLists,
                found,
                meaning,
            ));
            other.clear();
        }
    }
    let (mut roles, mut countries) = (roles.into_iter(), countries.into_iter());
    let mut participants = Vec::new();
    for name in names {
        let role = match roles.next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "COORDINATOR" => Some(Role::Coordinator),
            "PARTICIPANT" => Some(Role::Beneficiary),
            _ => None,
        };
        let code = countries.next().unwrap_or_default();
        participants.push(ProjectParticipant { name, role, country: country(&code, row, warnings) });
    }
    participants
}

fn country(code: &str, row: &Node<'_>, warnings: &mut Vec<Warning>) -> Option<Country> {
    if code.is_empty() {
        return None;
    }
    let path = format!("{}/Participant LE Country Code", row.path);
    let found = crate::input::quoted(code);
    let Ok(country) = code.parse::<Country>() else {
        let meaning = "no country has this code; it was left out";
        warnings.push(Warning::about(path, WarningKind::UnknownCountry, found, meaning));
        return None;
    };
    if matches!(code.to_ascii_uppercase().as_str(), "EL" | "UK") {
        let meaning = format!("the EU's own code; ISO 3166 and this crate write {country}");
        warnings.push(Warning::about(path, WarningKind::EuCountryCode, found, meaning));
    }
    Some(country)
}

/// Reads `12/31/19`: month, day, year.
fn day(row: &Node<'_>, key: &str, warnings: &mut Vec<Warning>) -> Option<NaiveDate> {
    let node = row.one(key)?;
    let text = node.text()?;
    let form =
        if text.rsplit('/').next().is_some_and(|year| year.len() > 2) { "%m/%d/%Y" } else { "%m/%d/%y" };
    let date = NaiveDate::parse_from_str(&text, form).ok();
    if date.is_none() {
        let meaning = "no day written month first, as this export does; it was left out";
        warnings.push(Warning::at(&node, WarningKind::UnreadableDate, meaning));
    }
    date
}
