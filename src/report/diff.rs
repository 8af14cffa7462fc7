//! What changed between two reports: two dates, two versions of a call, or two edits of a proposal.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assessment::Assessment;
use super::checked::Report;
use super::json::Pinned;
use super::obligations::Obligation;
use crate::check::Subject;
use crate::input::named_enum;
use crate::outcome::Outcome;
use crate::rule::RuleId;

/// The name of the format of a difference.
const SCHEMA: &str = "amif-diff/1";

/// What changed from one report to another, condition by condition; see [`Report::diff`].
///
/// It prints as text and serialises as `amif-diff/1`.
#[derive(Debug, Clone)]
pub struct ReportDiff<'r> {
    before: &'r Report<'r>,
    after: &'r Report<'r>,
    changes: Vec<Altered<'r>>,
    not_stated: Moved<&'r str>,
    not_covered: Moved<&'r str>,
    source_differences: Moved<&'r str>,
    assumed: Moved<Pinned<'r>>,
    obligations: Moved<Obligation>,
}

/// One condition for one subject that is not the same in both reports.
#[derive(Debug, Clone)]
pub struct Altered<'r> {
    rule: RuleId,
    subject: Subject,
    before: Option<Assessment<'r>>,
    after: Option<Assessment<'r>>,
}

named_enum! {
    /// How a condition changed from one report to another.
    pub enum Alteration("alteration") {
        /// It is looked at in the second report only.
        Appeared = "appeared",
        /// It is looked at in the first report only.
        Vanished = "vanished",
        /// It has another outcome.
        Outcome = "outcome",
        /// It has the same outcome, with other numbers, missing facts, words or sources.
        Details = "details",
    }
}

/// What stands in the second of two lists only, and what in the first only, in the order of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved<T> {
    /// In the second only.
    pub added: Vec<T>,
    /// In the first only.
    pub removed: Vec<T>,
}

impl<T> Moved<T> {
    /// Whether both lists hold the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl<T: PartialEq> Moved<T> {
    /// What one list holds more often than the other.
    fn between(before: impl IntoIterator<Item = T>, after: impl IntoIterator<Item = T>) -> Self {
        let mut removed: Vec<T> = before.into_iter().collect();
        let mut added = Vec::new();
        for item in after {
            match removed.iter().position(|other| *other == item) {
                Some(at) => {
                    removed.remove(at);
                }
                None => added.push(item),
            }
        }
        Moved { added, removed }
    }
}

impl<T: Serialize> Serialize for Moved<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("added", &self.added)?;
        map.serialize_entry("removed", &self.removed)?;
        map.end()
    }
}

impl<'r> Altered<'r> {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// What it was looked at for. A participant, or a row of the budget, is the one at that place in either
    /// proposal.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// How it changed.
    #[must_use]
    pub fn alteration(&self) -> Alteration {
        match (&self.before, &self.after) {
            (None, _) => Alteration::Appeared,
            (_, None) => Alteration::Vanished,
            (Some(before), Some(after)) if before.outcome() == after.outcome() => Alteration::Details,
            (Some(_), Some(_)) => Alteration::Outcome,
        }
    }

    /// The assessment in the first report.
    #[must_use]
    pub fn before(&self) -> Option<Assessment<'r>> {
        self.before.clone()
    }

    /// The assessment in the second report.
    #[must_use]
    pub fn after(&self) -> Option<Assessment<'r>> {
        self.after.clone()
    }
}

impl Serialize for Altered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("alteration", &self.alteration())?;
        map.serialize_entry("before", &self.before)?;
        map.serialize_entry("after", &self.after)?;
        map.end()
    }
}

