//! The report for people: as text, or as one HTML file.

use std::borrow::Cow;
use std::fmt;

use super::assessment::Assessment;
use super::checked::Report;
use super::content::{members, page};
use super::html;
use super::layout::Layout;
use super::page::{Page, Tone};
use super::picture::svg;
use super::stored::StoredReport;
use crate::input::USUAL_WIDTH;

/// A report laid out for people; see [`Report::text`]. It prints as text.
#[derive(Clone)]
pub struct Text<'r> {
    report: Cow<'r, StoredReport>,
    /// Whose assessments are laid out; the stored ones where there is none. Few of them are shown, so most need not be
    /// made.
    live: Option<&'r Report<'r>>,
    width: usize,
    full: bool,
    help: Vec<String>,
    marks: fn(Tone) -> (&'static str, &'static str),
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("width", &self.width).field("full", &self.full).finish_non_exhaustive()
    }
}

impl Report<'_> {
    /// The report laid out for people: the verdict first, then why, what would help as far as [`Text::help`] is told it,
    /// what is to be corrected, clarified or not known yet, and the sources once.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::Tone};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let text = report.text().width(60).to_string();
    /// assert!(text.starts_with("INELIGIBLE"));
    /// assert!(text.lines().all(|line| line.chars().count() <= 60));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> Text<'_> {
        let mut head = self.head();
        head.usual_in_words = self.usual().map(|usual| usual.summary());
        Text::of(Cow::Owned(head), Some(self))
    }
}

impl StoredReport {
    /// The report laid out for people, as [`Report::text`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.stored().text().to_string(), report.text().to_string());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> Text<'_> {
        Text::of(Cow::Borrowed(self), None)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl fmt::Display for StoredReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl<'r> Text<'r> {
    fn of(report: Cow<'r, StoredReport>, live: Option<&'r Report<'r>>) -> Self {
        Text { report, live, width: USUAL_WIDTH, full: false, help: Vec::new(), marks: |_| ("", "") }
    }
}

impl Text<'_> {
    /// Lines of at most so many columns; 80 where nothing is said, and never fewer than 24.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let narrow = report.text().width(40).to_string();
    /// assert!(narrow.lines().all(|line| line.chars().count() <= 40));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// Every assessment with all its sources, instead of what there is to do.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.text().full(true).to_string().lines().count() > report.text().to_string().lines().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn full(mut self, full: bool) -> Self {
        self.full = full;
        self
    }

    /// Sentences on what would help, such as those of the first remedy or the next question; they stand under why.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let text = report.text().help(["Add three partners."]).to_string();
    /// assert!(text.contains("What would help\n  - Add three partners."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn help(mut self, sentences: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.help.extend(sentences.into_iter().map(Into::into));
        self
    }

    /// Marks before and after each piece of text, such as the colours of a terminal.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::Tone};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let text = report.text().marks(|tone| if tone == Tone::Bad { ("*", "*") } else { ("", "") });
    /// assert!(text.to_string().starts_with("*INELIGIBLE; 5 unknown*"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn marks(mut self, marks: fn(Tone) -> (&'static str, &'static str)) -> Self {
        self.marks = marks;
        self
    }

    /// The same as one HTML file that can be printed or sent: with a picture of the consortium, without scripts, and
    /// nothing in it is loaded from elsewhere.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": [{"name": "<b>A</b>"}]}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let html = report.text().html();
    /// assert!(html.starts_with("<!doctype html>") && !html.contains("<script") && !html.contains("<b>A"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        let assessments = self.assessments();
        html::document(
            &page(&self.report, &assessments, self.full, &self.help),
            &members(&self.report, &assessments),
        )
    }

    fn assessments(&self) -> Vec<Assessment<'_>> {
        self.live.map_or_else(|| self.report.assessments().collect(), |live| live.assessments().collect())
    }

    /// The same as data, for programs that lay it out themselves.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::Tone};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let page = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?).text().page();
    /// assert_eq!(page.tone, Tone::Bad);
    /// assert_eq!(page.blocks[0].heading, "Why");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn page(&self) -> Page {
        page(&self.report, &self.assessments(), self.full, &self.help)
    }

    /// The consortium as a picture, an SVG element: who takes part, from where, and who counts. Nothing that is typed
    /// becomes markup in it, and it needs nothing from elsewhere. Empty where nobody takes part.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": [{"name": "<b>A</b>"}]}"#)?;
    /// let picture = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?).text().picture();
    /// assert!(picture.starts_with("<svg") && !picture.contains("<b>A"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn picture(&self) -> String {
        let members = members(&self.report, &self.assessments());
        if members.is_empty() { String::new() } else { svg(&members) }
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layout = Layout { width: self.width, marks: self.marks };
        layout.page(f, &self.page())
    }
}
