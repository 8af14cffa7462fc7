//! What the example programs share that lay out their own text: lines of up to 80 columns.

/// How wide a terminal is taken to be.
const WIDTH: usize = 80;

/// The text in lines of up to 80 columns, save for words that are longer. What goes on stands two columns further in
/// than its line begins.
pub(crate) fn wrapped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for line in text.lines() {
        let words = line.trim_start_matches(' ');
        let indent = " ".repeat(line.len().saturating_sub(words.len()));
        if textwrap::core::display_width(line) <= WIDTH {
            all.push_str(line);
        } else {
            let further = format!("{indent}  ");
            let options = textwrap::Options::new(WIDTH)
                .break_words(false)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation)
                .initial_indent(&indent)
                .subsequent_indent(&further);
            all.push_str(&textwrap::fill(words, options));
        }
        all.push('\n');
    }
    all
}
