//! Reports on national programmes as text.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use super::{NOT_COVERED_OF_PROGRAMMES, ProgrammeFindings, ProgrammeReport, worse};
use crate::check::{Counts, Question, StatedIn};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::report::sources::Sources;
use crate::rule::RuleId;
use crate::rule::questions::in_words;

/// Several reports as one text: the verdict first, then what stands in the way.
#[derive(Debug)]
pub struct ProgrammeReportText {
    title: String,
    as_of: Option<NaiveDate>,
    counts: Counts,
    verdict: Verdict,
    /// By heading: the lines, and how many more there were.
    parts: [(&'static str, Vec<String>, usize); 5],
    sources: Sources,
    operations: usize,
    full: bool,
    met: Vec<String>,
    not_stated: Vec<&'static str>,
    /// How many operations wait for a thing until a day.
    awaited: BTreeMap<(RuleId, Option<NaiveDate>), usize>,
}

/// The pointer of a fact that is asked about, with the kind of file where it is not the one that the report is on.
fn pointer(question: &Question, own: StatedIn) -> String {
    match question.stated_in {
        file if file == own => question.fact.to_string(),
        file => format!("{} (of the {file})", question.fact),
    }
}

/// So many lines of a part are shown; the rest is counted.
const SHOWN: usize = 200;

impl ProgrammeReportText {
    /// For a programme or a file of operations on a day; `full` lists what is met and what does not apply, too.
    ///
    /// ```
    /// use amif::report::ProgrammeReportText;
    ///
    /// let text = ProgrammeReportText::new("2021LU65AMPR009", "2026-11-28".parse().ok(), false);
    /// assert!(text.to_string().contains("2021LU65AMPR009"));
    /// ```
    #[must_use]
    pub fn new(title: &str, as_of: Option<NaiveDate>, full: bool) -> Self {
        ProgrammeReportText {
            title: title.to_owned(),
            as_of,
            counts: Counts::default(),
            verdict: Verdict::Eligible,
            parts: [
                ("Why", Vec::new(), 0),
                ("To correct", Vec::new(), 0),
                ("To clarify", Vec::new(), 0),
                ("Awaited", Vec::new(), 0),
                ("Not yet known", Vec::new(), 0),
            ],
            sources: Sources::default(),
            operations: 0,
            full,
            met: Vec::new(),
            not_stated: Vec::new(),
            awaited: BTreeMap::new(),
        }
    }

    /// Takes in one report.
    ///
    /// ```
    /// # use amif::{Outcome, Verdict};
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let report = programme.check("2026-11-28".parse().ok());
    /// use amif::report::ProgrammeReportText;
    ///
    /// let mut text = ProgrammeReportText::new("the programme", report.as_of(), false);
    /// text.add(&report);
    /// assert!(text.to_string().contains("the programme"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, report: &ProgrammeReport) {
        self.verdict = worse(self.verdict, report.verdict);
        if report.operation.is_some() {
            self.operations = self.operations.saturating_add(1);
        }
        self.counts = self.counts.and(report.counts);
        self.not_stated.extend(report.not_stated());
        for kept in &report.kept {
            // What is met is cited where it is shown.
            let mut cited = || -> String {
                let places = self.sources.list(&kept.source);
                let numbers = places.into_iter().map(|place| place.saturating_add(1).to_string());
                numbers.collect::<Vec<_>>().join(", ")
            };
            let part = match (kept.outcome, kept.consequence) {
                (Outcome::NotMet, Consequence::Reject) => 0,
                (Outcome::NotMet, Consequence::Correct) => 1,
                (Outcome::NotMet, Consequence::Clarify) => 2,
                (Outcome::Conditional, _) => 3,
                (Outcome::Unknown, _) => 4,
                (Outcome::Met | Outcome::NotApplicable, _) => {
                    if self.full && self.met.len() < SHOWN {
                        let who = kept.ids.join(", ");
                        let numbers = cited();
                        self.met.push(format!(
                            "{} {} ({who}) {}: {} [{numbers}]",
                            kept.outcome, kept.rule, kept.subject, kept.message
                        ));
                    }
                    continue;
                }
            };
            let numbers = cited();
            // Of many operations that wait for the same thing one is shown, with their number.
            if kept.outcome == Outcome::Conditional && report.operation.is_some() && !self.full {
                let until = kept.awaits.first().and_then(|awaited| awaited.until);
                let count = self.awaited.entry((kept.rule, until)).or_insert(0);
                *count = count.saturating_add(1);
                if *count > 1 {
                    continue;
                }
            }
            let Some((_, lines, more)) = self.parts.get_mut(part) else { continue };
            if lines.len() >= SHOWN && !self.full {
                *more = more.saturating_add(1);
                continue;
            }
            let ids: Vec<String> = kept.ids.iter().take(6).map(|id| crate::input::printable(id)).collect();
            let mut line = format!("{} {}", kept.rule, kept.subject);
            if !ids.is_empty() {
                line.push_str(&format!(" ({})", ids.join(", ")));
            }
            line.push_str(&format!("\n{} [{}]", kept.message, numbers));
            for awaited in &kept.awaits {
                let until = awaited.until.map(|day| format!(", by {day}")).unwrap_or_default();
                line.push_str(&format!("\nawaits: {}{until}", awaited.event));
            }
            if !kept.missing.is_empty() {
                let own = if report.operation.is_some() { StatedIn::Operation } else { StatedIn::Programme };
                let facts: Vec<String> = kept.questions.iter().take(8).map(|q| pointer(q, own)).collect();
                let rest = kept.missing.len().saturating_sub(facts.len());
                let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                line.push_str(&format!("\nmissing: {}{rest}", facts.join(", ")));
            }
            for id in &kept.open {
                match in_words(id) {
                    Some(question) => line.push_str(&format!("\nopen: {question} ({id})")),
                    None => line.push_str(&format!("\nopen: {id}")),
                }
            }
            lines.push(line);
        }
    }

    /// Takes in what stands in the way of an operation. Without `full` it is the text of the whole report.
    ///
    /// ```
    /// # use amif::{programme::Operation, report::{OperationsCheck, ProgrammeReportText}};
    /// let operation = Operation::from_json(r#"{"schema": "amif-operation/1", "id": "OP-1", "status": "running"}"#)?;
    /// let (mut lean, mut whole) = (ProgrammeReportText::new("OP-1", None, false), ProgrammeReportText::new("OP-1", None, false));
    /// lean.add_findings(&OperationsCheck::new(None, None).findings(&operation));
    /// whole.add(&OperationsCheck::new(None, None).operation(&operation));
    /// assert_eq!(lean.to_string(), whole.to_string());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_findings(&mut self, findings: &ProgrammeFindings) {
        self.add(&findings.0);
    }

