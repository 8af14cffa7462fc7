//! The answer under the usual terms, beside the verdict and never in it.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assessment::Assessment;
use super::checked::Report;
use crate::call::Presumption;
use crate::check::Scope;
use crate::check::phrases::months;
use crate::input::{lines, named_enum};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome};

named_enum! {
    /// What a proposal comes to where the silence of its call is filled as other calls have it. It is no verdict.
    pub enum UsualVerdict("answer under the usual terms") {
        /// Nothing that the call states, and nothing that is usual, stands in the way.
        NoObstacle = "no_obstacle",
        /// Something that the call or the law states, or that is usual, stands in the way.
        Obstacle = "obstacle",
        /// It depends on facts, on open questions of the call, or on which of several values of other calls it has.
        Open = "open",
    }
}

/// The answer under the usual terms. The call's own text decides.
#[derive(Debug, Clone)]
pub struct Usual<'r> {
    verdict: UsualVerdict,
    report: Report<'r>,
    left_out: Vec<LeftOut>,
}

/// A condition that the call does not state and no other call can tell, with what the applicant states.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The condition.
    pub condition: &'static str,
    /// What the applicant states, where anything is stated.
    pub stated: Option<String>,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stated {
            Some(stated) => {
                write!(f, "{}: not stated by the call; the applicant states {stated}", self.condition)
            }
            None => write!(f, "{}: not stated by the call, nor by the applicant", self.condition),
        }
    }
}

/// The core conditions that no other call tells.
const UNTOLD: [&str; 3] = ["deadline", "amount of the grant", "duration"];

impl Report<'_> {
    /// The answer with the silence of the call filled as other open calls have it. It stands beside the verdict and
    /// never changes it.
    ///
    /// `None` where it would say nothing more than the verdict: the call states everything that the proposal is
    /// asked, or no usual terms are presumed of it.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue, usual::UsualVerdict};
    ///
    /// let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let partners: Vec<String> = ["IT", "GR", "DE", "FR", "ES"].iter().enumerate().map(|(n, country)| {
    ///     let role = if n == 0 { "coordinator" } else { "beneficiary" };
    ///     format!(r#"{{"name": "P{n}", "pic": "99900000{n}", "role": "{role}", "country": "{country}",
    ///         "legal_form": "public_body"}}"#)
    /// }).collect();
    /// let proposal = Proposal::from_json(&format!(r#"{{"submitted_at": "2025-09-10T12:00:00+02:00",
    ///     "duration_months": 24, "requested_grant": 1600000, "participants": [{}]}}"#, partners.join(",")))?;
    /// let report = proposal.check(call, "2025-09-10T12:00:00+02:00".parse()?);
    /// assert_eq!(report.verdict(), Verdict::Undetermined);
    /// let usual = report.usual().ok_or("the call is silent on the minima")?;
    /// assert!(usual.summary().contains("The call's own text decides."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn usual(&self) -> Option<Usual<'_>> {
        let call = self.call.under_usual_terms()?;
        let participants = Cow::Borrowed(&*self.participants);
        let report = Report::new(call, participants, self.facts(), self.signature, self.as_of);
        let usual = Usual { verdict: report.usual_verdict(), left_out: self.left_out(), report };
        let says_more = usual.presumed().next().is_some() || !usual.left_out.is_empty();
        says_more.then_some(usual)
    }

    fn usual_verdict(&self) -> UsualVerdict {
        let any = |outcomes: &[Outcome]| {
            self.assessments()
                .any(|a| a.consequence() == Consequence::Reject && outcomes.contains(&a.outcome()))
        };
        if any(&[Outcome::NotMet]) {
            UsualVerdict::Obstacle
        } else if any(&[Outcome::Unknown, Outcome::Conditional]) || self.usual_gaps().next().is_some() {
            UsualVerdict::Open
        } else {
            UsualVerdict::NoObstacle
        }
    }

    /// Core conditions that are still not stated, without those that no other call tells.
    fn usual_gaps(&self) -> impl Iterator<Item = &'static str> {
        self.gaps().into_iter().filter(|gap| !UNTOLD.contains(gap))
    }

    fn left_out(&self) -> Vec<LeftOut> {
        if self.scope != Scope::Proposal {
            return Vec::new();
        }
        let gaps = self.gaps();
        let months = self.proposal.duration_months.map(months);
        let grant = self.proposal.requested_grant.map(|grant| format!("EUR {}", grant.grouped()));
        let submitted = self.proposal.submitted_at.map(|at| format!("submission at {at}"));
        let range = self.call.grant().map(|range| range.value);
        let unsaid = |bound: Option<crate::call::Point>| bound.is_some();
        let mut all = Vec::new();
        let mut add = |left: bool, condition: &'static str, stated: &Option<String>| {
            if left {
                all.push(LeftOut { condition, stated: stated.clone() });
            }
        };
        add(gaps.contains(&"deadline"), "deadline", &submitted);
        add(gaps.contains(&"amount of the grant"), "amount of the grant", &grant);
        add(range.is_some_and(|range| unsaid(range.unsaid_min)), "smallest grant", &grant);
        add(range.is_some_and(|range| unsaid(range.unsaid_max)), "largest grant", &grant);
        add(gaps.contains(&"duration"), "duration", &months);
        all
    }

    /// Whether the answer for the participants that were looked at rests on a presumption.
    fn rests_on(&self, presumption: &Presumption) -> bool {
        let holds = |role: Role| move |stated: Option<Role>| stated.is_none_or(|stated| stated == role);
        if let Some((role, form)) = presumption.form() {
            return self.participants().iter().any(|p| {
                holds(role)(p.role)
                    && p.applicant.legal_form.is_none_or(|forms| forms.iter().any(|f| f == form))
            });
        }
        if presumption.is_of_affiliated() {
            let affiliated = holds(Role::AffiliatedEntity);
            return self.scope != Scope::Applicant && self.participants().iter().any(|p| affiliated(p.role));
        }
        true
    }
}

