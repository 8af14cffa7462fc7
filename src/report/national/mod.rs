//! Reports on national programmes: `amif-report/1` with `programme` in the place of `topic`, and text.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::receipt::hash;
use super::stored::OpenText;
use crate::check::Counts;
use crate::outcome::{Outcome, Verdict};
use crate::programme::{Cci, Programme};
use crate::rule::national;
use crate::rule::programme::ProgrammeAt;
use crate::rule::questions::in_words;
use crate::rule::world::{Kept, Told};

mod findings;
mod operations;
mod text;
mod writer;

pub use findings::ProgrammeFindings;
pub use operations::OperationsCheck;
pub use text::ProgrammeReportText;
pub use writer::ProgrammeReportWriter;

/// What no program can judge of a programme, whatever is stated.
pub const NOT_COVERED_OF_PROGRAMMES: &[&str] = &[
    "whether an operation gives the best relation between support and objectives",
    "the quality of criteria, verifications and audits",
    "which expenditure is linked to an enabling condition",
    "whether a document says what is stated of it",
];

/// A report on a programme, on one operation, or on all operations together.
///
/// It prints as text and serialises as `amif-report/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeReport {
    pub(super) head: Head,
    operation: Option<String>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) verdict: Verdict,
    pub(super) counts: Counts,
    pub(super) kept: Vec<Kept>,
    /// The parts of a programme that are not stated, whose rules looked at nothing.
    pub(super) not_stated: Vec<&'static str>,
}

/// Of which programme a report is: made once for all its operations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub(super) programme: Option<Cci>,
    pub(super) version: Option<Arc<str>>,
    pub(super) hash: Arc<str>,
}

impl Head {
    pub(super) fn of(programme: Option<&Programme>) -> Self {
        Head {
            programme: programme.map(|p| p.cci),
            version: programme.and_then(|p| p.version.as_deref()).map(Arc::from),
            hash: programme.map(hash).unwrap_or_default().into(),
        }
    }
}

impl ProgrammeReport {
    pub(super) fn of(head: &Head, operation: Option<&str>, as_of: Option<NaiveDate>, told: Told<'_>) -> Self {
        ProgrammeReport {
            head: head.clone(),
            operation: operation.map(str::to_owned),
            as_of,
            verdict: told.verdict(),
            counts: told.counts(),
            kept: told.into_kept(),
            not_stated: Vec::new(),
        }
    }

    /// What the conditions with the consequence `reject` come to.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// How often each outcome came, by consequence.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.counts().reject.not_met, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The operation that it is about; `None` for a programme, and for all operations together.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.operation(), None, "it is about the programme");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// The day of the check.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_eq!(report.as_of(), "2026-11-28".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// The parts of the programme that are not stated, by the names of their fields: the rules on them looked at nothing, or took
    /// them to be none. Of an operation nothing is listed.
    ///
    /// ```
    /// use amif::programme::Programme;
    ///
    /// let programme = Programme::from_json(r#"{ "schema": "amif-programme/1", "cci": "2021LU65AMPR009", "indicators": [] }"#)?;
    /// let report = programme.check(None);
    /// assert!(report.not_stated().any(|field| field == "transfers"));
    /// assert!(!report.not_stated().any(|field| field == "indicators"), "an empty list says that there are none");
    /// # Ok::<(), amif::InputError>(())
    /// ```
    pub fn not_stated(&self) -> impl Iterator<Item = &'static str> {
        self.not_stated.iter().copied()
    }

    /// Every outcome, in the order of the rules.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert!(report.assessments().all(|a| a.rule().as_str().starts_with("programme/") || a.rule().as_str().starts_with("payment/")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.kept.iter().map(Assessment::from)
    }

    /// The worst of all outcomes: not met before unknown before the rest.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// assert_ne!(report.outcome(), Outcome::NotMet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let Counts { reject, correct, clarify, .. } = self.counts;
        let any =
            |count: fn(&crate::check::Tally) -> u32| [reject, correct, clarify].iter().any(|t| count(t) > 0);
        if any(|t| t.not_met) {
            Outcome::NotMet
        } else if any(|t| t.unknown) {
            Outcome::Unknown
        } else if any(|t| t.conditional) {
            Outcome::Conditional
        } else {
            Outcome::Met
        }
    }
}

