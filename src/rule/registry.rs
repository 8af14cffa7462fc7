//! The registry: the ids of the rules, what each asks, why, where from, and which facts it reads.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::call::Call;
use crate::check;
use crate::check::def::{About, AnyRule, Over};
use crate::check::fact::FactKind;
use crate::input::{lines, named_enum};
use crate::law::{Act, Citation, ParsePlaceError, Place, in_force};
use crate::outcome::{Consequence, Stage};
use crate::value::UnknownNameError;

/// One condition, one subject, one outcome.
pub(crate) type Raw = check::Raw<RuleId>;

macro_rules! ids {
    (() $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        named_enum! {
            /// The stable id of a rule: `family/kebab-name`.
            pub enum RuleId("rule") {
                $($(#[doc = $doc])* $variant = $text,)+
            }
        }
    };
}
every_rule!(ids!());

macro_rules! entry {
    ([rule] $path:path) => {
        $path.about
    };
    ([apart $($of:ident)?] $path:path) => {
        $path.about
    };
    ([budget] $path:path) => {
        $path.about
    };
}

macro_rules! entries {
    (($id:ident) $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        match $id {
            $(RuleId::$variant => {
                static RULE: Rule = Rule::new(RuleId::$variant, &entry!([$($kind)+] super::$($path)::+));
                &RULE
            })+
        }
    };
}

macro_rules! def {
    ([rule] $path:path) => {
        Some(&$path)
    };
    ([apart $($of:ident)?] $path:path) => {
        None
    };
    ([budget] $path:path) => {
        Some(&$path)
    };
}

macro_rules! defs {
    (($id:ident) $($(#[doc = $doc:literal])* [$($kind:tt)+] $variant:ident = $text:literal in $($path:ident)::+;)+) => {
        match $id {
            $(RuleId::$variant => def!([$($kind)+] super::$($path)::+),)+
        }
    };
}

impl RuleId {
    /// Whether the rule looks at one participant in its role.
    pub(crate) fn is_on_participants(self) -> bool {
        match self.def() {
            Some(def) => matches!(def.over(), Over::Participants),
            None => false,
        }
    }

    /// The registry entry.
    ///
    /// ```
    /// use amif::{RuleId, report::Stage};
    ///
    /// assert_eq!(RuleId::MinimumCountries.rule().stage, Stage::Eligibility);
    /// ```
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        let id = self;
        every_rule!(entries!(id))
    }

    /// The rule with all its parts; `None` for rules of another world than calls.
    #[inline]
    pub(crate) fn def(self) -> Option<&'static dyn AnyRule> {
        let id = self;
        every_rule!(defs!(id))
    }
}

/// Looks a rule up by its id. It prints as what it asks, what it reads and what it rests on, in lines of 80 columns.
///
/// ```
/// let rule = amif::report::explain("consortium/minimum-countries")?;
/// assert!(rule.explanation.contains("Member State"));
///
/// let error = amif::report::explain("consortium/minimum-country").unwrap_err();
/// assert!(error.to_string().contains("did you mean \"consortium/minimum-countries\"?"));
/// # Ok::<(), amif::value::UnknownNameError>(())
/// ```
///
/// # Errors
/// When there is no such rule; the message names the nearest.
pub fn explain(id: &str) -> Result<&'static Rule, UnknownNameError> {
    id.parse().map(RuleId::rule)
}

/// The rules that rest on a place in an act, in the registry's order.
///
/// An article finds the rules that cite it or a part of it; a paragraph or point finds those that cite it,
/// a part of it, or the article as a whole. An empty place finds every rule that cites the act. The tables of
/// the Fund rest on more articles than the rules: [`tables_citing`](crate::fund::tables_citing) finds those.
///
/// ```
/// use amif::{RuleId, law::Act, report::rules_citing};
///
/// let rules: Vec<_> = rules_citing(Act::Amif2021, "Art. 15")?.map(|r| r.id).collect();
/// let expected = [
///     RuleId::FundCoFinancing,
///     RuleId::ProgrammeRowOnce,
///     RuleId::ProgrammeRateCeiling,
///     RuleId::PaymentSolidarityExpenditure,
///     RuleId::OperationUnionShare,
/// ];
/// assert_eq!(rules, expected);
/// // What cites only another point of the paragraph does not rest on this one.
/// assert!(rules_citing(Act::Amif2021, "24(1)(b)")?.count() < rules_citing(Act::Amif2021, "24(1)")?.count());
/// assert_eq!(rules_citing(Act::Amif2021, "annex V")?.next().map(|r| r.id), Some(RuleId::FundIndicator));
/// assert!(rules_citing(Act::Amif2021, "fifteen").is_err());
/// # Ok::<(), amif::law::ParsePlaceError>(())
/// ```
///
/// # Errors
/// When the place is not one of an act: neither an article nor an annex nor a recital.
pub fn rules_citing(act: Act, place: &str) -> Result<impl Iterator<Item = &'static Rule>, ParsePlaceError> {
    let wanted = Place::parse(place)?;
    Ok(RuleId::ALL.iter().map(|id| id.rule()).filter(move |rule| {
        rule.citations.iter().any(|c| c.cited_act() == Some(act) && wanted.meets(c.section()))
    }))
}

