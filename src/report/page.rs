//! A report as a page: what stands on it and in which order, before anybody decides how it looks.

/// What a piece of a page is, for colouring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tone {
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// Not known yet, or to be corrected.
    Open,
    /// A heading.
    Heading,
    /// Sources and other small print.
    Faint,
}

/// One point of a block: a sentence with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Point {
    pub(super) sentence: String,
    /// Numbers of the sources, from 1.
    pub(super) sources: Vec<usize>,
    /// Sentences that belong to it.
    pub(super) below: Vec<String>,
}

/// How the points of a block are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// 1., 2., 3.
    Numbers,
    Dashes,
    /// Not at all: the points run on as one text.
    Run,
}

/// A heading with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) heading: String,
    pub(super) tone: Tone,
    pub(super) marks: Marks,
    pub(super) points: Vec<Point>,
}

/// A whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// The verdict in capitals, with what it leaves to be done.
    pub(super) verdict: String,
    pub(super) tone: Tone,
    /// Of what, and when.
    pub(super) about: String,
    /// How far to trust it, and where the call stands.
    pub(super) trust: Vec<String>,
    pub(super) blocks: Vec<Block>,
    /// The sources, in the order of their numbers.
    pub(super) sources: Vec<String>,
}