    fn headline(&self) -> String {
        let Counts { reject, correct, clarify, .. } = self.counts;
        let all = |count: fn(&crate::check::Tally) -> u32| {
            [reject, correct, clarify].iter().map(count).fold(0u32, u32::saturating_add)
        };
        let points = |n: u32| if n == 1 { "point" } else { "points" };
        let mut said = Vec::new();
        if reject.not_met > 0 {
            said.push(format!("{} inadmissible", reject.not_met));
        }
        let wrong = correct.not_met;
        if wrong > 0 {
            said.push(format!("{wrong} {} to correct", points(wrong)));
        }
        if clarify.not_met > 0 {
            said.push(format!("{} {} to clarify", clarify.not_met, points(clarify.not_met)));
        }
        if all(|t| t.conditional) > 0 {
            said.push(format!("{} conditional", all(|t| t.conditional)));
        }
        if all(|t| t.unknown) > 0 {
            said.push(format!("{} not yet known", all(|t| t.unknown)));
        }
        let said = if said.is_empty() { "nothing in the way".to_owned() } else { said.join(", ") };
        let verdict = match self.verdict {
            Verdict::Ineligible => "NOT IN ORDER",
            _ if all(|t| t.not_met) > 0 => "TO CORRECT",
            _ if all(|t| t.unknown) > 0 => "NOT YET KNOWN",
            _ => "IN ORDER",
        };
        let as_of = self.as_of.map_or("no day stated".to_owned(), |day| day.to_string());
        format!("{verdict}: {said}  {} as of {as_of}", self.title)
    }
}

impl fmt::Display for ProgrammeReportText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headline = self.headline();
        let mut written = 0usize;
        crate::programme::wrapped(f, 0, &headline)?;
        writeln!(f, "From what is stated, by the law as cited; not a decision, and no audit.")?;
        for (heading, lines, more) in &self.parts {
            if lines.is_empty() {
                continue;
            }
            writeln!(f, "\n{heading} ({})", lines.len().saturating_add(*more))?;
            for (n, line) in (1usize..).zip(lines) {
                let mut parts = line.split('\n');
                let first = parts.next().unwrap_or_default();
                crate::programme::wrapped(f, 2, &format!("{n}. {first}"))?;
                for part in parts {
                    crate::programme::wrapped(f, 5, part)?;
                }
                written = written.saturating_add(2);
            }
            if *more > 0 {
                writeln!(f, "  and {more} more; --format json has them all")?;
            }
        }
        let many = self.awaited.iter().filter(|(_, count)| **count > 1);
        for ((rule, until), count) in many {
            let until = until.map(|day| format!(", by {day}")).unwrap_or_default();
            crate::programme::wrapped(
                f,
                2,
                &format!("{rule}{until}: the same for {count} operations in all"),
            )?;
        }
        let Counts { reject, correct, clarify, .. } = self.counts;
        let met = [reject, correct, clarify].iter().map(|t| t.met).fold(0u32, u32::saturating_add);
        let of =
            if self.operations > 0 { format!(" over {} operations", self.operations) } else { String::new() };
        writeln!(f, "\nMet: {met} conditions{of}.")?;
        for line in &self.met {
            crate::programme::wrapped(f, 2, line)?;
        }
        if !self.not_stated.is_empty() {
            let fields = self.not_stated.join(", ");
            writeln!(f)?;
            crate::programme::wrapped(
                f,
                0,
                &format!("Not stated, so not looked at or taken to be none: {fields}."),
            )?;
        }
        writeln!(f, "\nWhat nobody can tell from a file")?;
        for item in NOT_COVERED_OF_PROGRAMMES {
            writeln!(f, "  {item}")?;
        }
        if !self.sources.all.is_empty() {
            writeln!(f, "\nSources")?;
            for (n, source) in (1usize..).zip(&self.sources.all) {
                let note =
                    if source.note().is_empty() { String::new() } else { format!(" ({})", source.note()) };
                crate::programme::wrapped(f, 2, &format!("{n}. {source}{note}"))?;
            }
        }
        if written > 30 {
            writeln!(f)?;
            crate::programme::wrapped(f, 0, &headline)?;
        }
        Ok(())
    }
}

impl fmt::Display for ProgrammeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = match (&self.operation, self.head.programme) {
            (Some(operation), _) => crate::input::printable(operation),
            (None, Some(cci)) => cci.to_string(),
            (None, None) => "operations".to_owned(),
        };
        let mut text = ProgrammeReportText::new(&title, self.as_of, false);
        text.add(self);
        text.fmt(f)
    }
}