impl Programme {
    /// Checks the programme against Regulation (EU) 2021/1147, the Common Provisions Regulation and its own decision.
    ///
    /// `as_of` is the day of the check; where it is `None`, the last day on which anything that is stated happened.
    ///
    /// ```
    /// use amif::Outcome;
    /// use amif::programme::Programme;
    ///
    /// let programme = Programme::from_json(r#"{
    ///     "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
    ///     "financing": [{ "objective": 1, "action": "15(1)", "basis": "total", "union": 750000,
    ///         "public": 250000, "private": 0, "total": 1000001, "rate": "75" }]
    /// }"#)?;
    /// let report = programme.check(None);
    /// let total = report.assessments().find(|a| a.rule().as_str() == "programme/row-total");
    /// let total = total.ok_or("the rule is looked at")?;
    /// assert_eq!(total.outcome(), Outcome::NotMet);
    /// assert_eq!((total.subject().to_string(), total.ids()[0].as_str()), ("/financing/0".into(), "objective 1, 15(1)"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check(&self, as_of: Option<NaiveDate>) -> ProgrammeReport {
        let as_of = as_of.or_else(|| self.last_happened());
        let forecast = self.forecast(as_of).ok();
        let mut told = Told::all();
        national::programme(&ProgrammeAt { programme: self, as_of, forecast: forecast.as_ref() }, &mut told);
        let report = ProgrammeReport::of(&Head::of(Some(self)), None, as_of, told);
        ProgrammeReport { not_stated: self.not_stated(), ..report }
    }

    /// The lists without which rules look at nothing, or that are taken to be empty, as far as they are not stated.
    fn not_stated(&self) -> Vec<&'static str> {
        use crate::check::fact::FactKind as F;
        let lists = [
            (F::Decisions, self.decisions.is_none()),
            (F::Allocations, self.allocations.is_none()),
            (F::Interventions, self.interventions.is_none()),
            (F::Indicators, self.indicators.is_none()),
            (F::Transfers, self.transfers.is_none()),
            (F::Persons, self.persons.is_none()),
            (F::Enabling, self.enabling.is_none()),
            (F::Applications, self.applications.is_none()),
            (F::Accounts, self.accounts.is_none()),
            (F::Exceptions, self.exceptions.is_none()),
        ];
        lists.into_iter().filter(|(_, absent)| *absent).map(|(list, _)| list.as_str()).collect()
    }
}

/// The open questions on which outcomes depend, each once, in words.
pub(super) fn open_questions<'a>(kept: impl IntoIterator<Item = &'a Kept>) -> Vec<OpenText> {
    let ids: BTreeSet<&str> = kept.into_iter().flat_map(|kept| &kept.open).map(String::as_str).collect();
    let text = |id: &str| Some(OpenText { id: id.to_owned(), question: in_words(id)?.to_owned() });
    ids.into_iter().filter_map(text).collect()
}

/// So many reasons are named; the rest is counted.
pub(super) const REASONS: usize = 100;

/// In the place of a version that is not stated.
pub(super) const NO_VERSION: &str = "not stated";

/// The outcome that makes a verdict so.
pub(super) fn decisive(verdict: Verdict) -> Option<Outcome> {
    match verdict {
        Verdict::Eligible => None,
        Verdict::Conditional => Some(Outcome::Conditional),
        Verdict::Undetermined => Some(Outcome::Unknown),
        Verdict::Ineligible => Some(Outcome::NotMet),
    }
}

/// Whether an outcome is one of what is to be done, told or waited for.
fn stands_in_the_way(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::NotMet | Outcome::Unknown | Outcome::Conditional)
}

/// The worse of two verdicts.
fn worse(a: Verdict, b: Verdict) -> Verdict {
    let rank = |verdict: Verdict| match verdict {
        Verdict::Eligible => 0,
        Verdict::Conditional => 1,
        Verdict::Undetermined => 2,
        Verdict::Ineligible => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}
