//! Everything that there is to ask about a report: what comes next, what decides, and what is unknown and does not.

use std::collections::BTreeSet;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use textwrap::{Options, WordSplitter, wrap};

use super::question::LISTING;
use super::{Ask, Asked, Deciding, NextQuestion};
use crate::check::{Answerer, Fact, FactKind, Question};
use crate::next::{STEPS, Within};
use crate::report::Report;
use crate::rule::RuleId;

/// What stands in place of a width that nobody states.
const USUAL_WIDTH: usize = 80;
/// Narrower than this a hanging indent leaves no room for words.
const NARROWEST: usize = 24;
/// So many questions of a list are shown; [`Questions`] as JSON has all.
const SHOWN: usize = 12;
/// So many reasons of a question are shown.
const REASONS: usize = 2;

/// What to ask about a report; from [`Report::questions`]. Prints as text of 80 columns and serialises.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Questions<'r> {
    /// What to ask first: the first of [`Report::next_questions`].
    pub next: Option<NextQuestion>,
    /// What would decide the verdict.
    pub deciding: Deciding<'r>,
    /// The same as questions, in the order worth asking.
    pub decisive: Vec<Decisive>,
    /// What is unknown and does not decide the verdict.
    pub besides: Vec<Question>,
    /// What only the answer under the usual terms depends on ([`Report::usual`]).
    pub usual: Vec<Question>,
    width: usize,
}

/// A question whose answer is needed to decide the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decisive {
    /// The question.
    pub question: NextQuestion,
    /// The facts that the answer is stated as; none for an open question.
    pub facts: Vec<Fact>,
    /// The rules that depend on it.
    pub why: Vec<RuleId>,
    /// Whether an answer can decide by itself: the verdict, or, where the call does not state core conditions, whether
    /// those that it states are met.
    pub may_settle: bool,
}

impl Report<'_> {
    /// Everything that there is to ask: what comes next, what decides the verdict, and apart from it what is unknown and
    /// does not decide.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let text = std::fs::read_to_string("examples/data/draft.json")?;
    /// let draft = Proposal::from_json(&text)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let questions = report.questions();
    /// assert!(questions.next.is_some());
    /// assert!(questions.decisive.iter().all(|decisive| !decisive.why.is_empty()));
    /// assert!(questions.to_string().starts_with("Ask next: "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn questions(&self) -> Questions<'_> {
        self.questions_within(STEPS).answer
    }

    /// [`Report::questions`] with no more than so many steps of work for what decides, as [`Report::deciding_within`].
    #[must_use]
    pub fn questions_within(&self, steps: u64) -> Within<Questions<'_>> {
        let Within { answer: deciding, steps } = self.deciding_within(steps);
        let decisive: Vec<Decisive> = deciding.asked().iter().map(|ask| self.decisive(ask)).collect();
        let besides = self.unknown_besides(&deciding);
        let (Within { answer: next, .. }, of_usual) = self.asked_and_whether_usual(LISTING);
        let mut told: BTreeSet<Fact> = besides.iter().map(|question| question.fact).collect();
        told.extend(decisive.iter().flat_map(|decisive| decisive.facts.iter().copied()));
        let usual = next.iter().filter(|_| of_usual).filter_map(|next| match next {
            // In the words of the fact, as the other lists have it.
            NextQuestion::Fact(question) | NextQuestion::Status(question, _) => {
                Some(self.question_about(question.fact))
            }
            NextQuestion::Coordinator(_)
            | NextQuestion::Beneficiary(_)
            | NextQuestion::Participant(_)
            | NextQuestion::Open(_) => None,
        });
        let usual = usual.filter(|question| !told.contains(&question.fact)).collect();
        let next = next.into_iter().next();
        let answer = Questions { next, deciding, decisive, besides, usual, width: USUAL_WIDTH };
        Within { answer, steps }
    }

    fn decisive(&self, ask: &Ask<'_>) -> Decisive {
        let (question, facts) = match &ask.what {
            Asked::Question(question) => (NextQuestion::Open((*question).clone()), Vec::new()),
            Asked::Facts(facts) => {
                // Of several places one that states nothing.
                let silent = |fact: &&Fact| {
                    let entry = fact.participant().and_then(|at| self.participants().get(at));
                    fact.kind() != FactKind::Country || entry.is_some_and(|e| e.applicant.country.is_none())
                };
                let fact = facts.iter().find(silent).or(facts.first()).copied().unwrap_or(NOBODY);
                (NextQuestion::Fact(self.question_about(fact)), facts.clone())
            }
        };
        let mut why: Vec<RuleId> = Vec::new();
        for (rule, _) in &ask.conditions {
            if !why.contains(rule) {
                why.push(*rule);
            }
        }
        Decisive { question, facts, why, may_settle: ask.may_settle }
    }
}

