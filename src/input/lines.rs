//! A text in lines for people: no line is wider than a terminal usually is.

use std::fmt;

use textwrap::{Options, WordSplitter, wrap};

/// The columns of a text for which nobody states a width.
pub(crate) const USUAL_WIDTH: usize = 80;

/// Writes a text in lines of at most the usual width: the first behind one indent, the others behind another.
pub(crate) fn lines(f: &mut impl fmt::Write, first: &str, rest: &str, text: &str) -> fmt::Result {
    let options = Options::new(USUAL_WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    wrap(text, options).iter().try_for_each(|line| writeln!(f, "{}", line.trim_end()))
}