impl Report<'_> {
    /// What changed from this report to another: between two dates, two versions of a call or two edits of
    /// a proposal.
    ///
    /// Conditions are matched by rule and subject, and subjects by place: where a participant left from the
    /// middle, those after it moved up. Every assessment that differs in anything that reports show is
    /// listed, in the registry's order and then the participants'.
    ///
    /// ```
    /// use amif::{Alteration, Proposal, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-08-20T12:00:00+02:00".parse()?;
    /// let draft = Proposal::from_json(r#"{"participants": [], "duration_months": 36}"#)?;
    /// let mut edited = draft.clone();
    /// edited.duration_months = Some(24);
    ///
    /// let (before, after) = (draft.check(call, as_of), edited.check(call, as_of));
    /// let diff = before.diff(&after);
    /// let [change] = diff.changes() else { panic!("{diff}") };
    /// assert_eq!(change.rule().as_str(), "duration/as-required");
    /// assert_eq!(change.alteration(), Alteration::Outcome);
    /// assert!(before.diff(&before).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diff<'r>(&'r self, after: &'r Report<'r>) -> ReportDiff<'r> {
        let mut pairs: BTreeMap<(RuleId, Subject), (Option<Assessment<'r>>, Option<Assessment<'r>>)> =
            BTreeMap::new();
        for a in self.assessments() {
            let pair = pairs.entry((a.rule(), a.subject())).or_default();
            pair.0 = Some(a);
        }
        for a in after.assessments() {
            let pair = pairs.entry((a.rule(), a.subject())).or_default();
            pair.1 = Some(a);
        }
        let changes = pairs
            .into_iter()
            .filter(|(_, pair)| !matches!(pair, (Some(a), Some(b)) if same(a, b)))
            .map(|((rule, subject), (before, after))| Altered { rule, subject, before, after })
            .collect();
        let abouts = |report: &'r Report<'r>| report.call().differences().iter().map(|d| d.about.as_str());
        let pinned = |report: &'r Report<'r>| Pinned::all(report.call());
        ReportDiff {
            changes,
            not_stated: Moved::between(self.not_stated(), after.not_stated()),
            not_covered: Moved::between(
                self.call().not_covered().iter().copied(),
                after.call().not_covered().iter().copied(),
            ),
            source_differences: Moved::between(abouts(self), abouts(after)),
            assumed: Moved::between(pinned(self), pinned(after)),
            obligations: Moved::between(self.obligations(), after.obligations()),
            before: self,
            after,
        }
    }
}

/// Whether two assessments say the same. What they say is what their JSON says: numbers, words, sources,
/// what is missing and who counted.
fn same(a: &Assessment<'_>, b: &Assessment<'_>) -> bool {
    a.outcome() == b.outcome() && serde_json::to_string(a).ok() == serde_json::to_string(b).ok()
}

impl<'r> ReportDiff<'r> {
    /// The first report.
    #[must_use]
    pub fn before(&self) -> &'r Report<'r> {
        self.before
    }

    /// The second report.
    #[must_use]
    pub fn after(&self) -> &'r Report<'r> {
        self.after
    }

    /// Whether both reports find the same. Their instants, the version of the call and its status may differ.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.before.verdict() == self.after.verdict()
            && self.not_stated.is_empty()
            && self.not_covered.is_empty()
            && self.source_differences.is_empty()
            && self.assumed.is_empty()
            && self.obligations.is_empty()
    }

    /// Every condition that is not the same in both, in the registry's order and then the participants'.
    #[must_use]
    pub fn changes(&self) -> &[Altered<'r>] {
        &self.changes
    }

    /// Conditions that the call's sources do not state, in one of the reports only.
    #[must_use]
    pub fn not_stated(&self) -> &Moved<&'r str> {
        &self.not_stated
    }

    /// What no program can judge, in one of the reports only.
    #[must_use]
    pub fn not_covered(&self) -> &Moved<&'r str> {
        &self.not_covered
    }

    /// What the call's sources differ on, in one of the reports only.
    #[must_use]
    pub fn source_differences(&self) -> &Moved<&'r str> {
        &self.source_differences
    }

    /// Obligations that a grant triggers, in one of the reports only. One that changed stands in both lists.
    #[must_use]
    pub fn obligations(&self) -> &Moved<Obligation> {
        &self.obligations
    }

    /// The ids of the open questions that were answered by assumption, each with the reading, in one of the
    /// reports only.
    #[must_use]
    pub fn assumed(&self) -> Moved<(&'r str, crate::call::Reading)> {
        let plain = |pins: &[Pinned<'r>]| {
            let readings = pins.iter().filter_map(|pin| match pin {
                Pinned::Reading(id, reading) => Some((*id, *reading)),
                Pinned::Supposed(_) | Pinned::Presumed(_) => None,
            });
            readings.collect()
        };
        Moved { added: plain(&self.assumed.added), removed: plain(&self.assumed.removed) }
    }

    /// The difference in the format `amif-diff/1`, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What a report is about and comes to, without its conditions.
struct Head<'r>(&'r Report<'r>);

