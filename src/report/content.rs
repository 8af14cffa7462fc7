//! What stands on the page of a report, and in which order.

use std::collections::{HashMap, HashSet};

use super::assessment::Assessment;
use super::page::{Block, Marks, Page, Point, Tone};
use super::picture::{Member, Standing};
use super::stored::{Party, StoredReport};
use super::why::Why;
use super::words::without_remark;
use crate::call::CallStatus;
use crate::check::Subject;
use crate::check::counting::counted_words;
use crate::law::Citation;
use crate::outcome::{Consequence, Outcome, Verdict, YesNo};
use crate::rule::RuleId;

/// Of one rule so many points are shown, and the rest counted; the full report shows all.
const OF_A_RULE: usize = 4;
/// Above so many reasons each is one sentence, so that what would help stands on the first screen.
const DETAILED: usize = 4;
/// A point cites so many of its sources; the full report cites all.
const CITED: usize = 1;
/// So many questions are shown under a point.
const QUESTIONS: usize = 3;

/// The page of a report with its assessments. What is not shown of them is not asked of them.
pub(super) fn page(
    report: &StoredReport,
    assessments: &[Assessment<'_>],
    full: bool,
    help: &[String],
) -> Page {
    let mut writer = Writer { report, full, sources: Vec::new(), put: HashSet::new() };
    let decides = |a: &&Assessment<'_>| makes_the_verdict(report.verdict(), a.consequence(), a.outcome());
    let of = |outcome: Outcome, consequence: Consequence| {
        assessments.iter().filter(move |a| a.outcome() == outcome && a.consequence() == consequence)
    };
    let mut blocks = Vec::new();
    let mut why = writer.points(assessments.iter().filter(decides));
    why.extend(writer.silence());
    let rest = report.without().map(|text| Point { sentence: text.to_owned(), ..Point::default() });
    if !full && why.len() > DETAILED {
        why.iter_mut().for_each(|point| point.below.clear());
        writer.put.clear();
    }
    blocks.push(block("Why", Marks::Numbers, Tone::Heading, why));
    blocks.push(block("The rest", Marks::Dashes, Tone::Heading, rest.into_iter().collect()));
    let told = help.iter().map(|sentence| Point { sentence: sentence.clone(), ..Point::default() });
    blocks.push(block("What would help", Marks::Dashes, Tone::Heading, told.collect()));
    for (name, consequence) in [("To correct", Consequence::Correct), ("To clarify", Consequence::Clarify)] {
        let points = writer.points(of(Outcome::NotMet, consequence));
        blocks.push(block(
            &numbered(name, of(Outcome::NotMet, consequence).count()),
            Marks::Dashes,
            Tone::Heading,
            points,
        ));
    }
    let open = || assessments.iter().filter(|a| a.outcome() == Outcome::Unknown && !decides(a));
    let points = writer.points(open());
    // What decides an undetermined verdict is not known either, and stands above.
    let heading = match report.verdict() {
        Verdict::Undetermined => "Not yet known either, for correction or clarification",
        Verdict::Eligible | Verdict::Ineligible | Verdict::Conditional => "Not yet known",
    };
    blocks.push(block(&numbered(heading, open().count()), Marks::Dashes, Tone::Heading, points));
    let other = || assessments.iter().filter(|a| a.outcome() == Outcome::Conditional && !decides(a));
    let points = writer.points(other());
    blocks.push(block(&numbered("Conditional", other().count()), Marks::Dashes, Tone::Heading, points));
    blocks.push(run("Under the usual terms of other open calls", report.usual_in_words.clone()));
    let notices = report.notices();
    let count = numbered("Notices", notices.len());
    let notices = notices.iter().map(|notice| Point { sentence: notice.text.clone(), ..Point::default() });
    blocks.push(block(&count, Marks::Dashes, Tone::Heading, notices.collect()));
    blocks.push(writer.obligations());
    if full {
        let met = || assessments.iter().filter(|a| a.outcome() == Outcome::Met);
        let points = writer.points(met());
        blocks.push(block(&numbered("Met", met().count()), Marks::Dashes, Tone::Heading, points));
        let aside = || assessments.iter().filter(|a| a.outcome() == Outcome::NotApplicable);
        let points = writer.points(aside());
        blocks.push(block(
            &numbered("Not applicable", aside().count()),
            Marks::Dashes,
            Tone::Heading,
            points,
        ));
    } else {
        let met = assessments.iter().filter(|a| a.outcome() == Outcome::Met).count();
        let all = report.coverage().assessed;
        blocks.push(run("Met", [format!("{met} of {all} conditions; the full report lists them")]));
    }
    blocks.push(run("Assumed", report.assumed.iter().map(|assumed| assumed.to_string())));
    blocks.push(run("Sources differ on", report.source_differences.iter().cloned()));
    blocks.push(run("Not declared, so presumed", report.not_declared.iter().cloned()));
    blocks.push(run("No program can tell", report.not_covered.iter().cloned()));
    blocks.push(run("Not stated in the sources", report.not_stated.iter().cloned()));
    blocks.retain(|block| !block.points.is_empty());
    let corrections = of(Outcome::NotMet, Consequence::Correct).count();
    let clarifications = of(Outcome::NotMet, Consequence::Clarify).count();
    let left =
        [(corrections, "to correct"), (clarifications, "to clarify"), (other().count(), "conditional")];
    Page {
        verdict: headline(report.verdict(), left, open().count()),
        tone: match report.verdict() {
            Verdict::Eligible => Tone::Good,
            Verdict::Ineligible => Tone::Bad,
            Verdict::Conditional | Verdict::Undetermined => Tone::Open,
        },
        about: match report.as_of() {
            Some(as_of) => format!("{}  as of {}", report.subject(), as_of.in_words()),
            None => report.subject(),
        },
        trust: trust(report),
        blocks,
        sources: writer.sources,
    }
}

/// Whether an outcome is one of those that make the verdict what it is.
fn makes_the_verdict(verdict: Verdict, consequence: Consequence, outcome: Outcome) -> bool {
    consequence == Consequence::Reject
        && match verdict {
            Verdict::Eligible => false,
            Verdict::Ineligible => outcome == Outcome::NotMet,
            Verdict::Undetermined => outcome == Outcome::Unknown,
            Verdict::Conditional => outcome == Outcome::Conditional,
        }
}

/// The verdict in capitals, with what it leaves to be done.
fn headline(verdict: Verdict, left: [(usize, &str); 3], unknown: usize) -> String {
    let mut parts = Vec::new();
    for (number, what) in left.into_iter().filter(|(number, _)| *number > 0) {
        let points = match (parts.is_empty(), number) {
            (true, 1) => " point",
            (true, _) => " points",
            (false, _) => "",
        };
        parts.push(format!("{number}{points} {what}"));
    }
    if unknown > 0 {
        // Beside those that make the verdict undetermined.
        let more = if verdict == Verdict::Undetermined { " more" } else { "" };
        parts.push(format!("{unknown}{more} unknown"));
    }
    let verdict = verdict.as_str().to_uppercase();
    if parts.is_empty() { verdict } else { format!("{verdict}; {}", parts.join(", ")) }
}

fn numbered(name: &str, count: usize) -> String {
    format!("{name} ({count})")
}

fn block(heading: &str, marks: Marks, tone: Tone, points: Vec<Point>) -> Block {
    Block { heading: heading.to_owned(), tone, marks, points }
}

fn run(heading: &str, sentences: impl IntoIterator<Item = String>) -> Block {
    let points = sentences.into_iter().map(|sentence| Point { sentence, ..Point::default() }).collect();
    block(heading, Marks::Run, Tone::Faint, points)
}

/// How far to trust the report, and where the call stands.
fn trust(report: &StoredReport) -> Vec<String> {
    let mut all = vec![format!("Checked against: {}. Not a decision, not legal advice.", report.version())];
    if let Some(later) = report.superseded_by() {
        let day = report.about.superseded_on.map(|d| format!(" of {d}")).unwrap_or_default();
        all.push(format!("{later}{day}, not known then, governs."));
    }
    if report.topic().is_some() {
        let status = match report.call_status() {
            Some(CallStatus::Forthcoming) => "Call forthcoming",
            Some(CallStatus::Open) => "Call open",
            Some(CallStatus::Closed) => "Call closed",
            None => "Status of the call not known",
        };
        all.push(format!("{status}; deadline {}.", report.deadline().unwrap_or("not stated")));
    }
    all
}

/// A source as it stands in the list, with its remark where all is shown.
fn shown(source: &Citation, full: bool) -> String {
    if full && !source.note().is_empty() {
        format!("{source} ({})", source.note())
    } else {
        source.to_string()
    }
}

/// Whether a message names somebody in words of its own: as a whole word, outside the words with which every message of
/// that kind begins.
fn says_name(message: &str, name: &str) -> bool {
    let own = message.strip_prefix("Does not apply: ").unwrap_or(message);
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    own.match_indices(name).any(|(at, found)| {
        let before = own.get(..at).and_then(|before| before.chars().next_back());
        let after = own.get(at.saturating_add(found.len())..).and_then(|after| after.chars().next());
        !inside(before) && !inside(after)
    })
}

/// Makes points and numbers their sources.
struct Writer<'r> {
    report: &'r StoredReport,
    full: bool,
    sources: Vec<String>,
    /// The questions that stand under a point already.
    put: HashSet<String>,
}

