//! What the portal does not say, or says oddly.

use std::fmt::{self, Write as _};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::node::Node;
use crate::input::named_enum;

/// One thing to know about a portal record before relying on what was read from it.
///
/// A warning never stops reading.
///
/// ```
/// use amif::portal::{WarningKind, self};
///
/// let import = portal::read(br#"{"metadata": {"identifier": ["AMIF-2099-TF2-AG-X-01"], "type": ["1"],
///     "deadlineDate": ["2099-09-16T00:00:00.000+0000"]}}"#)?;
/// let warning = import.warnings.iter().find(|w| w.kind == WarningKind::MidnightUtc).unwrap();
/// assert_eq!(warning.path, "/metadata/deadlineDate/0");
/// assert_eq!(warning.found, "\"2099-09-16T00:00:00.000+0000\"");
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// JSON Pointer to the place in the file; it goes on into JSON that stands inside a text. Empty for
    /// the file as a whole.
    pub path: String,
    /// What kind of oddity it is.
    pub kind: WarningKind,
    /// What was found there.
    pub found: String,
    /// What it means for the reading.
    pub meaning: String,
}

named_enum! {
    /// The kinds of [`Warning`].
    pub enum WarningKind("kind of portal warning") {
        /// The file starts with a byte-order mark.
        ByteOrderMark = "byte-order-mark",
        /// The file is UTF-16.
        Utf16 = "utf-16",
        /// The values of the record are lists of texts.
        ValuesInLists = "values-in-lists",
        /// A text holds a JSON document.
        JsonInText = "json-in-text",
        /// A text that should hold a JSON document does not.
        BrokenJsonInText = "broken-json-in-text",
        /// A value is of another type than expected.
        UnexpectedShape = "unexpected-shape",
        /// The record has no identifier of its topic or call.
        MissingIdentifier = "missing-identifier",
        /// The identifier is not in the form of one.
        UnreadableIdentifier = "unreadable-identifier",
        /// The record is no grant topic: a tender, a cascade call, a project, an organisation, a question of the
        /// help desk, a document.
        NotATopic = "not-a-topic",
        /// The topic is of a prize, not of grants.
        Prize = "prize",
        /// The record is news with the identifier of a topic.
        News = "news",
        /// The topic has news in prose, which may move its dates.
        NewsOfChanges = "news-of-changes",
        /// The record is in another language than English.
        OtherLanguage = "other-language",
        /// The same record stands in the file twice.
        DuplicateRecord = "duplicate-record",
        /// Two records of one topic differ in a date, the status or the budget.
        RecordsDiffer = "records-differ",
        /// The topic belongs to another programme than the Fund.
        OtherProgramme = "other-programme",
        /// No status is stored.
        MissingStatus = "missing-status",
        /// The status code is not one of the three known.
        UnknownStatus = "unknown-status",
        /// A bare status code that public tables often swap with another.
        SwappedStatusCode = "swapped-status-code",
        /// Two statuses of one record disagree, or a code and its label.
        StatusesDiffer = "statuses-differ",
        /// No opening date or no deadline is stated.
        MissingDate = "missing-date",
        /// A deadline is a plain day.
        DateWithoutHour = "date-without-hour",
        /// A date is written as midnight UTC: a plain day.
        MidnightUtc = "midnight-utc",
        /// A date is written as midnight in Brussels: a plain day.
        MidnightBrussels = "midnight-brussels",
        /// A deadline is written as 17:00 UTC: the hour of Brussels, stored as UTC.
        SeventeenUtc = "seventeen-utc",
        /// A deadline is written as 23:59 UTC: the minute of Brussels, stored as UTC.
        LastMinuteUtc = "last-minute-utc",
        /// As before, and shown in the time of Brussels on top: 18:00 or 19:00, 00:59 or 01:59.
        DoubleShifted = "double-shifted",
        /// A time is written without its zone.
        TimeWithoutZone = "time-without-zone",
        /// A date could not be read.
        UnreadableDate = "unreadable-date",
        /// Two places of one record give different dates.
        DatesDiffer = "dates-differ",
        /// The opening is after the last deadline.
        DatesReversed = "dates-reversed",
        /// Whether several deadlines are stages or cut-offs cannot be told.
        StagesUnknown = "stages-unknown",
        /// The number of deadlines does not fit the submission procedure.
        StagesContradict = "stages-contradict",
        /// A zero stands for "not stated".
        Zero = "zero",
        /// An amount or a number could not be read.
        UnreadableAmount = "unreadable-amount",
        /// An amount below EUR 1 000, which may be written in thousands or millions.
        SmallAmount = "small-amount",
        /// An amount is a number with a decimal point.
        FloatAmount = "float-amount",
        /// An amount is written with separators.
        SeparatedAmount = "separated-amount",
        /// No budget is stated.
        MissingBudget = "missing-budget",
        /// The budget overview lists other topics of the same call.
        SiblingTopics = "sibling-topics",
        /// Topics of the call share one pot, which each repeats.
        SharedPot = "shared-pot",
        /// Some sibling topics carry the same amount; it may be one pot.
        PossiblySharedPot = "possibly-shared-pot",
        /// The budget overview has no line of this topic.
        NoOwnLine = "no-own-line",
        /// The smallest contribution is above the largest.
        RangeReversed = "range-reversed",
        /// The lines of one topic give different ranges.
        RangesDiffer = "ranges-differ",
        /// The range of contributions is indicative and no rule.
        IndicativeRange = "indicative-range",
        /// A country is written with a code of the EU's own: EL or UK.
        EuCountryCode = "eu-country-code",
        /// A country code is not assigned.
        UnknownCountry = "unknown-country",
        /// Two places of one record give different submission procedures.
        ProceduresDiffer = "procedures-differ",
        /// A field that names one topic or call has several identifiers.
        SeveralIdentifiers = "several-identifiers",
        /// Lists that belong together have different lengths.
        UnevenLists = "uneven-lists",
        /// Who may apply is not in the data.
        ConditionsElsewhere = "conditions-elsewhere",
    }
}

