//! Names of facts: what a rule reads, what is missing.

use std::fmt;
use std::str::FromStr;

use super::fact_kinds::every_fact;
use crate::budget::{Category, Resource};
use crate::input::{named_enum, nearest, quoted, text_serde};

macro_rules! kinds {
    (
        read { $($(#[doc = $rdoc:literal])+ $read:ident = $rname:literal, $ra:expr, $rw:ident, $rd:expr, $rq:literal;)+ }
        apart { $($(#[doc = $adoc:literal])+ $apart:ident = $aname:literal, $aa:expr, $aw:ident, $ad:expr, $aq:literal;)+ }
        programme { $($(#[doc = $pdoc:literal])+ $of:ident = $pname:literal, $pa:expr, $pw:ident, $pd:expr, $pq:literal;)+ }
    ) => {
        named_enum! {
            /// A kind of fact that a proposal or a programme states, by the name that files use.
            pub enum FactKind("fact") {
                $($(#[doc = $rdoc])+ $read = $rname,)+
                $($(#[doc = $adoc])+ $apart = $aname,)+
                $($(#[doc = $pdoc])+ $of = $pname,)+
            }
        }

        /// The facts that no rule on the conditions of a call reads one by one.
        macro_rules! facts_apart {
            () => { $(FactKind::$apart)|+ };
        }
        pub(crate) use facts_apart;

        /// The facts of national programmes and their operations.
        macro_rules! programme_facts {
            () => { $(FactKind::$of)|+ };
        }
        pub(crate) use programme_facts;
    };
}
every_fact!(kinds);

/// The parts of programmes and operations in which facts stand that are of no list and not of the document itself.
const PARTS: &[(&str, &[FactKind])] = &[
    ("publication", &[FactKind::ListOn, FactKind::CalendarOn]),
    (
        "limits",
        &[
            FactKind::MaxMonths,
            FactKind::MinSupportAYear,
            FactKind::Rates,
            FactKind::Indirect,
            FactKind::UnitCosts,
        ],
    ),
    (
        "cost",
        &[
            FactKind::Eligible,
            FactKind::VatIncluded,
            FactKind::Direct,
            FactKind::Procured,
            FactKind::Land,
            FactKind::LandKind,
            FactKind::InKind,
        ],
    ),
    ("beneficiary", &[FactKind::Sme, FactKind::VatRecoverable, FactKind::OwnersKnown]),
    ("location", &[FactKind::ThirdCountry, FactKind::ConsultedOn]),
    ("advance", &[FactKind::Aid, FactKind::Guaranteed, FactKind::Covered, FactKind::CoveredOn]),
    (
        "visibility",
        &[
            FactKind::Statement,
            FactKind::Website,
            FactKind::Plaque,
            FactKind::Poster,
            FactKind::Event,
            FactKind::Derogation,
        ],
    ),
    (
        "international",
        &[
            FactKind::PillarAssessed,
            FactKind::ReportOn,
            FactKind::DeclarationOn,
            FactKind::AccountsOn,
            FactKind::OpinionOn,
        ],
    ),
    (
        "selection",
        &[
            FactKind::PointA,
            FactKind::PointB,
            FactKind::PointC,
            FactKind::PointD,
            FactKind::PointE,
            FactKind::PointF,
            FactKind::PointG,
            FactKind::PointH,
            FactKind::PointI,
            FactKind::PointJ,
        ],
    ),
];

/// The parts of an operation in which facts stand whose kinds stand elsewhere, too, such as the total of a row and that of the costs.
const SHARED: &[FactKind] =
    &[FactKind::Beneficiary, FactKind::Location, FactKind::Cost, FactKind::Support, FactKind::Advance];

/// The part of the items of a list in which facts stand that are not of the item itself.
const PARTS_OF_ITEMS: &[(FactKind, &str, &[FactKind])] =
    &[(FactKind::Accounts, "errors", &[FactKind::Population, FactKind::TotalErrors, FactKind::Corrections])];

impl FactKind {
    /// The part of an item of a list in which the fact stands.
    fn part_of_item(self, list: FactKind) -> Option<&'static str> {
        let in_list = PARTS_OF_ITEMS.iter().find(|(of, _, facts)| *of == list && facts.contains(&self));
        in_list.map(|(_, part, _)| *part)
    }

    /// The part in which the fact stands.
    pub(super) fn part(self) -> Option<&'static str> {
        PARTS.iter().find(|(_, facts)| facts.contains(&self)).map(|(part, _)| *part)
    }
}

/// One fact of a proposal. Prints as a JSON Pointer.
///
/// ```
/// use amif::{Fact, report::FactKind};
///
/// assert_eq!(Fact::of_participant(2, FactKind::Country).to_string(), "/participants/2/country");
/// assert_eq!(Fact::of_proposal(FactKind::SubmittedAt).to_string(), "/submitted_at");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    place: Place,
    kind: FactKind,
}

/// Where a fact is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Proposal,
    Participant(usize),
    Budget,
    Row(usize),
    Cost(usize, Category),
    Resource(usize, Resource),
    Split(usize, usize, Category),
    /// In a part of an operation.
    Within(FactKind),
    /// In a list of a programme or operation, at that place or under that year.
    Item(FactKind, usize),
    /// In a table of a programme, itself under that year.
    Year(u16),
    /// In a list of an item.
    Part(FactKind, usize, FactKind, usize),
}

impl Fact {
    /// A fact of the proposal itself.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_proposal(FactKind::DurationMonths).to_string(), "/duration_months");
    /// ```
    #[must_use]
    pub const fn of_proposal(kind: FactKind) -> Self {
        Fact { place: Place::Proposal, kind }
    }

    /// A fact of the participant at that place, counted from 0.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// let fact = Fact::of_participant(2, FactKind::LegalForm);
    /// assert_eq!(fact.to_string(), "/participants/2/legal_form");
    /// assert_eq!("/participants/2/legal_form".parse::<Fact>()?, fact);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn of_participant(index: usize, kind: FactKind) -> Self {
        Fact { place: Place::Participant(index), kind }
    }

    /// A fact of the budget as a whole.
    pub(crate) const fn of_budget(kind: FactKind) -> Self {
        Fact { place: Place::Budget, kind }
    }

    /// A fact of a row of the budget.
    pub(crate) const fn of_row(row: usize, kind: FactKind) -> Self {
        Fact { place: Place::Row(row), kind }
    }

    /// The costs in a category of a row.
    pub(crate) const fn of_cost(row: usize, category: Category) -> Self {
        Fact { place: Place::Cost(row, category), kind: FactKind::Costs }
    }

    /// What a resource pays for a row.
    pub(crate) const fn of_resource(row: usize, resource: Resource) -> Self {
        Fact { place: Place::Resource(row, resource), kind: FactKind::Resources }
    }

    /// The costs in a category of a work package of a row.
    pub(crate) const fn of_split(row: usize, work_package: usize, category: Category) -> Self {
        Fact { place: Place::Split(row, work_package, category), kind: FactKind::WorkPackages }
    }

    /// A fact of a part of an operation, such as `/cost/total`.
    pub(crate) fn within(part: FactKind, kind: FactKind) -> Self {
        let place = if kind.part() == Some(part.as_str()) { Place::Proposal } else { Place::Within(part) };
        Fact { place, kind }
    }

    /// A fact of the item at that place of a list, such as `/financing/3/union`.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// let fact = Fact::of_item(FactKind::Financing, 3, FactKind::Union);
    /// assert_eq!(fact.to_string(), "/financing/3/union");
    /// ```
    #[must_use]
    pub const fn of_item(list: FactKind, at: usize, kind: FactKind) -> Self {
        Fact { place: Place::Item(list, at), kind }
    }

    /// What stands in a table under a year, such as `/commitments/2023`.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// let fact = Fact::of_year(FactKind::Commitments, 2023);
    /// assert_eq!(fact.to_string(), "/commitments/2023");
    /// assert_eq!("/commitments/2023".parse::<Fact>()?, fact);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn of_year(table: FactKind, year: u16) -> Self {
        Fact { place: Place::Year(year), kind: table }
    }

    /// A fact of a part of an item, such as `/applications/1/rows/0/expenditure`.
    #[must_use]
    pub const fn of_part(list: FactKind, at: usize, parts: FactKind, part: usize, kind: FactKind) -> Self {
        Fact { place: Place::Part(list, at, parts, part), kind }
    }

    /// The participant, by its place in the list from 0.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_participant(2, FactKind::Country).participant(), Some(2));
    /// assert_eq!(Fact::of_proposal(FactKind::SubmittedAt).participant(), None);
    /// ```
    #[must_use]
    pub const fn participant(&self) -> Option<usize> {
        match self.place {
            Place::Participant(index) => Some(index),
            _ => None,
        }
    }

    /// The part or list in which it stands: of an item, or of a part of one.
    pub(super) const fn stands_in(&self) -> Option<FactKind> {
        match self.place {
            Place::Item(list, _) | Place::Part(list, ..) | Place::Within(list) => Some(list),
            Place::Year(_) => Some(self.kind),
            _ => None,
        }
    }

    /// What kind of fact it is.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_participant(2, FactKind::Country).kind(), FactKind::Country);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        self.kind
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind;
        match self.place {
            Place::Proposal => match kind.part() {
                Some(part) => write!(f, "/{part}/{kind}"),
                None => write!(f, "/{kind}"),
            },
            Place::Participant(index) => write!(f, "/participants/{index}/{kind}"),
            Place::Budget => write!(f, "/budget/{kind}"),
            Place::Row(row) => write!(f, "/budget/rows/{row}/{kind}"),
            Place::Cost(row, category) => write!(f, "/budget/rows/{row}/{kind}/{category}"),
            Place::Resource(row, resource) => write!(f, "/budget/rows/{row}/{kind}/{resource}"),
            Place::Split(row, package, category) => {
                write!(f, "/budget/rows/{row}/{kind}/{package}/costs/{category}")
            }
            Place::Within(part) => write!(f, "/{part}/{kind}"),
            Place::Item(list, at) => match kind.part_of_item(list) {
                Some(part) => write!(f, "/{list}/{at}/{part}/{kind}"),
                None => write!(f, "/{list}/{at}/{kind}"),
            },
            Place::Year(year) => write!(f, "/{kind}/{year}"),
            Place::Part(list, at, parts, part) => write!(f, "/{list}/{at}/{parts}/{part}/{kind}"),
        }
    }
}

/// Why a text is not the JSON Pointer of a fact, or of what a condition was looked at for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsePointerError {
    /// The text as found.
    pub found: String,
    /// What it should be, with an example.
    pub(super) what: &'static str,
    /// What may be meant.
    pub(super) meant: Option<String>,
}

/// The fact whose name is spelt most like the last part of the text, in the same place.
fn meant(text: &str) -> Option<Fact> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let (above, last) = text.rsplit_once('/').unwrap_or(("", text));
    // A file has these, and no rule reads them: no fact is meant.
    if ["schema", "topic", "end_date", "budget"].contains(&last) {
        return None;
    }
    let above: Vec<&str> = above.split('/').filter(|part| !part.is_empty()).collect();
    let name = nearest(last, FactKind::NAMES)?;
    fact_at(&above.into_iter().chain([name]).collect::<Vec<_>>())
}

impl fmt::Display for ParsePointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}; {}", quoted(&self.found), self.what)?;
        match &self.meant {
            Some(meant) => write!(f, "; did you mean \"{meant}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ParsePointerError {}

impl FromStr for Fact {
    type Err = ParsePointerError;

    /// Reads the JSON Pointer that a fact prints as.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parts: Option<Vec<&str>> = s.strip_prefix('/').map(|s| s.split('/').collect());
        parts.and_then(|parts| fact_at(&parts)).ok_or_else(|| ParsePointerError {
            found: s.to_owned(),
            what: "a fact is written as a JSON Pointer such as \"/participants/0/country\"",
            meant: meant(s).map(|fact| fact.to_string()),
        })
    }
}

fn fact_at(parts: &[&str]) -> Option<Fact> {
    let kind = |text: &str| text.parse::<FactKind>().ok();
    Some(match *parts {
        [fact] => Fact::of_proposal(kind(fact)?),
        [part, fact] if kind(fact).is_some_and(|kind| kind.part() == Some(part)) => {
            Fact::of_proposal(kind(fact)?)
        }
        [table, year] if year.len() == 4 && place(year).is_some() => {
            Fact::of_year(kind(table)?, year.parse().ok()?)
        }
        [part, fact] if kind(part).is_some_and(|part| SHARED.contains(&part)) => {
            Fact::within(kind(part)?, kind(fact)?)
        }
        ["budget", fact] => Fact::of_budget(kind(fact)?),
        ["budget", "rows", row, fact] => Fact::of_row(place(row)?, kind(fact)?),
        ["budget", "rows", row, "costs", category] => Fact::of_cost(place(row)?, category.parse().ok()?),
        ["budget", "rows", row, "resources", resource] => {
            Fact::of_resource(place(row)?, resource.parse().ok()?)
        }
        ["budget", "rows", row, "work_packages", package, "costs", category] => {
            Fact::of_split(place(row)?, place(package)?, category.parse().ok()?)
        }
        ["participants", at, fact] => Fact::of_participant(place(at)?, kind(fact)?),
        [list, at, fact] => Fact::of_item(kind(list)?, place(at)?, kind(fact)?),
        [list, at, part, fact] if kind(fact)?.part_of_item(kind(list)?) == Some(part) => {
            Fact::of_item(kind(list)?, place(at)?, kind(fact)?)
        }
        [list, at, parts, part, fact] => {
            Fact::of_part(kind(list)?, place(at)?, kind(parts)?, place(part)?, kind(fact)?)
        }
        _ => return None,
    })
}

/// A place in a list as pointers write it: no sign, no zero before other digits.
pub(super) fn place(text: &str) -> Option<usize> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

text_serde!(Fact, "a fact as a JSON Pointer, such as \"/participants/0/country\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_read_as_it_prints() {
        let facts = FactKind::ALL.iter().flat_map(|kind| {
            [
                Fact::of_proposal(*kind),
                Fact::of_participant(7, *kind),
                Fact::of_budget(*kind),
                Fact::within(FactKind::Cost, *kind),
                Fact::of_row(0, *kind),
                Fact::of_item(FactKind::Objectives, 10, *kind),
                Fact::of_item(FactKind::Accounts, 1, *kind),
                Fact::of_year(*kind, 2023),
                Fact::of_part(FactKind::Objectives, 1, FactKind::Persons, 2, *kind),
            ]
        });
        let cells = Category::ALL.iter().flat_map(|c| [Fact::of_cost(3, *c), Fact::of_split(3, 1, *c)]);
        let paid = Resource::ALL.iter().map(|resource| Fact::of_resource(3, *resource));
        for fact in facts.chain(cells).chain(paid) {
            assert_eq!(fact.to_string().parse(), Ok(fact));
        }
        for wrong in ["", "/", "pic", "/participants/-1/pic", "/participants/01/pic", "/participants/0/hue"] {
            assert!(wrong.parse::<Fact>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pointer_spelt_wrong_is_told_the_nearest() {
        for (wrong, meant) in [
            ("/participants/0/contry", "/participants/0/country"),
            ("participants/0/country", "/participants/0/country"),
            ("/duration_month", "/duration_months"),
        ] {
            let error = wrong.parse::<Fact>().unwrap_err().to_string();
            assert!(error.ends_with(&format!("; did you mean \"{meant}\"?")), "{error}");
        }
        for nothing in ["", "/participants/x/country", "/zzz", "/topic", "/end_date", "/budget"] {
            assert!(!nothing.parse::<Fact>().unwrap_err().to_string().contains("did you mean"), "{nothing}");
        }
    }
}
