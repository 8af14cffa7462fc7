//! Empty sheets with the headings that the readers know.

use super::costs::{BUDGET, Of};
use super::words::PARTNERS;
use crate::proposal::Participant;

/// A sheet of partners to be filled in, as CSV: the headings of [`partners`](super::partners).
///
/// ```
/// use amif::tables::{Book, Mapping, partners, partners_template};
///
/// let filled = format!("{}Payoke,999000001,coordinator,BE,non_profit_private,,\n", partners_template());
/// let book = Book::read(filled.as_bytes(), "partners.csv")?;
/// assert_eq!(partners(&book, &Mapping::default())?.participants.len(), 1);
/// # Ok::<(), amif::tables::TableError>(())
/// ```
#[must_use]
pub fn partners_template() -> String {
    line(PARTNERS.iter().map(|column| column.name))
}

/// A sheet of a budget to be filled in, as CSV: the headings of [`budget`](super::budget()) and a row for each
/// participant.
///
/// ```
/// use amif::tables::budget_template;
///
/// let partners = [amif::Participant::new(amif::Applicant::new("Payoke".parse()?))];
/// let sheet = budget_template(&partners);
/// assert!(sheet.starts_with("participant,pic,work_package,A.1,") && sheet.contains("\nPayoke,,"));
/// # Ok::<(), amif::value::BlankNameError>(())
/// ```
#[must_use]
pub fn budget_template(participants: &[Participant]) -> String {
    // A group is the sum of its categories, which have the columns.
    let columns = || BUDGET.iter().filter(|column| !matches!(column.is, Of::Group(_)));
    let mut sheet = line(columns().map(|column| column.name));
    for participant in participants {
        let code = participant.applicant.pic.as_ref().map(ToString::to_string).unwrap_or_default();
        sheet.push_str(&line(columns().map(|column| match column.is {
            Of::Participant => participant.applicant.name.as_str(),
            Of::Pic => code.as_str(),
            _ => "",
        })));
    }
    sheet
}

/// One row of CSV.
fn line<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing texts to memory does not fail.
    let written = writer.write_record(cells).is_ok();
    let bytes = writer.into_inner().unwrap_or_default();
    if written { String::from_utf8(bytes).unwrap_or_default() } else { String::new() }
}