/// What is asked where a list of facts is empty, which none is.
const NOBODY: Fact = Fact::of_proposal(FactKind::Participants);

impl Questions<'_> {
    /// Lines of at most so many columns; 80 where nothing is said, and never fewer than 24.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, text: &str, first: &str, rest: &str) -> fmt::Result {
        let options = Options::new(self.width.max(NARROWEST))
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        wrap(text, options).iter().try_for_each(|line| writeln!(f, "{}", line.trim_end()))
    }

    /// A list under a heading, with what is left of it.
    fn list<T>(
        &self,
        f: &mut fmt::Formatter<'_>,
        heading: &str,
        items: &[T],
        mut write: impl FnMut(&mut fmt::Formatter<'_>, usize, &T) -> fmt::Result,
    ) -> fmt::Result {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(f)?;
        self.line(f, &format!("{heading} ({})", items.len()), "", "")?;
        for (number, item) in (1..).zip(items.iter().take(SHOWN)) {
            write(f, number, item)?;
        }
        match items.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more"),
        }
    }

    /// A question with what there is to know about it.
    fn point(&self, f: &mut fmt::Formatter<'_>, number: usize, decisive: &Decisive) -> fmt::Result {
        let mark = format!("  {number}. ");
        let rest = " ".repeat(mark.len());
        self.line(f, &decisive.question.to_string(), &mark, &rest)?;
        let below = |f: &mut fmt::Formatter<'_>, text: &str| self.line(f, text, &rest, &rest);
        match &decisive.question {
            NextQuestion::Open(question) => {
                below(f, &format!("Yes: {}", question.yes))?;
                below(f, &format!("No: {}", question.no))?;
                below(f, "Ask the authority. The sources of the call leave it open.")?;
            }
            NextQuestion::Coordinator(question)
            | NextQuestion::Beneficiary(question)
            | NextQuestion::Participant(question)
            | NextQuestion::Fact(question)
            | NextQuestion::Status(question, _) => {
                below(f, &answers(question))?;
                below(f, &format!("Ask the {}. Shown by: {}.", question.who.as_str(), question.document))?;
            }
        }
        let titles: Vec<&str> = decisive.why.iter().take(REASONS).map(|rule| rule.rule().title).collect();
        let more = match decisive.why.len().saturating_sub(REASONS) {
            0 => String::new(),
            more => format!(" And {more} more."),
        };
        let settles = match (&self.deciding, decisive.may_settle) {
            (_, false) => "",
            // No answer makes the proposal eligible.
            (Deciding::CannotBeEligible { .. }, true) => {
                " It can decide by itself whether what is stated is met."
            }
            (_, true) => " It can decide by itself.",
        };
        below(f, &format!("It matters to: {}{more}{settles}", titles.join(" ")))
    }
}

/// The answers that are possible, or what an answer looks like.
fn answers(question: &Question) -> String {
    if question.answers.is_empty() {
        format!("An answer: {}.", question.form)
    } else if question.is_choice() {
        format!("Answers: {}.", question.answers.join(", "))
    } else {
        format!("Answers: {}; {}.", question.answers.join(", "), question.form)
    }
}