impl Writer<'_> {
    /// The points of some assessments; of one rule only the first few, unless all are wanted.
    fn points<'a>(&mut self, assessments: impl Iterator<Item = &'a Assessment<'a>>) -> Vec<Point> {
        let mut points = Vec::new();
        let mut run: Option<(RuleId, usize)> = None;
        let more = |points: &mut Vec<Point>, run: Option<(RuleId, usize)>| {
            if let Some((rule, count)) = run.filter(|(_, count)| *count > OF_A_RULE) {
                let sentence =
                    format!("and {} more of {rule} in the full report", count.saturating_sub(OF_A_RULE));
                points.push(Point { sentence, ..Point::default() });
            }
        };
        for assessment in assessments {
            let rule = assessment.rule();
            let count = match run {
                Some((same, count)) if same == rule => count.saturating_add(1),
                _ => {
                    if !self.full {
                        more(&mut points, run);
                    }
                    1
                }
            };
            run = Some((rule, count));
            if self.full || count <= OF_A_RULE {
                points.push(self.point(assessment));
            }
        }
        if !self.full {
            more(&mut points, run);
        }
        points
    }

    fn point(&mut self, assessment: &Assessment<'_>) -> Point {
        let mut below = Vec::new();
        below.extend(counted_words(&assessment.counted(), |entry| self.report.name_of(entry)));
        if assessment.outcome() == Outcome::Unknown {
            let lacks = assessment.lacks(if self.full { usize::MAX } else { QUESTIONS });
            for question in &lacks.questions {
                let text = format!("{} ({})", question.question, question.who.as_str());
                if self.put.insert(text.clone()) || self.full {
                    below.push(text);
                }
            }
            if lacks.missing > lacks.questions.len() {
                let more = lacks.missing.saturating_sub(lacks.questions.len());
                below.push(format!("and {more} more {}", if more == 1 { "question" } else { "questions" }));
            }
            for id in &lacks.open {
                below.push(format!("Open in the sources: {}", self.report.question(id).unwrap_or(id)));
            }
        }
        let name = match assessment.subject() {
            Subject::Participant(_) => self.report.name_of(assessment.subject()),
            _ => None,
        };
        let message = assessment.message();
        let message = without_remark(&message);
        let named = name.filter(|name| !says_name(message, name));
        let sentence = named.map_or_else(|| message.to_owned(), |name| format!("{name}: {message}"));
        let rule = if self.full {
            format!(" ({}, {})", assessment.rule(), assessment.subject())
        } else {
            String::new()
        };
        Point { sentence: format!("{sentence}{rule}"), sources: self.cite(assessment), below }
    }

    /// The numbers of an assessment's sources.
    fn cite(&mut self, assessment: &Assessment<'_>) -> Vec<usize> {
        let mut numbers = Vec::new();
        let most = if self.full { usize::MAX } else { CITED };
        for source in assessment.source().iter().take(most) {
            let source = shown(source, self.full);
            let at = self.sources.iter().position(|known| *known == source).unwrap_or_else(|| {
                self.sources.push(source);
                self.sources.len().saturating_sub(1)
            });
            numbers.push(at.saturating_add(1));
        }
        numbers
    }

    /// Where the call's silence makes the verdict: the core conditions that it does not state.
    fn silence(&self) -> Vec<Point> {
        let silent = |why: &Why| match why {
            Why::NotStated { not_stated } => Some(Point {
                sentence: format!(
                    "The call's sources do not state the {not_stated}; nothing about the proposal is wrong or missing there."
                ),
                ..Point::default()
            }),
            Why::Condition { .. } => None,
        };
        self.report.why().iter().filter_map(silent).collect()
    }

    /// What the size of the grant brings with it, where there is a budget.
    fn obligations(&mut self) -> Block {
        let told = self.report.obligations();
        let told = told.iter().filter(|o| o.triggered != YesNo::No);
        let points: Vec<Point> = told
            .map(|obligation| {
                let mark = if obligation.triggered == YesNo::Yes { "" } else { "perhaps: " };
                let whose = obligation.row.map(Subject::BudgetRow);
                let who = whose.map_or("The grant", |row| self.report.name_of(row).unwrap_or_default());
                let below = if self.full {
                    obligation.unless.iter().map(|e| format!("But: {e}")).collect()
                } else {
                    Vec::new()
                };
                Point { sentence: format!("{mark}{who}: {obligation}"), sources: Vec::new(), below }
            })
            .collect();
        block(&numbered("Obligations with this grant", points.len()), Marks::Dashes, Tone::Heading, points)
    }
}