/// A rule: what it asks, why, and how it is looked at.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The stable id.
    pub id: RuleId,
    /// What the rule asks, in a line.
    pub title: &'static str,
    /// What it reads, how it counts, what each outcome means, and where its text is silent.
    pub explanation: &'static str,
    /// Since when it applies.
    pub since: &'static str,
    /// When it is looked at.
    pub stage: Stage,
    /// What follows when it is not met.
    pub consequence: Consequence,
    /// The law behind it; the numbers and lists are the call's, and cited in each report.
    pub citations: &'static [Citation],
    /// The facts it reads. Changing any other fact changes none of its outcomes.
    pub facts: &'static [FactKind],
}

impl Rule {
    const fn new(id: RuleId, about: &About) -> Self {
        let About { title, explanation, since, stage, consequence, citations, facts } = *about;
        Rule { id, title, explanation, since, stage, consequence, citations, facts }
    }

    /// The law behind it for grants under a call: of two Financial Regulations the one that governs them, or both where that
    /// cannot be told.
    ///
    /// ```
    /// use amif::{RuleId, catalogue};
    ///
    /// let old = catalogue::topic("AMIF-2019-AG-CALL-01")?;
    /// let law = RuleId::StartDate.rule().law_under(old);
    /// assert!(law.iter().any(|citation| citation.to_string().contains("2018/1046")));
    /// assert!(law.iter().all(|citation| !citation.to_string().contains("2024/2509")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn law_under(&self, call: &Call) -> &'static [Citation] {
        in_force(self.citations, call.committed(None))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(f, "", "  ", &format!("{}  {}", self.id, self.title))?;
        lines(
            f,
            "",
            "  ",
            &format!("Looked at: {}. Where it is not met: {}.", self.stage, self.consequence),
        )?;
        lines(f, "", "  ", &format!("Since: {}", self.since))?;
        writeln!(f, "\nWhat it asks")?;
        for paragraph in self.explanation.split("\n\n") {
            lines(f, "  ", "  ", &paragraph.replace('\n', " "))?;
        }
        writeln!(f, "\nWhat it reads")?;
        let facts: Vec<&str> = self.facts.iter().map(|fact| fact.as_str()).collect();
        lines(f, "  ", "  ", &facts.join(", "))?;
        writeln!(f, "\nWhat it rests on")?;
        for citation in self.citations {
            let note = citation.note();
            let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
            lines(f, "  ", "    ", &format!("{citation}{note}"))?;
        }
        Ok(())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.id)?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("explanation", self.explanation)?;
        map.serialize_entry("since", self.since)?;
        map.serialize_entry("stage", &self.stage)?;
        map.serialize_entry("consequence", &self.consequence)?;
        map.serialize_entry("facts", self.facts)?;
        map.serialize_entry("source", self.citations)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_registered_under_its_own_id() {
        for id in RuleId::ALL {
            assert_eq!(id.rule().id, *id);
            assert_eq!(explain(id.as_str()).unwrap().id, *id);
        }
    }

    #[test]
    fn every_rule_says_what_it_reads_and_where_it_comes_from() {
        for id in RuleId::ALL {
            let rule = id.rule();
            assert!(!rule.citations.is_empty(), "{id}");
            assert!(!rule.facts.is_empty(), "{id}");
            assert!(rule.title.ends_with('.') && rule.explanation.len() > 100, "{id}");
        }
    }

    #[test]
    fn places_find_the_rules_that_cite_them() {
        let ids = |place: &str| {
            rules_citing(Act::Amif2021, place).unwrap().map(|r| r.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            ids("Article 15(3)"),
            ["fund/co-financing", "programme/row-once", "programme/rate-ceiling"]
        );
        assert_eq!(ids("Art. 24(2)"), ["participant/legal-form"]);
        assert_eq!(ids("99"), Vec::<&str>::new());
        assert_eq!(rules_citing(Act::Crisis, "").unwrap().count(), 0);
        assert_eq!(
            ids("art. 15"),
            [
                "fund/co-financing",
                "programme/row-once",
                "programme/rate-ceiling",
                "payment/solidarity-expenditure",
                "operation/union-share"
            ]
        );
        assert!(rules_citing(Act::Amif2021, "15(").is_err());
    }

    #[test]
    fn ids_are_family_and_kebab_name() {
        for id in RuleId::ALL {
            let (family, name) = id.as_str().split_once('/').unwrap();
            let kebab = |s: &str| s.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(kebab(family) && kebab(name), "{id}");
        }
    }
}