impl Serialize for Head<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("topic", self.0.call().topic())?;
        map.serialize_entry("call_version", self.0.call().version())?;
        map.serialize_entry("as_of", &self.0.as_of())?;
        map.serialize_entry("call_status", &self.0.call_status())?;
        map.serialize_entry("verdict", &self.0.verdict())?;
        map.serialize_entry("coverage", &self.0.coverage())?;
        map.end()
    }
}

impl Serialize for ReportDiff<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("before", &Head(self.before))?;
        map.serialize_entry("after", &Head(self.after))?;
        map.serialize_entry("changes", &self.changes)?;
        map.serialize_entry("not_stated", &self.not_stated)?;
        map.serialize_entry("not_covered", &self.not_covered)?;
        map.serialize_entry("assumed", &self.assumed)?;
        map.serialize_entry("source_differences", &self.source_differences)?;
        map.serialize_entry("obligations", &self.obligations)?;
        map.end()
    }
}

impl fmt::Display for ReportDiff<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, before: &dyn fmt::Display, after: &dyn fmt::Display, always: bool| {
            let (before, after) = (before.to_string(), after.to_string());
            match before == after {
                true if always => writeln!(f, "{name:<11}{after}, as before"),
                true => Ok(()),
                false => writeln!(f, "{name:<11}{before} -> {after}"),
            }
        };
        let (before, after) = (self.before, self.after);
        row("Verdict", &before.verdict(), &after.verdict(), true)?;
        row("Topic", before.call().topic(), after.call().topic(), false)?;
        row("Version", &before.call().version(), &after.call().version(), false)?;
        row("As of", &before.as_of(), &after.as_of(), false)?;
        let status =
            |r: &Report<'_>| r.call_status().map_or("status not known".to_owned(), |s| s.to_string());
        row("Call", &status(before), &status(after), false)?;
        let coverage = |r: &Report<'_>| {
            let c = r.coverage();
            format!("{} assessed, {} not stated, {} not covered", c.assessed, c.not_stated, c.not_covered)
        };
        row("Coverage", &coverage(before), &coverage(after), false)?;
        if self.changes.is_empty() {
            writeln!(f, "\nNo condition changed")?;
        } else {
            writeln!(f, "\nConditions changed ({})", self.changes.len())?;
        }
        for change in &self.changes {
            let outcome = |a: &Option<Assessment<'_>>| {
                a.as_ref().map_or("not looked at", |a| Outcome::as_str(a.outcome()))
            };
            let (was, is) = (outcome(&change.before), outcome(&change.after));
            writeln!(f, "  {} {}: {was} -> {is}", change.rule, change.subject)?;
            for (name, side) in [("before", &change.before), ("after", &change.after)] {
                let Some(side) = side else { continue };
                writeln!(f, "    {name:<7} {}", side.message())?;
                let missing: Vec<String> = side.missing().iter().map(ToString::to_string).collect();
                if !missing.is_empty() {
                    writeln!(f, "    {:<7} missing: {}", "", missing.join(", "))?;
                }
                for awaited in side.awaits() {
                    let until =
                        awaited.until.map(|day| format!(", {} {day}", awaited.word())).unwrap_or_default();
                    writeln!(f, "    {:<7} awaits: {}{until}", "", awaited.event)?;
                }
            }
        }
        let assumed = Moved {
            added: self.assumed.added.iter().map(ToString::to_string).collect(),
            removed: self.assumed.removed.iter().map(ToString::to_string).collect(),
        };
        let triggered = |all: &[Obligation]| all.iter().map(|o| format!("{}: {o}", o.id)).collect();
        let obligations = Moved {
            added: triggered(&self.obligations.added),
            removed: triggered(&self.obligations.removed),
        };
        let owned = |moved: &Moved<&str>| Moved {
            added: moved.added.iter().map(|s| (*s).to_owned()).collect::<Vec<String>>(),
            removed: moved.removed.iter().map(|s| (*s).to_owned()).collect(),
        };
        for (heading, moved) in [
            ("Assumed", assumed),
            ("Not stated by the call's sources", owned(&self.not_stated)),
            ("Not covered by any program", owned(&self.not_covered)),
            ("The call's sources differ on", owned(&self.source_differences)),
            ("Obligations", obligations),
        ] {
            if moved.is_empty() {
                continue;
            }
            writeln!(f, "\n{heading}")?;
            for (mark, items) in [("-", &moved.removed), ("+", &moved.added)] {
                for item in items {
                    writeln!(f, "  {mark} {item}")?;
                }
            }
        }
        Ok(())
    }
}
