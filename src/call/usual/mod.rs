//! What other open calls say where a call says nothing: usual terms, as data of their own.
//!
//! They are presumptions. They fill only what a call does not state, leave its open questions open, and never enter
//! a verdict unasked: [`Call::with_usual_terms`] takes them for explicit assumptions, and
//! [`Report::usual`](crate::Report::usual) answers under them beside the verdict.

mod fill;
mod read;
mod words;

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::fund::ProgrammingPeriod;
use crate::id::{CallId, TopicId};
use crate::input::{InputError, named_enum};
use crate::law::{Basis, Citation, Document, SharedText};
use crate::money::Rate;
use crate::organisation::{LegalForm, Role};

named_enum! {
    /// How an applicant comes to a grant. Usual terms are presumed of open calls alone.
    pub enum Procedure("procedure") {
        /// A call for proposals that is open to all who meet its conditions.
        OpenCall = "open_call",
        /// A call that invites named bodies, or bodies of a named kind.
        RestrictedCall = "restricted_call",
        /// Grants to the national contact points of the European Migration Network.
        ContactPoints = "contact_points",
        /// Emergency assistance.
        EmergencyAssistance = "emergency_assistance",
        /// A specific action, which Member States apply for.
        SpecificAction = "specific_action",
        /// A grant without a call.
        DirectAward = "direct_award",
    }
}

named_enum! {
    /// How near to a call that is what its usual terms are taken from.
    pub enum Strength("strength") {
        /// Another topic of the same call document states it.
        SameCall = "same_call",
        /// At least two independent calls of the same programming period state it, and none says otherwise.
        Period = "period",
    }
}

/// A set of usual terms, as a file of the format `amif-usual/1` has it.
///
/// ```
/// use amif::usual::UsualTerms;
///
/// let shipped = UsualTerms::shipped();
/// assert_eq!(shipped.len(), 3);
/// let error = UsualTerms::from_json(r#"{"schema": "amif-usual/1", "strength": "period", "terms": []}"#);
/// assert!(error.unwrap_err().to_string().contains("must name its \"period\""));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsualTerms {
    strength: Strength,
    of: Whose,
    seen_until: NaiveDate,
    ends: NaiveDate,
    /// Those of the same condition stand once; a call takes them over by its silence.
    terms: Vec<Arc<Presumption>>,
}

/// Whose calls a set of terms is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    Call(CallId),
    Period(ProgrammingPeriod),
}

/// A condition that a call does not state, as other calls have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presumption {
    asks: Asks,
    strength: Strength,
    whose: String,
    period: Option<ProgrammingPeriod>,
    seen_until: NaiveDate,
    ends: NaiveDate,
    readings: Vec<UsualReading>,
    source: Vec<Citation>,
}

/// What a term presumes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Whether a role admits a legal form; taken from what calls say of another role, where they say nothing of it.
    Form { role: Role, form: LegalForm, by: Option<Role> },
    /// Whether affiliated entities count to the minima.
    Affiliated,
    /// How many applicants from how many countries.
    Minima,
    /// The same of a call that states from how many countries.
    MinimumApplicants,
    /// The same of a call that states how many applicants.
    MinimumCountries,
    /// Established in a Member State of the day other than Denmark, or in the United Kingdom.
    Countries,
    /// The highest funding rate.
    Rate,
}

impl Asks {
    const fn of_minima(self) -> bool {
        matches!(self, Asks::Minima | Asks::MinimumApplicants | Asks::MinimumCountries)
    }
}

/// One of the values that calls give a condition, with the calls that do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UsualReading {
    value: Value,
    /// The topics that state it.
    pub topics: Vec<TopicId>,
    /// How many calls they are of. The topics of a call share its document, so calls are what counts.
    pub calls: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Is(bool),
    Minima { applicants: u32, countries: u32 },
    Rate(Rate),
}

impl UsualReading {
    /// How many applicants from how many countries, where that is what the term is about.
    ///
    /// ```
    /// use amif::usual::UsualTerms;
    ///
    /// let readings: Vec<_> = UsualTerms::shipped().iter().flat_map(UsualTerms::terms).flat_map(|term| term.readings()).collect();
    /// // How many applicants from how many countries.
    /// assert!(readings.iter().any(|reading| reading.minima() == Some((3, 3))));
    /// ```
    #[must_use]
    pub fn minima(&self) -> Option<(u32, u32)> {
        match self.value {
            Value::Minima { applicants, countries } => Some((applicants, countries)),
            Value::Is(_) | Value::Rate(_) => None,
        }
    }
}

