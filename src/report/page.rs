//! A report as a page: what stands on it and in which order, before anybody decides how it looks.

/// What a piece of a page is, for colouring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Point {
    /// The sentence.
    pub sentence: String,
    /// Numbers of the sources, from 1.
    pub sources: Vec<usize>,
    /// Sentences that belong to it.
    pub below: Vec<String>,
}

/// How the points of a block are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Marks {
    /// 1., 2., 3.
    Numbers,
    /// A dash before each.
    Dashes,
    /// Not at all: the points run on as one text.
    Run,
}

/// A heading with its points.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Block {
    /// The heading.
    pub heading: String,
    /// What the heading is, for colouring.
    pub tone: Tone,
    /// How its points are marked.
    pub marks: Marks,
    /// The points.
    pub points: Vec<Point>,
}

/// What stands on a report for people, in its order, for programs that lay it out themselves; from
/// [`Text::page`](super::Text::page). All of it is plain text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Page {
    /// The verdict in capitals, with what it leaves to be done.
    pub verdict: String,
    /// What the verdict is, for colouring.
    pub tone: Tone,
    /// Of what, and when.
    pub about: String,
    /// How far to trust it, and where the call stands.
    pub trust: Vec<String>,
    /// The blocks, each with at least one point.
    pub blocks: Vec<Block>,
    /// The sources, in the order of their numbers.
    pub sources: Vec<String>,
}
