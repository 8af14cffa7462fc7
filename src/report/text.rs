//! The text report: what a grant officer wants to read, most urgent first.

use std::fmt;

use super::checked::Report;
use super::json::Pinned;
use super::live::Live;
use super::obligations::Obligation;
use crate::call::CallStatus;
use crate::check::Counted;
use crate::law::Citation;
use crate::outcome::{Consequence, Outcome, Verdict, YesNo};
use crate::rule::RuleId;

/// What a piece of the text report is, for colouring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tone {
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// Cannot be told yet, or to be corrected.
    Open,
    /// A heading.
    Heading,
    /// Sources and other small print.
    Faint,
}

/// A report as text, with marks around each piece; see [`Report::text`].
#[derive(Clone, Copy)]
pub struct Text<'r, F> {
    report: &'r Report<'r>,
    marks: F,
}

impl<F> fmt::Debug for Text<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("report", self.report).finish_non_exhaustive()
    }
}

impl<'a> Report<'a> {
    /// The text report with marks, such as colours, before and after each piece.
    ///
    /// ```
    /// use amif::{Proposal, Tone, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let html = report.text(|tone| if tone == Tone::Bad { ("<b>", "</b>") } else { ("", "") });
    /// assert!(html.to_string().contains("<b>ineligible</b>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn text<F: Fn(Tone) -> (&'static str, &'static str)>(&'a self, marks: F) -> Text<'a, F> {
        Text { report: self, marks }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text { report: self, marks: |_| ("", "") }.fmt(f)
    }
}

/// Wide enough for the longest rule id.
const RULE_WIDTH: usize = 36;

impl<F: Fn(Tone) -> (&'static str, &'static str)> Text<'_, F> {
    fn toned(&self, tone: Tone, text: &str) -> String {
        let (before, after) = (self.marks)(tone);
        format!("{before}{text}{after}")
    }

    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.report;
        let coverage = report.coverage();
        let met = report.assessments().filter(|a| a.outcome() == Outcome::Met).count();
        writeln!(
            f,
            "No formal obstacle found in {met} of {} recorded conditions; {} not stated, {} not covered. \
             Not legal advice and not a decision.",
            coverage.assessed, coverage.not_stated, coverage.not_covered
        )?;
        writeln!(f)?;
        let tone = match report.verdict() {
            Verdict::Eligible => Tone::Good,
            Verdict::Ineligible => Tone::Bad,
            Verdict::Conditional | Verdict::Undetermined => Tone::Open,
        };
        let row = |f: &mut fmt::Formatter<'_>, name: &str, value: &str| writeln!(f, "{name:<11}{value}");
        row(f, "Verdict", &self.toned(tone, report.verdict().as_str()))?;
        let call = report.call();
        let title = call.description().title.as_ref().map(|t| format!("  {}", t.value)).unwrap_or_default();
        row(f, "Topic", &format!("{}{title}", call.topic()))?;
        row(f, "Version", call.version())?;
        if let Some(later) = report.superseded_by() {
            let day = later.published().map(|d| format!(" of {d}")).unwrap_or_default();
            row(f, "", &format!("the version then known; {}{day} governs", later.version()))?;
        }
        if let Some(completeness) = call.completeness() {
            row(f, "Sources", &format!("{completeness}: {}", completeness.words()))?;
        }
        let status = match report.call_status() {
            Some(CallStatus::Forthcoming) => "forthcoming",
            Some(CallStatus::Open) => "open",
            Some(CallStatus::Closed) => "closed",
            None => "status not known",
        };
        let deadline = call.deadline().map_or_else(|| "not stated".to_owned(), |d| d.value.to_string());
        row(f, "Call", &format!("{status} at {}; deadline {deadline}", report.as_of()))?;
        for assumed in Pinned::all(call) {
            row(f, "Assumed", &assumed.to_string())?;
        }
        Ok(())
    }

    fn section<'b>(
        &self,
        f: &mut fmt::Formatter<'_>,
        heading: &str,
        tone: Tone,
        items: impl Iterator<Item = Live<'b>>,
    ) -> fmt::Result {
        let items: Vec<Live<'b>> = items.collect();
        if items.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{}", self.toned(Tone::Heading, &format!("{heading} ({})", items.len())))?;
        let mut shown: Option<RuleId> = None;
        for (i, item) in items.iter().enumerate() {
            let mark = match item.outcome() {
                Outcome::Met => "+",
                Outcome::NotMet => "x",
                Outcome::Conditional => "~",
                Outcome::Unknown => "?",
                Outcome::NotApplicable => "-",
            };
            let rule = if shown == Some(item.rule()) { "" } else { item.rule().as_str() };
            shown = Some(item.rule());
            let name = item.participant().map(|p| p.applicant.name.printable()).or_else(|| item.row_name());
            let message = match name {
                // The reason alone does not say for whom.
                Some(name) if item.outcome() == Outcome::NotApplicable => {
                    format!("{name}: {}", item.message())
                }
                _ => item.message(),
            };
            writeln!(f, "  {} {rule:<RULE_WIDTH$}  {message}", self.toned(tone, mark))?;
            let below = "";
            if item.outcome() == Outcome::Unknown {
                let hinges = item.hinges();
                if !hinges.facts.is_empty() {
                    let facts: Vec<String> = hinges.sorted().iter().map(ToString::to_string).collect();
                    writeln!(f, "    {below:<RULE_WIDTH$}  missing: {}", facts.join(", "))?;
                }
                for question in item.questions(&hinges) {
                    writeln!(f, "    {below:<RULE_WIDTH$}  open: {} [{}]", question.question, question.id)?;
                }
            }
            self.counted(f, &item.counted().unwrap_or_default())?;
            // Sources stand once for a run of assessments of one rule.
            if items.get(i.saturating_add(1)).is_none_or(|next| next.rule() != item.rule()) {
                for source in item.source() {
                    let text = self.toned(Tone::Faint, &format!("source: {}", Noted(source)));
                    writeln!(f, "    {below:<RULE_WIDTH$}  {text}")?;
                }
            }
        }
        Ok(())
    }

    /// What the size of the grant brings with it, where there is a budget.
    fn obligations(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.report.obligations();
        let told: Vec<&Obligation> = all.iter().filter(|o| o.triggered != YesNo::No).collect();
        if all.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{}", self.toned(Tone::Heading, &format!("Obligations triggered ({})", told.len())))?;
        for (i, obligation) in told.iter().enumerate() {
            let mark = if obligation.triggered == YesNo::Yes { "!" } else { "?" };
            let id = obligation.id.as_str();
            let who = self.report.obliged(obligation);
            writeln!(f, "  {} {id:<RULE_WIDTH$}  {who}: {obligation}", self.toned(Tone::Open, mark))?;
            let below = "";
            if !obligation.missing.is_empty() {
                let facts: Vec<String> = obligation.missing.iter().map(ToString::to_string).collect();
                writeln!(f, "    {below:<RULE_WIDTH$}  missing: {}", facts.join(", "))?;
            }
            if told.get(i.saturating_add(1)).is_none_or(|next| next.id != obligation.id) {
                for exception in obligation.unless {
                    writeln!(f, "    {below:<RULE_WIDTH$}  but: {exception}")?;
                }
                for source in &obligation.source {
                    let text = self.toned(Tone::Faint, &format!("source: {}", Noted(source)));
                    writeln!(f, "    {below:<RULE_WIDTH$}  {text}")?;
                }
            }
        }
        Ok(())
    }

    fn counted(&self, f: &mut fmt::Formatter<'_>, all: &[Counted]) -> fmt::Result {
        for counted in all {
            let names: Vec<String> = counted
                .entries
                .iter()
                .filter_map(|at| self.report.participants().get(*at))
                .map(|p| p.applicant.name.printable())
                .collect();
            let name = names.first().map_or("", String::as_str);
            let times =
                if names.len() > 1 { format!(" (entered {} times)", names.len()) } else { String::new() };
            let states = match counted.states.as_slice() {
                [] => String::new(),
                [one] => one.to_string(),
                [first, second] => format!("{first} or {second}"),
                _ => "country open".to_owned(),
            };
            let below = "";
            match counted.why_not {
                None => writeln!(f, "    {below:<RULE_WIDTH$}  counted: {name}{times}, {states}")?,
                Some(why) if states.is_empty() => {
                    writeln!(f, "    {below:<RULE_WIDTH$}  not counted: {name}{times}: {why}")?;
                }
                Some(why) => {
                    writeln!(f, "    {below:<RULE_WIDTH$}  perhaps counted: {name}{times}, {states}: {why}")?;
                }
            }
        }
        Ok(())
    }
}