impl WarningKind {
    /// Whether a good record of the portal has it as a matter of course, so that it says more of the portal
    /// than of the record.
    ///
    /// ```
    /// use amif::portal::WarningKind;
    ///
    /// assert!(WarningKind::ConditionsElsewhere.is_routine(), "no record says who may apply");
    /// assert!(!WarningKind::NewsOfChanges.is_routine(), "a deadline may have been moved");
    /// ```
    #[must_use]
    pub fn is_routine(self) -> bool {
        match self {
            WarningKind::ByteOrderMark
            | WarningKind::ValuesInLists
            | WarningKind::JsonInText
            | WarningKind::OtherLanguage
            | WarningKind::DateWithoutHour
            | WarningKind::MidnightUtc
            | WarningKind::MidnightBrussels
            | WarningKind::Zero
            | WarningKind::SiblingTopics
            | WarningKind::IndicativeRange
            | WarningKind::ConditionsElsewhere => true,
            WarningKind::Utf16
            | WarningKind::BrokenJsonInText
            | WarningKind::UnexpectedShape
            | WarningKind::MissingIdentifier
            | WarningKind::UnreadableIdentifier
            | WarningKind::NotATopic
            | WarningKind::Prize
            | WarningKind::News
            | WarningKind::NewsOfChanges
            | WarningKind::DuplicateRecord
            | WarningKind::RecordsDiffer
            | WarningKind::OtherProgramme
            | WarningKind::MissingStatus
            | WarningKind::UnknownStatus
            | WarningKind::SwappedStatusCode
            | WarningKind::StatusesDiffer
            | WarningKind::MissingDate
            | WarningKind::SeventeenUtc
            | WarningKind::LastMinuteUtc
            | WarningKind::DoubleShifted
            | WarningKind::TimeWithoutZone
            | WarningKind::UnreadableDate
            | WarningKind::DatesDiffer
            | WarningKind::DatesReversed
            | WarningKind::StagesUnknown
            | WarningKind::StagesContradict
            | WarningKind::UnreadableAmount
            | WarningKind::SmallAmount
            | WarningKind::FloatAmount
            | WarningKind::SeparatedAmount
            | WarningKind::MissingBudget
            | WarningKind::SharedPot
            | WarningKind::PossiblySharedPot
            | WarningKind::NoOwnLine
            | WarningKind::RangeReversed
            | WarningKind::RangesDiffer
            | WarningKind::EuCountryCode
            | WarningKind::UnknownCountry
            | WarningKind::UnevenLists
            | WarningKind::ProceduresDiffer
            | WarningKind::SeveralIdentifiers => false,
        }
    }
}

impl Warning {
    /// A warning about a value.
    pub(super) fn at(node: &Node<'_>, kind: WarningKind, meaning: impl Into<String>) -> Self {
        Warning { path: node.path.clone(), kind, found: node.shown(), meaning: meaning.into() }
    }

    /// A warning about something that is not one value.
    pub(super) fn about(
        path: impl Into<String>,
        kind: WarningKind,
        found: impl Into<String>,
        meaning: impl Into<String>,
    ) -> Self {
        Warning { path: path.into(), kind, found: found.into(), meaning: meaning.into() }
    }
}

/// One line: control characters of the input are escaped, so that no record can write lines of its own.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "" } else { ": " };
        let line = format!("{}{place}found {}; {} [{}]", self.path, self.found, self.meaning, self.kind);
        for c in line.chars() {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Warning", 4)?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("found", &self.found)?;
        fields.serialize_field("meaning", &self.meaning)?;
        fields.end()
    }
}
