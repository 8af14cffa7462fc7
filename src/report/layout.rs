//! A page as text: wrapped, marked and, on a terminal, coloured.

use std::fmt;

use textwrap::{Options, WordSplitter, wrap};

use super::page::{Block, Marks, Page, Point, Tone};

/// How a page is laid out.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Columns; lines are wrapped at them.
    pub(super) width: usize,
    pub(super) marks: fn(Tone) -> (&'static str, &'static str),
}

/// Narrower than this a hanging indent leaves no room for words.
const NARROWEST: usize = 24;

impl Layout {
    fn toned(&self, tone: Tone, text: &str) -> String {
        let (before, after) = (self.marks)(tone);
        format!("{before}{text}{after}")
    }

    /// Writes a text as lines: the first behind one indent, the others behind the other.
    fn lines(
        &self,
        f: &mut fmt::Formatter<'_>,
        text: &str,
        first: &str,
        rest: &str,
        tone: Option<Tone>,
    ) -> fmt::Result {
        let options = Options::new(self.width.max(NARROWEST))
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        for line in wrap(&unbroken(text), options) {
            let line = line.replace(NO_BREAK, " ");
            match tone {
                Some(tone) => writeln!(f, "{}", self.toned(tone, line.trim_end()))?,
                None => writeln!(f, "{}", line.trim_end())?,
            }
        }
        Ok(())
    }

    pub(super) fn page(&self, f: &mut fmt::Formatter<'_>, page: &Page) -> fmt::Result {
        let (verdict, about) = (&page.verdict, &page.about);
        let length = verdict.chars().count().saturating_add(about.chars().count()).saturating_add(2);
        if length <= self.width.max(NARROWEST) {
            writeln!(f, "{}  {about}", self.toned(page.tone, verdict))?;
        } else {
            self.lines(f, verdict, "", "", Some(page.tone))?;
            self.lines(f, about, "", "", None)?;
        }
        for sentence in &page.trust {
            self.lines(f, sentence, "", "", Some(Tone::Faint))?;
        }
        let mut written = page.trust.len().saturating_add(1);
        // Blocks that run on as one text stand together.
        let mut ran = false;
        for block in &page.blocks {
            let runs = block.marks == Marks::Run;
            if !(runs && ran) {
                writeln!(f)?;
            }
            ran = runs;
            written = written.saturating_add(block.points.len()).saturating_add(1);
            self.block(f, block)?;
        }
        if !page.sources.is_empty() {
            writeln!(f, "\n{}", self.toned(Tone::Heading, "Sources"))?;
            for (number, source) in (1..).zip(&page.sources) {
                let mark = format!("  [{number}] ");
                let rest = " ".repeat(mark.len());
                self.lines(f, source, &mark, &rest, Some(Tone::Faint))?;
            }
            written = written.saturating_add(page.sources.len());
        }
        // Whoever scrolled to the end of a long report sees what it came to.
        if written > SCREEN {
            writeln!(f)?;
            self.lines(f, verdict, "", "", Some(page.tone))?;
        }
        Ok(())
    }

    fn block(&self, f: &mut fmt::Formatter<'_>, block: &Block) -> fmt::Result {
        if block.marks == Marks::Run {
            let sentences: Vec<String> = block.points.iter().map(cited).collect();
            let text = format!("{}: {}", block.heading, sentences.join("; "));
            return self.lines(f, &text, "", "  ", None);
        }
        writeln!(f, "{}", self.toned(Tone::Heading, &block.heading))?;
        for (number, point) in (1..).zip(&block.points) {
            let mark = match block.marks {
                Marks::Numbers => format!("  {number}. "),
                Marks::Dashes | Marks::Run => "  - ".to_owned(),
            };
            let rest = " ".repeat(mark.len());
            self.lines(f, &cited(point), &mark, &rest, None)?;
            for sentence in &point.below {
                self.lines(f, sentence, &rest, &rest, None)?;
            }
        }
        Ok(())
    }
}

/// Holds the groups of an amount together while lines are wrapped.
const NO_BREAK: char = '\u{a0}';

/// A text in which no line is broken between the groups of a number, nor between a currency and its amount.
fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit_follows = rest.peek().is_some_and(char::is_ascii_digit);
        let holds = out.ends_with(|before: char| before.is_ascii_digit()) || out.ends_with("EUR");
        out.push(if c == ' ' && digit_follows && holds { NO_BREAK } else { c });
    }
    out
}

/// Above so many sentences a report is longer than a screen.
const SCREEN: usize = 24;

/// A sentence with the numbers of its sources.
fn cited(point: &Point) -> String {
    let numbers: String = point.sources.iter().map(|n| format!("[{n}]")).collect();
    if numbers.is_empty() { point.sentence.clone() } else { format!("{} {numbers}", point.sentence) }
}