/// A citation with its remark.
struct Noted<'a>(&'a Citation);

impl fmt::Display for Noted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        if !self.0.note().is_empty() {
            write!(f, " ({})", self.0.note())?;
        }
        Ok(())
    }
}

impl<F: Fn(Tone) -> (&'static str, &'static str)> fmt::Display for Text<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        let report = self.report;
        let reject = |a: &Live<'_>| a.consequence() == Consequence::Reject;
        let with = |outcome: Outcome| report.live().filter(move |a| a.outcome() == outcome);
        self.section(f, "Fails", Tone::Bad, with(Outcome::NotMet).filter(reject))?;
        self.section(f, "Cannot be told yet", Tone::Open, with(Outcome::Unknown).filter(reject))?;
        self.section(f, "Conditional", Tone::Open, with(Outcome::Conditional))?;
        for (heading, consequence) in
            [("To correct", Consequence::Correct), ("To clarify", Consequence::Clarify)]
        {
            let items = report.live().filter(|a| {
                a.consequence() == consequence && matches!(a.outcome(), Outcome::NotMet | Outcome::Unknown)
            });
            self.section(f, heading, Tone::Open, items)?;
        }
        self.section(f, "Met", Tone::Good, with(Outcome::Met))?;
        self.obligations(f)?;
        self.section(f, "Does not apply", Tone::Faint, with(Outcome::NotApplicable))?;
        let call = report.call();
        if !call.differences().is_empty() {
            writeln!(f, "\n{}", self.toned(Tone::Heading, "The call's sources differ on"))?;
            for difference in call.differences() {
                writeln!(f, "  {}", difference.about)?;
            }
        }
        if report.not_stated().next().is_some() {
            writeln!(f, "\n{}", self.toned(Tone::Heading, "Not stated by the call's sources"))?;
            for name in report.not_stated() {
                writeln!(f, "  {name}")?;
            }
        }
        writeln!(f, "\n{}", self.toned(Tone::Heading, "Not covered by any program"))?;
        for name in call.not_covered() {
            writeln!(f, "  {name}")?;
        }
        Ok(())
    }
}