impl fmt::Display for Questions<'_> {
    /// What comes next, what decides with everything that there is to know about it, and what does not decide.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.next, &self.deciding) {
            (Some(next), _) => self.line(f, &format!("Ask next: {next}"), "", "  ")?,
            (None, Deciding::Decided(verdict)) => {
                self.line(f, &format!("Nothing to ask: the verdict is {verdict}."), "", "")?;
            }
            (None, _) => self.line(f, "Nothing is left to ask.", "", "")?,
        }
        match &self.deciding {
            Deciding::NoEligibleCompletion { .. } => {
                writeln!(f)?;
                let told = self.deciding.to_string();
                told.lines().try_for_each(|line| self.line(f, line, "", "  "))?;
            }
            Deciding::CannotBeEligible { not_stated, .. } => {
                writeln!(f)?;
                let silent = not_stated.join(", ");
                let told = format!("It cannot be called eligible: the call does not state {silent}.");
                self.line(f, &told, "", "")?;
            }
            Deciding::Decided(_) | Deciding::Ask(_) => {}
        }
        let heading = match &self.deciding {
            Deciding::CannotBeEligible { .. } => "What decides whether the stated conditions are met",
            _ => "What decides the verdict",
        };
        self.list(f, heading, &self.decisive, |f, number, decisive| self.point(f, number, decisive))?;
        if let Deciding::Ask(asks) | Deciding::CannotBeEligible { asks, .. } = &self.deciding {
            if !asks.smallest && !self.decisive.is_empty() {
                self.line(f, "Not all of it may be needed; the search for less was too long.", "  ", "  ")?;
            }
            for conflict in &asks.corrections {
                writeln!(f)?;
                let told = conflict.to_string();
                told.lines().try_for_each(|line| self.line(f, line, "", "  "))?;
            }
        }
        let aside = |f: &mut fmt::Formatter<'_>, _: usize, question: &Question| {
            let Question { question, who, document, .. } = question;
            self.line(f, &format!("{question} ({}; {document})", who.as_str()), "  - ", "    ")
        };
        self.list(f, "Asked under the usual terms of other calls only", &self.usual, aside)?;
        self.list(f, "Unknown, and does not decide the verdict", &self.besides, aside)
    }
}

impl Serialize for NextQuestion {
    /// An object with its `kind` and the fields of the question.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self {
            NextQuestion::Coordinator(_) => "coordinator",
            NextQuestion::Beneficiary(_) => "beneficiary",
            NextQuestion::Participant(_) => "participant",
            NextQuestion::Fact(_) => "fact",
            NextQuestion::Status(..) => "status",
            NextQuestion::Open(_) => "open_question",
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        match self {
            NextQuestion::Coordinator(question)
            | NextQuestion::Beneficiary(question)
            | NextQuestion::Participant(question)
            | NextQuestion::Fact(question)
            | NextQuestion::Status(question, _) => {
                let Question { fact, stated_in: _, question, answers, form, who, document } = question;
                map.serialize_entry("fact", fact)?;
                map.serialize_entry("question", question)?;
                map.serialize_entry("answers", answers)?;
                map.serialize_entry("form", form)?;
                map.serialize_entry("who", who)?;
                map.serialize_entry("document", document)?;
                if let NextQuestion::Status(_, status) = self {
                    map.serialize_entry("status", status)?;
                }
            }
            NextQuestion::Open(question) => {
                map.serialize_entry("id", &question.id)?;
                map.serialize_entry("question", &question.question)?;
                map.serialize_entry("answers", &["yes", "no"])?;
                map.serialize_entry("yes", &question.yes)?;
                map.serialize_entry("no", &question.no)?;
                map.serialize_entry("who", &Answerer::Authority)?;
            }
        }
        map.end()
    }
}

impl Serialize for Decisive {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("question", &self.question)?;
        map.serialize_entry("facts", &self.facts)?;
        map.serialize_entry("why", &self.why)?;
        map.serialize_entry("may_settle", &self.may_settle)?;
        map.end()
    }
}

impl Serialize for Questions<'_> {
    /// What decides stands in `deciding` as [`Deciding`] has it, and in `decisive` in words.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("next", &self.next)?;
        map.serialize_entry("deciding", &self.deciding)?;
        map.serialize_entry("decisive", &self.decisive)?;
        map.serialize_entry("besides", &self.besides)?;
        map.serialize_entry("usual", &self.usual)?;
        map.end()
    }
}