/// The members of the consortium as a picture shows them.
pub(super) fn members(report: &StoredReport, assessments: &[Assessment<'_>]) -> Vec<Member> {
    let failing: HashSet<Subject> = assessments
        .iter()
        .filter(|a| a.outcome() == Outcome::NotMet && a.consequence() == Consequence::Reject)
        .map(Assessment::subject)
        .collect();
    let mut counted: HashMap<Subject, YesNo> = HashMap::new();
    for line in assessments.iter().flat_map(|a| a.counted().into_owned()) {
        for entry in line.participants {
            counted.entry(entry).or_insert(line.counts);
        }
    }
    let member = |(at, party): (usize, &Party)| {
        let Party(name, role, country) = party;
        let subject = Subject::Participant(at);
        let standing = if failing.contains(&subject) {
            Standing::Fails
        } else if role.is_some_and(|role| !role.counts()) {
            Standing::DoesNotCount
        } else {
            match counted.get(&subject) {
                Some(YesNo::Yes) => Standing::Counts,
                Some(YesNo::Unknown) => Standing::MayCount,
                Some(YesNo::No) | None => Standing::DoesNotCount,
            }
        };
        Member {
            name: name.clone(),
            role: role.map(|role| role.words().to_owned()).unwrap_or_default(),
            country: country.map(|country| country.to_string()).unwrap_or_default(),
            standing,
        }
    };
    report.participants.iter().enumerate().map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_said_as_a_whole_word_of_the_message() {
        assert!(says_name("Payoke: no code.", "Payoke") && says_name("No code of Payoke.", "Payoke"));
        for (message, name) in [
            ("Does not apply: no role.", "D"),
            ("Does not apply: no role.", "Does"),
            ("Does not apply: no role.", "Do"),
            ("Total costs are known.", "T"),
        ] {
            assert!(!says_name(message, name), "{name}");
        }
    }
}