impl UsualTerms {
    /// Those shipped with the crate, the nearest first; none without the feature `catalogue`.
    ///
    /// ```
    /// use amif::usual::{Strength, UsualTerms};
    ///
    /// // The nearest first: terms of the same call before those of a period.
    /// assert_eq!(UsualTerms::shipped()[0].strength(), Strength::SameCall);
    /// ```
    #[must_use]
    pub fn shipped() -> &'static [UsualTerms] {
        static SHIPPED: LazyLock<Vec<UsualTerms>> = LazyLock::new(|| {
            // A test loads every file, so none is refused here.
            SOURCES.iter().filter_map(|text| UsualTerms::from_json(text).ok()).collect()
        });
        &SHIPPED
    }

    /// Reads terms in the format `amif-usual/1`: `schema`, `strength`, `call` or `period`, `seen_until`, `ends`, and
    /// `terms`, each of a `condition` with its `readings`.
    ///
    /// ```
    /// let error = amif::usual::UsualTerms::from_json("{}").unwrap_err();
    /// assert!(error.to_string().contains("\"schema\" is missing"), "{error}");
    /// ```
    ///
    /// # Errors
    /// Everything wrong with the file at once: two terms for one condition, a condition that no usual term may be
    /// of, such as an amount or a duration, a bar on profit-making bodies or international organisations, a term of
    /// a period that rests on fewer than two calls.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        crate::input::document(text, read::terms())
    }

    /// How near the terms are to the calls that they are presumed of.
    ///
    /// ```
    /// use amif::usual::{Strength, UsualTerms};
    ///
    /// assert!(UsualTerms::shipped().iter().any(|terms| terms.strength() == Strength::Period));
    /// ```
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// The terms, each of a condition of its own.
    ///
    /// ```
    /// use amif::usual::UsualTerms;
    ///
    /// for terms in UsualTerms::shipped() {
    ///     assert!(terms.terms().all(|term| !term.source().is_empty()));
    /// }
    /// ```
    pub fn terms(&self) -> impl Iterator<Item = &Presumption> {
        self.terms.iter().map(|term| &**term)
    }
}

#[cfg(feature = "catalogue")]
const SOURCES: &[&str] = &[
    include_str!("../../catalogue/usual/AMIF-2023-TF2-AG-CALL.json"),
    include_str!("../../catalogue/usual/2021-2027.json"),
    include_str!("../../catalogue/usual/2014-2020.json"),
];
#[cfg(not(feature = "catalogue"))]
const SOURCES: &[&str] = &[];

impl Presumption {
    /// How near to the call that is what the presumption is taken from.
    ///
    /// ```
    /// use amif::usual::Strength;
    ///
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// assert!(call.presumed().all(|term| term.strength() == Strength::Period));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// The values that other calls give the condition, the one that admits most first. Where there are several, none
    /// of them is presumed: what holds under all of them is told, and the rest stays open.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// assert!(call.presumed().all(|term| !term.readings().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn readings(&self) -> &[UsualReading] {
        &self.readings
    }

    /// The last deadline of the calls that were looked at.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// assert!(call.presumed().all(|term| term.seen_until() <= term.ends()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn seen_until(&self) -> NaiveDate {
        self.seen_until
    }

    /// The last day on which a call may open for the term to be presumed of it.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// let opening = call.opening().ok_or("not stated")?.value;
    /// assert!(call.presumed().all(|term| opening <= term.ends()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ends(&self) -> NaiveDate {
        self.ends
    }

    /// How many topics state the condition.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// // Two calls at least, and a topic of each.
    /// assert!(call.presumed().all(|term| term.topics() >= 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn topics(&self) -> usize {
        self.readings.iter().fold(0, |all, reading| all.saturating_add(reading.topics.len()))
    }

    /// Where it is taken from: the topics, cited together.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// assert!(call.presumed().all(|term| !term.source().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &[Citation] {
        &self.source
    }

    /// The role and legal form, where the term is of one.
    pub(crate) fn form(&self) -> Option<(Role, LegalForm)> {
        match self.asks {
            Asks::Form { role, form, .. } => Some((role, form)),
            Asks::Affiliated
            | Asks::Minima
            | Asks::MinimumApplicants
            | Asks::MinimumCountries
            | Asks::Countries
            | Asks::Rate => None,
        }
    }

    /// Whether the term is of what affiliated entities count for.
    pub(crate) fn is_of_affiliated(&self) -> bool {
        self.asks == Asks::Affiliated
    }

    fn is(&self) -> Option<bool> {
        match self.readings.as_slice() {
            [UsualReading { value: Value::Is(yes), .. }] => Some(*yes),
            _ => None,
        }
    }
}

/// The topics of a term, cited together as one.
fn cited(whose: &str, readings: &[UsualReading]) -> Vec<Citation> {
    let topics: Vec<&str> = readings.iter().flat_map(|r| r.topics.iter().map(TopicId::as_str)).collect();
    let document = Document {
        title: format!("Other topics of {whose}, {}", topics.len()),
        url: String::new(),
        basis: Basis::Inferred,
        pages: Vec::new(),
    };
    let (section, note) = (SharedText::default(), SharedText::shared(&topics.join(", ")));
    vec![Citation::of_listed(Arc::new(document), section, Basis::Inferred, note)]
}
