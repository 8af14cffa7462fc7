//! Deadlines and what they are to each other: one, two stages, several cut-offs.

use super::date::PortalDate;
use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::input::named_enum;

/// The submission procedure as the record states it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DeadlineModel {
    /// One submission.
    SingleStage,
    /// A first proposal, and a second from those invited.
    TwoStage,
    /// Several deadlines, each of which can be used.
    MultipleCutOff,
    /// A procedure with a name that is not known.
    Other(String),
    /// Not in the record; bulk records never have it.
    #[default]
    NotStated,
}

impl DeadlineModel {
    /// The name as the portal writes it; empty where not stated.
    ///
    /// ```
    /// use amif::portal::DeadlineModel;
    ///
    /// assert_eq!(DeadlineModel::TwoStage.as_str(), "two-stage");
    /// assert_eq!(DeadlineModel::NotStated.as_str(), "");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            DeadlineModel::SingleStage => "single-stage",
            DeadlineModel::TwoStage => "two-stage",
            DeadlineModel::MultipleCutOff => "multiple cut-off",
            DeadlineModel::Other(name) => name,
            DeadlineModel::NotStated => "",
        }
    }

    /// Reads a name, or an object with id and abbreviation.
    pub(super) fn read(node: &Node<'_>) -> Option<Self> {
        let name = node.text().or_else(|| node.text_of("abbreviation")).or_else(|| node.text_of("id"))?;
        let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match plain.as_str() {
            "singlestage" | "31094504" => DeadlineModel::SingleStage,
            "twostage" => DeadlineModel::TwoStage,
            _ if plain.contains("cutoff") => DeadlineModel::MultipleCutOff,
            _ => DeadlineModel::Other(name),
        })
    }
}

named_enum! {
    /// What one deadline is among the deadlines of a topic.
    pub enum DeadlineRole("role of a deadline") {
        /// The only one.
        Only = "only",
        /// Of the first stage; the last that is open to new applicants.
        FirstStage = "first-stage",
        /// Of the second stage, for those invited.
        SecondStage = "second-stage",
        /// One of several, each of which can be used.
        CutOff = "cut-off",
        /// It cannot be told.
        Unknown = "unknown",
    }
}

/// One deadline of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PortalDeadline {
    /// Day and, where given, hour.
    pub at: PortalDate,
    /// What it is among the others.
    pub role: DeadlineRole,
}

/// Gives each date its role; where some date could not be read, none is certain.
pub(super) fn roles(
    mut dates: Vec<PortalDate>,
    complete: bool,
    model: &DeadlineModel,
    path: &str,
    warnings: &mut Vec<Warning>,
) -> Vec<PortalDeadline> {
    dates.sort_by_key(|d| (d.date, d.hour));
    // The same day twice is one deadline; of a day with and without hour the first knows more.
    dates.dedup_by(|later, kept| {
        if later.date == kept.date && kept.hour.is_none() {
            std::mem::swap(later, kept);
        }
        later.date == kept.date && (later.hour == kept.hour || later.hour.is_none())
    });
    let count = dates.len();
    let found = match model {
        DeadlineModel::NotStated => format!("{count} deadlines and no submission procedure"),
        model if count == 1 => format!("1 deadline and the procedure \"{}\"", model.as_str()),
        model => format!("{count} deadlines and the procedure \"{}\"", model.as_str()),
    };
    let mut warn = |kind, meaning: &str| warnings.push(Warning::about(path, kind, found.clone(), meaning));
    let of = |at: usize| match (model, count) {
        _ if !complete => DeadlineRole::Unknown,
        (DeadlineModel::TwoStage, 2) if at == 0 => DeadlineRole::FirstStage,
        (DeadlineModel::TwoStage, 2) => DeadlineRole::SecondStage,
        (DeadlineModel::TwoStage, _) => DeadlineRole::Unknown,
        (_, 1) => DeadlineRole::Only,
        (DeadlineModel::MultipleCutOff | DeadlineModel::SingleStage, _) => DeadlineRole::CutOff,
        (DeadlineModel::Other(_) | DeadlineModel::NotStated, _) => DeadlineRole::Unknown,
    };
    match (model, count) {
        (_, 0) => {}
        _ if !complete => warn(
            WarningKind::StagesUnknown,
            "a date beside them could not be read, so what they are to each other cannot be told",
        ),
        (DeadlineModel::TwoStage, 2) => {}
        (DeadlineModel::TwoStage, _) => warn(
            WarningKind::StagesContradict,
            "a two-stage procedure has two deadlines; which stage is meant cannot be told",
        ),
        (DeadlineModel::SingleStage, 2..) => warn(
            WarningKind::StagesContradict,
            "a single-stage procedure has one deadline; read as cut-offs, each of which can be used",
        ),
        (DeadlineModel::Other(_) | DeadlineModel::NotStated, 2..) => warn(
            WarningKind::StagesUnknown,
            "whether they are stages or cut-offs cannot be told from this record",
        ),
        _ => {}
    }
    dates.into_iter().enumerate().map(|(i, at)| PortalDeadline { role: of(i), at }).collect()
}