impl<'r> Usual<'r> {
    /// What the proposal comes to under the usual terms.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// let usual = report.usual().ok_or("the verdict says all")?;
    /// // One applicant is too few under whatever other calls ask.
    /// assert_eq!(usual.verdict(), amif::usual::UsualVerdict::Obstacle);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> UsualVerdict {
        self.verdict
    }

    /// The presumptions that the answer rests on.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// assert!(report.usual().is_some_and(|usual| usual.presumed().count() > 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn presumed(&self) -> impl Iterator<Item = &Presumption> {
        self.report.call().presumed().filter(|presumption| self.report.rests_on(presumption))
    }

    /// What no other call tells. It does not stand in the way of the answer.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// // An amount is never presumed.
    /// let left = report.usual().map(|usual| usual.left_out().len());
    /// assert!(left.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// What makes the answer so, where it is not that nothing stands in the way: the conditions that lead to rejection
    /// and are not met, or else those that are unknown.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// let usual = report.usual().ok_or("the verdict says all")?;
    /// assert!(usual.why().any(|a| a.rule().as_str() == "consortium/minimum-applicants"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn why(&self) -> impl Iterator<Item = Assessment<'_>> {
        let wanted = self.verdict;
        self.report.assessments().filter(move |a| {
            let outcomes: &[Outcome] = match wanted {
                UsualVerdict::NoObstacle => &[],
                UsualVerdict::Obstacle => &[Outcome::NotMet],
                UsualVerdict::Open => &[Outcome::Unknown, Outcome::Conditional],
            };
            a.consequence() == Consequence::Reject && outcomes.contains(&a.outcome())
        })
    }

    /// Core conditions that neither the call nor its usual terms state.
    pub fn not_stated(&self) -> impl Iterator<Item = &'static str> {
        self.report.usual_gaps()
    }

    /// The report under the presumptions, in which everything that was assessed can be looked up.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// let usual = report.usual().ok_or("the verdict says all")?;
    /// assert!(usual.report().call().presumed().count() > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn report(&self) -> &Report<'r> {
        &self.report
    }
}

impl Usual<'_> {
    /// The answer in a sentence, with how much is presumed for it.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let draft = amif::Proposal::from_json(r#"{"participants": [{"name": "A"}]}"#)?;
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?);
    /// let summary = report.usual().map(|usual| usual.summary()).ok_or("the verdict says all")?;
    /// assert!(!summary.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn summary(&self) -> String {
        let presumed: Vec<String> = self.presumed().map(Presumption::condition).collect();
        let on = match presumed.len() {
            0 => String::new(),
            1 => format!(", with one usual term presumed where the call is silent ({})", presumed.join(", ")),
            many => {
                format!(
                    ", with {many} usual terms presumed where the call is silent ({})",
                    presumed.join(", ")
                )
            }
        };
        let mut summary = format!("{}{on}. The call's own text decides.", self.verdict.words());
        if self.asks_several_numbers() {
            for minima in self.presumed().filter(|presumption| presumption.readings().len() > 1) {
                summary.push_str(&format!(" {minima}"));
            }
            summary.push(' ');
            summary.push_str(ASK_FIRST);
        }
        summary
    }

    /// Whether other calls ask different numbers of applicants or countries.
    fn asks_several_numbers(&self) -> bool {
        self.presumed().any(|presumption| presumption.readings().len() > 1)
    }
}

/// What to do where other calls ask different numbers.
const ASK_FIRST: &str = "Ask the contact point which numbers the call has before you add partners.";

impl UsualVerdict {
    /// The answer in words.
    ///
    /// ```
    /// use amif::usual::UsualVerdict;
    ///
    /// assert!(UsualVerdict::ALL.iter().all(|verdict| !verdict.words().is_empty()));
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            UsualVerdict::NoObstacle => "no obstacle",
            UsualVerdict::Obstacle => "an obstacle",
            UsualVerdict::Open => "open",
        }
    }
}

impl fmt::Display for Usual<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = self.verdict.words();
        let head =
            format!("Under the usual terms of other open calls: {answer}. The call's own text decides.");
        lines(f, "", "  ", &head)?;
        let mut say = |text: String| lines(f, "  ", "    ", &text);
        for presumption in self.presumed() {
            say(format!("Presumed: {presumption}"))?;
        }
        if self.asks_several_numbers() {
            say(ASK_FIRST.to_owned())?;
        }
        for left in &self.left_out {
            say(format!("Left out: {left}."))?;
        }
        let word = if self.verdict == UsualVerdict::Obstacle { "Obstacle" } else { "Open" };
        for assessment in self.why() {
            let (rule, subject) = (assessment.rule(), assessment.subject());
            say(format!("{word}: {rule} {subject}: {}", assessment.message()))?;
        }
        for gap in self.not_stated() {
            say(format!("Open: {gap}, which nothing tells."))?;
        }
        Ok(())
    }
}

impl Serialize for Usual<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", &self.verdict)?;
        map.serialize_entry("presumed", &self.presumed().collect::<Vec<_>>())?;
        map.serialize_entry("left_out", &self.left_out)?;
        map.serialize_entry("why", &self.why().map(Why).collect::<Vec<_>>())?;
        map.serialize_entry("not_stated", &self.not_stated().collect::<Vec<_>>())?;
        map.end()
    }
}

impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("condition", self.condition)?;
        map.serialize_entry("stated", &self.stated)?;
        map.serialize_entry("text", &self.to_string())?;
        map.end()
    }
}

struct Why<'a>(Assessment<'a>);

impl Serialize for Why<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("rule", &self.0.rule())?;
        map.serialize_entry("subject", &self.0.subject())?;
        map.serialize_entry("message", &self.0.message())?;
        map.serialize_entry("missing", &self.0.missing())?;
        map.serialize_entry("open", &self.0.open())?;
        map.end()
    }
}
